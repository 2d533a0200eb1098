"""The economy of a text that tells its relations with several partners, as the figures read so far show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from analysis.areas import AreaMention
from analysis.definitions import Metric
from analysis.figures.directions import Direction
from analysis.figures.metrics import sum_family
from analysis.figures.one_named import Parties
from analysis.figures.partners import Around
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["hub_of", "opens_with_partner", "way_of_hub", "with_hub"]

_PAIR = 2
_PARTNERS = 3
"""Partners from which on a text is about one economy and not about a pair."""
_MOST = 0.6
"""Share of the figures that are of the one economy at least, and of its figures that are of one partner at most."""
_OPENING = 3
"""Words before the economy that a sentence opens with: "In third place is"."""
_MARK = re.compile(r",(?!\d)|[;:()\u2013\u2014]")
_BESIDE = 6
"""Characters from an amount to whose it is: a dash, a preposition."""


def hub_of(figures: Iterable[Figure], lead: str) -> str | None:
    """The economy of which most figures of a text are, each with one of several partners; None where there is none.

    A text about a pair has none, whoever is named besides, nor one that names another, its `lead`, more often.
    """
    pairs = [figure.parties for figure in figures if len(figure.parties) == _PAIR]
    named = Counter(code for pair in pairs for code in pair)
    hub, most = lead, named[lead]
    partners = Counter(code for pair in pairs if hub in pair for code in pair if code != hub)
    if len(partners) < _PARTNERS or not most or most < _MOST * len(pairs):
        return None
    return hub if partners.most_common(1)[0][1] <= _MOST * most else None


def with_hub(told: Told, quantity: Quantity, parties: Parties, hub: str) -> Parties:
    """The parties of a figure in a text about one economy: of two of its partners the one that stands nearer, with it.

    "Imports from Peru came to 5 million, and sales to Togo to 6", in a text about Chile. What is told of two partners
    that one preposition each makes the ends of a way is theirs: "Peru sold 5 million to Togo" is not changed here.
    """
    if len(parties.codes) != _PAIR or hub in parties.codes:
        return parties
    own = [a for a in told.areas if a.code in parties.codes]
    if parties.inferred is None and _are_told_together(told, quantity, own):
        return parties
    codes = {a.code for a in own}
    code = codes.pop() if len(codes) == 1 else _nearest(told, quantity, own)
    return Parties(tuple(sorted((code, hub))), "hub") if code else parties


def opens_with_partner(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a sentence is about an economy that it opens with: "Brazil is coming back", "Third comes Brazil".

    Not where somebody does something there: "The minister visited Brazil".
    """
    before = sentence.low[sentence.start : area.start]
    return len(before.split()) <= _OPENING and not any(hit.end <= area.start for hit, _ in sentence.of("act"))


def way_of_hub(metric: Metric, parties: tuple[str, ...], hub: str) -> Direction | None:
    """The direction of trade that a text tells as that of one economy: what it exports, and what it imports."""
    other = next((code for code in parties if code != hub), None)
    if other is None or metric.key not in sum_family() or metric.difference or not metric.direction:
        return None
    return Direction(f"{hub}>{other}" if metric.held_at_origin else f"{other}>{hub}", "hub")


def _are_told_together(told: Told, quantity: Quantity, own: list[AreaMention]) -> bool:
    """Whether no mark and no other amount parts two names: "Peru sold Togo 5 million", "Peru's trade with Togo"."""
    for first, second in pairwise(own):
        others = [q for q in told.crossed(first.end, second.start) if q is not quantity]
        if first.code != second.code and not others and not _MARK.search(told.between(first.end, second.start)):
            return True
    return False


def _nearest(told: Told, quantity: Quantity, own: list[AreaMention]) -> str | None:
    """Of two economies the one right behind an amount or in its clause; else the last before it, or the next."""
    beside = next((a for a in own if 0 <= a.start - quantity.end <= _BESIDE), None)
    if beside and "," not in told.between(quantity.end, beside.start):
        # "9,600 citizens of Peru, 1,480 of Togo"
        return beside.code
    for clause in Around.of(told, quantity).clauses:
        named = {a.code for a in clause if a in own}
        if len(named) == 1:
            return named.pop()
    before = [a for a in own if a.end <= quantity.start and not told.crossed(a.end, quantity.start)]
    behind = [a for a in own if a.start >= quantity.end]
    return before[-1].code if before else behind[0].code if behind else None
