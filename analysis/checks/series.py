"""Files of official statistics -> observations: the reference series that stated figures are held against.

A file is CSV in one of the layouts of ``layouts.toml``: the columns of our codebook, or an export of UN Comtrade or
of the World Bank. Each observation keeps the place of its cell in the file, as a figure keeps that of its words.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

from analysis.checks.statements import when
from analysis.definitions import Definitions, currency_codes, definitions, read_toml
from analysis.documents.encodings import decode
from analysis.documents.refusals import DocumentError, unopened
from analysis.model import Evidence, Measure, Observation

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

__all__ = ["Series", "read_series"]

_NAMED = 3  # rows left out that are named by their lines
_HEAD_LINES = 12  # among which the head is looked for: some exports have a few lines before it
_YEAR = re.compile(r"([0-9]{4})(?: \[yr[0-9]{4}\])?")
_PERIOD = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}(?:-[0-9]{2}){0,2})?")
_CODE = re.compile(r"\[([^\]]+)\]$")
_MONTH = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")
_NEAR = 0.5  # the share of a layout's columns from which on a head is told what it lacks
_SEPARATORS = (",", ";", "\t")
_ALPHA_3 = 3
_LARGEST = 1e100  # beyond any amount, and far from where sums and differences of two are infinite


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The observations of a file, the layout that it has, and how many rows were left out, by the reason.

    `lines` names the first of the rows left out, by the reason, by their lines in the file. `text` is the file's, into
    which the evidence points. `own` is true of a layout that does not tell whose the values are.
    """

    source: str
    layout: str
    own: bool = False
    text: str = field(default="", repr=False)
    observations: tuple[Observation, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Whose values they are, as far as the layout tells it; else the name of the file."""
        return self.source if self.own else self.layout

    @property
    def label(self) -> str:
        """The same with the name of the file."""
        return self.source if self.own else f"{self.layout} ({self.source})"

    def __str__(self) -> str:
        """What was read, in one line."""
        rows = [f"left out, {reason}: {count}{self._where(reason)}" for reason, count in self.left_out.items()]
        return "; ".join([f"{self.source} ({self.layout}): values read, {len(self.observations)}", *rows])

    def _where(self, reason: str) -> str:
        """The lines of rows that were left out for a reason: " (lines 3, 5, 8 and more)"."""
        lines = self.lines.get(reason, ())
        listed = ", ".join(map(str, lines)) + (" and more" if self.left_out[reason] > len(lines) else "")
        return f" (line{'s' if self.left_out[reason] > 1 else ''} {listed})" if lines else ""


class _Cell(NamedTuple):
    """A cell of the file: its text, and the place of that text, without the quotation marks around it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """A layout of ``layouts.toml``."""

    title: str
    columns: Mapping[str, str]
    needed: tuple[str, ...]
    flows: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit: str = ""
    across: bool = False
    own: bool = False
    missing: tuple[str, ...] = ()


@functools.cache
def _layouts() -> tuple[_Layout, ...]:
    return tuple(_Layout(**told) for told in read_toml(Path(__file__).with_name("layouts.toml")).values())


def read_series(path: str | os.PathLike[str]) -> Series:
    """The observations of a file of official statistics, in its order, and what was left out.

    Values of single goods, of economies that have no code and of flows that are none of our metrics are left out and
    counted. Economies may have three letters, months be written 202108, as official files have them; in the columns of
    our codebook the letters of codes and units may be of either case.

    Raises DocumentError, in one line with the way out, for a file that cannot be opened, has none of the layouts,
    holds in a column of values what is no number or is too large for one, or gives two values of one thing.
    """
    source = Path(path)
    try:
        text = decode(str(source), source.read_bytes())
    except FileNotFoundError:
        raise DocumentError(source, "there is no such file", "check the path") from None
    except OSError as error:
        raise unopened(source, error) from None
    except DocumentError as error:
        raise DocumentError(source, error.reason, "save it as CSV, unpacked") from None
    layout, names, rows = _read(text, source)
    left_out: Counter[str] = Counter()
    lines: dict[str, tuple[int, ...]] = {}
    found: dict[tuple[Any, ...], Observation] = {}
    for row in rows:
        for observation in _observations(_Row(source, layout, names, row, left_out, lines, text)):
            key = _key(observation)
            if key in found and found[key].value != observation.value:
                first, second = (_line(text, one.evidence[0].start) for one in (found[key], observation))
                reason = f"lines {first} and {second} give two values of one thing"
                raise DocumentError(source, reason, "keep the line that holds")
            found.setdefault(key, observation)
    return Series(
        source=source.name,
        text=text,
        layout=layout.title,
        own=layout.own,
        observations=tuple(found.values()),
        left_out=dict(left_out),
        lines=lines,
    )


def _line(text: str, place: int) -> int:
    """The number of the line in which a place of a file lies."""
    return text.count("\n", 0, place) + 1


def _key(one: Observation) -> tuple[Any, ...]:
    return (one.metric, one.unit, one.period, one.parties, one.direction, one.measure, one.reporter)


# --- the table -----------------------------------------------------------------------------------------------


def _read(text: str, source: Path) -> tuple[_Layout, dict[str, int], Iterator[list[_Cell]]]:
    """The layout of a file, the places of its columns, and the rows below its head."""
    nearest: tuple[float, str] = (_NEAR, "")
    for separator in _SEPARATORS:
        rows = _rows(text, separator)
        for _, row in zip(range(_HEAD_LINES), rows, strict=False):
            heads = [(cell.text.strip().lower(), place) for place, cell in enumerate(row)]
            names = {name: place for name, place in reversed(heads) if name}
            for layout in _layouts():
                needed = [layout.columns[column] for column in layout.needed]
                lacking = [column for column in needed if column.lower() not in names]
                if not lacking:
                    return layout, names, rows
                share = 1 - len(lacking) / len(needed)
                if share > nearest[0]:
                    nearest = (share, f"lacks {', '.join(lacking)} ({layout.title}): it ")
    known = "; ".join(
        f"{layout.title}: {', '.join(layout.columns[column] for column in layout.needed)}" for layout in _layouts()
    )
    reason = f"its head {nearest[1]}has the columns of no reference series"
    raise DocumentError(source, reason, f"give it those of one ({known})")


@functools.cache
def _cells(separator: str) -> re.Pattern[str]:
    return re.compile(rf'(?:"((?:[^"]|"")*+)"|([^{separator}\r\n]*+))({separator}|\r\n|\r|\n|\Z)')


def _rows(text: str, separator: str) -> Iterator[list[_Cell]]:
    """The rows of a text of CSV, each cell with its place; empty lines are none."""
    cells, at, row = _cells(separator), 0, []
    while at < len(text):
        found = cells.match(text, at)
        if found is None:  # something behind a closing quotation mark: taken as it stands
            end = min((place for mark in (separator, "\n") if (place := text.find(mark, at)) >= 0), default=len(text))
            row.append(_Cell(text[at:end], at, end))
            at, closing = end + 1, text[end : end + 1]
        else:
            group = 1 if found[1] is not None else 2
            row.append(_Cell(found[group].replace('""', '"'), *found.span(group)))
            at, closing = found.end(), found[3]
        if closing != separator:
            if len(row) > 1 or row[0].text:
                yield row
            row = []
    if row:
        yield row


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the layout that it is read by, and the account of what is left out."""

    source: Path
    layout: _Layout
    names: Mapping[str, int]
    cells: list[_Cell]
    left_out: Counter[str]
    lines: dict[str, tuple[int, ...]]
    whole: str

    def text(self, column: str) -> str:
        """What stands in one of our columns; empty where the file has none such."""
        return self.at(self.layout.columns.get(column, ""))

    def at(self, name: str) -> str:
        """What stands in a column of the file."""
        place = self.names.get(name.lower())
        return "" if place is None or place >= len(self.cells) else self.cells[place].text.strip()

    def refused(self, reason: str) -> None:
        """Nothing; the row is counted among those left out, and the first few are remembered by their lines."""
        self.left_out[reason] += 1
        known = self.lines.get(reason, ())
        if len(known) < _NAMED:
            self.lines[reason] = (*known, _line(self.whole, self.cells[0].start))


# --- its values ----------------------------------------------------------------------------------------------


def _observations(row: _Row) -> Iterator[Observation]:
    layout = row.layout
    for column, allowed in layout.only.items():
        name = layout.columns.get(column, column)
        if name.lower() in row.names and row.at(name) not in allowed:
            row.refused(f"rows whose {name} is not {' or '.join(filter(None, allowed))}")
            return
    measured = [(metric, place) for metric, place in _measured(row) if metric in definitions().metrics]
    if not measured:
        row.refused("rows that measure none of our metrics")
    for metric, place in measured:
        yield from _of_metric(row, metric, place)


def _measured(row: _Row) -> Iterator[tuple[str, int | None]]:
    """The metrics that a row measures, each with the place of its value, where there is one place."""
    layout = row.layout
    if layout.across:
        codes = {code.lower(): metric for code, metric in layout.series.items()}
        for name, place in row.names.items():
            if (code := _CODE.search(name)) and code[1] in codes:
                yield codes[code[1]], place
        return
    metric = row.text("metric")
    for names, column in ((layout.flows, "flow"), (layout.series, "series")):
        if names:
            metric = names.get(row.text(column), "")
    yield metric, row.names.get(layout.columns.get("value", "").lower())


def _of_metric(row: _Row, metric: str, place: int | None) -> Iterator[Observation]:
    """The observations of a row that are of a metric."""
    related = _related(row, metric)
    unit = _unit(row.text("unit") or row.layout.unit)
    if not unit:
        row.refused("rows without a unit" if unit is None else "rows whose unit is none of ours")
        return
    if related is None:
        row.refused("rows of an economy whose code is not known")
        return
    parties, direction, reporter = related
    for period, cell in _values(row, place):
        yield Observation(
            source=row.source.name,
            metric=metric,
            value=_value(row, cell),
            unit=unit,
            period=period,
            parties=parties,
            direction=direction,
            measure=cast("Measure", row.text("measure")) if row.text("measure") in get_args(Measure) else None,
            reporter=reporter,
            evidence=(Evidence(document=row.source.name, start=cell.start, end=cell.end, exact=cell.text),),
        )


def _values(row: _Row, place: int | None) -> Iterator[tuple[str, _Cell]]:
    """The periods of a row with the cells of their values: that at a place, or without one those of the years."""
    missing = ("", *row.layout.missing)
    if place is None:
        for name, column in row.names.items():
            year = _YEAR.fullmatch(name)
            if year and column < len(row.cells) and row.cells[column].text.strip() not in missing:
                yield year[1], row.cells[column]
        return
    if place >= len(row.cells) or row.cells[place].text.strip() in missing:
        row.refused("rows without a value")
        return
    period = _MONTH.sub(r"\1-\2", row.text("period")) if row.layout.flows else row.text("period")
    if not _PERIOD.fullmatch(period) or when(period) is None:
        row.refused("rows whose period is not understood")
        return
    yield period, row.cells[place]


def _value(row: _Row, cell: _Cell) -> float:
    text = cell.text.strip()
    if not _NUMBER.fullmatch(text):
        reason = f"{_named(row, cell)} is no number"
        raise DocumentError(row.source, reason, "write it in digits, with a point and without separators")
    if abs(value := float(text)) > _LARGEST:
        raise DocumentError(row.source, f"{_named(row, cell)} is too large", "keep the lines whose values hold")
    return value


def _named(row: _Row, cell: _Cell) -> str:
    """A value with its line, as a message names it: the lines are counted for one that is refused alone."""
    return f"line {_line(row.whole, cell.start)}: the value {cell.text.strip()[:40]!r}"


def _unit(text: str) -> str | None:
    """The unit as we have it, whatever the case of its letters; empty for one that is none of ours, None for none."""
    return _units(definitions()).get(text.lower(), "") if text else None


@functools.lru_cache(maxsize=8)
def _units(known: Definitions) -> dict[str, str]:
    """Every unit and currency, by its name in small letters."""
    return {unit.lower(): unit for unit in (*currency_codes(), *known.units)}


def _related(row: _Row, metric: str) -> tuple[tuple[str, ...], str | None, str | None] | None:
    """The economies of a row: the parties, the direction, and who reports it; None where one is not known.

    What an economy reports of another has the direction of its metric: exports lead away from it, imports to it.
    """
    reporter = _economy(row.text("reporter"))
    if "parties" in row.layout.columns:
        parties = _codes(row.text("parties"), "|")
        way = _codes(row.text("direction"), ">")
        if not parties or way is None or not set(way) <= set(parties):
            return None
        return tuple(sorted(parties)), ">".join(way) or None, reporter
    if reporter is None:
        return None
    if row.layout.columns.get("partner", "").lower() not in row.names:
        return (reporter,), None, reporter
    partner = _economy(row.text("partner"))
    if partner is None or partner == reporter:
        return None
    known = definitions().metrics[metric]
    ends = (reporter, partner)
    if known.direction and known.holder == known.direction.split(">")[-1]:
        ends = (partner, reporter)
    return tuple(sorted(ends)), ">".join(ends) if known.direction else None, reporter


def _codes(text: str, mark: str) -> list[str] | None:
    """The codes of areas that a mark parts, as we have them; None where one is not known."""
    written = [code.strip().upper() for code in text.split(mark) if code.strip()]
    codes = [_three_letters().get(code, code) if len(code) == _ALPHA_3 else code for code in written]
    return codes if definitions().area_codes.issuperset(codes) else None


@functools.cache
def _three_letters() -> dict[str, str]:
    """Codes of three letters that CLDR has as another form of one code of two: VNM is VN."""
    from babel.core import get_global  # noqa: PLC0415 - Babel loads its data when first asked

    return {code: meant[0] for code, meant in get_global("territory_aliases").items() if len(meant) == 1}


def _economy(code: str) -> str | None:
    """The code of an economy as we have it, from two or three letters; None for any other code."""
    if len(code) == _ALPHA_3:
        code = _three_letters().get(code, "")
    return code if code.isalpha() and code.isupper() and len(code) == _ALPHA_3 - 1 else None
