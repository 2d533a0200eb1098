"""What papers provide for that were signed, and no more; and papers that shall be signed yet."""

from __future__ import annotations

import re

from analysis.definitions import Metric, definitions
from analysis.figures.governing import joined
from analysis.figures.status.between import TO_GIVE, comes_to, crossed
from analysis.figures.told import Told
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["only_signed", "signed_besides", "signed_later", "still_to_go", "with_the_signing"]

_BEHIND = 48
_SUBJECT = 20
"""Characters from papers to the verb that tells what they are about: between whom."""
_BY_NOW = 26
"""Characters from papers to the verb that says they were signed: "that have so far been"."""
_AUXILIARY = 8
"""Characters between a word of the future and its verb: "be"."""
_PARTIES = 48
"""Characters from a paper to the verb whose subject it is: between whom it is."""
_LED = 20
"""Characters from a gift to its amount: "of", "in the amount of"."""


def signed_later(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether papers counted are said right behind to be signed yet: "four agreements will be signed today"."""
    if metric.measure != "event":
        return False
    acts = [hit for hit, _ in told.sentence.of("act", "sign")]
    signed = acts[0] if acts else None
    if signed is None or signed.start < quantity.end or told.crossed(quantity.end, signed.start):
        return False
    ahead = (hit for hit, _ in told.sentence.of("status", "future", "target"))
    return any(quantity.end <= hit.start <= signed.start <= hit.end + _AUXILIARY for hit in ahead)


def signed_besides(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether papers were signed besides an aim told before them: "agreed to raise trade to 5 billion, and signed 12".

    What *will have* been signed is not.
    """
    act = metric.measure == "event" and metric.direction is None
    if act and _were_signed(told, quantity):
        return True
    verb = told.sentence.before(told.opening(quantity), "act", "signed", gap=1) if act else None
    if verb is None:
        return False
    ahead = told.sentence.before(verb[0].start, "status", "future", "target", "pledge", "estimate", gap=_AUXILIARY)
    return ahead is None or joined(told.sentence, told.between(ahead[0].end, verb[0].start).split())


def _were_signed(told: Told, quantity: Quantity) -> bool:
    """Whether papers are said right behind to have been signed: "will review the 45 accords signed so far".

    So they are where they are known, or a word of fact stands between: "45 accords that have so far been signed".
    """
    sentence = told.sentence
    signed = sentence.after(quantity.end, "act", "signed", gap=_BY_NOW)
    if signed is None or not {",", ";"}.isdisjoint(told.between(quantity.end, signed[0].start)):
        return False
    done = any(quantity.end <= hit.start < signed[0].start for hit, _ in sentence.of("status", "actual"))
    ahead = any(quantity.end <= hit.start < signed[0].start for hit, _ in sentence.of("status", "future", "target"))
    if ahead or done:
        return done and not ahead
    known = sentence.before(told.opening(quantity), "count", "determiner", gap=1)
    return known is not None and not (
        _wanted(sentence, known[0].start) or sentence.after(signed[0].end, "time", "next", gap=_AUXILIARY)
    )


def _wanted(sentence: Sentence, position: int) -> bool:
    """Whether what starts at a position is said to be had or wanted in time to come: "will have", "want"."""
    has = sentence.before(position, "act", "own", gap=1)
    ahead = ("future", "target", "pledge", "estimate")
    return sentence.before(has[0].start if has else position, "status", *ahead, gap=1) is not None


def only_signed(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether an amount is no more than what papers provide for that were signed: a gift, or an investment."""
    if metric.is_given and quantity.kind in ("money", "measure"):
        # "This signing brings the total of its grants to 42 million."
        return not comes_to(told, quantity) and (
            _in_papers(told, quantity)
            or _named_with_its_paper(told, quantity)
            or _signed(told)
            or _provided_for(told, quantity, metric)
        )
    signed = _signed_for(told, quantity) or _was_signed(told, quantity) or _in_papers(told, quantity)
    return metric.to_date and quantity.kind == "money" and signed


def still_to_go(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a clause right behind a gift says what will be done with it: "a loan of 13 billion, which will go to"."""
    sentence = told.sentence
    if not metric.is_given or sentence.low[quantity.end : quantity.end + 1] != ",":
        return False
    which = sentence.after(quantity.end + 1, "role", "which")
    said = sentence.after(which[0].end if which else quantity.end + 1, "status", "future", "pledge")
    if said is None:
        return False
    # "which will be given", not ", announced the minister"
    first = told.between(said[0].start, said[0].end).split()[0]
    return said[1] == "future" or first in sentence.lexicon.surfaces("status.future")


def _in_papers(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is told as part of what papers are about: "The agreements include a grant of 5 million"."""
    contents = [hit for hit, _ in told.sentence.of("count", "contents", "subset") if hit.end <= quantity.start]
    subject = told.sentence.before(contents[0].start, "unit", "document", gap=_SUBJECT) if contents else None
    if subject is None or re.search(r"[.,;:()\d]", told.between(subject[0].end, contents[0].start)):
        return False
    return told.sentence.before(subject[0].start, "count", "determiner", gap=1) is not None


def _named_with_its_paper(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is that of a paper, its noun right behind: "extended a 27 million euro grant agreement"."""
    gift = told.sentence.after(quantity.end, "metric", gap=1)
    paper = told.sentence.after(gift[0].end, "unit", gap=1) if gift else None
    events = (m for m in definitions().metrics.values() if m.measure == "event" and not m.direction)
    return paper is not None and any(paper[1] in metric.units for metric in events)


def _signed(told: Told) -> bool:
    """Whether papers were signed and nothing had been handed over by then: what they promise is still to come."""
    signed = next((hit for hit, _ in told.sentence.of("act", "sign")), None)
    given = next((hit for hit, _ in told.sentence.of("act", "give", "receive")), None)
    if signed is None or (given is not None and given.start < signed.start):
        return False
    if given is None:
        return True
    # "signed three papers, and gave 5 million": what "and" joins, or a semicolon parts, was done besides.
    between = told.between(signed.end, given.start)
    return ";" not in between and not joined(told.sentence, between.split()[-1:])


def _provided_for(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether all that is said of an amount is that a paper provides for it: "a financing agreement of 5 million"."""
    if _of_a_paper(told, quantity, metric) or _a_paper_gives(told, quantity):
        return True
    papers = [hit for hit, _ in told.sentence.of("act", "finance") if hit.end <= quantity.start]
    if not papers or "unit.document" not in papers[-1].senses or crossed(told, papers[-1].end, quantity):
        return False
    return not told.sentence.of("act", "give", "receive")


def _of_a_paper(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a paper named with its gift leads to an amount: "got help by a loan agreement of 5 million"."""
    sentence = told.sentence
    gift = sentence.before(told.opening(quantity), "metric", metric.key, gap=_LED)
    if gift is None:
        return False
    of = sentence.before(gift[0].start, "count", "of", gap=1)
    return sentence.before(of[0].start if of else gift[0].start, "unit", "document", gap=1) is not None


def _a_paper_gives(told: Told, quantity: Quantity) -> bool:
    """Whether a paper is the subject of the verb of giving, in the present: "the agreement grants them 5 million"."""
    verbs = [hit for hit, _ in told.sentence.of("act", "present") if hit.end <= quantity.start]
    if not verbs or crossed(told, verbs[-1].end, quantity):
        return False
    # "The agreement of France and Benin grants": its own parties stand between, no other verb.
    papers = [hit for hit, _ in told.sentence.of("unit", "document") if 0 <= verbs[-1].start - hit.end <= _PARTIES]
    if not papers or told.breaks(papers[-1].end, verbs[-1].start):
        return False
    acts = (hit for hit, _ in told.sentence.of("act", "give", "receive", "sign"))
    return not any(papers[-1].end <= hit.start < verbs[-1].start for hit in acts)


def _signed_for(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what a paper just signed provides for: "signed an investment agreement worth 5 billion".

    What came about since is said by a word of fact: "signed two papers, investment has reached 5 billion".
    """
    signed = [hit for hit, _ in told.sentence.of("act", "sign") if hit.end <= quantity.start]
    if not signed or ";" in told.between(signed[-1].end, quantity.start):
        return False
    return not any(signed[-1].end <= hit.start < quantity.start for hit, _ in told.sentence.of("status", "actual"))


def _was_signed(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is itself what was signed, behind it: "3 billion of investment was signed"."""
    for hit, _ in told.sentence.of("act", "sign"):
        last = told.sentence.language.verb_last and told.sentence.phrase_ends(hit.end)
        if last and 0 <= hit.start - quantity.end <= 1:
            # "haben Geschäfte über 2 Milliarden vereinbart"
            return True
        if 0 <= hit.start - quantity.end <= _BEHIND:
            return told.sentence.before(hit.start, "role", "passive", gap=1) is not None and not any(
                quantity.end <= q.start < hit.start for q in told.amounts
            )
    return False


def with_the_signing(told: Told, quantity: Quantity) -> bool:
    """Whether the signing is told as what goes with an aim: "seeks closer ties, with the signing of ten accords"."""
    sentence = told.sentence
    start = told.opening(quantity)
    of = sentence.before(start, "count", "of", gap=1)
    signing = sentence.before(of[0].start if of else start, "act", "sign", gap=1)
    led = sentence.before(signing[0].start, "role", "with", gap=TO_GIVE) if signing else None
    # "seeks to close with the signing of ten accords": without a comma that is the aim.
    return led is not None and sentence.low[led[0].start - 2 : led[0].start] == ", "
