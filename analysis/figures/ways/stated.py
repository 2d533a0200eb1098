"""The directions that a document's figures have been given so far, found again by parties and kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.definitions import Metric, definitions
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.roles import held_at_end
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.scope import Reading
from analysis.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.figures.drafts import Draft

__all__ = ["StatedWays", "larger_flow"]

_PAIR = 2
_BY_CURRENCY = "direction:currency"
_NEAR = 4
"""Figures back to the flows that a balance is the difference of."""
_HEDGED = 20
"""A difference that is only told about, or as more or less than so much, may be off by one part in so many."""
_OPEN = 2
"""Figures back to the furthest that a growth told in a later sentence may still change."""


class StatedWays:
    """The directions of the figures in `made`, which holds those so far in the order of the text."""

    def __init__(self, reading: Reading, made: list[Draft]) -> None:
        self.reading = reading
        self.known = definitions()
        self.made = made
        self._settled = 0
        """How many of the figures no later sentence changes: those that stand by kind in the next two."""
        self._last: dict[tuple[str, ...], dict[tuple[str, bool], tuple[int, Draft]]] = {}
        """Parties -> (metric, whether its sentence tells the way back) -> place and last directed figure of these."""
        self._directions: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        """(metric, parties) -> the directions stated."""

    def last(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction in which the document's last figure of this kind went: the same giver, the same reporter."""
        trade = metric.key in sum_family()
        unsettled = reversed(self._unsettled(told.sentence))
        kinds = sorted(self._last.get(parties, {}).values(), key=lambda placed: -placed[0])
        for draft in (*unsettled, *(draft for _, draft in kinds)):
            figure, other = draft.figure, self.known.metrics[draft.figure.metric]
            if figure.parties != parties or figure.direction is None or (other.key in sum_family()) != trade:
                continue
            if metric.key != other.key and (counts_people(metric) or counts_people(other) or other.residual):
                continue
            if metric.key != other.key and draft.sentence_start != told.sentence.start and self._turned(draft):
                # "Conversely, Laos has 11 projects here.": what comes next goes on from what was told before it.
                continue
            first, _, second = figure.direction.partition(">")
            # Whose figure it is stays; its imports come the other way than its exports.
            held = held_at_end(self.reading.sentences.around(draft.sentence_start), other, figure)
            turned = trade and held != held_at_end(told.sentence, metric, quantity)
            # "It was 5 million in 2017", of a deficit: no word of its own says the other way.
            turned = turned and not (metric.key == other.key and not told.sentence.has("metric", metric.key))
            return f"{second}>{first}" if turned else figure.direction
        return None

    def both(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> bool:
        """Whether figures of a metric were stated in both directions."""
        near = [draft.figure for draft in self._unsettled(told.sentence)]
        ways = {figure.direction for figure in near if figure.metric == metric.key and figure.parties == parties}
        return len((ways | self._directions.get((metric.key, parties), set())) - {None}) > 1

    def settle(self) -> None:
        """Gives gifts, and investments, of two parties the one way in which all others go, if no words direct them.

        The currency of a gift is a weaker sign: what it is worth to the receiver may be told in his.
        """
        self._settle(self._given)
        # "licensed 5 projects. So far Viet Nam has 209 projects in Laos": what is put in goes one way too.
        self._settle(self._held)

    def _settle(self, concerns: Callable[[Draft], bool]) -> None:
        """Gives the undirected of the figures of a kind the one way in which the others of the same parties go."""
        told: dict[tuple[str, ...], set[str]] = {}
        left: list[Draft] = []
        for draft in self.made:
            if len(draft.figure.parties) != _PAIR or not concerns(draft):
                continue
            figure = draft.figure
            if figure.direction and _BY_CURRENCY not in figure.inferred:
                told.setdefault(figure.parties, set()).add(figure.direction)
            else:
                left.append(draft)
        for draft in left:
            figure = draft.figure
            if len(ways := told.get(figure.parties, ())) == 1:
                kept = (code for code in figure.inferred if code != _BY_CURRENCY)
                draft.figure = replace(figure, direction=next(iter(ways)), inferred=(*kept, "direction:document"))

    def _given(self, draft: Draft) -> bool:
        metric = draft.like or self.known.metrics[draft.figure.metric]
        return metric.direction is not None and (metric.dated or metric.allotment)

    def _held(self, draft: Draft) -> bool:
        metric = self.known.metrics[draft.figure.metric]
        return metric.direction is not None and (metric.to_date or metric.worth is not None)

    def _unsettled(self, sentence: Sentence) -> list[Draft]:
        """The figures that the sentence, or a growth told in it, may still change; those before are put by kind.

        However long a text, the last of a kind is then found without a look at all of them.
        """
        while self._settled < len(self.made) - _OPEN and self.made[self._settled].sentence_start != sentence.start:
            draft = self.made[self._settled]
            figure = draft.figure
            if figure.direction is not None:
                kind = (figure.metric, self._turned(draft))
                self._last.setdefault(figure.parties, {})[kind] = (self._settled, draft)
                self._directions.setdefault((figure.metric, figure.parties), set()).add(figure.direction)
            self._settled += 1
        return self.made[self._settled :]

    def _turned(self, draft: Draft) -> bool:
        """Whether the sentence of a figure tells the way back."""
        return self.reading.sentences.around(draft.sentence_start).has("role", "back")


def larger_flow(made: list[Draft], amount: Figure | Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
    """The direction of the larger of two flows told just before, of which a balance is the difference.

    "Ghana sold goods for 5 million and bought them for 8": a deficit of 3 million is its own, whatever words tell it.
    None where it is the difference of none.
    """
    flows = [d.figure for d in made[-_NEAR:] if d.figure.metric in metric.difference and d.figure.value]
    if len(flows) < _PAIR or amount.value is None:
        return None
    one, other = flows[-_PAIR:]
    alike = (one.parties, one.unit, one.period) == (other.parties, other.unit, other.period)
    ways = one.direction and other.direction and one.direction != other.direction
    if not (alike and ways) or one.parties != parties or one.unit != amount.unit:
        return None
    rest = (one.value or 0) - (other.value or 0)
    exact = sum(stated.precision or 0 for stated in (one, other, amount))
    within = exact if amount.bound == "exact" else max(exact, abs(rest) / _HEDGED)
    return None if abs(abs(rest) - amount.value) > within else one.direction if rest > 0 else other.direction
