"""Amounts of money that leave out their currency, which the amount beside them or the text before it says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from analysis.definitions import definitions
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["with_currencies", "words_between"]

_PAIR = 2
_LEADING = ("count.of", "role.from", "range.from", "role.genitive")
"""Senses of words of comparison that may lead to what an amount is of."""
_HEDGE = 12
"""Characters between a preposition and an amount: a hedge."""
_LIST = 40
"""Characters between an amount of money and the next one, which need not name its currency again."""
_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_TO_TIME = 20
"""Characters from an amount to the time that it is of: "of the same month", "five years ago"."""
_TIMES = ("ago", "half", "just_before", "last", "month", "quarter", "same", "this", "year", "year_before")
"""Keys of the words that tell of a time, the prepositions before it left out."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MARKED = re.compile(r"[,;:.()\d]")
_MARKS = 3
"""Characters of quotation marks and spaces before a sentence's first word."""


def with_currencies(sentence: Sentence, stated: list[Quantity], currency: str | None) -> list[Quantity]:
    """The quantities of a sentence, each bare amount of money with its currency.

    That is the one of the amount beside it, else `currency`, the one that the text spoke of last.
    """
    every: list[Quantity] = []
    parts = False
    for quantity in stated:
        # As in: 117 million dollars are exports and 379 million imports.
        multiplied = bool(every) and every[-1].unit == "factor" and quantity.start - every[-1].end <= _HEDGE
        start, last = _spoken_of(sentence, every[:-1] if multiplied else every)
        between = sentence.low[start : quantity.start] if last else "("
        parts = last is not None and (parts or _is_a_part(sentence, quantity))
        beside = last is not None and (parts or (len(between) <= _LIST and "(" not in between))
        counted = _set_against_measure(sentence, every, quantity) or _part_of_people(sentence, every, quantity)
        named = last or next((q for q in reversed(every) if q.kind == "money"), None)
        spoken = None if counted else named.unit if named and (last is None or "(" not in between) else currency
        listed = beside and not parts and _is_in_list(sentence, start, quantity)
        # As in: it sold most to Peru (5 million dollars) and Chile (4 million).
        brackets = last is not None and sentence.low[last.end] == ")" and sentence.low[quantity.start - 1] == "("
        spoken = last.unit if last and (beside or brackets) else spoken
        listed = listed or (beside and _is_set_against(sentence, quantity, multiplied=multiplied))
        listed = listed or (beside and _is_in_turn(sentence, every[-1], quantity))
        # "10 million dollars, 4 million of which"
        part = parts or (last is not None and last is every[-1] and beside and _of_which(sentence, quantity))
        if not counted and (alike := _told_alike(sentence, every, quantity)):
            spoken, listed = alike, True
        every.append(_with_currency(sentence, quantity, spoken, part=part, listed=listed))
    return _with_that_of_the_next(stated, _in_parts(sentence, every))


def _told_alike(sentence: Sentence, every: list[Quantity], quantity: Quantity) -> str | None:
    """The currency to which the words before a bare amount have led before: "9 ships worth $5 million, 6 worth 3".

    Other items of a list may stand between.
    """
    led = words_between(sentence, every[-1].end, quantity.start) if every and quantity.kind == "number" else ""
    alike = (b.unit for a, b in pairwise(every) if b.kind == "money" and words_between(sentence, a.end, b.start) == led)
    return next(alike, None) if led else None


def words_between(sentence: Sentence, start: int, end: int) -> str:
    """The words between two positions where they are few and no mark parts them, a hedge at their end left out."""
    hedge = sentence.before(end, "bound", gap=1)
    between = sentence.low[start : hedge[0].start if hedge else end]
    return between.strip() if len(between) <= _LIST and not any(c in ",;:()" for c in between) else ""


def _spoken_of(sentence: Sentence, every: list[Quantity]) -> tuple[int, Quantity | None]:
    """Where the last amount ends, and that amount, if it is one of money: not what it comes to, told in brackets.

    "1,150 million dollars (995 million euros), of which 812 million"
    """
    last = every[-1] if every and every[-1].kind == "money" else None
    first = every[-2] if last and len(every) > 1 and every[-2].kind == "money" else None
    if last and first and sentence.low[last.end : last.end + 1] == ")" and "(" in sentence.low[first.end : last.start]:
        return last.end + 1, first
    return (last.end if last else 0), last


def _is_a_part(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a word for a part stands right before an amount: "98 million euros, including 81 million for schools"."""
    return quantity.kind == "number" and sentence.before(quantity.start, "count", "subset", gap=_HEDGE) is not None


def _is_in_list(sentence: Sentence, start: int, quantity: Quantity) -> bool:
    """Whether an amount behind one of money is told in the same way: "5 million euros for roads and 8 million for"."""
    joins = sentence.lexicon.surfaces("range.and")
    listed = sentence.low[start : quantity.start].rstrip().endswith((",", *(f" {word}" for word in joins)))
    led = sentence.after(quantity.end, "role", "to", "from", "in", gap=1)
    before = sentence.after(start, "role", "to", "from", "in", gap=1)
    return listed and led is not None and before is not None


def _is_in_turn(sentence: Sentence, last: Quantity, quantity: Quantity) -> bool:
    """Whether the next economy leads to an amount as the one before led to money: "Peru put in €5 million, Chile 4".

    What its verb was may be left out, but for its last word: "Peru accounted for 5 million euros, Chile for 4".
    """
    first = next((hit for hit, _ in reversed(sentence.of("area")) if hit.end <= last.start), None)
    own = next((hit for hit, _ in sentence.of("area") if last.end <= hit.start and hit.end <= quantity.start), None)
    if first is None or own is None or not sentence.phrase_ends(quantity.end):
        return False
    said, again = (sentence.low[area.end : number.start].strip() for area, number in ((first, last), (own, quantity)))
    return not _MARKED.search(said) and f" {said}".endswith(f" {again}" if again else "")


def _is_set_against(sentence: Sentence, quantity: Quantity, *, multiplied: bool) -> bool:
    """Whether an amount is of another time than the one beside it: "10 million dollars, against 4 million in 2020".

    So is one with a factor before it: "10 million dollars, double the 5 million of 2020".
    """
    led = sentence.before(quantity.start, "change", "versus", gap=_HEDGE)
    if not (led or multiplied) or sentence.after(quantity.end, "unit", gap=1):
        return False
    behind = sentence.low[quantity.end : min(sentence.end, quantity.end + _TO_TIME)]
    named = (hit.start for hit, _ in (*sentence.of("time", *_TIMES), *sentence.of("month")))
    times = [start for start in named if quantity.end <= start < quantity.end + _TO_TIME]
    year = _YEAR.search(behind)
    start = min([*times, *([quantity.end + year.start()] if year else [])], default=None)
    return start is not None and not any(c in ",;:(" for c in sentence.low[quantity.end : start])


def _with_currency(
    sentence: Sentence, quantity: Quantity, currency: str | None, *, part: bool, listed: bool
) -> Quantity:
    """An amount of millions of money that leaves out its currency: "a deficit of 900 million."."""
    if currency is None or quantity.kind != "number" or quantity.value < _MILLION:
        return quantity
    number = sentence.text[quantity.number_start : quantity.number_end]
    # "Exports were 4.1 billion, imports 2.9": the second takes its scale of the first.
    written = any(c.isalpha() for c in number) or len(number) < len("1000000")
    metrics = definitions().metrics
    # Things are counted by the million; by the billion it is money.
    money = quantity.value >= _BILLION or any("money" in metrics[key].units for _, key in sentence.of("metric"))
    gift = any(not metrics[key].units for _, key in sentence.of("metric"))
    # "Norway gives 15 million to ..."
    gift = gift or part or _is_given(sentence, quantity)
    money = money or listed or (gift and not _to_people(sentence, quantity))
    # "Of this sum, 60 million ..."
    money = money or any(hit.start - sentence.start < _MARKS for hit, _ in sentence.of("count", "subset"))
    yearly = sentence.after(quantity.end, "time", "per_year", gap=1)
    own = sentence.after(quantity.end, "area", gap=1)
    # "11.2 million of exports", "11.2 million Peruvian exports"
    ended = sentence.after_of(own[0].end if own else quantity.end, "metric") is not None
    # "The fall was of 300 million compared with 2022"
    led = sentence.before(quantity.start, "change", "by", gap=_HEDGE)
    versus = sentence.after(quantity.end, "change", "versus", gap=1) if led else None
    compared = versus is not None and versus[0].senses.isdisjoint(_LEADING)
    money = money or compared or _is_base(sentence, quantity)
    # "Exports accounted for 31.5 million of this"
    ended = (
        ended
        or listed
        or compared
        or (money and _of_them(sentence, quantity))
        or sentence.phrase_ends(yearly[0].end if yearly else quantity.end)
    )
    of_it = _of_that_sum(sentence, quantity) or _each_in_brackets(sentence, quantity)
    of_it = of_it or ((part or quantity.value >= _BILLION) and _of_them(sentence, quantity))
    return replace(quantity, kind="money", unit=currency) if written and ((money and ended) or of_it) else quantity


def _is_given(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a verb of giving leads to an amount; where verbs stand second, its subject may stand between."""
    if sentence.before(quantity.start, "act", "give", gap=_HEDGE):
        return True
    gives = [h.end for h, _ in sentence.of("act", "give") if h.end < quantity.start]
    if not gives or not sentence.language.verb_second:
        return False
    between = sentence.low[gives[-1] : quantity.start]
    return len(between) <= _LIST and not any(c.isdigit() or c in ",;:(" for c in between)


def _is_base(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether an amount is what something fell or grew from by a percentage: "a fall of 9 percent from 325 million"."""
    led = sentence.before(quantity.start, "range", "from", gap=_HEDGE // 2)
    return led is not None and sentence.before(led[0].start, "percent", "words", gap=1) is not None


def _in_parts(sentence: Sentence, every: list[Quantity]) -> list[Quantity]:
    """The amounts, those that add up to one of money before them being its parts: "5 million dollars: 3 and 2 million".

    Two parts or more, each of which says its scale.
    """
    found = [*every]
    for place, whole in enumerate(every):
        if whole.kind != "money" or not whole.value:
            continue
        total, end = 0.0, place + 1
        while end < len(every) and total < whole.value and _may_be_part(sentence, whole, every[end]):
            total += every[end].value
            end += 1
        if end - place > _PAIR and abs(total - whole.value) <= (whole.precision or 0) / 2:
            for part in range(place + 1, end):
                found[part] = replace(every[part], kind="money", unit=whole.unit)
    return found


def _may_be_part(sentence: Sentence, whole: Quantity, quantity: Quantity) -> bool:
    """Whether an amount may be a part of another: of the same currency, or a bare one of thousands or more.

    Behind the latter no noun stands that it counts: "50,000 dollars for 30,000 girls and 20,000 boys".
    """
    alike = quantity.kind == "money" and quantity.unit == whole.unit
    alone = sentence.phrase_ends(quantity.end) or sentence.after(quantity.end, "role") is not None
    bare = quantity.kind == "number" and quantity.value >= _THOUSAND and alone
    return quantity.bound == "exact" and (alike or bare)


def _with_that_of_the_next(stated: list[Quantity], every: list[Quantity]) -> list[Quantity]:
    """The amounts, each that has the scale of the next with its currency too: "rose from 45 to 60 billion"."""
    if every == stated:
        return every
    found = [*every]
    for place, (first, second) in enumerate(pairwise(every)):
        scaled = first.kind == "number" and first.value >= _MILLION and first.end - first.start < len("1000000")
        taken = stated[place + 1].kind == "number" and second.kind == "money"
        if scaled and taken and second.start - first.end <= _LIST:
            found[place] = replace(first, kind="money", unit=second.unit)
    return found


def _of_that_sum(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the sum just spoken of is named right behind millions: "12 million of this amount are for schools"."""
    behind = sentence.after(quantity.end, "count", "subset", gap=1)
    words = sentence.low[behind[0].start : behind[0].end].split() if behind else []
    return bool(words) and words[-1] in sentence.lexicon.surfaces("count.sum")


def _each_in_brackets(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a sentence lists economies, each with millions in brackets: "Next are Chile (5 million), Peru (4)".

    None where it says what is counted: "most visitors came from Chile (5 million) and Peru (4)".
    """
    if sentence.of("unit") or any(definitions().metrics[key].people for _, key in sentence.of("metric")):
        return False
    opened = [hit.end for hit, _ in sentence.of("area") if sentence.low.startswith(" (", hit.end)]
    alone = sentence.low[quantity.end : quantity.end + 1] == ")" and quantity.start - len(" (") in opened
    return alone and len(opened) >= _PAIR


def _of_them(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether "of them" stands right behind an amount: "6 billion of them are for schools"."""
    return sentence.after(quantity.end, "count", "subset", gap=1) is not None


def _of_which(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether "of which" stands right behind an amount; "of them" may be people."""
    behind = sentence.after(quantity.end, "count", "subset", gap=1)
    words = sentence.low[behind[0].start : behind[0].end].split() if behind else []
    return bool(words) and words[-1] in sentence.lexicon.surfaces("role.which")


def _set_against_measure(sentence: Sentence, every: list[Quantity], quantity: Quantity) -> bool:
    """Whether a bare number is compared with the measure right before it: "3 million tonnes, up from 2 million"."""
    if quantity.kind != "number" or not every or every[-1].kind != "measure":
        return False
    led = sentence.before(quantity.start, "change", "versus", gap=_HEDGE)
    return (led or sentence.before(quantity.start, "range", "from", gap=_HEDGE)) is not None


def _part_of_people(sentence: Sentence, every: list[Quantity], quantity: Quantity) -> bool:
    """Whether a bare number is a part of what was counted before: "1 billion inhabitants, of whom 100 million"."""
    counted = bool(every) and every[-1].kind == "count"
    return counted and _is_a_part(sentence, quantity)


def _to_people(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether millions are those to whom something goes: "aid to 3 million", not "aid to Ghana of 3 million"."""
    to = sentence.before(quantity.start, "role", "to", gap=_HEDGE)
    return to is not None and not any(to[0].end <= hit.start < quantity.start for hit, _ in sentence.of("area"))
