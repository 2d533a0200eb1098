"""Files that lie elsewhere, found and opened by fsspec: http, s3, archives, whatever it has a package for."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any

from analysis.documents.apart import require
from analysis.documents.refusals import DocumentError

__all__ = ["listed", "stored"]

_BLOCK = 2**20


def listed(address: str, wanted: Callable[[str], bool]) -> list[tuple[str, int, str]]:
    """The files at an address, each as its address, size (0 where unknown) and the ending of a format that is told.

    An address is that of a file, of a folder, of which those files come that are `wanted`, or a pattern.
    On the web it is that of a page: there are no folders, and only ``*`` makes a pattern. Raises DocumentError where
    it cannot be reached, or fsspec or the package for it is missing.
    """
    require("fsspec", "files that lie elsewhere", address)
    import fsspec  # noqa: PLC0415  # only such a file needs it

    try:
        system, path = fsspec.core.url_to_fs(address)
        on_the_web = address.lower().startswith("http")
        pattern = "*" in path if on_the_web else any(sign in path for sign in "*?[")
        if not pattern and (on_the_web or not system.isdir(path)):
            told = system.info(path)
            return [(address, told.get("size") or 0, _format(told.get("mimetype")))]
        found = system.glob(path, detail=True) if pattern else system.find(path, detail=True)
    except Exception as error:  # noqa: BLE001  # each package behind fsspec has errors of its own
        raise _unreached(address, error) from None
    root = "" if pattern else path.rstrip("/") + "/"
    return [
        (_address(system.unstrip_protocol(name), name, address), told.get("size") or 0, "")
        for name, told in sorted(found.items())
        if told.get("type") != "directory" and (pattern or wanted(name.removeprefix(root)))
    ]


def _address(unstripped: str, name: str, given: str) -> str:
    """The address of a file that was listed; inside an archive, with the archive's own address behind it."""
    scheme, outer = given.partition("://")[0], given.partition("::")[2]
    return f"{scheme}://{name}::{outer}" if outer else unstripped


def _format(kind: str | None) -> str:
    """The ending of a format by its media type, where the name of a page has none."""
    return mimetypes.guess_extension(kind) or "" if kind == "text/html" else ""


@contextmanager
def stored(address: str) -> Iterator[IO[bytes]]:
    """The bytes of a file at an address. Raises DocumentError where it cannot be reached, or a package is missing."""
    require("fsspec", "files that lie elsewhere", address)
    import fsspec  # noqa: PLC0415  # only such a file needs it

    with ExitStack() as stack:
        try:
            file = stack.enter_context(fsspec.open(address, "rb"))
        except Exception as error:  # noqa: BLE001  # each package behind fsspec has errors of its own
            raise _unreached(address, error) from None
        # Some of fsspec's files read a line however long it is, and nothing less.
        yield stack.enter_context(io.BufferedReader(_Reached(file, address), _BLOCK))


class _Reached(io.RawIOBase):
    """A file that lies elsewhere, whose errors name it: those of each package are of another kind."""

    def __init__(self, file: IO[bytes], address: str) -> None:
        super().__init__()
        self._file = file
        self._address = address

    def readable(self) -> bool:
        """True: it was opened to be read."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from any place."""
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """The place that it is read from next."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place that it is read from next."""
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # whatever takes bytes
        """How many bytes were read into the buffer."""
        try:
            data = self._file.read(len(buffer))
        except Exception as error:  # noqa: BLE001  # as above
            raise _unreached(self._address, error) from None
        buffer[: len(data)] = data
        return len(data)


def _unreached(address: str, error: Exception) -> DocumentError:
    if isinstance(error, FileNotFoundError):
        return DocumentError(address, "there is no such file", "check the address")
    said = " ".join(str(error).split())[:200]
    reason = f"cannot be reached ({type(error).__name__}{': ' if said else ''}{said})"
    if isinstance(error, ImportError):
        remedy = "install the package that it names"
    elif isinstance(error, PermissionError) or "Credentials" in type(error).__name__:
        remedy = "set the credentials that its store asks for"
    else:
        remedy = "check the address and the connection"
    return DocumentError(address, reason, remedy)
