"""Months by their names, without a day: in May this year, January-October, from January to October."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.lexicon import Hit
from analysis.model import Number, Period
from analysis.periods.context import DASH, Context, whole
from analysis.periods.inferred import AHEAD, not_ahead, over
from analysis.periods.iso import shifted
from analysis.periods.stated import year_beside, year_phrase

__all__ = ["months"]

_YEARS_OF_MONTHS = 24
"""Months that somebody counts back; more are told in years."""
_MONTH = len("YYYY-MM")
_FROM_MONTH = (("this", 0), ("last", -1), ("next", 1))
"""Keys of the table `time` that place a month, and how far from the text's own."""
_TWO_YEARS = re.compile(r"\s*\(?((?:19|20)\d\d)[-/\u2013](\d\d)(?!\d)\)?")
_SECOND = 3
"""The last month of a fiscal year that begins in April, the earliest of those told by two years."""
_OPENING = 8
"""Characters before a year that opens a sentence: a preposition and its article."""
_CLAUSE = re.compile(r",(?!\d)|[;:()]")
"""Marks that part clauses."""
_TO_BY = 12
"""Characters from "by" to its month: "the end of "."""
_LISTED = 60
"""Characters from a month to the next one of a list, with an amount between them."""
_SHORT = 3
"""Letters of a month's short form."""
_COMPARED = 8
"""Characters between a comparison and its month: "than in the"."""


def months(context: Context) -> Iterator[Period]:
    """Months without a day: in May this year, January-October, from January to October, last month."""
    yield from _relative_months(context)
    spoken = _opening_year(context)
    before: Period | None = None
    for hit, month in context.sentence.of("month"):
        if context.in_number(hit) or _dates_another(context, hit) or _names_somebody(context, hit):
            continue
        stated = year_beside(context, hit.end)
        closing = _range_end(context, hit)
        if closing:
            # The second of the two carries the year.
            end, year, last = closing
            year = year or spoken
            closed = f"{year}-{last:02d}" if year else None
            if closed is None and context.year is not None:
                # "From July to December", said in April, is last year's.
                span = not_ahead(context, f"{context.year}-{min(int(month), last):02d}")
                if int(month) <= last and not _says_this_year(context):
                    # "Between January and June", said in January of what is done, is last year's too.
                    span = over(context, f"{span[:4]}-{int(month):02d}/{span[:4]}-{last:02d}", hit.start)
                closed = f"{span[:4]}-{last:02d}"
            if closed:
                # "from October to March 2022" begins in the year before.
                first = int(closed[:4]) - (int(month) > last)
                iso = f"{first:04d}-{int(month):02d}/{closed}"
                yield Period(start=hit.start, end=end, iso=iso, relative=year is None)
            continue
        if stated:
            # "in January and February this year": each of the two is of that year.
            shared = any(hit.end <= other.start < stated[0] for other, _ in context.sentence.of("month"))
            end = hit.end if shared else stated[0]
            yield Period(start=hit.start, end=end, iso=f"{stated[1]}-{int(month):02d}", relative=stated[2])
        elif beside := _year_of_another(context, hit, int(month)):
            yield Period(start=hit.start, end=hit.end, iso=f"{beside}-{int(month):02d}", relative=True)
        elif context.year is not None and not context.sentence.before(hit.start, "time", "next", gap=6):
            iso = f"{context.year}-{int(month):02d}"
            awaited = _awaited(context, hit, iso)
            iso = awaited or not_ahead(context, iso, than=_month_told(context, before, hit), done=True)
            before = Period(start=hit.start, end=hit.end, iso=iso, relative=True)
            yield before


def _awaited(context: Context, month: Hit, iso: str) -> str | None:
    """The month that a word for what is to come leads to: "expects 5 million by December", said in July.

    Nothing but one amount stands between, no comma and no other clause: "wants 9 million and had bought 5 by March".
    """
    sentence = context.sentence
    if sentence.before(month.start, "time", "by", gap=_TO_BY) is None:
        return _coming(context, month, iso)
    for hit, _ in sentence.of("status", "future", "target", "estimate", "pledge"):
        if hit.end > month.start or _CLAUSE.search(context.low, hit.end, month.start):
            continue
        between = [n for n in context.numbers if hit.end <= n.start < month.start]
        joined = _goes_on(context, hit.end, month.start)
        if len(between) == 1 and between[0].kind != "date" and not joined:
            return _next_of_name(context, iso)
    return None


def _coming(context: Context, month: Hit, iso: str) -> str | None:
    """The month in which a verb in the present says that something will be done: "will pay 5 million in June".

    Only one amount, and what is done, stands between: "will exceed the 5 million sold in June" is of what is over.
    """
    sentence = context.sentence
    if sentence.before(month.start, "time", "in", gap=1) is None:
        return None
    words = tuple(f"{word} " for word in sentence.lexicon.surfaces("time.will"))
    # "skal gi" may be a term of its own.
    told = sorted(hit for hit, _ in (*sentence.of("time", "will"), *sentence.of("status", "future", "pledge")))
    wills = [hit for hit in told if hit.end <= month.start and context.low.startswith(words, hit.start)]
    if not wills or _CLAUSE.search(context.low, wills[-1].end, month.start):
        return None
    between = [n for n in context.numbers if wills[-1].end <= n.start < month.start]
    start = between[-1].end if between else month.start
    done = any(start <= hit.start < month.start for hit, _ in (*sentence.of("status", "actual"), *sentence.of("act")))
    if len(between) > 1 or done or _goes_on(context, wills[-1].end, month.start):
        return None
    return _next_of_name(context, iso)


def _goes_on(context: Context, start: int, end: int) -> bool:
    """Whether a word between two positions opens another clause, or a time that is counted from another."""
    sentence = context.sentence
    ands, whiches = sentence.of("range", "and"), sentence.of("role", "which")
    apart = (*ands, *whiches, *sentence.of("source", "that"), *sentence.of("time", "after"))
    return any(start <= hit.start < end for hit, _ in apart)


def _next_of_name(context: Context, iso: str) -> str:
    """A month, or where it is over when the text is written, that of its name a year on."""
    return shifted(iso, 1) if iso < (context.reference or iso)[: len("2023-12")] else iso


def _dates_another(context: Context, hit: Hit) -> bool:
    """Whether an adjective of a month stands before what is no flow, nor its sum: "after the May visit"."""
    sentence = context.sentence
    if not any(word.start == hit.start for word, _ in sentence.of("time", "month_adjective")):
        return False
    if DASH.match(context.low, hit.end) or sentence.after(hit.end, "metric") is not None:
        # "in the January-August period", "the June exports"
        return False
    whose = next((word for word, _ in sentence.of("area") if word.start - hit.end == 1), None)
    if whose and sentence.after(whose.end, "metric") is not None:
        return False
    # "passed the July level by 3 percent"
    level = sentence.before(hit.start, "change", "versus", "more", "less") is None
    passed = level and sentence.before(hit.start, "bound") is not None
    return passed or sentence.after(hit.end, "count", "sum") is None


def _names_somebody(context: Context, hit: Hit) -> bool:
    """Whether a month is a first name: "the painter Jan Vermeer", not "in May Chile sold" or "January Exports"."""
    sentence = context.sentence
    text, start = sentence.text, hit.end + 1
    if text[hit.end : start] != " " or not text[start : start + 1].isupper():
        return False
    if any(word.start == start for table in ("area", "month", "weekday", "metric") for word, _ in sentence.of(table)):
        return False
    led = any(word.end == hit.start - 1 for table in ("time", "range", "change") for word, _ in sentence.of(table))
    return not led and (not sentence.opens_with(hit.start) or hit.end - hit.start <= _SHORT)


def _month_told(context: Context, before: Period | None, hit: Hit) -> str:
    """The month told before another in a list; "" for none, as in "5 in November, and the aim is 6 in April"."""
    if before is None or any(before.end <= word.start < hit.start for word, _ in context.sentence.of("status", *AHEAD)):
        return ""
    return before.iso


def _year_of_another(context: Context, hit: Hit, month: int) -> int | None:
    """The year of a month that stands beside one with its year in a list, or is compared with it.

    "5 million in May 2023 and 6 in June", "in January 2023, up from 4 in December", "in April and 7 in May 2023"
    """
    sentence = context.sentence
    first = next((n for n in context.preceding(hit.start) if _is_month(n)), None)
    if first and first.iso and ";" not in context.low[first.end : hit.start]:
        year, before = int(first.iso[:4]), int(first.iso[5:])
        compared = _is_compared(context, first.end, hit.start)
        joined = _joins(context, first.end, hit.start) and not sentence.before(first.start, "time", "since", gap=1)
        if compared or (joined and month > before):
            return year - (month > before and compared)
    behind = next((n for n in context.following(hit.end) if _is_month(n)), None)
    # "In January and will meet in June 2026", said in 2025: a year still to come is no other month's.
    is_known = behind and behind.iso and behind.iso <= (context.reference or behind.iso)
    if behind is None or behind.iso is None or not is_known or behind.start - hit.end > _LISTED:
        return None
    # "16 percent below May, and 7 percent above June 2020"
    other = any(hit.end <= word.start < behind.start for word, _ in sentence.of("change", "versus"))
    joined = _joins(context, hit.end, behind.start) and not other
    return int(behind.iso[:4]) - (month > int(behind.iso[5:])) if joined else None


def _is_compared(context: Context, start: int, end: int) -> bool:
    """Whether a word between two positions sets the month at the second, or the one amount before it, against another.

    "Up from 4 million in December", "than in December"; not "imports from China", "over 4 million", "and of 4 million".
    """
    sentence = context.sentence
    for words in (sentence.of("change", "versus"), sentence.of("range", "from")):
        for word, _ in words:
            if not start <= word.start < end or any(sense.startswith("bound.") for sense in word.senses):
                continue
            if sentence.before(word.start, "range", "and", gap=1):
                continue
            amounts = [n.start for n in context.preceding(end) if n.start >= word.end]
            opening = min([end, *amounts])
            what = sentence.after(word.end, "metric", gap=_COMPARED)
            # "compared with a deficit of 4 million"
            led = what[0].end if what and what[0].end <= opening else word.end
            if len(amounts) <= 1 and opening - led <= _COMPARED:
                return True
    return False


def _is_month(number: Number) -> bool:
    """Whether a number is a month with its year."""
    return number.kind == "date" and re.fullmatch(r"\d{4}-\d\d", number.iso or "") is not None


def _joins(context: Context, start: int, end: int) -> bool:
    """Whether a word of a list stands between two positions, and no mark ends the clause."""
    ands = (hit for hit, _ in context.sentence.of("range", "and"))
    return any(start <= hit.start and hit.end <= end for hit in ands) and not context.parted(start, end)


def _says_this_year(context: Context) -> bool:
    """Whether words of the sentence name the text's own year: "From January to August exports this year reached"."""
    return any(year_phrase(context, hit) for hit, _ in context.sentence.of("time", "this"))


def _opening_year(context: Context) -> int | None:
    """The one year that a sentence names, where it opens it: "In 2018, sales rose by 5 % from May to July"."""
    years = [n for n in context.numbers if n.kind == "date" and n.iso and n.iso[:4].isdigit()]
    first = years[0] if len(years) == 1 and len(years[0].iso or "") == len("2018") else None
    opens = first is not None and context.sentence.opens_with(first.start, _OPENING)
    closed = first is not None and context.low[first.end : first.end + 1] == ","
    return int(first.iso or 0) if first and opens and closed else None


def _relative_months(context: Context) -> Iterator[Period]:
    """The months told as this one, the last or the next: by a phrase of their own, or by a word beside "month"."""
    if context.reference is None or len(context.reference) < _MONTH:
        return
    for start, end, shift in (*_phrases(context), *_placed(context), *_counted_back(context)):
        # "The last month of 2021" says its year; one that is compared with may count from another month.
        if year_beside(context, end) or context.sentence.before(start, "change", "versus", gap=_COMPARED):
            continue
        month = int(context.reference[:4]) * 12 + int(context.reference[5:_MONTH]) - 1 + shift
        yield Period(start=start, end=end, iso=f"{month // 12:04d}-{month % 12 + 1:02d}", relative=True)


def _phrases(context: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, shift) of the months that a phrase tells by itself."""
    for hit, key in context.sentence.of("time", "this_month", "last_month"):
        # "9 tháng trước" are nine months ago.
        if not (context.year_before and context.right_before(hit.start)):
            yield hit.start, hit.end, -1 if key == "last_month" else 0


def _counted_back(context: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, shift) of months so many before the text's own: "two months ago", "il y a deux mois"."""
    for month, _ in context.sentence.of("time", "month"):
        number = context.right_before(month.start)
        months = whole(number) if number and number.kind == "cardinal" else None
        if number is None or not months or months > _YEARS_OF_MONTHS:
            continue
        ago = context.sentence.after(month.end, "time", "ago", gap=2)
        opened = context.sentence.before(number.start, "time", "ago_before", gap=2)
        if opened or (ago and "time.last" not in ago[0].senses):
            yield opened[0].start if opened else number.start, month.end if opened or not ago else ago[0].end, -months


def _placed(context: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, shift) of the months that a word beside "month" places from the text's own."""
    for month, _ in context.sentence.of("time", "month"):
        if context.right_before(month.start):
            continue
        for key, shift in _FROM_MONTH:
            before = context.sentence.before(month.start, "time", key, gap=1)
            behind = context.sentence.after(month.end, "time", key, gap=1)
            if before and "time.months" not in month.senses and "time.year_phrase" not in before[0].senses:
                yield before[0].start, month.end, shift
            elif behind and context.sentence.language.adjectives_follow and "time.year_phrase" not in behind[0].senses:
                yield month.start, behind[0].end, shift


def _without_noun(context: Context, gap: str) -> str:
    """What stands between two months, without the word for month that the second may have: "เดือนมกราคม-เดือนมีนาคม".

    Nor the full stop of the first: "янв.-авг."
    """
    gap = gap.removeprefix(".")
    nouns = context.sentence.lexicon.surfaces("time.month")
    words = gap.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in nouns else gap


def _range_end(context: Context, hit: Hit) -> tuple[int, int | None, int] | None:
    """(end, year or None, month) of the month that closes the range which a month opens."""
    words = context.joining(hit.start)
    for number in context.following(hit.end):
        if number.kind == "date" and number.iso:
            gap = _without_noun(context, context.low[hit.end : context.opening(number.start)])
            if (DASH.fullmatch(gap) or gap.strip() in words) and re.fullmatch(r"\d{4}-\d\d", number.iso):
                return number.end, int(number.iso[:4]), int(number.iso[5:])
            break
    for other, month in context.sentence.of("month"):
        if other.start >= hit.end:
            gap = _without_noun(context, context.low[hit.end : context.opening(other.start)])
            if DASH.fullmatch(gap) or gap.strip() in words:
                split = _year_of_two(context, other.end, int(month))
                beside = (*split, False) if split else year_beside(context, other.end)
                return (beside[0], beside[1], int(month)) if beside else (other.end, None, int(month))
            break
    return None


def _year_of_two(context: Context, end: int, month: int) -> tuple[int, int] | None:
    """(end, year) of a month that its fiscal year follows: "July-September (2020-21)", "in April-June 2020-21".

    Such a year begins in the spring or in the summer: its first months are of the second of the two years.
    """
    years = _TWO_YEARS.match(context.low, end, context.sentence.end)
    if years is None or (int(years[1]) + 1) % 100 != int(years[2]):
        return None
    return years.end(), int(years[1]) + (month <= _SECOND)
