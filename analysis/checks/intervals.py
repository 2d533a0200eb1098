"""Intervals of values and of time: when two statements can both be true.

A value interval is a pair ``(lower, upper)`` with ``None`` for an open end. A stretch of time is a pair of
dates, first and last day, both included.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, TypeAlias

from analysis.periods import span_days

if TYPE_CHECKING:
    from analysis.model import Bound

__all__ = ["ABOUT", "Interval", "Stretch", "hull", "interval", "meet", "overlap", "stretch", "widen"]

Interval: TypeAlias = tuple[float | None, float | None]
Stretch: TypeAlias = tuple[dt.date, dt.date]

ABOUT = 0.05
"""What "about" allows on either side, beside the rounding of the number itself."""


def interval(value: float, *, bound: Bound, high: float | None = None) -> Interval:
    """Return the values that a statement allows, before any rounding is granted.

    `about` has no stated bounds; it is read as its value and widened by :func:`widen`.

    >>> interval(5e9, bound="over")
    (5000000000.0, None)
    >>> interval(10.0, bound="range", high=15.0)
    (10.0, 15.0)
    """
    if bound in ("over", "at_least"):
        return (value, None)
    if bound in ("under", "at_most"):
        return (None, value)
    return (value, high if bound == "range" and high is not None else value)


def widen(bounds: Interval, *, precision: float = 0.0, about: bool = False) -> Interval:
    """Return the interval grown by one unit of the last stated digit, and `about` by 5 % more.

    Numbers in the news are rounded or cut, so that 112 and 112.84 million are one value.

    >>> widen((112e6, 112e6), precision=1e6)
    (111000000.0, 113000000.0)
    >>> widen((None, 90.0), precision=1.0)
    (None, 91.0)
    """
    lower, upper = bounds
    if lower is not None:
        lower -= precision + (ABOUT * abs(lower) if about else 0.0)
    if upper is not None:
        upper += precision + (ABOUT * abs(upper) if about else 0.0)
    return (lower, upper)


def meet(*intervals: Interval) -> Interval:
    """Return what all of the intervals allow: the highest lower end and the lowest upper one.

    >>> meet((1.0, 3.0), (2.0, None)), meet((None, 1.0), (2.0, 3.0))
    ((2.0, 3.0), (2.0, 1.0))
    """
    lower = max((low for low, _ in intervals if low is not None), default=None)
    upper = min((high for _, high in intervals if high is not None), default=None)
    return (lower, upper)


def hull(*intervals: Interval) -> Interval:
    """Return the stretch from the lowest lower end to the highest upper one.

    >>> hull((1.0, 3.0), (2.0, 4.0)), hull((1.0, 3.0), (2.0, None))
    ((1.0, 4.0), (1.0, None))
    """
    lower = min(-math.inf if low is None else low for low, _ in intervals)
    upper = max(math.inf if high is None else high for _, high in intervals)
    return (None if lower == -math.inf else lower, None if upper == math.inf else upper)


def overlap(*intervals: Interval) -> bool:
    """Return true when all the intervals share a value; touching ends do. Intervals of which any two do all do.

    >>> overlap((1.0, 2.0), (2.0, None)), overlap((1.0, 2.0), (2.1, 3.0))
    (True, False)
    """
    low, high = meet(*intervals)
    if low is None or high is None:
        return True
    # A billionth is lost in floating point long before it is stated in a text.
    return low <= high or math.isclose(low, high, rel_tol=1e-9)


def stretch(iso: str) -> Stretch:
    """Return the first and the last day of a period in ISO 8601.

    Takes a year, a month, a day, or an interval of two of them; raises `ValueError` for anything else.

    >>> stretch("2021-02")
    (datetime.date(2021, 2, 1), datetime.date(2021, 2, 28))
    >>> stretch("2020/2021")
    (datetime.date(2020, 1, 1), datetime.date(2021, 12, 31))
    """
    start, end = span_days(iso)
    if end < start:
        raise ValueError(f"the period {iso!r} ends before it begins")
    return (start, end)
