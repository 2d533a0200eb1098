"""Files that we wrote ourselves: tables of what was found, and lists of what was not read. They are no documents."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from analysis.documents.records import are_ours
from analysis.documents.sources import PACKAGE, Options, endings

__all__ = ["holds_results", "is_known_again"]

_LINE = 2**20
"""Bytes of a first line that are looked at."""
_DESCRIPTOR = "datapackage.json"
_OURS, _TEXTS = "communique-", "communique-documents"
"""How the names of our data packages begin, and the one that holds the texts that were read."""


def holds_results(path: Path, options: Options) -> bool:
    """Whether a file holds nothing but what we wrote, texts that were read excepted; told by its first line.

    One that holds nothing at all is JSON Lines of no results. No file is one where the options name a column of it
    for the text.
    """
    if not is_known_again(path):
        return False
    try:
        columns = list(_COLUMNS[endings(path.name)[0]](path))
    except Exception:  # noqa: BLE001  # a damaged file raises many kinds, and who reads it says what is wrong with it
        return False
    return are_ours(columns) and options.columns.get("text") not in columns


def is_known_again(path: Path) -> bool:
    """Whether what we write under a name can be told from documents, by the name's ending.

    >>> is_known_again(Path("figures.csv")), is_known_again(Path("figures.txt"))
    (True, False)
    """
    ending, compression = endings(path.name)
    return ending in _COLUMNS and not compression


def _of_lines(path: Path) -> Iterable[str]:
    line = _first_line(path)
    return json.loads(line) if line else ("document", "start", "end")


def _of_csv(path: Path) -> Iterable[str]:
    return next(csv.reader([_first_line(path).decode()]))


def _of_parquet(path: Path) -> Iterable[str]:
    from pyarrow import parquet  # noqa: PLC0415  # a third of a second that other formats need not pay

    names: list[str] = parquet.read_schema(path).names
    return names


def _of_package(path: Path) -> Iterable[str]:
    """The columns of the first table of a data package of ours."""
    with zipfile.ZipFile(path) as archive, archive.open(_DESCRIPTOR) as file:
        told = json.loads(file.read(_LINE))
    if not told["name"].startswith(_OURS) or told["name"] == _TEXTS:
        return ()
    return [field["name"] for field in told["resources"][0]["schema"]["fields"]]


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(_LINE)


_COLUMNS: dict[str, Callable[[Path], Iterable[str]]] = {
    ".jsonl": _of_lines,
    ".ndjson": _of_lines,
    ".csv": _of_csv,
    ".tsv": _of_csv,
    ".parquet": _of_parquet,
    PACKAGE: _of_package,
}
"""File ending -> the columns of what we write under it."""
