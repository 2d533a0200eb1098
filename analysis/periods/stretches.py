"""Stretches told by their last month: "the 12 months to June", "the year ended June 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.lexicon import Hit
from analysis.model import Period
from analysis.periods.context import Context, whole
from analysis.periods.inferred import not_ahead
from analysis.periods.stated import year_beside

__all__ = ["up_to_months"]

_ARTICLE = 5
"""Characters between a preposition and its month: an article."""
_LONGEST = 36
"""Months of the longest stretch that is told by its last one."""


def up_to_months(context: Context) -> Iterator[Period]:
    """So many months, or a year, that end with a month named: "the 12 months to June", "the year ended June"."""
    for hit, _ in context.sentence.of("time", "ending"):
        length = _length_before(context, hit)
        months = context.sentence.of("month")
        month = next(((m, int(key)) for m, key in months if 0 <= m.start - hit.end <= _ARTICLE), None)
        dated = next(
            (n for n in context.following(hit.end) if n.start - hit.end <= _ARTICLE and n.kind == "date"), None
        )
        if length is None:
            continue
        start, count = length
        if dated and dated.iso and re.match(r"\d{4}-\d\d", dated.iso) and "/" not in dated.iso:
            yield Period(start=start, end=dated.end, iso=_months_up_to(int(dated.iso[:4]), int(dated.iso[5:7]), count))
        elif month and context.year is not None and not dated:
            stated = year_beside(context, month[0].end)
            last = f"{stated[1] if stated else context.year}-{month[1]:02d}"
            last = last if stated else not_ahead(context, last)
            end = stated[0] if stated else month[0].end
            yield Period(
                start=start, end=end, iso=_months_up_to(int(last[:4]), int(last[5:]), count), relative=not stated
            )


def _length_before(context: Context, ending: Hit) -> tuple[int, int] | None:
    """(start, months) of the stretch right before a word for its end; a year takes no word that is one for "to"."""
    for hit, key in context.sentence.of("time", "month", "year"):
        if hit.end + 1 != ending.start:
            continue
        count = whole(context.right_before(hit.start)) if key == "month" else 12
        number = context.right_before(hit.start)
        if key == "month" and number and number.kind == "cardinal" and count and count <= _LONGEST:
            return number.start, count
        if key == "year" and number is None and "range.to" not in ending.senses:
            return hit.start, 12
    return None


def _months_up_to(year: int, month: int, count: int) -> str:
    """So many months, the last of which is given.

    >>> _months_up_to(2020, 6, 12), _months_up_to(2020, 8, 8)
    ('2019-07/2020-06', '2020-01/2020-08')
    """
    first = year * 12 + month - count
    return f"{first // 12:04d}-{first % 12 + 1:02d}/{year:04d}-{month:02d}"
