"""The year of a time that states none, told from the date of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from analysis.model import Period
from analysis.periods.context import Context
from analysis.periods.iso import day_of_month, shifted, span_days

__all__ = ["AHEAD", "compared_with", "dated", "not_ahead", "over"]

_FUTURE_DAYS = 45
"""A day without a year that would lie further ahead than this of the reference is last year's."""
_TO_BASE = 8
"""Characters from a word of comparison to what it compares with: a preposition, an article."""
_EARLY = 3
"""Months of a year in which the news still tell of the year before."""
AHEAD = ("future", "target", "pledge", "estimate", "proposal")
"""Keys of the table `status` whose words speak of what is still to come."""


def dated(context: Context, iso: str) -> str | None:
    """The date with its year: a day without one is the nearest that is not far ahead of the reference."""
    if iso[0].isdigit():
        return iso
    if context.year is None:
        return None
    if iso.startswith("---"):
        return day_of_month(iso, context.reference)
    dated = "/".join(f"{context.year:04d}{end[1:]}" for end in iso.split("/"))
    try:
        span_days(dated)
    except ValueError:
        # 29 February, and the reference is in no leap year: which one is meant is not said.
        return None
    if len(iso) == len("--01/--09") and (span_days(dated)[1] - span_days(context.reference or dated)[1]).days > 0:
        # "From January to September", said in May, is last year's.
        return shifted(dated, -1)
    return not_ahead(context, dated)


def not_ahead(context: Context, iso: str, *, than: str = "", done: bool = False) -> str:
    """A period of the reference's year, or of the year before where it would lie far ahead of the reference.

    `than` is one told just before: where that is of the year before, one less far ahead is so too. "30 million in May
    and 28 in April", said in March. So is one of what is `done`, as far as a sentence tells of nothing to come.
    """
    ahead = (span_days(iso)[0] - span_days(context.reference or iso)[1]).days
    told = ahead > 0 and ("" < than[:4] < iso[:4] or (done and not context.sentence.has("status", *AHEAD)))
    return shifted(iso, -1) if told or ahead > _FUTURE_DAYS else iso


def over(context: Context, iso: str, start: int) -> str:
    """A part of a year, which is over where it is so led to: "за 11 месяцев", said in January, are last year's.

    So it is early in a year, where its end lies far ahead and nothing in the sentence does: "in the first ten months
    they sold 5". Later it may as well be what is planned: "the quota for January to December is 5".
    """
    until = span_days(context.reference or iso)[1]
    ahead = (span_days(iso)[1] - until).days
    if ahead <= 0:
        return iso
    told = until.month <= _EARLY and ahead > _FUTURE_DAYS and not context.sentence.has("status", *AHEAD)
    return shifted(iso, -1) if told or context.from_start(start) else iso


def compared_with(context: Context, periods: list[Period]) -> Iterator[Period]:
    """Each part of a year, without that year, with which one told before it is compared: the last one before that.

    "In the third quarter of 2021, 5 more than in the second quarter", said in 2023, is one of 2021.
    """
    for before, period in pairwise(periods):
        parts = len(before.iso) == len(period.iso) == len("2021-04/2021-06")
        if not parts or before.relative or not period.relative or period.iso < before.iso:
            continue
        if context.sentence.before(period.start, "change", "versus", gap=_TO_BASE):
            then = f"{before.iso[:4]}{period.iso[4:8]}{before.iso[:4]}{period.iso[12:]}"
            yield replace(period, iso=then if then < before.iso else shifted(then, -1))
