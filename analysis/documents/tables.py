"""CSV and Parquet -> Documents: a row each, its text and metadata in columns that have names."""

from __future__ import annotations

import codecs
import csv
import os
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from analysis.documents.encodings import encoding_of
from analysis.documents.opening import opened, seekable, too_large
from analysis.documents.records import Placed, as_document, chosen
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read_csv", "read_parquet"]

_SAMPLE = 2**18
"""Bytes at the start by which encoding and separator are told."""
_SEPARATORS = ",;\t|"
_ROWS = 64
"""Rows of Parquet that are unpacked at once."""
_HELD = 2**24
"""Bytes of a Parquet file of which a column is read as a whole. That of a larger one is read page by page, to which end
as much room is made as the page says that it has, up to 2 GB: nothing that a small file should be given."""


def read_csv(source: Source) -> Iterator[Placed | DocumentError]:
    """The documents of a table in CSV, whose first row names the columns; a row that cannot be read is its error.

    The separator is told from that row: a comma, a semicolon, a tab or a bar. Raises DocumentError where no
    column holds the text.
    """
    with opened(source) as file:
        rows = _Rows(file, source)
        try:
            names = next(rows.rows, None)
        except (_Broken, csv.Error) as broken:
            raise DocumentError(source.name, "its first row names no columns", "save it as CSV in UTF-8") from broken
        if names is None:
            raise DocumentError(source.name, "the file is empty", "check that it was saved")
        columns = chosen(names, source)
        for number, row in rows.numbered():
            path = f"{source.name}#{number}"
            if isinstance(row, _Broken):
                yield DocumentError(path, row.reason, row.remedy)
            elif len(row) != len(names):
                reason = f"has {len(row)} columns and not {len(names)}"
                yield DocumentError(path, reason, "quote what holds a separator or a line's end")
            else:
                yield _document(dict(zip(names, row, strict=True)), columns, number, source)


def _document(record: dict[str, Any], columns: dict[str, str], number: int, source: Source) -> Placed | DocumentError:
    try:
        return as_document(record, columns, number, source)
    except DocumentError as error:
        return error


class _Broken(Exception):  # noqa: N818  # becomes a DocumentError where it is known of which row
    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class _Rows:
    """The rows of a file, none of them larger than the limit."""

    def __init__(self, file: IO[bytes], source: Source) -> None:
        self._file, self._source = file, source
        self.size = 0
        sample = file.read(_SAMPLE)
        whole = len(sample) < _SAMPLE
        cut = len(sample) if whole else sample.rfind(b"\n") + 1 or len(sample)
        self._encoding = _encoding(source.name, sample[:cut])
        if self._encoding == "utf-8-sig":
            sample, self._encoding = sample.removeprefix(codecs.BOM_UTF8), "utf-8"
        self._ahead = sample
        first = self._ahead.split(b"\n", 1)[0].decode(self._encoding, "replace")
        self._separator = max(_SEPARATORS, key=first.count)
        # The limit of the csv module holds for the process. It is raised, never lowered: `size` is what limits.
        csv.field_size_limit(max(csv.field_size_limit(), source.options.limit))
        self.restart()

    def restart(self) -> None:
        """Nothing; reading goes on at the next line, which is taken for the start of a row."""
        self.size = 0
        self.rows = csv.reader(self._lines(), delimiter=self._separator)

    def numbered(self) -> Iterator[tuple[int, list[str] | _Broken]]:
        """The rows after the first with their numbers; blank ones left out, and why in place of one that is broken."""
        number = 1
        while True:
            self.size = 0
            try:
                row = next(self.rows, None)
            except _Broken as broken:
                yield number, broken
                self.restart()
            except csv.Error as error:
                yield number, _Broken(f"is no row of CSV ({error})", "quote what holds a separator or a line's end")
                self.restart()
            else:
                if row is None:
                    return
                if not row:
                    continue
                yield number, row
            number += 1

    def _lines(self) -> Iterator[str]:
        limit = self._source.options.limit
        while line := self._line(limit - self.size + 2):
            self.size += len(line)
            if self.size > limit:
                while line and not line.endswith(b"\n"):
                    line = self._line(2**16)
                error = too_large("", self._source)
                raise _Broken(error.reason, f"{error.remedy}, or close the quote that was opened")
            try:
                yield line.decode(self._encoding)
            except UnicodeDecodeError:
                raise _Broken(f"is not in {self._encoding} as the file's start is", "save the file as UTF-8") from None

    def _line(self, size: int) -> bytes:
        """The next line, or so many bytes of it."""
        if not self._ahead:
            return self._file.readline(size)
        end = self._ahead.find(b"\n", 0, size) + 1
        if end or len(self._ahead) >= size:
            line = self._ahead[: end or size]
            self._ahead = self._ahead[len(line) :]
            return line
        line, self._ahead = self._ahead, b""
        return line + self._file.readline(size - len(line))


def _encoding(path: str, sample: bytes) -> str:
    """The encoding of a file by its start, one in which a line ends with the byte of a newline."""
    try:
        encoding = encoding_of(path, sample) if sample else "utf-8"
    except DocumentError:
        if b"\0" in sample:
            raise
        encoding = "utf-8"  # some row is broken, and will be named
    if encoding.startswith(("utf-16", "utf-32")):
        raise DocumentError(path, f"is in {encoding.upper()}, in which tables are not read", "save it as CSV in UTF-8")
    return encoding


def read_parquet(source: Source) -> Iterator[Placed | DocumentError]:
    """The documents of the row groups of a Parquet file; a row that cannot be read is its error.

    Raises DocumentError where the file is damaged, or no column holds the text.
    """
    from pyarrow import parquet  # noqa: PLC0415  # a third of a second that other formats need not pay

    with seekable(source) as file:
        try:
            pieces = 2**20 if file.seek(0, os.SEEK_END) > _HELD else 0
            table = parquet.ParquetFile(file, buffer_size=pieces, pre_buffer=False)
            columns = chosen(table.schema_arrow.names, source)
            groups = range(*source.part) if source.part else range(table.num_row_groups)
            wanted = list(dict.fromkeys(columns.values()))
            number = source.first
            for batch in table.iter_batches(_ROWS, row_groups=list(groups), columns=wanted, use_threads=False):
                yield from _documents(batch, columns, number, source)
                number += batch.num_rows
        except DocumentError:
            raise
        except Exception as error:  # a damaged file raises many kinds
            if isinstance(error, OSError) and error.errno is not None:
                raise
            said = (str(error).splitlines() or [""])[0][:200]
            reason = f"cannot be read as Parquet ({type(error).__name__}: {said})"
            raise DocumentError(source.name, reason, "check that it is whole") from None


def _documents(
    batch: pa.RecordBatch, columns: dict[str, str], number: int, source: Source
) -> Iterator[Placed | DocumentError]:
    limit = source.options.limit
    texts = batch.column(columns["text"])
    sizes = _sizes(texts)
    for row in range(batch.num_rows):
        path = f"{source.name}#{number + row}"
        if sizes is not None and (sizes[row] or 0) > limit:
            yield too_large(path, source)
            continue
        try:
            record = {name: _value(batch.column(name)[row].as_py()) for name in columns.values()}
        except UnicodeDecodeError:
            yield DocumentError(path, "is not UTF-8", "write the text as UTF-8")
        else:
            yield _document(record, columns, number + row, source)


def _value(value: object) -> object:
    """A value of a row, where text that is stored as bytes is text."""
    return value.decode() if isinstance(value, bytes) else value


def _sizes(texts: pa.Array) -> list[int | None] | None:
    """The bytes of each text; None where the column holds no texts."""
    import pyarrow as pa  # noqa: PLC0415  # loaded by now
    from pyarrow import compute  # noqa: PLC0415

    if pa.types.is_dictionary(texts.type):
        texts = texts.dictionary.take(texts.indices)
    try:
        return compute.binary_length(texts).to_pylist()  # type: ignore[no-any-return]
    except pa.ArrowNotImplementedError:
        return None
