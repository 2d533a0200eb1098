"""Whom a figure is about, and which way it goes: parties and direction.

The roles come from the words around each economy named: prepositions, possessives, adjectives before
a noun, the subject of giving or receiving, the agent of a passive.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.areas import AreaMention, mention
from analysis.definitions import Metric, definitions
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["Direction", "Parties", "areas_of", "direction_of", "parties_of"]

_PAIR = 2
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_POSSESSIVE = re.compile(r"['\u2019\u02bc](?:s\b)?")


class Parties(NamedTuple):
    """Codes, sorted, and how they were inferred where the sentence does not name them all."""

    codes: tuple[str, ...]
    inferred: str | None


class Direction(NamedTuple):
    """from>to, and how it was inferred where the words beside the number do not say it."""

    text: str | None
    inferred: str | None


def areas_of(sentence: Sentence) -> list[AreaMention]:
    """The economies that a sentence names, in its order; groups and former states are left out."""
    found = []
    known = definitions().areas
    for hit, _ in sentence.of("area"):
        area = mention(hit)
        if area and "|" not in area.code and (area.code not in known or known[area.code].kind == "economy"):
            found.append(area)
    return found


def parties_of(areas: list[AreaMention], quantity: Quantity, pair: tuple[str, ...]) -> Parties:
    """The parties of a figure: those named around it, completed by the pair that the document is about."""
    named = {area.code for area in areas}
    if len(pair) == _PAIR and set(pair) <= named:
        return Parties(pair, None)
    if len(named) == _PAIR:
        return Parties(tuple(sorted(named)), None)
    if not named:
        return Parties(pair, "pair" if pair else None)
    if len(named) == 1:
        (only,) = named
        if only in pair or not pair:
            return Parties(pair or (only,), "pair" if len(pair) == _PAIR else None)
        # A third economy: its partner is the side of the pair that speaks, the one named most.
        return Parties(tuple(sorted({only, pair[0]} if len(pair) == 1 else {only, *pair[:1]})), "pair")
    nearest: list[str] = []
    for area in sorted(areas, key=lambda a: min(abs(a.start - quantity.start), abs(a.end - quantity.start))):
        if area.code not in nearest:
            nearest.append(area.code)
    ours = [code for code in nearest if code in pair]
    chosen = (ours + [code for code in nearest if code not in ours])[:_PAIR] if ours else nearest[:_PAIR]
    return Parties(tuple(sorted(chosen)), None)


def direction_of(
    sentence: Sentence, areas: list[AreaMention], quantity: Quantity, metric: Metric, parties: tuple[str, ...]
) -> Direction:
    """The way a directed figure goes; None for a two-way metric, or where nothing tells."""
    if metric.direction is None or len(parties) != _PAIR:
        return Direction(None, None)
    votes: Counter[tuple[str, str]] = Counter()
    for area in areas:
        if area.code in parties:
            role, weight = _role(sentence, area, areas, quantity, metric)
            if role:
                distance = min(abs(area.start - quantity.end), abs(quantity.start - area.end))
                votes[area.code, role] += weight + (2 if distance < 40 else 0)  # noqa: PLR2004 - beside the number
    one, other = parties
    score = votes[one, "origin"] + votes[other, "end"] - votes[other, "origin"] - votes[one, "end"]
    if score == 0:
        return Direction(None, None)
    first, second = (one, other) if score > 0 else (other, one)
    both = (votes[first, "origin"] > 0) and (votes[second, "end"] > 0)
    return Direction(f"{first}>{second}", None if both else "other-side")


def _role(
    sentence: Sentence, area: AreaMention, areas: list[AreaMention], quantity: Quantity, metric: Metric
) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy, by the words around it."""
    origin, end = ("end", "origin") if _holder_is_end(sentence, metric) else ("origin", "end")
    start = area.start
    # Nothing but words of the same phrase between the preposition and the name.
    previous = max((a.end for a in areas if a.end <= start and a.code != area.code), default=sentence.start)
    governed = _preposition(sentence, start, previous)
    if governed in ("from",):
        return "origin", 6
    if governed in ("to",):
        return "end", 6
    if governed == "by":
        return "origin", 7
    if governed == "in":
        return ("end", 4) if metric.key not in ("exports", "imports", "trade_balance") else (None, 0)
    qualifies = _qualified(sentence, area)
    if qualifies == "learner":
        # Lao students: they go abroad, or receive what is given.
        return ("origin", 6) if metric.holder == "origin" else ("end", 6)
    if qualifies in ("holder", "actor"):
        return origin, 5
    verb = _verb_after(sentence, area, areas)
    if verb == "give":
        return origin, 3
    if verb == "receive":
        return "end", 6
    if verb == "buy":
        return "end", 6
    if verb == "sell":
        return "origin", 6
    if area.start < quantity.start and area.form != "adjective":
        return origin, 1
    return None, 0


def _holder_is_end(sentence: Sentence, metric: Metric) -> bool:
    """Whether the one whose figure it is stands at the receiving end: its imports, its deficit."""
    if metric.direction is None or metric.holder is None:
        return False
    if metric.holder == metric.direction.partition(">")[2]:
        return True
    return metric.key == "trade_balance" and any(True for _ in sentence.of("act", "deficit"))


def _preposition(sentence: Sentence, start: int, previous: int) -> str | None:
    """The preposition that governs a name, read back over its phrase; None where another word stands between."""
    best = None
    for hit, key in sentence.of("role", "to", "from", "in", "by"):
        if hit.end > start:
            break
        if hit.start >= previous - 1 and start - hit.end <= _TO_NOUN:
            best = hit, key
    if best is None:
        return None
    hit, key = best
    between = sentence.low[hit.end : start]
    if re.search(r"[.,;:()\d]", between) or len(between.split()) > 3:  # noqa: PLR2004 - an article, an adjective, a noun
        return None
    verbs = ("give", "receive", "sell", "buy", "sign")
    if any(hit.end <= act.start < start for act, _ in sentence.of("act", *verbs)):
        return None
    keys = {k for h, k in sentence.of("role", "to", "from", "in", "by") if h == hit}
    return key if len(keys) == 1 else next(k for k in ("to", "from", "by", "in") if k in keys)


def _qualified(sentence: Sentence, area: AreaMention) -> str | None:
    """What a possessive or an adjective belongs to: "learner", "holder" (the metric's word) or "actor"."""
    possessive = _POSSESSIVE.match(sentence.low, area.end)
    after = possessive.end() if possessive else area.end
    reach = 30 if possessive else 18
    for hit, key in sentence.of("unit"):
        if hit.start >= after:
            if hit.start - after <= reach and key in ("student", "person", "tourist") and not _parted(sentence, after, hit.start):
                return "learner"
            break
    for hit, key in sentence.of("metric"):
        if after <= hit.start <= after + reach and not _parted(sentence, after, hit.start):
            return "holder" if key != "documents_signed" else None
    if possessive or area.form == "adjective":
        for hit, key in sentence.of("unit"):
            if hit.start >= after:
                if hit.start - after <= reach and not _parted(sentence, after, hit.start):
                    return "actor"
                break
    return None


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    if re.search(r"[.,;:()]", sentence.low[start:end]):
        return True
    return any(start <= hit.start < end for hit, _ in sentence.of("role", "to", "from", "in", "by", "between"))


def _verb_after(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> str | None:
    """The verb whose subject an economy is: the first act after it, before another economy is named."""
    limit = min((a.start for a in areas if a.start >= area.end), default=sentence.end)
    for hit, key in sentence.of("act", "receive", "give", "buy", "sell"):
        if area.end <= hit.start < min(limit, area.end + 60):
            keys = {k for h, k in sentence.of("act") if h == hit}
            return next((k for k in ("receive", "buy", "sell", "give") if k in keys), key)
    return None
