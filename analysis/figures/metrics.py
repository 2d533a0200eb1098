"""What a quantity measures: the metric whose words stand nearest to it and that its unit allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.definitions import Metric, definitions
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["MetricChoice", "last_cue", "metric_of"]

_FARTHEST = 260
"""Characters beyond which a word no longer says what an amount is."""
_CROSSED = 60
"""Cost of another amount between a word and the amount, in characters."""
_BEHIND = 18
"""Cost of standing behind the amount rather than before it."""
_WEAK = 45
"""Cost of a word that also names an act ("support", "present")."""
_COMMA = 40
_SEMICOLON = 80
_OWNED = 300
"""Cost of a word that the next amount claims: "85.9 million: exports of 4.9 million"."""
_BESIDE = 26
"""Characters between a word and the amount that claims it."""


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
        return _of_money(sentence, quantity, quantities)
    if quantity.kind in ("count", "measure"):
        return _of_count(sentence, quantity, quantities)
    return None


def last_cue(sentence: Sentence, unit: str) -> str | None:
    """The last metric that a sentence names and that is stated in `unit`; None where it names none."""
    allowed = _metrics_in(unit)
    found = [key for _, key in sentence.of("metric") if key in allowed]
    return found[-1] if found else None


def _metrics_in(unit: str) -> tuple[str, ...]:
    """Keys of the metrics that are stated in a unit, those of any unit included."""
    return tuple(m.key for m in definitions().metrics.values() if m.key != "other" and (unit in m.units or not m.units))


def _nearest(
    sentence: Sentence, quantity: Quantity, quantities: list[Quantity], allowed: tuple[str, ...]
) -> MetricChoice | None:
    acts = {hit.start for hit, _ in sentence.of("act", "give")}
    amounts = [q for q in quantities if q.kind in ("money", "count")]
    best: tuple[float, str, Hit] | None = None
    for hit, key in sentence.of("metric"):
        if key not in allowed:
            continue
        if _of_trade_in(sentence, hit, key):
            continue
        cost = _cost(sentence, hit, quantity, amounts)
        cost += _WEAK if hit.start in acts else 0
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = cost, key, hit
    return MetricChoice(best[1], best[2], None) if best else None


def _of_trade_in(sentence: Sentence, hit: Hit, key: str) -> bool:
    """Whether a whole is named only to say of what its part is one: "the surplus in trade with Italy"."""
    whole = definitions().metrics[key]
    for part, other in sentence.of("metric"):
        differs = key in _wholes(other) and not _parted(sentence, part.end, hit.start)
        if whole.parts and differs and 0 < hit.start - part.end <= _BESIDE * 2 and sentence.before(hit.start, "role", "in", gap=3):
            return True
    return False


def _wholes(part: str) -> set[str]:
    """Keys of the metrics of which one is a part or a difference."""
    metrics = definitions().metrics
    own = metrics[part]
    return {m.key for m in metrics.values() if part in m.parts or (own.difference and own.difference == m.parts)}


def _cost(sentence: Sentence, hit: Hit, quantity: Quantity, amounts: list[Quantity]) -> float:
    """How far a word is from being what the quantity measures, in characters and what counts as such."""
    if hit.start < quantity.end and quantity.start < hit.end:
        return 0
    behind = hit.start >= quantity.end
    start, end = (quantity.end, hit.start) if behind else (hit.end, quantity.start)
    between = sentence.low[start:end]
    cost = float(end - start) + _SEMICOLON * between.count(";")
    cost += _CROSSED * sum(start <= q.start < end for q in amounts)
    if behind:
        if _in_apposition(sentence, quantity, hit):
            return cost
        cost += _BEHIND + (_COMMA if "," in between or "(" in between else 0)
        claimed = next((q for q in amounts if 0 <= q.start - hit.end <= _BESIDE and q.start != quantity.start), None)
        if claimed and not _parted(sentence, hit.end, claimed.start):
            cost += _OWNED
    elif any(_in_apposition(sentence, q, hit) for q in amounts if q.end <= hit.start and q.start != quantity.start):
        cost += _OWNED
    return cost


def _in_apposition(sentence: Sentence, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word names right after an amount what it is: "11.2 million in exports", "5 billion of trade"."""
    if not 0 <= hit.start - quantity.end <= 24:  # noqa: PLR2004 - a preposition and an adjective
        return False
    preposition = sentence.after(quantity.end, "role", "in", gap=1) or sentence.after(quantity.end, "count", "of", gap=1)
    if not preposition or preposition[0].end > hit.start or _parted(sentence, quantity.end, hit.start):
        return False
    # "5 billion in 2013 and imports ...": a date or a new clause stands between.
    between = sentence.low[quantity.end : hit.start]
    joins = sentence.lexicon.surfaces("range.and")
    return not any(c.isdigit() for c in between) and not any(word in joins for word in between.split())


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    return any(c in sentence.low[start:end] for c in ",;:().")


def _of_money(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> MetricChoice | None:
    subset = any(True for hit, _ in sentence.of("count", "subset") if hit.end <= quantity.start)
    choice = _nearest(sentence, quantity, quantities, _metrics_in("money"))
    named = choice and choice.cue and _in_apposition(sentence, quantity, choice.cue)
    if choice and subset and choice.cue and choice.cue.start >= quantity.end and not named:
        # "Of this, 150 million went to the import of gas": a part of what was said before.
        return None
    projects = [q for q in quantities if q.end <= quantity.start and definitions().metrics["investment_projects"].units[0] == q.unit]
    if projects and quantity.start - projects[-1].end <= _BESIDE * 2 and (choice is None or _far(choice, quantity)):
        return MetricChoice("investment", None, "projects")
    return choice


def _far(choice: MetricChoice, quantity: Quantity) -> bool:
    return choice.cue is None or min(abs(quantity.start - choice.cue.end), abs(choice.cue.start - quantity.end)) > _FARTHEST // 4


def given(sentence: Sentence, quantity: Quantity) -> MetricChoice | None:
    """Aid, where one side gives or receives an amount and no other word says what it is."""
    for hit, key in sentence.of("act", "give", "receive"):
        if hit.end <= quantity.start <= hit.end + 70 and ";" not in sentence.low[hit.end : quantity.start]:  # noqa: PLR2004
            return MetricChoice("aid", hit, None) if key else None
    return None


def _of_count(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> MetricChoice | None:
    unit = quantity.unit or ""
    entry = definitions().units.get(unit)
    base = entry.base if entry and entry.base else unit
    if base == "person":
        return _of_people(sentence, quantity, quantities, unit)
    direct = next(_stated_in(unit), None)
    if direct is None:
        return _in_kind(sentence, quantity, quantities)
    if direct.measure == "event":
        # Agreements count when they are signed, not when they are named.
        return MetricChoice(direct.key, None, None) if _signed(sentence, direct) else None
    if unit == "project":
        governed = _nearest(sentence, quantity, quantities, ("investment", direct.key))
        held = any(True for _ in sentence.of("act", "own")) and any(key == "company" for _, key in sentence.of("unit"))
        return MetricChoice(direct.key, governed.cue if governed else None, None) if governed or held else None
    return MetricChoice(direct.key, None, None)


def _stated_in(unit: str) -> Iterator[Metric]:
    return (m for m in definitions().metrics.values() if unit in m.units)


def _of_people(sentence: Sentence, quantity: Quantity, quantities: list[Quantity], unit: str) -> MetricChoice | None:
    if unit == "person":
        # "the number of tourists reached 50,000 people": who they are is said before.
        named = [key for hit, key in sentence.of("unit") if hit.end <= quantity.start and key in ("student", "tourist")]
        unit = named[-1] if named else unit
    if unit == "tourist":
        return MetricChoice("tourists", None, None)
    governed = _nearest(sentence, quantity, quantities, ("scholarships",))
    if governed and governed.cue and abs(governed.cue.start - quantity.start) < _BESIDE * 3:
        return governed
    if unit == "student":
        return MetricChoice("students", None, None)
    visits = _nearest(sentence, quantity, quantities, ("tourists",))
    if visits and visits.cue and abs(visits.cue.start - quantity.start) < _BESIDE * 3:
        return visits
    studies = any(key == "study" for _, key in sentence.of("act"))
    return MetricChoice("students", None, None) if studies and any(k == "students" for _, k in sentence.of("metric")) else None


def _signed(sentence: Sentence, metric: Metric) -> bool:
    return any(True for _ in sentence.of("metric", metric.key)) or any(True for _ in sentence.of("act", "sign"))


def _in_kind(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> MetricChoice | None:
    """Goods that one side gives the other: 30 tanks, 300 tonnes of seed."""
    entry = definitions().units.get(quantity.unit or "")
    if entry is None or entry.kind not in ("goods", "mass"):
        return None
    named = _nearest(sentence, quantity, quantities, ("aid",))
    if named:
        return named
    act = next((hit for hit, _ in sentence.of("act", "receive", "give")), None)
    return MetricChoice("aid", act, None) if act else None
