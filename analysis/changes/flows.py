"""Two flows set beside each other: by how much one exceeds the other is their balance, and no growth."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence, read_once

__all__ = ["Compared", "flows_compared", "times_another_flow"]

_MORE, _LESS = ("more", "up"), ("less", "down")
_PLACES = ("role.from", "role.to")
"""Senses of words of comparison that lead to a place as well: "more from Peru"."""
_TO_WORD = 4
"""Characters between an amount and the word that it is more or less."""
_REACH = 90
"""Characters from the first of two flows to the amount."""
_FEW, _SOME = 3, 8
"""Words at the most between a word that compares and the flow behind it, and around that flow."""
_MARKS = re.compile(r"[,;:()\d]")
"""What parts two flows: a mark, a number."""


class Compared(NamedTuple):
    """Two flows of which an amount is the difference: the word of the first, and the key of the larger."""

    word: Hit
    larger: str


def flows_compared(sentence: Sentence, quantity: Quantity) -> Compared | None:
    """The flows of which an amount is the difference; None where it is none.

    "Peru sold Chile 5 million more than it bought", "Peru's imports from Chile exceeded its exports by 5 million"
    """
    flows = _flows(sentence) if quantity.kind == "money" else ()
    before = [flow for flow in flows if flow[0].end <= quantity.start and quantity.start - flow[0].end <= _REACH]
    if not before:
        return None
    return _more_than(sentence, quantity, before[-1], flows) or _exceeds(sentence, quantity, before)


def times_another_flow(sentence: Sentence, factor: Quantity) -> bool:
    """Whether a factor sets one flow beside another, which is no growth: "exports are twice its imports".

    Neither "exports rose twofold thanks to imports of coal" nor "doubled its imports" does: of what one side has, a
    verb of being before the factor tells.
    """
    flows = _flows(sentence)
    first = next((flow for flow in reversed(flows) if flow[0].end <= factor.start), None)
    other = next((flow for flow in flows if flow[0].start >= factor.end), None)
    if first is None or other is None or first[1] == other[1] or factor.start - first[0].end > _REACH:
        return False
    if not _near(sentence, factor.end, other[0].start, _FEW + 1):
        return False
    hedge = sentence.before(factor.start, "bound", gap=1)
    owned = sentence.before(hedge[0].start if hedge else factor.start, "role", "passive", gap=1) is not None
    compares = (
        *sentence.of("change", "exceed", "versus", *_MORE, *_LESS),
        *(sentence.of("role", "own") if owned else ()),
    )
    return any(factor.end <= hit.start < other[0].start for hit, _ in compares)


@read_once
def _flows(sentence: Sentence) -> tuple[tuple[Hit, str], ...]:
    """The words for what goes one way or the other, each with its key, where both ways are named."""
    if not sentence.has("change", *_MORE, *_LESS, "exceed", "short", "times"):
        return ()
    known = definitions()
    directed = {
        key for key in known.metrics_of_sums if known.metrics[key].direction and not known.metrics[key].difference
    }
    found = tuple((hit, key) for hit, key in sentence.of("metric") if key in directed)
    return found if len({key for _, key in found}) > 1 else ()


def _more_than(
    sentence: Sentence, quantity: Quantity, first: tuple[Hit, str], flows: tuple[tuple[Hit, str], ...]
) -> Compared | None:
    """The flows where an amount is said to be more than another flow: "sold 5 million more than it bought"."""
    word = sentence.after(quantity.end, "change", *_MORE, *_LESS, gap=_TO_WORD)
    end = word[0].end if word else quantity.end
    thans = (hit for hit, _ in sentence.of("change", "versus") if hit.start >= quantity.end)
    than = next((hit for hit in thans if hit.senses.isdisjoint(_PLACES)), None)
    if than is None or not (word or _says_more(sentence, quantity, than)):
        return None
    other = next((flow for flow in flows if flow[0].start >= than.end), None)
    opens = word[0].start if word else quantity.end
    if other is None or other[1] == first[1] or "," in sentence.low[quantity.end : opens]:
        return None
    if not _near(sentence, than.end, other[0].start, _FEW) or not _near(sentence, end, than.start, _SOME):
        return None
    less = word[1] in _LESS if word else sentence.low.startswith(_words(sentence, "less"), than.start)
    return Compared(first[0], (other if less else first)[1])


def _near(sentence: Sentence, start: int, end: int, words: int) -> bool:
    """Whether few words, no mark, no number and no "and" stand between two positions."""
    between = sentence.low[start:end]
    if _MARKS.search(between) or len(between.split()) > words:
        return False
    return sentence.lexicon.surfaces("range.and").isdisjoint(between.split())


def _says_more(sentence: Sentence, quantity: Quantity, than: Hit) -> bool:
    """Whether one phrase right behind an amount says "more than" or "less than": "на 5 млн больше, чем купила"."""
    near = 0 <= than.start - quantity.end <= _TO_WORD and "," not in sentence.low[quantity.end : than.start]
    return near and sentence.low.startswith((*_words(sentence, "more"), *_words(sentence, "less")), than.start)


def _words(sentence: Sentence, key: str) -> tuple[str, ...]:
    """The words of a key of the table `change`."""
    return tuple(sentence.lexicon.surfaces(f"change.{key}"))


def _exceeds(sentence: Sentence, quantity: Quantity, before: list[tuple[Hit, str]]) -> Compared | None:
    """The flows where a verb says that one exceeds the other by an amount, or falls short of it."""
    by = sentence.before(quantity.start, "change", "by", gap=_TO_WORD)
    if len(before) < 2 or by is None:  # noqa: PLR2004 - both
        return None
    first, other = before[-2:]
    verbs = sentence.of("change", "exceed", "short")
    verb = next(((hit, key) for hit, key in verbs if first[0].end <= hit.start and hit.end <= other[0].start), None)
    if verb is None or first[1] == other[1] or ";" in sentence.low[first[0].end : verb[0].start]:
        return None
    if not _near(sentence, verb[0].end, other[0].start, _FEW) or not _beside(sentence, other[0].end, by[0].start):
        return None
    return Compared(first[0], (other if verb[1] == "short" else first)[1])


def _beside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but places and times stands between the second flow and "by": no mark, no word of growth."""
    between = sentence.low[start:end]
    grown = any(start <= hit.start < end for hit, _ in sentence.of("change", *_MORE, *_LESS))
    return not grown and not any(mark in between for mark in ",;:()") and len(between.split()) <= _SOME
