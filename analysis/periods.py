"""Time expressions -> Period: dates, spans, "the first nine months", "last year", "five years ago".

Relative expressions are resolved from the document's reference date. What a language says for year,
month, last, this, first ... is in the `[time]` table of its file.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from analysis.definitions import LanguageDefinition
from analysis.lexicon import Hit
from analysis.model import Number, Period, PeriodRole
from analysis.sentences import Sentence

__all__ = ["LENGTHS", "contains", "day_of_month", "is_day", "periods_in", "shifted", "span_days", "year_of"]

_NEAR = 14
_CLOSE = 26
_COMMA = 6
"""Characters between a weekday and its date: "on Friday, the 3rd of May"."""
_FEW = 4
"""Numbers on either side of a word that may belong to it."""
LENGTHS = ("year", "half", "quarter", "month", "week", "day", "decade", "hour")
"""Keys of the table `time` whose words are stretches of time that can be counted."""
_NOUNS_OF_TIME = (
    ("time", LENGTHS[1:]),
    ("month", ()),
    ("weekday", ()),
)
_DECADE = len("1970/1979")
_OF_DECADE = 24
"""Characters between "since" and a decade: "the beginning of the"."""
_ARTICLE = 5
"""Characters between a preposition and its number: an article."""
_CLAUSE = 40
"""Characters between "since" and the date of what it names: "since its opening in 2021"."""
_HALVES = 2
_WEEK = 7
_HALF_YEAR = 6
"""Months back in which a day of the month is looked for: not every month has 31 days."""
_SHIFTS = (("this", 0), ("last", -1), ("before_last", -2), ("next", 1))
_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_DASH = re.compile(r"\s?[\-\u2010-\u2014\u2212/]\s?")
_MONTH_ALONE = re.compile(r"--\d\d(?:/--\d\d)?")
_ROMAN = re.compile(r"\b(i{1,3}|iv)$")
_QUARTERS = ("i", "ii", "iii", "iv")
_LONGEST = 36
"""Months of the longest stretch that is told by its last one."""
_FUTURE_DAYS = 45
"""A day without a year that would lie further ahead than this of the reference is last year's."""


def year_of(iso: str | None) -> int | None:
    """The (first) year of an ISO 8601 period, None where it has none.

    >>> year_of("2021-01/2021-09"), year_of("--09-02")
    (2021, None)
    """
    return int(iso[:4]) if iso and iso[:4].isdigit() else None


def is_day(iso: str | None) -> bool:
    """Whether an ISO 8601 period is one day of one year.

    >>> is_day("2021-08-09"), is_day("2021-08"), is_day("--08-09"), is_day(None)
    (True, False, False, False)
    """
    return iso is not None and len(iso) == len("YYYY-MM-DD") and iso[0].isdigit() and "/" not in iso


def shifted(iso: str, years: int) -> str:
    """The same period some years later (earlier where negative).

    >>> shifted("2021-01/2021-09", -1)
    '2020-01/2020-09'
    """
    return "/".join(_moved(end, years) for end in iso.split("/"))


def _moved(iso: str, years: int) -> str:
    year, rest = max(date.min.year, int(iso[:4]) + years), iso[4:]
    # Only leap years have that day.
    return f"{year:04d}{'-02-28' if rest == '-02-29' and not calendar.isleap(year) else rest}"


def day_of_month(iso: str, reference: str | None) -> str | None:
    """The day that ---DD names, or the days from ---DD to ---DD: the last such up to a week behind the reference.

    None where the reference is no full date.

    >>> day_of_month("---13", "2024-10-14"), day_of_month("---30", "2024-10-14"), day_of_month("---13", "2024")
    ('2024-10-13', '2024-09-30', None)
    """
    if not is_day(reference) or reference is None:
        return None
    limit = date.fromisoformat(reference) + timedelta(days=_WEEK)
    days = [int(end[3:]) for end in iso.split("/")]
    first = limit.replace(day=1)
    for _ in range(_HALF_YEAR):
        longest = calendar.monthrange(first.year, first.month)[1]
        if days[-1] <= longest and first.replace(day=days[-1]) <= limit:
            return "/".join(first.replace(day=day).isoformat() for day in days)
        first = (first - timedelta(days=1)).replace(day=1)
    return None


def contains(outer: str, inner: str) -> bool:
    """Whether one period lies inside another.

    >>> contains("2021", "2021-08-09"), contains("2021-01/2021-06", "2021-08")
    (True, False)
    """
    first, last = span_days(outer)
    start, end = span_days(inner)
    return first <= start and end <= last


@lru_cache(maxsize=10_000)
def span_days(iso: str) -> tuple[date, date]:
    """The first and last day of an ISO 8601 period."""
    ends = iso.split("/")
    return _day(ends[0], last=False), _day(ends[-1], last=True)


def _day(iso: str, *, last: bool) -> date:
    parts = [int(part) for part in iso.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)  # noqa: PLR2004
    return date(year, month, day)


def periods_in(sentence: Sentence, numbers: list[Number], reference: str | None) -> list[Period]:
    """The time expressions of a sentence, in its order, none overlapping.

    `numbers` are those of the sentence, `reference` is the date that relative expressions count from
    (ISO 8601, also a month or a year alone); without it they are left out.
    """
    return _Reader(sentence, numbers, reference).read()


def _months_of(unit: str, count: int, *, first: bool) -> tuple[int, int]:
    """The first and last month of the first so many parts of a year, or of the one of that number; (0, 0) for none."""
    size = _MONTHS[unit]
    if first:
        return 1, count * size
    return (0, 0) if unit == "month" else ((count - 1) * size + 1, count * size)


def _months_up_to(year: int, month: int, count: int) -> str:
    """So many months, the last of which is given.

    >>> _months_up_to(2020, 6, 12), _months_up_to(2020, 8, 8)
    ('2019-07/2020-06', '2020-01/2020-08')
    """
    first = year * 12 + month - count
    return f"{first // 12:04d}-{first % 12 + 1:02d}/{year:04d}-{month:02d}"


@lru_cache(maxsize=64)
def _year_before(language: LanguageDefinition) -> re.Pattern[str] | None:
    """A year in digits with its word before it or without; None where the language puts none there."""
    words = "|".join(map(re.escape, language.terms("format", "year_before")))
    return re.compile(rf"(?:\s(?:(?:{words})\s)?|/)\d{{4}}(?!\w)") if words else None


def _whole(number: Number | None) -> int | None:
    """The value of a number as a count; None where it is none."""
    return int(number.value) if number and number.value and number.value == int(number.value) else None


class _Reader:
    def __init__(self, sentence: Sentence, numbers: list[Number], reference: str | None) -> None:
        self.sentence = sentence
        self.low = sentence.low
        self.numbers = numbers
        self.starts = [n.start for n in numbers]
        self.reference = reference
        self.year = year_of(reference)
        self.year_before = _year_before(sentence.language)
        self.found: list[Period] = []

    def read(self) -> list[Period]:
        self._up_to_months()
        self._parts_of_years()
        self._ago()
        self._past_years()
        self._months()
        self._led_by_years()
        self._closed_by_years()
        self._relative_years()
        self._days()
        for number in self.numbers:
            if number.kind == "date" and number.iso and not self._taken(number.start, number.end):
                if _MONTH_ALONE.fullmatch(number.iso):
                    self._month_alone(number, number.iso)
                else:
                    start = self._year_word(number.start) if number.iso[0].isdigit() else number.start
                    self._add(start, number.end, self._dated(number.iso), relative=not number.iso[0].isdigit())
        self.found.sort(key=lambda p: p.start)
        return [self._with_role(p) for p in self._joined(self.found)]

    def _up_to_months(self) -> None:
        """So many months, or a year, that end with a month named: "the 12 months to June", "the year ended June"."""
        for hit, _ in self.sentence.of("time", "ending"):
            length = self._length_before(hit)
            months = self.sentence.of("month")
            month = next(((m, int(key)) for m, key in months if 0 <= m.start - hit.end <= _ARTICLE), None)
            dated = next((n for n in self._from(hit.end) if n.start - hit.end <= _ARTICLE and n.kind == "date"), None)
            if length is None:
                continue
            start, count = length
            if dated and dated.iso and re.match(r"\d{4}-\d\d", dated.iso) and "/" not in dated.iso:
                self._add(start, dated.end, _months_up_to(int(dated.iso[:4]), int(dated.iso[5:7]), count))
            elif month and self.year is not None and not dated:
                stated = self._year_beside(month[0].end)
                last = f"{stated[1] if stated else self.year}-{month[1]:02d}"
                last = last if stated else self._not_ahead(last)
                end = stated[0] if stated else month[0].end
                self._add(start, end, _months_up_to(int(last[:4]), int(last[5:]), count), relative=not stated)

    def _length_before(self, ending: Hit) -> tuple[int, int] | None:
        """(start, months) of the stretch right before a word for its end; a year takes no word that is one for "to"."""
        for hit, key in self.sentence.of("time", "month", "year"):
            if hit.end + 1 != ending.start:
                continue
            count = _whole(self._right_before(hit.start)) if key == "month" else 12
            number = self._right_before(hit.start)
            if key == "month" and number and number.kind == "cardinal" and count and count <= _LONGEST:
                return number.start, count
            if key == "year" and number is None and "range.to" not in ending.senses:
                return hit.start, 12
        return None

    def _led_by_years(self) -> None:
        """Dates without a year that words right before them name: "last year's 9 July"."""
        for number in self.numbers:
            iso = number.iso or ""
            if number.kind != "date" or not iso.startswith("--") or iso.startswith("---"):
                continue
            opened = self._year_phrase_before(number.start)
            if opened:
                dated = "/".join(f"{opened[1]:04d}{end[1:]}" for end in iso.split("/"))
                self._add(opened[0], number.end, dated, relative=True)

    def _closed_by_years(self) -> None:
        """Dates in digits without a year that words right behind them name: "tháng 3 năm nay"."""
        for number in self.numbers if self.year_before else ():
            iso = number.iso or ""
            stated = self._relative_year(number.end, 2) if re.match(r"--\d", iso) and number.kind == "date" else None
            if stated:
                first = next(iter(self._back_from(number.start)), None)
                if first and _MONTH_ALONE.fullmatch(f"{first.iso}/{iso}") and self._led_on(first, number):
                    # "từ tháng 1 đến tháng 9 năm nay"
                    number, iso = first, f"{first.iso}/{iso}"  # noqa: PLW2901 - the first of the two starts them
                dated = "/".join(f"{stated[2]:04d}{end[1:]}" for end in iso.split("/"))
                self._add(number.start, stated[1], dated, relative=True)

    def _led_on(self, first: Number, second: Number) -> bool:
        """Whether a dash or a word leads from one number to the next."""
        gap = self.low[first.end : second.start]
        return bool(_DASH.fullmatch(gap)) or gap.strip() in self.sentence.lexicon.surfaces("range.to")

    def _from(self, position: int) -> list[Number]:
        """The next few numbers that start at a position or behind it."""
        first = bisect_left(self.starts, position)
        return self.numbers[first : first + _FEW]

    def _back_from(self, position: int) -> list[Number]:
        """The last few numbers that start before a position, the nearest first."""
        last = bisect_left(self.starts, position)
        return self.numbers[max(0, last - _FEW) : last][::-1]

    def _right_before(self, position: int) -> Number | None:
        """The number that ends right before a position: the "nine" of "nine months"."""
        return next((n for n in self._back_from(position) if 0 <= position - n.end <= 2), None)  # noqa: PLR2004

    def _in_number(self, hit: Hit) -> bool:
        """Whether a word is part of a number, not a number of it: the month whose name is the word and "three"."""
        part = (n for n in self._back_from(hit.end) if n.start < hit.end and hit.start < n.end)
        return any(n.kind != "cardinal" or n.start <= hit.start for n in part)

    def _add(self, start: int, end: int, iso: str | None, *, relative: bool = False, role: PeriodRole = "at") -> None:
        if iso and not self._taken(start, end):
            self.found.append(Period(start=start, end=end, iso=iso, relative=relative, role=role))

    def _taken(self, start: int, end: int) -> bool:
        return any(start < p.end and p.start < end for p in self.found)

    def _dated(self, iso: str) -> str | None:
        """The date with its year: a day without one is the nearest that is not far ahead of the reference."""
        if iso[0].isdigit():
            return iso
        if self.year is None:
            return None
        if iso.startswith("---"):
            return day_of_month(iso, self.reference)
        dated = "/".join(f"{self.year:04d}{end[1:]}" for end in iso.split("/"))
        try:
            span_days(dated)
        except ValueError:
            # 29 February, and the reference is in no leap year: which one is meant is not said.
            return None
        if len(iso) == len("--01/--09") and (span_days(dated)[1] - span_days(self.reference or dated)[1]).days > 0:
            # "From January to September", said in May, is last year's.
            return shifted(dated, -1)
        return self._not_ahead(dated)

    def _not_ahead(self, iso: str) -> str:
        ahead = (span_days(iso)[0] - span_days(self.reference or iso)[1]).days
        return shifted(iso, -1) if ahead > _FUTURE_DAYS else iso

    def _over(self, iso: str, start: int) -> str:
        """A part of a year, which is over where it is so led to: "за 11 месяцев", said in January, are last year's."""
        ahead = span_days(iso)[1] > span_days(self.reference or iso)[1]
        return shifted(iso, -1) if ahead and self._from_start(start) else iso

    def _looks_ahead(self) -> bool:
        return any(True for _ in self.sentence.of("status", "future", "target", "estimate", "pledge"))

    def _year_beside(self, position: int, *, before: int | None = None) -> tuple[int, int, bool] | None:
        """(end, year, relative) of the year stated right after a position: "of 2021", "this year", "прошлого года"."""
        for number in self._from(position):
            if number.kind == "date" and number.iso and number.iso[0].isdigit():
                if (
                    number.start - position <= _NEAR
                    and not self._compared(position, number.start)
                    and number.iso.isdigit()
                ):
                    return number.end, int(number.iso), False
                break
        relative = self._relative_year(position, _NEAR)
        if relative:
            return relative[1], relative[2], True
        if before is not None and self.year is not None:
            # "last year's first half", "в 2021 году за девять месяцев"
            for number in self._back_from(before):
                if number.end <= before and number.kind == "date" and number.iso and number.iso.isdigit():
                    if before - number.end <= _CLOSE and not self._parted(number.end, before):
                        return position, int(number.iso), False
                    break
        return None

    def _parted(self, start: int, end: int) -> bool:
        return any(c in self.low[start:end] for c in ".;:()")

    def _compared(self, start: int, end: int) -> bool:
        """Whether a clause ends, or a comparison begins, between two positions: "in May than the year before"."""
        return self._parted(start, end) or any(
            start <= hit.start and hit.end <= end for hit, _ in self.sentence.of("change", "versus")
        )

    def _relative_year(self, position: int, gap: int) -> tuple[int, int, int] | None:
        """(start, end, year) of "last year" and its like that start at most `gap` after a position."""
        if self.year is None:
            return None
        for key, shift in _SHIFTS:
            for hit, _ in self.sentence.of("time", key):
                if not 0 <= hit.start - position <= gap or self._compared(position, hit.start):
                    continue
                end = self._year_phrase(hit)
                if end:
                    return hit.start, end, self.year + shift
        return None

    def _year_phrase(self, hit: Hit) -> int | None:
        """End of the year phrase that starts with a hit of this/last/next: the word for year follows, or is in it."""
        noun = self.sentence.after(hit.end, "time", "year", gap=3)
        if noun:
            return noun[0].end
        if any(self.sentence.after(hit.end, table, *keys, gap=3) for table, keys in _NOUNS_OF_TIME):
            return None
        # A phrase of several words, or one word that no noun follows, says the year by itself: "i fjor".
        return hit.end if "time.year_phrase" in hit.senses else None

    def _parts_of_years(self) -> None:
        """The first nine months of 2021, the first half of this year, the third quarter."""
        for hit, unit in self.sentence.of("time", "month", "quarter", "half"):
            if any(n.kind == "date" and n.start <= hit.start and hit.end <= n.end for n in self._back_from(hit.end)):
                # "quý I/2024" is a date already.
                continue
            start, count, first = self._counted(hit, 12 // _MONTHS[unit])
            closing = self._last_of_year(hit) if unit == "month" and not first else None
            if closing:
                start = closing[0]
            if start is None or (count == 1 and "time.months" in hit.senses):
                # "The first months of 2020" are not one.
                continue
            opened = self._year_phrase_before(start)
            if opened:
                start = opened[0]
            stated = (hit.end, opened[1], True) if opened else self._year_beside(hit.end, before=start)
            year = stated[1] if stated else self.year
            same = self.sentence.before(start, "time", "same", gap=4)
            if year is None or same or (not stated and self._of_split_year(hit)):
                continue
            begin, last = (13 - closing[1], 12) if closing else _months_of(unit, count, first=first)
            if not 1 <= begin <= last <= 12:  # noqa: PLR2004 - the months of a year
                continue
            iso = f"{year}-{begin:02d}/{year}-{last:02d}" if begin != last else f"{year}-{begin:02d}"
            if not stated:
                # "In the fourth quarter", said in January, is that of the year before.
                iso = self._over(iso, start) if first else self._not_ahead(iso)
            self._add(
                start, stated[0] if stated and stated[0] > hit.end else hit.end, iso, relative=not stated or stated[2]
            )

    def _of_split_year(self, hit: Hit) -> bool:
        """Whether a part is that of a fiscal year, whose months are not said: "the first half of FY 2023/2024"."""
        following = next((n for n in self._from(hit.end) if n.start - hit.end <= _NEAR and n.kind == "date"), None)
        return following is not None and re.fullmatch(r"\d{4}/\d{4}", following.iso or "") is not None

    def _year_phrase_before(self, position: int) -> tuple[int, int] | None:
        """(start, year) of "this year's" right before a position: "i årets åtte første måneder"."""
        if self.year is None:
            return None
        for key, shift in _SHIFTS:
            phrase = self.sentence.before(position, "time", key, gap=2)
            if phrase and self._year_phrase(phrase[0]):
                return phrase[0].start, self.year + shift
        return None

    def _counted(self, hit: Hit, parts: int) -> tuple[int | None, int, bool]:
        """(start, count, whether from the year's start) of what stands before "months", "quarter" or "half".

        `parts` is how many of them make a year: "the second half" and "the last quarter" close it.
        """
        if part := self._part_named(hit, parts):
            return hit.start, part, part == 1
        inside = next((n for n in self._back_from(hit.end) if n.start < hit.start and hit.end <= n.end), None)
        if inside and inside.kind == "fraction" and inside.value:
            # "the first three quarters"
            opened = self.sentence.before(inside.start, "time", "first", gap=8)
            return (opened[0].start, round(inside.value * parts), True) if opened else (None, 0, False)
        number = self._right_before(hit.start)
        value = _whole(number)
        if number and value is not None and number.kind == "cardinal":
            start = self._first_of_year(number, hit)
            return start, value if start is not None else 0, start is not None
        if number and value is not None and number.kind == "ordinal":
            # "fem første månedene": the count stands before the word for first.
            before = self._right_before(number.start) if value == 1 else None
            count = _whole(before) if before and before.kind == "cardinal" else None
            return (before.start, count, True) if before and count else (number.start, value, value == 1)
        if parts == _HALVES and self._from_start(hit.start):
            return hit.start, 1, True
        return self._opening_or_closing(hit, parts)

    def _part_named(self, hit: Hit, parts: int) -> int | None:
        """The number of a part of a year that stands in or behind its name: Q3, H1, quý III, ไตรมาส 3; else None."""
        if self.low[hit.end - 1].isdigit():
            return int(self.low[hit.end - 1])
        if roman := _ROMAN.search(self.low, hit.start, hit.end):
            return _QUARTERS.index(roman[1]) + 1
        within = next((n for n in self._back_from(hit.end) if hit.start < n.start and n.end == hit.end), None)
        if within:
            # "quý ba"
            return _whole(within)
        behind = next((n for n in self._from(hit.end) if n.start - hit.end <= 1), None)
        follows = self.sentence.language.adjectives_follow and parts <= len(_QUARTERS)
        number = _whole(behind) if follows and behind and behind.kind in ("cardinal", "ordinal") else None
        return number if number and number <= parts else None

    def _opening_or_closing(self, hit: Hit, parts: int) -> tuple[int | None, int, bool]:
        """The same for a part that words for first or last place: "the second half", "the last quarter"."""
        for key, count in (("first", 1), ("second", parts)):
            opened = self.sentence.before(hit.start, "time", key, gap=8)
            if opened:
                return opened[0].start, count, key == "first"
            for phrase, _ in self.sentence.of("time", key):
                if phrase.start <= hit.start and hit.end <= phrase.end:
                    return phrase.start, count, key == "first"
        return None, 0, False

    def _first_of_year(self, number: Number, hit: Hit) -> int | None:
        """Where "the first nine months" starts; None where the months are not the year's first."""
        opened = self.sentence.before(number.start, "time", "first", gap=12)
        if opened:
            return opened[0].start
        if self._from_start(number.start):
            return number.start
        closed = self.sentence.after(number.end, "time", "first", gap=2)
        stated = self._year_beside(hit.end) and self.sentence.before(number.start, "time", "in", gap=_ARTICLE)
        # The word for first stands behind the number, or is part of the noun's own word, or behind the noun.
        within = closed is not None and (closed[0].end <= hit.start or closed[0] == hit)
        behind = self.year_before is not None and self.sentence.after(hit.end, "time", "first") is not None
        behind = behind or self._months_past(number, hit)
        return number.start if within or behind or stated or self._year_at_once(hit.end) else None

    def _months_past(self, number: Number, hit: Hit) -> bool:
        """Whether "9 months past" are all those of the year so far, said in September or October."""
        past = self.sentence.after(hit.end, "time", "past") if self.year_before else None
        month = int(self.reference[5:7]) if past and self.reference and len(self.reference) > 6 else 0  # noqa: PLR2004
        return 0 <= month - (number.value or 0) <= 1 < month

    def _year_at_once(self, position: int) -> bool:
        """Whether a year follows at once, where its word stands before it: "11 months (of) year 2021"."""
        if self.year_before is None:
            return False
        relative = self._relative_year(position, 1)
        return relative is not None or self.year_before.match(self.low, position) is not None

    def _last_of_year(self, hit: Hit) -> tuple[int, int] | None:
        """(start, count) of months that close a year, where the word for last stands behind them: "6 months last"."""
        number = self._right_before(hit.start)
        value = _whole(number)
        closed = self.sentence.after(hit.end, "time", "second") if self.year_before else None
        return (number.start, value) if number and value and closed and number.kind == "cardinal" else None

    def _from_start(self, position: int) -> bool:
        """Whether months so led to are over and count from the year's start: "по итогам пяти месяцев"."""
        return self.sentence.before(position, "time", "from_start", gap=2) is not None and not self._looks_ahead()

    def _months(self) -> None:
        """Months without a day: in May this year, January-October, from January to October."""
        for hit, month in self.sentence.of("month"):
            if self._taken(hit.start, hit.end) or self._in_number(hit):
                continue
            stated = self._year_beside(hit.end)
            closing = self._range_end(hit)
            if closing:
                # The second of the two carries the year.
                end, year, last = closing
                if year or self.year:
                    iso = f"{year or self.year}-{int(month):02d}/{year or self.year}-{last:02d}"
                    self._add(hit.start, end, iso, relative=year is None)
                continue
            if stated:
                self._add(hit.start, stated[0], f"{stated[1]}-{int(month):02d}", relative=stated[2])
            elif self.year is not None and not self.sentence.before(hit.start, "time", "next", gap=6):
                self._add(hit.start, hit.end, self._not_ahead(f"{self.year}-{int(month):02d}"), relative=True)

    def _month_alone(self, number: Number, iso: str) -> None:
        """A month by its number, or a range of them, with the year that is told relatively or by the month after it."""
        following = next(iter(self._from(number.end)), None)
        if following and following.kind == "date" and following.iso and len(iso) == len("--01"):
            joined = self._led_on(number, following)
            if joined and re.fullmatch(r"\d{4}-\d\d", following.iso) and iso[1:] < following.iso[4:]:
                self._add(number.start, following.end, f"{following.iso[:4]}{iso[1:]}/{following.iso}")
                return
            if joined and _MONTH_ALONE.fullmatch(following.iso) and iso < following.iso:
                self._add(number.start, following.end, self._dated(f"{iso}/{following.iso}"), relative=True)
                return
        self._add(number.start, number.end, self._dated(iso), relative=True)

    def _range_end(self, hit: Hit) -> tuple[int, int | None, int] | None:
        """(end, year or None, month) of the month that closes the range which a month opens."""
        words = self.sentence.lexicon.surfaces("range.to") | self.sentence.lexicon.surfaces("range.through")
        if self.sentence.before(hit.start, "range", "between", gap=2):
            words |= self.sentence.lexicon.surfaces("range.and")
        for number in self._from(hit.end):
            if number.kind == "date" and number.iso:
                gap = self.low[hit.end : number.start]
                if (_DASH.fullmatch(gap) or gap.strip() in words) and re.fullmatch(r"\d{4}-\d\d", number.iso):
                    return number.end, int(number.iso[:4]), int(number.iso[5:])
                break
        for other, month in self.sentence.of("month"):
            if other.start >= hit.end:
                gap = self.low[hit.end : other.start]
                if _DASH.fullmatch(gap) or gap.strip() in words:
                    beside = self._year_beside(other.end)
                    return (beside[0], beside[1], int(month)) if beside else (other.end, None, int(month))
                break
        return None

    def _ago(self) -> None:
        # "5 năm trước" has the word for year within that for ago, and without a number means last year.
        both = [(pair[0], pair) for pair in self._with_year("ago")]
        said = [
            (hit, self.sentence.after(hit.end, "time", "ago", gap=2)) for hit, _ in self.sentence.of("time", "year")
        ]
        for hit, ago in (*said, *both):
            number = self._right_before(hit.start)
            opened = self.sentence.before(number.start, "time", "ago_before", gap=2) if number else None
            if number and opened and self._counts_back(number):
                # "il y a cinq ans"
                self._add(opened[0].start, hit.end, f"{(self.year or 0) - int(number.value or 0)}", relative=True)
                continue
            if number and ago and number.kind == "cardinal" and number.value and self.year is not None:
                if number.value >= self.year or not self._looks_back(number, ago[0]):
                    continue
                self._add(number.start, ago[0].end, f"{self.year - int(number.value)}", relative=True)

    def _with_year(self, key: str) -> list[tuple[Hit, str]]:
        """Words for last year that hold the word for year and one of a key of time, in a language that has such."""
        if self.year_before is None:
            return []
        return [pair for pair in self.sentence.of("time", "last") if f"time.{key}" in pair[0].senses]

    def _counts_back(self, number: Number) -> bool:
        """Whether a number counts years that are over."""
        years = _whole(number) if number.kind == "cardinal" else None
        return years is not None and self.year is not None and years < self.year

    def _looks_back(self, number: Number, ago: Hit) -> bool:
        """Whether "ago" is said; a word that also says since takes a preposition: "for fem år siden"."""
        if "time.since" not in ago.senses:
            return True
        hedge = self.sentence.before(number.start, "bound", gap=1)
        return self.sentence.before(hedge[0].start if hedge else number.start, "time", "in", gap=1) is not None

    def _past_years(self) -> None:
        """In the past five years, and in the coming five: counted from the reference, which is not over yet."""
        # "năm qua" holds both words, and without a number means last year.
        for hit, _ in (*self.sentence.of("time", "year"), *self._with_year("past")):
            number = self._right_before(hit.start)
            inside = self.sentence.before(hit.start, "time", "past", gap=1)
            if not number and inside:
                # "ces cinq dernières années": the count stands before the word for past.
                number = self._right_before(inside[0].start)
                number = number if number and not self.low[number.end : inside[0].start].strip() else None
            if (
                not number
                or number.kind != "cardinal"
                or not number.value
                or self.year is None
                or number.value != int(number.value)
            ):
                continue
            ahead = self.sentence.before(number.start, "time", "next", gap=3)
            if ahead and 1 < number.value < 100:  # noqa: PLR2004 - a span of years
                # "Over the coming five years": this one is the first.
                span = f"{self.year}/{self.year + int(number.value) - 1}"
                self._add(ahead[0].start, hit.end, span, relative=True)
                continue
            past = inside or self.sentence.before(number.start, "time", "past", "last", gap=3)
            closed = (hit, "past") if self.year_before and "time.past" in hit.senses else None
            behind = closed or (self.sentence.after(hit.end, "time", "past") if self.year_before else None)
            if (past or behind) and 1 < number.value < 100:  # noqa: PLR2004 - a span of years
                self._add(
                    min(number.start, past[0].start) if past else number.start,
                    behind[0].end if behind and not past else hit.end,
                    f"{self.year - int(number.value)}/{self.year - 1}",
                    relative=True,
                    role="span",
                )

    def _relative_years(self) -> None:
        if self.year is None:
            return
        for key, shift in _SHIFTS:
            for hit, _ in self.sentence.of("time", key):
                end = self._year_phrase(hit)
                if end and not self._so_many(hit):
                    same = self.sentence.before(hit.start, "time", "same", gap=6)
                    role: PeriodRole = "year_before" if "time.year_before" in hit.senses else "same" if same else "at"
                    self._add(hit.start, end, str(self.year + shift), relative=True, role=role)

    def _so_many(self, hit: Hit) -> bool:
        """Whether a number counts the years of a phrase that without one means a single year: "hai năm tới"."""
        words = self.low[hit.start : hit.end].split()
        if not words or words[0] not in self.sentence.language.terms("format", "year_before"):
            return False
        number = self._right_before(hit.start)
        return (
            number is not None and number.kind == "cardinal" and number.end + 1 == hit.start and (number.value or 0) > 1
        )

    def _days(self) -> None:
        if self.reference is None or len(self.reference) != 10:  # noqa: PLR2004 - a full date
            return
        for key, days in (("today", 0), ("yesterday", 1)):
            for hit, _ in self.sentence.of("time", key):
                day = date.fromisoformat(self.reference) - timedelta(days=days)
                self._add(hit.start, hit.end, day.isoformat(), relative=True)
        self._weekdays(date.fromisoformat(self.reference))

    def _weekdays(self, reference: date) -> None:
        """On Tuesday: the last one up to the reference, or the next one where the sentence looks ahead."""
        ahead = any(True for _ in self.sentence.of("status", "future"))
        for hit, number in self.sentence.of("weekday"):
            if any(self._beside(hit, n) for n in (*self._from(hit.end)[:1], *self._back_from(hit.start)[:1])):
                # "Friday, 31 March": the date says it.
                continue
            back = (reference.isoweekday() - int(number)) % 7
            days = (7 - back) % 7 if ahead else -back
            self._add(hit.start, hit.end, (reference + timedelta(days=days)).isoformat(), relative=True)

    def _beside(self, hit: Hit, number: Number) -> bool:
        """Whether a date stands right before or behind a word."""
        gap = number.start - hit.end if number.start >= hit.end else hit.start - number.end
        return number.kind == "date" and gap <= _COMMA

    def _joined(self, periods: list[Period]) -> list[Period]:
        """Two periods of one grain with a range between them become a span; so do a year and a month it leads to."""
        joined: list[Period] = []
        for period in periods:
            first = joined[-1] if joined else None
            if first and "/" not in first.iso + period.iso and first.iso < period.iso and self._leads(first, period):
                start, last = first.iso, period.iso
                if len(start) == len("2022") and len(last) == len("2025-09"):
                    start = f"{start}-01"
                if len(start) == len(last):
                    joined[-1] = replace(first, end=period.end, iso=f"{start}/{last}", role="span")
                    continue
            joined.append(period)
        return joined

    def _leads(self, first: Period, period: Period) -> bool:
        """Whether a dash or a word leads from one time to another, its noun let pass: "to the year"."""
        gap = self.low[first.end : period.start]
        if _DASH.fullmatch(gap):
            return True
        words = self.sentence.lexicon.surfaces
        nouns = words("time.year") | words("time.month")
        joins = words("range.to") | words("range.through")
        if self.sentence.before(first.start, "range", "between", gap=2):
            joins |= words("range.and")
        return gap.strip() in joins or " ".join(word for word in gap.split() if word not in nouns) in joins

    def _since_what(self, period: Period) -> tuple[Hit, str] | None:
        """The word for since before a time that dates something: "since its opening in 2021"."""
        dated = self.sentence.before(period.start, "time", "in", gap=2)
        since = self.sentence.before(dated[0].start, "time", "since", gap=_CLAUSE) if dated else None
        # Where one word says "since" and "with", what follows it need not be dated.
        alone = since is not None and "role.with" not in since[0].senses
        # "rundete die Liste ab und steigerte": before "and" it is part of a verb.
        alone = alone and not self.sentence.after(since[0].end, "range", "and") if since else False
        return since if since and alone and not self._parted(since[0].end, period.start) else None

    def _since_decade(self, period: Period) -> bool:
        """Whether something holds since a decade: since which of its years nobody says. "Since the early 1970s"."""
        first, _, last = period.iso.partition("/")
        decade = len(period.iso) == _DECADE and first.endswith("0") and last.endswith("9") and first[:3] == last[:3]
        return decade and self.sentence.before(period.start, "time", "since", gap=_OF_DECADE) is not None

    def _with_role(self, period: Period) -> Period:
        if period.role != "at":
            return period
        if self.sentence.before(period.start, "time", "by", gap=8):
            return replace(period, role="by")
        if self._since_decade(period):
            return replace(period, role="vague")
        noun = self.sentence.before(period.start, "time", "year", gap=1)
        # "since 2019", "since the year 2019"
        start = noun[0].start if noun else period.start
        since = self.sentence.before(start, "time", "since", gap=3) or self._since_what(period)
        if since and self.year and "/" not in period.iso and len(period.iso) == 4:  # noqa: PLR2004
            last = str(self.year)
            return replace(period, role="since", iso=f"{period.iso}/{last}" if period.iso < last else period.iso)
        if "/" in period.iso:
            return replace(period, role="span")
        if self.year_before and self._same_before(period):
            return replace(period, role="same")
        return period

    def _same_before(self, period: Period) -> bool:
        """Whether "the same period" stands before a year, its word for year between: "cùng kỳ năm 2023"."""
        start = self._year_word(period.start)
        return self.sentence.before(start, "time", "same", gap=2) is not None

    def _year_word(self, start: int) -> int:
        """Where the word for year that a language puts right before a year starts; else where the year does."""
        if self.year_before is None:
            return start
        words = self.low[max(self.sentence.start, start - _NEAR) : start].split()
        of_year = bool(words) and words[-1] in self.sentence.language.terms("format", "year_before")
        return start - len(words[-1]) - 1 if of_year else start
