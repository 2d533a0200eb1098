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
_LIST = 24
"""Characters from a percentage to the next one of a list: its digits, and a word for "and"."""
_JOINED = r"(\s?,\s?|\s[^\d\s,;()]{1,9}\s)"
_BEFORE = re.compile(rf"(?<![\d.,])(\d[\d.,]*){_JOINED}$")
_BEHIND = re.compile(rf"{_JOINED}\d+(?:[.,]\d+)?")
_SIGN = re.compile(r"[\s\u00a0\u202f]?[%٪％]")


def percentage(sentence: Sentence, number: Number) -> tuple[int, int, int] | None:
    """(start, end, factor) of the percentage that a number is: the word may stand before it, or say tenths."""
    after = _percent_after(sentence, number.end)
    if after is not None:
        return number.start, after, 1
    if led := sentence.before(number.start, "percent", "before"):
        return led[0].start, number.end, 1
    if _listed(sentence, number):
        return number.start, number.end, 1
    tenths = sentence.after(number.end, "percent", "tenths")
    return (number.start, tenths[0].end, _TEN) if tenths else None


def _listed(sentence: Sentence, number: Number) -> bool:
    """Whether a bare number is one of a list of percentages told one by one, of which another has the word.

    "ร้อยละ 9.5 และ 49.8 ตามลำดับ", "by 9 and 50 percent respectively"
    """
    if not sentence.of("count", "respectively") or sentence.after(number.end, "unit"):
        return False
    joins = ("", *sentence.lexicon.surfaces("range.and"))
    before = _BEFORE.search(sentence.low, max(sentence.start, number.start - _LIST), number.start)
    if before and before[2].strip(" ,") in joins and sentence.before(before.start(1), "percent", "before"):
        return True
    behind = _BEHIND.match(sentence.low, number.end, number.end + _LIST)
    return behind is not None and behind[1].strip(" ,") in joins and _percent_after(sentence, behind.end()) is not None


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
    # "35pc"
    glued = sentence.glued(position, "percent")
    if glued and glued[1] == "words":
        return glued[0].end
    word = next((hit for hit, _ in sentence.of("percent", "words") if hit.start >= position), None)
    near = word is not None and not sentence.low[position : word.start].strip(_BETWEEN + "\n\u202f")
    return word.end if word and near else None


def _multiplied(sentence: Sentence, number: Number) -> bool:
    """Whether words before a number, a hedge let pass, make it a factor: "multiplié par près de 16"."""
    words = sentence.of("change", "multiplied")
    if not words:
        return False
    hedge = sentence.before(number.start, "bound", gap=_NEAR)
    start = hedge[0].start if hedge else number.start
    return any(0 <= start - hit.end <= _NEAR for hit, _ in words)
