"""Periods as ISO 8601 writes them: their years and days, one within another, the same in another year."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["contains", "day_of_month", "is_day", "preceding", "shifted", "span_days", "year_of"]

_WEEK = 7
_PARTS = (1, 3, 6)
"""Months of the parts of a year of which each follows on another."""
_HALF_YEAR = 6
"""Months back in which a day of the month is looked for: not every month has 31 days."""


def year_of(iso: str | None) -> int | None:
    """The (first) year of an ISO 8601 period, None where it has none.

    >>> year_of("2021-01/2021-09"), year_of("--09-02")
    (2021, None)
    """
    return int(iso[:4]) if iso and iso[:4].isdigit() else None


def is_day(iso: str | None) -> bool:
    """Whether an ISO 8601 period is one day of one year.

    >>> is_day("2021-08-09"), is_day("2021-08"), is_day("--08-09"), is_day(None)
    (True, False, False, False)
    """
    return iso is not None and len(iso) == len("YYYY-MM-DD") and iso[0].isdigit() and "/" not in iso


def shifted(iso: str, years: int) -> str:
    """The same period some years later (earlier where negative).

    >>> shifted("2021-01/2021-09", -1)
    '2020-01/2020-09'
    """
    return "/".join(_moved(end, years) for end in iso.split("/"))


def preceding(iso: str) -> str | None:
    """The month, the quarter or the half of a year, or the seven days, right before; None for what is none of these.

    >>> preceding("2021-01"), preceding("2021-04/2021-06"), preceding("2021-01/2021-05"), preceding("2021")
    ('2020-12', '2021-01/2021-03', None, None)
    >>> preceding("2021-03-01/2021-03-07")
    '2021-02-22/2021-02-28'
    """
    first, _, last = iso.partition("/")
    if is_day(first) and is_day(last):
        days = [date.fromisoformat(day) for day in (first, last)]
        week = (days[1] - days[0]).days == _WEEK - 1 and days[0].toordinal() > _WEEK
        return "/".join(str(day - timedelta(days=_WEEK)) for day in days) if week else None
    if len(first) != len("2021-01") or len(last or first) != len(first):
        return None
    start, end = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last or first))
    length = end - start + 1
    if length not in _PARTS or start % length:
        return None
    return "/".join(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in dict.fromkeys((start - length, start - 1)))


def _moved(iso: str, years: int) -> str:
    year, rest = max(date.min.year, int(iso[:4]) + years), iso[4:]
    # Only leap years have that day.
    return f"{year:04d}{'-02-28' if rest == '-02-29' and not calendar.isleap(year) else rest}"


def day_of_month(iso: str, reference: str | None) -> str | None:
    """The day that ---DD names, or the days from ---DD to ---DD: the last such up to a week behind the reference.

    None where the reference is no full date.

    >>> day_of_month("---13", "2024-10-14"), day_of_month("---30", "2024-10-14"), day_of_month("---13", "2024")
    ('2024-10-13', '2024-09-30', None)
    """
    if not is_day(reference) or reference is None:
        return None
    limit = date.fromisoformat(reference) + timedelta(days=_WEEK)
    days = [int(end[3:]) for end in iso.split("/")]
    first = limit.replace(day=1)
    for _ in range(_HALF_YEAR):
        longest = calendar.monthrange(first.year, first.month)[1]
        if days[-1] <= longest and first.replace(day=days[-1]) <= limit:
            return "/".join(first.replace(day=day).isoformat() for day in days)
        first = (first - timedelta(days=1)).replace(day=1)
    return None


def contains(outer: str, inner: str) -> bool:
    """Whether one period lies inside another.

    >>> contains("2021", "2021-08-09"), contains("2021-01/2021-06", "2021-08")
    (True, False)
    """
    first, last = span_days(outer)
    start, end = span_days(inner)
    return first <= start and end <= last


@lru_cache(maxsize=10_000)
def span_days(iso: str) -> tuple[date, date]:
    """The first and last day of an ISO 8601 period."""
    ends = iso.split("/")
    return _day(ends[0], last=False), _day(ends[-1], last=True)


def _day(iso: str, *, last: bool) -> date:
    parts = [int(part) for part in iso.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)  # noqa: PLR2004
    return date(year, month, day)
