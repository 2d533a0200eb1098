"""Numbers with what they are numbers of: unit, currency, bound, range.

A quantity is built from a Number and its neighbours in the sentence. Dates, times, ordinals and
identifiers are none; neither is "the two sides".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import cast

from analysis.definitions import Definitions, definitions
from analysis.lexicon import Hit, spelled
from analysis.model import Bound, Number, Quantity, QuantityKind
from analysis.numbers import whole
from analysis.numbers.grammar import number_words
from analysis.sentences import Sentence, Sentences

__all__ = ["bounds", "by_sentence", "minus", "negative", "quantities_in"]

_NEAR = 2
"""Characters that may stand between a number and its currency."""
_TRIO = 3
_TEN, _HUNDRED = 10, 100
_CENTS = 2
"""Digits that hundredths are written with."""
_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_PHRASE = 64
"""Characters within which the noun of a counted phrase must begin."""
_COUNTED = 1
"""Words that may stand between a word of counting and the noun: whose they are."""
_WORDS = 5
"""Words that may stand between a number and the noun it counts."""
_DASH = re.compile(r"\s?[\-\u2010-\u2014\u2212~]\s?")
_COMMA = re.compile(r",\s")
_BREAK = re.compile(r"[,;:()\[\]«»\"“”!?]|\n\n|\.\s|\s[\u2013\u2014-]\s")
_THOUSANDS = re.compile(r"[1-9][0-9]{1,2}[.,][0-9]{3}")
_FILLER = re.compile(r"[\s\u00a0]*(?:\w{1,3}[\s\u00a0]+)?")
_PERCENT = re.compile(r"[\s\u00a0\u202f]?[%٪％]")
_ARTICLE = re.compile(r"(?<!\w)([^\W\d_]{1,4})[ \u00a0]$")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{2,3}) $")
_MINUS = ("-", "\u2212")
_LETTERS = re.compile(r"[^\W\d_]{0,24}(?!\w)")
_OF_A_YEAR = re.compile(r" (?:19|20)\d\d(?!\w)")
_TWO_WORDS = re.compile(r"[\s\-\u2010\u2011]{0,2}([^\W\d_]{1,40})(?:[\s\-\u2010\u2011]([^\W\d_]{1,40}))?")
_DURATIONS = frozenset({"count.duration", "count.anniversary"})
_LETTERS_BEFORE = re.compile(r"[^\W\d_]*[^\w\s]?$")


def by_sentence(
    sentences: Sentences, numbers: list[Number], *, durations: bool = True
) -> Iterator[tuple[Sentence, list[Number]]]:
    """Each sentence that holds a number that may be a quantity, with all numbers of the sentence.

    Without `durations`, lengths of time and anniversaries are taken for none: "60 years of friendship".
    """
    end = -1
    for index, number in enumerate(numbers):
        if number.start < end or not _may_count(number) or _counts_no_thing(number, sentences, durations=durations):
            continue
        sentence = sentences.around(number.start)
        end = sentence.end
        first, last = index, index + 1
        while first and numbers[first - 1].start >= sentence.start:
            first -= 1
        while last < len(numbers) and numbers[last].start < end:
            last += 1
        yield sentence, numbers[first:last]


def _counts_no_thing(number: Number, sentences: Sentences, *, durations: bool) -> bool:
    """Whether the words behind a number plainly say that it stands for the sides themselves, or for a length of time.

    "the two neighbouring countries", and without `durations` "60 years", "the 60-year friendship".
    """
    pair = number.words and number.scale == 1 and bool(number.value) and (number.value or 0) <= _TRIO
    if not pair and durations:
        return False
    following = _TWO_WORDS.match(sentences.text, number.end)
    if following is None:
        return False
    senses = [sentences.lexicon.senses(word) for word in following.groups("")]
    if pair and any("count.pair" in found for found in senses):
        return True
    # "gấp đôi năm 2015", twice (that of the year) 2015
    dated = number.kind == "multiple" or _OF_A_YEAR.match(sentences.text, following.end(1)) is not None
    return not durations and number.scale == 1 and not dated and not _DURATIONS.isdisjoint(senses[0])


def _may_count(number: Number) -> bool:
    # A round year may be a count after all: "2000 students".
    return number.kind in ("cardinal", "multiple", "fraction") or _round_year(number)


def _round_year(number: Number) -> bool:
    return (
        number.kind == "date" and number.iso is not None and number.iso.isdigit() and number.iso.endswith(("00", "50"))
    )


def quantities_in(
    sentence: Sentence, numbers: list[Number], *, coins: Mapping[str, str] = MappingProxyType({})
) -> list[Quantity]:
    """The quantities of one sentence. `numbers` are all numbers of the sentence, in its order.

    `coins` tells which currency a noun means that several share: see `analysis.currencies.coins_of`.
    """
    return _Reader(sentence, numbers, coins).read()


def _in_whole(number: Number, written: str, currency: str) -> Number:
    """The number of an amount of money, a mark that can be none of decimals taken for one of thousands: "$ 86,065".

    No amount is told to the thousandth of a currency that has but hundredths, if it is no price of one or two: "1,459"
    a litre. Source: CLDR through Babel.
    """
    if not number.value or not 1 < number.value < _THOUSAND or not _THOUSANDS.fullmatch(written):
        return number
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - Babel loads its data when first asked

    if get_currency_precision(currency) >= len("000"):
        return number
    return replace(number, value=float(re.sub("[.,]", "", written)), precision=1)


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


def negative(sentence: Sentence, quantity: Quantity) -> Quantity | None:
    """The quantity below nought where a minus says so: "−2%", "(-5 million)", "minus 5"; None elsewhere."""
    start = minus(sentence, quantity)
    if start is None or not quantity.value:
        return None
    lower, upper = bounds(-quantity.value, quantity.bound)
    return replace(quantity, start=start, value=-quantity.value, lower=lower, upper=upper)


def minus(sentence: Sentence, quantity: Quantity) -> int | None:
    """Where the minus before a quantity begins, sign or word; None where there is none.

    A hyphen before an amount in running text may stand for a dash, and one that opens a line for an item of a list.
    """
    low, start = sentence.low, quantity.start
    if quantity.kind == "count" or quantity.bound == "range":
        return None
    before = low[max(0, start - 2) : start]
    if word := sentence.before(start, "count", "minus"):
        start = word[0].start
    elif before[-1:] in _MINUS and (len(before) == 1 or before[0].isspace() or before[0] == "("):
        opened = len(before) == 1 or before[0] == "\n"
        alone = opened and (quantity.end >= len(low) or low[quantity.end] == "\n")
        said = before[-1] == "\u2212" or before[0] == "(" or (quantity.kind == "percent" and not opened)
        if not said and not alone:
            return None
        start -= 1
    else:
        return None
    # "10 minus 5" takes away.
    return None if low[max(sentence.start, start - 3) : start].rstrip()[-1:].isdigit() else start


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, sentence: Sentence, numbers: list[Number], coins: Mapping[str, str]) -> None:
        self.sentence = sentence
        self.text, self.low = sentence.text, sentence.low
        self.numbers = numbers
        self.known: Definitions = definitions()
        self.scales = {number.end: number.scale for number in numbers}
        self.listed: set[int] = set()
        self.led: set[int] = set()
        """Ends of the numbers that have their currency before them."""
        words = sentence.lexicon.surfaces
        self.of = words("count.of")
        self.articles = words("count.determiner")
        self.between_and = words("range.and")
        self.to = words("range.to")
        self.joining = self.to - words("range.reached")
        self.through = words("range.through")
        self.ends = words("range.ends")
        self.either = words("range.either")
        shared = {hit: coins[noun] for hit, noun in sentence.of("coin") if noun in coins}
        self.currencies = [(hit, shared.get(hit, code)) for hit, code in sentence.of("currency")]
        known = {hit for hit, _ in self.currencies}
        self.currencies += [(hit, code) for hit, code in shared.items() if hit not in known]
        self.currencies.sort()
        self.units = list(sentence.of("unit"))
        self.percents = list(sentence.of("percent"))
        self.times = list(sentence.of("change", "times"))
        self.multiplied = {hit.end for hit, _ in sentence.of("change", "multiplied")}
        self.stops = sorted(
            {hit.start for hit, _ in sentence.of("stop")} | {hit.start for hit, _ in sentence.of("count", "subset")}
        )
        self.about = number_words(sentence.language).about
        self.bounds_before: dict[int, list[tuple[Hit, str]]] = {}
        for hit, key in sentence.of("bound"):
            self.bounds_before.setdefault(hit.end, []).append((hit, key))

    def read(self) -> list[Quantity]:
        drafts: list[Quantity] = []
        for index, number in enumerate(self.numbers):
            if number.kind not in ("cardinal", "multiple", "fraction") and not self._year_that_counts(number):
                continue
            following = self.numbers[index + 1] if index + 1 < len(self.numbers) else None
            drafts.append(self._quantity(number, following))
        return self._ranges(drafts)

    def _year_that_counts(self, number: Number) -> bool:
        """Whether four digits that look like a year are a count: "2000 students"."""
        if not _round_year(number) or not self.low[number.start : number.end].isdigit():
            return False
        unit = next((hit for hit, _ in self.units if hit.start >= number.end), None)
        currency = self._currency_after(number.end)
        gap = self.low[number.end : unit.start] if unit else ""
        if not currency and not (unit and gap in (" ", "\u00a0")):
            return False
        return not any(
            hit.end <= number.start and not self.low[hit.end : number.start].strip()
            for hit, _ in self.sentence.of("time", "in", "by", "since", "from", "until", "after", "this", "last")
        )

    def _quantity(self, number: Number, following: Number | None) -> Quantity:
        value = number.value if number.value is not None else float(number.iso or 0)
        start, end = number.start, number.end
        kind: QuantityKind = "number"
        unit: str | None = None
        before = self._currency_before(number.start)
        after = self._currency_after(number.end)
        percent = self._percent(number)
        if number.kind == "multiple":
            unit = "factor"
        elif before:
            kind, unit, start = "money", before[1], before[0]
            number = _in_whole(number, self.low[number.start : number.end], unit)
            value = number.value or value
            self.led.add(number.end)
            if after and after[1] == unit:
                end = after[0]
        elif after:
            kind, unit, end = "money", after[1], after[0]
        elif percent is not None:
            kind, unit = "percent", "percent"
            start, end, value = percent[0], percent[1], value * percent[2]
        elif factor := self._times_after(number.end):
            unit, end = "factor", factor
        elif self._multiplies(number):
            unit = "factor"
        else:
            noun = self._noun_after(number.end, following)
            if noun:
                hit, key = noun
                entry = self.known.units[key]
                kind = "count" if entry.kind in ("count", "actor", "person", "goods") else "measure"
                unit, end = key, hit.end
            elif people := self._people_after(number.end):
                kind, unit, end = "count", "person", people.end
        hedge, _ = self._bound(start, end)
        bound = self._meant(number, hedge)
        lower, upper = bounds(value, bound)
        return Quantity(
            start=start,
            end=end,
            kind=kind,
            value=value,
            lower=lower,
            upper=upper,
            unit=unit,
            bound=bound,
            precision=number.precision or 1,
            number_start=number.start,
            number_end=number.end,
        )

    def _currency_before(self, position: int) -> tuple[int, str] | None:
        """(start, code) of the currency that stands right before a position."""
        for hit, code in self.currencies:
            beside = hit.end <= position <= hit.end + _NEAR and not self.low[hit.end : position].strip("\u00a0\u202f ")
            noun = self.text[hit.start : hit.end]
            if noun.isalpha() and noun.islower() and len(noun) > _NEAR and not self._scaled(position):
                # "won 3-1": a noun stands behind its amount.
                continue
            # Two amounts in a row, "5 million USD 3 million": the currency belongs to the first.
            if beside and not self._ends_amount(hit.start):
                return self._spaced_sign(hit) or (hit.start, code)
        glued = _LETTERS_BEFORE.search(self.low, max(self.sentence.start, position - 12), position)
        if glued and glued.group():
            for sense in self.sentence.lexicon.senses(self.text[glued.start() : position]):
                if sense.startswith("currency."):
                    return glued.start(), sense.partition(".")[2]
        return None

    def _spaced_sign(self, sign: Hit) -> tuple[int, str] | None:
        """(start, code) of a sign whose letters a space parts from it: "HK $5 million"."""
        word = _WORD_BEFORE.search(self.text, max(self.sentence.start, sign.start - 5), sign.start)
        if not word:
            return None
        senses = self.sentence.lexicon.senses(word.group(1) + self.text[sign.start : sign.end])
        code = next((sense.partition(".")[2] for sense in sorted(senses) if sense.startswith("currency.")), None)
        return (word.start(1), code) if code else None

    def _scaled(self, position: int) -> bool:
        """Whether the number that starts at a position is of thousands or more."""
        return any(n.start == position and (n.scale > 1 or (n.value or 0) >= _THOUSAND) for n in self.numbers)

    def _ends_amount(self, position: int) -> bool:
        """Whether a number ends right before a position, no bracket between."""
        return any(
            0 <= position - n.end <= _NEAR
            and _may_count(n)
            and n.end not in self.led
            and "(" not in self.low[n.end : position]
            for n in self.numbers
        )

    def _currency_after(self, position: int) -> tuple[int, str] | None:
        """(end, code) of the currency that stands right after a position."""
        if glued := self._glued(position, "currency"):
            return glued[0].end, glued[1]
        for hit, code in self.currencies:
            if hit.start >= position:
                gap = spelled(self.low[position : hit.start].strip("\u00a0\u202f -\u2011"))
                if hit.start - position > _NEAR and not (
                    gap in self.of and hit.start - position <= _NEAR + len(gap) + 1
                ):
                    return None
                # "US$5 million" after an amount belongs to the next one.
                follows = any(n.start - hit.end <= 1 and n.start >= hit.end for n in self.numbers if _may_count(n))
                # "10$-20$" says its sign twice.
                follows = follows and not (hit.start == position and _DASH.match(self.low, hit.end))
                if follows and not self.text[hit.start].isalpha():
                    return None
                return (hit.end, code) if not gap or gap in self.of else None
        return None

    def _glued(self, position: int, table: str) -> tuple[Hit, str] | None:
        """The word of a table that stands at a position without a space: the "kr" of "10kr"."""
        word = _LETTERS.match(self.text, position)
        if not word or not word.group():
            return None
        # "3.14US$": a sign may close the name.
        for end in (word.end(), word.end() + 1):
            senses = self.sentence.lexicon.senses(self.text[position:end])
            key = next((sense.partition(".")[2] for sense in sorted(senses) if sense.startswith(f"{table}.")), None)
            if key:
                return Hit(position, end, frozenset(senses)), key
        return None

    def _percent(self, number: Number) -> tuple[int, int, int] | None:
        """(start, end, factor) of the percentage that a number is: the word may stand before it, or say tenths."""
        after = self._percent_after(number.end)
        if after is not None:
            return number.start, after, 1
        if led := self.sentence.before(number.start, "percent", "before"):
            return led[0].start, number.end, 1
        tenths = self.sentence.after(number.end, "percent", "tenths")
        return (number.start, tenths[0].end, _TEN) if tenths else None

    def _percent_after(self, position: int) -> int | None:
        """End of the percent sign or word right after a position."""
        sign = _PERCENT.match(self.low, position)
        if sign:
            return sign.end()
        for hit, key in self.percents:
            if hit.start >= position and key == "words":
                return hit.end if not self.low[position : hit.start].strip("\u00a0\u202f -\u2011") else None
        return None

    def _times_after(self, position: int) -> int | None:
        """End of the word that makes the number a factor: 3 times, 2,5 раза, 4-fold."""
        for hit, _ in self.times:
            if hit.start >= position:
                return hit.end if not self.low[position : hit.start].strip("\u00a0 -\u2011") else None
        return None

    def _multiplies(self, number: Number) -> bool:
        """Whether words before a number, a hedge let pass, make it a factor: "multiplié par près de 16"."""
        if not self.multiplied:
            return False
        hedge = self.sentence.before(number.start, "bound", gap=_NEAR)
        return any(0 <= (hedge[0].start if hedge else number.start) - end <= _NEAR for end in self.multiplied)

    def _of_after(self, position: int) -> int:
        """Where the noun starts that a number of dozens, thousands or millions is one of: "5 millions de touristes"."""
        if self.scales.get(position, 1.0) == 1:
            return position
        word = self.sentence.after(position, "count", "of")
        return word[0].end if word and not self.low[position : word[0].start].strip() else position

    def _noun_after(self, position: int, following: Number | None) -> tuple[Hit, str] | None:
        """The noun that the number counts: the first known one in the phrase, or what it qualifies."""
        if (glued := self._glued(position, "unit")) and self._written_as_unit(glued[0]):
            return glued
        position = self._of_after(position)
        limit = min(self.sentence.end, position + _PHRASE)
        broken = _BREAK.search(self.low, position, limit)
        if broken:
            limit = broken.start()
        if following is not None and following.kind != "identifier":
            limit = min(limit, following.start)
        found: tuple[Hit, str] | None = None
        for hit, key in self.units:
            if hit.start < position or not self._written_as_unit(hit):
                continue
            if found is not None and hit.start - found[0].end <= 1 and hit.start >= found[0].end and hit.start < limit:
                found = hit, key
                continue
            if found is not None and hit.start < limit and self._names_the_counted(found, (hit, key)):
                found = hit, key
                continue
            if found is not None or hit.start >= limit:
                break
            if (
                any(position <= stop < hit.start for stop in self.stops)
                or len(self.low[position : hit.start].split()) > _WORDS
            ):
                break
            found = hit, key
        return found

    def _names_the_counted(self, counter: tuple[Hit, str], noun: tuple[Hit, str]) -> bool:
        """Whether a noun says what a word of counting before it counts: "12 persons Lao students"."""
        between = self.low[counter[0].end : noun[0].start]
        near = not between.strip() or (len(between.split()) <= _COUNTED and between.strip(" ").isalpha())
        if (
            self.sentence.language.spaced
            or not near
            or any(counter[0].end <= stop < noun[0].start for stop in self.stops)
        ):
            return False
        one, other = self.known.units[counter[1]], self.known.units[noun[1]]
        return one.key == other.key or (one.kind == other.kind == "person" and one.metric is None)

    def _written_as_unit(self, hit: Hit) -> bool:
        """Whether a short hit is written as a symbol is: "t" is a tonne, "MW" a megawatt, the T of T-34 is none."""
        if hit.end - hit.start > 2:  # noqa: PLR2004 - symbols have one or two letters
            # "ambulanse- og brannfolk": the first half of a compound is no unit.
            return self.low[hit.end : hit.end + 2] not in ("- ", "\u2011 ")
        written = self.text[hit.start : hit.end]
        if written.lower() == written.upper():
            # A script without capitals has words of one letter.
            return True
        symbol = written.islower() or (len(written) > 1 and written.isupper())
        return symbol and not self.low.startswith(("-", "\u2011"), hit.end)

    def _people_after(self, position: int) -> Hit | None:
        """The people whom a number counts by their economy alone: 6,000 (young) Vietnamese are ..."""
        position = self._of_after(position)
        for hit, key in self.sentence.of("area"):
            if hit.start < position:
                continue
            between = self.low[position : hit.start].split()
            named = key.startswith(("adjective", "ambiguous"))
            if not named or len(between) > 1 or not all(map(str.isalpha, between)):
                return None
            if any(position <= stop < hit.start for stop in self.stops):
                return None
            if between and self.sentence.language.adjectives_follow and self.text[hit.start].islower():
                # "2,28 milliards d'importations marocaines": the adjective of the noun before it.
                return None
            ended = self.sentence.phrase_ends(hit.end) or self.sentence.after(hit.end, "metric") is not None
            return hit if ended or self._article_at(hit.end + 1) else None
        return None

    def _article_at(self, position: int) -> bool:
        """Whether an article opens another phrase, where a subject may follow its verb: "haben 40 Letten einen"."""
        language = self.sentence.language
        word = _LETTERS.match(self.low, position)
        return language.verb_second and word is not None and word.group() in language.terms("format", "article")

    def _meant(self, number: Number, hedge: Bound) -> Bound:
        """What a number says: without a hedge about so many where its word means that, as "une trentaine" does."""
        words = self.low[number.start : number.end].split()
        return "about" if hedge == "exact" and not self.about.isdisjoint(words) else hedge

    def _bound(self, start: int, end: int) -> tuple[Bound, int]:
        """The hedge that stands before or after a quantity, and where it starts."""
        for position in range(start, max(self.sentence.start, start - 6) - 1, -1):
            for hit, key in self.bounds_before.get(position, ()):
                if not _FILLER.fullmatch(self.low, hit.end, start) or self._set_beside(hit, start):
                    continue
                led = key == "at_most" and (self._reached(hit) or self._from_before(hit))
                if not led and not self._leads_to_amount(hit):
                    return cast("Bound", key), hit.start
        parted = self._before_a_time(start)
        if parted:
            return cast("Bound", parted[1]), parted[0].start
        opens = {number.start for number in self.numbers}
        for hit, key in self.sentence.of("bound_after"):
            # "200 and more than 300": what leads to the next number is no hedge of this one.
            if 0 <= hit.start - end <= _NEAR and not self.low[end : hit.start].strip() and hit.end + 1 not in opens:
                return cast("Bound", key), start
            # "3000-odd tonnes", and where the hedge stands before the scale of its number.
            if start < hit.start and hit.end <= end and self.low[start : hit.start].rstrip(" -")[-1:].isalnum():
                return cast("Bound", key), start
        return "exact", start

    def _leads_to_amount(self, hedge: Hit) -> bool:
        """Whether a hedge is none behind what is for an amount: "ein Kredit über 5 Millionen"."""
        if "count.amount" not in hedge.senses:
            return False
        metrics = self.known.metrics
        keys = tuple(key for key, metric in metrics.items() if metric.dated or metric.residual)
        named = self.sentence.before(hedge.start, "metric", *keys) or self.sentence.before(hedge.start, "unit")
        return named is not None and self.text[named[0].start : named[0].start + 1].isupper()

    def _set_beside(self, hedge: Hit, start: int) -> bool:
        """Whether an amount is one known that another is set beside: "more than the 1 billion aimed for"."""
        article = self.low[hedge.end : start].strip()
        return "change.versus" in hedge.senses and article in self.sentence.lexicon.surfaces("count.determiner")

    def _before_a_time(self, start: int) -> tuple[Hit, str] | None:
        """The hedge that a time parts from its amount: "oversteg i 2021 5 milliarder", not "rundt 2021 5"."""
        words = [hit for hit, _ in self.sentence.of("time")]
        times = {h.end: h.start for h in words} | {n.end: n.start for n in self.numbers if n.kind == "date"}
        article = _ARTICLE.search(self.low, max(self.sentence.start, start - 6), start)
        position, preposition = (article.start() if article and article[1] in self.articles else start), False
        while position - 1 in times:
            position = times[position - 1]
            preposition = any(hit.start == position for hit in words)
        hedges = self.bounds_before.get(position - 1, ()) if preposition else ()
        return next((found for found in hedges if "change.versus" not in found[0].senses), None)

    def _from_before(self, hit: Hit) -> bool:
        """Whether a hedge is none but leads from one amount to another: "со ста до трехсот стипендий"."""
        if "range.to" not in hit.senses:
            return False
        first = next((n for n in self.numbers if 0 <= hit.start - n.end <= 1), None)
        return first is not None and self.sentence.before(first.start, "range", "from") is not None

    def _reached(self, hit: Hit) -> bool:
        """Whether a hedge is none but leads to what something grew to: "вырос до 5 млрд"."""
        if "change.to" not in hit.senses:
            return False
        cues = (*self.sentence.of("change", "up", "down"), *self.sentence.of("status", "target"))
        return any(0 <= hit.start - cue.end <= _PHRASE for cue, _ in cues)

    def _ranges(self, drafts: list[Quantity]) -> list[Quantity]:
        """Two numbers that bound one amount become one quantity; a list shares its scale and unit."""
        found: list[Quantity] = []
        for quantity in drafts:
            if found and (joined := self._range(found[-1], quantity) or self._with_hundredths(found[-1], quantity)):
                found[-1] = joined
            else:
                found.append(quantity)
        for index in range(len(found) - 2, -1, -1):
            first, second = found[index], found[index + 1]
            if first.kind == "number" and first.unit is None and self._listed(first, second):
                found[index] = self._like(first, second)
                self.listed.add(first.number_end)
        return [
            self._same_currency(quantity, found[:index][::-1] + found[index + 1 :])
            for index, quantity in enumerate(found)
        ]

    def _same_currency(self, quantity: Quantity, others: list[Quantity]) -> Quantity:
        """An amount of millions that leaves out the currency said beside it: "1 billion dollars, then 3 billion"."""
        if quantity.kind != "number" or quantity.unit or self.scales.get(quantity.number_end, 1.0) < _MILLION:
            return quantity
        money = next((q for q in others if q.kind == "money"), None)
        named = self.sentence.after_of(quantity.end, "metric") is not None
        if money and not named and any(money.end <= hit.start < quantity.start for hit, _ in self.units):
            # "40 million dollars, and the visitors 1.75 million"
            return quantity
        # "of which 40 million go to schools"
        subset = self.sentence.before(quantity.start, "count", "subset") is not None
        ended = named or self.sentence.phrase_ends(quantity.end)
        # Things are counted by the million; by the billion it is money.
        ended = ended or subset or self.scales.get(quantity.number_end, 1.0) >= _BILLION
        return replace(quantity, kind="money", unit=money.unit) if money and ended else quantity

    def _range(self, first: Quantity, second: Quantity) -> Quantity | None:
        gap = self.low[first.end : second.start]
        dash = _DASH.fullmatch(gap)
        word = gap.strip()
        joined = (
            dash
            or word in self.through
            or (word in self.between_and and self._opened(first, "between"))
            or (
                word in self.joining
                and self._opened(first, "spread")
                and (second.kind == "percent" or not self._grown(first))
            )
            or (word in self.ends and self._opened(first, "from") and self._two_ends(first, second))
            or (
                word in self.joining
                and (first.unit is None or (first.unit == second.unit and self._shares_scale(first, second)))
                and not self._opened(first, "from")
            )
            or (word in self.either and first.unit is None and second.unit is not None and self._near(first, second))
        )
        if not joined or (first.unit and second.unit and first.unit != second.unit) or first.bound == "range":
            return None
        if first.kind == "number" and first.value < 1 <= second.value and not self.low[first.start].isdigit():
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

    def _two_ends(self, first: Quantity, second: Quantity) -> bool:
        """Whether "from ... to" tells two ends of one amount: a percentage, or an amount of what did not grow."""
        return second.kind == "percent" or (first.unit in (None, second.unit) and not self._grown(first))

    def _grown(self, quantity: Quantity) -> bool:
        """Whether a word of growth or aim leads to a quantity: "increased from 5 to 6 million" are two amounts."""
        cues = (*self.sentence.of("change", "up", "down"), *self.sentence.of("status", "target"))
        return any(0 <= quantity.start - cue.end <= _PHRASE // 4 for cue, _ in cues)

    def _with_hundredths(self, first: Quantity, second: Quantity) -> Quantity | None:
        """An amount with the hundredths said after it: "2 dollars and 23 cents"."""
        whole_part = first.kind == "money" and first.value == int(first.value) and first.bound != "range"
        few = second.kind in ("number", "measure") and 0 < second.value < _HUNDRED and second.value == int(second.value)
        coin = self.sentence.after(second.number_end, "count", "hundredth") or self._glued(second.number_end, "count")
        gap = self.low[first.end : second.start].strip()
        if not (whole_part and few) or (gap and gap not in self.between_and):
            return None
        if not (coin and coin[1] == "hundredth"):
            if gap or second.unit or not self._bare_hundredths(first, second):
                return None
            coin = None
        value = first.value + second.value / _HUNDRED
        lower, upper = bounds(value, first.bound)
        return replace(
            first,
            end=coin[0].end if coin else second.end,
            number_end=second.number_end,
            value=value,
            lower=lower,
            upper=upper,
            precision=0.01,
        )

    def _bare_hundredths(self, first: Quantity, second: Quantity) -> bool:
        """Whether two digits right after a currency's word, and before a mark, are its hundredths: "2 kroner 23"."""
        after = self.low[second.end : second.end + 1]
        named = self.text[first.end - 1].isalpha() and first.end > first.number_end
        named = named and self.scales.get(first.number_end, 1.0) == 1
        digits = self.low[second.start : second.end]
        closed = second.end >= self.sentence.end or after in ",.;:)\n"
        if digits.isdigit():
            return named and closed and len(digits) == _CENTS
        # "thirteen dollars forty-five"
        return named and closed and second.value >= _TEN and not self.low[first.start].isdigit()

    def _shares_scale(self, first: Quantity, second: Quantity) -> bool:
        """Whether the scale said with the second of two amounts is that of the first: "$5 to $6 million"."""
        return self.scales.get(first.number_end, 1.0) == 1 < self.scales.get(second.number_end, 1.0)

    def _near(self, first: Quantity, second: Quantity) -> bool:
        """Whether two numbers are neighbours, as those of an estimate are: "5 or 6 million", not "2 or 50"."""
        scale = self.scales.get(second.number_end, 1.0) if self._shares_scale(first, second) else 1.0
        return 0 < second.value / scale - first.value <= max(1, first.value)

    def _opened(self, quantity: Quantity, key: str) -> bool:
        """Whether "between" or "from" stands right before the quantity."""
        return any(
            0 < quantity.start - hit.end <= _NEAR + 4 and _FILLER.fullmatch(self.low, hit.end, quantity.start)
            for hit, _ in self.sentence.of("range", key)
        )

    def _like(self, first: Quantity, second: Quantity) -> Quantity:
        """The first of two numbers with the scale and unit that only the second states."""
        scale = self.scales.get(second.number_end, 1.0)
        factor = scale if self.scales.get(first.number_end, 1.0) == 1 else 1.0
        self.scales[first.number_end] = scale
        value = whole(first.value * factor)
        lower, upper = bounds(value, first.bound)
        return replace(
            first,
            kind=second.kind,
            unit=second.unit,
            value=value,
            lower=lower,
            upper=upper,
            precision=first.precision * factor,
        )

    def _listed(self, first: Quantity, second: Quantity) -> bool:
        """Whether two numbers stand in one list, the unit said once: 6, 13 and 20 million."""
        gap = self.low[first.end : second.start]
        ends = gap.strip() in self.to and self._opened(first, "from")
        if self.scales.get(second.number_end, 1.0) == 1:
            return ends and second.kind != "number"
        # A comma alone may part two bare numbers that have nothing to do with each other.
        listed = second.kind != "number" or second.number_end in self.listed
        return (listed and bool(_COMMA.fullmatch(gap))) or gap.strip() in self.between_and or ends
