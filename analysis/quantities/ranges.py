"""Numbers that belong together: two ends of one range, an amount and its hundredths, a list with one unit."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.model import Number, Quantity
from analysis.numbers import scaled_precision, whole
from analysis.quantities.hedges import FILLER, bounds, grown_before
from analysis.sentences import Sentence

__all__ = ["Joiner"]

_YEAR = re.compile(r"\s\w{1,3}\s(?:19|20)\d\d,?\s")
"""A year with its preposition, behind which an amount goes on."""
_IN_YEAR = re.compile(r"(?:\w{1,3} )?(?:19|20)\d\d(?: \w+)?")
"""A year, with its preposition and its noun, and nothing else: "in 2016", "в 2016 году"."""
_OF_A_YEAR = re.compile(r" (?:\w{1,3} )?(?:19|20)\d\d\b")
_DATED = 32
"""Characters from such a year to the amount: "in 2016, from about "."""
_OPENED = 6
"""Characters that may stand between "from" or "between" and its amount."""
_GROWN = 16
"""Characters between a word of growth and the amount that it leads to."""
_FAR = 4
"""How many times as much is no other end of a range."""
_BY = 2
"""Characters between "by" and its amount: a sign of a currency."""
_CHANGED = 48
"""Characters between a word of growth and its "by", with what grew between."""
_TEN, _HUNDRED = 10, 100
_CENTS = 2
"""Digits that hundredths are written with."""
_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_DASH = re.compile(r"\s?[\-\u2010-\u2014\u2212~]\s?")
_ARTICLE = 5
"""Characters between a word for "besides" and its amount: an article."""
_CLOSED = ("", ",", ".", ";", ")", "\n")
_TO_FLOW = 16
"""Characters from a flow to its number: "ended at ", "from there "."""
_PLUS = re.compile(r"\s\+")
_LISTED = re.compile(r"[,;]\s")
_COMMA = re.compile(r",\s")


_BRACKETED_YEAR = re.compile(r" (?:\w{1,3} )?\d{4}(?: \w{1,5}\.?)?\)")
"""What says behind an amount in a bracket of which year it is: "(1.2 million in 2012)"."""
_ENDS_YEAR = re.compile(r"\d-$")
"""What stands before the ending of a year, which may look like a unit: "2012-м"."""


class Joiner:
    """Joins the quantities of a sentence that two numbers tell, and gives a list the unit that it says once."""

    __slots__ = ("_and", "_either", "_ends", "_listed", "_low", "_scales", "_sentence", "_through", "_to", "_to_end")

    def __init__(self, sentence: Sentence, numbers: list[Number]) -> None:
        self._sentence = sentence
        self._low = sentence.low
        self._scales = {number.end: number.scale for number in numbers}
        self._listed: set[int] = set()
        words = sentence.lexicon.surfaces
        self._and = words("range.and")
        self._to = words("range.to")
        self._to_end = self._to - words("range.reached")
        self._through = words("range.through")
        self._ends = words("range.ends")
        self._either = words("range.either")

    def joined(self, quantities: list[Quantity]) -> list[Quantity]:
        """The quantities of the sentence, each told by one number so far, as they belong together."""
        found: list[Quantity] = []
        for quantity in quantities:
            if found and (joined := self._range(found[-1], quantity) or self._with_hundredths(found[-1], quantity)):
                found[-1] = joined
            else:
                found.append(quantity)
        for index in range(1, len(found)):
            pair = found[index - 1], found[index]
            if (
                self._set_against(*pair)
                or self._at_two_times(*pair)
                or self._of_another(*pair)
                or self._signed_next(*pair)
                or self._grown_next(*pair)
            ):
                found[index] = self._like(found[index], found[index - 1])
        for index in range(len(found) - 2, -1, -1):
            first, second = found[index], found[index + 1]
            if self._rises_in_the_scale(first, second):
                found[index] = self._like(first, second)
            if first.kind == "number" and first.unit is None and self._in_list(first, second):
                found[index] = self._like(first, second)
                self._listed.add(first.number_end)
        return [
            self._in_same_currency(quantity, found[:index][::-1] + found[index + 1 :])
            for index, quantity in enumerate(found)
        ]

    # Ranges

    def _range(self, first: Quantity, second: Quantity) -> Quantity | None:
        """The range that two quantities are the ends of."""
        if (first.unit and second.unit and first.unit != second.unit) or first.bound == "range":
            return None
        if not self._are_ends(first, second):
            return None
        if first.kind == "number" and first.value < 1 <= second.value and not self._low[first.start].isdigit():
            # "rose by a third to 5 billion"
            return None
        if second.unit is None and first.unit is not None:
            second = replace(second, kind=first.kind, unit=first.unit)
        low = self._like(first, second)
        if low.value >= second.value:
            return None
        return replace(
            second,
            start=first.start,
            number_start=first.number_start,
            value=low.value,
            lower=low.value,
            upper=second.value,
            bound="range",
            precision=min(low.precision, second.precision),
        )

    def _tells_by_how_much(self, first: Quantity, second: Quantity) -> bool:
        """Whether a word of growth leads by "by" to one: "fell by 50 million to 700", no "by 5 to 9 percent"."""
        by = self._sentence.before(first.start, "change", "by", gap=_BY)
        if by is None or (self._scales.get(first.number_end, 1) <= 1 and second.kind in ("percent", "money")):
            return False
        return any(
            0 <= by[0].start - hit.end <= _CHANGED and "," not in self._low[hit.end : by[0].start]
            for hit, _ in self._sentence.of("change", "up", "down")
        )

    def _is_far_more(self, first: Quantity, second: Quantity) -> bool:
        """Whether an amount is so much more than another that the two are no ends of one."""
        return second.value > _FAR * first.value

    def _is_level_reached(self, first: Quantity, second: Quantity) -> bool:
        """Whether a count is what another led to, as a fact: "rose by 64 to 205", not "may rise by 64 to 205"."""
        counted = second.kind in ("count", "number") and not self._shares_scale(first, second)
        # "grows by 500 to 600 a year"
        yearly = self._sentence.has("time", "per_year")
        return counted and not yearly and not self._sentence.has("status", "estimate", "future", "target")

    def _tells_both_in_full(self, first: Quantity, second: Quantity) -> bool:
        """Whether two amounts of money, each with scale and currency, are the ends of one: "5 million to 6 million".

        Not where the first is by how much something changed: "rose 5 million dollars to 6 million dollars".
        """
        scale = self._scale(first)
        # Where no spaces part words, "to" may be a part of "grew to".
        spaced = self._sentence.language.spaced
        full = (
            spaced
            and first.kind == second.kind == "money"
            and first.unit == second.unit
            and 1 < scale <= self._scale(second)
        )
        if not full or second.value > _FAR * first.value or self._sentence.before(first.start, "change", "by", gap=_BY):
            return False
        if any(0 <= first.start - hit.end <= _GROWN for hit, _ in self._sentence.of("range", "from")):
            # "from the former 5 million to 6 million"
            return False
        return not any(
            0 <= first.start - hit.end <= _CHANGED and "," not in self._low[hit.end : first.start]
            for hit, _ in self._sentence.of("change", "up", "down")
        )

    def _are_ends(self, first: Quantity, second: Quantity) -> bool:
        """Whether what stands between two quantities, and before the first, makes them two ends of one amount."""
        gap = self._low[first.end : second.start]
        word = gap.strip()
        if _DASH.fullmatch(gap) or word in self._through:
            return True
        if word in self._and and self._opened(first, "between"):
            return True
        if word in self._ends and self._opened(first, "from") and self._is_one_amount(first, second):
            return True
        if (
            word in self._to_end
            and self._tells_by_how_much(first, second)
            and (self._is_far_more(first, second) or self._is_level_reached(first, second))
        ):
            return False
        if word in self._to_end and self._opened_by_comparison(first):
            # "would go up from 10 to 25"
            return False
        if word in self._to_end:
            spread = self._opened(first, "spread") and (second.kind == "percent" or not self._grown(first))
            once = first.unit is None or (first.unit == second.unit and self._shares_scale(first, second))
            # "grow by 3% to 5%", but "the share rose 3% to 20%"
            twice = first.kind == second.kind == "percent" and second.value <= _FAR * first.value
            # "The share rose by 4% to 9%" is a fact, "may grow by 4% to 9%" a range.
            twice = twice and self._sentence.has("status", "estimate", "future", "target")
            twice = twice or self._tells_both_in_full(first, second)
            return spread or ((once or twice) and not self._opened(first, "from"))
        # "US$ 500 or US$ 600 million": the sign said twice, the scale once.
        once = first.unit is None or (first.unit == second.unit and self._shares_scale(first, second))
        return word in self._either and once and second.unit is not None and self._near(first, second)

    def _is_one_amount(self, first: Quantity, second: Quantity) -> bool:
        """Whether "from ... to" tells two ends of one amount: a percentage, or an amount of what did not grow."""
        return second.kind == "percent" or (first.unit in (None, second.unit) and not self._grown(first))

    def _grown(self, quantity: Quantity) -> bool:
        """Whether a word of growth or aim leads to a quantity: "increased from 5 to 6 million" are two amounts.

        A year may stand between: "doubled in 2016, from about 5 to 10 million".
        """
        start = self._behind_time(quantity.start)
        dated = _YEAR.search(self._low, max(start - _DATED, self._sentence.start), start)
        return grown_before(self._sentence, dated.start() if dated else start, gap=_GROWN)

    def _opened(self, quantity: Quantity, key: str) -> bool:
        """Whether "between" or "from" stands right before a quantity, a hedge or its time: "from today's 20"."""
        timed = self._behind_time(quantity.start)
        opening = self._sentence.before(timed, "range", key, gap=1)
        if opening and self._sentence.opens_with(opening[0].start):
            # "From this year 10 to 20 will study there": the time is that from which they do.
            timed = quantity.start
        word = self._sentence.before(timed, "bound", "about", "over", "under", gap=1)
        start = word[0].start if word else timed
        return any(
            0 < start - hit.end <= _OPENED and FILLER.fullmatch(self._low, hit.end, start)
            for hit, _ in self._sentence.of("range", key)
        )

    def _behind_time(self, position: int) -> int:
        """Where the words start that say right before an amount of when it is: "today's 20", "last year's 20"."""
        word = self._sentence.before(position, "time", "now", "this", "last", "year_before", gap=1)
        year = None if word else self._sentence.before(position, "time", "year", gap=1)
        if year:
            word = self._sentence.before(year[0].start, "time", "last", "this", gap=1)
        return word[0].start if word else position

    def _opened_by_comparison(self, quantity: Quantity) -> bool:
        """Whether a phrase of growth that ends in "from" stands right before a quantity: "up from"."""
        word = self._sentence.before(quantity.start, "change", "versus", gap=1)
        return word is not None and " " in self._low[word[0].start : word[0].end]

    def _near(self, first: Quantity, second: Quantity) -> bool:
        """Whether two numbers are neighbours, as those of an estimate are: "5 or 6 million", not "2 or 50"."""
        scale = self._scale(second) if self._shares_scale(first, second) else 1.0
        return 0 < second.value / scale - first.value <= max(1, first.value)

    # Hundredths

    def _with_hundredths(self, first: Quantity, second: Quantity) -> Quantity | None:
        """An amount with the hundredths said after it: "2 dollars and 23 cents"."""
        whole_part = first.kind == "money" and first.value == int(first.value) and first.bound != "range"
        few = second.kind in ("number", "measure") and 0 < second.value < _HUNDRED and second.value == int(second.value)
        gap = self._low[first.end : second.start].strip()
        if not (whole_part and few) or (gap and gap not in self._and):
            return None
        after = second.number_end
        coin = self._sentence.after(after, "count", "hundredth") or self._sentence.glued(after, "count")
        named = coin is not None and coin[1] == "hundredth"
        if not named and (gap or second.unit or not self._bare_hundredths(first, second)):
            return None
        value = first.value + second.value / _HUNDRED
        lower, upper = bounds(value, first.bound)
        return replace(
            first,
            end=coin[0].end if coin and named else second.end,
            number_end=second.number_end,
            value=value,
            lower=lower,
            upper=upper,
            precision=0.01,
        )

    def _bare_hundredths(self, first: Quantity, second: Quantity) -> bool:
        """Whether two digits right after a currency's word, and before a mark, are its hundredths: "2 kroner 23"."""
        named = self._low[first.end - 1].isalpha() and first.end > first.number_end and self._scale(first) == 1
        closed = second.end >= self._sentence.end or self._low[second.end : second.end + 1] in ",.;:)\n"
        digits = self._low[second.start : second.end]
        if digits.isdigit():
            return named and closed and len(digits) == _CENTS
        # "thirteen dollars forty-five"
        return named and closed and second.value >= _TEN and not self._low[first.start].isdigit()

    # Lists

    def _in_list(self, first: Quantity, second: Quantity) -> bool:
        """Whether two numbers stand in one list, the unit said once: 6, 13 and 20 million."""
        gap = self._low[first.end : second.start]
        ends = self._gap(first, second).strip() in self._to and self._opened(first, "from")
        if self._scale(second) == 1:
            # "rose by 4 and 5 percent", "by 3, 4 and 5 percent"
            listed = second.number_end in self._listed and bool(_COMMA.fullmatch(gap))
            shares = second.kind == "percent" and (listed or gap.strip() in self._and)
            return (ends or shares) and second.kind != "number"
        # A comma alone may part two bare numbers that have nothing to do with each other.
        listed = second.kind != "number" or second.number_end in self._listed
        return (listed and bool(_COMMA.fullmatch(gap))) or gap.strip() in self._and or ends

    def _rises_in_the_scale(self, first: Quantity, second: Quantity) -> bool:
        """Whether money grew from an amount in the scale said with the next one: "from $26 to $60.2 million"."""
        scale = self._scale(second)
        if first.kind != "money" or first.unit != second.unit or scale < _THOUSAND or self._scale(first) != 1:
            return False
        alike = second.value / _HUNDRED <= first.value * scale <= second.value * _TEN
        return alike and self._gap(first, second).strip() in self._to and self._opened(first, "from")

    def _is_bare(self, quantity: Quantity) -> bool:
        """Whether a number stands alone, with neither a unit nor a scale: "9", not "9 million"."""
        return quantity.kind == "number" and not quantity.unit and self._scale(quantity) == 1

    def _set_against(self, first: Quantity, second: Quantity) -> bool:
        """Whether a bare number is compared with an amount that says the scale of both: "8 million, against 3.5"."""
        scale, sentence = self._scale(first), self._sentence
        if not self._is_bare(second) or scale < _THOUSAND:
            return False
        alike = first.value / _TEN <= second.value * scale <= first.value * _TEN
        if scale >= _MILLION and second.value % 1 and self._next_flow(first, second):
            return alike and self._low[second.end : second.end + 1] in _CLOSED
        against = sentence.before(second.start, "change", "versus", gap=2)
        if not alike or against is None or sentence.after(second.end, "count", "duration") is not None:
            # "10 million over five years"
            return False
        if any(sense.startswith("bound.") for sense in against[0].senses):
            # "8 million, spread over ten towns": a hedge, or a word for a place.
            return False
        if second.value < 1 and self._low[second.start].isalpha():
            # "8 million, more than half of it"
            return False
        return sentence.phrase_ends(second.end) and first.end <= against[0].start

    def _at_two_times(self, first: Quantity, second: Quantity) -> bool:
        """Whether a bare number is what an amount rose to, or was in another year: "from $8 million in 2016 to 9"."""
        scale, sentence = self._scale(first), self._sentence
        if first.kind == "percent" or first.unit is None or scale < _THOUSAND or not self._is_bare(second):
            return False
        if sentence.after(second.end, "count", "duration") is not None:
            return False
        said, _, word = self._gap(first, second).strip().rpartition(" ")
        dated = _IN_YEAR.fullmatch(said) is not None
        risen = word in self._to and (dated or not said) and self._opened(first, "from")
        again = word in self._and and dated
        if not (risen or again) or not first.value / _TEN <= second.value * scale <= first.value * _TEN:
            return False
        of_a_year = _OF_A_YEAR.match(self._low, second.end, sentence.end) is not None
        return of_a_year or (risen and sentence.phrase_ends(second.end))

    def _of_another(self, first: Quantity, second: Quantity) -> bool:
        """Whether a bare number is led to as an amount is, to another name: "to Togo for $8 million, to Mali for 9"."""
        scale, sentence = self._scale(first), self._sentence
        if first.kind != "money" or scale < _MILLION or not self._is_bare(second):
            return False
        words = self._gap(first, second).split()
        led = self._low[sentence.start : first.start].split()[-1:]
        named = any(first.end <= hit.start < second.start for hit, _ in sentence.of("area"))
        alike = first.value / _HUNDRED <= second.value * scale <= first.value * _TEN
        if not (named and alike and len(words) > 1 and words[-1:] == led):
            return False
        verbs = any(first.end <= hit.start < second.start for hit, _ in sentence.of("act"))
        if verbs or sentence.after(second.end, "count", "duration"):
            return False
        joined = words[0] in self._and or self._low[first.end : first.end + 1] == ","
        return joined and sentence.phrase_ends(second.end)

    def _next_flow(self, first: Quantity, second: Quantity) -> bool:
        """Whether a number is of a flow named behind a comma: "exports were 4.1 billion, imports 2.9"."""
        named = [hit for hit, _ in self._sentence.of("metric") if first.end <= hit.start and hit.end <= second.start]
        near = bool(named) and second.start - named[-1].end <= _TO_FLOW
        return (
            near
            and "," in self._low[first.end : named[-1].start]
            and "," not in self._low[named[-1].end : second.start]
        )

    def _signed_next(self, first: Quantity, second: Quantity) -> bool:
        """Whether a bare number with a plus is the next of a list of counts: "Peru gets 500 places, Chile +200"."""
        if first.kind not in ("count", "measure") or self._scale(first) != 1 or not self._is_bare(second):
            return False
        if not _PLUS.match(self._low, second.start - 2):
            return False
        return bool(_LISTED.search(self._low, first.end, second.start)) and self._sentence.phrase_ends(second.end)

    def _grown_next(self, first: Quantity, second: Quantity) -> bool:
        """Whether a bare number is the next of a list of growths: "to Peru by 39 percent, to Chile by 21"."""
        if first.kind != "percent" or not self._is_bare(second) or not self._sentence.phrase_ends(second.end):
            return False
        sentence = self._sentence
        led = all(sentence.before(q.start, "change", "by", gap=1) is not None for q in (first, second))
        gap = self._low[first.end : second.start]
        placed = any(first.end <= hit.start < second.start for hit, _ in sentence.of("area"))
        if not (led and placed) or any(c.isdigit() or c in ";:.(" for c in gap):
            return False
        leading = (*sentence.of("area"), *sentence.of("role", "to", "from", "with"), *sentence.of("change", "by"))
        leading = (*leading, *sentence.of("range", "and"), *sentence.of("count", "determiner"))
        # "by 39 percent, and the number of ships from Chile by 21" counts something else.
        passed = ((hit.start, hit.end) for hit, _ in leading)
        return not any(map(str.isalpha, sentence.without(first.end, second.start, passed)))

    def _gap(self, first: Quantity, second: Quantity) -> str:
        """What stands between two quantities, without the hedge of the second: "from 370 million to nearly 2"."""
        hedge = self._sentence.before(second.start, "bound")
        hedged = hedge is not None and first.end <= hedge[0].start and "range.to" not in hedge[0].senses
        return self._low[first.end : hedge[0].start if hedge and hedged else second.start]

    def _in_same_currency(self, quantity: Quantity, others: list[Quantity]) -> Quantity:
        """An amount of millions that leaves out the currency said beside it: "1 billion dollars, then 3 billion"."""
        if quantity.kind != "number" or quantity.unit or self._scale(quantity) < _MILLION:
            return quantity
        money = next((q for q in others if q.kind == "money" and not self._said_again(q, quantity)), None)
        if money is None:
            return quantity
        sentence = self._sentence
        again = [q for q in others if q.kind == "money" and self._low[q.end : quantity.start].strip() == "("]
        alike = all(q.value / _TEN <= quantity.value <= q.value * _TEN for q in again)
        if again and not (alike and _BRACKETED_YEAR.match(self._low, quantity.end)):
            # "130 million euros (85 billion)": said again in another currency, and which one is not said.
            return quantity
        named = sentence.after_of(quantity.end, "metric") is not None
        counted = [
            key
            for hit, key in sentence.of("unit")
            if money.end <= hit.start < quantity.start
            and not (self._is_worth_beside(hit, quantity) or _ENDS_YEAR.search(self._low, hit.start - 2, hit.start))
        ]
        if not named and any(definitions().units[key].kind != "actor" for key in counted):
            # "40 million dollars, and the visitors 1.75 million"; firms invest "30 billion".
            return quantity
        # "of which 40 million go to schools"; things are counted by the million, by the billion it is money.
        ended = (
            named
            or sentence.phrase_ends(quantity.end)
            or sentence.before(quantity.start, "count", "subset") is not None
            or sentence.before(quantity.start, "role", "besides", gap=_ARTICLE) is not None
            or max(self._scale(quantity), quantity.value) >= _BILLION
        )
        return replace(quantity, kind="money", unit=money.unit) if ended else quantity

    def _is_worth_beside(self, unit: Hit, quantity: Quantity) -> bool:
        """Whether brackets tell what is counted and then its worth: "Togo (5 tonnes, 8 million)"."""
        opened = self._low.rfind("(", self._sentence.start, unit.start)
        inside = opened >= 0 and ")" not in self._low[opened : unit.start]
        return (
            inside
            and self._low[unit.end : quantity.start] == ", "
            and self._low[quantity.end : quantity.end + 1] == ")"
        )

    def _said_again(self, other: Quantity, quantity: Quantity) -> bool:
        """Whether another amount is one in brackets that close: "1 billion dollars (900 million euros), of which 8"."""
        opens = self._low.rfind("(", self._sentence.start, other.start)
        closed = self._low[other.end : other.end + 1] == ")" and not opens < quantity.start < other.end
        return closed and opens > 0 and not any(c.isdigit() for c in self._low[opens : other.start])

    # Scales

    def _scale(self, quantity: Quantity) -> float:
        """The scale said with a quantity, or with the list that it stands in."""
        return self._scales.get(quantity.number_end, 1.0)

    def _shares_scale(self, first: Quantity, second: Quantity) -> bool:
        """Whether the scale said with the second of two amounts is that of the first: "$5 to $6 million"."""
        return self._scale(first) == 1 < self._scale(second)

    def _like(self, first: Quantity, second: Quantity) -> Quantity:
        """The first of two numbers with the scale and unit that only the second states."""
        scale = self._scale(second)
        factor = scale if self._scale(first) == 1 else 1.0
        self._scales[first.number_end] = scale
        value = whole(first.value * factor)
        lower, upper = bounds(value, first.bound)
        return replace(
            first,
            kind=second.kind,
            unit=second.unit,
            value=value,
            lower=lower,
            upper=upper,
            precision=scaled_precision(first.value, first.precision, factor),
        )
