"""Parts of years: the first nine months of 2021, the first half of this year, the third quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.lexicon import Hit
from analysis.model import Number, Period
from analysis.periods.context import Context, whole
from analysis.periods.inferred import not_ahead, over
from analysis.periods.stated import relative_year, year_beside, year_phrase_before

__all__ = ["coded_parts", "parts_of_years"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_HALVES = 2
_ROMAN = re.compile(r"\b(i{1,3}|iv)$")
_QUARTERS = ("i", "ii", "iii", "iv")
_ROMAN_BEFORE = re.compile(r"(?<!\w)(I(?: ?[\-\u2013\u2014] ?| \w{1,3} ))?(I{1,3}|IV)(?:-\w{1,3})? $")
_NUMERAL = 12
"""Characters of two Roman numerals, or of one with the ending of its case."""
_CODED = re.compile(r"([1-4])([a-z])((?:19|20)\d\d|\d\d| (?:19|20)\d\d)(?!\w)")
_CODED_BEHIND = re.compile(r"(?<!\w)((?:19|20)\d\d)([a-z])([1-4])(?!\w)")
_MILLENNIUM = 2000
_HALF_OVER = 5
"""The month behind which "the half-year" is the first one."""
_ARTICLE = 5
"""Characters between a preposition and its number: an article."""
_NEAR = 14
"""Characters between a part and the year that it is of."""


def parts_of_years(context: Context) -> Iterator[Period]:
    """The first nine months of 2021, the first half of this year, the third quarter."""
    for hit, unit in context.sentence.of("time", "month", "quarter", "half"):
        if any(n.kind == "date" and n.start <= hit.start and hit.end <= n.end for n in context.preceding(hit.end)):
            # "quý I/2024" is a date already.
            continue
        start, count, first = _counted(context, hit, 12 // _MONTHS[unit])
        closing = _last_of_year(context, hit) if unit == "month" else None
        if closing:
            start = closing[0]
        if start is None or (count == 1 and "time.months" in hit.senses):
            # "The first months of 2020" are not one.
            continue
        opened = year_phrase_before(context, start)
        if opened:
            start = opened[0]
        stated = (hit.end, opened[1], True) if opened else year_beside(context, hit.end, before=start)
        year = stated[1] if stated else context.year
        same = context.sentence.before(start, "time", "same", gap=4)
        if year is None or same or (not stated and _of_split_year(context, hit)):
            continue
        begin, last = (13 - closing[1], 12) if closing else _months_of(unit, count, first=first)
        if not 1 <= begin <= last <= 12:  # noqa: PLR2004 - the months of a year
            continue
        iso = f"{year}-{begin:02d}/{year}-{last:02d}" if begin != last else f"{year}-{begin:02d}"
        if not stated:
            # "In the fourth quarter", said in January, is that of the year before.
            iso = over(context, iso, start) if first else not_ahead(context, iso)
        yield Period(
            start=start,
            end=stated[0] if stated and stated[0] > hit.end else hit.end,
            iso=iso,
            relative=not stated or stated[2],
        )


def coded_parts(context: Context) -> Iterator[Period]:
    """Parts of years told by a digit and the letter of their name: "1H17", "3Q 2017", where "h1" and "q3" are names.

    Also behind the year: "2017H1".
    """
    for number in context.numbers:
        if code := _CODED.match(context.low, number.start):
            part, letter, written = code.groups()
            year = int(written) if len(written) > len("17") else _MILLENNIUM + int(written)
        elif code := _CODED_BEHIND.match(context.low, number.start):
            written, letter, part = code.groups()
            year = int(written)
        else:
            continue
        if unit := _unit_of(context, f"{letter}{part}"):
            first, last = _months_of(unit, int(part), first=False)
            yield Period(start=code.start(), end=code.end(), iso=f"{year}-{first:02d}/{year}-{last:02d}")


def _unit_of(context: Context, name: str) -> str | None:
    """The key of the part of a year that a name of a letter and a digit has: "q3" is a quarter; None for any other."""
    surfaces = context.sentence.lexicon.surfaces
    return next((unit for unit in ("quarter", "half") if name in surfaces(f"time.{unit}")), None)


def _counted(context: Context, hit: Hit, parts: int) -> tuple[int | None, int, bool]:
    """(start, count, whether from the year's start) of what stands before "months", "quarter" or "half".

    `parts` is how many of them make a year: "the second half" and "the last quarter" close it.
    """
    if part := _part_named(context, hit, parts):
        return hit.start, part, part == 1
    inside = next((n for n in context.preceding(hit.end) if n.start < hit.start and hit.end <= n.end), None)
    if inside and inside.kind == "fraction" and inside.value:
        # "the first three quarters"
        opened = context.sentence.before(inside.start, "time", "first", gap=8)
        return (opened[0].start, round(inside.value * parts), True) if opened else (None, 0, False)
    number = context.right_before(hit.start)
    value = whole(number)
    if number and value is not None and number.kind == "cardinal":
        start = _first_of_year(context, number, hit)
        if start is None and "time.numbered" in hit.senses and value <= parts:
            # "三季度", the third quarter
            return number.start, value, value == 1
        return start, value if start is not None else 0, start is not None
    if number and value is not None and number.kind == "ordinal":
        # "fem første månedene": the count stands before the word for first.
        before = context.right_before(number.start) if value == 1 else None
        count = whole(before) if before and before.kind == "cardinal" else None
        return (before.start, count, True) if before and count else (number.start, value, value == 1)
    if parts <= len(_QUARTERS) and (roman := _roman_before(context, hit)) and roman[1] <= parts:
        return roman
    if parts == _HALVES and _is_the_half(context, hit):
        return hit.start, 1, True
    return _opening_or_closing(context, hit, parts)


def _roman_before(context: Context, hit: Hit) -> tuple[int, int, bool] | None:
    """What `_counted` tells of a Roman numeral right before a part of a year: "III квартал", "I-III кварталы".

    None where it is a word for in.
    """
    text = context.sentence.text
    roman = _ROMAN_BEFORE.search(text, max(context.sentence.start, hit.start - _NUMERAL), hit.start)
    if roman is None or roman[2].lower() in context.sentence.lexicon.surfaces("time.in"):
        return None
    led = context.sentence.before(roman.start(), "time", "in", "by", "since", "this", "same", gap=1)
    if led is None and roman.start() > context.sentence.start and text[roman.start() - 1] not in "(\n":
        # "in World War I half of all ships"
        return None
    value = _QUARTERS.index(roman[2].lower()) + 1
    return roman.start(), value, value == 1 or roman[1] is not None


def _part_named(context: Context, hit: Hit, parts: int) -> int | None:
    """The number of a part of a year that stands in or behind its name: Q3, H1, quý III, ไตรมาส 3; else None."""
    if context.low[hit.end - 1].isdigit():
        return int(context.low[hit.end - 1])
    if roman := _ROMAN.search(context.low, hit.start, hit.end):
        return _QUARTERS.index(roman[1]) + 1
    within = next((n for n in context.preceding(hit.end) if hit.start < n.start and n.end == hit.end), None)
    if within:
        # "quý ba"
        return whole(within)
    behind = next((n for n in context.following(hit.end) if n.start - hit.end <= 1), None)
    follows = context.sentence.language.adjectives_follow and parts <= len(_QUARTERS)
    number = whole(behind) if follows and behind and behind.kind in ("cardinal", "ordinal") else None
    return number if number and number <= parts else None


def _opening_or_closing(context: Context, hit: Hit, parts: int) -> tuple[int | None, int, bool]:
    """The same for a part that words for first or last place: "the second half", "the last quarter"."""
    behind = context.sentence.after(hit.end, "time", "first") if context.year_before else None
    if behind and context.right_before(hit.start) is None:
        # "tháng đầu năm 2014", the first month of 2014
        return hit.start, 1, True
    for key, count in (("first", 1), ("second", parts)):
        opened = context.sentence.before(hit.start, "time", key, gap=8)
        if opened:
            return opened[0].start, count, key == "first"
        for phrase, _ in context.sentence.of("time", key):
            if phrase.start <= hit.start and hit.end <= phrase.end:
                return phrase.start, count, key == "first"
    return None, 0, False


def _is_the_half(context: Context, hit: Hit) -> bool:
    """Whether a half-year that nothing numbers is the first one, which lies behind: "240 million for the half-year".

    Said early in a year it may be the second half of the year before, and "the half-year to March" is neither.
    """
    sentence = context.sentence
    if sentence.before(hit.start, "time", "from_start", gap=2):
        return True
    article = sentence.before(hit.start, "count", "determiner", gap=1)
    led = sentence.before(article[0].start if article else hit.start, "time", "in", gap=1)
    late = int((context.reference or "")[5:7] or 0) > _HALF_OVER
    told = sentence.after(hit.end, "time", "ending", "until", "since", "after", "by", "ago", gap=1)
    so_far = led is not None and sentence.before(led[0].start, "time", "to_date", "year_to_date", "now", gap=1)
    return led is not None and late and told is None and not so_far


def _first_of_year(context: Context, number: Number, hit: Hit) -> int | None:
    """Where "the first nine months" starts; None where the months are not the year's first."""
    opened = context.sentence.before(number.start, "time", "first", gap=12)
    if opened:
        return opened[0].start
    if context.from_start(number.start):
        return number.start
    closed = context.sentence.after(number.end, "time", "first", gap=2)
    past = context.sentence.before(number.start, "time", "past", gap=1)
    if past and (year := year_beside(context, hit.end)):
        # "In the past 9 months of this year" are those so far; of "the last 3", said in October, the year alone holds.
        most = (number.value or 0) * 2 > int((context.reference or "")[5:7] or 12)
        return past[0].start if most and year[1] == context.year else None
    stated = year_beside(context, hit.end) and context.sentence.before(number.start, "time", "in", gap=_ARTICLE)
    # The word for first stands behind the number, or is part of the noun's own word, or behind the noun.
    within = closed is not None and (closed[0].end <= hit.start or closed[0] == hit)
    behind = context.year_before is not None and context.sentence.after(hit.end, "time", "first") is not None
    behind = behind or _months_past(context, number, hit)
    return number.start if within or behind or stated or _year_at_once(context, hit.end) else None


def _of_split_year(context: Context, hit: Hit) -> bool:
    """Whether a part is that of a fiscal year, whose months are not said: "the first half of FY 2023/2024"."""
    following = next((n for n in context.following(hit.end) if n.start - hit.end <= _NEAR and n.kind == "date"), None)
    return following is not None and re.fullmatch(r"\d{4}/\d{4}", following.iso or "") is not None


def _months_past(context: Context, number: Number, hit: Hit) -> bool:
    """Whether "9 months past" are all those of the year so far, said in September or October."""
    past = context.sentence.after(hit.end, "time", "past") if context.year_before else None
    month = int(context.reference[5:7]) if past and context.reference and len(context.reference) > 6 else 0  # noqa: PLR2004
    return 0 <= month - (number.value or 0) <= 1 < month


def _year_at_once(context: Context, position: int) -> bool:
    """Whether a year follows at once, where its word stands before it: "11 months (of) year 2021"."""
    if context.year_before is None:
        return False
    relative = relative_year(context, position, 1)
    return relative is not None or context.year_before.match(context.low, position) is not None


def _last_of_year(context: Context, hit: Hit) -> tuple[int, int] | None:
    """(start, count) of months that close a year: "6 months last", "the last three months of 2024", a year now over."""
    number = context.right_before(hit.start)
    value = whole(number)
    if number is None or not value or number.kind != "cardinal":
        return None
    if context.year_before and context.sentence.after(hit.end, "time", "second"):
        return number.start, value
    past = context.sentence.before(number.start, "time", "past", gap=1)
    year = year_beside(context, hit.end) if past else None
    return (past[0].start, value) if past and year and year[1] != context.year else None


def _months_of(unit: str, count: int, *, first: bool) -> tuple[int, int]:
    """The first and last month of the first so many parts of a year, or of the one of that number; (0, 0) for none."""
    size = _MONTHS[unit]
    if first:
        return 1, count * size
    return (0, 0) if unit == "month" else ((count - 1) * size + 1, count * size)
