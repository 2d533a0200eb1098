"""Parts of a table, each written by itself -> the file that it would be if it had been written at once."""

from __future__ import annotations

import io
import shutil
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from analysis.tables.writing import stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["PARTED", "Piece", "join"]

PARTED = ("jsonl", "csv", "parquet")
"""The formats whose parts can be joined without reading their records again."""
_BLOCK = 1 << 20


class Piece(NamedTuple):
    """A part of a table: what `stream` wrote of some of its records."""

    file: IO[bytes]
    dropped: Sequence[tuple[int, int]] = ()
    """Stretches that are left out, from and up to which byte, of Parquet which row; in their order."""


def join(pieces: Iterable[Piece], file: IO[bytes], *, of: type, file_format: str) -> None:
    r"""Nothing; the parts of a table are written to the file as one.

    The bytes are those that `stream` writes of all records (but of long texts in Parquet, where the rows are the same
    and their groups follow the parts). A part is read when its turn comes, and its memory is free again when the next
    comes.

    >>> from analysis.model import Milestone
    >>> piece, whole = io.BytesIO(), io.BytesIO()
    >>> _ = stream([], piece, of=Milestone, file_format="csv")
    >>> join([Piece(io.BytesIO(piece.getvalue()))] * 2, whole, of=Milestone, file_format="csv")
    >>> whole.getvalue() == piece.getvalue()
    True
    """
    if file_format == "parquet":
        _join_parquet(pieces, file, of)
        return
    head = io.BytesIO()
    stream([], head, of=of, file_format=file_format)
    file.write(head.getvalue())
    for piece in pieces:
        place = len(head.getvalue())
        for start, end in piece.dropped:
            piece.file.seek(place)
            _copy(piece.file, file, start - place)
            place = end
        piece.file.seek(place)
        shutil.copyfileobj(piece.file, file, _BLOCK)


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    while size > 0 and (block := source.read(min(size, _BLOCK))):
        target.write(block)
        size -= len(block)


def _join_parquet(pieces: Iterable[Piece], file: IO[bytes], of: type) -> None:
    import pyarrow as pa  # noqa: PLC0415 - costs a third of a second that other formats need not pay
    from pyarrow import parquet  # noqa: PLC0415

    from analysis.tables.columnar import GROUP, GROUP_TEXT, schema_of  # noqa: PLC0415 - with pyarrow
    from analysis.tables.records import columns  # noqa: PLC0415

    schema = schema_of(columns(of))
    with parquet.ParquetWriter(file, schema, compression="zstd", store_schema=True) as writer:
        held: list[Any] = []
        rows = size = 0

        def flush(wanted: int) -> None:
            nonlocal held, rows, size
            together = pa.concat_tables(held)
            writer.write_table(together.slice(0, wanted).combine_chunks(), row_group_size=GROUP)
            left = together.slice(wanted)
            held, rows, size = [left], len(left), left.nbytes

        for table in _tables(pieces):
            held.append(table.cast(schema))
            rows += len(table)
            size += table.nbytes
            while rows >= GROUP:
                flush(GROUP)
            if size >= GROUP_TEXT:
                flush(rows)
        if rows:
            flush(rows)


def _tables(pieces: Iterable[Piece]) -> Iterator[Any]:
    """The row groups of the parts, without what is dropped."""
    from pyarrow import parquet  # noqa: PLC0415 - as above

    for piece in pieces:
        # No thread of Arrow's may have a file of Python's: see reading.py.
        opened = parquet.ParquetFile(piece.file, pre_buffer=False)
        start = 0
        for number in range(opened.num_row_groups):
            table = opened.read_row_group(number, use_threads=False)
            end = start + len(table)
            place = start
            for first, last in (*piece.dropped, (end, end)):
                yield table.slice(place - start, max(min(first, end) - place, 0))
                place = min(max(place, last), end)
            start = end
