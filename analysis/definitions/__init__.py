"""What Communiqué knows of metrics, units, areas, events and languages: read from .toml files.

Knowledge is data. The files lie in the folder of the package (``metrics.toml``, ``units.toml``, ``areas.toml``,
``events.toml``, ``languages/<code>.toml`` and ``languages/<code>.areas.toml``); a user's own folder with
files of the same names may add to them. A file is refused when it holds a key that nothing reads or a value
that cannot be used: the error names the file, the key and what is known there. `forms` says what files may hold,
`checking` holds them to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analysis.definitions.checking import (
    DefinitionError,
    Table,
    check_areas,
    check_direction,
    check_keys,
    check_known,
    check_locale,
    check_values,
    entries,
    listed,
    read_toml,
)
from analysis.definitions.forms import (
    AREA_FORM,
    AREA_KEYS,
    EVENT_FORM,
    FLAGS,
    HEAD_FORM,
    LANGUAGE_KEYS,
    LANGUAGE_TABLES,
    METRIC_FORM,
    NOT_SPOKEN,
    UNIT_FORM,
    VALUED,
)
from analysis.definitions.letters import lettered
from analysis.definitions.records import Area, AreaWords, Event, LanguageDefinition, LanguageMarks, Metric, Unit
from analysis.definitions.spellings import alike, every_spelling
from analysis.definitions.terms import (
    add_numbers,
    add_terms,
    area_words,
    contracted_forms,
    lettered_table,
    spelled_areas,
)

__all__ = [
    "Area",
    "AreaWords",
    "DefinitionError",
    "Definitions",
    "Event",
    "LanguageDefinition",
    "LanguageMarks",
    "Metric",
    "Unit",
    "definitions",
    "read_toml",
    "using",
]

HERE = Path(__file__).parents[1]
"""Where the files of the package lie."""
NAMES = ("metrics.toml", "units.toml", "areas.toml", "events.toml", "languages")
"""What a folder of definitions holds."""
BESIDE = ("corrections.toml", "scores.toml")
"""Files of other purposes that may lie in one."""


@dataclass(frozen=True)
class Definitions:
    """Everything known, from the files of the package and of the folders added to it."""

    folders: tuple[Path, ...]
    state: tuple[tuple[str, int, int], ...] = ()
    """The time and size of each file of the added folders: what was read of them holds while these are the same."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """What stands for the definitions in every cache: paths are slow to hash."""
        return hash((self.folders, self.state))

    def _tables(self, name: str) -> Iterator[tuple[Path, Table]]:
        for folder in self.folders:
            path = folder / name
            if path.exists():
                yield path, read_toml(path)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """Metric key -> Metric, in the order of the file."""
        found = {}
        for path, table in self._tables("metrics.toml"):
            for key, entry in table.items():
                ranges = _ranges(path, f"{key}.range", entries(path, key, entry))
                check_values(path, entry, METRIC_FORM, where=key)
                self._check_metric(path, key, entry)
                found[key] = _build(path, Metric, key, dict(entry, range=ranges))
        return found

    def _check_metric(self, path: Path, key: str, entry: Table) -> None:
        """Nothing; raises DefinitionError where a metric refers to what there is not."""
        check_direction(path, key, entry)
        units, metrics = self._names("units.toml"), self._names("metrics.toml")
        check_known(path, f"{key}.units has the unknown unit ", entry.get("units", ()), ("money", *units))
        check_known(path, f"{key}.people has the unknown unit ", entry.get("people", ()), units)
        for name in ("parts", "difference"):
            check_known(path, f"{key}.{name} has the unknown metric ", entry.get(name, ()), metrics)
        check_known(path, f"{key}.worth is the unknown metric ", filter(None, [entry.get("worth")]), metrics)

    @cached_property
    def metrics_of_people(self) -> frozenset[str]:
        """Keys of the metrics that count people."""
        people = {unit.key for unit in self.units.values() if unit.kind == "person"}
        return frozenset(metric.key for metric in self.metrics.values() if people.intersection(metric.units))

    @cached_property
    def metrics_of_sums(self) -> frozenset[str]:
        """Keys of the metrics that add up to one another or are the difference of one another."""
        summed = (m for m in self.metrics.values() if m.parts or m.difference)
        return frozenset(key for m in summed for key in (m.key, *m.parts, *m.difference))

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Unit key -> Unit."""
        found = {}
        for path, table in self._tables("units.toml"):
            for key, entry in table.items():
                check_values(path, entry, UNIT_FORM, where=key)
                self._check_unit(path, key, entry)
                found[key] = _build(path, Unit, key, entry)
        return found

    def _check_unit(self, path: Path, key: str, entry: Table) -> None:
        """Nothing; raises DefinitionError where a unit refers to what there is not."""
        units, metrics = self._names("units.toml"), self._names("metrics.toml")
        check_known(path, f"{key}.base is the unknown unit ", filter(None, [entry.get("base")]), units)
        for name in ("metric", "like"):
            check_known(path, f"{key}.{name} is the unknown metric ", filter(None, [entry.get(name)]), metrics)
        check_known(path, f"{key}.acts has the unknown act ", entry.get("acts", ()), LANGUAGE_TABLES["act"] or ())

    def _names(self, name: str) -> tuple[str, ...]:
        """The keys of all files of a name, read or not: what entries of any of them may refer to."""
        return _names(self, name)

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Area code -> Area, for the codes that need an entry; other codes are those of ISO 3166-1."""
        found = {}
        for path, table in self._tables("areas.toml"):
            check_keys(path, table, ("areas", "not_economies", "donors", "providers"))
            for code, entry in entries(path, "areas", table.get("areas", {})).items():
                check_values(path, entry, AREA_FORM, where=code)
                found[code] = Area(code=code, **entry)
        return found

    @cached_property
    def area_codes(self) -> frozenset[str]:
        """The codes of all areas: those of ISO 3166-1 that CLDR knows, and those that have an entry."""
        from babel.core import get_global  # noqa: PLC0415 - Babel loads its data when first asked

        # By its other codes CLDR names continents and the world.
        named = {code for code in get_global("territory_languages") if code.isalpha()}
        return frozenset(named - self.not_economies | self.areas.keys())

    @cached_property
    def not_economies(self) -> frozenset[str]:
        """Two-letter codes that CLDR names though they are no economy of ISO 3166-1."""
        return self._listed_areas("not_economies")

    @cached_property
    def donors(self) -> tuple[frozenset[str], ...]:
        """Codes of the economies that give aid: the members of the committee of donors, then the other providers."""
        return self._listed_areas("donors"), self._listed_areas("providers")

    @cached_property
    def givers(self) -> frozenset[str]:
        """Codes of all economies that give aid, whichever list they are on."""
        return frozenset[str]().union(*self.donors)

    def _listed_areas(self, key: str) -> frozenset[str]:
        """The codes that all files of areas list under a key."""
        return frozenset(
            code for path, table in self._tables("areas.toml") for code in listed(path, key, table.get(key, []))
        )

    @cached_property
    def events(self) -> dict[str, Event]:
        """Event key -> Event, in the order of the file; what a further file says of an event is added to it.

        Its words add to those that there are, its other keys replace them.
        """
        found: dict[str, dict[str, Any]] = {}
        for path, table in self._tables("events.toml"):
            check_keys(path, table, ("events",))
            for key, entry in entries(path, "events", table.get("events", {})).items():
                check_values(path, entry, EVENT_FORM, where=key)
                check_keys(path, entry.get("words", {}), self.languages, where=f"{key}.words")
                merged = found.setdefault(key, {"words": {}})
                for code, words in entry.get("words", {}).items():
                    both = (*merged["words"].get(code, ()), *listed(path, f"{key}.words.{code}", words))
                    merged["words"][code] = tuple(dict.fromkeys(both))
                merged |= {name: value for name, value in entry.items() if name != "words"}
                _build(path, Event, key, merged)
        return {key: Event(key=key, **entry) for key, entry in found.items()}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have a file, sorted."""
        names = {path.stem for folder in self.folders for path in (folder / "languages").glob("*.toml")}
        # en.areas.toml and en.examples.toml belong to en.toml.
        return tuple(sorted(name for name in names if "." not in name))

    @cached_property
    def fallback(self) -> str:
        """Code of the language whose rules hold for numbers in a text too short to tell its language by."""
        marked = [code for code in self.languages if self.marks(code).fallback]
        if len(marked) > 1:
            names = [f"languages/{code}.toml" for code in marked]
            newest = next(
                path for folder in reversed(self.folders) for name in names if (path := folder / name).exists()
            )
            raise DefinitionError(
                newest, f"'fallback' is true in {' and '.join(names)}; set it to false in all but one of them"
            )
        return (marked or self.languages)[0]

    def language(self, code: str) -> LanguageDefinition:
        """The definition of one language; raises DefinitionError naming those there are."""
        return _language(self, code)

    def marks(self, code: str) -> LanguageMarks:
        """What tells a language from the others. Read alone, as every text asks for those of all languages."""
        return _marks(self, code)

    def check(self) -> None:
        """Nothing; raises DefinitionError for the first file that cannot be used, whether something needs it or not."""
        for name in ("metrics", "units", "areas", "not_economies", "donors", "events", "fallback"):
            getattr(self, name)
        for code in self.languages:
            self.language(code)


@lru_cache(maxsize=64)
def _names(known: Definitions, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for _, table in known._tables(name) for key in table))  # noqa: SLF001 - as above


@lru_cache(maxsize=64)
def _marks(known: Definitions, code: str) -> LanguageMarks:
    fallback, spaced = False, True
    tables: dict[str, dict[str, tuple[str, ...]]] = {"identify": {}, "format": {}}
    for path, table in known._tables(f"languages/{code}.toml"):  # noqa: SLF001 - the other half of the class
        check_values(path, {name: table[name] for name in ("fallback", "spaced") if name in table}, HEAD_FORM)
        fallback, spaced = table.get("fallback", fallback), table.get("spaced", spaced)
        for name, found in tables.items():
            _check_names(known, path, name, entries(path, name, table.get(name, {})))
            add_terms(path, name, table.get(name, {}), found)
    identify = every_spelling(tables["identify"], tables["format"].get("same", ()))
    return LanguageMarks(fallback=fallback, identify=identify if spaced else lettered_table(identify))


@lru_cache(maxsize=64)
def _language(known: Definitions, code: str) -> LanguageDefinition:
    if code not in known.languages:
        raise DefinitionError("languages", f"no language {code!r} among the definitions", known=known.languages)
    head: dict[str, Any] = {
        "name": code,
        "locale": code,
        "home": "",
        "homes": (),
        "era": 0,
        **dict.fromkeys(FLAGS, False),
        "spaced": True,
    }
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    numbers: dict[str, dict[str, float]] = {name: {} for name in VALUED}
    for path, table in known._tables(f"languages/{code}.toml"):  # noqa: SLF001 - the other half of the class
        check_keys(path, table, LANGUAGE_KEYS)
        check_values(path, {name: table[name] for name in head if name in table}, HEAD_FORM)
        head |= {name: table[name] for name in head if name in table}
        check_locale(path, head["locale"])
        check_areas(path, "home", filter(None, [head["home"]]), known.area_codes)
        check_areas(path, "homes", head["homes"], known.area_codes)
        for name, entry in table.items():
            if name in VALUED:
                add_numbers(path, name, entry, numbers[name])
            elif name not in head:
                _check_names(known, path, name, entry)
                add_terms(path, name, entry, tables.setdefault(name, {}))
    contracted = tables.pop("contracted", {})
    for name in tables.keys() - set(NOT_SPOKEN):
        tables[name] = {key: contracted_forms(terms, contracted) for key, terms in tables[name].items()}
    areas = area_words(known._tables(f"languages/{code}.areas.toml"), known.area_codes)  # noqa: SLF001 - as above
    if same := tables.get("format", {}).get("same", ()):
        tables = {name: every_spelling(table, same) if name != "format" else table for name, table in tables.items()}
        numbers = {
            name: {word: value for term, value in table.items() for word in alike(term, same)}
            for name, table in numbers.items()
        }
        areas = spelled_areas(areas, same)
    if not head["spaced"]:
        # Its texts are read as views whose marks are letters: see `analysis.words`.
        tables = {name: lettered_table(table) for name, table in tables.items()}
        numbers = {name: {lettered(word): value for word, value in table.items()} for name, table in numbers.items()}
        areas = AreaWords(**{key: lettered_table(getattr(areas, key)) for key in AREA_KEYS})
    head["homes"] = tuple(head["homes"])
    return LanguageDefinition(code=code, tables=tables, numbers=numbers, areas=areas, **head)


def _ranges(path: Path, where: str, entry: Table) -> dict[str, tuple[float, float]]:
    """The plausible values of a metric, by unit."""
    ranges = entries(path, where, entry.get("range", {}))
    for unit, ends in ranges.items():
        if not isinstance(ends, list) or [type(end) in (int, float) for end in ends] != [True, True]:
            raise DefinitionError(path, f"{where}.{unit} must be two numbers")
        if ends[0] > ends[1]:
            raise DefinitionError(path, f"{where}.{unit} must begin with the lower of its two numbers")
    return {unit: (low, high) for unit, (low, high) in ranges.items()}


def _check_names(known: Definitions, path: Path, name: str, entry: Table) -> None:
    allowed = LANGUAGE_TABLES[name]
    if name == "contracted":
        return
    if allowed is None:
        allowed = {"metric": tuple(known.metrics), "unit": tuple(known.units)}.get(name) or currency_codes()
    check_keys(path, entry, allowed, where=name)


def _build(path: Path, kind: type[Any], key: str, entry: Table) -> Any:  # noqa: ANN401 - one of three classes
    values = {k: _freeze(v) for k, v in entry.items()}
    try:
        return kind(key=key, **values)
    except TypeError as error:
        missing = str(error).split(": ", 1)[-1]
        raise DefinitionError(path, f"{key} lacks {missing}", known=tuple(kind.__slots__)) from None


def _freeze(value: Any) -> Any:  # noqa: ANN401 - any value of a TOML file
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {k: _freeze(v) for k, v in value.items()}
    return value


@lru_cache(maxsize=1)
def currency_codes() -> tuple[str, ...]:
    """The codes of ISO 4217 that CLDR knows, past ones included, sorted."""
    from babel.numbers import list_currencies  # noqa: PLC0415 - Babel loads its data when first asked

    return tuple(sorted(list_currencies()))


_PACKAGED = Definitions((HERE,))


_CURRENT: ContextVar[Definitions] = ContextVar("definitions", default=_PACKAGED)


def definitions() -> Definitions:
    """The definitions in force: those of the package, and those added by `using`.

    >>> "trade_turnover" in definitions().metrics
    True
    """
    return _CURRENT.get()


@contextmanager
def using(folder: str | os.PathLike[str]) -> Iterator[Definitions]:
    """The definitions of the package with those of `folder` added, in force inside the ``with`` block.

    The files count as they are when the block begins; one that was changed since an earlier block is read again.
    They are in force in this thread, and the tasks of asyncio that it starts, alone: another thread has them where
    what it runs is handed to it by ``contextvars.copy_context().run``. Other processes enter the block themselves.

    Raises DefinitionError when the folder does not exist, holds no known file or a .toml file that nothing reads.
    """
    path = Path(folder)
    if not path.is_dir():
        raise DefinitionError(path, "no such folder of definitions; check the path")
    # A look at the list and not for each: who keeps account of what was read sees a file that comes later.
    found = {entry.name for entry in path.iterdir()}
    for name in sorted(found.difference(NAMES, BESIDE)):
        if name.endswith(".toml"):
            raise DefinitionError(path / name, "is no file of definitions; rename it, or take it away", known=NAMES)
    if found.isdisjoint(NAMES):
        raise DefinitionError(path, "holds no definitions", known=NAMES)
    _check_languages(path / "languages")
    before = _CURRENT.get()
    token = _CURRENT.set(Definitions((*before.folders, path), (*before.state, *_state(path, NAMES))))
    try:
        yield definitions()
    finally:
        _CURRENT.reset(token)


def _check_languages(folder: Path) -> None:
    """Nothing; raises DefinitionError for a file of a language whose name nothing reads, as en.area.toml."""
    for path in sorted(folder.glob("*.toml")):
        code, _, kind = path.stem.partition(".")
        if kind not in ("", "areas", "examples"):
            known = tuple(f"{code}{ending}.toml" for ending in ("", ".areas", ".examples"))
            raise DefinitionError(path, "is no file of a language; rename it, or take it away", known=known)


def _state(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """The time and size of each file of definitions in a folder."""
    for path in (*(folder / name for name in names), *sorted((folder / "languages").glob("*.toml"))):
        # What cannot be looked at cannot be read: who reads it says so.
        with suppress(OSError):
            told = path.stat()
            yield path.name, told.st_mtime_ns, told.st_size
