"""Numbers that leave out what they count, which the figure before says: "They were 500 in 2019", "300 of them"."""

from __future__ import annotations

from analysis.definitions import definitions
from analysis.figures.listed import Item
from analysis.figures.metrics import counts_people
from analysis.figures.rows import COUNTED, next_place
from analysis.figures.timing import opens_with_part
from analysis.figures.told import Told
from analysis.model import Figure, Quantity

__all__ = ["left_out"]

_TO_BACK = 32
"""Characters from a number to "the other way": a verb."""
_NEXT_SENTENCE = 60
"""Characters from where a sentence ends to the next one."""
_TO_NUMBER = 8
"""Characters from a verb, or the words for a part, to the number: a hedge."""
_LEAST = 10
"""A bare number from here on may count people, where the figure before does."""


def left_out(told: Told, quantity: Quantity, last: Figure | None) -> Item | None:
    """What a number counts that leaves it out, as `last`, the figure before, says; None of any other number."""
    if last is None:
        return None
    ways = (_next_in_row, _other_way, _at_another_time, _part)
    return next((item for way in ways if (item := way(told, quantity, last))), None)


def _like(last: Figure, parties: tuple[str, ...], direction: str | None, *, period: str | None) -> Item:
    """An item that counts what the figure before does, between others or at another time."""
    return Item(definitions().metrics[last.metric], last.unit, parties, direction, period)


def _next_in_row(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """What counts on at the next place: "Chile sent 5,000 students to Peru and 300 to Togo" keeps where they are from."""
    if quantity.kind not in COUNTED or quantity.end != quantity.number_end:
        return None
    before = told.last_before(quantity.start)
    if before is None or before.start != last.start or before.unit != quantity.unit:
        return None
    place = next_place(told.sentence, before, quantity)
    if place is None or place.area.code in last.parties or place.before.code not in last.parties:
        return None
    new, old = place.area.code, place.before.code
    way = ">".join(new if code == old else code for code in last.direction.split(">")) if last.direction else None
    parties = tuple(sorted(new if code == old else code for code in last.parties))
    return _like(last, parties, way, period=last.period)


def _other_way(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """People who go back: "2,900 moved from Chile to Peru. Only 1,500 went the other way"."""
    if last.direction is None or quantity.kind != "number" or not _are_people(last) or not _is_near(told, last):
        return None
    joins = [hit.start for hit, _ in told.sentence.of("range", "and") if hit.start < quantity.start]
    start = max(told.sentence.start, told.sentence.low.rfind(",", 0, quantity.start), *joins[-1:])
    if any(a.start >= start for a in told.areas):
        return None
    turned = next((hit for hit, _ in told.sentence.of("role", "back") if hit.start >= quantity.end), None)
    if turned is None or turned.start - quantity.end > _TO_BACK:
        return None
    moved = [hit for hit, _ in told.sentence.of("act", "go", "move", "travel", "carry")]
    if not any(quantity.end <= hit.start <= turned.start for hit in moved):
        return None
    back = ">".join(reversed(last.direction.split(">")))
    return _like(last, last.parties, back, period=last.period)


def _at_another_time(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """As many people at another time: "Five years ago there were only 100", "In May alone 40,000 came"."""
    sentence = told.sentence
    if quantity.kind != "number" or quantity.value < _LEAST or not _are_people(last) or not _is_near(told, last):
        return None
    if last.start >= sentence.start or told.areas or told.groups or len(told.quantities) > 1 or not told.periods:
        return None
    if sentence.of("unit") or sentence.of("metric") or not _only_counts(told, quantity):
        return None
    return _like(last, last.parties, last.direction, period=None)


def _only_counts(told: Told, quantity: Quantity) -> bool:
    """Whether a verb says no more than that there were so many, or that they came: "they were 500", "500 came"."""
    sentence = told.sentence
    came = sentence.after(quantity.end, "act", "go", "travel", gap=1)
    if came is not None:
        return sentence.phrase_ends(came[0].end)
    hedge = sentence.before(quantity.start, "bound", gap=1)
    there = sentence.before(hedge[0].start if hedge else quantity.start, "status", "actual", gap=_TO_NUMBER)
    return there is not None and sentence.phrase_ends(quantity.end)


def _part(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """A part of the people counted before, with what they do or get: "Of these, 300 are on scholarships"."""
    sentence = told.sentence
    if quantity.kind != "number" or last.direction is None or not _are_people(last) or not _is_near(told, last):
        return None
    opening = next((hit for hit, _ in sentence.of("count", "subset") if hit.end <= quantity.start), None)
    if opening is None or not opens_with_part(sentence) or quantity.start - opening.end > _TO_NUMBER:
        return None
    metrics = definitions().metrics
    cues = [metrics[key] for hit, key in sentence.of("metric") if hit.start >= quantity.end]
    named = next((m for m in cues if m.allotment or counts_people(m)), None)
    other = {area.code for area in told.areas} - {*last.parties}
    if named is None or other or len(told.quantities) > 1 or last.value is None or quantity.value > last.value:
        return None
    # Who gives scholarships is where the students are.
    way = ">".join(reversed(last.direction.split(">"))) if named.allotment else last.direction
    return Item(named, named.units[0], last.parties, way, last.period)


def _are_people(figure: Figure) -> bool:
    """Whether a figure counts people."""
    unit = definitions().units.get(figure.unit or "")
    return unit is not None and unit.kind == "person"


def _is_near(told: Told, last: Figure) -> bool:
    """Whether a figure is of the sentence itself, or of the one right before it."""
    return told.sentence.start - last.end <= _NEXT_SENTENCE + len(last.sentence)
