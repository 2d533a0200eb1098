"""Repeats folded into the fullest mention: one statement is one figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace

from analysis.definitions import definitions
from analysis.model import Figure, Span
from analysis.periods import contains, span_days

__all__ = ["fold"]

_HEADLINE = 6
"""What a headline's mention is less full than its words: one slot and more."""
_APART = 300
"""Characters within which two equal counts of a single act are two: "three of them ... three other pacts"."""
_MORE = frozenset({"over", "at_least"})
_LESS = frozenset({"under", "at_most"})


def fold(figures: list[Figure], *, again: Collection[int] = (), title: int = 0) -> list[Figure]:
    """The figures with every repeat folded into its fullest mention, in the order of the text.

    Two figures are one statement when metric, parties, unit and value are equal and nothing that both
    state (period, direction, whether it is a target) contradicts. `again` holds the starts of counts that
    name what was counted before: "the six memorandums". `title` is where the headline ends: it says in
    short what the article says in full.
    """
    kept: dict[Hashable, _Alike] = defaultdict(lambda: _Alike(title))
    for figure in figures:
        kept[_statement(figure)].add(figure, again=figure.start in again)
    folded = (said.folded() for alike in kept.values() for said in alike.said)
    return sorted(folded, key=lambda f: (f.start, f.end, f.metric))


class _Alike:
    """The statements of one value of one thing, at hand by the years that they tell of."""

    def __init__(self, title: int) -> None:
        self.title = title
        self.said: list[_Statement] = []
        self._places: dict[int | None, set[int]] = defaultdict(set)
        """Year -> where in `said` it is told of; None for statements without a period."""

    def add(self, figure: Figure, *, again: bool) -> None:
        """Folds a figure into the first statement that it fits; one that fits none is a new statement."""
        near = self._near(figure) if self.said else ()
        fitting = (place for place in near if _fits(figure, self.said[place].figure, again=again))
        place = next(fitting, len(self.said))
        if place == len(self.said):
            self.said.append(_Statement(figure, [], self.title))
        else:
            self.said[place].add(figure)
        for year in _years(self.said[place].figure):
            self._places[year].add(place)

    def _near(self, figure: Figure) -> Iterable[int]:
        """Places of all statements that do not tell of other years only."""
        if figure.period is None:
            return range(len(self.said))
        return sorted(frozenset[int]().union(*(self._places.get(year, ()) for year in (None, *_years(figure)))))


def _years(figure: Figure) -> Iterable[int | None]:
    if figure.period is None:
        return (None,)
    first, last = span_days(figure.period)
    return range(first.year, last.year + 1)


@dataclass(slots=True)
class _Statement:
    """One statement: its fullest mention so far, and the places of the others."""

    figure: Figure
    repeats: list[Span]
    title: int

    def add(self, figure: Figure) -> None:
        if _fullness(figure, self.title) > _fullness(self.figure, self.title):
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
    counted = one.unit in definitions().units and other.unit in definitions().units and not again
    if counted and one.sentence == other.sentence and abs(one.start - other.start) < _APART:
        # "20 places for doctors; and 20 places for nurses"
        return False
    act = definitions().metrics[one.metric].measure == "event" and not again
    if act and abs(one.start - other.start) < _APART:
        return False
    if (one.bound in _MORE and other.bound in _LESS) or (one.bound in _LESS and other.bound in _MORE):
        # "It came near 1 billion. This year it will exceed 1 billion."
        return False
    if one.period is None or other.period is None:
        return True
    return contains(one.period, other.period) or contains(other.period, one.period)


def _fullness(figure: Figure, title: int) -> int:
    stated = [figure.period, figure.direction, figure.change, *figure.sectors[:1]]
    fullness = 4 * sum(slot is not None for slot in stated) - len(figure.inferred) + len(figure.period or "") // 4
    return fullness - (_HEADLINE if figure.start < title else 0)
