"""How a sentence uses its times: two that one span joins, by a year, since a year."""

from __future__ import annotations

from dataclasses import replace

from analysis.lexicon import Hit
from analysis.model import Period
from analysis.periods.context import DASH, Context
from analysis.periods.stated import LENGTHS, year_word

__all__ = ["joined", "with_role"]

_DECADE = len("1970/1979")
_OF_DECADE = 24
"""Characters between "since" and a decade: "the beginning of the"."""
_ARTICLE_AND_ADJECTIVE = 2
_EVENT = 8
"""Characters between a time and "since" behind it: what took place then, "1991年建交以来"."""
_PHRASE = 40
"""Characters between "since" and the date of what it names: "since its opening in 2021"."""
_CLAUSE = 80
"""The same where a clause tells what took place: "since the two airlines resumed their flights on 18 January"."""
_BESIDE = 2
"""Characters between "since" and a time right behind it: a blank, and a mark of the language."""


def joined(context: Context, periods: list[Period]) -> list[Period]:
    """Two periods of one grain with a range between them become a span; so do a year and a month it leads to."""
    joined: list[Period] = []
    for period in periods:
        first = joined[-1] if joined else None
        if first and first.iso.isdigit() and _part_of_later_year(first, period) and _leads(context, first, period):
            # "between 2014 and the first half of 2022"
            last = period.iso.partition("/")[2]
            joined[-1] = replace(first, end=period.end, iso=f"{first.iso}-01/{last}", role="span")
            continue
        if first and "/" not in first.iso + period.iso and first.iso < period.iso and _leads(context, first, period):
            start, last = first.iso, period.iso
            if len(start) == len("2022") and len(last) == len("2025-09"):
                start = f"{start}-01"
            if len(start) == len(last):
                joined[-1] = replace(first, end=period.end, iso=f"{start}/{last}", role="span")
                continue
        joined.append(period)
    return joined


def _part_of_later_year(first: Period, period: Period) -> bool:
    """Whether a time is months of a year after another one."""
    start, _, last = period.iso.partition("/")
    months = len(start) == len(last) == len("2022-06")
    return months and start[:4] == last[:4] and first.iso < start[:4]


def _leads(context: Context, first: Period, period: Period) -> bool:
    """Whether a dash or a word leads from one time to another, its noun let pass: "to the year"."""
    gap = context.low[first.end : context.opening(period.start)]
    if DASH.fullmatch(gap):
        return True
    words = context.sentence.lexicon.surfaces
    nouns = words("time.year") | words("time.month") | words("time.day") | words("role.dative")
    nouns |= words("count.determiner")
    joins = context.joining(first.start)
    return gap.strip() in joins or " ".join(word for word in gap.split() if word not in nouns) in joins


def _since_what(context: Context, period: Period) -> tuple[Hit, str] | None:
    """The word for since before a time that dates something: "since its opening in 2021", "siden den åpnet 3. mai"."""
    dated = context.sentence.before(period.start, "time", "in", gap=2)
    # "siden rutene ble åpnet 18. januar"
    start = dated[0].start if dated else period.start
    day = len(period.iso) == len("2022-02-22")
    since = context.sentence.before(start, "time", "since", gap=_CLAUSE) if dated or day else None
    if since and (day or start - since[0].end > _PHRASE) and "," in context.low[since[0].end : start]:
        # A comma closes what "since" opens: "since the war, on 3 May".
        return None
    if dated is None and (noun := _behind_noun(context, period)) is not None:
        # An article stands between, at most with an adjective.
        found = context.sentence.before(noun, "time", "since", gap=_CLAUSE)
        words = context.low[found[0].end : noun].split() if found else []
        since = found if 0 < len(words) <= _ARTICLE_AND_ADJECTIVE and all(w.isalpha() for w in words) else None
    # Where one word says "since" and "with", what follows it need not be dated.
    alone = since is not None and "role.with" not in since[0].senses
    # "rundete die Liste ab und steigerte": before "and" it is part of a verb.
    alone = alone and not context.sentence.after(since[0].end, "range", "and") if since else False
    return since if since and alone and not context.parted(since[0].end, period.start) else None


def _says_how_long_ago(context: Context, since: Hit) -> bool:
    """Whether a length of time stands right before a word for since, which then is "ago": "for to år siden"."""
    return context.sentence.before(since.start, "time", *LENGTHS, gap=1) is not None


def _is_a_clause(context: Context, since: Hit, period: Period) -> bool:
    """Whether "since" opens a clause, or its time closes one: "siden rutene åpnet 3. mai, har", "grown since May"."""
    if since.start >= period.end:
        # "2022年2月以来"
        return True
    opens = context.sentence.opens_with(since.start) or context.low.startswith(", ", max(0, since.start - 2))
    closes = context.sentence.phrase_ends(period.end) and context.low[period.end : period.end + 1] != " "
    return opens or closes or 0 <= period.start - since.end <= _BESIDE


def _behind_noun(context: Context, period: Period) -> int | None:
    """Where the noun right before a year starts, which dates it without a preposition: "seit der Wende 1989"."""
    text, start = context.sentence.text, period.start
    noun = text.rfind(" ", context.sentence.start, max(context.sentence.start, start - 1)) + 1
    capital = context.sentence.language.nouns_capital and text[noun : noun + 1].isupper()
    return noun if capital and text[noun : start - 1].replace("-", "").isalpha() else None


def _since_behind(context: Context, period: Period) -> tuple[Hit, str] | None:
    """The word for since behind a time, where all that qualifies stands first: "2012年以来", "2012年至今"."""
    if not context.sentence.language.noun_last:
        return None
    since = context.sentence.after(period.end, "time", "since", gap=_EVENT)
    # "2020年自": a preposition leads to what follows it.
    if since and since[0].senses.isdisjoint(("role.from", "time.from")):
        return since
    to_date = context.sentence.after(period.end, "time", "to_date", gap=1)
    until = tuple(context.sentence.lexicon.surfaces("time.until"))
    return to_date if to_date and context.low.startswith(until, to_date[0].start) else None


def _since_decade(context: Context, period: Period) -> bool:
    """Whether something holds since a decade: since which of its years nobody says. "Since the early 1970s"."""
    first, _, last = period.iso.partition("/")
    decade = len(period.iso) == _DECADE and first.endswith("0") and last.endswith("9") and first[:3] == last[:3]
    return decade and context.sentence.before(period.start, "time", "since", gap=_OF_DECADE) is not None


def _up_to_now(context: Context, start: int, period: Period) -> tuple[Hit, str] | None:
    """The word for from before a time that words for now close: "从2012年至今", from 2012 up to now."""
    if context.sentence.after(period.end, "time", "to_date", gap=1) is None:
        return None
    return context.sentence.before(start, "time", "from", gap=3)


def with_role(context: Context, period: Period) -> Period:
    """A time with how the sentence uses it: by it, since it, over all of it."""
    if period.role != "at":
        return period
    if _by(context, period):
        return replace(period, role="by")
    if _since_decade(context, period):
        return replace(period, role="vague")
    noun = context.sentence.before(period.start, "time", "year", gap=1)
    # "since 2019", "since the year 2019"
    start = noun[0].start if noun else period.start
    since = context.sentence.before(start, "time", "since", gap=3) or _up_to_now(context, start, period)
    since = since or _since_behind(context, period) or _since_what(context, period)
    since = None if since and since[0].end <= start and _says_how_long_ago(context, since[0]) else since
    if since and len(period.iso) == len("2019"):
        # Without a date of the text nobody says until when.
        last = str(context.year or period.iso)
        return replace(period, role="since", iso=f"{period.iso}/{last}" if period.iso < last else period.iso)
    until = (context.reference or "")[: len(period.iso)]
    # "После переговоров 12 сентября", after the talks: what took place then.
    dates = since is not None and not (len(until) == len("2022-02-22") and "time.after" in since[0].senses)
    spans = dates and len(until) == len(period.iso) and "/" not in period.iso and period.iso < until
    if since and spans and _is_a_clause(context, since[0], period):
        # "since February 2022", "since flights were resumed on 18 January"
        return replace(period, role="since", iso=f"{period.iso}/{until}")
    if "/" in period.iso:
        return replace(period, role="span")
    if context.year_before and _same_before(context, period):
        return replace(period, role="same")
    return period


def _by(context: Context, period: Period) -> bool:
    """Whether something holds by a time: "by 2030", "a setiembre de 2018", from the year's start."""
    month = len(period.iso) == len("2018-09")
    opened = context.sentence.before(period.start, "time", "from_start", gap=2) if month else None
    # "за июнь" is said of that month alone, where "за пять месяцев" are those from the year's start.
    led = opened is not None and "time.in" not in opened[0].senses
    by = context.sentence.before(period.start, "time", "by", gap=8)
    # "5 tonnes per dag i desember", where one word is "by" and "a" before a day
    rate = context.sentence.after(by[0].end, "time", "day", "week", "hour", gap=1) if by else None
    within = context.sentence.before(period.start, "time", "in", gap=1) if rate else None
    return led or (by is not None and within is None)


def _same_before(context: Context, period: Period) -> bool:
    """Whether "the same period" stands before a year, its word for year between: "cùng kỳ năm 2023"."""
    start = year_word(context, period.start)
    return context.sentence.before(start, "time", "same", gap=2) is not None
