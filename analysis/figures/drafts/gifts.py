"""Money in a text that tells what one side gives or lends the other, where its own words say but what it is worth."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.definitions import Metric, definitions
from analysis.figures.drafts.earlier import PAIR, RECENT, SAME_THOUGHT, Earlier
from analysis.figures.metrics import MetricChoice, names_actors, sum_family
from analysis.figures.told import Told
from analysis.figures.ways.givers import way_of_donor
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["among_gifts", "is_bought_with_it"]

_TO_PURCHASE = 4
"""Characters from a word for buying to how many: "the purchase of"."""


def among_gifts(earlier: Earlier, told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice | None:
    """The gift or loan that papers or a sum are about, where the text tells of what a donor gives; None elsewhere.

    "Norway gives Mozambique 5 million in aid. The second agreement, worth 2 million, will help the schools."
    """
    if not choice.metric.residual or choice.like is not None or quantity.kind != "money":
        return None
    if not (_says_only_worth(choice) and _is_between_donor_and_receiver(earlier, told)):
        return None
    preceding = earlier.reading.sentences.preceding(told.sentence, within="\0")
    # "signed contracts on grants for two schools. They come to 30 million" tells of gifts all the same.
    sold = preceding is not None and _sells(preceding) and not _named_in(preceding)
    if _tells_of_business(told) or _sells(told.sentence) or sold:
        return None
    metric = _named_in(told.sentence) or _given_before(earlier, told) or _named_nearby(earlier, told)
    return MetricChoice(metric, None, "sentence-before") if metric else None


def is_bought_with_it(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether things are what money given or lent before them is to buy: "gave it 2 million for 18 buses".

    "18 buses worth 2 million" are the gift itself.
    """
    unit = definitions().units.get(quantity.unit or "")
    if unit is None or unit.kind != "goods" or not (choice.metric.is_given or choice.metric.residual):
        return False
    sentence, start = told.sentence, told.opening(quantity)
    money = told.last_before(quantity.start)
    if money is None or money.kind != "money":
        return False
    buying = next((hit for hit, _ in sentence.of("act", "buy") if 0 <= start - hit.end <= _TO_PURCHASE), None)
    led = choice.metric.is_given and sentence.before(start, "role", "to", gap=1) is not None
    given = choice.metric.is_given or any(metric.is_given for metric in _named(sentence))
    # "to buy 18 boats", "for the purchase of 18 boats"; not "gave it 5 million and bought 18 buses".
    aimed = buying is not None and sentence.before(buying.start, "role", "to", gap=_TO_PURCHASE) is not None
    return given and (led or (aimed and buying is not None and buying.start >= money.end))


def _named(sentence: Sentence) -> Iterator[Metric]:
    """The metrics that a sentence names."""
    return (definitions().metrics[key] for _, key in sentence.of("metric"))


def _says_only_worth(choice: MetricChoice) -> bool:
    """Whether the word for what an amount is names but papers or a sum: no debts, no money sent home."""
    senses = choice.cue.senses if choice.cue else frozenset[str]()
    return choice.cue is None or "unit.document" in senses or any(sense.startswith("count.") for sense in senses)


def _is_between_donor_and_receiver(earlier: Earlier, told: Told) -> bool:
    """Whether a sentence deals with nobody but the two that the text is about, one of which is a donor."""
    pair = earlier.reading.scope.parties
    return len(pair) == PAIR and way_of_donor(pair) is not None and {*told.codes} <= {*pair}


def _tells_of_business(told: Told) -> bool:
    """Whether a sentence tells of firms, of trade or of capital, which no donor gives."""
    metrics = definitions().metrics
    business = (metrics[key] for _, key in told.sentence.of("metric"))
    if any(metric.key in sum_family() or metric.to_date for metric in business) or names_actors(told):
        return True
    return told.sentence.has("act", "trade", "owe", "forgive")


def _sells(sentence: Sentence) -> bool:
    """Whether a sentence tells of a contract or of arms: "sold it weapons. The deal is worth 300 million"."""
    return sentence.has("act", "buy", "sell") or sentence.has("count", "business")


def _given_before(earlier: Earlier, told: Told) -> Metric | None:
    """The gift or loan of the figure before, where it stands near."""
    last = earlier.made[-1].figure if earlier.made else None
    if last is None or told.sentence.start - last.end > SAME_THOUGHT:
        return None
    metric = definitions().metrics[last.metric]
    return metric if metric.is_given else None


def _named_in(sentence: Sentence) -> Metric | None:
    """The one gift or loan that a sentence names; None where it names none, or both."""
    metrics = definitions().metrics
    named = {key for _, key in sentence.of("metric") if metrics[key].is_given and metrics[key].dated}
    return metrics[named.pop()] if len(named) == 1 else None


def _named_nearby(earlier: Earlier, told: Told) -> Metric | None:
    """The gift or loan that the sentence before, the one behind or the headline names, in a text of nothing else."""
    told_of = (definitions().metrics[draft.figure.metric] for draft in earlier.made[-RECENT:])
    if any(metric.direction and not metric.is_given for metric in told_of):
        return None
    return next(filter(None, map(_named_in, _nearby(earlier, told.sentence))), None)


def _nearby(earlier: Earlier, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence before, the one behind and the headline, those that there are."""
    sentences = earlier.reading.sentences
    if preceding := sentences.preceding(sentence, within="\0"):
        yield preceding
    if sentence.end < len(sentence.text):
        yield sentences.around(sentence.end)
    if earlier.reading.title_end:
        yield sentences.around(earlier.reading.title_end - 1)
