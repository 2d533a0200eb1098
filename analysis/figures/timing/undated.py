"""Values that have no period, whatever time is named near them: those to date, and aims for some day."""

from __future__ import annotations

from analysis.definitions import Metric
from analysis.figures.metrics import sum_family
from analysis.figures.metrics.counts import in_force
from analysis.figures.metrics.debts import word_of_debt
from analysis.figures.timing.terms import BESIDE, NEXT
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Period, Quantity
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["is_stock", "is_undated"]

_TO_DATE = 120
"""Characters from a word for the time up to now to the value that it makes one to date."""
_SPAN = 40
"""Characters from an amount to the years that it came together in."""
_SUMMED = 90
"""Characters from a word for the total to the amount that it is."""


def is_undated(  # noqa: PLR0917 - what period_of knows
    told: Told, quantity: Quantity, metric: Metric, status: str, chosen: Period | None, reading: Reading
) -> bool:
    """Whether a value has no period, whatever time is named near it: one up to now, or an aim for some day."""
    sentence = told.sentence
    total = metric.to_date or metric.measure == "stock"
    totals = [hit for hit, _ in sentence.of("count", "total")]
    worth = chosen is not None and _worth_of_counted(told, quantity, chosen, totals)
    own = chosen is not None and _total_of(told, quantity, chosen)
    if (
        total
        and not worth
        and not own
        and any(_summed_up(sentence, hit, quantity) and not _dated_since(chosen, hit, quantity) for hit in totals)
    ):
        # "12 projects so far this year, raising the total to 412"
        return True
    over_years = chosen and (_came_since(told, quantity, chosen) or _grown_over_years(told, quantity, metric, chosen))
    over_years = over_years or (chosen and metric.measure == "event" and _all_since(told, quantity, chosen))
    if _only_stand(told, quantity, metric) or over_years or (chosen and total and _of_the_source(told, chosen)):
        return True
    if total and chosen and (_brought_to(told, quantity, metric, chosen) or _of_another_flow(told, quantity, chosen)):
        return True
    if chosen is not None and (chosen.role == "vague" or (status == "actual" and _only_before(told, chosen))):
        return True
    owed = metric.repaid and chosen is None and word_of_debt(sentence, quantity) is not None
    if owed or _stands_at_no_time(told, quantity, metric, status, chosen):
        return True
    before = chosen is not None and chosen.end <= quantity.start
    today = sentence.before(quantity.start, "time", "today", gap=BESIDE)
    today = today or sentence.after(quantity.end, "time", "today", gap=1)
    if today and not metric.dated:
        # "180 million in the 1970s, today it stands at 60 billion"
        return True
    later = _some_day(told, quantity)
    if later and (chosen is None or before or chosen.start >= later.start):
        # "5 billion in the near future": an aim without a date, whatever year is named before it.
        return True
    if chosen and any(chosen.end <= hit.start < quantity.start for hit, _ in sentence.of("time", "later")):
        # As in: to raise it by 10 % in 2025 and soon to 5 billion.
        return status == "target"
    if before and _now_behind(sentence, quantity):
        # "from 5 in 2005 to 40 at present"
        return True
    return chosen is not None and status == "target" and _when_set(told, chosen, quantity, reading)


def _stands_at_no_time(told: Told, quantity: Quantity, metric: Metric, status: str, chosen: Period | None) -> bool:
    """Whether words before an amount make it what is now, what was in some years, or what might be some day."""
    sentence = told.sentence
    years = (hit for hit, _ in sentence.of("time", "years") if hit.end <= quantity.start)
    if any(chosen is None or _parts_times(told, chosen, hit) for hit in years):
        # "In earlier years it was 20 million."
        return True
    if chosen is None and status != "actual" and _opens_with_later(told, quantity):
        return True
    potential = status == "estimate" and sentence.before(told.opening(quantity), "count", "potential", gap=NEXT)
    if potential and (chosen is None or chosen.end <= quantity.start):
        # "It was 5 million in 2020, against a potential of 7": what it might be is of no year.
        return True
    now = sentence.before(quantity.start, "time", "this", "now", gap=1)
    # "to raise it this year from the current 1 billion"
    other = now is not None and (chosen is None or chosen.start != now[0].start)
    return other and not metric.dated and status == "actual"


def _parts_times(told: Told, chosen: Period, years: Hit) -> bool:
    """Whether an amount or a semicolon parts a time from words for other years behind it.

    Not in "In 2023 exports, which had fallen in recent years, reached 5 million".
    """
    if chosen.end > years.start:
        return False
    return bool(told.crossed(chosen.end, years.start)) or ";" in told.between(chosen.end, years.start)


def _only_stand(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether papers are counted that are in force, whenever they were signed: "bound by 105 agreements"."""
    return metric.measure == "event" and in_force(told, quantity) and not told.sentence.has("act", "sign")


def _grown_over_years(told: Told, quantity: Quantity, metric: Metric, period: Period) -> bool:
    """Whether several years brought trade to where it now stands: "in the past four years it doubled to 245"."""
    first, _, last = period.iso.partition("/")
    if metric.key not in sum_family() or not (period.relative and first.isdigit() and last.isdigit()):
        return False
    growth = told.growth_of(quantity)
    return growth is not None and growth.host is quantity


def _of_the_source(told: Told, period: Period) -> bool:
    """Whether a time is that of the report in which a value to date is told: "by a report of May it has so far"."""
    sentence = told.sentence
    so_far = any(period.end <= hit.start for hit, _ in sentence.of("time", "to_date"))
    if not so_far or period.role != "at":
        return False
    led = next((hit for hit, _ in reversed(sentence.of("source", "before")) if hit.end <= period.start), None)
    named = led is not None and led.end <= period.start and not told.breaks(led.end, period.start)
    return named or sentence.after(period.end, "source", "after", gap=1) is not None


def _only_before(told: Told, period: Period) -> bool:
    """Whether a time is only one before which something was, in a word that says nothing else: "trước năm 1990"."""
    led = told.sentence.before(period.start, "time", "by", gap=NEXT) if period.role == "by" else None
    return led is not None and "time.ago" in led[0].senses


def _of_a_clause_before(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is told in a clause before that of a stock: "it led last year; the stock of investment is 5"."""
    if ";" not in told.between(period.end, quantity.start):
        return False
    opened = told.sentence.low.rfind(";", period.end, quantity.start)
    return any(opened <= hit.start < quantity.start for hit, _ in told.sentence.of("time", "to_date"))


def _to_date_before(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether an amount is told to be one to date, and a time only behind a comma: "5 million to date, in 2011 2"."""
    if period.start < quantity.end or not told.breaks(quantity.end, period.start):
        return False
    return any(0 <= quantity.start - hit.end <= BESIDE * 2 for hit, _ in told.sentence.of("time", "to_date"))


def _now_behind(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a word for now stands right behind an amount, a verb of being let pass: "400 students are currently"."""
    verb = sentence.after(quantity.end, "role", "passive", gap=1)
    if verb and sentence.after(verb[0].end, "time", "now", gap=1):
        return True
    return sentence.after(quantity.end, "time", "now", gap=NEXT) is not None


def _brought_to(told: Told, quantity: Quantity, metric: Metric, period: Period) -> bool:
    """Whether what a time brought is only added to a value: "12 projects this year, raising their number to 412"."""
    hedge = told.sentence.before(quantity.start, "bound", gap=NEXT)
    led = told.sentence.before(hedge[0].start if hedge else quantity.start, "range", "to", gap=NEXT)
    alike = (quantity.unit,) if quantity.unit else metric.units
    added = next((q for q in told.amounts if q.start < quantity.start and q.unit in alike), None)
    if led is None or added is None:
        return False
    raised = (*told.sentence.of("change", "up"), *told.sentence.of("act", "bring"))
    return any(max(added.end, period.end) <= hit.start < led[0].start for hit, _ in raised)


def _of_another_flow(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of another amount: of trade told behind a stock, or before what came together by now.

    "It has 785 projects worth 12 billion, and trade reached 4 billion in 2019"
    """
    if _to_date_before(told, quantity, period):
        return True
    if period.start < quantity.end:
        return _came_together(told, quantity, period) or _of_a_clause_before(told, quantity, period)
    flows = [hit for hit, _ in told.sentence.of("metric", *sum_family()) if quantity.end <= hit.start]
    return any(told.crossed(hit.end, period.start) for hit in flows)


def _came_together(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether an amount is what came together by now, and the time before it another's: "5 in 2015, a stock of 9"."""
    crossed = [q.end for q in told.crossed(period.end, quantity.start)]
    if not crossed or period.role == "by":
        return False
    return any(crossed[0] <= hit.start < quantity.start for hit, _ in told.sentence.of("time", "to_date", "now"))


def _all_since(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether papers are told as all so far, behind the time of something else: "set up in 1999, and so far 34"."""
    so_far = (hit for hit, _ in told.sentence.of("time", "to_date") if period.end <= hit.start < quantity.start)
    so_far = (hit for hit in so_far if "count.total" not in hit.senses)
    return period.role == "at" and any(told.breaks(period.end, hit.start) for hit in so_far)


def _came_since(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether an amount is what another came to since its time: "it was 5 million in 2015 and has since fallen"."""
    since = any(period.end <= hit.start < quantity.start for hit, _ in told.sentence.of("time", "since_then"))
    return since and told.last_before(quantity.start) is not None


def _opens_with_later(told: Told, quantity: Quantity) -> bool:
    """Whether a sentence opens with words that put off to some day what it tells: "In the long run they want 5"."""
    opening = next((hit for hit, _ in told.sentence.of("time", "later")), None)
    opens = opening is not None and told.sentence.opens_with(opening.start, NEXT)
    return opens and opening is not None and not told.crossed(opening.end, quantity.start)


def _some_day(told: Told, quantity: Quantity) -> Hit | None:
    """The word right behind an amount that puts it off to some day, not after an "and": "10 %, and soon 5 billion"."""
    later = told.sentence.after(quantity.end, "time", "later", gap=NEXT)
    joins = told.sentence.lexicon.surfaces("range.and")
    return later[0] if later and told.between(quantity.end, later[0].start).strip() not in joins else None


def _worth_of_counted(told: Told, quantity: Quantity, period: Period, totals: list[Hit]) -> bool:
    """Whether a total is the worth of what was counted in a time: "in 2021 it took 12 projects, 64 million in all"."""
    counted = next(iter(told.crossed(period.end, quantity.start)), None)
    if counted is None or counted.unit == quantity.unit:
        return False
    return not any(period.end <= hit.start < counted.start for hit in totals)


def _total_of(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether an amount is the sum of a time before it: "in 2018 Peru invested a total of 349 million there".

    Or of all up to it, or since it: "by the end of 2013 a total of 63 projects".
    """
    if period.role in ("by", "since") and period.end <= quantity.start:
        return True
    if period.role == "span" and 0 <= period.start - quantity.end <= _SPAN:
        # "accumulated 7 million in Chile from 2000 to 2022"
        return not told.crossed(quantity.end, period.start)
    if told.sentence.after(period.end, "count", "total", gap=1):
        # "The 2019 total was 349 million"
        return period.end <= quantity.start and not told.crossed(period.end, quantity.start)
    summed = told.sentence.before(quantity.start, "count", "total", gap=1)
    within = told.sentence.before(period.start, "time", "in", gap=NEXT)
    counted = bool(told.crossed(period.end, quantity.start))
    return summed is not None and within is not None and period.end <= summed[0].start and not counted


def _when_set(told: Told, period: Period, quantity: Quantity, reading: Reading) -> bool:
    """Whether a time before a target is that of setting it: "in 2016 the two set a target of 1 billion"."""
    past = reading.scope.reference is not None and period.iso[:4] < reading.scope.reference[:4]
    if any(0 <= hit.start - period.end <= BESIDE for hit, _ in told.sentence.of("act", "plan")):
        # "Last year 94 million was planned", without who planned it and when.
        return False
    # "Last year's goal" is that of last year.
    dated = told.sentence.before(period.start, "time", "in", gap=NEXT * 2) is not None
    if period.end <= quantity.start and _raised_in(told, period, quantity):
        return False
    # "... to 30 billion, from 5 billion last year": the time of the amount that it starts from.
    other = period.start >= quantity.end and bool(told.crossed(quantity.end, period.start))
    aimed = any(period.end <= hit.start < quantity.start for hit, _ in told.sentence.of("status", "target"))
    if past and period.role == "by" and dated and aimed:
        # "At the end of 2023 the two agreed to aim for": no year that is over is one to reach it by.
        return True
    return past and period.role == "at" and (other or (dated and period.end <= quantity.start))


def _raised_in(told: Told, period: Period, quantity: Quantity) -> bool:
    """Whether a time behind a word of aim is that of what is aimed at: "希望将贸易额在2015年提高至1000亿美元"."""
    aimed = any(hit.end <= period.start for hit, _ in told.sentence.of("status", "target"))
    return aimed and any(period.end <= hit.start < quantity.start for hit, _ in told.sentence.of("change", "up"))


def _dated_since(chosen: Period | None, total: Hit, quantity: Quantity) -> bool:
    """Whether the time of an amount is named between it and a word for the total, which is then another's."""
    return chosen is not None and total.end <= chosen.start and chosen.end <= quantity.start


def _summed_up(sentence: Sentence, total: Hit, quantity: Quantity) -> bool:
    """Whether a word for the total stands for what came together by then, not before a noun: "a total capital of"."""
    if not 0 <= quantity.start - total.end <= _SUMMED:
        return False
    return not any(total.end <= hit.start <= total.end + BESIDE for hit, _ in sentence.of("metric"))


def is_stock(sentence: Sentence, quantity: Quantity, metric: Metric) -> bool:
    """Whether a value without a period is one to date, rather than that of a period said before."""
    if metric.measure == "stock" or metric.to_date:
        return True
    near = (hit for hit, _ in sentence.of("time", "to_date", "now") if abs(hit.start - quantity.start) < _TO_DATE)
    # Words for "in all" tell of all years only where no flow is measured year by year.
    near = (hit for hit in near if not ("count.total" in hit.senses and metric.key in sum_family()))
    # "exports came to 5 million, and four plants now have permits"
    return any(hit.start < quantity.end or not _parts(sentence, quantity.end, hit.start) for hit in near)


def _parts(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause joined by a comma and a word begins between two positions: ", and", ", while"."""
    opens = sentence.lexicon.surfaces("range.and") | sentence.lexicon.surfaces("count.clause")
    clauses = sentence.low[start:end].split(", ")[1:]
    return any(not opens.isdisjoint(clause.split(maxsplit=1)[:1]) for clause in clauses)
