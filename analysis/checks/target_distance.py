"""Target distance: how far the last actual value is from each target."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.aims import adds_to, came_first
from analysis.checks.statements import (
    LONGEST_YEAR,
    SHORTEST_YEAR,
    at,
    counted,
    evidence,
    fact,
    measure_of,
    subject,
    when,
)
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.checks.intervals import Stretch
    from analysis.checks.statements import Fact, Statements
    from analysis.model import Bound, Figure

__all__ = ["target_distance"]

_DIGITS = 2


def target_distance(statements: Statements) -> Iterator[Finding]:
    """Yield, for each target, its distance from the last actual value of the same fact.

    Where a deadline is stated: the yearly growth that it needs (compound, from the year of the actual value),
    or whether it was met, once the year by which has an actual value. Where none is stated, that. Of a flow
    only the values of whole years are compared; single acts add up to no level that a target could name. A value
    from before the target was stated cannot have reached it, and what is to be added to it is not held against it.
    """
    actuals = _actuals(statements.figures)
    for target in statements.figures:
        known = fact(target)
        if known is None or target.status != "target" or not target.value or not _yearly_target(target):
            continue
        if definitions().metrics[known.metric].dated:
            continue
        comparable = actuals.get(replace(known, status="actual", per=""))
        actual = _held_against(target, comparable) if comparable else None
        if actual is not None and not adds_to(target, actual, published=statements.published):
            yield _finding(target, actual, statements.published)


def _actuals(figures: Sequence[Figure]) -> dict[Fact, list[tuple[int, Figure]]]:
    """Return the actual values by fact, each with the year in which its period ends, the oldest first."""
    found: dict[Fact, list[tuple[dt.date, float, Figure]]] = defaultdict(list)
    for figure in figures:
        known, period = fact(figure), when(figure.period)
        if known is None or period is None or known.status != "actual" or not figure.value:
            continue
        if _whole_years(figure, period):
            found[replace(known, per="")].append((period[1], -(figure.precision or 0.0), figure))
    # Of several values of one period the most precise comes last, and of equal ones the one read last.
    return {
        known: [(end.year, figure) for end, _, figure in sorted(entries, key=lambda entry: entry[:2])]
        for known, entries in found.items()
    }


def _yearly_target(target: Figure) -> bool:
    """Return true when a target is for a date or a year, not a sum over years."""
    period = when(target.period)
    return period is None or (period[1] - period[0]).days < LONGEST_YEAR


def _whole_years(figure: Figure, period: Stretch) -> bool:
    """Return true when a value can stand for a year: any stock, a flow over a year, an allotment for one."""
    if measure_of(figure) != "flow":
        return True
    if definitions().metrics[figure.metric].allotment:
        return period[1].year - period[0].year <= 1
    return SHORTEST_YEAR <= (period[1] - period[0]).days + 1 <= LONGEST_YEAR


def _held_against(target: Figure, actuals: Sequence[tuple[int, Figure]]) -> Figure:
    """Return the value of the year by which, else the last one."""
    deadline = _year(target)
    return next((figure for year, figure in reversed(actuals) if year == deadline), actuals[-1][1])


def _year(figure: Figure) -> int | None:
    """Return the year in which the period of a figure ends."""
    period = when(figure.period)
    return None if period is None else period[1].year


def _finding(target: Figure, actual: Figure, published: Mapping[str, str]) -> Finding:
    """Return the finding about one target and the actual value that it is held against."""
    deadline, year = _year(target), _year(actual) or 0
    aim, reached = target.value or 0.0, actual.value or 0.0
    remaining = aim - reached
    by = wording.words()["period"]["deadline"].format(wording.period(target.period)) if target.period else ""
    goal = f"target of {wording.stated(target)}{' ' + by if by else ''}"
    level = f"{wording.stated(actual)} {at(actual.period or '')}"
    unseen = deadline is not None and year > deadline
    known = year != deadline and came_first(actual, target, published=published)
    if remaining <= 0 and not unseen and not known:
        said = f"{goal} was reached, {level}"
    elif remaining < 0:
        said = f"{goal} is below the last actual value, {level}"
    elif not remaining:
        alike = "as high as" if target.bound == actual.bound else "about as high as"
        said = f"{goal} is {alike} the last actual value, {level}"
    elif year == deadline:
        said = f"{goal} was missed, {level}, {_short(target, actual)} ({_percent(remaining / aim)}) short of it"
    else:
        times = wording.number(float(f"{aim / reached:.{_DIGITS}g}"))
        said = (
            f"{goal} is {_short(target, actual)} above the last actual value, {level}: "
            f"about {times} times it, {_percent(remaining / reached)} more"
        )
        if deadline is None:
            said += "; no deadline is stated"
        elif not unseen:
            growth = (aim / reached) ** (1 / (deadline - year)) - 1
            said += f"; that needs {_percent(growth)} a year from {year} to {deadline}"
    if unseen:
        said += f"; no value for {deadline} itself is stated"
    return Finding(
        check="target_distance",
        verdict="remaining",
        text=f"{subject(target, period=False)}: {said}.",
        evidence=(evidence(target), evidence(actual)),
        parties=target.parties,
        metric=target.metric,
        period=target.period,
        value=float(f"{remaining:.6g}"),
        unit=target.unit,
    )


def _short(target: Figure, actual: Figure) -> str:
    """Return the distance in words, bounded as its two ends are: above "more than 1.3" there is less to go."""
    distance = (target.value or 0.0) - (actual.value or 0.0)
    amount = wording.amount(distance, target.unit, precision=1 if counted(target.unit) else None)
    return wording.bounded(amount, _distance_bound(target.bound, actual.bound))


_OPPOSITE: dict[Bound, Bound] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}


def _distance_bound(aim: Bound, reached: Bound) -> Bound:
    """Return how a difference is bounded.

    >>> _distance_bound("exact", "over"), _distance_bound("over", "exact"), _distance_bound("over", "over")
    ('under', 'over', 'about')
    """
    turned = _OPPOSITE.get(reached, reached)
    if aim in ("exact", turned):
        return "about" if turned == "range" else turned
    if turned == "exact" and aim != "range":
        return aim
    return "about"


def _percent(share: float) -> str:
    """Return a computed share in words, to two digits, from 100 % on to three: its ends are rounded themselves.

    >>> _percent(2.846), _percent(0.0416)
    ('about 285 %', 'about 4.2 %')
    """
    digits = _DIGITS + 1 if share >= 1 else _DIGITS
    return wording.bounded(wording.amount(float(f"{share * 100:.{digits}g}"), "percent"), "about")
