"""What a change is compared with: the period that the text names, before the change or behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.changes.context import DASHES, PREPOSITION
from analysis.lexicon import Hit
from analysis.model import Period, Quantity
from analysis.periods import shifted
from analysis.sentences import Sentence

__all__ = [
    "Comparison",
    "compared_with",
    "from_to",
    "is_of_time",
    "is_with_just_before",
    "level_of",
    "time_of_base",
    "years_taken",
]

_REACH = 70
"""Characters from "since 2003" to the change that it is the base of."""
_NEAR = 28
"""Characters from a change to the years that it took."""
_FAR = 90
"""The same where the verb is last, with all that it says before it."""
_ARTICLE = 5
"""Characters from a preposition to what it governs: an article."""
_DECADE = 10
_DASH = re.compile(r"[\-\u2010-\u2014]")


class Comparison(NamedTuple):
    """The period compared with, the period of the change where both are told, and whether a like part is meant."""

    period: Period | None
    now: Period | None = None
    same: bool = False


def compared_with(
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity
) -> Comparison:
    """What the text compares a change with; without a period where it does not say."""
    since = _since_before(sentence, periods, quantities, growth)
    # "76,000 since January, three times as many as a year before"
    told = any(p.role in ("same", "year_before") and 0 <= p.start - growth.end <= _NEAR for p in periods)
    if since and not told:
        return Comparison(since)
    set_beside = _set_beside(sentence, periods, quantities, growth) or _grown_from(sentence, periods, growth)
    set_beside = set_beside or _base_of_factor(sentence, periods, quantities, growth)
    set_beside = set_beside or (level_of(sentence, periods, growth) if growth.unit == "factor" else None)
    limit = next((q.start for q in quantities if q.start >= growth.end and q.kind != "number"), sentence.end)
    same = any(growth.end <= hit.start < limit for hit, _ in sentence.of("time", "same"))
    if set_beside:
        return Comparison(set_beside, same=same and growth.end <= set_beside.start < limit)
    before = _span_before(sentence, periods, quantities, growth, limit)
    found = _told_behind(sentence, periods, quantities, growth, before=before, limit=limit, same=same)
    if found:
        return found
    if before:
        return _ends(before)._replace(same=same)
    base = next((q for q in reversed(quantities) if q.end <= growth.start), None)
    time = time_of_base(sentence, periods, base.start) if base else None
    if time:
        return Comparison(time, same=time.role in ("same", "year_before"))
    opening = _opening(sentence, periods, quantities, growth)
    found = opening if opening.period else _complete_before(sentence, periods, growth)
    return found._replace(same=found.same or same)


def _told_behind(
    sentence: Sentence,
    periods: list[Period],
    quantities: list[Quantity],
    growth: Quantity,
    *,
    before: Period | None,
    limit: int,
    same: bool,
) -> Comparison | None:
    """The comparison that a time behind a change makes, as far as `limit`; None where none does.

    `before` is a span that stands before the change, `same` whether a like part of another year is meant.
    """
    for period in periods:
        if period.start < growth.end:
            continue
        if before and from_to(sentence, period):
            # "From 2007 to 2008 it grew by 5, and from 2008 to 2009 by 7 million"
            return None
        if period.start >= limit or ";" in sentence.low[growth.end : period.start]:
            return None
        if told_then := _year_told(sentence, periods, quantities, growth, period):
            return Comparison(None, told_then)
        found = _behind(sentence, periods, period, growth.end)
        if found:
            return found._replace(same=found.same or (same and period.role != "since"))
    return None


def _grown_from(sentence: Sentence, periods: list[Period], growth: Quantity) -> Period | None:
    """The time compared with that a noun of growth leads to at the head of a sentence: "The increase on 2023 was 5"."""
    for period in (p for p in periods if p.end <= growth.start):
        led = sentence.before(period.start, "change", "versus", "versus_by", "from", gap=1)
        noun = sentence.before(led[0].start, "change", "up", "down", gap=1) if led else None
        # "The growth from January to May was 5 percent" tells when it grew.
        spans = "/" in period.iso and sentence.before(period.start, "change", "from", gap=1)
        if noun and not spans and sentence.opens_with(noun[0].start, _ARTICLE):
            return period
    return None


def _base_of_factor(
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity
) -> Period | None:
    """The time of the amount of which another is so many times as much: "triple the 770 million recorded in 2003"."""
    base = next((q for q in quantities if q.start >= growth.end), None)
    if base is None or base.kind == "percent" or growth.unit != "factor":
        return None
    article = sentence.low[growth.end : base.start].strip()
    if article not in sentence.lexicon.surfaces("count.determiner"):
        return None
    time = next((p for p in periods if 0 <= p.start - base.end <= _NEAR), None)
    return None if time is None or "," in sentence.low[base.end : time.start] else time


def level_of(sentence: Sentence, periods: list[Period], growth: Quantity) -> Period | None:
    """The time whose level a factor is so many times: "three times the 2019 amount", "double the figure for 2019".

    The noun of what was then stands right behind the time, or leads to it. "Double that of ten years
    ago" needs none.
    """
    time = next((p for p in periods if 0 <= p.start - growth.end <= _NEAR), None)
    if time is None or time.role not in ("at", "span"):
        return None
    nouns = (*sentence.of("count", "sum", "total", "number"), *sentence.of("change", "level"))
    joins = (*sentence.of("count", "of", "determiner"), *sentence.of("time", "in"), *sentence.of("change", "times"))
    joins = (*joins, *sentence.of("role", "to", "genitive"))
    ago = any(time.start <= hit.start < time.end for hit, _ in sentence.of("time", "ago", "ago_before"))
    # "doubled ten years ago" tells when it did.
    ago = ago and time.start - growth.end > 1
    joins = (*joins, *sentence.of("change", "versus", "more"), *sentence.of("role", "which")) if ago else joins
    between = [(hit.start, hit.end) for hit, _ in (*nouns, *joins)]
    if any(c.isalnum() or c in ",;" for c in sentence.without(growth.end, time.start, between)):
        return None
    behind = any(0 <= hit.start - time.end <= 1 for hit, _ in nouns)
    return time if ago or behind or any(growth.end <= hit.start < time.start for hit, _ in nouns) else None


def years_taken(sentence: Sentence, quantities: list[Quantity], growth: Quantity) -> int | None:
    """The years over which a change came about: "tripled in five years", "over the past two decades it tripled"."""
    for hit, unit in sentence.of("time", "year", "decade"):
        behind = growth.end <= hit.start <= growth.end + _NEAR
        if not behind and not 0 <= growth.start - hit.end <= _FAR:
            continue
        count = next((q for q in quantities if 0 <= hit.start - q.end <= 2), None)  # noqa: PLR2004
        if count is None or count.value != int(count.value):
            continue
        past = sentence.before(count.start, "time", "past", gap=2)
        led = sentence.before(past[0].start if past else count.start, "time", "in", gap=_ARTICLE)
        if led and (behind or _leads_far(sentence, quantities, growth, led[0], hit)):
            return int(count.value) * (_DECADE if unit == "decade" else 1)
    return None


def _leads_far(sentence: Sentence, quantities: list[Quantity], growth: Quantity, led: Hit, years: Hit) -> bool:
    """Whether a number of years before a change may be those that it took, though much stands between the two.

    They open the sentence, "Over five years trade between Peru and Chile doubled", or the verb is last, as in
    "binnen zehn Jahren auf einen Umfang von 299 Milliarden Euro verdoppelt".
    """
    if growth.start - years.end <= _NEAR or (sentence.language.verb_last and growth.unit == "factor"):
        return True
    between = (q for q in quantities if years.end <= q.start < growth.start and q.kind != "number")
    # "For ten years they have traded freely, and in 2023 imports rose by 20 percent": of another clause.
    parted = any(mark in sentence.low[years.end : growth.start] for mark in ",;:")
    return sentence.opens_with(led.start) and not parted and not any(between)


def is_with_just_before(sentence: Sentence, quantities: list[Quantity], growth: Quantity) -> bool:
    """Whether a change is compared with the month or quarter right before: "up 5 % on the previous month"."""
    for hit, _ in sentence.of("time", "just_before"):
        behind = hit.start >= growth.end
        start, end = (growth.end, hit.start) if behind else (hit.end, growth.start)
        if behind and "," in sentence.low[start:end] and _leads_to_another(quantities, hit, growth):
            continue
        if not behind and _is_of_another(sentence, quantities, hit, growth):
            continue
        if 0 <= end - start <= _REACH and not any(start <= q.start < end and q.kind == growth.kind for q in quantities):
            return True
    return False


def _is_of_another(sentence: Sentence, quantities: list[Quantity], words: Hit, growth: Quantity) -> bool:
    """Whether words of comparison before a change are those of the one before them: "fell 3 % m/m, but rose 8 %"."""
    before = next((q for q in reversed(quantities) if q.end <= words.start and q.kind == growth.kind), None)
    if before is None or words.start - before.end > _REACH or "," in sentence.low[before.end : words.start]:
        return False
    between = sentence.low[words.end : growth.start]
    return "," in between or not sentence.lexicon.surfaces("range.and").isdisjoint(between.split())


def _leads_to_another(quantities: list[Quantity], words: Hit, growth: Quantity) -> bool:
    """Whether a word of comparison stands before another change: "up 5 %, month-on-month 3 %"."""
    return any(0 <= q.start - words.end <= _REACH and q.kind == growth.kind for q in quantities)


def time_of_base(sentence: Sentence, periods: list[Period], start: int) -> Period | None:
    """The time compared with where the amount that starts at a position is told of it; None where it is of no such.

    "up 5 % on 2014 (208 million)", "比去年同期的122万人增加了23%".
    """
    time = next((p for p in reversed(periods) if p.end <= start), None)
    return time if time and _is_compared_with(sentence, time) and is_of_time(sentence, time, start) else None


def is_of_time(sentence: Sentence, time: Period, start: int) -> bool:
    """Whether what starts at a position is told of a time right before it: in brackets, or by a genitive."""
    # "по сравнению с 2020 годом (2 млн)": the word for year behind its digits is part of the time.
    noun = sentence.after(time.end, "time", "year", gap=1)
    between = sentence.low[noun[0].end if noun and noun[0].end <= start else time.end : start].strip()
    return between in sentence.lexicon.surfaces("role.genitive") or (between.startswith("(") and ")" not in between)


def _is_compared_with(sentence: Sentence, time: Period) -> bool:
    """Whether a word of comparison stands before a time, or opens it: "比去年同期"."""
    if sentence.before(time.start, "change", "versus", gap=2):
        return True
    return sentence.low.startswith(tuple(sentence.lexicon.surfaces("change.versus")), time.start)


def from_to(sentence: Sentence, period: Period) -> bool:
    """Whether a span says from when to when something changed: "from 2010 to 2022", "between 2010 and 2022"."""
    first, _, last = period.iso.partition("/")
    # Years, or the same month of two years; "from January to May" is a span, "from July to August" none.
    ends = bool(last) and first[4:] == last[4:] and first[:4] != last[:4]
    if _next_month(first, last):
        return period.role == "span" and sentence.before(period.start, "range", "from", gap=3) is not None
    # "from 2008-09" is one fiscal year.
    fiscal = period.end - period.start < len(period.iso) - 1 and int(last[:4] or 0) - int(first[:4]) == 1
    return (
        ends
        and not fiscal
        and period.role == "span"
        and sentence.before(period.start, "range", "from", "between", gap=3) is not None
    )


def _next_month(first: str, last: str) -> bool:
    """Whether two months follow each other in a year."""
    months = len(first) == len(last) == len("2021-07") and first[:4] == last[:4]
    return months and int(last[5:]) - int(first[5:]) == 1


def _span_before(
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity, limit: int
) -> Period | None:
    """The span from when to when something changed that stands before a change: "From 2012 to 2015 exports grew"."""
    for period in periods:
        # No amount of its own stands between, but a growth may: "From 2010 to 2018 sales doubled and profits tripled".
        crossed = any(
            period.end <= q.start < growth.start and q.kind != "percent" and q.unit != "factor" for q in quantities
        )
        crossed = crossed or ";" in sentence.low[period.end : growth.start]
        if period.end <= growth.start and from_to(sentence, period) and not crossed:
            each = _each_behind(sentence, periods, quantities, growth, period, limit)
            return None if each else period
    return None


def _each_behind(  # noqa: PLR0917 - what compared_with knows
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity, span: Period, limit: int
) -> bool:
    """Whether each change has its span behind it: "by 5 % between 2020 and 2021 and by 7 % between 2021 and 2022"."""
    led = any(q.kind == growth.kind and q.end <= span.start for q in quantities)
    return led and any(growth.end <= p.start < limit and from_to(sentence, p) for p in periods)


def _behind(sentence: Sentence, periods: list[Period], period: Period, start: int) -> Comparison | None:
    """The comparison that a period behind a change makes; None where it makes none."""
    if from_to(sentence, period):
        return _ends(period)
    if period.role == "since":
        return Comparison(_part(period, period.iso.split("/")[0]))
    if _led_to(sentence, periods, period, start) or _set_to(sentence, periods, period, start):
        return Comparison(period, same=period.role == "same")
    return Comparison(period, same=True) if period.role in ("same", "year_before") else None


def _since_before(
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity
) -> Period | None:
    """The first year of a "since" that stands before a change, nothing counted between but the two sides."""
    sides = [hit.start for hit, _ in sentence.of("count", "pair")]
    quantities = [q for q in quantities if not any(q.start <= side <= q.end + 1 for side in sides)]
    for period in reversed(periods):
        near = period.role == "since" and 0 <= growth.start - period.end <= _REACH
        if near and not any(period.end <= q.start < growth.start for q in quantities):
            return _part(period, period.iso.split("/")[0])
    return None


def _led_to(sentence: Sentence, periods: list[Period], period: Period, start: int) -> bool:
    """Whether a word of comparison behind a position leads to a period, no other time between.

    One that is complete in itself leads to the year before alone: "up 5 % year on year in the fourth quarter".
    """
    for hit, _ in sentence.of("change", "versus"):
        if "change.yearly" in hit.senses and period.role not in ("same", "year_before"):
            continue
        months = any(month.start == period.start for month, _ in sentence.of("month"))
        led = months and period.role == "span" and "range.from" in hit.senses and 0 <= period.start - hit.end <= 1
        if led and not _DASH.search(sentence.low, period.start, period.end):
            # "fell by 4 % from February to June": the time that it took; "from January-June 2014" is compared with it.
            continue
        if "role.from" in hit.senses and any(0 < a.start - hit.end <= _ARTICLE for a, _ in sentence.of("area")):
            # As in: it doubled its imports from Peru in 2023.
            continue
        if start <= hit.start <= period.start:
            return not any(hit.end <= p.start < period.start for p in periods)
    return False


def _year_told(
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity, period: Period
) -> Period | None:
    """The year before the one spoken of, where it is that of a change: "rose 4 % in 2020, after 2 % the year before".

    None where a word of comparison leads to it, or no change is told before.
    """
    before = next((q for q in reversed(quantities) if q.end <= growth.start and q.kind == growth.kind), None)
    spoken = next((p for p in reversed(periods) if p.end <= growth.start and p.role in ("at", "span")), None)
    if period.role != "year_before" or before is None or spoken is None or not period.relative:
        return None
    if any(growth.end <= hit.start < period.start for hit, _ in sentence.of("change", "versus")):
        return None
    apart = (*sentence.of("change", "versus"), *sentence.of("time", "after"), *sentence.of("role", "absolute"))
    if not any(before.end <= hit.start < growth.start for hit, _ in apart):
        return None
    return Period(start=period.start, end=period.end, iso=shifted(spoken.iso, -1))


def _set_to(sentence: Sentence, periods: list[Period], period: Period, start: int) -> bool:
    """Whether a word that leads to a limit elsewhere sets a change right before it beside a time: "на 5% к маю".

    Not where something is aimed at, "grow by 5 % by 2030", but by a time told before: "by 2030, by 5 % к 2023 году".
    """
    led = sentence.before(period.start, "change", "versus_by", gap=1)
    if led is None or not 0 <= led[0].start - start <= 1:
        return False
    ahead = sentence.has("status", "target", "estimate", "future")
    return not ahead or any(p.end <= start and p.iso > period.iso for p in periods)


def _set_beside(
    sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity
) -> Period | None:
    """The period before a change that a word behind it makes what the change is compared with, no other change between.

    A comparison complete in itself, as with the year before, is told elsewhere.
    """
    for period in reversed([p for p in periods if p.end <= growth.start and p.role in ("at", "by")]):
        if sentence.after(period.end, "change", "versus_after", gap=2) or _is_set_off(sentence, period, growth):
            crossed = any(period.end <= q.start < growth.start and q.kind == growth.kind for q in quantities)
            return None if crossed else period
    return None


def _is_set_off(sentence: Sentence, period: Period, growth: Quantity) -> bool:
    """Whether only a dash stands between a time compared with and a change: "up 24 % on May, к июню – 5%"."""
    dash = sentence.low[period.end : growth.start].strip() in DASHES
    return dash and sentence.before(period.start, "change", "versus_by", gap=1) is not None


def _opening(sentence: Sentence, periods: list[Period], quantities: list[Quantity], growth: Quantity) -> Comparison:
    """The period of a comparison that opens the sentence: "Compared with 2020, exports grew by 5 %"."""
    for hit, _ in sentence.of("change", "versus"):
        if any(q.start < hit.start and q.kind == growth.kind for q in quantities):
            # It is that of another growth.
            continue
        # Where words are parted by none, the shortest is no preposition of all kinds; nor is "more than in 2019".
        clear = hit.end - hit.start > PREPOSITION or not sentence.language.spaced
        clear = clear or sentence.before(hit.start, "change", "more", "less", gap=2) is not None
        if hit.end <= growth.start and clear:
            same = sentence.after(hit.end, "time", "same", gap=_ARTICLE)
            end = same[0].end if same else hit.end
            # Not "by more than 6% in 2021", whose growth stands between.
            led = (p for p in periods if p.end <= growth.start)
            near = next((p for p in led if 0 <= p.start - end <= PREPOSITION), None)
            if near:
                # "较2020年同期"
                same = same or sentence.after(near.end, "time", "same", gap=1)
                return Comparison(near, same=same is not None or "time.same" in hit.senses)
    return Comparison(None)


def _complete_before(sentence: Sentence, periods: list[Period], growth: Quantity) -> Comparison:
    """The comparison right before a change that is complete in itself: "比去年同期减少了43.7%"."""
    if sentence.language.spaced:
        return Comparison(None)
    period = next((p for p in reversed(periods) if p.end <= growth.start), None)
    if period is None or period.role not in ("same", "year_before") or growth.start - period.end > _NEAR:
        return Comparison(None)
    between = sentence.low[period.end : growth.start]
    parted = any(c in ",;:()" or c.isdigit() for c in between)
    return Comparison(period, same=True) if _is_compared_with(sentence, period) and not parted else Comparison(None)


def _ends(period: Period) -> Comparison:
    first, last = period.iso.split("/")
    return Comparison(_part(period, first), _part(period, last))


def _part(period: Period, iso: str) -> Period:
    return Period(start=period.start, end=period.end, iso=iso)
