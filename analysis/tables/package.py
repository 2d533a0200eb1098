"""Rows -> a Frictionless data package: the rows as CSV, and `datapackage.json`, which says what every column means.

The fields are described by the meanings of the model, as the codebook is. Figures come with a second table of
what each metric measures, to which they refer.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.definitions import definitions
from analysis.model import Figure
from analysis.tables.delimited import write_csv
from analysis.tables.records import Column, columns
from analysis.tables.rows import Rows, rows_of
from analysis.tables.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import IO

__all__ = ["metric_rows", "package_files", "write_package", "write_package_folder"]

Json = dict[str, Any]

_DESCRIPTOR = "datapackage.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can name: the day of writing would change the bytes
_TYPES = {"integer": "integer", "number": "number", "flag": "boolean"}
_FORMULAS = (
    "In the CSV an apostrophe stands before whatever a spreadsheet would take for the beginning of a formula; "
    "`analysis.tables.restored` takes it away."
)


def write_package(rows: Rows, file: IO[bytes]) -> None:
    """Nothing; the package is written as a ZIP, with equal bytes for equal rows. The rows stream."""
    with zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED) as archive:

        @contextmanager
        def entry(name: str) -> Iterator[IO[bytes]]:
            told = zipfile.ZipInfo(name, date_time=_EPOCH)
            told.compress_type = zipfile.ZIP_DEFLATED
            told.create_system = 3  # as on Unix, wherever it is made
            told.external_attr = 0o100644 << 16
            with archive.open(told, "w", force_zip64=True) as opened:
                yield opened

        _write(rows, entry)


def write_package_folder(
    rows: Rows, folder: Path, *, opened: Callable[[Path], AbstractContextManager[IO[bytes]]]
) -> None:
    """Nothing; the package is written into a folder, which is made where there is none.

    Each file is put in its place when it is whole (`opened` gives a file to write for a path), the descriptor last:
    its checksums tell an old table from a new one, should a run have been broken off between the two.
    """
    _write(rows, lambda name: opened(folder / name))


def package_files(of: type) -> list[str]:
    """The names of the files in a package of records of one type.

    >>> package_files(Figure)
    ['figures.csv', 'metrics.csv', 'datapackage.json']
    """
    return [*(f"{table.name}.csv" for table in _tables(rows_of([], of))), _DESCRIPTOR]


def _tables(rows: Rows) -> list[Rows]:
    return [rows, metric_rows()] if _of_figures(rows) else [rows]


def _write(rows: Rows, opened: Callable[[str], AbstractContextManager[IO[bytes]]]) -> None:
    resources = []
    for table in _tables(rows):
        path = f"{table.name}.csv"
        with opened(path) as file:
            counted = _Counted(file)
            write_csv(table, counted)  # type: ignore[arg-type]  # all that is asked of it is `write`
        resources.append(_resource(table, path, counted))
    with opened(_DESCRIPTOR) as file:
        file.write((json.dumps(_descriptor(rows, resources), ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


@dataclass(slots=True)
class _Counted:
    """A file that knows how much was written to it, and the checksum of it."""

    file: IO[bytes]
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.digest.update(data)
        return self.file.write(data)


def _descriptor(rows: Rows, resources: list[Json]) -> Json:
    return {
        "profile": "tabular-data-package",
        "name": f"communique-{rows.name}",
        "title": f"Communiqué: {rows.name}",
        "description": f"{_about(rows)} Version {SCHEMA_VERSION} of the records. {_FORMULAS}",
        "version": f"{SCHEMA_VERSION}.0",
        "resources": resources,
    }


def _about(rows: Rows) -> str:
    return ((rows.of and rows.of.__doc__) or "A table.").strip().splitlines()[0]


def _of_figures(table: Rows) -> bool:
    return table.of is not None and issubclass(table.of, Figure)


def _resource(table: Rows, path: str, written: _Counted) -> Json:
    schema: Json = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.of is None:
        schema["primaryKey"] = [table.columns[0].name]
    elif _of_figures(table):
        reference = {"resource": METRICS, "fields": ["metric"]}
        schema["foreignKeys"] = [{"fields": ["metric"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": written.size,
        "hash": f"sha256:{written.digest.hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> Json:
    """The description of one column: its name, its type, what it means and what may stand in it.

    An empty text and a missing one are alike in CSV, so that only what is no free text can be asked for.
    """
    constraints: Json = {}
    if column.kind not in {"text", "list"} and not column.empty:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    told: Json = {"name": column.name, "type": _TYPES.get(column.kind, "string"), "description": column.meaning}
    return {**told, "constraints": constraints} if constraints else told


METRICS = "metrics"
"""The name of the table of metrics."""

_METRIC_MEANINGS = {
    "metric": "the key that the figures carry",
    "name": "what a reader calls it",
    "definition": "what counts as it, and what does not",
    "measure": "what a value is when the text does not say: flow, stock or event",
    "units": "the units that it is stated in: money for any currency, or singular English nouns; none for any unit",
    "direction": "the two roles of a directed metric",
}


def metric_rows() -> Rows:
    """What each metric in force measures, one row a metric: the table that the figures refer to.

    >>> [column.name for column in metric_rows().columns][:3]
    ['metric', 'name', 'definition']
    """
    measures = next(column.values for column in columns(Figure) if column.name == "measure")
    found = tuple(
        Column(
            name=name,
            path=(name,),
            kind="category" if name == "measure" else "text",
            empty=name in {"units", "direction"},
            values=measures if name == "measure" else (),
            meaning=meaning,
        )
        for name, meaning in _METRIC_MEANINGS.items()
    )
    cells = (
        [metric.key, metric.name, metric.definition, metric.measure, "|".join(metric.units), metric.direction]
        for metric in definitions().metrics.values()
    )
    return Rows(name=METRICS, columns=found, cells=cells)
