"""What is written where: records to a file or to standard output, diagnostics to standard error."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

from analysis.tables import BINARY, FIGURE_FORMATS, FORMATS, TableFormatError, atomically, format_of, stream
from analysis.tables.joining import Piece, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

__all__ = [
    "BINARY",
    "FIGURE_FORMATS",
    "RECORD_FORMATS",
    "TABLE_FORMATS",
    "TEXT",
    "Usage",
    "choose_format",
    "is_folder",
    "printable",
    "say",
    "write_bytes",
    "write_pieces",
    "write_records",
    "write_table",
    "write_text",
]

RECORD_FORMATS = FORMATS
"""The formats of records, the first one the default; figures have FIGURE_FORMATS."""
TABLE_FORMATS = tuple(name for name in FORMATS if name != "datapackage")
"""The formats of tables that hold no records."""
TEXT = "text"
"""The form that records are shown in on a terminal."""

# What can move the cursor, change colours, hide or reorder what is seen; tab and newline are harmless.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\t\n]")


class Usage(Exception):  # noqa: N818  # not an error of the program: what was asked cannot be done
    """What was asked cannot be done: one line that says why and the way out. Exit code 2."""


def printable(text: str, *, one_line: bool = False) -> str:
    r"""The text with what could steer a terminal written as ``\u....``: safe to show, still valid JSON.

    With `one_line` tabs and newlines are written so too.

    >>> printable("a\x1b[31mb\u202ec")
    'a\\u001b[31mb\\u202ec'
    """
    text = _UNSAFE.sub(_escaped, text)
    return _LINE_BREAKS.sub(_escaped, text) if one_line else text


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def say(message: object) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        print(printable(str(message), one_line=True), file=sys.stderr, flush=True)  # noqa: T201


def choose_format(
    given: str | None, output: Path | None, *, known: Sequence[str], endings: Mapping[str, str] | None = None
) -> str:
    """The format to write: the one given, else that of the file's ending, else the first of those known.

    `endings` names formats by endings that are not their names, beside those that hold everywhere.
    Raises Usage when it is not among those known, is binary and would go to a terminal, or the file's ending says
    another of those known.

    >>> from pathlib import Path
    >>> choose_format(None, Path("figures.csv"), known=("jsonl", "csv"))
    'csv'
    """
    told = format_of(output) if output else known[0]
    chosen = given or told
    chosen = {"txt": TEXT, **(endings or {})}.get(chosen, chosen)
    if chosen not in known:
        what = f"the format {given!r}" if given else f"{output}: its ending says no format that"
        verb = "is not written" if given else "is written"
        raise Usage(f"{what} {verb}; use --format with one of {', '.join(known)}")
    if output and told in known and _apart(told, chosen):
        raise Usage(f"{output}: its ending says {told}, but --format {given}; name another file, or leave --format out")
    if chosen in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        raise Usage(f"{chosen} is no text for a terminal; name a file with -o FILE")
    return chosen


def _apart(told: str, chosen: str) -> bool:
    """Whether a file cannot be of a format that its name tells and of the one chosen: SDMX is CSV, and all is text."""
    return told != chosen and (told in BINARY or chosen in BINARY or {told, chosen} == {"csv", "jsonl"})


def is_folder(output: Path, file_format: str) -> bool:
    """Whether an output is a folder: a data package whose name does not end in ``.zip``."""
    return file_format == "datapackage" and output.suffix.lower() != ".zip"


def write_records(records: Iterable[Any], *, of: type, file_format: str, output: Path | None) -> None:
    """Nothing; the records are written in the format, to the file or to standard output, as they come.

    The file appears when all is written; when `records` raises, what stood there stays, and when it does so before
    the first record, nothing goes to standard output. A data package whose name does not end in ``.zip`` is a folder.
    """
    coming = iter(records)
    records = itertools.chain(list(itertools.islice(coming, 1)), coming)
    try:
        if output is not None and is_folder(output, file_format):
            from analysis.tables.package import write_package_folder  # noqa: PLC0415  # only this format needs it
            from analysis.tables.rows import rows_of  # noqa: PLC0415  # as above

            with _refusing(output):
                write_package_folder(rows_of(records, of), output, opened=atomically)
            return
        with _target(output) as file:
            if file_format == TEXT:
                remark = _shown(records, file, of=of, filed=output is not None)
            else:
                remark = stream(records, file, of=of, file_format=file_format)
    except TableFormatError as error:
        raise Usage(error) from None
    if remark:
        say(remark)


def _shown(records: Iterable[Any], file: IO[bytes], *, of: type, filed: bool) -> str:
    """What to say below, if it is no file; records are written as a person reads them."""
    from analysis.cli.showing import WIDTH, as_text, remark  # noqa: PLC0415  # only this form needs it

    count = 0

    def counted() -> Iterator[Any]:
        nonlocal count
        for count, one in enumerate(records, start=1):  # noqa: B007  # it is the count that is wanted
            yield one

    # What is in a file must not depend on how wide the terminal of whoever made it was.
    width = WIDTH if filed else shutil.get_terminal_size((WIDTH, 24)).columns
    for text in as_text(counted(), of=of, width=width):
        file.write(text.encode("utf-8", "backslashreplace"))
    return "" if filed else remark(count, of=of)


def write_pieces(pieces: Iterable[Piece], *, of: type, file_format: str, output: Path | None) -> None:
    """Nothing; the parts of a table are written as one, to the file or to standard output, as they come.

    The file appears when all is written, as with `write_records`.
    """
    coming = iter(pieces)
    first = list(itertools.islice(coming, 1))
    with _target(output) as file:
        join(itertools.chain(first, coming), file, of=of, file_format=file_format)


def write_table(frame: pd.DataFrame, *, file_format: str, output: Path | None) -> None:
    """Nothing; the table is written in the format, to the file or to standard output."""
    from analysis.tables import rendered  # noqa: PLC0415  # whoever has a table has pandas

    write_bytes(rendered(frame, file_format=file_format), output=output)


def write_text(text: str, *, output: Path | None) -> None:
    """Nothing; the text is written to the file or to standard output."""
    write_bytes(text.encode("utf-8", "backslashreplace"), output=output)


def write_bytes(content: bytes, *, output: Path | None) -> None:
    """Nothing; the bytes are written to the file or to standard output."""
    with _target(output) as file:
        file.write(content)


@contextmanager
def _refusing(output: Path) -> Iterator[None]:
    """An error of the system as one line that names the file."""
    try:
        yield
    except OSError as error:
        raise Usage(f"{output}: cannot be written ({error.strerror or error}); name another file") from None


@contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """A file to write bytes to: one that appears when all is done, or standard output."""
    if output is not None:
        with _refusing(output), atomically(output) as file:
            yield file
        return
    if sys.stdout is None:
        raise Usage("standard output is closed; name a file with -o FILE")
    if sys.stdout.isatty():
        # A terminal may know another encoding than UTF-8, and obeys control characters.
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a text stream, if a terminal
        with _Screen() as screen:
            yield cast("IO[bytes]", screen)
    else:
        yield cast("IO[bytes]", _Pipe())
    sys.stdout.flush()


class _Pipe(io.RawIOBase):
    """Standard output as a file that cannot be gone back in: the same bytes whatever it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def writable(self) -> bool:
        """True: it is there to be written to."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self.written

    def write(self, data: Any) -> int:  # noqa: ANN401  # whatever holds bytes
        """How many bytes were written: all."""
        content = bytes(data)
        self.put(content)
        self.written += len(content)
        return len(content)

    def put(self, content: bytes) -> None:
        """Nothing; the bytes went out."""
        sys.stdout.buffer.write(content)


class _Screen(_Pipe):
    """A terminal: what could steer it is written out. It is given whole lines, however they come."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = b""

    def put(self, content: bytes) -> None:
        """Nothing; the lines that are whole went out, harmless."""
        lines, end, rest = (self._begun + content).rpartition(b"\n")
        self._begun = rest
        sys.stdout.write(printable((lines + end).decode("utf-8")))

    def close(self) -> None:
        """Nothing; the rest went out."""
        sys.stdout.write(printable(self._begun.decode("utf-8")))
        self._begun = b""
        super().close()
