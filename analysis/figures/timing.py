"""The period of a figure: stated in its sentence, taken from the one before, or from the dateline."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from analysis.changes import Growth
from analysis.definitions import Metric, definitions
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period, Quantity
from analysis.periods import is_day, periods_in, shifted, span_days
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["Timing", "event_day", "is_stock", "looks_back", "opens_with_part", "period_of"]

_REPORTED_WITHIN = 10
"""Days after a single act within which it is news: an older date in the text is that of something else."""
_SAME_STORY = 120
"""Days within which a date of the same paragraph is that of the act."""
_PARAGRAPH = 20_000
"""Characters of the longest paragraph that is searched for its start."""
_DAYS = 100
"""Full dates before an act that are looked at."""
_SENTENCES_BACK = 6
"""Sentences before an act in which its weekday may stand."""
_TO_DATE = 120
"""Characters from a word for the time up to now to the value that it makes one to date."""
_COMMA = 90
_SEMICOLON = 120
_NEXT = 3
_HUNDRED = 100
_TO_TIME = 3
"""Words from an "and" to the time that it leads to: "and in the year 2019"."""
_TO_WHEN = 9
"""Characters from a year to its "when", a word for "year" and a comma between."""
_SAME = 40
"""Characters from an amount to "in the same period of"."""
_AGAINST = 24
"""Characters from a word of comparison to the amount compared: "against a deficit of"."""
_BESIDE = 16
_OPENING = 32
"""Characters of a sentence within which it goes back in time: "Just two years earlier, in 2010"."""
_MEASURED = frozenset({"actual", "estimate"})
"""Statuses of what was measured, exactly or not: the period of one is that of the other."""
_TAKEN = 60
_CROSSED_BEHIND = 90
_CROSSED_BEFORE = 25


class Timing(NamedTuple):
    """ISO 8601 of a period, or None, and how it was inferred where the sentence does not state it."""

    iso: str | None
    inferred: str | None


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
    mine = next((g for g in told.growths if g.quantity is quantity or g.host is quantity), None)
    compared = {id(g.compared) for g in told.growths if g.compared}
    said = _as_said(told, quantity, metric, mine, reading=reading, before=before, beside=beside)
    if said:
        return said
    usable = [p for p in told.periods if id(p) not in compared and p.role not in ("same", "year_before")]
    usable = [p for p in usable if p.start not in reading.datelines]
    usable = [p for p in usable if not _set_against(told, p) and not _of_the_like(told, quantity, p)]
    usable = [p for p in usable if not _in_brackets_of_another(told, quantity, p)]
    if mine and mine.compared and mine.quantity is quantity:
        # "has doubled since 2006" does not say by when.
        usable = [p for p in usable if p.role != "since" or p.start != mine.compared.start]
    chosen = _nearest(told, quantity, usable)
    if mine and mine.average and chosen and _of_another(told, quantity, chosen):
        # As in: it grew by 10 % a year on average, and by 26 % in 2013.
        chosen = None
    ahead = _years_ahead(told, quantity, chosen, reading) if status == "target" else None
    part = _part_compared(told, quantity, metric, last) if mine and mine.same and chosen is None else None
    if ahead or part:
        return Timing(ahead or part, None if ahead else "sentence-before")
    if _undated(told, quantity, metric, status, chosen, reading):
        return Timing(None, None)
    if chosen and (metric.dated or not is_day(chosen.iso)):
        iso = _when(told, quantity, chosen) or _year_so_far(metric, status, chosen)
        return Timing(iso or _with_next_year(told, quantity, chosen, usable), None)
    pointed = _pointed_back(
        told, quantity, metric, status, reading=reading, before=before, last=last, dated=chosen is not None
    )
    if pointed:
        return pointed
    if is_stock(sentence, quantity, metric) or status == "target" or (mine and mine.average):
        return Timing(None, None)
    return _carried(sentence, metric, status, reading, before)


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
        then = _back_then(told, reading) or _at_once(told, last)
        gift = then or _of_gifts_announced(told, metric, status, reading, last)
        return gift or _of_an_act(told, quantity, metric, status, reading, before)
    if metric.residual and quantity.kind == "money" and status == "actual":
        signed = _of_papers(told, last, reading)
        if signed:
            return signed
    total = before.period if before and len(before.parties) == 1 and not dated else None
    # What comes from each partner is of the time that the total from all of them was told for.
    spoken = _spoken_of(told, quantity, last) or _in_the_same(told, last) or total
    return Timing(spoken, "sentence-before") if spoken else None


def _part_compared(told: Told, quantity: Quantity, metric: Metric, last: Figure | None) -> str | None:
    """The part of a year that brought an amount: "the capital is 66 million, 2.5 times that of the same period"."""
    part = last.period if last and "/" in (last.period or "") else None
    return part if is_stock(told.sentence, quantity, metric) else None


def _in_brackets_of_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time stands in brackets with another amount: "3 billion (2.5 billion in 2021), with a surplus of"."""
    start, end = told.sentence.start, told.sentence.end
    opened = told.sentence.low.rfind("(", start, period.start)
    closed = told.sentence.low.find(")", period.end, end)
    if opened < 0 or closed < 0 or ")" in told.between(opened, period.start) or opened < quantity.start < closed:
        return False
    return any(opened < other.start < closed and other.kind != "percent" for other in told.quantities)


def _as_said(
    told: Told,
    quantity: Quantity,
    metric: Metric,
    mine: Growth | None,
    *,
    reading: Reading,
    before: Figure | None,
    beside: Figure | None,
) -> Timing | None:
    """The period that the words give by way of another one; None where they do not."""
    if beside and _worth_of(told, quantity, metric, beside):
        return Timing(beside.period, None)
    if mine and mine.now:
        return Timing(mine.now.iso, None)
    again = _same_part(told, quantity, before)
    if again:
        return Timing(again, None)
    compared = {id(g.compared) for g in told.growths if g.compared}
    opening = next((p for p in told.periods if p.role == "year_before" and id(p) not in compared), None)
    if opening and opening.end <= quantity.start and not any(q.start < quantity.start for q in told.amounts):
        # "The previous year, trade was nearly 5 billion."
        aimed = before is not None and before.status == "target"
        spoken = before.period if before and before.period and not aimed and not is_day(before.period) else None
        spoken = spoken or _year_before(told.sentence, reading, anywhere=aimed)
        return Timing(shifted(spoken, -1) if spoken else opening.iso, None)
    return None


def _years_ahead(told: Told, quantity: Quantity, chosen: Period | None, reading: Reading) -> str | None:
    """The year by which an aim for so many years ahead shall be reached: "to double it within five years"."""
    base = chosen.iso if chosen and chosen.role == "at" and chosen.end <= quantity.start else reading.scope.reference
    if base is None or (chosen and chosen.start >= quantity.end):
        return None
    for hit, _ in told.sentence.of("time", "year"):
        years = next((q for q in told.every if q.kind == "number" and 0 <= hit.start - q.end <= 1), None)
        if years is None or not _taken_for(told, quantity, years, hit) or years.value != int(years.value):
            continue
        if told.sentence.before(years.start, "time", "by", "in", gap=_BESIDE) and 0 < years.value < _HUNDRED:
            return f"{int(base[:4]) + int(years.value):04d}"
    return None


def _taken_for(told: Told, quantity: Quantity, years: Quantity, noun: Hit) -> bool:
    """Whether a length of time beside an amount may be what it takes to reach it: before it where the verb is last."""
    if 0 <= years.start - quantity.end <= _TAKEN:
        return True
    return told.sentence.language.verb_last and 0 <= quantity.start - noun.end <= _TAKEN


def _year_before(sentence: Sentence, reading: Reading, *, anywhere: bool = False) -> str | None:
    """The year that opens the sentence before: "In 2007 they agreed to double it. A year earlier ..."."""
    preceding = reading.sentences.preceding(sentence)
    if preceding is None:
        return None
    periods = periods_in(preceding, reading.numbers_in(preceding), reading.scope.reference)
    years = [p for p in periods if p.role == "at" and p.iso.isdigit()]
    opens = years[0] if years and (anywhere or years[0].start - preceding.start <= _OPENING) else None
    return opens.iso if opens else None


def _undated(  # noqa: PLR0917 - what period_of knows
    told: Told, quantity: Quantity, metric: Metric, status: str, chosen: Period | None, reading: Reading
) -> bool:
    """Whether a value has no period, whatever time is named near it: one up to now, or an aim for some day."""
    sentence = told.sentence
    total = metric.to_date or metric.measure == "stock"
    totals = [hit for hit, _ in sentence.of("count", "total")]
    worth = chosen is not None and _worth_of_counted(told, quantity, chosen, totals)
    own = chosen is not None and _total_of(told, quantity, chosen)
    if total and not worth and not own and any(_summed_up(sentence, hit, quantity) for hit in totals):
        # "12 projects so far this year, raising the total to 412"
        return True
    if total and chosen and _brought_to(told, quantity, metric, chosen):
        return True
    if chosen is not None and chosen.role == "vague":
        return True
    now = sentence.before(quantity.start, "time", "this", "now", gap=1)
    if now and not metric.dated and status == "actual" and (chosen is None or chosen.start != now[0].start):
        # "to raise it this year from the current 1 billion"
        return True
    before = chosen is not None and chosen.end <= quantity.start
    today = sentence.before(quantity.start, "time", "today", gap=_BESIDE)
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
    if before and sentence.after(quantity.end, "time", "now", gap=_NEXT):
        # "from 5 in 2005 to 40 at present"
        return True
    return chosen is not None and status == "target" and _when_set(told, chosen, quantity, reading)


def _worth_of(told: Told, quantity: Quantity, metric: Metric, beside: Figure) -> bool:
    """Whether an amount is the worth of what was counted right before it, no time between: "412 worth 5 billion"."""
    if definitions().metrics[beside.metric].worth != metric.key or not 0 <= quantity.start - beside.end <= _SAME:
        return False
    return not any(beside.end <= p.start for p in told.periods)


def _brought_to(told: Told, quantity: Quantity, metric: Metric, period: Period) -> bool:
    """Whether what a time brought is only added to a value: "12 projects this year, raising their number to 412"."""
    hedge = told.sentence.before(quantity.start, "bound", gap=_NEXT)
    led = told.sentence.before(hedge[0].start if hedge else quantity.start, "range", "to", gap=_NEXT)
    alike = (quantity.unit,) if quantity.unit else metric.units
    added = next((q for q in told.amounts if period.end <= q.start < quantity.start and q.unit in alike), None)
    if led is None or added is None:
        return False
    raised = (*told.sentence.of("change", "up"), *told.sentence.of("act", "bring"))
    return any(added.end <= hit.start < led[0].start for hit, _ in raised)


def _some_day(told: Told, quantity: Quantity) -> Hit | None:
    """The word right behind an amount that puts it off to some day, not after an "and": "10 %, and soon 5 billion"."""
    later = told.sentence.after(quantity.end, "time", "later", gap=_NEXT)
    joins = told.sentence.lexicon.surfaces("range.and")
    return later[0] if later and told.between(quantity.end, later[0].start).strip() not in joins else None


def _worth_of_counted(told: Told, quantity: Quantity, period: Period, totals: list[Hit]) -> bool:
    """Whether a total is the worth of what was counted in a time: "in 2021 it took 12 projects, 64 million in all"."""
    counted = next((q for q in told.amounts if period.end <= q.start < quantity.start), None)
    if counted is None or counted.unit == quantity.unit:
        return False
    return not any(period.end <= hit.start < counted.start for hit in totals)


def _total_of(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether an amount is the sum of a time before it: "in 2018 Peru invested a total of 349 million there"."""
    summed = told.sentence.before(quantity.start, "count", "total", gap=1)
    within = told.sentence.before(period.start, "time", "in", gap=_NEXT)
    counted = any(period.end <= q.start < quantity.start for q in told.amounts)
    return summed is not None and within is not None and period.end <= summed[0].start and not counted


def _when_set(told: Told, period: Period, quantity: Quantity, reading: Reading) -> bool:
    """Whether a time before a target is that of setting it: "in 2016 the two set a target of 1 billion"."""
    past = reading.scope.reference is not None and period.iso[:4] < reading.scope.reference[:4]
    if any(0 <= hit.start - period.end <= _BESIDE for hit, _ in told.sentence.of("act", "plan")):
        # "Last year 94 million was planned", without who planned it and when.
        return False
    # "Last year's goal" is that of last year.
    dated = told.sentence.before(period.start, "time", "in", gap=_NEXT * 2) is not None
    # "... to 30 billion, from 5 billion last year": the time of the amount that it starts from.
    other = period.start >= quantity.end and any(quantity.end <= q.start < period.start for q in told.amounts)
    return past and period.role == "at" and (other or (dated and period.end <= quantity.start))


def _when(told: Told, quantity: Quantity, chosen: Period) -> str | None:
    """The year of "since 1996, when it was 10 million", of which the amount is: not what came after it."""
    if chosen.role != "since" or chosen.end > quantity.start:
        return None
    when = told.sentence.after(chosen.end, "time", "when", gap=_TO_WHEN)
    if when is None or "," in told.between(when[0].end, quantity.start):
        return None
    return chosen.iso.partition("/")[0]


def _of_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether another quantity stands between one and a time behind it."""
    return any(
        quantity.end <= q.start < period.start and told.between(q.start - 1, q.start) != "(" for q in told.quantities
    )


def _year_so_far(metric: Metric, status: str, chosen: Period) -> str | None:
    """The months from January of what "had been traded by October 2013": trade is counted by the year."""
    month = chosen.role == "by" and len(chosen.iso) == len("2013-10")
    if not month or status not in _MEASURED or metric.key not in sum_family():
        return None
    return f"{chosen.iso[:4]}-01/{chosen.iso}"


def _with_next_year(told: Told, quantity: Quantity, chosen: Period, usable: list[Period]) -> str:
    """ISO 8601 of a period, with the year that is joined to it where one amount is of both: "for 2016 and 2017".

    Two amounts joined likewise are of one year each: "in 2021 and 2022 they were 5 and 6 million".
    """
    joins = told.sentence.lexicon.surfaces("range.and")
    following = told.following(quantity)
    before = next((q for q in told.amounts if told.between(q.end, quantity.start).strip() in joins), None)
    listed = following and told.between(quantity.end, following.start).strip() in joins
    for first, second in pairwise(usable):
        years = first.iso.isdigit() and second.iso.isdigit() and int(second.iso) - int(first.iso) == 1
        joined = years and chosen in (first, second) and told.between(first.end, second.start).strip() in joins
        if not joined or not (first.start > quantity.end or second.end < quantity.start):
            continue
        if listed or before:
            return first.iso if listed else second.iso
        return f"{first.iso}/{second.iso}"
    return chosen.iso


def _spoken_of(told: Told, quantity: Quantity, last: Figure | None) -> str | None:
    """The time that words point back to: "in the period" to that of the figure before, "back then" to its base."""
    if last is None:
        return None
    for hit, key in told.sentence.of("time", "that", "then", "whole"):
        behind = hit.start >= quantity.end
        start, end = (quantity.end, hit.start) if behind else (hit.end, quantity.start)
        dated = any(0 <= p.start - hit.end <= _BESIDE for p in told.periods)
        # "At the same time, ..." opens a sentence; "in the period before 2009" names its own.
        opens = key == "that" and hit.start - told.sentence.start < _NEXT
        # "In the year, 5 projects were licensed and 4 enlarged": where the words also lead to a time, they are one.
        frames = opens and "time.in" in hit.senses
        if dated or (not frames and (opens or any(start <= q.start < end for q in told.amounts))):
            continue
        if key == "whole":
            # "... in the first eleven months. For the whole year it is put at ..."
            return last.period[:4] if last.period else None
        return last.change.versus if key == "then" and last.change and last.change.versus else last.period
    return None


def _in_the_same(told: Told, last: Figure | None) -> str | None:
    """The time of the figure before, to which "In the same period" at a sentence's opening points back."""
    if last is None:
        return None
    opens = any(hit.start - told.sentence.start <= _TO_WHEN for hit, _ in told.sentence.of("time", "same"))
    return last.period if opens or opens_with_part(told.sentence) else None


def opens_with_part(sentence: Sentence) -> bool:
    """Whether a sentence opens by telling a part of what was said before it: "Of this, ..."."""
    return any(hit.start - sentence.start < _NEXT for hit, _ in sentence.of("count", "subset"))


def _of_the_like(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of the amount before it: "5 million, against 4 million in the same period of 2021"."""
    between = [q for q in told.amounts if quantity.end <= q.start < period.start]
    if period.start < quantity.end or not between:
        return False
    against = any(
        quantity.end <= hit.start < between[0].start and "role.from" not in hit.senses
        for hit, _ in told.sentence.of("change", "versus")
    )
    if against and "," not in told.between(between[0].end, period.start):
        # "5 million, compared to a surplus of 4 million in 2019"
        return True
    return told.sentence.before(period.start, "time", "same", gap=_BESIDE) is not None


def _set_against(told: Told, period: Period) -> bool:
    """Whether a time is only what another one is compared with: "in 2015, hardly changed from 2014"."""
    if told.sentence.after(period.end, "change", "versus_after", gap=1):
        return True
    word = told.sentence.before(period.start, "change", "versus", gap=_NEXT)
    earlier = any(p.end < period.start and p.iso[:4] > period.iso[:4] for p in told.periods)
    return word is not None and earlier and told.sentence.before(period.start, "time", "in", gap=_NEXT) is None


def _summed_up(sentence: Sentence, total: Hit, quantity: Quantity) -> bool:
    """Whether a word for the total stands for what came together by then, not before a noun: "a total capital of"."""
    if not 0 <= quantity.start - total.end <= _COMMA:
        return False
    return not any(total.end <= hit.start <= total.end + _BESIDE for hit, _ in sentence.of("metric"))


def _carried(sentence: Sentence, metric: Metric, status: str, reading: Reading, before: Figure | None) -> Timing:
    """The period of a flow that its sentence does not state: that of the sentence before, or of the figure before."""
    flows = metric.key in sum_family() or (counts_people(metric) and metric.measure == "flow")
    if flows and (before is None or not reading.same_sentence_before(sentence, before.start)):
        told_before = _of_sentence_before(sentence, reading)
        if told_before:
            return Timing(told_before, "sentence-before")
    if before and before.period and metric.measure == "flow":
        past = reading.scope.reference is not None and before.period[:4] < reading.scope.reference[:4]
        if before.status == status or past or {before.status, status} <= _MEASURED:
            return Timing(before.period, "sentence-before")
    return Timing(None, None)


def _same_part(told: Told, quantity: Quantity, before: Figure | None) -> str | None:
    """The period of an amount told for comparison: "against 3.6 billion in the same period of 2022"."""
    growing = any(g.quantity is quantity or g.host is quantity for g in told.growths)
    then = _when_compared(told, quantity, before)
    if then and not growing:
        return then
    if growing or before is None or not before.period or not before.period[:4].isdigit():
        return None
    earlier = next((p for p in told.periods if p.role == "year_before" and _beside(told, quantity, p)), None)
    if earlier and told.sentence.before(quantity.start, "change", "versus", gap=_AGAINST):
        # "against 3.1 billion the year before"
        return shifted(before.period, -1)
    against = told.sentence.before(quantity.start, "change", "versus", gap=_NEXT)
    dated = any(0 <= p.start - quantity.end <= _SAME for p in told.periods)
    if against and not dated and before.change and before.change.versus and before.start >= told.sentence.start:
        # "2 billion, compared to 1.9 billion, a rise of 5 percent"
        return before.change.versus
    behind = [hit for hit, _ in told.sentence.of("time", "same") if 0 <= hit.start - quantity.end <= _SAME]
    if not behind or any(behind[0].start > q.start >= quantity.end for q in told.quantities):
        return None
    if told.sentence.after(behind[0].end, "time", "year", gap=1) or "time.year" in behind[0].senses:
        # "the same year": the very one.
        return before.period
    year = next((p for p in told.periods if p.end > behind[0].start), None)
    if year is None and not told.sentence.before(quantity.start, "change", "versus", gap=_SAME):
        # As in: whereas imports reached 1.3 billion during the same period.
        return before.period
    if year is None or year.role == "year_before":
        return shifted(before.period, -1)
    if not year.iso[:4].isdigit():
        return None
    years = int(year.iso[:4]) - int(before.period[:4])
    # The period before may be told in words that count from another date.
    return shifted(before.period, years if years or not year.relative else -1)


def _when_compared(told: Told, quantity: Quantity, before: Figure | None) -> str | None:
    """The period compared with that a clause goes on about: "the same period of 2009, when it was 3 billion"."""
    if before is None or before.change is None or before.change.versus is None:
        return None
    for growth in told.growths:
        compared, grown = growth.compared, growth.host or growth.quantity
        if compared and grown.start == before.start and 0 <= quantity.start - compared.end <= _SAME:
            when = told.sentence.after(compared.end, "time", "when", gap=_TO_WHEN)
            if when and when[0].end <= quantity.start:
                return before.change.versus
    return None


def _beside(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time stands right behind an amount, a preposition of time let pass."""
    gap = period.start - quantity.end
    led = told.between(quantity.end, period.start).strip() in told.sentence.lexicon.surfaces("time.in")
    return 0 <= gap <= _NEXT or (0 <= gap <= _NEXT * 2 and led)


def _of_sentence_before(sentence: Sentence, reading: Reading) -> str | None:
    """The one stretch of time that the sentence before names, where it states no figure of its own."""
    preceding = reading.sentences.preceding(sentence)
    if preceding is None:
        return None
    numbers = reading.numbers_in(preceding)
    if any(n.kind == "cardinal" and n.scale != 1 for n in numbers):
        return None
    periods = [p for p in periods_in(preceding, numbers, reading.scope.reference) if p.role in ("at", "span")]
    if any(preceding.before(p.start, "change", "versus", "from", gap=_NEXT) for p in periods):
        # "It grew by 20 percent from 2023": what it is compared with is not its time.
        return None
    return periods[0].iso if len(periods) == 1 and not is_day(periods[0].iso) else None


def _of_papers(told: Told, last: Figure | None, reading: Reading) -> Timing | None:
    """When the contracts were signed that an amount is worth: "signed contracts worth 5 billion"."""
    papers = last.period if last and definitions().metrics[last.metric].dated else None
    if any(hit.start - told.sentence.start < _NEXT for hit, _ in told.sentence.of("role", "own")):
        # "They signed 36 agreements. Their worth is ..."
        return Timing(papers, "sentence-before") if papers else None
    if not any(True for _ in told.sentence.of("act", "sign")):
        return None
    if last and papers and last.start >= told.sentence.start:
        return Timing(papers, "sentence-before")
    return event_day(told.sentence, reading)


def _at_once(told: Told, last: Figure | None) -> Timing | None:
    """The time just spoken of, to which the opening of a sentence points back: "At the same time ..."."""
    opens = any(hit.start - told.sentence.start < _NEXT for hit, _ in told.sentence.of("time", "that"))
    return Timing(last.period, "sentence-before") if opens and last and last.period else None


def _of_gifts_announced(
    told: Told, metric: Metric, status: str, reading: Reading, last: Figure | None
) -> Timing | None:
    """The time that the sentence before gives to gifts of which the amounts follow: "Tokyo will help in 2016. ..."."""
    if not metric.pledged or status != "pledge":
        return None
    preceding = reading.sentences.preceding(told.sentence)
    if preceding is None:
        return None
    if last and last.start >= preceding.start and "period:sentence-before" in last.inferred:
        return Timing(last.period, "sentence-before")
    spoken = any(True for _ in preceding.of("act", "give", "receive"))
    period = _of_sentence_before(told.sentence, reading) if spoken else None
    return Timing(period, "sentence-before") if period else None


def _of_an_act(  # noqa: PLR0917 - what period_of knows
    told: Told, quantity: Quantity, metric: Metric, status: str, reading: Reading, before: Figure | None
) -> Timing:
    """When a single act took place: with the one said before it, else on the day that the text tells."""
    if _amounts_to(told, quantity):
        return Timing(None, None)
    if status not in ("actual", "pledge") or any(
        hit.end <= quantity.start for hit, _ in told.sentence.of("time", "to_date")
    ):
        return Timing(None, None)
    preceding = reading.sentences.preceding(told.sentence)
    # A day told since then is that of what follows: "On 27 December the hospital was handed over. It cost ..."
    since = preceding is not None and any(preceding.start <= start < preceding.end for start, _ in reading.days)
    older = preceding is not None and before is not None and before.end <= preceding.start
    if before and before.metric == metric.key and before.period and not (since and older):
        return Timing(before.period, "sentence-before")
    return event_day(told.sentence, reading)


def _back_then(told: Told, reading: Reading) -> Timing | None:
    """The one time that the sentence before names, to which a word points back: "at the talks held then"."""
    preceding = reading.sentences.preceding(told.sentence)
    if preceding is None or not any(True for _ in told.sentence.of("time", "then")):
        return None
    named = periods_in(preceding, reading.numbers_in(preceding), reading.scope.reference)
    iso = {p.iso.partition("/")[0] if p.role == "since" else p.iso for p in named if p.role in ("at", "since", "span")}
    return Timing(iso.pop(), "sentence-before") if len(iso) == 1 else None


def _amounts_to(told: Told, quantity: Quantity) -> bool:
    """Whether a verb in the present, a hedge let pass, says what came together: "the loans amount to 5 million"."""
    hedge = told.sentence.before(quantity.start, "bound", gap=_NEXT)
    start = hedge[0].start if hedge else quantity.start
    return told.sentence.before(start, "act", "amount", gap=_NEXT) is not None


def _nearest(told: Told, quantity: Quantity, periods: list[Period]) -> Period | None:
    """The time expression that an amount belongs to: the nearest one that no other amount stands closer to."""
    best: tuple[int, Period] | None = None
    for period in periods:
        behind = period.start >= quantity.end
        start, end = (quantity.end, period.start) if behind else (period.end, quantity.start)
        if start > end or (best and end - start >= best[0]):
            continue
        between = told.between(start, end)
        crossed = sum(start <= q.start < end and told.between(q.start - 1, q.start) != "(" for q in told.amounts)
        aimed = behind and period.role == "by" and _of_another(told, quantity, period)
        if behind and (aimed or ";" in between):
            # The term of the next amount, which is aimed at; the time of another clause.
            continue
        cost = end - start + crossed * (_CROSSED_BEHIND if behind else _CROSSED_BEFORE)
        aside = (
            between.lstrip().startswith(",")
            and end - start <= _BESIDE
            and told.between(period.end, period.end + 1) == ","
        )
        # "224 million, the figure for 2017, ...": an aside is said of the amount.
        cost += _SEMICOLON * between.count(";") + (_COMMA if behind and "," in between and not aside else 0)
        if behind and _opens_the_next(told, quantity, period):
            if period.role == "by":
                # As in: it grew by 20 % and by 2025 shall reach 5 billion.
                continue
            cost += _CROSSED_BEHIND
        if not behind and _behind_another(told, quantity, period):
            # "from 450 million in 2019 to 780 million in 2023": the first year is taken.
            cost += _TAKEN
        if best is None or cost < best[0]:
            best = cost, period
    return best[1] if best else None


def _behind_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time before a quantity is that of the one before: not behind a comma, "in 2020 5, in 2021 6"."""
    behind = [q for q in told.quantities if 0 <= period.start - q.end <= _BESIDE]
    led = "," not in told.between(period.end, quantity.start)
    return any(not led or not _parts(told, q.end, period.start) for q in behind)


def _parts(told: Told, start: int, end: int) -> bool:
    """Whether a comma, or the word that leads to a new value, stands between two positions."""
    reached = any(start <= hit.start and hit.end <= end for hit, _ in told.sentence.of("range", "to"))
    return "," in told.between(start, end) or reached


def _opens_the_next(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount begins what is said of the next: "it was 5 million, and in 2019, 6 million"."""
    joins = told.sentence.lexicon.surfaces("range.and")
    joined = any(word in joins for word in told.between(quantity.end, period.start).split()[-_TO_TIME:])
    following = told.following(quantity)
    return joined and following is not None and following.start >= period.end


def event_day(sentence: Sentence, reading: Reading) -> Timing:
    """The day of a single act: the last one stated before it that can be its own, else the dateline's month."""
    scope = reading.scope
    if scope.reference is None:
        return Timing(None, None)
    published = scope.published
    paragraph = sentence.text.rfind("\n", max(0, sentence.start - _PARAGRAPH), sentence.start)
    last = bisect_left(reading.days, (sentence.end, ""))
    for start, iso in reversed(reading.days[max(0, last - _DAYS) : last]):
        if published is None:
            return Timing(iso, "text") if iso[:4] == scope.reference[:4] else Timing(None, None)
        days = (span_days(published)[1] - span_days(iso)[1]).days
        within = _SAME_STORY if start > paragraph else _REPORTED_WITHIN
        if -1 <= days <= within and "/" not in iso:
            return Timing(iso, "text")
    told = _weekday_before(sentence, reading)
    if told:
        return Timing(told, "text")
    return Timing(published[:7], "dateline") if published else Timing(None, None)


def _weekday_before(sentence: Sentence, reading: Reading) -> str | None:
    """The day that a sentence shortly before tells by its weekday, or as today or yesterday."""
    current: Sentence | None = sentence
    for _ in range(_SENTENCES_BACK):
        current = reading.sentences.preceding(current, within="\0") if current else None
        if current is None:
            return None
        told = periods_in(current, reading.numbers_in(current), reading.scope.reference)
        day = next((p.iso for p in told if p.relative and is_day(p.iso)), None)
        if day:
            return day
    return None


def looks_back(sentence: Sentence) -> bool:
    """Whether a sentence opens by going back a number of years: "Two years earlier, in 2010, it was 1 billion"."""
    return any(
        hit.end - sentence.start <= _OPENING and sentence.before(hit.start, "time", "year", gap=_NEXT)
        for hit, _ in sentence.of("time", "ago")
    )


def is_stock(sentence: Sentence, quantity: Quantity, metric: Metric) -> bool:
    """Whether a value without a period is one to date, rather than that of a period said before."""
    if metric.measure == "stock" or metric.to_date:
        return True
    return any(abs(hit.start - quantity.start) < _TO_DATE for hit, _ in sentence.of("time", "to_date", "now"))
