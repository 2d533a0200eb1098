"""What a quantity measures: the metric whose words stand nearest to it and that its unit allows."""

from __future__ import annotations

from typing import NamedTuple

from analysis.definitions import Metric, definitions
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["MetricChoice", "metric_of"]

_FARTHEST = 260
"""Characters beyond which a word no longer says what an amount is."""
_CROSSED = 60
"""Cost of another amount between a word and the amount, in characters."""
_BEHIND = 18
"""Cost of standing behind the amount rather than before it."""
_WEAK = 45
"""Cost of a word that also names an act ("support", "present")."""


class MetricChoice(NamedTuple):
    """The metric of a quantity, the word that said so, and how it was inferred where no word did."""

    key: str
    cue: Hit | None
    inferred: str | None


def metric_of(
    sentence: Sentence, quantity: Quantity, quantities: list[Quantity], *, change: bool = False
) -> MetricChoice | None:
    """The metric of a quantity by the words of its sentence; None where they name none.

    `change` says that the quantity is a growth: any metric may grow.
    """
    if change:
        return _nearest(sentence, quantity, quantities, tuple(definitions().metrics))
    if quantity.kind == "money":
        return _nearest(sentence, quantity, quantities, _metrics_in("money"))
    if quantity.kind in ("count", "measure"):
        return _of_count(sentence, quantity, quantities)
    return None


def _metrics_in(unit: str) -> tuple[str, ...]:
    """Keys of the metrics that are stated in a unit, those of any unit included."""
    return tuple(m.key for m in definitions().metrics.values() if m.key != "other" and (unit in m.units or not m.units))


def _nearest(
    sentence: Sentence, quantity: Quantity, quantities: list[Quantity], allowed: tuple[str, ...]
) -> MetricChoice | None:
    acts = {hit.start for hit, _ in sentence.of("act", "give")}
    best: tuple[float, str, Hit] | None = None
    for hit, key in sentence.of("metric"):
        if key not in allowed:
            continue
        between = (hit.end, quantity.start) if hit.end <= quantity.start else (quantity.end, hit.start)
        gap = between[1] - between[0]
        if gap < 0 or gap > _FARTHEST:
            continue
        crossed = sum(between[0] <= q.start < between[1] for q in quantities if q.kind == "money" or q.kind == "count")
        cost = gap + _CROSSED * crossed
        cost += _BEHIND if hit.start >= quantity.end else 0
        cost += _WEAK if hit.start in acts else 0
        cost += 80 * sentence.low.count(";", *between)  # a semicolon parts what is said
        if hit.start >= quantity.end and "," in sentence.low[between[0] : between[1]]:
            cost += 40
        if best is None or cost < best[0]:
            best = cost, key, hit
    return MetricChoice(best[1], best[2], None) if best else None


def _of_count(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> MetricChoice | None:
    unit = quantity.unit or ""
    entry = definitions().units.get(unit)
    base = entry.base if entry and entry.base else unit
    words = {key for _, key in sentence.of("metric")}
    acts = {key for _, key in sentence.of("act")}
    if unit == "student":
        governed = _nearest(sentence, quantity, quantities, ("scholarships",))
        if governed and governed.cue and abs(governed.cue.start - quantity.start) < 60:  # noqa: PLR2004 - "scholarships cover 800 students"
            return governed
        return MetricChoice("students", None, None)
    if unit == "tourist":
        return MetricChoice("tourists", None, None)
    if base == "person":
        governed = _nearest(sentence, quantity, quantities, ("scholarships",))
        if governed:
            return governed
        return MetricChoice("students", None, None) if "study" in acts and "students" in words else None
    direct = [m for m in definitions().metrics.values() if unit in m.units]
    if not direct:
        return _in_kind(sentence, quantity, quantities)
    metric = direct[0]
    if metric.measure == "event":
        # Agreements count when they are signed, not when they are named.
        return MetricChoice(metric.key, None, None) if _signed(sentence, quantity, metric) else None
    if unit == "project":
        governed = _nearest(sentence, quantity, quantities, ("investment", metric.key))
        return MetricChoice(metric.key, governed.cue, None) if governed else None
    return MetricChoice(metric.key, None, None)


def _signed(sentence: Sentence, quantity: Quantity, metric: Metric) -> bool:
    return any(True for _ in sentence.of("metric", metric.key)) or any(True for _ in sentence.of("act", "sign"))


def _in_kind(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> MetricChoice | None:
    """Goods that one side gives the other: 30 tanks, 300 tonnes of seed."""
    entry = definitions().units.get(quantity.unit or "")
    if entry is None or entry.kind not in ("goods", "mass"):
        return None
    given = _nearest(sentence, quantity, quantities, ("aid",))
    if given:
        return given
    act = next((hit for hit, _ in sentence.of("act", "receive", "give")), None)
    return MetricChoice("aid", act, None) if act else None
