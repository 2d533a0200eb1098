"""The amount that has grown: the one that a change led to, or the one before it."""

from __future__ import annotations

import re

from analysis.changes.comparisons import from_to, time_of_base
from analysis.changes.context import ARTICLE, PREPOSITION, TO_WHEN, Context
from analysis.changes.differences import is_difference, said_in_brackets
from analysis.changes.growth import Growth
from analysis.changes.levels import times_of
from analysis.changes.lists import respective
from analysis.lexicon import Hit
from analysis.model import Period, Quantity
from analysis.periods import LENGTHS

__all__ = ["host_of"]

_SINCE = 12
"""Characters between a change and the time since which it was: "since ", "by now since "."""
_REACHED = 48
"""Characters between a change and the amount it led to: "by 30 per cent, to US$240 million"."""
_DATED = 70
"""Characters between the time before an amount and the amount."""
_OWN_TIME = 4
"""Characters from an amount to the time that it is of: " in "."""
_TO_PAST = 5
"""Characters from a preposition to "past": an article."""
_WORDS = 3
"""Words between an amount and its growth, the time of both left out: a preposition, a comma, a verb."""
_AND = 6
"""Characters behind a growth in which an "and" stands."""
_AUXILIARY = 2
"""Words from "and" to the verb that it joins, "and": an auxiliary."""
_OBJECT = 24
"""Characters from a preposition to what it says has grown."""


_BRACKET = re.compile(r"\([+\-\u2212\u2013 ]*$")
"""What opens a bracket in which nothing but a sign stands before a change."""
_DASH = re.compile(r"\s[\u2013\u2014-]\s$")
_HEIGHT = 32
"""Characters from a word for "reached" to the dash behind its object."""
_BARE = 10
"""A bare number from here on may be one that has grown."""
_TO_SIGN = 16
"""Characters from a place to the sign of its change: a dash, "also"."""
_FAR_VERB = 4
"""Words of a verb between what is told aside and its amount: "accounted for", "sent another"."""
_MARKS = re.compile(r"[,;:(.]")
"""What ends the phrase of what has grown."""


def host_of(context: Context, index: int, found: list[Growth]) -> Quantity | None:
    """The amount that has grown: the one reached right after the change, else the one before it."""
    growth = context.quantities[index]
    if context.is_average(growth):
        # A yearly average over several years is no growth of one amount.
        return None
    each = respective(context.sentence, context.quantities, index, amount=context.is_amount)
    if each is not None:
        return each
    if named := _named_behind(context, index):
        return named
    if told := _told_aside(context, index):
        return told
    aside = _told_behind_aside(context, index)
    if aside and not _dated_before(context, growth, aside):
        return aside
    behind = range(index + 1, len(context.quantities))
    following = context.quantities[index + 1] if behind else None
    again = following and (context.led_on(growth, following) or said_in_brackets(context, growth, following))
    behind = behind[1:] if again else behind
    ahead = next((i for i in behind if not _no_amount(context, context.quantities[i])), None)
    if ahead is not None and not _told_of_base(context, context.quantities[ahead]):
        following = context.quantities[ahead]
        if context.is_amount(following) and _in_brackets_before(context, growth, following):
            return following
        completed = _completed(context, growth, following) or _noun(context, growth)
        reach = _REACHED * 2 if completed else _REACHED
        # "16 percent more, although the volume rose but to 66,000 tonnes"
        clause = any(growth.end <= h.start < following.start for h, _ in context.sentence.of("count", "clause"))
        # A time between the two takes its place: "doubled in the first ten months of the year and reached".
        times = (p.end - p.start for p in context.periods if growth.end <= p.start and p.end <= following.start)
        apart = following.start - growth.end - next(times, 0)
        near = context.is_amount(following) and apart <= reach and not clause
        last = _end_of_range(context, following, ahead - 1) if near else None
        if last:
            return last
        other = _of_another_flow(context, growth, following) or _dated_before(context, growth, following)
        if near and not other and _reached(context, growth, following):
            return following
    return None if _changes_another(context, growth) else _grown_before(context, index, found)


def _of_another_flow(context: Context, growth: Quantity, following: Quantity) -> bool:
    """Whether an amount is of another flow than what has grown: "exports rose by 40 %, and imports were 3 million"."""
    metrics = context.sentence.of("metric")
    own = {key for hit, key in metrics if hit.end <= growth.start}
    between = [key for hit, key in metrics if growth.end <= hit.start and hit.end <= following.start]
    return bool(own and between) and between[-1] not in own


def _named_behind(context: Context, index: int) -> Quantity | None:
    """The amount of what a growth is said to be in, where amounts of several kinds stand before it.

    "exports at 377 million and imports at 893, a 46 % decrease in exports and a 20 % increase in imports"
    """
    growth, amounts = context.quantities[index], [q for q in context.quantities[:index] if context.is_amount(q)]
    metrics = context.sentence.of("metric") if len(amounts) > 1 else []
    behind = next(((hit, key) for hit, key in metrics if hit.start >= growth.end), None)
    if behind is None or not _object(context, growth, behind[0]) or not _noun(context, growth):
        return None
    if not context.sentence.before(behind[0].start, "role", "in", gap=ARTICLE):
        return None
    alike = []
    for before, amount in zip((None, *amounts), amounts, strict=False):
        start = before.end if before else context.sentence.start
        named = [key for hit, key in metrics if start <= hit.start and hit.end <= amount.start]
        if named and named[-1] == behind[1]:
            alike.append(amount)
    return alike[0] if len(alike) == 1 else None


def _told_aside(context: Context, index: int) -> Quantity | None:
    """The amount behind which its growth is told aside, before "and" goes on: "was 5, doubling since 2016, and shall".

    The commas before and behind the growth are those right behind the amount and right before "and".
    """
    growth = context.quantities[index]
    before = context.quantities[index - 1] if index else None
    following = next(iter(context.quantities[index + 1 :]), None)
    if before is None or following is None or not context.is_amount(before) or not context.is_amount(following):
        return None
    opened = context.low.rfind(", ", before.end, growth.start)
    closed = context.low.find(", ", growth.end, following.start)
    if opened < 0 or closed < 0 or context.sentence.after(closed + 1, "range", "and", gap=1) is None:
        return None
    named = (*context.sentence.of("metric"), *context.sentence.of("area"), *context.sentence.of("unit"))
    if any(opened < hit.start < growth.start for hit, _ in named):
        # "was 5 million, imports grew by 20 percent, and trade was 8": another thing has grown.
        return None
    grew = context.is_verbal(growth) or any(opened < cue.start and cue.end <= growth.end for cue, _ in context.cues)
    verb = any(closed < hit.start < following.start for hit, _ in context.sentence.of("status"))
    return before if grew and verb else None


def _told_behind_aside(context: Context, index: int) -> Quantity | None:
    """The amount of a place behind whose name its growth stands aside: "Israel, up 57 percent, had 8,240"."""
    growth = context.quantities[index]
    following = next(iter(context.quantities[index + 1 :]), None)
    opened = context.low.rfind(", ", context.sentence.start, growth.start)
    if following is None or opened < 0 or context.low[growth.end : growth.end + 2] != ", ":
        return None
    if not context.is_amount(following) or following.value < _BARE:
        return None
    place = next((hit for hit, _ in context.sentence.of("area") if hit.end == opened), None)
    amounts = any(q.end <= opened and context.is_amount(q) for q in context.quantities)
    joined = place is not None and context.sentence.before(place.start, "range", "and", gap=1) is not None
    if place is None or (amounts and not joined) or context.sentence.before(following.start, "range", "from", gap=1):
        # "sold goods for 4 million to Peru, up 5 percent, and bought 900"
        return None
    grew = any(opened < cue.start and cue.end <= growth.start for cue, _ in context.cues)
    between = context.low[growth.end + 2 : context.opening(following)]
    told = grew and not _MARKS.search(between) and 0 < len(between.split()) <= _FAR_VERB
    return following if told and not is_difference(context, following) else None


def _in_brackets_before(context: Context, growth: Quantity, following: Quantity) -> bool:
    """Whether a change in brackets stands behind the noun whose amount follows: "trade (-28.9 %) fell to 7 billion".

    In "8 billion (+5 %), to Peru 7" it is of the amount right before; "(+5 %) more than the 7 billion" compares.
    """
    low, sentence = context.low, context.sentence
    opening = _BRACKET.search(low, max(sentence.start, growth.start - ARTICLE), growth.start)
    closing = low.find(")", growth.end, growth.end + ARTICLE)
    if opening is None or closing < 0 or following.start - closing > _REACHED:
        return False
    if any(0 <= opening.start() - q.end <= 1 for q in context.quantities):
        return False
    compared = any(closing < hit.start < following.start for hit, _ in sentence.of("change", "versus"))
    return not compared and not _MARKS.search(low, closing + 1, following.start)


def _grown_before(context: Context, index: int, found: list[Growth]) -> Quantity | None:
    """The amount before a change that has grown."""
    growth = context.quantities[index]
    taken = {id(g.host) for g in found if g.host is not None}
    compared = False
    kind = context.grown_in(growth)
    for place in range(index - 1, -1, -1):
        quantity = context.quantities[place]
        bare = quantity.kind == "number" and quantity.unit is None and quantity.value >= _BARE
        if bare and growth.unit == "factor" and context.low[quantity.end : growth.start] == ", ":
            # "They employ 600. Students number 600, three times the 2018 figure": it is the number that has grown.
            return None
        if (
            quantity.kind == "percent"
            or quantity.unit == "factor"
            or _pair(context, quantity)
            or _no_amount(context, quantity)
            or (kind and kind != quantity.kind)
            or any(g.quantity is quantity for g in found)
        ):
            continue
        if place and _converted(context, context.quantities[place - 1], quantity):
            # As in: 651 million dollars (4.5 billion yuan), up 5 %.
            continue
        if context.is_amount(quantity) and _ends_opening(context, place, quantity):
            return None if id(quantity) in taken else quantity
        if (
            not context.is_amount(quantity)
            or _new_clause(context, quantity, growth)
            or _of_another_place(context, quantity, growth)
        ):
            return None
        if context.sentence.before(quantity.start, "count", "whole", gap=1):
            # "195,000 Argentines, out of a total of 456,000, 8 % more": the part grew.
            continue
        if _is_base(context, quantity):
            # "463 million, up from 417 million, an 11 percent increase": it is the newer that grew.
            compared = True
            continue
        if not compared and (_another_time(context, quantity, growth) or _in_clause_before(context, quantity, growth)):
            return None
        return None if id(quantity) in taken else quantity
    return None


def _changes_another(context: Context, growth: Quantity) -> bool:
    """Whether a factor's own object is another flow: "Chile sold goods for 5 million and doubled its imports"."""
    own = context.sentence.after(growth.end, "role", "own", gap=1) if growth.unit == "factor" else None
    flow = context.sentence.after(own[0].end, "metric", gap=1) if own else None
    before = [key for hit, key in context.sentence.of("metric") if hit.end <= growth.start]
    return flow is not None and bool(before) and flow[1] not in before


def _converted(context: Context, first: Quantity, second: Quantity) -> bool:
    """Whether an amount only says in brackets what the one before it comes to in another currency."""
    money = first.kind == second.kind == "money" and first.unit != second.unit
    return money and context.bracketed(first, second)


def _no_amount(context: Context, quantity: Quantity) -> bool:
    """Whether a number is a length of time, as in "over the past two decades", or part of a word: "two-way trade"."""
    if any(hit.start <= quantity.start and quantity.end <= hit.end for hit, _ in context.sentence.of("metric")):
        return True
    noun = context.sentence.after(quantity.end, "time", *LENGTHS, gap=2) if quantity.kind == "number" else None
    # "2,4 triệu năm 2017": the word belongs to the year behind it.
    return noun is not None and not any(period.start == noun[0].start for period in context.periods)


def _pair(context: Context, quantity: Quantity) -> bool:
    """Whether "the two nations" are meant, of which none is counted."""
    return any(quantity.start <= hit.start < quantity.end for hit, _ in context.sentence.of("count", "pair"))


def _noun(context: Context, growth: Quantity) -> bool:
    """Whether a noun of growth follows at once: "a 4 % increase in trade between the two, reaching 2 billion"."""
    return any(0 <= hit.start - growth.end <= 2 for hit, _ in context.cues)  # noqa: PLR2004 - a space, a bracket


def _is_base(context: Context, quantity: Quantity) -> bool:
    """Whether an amount is what another one is compared with: "up from 417 million", "compared to 5.5 billion"."""
    start = context.opening(quantity)
    if context.sentence.before(start, "range", "from", gap=2) and any(
        0 <= start - hit.end <= PREPOSITION for hit, _ in context.cues
    ):
        return True
    if _falls_from(context, quantity, start):
        return True
    if _told_of_base(context, quantity) or _is_of_time_compared(context, start):
        return True
    word = context.sentence.before(start, "change", "versus", gap=2)
    if word is None or any(sense.startswith("bound.") for sense in word[0].senses):
        return False
    # "910 million, contre 824 million, soit une hausse de 9 %": behind a comma a short word compares too.
    opens = context.low[max(0, word[0].start - 2) : word[0].start].strip() in (",", "(")
    # "115 million contre 149": so it does between two amounts.
    opens = opens or any(_is_right_behind(context, word[0], q) for q in context.quantities if q.kind == quantity.kind)
    return opens or word[0].end - word[0].start >= PREPOSITION or " " in context.low[word[0].start : word[0].end]


def _is_of_time_compared(context: Context, start: int) -> bool:
    """Whether an amount is told as that of a time compared with: "18 percent above the 2021 figure of 3 million"."""
    sentence = context.sentence
    led = next((hit for hit, _ in reversed(sentence.of("change", "versus")) if hit.end <= start), None)
    noun = next((hit for hit, _ in sentence.of("count", "sum") if led and led.end <= hit.start < start), None)
    if led is None or noun is None or not any(led.end <= p.start and p.end <= start for p in context.periods):
        return False
    named = [
        (hit.start, hit.end) for hit, _ in (*sentence.of("count", "sum", "determiner"), *sentence.of("role", "of"))
    ]
    named += [(period.start, period.end) for period in context.periods]
    return not sentence.without(led.end, start, named).strip()


def _is_right_behind(context: Context, word: Hit, quantity: Quantity) -> bool:
    """Whether a word stands right behind an amount, or behind its time: "209 million in July 2020 against"."""
    if not 0 <= word.start - quantity.end <= _DATED:
        return False
    times = [(period.start, period.end) for period in context.periods]
    times += [(hit.start, hit.end) for hit, _ in context.sentence.of("time", "in", "from")]
    times += [(hit.start, hit.end) for hit, _ in context.sentence.of("count", "determiner")]
    return not context.sentence.without(quantity.end, word.start, times).strip()


def _falls_from(context: Context, quantity: Quantity, start: int) -> bool:
    """Whether "from" leads from an amount, or its time, to the one before it: "9 million from last year's 13"."""
    led = context.sentence.before(_behind_time(context, start), "range", "from", gap=_OWN_TIME)
    if led is None:
        return False
    ends = {led[0].start, *(p.start for p in context.periods if 0 <= led[0].start - p.end <= 1)}
    return any(
        q.unit == quantity.unit and any(0 <= end - q.end <= _OWN_TIME for end in ends) for q in context.quantities
    )


def _behind_time(context: Context, start: int) -> int:
    """Where the time begins that stands in a genitive right before a position: "the previous year's 13 billion"."""
    return next((p.start for p in context.periods if 0 <= start - p.end <= ARTICLE), start)


def _ends_opening(context: Context, place: int, quantity: Quantity) -> bool:
    """Whether an amount ends the rise that opens its sentence: "From 2 to 1 billion, exports have fallen by half"."""
    first = context.quantities[0]
    opened = context.sentence.before(first.start, "range", "from", gap=2) if place == 1 else None
    if opened is None or not context.sentence.opens_with(opened[0].start, ARTICLE) or first.unit != quantity.unit:
        return False
    led = context.sentence.before(context.opening(quantity), "range", "to", gap=2)
    return led is not None and led[0].start >= first.end and "," not in context.low[first.end : led[0].start]


def _told_of_base(context: Context, quantity: Quantity) -> bool:
    """Whether an amount is told of the very time compared with: "on 2014 (208)", "since 2017, when it was 84"."""
    opening = context.opening(quantity)
    if time_of_base(context.sentence, context.periods, opening) is not None:
        return True
    sentence = context.sentence
    before = (p for p in reversed(context.periods) if p.end <= opening)
    # As in: 5 % less than in 2022, when it was 9 million.
    led = (p for p in before if p.role == "since" or sentence.before(p.start, "change", "versus", gap=PREPOSITION))
    base = next(led, None)
    when = context.sentence.after(base.end, "time", "when", gap=TO_WHEN) if base else None
    if when is None or when[0].end > opening:
        return False
    # "since 2017, when it was 84, to 240": the next is of another clause.
    return not any(when[0].end <= q.start < quantity.start for q in context.quantities)


def _another_time(context: Context, quantity: Quantity, growth: Quantity) -> bool:
    """Whether a growth is of another time than the amount: "In 2021 it was 2 million, in 2022 it grew"."""
    # "1.7 billion in December 2018, 28 % less than ...": the time right behind an amount is its own.
    # What it is compared with is no other time: "20 million, against the year before a fall of 2 %".
    base = times_of(context, growth)
    own = [p for p in context.periods if p.role not in ("same", "year_before") and not _led(context, p) and p != base]
    between = sum(_parts_from(context, quantity, p) and p.start < growth.start for p in own)
    if _goes_on_later(context, quantity, growth, own):
        return True
    before = any(quantity.start - _DATED <= p.end <= quantity.start for p in context.periods)
    if quantity.end <= growth.start and _each_dated(context, quantity, growth, own):
        return True
    marked = any(mark in context.low[quantity.end : growth.start] for mark in ",;")
    return between > 1 or (between == 1 and before and marked)


def _dated_before(context: Context, growth: Quantity, following: Quantity) -> bool:
    """Whether the amount behind a growth is of a later time than it: "in 2022 it grew by 5 %, in 2023 it was 7"."""
    own = [p for p in context.periods if p.role not in ("same", "year_before") and not _led(context, p)]
    opens = max(context.low.rfind(mark, context.sentence.start, growth.start) for mark in (", ", "; ", "(")) + 1
    first = next((p for p in reversed(own) if opens <= p.start and p.end <= growth.start), None)
    last = next((p for p in own if growth.end <= p.start <= following.end + _OWN_TIME), None)
    return first is not None and last is not None and len(first.iso) == len(last.iso) and first.iso < last.iso


def _in_clause_before(context: Context, quantity: Quantity, growth: Quantity) -> bool:
    """Whether an amount stands in a clause of its own, and the growth behind it is told by a verb before that clause.

    "aim to lift their trade, which stood at 9 billion in 2021, by 50 percent"; not "which stood at 9 billion, up 50".
    """
    comma = context.low.find(",", quantity.end, growth.start)
    verbs = [cue for cue, _ in context.cues if cue.end <= quantity.start]
    if comma < 0 or not verbs:
        return False
    for which, _ in context.sentence.of("role", "which"):
        opens = context.low[max(0, which.start - 2) : which.start].strip() == ","
        if opens and verbs[-1].end <= which.start and which.end <= quantity.start:
            marks = context.low[which.end : quantity.start].count(",") or context.low[quantity.end : comma].count(";")
            end = context.low.find(",", growth.end, context.sentence.end)
            end = end if end >= 0 else context.sentence.end
            own = any(quantity.end <= cue.start < end for cue, _ in context.cues)
            return not marks and not own
    return False


def _goes_on_later(context: Context, quantity: Quantity, growth: Quantity, own: list[Period]) -> bool:
    """Whether "and" leads from an amount with its time to a later one: "5 in 2020, and in May 2021 it rose"."""
    first = next((p for p in own if 0 <= p.start - quantity.end <= _OWN_TIME), None)
    last = next((p for p in own if first and p.start > first.end and p.end <= growth.start), None)
    if first is None or last is None or last.iso[:4] <= first.iso[:4]:
        return False
    joins = context.sentence.lexicon.surfaces("range.and") | context.sentence.lexicon.surfaces("count.clause")
    return any(word in joins for word in context.low[first.end : last.start].replace(",", " ").split()[:1])


def _each_dated(context: Context, quantity: Quantity, growth: Quantity, own: list[Period]) -> bool:
    """Whether "and" joins an amount with its time and a growth with a later one: "5 in 2021 and twice that in 2022".

    The time of the amount may stand before it: "was in 2021 5 million and is to double by 2030".
    """
    first = next((p for p in own if quantity.end <= p.start <= quantity.end + _DATED and p.end <= growth.start), None)
    first = first or next((p for p in reversed(own) if quantity.start - _DATED <= p.end <= quantity.start), None)
    last = next((p for p in own if growth.end <= p.start <= growth.end + _OBJECT), None)
    if first is None or last is None or last.iso <= first.iso or last.role == "since":
        return False
    joins = context.sentence.lexicon.surfaces("range.and")
    behind = context.low[max(first.end, quantity.end) : growth.start].replace(",", " ").split()
    return any(word in joins for word in behind[:1])


def _parts_from(context: Context, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount is not its own: more than prepositions of time stands between the two."""
    if period.start < quantity.end + _OWN_TIME:
        return False
    reached = quantity.end
    leading = (*context.sentence.of("time", "in"), *context.sentence.of("count", "determiner"))
    for hit, _ in sorted(leading, key=lambda found: found[0].start):
        # "in the first half"
        if reached <= hit.start <= reached + 1:
            reached = hit.end
    return reached + 1 < period.start


def _led(context: Context, period: Period) -> bool:
    """Whether a word of comparison stands right before a time, or behind it: "36亿美元，比2022年增长2.3%"."""
    if context.sentence.after(period.end, "change", "versus_after", gap=2):
        return True
    if context.sentence.before(period.start, "time", "same", gap=1):
        # "прирост к тем же месяцам 2017-го"
        return True
    versus = context.sentence.before(period.start, "change", "versus", gap=1)
    # "from January to May 2024": the time that it took.
    took = versus is not None and "range.from" in versus[0].senses and period.role == "span" and "-" in period.iso
    return versus is not None and not took


def _end_of_range(context: Context, following: Quantity, index: int) -> Quantity | None:
    """The amount reached in "down 25 %, from 40 billion in 2019 to 30 billion in 2020"."""
    if index + 2 >= len(context.quantities):
        return None
    last = context.quantities[index + 2]
    opened = context.sentence.before(following.start, "range", "from", gap=PREPOSITION)
    hedge = context.sentence.before(last.start, "bound", gap=3)
    if hedge and "range.to" in hedge[0].senses:
        hedge = None
    closed = context.sentence.before(hedge[0].start if hedge else last.start, "range", "to", gap=PREPOSITION)
    return last if opened and closed and context.is_amount(last) and closed[0].start >= following.end else None


def _completed(context: Context, growth: Quantity, following: Quantity) -> bool:
    """Whether a comparison between the two has its own time: "grew by 7 % compared with 2014 and came to ..."."""
    for hit, _ in context.sentence.of("change", "versus"):
        if growth.end <= hit.start and any(hit.end <= p.start < following.start for p in context.periods):
            return True
    # As in: it grew by 7 % on the previous month, to 5 million.
    return any(growth.end <= hit.start < following.start for hit, _ in context.sentence.of("time", "just_before"))


def _new_clause(context: Context, quantity: Quantity, growth: Quantity) -> bool:
    """Whether what grew is named anew behind an amount: "5 billion, while imports fell by 3 %"."""
    named = [
        pair for pair in context.sentence.of("metric") if quantity.end <= pair[0].start and pair[0].end <= growth.start
    ]
    if not named:
        return False
    metric, key = named[-1]
    between = context.low[quantity.end : metric.start]
    if ";" in between:
        return True
    if "," not in between and context.sentence.lexicon.surfaces("range.and").isdisjoint(between.split()):
        # "2.5 million Koreans flew there": the verb of the amount.
        return False
    same = any(hit.end <= quantity.end and other == key for hit, other in context.sentence.of("metric"))
    same = same and not _is_of_the_other(context, quantity, metric)
    # "with exports tripling": the factor is its own verb.
    grew = growth.unit == "factor" and not context.low[growth.start].isdigit()
    return not same and (grew or any(metric.end <= cue.start <= growth.start for cue, _ in context.cues))


def _is_of_the_other(context: Context, quantity: Quantity, flow: Hit) -> bool:
    """Whether a flow named behind an amount is another's: "Togo sold 8 million, and Chilean exports fell by 3 %"."""
    sentence = context.sentence
    areas = [(hit, key.rpartition(".")[2]) for hit, key in sentence.of("area")]
    # "To Chile Togo sold 8 million": who sells is led by no preposition.
    sellers = (a for a in areas if not sentence.before(a[0].start, "role", "to", "in", gap=ARTICLE))
    first = next((code for hit, code in sellers if hit.end <= quantity.start), None)
    led = sentence.after(flow.end, "role", "from", gap=1)
    for hit, code in areas:
        before = hit.start >= quantity.end and 0 <= flow.start - hit.end <= 1
        if (before or (led and 0 <= hit.start - led[0].end <= ARTICLE)) and first not in (None, code):
            return True
    return False


def _of_another_place(context: Context, quantity: Quantity, growth: Quantity) -> bool:
    """Whether a clause behind an amount tells of another place's: "3,000 from Chile, while the number from Peru fell".

    A place named before the amount as well may be the one that the growth goes back to.
    """
    sentence, known = context.sentence, {key for hit, key in context.sentence.of("area") if hit.end <= quantity.start}
    if context.signed(growth) and _led_by_place(context, quantity, growth, known):
        return True
    for word, key in (*sentence.of("count", "clause"), *sentence.of("count", "number", "sum")):
        if not quantity.end <= word.start < growth.start:
            continue
        if key != "clause" and "," not in context.low[quantity.end : word.start]:
            continue
        places = [pair for pair in sentence.of("area") if word.end <= pair[0].start and pair[0].end <= growth.start]
        grew = bool(places) and any(places[-1][0].end <= cue.start < growth.end for cue, _ in context.cues)
        if grew and known.isdisjoint(place for _, place in places):
            return True
    return False


def _led_by_place(context: Context, quantity: Quantity, growth: Quantity, known: set[str]) -> bool:
    """Whether a place that is not `known` leads to a signed change: "to Peru 500 places, to Chile +200"."""
    places = (
        pair for pair in context.sentence.of("area") if quantity.end <= pair[0].start and pair[0].end <= growth.start
    )
    hit, key = max(places, default=(None, ""))
    if hit is None or key in known:
        return False
    listed = any(mark in context.low[quantity.end : hit.start] for mark in ",;")
    return listed and growth.start - hit.end <= _TO_SIGN and not _MARKS.search(context.low, hit.end, growth.start)


def _without_times(context: Context, start: int, end: int) -> str:
    """A stretch of the text without its times: the "and" of "between 2010 and 2014" joins nothing else."""
    return context.sentence.without(start, end, ((period.start, period.end) for period in context.periods))


def _of_one_time(context: Context, growth: Quantity, verb: int) -> bool:
    """Whether the one time behind a change is of what was reached too: "doubled in the first half and reached 5"."""
    if context.sentence.has("status", "target", "proposal", "pledge"):
        # "to raise it by 10 percent in 2025 and to bring it to 5 billion soon"
        return False
    behind = [p for p in context.periods if p.start >= growth.end]
    joins = context.sentence.lexicon.surfaces("range.and")
    return len(behind) == 1 and not joins.isdisjoint(context.low[behind[0].end : verb].split())


def _is_ahead(context: Context, growth: Quantity) -> bool:
    """Whether words before a change say that it is still to come: "may grow by 20 percent and reach 15 billion"."""
    ahead = context.sentence.of("status", "estimate", "target", "future", "pledge", "proposal")
    return any(hit.start < growth.start for hit, _ in ahead)


def _reached(context: Context, growth: Quantity, following: Quantity) -> bool:
    """Whether a word like "to" leads from the change to the amount, and no comparison stands between."""
    # "compared to 2022 surpassing 1.7 billion": the time before the word is that of the comparison.
    word = context.sentence.before(following.start, "change", "to", gap=10)
    word = word or context.sentence.before(_without_time(context, following), "change", "to", gap=10)
    word = word or _behind_dash(context, following)
    hedge = None if word else context.sentence.before(following.start, "bound", gap=4)
    word = word or (context.sentence.before(hedge[0].start, "change", "to", gap=10) if hedge else None)
    opened = following.start - growth.end <= 12 and "(" in context.low[growth.end : following.start]  # noqa: PLR2004
    # Behind a dash, as in: it fell by 5 % – some 1.8 billion.
    dash = following.kind != "number" and _DASH.fullmatch(context.low, growth.end, context.opening(following))
    opened = opened or bool(dash)
    if word and "status.estimate" in word[0].senses and not _is_ahead(context, growth):
        # "Trade grew by 20 percent and may reach 15 billion this year"
        return False
    between = context.low[growth.end : following.start]
    if (not word and not opened) or (")" in between and "(" not in between):
        # "exports came to 2 million (up 5 %) and imports to 3": the growth in brackets is of what stands before.
        return False
    told = _told_before(context, growth)
    own = told or _own_behind_time(context, growth)
    ahead = (*context.sentence.of("status", "estimate", "target", "future"), *context.sentence.of("time", "whole"))
    if own and any(growth.end <= hit.start < following.start for hit, _ in ahead):
        # As in: exports were at 5 billion, 10 % up, and are expected to reach 7.
        return False
    named = any(
        growth.end <= hit.start < following.start and (told or not _object(context, growth, hit))
        for hit, _ in context.sentence.of("metric")
    )
    if named or ";" in context.low[growth.end : following.start] or (word and word[0].start < growth.end):
        return False
    if word and any(hit.start < word[0].start < hit.end for hit, _ in context.sentence.of("status", "target")):
        # "by 10 % in 2025, on the way to 5 billion": what is aimed at in the end.
        return False
    # "by 10 % in 2025, and to 5 billion later": a time between the two parts them.
    verb = word[0].start if word else following.start
    parted = any(growth.end <= p.start < verb and not from_to(context.sentence, p) for p in context.periods)
    parted = parted and not _goes_on(context, growth, word, following)
    parted = parted and not _of_one_time(context, growth, verb)
    parted = parted or any(growth.end <= h.start < following.start for h, _ in context.sentence.of("time", "later"))
    joins = context.sentence.lexicon.surfaces("range.and")
    between = _without_times(context, growth.end, word[0].start if word else following.start)
    joined = any(w in joins for w in between.split())
    completed = _completed(context, growth, following)
    # "tripled over the past four years and in 2023 exceeded 2 billion": the years led to the amount.
    taken = growth.unit == "factor" and context.years_led_to(growth) is not None
    # "is up by 70 percent since 2005 and in 2014 came to 4.5 billion": what it is compared with led to it as well.
    taken = taken or any(p.role == "since" and 0 <= p.start - growth.end <= _SINCE for p in context.periods)
    if (parted and not taken and joined and not completed) or is_difference(context, following):
        return False
    # "fell by 8 % year on year to 2 billion": a comparison complete in itself parts nothing, nor does a length
    # of time: "44-fold over the past two decades to 2 billion".
    # Nor does the hedge of the amount: "by 27 % to more than 1.3 billion".
    leading = {pair[0].start for pair in (word, context.sentence.before(following.start, "bound", gap=4)) if pair}
    compared = any(
        growth.end <= hit.start < following.start
        and hit.start not in leading
        and "change.yearly" not in hit.senses
        and not context.sentence.after(hit.end, "time", "past", gap=_TO_PAST)
        and not _leads_to_length(context, hit)
        for hit, _ in context.sentence.of("change", "versus")
    )
    return completed or not compared


def _leads_to_length(context: Context, word: Hit) -> bool:
    """Whether a word of comparison only leads to a number of years: "by 29 percent over five years, to 5 billion"."""
    number = next((q for q in context.quantities if 0 <= q.start - word.end <= ARTICLE), None)
    return number is not None and context.sentence.after(number.end, "time", *LENGTHS, gap=1) is not None


def _goes_on(context: Context, growth: Quantity, word: tuple[Hit, str] | None, following: Quantity) -> bool:
    """Whether "and" joins a verb of fact to a growth, its time between: "rose by 5 % in 2024 and reached 7 billion".

    A time of its own beside the amount parts the two: "rose by 5 % in 2023 and in 2024 reached 7 billion".
    """
    if word is None or "status.actual" not in word[0].senses:
        return False
    joins = context.sentence.lexicon.surfaces("range.and")
    first = next((p for p in context.periods if p.start >= growth.end), None)
    own = [
        p for p in context.periods if p is not first and growth.end < p.start < following.end + _OWN_TIME + PREPOSITION
    ]
    joined = context.low[first.end : word[0].start].replace(",", " ").split()[-_AUXILIARY:] if first else []
    # "rose by 5 % in 2023 and imports reached 7 billion" is of another flow.
    named = any(growth.end <= hit.start < following.start for hit, _ in context.sentence.of("metric"))
    return not own and not named and not joins.isdisjoint(joined)


def _behind_dash(context: Context, following: Quantity) -> tuple[Hit, str] | None:
    """The word that leads to what a dash then puts in digits: "up 35 % and reached a record height – 24 billion"."""
    dash = _DASH.search(context.low, max(0, following.start - 3), following.start)
    return context.sentence.before(dash.start(), "change", "to", gap=_HEIGHT) if dash else None


def _own_behind_time(context: Context, growth: Quantity) -> bool:
    """Whether a growth is of the amount before, only its time between: "10 million in the year, up 2 %, and 12"."""
    before = next((q for q in context.quantities[::-1] if q.end <= growth.start and context.is_amount(q)), None)
    between = _without_times(context, before.end, growth.start) if before else ""
    return "," in between and len(between.split()) <= _WORDS


def _told_before(context: Context, growth: Quantity) -> bool:
    """Whether a growth is told of the amount right before it, behind a comma: "exports were 145, down 2 %, imports".

    Or with an "and" behind it: "exports were 145, down 2 % and imports 150".
    """
    before = next((q for q in context.quantities[::-1] if q.end <= growth.start and context.is_amount(q)), None)
    if before is None or growth.start - before.end > PREPOSITION:
        return False
    joined = context.low[growth.end : growth.end + _AND].split()[:1]
    joined = [word for word in joined if word in context.sentence.lexicon.surfaces("range.and")]
    return context.low[growth.end] == "," or (bool(joined) and "," in context.low[before.end : growth.start])


def _without_time(context: Context, quantity: Quantity) -> int:
    """Where an amount starts, with a time right before it: "came in the first nine months to 1.3 billion"."""
    start = context.opening(quantity)
    words = {hit.start: hit.end for hit, _ in context.sentence.of("time", "year")}
    # The word for "year" behind its digits is no part of the time.
    ends = ((p.start, words.get(p.end + 1, p.end)) for p in context.periods)
    return next((first for first, end in ends if 0 <= start - end <= 1), quantity.start)


def _object(context: Context, growth: Quantity, hit: Hit) -> bool:
    """Whether a metric is what grows: "double their trade to", "a 4 percent increase in trade, reaching"."""
    if hit.start - growth.end <= PREPOSITION * 2:
        return True
    cue = any(growth.end <= c.start < hit.start for c, _ in context.cues)
    # "19 % more than in the year before, and imports reached 5 billion" tells of another flow.
    cue = cue and "," not in context.low[growth.end : hit.start]
    return cue and context.sentence.before(hit.start, "role", "in", gap=_OBJECT) is not None
