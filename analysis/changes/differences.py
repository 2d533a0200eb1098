"""Whether an amount is a difference: "up by 20 million", "40 more than in 2021", "+200"."""

from __future__ import annotations

import re

from analysis.changes.context import ARTICLE, PREPOSITION, Context
from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.periods import LENGTHS

__all__ = ["goes_on", "is_difference", "led_by", "said_again", "said_in_brackets"]

_VERB = 24
"""Characters between a verb of growth and the amount by which something grew."""
_COMPARED = 70
"""The same where a comparison stands between the two."""
_LISTED = 72
"""Characters from a difference to the word that leads to the next of a list, with a percentage in brackets between."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SHARE = re.compile(r" \([^()]*%\)")
"""A percentage in brackets behind an amount."""
_PARTED = re.compile(r"[,(;]")
_CLOSED = re.compile(r"[,();]")
_CLAUSE = re.compile(r"[,:(]")
_TO_YEAR = 6
"""Characters from a time to the amount behind it: a word for year."""
_TO_TIME = 12
"""Characters from an amount to its time: a preposition, and a word for year."""
_TO_AMOUNT = 4
"""Characters from a verb of fact to its amount: a preposition."""
_FEW = 2
"""From so many spaces on more than a noun of growth stands between a percentage and brackets: "increase in all"."""
_ARTICLE = 4
"""Characters before a noun that opens a sentence: an article."""
_AGENTS = frozenset({"time.in", "count.of", "role.in"})
"""Senses of a word for "by" that also tells where, or of what."""
_OF_NAMES = ("country", "determiner", "of")
"""Keys of words that belong to the name of what grows: "the country's exports"."""
_OF_GROWTH = (
    ("change", ("versus", "versus_by", "from", "over_time", "under_time")),
    ("role", ("in", "to", "from", "with", "between")),
    ("count", ("of", "determiner")),
    ("time", ("in", "year", "month", "same")),
)
"""Tables and keys of the words between a noun of growth and its verb, but for what has grown."""

_DEALS = ("buy", "sell", "trade", "give", "receive", "sign", "take")
"""Keys of verbs of which a word of growth may be the particle: "kjøpte opp"."""


def is_difference(context: Context, quantity: Quantity) -> bool:
    """Whether an amount is the change itself: "up by 20 million", "+200"."""
    if context.signed(quantity) == "up" or _more_than(context, quantity):
        return True
    if _is_gained(context, quantity) or _is_growth_itself(context, quantity):
        return True
    if quantity.kind == "number" and context.sentence.after(quantity.end, "time", *LENGTHS, gap=2):
        # "up 120 percent in six years": a length of time.
        return False
    if _compared_growth(context, quantity):
        return True
    last = next((q for q in reversed(context.quantities) if q.end <= quantity.start), None)
    if (last and _said_beside(context, last, quantity)) or _to_another(context, quantity):
        return True
    word = context.sentence.before(quantity.start, "change", "by", gap=3) or led_by(context, quantity)
    if not word:
        return goes_on(context, quantity)
    if quantity.kind == "money" and _is_its_worth(context, word[0], quantity):
        return False
    if "range.from" in word[0].senses and _rises_to_another(context, quantity):
        return False
    if (
        goes_on(context, quantity)
        or said_again(context, word[0])
        or not word[0].senses.isdisjoint(("change.up", "change.down"))
    ):
        # Where the verb alone leads to the difference: "tăng 5 triệu", and another word to what was reached.
        return True
    return any(
        _governs(context, hit, word[0])
        or ("count.of" not in word[0].senses and _verb_behind(context, quantity, hit))
        or _reached_first(context, quantity, hit)
        for hit, _ in context.cues
    )


def _is_its_worth(context: Context, by: Hit, quantity: Quantity) -> bool:
    """Whether "by" behind a verb of trade leads to what was traded: "а ввёз на 11 млн", not "на 11 млн больше"."""
    verb = context.sentence.before(by.start, "act", "buy", "sell", gap=1)
    comma = context.low.find(",", quantity.end, context.sentence.end)
    end = comma if comma >= 0 else context.sentence.end
    more = any(quantity.end <= hit.start < end for hit, _ in context.sentence.of("change", "more", "less"))
    return verb is not None and not more


def _said_beside(context: Context, last: Quantity, quantity: Quantity) -> bool:
    """Whether the amount before an amount, or what leads from it, says that it is a growth."""
    again = context.led_on(last, quantity) or _growth_said_by_or(context, last, quantity)
    return again or _up_on(context, last, quantity) or said_in_brackets(context, last, quantity)


def _to_another(context: Context, quantity: Quantity) -> bool:
    """Whether a verb of growth leads to an amount and another word on to the next: "fell 1 million dollars to 18"."""
    following = next((q for q in context.quantities if q.start >= quantity.end), None)
    if following is None or (following.kind, following.unit) != (quantity.kind, quantity.unit) or quantity.unit is None:
        return False
    cue = context.sentence.before(context.opening(quantity), "change", "up", "down", gap=1)
    to = context.sentence.after(quantity.end, "change", "to", gap=1)
    return cue is not None and to is not None and 0 <= context.opening(following) - to[0].end <= 1


def goes_on(context: Context, quantity: Quantity) -> bool:
    """Whether a difference is the next of a list whose verb is said once: "Those from Peru rose by 5, from Togo by 6".

    Each may have its percentage in brackets behind it.
    """
    word = context.sentence.before(_opening(context, quantity), "change", "by", gap=2)
    before = [q for q in context.quantities if q.end <= quantity.start]
    if word and before and before[-1].kind == "percent" and context.low[before[-1].end : before[-1].end + 1] == ")":
        before.pop()
    if word is None or not before or before[-1].kind != quantity.kind:
        return False
    last, sentence = before[-1], context.sentence
    if sentence.before(context.opening(last), "change", "by", gap=2) is None or word[0].start - last.end > _LISTED:
        return False
    opening = _IN_BRACKETS.sub("", context.low[last.end : word[0].start]).split()[:1]
    joins = sentence.lexicon.surfaces("range.and") | {","}
    listed = opening != [] and (opening[0] in joins or context.low[last.end] == ",")
    named = any(last.end <= hit.start and hit.end <= word[0].start for hit, _ in sentence.of("area"))
    listed = (listed and named) or _of_another_time(context, last, word[0], quantity)
    return listed and not context.has_verb(last.end, word[0].start) and is_difference(context, last)


def _of_another_time(context: Context, last: Quantity, word: Hit, quantity: Quantity) -> bool:
    """Whether a difference is joined to the last one with a time of its own: "by 5 in 2009 and by 6 in 2010"."""
    between = context.low[last.end : word.start]
    joins = [f" {join} " for join in context.sentence.lexicon.surfaces("range.and")]
    joined = max(between.rfind(mark) for mark in (",", *joins))
    if joined < 0 or _CLOSED.search(between.replace(",", "")):
        return False
    times = [p for p in context.periods if last.end + joined < p.start and p.end <= word.start]
    times = times or [p for p in context.periods if 0 <= p.start - quantity.end <= _TO_TIME]
    others = {p.iso for p in context.periods if p.end <= (times[0].start if times else 0)}
    return bool(times) and bool(others - {times[0].iso})


def said_in_brackets(context: Context, growth: Quantity, quantity: Quantity) -> bool:
    """Whether an amount in brackets behind a growth says it again: "were 12 million, up 27% (3 million) from 2009".

    Only where what has grown stands before: in "rose 27% (3 million)" it may be what was reached.
    """
    opened = context.low.find("(", growth.end, quantity.start)
    led = context.low[growth.end : opened].strip() if opened >= 0 else None
    # As in: a 9% increase (3 million).
    noun = led is not None and any(growth.end <= cue.start and cue.end <= opened for cue, _ in context.cues)
    closed = growth.kind == "percent" and context.low[quantity.end : quantity.end + 1] == ")"
    if led is None or not closed or not (led == "" or (noun and led.count(" ") < _FEW)):
        return False
    if context.low[opened + 1 : context.opening(quantity)].strip():
        # As in: up 27% (from 9 million), up 27% (exports were 9 million).
        return False
    before = (q for q in context.quantities if q.end <= growth.start and q.value > quantity.value)
    return any((q.kind, q.unit) == (quantity.kind, quantity.unit) for q in before)


def _up_on(context: Context, last: Quantity, quantity: Quantity) -> bool:
    """Whether a bare word of growth behind a comma leads from another amount: "410 million, up 24 million on 2016"."""
    cue = context.sentence.before(context.opening(quantity), "change", "up", "down", gap=1)
    if cue is None or cue[0].start < last.end or last.kind != quantity.kind:
        return False
    led = context.low[last.end : cue[0].start]
    # As in: 410 million in 2017, up 24 million (6 percent) on 2016.
    dated = any(last.end <= p.start and p.end == cue[0].start - len(", ") for p in context.periods)
    opens = led == ", " or (led.endswith(", ") and dated)
    share = _SHARE.match(context.low, quantity.end)
    end = share.end() if share else quantity.end
    return opens and context.sentence.after(end, "change", "versus", gap=1) is not None


def _growth_said_by_or(context: Context, growth: Quantity, quantity: Quantity) -> bool:
    """Whether an amount says a growth again behind "or": "fell by 23 percent or 17 million", no share of 23 percent."""
    if not context.said_by_or(growth, quantity):
        return False
    start = context.opening(growth)
    if any(0 <= start - hit.end <= 1 for hit, _ in context.cues):
        return True
    word = context.sentence.before(start, "change", "by", gap=PREPOSITION)
    return word is not None and any(_governs(context, hit, word[0]) for hit, _ in context.cues)


def _compared_growth(context: Context, quantity: Quantity) -> bool:
    """Whether a comparison and a verb of growth stand right before an amount, with no preposition: "比上年增加5亿"."""
    if context.sentence.language.spaced:
        return False
    start = context.opening(quantity)
    cue = next((hit for hit, _ in context.cues if 0 <= start - hit.end <= 1), None)
    if cue is None or "change.to" in cue.senses:
        return False
    before = (hit.end for hit, _ in context.sentence.of("change", "versus") if hit.end <= cue.start)
    return any(cue.start - end <= _COMPARED and not _CLAUSE.search(context.low, end, cue.start) for end in before)


def _rises_to_another(context: Context, quantity: Quantity) -> bool:
    """Whether a base, its time behind it, is what another amount grew from: "von 209 im letzten Jahr auf 922"."""
    following = next((q for q in context.quantities if q.start >= quantity.end), None)
    if following is None or following.kind != quantity.kind:
        return False
    led = context.sentence.before(context.opening(following), "change", "to", gap=PREPOSITION)
    return led is not None and any(quantity.end <= p.start and p.end <= led[0].start for p in context.periods)


def _verb_behind(context: Context, quantity: Quantity, cue: Hit) -> bool:
    """Whether a verb of growth right behind an amount is of it, and not of a growth that follows: "up 13 %"."""
    end = context.end_of(quantity)
    near = 0 <= cue.start - end <= _VERB // 2 and not _CLOSED.search(context.low, end, cue.start)
    following = next((q for q in context.quantities if q.start >= cue.end), None)
    grown = following is not None and (following.kind == "percent" or following.unit == "factor")
    return near and not (grown and following is not None and following.start - cue.end <= _VERB)


def _reached_first(context: Context, quantity: Quantity, cue: Hit) -> bool:
    """Whether what was reached stands between a difference and its verb: "um 50 auf 132 Millionen aufgestockt"."""
    following = next((q for q in context.quantities if q.start >= quantity.end), None)
    if following is None or not context.may_be_passed(quantity, following):
        return False
    return 0 <= cue.start - following.end <= _VERB // 2 and not _PARTED.search(context.low, following.end, cue.start)


def _governs(context: Context, cue: Hit, word: Hit) -> bool:
    """Whether a verb of growth stands close before the word that leads to the amount, a comparison let pass."""
    if "count.of" in word.senses and word.start - cue.end > 1:
        # "ended up with the signing of ten agreements" is no growth of ten.
        return False
    # "grown since 2004, when it was at 9 million": another verb leads to the amount.
    stood = any(cue.end <= hit.start < word.start for hit, _ in context.sentence.of("status", "actual"))
    parted = context.low[word.start - 2 : word.start] == ", "
    if (stood or parted) and "time.in" in word.senses:
        # "bajaron un 4 % y se situaron en 1.100 millones": a word that says both "by" and "at".
        return False
    versus = context.sentence.of("change", "versus")
    compared = not stood and any(cue.end <= hit.start < word.start for hit, _ in versus)
    # "were lower than in the same months of 2022, by 3 million"
    than = "change.versus" in cue.senses and parted
    compared = compared or (not stood and than and any(cue.end <= p.start < word.start for p in context.periods))
    # "erhöht ihre Beiträge an Nepal um 8 Millionen": where the verb comes early, what it is about stands between.
    language = context.sentence.language
    reach = _VERB * 2 if language.verb_last or language.verb_second else _VERB
    gifts = [hit for hit, _ in context.sentence.of("act", "give")]
    if any(0 < word.start - hit.end <= 1 and cue.end <= hit.start for hit in gifts):
        # "I tillegg vil Norge bidra med 5 millioner": the preposition is that of the gift.
        return False
    if "split.last" in cue.senses and any(
        "split.first" in hit.senses and hit.end <= cue.start and "," not in context.low[hit.end : cue.start]
        for hit in gifts
    ):
        # "stilte Norge opp med 5 millioner": the particle too.
        return False
    exceeds = not cue.senses.isdisjoint(("change.exceed", "change.short"))
    compared = compared or (exceeds and any(cue.end <= p.start < word.start for p in context.periods))
    near = 0 <= word.start - cue.end <= (_COMPARED if compared else reach) or _parts_what_grows(context, cue, word)
    return near and (compared or not _CLAUSE.search(context.low, cue.end, word.start))


def _parts_what_grows(context: Context, cue: Hit, word: Hit) -> bool:
    """Whether little more than the names of what grows parts a verb from "by": "raise its exports to Peru by 5"."""
    if not 0 <= word.start - cue.end <= _COMPARED or word.senses.intersection(_AGENTS):
        return False
    sentence = context.sentence
    hits = (*sentence.of("metric"), *sentence.of("area"), *sentence.of("role"), *sentence.of("count", *_OF_NAMES))
    named = [(hit.start, hit.end) for hit, _ in hits]
    flow = any(cue.end <= hit.start and hit.end <= word.start for hit, _ in sentence.of("metric"))
    return flow and len(" ".join(sentence.without(cue.end, word.start, named).split())) <= _VERB


def said_again(context: Context, word: Hit) -> bool:
    """Whether a change is said a second time in another measure: "rose by 9 % or by 90 million"."""
    if "change.to" in word.senses:
        # "9 % to 90 million", where one word says both.
        return False
    return any(q.kind == "percent" and 0 <= word.start - q.end <= PREPOSITION for q in context.quantities)


def _more_of_them(context: Context, quantity: Quantity) -> bool:
    """Whether a count is of how many more there were than at another time: "300 more Danish tourists than in 2022"."""
    sentence = context.sentence
    growths = (h for h, _ in sentence.of("change", "up", "down") if 0 <= h.start - quantity.number_end <= 1)
    behind = (h for h, _ in sentence.of("change", "more", "less") if quantity.end <= h.start)
    inside = next(growths, None)
    more = inside or next((h for h in behind if _is_beside(context, quantity.end, h.start)), None)
    if more is None:
        return False
    periods = context.periods
    if inside is None:
        # "500 scholarships more than ten years ago" were given then.
        back = {hit.end for hit, _ in sentence.of("time", "ago")}
        periods = [p for p in periods if p.end not in back]
    thans = (h for h, _ in sentence.of("change", "versus") if h.start >= more.start)
    thans = (
        h for h in thans if h.start - quantity.end <= _COMPARED and not _CLAUSE.search(context.low, more.start, h.start)
    )
    return any(0 <= period.start - than.end <= ARTICLE for than in thans for period in periods)


def _is_gained(context: Context, quantity: Quantity) -> bool:
    """Whether a flow is said to have gained or lost an amount: "In May exports to Peru added 5 million dollars".

    So does one that is "up 5 million on 2010", or that "rose 5 million".
    """
    sentence = context.sentence
    verb = sentence.before(context.opening(quantity), "change", "gain", gap=1)
    flows = [hit for hit, _ in sentence.of("metric")]
    if verb is None and (verb := _rose(context, quantity)):
        metrics = definitions().metrics
        flows = [h for h, key in sentence.of("metric") if not (metrics[key].dated or metrics[key].to_date)]
    if verb is None or quantity.kind not in ("money", "measure", "number"):
        return False
    # What is gained, and by whom, stands before the verb, with no other amount: "firms that sold goods gained 5".
    comma = max(context.low.rfind(mark, sentence.start, verb[0].start) for mark in ",;")
    if sentence.before(verb[0].start, "range", "and", gap=1):
        # "The minister praised the exports and added 5 million dollars were lost": he said so.
        return False
    flow = any(comma < hit.start < verb[0].start for hit in flows)
    return flow and sentence.after(quantity.end, "role", "to", gap=1) is None


def _rose(context: Context, quantity: Quantity) -> tuple[Hit, str] | None:
    """The word of growth right before an amount with which its phrase ends, or that a time or comparison follows.

    None of "снизился до 5 млн", which is no "up to", of "will give another 5 million", "was at minus 5 million" and
    "rose over 5 million", which says what was reached as "fell below 5 million" does.
    """
    sentence, start = context.sentence, quantity.start
    verb = sentence.before(context.opening(quantity), "change", "up", "down", gap=1)
    if verb is None or not _ends(context, quantity):
        return None
    led = sentence.before(start, "range", "to", gap=1) or sentence.before(start, "bound", "over", "under", gap=1)
    other = not verb[0].senses.isdisjoint(("change.to", "count.another", "count.minus"))
    # "kjøpte opp": the particle of another verb.
    other = other or sentence.before(verb[0].start, "act", *_DEALS, gap=1) is not None
    return None if led or other else verb


def _ends(context: Context, quantity: Quantity) -> bool:
    """Whether a phrase ends with an amount, or a comparison or a time follows: not "will raise 5 billion of trade"."""
    sentence = context.sentence
    compared = sentence.after(quantity.end, "change", "versus", "less", "more", gap=1)
    timed = any(0 <= period.start - quantity.end <= _TO_TIME for period in context.periods)
    return sentence.phrase_ends(quantity.end) or compared is not None or timed


def _is_growth_itself(context: Context, quantity: Quantity) -> bool:
    """Whether a sentence opens with a noun of growth, and a verb says how much it was: "The increase on 2023 was 5".

    Between the two stand but a time, and of what it is the growth.
    """
    sentence = context.sentence
    start = context.opening(quantity)
    # "Рост экспорта составил в 2023 году 5 млн"
    time = next((p.start for p in context.periods if 0 <= start - p.end <= _TO_YEAR), start)
    led = sentence.before(time, "time", "in", gap=1) if time < start else None
    verb = sentence.before(led[0].start if led else time, "status", "actual", gap=_TO_AMOUNT)
    opening = next((cue for cue, _ in context.cues if sentence.opens_with(cue.start, _ARTICLE)), None)
    if verb is None or opening is None or not opening.end < verb[0].start or quantity.kind == "percent":
        return False
    if any(q.end <= verb[0].start and q.kind != "number" for q in context.quantities):
        return False
    surfaces = sentence.lexicon.surfaces
    if context.low[verb[0].end : start].strip() in surfaces("range.to") | surfaces("range.from"):
        # "The increase was to 6.9 million", "Рост составил с 50 до 70 млн"
        return False
    known = [(period.start, period.end) for period in context.periods]
    known += [(hit.start, hit.end) for hit, _ in sentence.of("area")]
    for table, keys in _OF_GROWTH:
        known += [(hit.start, hit.end) for hit, _ in sentence.of(table, *keys)]
    for hit, _ in sentence.of("metric"):
        # "Rising exports came to 5 million" tells of no growth.
        whose = sentence.before(hit.start, "area", gap=1)
        phrase = whose[0].start if whose and whose[1].startswith("adjective") else hit.start
        article = sentence.before(phrase, "count", "determiner", gap=1)
        phrase = article[0].start if article else phrase
        of = sentence.before(phrase, "role", "in", gap=1) or sentence.before(phrase, "count", "of", gap=1)
        if of or "change.noun" in opening.senses:
            known.append((hit.start, hit.end))
    return not sentence.without(opening.end, verb[0].start, known).strip()


def _is_beside(context: Context, end: int, start: int) -> bool:
    """Whether no more than an adjective stands between two positions: "turistas peruanos más"."""
    words = context.low[end:start].split()
    return len(words) <= 1 and all(map(str.isalpha, words))


def _more_than(context: Context, quantity: Quantity) -> bool:
    """Whether an amount is a difference: "1,160 scholarships, 40 more than in 2021"."""
    if quantity.kind in ("count", "number") and _more_of_them(context, quantity):
        return True
    if quantity.kind not in ("number", "money", "measure"):
        return False
    # "40 more than in 2021", also "34 % (or 40 million) more than in 2021".
    again = _said_in_percent(context, quantity)
    if again and _is_reached(context, quantity):
        # "the figure was 80 million, or 20 percent more than in 2021"
        return False
    end = again.end if again else quantity.end
    beside = next(
        (
            hit
            for hit, _ in context.sentence.of("change", "more", "less")
            if hit.start >= end and not context.low[end : hit.start].strip(" )," if again else " )")
        ),
        None,
    )
    if beside is None:
        # As in: 292 million, or 20.7 %, up on 2021.
        up = context.sentence.after(context.end_of(quantity), "change", "up", "down", gap=1) if again else None
        return up is not None and context.sentence.after(up[0].end, "change", "versus", gap=1) is not None
    # "30 de plus qu'auparavant": a comparison complete in itself.
    whole = "change.versus" in beside.senses and " " in context.low[beside.start : beside.end]
    complete = whole and context.sentence.phrase_ends(beside.end)
    beside_time = next((p for p in context.periods if 0 <= p.start - beside.end <= _VERB), None)
    if beside_time and any(
        q.kind == "percent" and 0 <= q.start - beside_time.end <= ARTICLE for q in context.quantities
    ):
        # "2 billion, more than last year by 17 %": the percentage is the difference.
        return False
    return complete or beside_time is not None or again is not None


def _is_reached(context: Context, quantity: Quantity) -> bool:
    """Whether a verb of fact leads to an amount that a comma closes: it is what was reached, no difference."""
    verb = context.sentence.before(context.opening(quantity), "status", "actual", gap=1)
    return verb is not None and context.low[quantity.end : quantity.end + 1] == ","


def _said_in_percent(context: Context, quantity: Quantity) -> Quantity | None:
    """The percentage that says a difference again: "That is 80 million or 20 percent more than in 2013".

    Where the sentence names what it tells of, the amount is that: "exports of 560 million, or 8 percent less".
    """
    following = next((q for q in context.quantities if q.start >= quantity.end), None)
    if following is None or following.kind != "percent" or not context.said_by_or(quantity, following):
        return None
    # "exports of 560 million, or 8 percent less"; "they came to 7 billion, which was 560 million, or 8 percent, more".
    before = any(q.end <= quantity.start and q.kind == quantity.kind for q in context.quantities)
    return following if before or not context.sentence.has("metric") else None


def led_by(context: Context, quantity: Quantity) -> tuple[Hit, str] | None:
    """The word that leads to a difference, before the hedge of the amount: "by more than 20 million"."""
    start = context.opening(quantity)
    return context.sentence.before(start, "change", "by", gap=2) if start < quantity.start else None


def _opening(context: Context, quantity: Quantity) -> int:
    """Where an amount begins, its hedge and a word for more of it included: "by another 20 million"."""
    start = context.opening(quantity)
    another = context.sentence.before(start, "count", "another", gap=1)
    return another[0].start if another else start
