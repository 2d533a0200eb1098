"""Two amounts of which one became the other: whose time is whose, and that they measure the same."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise

from analysis.changes.comparisons import from_to
from analysis.definitions import definitions
from analysis.figures.drafts import Draft, Drafts
from analysis.figures.drafts.records import is_inferred, like, since
from analysis.figures.metrics import sum_family
from analysis.figures.timing.carried import named_before
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period
from analysis.periods import shifted

__all__ = ["alike", "ends_of_a_span", "over_the_years_before", "rises", "span_of"]

_PAIR = 2
_NEXT_SENTENCE = 200
"""Characters from an amount to a sentence that tells of the same times."""
_BOUND = 12
"""Characters of a hedge between "from" and its amount."""
_GENITIVE = 3
"""Characters between a time and the amount that is of it: a genitive."""
_WHOSE = 3
"""Characters from a time to the amount that is said to be its: "last year's 7 million"."""
_BEHIND = 10
"""Characters from an amount to its time behind it: a preposition, an article."""
_CLAUSE = frozenset(";,:")
"""Marks that stand between two amounts of which one did not become the other."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ONE_YEAR = re.compile(r"\d[-/\u2010-\u2013]\d")
"""A year that two calendar years have parts of, as it is written."""


def rises(drafts: Drafts, told: Told, amounts: list[Draft]) -> list[tuple[Draft, Draft]]:
    """Gives amounts of which one became the other what the one tells of the other; the pairs "from ... to ...".

    What is told of a rise behind another, with no time of its own, is of the times of that one: "exports rose from 3
    million in 2013 to 5 million in 2023, and imports from 4 to 9".
    """
    found: list[tuple[Draft, Draft]] = []
    for first, second in pairwise(amounts):
        if not _from_to(drafts, told, first, second):
            continue
        before = found[-1] if found else _pair_before(drafts, told, first)
        if before and _goes_on(told, before[1].figure, first.figure, second.figure):
            _over_the_same(before, first, second)
        second.risen_from = first
        found.append((first, second))
    _grown_from(told, amounts)
    return found


def span_of(risen: tuple[Draft, Draft]) -> str | None:
    """The years from the one amount of a rise to the other; None where they are not told, or not in years."""
    start, end = (draft.figure.period or "" for draft in risen)
    if "period:year-before" in risen[0].figure.inferred:
        return None
    return f"{start}/{end}" if start.isdigit() and end.isdigit() and start < end else None


def alike(part: Figure, whole: Figure) -> bool:
    """Whether an amount may be a part of another: of the same two, in the same unit."""
    return part.unit == whole.unit and part.parties == whole.parties


def over_the_years_before(drafts: Drafts, told: Told) -> None:
    """What grows in a sentence with no time of its own does so over the years that the one before names.

    "From 2019 to 2023 trade grew by 25 %. Exports went up by 33 %"
    """
    made = drafts.earlier.made
    place = next((at for at in range(len(made), 0, -1) if made[at - 1].sentence_start != told.sentence.start), 0)
    before, here = made[place - 1] if place else None, made[place:]
    if before is None or not here or told.periods or told.sentence.has("change", "yearly"):
        return
    start, end = _years_of(before)
    if not (start and end and len(start) == len(end) and start < shifted(end, -1)):
        return
    for draft in here:
        summed = {draft.figure.metric, before.figure.metric} <= sum_family()
        alike_told = summed or draft.figure.metric == before.figure.metric
        if alike_told and draft.figure.period == end and is_inferred(draft.figure, "period"):
            draft.figure = since(draft.figure, start)
            if draft.risen_from and "period:year-before" in draft.risen_from.figure.inferred:
                draft.risen_from.figure = _dated(draft.risen_from.figure, start, "period:sentence-before")


def _years_of(draft: Draft) -> tuple[str | None, str | None]:
    """From when to when a figure grew, as far as its sentence says."""
    figure = draft.figure
    if draft.risen_from:
        return draft.risen_from.figure.period, figure.period
    # "from 2019 to 2023 by 25 %"; a mere comparison, "than in 2019", tells of no years.
    spans = figure.change is not None and any(growth.now for growth in draft.growths)
    return (figure.change.versus if spans and figure.change else None), figure.period


def _from_to(drafts: Drafts, told: Told, first: Draft, second: Draft) -> bool:
    """Whether something rises from one amount to another: then it is one thing, and the second measures it too."""
    if not _leads_on(told, first.figure, second.figure):
        _to_from(told, first, second)
        return False
    second.figure = since(like(drafts.reading, first.figure, second.figure), first.figure.period)
    stands, reached = first.figure.period, second.figure.period
    ahead = next((f.status for f in (second.figure, first.figure) if f.status != "actual"), None)
    own = _own_time(told, first.figure, second.figure)
    if ahead:
        # "raise trade from 3 to 20 million by 2030": where it stands is no aim, and not of that year.
        dated = any(first.figure.end <= p.start < second.figure.start for p in told.periods)
        if stands == reached and (dated or drafts.earlier.is_past(stands)):
            second.figure = _dated(second.figure, None)
        elif stands == reached:
            first.figure = _dated(first.figure, own.iso if own and own.end <= first.figure.start else None)
        first.figure = replace(first.figure, status="actual")
        second.figure = replace(second.figure, status=ahead)
    elif any(p.iso == stands and from_to(told.sentence, p) for p in told.periods):
        # "From August to September it rose from 27 to 75": the ends of both go together.
        pass
    elif stands and stands == reached and any(p.role == "since" and p.iso == stands for p in told.periods):
        # "has grown since 2006 from 5 million to 9": until when the text does not say.
        first.figure = _dated(first.figure, stands.partition("/")[0])
        second.figure = _dated(second.figure, None)
    elif own and reached == own.iso:
        # "fell from 7 million in 2023 to 6 million": the time is that of the first.
        first.figure = _dated(first.figure, own.iso)
        second.figure = since(_told_later(drafts, told, first.figure, second.figure, own.iso), own.iso)
    elif stands == reached and (_of_a_year(told, first.figure) or _is_month(stands or "")):
        # "rose this year from 150 to 170", "fell from 15 to 5 in May"
        first.figure = _before_it(told, first.figure)
    return True


def _leads_on(told: Told, first: Figure, second: Figure) -> bool:
    """Whether "from" leads to an amount, and "to" from it to the next."""
    joins = told.sentence.lexicon.surfaces("range.to")
    opened = told.sentence.before(_with_what_leads(told, first.start), "range", "from", gap=_BOUND)
    opened = opened or _raised(told, first, second)
    reached = _with_its_hedge(told, second.start)
    between = told.between(first.end, reached)
    # "from 224 million, the figure for 2017, to 500 million": an aside between two commas lets the rise go on.
    head, _, rest = between.partition(",")
    aside, _, tail = rest.rpartition(",")
    through = head + tail if aside and not head.strip() else between
    dated = _without_times(told, first.end, reached).strip(" ,") in joins
    # "a loan of 15 million yen (equivalent to 9 million euros)": a bracket tells the same anew.
    apart = between.count("(") > between.count(")")
    if apart or not opened or not _ends_in(between, joins):
        return False
    return dated or not _CLAUSE.intersection(through)


def _own_time(told: Told, first: Figure, second: Figure) -> Period | None:
    """The time right behind the first amount of a rise, where none stands behind the second: "from 7 in 2023 to 6".

    So is one whose the amount is: "from last year's 7 million to 6".
    """
    whose = next((p for p in told.periods if 0 < first.start - p.end <= _WHOSE), None)
    led = told.sentence.before(whose.start, "range", "from", gap=1) if whose else None
    if led or any(0 <= p.start - second.end <= _BEHIND for p in told.periods):
        return whose if led else None
    return next((p for p in told.periods if 0 <= p.start - first.end <= _BEHIND and p.end <= second.start), None)


def _dated(figure: Figure, period: str | None, *inferred: str) -> Figure:
    """A figure of another period, and how that was inferred."""
    kept = tuple(i for i in figure.inferred if not i.startswith("period:"))
    return replace(figure, period=period, inferred=(*kept, *inferred))


def _told_later(drafts: Drafts, told: Told, first: Figure, reached: Figure, base: str) -> Figure:
    """What a rise reached, of the time spoken of before it, where that is later than that of its base."""
    for period in told.periods:
        if period.end <= first.start and len(period.iso) == len(base) and period.iso > base:
            # "In 2022 trade grew from 3 million in 2021 to 5 million."
            return _dated(reached, period.iso)
    before = (d.figure.period for d in reversed(drafts.earlier.made) if d.figure.start < told.sentence.start)
    spoken = named_before(told.sentence, drafts.reading) or next(before, None)
    later = spoken is not None and len(spoken) == len(base) and spoken > base
    return _dated(reached, spoken, "period:sentence-before") if later else _dated(reached, None)


def _goes_on(told: Told, before: Figure, first: Figure, second: Figure) -> bool:
    """Whether a rise goes on from the one before it: of the same or of a sum with it, with no time of its own."""
    alike = first.metric == before.metric or {first.metric, before.metric} <= sum_family()
    taken = next((p.end for p in told.periods if 0 <= p.start - before.end <= _BEHIND), before.end)
    dated = any(taken <= p.start <= second.end + _BEHIND for p in told.periods)
    return alike and not dated and ";" not in told.between(before.end, first.start)


def _pair_before(drafts: Drafts, told: Told, first: Draft) -> tuple[Draft, Draft] | None:
    """The two amounts told last, of two times, where a sentence says that its own are of the same: "from 3 to 5 then".

    "It rose from 3 million in 2005 to 5 million in 2020. Imports fell from 9 to 8 million during the same period."
    """
    said = any(hit.start >= first.figure.end for hit, _ in told.sentence.of("time", "same", "that"))
    # "from 8 to 10 million against the same period of last year"
    said = said and not any(p.role in ("same", "year_before") for p in told.periods)
    earlier = (d for d in reversed(drafts.earlier.made) if said and d.figure.start < first.figure.start)
    before = list(islice(earlier, _PAIR))
    if len(before) < _PAIR:
        return None
    newer, base = before
    base = newer.risen_from or base
    start, end = base.figure.period, newer.figure.period
    alike_told = base.figure.metric == newer.figure.metric and alike(base.figure, newer.figure)
    near = told.sentence.start - newer.figure.end <= _NEXT_SENTENCE
    return (base, newer) if start and end and start < end and alike_told and near else None


def _over_the_same(risen: tuple[Draft, Draft], first: Draft, second: Draft) -> None:
    """Gives a rise the times of the one before it in its sentence."""
    start, end = (draft.figure.period for draft in risen)
    done = all(draft.figure.status == "actual" for draft in (*risen, first, second))
    if done and start and (end is None or start < end):
        first.figure = _dated(first.figure, start, "period:sentence-before")
        told_of = ("period:sentence-before",) if end else ()
        second.figure = since(_dated(second.figure, end, *told_of), start)


def _to_from(told: Told, first: Draft, second: Draft) -> None:
    """Where something stands that shall change is no aim: "will be raised to 270 from 113"."""
    raised, base = first.figure, second.figure
    if raised.status == "actual" or base.status != raised.status or raised.metric != base.metric:
        return
    led = told.sentence.before(_with_its_hedge(told, raised.start), "range", "to", gap=1)
    joins = told.sentence.lexicon.surfaces("range.from")
    if led and told.between(raised.end, _with_its_hedge(told, base.start)).strip() in joins:
        second.figure = _dated(base, None) if base.period == raised.period else base
        second.figure = replace(second.figure, status="actual")


def _grown_from(told: Told, amounts: list[Draft]) -> None:
    """What grew is compared with the time of the amount it grew from: "rose by 4 % to 9 million in 2021 from 7"."""
    for place, base in enumerate(amounts[1:], start=1):
        led = told.sentence.before(_with_its_hedge(told, base.figure.start), "range", "from", gap=1)
        before = amounts[place - 1]
        if led and place > 1 and told.sentence.low[before.figure.start - 1] == "(":
            # As in: to 28 trillion shillings (2.9 billion dollars) from 22 trillion.
            before = amounts[place - 2]
        if _is_undated_base(told, before.figure, base.figure, led):
            base.figure = _before_it(told, base.figure)
        if led is None or before.figure.change is None or not alike(before.figure, base.figure):
            continue
        between = _IN_BRACKETS.sub("", told.between(before.figure.end, led[0].start)).strip()
        of_the_first = [p for p in told.periods if before.figure.end <= p.start < led[0].start]
        if not _CLAUSE.intersection(between) and all(p.iso == before.figure.period for p in of_the_first):
            before.figure = since(before.figure, base.figure.period)


def _raised(told: Told, first: Figure, second: Figure) -> tuple[Hit, str] | None:
    """The word for "of" where only "to" parts an amount from what it is raised to: "raise the loan of 8 to 9"."""
    led = told.sentence.before(first.start, "count", "of", gap=1)
    if led is None or told.between(first.end, second.start).strip() not in told.sentence.lexicon.surfaces("change.to"):
        return None
    return led if any(hit.end <= led[0].start for hit, _ in told.sentence.of("change", "up", "down")) else None


def _is_undated_base(told: Told, grown: Figure, base: Figure, led: tuple[Hit, str] | None) -> bool:
    """Whether an amount is what one right before it grew from, with no time of its own: "to 5 in 2021, up from 4"."""
    same = (base.metric, base.direction, base.period) == (grown.metric, grown.direction, grown.period)
    if not same or not alike(grown, base):
        return False
    if led and ("count.of" in led[0].senses or not told.sentence.has("change", "up", "down")):
        # "zum Rekord von 9 Milliarden": a word for "from" may be one for "of" as well.
        return False
    led = led or told.sentence.before(_with_its_hedge(told, base.start), "change", "versus", gap=1)
    return led is not None and not any(period.start >= led[0].start for period in told.periods)


def _before_it(told: Told, base: Figure) -> Figure:
    """Where something started that grew in a year: that of the year before; of any other time it is not said when."""
    if base.period is None or not _of_a_year(told, base):
        return _dated(base, None)
    # "in May, compared with the same month last year"
    stated = any(p.role == "same" for p in told.periods)
    return _dated(base, shifted(base.period, -1), *(() if stated else ("period:year-before",)))


def _of_a_year(told: Told, figure: Figure) -> bool:
    """Whether a figure is of a year or a part of one, as a flow of it is, no month before it named."""
    period = figure.period or ""
    years = {part[:4] for part in period.split("/")}
    if len(period) == len("2015/2016") and int(period[5:]) - int(period[:4]) == 1:
        # A school year or a fiscal one is a year too, "2015-16"; "between 2015 and 2016" is not.
        written = (told.sentence.low[p.start : p.end] for p in told.periods if p.iso == period)
        years = {period} if any(map(_ONE_YEAR.search, written)) else years
    month = _is_month(period) and not told.sentence.has("time", "just_before", "new_year")
    # "from 15 to 20 million in May compared with April"
    month = month and not any(_is_month(p.iso) and p.iso != period for p in told.periods if p.role == "at")
    part = period.isdigit() or "/" in period or month
    return len(years) == 1 and part and not definitions().metrics[figure.metric].dated


def _is_month(period: str) -> bool:
    return len(period) == len("2021-05")


def _with_its_hedge(told: Told, start: int) -> int:
    """Where an amount at a position starts with its hedge; a word for "to" may be one for "at most" as well."""
    hedge = told.sentence.before(start, "bound", gap=3)
    return hedge[0].start if hedge and "range.to" not in hedge[0].senses else start


def _with_what_leads(told: Told, start: int) -> int:
    """Where an amount at a position starts with its time, or its hedge and the word for now: "von derzeit rund 3"."""
    behind = _with_its_hedge(told, start)
    now = told.sentence.before(behind, "time", "now", "this", gap=1)
    return now[0].start if now else _with_its_time(told, start)


def _with_its_time(told: Told, start: int) -> int:
    """Where an amount at a position starts with the time right before it: "from 2018's 107 billion to 200"."""
    return next((p.start for p in told.periods if 0 <= start - p.end <= _GENITIVE), start)


def _without_times(told: Told, start: int, end: int) -> str:
    """The text between two positions with blanks for the times in it, and for the words that lead to them."""
    times = []
    for period in told.periods:
        if start <= period.start:
            led = told.sentence.before(period.start, "time", "in", gap=_BOUND)
            times.append((max(led[0].start, start) if led else period.start, period.end))
    return told.sentence.without(start, end, times)


def _ends_in(between: str, words: frozenset[str]) -> bool:
    """Whether a stretch ends in one of some words, of which some are several: "a los"."""
    stretch = f" {between.rstrip()}"
    return any(stretch.endswith(f" {word}") for word in words)


def ends_of_a_span(told: Told, amounts: list[Draft]) -> None:
    """Two ends of a development take the ends of its span: "from 5.7 to 1.3 billion between 2021 and 2023".

    So they do of years told before: "For 2019–2024 the ministry gave: / trade with Peru rose (from 5 to 9 million)".
    """
    joins = told.sentence.lexicon.surfaces("range.to")
    for first, second in pairwise(amounts):
        one, other = first.figure, second.figure
        start, _, end = (one.period or "").partition("/")
        span = any(p.iso == one.period and _spans(told, p) for p in told.periods)
        span = (span or _over_years_before(one, other)) and not (one.per or other.per)
        same = span and one.metric == other.metric and len(start) == len(end) and other.period in (one.period, end)
        if same and told.between(one.end, _with_its_hedge(told, other.start)).strip() in joins:
            change = other.change
            change = replace(change, versus=start) if change and change.versus is None else change
            first.figure = replace(one, period=start)
            second.figure = replace(other, period=end, change=change)


def _over_years_before(one: Figure, other: Figure) -> bool:
    """Whether two amounts are of a span of years that the sentence before names: not of an academic year."""
    start, _, end = (one.period or "").partition("/")
    carried = one.period == other.period and is_inferred(one, "period") and is_inferred(other, "period")
    return carried and start.isdigit() and end.isdigit() and int(end) - int(start) > 1


def _spans(told: Told, period: Period) -> bool:
    """Whether a time has two ends of its own: "between 2021 and 2022", not "the academic year 2021/2022"."""
    first, _, last = period.iso.partition("/")
    years = first.isdigit() and last.isdigit() and int(last) - int(first) == 1
    return period.role == "span" and not (years and told.between(period.start + 4, period.start + 5) in "/-\u2013")
