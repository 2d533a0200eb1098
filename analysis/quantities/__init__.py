"""Numbers with what they are numbers of: unit, currency, bound, range.

A quantity is built from a Number and its neighbours in the sentence. Dates, times, ordinals and
identifiers are none; neither is "the two sides". The parts of this stage, in the order in which they
are asked:

- `candidates`: which numbers may be quantities
- `money`, `factors`, `nouns`: the currency, the percent or the noun that a number stands beside
- `hedges`: the bound that words beside the amount set
- `ranges`: two numbers that tell one amount, and lists that say their unit once
- `signs`: the minus before an amount
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from analysis.definitions import definitions
from analysis.model import Bound, Number, Quantity, QuantityKind
from analysis.quantities.candidates import by_sentence, may_count, round_year
from analysis.quantities.factors import factor_end, percentage
from analysis.quantities.hedges import Hedges, bounds
from analysis.quantities.money import Money
from analysis.quantities.nouns import Nouns
from analysis.quantities.ranges import Joiner
from analysis.quantities.signs import minus, negative
from analysis.sentences import Sentence

__all__ = ["bounds", "by_sentence", "may_count", "minus", "negative", "quantities_in"]

_SPACES = (" ", "\u00a0")
_COUNTED = ("count", "actor", "person", "goods")
"""Kinds of units that are counted; the others are measured."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def quantities_in(
    sentence: Sentence, numbers: list[Number], *, coins: Mapping[str, str] = MappingProxyType({})
) -> list[Quantity]:
    """The quantities of one sentence. `numbers` are all numbers of the sentence, in its order.

    `coins` tells which currency a noun means that several share: see `analysis.currencies.coins_of`.
    """
    if len(numbers) == 1 and numbers[0].kind == "cardinal" and _stands_alone(sentence, numbers[0]):
        return [_quantity(_Meaning(numbers[0], numbers[0].start, numbers[0].end, "number", None), "exact")]
    reader = _Reader(sentence, numbers, coins)
    found = [reader.quantity(index) for index, number in enumerate(numbers) if reader.counts(number)]
    return Joiner(sentence, numbers).joined(found)


def _stands_alone(sentence: Sentence, number: Number) -> bool:
    """Whether nothing stands beside digits in their sentence, as in a column of a table written out line by line."""
    before, after = sentence.low[sentence.start : number.start], sentence.low[number.end : sentence.end]
    return not number.words and not before.strip() and after.strip() in ("", ".")


class _Meaning(NamedTuple):
    """What a number is a number of: where its amount begins and ends, and its kind and unit."""

    number: Number
    start: int
    end: int
    kind: QuantityKind
    unit: str | None
    tenfold: int = 1
    """What the value is multiplied by, where the unit says more than the number: tenths are ten percent each."""


def _quantity(meant: _Meaning, bound: Bound) -> Quantity:
    number = meant.number
    value = (number.value if number.value is not None else float(number.iso or 0)) * meant.tenfold
    lower, upper = bounds(value, bound)
    return Quantity(
        start=meant.start,
        end=meant.end,
        kind=meant.kind,
        value=value,
        lower=lower,
        upper=upper,
        unit=meant.unit,
        bound=bound,
        precision=number.precision or 1,
        number_start=number.start,
        number_end=number.end,
    )


class _Reader:
    """Reads the numbers of one sentence from left to right, each by itself."""

    def __init__(self, sentence: Sentence, numbers: list[Number], coins: Mapping[str, str]) -> None:
        self._sentence = sentence
        self._numbers = numbers
        self._money = Money(sentence, numbers, coins)
        self._nouns = Nouns(sentence)
        self._hedges = Hedges(sentence, numbers)

    def counts(self, number: Number) -> bool:
        """Whether a number is one of a quantity, also one of four digits that looks like a year: "2000 students"."""
        if not round_year(number):
            return may_count(number)
        low = self._sentence.low
        if not low[number.start : number.end].isdigit():
            return False
        unit = next((hit for hit, _ in self._nouns.units if hit.start >= number.end), None)
        counted = unit is not None and low[number.end : unit.start] in _SPACES
        if not counted and not self._money.after(number.end):
            return False
        return not any(
            hit.end <= number.start and not low[hit.end : number.start].strip()
            for hit, _ in self._sentence.of("time", "in", "by", "since", "from", "until", "after", "this", "last")
        )

    def quantity(self, index: int) -> Quantity:
        """What one of the numbers, one that counts, is a number of."""
        following = self._numbers[index + 1] if index + 1 < len(self._numbers) else None
        meant = self._meaning(self._numbers[index], following)
        return _quantity(meant, self._hedges.of(meant.number, meant.start, meant.end))

    def _whole(self, number: Number) -> Number:
        """A number of things that are whole: "7,558 people" are thousands, whatever mark the language has for parts."""
        written = self._sentence.low[number.start : number.end]
        if not _THOUSANDS.fullmatch(written) or number.value is None or number.value == int(number.value):
            return number
        return replace(number, value=float(re.sub(r"\D", "", written)), precision=1)

    def _meaning(self, number: Number, following: Number | None) -> _Meaning:
        if number.kind == "multiple":
            return _Meaning(number, number.start, number.end, "number", "factor")
        if amount := self._money.of(number):
            return _Meaning(amount.number, amount.start, amount.end, "money", amount.code)
        if percent := percentage(self._sentence, number):
            start, end, tenfold = percent
            return _Meaning(number, start, end, "percent", "percent", tenfold)
        if (end_of_factor := factor_end(self._sentence, number)) is not None:
            return _Meaning(number, number.start, end_of_factor, "number", "factor")
        part = number.kind == "fraction" and (number.value or 0) < 1
        if unit := self._nouns.of_the_planned(number, following):
            return _Meaning(number, number.start, number.end, "count", unit)
        if noun := self._nouns.counted(number, following):
            hit, unit = noun
            counted = definitions().units[unit].kind in _COUNTED
            if part and counted:
                # "half of all enterprises", "two thirds of the students": a share of things, no count of them.
                return _Meaning(number, number.start, number.end, "number", None)
            number = self._whole(number) if counted else number
            return _Meaning(number, number.start, hit.end, "count" if counted else "measure", unit)
        if not part and (people := self._nouns.people(number)):
            return _Meaning(self._whole(number), number.start, people.end, "count", "person")
        return _Meaning(number, number.start, number.end, "number", None)
