"""Rows -> a workbook of Excel: typed cells, a frozen head with filters, and a sheet with the codebook."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import xlsxwriter

from analysis.tables.rows import rows_of_frame

if TYPE_CHECKING:
    from typing import IO

    from xlsxwriter.format import Format

    from analysis.tables.records import Cell, Column
    from analysis.tables.rows import Rows

__all__ = ["CELL_LIMIT", "ROW_LIMIT", "TooLargeError", "write_workbook"]

CELL_LIMIT = 32_767
"""Characters that a cell of a spreadsheet can hold; of a longer text the rest is left out, which … says."""
ROW_LIMIT = 1_048_576
"""Rows that a sheet can hold, its head included."""
_WIDEST, _NARROWEST = 60, 8  # characters of a column's width: beyond the widest a reader scrolls for nothing
_CODEBOOK_WIDEST = 90
_ROOM = 4  # characters beside the widest, for the indent and the arrow of the filter
_HEAD_HEIGHT = 21  # points
_EPOCH = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed date without a zone: XLSX knows none
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}


class TooLargeError(ValueError):
    """More rows than a sheet can hold."""


def write_workbook(rows: Rows, file: IO[bytes]) -> None:
    """Nothing; the rows are written as XLSX, with the codebook of their columns on a second sheet.

    Nothing is taken for a formula or a link: a text is written as a text, whatever it opens with. The whole
    table is held in memory. Raises TooLargeError for more rows than a sheet can hold.
    """
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        # Without a fixed date the file would hold the time of writing.
        book.set_properties({"created": _EPOCH})
        _Sheet(book, rows).write()
        if rows.of is not None:
            from analysis.tables.meanings import codebook  # noqa: PLC0415 - with pandas, which only this sheet needs

            _Sheet(book, rows_of_frame(codebook(of=rows.of)), name="codebook", widest=_CODEBOOK_WIDEST).write()


class _Sheet:
    """One sheet of a workbook, with the looks of its cells."""

    def __init__(self, book: xlsxwriter.Workbook, rows: Rows, *, name: str = "", widest: int = _WIDEST) -> None:
        self.rows = rows
        self.sheet = book.add_worksheet(name or rows.name)
        top = {"valign": "top"}
        # Texts stand one sign in, so that none touches the number in the column before.
        text = {"num_format": "@", "align": "left", "indent": 1, **top}
        head = {"bold": True, "bottom": 1, "bg_color": "#EEF2F5", "valign": "vcenter"}
        self.head: Format = book.add_format({"align": "left", "indent": 1, **head})
        self.head_of_numbers: Format = book.add_format({"align": "right", **head})
        self.text: Format = book.add_format(text)
        self.wrapped: Format = book.add_format({"text_wrap": True, **text})
        self.flag: Format = book.add_format({"align": "left", "indent": 1, **top})
        # A year or a position takes no thousands separator; an amount does.
        self.bare: Format = book.add_format({"num_format": "0", **top})
        self.grouped: Format = book.add_format({"num_format": "#,##0", **top})
        self.broken: Format = book.add_format({"num_format": "#,##0.######", **top})
        self.wraps = bool(name)
        self.widest = widest
        self.widths = [max(_NARROWEST, len(column.name)) for column in rows.columns]

    def write(self) -> None:
        """Nothing; the sheet holds its rows."""
        columns = self.rows.columns
        for place, column in enumerate(columns):
            numbers = column.kind in {"integer", "number"}
            self.sheet.write_string(0, place, column.name, self.head_of_numbers if numbers else self.head)
        line = 0
        for line, cells in enumerate(self.rows.cells, start=1):
            if line >= ROW_LIMIT:
                raise TooLargeError(f"a sheet of Excel holds {ROW_LIMIT - 1:,} rows, and here are more")
            for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
                self.cell(line, place, column, value)
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, min(width + _ROOM, self.widest))
        self.sheet.set_row(0, _HEAD_HEIGHT)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_landscape()
        self.sheet.repeat_rows(0)
        if columns:
            self.sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)

    def cell(self, line: int, place: int, column: Column, value: Cell) -> None:
        """Nothing; one cell is written, as what it is."""
        if isinstance(value, bool):
            self.sheet.write_boolean(line, place, value, self.flag)
        elif isinstance(value, int | float):
            style = self.bare if column.kind == "integer" else self.grouped if isinstance(value, int) else self.broken
            self.sheet.write_number(line, place, value, style)
            self.widths[place] = max(self.widths[place], len(f"{value:,}"))
        elif value is not None:
            shown = value if len(value) <= CELL_LIMIT else f"{value[: CELL_LIMIT - 1]}…"
            self.sheet.write_string(line, place, shown, self.wrapped if self.wraps else self.text)
            self.widths[place] = max(self.widths[place], len(value))
