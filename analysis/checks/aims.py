"""What a result says of a target: whether it was there before the target was, and whether it is a level of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.checks.statements import measure_of, when
from analysis.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.model import Figure

__all__ = ["adds_to", "came_first"]


def came_first(result: Figure, target: Figure, *, published: Mapping[str, str]) -> bool | None:
    """Return whether a result was there before a target was stated; None where that is not known.

    What is told in the same document as the target was there, and so was what ended before that document was
    published. A target that is told when its time is over was set at some other time: then nothing is known.
    """
    day, due = when(published.get(target.document)), when(target.period)
    if day is not None and due is not None and due[1] < day[0]:
        return None
    if result.document == target.document:
        return True
    last = when(result.period) or when(published.get(result.document))
    return None if day is None or last is None else last[1] < day[0]


def adds_to(target: Figure, result: Figure, *, published: Mapping[str, str]) -> bool:
    """Return true for a target that is to be added to a result, and no level that it could reach.

    Of what is told to date, as the capital invested, nobody aims at less than was there before. So a target that is
    no higher than the result is another amount, and so is a flow beside a stock, unless the result is known to have
    come later, or is that of the year by which it was aimed at.
    """
    metric = definitions().metrics.get(target.metric)
    added = (measure_of(target), measure_of(result)) == ("flow", "stock")
    if metric is None or not metric.to_date or (not added and (target.value or 0.0) > (result.value or 0.0)):
        return False
    due, last = when(target.period), when(result.period)
    if due is not None and last is not None and due[1].year <= last[1].year:
        return False
    return came_first(result, target, published=published) is not False
