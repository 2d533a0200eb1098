r"""Figures -> SDMX-CSV 2.0, and the structure definition that its readers ask for, as SDMX-ML 3.0.

What SDMX has a concept for carries its name: `REF_AREA` and `COUNTERPART_AREA` (of a directed figure the economy
whose figure it is, then the other), `INDICATOR`, `UNIT_MEASURE`, `TIME_PERIOD`, `OBS_VALUE`, `UNIT_MULT`,
`OBS_STATUS`. All other columns of the codebook are attributes under their own names in capitals, with their own
meanings. As several texts may state one fact, the figure's id is a dimension too.

A text is brought to one line: readers of SDMX-CSV take a line for a record. `START` and `END` lead to the words as
they stand. Source: the field guide of SDMX-CSV 2.0 and the information model of SDMX 3.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.definitions import definitions
from analysis.model import Figure
from analysis.periods import span_days
from analysis.tables.delimited import line
from analysis.tables.records import columns, flat
from analysis.tables.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from analysis.tables.records import Cell, Column

__all__ = ["AGENCY", "COMPONENTS", "FLOW_ID", "NONE", "VERSION", "Component", "code_id", "time_period", "write_sdmx"]

AGENCY, FLOW_ID, VERSION = "COMMUNIQUE", "FIGURES", f"{SCHEMA_VERSION}.0"
NONE = "_Z"
"""The code of what does not apply: the unit of a figure without one, the counterpart of one with no other party."""
_NO_CODE = re.compile(r"[^A-Za-z0-9_@$\-]")
_NO_LINE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_OBS_STATUS = {"actual": "A", "estimate": "E", "target": "F", "pledge": "F"}
_MISSING = "O"
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A dimension, the measure or an attribute: its id, what it means, and what codes it has.

    `codes` names a code list; without one the values are texts, or numbers where `number` is true.
    """

    id: str
    role: str
    meaning: str
    codes: str = ""
    number: bool = False


def _own(column: Column) -> Component:
    """The attribute that a column of the codebook becomes."""
    codes = f"CL_{column.name.upper()}" if column.kind == "category" else ""
    number = column.kind in {"integer", "number"}
    return Component(id=column.name.upper(), role="attribute", meaning=column.meaning, codes=codes, number=number)


def _components() -> tuple[Component, ...]:
    of = {column.name: column for column in columns(Figure)}
    taken = {
        "id": Component(id="FIGURE_ID", role="dimension", meaning=of["id"].meaning),
        "metric": Component(id="INDICATOR", role="dimension", meaning=of["metric"].meaning, codes="CL_INDICATOR"),
        "unit": Component(id="UNIT_MEASURE", role="dimension", meaning=of["unit"].meaning, codes="CL_UNIT_MEASURE"),
        "period": Component(id="TIME_PERIOD", role="time", meaning=of["period"].meaning),
        "value": Component(id="OBS_VALUE", role="measure", meaning=of["value"].meaning, number=True),
    }
    area = "the economy whose figure it is, as metrics.toml says of a directed metric; else the first by its code"
    added = (
        Component(id="REF_AREA", role="dimension", meaning=area, codes="CL_AREA"),
        Component(id="COUNTERPART_AREA", role="dimension", meaning="the other economy", codes="CL_AREA"),
    )
    status = "A: a result, E: an estimate, F: a target or a pledge, O: a change is stated, and no value"
    rest = (
        Component(id="OBS_STATUS", role="attribute", meaning=status, codes="CL_OBS_STATUS"),
        Component(id="UNIT_MULT", role="attribute", meaning="power of ten of the value: 0", number=True),
        *(_own(column) for name, column in of.items() if name not in taken),
    )
    first = (taken["id"], taken["metric"], *added, taken["unit"], taken["period"])
    return (*first, taken["value"], *rest)


COMPONENTS = _components()
"""The columns behind STRUCTURE, STRUCTURE_ID and ACTION: dimensions, the measure, attributes."""


def write_sdmx(figures: Iterable[Figure], file: IO[bytes]) -> int:
    """How many figures could not be written, as they have no period; the others are written as SDMX-CSV 2.0.

    The period is a dimension, without which SDMX knows no observation. Formulas are defused as in our CSV.
    """
    left_out = 0
    file.write(line(["STRUCTURE", "STRUCTURE_ID", "ACTION", *(component.id for component in COMPONENTS)]))
    for figure in figures:
        period = time_period(figure.period)
        if period is None:
            left_out += 1
            continue
        found = {name.upper(): value for name, value in flat(figure).items()}
        found |= _named(figure, period, value=found["VALUE"])
        cells = (_one_line(found[component.id]) for component in COMPONENTS)
        file.write(line(["dataflow", f"{AGENCY}:{FLOW_ID}({VERSION})", "I", *cells]))
    return left_out


def _one_line(value: Cell) -> Cell:
    return _NO_LINE.sub(" ", value) if isinstance(value, str) else value


def _named(figure: Figure, period: str, *, value: Cell) -> dict[str, Cell]:
    """What SDMX has names for."""
    area, counterpart = _areas(figure)
    return {
        "FIGURE_ID": code_id(figure.id),
        "INDICATOR": figure.metric,
        "REF_AREA": area,
        "COUNTERPART_AREA": counterpart,
        "UNIT_MEASURE": code_id(figure.unit) if figure.unit else NONE,
        "TIME_PERIOD": period,
        "OBS_VALUE": value,
        "OBS_STATUS": _MISSING if figure.value is None else _OBS_STATUS[figure.status],
        "UNIT_MULT": 0,
    }


def _areas(figure: Figure) -> tuple[str, str]:
    """The economy whose figure it is and the other one; of a two-way figure in the order of their codes."""
    ends = figure.direction.split(">") if figure.direction else list(figure.parties)
    metric = definitions().metrics.get(figure.metric)
    if figure.direction and metric and metric.direction and metric.holder == metric.direction.split(">")[-1]:
        ends.reverse()
    area, counterpart = (*ends, NONE, NONE)[:2]
    return area, counterpart


def code_id(text: str) -> str:
    """A text as SDMX allows for a code.

    >>> code_id("cubic metre"), code_id("USD")
    ('cubic_metre', 'USD')
    """
    return _NO_CODE.sub("_", text)


def time_period(iso: str | None) -> str | None:
    """The period as SDMX writes it: a span by its first day and its length; None without a period.

    >>> time_period("2021-08"), time_period("2021-01/2021-09"), time_period("2020/2021"), time_period("--09-02")
    ('2021-08', '2021-01-01/P9M', '2020-01-01/P2Y', None)
    """
    if iso is None:
        return None
    try:
        first, last = span_days(iso)
    except ValueError:
        return None
    start, _, end = iso.partition("/")
    if not end:
        return iso
    days = (last - first).days + 1
    if days <= 0:
        return None
    if max(start.count("-"), end.count("-")) > 1:
        return f"{first.isoformat()}/P{days}D"
    months = (last.year - first.year) * _MONTHS + last.month - first.month + 1
    whole_years = "-" not in start and "-" not in end
    return f"{first.isoformat()}/P{months // _MONTHS}Y" if whole_years else f"{first.isoformat()}/P{months}M"
