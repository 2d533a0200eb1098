"""Intervals of values and of time: when two statements can both be true.

A value interval is a pair ``(lower, upper)`` with ``None`` for an open end. A stretch of time is a pair of
dates, first and last day, both included.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from analysis.model import Bound

__all__ = ["ABOUT", "Interval", "Stretch", "inside", "interval", "overlap", "stretch", "widen"]

Interval: TypeAlias = tuple[float | None, float | None]
Stretch: TypeAlias = tuple[dt.date, dt.date]

ABOUT = 0.05
"""What "about" allows on either side, beside the rounding of the number itself."""

_MONTHS = 12
_LENGTH_OF_MONTH = len("YYYY-MM")
_LENGTH_OF_YEAR = len("YYYY")


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


def overlap(first: Interval, second: Interval) -> bool:
    """Return true when the two intervals share a value; touching ends do.

    >>> overlap((1.0, 2.0), (2.0, None)), overlap((1.0, 2.0), (2.1, 3.0))
    (True, False)
    """
    low = max(-math.inf if end is None else end for end in (first[0], second[0]))
    high = min(math.inf if end is None else end for end in (first[1], second[1]))
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
    first, _, last = iso.partition("/")
    start, end = _days(first)[0], _days(last or first)[1]
    if end < start:
        message = f"the period {iso!r} ends before it begins"
        raise ValueError(message)
    return (start, end)


def inside(inner: Stretch, outer: Stretch) -> bool:
    """Return true when the first stretch of time lies wholly in the second.

    >>> inside(stretch("2021-08-09"), stretch("2021"))
    True
    """
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _days(date: str) -> Stretch:
    """Return the first and the last day of a year, a month or a day."""
    if len(date) == _LENGTH_OF_YEAR:
        return (dt.date(int(date), 1, 1), dt.date(int(date), _MONTHS, 31))
    if len(date) == _LENGTH_OF_MONTH:
        year, month = int(date[:4]), int(date[5:])
        return (dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    day = dt.date.fromisoformat(date)
    return (day, day)
