"""Premature: a result that is stated before its period is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.statements import at, evidence, measure_of, remainder, subject, when
from analysis.definitions import definitions
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.checks.statements import Statements

__all__ = ["premature"]


def premature(statements: Statements) -> Iterator[Finding]:
    """Yield the flows stated as actual whose period ends after their document was published.

    An allotment (places set aside for a coming year) and a single act (a grant for the years to come) are
    made when they are stated, and are no such flows; nor are figures of whatever is left, which may be
    anything. A span of years up to that of publication is how "since 2012" is written, and counts to date.
    A document without a known date is not judged.
    """
    for figure in statements.figures:
        metric = definitions().metrics.get(figure.metric)
        period, day = when(figure.period), when(statements.published.get(figure.document))
        if metric is None or period is None or day is None:
            continue
        if figure.status != "actual" or measure_of(figure) != "flow":
            continue
        if metric.allotment or metric.dated or remainder(metric):
            continue
        to_date = period[0].year < period[1].year == day[1].year
        if to_date or period[1] <= day[1]:
            continue
        told = wording.stated(figure)
        published = statements.published[figure.document]
        yield Finding(
            check="premature",
            verdict="premature",
            text=(
                f"{subject(figure)}: {told} is stated as a result {at(published)}, before the period was over; "
                "it can cover a part of it only, or is an estimate."
            ),
            evidence=(evidence(figure),),
            parties=figure.parties,
            metric=figure.metric,
            period=figure.period,
            value=figure.value,
            unit=figure.unit,
        )
