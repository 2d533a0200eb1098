"""Periods of ISO 8601 as places on an axis of years."""

from __future__ import annotations

import calendar
import math
import re

__all__ = ["middle", "place", "spell", "year_of"]

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_MONTHS = 12


def spell(iso: str) -> tuple[float, float]:
    """The beginning and the end of a period in years: 2021 is (2021.0, 2022.0).

    What is no date, for instance a day without a year, is (nan, nan).

    >>> spell("2021"), spell("2020/2021")
    ((2021.0, 2022.0), (2020.0, 2022.0))
    """
    first, _, last = iso.partition("/")
    return _edges(first)[0], _edges(last or first)[1]


def _edges(date: str) -> tuple[float, float]:
    match = _DATE.match(date)
    if not match:
        return math.nan, math.nan
    year = int(match["year"])
    if not match["month"]:
        return float(year), year + 1.0
    month = min(max(int(match["month"]), 1), _MONTHS)
    start = year + (month - 1) / _MONTHS
    if not match["day"]:
        return start, year + month / _MONTHS
    days = calendar.monthrange(year, month)[1]
    begin = start + (int(match["day"]) - 1) / days / _MONTHS
    return begin, begin + 1 / days / _MONTHS


def place(iso: str) -> float:
    """Where a period stands on the axis: its middle.

    >>> place("2021"), place("2020/2021")
    (2021.5, 2021.0)
    """
    start, end = spell(iso)
    return (start + end) / 2


def middle(iso: str | None) -> float:
    """The middle of a period for sorting; what has none sorts last.

    >>> middle(None)
    inf
    """
    where = place(iso) if iso else math.inf
    return math.inf if math.isnan(where) else where


def year_of(iso: str | None) -> int | None:
    """The year in which a period begins; None where it names none.

    >>> year_of("1962-09-05"), year_of("--09-02"), year_of(None)
    (1962, None, None)
    """
    match = _DATE.match(iso) if iso else None
    return int(match["year"]) if match else None
