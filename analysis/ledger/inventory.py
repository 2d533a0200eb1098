"""Every number that a text holds, looked for on its own: the ledger's side of the account.

Digits are found by what Unicode says of a character, number words by the inventory of the language
file, which holds more of them than any rule of extraction uses. A number that extraction never saw
still stands here, and has to be explained.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from analysis.definitions import LanguageDefinition
from analysis.definitions.forms import VALUED
from analysis.lexicon import Lexicon

__all__ = ["Atom", "atoms", "idioms"]

_DIGITS = re.compile(r"\d+")
# Numerals of Unicode that are no decimal digits: raised and lowered, fractions, Roman, enclosed.
_SIGNS = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2188\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]+"
)


class Atom(NamedTuple):
    """A run of digits, or a number word."""

    start: int
    end: int
    digits: bool
    kind: str
    """For a word: determiner, vague or other as the inventory lists it, or "number"; digits or sign otherwise."""


def atoms(text: str, low: str, language: LanguageDefinition) -> list[Atom]:
    """Every run of digits, every other numeral and every number word of the text, in its order, none overlapping.

    A word that is also the language's article ("en") counts inside an idiom only.
    """
    found = [Atom(m.start(), m.end(), digits=True, kind="digits") for m in _DIGITS.finditer(text)]
    found += [Atom(m.start(), m.end(), digits=False, kind="sign") for m in _SIGNS.finditer(text)]
    articles = frozenset(language.terms("format", "article"))
    counted = set(language.numbers["cardinals"])
    idiomatic = [(hit.start, hit.end) for hit in idioms(language).scan(text, low=low)]
    for hit in _words(language).scan(text, low=low):
        word = low[hit.start : hit.end]
        if (
            word in articles
            and word not in counted
            and not any(a <= hit.start < b for a, b in _near(idiomatic, hit.start))
        ):
            continue
        kinds = sorted(hit.senses)
        found.append(Atom(hit.start, hit.end, digits=False, kind=kinds[0]))
    return _apart(sorted(found))


def _apart(found: list[Atom]) -> list[Atom]:
    """The atoms without the signs that a word has swallowed: thousandfold²."""
    ends = [0, *accumulate((atom.end for atom in found), max)]
    return [atom for atom, end in zip(found, ends, strict=False) if atom.start >= end]


def _near(spans: list[tuple[int, int]], position: int) -> list[tuple[int, int]]:
    """The spans that could hold a position: the last that starts before it."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][0] <= position:
            low = middle + 1
        else:
            high = middle
    return spans[max(0, low - 1) : low]


@lru_cache(maxsize=32)
def _words(language: LanguageDefinition) -> Lexicon:
    """The inventory of number words, compiled."""
    terms = [(word, kind) for kind in ("determiner", "vague", "other") for word in language.terms("number_words", kind)]
    listed = {word for word, _ in terms}
    terms += [
        (w, "number")
        for table in VALUED
        if table not in ("months", "joined_scales", "joined_currencies")
        for w in language.numbers[table]
        # Signs such as "k" make no words of their own.
        if w not in listed and (len(w) > 1 or not language.spaced)
    ]
    terms += [(word, "article") for word in language.terms("format", "article")]
    return Lexicon(terms)


@lru_cache(maxsize=32)
def idioms(language: LanguageDefinition) -> Lexicon:
    """The idioms of a language that hold a number word which counts nothing, compiled."""
    return Lexicon([(term, "idiom") for term in language.terms("idioms", "around")])
