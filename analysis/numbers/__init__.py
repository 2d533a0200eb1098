"""Every number of a text, in digits or words, found in one pass before any sentence is looked at.

Dates, times, ordinals and identifiers are told apart here, by their form and their nearest
neighbours alone. What a number counts is for the later stages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from analysis.definitions import LanguageDefinition, definitions
from analysis.lexicon import lowered
from analysis.model import Number, NumberKind
from analysis.numbers import dates, marked
from analysis.numbers.grammar import NumberWords, Token, combine, lone_scale, number_words, parse_digits, whole
from analysis.numbers.positional import positional
from analysis.numbers.short_dates import short_date, short_dates
from analysis.plain import plain, restored
from analysis.words import parted

__all__ = ["find_numbers", "in_name", "month_terms", "scan", "weekday_terms", "whole"]

_PLAIN_GROUPS = re.compile(r"(?: \d{3})+(?:[.,]\d+)?(?![\d.,:/]*\d)")
_RANGE = re.compile(rf"[{dates.DASHES}]+")
_CLOCK = re.compile(r"\d:\d\d(?::\d\d)?$")
_CODE = re.compile(r"[A-Z]{3}(?!\w)")
_NOUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OFFSET = 10
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?")
_CLOCK_WORD = 24
"""Characters before an hour in which the word for clock is looked for."""
_DECADE_WORD = 24
"""Characters before a year in which the word for a decade is looked for."""
_ANOTHER_YEAR = re.compile(r"[^\w.;:]{1,3}(?:\w{1,2} )?\d{4}")
"""What follows the first of several years: "les années 2020 et 2021"."""
_SHORT_DECADES = 30
"""From here on two digits name a decade of the last century: the 20s may be those of this one."""
_ADDRESS = re.compile(r"://|^www\.|@")
_FILE = re.compile(r"\.[a-z]{2,4}\d?$")
_NUMERO = re.compile(r"[№§]\s?$")
_LONGEST_WORD = 300
_PARTING = frozenset(' \n\t\u00a0\u202f(«"“[|,;+–—')
"""What parts a run of characters from what stands before it."""
_LONGEST_ORDINAL = 3
_OF_LATE = range(1980, 2040)
"""Years that the news tell of every day: a number of things that looks like one is rare."""
_CENTS = 2
"""Digits that hundredths are written with."""
_DENOMINATOR = 10
"""Up to here "1/3" is a fraction; beyond, "45/2021" is the number of a decree."""
_DIGITS = 1
"""The group of `NumberWords.scan` that digits are in."""
_NAME = 2
"""Letters of a number word that may be a name."""
_LONGEST_ARTICLE = 12
_SPACES = frozenset(" \u00a0\u202f")
_HYPHENS = "-\u2010\u2011_"


def find_numbers(text: str, *, language: str | None = None) -> list[Number]:
    """Every number of the text, in the order of the text, none overlapping.

    `language` is a code of those defined; without it, the text's own language, else the fallback's
    rules for digits. Positions are characters of `text`. Linear in the length of the text.

    >>> [(n.value, n.kind) for n in find_numbers("1.3 billion USD in 2021, up 27%", language="en")]
    [(1300000000.0, 'cardinal'), (None, 'date'), (27.0, 'cardinal')]
    """
    if language is None:
        from analysis.languages import identify  # noqa: PLC0415 - only where the language was not given

        language = identify(text) or definitions().fallback
    definition = definitions().language(language)
    read = plain(text)
    read = parted(read.text if read else text, definition, of=read)
    text = read.text if read else text
    return restored(scan(text, lowered(text), definition), read)


def month_terms(language: LanguageDefinition) -> list[tuple[str, int]]:
    """(name, 1 to 12) for every month's name as it stands in a text.

    A language that writes months with a capital has them found with one only: "May" is no "may".
    """
    capital = dates.capital_months(language)
    return [(name.capitalize() if capital else name, n) for name, n in dates.month_names(language).items()]


def weekday_terms(language: LanguageDefinition) -> list[tuple[str, int]]:
    """(name, 1 to 7) for every weekday's name as CLDR writes it; further forms stand in the language's file."""
    return list(dates.weekday_names(language).items())


def scan(text: str, low: str, language: LanguageDefinition) -> list[Number]:
    """`find_numbers` for a caller that has the text in lower case and the definition already."""
    words = number_words(language)
    if words.decimals:
        words = words._replace(decimal=_decimal_of(low, words.decimals, words.decimal))
    items = _Scan(text, low, words, language).items()
    found: list[Number] = []
    tokens: list[Token] = []
    for item in items:
        if isinstance(item, Token):
            tokens.append(item)
            continue
        found += _numbers(tokens, words, low)
        tokens = []
        found.append(item)
    found += _numbers(tokens, words, low)
    found = _said_once(found, low)
    return marked.dated(found, low, language) if language.terms("format", "year_mark") else found


def _said_once(found: list[Number], low: str) -> list[Number]:
    """The numbers, each that is written both in words and in digits as one: "two hundred (200) scholarships"."""
    kept: list[Number] = []
    for number in found:
        last = kept[-1] if kept else None
        if last and _repeats(last, number, low):
            kept[-1] = replace(last, end=number.end + 1)
        else:
            kept.append(number)
    return kept


def _repeats(first: Number, second: Number, low: str) -> bool:
    """Whether a number says the one before it again, in brackets: in digits what that said in words, or in words."""
    alike = first.kind == second.kind == "cardinal" and first.value == second.value and first.words != second.words
    return alike and low[first.end : second.start].strip(" ") == "(" and low[second.end : second.end + 1] == ")"


def _decimal_of(low: str, decimals: re.Pattern[str], usual: str) -> str:
    """The decimal mark that a text uses, where its language has two; none where nothing in it tells.

    Then either mark with three digits behind it parts thousands: "1,250 millones", "1.250 millones".
    """
    found = Counter(match[1] for match in decimals.finditer(low))
    (mark, most), (_, more) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    return mark if most > more else usual if most else ""


def _numbers(tokens: list[Token], words: NumberWords, low: str) -> list[Number]:
    """Tokens that stand between two numbers of another kind, as numbers."""
    found = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind in ("ordinal", "multiple"):
            kind: NumberKind = "ordinal" if token.kind == "ordinal" else "multiple"
            found.append(
                Number(start=token.start, end=token.end, kind=kind, value=token.value, precision=1, words=True)
            )
            index += 1
            continue
        if words.positional and (several := _neighbours(tokens, index, low)):
            end, reason = tokens[index + several - 1].end, "two numbers named for one that lies between"
            found.append(Number(start=token.start, end=end, kind="vague", words=True, reason=reason))
            index += several
            continue
        total = (positional if words.positional else combine)(tokens, index, words, low)
        if total.used == 1 and token.kind == "cardinal" and low[token.start : token.end] in words.inner:
            # An article, or a pronoun.
            index += 1
            continue
        last = tokens[index + total.used - 1]
        before = words.ordinal_before
        mark = before.search(low, max(0, token.start - _LONGEST_ARTICLE), token.start) if before else None
        if mark and total.value == int(total.value):
            found.append(
                Number(start=mark.start(), end=last.end, kind="ordinal", value=total.value, precision=1, words=True)
            )
            index += total.used
            continue
        if words.vague and lone_scale(tokens[index : index + total.used], words, low):
            reason = "a scale word without a number"
            found.append(Number(start=token.start, end=last.end, kind="vague", words=True, reason=reason))
            index += total.used
            continue
        ordinal = tokens[index + total.used] if index + total.used < len(tokens) else None
        if ordinal and token.kind == "cardinal" and _closes(total.value, ordinal, low[last.end : ordinal.start], words):
            found.append(
                Number(
                    start=token.start,
                    end=ordinal.end,
                    kind="ordinal",
                    value=total.value + ordinal.value,
                    precision=1,
                    words=True,
                )
            )
            index += total.used + 1
            continue
        lone_fraction = token.kind == "fraction" and total.used == 1
        # "a billion", "en halv milliard": the article is part of what is written.
        opening = token.kind in ("scale", "fraction")
        article = words.article.search(low, max(0, token.start - _LONGEST_ARTICLE), token.start) if opening else None
        found.append(
            Number(
                start=article.start() if article else token.start,
                end=last.end,
                kind="fraction" if lone_fraction else "cardinal",
                value=total.value,
                precision=total.precision,
                words=token.kind != "digits",
                scale=total.scale,
            )
        )
        index += total.used
    return found


def _neighbours(tokens: list[Token], index: int, low: str) -> int:
    """How many tokens say a number by two that follow each other, "seven eight ten": scales included; 0 elsewhere."""
    pair = tokens[index : index + 2]
    if len(pair) < 2 or any(token.kind != "cardinal" or not 0 < token.value < 10 for token in pair):  # noqa: PLR2004
        return 0
    if pair[1].value != pair[0].value + 1 or low[pair[0].end : pair[1].start].strip(" "):
        return 0
    used = 2
    while index + used < len(tokens) and tokens[index + used].kind == "scale":
        used += 1
    return used


def _closes(value: float, ordinal: Token, gap: str, words: NumberWords) -> bool:
    """Whether an ordinal closes the number before it, as in "twenty-first"; "four first months" are two numbers."""
    if ordinal.kind != "ordinal" or not words.join.fullmatch(gap):
        return False
    magnitude = 10 if ordinal.value < 10 else 100 if ordinal.value < 100 else 1000  # noqa: PLR2004
    return value > 10 and value % magnitude == 0  # noqa: PLR2004 - nothing is "ten first"


class _Scan:
    """The one pass over a text: yields tokens to be combined, and the numbers that are complete."""

    def __init__(self, text: str, low: str, words: NumberWords, language: LanguageDefinition) -> None:
        self.text = text
        self.low = low
        self.words = words
        self.dates = dates.date_words(language)
        self.short = short_dates(language)
        self.nouns_capital = language.nouns_capital
        self.verb_second = language.verb_second
        self.taken = 0
        self.found: list[Token | Number] = []

    def items(self) -> list[Token | Number]:
        for match in self.words.scan.finditer(self.low):
            group = match.lastindex
            if group is None:
                continue
            start, end = match.span(group)
            if end <= self.taken:
                continue
            start = self._left(start, end)
            if group == _DIGITS:
                self._digits(start, end)
            elif self._right_behind_digits(start) or not in_name(self.text, start, end):
                word = match[group]
                kind, value = self.words.read(word)
                if kind == "none":
                    self.taken = end
                    continue
                if word in self.words.wanting and not self._counts_here(word, start, end):
                    continue
                if _CODE.fullmatch(self.text, start, end) and word in self.words.currencies:
                    # "5 miljoner NIO"
                    continue
                if self.low[end - 1] == "." and self._closes_sentence(end):
                    end -= 1
                self.found.append(Token(start, end, kind, value, _word_precision(value)))
                self.taken = end
        return self.found

    def _left(self, start: int, end: int) -> int:
        """Where what is left of a cluster starts behind what was taken of it.

        "24 January 2022-15 January 2023": the first date took the year, and the dash is of neither.
        """
        if start >= self.taken:
            return start
        return self.taken + (self.low[self.taken] in dates.DASHES and self.taken + 1 < end)

    def _counts_here(self, word: str, start: int, end: int) -> bool:
        """Whether a word that means something else too is a number: before a scale or what it counts, or joined to one.

        Behind a number that no scale closes it is none: the years of "10 years".
        """
        if self.words.joiners.search(self.low, max(0, start - _LONGEST_ARTICLE), start):
            return True
        last = self.found[-1] if self.found else None
        beside = isinstance(last, Token) and last.kind != "scale" and not self.low[last.end : start].strip()
        return not beside and any(following.match(self.low, end) for following in self.words.wanting[word])

    def _right_behind_digits(self, start: int) -> bool:
        """Whether digits end right before a word, which is then no part of a name: "49 Md EUR"."""
        last = self.found[-1] if self.found else None
        return isinstance(last, Token) and last.kind == "digits" and start - last.end <= 1

    def _closes_sentence(self, end: int) -> bool:
        """Whether the full stop before a position closes the sentence too: "3 млрд. Это ..."."""
        following = self.text[end : end + 2]
        if following[:1] == "\n":
            return True
        # "500 mill. USD", and where nouns have capitals "500 Mio. Euro"
        word = (_NOUN if self.nouns_capital else _CODE).match(self.text, end + 1)
        goes_on = word is not None and word.group().lower() in (
            self.words.glued if self.nouns_capital else self.words.currencies
        )
        return following[:1].isspace() and following[1:].isupper() and not goes_on

    def _digits(self, start: int, end: int) -> None:
        """One cluster of digits with what stands inside it."""
        cluster = self.low[start:end]
        if self._date(start, end, cluster) or self._code(start, end, cluster) or self._spaced(start, end, cluster):
            return
        if cluster.isdigit() and len(cluster) <= 3:  # noqa: PLR2004 - the first group of "1 048 034"
            groups = _PLAIN_GROUPS.match(self.low, end)
            if groups:
                end = groups.end()
                cluster = self.low[start:end]
        position = start
        parts = _RANGE.split(cluster)
        decimal = self._decimal(start, end)
        values = [parse_digits(part, decimal) for part in parts]
        if any(v is None for v in values):
            self._ratio_or_code(start, end, cluster)
            return
        for part, value in zip(parts, values, strict=True):
            at = self.low.index(part, position)
            position = at + len(part)
            if value and (bare := self._bare_decimal(at, part)):
                self.found.append(Token(at - 1, position, "digits", *bare))
            elif value:
                self.found.append(Token(at, position, "digits", *value))
        self.taken = end
        self._after_digits(start, end)

    def _code(self, start: int, end: int, cluster: str) -> bool:
        """Takes the cluster as a time of day, or as part of a name or code, where it is one."""
        offset = self.low[start - 1 : start] == "+" and _CLOCK.search(self.low, max(0, start - _OFFSET), start - 1)
        if offset or (":" in cluster and _TIME.fullmatch(cluster)) or self._on_the_clock(start, end, cluster):
            self._number(start, end, "time", reason="offset of a time zone" if offset else None)
            return True
        reason = self._identifier(start, end, cluster)
        ends = _RANGE.split(cluster)
        if reason is None and len(ends) > 2:  # noqa: PLR2004 - 8-800-200: the ends of a range are two
            reason = "digits joined by several dashes"
        if reason is None and len(ends) > 1 and self._bound_nothing(ends, end):
            reason = "two numbers that bound nothing: a score or a code"
        if reason:
            self._number(start, end, "identifier", reason=reason)
        return reason is not None

    def _on_the_clock(self, start: int, end: int, cluster: str) -> bool:
        """Whether an hour, with minutes or without, has a word for clock beside it: "kl. 10.00", "10 a.m."."""
        if not _HOUR.fullmatch(cluster):
            return False
        before = self.words.clock_before.search(self.low, max(0, start - _CLOCK_WORD), start)
        return before is not None or self.words.clock_after.match(self.low, end) is not None

    def _bound_nothing(self, ends: list[str], end: int) -> bool:
        """Whether two numbers joined by a dash fall, and count nothing: "won 3-1"."""
        if not all(map(str.isdigit, ends)) or int(ends[0][:9]) < int(ends[1][:9]):
            return False
        counted = self.words.counted.match(self.low, end) or self.words.scaled.match(self.low, end)
        return not counted and _word_after(self.low, end + 1) not in self.words.currencies

    def _spaced(self, start: int, end: int, cluster: str) -> bool:
        """Takes a decimal whose mark a space has slipped in behind: "37, 6 milliarder"."""
        spaced = self.words.spaced_decimal.match(self.low, end) if cluster.isdigit() else None
        value = parse_digits(cluster + self.words.decimal + spaced.group(1), self.words.decimal) if spaced else None
        if spaced and value:
            self.found.append(Token(start, spaced.end(), "digits", *value))
            self.taken = spaced.end()
        return value is not None

    def _date(self, start: int, end: int, cluster: str) -> bool:
        """Takes the cluster as a date where it is one."""
        short = short_date(self.short, self.low, start, end) if self.short else None
        # Of the days from one to another, the first is told before the full date of the last.
        iso = None if short and short.start < start else dates.numeric_date(cluster, self.words.date_order)
        if iso:
            self._number(start, end, "date", iso=iso)
            return True
        stretch = dates.day_and_month(self.dates, self.low, start) or dates.month_and_day(self.dates, self.low, start)
        if stretch and stretch.end >= end and not self._lacks_capital(stretch) and not self._hangs_on(stretch.start):
            self._number(stretch.start, stretch.end, "date", iso=stretch.iso)
            return True
        if short:
            self._number(short.start, short.end, "date", iso=short.iso)
            return True
        iso = dates.year_span(cluster)
        if iso and cluster.isdigit() and self._counts(start, end):
            return False
        if iso and not self._identifier(start, end, cluster):
            after = self._year_end(end)
            decade = self._decade_end(start, end) if cluster.isdigit() and iso.endswith("0") else None
            if decade:
                # The 1970s are ten years.
                after, iso = decade, f"{iso}/{int(iso) + 9}"
            self._number(start, after, "date", iso=iso)
            return True
        return self._short_decade(start, end, cluster)

    def _short_decade(self, start: int, end: int, cluster: str) -> bool:
        """Takes two digits as a decade of the last century: "90-tallet".

        Where the mark of decades is a letter, or one of ordinals too, the digits may be an age, seconds or a rank.
        """
        after = self._decade_end(start, end) if len(cluster) == 2 and cluster.isdigit() and cluster[1] == "0" else None  # noqa: PLR2004
        if not after or int(cluster) < _SHORT_DECADES or self.low[end:after] in self.words.marks or after - end == 1:
            return False
        self._number(start, after, "date", iso=f"19{cluster}/19{cluster[0]}9")
        return True

    def _decade_end(self, start: int, end: int) -> int | None:
        """After the mark that makes a decade of a year: 1960s, 2020-tallet, 1990-е годы; its end: les années 1970."""
        opened = self.words.decade_before.search(self.low, max(0, start - _DECADE_WORD), start)
        if opened and not _ANOTHER_YEAR.match(self.low, end):
            return end
        for mark in self.words.decades:
            after = end + len(mark)
            if self.low.startswith(mark, end) and not self.low[after : after + 1].isalnum():
                return after
        return None

    def _counts(self, start: int, end: int) -> bool:
        """Whether four digits count what stands behind them, no preposition of time before them: "1800 tonnes"."""
        if self.words.scaled.match(self.low, end):
            return True
        hedged = self.words.hedged.search(self.low, max(0, start - _CLOCK_WORD), start)
        if hedged and (self.words.counted_far.match(self.low, end) or self._noun_follows(start, end)):
            # "rund 2100 deutsche Firmen", "etwa 1600 Deutsche"
            return True
        if not self.words.counted.match(self.low, end):
            return False
        if self.verb_second and not hedged and int(self.low[start:end]) in _OF_LATE and int(self.low[start:end]) % 50:
            # "2022 investierten Firmen", but "seither investierten 2022 Firmen aus Japan" as well.
            return False
        return _word_before(self.low, start - 1) not in self.words.of_time

    def _noun_follows(self, start: int, end: int) -> bool:
        """Whether a noun with its capital stands behind digits that are no year of late."""
        capital = self.low[end : end + 1] in _SPACES and self.text[end + 1 : end + 2].isupper()
        return self.nouns_capital and capital and int(self.low[start:end]) not in _OF_LATE

    def _hangs_on(self, start: int) -> bool:
        """Whether a hyphen joins digits to a name before them: the 19 of "COVID-19. Tháng 6" is no day."""
        return self.low[start - 1 : start] in tuple(_HYPHENS) and self.low[start - 2 : start - 1].isalpha()

    def _lacks_capital(self, stretch: dates.Stretch) -> bool:
        """Whether a day without a year has a month that is a common word: only 5 may join."""
        month_alone = self.dates.capital and stretch.iso.startswith("-")
        return month_alone and self.text[stretch.start : stretch.end].islower()

    def _year_end(self, end: int) -> int:
        """After the mark glued to a year: 2024-м."""
        for mark in self.words.marks:
            after = end + len(mark)
            # A full stop after a year ends the sentence.
            if mark != "." and self.low.startswith(mark, end) and not self.low[after : after + 1].isalnum():
                return after
        return end

    def _identifier(self, start: int, end: int, cluster: str) -> str | None:
        """Why the digits are part of a name or code, or None."""
        low = self.low
        before = low[start - 1] if start else " "
        if _NUMERO.search(low, max(0, start - 2), start):
            return "follows the sign of a number or a section"
        if before.isalpha() or before in _HYPHENS or before in "./:#&=%@\\":
            head = _word_before(low, start)
            if _ADDRESS.search(head) or _FILE.search(self._whole_word(start, end)):
                return "part of an address or file name"
            name = head.rstrip(_HYPHENS)
            if before in "#=&@\\":
                return "follows a sign of codes"
            if name and name not in self.words.currencies and name.lstrip("$€£") not in self.words.currencies:
                original = self.text[start - len(head) : start]
                year = dates.year_span(cluster) and before in _HYPHENS and original.islower()
                if not year and (before.isalpha() or any(c.isalpha() for c in head)):
                    return f"part of the name {self.text[start - len(head) : end]}"
        after = low[end : end + 1]
        if after.isalpha():
            tail = _word_after(low, end)
            # "3.14US$": a name of letters may close with a sign.
            signed = tail + low[end + len(tail) : end + len(tail) + 1]
            known = {tail, signed} & self.words.glued or (tail in self.words.hundredths and end - start == _CENTS)
            if not known and tail not in (*self.words.marks, *self.words.decades):
                return f"part of the name {cluster}{tail}"
        if after == "_" or (after and after in "/@" and _ADDRESS.search(self._whole_word(start, end))):
            return "part of an address or file name"
        return None

    def _whole_word(self, start: int, end: int) -> str:
        """The unbroken run of characters around the digits, so far as it matters."""
        low = self.low
        tail = low[end : end + _LONGEST_WORD].split(maxsplit=1)
        joined = tail[0] if tail and not low[end : end + 1].isspace() else ""
        return (_word_before(low, start) + low[start:end] + joined).strip(".,;:)(»«\"'")

    def _ratio_or_code(self, start: int, end: int, cluster: str) -> None:
        numerator, slash, denominator = cluster.partition("/")
        digits = slash and numerator.isdigit() and denominator.isdigit()
        if digits and 0 < int(numerator[:4]) < int(denominator[:4]) <= _DENOMINATOR:
            value = int(numerator) / int(denominator)
            self.found.append(Number(start=start, end=end, kind="fraction", value=value, precision=0.1))
            self.taken = end
            return
        self._number(start, end, "identifier", reason="digits with separators that make no number")

    def _decimal(self, start: int, end: int) -> str:
        """The decimal mark that digits are read by.

        A price has no three decimals: the mark of "$10,000" parts thousands, whatever the language, unless a scale
        follows: "$1,125 млрд". Rates and prices of fuel may have them: "€1,459".
        """
        mark = self.words.decimal
        grouped = self.low[end - 4 : end - 3] == mark and self.low[end - 3 : end].isdigit()
        grouped = grouped and (self.low[end - 1] == "0" or end - start > len("1,459"))
        priced = start > 0 and unicodedata.category(self.low[start - 1]) == "Sc"
        if not grouped or not priced or self.words.scaled.match(self.low, end):
            return mark
        return mark if self.low[end : end + 1].isalpha() else "." if mark == "," else ","

    def _bare_decimal(self, start: int, digits: str) -> tuple[float, float] | None:
        """Value and precision of a decimal whose zero is left out: the ".5" of "$.5 million"."""
        if self.low[start - 1 : start] != "." or not digits.isdigit() or start - 1 < self.taken:
            return None
        before = self.low[start - 2 : start - 1] if start > 1 else ""
        opened = not before or before.isspace() or before in self.words.currencies
        return parse_digits(f"0.{digits}", ".") if opened else None

    def _after_digits(self, start: int, end: int) -> None:
        """An ordinal mark or a one-letter scale glued to the digits just taken."""
        token = self.found[-1]
        if not isinstance(token, Token):
            return
        for mark in self.words.marks:
            after = end + len(mark)
            if not self.low.startswith(mark, end) or self.low[after : after + 1].isalnum():
                continue
            # A full stop marks an ordinal only where the sentence goes on.
            if mark == "." and not self._goes_on(start, after):
                continue
            if end - start <= _LONGEST_ORDINAL:
                self.found[-1] = Number(start=start, end=after, kind="ordinal", value=token.value, precision=1)
                self.taken = after
                return
        letter = self.low[end : end + 1]
        if letter in _SPACES and self.text[end + 1 : end + 2].isupper() and self._currency_at(end + 2):
            # "25 M EUR"
            end, letter = end + 1, self.low[end + 1]
        joined = self.words.joined.match(self.low, end)
        if joined:
            value = self.words.joined_scales[joined.group(1)]
            self.found.append(Token(joined.start(1), joined.end(1), "scale", value, value))
            self.taken = joined.end(1)
            return
        kind, value = self.words.values.get(letter, ("", 0.0))
        written = letter not in self.words.capitals or self.text[end].isupper()
        if kind == "scale" and written and not self.low[end + 1 : end + 2].isalnum():
            self.found.append(Token(end, end + 1, "scale", value, value))
            self.taken = end + 1

    def _currency_at(self, position: int) -> bool:
        """Whether a currency stands at a position, a space and a word such as "of" let pass."""
        found = self.words.currency_beside.match(self.text, position)
        word = found.group(1).lower() if found else ""
        return bool(word) and not self.words.currencies.isdisjoint((word, word[0]))

    def _goes_on(self, start: int, after: int) -> bool:
        """Whether the sentence goes on behind a full stop: to a small letter, or from an article before the digits."""
        if self.low[after : after + 1] != " ":
            return False
        return self.text[after + 1 : after + 2].islower() or _word_before(self.low, start - 1) in self.words.articles

    def _number(
        self, start: int, end: int, kind: NumberKind, *, iso: str | None = None, reason: str | None = None
    ) -> None:
        # A month's name may have come before the digits; what it covers is no longer free.
        while self.found and self.found[-1].end > start:
            self.found.pop()
        self.found.append(Number(start=start, end=end, kind=kind, iso=iso, reason=reason))
        self.taken = end


def in_name(text: str, start: int, end: int) -> bool:
    """Whether a short number word is part of a person's name: two letters, a capital, another capital after it.

    >>> in_name("General Secretary To Lam", 18, 20), in_name("To land ble enige", 0, 2)
    (True, False)
    """
    if end - start > _NAME or not text[start].isupper():
        return False
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _word_precision(value: float) -> float:
    """A number word states its value to the unit, or to its own last decimal: one and a half to a tenth."""
    return 1.0 if value == int(value) else 0.1


def _word_before(low: str, start: int) -> str:
    """What stands unbroken before a position."""
    first, least = start, max(0, start - _LONGEST_WORD)
    while first > least and low[first - 1] not in _PARTING:
        first -= 1
    return low[first:start]


def _word_after(low: str, end: int) -> str:
    """The letters that follow a position at once."""
    last = end
    while last < len(low) and last - end < _LONGEST_WORD and low[last].isalpha():
        last += 1
    return low[end:last]
