"""Reference: what a text states, held against official statistics."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.intervals import overlap, widen
from analysis.checks.statements import evidence, fact, measure_of, stated, stated_interval, subject, when
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.checks.statements import Statements
    from analysis.definitions import Metric
    from analysis.model import Figure, Measure, Observation, Verdict

__all__ = ["observed", "official", "reference"]

_STATED = ("actual", "estimate")
"""What can be held against statistics: an aim or a promise says nothing of what came about."""
_DIGITS = 3  # of an amount that a finding computes
_OFFICIAL = 4  # of a value of official statistics, which is finer than what a text tells


def reference(statements: Statements) -> Iterator[Finding]:
    """Yield for each figure what the reference series say of it: that they agree, by how much they differ, or nothing.

    A figure is held against a value of the same metric, economies, direction, unit and period alone: part of a year
    is not stretched to the year, no currency is converted, and what an economy exports to another is not what the
    other imports from it (the mirror), though the mirror is told where there is nothing better. It agrees when its
    interval, widened by one unit of its last digit and `about` by 5 % more, holds the value. Where both economies
    report a value, it agrees when it fits one of them. Nothing is yielded without reference series.
    """
    known = observed(statements.references)
    if not known:
        return
    for figure in statements.figures:
        found = fact(figure)
        if found is None or figure.status not in _STATED:
            continue
        yield _held(figure, known)


def observed(observations: Iterable[Observation]) -> list[Observation]:
    """Return the observations, and what follows from those of one reporter: sums and differences of metrics.

    They are made of one value of each part, of the same pair, period, unit and reporter, and only where the
    reporter gives none itself. A difference below nought is the other side's: it is positive in the other direction.
    """
    given = list(observations)
    made_of = [metric for metric in definitions().metrics.values() if metric.parts or metric.difference]
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in given:
        groups[one.source, one.reporter, one.parties, one.period, one.unit].append(one)
    made = []
    for group in groups.values():
        for metric in made_of:
            names = metric.parts or metric.difference
            parts = sorted((one for one in group if one.metric in names), key=lambda one: names.index(one.metric))
            stated_so = any(one.metric == metric.key for one in group)
            # Two values of one direction are one flow, seen from both its ends: its mirror is no part of the sum.
            apart = len({one.direction for one in parts}) == len(parts) and len(group[0].parties) > 1
            if apart and not stated_so and [one.metric for one in parts] == list(names):
                made.append(_made(metric, parts))
    return given + made


def _made(metric: Metric, parts: Sequence[Observation]) -> Observation:
    """Return the sum of the parts, or the difference of the two."""
    values = [one.value for one in parts]
    value = sum(values) if metric.parts else values[0] - values[1]
    larger = parts[0] if value >= 0 else parts[-1]
    return replace(
        parts[0],
        metric=metric.key,
        value=value if metric.parts else abs(value),
        direction=None if metric.direction is None else larger.direction,
        evidence=tuple(cell for one in parts for cell in one.evidence),
    )


def _held(figure: Figure, known: Sequence[Observation]) -> Finding:
    """Return the finding on a figure: held against the values that it can be held against, or why there are none."""
    of_metric = [one for one in known if one.metric == figure.metric]
    of_relation = [one for one in of_metric if (one.parties, one.direction) == (figure.parties, figure.direction)]
    of_unit = [one for one in of_relation if one.unit == figure.unit]
    of_measure = [one for one in of_unit if _measure(one) == measure_of(figure)]
    of_period = [one for one in of_measure if when(one.period) == when(figure.period) is not None]
    if of_period:
        return _compared(figure, of_period)
    mirror = [one for one in known if _mirrors(one, figure)]
    if of_measure:
        return _uncovered(figure, _other_time(figure, of_measure), period=True)
    if mirror and not of_relation:
        values = [f"{_named(one)}, {_value_of(one)}" for one in mirror]
        return _uncovered(figure, f"there is only the mirror, {wording.joined(values)}", period=True)
    if of_unit:
        reason = f"the reference series are {wording.words()['measure'][_measure(of_unit[0])]}"
    elif of_relation:
        units = sorted({wording.unit(one.unit, 2) for one in of_relation})
        reason = f"the reference series are in {wording.joined(units)}, and nothing is converted"
    elif of_pair := [one for one in of_metric if one.parties == figure.parties]:
        silent = all(one.direction is None for one in of_pair)
        reason = f"the reference series {'name no direction' if silent else 'have the other direction'} for it"
    elif of_metric and (beside := {_named(one) for one in known if one.parties == figure.parties}):
        reason = f"the reference series have only {wording.joined(sorted(beside))} of these economies"
    elif of_metric:
        lone = all(len(one.parties) == 1 for one in of_metric)
        reason = f"the reference series have {'totals of one economy' if lone else 'other economies'}"
    else:
        reason = f"the reference series have {wording.joined(sorted({_named(one) for one in known}))}"
    return _uncovered(figure, reason, period=False)


def _named(one: Observation) -> str:
    return wording.metric(one.metric).lower()


def _measure(one: Observation) -> Measure:
    return one.measure or definitions().metrics[one.metric].measure


def _mirrors(one: Observation, figure: Figure) -> bool:
    """Return true for what the other side reports of the same goods: of another metric with the same two roles."""
    mine, its = definitions().metrics[figure.metric], definitions().metrics[one.metric]
    same = (one.direction, one.unit, when(one.period)) == (figure.direction, figure.unit, when(figure.period))
    return same and mine.key != its.key and mine.direction is not None and mine.direction == its.direction


def _other_time(figure: Figure, series: Sequence[Observation]) -> str:
    """Return why no value of a series is of the figure's period."""
    period = when(figure.period)
    if period is None:
        return "the text states no period"
    spans = sorted((span, one.period) for one in series if (span := when(one.period)))
    beside = [iso for (first, last), iso in spans if first <= period[1] and period[0] <= last]
    if beside:
        told = wording.joined([wording.period(iso) for iso in beside], most=2)
        return f"the reference series have {told}, and nothing is stretched to another time"
    first, last = wording.period(spans[0][1]), wording.period(spans[-1][1])
    return (
        f"the reference series go from {first} to {last}"
        if first != last
        else f"the reference series have only {first}"
    )


# --- what is said ----------------------------------------------------------------------------------------------


def _compared(figure: Figure, series: Sequence[Observation]) -> Finding:
    """Return the finding on a figure and the values that it is held against; those that fit are told first."""
    allowed = widen(stated_interval(figure), precision=figure.precision or 0.0, about=figure.bound == "about")
    fitting = [one for one in series if overlap(allowed, (one.value, one.value))]
    others = [one for one in series if one not in fitting]
    clauses = [f"fits {_value_of(one)}" for one in fitting]
    clauses += [f"is {_difference(figure, one)} than {_value_of(one, beside=figure.value)}" for one in others]
    said = f"{wording.joined(clauses)} ({wording.joined(sorted({one.source for one in series}))})"
    verdict: Verdict = "agree" if fitting else "conflict"
    nearest = min(series, key=lambda one: abs(one.value - (figure.value or 0.0)))
    return Finding(
        check="reference",
        verdict=verdict,
        text=f"{subject(figure)}: {stated(figure)} {said}.",
        evidence=(evidence(figure), *(cell for one in series for cell in one.evidence)),
        parties=figure.parties,
        metric=figure.metric,
        period=figure.period,
        value=nearest.value,
        unit=figure.unit,
    )


def _uncovered(figure: Figure, reason: str, *, period: bool) -> Finding:
    """Return the finding on a figure that nothing can be held against; `period` where the reason lies in its period."""
    return Finding(
        check="reference",
        verdict="uncovered",
        text=f"{subject(figure, period=period)}: not covered, as {reason}.",
        evidence=(evidence(figure),),
        parties=figure.parties,
        metric=figure.metric,
        period=figure.period if period else None,
    )


def _value_of(one: Observation, *, beside: float | None = None) -> str:
    """Return a value in words, with who reports it: "1.31 billion USD as Laos reports".

    Where its difference from a value `beside` it is told too, it is told as finely as that, so that the three agree.
    """
    reported = f" as {wording.economy(one.reporter)} reports" if one.reporter else ""
    finest = _last_of(beside - one.value) if beside is not None else math.inf
    return f"{official(one.value, one.unit, finest=finest)}{reported}"


def official(value: float, unit: str | None = None, *, finest: float = math.inf) -> str:
    """Return a value of official statistics in words, to four digits or to the place `finest`, if that is finer.

    >>> official(11748000000, "EUR"), official(20447123000, "EUR", finest=1e6), official(6e8, "USD")
    ('11.75 billion EUR', '20.447 billion EUR', '600 million USD')
    """
    return _amount(value, unit, min(_last_of(value, digits=_OFFICIAL), finest) if value else 1.0)


def _amount(value: float, unit: str | None, last: float) -> str:
    return wording.amount(round(value / last) * last, unit, precision=last)


def _difference(figure: Figure, one: Observation) -> str:
    """Return by how much the stated value differs: "200 million USD (15 %) less"."""
    by = (figure.value or 0.0) - one.value
    share = abs(by / one.value) * 100 if one.value else math.inf
    told = f" ({wording.number(share, precision=_last_of(share))} %)" if 0 < share < math.inf else ""
    return f"{_amount(abs(by), one.unit, _last_of(by))}{told} {'more' if by > 0 else 'less'}"


def _last_of(value: float, *, digits: int = _DIGITS) -> float:
    """Return one unit of the last of the first digits of a value: what it is told to. Of nought it is one."""
    if not value:
        return 1.0
    unit = max(10.0 ** (math.floor(math.log10(abs(value))) - digits + 1), math.ulp(0.0))
    told = round(abs(value) / unit)
    while told and told % 10 == 0:
        told, unit = told // 10, unit * 10
    return unit
