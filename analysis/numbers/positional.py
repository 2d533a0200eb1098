"""How number words add up where each digit has a scale of its own: "two thousand three ten five"."""

from __future__ import annotations

from typing import NamedTuple

from analysis.numbers.grammar import HALF, LARGEST, TEN, NumberWords, Sum, Token, whole

__all__ = ["positional"]


_TENTH = 0.1
_THOUSAND = 1000


class _Part(NamedTuple):
    """What one or more tokens add to a number, and its precision."""

    value: float
    precision: float


def positional(tokens: list[Token], first: int, words: NumberWords, low: str) -> Sum:
    """The number that starts with token `first` where each digit has a scale: "two thousand three ten five".

    A scale multiplies all that stands before it and is less: four hundred of tens of thousands are four million.
    """
    parts: list[_Part] = []
    last = first
    for index in range(first, len(tokens)):
        token = tokens[index]
        previous = tokens[index - 1] if index > first else None
        if previous and not _goes_on_by_position(previous, token, tokens[index + 1 : index + 2], words, low):
            break
        last = index
        if token.kind == "fraction":
            # "a million and a half"
            part = previous.value if previous else 1
            parts.append(_Part(token.value * part, token.precision * part))
        elif token.kind != "scale":
            # A digit right behind a scale, with no scale of its own and no zero before it, counts tenths of it.
            tenth = _TENTH * previous.value if previous and _cuts_short(tokens, index, first) else 1.0
            parts.append(_Part(token.value * tenth, token.precision * tenth))
        else:
            least = [part for part in parts if part.value < token.value]
            if previous and previous.kind in ("digits", "scale") and parts[-1] not in least:
                # "1,500 thousand million": digits right before a scale are multiplied however many they are.
                least.append(parts[-1])
            if previous and previous.kind == "scale" and token.value == TEN:
                # "a hundred ten"
                least = []
            times = sum(part.value for part in least) or 1
            if times * token.value > LARGEST:
                last = index - 1
                break
            parts = parts[: len(parts) - len(least)]
            parts.append(_Part(times * token.value, min((p.precision for p in least), default=1.0) * token.value))
    scale = 1.0
    for token in reversed(tokens[first : last + 1]):
        if token.kind != "scale":
            break
        scale *= token.value
    value, precision = whole(sum(part.value for part in parts)), min(part.precision for part in parts)
    return Sum(last + 1 - first, value, precision, scale if scale > TEN else 1.0)


def _cuts_short(tokens: list[Token], index: int, first: int) -> bool:
    """Whether a number ends in a digit whose scale is left out: "three ten-thousands five" are thirty-five thousand."""
    if index - first < 2:  # noqa: PLR2004 - a scale with what it counts
        return False
    previous, token = tokens[index - 1], tokens[index]
    following = tokens[index + 1].start if index + 1 < len(tokens) else None
    # Of one sign: a syllable of its own would be a number of its own.
    digit = token.kind == "cardinal" and 0 < token.value < TEN and token.end - token.start == 1
    close = token.start - previous.end <= 1 and (following is None or following - token.end > 1)
    return digit and close and previous.kind == "scale" and previous.value > TEN


def _is_its_rest(scale: Token, digits: Token, after: list[Token]) -> bool:
    """Whether whole digits behind a scale are what is left below it: "6万5432", 65,432."""
    scaled = bool(after) and after[0].kind == "scale" and after[0].start - digits.end <= 1
    below = TEN <= digits.value < scale.value and float(digits.value).is_integer()
    return scale.value > _THOUSAND and below and not scaled


def _digits_go_on(previous: Token, token: Token, after: list[Token]) -> bool:
    """Whether digits go on with the number before them, by the scale that they follow and the one behind them."""
    if previous.kind != "scale":
        # "6万零105"
        return previous.kind == "cardinal" and previous.value == 0
    scale = after[0].value if after and after[0].kind == "scale" else 0
    if previous.value <= _THOUSAND and scale > _THOUSAND:
        # "9千870万": a larger scale multiplies both.
        return token.value < previous.value
    # "5 hundred million 30 million": a smaller scale of its own follows.
    return 0 < scale < previous.value or _is_its_rest(previous, token, after)


def _goes_on_by_position(previous: Token, token: Token, after: list[Token], words: NumberWords, low: str) -> bool:
    """Whether a number written by position goes on with a token."""
    gap = low[previous.end : token.start]
    if "\n" in gap:
        return False
    if token.kind == "scale":
        if gap and not words.gap.fullmatch(gap) and not words.hedges.fullmatch(gap):
            return False
        # Scales fall only where digits stand between: after a hundred, ten alone.
        return previous.kind != "scale" or token.value > previous.value or token.value == TEN
    if gap and not words.gap.fullmatch(gap):
        return False
    if token.kind == "fraction":
        return previous.kind == "scale" and token.value == HALF
    if token.kind == "digits":
        return _digits_go_on(previous, token, after)
    if token.kind != "cardinal" or previous.kind == "digits":
        return False
    if previous.kind == "cardinal":
        # Zero stands for a scale left out; twenty may be one word.
        return previous.value == 0 or (previous.value >= TEN and previous.value % TEN == 0 and token.value < TEN)
    return token.value < previous.value
