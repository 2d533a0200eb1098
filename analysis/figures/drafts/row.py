"""The next of a row: an economy in the place that another had before, with whom the same one deals.

"Chile's workers in Peru sent home 5 million. From Ghana came 4 million, from Togo 3."
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.drafts.earlier import Draft, Earlier
from analysis.figures.governing import preposition
from analysis.figures.listed import Item
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.named import areas_of
from analysis.figures.rows import COUNTED
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["in_row", "next_things"]

_BACK = 2
"""Figures back to the last of things of a row, one of which may be what they are worth."""
_ROW = 160
"""Characters from a figure to the sentence that goes on with the row."""
_AHEAD = 48
"""Characters from an economy to its amount: a verb, a time."""
_BEHIND = 24
"""Characters from an amount to its economy: a preposition, an article."""


_RIGHT_BEFORE = 2
"""Characters from an economy to the amount right behind it."""
_APART = re.compile(r"[.,;:()]")
_CLOSED = re.compile(r"[.;:]")


class _Place(NamedTuple):
    """Where an economy stands beside its amount: before or behind it, behind which preposition, and in which form."""

    behind: bool
    by: str | None
    adjective: bool

    def is_like(self, other: _Place) -> bool:
        """Whether two stand alike: by one preposition, on whichever side, or by none before their amounts."""
        bare = self.by is None and self.behind != other.behind
        return self.by == other.by and self.adjective == other.adjective and not bare


def in_row(earlier: Earlier, told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """origin>end of an amount whose economy stands where one of the two before stood beside the amount before.

    None where others are named for it, or where no row goes on.
    """
    last = earlier.made[-1] if earlier.made else None
    return _way_after(earlier, told, quantity, last.figure) if last and _is_alike(last, metric) else None


def next_things(earlier: Earlier, told: Told, quantity: Quantity) -> Item | None:
    """What things of a row are that are told in the unit of some before: "5 tonnes (2 million) to Peru, 6 to Chile".

    What these are worth may stand between.
    """
    units = definitions().units
    if quantity.kind not in COUNTED or units[quantity.unit or ""].kind == "person":
        # Of people nouns say more than that they are some.
        return None
    drafts = islice(reversed(earlier.made), _BACK)
    before = next((draft.figure for draft in drafts if draft.figure.unit == quantity.unit), None)
    way = _way_after(earlier, told, quantity, before) if before else None
    if before is None or way is None:
        return None
    timed = told.periods or told.sentence.has("time", "to_date", "now")
    period = None if timed else before.period
    return Item(definitions().metrics[before.metric], quantity.unit, tuple(sorted(way.split(">"))), way, period)


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
    if len(old) != 1:
        return None
    if _others(told, quantity, area, last):
        return None
    received = any(area.end <= hit.start < quantity.start for hit, _ in told.sentence.of("act", "receive"))
    # "Chile gave Peru 5 million. Togo received 4": from Chile.
    return f"{area.code}>{end}" if old == {origin} and not received else f"{origin}>{area.code}"


def _led_right_before(sentence: Sentence, areas: list[AreaMention], last: Figure) -> bool:
    """Whether the economy right before a figure is one that a preposition leads to."""
    ahead = next((a for a in reversed(areas) if a.end <= last.start), None)
    near = ahead is not None and last.start - ahead.end <= _RIGHT_BEFORE
    return near and ahead is not None and preposition(sentence, ahead.start, sentence.start) is not None


def _others(told: Told, quantity: Quantity, own: AreaMention, last: Figure) -> set[str]:
    """The economies that are named for an amount besides its own, but for one right behind the amount before."""
    preceding = told.last_before(quantity.start)
    start = preceding.end if preceding else told.sentence.start
    end = min(told.end_of(told.following(quantity)), told.sentence.until(quantity.end, ",;"))
    named = [a for a in told.areas if start <= a.start < end and a.code != own.code]
    theirs = preceding is not None and preceding.start == last.start
    return {a.code for a in named if not (theirs and a.code in last.parties and not told.breaks(start, a.start))}


def _is_alike(last: Draft, metric: Metric) -> bool:
    """Whether a metric goes the way of the figure before: of people, of trade, or of what one puts in the other."""
    known = last.like or definitions().metrics[last.figure.metric]
    if counts_people(known) or counts_people(metric):
        return known.key == metric.key
    if known.key in sum_family() or metric.key in sum_family():
        return known.key == metric.key and not metric.difference
    return known.direction_ends == metric.direction_ends


def _beside(told: Told, quantity: Quantity) -> tuple[AreaMention, _Place] | None:
    """The economy that stands beside an amount, no other amount between, and where it stands."""
    behind = next((a for a in told.areas if quantity.end <= a.start), None)
    if behind and behind.start - quantity.end <= _BEHIND and not told.crossed(quantity.end, behind.start):
        place = _place(told.sentence, behind, quantity)
        if place.by and not _APART.search(told.between(quantity.end, behind.start)):
            return behind, place
    ahead = next((a for a in reversed(told.areas) if a.end <= quantity.start), None)
    if ahead is None or quantity.start - ahead.end > _AHEAD or told.crossed(ahead.end, quantity.start):
        return None
    apart = _CLOSED.search(told.between(ahead.end, quantity.start))
    return None if apart else (ahead, _place(told.sentence, ahead, quantity))


def _place(sentence: Sentence, area: AreaMention, amount: Quantity | Figure) -> _Place:
    """Where an economy stands beside an amount."""
    by = preposition(sentence, area.start, sentence.start)
    return _Place(behind=area.start >= amount.end, by=by, adjective=area.form == "adjective")
