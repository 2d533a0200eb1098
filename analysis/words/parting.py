"""What parts the words of a language that has no spaces between them, compiled from its file, CLDR and the events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.areas import area_terms
from analysis.currencies import currency_symbols, currency_terms
from analysis.definitions import Definitions, LanguageDefinition
from analysis.definitions.letters import MARKS, lettered
from analysis.lexicon import alternation, lowered, spelled

__all__ = ["Parting", "parting_of"]

_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"
"""Vowels that are written before the letter that they follow in speech (Unicode: Logical_Order_Exception)."""
_BEHIND = f"{MARKS}\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3"
"""Marks and vowels that belong to the letter before them."""
_SILENT = lettered("\u0e4c\u0ecc")
"""Marks that silence the letter they stand on, which ends its word."""
_SYLLABLE_GOES_ON = rf"(?![{_BEHIND}]|[^\W\d_][{_BEHIND}]?[{_SILENT}])"
_DIGITS = r"\d(?:[\d.,:/'\u2019\-\u2010-\u2014\u2212~]*\d)?"
_SPACED_LETTERS = "a-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff"
_UNKNOWN = rf"[{_BEFORE}]?[^\W\d_][{_BEHIND}]*+(?:[^\W\d_][{_BEHIND}]?[{_SILENT}])*+"
_COUNTERS = frozenset({"unit", "percent", "currency", "scales"})
_COUNTERS_OF_TIME = frozenset(
    f"{table}.{key}"
    for table, keys in (
        ("time", ("year", "half", "quarter", "month", "week", "day", "decade", "hour", "clock")),
        ("count", ("duration", "age", "old", "hundredth", "anniversary")),
        ("change", ("times", "times_added", "points")),
        ("format", ("year_mark", "month_mark", "day_mark")),
        ("bound_after", ("about", "over", "under", "at_least", "at_most")),
    )
    for key in keys
)
_DATING = frozenset({"time.year", "time.era", "time.academic", "calendar.name", "months.value"})
_TEN = 10
_LONG_NAME = 3
"""Letters of a name that is likelier than the word before it that would take its first."""


class Parting(NamedTuple):
    """What parts the words of a language, compiled."""

    parts: re.Pattern[str]
    known: re.Pattern[str]
    goes_on: re.Pattern[str]
    """What goes on with a number: the words of numbers, and of what is counted."""
    numerals: dict[str, str]
    """One-letter words for 0 to 9 -> the digit."""
    numbers: frozenset[str]
    """Words of numbers, behind which a counter may stand."""
    counters: frozenset[str]
    """One-letter words that are none but behind a number: of units, of money, of times."""
    hedges: frozenset[str]
    counted: frozenset[str]
    """Words that count or measure."""
    measures: frozenset[str]
    """Those among them that amounts end with, no numbers or times."""
    cut: dict[str, tuple[str, ...]]
    """Words that end in the letter with which a longer name begins -> the rest of such names."""
    guards: frozenset[str]
    """Words that only hold others by chance, or count nothing."""
    timed: frozenset[str]
    """Words of time: "10 years past" holds no "last year"."""
    no_year: frozenset[str]
    """Words behind which four digits are no year."""
    dating: tuple[str, ...]
    """Words before a year: those for year, names of months, marks of the calendar."""
    short: frozenset[str]
    beside: dict[str, frozenset[str]]
    opens: frozenset[str]
    """Words that open a sentence behind a space."""
    resumes: frozenset[str]
    closes: frozenset[str]
    percent: frozenset[str]
    """Words that do so behind an amount, names of economies among them."""
    times: re.Pattern[str]
    """Times such as open a sentence before one of these: "last year", "in May 2024"."""
    era: int
    letters: dict[int, str]
    """Letters that are read as others of the same word: those of a script's older form."""


@lru_cache(maxsize=32)
def parting_of(known: Definitions, language: LanguageDefinition) -> Parting:
    """What parts the words of a language, compiled once."""
    senses: dict[str, set[str]] = {}
    for written, sense in _terms(known, language):
        if "*" not in written:
            meant = senses.setdefault(lowered(spelled(lettered(written))), set())
            # That a counted phrase ends at a word says nothing of the word.
            meant |= {sense} - {"stop.words"}
    words = alternation(term for term in senses if len(term) > 1 or term.isalpha())
    word = f"(?:{words}){_SYLLABLE_GOES_ON}"
    numbers = {lowered(lettered(w)): v for table in ("cardinals", "scales") for w, v in language.numbers[table].items()}
    alone = {
        term
        for term, meant in senses.items()
        if len(term) == 1 and meant and all(map(_counts, meant)) and numbers.get(term) != _TEN
    }
    counted = frozenset(term for term, meant in senses.items() if any(map(_counts, meant)))
    areas = language.areas
    return Parting(
        parts=re.compile(
            rf"(?P<spaced>[{_SPACED_LETTERS}]+)|(?P<word>{word})|(?P<digits>{_DIGITS})|\s+|{_UNKNOWN}|(?s:.)"
        ),
        known=re.compile(rf"\s?({word})"),
        goes_on=re.compile(f"(?:{alternation((*numbers, *counted))}){_SYLLABLE_GOES_ON}"),
        numerals={w: str(int(v)) for w, v in numbers.items() if v < _TEN and len(w) == 1},
        numbers=frozenset(numbers),
        counters=frozenset(alone),
        hedges=frozenset(
            map(lettered, (t for terms in language.tables.get("bound_after", {}).values() for t in terms))
        ),
        counted=counted,
        measures=frozenset(
            term
            for term in counted - numbers.keys()
            if not any(s.startswith("time.") or s == "count.duration" for s in senses[term])
        ),
        cut=_overlapped(senses),
        guards=frozenset(
            term
            for term, meant in senses.items()
            if all(s.partition(".")[0] in ("words", "idioms", "format") for s in meant)
        ),
        timed=frozenset(term for term, meant in senses.items() if any(s.startswith("time.") for s in meant)),
        no_year=frozenset(
            term for term, meant in senses.items() if any(s.partition(".")[0] in _COUNTERS for s in meant)
        ),
        dating=tuple(sorted(term for term, meant in senses.items() if not meant.isdisjoint(_DATING))),
        short=areas.cut_short,
        beside={key: frozenset(map(lettered, terms)) for key, terms in areas.beside.items()},
        opens=frozenset(map(lettered, language.terms("sentence", "opens"))),
        resumes=frozenset(
            {term for term, meant in senses.items() if any(s.startswith("area.") for s in meant)}
            | set(map(lettered, language.terms("sentence", "resumes")))
        ),
        closes=frozenset(map(lettered, language.terms("sentence", "closes"))),
        percent=frozenset(map(lettered, language.terms("percent", "before"))),
        times=_times(senses),
        era=language.era,
        letters={ord(pair[0]): pair[1] for row in language.terms("format", "letters") for pair in row.split()},
    )


def _overlapped(senses: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Words that would take the first letter of a name behind them: of "同意大利" the "同意", of Italy the "意"."""
    named = {term for term, meant in senses.items() if any(sense.startswith("area.") for sense in meant)}
    rests: dict[str, list[str]] = {}
    for name in named:
        if len(name) >= _LONG_NAME:
            rests.setdefault(name[0], []).append(name[1:])
    return {term: tuple(rests[term[-1]]) for term in senses.keys() - named if len(term) > 1 and term[-1] in rests}


def _times(senses: dict[str, set[str]]) -> re.Pattern[str]:
    def any_of(wanted: frozenset[str]) -> str:
        return f"(?:{alternation(term for term, meant in senses.items() if not meant.isdisjoint(wanted))})"

    inside, dates = any_of(frozenset({"time.in"})), any_of(_DATING)
    years = any_of(frozenset({"time.last", "time.this", "time.whole"}))
    return re.compile(rf"(?:{inside}?\s?(?:{years}|{dates}(?=\s?\d))\s?(?:\d{{4}}\s?)?){{1,2}}")


def _counts(sense: str) -> bool:
    """Whether a sense is that of a word of counting: a unit, a currency, a length of time."""
    return sense.partition(".")[0] in _COUNTERS or sense in _COUNTERS_OF_TIME


def _terms(known: Definitions, language: LanguageDefinition) -> Iterator[tuple[str, str]]:
    """(term, sense) for everything that is a word."""
    for table, keys in language.tables.items():
        if table not in ("identify", "abbreviations"):
            yield from ((term, f"{table}.{key}") for key, terms in keys.items() if key != "letters" for term in terms)
    for table, values in language.numbers.items():
        yield from ((term, f"{table}.value") for term in values)
    for name in _calendar_names(language):
        yield name, "calendar.name"
    yield from area_terms(language)
    yield from ((term, "beside.name") for terms in language.areas.beside.values() for term in terms)
    yield from ((term, f"currency.{code}") for term, code in currency_terms(language))
    yield from ((symbol, "currency.sign") for symbol in currency_symbols(language) if symbol.isalpha())
    for event in known.events.values():
        for term in event.words.get(language.code, ()):
            yield from ((part, "event.part") for part in term.replace("\u2026", "\n").split("\n") if part.strip())


def _calendar_names(language: LanguageDefinition) -> Iterable[str]:
    """CLDR's names of months and weekdays but for those that are a number and a mark."""
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    locale = Locale.parse(language.locale.replace("-", "_"))
    months = (*locale.months["format"].values(), *locale.months["stand-alone"].values())
    days = [locale.days[context]["wide"] for context in ("format", "stand-alone")]
    numerals = {w for w, v in language.numbers["cardinals"].items() if v <= _TEN} | {
        w for w, v in language.numbers["scales"].items() if v <= _TEN
    }
    for name in {name for names in (*months, *days) for name in names.values()}:
        if len(name) > 2 and not name[0].isdigit() and name[0] not in numerals:  # noqa: PLR2004 - "M1"
            yield name.rstrip(".")
            yield name
