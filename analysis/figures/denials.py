"""Whether the act that an amount is of is denied, or still to come: "did not give 5 million", "has yet to give"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from analysis.definitions import Metric
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["Denial", "denial_of"]

Denial = Literal["not", "yet"]
"""`not`: nothing was given, bought or signed. `yet`: not so far, though it was promised or is meant."""

_OBJECT = 80
"""Characters between a verb and the amount that is its object: to whom, and what."""
_PREDICATE = 60
"""Characters between an amount and what is denied of it behind it."""
_JOINED = 8
"""Characters between two economies that "and" joins."""
_PROMISED = 16
"""Characters between an amount and the participle that says it was promised: "the 5 million dollars in aid pledged"."""
_SUBJECT = 2
"""Spaces between a verb and the word that denies it behind it: who gives, or to whom."""
_ACTS = ("give", "receive", "buy", "sell", "sign", "trade", "license", "forgive")
_TO_CLAIM = 40
"""Characters between a verb of denying and what it denies: when, and of whom."""
_FROM_DENIAL = 160
"""Characters from a verb of denying to an amount of what it denies."""
_ARTICLE = 4
"""Characters of an article with the spaces around it."""
_TO_GIFT = 12
"""Characters from a verb that takes something back to what it takes back: "its"."""
_LET_PASS = ("passive", "absolute", "to", "from", "with")
_PARTED = re.compile(r"[;:()]|[.,](?!\d)")


def denial_of(told: Told, quantity: Quantity, metric: Metric) -> Denial | None:
    """What a word of denial makes of an amount; None where nothing is denied of it.

    The word counts only beside the act, or beside the amount itself: "Laos, which has not changed, got 5 million".
    What is not given though the amount is known ("has not given the 5 million") was promised.
    """
    sentence = told.sentence
    words = sentence.of("act", "not", "yet", "cancel", "unreal", "unreal_deed", "unreal_opening")
    if not words and not sentence.of("source", "deny"):
        return None
    quantity = _first_of(told, quantity)
    start = told.opening(quantity)
    cancelled = metric.pledged and _is_cancelled(told, quantity, start)
    if cancelled or _is_contested(told, start) or _is_unreal(told, start):
        return "not"
    for word, key in sentence.of("act", "not", "yet"):
        denied = _denies(told, word, quantity, start)
        if denied:
            known = metric.pledged and _is_known(told, quantity, start)
            return "yet" if key == "yet" or known else "not"
    return None


def _is_contested(told: Told, start: int) -> bool:
    """Whether an amount is part of a claim that is denied: "denied that it had lent 5 million", "denied reports that".

    One that is known ("denied that the loan of 5 million was for arms") stands.
    """
    sentence = told.sentence
    denials = [hit for hit, _ in sentence.of("source", "deny") if 0 <= start - hit.end <= _FROM_DENIAL]
    if not denials:
        return False
    claims = [hit for hit, _ in sentence.of("source", "that", "claim") if 0 <= start - hit.end <= _FROM_DENIAL]
    others = (*sentence.of("range", "and"), *sentence.of("act"), *sentence.of("source", "before", "after"))
    for word in denials:
        if _denied(sentence, word):
            continue
        end = word.end
        for claim in claims:
            if not 0 < claim.start - end <= _TO_CLAIM:
                continue
            # "denied the rumours, saying that it would lend 5 million"; a comma may only stand right before "that".
            between = told.between(end, claim.start).rstrip(" ,")
            if _PARTED.search(between) or any(end <= hit.start < claim.start for hit, _ in others):
                break
            end = claim.end
        if end > word.end and _runs_on(told, end, start):
            known = [hit for hit, _ in sentence.of("metric") if end <= hit.start < start]
            if not sentence.before(known[0].start if known else start, "count", "determiner", gap=1):
                return True
    return False


def _is_unreal(told: Told, start: int) -> bool:
    """Whether an amount is told of what did not come about: "would have reached 5", "Had Peru given Togo 5"."""
    sentence = told.sentence
    if any(period.role == "by" for period in told.periods):
        # "said that by 2030 it would have reached 5"
        return False
    words = [hit for hit, _ in sentence.of("act", "unreal") if _is_of_a_deed(sentence, hit)]
    words += [hit for hit, _ in sentence.of("act", "unreal_deed")]
    words += [hit for hit, _ in sentence.of("act", "unreal_opening") if sentence.opens_with(hit.start)]
    parts = (*sentence.of("change", "versus", "more"), *sentence.of("status", "estimate"))
    return any(
        0 <= start - word.end <= _OBJECT
        and _runs_on(told, word.end, start)
        and not any(word.end <= hit.start and hit.end < start for hit, _ in parts)
        for word in words
    )


def _is_of_a_deed(sentence: Sentence, word: Hit) -> bool:
    """Whether a verb stands right behind an auxiliary: not "would have no trouble", "would have to give"."""
    deeds = (*sentence.of("act"), *sentence.of("status", "actual"), *sentence.of("change", "up", "down", "to"))
    behind = (hit for hit, _ in deeds if hit.start == word.end + 1)
    return any("role.to" not in hit.senses or " " in sentence.low[hit.start : hit.end] for hit in behind)


def _is_cancelled(told: Told, quantity: Quantity, start: int) -> bool:
    """Whether what was promised is taken back: "suspended aid of 5 million", "The 5 million were cancelled".

    Debts that are cancelled are written off, and what is "not suspended" goes on.
    """
    sentence = told.sentence
    for word, _ in sentence.of("act", "cancel"):
        if _denied(sentence, word) or any(
            abs(hit.start - word.start) <= _OBJECT for hit, _ in sentence.of("act", "owe")
        ):
            continue
        if word.end <= start:
            if start - word.end <= _OBJECT and _runs_on(told, word.end, start) and _takes_back(sentence, word):
                return True
        elif 0 <= word.start - quantity.end <= _PREDICATE and _runs_on(told, quantity.end, word.start):
            passive = sentence.before(word.start, "role", "passive", gap=1)
            if passive and not _is_done(told, quantity):
                return True
    return False


def _denied(sentence: Sentence, word: Hit) -> bool:
    """Whether a word of denial stands right before a verb."""
    return sentence.before(word.start, "act", "not", "yet", gap=1) is not None


def _takes_back(sentence: Sentence, verb: Hit) -> bool:
    """Whether a verb has a gift or a promise as its object, and is no adjective: not "restored the suspended aid"."""
    known = sentence.before(verb.start, "count", "determiner", gap=1) or sentence.before(
        verb.start, "role", "own", gap=1
    )
    nouns = [hit for hit, _ in (*sentence.of("metric"), *sentence.of("status", "pledge", "proposal"))]
    # "withdrew its offer of", "rejected an offer of"
    nouns += [
        hit
        for hit, _ in sentence.of("act", "give")
        if sentence.before(hit.start, "role", "own", gap=1) or 0 < hit.start - verb.end <= _ARTICLE
    ]
    away = sentence.after(verb.end, "role", "from", "to", "in", "by", gap=1)
    return not (known or away) and any(0 < hit.start - verb.end <= _TO_GIFT for hit in nouns)


def _first_of(told: Told, quantity: Quantity) -> Quantity:
    """The first of the amounts that one verb has as its objects: "no 5 million dollars (4 million euros)"."""
    joins = told.sentence.lexicon.surfaces("range.and") | told.sentence.lexicon.surfaces("range.or") | {"", "/"}
    while previous := told.last_before(quantity.start):
        between = told.between(previous.end, quantity.start).strip(" ,()[]")
        if between not in joins or previous.end == quantity.start:
            break
        quantity = previous
    return quantity


def _denies(told: Told, word: Hit, quantity: Quantity, start: int) -> bool:
    """Whether a word denies an amount, which starts with its hedge at a position, or the act that it is of."""
    sentence = told.sentence
    if word.start >= quantity.end:
        # "The 5 million were not paid", "hat Laos die 5 Millionen nicht gezahlt"
        return (
            word.start - quantity.end <= _PREDICATE
            and _runs_on(told, quantity.end, word.start)
            and _verb_behind(sentence, word, acts=True) is not None
            and not _is_done(told, quantity)
        )
    if word.end > start:
        return False
    if not told.between(word.end, start).strip():
        return "act.not" in word.senses
    verb = _verb_behind(sentence, word) or _verb_before(told, word)
    if verb is None or start - verb.end > _OBJECT or not _runs_on(told, max(verb.end, word.end), start):
        return False
    # "did not give a loan of 5 million", but "no trade agreement kept Peru from investing 5 million"
    noun = not _is_act(sentence, verb)
    others = sentence.of("act", *_ACTS)
    if any(verb.end <= hit.start < start for hit, _ in others if "act.sign" not in hit.senses or noun):
        return any(verb.end == hit.start - 1 for hit, _ in others) and not noun
    return not (noun and any(verb.end <= hit.start < start for hit, _ in sentence.of("metric")))


def _runs_on(told: Told, start: int, end: int) -> bool:
    """Whether nothing that parts clauses stands between two positions, and no other amount."""
    sentence = told.sentence
    if _PARTED.search(sentence.low, start, end) or told.crossed(start, end):
        return False
    # The "and" of "trade between Peru and Chile" parts nothing.
    joining = {one.end for one, other in pairwise(told.areas) if other.start - one.end <= _JOINED}
    ands = (hit for hit, _ in sentence.of("range", "and") if hit.start - 1 not in joining)
    parts = (
        *ands,
        *(hit for hit, _ in sentence.of("count", "clause")),
        *(hit for hit, _ in sentence.of("role", "which") if "count.determiner" not in hit.senses),
    )
    return not any(start <= hit.start and hit.end <= end for hit in parts)


def _is_act(sentence: Sentence, verb: Hit) -> bool:
    return any(hit == verb for hit, _ in sentence.of("act", *_ACTS))


def _verb_behind(sentence: Sentence, word: Hit, *, acts: bool = False) -> Hit | None:
    """The act right behind a word that denies it; a noun of it too: "no loan".

    Between the two only a verb like "been" stands, or with whom it is done: "没有向老挝提供".
    """
    found = [*sentence.of("act", *_ACTS), *(() if acts else (*sentence.of("metric"), *sentence.of("status", "pledge")))]
    aids = (*sentence.of("role", *_LET_PASS), *sentence.of("status", "actual"), *sentence.of("area"))
    end = word.end
    while True:
        if verb := next((hit for hit, _ in found if 0 <= hit.start - end <= 1), None):
            return verb
        aid = next((hit for hit, _ in aids if 0 <= hit.start - end <= 1), None)
        if aid is None:
            return None
        end = aid.end


def _verb_before(told: Told, word: Hit) -> Hit | None:
    """The act that a word denies from behind, where it stands behind its verb: "Norge ga ikke Laos 5 millioner"."""
    sentence = told.sentence
    if not sentence.language.verb_second:
        return None
    for hit, _ in sentence.of("act", *_ACTS):
        between = told.between(hit.end, word.start)
        if hit.end < word.start and between.count(" ") <= _SUBJECT and not _PARTED.search(between):
            named = any(hit.end <= area.start and area.end <= word.start for area in told.areas)
            if not between.strip() or named:
                return hit
    return None


def _is_done(told: Told, quantity: Quantity) -> bool:
    """Whether a verb before an amount says that it was given, whatever is denied of it behind."""
    if told.sentence.language.verb_last:
        return False
    given = [hit for hit, _ in told.sentence.of("act", *_ACTS) if hit.end <= quantity.start]
    return bool(given) and _runs_on(told, given[-1].end, quantity.start)


def _is_known(told: Told, quantity: Quantity, start: int) -> bool:
    """Whether an amount was told of before or is said to be promised: "the 5 million", "5 million pledged by"."""
    sentence = told.sentence
    article = sentence.before(start, "count", "determiner", gap=1)
    if article and not any(sense.startswith(("role.", "count.of")) for sense in article[0].senses):
        return True
    return sentence.after(quantity.end, "status", "pledge", gap=_PROMISED) is not None
