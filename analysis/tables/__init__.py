"""Records -> tables and files: the wire form, a tidy table, exports, the codebook and the JSON Schema.

The names that need pandas are loaded when first used: writing JSON Lines does without it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from analysis.tables.defusing import defused, restored
from analysis.tables.records import RECORDS, Column, columns, flat, record, to_jsonl
from analysis.tables.schema import SCHEMA_VERSION, json_schema
from analysis.tables.writing import (
    BINARY,
    FIGURE_FORMATS,
    FORMATS,
    TableFormatError,
    atomically,
    format_of,
    names_a_file,
    rendered,
    stream,
    write,
)

if TYPE_CHECKING:
    from analysis.tables.frames import table
    from analysis.tables.meanings import codebook, codebook_markdown, metrics_table
    from analysis.tables.structures import sdmx_structure

__all__ = [
    "BINARY",
    "FIGURE_FORMATS",
    "FORMATS",
    "RECORDS",
    "SCHEMA_VERSION",
    "Column",
    "TableFormatError",
    "atomically",
    "codebook",
    "codebook_markdown",
    "columns",
    "defused",
    "flat",
    "format_of",
    "json_schema",
    "metrics_table",
    "names_a_file",
    "record",
    "rendered",
    "restored",
    "sdmx_structure",
    "stream",
    "table",
    "to_jsonl",
    "write",
]

_LATE = {
    "table": "frames",
    "codebook": "meanings",
    "codebook_markdown": "meanings",
    "metrics_table": "meanings",
    "sdmx_structure": "structures",
}


def __getattr__(name: str) -> object:
    if name in _LATE:
        module = importlib.import_module(f"{__name__}.{_LATE[name]}")
        return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
