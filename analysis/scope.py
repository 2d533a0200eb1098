"""What holds for a whole document: its language, date, body, title and the pair it is about.

Computed once, used by every sentence. The text is taken as it stands: page furniture around the
article (menus, file names, comments, related headlines) is told apart here and never inside the body.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from babel.core import LOCALE_ALIASES

from analysis.areas import area_lexicon, mentions
from analysis.currencies import coins_of, currency_terms, home_of
from analysis.definitions import LanguageDefinition, definitions
from analysis.languages import identify
from analysis.lexicon import lowered
from analysis.model import Document, Number, Scope, Span
from analysis.numbers import scan
from analysis.periods import day_of_month, is_day, span_days, year_of
from analysis.plain import Plain, plain
from analysis.sentences import Sentence, Sentences
from analysis.words import parted

__all__ = ["Reading", "UnknownLanguageError", "read_scope", "scope_of"]

_PROSE = 200
"""Characters from which a line is a paragraph of the article."""
_SHORT = 120
_LONGEST_FURNITURE = 4000
"""Characters of a line from which it is taken for text without a look at it."""
_HEAD = 12
"""Lines at the top, and at the end, among which a dateline is looked for."""
_LEAD = 500
"""Characters at the top that name the parties rather than others in passing."""
_SAMPLE = 4000
"""Characters of the body that tell which economies it is about."""
_ASIDE = 8
_CLEAR = 8
"""By one in so many the second economy must be named more often than the third to be its partner."""
_MENU_WORDS = 4
_DONE = 16
"""Characters from a year to the verb of what was done by then: a subject."""
_COMPARED = 28
"""Characters from a word of comparison to the year compared with: "with the same period of"."""
_OF_A_YEAR = 6
"""Characters from "the same period" to the year that it is of."""
_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_WHOLE_LINE = re.compile(f"[^{_BREAKS}]*+(?:\r\n|[{_BREAKS}])|[^{_BREAKS}]++")
"""A line with its end, where str.splitlines has one."""
_FILE_LINE = re.compile(r"\s*\S+\.(?:jpe?g|png|gif|webp|svg|bmp|mp4|mp3|pdf|docx?)\s*", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*\[\w+(?:\s+\w+=\S+)+\s*/?\]\s*")
_BULLET = re.compile(r"\s*[•·▪◦*\-–]\s")
_DOMAIN = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|int|info|[a-z]{2}))(?=\W|$)", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_]+(?:[- ][^\W\d_]+)?\.")
_WORD = re.compile(r"\s*([^\W\d_]+)")
_AFTER_DATELINE = re.compile(r"\s*(?:\([^)]{1,40}\)|/[^/]{1,40}/)?\s*[:.\-\u2013\u2014|]")


_DATELINE = re.compile(r"[^.!?:;\n]{0,40}?(?:\s[-\u2013\u2014]{1,2}|:)\s")
"""What stands between the place that opens a dateline and the report."""


class UnknownLanguageError(ValueError):
    """A text in a language that has no definition: names the document and the languages there are."""

    def __init__(self, document: str, known: tuple[str, ...]) -> None:
        self.document = document
        self.known = known
        super().__init__(
            f"{document}: its language is none of those defined ({', '.join(known)}); "
            "name it with --language, or add languages/<code>.toml"
        )


class _Line(NamedTuple):
    """A line of a text: its place, not a copy of it."""

    start: int
    end: int
    whole: str

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end]

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Reading:
    """A document as the later stages work on it: its scope, its numbers and its sentences."""

    document: Document
    language: LanguageDefinition
    low: str
    numbers: list[Number]
    sentences: Sentences
    published: str | None
    """The date of publication that was given or that the document declares."""
    plain: Plain | None = None
    """The text that `document` has here, where the document's own is not plain."""

    def written(self, start: int, end: int) -> Span:
        """A stretch of the text that is read, in the document as it stands."""
        return (start, end) if self.plain is None else self.plain.span(start, end)

    @cached_property
    def scope(self) -> Scope:
        """What holds for the whole document: found when first asked for, as a text without amounts never asks."""
        document, numbers = self.document, self.numbers
        lines = self._article
        found, partial = _dateline(lines, numbers, self.language)
        reference, reference_from = _reference(self.published, found, partial, numbers, self.sentences)
        return Scope(
            document=document.id,
            language=self.language.code,
            published=self.published or found,
            published_from="declared" if self.published else "dateline" if found else None,
            reference=reference,
            reference_from=reference_from,
            title=document.title or _title(lines, numbers),
            publisher=document.publisher or _publisher(lines),
            body=_body(len(document.text), self.boilerplate),
            boilerplate=self.boilerplate,
            parties=_parties(self._named, self.language.home, home_spoken_of=self._home_spoken_of),
        )

    def _home_spoken_of(self) -> bool:
        """Whether amounts at the top are told in the currency of the language's home alone, as in its own news."""
        home, top = self.language.home, self.low[:_SAMPLE]
        terms = currency_terms(self.language) if home else ()
        said = {home_of(code) == home for term, code in terms if lowered(term) in top}
        return said == {True}

    @property
    def economies(self) -> tuple[str, ...]:
        """Those that the text names at its top (ISO 3166-1), the parties among them."""
        return tuple(self._named)

    @cached_property
    def title_end(self) -> int:
        """Where the headline over the article ends; 0 without one. What ends with a full stop is its first sentence."""
        title = _title(self._article, self.numbers)
        headed = title is not None and not title.endswith((".", "\u3002"))
        return self.document.text.find(title) + len(title) if title and headed else 0

    @cached_property
    def coins(self) -> dict[str, str]:
        """Which currency a noun means that several share: see `analysis.currencies.coins_of`."""
        return coins_of(self.language, self.scope.parties, self.economies)

    @cached_property
    def boilerplate(self) -> tuple[tuple[int, int, str], ...]:
        """The stretches that are no part of the article, in order: (start, end, what it is)."""
        return _boilerplate(self._lines, self.language)

    @cached_property
    def _lines(self) -> list[_Line]:
        return _lines(self.document.text)

    @cached_property
    def _article(self) -> list[_Line]:
        """The lines of the article that are not blank."""
        furniture = [start for start, _, _ in self.boilerplate]
        return [
            line for line in self._lines if line.text.strip() and not _inside(line.start, self.boilerplate, furniture)
        ]

    @property
    def _named(self) -> Counter[str]:
        return self._economies[0]

    @cached_property
    def _economies(self) -> tuple[Counter[str], dict[str, int]]:
        return _economies(self._article, self.document.text, self.low, self.language)

    def named_only_after(self, code: str, position: int) -> bool:
        """Whether the text names an economy for the first time behind a position."""
        return self._economies[1].get(code, -1) >= position

    @cached_property
    def home(self) -> str | None:
        """The one economy that speaks the language of the text, where the text is about it: "we" is that one."""
        return self.language.home if self.language.home in self.scope.parties else None

    def in_body(self, position: int) -> bool:
        """Whether a position lies in the article's body."""
        return self.furniture_at(position) is None

    @cached_property
    def datelines(self) -> frozenset[int]:
        """Where the text gives its own date of publication as a dateline does."""
        stated = _datelines(self._article, self.numbers, self.language)
        published = self.scope.published
        return frozenset(n.start for line, n in stated if n.iso == published and _stands_apart(line, n, self.language))

    @cached_property
    def days(self) -> list[tuple[int, str]]:
        """The start and ISO 8601 date of every full date, or of both ends of a span, in the order of the text.

        A date without its year is that of the reference year. The dateline's own tells of nothing that happened.
        """
        year = (self.scope.reference or "")[:4]
        found = []
        for number in self.numbers:
            if number.kind != "date" or not number.iso or number.start in self.datelines:
                continue
            whole = number.iso
            if whole.startswith("---"):
                whole = day_of_month(whole, self.scope.reference) or whole
            ends = whole.split("/")
            if year and not ends[0][:1].isdigit():
                ends = [year + end[1:] for end in ends]
            try:
                if all(is_day(end) and date.fromisoformat(end) for end in ends):
                    found.append((number.start, "/".join(ends)))
            except ValueError:
                # 29 February, and the reference is in no leap year.
                continue
        return found

    def numbers_in(self, sentence: Sentence) -> list[Number]:
        """The numbers of one sentence, in its order."""
        first = bisect_left(self.numbers, sentence.start, key=attrgetter("start"))
        last = bisect_left(self.numbers, sentence.end, key=attrgetter("start"))
        return self.numbers[first:last]

    def same_sentence_before(self, sentence: Sentence, position: int) -> bool:
        """Whether a position lies in a sentence or in the one right before it."""
        preceding = self.sentences.preceding(sentence)
        return position >= (preceding.start if preceding else sentence.start)

    def furniture_at(self, position: int) -> str | None:
        """What a position outside the article's body belongs to; None inside it."""
        index = bisect_right(self.boilerplate, position, key=itemgetter(0)) - 1
        if index < 0 or position >= self.boilerplate[index][1]:
            return None
        return self.boilerplate[index][2]


def scope_of(document: Document | str, *, language: str | None = None, published: str | None = None) -> Scope:
    """The scope of a document; `language` and `published` win over what it declares and what is found.

    Raises UnknownLanguageError where the text is in none of the languages that are defined.

    >>> scope_of("Hanoi, 5 May 2021: Laos and Vietnam agreed to raise the trade between them.").published
    '2021-05-05'
    """
    reading = read_scope(document, language=language, published=published)
    scope = reading.scope
    if reading.plain is None:
        return scope
    return replace(
        scope,
        title=scope.title and reading.plain.said(scope.title, 0),
        publisher=scope.publisher and reading.plain.said(scope.publisher, 0),
        body=tuple(reading.written(*span) for span in scope.body),
        boilerplate=tuple((*reading.written(start, end), what) for start, end, what in scope.boilerplate),
    )


def read_scope(document: Document | str, *, language: str | None = None, published: str | None = None) -> Reading:
    """The document read: its numbers are found, its scope and sentences are there when asked for."""
    if isinstance(document, str):
        document = Document(id="text", text=document)
    read = plain(document.text)
    if read is not None:
        document = replace(document, text=read.text)
    definition = _language(document, language)
    read = parted(document.text, definition, of=read)
    if read is not None:
        document = replace(document, text=read.text)
    low = lowered(document.text)
    numbers = scan(document.text, low, definition)
    sentences = Sentences(document.text, definition, low=low)
    stated = published or document.published
    if stated and not _is_date(stated):
        raise ValueError(
            f"{document.id}: {stated!r} is no date of publication; write it as 2021-08-09, 2021-08 or 2021"
        )
    return Reading(document, definition, low, numbers, sentences, stated, read)


def _is_date(iso: str) -> bool:
    """Whether something is a day, a month or a year of ISO 8601, in a year of four digits."""
    if not re.fullmatch(r"[12]\d{3}(?:-\d\d){0,2}", iso):
        return False
    try:
        span_days(iso)
    except ValueError:
        return False
    return True


def _language(document: Document, language: str | None) -> LanguageDefinition:
    known = definitions()
    declared = language or document.language
    if declared is not None and (language or "language:html" not in document.found):
        code = _defined(declared)
    else:
        # What a page says of its language is often what the site says of all its pages.
        code = identify(document.text) or (_defined(declared) if declared else None)
    if code is None:
        raise UnknownLanguageError(document.id, known.languages)
    return known.language(code)


def _defined(tag: str) -> str | None:
    """The code of a language that is defined, by its tag: "en-GB" is English; None where it is not defined."""
    known = definitions().languages
    code = tag.replace("_", "-").partition("-")[0].lower()
    other = LOCALE_ALIASES.get(code, "").partition("_")[0]
    return next((one for one in (tag, code, other) if one in known), None)


def _lines(text: str) -> list[_Line]:
    return [_Line(*match.span(), text) for match in _WHOLE_LINE.finditer(text)]


def _inside(position: int, stretches: tuple[tuple[int, int, str], ...], starts: list[int]) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < stretches[index][1]


def _body(length: int, boilerplate: tuple[tuple[int, int, str], ...]) -> tuple[Span, ...]:
    body, position = [], 0
    for start, end, _ in boilerplate:
        if start > position:
            body.append((position, start))
        position = end
    if position < length:
        body.append((position, length))
    return tuple(body)


class _Furniture(NamedTuple):
    """What a language file says of the page around an article, compiled."""

    tail: tuple[str, ...]
    single: frozenset[str]
    dateline: re.Pattern[str]
    """What stands before a position that follows a mark of datelines."""


@lru_cache(maxsize=64)
def _furniture(language: LanguageDefinition) -> _Furniture:
    tail, single, marks = (
        tuple(word.lower() for word in language.terms("boilerplate", key)) for key in ("tail", "line", "dateline")
    )
    listed = "|".join(map(re.escape, marks)) or "(?!)"
    return _Furniture(tail, frozenset(single), re.compile(rf"(?:^|\W)(?:{listed})\W*$"))


def _boilerplate(lines: list[_Line], language: LanguageDefinition) -> tuple[tuple[int, int, str], ...]:
    """The stretches that are no part of the article, in order, with what they are."""
    known = _furniture(language)
    last_prose = max((i for i, line in enumerate(lines) if line.length >= _PROSE), default=-1)
    found: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        if line.length >= _LONGEST_FURNITURE:
            continue
        written = line.text
        words = written.strip().lower()
        if not words:
            continue
        if index > last_prose >= 0 and _opens_tail(words, known.tail):
            found.append((line.start, lines[-1].end, "after the article"))
            break
        if _FILE_LINE.fullmatch(written):
            found.append((line.start, line.end, "file name"))
        elif _EMBEDDED.fullmatch(written):
            found.append((line.start, line.end, "embedded media"))
        elif words.strip(":.|") in known.single:
            found.append((line.start, line.end, "page furniture"))
        elif _BULLET.match(written) and len(words.split()) <= _MENU_WORDS and words[-1] not in ".!?;,:":
            found.append((line.start, line.end, "menu"))
    return tuple(found)


def _opens_tail(words: str, tail: tuple[str, ...]) -> bool:
    """Whether a line is a heading under which no article goes on: Comments (0), Related news."""
    return len(words) <= _SHORT // 2 and any(
        words.startswith(mark) and not words[len(mark) : len(mark) + 1].isalnum() for mark in tail
    )


def _dateline(lines: list[_Line], numbers: list[Number], language: LanguageDefinition) -> tuple[str | None, str | None]:
    """(date of publication, partial date) as a dateline states them; None where there is no dateline."""
    partial = None
    for _, number in _datelines(lines, numbers, language):
        if is_day(number.iso):
            return number.iso, partial
        partial = partial or number.iso
    return None, partial


def _datelines(
    lines: list[_Line], numbers: list[Number], language: LanguageDefinition
) -> Iterator[tuple[_Line, Number]]:
    """The dates that stand as datelines do, with their lines, those at the top first."""
    marks = _furniture(language).dateline
    years = frozenset(w.lower().rstrip(".") for w in language.terms("time", "year"))
    starts = [n.start for n in numbers]
    prose = next((i for i, line in enumerate(lines) if line.length >= _PROSE), len(lines))
    # The lines over the first paragraph, that paragraph's opening, and the lines that close the page.
    head = lines[: min(prose + 1, _HEAD)]
    tail = [line for line in lines[max(len(head), len(lines) - _HEAD // 2) :] if line.length < _SHORT // 2]
    for line in (*head, *reversed(tail)):
        for number in numbers[bisect_right(starts, line.start - 1) : bisect_right(starts, line.end)]:
            if number.kind != "date" or not number.iso or not number.iso[0].isdigit() or "/" in number.iso:
                continue
            if _is_dateline(line, number, marks, years):
                yield line, number


def _stands_apart(line: _Line, number: Number, language: LanguageDefinition) -> bool:
    """Whether a dateline's date is no part of a sentence, as it is in "On 14 March 2019 they signed five papers."."""
    if not line.text.rstrip().endswith("."):
        return True
    marked = _furniture(language).dateline.search(line.text[: number.start - line.start].strip().lower())
    after = number.end - line.start
    return bool((marked and line.text[after : after + 1] != ",") or _AFTER_DATELINE.match(line.text, after))


def _is_dateline(line: _Line, number: Number, marks: re.Pattern[str], years: frozenset[str]) -> bool:
    """Whether a date stands where datelines do: alone, at a short line's edge, or before a paragraph's dash."""
    if number.start - line.start > _PROSE and line.length > _PROSE:
        return False
    before = line.text[: number.start - line.start].strip()
    after = _without_year(line.text[number.end - line.start :], years)
    if len(before) < _SHORT // 2 and marks.search(before.lower()):
        return True
    full = number.iso is not None and len(number.iso) >= 7  # noqa: PLR2004 - a month at least
    # A sentence that ends with a date, or a date in brackets, tells of something else.
    sentence = line.text.rstrip().endswith(".") and len(before) > _SHORT // 3
    bracket = before.endswith("(") and after.lstrip().startswith(")")
    short = line.length <= _SHORT + _SHORT // 2 and not sentence and not bracket
    if short and full and not after.strip(" \t\r\n.|,:0123456789AaPpMmCETUGH()") and not re.search(r"[.!?]\s", before):
        # A month ends many a headline.
        return is_day(number.iso) or not before
    if short and full and not before.strip("|-–—• "):
        return True
    words = before.split()
    opens = len(before) <= _SHORT // 2 and len(words) <= _MENU_WORDS and not re.search(r"[.!?(]", before)
    parted = before.endswith(",") or not before or bool(_PLACE.fullmatch(before))
    return bool((opens or _PLACE.fullmatch(before)) and parted and _AFTER_DATELINE.match(after))


def _without_year(after: str, years: frozenset[str]) -> str:
    """What follows a date, without the word for "year" that some languages put behind its digits."""
    word = _WORD.match(after)
    return after[word.end() :] if word and word[1].lower() in years else after


def _reference(
    stated: str | None, found: str | None, partial: str | None, numbers: list[Number], sentences: Sentences
) -> tuple[str | None, str | None]:
    """The date from which "last year" counts, and how it is known."""
    if stated:
        return stated, "declared"
    if found:
        return found, "dateline"
    if partial:
        return partial, "dateline"
    past, earliest = 0, 0
    for number in numbers[:60]:
        year = year_of(number.iso) if number.kind == "date" else None
        if year is None or "/" in (number.iso or ""):
            continue
        if year <= past:
            continue
        sentence = sentences.around(number.start)
        if sentence.before(number.start, "time", "since", gap=8):
            # "Since 1996": told any time later.
            continue
        earliest = min(year, earliest or year)
        if sentence.before(number.start, "time", "same", gap=_OF_A_YEAR):
            # "12 % over the same period of 2009": told a year later.
            year += 1
            earliest = max(earliest, year)
        # "By 2030" and what is aimed at lies ahead of the text, "by 2019 it had reached ..." does not.
        by = sentence.before(number.start, "time", "by", gap=8)
        done = any(0 <= hit.start - number.end <= _DONE for hit, _ in sentence.of("status", "actual"))
        if not (by and not done) and not any(sentence.of("status", "target", "future", "estimate")):
            past = year
    latest = past + _tells_of_last_year(past, numbers, sentences) if past else earliest
    return (str(latest), "text") if latest else (None, None)


def _tells_of_last_year(latest: int, numbers: list[Number], sentences: Sentences) -> bool:
    """Whether a text tells of last year, and not only to compare with it, and never of this year.

    Then the latest year that it names, if always without a month, is most likely last year.
    """
    if any(n.kind == "date" and (n.iso or "").startswith(f"{latest}-") for n in numbers):
        return False
    told = False
    seen = -1
    for number in numbers[:60]:
        sentence = sentences.around(number.start)
        if sentence.start == seen:
            continue
        seen = sentence.start
        for hit, key in sentence.of("time", "last", "this"):
            if "time.year_phrase" not in hit.senses or "time.year_before" in hit.senses:
                continue
            if key == "this":
                return False
            compared = any(
                0 <= hit.start - word.end <= _COMPARED
                for found in (sentence.of("change", "versus"), sentence.of("time", "same"))
                for word, _ in found
            )
            told = told or not compared
    return told


def _title(lines: list[_Line], numbers: list[Number]) -> str | None:
    """The first line over the article that is no site's name and no date."""
    dated = [n for n in numbers[:20] if n.kind == "date"]
    for line in lines[:_HEAD]:
        words = line.text.strip()
        if line.length >= _PROSE:
            return None
        if _DOMAIN.match(words) or len(words.split()) < _MENU_WORDS:
            continue
        opens_with_date = any(n.start - line.start <= 5 and line.start <= n.start < line.end for n in dated)  # noqa: PLR2004
        if not opens_with_date:
            return words
    return None


def _publisher(lines: list[_Line]) -> str | None:
    """The site that a line at the top names by its domain."""
    for line in lines[:3]:
        match = _DOMAIN.match(line.text.strip()) if line.length < _SHORT else None
        if match:
            return match.group(1)
    return None


def _economies(
    lines: list[_Line], text: str, low: str, language: LanguageDefinition
) -> tuple[Counter[str], dict[str, int]]:
    """How loudly the text names each economy, by how often, the title and the top most; and where it does so first."""
    weights = {"name": 2, "adjective": 2, "capital": 1, "ambiguous": 1, "home": 1, "ours": 1}
    counts, first = Counter[str](), dict[str, int]()
    known = definitions().areas
    words = area_lexicon(language)
    read = 0
    for index, line in enumerate(lines):
        end = min(line.end, line.start + _SAMPLE - read)
        for hit in words.scan(text, line.start, end, low=low):
            for area in mentions(hit, text):
                if "|" in area.code or (area.code in known and known[area.code].kind != "economy"):
                    continue
                if area.form == "capital" and _opens_dateline(text, line, hit.start, hit.end):
                    # Where a report was written is not whom it is about.
                    continue
                first.setdefault(area.code, hit.start)
                top = read + hit.start - line.start < _LEAD
                place = 1 if area.form in ("home", "ours") else 3 if index == 0 else 2 if top else 1
                counts[area.code] += weights[area.form] * place
        read += end - line.start
        if read >= _SAMPLE:
            break
    return counts, first


def _opens_dateline(text: str, line: _Line, start: int, end: int) -> bool:
    """Whether a place opens a line as a dateline does: "HANOI (VNA) - ", "Rabat, 5 April 2024:"."""
    return not text[line.start : start].strip() and _DATELINE.match(text, end, line.end) is not None


def _parties(named: Counter[str], home: str, *, home_spoken_of: Callable[[], bool]) -> tuple[str, ...]:
    """The one or two economies that the text is about.

    Where no pair stands out, that of the text's language is one of the two; it need not be named in a list of its
    partners, if the amounts are told in its currency (`home_spoken_of`).
    """
    (first, most), (second, more), (_, third) = (*named.most_common(3), ("", 0), ("", 0), ("", 0))[:3]
    if not first:
        return ()
    # An eighth is no mere aside; where a third is named as often, the text is about one economy and its partners.
    pair = more * _ASIDE >= most and more * _CLEAR > third * (_CLEAR + 1)
    if pair:
        return tuple(sorted((first, second)))
    if home in named and home != first and named[home] * _ASIDE >= most:
        return tuple(sorted((first, home)))
    if home and home not in named and third and home_spoken_of():
        return (home,)
    return (first,)
