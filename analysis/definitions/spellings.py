"""Words that a language spells in more ways than one, each spelled in all of them.

A group of `format.same` lists endings of words that stand for each other: where one writer puts the mark of a
vowel over its first letter, another puts it over the second. Where `*` stands behind them they may stand inside
words as well. A language file then gives each word once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Any

__all__ = ["alike", "every_spelling"]

_MOST = 8
"""Spellings of one term: a phrase of many such words is not spelled in every mixture of them."""


@lru_cache(maxsize=32)
def _endings(groups: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    others: dict[str, tuple[str, ...]] = {}
    forms: list[str] = []
    for group in groups:
        listed = tuple(ending.removesuffix("*") for ending in group.split())
        others |= dict.fromkeys(listed, listed)
        forms += [re.escape(ending) + ("" if "*" in group else r"(?!\w)") for ending in listed]
    return re.compile("|".join(sorted(forms, key=len, reverse=True)) or "(?!)", re.IGNORECASE), others


def alike(term: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    """The spellings of a term, itself first. A group is a string of endings with spaces between.

    >>> alike("Dinh Th\u1ef1 h\u00f2a", ("\u00f2a o\u00e0",))
    ('Dinh Th\u1ef1 h\u00f2a', 'Dinh Th\u1ef1 ho\u00e0')
    """
    if not groups:
        return (term,)
    endings, others = _endings(groups)
    pieces: list[tuple[str, ...]] = []
    position = 0
    for found in endings.finditer(term):
        written = found.group()
        spelled = tuple(_cased(other, written) for other in others[written.lower()])
        pieces += [(term[position : found.start()],), tuple(dict.fromkeys((written, *spelled)))]
        position = found.end()
    if not pieces:
        return (term,)
    made = ("".join(parts) for parts in product(*pieces, (term[position:],)))
    return tuple(dict.fromkeys(spelling for _, spelling in zip(range(_MOST), made, strict=False)))


def _cased(ending: str, written: str) -> str:
    """An ending in the case in which another one is written."""
    if written.islower():
        return ending
    return ending.upper() if written.isupper() else ending.capitalize()


def every_spelling(table: Mapping[str, Any], groups: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """A table of terms, key -> terms, with every spelling of each."""
    return {key: tuple(_all(terms, groups)) for key, terms in table.items()}


def _all(terms: Iterable[str], groups: tuple[str, ...]) -> Iterable[str]:
    return dict.fromkeys(spelling for term in terms for spelling in alike(term, groups))
