"""Hedges: the words before or behind an amount that bound it, and the words before it that only look like one."""

from __future__ import annotations

import re
from typing import cast

from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.model import Bound, Number
from analysis.numbers.grammar import number_words
from analysis.sentences import Sentence

__all__ = ["FILLER", "Hedges", "bounds", "grown_before"]

FILLER = re.compile(r"[\s\u00a0]*(?:\w{1,3}[\s\u00a0]+)?")
"""What may stand between a word that leads to an amount and the amount: a space, and a word of a few letters."""
_NEAR = 2
"""Characters that may stand between an amount and the hedge behind it."""
_LED = 6
"""Characters that may stand between a hedge and the amount behind it."""
_GROWN = 64
"""Characters between a word of growth and the words that lead to what it grew to."""
_RISE = 48
"""Characters between the first amount of a rise and the word that leads to the second: its unit and date."""
_SIGN = 4
"""Characters between a preposition and the digits behind it: a sign of a currency."""
_ASIDE = re.compile(r", (?:[^\W\d_]{1,4} )?$")
"""What opens an aside that compares: ", more than", ", что больше"."""
_TO_TIME = 28
"""Characters from a number to the time of its amount: " million dollars in "."""
_DASHES = ("-", "\u2013", "\u2014")
_SHORT = 3
"""Letters of a word that says nothing of what was reached: "still"."""
_MORE_OR_LESS = frozenset({"change.more", "change.less", "change.up", "change.down"})
_GROWS = frozenset({"change.up", "change.down", "change.versus"})
_OF_VERBS = frozenset({"bound.over", "change.exceed", "change.to", "status.actual", "stop.words", "act.live"})
"""Senses that a verb may have by which an amount is passed; a preposition has others."""
_PERCENT = frozenset("%")
_SPACES = " \u00a0\u202f"
_MARKS = re.compile(r"[,;:()]")
_ARTICLE = re.compile(r"(?<!\w)([^\W\d_]{1,4})[ \u00a0]$")


def bounds(value: float, bound: Bound, high: float | None = None) -> tuple[float | None, float | None]:
    """The lower and upper bound that a statement sets.

    >>> bounds(30, "over"), bounds(30, "exact"), bounds(10, "range", 15), bounds(30, "about")
    ((30, None), (30, 30), (10, 15), (None, None))
    """
    if bound == "exact":
        return value, value
    if bound == "range":
        return value, high
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "at_most"):
        return None, value
    return None, None


class Hedges:
    """The hedges of a sentence, and which of them bounds an amount."""

    __slots__ = ("_about", "_articles", "_before", "_behind", "_numbers", "_sentence", "_turned")

    def __init__(self, sentence: Sentence, numbers: list[Number]) -> None:
        self._sentence = sentence
        self._numbers = numbers
        self._about = number_words(sentence.language).about
        self._turned = number_words(sentence.language).turned | number_words(sentence.language).turned_few
        self._articles = sentence.lexicon.surfaces("count.determiner")
        self._behind = sentence.of("bound_after")
        self._before: dict[int, list[tuple[Hit, Bound]]] = {}
        for hit, key in sentence.of("bound"):
            self._before.setdefault(hit.end, []).append((hit, cast("Bound", key)))

    def of(self, number: Number, start: int, end: int) -> Bound:
        """How an amount from `start` to `end` is bounded; its number may say so itself, as "une trentaine" does."""
        found = (self._right_before(start) or self._before_a_time(start)) if self._before else None
        found = found or self._after(start, end) or self._passed(start) or "exact"
        words = self._sentence.low[number.start : number.end].split()
        turned = len(words) > 1 and words[0] in self._turned and (number.value or 0) % number.scale == 0
        return "about" if found == "exact" and (turned or not self._about.isdisjoint(words)) else found

    def _right_before(self, start: int) -> Bound | None:
        """The hedge right before an amount, a short word let pass."""
        for position in range(start, max(self._sentence.start, start - _LED) - 1, -1):
            for hit, key in self._before.get(position, ()):
                if not FILLER.fullmatch(self._sentence.low, hit.end, start) or self._set_beside(hit, start):
                    continue
                if self._grown_by(hit, start):
                    continue
                led = key == "at_most" and (self._reached(hit) or self._from_before(hit))
                if not led and not self._leads_to_amount(hit):
                    return key
        return None

    def _passed(self, start: int) -> Bound | None:
        """The bound of a verb that its subject parts from the amount: "I 2022 passerte handelen 2 milliarder"."""
        sentence = self._sentence
        if not sentence.language.verb_second or not self._before:
            return None
        verbs = sorted(hit for hit, key in sentence.of("bound") if key == "over" and hit.end < start)
        verb = verbs[-1] if verbs else None
        if verb is None or _MARKS.search(sentence.low, verb.end, start) or sentence.before(start, "role", gap=1):
            return None
        subject = any(verb.end < hit.start < start for hit, _ in sentence.of("metric"))
        verbal = " " not in sentence.low[verb.start : verb.end] and verb.senses <= _OF_VERBS
        verbal = verbal and not sentence.opens_with(verb.start)
        others = any(verb.end <= n.start < start for n in self._numbers)
        return "over" if subject and verbal and not others else None

    def _of_a_part(self, hedge: Hit, start: int) -> bool:
        """Whether a hedge is that of a part of what is counted: "nearly half of the 900 students"."""
        return any(n.kind == "fraction" and hedge.end <= n.start and n.end <= start for n in self._numbers)

    def _before_a_time(self, start: int) -> Bound | None:
        """The hedge that a time parts from its amount: "oversteg i 2021 5 milliarder", not "rundt 2021 5"."""
        words = [hit for hit, _ in self._sentence.of("time")]
        times = {h.end: h.start for h in words} | {n.end: n.start for n in self._numbers if n.kind == "date"}
        article = _ARTICLE.search(self._sentence.low, max(self._sentence.start, start - _LED), start)
        position, preposition = (article.start() if article and article[1] in self._articles else start), False
        while position - 1 in times:
            position = times[position - 1]
            preposition = any(hit.start == position for hit in words)
        hedges = self._before.get(position - 1, ()) if preposition else ()
        hedges = [(h, key) for h, key in hedges if "change.versus" not in h.senses and not self._grown_by(h, start)]
        hedges = [(h, key) for h, key in hedges if not self._of_a_part(h, start)]
        return hedges[0][1] if hedges else None

    def _after(self, start: int, end: int) -> Bound | None:
        """The hedge right behind an amount, or within it, before the scale of its number."""
        low = self._sentence.low
        for hit, key in self._behind:
            # "200 and more than 300": what leads to the next number is no hedge of this one.
            if 0 <= hit.start - end <= _NEAR and not low[end : hit.start].strip():
                if not self._leads_to_next(hit):
                    return cast("Bound", key)
            # "3000-odd tonnes"
            elif start < hit.start and hit.end <= end and low[start : hit.start].rstrip(" -")[-1:].isalnum():
                return cast("Bound", key)
        return None

    def _leads_to_next(self, word: Hit) -> bool:
        """Whether a number follows a word, a hedge and a sign let pass: "7 million dollars plus some $5 million"."""
        hedge = self._sentence.after(word.end, "bound", gap=1)
        end = hedge[0].end if hedge else word.end
        coin = self._sentence.after(end, "currency", gap=1)
        end = coin[0].end if coin else end
        return any(0 <= number.start - end <= 1 for number in self._numbers)

    def _leads_to_amount(self, hedge: Hit) -> bool:
        """Whether a hedge is none behind what is for an amount: "ein Kredit über 5 Millionen"."""
        if "count.amount" not in hedge.senses:
            return False
        keys = tuple(key for key, metric in definitions().metrics.items() if metric.dated or metric.residual)
        named = self._sentence.before(hedge.start, "metric", *keys) or self._sentence.before(hedge.start, "unit")
        return named is not None and self._sentence.text[named[0].start : named[0].start + 1].isupper()

    def _set_beside(self, hedge: Hit, start: int) -> bool:
        """Whether another is set beside an amount: "more than the 1 billion aimed for", "7 % more than 9 million".

        None is beside a factor: "more than double the 42 million of 2022".
        """
        factor = any(n.kind == "multiple" and n.start == start for n in self._numbers)
        if factor or "change.versus" not in hedge.senses:
            return False
        known = self._sentence.low[hedge.end : start].strip() in self._articles
        return known or self._compares_growth(hedge) or self._tells_by_how_much(hedge) or self._compares(hedge, start)

    def _compares(self, hedge: Hit, start: int) -> bool:
        """Whether an amount is that of another time: "was 6 million in 2023, more than 5 million in 2022"."""
        low = self._sentence.low
        if hedge.senses.isdisjoint(_MORE_OR_LESS) or not _ASIDE.search(low, self._sentence.start, hedge.start):
            return False
        amounts = [n for n in self._numbers if n.kind == "cardinal"]
        own = next((n for n in amounts if n.start >= start), None)
        if own is None or not any(n.end <= hedge.start for n in amounts):
            return False
        surfaces = self._sentence.lexicon.surfaces
        ratios = (*surfaces("change.times"), *surfaces("percent.words"), "%")
        if low[own.end : own.end + _TO_TIME].lstrip().startswith(ratios):
            # "92 scholarships, less than 3 times those of 2015"
            return False
        dated = [n.start for n in self._numbers if n.kind == "date"]
        dated += [hit.start for hit, _ in self._sentence.of("time", "year_before", "ago", "last")]
        near = (time for time in dated if 0 <= time - own.end <= _TO_TIME)
        return any("," not in low[own.end : time] for time in near)

    def _compares_growth(self, hedge: Hit) -> bool:
        """Whether a noun of growth stands right before a word: "an increase over 9 million", not "rose over 9"."""
        noun = self._sentence.before(hedge.start, "change", "up", "down", gap=1)
        if noun is None:
            return False
        units = self._sentence.lexicon.surfaces("percent.words") | _PERCENT
        articles = self._articles.union(self._sentence.language.terms("format", "article"))
        before = self._sentence.low[self._sentence.start : noun[0].start].split()[-1:]
        return self._number_with(units, noun[0].start) is not None or not articles.isdisjoint(before)

    def _tells_by_how_much(self, hedge: Hit) -> bool:
        """Whether a percentage or a factor stands right before a word of more or less: "7 % more than 9 million"."""
        if hedge.senses.isdisjoint(_MORE_OR_LESS):
            return False
        words = self._sentence.lexicon.surfaces
        units = words("percent.words") | words("change.times") | _PERCENT
        return self._number_with(units, hedge.start) is not None

    def _grown_by(self, hedge: Hit, start: int) -> bool:
        """Whether a word is one of growth, and another leads from it to the amount: "больше на 12 %".

        So does "в" to a factor: "меньше в 2 раза".
        """
        grows = _GROWS & hedge.senses
        if len(grows) != 1 or "change.versus" in grows:
            return False
        low, surfaces = self._sentence.low, self._sentence.lexicon.surfaces
        by = low[hedge.end : start].strip()
        if by in surfaces("change.by"):
            return True
        own = next((n for n in self._numbers if n.start == start), None) if by in surfaces("role.in") else None
        return own is not None and self._sentence.after(own.end, "change", "times", gap=1) is not None

    def _from_before(self, hedge: Hit) -> bool:
        """Whether a hedge is none but leads from one amount to another: "со ста до трехсот стипендий"."""
        if "range.to" not in hedge.senses:
            return False
        before = [n for n in self._numbers if n.end <= hedge.start and n.kind != "date"]
        if not before or hedge.start - before[-1].end > _RISE:
            return False
        first = before[-1]
        # "с 826 млн долларов в 2016 году до 2,1 млрд": a unit and a date may stand between.
        acted = any(first.end <= hit.start < hedge.start for hit, _ in self._sentence.of("act"))
        if acted or _MARKS.search(self._sentence.low, first.end, hedge.start):
            return False
        return self._sentence.before(first.start, "range", "from", gap=_SIGN) is not None

    def _reached(self, hedge: Hit) -> bool:
        """Whether a hedge is none but leads to what something grew to: "вырос до 5 млрд"."""
        if "change.to" not in hedge.senses or self._sentence.before(hedge.start, "count", "of", gap=1):
            # "a value of up to 30 billion"
            return False
        if self._behind_percentage(hedge.start) or self._behind_growth(hedge.start) or self._reached_again(hedge):
            return True
        if hedge.start - self._sentence.start <= _SIGN and self._aimed_behind(hedge):
            return True
        return grown_before(self._sentence, hedge.start, gap=_GROWN)

    def _aimed_behind(self, hedge: Hit) -> bool:
        """Whether a verb of aim stands behind the amount, to which the hedge that opens the sentence leads."""
        number = next((n for n in self._numbers if n.start >= hedge.end), None)
        aims = (hit for hit, _ in self._sentence.of("status", "target") if number and hit.start >= number.end)
        # "Up to 40 Danish firms want to invest" themselves.
        coins = [hit for hit, _ in self._sentence.of("currency")]
        whose = [hit.start for hit, _ in (*self._sentence.of("unit"), *self._sentence.of("area"))]
        whose = [start for start in whose if not any(coin.start <= start < coin.end for coin in coins)]
        return any(
            number is not None
            and hit.start - number.end <= _RISE
            and not any(number.end <= start < hit.start for start in whose)
            for hit in aims
        )

    def _reached_again(self, hedge: Hit) -> bool:
        """Whether a hedge behind a dash leads to a second level: "to raise it to 1 billion, later - to 3"."""
        sentence = self._sentence
        before = sentence.low[max(sentence.start, hedge.start - _SIGN) : hedge.start].rstrip(_SPACES)
        if not before.endswith(_DASHES):
            return False
        firsts = [hit for hit, key in sentence.of("bound") if key == "at_most" and hit.end < hedge.start]
        first = firsts[-1] if firsts else None
        if first is None or any(first.end <= hit.start < hedge.start for hit, _ in sentence.of("act")):
            return False
        return "change.to" in first.senses and self._reached(first)

    def _behind_growth(self, position: int) -> bool:
        """Whether a verb of growth stands before a position, with no more than a time between: "grew by May to"."""
        sentence = self._sentence
        grown = [hit.end for hit, _ in sentence.of("change", "up", "down") if hit.end <= position]
        grown += [n.end for n in self._numbers if n.kind == "multiple" and n.end <= position]
        grown.sort()
        if not grown or position - grown[-1] > _RISE:
            return False
        times = [(hit.start, hit.end) for hit, _ in sentence.of("time")]
        times += [(n.start, n.end) for n in self._numbers if n.kind == "date"]
        words = sentence.without(grown[-1], position, times).replace(",", " ").split()
        return all(len(word) <= _SHORT for word in words)

    def _behind_percentage(self, position: int) -> bool:
        """Whether by how much something grew, and a comma, stand before a position: "на 20%, до 104"."""
        before = self._sentence.low[self._sentence.start : position].rstrip(_SPACES)
        if not before.endswith((",", ":", *_DASHES)):
            return False
        before = before[:-1].rstrip(_SPACES) + before[-1]
        position = self._sentence.start + len(before) - 1
        words = self._sentence.lexicon.surfaces
        if self._number_with(words("change.times"), position):
            # "с Перу - в 1,5 раза, до 600"
            return True
        number = self._number_with(words("percent.words") | _PERCENT, position)
        return number is not None and self._sentence.before(number.start, "change", "by", gap=_SIGN) is not None

    def _number_with(self, units: frozenset[str], position: int) -> Number | None:
        """The number whose unit, one of some words, ends right before a position."""
        number = next((n for n in reversed(self._numbers) if n.end <= position), None)
        between = self._sentence.low[number.end : position].strip(_SPACES) if number else ""
        return number if between in units else None


def grown_before(sentence: Sentence, position: int, *, gap: int) -> bool:
    """Whether a word of growth or aim ends at most `gap` characters before a position."""
    cues = (*sentence.of("change", "up", "down"), *sentence.of("status", "target"))
    return any(0 <= position - cue.end <= gap for cue, _ in cues)
