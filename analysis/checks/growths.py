"""What a stated growth allows: the new level by the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.checks.intervals import interval, widen
from analysis.checks.statements import rounding

if TYPE_CHECKING:
    from analysis.checks.intervals import Interval
    from analysis.model import Change, Figure

__all__ = ["grown_by", "ratio"]


def grown_by(figure: Figure, change: Change, *, granted: float) -> Interval:
    """Return the sizes that a growth allows, as stated: percent, a factor, or an amount of the figure's unit.

    `granted` is the share of a unit of its last digit by which it is widened.
    """
    return widen(
        interval(change.value, bound=change.bound, high=change.upper),
        precision=granted * _last_digit(figure, change),
        about=granted > 0 and change.bound == "about",
    )


def ratio(figure: Figure, change: Change, *, granted: float) -> Interval | None:
    """Return new / old as an interval; null where it is not positive, and for a growth by an amount."""
    lower, upper = grown_by(figure, change, granted=granted)
    if change.kind == "absolute":
        return None
    if change.kind == "percent":
        up = change.direction == "up"
        first, second = (None if end is None else 1 + (end if up else -end) / 100 for end in (lower, upper))
        lower, upper = (first, second) if up else (second, first)
    if (lower is not None and lower <= 0) or (upper is not None and upper <= 0):
        return None
    return (lower, upper)


def _last_digit(figure: Figure, change: Change) -> float:
    """Return one unit of the last digit of a rounded growth; 0 for a limit, and for a growth counted to the last one.

    A limit ("more than 30 %") is meant as it stands; only a growth that is stated for itself is rounded.
    """
    if change.bound not in ("exact", "about", "range"):
        return 0.0
    if change.kind == "absolute":
        return rounding(figure)
    decimals = len(f"{change.value:.6f}".rstrip("0").partition(".")[2])
    return float(10**-decimals)
