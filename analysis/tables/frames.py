"""Records -> a tidy pandas table, typed alike whether it holds a million rows or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.model import Figure
from analysis.tables.records import RECORDS, columns, flat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import DataclassInstance

    from analysis.tables.records import Cell, Column

__all__ = ["record_type_of", "table"]


def table(records: Iterable[DataclassInstance], *, of: type | None = None) -> pd.DataFrame:
    """A tidy table, one row a record, in the order given.

    Columns are those of `flat`. Text is `str`, positions `int64`, values `float64` (NaN where null),
    years and counts that may be missing `Int64`, closed vocabularies (status, bound) `category` with all
    their values, in the order of the model. The type of the records is read off the first; for an
    empty list say it with `of` (default: `Figure`), and the same columns with the same types come back.

    Raises TypeError when records of several types are mixed.

    >>> table([]).dtypes["value"], len(table([]))
    (dtype('float64'), 0)
    """
    rows = list(records)
    record_type = of or (type(rows[0]) if rows else Figure)
    for row in rows:
        if type(row) is not record_type:
            raise TypeError(f"a table holds one type of record: {record_type.__name__}, not also {type(row).__name__}")
    cells = [flat(row) for row in rows]
    return pd.DataFrame(
        {column.name: _series([row[column.name] for row in cells], column) for column in columns(record_type)}
    )


def _series(values: list[Cell], column: Column) -> pd.Series[Any]:
    if column.kind == "category":
        return pd.Series(pd.Categorical(values, categories=list(column.values)))
    if column.kind == "integer":
        return pd.Series(values, dtype="Int64" if column.empty else "int64")
    dtypes = {"number": "float64", "flag": "bool", "text": "str", "list": "str"}
    return pd.Series(values, dtype=dtypes[column.kind])


def record_type_of(frame: pd.DataFrame) -> type | None:
    """The record type whose columns the table has, or None for a table of another make.

    >>> record_type_of(table([])).__name__
    'Figure'
    """
    names = list(frame.columns)
    for record_type in RECORDS.values():
        if names == [column.name for column in columns(record_type)]:
            return record_type
    return None
