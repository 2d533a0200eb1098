"""What a quantity measures: the metric whose words stand nearest to it and that its unit allows.

- `families`: which metrics belong together, and a choice among them
- `nearest`: the word of a metric that stands nearest, by what it costs to reach it
- `money`, `counts`, `guests`: what that word says of an amount of money; of things and people; of those who visit
- `debts`: the word by which money is owed
"""

from __future__ import annotations

from itertools import pairwise

from analysis.definitions import Metric, definitions
from analysis.figures.metrics.counts import live_behind, names_actors, of_count, speaks_of_places
from analysis.figures.metrics.families import (
    MetricChoice,
    as_residual,
    counts_guests,
    counts_people,
    gift_metric,
    guest_metric,
    stated_in,
    student_metric,
    sum_family,
    traded,
)
from analysis.figures.metrics.guests import are_inhabitants, is_pay, is_spent_by_guests
from analysis.figures.metrics.money import as_lent, as_owed, given, of_money, owed
from analysis.figures.metrics.nearest import nearest_metric, respective
from analysis.figures.told import Told
from analysis.model import Quantity
from analysis.sentences import Sentence, read_once

__all__ = [
    "MetricChoice",
    "are_inhabitants",
    "as_lent",
    "as_owed",
    "as_residual",
    "counts_guests",
    "counts_people",
    "gift_metric",
    "given",
    "guest_metric",
    "is_pay",
    "is_rate",
    "is_spent_by_guests",
    "last_cue",
    "live_behind",
    "metric_of",
    "metric_of_change",
    "names_actors",
    "owed",
    "speaks_of_places",
    "student_metric",
    "sum_family",
    "traded",
]


_MILLION = 1e6
_TO_RATE = 9
"""Characters between the two numbers of a rate: "out of", "av"."""
_FEW = 20
"""The largest number of such a rate."""


def metric_of(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of an amount by the words of its sentence; None where they name none."""
    if quantity.kind == "money":
        return respective(told, quantity, stated_in(definitions(), "money")) or of_money(told, quantity)
    if quantity.kind in ("count", "measure"):
        return of_count(told, quantity)
    return None


def is_rate(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is one side of a rate: of exchange, as in "1 USD = 31.20 baht", or "two of three guests"."""
    if quantity.kind == "count" and _is_of_so_many(told, quantity):
        return True
    if "=" in told.between(quantity.end, quantity.end + 2) + told.between(quantity.start - 2, quantity.start):
        return True
    return quantity.start in _rated(told) or _is_for_one(told, quantity)


def _is_for_one(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what one of another currency costs: "10,500 soums to the dollar", "9.50 kroner per euro"."""
    price = quantity.kind == "money" and quantity.value < _MILLION
    rate = told.sentence.after(quantity.end, "count", "rate", gap=1) if price else None
    if rate is None:
        # "sold oil worth 60 billion dollars for yuan" is no rate.
        return False
    article = told.sentence.after(rate[0].end, "count", "determiner", gap=1)
    end = article[0].end if article else rate[0].end
    one = next((q for q in told.amounts if 0 <= q.start - end <= 1), None)
    bare = told.sentence.after(end, "currency", gap=1)
    ends = bare is not None and told.sentence.phrase_ends(bare[0].end)
    return (ends and one is None) or (one is not None and one.kind == "money" and one.value == 1)


def _is_of_so_many(told: Told, quantity: Quantity) -> bool:
    """Whether a small count is the second number of a rate: "two out of three guests"."""
    behind = told.between(quantity.number_end, quantity.end).split()[:1]
    if quantity.value == 1 and not told.sentence.lexicon.surfaces("count.of").isdisjoint(behind):
        # "one of the leading investors"
        return True
    first = next((q for q in told.every if 0 < quantity.start - q.end <= _TO_RATE), None)
    if first is None or first.kind != "number" or not first.value < quantity.value <= _FEW:
        return False
    words = told.sentence.lexicon.surfaces
    # "one in twenty workers"
    inside = words("role.in") if first.value == 1 else frozenset()
    return told.between(first.end, quantity.start).strip() in words("count.of") | words("count.whole") | inside


@read_once
def _rated(told: Told) -> frozenset[int]:
    """Where the amounts start that are the two sides of a rate."""
    return frozenset(
        start
        for one, other in pairwise(told.amounts)
        if one.kind == other.kind == "money" and one.value == 1 and one.unit != other.unit and _equals(told, one, other)
        for start in (one.start, other.start)
    )


def _equals(told: Told, one: Quantity, other: Quantity) -> bool:
    """Whether nothing but a word of conversion stands between two amounts: "1 dollar is worth 33 baht"."""
    return told.between(one.end, other.start).strip() in told.sentence.lexicon.surfaces("range.or")


def metric_of_change(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of a growth by the words of its sentence: any metric may grow."""
    every = tuple(definitions().metrics)
    choice = respective(told, quantity, every) or nearest_metric(told, quantity, every)
    if choice is None or choice.cue is None or choice.cue.start < quantity.end:
        return choice
    # "Growth was 2 percent in 2023, when the minister visited", "16 percent more, although the volume": another thing.
    words = (*told.sentence.of("time", "when"), *told.sentence.of("count", "clause"))
    clauses = (hit for hit, _ in words if quantity.end <= hit.start < choice.cue.start)
    return None if any(told.between(hit.start - 2, hit.start) == ", " for hit in clauses) else choice


def last_cue(sentence: Sentence, unit: str) -> Metric | None:
    """The last metric that a sentence names and that is stated in `unit`; None where it names none."""
    allowed = stated_in(definitions(), unit)
    found = [key for _, key in sentence.of("metric") if key in allowed]
    return definitions().metrics[found[-1]] if found else None
