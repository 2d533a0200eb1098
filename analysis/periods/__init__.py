"""Time expressions -> Period: dates, spans, "the first nine months", "last year", "five years ago".

Relative expressions are resolved from the document's reference date. What a language says for year,
month, last, this, first ... is in the `[time]` table of its file. The parts of this stage:

- `iso`: what ISO 8601 says of a period, whatever text it is from
- `context`: the sentence with its numbers and the reference
- `stated`, `inferred`: the year that stands beside a time; the one of a time that states none
- `stretches`, `parts`, `years`, `months`, `dates`, `days`: one kind of time each; of two that overlap
  the first found counts
- `roles`: spans of two times, and how the sentence uses each
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable

from analysis.model import Number, Period
from analysis.periods.context import Context
from analysis.periods.dates import closed_by_years, dates, led_by_years
from analysis.periods.days import days
from analysis.periods.inferred import compared_with
from analysis.periods.iso import contains, day_of_month, is_day, preceding, shifted, span_days, year_of
from analysis.periods.months import months
from analysis.periods.parts import coded_parts, parts_of_years
from analysis.periods.roles import joined, with_role
from analysis.periods.stated import LENGTHS
from analysis.periods.stretches import (
    counted_years,
    opening_days,
    quarters_up_to,
    since_new_year,
    up_to_months,
    up_to_years,
    years_named_by_end,
)
from analysis.periods.years import (
    academic_years,
    fiscal_years,
    relative_years,
    spans_of_years,
    steps_from_named,
    years_after,
    years_ago,
    years_from_named,
    years_in_apposition,
)
from analysis.sentences import Sentence

__all__ = [
    "LENGTHS",
    "contains",
    "counted_years",
    "day_of_month",
    "is_day",
    "periods_in",
    "preceding",
    "shifted",
    "span_days",
    "year_of",
    "years_after",
    "years_on",
]

_KINDS = (
    since_new_year,
    up_to_months,
    up_to_years,
    years_named_by_end,
    coded_parts,
    parts_of_years,
    fiscal_years,
    academic_years,
    years_ago,
    spans_of_years,
    months,
    led_by_years,
    closed_by_years,
    years_in_apposition,
    relative_years,
    days,
    dates,
)
"""The kinds of times, those before that take in what a later one would find by itself."""


def periods_in(sentence: Sentence, numbers: list[Number], reference: str | None) -> list[Period]:
    """The time expressions of a sentence, in its order, none overlapping.

    `numbers` are those of the sentence, `reference` is the date that relative expressions count from
    (ISO 8601, also a month or a year alone); without it they are left out.
    """
    context = Context(sentence, numbers, reference)
    found: list[Period] = []
    for kind in _KINDS:
        for period in kind(context):
            if not any(period.start < other.end and other.start < period.end for other in found):
                found.append(period)
    found.sort(key=lambda period: period.start)
    found = _instead(found, quarters_up_to(context, found))
    found = _instead(found, opening_days(context, found))
    found = _instead(found, compared_with(context, found))
    found = list(joined(context, found))
    for period in years_from_named(context, found):
        if not any(period.start < other.end and other.start < period.end for other in found):
            insort(found, period, key=lambda period: period.start)
    return [with_role(context, period) for period in found]


def _instead(found: list[Period], told: Iterable[Period]) -> list[Period]:
    """Some times, each told anew that ends where one of those in `told` does."""
    anew = {period.end: period for period in told}
    return [anew.get(period.end, period) for period in found]


def years_on(sentence: Sentence, numbers: list[Number]) -> list[tuple[int, int, int]]:
    """(start, end, years) of what a sentence counts from a year spoken of: "a year later", "three years earlier".

    `numbers` are those of the sentence.
    """
    return list(steps_from_named(Context(sentence, numbers, None)))
