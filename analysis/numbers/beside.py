"""The words right beside a place of a text, and whether it lies within a name."""

from __future__ import annotations

__all__ = ["LONGEST_ARTICLE", "LONGEST_NAME", "LONGEST_WORD", "in_name", "word_after", "word_before"]

LONGEST_WORD = 300
_PARTING = frozenset(' \n\t\u00a0\u202f(«"“[|,;+–—')
"""What parts a run of characters from what stands before it."""
LONGEST_NAME = 2
"""Letters of a number word that may be a name."""
LONGEST_ARTICLE = 12


def in_name(text: str, start: int, end: int) -> bool:
    """Whether a short number word is part of a person's name: two letters, a capital, another capital after it.

    >>> in_name("General Secretary To Lam", 18, 20), in_name("To land ble enige", 0, 2)
    (True, False)
    """
    if end - start > LONGEST_NAME or not text[start].isupper():
        return False
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def word_before(low: str, start: int) -> str:
    """What stands unbroken before a position."""
    first, least = start, max(0, start - LONGEST_WORD)
    while first > least and low[first - 1] not in _PARTING:
        first -= 1
    return low[first:start]


def word_after(low: str, end: int) -> str:
    """The letters that follow a position at once."""
    last = end
    while last < len(low) and last - end < LONGEST_WORD and low[last].isalpha():
        last += 1
    return low[end:last]
