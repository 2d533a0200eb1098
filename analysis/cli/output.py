"""What is written where: records to a file or to standard output, diagnostics to standard error."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from analysis.tables import FORMATS, atomically, rendered, to_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

__all__ = ["RECORD_FORMATS", "Usage", "choose_format", "printable", "say", "write_records", "write_table", "write_text"]

RECORD_FORMATS = tuple(FORMATS)
"""The formats of records, the first one the default."""
BINARY = ("parquet", "xlsx")
"""Formats that are not for the eye."""

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


def choose_format(given: str | None, output: Path | None, *, known: Sequence[str]) -> str:
    """The format to write: the one given, else that of the file's ending, else the first of those known.

    Raises Usage when it is not among those known, or is binary and would go to a terminal.

    >>> from pathlib import Path
    >>> choose_format(None, Path("figures.csv"), known=("jsonl", "csv"))
    'csv'
    """
    chosen = given or (output.suffix.lower().removeprefix(".") if output else known[0])
    if chosen == "txt":
        chosen = "text"
    if chosen not in known:
        what = f"the format {given!r}" if given else f"{output}: its ending says no format that"
        verb = "is not written" if given else "is written"
        raise Usage(f"{what} {verb}; use --format with one of {', '.join(known)}")
    if chosen in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        raise Usage(f"{chosen} is no text for a terminal; name a file with -o FILE")
    return chosen


def write_records(records: Iterable[Any], *, of: type, file_format: str, output: Path | None) -> None:
    """Nothing; the records are written in the format, to the file or to standard output.

    JSON Lines go out record by record as they come; the other formats need all of them first. The file
    appears when all is written; when `records` raises, what stood there stays.
    """
    if file_format == "jsonl":
        with _target(output) as write:
            for line in to_jsonl(records):
                write(line.encode("utf-8", "backslashreplace"))
        return
    from analysis.tables import table  # noqa: PLC0415  # pandas takes half a second that JSON Lines need not pay

    write_table(table(records, of=of), file_format=file_format, output=output)


def write_table(frame: pd.DataFrame, *, file_format: str, output: Path | None) -> None:
    """Nothing; the table is written in the format, to the file or to standard output."""
    content = rendered(frame, file_format=file_format)
    with _target(output) as write:
        write(content)


def write_text(text: str, *, output: Path | None) -> None:
    """Nothing; the text is written to the file or to standard output."""
    with _target(output) as write:
        write(text.encode("utf-8", "backslashreplace"))


@contextmanager
def _target(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """A function that writes bytes: into a file that appears when all is done, or to standard output."""
    if output is not None:
        try:
            with atomically(output) as file:
                yield file.write
        except OSError as error:
            raise Usage(f"{output}: cannot be written ({error.strerror or error}); name another file") from None
        return
    if sys.stdout is None:
        raise Usage("standard output is closed; name a file with -o FILE")
    if sys.stdout.isatty():
        # A terminal may know another encoding than UTF-8, and obeys control characters.
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a text stream, if a terminal
        yield lambda data: sys.stdout.write(printable(data.decode("utf-8")))
    else:
        yield sys.stdout.buffer.write
    sys.stdout.flush()
