"""Metrics that belong together: those of one sum, those that count people, those stated in a unit; and one chosen."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import Definitions, Metric, definitions
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = [
    "GOODS",
    "MetricChoice",
    "are_goods",
    "as_residual",
    "counts_goods",
    "counts_guests",
    "counts_people",
    "gift_metric",
    "guest_metric",
    "loan_metric",
    "names_gift",
    "residual_metric",
    "stated_in",
    "student_metric",
    "sum_family",
    "traded",
]


GOODS = ("mass", "volume", "energy")
"""Kinds of units in which goods are told that go from one economy to another."""


class MetricChoice(NamedTuple):
    """The metric of a quantity, the word that said so, and how it was inferred where no word did."""

    metric: Metric
    cue: Hit | None = None
    inferred: str | None = None
    like: Metric | None = None
    """For what no metric of its own takes: the metric whose direction, period and status it has."""
    unit: str | None = None
    """What a bare number counts, where the noun stands before it."""

    @property
    def ways(self) -> Metric:
        """The metric that says how the slots of the figure are filled."""
        return self.like or self.metric


def counts_people(metric: Metric) -> bool:
    """Whether a metric counts people: students, tourists."""
    return metric.key in definitions().metrics_of_people


def counts_guests(metric: Metric) -> bool:
    """Whether a metric counts people who come for a time, not those who are there: tourists, no students."""
    return counts_people(metric) and metric.measure == "flow"


def guest_metric() -> Metric | None:
    """The metric of people who come for a time; None where none is defined."""
    return next(filter(counts_guests, definitions().metrics.values()), None)


def student_metric() -> Metric | None:
    """The metric of people who are there, as students; None where none is defined."""
    return next((m for m in definitions().metrics.values() if counts_people(m) and m.measure == "stock"), None)


def sum_family() -> frozenset[str]:
    """Keys of the metrics that add up to one another or are the difference of one another: trade and its parts."""
    return definitions().metrics_of_sums


def traded(*, sold: bool) -> Metric | None:
    """The metric of goods that the one whose figure it is sold, or bought; None where none is defined."""
    family = (definitions().metrics[key] for key in sorted(sum_family()))
    flows = (metric for metric in family if metric.direction and not metric.difference)
    return next((metric for metric in flows if metric.held_at_origin == sold), None)


@lru_cache(maxsize=256)
def stated_in(known: Definitions, unit: str) -> tuple[str, ...]:
    """Keys of the metrics that are stated in a unit, those of any unit included."""
    return tuple(m.key for m in known.metrics.values() if unit in m.units or not m.units)


def names_gift(sentence: Sentence, position: int) -> bool:
    """Whether a sentence names a gift or a loan before a position: "the loan package comprises seven projects"."""
    metrics = definitions().metrics
    return any(metrics[key].is_given and hit.end <= position for hit, key in sentence.of("metric"))


def gift_metric() -> Metric:
    """The metric of gifts, which a verb of giving is enough for."""
    return next(m for m in definitions().metrics.values() if m.gift)


def loan_metric() -> Metric | None:
    """The metric of what is lent, to be paid back; None where none is defined."""
    return next((m for m in definitions().metrics.values() if m.repaid), None)


def are_goods(quantity: Quantity) -> bool:
    """Whether a quantity is one of goods, by weight, volume or number: "21,000 tonnes", "40 tractors"."""
    return counts_goods(quantity.unit)


def counts_goods(unit: str | None) -> bool:
    """Whether a unit is one by which goods are counted: a weight, a volume, or a thing such as a tractor."""
    known = definitions().units.get(unit or "")
    return known is not None and known.kind in (*GOODS, "goods")


def residual_metric() -> Metric | None:
    """The metric of what no other one takes; None where none is defined."""
    return next((m for m in definitions().metrics.values() if m.residual), None)


def as_residual(choice: MetricChoice) -> MetricChoice:
    """The metric of what no other one takes, with the ways of the one that the words named."""
    metric = residual_metric()
    return MetricChoice(metric, choice.cue, choice.inferred, choice.metric) if metric else choice
