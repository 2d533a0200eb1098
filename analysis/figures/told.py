"""What one sentence tells, read once: its quantities, times, changes and the economies it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from analysis.areas import AreaMention
from analysis.changes import Growth, changes_in
from analysis.changes.context import TO_WHEN
from analysis.definitions import definitions
from analysis.figures.bare import with_currencies
from analysis.figures.named import areas_of, groups_of, mentions_of
from analysis.figures.rows import counted_on
from analysis.lexicon import Hit
from analysis.model import Number, Period, Quantity, Span
from analysis.periods import is_day, periods_in
from analysis.sentences import Sentence, read_once

__all__ = ["Told", "between_the_two", "may_state", "of_the_two", "told_by"]

_PAIR = 2
_LEADING = ("role.from", "role.to", "role.in", "time.in", "range.from")
"""Senses of words of comparison that lead elsewhere too: "on", "from"."""
_COMPARED = 3
"""Characters between a word of comparison and the amount that it leads to."""
_T = TypeVar("_T", AreaMention, Hit, Period, Quantity)
_LINE = 64
"""Characters of a line that holds no more than an economy and its number."""
_TO_VERB = 5
"""Characters from a verb of fact to its number: a pronoun."""
_THOUSAND, _MILLION = 1e3, 1e6
_SIGNS = frozenset("+-\u2212\u2013")
"""Signs before a number that is a change by itself."""

_TO_YEARS = 9
"""Characters from a rank to the years that it is of: a preposition, an article, a noun of what is ranked."""
_TO_SINCE = 14
"""Characters from "since" to its year: "the end of the"."""
_BETWEEN = 12
"""Characters from "between" to the noun for the two sides: an article, a word for two."""
_SIDES = 12
"""Characters before a noun for two sides within which a word for two stands."""
_ENDED = re.compile(r"[.!?]\s")
"""Where a sentence ends before another."""
_OPENS = re.compile(r"(?:,|\s[\u2013\u2014-])\s$")
"""What opens an aside."""
_OPENING = 3
"""Characters of the longest of these."""
_WORTH = 16
"""Characters from the comma before such an amount to it: ", worth some "."""
_PARTICIPLE = 6
"""Letters of a participle, which a word of fewer need not be."""
_SAID = 32
"""Characters from a comma to the time of a participle behind it."""
_SOURCE = 90
"""Characters of who says what is told: "said the ministry of trade of Chile"."""
_TO_TIME = 4
"""Characters from an amount to its time: " in "."""
_QUOTED = re.compile(r",[\"\u201d\u00bb\u2019]?\s")
"""A comma, or one that closes what is quoted."""
_CLOSES = {",": re.compile(r",(?!\d)"), " ": re.compile(r"\s[\u2013\u2014-]\s")}
"""What closes an aside, by the first character of what opened it."""


@dataclass(frozen=True)
class Told:
    """A sentence with everything that the stages before found in it."""

    sentence: Sentence
    every: list[Quantity]
    """All its quantities, counts of months and years among them."""
    quantities: list[Quantity]
    """Its quantities but for those that are part of a time expression."""
    periods: list[Period]
    growths: list[Growth]
    areas: list[AreaMention]
    """The economies named."""
    groups: list[AreaMention]
    """The groups and regions named."""
    answers: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was asked of the sentence before, by question: see `read_once`."""

    @cached_property
    def amounts(self) -> tuple[Quantity, ...]:
        """The quantities that are money, counts or measures: what a figure can be; "the two countries" are none."""
        counted = (q for q in self.quantities if q.kind in ("money", "count", "measure"))
        if self.sentence.has("count", "identifier"):
            # "along road number 12 between the towns": the number is a name.
            named = {hit.end for hit, _ in self.sentence.of("count", "identifier")}
            counted = (q for q in counted if q.kind == "money" or q.number_start - 1 not in named)
        return tuple(q for q in counted if not self.is_the_two(q))

    def is_the_two(self, quantity: Quantity) -> bool:
        """Whether a quantity only stands for the two sides: "the two countries", "between the two"."""
        if quantity.value != _PAIR:
            return False
        sides = (hit.start for hit, _ in self.sentence.of("count", "pair"))
        return quantity.unit is None or any(quantity.start <= side < quantity.end for side in sides)

    def names(self, quantity: Quantity, table: str, *keys: str) -> bool:
        """Whether a quantity's own words hold one of such senses: the workers of "300 seasonal workers"."""
        return any(quantity.start <= hit.start < quantity.end for hit, _ in self.sentence.of(table, *keys))

    def is_led_to(self, quantity: Quantity, table: str, *keys: str) -> bool:
        """Whether a word of such senses stands before a quantity, no amount between: "plans to grant Peru 60"."""
        ends = [hit.end for hit, _ in self.sentence.of(table, *keys) if hit.end <= quantity.start]
        return bool(ends) and not self.crossed(ends[-1], quantity.start)

    @cached_property
    def starts(self) -> list[int]:
        """Where each of the amounts starts."""
        return [amount.start for amount in self.amounts]

    def growth_of(self, quantity: Quantity) -> Growth | None:
        """The growth that a quantity is, or the first one told of it."""
        return next((g for g in self.growths if g.quantity is quantity or g.host is quantity), None)

    @cached_property
    def compared(self) -> frozenset[int]:
        """The `id` of each of the times that growths are compared with."""
        return frozenset(id(growth.compared) for growth in self.growths if growth.compared)

    @cached_property
    def people(self) -> tuple[Quantity, ...]:
        """The amounts that count people."""
        units = definitions().units
        return tuple(q for q in self.amounts if q.unit in units and units[q.unit].kind == "person")

    def place(self, quantity: Quantity) -> int | None:
        """The place of a quantity among the amounts, from 0; None where it is none of them."""
        index = bisect_left(self.starts, quantity.start)
        return index if index < len(self.amounts) and self.amounts[index] is quantity else None

    def last_before(self, position: int) -> Quantity | None:
        """The last of the amounts that starts before a position."""
        index = bisect_left(self.starts, position)
        return self.amounts[index - 1] if index else None

    def first_from(self, position: int) -> Quantity | None:
        """The first of the amounts that starts at a position or behind it."""
        index = bisect_left(self.starts, position)
        return self.amounts[index] if index < len(self.amounts) else None

    def breaks(self, start: int, end: int) -> bool:
        """Whether a comma or a semicolon stands between two positions."""
        between = self.between(start, end)
        return "," in between or ";" in between

    def crossed(self, start: int, end: int) -> Sequence[Quantity]:
        """The amounts that start between two positions."""
        return self.amounts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all that the sentence names: economies, those ranked against too, groups and regions."""
        return frozenset(area.code for area in mentions_of(self.sentence))

    @cached_property
    def bracketed(self) -> bool:
        """Whether the sentence has a bracket."""
        return "(" in self.between(self.sentence.start, self.sentence.end)

    def opens_bracket(self, quantity: Quantity) -> bool:
        """Whether a quantity opens a bracket, a hedge before it let pass: "(some 48 million euros)"."""
        start = self.opening(quantity) if self.bracketed else 0
        return start > 0 and self.between(start - 1, start) == "("

    def opening(self, quantity: Quantity) -> int:
        """Where a quantity starts with the hedge before it."""
        hedge = self.sentence.before(quantity.start, "bound", gap=1)
        return hedge[0].start if hedge else quantity.start

    def set_against(self, quantity: Quantity) -> bool:
        """Whether a word of comparison stands right before an amount: "than the 320 of 2023", not "over 800"."""
        now = self.sentence.before(quantity.start, "time", "this", "now", gap=1)
        # "50 places instead of the current 20"
        start = now[0].start if now else quantity.start
        article = self.sentence.before(start, "count", "determiner", gap=1)
        word = self.sentence.before(article[0].start if article else start, "change", "versus", gap=_COMPARED)
        if word is None:
            return False
        # "fewer than the 320 of 2023"
        beside = article is not None and article[0].start - word[0].end <= 1
        return beside or not any(sense.startswith("bound.") for sense in word[0].senses)

    def is_compared_with(self, quantity: Quantity) -> bool:
        """Whether an amount only tells what the one before is compared with: "less than in 2015, when it was 5"."""
        before = self.last_before(quantity.start)
        if before is None:
            return False
        words = (hit for hit, _ in self.sentence.of("change", "versus") if before.end <= hit.start < quantity.start)
        than = next((hit for hit in words if hit.senses.isdisjoint(_LEADING)), None)
        tells = (*self.sentence.of("role", "which"), *self.sentence.of("time", "when"))
        return than is not None and any(than.end <= hit.start < quantity.start for hit, _ in tells)

    @cached_property
    def asides(self) -> tuple[Span, ...]:
        """What two commas, or two dashes, set off about a noun: "Peru, which signed a pact in 2009, bought"."""
        sentence, found = self.sentence, []
        for word, key in (*sentence.of("role", "which"), *sentence.of("count", "subset", "mostly")):
            start = word.start
            opening = _OPENS.search(sentence.low, max(0, start - _OPENING), start)
            closing = _CLOSES[opening.group()[0]].search(sentence.low, start, sentence.end) if opening else None
            if closing and not (key == "mostly" and self._dates(start, closing.start())):
                found.append((start, closing.start()))
            elif part := self._part_behind_comma(start):
                # "655 firms are at work, 270 of which came last year"
                closing = _CLOSES[","].search(sentence.low, start, sentence.end)
                found.append((part.start, closing.start() if closing else sentence.end))
        return (*found, *self._worth_asides(), *self._dated_asides(), *self._clauses_aside())

    def follows(self, position: int) -> bool:
        """Whether no sentence stands between that of a position and this one."""
        return _ENDED.search(self.sentence.text[position : self.sentence.start].rstrip()) is None

    def _dates(self, start: int, end: int) -> bool:
        """Whether a preposition leads to a time between two positions: "mostly paid in 2021"."""
        times = (p.start for p in self.periods if start <= p.start < end)
        return any(self.sentence.before(time, "time", "in", "from", gap=1) for time in times)

    def _clauses_aside(self) -> Iterator[Span]:
        """Clauses that tell when, in commas and with no figure: "5 million in 2015, when relief was sent, and 4"."""
        low, sentence = self.sentence.low, self.sentence
        words = sentence.of("time", "when")
        starts = [q.start for q in self.quantities] + [p.start for p in self.periods] if words else []
        for word, _ in words:
            opened = sentence.start <= word.start - 2 and low.startswith(", ", word.start - 2)
            closing = _CLOSES[","].search(low, word.end, sentence.end) if opened else None
            if closing and not any(word.start <= start < closing.start() for start in starts):
                yield word.start, closing.start()

    def _worth_asides(self) -> Iterator[Span]:
        """Amounts with their time in commas behind what they are of: "wants trade, worth 5 in 2023, to grow"."""
        sentence = self.sentence
        ends = {hit.end for key in ("area", "metric") for hit, _ in sentence.of(key)}
        for quantity in self.amounts:
            start = self.opening(quantity)
            comma = sentence.low.rfind(", ", max(sentence.start, start - _WORTH), start)
            if comma not in ends or sentence.low[comma + 2 : start].count(" ") > 1:
                continue
            time = next((p for p in self.periods if 0 <= p.start - quantity.end <= _TO_TIME), None)
            if time and sentence.low.startswith(", ", time.end):
                yield comma + 2, time.end

    def _dated_asides(self) -> Iterator[Span]:
        """Participles with their time in commas: "the debt, restructured in 2017, comes to 3 million"."""
        sentence = self.sentence
        metrics = definitions().metrics
        if any(not metrics[key].residual for _, key in sentence.of("metric")):
            # "a loan of 5 million, approved in 2017": of what was done then.
            return
        within = sentence.lexicon.surfaces("time.in")
        for period in self.periods:
            comma = sentence.low.rfind(", ", max(sentence.start, period.start - _SAID), period.start)
            noun = sentence.after(period.end, "time", "year", gap=1)
            if comma < 0 or not sentence.low.startswith(",", noun[0].end if noun else period.end):
                continue
            words = sentence.low[comma + 2 : period.start].split()
            said = len(words) == _PAIR and len(words[0]) >= _PARTICIPLE and words[0].isalpha() and words[1] in within
            if said and not any(comma < hit.start < period.start for hit, _ in sentence.of("metric")):
                yield comma + 2, period.end

    def _part_behind_comma(self, start: int) -> Quantity | None:
        """The number of a part, behind a comma, of which a clause that starts at a position says more."""
        part = next((q for q in self.quantities if 0 <= start - q.end <= 1), None)
        opens = self.opening(part) if part else 0
        return part if part and self.between(opens - 2, opens).strip() == "," else None

    @cached_property
    def sources(self) -> tuple[Span, ...]:
        """Who says what a sentence tells, set off by commas: "5 million, the trade ministry said, against 4".

        The verb stands first or last in it, or a time behind it: "the ministry said on Tuesday".
        """
        sentence, found = self.sentence, []
        for verb, _ in sentence.of("source", "after"):
            first = max(sentence.start, verb.start - _SOURCE)
            opening = [match.end() for match in _QUOTED.finditer(sentence.low, first, verb.start)]
            start = opening[-1] if opening else sentence.end
            closing = _CLOSES[","].search(sentence.low, verb.end, sentence.end)
            end = closing.start() if closing else sentence.end
            if not 0 < end - start <= _SOURCE or any(start <= q.start < end for q in self.quantities):
                continue
            timed = next((p.end for p in self.periods if verb.end <= p.start and p.end <= end), verb.end)
            last = sentence.low[timed:end].strip(' ."\u201d\u00bb')
            verbs = (hit.start for hit, _ in sentence.of("status") if hit.senses.isdisjoint(verb.senses))
            # "In Oslo, the minister stressed that exports, ..., were 5 million": what follows is what is said.
            ahead = verb.start == start and any(q.end <= start for q in self.quantities)
            if not last or (ahead and not any(verb.end <= told < end for told in verbs)):
                found.append((start, end))
        return tuple(found)

    def in_aside(self, position: int, quantity: Quantity) -> bool:
        """Whether a position lies in an aside that does not hold an amount: what is said there is not said of it."""
        return any(start <= position < end and not start <= quantity.start < end for start, end in self.asides)

    def in_source(self, position: int) -> bool:
        """Whether a position lies where is told who says what the sentence tells."""
        return any(start <= position < end for start, end in self.sources)

    def following(self, quantity: Quantity) -> Quantity | None:
        """The next amount of the sentence that does not stand in brackets right behind the one given."""
        behind = self.amounts[bisect_left(self.starts, quantity.end) :]
        gaps = ((amount, self.between(quantity.end, amount.start)) for amount in behind)
        return next((amount for amount, gap in gaps if gap.count("(") <= gap.count(")")), None)

    def end_of(self, following: Quantity | None) -> int:
        """Where what is said of an amount ends at the latest: at the amount behind it, else with the sentence."""
        return following.start if following else self.sentence.end

    def behind_brackets(self, quantity: Quantity) -> int:
        """Where what is said of an amount goes on: behind the brackets right behind it, or that it closes."""
        end = quantity.end
        if self.between(end, end + 2) == " (":
            closed = self.sentence.low.find(")", end, self.sentence.end)
            return closed + 1 if closed >= 0 else end
        return end + 1 if self.between(end, end + 1) == ")" else end

    def yearly(self, quantity: Quantity) -> bool:
        """Whether an amount is that of every year: "300 scholarships a year"."""
        after = self.sentence.after(self.behind_brackets(quantity), "time", "per_year", gap=14)
        if after and any(p.start <= after[0].end + 1 and after[0].end < p.end for p in self.periods):
            # "19.500 im Jahr 2021": in a year, not a year.
            after = None
        if after and "," in self.between(quantity.end, after[0].start):
            # "19 million, losing in a year 14 %": what is said behind the comma is not yearly.
            after = None
        before = None if after else self.sentence.before(quantity.start, "time", "per_year", gap=12)
        if not after and self._of_every_year(quantity):
            return True
        # "now 3 million a year, to reach 5 million": the words are of the amount right before them.
        of_another = before and any(0 <= before[0].start - q.end <= 1 for q in self.amounts)
        return bool(after or (before and not of_another))

    def _of_every_year(self, quantity: Quantity) -> bool:
        """Whether an adjective makes what an amount is of that of every year: "the yearly volume of trade is 5".

        Not where a year is named: "the yearly trade was 5 million in 2022".
        """
        flows = [hit for hit, _ in self.sentence.of("metric") if hit.end <= quantity.start]
        if not flows or self.periods or self.sentence.has("change", "up", "down"):
            return False
        between = self.between(flows[-1].end, quantity.start)
        apart = set(",;:").intersection(between) or self.crossed(flows[-1].end, quantity.start)
        return not apart and self.sentence.before(flows[-1].start, "time", "per_year", gap=1) is not None

    def listed(self, things: Sequence[_T], index: int) -> list[_T]:
        """Those beside one of some things, with nothing but a comma or a word for "and" between each and the next."""
        first = last = index
        while first and self._lists(things[first - 1].end, things[first].start):
            first -= 1
        while last + 1 < len(things) and self._lists(things[last].end, things[last + 1].start):
            last += 1
        return list(things[first : last + 1])

    def _lists(self, start: int, end: int) -> bool:
        between = self.between(start, end).strip()
        word = between.strip(" ,\u00a0\u3001")
        surfaces = self.sentence.lexicon.surfaces
        if word in surfaces("range.and") or (not word and between != ""):
            return True
        # "le Mali et le Ghana": an article may stand before the next.
        joining, _, article = word.partition(" ")
        return joining in surfaces("range.and") and article in surfaces("count.determiner")

    def between(self, start: int, end: int) -> str:
        """The text between two positions, in lower case."""
        return self.sentence.low[start:end]


def _are_beside(noun: Hit, area: AreaMention) -> bool:
    """Whether a noun and a name stand right beside each other: "EU countries", "EU-landene"."""
    return -1 <= noun.start - area.end <= 1 or 0 <= area.start - noun.end <= 1


def _groups_named(sentence: Sentence) -> list[AreaMention]:
    """The groups of economies and regions that a sentence names, those that trade as one too."""
    known = definitions().areas
    return [a for a in mentions_of(sentence) if a.code in known and known[a.code].kind != "economy"]


def may_state(sentence: Sentence, quantities: list[Quantity], *, counted: bool = False) -> bool:
    """Whether a sentence with these quantities can state a figure at all: a cheap look before it is read in full.

    A bare number does so only where the sentence names something that is counted or a part, or where something grows.
    A large one may also tell how many are aimed at, or be told of those whom the figure before `counted`.
    """
    if any(q.kind != "number" or q.unit or q.value >= _MILLION for q in quantities):
        return True
    if sentence.end - sentence.start <= _LINE and sentence.has("area"):
        # "Chile – 14,220": an item of a list.
        return bool(quantities)
    if (
        sentence.of("unit")
        or sentence.of("change", "up", "down", "more", "less")
        or sentence.of("count", "subset", "sum", "another", "source", "followed")
        or sentence.of("role", "back")
    ):
        return bool(quantities)
    many = [q for q in quantities if q.value >= _THOUSAND]
    if many and (counted or sentence.of("status", "target", "estimate", "future")):
        # "For 2024 the board has set its sights on 42,000."
        return True
    named = [hit.start for hit, _ in sentence.of("area")] if many else []
    if named and sentence.of("act", "go", "travel"):
        # "In January 80,000 came from Peru."
        return True
    if len(named) > 1 and any(start - number.end == 1 for number in many for start in named):
        # "80,000 Peruvians earn their living in Chile."
        return True
    said = any(_has_a_verb(sentence, number) for number in quantities)
    return said or any(sentence.low[q.start - 1 : q.start] in _SIGNS for q in quantities if q.start)


def _has_a_verb(sentence: Sentence, number: Quantity) -> bool:
    """Whether a verb of fact leads to a bare number, or one of coming stands beside it.

    "In January there were 80,000", "about 80,000", "Ten years ago there were 90", "In May alone 40,000 came"
    """
    start = number.start
    while hedge := sentence.before(start, "bound", gap=1):
        # "but a good 9,000"
        start = hedge[0].start
    if sentence.before(start, "status", "actual", gap=_TO_VERB):
        return True
    came = sentence.after(number.end, "act", "go", "travel", gap=1)
    came = came or sentence.before(start, "act", "go", "travel", gap=_TO_VERB)
    return number.value >= _THOUSAND and came is not None


def told_by(
    sentence: Sentence,
    numbers: list[Number],
    stated: list[Quantity],
    reference: str | None,
    *,
    currency: str | None = None,
    home: str | None = None,
    pair: tuple[str, ...] = (),
) -> Told:
    """Reads a sentence. `numbers` and `stated` are its numbers and quantities.

    `reference` is the date from which "last year" counts, `currency` the one that the text spoke of last: an
    amount of millions may leave it out. `home` is the economy that "we" is, if any, `pair` those the text is about.
    """
    periods = [p for p in periods_in(sentence, numbers, reference) if not _ranked_over(sentence, p)]
    every = with_currencies(sentence, counted_on(sentence, stated, periods), currency)
    money = [q for q in every if q.kind == "money"]
    # "eleven months" is a time, not an amount.
    quantities = [q for q in every if not any(p.start <= q.start and q.end <= p.end + 1 for p in periods)]
    # "said on Tuesday" is no time of a growth.
    growths = changes_in(sentence, quantities, [p for p in periods if not (p.relative and is_day(p.iso))])
    # "US 750 million", "5 million NZ dollars": the letters are of the currency.
    areas = [a for a in areas_of(sentence, home=home, pair=pair) if not any(q.start <= a.start < q.end for q in money)]
    return Told(sentence, every, quantities, periods, growths, areas, groups_of(sentence))


def _ranked_over(sentence: Sentence, period: Period) -> bool:
    """Whether years are only those of a rank or a record: "the highest in three years", "the most since 2015"."""
    if period.relative and "/" in period.iso:
        return sentence.before(period.start, "count", "rank", "record", gap=_TO_YEARS) is not None
    since = sentence.before(period.start, "time", "since", gap=_TO_SINCE)
    if since is None or sentence.after(period.end, "time", "when", gap=TO_WHEN):
        # "the largest since 2015, when it was 5 million": the year of what is told next.
        return False
    # "the largest since 2015"
    ranked = sentence.before(since[0].start, "count", "rank", gap=1)
    return ranked is not None or sentence.before(since[0].start, "count", "record", gap=_TO_YEARS) is not None


@read_once
def between_the_two(sentence: Sentence) -> bool:
    """Whether a sentence tells what is between the two that the text is about: "trade between the two countries"."""
    sides = of_the_two(sentence)
    return any(sentence.before(side.start, "role", "between", gap=_BETWEEN) is not None for side in sides)


@read_once
def of_the_two(sentence: Sentence) -> list[Hit]:
    """The nouns of a sentence for two sides: where no spaces part words, only those right behind a word for two.

    A letter that means "country" is part of many a word there. "EU countries" are no two.
    """
    hits = [hit for hit, _ in sentence.of("count", "pair")]
    if hits and (groups := _groups_named(sentence)):
        hits = [hit for hit in hits if not any(_are_beside(hit, group) for group in groups)]
    language = sentence.language
    if language.spaced or not hits:
        return hits
    two = ("2", *(term for term, value in language.numbers["cardinals"].items() if value == _PAIR))
    both = language.terms("number_words", "determiner")
    near = ((hit, sentence.low[max(sentence.start, hit.start - _SIDES) : hit.start]) for hit in hits)
    ahead = ((hit, before.replace(" ", "")) for hit, before in near)
    return [
        hit
        for hit, before in ahead
        if before.endswith(two) or f"{before}{sentence.low[hit.start : hit.end]}".endswith(both)
    ]
