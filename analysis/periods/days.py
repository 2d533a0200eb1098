"""Days told from the date of the text: today, yesterday, on Tuesday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.lexicon import Hit
from analysis.model import Number, Period
from analysis.periods.context import Context

__all__ = ["days"]

_SAID = 5
"""Characters from a verb of saying to the weekday on which it was said: "on"."""
_COMMA = 6
"""Characters between a weekday and its date: "on Friday, the 3rd of May"."""


def days(context: Context) -> Iterator[Period]:
    """Days told from the date of the text: today, yesterday, on Tuesday."""
    if context.reference is None or len(context.reference) != len("YYYY-MM-DD"):
        return
    for key, days in (("today", 0), ("yesterday", 1)):
        for hit, _ in context.sentence.of("time", key):
            day = date.fromisoformat(context.reference) - timedelta(days=days)
            yield Period(start=hit.start, end=hit.end, iso=day.isoformat(), relative=True)
    yield from _weekdays(context, date.fromisoformat(context.reference))


def _weekdays(context: Context, reference: date) -> Iterator[Period]:
    """On Tuesday: the last one up to the reference, or the next one where the sentence looks ahead."""
    for hit, number in context.sentence.of("weekday"):
        if any(_is_beside(hit, n) for n in (*context.following(hit.end)[:1], *context.preceding(hit.start)[:1])):
            # "Friday, 31 March": the date says it.
            continue
        back = (reference.isoweekday() - int(number)) % 7
        days = (7 - back) % 7 if _is_ahead(context, hit) else -back
        yield Period(start=hit.start, end=hit.end, iso=(reference + timedelta(days=days)).isoformat(), relative=True)


def _is_ahead(context: Context, weekday: Hit) -> bool:
    """Whether a sentence looks ahead to a weekday: not to that on which it was said what shall be.

    "On Thursday he said it would lend 5 million", "said on Thursday it would", but "said it would on Thursday"
    """
    meant = (hit for hit, _ in context.sentence.of("status", "estimate", "target") if hit.end <= weekday.start)
    # "expects to sign on Friday"
    if any(_leads_to_verb(context, hit) and not _acted(context, hit, weekday) for hit in meant):
        return True
    future = context.sentence.of("status", "future")
    said = [hit for hit, _ in context.sentence.of("source", "after")] if future else []
    if any(0 <= weekday.start - verb.end <= _SAID for verb in said):
        return False
    # "On Monday he promised a loan with which a railway is to be laid"
    whiches = [hit.start for hit, _ in context.sentence.of("role", "which") if hit.start > weekday.end + 1]
    future = [(hit, key) for hit, key in future if not any(start < hit.start for start in whiches)]
    return any(not any(weekday.end <= verb.start < hit.start for verb in said) for hit, _ in future)


def _acted(context: Context, hope: Hit, weekday: Hit) -> bool:
    """Whether what was done stands between a word of hope and a weekday: "hopes to gain, and signed 3 on Friday"."""
    sentence = context.sentence
    acts = [hit for hit, _ in sentence.of("act") if hope.end <= hit.start and hit.end <= weekday.start]
    # "expects to sign on Friday"
    meant = [hit for hit in acts if hit.start - hope.end <= 1 or sentence.before(hit.start, "range", "to", gap=1)]
    return context.parted(hope.end, weekday.start) or len(meant) < len(acts)


def _leads_to_verb(context: Context, hit: Hit) -> bool:
    """Whether a word of hope or aim leads to what shall be done: "expects to", "hopes to"."""
    to = context.sentence.lexicon.surfaces("range.to")
    words = context.low[hit.start : hit.end].split()
    return words[-1] in to or context.sentence.after(hit.end, "range", "to", gap=1) is not None


def _is_beside(hit: Hit, number: Number) -> bool:
    """Whether a date stands right before or behind a word."""
    gap = number.start - hit.end if number.start >= hit.end else hit.start - number.end
    return number.kind == "date" and gap <= _COMMA
