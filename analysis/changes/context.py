"""What a sentence says that tells a change from other amounts: its words of growth, its quantities, its times."""

from __future__ import annotations

import re
from collections.abc import Collection

from analysis.lexicon import Hit
from analysis.model import ChangeDirection, Period, Quantity
from analysis.sentences import Sentence

__all__ = ["ARTICLE", "DASHES", "PREPOSITION", "TO_WHEN", "Context"]

PREPOSITION = 8
"""Letters up to which a word of comparison may be a mere preposition: "on", "over"."""
ARTICLE = 3
"""Letters of the longest article or preposition between a hedge and its amount."""
TO_WHEN = 9
"""Characters from a year to its "when", a word for "year" and a comma between."""
DASHES = ("\u2013", "\u2014", "-")
_HEDGED = 6
"""Characters between a hedge and the amount that it is of."""
_BEHIND = 10
"""Characters from a change to the time right behind it: "in the"."""
_LEADING = 4
"""Characters between such a word and the change: "by"."""
_NOUN = 24
"""Characters from a noun of growth to the change: a verb, a hedge."""
_AVERAGED = 28
"""Characters between a word of yearly means and the growth that is one."""
_EXCEEDED = 48
"""Characters from a verb of exceeding to the "by" that leads to how much, with the time exceeded between."""
_INDENT = 80
"""Characters of the white space before an item of a list, at the most."""
_MEASURED = frozenset({"money", "measure"})
"""Kinds of quantities in which a growth may be said besides the percentage."""
_TO_YEARS = 12
"""Characters from "than" to the noun of a length of time, a preposition and an article between."""
_YEARS_WORDS = 3
"""Spaces between the two."""
_MINUS = "\u2212"
_PLUS = re.compile(r"(?<!\w)\+\d")
_LINE_OPENS = re.compile(r"[\n;][ \t]*$")


class Context:
    """A sentence with its quantities and times, and what its other parts ask of them."""

    __slots__ = ("_starts", "cues", "low", "periods", "quantities", "sentence")

    def __init__(self, sentence: Sentence, quantities: list[Quantity], periods: list[Period]) -> None:
        self.sentence = sentence
        self.low = sentence.low
        self.quantities = quantities
        self.periods = periods
        self._starts: dict[int, int] = {}
        hedges = [hit for hit, _ in sentence.of("bound")]
        # "more than 30 %" is a hedge of the 30, no growth.
        used = {h for q in quantities for h in hedges if 0 <= q.start - h.end <= _HEDGED and q.bound != "exact"}
        self.cues: list[tuple[Hit, ChangeDirection]] = [
            (hit, "up" if key in ("up", "more") else "down")
            for hit, key in sentence.of("change", "up", "down", "more", "less")
            if hit not in used and not _only_says(sentence, hit) and not _is_of_time(sentence, hit)
        ]
        """The words of growth and decline, each with its direction."""
        self.cues += self._exceeding()

    def _exceeding(self) -> list[tuple[Hit, ChangeDirection]]:
        """The verbs that set something against an older time, by so much: "exceeds that of 2022 by 5 million"."""
        found: list[tuple[Hit, ChangeDirection]] = []
        for hit, key in self.sentence.of("change", "exceed", "short"):
            words = (word for word, _ in self.sentence.of("change", "by") if word.start >= hit.end)
            known = any(hit == cue for cue, _ in self.cues)
            if not known and any(self._leads_past_time(hit, word) for word in words):
                found.append((hit, "up" if key == "exceed" else "down"))
        return found

    def _leads_past_time(self, verb: Hit, by: Hit) -> bool:
        """Whether a time that something exceeds stands between its verb and "by", and no flow does."""
        if by.start - verb.end > _EXCEEDED or any(
            verb.end <= word.start < by.start for word, _ in self.sentence.of("metric")
        ):
            return False
        return any(verb.end <= p.start and p.end <= by.start for p in self.periods)

    def has_verb(self, start: int, end: int, *, but: Collection[Hit] = ()) -> bool:
        """Whether a word of growth, of a status or of an act begins between two positions, other than some words."""
        words = (*self.cues, *self.sentence.of("status"), *self.sentence.of("act"))
        return any(start <= hit.start < end and hit not in but for hit, _ in words)

    def opening(self, quantity: Quantity) -> int:
        """Where a quantity begins, the hedge before it included."""
        start = self._starts.get(quantity.start)
        if start is None:
            hedge = self.sentence.before(quantity.start, "bound", gap=ARTICLE)
            start = self._starts[quantity.start] = hedge[0].start if hedge else quantity.start
        return start

    def signed(self, quantity: Quantity) -> ChangeDirection | None:
        """What a sign before a change says: +200, (+12 %), (-12 %); any other dash may be one of a list or a range."""
        before = self.low[max(0, quantity.start - 2) : quantity.start]
        if before in ("+ ", "+\u00a0"):
            # As in: (+ 20 %), with a space; where it opens a line it is the mark of a list.
            opened = _LINE_OPENS.search(self.low, max(0, quantity.start - _INDENT), max(0, quantity.start - 2))
            return None if opened else "up"
        if before.endswith("+") and not before[:1].isalnum():
            # "C5+1" is a name.
            return "up"
        return "down" if self._is_minus(before) else None

    def _is_minus(self, before: str) -> bool:
        """Whether what stands right before a change is a minus: the sign, or a dash in brackets or where +5 stands too.

        A dash elsewhere may be one of a list, or part what stands before it.
        """
        dash, opening = before[-1:], before[:-1]
        if dash == _MINUS:
            return not opening or opening.isspace() or opening == "("
        if dash not in ("-", "\u2013"):
            return False
        return opening == "(" or (
            opening in (" ", "\u00a0") and _PLUS.search(self.low, self.sentence.start, self.sentence.end) is not None
        )

    def may_be_passed(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether the verb of a growth may stand behind an amount: "um 18 % auf 640 Millionen erhöhte sich"."""
        if self.bracketed(quantity, other) or self.said_by_or(quantity, other):
            return True
        word = self.sentence.after(quantity.end, "change", "to") if self.sentence.language.verb_second else None
        return word is not None and 0 <= other.start - word[0].end <= PREPOSITION

    def said_by_or(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether another amount only says a change in another measure: "23 percent, or 17 million more"."""
        kinds = {quantity.kind, other.kind}
        if "percent" not in kinds or kinds.isdisjoint(_MEASURED):
            return False
        if self.low[quantity.end : other.start] == " (" and self.low[other.end : other.end + 1] == ")":
            # As in: 54 million (7.9 %) more than the year before.
            return other.kind == "percent"
        between = self.low[quantity.end : self.opening(other)].strip(" ,")
        surfaces = self.sentence.lexicon.surfaces
        word, _, by = between.rpartition(" ")
        if between in surfaces("range.or"):
            return True
        # "or by 17 million", too, unless the first is no change: "fell to 8 million, or by 5 percent".
        either = surfaces("range.either") or surfaces("range.or")
        led = self.sentence.before(self.opening(quantity), "change", "by", "up", "down", gap=ARTICLE)
        return word in either and by in surfaces("change.by") and led is not None

    def end_of(self, growth: Quantity) -> int:
        """Where a growth ends, with what only says it in percent behind it: "by 17 million, or 23 percent,"."""
        following = next((q for q in self.quantities if q.start >= growth.end), None)
        if following is None or following.kind != "percent" or not self.said_by_or(growth, following):
            return growth.end
        return following.end + (self.low[following.end : following.end + 1] in ",)")

    def led_on(self, growth: Quantity, difference: Quantity) -> bool:
        """Whether a difference says a percentage again on the way to what was reached: "by 17 %, or 5, to 34"."""
        if not self.said_by_or(growth, difference):
            return False
        following = next((q for q in self.quantities if q.start >= difference.end), None)
        if following is None or following.kind != difference.kind:
            return False
        return self.sentence.before(self.opening(following), "change", "to", gap=PREPOSITION) is not None

    def years_led_to(self, growth: Quantity) -> int | None:
        """How many years led to a change: "over the past four years trade tripled"; None where nobody says so."""
        yearly = self.sentence.after(growth.end, "time", "per_year", gap=1)
        yearly = yearly or self.sentence.before(growth.start, "time", "per_year", gap=_BEHIND)
        if growth.unit not in ("factor", "percent") or yearly or self.is_average(growth):
            return None
        spans = [p for p in self.periods if p.relative and "/" in p.iso and self._is_beside(p, growth)]
        ends = (p.iso.partition("/") for p in spans)
        return next((int(last) - int(first) + 1 for first, _, last in ends if (first + last).isdigit()), None)

    def _is_beside(self, period: Period, growth: Quantity) -> bool:
        """Whether a time stands before a change, no amount of its own between, or right behind it."""
        if period.end > growth.start:
            return 0 <= period.start - growth.end <= _BEHIND and "," not in self.low[growth.end : period.start]
        others = [p for p in self.periods if p is not period and period.end <= p.start <= growth.end + _BEHIND]
        joins = self.sentence.lexicon.surfaces("range.and") | {","}
        behind = (self.low[growth.end : p.start].replace(",", " , ").split() for p in others)
        if any(joins.isdisjoint(words) for words in behind):
            # "has doubled in the past five years, and fell by 10 percent in 2023"
            return False
        between = [q for q in self.quantities if period.end <= q.start < growth.start]
        if any(q.unit in ("factor", "percent") for q in between):
            return False
        return growth.unit == "factor" or not any(self.is_amount(q) for q in between)

    def bracketed(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether another amount stands in brackets that open and close behind a quantity."""
        opened = self.low.find("(", quantity.end, other.start)
        return opened >= 0 and ")" not in self.low[opened : other.start] and ")" in self.low[other.end : other.end + 4]

    def is_amount(self, quantity: Quantity) -> bool:
        """Whether a quantity is of something, and no percentage or factor of it."""
        return quantity.kind in ("money", "count", "measure", "number") and quantity.unit != "factor"

    def is_verbal(self, quantity: Quantity) -> bool:
        """Whether a factor is one word that says by itself that something grew: doubled, threefold."""
        return not self.low[quantity.start].isdigit() and quantity.number_end == quantity.end

    def grown_in(self, growth: Quantity) -> str | None:
        """The kind of quantity that words beside a change make it one of: "down 14 percent in volume"."""
        keys = ("in_value", "in_volume")
        # "14 percent less in volume"
        less = self.sentence.after(growth.end, "change", "more", "less", "up", "down", gap=1)
        word = self.sentence.after(less[0].end if less else growth.end, "change", *keys, gap=1)
        word = word or self.sentence.before(self.opening(growth), "change", *keys, gap=_LEADING)
        if word is None:
            # "in volume the growth was 14 percent"
            cues = (cue for cue, _ in self.cues if 0 <= growth.start - cue.end <= _NOUN)
            led = (self.sentence.before(cue.start, "change", *keys, gap=1) for cue in cues)
            word = next(filter(None, led), None)
        return None if word is None else "money" if word[1] == "in_value" else "measure"

    def is_average(self, growth: Quantity) -> bool:
        """Whether a change is a yearly mean over several years."""
        rivals = [q for q in self.quantities if q.kind == growth.kind]
        dated = {p.start - 1 for p in self.periods}
        # "5 Prozent im Jahr" is a year, "im Jahr 2021" is in one.
        of_one_year = self._of_one_year()
        told = any(p.role == "at" for p in self.periods)
        return any(
            abs(hit.start - growth.start) <= _AVERAGED
            # As in: 5 million in 2023, an annual increase of 7 %.
            # Or in 2023 an annual increase of 7 %.
            and not (of_one_year and "change.annual" in hit.senses and (told or self._is_told_of_amount(hit)))
            and hit.end not in dated
            and growth is min(rivals, key=lambda q: max(hit.start - q.end, q.start - hit.end))
            for hit, _ in self.sentence.of("change", "average")
        )

    def _is_told_of_amount(self, word: Hit) -> bool:
        """Whether a word of yearly growth is told of an amount before it: "5 million, showing an annual fall"."""
        if self.low[word.start - 2 : word.start] == ", ":
            return True
        comma = self.low.rfind(",", self.sentence.start, word.start)
        amount = any(q.end <= comma and self.is_amount(q) for q in self.quantities)
        return amount and len(self.low[comma + 1 : word.start].split()) == 1

    def _of_one_year(self) -> bool:
        """Whether a sentence tells of years one by one: of no span of them, nor of a mean, nor of what lies ahead."""
        sentence = self.sentence
        means = (hit for hit, _ in sentence.of("change", "average") if "change.annual" not in hit.senses)
        ahead = sentence.has("status", "estimate", "target", "future") or sentence.has("time", "decade", "later")
        lengths = any(q.kind == "number" and sentence.after(q.end, "time", "year", gap=2) for q in self.quantities)
        spans = any(p.role == "since" or len({end[:4] for end in p.iso.split("/")}) > 1 for p in self.periods)
        return not (any(means) or ahead or lengths or spans)


def _only_says(sentence: Sentence, word: Hit) -> bool:
    """Whether a word of growth is a verb of saying that closes its clause: "they hold 100 percent of it, he added"."""
    if "source.after" not in word.senses:
        return False
    rest = sentence.low[word.end : sentence.end].lstrip()
    return not rest or rest[0] in ".,;:!?\"'\u2019\u201d"


def _is_of_time(sentence: Sentence, word: Hit) -> bool:
    """Whether a word of comparison tells how long something took: "tripled in less than a decade"."""
    if "bound.under" not in word.senses:
        return False
    led = sentence.before(word.start, "time", "in", gap=1) or sentence.after(word.end, "time", "in", gap=1)
    return led is not None and any(
        0 <= noun.start - word.end <= _TO_YEARS and sentence.low[word.end : noun.start].count(" ") <= _YEARS_WORDS
        for noun, _ in (*sentence.of("count", "duration"), *sentence.of("time", "decade"))
    )
