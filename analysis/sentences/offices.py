"""Names of offices and programmes: what they deal with is nothing that a sentence measures ("the trade minister")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.definitions import definitions

if TYPE_CHECKING:
    from analysis.lexicon import Hit
    from analysis.sentences import Sentence

__all__ = ["offices_in"]

_NAME = 64
"""Characters from an office to the last word of its name, or from what a programme deals with to its noun."""
_BEFORE = 24
"""Characters from what an office deals with to the noun of the office: "trade and investment minister"."""
_LISTED = re.compile(r"[^\W\d_]+(?:(?:, | & |[ -])[^\W\d_]+)*(?:, | & | )")
"""What may stand between an office and the last thing that it deals with: words with commas."""
_NEXT = re.compile(r"\s(\S+)\s\S*[^\W_]")
_NAMING = frozenset({"count.of", "time.in"})
"""Of words for "of" or "to" those that name what an office is for: "for" also leads to a time."""
_QUOTED = re.compile(r"\s[«“„\"]([^«»“”„\"\d]+)[»”“\"]")
_PAIR = 2
_WORDS = 6
"""Words from one that a programme deals with to its noun: "Trade and Investment Support"."""
_APART = (("source", "after", "that"), ("status",), ("act",), ("change", "up", "down"), ("area",), ("bound",))
"""Tables, and keys, whose words belong to no office's name."""


def offices_in(sentence: Sentence) -> Iterator[Hit]:
    """The words of a sentence for something measured that are but part of an office's name, or a programme's.

    "the Ministry of Industry and Trade", "the trade minister", but not "the Ministry of Finance says that trade"; "the
    Green Trade Initiative", by its capitals.
    """
    # A verb names nothing: "the department for trade invested 5 million".
    measures = [hit for hit, _ in sentence.of("metric") if _is_measure(hit)]
    for office, _ in sentence.of("count", "office"):
        for hit in measures:
            if hit.end <= office.start:
                if _leads(sentence, hit, office):
                    yield hit
            elif office.end <= hit.start <= office.end + _NAME and _follows(sentence, office, hit):
                yield hit
    for programme, _ in sentence.of("count", "programme"):
        quoted = _QUOTED.match(sentence.text, programme.end, sentence.end)
        start, end = quoted.span(1) if quoted else (0, 0)
        for hit in measures:
            if start <= hit.start < end or _is_called(sentence, hit, programme):
                yield hit


def _is_called(sentence: Sentence, hit: Hit, programme: Hit) -> bool:
    """Whether one of the words in capitals that a programme's name begins with is given: "Reform and Trade Pact".

    The noun itself may be small behind a word in capitals that begins no sentence: "the Aid for Trade programme".
    """
    if not 0 < programme.start - hit.end <= _NAME:
        return False
    named = sentence.text[programme.start].isupper()
    if not named and (hit.end + 1 != programme.start or hit.start == sentence.start):
        return False
    words = sentence.text[hit.start : programme.start].split()
    joins = sentence.lexicon.surfaces("range.and") | {"&"}
    return len(words) <= _WORDS and all(word[0].isupper() or word in joins for word in words)


def _leads(sentence: Sentence, hit: Hit, office: Hit) -> bool:
    """Whether what an office deals with stands before it: "trade minister", "trade and investment minister"."""
    if sentence.language.noun_last or office.start - hit.end > _BEFORE:
        return False
    between = sentence.low[hit.end : office.start]
    words = between.split()
    if between[:1] not in (" ", "-") or any(c in ",.;:()" for c in between):
        return False
    joins = sentence.lexicon.surfaces("range.and")
    listed = len(words) == _PAIR and words[0] in joins
    return not words or listed or (len(words) == 1 and not sentence.lexicon.senses(words[0]))


def _follows(sentence: Sentence, office: Hit, hit: Hit) -> bool:
    """Whether what an office deals with stands behind it: "Ministry of Trade", "Ministry of Industry and Trade"."""
    low = sentence.low
    of = sentence.after(office.end, "count", "of") or sentence.after(office.end, "role", "to")
    if of and not _NAMING.intersection(of[0].senses):
        # "the agency to invest 5 million", not "the agency for investment"
        of = None
    if of is None and not sentence.language.areas.dative:
        # No case says "of".
        return False
    start = (of[0].end if of else office.end) + 1
    if start > hit.start:
        return False
    words = low[start : hit.start]
    if not words or (of and words.strip() in sentence.lexicon.surfaces("count.determiner")):
        return True
    within = [other for keys in _APART for other, _ in sentence.of(*keys) if start <= other.start < hit.start]
    if not _LISTED.fullmatch(words) or any(not _is_measure(other) for other in within):
        return False
    named = sentence.text[hit.start].isupper()
    if sentence.text[start].isupper() != named:
        # "the Ministry of Finance, trade and investment"
        return False
    joins = sentence.lexicon.surfaces("range.and") | {"&"}
    ends = words.split()[-1] in joins
    if "," not in words:
        # "the ministry of trade exports to Peru"
        measured = any(start <= other.start < hit.start for other, _ in sentence.of("metric"))
        return ends or (len(words.split()) == 1 and not measured)
    following = _NEXT.match(sentence.text, hit.end, sentence.end)
    goes_on = following is not None and following[1].lower() in joins
    closes = _closes(sentence, following.end() if goes_on and following else hit.end)
    return (ends or goes_on) and (named or closes)


def _is_measure(word: Hit) -> bool:
    """Whether a word names what is measured, and does not tell of it; an aid agency gives what its name says."""
    if "status.actual" in word.senses:
        return False
    named = (sense.partition(".")[2] for sense in word.senses if sense.startswith("metric."))
    metrics = (definitions().metrics[key] for key in named)
    return any(metric.measure != "event" and not metric.is_given for metric in metrics)


def _closes(sentence: Sentence, position: int) -> bool:
    """Whether an office's name ends at a position: before a mark, or the name of who holds the office."""
    rest = sentence.text[position : sentence.end]
    return not rest.strip() or rest[0] in ",.;:()" or rest.lstrip()[:1].isupper()
