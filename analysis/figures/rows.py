"""What is counted on by a bare number at the next place: "500 Kenyan students in India and 300 in China"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.figures.named import areas_of
from analysis.lexicon import Hit
from analysis.model import Period, Quantity
from analysis.periods import LENGTHS
from analysis.sentences import DASHES, Sentence

__all__ = ["COUNTED", "Place", "counted_on", "next_place", "next_signed", "next_subject", "next_time", "things_before"]

_ENDS = ("in", "to", "from", "with")
"""Prepositions that lead to where things are, go to or come from, or to whom they are shared with."""
_SHARED = {"between": "with"}
"""What "between" tells of the second of two is as what "with" tells of the one who shares it."""
_ARTICLE = 5
"""Characters between a preposition and the name that it governs: an article."""
_VERB = 12
"""Characters between a name and the number behind it: a verb, a hedge."""
_FAR_MORE = 1000
"""By how many times as many what is counted on may be."""
_LISTED = 6
"""Numbers from which on they are a row of a table, and no list before the noun that they count."""
_ENDS_OF_A_WAY = 2
"""Places that may stand behind a number: from where, and to where."""
_FEW = 3
"""Words that say what is counted: "of copper ore"."""
_TO_WORTH = 60
"""Characters from things to what they are worth: whose they are, "with a capital of"."""
_TO_RATE = 4
"""Characters from things to the time in which there are so many: "a week"."""
_TO_TIME = 6
"""Characters between a number and its time: a preposition."""
_DASH = 3
"""Characters of a dash with its spaces."""
COUNTED = ("count", "measure")
"""Kinds of quantities that a bare number may count on."""
_FILLERS = (
    ("range", "and"),
    ("bound",),
    ("count", "determiner", "clause", "pair"),
    ("status", "actual"),
    ("role", "passive"),
    ("time", "this", "last", "year", "year_phrase", "per_year", "in"),
    ("act", "study", "live", "move", "go", "travel", "own"),
)
"""Words that may stand between the places and the numbers of a row: of acts what people, or firms, do there."""


class Place(NamedTuple):
    """The place that a number stands beside, and the one of the number before it."""

    area: AreaMention
    before: AreaMention


def counted_on(sentence: Sentence, every: list[Quantity], periods: list[Period]) -> list[Quantity]:
    """The quantities of a sentence, each bare number that counts on at the next place with the unit of the one before.

    People, papers, firms, tonnes: "sold 5,000 tonnes to Peru and 300 to Togo", or in another of its times: "5,000
    tonnes to Peru in 2020 and 300 in 2021".
    """
    if all(q.kind not in COUNTED for q in every):
        return every
    found: list[Quantity] = []
    for quantity in _listed_alike(sentence, every):
        last = things_before(found)
        on = last is not None and last.kind in COUNTED and quantity.kind == "number"
        # "12 projects (5 tonnes), 6 million to Peru": of something else, told before the bracket or by its size.
        bracketed = bool(found) and found[-1].kind in COUNTED and sentence.low[found[-1].end] == ")"
        on = on and last is not None and quantity.value <= last.value * _FAR_MORE and not bracketed
        known = (
            last and on and (next_place(sentence, last, quantity, periods) or _is_part_from(sentence, last, quantity))
        )
        known = known or (last and on and next_time(sentence, last, quantity, periods) is not None)
        if last and on and (known or next_subject(sentence, last, quantity, periods)):
            found.append(replace(quantity, kind=last.kind, unit=last.unit))
        else:
            found.append(quantity)
    return found


def _listed_alike(sentence: Sentence, every: list[Quantity]) -> list[Quantity]:
    """The quantities, those listed right before one that says what it counts being of the same: "5, 6 and 7 ships".

    Each may have its place: "from Peru 5 million, from Chile 3 million and from Togo 2 million tonnes".
    """
    found: list[Quantity] = []
    listed: list[Quantity] = []
    for quantity, following in zip_longest(every, every[1:]):
        if quantity.kind == "number" and following and _leads_on(sentence, quantity, following):
            listed.append(quantity)
            continue
        counts = quantity.kind in COUNTED and len(listed) < _LISTED
        found += [replace(one, kind=quantity.kind, unit=quantity.unit) if counts else one for one in listed]
        found.append(quantity)
        listed = []
    return found


def _leads_on(sentence: Sentence, one: Quantity, following: Quantity) -> bool:
    """Whether nothing but a comma or "and" stands between two quantities, or besides the place of each before it."""
    between = sentence.low[one.end : following.start]
    word = between.strip(" ,\u00a0")
    if word in sentence.lexicon.surfaces("range.and") or (not word and "," in between):
        return True
    led = [(hit, a) for hit, _ in _leading(sentence) if (a := _led_to(sentence, areas_of(sentence), hit))]
    own = [(hit.start, a.end) for hit, a in led if one.end <= hit.start and following.start - a.end == 1]
    first = any(0 < one.start - a.end <= _VERB for _, a in led)
    return first and len(own) == 1 and _only_joins(sentence, one.end, following.start, own)


def things_before(amounts: Sequence[Quantity]) -> Quantity | None:
    """The last of some amounts, or the things right before it where it is what they are worth, to the end of that."""
    if len(amounts) > 1 and amounts[-1].kind == "money" and amounts[-2].kind in COUNTED:
        near = 0 < amounts[-1].start - amounts[-2].end <= _TO_WORTH
        return replace(amounts[-2], end=amounts[-1].end) if near else amounts[-1]
    return amounts[-1] if amounts else None


def _is_part_from(sentence: Sentence, whole: Quantity, quantity: Quantity) -> bool:
    """Whether a number is the part of all that comes from one economy: "Of the 3,000 students 500 are from Peru"."""
    of = next((hit for hit, _ in sentence.of("count", "of", "share") if sentence.opens_with(hit.start)), None)
    if of is None or not 0 <= whole.start - of.end <= _ARTICLE or whole.value < quantity.value:
        return False
    verbs = (("status", "actual"), ("role", "passive"), ("act", "go"))
    verb = next((found for table, key in verbs if (found := sentence.after(quantity.end, table, key, gap=1))), None)
    end = verb[0].end if verb else quantity.end
    led = next((hit for hit, key in _leading(sentence) if key == "from" and _is_right_behind(sentence, end, hit)), None)
    return led is not None and _led_to(sentence, areas_of(sentence), led) is not None


def next_time(sentence: Sentence, last: Quantity, quantity: Quantity, periods: list[Period]) -> Period | None:
    """The time of a number that counts on in it, the one before having its own: "50 from Peru in 2020 and 60 in 2021".

    Nothing but where they are from, or go, stands between besides; the number is followed by its time, or led by it.
    """
    ahead = [p for p in periods if last.end <= p.start and p.end <= quantity.start]
    behind = next((p for p in periods if 0 <= p.start - quantity.end <= _TO_TIME), None)
    led = ahead[-1] if len(ahead) > 1 and quantity.start - ahead[-1].end <= _TO_TIME else None
    own = behind or (led if sentence.phrase_ends(quantity.end) else None)
    first = ahead[0] if ahead else next((p for p in reversed(periods) if p.end <= last.start), None)
    if own is None or first is None or own is first or own.iso == first.iso:
        return None
    places = [(hit.start, a.end) for hit, _ in _leading(sentence) if (a := _led_to(sentence, areas_of(sentence), hit))]
    places = [place for place in places if last.end <= place[0] and place[1] <= first.start]
    return own if _only_joins(sentence, last.end, quantity.start, [*places, *_times(ahead)]) else None


def _times(periods: list[Period]) -> list[tuple[int, int]]:
    """Where times stand."""
    return [(p.start, p.end) for p in periods]


def next_subject(sentence: Sentence, last: Quantity, quantity: Quantity, periods: list[Period]) -> Place | None:
    """Who does with a number what another does with the one before: "Peru bought 4 million tonnes and Chile 2.9"."""
    areas = [area for area in areas_of(sentence) if area.form != "adjective"]
    between = [area for area in areas if last.end <= area.start and area.end <= quantity.start]
    own = [area for area in between if not _led(sentence, area)]
    first = next((area for area in reversed(areas) if area.end <= last.start), None)
    first = first or _first_actor(sentence, last)
    # "and Chile 2,900 or so"
    ends = sentence.phrase_ends(quantity.end) or sentence.after(quantity.end, "bound_after", gap=1) is not None
    if len(own) != 1 or first is None or not ends or _led(sentence, first):
        return None
    (subject,) = own
    places = [(hit.start, a.end) for hit, _ in _leading(sentence) if (a := _led_to(sentence, between, hit))]
    stop = min((start for start, _ in places if start >= last.end), default=subject.start)
    passed = [(subject.start, subject.end), *places, *_times(periods)]
    of = sentence.after(last.end, "count", "of", gap=1)
    if (of or last.kind == "measure") and len(sentence.low[of[0].end if of else last.end : stop].split()) <= _FEW + 1:
        # "Peru bought 4 million tonnes of Chilean coal"
        passed.append((last.end, stop))
    said, again = sentence.low[first.end : last.start].strip(), sentence.low[subject.end : quantity.start].strip()
    if again and f" {said}".endswith(f" {again}"):
        # "Peru bought 4 million tonnes, Chile bought 2.9"
        passed.append((subject.end, quantity.start))
    elif quantity.start - subject.end > _VERB:
        return None
    return Place(subject, first) if _only_joins(sentence, last.end, quantity.start, passed) else None


def _first_actor(sentence: Sentence, last: Quantity) -> AreaMention | None:
    """The economy whose institution opens a sentence as its subject: "Peruvian universities took 500, Chile 300"."""
    areas = (a for a in areas_of(sentence) if a.form == "adjective" and a.end <= last.start)
    opening = next((a for a in areas if sentence.opens_with(a.start)), None)
    noun = sentence.after(opening.end, "unit", gap=1) if opening else None
    return opening if noun and noun[0].end <= last.start else None


def _led(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a preposition leads to an economy."""
    return any(0 < area.start - hit.end <= _ARTICLE for hit, _ in sentence.of("role", *_ENDS))


def next_place(sentence: Sentence, last: Quantity, quantity: Quantity, periods: list[Period]) -> Place | None:
    """The place that a number stands beside, where only that of the number before it stands between the two.

    "50 in Peru and in Chile 39", "50 in Peru and 39 in Chile"
    """
    led = [
        (*_of_people(sentence, *w), a) for w in _leading(sentence) if (a := _led_to(sentence, areas_of(sentence), w[0]))
    ]
    between = [(hit, key, a) for hit, key, a in led if last.end <= hit.start and a.end <= quantity.start]
    passed = [(hit.start, area.end) for hit, _, area in between] + _times(periods)
    of = sentence.after(last.end, "count", "of", gap=1)
    start = of[0].start if of else last.end
    if between and (of or last.kind == "measure") and len(sentence.low[start : between[0][0].start].split()) <= _FEW:
        # "5,000 tonnes of copper to Peru"
        passed.append((start, between[0][0].start))
    if len(between) > _ENDS_OF_A_WAY or not _only_joins(sentence, last.end, quantity.start, passed):
        return None
    own = next(((key, a) for hit, key, a in led if _is_right_behind(sentence, quantity.end, hit)), None)
    if own is None and between and sentence.phrase_ends(quantity.end) and quantity.start - between[-1][2].end <= _VERB:
        own = between.pop()[1:]
    if own is None:
        return None
    key, area = own
    first = between or [one for one in led if one[0].end <= last.end]
    before = next((a for _, by, a in reversed(first) if _SHARED.get(by, by) == _SHARED.get(key, key)), None)
    return Place(area, before) if before else None


def next_signed(sentence: Sentence, last: Quantity, quantity: Quantity, _: list[Period]) -> Place | None:
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
    words = {hit.start: (hit, key) for hit, key in reversed(sentence.of("role", *_ENDS, "between"))}
    inside = sentence.lexicon.surfaces("role.in")
    for hit, _ in (*sentence.of("metric"), *sentence.of("act")):
        if not inside.isdisjoint(sentence.low[hit.start : hit.end].split()[1:]):
            words[hit.start] = (hit, "in")
    return [words[start] for start in sorted(words)]


def _of_people(sentence: Sentence, word: Hit, key: str) -> tuple[Hit, str]:
    """The preposition that leads to people, where one tells whence they are: "to students from Peru", as "to Peru"."""
    people = sentence.before(word.start, "unit", gap=1) if key == "from" else None
    to = sentence.before(people[0].start, "role", "to", gap=1) if people else None
    return to or (word, key)


def _led_to(sentence: Sentence, areas: list[AreaMention], preposition: Hit) -> AreaMention | None:
    """The economy that a preposition right before its name leads to; of two that "between" leads to the second."""
    # "with the Turkish side" is no place, but "with the Turks" and "with Turkey".
    named = [a for a in areas if (a.form != "adjective" or _ends(sentence, a)) and a.start > preposition.end]
    if not named or named[0].start - preposition.end > _ARTICLE:
        return None
    if "role.between" not in preposition.senses:
        return named[0]
    return named[1] if len(named) > 1 and named[1].start - named[0].end <= _ARTICLE else None


def _ends(sentence: Sentence, area: AreaMention) -> bool:
    """Whether no noun follows a word for the people of an economy, which then stands for it."""
    joined = sentence.after(area.end, "range", "and", gap=1) is not None
    side = sentence.after(area.end, "count", "pair", gap=1)
    return joined or side is not None or sentence.phrase_ends(area.end)


def _only_joins(sentence: Sentence, start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Whether nothing but places, and words that join them, stands between two positions."""
    passed = [*places, *((hit.start, hit.end) for table, *keys in _FILLERS for hit, _ in sentence.of(table, *keys))]
    # "21 flights a week to Peru"
    passed += [(start, hit.end) for hit, _ in sentence.of("time", *LENGTHS) if 0 < hit.start - start <= _TO_RATE]
    return not any(c.isalnum() for c in sentence.without(start, end, passed))
