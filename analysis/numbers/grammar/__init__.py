"""How number words and digits add up to a value.

- `words`: what a language file says of numbers, compiled
- `digits`: the value of digits with their separators
- `sums`: tokens that make one number
"""

from __future__ import annotations

from analysis.numbers.grammar.digits import parse_digits, scaled_precision, whole
from analysis.numbers.grammar.sums import HALF, LARGEST, Sum, Token, combine, lone_scale
from analysis.numbers.grammar.words import TEN, NumberWords, number_words

__all__ = [
    "HALF",
    "LARGEST",
    "TEN",
    "NumberWords",
    "Sum",
    "Token",
    "combine",
    "lone_scale",
    "number_words",
    "parse_digits",
    "scaled_precision",
    "whole",
]
