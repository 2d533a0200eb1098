"""What a language has words for, and what it lacks: for whoever adds one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.definitions import LanguageDefinition, definitions, read_toml
from analysis.definitions.checking import listed
from analysis.definitions.forms import VALUED

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["examples_of", "lacking", "repeated", "words_of"]

AREA_TABLES = ("adjectives", "capitals")
"""The tables of areas that have an entry for each economy; names come from CLDR."""
FROM_CLDR = ("months", "weekday", "currency")
"""The tables that only add to what CLDR knows."""


def words_of(code: str) -> int:
    """How many words and phrases a language is read by, those for economies and events included.

    What CLDR knows is not counted.

    >>> words_of("en") > 1000
    True
    """
    language = definitions().language(code)
    tables = [*language.tables.values(), *(getattr(language.areas, table) for table in ("names", *AREA_TABLES))]
    listed = sum(len(terms) for table in tables for terms in table.values())
    numbers = sum(len(words) for words in language.numbers.values())
    return listed + numbers + sum(len(event.words.get(code, ())) for event in definitions().events.values())


def examples_of(code: str) -> int:
    """How many examples stand beside the words of a language, in all folders of definitions together."""
    paths = (folder / "languages" / f"{code}.examples.toml" for folder in definitions().folders)
    return sum(len(read_toml(path).get("examples", ())) for path in paths if path.exists())


def lacking(code: str) -> dict[str, tuple[str, ...]]:
    """What a language has no words for, by table: metrics, units and events, and what another language has words for.

    A metric, a unit or an event without words is never found in it. Of the rest a language may do without
    some: not every one has articles.

    >>> "trade_turnover" in lacking("en").get("metric", ())
    False
    """
    language = definitions().language(code)
    found = {name: keys for name, keys in _needed(language) if keys}
    others = [definitions().language(other) for other in definitions().languages if other != code]
    for other in others:
        for name, keys in _beyond(language, other):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *keys)))
    return found


def repeated(code: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """The terms that a language file lists twice under one key, or under two numbers: table -> key -> terms.

    A word under two numbers of one table contradicts itself: the last counts. In other tables it may well stand
    under several keys.

    >>> repeated("en").get("months", {})
    {}
    """
    paths = (folder / "languages" / f"{code}.toml" for folder in definitions().folders)
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in (path for path in paths if path.exists()):
        tables = {name: table for name, table in read_toml(path).items() if isinstance(table, dict)}
        for name, table in tables.items():
            seen: set[str] = set()
            for key, value in table.items():
                terms = listed(path, f"{name}.{key}", value)
                twice = [term for term, count in Counter(terms).items() if count > 1 or term in seen]
                if twice:
                    before = found.setdefault(name, {}).get(key, ())
                    found[name][key] = tuple(dict.fromkeys((*before, *twice)))
                seen |= set(terms) if name in VALUED else set()
    return found


def _needed(language: LanguageDefinition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The metrics, units and events that there are no words for."""
    known = definitions()
    has = language.tables
    metrics = (key for key, metric in known.metrics.items() if not metric.residual)
    yield "metric", tuple(key for key in metrics if not has.get("metric", {}).get(key))
    units = (key for key, unit in known.units.items() if not unit.symbols)
    yield "unit", tuple(key for key in units if not has.get("unit", {}).get(key))
    yield "events", tuple(key for key, event in known.events.items() if not event.words.get(language.code))


def _beyond(language: LanguageDefinition, other: LanguageDefinition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of each table that another language has words for and this one has not."""
    for name, table in other.tables.items():
        if name not in ("metric", "unit", *FROM_CLDR):
            lacks = tuple(key for key, terms in table.items() if terms and not language.terms(name, key))
            if lacks:
                yield name, lacks
    empty = (name for name in VALUED if name not in FROM_CLDR and other.numbers[name] and not language.numbers[name])
    yield from ((name, ("*",)) for name in empty)
    for name in AREA_TABLES:
        table = getattr(other.areas, name)
        lacks = tuple(code for code in table if not getattr(language.areas, name).get(code))
        if lacks:
            yield name, lacks
