"""Bare numbers that leave out the millions, and of what, that the sentence before told: "Imports neared 2.9"."""

from __future__ import annotations

from dataclasses import replace

from analysis.definitions import definitions
from analysis.figures.metrics import sum_family
from analysis.model import Figure, Quantity
from analysis.numbers.grammar.digits import scaled_precision, whole
from analysis.quantities.hedges import bounds
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["in_the_scale_before"]

_SMALL = 1000
"""A number below it may leave out its millions."""
_TO_NUMBER = 60
"""Characters from a word of trade to the number that tells of it: "Imports, coffee and shoes, neared"."""
_ALIKE = 10
"""By how many times two flows of the same two may differ."""
_TO_TIME = 4
"""Characters from a number to its time: an article."""


def in_the_scale_before(
    found: list[Quantity], sentence: Sentence, last: Figure | None, reading: Reading
) -> list[Quantity]:
    """The quantities of a sentence, a bare number of trade among them in the millions told right before.

    `last` is the figure before. "Exports were 1.6 billion kroner. Imports neared 2.9", "That is down from 1.9".
    """
    if last is None or not last.value or last.metric not in sum_family() or last.unit in (None, *definitions().units):
        return found
    bare = [q for q in found if q.kind == "number" and q.unit is None and 0 < q.value < _SMALL]
    if len(bare) != 1 or any(q.kind == "money" for q in found) or not _leaves_out_its_scale(sentence, bare[0]):
        return found
    preceding = reading.sentences.preceding(sentence)
    if preceding is None or not preceding.start <= last.start < preceding.end:
        return found
    numbers = (n for n in reading.numbers_in(preceding) if last.start <= n.start < last.end)
    scale = next((n.scale for n in numbers if n.kind == "cardinal"), 1)
    ratio = bare[0].value * scale / last.value
    if scale < _SMALL or not 1 / _ALIKE <= ratio <= _ALIKE:
        return found
    return [_scaled(q, scale, last.unit) if q is bare[0] else q for q in found]


def _leaves_out_its_scale(sentence: Sentence, number: Quantity) -> bool:
    """Whether a word of trade that opens a sentence leads to a number that ends its phrase, or one of growth does.

    Of whole numbers there are too many other things: "Imports rose to 350", of goods on a list.
    """
    timed = sentence.after(number.end, "time", gap=_TO_TIME) is not None
    if number.value == int(number.value) or not (timed or sentence.phrase_ends(number.end)):
        return False
    flow = next((hit for hit, _ in sentence.of("metric", *sum_family())), None)
    if flow is not None and number.start - flow.end <= _TO_NUMBER:
        between = sentence.low[flow.end : number.start]
        return _opens(sentence, flow.start) and _is_told(sentence, number) and not any(map(str.isdigit, between))
    # "That is down from 2.9", "It was a decline from 2.9"
    compared = sentence.before(number.start, "change", "versus", gap=1) is not None
    grown = any(hit.start < number.start for hit, _ in sentence.of("change", "up", "down"))
    compared = compared or (grown and sentence.before(number.start, "change", "from", gap=1) is not None)
    words = (*sentence.of("source", "pronoun"), *sentence.of("range", "or"))
    return compared and any(sentence.opens_with(hit.start) for hit, _ in words)


def _opens(sentence: Sentence, position: int) -> bool:
    """Whether nothing but an article, and whose it is, stands before a word: "Its imports", "The Chilean exports"."""
    known = (*sentence.of("count", "determiner"), *sentence.of("role", "own"), *sentence.of("area"))
    passed = ((hit.start, hit.end) for hit, _ in known)
    return not any(map(str.isalpha, sentence.without(sentence.start, position, passed)))


def _is_told(sentence: Sentence, number: Quantity) -> bool:
    """Whether a verb tells how much it was: "neared 2.9", "came to 2.9"; not "left port 12", "by over 12"."""
    hedge = sentence.before(number.start, "bound", gap=1)
    start = hedge[0].start if hedge else number.start
    if sentence.before(start, "role", "by", gap=1) is not None:
        return False
    told = sentence.before(start, "change", "to", gap=1) or sentence.before(start, "status", "actual", gap=1)
    return hedge is not None or told is not None or sentence.before(start, "role", "passive", gap=1) is not None


def _scaled(number: Quantity, scale: float, unit: str | None) -> Quantity:
    """A bare number as so many millions of money."""
    value = whole(number.value * scale)
    lower, upper = bounds(value, number.bound)
    precision = scaled_precision(number.value, number.precision, scale)
    return replace(number, kind="money", unit=unit, value=value, lower=lower, upper=upper, precision=precision)
