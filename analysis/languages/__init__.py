"""The language of a text, among those that are defined, or none of ours.

Told by the commonest words of each language (`[identify]` of its file) and by the words and letters
that only its neighbours have. A text in a language that is not defined is not taken for another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import Definitions, definitions

__all__ = ["identify"]

_SAMPLE = 2000
_ENOUGH = 0.07
"""Share of a text's words that must be among the commonest of a language."""
_LEAD = 1.25
_WORD = re.compile(r"[^\W\d_]+")


class _Marks(NamedTuple):
    words: frozenset[str]
    others: frozenset[str]
    letters: frozenset[str]


@lru_cache(maxsize=8)
def _index(known: Definitions) -> dict[str, _Marks]:
    index = {}
    for code in known.languages:
        language = known.language(code)
        index[code] = _Marks(
            frozenset(language.terms("identify", "words")),
            frozenset(language.terms("identify", "others")),
            frozenset("".join(language.terms("identify", "other_letters"))),
        )
    return index


def identify(text: str) -> str | None:
    """The code of the text's language, or None where it is none of those defined or too little is there.

    Looks at the first characters only: the cost does not grow with the text.

    >>> identify("The two sides signed an agreement on trade, and the ministers welcomed it.")
    'en'
    >>> identify("Lorem ipsum dolor sit amet consectetur adipiscing elit") is None
    True
    """
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    if not words:
        return None
    shares = []
    for code, marks in _index(definitions()).items():
        own = sum(word in marks.words for word in words)
        other = sum(word in marks.others for word in words) * 3
        foreign = sum(sample.count(letter) for letter in marks.letters)
        shares.append(((own - other - foreign) / len(words), code))
    shares.sort(reverse=True)
    best, code = shares[0]
    second = shares[1][0] if len(shares) > 1 else 0.0
    return code if best >= _ENOUGH and best >= second * _LEAD else None
