"""Repeats folded into the fullest mention: one statement is one figure."""

from __future__ import annotations

from dataclasses import replace

from analysis.model import Figure
from analysis.periods import contains

__all__ = ["fold"]


def fold(figures: list[Figure]) -> list[Figure]:
    """The figures with every repeat folded into its fullest mention, in the order of the text.

    Two figures are one statement when metric, unit, parties and direction do not differ, their values are equal,
    and nothing that both state (period, status, change, bound) contradicts.
    """
    kept: list[Figure] = []
    for figure in figures:
        for index, other in enumerate(kept):
            if _same(figure, other):
                fuller, lesser = (figure, other) if _fullness(figure) > _fullness(other) else (other, figure)
                places = sorted({*fuller.mentions, *lesser.mentions, (lesser.start, lesser.end)})
                kept[index] = replace(fuller, mentions=tuple(places))
                break
        else:
            kept.append(figure)
    return sorted(kept, key=lambda f: (f.start, f.end, f.metric))


def _same(one: Figure, other: Figure) -> bool:
    if one.metric != other.metric or one.parties != other.parties:
        return False
    if one.direction and other.direction and one.direction != other.direction:
        return False
    if one.status != other.status and "target" not in (one.status, other.status):
        return False
    if (one.status == "target") != (other.status == "target"):
        return False
    if one.value is None or other.value is None:
        return (
            one.value is other.value
            and one.change is not None
            and other.change is not None
            and (one.change.kind, one.change.value, one.change.direction)
            == (other.change.kind, other.change.value, other.change.direction)
            and _fits(one.period, other.period)
        )
    if one.unit != other.unit or one.value != other.value or one.upper != other.upper and "range" in (one.bound, other.bound):
        return False
    # A small count may well be another one of its kind: "three of them", "three other pacts".
    if one.metric == "documents_signed" and abs(one.start - other.start) < 300:  # noqa: PLR2004
        return False
    return _fits(one.period, other.period)


def _fits(one: str | None, other: str | None) -> bool:
    """Whether two periods do not contradict: equal, one inside the other, or one not stated."""
    return one is None or other is None or contains(one, other) or contains(other, one)


def _fullness(figure: Figure) -> int:
    stated = [figure.period, figure.direction, figure.change, *figure.sectors[:1]]
    return 4 * sum(slot is not None for slot in stated) - len(figure.inferred) + len(figure.period or "") // 4
