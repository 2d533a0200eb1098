"""The word by which money is owed: "Peru owes Chile 5 million dollars", "Peru's debt to Chile is 5 million"."""

from __future__ import annotations

import re

from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["is_owed", "owes_whom", "word_of_debt"]

_ARTICLE = 5
"""Characters between a preposition and the name that it governs: an article."""
_PARTED = re.compile(r"[\d,;:]")
_TO_DEBT = 24
"""Characters from an amount to the debt that it is: "of Lao"."""
_SIGNS = " .$\u20ac\u00a3\u00a5\n"
"""What may stand between a name and an amount."""
_MUST = "status.future"
"""What a verb of owing also says where it means "must"."""
_OF_MONEY = ("act.owe", "act.give", "act.receive", "act.forgive")
"""Senses of words other than metrics that say what money is."""


def word_of_debt(sentence: Sentence, quantity: Quantity) -> Hit | None:
    """The word that says of an amount that it is owed: the verb before it, or a debt, no other word nearer.

    None of "a loan of 5 million to pay its debts", of what is owed for goods, or of what somebody is let off.
    """
    if verb := owes_whom(sentence, quantity):
        return verb
    owed = sentence.has("act", "owe") and not (sentence.has("act", "forgive") or sentence.has("count", "goods"))
    if not owed or quantity.kind != "money" or _is_for_something(sentence, quantity):
        return None
    verbs = (hit for hit, _ in reversed(sentence.of("act", "owes")) if _MUST not in hit.senses)
    verb = next((hit for hit in verbs if hit.end <= quantity.start), None)
    if verb and sentence.before(verb.start, "act", "not", gap=1):
        # "does not owe"
        return None
    if verb and not _PARTED.search(sentence.low, verb.end, quantity.start):
        # "owes Chinese lenders 6 billion dollars"
        return verb
    words = [hit for hit in sentence.hits if _says_what(hit)]
    ahead = next((hit for hit in reversed(words) if hit.end <= quantity.start), None)
    if ahead is not None and "act.owe" in ahead.senses:
        return ahead
    behind = next((hit for hit in words if hit.start >= quantity.end), None)
    if behind is None or behind.start - quantity.end > _TO_DEBT or "act.owe" not in behind.senses:
        return None
    if "act.owes" in behind.senses:
        # "lent 5 million to repay what it owes"
        return None
    return None if any(c in ",;:." for c in sentence.low[quantity.end : behind.start]) else behind


def owes_whom(sentence: Sentence, quantity: Quantity) -> Hit | None:
    """The word for "must" that means "owes", with nothing but to whom before an amount: "должен Китаю 5 млрд".

    Not "должен Китаю поставить", nor what is not owed, or is for goods.
    """
    if quantity.kind != "money" or sentence.has("act", "forgive") or _is_for_something(sentence, quantity):
        return None
    for verb, _ in sentence.of("act", "owes"):
        if _MUST not in verb.senses or sentence.before(verb.start, "act", "not", gap=1):
            continue
        end = quantity.start if verb.end <= quantity.start else sentence.end
        passed = [
            (hit.start, hit.end) for hit, _ in (*sentence.of("area"), *sentence.of("bound"), *sentence.of("currency"))
        ]
        if not sentence.without(verb.end, end, passed).strip(_SIGNS) and sentence.after(verb.end, "area", gap=1):
            return verb
    return None


def is_owed(sentence: Sentence, position: int) -> bool:
    """Whether a verb right behind who is named says that money is owed to him: "Peru is owed 4 million"."""
    verb = next((hit for hit, _ in sentence.of("act", "owes") if hit.start >= position), None)
    passive = sentence.before(verb.start, "role", "passive", gap=1) if verb else None
    return passive is not None and 0 <= passive[0].start - position <= 1


def _is_for_something(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether what was not paid is told behind an amount: "owes 5 million for a road", not "5 million to Chile"."""
    rate = sentence.after(quantity.end, "count", "rate", gap=1)
    return rate is not None and not any(0 < hit.start - rate[0].end <= _ARTICLE for hit, _ in sentence.of("area"))


def _says_what(word: Hit) -> bool:
    """Whether a word says what an amount is: a metric, a debt, a verb of giving."""
    return any(sense.startswith("metric.") or sense in _OF_MONEY for sense in word.senses)
