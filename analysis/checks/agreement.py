"""Agreement: the same fact in several documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.intervals import hull, meet, overlap, widen
from analysis.checks.statements import evidence, fact, stated, stated_interval, subject, when
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.checks.intervals import Interval, Stretch
    from analysis.checks.statements import Fact, Statements
    from analysis.model import Figure, Verdict

__all__ = ["agreement"]


def agreement(statements: Statements) -> Iterator[Finding]:
    """Yield where documents agree or conflict on one fact of one period.

    Two figures agree when their intervals overlap after widening each by one unit of its last digit, and
    `about` by 5 % more. A stock is compared only as of the same date; a figure without a period is not.

    Within one document different values are taken for parts, or for different definitions, since a text
    seldom contradicts itself: such a document can agree with another, and is never in conflict with it.
    Nor are single acts (documents signed, aid, loans): two values are two acts, or one and a part of it.
    """
    groups: dict[tuple[Fact, Stretch], list[Figure]] = defaultdict(list)
    for figure in statements.figures:
        known, period = fact(figure), when(figure.period)
        if known is not None and period is not None:
            groups[known, period].append(figure)
    for (known, _), figures in sorted(groups.items()):
        if _documents(figures) == 1:
            continue
        figures.sort(key=lambda figure: (figure.document, figure.start, figure.id))
        for group in _fitting(figures):
            if _documents(group) > 1:
                yield _finding(group, verdict="agree")
        against = [] if definitions().metrics[known.metric].dated else _conflicting(figures)
        if against:
            yield _finding(against, verdict="conflict")


def _allowed(figure: Figure) -> Interval:
    """Return the values that a figure allows, rounding granted: two figures whose values overlap can both be true."""
    return widen(stated_interval(figure), precision=figure.precision or 0.0, about=figure.bound == "about")


def _documents(figures: Sequence[Figure]) -> int:
    return len({figure.document for figure in figures})


def _fitting(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return the figures in groups of which all members fit one another; each goes to the first that takes it."""
    groups: list[list[Figure]] = []
    shared: list[Interval] = []
    for figure in figures:
        allowed = _allowed(figure)
        taker = next((place for place, values in enumerate(shared) if overlap(values, allowed)), None)
        if taker is None:
            groups.append([figure])
            shared.append(allowed)
        else:
            groups[taker].append(figure)
            shared[taker] = meet(shared[taker], allowed)
    return groups


def _conflicting(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that no figure of some other document can stand beside."""
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_document[figure.document].append(figure)
    steady = [group for group in by_document.values() if overlap(*map(_allowed, group))]
    # What a document allows is one stretch, as its figures overlap: the ends that lie farthest in decide for all.
    lowest, highest = meet(*(hull(*map(_allowed, group)) for group in steady))
    against = [
        figure
        for group in steady
        for figure in group
        if not (overlap(_allowed(figure), (lowest, None)) and overlap(_allowed(figure), (None, highest)))
    ]
    return against if _documents(against) > 1 else []


def _finding(figures: Sequence[Figure], *, verdict: Verdict) -> Finding:
    """Return the finding about figures that agree or conflict."""
    finest = min(figures, key=lambda figure: (figure.bound != "exact", figure.precision or 0.0))
    values = list(dict.fromkeys(stated(figure) for figure in figures))
    if verdict == "conflict":
        said = f"documents disagree, {wording.joined(values)} differ by more than rounding explains"
    elif len(values) == 1:
        said = f"{_documents(figures)} documents agree on {values[0]}"
    else:
        said = f"{_documents(figures)} documents agree, {wording.joined(values)} fit within their rounding"
    return Finding(
        check="agreement",
        verdict=verdict,
        text=f"{subject(finest)}: {said}.",
        evidence=tuple(evidence(figure) for figure in figures),
        parties=finest.parties,
        metric=finest.metric,
        period=finest.period,
        value=finest.value if verdict == "agree" else None,
        unit=finest.unit,
    )
