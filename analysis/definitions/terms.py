"""The words of the files of a language: checked, put together, and written in all their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis.definitions.checking import (
    DefinitionError,
    Table,
    check_areas,
    check_joined,
    check_keys,
    check_letters,
    check_pairs,
    check_terms,
    check_values,
    entries,
    listed,
)
from analysis.definitions.forms import (
    AREA_CODED,
    AREA_KEYED,
    AREA_KEYS,
    BLANK,
    FORMAT_FORM,
    JOINED_PARTS,
    NOT_SPOKEN,
    NUMBER_FORM,
    SINGLE,
)
from analysis.definitions.letters import lettered
from analysis.definitions.records import AreaWords
from analysis.definitions.spellings import alike, every_spelling

__all__ = ["add_numbers", "add_terms", "area_words", "contracted_forms", "lettered_table", "spelled_areas"]


def area_words(tables: Iterable[tuple[Path, Table]], known: frozenset[str]) -> AreaWords:
    """The words for areas of some files, with the codes that are known."""
    merged: dict[str, dict[str, Any]] = {key: {} for key in AREA_KEYS}
    for path, table in tables:
        check_keys(path, table, AREA_KEYS)
        for key, entry in table.items():
            check_keys(path, entry, AREA_KEYED.get(key, tuple(entries(path, key, entry))), where=key)
            for name, value in entry.items():
                words = listed(path, f"{key}.{name}", value)
                _check_area_words(known, path, key, name, words)
                if key == "default":
                    merged[key][name] = words[0]
                else:
                    merged[key][name] = (*(() if key == "pairs" else merged[key].get(name, ())), *words)
    return AreaWords(**merged)


def _check_area_words(known: frozenset[str], path: Path, key: str, name: str, words: tuple[str, ...]) -> None:
    """Nothing; raises DefinitionError for a word or a code that cannot be used."""
    where = f"{key}.{name}"
    if key in ("ambiguous", "default", "pairs"):
        check_terms(path, key, [name])
        check_areas(path, where, words, known)
        count = {"default": 1, "pairs": 2}.get(key, len(words) or 1)
        if len(words) != count:
            raise DefinitionError(path, f"{where} must be {count} code{'s' * (count > 1)}, and not {len(words)}")
    elif key in (*AREA_CODED, *AREA_KEYED, "no_economy"):
        check_terms(path, where, words)
        if key in AREA_CODED:
            check_areas(path, key, [name], known)
        if key == "short" and any(len(word) != 1 for word in words):
            raise DefinitionError(path, f"{where} cannot be {words!r}: a name cut short must be one letter")


def spelled_areas(areas: AreaWords, same: tuple[str, ...]) -> AreaWords:
    """The words for areas in all their spellings; those that are keys stand under each of them."""
    keyed = ("ambiguous", "default", "pairs")
    made: dict[str, Any]
    made = {key: every_spelling(getattr(areas, key), same) for key in AREA_KEYS if key not in keyed}
    made |= {
        key: {word: value for term, value in getattr(areas, key).items() for word in alike(term, same)} for key in keyed
    }
    return AreaWords(**made)


def lettered_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table of terms with the marks of its script as letters."""
    return {
        lettered(key): value if isinstance(value, str) else tuple(map(lettered, value)) for key, value in table.items()
    }


def contracted_forms(terms: tuple[str, ...], forms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The terms, and those whose last word has other forms before an article or a vowel in these: "plus d'"."""
    if not forms:
        return terms
    found = list(terms)
    for term in terms:
        opening, space, last = term.rpartition(" ")
        found += [opening + space + form for form in forms.get(last, ())]
    return tuple(dict.fromkeys(found))


def add_terms(path: Path, name: str, entry: Table, into: dict[str, tuple[str, ...]]) -> None:
    """Nothing; the terms of a table are added to those that there are. Of what has one value, the last counts."""
    for key, value in entry.items():
        words = listed(path, f"{name}.{key}", value)
        if (name, key) in SINGLE:
            check_values(path, {key: words}, FORMAT_FORM, where=name)
            into[key] = words
        else:
            into[key] = (*into.get(key, ()), *words)
        if (name, key) == ("format", "joined"):
            check_joined(path, words, JOINED_PARTS)
        elif (name, key) == ("format", "letters"):
            check_pairs(path, f"{name}.{key}", words)
        elif name == "identify" and key not in ("words", "others"):
            check_letters(path, f"{name}.{key}", words)
        elif (name, key) not in (*SINGLE, *BLANK):
            check_terms(path, f"{name}.{key}", words, split=name not in NOT_SPOKEN)


def add_numbers(path: Path, table: str, entry: Table, into: dict[str, float]) -> None:
    """Nothing; the words of a table of numbers are added to those that there are, the last value of a word counts."""
    for value, words in entries(path, table, entry).items():
        try:
            number = float(value)
        except ValueError:
            raise DefinitionError(path, f"[{table}] {value!r} is not a number") from None
        fits, told = NUMBER_FORM[table]
        if not fits(number):
            raise DefinitionError(path, f"[{table}] {value!r} must be {told}")
        terms = listed(path, f"{table}.{value}", words)
        check_terms(path, f"{table}.{value}", terms)
        into |= dict.fromkeys(terms, number)
