"""The period of a figure: stated in its sentence, taken from the one before, or from the dateline.

`period_of` asks the parts of this folder in this order:

- `compared`: times that the words give by way of another: "against 3.6 billion in the same period"
- `nearest`: the time of the sentence that the amount belongs to
- `undated`: values that have no period, whatever time is named near them
- `acts`: when a single act took place, a signing or a gift
- `spoken`: the year of a time that states none, from what was just spoken of
- `carried`: the time of the sentence or the figure before, pointed back to or going on

`opening` tells the time that a text opens with, for one whose data are all of it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from analysis.changes import Growth
from analysis.definitions import Metric
from analysis.figures.metrics import counts_guests, sum_family
from analysis.figures.timing.acts import (
    announced_before,
    day_of_act,
    event_day,
    signing_of_papers,
    told_earlier,
    year_of_text,
)
from analysis.figures.timing.carried import (
    as_before,
    at_once,
    back_then,
    by_then,
    carried_over,
    first_pointed_to,
    in_the_same,
    looks_back,
    named_before,
    of_the_same,
    opens_with_part,
    opens_with_then,
    over_those_years,
    pointed_to,
    same_behind,
    same_of_another_year,
    since_then,
    when_signed,
    year_after,
)
from analysis.figures.timing.compared import is_of_another_total, part_compared, told_otherwise
from analysis.figures.timing.nearest import (
    is_bracketed_apart,
    is_of_a_clause_after,
    is_of_a_paper,
    is_of_a_start,
    is_of_all_so_far,
    is_of_another,
    is_of_the_telling,
    is_of_what_is_besides,
    is_of_what_is_set_against,
    is_of_what_was_more,
    is_set_against,
    is_since_of_another,
    names_a_paper,
    nearest_to,
    whole_year,
    without_the_next,
)
from analysis.figures.timing.opening import opening_time
from analysis.figures.timing.spoken import as_spoken_of, is_alone, months_in, months_pointed_to
from analysis.figures.timing.terms import BESIDE, MEASURED, MONTH, NEXT, Timing
from analysis.figures.timing.undated import is_stock, is_undated
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period, Quantity
from analysis.periods import is_day, shifted
from analysis.scope import Reading
from analysis.sentences import Sentence, read_once

__all__ = [
    "Timing",
    "event_day",
    "is_alone",
    "is_stock",
    "looks_back",
    "opening_time",
    "opens_with_part",
    "period_of",
    "year_of_text",
]

_APPOSED = 16
"""Characters from a time to words that say it again: ", the "."""
_PURPOSE = 4
"""Words behind an amount that say what it is for, by which a clause is about that."""
_TERM = 60
"""Characters between an aim and the years that it takes."""
_HUNDRED = 100
_REACHED = 2
"""Characters between a word for reaching and its amount."""
_DESCRIBED = 2
"""Words of an aside before its time that make it more than the time."""
_OF_OTHERS = (
    (("act", "bring"), is_of_all_so_far),
    (("role", "besides"), is_of_what_is_besides),
    (("change", "versus"), is_of_what_is_set_against),
    (("change", "more", "less", "versus"), is_of_what_was_more),
    (("time", "after"), is_of_a_clause_after),
    (("count", "sum", "total"), is_of_another_total),
)
"""The words with which a sentence may tell of another time, and how to see that a time is that of something else."""


def period_of(
    told: Told,
    quantity: Quantity,
    metric: Metric,
    status: str,
    *,
    reading: Reading,
    before: Figure | None,
    last: Figure | None,
    beside: Figure | None,
) -> Timing:
    """The period of a figure.

    `before` is the figure said just before whose period may carry over, `last` the one of any kind that words may
    point back to, `beside` the one right before it.
    """
    sentence = told.sentence
    mine = told.growth_of(quantity)
    before = _but_for_besides(sentence, before)
    said = told_otherwise(told, quantity, metric, mine, reading=reading, before=before, beside=beside)
    said = said or year_after(told, quantity, last, reading) or over_those_years(told, quantity, reading)
    usable = [] if said else _usable(told, quantity, metric, status, reading)
    chosen = _chosen(told, quantity, mine, usable)
    said = said or _as_just_told(told, quantity, chosen, metric=metric, status=status, last=last)
    if said:
        return said
    tripled = mine is not None and mine.compared is not None and mine.compared.role == "since"
    risen = any(hit.end <= quantity.start for hit, _ in sentence.of("time", "since_then"))
    if chosen is None and (tripled or risen):
        # "Since then it has tripled", "It has since risen to 5 million": nobody says by when.
        return since_then(told, metric, status, reading)
    ahead = _years_ahead(told, quantity, chosen, reading) if _lies_ahead(told, quantity, status) else None
    ahead = ahead or whole_year(told, quantity, chosen)
    part = part_compared(told, quantity, metric, last) if mine and mine.same and chosen is None else None
    if ahead or part:
        return Timing(ahead or part, None if ahead else "sentence-before")
    open_end = chosen is not None and chosen.role == "since" and "/" not in chosen.iso
    if open_end and reading.scope.reference_from in ("text", None):
        # "since 2000", and no other time is named: until when nobody says.
        return Timing(None, None)
    then = by_then(told, quantity, last, reading) if chosen is None and status == "actual" else None
    if then or is_undated(told, quantity, metric, status, chosen, reading):
        return then or Timing(None, None)
    # A stock may be told as it stood on a day.
    stock = metric.to_date or metric.measure == "stock"
    counted = stock or (metric.residual and quantity.kind in ("count", "money"))
    if chosen and counted and (month := _as_of(told, chosen, stock=stock)):
        return Timing(month, None)
    up_to = chosen is not None and _is_up_to(told, chosen) and _by_the_year(metric)
    if chosen and (metric.dated or not is_day(chosen.iso) or up_to):
        iso = (
            _year_so_far(told, metric, status, chosen)
            or _months_of_each(told, quantity, chosen, usable)
            or _up_to_then(told, quantity, chosen, metric=metric, status=status, last=last)
            or as_spoken_of(told, quantity, chosen, reading=reading, before=before, last=last)
        )
        return Timing(iso or _of_a_list(told, quantity, chosen, usable), None)
    pointed = _pointed_back(
        told, quantity, metric, status, reading=reading, before=before, last=last, dated=chosen is not None
    )
    pointed = pointed or _in_year_grown(sentence, metric, status, mine, reading=reading, before=before)
    if pointed:
        return pointed
    yearly = told.yearly(quantity) and not metric.dated
    forecast = status == "estimate" and before is not None and before.status == "actual"
    ahead_of_it = status == "target" or (forecast and _shall_reach(told, quantity))
    if is_stock(sentence, quantity, metric) or ahead_of_it or (mine and mine.average) or yearly:
        # "9 billion a year" is not that of the year just spoken of, nor is "It may reach 9 billion".
        return Timing(None, None)
    carried = carried_over(sentence, metric, status, reading, before)
    return _year_after(mine, status, reading) if carried.iso is None and mine else carried


def _in_year_grown(
    sentence: Sentence, metric: Metric, status: str, growth: Growth | None, *, reading: Reading, before: Figure | None
) -> Timing | None:
    """The year that the sentence before names, in which what is held grew on the year before it.

    "In 2022 they went into new mines. The investment came to 70 million, up 50 percent from 2021."
    """
    base = growth.compared if growth and metric.to_date and status == "actual" else None
    spoken = named_before(sentence, reading, lead=before is None) if base and base.iso.isdigit() else None
    next_year = spoken is not None and base is not None and spoken.isdigit() and int(spoken) == int(base.iso) + 1
    return Timing(spoken, "sentence-before") if next_year else None


def _as_just_told(
    told: Told, quantity: Quantity, chosen: Period | None, *, metric: Metric, status: str, last: Figure | None
) -> Timing | None:
    """The time of the figure before, or the months up to it, where words point back and none beside tells another.

    "fell by 14 percent in the same period, but shall rise this year", "7 in March. For the year to date they were 18"
    """
    if year := same_of_another_year(told, quantity, last):
        return Timing(year, None)
    far = chosen is not None and chosen.start > quantity.end + BESIDE and not metric.dated
    if far and (same := same_behind(told, quantity, last)):
        return Timing(same, "sentence-before")
    so_far = chosen is None and _up_to_then(told, quantity, None, metric=metric, status=status, last=last)
    return Timing(so_far, "sentence-before") if so_far else None


def _as_of(told: Told, chosen: Period, *, stock: bool) -> str | None:
    """The month of the day on which something was counted: "Some 5,700 were at work there as of 31 March 2024"."""
    if not is_day(chosen.iso):
        return None
    led = told.sentence.before(chosen.start, "time", "as_of", gap=1) is not None and (stock or not chosen.relative)
    return chosen.iso[: len("2024-03")] if led or (stock and chosen.role == "by") else None


def _chosen(told: Told, quantity: Quantity, mine: Growth | None, usable: list[Period]) -> Period | None:
    """The one of some times that an amount belongs to; `mine` is the growth that it is or that is told of it."""
    if mine and mine.compared and (mine.quantity is quantity or mine.change.kind == "factor"):
        # "has doubled since 2006", also "to 5 million", does not say by when.
        usable = [p for p in usable if p.role != "since" or p.start != mine.compared.start]
    chosen = _months_of(told, quantity, nearest_to(told, quantity, usable), usable)
    # As in: it grew by 10 % a year on average, and by 26 % in 2013.
    if mine is None or not mine.average or chosen is None:
        return chosen
    if chosen.role == "since":
        return _up_to_named(told, chosen)
    return None if is_of_another(told, quantity, chosen) else chosen


def _up_to_named(told: Told, since: Period) -> Period:
    """The years of a yearly mean since one, up to the last that its sentence names: "7 % a year since 2010"."""
    first, _, last = since.iso.partition("/")
    if not (first.isdigit() and last.isdigit()):
        return since
    named = (p.iso[:4] for p in told.periods if p is not since and p.role in ("at", "by"))
    # Of an older year something else is told: "20 million in 2015, has grown by 7 % a year since 2010".
    ends = [year for year in named if first < year <= last and int(last) - int(year) <= 1]
    return replace(since, iso=f"{first}/{max(ends)}") if ends else since


def _but_for_besides(sentence: Sentence, before: Figure | None) -> Figure | None:
    """The figure before, unless it is only what another is told besides: "Besides 4 million last year, it gives 5"."""
    led = before and before.start >= sentence.start and sentence.before(before.start, "role", "besides", gap=NEXT)
    return None if led else before


def _usable(told: Told, quantity: Quantity, metric: Metric, status: str, reading: Reading) -> list[Period]:
    """The times of a sentence that may be those of an amount: none of another one's, none in an aside."""
    usable = without_the_next(
        told, quantity, _own_times(told, reading.datelines, metric.dated, metric.measure == "event")
    )
    usable = [p for p in usable if not is_bracketed_apart(told, quantity, p)] if told.bracketed else usable
    usable = [p for p in usable if not told.in_aside(p.start, quantity)] if told.asides else usable
    # "will buy gas from 2022 on; it brings 7 million": what begins in a clause of its own is of that alone.
    usable = [p for p in usable if p.role != "since" or ";" not in told.between(p.end, quantity.start)]
    usable = [p for p in usable if p.role != "since" or not is_since_of_another(told, quantity, p, metric)]
    if status != "actual" or metric.allotment or metric.measure != "flow":
        # "From 4 October they will get 5 million", "Since 1 September 500 students are there": no flow since that day.
        usable = [p for p in usable if p.role != "since" or not is_day(p.iso.partition("/")[0])]
    usable = [p for p in usable if not _of_another_clause(told, quantity, metric, p)]
    usable = [p for p in usable if not _tells_of_another(told, quantity, p)]
    usable = _of_its_own_clause(told, quantity, usable) if metric.dated else usable
    # "the goal of 5 million, and to widen the pact in force since 2005"
    usable = [p for p in usable if status != "target" or p.role != "since"]
    if metric.dated and told.sentence.has("time", "earlier") and told_earlier(told, quantity):
        usable = [p for p in usable if p.start >= quantity.end]
    for senses, is_of_others in _OF_OTHERS:
        if told.sentence.has(*senses):
            usable = [p for p in usable if not is_of_others(told, quantity, p)]
    if status == "actual" and reading.scope.reference:
        # "will pay 18 million by the end of the year; it has paid 6"
        usable = [p for p in usable if not _ends_with_this_year(told, p, reading.scope.reference)]
    if status != "actual" and not metric.dated:
        usable = [p for p in usable if not is_of_the_telling(told, p)]
    beside = any(0 <= p.start - quantity.end <= _APPOSED for p in usable)
    if status == "target" and not beside and (by := [p for p in usable if p.role == "by"]):
        # "to double the 2024 trade by 2030"
        usable = by
    if metric.measure == "event" and metric.direction is None:
        return _of_an_act(told, quantity, status, usable, reading)
    # "Under the pact signed in 2016, 83,000 tonnes were shipped in 2017"
    return [p for p in usable if p.end > quantity.start or not when_signed(told.sentence, p)] or usable


def _of_an_act(told: Told, quantity: Quantity, status: str, usable: list[Period], reading: Reading) -> list[Period]:
    """The times of a sentence that may be those of papers signed: none behind it in another clause, none of a part."""
    usable = [p for p in usable if not (_in_clause_behind(told, quantity, p) or _of_a_part(told, quantity, p))]
    if status == "actual" and reading.scope.reference:
        # "agreed to raise it by 2030, and signed 12 papers": what was done has no time to come.
        return [p for p in usable if p.iso[:4] <= reading.scope.reference[:4]]
    return usable


def _of_its_own_clause(told: Told, quantity: Quantity, usable: list[Period]) -> list[Period]:
    """The times of the clause of an amount, where it has one: "It was signed on Monday, and 5 are due in June"."""
    joins = told.sentence.lexicon.surfaces("range.and")
    comma = told.sentence.low.rfind(", ", told.sentence.start, quantity.start)
    if comma < 0 or joins.isdisjoint(told.between(comma + 2, quantity.start).split()[:1]):
        return usable
    own = [p for p in usable if p.start >= quantity.end and not told.breaks(quantity.end, p.start)]
    return own or usable


def _in_clause_before(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is of money before firms or people: "Its capital was 5 million in 2008, and 200 firms work"."""
    if period.end > quantity.start or not told.breaks(period.end, quantity.start):
        return False
    before = told.last_before(period.start)
    return before is not None and before.kind == "money" and period.start - before.end <= BESIDE


def _ends_with_this_year(told: Told, period: Period, reference: str) -> bool:
    """Whether a time is the end of the year of the text, by which nothing has been done yet."""
    by = told.sentence.lexicon.surfaces("time.by")
    led = told.between(period.start, period.end).startswith(tuple(f"{word} " for word in by))
    return led and period.relative and period.iso == reference[:4]


def _of_another_clause(told: Told, quantity: Quantity, metric: Metric, period: Period) -> bool:
    """Whether a time is of another clause than that of a stock, or of firms or people that are counted."""
    if (metric.is_given or metric.to_date) and _in_a_clause_about_another(told, quantity, period):
        return True
    counts = metric.residual and quantity.kind == "count"
    if counts and _in_clause_before(told, quantity, period):
        return True
    stands = counts or metric.measure == "stock"
    if stands and _in_clause_behind(told, quantity, period):
        last = told.crossed(quantity.end, period.start)[-1]
        # "3,000 students, 20 billion kroner of trade, all in 2022" are of one time.
        if not told.breaks(last.end, period.start):
            return True
    if (stands or metric.allotment) and _stands_now(told, quantity, period):
        return True
    return (counts or metric.to_date or metric.measure == "stock") and _of_a_part(told, quantity, period)


def _is_of_a_level(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of a level which an amount is likened to: "fell to 5 million, the level of 2016"."""
    sentence = told.sentence
    of = sentence.before(period.start, "count", "of", gap=1) or sentence.before(period.start, "range", "from", gap=1)
    level = sentence.before(of[0].start, "count", "sum", gap=1) if of else None
    # "are down at the level of 2016"
    against = sentence.before(period.start, "change", "versus", gap=1)
    at = sentence.before(against[0].start, "role", "in", gap=1) if against else None
    level = level or (against if at and "time.as_of" in at[0].senses else None)
    return level is not None and level[0].start >= quantity.end


def _came_before_now(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is of an amount told before what came of it: "promised 5 in 2008; so far, 3 has been paid"."""
    so_far = (hit for hit, _ in told.sentence.of("time", "to_date") if period.end <= hit.start < quantity.start)
    now = next(so_far, None)
    if now is None or period.role == "since" or told.crossed(now.end, quantity.start):
        return False
    return any(q.end <= now.start for q in told.amounts) and told.breaks(period.end, now.start)


def _tells_of_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of a level, of what was told before, or of an aside."""
    return (
        _is_of_a_level(told, quantity, period)
        or _came_before_now(told, quantity, period)
        or _described_aside(told, quantity, period)
    )


def _described_aside(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is in an aside that describes what an amount is of: "exports, barely there five years ago, were".

    "Exports, in 2019, were 5 million": an aside of nothing but a time tells when.
    """
    low, start = told.sentence.low, told.sentence.start
    opened = low.rfind(", ", start, period.start)
    closed = low.find(",", period.end, quantity.start)
    if opened < 0 or closed < 0 or period.end > quantity.start or told.crossed(opened, closed):
        return False
    words = told.sentence.without(opened + 2, period.start, [(p.start, p.end) for p in told.periods]).split()
    ago = any(period.start <= hit.start < period.end for hit, _ in told.sentence.of("time", "ago", "ago_before"))
    return ago and len(words) >= _DESCRIBED


def _in_a_clause_about_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a clause behind what a gift is for tells a time: "5 million for a school reform, which began in 2017"."""
    for which, _ in told.sentence.of("role", "which"):
        if quantity.end <= which.start < period.start:
            between = told.between(quantity.end, which.start)
            return between.rstrip().endswith(",") and len(between.split()) >= _PURPOSE
    return False


def _of_a_part(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount is that of a part of it: "1,900 firms, of which 438 were set up in 2021"."""
    parts = [hit for hit, _ in told.sentence.of("count", "subset") if quantity.end <= hit.start < period.start]
    return bool(parts) and any(parts[0].end <= q.start < period.start for q in told.every)


def _stands_now(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether the clause of a count says that it is so now, and a time is of the amount of another clause."""
    for word, _ in told.sentence.of("time", "now"):
        end, start = min(word.end, quantity.end), max(word.start, quantity.start)
        if told.breaks(end, start):
            continue
        others = (q for q in told.quantities if told.breaks(min(end, q.end), max(start, q.start)))
        return any(not told.breaks(min(period.end, q.end), max(period.start, q.start)) for q in others)
    return False


def _in_clause_behind(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is of another amount in a clause behind: "signed 2 accords, and trade was 6 million in 2023"."""
    if period.start < quantity.end or not told.breaks(quantity.end, period.start):
        return False
    return any(other.unit != quantity.unit for other in told.crossed(quantity.end, period.start))


def _year_after(growth: Growth, status: str, reading: Reading) -> Timing:
    """The last full year, where something is compared with the one before it: "up 5 % on 2022", told in 2024.

    Or the months of this year, compared with those of the last: "5 % more than in June last year", told in August.
    """
    compared, reference = growth.compared, reading.scope.reference
    if growth.change.kind != "percent" or status not in MEASURED or not compared or not reference:
        return Timing(None, None)
    if months_in(compared.iso):
        now = shifted(compared.iso, 1)
        ended = now[:4] == reference[:4] and now[-MONTH:] < reference[:MONTH]
        return Timing(now, "year-after") if ended else Timing(None, None)
    year = int(compared.iso) + 1 if compared.role == "at" and compared.iso.isdigit() else None
    full = year is not None and year + 1 == int(reference[:4])
    return Timing(str(year), "year-after") if full else Timing(None, None)


@read_once
def _own_times(told: Told, datelines: frozenset[int], dated: bool, event: bool) -> list[Period]:  # noqa: FBT001 - a key
    """The times of a sentence that are not only compared with, nor those of the text itself.

    `dated` says whether they may be of an act that happened on a day, `event` whether papers may be what is counted.
    """
    times = [p for p in told.periods if id(p) not in told.compared and p.role not in ("same", "year_before")]
    times = [p for p in times if p.start not in datelines and not is_of_a_start(told, p)]
    if not dated:
        # "From January to May it was, so data of Tuesday show, 5 million": no flow is of the day it was told on.
        times = [p for p in times if not is_day(p.iso)] or times
    times = [p for p in times if not is_set_against(told, p) and not names_a_paper(told, p)]
    # "a third more than in 2016, the last full year before the war"
    compared = [p for p in told.periods if id(p) in told.compared]
    times = [p for p in times if not any(p.iso == c.iso and 0 <= p.start - c.end <= _APPOSED for c in compared)]
    return [p for p in times if event or not is_of_a_paper(told, p)]


def _pointed_back(
    told: Told,
    quantity: Quantity,
    metric: Metric,
    status: str,
    *,
    reading: Reading,
    before: Figure | None,
    last: Figure | None,
    dated: bool,
) -> Timing | None:
    """The period of an act, or the one that words point back to; None where they do not.

    `dated` says whether the sentence names a time that the amount may be of.
    """
    if metric.dated:
        then = back_then(told, reading) or at_once(told, last)
        then = then or (None if dated else of_the_same(told, quantity, last, reading))
        if then is None and last and _is_part_of(told, metric, last):
            # "gave 5 million in March. Of the funds, 2 million will go to schools"
            then = Timing(last.period, "sentence-before")
        gift = then or announced_before(told, metric, status, reading, last)
        return gift or day_of_act(told, quantity, metric, status, reading, before)
    if metric.residual and quantity.kind == "money" and status == "actual":
        signed = signing_of_papers(told, last, reading)
        if signed:
            return signed
    alike = None if dated else as_before(told, quantity, metric, before, last, status=status)
    then = back_then(told, reading) if not dated and opens_with_then(told.sentence) else None
    if then:
        return then
    spoken = pointed_to(told, quantity, last) or in_the_same(told, quantity, last) or alike
    if spoken is None and last and _is_next_of_all(told, metric, status, last):
        spoken = last.period
    if spoken is None and not dated and (last is None or last.period is None or months_pointed_to(told)):
        spoken = first_pointed_to(told, metric, reading)
    return Timing(spoken, "sentence-before") if spoken else None


def _is_next_of_all(told: Told, metric: Metric, status: str, last: Figure) -> bool:
    """Whether an amount goes on from one of its sentence whose time was told before: "Peru put in 4, Chile 3"."""
    if last.start < told.sentence.start or last.period is None or told.periods:
        return False
    return last.metric == metric.key and last.status == status and not told.sentence.has("time", "to_date", "now")


def _is_part_of(told: Told, metric: Metric, last: Figure) -> bool:
    """Whether a sentence opens with a part of the gift just told, of no time of its own and not paid back or up yet."""
    sentence = told.sentence
    alike = last.metric == metric.key and opens_with_part(sentence) and told.follows(last.end)
    own = told.periods or sentence.has("time", "to_date", "now", "today") or sentence.has("act", "pay", "paid")
    return alike and not own


def _years_ahead(told: Told, quantity: Quantity, chosen: Period | None, reading: Reading) -> str | None:
    """The year by which an aim for so many years ahead shall be reached: "to double it within five years"."""
    base = chosen.iso if chosen and chosen.role == "at" and chosen.end <= quantity.start else reading.scope.reference
    # "over the next five years" is itself the length of time that is looked for.
    length = chosen is not None and chosen.relative and "/" in chosen.iso
    if base is None or (chosen and chosen.start >= quantity.end and not length):
        return None
    # "trong 5 năm tới": behind a number a phrase for next year is that of years; so is "五年内", within five years.
    stands_first = told.sentence.language.noun_last
    for hit, key in told.sentence.of("time", "year", "next", *(("this",) if stands_first else ())):
        # "within the next five years", "dans les cinq prochaines années"
        coming = told.sentence.before(hit.start, "time", "next", gap=1)
        start = coming[0].start if coming else hit.start
        years = next((q for q in told.every if q.kind == "number" and 0 <= start - q.end <= 1), None)
        if years is None or years.bound == "range" or years.value != int(years.value):
            # "in three to five years"
            continue
        # "twice as much as ten years ago"
        over = any(p.start <= years.start < p.end and p.iso[:4] < base[:4] for p in told.periods)
        if over or not _taken_for(told, quantity, years, hit):
            continue
        led = told.sentence.before(years.start, "time", "by", "in", gap=BESIDE) is not None
        ahead = stands_first and (key == "this" or told.sentence.before(years.start, "time", "later", gap=1))
        if (led or ahead) and 0 < years.value < _HUNDRED:
            return f"{int(base[:4]) + int(years.value):04d}"
    return None


def _lies_ahead(told: Told, quantity: Quantity, status: str) -> bool:
    """Whether an amount is aimed at, or expected to be reached: words may say how many years that takes."""
    if status != "estimate":
        return status == "target"
    to = told.sentence.before(told.opening(quantity), "change", "to", gap=_REACHED)
    return to is not None and not told.sentence.has("time", "past")


def _shall_reach(told: Told, quantity: Quantity) -> bool:
    """Whether words of what is to come lead to an amount: "may reach 9 billion", not "are estimated at 9 billion"."""
    to = told.sentence.before(told.opening(quantity), "change", "to", gap=1)
    ahead = [*told.sentence.of("status", "future"), *told.sentence.of("act", "plan")]
    ahead += [(hit, key) for hit, key in told.sentence.of("status", "estimate") if "change.to" in hit.senses]
    # "It may reach 9 billion for the year": that of the months told before.
    of_the_year = told.sentence.has("time", "year", "whole")
    return to is not None and not of_the_year and any(hit.start <= to[0].start for hit, _ in ahead)


def _taken_for(told: Told, quantity: Quantity, years: Quantity, noun: Hit) -> bool:
    """Whether a length of time beside an amount is what it takes to reach it: "In five years it shall be 5 billion"."""
    if 0 <= years.start - quantity.end <= _TERM:
        return True
    language = told.sentence.language
    near = _TERM if language.verb_last or language.noun_last else _TERM * 2
    return 0 <= quantity.start - noun.end <= near and not told.crossed(noun.end, quantity.start)


def _year_so_far(told: Told, metric: Metric, status: str, chosen: Period) -> str | None:
    """The months from January of what "had been traded by October 2013": trade and visitors are counted by the year.

    Up to a day it is the days from the first of January; up to that first day, the year before.
    """
    if not _is_up_to(told, chosen) or status not in MEASURED or not _by_the_year(metric):
        return None
    if chosen.role != "by" and metric.key not in sum_family():
        # "At the end of March 500 tourists came": on one day.
        return None
    first = {len("2013-10"): "01", len("2013-10-08"): "01-01"}.get(len(chosen.iso))
    if first is None or chosen.iso[5:] == first:
        return f"{int(chosen.iso[:4]) - 1:04d}" if first == "01-01" else None
    # Up to December it is the whole year.
    return chosen.iso[:4] if chosen.iso.endswith("-12") and first == "01" else f"{chosen.iso[:4]}-{first}/{chosen.iso}"


def _is_up_to(told: Told, chosen: Period) -> bool:
    """Whether a time is the last of what was counted: "by October 2013", "as of October", "at the end of October"."""
    sentence = told.sentence
    if chosen.role == "by":
        return True
    end = sentence.before(chosen.start, "time", "end_of", gap=NEXT)
    led = sentence.before(end[0].start if end else chosen.start, "time", "as_of", gap=NEXT) is not None
    # "As of October exports are 5 million dollars a year"
    return led and not sentence.has("time", "per_year")


def _up_to_then(
    told: Told, quantity: Quantity, chosen: Period | None, *, metric: Metric, status: str, last: Figure | None
) -> str | None:
    """The months from January to the last of which was told: "7 million in July. So far this year it came to 31".

    None of "lent 5 million in January. So far this year trade came to 7": no month of trade was told.
    """
    if status not in MEASURED or not _by_the_year(metric) or last is None or last.status != "actual":
        return None
    month = (last.period or "").rpartition("/")[2]
    if (
        len(month) != MONTH
        or month.endswith(("-01", "-12"))
        or last.metric not in (metric.key, *metric.parts, *sum_family())
    ):
        return None
    words = [hit for hit, _ in told.sentence.of("time", "year_to_date") if hit.end <= quantity.start]
    if chosen:
        said = (*told.sentence.of("time", "to_date"), *told.sentence.of("time", "year_to_date"))
        words = [hit for hit, _ in said if hit.start - NEXT <= chosen.end and chosen.start <= hit.end + NEXT]
        if not chosen.relative or chosen.iso != month[:4]:
            return None
        this = any(chosen.start <= hit.start < chosen.end for hit, _ in told.sentence.of("time", "this"))
        kin = last.metric == metric.key or {last.metric, metric.key} <= sum_family()
        growth = told.growth_of(quantity)
        alone = growth is not None and growth.quantity is quantity and not told.sentence.has("time", "whole")
        if this and kin and alone and status == "actual" and (last.period or "").startswith(f"{chosen.iso}-01/"):
            # "In January to April trade grew by 5 %. This year trade with Togo rose as well, by 3 %": so far.
            return last.period
    return f"{month[:4]}-01/{month}" if words else None


def _by_the_year(metric: Metric) -> bool:
    """Whether something is counted from the year's start: goods traded, people who come, not those who are there."""
    return metric.key in sum_family() or counts_guests(metric)


def _follows(first: str, second: str) -> bool:
    """Whether a year, or a month of one, comes right after another."""
    if first.isdigit() and second.isdigit():
        return int(second) - int(first) == 1
    months = len(first) == len(second) == len("2021-01") and first[:5] == second[:5]
    return months and int(second[5:]) - int(first[5:]) == 1


def _months_of(told: Told, quantity: Quantity, chosen: Period | None, usable: list[Period]) -> Period | None:
    """A period, or the months of that year told before it: "From January to August exports this year came to 5"."""
    if chosen is None or not chosen.iso.isdigit() or chosen.end > quantity.start:
        return chosen
    months = [p for p in usable if p.role == "span" and p.iso[:5] == f"{chosen.iso}-" and p.end <= chosen.start]
    return months[-1] if months and not told.crossed(months[-1].end, quantity.start) else chosen


def _months_of_each(told: Told, quantity: Quantity, chosen: Period, usable: list[Period]) -> str | None:
    """The months of the year right behind an amount, where they are named but once, before it and its base.

    "Exports rose from January to August, from 4 million last year to 5 million this year"
    """
    if not (chosen.relative and chosen.iso.isdigit() and 0 <= chosen.start - quantity.end <= BESIDE):
        return None
    if told.sentence.has("status", "future", "target", "estimate", "pledge"):
        # "After growth from January to March trade should rise from 6 million last year to 8 million this year"
        return None
    spans = [p for p in usable if p.role == "span" and p.relative and p.end <= quantity.start]
    first, _, last = spans[-1].iso.partition("/") if spans else ("", "", "")
    if not len(first) == len(last) == MONTH or first[:4] != last[:4]:
        return None
    base, *more = (*told.crossed(spans[-1].end, quantity.start), quantity)
    led = told.sentence.before(told.opening(base), "range", "from", gap=NEXT)
    return shifted(spans[-1].iso, int(chosen.iso) - int(first[:4])) if led and len(more) <= 1 else None


def _of_a_list(told: Told, quantity: Quantity, chosen: Period, usable: list[Period]) -> str:
    """ISO 8601 of a period; in a list, that which has the amount's place in its own: "2021 and 2022: 5 and 6".

    One amount of years, or months, in a row is of all of them: "for 2016 and 2017".
    """
    if chosen not in usable:
        # The years of a mean, put together of two times.
        return chosen.iso
    times = told.listed(usable, usable.index(chosen))
    first, *others = times
    if not others or not (first.start > quantity.end or times[-1].end < quantity.start):
        return chosen.iso
    amounts = told.listed(told.amounts, told.amounts.index(quantity)) if quantity in told.amounts else [quantity]
    if len(amounts) == len(times):
        return times[amounts.index(quantity)].iso
    whole = all(_follows(first.iso, second.iso) for first, second in pairwise(times))
    # "5 million in 2023, and 2024 brought 6": a comma opens the clause of the next amount.
    next_clause = len(others) == 1 and told.breaks(first.end, others[0].start)
    whole = whole and not (next_clause and told.first_from(others[0].end))
    return f"{first.iso}/{times[-1].iso}" if whole and len(amounts) == 1 else chosen.iso
