"""Paths -> Sources: where documents are, without opening more than it takes to find them.

A Source is small and can be sent to another process, which reads the documents by itself.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.documents.refusals import DocumentError, OnError, report, unopened

__all__ = ["COMPRESSIONS", "DEFAULT", "LIMIT", "Options", "Paths", "Source", "endings", "locate"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

LIMIT = 64 * 2**20
"""Bytes that a document may have unless the options say another number."""

COMPRESSIONS = (".gz", ".zst")
"""Endings after that of the format: the file is unpacked while it is read."""

_OF_MANY = {".jsonl", ".ndjson"}
_PART = 8 * 2**20
"""Bytes of a file of many documents that are read in one go: some seconds of work for one process."""
_BLOCK = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read: the limit of one, and which columns hold what where a file has columns."""

    limit: int = LIMIT
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field of Document -> column, where ``columns.toml`` does not name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where documents are: a file, or a part of one that holds many. `read_source` reads it, in any process."""

    address: str
    """Path of the file."""
    id: str
    """Id of its document; what the ids of its documents begin with where it holds many."""
    size: int
    """Bytes that are read from it, packed as they lie there; 0 where it is not known."""
    part: tuple[int, int] | None = None
    """The bytes of uncompressed JSON Lines, or the row groups of Parquet, from the first up to the last."""
    first: int = 1
    """Number of the part's first record in the file."""
    options: Options = Options()

    @property
    def many(self) -> bool:
        """Whether the file is of a format that holds many documents."""
        return endings(self.address)[0] in _OF_MANY


DEFAULT = Options()
"""How documents are read where nothing else is said."""


def locate(paths: Paths, *, known: Iterable[str], on_error: OnError | None, options: Options) -> Iterator[Source]:
    """Where the documents of paths are; `known` are the endings of the files that are read of a folder."""
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    found: dict[str, Path] = {}
    for given in paths:
        try:
            files = _files(Path(given), tuple(known))
        except DocumentError as error:
            report(error, on_error)
            continue
        except OSError as error:
            report(unopened(given, error), on_error)
            continue
        for file in files:
            # Not resolved: a link is a file of its own, with a name of its own.
            found.setdefault(os.path.abspath(file), file)  # noqa: PTH100
    for path, name in _names(list(found)).items():
        file = found[path]
        try:
            size = file.stat().st_size
        except OSError:
            size = 0  # who reads it says what is wrong with it
        yield from _parts(Source(address=str(file), id=_as_text(name), size=size, options=options))


def _as_text(name: str) -> str:
    r"""A file's name, where bytes of it that are no text are written out (``\udce9``): an id is text anywhere."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def endings(name: str) -> tuple[str, str]:
    """The ending of a file's name that tells its format, and that which tells its compression, in lower case.

    >>> endings("news/2021.JSONL.gz")
    ('.jsonl', '.gz')
    """
    path = Path(name)
    last = path.suffix.lower()
    if last in COMPRESSIONS:
        return Path(path.stem).suffix.lower(), last
    return last, ""


# --- which files ---------------------------------------------------------------------------------------------


def _files(given: Path, known: tuple[str, ...]) -> list[Path]:
    """The files that one path given by the user leads to."""
    if given.is_dir():
        return _folder(given, known)
    if given.exists():
        return [given]
    pattern = str(given)
    if glob.has_magic(pattern):
        # Path.glob takes no absolute pattern.
        matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
        files = [file for match in matches for file in (_folder(match, known) if match.is_dir() else [match])]
        if files:
            return files
        raise DocumentError(given, "no file matches", "check the pattern")
    raise DocumentError(given, "there is no such file or folder", "check the path")


def _folder(folder: Path, known: tuple[str, ...]) -> list[Path]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if endings(path.name)[0] in known
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if not files:
        raise DocumentError(folder, "the folder holds no document", f"put files in it that end in {' or '.join(known)}")
    return files


def _names(paths: list[str]) -> dict[str, str]:
    """Path -> the shortest end of it that no other path has, by whole parts; for most the file's name."""
    names: dict[str, str] = {}
    depth = 1
    left = paths
    while left:
        ends = {path: "/".join(Path(path).parts[-depth:]) for path in left}
        count = Counter(ends.values())
        names |= {path: end for path, end in ends.items() if count[end] == 1}
        left = [path for path in left if path not in names]
        depth += 1
    return {path: names[path] for path in paths}


# --- parts of a file -----------------------------------------------------------------------------------------


def _parts(source: Source) -> Iterator[Source]:
    """A source, or the parts of it that several processes can read at once."""
    if source.many and not endings(source.address)[1] and source.size > _PART:
        yield from _lines(source)
    else:
        yield source


def _lines(source: Source) -> Iterator[Source]:
    """The parts of a file of lines: each begins with a line, and with its number."""
    try:
        with Path(source.address).open("rb") as file:
            start, first, number, position, wanted = 0, 1, 1, 0, _PART
            while block := file.read(_BLOCK):
                end = block.rfind(b"\n") + 1
                if position + len(block) >= wanted and end:
                    cut = position + end
                    yield replace(source, part=(start, cut), size=cut - start, first=first)
                    start, first, wanted = cut, number + block.count(b"\n"), cut + _PART
                number += block.count(b"\n")
                position += len(block)
            if position > start:
                yield replace(source, part=(start, position), size=position - start, first=first)
    except OSError:
        yield source  # who reads it says what is wrong with it
