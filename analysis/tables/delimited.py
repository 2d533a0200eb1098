"""Rows -> CSV, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.tables.defusing import defused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from analysis.tables.records import Cell
    from analysis.tables.rows import Rows

__all__ = ["line", "write_csv"]


def write_csv(rows: Rows, file: IO[bytes]) -> None:
    """Nothing; the rows are written as CSV: UTF-8, LF, a header, null as an empty cell.

    Only what needs quotation marks has them. A text that a spreadsheet would run has an apostrophe where the
    formula would begin: see `analysis.tables.defusing`, which also knows the way back.
    """
    file.write(line(column.name for column in rows.columns))
    for cells in rows.cells:
        file.write(line(cells))


def line(cells: Iterable[Cell], *, harmless: bool = True) -> bytes:
    r"""One line of a file of CSV; with `harmless`, formulas are defused.

    >>> line(["=1", 2, None, "a,b"])
    b'\'=1,2,,"a,b"\n'
    """
    return (",".join(_quoted(defused(cell) if harmless else cell) for cell in cells) + "\n").encode("utf-8")


def _quoted(value: Cell) -> str:
    # The csv module leaves a lone carriage return bare, which most readers take for the end of the row.
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n\r') else text
