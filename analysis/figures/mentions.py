"""Repeats folded into the fullest mention: one statement is one figure."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace

from analysis.definitions import definitions
from analysis.model import Figure, Span
from analysis.periods import contains

__all__ = ["fold"]

_APART = 300
"""Characters within which two equal counts of a single act are two: "three of them ... three other pacts"."""


def fold(figures: list[Figure], *, again: Collection[int] = ()) -> list[Figure]:
    """The figures with every repeat folded into its fullest mention, in the order of the text.

    Two figures are one statement when metric, parties, unit and value are equal and nothing that both
    state (period, direction, whether it is a target) contradicts. `again` holds the starts of counts that
    name what was counted before: "the six memorandums".
    """
    kept: dict[Hashable, list[_Statement]] = {}
    for figure in figures:
        alike = kept.setdefault(_statement(figure), [])
        said = next((said for said in alike if _fits(figure, said.figure, again=figure.start in again)), None)
        if said is None:
            alike.append(_Statement(figure, []))
        else:
            said.add(figure)
    folded = (said.folded() for alike in kept.values() for said in alike)
    return sorted(folded, key=lambda f: (f.start, f.end, f.metric))


@dataclass(slots=True)
class _Statement:
    """One statement: its fullest mention so far, and the places of the others."""

    figure: Figure
    repeats: list[Span]

    def add(self, figure: Figure) -> None:
        if _fullness(figure) > _fullness(self.figure):
            figure, self.figure = self.figure, figure
        self.repeats += [*figure.mentions, (figure.start, figure.end)]

    def folded(self) -> Figure:
        if not self.repeats:
            return self.figure
        return replace(self.figure, mentions=tuple(sorted({*self.figure.mentions, *self.repeats})))


def _statement(figure: Figure) -> Hashable:
    """What two mentions of one statement have in common."""
    aimed = figure.status == "target"
    if figure.value is None and figure.change is not None:
        change = figure.change
        return figure.metric, figure.parties, aimed, change.kind, change.value, change.direction
    high = figure.upper if figure.bound == "range" else None
    return figure.metric, figure.parties, aimed, figure.unit, figure.value, high


def _fits(one: Figure, other: Figure, *, again: bool) -> bool:
    """Whether nothing that two figures of one statement say contradicts."""
    if one.direction and other.direction and one.direction != other.direction:
        return False
    act = definitions().metrics[one.metric].measure == "event" and not again
    if act and abs(one.start - other.start) < _APART:
        return False
    if one.period is None or other.period is None:
        return True
    return contains(one.period, other.period) or contains(other.period, one.period)


def _fullness(figure: Figure) -> int:
    stated = [figure.period, figure.direction, figure.change, *figure.sectors[:1]]
    return 4 * sum(slot is not None for slot in stated) - len(figure.inferred) + len(figure.period or "") // 4
