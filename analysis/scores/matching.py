"""Which extracted figure answers which gold figure, and in what it is right."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.checks.intervals import stretch
from analysis.definitions import definitions
from analysis.periods import contains

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.model import Change, Figure, Span
    from analysis.scores.gold import Gold, GoldChange, GoldFigure

__all__ = ["DISTANCE", "SLOTS", "Match", "Matching", "distance", "match", "wrong_slots"]

DISTANCE = 40
"""Characters between the spans of a figure and of the gold figure that it may answer."""

_RELATIVE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A gold figure, the extracted figure that answers it, and the slots that differ."""

    gold: GoldFigure
    figure: Figure
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What became of the figures of one text."""

    matches: tuple[Match, ...]
    missed: tuple[GoldFigure, ...]
    extra: tuple[Figure, ...]
    ignored: tuple[Figure, ...]


def match(figures: Sequence[Figure], gold: Gold) -> Matching:
    """Return the extracted figures paired with the gold figures of the same text.

    A pair lies within 40 characters and has equal values; the pair that agrees in most slots is taken first,
    then the nearest, each figure once. A figure on a repeated or optional stretch of the gold, and on no gold
    figure, is neither right nor wrong.
    """
    stretches = (*gold.repeats, *gold.optional)
    quotes = [(figure.start, figure.end) for figure in gold.figures]
    ignored = [
        figure
        for figure in figures
        if _touches((figure.start, figure.end), stretches) and not _touches((figure.start, figure.end), quotes)
    ]
    judged = [figure for figure in figures if figure not in ignored]
    pairs = sorted(
        (len(wrong_slots(figure, expected)), gap, i, j)
        for i, expected in enumerate(gold.figures)
        for j, figure in enumerate(judged)
        if (gap := distance((figure.start, figure.end), (expected.start, expected.end))) <= DISTANCE
        and _same_value(figure, expected)
    )
    answered: dict[int, int] = {}
    for _, _, i, j in pairs:
        if i not in answered and j not in answered.values():
            answered[i] = j
    return Matching(
        matches=tuple(
            Match(gold=gold.figures[i], figure=judged[j], wrong=wrong_slots(judged[j], gold.figures[i]))
            for i, j in sorted(answered.items())
        ),
        missed=tuple(expected for i, expected in enumerate(gold.figures) if i not in answered),
        extra=tuple(figure for j, figure in enumerate(judged) if j not in answered.values()),
        ignored=tuple(ignored),
    )


def distance(first: Span, second: Span) -> int:
    """Return the number of characters between two spans; 0 when they touch or overlap.

    >>> distance((0, 5), (9, 12)), distance((0, 5), (3, 12))
    (4, 0)
    """
    return max(0, max(first[0], second[0]) - min(first[1], second[1]))


def wrong_slots(figure: Figure, gold: GoldFigure) -> tuple[str, ...]:
    """Return the names of the slots in which a figure differs from the gold figure, in the order of SLOTS."""
    return tuple(slot for slot, equal in SLOTS.items() if not equal(figure, gold))


def _touches(span: Span, stretches: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in stretches)


def _near(first: float | None, second: float | None) -> bool:
    """Return true when both are null, or equal to one in a million."""
    if first is None or second is None:
        return first is second
    return math.isclose(first, second, rel_tol=_RELATIVE)


def _high(value: Figure | Change) -> float | None:
    """Return the high end where a range is stated, as gold writes it."""
    return value.upper if value.bound == "range" else None


def _same_value(figure: Figure, gold: GoldFigure) -> bool:
    """Return true when value and value_high are equal; for a change-only figure, the change's kind and value."""
    if not _near(figure.value, gold.value):
        return False
    if gold.value is not None:
        return _near(_high(figure), gold.value_high)
    ours, theirs = figure.change, gold.change
    if ours is None or theirs is None:
        return False
    return ours.kind == theirs.kind and ours.direction == theirs.direction and _near(ours.value, theirs.value)


def _same_period(ours: str | None, theirs: str | None, *, dated: bool = False) -> bool:
    """Return true when both are the same stretch of time; of a dated act, also when one lies inside the other.

    The day of an act lies inside the month or the year that another reader states for it.
    """
    if ours is None or theirs is None or ours == theirs:
        return ours == theirs
    try:
        same = stretch(ours) == stretch(theirs)
    except ValueError:
        return False
    return same or (dated and (contains(ours, theirs) or contains(theirs, ours)))


def _dated(metric: str) -> bool:
    """Return true for the metrics of single acts."""
    known = definitions().metrics
    return metric in known and known[metric].dated


def _same_change(ours: Change | None, theirs: GoldChange | None) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return (
        (ours.kind, ours.direction, ours.bound) == (theirs.kind, theirs.direction, theirs.bound)
        and _near(ours.value, theirs.value)
        and _near(_high(ours), theirs.value_high)
        and _same_period(ours.versus, theirs.versus)
    )


SLOTS: dict[str, Callable[[Figure, GoldFigure], bool]] = {
    "unit": lambda figure, gold: figure.unit == gold.unit,
    "metric": lambda figure, gold: figure.metric == gold.metric,
    "bound": lambda figure, gold: figure.bound == gold.bound,
    "period": lambda figure, gold: _same_period(figure.period, gold.period, dated=_dated(gold.metric)),
    "status": lambda figure, gold: figure.status == gold.status,
    "parties": lambda figure, gold: tuple(sorted(figure.parties)) == gold.parties,
    "direction": lambda figure, gold: figure.direction == gold.direction,
    "change": lambda figure, gold: _same_change(figure.change, gold.change),
}
"""The slots beside the value, each with the test that it is right."""
