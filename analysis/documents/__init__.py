r"""Documents from files: the text as it stands and the metadata that its format declares.

Where they are and what they hold are two steps. `locate` gives a `Source` for each file, or for each part
of a large one; `read_source` reads one, in this process or in another, and gives its documents one after
the other. A reader takes a Source and yields Documents, and in place of one that cannot be read its error,
so that one bad record costs no other; `READERS` maps file endings to readers, so that a further format is
one function and one line here. What a file is called decides nothing but how it is read, and what it is
named in the results: a text of no known ending is read as plain text.

Text is kept as it is stored: no newline is translated, no space trimmed, nothing normalised.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath

from analysis.documents.parts import in_parts
from analysis.documents.records import Placed
from analysis.documents.refusals import DocumentError, OnError, called, report, unopened
from analysis.documents.results import holds_results, is_known_again
from analysis.documents.sources import (
    DEFAULT,
    LIMIT,
    PACKAGE,
    Options,
    Paths,
    Source,
    endings,
    find,
    is_read,
    is_remote,
)
from analysis.documents.texts import read_text
from analysis.model import Document

__all__ = [
    "LIMIT",
    "READERS",
    "DocumentError",
    "OnError",
    "Options",
    "Placed",
    "Reader",
    "Source",
    "called",
    "is_known_again",
    "is_read_of",
    "is_remote",
    "locate",
    "packages",
    "read",
    "read_document",
    "read_placed",
    "read_source",
    "repeated",
]

Reader = Callable[[Source], Iterator[Document | Placed | DocumentError]]
"""Yields the documents of a source, and the errors of those that cannot be read; with its place a document whose
id does not tell it.

Raises DocumentError where no further document can be read, or OSError where the file cannot be opened.
"""


_HOPELESS = 1000
"""Records of a file that are named one by one where none of them can be read."""


def _late(module: str, name: str) -> Reader:
    """A reader of one of the modules here, loaded when the first file comes: most runs need one or two of them."""

    def reader(source: Source) -> Iterator[Document | Placed | DocumentError]:
        found: Reader = getattr(import_module(f"{__name__}.{module}"), name)
        return found(source)

    return reader


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": _late("pages", "read_page"),
    ".htm": _late("pages", "read_page"),
    ".xhtml": _late("pages", "read_page"),
    ".mhtml": _late("mail", "read_saved_page"),
    ".mht": _late("mail", "read_saved_page"),
    ".pdf": _late("pdfs", "read_pdf"),
    ".docx": _late("words", "read_docx"),
    ".eml": _late("mail", "read_mail"),
    ".mbox": _late("mail", "read_mailbox"),
    ".jsonl": _late("records", "read_json_lines"),
    ".ndjson": _late("records", "read_json_lines"),
    ".csv": _late("tables", "read_csv"),
    ".tsv": _late("tables", "read_csv"),
    ".parquet": _late("tables", "read_parquet"),
    ".warc": _late("webarchives", "read_warc"),
    ".wet": _late("webarchives", "read_warc"),
}
"""File ending, in lower case -> the reader of that format. Each may be followed by .gz or .zst."""

_NO_PROSE = (".ipynb", ".toml", ".yaml", ".yml")
"""Endings of text that is no prose, which Python's own list of types lacks."""

_PAGES = ("trafilatura",)
_PACKAGES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".mbox"), _PAGES),
    ".pdf": ("pypdfium2",),
    ".warc": (*_PAGES, "warcio"),
    ".wet": ("warcio",),
    PACKAGE: ("pypdfium2", *_PAGES, "warcio"),  # whatever is in it
}
"""File ending -> the packages that its reader takes the text with."""


def packages(name: str) -> tuple[str, ...]:
    """The packages whose versions decide what is read of a file of this name; none for what we read by ourselves.

    >>> packages("2021/visit.PDF"), packages("news.html.gz"), packages("news.txt")
    (('pypdfium2',), ('trafilatura',), ())
    """
    return _PACKAGES.get(endings(name)[0], ())


def read(paths: Paths, *, on_error: OnError | None = None, options: Options = DEFAULT) -> Iterator[Document]:
    """The documents of files, folders and patterns, one after the other, each read when it is asked for.

    `paths` is a path or several: a file; a folder, of which every file with an ending of `READERS` is
    read, those of its folders too, hidden ones not; or a pattern (``texts/*.txt``, ``**`` for folders at
    any depth). Files of a folder or pattern come sorted by path; a file given twice is read once. The id
    of a document is its file's name; files of one name get as many of their folders in front as tell
    them apart (``2021/news.txt``, ``2022/news.txt``). Of a file that holds many documents, each has the
    id that the file gives it, else the file's name and its number: ``news.jsonl#12``.

    Raises DocumentError at the first document that cannot be read, or whose id an earlier one has. With
    `on_error` it is called with the error instead, and the others are still read:
    ``read(paths, on_error=errors.append)``. `options` holds the limit of one document and the columns.

    >>> errors = []
    >>> list(read("no-such-folder/news.txt", on_error=errors.append))
    []
    >>> print(errors[0])
    no-such-folder/news.txt: there is no such file or folder; check the path
    """
    seen: set[int] = set()
    for source in locate(paths, on_error=on_error, options=options):
        for document, place in read_placed(source, on_error=on_error):
            # The hash alone: a corpus may hold millions of ids.
            if hash(document.id) in seen:
                report(repeated(document.id, place), on_error)
                continue
            seen.add(hash(document.id))
            yield document


def repeated(name: str, place: str = "") -> DocumentError:
    """The error of a document whose id an earlier document has; `place` is where it stands."""
    remedy = "name a column of ids that differ with --id-column, or none with --id-column ''"
    return DocumentError(name, "an earlier document has this id", remedy, place)


def is_read_of(folder: str | os.PathLike[str], path: Path) -> bool:
    """Whether a file of this name and place is one of those that are read of a folder, if it is there.

    >>> is_read_of("texts", Path("texts/2021/a.txt")), is_read_of("texts", Path("a.txt"))
    (True, False)
    """
    above, below = Path(folder).resolve(), path.resolve()
    return below.is_relative_to(above) and is_read(str(below.relative_to(above)), (*READERS, PACKAGE))


def locate(
    paths: Paths,
    *,
    on_error: OnError | None = None,
    options: Options = DEFAULT,
    on_results: Callable[[str], object] | None = None,
) -> Iterator[Source]:
    """Where the documents are that `read` reads, in the same order, without reading them.

    For callers that read them elsewhere, in several processes say. `paths`, `on_error` and `options` are
    as for `read`; a path that leads to no file is an error. A large file of many documents comes in parts
    that can be read by themselves. `on_results` is called with each file of a folder or pattern that holds
    what we wrote ourselves, which is left out then; without it, it is a source as any.

    >>> from analysis.definitions import HERE
    >>> [source.id for source in locate([HERE / "model.py", HERE / "m*l.py"])]
    ['model.py']
    """

    def left_out(path: Path) -> bool:
        if on_results is None or not holds_results(path, options):
            return False
        on_results(str(path))
        return True

    for source in find(paths, known=READERS, on_error=on_error, options=options, left_out=left_out):
        yield from in_parts(source)


def read_source(source: Source, *, on_error: OnError | None = None) -> Iterator[Document]:
    r"""The documents of one source, each read when it is asked for.

    The file is read by the reader of its ending; one whose ending says nothing is read as plain text.
    Plain text is decoded as UTF-8, UTF-16 or UTF-32 where a byte order mark says so, as UTF-8 where it
    is valid, else in the encoding of ``encodings.toml`` that fits. It declares no metadata.

    Raises DocumentError where a file is not there, cannot be opened, is of a format that is not read,
    holds no text, or is not text in any encoding known. With `on_error` it is called with the error
    instead, and the other documents of the source are still read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "news.jsonl")
    ...     _ = path.write_text('{"text": "14 documents were signed."}\n{"text": null}\n')
    ...     errors = []
    ...     found = [document for source in locate(path) for document in read_source(source, on_error=errors.append)]
    >>> [(document.id, document.text) for document in found], [error.reason for error in errors]
    ([('news.jsonl#1', '14 documents were signed.')], ['the record holds no text'])
    """
    return (placed.document for placed in read_placed(source, on_error=on_error))


def read_placed(source: Source, *, on_error: OnError | None = None) -> Iterator[Placed]:
    """The documents of one source as `read_source` gives them, each with where it stands."""
    read_any, refused = False, 0
    for found in _found(source):
        if isinstance(found, Placed):
            read_any = True
            yield found
            continue
        report(found, on_error)
        refused += 1
        if refused == _HOPELESS and not read_any:
            reason = f"none of its first {refused} records can be read, and the rest of it was left"
            report(DocumentError(source.name, reason, "see what was said of each"), on_error)
            return
    if not read_any and not refused and source.part is None:
        report(DocumentError(source.name, "the file holds no document", "check that it was saved"), on_error)


def _found(source: Source) -> Iterator[Placed | DocumentError]:
    """The documents of a source, and why others cannot be read: whatever its reader raises."""
    name = source.name
    try:
        for found in _reader(source)(source):
            if isinstance(found, Document):
                # An id of ours is that of the source, and what comes behind it there.
                yield Placed(found, f"{name}{found.id.removeprefix(source.id)}")
            else:
                yield found
    except DocumentError as error:
        yield error
    except FileNotFoundError:
        yield DocumentError(name, "there is no such file", "check the path")
    except IsADirectoryError:
        yield DocumentError(name, "is a folder", "name a file in it")
    except OSError as error:
        yield unopened(name, error)
    except Exception as error:  # noqa: BLE001  # a file that trips a reader must not cost the others
        yield DocumentError(name, f"trips its reader ({type(error).__name__})", "please report it, with the file")


def read_document(path: str | os.PathLike[str]) -> Document:
    r"""The document of one file, its id the file's name.

    Raises DocumentError as `read_source` does, and where the file holds more than one document.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "news.txt")
    ...     _ = path.write_bytes("Сторона подписала 14 документов.\r\n".encode("windows-1251"))
    ...     read_document(path).text
    'Сторона подписала 14 документов.\r\n'
    """
    documents = read_source(Source(address=os.fspath(path), id=Path(path).name))
    document = next(documents)
    if next(documents, None) is not None:
        raise DocumentError(path, "the file holds several documents", "read them with read")
    return document


def _reader(source: Source) -> Reader:
    ending, compression = source.endings
    reader = READERS.get(ending)
    if reader:
        return reader
    name = source.name
    if ending == PACKAGE:
        raise DocumentError(name, "is a zip file inside another", "unpack it")
    # An ending that stands for another format means that this is not prose: a picture or a program read
    # as plain text would give the numbers of its markup. Any other ending (none, ".2021") means nothing.
    # The types built into Python only: those of the machine would make the answer depend on it.
    kind, packed = mimetypes.MimeTypes(filenames=()).guess_type(PurePosixPath(name).name.removesuffix(compression))
    if kind in {None, "text/plain"} and packed is None and ending not in _NO_PROSE:
        return read_text
    remedy = f"save its text as a file that ends in {', '.join(READERS)}"
    raise DocumentError(name, f"{ending or PurePosixPath(name).suffix} files are not read", remedy)
