"""What stands between a word and the amount that it may decide on."""

from __future__ import annotations

import re

from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity

__all__ = [
    "COMMA",
    "MARKER",
    "TO_AIM",
    "TO_GIVE",
    "comes_to",
    "crossed",
    "given_besides",
    "given_earlier",
    "is_paid",
    "is_what_it_was",
    "led_to",
    "stands_now",
]

TO_AIM = 16
"""Characters between an amount and the aim that it is: what is aimed at, in one word."""
MARKER = 3
"""Characters from a word of aim to its verb: a space, or the mark of an infinitive between two."""
COMMA = re.compile(r",(?!\d)|;")
TO_GIVE = 4
"""Characters from a verb of meaning to to its infinitive: " d'", " de "."""
_ARTICLE = 5
"""Characters between a word for "besides" and its amount: an article."""
_TO_PAID = 32
"""Characters from an amount to the participle that says it was paid: "of which has so far been"."""
_RAISED = 70
"""Characters between a word for the total and the verb that raises it; from a gift to the verb of its clause."""
_LIST, _LONG_LIST = 48, 96
"""Characters between two amounts of one list, with a comma between them and without."""


def crossed(told: Told, start: int, quantity: Quantity) -> bool:
    """Whether another amount stands between a cue and the amount, unless the two are a list, or a total and a part."""
    sentence = told.sentence
    # "The trade of the two countries": nothing is counted.
    sides = [hit for hit, _ in sentence.of("count", "pair")]
    between = [
        q
        for q in told.amounts
        if start <= q.start < quantity.start and not any(q.start <= hit.start < q.end for hit in sides)
    ]
    # "will raise its aid by 45 million to 200 million"
    mine = told.growth_of(quantity) if between else None
    between = [q for q in between if not (mine and q is mine.quantity) and not _stands_aside(told, q, quantity)]
    if not between:
        return False
    gap = sentence.low[between[-1].end : quantity.start]
    stated = any(between[-1].end <= hit.start < quantity.start for hit, _ in sentence.of("status", "actual"))
    stated = stated or _given_by_another(told, between[-1].end, quantity)
    joins = sentence.lexicon.surfaces("range.and")
    near = len(gap) <= (_LIST if COMMA.search(gap) else _LONG_LIST)
    # "40 places for doctors; 20 for nurses"
    listed = near and not stated and (gap.rstrip().endswith(";") or any(word in joins for word in gap.split()))
    parts = ":" in sentence.low[between[0].end : quantity.start] or any(
        between[0].end <= hit.start < quantity.start for hit, _ in sentence.of("count", "subset")
    )
    bracket = gap.strip() == "("
    # "to raise it from the current 3 billion to 5 billion"
    opened = sentence.before(between[-1].start, "range", "from", gap=TO_AIM)
    risen = len(between) == 1 and opened is not None and led_to(told, quantity)
    # "intend to implement 74 projects with a volume of 3 billion"
    which = any(start <= hit.start < between[-1].start for hit, _ in sentence.of("role", "which"))
    worth = (between[-1].kind, quantity.kind) == ("count", "money") and near and not (stated or which)
    # "could sell 12 trains, or 5 billion"
    worth = worth and ("," not in gap or sentence.before(told.opening(quantity), "range", "or", gap=1) is not None)
    # "put 4 billion into 400 projects"
    into = len(gap) <= _LIST and sentence.after(between[-1].end, "role", "to", gap=1) is not None
    return not (worth or listed or parts or bracket or risen or (into and quantity.kind == "count"))


def _given_by_another(told: Told, start: int, quantity: Quantity) -> bool:
    """Whether another one gives an amount, by a verb of its own: "will give 5 million, and China handed over 3"."""
    sentence = told.sentence
    named = (area for area in told.areas if start <= area.start and area.end < quantity.start)
    gives = (sentence.after(area.end, "act", "give", "receive", gap=1) for area in named if area.form != "adjective")
    return any(verb is not None and verb[0].end <= quantity.start for verb in gives)


def stands_now(told: Told, quantity: Quantity) -> Hit | None:
    """The word before an amount that says where it stands, as in "to double its current 500", "now at 500"."""
    sentence, start = told.sentence, told.opening(quantity)
    now = sentence.before(start, "time", "this", "now", gap=1)
    if now is None:
        led = sentence.before(start, "count", "of", gap=1) or sentence.before(start, "role", "in", gap=1)
        led = led or sentence.before(start, "status", "actual", gap=1)
        now = sentence.before(led[0].start, "time", "now", gap=1) if led else None
    return now[0] if now else None


def _stands_aside(told: Told, aside: Quantity, quantity: Quantity) -> bool:
    """Whether an amount only tells between two commas where a thing stands: "lift trade, now 3 billion, to 5"."""
    now = stands_now(told, aside)
    # "now it has 3 million" is a clause.
    verb = now is not None and any(now.end <= hit.start < aside.start for hit, _ in told.sentence.of("status"))
    if now is None or verb or not told.sentence.low[told.sentence.start : now.start].rstrip().endswith(","):
        return False
    return COMMA.search(told.sentence.low, aside.end, min(aside.end + TO_AIM, quantity.start)) is not None


def comes_to(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what all gifts come to with the one just told: "bringing the total to 3.6 million"."""
    totals = [hit for hit, _ in told.sentence.of("count", "total") if hit.end <= quantity.start]
    if not totals:
        return False
    raised = (*told.sentence.of("change", "up"), *told.sentence.of("act", "bring"))
    return any(hit.end <= quantity.start and abs(hit.start - totals[-1].start) <= _RAISED for hit, _ in raised)


def given_earlier(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is said right behind to have been given before: "besides 25 million which it gave earlier"."""
    following = told.following(quantity)
    end = min(told.end_of(following), quantity.end + _RAISED)
    for hit, _ in told.sentence.of("time", "earlier"):
        if quantity.end <= hit.start < end:
            given = (told.sentence.after(hit.end, "act", "give", gap=1), told.sentence.before(hit.start, "act", "give"))
            done = (verb is not None and "status.pledge" not in verb[0].senses for verb in given)
            return any(done) and not COMMA.search(told.sentence.low, quantity.end, hit.start)
    return _it_gave(told, quantity)


def _it_gave(told: Told, quantity: Quantity) -> bool:
    """Whether an amount with its article is what somebody gave before: "double the 5 million it gave for the plan"."""
    sentence, opening = told.sentence, told.opening(quantity)
    articles = sentence.lexicon.surfaces("count.determiner")
    if articles.isdisjoint(sentence.low[max(sentence.start, opening - _ARTICLE) : opening].split()[-1:]):
        return False
    which = sentence.after(quantity.end, "role", "which", gap=1) or sentence.after(quantity.end, "role", "that", gap=1)
    who = sentence.after(which[0].end if which else quantity.end, "source", "pronoun", gap=1)
    had = sentence.after(who[0].end, "status", "actual", gap=1) if who else None
    gave = sentence.after((had or who)[0].end, "act", "give", gap=1) if who else None
    return gave is not None and gave[0].senses.isdisjoint(("status.pledge", "act.present"))


def given_besides(told: Told, quantity: Quantity) -> bool:
    """Whether an amount besides which another is promised was given before: "on top of the 40 million of last year"."""
    if not told.sentence.before(told.opening(quantity), "role", "besides", gap=_ARTICLE):
        return _comes_on_top(told, quantity)
    end = told.end_of(told.following(quantity))
    if any(quantity.end <= hit.start < end for hit, key in told.sentence.of("status") if key != "actual"):
        return False
    done = (*told.sentence.of("act", "give"), *told.sentence.of("time", "last", "earlier", "year_before"))
    return any(quantity.end <= hit.start < end for hit, _ in done)


def is_what_it_was(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what a promised one is more or less than: "up from 32", "against 117 the year before"."""
    led = told.sentence.before(told.opening(quantity), "range", "from", gap=1)
    risen = led is not None and told.sentence.before(led[0].start, "change", "up", "down", gap=1) is not None
    if not risen and (not told.set_against(quantity) or told.last_before(quantity.start) is None):
        return False
    # "more than the 5 million promised last year"
    end = told.end_of(told.following(quantity))
    return not any(quantity.end <= hit.start < end and key != "actual" for hit, key in told.sentence.of("status"))


def is_paid(told: Told, quantity: Quantity) -> bool:
    """Whether a part of a promise is said to be paid by now: "of which 4 million has been disbursed", "so far, 4 is".

    Or a participle right before says it of an amount: "освоено 87 млн".
    """
    sentence = told.sentence
    words = [hit for hit, _ in sentence.of("act", "paid")]
    if any(0 <= quantity.start - hit.end <= MARKER for hit in words):
        # "will have paid 5 million"
        return all(hit.end > quantity.start for hit, key in sentence.of("status") if key != "actual")
    part = sentence.before(told.opening(quantity), "count", "subset", gap=MARKER)
    part = part or sentence.after(quantity.end, "count", "subset", gap=1)
    part = part or sentence.before(told.opening(quantity), "time", "to_date", gap=MARKER)
    behind = next((hit for hit in words if 0 <= hit.start - quantity.end <= _TO_PAID), None)
    if part is None or behind is None or told.breaks(quantity.end, behind.start):
        return False
    # "of which 4 million will be paid", "has not yet been paid"
    ahead = [hit for hit, key in sentence.of("status") if key != "actual"]
    ahead += [hit for hit, _ in sentence.of("act", "not", "yet")]
    return not any(quantity.end <= hit.start <= behind.start for hit in ahead)


def _comes_on_top(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is that of a yearly gift besides which one is promised: "on top of its aid of 40 a year"."""
    sentence = told.sentence
    words = [hit for hit, _ in sentence.of("role", "besides") if hit.end <= quantity.start]
    if not words or told.crossed(words[-1].end, quantity.start) or not told.yearly(quantity):
        return False
    return any(words[-1].end <= hit.start < quantity.start for hit, _ in sentence.of("metric"))


def led_to(told: Told, quantity: Quantity) -> bool:
    """Whether a word like "to" leads to an amount, a hedge between the two let pass."""
    hedge = told.sentence.before(quantity.start, "bound", gap=MARKER)
    return told.sentence.before(hedge[0].start if hedge else quantity.start, "range", "to", gap=MARKER) is not None
