"""Changes without an amount of their own: whether they say again or explain one that is stated."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from analysis.changes import Growth
from analysis.figures.drafts.earlier import Draft, Earlier
from analysis.figures.drafts.records import changed, is_inferred
from analysis.figures.metrics import MetricChoice
from analysis.figures.metrics.nearest import are_parted
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure
from analysis.periods import contains, preceding, shifted
from analysis.sentences import Sentence

__all__ = [
    "amount_told",
    "clause_tells_of_another",
    "flow_told",
    "is_named_behind",
    "is_of_another_partner",
    "is_of_another_time",
    "is_told_beside",
    "reaches",
    "says_by_how_much",
    "tells_more_of",
    "tells_of_another",
]

_TO_PERIOD = 5
"""Characters between a change and its time behind it: a preposition."""
_TO_WORTH = 16
"""Characters from a verb to the amount that something is: a hedge, "worth"."""
_TO_VERB = 4
"""Words from a growth to the verb that says what it led to, but for times: "in", "and", "they"."""
_ENDS = 2
"""Amounts of a rise: from one to another."""
_TO_AMOUNT = 90
"""Characters between a growth and the amount that it is of, whichever stands first."""
_ROUNDLY = 0.1
"""Share by which a factor may differ from the percentage that it repeats."""
_HUNDRED = 100
_OF_PARTS = ("count.goods", "count.subset", "count.clause", "sector.", "unit.", "time.after", "role.which")
"""Senses of words that may lead to a part of what has grown, or to another thing."""
_POSSESSIVE = "'s"
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 2
"""Letters up to which a word that is not known is a mere article or preposition."""
_THINGS = ("count.goods", "count.loss", "count.domestic", "unit.")
"""Senses of nouns for what may grow besides."""
_ADVERB = 4
"""Letters up to which a word behind a verb of growth may be one of how, not of what: "over", "jevnt"."""
_OF_THE_SAME = (
    "source.pronoun",
    "change.up",
    "change.down",
    "change.more",
    "change.less",
    "count.sum",
    "count.total",
    "metric.",
)
"""Senses of words with which a sentence goes on about the amount before."""


def is_told_beside(
    earlier: Earlier, told: Told, growth: Growth, choice: MetricChoice | None, before: Draft | None
) -> bool:
    """Gives a change to the amount of the sentence that says it again or that a colon announces, if one does."""
    if before and before.sentence_start == told.sentence.start and _says_again(before.figure, growth):
        change = before.figure.change
        if change and growth.change.kind == "percent":
            # "more than double (+105.5 %)": the percentage is exacter.
            before.figure = replace(before.figure, change=replace(growth.change, versus=change.versus))
        before.growths.append(growth)
        return True
    after = _explained(earlier, told, growth)
    if after is None or (choice is not None and choice.metric.key != after.figure.metric):
        return False
    after.figure = changed(earlier.reading, after.figure, growth)
    after.growths.append(growth)
    return True


def _explained(earlier: Earlier, told: Told, growth: Growth) -> Draft | None:
    """The amount that a colon announces: "Trade has tripled: it now exceeds 180 million"."""
    after: Draft | None = None
    for draft in takewhile(lambda d: d.figure.start >= told.sentence.start, reversed(earlier.made)):
        if draft.sentence_start == told.sentence.start and draft.figure.start > growth.quantity.start:
            after = draft
    if after is None or after.figure.change is not None or after.figure.value is None:
        return None
    start, end = growth.quantity.end, after.figure.start
    between = told.between(start, end)
    others = any(start <= quantity.start < end for quantity in told.quantities)
    return after if between.count(":") == 1 and ";" not in between and not others else None


def is_named_behind(told: Told, growth: Growth, choice: MetricChoice | None, before: Figure) -> bool:
    """Whether only a clause behind a growth names again what grew: "That is 5 % more, a record in trade".

    Or the word behind is that of the next growth: "Since then it has tripled, and exports have doubled".
    """
    cue = choice.cue if choice else None
    if choice is None or cue is None or cue.start < growth.quantity.end:
        return False
    if any(growth.quantity.end <= other.quantity.start < cue.start for other in told.growths):
        # As in: 16 % below August, owing to a 19 % drop in imports.
        return True
    whens = (hit for hit, _ in told.sentence.of("time", "when") if growth.quantity.end <= hit.start)
    if any(hit.end <= cue.start for hit in whens):
        # As in: it was doubled when a minister visited Peru.
        return True
    if not are_parted(told, growth.quantity.end, cue.start):
        return False
    # "That is twice as much, figures on foreign trade show"
    pronoun = any(told.sentence.opens_with(hit.start, _TO_VERB) for hit, _ in told.sentence.of("source", "pronoun"))
    opens = pronoun and told.sentence.opens_with(growth.quantity.start, _TO_WORTH)
    return opens or choice.metric.key == before.metric or _is_of_the_next(told, growth, cue)


def says_by_how_much(told: Told, growth: Growth) -> bool:
    """Whether a sentence says of the amount before by how much it is more than another: "That is 64 % more than"."""
    sentence, start = told.sentence, growth.quantity.start
    pronoun = any(sentence.opens_with(hit.start, _TO_VERB) for hit, _ in sentence.of("source", "pronoun"))
    more = sentence.after(growth.quantity.end, "change", "more", "less", "up", "down", gap=1)
    return pronoun and more is not None and sentence.opens_with(start, _TO_WORTH)


def _is_of_the_next(told: Told, growth: Growth, cue: Hit) -> bool:
    """Whether a word behind a growth that is told of a pronoun says what has grown with another one behind it."""
    pronoun = any(hit.end <= growth.quantity.start for hit, _ in told.sentence.of("source", "pronoun"))
    return pronoun and any(cue.end <= other.quantity.start for other in told.growths)


def tells_of_another(told: Told, growth: Growth) -> bool:
    """Whether a sentence names first something unknown that has grown: "The fare to Lima has gone up by half".

    What goes on about the amount before opens with a pronoun or with what grew: "It rose by 5 %", "The increase was",
    "According to the ministry, the volume fell by 5 %".
    """
    sentence, language = told.sentence, told.sentence.language
    if not language.spaced:
        return False
    end = growth.quantity.start
    if any(q.kind == "count" and q.end <= end for q in told.amounts):
        # "Togo has 9 million inhabitants and a growth of 6.7 percent"
        return True
    said = [hit.end for hit, _ in sentence.of("source", "after") if hit.end <= end]
    start = max([sentence.start, *said])
    commas = [i + 1 for i in range(start, end) if sentence.low[i] == "," and not sentence.low[i + 1 : i + 2].isdigit()]
    if _is_of_an_antecedent(told, end):
        return True
    return not any(_goes_on_from(told, opening, end) for opening in (start, *commas))


def clause_tells_of_another(told: Told, growth: Growth, cue: Hit | None, before: Figure) -> bool:
    """Whether a clause set against the one before says first what unknown thing grew: "while prices in Mali rose"."""
    sentence, end = told.sentence, growth.quantity.start
    opened = [hit.end for hit, _ in sentence.of("count", "clause") if before.end <= hit.start < end]
    if not opened or not sentence.language.spaced or (cue is not None and cue.start >= opened[-1]):
        return False
    return not _goes_on_from(told, opened[-1], end)


def _goes_on_from(told: Told, start: int, end: int) -> bool:
    """Whether the first word of some weight between two positions is a pronoun, or of what grew."""
    sentence = told.sentence
    verbs = [hit.start for hit, _ in sentence.of("change", "up", "down") if start <= hit.start < end]
    if any(sentence.before(verb, "source", "pronoun", gap=1) for verb in verbs):
        # "In real terms it grew by 8 percent"
        return True
    passed = [(p.start, p.end) for p in told.periods] + [(q.start, q.end) for q in told.every]
    words = {hit.start: hit for hit in sentence.hits if start <= hit.start < end}
    position, acts = start, False
    while position < end:
        inside = next((last for first, last in passed if first <= position < last), None)
        if inside is not None:
            position = inside
        elif not sentence.low[position].isalnum():
            position += 1
        elif hit := words.get(position):
            if any(sense.startswith(_OF_THE_SAME) for sense in hit.senses):
                return not (acts and hit.start in verbs and _has_object(told, hit.end, end))
            acts = any(sense.startswith("area.name") for sense in hit.senses)
            position = hit.end
        else:
            word = _WORD.match(sentence.low, position, end)
            if word is None or len(word[0]) > _SHORT:
                return False
            position = word.end()
    # Nothing but times and prepositions leads to the growth.
    return True


def _is_of_an_antecedent(told: Told, end: int) -> bool:
    """Whether a clause opens behind a noun that is nothing measured: "spoke of coffee, which rose by 5 percent"."""
    sentence = told.sentence
    for which, _ in sentence.of("role", "which"):
        comma = which.start - 2
        if which.end > end or sentence.low[comma : which.start] != ", " or "," in told.between(which.end, end):
            continue
        if _opens_with_it(sentence):
            # "It is the best result, which is 8 percent more"
            return False
        last = next((hit for hit in reversed(sentence.hits) if hit.start < comma <= hit.end), None)
        amount = any(q.start < comma <= q.end for q in told.every) or any(
            p.start < comma <= p.end for p in told.periods
        )
        measured = last is not None and any(sense.startswith((*_OF_THE_SAME, "area.")) for sense in last.senses)
        return not (amount or measured)
    return False


def _opens_with_it(sentence: Sentence) -> bool:
    """Whether a sentence opens by saying what something is: "It is", "Det var"."""
    said = (hit for hit, _ in (*sentence.of("source", "pronoun"), *sentence.of("range", "or")))
    opening = next((hit for hit in said if sentence.opens_with(hit.start)), None)
    if opening is None:
        return False
    whole = "role.passive" in opening.senses or "range.or" in opening.senses
    return whole or sentence.after(opening.end, "role", "passive", gap=1) is not None


def _has_object(told: Told, start: int, end: int) -> bool:
    """Whether a noun that is nothing measured follows a verb: "Peru raised its output by 8 percent"."""
    known = [hit for hit in told.sentence.hits if start <= hit.start < end]
    if any(sense.startswith(_OF_THE_SAME) for hit in known for sense in hit.senses):
        return False
    if any(sense.startswith(_THINGS) for hit in known for sense in hit.senses):
        return True
    passed = [(hit.start, hit.end) for hit in known] + [(p.start, p.end) for p in told.periods]
    return any(len(word) > _ADVERB for word in told.sentence.without(start, end, passed).split())


def tells_more_of(grown: Figure, before: Figure) -> bool:
    """Whether a growth is that of the amount of the sentence before, with nothing of its own but what grew."""
    if before.change is not None or before.value is None or before.period is None or grown.change is None:
        return False
    if grown.change.kind == "absolute" and grown.period is None and before.unit == grown.unit:
        # "It will give 5,500 scholarships next year. The quota was raised by 450."
        return (grown.metric, grown.parties, grown.direction) == (before.metric, before.parties, before.direction)
    alike = (grown.metric, grown.parties, grown.direction, grown.period, grown.status)
    carried = is_inferred(grown, "period")
    # "Exports have doubled since 2006": over many years, which the amount says nothing of.
    yearly = grown.change.versus in (None, shifted(before.period, -1), preceding(before.period))
    own = (before.metric, before.parties, before.direction, before.period, before.status)
    return carried and yearly and alike == own


def flow_told(earlier: Earlier, told: Told, grown: Draft) -> Draft | None:
    """The one of the flows told in the sentence before that a growth names: "Exports rose by 4 %, imports by 17 %".

    Or the one of the partners: "It sold Chile 5 million and Peru 3. Sales to Peru rose by 4 %".
    """
    last = earlier.before(told.sentence)
    if last is None or last.sentence_start >= told.sentence.start or not (grown.cue or told.areas):
        return None
    together = takewhile(lambda draft: draft.sentence_start == last.sentence_start, reversed(earlier.made))
    alike = [draft for draft in together if draft.figure.metric == grown.figure.metric]
    if told.areas and len(alike) > 1:
        alike = [draft for draft in alike if draft.figure.parties == grown.figure.parties]
    return alike[0] if len(alike) == 1 and tells_more_of(grown.figure, alike[0].figure) else None


def amount_told(earlier: Earlier, told: Told, grown: Draft) -> Draft | None:
    """The amount of the sentence that a growth is of, where one word says what both are, and nothing parts them.

    "Exports rose by 27 % and were worth 5 million", "With a rise of 27 %, exports stood at 5 million"
    """
    here = list(takewhile(lambda d: d.figure.start >= told.sentence.start, reversed(earlier.made)))
    if len(here) == _ENDS and here[0].risen_from is here[1]:
        # "has grown nine-fold, from 5 million to 45"
        here.pop()
    if len(here) != 1 or grown.figure.status != "actual" or grown.growths[0].average:
        return None
    (draft,) = here
    figure, growth = draft.figure, grown.figure
    own = (figure.metric, figure.parties, figure.direction, figure.status, figure.period or growth.period)
    alike = own == (growth.metric, growth.parties, growth.direction, growth.status, growth.period)
    named = draft.cue == grown.cue if grown.cue else _is_named_next(told, growth, draft)
    if not alike or not named or figure.value is None or figure.change is not None:
        return None
    start, end = min(figure.end, growth.end), max(figure.start, growth.start)
    amount = next((q for q in told.amounts if q.start == figure.start), None)
    based = amount is None or told.set_against(amount) or told.sentence.before(amount.start, "range", "from", gap=1)
    measured = any(growth.grown == "measure" for growth in grown.growths) and amount is not None
    part = grown.cue is not None and growth.end <= figure.start and not _says_what_it_is(told, grown, draft)
    amount_start = told.opening(amount) if amount else figure.start
    part = measured or (part and not _only_leads(told, growth.end, amount_start, but=grown.cue))
    base = draft.risen_from.figure.start if draft.risen_from else None
    other = any(start <= q.start < end for q in told.quantities if q.kind != "number" and q.start != base)
    return None if based or part or other or end - start > _TO_AMOUNT else draft


def _is_named_next(told: Told, growth: Figure, draft: Draft) -> bool:
    """Whether what grew is first named behind a growth, with its amount: "Growth was 4 % in May, when exports were"."""
    cue = draft.cue
    ahead = cue is not None and growth.end <= cue.start < draft.figure.start
    return ahead and cue is not None and _only_leads(told, growth.end, cue.start, but=None)


def _only_leads(told: Told, start: int, end: int, *, but: Hit | None) -> bool:
    """Whether no word between two positions could say that an amount is of a part: "4 % more, or 7 million".

    "Exports rose by 7 %, tea being worth 5 million" has one. `but` is a word that may stand there.
    """
    known = (hit for hit in told.sentence.hits if start <= hit.start and hit.end <= end)
    known = (hit for hit in known if hit == but or not any(sense.startswith(_OF_PARTS) for sense in hit.senses))
    passed = [*((p.start, p.end) for p in told.periods), *((hit.start, hit.end) for hit in known)]
    return not any(c.isalnum() for c in told.sentence.without(start, end, passed).replace(_POSSESSIVE, ""))


def _says_what_it_is(told: Told, grown: Draft, draft: Draft) -> bool:
    """Whether a verb right before an amount says that what has grown is so much: "rose by 7 % and were worth 5"."""
    sentence, start, end = told.sentence, grown.figure.end, draft.figure.start
    if grown.cue is not None and grown.cue.start >= start:
        # As in: with a rise of 7 %, exports stood at 5 million.
        start = grown.cue.end
    verbs = (*sentence.of("status", "actual"), *sentence.of("role", "passive"), *sentence.of("change", "to"))
    verb = max((hit for hit, _ in verbs if start <= hit.start and hit.end <= end), default=None)
    if verb is None or end - verb.end > _TO_WORTH or told.breaks(verb.end, end):
        return False
    apart = (*sentence.of("time", "when", "after"), *sentence.of("count", "subset"), *sentence.of("role", "which"))
    if any(start <= hit.start < end for hit, _ in apart):
        return False
    times = ((p.start, p.end) for p in told.periods)
    led = sentence.without(start, verb.start, times)
    return start > grown.figure.end or len(led.split()) <= _TO_VERB


def reaches(draft: Draft, grown: Figure) -> bool:
    """Whether an amount is what a change told alone before led to: "It grew by 5 %. It reached 2 billion"."""
    figure = draft.figure
    if grown.value is not None or grown.change is None or figure.change is not None or draft.growths:
        return False
    # What is named anew may be a part of what has grown: "trade in tea came to 20 million".
    if "metric:sentence-before" not in figure.inferred or grown.start >= draft.sentence_start:
        return False
    own = (figure.metric, figure.parties, figure.direction, figure.period, figure.status)
    # What it stands at today is not what the growth of a year told to no date.
    return figure.period is not None and own == (
        grown.metric,
        grown.parties,
        grown.direction,
        grown.period,
        grown.status,
    )


def is_of_another_partner(earlier: Earlier, told: Told, growth: Growth) -> bool:
    """Whether a factor only sets one partner beside another: "5 million to Togo. Those to Mali were twice that, 10"."""
    change = growth.change
    if change.kind != "factor" or growth.compared or change.direction != "up":
        return False
    here = [d.figure for d in takewhile(lambda d: d.figure.start >= told.sentence.start, reversed(earlier.made))]
    before = next((d.figure for d in reversed(earlier.made) if d.figure.start < told.sentence.start), None)
    if before is None or before.value is None:
        return False
    for figure in here:
        alike = figure.value is not None and (figure.metric, figure.unit) == (before.metric, before.unit)
        if alike and figure.parties != before.parties and figure.value:
            return abs(figure.value / before.value - change.value) <= _ROUNDLY * change.value
    return False


def is_of_another_time(told: Told, growth: Growth, figure: Figure) -> bool:
    """Whether a sentence says of its growth another time than the figure before has: "In 2021 it fell by 5 %"."""
    mine = [p for p in told.periods if p.role in ("at", "span") and p is not growth.compared]
    mine = [p for p in mine if p.end <= growth.quantity.start or 0 < p.start - growth.quantity.end <= _TO_PERIOD]
    return figure.period is not None and any(_are_apart(p.iso, figure.period) for p in mine)


def _are_apart(one: str, other: str) -> bool:
    """Whether neither of two times lies in the other; a school year is another than the one that it ends in."""
    if one.isdigit() != other.isdigit() and {len(one), len(other)} == {len("2021"), len("2021/2022")}:
        return True
    return not contains(one, other) and not contains(other, one)


def _says_again(figure: Figure, growth: Growth) -> bool:
    """Whether a factor only puts in other words by how many percent a figure grew: "up 109 percent, a doubling"."""
    stated = figure.change
    if stated is None or {stated.kind, growth.change.kind} != {"percent", "factor"}:
        return False
    percent, multiple = (stated, growth.change) if stated.kind == "percent" else (growth.change, stated)
    factor = 1 + percent.value / _HUNDRED * (1 if percent.direction == "up" else -1)
    return abs(multiple.value - factor) <= _ROUNDLY * factor
