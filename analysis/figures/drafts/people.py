"""People counted in a sentence that does not say what they did: by what the sentences before tell."""

from __future__ import annotations

from analysis.definitions import Metric, definitions
from analysis.figures.counted import plain_people, stands_for_it
from analysis.figures.drafts.earlier import SAME_THOUGHT, Earlier
from analysis.figures.governing import prepositions
from analysis.figures.listed import part_of_all
from analysis.figures.metrics import MetricChoice, counts_guests, counts_people, guest_metric
from analysis.figures.metrics.families import residual_metric
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity

__all__ = ["of_guests", "of_people_named"]

_HALVES = {"split.first", "split.last"}
"""Senses of words that may but be a part of a term whose parts stand apart."""
_MANY = 1000
"""A number from here on may be one of people."""
_CAME = 48
"""Characters between people counted and the verb that they came by."""
_BESIDE = 4
"""Characters between a word for the number of people and whose they are: "of"."""


def of_people_named(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """People whom the sentence before names: "More Chileans travel to Peru. In May their number rose to 5,000"."""
    sentence = told.sentence
    person = quantity.unit is not None and quantity.unit == plain_people()
    plain = quantity.unit not in definitions().units and quantity.value >= _MANY
    words = [hit for hit, _ in sentence.of("count", "sum", "number") if hit.end <= quantity.start]
    if (person or plain) and words and (counted_on := _of_their_number(earlier, told, words[-1])):
        return MetricChoice(counted_on, None, "sentence-before", unit=counted_on.units[0])
    if plain and part_of_all(told, quantity):
        metric = residual_metric()
        return MetricChoice(metric, None, None, unit=plain_people()) if metric else None
    if not (person or plain) or told.areas or told.groups:
        return None
    if not words:
        return _of_those_named(earlier, told, quantity)
    beside = (hit for hit in sentence.hits if 0 <= hit.start - words[-1].end <= 1)
    if not any(hit.senses - _HALVES for hit in beside):
        # "The number of restaurants rose to 2,000"
        return None
    nouns = (hit for hit, _ in sentence.of("unit") if hit.start < quantity.start)
    preceding = earlier.reading.sentences.preceding(sentence)
    last = earlier.made[-1].figure.end if earlier.made else 0
    if preceding is None or last > preceding.start or any(nouns) or told.crossed(words[-1].end, quantity.start):
        return None
    metrics = definitions().metrics
    named = next((metrics[key] for _, key in reversed(preceding.of("metric")) if counts_people(metrics[key])), None)
    flow = named is not None and named.measure == "flow"
    return MetricChoice(named, None, "sentence-before", unit=named.units[0]) if named and flow else None


def _of_those_named(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """People whom the sentence before names, for whom a pronoun stands: "More Chileans visit Peru. They were 5,000"."""
    sentence, metrics = told.sentence, definitions().metrics
    preceding = earlier.reading.sentences.preceding(sentence)
    last = earlier.made[-1].figure.end if earlier.made else 0
    if preceding is None or last > preceding.start or not told.periods or not stands_for_it(told, quantity):
        return None
    named = next((metrics[key] for _, key in reversed(preceding.of("metric")) if counts_guests(metrics[key])), None)
    ends = sentence.phrase_ends(quantity.end)
    return MetricChoice(named, None, "sentence-before", unit=named.units[0]) if named and ends else None


def _of_their_number(earlier: Earlier, told: Told, word: Hit) -> Metric | None:
    """The flow of people that a number of those of one economy goes on about: "The number of Peruvians was 5,000"."""
    own = next((a for a in told.areas if a.form == "adjective" and 0 <= a.start - word.end <= _BESIDE), None)
    last = earlier.made[-1].figure if earlier.made else None
    if own is None or last is None or own.code not in last.parties or {*told.codes} != {own.code}:
        return None
    if not told.sentence.after(own.end, "status", "actual", gap=1):
        # "The number of Peruvians with a residence permit was 5,000"
        return None
    metric = definitions().metrics[last.metric]
    near = 0 <= told.sentence.start - last.end <= SAME_THOUGHT
    return metric if near and counts_guests(metric) else None


def of_guests(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """People who came, where guests are spoken of: "Peru's source markets have changed. 5,000 Chileans arrived"."""
    sentence = told.sentence
    if quantity.unit is None or quantity.unit != plain_people() or quantity.value < _MANY or not told.areas:
        return None
    from_there = any(quantity.start <= a.start < quantity.end for a in told.areas)
    flow = guest_metric()
    if flow is None or sentence.has("act", "move", "live"):
        return None
    if any(hit.end <= quantity.start for hit, _ in sentence.of("count", "source")):
        # "The first source of guests is Chile, 5,000 people"
        return MetricChoice(flow, None, unit=flow.units[0])
    if not _came(told, quantity):
        return None
    # "2,000 business people from Chile came to the fair" are no guests of the country; "came from Chile to Peru" are.
    ways = {by for _, by in prepositions(told)}
    # "5,000 Chileans visited Peru. From Togo came 3,000 people, from Mali 2,000 people", not "came 7,000 soldiers"
    last = earlier.made[-1].figure if earlier.made else None
    more = last is not None and last.metric == flow.key and ways == {"from"} and len(told.codes) > 1
    from_there = from_there or {"from", "to"} <= ways or more
    told_of = _guests_told_of(earlier, told, flow) if from_there else False
    preceding = earlier.reading.sentences.preceding(sentence)
    told_of = told_of or (preceding is not None and preceding.has("count", "source"))
    return MetricChoice(flow, None, "sentence-before", unit=flow.units[0]) if told_of else None


def _came(told: Told, quantity: Quantity) -> bool:
    """Whether people counted came somewhere, by a verb near them: "5,000 Chileans arrived", "came to the country"."""
    sentence = told.sentence
    # "5,000 Chileans and 3,000 Peruvians came to the country"
    row = told.listed(told.amounts, told.amounts.index(quantity)) if quantity in told.amounts else [quantity]
    verb = any(abs(hit.start - quantity.start) <= _CAME for hit, _ in sentence.of("act", "go", "travel"))
    led = sentence.after(row[-1].end, "role", "to", gap=1)
    if led is None:
        return verb
    # "came to the fair" is none
    article = sentence.after(led[0].end, "count", "determiner", gap=1)
    start = article[0].end if article else led[0].end
    return (
        sentence.after(start, "area", gap=1) is not None or sentence.after(start, "count", "country", gap=1) is not None
    )


def _guests_told_of(earlier: Earlier, told: Told, flow: Metric) -> bool:
    """Whether guests are what is spoken of: in the sentence before, by the figure before, or in the title."""
    sentences = earlier.reading.sentences
    preceding = sentences.preceding(told.sentence)
    last = earlier.made[-1].figure.metric if earlier.made else None
    title = sentences.around(0) if earlier.reading.title_end else None
    return last == flow.key or any(s is not None and s.has("metric", flow.key) for s in (preceding, title))
