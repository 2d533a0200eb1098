"""Parquet files of records -> the records again, or totals of them: whatever the size of the file.

A file is read batch by batch, in the columns that are asked for; what is held is what comes back. It is a file of
Python's, and none of Arrow's threads may have it (`pre_buffer`, `use_threads`): one that lets go of a piece of it just
as Python ends takes the process with it.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from analysis.model import Figure
from analysis.tables.records import columns, hints, split_optional, wire_name

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

__all__ = ["StoredError", "read_figures", "read_records", "totals"]

_BATCH = 1 << 14  # rows that are held at once
_MEMBER = re.compile(r"(?:[^|\\]|\\.)+")
_GROUPED = ("parties", "metric", "status", "unit")
_ADDED = {"figures": "sum", "lowest": "min", "highest": "max", "first": "min", "last": "max"}
"""Column of the totals -> how several of it become one."""
_YEARS = {"first": r"^(?P<year>\d{4})", "last": r"^(?:\d{4}[^/]*/)?(?P<year>\d{4})"}
"""The year in which a period begins, and that in which it ends."""
_HELD = 64  # totals of batches, from which they are added up


class StoredError(ValueError):
    """A file of figures that cannot be used: names it, what is wrong, and the way out."""


def read_figures(
    path: str | os.PathLike[str], *, where: Mapping[str, str] | None = None, limit: int | None = None
) -> list[Figure]:
    """The figures of a Parquet file that `communique extract` wrote, in the order of the file.

    `where` gives values that columns must have: ``{"parties": "LA|VN", "metric": "aid"}``. Raises StoredError
    where the file cannot be read or has no such columns, and where more than `limit` figures would come back.

    >>> from analysis.tables import write
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_figures(write([], Path(folder, "figures.parquet")))
    []
    """
    wanted = [column.name for column in columns(Figure)]
    found: list[Figure] = []
    for batch in _batches(path, wanted, where or {}):
        found += [_record(Figure, row, ()) for row in batch.to_pylist()]
        if limit is not None and len(found) > limit:
            told = "".join(f", {name} {value}" for name, value in (where or {}).items())
            raise StoredError(f"{path}: holds more than {limit:,} figures{told}; ask for fewer of them")
    return found


def read_records(file: IO[bytes], of: type) -> Iterator[Any]:
    """The records of one type in a Parquet file that `analysis.tables` wrote, read piece by piece.

    >>> import io
    >>> from analysis.tables import stream
    >>> _ = stream([], file := io.BytesIO(), of=Figure, file_format="parquet")
    >>> list(read_records(file, Figure))
    []
    """
    from pyarrow import parquet  # noqa: PLC0415 - costs a third of a second that other formats need not pay

    for batch in parquet.ParquetFile(file, pre_buffer=False).iter_batches(_BATCH, use_threads=False):
        for row in batch.to_pylist():
            yield _record(of, row, ())


def totals(path: str | os.PathLike[str]) -> pd.DataFrame:
    """How many figures there are of each relation, metric, status and unit, the most first.

    Columns: `parties` (joined by ``|``), `metric`, `status`, `unit`, `figures`, `lowest` and `highest` of the values
    (NaN where none has one), `first` and `last` year (missing where none is stated). Raises StoredError as
    `read_figures` does.
    """
    import pyarrow as pa  # noqa: PLC0415 - costs a third of a second that other tables need not pay
    from pyarrow import compute  # noqa: PLC0415

    held: list[Any] = []
    for batch in _batches(path, [*_GROUPED, "value", "period"], {}):
        table = pa.Table.from_batches([batch])
        period = table["period"]
        years = {
            name: compute.struct_field(compute.extract_regex(period, pattern), "year")
            for name, pattern in _YEARS.items()
        }
        whole = pa.table(
            {
                **{name: compute.cast(table[name], pa.string()) for name in _GROUPED},
                "figures": pa.array([1] * len(table), type=pa.int64()),
                "lowest": table["value"],
                "highest": table["value"],
                **{name: compute.cast(year, pa.int32()) for name, year in years.items()},
            }
        )
        held.append(_added_up(whole))
        if len(held) == _HELD:
            held = [_added_up(pa.concat_tables(held))]
    none = pa.schema([*((name, pa.string()) for name in _GROUPED), *((name, pa.float64()) for name in _ADDED)])
    held = held or [none.empty_table()]
    frame: pd.DataFrame = _added_up(pa.concat_tables(held)).to_pandas()
    frame = frame.astype({"figures": "int64", "first": "Int64", "last": "Int64"})
    return frame.sort_values(["figures", *_GROUPED], ascending=[False, True, True, True, True], ignore_index=True)


def _added_up(table: Any) -> Any:  # noqa: ANN401  # pyarrow ships no types
    """The rows of each group as one."""
    grouped = table.group_by(list(_GROUPED)).aggregate([*_ADDED.items()])
    return grouped.select([*_GROUPED, *map("_".join, _ADDED.items())]).rename_columns([*_GROUPED, *_ADDED])


def _batches(path: str | os.PathLike[str], names: Sequence[str], where: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a file that have these values, in these columns."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    from pyarrow import compute, parquet  # noqa: PLC0415

    if not Path(path).is_file():
        raise StoredError(f"{path}: there is no such file; make it with: communique extract PATH... -o {path}")
    try:
        # Opened by Python: so a report is known to have read it.
        with Path(path).open("rb") as stored, parquet.ParquetFile(stored, pre_buffer=False) as file:
            missing = [name for name in names if name not in file.schema_arrow.names]
            if missing:
                told = ", ".join(missing)
                raise StoredError(f"{path}: is no file of figures (it has no column {told}); name one of them")
            for batch in file.iter_batches(_BATCH, columns=[*names], use_threads=False):
                kept = batch
                for name, value in where.items():
                    kept = kept.filter(compute.equal(compute.cast(kept[name], pa.string()), value))
                if len(kept):
                    yield kept
    except (pa.ArrowException, OSError) as error:
        raise StoredError(f"{path}: cannot be read as Parquet ({error}); name a file of figures") from None


def _record(of: type, row: Mapping[str, Any], prefix: tuple[str, ...]) -> Any:  # noqa: ANN401  # a record of that type
    """The record whose columns, named behind a prefix, a row has."""
    given = {name: _value(hint, row, (*prefix, name)) for name, hint in hints(of).items()}
    return of(**given)


def _value(hint: object, row: Mapping[str, Any], path: tuple[str, ...]) -> Any:  # noqa: ANN401
    inner, optional = split_optional(hint)
    name = "_".join(wire_name(part) for part in path)
    if dataclasses.is_dataclass(inner):
        empty = all(row[f"{name}_{wire_name(part)}"] is None for part in hints(inner))  # type: ignore[arg-type]
        return None if optional and empty else _record(inner, row, path)  # type: ignore[arg-type]
    value = row[name]
    if typing.get_origin(inner) is tuple and value is not None:
        (member, *_) = typing.get_args(inner)
        return tuple(_member(member, part) for part in _MEMBER.findall(value))
    return value


def _member(hint: object, text: str) -> Any:  # noqa: ANN401
    if typing.get_origin(hint) is tuple:
        return tuple(int(number) for number in text.split(".."))
    return text.replace("\\|", "|")
