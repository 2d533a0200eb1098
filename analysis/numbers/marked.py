"""Dates whose parts are numbers with a mark behind each: 2021 <year> 9 <month> 3 <day>.

The marks are `format.year_mark`, `month_mark` and `day_mark` of the language's file. Numbers in digits and in
words make such dates alike.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import LanguageDefinition
from analysis.model import Number
from analysis.numbers.dates import DASHES, FIRST_YEAR, LAST_YEAR

__all__ = ["dated"]

_MONTHS, _DAYS, _LEAP_YEAR = 12, 31, 2000
_OWN = r"[ \u00a0]?"
_ITEMS = re.compile(r"、|, ")
"""The mark between the items of a list: two of them that follow one another are one stretch, "1、2月"."""


class _Marks(NamedTuple):
    year: re.Pattern[str]
    month: re.Pattern[str]
    day: re.Pattern[str]
    """Marks of a day behind a month."""
    lone_day: re.Pattern[str]
    """The mark of a day that no month stands before: the first that is listed."""
    to: re.Pattern[str]


class _Read(NamedTuple):
    """Numbers of one kind with their mark: the first and the last value, where they end, how many numbers they are."""

    first: int
    last: int
    end: int
    used: int


@lru_cache(maxsize=32)
def _marks(language: LanguageDefinition) -> _Marks:
    def compiled(terms: tuple[str, ...]) -> re.Pattern[str]:
        listed = "|".join(sorted(map(re.escape, terms), key=len, reverse=True)) or "(?!)"
        return re.compile(rf"{_OWN}(?:{listed})(?!\w)")

    year, month, day = (language.terms("format", f"{part}_mark") for part in ("year", "month", "day"))
    joining = (*language.terms("range", "to"), *language.terms("range", "through"))
    to = "|".join(map(re.escape, joining)) or "(?!)"
    return _Marks(
        compiled(year),
        compiled(month),
        compiled(day),
        compiled(day[:1]),
        re.compile(rf"{_OWN}(?:[{DASHES}~]|{to}){_OWN}"),
    )


def dated(numbers: list[Number], low: str, language: LanguageDefinition) -> list[Number]:
    """The numbers, those that are the parts of one date made one: ISO 8601, --MM-DD, --MM or ---DD where cut short."""
    marks = _marks(language)
    found: list[Number] = []
    index = 0
    while index < len(numbers):
        date = _date(numbers, index, low, marks)
        if date is None:
            found.append(numbers[index])
            index += 1
        else:
            number, used = date
            found.append(number)
            index += used
    return found


def _date(numbers: list[Number], index: int, low: str, marks: _Marks) -> tuple[Number, int] | None:
    """(the date that begins with a number, how many numbers it is made of); None where none begins."""
    start, used, end = numbers[index].start, 0, numbers[index].start
    year = _year(numbers[index], low, marks)
    if year:
        used, end = 1, year.end
    month = _part(numbers, index + used, end, low, marks.month, marks.to, _MONTHS)
    if month:
        used, end = used + month.used, month.end
    day = None
    if month is None or month.first == month.last:
        mark = marks.day if month else marks.lone_day
        day = None if year and not month else _part(numbers, index + used, end, low, mark, marks.to, _DAYS)
    if day:
        used, end = used + day.used, day.end
    if not used:
        return None
    iso = _iso(year.first if year else None, month, day)
    return (Number(start=start, end=end, kind="date", iso=iso), used) if iso else None


def _year(number: Number, low: str, marks: _Marks) -> _Read | None:
    """A year with its mark."""
    if number.kind == "date" and number.iso and number.iso.isdigit():
        value = int(number.iso)
    elif number.kind == "cardinal" and number.value and FIRST_YEAR <= number.value <= LAST_YEAR and not number.words:
        value = int(number.value)
    else:
        return None
    mark = marks.year.match(low, number.end)
    return _Read(value, value, mark.end(), 1) if mark else None


def _part(  # noqa: PLR0917 - what a part of a date is read by
    numbers: list[Number], index: int, end: int, low: str, mark: re.Pattern[str], to: re.Pattern[str], most: int
) -> _Read | None:
    """The months or days at a position: one with its mark, or two joined, the first with its mark or without."""
    first = _value(numbers, index, end, low, most)
    if first is None:
        return None
    closed = mark.match(low, numbers[index].end)
    at = closed.end() if closed else numbers[index].end
    listed = _ITEMS.match(low, at)
    joined = to.match(low, at) or listed
    last = _value(numbers, index + 1, joined.end(), low, most) if joined else None
    ending = mark.match(low, numbers[index + 1].end) if last else None
    if last and ending and last > first and (not listed or last == first + 1):
        return _Read(first, last, ending.end(), 2)
    return _Read(first, first, closed.end(), 1) if closed else None


def _value(numbers: list[Number], index: int, end: int, low: str, most: int) -> int | None:
    """The value of a number that stands right behind a position and may be a month, or a day; None elsewhere."""
    if index >= len(numbers):
        return None
    number = numbers[index]
    value = number.value if number.kind == "cardinal" and number.scale == 1 else None
    beside = 0 <= number.start - end <= 1 and not low[end : number.start].strip(" ")
    return int(value) if beside and value and value == int(value) and value <= most else None


def _iso(year: int | None, month: _Read | None, day: _Read | None) -> str | None:
    head = f"{year:04d}" if year else "-"
    if month is None:
        if day is None:
            return head if year else None
        return "/".join(f"---{d:02d}" for d in dict.fromkeys((day.first, day.last)))
    if day is None:
        return "/".join(f"{head}-{m:02d}" for m in dict.fromkeys((month.first, month.last)))
    longest = calendar.monthrange(year or _LEAP_YEAR, month.first)[1]
    if max(day.first, day.last) > longest:
        return None
    return "/".join(f"{head}-{month.first:02d}-{d:02d}" for d in dict.fromkeys((day.first, day.last)))
