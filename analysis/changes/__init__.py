"""Growth and decline, each tied to the quantity that it belongs to, or standing alone.

"1.3 billion USD in 2021, up more than 30 %", "rose by 9.8 % to 3.68 billion", "increased almost
threefold (to 92)", "58 % more than a year before".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from analysis.changes.comparisons import compared_with, from_to, years_taken
from analysis.changes.lists import respective
from analysis.changes.names import naming
from analysis.currencies import coins_of
from analysis.definitions import definitions
from analysis.lexicon import Hit, lowered
from analysis.model import Bound, Change, ChangeDirection, ChangeKind, Period, Quantity
from analysis.numbers import scan
from analysis.periods import LENGTHS, periods_in, shifted
from analysis.plain import plain, restored
from analysis.quantities import bounds, by_sentence, minus, negative, quantities_in
from analysis.sentences import Sentence, Sentences
from analysis.words import parted

__all__ = ["Growth", "changes_in", "find_quantities", "versus"]

_ANY_DAY = "2000-01-01"
"""A day from which to tell times such as "the first five months" from amounts."""
_WHOLE = 100
_TURNED: dict[Bound, Bound] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
"""What a bound of a level is for the decline to it: over 85 % of it is a decline by under 15 %."""
_PARTED = re.compile(r"[,(;]")
_CUE_BEFORE = 70
_CUE_AFTER = 28
_PREPOSITION = 8
"""Letters up to which a word of comparison may be a mere preposition: "on", "over"."""
_TO_PAST = 5
"""Characters from a preposition to "past": an article."""
_OWN_TIME = 4
"""Characters from an amount to the time that it is of: " in "."""
_SHORT = 3
"""Letters of the longest preposition that leads to what something grew to."""
_VERB = 24
"""Characters between a verb of growth and the amount by which something grew."""
_REACHED = 48
"""Characters between a change and the amount it led to: "by 30 per cent, to US$240 million"."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A change and where it belongs: `host` is the quantity that has grown, None where none is stated beside it."""

    quantity: Quantity
    change: Change
    host: Quantity | None
    compared: Period | None
    """The period compared with, where the text states one."""
    now: Period | None = None
    """The period in which the change came about, where "from 2005 to 2006" states both."""
    same: bool = False
    """Whether the text compares with the same period of another year."""
    average: bool = False
    """Whether it is a yearly average, which compares with no one year."""
    years: int | None = None
    """How many years the change took, where that is all that the text says: "tripled in five years"."""


def find_quantities(text: str, *, language: str | None = None, economies: tuple[str, ...] = ()) -> list[Quantity]:
    """Every quantity stated in the text, whether or not it becomes a figure, in the order of the text.

    Values are in base units (1.3 billion -> 1300000000); units are codes of ISO 4217, "percent", "factor" or keys
    of units.toml, None for a bare number. `change` is up or down where the quantity is a growth or a decline; what
    has none and is said with a minus is negative. Positions are characters of `text`. `language` is a code of those
    defined; without it, the text's own, else the fallback's rules. `economies` (ISO 3166-1) tell which currency is
    meant by a noun that several share: "shillings". Linear in the length of the text.

    >>> found = find_quantities("Trade rose by 27% to more than US$1.3 billion.", language="en")
    >>> [(q.kind, q.value, q.unit, q.bound, q.change) for q in found]
    [('percent', 27.0, 'percent', 'exact', 'up'), ('money', 1300000000.0, 'USD', 'over', None)]
    """
    if language is None:
        from analysis.languages import identify  # noqa: PLC0415 - only where the language was not given

        language = identify(text) or definitions().fallback
    definition = definitions().language(language)
    read = plain(text)
    read = parted(read.text if read else text, definition, of=read)
    text = read.text if read else text
    low = lowered(text)
    coins = coins_of(definition, economies)
    found: list[Quantity] = []
    for sentence, numbers in by_sentence(Sentences(text, definition, low=low), scan(text, low, definition)):
        quantities = quantities_in(sentence, numbers, coins=coins)
        names = naming(sentence, quantities)
        quantities = [q for q in quantities if q.start not in names]
        times = periods_in(sentence, numbers, _ANY_DAY)
        quantities = [q for q in quantities if not any(p.start <= q.start and q.end <= p.end for p in times)]
        grown = {id(growth.quantity): growth.change.direction for growth in changes_in(sentence, quantities, [])}
        found += [replace(q, change=grown[id(q)]) if id(q) in grown else negative(sentence, q) or q for q in quantities]
    return restored(found, read)


class _Index(NamedTuple):
    """A percentage of an earlier level."""

    quantity: Quantity

    @property
    def direction(self) -> ChangeDirection:
        return "up" if self.quantity.value > _WHOLE else "down"

    def change(self, change: Change) -> Change:
        """The growth or decline by what the level is above or below the earlier one."""
        turned = self.direction == "down"
        bound = _TURNED.get(self.quantity.bound, self.quantity.bound) if turned else self.quantity.bound
        value = round(abs(self.quantity.value - _WHOLE), 6)
        high = self.quantity.upper
        high = round(abs(high - _WHOLE), 6) if bound == "range" and high is not None else None
        if high is not None and turned:
            value, high = high, value
        lower, upper = bounds(value, bound, high)
        return replace(change, value=value, lower=lower, upper=upper, bound=bound)


def changes_in(sentence: Sentence, quantities: list[Quantity], periods: list[Period]) -> list[Growth]:
    """The changes stated in a sentence, in its order, each with its host where the sentence has it."""
    return _Reader(sentence, quantities, periods).read()


class _Reader:
    def __init__(self, sentence: Sentence, quantities: list[Quantity], periods: list[Period]) -> None:
        self.sentence = sentence
        self.low = sentence.low
        self.quantities = quantities
        self.periods = periods
        self.found: list[Growth] = []
        hedges = {hit for hit, _ in sentence.of("bound")}
        # "more than 30 %" is a hedge of the 30, no growth.
        used = {h for q in quantities for h in hedges if 0 <= q.start - h.end <= 6 and q.bound != "exact"}  # noqa: PLR2004
        self.cues: list[tuple[Hit, ChangeDirection]] = [
            (hit, "up" if key in ("up", "more") else "down")
            for hit, key in sentence.of("change", "up", "down", "more", "less")
            if hit not in used
        ]

    def read(self) -> list[Growth]:
        for index, quantity in enumerate(self.quantities):
            level = self._index(quantity)
            kind = "percent" if level else self._kind(quantity)
            if kind is None:
                continue
            direction = level.direction if level else self._direction(quantity, index, kind)
            if direction is None or self._compares_sides(quantity) or self._compares_plan(quantity):
                continue
            if kind == "percent" and self._revised(quantity, index):
                continue
            host = self._host(index)
            if kind == "absolute" and host and {quantity.kind, host.kind} == {"money", "count"}:
                # "5 million dollars, and a million more doses": no growth of the money.
                host = None
            growth = self._growth(quantity, kind, direction, host)
            if level:
                growth = replace(growth, change=level.change(growth.change))
            if (level or kind == "factor") and growth.compared is None:
                growth = replace(growth, compared=self._base(quantity))
            self.found.append(growth)
        return self.found

    def _revised(self, quantity: Quantity, index: int) -> bool:
        """Whether a percentage is only what a newer one replaces: "lowered the forecast of growth from 10 to 6 %"."""
        following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
        if following is None or following.kind != "percent" or following.start - quantity.end > _VERB:
            return False
        opened = self.sentence.before(quantity.start, "range", "from")
        led = self.sentence.before(following.start, "range", "to")
        return opened is not None and led is not None and led[0].start >= quantity.end

    def _index(self, quantity: Quantity) -> _Index | None:
        """What a percentage of an earlier level says: 124.8 % of it is a growth by 24.8 %.

        A word says that it is one ("темп роста составил 110 %"), or a level is reached and compared with nothing else
        said of growth ("составил 124,8 % к уровню прошлого года").
        """
        if quantity.kind != "percent" or quantity.value == _WHOLE:
            return None
        grows = max((hit.end for hit, _ in self.cues if hit.end <= quantity.start), default=-1)
        words = [hit for hit, _ in self.sentence.of("change", "index") if hit.end > grows]
        if self._leads(quantity, words) and quantity.value > _WHOLE:
            return _Index(quantity)
        hedge = self.sentence.before(quantity.start, "bound", gap=_SHORT)
        start = hedge[0].start if hedge else quantity.start
        if self.sentence.before(start, "change", "index") and self._of_a_level(quantity):
            # As in: "bằng 64% năm 2019", 64 % of the level of 2019.
            return _Index(quantity)
        led = self.sentence.before(start, "status", "actual") or self.sentence.before(start, "range", "or")
        compared = self.sentence.after(quantity.end, "change", "level", gap=1)
        grown = self._leads(quantity, [hit for hit, _ in self.cues])
        return _Index(quantity) if led and compared and not grown else None

    def _of_a_level(self, quantity: Quantity) -> bool:
        """Whether a time, or a word for the level of one, stands right behind a percentage."""
        level = self.sentence.after(quantity.end, "change", "level")
        return level is not None or self._base(quantity) is not None

    def _base(self, quantity: Quantity) -> Period | None:
        """The time right behind a percentage that a word right before it says to be of that time's level."""
        hedge = self.sentence.before(quantity.start, "bound", gap=_SHORT)
        index = self.sentence.before(hedge[0].start if hedge else quantity.start, "change", "index")
        # In "gấp đôi", twofold, the word is part of the amount.
        inside = any(
            hit.start < quantity.end and quantity.start < hit.end for hit, _ in self.sentence.of("change", "index")
        )
        return next((p for p in self.periods if (index or inside) and 0 <= p.start - quantity.end <= 2), None)  # noqa: PLR2004

    def _leads(self, quantity: Quantity, words: list[Hit]) -> bool:
        """Whether one of some words stands before a quantity, no other quantity between."""
        return any(
            0 <= quantity.start - hit.end <= _CUE_BEFORE
            and not any(hit.end <= q.start < quantity.start for q in self.quantities)
            for hit in words
        )

    def _compares_sides(self, quantity: Quantity) -> bool:
        """Whether two economies are compared rather than two times: "twice as much as Azerbaijan in Turkey"."""
        said = quantity.unit == "factor" and not self._verbal(quantity)
        if said and self.sentence.after(quantity.end, "area", gap=1):
            return True
        # What leads to a place compares it with none: "0,2 Prozent weniger nach Tschechien exportiert".
        words = (hit for hit, _ in self.sentence.of("change", "versus") if "role.to" not in hit.senses)
        word = next((hit for hit in words if hit.start >= quantity.end), None)
        if word is None or any(p.start >= word.end for p in self.periods):
            return False
        if "," in self.low[quantity.end : word.start]:
            return False
        if any(quantity.end <= hit.start < word.start for hit, _ in self.sentence.of("metric")):
            # As in: has tripled its imports from Burundi.
            return False
        # "more than US$1.3 billion" names no economy.
        named = (hit for hit, key in self.sentence.of("area") if key != "none")
        return any(0 <= hit.start - word.end <= 2 for hit in named)  # noqa: PLR2004 - right after

    def _compares_plan(self, quantity: Quantity) -> bool:
        """Whether an amount is compared with what was planned, which is no growth: "100 more than agreed"."""
        word = next((hit for hit, _ in self.sentence.of("change", "versus") if hit.end > quantity.end), None)
        return word is not None and self.sentence.after(word.end, "act", "plan", gap=_PREPOSITION) is not None

    def _kind(self, quantity: Quantity) -> ChangeKind | None:
        if quantity.kind == "percent":
            return None if self._level(quantity) or self._share(quantity) else "percent"
        if quantity.unit == "factor":
            return "factor"
        if quantity.kind == "number" and quantity.unit is None and 0 < quantity.value < 1:
            # "rose by a third", "a tenth more than the year before", "up nearly a tenth"
            by = self.sentence.before(quantity.start, "change", "by", gap=6) or self._hedged_by(quantity)
            after = self.sentence.after(quantity.end, "change", "up", "down", "more", "less")
            return "percent" if by or after or self._led_by_growth(quantity) else None
        if quantity.kind in ("money", "count", "number") and self._by(quantity):
            return "absolute"
        return None

    def _level(self, quantity: Quantity) -> bool:
        """Whether a percentage is a level or a share, not a change: "fell to 3 percent", "80 percent of exports"."""
        hedge = self.sentence.before(quantity.start, "bound", gap=3)
        start = hedge[0].start if hedge else quantity.start
        led = self.sentence.before(start, "change", "to", gap=2)
        if not led and self._rises_from(quantity, start):
            return True
        if led and self._growth_came_to(led[0]):
            return False
        by = self.sentence.before(start, "change", "by", gap=2)
        # "un aumento de un 12 %": a preposition and an article.
        by = (by and self.sentence.before(by[0].start, "change", "by", gap=1)) or by
        if by and any(0 <= by[0].start - cue.end <= 1 for cue, _ in self.cues):
            # As in: "une hausse de 25 % des échanges", a growth by 25 % of what is traded.
            return False
        return bool(
            self.sentence.after(quantity.end, "count", "of", gap=1)
            or self.sentence.before(start, "count", "share", gap=2)
            or self.sentence.before(start, "change", "index")
            or (led and "bound.at_most" not in led[0].senses)
        )

    def _share(self, quantity: Quantity) -> bool:
        """Whether a word of shares leads to a percentage, no word of growth and no comma between: "makes up 25 %"."""
        shares = [hit for hit, _ in self.sentence.of("count", "share") if hit.end <= quantity.start]
        if not shares or quantity.start - shares[-1].end > _VERB:
            return False
        grown = any(shares[-1].end <= hit.start < quantity.start for hit, _ in self.cues)
        return not grown and not _PARTED.search(self.low, shares[-1].end, quantity.start)

    def _rises_from(self, quantity: Quantity, start: int) -> bool:
        """Whether a percentage is the first of two levels: "rose from 3.7 percent in 2005 to 5.9 percent"."""
        following = next((q for q in self.quantities if q.start >= quantity.end and q.kind == "percent"), None)
        if following is None or not self.sentence.before(start, "change", "from", gap=2):
            return False
        hedge = self.sentence.before(following.start, "bound", gap=_SHORT)
        reached = self.sentence.before(hedge[0].start if hedge else following.start, "change", "to", gap=2)
        return reached is not None and reached[0].start >= quantity.end

    def _growth_came_to(self, verb: Hit) -> bool:
        """Whether a verb says how large a growth was: "the growth of trade came to 20 %", not "fell to 20 %"."""
        if "status.actual" not in verb.senses:
            return False
        return any(0 <= verb.start - hit.end <= _REACHED and "status.actual" not in hit.senses for hit, _ in self.cues)

    def _by(self, quantity: Quantity) -> bool:
        """Whether an amount is the change itself: "up by 20 million", "+200"."""
        if self._signed(quantity) == "up" or self._more_than(quantity):
            return True
        if quantity.kind == "number" and self.sentence.after(quantity.end, "time", gap=2):
            # "up 120 percent in six years": a length of time.
            return False
        word = self.sentence.before(quantity.start, "change", "by", gap=3) or self._hedged_by(quantity)
        if not word:
            return False
        if self._said_again(word[0]) or not word[0].senses.isdisjoint(("change.up", "change.down")):
            # Where the verb alone leads to the difference: "tăng 5 triệu", and another word to what was reached.
            return True
        return any(
            self._governs(hit, word[0]) or self._verb_behind(quantity, hit) or self._reached_first(quantity, hit)
            for hit, _ in self.cues
        )

    def _verb_behind(self, quantity: Quantity, cue: Hit) -> bool:
        """Whether a verb of growth right behind an amount is of it, and not of a growth that follows: "up 13 %"."""
        near = 0 <= cue.start - quantity.end <= _VERB // 2 and not _PARTED.search(self.low, quantity.end, cue.start)
        following = next((q for q in self.quantities if q.start >= cue.end), None)
        grown = following is not None and (following.kind == "percent" or following.unit == "factor")
        return near and not (grown and following is not None and following.start - cue.end <= _VERB)

    def _reached_first(self, quantity: Quantity, cue: Hit) -> bool:
        """Whether what was reached stands between a difference and its verb: "um 50 auf 132 Millionen aufgestockt"."""
        following = next((q for q in self.quantities if q.start >= quantity.end), None)
        if following is None or not self._passed(quantity, following):
            return False
        return 0 <= cue.start - following.end <= _VERB // 2 and not _PARTED.search(self.low, following.end, cue.start)

    def _governs(self, cue: Hit, word: Hit) -> bool:
        """Whether a verb of growth stands close before the word that leads to the amount, a comparison let pass."""
        if "count.of" in word.senses and word.start - cue.end > 1:
            # "ended up with the signing of ten agreements" is no growth of ten.
            return False
        # "grown since 2004, when it was at 9 million": another verb leads to the amount.
        stood = any(cue.end <= hit.start < word.start for hit, _ in self.sentence.of("status", "actual"))
        if stood and "time.in" in word.senses:
            # "bajaron un 4 % y se situaron en 1.100 millones": a word that says both "by" and "at".
            return False
        compared = not stood and self._comparison(cue.end, word.start)
        # "erhöht ihre Beiträge an Nepal um 8 Millionen": where the verb comes early, what it is about stands between.
        reach = _VERB * 2 if self.sentence.language.verb_last else _VERB
        near = 0 <= word.start - cue.end <= (_CUE_BEFORE if compared else reach)
        return near and (compared or "," not in self.low[cue.end : word.start])

    def _said_again(self, word: Hit) -> bool:
        """Whether a change is said a second time in another measure: "rose by 9 % or by 90 million"."""
        if "change.to" in word.senses:
            # "9 % to 90 million", where one word says both.
            return False
        return any(q.kind == "percent" and 0 <= word.start - q.end <= _PREPOSITION for q in self.quantities)

    def _comparison(self, start: int, end: int) -> bool:
        return any(start <= hit.start < end for hit, _ in self.sentence.of("change", "versus"))

    def _more_than(self, quantity: Quantity) -> bool:
        """Whether an amount is a difference: "1,160 scholarships, 40 more than in 2021"."""
        if quantity.kind not in ("number", "money"):
            return False
        # "40 more than in 2021", also "34 % (or 40 million) more than in 2021".
        beside = next(
            (
                hit
                for hit, _ in self.sentence.of("change", "more", "less")
                if hit.start >= quantity.end and not self.low[quantity.end : hit.start].strip(" )")
            ),
            None,
        )
        if beside is None:
            return False
        if "change.versus" in beside.senses and " " in self.low[beside.start : beside.end]:
            # "30 de plus qu'auparavant": a comparison complete in itself.
            complete = self.sentence.phrase_ends(beside.end)
        else:
            complete = False
        beside_time = next((p for p in self.periods if 0 <= p.start - beside.end <= _VERB), None)
        if beside_time and any(
            q.kind == "percent" and 0 <= q.start - beside_time.end <= _SHORT for q in self.quantities
        ):
            # "2 billion, more than last year by 17 %": the percentage is the difference.
            return False
        return complete or beside_time is not None

    def _hedged_by(self, quantity: Quantity) -> tuple[Hit, str] | None:
        hedge = self.sentence.before(quantity.start, "bound", gap=3)
        return self.sentence.before(hedge[0].start, "change", "by", gap=2) if hedge else None

    def _led_by_growth(self, quantity: Quantity) -> bool:
        """Whether a word of growth stands right before a fraction, a hedge let pass: "up nearly a tenth"."""
        hedge = self.sentence.before(quantity.start, "bound", gap=3)
        return self.sentence.before(hedge[0].start if hedge else quantity.start, "change", "up", "down") is not None

    def _signed(self, quantity: Quantity) -> ChangeDirection | None:
        """What a sign before a change says: +200, (+12 %), (-12 %); any other dash may be one of a list or a range."""
        before = self.low[max(0, quantity.start - 2) : quantity.start]
        if before in ("+ ", "+\u00a0"):
            # As in: (+ 20 %), with a space; where it opens a line it is the mark of a list.
            return None if self.low[: max(0, quantity.start - 2)].rstrip(" \t").endswith(("\n", ";")) else "up"
        if before.endswith("+") and not before[:1].isalnum():
            # "C5+1" is a name.
            return "up"
        return "down" if before in ("(-", "(\u2212", "(\u2013") else None

    def _direction(self, quantity: Quantity, index: int, kind: ChangeKind) -> ChangeDirection | None:
        if kind in ("absolute", "percent") and (signed := self._signed(quantity)):
            return signed
        previous = self.quantities[index - 1].end if index else self.sentence.start
        following = next(
            (q.start for q in self.quantities[index + 1 :] if not self._passed(quantity, q)), self.sentence.end
        )
        best: tuple[int, ChangeDirection] | None = None
        for hit, direction in self.cues:
            if hit.end <= quantity.start:
                gap = quantity.start - hit.end
                if gap > _CUE_BEFORE or ";" in self.low[hit.end : quantity.start]:
                    continue
                # A verb before another amount may still govern this one: "rose to 5 million, or 20 %".
                cost = gap + (25 if hit.end <= previous else 0)
            elif hit.start >= quantity.end:
                gap = hit.start - quantity.end
                if (
                    gap > _CUE_AFTER
                    or hit.start >= following
                    or any(c in self.low[quantity.end : hit.start] for c in ";.")
                ):
                    continue
                cost = gap + (15 if "," in self.low[quantity.end : hit.start] else 0)
            else:
                direction_within: ChangeDirection = direction
                return direction_within
            if best is None or cost < best[0]:
                best = cost, direction
        if best:
            # "a growth of minus 2 percent"
            return "down" if minus(self.sentence, quantity) is not None else best[1]
        if kind == "factor" and (self._verbal(quantity) or self._as_much_as(quantity)):
            return "up" if quantity.value >= 1 else "down"
        # "with Ecuador 1.9-fold, with Chile 1.5-fold", "or by 90 million": the verb is said once.
        word = self.sentence.before(quantity.start, "change", "by", gap=3)
        again = kind == "factor" or (word is not None and self._said_again(word[0])) or self._goes_on(quantity, index)
        return self.found[-1].change.direction if again and self.found else None

    def _goes_on(self, quantity: Quantity, index: int) -> bool:
        """Whether a percentage says the same of another time: "rose by 7 % last year, and this year by over 17 %"."""
        last = self.found[-1].quantity if self.found else None
        if last is None or last is not self.quantities[index - 1] or not quantity.kind == last.kind == "percent":
            return False
        between = self.low[last.end : quantity.start]
        joined = between.lstrip(" ,").split(maxsplit=1)[:1]
        return (
            between.startswith(",")
            and joined != []
            and joined[0] in self.sentence.lexicon.surfaces("range.and")
            and len(between) <= _CUE_BEFORE
            and any(last.end <= p.start and p.end <= quantity.start for p in self.periods)
        )

    def _passed(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether the verb of a growth may stand behind an amount: "um 18 % auf 640 Millionen erhöhte sich"."""
        if self._bracketed(quantity, other):
            return True
        word = self.sentence.after(quantity.end, "change", "to") if self.sentence.language.verb_second else None
        return word is not None and 0 <= other.start - word[0].end <= _PREPOSITION

    def _bracketed(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether another amount stands in brackets that open and close behind a quantity."""
        opened = self.low.find("(", quantity.end, other.start)
        return opened >= 0 and ")" not in self.low[opened : other.start] and ")" in self.low[other.end : other.end + 4]

    def _as_much_as(self, quantity: Quantity) -> bool:
        """Whether a factor is set beside another time: "three times as much as in 2016"."""
        word = self.sentence.after(quantity.end, "change", "versus", gap=2)
        return word is not None and any(0 <= p.start - word[0].end <= _PREPOSITION * 2 for p in self.periods)

    def _verbal(self, quantity: Quantity) -> bool:
        """Whether a factor is one word that says by itself that something grew: doubled, threefold."""
        return not self.low[quantity.start].isdigit() and quantity.number_end == quantity.end

    def _host(self, index: int) -> Quantity | None:
        """The amount that has grown: the one reached right after the change, else the one before it."""
        growth = self.quantities[index]
        if self._average(growth):
            # A yearly average over several years is no growth of one amount.
            return None
        each = respective(self.sentence, self.quantities, index, amount=self._amount)
        if each is not None:
            return each
        ahead = next((i for i in range(index + 1, len(self.quantities)) if not self._length(self.quantities[i])), None)
        if ahead is not None:
            following = self.quantities[ahead]
            reach = _REACHED * 2 if self._completed(growth, following) or self._noun(growth) else _REACHED
            near = self._amount(following) and following.start - growth.end <= reach
            if near and self._reached(growth, following):
                return following
            last = self._end_of_range(following, ahead - 1) if near else None
            if last:
                return last
        return self._grown_before(index)

    def _grown_before(self, index: int) -> Quantity | None:
        """The amount before a change that has grown."""
        growth = self.quantities[index]
        taken = {id(g.host) for g in self.found if g.host is not None}
        compared = False
        for place in range(index - 1, -1, -1):
            quantity = self.quantities[place]
            if (
                quantity.kind == "percent"
                or quantity.unit == "factor"
                or self._pair(quantity)
                or self._length(quantity)
            ):
                continue
            if place and self._converted(self.quantities[place - 1], quantity):
                # As in: 651 million dollars (4.5 billion yuan), up 5 %.
                continue
            if not self._amount(quantity) or self._new_clause(quantity, growth):
                return None
            if self._is_base(quantity):
                # "463 million, up from 417 million, an 11 percent increase": it is the newer that grew.
                compared = True
                continue
            if not compared and self._another_time(quantity, growth):
                return None
            return None if id(quantity) in taken else quantity
        return None

    def _converted(self, first: Quantity, second: Quantity) -> bool:
        """Whether an amount only says in brackets what the one before it comes to in another currency."""
        money = first.kind == second.kind == "money" and first.unit != second.unit
        return money and self._bracketed(first, second)

    def _length(self, quantity: Quantity) -> bool:
        """Whether a number is that of a length of time: "over the past two decades"."""
        noun = self.sentence.after(quantity.end, "time", *LENGTHS, gap=2) if quantity.kind == "number" else None
        # "2,4 triệu năm 2017": the word belongs to the year behind it.
        return noun is not None and not any(period.start == noun[0].start for period in self.periods)

    def _pair(self, quantity: Quantity) -> bool:
        """Whether "the two nations" are meant, of which none is counted."""
        return any(quantity.start <= hit.start < quantity.end for hit, _ in self.sentence.of("count", "pair"))

    def _noun(self, growth: Quantity) -> bool:
        """Whether a noun of growth follows at once: "a 4 % increase in trade between the two, reaching 2 billion"."""
        return any(0 <= hit.start - growth.end <= 2 for hit, _ in self.cues)  # noqa: PLR2004 - a space, a bracket

    def _average(self, growth: Quantity) -> bool:
        rivals = [q for q in self.quantities if q.kind == growth.kind]
        return any(
            abs(hit.start - growth.start) <= _CUE_AFTER
            and growth is min(rivals, key=lambda q: max(hit.start - q.end, q.start - hit.end))
            for hit, _ in self.sentence.of("change", "average")
        )

    def _is_base(self, quantity: Quantity) -> bool:
        """Whether an amount is what another one is compared with: "up from 417 million", "compared to 5.5 billion"."""
        hedge = self.sentence.before(quantity.start, "bound", gap=3)
        start = hedge[0].start if hedge else quantity.start
        if self.sentence.before(start, "range", "from", gap=2):
            return any(0 <= start - hit.end <= _PREPOSITION for hit, _ in self.cues)
        word = self.sentence.before(start, "change", "versus", gap=2)
        if word is None or any(sense.startswith("bound.") for sense in word[0].senses):
            return False
        # "910 million, contre 824 million, soit une hausse de 9 %": behind a comma a short word compares too.
        opens = self.low[max(0, word[0].start - 2) : word[0].start].strip() in (",", "(")
        return opens or word[0].end - word[0].start >= _PREPOSITION or " " in self.low[word[0].start : word[0].end]

    def _another_time(self, quantity: Quantity, growth: Quantity) -> bool:
        """Whether a growth is of another time than the amount: "In 2021 it was 2 million, in 2022 it grew"."""
        # "1.7 billion in December 2018, 28 % less than ...": the time right behind an amount is its own.
        # What it is compared with is no other time: "20 million, against the year before a fall of 2 %".
        own = [p for p in self.periods if p.role not in ("same", "year_before") and not self._led(p)]
        between = sum(quantity.end + _OWN_TIME <= p.start < growth.start for p in own)
        before = any(quantity.start - _CUE_BEFORE <= p.end <= quantity.start for p in self.periods)
        return between > 1 or (between == 1 and before and "," in self.low[quantity.end : growth.start])

    def _led(self, period: Period) -> bool:
        """Whether a word of comparison stands right before a time: "36亿美元，比2022年增长2.3%"."""
        return self.sentence.before(period.start, "change", "versus", gap=1) is not None

    def _end_of_range(self, following: Quantity, index: int) -> Quantity | None:
        """The amount reached in "down 25 %, from 40 billion in 2019 to 30 billion in 2020"."""
        if index + 2 >= len(self.quantities):
            return None
        last = self.quantities[index + 2]
        opened = self.sentence.before(following.start, "range", "from", gap=_PREPOSITION)
        hedge = self.sentence.before(last.start, "bound", gap=3)
        if hedge and "range.to" in hedge[0].senses:
            hedge = None
        closed = self.sentence.before(hedge[0].start if hedge else last.start, "range", "to", gap=_PREPOSITION)
        return last if opened and closed and self._amount(last) and closed[0].start >= following.end else None

    def _completed(self, growth: Quantity, following: Quantity) -> bool:
        """Whether a comparison between the two has its own time: "grew by 7 % compared with 2014 and came to ..."."""
        for hit, _ in self.sentence.of("change", "versus"):
            if growth.end <= hit.start and any(hit.end <= p.start < following.start for p in self.periods):
                return True
        return False

    def _new_clause(self, quantity: Quantity, growth: Quantity) -> bool:
        """Whether what grew is named anew behind an amount: "5 billion, while imports fell by 3 %"."""
        named = [
            pair for pair in self.sentence.of("metric") if quantity.end <= pair[0].start and pair[0].end <= growth.start
        ]
        if not named:
            return False
        metric, key = named[-1]
        between = self.low[quantity.end : metric.start]
        if ";" in between:
            return True
        if "," not in between and self.sentence.lexicon.surfaces("range.and").isdisjoint(between.split()):
            # "2.5 million Koreans flew there": the verb of the amount.
            return False
        same = any(hit.end <= quantity.end and other == key for hit, other in self.sentence.of("metric"))
        return not same and any(metric.end <= cue.start <= growth.start for cue, _ in self.cues)

    def _amount(self, quantity: Quantity) -> bool:
        return quantity.kind in ("money", "count", "measure", "number") and quantity.unit != "factor"

    def _reached(self, growth: Quantity, following: Quantity) -> bool:
        """Whether a word like "to" leads from the change to the amount, and no comparison stands between."""
        word = self.sentence.before(following.start, "change", "to", gap=10)
        hedge = None if word else self.sentence.before(following.start, "bound", gap=4)
        word = word or (self.sentence.before(hedge[0].start, "change", "to", gap=10) if hedge else None)
        opened = following.start - growth.end <= 12 and "(" in self.low[growth.end : following.start]  # noqa: PLR2004
        between = self.low[growth.end : following.start]
        if (not word and not opened) or (")" in between and "(" not in between):
            # "exports came to 2 million (up 5 %) and imports to 3": the growth in brackets is of what stands before.
            return False
        named = any(
            growth.end <= hit.start < following.start and not self._object(growth, hit)
            for hit, _ in self.sentence.of("metric")
        )
        if named or ";" in self.low[growth.end : following.start] or (word and word[0].start < growth.end):
            return False
        # "by 10 % in 2025, and to 5 billion later": a time between the two parts them.
        parted = any(growth.end <= p.start < following.start and not from_to(self.sentence, p) for p in self.periods)
        parted = parted or any(growth.end <= h.start < following.start for h, _ in self.sentence.of("time", "later"))
        joins = self.sentence.lexicon.surfaces("range.and")
        joined = any(w in joins for w in self.low[growth.end : word[0].start if word else following.start].split())
        completed = self._completed(growth, following)
        if (parted and joined and not completed) or self._by(following):
            return False
        # "fell by 8 % year on year to 2 billion": a comparison complete in itself parts nothing, nor does a length
        # of time: "44-fold over the past two decades to 2 billion".
        # Nor does the hedge of the amount: "by 27 % to more than 1.3 billion".
        leading = {found[0].start for found in (word, self.sentence.before(following.start, "bound", gap=4)) if found}
        compared = any(
            growth.end <= hit.start < following.start
            and hit.start not in leading
            and "change.yearly" not in hit.senses
            and not self.sentence.after(hit.end, "time", "past", gap=_TO_PAST)
            for hit, _ in self.sentence.of("change", "versus")
        )
        return completed or not compared

    def _object(self, growth: Quantity, hit: Hit) -> bool:
        """Whether a metric is what grows: "double their trade to", "a 4 percent increase in trade, reaching"."""
        if hit.start - growth.end <= _PREPOSITION * 2:
            return True
        cue = any(growth.end <= c.start < hit.start for c, _ in self.cues)
        return cue and self.sentence.before(hit.start, "role", "in", gap=_VERB) is not None

    def _growth(
        self, quantity: Quantity, kind: ChangeKind, direction: ChangeDirection, host: Quantity | None
    ) -> Growth:
        compared = compared_with(self.sentence, self.periods, self.quantities, quantity)
        value, high = quantity.value, quantity.upper if quantity.bound == "range" else None
        if kind == "percent" and quantity.kind == "number":
            value = round(value * 100, 1)
        if kind == "factor" and self._added(quantity):
            # What is added is so many times what was: "grew by 15 times" is sixteenfold.
            value, high = value + 1, high and high + 1
        if kind == "factor" and direction == "down" and value > 1:
            # "fell threefold" leaves a third.
            value = 1 / value
        lower, upper = bounds(value, quantity.bound, high)
        change = Change(
            kind=kind, value=value, lower=lower, upper=upper, bound=quantity.bound, direction=direction, versus=None
        )
        years = None if compared.period else years_taken(self.sentence, self.quantities, quantity)
        average = self._average(quantity)
        return Growth(quantity, change, host, compared.period, compared.now, compared.same, average, years)

    def _added(self, quantity: Quantity) -> bool:
        """Whether a factor says how many times more was added, in a language that says it so: not "rose to 3 times"."""
        word = next((hit for hit, _ in self.sentence.of("change", "times_added") if hit.end == quantity.end), None)
        if word is None:
            return False
        hedge = self.sentence.before(quantity.start, "bound", gap=_SHORT)
        start = hedge[0].start if hedge else quantity.start
        return not any(
            self.sentence.before(start, table, *keys, gap=_SHORT)
            for table, keys in (
                ("change", ("to",)),
                ("status", ("actual",)),
                ("role", ("passive",)),
                ("count", ("of",)),
            )
        )


def versus(growth: Growth, period: str | None) -> tuple[str | None, bool]:
    """(the period compared with in ISO 8601, whether it was inferred) for a change in `period`."""
    stated = growth.compared.iso if growth.compared else None
    if growth.compared and growth.compared.role == "year_before" and period:
        return shifted(period, -1), False
    if stated is None and growth.average:
        return None, False
    if stated is None and growth.years and period:
        return shifted(period, -growth.years), False
    if stated is None:
        return (shifted(period, -1), True) if period and _yearly(period) else (None, False)
    if growth.same and period and len(stated) == 4 and len(period) > 4:  # noqa: PLR2004 - a year, and a part of one
        years = int(stated) - int(period[:4])
        # "2023 ... than in the same period of last year", told in 2024: last year is that before the year spoken of.
        told_then = years == 0 and growth.compared is not None and growth.compared.relative
        return shifted(period, -1 if told_then else years), False
    if period and stated == period and growth.compared is not None and growth.compared.relative:
        # Last year is that before the year spoken of, though told in the year after.
        return shifted(period, -1), False
    return stated, False


def _yearly(period: str) -> bool:
    """Whether a period lies in one year, so that the year before is what growth compares with."""
    return len({end[:4] for end in period.split("/")}) == 1 and len(period) != 10  # noqa: PLR2004 - a day has no rival
