"""What stands beside the figures of a relation and is none of them: wholes, totals of the world, one side's own."""

from __future__ import annotations

from analysis.figures.governing import preposition
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity

__all__ = ["from_partner", "is_whole_of_share", "of_one_alone", "of_the_world", "of_two", "whole_of_share"]

_SHARED = 36
"""Characters between a share and the whole that it is of."""
_SHARE = 5
"""Characters between a word for a share and the percentage: a hedge."""
_BEHIND = 24
"""Characters from an amount to a word behind it for what it is of: "7 % of economic growth"."""
_WORDS = 2
"""Words between a share and its whole: "of the"."""


def whole_of_share(told: Told, figure: Figure) -> bool:
    """Whether an amount is what a share is of: "61 % of the 846,000 visitors", "32 % of the total (21 billion)"."""
    growing = {id(growth.quantity) for growth in told.growths}
    if told.sentence.before(figure.start, "count", "whole", gap=1):
        return True
    shares = [q for q in told.quantities if q.kind == "percent" and q.end <= figure.start and id(q) not in growing]
    if not shares or figure.start - shares[-1].end > _SHARED:
        return False
    between = told.between(shares[-1].end, figure.start)
    words = between.split()
    if 0 < len(words) <= _WORDS and words[0] in told.sentence.lexicon.surfaces("count.of"):
        return True
    share = told.sentence.before(shares[-1].start, "count", "share", gap=_SHARE)
    return share is not None and between.endswith("(")


def of_the_world(told: Told, quantity: Quantity) -> bool:
    """Whether it is the trade of the world that grows: "while world trade fell by 9 %", no economy beside it."""
    hits = [hit for hit, _ in told.sentence.of("count", "world") if hit.end <= quantity.start]
    if not hits or any(c in ",;:" for c in told.between(hits[-1].end, quantity.start)):
        return False
    opened = max(told.sentence.low.rfind(mark, told.sentence.start, hits[-1].start) for mark in ",;:")
    return not any(max(opened, told.sentence.start) <= a.start < quantity.start for a in told.areas)


def of_one_alone(told: Told, quantity: Quantity, cue: Hit | None = None) -> bool:
    """Whether an amount is of what one economy has alone, its GDP or its inflation, said nearer than its metric."""
    for word, _ in told.sentence.of("count", "domestic"):
        gap = _gap(word, quantity)
        if (word.start >= quantity.end and gap > _BEHIND) or (cue is not None and _gap(cue, quantity) <= gap):
            continue
        start, end = min(word.end, quantity.end), max(word.start, quantity.start)
        marks = ",;:" if word.start >= quantity.end else ";"
        others = (q for q in told.amounts if q is not quantity and q.kind == quantity.kind)
        if not set(marks).intersection(told.between(start, end)) and not any(start <= q.start < end for q in others):
            return True
    return False


def _gap(word: Hit, quantity: Quantity) -> int:
    """Characters between a word and an amount, on either side of it."""
    return max(0, word.start - quantity.end, quantity.start - word.end)


def from_partner(told: Told, figure: Figure) -> bool:
    """Whether an economy is named as the partner behind an amount, before the next one."""
    following = min((q.start for q in told.amounts if q.start >= figure.end), default=told.sentence.end)
    return any(
        figure.end <= a.start < following and preposition(told.sentence, a.start, figure.end) is not None
        for a in (*told.areas, *told.groups)
    )


def of_two(told: Told, word: Hit) -> bool:
    """Whether what may be a total of one economy is said to be of two: "the total trade between them"."""
    return told.sentence.after(word.end, "role", "between", "with", gap=1) is not None


def is_whole_of_share(told: Told, word: Hit) -> bool:
    """Whether a word for the world only says of what a share is one: "4 million, 27 % of its foreign trade"."""
    share = next((q for q in reversed(told.quantities) if q.kind == "percent" and q.end <= word.start), None)
    if share is None or word.start - share.end > _SHARED:
        return False
    first = told.between(share.end, word.start).split()[:1]
    return not told.sentence.lexicon.surfaces("count.of").isdisjoint(first)
