"""The table of figures of a report, and the figures themselves, read back from their wire form."""

from __future__ import annotations

import dataclasses
from typing import Any

from analysis import wording
from analysis.corrections import CODE
from analysis.model import Change, Figure, Quote, StatedBy
from analysis.reports.parts import Said, inferred, sort_key

__all__ = ["figures", "figures_table"]

Node = dict[str, Any]

HEADS = ["Measure", "As stated", "Value", "Period", "Status", "Between", "Change", "Source"]

WIDTH = 28
"""Characters of a title in the table; the evidence gives it in full."""


def figures(records: list[Node]) -> list[Figure]:
    """Figures from their wire form: the inverse of `tables.record`."""
    return [_figure(record) for record in records]


def figures_table(block: Node, documents: dict[str, Node]) -> Node:
    """The block of figures as a table: what is stated, in the source's words and in ours, and where."""
    rows = [_row(figure, documents.get(figure.document, {})) for figure in figures(block["records"])]
    return {
        "kind": "table",
        "caption": block["caption"],
        "heads": HEADS,
        "rows": rows,
        "note": "",
        "empty": "These sources state no figure of the relations.",
    }


def _row(figure: Figure, document: Node) -> list[Node]:
    stretch = {
        "document": figure.document,
        "start": figure.start,
        "end": figure.end,
        "exact": figure.quote.exact,
        "sentence": figure.sentence,
        "before": figure.quote.prefix,
        "inferred": list(figure.inferred),
    }
    quoted: Node = {"text": figure.quote.exact, "refs": [stretch]}
    if document.get("language"):
        quoted["lang"] = document["language"]
    between = wording.direction(figure.direction) if figure.direction else wording.economies(figure.parties)
    change = wording.change(figure.change, unit_of=figure.unit) if figure.change and figure.value is not None else ""
    stated = ("unit",) if figure.value is not None else ("unit", "versus")
    corrected = ", corrected" if any(slot.endswith(f":{CODE}") for slot in figure.inferred) else ""
    title = wording.headline(document.get("title") or figure.document, WIDTH)
    source = _cell(title, lang=document.get("language"))
    if document.get("supplied"):
        source["runs"].append({"text": f" ({wording.words()['digest']['short']})"})
    return [
        _cell(inferred(wording.metric(figure.metric), figure, "metric")),
        {"runs": [quoted]},
        _cell(inferred(wording.stated(figure), figure, *stated), key=figure.value),
        _cell(inferred(wording.short(figure.period) if figure.period else "", figure, "period"), key=figure.period),
        _cell(wording.status(figure.status) + corrected),
        _cell(inferred(between, figure, "parties", "direction")),
        _cell(inferred(change, figure, "versus")),
        source,
    ]


def _cell(text: str | Said, *, key: object = None, lang: str | None = None) -> Node:
    """A cell: its text, what it is sorted by where that is not the text, and its language."""
    run = text.run if isinstance(text, Said) else {"text": text}
    if lang:
        run = {**run, "lang": lang}
    return {"runs": [run] if run["text"] else []} | ({} if key is None else {"key": sort_key(key)})


def _figure(record: Node) -> Figure:
    """One figure; lists become tuples again, nested records their classes."""
    nested = {"change": Change, "quote": Quote, "stated_by": StatedBy}
    values: dict[str, Any] = {}
    for item in dataclasses.fields(Figure):
        value = record[item.name]
        if item.name in nested and value is not None:
            value = nested[item.name](**value)
        elif isinstance(value, list):
            value = tuple(tuple(part) if isinstance(part, list) else part for part in value)
        values[item.name] = value
    return Figure(**values)
