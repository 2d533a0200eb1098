"""Whether a figure is a fact, an estimate, a target or a pledge: from tense, modality and verbs of aim."""

from __future__ import annotations

from analysis.definitions import Metric
from analysis.model import Quantity, Status
from analysis.sentences import Sentence

__all__ = ["status_of"]

_BEHIND = 48
_REACH = 170


def status_of(sentence: Sentence, quantity: Quantity, metric: Metric, quantities: list[Quantity]) -> Status:
    """The status of a figure. The nearest word of aim, promise, expectation or fact before it decides.

    What lies ahead is an estimate for trade, a pledge for what one side gives, a target for documents.
    """
    cue = _before(sentence, quantity, quantities) or _behind(sentence, quantity, quantities)
    if cue is None or cue == "actual":
        return "actual"
    given = metric.direction is not None and metric.key not in ("exports", "imports", "trade_balance", "tourists")
    if cue in ("pledge", "future") and given:
        return "pledge"
    if cue == "target":
        return "target"
    if cue == "estimate":
        return "estimate"
    if cue == "future":
        return "target" if metric.measure == "event" else "estimate"
    if cue == "pledge":
        return "target"
    return "actual"


def _before(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> str | None:
    start = max(sentence.start, quantity.start - _REACH)
    semicolon = sentence.low.rfind(";", start, quantity.start)
    start = max(start, semicolon)
    found: list[tuple[int, str]] = []
    for hit, key in sentence.of("status"):
        if start <= hit.start and hit.end <= quantity.start:
            found.append((hit.start, key))
    if not found:
        return None
    cues = {key for _, key in found}
    nearest = found[-1][1]
    # "is expected to have reached": the aim or expectation governs the verb of fact behind it ...
    governing = [(at, key) for at, key in found if key in ("target", "estimate", "pledge")]
    if nearest in ("actual", "future") and governing:
        at, key = governing[-1]
        # ... unless another amount or a full clause stands between the two.
        crossed = any(at < q.start < quantity.start for q in quantities if q.kind != "number")
        if nearest == "future" or not crossed:
            return key
    return nearest if cues else None


def _behind(sentence: Sentence, quantity: Quantity, quantities: list[Quantity]) -> str | None:
    following = min((q.start for q in quantities if q.start >= quantity.end), default=sentence.end)
    for hit, key in sentence.of("status", "target", "estimate", "pledge"):
        if hit.start >= quantity.end:
            if hit.start - quantity.end <= _BEHIND and hit.start < following and "," not in sentence.low[quantity.end : hit.start]:
                return key
            return None
    return None
