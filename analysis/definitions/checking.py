"""Whether what a file of definitions says can be used; where not, an error that says what is known.

A form is a mapping of keys to checks, a check a test of a value and the same in words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import tomli

__all__ = [
    "ABOVE_NOTHING",
    "FLAG",
    "TEXT",
    "TEXTS",
    "WHOLE",
    "Check",
    "DefinitionError",
    "Table",
    "check_areas",
    "check_direction",
    "check_joined",
    "check_keys",
    "check_known",
    "check_letters",
    "check_locale",
    "check_pairs",
    "check_terms",
    "check_values",
    "entries",
    "in_range",
    "listed",
    "one_of",
    "read_toml",
]

Table: TypeAlias = Mapping[str, Any]
Check: TypeAlias = "tuple[Callable[[Any], bool], str]"
"""What a value must be: a test, and the same in words."""


class DefinitionError(ValueError):
    """A file of definitions that cannot be used: names the file, what is wrong and what is known."""

    def __init__(self, file: Path | str, problem: str, *, known: tuple[str, ...] = ()) -> None:
        self.file = str(file)
        self.problem = problem
        self.known = known
        hint = f"; known here: {', '.join(known)}" if known else ""
        super().__init__(f"{file}: {problem}{hint}")


def read_toml(path: Path | str) -> dict[str, Any]:
    """The content of a TOML file; raises DefinitionError naming the file, and line where TOML is broken.

    >>> read_toml(Path(__file__).parents[1] / "metrics.toml")["aid"]["measure"]
    'flow'
    """
    try:
        return tomli.loads(Path(path).read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise DefinitionError(path, f"broken TOML: {error}") from None
    except UnicodeDecodeError as error:
        raise DefinitionError(path, f"not UTF-8: {error}") from None
    except OSError as error:
        raise DefinitionError(path, f"cannot be read: {error.strerror}") from None


# --- shapes ----------------------------------------------------------------------------------------------------


def entries(path: Path, where: str, value: object) -> Table:
    """The value as a table."""
    if not isinstance(value, Mapping):
        raise DefinitionError(path, f"{where} must be a table")
    return value


def listed(path: Path, where: str, value: object) -> tuple[str, ...]:
    """The value as a tuple of terms, of which it holds one or several."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise DefinitionError(path, f"{where} must be a string or a list of strings")


def check_keys(path: Path, table: Table, known: tuple[str, ...], *, where: str = "") -> None:
    """Nothing; raises DefinitionError for a key that is not known."""
    if not isinstance(table, Mapping):
        raise DefinitionError(path, f"{where} must be a table", known=known)
    check_known(path, f"unknown key {where + '.' if where else ''}", table, known)


def check_values(path: Path, table: Table, form: Mapping[str, Check], *, where: str = "") -> None:
    """Nothing; raises DefinitionError for a key that the form lacks or a value that it does not allow."""
    check_keys(path, table, tuple(form), where=where)
    for key, value in table.items():
        fits, words = form[key]
        if not fits(value):
            raise DefinitionError(path, f"{where + '.' if where else ''}{key} cannot be {value!r}: it must be {words}")


def check_known(path: Path, what: str, names: Iterable[str], known: tuple[str, ...]) -> None:
    """Nothing; raises DefinitionError for the first of the names that is not known, which `what` introduces."""
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise DefinitionError(path, f"{what}{unknown}", known=known)


def one_of(words: tuple[str, ...]) -> Check:
    """A check for one of some words."""
    return lambda value: isinstance(value, str) and value in words, f"one of {', '.join(words)}"


def in_range(low: float, high: float = math.inf, *, whole: bool = False) -> Check:
    """A check for a number from `low` to `high`, which is never infinite itself."""
    kind = "a whole number" if whole else "a number"
    ends = f"from {low:g} to {high:g}" if high < math.inf else f"of {low:g} or more" if low else "that is not negative"
    return lambda value: low <= value <= high and math.isfinite(value) and not (whole and value % 1), f"{kind} {ends}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


TEXT: Check = (_is_text, "text")
TEXTS: Check = (lambda value: isinstance(value, list) and all(map(_is_text, value)), "a list of texts")
FLAG: Check = (lambda value: isinstance(value, bool), "true or false")
WHOLE: Check = (lambda value: type(value) is int, "a whole number")
ABOVE_NOTHING: Check = (lambda value: 0 < value < math.inf, "a number above 0")


# --- what only a look at more than one key can tell ---------------------------------------------------------------


_ROLES = re.compile(r"[^<>]*[^<>\s]>[^<>\s][^<>]*")


def check_direction(path: Path, key: str, entry: Table) -> None:
    """Nothing; raises DefinitionError for a direction that is no from>to, or a holder that is neither of the two."""
    direction, holder = entry.get("direction"), entry.get("holder")
    if direction is not None and not _ROLES.fullmatch(direction):
        raise DefinitionError(
            path, f"{key}.direction cannot be {direction!r}: it must be two roles, as in giver>receiver"
        )
    if holder is not None:
        known = tuple(direction.split(">")) if direction else ()
        if not known:
            raise DefinitionError(path, f"{key}.holder is {holder!r}, but {key} has no direction with that role")
        check_known(path, f"{key}.holder is no role of its direction: ", [holder], known)


_SPLIT = "\u2026"
"""Stands in a term for the words between the parts of a verb."""


def check_terms(path: Path, where: str, terms: Iterable[str], *, split: bool = False) -> None:
    """Nothing; raises DefinitionError for a term without a word. With `split`, `\u2026` may part one into two sides."""
    for term in terms:
        sides = term.split(_SPLIT) if split else [term]
        words = [word for side in sides for word in (side.split("|") if len(sides) > 1 else [side])]
        if len(sides) > 2 or not all(word.strip(" *") for word in words):  # noqa: PLR2004 - two sides
            parts = f", or two with {_SPLIT} between them" if split else ""
            raise DefinitionError(path, f"{where} cannot hold {term!r}: a term must have a word{parts}")


_RANGES = re.compile(r"(?:[^\s\[\]\\^-](?:-[^\s\[\]\\^-])?)+")


def check_letters(path: Path, where: str, terms: Iterable[str]) -> None:
    """Nothing; raises DefinitionError for what are no letters or ranges of them, as in a-z."""
    for term in terms:
        ends = zip(term, term[2:], strict=False)
        falls = any(between == "-" and first > last for (first, last), between in zip(ends, term[1:], strict=False))
        if falls or not _RANGES.fullmatch(term):
            raise DefinitionError(
                path, f"{where} cannot hold {term!r}: it must be letters, or ranges of them as in a-z"
            )


def check_pairs(path: Path, where: str, terms: Iterable[str]) -> None:
    """Nothing; raises DefinitionError for a row of what are not all pairs of letters."""
    for pair in (pair for term in terms for pair in term.split()):
        if len(pair) != 2:  # noqa: PLR2004 - a pair
            raise DefinitionError(path, f"{where} has {pair!r}: it must be two letters, one for the other")


def check_areas(path: Path, where: str, codes: Iterable[object], known: frozenset[str]) -> None:
    """Nothing; raises DefinitionError for a code of no area. The known ones are too many to be told."""
    unknown = next((code for code in codes if code not in known), None)
    if unknown is not None:
        raise DefinitionError(path, f"{where} has the unknown area {unknown}; use one of ISO 3166-1 or areas.toml")


_PART = re.compile(r"\{([^{}]*)\}")


def check_joined(path: Path, patterns: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Nothing; raises DefinitionError for a pattern of number words with a part that is not known, or with none."""
    for pattern in patterns:
        parts = _PART.findall(pattern)
        if not parts or set("{}") & set(_PART.sub("", pattern)):
            raise DefinitionError(path, f"format.joined: {pattern!r} must name parts in braces", known=known)
        check_known(path, f"format.joined: {pattern!r} has the unknown part ", parts, known)


def check_locale(path: Path, locale: str) -> None:
    """Nothing; raises DefinitionError for a locale that CLDR does not have."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - Babel loads its data when first asked

    try:
        Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        problem = f"CLDR has no locale {locale!r}"
        raise DefinitionError(path, f'{problem}; give one that it has with: locale = "..."') from None
