"""Two flows set beside each other: by how much one exceeds the other is their balance, and no growth."""

from __future__ import annotations

from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["larger_flow"]

_MORE, _LESS = ("more", "up"), ("less", "down")
_PLACES = ("role.from", "role.to")
"""Senses of words of comparison that lead to a place as well: "more from Peru"."""
_TO_WORD = 4
"""Characters between an amount and the word that it is more or less."""
_REACH = 90
"""Characters from one of the two flows to the other, or to the amount."""


def larger_flow(sentence: Sentence, quantity: Quantity) -> tuple[Hit, str, str] | None:
    """The word of the first of two flows, its key and that of the larger, where an amount is their difference.

    "Peru sold Chile 5 million more than it bought", "Peru's imports from Chile exceeded its exports by 5 million"
    """
    if quantity.kind != "money" or not (flows := _flows(sentence)):
        return None
    before = [flow for flow in flows if flow[0].end <= quantity.start and quantity.start - flow[0].end <= _REACH]
    if not before:
        return None
    return _more_than(sentence, quantity, before, flows) or _exceeds(sentence, quantity, before)


def _flows(sentence: Sentence) -> list[tuple[Hit, str]]:
    """The words for what goes one way or the other, each with its key, where both ways are named."""
    if not sentence.has("change", *_MORE, *_LESS, "exceed", "short"):
        return []
    metrics = definitions().metrics
    family = definitions().metrics_of_sums
    found = [
        (hit, key)
        for hit, key in sentence.of("metric")
        if key in family and metrics[key].direction and not metrics[key].difference
    ]
    return found if len({key for _, key in found}) > 1 else []


def _more_than(
    sentence: Sentence, quantity: Quantity, before: list[tuple[Hit, str]], flows: list[tuple[Hit, str]]
) -> tuple[Hit, str, str] | None:
    """The flows where an amount is said to be more than another flow: "sold 5 million more than it bought"."""
    word = sentence.after(quantity.end, "change", *_MORE, *_LESS, gap=_TO_WORD)
    first, end = before[-1], quantity.end + _REACH
    other = next((flow for flow in flows if quantity.end <= flow[0].start <= end and flow[1] != first[1]), None)
    if other is None or ";" in sentence.low[quantity.end : other[0].start]:
        return None
    thans = (hit for hit, _ in sentence.of("change", "versus") if quantity.end <= hit.start < other[0].start)
    than = next((hit for hit in thans if hit.senses.isdisjoint(_PLACES)), None)
    if than is None or not (word or _says_more(sentence, quantity, than)):
        return None
    less = word[1] in _LESS if word else sentence.low.startswith(_words(sentence, "less"), than.start)
    return *first, (other if less else first)[1]


def _says_more(sentence: Sentence, quantity: Quantity, than: Hit) -> bool:
    """Whether one phrase right behind an amount says "more than" or "less than": "на 5 млн больше, чем купила"."""
    near = 0 <= than.start - quantity.end <= _TO_WORD
    return near and sentence.low.startswith((*_words(sentence, "more"), *_words(sentence, "less")), than.start)


def _words(sentence: Sentence, key: str) -> tuple[str, ...]:
    return tuple(sentence.lexicon.surfaces(f"change.{key}"))


def _exceeds(sentence: Sentence, quantity: Quantity, before: list[tuple[Hit, str]]) -> tuple[Hit, str, str] | None:
    """The flows where a verb says that one exceeds the other by an amount, or falls short of it."""
    if len(before) < 2 or sentence.before(quantity.start, "change", "by", gap=_TO_WORD) is None:  # noqa: PLR2004 - both
        return None
    first, other = before[-2:]
    verbs = sentence.of("change", "exceed", "short")
    verb = next(((hit, key) for hit, key in verbs if first[0].end <= hit.start and hit.end <= other[0].start), None)
    if verb is None or first[1] == other[1] or ";" in sentence.low[first[0].end : quantity.start]:
        return None
    return *first, (other if verb[1] == "short" else first)[1]
