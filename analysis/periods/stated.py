"""The year that words or digits beside a time state: "of 2021", "this year", "last year's"."""

from __future__ import annotations

from analysis.lexicon import Hit
from analysis.periods.context import Context

__all__ = ["LENGTHS", "SHIFTS", "relative_year", "year_beside", "year_phrase", "year_phrase_before", "year_word"]

LENGTHS = ("year", "half", "quarter", "month", "week", "day", "decade", "hour")
"""Keys of the table `time` whose words are stretches of time that can be counted."""
SHIFTS = (("this", 0), ("last", -1), ("before_last", -2), ("next", 1))
"""Keys of the table `time` that place a year, and how far from the text's own."""
_NEAR = 14
"""Characters between a time and the year behind it, and its word before it."""
_CLOSE = 26
"""Characters between a time and the year before it."""
_NOUNS_OF_TIME = (
    ("time", LENGTHS[1:]),
    ("month", ()),
    ("weekday", ()),
)


def year_beside(context: Context, position: int, *, before: int | None = None) -> tuple[int, int, bool] | None:
    """(end, year, relative) of the year stated right after a position: "of 2021", "this year", "прошлого года"."""
    for number in context.following(position):
        if number.kind == "date" and number.iso and number.iso[0].isdigit():
            near = number.start - position <= _NEAR and number.iso.isdigit()
            if near and (_is_era(context, position, number.start) or not context.compared(position, number.start)):
                return number.end, int(number.iso), False
            break
    relative = relative_year(context, position, _NEAR)
    if relative:
        return relative[1], relative[2], True
    if before is not None and context.year is not None:
        # "last year's first half", "в 2021 году за девять месяцев"
        for number in context.preceding(before):
            if number.end <= before and number.kind == "date" and number.iso and number.iso.isdigit():
                if before - number.end <= _CLOSE and not context.parted(number.end, before):
                    return position, int(number.iso), False
                break
    return None


def _is_era(context: Context, start: int, end: int) -> bool:
    """Whether no more than the mark of a calendar stands between two positions: "ค.ศ."."""
    return context.low[start:end].strip() in context.sentence.lexicon.surfaces("time.era")


def relative_year(context: Context, position: int, gap: int) -> tuple[int, int, int] | None:
    """(start, end, year) of "last year" and its like that start at most `gap` after a position."""
    if context.year is None:
        return None
    for key, shift in SHIFTS:
        for hit, _ in context.sentence.of("time", key):
            if not 0 <= hit.start - position <= gap or context.compared(position, hit.start):
                continue
            end = year_phrase(context, hit)
            if end:
                return hit.start, end, context.year + shift
    return None


def year_phrase(context: Context, hit: Hit) -> int | None:
    """End of the year phrase that starts with a hit of this/last/next: the word for year follows, or is in it."""
    noun = context.sentence.after(hit.end, "time", "year", gap=3)
    if noun:
        return noun[0].end
    if any(context.sentence.after(hit.end, table, *keys, gap=3) for table, keys in _NOUNS_OF_TIME):
        return None
    # A phrase of several words, or one word that no noun follows, says the year by itself: "i fjor".
    return hit.end if "time.year_phrase" in hit.senses else None


def year_phrase_before(context: Context, position: int) -> tuple[int, int] | None:
    """(start, year) of "this year's" right before a position: "i årets åtte første måneder"."""
    if context.year is None:
        return None
    for key, shift in SHIFTS:
        phrase = context.sentence.before(position, "time", key, gap=2)
        if phrase and year_phrase(context, phrase[0]):
            return phrase[0].start, context.year + shift
    return None


def year_word(context: Context, start: int) -> int:
    """Where the word for year that a language puts right before a year starts; else where the year does."""
    if context.year_before is None:
        return start
    words = context.low[max(context.sentence.start, start - _NEAR) : start].split()
    of_year = bool(words) and words[-1] in context.sentence.language.terms("format", "year_before")
    return start - len(words[-1]) - 1 if of_year else start
