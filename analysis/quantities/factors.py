"""Percentages and factors: what a number becomes through the sign or word beside it."""

from __future__ import annotations

import re

from analysis.model import Number
from analysis.sentences import Sentence

__all__ = ["factor_end", "percentage"]

_NEAR = 2
"""Characters that may stand between a number and the word that multiplies by it."""
_TEN = 10
_BETWEEN = "\u00a0 -\u2011"
_SIGN = re.compile(r"[\s\u00a0\u202f]?[%٪％]")


def percentage(sentence: Sentence, number: Number) -> tuple[int, int, int] | None:
    """(start, end, factor) of the percentage that a number is: the word may stand before it, or say tenths."""
    after = _percent_after(sentence, number.end)
    if after is not None:
        return number.start, after, 1
    if led := sentence.before(number.start, "percent", "before"):
        return led[0].start, number.end, 1
    tenths = sentence.after(number.end, "percent", "tenths")
    return (number.start, tenths[0].end, _TEN) if tenths else None


def factor_end(sentence: Sentence, number: Number) -> int | None:
    """Where the factor that a number is ends, "3 times" or "multiplied by 16"; None where it is none."""
    for hit, _ in sentence.of("change", "times"):
        if hit.start >= number.end:
            if not sentence.low[number.end : hit.start].strip(_BETWEEN):
                return hit.end
            break
    return number.end if _multiplied(sentence, number) else None


def _percent_after(sentence: Sentence, position: int) -> int | None:
    """End of the percent sign or word right after a position."""
    sign = _SIGN.match(sentence.low, position)
    if sign:
        return sign.end()
    word = next((hit for hit, _ in sentence.of("percent", "words") if hit.start >= position), None)
    near = word is not None and not sentence.low[position : word.start].strip(_BETWEEN + "\u202f")
    return word.end if word and near else None


def _multiplied(sentence: Sentence, number: Number) -> bool:
    """Whether words before a number, a hedge let pass, make it a factor: "multiplié par près de 16"."""
    words = sentence.of("change", "multiplied")
    if not words:
        return False
    hedge = sentence.before(number.start, "bound", gap=_NEAR)
    start = hedge[0].start if hedge else number.start
    return any(0 <= start - hit.end <= _NEAR for hit, _ in words)
