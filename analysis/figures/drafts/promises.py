"""Whether a gift or loan with no verb of its own is part of what was promised before, in its sentence or another."""

from __future__ import annotations

import re

from analysis.definitions import Metric, definitions
from analysis.figures.drafts.earlier import Earlier
from analysis.figures.metrics import MetricChoice
from analysis.figures.status.between import comes_to
from analysis.figures.timing import opens_with_part
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.scope.furniture import BULLETS
from analysis.sentences import Sentence

__all__ = [
    "adds_up_promise",
    "describes_promise",
    "goes_with_promise",
    "is_item_of_promise",
    "is_opened",
    "only_agreed",
    "repeats_promise",
]

_MARKS = re.compile(r"[,;]")
_ITEM = re.compile(rf"\s*(?:[{re.escape(BULLETS)}\u2014]|\(?(?:\w|\d\d)\))\s")
"""What opens an item of a list: a mark, or a letter or number before a bracket."""
_LIST = 2000
"""Characters from the promise that a list is of to its last item."""
_ITEMS = 20
"""Lines back to the one over a list."""
_SENTENCES = 2
"""Sentences back to the one in which papers were signed."""
_OBJECT = 2
"""Words between a verb and the gift that is its object, but for to whom: "a new"."""
_ARTICLE = 4
"""Characters from where a sentence starts to its subject: "The "."""
_NOUN_PHRASE = 3
"""Words from the "and" of a list to the noun of an item: an article, an adjective."""


def repeats_promise(earlier: Earlier, told: Told, choice: MetricChoice) -> bool:
    """Whether an amount says the promise of the sentence before again, or a part of it.

    "The sum equals 3.4 billion kroner", "Of these, 500 scholarships are for ..."
    """
    before = earlier.before(told.sentence)
    if _sums_up_signed(earlier, told, choice):
        return True
    again = choice.inferred == "sentence-before" and choice.metric.dated
    if any(earlier.is_past(period.iso) for period in told.periods):
        # "Norway promised 4 million. Last year it ended up giving 3": what was given since is told with its year.
        return False
    if before is None:
        return again and _signed_before(earlier, told.sentence)
    first = definitions().metrics[before.figure.metric]
    same = first.key == choice.metric.key
    alike = _promisable(choice.metric) and _promisable(first)
    signed = _promisable(choice.metric) and first.measure == "event" and first.direction is None and not first.residual
    several = len(told.amounts) > 1 and same
    falls_into = several or ((alike or signed) and _falls_into(told, before.figure, choice))
    if falls_into and not told.areas and _only_describes(told, "passive"):
        # "5 million is military aid, 1 million is civil", "The rest is a loan": what it falls into. Or what was signed.
        return signed or before.figure.status == "pledge"
    part = opens_with_part(told.sentence) or told.sentence.has("count", "subset")
    if not again and not ((same or alike) and part):
        return False
    return before.figure.status == "pledge" and not told.sentence.has("status", "actual")


def _sums_up_signed(earlier: Earlier, told: Told, choice: MetricChoice) -> bool:
    """Whether a sentence says what the gifts come to for which papers were signed: "The grants total 5 million"."""
    sentence = told.sentence
    if not _promisable(choice.metric) or choice.inferred or told.areas or told.periods:
        return False
    preceding = earlier.reading.sentences.preceding(sentence, within="\0")
    if preceding is None or not preceding.has("act", "sign"):
        return False
    if sentence.has("act", "give", "receive", "owe", "bring", "go"):
        return False
    if _names_past_year(earlier, preceding):
        # "They signed a loan agreement in 2014. The loan of 3 million went into a railway."
        return False
    return sentence.has("count", "total") or any(
        sentence.opens_with(hit.start, _ARTICLE) for hit, _ in sentence.of("metric", choice.metric.key)
    )


def _names_past_year(earlier: Earlier, sentence: Sentence) -> bool:
    """Whether a sentence names a date in a year that is over."""
    dates = (number.iso or "" for number in earlier.reading.numbers_in(sentence) if number.kind == "date")
    return any(iso[:4].isdigit() and earlier.is_past(iso) for iso in dates)


def _falls_into(told: Told, whole: Figure, choice: MetricChoice) -> bool:
    """Whether amounts may be what was promised or signed before falls into: none larger, of no time of its own."""
    apart = told.sentence.has("time", "per_year") or told.sentence.has("count", "total") or told.periods
    alike = (q for q in told.amounts if q.kind == "money" and q.unit == whole.unit)
    larger = whole.value is not None and any((q.value or 0) > whole.value for q in alike)
    return choice.cue is not None and not apart and not larger


def _signed_before(earlier: Earlier, sentence: Sentence) -> bool:
    """Whether papers were signed in one of the sentences before, of which an amount tells the sum."""
    current: Sentence | None = sentence
    for _ in range(_SENTENCES):
        current = earlier.reading.sentences.preceding(current, within="\0") if current else None
        if current is not None and current.has("act", "sign"):
            return True
    return False


def describes_promise(earlier: Earlier, told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a sentence only says what was promised before is for: "The two loans concern a road (5 million)".

    So does one that tells a part of it: "5 million of the total are a loan", "Peru's share of the loan is 3 million".
    """
    about, part = told.sentence.has("role", "about"), told.sentence.has("count", "share", "subset", "rest")
    if not _promisable(metric) or not (about or part) or told.sentence.has("time", "per_year"):
        return False
    if any(earlier.is_past(period.iso) for period in told.periods):
        # What has been spent since is told with its year.
        return False
    before = earlier.promise_before(told.sentence)
    if before is None or not told.codes <= ({*before.parties} if part else set()):
        return False
    more = part and quantity.unit == before.unit and quantity.value > (before.value or quantity.value)
    if more or told.sentence.has("act", "spend", "paid"):
        # A part is no more than the whole, nor spent before it is paid.
        return False
    return _only_describes(told, "passive", "about") or (part and _only_amounts(told, quantity))


def is_item_of_promise(earlier: Earlier, told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether an item of a list tells what a promise before it is made of, with no verb of its own.

    "Norway will give Malawi 5 million kroner, which includes: / * 3 million for schools / * 2 million for clinics"
    """
    sentence = told.sentence
    if not _promisable(metric) or not _ITEM.match(sentence.text, sentence.start, sentence.end) or told.periods:
        return False
    verbs = (*sentence.of("status"), *sentence.of("source", "after"), *sentence.of("act", "give", "receive", "pay"))
    opens = (*sentence.of("role", "which"), *sentence.of("source", "that"))
    clause = min((hit.start for hit, _ in opens if hit.start >= quantity.end), default=sentence.end)
    if any(hit.start < clause for hit, _ in verbs):
        # A dash may open what somebody says; "3 million for a programme that helps farmers" says what it is.
        return False
    promise = earlier.promise_before(sentence, reach=_LIST)
    return (promise is not None and told.codes <= {*promise.parties}) or _is_introduced(earlier, sentence)


def _is_introduced(earlier: Earlier, item: Sentence) -> bool:
    """Whether the line over a list says that what follows is promised: "Chile will support in Peru: / * 3 million"."""
    line = item
    for _ in range(_ITEMS):
        preceding = earlier.reading.sentences.preceding(line, within="\0")
        if preceding is None:
            return False
        line = preceding
        if line.exact().rstrip().endswith(":") and not _ITEM.match(line.text, line.start, line.end):
            break
    said = [key for _, key in line.of("status")]
    promised = bool(said) and all(key in ("pledge", "future") for key in said)
    # As in: they today signed and exchanged notes on the following.
    signed = line.has("act", "sign") and not line.has("act", "give", "receive", "paid", "spend")
    signed = signed and not _names_past_year(earlier, line)
    return (promised or signed) and line.exact().rstrip().endswith(":")


def adds_up_promise(earlier: Earlier, told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether an amount is what all gifts come to with the one that the sentence before promises: "so it totals 42"."""
    before = earlier.before(told.sentence)
    if before is None or before.sentence_start == told.sentence.start or not _promisable(metric):
        return False
    # "The total reached 84 million" is a fact: the promise may be no part of it.
    brings = any("status.actual" not in hit.senses for hit, _ in told.sentence.of("act", "bring"))
    same = before.figure.status == "pledge" and before.figure.metric == metric.key
    # "So it has given 42 in all"
    brings = brings and not told.sentence.has("act", "give")
    # "Last year's payments brought the total to 500 million"
    brings = brings and not any(earlier.is_past(period.iso) for period in told.periods)
    return same and brings and comes_to(told, quantity)


def goes_with_promise(
    earlier: Earlier, told: Told, quantity: Quantity, choice: MetricChoice, last: Figure | None
) -> bool:
    """Whether an amount is listed behind one that is promised: "will give 5 million for wells and a loan of 3 million".

    Between the two stands no verb, and "and" or a comma leads to the noun of the amount, or to the amount itself.
    """
    if last is None or last.status != "pledge" or last.start < told.sentence.start or not _promisable(choice.metric):
        return False
    if not _promisable(definitions().metrics[last.metric]) or last.end >= quantity.start:
        return False
    if any(period.start >= last.end and earlier.is_past(period.iso) for period in told.periods):
        return False
    cue = choice.cue
    named = cue is not None and last.end <= cue.start < quantity.start
    item = cue.start if cue is not None and named else told.opening(quantity)
    between = told.between(last.end, item)
    joins = told.sentence.lexicon.surfaces("range.and")
    near = _MARKS.sub(r" \g<0> ", between).split()[-_NOUN_PHRASE - 1 :]
    if joins.isdisjoint(near) and not _MARKS.search(" ".join(near)):
        return False
    said = (*told.sentence.of("status"), *told.sentence.of("act", "give", "receive", "sign"))
    return not any(last.end <= hit.start < quantity.start and hit != cue for hit, _ in said)


def only_agreed(told: Told, choice: MetricChoice, *, gives: bool, dated: bool) -> bool:
    """Whether a loan is told by its noun alone, with no verb that it was paid: "backs it with a loan of 5 million".

    News tell of a loan when it is agreed, by who lends, the subject where it `gives`, or as an item: "a road (loan: 5
    million)". Of one that a borrower repays, or has built with, they tell later. `dated` says whether the text names
    its time, as it does for one long paid.
    """
    metric, cue, sentence = choice.metric, choice.cue, told.sentence
    if dated or not _promisable(metric) or metric.measure != "event":
        return False
    item = cue is not None and told.between(cue.start - 1, cue.start) == "("
    paid = sentence.has("status", "actual") or sentence.has("act", "give", "receive", "amount", "owe", "forgive")
    return (gives or item) and not paid and not sentence.has("count", "total") and not told.growths


def is_opened(told: Told, quantity: Quantity, metric: Metric, cue: Hit | None) -> bool:
    """Whether a gift or loan is but offered, approved or opened, the verb before it: "opened a credit line of 5".

    Not where something else is opened, "opened a school with a grant", nor where it was paid as well.
    """
    if not _promisable(metric) or told.sentence.has("act", "paid"):
        return False
    verbs = (*told.sentence.of("act", "opens", "give", "receive"), *told.sentence.of("status", "actual"))
    said = max((hit for hit, _ in verbs if hit.end <= quantity.start), default=None, key=lambda hit: hit.end)
    if said is None or "act.opens" not in said.senses or told.crossed(said.end, quantity.start):
        return False
    noun = cue.start if cue and said.end <= cue.start < quantity.start else told.opening(quantity)
    places = [(area.start, area.end) for area in told.areas]
    return len(told.sentence.without(said.end, noun, places).split()) <= _OBJECT


def _promisable(metric: Metric) -> bool:
    """Whether a metric is of single gifts or loans, which one side promises the other."""
    return metric.is_given


def _only_amounts(told: Told, quantity: Quantity) -> bool:
    """Whether a sentence has no verbs but "is", or those of what something comes to, and no gift before an amount."""
    verbs = [hit for hit, _ in told.sentence.of("status", "actual")]
    opening = told.opening(quantity)
    alike = all("role.passive" in hit.senses or 0 <= opening - hit.end <= 1 for hit in verbs)
    gifts = (hit for hit, _ in told.sentence.of("act", "give", "receive") if hit.end <= quantity.start)
    return (bool(verbs) or told.sentence.has("role", "passive")) and alike and not any(gifts)


def _only_describes(told: Told, *ways: str) -> bool:
    """Whether a sentence has no verbs but "is", or those that say what something is for or about."""
    verbs = {hit.start for hit, _ in told.sentence.of("status", "actual")}
    others = {hit.start for hit, _ in told.sentence.of("role", *ways)}
    return bool(verbs or others) and verbs <= others and not told.sentence.has("act", "give", "receive")
