"""The value of digits with their separators, and how exact it is."""

from __future__ import annotations

import re

__all__ = ["THOUSAND", "parse_digits", "scaled_precision", "whole"]

THOUSAND = 1000


def parse_digits(digits: str, decimal: str) -> tuple[float, float] | None:
    """Value and precision of digits with their separators; None where they are no number.

    A separator with three digits after each is a group mark, unless it is the language's decimal
    mark standing alone; so are those of India, with two digits between the first and the last.

    >>> parse_digits("1,048,034", "."), parse_digits("3.25", "."), parse_digits("875.000", ",")
    ((1048034.0, 1.0), (3.25, 0.01), (875000.0, 1.0))
    """
    if digits.isdigit():
        return _number(digits, "")
    plain = re.sub("[ \u00a0\u202f\u2009'\u2019]", "", digits)
    marks = [c for c in plain if not c.isdigit()]
    if not marks:
        return _number(plain, "")
    if any(c not in ".," for c in marks):
        return None
    groups = re.split("[.,]", plain)
    grouped = all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"  # noqa: PLR2004
    if len(set(marks)) == 1:
        if (grouped or _lakhs(groups)) and (marks[0] != decimal or len(marks) > 1):
            return _number("".join(groups), "")
        return _number(groups[0], groups[1]) if len(marks) == 1 else None
    if marks.count(marks[-1]) == 1 and all(len(g) == 3 for g in groups[1:-1]):  # noqa: PLR2004
        return _number("".join(groups[:-1]), groups[-1])
    return None


def scaled_precision(value: float, precision: float, scale: float) -> float:
    """One unit of the last stated digit of a number before its scale, in whole.

    Zeros that only make thousands of millions are none that anyone counted: who writes 20,000 million has no billion,
    or does not use it, and means 20 billion.

    >>> scaled_precision(20_000, 1, 10**6), scaled_precision(20_400, 1, 10**6), scaled_precision(20, 1, 10**6)
    (1000000000.0, 100000000.0, 1000000.0)
    """
    size = 1.0
    if scale > THOUSAND <= value and precision == 1:
        while size < THOUSAND and value % (size * 10) == 0:
            size *= 10
    return precision * scale * size


def _lakhs(groups: list[str]) -> bool:
    """Whether digits are grouped as in India: 12,34,567."""
    first, *pairs, last = groups
    return bool(pairs) and 1 <= len(first) <= 2 and first != "0" and {len(g) for g in pairs} == {2} and len(last) == 3  # noqa: PLR2004


def _number(whole: str, fraction: str) -> tuple[float, float] | None:
    if len(whole) > 30 or not whole:  # noqa: PLR2004 - no amount has so many digits; a longer run is a code
        return None
    return float(f"{whole}.{fraction or 0}"), 10.0 ** -len(fraction)


def whole(value: float) -> float:
    """The value without the dust that binary fractions leave on amounts: 4.1 times a billion is 4100000000.

    >>> whole(4.1 * 10**9)
    4100000000.0
    """
    nearest = float(round(value)) if abs(value) < 1e18 else value  # noqa: PLR2004 - beyond, every float is whole
    return nearest if value and abs(value - nearest) <= abs(value) * 1e-12 else value
