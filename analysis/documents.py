"""Documents from files: the text as it stands and the metadata that its format declares.

A reader takes the path of one file and gives its Document; `READERS` maps file endings to readers, so
that a further format is one function and one line here. What a file is called decides nothing but how
it is read, and what it is named in the results: a text of no known ending is read as plain text.

Text is kept as it is stored: no newline is translated, no space trimmed, nothing normalised. Only a byte
order mark at the very start is taken off, since it tells the encoding and is no part of the text:
positions count from the character after it.
"""

from __future__ import annotations

import dataclasses
import glob
import mimetypes
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.definitions import HERE, read_toml
from analysis.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["READERS", "DocumentError", "OnError", "Reader", "locate", "read", "read_document"]

Reader = Callable[[Path], Document]
"""Gives the document of one file; raises DocumentError, or OSError where the file cannot be opened."""

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class DocumentError(Exception):
    """A document that cannot be read: which, why, and the way out. Its text is one line."""

    def __init__(self, path: str | os.PathLike[str], reason: str, remedy: str) -> None:
        super().__init__(path, reason, remedy)
        self.path = os.fspath(path)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.path}: {self.reason}; {self.remedy}"
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


OnError = Callable[[DocumentError], object]
"""Told of each document that cannot be read; what it returns is ignored."""


# --- which files ---------------------------------------------------------------------------------------------


def read(paths: Paths, *, on_error: OnError | None = None) -> Iterator[Document]:
    """The documents of files, folders and patterns, one after the other, each read when it is asked for.

    `paths` is a path or several: a file; a folder, of which every file with an ending of `READERS` is
    read, those of its folders too, hidden ones not; or a pattern (``texts/*.txt``, ``**`` for folders at
    any depth). Files of a folder or pattern come sorted by path; a file given twice is read once. The id
    of a document is its file's name; files of one name get as many of their folders in front as tell
    them apart (``2021/news.txt``, ``2022/news.txt``).

    Raises DocumentError at the first document that cannot be read. With `on_error` it is called
    with the error instead, and the others are still read: ``read(paths, on_error=errors.append)``.

    >>> errors = []
    >>> list(read("no-such-folder/news.txt", on_error=errors.append))
    []
    >>> print(errors[0])
    no-such-folder/news.txt: there is no such file or folder; check the path
    """
    for name, path in locate(paths, on_error=on_error):
        try:
            document = read_document(path)
        except DocumentError as error:
            _report(error, on_error)
        else:
            yield document if document.id == name else dataclasses.replace(document, id=name)


def locate(paths: Paths, *, on_error: OnError | None = None) -> list[tuple[str, Path]]:
    """The files that `read` reads, each with the id of its document, without opening them.

    For callers that read the files themselves, in several processes say. `paths` and `on_error` are as
    for `read`; a path that leads to no file is an error.

    >>> [name for name, path in locate([HERE / "model.py", HERE / "m*l.py"])]
    ['model.py']
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    found: dict[str, Path] = {}
    for given in paths:
        try:
            files = _files(Path(given))
        except DocumentError as error:
            _report(error, on_error)
            continue
        except OSError as error:
            _report(_unopened(given, error), on_error)
            continue
        for path in files:
            # Not resolved: a link is a file of its own, with a name of its own.
            found.setdefault(os.path.abspath(path), path)  # noqa: PTH100
    return [(name, found[path]) for path, name in _names(list(found)).items()]


def _report(error: DocumentError, on_error: OnError | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def _files(given: Path) -> list[Path]:
    """The files that one path given by the user leads to."""
    if given.is_dir():
        return _folder(given)
    if given.exists():
        return [given]
    pattern = str(given)
    if glob.has_magic(pattern):
        # Path.glob takes no absolute pattern.
        matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
        files = [file for match in matches for file in (_folder(match) if match.is_dir() else [match])]
        if files:
            return files
        raise DocumentError(given, "no file matches", "check the pattern")
    raise DocumentError(given, "there is no such file or folder", "check the path")


def _folder(folder: Path) -> list[Path]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READERS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if not files:
        raise DocumentError(folder, "the folder holds no document", f"put files in it that end in {_endings()}")
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


# --- one file ------------------------------------------------------------------------------------------------


def read_document(path: str | os.PathLike[str]) -> Document:
    r"""The document of one file, its id the file's name.

    The file is read by the reader of its ending; one whose ending says nothing is read as plain text.
    Plain text is decoded as UTF-8, UTF-16 or UTF-32 where a byte order mark says so, as UTF-8 where it
    is valid, else in the encoding of ``encodings.toml`` that fits. It declares no metadata.

    Raises DocumentError where there is no such file, it cannot be opened, is of a format that is not
    read, holds no text, or is not text in any encoding known.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "news.txt")
    ...     _ = path.write_bytes("Сторона подписала 14 документов.\r\n".encode("windows-1251"))
    ...     read_document(path).text
    'Сторона подписала 14 документов.\r\n'
    """
    path = Path(path)
    try:
        return _reader(path)(path)
    except FileNotFoundError:
        raise DocumentError(path, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise DocumentError(path, "is a folder", "name a file in it") from None
    except OSError as error:
        raise _unopened(path, error) from None


def _unopened(path: str | os.PathLike[str], error: OSError) -> DocumentError:
    return DocumentError(path, f"cannot be opened ({error.strerror or error})", "check that it may be read")


def _reader(path: Path) -> Reader:
    reader = READERS.get(path.suffix.lower())
    if reader:
        return reader
    # An ending that stands for another format means that this is not prose: an HTML page or a table read
    # as plain text would give the numbers of its markup. Any other ending (none, ".2021") means nothing.
    # The types built into Python only: those of the machine would make the answer depend on it.
    kind, compression = mimetypes.MimeTypes(filenames=()).guess_type(path.name)
    if kind in {None, "text/plain"} and compression is None:
        return _read_text
    raise DocumentError(path, f"{path.suffix} files are not read", f"save its text as a file that ends in {_endings()}")


def _endings() -> str:
    return " or ".join(READERS)


def _read_text(path: Path) -> Document:
    data = path.read_bytes()
    if not data:
        raise DocumentError(path, "the file is empty", "check that it was saved")
    text = _decode(path, data)
    if not text.strip():
        raise DocumentError(path, "the file holds no text", "check that it was saved")
    return Document(id=path.name, text=text)


READERS: dict[str, Reader] = {".txt": _read_text, ".md": _read_text}
"""File ending, in lower case -> the reader of that format."""


# --- its encoding --------------------------------------------------------------------------------------------

_BYTE_ORDER_MARKS = (
    # UTF-32 first: the mark of UTF-16 is how that of UTF-32 starts. These codecs take the mark off.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)

# Control characters that no text holds; tab, line and page breaks are text, and so is what DOS ends a file with.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 4000  # characters beyond ASCII that are looked at: more change no verdict, and a text may be large
_FITS = 0.4  # from which an encoding is taken; 300 characters of news score 0.6 or more in the right one
_CAPITAL = 0.1  # what a capital after a capital takes off


def _decode(path: Path, data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise DocumentError(
                    path, f"is not the {encoding.removesuffix('-sig').upper()} that it says it is", "save it as UTF-8"
                ) from None
    # A stray control character is met in text copied out of a PDF; more of them are not text.
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 50:
        raise DocumentError(path, "is a binary file, not text", f"save its text as a file that ends in {_endings()}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    fits = [
        (_fit(text, encoding), -rank, text)
        for rank, encoding in enumerate(_encodings())
        if (text := _decoded(data, encoding.name)) is not None
    ]
    if fits:
        fit, _, text = max(fits)
        if fit >= _FITS:
            return text
    tried = ", ".join(encoding.name for encoding in _encodings())
    raise DocumentError(
        path, f"is in no encoding that is known (no UTF-8 from byte {broken_at} on, nor {tried})", "save it as UTF-8"
    )


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Encoding:
    """One table of encodings.toml, where its keys are told."""

    name: str
    letters: str
    signs: str
    mixed: bool


@lru_cache(maxsize=1)
def _encodings() -> tuple[_Encoding, ...]:
    return tuple(_Encoding(**table) for table in read_toml(HERE / "encodings.toml")["encodings"])


def _fit(text: str, encoding: _Encoding) -> float:
    """How well a text fits the encoding it was decoded with: the mean of its letters beyond ASCII.

    1 for a common letter, 0 for a rare one, -1 for a letter where none can be and for a sign that no
    text holds; common signs say nothing. A text in the wrong encoding is made of rare letters, odd
    signs and impossible words. 1 where the text has common signs only.
    """
    beyond = islice(_BEYOND_ASCII.finditer(text), _SAMPLE)
    scores = [_score(text, match.start(), encoding) for match in beyond if match.group() not in encoding.signs]
    return sum(scores) / len(scores) if scores else 1.0


def _score(text: str, at: int, encoding: _Encoding) -> float:
    character = text[at]
    if not character.isalpha():
        return -1
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if encoding.mixed:
        impossible = all(other.isalpha() and not other.isascii() for other in (before, after))
    else:
        impossible = any(other.isalpha() and other.isascii() for other in (before, after))
    if impossible or (character.isupper() and before.islower()):
        return -1
    # Words in capitals occur, but small letters are likelier: this tells apart encodings that swap them.
    shouted = character.isupper() and before.isupper()
    return (character.lower() in encoding.letters) - (_CAPITAL if shouted else 0)
