"""Percentages of an earlier level, and the growth or decline that they come to: 124.8 % of it is up by 24.8 %."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from analysis.changes.context import Context
from analysis.lexicon import Hit
from analysis.model import Bound, Change, ChangeDirection, Period, Quantity
from analysis.quantities import bounds

__all__ = ["TURNED", "Index", "base_of", "index_of", "times_of"]

_WHOLE = 100
_LEAST, _LEAST_ALONE = 20, 85
"""A percentage in a bracket from here on may be one of a level, behind which that is said, or was of one before it."""
_LED = 70
"""Characters between a word and the percentage that it leads to."""
TURNED: dict[Bound, Bound] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
"""What a bound of a level is for the decline to it: over 85 % of it is a decline by under 15 %."""


class Index(NamedTuple):
    """A percentage of an earlier level."""

    quantity: Quantity

    @property
    def direction(self) -> ChangeDirection:
        """Whether the level is above the earlier one."""
        return "up" if self.quantity.value > _WHOLE else "down"

    def change(self, change: Change) -> Change:
        """The growth or decline by what the level is above or below the earlier one."""
        turned = self.direction == "down"
        bound = TURNED.get(self.quantity.bound, self.quantity.bound) if turned else self.quantity.bound
        value = round(abs(self.quantity.value - _WHOLE), 6)
        high = self.quantity.upper
        high = round(abs(high - _WHOLE), 6) if bound == "range" and high is not None else None
        if high is not None and turned:
            value, high = high, value
        lower, upper = bounds(value, bound, high)
        return replace(change, value=value, lower=lower, upper=upper, bound=bound)


def index_of(context: Context, quantity: Quantity) -> Index | None:
    """What a percentage of an earlier level says: 124.8 % of it is a growth by 24.8 %.

    A word says that it is one ("темп роста составил 110 %"), or a level is reached and compared with nothing else
    said of growth ("составил 124,8 % к уровню прошлого года").
    """
    if quantity.kind != "percent" or quantity.value == _WHOLE:
        return None
    grows = max((hit.end for hit, _ in context.cues if hit.end <= quantity.start), default=-1)
    words = [hit for hit, _ in context.sentence.of("change", "index") if hit.end > grows]
    if _leads(context, quantity, words) and quantity.value > _WHOLE:
        return Index(quantity)
    start = context.opening(quantity)
    if context.sentence.before(start, "change", "index") and _of_a_level(context, quantity):
        # As in: "bằng 64% năm 2019", 64 % of the level of 2019.
        return Index(quantity)
    if _is_set_apart(context, quantity, start):
        return Index(quantity)
    led = context.sentence.before(start, "status", "actual") or context.sentence.before(start, "range", "or")
    compared = context.sentence.after(quantity.end, "change", "level", gap=1)
    grown = _leads(context, quantity, [hit for hit, _ in context.cues])
    return Index(quantity) if led and compared and not grown else None


def _is_set_apart(context: Context, quantity: Quantity, start: int) -> bool:
    """Whether a large percentage alone in a bracket, or behind a comma, is one of a level: "(168,4 % к уровню 2011)".

    Those of the flows behind it need not say so again. Smaller ones are growths that say no word for it.
    """
    if quantity.value < _LEAST or not context.low[max(0, start - 2) : start].endswith(("(", ", ")):
        return False
    before = next((q for q in reversed(context.quantities) if q.end <= start), None)
    if before is None or not context.is_amount(before):
        return False
    sentence = context.sentence
    if sentence.after(quantity.end, "change", "level", gap=1) is not None:
        return True
    bare = context.low[before.end : start] == " (" and context.low[quantity.end : quantity.end + 1] == ")"
    first = next((hit for hit, _ in sentence.of("change", "level")), None)
    if not bare or first is None or first.end > before.start or quantity.value < _LEAST_ALONE:
        return False
    # Of a part of it such a percentage may be the share.
    return any(first.end <= hit.start < before.start for hit, _ in sentence.of("metric"))


def _of_a_level(context: Context, quantity: Quantity) -> bool:
    """Whether a time, or a word for the level of one, stands right behind a percentage."""
    level = context.sentence.after(quantity.end, "change", "level")
    return level is not None or base_of(context, quantity) is not None


def base_of(context: Context, quantity: Quantity) -> Period | None:
    """The time right behind a percentage that a word right before it says to be of that time's level."""
    if time := times_of(context, quantity):
        return time
    index = context.sentence.before(context.opening(quantity), "change", "index")
    # In "gấp đôi", twofold, the word is part of the amount.
    inside = any(
        hit.start < quantity.end and quantity.start < hit.end for hit, _ in context.sentence.of("change", "index")
    )
    return next((p for p in context.periods if (index or inside) and 0 <= p.start - quantity.end <= 2), None)  # noqa: PLR2004


def times_of(context: Context, factor: Quantity) -> Period | None:
    """The time of whose level a factor is so many times, told right before it: "是2005年的4倍"."""
    if factor.unit != "factor" or not context.sentence.language.noun_last:
        return None
    genitive = context.sentence.before(context.opening(factor), "role", "genitive", gap=1)
    if genitive is None:
        return None
    return next((p for p in context.periods if 0 <= genitive[0].start - p.end <= 1), None)


def _leads(context: Context, quantity: Quantity, words: list[Hit]) -> bool:
    """Whether one of some words stands before a quantity, no other quantity between."""
    return any(
        0 <= quantity.start - hit.end <= _LED
        and not any(hit.end <= q.start < quantity.start for q in context.quantities)
        for hit in words
    )
