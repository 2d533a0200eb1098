"""Zip files: which of their members are read, and what they may unpack to."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from analysis.documents.refusals import DocumentError

__all__ = ["DAMAGED", "members", "unpacked"]

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises where a file is damaged, locked, or packed in a way that it does not know."""


def members(file: IO[bytes], *, path: str) -> list[zipfile.ZipInfo]:
    """The files in a zip file. Raises DocumentError where it is damaged, or made to exhaust who unpacks it.

    >>> import io
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("news/a.txt", "Text.")
    >>> [member.filename for member in members(packed, path="texts.zip")]
    ['news/a.txt']
    """
    try:
        with zipfile.ZipFile(file) as archive:
            found = [member for member in archive.infolist() if not member.is_dir()]
    except DAMAGED as error:
        raise DocumentError(path, f"is no zip file that can be opened ({error})", "check that it is whole") from None
    size = file.seek(0, 2)
    # The same packed bytes stand for many members: how a small file unpacks to any size.
    if sum(member.compress_size for member in found) > size:
        raise DocumentError(path, "its members lie on top of one another", "unpack it yourself, if you trust it")
    for member in found:
        if ".." in PurePosixPath(member.filename).parts or member.filename.startswith("/") or "\\" in member.filename:
            raise DocumentError(
                path, f"its member {member.filename} leads out of it", "unpack it yourself, if you trust it"
            )
    return found


@contextmanager
def unpacked(file: IO[bytes], name: str, *, path: str) -> Iterator[IO[bytes]]:
    """The bytes of a member, unpacked while they are read. Raises DocumentError where they cannot be."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(name) as member:
            yield member
    except DAMAGED as error:
        raise DocumentError(path, f"cannot be unpacked ({error})", "check that it is whole and not locked") from None
