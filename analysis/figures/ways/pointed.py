"""Which way goods go where a pronoun stands for one of the two, or a share falls to one: "exports to it"."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.figures.governing import points_back, preposition
from analysis.figures.metrics import MetricChoice, sum_family
from analysis.figures.named import areas_of, other_of
from analysis.figures.told import Told
from analysis.scope import Reading
from analysis.sentences import DASHES, Sentence

__all__ = ["way_of_share", "way_of_us", "way_to_pointed"]

_PARTNERS = ("market", "supplier", "partner")
_OWNER = 3
"""Characters from a name to what it owns: an apostrophe and an s."""
_TO_VERB = 12
"""Characters between "we" and its verb: an auxiliary, an adverb."""
_PAIR = 2
_DASH = 3
"""Characters of a dash, with its spaces, that stands for "is"."""
_LED = ("with", "to", "from", "in", "by")


def way_to_pointed(told: Told, choice: MetricChoice, parties: tuple[str, ...], reading: Reading) -> str | None:
    """exporter>importer where the words right behind "exports" or "imports" point back to the partner.

    "China is Peru's largest market. Exports to it came to 5 million": from Peru to China.
    """
    metric, cue = choice.metric, choice.cue
    if cue is None or metric.direction is None or metric.difference or metric.key not in sum_family():
        return None
    own = told.sentence.has("role", "whose") or told.sentence.before(cue.start, "role", "own", gap=1) is not None
    own = own or any(0 <= cue.start - area.end <= _OWNER for area in told.areas)
    if own or not points_back(told.sentence, cue.end, "to" if metric.held_at_origin else "from"):
        # "Chile's exports to the Asian country", "its purchases from the country", "Peru, whose exports to it were 6"
        return None
    named = [a for a in told.areas if a.end <= cue.start]
    if named and ";" not in told.between(named[-1].end, cue.start):
        # "Germany said exports to the country fell": who is named in the clause may be whose exports they are.
        return None
    preceding = reading.sentences.preceding(told.sentence) if not named else None
    if preceding is not None:
        named = areas_of(preceding, home=reading.home, pair=parties)
    ours = [a for a in named if a.code in parties]
    partner = _partner(preceding or told.sentence, ours, out=metric.held_at_origin)
    if partner is None or partner == reading.home:
        return None
    reporter = other_of(parties, partner)
    return f"{reporter}>{partner}" if metric.held_at_origin else f"{partner}>{reporter}"


def way_of_us(told: Told, choice: MetricChoice, parties: tuple[str, ...]) -> str | None:
    """exporter>importer of trade that "we" do, where the only economy named is the partner: "We sold Chile tea"."""
    metric = choice.metric
    if metric.direction is None or metric.difference or metric.key not in sum_family():
        return None
    named = {a.code for a in told.areas if a.code in parties}
    if len(named) != 1 or any(a.form == "adjective" for a in told.areas):
        return None
    verbs = told.sentence.of("act", "sell", "buy")
    if not any(told.sentence.before(verb.start, "role", "we", gap=_TO_VERB) for verb, _ in verbs):
        return None
    (partner,) = named
    us = other_of(parties, partner)
    return f"{us}>{partner}" if metric.held_at_origin else f"{partner}>{us}"


def way_of_share(told: Told, choice: MetricChoice, parties: tuple[str, ...]) -> str | None:
    """exporter>importer of trade that falls to a partner: "На Чили приходится 12 % импорта Перу, или 5 млрд"."""
    metric, cue = choice.metric, choice.cue
    if cue is None or metric.direction is None or metric.difference or metric.key not in sum_family():
        return None
    shares = [hit.start for hit, _ in told.sentence.of("count", "share") if hit.end <= cue.start]
    fallen = [a for a in told.areas for start in shares if a.form == "name" and 0 <= start - a.end <= 1]
    led = [a for a in fallen if told.sentence.before(a.start, "role", "to", gap=1) and a.code in parties]
    if len(led) != 1:
        return None
    partner, reporter = led[0].code, other_of(parties, led[0].code)
    return f"{reporter}>{partner}" if metric.held_at_origin else f"{partner}>{reporter}"


def _partner(sentence: Sentence, named: list[AreaMention], *, out: bool) -> str | None:
    """The one of some economies that is pointed back to: the only one, who is said to be a market, or who is led to.

    `out` says whether goods go to that one: "Chile is Peru's main supplier. Exports to the country" go to Peru.
    """
    codes = {area.code for area in named}
    if len(codes) <= 1:
        return next(iter(codes), None)
    first = named[0]
    supplies = out and sentence.has("role", "supplier") and not sentence.has("role", "market")
    if supplies and len(codes) == _PAIR:
        return next((code for code in codes if code != first.code), None) if first.form == "name" else None
    if first.form == "name" and any(hit.start >= first.end for hit, _ in sentence.of("role", *_PARTNERS)):
        # "Chile is Peru's largest market", "Чили — крупнейший рынок для Перу"
        said = sentence.after(first.end, "role", "passive", gap=1) is not None
        said = said or sentence.low[first.end : first.end + _DASH].strip() in DASHES
        return first.code if said else None
    led = {a.code for a in named if preposition(sentence, a.start, sentence.start) in _LED}
    return led.pop() if len(led) == 1 else None
