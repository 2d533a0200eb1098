"""Months by their names, without a day: in May this year, January-October, from January to October."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.lexicon import Hit
from analysis.model import Period
from analysis.periods.context import DASH, Context
from analysis.periods.inferred import not_ahead
from analysis.periods.stated import year_beside

__all__ = ["months"]


def months(context: Context) -> Iterator[Period]:
    """Months without a day: in May this year, January-October, from January to October, last month."""
    yield from _relative_months(context)
    for hit, month in context.sentence.of("month"):
        if context.in_number(hit):
            continue
        stated = year_beside(context, hit.end)
        closing = _range_end(context, hit)
        if closing:
            # The second of the two carries the year.
            end, year, last = closing
            if year or context.year:
                iso = f"{year or context.year}-{int(month):02d}/{year or context.year}-{last:02d}"
                yield Period(start=hit.start, end=end, iso=iso, relative=year is None)
            continue
        if stated:
            yield Period(start=hit.start, end=stated[0], iso=f"{stated[1]}-{int(month):02d}", relative=stated[2])
        elif context.year is not None and not context.sentence.before(hit.start, "time", "next", gap=6):
            yield Period(
                start=hit.start, end=hit.end, iso=not_ahead(context, f"{context.year}-{int(month):02d}"), relative=True
            )


def _relative_months(context: Context) -> Iterator[Period]:
    """The month of the reference date, or the one before it, where words tell it by itself: "last month"."""
    if context.reference is None or len(context.reference) < len("YYYY-MM"):
        return
    for hit, key in context.sentence.of("time", "this_month", "last_month"):
        if context.year_before and context.right_before(hit.start):
            # "9 tháng trước" are nine months ago.
            continue
        months = int(context.reference[:4]) * 12 + int(context.reference[5:7]) - 1 - (key == "last_month")
        yield Period(start=hit.start, end=hit.end, iso=f"{months // 12:04d}-{months % 12 + 1:02d}", relative=True)


def _range_end(context: Context, hit: Hit) -> tuple[int, int | None, int] | None:
    """(end, year or None, month) of the month that closes the range which a month opens."""
    words = context.joining(hit.start)
    for number in context.following(hit.end):
        if number.kind == "date" and number.iso:
            gap = context.low[hit.end : number.start]
            if (DASH.fullmatch(gap) or gap.strip() in words) and re.fullmatch(r"\d{4}-\d\d", number.iso):
                return number.end, int(number.iso[:4]), int(number.iso[5:])
            break
    for other, month in context.sentence.of("month"):
        if other.start >= hit.end:
            gap = context.low[hit.end : other.start]
            if DASH.fullmatch(gap) or gap.strip() in words:
                beside = year_beside(context, other.end)
                return (beside[0], beside[1], int(month)) if beside else (other.end, None, int(month))
            break
    return None
