"""The language of a text, among those that are defined, or none of ours.

Told by the commonest words of each language (`[identify]` of its file) and by the words and letters
that only its neighbours have; a language that has letters of its own, by these. What these leave open, a short
text with few common words, is told by all words that the definitions of the languages know. A text in a language
that is not defined is not taken for another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from babel.core import LOCALE_ALIASES

from analysis.areas import area_terms
from analysis.definitions import Definitions, definitions

__all__ = ["defined", "identify", "is_short"]

_GLANCE, _SAMPLE = 500, 2000
"""Characters that tell the language of most texts, and those that are looked at where they do not."""
_CLEAR = 2
"""How many times as plain as needed a language must be to be told at a glance."""
_ENOUGH = 0.07
"""Share of a text's words that must be among the commonest of a language."""
_LEAD = 1.25
"""How many times as plain as the next one a language must be."""
_AHEAD = 4
"""Words by which it may lead instead: of two neighbours that share most of their words each has these to itself."""
_FEWEST = 2
"""Words of a language that make a text its own: one alone may be an abbreviation or a name."""
_SENTENCE = range(5, 16)
"""Words of a text that is one sentence: it may hold but one of the commonest."""
_LINE = 120
"""Letters of a text that is short, where its words are written without spaces too."""
_FOREIGN_WORD = 3
"""How many of its own words a word outweighs that only a neighbour has."""
_NONE = "\0"
"""What no word ends in."""
_KNOWN = 0.5
"""Share of a text's words that must be in the definitions of the language that is told by these."""
_MOST = 0.4
"""Share of a text's letters that must be those of a language told by its letters."""
_WORD = re.compile(r"[^\W\d_][a-z]*+[^\W\d_]*+")
_LETTER = re.compile(r"[^\W\d_]")


class _Marks(NamedTuple):
    """What tells the languages apart: words and letters -> how much each counts for the languages of `codes`."""

    codes: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    letters: dict[str, tuple[int, ...]]
    own: dict[int, tuple[re.Pattern[str], re.Pattern[str]]]
    """Place in `codes` of a language told by its letters -> those letters, and those that it lacks."""
    own_letters: re.Pattern[str]
    """Any of these letters."""


@lru_cache(maxsize=8)
def _index(known: Definitions) -> _Marks:
    listed = [known.marks(code).identify for code in known.languages]
    own = [frozenset(marks.get("words", ())) for marks in listed]
    others = [frozenset(marks.get("others", ())) for marks in listed]
    lacked = ["".join(marks.get("other_letters", ())) for marks in listed]
    words = {
        word: tuple((word in o) - _FOREIGN_WORD * (word in f) for o, f in zip(own, others, strict=True))
        for word in frozenset[str]().union(*own, *others)
    }
    # Of a language with letters of its own, those alone count for it.
    ranges = ["".join(marks.get("letters", ())) for marks in listed]
    spaced = [lacking if not letters else "" for lacking, letters in zip(lacked, ranges, strict=True)]
    letters = {letter: tuple(-(letter in lacking) for lacking in spaced) for letter in "".join(spaced)}
    by_letters = {place: (_any(letters), _any(lacked[place])) for place, letters in enumerate(ranges) if letters}
    return _Marks(known.languages, words, letters, by_letters, _any("".join(ranges)))


def _any(letters: str) -> re.Pattern[str]:
    """An expression for any of the letters; a range is written as in an expression: "a-z"."""
    return re.compile(f"[{letters}]" if letters else "(?!)")


def identify(text: str) -> str | None:
    """The code of the text's language, or None where it is none of those defined or too little is there.

    Looks at the first characters only: the cost does not grow with the text.

    >>> identify("The two sides signed an agreement on trade, and the ministers welcomed it.")
    'en'
    >>> identify("Lorem ipsum dolor sit amet consectetur adipiscing elit") is None
    True
    """
    sample = text[:_SAMPLE].lower()
    return _told(sample[:_GLANCE], clear=_CLEAR) or _told(sample) or _by_vocabulary(sample)


def is_short(text: str) -> bool:
    """Whether a text is a sentence at most: if no language is told by it, that does not say that it is none of ours.

    >>> is_short("Vietnam gave Laos 5 million USD.")
    True
    """
    sample = text[:_SAMPLE]
    return len(_WORD.findall(sample)) < _SENTENCE.stop and len(_LETTER.findall(sample)) <= _LINE


def defined(tag: str) -> str | None:
    """The code of a language that is defined, by its tag in any case; None where it is not defined.

    >>> defined("en-GB"), defined("EN"), defined("no"), defined("pt")
    ('en', 'en', 'nb', None)
    """
    known = definitions().languages
    code = tag.replace("_", "-").partition("-")[0].lower()
    other = LOCALE_ALIASES.get(code, "").partition("_")[0]
    return next((one for one in (tag, code, other) if one in known), None)


def _told(sample: str, *, clear: float = 1) -> str | None:
    """The code of a sample's language, or None where it is not `clear` times as plain as needed."""
    words = _WORD.findall(sample)
    if not words:
        return None
    marks = _index(definitions())
    scores = _scores(marks, words, sample)
    fewest = 1 if len(words) in _SENTENCE else _FEWEST
    found = [score / len(words) if score >= fewest else 0.0 for score in scores]
    if not sample.isascii() and marks.own_letters.search(sample):
        letters = len(_LETTER.findall(sample))
        for place, (own, lacked) in marks.own.items():
            count = len(own.findall(sample)) - _FOREIGN_WORD * len(lacked.findall(sample))
            found[place] = count / letters * _ENOUGH / _MOST
    shares = sorted(zip(found, marks.codes, strict=True), reverse=True)
    best, code = shares[0]
    second = shares[1][0] if len(shares) > 1 else 0.0
    leads = best >= second * _LEAD * clear or (best - second) * len(words) >= _AHEAD * clear
    return code if best >= _ENOUGH * clear and leads else None


def _scores(marks: _Marks, words: list[str], sample: str) -> list[int]:
    """How many of the words and letters of each language a sample has, less those that only its neighbours have."""
    votes = [*filter(None, map(marks.words.get, words))]
    for letter in marks.letters.keys() & set(sample):
        votes += [marks.letters[letter]] * sample.count(letter)
    return [*map(sum, zip(*votes, strict=True))] or [0] * len(marks.codes)


def _by_vocabulary(sample: str) -> str | None:
    """The code of the language whose definitions know most words of a sample, and those that set it apart; or None.

    Asked last: the definitions of all languages that the sample may be in are read for it.
    """
    words = _WORD.findall(sample)
    if len(words) < _SENTENCE.start:
        return None
    known = definitions()
    marks = _index(known)
    scored = zip(marks.codes, _scores(marks, words, sample), strict=True)
    told = frozenset(words)
    candidates = [code for place, (code, score) in enumerate(scored) if score > 0 and place not in marks.own]
    if not candidates:
        return None
    found = {code: _known_words(known, code, told) for code in candidates}
    names = {code: told & _names_of_areas(known, code) for code in candidates}
    shares = {code: sum(word in found[code] | names[code] for word in words) / len(words) for code in candidates}
    best = max(candidates, key=lambda code: shares[code])
    # Two words that a neighbour lacks, and far more than the neighbour has for its part.
    others = [code for code in candidates if code != best]
    apart = all(
        len(_own(found, names, best, other)) >= _FEWEST * (1 + len(found[other] - found[best] - names[best]))
        for other in others
    )
    return best if shares[best] >= _KNOWN and apart else None


def _known_words(known: Definitions, code: str, told: frozenset[str]) -> frozenset[str]:
    """Those of some words that the definitions of a language know, or that end as its words do."""
    endings = tuple(known.language(code).terms("identify", "endings")) or _NONE
    vocabulary = _vocabulary(known, code)
    return frozenset(word for word in told if word in vocabulary or word.endswith(endings))


def _own(found: dict[str, frozenset[str]], names: dict[str, frozenset[str]], code: str, other: str) -> frozenset[str]:
    """The words that a language has and another has not; of areas those that the other calls otherwise."""
    return (found[code] - found[other]) | (names[code] - names[other] - found[other])


@lru_cache(maxsize=64)
def _vocabulary(known: Definitions, code: str) -> frozenset[str]:
    """The words of a language's definitions that are written out, in lower case."""
    language = known.language(code)
    tables = (table for name, table in language.tables.items() if name not in ("identify", "format"))
    spoken = chain.from_iterable(terms for table in tables for terms in table.values())
    terms = (*spoken, *chain.from_iterable(language.numbers.values()), *language.terms("identify", "words"))
    parts = (part for term in terms for part in term.lower().split() if "*" not in part)
    return frozenset(word for part in parts for word in _WORD.findall(part))


@lru_cache(maxsize=64)
def _names_of_areas(known: Definitions, code: str) -> frozenset[str]:
    """The words of a language's names of economies and other areas, in lower case."""
    terms = (term for term, _ in area_terms(known.language(code)))
    return frozenset(word for term in terms for word in _WORD.findall(term.lower()))
