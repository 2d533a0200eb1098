"""Tables -> files: CSV, Parquet, XLSX and JSON Lines, the same bytes for the same table.

Every file is written beside its place and renamed into it, so that a reader, or an interrupted run,
never sees half of one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from analysis.tables.records import RECORDS, columns, to_jsonl, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd
    import xlsxwriter
    from _typeshed import DataclassInstance

    from analysis.tables.records import Cell

__all__ = ["FORMATS", "TableFormatError", "atomically", "rendered", "write"]

Data: TypeAlias = "pd.DataFrame | Iterable[DataclassInstance]"
"""What can be written: a table, or records of one type."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767  # characters in one cell of a spreadsheet
_WIDEST = 60  # characters of a column's width, beyond which a reader scrolls for nothing
_EPOCH = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed date without a zone: XLSX knows none


class TableFormatError(ValueError):
    """A format that cannot be written; the message names the known ones."""


@contextlib.contextmanager
def atomically(path: str | os.PathLike[str]) -> Iterator[io.BufferedWriter]:
    """A binary file that appears at `path` only when the block ends without an error.

    Written under a passing name in the same folder, flushed to the disk, then renamed. On any error,
    Ctrl-C among them, the passing file is removed and what stood at `path` stays as it was. Missing
    parent folders are made.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only the owner read; a report is for everyone whom the umask allows.
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(data: Data, path: str | os.PathLike[str], *, file_format: str | None = None) -> Path:
    """The path of the file written: records or a table as CSV, Parquet, XLSX or JSON Lines.

    The format is read off the file's ending unless `file_format` says it. Two writes of equal data give
    equal bytes. Raises TableFormatError for a format that is not in FORMATS.
    """
    target = Path(path)
    content = rendered(data, file_format=file_format or target.suffix.removeprefix(".").lower())
    with atomically(target) as file:
        file.write(content)
    return target


def rendered(data: Data, *, file_format: str) -> bytes:
    """The bytes of the file: of records (any iterable of one type) or of a table.

    - csv: UTF-8, LF, header, minimal quotes, whole numbers without a fraction, null as an empty cell.
      A text that a spreadsheet would run as a formula gets an apostrophe before it.
    - parquet: Zstandard; each column carries its meaning as metadata.
    - xlsx: typed cells, frozen header with filters, a second sheet with the codebook; nothing is
      taken for a formula or a link.
    - jsonl: the wire form; of a table, its rows with flat keys.

    >>> rendered([], file_format="csv").decode().split(",")[:3]
    ['id', 'document', 'metric']
    """
    try:
        writer = FORMATS[file_format]
    except KeyError:
        raise TableFormatError(f"no {file_format!r} is written; known formats: {', '.join(FORMATS)}") from None
    return writer(data)


def _frame(data: Data) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - JSON Lines are written without it

    from analysis.tables.frames import table  # noqa: PLC0415 - with pandas

    return data if isinstance(data, pd.DataFrame) else table(data)


def _rows(frame: pd.DataFrame) -> Iterator[list[Cell]]:
    """The rows as plain values: None, str, bool, int, float."""
    plain = [_column(frame[name]) for name in frame.columns]
    yield from (list(row) for row in zip(*plain, strict=True))


def _column(series: pd.Series) -> list[Cell]:
    missing = series.isna().tolist()
    return [None if gone else _plain(value) for value, gone in zip(series.tolist(), missing, strict=True)]


def _plain(value: object) -> Cell:
    if isinstance(value, float):
        return whole(value)
    return value if isinstance(value, str | bool | int) else str(value)


def defused(value: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; else the value.

    >>> defused("=HYPERLINK(1)"), defused("−5"), defused(-5)
    ("'=HYPERLINK(1)", '−5', -5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _csv(data: Data) -> bytes:
    frame = _frame(data)
    lines = [",".join(_quoted(defused(name)) for name in frame.columns)]
    lines += [",".join(_quoted(defused(value)) for value in row) for row in _rows(frame)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _quoted(value: Cell) -> str:
    # The csv module leaves a lone carriage return bare, which most readers take for the end of the row.
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n\r') else text


def _jsonl(data: Data) -> bytes:
    if not hasattr(data, "columns"):  # records: no table is made, pandas stays unloaded
        return "".join(to_jsonl(data)).encode("utf-8")
    frame = _frame(data)
    names = list(frame.columns)
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in _rows(frame))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _parquet(data: Data) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - costs a third of a second that other formats need not pay
    from pyarrow import parquet  # noqa: PLC0415

    frame = _frame(data)
    plain = pa.Table.from_pandas(frame, preserve_index=False)
    meanings = _meanings(frame)
    # pandas' own metadata names its version and would change the bytes with it; the types say enough.
    fields = [
        field.with_metadata({"meaning": meanings[field.name]}) if meanings.get(field.name) else field
        for field in plain.schema.remove_metadata()
    ]
    content = io.BytesIO()
    parquet.write_table(plain.cast(pa.schema(fields)), content, compression="zstd")
    return content.getvalue()


def _meanings(frame: pd.DataFrame) -> dict[str, str]:
    from analysis.tables.frames import record_type_of  # noqa: PLC0415 - with pandas

    record_type = record_type_of(frame)
    return {column.name: column.meaning for column in columns(record_type)} if record_type else {}


def _xlsx(data: Data) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only this format needs it

    from analysis.tables.frames import record_type_of  # noqa: PLC0415 - with pandas
    from analysis.tables.meanings import codebook  # noqa: PLC0415 - with pandas

    frame = _frame(data)
    record_type = record_type_of(frame)
    name = next((key for key, value in RECORDS.items() if value is record_type), "table")
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(content, options) as book:
        # Without a fixed date the file would hold the time of writing.
        book.set_properties({"created": _EPOCH})
        _sheet(book, name, frame)
        if record_type is not None:
            _sheet(book, "codebook", codebook(of=record_type))
    return content.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, frame: pd.DataFrame) -> None:
    sheet = book.add_worksheet(name)
    top = {"valign": "top"}
    head = book.add_format({"bold": True, "bottom": 1, **top})
    text = book.add_format({"num_format": "@", **top})
    # A year or a position takes no thousands separator; an amount does.
    bare = book.add_format({"num_format": "0", **top})
    grouped = book.add_format({"num_format": "#,##0", **top})
    broken = book.add_format({"num_format": "#,##0.######", **top})
    for place, title in enumerate(frame.columns):
        integers = str(frame[title].dtype).lower().startswith("int")
        sheet.write_string(0, place, str(title), head)
        width = len(str(title))
        for line, value in enumerate(_column(frame[title]), start=1):
            if isinstance(value, bool):
                sheet.write_boolean(line, place, value, text)
            elif isinstance(value, int | float):
                style = bare if integers else grouped if isinstance(value, int) else broken
                sheet.write_number(line, place, value, style)
                width = max(width, len(f"{value:,}"))
            elif value is not None:
                sheet.write_string(line, place, value[:_CELL_LIMIT], text)
                width = max(width, len(value))
        sheet.set_column(place, place, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)


FORMATS: dict[str, Callable[[Data], bytes]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "xlsx": _xlsx}
"""The formats that can be written, and what writes them."""
