"""Totals of one economy that are no figures of a relation, and the amounts that are told of them."""

from __future__ import annotations

from analysis.changes import Growth
from analysis.definitions import definitions
from analysis.figures.drafts.records import is_inferred
from analysis.figures.told import Told
from analysis.model import Figure

__all__ = ["LeftOut"]

_WORTH = 36
"""Characters between what is counted and what it is worth."""
_HEDGED = 14
"""Characters from a word of comparison to the amount compared with: a hedge."""


class LeftOut:
    """The totals left out of a document so far, the last of them and the last that has parts: all trade."""

    def __init__(self) -> None:
        self._last: Figure | None = None
        self._whole: Figure | None = None

    def add(self, figure: Figure) -> None:
        """Takes note of a total that is left out."""
        self._last = figure
        if definitions().metrics[figure.metric].parts:
            self._whole = figure

    def takes(self, told: Told, figure: Figure) -> bool:
        """Whether an amount goes with a total that was left out: its worth, a part of it, or what it is set against."""
        return self._is_worth(figure) or self._is_base(told, figure) or self._is_part(told, figure)

    def grows(self, told: Told, growth: Growth, last: Figure | None) -> bool:
        """Whether a growth is that of a total left out in the sentence before: "9 million came. That is 5 % more"."""
        total = self._last
        if total is None or growth.host is not None:
            return False
        if last and (last.start > total.start or last.sentence == total.sentence):
            # As in: 217 Chileans came, out of 7,000 in all; that is 5 percent more.
            return False
        ended = max(total.end, total.start + len(total.sentence))
        if not total.end <= told.sentence.start <= ended + _HEDGED or told.areas or told.groups:
            return False
        return not told.sentence.has("metric") and not told.sentence.has("unit", *_things(total))

    def _is_worth(self, figure: Figure) -> bool:
        """Whether an amount is what things counted right before it are worth that were no figure of a relation."""
        counted = self._last
        if counted is None or not 0 <= figure.start - counted.end <= _WORTH:
            return False
        return definitions().metrics[counted.metric].worth == figure.metric

    def _is_part(self, told: Told, figure: Figure) -> bool:
        """Whether an amount is a part of a total told before it in its sentence, no partner named since."""
        whole = self._whole
        if whole is None or whole.start < told.sentence.start or not is_inferred(figure, "parties"):
            return False
        return not _names_since(told, whole) and figure.metric in definitions().metrics[whole.metric].parts

    def _is_base(self, told: Told, figure: Figure) -> bool:
        """Whether an amount is what a total told before it is set against: "total trade was 1.9, against 1.8 in 2017".

        Its own words, or a partner named behind it, make it a figure of a relation.
        """
        total = self._last
        if total is None or total.start < told.sentence.start or total.metric != figure.metric:
            return False
        if not is_inferred(figure, "parties") or _names_since(told, total):
            return False
        # In brackets the base is told again.
        start = told.sentence.low.rfind("(", total.end, figure.start)
        led = told.sentence.before(figure.start, "change", "versus", gap=_HEDGED)
        return led is not None or (start >= 0 and ")" not in told.between(start, figure.start))


def _things(total: Figure) -> list[str]:
    """The units of other things than those of a total: "9 million guests. 500 more hotels"."""
    units = definitions().units
    own = units.get(total.unit or "")
    return [key for key, unit in units.items() if own is None or unit.kind != own.kind]


def _names_since(told: Told, total: Figure) -> bool:
    """Whether a sentence names an economy or a group behind a total."""
    return any(area.start >= total.end for area in (*told.areas, *told.groups))
