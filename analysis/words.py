"""A text with its words parted: what the later stages read, and where each character of it stands in the text.

Where a script parts words by spaces, that is the text itself. Elsewhere it is a view: digits, brackets and
commas in their plain forms, vowel marks as letters, and a space wherever a word begins that the language's
file, CLDR or the events know. The longest word counts; what no word explains stays in one piece. So the
rules of the later stages hold for every script. The text is not changed: what they find is told in its own
positions (`analysis.plain`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from analysis.areas import area_terms
from analysis.currencies import currency_symbols, currency_terms
from analysis.definitions import Definitions, LanguageDefinition, definitions
from analysis.definitions.letters import MARKS, apart, lettered
from analysis.lexicon import alternation, lowered, spelled
from analysis.model import Span
from analysis.plain import Plain

__all__ = ["parted"]


def parted(text: str, language: LanguageDefinition, *, of: Plain | None = None) -> Plain | None:
    """A text with its words parted, and where each character of it stands; None where the words are apart already.

    `of` is what the text was made of, where it is not the text as it stands; it is what comes back where the words
    are apart. Linear in the length of the text.
    """
    return of if language.spaced else _View(text, language).words().within(of)


# -- characters in their plain forms ------------------------------------------------------------

_WIDE_COMMAS = "\uff0c\u3001\uff64"
"""Commas that stand between numbers without being part of them."""


def _plain() -> dict[int, str]:
    """Digits of every script, and marks as wide as an ideograph, as those of ASCII; the marks of vowels as letters."""
    digits = (chr(c) for c in range(0x80, 0x10000) if unicodedata.category(chr(c)) == "Nd")
    wide = {c: unicodedata.normalize("NFKC", chr(c)) for c in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7))}
    plain = {c: form for c, form in wide.items() if len(form) == 1 and chr(c) not in _WIDE_COMMAS}
    plain |= {ord(digit): str(unicodedata.decimal(digit)) for digit in digits}
    # A space of no width only says where a line may end; the wide one is a space.
    return plain | {0x200B: " ", 0x3000: " "}


_PLAIN = _plain()
_COMMAS = dict.fromkeys(map(ord, _WIDE_COMMAS), ",")

# -- the parts of a text ------------------------------------------------------------------------

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
_YEAR = re.compile(r"(?<!\d)(\d{4})(?:([-\u2010-\u2014/])(\d\d)(?!\d))?(?!\d)")
_YEARS = (1600, 2100)
_SHORT_YEAR = re.compile(r"\d\d")
_SHORT_YEARS = 1969
"""The first of the hundred years that two digits stand for: the POSIX rule."""
_NUMERALS = 3
"""So many one-letter words for the digits in a row are written as digits are: years."""
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


class _Parting(NamedTuple):
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
def _parting(known: Definitions, language: LanguageDefinition) -> _Parting:
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
    return _Parting(
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
        short=frozenset(letter for letters in areas.short.values() for letter in letters),
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


class _View:
    """The making of one view."""

    def __init__(self, text: str, language: LanguageDefinition) -> None:
        self.known = _parting(definitions(), language)
        self.written = text
        self.text = lettered(text.translate(_PLAIN).translate(self.known.letters))
        self.low = lowered(self.text)
        self.pieces: list[str] = []
        self.places: list[Span] = []
        self.before = ""
        """The word before, as known; empty behind a mark or a space."""
        self.counts = False
        """Whether a counter may follow."""
        self.amount = False
        """Whether an amount has just ended, with its unit."""

    def words(self) -> Plain:
        start = 0
        last = " "
        while match := self.known.parts.match(self.low, start):
            end = match.end()
            kind = match.lastgroup
            if kind == "word" and self._takes_a_letter(start, end):
                match = self.known.parts.match(self.low, start, end - 1) or match
                end, kind = match.end(), match.lastgroup
            if kind == "word" and end - start == 1 and (run := self._run(start)):
                end, kind = run, "digits"
                piece = "".join(self.known.numerals[c] for c in self.low[start:end])
            else:
                if kind == "word" and self.counts and self._gives_way(self.low[start:end]):
                    # "2024年中国": behind a number what goes on with it, rather than a longer word.
                    goes_on = self.known.goes_on.match(self.low, start)
                    end = goes_on.end() if goes_on else end
                piece = self.text[start:end]
            low = self.low[start:end]
            if kind == "word":
                kind, piece = self._word(start, end, low, piece)
            elif kind == "digits":
                piece = self._years(end, piece)
            elif low.isspace():
                piece = self._space(start, end, piece)
            elif kind is None and low in self.known.short and self._is_short(start):
                kind, piece = "word", apart(piece)
            if self._apart(last, piece[0], kind, start):
                self.pieces.append(" ")
                self.places.append((start, start))
            self.pieces.append(piece)
            self.places.append((start, end))
            last = piece[-1] if kind is not None or not piece[-1].isalpha() else "\0"
            self._note(kind, low)
            start = end
        starts = [0, *accumulate(map(len, self.pieces))][:-1] or [0]
        view = "".join(self.pieces).translate(_COMMAS)
        return Plain(view, self.written, starts, self.places or [(0, 0)])

    def _apart(self, last: str, first: str, kind: str | None, start: int) -> bool:
        """Whether a space is put between the character before and the part that comes."""
        if last.isspace() or first.isspace():
            return False
        unknown = kind is None and first.isalpha()
        if last == "\0" or last.isalnum():
            if first.isalnum():
                # Unknown letters stay together; so do the letters and digits of a code.
                joined = (last == "\0" and unknown) or (last.isascii() and first.isascii() and last != "\0")
                return not joined
            return unicodedata.category(first) in ("Ps", "Pi", "Sc")
        if unicodedata.category(last) in ("Ps", "Pi", "Pd", "Sc") or last in "/@#&+":
            return False
        opens = first.isalnum() or unicodedata.category(first) in ("Ps", "Pi", "Sc")
        # A wide mark has no space behind it as it stands.
        return opens and not (self.written[start - 1].isascii() and first.isascii() and last not in ",;")

    def _note(self, kind: str | None, low: str) -> None:
        measured = kind == "word" and low in self.known.measures
        # "at 40 million dollars in 2019": the time right behind an amount is part of it.
        goes_on = measured or low == " " or kind == "digits" or low in self.known.timed or low in self.known.closes
        # "ร้อยละ 60": the word for percent stands before its number.
        share = kind == "digits" and self.before in self.known.percent
        self.amount = low == "%" or share or (measured and self.counts) or (self.amount and goes_on)
        if kind == "digits" or (kind == "word" and low in self.known.numbers):
            self.counts = True
        elif kind != "word" or not (self.counts and low in self.known.hedges):
            self.counts = self.counts and low == " "
        self.before = low if kind == "word" else self.before if low == " " else ""

    def _takes_a_letter(self, start: int, end: int) -> bool:
        """Whether a word takes the first letter of a longer name behind it."""
        rests = self.known.cut.get(self.low[start:end])
        return rests is not None and self.low.startswith(rests, end)

    def _run(self, start: int) -> int | None:
        """Where a run of one-letter words for digits ends, none of them in a longer word: a year in words."""
        end = start
        while self.low[end : end + 1] in self.known.numerals and not self._opens_longer(end):
            end += 1
        if end - start < _NUMERALS or self.low[end : end + 1] in self.known.numbers:
            return None
        return end

    def _opens_longer(self, position: int) -> bool:
        """Whether a word of more than one letter begins at a position."""
        word = self.known.known.match(self.low, position)
        return word is not None and len(word.group(1)) > 1

    def _gives_way(self, word: str) -> bool:
        """Whether behind a number a shorter word is likelier: this one only guards others, or opens as a counter."""
        if word in self.known.guards:
            return True
        timed = word in self.known.timed or word[0] in self.known.counters
        return timed and word not in self.known.counted and self.known.goes_on.match(word) is not None

    def _word(self, start: int, end: int, low: str, written: str) -> tuple[str | None, str]:
        """(kind, as written) of a known word: a counter without a number, or a short name alone, is none."""
        if end - start > 1:
            return "word", written
        counted = low in self.known.counters and self.counts
        if low in self.known.short and not counted and self._is_short(start):
            # Behind a number it counts: the day of "10日法航", on the 10th Air France, is not Japan.
            return "word", apart(written)
        if low in self.known.counters and not self.counts:
            return None, written
        return "word", written

    def _is_short(self, position: int) -> bool:
        """Whether a name cut to one letter is one here: beside another such name, or a word that asks for it."""
        known, low = self.known, self.low
        following = low[position + 1 : position + 2]
        if position and self.pieces[-1] == apart(low[position - 1]):
            return True
        after = known.known.match(low, position + 1)
        alone = after is None or len(after.group(1)) == 1
        if following in known.short and alone:
            return True
        if self.before in known.beside.get("before", ()):
            return True
        return any(low.startswith(term, position + 1) for term in known.beside.get("after", ()))

    def _years(self, end: int, written: str) -> str:
        """Digits with the years of another calendar as those of the common one: as many digits."""
        era = self.known.era
        if not era or "," in written:
            return written
        if _SHORT_YEAR.fullmatch(written):
            return self._short_year(end, written)
        following = self.known.known.match(self.low, end)
        # "in the year 2567 tourists came": the word before says that it is one.
        dated = self.before.endswith(self.known.dating) if self.known.dating else False
        if not dated and following and following.group(1) in self.known.no_year:
            return written

        def common(match: re.Match[str]) -> str:
            year = int(match[1]) - era
            if not _YEARS[0] <= year <= _YEARS[1]:
                return match[0]
            if match[2] is None:
                return str(year)
            return f"{year}{match[2]}{(int(match[3]) - era) % 100:02d}"

        return _YEAR.sub(common, written)

    def _short_year(self, end: int, written: str) -> str:
        """Two digits behind a word of dates as the year of the common era that they stand for: "ปี 59" is 2016."""
        following = self.known.known.match(self.low, end)
        counts = following is not None and following.group(1) in self.known.no_year
        if counts or not self.known.dating or not self.before.endswith(self.known.dating):
            return written
        century = (_SHORT_YEARS + self.known.era) // 100 * 100
        year = century + int(written) - self.known.era
        return str(year if year >= _SHORT_YEARS else year + 100)

    def _opens(self, word: str) -> bool:
        """Whether a word behind a space opens a sentence."""
        return word in self.known.opens or (self.amount and word in self.known.resumes)

    def _space(self, start: int, end: int, written: str) -> str:
        """White space, as a full stop and more where a word behind it opens a sentence."""
        if end - start > 1 or written != " " or not self.known.opens or not start:
            return written
        if self.amount and self.known.resumes and (time := self.known.times.match(self.low, end)):
            word = self.known.known.match(self.low, time.end())
            opens = word and word.group(1) in self.known.resumes
        else:
            word = self.known.known.match(self.low, end)
            opens = word and word.start(1) == end and self._opens(word.group(1))
        if not opens or self.low[start - 1] in ",;:-":
            return written
        self.amount = False
        return "\u3002"
