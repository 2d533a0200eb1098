"""Numbers that leave out what they are of, which the figure before says: "They were 500 in 2019", "300 of them"."""

from __future__ import annotations

from dataclasses import replace

from analysis.definitions import definitions
from analysis.figures.drafts.records import is_inferred
from analysis.figures.elsewhere import are_firms, are_people, is_comparable, is_given, is_money, way_elsewhere
from analysis.figures.listed import Item, item_like
from analysis.figures.metrics import counts_people
from analysis.figures.named import THERE
from analysis.figures.rows import COUNTED, next_place, next_signed, next_subject, next_time, things_before
from analysis.figures.timing import opens_with_part
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.periods import LENGTHS
from analysis.sentences import DASHES

__all__ = ["left_out", "next_in_row"]

_TO_BACK = 32
"""Characters from a number to "the other way": a verb."""
_TO_NUMBER = 12
"""Characters from a verb, or the words for a part, to the number: a hedge."""
_TO_CAME = 20
"""Characters from a number to the verb of those who came: "had already"."""
_TO_TIME = 4
"""Characters from a number to its time: a preposition."""
_TO_PEOPLE = 5
"""Characters from "the number of" to whose: an article."""
_ROUNDED = 0.02
"""By how much of it a number may miss what a percentage makes of another, as both are rounded."""
_MILLION = 1e6
_SOME = 2
"""Places from here on may be a share of those allotted."""
_LEAST = 10
"""A bare number from here on may count people, where the figure before does."""
_FAR_MORE = 30
"""By how many times as many people are others: those from all economies."""
_PASSED = ("time.", "source.pronoun", "bound.", "change.", "status.actual", "act.go", "act.travel", "range.", "stop.")
"""What the senses start with of words that name nothing: "In May alone it rose to"."""
_OF_AS_MANY = (
    *_PASSED,
    "act.arrive",
    "act.bring",
    "count.another",
    "count.number",
    "count.record",
    "count.sum",
    "count.total",
)
"""The same beside as many at another time: "The 2019 total was", "In April alone another 500 came"."""
_COURSE = frozenset({"status.future", "status.estimate"})
"""Senses of words for what will come, by which things happen and nobody need aim: "will reach"."""
_AIMING = (
    *_PASSED,
    "status.",
    "act.raise",
    "act.host",
    "count.sum",
    "count.pair",
    "count.determiner",
    "role.own",
    "role.it",
    "split.",
)
"""The same between an aim and what is aimed at: "want to raise their figure to"."""


def left_out(told: Told, quantity: Quantity, last: Figure, *, near: bool, named: bool) -> Item | None:
    """What a number counts that leaves it out, as `last`, the figure before, says; None of any other number.

    `near` says whether that one was told of in the same sentence or in the one right before, `named` whether a word of
    its own sentence says what the number counts.
    """
    found = next_in_row(told, quantity, last)
    if found or not near or _is_fraction(told, quantity):
        return found
    ways = (
        _other_way,
        # Before as many at another time, whom no percentage tells.
        _base_of_growth,
        _at_another_time,
        _aimed_at,
        _of_other_people,
        _another,
        _share,
        _rest,
        _part,
        _part_of_them,
        *(() if named else (_elsewhere,)),
    )
    return next((item for way in ways if (item := way(told, quantity, last))), None)


def _is_fraction(told: Told, quantity: Quantity) -> bool:
    """Whether a word tells a share of what was counted, not how many they are: "half of them"."""
    return quantity.value < 1 and not any(map(str.isdigit, told.between(quantity.start, quantity.end)))


def next_in_row(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """What counts on at the next place: "Chile sent 5,000 students to Peru and 300 to Togo" keeps their origin."""
    if quantity.kind not in COUNTED or quantity.end != quantity.number_end:
        return None
    index = told.place(quantity) or 0
    before = things_before(told.amounts[:index])
    if before is None or before.unit != quantity.unit or not before.start <= last.start < before.end:
        return None
    if before.start != last.start:
        # "31 projects from Peru worth 2 million, and 24 from Chile": what they are worth was told last.
        metrics = definitions().metrics
        things = next((m for m in metrics.values() if m.worth == last.metric), None)
        if things is None:
            return None
        last = replace(last, metric=things.key, unit=quantity.unit)
    ways = (next_signed, next_place, next_subject)
    place = next((place for way in ways if (place := way(told.sentence, before, quantity, told.periods))), None)
    if place is None and next_time(told.sentence, before, quantity, told.periods):
        return item_like(last, last.parties, last.direction, period=None)
    if place is None or place.area.code in last.parties or place.before.code not in last.parties:
        return None
    new, old = place.area.code, place.before.code
    way = ">".join(new if code == old else code for code in last.direction.split(">")) if last.direction else None
    parties = tuple(sorted(new if code == old else code for code in last.parties))
    behind = told.sentence.until(quantity.end, ",;")
    own = any(quantity.end <= p.start < min(behind, told.end_of(told.following(quantity))) for p in told.periods)
    return item_like(last, parties, way, period=None if own else last.period)


def _elsewhere(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """What counts on in another economy: "Chile gave Peru 5 million dollars. Ghana got 3 million"."""
    way = way_elsewhere(told, quantity, last)
    # "Next year Ghana gets 3 million" is of a time of its own.
    dated = last.start < told.sentence.start and (told.periods or told.sentence.has("time", "since_then"))
    return item_like(last, tuple(sorted(way.split(">"))), way, period=None if dated else last.period) if way else None


def _other_way(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """People who go back: "2,900 moved from Chile to Peru. Only 1,500 went the other way"."""
    if last.direction is None or quantity.kind != "number" or not are_people(last):
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
    return item_like(last, last.parties, back, period=last.period)


def _at_another_time(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """As many, or as much, at another time: "Five years ago there were only 100", "In 2023 alone it was 3 million"."""
    sentence = told.sentence
    people = are_people(last) or are_firms(last)
    people = people and _LEAST <= quantity.value <= (last.value or 0) * _FAR_MORE
    money = is_money(last) and quantity.value >= _MILLION and last.status == "actual"
    # "3,300 people"
    anybody = any(quantity.start < hit.start < quantity.end for hit, _ in sentence.of("count", "anybody"))
    bare = quantity.kind == "number" or (people and anybody and quantity.kind == "count")
    if not bare or not (people or money) or not is_comparable(quantity, last):
        return None
    # "In 2019 they were 205,000, and this year 230,000 are expected": what is told behind the comma is of its own.
    comma = sentence.low.find(", ", quantity.end, sentence.end)
    end = comma if comma >= 0 else sentence.end
    others = [q for q in told.quantities if q is not quantity and q.kind != "percent" and q.start < end]
    elsewhere = {area.code for area in told.areas} - {*last.parties}
    if last.start >= sentence.start or elsewhere or told.groups or others or not told.periods:
        return None
    named = (*sentence.of("unit"), *sentence.of("metric"), *sentence.of("role", "person"))
    if any(hit.start < end and not quantity.start <= hit.start < quantity.end for hit, _ in named):
        return None
    # "In 2019 its population was 20 million"
    passed = _OF_AS_MANY if people else _PASSED
    # "In 2019 each brought 1,200"
    alone = (
        not sentence.has("count", "each") and _tells_only_of(told, quantity, passed) and _only_counts(told, quantity)
    )
    return item_like(last, last.parties, last.direction, period=None) if alone else None


def _tells_only_of(told: Told, quantity: Quantity, passed: tuple[str, ...]) -> bool:
    """Whether a sentence names nothing up to a number but a time, and words of the senses that are passed.

    "It was the most since 2019, when there were 500" tells it in a clause of its own.
    """
    sentence, times = told.sentence, told.periods
    clauses = (hit for hit, _ in sentence.of("time", "when") if hit.end <= quantity.start)
    clause = next((h for h in clauses if any(0 < h.start - p.end <= len(", ") for p in times)), None)
    if clause:
        return _names_nothing_else(told, clause.end, quantity.start, passed=passed)
    # "In 2019, before the pandemic shut the borders, there were 1,570"
    asides = _asides(told)
    aside = next((end for start, end in asides if start < quantity.start), sentence.start)
    # "Before the pandemic, in 2019, they were 1,570"
    opening = next((end for start, end in asides if sentence.opens_with(start)), sentence.start)
    first = times[0].end
    before = _names_nothing_else(told, min(opening, first), first, passed=passed)
    return before and _names_nothing_else(told, max(aside, first), quantity.start, passed=passed)


def _base_of_growth(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """People of another time, from whom by a percentage there are more or fewer: "It is 2 % less than 163,473 in 2016".

    The sentence before tells how many there are; this one names nobody else, and the time of its number.
    """
    sentence = told.sentence
    people = quantity.kind == "number" and quantity.value >= _LEAST and are_people(last)
    if not people or not is_comparable(quantity, last) or last.start >= sentence.start:
        return None
    # "the same six months": a length of time.
    times = [(hit.start, hit.end) for hit, _ in sentence.of("time")]
    others = [q for q in told.quantities if q is not quantity]
    others = [q for q in others if not any(start <= q.start < end for start, end in times)]
    growths = [q for q in others if q.kind == "percent" and q.end <= quantity.start]
    if len(others) != len(growths) or len(growths) != 1 or told.areas or told.groups:
        return None
    grown = 1 + growths[0].value / 100, 1 - growths[0].value / 100
    if not any(abs((last.value or 0) - quantity.value * by) <= _ROUNDED * quantity.value for by in grown):
        # "Average spending rose 2 percent from 1,634": of something else.
        return None
    led = sentence.before(quantity.start, "change", "versus", gap=_TO_PEOPLE)
    led = led or sentence.before(quantity.start, "range", "from", gap=_TO_PEOPLE)
    time = next((period for period in told.periods if period.start >= quantity.end), None)
    if led is None or time is None or sentence.of("unit") or sentence.of("metric"):
        return None
    # "the 163,473 who came in 2016": whatever verb stands between, the time is theirs.
    return item_like(last, last.parties, last.direction, period=time.iso if time.role == "at" else None)


def _aimed_at(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """What shall become of it: "Trade was 5 million dollars. By 2030 they want to raise the figure to 20 million".

    Who aims is a pronoun, one of the two, or whoever speaks for them; between the aim and the number nothing is named.
    """
    sentence = told.sentence
    money = is_money(last) and quantity.value >= _MILLION
    people = are_people(last) and quantity.value >= _LEAST and is_comparable(quantity, last)
    if quantity.kind != "number" or not (money or people) or is_given(last) or last.start >= sentence.start:
        return None
    aims = [hit for hit, _ in sentence.of("status", "target", "estimate", "future") if hit.end <= quantity.start]
    if not aims or not told.periods or {area.code for area in told.areas} - {*last.parties} or told.groups:
        return None
    others = [q for q in told.quantities if q is not quantity and not told.is_the_two(q)]
    if sentence.of("unit") or sentence.of("metric") or others:
        return None
    if "\n\n" in sentence.text[last.end : sentence.start]:
        return None
    # Who aims may be anybody; what is aimed at is what was told: "The presidents want to raise it to".
    subjects = (*sentence.of("source", "pronoun"), *sentence.of("count", "pair", "office"))
    someone = any(hit.start < aims[0].start for hit, _ in subjects) or aims[0].senses.isdisjoint(_COURSE)
    alone = _names_nothing_else(told, aims[0].end if someone else sentence.start, quantity.start, passed=_AIMING)
    # "42,000 in 2024", but "42,000 trees in 2024"
    times = [p for p in told.periods if 0 < p.start - quantity.end <= _TO_NUMBER]
    ends = _closes(told, quantity.end) if people else sentence.phrase_ends(quantity.end)
    ends = ends or any(_names_nothing_else(told, quantity.end, p.start) for p in times)
    return item_like(last, last.parties, last.direction, period=None) if alone and ends else None


def _of_other_people(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """As many as people of another economy have become: "The number of Britons fell by 9 percent, to 14,800"."""
    sentence = told.sentence
    if quantity.kind != "number" or quantity.value < _LEAST or last.direction is None or not are_people(last):
        return None
    if last.start >= sentence.start or len(told.areas) != 1 or told.groups or sentence.of("unit"):
        return None
    (area,) = told.areas
    counted = sentence.before(area.start, "count", "number", gap=_TO_PEOPLE)
    grown = any(area.end <= growth.quantity.start < quantity.start for growth in told.growths)
    hedge = sentence.before(quantity.start, "bound", gap=1)
    starts = (hedge[0].start if hedge else quantity.start, quantity.start)
    reached = any(
        sentence.before(start, "change", "to", gap=1) or sentence.before(start, "status", "actual", gap=1)
        for start in starts
    )
    # "The number of British hotels" counts no people.
    alone = _names_nothing_else(told, area.end, quantity.start) and _closes(told, quantity.end)
    if not (counted and grown and reached and alone) or area.code in last.parties:
        return None
    host = last.direction.partition(">")[2]
    period = None if told.periods else last.period
    return item_like(last, tuple(sorted((area.code, host))), f"{area.code}>{host}", period=period)


def _asides(told: Told) -> list[tuple[int, int]]:
    """Where clauses of time start and end that commas set off: ", before the pandemic shut the borders,"."""
    sentence, found = told.sentence, []
    for hit, _ in sentence.of("time", "by", "after"):
        if sentence.opens_with(hit.start) or sentence.low[max(0, hit.start - 2) : hit.start] == ", ":
            closed = sentence.low.find(",", hit.end, sentence.end)
            found += [(hit.start, closed)] if closed >= 0 else []
    return found


def _names_nothing_else(told: Told, start: int, end: int, *, passed: tuple[str, ...] = _PASSED) -> bool:
    """Whether only times, pronouns, hedges and words of coming or changing stand between two positions."""
    known = (hit for hit in told.sentence.hits if any(sense.startswith(passed) for sense in hit.senses))
    places = [*((p.start, p.end) for p in told.periods), *((hit.start, hit.end) for hit in known)]
    places += [(q.start, q.end) for q in told.quantities]
    return not any(c.isalnum() for c in told.sentence.without(start, end, places))


def _only_counts(told: Told, quantity: Quantity) -> bool:
    """Whether a verb says no more than that there were so many, or that they came: "they were 500", "500 came"."""
    sentence = told.sentence
    # "90,000 of them", "dro 90 000 dit"
    behind = sentence.after(quantity.end, "count", "subset", gap=1) or sentence.after(
        quantity.end, "role", *THERE, gap=1
    )
    moved = (hit for hit, _ in sentence.of("act", "go", "travel", "arrive") if 0 < hit.start - quantity.end <= _TO_CAME)
    came = next(moved, None)
    if came is not None:
        # "27,500 had already come this year"
        more = any(
            quantity.end <= hit.start < came.start for hit, _ in sentence.of("change", "up", "down", "more", "less")
        )
        alone = not more and _names_nothing_else(told, quantity.end, came.start)
        return alone and _closes(told, _past_time(told, came.end))
    hedge = sentence.before(quantity.start, "bound", gap=1)
    start = hedge[0].start if hedge else quantity.start
    there = sentence.before(start, "status", "actual", gap=_TO_NUMBER)
    there = there or sentence.before(start, "act", "go", "travel", "arrive", "bring", gap=_TO_NUMBER)
    there = there or sentence.before(start, "change", "versus", gap=1)
    # "их число превышало 48 тысяч"
    there = there or (sentence.before(start, "count", "number", "sum", "total", gap=1) if hedge else None)
    there = there or (sentence.before(start, "change", "to", gap=1) if told.growths else None)
    # "Only in 2023 \u2014 300 million"
    dash = sentence.low[sentence.start : start].rstrip(" ").endswith((*DASHES, " -"))
    # "By comparison there were 11,000 in 2022"
    return (dash or there is not None) and _closes(told, behind[0].end if behind else _past_time(told, quantity.end))


def _past_time(told: Told, position: int) -> int:
    """The end of the time right behind a position, or that position."""
    return next((period.end for period in told.periods if 0 < period.start - position <= _TO_TIME), position)


def _closes(told: Told, position: int) -> bool:
    """Whether a mark, or the sentence's end, stands right behind a position, and no noun that could be counted."""
    return told.sentence.low[position : position + 1] in ("", ".", ",", ";", ")", "\n") or position >= told.sentence.end


def _another(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """More of a gift or loan, whose money it leaves out: "A further 2 million is for roads"."""
    if (
        quantity.kind != "number"
        or quantity.value < _MILLION
        or not is_given(last)
        or last.start >= told.sentence.start
    ):
        return None
    sentence = told.sentence
    hedge = sentence.before(quantity.start, "bound", gap=1)
    more = sentence.before(hedge[0].start if hedge else quantity.start, "count", "another", gap=1)
    if more is None or told.areas or told.groups or sentence.of("unit"):
        return None
    # "A further 2 million fled" counts people.
    verb = sentence.after(quantity.end, "act", "go", gap=1) or sentence.after(quantity.end, "role", "passive", gap=1)
    led = verb and any(0 <= hit.start - verb[0].end <= _TO_NUMBER * 2 for hit, _ in sentence.of("role", "to"))
    return item_like(last, last.parties, last.direction, period=last.period) if led else None


def _share(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """A share of a gift or of places, which leaves out what it is of: "Of this, 2 million is for roads, 1 for ports".

    "Of these places, 90 are for doctors and 20 for nurses", "The largest item was health with 2 million"
    """
    sentence = told.sentence
    places = definitions().metrics[last.metric].allotment and quantity.value >= _SOME
    # "..., while 64 million went to roads", whose currency may be taken from what was told before
    goes_on = (
        quantity.kind == "money" and quantity.unit == last.unit and sentence.after(quantity.end, "act", "go", gap=1)
    )
    bare = quantity.kind == "number" or bool(goes_on)
    if not bare or not (places or (is_given(last) and quantity.value >= _MILLION)):
        return None
    if told.areas or told.groups or (last.value or 0) < quantity.value:
        return None
    if last.start >= sentence.start:
        # What follows in its sentence on a share, or on a further amount.
        shared = is_inferred(last, "metric") and not told.crossed(last.end, quantity.start)
    else:
        first = told.last_before(quantity.start) is None
        # "More than 2 million went to schools and 1 million to roads"
        opens = sentence.opens_with(told.opening(quantity)) and sentence.after(quantity.end, "act", "go", gap=1)
        # "3 million went on strike": people.
        several = quantity.kind == "money" or sum(q.kind == "number" for q in told.quantities) > 1
        shared = first and (opens_with_part(sentence) or sentence.has("count", "item") or bool(opens and several))
    if shared and sentence.has("count", "item") and sentence.before(told.opening(quantity), "role", "with", gap=1):
        return item_like(last, last.parties, last.direction, period=last.period)
    behind = sentence.of("role", "to", "about", "in")
    led = next((hit for hit, _ in behind if 0 <= hit.start - quantity.end <= _TO_NUMBER * 2), None)
    parted = led is None or any(c in ",;:()." for c in told.between(quantity.end, led.start))
    # "Of these, 15 million live in towns": people.
    counted = led is not None and any(quantity.end <= hit.start < led.start for hit, _ in sentence.of("act", "live"))
    parted = parted or counted
    return item_like(last, last.parties, last.direction, period=last.period) if shared and not parted else None


def _rest(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """What is left of a gift or loan: "The remaining 143 million is for a hospital"."""
    sentence = told.sentence
    money = quantity.kind == "money" and quantity.unit == last.unit
    bare = quantity.kind == "number" and quantity.value >= _MILLION
    if not (money or bare) or not is_given(last) or last.start >= sentence.start:
        return None
    opening = next((hit for hit, _ in sentence.of("count", "rest") if sentence.opens_with(hit.start)), None)
    if any(q.kind == quantity.kind and q is not quantity for q in told.amounts):
        return None
    if opening is None or quantity.start - opening.end > _TO_NUMBER or sentence.has("role", "from"):
        # "The rest, 200 million, came from Spain"
        return None
    if not any(hit.start >= quantity.end for hit, _ in sentence.of("role", "to", "about")):
        # "... was raised on the market": nothing says what it is for.
        return None
    other = {area.code for area in told.areas if area.form != "capital"} - {*last.parties}
    return None if other or told.groups else item_like(last, last.parties, last.direction, period=last.period)


def _part(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """A part of the people counted before, with what they do or get: "Of these, 300 are on scholarships"."""
    sentence = told.sentence
    if quantity.kind != "number" or last.direction is None or not are_people(last):
        return None
    if not (_is_led_by_part(told, quantity, last) or _is_next_part(told, quantity, last)):
        return None
    metrics = definitions().metrics
    closed = sentence.until(quantity.end, ",;")
    cues = [metrics[key] for hit, key in sentence.of("metric") if quantity.end <= hit.start < closed]
    named = next((m for m in cues if m.allotment or counts_people(m)), None)
    goes_on = last.start >= sentence.start or sentence.after(quantity.end, "act", "study", gap=1) is not None
    if named is None and goes_on and not metrics[last.metric].residual:
        # "Of these 870 study medicine and 95 law"
        named = metrics[last.metric]
    other = {area.code for area in told.areas} - {*last.parties}
    if named is None or other or last.value is None or quantity.value > last.value:
        return None
    if any(q.kind != "number" for q in told.quantities if last.start < sentence.start):
        return None
    # Who gives scholarships is where the students are.
    way = ">".join(reversed(last.direction.split(">"))) if named.allotment else last.direction
    unit = named.units[0] if named.units else last.unit
    return Item(named, unit, last.parties, way, _of_the_part(told, quantity, last))


def _part_of_them(told: Told, quantity: Quantity, last: Figure) -> Item | None:
    """A part of the projects or papers counted before, with what became of it: "Of these, 30 have been completed"."""
    unit = definitions().units.get(last.unit or "")
    if quantity.kind != "number" or quantity.value < _SOME or unit is None or unit.kind != "count":
        return None
    if not (_is_led_by_part(told, quantity, last) or _is_next_part(told, quantity, last)):
        return None
    other = {area.code for area in told.areas} - {*last.parties}
    if other or told.groups or (last.value or 0) <= quantity.value or last.change:
        return None
    passive = told.sentence.after(quantity.end, "role", "passive", gap=1)
    event = definitions().metrics[last.metric].measure == "event"
    if event and not (passive and told.sentence.after(passive[0].end, "role", "about", "in", "to", gap=1)):
        # "Of these 14 agreements three were ended": they were not signed by that.
        return None
    if told.sentence.after(quantity.end, "time", *LENGTHS, gap=1):
        # "Of these, two years on, three are in force."
        return None
    if last.start >= told.sentence.start:
        named = any(hit.start >= quantity.start for hit, _ in told.sentence.of("unit"))
    else:
        named = any(q.kind != "number" for q in told.quantities) or bool(told.sentence.of("unit"))
    # "Of these, 30 percent", "of them 5 to 7": neither is a count of them.
    own = not named and told.growth_of(quantity) is None
    return item_like(last, last.parties, last.direction, period=_of_the_part(told, quantity, last)) if own else None


def _of_the_part(told: Told, quantity: Quantity, last: Figure) -> str | None:
    """The period of what a part is of; None where a time of its own follows it: "six of them for the 2024 intake"."""
    closed = told.sentence.until(quantity.end, ",;.")
    own = closed < told.sentence.end and any(quantity.end <= p.start < closed for p in told.periods)
    return None if own else last.period


def _is_led_by_part(told: Told, quantity: Quantity, last: Figure) -> bool:
    """Whether words for a part of what was told lead to a number, or follow it: "Of these, 30 are", "30 of them are".

    They open the sentence, or stand behind the figure that the part is of.
    """
    sentence = told.sentence
    here = last.start >= sentence.start and not told.crossed(last.end, quantity.start)
    first = told.last_before(quantity.start) is None and opens_with_part(sentence)
    for hit, _ in sentence.of("count", "subset"):
        ahead = 0 <= quantity.start - hit.end <= _TO_NUMBER and (first or (here and last.end <= hit.start))
        if ahead or (here and 0 <= hit.start - quantity.end <= 1):
            return True
    return False


def _is_next_part(told: Told, quantity: Quantity, last: Figure) -> bool:
    """Whether "and", or a comma, joins a number to the part before: "Of them 300 study law and 20 art"."""
    if last.start < told.sentence.start or not opens_with_part(told.sentence) or not is_inferred(last, "metric"):
        return False
    between = told.between(last.end, quantity.start)
    words = between.replace(",", " ").split()
    joins = told.sentence.lexicon.surfaces("range.and")
    joined = words[-1:] != [] and (words[-1] in joins or between.endswith(", "))
    return joined and not told.crossed(last.end, quantity.start) and not any(c in ";:()." for c in between)
