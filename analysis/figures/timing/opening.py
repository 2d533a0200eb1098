"""The time that the opening of a text says its data are of."""

from __future__ import annotations

from analysis.model import Period
from analysis.periods import is_day, periods_in
from analysis.scope import Reading

__all__ = ["opening_time"]

_SENTENCES = 5
"""Sentences from the top of a text within which the time of its data is named: headline, dateline, the first ones."""


def opening_time(reading: Reading) -> Period | None:
    """The first stretch of time that a text names at its top, not one to come; None without one.

    A day is that of the report, and a time that something is compared with is an older one. The sentence speaks of what
    is measured, or of data, or is the headline; and these are new: of the year of the text or the one before.
    """
    text, reference, position = reading.document.text, reading.scope.reference, 0
    for _ in range(_SENTENCES):
        while position < len(text) and text[position].isspace():
            position += 1
        if position >= len(text):
            return None
        sentence = reading.sentences.around(position)
        told = sentence.end <= reading.title_end or sentence.has("metric") or sentence.has("count", "data")
        for period in periods_in(sentence, reading.numbers_in(sentence), reference) if told else ():
            stands = period.role in ("at", "span") and not is_day(period.iso.partition("/")[0])
            base = sentence.before(period.start, "change", "versus", gap=1)
            if stands and _is_new(period.iso, reference) and base is None:
                return period
        position = max(sentence.end, position + 1)
    return None


def _is_new(iso: str, reference: str | None) -> bool:
    """Whether a time lies in the year from which a text counts, or in the one before."""
    return reference is not None and int(reference[:4]) - 1 <= int(iso[:4]) <= int(reference[:4])
