"""What the language file says of numbers, compiled once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.currencies import currency_words
from analysis.definitions import LanguageDefinition, definitions
from analysis.lexicon import alternation, lowered, spelled
from analysis.numbers.together import Together, together

__all__ = ["TEN", "NumberWords", "WordKind", "number_words"]

WordKind = Literal["digits", "cardinal", "ordinal", "scale", "fraction", "multiple", "none"]
TEN = 10
_MEASURED = ("mass", "volume", "energy", "power", "length", "area")
"""Kinds of units that nobody counts the years of."""
_OF_ONE = (("format", "article"), ("format", "definite"))
"""Tables and keys of words before what there is one of."""
_OF_TIME = ("in", "by", "since", "from", "until", "after", "this", "last", "year", "spring", "summer", "autumn")
"""Keys of the table `time` whose words stand before a year."""
_FRACTIONS = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_RANGES = "a-z\u00df-\u00f6\u00f8-\u017f\u0430-\u045f\u1ea0-\u1ef9"
"""Small letters of Latin, of Vietnamese and Cyrillic."""
_GAP = "(?!\\n\\n)[\\s\u00a0\u202f\u2009\\-\u2010\u2011]{1,2}"
_ONE_WORD = re.compile("[ \u00a0][^\\W\\d_]+")
# A run of digits with what may stand inside: separators, the dashes of a range, the slashes of a date.
_CLUSTER = r"\d(?:[\d.,:/'\u2019\u00a0\u202f\u2009\-\u2010-\u2014\u2212]*\d)?"


class NumberWords(NamedTuple):
    """The number words of a language, compiled: word -> its kinds and values, and how they are joined."""

    values: dict[str, tuple[WordKind, float]]
    scan: re.Pattern[str]
    gap: re.Pattern[str]
    hedged_scale: re.Pattern[str]
    """What may part digits from their scale besides: a hedge."""
    join: re.Pattern[str]
    halves: re.Pattern[str]
    part_of: re.Pattern[str]
    after_scale: frozenset[str]
    article: re.Pattern[str]
    decimal: str
    decimals: re.Pattern[str] | None
    """Where the language has two decimal marks: amounts and percentages that can only have a decimal part."""
    marks: tuple[str, ...]
    decades: tuple[str, ...]
    clock_before: re.Pattern[str]
    clock_after: re.Pattern[str]
    spaced_decimal: re.Pattern[str]
    counted: re.Pattern[str]
    measured: re.Pattern[str]
    """The same for what is measured: weight, length, energy and their like."""
    scaled: re.Pattern[str]
    percent: re.Pattern[str]
    """What makes a percentage of the digits before it."""
    of_time: frozenset[str]
    prepositions: frozenset[str]
    """Words of one letter that lead to a place or a time."""
    of_share: frozenset[str]
    """Words between a name and how many it has: "Peru with 1890"."""
    of_one: frozenset[str]
    """Words before what there is one of: in "the 2019 agreement" the number is a year."""
    with_article: bool
    """Whether one of a scale is said with an article: "a million"."""
    articles: frozenset[str]
    currencies: frozenset[str]
    glued: frozenset[str]
    hundredths: frozenset[str]
    date_order: str
    several: re.Pattern[str]
    vague: frozenset[str]
    about: frozenset[str]
    """Number words that mean about so many: "trentaine"."""
    turned: frozenset[str]
    """Scales that mean about so many where they stand before how many: "тысяч двадцать"."""
    turned_few: frozenset[str]
    """The same for up to four of them: "миллиона два"."""
    capitals: frozenset[str]
    """Scales of one letter that are written with a capital only."""
    hedged: re.Pattern[str]
    currency_beside: re.Pattern[str]
    decade_before: re.Pattern[str]
    """What stands before a year that names a decade: "les années 1970"."""
    inner: frozenset[str]
    """Words that count only inside a longer number: the "un" of "vingt et un"."""
    positional: bool
    """Whether each digit of a number in words has a scale of its own, from ten on."""
    hedges: re.Pattern[str]
    """Hedges that stand inside a number, before its scale."""
    ordinal_before: re.Pattern[str] | None
    """What makes an ordinal of the number behind it."""
    wanting: Mapping[str, tuple[re.Pattern[str], ...]]
    """Number words that mean something else unless one of these follows at once: a scale, what is counted."""
    joiners: re.Pattern[str]
    """What ends in a word that joins the parts of a number, so that a number word follows."""
    joined: re.Pattern[str]
    """A scale written together with a currency, right behind digits: "150 MSEK"."""
    joined_scales: dict[str, float]
    """The values of these scales."""
    together: Together
    """Numbers written as one word that no list holds."""

    def read(self, word: str) -> tuple[WordKind, float]:
        """The kind and value of a number word that `scan` found, as it stands in a text in lower case."""
        found = self.values.get(word) or self.values.get(spelled(word))
        if found:
            return found
        value = self.together.value(word)
        return ("none", 0.0) if value is None else ("cardinal", value)

    def counted_far(self, low: str, position: int) -> bool:
        """Whether a noun of what is counted stands behind the word at a position of a text in lower case."""
        word = _ONE_WORD.match(low, position)
        return word is not None and self.counted.match(low, word.end()) is not None


@lru_cache(maxsize=64)
def number_words(language: LanguageDefinition) -> NumberWords:
    """What the language file says of numbers, compiled once."""
    values: dict[str, tuple[WordKind, float]] = {}
    tables: tuple[tuple[WordKind, str], ...] = (
        ("multiple", "multiples"),
        ("ordinal", "ordinals"),
        ("fraction", "fractions"),
        ("scale", "scales"),
        ("cardinal", "cardinals"),
    )
    for kind, table in tables:
        values |= {lowered(w): (kind, v) for w, v in language.numbers[table].items()}
    values |= {sign: ("fraction", unicodedata.numeric(sign)) for sign in _FRACTIONS}
    values |= {w: ("cardinal", v) for w, v in _compounds(language, values).items() if w not in values}
    values |= dict.fromkeys(_numberless(language, values), ("none", 0.0))
    # One-letter scales are found at their digits, not on their own; a scale inside a word is none.
    alone = not language.spaced
    trie = alternation(spelled(word) for word in values if len(word) > 1 or word in _FRACTIONS or alone)
    hedges = tuple(term for terms in language.tables.get("bound_after", {}).values() for term in terms)
    clock = _any(tuple(map(lowered, language.terms("time", "clock"))))
    joined = together(
        {w: v for w, (k, v) in values.items() if k in ("cardinal", "scale")}, language.terms("format", "together")
    )
    halves = (*language.terms("format", "and_fraction"), *language.terms("format", "article"))
    return NumberWords(
        values=values,
        scan=re.compile(_by_words(f"{trie}|{joined.pattern}" if joined.values else trie)),
        gap=re.compile(_GAP),
        # "800 с лишним миллионов": a hedge of several words may part the digits from their scale.
        hedged_scale=re.compile(f"{_GAP}{_any(tuple(lowered(term) for term in hedges if ' ' in term))}{_GAP}"),
        join=re.compile(f"{_GAP}(?:{_any(language.terms('format', 'and'))}{_GAP})?"),
        halves=re.compile(f"{_GAP}(?:{_any(halves)}{_GAP})?"),
        part_of=re.compile(
            f"{_GAP}{_any(language.terms('count', 'of'))}{_GAP}{_any(language.terms('format', 'article'))}{_GAP}"
        ),
        after_scale=_after_scale(language),
        article=re.compile(rf"(?<!\w){_any(language.terms('format', 'article'))}{_GAP}$"),
        decimal=(language.terms("format", "decimal") or (".",))[0],
        decimals=_decimals(language),
        marks=language.terms("format", "ordinal_marks"),
        decades=tuple(sorted(map(lowered, language.terms("format", "decade")), key=len, reverse=True)),
        clock_before=re.compile(rf"(?<!\w){clock}[ \u00a0]?$"),
        clock_after=re.compile(rf"[ \u00a0]?{clock}(?!\w)"),
        spaced_decimal=_spaced_decimal(language),
        counted=re.compile(f"[ \u00a0](?:{alternation(_unit_words(language)) or '(?!)'})(?!\\w)"),
        measured=re.compile(f"[ \u00a0](?:{alternation(_unit_words(language, measured=True)) or '(?!)'})(?!\\w)"),
        scaled=re.compile(f"[ \u00a0](?:{_any(tuple(language.numbers['scales']))})(?![\\w-])"),
        percent=re.compile(f"[ \u00a0]?%|[ \u00a0](?:{_any(language.terms('percent', 'words'))})(?!\\w)"),
        of_time=frozenset(lowered(word) for key in _OF_TIME for word in language.terms("time", key)),
        prepositions=frozenset(
            lowered(term)
            for table in ("role", "time", "range")
            for terms in language.tables.get(table, {}).values()
            for term in terms
            if len(term) == 1
        ),
        of_share=frozenset(lowered(word) for word in language.terms("role", "with")),
        of_one=frozenset(lowered(word) for place in _OF_ONE for word in language.terms(*place)),
        with_article=bool(language.terms("format", "article")),
        articles=frozenset(language.terms("count", "determiner")),
        currencies=frozenset(currency_words(language)),
        glued=frozenset({*currency_words(language), *_unit_words(language), *values}),
        hundredths=frozenset(map(lowered, language.terms("count", "hundredth"))),
        date_order=(language.terms("format", "date_order") or ("dmy",))[0],
        several=_several(language),
        vague=_vague(language, values),
        about=frozenset(map(lowered, language.terms("number_words", "about"))),
        turned=frozenset(map(lowered, language.terms("number_words", "turned"))),
        turned_few=frozenset(map(lowered, language.terms("number_words", "turned_few"))),
        capitals=frozenset(lowered(w) for w in language.numbers["scales"] if len(w) == 1 and w.isupper()),
        hedged=_hedged(language),
        decade_before=re.compile(
            rf"(?<!\w){_any(tuple(map(lowered, language.terms('format', 'decade_before'))))}[ \u00a0]$"
        ),
        currency_beside=re.compile(
            f"[ \u00a0\u202f]?(?:{_any(tuple(map(lowered, language.terms('count', 'of'))))}[ \u00a0]?)?"
            r"([^\W\d_]+|[^\w\s])"
        ),
        inner=frozenset(map(lowered, language.terms("number_words", "inner"))),
        positional=_positional(language),
        hedges=re.compile(f"[ \u00a0]?{_any(hedges)}[ \u00a0]?"),
        ordinal_before=_ordinal_before(language),
        wanting=_wanting(language),
        joiners=re.compile(rf"(?<!\w){_any(language.terms('format', 'and'))}{_GAP}$"),
        joined=_scale_and_currency(language),
        joined_scales={lowered(word): value for word, value in language.numbers["joined_scales"].items()},
        together=joined,
    )


def _scale_and_currency(language: LanguageDefinition) -> re.Pattern[str]:
    """An expression for a scale written together with a currency, right behind digits: "150 MSEK", "3 Md€"."""
    # A letter that is a sign of money before digits is part of a scale behind them: "5bn".
    # What is a currency without it is found first, with no scale: it has none.
    money = {word for word in currency_words(language) if len(word) > 1 or not word.isalpha()}
    scales = alternation(set(map(lowered, language.numbers["joined_scales"])))
    return re.compile(rf"[ \u00a0\u202f]?({scales or '(?!)'})??(?:{alternation(money)})(?!\w)")


def _ordinal_before(language: LanguageDefinition) -> re.Pattern[str] | None:
    """What ends in a word that makes an ordinal of the number behind it; None where the language has none."""
    words = language.terms("format", "ordinal_before")
    return re.compile(rf"(?<!\w){_any(words)}[ \u00a0]?$") if words else None


def _positional(language: LanguageDefinition) -> bool:
    """Whether ten is a scale, so that there is no word for thirty: it is three ten."""
    thirty = 3 * TEN
    return TEN in language.numbers["scales"].values() and thirty not in language.numbers["cardinals"].values()


def _numberless(language: LanguageDefinition, values: Mapping[str, object]) -> Iterator[str]:
    """Phrases that hold a number word and state no number: "pour cent", "double imposition"."""
    yield from (lowered(spelled(phrase)) for phrase in language.terms("number_words", "none"))
    for phrase in map(lowered, map(spelled, language.terms("percent", "words"))):
        if " " in phrase and not values.keys().isdisjoint(phrase.split()):
            yield phrase


def _by_words(trie: str) -> str:
    """The expression for the next digits (group 1) or number word (group 2), which passes over all other words at once.

    Where it matches with neither group, there is none before the end of what it matched. Most words are of the letters
    that are told by their ranges, which takes a third less time, with one space behind them.
    """
    word = rf"(?:{trie})(?!\w)"
    passed = rf"(?:[{_RANGES}]++ (?=[{_RANGES}])|[^\W\d_]++[^\w]*+)"
    return rf"\W*+(?:(?!{word}){passed})*+(?:({_CLUSTER})|({word})|\Z|.)"


def _after_scale(language: LanguageDefinition) -> frozenset[str]:
    """What joins a half to the scale before it; with its article where there are articles: "a billion and a half"."""
    stated = language.terms("format", "and_scale")
    if stated:
        return frozenset(stated)
    joining = language.terms("format", "and_fraction")
    articles = language.terms("format", "article")
    return frozenset(term for term in joining if " " in term or not articles)


def _vague(language: LanguageDefinition, values: dict[str, tuple[WordKind, float]]) -> frozenset[str]:
    """The forms of scale words that, standing alone, count nothing exactly: "тысячи" of "тысячи людей"."""
    terms = [re.escape(lowered(term)).replace(r"\*", r"\w*") for term in language.terms("number_words", "vague")]
    vague = re.compile("|".join(terms) or "(?!)")
    return frozenset(word for word, (kind, _) in values.items() if kind == "scale" and vague.fullmatch(word))


def _several(language: LanguageDefinition) -> re.Pattern[str]:
    """An expression for what leaves open how many of a scale there are: "a few" million, the "1/2" of a fraction."""
    words = _any(tuple(map(lowered, language.terms("number_words", "several"))))
    return re.compile(rf"(?:(?<!\w){words}|\d/\d+)\s+$")


def _wanting(language: LanguageDefinition) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Number words that are numbers only before a scale or before what they count, with what must follow them."""
    none = _any(tuple(map(lowered, language.terms("number_words", "none"))))
    scale = re.compile(rf"{_GAP}(?!{none}(?!\w)){_any(tuple(map(lowered, language.numbers['scales'])))}(?!\w)")
    counted = re.compile(f"{_GAP}(?:{alternation(_unit_words(language)) or '(?!)'})(?!\\w)")
    return {lowered(word): (scale, counted) for word in language.terms("number_words", "before_counted")}


def _hedged(language: LanguageDefinition) -> re.Pattern[str]:
    """An expression for what ends in a hedge, after which a lone scale word is a number: "более тысячи"."""
    hedges = {lowered(term) for terms in language.tables.get("bound", {}).values() for term in terms if "*" not in term}
    return re.compile(rf"(?<!\w){_any(tuple(hedges))}\s+$")


def _unit_words(language: LanguageDefinition, *, measured: bool = False) -> set[str]:
    """The words of all units and of percent; with `measured` those of weights, lengths and their like alone."""
    units = definitions().units
    tables = {
        "unit": language.tables.get("unit", {}),
        "percent": {} if measured else language.tables.get("percent", {}),
    }
    listed = [
        terms
        for table in tables.values()
        for key, terms in table.items()
        if not measured or (key in units and units[key].kind in _MEASURED)
    ]
    return {lowered(word) for terms in listed for word in terms}


def _spaced_decimal(language: LanguageDefinition) -> re.Pattern[str]:
    """A decimal part that a space parts from its mark, before a scale or a percentage: ", 6 milliarder"."""
    mark = (language.terms("format", "decimal") or (".",))[0]
    if mark != ",":
        return re.compile("(?!)")
    after = alternation({*map(lowered, language.numbers["scales"]), *language.terms("percent", "words"), "%"})
    return re.compile(rf", (\d{{1,2}})(?= ?(?:{after})(?!\w))")


def _decimals(language: LanguageDefinition) -> re.Pattern[str] | None:
    """An expression for "3.5 %" and "12,75 millones", whose mark (group 1) is plainly that of decimals."""
    if not language.terms("format", "other_decimal"):
        return None
    after = alternation({*map(lowered, language.numbers["scales"]), *language.terms("percent", "words"), "%"})
    return re.compile(rf"\d([.,])\d{{1,2}}(?=[ \u00a0\u202f]?(?:{after})(?!\w))")


def _any(words: tuple[str, ...]) -> str:
    """An expression for any of these words; for none, one that never matches."""
    listed = (re.escape(w).replace(r"\ ", r"[\s\-\u00a0]") for w in sorted(words, key=len, reverse=True))
    return "(?:" + "|".join(listed) + ")" if words else "(?!)"


def _compounds(language: LanguageDefinition, values: dict[str, tuple[WordKind, float]]) -> dict[str, float]:
    """Number words written as one: tens and units, hundreds, thousands, by the patterns of `joined`.

    A pattern names the parts in braces, as "{tens}{units}" or "{units}und{tens}".
    """
    patterns = language.terms("format", "joined")
    if not patterns:
        return {}
    cardinals = {w: v for w, (k, v) in values.items() if k == "cardinal" and v == int(v)}
    parts = {
        "units": {w: v for w, v in cardinals.items() if 0 < v < 10},  # noqa: PLR2004
        "teens": {w: v for w, v in cardinals.items() if 0 < v < 100 and (v < 20 or v % 10 == 0)},  # noqa: PLR2004
        "tens": {w: v for w, v in cardinals.items() if 20 <= v < 100 and v % 10 == 0},  # noqa: PLR2004
        "hundred": {w: v for w, (k, v) in values.items() if k == "scale" and v == 100},  # noqa: PLR2004
        # A sign such as "k" makes no words.
        "thousand": {w: v for w, (k, v) in values.items() if k == "scale" and v == 1000 and len(w) > 1},  # noqa: PLR2004
    }
    made: dict[str, float] = {}
    for pattern in patterns:
        names = re.findall(r"\{(\w+)\}", pattern)
        found: dict[str, float] = {"": 0}
        for literal, name in re.findall(r"([^{}]*)\{(\w+)\}", pattern):
            pool = parts.get(name) or made
            times = name in ("hundred", "thousand")
            found = {
                a + literal + w: (max(x, 1) * v if times else x + v) for a, x in found.items() for w, v in pool.items()
            }
        if names:
            made |= found
    return made
