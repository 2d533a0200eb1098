"""Where a sentence ends: at a mark that no abbreviation, initial or number explains, or at a line's end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import LanguageDefinition
from analysis.lexicon import Lexicon, lowered

__all__ = ["Ends"]

_LONGEST_WORD = 24
_SPACES = 4
"""Characters before a line's end in which its last sign is looked for, spaces left out."""
_NOUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[$]?|[$€£¥]")
_WORD = re.compile(r"[ \u00a0]{0,2}([^\W\d_]+)")
_JOINED = re.compile(r"[-\u2010-\u2014/]")
_CLOSING = re.compile(r"[\"'»”’)\]]*")
_LEADING = ("role.to", "role.in", "role.by", "count.of", "bound.about", "bound.over", "bound.under")
"""Keys of words that want an amount behind them."""
_DATED = ("time.year", "time.half", "time.quarter")
"""Keys of words that want a year behind them, but where one of `_RELATIVE` says which they are: "this year"."""
_RELATIVE = ("time.last", "time.this", "time.next")
_YEAR = re.compile(r"[12]\d{3}(?!\d|[.,]\d)")
_YEAR_DIGITS = 4
_DATE = 6
"""Characters of a comma and a day before a month: ", 04 "."""
_DAY = re.compile(r"(?:^|[,(\n]) ?\d{1,2} $")
_CLOSED = "%)"
"""Marks behind which a full stop ends a sentence, also where its space is lost: "up 5 %.Exports"."""
_PARTS = "%\u2030"
"""Signs of parts of a hundred or a thousand, which belong to the number on the line above."""
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"


class Ends:
    """The marks of a text, and which of them end a sentence."""

    __slots__ = ("_stops", "language", "lexicon", "low", "text")

    def __init__(self, text: str, low: str, language: LanguageDefinition, lexicon: Lexicon) -> None:
        self.text = text
        self.low = low
        self.language = language
        self.lexicon = lexicon
        self._stops = _stops(language)

    def end(self, stop: int) -> int | None:
        """Where the sentence ends that a mark closes, closing quotes included; None where the mark closes none."""
        mark, text = self.text[stop], self.text
        if mark == "\n":
            # A wrapped line goes on with a small letter, behind a preposition or a hedge with a number too.
            following = text[stop + 1 : stop + 2]
            if following == "\n":
                return stop + 1
            before = text[max(0, stop - _SPACES) : stop].rstrip(" \u00a0")[-1:]
            wrapped = following.islower() and (before.isalnum() or before == ",")
            wrapped = wrapped or (following.isdigit() and self._leads_on(stop))
            wrapped = wrapped or (following != "" and following in _PARTS and before.isdigit())
            return None if wrapped or (before.isdigit() and self._is_measured(stop + 1)) else stop + 1
        closing = _CLOSING.match(text, stop + 1)
        after = closing.end() if closing else stop + 1
        if after >= len(text):
            return None
        if mark == "." and text[after] in _DASHES and text[after + 1 : after + 2].isspace():
            # "LA PAZ, 20 de junio.- El presidente ...": a dateline is no part of the sentence behind it.
            return after + 1
        if not text[after].isspace():
            return after if mark in "。！？" or (mark == "." and self._lost_space(stop)) else None
        return after if mark != "." or self._ends_sentence(stop, after) else None

    def is_scale(self, position: int) -> bool:
        """Whether the scale of a number stands at a position: a line's end between the two parts no sentences."""
        word = _WORD.match(self.low, position)
        # "4 млн. К концу года": a letter by itself is a preposition.
        return word is not None and len(word[1]) > 1 and word[1] in self._stops.scales

    def _is_measured(self, position: int) -> bool:
        """Whether the scale of a number, or the word for percent, stands at a position."""
        if self.is_scale(position):
            return True
        word = _WORD.match(self.text, position)
        return word is not None and any(sense.startswith("percent.") for sense in self.lexicon.senses(word[1]))

    def _leads_on(self, stop: int) -> bool:
        """Whether a line's last word wants the number on the next line: "grew by", or the year: "the quarter"."""
        *before, last = self.low[max(0, stop - _LONGEST_WORD) : stop].split() or [""]
        if last in self._stops.dated and _YEAR.match(self.low, stop + 1):
            return self._stops.relative.isdisjoint(before[-1:])
        return last in self._stops.leading

    def _lost_space(self, stop: int) -> bool:
        """Whether a full stop has lost the space behind it: "in 2014.Despite", but not "vietnam.vn" or "D.Trump".

        Nor is it one behind a scale that a currency follows: "5 Mrd.Euro".
        """
        before, after = self.text[max(0, stop - 3) : stop], self.text[stop + 1 : stop + 3]
        opens = after[:1].isupper() and after[1:].islower()
        closes = before.isalnum() and len(before) == 3 and (before[-1].islower() or before[-1].isdigit())  # noqa: PLR2004
        short = self.low[max(0, stop - _LONGEST_WORD) : stop].split(maxsplit=9)[-1:]
        # "số.Chủ tịch": a word of two letters closes a sentence too, unless it is cut short.
        closes = closes or (
            before[1:].isalpha() and before[1:].islower() and not self._stops.abbreviations.issuperset(short)
        )
        closes = closes or (before[-1:] in _CLOSED and before != "")
        if not (opens and closes) or "www" in self.low[max(0, stop - 12) : stop]:
            return False
        word = self.low[max(0, stop - 20) : stop].split(maxsplit=9)[-1:]
        return not (self._stops.scales.issuperset(word) and self._is_counted(stop + 1))

    def _ends_sentence(self, stop: int, after: int) -> bool:
        """Whether a full stop ends a sentence: no abbreviation, initial or ordinal explains it."""
        text = self.text
        while after < len(text) and text[after].isspace() and text[after] != "\n":
            after += 1
        following = text[after : after + 1]
        if following.islower():
            return False
        first = max(text.rfind(" ", max(0, stop - 20), stop), text.rfind("\n", max(0, stop - 20), stop)) + 1
        # "Jan.-May": what stands behind the dash.
        word = _JOINED.split(self.low[first:stop].lstrip("(\"'«“„"))[-1]
        if word in self._stops.scales and (self._is_counted(after) or self.is_scale(after)):
            return False
        if following.isdigit() and self._is_currency(text[stop - len(word) : stop + 1]):
            # "NRs. 5 billion"
            return False
        if word in self._stops.abbreviations or (len(word) == 1 and word.isalpha()):
            # An abbreviated unit may close a sentence, a title before a name does not: "3 млрд долл. В 2026 году".
            initial = len(word) == 1 and text[stop - 1].isupper()
            closes = self._is_unit(word) or self._closes_date(first)
            return not initial and closes and self._starts_sentence(after)
        # "i 2022. Til": a year is no ordinal.
        ordinal = word.isdigit() and len(word) < _YEAR_DIGITS and self._stops.after_ordinals
        return not (ordinal and (following.isdigit() or self._article_before(first) or self._is_month(after)))

    def _closes_date(self, position: int) -> bool:
        """Whether the short month of a dateline stands at a position, behind its day: "BERN, 4 Sept. Trade grew"."""
        day = _DAY.search(self.low, max(0, position - _DATE), position)
        return day is not None and self._is_month(position)

    def _article_before(self, position: int) -> bool:
        """Whether an article stands before a position: "det 25. ASEAN-møtet"."""
        words = self.low[max(0, position - 12) : position].split()
        return bool(words) and words[-1] in self._stops.articles

    def _is_counted(self, start: int) -> bool:
        """Whether an amount goes on at a position: to a currency, "500 mill. USD", or to a noun with its capital."""
        word = _NOUN.match(self.text, start)
        if word is None or not (self.language.nouns_capital or word.group().isupper()):
            return False
        counted = (
            ("currency.", "unit.", "percent.", "area.adjective.") if self.language.nouns_capital else ("currency.",)
        )
        return any(sense.startswith(counted) for sense in self.lexicon.senses(word.group()))

    def _is_currency(self, written: str) -> bool:
        """Whether a word with its full stop is the name of a currency, cut short."""
        return any(sense.startswith("currency.") for sense in self.lexicon.senses(written))

    def _is_month(self, start: int) -> bool:
        """Whether the name of a month stands at a position: "16. September"."""
        word = _NOUN.match(self.text, start)
        return word is not None and any(s.startswith("month.") for s in self.lexicon.senses(word.group()))

    def _is_unit(self, word: str) -> bool:
        senses = self.lexicon.senses(word + ".") | self.lexicon.senses(word)
        return word in self._stops.scales or any(
            s.startswith(("currency.", "unit.", "percent.", "time.")) for s in senses
        )

    def _starts_sentence(self, position: int) -> bool:
        """Whether a word with one capital only stands at a position: "В", "Торговля", not "США"."""
        word = self.text[position : position + 2]
        return word[:1].isupper() and not word[1:2].isupper()


class _Stops(NamedTuple):
    """What a language file says of full stops that end no sentence, or do so all the same."""

    abbreviations: frozenset[str]
    scales: frozenset[str]
    after_ordinals: bool
    articles: frozenset[str]
    leading: frozenset[str]
    dated: frozenset[str]
    relative: frozenset[str]


@lru_cache(maxsize=64)
def _stops(language: LanguageDefinition) -> _Stops:
    return _Stops(
        abbreviations=frozenset(w.lower() for w in language.terms("abbreviations", "words")),
        scales=frozenset(lowered(w).rstrip(".") for w in language.numbers["scales"]),
        after_ordinals="." in language.terms("format", "ordinal_marks"),
        articles=frozenset(language.terms("count", "determiner")),
        leading=_last_words(language, _LEADING),
        dated=_last_words(language, _DATED),
        relative=_last_words(language, _RELATIVE),
    )


def _last_words(language: LanguageDefinition, keys: tuple[str, ...]) -> frozenset[str]:
    """The last word of each term of some keys, none where words are written without spaces."""
    return frozenset(
        lowered(term).split()[-1]
        for key in keys
        for term in language.terms(*key.split("."))
        if "*" not in term and language.spaced
    )
