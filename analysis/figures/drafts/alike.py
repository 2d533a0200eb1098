"""The worth of things in a list, told as the one before was: "9 ships worth 5 million dollars to Peru, 6 worth 3"."""

from __future__ import annotations

from itertools import islice, pairwise

from analysis.definitions import definitions
from analysis.figures.bare import words_between
from analysis.figures.drafts.earlier import SAME_THOUGHT, Earlier
from analysis.figures.elsewhere import is_money
from analysis.figures.listed import Item
from analysis.figures.told import Told
from analysis.model import Quantity

__all__ = ["worth_alike"]

_BETWEEN = 40
"""Characters between things and what they are worth."""
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


def _led(told: Told, start: int, end: int) -> str:
    """The words between two positions of one sentence; none where marks or too many stand there."""
    words = words_between(told.sentence, start, end) if 0 <= end - start <= _BETWEEN else ""
    return "" if "." in words else words
