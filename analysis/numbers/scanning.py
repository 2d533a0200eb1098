"""What stands at a place of a text: digits, a number word, a date, a time, an identifier."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from analysis.areas import area_lexicon
from analysis.definitions import LanguageDefinition
from analysis.model import Number, NumberKind
from analysis.numbers import dates
from analysis.numbers.beside import LONGEST_ARTICLE, LONGEST_NAME, LONGEST_WORD, in_name, word_after, word_before
from analysis.numbers.grammar import NumberWords, Token, parse_digits
from analysis.numbers.joining import word_precision
from analysis.numbers.short_dates import short_date, short_dates

__all__ = ["Scan"]

_PLAIN_GROUPS = re.compile(r"(?:(?: \d{3})+(?:[.,]\d+)?|[.,] 000)(?![\d.,:/]*\d)")
"""What goes on with thousands behind a space: " 048 034"; no other number begins as in "9, 000"."""
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)+")
_DAYS_AND_YEARS = (1, 2, 4)
"""Digits that the day of a month and a year have."""
_RANGE = re.compile(rf"[{dates.DASHES}]+")
_CLOCK = re.compile(r"\d:\d\d(?::\d\d)?$")
_CODE = re.compile(r"[A-Z]{3}(?!\w)")
_NOUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OFFSET = 10
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?")
_LONGEST_HOUR = len("10.00")
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
_PARAGRAPH = re.compile(r"[.)]\s+([^\W\d_]+)")
"""What follows the number of a paragraph: "3. The two sides"."""
_OPENS = re.compile(r"(?:^|[.!?:\n])\s*$")
"""What a sentence opens behind."""
_OPENS_LINE = re.compile(r"(?:^|\n)[ \t]*$")
_ZERO_APART = re.compile(r"[ \u00a0]0(?![\d.,:/%])")
"""A zero by itself behind digits: "5 0 tractors"."""
_LONGEST_TORN = 3
"""Digits that may have lost a zero; four are a year, with its own amount behind it."""
_INDENT = 8
"""Characters by which the number of a paragraph may be set in."""
_SIGNS = "№§"
"""Signs of a number and of a section, which a space may follow."""
_LONGEST_ORDINAL = 3
_OF_LATE = range(1980, 2040)
"""Years that the news tell of every day: a number of things that looks like one is rare."""
_HUNDRED = 100
_CENTS = 2
"""Digits that hundredths are written with."""
_DENOMINATOR = 10
"""Up to here "1/3" is a fraction; beyond, "45/2021" is the number of a decree."""
_DIGITS = 1
"""The group of `NumberWords.scan` that digits are in."""
_TELEPHONE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f-]?(?:\(\d{1,5}\)|\d++))++(?![.,]?\d)")
"""Digits behind a plus sign, in groups of any length."""
_CALLED = range(10, 16)
"""How many digits the number of a telephone has with the code of its country, by E.164; fewer may be an amount."""
_SPACES = frozenset(" \u00a0\u202f")
_HYPHENS = "-\u2010\u2011_"


class Scan:
    """The one pass over a text: yields tokens to be combined, and the numbers that are complete."""

    def __init__(self, text: str, low: str, words: NumberWords, language: LanguageDefinition) -> None:
        self.text = text
        self.low = low
        self.words = words
        self.language = language
        self.dates = dates.date_words(language)
        self.short = short_dates(language)
        self.nouns_capital = language.nouns_capital
        self.verb_second = language.verb_second
        self.times = dates.nouns_of_time(language)
        self.taken = 0
        self.found: list[Token | Number] = []

    def items(self) -> list[Token | Number]:
        """What the text holds, in its order: tokens still to be joined, and numbers that stand for themselves."""
        for match in self.words.scan.finditer(self.low):
            group = match.lastindex
            if group is None or (end := match.end(group)) <= self.taken:
                continue
            start = match.start(group)
            if start < self.taken:
                start = self._left(end)
            if group == _DIGITS:
                self._digits(start, end)
            elif end - start > LONGEST_NAME or self._right_behind_digits(start) or not in_name(self.text, start, end):
                word = match[group]
                kind, value = self.words.values.get(word) or self.words.read(word)
                if kind == "none":
                    self.taken = end
                    continue
                unwanted = word in self.words.wanting and not self._counts_here(word, start, end)
                if unwanted or (kind == "scale" and self._scales_a_name(start, end)):
                    continue
                if word in self.words.currencies and _CODE.fullmatch(self.text, start, end):
                    # "5 miljoner NIO"
                    continue
                if self.low[end - 1] == "." and self._closes_sentence(end):
                    end -= 1
                self.found.append(Token(start, end, kind, value, word_precision(value)))
                self.taken = end
        return self.found

    def _left(self, end: int) -> int:
        """Where what is left of a cluster starts behind what was taken of it.

        "24 January 2022-15 January 2023": the first date took the year, and the dash is of neither.
        """
        return self.taken + (self.low[self.taken] in dates.DASHES and self.taken + 1 < end)

    def _counts_here(self, word: str, start: int, end: int) -> bool:
        """Whether a word that means something else too is a number: before a scale or what it counts, or joined to one.

        Behind a number that no scale closes it is none: the years of "10 years".
        """
        if self.words.joiners.search(self.low, max(0, start - LONGEST_ARTICLE), start):
            return True
        last = self.found[-1] if self.found else None
        beside = isinstance(last, Token) and last.kind != "scale" and not self.low[last.end : start].strip()
        return not beside and any(following.match(self.low, end) for following in self.words.wanting[word])

    def _scales_a_name(self, start: int, end: int) -> bool:
        """Takes a scale behind digits that letters stand before as theirs: an unknown symbol, as in "Q5 million"."""
        last = self.found[-1] if self.found else None
        if not isinstance(last, Number) or last.kind != "identifier" or start - last.end != 1:
            return False
        if not (self.text[last.end - 1].isdigit() and self.text[last.start - 1 : last.start].isalpha()):
            return False
        self.found[-1] = replace(last, end=end)
        self.taken = end
        return True

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
        if self._date(start, end, cluster) or self._code(start, end, cluster):
            return
        if cluster.isdigit():
            if self._spaced(start, end, cluster):
                return
            if len(cluster) <= 3 and (groups := _PLAIN_GROUPS.match(self.low, end)):  # noqa: PLR2004 - "1 048 034"
                end = groups.end()
                cluster = self.low[start:end]
        position = start
        parts = [cluster] if cluster.isdigit() else _RANGE.split(cluster)
        decimal = self._decimal(start, end) if self.words.decimal in cluster else self.words.decimal
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
        called = _TELEPHONE.match(self.low, start) if self.low[start - 1 : start] == "+" else None
        if called and sum(map(str.isdigit, called[0])) in _CALLED and not self._counted_behind(called.end()):
            self._number(start, called.end(), "identifier", reason="a telephone number")
            return True
        offset = self.low[start - 1 : start] == "+" and _CLOCK.search(self.low, max(0, start - _OFFSET), start - 1)
        if offset or (":" in cluster and _TIME.fullmatch(cluster)) or self._on_the_clock(start, end, cluster):
            self._number(start, end, "time", reason="offset of a time zone" if offset else None)
            return True
        reason = self._apart(start, end, cluster) or self._identifier(start, end, cluster)
        if reason is None and not cluster.isdigit():
            ends = _RANGE.split(cluster)
            if len(ends) > 2:  # noqa: PLR2004 - 8-800-200: the ends of a range are two
                reason = "digits joined by several dashes"
            elif len(ends) > 1 and self._bound_nothing(ends, end):
                reason = "two numbers that bound nothing: a score or a code"
        if reason:
            # "B495bn": the scale is part of the name, and no number of its own.
            tail = word_after(self.low, end) if self.low[end : end + 1].isalpha() else ""
            end += len(tail) if tail in self.words.glued else 0
            self._number(start, end, "identifier", reason=reason)
        return reason is not None

    def _on_the_clock(self, start: int, end: int, cluster: str) -> bool:
        """Whether an hour, with minutes or without, has a word for clock beside it: "kl. 10.00", "10 a.m."."""
        if end - start > _LONGEST_HOUR or not _HOUR.fullmatch(cluster):
            return False
        before = self.words.clock_before.search(self.low, max(0, start - _CLOCK_WORD), start)
        return before is not None or self.words.clock_after.match(self.low, end) is not None

    def _bound_nothing(self, ends: list[str], end: int) -> bool:
        """Whether two numbers joined by a dash fall, and count nothing: "won 3-1"."""
        if not all(map(str.isdigit, ends)) or int(ends[0][:9]) < int(ends[1][:9]):
            return False
        return not self._counted_behind(end)

    def _counted_behind(self, end: int) -> bool:
        """Whether what digits count stands behind them: a noun, a scale or a currency."""
        counted = self.words.counted.match(self.low, end) or self.words.scaled.match(self.low, end)
        return counted is not None or word_after(self.low, end + 1) in self.words.currencies

    def _spaced(self, start: int, end: int, cluster: str) -> bool:
        """Takes a decimal whose mark a space has slipped in behind: "37, 6 milliarder"."""
        spaced = self.words.spaced_decimal.match(self.low, end)
        value = parse_digits(cluster + self.words.decimal + spaced.group(1), self.words.decimal) if spaced else None
        if spaced and value:
            self.found.append(Token(start, spaced.end(), "digits", *value))
            self.taken = spaced.end()
        return value is not None

    def _date(self, start: int, end: int, cluster: str) -> bool:
        """Takes the cluster as a date where it is one."""
        short = short_date(self.short, self.low, start, end) if self.short else None
        # Of the days from one to another, the first is told before the full date of the last.
        whole = cluster.isdigit() or (short and short.start < start)
        iso = None if whole else dates.numeric_date(cluster, self.words.date_order)
        if iso:
            self._number(start, end, "date", iso=iso)
            return True
        if short is None and self._no_day_or_year(cluster):
            return False
        stretch = dates.day_and_month(self.dates, self.low, start) or self._month_and_day(start)
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

    @staticmethod
    def _no_day_or_year(cluster: str) -> bool:
        """Whether digits are too many or too few for a year and a day of a month, or a number with a decimal mark."""
        if cluster.isdigit():
            return len(cluster) not in _DAYS_AND_YEARS
        return _DECIMAL.fullmatch(cluster) is not None

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

    def _month_and_day(self, start: int) -> dates.Stretch | None:
        """The date whose month stands before digits; none where they are an amount: "in May 16 percent lower"."""
        stretch = dates.month_and_day(self.dates, self.low, start)
        if stretch is None or not stretch.iso.startswith("-"):
            return stretch
        end, words = stretch.end, self.words
        amount = words.scaled.match(self.low, end) or words.percent.match(self.low, end)
        if words.date_order == "dmy":
            # Where the day stands first, "i mai 16 stipender" is none.
            amount = amount or words.counted.match(self.low, end)
        return None if amount else stretch

    def _counts(self, start: int, end: int) -> bool:
        """Whether four digits count what stands behind them, no preposition of time before them: "1800 tonnes"."""
        if int(self.low[start:end]) not in _OF_LATE and self._has_so_many(start):
            return True
        if self.low[end : end + 1] not in _SPACES:
            return False
        if self.words.scaled.match(self.low, end):
            return True
        if int(self.low[start:end]) % _HUNDRED == 0 and self._is_hedged(start) and self._counts_people(end):
            # "Over 2000 students", "Around 2000 Nepalese": no time, though such words lead to times too.
            return True
        far = self.words.counted_far(self.low, end) or self._noun_follows(start, end)
        if far and self._is_hedged(start):
            # "rund 2100 deutsche Firmen", "etwa 1600 Deutsche"
            return True
        if not self.words.counted.match(self.low, end):
            # "1970 norske studenter": no year of late, and no preposition of time.
            far = int(self.low[start:end]) not in _OF_LATE and self.words.counted_far(self.low, end)
            return far and word_before(self.low, start - 1) not in self.words.of_time
        if int(self.low[start:end]) not in _OF_LATE and self.words.measured.match(self.low, end):
            # "from 437 tonnes to 1957 tonnes"
            return True
        year = int(self.low[start:end])
        if self.verb_second and year in _OF_LATE and year % 50 and not self._is_hedged(start):
            # "2022 investierten Firmen", but "seither investierten 2022 Firmen aus Japan" as well.
            return False
        before = word_before(self.low, start - 1)
        # "the 2019 agreement"
        return before not in self.words.of_time and not (year in _OF_LATE and before in self.words.of_one)

    def _counts_people(self, end: int) -> bool:
        """Whether what is counted stands behind a position, or people named by their economy."""
        if self.words.counted.match(self.low, end):
            return True
        word = self.text[end + 1 : end + 1 + len(word_after(self.low, end + 1))]
        return any(sense.startswith("area.adjective.") for sense in area_lexicon(self.language).senses(word))

    def _has_so_many(self, start: int) -> bool:
        """Whether a name and "with" stand before digits: "followed by Peru with 1890 and Chile with 1740"."""
        word = word_before(self.low, start - 1)
        name = word_before(self.low, start - len(word) - 2) if word in self.words.of_share else ""
        first = start - len(word) - 2 - len(name)
        return name.isalpha() and self.text[first].isupper() and not _OPENS.search(self.low, max(0, first - 3), first)

    def _is_hedged(self, start: int) -> bool:
        """Whether a hedge stands right before a position."""
        return self.words.hedged.search(self.low, max(0, start - _CLOCK_WORD), start) is not None

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

    def _apart(self, start: int, end: int, cluster: str) -> str | None:
        """Why digits count nothing though they stand by themselves, or None: "1. The two sides", "5 0 tractors"."""
        paragraph = _PARAGRAPH.match(self.low, end)
        if paragraph and _OPENS_LINE.search(self.low, max(0, start - _INDENT), start):
            # "1. Quartal", "2. halvår" are times, and "5. Million" is a number torn apart.
            other = paragraph[1] in self.times or self.words.scaled.match(self.low, paragraph.start(1) - 1)
            return None if other else "the number of a paragraph"
        behind = cluster == "0" and self.low[start - 1 : start] in _SPACES and self.low[start - 2 : start - 1].isdigit()
        torn = behind or (len(cluster) <= _LONGEST_TORN and _ZERO_APART.match(self.low, end))
        return "digits torn from each other" if torn else None

    def _identifier(self, start: int, end: int, cluster: str) -> str | None:
        """Why the digits are part of a name or code, or None."""
        low = self.low
        before = low[start - 1] if start else " "
        if before in _SIGNS or (start > 1 and before.isspace() and low[start - 2] in _SIGNS):
            return "follows the sign of a number or a section"
        if before.isalpha() or before in _HYPHENS or before in "./:#&=%@\\":
            head = word_before(low, start)
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
            tail = word_after(low, end)
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
        tail = low[end : end + LONGEST_WORD].split(maxsplit=1)
        joined = tail[0] if tail and not low[end : end + 1].isspace() else ""
        return (word_before(low, start) + low[start:end] + joined).strip(".,;:)(»«\"'")

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
        letter = self.low[end : end + 1]
        for mark in self.words.marks if not letter.isspace() else ():
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
        apart = letter in _SPACES and self.text[end + 1 : end + 2].isalpha()
        # "$800 к концу года": a preposition of one letter is no scale.
        alone = self.low[end + 1 : end + 2] in self.words.prepositions
        if apart and (self._currency_at(end + 2) or (not alone and self._currency_before(start))):
            # "25 M EUR", "USD 25 m"
            end, letter = end + 1, self.low[end + 1]
        joined = self.words.joined.match(self.low, end)
        if joined and joined.group(1):
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

    def _currency_before(self, position: int) -> bool:
        """Whether the sign or the code of a currency stands before a position, a space let pass."""
        end = position - (self.low[position - 1 : position] in _SPACES)
        word = word_before(self.low, end)
        return bool(word) and not self.words.currencies.isdisjoint((word, word[-1]))

    def _goes_on(self, start: int, after: int) -> bool:
        """Whether the sentence goes on behind a full stop: to a small letter, or from an article before the digits."""
        if self.low[after : after + 1] != " ":
            return False
        return self.text[after + 1 : after + 2].islower() or word_before(self.low, start - 1) in self.words.articles

    def _number(
        self, start: int, end: int, kind: NumberKind, *, iso: str | None = None, reason: str | None = None
    ) -> None:
        # A month's name may have come before the digits; what it covers is no longer free.
        while self.found and self.found[-1].end > start:
            self.found.pop()
        self.found.append(Number(start=start, end=end, kind=kind, iso=iso, reason=reason))
        self.taken = end
