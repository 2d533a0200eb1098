"""Trade told without a word for it: goods worth so much that come from one economy and go to another."""

from __future__ import annotations

import re

from analysis.definitions import definitions
from analysis.figures.governing import prepositions
from analysis.figures.metrics import MetricChoice, sum_family
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity

__all__ = ["of_goods"]

_WORTH = 70
"""Characters from goods to what they are worth, with where they go between."""
_TO_WORTH = 3
"""Words between the two, but for where they go: "to", "worth", "over"."""
_TO_VERB = 16
"""Characters between goods, or their worth, and the verb: an auxiliary, "there"."""
_MARKED = re.compile(r"[.,;:()]")


def of_goods(told: Told, quantity: Quantity) -> MetricChoice | None:
    """Trade, where goods worth an amount come or go and no word says more: "goods worth 5 million went to Peru".

    Only where all economies named are where they go or come from: who sends goods himself may give them.
    """
    ways = {by for _, by in prepositions(told)}
    goods = _goods_worth(told, quantity) if ways and ways <= {"to", "from"} else None
    if goods is None or not _go(told, quantity, goods) or told.sentence.has("count", "loss"):
        return None
    family = (definitions().metrics[key] for key in sorted(sum_family()))
    flows = [metric for metric in family if metric.direction and not metric.difference]
    # What comes from the other is told by who buys, what goes to it by who sells.
    seller = "to" in ways
    metric = next((m for m in flows if (m.holder == m.direction_ends[0]) == seller), None)
    return MetricChoice(metric, goods) if metric else None


def _go(told: Told, quantity: Quantity, goods: Hit) -> bool:
    """Whether a verb of coming or going stands right before the goods, or right behind what they are worth."""
    for verb, _ in told.sentence.of("act", "go"):
        behind = verb.start - max(quantity.end, goods.end)
        before = min(goods.start, quantity.start) - verb.end
        if 0 <= behind <= _TO_VERB or 0 <= before <= _TO_VERB:
            return True
    return False


def _goods_worth(told: Told, quantity: Quantity) -> Hit | None:
    """The word for goods that an amount is the worth of, where they go or come from let pass: "goods to Peru for 5"."""
    sentence = told.sentence
    behind = sentence.after_of(quantity.end, "count", "goods")
    if behind:
        return behind[0]
    for hit, _ in reversed(sentence.of("count", "goods")):
        if 0 <= quantity.start - hit.end <= _WORTH and not told.crossed(hit.end, quantity.start):
            places = ((area.start, area.end) for area in told.areas)
            between = sentence.without(hit.end, quantity.start, places)
            return hit if len(between.split()) <= _TO_WORTH and not _MARKED.search(between) else None
    return None
