"""The minus before a quantity, as a sign or a word."""

from __future__ import annotations

from dataclasses import replace

from analysis.model import Quantity
from analysis.quantities.hedges import bounds
from analysis.sentences import Sentence

__all__ = ["minus", "negative"]

_HYPHEN, _MINUS = "-", "\u2212"


def negative(sentence: Sentence, quantity: Quantity) -> Quantity | None:
    """The quantity below nought where a minus says so: "−2%", "(-5 million)", "minus 5"; None elsewhere."""
    start = minus(sentence, quantity)
    if start is None or not quantity.value:
        return None
    lower, upper = bounds(-quantity.value, quantity.bound)
    return replace(quantity, start=start, value=-quantity.value, lower=lower, upper=upper)


def minus(sentence: Sentence, quantity: Quantity) -> int | None:
    """Where the minus before a quantity begins, sign or word; None where there is none.

    A hyphen before an amount in running text may stand for a dash, and one that opens a line for an item of a list.
    """
    low, start = sentence.low, quantity.start
    if quantity.kind == "count" or quantity.bound == "range":
        return None
    before = low[max(0, start - 2) : start]
    if word := sentence.before(start, "count", "minus"):
        start = word[0].start
    elif before[-1:] in (_HYPHEN, _MINUS) and (len(before) == 1 or before[0].isspace() or before[0] == "("):
        opened = len(before) == 1 or before[0] == "\n"
        alone = opened and (quantity.end >= len(low) or low[quantity.end] == "\n")
        said = before[-1] == _MINUS or before[0] == "(" or (quantity.kind == "percent" and not opened)
        if not said and not alone:
            return None
        start -= 1
    else:
        return None
    # "10 minus 5" takes away.
    return None if low[max(sentence.start, start - 3) : start].rstrip()[-1:].isdigit() else start
