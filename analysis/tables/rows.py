"""What a file of a table is written from: its columns, and its rows one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.tables.records import RECORDS, Column, columns, encodable, flat, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd
    from _typeshed import DataclassInstance

    from analysis.tables.records import Cell, Kind

__all__ = ["Rows", "rows_of", "rows_of_frame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table to be written: its name, its columns, its rows as plain values in their order.

    `of` is the type of the records that it holds, None for a table of another make. The rows are read once.
    """

    name: str
    columns: tuple[Column, ...]
    cells: Iterable[Sequence[Cell]]
    of: type | None = None


def rows_of(records: Iterable[DataclassInstance], of: type) -> Rows:
    """The rows of records of one type, made as they are asked for.

    Raises TypeError at a record of another type.

    >>> from analysis.model import Figure
    >>> rows_of([], Figure).name, rows_of([], Figure).columns[0].name
    ('figures', 'id')
    """
    return Rows(name=name_of(of), columns=columns(of), cells=_cells(records, of), of=of)


def _cells(records: Iterable[DataclassInstance], of: type) -> Iterator[list[Cell]]:
    for record in records:
        if type(record) is not of:
            raise TypeError(f"a table holds one type of record: {of.__name__}, not also {type(record).__name__}")
        yield list(flat(record).values())


def name_of(of: type | None) -> str:
    """The name of the table that holds such records.

    >>> name_of(None)
    'table'
    """
    return next((name for name, record_type in RECORDS.items() if record_type is of), "table")


def rows_of_frame(frame: pd.DataFrame) -> Rows:
    """The rows of a table: those of our records keep what their columns mean, others are typed by what they hold."""
    from analysis.tables.frames import record_type_of  # noqa: PLC0415 - with pandas

    of = record_type_of(frame)
    found = columns(of) if of else tuple(_column(str(name), str(frame[name].dtype)) for name in frame.columns)
    cells = zip(*(_values(frame[name]) for name in frame.columns), strict=True)
    return Rows(name=name_of(of), columns=found, cells=cells, of=of)


def _column(name: str, dtype: str) -> Column:
    kinds: dict[str, Kind] = {"int": "integer", "flo": "number", "boo": "flag"}
    return Column(name=name, path=(name,), kind=kinds.get(dtype.lower()[:3], "text"), empty=True, values=(), meaning="")


def _values(series: pd.Series) -> list[Cell]:
    missing = series.isna().tolist()
    return [None if gone else _plain(value) for value, gone in zip(series.tolist(), missing, strict=True)]


def _plain(value: object) -> Cell:
    if isinstance(value, float):
        return whole(value)
    if isinstance(value, bool | int):
        return value
    return encodable(str(value))
