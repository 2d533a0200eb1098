"""Plausibility: values outside what a metric can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.statements import evidence, stated, subject
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.checks.statements import Statements

__all__ = ["plausibility"]


def plausibility(statements: Statements) -> Iterator[Finding]:
    """Yield the figures whose value lies outside the plausible range of their metric.

    The ranges are in metrics.toml, by unit; a value of a unit without a range is not judged.
    """
    for figure in statements.figures:
        metric = definitions().metrics.get(figure.metric)
        allowed = None if metric is None else metric.range.get(figure.unit or "")
        if allowed is None or figure.value is None:
            continue
        low, high = allowed
        highest = figure.upper if figure.bound == "range" and figure.upper is not None else figure.value
        if low <= figure.value and highest <= high:
            continue
        limits = " to ".join(wording.amount(limit, figure.unit) for limit in allowed)
        yield Finding(
            check="plausibility",
            verdict="implausible",
            text=f"{subject(figure)}: {stated(figure)} lies outside the plausible range, {limits}.",
            evidence=(evidence(figure),),
            parties=figure.parties,
            metric=figure.metric,
            period=figure.period,
            value=figure.value,
            lower=low,
            upper=high,
            unit=figure.unit,
        )
