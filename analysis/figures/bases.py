"""What a growth is compared with, where the amounts of the text tell: 5.7 and 33.8 thousand, "a sixfold increase"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from analysis.model import Change, Figure
from analysis.periods import span_days

__all__ = ["with_bases"]

_GUESSED = "versus:year-before"
_EXACT, _HEDGED = 0.01, 0.1
"""Shares by which a growth as stated may differ from that of two rounded amounts."""
_FARTHEST = 400
"""Characters between two amounts of which the text says how the one came of the other."""
_HUNDRED = 100
_MEASURED = frozenset({"actual", "estimate"})


def with_bases(figures: list[Figure]) -> list[Figure]:
    """The figures, in the order of the text, each growth without a stated comparison compared with what it fits.

    It fits an amount of the same metric, unit and parties close by, of an earlier time, from which the growth leads
    to the figure's own amount. The comparison is marked as inferred, by the code ``amounts``.
    """
    starts = [figure.start for figure in figures]
    figures = list(figures)

    def near(figure: Figure) -> list[Figure]:
        return figures[bisect_left(starts, figure.start - _FARTHEST) : bisect_right(starts, figure.start + _FARTHEST)]

    for place, figure in enumerate(figures):
        newer = _newer(figure, near(figure))
        if newer and figure.change:
            # As in: it was 690 million; ten years earlier, 350 million, so that it has nearly doubled.
            kept = tuple(code for code in figure.inferred if code != _GUESSED)
            change = replace(figure.change, versus=figure.period)
            figures[place] = replace(figure, change=None, inferred=kept)
            figures[figures.index(newer, bisect_left(starts, newer.start))] = replace(
                newer, change=change, inferred=(*newer.inferred, "versus:amounts")
            )
    return [_compared(figure, near(figure)) for figure in figures]


def _newer(figure: Figure, near: list[Figure]) -> Figure | None:
    """The newer amount close by to which a growth leads from an older one, at which it is stated; None without."""
    change = figure.change
    if change is None or figure.status not in _MEASURED or change.kind == "absolute":
        return None
    if not (change.versus is None or _GUESSED in figure.inferred) or figure.value is None:
        return None
    if any(_alike(figure, other) and _leads_to(other, figure, change) for other in near):
        return None
    # What is only expected to be reached grows from here, not by what is told of the past.
    found = [o for o in near if o.change is None and o.status == figure.status and _alike(o, figure)]
    found = [other for other in found if _leads_to(figure, other, change)]
    return found[0] if len(found) == 1 else None


def _compared(figure: Figure, near: list[Figure]) -> Figure:
    change = figure.change
    if change is None or figure.value is None or figure.status not in _MEASURED:
        return figure
    guessed = change.versus is None or _GUESSED in figure.inferred
    year = None if guessed or not (change.versus or "").isdigit() else change.versus
    if change.kind == "absolute" or not (guessed or year):
        return figure
    found = [other for other in near if _alike(figure, other) and _leads_to(other, figure, change)]
    # "14,000 in the first quarter, down 10 percent from 15,600 last year": "last year" is its first quarter.
    found = [other for other in found if not year or (other.period or "").startswith(f"{year}-")]
    if len({other.period for other in found}) != 1 or found[0].period == change.versus:
        return figure
    kept = tuple(code for code in figure.inferred if code != _GUESSED)
    return replace(figure, change=replace(change, versus=found[0].period), inferred=(*kept, "versus:amounts"))


def _alike(figure: Figure, other: Figure) -> bool:
    """Whether another figure states the same thing close by, of an earlier time; what has no time is of now."""
    if other.period is None:
        return False
    same = (other.metric, other.unit, other.parties, other.direction) == (
        figure.metric,
        figure.unit,
        figure.parties,
        figure.direction,
    )
    return same and (figure.period is None or span_days(other.period)[1] < span_days(figure.period)[0])


def _leads_to(base: Figure, figure: Figure, change: Change) -> bool:
    """Whether a growth leads from one amount to the other."""
    if base.value is None or figure.value is None or base.value <= 0:
        return False
    sign = 1 if change.direction == "up" else -1
    factor = change.value if change.kind == "factor" else 1 + sign * change.value / _HUNDRED
    # How many times as much it is, is told in round numbers.
    rough = {change.bound, base.bound, figure.bound} != {"exact"} or change.kind == "factor"
    return abs(figure.value / base.value - factor) <= factor * (_HEDGED if rough else _EXACT)
