"""Amounts of money: the currency before or after a number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from analysis.currencies import coin_of, sign_letters
from analysis.lexicon import Hit, spelled
from analysis.model import Number
from analysis.quantities.candidates import may_count
from analysis.sentences import Sentence

__all__ = ["Amount", "Money"]

_NEAR = 2
"""Characters that may stand between a number and its currency."""
_FARTHEST = 60
"""Characters, more than a word such as "of" has, beyond which no currency is that of the number before it."""
_LED = 12
"""Characters of a currency that is written together with the number behind it."""
_THOUSAND, _MILLION = 1e3, 1e6
_SPACES = "\u00a0\u202f "
_THOUSANDS = re.compile(r"[1-9][0-9]{1,2}[.,][0-9]{3}")
_REPEATED = re.compile(r"\s?[\-\u2010-\u2014\u2212~]\s?")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{2,3}) $")
_CAPITALS = re.compile(r"(\w+ )?(?<![\w.])([A-Z]{2}) ?$")
_CAPITALS_BEFORE = re.compile(r"(?<![\w.])[A-Z]{2}(?= $)")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]*[^\w\s]?$")

_START, _END = attrgetter("start"), attrgetter("end")


def _start(found: tuple[Hit, str]) -> int:
    return found[0].start


def _end(found: tuple[Hit, str]) -> int:
    return found[0].end


class Amount(NamedTuple):
    """A number with its currency: where the two begin and end, and the code of ISO 4217."""

    number: Number
    start: int
    end: int
    code: str


class Money:
    """The currencies of a sentence, and whose they are. Ask for its numbers from left to right."""

    __slots__ = ("_coins", "_currencies", "_hedges", "_led", "_lettered", "_numbers", "_of", "_sentence")

    def __init__(self, sentence: Sentence, numbers: list[Number], coins: Mapping[str, str]) -> None:
        """`coins` tells which currency a noun means that several share."""
        self._sentence = sentence
        self._numbers = numbers
        self._of = sentence.lexicon.surfaces("count.of")
        self._hedges = [hit for hit, _ in sentence.of("bound_after")]
        self._led: set[int] = set()
        """Ends of the numbers that have their currency before them."""
        self._coins = coins
        self._lettered: dict[str, tuple[str, int]] = {}
        """Signs that a sentence writes with letters before an amount, without these -> the currency and the end."""
        self._currencies = sentence.of("currency")
        if coins:
            shared = {hit: coins[noun] for hit, noun in sentence.of("coin") if noun in coins}
            alone = {hit: code for hit, code in self._currencies if hit not in shared}
            self._currencies = sorted((alone | shared).items())
        if owned := dict(self._owned()):
            ends = {hit.end for hit in owned}
            alone = {hit: code for hit, code in self._currencies if hit.end not in ends}
            self._currencies = sorted((alone | owned).items())

    def _owned(self) -> Iterator[tuple[Hit, str]]:
        """Nouns right behind the economy whose currency they name: "3 billion Emirati dirhams", "NZ dollars"."""
        sentence = self._sentence
        nouns = sentence.of("coin")
        ends = {number.end for number in self._numbers} if nouns else ()
        for hit, noun in nouns:
            if area := sentence.before(hit.start, "area", gap=1):
                start, economy = area[0].start, area[1].rpartition(".")[2]
            elif letters := _CAPITALS_BEFORE.search(sentence.text, hit.start - 3, hit.start):
                start, economy = letters.start(), (sign_letters(sentence.language).get(letters[0]) or "")[:2]
            else:
                continue
            if start - 1 in ends and (code := coin_of(sentence.language, noun, economy)):
                yield hit._replace(start=start), code

    def of(self, number: Number) -> Amount | None:
        """A number as the amount of money that it is; None where no currency stands beside it."""
        before = self._before(number.start)
        after = self.after(number.end)
        if before:
            start, code = before
            code = self._as_lettered(start, number, code)
            self._led.add(number.end)
            end = after[0] if after and after[1] == code else number.end
            written = self._sentence.low[number.start : number.end]
            return Amount(_in_whole(number, written, code), start, end, code)
        return Amount(number, number.start, *after) if after else self._joined(number)

    def _as_lettered(self, start: int, number: Number, code: str) -> str:
        """The currency of a sign before an amount, as the one before it with letters tells: "by A$1 to $5 million".

        In brackets, or where nothing leads from one to the other, an amount may be told in another currency.
        """
        sign = self._sentence.low[start : number.start].strip(_SPACES)
        if not sign or sign[-1].isalnum() or self._sentence.low[start - 1 : start] == "(":
            return code
        if len(sign) == 1:
            lettered, end = self._lettered.get(sign, (code, start))
            if lettered == code or not self._leads_on(end, start):
                return code
            code = lettered
        self._lettered[sign[-1]] = code, number.end
        return code

    def _leads_on(self, end: int, start: int) -> bool:
        """Whether a word leads from one amount to the next of the same thing: "from A$1 million to over $5 million"."""
        sentence = self._sentence
        hedge = sentence.before(start, "bound")
        to = sentence.before(hedge[0].start if hedge else start, "change", "to")
        to = to or sentence.before(hedge[0].start if hedge else start, "range", "to")
        if "," not in sentence.low[end:start]:
            return (to or sentence.before(start, "range", "and")) is not None
        return to is not None and not any(end <= hit.start < start for hit, _ in sentence.of("area"))

    def _joined(self, number: Number) -> Amount | None:
        """An amount that ends in a scale and its currency joined: the million dinars of "115 MD"."""
        text = self._sentence.text
        for joined, factor in self._sentence.language.numbers["joined_currencies"].items():
            short = joined.partition(" ")[0]
            code = next((code for hit, code in self._currencies if hit.end == number.end), None)
            if code is None or number.value is None or text[number.end - len(short) : number.end] != short:
                continue
            # "19 mil mdd": a smaller scale may stand before it.
            tenfold = factor / (self._sentence.language.numbers["scales"].get(short) or number.scale)
            whole = replace(
                number, value=number.value * tenfold, precision=(number.precision or 1) * tenfold, scale=factor
            )
            return Amount(whole, number.start, number.end, code)
        return None

    def after(self, position: int) -> tuple[int, str] | None:
        """(end, code) of the currency that stands right after a position."""
        if glued := self._sentence.glued(position, "currency"):
            return glued[0].end, self._meant(position, glued[0].end) or glued[1]
        index = bisect_left(self._currencies, position, key=_start)
        if index == len(self._currencies):
            return None
        hit, code = self._currencies[index]
        if hit.end - hit.start == 1 and self._sentence.text[hit.start].isalpha() and not self._scaled(position):
            # "40 Mrd. S" are schillings, "90 S-Bahn-Wagen" are none.
            return None
        between = self._sentence.low[position : hit.start].strip(_SPACES + "-\u2011")
        if len(between) > _FARTHEST and not self._hedges:
            return None
        gap = spelled(between) if between else ""
        if gap == "." and self._scaled(position):
            # "63 Mrd.Euro", "15 Mrd. N$"
            gap, position = "", position + 1
        if gap and any(0 <= h.start - position <= 1 and 0 <= hit.start - h.end <= 1 for h in self._hedges):
            # "1亿多美元": a hedge stands between.
            gap, position = "", hit.start
        if (gap and gap not in self._of) or hit.start - position > _NEAR + (len(gap) + 1 if gap in self._of else 0):
            return None
        return None if self._belongs_to_next(hit, position) else (hit.end, code)

    def _scaled(self, position: int) -> bool:
        """Whether a number with a scale ends at a position: "40 Mrd."."""
        index = bisect_left(self._numbers, position, key=_END)
        return index < len(self._numbers) and self._numbers[index].end == position and self._numbers[index].scale > 1

    def _belongs_to_next(self, currency: Hit, position: int) -> bool:
        """Whether a sign after an amount is that of the next one: "US$5 million", but not in "10$-20$"."""
        if self._sentence.text[currency.start].isalpha():
            return False
        index = bisect_left(self._numbers, currency.end, key=_START)
        near = self._numbers[index : index + 1]
        follows = any(n.start - currency.end <= 1 and may_count(n) for n in near)
        twice = currency.start == position and _REPEATED.match(self._sentence.low, currency.end)
        return follows and not twice

    def _before(self, position: int) -> tuple[int, str] | None:
        """(start, code) of the currency that stands right before a position."""
        low = self._sentence.low
        first = bisect_left(self._currencies, position - _NEAR, key=_end)
        for hit, code in self._currencies[first : bisect_right(self._currencies, position, first, key=_end)]:
            if low[hit.end : position].strip(_SPACES):
                continue
            noun = self._sentence.text[hit.start : hit.end]
            if noun.isalpha() and noun.islower() and len(noun) > _NEAR and not self._in_thousands(position):
                # "won 3-1": a noun stands behind its amount.
                continue
            # Two amounts in a row, "5 million USD 3 million": the currency belongs to the first.
            if not self._ends_amount(hit.start):
                return self._spaced_sign(hit) or (hit.start, code)
        apart = not low[position - 1 : position].strip()
        glued = None if apart else _LETTERS_BEFORE.search(low, max(self._sentence.start, position - _LED), position)
        if glued and glued.group():
            # "$US5 million": the sign may open what is written together with the amount.
            for start in (glued.start(), glued.start() - 1):
                if key := self._sentence.key_of(self._sentence.text[max(0, start) : position], "currency"):
                    return start, self._meant(start, position) or key
        return self._signless(position)

    def _signless(self, position: int) -> tuple[int, str] | None:
        """(start, code) of letters whose sign is left out: "more than US 750 million", not "in the US 750 million".

        Where a thing is counted, or who gets or sends it is named, the letters are the economy's own.
        """
        text = self._sentence.text
        if not text[max(0, position - len("S ")) : position].rstrip(" ")[-1:].isupper():
            return None
        word = _CAPITALS.search(text, max(self._sentence.start, position - len("the US ")), position)
        number = self._in_millions(position) if word else None
        if word is None or number is None:
            return None
        code = sign_letters(self._sentence.language).get(word[2])
        words, before = self._sentence.lexicon.surfaces, (word[1] or "").strip().lower()
        led = before in words("count.determiner") - words("count.of") - words("range.between")
        ends = self._sentence.before(word.start(2), "role", "to", "from") or self._sentence.before(
            word.start(2), "act", "give"
        )
        counted = self._sentence.after(number.end, "unit")
        return (word.start(2), code) if code and not (led or ends or counted) else None

    def _meant(self, start: int, end: int) -> str | None:
        """The currency that a noun means here where several share it: the "Rs" of "Rs5 million"."""
        noun = self._sentence.key_of(self._sentence.text[start:end], "coin") if self._coins else None
        return self._coins.get(noun) if noun else None

    def _spaced_sign(self, sign: Hit) -> tuple[int, str] | None:
        """(start, code) of a sign whose letters a space parts from it: "HK $5 million"."""
        text = self._sentence.text
        word = _WORD_BEFORE.search(text, max(self._sentence.start, sign.start - 5), sign.start)
        if not word:
            return None
        code = self._sentence.key_of(word.group(1) + text[sign.start : sign.end], "currency")
        return (word.start(1), code) if code else None

    def _in_millions(self, position: int) -> Number | None:
        """The number that starts at a position, if it is of millions or more, and says so by its scale."""
        return next((n for n in self._numbers if n.start == position and n.scale >= _MILLION), None)

    def _in_thousands(self, position: int) -> bool:
        """Whether the number that starts at a position is of thousands or more."""
        return any(n.start == position and (n.scale > 1 or (n.value or 0) >= _THOUSAND) for n in self._numbers)

    def _ends_amount(self, position: int) -> bool:
        """Whether a number ends right before a position, no bracket between."""
        first = bisect_left(self._numbers, position - _NEAR, key=_END)
        near = self._numbers[first : bisect_right(self._numbers, position, first, key=_END)]
        return any(
            may_count(n) and n.end not in self._led and "(" not in self._sentence.low[n.end : position] for n in near
        )


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
