"""A growth or decline and where it belongs, and the period that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.model import Change, Period, Quantity
from analysis.periods import preceding, shifted

__all__ = ["Growth", "versus"]

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Growth:
    """A change and where it belongs: `host` is the quantity that has grown, None where none is stated beside it."""

    quantity: Quantity
    change: Change
    host: Quantity | None
    compared: Period | None
    """The period compared with, where the text states one."""
    now: Period | None = None
    """The period in which the change came about, where "from 2005 to 2006" states both."""
    same: bool = False
    """Whether the text compares with the same period of another year."""
    average: bool = False
    """Whether it is a yearly average, which compares with no one year."""
    just_before: bool = False
    """Whether the text compares with the month or the quarter right before."""
    years: int | None = None
    """How many years the change took, where that is all that the text says: "tripled in five years"."""
    so_far: bool = False
    """Whether those years are the last ones up to the text's own: "has tripled in the past five years"."""
    grown: str | None = None
    """The kind of quantity that grew, where words say so: "money" for one in value, "measure" for one in volume."""


def versus(growth: Growth, period: str | None) -> tuple[str | None, bool]:
    """(the period compared with in ISO 8601, whether it was inferred) for a change in `period`."""
    stated = growth.compared.iso if growth.compared else None
    if growth.just_before and period and (before := preceding(period)):
        return before, False
    if growth.compared and growth.compared.role == "year_before" and period:
        return shifted(period, -1), False
    if stated is None and growth.average:
        return None, False
    if stated is None and growth.years and period:
        return shifted(period, -growth.years), False
    if stated is None:
        return (shifted(period, -1), True) if period and _yearly(period) else (None, False)
    if growth.same and period and len(stated) == 4 and len(period) > 4:  # noqa: PLR2004 - a year, and a part of one
        years = int(stated) - int(period[:4])
        # "2023 ... than in the same period of last year", told in 2024: last year is that before the year spoken of.
        told_then = years == 0 and growth.compared is not None and growth.compared.relative
        return shifted(period, -1 if told_then else years), False
    if period and stated == period and growth.compared is not None and growth.compared.relative:
        # Last year is that before the year spoken of, though told in the year after.
        return shifted(period, -1), False
    return stated, False


def _yearly(period: str) -> bool:
    """Whether a period lies in one year, or is a year itself, so that the one before is what growth compares with."""
    first, _, last = period.partition("/")
    if first.isdigit() and last.isdigit():
        return int(last) == int(first) + 1
    if len(first) == len(last) == len("2021-08"):
        months = _MONTHS * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:]) + 1
        # "the year to September", also one that is no calendar year's.
        return first[:4] == last[:4] or months == _MONTHS
    return len({end[:4] for end in period.split("/")}) == 1 and len(period) != 10  # noqa: PLR2004 - a day has no rival
