"""What Communiqué knows of metrics, units, areas, events and languages: read from .toml files.

Knowledge is data. The files lie beside this module (``metrics.toml``, ``units.toml``, ``areas.toml``,
``events.toml``, ``languages/<code>.toml`` and ``languages/<code>.areas.toml``); a user's own folder with
files of the same names may add to them. A file is refused when it holds a key that nothing reads: the
error names the file, the key and the keys that are known there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analysis.model import Bound, Measure

__all__ = [
    "Area",
    "AreaWords",
    "DefinitionError",
    "Definitions",
    "Event",
    "LanguageDefinition",
    "Metric",
    "Unit",
    "definitions",
    "read_toml",
    "using",
]

HERE = Path(__file__).parent

Table = Mapping[str, Any]


class DefinitionError(ValueError):
    """A file of definitions that cannot be used: names the file, what is wrong and what is known."""

    def __init__(self, file: Path | str, problem: str, *, known: tuple[str, ...] = ()) -> None:
        self.file = str(file)
        self.problem = problem
        self.known = known
        hint = f"; known here: {', '.join(known)}" if known else ""
        super().__init__(f"{file}: {problem}{hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What a figure measures: one table of metrics.toml."""

    key: str
    name: str
    definition: str
    units: tuple[str, ...]
    measure: Measure
    direction: str | None = None
    holder: str | None = None
    parts: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    range: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    allotment: bool = False
    dated: bool = False
    to_date: bool = False
    gift: bool = False
    residual: bool = False
    worth: str | None = None
    people: tuple[str, ...] = ()

    @property
    def direction_ends(self) -> tuple[str, str]:
        """The two roles of a directed metric, from and to; empty strings for a two-way one."""
        first, _, second = (self.direction or ">").partition(">")
        return first, second


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that is not a currency: one entry of units.toml."""

    key: str
    kind: str
    plural: str
    symbols: tuple[str, ...] = ()
    factor: float = 1.0
    base: str | None = None
    metric: str | None = None
    acts: tuple[str, ...] | None = None
    like: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An economy, a group of economies or a former state: one entry of areas.toml."""

    code: str
    kind: str = "economy"
    name: str | None = None
    iso: str | None = None
    partner: bool = False
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Event:
    """A kind of event that has a founding date or anniversaries: one table of events.toml."""

    key: str
    name: str
    scope: str = "pair"
    kind: str = "event"
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWords:
    """How a language speaks of areas beyond CLDR's names: a ``<code>.areas.toml``."""

    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inflect: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)
    no_economy: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


# Which tables a language file may have, and which keys each of them. None: any key that the named
# file defines (checked by `_check_names`). What each key means is told in CONTRIBUTING.
LANGUAGE_TABLES: Mapping[str, tuple[str, ...] | None] = {
    "format": ("decimal", "group", "date_order", "ordinal_marks", "joined", "and", "and_fraction", "article"),
    "identify": ("words", "others", "other_letters"),
    "cardinals": None,
    "ordinals": None,
    "scales": None,
    "fractions": None,
    "multiples": None,
    "months": None,
    "number_words": ("determiner", "vague", "other"),
    "idioms": ("before", "after", "around"),
    "bound": ("exact", "about", "over", "under", "at_least", "at_most"),
    "bound_after": ("about", "over", "under", "at_least", "at_most"),
    "range": ("between", "and", "from", "to"),
    "change": ("up", "down", "times", "from", "to", "by", "versus", "yearly", "more", "less", "points", "average"),
    "status": ("target", "pledge", "estimate", "future", "actual", "proposal"),
    "metric": None,
    "unit": None,
    "percent": ("words",),
    "currency": None,
    "act": ("give", "receive", "sign", "hold", "trade", "buy", "sell", "study", "own", "live", "carry", "deficit"),
    "role": ("to", "from", "in", "by", "between", "with", "genitive", "passive", "own", "other"),
    "time": (
        "year",
        "year_phrase",
        "year_before",
        "half",
        "quarter",
        "month",
        "week",
        "day",
        "decade",
        "hour",
        "last",
        "this",
        "next",
        "first",
        "second",
        "same",
        "past",
        "ago",
        "today",
        "yesterday",
        "to_date",
        "now",
        "by",
        "since",
        "until",
        "from",
        "in",
        "per_year",
        "after",
        "whole",
        "academic",
        "later",
        "era",
    ),
    "weekday": tuple("1234567"),
    "count": (
        "pair",
        "determiner",
        "share",
        "rank",
        "age",
        "old",
        "duration",
        "anniversary",
        "identifier",
        "subset",
        "total",
        "of",
        "world",
    ),
    "sector": ("start", "stop", "and", "etc"),
    "source": ("before", "after"),
    "stop": ("words",),
    "boilerplate": ("tail", "line", "caption", "dateline"),
    "abbreviations": ("words",),
}
LANGUAGE_KEYS = ("name", "locale", "spaced", "verb_second", "fallback", *LANGUAGE_TABLES)
AREA_KEYS = ("adjectives", "names", "capitals", "inflect", "ambiguous", "default", "no_economy")
VALUED = ("cardinals", "ordinals", "scales", "fractions", "multiples", "months")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LanguageDefinition:
    """What one language file says. Compared and hashed by identity: one object a language and folder.

    `tables` holds every table as sense -> terms, `numbers` the words that have a value. A term is
    matched without regard to case, or, where it starts with a capital, only with one; `*` stands
    for any letters.
    """

    code: str
    name: str
    locale: str
    spaced: bool
    verb_second: bool
    fallback: bool
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    numbers: Mapping[str, Mapping[str, float]]
    areas: AreaWords

    def terms(self, table: str, key: str) -> tuple[str, ...]:
        """The terms of one key of one table; empty where the file does not give it."""
        return self.tables.get(table, {}).get(key, ())


@dataclass(frozen=True)
class Definitions:
    """Everything known, from the files of the package and of the folders added to it."""

    folders: tuple[Path, ...]

    def _tables(self, name: str) -> Iterator[tuple[Path, Table]]:
        for folder in self.folders:
            path = folder / name
            if path.exists():
                yield path, read_toml(path)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """Metric key -> Metric, in the order of the file."""
        known = tuple(k for k in Metric.__slots__ if k != "key")
        found = {}
        for path, table in self._tables("metrics.toml"):
            for key, entry in table.items():
                _check_keys(path, entry, known, where=key)
                found[key] = _build(path, Metric, key, dict(entry, range=_ranges(path, f"{key}.range", entry)))
        return found

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Unit key -> Unit."""
        known = tuple(k for k in Unit.__slots__ if k != "key")
        found = {}
        for path, table in self._tables("units.toml"):
            for key, entry in table.items():
                _check_keys(path, entry, known, where=key)
                found[key] = _build(path, Unit, key, entry)
        return found

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Area code -> Area, for the codes that need an entry; other codes are those of ISO 3166-1."""
        known = tuple(k for k in Area.__slots__ if k != "code")
        found = {}
        for path, table in self._tables("areas.toml"):
            _check_keys(path, table, ("areas", "not_economies"))
            for code, entry in _entries(path, "areas", table.get("areas", {})).items():
                _check_keys(path, entry, known, where=code)
                found[code] = Area(code=code, **entry)
        return found

    @cached_property
    def not_economies(self) -> frozenset[str]:
        """Two-letter codes that CLDR names though they are no economy of ISO 3166-1."""
        return frozenset(code for _, table in self._tables("areas.toml") for code in table.get("not_economies", ()))

    @cached_property
    def events(self) -> dict[str, Event]:
        """Event key -> Event, in the order of the file."""
        known = tuple(k for k in Event.__slots__ if k != "key")
        found = {}
        for path, table in self._tables("events.toml"):
            _check_keys(path, table, ("events",))
            for key, entry in _entries(path, "events", table.get("events", {})).items():
                _check_keys(path, entry, known, where=key)
                found[key] = _build(path, Event, key, entry)
        return found

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have a file, sorted."""
        names = {path.stem for folder in self.folders for path in (folder / "languages").glob("*.toml")}
        # en.areas.toml and en.examples.toml belong to en.toml.
        return tuple(sorted(name for name in names if "." not in name))

    @cached_property
    def fallback(self) -> str:
        """Code of the language whose rules hold for numbers in a text too short to tell its language by."""
        return next((code for code in self.languages if self.language(code).fallback), self.languages[0])

    def language(self, code: str) -> LanguageDefinition:
        """The definition of one language; raises DefinitionError naming those there are."""
        return _language(self, code)


@lru_cache(maxsize=64)
def _language(known: Definitions, code: str) -> LanguageDefinition:
    if code not in known.languages:
        raise DefinitionError("languages", f"no language {code!r} among the definitions", known=known.languages)
    head: dict[str, Any] = {"name": code, "locale": code, "spaced": True, "verb_second": False, "fallback": False}
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    numbers: dict[str, dict[str, float]] = {name: {} for name in VALUED}
    for path, table in known._tables(f"languages/{code}.toml"):  # noqa: SLF001 - the other half of the class
        _check_keys(path, table, LANGUAGE_KEYS)
        for name, entry in table.items():
            if name in head:
                head[name] = entry
            elif name in VALUED:
                _add_numbers(path, name, entry, numbers[name])
            else:
                _check_names(known, path, name, entry)
                merged = tables.setdefault(name, {})
                for key, terms in entry.items():
                    merged[key] = (*merged.get(key, ()), *_terms(path, f"{name}.{key}", terms))
    return LanguageDefinition(code=code, tables=tables, numbers=numbers, areas=_area_words(known, code), **head)


def _area_words(known: Definitions, code: str) -> AreaWords:
    merged: dict[str, dict[str, Any]] = {key: {} for key in AREA_KEYS}
    for path, table in known._tables(f"languages/{code}.areas.toml"):  # noqa: SLF001 - the other half of the class
        _check_keys(path, table, AREA_KEYS)
        for key, entry in table.items():
            for name, value in _entries(path, key, entry).items():
                if key == "default":
                    merged[key][name] = value
                else:
                    merged[key][name] = (*merged[key].get(name, ()), *_terms(path, f"{key}.{name}", value))
    return AreaWords(**merged)


def _add_numbers(path: Path, table: str, entry: Table, into: dict[str, float]) -> None:
    for value, words in _entries(path, table, entry).items():
        try:
            number = float(value)
        except ValueError:
            raise DefinitionError(path, f"[{table}] {value!r} is not a number") from None
        for word in _terms(path, f"{table}.{value}", words):
            into[word] = number


def _terms(path: Path, where: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise DefinitionError(path, f"{where} must be a string or a list of strings")


def _check_keys(path: Path, table: Table, known: tuple[str, ...], *, where: str = "") -> None:
    if not isinstance(table, Mapping):
        raise DefinitionError(path, f"{where} must be a table", known=known)
    for key in table:
        if key not in known:
            raise DefinitionError(path, f"unknown key {where + '.' if where else ''}{key}", known=known)


def _entries(path: Path, where: str, value: object) -> Table:
    if not isinstance(value, Mapping):
        raise DefinitionError(path, f"{where} must be a table")
    return value


def _ranges(path: Path, where: str, entry: Table) -> dict[str, tuple[float, float]]:
    """The plausible values of a metric, by unit."""
    ranges = _entries(path, where, entry.get("range", {}))
    for unit, ends in ranges.items():
        if not isinstance(ends, list) or [type(end) in (int, float) for end in ends] != [True, True]:
            raise DefinitionError(path, f"{where}.{unit} must be two numbers")
    return {unit: (low, high) for unit, (low, high) in ranges.items()}


def _check_names(known: Definitions, path: Path, name: str, entry: Table) -> None:
    allowed = LANGUAGE_TABLES[name]
    if allowed is None:
        allowed = {"metric": tuple(known.metrics), "unit": tuple(known.units)}.get(name) or currency_codes()
    _check_keys(path, entry, allowed, where=name)


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


def read_toml(path: Path | str) -> dict[str, Any]:
    """The content of a TOML file; raises DefinitionError naming the file, and line where TOML is broken.

    >>> read_toml(HERE / "metrics.toml")["aid"]["measure"]
    'flow'
    """
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(path, f"broken TOML: {error}") from None
    except UnicodeDecodeError as error:
        raise DefinitionError(path, f"not UTF-8: {error}") from None
    except OSError as error:
        raise DefinitionError(path, f"cannot be read: {error.strerror}") from None


_PACKAGED = Definitions((HERE,))
_CURRENT: ContextVar[Definitions] = ContextVar("definitions", default=_PACKAGED)


def definitions() -> Definitions:
    """The definitions in force: those of the package, and those added by `using`.

    >>> "trade_turnover" in definitions().metrics
    True
    """
    return _CURRENT.get()


@contextmanager
def using(folder: Path | str) -> Iterator[Definitions]:
    """The definitions of the package with those of `folder` added, in force inside the ``with`` block.

    Raises DefinitionError when the folder does not exist or holds no known file.
    """
    path = Path(folder)
    names = ("metrics.toml", "units.toml", "areas.toml", "events.toml", "languages")
    if not any((path / name).exists() for name in names):
        raise DefinitionError(path, "holds no definitions", known=names)
    token = _CURRENT.set(Definitions((*_CURRENT.get().folders, path)))
    try:
        yield definitions()
    finally:
        _CURRENT.reset(token)


BOUNDS: tuple[Bound, ...] = ("exact", "about", "over", "under", "at_least", "at_most", "range")
