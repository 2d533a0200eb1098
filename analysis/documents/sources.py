"""Paths -> Sources: where documents are, without opening more than it takes to find them.

A Source is small and can be sent to another process, which reads the documents by itself.
"""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.documents.packages import members
from analysis.documents.refusals import DocumentError, OnError, report, unopened

__all__ = ["DEFAULT", "LIMIT", "PACKAGE", "Options", "Paths", "Source", "endings", "find", "is_read", "is_remote"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

LIMIT = 64 * 2**20
"""Bytes that a document may have unless the options say another number."""

PACKAGE = ".zip"
"""Ending of a file that holds files."""
_COMPRESSIONS = (".gz", ".zst")
"""Endings after that of the format: the file is unpacked while it is read."""
_OF_MANY = {".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".wet", ".mbox"}
_KEPT = "_files"
"""End of the name of a folder in which a browser keeps what a page shows."""
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:[:/]/?", re.IGNORECASE)  # two letters at least: C:/ is a disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read: the limit of one, and which columns hold what where a file has columns."""

    limit: int = LIMIT
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field of Document -> column, where ``columns.toml`` does not name it; empty to take none."""


DEFAULT = Options()
"""How documents are read where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where documents are: a file, or a part of one that holds many. `read_source` reads it, in any process."""

    address: str
    """Path of the file, or its address where it lies elsewhere (``s3://...``)."""
    id: str
    """Id of its document; what the ids of its documents begin with where it holds many."""
    size: int = 0
    """Bytes that are read from it, packed as they lie there; 0 where it is not known."""
    member: str = ""
    """The file in it that is meant, where it is a zip file."""
    format: str = ""
    """The ending of its format, where its name does not tell it."""
    part: tuple[int, int] | None = None
    """The bytes of uncompressed JSON Lines, or the row groups of Parquet, from the first up to the last."""
    first: int = 1
    """Number of the part's first record in the file."""
    options: Options = DEFAULT

    @property
    def name(self) -> str:
        """What it is called when something is said of it."""
        return f"{self.address}/{self.member}" if self.member else self.address

    @property
    def endings(self) -> tuple[str, str]:
        """The endings that tell its format and its compression; see `endings`."""
        return (self.format, "") if self.format else endings(self.member or self.address)

    @property
    def many(self) -> bool:
        """Whether the file is of a format that holds many documents."""
        return self.endings[0] in _OF_MANY


def endings(name: str) -> tuple[str, str]:
    """The ending of a file's name that tells its format, and that which tells its compression, in lower case.

    >>> endings("news/2021.JSONL.gz"), endings("https://example.org/a.html?page=2")
    (('.jsonl', '.gz'), ('.html', ''))
    """
    if is_remote(name):
        name = re.split(r"[?#]|::", name.partition("://")[2], maxsplit=1)[0]
    path = PurePosixPath(name.replace("\\", "/"))
    last = path.suffix.lower()
    if last in _COMPRESSIONS:
        return PurePosixPath(path.stem).suffix.lower(), last
    return last, ""


def is_remote(address: str) -> bool:
    """Whether a path is an address that fsspec knows (``s3://...``, ``zip://...::...``).

    >>> is_remote("https://example.org/a.html"), is_remote("C:/texts/a.html")
    (True, False)
    """
    return _REMOTE.match(address) is not None


# --- which files ---------------------------------------------------------------------------------------------


class _File(NamedTuple):
    """A file that a path led to: `place` tells it from all others, the rest is as in Source."""

    place: str
    address: str
    size: int
    member: str = ""
    format: str = ""


def find(
    paths: Paths,
    *,
    known: Iterable[str],
    on_error: OnError | None,
    options: Options,
    left_out: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Source]:
    """The files that paths lead to, none in parts; `known` are the endings of those that are read of a folder.

    Files of folders and patterns of which `left_out` says so are not among them.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    known = (*known, PACKAGE)
    found: dict[str, _File] = {}
    for given in paths:
        try:
            for file in _files(os.fspath(given), known, left_out):
                found.setdefault(file.place, file)
        except DocumentError as error:
            report(error, on_error)
        except OSError as error:
            report(unopened(given, error), on_error)
    files: dict[str, _File] = {}
    for file in found.values():
        try:
            files |= {inner.place: inner for inner in _opened(file, known)}
        except DocumentError as error:
            report(error, on_error)
        except OSError as error:
            report(unopened(file.address, error), on_error)
    for place, name in _names(list(files)).items():
        _, address, size, member, format_ = files[place]
        yield Source(address=address, id=_as_text(name), size=size, member=member, format=format_, options=options)


def _as_text(name: str) -> str:
    r"""A file's name, where bytes of it that are no text are written out (``\udce9``): an id is text anywhere."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _files(given: str, known: tuple[str, ...], left_out: Callable[[Path], bool]) -> Iterator[_File]:
    """The files that one path given by the user leads to."""
    if is_remote(given):
        yield from _remote(given, known)
        return
    path = Path(given)
    if path.is_dir():
        yield from map(_local, _folder(path, known, left_out))
    elif path.exists():
        yield _local(path)
    elif glob.has_magic(given):
        # Path.glob takes no absolute pattern.
        found = [Path(match) for match in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207
        matches = [match for match in found if match.is_dir() or not left_out(match)]
        if not matches:
            raise DocumentError(given, "no file matches", "check the pattern")
        for match in matches:
            yield from map(_local, _folder(match, known, left_out) if match.is_dir() else [match])
    else:
        raise DocumentError(given, "there is no such file or folder", "check the path")


def _local(path: Path) -> _File:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # who reads it says what is wrong with it
    # Not resolved: a link is a file of its own, with a name of its own.
    return _File(os.path.abspath(path), str(path), size)  # noqa: PTH100


def _folder(folder: Path, known: tuple[str, ...], left_out: Callable[[Path], bool]) -> list[Path]:
    found = sorted(
        path
        for path in folder.rglob("*")
        if is_read(str(path.relative_to(folder)), known) and path.is_file() and not _beside_a_page(path, folder)
    )
    files = [path for path in found if not left_out(path)]
    if not files:
        remedy = f"put files in it that end in {', '.join(known[:-1])} or {known[-1]}"
        raise DocumentError(folder, "the folder holds no document", remedy)
    return files


def _beside_a_page(path: Path, folder: Path) -> bool:
    """Whether a file is one that a browser keeps for a page that it saved, in a folder beside it: no document."""
    return any(
        (folder / inner).with_name(inner.name.removesuffix(_KEPT) + ending).is_file()
        for inner in path.relative_to(folder).parents
        if inner.name.endswith(_KEPT)
        for ending in (".html", ".htm")
    )


def is_read(name: str, known: tuple[str, ...]) -> bool:
    """Whether a file is read of a folder: by its ending, and not where it or a folder above it is hidden."""
    parts = name.replace("\\", "/").split("/")
    return endings(parts[-1])[0] in known and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _opened(file: _File, known: tuple[str, ...]) -> Iterator[_File]:
    """The file, or where it is a zip file those in it that are read."""
    if endings(file.address)[0] != PACKAGE:
        yield file
        return
    if is_remote(file.address):
        from analysis.documents.elsewhere import stored  # noqa: PLC0415  # only an address needs it

        with stored(file.address) as packed:
            listed = members(packed, path=file.address)
    else:
        with open(file.address, "rb") as packed:  # noqa: PTH123  # an address is a text
            listed = members(packed, path=file.address)
    found = [member for member in listed if is_read(member.filename, known)]
    if not found:
        remedy = f"put files in it that end in {', '.join(known[:-1])} or {known[-1]}"
        raise DocumentError(file.address, "the zip file holds no document", remedy)
    for member in sorted(found, key=lambda member: member.filename):
        place = f"{file.place}/{member.filename}"
        yield _File(place, file.address, member.compress_size, member.filename)


def _remote(given: str, known: tuple[str, ...]) -> list[_File]:
    """The files at an address: itself, those in its folder, or those that match."""
    from analysis.documents.elsewhere import listed  # noqa: PLC0415  # only an address needs it

    found = [
        _File(_place(address), address, size, format=format_)
        for address, size, format_ in listed(given, lambda name: is_read(name, known))
    ]
    if not found:
        raise DocumentError(given, "no document is there", "check the address")
    return found


def _place(address: str) -> str:
    """An address as a place: a file in an archive comes behind the archive, as one in a folder does.

    >>> _place("zip://texts/a.txt::s3://news/texts.zip")
    's3://news/texts.zip/texts/a.txt'
    """
    inner, _, outer = address.partition("::")
    return f"{_place(outer)}/{inner.partition('://')[2]}" if outer else address


def _names(places: list[str]) -> dict[str, str]:
    """Place -> the shortest end of it that no other place has, by whole parts; for most the file's name."""
    names: dict[str, str] = {}
    depth = 1
    left = places
    while left:
        ends = {place: "/".join(Path(place).parts[-depth:]) for place in left}
        count = Counter(ends.values())
        names |= {place: end for place, end in ends.items() if count[end] == 1}
        left = [place for place in left if place not in names]
        depth += 1
    return {place: names[place] for place in places}
