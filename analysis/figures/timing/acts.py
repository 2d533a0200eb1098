"""When a single act took place: papers signed, aid given, a loan agreed."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.definitions import Metric, definitions
from analysis.figures.status.between import comes_to, given_besides, given_earlier
from analysis.figures.timing.carried import named_before
from analysis.figures.timing.nearest import is_of_a_paper
from analysis.figures.timing.terms import MONTH, NEXT, Timing
from analysis.figures.told import Told
from analysis.model import Figure, Period, Quantity
from analysis.periods import is_day, periods_in, span_days
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["announced_before", "day_of_act", "event_day", "signing_of_papers", "told_earlier", "year_of_text"]

_REPORTED_WITHIN = 10
"""Days after a single act within which it is news: an older date in the text is that of something else."""
_SAME_STORY = 120
"""Days within which a date of the same paragraph is that of the act."""
_OPENS = 6
"""Characters within which a sentence opens: a conjunction."""
_PARAGRAPH = 20_000
"""Characters of the longest paragraph that is searched for its start."""
_DAYS = 100
"""Full dates before an act that are looked at."""
_TO_NOW = 48
"""Characters from an amount to the words behind it that make it one up to now: its noun, who has it."""
_TO_DAY = 16
"""Characters between a verb of saying, or what is said, and its day: " earlier on "."""
_MARKS = re.compile(r"[.,;:()\d]")
_NOT_NOW = ("per_year", "to_date", "later", "earlier", "then", "since", "next")
"""Keys of the table `time` whose words say that what is given is not of the year of the text."""
_SENTENCES_BACK = 10
"""Sentences before an act in which its weekday may stand."""
_TO_OWN = 10
"""Characters from where a sentence starts to its "its": "On its"."""


def signing_of_papers(told: Told, last: Figure | None, reading: Reading) -> Timing | None:
    """When the contracts were signed that an amount is worth: "signed contracts worth 5 billion"."""
    papers = last.period if last and definitions().metrics[last.metric].dated else None
    if any(told.sentence.opens_with(hit.start, NEXT) for hit, _ in told.sentence.of("role", "own")):
        # "They signed 36 agreements. Their worth is ..."
        return Timing(papers, "sentence-before") if papers else None
    if not told.sentence.has("act", "sign") or told.sentence.has("time", "to_date"):
        # What was signed to date has no day.
        return None
    if last and papers and last.start >= told.sentence.start:
        return Timing(papers, "sentence-before")
    days = (p for p in told.periods if is_day(p.iso) and p.start not in reading.datelines)
    day = next((p.iso for p in days if not is_of_a_paper(told, p) and not _is_of_who_says_it(told, p)), None)
    return Timing(day, None) if day else event_day(told.sentence, reading)


def _is_of_who_says_it(told: Told, day: Period) -> bool:
    """Whether a day is the one on which somebody says what is told: "said on Tuesday that contracts were signed"."""
    sentence = told.sentence
    if told.in_source(day.start) or 0 <= sentence.opens - day.end <= _TO_DAY:
        return True
    signed = [hit.start for hit, _ in sentence.of("act", "sign")]
    for verb, _ in sentence.of("source", "after"):
        # "On Tuesday he said that contracts were signed", not "signed on Tuesday contracts, he said"
        first = day.end <= verb.start and all(verb.end <= start for start in signed)
        if first or 0 <= day.start - verb.end <= _TO_DAY:
            return True
    return False


def announced_before(told: Told, metric: Metric, status: str, reading: Reading, last: Figure | None) -> Timing | None:
    """The time that the sentence before gives to gifts of which the amounts follow: "Tokyo will help in 2016. ..."."""
    if not metric.pledged or status != "pledge":
        return None
    preceding = reading.sentences.preceding(told.sentence)
    if preceding is None:
        return None
    told_before = last is not None and last.start >= preceding.start
    if last and told_before and last.status == "actual":
        # What was given last month is no news of what is promised.
        return None
    if last and told_before and "period:sentence-before" in last.inferred:
        return Timing(last.period, "sentence-before")
    spoken = preceding.has("act", "give", "receive")
    period = named_before(told.sentence, reading) if spoken else None
    return Timing(period, "sentence-before") if period else None


def day_of_act(  # noqa: PLR0917 - what period_of knows
    told: Told, quantity: Quantity, metric: Metric, status: str, reading: Reading, before: Figure | None
) -> Timing:
    """When a single act took place: with the one said before it, else on the day that the text tells."""
    if _amounts_to(told, quantity) or comes_to(told, quantity) or _told_of_earlier(told):
        return Timing(None, None)
    if given_earlier(told, quantity) or _on_average(told, quantity):
        return Timing(None, None)
    if status == "target" and metric.measure == "event":
        return _at_the_meeting(told, reading)
    if status not in ("actual", "pledge") or _so_far(told, quantity):
        return Timing(None, None)
    if told_earlier(told, quantity) or given_besides(told, quantity):
        return Timing(None, None)
    if status == "actual" and _only_told_of(told, quantity):
        return Timing(None, None)
    paper = next((p.iso for p in told.periods if is_of_a_paper(told, p)), None)
    if paper:
        # "By an agreement signed on 3 May, Japan gives 5 million": with it the sum was agreed.
        return Timing(paper, None)
    preceding = reading.sentences.preceding(told.sentence)
    # A day told since then is that of what follows: "On 27 December the hospital was handed over. It cost ..."
    since = preceding is not None and any(preceding.start <= start < preceding.end for start, _ in reading.days)
    older = preceding is not None and before is not None and before.end <= preceding.start
    # What was given at one time is promised at another.
    other = before is not None and before.end <= told.sentence.start and (before.status, status) == ("actual", "pledge")
    # "They have given 5 million since 1998. The support for schools is cut to 80,000.": what many years brought.
    other = other or (before is not None and before.end <= told.sentence.start and _of_many_years(before.period))
    if before and before.metric == metric.key and before.period and not (since and older) and not other:
        return Timing(before.period, "sentence-before")
    return event_day(told.sentence, reading)


def _at_the_meeting(told: Told, reading: Reading) -> Timing:
    """When papers shall be signed: at the one time to come that the sentence before tells, of a meeting or a visit.

    "The president will visit Peru in October. Four agreements are to be signed." Years in which something shall be
    reached are none.
    """
    preceding = reading.sentences.preceding(told.sentence)
    reference = reading.scope.reference
    if preceding is None or reference is None or told.periods:
        return Timing(None, None)
    named = periods_in(preceding, reading.numbers_in(preceding), reference)
    named = [p for p in named if p.start not in reading.datelines]
    ahead = len(named) == 1 and named[0].role in ("at", "span") and named[0].iso[:MONTH] >= reference[:MONTH]
    iso = named[0].iso if ahead and len(named[0].iso.partition("/")[0]) >= MONTH else None
    return Timing(iso, "sentence-before") if iso else Timing(None, None)


def _only_told_of(told: Told, quantity: Quantity) -> bool:
    """Whether a clause about the giver or the amount tells what was given at some time: "the Fund, which has lent 5".

    So does one behind it: "part of the 5 million that Japan gave".
    """
    sentence = told.sentence
    if told.periods or sentence.has("time", "today", "yesterday", "this", "last", "week") or sentence.has("weekday"):
        return False
    for word, _ in sentence.of("role", "which"):
        if word.end <= quantity.start:
            led = sentence.low[max(sentence.start, word.start - 2) : word.start].rstrip().endswith(",")
            start, end = word.end, quantity.start
        else:
            led = 0 <= word.start - quantity.end <= NEXT
            start, end = word.end, word.end + _TO_NOW
        gives = [hit for hit, _ in sentence.of("act", "give") if start <= hit.start and hit.end <= end]
        if led and gives and not _MARKS.search(told.between(start, gives[0].start)):
            if start < quantity.start and _MARKS.search(told.between(gives[0].end, quantity.start)):
                continue
            return gives[0].senses.isdisjoint(("status.pledge", "act.present"))
    return False


def _of_many_years(period: str | None) -> bool:
    """Whether a period is a span of years that is longer than a school year."""
    first, _, last = (period or "").partition("/")
    return first.isdigit() and last.isdigit() and int(last) - int(first) > 1


def _on_average(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what all years came to on the mean: "its loans average 80 million a year"."""
    return told.yearly(quantity) and told.sentence.has("change", "average")


def told_earlier(told: Told, quantity: Quantity) -> bool:
    """Whether words right behind an amount say that it was told of before: "besides 10 million announced earlier"."""
    for hit, _ in told.sentence.of("time", "earlier"):
        if 0 <= hit.start - quantity.end <= _TO_NOW and not _MARKS.search(told.between(quantity.end, hit.start)):
            verb = told.sentence.before(hit.start, "status", gap=1) or told.sentence.before(hit.start, "act", gap=1)
            # "announced earlier this year" says when.
            dated = any(0 <= p.start - hit.end <= NEXT for p in told.periods)
            return verb is not None and verb[0].start >= quantity.end and not dated
    return False


def _so_far(told: Told, quantity: Quantity) -> bool:
    """Whether a word before an amount makes it one up to now; it does not where it only ranks: "its largest so far".

    So does one behind it in its clause: "12 accords that have so far been signed".
    """
    said = [hit for hit, _ in told.sentence.of("time", "to_date")]
    words = [hit for hit in said if hit.end <= quantity.start]
    if any(told.sentence.after(hit.end, "count", "rank", gap=1) is None for hit in words):
        return True
    behind = next((hit for hit in said if 0 <= hit.start - quantity.end <= _TO_NOW), None)
    if behind is None or _MARKS.search(told.between(quantity.end, behind.start)):
        return False
    # "5 million for a programme that has so far reached 11 towns"
    noun = told.sentence.language.noun_last or any(
        quantity.end < hit.start < behind.start and told.between(quantity.end, hit.start).strip()
        for hit, _ in (*told.sentence.of("role", "which"), *told.sentence.of("role", "that"))
    )
    return not noun


def _told_of_earlier(told: Told) -> bool:
    """Whether a sentence opens by going back to some time before: "Before that, Japan gave 2 million doses"."""
    sentence = told.sentence
    if any(sentence.opens_with(hit.start, _OPENS) for hit, _ in sentence.of("time", "earlier")):
        return True
    opening = next((hit for hit, _ in sentence.of("time", "ago") if sentence.opens_with(hit.start, _OPENS)), None)
    if opening is None or any(sentence.opens_with(p.start, _OPENS) for p in told.periods):
        return False
    return sentence.low[opening.end : opening.end + 2].strip()[:1] == ","


def _amounts_to(told: Told, quantity: Quantity) -> bool:
    """Whether a verb in the present, a hedge let pass, says what came together: "the loans amount to 5 million"."""
    hedge = told.sentence.before(quantity.start, "bound", gap=NEXT)
    start = hedge[0].start if hedge else quantity.start
    return told.sentence.before(start, "act", "amount", gap=NEXT) is not None


def event_day(sentence: Sentence, reading: Reading) -> Timing:
    """The day of a single act: the last one stated before it that can be its own, else the dateline's month."""
    scope = reading.scope
    if scope.reference is None:
        return Timing(None, None)
    if signed := _signed_before(sentence, reading):
        return Timing(signed, "sentence-before")
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


def _signed_before(sentence: Sentence, reading: Reading) -> str | None:
    """The day on which, so the sentence before, papers were signed that this one tells of: "For it Japan gives 5"."""
    preceding = reading.sentences.preceding(sentence)
    own = any(sentence.opens_with(hit.start, _TO_OWN) for hit, _ in sentence.of("role", "own"))
    if preceding is None or not own or not preceding.has("act", "sign"):
        return None
    named = periods_in(preceding, reading.numbers_in(preceding), reading.scope.reference)
    days = [p.iso for p in named if is_day(p.iso) and p.start not in reading.datelines]
    return days[0] if len(days) == 1 else None


def year_of_text(told: Told, quantity: Quantity, metric: Metric, status: str, reading: Reading) -> str | None:
    """The year of the text, of which scholarships are that it tells as promised, with no time.

    Those of every year, of years to come and over several years are not.
    """
    sentence, scope = told.sentence, reading.scope
    if not metric.allotment or status != "pledge":
        return None
    lengths = (hit.start for hit, _ in sentence.of("time", "year", "decade"))
    if any(0 <= start - q.end <= NEXT for start in lengths for q in told.every):
        # "1,000 scholarships over five years"
        return None
    # "100 grants a year" may be one noun.
    yearly = tuple(sentence.lexicon.surfaces("time.per_year"))
    if told.between(quantity.start, quantity.end).endswith(yearly) or sentence.has("time", *_NOT_NOW):
        return None
    dated = scope.reference is not None and scope.reference_from in ("declared", "dateline")
    return scope.reference[:4] if dated and scope.reference else None


def _lasts_until(sentence: Sentence, period: Period) -> bool:
    """Whether a time is only that until which something lasts: "He is in the country until Thursday"."""
    return sentence.before(period.start, "time", "until", gap=1) is not None


def _weekday_before(sentence: Sentence, reading: Reading) -> str | None:
    """The day that a sentence shortly before tells by its weekday, or as today or yesterday."""
    current: Sentence | None = sentence
    for _ in range(_SENTENCES_BACK):
        current = reading.sentences.preceding(current, within="\0") if current else None
        if current is None:
            return None
        told = periods_in(current, reading.numbers_in(current), reading.scope.reference)
        # "He is in the country until Thursday"
        days = (p for p in told if p.relative and is_day(p.iso) and not _lasts_until(current, p))
        day = next((p.iso for p in days if not reading.is_as_of(p.start)), None)
        if day:
            return day
    return None
