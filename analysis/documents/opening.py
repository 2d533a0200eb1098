"""A Source -> its bytes, unpacked while they are read, and never more of them than the limit allows."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source, endings

__all__ = ["EMPTY_RUN", "content", "lines", "opened", "too_large"]

EMPTY_RUN = 16
"""So many times the limit is read without a document before the rest of a file is given up."""
_BLOCK = 2**16


@contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of a source, to be read once from start to end, unpacked where they are packed.

    Raises DocumentError where they cannot be unpacked, OSError where the file cannot be opened.
    """
    compression = endings(source.address)[1]
    with Path(source.address).open("rb") as file:
        try:
            if compression == ".gz":
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield unpacked  # type: ignore[misc]  # it has what is used of a file
            elif compression == ".zst":
                import pyarrow as pa  # noqa: PLC0415  # only a packed file needs it

                with pa.CompressedInputStream(file, "zstd") as unpacked:
                    yield io.BufferedReader(unpacked)
            else:
                yield file
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise DocumentError(source.address, f"cannot be unpacked ({error})", "check that it is whole") from None
        except OSError as error:
            if compression == ".zst" and error.errno is None:
                raise DocumentError(source.address, "cannot be unpacked", "check that it is whole") from None
            raise


def content(source: Source) -> bytes:
    """All bytes of a source that is one document. Raises DocumentError where they are none, or above the limit."""
    with opened(source) as file:
        data = file.read(source.options.limit + 1)
    if not data:
        raise DocumentError(source.address, "the file is empty", "check that it was saved")
    if len(data) > source.options.limit:
        raise too_large(source.address, source)
    return data


def too_large(name: str, source: Source) -> DocumentError:
    """The error of a document above the limit."""
    size = source.options.limit
    stated = f"{size >> 20} MB" if size >= 1 << 20 else f"{size} bytes"
    return DocumentError(
        name, f"is larger than {stated}, the limit of one document", "raise it with --limit, or split it"
    )


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
                yield number, too_large(f"{source.address}#{number}", source)
                idle += size
            elif line.isspace():
                idle += size
            else:
                yield number, line
                idle = 0
            number += 1
            if idle > limit * EMPTY_RUN:
                reason = f"goes on for {idle >> 20} MB without a document, and the rest of it was left"
                raise DocumentError(source.address, reason, "raise the limit with --limit, or take these lines out")
