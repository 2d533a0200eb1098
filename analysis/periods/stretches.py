"""Stretches told by their end: "the 12 months to June", "from the start of the year to 8 April"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.lexicon import Hit
from analysis.model import Number, Period
from analysis.periods.context import Context, whole
from analysis.periods.inferred import not_ahead
from analysis.periods.stated import year_beside
from analysis.sentences import Sentence

__all__ = [
    "counted_years",
    "opening_days",
    "quarters_up_to",
    "since_new_year",
    "up_to_months",
    "up_to_years",
    "years_named_by_end",
]

_QUARTER = 3
"""Months of a quarter."""
_ARTICLE = 5
"""Characters between a preposition and its month: an article."""
_LONGEST = 36
"""Months of the longest stretch that is told by its last one."""
_HALF, _YEAR = 6, 12
"""Months of each."""
_SHORTEST = 28
"""Days of the shortest month."""
_MOST_YEARS = 30
"""Years of the longest stretch that is told by its last one, or by its first."""
_TO_DAY = 12
"""Characters between a preposition and its date: a word for day."""


def since_new_year(context: Context) -> Iterator[Period]:
    """From the start of a year to a day or a month of it: "from the start of 2020 to 10 February"."""
    for hit, _ in context.sentence.of("time", "new_year"):
        year = next((n for n in context.following(hit.end) if n.start - hit.end <= _ARTICLE and _is_year(n)), None)
        stated = int(year.iso or 0) if year else context.year
        until = _until(context, year.end if year else hit.end)
        if stated is None or until is None:
            continue
        number = next((n for n in context.following(until) if n.start - until <= _TO_DAY and n.kind == "date"), None)
        month = next(((m.end, k) for m, k in context.sentence.of("month") if 0 <= m.start - until <= _TO_DAY), None)
        if number and number.iso and (day := re.fullmatch(r"(\d{4}|-)-(\d\d)(-\d\d)?", number.iso)):
            if day[1] in ("-", str(stated)):
                first = f"{stated}-01-01" if day[3] else f"{stated}-01"
                iso = f"{first}/{stated}-{day[2]}{day[3] or ''}"
                yield Period(start=hit.start, end=number.end, iso=iso, relative=year is None)
        elif month and not number:
            beside = year_beside(context, month[0])
            if beside is None or beside[1] == stated:
                iso = f"{stated}-01/{stated}-{int(month[1]):02d}"
                yield Period(start=hit.start, end=beside[0] if beside else month[0], iso=iso, relative=year is None)


def _is_year(number: Number) -> bool:
    return number.kind == "date" and len(number.iso or "") == len("2020")


def _until(context: Context, position: int) -> int | None:
    """Where the word ends that leads from a position to the time up to which something goes on."""
    led = context.sentence.after(position, "time", "until", "by", gap=1)
    led = led or context.sentence.after(position, "range", "to", "through", gap=1)
    return led[0].end if led else None


def up_to_months(context: Context) -> Iterator[Period]:
    """So many months, or a year, that end with a month named: "the 12 months to June", "the year ended June"."""
    for hit, _ in context.sentence.of("time", "ending"):
        length = _length_before(context, hit)
        months = context.sentence.of("month")
        # "the twelve months ending last September"
        past = context.sentence.after(hit.end, "time", "last", gap=1)
        led = past[0].end if past else hit.end
        month = next(((m, int(key)) for m, key in months if 0 <= m.start - led <= _ARTICLE), None)
        dated = next(
            (n for n in context.following(hit.end) if n.start - hit.end <= _ARTICLE and n.kind == "date"), None
        )
        if length is None:
            continue
        start, count = length
        if dated and dated.iso and re.match(r"\d{4}-\d\d", dated.iso) and "/" not in dated.iso:
            yield Period(start=start, end=dated.end, iso=_months_up_to(int(dated.iso[:4]), int(dated.iso[5:7]), count))
        elif dated and (day := re.fullmatch(r"--(\d\d)-\d\d", dated.iso or "")) and context.year is not None:
            # "in the financial year that ended on 30 September"
            last = not_ahead(context, f"{context.year}-{day[1]}")
            iso = _months_up_to(int(last[:4]), int(last[5:]), count)
            yield Period(start=start, end=dated.end, iso=iso, relative=True)
        elif month and context.year is not None and not dated:
            stated = year_beside(context, month[0].end)
            last = f"{stated[1] if stated else context.year}-{month[1]:02d}"
            last = last if stated else not_ahead(context, last)
            end = stated[0] if stated else month[0].end
            yield Period(
                start=start, end=end, iso=_months_up_to(int(last[:4]), int(last[5:]), count), relative=not stated
            )


def years_named_by_end(context: Context) -> Iterator[Period]:
    """Years that are named by the month in which they end: "in the March 2018 year"."""
    for number in context.numbers:
        if number.kind != "date" or not re.fullmatch(r"\d{4}-\d\d", number.iso or ""):
            continue
        noun = context.sentence.after(number.end, "time", "year", gap=1)
        if noun and context.sentence.before(number.start, "count", "determiner", gap=1):
            iso = _months_up_to(int(str(number.iso)[:4]), int(str(number.iso)[5:]), 12)
            yield Period(start=number.start, end=noun[0].end, iso=iso)


def up_to_years(context: Context) -> Iterator[Period]:
    """So many years, of which the last or the first is named: "the five years to 2022", "the three years from 2019"."""
    for hit, _ in context.sentence.of("time", "year"):
        number = context.right_before(hit.start)
        count = whole(number) if number and number.kind == "cardinal" else None
        if number is None or not count or not 1 < count <= _MOST_YEARS:
            continue
        year = next(iter(context.following(hit.end)), None)
        if year is None or not _is_year(year):
            continue
        ending = context.sentence.after(hit.end, "time", "ending", gap=1)
        beginning = context.sentence.after(hit.end, "time", "from", gap=1)
        named = int(year.iso or 0)
        if ending and 0 <= year.start - ending[0].end <= _ARTICLE:
            yield Period(start=number.start, end=year.end, iso=f"{named - count + 1}/{named}")
        elif beginning and 0 <= year.start - beginning[0].end <= _ARTICLE and not _goes_on(context, year):
            yield Period(start=number.start, end=year.end, iso=f"{named}/{named + count - 1}")


def counted_years(sentence: Sentence, period: Period) -> tuple[str, str] | None:
    """The years from and to which something changed in so many years, one of them named; None of any other time.

    "in the five years to 2022" is from 2017 to 2022, "in the five years from 2017" too.
    """
    first, _, last = period.iso.partition("/")
    words = sentence.low[period.start : period.end]
    if period.relative or not (first.isdigit() and last.isdigit()) or (first in words) == (last in words):
        return None
    if not any(period.start <= hit.start < period.end for hit, _ in sentence.of("time", "year")):
        return None
    return (f"{int(first) - 1}", last) if last in words else (first, f"{int(last) + 1}")


def quarters_up_to(context: Context, periods: list[Period]) -> Iterator[Period]:
    """So many quarters that end with one of the times found: "the four quarters to the end of Q1 2023"."""
    for hit, _ in context.sentence.of("time", "quarter"):
        number = context.right_before(hit.start)
        count = whole(number)
        ending = context.sentence.after(hit.end, "time", "ending", gap=1)
        if number is None or not count or not 1 < count <= _LONGEST // _QUARTER or ending is None:
            continue
        last = next((p for p in periods if 0 <= p.start - ending[0].end <= _ARTICLE), None)
        until = re.fullmatch(r"(?:\d{4}-\d\d/)?(\d{4})-(\d\d)", last.iso) if last else None
        if last and until:
            iso = _months_up_to(int(until[1]), int(until[2]), count * _QUARTER)
            yield replace(last, start=number.start, iso=iso, role="span")


def opening_days(context: Context, periods: list[Period]) -> Iterator[Period]:
    """The first so many days of one of the months found: "in the first ten days of May"."""
    for hit, _ in context.sentence.of("time", "day"):
        # "in the ten first days"
        opened = context.sentence.before(hit.start, "time", "first", gap=1)
        number = context.right_before(opened[0].start if opened else hit.start)
        count = whole(number)
        if number is None or number.kind != "cardinal" or not count or not 1 < count <= _SHORTEST:
            continue
        opened = opened or context.sentence.before(number.start, "time", "first", gap=1)
        month = next((p for p in periods if 0 <= p.start - hit.end <= _ARTICLE), None)
        if opened and month and re.fullmatch(r"\d{4}-\d\d", month.iso):
            iso = f"{month.iso}-01/{month.iso}-{count:02d}"
            yield replace(month, start=min(opened[0].start, number.start), iso=iso, role="span")


def _goes_on(context: Context, year: Number) -> bool:
    """Whether a year opens a range: "in the three years from 2019 to 2021"."""
    return context.sentence.after(year.end, "range", "to", "through", "and", gap=1) is not None


def _length_before(context: Context, ending: Hit) -> tuple[int, int] | None:
    """(start, months) of the stretch before a word for its end, a comma let pass; a year takes no word that is "to".

    No more does a half-year: "in the half-year to June".
    """
    for hit, key in context.sentence.of("time", "month", "year", "per_year", "half"):
        if context.low[hit.end : ending.start] not in (" ", ", "):
            continue
        number = context.right_before(hit.start)
        count = whole(number)
        if key == "month" and number and number.kind == "cardinal" and count and count <= _LONGEST:
            return number.start, count
        if key != "month" and number is None and ("range.to" not in ending.senses or _told_of(context, hit)):
            return hit.start, _HALF if key == "half" else _YEAR
    return None


def _told_of(context: Context, year: Hit) -> bool:
    """Whether something is told of a year as a whole: "in the year to March", not "grew this year to"."""
    led = context.sentence.before(year.start, "time", "in", gap=_ARTICLE)
    opened = (hit for hit, _ in context.sentence.of("time", "new_year"))
    return led is not None and not any(hit.start <= year.start < hit.end for hit in opened)


def _months_up_to(year: int, month: int, count: int) -> str:
    """So many months, the last of which is given.

    >>> _months_up_to(2020, 6, 12), _months_up_to(2020, 8, 8)
    ('2019-07/2020-06', '2020-01/2020-08')
    """
    first = year * 12 + month - count
    return f"{first // 12:04d}-{first % 12 + 1:02d}/{year:04d}-{month:02d}"
