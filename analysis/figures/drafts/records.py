"""The records of figures: made again with another value, metric or change, each with its id and its quote."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from analysis.changes import Growth, versus
from analysis.definitions import Metric, definitions
from analysis.model import Figure, Quantity, Quote
from analysis.plain import CONTEXT
from analysis.scope import Reading

__all__ = ["between", "changed", "identity", "is_inferred", "like", "quote", "revalued", "since", "sum_of"]


def identity(reading: Reading, start: int, end: int, metric: str) -> str:
    """A stable id: the same document, stretch and metric give the same one anywhere."""
    start, end = reading.written(start, end)
    name = f"{reading.scope.document}\0{start}\0{end}\0{metric}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def quote(reading: Reading, start: int, end: int) -> Quote:
    """A stretch of the text with what stands around it."""
    return Quote(
        exact=reading.document.text[start:end],
        prefix=reading.document.text[max(0, start - CONTEXT) : start],
        suffix=reading.document.text[end : end + CONTEXT],
    )


def revalued(reading: Reading, figure: Figure, quantity: Quantity, metric: str) -> Figure:
    """A figure like another, at another amount of the text."""
    return replace(
        figure,
        id=identity(reading, quantity.start, quantity.end, metric),
        metric=metric,
        value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        precision=quantity.precision,
        bound=quantity.bound,
        quote=quote(reading, quantity.start, quantity.end),
        start=quantity.start,
        end=quantity.end,
    )


def like(reading: Reading, first: Figure, second: Figure) -> Figure:
    """A figure that measures what another does, between the same parties."""
    if second.metric == first.metric:
        same = second.direction is None and second.parties == first.parties
        return replace(second, direction=first.direction) if same else second
    own = identity(reading, second.start, second.end, first.metric)
    return replace(second, id=own, metric=first.metric, parties=first.parties, direction=first.direction)


def sum_of(reading: Reading, figure: Figure, metric: Metric) -> Figure:
    """A figure told to be the sum of the parts beside it."""
    kept = tuple(i for i in figure.inferred if not i.startswith(("metric:", "direction:")))
    own = identity(reading, figure.start, figure.end, metric.key)
    way = figure.direction if metric.direction else None
    return replace(figure, id=own, metric=metric.key, direction=way, inferred=(*kept, "metric:sum"))


def between(figure: Figure, parties: tuple[str, ...], direction: str | None, period: str | None) -> Figure:
    """A figure of other parties, in a direction and a time."""
    return replace(figure, parties=parties, direction=direction, period=period)


def changed(reading: Reading, figure: Figure, growth: Growth) -> Figure:
    """A figure with the change that belongs to it."""
    reference = reading.scope.reference
    if growth.so_far and growth.years and reference and _lasts(figure.period, growth.years):
        # "In the past five years trade has doubled": by now, and compared with the year five years ago.
        now = reference[:4]
        change = replace(growth.change, versus=f"{int(now) - growth.years:04d}")
        return replace(figure, change=change, period=now if figure.start == growth.quantity.start else None)
    compared, guessed = versus(growth, figure.period)
    # The time from which a text without a date counts may be that of the aim itself.
    dated = reading.scope.reference_from in ("declared", "dateline")
    doubled = growth.change.kind == "factor" and figure.status == "target" and not dated
    ahead = doubled or (reference is not None and _is_far(figure.period, reference))
    metric = definitions().metrics[figure.metric]
    once = metric.gift and figure.status == "pledge" and any(i.startswith("period:") for i in figure.inferred)
    if guessed and (ahead or once):
        # What is to double by 2030 does so from now, not from 2029; a gift need not be one of every year.
        compared, guessed = None, False
    inferred = (*figure.inferred, "versus:year-before") if guessed else figure.inferred
    return replace(figure, change=replace(growth.change, versus=compared), inferred=inferred)


def _is_far(period: str | None, reference: str) -> bool:
    """Whether a period begins later than in the year after that from which the text counts."""
    return period is not None and int(period[:4]) > int(reference[:4]) + 1


def _lasts(period: str | None, years: int) -> bool:
    """Whether a period is so many years, or none at all."""
    first, _, last = (period or "").partition("/")
    return period is None or (first.isdigit() and last.isdigit() and int(last) - int(first) + 1 == years)


def is_inferred(figure: Figure, slot: str) -> bool:
    """Whether a slot of a figure is not stated beside its number."""
    return any(code.startswith(f"{slot}:") for code in figure.inferred)


def since(figure: Figure, period: str | None) -> Figure:
    """A figure whose growth is that from an amount of another period, where the text names no other."""
    guessed = "versus:year-before"
    if figure.change is None or not period or not figure.period or period >= figure.period:
        return figure
    if figure.change.versus is not None and guessed not in figure.inferred:
        return figure
    kept = tuple(i for i in figure.inferred if i != guessed)
    return replace(figure, change=replace(figure.change, versus=period), inferred=kept)
