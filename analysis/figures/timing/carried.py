"""The time of the sentence or the figure before: where words point back to it, and where it goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.changes.context import TO_WHEN
from analysis.definitions import Metric
from analysis.figures.metrics import counts_guests, counts_people, sum_family
from analysis.figures.timing.spoken import months_in, months_pointed_to
from analysis.figures.timing.terms import BESIDE, MEASURED, MONTH, NEXT, Timing
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period, Quantity
from analysis.periods import LENGTHS, is_day, periods_in, shifted, years_after, years_on
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = [
    "as_before",
    "at_once",
    "back_then",
    "by_then",
    "carried_over",
    "first_pointed_to",
    "in_the_same",
    "is_only_compared",
    "looks_back",
    "named_before",
    "of_the_same",
    "one_before",
    "opens_with_part",
    "opens_with_then",
    "over_those_years",
    "pointed_to",
    "same_behind",
    "same_of_another_year",
    "since_then",
    "when_signed",
    "year_after",
    "year_before",
]

_AGAINST = 24
"""Characters from a word of comparison to the time compared with: "than in the same months of"."""
_NEXT_SENTENCE = 60
"""Characters from a count to the sentence that counts on from it."""
_SENTENCES = 3
"""Sentences back to the one that names the time."""
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{4}")
_OPENING = 32
"""Characters of a sentence within which it goes back in time: "Just two years earlier, in 2010"."""


def year_before(sentence: Sentence, reading: Reading, *, anywhere: bool = False) -> str | None:
    """The year that opens the sentence before: "In 2007 they agreed to double it. A year earlier ..."."""
    preceding = reading.sentences.preceding(sentence)
    if preceding is None:
        return None
    periods = periods_in(preceding, reading.numbers_in(preceding), reading.scope.reference)
    years = [p for p in periods if p.role == "at" and p.iso.isdigit()]
    opens = years[0] if years and (anywhere or years[0].start - preceding.start <= _OPENING) else None
    return opens.iso if opens else None


def year_after(told: Told, quantity: Quantity, last: Figure | None, reading: Reading) -> Timing | None:
    """The year counted from that of the figure before, in another sentence: "The following year it was 7 million".

    Or "Two years earlier it was 5 million", which counts from the text's own year where none was spoken of.
    """
    if last is None or last.period is None or not told.sentence.has("time", "year_after", "counted_on", "counted_back"):
        return None
    for first, after, years in years_on(told.sentence, reading.numbers_in(told.sentence)):
        start, end = (after, quantity.start) if after <= quantity.start else (quantity.end, first)
        others = [p for p in told.periods if not (first <= p.start and p.end <= after)]
        named = any(p.start < after or start <= p.start < end for p in others)
        if not named and not told.crossed(start, end):
            return Timing(years_after(last.period, years), "sentence-before")
    return None


def pointed_to(told: Told, quantity: Quantity, last: Figure | None) -> str | None:
    """The time that words point back to: "in the period" to that of the figure before, "back then" to its base."""
    if last is None:
        return None
    for hit, key in told.sentence.of("time", "that", "then", "whole"):
        behind = hit.start >= quantity.end
        start, end = (quantity.end, hit.start) if behind else (hit.end, quantity.start)
        dated = any(0 <= p.start - hit.end <= BESIDE for p in told.periods)
        # "At the same time, ..." opens a sentence; "in the period before 2009" names its own.
        opens = key == "that" and told.sentence.opens_with(hit.start, NEXT)
        # "In the year, 5 projects were licensed and 4 enlarged": where the words also lead to a time, they are one.
        frames = opens and "time.in" in hit.senses
        # "35 million dollars, or 20 billion francs, in the same period": one amount in two currencies.
        # In a list each may stand in brackets: "in the period, among them Peru (5 million) and Chile (4 million)".
        others = (q for q in told.amounts if q.kind != quantity.kind or q.unit == quantity.unit)
        others = (q for q in others if not told.opens_bracket(q))
        if dated or (not frames and (opens or any(start <= q.start < end for q in others))):
            continue
        if key == "whole":
            # "... in the first eleven months. For the whole year it is put at ..."
            return last.period[:4] if last.period else None
        return last.change.versus if key == "then" and last.change and last.change.versus else last.period
    return None


def in_the_same(told: Told, quantity: Quantity, last: Figure | None) -> str | None:
    """The time of the figure before, to which "in the same period" points back, at the opening or at an amount.

    Not where a time follows that it is the same part of: "5 million, in the same month last year 4".
    """
    if last is None:
        return None
    months = months_pointed_to(told)
    if _same_right_behind(told, quantity) or (months and months == months_in(last.period or "")):
        return last.period
    for hit, _ in told.sentence.of("time", "same"):
        if told.sentence.opens_with(hit.start, TO_WHEN):
            return _of_year_behind(told, hit, last.period) or last.period
        if _leads_here(told, hit, quantity):
            # "Investment from Peru in the same period was 5 million"
            return last.period
    # What is a part of no figure just told is of another time than the last one.
    return last.period if opens_with_part(told.sentence) and told.follows(last.end) else None


def of_the_same(told: Told, quantity: Quantity, last: Figure | None, reading: Reading) -> Timing | None:
    """The month or year just spoken of, where words point back to it: "In the same month it lent 5 million".

    "At the same time" and "on the same terms" point to none.
    """
    for hit, _ in told.sentence.of("time", "same", "that"):
        if not _names_a_time(told, hit):
            continue
        behind = hit.start > quantity.end and not (told.crossed(quantity.end, hit.start) or told.periods)
        closes = behind and told.sentence.phrase_ends(hit.end)
        if closes or told.sentence.opens_with(hit.start, TO_WHEN) or _leads_here(told, hit, quantity):
            # The sentence before may tell a time and no figure.
            spoken = one_before(told, reading) or (last.period if last and told.follows(last.end) else None)
            if spoken and _holds(told, hit, "year"):
                spoken = spoken[:4]
            return Timing(spoken, "sentence-before") if spoken else None
    return None


def _names_a_time(told: Told, same: Hit) -> bool:
    """Whether words that point back name a length of time: "the same month", or "the same" right before "year"."""
    noun = told.sentence.after(same.end, "time", *LENGTHS, gap=1)
    return noun is not None or any(_holds(told, same, length) for length in LENGTHS)


def _holds(told: Told, words: Hit, length: str) -> bool:
    """Whether one of the words of a hit is that of a length of time: the month of "the same month"."""
    return not told.sentence.lexicon.surfaces(f"time.{length}").isdisjoint(told.between(words.start, words.end).split())


def _leads_here(told: Told, same: Hit, quantity: Quantity) -> bool:
    """Whether "in the same period", with no time behind it, stands before an amount, or the first of its like.

    "That year" needs no preposition.
    """
    if same.end > quantity.start or any(q.kind != quantity.kind for q in told.crossed(same.end, quantity.start)):
        return False
    noun = told.between(same.start, same.end).count(" ") or told.sentence.after(same.end, "time", gap=1)
    led = told.sentence.before(same.start, "time", "in", gap=NEXT)
    dated = any(same.start <= p.end and p.start - same.end <= BESIDE for p in told.periods)
    return bool(noun) and (led is not None or "time.that" in same.senses) and not dated


def _of_year_behind(told: Told, same: Hit, spoken: str | None) -> str | None:
    """The part of a year just spoken of in the year behind the words: "In the same month this year it was 7"."""
    if not spoken or spoken.isdigit() or told.sentence.before(same.start, "change", "versus", gap=_AGAINST):
        return None
    year = next((p for p in told.periods if 0 <= p.start - same.end <= NEXT and p.iso.isdigit()), None)
    return shifted(spoken, int(year.iso) - int(spoken[:4])) if year and year.role in ("at", "same") else None


def same_of_another_year(told: Told, quantity: Quantity, last: Figure | None) -> str | None:
    """The part of a year just spoken of in the year right behind an amount: "to 7 in the same period this year"."""
    behind = (hit for hit, _ in told.sentence.of("time", "same") if 0 < hit.start - quantity.end <= NEXT * 2)
    hit = next(behind, None)
    return _of_year_behind(told, hit, last.period) if hit and last and last.start >= told.sentence.start else None


def same_behind(told: Told, quantity: Quantity, last: Figure | None) -> str | None:
    """The time of the figure before, to which "in the same period" right behind an amount points back."""
    return last.period if last and _same_right_behind(told, quantity) else None


def _same_right_behind(told: Told, quantity: Quantity) -> bool:
    """Whether "in the same period" closes a phrase right behind an amount, and no time follows that it is a part of."""
    for hit, _ in told.sentence.of("time", "same"):
        dated = any(0 <= p.start - hit.end <= BESIDE or p.start <= hit.start < p.end for p in told.periods)
        if 0 < hit.start - quantity.end <= NEXT * 2 and not dated and told.sentence.phrase_ends(hit.end):
            return True
    return False


def opens_with_part(sentence: Sentence) -> bool:
    """Whether a sentence opens by telling a part of what was said before it: "Of this, ..."."""
    return any(sentence.opens_with(hit.start, NEXT) for hit, _ in sentence.of("count", "subset"))


def opens_with_then(sentence: Sentence) -> bool:
    """Whether a sentence opens by pointing back to a time just named: "Back then it was 38 billion"."""
    return any(sentence.opens_with(hit.start, NEXT) for hit, _ in sentence.of("time", "then"))


def carried_over(sentence: Sentence, metric: Metric, status: str, reading: Reading, before: Figure | None) -> Timing:
    """The period of a flow that its sentence does not state: that of the sentence before, or of the figure before."""
    flows = metric.key in sum_family() or counts_guests(metric)
    if flows and (before is None or not reading.same_sentence_before(sentence, before.start)):
        told_before = named_before(sentence, reading, lead=before is None)
        # "It was 7 million in 2023. Only in 2021 had it been higher. Imports were 4": what was told goes on.
        older = told_before and before and before.status == status and before.period and told_before < before.period[:4]
        if told_before and not older:
            return Timing(_of_all_the_year(sentence, told_before, status) or told_before, "sentence-before")
    if before and before.period and metric.measure == "flow":
        past = reading.scope.reference is not None and before.period[:4] < reading.scope.reference[:4]
        year = _of_all_the_year(sentence, before.period, status) if before.status == "actual" else None
        if year:
            return Timing(year, "sentence-before")
        if before.status == status or past or {before.status, status} <= MEASURED:
            return Timing(before.period, "sentence-before")
    return Timing(None, None)


def _of_all_the_year(sentence: Sentence, period: str, status: str) -> str | None:
    """The year of some months just told of, where all of it is forecast: "It is expected to reach 250 for the year"."""
    first, _, last = period.partition("/")
    months = len(first) == MONTH and last[:4] in ("", first[:4])
    return first[:4] if months and status == "estimate" and sentence.has("time", "year", "whole") else None


def named_before(sentence: Sentence, reading: Reading, *, lead: bool = False) -> str | None:
    """The one stretch of time that the sentence before names, where it states no figure, or what parts are of.

    A sentence between that names neither a time nor an amount is passed. `lead` looks into the paragraph before, too:
    agencies open with what the data are of, and tell them behind it.
    """
    current = sentence
    own = sentence.has("time", *LENGTHS, "last", "this", "past")
    is_part = opens_with_part(sentence)
    for _ in range(1 if own else _SENTENCES):
        preceding = reading.sentences.preceding(current, within="\0" if lead else "\n\n")
        if preceding is None:
            return None
        current = preceding
        numbers = reading.numbers_in(preceding)
        if any(n.kind == "cardinal" and n.scale != 1 for n in numbers) and not is_part:
            return None
        named = periods_in(preceding, numbers, reading.scope.reference)
        if named:
            break
    else:
        return None
    # "The data for May, released on 10 June"
    periods = [p for p in named if p.role in ("at", "span") and not is_day(p.iso)]
    apart = "\n\n" in reading.document.text[current.start : sentence.start]
    if apart and not (_tells_of_data(current) and all(p.iso <= (reading.scope.reference or p.iso) for p in periods)):
        return None
    if any(when_signed(current, p) for p in periods):
        # "The first agreement was signed in 1958. Trade is still at 2 million."
        return None
    # "It grew by 20 percent from 2023": what it is compared with is not its time.
    stated = [p for p in periods if not _is_base(current, p)]
    return stated[0].iso if len(stated) == 1 else None


def _is_base(sentence: Sentence, period: Period) -> bool:
    """Whether a time is that from which something grew, or with which it is compared."""
    return sentence.before(period.start, "change", "from", gap=NEXT) is not None or is_only_compared(sentence, period)


def is_only_compared(sentence: Sentence, period: Period) -> bool:
    """Whether a time is what something is compared with: "more than in the same months of 2019", "the same month of".

    What is told of the same part of another year is told for comparison, whatever else the sentence says.
    """
    versus = sentence.before(period.start, "change", "versus", gap=_AGAINST)
    return versus is not None or sentence.before(period.start, "time", "same", gap=NEXT) is not None


def _tells_of_data(sentence: Sentence) -> bool:
    """Whether a sentence says what the data told behind it are of: "the statistics for May", "trade in May"."""
    return sentence.has("count", "data") or sentence.has("metric", *sum_family())


def first_pointed_to(told: Told, metric: Metric, reading: Reading) -> str | None:
    """The time to which words such as "in the period" point back, where no figure was stated yet that is of it."""
    current, months = told.sentence, months_pointed_to(told)
    words = [hit for hit, _ in told.sentence.of("time", "that", "same")]
    # "Trong đó, ...": of these; what is held to date is of no time.
    part = opens_with_part(told.sentence) and not metric.to_date
    # "25 percent more than in the same quarter of the year before" is of that quarter.
    named = [p for p in told.periods if p.role not in ("same", "year_before")]
    if not (part or months) and all(any(0 <= p.start - hit.end <= BESIDE for p in named) for hit in words):
        return None
    for _ in range(_SENTENCES):
        preceding = reading.sentences.preceding(current, within="\0")
        if preceding is None:
            return None
        current = preceding
        named = periods_in(current, reading.numbers_in(current), reading.scope.reference)
        named = [p for p in named if p.role in ("at", "span") and not is_day(p.iso)]
        if months and len(named) == months and months_in(named[0].iso) == 1:
            # "July and August were good. In the two months ..."
            named = [replace(named[0], iso=f"{named[0].iso}/{named[-1].iso}")]
        named = [p for p in named if months in (None, months_in(p.iso))]
        if named:
            return named[0].iso if len(named) == 1 else None
    return None


def when_signed(sentence: Sentence, period: Period) -> bool:
    """Whether a time only tells when something was signed: "signed in 1958"."""
    led = sentence.before(period.start, "time", "in", gap=1)
    return sentence.before(led[0].start if led else period.start, "act", "sign", gap=1) is not None


def at_once(told: Told, last: Figure | None) -> Timing | None:
    """The time just spoken of, to which the opening of a sentence points back: "At the same time ..."."""
    opens = any(told.sentence.opens_with(hit.start, NEXT) for hit, _ in told.sentence.of("time", "that"))
    return Timing(last.period, "sentence-before") if opens and last and last.period else None


def by_then(told: Told, quantity: Quantity, last: Figure | None, reading: Reading) -> Timing | None:
    """The time just spoken of, up to which something came together: "By that time they had invested 5 million"."""
    if not told.is_led_to(quantity, "time", "by_then"):
        return None
    if last and last.period and last.start >= told.sentence.start:
        return Timing(last.period, "sentence-before")
    named = one_before(told, reading)
    return Timing(named, "sentence-before") if named else None


def back_then(told: Told, reading: Reading) -> Timing | None:
    """The one time that the sentence before names, to which a word points back: "at the talks held then"."""
    named = one_before(told, reading) if told.sentence.has("time", "then") else None
    return Timing(named, "sentence-before") if named else None


def since_then(told: Told, metric: Metric, status: str, reading: Reading) -> Timing:
    """The years since the one that the sentence before names, for what was given: "It came in 2017. Since then ..."."""
    since = one_before(told, reading) if metric.dated and status == "actual" else None
    now = (reading.scope.reference or "")[:4]
    return Timing(f"{since[:4]}/{now}", "sentence-before") if since and since[:4] < now else Timing(None, None)


def over_those_years(told: Told, quantity: Quantity, reading: Reading) -> Timing | None:
    """The stretch that the sentence before names, where words point back: "From 2012 to 2018 ... Over these years".

    The years since one end with that of the text; where nobody says when that is, the stretch has no period.
    """
    led = _is_of_stretch(told, quantity)
    preceding = reading.sentences.preceding(told.sentence, within="\0") if led else None
    if preceding is None:
        return None
    stretches = periods_in(preceding, reading.numbers_in(preceding), reading.scope.reference)
    stretches = [p for p in stretches if p.role in ("span", "since")]
    if len(stretches) != 1:
        return None
    first, _, last = stretches[0].iso.partition("/")
    if stretches[0].role == "since":
        first, last = first[:4], (reading.scope.reference or "")[:4]
    return Timing(f"{first}/{last}", "sentence-before") if first < last else Timing(None, None)


def _is_of_stretch(told: Told, quantity: Quantity) -> bool:
    """Whether "over these years" closes the phrase of an amount, or opens a sentence that names no time itself."""
    dated = any(p.role not in ("same", "year_before") for p in told.periods)
    return any(
        (not dated and told.sentence.opens_with(hit.start, NEXT))
        or (
            0 < hit.start - quantity.end <= BESIDE
            and told.sentence.phrase_ends(hit.end)
            and not told.breaks(quantity.end, hit.start)
            and not told.crossed(quantity.end, hit.start)
        )
        for hit, _ in told.sentence.of("time", "those_years")
    )


def one_before(told: Told, reading: Reading) -> str | None:
    """The one time that the sentence before names; None where it names none, or several."""
    preceding = reading.sentences.preceding(told.sentence)
    if preceding is None:
        return None
    named = periods_in(preceding, reading.numbers_in(preceding), reading.scope.reference)
    iso = {p.iso.partition("/")[0] if p.role == "since" else p.iso for p in named if p.role in ("at", "since", "span")}
    return iso.pop() if len(iso) == 1 else None


def looks_back(sentence: Sentence) -> bool:
    """Whether a sentence opens by going back a number of years: "Two years earlier, in 2010, it was 1 billion"."""
    return any(
        hit.end - sentence.start <= _OPENING and sentence.before(hit.start, "time", "year", gap=NEXT)
        for hit, _ in sentence.of("time", "ago")
    )


def _is_next_ranked(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is that of the next in a ranking."""
    ranked = told.sentence.of("count", "rank", "followed")
    return any(hit.end <= quantity.start for hit, _ in ranked)


def _goes_on_counting(told: Told, metric: Metric, last: Figure) -> bool:
    """Whether a sentence without a time counts on from the one before: "In 2021 5 came. From Togo there were 4"."""
    if last.metric != metric.key or last.status != "actual" or told.sentence.has("time", "now", "today", "to_date"):
        return False
    # "The number in all rose to 974 in 2014/15, the report says. Most, 304, are from China."
    total = len(last.parties) == 1
    ended = max(last.end, last.start + len(last.sentence)) if total else last.end
    return told.sentence.start <= ended + _NEXT_SENTENCE


def _is_of_the_school_year(told: Told, metric: Metric, before: Figure) -> bool:
    """Whether people at another partner's schools are told next, of the school year that those before are of.

    "In 2018/2019 300 Swedes studied in Peru. In Chile the number is 200", but not "In Chile there are now 200".
    """
    if metric.measure != "stock" or before.metric != metric.key or not _SCHOOL_YEAR.fullmatch(before.period or ""):
        return False
    if told.sentence.has("time", "now", "today", "to_date", "since_then"):
        return False
    times = [p for p in told.periods if p.role not in ("same", "year_before") and id(p) not in told.compared]
    return not times and not told.codes <= {*before.parties}


def _is_told_in_turn(told: Told, last: Figure) -> bool:
    """Whether a sentence tells what goes the other way, as the one before did with its time.

    "Chilean investments in Peru came to 5 million in 2019. Peruvian investments in Chile stood at 3 million."
    """
    sentence = told.sentence
    if last.status != "actual" or not last.direction or "period:sentence-before" in last.inferred:
        return False
    since = told.sentence.lexicon.surfaces("time.since")
    if "/" in (last.period or "") and not since.isdisjoint(last.sentence.lower().split()):
        # "has invested 5 million since 1990" says nothing of when the other did.
        return False
    if not 0 <= sentence.start - last.end <= _NEXT_SENTENCE or told.periods:
        return False
    if sentence.has("time", "now", "today", "to_date") or sentence.has("act", "amount"):
        return False
    origin, _, host = last.direction.partition(">")
    named = [area.code for area in told.areas]
    return {*named} == {origin, host} and named[0] == host


def as_before(
    told: Told, quantity: Quantity, metric: Metric, before: Figure | None, last: Figure | None, *, status: str
) -> str | None:
    """The time of the figure before, of which what is told likewise is as well: a part of a total, a growth told again.

    What comes from each partner is of the time of the total from all of them. "They invested 5 million in the first
    half, 9 % more. The others invested 4 million, up 7 %."
    """
    if before and len(before.parties) == 1:
        return before.period
    if metric.to_date and before and any(p.role == "year_before" for p in told.periods):
        # "Peru invested 5 million, and a year earlier 4": in the time that was spoken of.
        return before.period
    held = metric.to_date or metric.measure == "stock"
    if held and last and last.metric == metric.key and _is_next_ranked(told, quantity):
        # "Ghana led with 5 million in January. Second comes Togo with 4."
        return last.period
    if held and last and status == "actual" and last.metric == metric.key and _is_told_in_turn(told, last):
        return last.period
    if metric.measure == "stock" and counts_people(metric) and status == "actual":
        counted = max(filter(None, (before, last)), key=lambda figure: figure.start, default=None)
        # "a record 974 in 2014/15. Most, 304, are from China, 11 percent more than a year before"
        goes_on = counted and (len(counted.parties) == 1 or counted.start >= told.sentence.start)
        named = [p for p in told.periods if not goes_on or p.role not in ("same", "year_before")]
        if counted and not named and _goes_on_counting(told, metric, counted):
            return counted.period
    if before and status == "actual" and _is_of_the_school_year(told, metric, before):
        return before.period
    grown = before or last
    return grown.period if grown and told.growth_of(quantity) and grown.change is not None and metric.to_date else None
