"""Rows -> Parquet, group by group: memory does not grow with the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO

    from analysis.tables.records import Cell, Column
    from analysis.tables.rows import Rows

__all__ = ["GROUP", "GROUP_TEXT", "schema_of", "write_parquet"]

GROUP = 1 << 13
"""Rows of a group: some tens of megabytes while they are gathered."""
GROUP_TEXT = 1 << 26
"""Characters of text after which a group ends earlier."""
_TYPES = {
    "text": pa.large_string(),
    "list": pa.large_string(),
    "category": pa.dictionary(pa.int8(), pa.large_string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}


def write_parquet(rows: Rows, file: IO[bytes]) -> None:
    """Nothing; the rows are written as Parquet: Zstandard, each column with its meaning as metadata.

    Groups hold 32,768 rows, or fewer where these would be long texts, whatever the pace at which the rows come, so
    that equal rows give equal bytes.
    """
    schema = schema_of(rows.columns)
    with parquet.ParquetWriter(file, schema, compression="zstd", store_schema=True) as writer:
        for group in _groups(rows.cells):
            arrays = [
                _array(column, values) for column, values in zip(rows.columns, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=GROUP)


def _groups(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    group: list[Sequence[Cell]] = []
    size = 0
    for row in rows:
        group.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(group) == GROUP or size >= GROUP_TEXT:
            yield group
            group, size = [], 0
    if group:
        yield group


def schema_of(columns: tuple[Column, ...]) -> pa.Schema:
    """The Arrow schema of a table: a type for each kind of column, its meaning as metadata.

    >>> from analysis.model import Figure
    >>> from analysis.tables.records import columns
    >>> schema_of(columns(Figure)).field("value").type
    DataType(double)
    """
    return pa.schema(
        [
            pa.field(column.name, _TYPES[column.kind], metadata={"meaning": column.meaning} if column.meaning else None)
            for column in columns
        ]
    )


def _array(column: Column, values: tuple[Cell, ...]) -> Any:  # noqa: ANN401  # pyarrow ships no types
    if column.kind == "category":
        places = {value: place for place, value in enumerate(column.values)}
        indices = pa.array([None if value is None else places[str(value)] for value in values], type=pa.int8())
        return pa.DictionaryArray.from_arrays(indices, pa.array(column.values, type=pa.large_string()))
    return pa.array(values, type=_TYPES[column.kind])
