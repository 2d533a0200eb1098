"""The words of a language, compiled: one scan over a stretch of text finds every term in it.

A term is a word or several. `*` at a word's end stands for any further letters (case endings), at
its beginning for any letters before (compounds). Case is ignored, unless the term starts with a
capital: then the text must have one there too; a term wholly in capitals ("US") is found only as it
stands. Where a term ends in a mark ("Sino-"), anything may follow. Where several terms could match,
the longest does.

The scan goes word by word. What a word begins is looked up once and remembered, so that a word which
begins no term costs one look into a dictionary, however many terms there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from string import ascii_lowercase
from typing import NamedTuple, TypeVar

from analysis.lexicon.tries import alternation, pattern, spelled

__all__ = ["Hit", "Lexicon", "alternation", "lowered", "spelled"]

_REMEMBERED = 20_000
_AT_ONCE = 1 << 20
_LENGTHENED = "\u0130"
"""The one letter that takes two characters in lower case."""
_WORD = r"[^\W_][A-Za-z0-9]*+[^\W_]*+"
"""A run of letters and digits: those of ASCII are told a tenth quicker by their ranges."""
_LETTERS_AND_DIGITS = re.compile(_WORD)
_FEW = 100
"""Terms in small letters up to which a text is searched for each of them, to scan it for words with a capital alone."""
_Found = TypeVar("_Found")


class Hit(NamedTuple):
    """A term found: its place and the senses that it can have, as `table.key`."""

    start: int
    end: int
    senses: frozenset[str]


class _Start(NamedTuple):
    """What a word as written can begin: terms of more than the word itself, and its own senses where it is a term."""

    phrases: re.Pattern[str] | None
    senses: frozenset[str]


class _Wildcard:
    """A term with `*`: how many letters are certain, whether it wants a capital, and its senses."""

    __slots__ = ("_expression", "_part", "_term", "capital", "literal", "senses")

    def __init__(self, term: str, *, capital: bool, senses: frozenset[str]) -> None:
        self.literal = len(term.replace("*", ""))
        self.capital = capital
        self.senses = senses
        self._term = term
        self._part = max(_LETTERS_AND_DIGITS.findall(term), key=len, default="")
        self._expression: re.Pattern[str] | None = None

    def covers(self, surface: str) -> bool:
        """Whether the stretch can be the term; its expression is compiled when one first may be."""
        if self._part not in surface:
            return False
        if self._expression is None:
            self._expression = re.compile(pattern(self._term))
        return self._expression.fullmatch(surface) is not None


class _Remembered(dict[str, _Found]):
    """What a function finds for a string, each found once and kept, up to a number of them."""

    def __init__(self, find: Callable[[str], _Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: str) -> _Found:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[key] = self._find(key)
        return found


def lowered(text: str) -> str:
    """The text in lower case, character for character: positions stay valid.

    >>> lowered("ABC\u0130") == "abc\u0130"
    True
    """
    if len(text) > _AT_ONCE:
        # Lower case is made in four bytes a character: for a long text, piece by piece.
        return "".join(lowered(text[i : i + _AT_ONCE]) for i in range(0, len(text), _AT_ONCE))
    low = text.lower()
    if len(low) == len(text):
        return low
    return _LENGTHENED.join(map(str.lower, text.split(_LENGTHENED)))


class Lexicon:
    """Terms with senses, found in one scan.

    >>> lexicon = Lexicon([("trade turnover", "metric.trade_turnover"), ("million*", "scale")])
    >>> [(hit.start, hit.end) for hit in lexicon.scan("Trade turnover: 3 millions")]
    [(0, 14), (18, 26)]
    """

    def __init__(self, terms: Iterable[tuple[str, str]], *, every: bool = False) -> None:
        """Terms as they are written, each with a sense.

        `every` keeps the senses of all terms that a stretch matches or begins with, not only of the closest.
        """
        self._every = every
        # Terms that must have a capital are kept apart from their lower-case namesakes.
        kept: dict[str, dict[str, set[str]]] = {"exact": {}, "capital": {}, "acronym": {}, "wild": {}, "Wild": {}}
        for written, sense in terms:
            term = spelled(written)
            kind = _kind(term)
            kept[kind].setdefault(term if kind == "acronym" else lowered(term), set()).add(sense)
        self._exact, self._capital, self._acronyms = (
            {term: frozenset(senses) for term, senses in kept[kind].items()} for kind in ("exact", "capital", "acronym")
        )
        self._wildcards = _by_first_letters(kept["wild"], kept["Wild"])
        self._terms = sorted({lowered(term) for kind in kept.values() for term in kind})
        self._surfaces: dict[str, frozenset[str]] = {}
        self._senses = _Remembered(lambda surface: self._resolve(spelled(surface)))
        self._starts = _Remembered(self._start_of)
        self._openers = _Openers(self._terms)
        marks = "".join(sorted({re.escape(t[0]) for t in self._terms if not t[0].isalnum() and t[0] != "*"}))
        words = f"{_WORD}|[{marks}]" if marks else _WORD
        self._scan = re.compile(words)
        self._small = [re.findall(_WORD, term) for kind in ("exact", "wild") for term in kept[kind]]
        self._capitals = self._with_capital() if len(self._small) <= _FEW and not marks else self._scan

    def scan(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        *,
        low: str | None = None,
        words: re.Pattern[str] | None = None,
    ) -> Iterator[Hit]:
        """Every term between `start` and `end`, left to right, none overlapping.

        `low` is `lowered(text)` where the caller has it already, `words` what `words_in` gave for it.
        """
        low = lowered(text) if low is None else low
        end = len(text) if end is None else end
        starts, senses = self._starts, self._senses
        # Half the time of Hit(...), and half the words of a text are hits.
        hit = partial(tuple.__new__, Hit)
        taken = start
        for match in (words or self._scan).finditer(text, start, end):
            opens = starts[match[0]]
            if opens is None:
                continue
            first, last = match.span()
            if first < taken:
                continue
            phrases, alone = opens
            phrase = phrases.match(low, first, end) if phrases else None
            closed = phrase.end() if phrase else first
            if closed > first and (found := senses[text[first:closed]]):
                taken = closed
                yield hit((first, closed, found))
            elif alone:
                taken = last
                yield hit((first, last, alone))

    def words_in(self, low: str) -> re.Pattern[str]:
        """The words that are to be scanned of a text in lower case: those with a capital, if it has no other terms."""
        other = self._capitals is not self._scan and any(all(word in low for word in words) for words in self._small)
        return self._scan if other else self._capitals

    def _with_capital(self) -> re.Pattern[str]:
        """The expression for a word that begins with no small letter."""
        small = {c for term in self._terms for c in term if c.islower()}.union(ascii_lowercase)
        return re.compile(rf"[^\W_{''.join(sorted(small))}](?<![^\W_].)[^\W_]*+")

    def _start_of(self, written: str) -> _Start | None:
        """What a word begins; None where it is no term and begins none."""
        phrases, alone = self._openers.of(lowered(written))
        senses = self.senses(written) if alone else frozenset[str]()
        if not phrases:
            return _Start(None, senses) if senses else None
        return _Start(re.compile("(?:" + alternation(phrases) + ")" + _EDGE), senses)

    def surfaces(self, sense: str) -> frozenset[str]:
        """The terms without wildcards that can have a sense, in lower case."""
        if sense not in self._surfaces:
            terms = {term for term, senses in self._exact.items() if sense in senses}
            # As texts write them: an apostrophe may be the typographic one.
            self._surfaces[sense] = frozenset(terms | {term.replace("'", "\u2019") for term in terms})
        return self._surfaces[sense]

    def senses(self, surface: str) -> frozenset[str]:
        """The senses of a stretch as written; empty where it is no term (or lacks its capital)."""
        return self._senses[surface]

    def _resolve(self, written: str) -> frozenset[str]:
        upper = written[:1].isupper()
        surface = lowered(written)
        found = self._exact.get(surface, frozenset()) | self._acronyms.get(written, frozenset())
        if upper and surface in self._capital:
            # "May" is the month, "may" is not.
            found = self._capital[surface]
        if self._every:
            beginning, _, last = written.rpartition(" ")
            found |= self.senses(beginning) if beginning and last else frozenset()
        # Table by table: the word itself counts before the terms with wildcards, and of these the longest.
        tables = {_table(sense) for sense in found}
        best: dict[str, tuple[int, set[str]]] = {}
        for wildcard in (*self._wildcards.get(surface[:2], ()), *self._wildcards.get("", ())):
            if (wildcard.capital and not upper) or not wildcard.covers(surface):
                continue
            for sense in wildcard.senses:
                if _table(sense) in tables and not self._every:
                    continue
                length, kept = best.get(_table(sense), (0, set()))
                if self._every or wildcard.literal == length:
                    best[_table(sense)] = length, kept | {sense}
                elif wildcard.literal > length:
                    best[_table(sense)] = wildcard.literal, {sense}
        return found.union(*(kept for _, kept in best.values()))


_EDGE = r"(?:(?<=\w)(?!\w)|(?<=\W))"
"""The end of a term: no word goes on, or the term ends in a mark and anything may follow."""


class _Openers:
    """Terms by the word that they begin with, stems and compounds among them."""

    def __init__(self, terms: list[str]) -> None:
        self._words: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._endings: dict[str, list[str]] = {}
        for term in terms:
            head = _LETTERS_AND_DIGITS.match(term)
            if term.startswith("*"):
                self._endings.setdefault(term[1:].split(" ", 1)[0].rstrip("*"), []).append(term)
            elif head is None:
                self._words.setdefault(term[0], []).append(term)
            elif term[head.end() : head.end() + 1] == "*":
                self._stems.setdefault(head.group(), []).append(term)
            else:
                self._words.setdefault(head.group(), []).append(term)
        # No longer stretch of a word need be looked up: a run of a million letters stays linear.
        self._longest = max(map(len, (*self._stems, *self._endings)), default=0)

    def of(self, word: str) -> tuple[list[str], bool]:
        """(terms that go on behind the word, whether a term may be the word alone)."""
        terms = list(self._words.get(word, ()))
        for length in range(1, min(len(word), self._longest) + 1):
            terms += self._stems.get(word[:length], ())
        for length in range(max(1, len(word) - self._longest), len(word)):
            # "*dokumenter*": the ending may itself be a stem.
            for term in self._endings.get(word[length:], ()):
                terms.append(term)
        terms += [
            t
            for stem, listed in self._endings.items()
            for t in listed
            if t.endswith("*") and stem in word[1:] and t not in terms
        ]
        phrases = [term for term in terms if not _single(term)]
        return phrases, len(phrases) < len(terms)


def _single(term: str) -> bool:
    """Whether a term is one word, wildcards aside."""
    return _LETTERS_AND_DIGITS.fullmatch(term.strip("*")) is not None


def _table(sense: str) -> str:
    return sense.partition(".")[0]


def _kind(term: str) -> str:
    if "*" in term:
        return "Wild" if term[:1].isupper() else "wild"
    if len(term) > 1 and term.isupper():
        return "acronym"
    return "capital" if term[:1].isupper() else "exact"


def _by_first_letters(wild: dict[str, set[str]], capital: dict[str, set[str]]) -> dict[str, list[_Wildcard]]:
    """Terms with wildcards, under their first two letters; under "" where these are not certain."""
    table: dict[str, list[_Wildcard]] = {}
    for terms, wants_capital in ((wild, False), (capital, True)):
        for term, senses in terms.items():
            head = term[:2] if len(term) > 1 and "*" not in term[:2] else ""
            table.setdefault(head, []).append(_Wildcard(term, capital=wants_capital, senses=frozenset(senses)))
    return table
