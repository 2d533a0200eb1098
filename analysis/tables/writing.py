"""Records or tables -> files of every format, the same bytes for the same data.

Every file is written beside its place and renamed into it, so that a reader, or an interrupted run,
never sees half of one.
"""

from __future__ import annotations

import contextlib
import glob
import io
import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from analysis.model import Figure
from analysis.tables.records import to_jsonl
from analysis.tables.rows import rows_of, rows_of_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

    import pandas as pd
    from _typeshed import DataclassInstance

    from analysis.tables.rows import Rows

__all__ = [
    "BINARY",
    "ENDINGS",
    "FIGURE_FORMATS",
    "FORMATS",
    "TableFormatError",
    "atomically",
    "format_of",
    "names_a_file",
    "rendered",
    "stream",
    "write",
]

Data: TypeAlias = "pd.DataFrame | Iterable[DataclassInstance]"
"""What can be written: a table, or records of one type."""

FORMATS = ("jsonl", "csv", "parquet", "xlsx", "datapackage")
"""The formats of any records."""
FIGURE_FORMATS = (*FORMATS, "sdmx", "annotations")
"""The formats of figures."""
BINARY = ("parquet", "xlsx", "datapackage")
"""The formats that are not for the eye."""
ENDINGS = {"zip": "datapackage", "jsonld": "annotations", "sdmx.csv": "sdmx"}
"""What the ending of a file's name says of its format, where the ending is not the format's own name."""


class TableFormatError(ValueError):
    """A format that cannot be written; the message names the known ones, or the way out."""


_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]$')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_LONGEST = 240  # bytes of a name: systems take 255, and a passing name is longer than that of the file


def names_a_file(name: str) -> bool:
    """Whether a file can be called so on every system, and lies in its folder then: no path, no device of Windows.

    >>> names_a_file("la-vn.txt"), names_a_file("../x"), names_a_file("nul.txt"), names_a_file("a:b")
    (True, False, False, False)
    """
    if not name or _NO_NAME.search(name) or _DEVICE.fullmatch(name):
        return False
    return name.isprintable() and len(name.encode("utf-8", "surrogatepass")) <= _LONGEST


@contextlib.contextmanager
def atomically(path: str | os.PathLike[str]) -> Iterator[io.BufferedWriter]:
    """A binary file that appears at `path` only when the block ends without an error.

    Written under a passing name in the same folder, flushed to the disk, then renamed. On any error,
    Ctrl-C among them, the passing file is removed and what stood at `path` stays as it was. Missing
    parent folders are made. A passing file that is left of a process that was killed is removed.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            _hold(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only the owner read; a report is for everyone whom the umask allows.
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(target: Path) -> None:
    """Nothing; passing files for this place that no process writes any more are gone."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        # Windows refuses to remove what is open; elsewhere who writes holds a lock, which ends with the process.
        with contextlib.suppress(OSError):
            with left.open("rb") as file:
                free = _hold(file)
            if free:
                left.unlink()


def _hold(file: IO[bytes]) -> bool:
    """Whether this process holds the file now; False where another does."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(data: Data, path: str | os.PathLike[str], *, file_format: str | None = None) -> Path:
    """The path of the file written: records of one type, or a table, in any of the formats.

    The format is read off the file's ending unless `file_format` says it. A data package whose path does not end
    in ``.zip`` is a folder. Two writes of equal data give equal bytes. Raises TableFormatError for a format that
    is not written.
    """
    target = Path(path)
    chosen = file_format or format_of(target)
    if chosen == "datapackage" and target.suffix.lower() != ".zip":
        from analysis.tables.package import write_package_folder  # noqa: PLC0415 - with the definitions

        write_package_folder(_rows(data), target, opened=atomically)
        return target
    with atomically(target) as file:
        _write(data, file, chosen)
    return target


def format_of(path: Path) -> str:
    """What the ending of a file's name says of its format; the ending itself where it says none that we know.

    >>> format_of(Path("a.SDMX.csv")), format_of(Path("a.zip")), format_of(Path("a.txt"))
    ('sdmx', 'datapackage', 'txt')
    """
    name = path.name.lower()
    found = next((told for ending, told in ENDINGS.items() if name.endswith(f".{ending}")), None)
    return found or path.suffix.lower().removeprefix(".")


def rendered(data: Data, *, file_format: str) -> bytes:
    """The bytes of the file: of records (any iterable of one type) or of a table. See `stream` for the formats.

    Of a table, JSON Lines have its rows with flat keys.

    >>> rendered([], file_format="csv").decode().split(",")[:3]
    ['id', 'document', 'metric']
    """
    content = io.BytesIO()
    _write(data, content, file_format)
    return content.getvalue()


def stream(records: Iterable[DataclassInstance], file: IO[bytes], *, of: type, file_format: str) -> str:
    """What a user should know of the file written, in one line; mostly nothing.

    Records of one type are written to an open file as they come, in one of FORMATS, or for figures of
    FIGURE_FORMATS; only `xlsx` holds them all before it writes. What comes in equal order gives equal bytes.

    - jsonl: the wire form, nested as the model is;
    - csv: UTF-8, LF, a header, null as an empty cell, formulas defused;
    - parquet: Zstandard, each column with its meaning as metadata;
    - xlsx: typed cells, a frozen head with filters, a second sheet with the codebook;
    - datapackage: a Frictionless data package as ZIP, its columns described by the codebook;
    - sdmx: SDMX-CSV 2.0, for the structure of `sdmx_structure`;
    - annotations: W3C Web Annotations as JSON-LD.

    Raises TableFormatError for a format that is not written of such records, and for more rows than it can hold;
    TypeError at a record of another type.

    >>> import io
    >>> stream([], file := io.BytesIO(), of=Figure, file_format="sdmx"), file.getvalue()[:22]
    ('', b'STRUCTURE,STRUCTURE_ID')
    """
    match file_format:
        case "jsonl":
            for line in to_jsonl(records):
                file.write(line.encode("utf-8", "backslashreplace"))
        case "sdmx" if of is Figure:
            from analysis.tables.sdmx import write_sdmx  # noqa: PLC0415 - only this format needs it

            return _without_period(write_sdmx(records, file))  # type: ignore[arg-type]  # figures, as `of` says
        case "annotations" if of is Figure:
            from analysis.tables.annotations import write_annotations  # noqa: PLC0415 - the same

            write_annotations(records, file)  # type: ignore[arg-type]
        case _:
            _write_rows(rows_of(records, of), file, file_format)
    return ""


def _without_period(count: int) -> str:
    if not count:
        return ""
    figures = "1 figure has" if count == 1 else f"{count} figures have"
    return f"{figures} no period and no place in SDMX, where the period is a dimension; the other formats have all"


def _write(data: Data, file: IO[bytes], file_format: str) -> None:
    if hasattr(data, "columns"):
        rows = _rows(data)
        if file_format == "jsonl":
            names = [column.name for column in rows.columns]
            for cells in rows.cells:
                text = json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False)
                file.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        else:
            _write_rows(rows, file, file_format)
        return
    records = list(data)
    stream(records, file, of=type(records[0]) if records else Figure, file_format=file_format)


def _rows(data: Data) -> Rows:
    if hasattr(data, "columns"):
        return rows_of_frame(data)  # type: ignore[arg-type]  # what has columns is a table
    records = list(data)
    return rows_of(records, type(records[0]) if records else Figure)


def _write_rows(rows: Rows, file: IO[bytes], file_format: str) -> None:
    if file_format not in _WRITERS:
        known = FIGURE_FORMATS if rows.of is Figure else FORMATS
        raise TableFormatError(f"no {file_format!r} is written; known formats: {', '.join(known)}")
    if file_format in _ZIPPED and not file.seekable():
        # A ZIP in a pipe gets its sizes behind its data: other bytes than in a file.
        with io.BytesIO() as whole:
            _WRITERS[file_format](rows, whole)
            file.write(whole.getvalue())
        return
    _WRITERS[file_format](rows, file)


_ZIPPED = ("xlsx", "datapackage")


def _csv(rows: Rows, file: IO[bytes]) -> None:
    from analysis.tables.delimited import write_csv  # noqa: PLC0415 - each writer is loaded when it is needed

    write_csv(rows, file)


def _parquet(rows: Rows, file: IO[bytes]) -> None:
    from analysis.tables.columnar import write_parquet  # noqa: PLC0415 - costs a third of a second

    write_parquet(rows, file)


def _xlsx(rows: Rows, file: IO[bytes]) -> None:
    from analysis.tables.workbook import TooLargeError, write_workbook  # noqa: PLC0415 - as above

    try:
        write_workbook(rows, file)
    except TooLargeError as error:
        raise TableFormatError(f"{error}; write csv or parquet") from None


def _datapackage(rows: Rows, file: IO[bytes]) -> None:
    from analysis.tables.package import write_package  # noqa: PLC0415 - as above

    write_package(rows, file)


_WRITERS: dict[str, Callable[[Rows, IO[bytes]], None]] = {
    "csv": _csv,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "datapackage": _datapackage,
}
