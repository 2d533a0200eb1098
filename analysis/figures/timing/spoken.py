"""The time that words name by a part alone, or by its year: completed from what was just spoken of."""

from __future__ import annotations

from analysis.changes.context import TO_WHEN
from analysis.figures.timing.terms import BESIDE, MONTH, NEXT
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period, Quantity
from analysis.periods import contains, counted_years, shifted
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["as_spoken_of", "is_alone", "months_in", "months_pointed_to"]

_DAY = len("2018-06-11")
_BEGINS = 4
"""The month from which on a fiscal year of two calendar years has begun."""


def as_spoken_of(
    told: Told,
    quantity: Quantity,
    chosen: Period,
    *,
    reading: Reading,
    before: Figure | None,
    last: Figure | None,
) -> str | None:
    """ISO 8601 of the time that an amount is of, where its words name only a part of it; None where they name it all.

    `before` is the figure said just before whose period may carry over, `last` the one of any kind.
    """
    reached = _reached_in_so_many(told, quantity, chosen)
    iso = (
        reached
        or _when(told, quantity, chosen)
        or _since_new_year(told, chosen, before)
        or _until_then(told, chosen, last)
    )
    iso = iso or _same_months(told, chosen, last) or _spoken_of(told, chosen, last)
    iso = iso or _school_year(told, chosen, reading) or _fiscal_year(told, chosen, last, reading)
    iso = iso or _of_that_year(told, chosen) or _in_that_year(told, quantity, chosen, last)
    return iso or _next_part(told, chosen, last, before)


def _in_that_year(told: Told, quantity: Quantity, chosen: Period, last: Figure | None) -> str | None:
    """A part of the year just spoken of: "in the first seven months of the same year", "in June alone".

    So is one behind "then": "in April 2017 they set the aim; by then trade had grown by 12 % in the first quarter".
    """
    first, _, end = chosen.iso.partition("/")
    spoken = last.period if last and last.period else ""
    grain = len(first) if len(first) in (MONTH, _DAY) else 0
    dated = any(len(word) == len("2018") and word.isdigit() for word in told.between(chosen.start, chosen.end).split())
    if (
        not (chosen.relative or (grain == _DAY and not dated))
        or not grain
        or len(end or first) != grain
        or not spoken[:4].isdigit()
    ):
        return None
    iso = shifted(chosen.iso, int(spoken[:4]) - int((end or first)[:4]))
    sentence = told.sentence
    for hit, _ in sentence.of("time", "same", "that"):
        if 0 <= hit.start - chosen.end <= BESIDE and not told.crossed(chosen.end, hit.start):
            words = told.between(hit.start, hit.end).split()
            years = sentence.lexicon.surfaces("time.year")
            if words[-1] in years or sentence.after(hit.end, "time", "year", gap=1):
                return iso
    alone = _alone(sentence, chosen)
    # "In August alone it was 5 million, 9 % less than in August 2022": what it is compared with is another year.
    compared = any(p.iso.startswith(iso[:4]) for p in told.periods if id(p) in told.compared)
    # "In March this year alone" says of which year it is.
    named = sentence.of("time", "this", "last", "this_month", "last_month", "year_phrase")
    alone = None if any(chosen.start <= hit.start < chosen.end for hit, _ in named) else alone
    if alone and contains(spoken, iso) and spoken != iso and not compared:
        return iso
    then = [hit for hit, _ in sentence.of("time", "then") if hit.end <= chosen.start <= quantity.start]
    return iso if then and not told.crossed(then[-1].end, chosen.start) else None


def _alone(sentence: Sentence, time: Period) -> tuple[Hit, str] | None:
    """The word beside a time that says it to be a part of the one told of before: "in June alone"."""
    behind = sentence.after(time.end, "time", "alone", gap=NEXT)
    return behind or sentence.before(time.start, "time", "alone", gap=NEXT * 2)


def is_alone(told: Told, iso: str | None) -> bool:
    """Whether some months are told to be a part of another time: "in June alone"."""
    months = [p for p in told.periods if iso and len(iso) >= MONTH and p.iso[-len("-06") :] == iso[-len("-06") :]]
    return any(_alone(told.sentence, p) is not None for p in months)


def _next_part(told: Told, chosen: Period, last: Figure | None, before: Figure | None) -> str | None:
    """The part of a year that comes later: "in the first quarter of 2016 and 6 million in the second quarter".

    A month only in the same sentence: "In March 2021 it gave 5 million. In May it gave more" may be of this year.
    """
    spoken = last.period if last and last.period else ""
    first, _, end = chosen.iso.partition("/")
    if not chosen.relative or chosen.role not in ("at", "span") or len(first) != MONTH:
        return None
    if (before and before.period and before.period > spoken) or months_in(spoken) != months_in(chosen.iso):
        # "was 5 million in March, against 4 in January 2016. In April it was 6"
        return None
    if not end and last and last.start < told.sentence.start:
        return None
    words = told.sentence.of("time", "this", "last", "next", "same", "this_month", "last_month", "year_phrase")
    if any(chosen.start <= hit.start < chosen.end for hit, _ in words) or (end and first[:4] != end[:4]):
        return None
    year = int(spoken[:4]) - int(first[:4])
    iso = shifted(chosen.iso, year)
    return iso if year < 0 and spoken < iso and iso[:4] == spoken[-MONTH:][:4] else None


def months_in(iso: str) -> int:
    """Months that a month or a stretch of months has; 0 for any other period."""
    first, _, last = iso.partition("/")
    if len(first) != MONTH or len(last or first) != MONTH:
        return 0
    last = last or first
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def months_pointed_to(told: Told) -> int | None:
    """How many months a sentence points back to by their number: "in the six months", "in the same two months"."""
    sentence = told.sentence
    for hit, _ in sentence.of("time", "month"):
        number = next((q for q in told.every if q.kind == "number" and 0 <= hit.start - q.end <= 1), None)
        if number is None or any(p.start <= hit.start < p.end for p in told.periods):
            continue
        known = sentence.before(number.start, "count", "determiner", gap=1)
        if known or sentence.before(number.start, "time", "same", gap=1):
            return int(number.value)
    return None


def _reached_in_so_many(told: Told, quantity: Quantity, chosen: Period) -> str | None:
    """The last of so many years, where an amount is what something grew to: "rose in the ten years to 2023 to 5"."""
    if told.sentence.before(told.opening(quantity), "change", "to", gap=1) is None:
        return None
    ends = counted_years(told.sentence, chosen)
    return ends[1] if ends and (told.growths or told.sentence.of("change", "up", "down")) else None


def _when(told: Told, quantity: Quantity, chosen: Period) -> str | None:
    """The year of "since 1996, when it was 10 million", of which the amount is: not what came after it."""
    if chosen.role != "since" or chosen.end > quantity.start:
        return None
    when = told.sentence.after(chosen.end, "time", "when", gap=TO_WHEN)
    if when is None or told.breaks(when[0].end, quantity.start):
        return None
    return chosen.iso.partition("/")[0]


def _since_new_year(told: Told, chosen: Period, before: Figure | None) -> str | None:
    """The months of this year that the figure before is of, where words tell "since the start of the year"."""
    months = before.period if before and before.status == "actual" else None
    if not months or not chosen.iso.isdigit() or not months.startswith(f"{chosen.iso}-01/"):
        return None
    since = told.sentence.lexicon.surfaces("time.since")
    phrases = (hit for hit, _ in told.sentence.of("time", "year_phrase") if "time.this" in hit.senses)
    # "с начала года", "siden nyttår", not "this year"
    opened = (told.between(hit.start, hit.end).split()[0] for hit in phrases if chosen.start <= hit.start < chosen.end)
    return months if any(word in since for word in opened) else None


def _same_months(told: Told, chosen: Period, last: Figure | None) -> str | None:
    """The months of a year, as the figure before tells them: "in the same period it was 7 this year, 6 in 2010"."""
    spoken = last.period if last and last.period else ""
    first, _, end = spoken.partition("/")
    months = len(first) == len(end) == len("2010-01") and first[:4] == end[:4]
    if not months or not chosen.iso.isdigit():
        return None
    phrases = (hit for hit, _ in told.sentence.of("time", "same") if " " in told.between(hit.start, hit.end).strip())
    # "The same year" is the very one; "up 5 % on the same period" only compares.
    phrases = (hit for hit in phrases if not {"time.year", "change.versus"}.intersection(hit.senses))
    led = (
        told.sentence.before(hit.start, "change", "versus", gap=BESIDE) for hit in phrases if hit.start < chosen.start
    )
    # "in the same period", "in the same two months"
    same = any(versus is None for versus in led) or months_pointed_to(told) == months_in(spoken)
    return f"{chosen.iso}{first[4:]}/{chosen.iso}{end[4:]}" if same else None


def _spoken_of(told: Told, chosen: Period, last: Figure | None) -> str | None:
    """The part of a year just spoken of, which words name by its year alone: "in the reporting period of 2022"."""
    part = last.period if last and last.period else ""
    if not chosen.iso.isdigit() or not part.startswith(f"{chosen.iso}-"):
        return None
    pointed = (hit for hit, _ in told.sentence.of("time", "that") if 0 < chosen.start - hit.end <= BESIDE)
    return part if any(" " in told.between(hit.start, hit.end) for hit in pointed) else None


def _fiscal_year(told: Told, chosen: Period, last: Figure | None, reading: Reading) -> str | None:
    """The last fiscal year, where the one told is of two calendar years: "5 in 2021-22. Last fiscal year 6"."""
    reference = reading.scope.reference or ""
    first, _, end = (last.period if last and last.period else "").partition("/")
    two = first.isdigit() and end.isdigit() and int(end) - int(first) == 1
    if not two or not chosen.relative or not chosen.iso.isdigit() or len(reference) < MONTH:
        return None
    words = (hit for hit, _ in told.sentence.of("time", "fiscal_year"))
    if not any(chosen.start <= hit.start < chosen.end for hit in words):
        return None
    # The one that began in the text's year is this one from the month on in which it may have begun.
    began = int(chosen.iso) - (int(reference[5:7]) < _BEGINS)
    return f"{began}/{began + 1}"


def _school_year(told: Told, chosen: Period, reading: Reading) -> str | None:
    """The school or fiscal year that words count back to: "5,000 in 2024-25, against 4,500 last year"."""
    this = (reading.scope.reference or "")[:4]
    if not chosen.relative or not chosen.iso.isdigit() or not this or chosen.iso >= this:
        return None
    for period in told.periods:
        first, _, last = period.iso.partition("/")
        years = first.isdigit() and last.isdigit() and int(last) - int(first) == 1 and this in (first, last)
        if years and told.between(period.start + 4, period.start + 5) in "/-\u2013":
            return shifted(period.iso, int(chosen.iso) - int(this))
    return None


def _of_that_year(told: Told, chosen: Period) -> str | None:
    """The first months of the year of their last one, just named: "In April 2019 it was 5, and 9 in the first four"."""
    first, _, end = chosen.iso.partition("/")
    if not end or first[4:] != "-01" or first[:4] in told.between(chosen.start, chosen.end):
        return None
    named = (p.iso for p in told.periods if p.end <= chosen.start and p.role == "at" and len(p.iso) == len("2019-04"))
    year = next((iso[:4] for iso in named if iso[4:] == end[4:] and iso < end), None)
    return f"{year}{first[4:]}/{year}{end[4:]}" if year else None


def _until_then(told: Told, chosen: Period, last: Figure | None) -> str | None:
    """The years since one until that of the figure before: "since 1992 it had come to 380 million by then"."""
    first, _, end = chosen.iso.partition("/")
    then = last.period[:4] if last and last.period else ""
    if chosen.role != "since" or not first[:4] < then < end[:4]:
        return None
    return f"{first}/{then}" if told.sentence.has("time", "by_then") else None
