"""What is counted on by a bare number at the next place: "500 Kenyan students in India and 300 in China"."""

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

__all__ = ["Step", "counted_on", "next_in_row", "other_way"]

_ENDS = ("in", "to", "from", "with")
"""Prepositions that lead to where things are, go to or come from, or to whom they are shared with."""
_ARTICLE = 5
"""Characters between a preposition and the name that it governs: an article."""
_VERB = 12
"""Characters between a name and the number behind it: a verb, a hedge."""
_TO_BACK = 32
"""Characters from a number to "the other way": a verb."""
_NEXT_SENTENCE = 60
"""Characters from where a sentence ends to the next one."""
_FEW = 3
"""Words that say what is counted: "of copper ore"."""
_DASH = 3
"""Characters of a dash with its spaces."""
_DASHES = ("\u2013", "\u2014")
_COUNTED = ("count", "measure")
_FILLERS = (("range", "and"), ("bound",), ("count", "determiner", "clause"), ("status", "actual"), ("act",))
"""Words that may stand between the places and the numbers of a row."""


class Step(NamedTuple):
    """From one place of a row to the next: the parties and the direction of what is counted there."""

    parties: tuple[str, ...]
    direction: str | None


class _Place(NamedTuple):
    """The place that a number stands beside, and the one of the number before it."""

    area: AreaMention
    before: AreaMention


def counted_on(sentence: Sentence, every: list[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, each bare number that counts on at the next place with the unit of the one before.

    People, papers, firms, tonnes: "sold 5,000 tonnes to Peru and 300 to Togo".
    """
    if all(q.kind not in _COUNTED for q in every):
        return every
    found: list[Quantity] = []
    for quantity in every:
        last = found[-1] if found else None
        on = last is not None and last.kind in _COUNTED and quantity.kind == "number"
        if last and on and _next_place(sentence, last, quantity):
            found.append(replace(quantity, kind=last.kind, unit=last.unit))
        else:
            found.append(quantity)
    return found


def next_in_row(told: Told, quantity: Quantity, last: Figure | None) -> Step | None:
    """Between whom what a number counts on at the next place is, and which way; None of any other number.

    `last` is the figure before: "Chile sent 5,000 students to Peru and 300 to Togo" keeps Chile as their origin.
    """
    if last is None or quantity.kind not in _COUNTED or quantity.end != quantity.number_end:
        return None
    before = told.last_before(quantity.start)
    if before is None or before.start != last.start or before.unit != quantity.unit:
        return None
    place = _next_place(told.sentence, before, quantity)
    if place is None or place.area.code in last.parties or place.before.code not in last.parties:
        return None
    new, old = place.area.code, place.before.code
    way = ">".join(new if code == old else code for code in last.direction.split(">")) if last.direction else None
    return Step(tuple(sorted(new if code == old else code for code in last.parties)), way)


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


def _next_place(sentence: Sentence, last: Quantity, quantity: Quantity) -> _Place | None:
    """The place that a number stands beside, where only that of the number before it stands between the two.

    "50 in Peru and in Chile 39", "50 in Peru and 39 in Chile"
    """
    led = [(hit, key, a) for hit, key in _leading(sentence) if (a := _led_to(areas_of(sentence), hit))]
    ahead = [(hit, key, a) for hit, key, a in led if last.end <= hit.start and a.end <= quantity.start]
    behind = next(((key, a) for hit, key, a in led if _is_behind(sentence, quantity, hit)), None)
    passed = [(hit.start, area.end) for hit, _, area in ahead[-1:]]
    of = sentence.after(last.end, "count", "of", gap=1)
    start = of[0].start if of else last.end
    if ahead and (of or last.kind == "measure") and len(sentence.low[start : ahead[0][0].start].split()) <= _FEW:
        # "5,000 tonnes of copper to Peru"
        passed.append((start, ahead[0][0].start))
    if len(ahead) > 1 or not _only_joins(sentence, last.end, quantity.start, passed):
        return None
    if behind is None:
        close = ahead and sentence.phrase_ends(quantity.end) and quantity.start - ahead[0][2].end <= _VERB
        behind = (ahead[0][1], ahead[0][2]) if close else None
        ahead = []
    if behind is None:
        return None
    key, area = behind
    first = ahead or [one for one in led if one[0].end <= last.start]
    before = next((a for _, by, a in reversed(first) if by == key), None)
    return _Place(area, before) if before else None


def _is_behind(sentence: Sentence, quantity: Quantity, hit: Hit) -> bool:
    """Whether a preposition stands right behind a number, or behind a dash: "500 in Chile, 300 \u2014 in Peru"."""
    gap = hit.start - quantity.end
    return 0 <= gap <= 1 or (gap == _DASH and sentence.low[quantity.end : hit.start].strip() in _DASHES)


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


def _only_joins(sentence: Sentence, start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Whether nothing but places, and words that join them, stands between two positions."""
    passed = [*places, *((hit.start, hit.end) for table, *keys in _FILLERS for hit, _ in sentence.of(table, *keys))]
    return not any(c.isalnum() for c in sentence.without(start, end, passed))
