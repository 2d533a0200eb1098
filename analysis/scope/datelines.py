"""When a text was written, by its dateline; its title and its publisher."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from analysis.areas import AreaMention
from analysis.definitions import LanguageDefinition
from analysis.lexicon import Hit
from analysis.model import Number
from analysis.periods import is_day, year_of
from analysis.scope.furniture import MENU_WORDS, PROSE, SHORT, Line, furniture_words
from analysis.sentences import Sentence, Sentences

__all__ = [
    "dateline_end",
    "dateline_of",
    "datelines_in",
    "is_country_of_dateline",
    "opens_dateline",
    "publisher_of",
    "reference_of",
    "stands_apart",
    "title_of",
]

_HEAD = 12
"""Lines at the top, and at the end, among which a dateline is looked for."""
_DONE = 16
"""Characters from a year to the verb of what was done by then: a subject."""
_COMPARED = 28
"""Characters from a word of comparison to the year compared with: "with the same period of"."""
_OF_A_YEAR = 6
"""Characters from "the same period" to the year that it is of."""
_GROWN = ("%", ",")
"""What may stand right before a word of comparison with a year: a percentage, or the comma behind it."""
_DOMAIN = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|int|info|[a-z]{2}))(?=\W|$)", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_]+(?:[- ][^\W\d_]+)?\.")
_PLACE_AND_ARTICLE = re.compile(r"([^\W\d_]+)(?:[- ][^\W\d_]+)*, [^\W\d_]{1,3}")
"""A place, a comma, and what some languages put before a day: "Paris, le"."""
_SENTENCES = re.compile(r"\w{2}[.!?]\s+[^\W_].*[.!?]$|\u3002.+\u3002$", re.DOTALL)
"""Several sentences in a line."""
_WORD = re.compile(r"\s*([^\W\d_]+)")
_AFTER_DATELINE = re.compile(r"\s*(?:\([^)]{1,40}\)|/[^/]{1,40}/)?\s*[:.\-\u2013\u2014|]")
_HEADED = re.compile(r"\s*(?:\([^)]{1,40}\)|/[^/]{1,40}/)?\s*[:\-\u2013\u2014|]+\s")
"""What parts the date of a dateline from the report on the same line."""
_DATELINE = re.compile(r"(?:[^.!?:;\n]|\.(?=\S|\s[\d(])|(?<=\d)\.(?=\s)){0,40}?(?:\s[-\u2013\u2014]{1,2}|:)\s")
"""What stands between the place that opens a dateline and the report."""
_NAMES = r"[^\W\d_]+(?:[- ][^\W\d_]+){0,2}"
_DAY_OF_MONTH = r"(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12})"
_IN_COUNTRY = re.compile(rf"\W{{0,3}}{_NAMES}, {_NAMES}, {_DAY_OF_MONTH}(?:,? \d{{4}})?(?:\.|:|\s[-\u2013\u2014])\s")
"""A dateline that names the country of its place, and the day: "BAKU, Azerbaijan, September 23."."""
_JOINED = re.compile(r"\s[^\W\d_]{1,3}\s([^\W\d_])[^\W\d_]+:\s")
"""What joins a second place to the one that opens a headline: "Moscow and Cairo: trade grows"."""
_BRACKETED = re.compile(
    r"\s*[(\uff08\[\u3010][^()\uff08\uff09\[\]\u3010\u3011\d\n]{2,24}(?:\d{1,2}[^()\uff08\uff09\d\n]{0,4})?[)\uff09\]\u3011]"
)
"""Places in brackets at the head of a line, and the day: "(法新社布鲁塞尔5日电)"."""
HEAD_OF_LINE = 40
"""Characters of a line within which its dateline names its place."""


def dateline_of(stated: list[tuple[Line, Number]]) -> tuple[str | None, str | None]:
    """(date of publication, partial date) as a dateline states them; None where there is no dateline."""
    partial = None
    for _, number in stated:
        if is_day(number.iso):
            return number.iso, partial
        partial = partial or number.iso
    return None, partial


def datelines_in(
    lines: list[Line], numbers: list[Number], language: LanguageDefinition
) -> Iterator[tuple[Line, Number]]:
    """The dates that stand as datelines do, with their lines, those at the top first."""
    marks = furniture_words(language).dateline
    years, within = _years_and_places(language)
    starts = [n.start for n in numbers]
    prose = next((i for i, line in enumerate(lines) if line.length >= PROSE), len(lines))
    # The lines over the first paragraph, that paragraph's opening, and the lines that close the page.
    head = lines[: min(prose + 1, _HEAD)]
    tail = [line for line in lines[max(len(head), len(lines) - _HEAD // 2) :] if line.length < SHORT // 2]
    for line in (*head, *reversed(tail)):
        for number in numbers[bisect_right(starts, line.start - 1) : bisect_right(starts, line.end)]:
            if number.kind != "date" or not number.iso or not number.iso[0].isdigit() or "/" in number.iso:
                continue
            if _is_dateline(line, number, marks, years, within):
                yield line, number


def stands_apart(line: Line, number: Number, language: LanguageDefinition) -> bool:
    """Whether a dateline's date is no part of a sentence, as it is in "On 14 March 2019 they signed five papers."."""
    if not line.text.rstrip().endswith("."):
        return True
    marked = furniture_words(language).dateline.search(line.text[: number.start - line.start].strip().lower())
    after = number.end - line.start
    return bool((marked and line.text[after : after + 1] != ",") or _AFTER_DATELINE.match(line.text, after))


@lru_cache(maxsize=64)
def _years_and_places(language: LanguageDefinition) -> tuple[frozenset[str], frozenset[str]]:
    """The words for year, and those with which a sentence on a place or a day opens."""
    keys = (("role", "in"), ("time", "in"), ("time", "today"), ("time", "yesterday"))
    years = frozenset(word.lower().rstrip(".") for word in language.terms("time", "year"))
    return years, frozenset(word.lower() for table, key in keys for word in language.terms(table, key))


def _is_dateline(
    line: Line, number: Number, marks: re.Pattern[str], years: frozenset[str], within: frozenset[str]
) -> bool:
    """Whether a date stands where datelines do: alone, at a short line's edge, or before a paragraph's dash.

    `within` are the words with which a sentence on a place or a day opens, and no dateline.
    """
    if number.start - line.start > PROSE and line.length > PROSE:
        return False
    before = line.text[: number.start - line.start].strip()
    after = _without_year(line.text[number.end - line.start :], years)
    if len(before) < SHORT // 2 and marks.search(before.lower()):
        return True
    if len(before) < SHORT // 2 and marks.match(after[:_CABLED]) and not re.search(r"[.!?(\u3002]", before):
        # "新华社北京2023年4月14日电"
        return True
    full = number.iso is not None and len(number.iso) >= 7  # noqa: PLR2004 - a month at least
    # A sentence that ends with a date, or a date in brackets, tells of something else.
    sentence = line.text.rstrip().endswith(".") and len(before) > SHORT // 3
    bracket = before.endswith("(") and after.lstrip().startswith(")")
    short = line.length <= SHORT + SHORT // 2 and not sentence and not bracket
    if short and full and not after.strip(" \t\r\n.|,:0123456789AaPpMmCETUGH()") and not re.search(r"[.!?]\s", before):
        # A month ends many a headline.
        return is_day(number.iso) or not before
    if short and full and not before.strip("|-–—• "):
        return True
    words = before.split()
    opens = len(before) <= SHORT // 2 and len(words) <= MENU_WORDS and not re.search(r"[.!?(]", before)
    marked = _PLACE_AND_ARTICLE.fullmatch(before)
    placed = marked is not None and before[0].isupper() and marked[1].lower() not in within
    parted = before.endswith(",") or not before or placed or bool(_PLACE.fullmatch(before))
    return bool((opens or _PLACE.fullmatch(before)) and parted and _AFTER_DATELINE.match(after))


def _without_year(after: str, years: frozenset[str]) -> str:
    """What follows a date, without the word for "year" that some languages put behind its digits."""
    word = _WORD.match(after)
    return after[word.end() :] if word and word[1].lower() in years else after


_GROWN_BY = 48
"""Characters from a word of growth to the comparison behind the money by which something grew."""
_CABLED = 2
"""Characters of a word behind a date by which an agency says that it cabled a report then."""
_NEAR_YEAR = 80
"""Characters between a year and a word of what is to come."""


_LONG_AGO = 10
"""Years from a date in the place of a dateline to those that a text tells of, from which on it is none."""


def reference_of(
    stated: str | None, found: str | None, partial: str | None, numbers: list[Number], sentences: Sentences
) -> tuple[str | None, str | None]:
    """The date from which "last year" counts, and how it is known."""
    if stated:
        return stated, "declared"
    told = found or partial
    if told is None:
        return _reference_told(numbers, sentences)
    told_later = _reference_told(numbers, sentences)
    if int((told_later[0] or told)[:4]) - int(told[:4]) >= _LONG_AGO:
        # "Relations were established on 3 February 1950. ... In 2021 trade was 5 million."
        return told_later
    return told, "dateline"


def _is_year_or_day(iso: str) -> bool:
    """Whether a date is no stretch of time, but for a fiscal year that is of two calendar years."""
    first, _, last = iso.partition("/")
    return not last or (first.isdigit() and last.isdigit() and int(last) - int(first) == 1)


def _reference_told(numbers: list[Number], sentences: Sentences) -> tuple[str | None, str | None]:
    """The year from which "last year" counts in a text that has no date: the latest of those that it tells of."""
    past, earliest = 0, 0
    for number in numbers[:60]:
        year = year_of(number.iso) if number.kind == "date" else None
        if year is None or not _is_year_or_day(number.iso or ""):
            continue
        if year <= past:
            continue
        sentence = sentences.around(number.start)
        if sentence.before(number.start, "time", "since", gap=8):
            # "Since 1996": told any time later.
            continue
        earliest = min(year, earliest or year)
        later = _told_later(sentence, number)
        if later:
            year += later
            earliest = max(earliest, year)
        # "By 2030" and what is aimed at lies ahead of the text, "by 2019 it had reached ..." does not.
        by = sentence.before(number.start, "time", "by", gap=8)
        # "Fra januar til og med oktober 2012": the end of months that are told of.
        by = None if by and sentence.before(by[0].start, "month") else by
        done = any(0 <= hit.start - number.end <= _DONE for hit, _ in sentence.of("status", "actual"))
        if not (by and not done) and not _lies_ahead(sentence, number):
            past = year
    latest = past + _tells_of_last_year(past, numbers, sentences) if past else earliest
    return (str(latest), "text") if latest else (None, None)


def _lies_ahead(sentence: Sentence, number: Number) -> bool:
    """Whether words of what is to come stand in the sentence of a year; near it, where no marks part long sentences."""
    if sentence.before(number.start, "time", "same", gap=_OF_A_YEAR):
        # "an estimated 5 million, up on the same period of 2009": what is compared with is over.
        return False
    if sentence.before(number.start, "time", "as_of", gap=1):
        told = next((key for hit, key in sentence.of("status") if hit.start >= number.end), None)
        if told == "actual":
            # "As of May 2023 it was 17 million, and he expects 22."
            return False
    if sentence.has("status", "pledge") and sentence.before(number.start, "time", "until", gap=2):
        # "promised 15 million a year from 2023 to 2027"
        return True
    reach = len(sentence.text) if sentence.language.spaced else _NEAR_YEAR
    # "aim to raise trade, officials said on 18 November 2024": what is aimed at stands before who says it.
    said = [hit.end for hit, _ in sentence.of("source", "after") if hit.end <= number.start]
    opens = said[-1] if said and is_day(number.iso) else 0
    cues = (hit for hit, _ in sentence.of("status", "target", "future", "estimate") if hit.start >= opens)
    return any(hit.start - number.end <= reach and number.start - hit.end <= reach for hit in cues)


def _tells_of_last_year(latest: int, numbers: list[Number], sentences: Sentences) -> bool:
    """Whether a text tells of last year, and not only to compare with it, and never of this year.

    Then the latest year that it names, if always without a month or a part of it, is most likely last year.
    """
    dates = [n for n in numbers if n.kind == "date" and (n.iso or "").startswith(str(latest))]
    if any("-" in (n.iso or "") or _is_of_a_part(sentences.around(n.start), n) for n in dates):
        return False
    told = False
    seen = -1
    for number in numbers[:60]:
        sentence = sentences.around(number.start)
        if sentence.start == seen:
            continue
        seen = sentence.start
        for hit, key in sentence.of("time", "last", "this"):
            if not _is_year(sentence, hit) or "time.year_before" in hit.senses:
                continue
            if key == "this":
                # "531 million in 2022, 600 in 2023, and 900 so far this year": a year later.
                return _beside_year(sentence, hit, latest, numbers)
            compared = any(
                0 <= hit.start - word.end <= _COMPARED
                for found in (sentence.of("change", "versus"), sentence.of("time", "same"))
                for word, _ in found
            )
            told = told or not compared
    return told


def _is_of_a_part(sentence: Sentence, year: Number) -> bool:
    """Whether only a part of a year is told of, most likely the text's own: "May of 2018", "so far in 2018"."""
    led = sentence.before(year.start, "time", "in", gap=1)
    if sentence.before(led[0].start if led else year.start, "time", "to_date", gap=1):
        return True
    return sentence.before(year.start, "time", "month", "quarter", "half", gap=_OF_A_YEAR) is not None


def _told_later(sentence: Sentence, number: Number) -> int:
    """How many years at least a sentence was told after a year that it only compares with.

    "12 % over the same period of 2009", "5 % more than in 2009": a year later; two where it tells of the year
    before, which then is the one between: "4 million in the previous year, 16 % more than in 2014".
    """
    if sentence.before(number.start, "time", "same", gap=_OF_A_YEAR):
        return 1
    versus = sentence.before(number.start, "change", "versus", gap=_OF_A_YEAR)
    if versus is None or "time.since" in versus[0].senses:
        return 0
    start = versus[0].start
    grown = sentence.before(start, "change", "more", "less", "up", "down") or sentence.before(start, "percent")
    cues = (hit.end for hit, _ in sentence.of("change", "up", "down") if hit.end < start)
    # "a growth of 63 million kroner from January 2011"
    by = start - max(cues, default=start)
    grown = grown or (sentence.before(start, "currency") if 0 < by <= _GROWN_BY else None)
    if not grown and not sentence.low[sentence.start : start].rstrip().endswith(_GROWN):
        return 0
    before = (hit for hit, _ in sentence.of("time", "last") if "time.year_before" in hit.senses)
    told = any(sentence.before(hit.start, "change", "versus", gap=_COMPARED) is None for hit in before)
    return 1 + told


def _is_year(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word that places a time places a year: one by itself, or with the word for year behind it."""
    return "time.year_phrase" in hit.senses or sentence.after(hit.end, "time", "year", gap=1) is not None


def _beside_year(sentence: Sentence, this: Hit, latest: int, numbers: list[Number]) -> bool:
    """Whether a sentence of several amounts sets "this year", further on, against the latest year that it names."""
    inside = [n for n in numbers if sentence.start <= n.start < sentence.end]
    year = next((n for n in inside if n.iso == str(latest) and n.start < this.start), None)
    amounts = sum(n.kind == "cardinal" for n in inside)
    return year is not None and this.start - year.end > _COMPARED // 2 and amounts > 1


def title_of(lines: list[Line], numbers: list[Number]) -> str | None:
    """The first line over the article that is no site's name and no date, without the dateline that it opens with.

    Where there is no headline it is the first sentence, if that is short.
    """
    dated = [n for n in numbers[:20] if n.kind == "date"]
    alone = sum(bool(line.text.strip()) for line in lines[:_HEAD]) == 1
    for line in lines[:_HEAD]:
        words = line.text.strip()
        if line.length >= PROSE or (alone and _SENTENCES.search(words)):
            # The report itself.
            return None
        if _DOMAIN.match(words) or len(words.split()) < MENU_WORDS:
            continue
        opens_with_date = any(n.start - line.start <= 5 and line.start <= n.start < line.end for n in dated)  # noqa: PLR2004
        if not opens_with_date:
            return line.text[_report_in(line, dated) :].strip()
    return None


def _report_in(line: Line, dates: list[Number]) -> int:
    """Where in a line the report begins that stands behind a dateline with a date; 0 where there is no dateline."""
    for number in dates:
        if line.start <= number.start < line.start + SHORT // 2:
            before = line.text[: number.start - line.start].strip()
            headed = _HEADED.match(line.text, number.end - line.start)
            short = len(before.split()) <= MENU_WORDS and not re.search(r"[.!?(]", before)
            placed = before.endswith(",") or _PLACE_AND_ARTICLE.fullmatch(before)
            if short and placed and headed and len(line.text[headed.end() :].split()) >= MENU_WORDS:
                return headed.end()
    return 0


def publisher_of(lines: list[Line]) -> str | None:
    """The site that a line at the top names by its domain."""
    for line in lines[:3]:
        match = _DOMAIN.match(line.text.strip()) if line.length < SHORT else None
        if match:
            return match.group(1)
    return None


def opens_dateline(text: str, line: Line, area: AreaMention) -> bool:
    """Whether a place opens a line as a dateline does: "HANOI (VNA) - ", "Rabat, 5 April:", "(Laos, Vientiane)"."""
    return dateline_end(text, line.start, line.end, [area]) > area.start


def is_country_of_dateline(text: str, line: Line, area: AreaMention) -> bool:
    """Whether an economy is named in a dateline as that of its place: "BAKU, Azerbaijan, September 23."."""
    opening = _IN_COUNTRY.match(text, line.start, line.end) if area.start - line.start <= HEAD_OF_LINE else None
    return opening is not None and area.start < opening.end()


def dateline_end(text: str, start: int, end: int, areas: list[AreaMention]) -> int:
    """Where the dateline ends that opens a sentence at the head of a line; 0 without one."""
    if not areas:
        return 0
    first = areas[0].start
    if first - start > HEAD_OF_LINE:
        return 0
    line = text.rfind("\n", max(0, start - HEAD_OF_LINE), first) + 1
    if line == 0 < start - HEAD_OF_LINE:
        return 0
    bracketed = _BRACKETED.match(text, line, end)
    if bracketed and first < bracketed.end():
        return bracketed.end()
    placed = areas[0].form == "capital" and not text[line:first].strip()
    another = _JOINED.match(text, areas[0].end, end)
    placed = placed and not (another and another[1].isupper())
    dateline = _DATELINE.match(text, areas[0].end, end) if placed else None
    return dateline.end() if dateline else 0
