"""Partners with their amounts in brackets, one behind the other, and those that one is only ranked against."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.governing import preposition
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.partners import host_of, sibling, trader_before
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity

__all__ = ["in_brackets", "of_a_rival", "without_rivals"]

_PAIR = 2
_TO_RIVAL = 3
"""Words from "than" to another partner where no flow is named: "those", a preposition, an article."""
_PREPOSITIONS = ("role.from", "role.to", "role.in", "time.in", "range.from")
"""Senses of words of comparison that lead elsewhere too."""


def in_brackets(told: Told, quantity: Quantity, pair: tuple[str, ...], before: Figure | None) -> tuple[str, ...] | None:
    """The parties of an amount in brackets behind one of several partners: "from Mongolia (+42 %), Turkey (+34 %)"."""
    opened = told.sentence.low.rfind("(", told.sentence.start, quantity.start)
    if opened < 0 or ")" in told.between(opened, quantity.start):
        return None
    partner = next((a for a in told.areas if 0 <= opened - a.end <= 1), None)
    named = {a.code for a in told.areas}
    each = all(told.sentence.low.startswith(" (", a.end) for a in told.areas)
    if partner is None or len(named) < _PAIR or (len(named) == _PAIR and not each):
        # "Togo (5 million) and Chile (4)": not of each other.
        return None
    start = max((q.end for q in told.amounts if q.end <= opened), default=told.sentence.start)
    here = [a for a in told.areas if start <= a.start < opened]
    led = preposition(told.sentence, partner.start, told.sentence.start) in ("to", "in")
    if led and len(here) == _PAIR and here[0].code != partner.code and not bool(before and before.start >= start):
        # "Togo sends most students to Ghana (1,190), ahead of Chile (769)": the bracket is of both.
        return tuple(sorted({a.code for a in here}))
    # Whose partners they are is the one that the figure before, or the text, shares with them.
    heads = [code for code in (*(before.parties if before else ()), *pair) if code != partner.code]
    first = next((a.code for a in told.areas if a.code in heads), next(iter(heads), None))
    beside = _ranked_before(told, partner, before) or (
        sibling(told, partner, before.parties) if before and before.start >= told.sentence.start else None
    )
    if before and beside and partner.code not in before.parties:
        # As in: Togo came first with 9 million, followed by Ghana (5 million).
        first = next(code for code in before.parties if code != beside)
        return tuple(sorted((partner.code, first)))
    head = _of_the_flow(told, partner) or _other_end(told, before) or _still_host(told, partner, pair, before)
    head = head or (trader_before(before, before.parties, partner.code) if before else None)
    head = head or next((code for code in heads if code in pair and code not in named), first)
    return tuple(sorted((partner.code, head))) if head else None


def _ranked_before(told: Told, partner: AreaMention, before: Figure | None) -> str | None:
    """The one of the two told before that is ranked against the next partner: "Togo, ahead of Chile (5 million)"."""
    behind = told.sentence.before(partner.start, "count", "behind", gap=1)
    if behind is None or before is None or before.start < told.sentence.start:
        return None
    if counts_people(definitions().metrics[before.metric]):
        # "Peru sends most students to Chile (1,190), ahead of Bolivia (769)": who sends is ranked, not where to.
        return None
    return next((a.code for a in reversed(told.areas) if a.end <= behind[0].start and a.code in before.parties), None)


def without_rivals(told: Told, quantity: Quantity, areas: list[AreaMention]) -> list[AreaMention]:
    """Some economies without those behind an amount that are only ranked against one, with amounts of their own.

    "The surplus with Togo was 3 million, second only to Chile (5 million)"
    """
    words = [hit.end for hit, _ in told.sentence.of("count", "behind") if hit.start >= quantity.end]
    compared = _compared_behind(told, quantity)
    if not words and compared is None:
        return areas
    kept = [a for a in areas if not (any(0 <= a.start - end <= 1 for end in words) and _opens_bracket(told, a))]
    return [a for a in kept if compared is None or not _is_compared(told, compared, a)]


def of_a_rival(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """The parties of what the amount before is compared with: "5 million, more than exports to Peru, which were 3"."""
    if before is None or before.direction is None or before.start < told.sentence.start:
        return None
    first = next((q for q in told.amounts if q.start == before.start), None)
    word = _compared_behind(told, first) if first else None
    if first is None or word is None or word.end > quantity.start or told.following(first) is not quantity:
        return None
    rivals = [a for a in told.areas if word.end <= a.start < quantity.start and _is_compared(told, word, a)]
    if len(rivals) != 1 or rivals[0].code in before.parties:
        return None
    origin, _, end = before.direction.partition(">")
    governed = preposition(told.sentence, rivals[0].start, word.end)
    head = {"to": origin, "from": end}.get(governed or "")
    return tuple(sorted((head, rivals[0].code))) if head else None


def _compared_behind(told: Told, quantity: Quantity) -> Hit | None:
    """The word of comparison behind an amount and before the next one: "5 million, more than exports to Peru"."""
    following = told.first_from(quantity.end)
    end = following.start if following else told.sentence.end
    words = (hit for hit, _ in told.sentence.of("change", "versus") if quantity.end <= hit.start < end)
    return next((hit for hit in words if hit.senses.isdisjoint(_PREPOSITIONS)), None)


def _is_compared(told: Told, word: Hit, area: AreaMention) -> bool:
    """Whether a word of comparison leads to the flow of another partner: "higher than exports to Peru"."""
    between = told.between(word.end, area.start) if area.start >= word.end else ","
    if any(mark in between for mark in ",;:"):
        return False
    flow = any(word.end <= hit.start < area.start for hit, _ in told.sentence.of("metric", *sum_family()))
    led = preposition(told.sentence, area.start, word.end) in ("to", "from", "with", "between")
    words = len(between.split())
    # "more than those to Peru", "more than to Peru"
    return led and (flow or words <= _TO_RIVAL)


def _opens_bracket(told: Told, area: AreaMention) -> bool:
    return told.sentence.low.startswith(" (", area.end)


def _of_the_flow(told: Told, partner: AreaMention) -> str | None:
    """The economy whose flow a sentence lists the partners of, said by its adjective: "Chilean exports to Peru (5)"."""
    for hit, _ in told.sentence.of("metric", *sum_family()):
        for area in told.areas:
            own = area.form == "adjective" and area.code != partner.code and area.end < partner.start
            if own and 0 <= hit.start - area.end <= 1:
                return area.code
    return None


def _still_host(told: Told, partner: AreaMention, pair: tuple[str, ...], before: Figure | None) -> str | None:
    """The economy to which the people of the figure before went, where others are listed by their economy alone."""
    alone = preposition(told.sentence, partner.start, told.sentence.start) is None
    host = host_of(before) if alone else None
    if before and len(pair) == _PAIR and before.parties != pair:
        # Where the text is about one of the two and another, it may list where its people go.
        return None
    return host if host not in {a.code for a in told.areas} else None


def _other_end(told: Told, before: Figure | None) -> str | None:
    """The economy at the other end of the figure before than the one at which a sentence lists its partners."""
    if before is None or not before.direction or not told.areas:
        return None
    origin, _, end = before.direction.partition(">")
    governed = preposition(told.sentence, told.areas[0].start, told.sentence.start)
    head = end if governed == "from" else origin if governed in ("to", "in") else None
    return head if head not in {a.code for a in told.areas} else None
