"""The words of a language, compiled: one scan over a stretch of text finds every term in it.

A term is a word or several. `*` at a word's end stands for any further letters (case endings), at
its beginning for any letters before (compounds). Case is ignored, unless the term starts with a
capital: then the text must have one there too; a term wholly in capitals ("US") is found only as it
stands. Where a term ends in a mark ("Sino-"), anything may follow. Terms become a trie, the trie one regular
expression; where several terms could match, the longest does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Hit", "Lexicon", "lowered"]

_CACHED_SURFACES = 50_000
_GAP = "[\\s\u00a0\u202f\\-\u2010\u2011]{1,3}"
_APOSTROPHE = "['\u2019\u02bc]"
_END = ""


class Hit(NamedTuple):
    """A term found: its place and the senses that it can have, as `table.key`."""

    start: int
    end: int
    senses: frozenset[str]


def lowered(text: str) -> str:
    """The text in lower case, character for character: positions stay valid.

    >>> lowered("ABC\u0130") == "abc\u0130"
    True
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class Lexicon:
    """Terms with senses, and the one expression that finds them all.

    >>> lexicon = Lexicon([("trade turnover", "metric.trade_turnover"), ("million*", "scale")])
    >>> [(hit.start, hit.end) for hit in lexicon.scan("Trade turnover: 3 millions")]
    [(0, 14), (18, 26)]
    """

    def __init__(self, terms: Iterable[tuple[str, str]], *, spaced: bool = True, every: bool = False) -> None:
        """`every` keeps the senses of all terms that a stretch matches or begins with, not only of the closest one."""
        self._every = every
        exact: dict[str, set[str]] = {}
        capital: dict[str, set[str]] = {}
        acronyms: dict[str, set[str]] = {}
        patterns: dict[str, set[str]] = {}
        for term, sense in terms:
            term = re.sub(_GAP, " ", term).replace("\u2019", "'")  # noqa: PLW2901 - one spelling of gaps
            key = lowered(term)
            # A term that must have a capital is kept apart from its lower-case namesake.
            target = acronyms if _acronym(term) else capital if term[:1].isupper() else exact
            if target is acronyms:
                key = term
            if "*" in key:
                patterns.setdefault(("^" if target is capital else "") + key, set()).add(sense)
            else:
                target.setdefault(key, set()).add(sense)
        self._surfaces: dict[str, frozenset[str]] = {}
        self._exact = {k: frozenset(v) for k, v in exact.items()}
        self._capital = {k: frozenset(v) for k, v in capital.items()}
        self._acronyms = {k: frozenset(v) for k, v in acronyms.items()}
        self._patterns = _by_first_letters(patterns)
        self._cache: dict[str, frozenset[str]] = {}
        every = [*exact, *capital, *(a.lower() for a in acronyms), *(p.lstrip("^") for p in patterns)]
        self._scan = _expression(every, spaced=spaced)

    def scan(self, text: str, start: int = 0, end: int | None = None, *, low: str | None = None) -> Iterator[Hit]:
        """Every term between `start` and `end`, left to right, none overlapping.

        `low` is `lowered(text)` where the caller has it already.
        """
        if self._scan is None:
            return
        low = lowered(text) if low is None else low
        for match in self._scan.finditer(low, start, len(text) if end is None else end):
            first, last = match.span()
            senses = self.senses(text[first:last])
            if senses:
                yield Hit(first, last, senses)

    def surfaces(self, sense: str) -> frozenset[str]:
        """The terms without wildcards that can have a sense, in lower case."""
        if sense not in self._surfaces:
            self._surfaces[sense] = frozenset(term for term, senses in self._exact.items() if sense in senses)
        return self._surfaces[sense]

    def senses(self, surface: str) -> frozenset[str]:
        """The senses of a stretch as written; empty where it is no term (or lacks its capital)."""
        found = self._cache.get(surface)
        if found is None:
            if len(self._cache) >= _CACHED_SURFACES:
                self._cache.clear()
            found = self._cache[surface] = self._resolve(surface)
        return found

    def _resolve(self, written: str) -> frozenset[str]:
        written = re.sub(_GAP, " ", written).replace("\u2019", "'").replace("\u02bc", "'")
        upper = written[:1].isupper()
        surface = lowered(written)
        found = self._exact.get(surface, frozenset()) | self._acronyms.get(written, frozenset())
        if upper and surface in self._capital:
            # "May" is the month, "may" is not.
            found = self._capital[surface]
        if self._every:
            first_words, _, last = surface.rpartition(" ")
            if last and first_words:
                found |= self.senses(written[: len(first_words)])
        # Table by table: the word itself counts before the terms with wildcards, and of these the longest.
        tables = {sense.partition(".")[0] for sense in found}
        best: dict[str, tuple[int, set[str]]] = {}
        candidates = (*self._patterns.get(surface[:2], ()), *self._patterns.get("", ()))
        for literal, needs_capital, expression, senses in candidates:
            if (needs_capital and not upper) or not expression.fullmatch(surface):
                continue
            for sense in senses:
                table = sense.partition(".")[0]
                if table in tables and not self._every:
                    continue
                length, kept = best.get(table, (0, set()))
                if self._every or literal == length:
                    best[table] = length, kept | {sense}
                elif literal > length:
                    best[table] = literal, {sense}
        return found.union(*(kept for _, kept in best.values()))


def _acronym(term: str) -> bool:
    return len(term) > 1 and term.isupper() and "*" not in term


def _by_first_letters(patterns: dict[str, set[str]]) -> dict[str, list[tuple[int, bool, re.Pattern[str], frozenset[str]]]]:
    """Terms with wildcards, under their first two letters; under "" where these are not certain."""
    table: dict[str, list[tuple[int, bool, re.Pattern[str], frozenset[str]]]] = {}
    for key, senses in patterns.items():
        needs_capital, term = key.startswith("^"), key.lstrip("^")
        head = term[:2] if len(term) > 1 and "*" not in term[:2] else ""
        expression = re.compile(_term_expression(term))
        table.setdefault(head, []).append((len(term.replace("*", "")), needs_capital, expression, frozenset(senses)))
    return table


def _term_expression(term: str) -> str:
    return "".join(_letter(c) for c in term)


def _letter(c: str) -> str:
    if c == "*":
        return r"[^\W\d_]*"
    if c in " -\u2011":
        return _GAP
    return _APOSTROPHE if c == "'" else re.escape(c)


Node = dict[str, "Node"]


def _expression(terms: list[str], *, spaced: bool) -> re.Pattern[str] | None:
    suffixes = [t[1:] for t in terms if t.startswith("*")]
    open_ended = [t for t in terms if not t.startswith("*") and not (t[-1].isalnum() or t[-1] in "*.")]
    plain = [t for t in terms if not t.startswith("*") and (t[-1].isalnum() or t[-1] in "*.")]
    parts = []
    after = r"(?!\w)" if spaced else ""
    # "US$" before "US": what ends in a mark is the longer term.
    if open_ended:
        parts.append(_alternation(_trie(open_ended)))
    # A phrase before the word it begins with, though that be a word without wildcard: "Республик* Конго".
    for group in ([t for t in plain if " " in t], [t for t in plain if " " not in t]):
        if group:
            parts.append(_alternation(_trie(group)) + after)
    if suffixes:
        parts.append(r"[^\W\d_]+?" + _alternation(_trie(suffixes)) + after)
    if not parts:
        return None
    before = r"(?<!\w)" if spaced else ""
    return re.compile(before + "(?:" + "|".join(parts) + ")")


def _trie(terms: list[str]) -> Node:
    root: Node = {}
    for term in terms:
        node = root
        for c in term:
            node = node.setdefault(" " if c in "-\u2011" else c, {})
        node[_END] = {}
    return root


def _alternation(node: Node) -> str:
    """The trie as a regular expression that prefers the longer of two terms."""
    branches = []
    for c in sorted(k for k in node if k not in (_END, "*")):
        # Chains without a fork become plain strings, which the engine compares at once.
        chain, child = _letter(c), node[c]
        while len(child) == 1 and _END not in child and "*" not in child:
            (only,) = child
            chain, child = chain + _letter(only), child[only]
        branches.append(chain + ("" if set(child) == {_END} else _alternation(child)))
    if "*" in node:
        rest = node["*"]
        branches.append(_letter("*") + ("" if set(rest) == {_END} else _alternation(rest)))
    if _END in node:
        branches.append("")
    if len(branches) == 1:
        return branches[0]
    return "(?:" + "|".join(branches) + ")"
