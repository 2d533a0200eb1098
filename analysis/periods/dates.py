"""Dates in digits and words, with the year that they state or that stands beside them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from analysis.model import Number, Period
from analysis.periods.context import DASH, Context
from analysis.periods.inferred import dated
from analysis.periods.iso import is_day
from analysis.periods.stated import relative_year, year_phrase_before, year_word

__all__ = ["closed_by_years", "dates", "led_by_years"]

_MARKS = frozenset(",;:(")
_NO_YEAR = re.compile(r"--\d")
_DAY = re.compile(r"--\d\d-\d\d")
_LEAP_DAY = "-02-29"
_NEXT = 2
"""Characters from a month to the year right behind it."""
_OF_YEAR = 7
"""Characters from a day to its year: "le 5 octobre de l'année dernière"."""
_MONTH_ALONE = re.compile(r"--\d\d(?:/--\d\d)?")


def dates(context: Context) -> Iterator[Period]:
    """Every date that a number of the sentence is."""
    for number in context.numbers:
        if number.kind == "date" and number.iso:
            alone = _MONTH_ALONE.fullmatch(number.iso)
            found = _month_alone(context, number, number.iso) if alone else _date(context, number, number.iso)
            if found:
                yield found


def _date(context: Context, number: Number, iso: str) -> Period | None:
    """A date with its year, stated or inferred."""
    if iso[0].isdigit():
        return Period(start=year_word(context, number.start), end=number.end, iso=iso)
    return _days_up_to(context, number, iso) or _resolved(number.start, number.end, dated(context, iso))


def _days_up_to(context: Context, number: Number, iso: str) -> Period | None:
    """From a day without a year to another one: "between 21 March and 20 July 2016", "(21 March-20 July)"."""
    last = next(iter(context.following(number.end)), None)
    if last is None or last.kind != "date" or not _DAY.fullmatch(iso):
        return None
    gap = context.low[number.end : last.start]
    if not DASH.fullmatch(gap) and gap.strip() not in context.joining(number.start):
        return None
    until = dated(context, str(last.iso)) if _DAY.fullmatch(last.iso or "") else last.iso
    if not until or not is_day(until):
        return None
    since = f"{until[:4]}{iso[1:]}"
    since = since if since < until else f"{int(until[:4]) - 1}{iso[1:]}"
    if since.endswith(_LEAP_DAY) and not calendar.isleap(int(since[:4])):
        return None
    relative = until != last.iso
    return Period(start=number.start, end=last.end, iso=f"{since}/{until}", role="span", relative=relative)


def _month_alone(context: Context, number: Number, iso: str) -> Period | None:
    """A month by its number, or a range of them, with the year that is told relatively or by the month after it."""
    following = next(iter(context.following(number.end)), None)
    if following and following.kind == "date" and following.iso and len(iso) == len("--01"):
        joined = context.led_on(number, following)
        if joined and re.fullmatch(r"\d{4}-\d\d", following.iso) and iso[1:] < following.iso[4:]:
            return Period(start=number.start, end=following.end, iso=f"{following.iso[:4]}{iso[1:]}/{following.iso}")
        if joined and _MONTH_ALONE.fullmatch(following.iso) and iso < following.iso:
            return _resolved(number.start, following.end, dated(context, f"{iso}/{following.iso}"))
    return _resolved(number.start, number.end, dated(context, iso))


def _resolved(start: int, end: int, iso: str | None) -> Period | None:
    """A time that was resolved from the text's own date; None where it could not be."""
    return Period(start=start, end=end, iso=iso, relative=True) if iso else None


def led_by_years(context: Context) -> Iterator[Period]:
    """Dates without a year that words right before them name: "last year's 9 July"."""
    for number in context.numbers:
        iso = number.iso or ""
        if number.kind != "date" or not iso.startswith("--") or iso.startswith("---"):
            continue
        opened = year_phrase_before(context, number.start)
        if opened:
            dated = "/".join(f"{opened[1]:04d}{end[1:]}" for end in iso.split("/"))
            yield Period(start=opened[0], end=number.end, iso=dated, relative=True)


def closed_by_years(context: Context) -> Iterator[Period]:
    """Dates without a year that words right behind them name: "tháng 3 năm nay", in digits, "October 5 last year"."""
    written, gap = (_NO_YEAR, _NEXT) if context.year_before else (_DAY, _OF_YEAR)
    for number in context.numbers:
        iso = number.iso or ""
        stated = relative_year(context, number.end, gap) if written.match(iso) and number.kind == "date" else None
        # "On October 5, last year's trade was told": a mark parts the two.
        if stated and not _MARKS.intersection(context.low[number.end : stated[0]]):
            first = next(iter(context.preceding(number.start)), None)
            since = (first.iso or "") if first else ""
            days = _DAY.fullmatch(since) and _DAY.fullmatch(iso) and since < iso
            if first and (_MONTH_ALONE.fullmatch(f"{since}/{iso}") or days) and context.led_on(first, number):
                # "từ tháng 1 đến tháng 9 năm nay", "between January 1 and October 5 this year"
                number, iso = first, f"{since}/{iso}"  # noqa: PLW2901 - the first of the two starts them
            dated = "/".join(f"{stated[2]:04d}{end[1:]}" for end in iso.split("/"))
            yield Period(start=number.start, end=stated[1], iso=dated, relative=True)
