"""Growths that are counted from the time just spoken of: "In 2014 it was 5 million. Since then it has tripled"."""

from __future__ import annotations

from dataclasses import replace

from analysis.changes import Growth
from analysis.figures.drafts.earlier import SAME_THOUGHT, Earlier
from analysis.figures.timing.carried import one_before
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Period
from analysis.periods import is_day
from analysis.scope import Reading

__all__ = ["counted_from"]


def counted_from(told: Told, earlier: Earlier, reading: Reading) -> Told:
    """The sentence, its growths since "then" compared with the time that this word points back to."""
    words = _words_of_since(told) if told.growths else []
    if not words:
        return told
    growths = [_since_then(told, growth, words, earlier, reading) or growth for growth in told.growths]
    return replace(told, growths=growths)


def _words_of_since(told: Told) -> list[Hit]:
    """The words that count from a time just named; "since" is one where its clause ends: "It has doubled since."."""
    sentence = told.sentence
    ended = [hit for hit, _ in sentence.of("time", "since") if sentence.low[hit.end : hit.end + 1] in ".,;"]
    dated = {p.end for p in told.periods}
    return [*(hit for hit, _ in sentence.of("time", "since_then")), *(hit for hit in ended if hit.end not in dated)]


def _since_then(told: Told, growth: Growth, words: list[Hit], earlier: Earlier, reading: Reading) -> Growth | None:
    """A growth with the time from which it is counted; None where its sentence tells it, or nothing did before."""
    if growth.compared or growth.now or growth.average:
        return None
    start, end = growth.quantity.start, growth.quantity.end
    led = next(
        (hit for hit in words if hit.end <= start or 0 <= hit.start - end <= 1 or hit.start <= start <= hit.end), None
    )
    if led is None or ";" in told.between(min(led.end, start), start):
        return None
    if any(led.end <= p.start < start and not p.relative for p in told.periods):
        # As in: since then much has happened, and in 2020 it grew by 5 %.
        return None
    base = _spoken_of(told, led, earlier, reading)
    if base is None:
        return None
    return replace(growth, compared=Period(start=led.start, end=led.end, iso=base, role="since"))


def _spoken_of(told: Told, led: Hit, earlier: Earlier, reading: Reading) -> str | None:
    """The time just spoken of: that named last before a word in its sentence, of the figure before, or named alone."""
    here = [p.iso for p in told.periods if p.end <= led.start and p.role in ("at", "since")]
    if here:
        return here[-1].partition("/")[0]
    last = earlier.made[-1].figure if earlier.made else None
    near = last if last and 0 <= told.sentence.start - last.end <= SAME_THOUGHT else None
    newest = earlier.newest(near)
    period = newest.period if newest and _is_past(newest) else None
    # "In 2014 the two signed a pact. Since then ...", told behind figures of other years.
    named = one_before(told, reading)
    base = named or period
    return base if base and not is_day(base) else None


def _is_past(figure: Figure) -> bool:
    return figure.status in ("actual", "estimate")
