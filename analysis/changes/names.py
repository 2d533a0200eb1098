"""Numbers that name, score or address, and so count nothing: page 12, 3-1, tel. 22 33 44 55, the two sides."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["naming"]

_NAMED = 3
"""Characters that may stand between a noun and the number that is its name: a full stop, a bracket, a space."""
_GROUPS = 3
"""So many bare numbers with nothing between are a telephone number, or a code."""
_SIDES = 3
_SPACED = re.compile(r"[ \u00a0()+]{1,3}")
_SCORE = re.compile(r"[-\u2010-\u2014\u2212]")


def naming(sentence: Sentence, quantities: list[Quantity]) -> set[int]:
    """Where the quantities of a sentence start that are only names, scores, addresses or words for the sides."""
    names = {q.start for q in quantities if _sides(sentence, q)}
    gaps = {second.start: sentence.low[first.end : second.start] for first, second in pairwise(quantities)}
    row: list[Quantity] = []
    for quantity in quantities:
        gap = gaps.get(quantity.start, "")
        if quantity.kind != "number" or quantity.unit is not None:
            row = []
            continue
        if row and _SPACED.fullmatch(gap):
            row.append(quantity)
        elif row and _SCORE.fullmatch(gap) and row[-1].value >= quantity.value:
            names |= {row[-1].start, quantity.start}
            row = [quantity]
        else:
            row = [quantity]
        if len(row) >= _GROUPS or sentence.before(row[0].start, "count", "identifier", gap=_NAMED):
            names |= {part.start for part in row}
    return names


def _sides(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number stands for the sides themselves: "the two sides"."""
    following = sentence.after(quantity.number_end, "count", "pair")
    few = quantity.value <= _SIDES and quantity.kind in ("number", "count")
    return few and following is not None and sentence.before(quantity.start, "count", "determiner") is not None
