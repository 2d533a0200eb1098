"""Years told from the text's own: last year, five years ago, the past five years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.lexicon import Hit
from analysis.model import Number, Period, PeriodRole
from analysis.periods.context import Context, whole
from analysis.periods.inferred import AHEAD
from analysis.periods.iso import shifted
from analysis.periods.stated import SHIFTS, year_beside, year_phrase

__all__ = [
    "fiscal_years",
    "relative_years",
    "spans_of_years",
    "steps_from_named",
    "years_after",
    "years_ago",
    "years_from_named",
    "years_in_apposition",
]


_FISCAL = re.compile(r"(\d{4}|\d\d)(?:[-/\u2013](\d{4}|\d\d))?")
_SHORT_FISCAL = re.compile(r"(\d\d)[-/\u2013](\d\d)(?!\d)")
_DIGITS = re.compile(r"\s\(?((?:19|20)\d\d)(?![\w.,]\d|\w)")
_COUNT = 12
"""Characters from a word to the years that it counts on, with their number between: "спустя два года"."""
_FISCAL_MARK = 12
"""Characters before a fiscal year within which its letters stand: "FY ", "fiscal "."""
_SEASONS = (("spring", 3), ("summer", 6), ("autumn", 9))
"""Keys of the table `time` whose words name a season, and its first month."""
_JUST_BEGUN = 2
"""The last month in which the year ahead is the one that has begun."""
_TERM_BEGINS = 8
"""The month from which on a school year has begun."""
_NOT_THAN = ("bound.over", "range.from", "role.which", "time.in")
"""Senses of words that may be none of a comparison: over, from, que, on."""
_TEN = 10
_CENTURY = 100
_MILLENNIUM = 2000


def fiscal_years(context: Context) -> Iterator[Period]:
    """Fiscal years whose letters stand before their digits: "FY22" is that of 2022, "FY 21-22" of the two years."""
    marks = context.sentence.language.terms("time", "fiscal")
    text = context.sentence.text
    for number in context.numbers if marks else ():
        start = max(0, number.start - _FISCAL_MARK)
        before = text[start : number.start]
        mark = next((m for m in marks if before.rstrip(" ").endswith(m)), None)
        parted = before.endswith(" ")
        digits = (
            _SHORT_FISCAL.match(text, number.start) if parted else _FISCAL.fullmatch(text, number.start, number.end)
        )
        if (number.kind != "identifier" and not parted) or mark is None or digits is None:
            continue
        opened, *closed = (int(year) for year in digits.groups() if year)
        first = opened + (_MILLENNIUM if opened < _CENTURY else 0)
        last = closed[0] if closed else first
        # "FY1994-95", "FY1999-00"
        last = last if last >= _CENTURY else first + (last - first) % _CENTURY
        if last - first in (0, 1):
            iso = f"{first}/{last}" if first < last else f"{first}"
            yield Period(start=start + before.rindex(mark), end=digits.end(), iso=iso)


def years_ago(context: Context) -> Iterator[Period]:
    """Years told from the text's own: five years ago."""
    # "5 năm trước" has the word for year within that for ago, and without a number means last year.
    both = [(pair[0], pair) for pair in _with_year(context, "ago")]
    said = [
        (hit, context.sentence.after(hit.end, "time", "ago", gap=2)) for hit, _ in context.sentence.of("time", "year")
    ]
    for hit, ago in (*said, *both):
        number = context.right_before(hit.start)
        opened = context.sentence.before(number.start, "time", "ago_before", gap=2) if number else None
        if number and opened and _counts_back(context, number):
            # "il y a cinq ans"
            yield Period(
                start=opened[0].start, end=hit.end, iso=f"{(context.year or 0) - int(number.value or 0)}", relative=True
            )
            continue
        if number and ago and number.kind == "cardinal" and number.value and context.year is not None:
            if "time.counted_back" in ago[0].senses and _names_year(context, number.start):
                continue
            if number.value >= context.year or not _looks_back(context, number, ago[0]):
                continue
            yield Period(start=number.start, end=ago[0].end, iso=f"{context.year - int(number.value)}", relative=True)
    for hit, _ in context.sentence.of("time", "ten_years") if context.year is not None else ():
        ago = context.sentence.after(hit.end, "time", "ago", gap=2)
        start, years = _tens(context, hit)
        if ago and years < (context.year or 0) and not _names_year(context, start):
            # "a decade ago", "two decades ago"
            yield Period(start=start, end=ago[0].end, iso=f"{(context.year or 0) - years}", relative=True)


def _tens(context: Context, decade: Hit) -> tuple[int, int]:
    """Where a length of time in decades starts, and the years that it has."""
    number = context.right_before(decade.start)
    count = whole(number) if number and number.kind == "cardinal" else None
    return (number.start, _TEN * count) if number and count else (decade.start, _TEN)


def _names_year(context: Context, position: int) -> bool:
    """Whether the last date before a position has its year: from that one "three years earlier" counts."""
    named = next((n for n in context.preceding(position) if n.kind == "date" and n.iso), None)
    return named is not None and named.iso is not None and named.iso[:4].isdigit()


def _with_year(context: Context, key: str) -> list[tuple[Hit, str]]:
    """Words for last year that hold the word for year and one of a key of time, in a language that has such."""
    if context.year_before is None:
        return []
    return [pair for pair in context.sentence.of("time", "last") if f"time.{key}" in pair[0].senses]


def _counts_back(context: Context, number: Number) -> bool:
    """Whether a number counts years that are over."""
    years = whole(number) if number.kind == "cardinal" else None
    return years is not None and context.year is not None and years < context.year


def _looks_back(context: Context, number: Number, ago: Hit) -> bool:
    """Whether "ago" is said; a word that also says since takes a preposition: "for fem år siden"."""
    if "time.since" not in ago.senses:
        return True
    hedge = context.sentence.before(number.start, "bound", gap=1)
    return context.sentence.before(hedge[0].start if hedge else number.start, "time", "in", gap=1) is not None


def spans_of_years(context: Context) -> Iterator[Period]:
    """In the past five years, and in the coming five: counted from the reference, which is not over yet."""
    # "năm qua" holds both words, and without a number means last year.
    for hit, _ in (*context.sentence.of("time", "year"), *_with_year(context, "past")):
        number = context.right_before(hit.start)
        inside = context.sentence.before(hit.start, "time", "past", gap=1)
        coming = None if number or inside else context.sentence.before(hit.start, "time", "next", gap=1)
        between = (inside or coming) if not number else None
        if between and _counts_years(context, between[0], ahead=coming is not None):
            # "ces cinq dernières années", "les cinq prochaines années": the count stands before the word for past.
            number = context.right_before(between[0].start)
            number = number if number and not context.low[number.end : between[0].start].strip() else None
        if (
            not number
            or number.kind != "cardinal"
            or not number.value
            or context.year is None
            or number.value != int(number.value)
        ):
            continue
        ahead = coming or context.sentence.before(number.start, "time", "next", gap=3)
        if not ahead and not context.sentence.language.spaced:
            # "ในช่วง 5 ปีข้างหน้า"
            ahead = context.sentence.after(hit.end, "time", "next", gap=1)
        if ahead and 1 < number.value < 100:  # noqa: PLR2004 - a span of years
            # "Over the coming five years": this one is the first.
            span = f"{context.year}/{context.year + int(number.value) - 1}"
            start, end = min(ahead[0].start, number.start), max(ahead[0].end, hit.end)
            yield Period(start=start, end=end, iso=span, relative=True)
            continue
        past = inside or context.sentence.before(number.start, "time", "past", "last", gap=3)
        closed = (hit, "past") if context.year_before and "time.past" in hit.senses else None
        behind = closed or (context.sentence.after(hit.end, "time", "past") if context.year_before else None)
        if (past or behind) and 1 < number.value < 100:  # noqa: PLR2004 - a span of years
            yield Period(
                start=min(number.start, past[0].start) if past else number.start,
                end=behind[0].end if behind and not past else hit.end,
                iso=f"{context.year - int(number.value)}/{context.year - 1}",
                relative=True,
                role="span",
            )


def _counts_years(context: Context, word: Hit, *, ahead: bool) -> bool:
    """Whether a number before a word for past or coming years may count them: not in "from 30 last year".

    So the word must not tell a single year; one for the years to come must be told from "60 next year" by its
    place or case.
    """
    language = context.sentence.language
    return language.adjectives_follow or bool(language.areas.locative) if ahead else "time.last" not in word.senses


def relative_years(context: Context) -> Iterator[Period]:
    """Years that one word or phrase names: this year, last year."""
    if context.year is None:
        return
    for key, shift in SHIFTS:
        for hit, _ in context.sentence.of("time", key):
            end = year_phrase(context, hit)
            compared = end is not None and "time.year_before" in hit.senses and _than(context, end)
            if end and not (compared or _counted_otherwise(context, hit) or _dated(context, end)):
                same = context.sentence.before(hit.start, "time", "same", gap=6)
                role: PeriodRole = "year_before" if "time.year_before" in hit.senses else "same" if same else "at"
                year = context.year + shift - _season_of_last_year(context, hit) - _has_begun(context, hit)
                year = _named_year(context, hit) or (role == "year_before" and _year_before(context, hit)) or year
                yield Period(start=hit.start, end=end, iso=str(year), relative=True, role=role)


def _named_year(context: Context, hit: Hit) -> int | None:
    """The year named before a phrase for a year's end or start: "In June 2018 they hoped for 5 by the end of the year".

    Not where the phrase says itself which year it is: "by the end of this year".
    """
    if "time.of_named_year" not in hit.senses:
        return None
    named = next((n for n in context.preceding(hit.start) if n.kind == "date" and n.iso), None)
    told = named is not None and not context.parted(named.end, hit.start)
    # "supplies, halted in 2012, shall be resumed, and it will deliver 5 million before the end of the year"
    ands = (word for word, _ in context.sentence.of("range", "and"))
    told = told and named is not None and not any(named.end <= word.start < hit.start for word in ands)
    return int((named.iso or "")[:4]) if told and named and (named.iso or "")[:4].isdigit() else None


def _year_before(context: Context, hit: Hit) -> int | None:
    """The year before the one named in the same clause: "fell in 2020 to 1.2 million from 1.35 a year earlier".

    Or before a colon: "It began to grow in 2007: a year earlier it had been 6 million".
    """
    named = next((n for n in context.preceding(hit.start) if n.kind == "date" and n.iso), None)
    if named is None or not (named.iso or "").isdigit():
        return None
    colon = context.low.find(":", named.end, hit.start)
    stretches = ((named.end, colon), (colon + 1, hit.start)) if colon >= 0 else ((named.end, hit.start),)
    if any(context.parted(*stretch) for stretch in stretches):
        return None
    return int(named.iso or 0) - 1


def academic_years(context: Context) -> Iterator[Period]:
    """School years told from the date of the text: "in the next academic year", which begins in the summer."""
    named = any(n.kind == "date" and (n.iso or "")[:4].isdigit() for n in context.numbers)
    if named or context.year is None or not (context.reference or "")[5:7]:
        # "In 2019 it would take 300 in the next academic year" counts from then.
        return
    begun = context.year - (int((context.reference or "")[5:7]) < _TERM_BEGINS)
    for hit, _ in context.sentence.of("time", "academic"):
        new = context.sentence.before(hit.start, "time", "new", gap=1)
        if new:
            # "in the new academic year": the one that begins in the year of the text.
            yield Period(start=new[0].start, end=hit.end, iso=f"{context.year}/{context.year + 1}", relative=True)
        for key, shift in SHIFTS:
            word = context.sentence.before(hit.start, "time", key, gap=1)
            if word:
                first = begun + shift
                yield Period(start=word[0].start, end=hit.end, iso=f"{first}/{first + 1}", relative=True)
                break


def _season_of_last_year(context: Context, hit: Hit) -> bool:
    """Whether a season, or all of a year, still to come is told as over: "eksporterte i høst", said in March."""
    opens = next((month for key, month in _SEASONS if f"time.{key}" in hit.senses), 0)
    # "по итогам года составил", said in January: the year that is over.
    opens = _JUST_BEGUN + 1 if "time.whole" in hit.senses else opens
    month = int((context.reference or "")[5:7] or 12)
    return month < opens and not context.sentence.has("status", *AHEAD)


def _has_begun(context: Context, hit: Hit) -> bool:
    """Whether the year that lies ahead is the one that has just begun: "for the year ahead", said in January."""
    month = int((context.reference or "")[5:7] or 12)
    return "time.ahead" in hit.senses and month <= _JUST_BEGUN


def years_in_apposition(context: Context) -> Iterator[Period]:
    """The year before, with its digits right behind: "on the same period of the previous year 2021"."""
    for hit, _ in context.sentence.of("time", "year_before"):
        digits = _DIGITS.match(context.low, hit.end, context.sentence.end)
        if digits:
            yield Period(start=hit.start, end=digits.end(1), iso=digits[1], role="year_before")


def years_from_named(context: Context, found: list[Period]) -> Iterator[Period]:
    """Years told from the one named last in the sentence: "5 million in 2019 and 7 million the following year".

    Or all of it: "5 million in its first ten months and 6 million for the whole year".
    """
    wholes = (hit for hit, _ in context.sentence.of("time", "whole") if year_beside(context, hit.end) is None)
    for start, end, shift in (*steps_from_named(context), *((hit.start, hit.end, 0) for hit in wholes)):
        named = max((p for p in found if p.end <= start), key=lambda p: p.end, default=None)
        if named is not None:
            yield Period(start=start, end=end, iso=years_after(named.iso, shift), relative=named.relative)


def years_after(iso: str, years: int) -> str:
    """The year, or the school or fiscal year, so many years after a time.

    >>> years_after("2019-01/2019-06", 1), years_after("2021/2022", 1), years_after("2016/2019", 1)
    ('2020', '2022/2023', '2020')
    """
    first, _, last = iso.partition("/")
    if first.isdigit() and last.isdigit() and int(last) - int(first) == 1:
        return shifted(iso, years)
    return f"{int((last or first)[:4]) + years:04d}"


def steps_from_named(context: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, how many years on) of what counts from a year spoken of: "a year later", "three years earlier"."""
    for hit, _ in context.sentence.of("time", "year_after"):
        if _than(context, hit.end) or _in_apposition(context, hit):
            continue
        number = context.right_before(hit.start)
        # "hai năm sau đó"
        counted = whole(number) if number and _so_many(context, hit) else None
        yield number.start if number and counted else hit.start, hit.end, counted or 1
    for key, way in (("counted_on", 1), ("counted_back", -1)):
        for word, _ in context.sentence.of("time", key):
            if context.sentence.after(word.end, "count", "of", gap=1) or _than(context, word.end):
                # "dos años después de la guerra", "two years earlier than planned"
                continue
            if "time.by" in word.senses and context.low[word.end : word.end + 1] == " ":
                # "two years before the war"
                continue
            decade = context.sentence.before(word.start, "time", "ten_years", gap=1)
            if decade:
                start, tens = _tens(context, decade[0])
                yield start, word.end, way * tens
                continue
            year = context.sentence.before(word.start, "time", "year", gap=1)
            opened = context.sentence.after(word.end, "time", "year", gap=_COUNT) if year is None else None
            stretch = year or opened
            number = context.right_before(stretch[0].start) if stretch else None
            years = whole(number) if number and number.kind == "cardinal" else None
            if stretch and number and years and years < _CENTURY and (year or number.start - word.end <= 1):
                yield min(number.start, word.start), max(word.end, stretch[0].end), way * years


def _than(context: Context, position: int) -> bool:
    """Whether what a step in years is compared with follows, so that none is told: "a year later than planned".

    Behind a comma it is a word of what was planned: "на год позже, чем планировалось", not "later, compared with Peru".
    """
    sentence = context.sentence
    versus = sentence.after(position, "change", "versus", gap=2)
    if versus is None or not versus[0].senses.isdisjoint(("change.more", "change.less")):
        # "4 million a year earlier, more than expected"
        return False
    # "a year later over 5 million", "from 5 million": words that say more.
    own = versus[0].start - position <= 1 and versus[0].senses.isdisjoint(_NOT_THAN)
    return own or sentence.after(versus[0].end, "status") is not None


def _counted_otherwise(context: Context, hit: Hit) -> bool:
    """Whether the year of a phrase is told by a number beside it or by another year, not from the text's own."""
    return any(asked(context, hit) for asked in (_so_many, _opens_year, _follows_named, _in_apposition))


def _in_apposition(context: Context, hit: Hit) -> bool:
    """Whether a year in digits right before a phrase is the one that it tells: "In 2003, the year before it joined".

    So with "the year after the war" and "the last year before it". Not where an amount of the year before follows: "5
    million in 2021, the year before 4 million".
    """
    number = next(iter(context.preceding(hit.start)), None)
    if number is None or number.kind != "date" or not (number.iso or "").isdigit():
        return False
    mark, *article = context.low[number.end : hit.start].split(" ")
    definite = bool(article) and article[0] in context.sentence.language.terms("format", "definite")
    alike = {"time.year_before", "time.year_after", *(("time.last",) if definite else ())}
    if mark != "," or not (definite or article == [""]) or hit.senses.isdisjoint(alike):
        return False
    comma = context.low.find(",", hit.end, context.sentence.end)
    clause = context.low[hit.end : comma if comma >= 0 else context.sentence.end]
    return clause[:1] == " " and not any(c.isdigit() for c in clause)


def _dated(context: Context, end: int) -> bool:
    """Whether a year in digits stands right behind a phrase, which then only calls it whole: "toute l'année 2022"."""
    number = next(iter(context.following(end)), None)
    near = number is not None and number.start - end <= 1 and number.kind == "date"
    return near and number is not None and (number.iso or "").isdigit()


def _follows_named(context: Context, hit: Hit) -> bool:
    """Whether words for the next year and for the one after another tell the latter: "5 năm 2019 và đạt 6 năm sau".

    What was still to come when it was said is of the year next to the text's own.
    """
    if "time.year_after" not in hit.senses:
        return False
    years = [n for n in context.preceding(hit.start) if n.kind == "date" and n.iso and n.iso[:4].isdigit()]
    named = max(years, key=lambda n: n.end, default=None)
    if named is None or context.year is None or int(str(named.iso)[:4]) >= context.year:
        return False
    ahead = context.sentence.of("status", "target", "estimate", "future", "pledge", "proposal")
    return not any(named.end <= word.start < hit.start for word, _ in ahead)


def _opens_year(context: Context, hit: Hit) -> bool:
    """Whether the last word of a phrase is that before a year which follows: "từ đầu năm 2023"."""
    last = context.low[hit.start : hit.end].split()[-1:]
    digits = context.low[hit.end + 1 : hit.end + 5]
    led = context.sentence.language.terms("format", "year_before")
    return bool(last) and last[0] in led and digits.isdigit() and len(digits) == len("2023")


def _so_many(context: Context, hit: Hit) -> bool:
    """Whether a number counts the years of a phrase that without one means a single year: "hai năm tới"."""
    words = context.low[hit.start : hit.end].split()
    if not words or words[0] not in context.sentence.language.terms("format", "year_before"):
        return False
    number = context.right_before(hit.start)
    return number is not None and number.kind == "cardinal" and number.end + 1 == hit.start and (number.value or 0) > 1
