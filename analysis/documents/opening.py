"""A Source -> its bytes, unpacked while they are read, and never more of them than the limit allows."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from analysis.documents.packages import unpacked
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source, is_remote

__all__ = ["EMPTY_RUN", "content", "lines", "opened", "seekable", "too_large"]

EMPTY_RUN = 16
"""So many times the limit is read without a document before the rest of a file is given up."""
_BLOCK = 2**16
_KEPT = 2**24
"""Bytes that are kept in memory of a file that must be read from any place, and lies where that cannot be."""


@contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of a source, to be read once from start to end, unpacked where they are packed.

    Raises DocumentError where they cannot be unpacked, OSError where the file cannot be opened.
    """
    with ExitStack() as stack:
        file = stack.enter_context(_stored(source.address))
        if source.member:
            file = stack.enter_context(unpacked(file, source.member, path=source.address))
        compression = source.endings[1]
        if not compression:
            yield file
            return
        try:
            yield stack.enter_context(_inflated(file, compression))
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise DocumentError(source.name, f"cannot be unpacked ({error})", "check that it is whole") from None
        except OSError as error:
            if error.errno is not None:
                raise
            raise DocumentError(source.name, "cannot be unpacked", "check that it is whole") from None


@contextmanager
def _stored(address: str) -> Iterator[IO[bytes]]:
    """The file at an address, as it lies there."""
    if is_remote(address):
        from analysis.documents.elsewhere import stored  # noqa: PLC0415  # only an address needs it

        with stored(address) as file:
            yield file
    else:
        with Path(address).open("rb") as file:
            yield file


@contextmanager
def _inflated(file: IO[bytes], compression: str) -> Iterator[IO[bytes]]:
    if compression == ".gz":
        with gzip.GzipFile(fileobj=file) as inflated:
            yield cast("IO[bytes]", inflated)
    else:
        import pyarrow as pa  # noqa: PLC0415  # only a packed file needs it

        with pa.CompressedInputStream(file, "zstd") as inflated:
            yield cast("IO[bytes]", io.BufferedReader(inflated))


@contextmanager
def seekable(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of a source, to be read from any place."""
    if not source.member and not source.endings[1]:
        with _stored(source.address) as file:
            yield file
        return
    most = source.options.limit * EMPTY_RUN
    with opened(source) as packed, SpooledTemporaryFile(_KEPT) as file:
        size = 0
        while data := packed.read(_BLOCK):
            size += len(data)
            if size > most:
                reason = f"unpacks to more than {most >> 20} MB"
                raise DocumentError(source.name, reason, "unpack it yourself, or raise the limit with --limit")
            file.write(data)
        file.seek(0)
        yield file


def content(source: Source) -> bytes:
    """All bytes of a source that is one document. Raises DocumentError where they are none, or above the limit."""
    with opened(source) as file:
        data = file.read(source.options.limit + 1)
    if not data:
        raise DocumentError(source.name, "the file is empty", "check that it was saved")
    if len(data) > source.options.limit:
        raise too_large(source.name, source)
    return data


def too_large(name: str, source: Source) -> DocumentError:
    """The error of a document above the limit."""
    size = source.options.limit
    stated = f"{size >> 20} MB" if size >= 1 << 20 else f"{size} bytes"
    remedy = "raise it with --limit, or split the document"
    return DocumentError(name, f"is larger than {stated}, the limit of one document", remedy)


def lines(source: Source) -> Iterator[tuple[int, bytes | DocumentError]]:
    """The lines of a source with their numbers in the file; blank ones are left out, those above the limit refused.

    A line is over with a newline; no more of it than the limit is kept. Where much is read and no line
    comes of it, as from a file that was packed to exhaust its reader, the rest is given up.
    """
    limit = source.options.limit
    start, end = source.part or (0, None)
    with opened(source) as file:
        if start:
            file.seek(start)
        position, idle, number = start, 0, source.first
        while end is None or position < end:
            line = file.readline(limit + 2)
            if not line:
                return
            position += len(line)
            size = len(line)
            if size > limit + 1 or (size > limit and not line.endswith(b"\n")):
                while not line.endswith(b"\n") and idle + size <= limit * EMPTY_RUN and (line := file.readline(_BLOCK)):
                    size += len(line)
                    position += len(line)
                yield number, too_large(f"{source.name}#{number}", source)
                idle += size
            elif line.isspace():
                idle += size
            else:
                yield number, line
                idle = 0
            number += 1
            if idle > limit * EMPTY_RUN:
                reason = f"goes on for {idle >> 20} MB without a document, and the rest of it was left"
                raise DocumentError(source.name, reason, "raise the limit with --limit, or take these lines out")
