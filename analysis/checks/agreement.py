"""Agreement: the same fact in several documents."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.growths import ratio
from analysis.checks.intervals import hull, meet, overlap, widen
from analysis.checks.statements import evidence, fact, remainder, stated, stated_interval, subject, when
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from analysis.checks.intervals import Interval, Stretch
    from analysis.checks.statements import Fact, Statements
    from analysis.model import Figure, Verdict

__all__ = ["agreement", "disputes"]

_ANY: Interval = (None, None)
_NAME = 60
"""Signs of the words in which a text names its source, at most."""


def agreement(statements: Statements) -> Iterator[Finding]:
    """Yield where documents agree or conflict on one fact of one period.

    Two figures agree when their intervals overlap after widening each by one unit of its last digit, and
    `about` by 5 % more. A stock is compared only as of the same date; a figure without a period is not.

    Within one document different values are taken for parts, or for different definitions, since a text
    seldom contradicts itself: such a document can agree with another, and is never in conflict with it.
    Nor are single acts (documents signed, aid, loans): two values are two acts, or one and a part of it.

    Two documents conflict as well where no rounding brings together how much they say that one thing has grown
    from one period to another.
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
                yield _finding(group, _agreed(group), verdict="agree")
        against = [] if definitions().metrics[known.metric].dated else _conflicting(figures)
        if against:
            yield _finding(against, _disagreed(against, stated, statements.publishers), verdict="conflict")
    yield from _growths(statements)


def _growths(statements: Statements) -> Iterator[Finding]:
    """Yield where documents conflict on how much something has grown from one period to another."""
    groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in statements.figures:
        change, known = figure.change, definitions().metrics.get(figure.metric)
        compared = known is not None and not (known.dated or remainder(known)) and len(figure.parties) > 1
        told = compared and figure.status == "actual"
        if told and change and change.versus and figure.period and _ratio(figure) != _ANY:
            groups[figure.metric, *figure.parties, figure.direction or "", figure.period, change.versus].append(figure)
    for _, figures in sorted(groups.items()):
        against = _conflicting(figures, _ratio) if _documents(figures) > 1 else []
        if against:
            said = _disagreed(against, _growth, statements.publishers)
            yield _found(against[0], against, verdict="conflict", said=said)


def _ratio(figure: Figure) -> Interval:
    """Return the new level by the old one that a figure's growth allows, rounding granted."""
    return (ratio(figure, figure.change, granted=1.0) if figure.change else None) or _ANY


def _allowed(figure: Figure) -> Interval:
    """Return the values that a figure allows, rounding granted: two figures whose values overlap can both be true."""
    return widen(stated_interval(figure), precision=figure.precision or 0.0, about=figure.bound == "about")


def disputes(findings: Iterable[Finding], figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Return, by the id of each figure whose value is in conflict, the figures of other documents against it.

    Of those that say the same the first is given.
    """
    known = {figure.id: figure for figure in figures}
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    for finding in findings:
        if (finding.check, finding.verdict) == (agreement.__name__, "conflict"):
            cited = [known[item.figure] for item in finding.evidence if item.figure in known]
            for one, other in permutations(cited, 2):
                # A conflict may be on their growths alone.
                if one.document != other.document and not overlap(_allowed(one), _allowed(other)):
                    found[one.id].setdefault(stated(other), other)
    return {name: list(others.values()) for name, others in found.items()}


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


def _conflicting(figures: Sequence[Figure], allowed: Callable[[Figure], Interval] = _allowed) -> list[Figure]:
    """Return the figures that no figure of some other document can stand beside."""
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_document[figure.document].append(figure)
    steady = [group for group in by_document.values() if overlap(*map(allowed, group))]
    # What a document allows is one stretch, as its figures overlap: the ends that lie farthest in decide for all.
    lowest, highest = meet(*(hull(*map(allowed, group)) for group in steady))
    against = [
        figure
        for group in steady
        for figure in group
        if not (overlap(allowed(figure), (lowest, None)) and overlap(allowed(figure), (None, highest)))
    ]
    return against if _documents(against) > 1 else []


def _agreed(figures: Sequence[Figure]) -> str:
    """Return in words that documents agree, and on what."""
    values = list(dict.fromkeys(stated(figure) for figure in figures))
    if len(values) == 1:
        return f"{_documents(figures)} documents agree on {values[0]}"
    return f"{_documents(figures)} documents agree, {wording.joined(values)} fit within their rounding"


def _disagreed(figures: Sequence[Figure], told: Callable[[Figure], str], publishers: Mapping[str, str]) -> str:
    """Return in words that documents disagree, each value with those who state it as far as they are known."""
    by_whom: dict[str, dict[str, None]] = {}
    for figure in figures:
        name = publishers.get(figure.document, "")
        if figure.stated_by is not None:
            name = f"“{wording.shortened(figure.stated_by.exact, _NAME)}”"
        by_whom.setdefault(told(figure), {}).update({name: None} if name else {})
    values = [f"{value} ({wording.joined(names)})" if names else value for value, names in by_whom.items()]
    return f"documents disagree, {wording.joined(values)} differ by more than rounding explains"


def _growth(figure: Figure) -> str:
    return wording.change(figure.change, unit_of=figure.unit) if figure.change else ""


def _finding(figures: Sequence[Figure], said: str, *, verdict: Verdict) -> Finding:
    """Return the finding about figures that agree or conflict."""
    finest = min(figures, key=lambda figure: (figure.bound != "exact", figure.precision or 0.0))
    return _found(finest, figures, verdict=verdict, said=said)


def _found(finest: Figure, figures: Sequence[Figure], *, verdict: Verdict, said: str) -> Finding:
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
