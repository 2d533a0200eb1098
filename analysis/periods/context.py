"""A sentence with its numbers and the date that it counts from: what every part of this stage looks at."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from analysis.definitions import LanguageDefinition
from analysis.lexicon import Hit
from analysis.model import Number
from analysis.periods.iso import year_of
from analysis.sentences import Sentence

__all__ = ["DASH", "Context", "whole"]

DASH = re.compile(r"\s?[\-\u2010-\u2014\u2212/]\s?")
_PARTED = re.compile("[;:()]")
"""Marks that end a clause. A full stop in a sentence is that of a number or an abbreviation: "4.5", "40 тыс."."""
_ARTICLE = 5
"""Characters between "between" and a time: an article."""
_FEW = 4
"""Numbers on either side of a word that may belong to it."""


class Context:
    """A sentence, its numbers, and the date that relative expressions count from."""

    __slots__ = ("_starts", "low", "numbers", "reference", "sentence", "year", "year_before")

    def __init__(self, sentence: Sentence, numbers: list[Number], reference: str | None) -> None:
        self.sentence = sentence
        self.low = sentence.low
        self.numbers = numbers
        self._starts = [n.start for n in numbers]
        self.reference = reference
        self.year = year_of(reference)
        """The year of the reference; None without one."""
        self.year_before = _year_before(sentence.language)
        """A year in digits with its word before it or without; None where the language puts none there."""

    def following(self, position: int) -> list[Number]:
        """The next few numbers that start at a position or behind it."""
        first = bisect_left(self._starts, position)
        return self.numbers[first : first + _FEW]

    def preceding(self, position: int) -> list[Number]:
        """The last few numbers that start before a position, the nearest first."""
        last = bisect_left(self._starts, position)
        return self.numbers[max(0, last - _FEW) : last][::-1]

    def right_before(self, position: int) -> Number | None:
        """The number that ends right before a position: the "nine" of "nine months"."""
        return next((n for n in self.preceding(position) if 0 <= position - n.end <= 2), None)  # noqa: PLR2004

    def in_number(self, hit: Hit) -> bool:
        """Whether a word is part of a number, not a number of it: the month whose name is the word and "three"."""
        part = (n for n in self.preceding(hit.end) if n.start < hit.end and hit.start < n.end)
        return any(n.kind != "cardinal" or n.start <= hit.start for n in part)

    def led_on(self, first: Number, second: Number) -> bool:
        """Whether a dash or a word leads from one number to the next."""
        gap = self.low[first.end : second.start]
        return bool(DASH.fullmatch(gap)) or gap.strip() in self.joining(first.start)

    def joining(self, position: int) -> frozenset[str]:
        """The words that lead from a time that starts at a position to the one that ends the same span."""
        words = self.sentence.lexicon.surfaces
        joins = words("range.to") | words("range.through")
        between = self.sentence.before(self.opening(position), "range", "between", gap=_ARTICLE)
        return joins | words("range.and") if between else joins

    def opening(self, position: int) -> int:
        """Where a time starts with the word for a part of it before its position: "mid-July", "the end of May"."""
        part = self.sentence.before(position, "time", "within", gap=1)
        return part[0].start if part else position

    def parted(self, start: int, end: int) -> bool:
        """Whether a mark that ends a clause stands between two positions."""
        return _PARTED.search(self.low, start, end) is not None

    def compared(self, start: int, end: int) -> bool:
        """Whether a clause ends, or a comparison begins, between two positions: "in May than the year before"."""
        return self.parted(start, end) or any(
            start <= hit.start and hit.end <= end for hit, _ in self.sentence.of("change", "versus")
        )

    def from_start(self, position: int) -> bool:
        """Whether months so led to are over and count from the year's start: "по итогам пяти месяцев"."""
        return self.sentence.before(position, "time", "from_start", gap=2) is not None and not self.looks_ahead()

    def looks_ahead(self) -> bool:
        """Whether the sentence speaks of what is to come."""
        return self.sentence.has("status", "future", "target", "estimate", "pledge")


@lru_cache(maxsize=64)
def _year_before(language: LanguageDefinition) -> re.Pattern[str] | None:
    """A year in digits with its word before it or without; None where the language puts none there."""
    words = "|".join(map(re.escape, language.terms("format", "year_before")))
    return re.compile(rf"(?:\s(?:(?:{words})\s)?|/)\d{{4}}(?!\w)") if words else None


def whole(number: Number | None) -> int | None:
    """The value of a number as a count; None where it is none."""
    return int(number.value) if number and number.value and number.value == int(number.value) else None
