"""Dates cut short or in numbers alone, told by the word before them: <day> 10/4, <month> 9/2021, <quarter> I/2024.

The words are `format.day_before`, `month_before` and `year_before` of the language's file, those of quarters
`time.quarter`. Without them, digits with a slash are a fraction or a code.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import LanguageDefinition
from analysis.numbers.dates import DASHES, FIRST_YEAR, LAST_YEAR, Stretch, days

__all__ = ["ShortDates", "short_date", "short_dates"]

_LONGEST = 40
"""Characters before digits in which the word for day or month, and a first day, stand."""
_MONTHS = 12
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAYS_OF_MONTH = re.compile(rf"(?:(\d{{1,2}})[{DASHES}])?(\d{{1,2}})[{DASHES}/.](\d{{1,2}})(?:[{DASHES}/.](\d{{4}}))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TO_MONTH = re.compile(rf"\s?[{DASHES}]\s?(\d{{1,2}})(?![\d/.,]\d|\d|\s?%)")
_MONTHS_OF_YEAR = re.compile(rf"(?:(\d{{1,2}})[{DASHES}])?(\d{{1,2}})[{DASHES}/.](\d{{4}})")


class ShortDates(NamedTuple):
    """The compiled words of a language. Those before digits are searched for up to where these begin."""

    day: re.Pattern[str]
    """A word for day, and the first day of a range (group 1)."""
    month: re.Pattern[str]
    """A word for month, and the first month of a range (group 1)."""
    led: re.Pattern[str]
    """A preposition of time."""
    quarter: re.Pattern[str]
    """A word for quarter, and its number with a slash."""
    year: re.Pattern[str]
    """Behind a month: its year."""
    slashed: re.Pattern[str]
    """A word for month or year with a slash: the months of the year behind it."""


@lru_cache(maxsize=64)
def short_dates(language: LanguageDefinition) -> ShortDates | None:
    """What the language file says of such dates, compiled once; None where it says nothing."""
    day, month = language.terms("format", "day_before"), language.terms("format", "month_before")
    if not day and not month:
        return None
    joins = _any((*language.terms("range", "to"), *DASHES))
    ago = tuple(word for key in ("in", "by", "since", "from", "until") for word in language.terms("time", key))
    years = _any(language.terms("format", "year_before"))
    parts = _any((*month, *language.terms("format", "year_before")))
    return ShortDates(
        day=re.compile(rf"(?<!\w){_any(day)}\s+(?:(\d{{1,2}})\s*{joins}\s*(?:{_any(day)}\s+)?)?$"),
        month=re.compile(rf"(?<!\w){_any(month)}\s+(?:(\d{{1,2}})\s*{joins}\s*)?$"),
        led=re.compile(rf"(?<!\w){_any(ago)}\s+$"),
        quarter=re.compile(rf"(?<!\w){_any(language.terms('time', 'quarter'))}\s+(?:(iv|i{{1,3}})\s?[{DASHES}/]\s?)?$"),
        year=re.compile(rf",?\s+(?:{years}\s+)?(\d{{4}})(?![\w/])"),
        slashed=re.compile(rf"(?<!\w){parts}/$"),
    )


def _any(words: tuple[str, ...]) -> str:
    listed = (re.escape(word.lower()).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
    return "(?:" + "|".join(listed) + ")" if words else "(?!)"


def short_date(words: ShortDates, low: str, start: int, end: int) -> Stretch | None:
    """The date that the digits from `start` to `end` are part of; None where they are none.

    ISO 8601; `--MM-DD` and `--MM` where no year is stated.
    """
    first = max(0, start - _LONGEST)
    cluster = low[start:end]
    if quarter := words.quarter.search(low, first, start):
        return _quarter(quarter, cluster, end)
    if _YEAR.fullmatch(cluster) and words.slashed.search(low, first, start):
        return Stretch(start, end, cluster)
    if found := _MONTHS_OF_YEAR.fullmatch(cluster):
        month = words.month.search(low, first, start)
        if month or words.led.search(low, first, start):
            opened = found[1] or (month[1] if month else None)
            return _months(month.start() if month else start, end, opened, found[2], found[3])
        return None
    month = words.month.search(low, first, start)
    one, dash, last = cluster.partition("-")
    if month and dash and one.isdigit() and last.isdigit():
        # "tháng 1-9"
        cluster, end = one, start + len(one)
    if found := _DAYS_OF_MONTH.fullmatch(cluster):
        day = words.day.search(low, first, start)
        opened = found[1] or (day[1] if day else None)
        if not day and not (opened and found[4]):
            return None
        return _days(start, end, opened, found, within=day is not None and bool(day[1]), low=low)
    if month is None or not (cluster.isdigit() and 1 <= int(cluster[:3]) <= _MONTHS):
        return None
    closed = _TO_MONTH.match(low, end)
    if closed and int(cluster) < int(closed[1]) <= _MONTHS:
        opened, cluster, end = cluster, closed[1], closed.end()
    else:
        opened = month[1]
    year = words.year.match(low, end)
    return _months(month.start(), year.end() if year else end, opened, cluster, year[1] if year else None)


def _days(start: int, end: int, opened: str | None, found: re.Match[str], *, within: bool, low: str) -> Stretch | None:
    """A day or the days of one month; those of a range begin with the first of the two."""
    if not 1 <= int(found[3]) <= _MONTHS:
        return None
    first, last = (int(opened), int(found[2])) if opened else (int(found[2]), None)
    iso = days(found[4], int(found[3]), first, last)
    begin = low.rindex(opened, 0, start) if within and opened else start
    return Stretch(begin, end, iso) if iso else None


def _months(start: int, end: int, opened: str | None, month: str, year: str | None) -> Stretch | None:
    """A month, or the months from one to another of the same year."""
    ends = [int(opened), int(month)] if opened and int(opened) < int(month) else [int(month)]
    if not all(1 <= m <= _MONTHS for m in ends) or (year and not FIRST_YEAR <= int(year) <= LAST_YEAR):
        return None
    return Stretch(start, end, "/".join(f"{year or '-'}-{m:02d}" for m in ends))


def _quarter(found: re.Match[str], cluster: str, end: int) -> Stretch | None:
    """A quarter with its year behind a slash: I/2024, 1/2024, 1-2024."""
    # A decimal has no slash: "quý 1,7".
    ends = [found[1], cluster] if found[1] else re.split(rf"[{DASHES}/]", cluster)
    if len(ends) < 2:  # noqa: PLR2004 - a quarter and its year
        return None
    part, year = ends[:2]
    quarter = _QUARTERS.get(part)
    if quarter is None or len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:  # noqa: PLR2004 - the digits of a year
        return None
    return Stretch(found.start(), end, f"{year}-{3 * quarter - 2:02d}/{year}-{3 * quarter:02d}")
