"""Identity: exports and imports add up to the turnover, and their difference is the balance."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.intervals import Interval, overlap, widen
from analysis.checks.statements import evidence, stated, stated_interval, subject, when
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.checks.statements import Statements
    from analysis.model import Figure

__all__ = ["identity"]

_PAIR = 2


def identity(statements: Statements) -> Iterator[Finding]:
    """Yield where the two flows of a pair add up to the stated whole, or differ by the stated balance.

    All three are of the same pair, period, unit and status. Within one document the flows may bear either
    name (the exports of one are the imports of the other). Across documents they have to be the exports and
    the imports of one reporter, since two reporters seldom count alike; and then only a fit is told, for
    different sources may well measure differently. Of several candidates one that fits is enough.
    """
    flows: dict[object, list[Figure]] = defaultdict(list)
    for figure in statements.figures:
        if _usable(figure):
            flows[_key(figure, figure.direction)].append(figure)
    for whole in statements.figures:
        metric = definitions().metrics.get(whole.metric)
        if metric is None or not _usable(whole) or len(whole.parties) != _PAIR:
            continue
        names = metric.parts or metric.difference
        directions = _directions(whole, difference=not metric.parts)
        if not names or directions is None:
            continue
        there, back = (
            [figure for figure in flows.get(_key(whole, direction), ()) if figure.metric in names]
            for direction in directions
        )
        pairs = [
            pair for pair in product(there, back) if _one_document(whole, pair) or pair[0].metric != pair[1].metric
        ]
        pairs.sort(key=lambda pair: not _one_document(whole, pair))
        fitting = next((pair for pair in pairs if _fits(whole, pair, difference=not metric.parts)), None)
        if fitting is not None:
            yield _finding(whole, fitting, difference=not metric.parts, fits=True)
        elif len(pairs) == 1 and _one_document(whole, pairs[0]):
            yield _finding(whole, pairs[0], difference=not metric.parts, fits=False)


def _usable(figure: Figure) -> bool:
    return figure.value is not None and when(figure.period) is not None


def _directions(whole: Figure, *, difference: bool) -> tuple[str, str] | None:
    """Return the directions of the two flows; of a balance the surplus comes first, null where it is not told."""
    if difference and whole.direction is None:
        return None
    source, _, target = (whole.direction or ">".join(whole.parties)).partition(">")
    return (f"{source}>{target}", f"{target}>{source}")


def _key(figure: Figure, direction: str | None) -> tuple[object, ...]:
    """Return what a whole and its flows share, with the direction of the flow."""
    return (when(figure.period), figure.unit, figure.status, figure.parties, direction)


def _one_document(whole: Figure, pair: tuple[Figure, Figure]) -> bool:
    return all(figure.document == whole.document for figure in pair)


def _widened(figure: Figure) -> Interval:
    return widen(stated_interval(figure), precision=figure.precision or 0.0, about=figure.bound == "about")


def _combined(first: Interval, second: Interval, *, difference: bool) -> Interval:
    """Return the sum or the difference of two intervals."""
    other = (second[1], second[0]) if difference else second
    join: Callable[[float, float], float] = (lambda a, b: a - b) if difference else (lambda a, b: a + b)
    lower, upper = (None if a is None or b is None else join(a, b) for a, b in zip(first, other, strict=True))
    return (lower, upper)


def _fits(whole: Figure, pair: tuple[Figure, Figure], *, difference: bool) -> bool:
    return overlap(_combined(_widened(pair[0]), _widened(pair[1]), difference=difference), _widened(whole))


def _named(figure: Figure) -> str:
    """Return the name of a flow inside a sentence: "exports, Vietnam to Laos"."""
    return wording.inside(subject(figure, period=False))


def _finding(whole: Figure, pair: tuple[Figure, Figure], *, difference: bool, fits: bool) -> Finding:
    """Return the finding about a whole and its two flows."""
    first, second = (figure.value or 0.0 for figure in pair)
    result = first - second if difference else first + second
    precision = min(figure.precision or 0.0 for figure in pair)
    flows = wording.joined(f"{wording.stated(figure)} ({_named(figure)})" for figure in pair)
    verb = "differ by" if difference else "add up to"
    computed = wording.amount(result, whole.unit, precision=precision or None)
    judged = "fits" if fits else "does not fit"
    return Finding(
        check="identity",
        verdict="identity" if fits else "conflict",
        text=f"{subject(whole)}: {flows} {verb} {computed}; {stated(whole)} stated, which {judged}.",
        evidence=tuple(evidence(figure) for figure in (whole, *pair)),
        parties=whole.parties,
        metric=whole.metric,
        period=whole.period,
        value=float(f"{result:.10g}"),
        unit=whole.unit,
    )
