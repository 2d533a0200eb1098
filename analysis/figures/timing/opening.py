"""The time that the opening of a text says its data are of."""

from __future__ import annotations

from analysis.figures.timing.carried import is_only_compared
from analysis.periods import is_day, periods_in
from analysis.scope import Reading

__all__ = ["opening_time"]

_SENTENCES = 5
"""Sentences from the top of a text within which the time of its data is named: headline, dateline, the first ones."""


def opening_time(reading: Reading) -> str | None:
    """ISO 8601 of the first stretch of time that a text names, one that is not still to come; None without one.

    A day is that of the report, and a time that something is compared with is an older one.
    """
    text, reference, position = reading.document.text, reading.scope.reference, 0
    for _ in range(_SENTENCES):
        while position < len(text) and text[position].isspace():
            position += 1
        if position >= len(text):
            return None
        sentence = reading.sentences.around(position)
        for period in periods_in(sentence, reading.numbers_in(sentence), reference):
            stands = period.role in ("at", "span") and not is_day(period.iso.partition("/")[0])
            ahead = reference is not None and period.iso[:4] > reference[:4]
            if stands and not ahead and not is_only_compared(sentence, period):
                return period.iso
        position = max(sentence.end, position + 1)
    return None
