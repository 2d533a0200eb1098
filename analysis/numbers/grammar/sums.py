"""Tokens, digits and words, that make one number: five hundred and twenty million."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from analysis.numbers.grammar.digits import THOUSAND, scaled_precision, whole
from analysis.numbers.grammar.words import NumberWords, WordKind

__all__ = ["HALF", "LARGEST", "Sum", "Token", "combine", "lone_scale"]

_UNIT_OF_OTHERS = re.compile(r"\(([^\W\d_]{1,3}\.?[ \u00a0])?$")
"""An opening bracket, and a short word behind it: "(in ", "(US "."""
_MARKED = re.compile(r"(?:^|[(,:;\n\u2013\u2014])$")
"""A mark that a label stands behind, or nothing: "Trade (", "Trade, "."""
_SHORTENED = 5
"""Letters of a scale that is no whole word: "bn", "mrd", "mill."."""
_HUNDRED = 100
_WITH_AND = 7
"""Characters between two words of one number: "and", with its spaces and marks."""
_FARTHEST = 40
"""Characters beyond which no two words are parts of one number."""
_BY_ITSELF = ("digits", "cardinal")
"""Kinds of tokens that are numbers with nothing beside them."""
_FEW = 5
"""Up to four of a scale stand behind it in a form of its own: "миллиона два"."""
HALF = 0.5
LARGEST = 1e30
"""What scale words multiplied may come to: "million million million ..." without an end is no amount."""
_HEDGE = 40
"""Characters before a scale word in which a hedge is looked for."""


class Token(NamedTuple):
    """A run of digits or a number word, with its value."""

    start: int
    end: int
    kind: WordKind
    value: float
    precision: float


class Sum(NamedTuple):
    """What tokens add up to: how many of them, the value, its precision, the factor of its last scale words."""

    used: int
    value: float
    precision: float
    scale: float


def combine(tokens: list[Token], first: int, words: NumberWords, low: str) -> Sum:
    """The number that starts with token `first`, following the tokens while they add up.

    "5 миллиардов 350 миллионов", "one hundred and twenty", "two and a half billion", "half a billion",
    "5 lakh crore" (scales one after the other multiply).
    """
    token = tokens[first]
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if token.kind in _BY_ITSELF and (following is None or following.start - token.end > _FARTHEST):
        # As most numbers are.
        return Sum(1, whole(token.value), token.precision, 1.0)
    return _turned_about(tokens, first, words, low) or _added(tokens, first, words, low)


def _turned_about(tokens: list[Token], first: int, words: NumberWords, low: str) -> Sum | None:
    """A scale before how many of it, which makes them about so many: "тысяч двадцать пять", some 25,000."""
    scale = tokens[first]
    word = low[scale.start : scale.end]
    if scale.kind != "scale" or word not in words.turned | words.turned_few:
        return None
    count, index = 0.0, first + 1
    while index < len(tokens) and tokens[index].kind in _BY_ITSELF:
        if not words.gap.fullmatch(low, tokens[index - 1].end, tokens[index].start):
            break
        count += tokens[index].value
        index += 1
    scaled = index < len(tokens) and tokens[index].kind == "scale"
    most = _FEW if word in words.turned_few else THOUSAND
    if not 1 < count < most or count != int(count) or scaled:
        return None
    return Sum(index - first, whole(count * scale.value), scale.value, scale.value)


def _added(tokens: list[Token], first: int, words: NumberWords, low: str) -> Sum:
    """The same for a number that may be more than one token."""
    # What is complete, by its scale: a larger scale multiplies the smaller before it, "mil doscientos millones".
    parts: list[tuple[float, float]] = []
    total = 0.0
    current, precision, least = 0.0, 1.0, math.inf
    scale = 1.0
    used = 0
    for index in range(first, len(tokens)):
        token = tokens[index]
        if used:
            previous = tokens[index - 1]
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            gap = low[previous.end : token.start]
            joined = _joined(previous, token, gap, words) or (gap == ", " and _goes_on(tokens, index))
            if not joined or not _adds(previous, token, after, current, total, least):
                break
            if not _fits_inside(tokens, first, index, words, low) or _counts_anew(tokens, index):
                break
            if token.kind == "scale" and max(total + current, 1) * token.value > LARGEST:
                break
        after_scale = used and tokens[index - 1].kind == "scale"
        if token.kind == "scale":
            scale = scale * token.value if after_scale else token.value
            precision = scaled_precision(1 if after_scale else current, precision, token.value)
            if token.value < THOUSAND:
                current = (current or 1) * token.value
            else:
                # "million million" multiplies, "un million mille" adds.
                beside = current == 0
                while parts and (parts[-1][0] < token.value or (beside and parts[-1][0] == token.value)):
                    total -= parts[-1][1]
                    current, beside = current + parts.pop()[1], False
                parts.append((token.value, (current or 1) * token.value))
                total += parts[-1][1]
                current, least = 0.0, token.value
        elif token.kind == "fraction":
            # The half of "a billion and a half" is one of a billion.
            part = tokens[index - 1].value if after_scale else 1
            least_digit = token.precision * part
            current, precision = current + token.value * part, min(least_digit, precision) if used else least_digit
        else:
            current, precision = current + token.value, token.precision
        used += 1
    return Sum(used, whole(math.fsum(part for _, part in parts) + current), precision, scale)


def _fits_inside(tokens: list[Token], first: int, index: int, words: NumberWords, low: str) -> bool:
    """Whether a word that counts only inside a longer number does so here: "vingt et un", not "5 milliards un an"."""
    token, previous = tokens[index], tokens[index - 1]
    if token.kind == "fraction" and index - 1 == first and low[previous.start : previous.end] in words.inner:
        # "un demi-milliard"
        return False
    if token.kind != "cardinal" or low[token.start : token.end] not in words.inner:
        return True
    if any(t.kind == "digits" for t in tokens[first:index]):
        return False
    scaled = index + 1 < len(tokens) and tokens[index + 1].kind == "scale"
    return scaled or previous.kind == "cardinal" or previous.value <= THOUSAND


def _counts_anew(tokens: list[Token], index: int) -> bool:
    """Whether a word alone behind digits and their scale is another number: "a 5 million three-year loan"."""
    if tokens[index].kind != "cardinal" or tokens[index - 1].kind != "scale" or tokens[index - 2].kind != "digits":
        return False
    goes_on = index + 1 < len(tokens) and tokens[index + 1].kind in ("cardinal", "scale")
    return not goes_on or tokens[index + 1].start - tokens[index].end > _WITH_AND


def _joined(previous: Token, token: Token, gap: str, words: NumberWords) -> bool:
    """Whether the text between two tokens lets them be one number."""
    if token.kind == "fraction" and previous.kind == "scale":
        # "a billion and a half"
        return token.value == HALF and gap.strip() in words.after_scale
    if token.kind == "fraction":
        # "2½" has nothing between.
        return gap == "" or bool(words.halves.fullmatch(gap))
    if token.kind == "scale":
        # "half a billion" has the article that joins a fraction, "a quarter of a million" what makes a part of it;
        # "3bn" nothing at all.
        article = previous.kind == "fraction" and (words.halves.fullmatch(gap) or words.part_of.fullmatch(gap))
        hedge = previous.kind == "digits" and words.hedged_scale.fullmatch(gap)
        return gap == "" or bool(words.gap.fullmatch(gap)) or bool(article) or bool(hedge)
    if token.kind == "digits" and "\n" in gap:
        return False
    return bool(words.join.fullmatch(gap))


def lone_scale(tokens: list[Token], words: NumberWords, low: str) -> bool:
    """Whether tokens are scale words alone, in a form that counts nothing exactly: "тысячи", "десятки миллионов".

    Or they say what numbers elsewhere count: "Trade (in million USD): 987 in 2018", "Trade, USD million".
    """
    if tokens[0].kind != "scale" or any(token.kind != "scale" for token in tokens):
        return False
    if _counts_others(tokens[0], words, low) or _is_label(tokens[0], words, low):
        return True
    if words.several.search(low, max(0, tokens[0].start - _HEDGE), tokens[0].start):
        return True
    if low[tokens[0].start : tokens[0].end] not in words.vague:
        return False
    # Where scales add up by position, several of them may be one number: "over a million", 突破百万.
    several = len(tokens) > 1 and not words.positional
    return several or not words.hedged.search(low, max(0, tokens[0].start - _HEDGE), tokens[0].start)


def _is_label(scale: Token, words: NumberWords, low: str) -> bool:
    """Whether a scale without the article that is said with one stands as a label: "Trade, USD million", "in million".

    So it does behind a mark, a currency or a preposition of time, and none of "another million", "a cool million".
    """
    if not words.with_article or scale.value <= THOUSAND:
        return False
    before = low[max(0, scale.start - _HEDGE) : scale.start].rstrip(" \u00a0")
    word = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
    return _MARKED.search(before) is not None or word in words.of_time or word.strip("(") in words.currencies


def _counts_others(scale: Token, words: NumberWords, low: str) -> bool:
    """Whether a bracket that opens with a scale says what numbers elsewhere count: not "(a million dollars)"."""
    opened = _UNIT_OF_OTHERS.search(low, max(0, scale.start - _HEDGE), scale.start)
    if opened is None or scale.value <= THOUSAND:
        return False
    shortened = scale.end - scale.start <= _SHORTENED
    if opened[1] is None:
        return shortened
    return opened[1].strip(". \u00a0") in words.of_time and (shortened or words.with_article)


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a number goes on behind a comma: "three billion, one hundred and twelve million"."""
    if tokens[index - 1].kind != "scale" or tokens[index].kind != "cardinal":
        return False
    end = tokens[index].end
    for token in tokens[index + 1 : index + 5]:
        if token.start - end > _WITH_AND:
            # "1.1 billion, five times the 220 million before": the scale is that of another number.
            return False
        if token.kind == "scale" and THOUSAND <= token.value < tokens[index - 1].value:
            return True
        end = token.end
    return False


def _scales(previous: Token, token: Token, current: float) -> bool:
    """Whether a scale word is part of the number under way."""
    if previous.kind == "digits" and token.value < THOUSAND and token.value % 10:
        return True  # "12 dozen", "200 dozen": of hundreds there are fewer than ten
    if previous.kind == "scale" and previous.value >= THOUSAND and token.value == _HUNDRED:
        return True  # "mille cent"
    return token.value >= THOUSAND or (0 < current < token.value and previous.kind != "scale")


def _adds(  # noqa: PLR0917 - the state of the sum
    previous: Token, token: Token, after: Token | None, current: float, total: float, least: float
) -> bool:
    """Whether `token` is part of the number under way, rather than the beginning of another."""
    if token.kind == "scale":
        return _scales(previous, token, current)
    if token.kind == "fraction":
        return previous.kind in ("cardinal", "digits", "scale") and current == int(current)
    if token.kind == "digits":
        if previous.kind != "scale":
            return False
        # As in "5 billion 350 million", with a smaller scale of its own, or in "2 тыс. 347", whole and below it.
        thousands = least == THOUSAND > token.value and token.precision == 1 and total % THOUSAND == 0
        if after is not None and after.kind == "scale":
            # ... or in "3 mil 200 millones", where the larger scale is that of both.
            return after.value < least or (thousands and after.value > least)
        return thousands
    if token.kind != "cardinal" or previous.kind in ("digits", "fraction"):
        return False
    if current == 0:
        return total > 0 and token.value < least
    if token.value == 0 or (total and current + token.value >= least):
        return False
    # Units go after tens, tens after hundreds.
    magnitude = 10 if token.value < 10 else 100 if token.value < 100 else THOUSAND  # noqa: PLR2004
    return current % magnitude == 0
