"""Whether something grew or declined: the word of growth that a change belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from analysis.changes.comparisons import level_of
from analysis.changes.context import DASHES, PREPOSITION, Context
from analysis.changes.differences import goes_on, said_again
from analysis.changes.growth import Growth
from analysis.changes.levels import times_of
from analysis.lexicon import Hit
from analysis.model import ChangeDirection, ChangeKind, Quantity
from analysis.quantities import minus

__all__ = ["direction_of"]

_BEFORE = 70
"""Characters between a word of growth and the change behind it."""
_FAR = 140
"""The same, from a verb that stands early to the "by" that it leads to, with all that grows between."""
_AFTER = 28
"""Characters between a change and the word of growth behind it."""
_OF_A_SUM = 24
"""Characters behind a factor in which the noun of what it is so many times stands: " the volume of"."""
_TO_TIME = 40
"""Characters from a factor to the time of that noun."""
_LISTS = (",", ";")
"""Marks that part what grew from what else did."""


class _Cue(NamedTuple):
    """A word of growth, how far it stands from a change, and whether it is a part of it: "doubled"."""

    cost: int
    direction: ChangeDirection
    within: bool = False


def direction_of(context: Context, index: int, kind: ChangeKind, found: list[Growth]) -> ChangeDirection | None:
    """The direction of a change; None where the sentence says none. `found` are the changes before it."""
    quantity = context.quantities[index]
    if kind in ("absolute", "percent") and (signed := context.signed(quantity)):
        return signed
    if kind == "factor" and quantity.value < 1 and context.is_verbal(quantity):
        # "halved in 2009, in 2010 it grew": the word says it itself.
        return "down"
    cue = _nearest_cue(context, index)
    if cue:
        # "a growth of minus 2 percent"
        return "down" if not cue.within and minus(context.sentence, quantity) is not None else cue.direction
    if kind == "factor" and (context.is_verbal(quantity) or _as_much_as(context, quantity)):
        return "up" if quantity.value >= 1 else "down"
    if kind == "percent" and (led := _in_comparison(context, quantity)):
        return led
    # "with Ecuador 1.9-fold, with Chile 1.5-fold", "or by 90 million": the verb is said once.
    word = context.sentence.before(quantity.start, "change", "by", gap=3)
    again = kind == "factor" or (word is not None and said_again(context, word[0])) or _goes_on(context, index, found)
    again = again or _leaves_out_its_verb(context, index, found) or _says_no_verb(context, index, found)
    again = again or _told_with_another(context, quantity, found)
    return found[-1].change.direction if again and found else None


def _in_comparison(context: Context, quantity: Quantity) -> ChangeDirection | None:
    """The direction that the words of a comparison right behind a percentage say: "47 percent up from 268 million"."""
    word = context.sentence.after(quantity.end, "change", "versus", gap=1)
    first = context.low[word[0].start : word[0].end].split()[:1] if word else []
    surfaces = context.sentence.lexicon.surfaces
    if not first or not surfaces("change.up").isdisjoint(first):
        return "up" if first else None
    if not surfaces("change.down").isdisjoint(first):
        return "down"
    # "5 million in 2021, 9 percent over 2020"
    apart = context.low[context.sentence.start : quantity.start].rstrip().endswith((",", "("))
    dated = word is not None and any(0 <= p.start - word[0].end <= PREPOSITION for p in context.periods)
    return "up" if apart and dated and first[0] in surfaces("bound.over") else None


def _nearest_cue(context: Context, index: int) -> _Cue | None:
    """The word of growth that stands nearest to a change, as far as marks and other amounts let it be of it."""
    quantity = context.quantities[index]
    previous = context.quantities[index - 1].end if index else context.sentence.start
    end = _end_of_list(context, index)
    behind = next((q for q in context.quantities[end + 1 :] if not context.may_be_passed(quantity, q)), None)
    following = behind.start if behind else context.sentence.end
    best: _Cue | None = None
    for hit, direction in context.cues:
        if hit.end <= quantity.start:
            gap = quantity.start - hit.end
            if _is_no_change(context, hit, direction, quantity):
                continue
            far = (hit.end > previous and _leads_far(context, quantity, hit)) or _says_again(context, quantity)
            reach = _FAR if far else _BEFORE
            if gap > reach or ";" in context.low[hit.end : quantity.start]:
                continue
            # A verb before another amount may still govern this one: "rose to 5 million, or 20 %".
            cost = gap + (25 if hit.end <= previous else 0)
        elif hit.start >= quantity.end:
            passed = _passed(context, end, hit)
            gap, parted = hit.start - passed, "," in context.low[passed : hit.start]
            if gap > _AFTER or hit.start >= following or (parted and _is_in_brackets(context, quantity)):
                # "to China (5 %) and Peru (9 %), while exports rose": shares.
                continue
            if _stops(context, quantity.end, hit.start) or _is_share(context, quantity, hit, behind):
                continue
            if context.is_amount(quantity) and ":" in context.low[quantity.end : hit.start]:
                # "sold goods for 5 million: exports grew": what a colon leads to tells of the amount, not that it grew.
                continue
            cost = gap + (15 if parted else 0)
        else:
            return _Cue(0, direction, within=True)
        if best is None or cost < best.cost:
            best = _Cue(cost, direction)
    return best


def _is_no_change(context: Context, word: Hit, direction: ChangeDirection, quantity: Quantity) -> bool:
    """Whether a word of growth before a quantity tells of another, or a colon leads from it to what something is.

    "counted somewhat less: 5 million"
    """
    another = direction == "down" and quantity.unit == "factor" and context.is_verbal(quantity)
    if another and _told_of_another(context, word, quantity):
        return True
    return context.is_amount(quantity) and context.low[word.end : context.opening(quantity)].strip() == ":"


def _end_of_list(context: Context, index: int) -> int:
    """The last of the changes in brackets one after another before a verb: "to Peru (5 %) and Cuba (9 %) rose"."""
    for first, second in pairwise(context.quantities[index:]):
        alike = first.kind == second.kind == "percent" and _is_in_brackets(context, first)
        between = any(first.end <= hit.start < second.start for hit, _ in context.cues)
        if not alike or between or not _is_in_brackets(context, second):
            break
        index += 1
    return index


def _is_share(context: Context, quantity: Quantity, cue: Hit, behind: Quantity | None) -> bool:
    """Whether a change follows a cue, so that what stands in brackets is a share: "14 million (80 %), up 19 %"."""
    if behind is None or not _is_in_brackets(context, quantity) or _is_in_brackets(context, behind):
        return False
    return 0 <= behind.start - cue.end <= PREPOSITION


def _is_in_brackets(context: Context, quantity: Quantity) -> bool:
    """Whether no more than a quantity stands in brackets."""
    return (
        context.low[quantity.start - 1 : quantity.start] == "(" and context.low[quantity.end : quantity.end + 1] == ")"
    )


def _told_of_another(context: Context, cue: Hit, factor: Quantity) -> bool:
    """Whether a comma or another amount parts a word of decline from a verb that says a factor itself: "doubled"."""
    if any(cue.end <= q.start < factor.start for q in context.quantities):
        return True
    return "," in context.low[cue.end : factor.start]


def _passed(context: Context, index: int, cue: Hit) -> int:
    """Where a change ends, if the verb is last with what it led to: "um 6 % auf 9 Euro (10 Dollar) gestiegen"."""
    quantity = context.quantities[index]
    following = next(iter(context.quantities[index + 1 : index + 2]), None)
    if following and following.end <= cue.start and context.said_by_or(quantity, following):
        # "23 percent, or 1.7 billion more"
        return following.end
    if not context.sentence.language.verb_last:
        return quantity.end
    led = [q.end for q in context.quantities[index + 1 : index + 3] if q.end <= cue.start]
    if led and not context.low[led[-1] : cue.start].strip(" )"):
        return led[-1]
    # "um 26 % gegenüber dem Vorjahreszeitraum gestiegen": what it is compared with stands before the verb too.
    word = context.sentence.after(quantity.end, "change", "versus", gap=2)
    times = (hit.end for hit, _ in context.sentence.of("time", "same", "year_before", "just_before"))
    compared = [end for end in times if word and word[0].start <= end <= cue.start]
    return max(compared, default=quantity.end)


def _stops(context: Context, start: int, end: int) -> bool:
    """Whether a mark between two positions ends what is said, other than the full stop of an amount: "2,9 Mrd.".

    So does a word for after, or one that opens a clause: "rose in 2023 by 5 % after a fall", "by 5 %, while imports".
    """
    parting = (*context.sentence.of("time", "after"), *context.sentence.of("count", "clause"))
    if any(start <= word.start < end for word, _ in parting):
        return True
    amounts = [q for q in context.quantities if start <= q.start < end]
    places = (start + at for at, mark in enumerate(context.low[start:end]) if mark in ";.")
    return any(not any(q.start <= place < q.end for q in amounts) for place in places)


def _goes_on(context: Context, index: int, found: list[Growth]) -> bool:
    """Whether a percentage says the same of another time: "rose by 7 % last year, and this year by over 17 %"."""
    quantity = context.quantities[index]
    last = found[-1].quantity if found else None
    if last is None or not quantity.kind == last.kind == "percent":
        return False
    # "in Peru by 5 %, to 3 million, in Chile by 7 %, to 4": what the last led to may stand between.
    if context.quantities[index - 1] not in (last, found[-1].host):
        return False
    between = context.low[last.end : quantity.start]
    if _is_next_item(context, last, quantity):
        return True
    joined = between.lstrip(" ,").split(maxsplit=1)[:1]
    led = _led(context, quantity)
    by = context.sentence.language.verb_second and led
    yearly = next((h for h, _ in context.sentence.of("change", "yearly") if 0 <= h.start - last.end <= 1), None)
    opened = yearly.end if yearly else last.end
    if by and context.low[opened] == "," and len(between) <= _BEFORE:
        # "stiegen die Exporte um 6 Prozent, die Importe um 28 Prozent": the verb is said once.
        return True
    if led and context.quantities[index - 1] is found[-1].host and _is_of_next_partner(context, last, quantity):
        return True
    return (
        between.startswith(",")
        and joined != []
        and joined[0] in context.sentence.lexicon.surfaces("range.and")
        and len(between) <= _BEFORE
        and any(last.end <= p.start and p.end <= quantity.start for p in context.periods)
    )


def _is_of_next_partner(context: Context, last: Quantity, quantity: Quantity) -> bool:
    """Whether "and" leads to another's growth, by the verb of the last: "to A by 5 % to 6, and to B by 7"."""
    host = next(q for q in context.quantities if q.start >= last.end)
    words = context.low[host.end : quantity.start].lstrip(" ,)").split()
    joins = context.sentence.lexicon.surfaces("range.and")
    partner = any(host.end <= hit.start < quantity.start for hit, _ in context.sentence.of("area"))
    named = any(host.end <= hit.start < quantity.start for hit, _ in context.sentence.of("metric"))
    return partner and not named and bool(words) and words[0] in joins


def _leaves_out_its_verb(context: Context, index: int, found: list[Growth]) -> bool:
    """Whether a percentage stands behind a second amount, its verb said once before.

    "Exports, 36 million, went up by 65 percent, and imports, 133 million, by 66 percent."
    """
    quantity, last = context.quantities[index], found[-1].quantity if found else None
    before = context.quantities[index - 1] if index else None
    if before is None or last is None or last.kind != quantity.kind or not context.is_amount(before):
        return False
    by = _led(context, quantity)
    apart = by is not None and context.low[before.end : by.start].strip(" )") == ","
    return apart and context.quantities[index - 2] is last and found[-1].host is not None


def _says_no_verb(context: Context, index: int, found: list[Growth]) -> bool:
    """Whether a percentage is told of another thing named, the verb said once: "to 9 billion; exports by 5 percent"."""
    last = found[-1] if found else None
    by = _led(context, context.quantities[index]) if last else None
    if last is None or by is None or context.quantities[index - 1] not in (last.quantity, last.host):
        return False
    start = context.quantities[index - 1].end
    between = context.low[start : by.start]
    if last.quantity.kind != context.quantities[index].kind or not 0 <= len(between) <= _BEFORE:
        return False
    joins = context.sentence.lexicon.surfaces("range.and")
    opened = between.lstrip(" )")[:1] in _LISTS or not joins.isdisjoint(between.split()[:1])
    sentence = context.sentence
    named = {hit for hit, _ in sentence.of("metric") if start <= hit.start and hit.end <= by.start}
    return opened and bool(named) and not context.has_verb(start, by.start, but=named)


def _told_with_another(context: Context, quantity: Quantity, found: list[Growth]) -> bool:
    """Whether a difference is the next of a list whose verb is said once, or a percentage tells it in brackets."""
    if quantity.kind != "percent":
        return goes_on(context, quantity)
    last = found[-1].quantity if found else None
    behind = last is not None and context.low[last.end : quantity.start] == " (" and goes_on(context, last)
    return behind and _is_in_brackets(context, quantity)


def _is_next_item(context: Context, last: Quantity, quantity: Quantity) -> bool:
    """Whether a percentage is the next item of a list whose verb is said once, behind a dash or in brackets.

    "с Чили снизился на 5%, с Перу – на 7%", "рост с Чили (15%), с Того (на 2%)"
    """
    by = _led(context, quantity)
    if by is None or quantity.start - last.end > _BEFORE:
        return False
    before = context.low[last.end : by.start]
    if before.startswith(")") and before.endswith("("):
        return context.low[quantity.end : quantity.end + 1] == ")"
    return before.startswith(",") and before.rstrip().endswith(DASHES)


def _led(context: Context, quantity: Quantity) -> Hit | None:
    """The "by" right before a change, a hedge let pass."""
    by = context.sentence.before(context.opening(quantity), "change", "by", gap=3)
    return by[0] if by else None


def _leads_far(context: Context, quantity: Quantity, cue: Hit) -> bool:
    """Whether what grows stands between an early verb and its "by": "stieg die Zahl der Gäste aus Peru um 5 %"."""
    if not context.sentence.language.verb_second or quantity.kind != "percent":
        return False
    by = _led(context, quantity)
    return by is not None and "," not in context.low[cue.end : by.start]


def _says_again(context: Context, quantity: Quantity) -> bool:
    """Whether "or by" leads to a change, which only says what the verb told: "from 9 to 8, or by 5 %"."""
    by = _led(context, quantity)
    return by is not None and context.sentence.before(by.start, "range", "or", gap=1) is not None


def _as_much_as(context: Context, quantity: Quantity) -> bool:
    """Whether a factor is set beside another time: "three times as much as in 2016", "three times the sum of 2016"."""
    if times_of(context, quantity) or level_of(context.sentence, context.periods, quantity):
        return True
    article, _, noun = context.low[quantity.end : quantity.end + _OF_A_SUM].strip().partition(" ")
    surfaces = context.sentence.lexicon.surfaces
    if article in surfaces("count.determiner") and noun.split(" ")[0] in surfaces("count.sum"):
        return any(0 <= p.start - quantity.end <= _TO_TIME for p in context.periods)
    word = context.sentence.after(quantity.end, "change", "versus", gap=2)
    if word is None:
        return False
    led = context.sentence.after(word[0].end, "time", "in", gap=1)
    same = context.sentence.after(led[0].end if led else word[0].end, "time", "same")
    return same is not None or any(0 <= p.start - word[0].end <= PREPOSITION * 2 for p in context.periods)
