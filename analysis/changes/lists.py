"""Growths that are told of several amounts one by one: "5 and 6 million, up 3 and 4 % respectively"."""

from __future__ import annotations

from collections.abc import Callable

from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["respective"]


def respective(
    sentence: Sentence, quantities: list[Quantity], index: int, *, amount: Callable[[Quantity], bool]
) -> Quantity | None:
    """The amount of a list that a growth in a list as long belongs to; None where words say no such thing.

    `index` is the place of the growth among the quantities of the sentence, `amount` tells what can have grown.
    """
    if not sentence.of("count", "respectively"):
        return None
    growths = _list_around(sentence, quantities, index)
    before = next((i for i in range(growths[0] - 1, -1, -1) if amount(quantities[i])), None)
    amounts = _list_around(sentence, quantities, before) if before is not None else []
    if len(growths) == 1:
        return None
    if len(amounts) != len(growths):
        # As in: 23 projects worth 17 million, up 9 and 50 % respectively. What grew has each a unit of its own.
        last = max((i for i in range(growths[0]) if quantities[i].kind == "percent"), default=-1)
        # Or each has a noun of its own, and there are as many: exports of 5 and imports of 6 million, up 3 and 4 %.
        since = [i for i in range(last + 1, growths[0]) if amount(quantities[i])]
        amounts = since[-len(growths) :]
        apart = len({quantities[i].unit for i in amounts}) == len(amounts)
        if len(amounts) != len(growths) or not (apart or len(since) == len(growths)):
            return None
    return quantities[amounts[growths.index(index)]]


def _list_around(sentence: Sentence, quantities: list[Quantity], index: int) -> list[int]:
    """The places of the quantities of one kind and unit that are listed with one, in their order."""
    first = last = index
    while first and _listed(sentence, *quantities[first - 1 : first + 1]):
        first -= 1
    while last + 1 < len(quantities) and _listed(sentence, *quantities[last : last + 2]):
        last += 1
    return list(range(first, last + 1))


def _listed(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether nothing but a comma or a word for "and" stands between two quantities of one kind."""
    between = sentence.low[one.end : other.start].strip(" ,")
    joined = not between or between in sentence.lexicon.surfaces("range.and")
    return joined and (one.kind, one.unit) == (other.kind, other.unit)
