"""Which numbers may be quantities, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.model import Number
from analysis.sentences import Sentence, Sentences

__all__ = ["by_sentence", "may_count", "round_year"]

_COUNTED = ("cardinal", "multiple", "fraction")
_TRIO = 3
_OF_A_YEAR = re.compile(r" (?:19|20)\d\d(?!\w)")
_TWO_WORDS = re.compile(r"[\s\-\u2010\u2011]{0,2}([^\W\d_]{1,40})(?:[\s\-\u2010\u2011]([^\W\d_]{1,40}))?")
_DURATIONS = frozenset({"count.duration", "count.anniversary"})


def by_sentence(
    sentences: Sentences, numbers: list[Number], *, durations: bool = True
) -> Iterator[tuple[Sentence, list[Number]]]:
    """Each sentence that holds a number that may be a quantity, with all numbers of the sentence.

    Without `durations`, lengths of time and anniversaries are taken for none: "60 years of friendship".
    """
    end = -1
    for index, number in enumerate(numbers):
        if number.start < end or not may_count(number) or _counts_no_thing(number, sentences, durations=durations):
            continue
        sentence = sentences.around(number.start)
        end = sentence.end
        first, last = index, index + 1
        while first and numbers[first - 1].start >= sentence.start:
            first -= 1
        while last < len(numbers) and numbers[last].start < end:
            last += 1
        yield sentence, numbers[first:last]


def may_count(number: Number) -> bool:
    """Whether a number is of a kind that counts or measures."""
    return number.kind in _COUNTED or round_year(number)


def round_year(number: Number) -> bool:
    """Whether a number that looks like a year may be a count after all: "2000 students"."""
    return (
        number.kind == "date" and number.iso is not None and number.iso.isdigit() and number.iso.endswith(("00", "50"))
    )


def _counts_no_thing(number: Number, sentences: Sentences, *, durations: bool) -> bool:
    """Whether the words behind a number plainly say that it stands for the sides themselves, or for a length of time.

    "the two neighbouring countries", and without `durations` "60 years", "the 60-year friendship".
    """
    pair = number.words and number.scale == 1 and bool(number.value) and (number.value or 0) <= _TRIO
    timed = not durations and number.scale == 1
    if not pair and not timed:
        return False
    following = _TWO_WORDS.match(sentences.text, number.end)
    if following is None:
        return False
    first, second = following.groups("")
    senses = sentences.lexicon.senses(first)
    if pair and ("count.pair" in senses or "count.pair" in sentences.lexicon.senses(second)):
        return True
    if not timed or _DURATIONS.isdisjoint(senses):
        return False
    # "gấp đôi năm 2015", twice (that of the year) 2015
    return number.kind != "multiple" and _OF_A_YEAR.match(sentences.text, following.end(1)) is None
