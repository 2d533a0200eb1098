"""Tokens put together to numbers: digits with their scales, words that add up, and what is said twice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from analysis.model import Number, NumberKind
from analysis.numbers.beside import LONGEST_ARTICLE
from analysis.numbers.grammar import NumberWords, Token, combine, lone_scale
from analysis.numbers.positional import positional

__all__ = ["decimal_of", "numbers_of", "said_once", "word_precision"]

_BRACKETS = re.compile(r" ?\((\d{1,3})\)")
"""A small number in brackets, right behind the word for it."""


def said_once(found: list[Number], low: str, words: NumberWords) -> list[Number]:
    """The numbers, each that is written both in words and in digits as one: "two hundred (200) scholarships".

    A scale behind the brackets is that of both: "two hundred (200) million".
    """
    kept: list[Number] = []
    for number in found:
        last = kept[-1] if kept else None
        if last and low[number.end : number.end + 1] == ")" and _repeats(last, number, low):
            kept[-1] = replace(last, end=number.end + 1)
        elif last and low[last.end - 1] == ")" and (scale := _scale_behind(last, number, low, words)):
            value, precision = (last.value or 0) * scale, (last.precision or 1) * scale
            kept[-1] = replace(last, end=number.end, value=value, precision=precision, scale=scale)
        else:
            kept.append(number)
    return kept


def _repeats(first: Number, second: Number, low: str) -> bool:
    """Whether a number that a bracket closes says the one before it again, one in words and the other in digits."""
    alike = first.kind == second.kind == "cardinal" and first.value == second.value and first.words != second.words
    return alike and low[first.end : second.start].strip(" ") == "("


def _scale_behind(first: Number, second: Number, low: str, words: NumberWords) -> float | None:
    """The scale that a number right behind another one is by itself: "million"."""
    if low[first.end : second.start] != " " or second.kind not in ("vague", "cardinal"):
        return None
    kind, value = words.values.get(low[second.start : second.end], ("", 0.0))
    return value if kind == "scale" and value > first.scale else None


def decimal_of(low: str, decimals: re.Pattern[str], usual: str) -> str:
    """The decimal mark that a text uses, where its language has two; none where nothing in it tells.

    Then either mark with three digits behind it parts thousands: "1,250 millones", "1.250 millones".
    """
    found = Counter(match[1] for match in decimals.finditer(low))
    (mark, most), (_, more) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    return mark if most > more else usual if most else ""


def numbers_of(tokens: list[Token], words: NumberWords, low: str) -> list[Number]:
    """Tokens that stand between two numbers of another kind, as numbers."""
    found = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind in ("ordinal", "multiple"):
            kind: NumberKind = "ordinal" if token.kind == "ordinal" else "multiple"
            found.append(
                Number(start=token.start, end=token.end, kind=kind, value=token.value, precision=1, words=True)
            )
            index += 1
            continue
        if words.positional and (several := _neighbours(tokens, index, low)):
            end, reason = tokens[index + several - 1].end, "two numbers named for one that lies between"
            found.append(Number(start=token.start, end=end, kind="vague", words=True, reason=reason))
            index += several
            continue
        total = (positional if words.positional else combine)(tokens, index, words, low)
        inner = total.used == 1 and token.kind == "cardinal" and low[token.start : token.end] in words.inner
        if inner and not _said_in_digits(low, token):
            # An article, or a pronoun.
            index += 1
            continue
        last = tokens[index + total.used - 1]
        before = words.ordinal_before
        mark = before.search(low, max(0, token.start - LONGEST_ARTICLE), token.start) if before else None
        if mark and total.value == int(total.value):
            found.append(
                Number(start=mark.start(), end=last.end, kind="ordinal", value=total.value, precision=1, words=True)
            )
            index += total.used
            continue
        if token.kind == "scale" and lone_scale(tokens[index : index + total.used], words, low):
            reason = "a scale word without a number"
            found.append(Number(start=token.start, end=last.end, kind="vague", words=True, reason=reason))
            index += total.used
            continue
        ordinal = tokens[index + total.used] if index + total.used < len(tokens) else None
        if (
            ordinal
            and token.kind == "cardinal"
            and ordinal.kind == "ordinal"
            and _closes(total.value, ordinal, low[last.end : ordinal.start], words)
        ):
            found.append(
                Number(
                    start=token.start,
                    end=ordinal.end,
                    kind="ordinal",
                    value=total.value + ordinal.value,
                    precision=1,
                    words=True,
                )
            )
            index += total.used + 1
            continue
        lone_fraction = token.kind == "fraction" and total.used == 1
        # "a billion", "en halv milliard": the article is part of what is written.
        opening = token.kind in ("scale", "fraction")
        article = words.article.search(low, max(0, token.start - LONGEST_ARTICLE), token.start) if opening else None
        found.append(
            Number(
                start=article.start() if article else token.start,
                end=last.end,
                kind="fraction" if lone_fraction else "cardinal",
                value=total.value,
                precision=total.precision,
                words=token.kind != "digits",
                scale=total.scale,
            )
        )
        index += total.used
    return found


def _said_in_digits(low: str, token: Token) -> bool:
    """Whether brackets right behind a word that may be an article say in digits that it counts: "un (1) milliard"."""
    said = _BRACKETS.match(low, token.end)
    return said is not None and float(said[1]) == token.value


def _neighbours(tokens: list[Token], index: int, low: str) -> int:
    """How many tokens say a number by two that follow each other, "seven eight ten": scales included; 0 elsewhere."""
    pair = tokens[index : index + 2]
    if len(pair) < 2 or any(token.kind != "cardinal" or not 0 < token.value < 10 for token in pair):  # noqa: PLR2004
        return 0
    if pair[1].value != pair[0].value + 1 or low[pair[0].end : pair[1].start].strip(" "):
        return 0
    used = 2
    while index + used < len(tokens) and tokens[index + used].kind == "scale":
        used += 1
    return used


def _closes(value: float, ordinal: Token, gap: str, words: NumberWords) -> bool:
    """Whether an ordinal closes the number before it, as in "twenty-first"; "four first months" are two numbers."""
    if not words.join.fullmatch(gap):
        return False
    magnitude = 10 if ordinal.value < 10 else 100 if ordinal.value < 100 else 1000  # noqa: PLR2004
    return value > 10 and value % magnitude == 0  # noqa: PLR2004 - nothing is "ten first"


def word_precision(value: float) -> float:
    """A number word states its value to the unit, or to its own last decimal: one and a half to a tenth."""
    return 1.0 if value == int(value) else 0.1
