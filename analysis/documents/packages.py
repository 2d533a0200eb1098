"""Zip files: which of their members are read, and what they may unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from analysis.documents.refusals import DocumentError

__all__ = ["DAMAGED", "members", "unpacked"]

_END = 1024
"""Bytes at the end of an archive by which it is told from another."""
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
    return list(_directory(file, path).values())


@contextmanager
def unpacked(file: IO[bytes], name: str, *, path: str) -> Iterator[IO[bytes]]:
    """The bytes of a member, unpacked while they are read. Raises DocumentError where they cannot be."""
    directory = _directory(file, path)
    try:
        with zipfile.ZipFile(io.BytesIO(_EMPTY)) as archive:
            # An archive whose directory is known need not be searched for it again, for each of its members.
            archive.fp = file
            with archive.open(directory[name]) as member:
                yield member
    except DAMAGED as error:
        raise DocumentError(path, f"cannot be unpacked ({error})", "check that it is whole and not locked") from None


_EMPTY = b"PK\x05\x06" + bytes(18)
"""A zip file of nothing."""
_LAST: dict[tuple[str, int, bytes], dict[str, zipfile.ZipInfo]] = {}
"""The directory of the archive that was read last."""


def _directory(file: IO[bytes], path: str) -> dict[str, zipfile.ZipInfo]:
    """Name -> the file of that name in a zip file."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END))
    key = (path, size, file.read(_END))  # the end of the directory holds sums of what is packed
    found = _LAST.get(key)
    if found is None:
        found = _listed(file, path, size)
        _LAST.clear()
        _LAST[key] = found
    return found


def _listed(file: IO[bytes], path: str, size: int) -> dict[str, zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as archive:
            found = [member for member in archive.infolist() if not member.is_dir()]
    except DAMAGED as error:
        raise DocumentError(path, f"is no zip file that can be opened ({error})", "check that it is whole") from None
    # The same packed bytes stand for many members: how a small file unpacks to any size.
    if sum(member.compress_size for member in found) > size:
        raise DocumentError(path, "its members lie on top of one another", "unpack it yourself, if you trust it")
    for member in found:
        if ".." in PurePosixPath(member.filename).parts or member.filename.startswith("/") or "\\" in member.filename:
            reason = f"its member {member.filename} leads out of it"
            raise DocumentError(path, reason, "unpack it yourself, if you trust it")
    return {member.filename: member for member in found}
