"""An empty language file: every table and key that one may have, each with what it holds in a language that we have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.definitions import LanguageDefinition, definitions
from analysis.definitions.forms import FLAGS, LANGUAGE_TABLES, SINGLE, VALUED
from analysis.definitions.letters import written

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["template"]

_SHOWN = 3
"""Words of another language that are shown beside a key."""
_WIDTH = 44
"""Characters of a key with its empty list, behind which the words of another language begin."""
HEAD = """\
# NAME. CONTRIBUTING tells what every key means. `*` stands for any further letters.
# Behind each key stand words that it holds in another language. Leave out what yours does without.
name = "NAME"
# The CLDR locale that months, currencies and territories come from.
locale = "LOCALE"
"""


def template() -> str:
    """The text of an empty language file, to be filled in: valid TOML once name and locale are given.

    >>> template().splitlines()[2]
    'name = "NAME"'
    """
    return written("\n".join([HEAD + _flags(), *(block for name in LANGUAGE_TABLES if (block := _table(name)))]))


def _flags() -> str:
    return "".join(f"# {flag} = {'false' if flag == FLAGS[0] else 'true'}\n" for flag in FLAGS)


def _table(name: str) -> str:
    """A table with its keys, each on a line with what it may hold."""
    lines = list(_valued(name) if name in VALUED else _keyed(name))
    return f"[{name}]\n" + "".join(f"{line}\n" for line in lines) if lines else ""


def _keyed(table: str) -> Iterator[str]:
    keys = LANGUAGE_TABLES[table]
    known = definitions()
    if keys is None:
        keys = {"metric": tuple(known.metrics), "unit": tuple(known.units)}.get(table, ())
    if not keys:
        yield "# " + _shown({key: words for key, words in _fallback().tables.get(table, {}).items() if words})
        return
    for key in keys:
        name = key if key.replace("_", "").isalnum() else f'"{key}"'
        # What has one value cannot be empty.
        line = f'# {name} = ""' if (table, key) in SINGLE else f"{name} = []"
        example = _example(table, key)
        yield line.ljust(_WIDTH) + f"# {example}" if example else line


def _valued(table: str) -> Iterator[str]:
    """A line for each value that the fallback has a word for: its numbers are those that a language begins with.

    Where it has none, those of the first language that has some.
    """
    known = definitions()
    values: dict[str, list[str]] = {}
    listed = (known.language(code).numbers[table] for code in (known.fallback, *known.languages))
    for word, value in next(filter(None, listed), {}).items():
        values.setdefault(f"{value:.16g}" if value < 1 else f"{value:.0f}", []).append(word)
    for number, words in values.items():
        key = f'"{number}"' if "." in number else number
        yield f"{key} = []".ljust(_WIDTH) + "# " + ", ".join(words[:_SHOWN])


def _fallback() -> LanguageDefinition:
    known = definitions()
    return known.language(known.fallback)


def _example(table: str, key: str) -> str:
    """The first words that a language has under a key, the fallback's where it has some."""
    known = definitions()
    for code in (known.fallback, *known.languages):
        words = known.language(code).terms(table, key)
        if words:
            return f"{code}: " + ", ".join(word.replace("\n", " ") for word in words[:_SHOWN])
    return ""


def _shown(entries: dict[str, tuple[str, ...]]) -> str:
    """What a table of free keys looks like: its first entry."""
    key, words = next(iter(entries.items()), ("KEY", ("word",)))
    return f"{key} = [" + ", ".join(f'"{word}"' for word in words[:_SHOWN]) + "]"
