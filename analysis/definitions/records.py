"""What the definition files say, an entry of each as a record: metrics, units, areas, events, languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.definitions.spellings import alike
from analysis.model import Measure

__all__ = ["Area", "AreaWords", "Event", "LanguageDefinition", "LanguageMarks", "Metric", "Unit"]


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
    pledged: bool = False
    gift: bool = False
    repaid: bool = False
    residual: bool = False
    worth: str | None = None
    people: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether it is a gift or a loan: what one gives the other on a day."""
        return self.dated and self.direction is not None

    @property
    def is_held(self) -> bool:
        """Whether it is what one holds in the other, as an investment: who buys it is its origin."""
        return self.to_date and self.held_at_origin

    @property
    def direction_ends(self) -> tuple[str, str]:
        """The two roles of a directed metric, from and to; empty strings for a two-way one."""
        first, _, second = (self.direction or ">").partition(">")
        return first, second

    @property
    def held_at_origin(self) -> bool:
        """Whether the one whose figure it is stands at its origin, as the exporter of exports does."""
        return self.holder == self.direction_ends[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that is not a currency: one entry of units.toml."""

    key: str
    kind: str
    plural: str
    symbols: tuple[str, ...] = ()
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
    dative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instrumental: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)
    no_economy: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cut_short(self) -> frozenset[str]:
        """Names cut to one letter: those of one economy, and those that may be of several."""
        fixed = (letter for letters in self.short.values() for letter in letters)
        return frozenset((*fixed, *(term for term in self.ambiguous if len(term) == 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageMarks:
    """What tells a language from the others."""

    fallback: bool
    """Whether its rules hold for numbers in a text too short to tell its language by."""
    identify: Mapping[str, tuple[str, ...]]
    """Its words and letters, by key of the table `identify`."""


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
    home: str
    homes: tuple[str, ...]
    spaced: bool
    verb_second: bool
    adjectives_follow: bool
    names_follow: bool
    nouns_capital: bool
    verb_last: bool
    noun_last: bool
    fallback: bool
    era: int
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    numbers: Mapping[str, Mapping[str, float]]
    areas: AreaWords

    def terms(self, table: str, key: str) -> tuple[str, ...]:
        """The terms of one key of one table; empty where the file does not give it."""
        return self.tables.get(table, {}).get(key, ())

    def spellings(self, term: str) -> tuple[str, ...]:
        """A term in all the ways in which the language may spell it, as given first."""
        return alike(term, self.terms("format", "same"))
