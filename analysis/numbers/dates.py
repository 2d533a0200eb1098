"""Dates as they are written: the expressions of a language and what they say in ISO 8601."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import LanguageDefinition
from analysis.definitions.letters import lettered
from analysis.lexicon import lowered

__all__ = ["DateWords", "Stretch", "date_words", "days", "nouns_of_time", "numeric_date", "year_span"]

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
FIRST_YEAR, LAST_YEAR = 1600, 2100
"""A bare number of four digits in these bounds is a year, unless its neighbours say otherwise."""

_EARLIEST, _LATEST = 1000, 2999
"""Years that a date with day and month may have."""
_LEAP_YEAR = 2000

_MONTHS = 12
_LONGEST = 16
"""Characters of a month's name with the marks behind it."""


class Stretch(NamedTuple):
    """A date found: its place and its ISO 8601 form, `--MM-DD` where no year is stated."""

    start: int
    end: int
    iso: str


class DateWords(NamedTuple):
    """The compiled date expressions of a language. Each is matched at a digit."""

    months: dict[str, int]
    day_month: re.Pattern[str]
    month_before: re.Pattern[str]
    endings: tuple[str, ...]
    """What a month before a day may end in: most numbers have no month before them."""
    day_after_month: re.Pattern[str]
    full: frozenset[str]
    capital: bool


@lru_cache(maxsize=64)
def month_names(language: LanguageDefinition) -> dict[str, int]:
    """Month names in lower case -> 1 to 12: CLDR's, abbreviated too, and the language file's forms."""
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    names: dict[str, int] = {}
    if language.terms("format", "month_mark"):
        # Its months are numbers: see `analysis.numbers.marked`.
        return names
    locale = Locale.parse(language.locale.replace("-", "_"))
    for context, widths in (("format", ("wide", "abbreviated")), ("stand-alone", ("wide",))):
        for width in widths:
            for number, name in locale.months[context][width].items():
                # Numbers as names ("1", "M01") tell nothing.
                if not name[0].isdigit() and len(name.rstrip(".")) > 2:  # noqa: PLR2004
                    names.setdefault(lettered(name.lower()).rstrip("."), number)
    names |= {word.lower(): int(number) for word, number in language.numbers["months"].items()}
    return names


def _full_names(language: LanguageDefinition) -> set[str]:
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    months = Locale.parse(language.locale.replace("-", "_")).months["format"]["wide"]
    return {lettered(name.lower()) for name in months.values()}


@lru_cache(maxsize=64)
def weekday_names(language: LanguageDefinition) -> dict[str, int]:
    """CLDR's names of weekdays as it writes them -> 1 (Monday) to 7 (ISO 8601)."""
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    days = Locale.parse(language.locale.replace("-", "_")).days
    return {name: number + 1 for context in ("format", "stand-alone") for number, name in days[context]["wide"].items()}


def capital_months(language: LanguageDefinition) -> bool:
    """Whether the language writes months with a capital."""
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    return bool(Locale.parse(language.locale.replace("-", "_")).months["format"]["wide"][1][0].isupper())


@lru_cache(maxsize=64)
def nouns_of_time(language: LanguageDefinition) -> frozenset[str]:
    """The nouns of stretches of time that an ordinal may stand before, and the months: "1. kvartal", "5. mai"."""
    nouns = (
        term for key in ("half", "quarter", "month", "week", "day", "year") for term in language.terms("time", key)
    )
    return frozenset(map(lowered, nouns)) | frozenset(month_names(language))


@lru_cache(maxsize=64)
def date_words(language: LanguageDefinition) -> DateWords:
    """The date expressions of a language, compiled once."""
    months = month_names(language)
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True)) or "(?!)"
    month = f"({names})\\b\\.?"
    eras = "|".join(rf"{re.escape(lowered(era))}\s?" for era in language.terms("time", "era")) or "(?!)"
    marks = "(?:" + "|".join(map(re.escape, (*language.terms("format", "ordinal_marks"), "."))) + ")?"
    joins = (*language.terms("range", "to"), *language.terms("range", "and"))
    join = f"(?:[{DASHES}/]|" + "|".join(rf"{re.escape(j)}\b" for j in joins) + ")"
    # The year may have lost the space before the time of a page's dateline.
    # "5 of May", "5 de mayo de 2021", "mayo del 2021"
    of = "(?:" + "".join(rf"{re.escape(word)}\s+|" for word in language.terms("count", "of")) + ")"
    # "5 tháng 9 năm 1962"
    before = "(?:" + "".join(rf"{re.escape(word)}\s+|" for word in language.terms("format", "year_before")) + ")"
    year = rf"(?:,?\s*{of}{before}(?:{eras})?(\d{{4}})(?=\d\d:\d\d|\D|$))?"
    return DateWords(
        months=months,
        day_month=re.compile(rf"(\d{{1,2}}){marks}(?:\s*{join}\s*(\d{{1,2}}){marks})?\s*{of}{month}{year}"),
        month_before=re.compile(month + rf",?\s*{of}$"),
        endings=(".", *sorted({*(name[-3:] for name in months), *language.terms("count", "of")})) if months else (),
        day_after_month=re.compile(
            rf"(\d{{1,2}})(?![\d.,:]\d|\d){marks}(?:\s*{join}\s*(\d{{1,2}})(?!\d){marks})?{year}"
        ),
        full=frozenset(_full_names(language)),
        capital=capital_months(language),
    )


def day_and_month(words: DateWords, low: str, position: int) -> Stretch | None:
    """The date that starts with a day at `position`: 5 September 1962, 18.-20. mars, 2-3 июня."""
    if low[position + 1 : position + 3].isdigit():
        # No day has three digits.
        return None
    match = words.day_month.match(low, position)
    if not match:
        return None
    day, last, month, year = match.groups()
    iso = days(year, words.months[month], int(day), int(last) if last else None)
    return Stretch(position, match.end(), iso) if iso else None


_YEAR = re.compile(r"(\d{4})(?!\d)")


def month_and_day(words: DateWords, low: str, position: int) -> Stretch | None:
    """The date whose month stands before `position`: September 5, 1962; January 8 to 10; October 2013."""
    first = max(0, position - _LONGEST)
    if not low[first:position].rstrip().removesuffix(",").endswith(words.endings):
        return None
    before = words.month_before.search(low, first, position)
    if not before or (before.start() and low[before.start() - 1].isalnum()):
        return None
    month = words.months[before.group(1)]
    year = _YEAR.match(low, position)
    if year and FIRST_YEAR <= int(year.group(1)) <= LAST_YEAR:
        return Stretch(before.start(), year.end(), f"{year.group(1)}-{month:02d}")
    # "Sept. 5", but not "... in June. 24 agreements ...": after a full name, the full stop ends the sentence.
    if "." in before.group() and before.group(1) in words.full:
        return None
    match = words.day_after_month.match(low, position)
    if not match:
        return None
    day, last, stated = match.groups()
    if not stated and "," in before.group():
        # "came to 5 million in June, 20 percent less than in May"
        return None
    iso = days(stated, month, int(day), int(last) if last else None)
    return Stretch(before.start(), match.end(), iso) if iso else None


def days(year: str | None, month: int, day: int, last: int | None) -> str | None:
    """ISO 8601 of a day or of the days from `day` to `last`; None where the calendar has no such day."""
    ends = [day] if last is None or last <= day else [day, last]
    if year and not _EARLIEST <= int(year) <= _LATEST:
        return None
    longest = calendar.monthrange(int(year) if year else _LEAP_YEAR, month)[1]
    if not all(1 <= d <= longest for d in ends):
        return None
    return "/".join(f"{year or '-'}-{month:02d}-{d:02d}" for d in ends)


_SHORTEST = len("1.1.21")
_YMD = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DMY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_SPAN = re.compile(rf"(\d{{4}})[{DASHES}/](\d{{4}}|\d{{2}})")


def numeric_date(cluster: str, order: str) -> str | None:
    """ISO 8601 of a date in digits alone, or None.

    `order` is the language's ("dmy", "mdy"); a month above 12 shows that the other was meant.

    >>> numeric_date("2021-08-09", "mdy"), numeric_date("01/12/2025", "dmy"), numeric_date("07/22/2008", "dmy")
    ('2021-08-09', '2025-12-01', '2008-07-22')
    """
    if cluster.isdigit() or len(cluster) < _SHORTEST:
        return None
    if match := _YMD.fullmatch(cluster):
        year, _, month, day = match.groups()
        return _checked(int(year), int(month), int(day))
    if match := _DMY.fullmatch(cluster):
        first, mark, second, year = match.groups()
        if len(year) == 2:  # noqa: PLR2004 - the digits of a short year
            if mark == "-":
                return None
            year = f"20{year}" if int(year) < 70 else f"19{year}"  # noqa: PLR2004 - the POSIX rule
        day, month = int(first), int(second)
        if (order == "mdy" and mark != "." and day <= _MONTHS) or month > _MONTHS:
            day, month = month, day
        return _checked(int(year), month, day)
    return None


def _checked(year: int, month: int, day: int) -> str | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= _MONTHS):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02d}-{day:02d}"


def year_span(cluster: str) -> str | None:
    """ISO 8601 of a year, a span of years or a year and month in digits, or None.

    >>> year_span("2016/2017"), year_span("2021-25"), year_span("2021-08"), year_span("1962"), year_span("8000")
    ('2016/2017', '2021/2025', '2021-08', '1962', None)
    """
    if cluster.isdigit():
        return cluster if len(cluster) == 4 and FIRST_YEAR <= int(cluster) <= LAST_YEAR else None  # noqa: PLR2004
    match = _SPAN.fullmatch(cluster)
    if not match or not FIRST_YEAR <= int(match.group(1)) <= LAST_YEAR:
        return None
    first, last = match.groups()
    if len(last) == 4:  # noqa: PLR2004 - the digits of a year
        return f"{first}/{last}" if int(first) < int(last) <= LAST_YEAR else None
    if int(last) > int(first[2:]):
        return f"{first}/{first[:2]}{last}"
    return f"{first}-{last}" if 1 <= int(last) <= _MONTHS and cluster[4] in DASHES else None
