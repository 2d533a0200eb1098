"""People counted on in the next place by a bare number: "500 Kenyan students in India and 300 in China"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.named import areas_of
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

if TYPE_CHECKING:
    from analysis.figures.told import Told

__all__ = ["Step", "next_in_row", "other_way", "with_people"]

_ENDS = ("in", "to", "from")
"""Prepositions that lead to where people are, go to or come from."""
_ARTICLE = 5
"""Characters between a preposition and the name that it governs: an article."""
_VERB = 12
"""Characters between a name and the number behind it: a verb, a hedge."""
_TO_BACK = 32
"""Characters from a number to "the other way": a verb."""
_NEXT_SENTENCE = 60
"""Characters from where a sentence ends to the next one."""
_FILLERS = (("range", "and"), ("bound",), ("count", "determiner", "clause"), ("status", "actual"), ("act",))
"""Words that may stand between the places and the numbers of a row."""


class Step(NamedTuple):
    """From one place of a row to the next: the parties and the direction of the people there."""

    parties: tuple[str, ...]
    direction: str


def with_people(sentence: Sentence, every: list[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, each bare number that counts people on in the next place with their unit."""
    units = definitions().units
    if all(q.kind != "count" or units[q.unit or ""].kind != "person" for q in every):
        return every
    found: list[Quantity] = []
    for quantity in every:
        last = found[-1] if found else None
        people = last is not None and last.kind == "count" and units[last.unit or ""].kind == "person"
        if last and people and quantity.kind == "number" and _place_of_next(sentence, last, quantity):
            found.append(replace(quantity, kind="count", unit=last.unit))
        else:
            found.append(quantity)
    return found


def next_in_row(told: Told, quantity: Quantity, last: Figure | None) -> Step | None:
    """Between whom people are, and which way, whom a number counts on in the next place; None of any other number.

    `last` is the figure before: "Chile sent 5,000 students to Peru and 300 to Togo" keeps Chile as their origin.
    """
    if last is None or last.direction is None or quantity.kind != "count" or quantity.end != quantity.number_end:
        return None
    before = told.last_before(quantity.start)
    if before is None or before.start != last.start or before.unit != quantity.unit:
        return None
    place = _place_of_next(told.sentence, before, quantity)
    origin, _, host = last.direction.partition(">")
    if place is None or place[0].code in (origin, host):
        return None
    area, key = place
    way = f"{area.code}>{host}" if key == "from" else f"{origin}>{area.code}"
    kept = host if key == "from" else origin
    return Step((min(kept, area.code), max(kept, area.code)), way)


def other_way(told: Told, quantity: Quantity, last: Figure | None) -> Step | None:
    """Between whom people go back, whom a bare number counts: "2,900 moved to Peru. Only 1,500 went the other way"."""
    if last is None or last.direction is None or quantity.kind != "number" or not told.sentence.has("role", "back"):
        return None
    units = definitions().units
    if last.unit not in units or units[last.unit].kind != "person":
        return None
    joins = [hit.start for hit, _ in told.sentence.of("range", "and") if hit.start < quantity.start]
    start = max(told.sentence.start, told.sentence.low.rfind(",", 0, quantity.start), *joins[-1:])
    if any(a.start >= start for a in told.areas) or told.sentence.start - last.end > _NEXT_SENTENCE + len(last.sentence):
        return None
    turned = next((hit for hit, _ in told.sentence.of("role", "back") if hit.start >= quantity.end), None)
    if turned is None or turned.start - quantity.end > _TO_BACK:
        return None
    moved = [hit for hit, _ in told.sentence.of("act", "go", "move", "travel", "carry")]
    if not any(quantity.end <= hit.start <= turned.start for hit in moved):
        return None
    origin, _, host = last.direction.partition(">")
    return Step((min(origin, host), max(origin, host)), f"{host}>{origin}")


def _place_of_next(sentence: Sentence, last: Quantity, quantity: Quantity) -> tuple[AreaMention, str] | None:
    """The place that a number stands beside, and its preposition, where only the last place stands between the two.

    "50 in Peru and in Chile 39", "50 in Peru and 39 in Chile"
    """
    areas = areas_of(sentence)
    words = _leading(sentence)
    between = [(hit, key, a) for hit, key in words if (a := _led_to(areas, hit)) and last.end <= hit.start]
    ahead = [(hit, key, a) for hit, key, a in between if a.end <= quantity.start]
    behind = next(((key, a) for hit, key, a in between if 0 <= hit.start - quantity.end <= 1), None)
    if behind and len(ahead) <= 1:
        passed = [(hit.start, area.end) for hit, _, area in ahead]
        alike = ahead[0][1] == behind[0] if ahead else _leads_before(sentence, areas, last, behind[0])
        joined = alike and _only_joins(sentence, last.end, quantity.start, passed)
        return (behind[1], behind[0]) if joined else None
    if not ahead or behind or not sentence.phrase_ends(quantity.end) or quantity.start - ahead[-1][2].end > _VERB:
        return None
    if not _leads_before(sentence, areas, last, ahead[-1][1]):
        return None
    passed = [(hit.start, area.end) for hit, _, area in ahead[-1:]]
    return (ahead[-1][2], ahead[-1][1]) if _only_joins(sentence, last.end, quantity.start, passed) else None


def _leading(sentence: Sentence) -> list[tuple[Hit, str]]:
    """The words that lead to a place, each with its preposition: "in", "study in"; of two that one may be, the first."""
    words = {hit.start: (hit, key) for hit, key in reversed(sentence.of("role", *_ENDS))}
    inside = sentence.lexicon.surfaces("role.in")
    for hit, _ in (*sentence.of("metric"), *sentence.of("act")):
        if not inside.isdisjoint(sentence.low[hit.start : hit.end].split()[1:]):
            words[hit.start] = (hit, "in")
    return [words[start] for start in sorted(words)]


def _led_to(areas: list[AreaMention], preposition: Hit) -> AreaMention | None:
    """The economy that a preposition right before its name leads to."""
    return next((a for a in areas if a.form != "adjective" and 0 < a.start - preposition.end <= _ARTICLE), None)


def _leads_before(sentence: Sentence, areas: list[AreaMention], last: Quantity, key: str) -> bool:
    """Whether the same preposition leads to the place of the people before: "in Peru there are 50 of them"."""
    return any(hit.end <= last.start and _led_to(areas, hit) for hit, by in _leading(sentence) if by == key)


def _only_joins(sentence: Sentence, start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Whether nothing but places, and words that join them, stands between two positions."""
    passed = [*places, *((hit.start, hit.end) for table, *keys in _FILLERS for hit, _ in sentence.of(table, *keys))]
    return not any(c.isalnum() for c in sentence.without(start, end, passed))
