"""The next of a row: an economy in the place that another had before, with whom the same one deals.

"Chile's workers in Peru sent home 5 million. From Ghana came 4 million, from Togo 3."
"""

from __future__ import annotations

import re
from itertools import islice
from operator import eq
from typing import Literal, NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.drafts.earlier import Draft, Earlier
from analysis.figures.governing import preposition
from analysis.figures.listed import Item, item_like
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.metrics.debts import is_owed
from analysis.figures.named import areas_of
from analysis.figures.qualifying import qualified
from analysis.figures.rows import COUNTED
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["in_row", "next_of_listed", "next_things", "time_of_row"]

_ITEMS = 6
"""Figures back to one of another partner."""
_TIMES_MORE = 50
"""By how many times as much another amount of a list may be."""
_SOME = 100
_MILLION = 1e6
_BACK = 2
"""Figures back to the last of things of a row, one of which may be what they are worth."""
_ROW = 160
"""Characters from a figure to the sentence that goes on with the row."""
_AHEAD = 48
"""Characters from an economy to its amount: a verb, a time."""
_BEHIND = 24
"""Characters from an amount to its economy: a preposition, an article."""
_GIVING = ("give", "sell")
_TAKING = ("receive", "take", "buy")
"""Keys of acts that say of who does them that something comes from there, or to there."""
_RIGHT_BEFORE = 2
"""Characters from an economy to the amount right behind it."""
_APART = re.compile(r"[.,;:()]")
_CLOSED = re.compile(r"[.;:]")
_BRACKETS = re.compile(r"\([^()]*\)")


class _Place(NamedTuple):
    """Where an economy stands beside its amount: before or behind it, behind which preposition, and in which form."""

    behind: bool
    by: str | None
    adjective: bool

    def is_like(self, other: _Place) -> bool:
        """Whether two stand alike: by one preposition, on whichever side, or by none before their amounts."""
        bare = self.by is None and self.behind != other.behind
        return self.by == other.by and self.adjective == other.adjective and not bare


class _Listing(NamedTuple):
    """The economy whose partners are listed, whether what is told comes to it, and the last of the figures."""

    hub: str
    comes: bool
    last: Figure


def in_row(earlier: Earlier, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
    """origin>end of an amount whose economy stands where one of the two before stood beside the amount before.

    None where others are named for it, or where no row goes on.
    """
    last = earlier.made[-1] if earlier.made else None
    if last is None or not _is_alike(last, metric):
        return None
    if way := _way_after(earlier, told, quantity, last.figure):
        return way
    found = way_of_listed(earlier, told, quantity)
    if found is None or not _of_two_partners(earlier, parties):
        return None
    way, listed = found
    ends = way.split(">")
    hub = listed.hub if listed.hub in ends else next(code for code in last.figure.parties if code in ends)
    return None if hub in parties else way


def next_things(earlier: Earlier, told: Told, quantity: Quantity) -> Item | None:
    """What things of a row are that are told in the unit of some before: "5 tonnes (2 million) to Peru, 6 to Chile".

    What these are worth may stand between.
    """
    unit = definitions().units.get(quantity.unit or "") if quantity.kind in COUNTED else None
    if unit is None or any(unit.key in metric.units for metric in definitions().metrics.values()):
        # Of people, and of scholarships, nouns say more than that they are some.
        return None
    drafts = islice(reversed(earlier.made), _BACK)
    before = next((draft.figure for draft in drafts if draft.figure.unit == quantity.unit), None)
    way = _way_after(earlier, told, quantity, before) if before else None
    if before is None or way is None:
        return None
    period = None if _is_timed(told) else before.period
    return item_like(before, tuple(sorted(way.split(">"))), way, period=period)


def way_of_listed(earlier: Earlier, told: Told, quantity: Quantity) -> tuple[str, _Listing] | None:
    """origin>end of an amount beside a partner more of the one that the last figures list partners of, and these.

    "From Peru came 5 million, from Togo 4", to Chile both, "and Ghana was good for 3".
    """
    listed = _listing(earlier, told)
    own = _beside(told, quantity) if listed else None
    if listed is None or own is None or own[0].code == listed.hub or _others(told, quantity, own[0], listed.last):
        return None
    code = own[0].code
    way = f"{code}>{listed.hub}" if listed.comes else f"{listed.hub}>{code}"
    return _way_after(earlier, told, quantity, listed.last) or way, listed


def next_of_listed(earlier: Earlier, told: Told, quantity: Quantity) -> Item | None:
    """What an amount is of that no word of its sentence names, beside one more of the partners that are listed.

    It must be in what those before it are in, or leave that out, and be of as many.
    """
    found = way_of_listed(earlier, told, quantity)
    if found is None:
        return None
    way, (_, _, last) = found
    sentence, value = told.sentence, last.value or 0
    units = definitions().units
    bare = quantity.kind == "number" and sentence.phrase_ends(quantity.end) and not sentence.of("unit")
    alike = (quantity.unit == last.unit and quantity.kind in ("money", *COUNTED)) or bare
    named = sentence.has("metric") or sentence.has("count", "total", "world", "holding", "income")
    person = last.unit in units and units[last.unit].kind == "person"
    if not alike or named or not value / _TIMES_MORE <= quantity.value <= value * _TIMES_MORE:
        return None
    if bare and not (quantity.value >= (_SOME if person else _MILLION)):
        return None
    period = None if _is_timed(told) else last.period
    return item_like(last, tuple(sorted(way.split(">"))), way, period=period)


def time_of_row(told: Told, metric: Metric, way: str | None, last: Figure) -> str | None:
    """The time of the figure before, where one more partner of the same economy is told of, and no time of it.

    "In 2018 Chile put 5 million into Peru. Togo put in 4"; not "Togo has put in 90", which is up to now.
    """
    done = last.status == "actual" and last.period is not None and 0 <= told.sentence.start - last.start <= _ROW * 2
    if not done or last.direction is None or way is None or _is_timed(told) or told.sentence.has("act", "own"):
        return None
    known = definitions().metrics[last.metric]
    kin = metric.key in (known.key, known.worth) or metric.worth == known.key
    return last.period if kin and sum(map(eq, way.split(">"), last.direction.split(">"))) == 1 else None


def _is_timed(told: Told) -> bool:
    """Whether a sentence has a time of its own, besides those that growths are compared with."""
    own = any(id(period) not in told.compared for period in told.periods)
    return own or told.sentence.has("time", "to_date", "now")


def _listing(earlier: Earlier, told: Told) -> _Listing | None:
    """Whose partners the last figures tell, two at least, with which metric and which way; None where they do not."""
    last = earlier.made[-1].figure if earlier.made else None
    if last is None or last.direction is None or told.sentence.start - last.end > _ROW:
        return None
    for draft in islice(reversed(earlier.made), 1, _ITEMS):
        other = draft.figure
        if other.metric != last.metric or other.direction is None or other.parties == last.parties:
            continue
        shared = {*last.parties} & {*other.parties}
        sides = [figure.direction.partition(">")[2] in shared for figure in (last, other) if figure.direction]
        return _Listing(shared.pop(), sides[0], last) if len(shared) == 1 and sides[0] == sides[1] else None
    return None


def _way_after(earlier: Earlier, told: Told, quantity: Quantity, last: Figure) -> str | None:
    """origin>end of an amount whose economy stands where one of the two of a figure before stood beside that."""
    if last.direction is None:
        return None
    same = last.start >= told.sentence.start
    if not same and not 0 <= told.sentence.start - last.end <= _ROW:
        return None
    sentence = told.sentence
    if same:
        areas, before = told.areas, sentence
    else:
        before = earlier.reading.sentences.around(last.start)
        areas = areas_of(before, home=earlier.reading.home)
    own = _beside(told, quantity)
    if own is None or own[0].code in last.parties:
        return None
    area, place = own
    origin, end = last.direction.split(">")
    bare = not place.behind and place.by is None
    if bare and ((same and _led_right_before(before, areas, last)) or not told.sentence.language.spaced):
        # "tourists from China 5 million and Japan 3", where the preposition is left out, or a verb in its place
        return None
    # The one of the two that stands as it does: a row of those from whom something comes, or to whom it goes.
    old = {a.code for a in areas if a.code in last.parties and _place(before, a, last).is_like(place)}
    if bare and not place.adjective and _accounts(told, quantity, area):
        # "Peru bought for 5 million from Chile. Togo accounted for 4": one more partner.
        old = {origin, end} - old
    if len(old) > 1:
        near = not place.behind and quantity.start - area.end <= _RIGHT_BEFORE
        old = _narrowed(before, areas, last, old, area.code, right_before=near)
    if len(old) != 1:
        return None
    if _others(told, quantity, area, last):
        return None
    side = _side_by_verb(told, quantity, area) if bare and not place.adjective else None
    comes = side == "origin" if side else old == {origin}
    return f"{area.code}>{end}" if comes else f"{origin}>{area.code}"


def _accounts(told: Told, quantity: Quantity, area: AreaMention) -> bool:
    """Whether an economy is said to make up an amount: "Togo accounted for 4"."""
    return any(area.end <= hit.start < quantity.start for hit, _ in told.sentence.of("count", "share"))


def _side_by_verb(told: Told, quantity: Quantity, area: AreaMention) -> Literal["origin", "end"] | None:
    """Which end an economy is by its own verb or case: "Chile gave Peru 5 million. Togo received 4": from Chile."""
    sentence = told.sentence
    end = min(quantity.start, sentence.until(area.end, ",;"))
    verbs = {key for hit, key in sentence.of("act", *_GIVING, *_TAKING) if area.end <= hit.start < end}
    cased = any(hit.start == area.start for hit, _ in sentence.of("case", "dative"))
    if is_owed(sentence, area.end) or (verbs and verbs.issubset(_GIVING)):
        # "Peru's debt to Chile is 5 million; Togo is owed 4"
        return "origin"
    return "end" if cased or (verbs and verbs.issubset(_TAKING)) else None


def _narrowed(
    sentence: Sentence, areas: list[AreaMention], last: Figure, alike: set[str], new: str, *, right_before: bool
) -> set[str]:
    """Which one of the two of a figure another takes the place of, where both stand as it does.

    Of people whose they are; of gifts who is known to give, as the other is: "China gave Nepal 5 million, Norway 6".
    """
    metric = definitions().metrics[last.metric]
    if counts_people(metric):
        # "most are in Peru (300), Chile (200)", where no word leads to Peru
        beside = {a.code for a in areas if a.code in alike and 0 <= last.start - a.end <= _RIGHT_BEFORE}
        learners = {a.code for a in areas if a.code in alike and qualified(sentence, a) == "learner"}
        return beside if right_before and len(beside) == 1 else learners
    if not (metric.is_given or metric.allotment):
        return alike
    known = definitions().givers
    giver, receiver = (last.direction or "").split(">")
    listed = definitions().areas.get(giver)
    if new in known and receiver not in known and not (listed and listed.kind == "group"):
        # A group gives to many, its members among them.
        return {giver}
    return {receiver} if giver in known and new not in known else alike


def _of_two_partners(earlier: Earlier, parties: tuple[str, ...]) -> bool:
    """Whether one of two was told of as a partner of a third just before."""
    before = {code for draft in islice(reversed(earlier.made), _ITEMS) for code in draft.figure.parties}
    return not before.isdisjoint(parties)


def _led_right_before(sentence: Sentence, areas: list[AreaMention], last: Figure) -> bool:
    """Whether the economy right before a figure is one that a preposition leads to."""
    ahead = next((a for a in reversed(areas) if a.end <= last.start), None)
    near = ahead is not None and last.start - ahead.end <= _RIGHT_BEFORE
    return near and ahead is not None and preposition(sentence, ahead.start, sentence.start) is not None


def _others(told: Told, quantity: Quantity, own: AreaMention, last: Figure) -> set[str]:
    """The economies that are named for an amount besides its own, but for one right behind the amount before."""
    preceding = next((q for q in reversed(told.quantities) if q.end <= quantity.start), None)
    start = preceding.end if preceding else told.sentence.start
    end = min(told.end_of(told.following(quantity)), told.sentence.until(quantity.end, ",;"))
    named = [a for a in told.areas if start <= a.start < end and a.code != own.code]
    theirs = preceding is not None and preceding.start == last.start
    named = [a for a in named if not (theirs and a.code in last.parties and not told.breaks(start, a.start))]
    # "Chile 5 million and Togo 6": the one behind is of the next amount.
    behind = (a for a in named if a.start >= quantity.end)
    next_one = {id(a) for a in behind if preposition(told.sentence, a.start, quantity.end) is None}
    return {a.code for a in named if id(a) not in next_one}


def _is_alike(last: Draft, metric: Metric) -> bool:
    """Whether a metric goes the way of the figure before: of people, of trade, or of what one puts in the other."""
    known = last.like or definitions().metrics[last.figure.metric]
    if counts_people(known) or counts_people(metric):
        return known.key == metric.key
    if known.key in sum_family() or metric.key in sum_family():
        return known.key == metric.key and not metric.difference
    return known.direction_ends == metric.direction_ends


def _beside(told: Told, quantity: Quantity) -> tuple[AreaMention, _Place] | None:
    """The economy that stands beside an amount, or in it ("5,000 Peruvians"), no other amount between, and where."""
    inside = next((a for a in told.areas if quantity.start < a.start < quantity.end), None)
    if inside is not None:
        return (inside, _place(told.sentence, inside, quantity)) if quantity.kind == "count" else None
    behind = next((a for a in told.areas if quantity.end <= a.start), None)
    if behind and behind.start - quantity.end <= _BEHIND and not _crossed(told, quantity.end, behind.start, quantity):
        place = _place(told.sentence, behind, quantity)
        between = told.between(quantity.end, behind.start)
        joined = not told.sentence.lexicon.surfaces("range.and").isdisjoint(between.split())
        if place.by and not (joined or _APART.search(between)):
            return behind, place
    ahead = next((a for a in reversed(told.areas) if a.end <= quantity.start), None)
    if ahead is None or quantity.start - ahead.end > _AHEAD or _crossed(told, ahead.end, quantity.start, quantity):
        return None
    apart = _CLOSED.search(told.between(ahead.end, quantity.start))
    return None if apart else (ahead, _place(told.sentence, ahead, quantity))


def _crossed(told: Told, start: int, end: int, quantity: Quantity) -> bool:
    """Whether a number or an amount stands between two positions, but for a percentage beside what is none."""
    passed = "percent" if quantity.kind != "percent" else None
    return any(start <= q.start < end and q.kind != passed for q in told.quantities)


def _place(sentence: Sentence, area: AreaMention, amount: Quantity | Figure) -> _Place:
    """Where an economy stands beside an amount."""
    start = sentence.start
    if area.form == "adjective":
        # "Peruvian firms in Chile and German ones" are not in Germany.
        names = (hit.end for hit, key in sentence.of("area") if not key.startswith("adjective"))
        start = max((end for end in names if end <= area.start), default=start)
    by = preposition(sentence, area.start, start) or _joined_to_led(sentence, area)
    return _Place(behind=area.start >= amount.end, by=by, adjective=area.form == "adjective")


def _joined_to_led(sentence: Sentence, area: AreaMention) -> str | None:
    """The preposition that leads to the name to which one is joined: "to Peru (5 million) and Chile (4)"."""
    before = next((hit for hit, _ in reversed(sentence.of("area")) if hit.end < area.start), None)
    if before is None or area.form == "adjective":
        return None
    between = _BRACKETS.sub(" ", sentence.low[before.end : area.start]).replace(",", " ").split()
    articles = sentence.lexicon.surfaces("count.determiner")
    joins = sentence.lexicon.surfaces("range.and")
    bracketed = ")" in sentence.low[before.end : area.start]
    led = bracketed and any(word in joins for word in between) and all(word in joins | articles for word in between)
    return preposition(sentence, before.start, sentence.start) if led else None
