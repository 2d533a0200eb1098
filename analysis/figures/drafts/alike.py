"""What things told of right before are worth: "9 ships worth 5 million dollars to Peru, 6 worth 3"."""

from __future__ import annotations

from itertools import islice, pairwise

from analysis.definitions import definitions
from analysis.figures.bare import words_between
from analysis.figures.drafts.earlier import SAME_THOUGHT, Earlier
from analysis.figures.elsewhere import is_money
from analysis.figures.listed import Item
from analysis.figures.metrics import sum_family, traded
from analysis.figures.metrics.families import GOODS
from analysis.figures.told import Told
from analysis.model import Quantity

__all__ = ["worth_alike", "worth_of_goods"]

_BETWEEN = 40
"""Characters between things and what they are worth."""
_PER = 5
"""Characters from a price to what it is for one of: " a ", " per "."""
_WORDS = 6
"""Words between goods by weight and what they are worth: what goods they are, and that they are worth so much."""
_OTHERWISE = ("metric", "act", "status", "area", "unit", "month")
"""Tables of the words that tell of something else between the two; so do those of a comparison."""
_ITEMS = 12
"""Figures back to the item of the list that says what the worth of such things is."""


def worth_alike(earlier: Earlier, told: Told, quantity: Quantity) -> Item | None:
    """What money right behind things is, where the same words led from such things to their worth before.

    It is of the parties of these things then, and of their time; None where no such words led to it.
    """
    last = earlier.made[-1].figure if earlier.made else None
    if last is None or last.start < told.sentence.start or quantity.kind != "money":
        return None
    led = _led(told, last.end, quantity.start)
    if not led or last.unit not in definitions().units:
        return None
    figures = [draft.figure for draft in islice(reversed(earlier.made), _ITEMS)]
    for worth, things in pairwise(figures):
        near = told.sentence.start - worth.end <= SAME_THOUGHT and things.unit == last.unit
        if near and is_money(worth) and _led(told, things.end, worth.start) == led:
            return Item(definitions().metrics[worth.metric], quantity.unit, last.parties, last.direction, last.period)
    return None


def worth_of_goods(earlier: Earlier, told: Told, quantity: Quantity) -> Item | None:
    """What money behind goods by weight is that went from one to the other: "sent 300 tonnes of tea worth 5 million".

    None where words between the two tell of something else, or join them.
    """
    draft = earlier.made[-1] if earlier.made else None
    goods = told.last_before(quantity.start)
    if draft is None or goods is None or goods.start != draft.figure.start or quantity.kind != "money":
        return None
    figure, sentence = draft.figure, told.sentence
    unit = definitions().units.get(figure.unit or "")
    if unit is None or unit.kind not in GOODS or not definitions().metrics[figure.metric].residual:
        return None
    start, end = goods.end, told.opening(quantity)
    if any(0 < hit.start - quantity.end <= _PER for hit, _ in sentence.of("unit")):
        # "300 tonnes at 9 dollars a kilo"
        return None
    words = told.between(start, end).split()
    joins = sentence.lexicon.surfaces("range.and") | sentence.lexicon.surfaces("count.clause")
    others = (*(pair for table in _OTHERWISE for pair in sentence.of(table)), *sentence.of("change", "versus"))
    otherwise = any(start <= hit.start < end for hit, _ in others)
    if not 0 < len(words) <= _WORDS or otherwise or not joins.isdisjoint(words) or told.breaks(end - 1, end):
        return None
    like = draft.like if draft.like and draft.like.key in sum_family() else None
    metric = like or traded(sold=True)
    if metric is None or (metric.direction and not figure.direction):
        return None
    return Item(metric, quantity.unit, figure.parties, figure.direction, figure.period)


def _led(told: Told, start: int, end: int) -> str:
    """The words between two positions of one sentence; none where marks or too many stand there."""
    words = words_between(told.sentence, start, end) if 0 <= end - start <= _BETWEEN else ""
    return "" if "." in words else words
