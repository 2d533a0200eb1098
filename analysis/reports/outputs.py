"""Outputs that do not come from our vocabulary -> blocks: a notebook of one's own may simply show a table.

A table of pandas becomes a table, text stays text. What cannot be read by everyone, a picture without
a text alternative, is refused.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from analysis.reports import markdown

__all__ = ["ReportError", "foreign"]

Node = dict[str, Any]


class ReportError(Exception):
    """A report that cannot be made; the message names the notebook, the place and the way out."""


def foreign(output: Node, number: int) -> list[Node]:
    """The blocks of an output of cell `number`; none for what goes to standard error.

    >>> foreign({"output_type": "stream", "name": "stdout", "text": "done"}, 3)
    [{'kind': 'code', 'text': 'done'}]
    """
    if output["output_type"] == "stream":
        return [{"kind": "code", "text": output["text"].rstrip()}] if output["name"] == "stdout" else []
    data = output.get("data", {})
    if "text/markdown" in data:
        return markdown.blocks(data["text/markdown"])
    if any(kind.startswith("image/") for kind in data):
        raise ReportError(
            f"cell {number} shows a picture without a text alternative: "
            "show it with `reports.chart(figure, alt=..., caption=...)`"
        )
    if "<table" in data.get("text/html", ""):
        reader = _Tables()
        reader.feed(data["text/html"])
        return reader.tables
    text = data.get("text/plain", "")
    return [{"kind": "code", "text": text}] if text else []


class _Tables(HTMLParser):
    """The tables of a piece of HTML as blocks; everything else in it is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Node] = []
        self.words: list[str] | None = None
        self.rows: list[list[str]] = []
        self.heads: list[str] = []
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a table, its head, a row or a cell."""
        del attrs
        if tag == "table":
            self.rows, self.heads = [], []
        elif tag == "thead":
            self.in_head = True
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.words = []

    def handle_data(self, data: str) -> None:
        """Adds to the open cell."""
        if self.words is not None:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Closes a cell, the head or the table."""
        if tag in {"td", "th"} and self.words is not None and self.rows:
            self.rows[-1].append("".join(self.words).strip())
            self.words = None
        elif tag == "thead":
            self.heads, self.rows, self.in_head = (self.rows[-1] if self.rows else []), [], False
        elif tag == "table":
            rows = [[_cell(text) for text in row] for row in self.rows if row]
            table = {"kind": "table", "caption": "", "heads": self.heads, "rows": rows, "note": "", "empty": ""}
            self.tables.append(table)


def _cell(text: str) -> Node:
    """A cell, flush right where it holds a number."""
    cell: Node = {"runs": [{"text": text}] if text else []}
    if text.replace(",", "").replace(".", "", 1).lstrip("-−").isdigit():
        cell["number"] = True
    return cell
