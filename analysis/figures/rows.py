"""What is counted on by a bare number at the next place: "500 Kenyan students in India and 300 in China"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.figures.named import areas_of
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import DASHES, Sentence

__all__ = ["COUNTED", "Place", "counted_on", "next_place", "next_signed", "next_subject"]

_ENDS = ("in", "to", "from", "with")
"""Prepositions that lead to where things are, go to or come from, or to whom they are shared with."""
_ARTICLE = 5
"""Characters between a preposition and the name that it governs: an article."""
_VERB = 12
"""Characters between a name and the number behind it: a verb, a hedge."""
_FEW = 3
"""Words that say what is counted: "of copper ore"."""
_DASH = 3
"""Characters of a dash with its spaces."""
COUNTED = ("count", "measure")
"""Kinds of quantities that a bare number may count on."""
_FILLERS = (
    ("range", "and"),
    ("bound",),
    ("count", "determiner", "clause"),
    ("status", "actual"),
    ("role", "passive"),
    ("time", "this", "last", "year", "year_phrase"),
    ("act", "study", "live", "move", "go", "travel", "own"),
)
"""Words that may stand between the places and the numbers of a row: of acts what people, or firms, do there."""


class Place(NamedTuple):
    """The place that a number stands beside, and the one of the number before it."""

    area: AreaMention
    before: AreaMention


def counted_on(sentence: Sentence, every: list[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, each bare number that counts on at the next place with the unit of the one before.

    People, papers, firms, tonnes: "sold 5,000 tonnes to Peru and 300 to Togo".
    """
    if all(q.kind not in COUNTED for q in every):
        return every
    found: list[Quantity] = []
    for quantity in every:
        last = found[-1] if found else None
        on = last is not None and last.kind in COUNTED and quantity.kind == "number"
        known = last and on and (next_place(sentence, last, quantity) or _is_part_from(sentence, last, quantity))
        if last and on and (known or next_subject(sentence, last, quantity)):
            found.append(replace(quantity, kind=last.kind, unit=last.unit))
        else:
            found.append(quantity)
    return found


def _is_part_from(sentence: Sentence, whole: Quantity, quantity: Quantity) -> bool:
    """Whether a number is the part of all that comes from one economy: "Of the 3,000 students 500 are from Peru"."""
    of = next((hit for hit, _ in sentence.of("count", "of", "share") if sentence.opens_with(hit.start)), None)
    if of is None or not 0 <= whole.start - of.end <= _ARTICLE or whole.value < quantity.value:
        return False
    verbs = (("status", "actual"), ("role", "passive"), ("act", "go"))
    verb = next((found for table, key in verbs if (found := sentence.after(quantity.end, table, key, gap=1))), None)
    end = verb[0].end if verb else quantity.end
    led = next((hit for hit, key in _leading(sentence) if key == "from" and _is_right_behind(sentence, end, hit)), None)
    return led is not None and _led_to(areas_of(sentence), led) is not None


def next_subject(sentence: Sentence, last: Quantity, quantity: Quantity) -> Place | None:
    """Who does with a number what another does with the one before: "Peru bought 4 million tonnes and Chile 2.9"."""
    areas = [area for area in areas_of(sentence) if area.form != "adjective"]
    own = [area for area in areas if last.end <= area.start and area.end <= quantity.start]
    first = next((area for area in reversed(areas) if area.end <= last.start), None)
    first = first or _first_actor(sentence, last)
    # "and Chile 2,900 or so"
    ends = sentence.phrase_ends(quantity.end) or sentence.after(quantity.end, "bound_after", gap=1) is not None
    if len(own) != 1 or first is None or not ends:
        return None
    of = sentence.after(last.end, "count", "of", gap=1)
    named = [(last.end, own[0].start)] if of and len(sentence.low[of[0].end : own[0].start].split()) <= _FEW + 1 else []
    if any(_led(sentence, area) for area in (first, own[0])) or quantity.start - own[0].end > _VERB:
        return None
    passed = [(own[0].start, own[0].end), *named]
    return Place(own[0], first) if _only_joins(sentence, last.end, quantity.start, passed) else None


def _first_actor(sentence: Sentence, last: Quantity) -> AreaMention | None:
    """The economy whose institution opens a sentence as its subject: "Peruvian universities took 500, Chile 300"."""
    areas = (a for a in areas_of(sentence) if a.form == "adjective" and a.end <= last.start)
    opening = next((a for a in areas if sentence.opens_with(a.start)), None)
    noun = sentence.after(opening.end, "unit", gap=1) if opening else None
    return opening if noun and noun[0].end <= last.start else None


def _led(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a preposition leads to an economy."""
    return any(0 < area.start - hit.end <= _ARTICLE for hit, _ in sentence.of("role", *_ENDS))


def next_place(sentence: Sentence, last: Quantity, quantity: Quantity) -> Place | None:
    """The place that a number stands beside, where only that of the number before it stands between the two.

    "50 in Peru and in Chile 39", "50 in Peru and 39 in Chile"
    """
    led = [(hit, key, a) for hit, key in _leading(sentence) if (a := _led_to(areas_of(sentence), hit))]
    ahead = [(hit, key, a) for hit, key, a in led if last.end <= hit.start and a.end <= quantity.start]
    behind = next(((key, a) for hit, key, a in led if _is_right_behind(sentence, quantity.end, hit)), None)
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
    return Place(area, before) if before else None


def next_signed(sentence: Sentence, last: Quantity, quantity: Quantity) -> Place | None:
    """Whose a growth with a plus is, another being told before: "500 places for Peru, for citizens of Chile +200"."""
    if sentence.low[quantity.start - 1] != "+" or last.end >= quantity.start:
        return None
    areas = areas_of(sentence)
    own = [area for area in areas if last.end <= area.start and area.end <= quantity.start]
    first = next((area for area in reversed(areas) if area.end <= last.start), None)
    return Place(own[0], first) if first and len(own) == 1 else None


def _is_right_behind(sentence: Sentence, end: int, hit: Hit) -> bool:
    """Whether a preposition stands right behind a position, or behind a dash: "500 in Chile, 300 \u2014 in Peru"."""
    gap = hit.start - end
    return 0 <= gap <= 1 or (gap == _DASH and sentence.low[end : hit.start].strip() in DASHES)


def _leading(sentence: Sentence) -> list[tuple[Hit, str]]:
    """The words that lead to a place, each with its preposition: "in", "study in"; of two meanings the first."""
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
