"""Times that the words give by way of another: "the year before", "in the same period of 2022"."""

from __future__ import annotations

from analysis.changes import Growth
from analysis.changes.comparisons import is_of_time
from analysis.changes.context import TO_WHEN
from analysis.definitions import Metric, definitions
from analysis.figures.timing.carried import year_before
from analysis.figures.timing.terms import BESIDE, NEXT, Timing
from analysis.figures.timing.undated import is_stock
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period, Quantity
from analysis.periods import is_day, preceding, shifted
from analysis.scope import Reading

__all__ = ["is_of_another_total", "part_compared", "told_otherwise", "told_when"]

_SAME = 40
"""Characters from an amount to "in the same period of"."""
_AGAINST = 24
"""Characters from a word of comparison to the amount compared: "against a deficit of"."""
_TO_YEAR = 16
"""Characters from "the same period" to the year that it is of: " of the "."""


def part_compared(told: Told, quantity: Quantity, metric: Metric, last: Figure | None) -> str | None:
    """The part of a year that brought an amount: "the capital is 66 million, 2.5 times that of the same period"."""
    part = last.period if last and "/" in (last.period or "") else None
    return part if is_stock(told.sentence, quantity, metric) else None


def told_otherwise(
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
    if beside and (_worth_of(told, quantity, metric, beside) or _part_of_it(told, quantity, metric, beside)):
        return Timing(beside.period, None)
    if mine and mine.now:
        return Timing(mine.now.iso, None)
    base = _of_base(told, quantity, mine)
    if base:
        alike = before and any(p.iso == base and _is_last_year(told, quantity, p, before) for p in told.periods)
        return Timing(shifted(before.period, -1) if alike and before and before.period else base, None)
    again = same_part(told, quantity, before)
    if again:
        return Timing(again, None)
    told_back = (p for p in told.periods if p.role == "year_before" and id(p) not in told.compared)
    opening = next((p for p in told_back if not told.in_aside(p.start, quantity)), None)
    opens = opening and opening.end <= quantity.start and told.last_before(quantity.start) is None
    # "The year before there were 2,900, and in 2015 over 5,500"
    opens = opens and not any(opening and opening.end <= p.start < quantity.start for p in told.periods)
    if opening and opens and not told.sentence.before(opening.start, "time", "same", gap=_TO_YEAR):
        # "The previous year, trade was nearly 5 billion."
        aimed = before is not None and before.status == "target"
        spoken = before.period if before and before.period and not aimed and not is_day(before.period) else None
        spoken = spoken or year_before(told.sentence, reading, anywhere=aimed)
        if spoken and mine and told.sentence.before(opening.start, "time", "in", gap=1):
            # "5 million in the first quarter. In the year before they grew by 8 %": in all of it.
            spoken = spoken[:4]
        return Timing(shifted(spoken, -1) if spoken else opening.iso, None)
    return None


def _of_base(told: Told, quantity: Quantity, mine: Growth | None) -> str | None:
    """The time compared with, where it stands right behind the amount that another grew from: "from 28 in 2008 to"."""
    for growth in told.growths:
        time = growth.compared
        if time and growth is not mine and _rises_since(told, quantity, growth, time):
            return time.iso.partition("/")[0]
        if time is None or growth is mine or time.role in ("same", "year_before", "since"):
            continue
        if growth.host is not quantity and told_when(told, time, quantity):
            # "That is 5 percent more than in 2020, when trade was 2 million"
            return time.iso
        of_it = growth.quantity.unit == "factor" and 0 <= quantity.start - growth.quantity.end <= BESIDE
        if of_it and 0 <= time.start - quantity.end <= _AGAINST:
            # "triple the 770 million recorded in 2003"
            return time.iso
        led = growth.quantity.end <= quantity.start and _set_against(told, quantity)
        if led and 0 <= time.start - quantity.end <= _AGAINST:
            # As in: 29 percent more, that is 3 million as compared with 2 million in the entire year 2017.
            return time.iso
        if not 0 <= time.start - quantity.end <= NEXT * 2:
            continue
        if growth.host is not None and growth.host.start > time.end:
            return time.iso
        if 0 <= quantity.start - growth.quantity.end <= BESIDE and _set_against(told, quantity):
            # "5 million, an increase of 20 percent from 4 million in 2020"
            return time.iso
    return None


def _of_a_total(told: Told, time: Period, quantity: Quantity) -> bool:
    """Whether an amount is the total of a time right before it: "the 2020 total of 2 million"."""
    noun = told.sentence.after(time.end, "count", "sum", "total", gap=1)
    of = told.sentence.after(noun[0].end, "count", "of", gap=1) if noun else None
    return of is not None and 0 <= told.opening(quantity) - of[0].end <= 1


def is_of_another_total(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of another amount, its total then: "430 million, up from the 2016 total of 120"."""
    return any(other is not quantity and _of_a_total(told, period, other) for other in told.amounts)


def told_when(told: Told, time: Period, quantity: Quantity) -> bool:
    """Whether an amount is the first told of a time behind it: "than in 2020, when trade was 2 million".

    Or the total of that time: "up from the 2020 total of 2 million".
    """
    if _of_a_total(told, time, quantity):
        return True
    when = told.sentence.after(time.end, "time", "when", gap=TO_WHEN)
    if when is None or when[0].end > quantity.start or told.crossed(when[0].end, quantity.start):
        return False
    # "than in 2018, when they set the aim of 20 million"
    ahead = told.sentence.of("status", "target", "estimate", "future", "pledge")
    return not any(when[0].end <= hit.start < quantity.start for hit, _ in ahead)


def _rises_since(told: Told, quantity: Quantity, growth: Growth, time: Period) -> bool:
    """Whether an amount is what another grew from since a time: "Since 2008 they grew tenfold, from 240 to 2,300"."""
    led = told.sentence.before(told.opening(quantity), "range", "from", gap=NEXT)
    since = told.sentence.before(time.start, "time", "since", gap=NEXT)
    from_it = led is not None and growth.quantity.end <= led[0].start and growth.host is told.following(quantity)
    return since is not None and from_it and time.end <= growth.quantity.start


def _set_against(told: Told, quantity: Quantity) -> bool:
    """Whether a word of comparison, or one that a rise starts with, stands right before an amount."""
    opening = told.opening(quantity)
    against = told.sentence.before(opening, "change", "versus", gap=NEXT)
    return (against or told.sentence.before(opening, "range", "from", gap=NEXT)) is not None


def _worth_of(told: Told, quantity: Quantity, metric: Metric, beside: Figure) -> bool:
    """Whether an amount is the worth of what was counted right before it, no time between: "412 worth 5 billion"."""
    if definitions().metrics[beside.metric].worth != metric.key or not 0 <= quantity.start - beside.end <= _SAME:
        return False
    return not any(beside.end <= p.start for p in told.periods)


def _part_of_it(told: Told, quantity: Quantity, metric: Metric, beside: Figure) -> bool:
    """Whether words right behind say that an amount is part of the sum before it: "exports were 5 million of it"."""
    if beside.start < told.sentence.start or metric.key not in definitions().metrics[beside.metric].parts:
        return False
    if any(
        beside.end <= p.start < quantity.start and p.role == "at" and id(p) not in told.compared for p in told.periods
    ):
        # "9 million in 2020, and in 2021 exports were 5 million of it"
        return False
    of = told.sentence.after(quantity.end, "count", "of", gap=1)
    return of is not None and told.sentence.after(of[0].end, "role", "it", gap=1) is not None


def same_part(told: Told, quantity: Quantity, before: Figure | None) -> str | None:
    """The period of an amount told for comparison: "against 3.6 billion in the same period of 2022"."""
    growing = told.growth_of(quantity) is not None
    then = _when_compared(told, quantity, before)
    if then and not growing:
        return then
    if growing or before is None or not before.period or not before.period[:4].isdigit():
        return None
    if _of_year_before(told, quantity, before):
        return shifted(before.period, -1)
    against = told.set_against(quantity)
    if told.sentence.after(quantity.end, "time", "just_before", gap=NEXT):
        # "following 4.8 billion the month before"
        return preceding(before.period)
    if against and told.sentence.after(quantity.end, "change", "yearly", gap=1):
        # "au lieu de 3,5 milliards en comparaison annuelle"
        return shifted(before.period, -1)
    dated = any(0 <= p.start - quantity.end <= _SAME for p in told.periods)
    if against and not dated and before.change and before.change.versus and before.start >= told.sentence.start:
        # "2 billion, compared to 1.9 billion, a rise of 5 percent"
        return before.change.versus
    return _same_ahead(told, quantity, before.period) or _same_behind(told, quantity, before.period)


def _same_behind(told: Told, quantity: Quantity, spoken: str) -> str | None:
    """The like period of another year that stands behind an amount: "3.6 billion in the same period of 2022"."""
    behind = [hit for hit, _ in told.sentence.of("time", "same") if 0 <= hit.start - quantity.end <= _SAME]
    behind = [hit for hit in behind if _is_of_time(told, hit)]
    if not behind or any(behind[0].start > q.start >= quantity.end for q in told.quantities):
        return None
    # "against 1.1 million over the same period of 2017": behind what is compared with, the word says when.
    set_against = told.set_against(quantity) or _set_against(told, quantity)
    versus = (hit for hit, _ in told.sentence.of("change", "versus") if quantity.end <= hit.start)
    versus = (hit for hit in versus if not (set_against and "time.in" in hit.senses))
    if any(hit.end <= behind[0].start for hit in versus):
        # "from 52 to 37 million in May compared with the same month last year"
        return None
    if told.sentence.after(behind[0].end, "time", "year", gap=1) or "time.year" in behind[0].senses:
        # "the same year": the very one.
        return spoken
    year = next((p for p in told.periods if p.end > behind[0].start), None)
    # "In 2019 there were 165,000 in the same two months"
    year = year or next((p for p in told.periods if p.iso.isdigit() and not told.crossed(p.end, quantity.start)), None)
    if year is None and not told.sentence.before(quantity.start, "change", "versus", gap=_SAME):
        # As in: whereas imports reached 1.3 billion during the same period.
        return spoken
    if year is None or (year.role == "year_before" and year.relative):
        return shifted(spoken, -1)
    if not year.iso[:4].isdigit():
        return None
    years = int(year.iso[:4]) - int(spoken[:4])
    # The period before may be told in words that count from another date.
    return shifted(spoken, years if years or not year.relative else -1)


def _is_of_time(told: Told, same: Hit) -> bool:
    """Whether a word for the same is that of a time: "in the same month", not "to the same organisations"."""
    noun = told.sentence.after(same.end, "time", gap=1) or told.sentence.after(same.end, "month", gap=1)
    dated = any(0 <= p.start - same.end <= 1 for p in told.periods)
    bare = told.sentence.language.spaced and " " not in told.between(same.start, same.end)
    return not bare or noun is not None or dated


def _same_ahead(told: Told, quantity: Quantity, spoken: str) -> str | None:
    """The like period of another year that stands before an amount: ", in the same period of 2016 it was 3 billion"."""
    if any(_led_by_versus(told, p) for p in told.periods):
        return None
    for hit, _ in told.sentence.of("time", "same"):
        year = next((p for p in told.periods if 0 <= p.start - hit.end <= _TO_YEAR), None)
        if hit.end > quantity.start or year is None or not year.iso[:4].isdigit() or len(year.iso) > len("2021"):
            continue
        if any(hit.start <= q.start < max(quantity.start, year.start) for q in (*told.amounts, *told.quantities)):
            continue
        years = int(year.iso[:4]) - int(spoken[:4])
        return shifted(spoken, -1 if year.relative and (year.role == "year_before" or not years) else years)
    return None


def _led_by_versus(told: Told, period: Period) -> bool:
    """Whether a word of comparison leads to a time."""
    return told.sentence.before(period.start, "change", "versus", gap=_AGAINST) is not None


def _of_year_before(told: Told, quantity: Quantity, before: Figure) -> bool:
    """Whether an amount is that of the year before the figure's: "against 3.1 billion the year before".

    Or "9.9 billion, from the previous year's 13.7 billion".
    """
    years = [p for p in told.periods if p.role == "year_before" or _is_last_year(told, quantity, p, before)]
    owned = any(0 <= quantity.start - p.end <= NEXT for p in years)
    if owned and before.start >= told.sentence.start:
        return True
    if before.start >= told.sentence.start and any(_opens_a_clause(told, quantity, p, before) for p in years):
        return True
    beside = [p for p in years if _beside(told, quantity, p)]
    if not beside:
        return told.set_against(quantity) and any(_said_of_base(told, quantity, p) for p in years)
    if told.sentence.before(quantity.start, "change", "versus", gap=_AGAINST) is not None:
        return True
    # "1.2 million tonnes in 2022 and 1.1 million the year before"
    return before.start >= told.sentence.start and before.end < quantity.start and before.period is not None


def _said_of_base(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind what is compared with says when that was: "than the 4 million recorded a year earlier"."""
    if not 0 <= period.start - quantity.end <= _SAME or told.crossed(quantity.end, period.start):
        return False
    parted = any(c in ",;:" for c in told.between(quantity.end, period.start))
    return not parted or told.first_from(period.end) is None


def _is_last_year(told: Told, quantity: Quantity, period: Period, before: Figure) -> bool:
    """Whether "last year" means its like part: "3 million in the first half, compared to 2 million last year"."""
    part = before.period if before.period and before.start >= told.sentence.start else ""
    last = period.relative and period.iso.isdigit() and len(part) > len(period.iso) == len("2023")
    return last and int(period.iso) == int(part[:4]) - 1 and told.set_against(quantity)


def _opens_a_clause(told: Told, quantity: Quantity, period: Period, before: Figure) -> bool:
    """Whether the year before opens the clause of an amount: "it was 9 million, after the year before it was 8"."""
    if not before.end <= period.start or not 0 <= quantity.start - period.end <= _AGAINST:
        return False
    led = told.between(before.end, period.start)
    return (
        ("," in led or ";" in led) and id(period) not in told.compared and not told.crossed(before.end, quantity.start)
    )


def _when_compared(told: Told, quantity: Quantity, before: Figure | None) -> str | None:
    """The period compared with that a clause goes on about: "the same period of 2009, when it was 3 billion".

    Or an amount right behind it: "up 5 % on 2014 (208 million)".
    """
    if before is None or before.change is None or before.change.versus is None:
        return None
    for growth in told.growths:
        compared, grown = growth.compared, growth.host or growth.quantity
        if compared and grown.start == before.start and 0 <= quantity.start - compared.end <= _SAME:
            when = told.sentence.after(compared.end, "time", "when", gap=TO_WHEN)
            if (when and when[0].end <= quantity.start) or is_of_time(told.sentence, compared, quantity.start):
                return before.change.versus
    return None


def _beside(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time stands right behind an amount, a preposition of time let pass."""
    gap = period.start - quantity.end
    surfaces = told.sentence.lexicon.surfaces
    led = told.between(quantity.end, period.start).strip() in surfaces("time.in") | surfaces("count.of")
    return 0 <= gap <= NEXT or (0 <= gap <= NEXT * 2 and led)
