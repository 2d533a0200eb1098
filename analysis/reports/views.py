"""Views of texts: a document with its numbers highlighted, a quote inside its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import wording
from analysis.reports.references import anchor
from analysis.style import style

if TYPE_CHECKING:
    from analysis.reports.references import Reference

__all__ = ["evidence_item", "source_view"]

Node = dict[str, Any]


def evidence_item(reference: Reference, documents: dict[str, Node]) -> Node:
    """One entry of a list of evidence: the sentence in three, the document it stands in, the ways back."""
    before, exact, after = reference.parts()
    return {
        "number": reference.number,
        "id": reference.id,
        "before": before,
        "exact": exact,
        "after": after,
        "document": documents.get(reference.document, {"id": reference.document}),
        "uses": list(reference.uses),
        "inferred": wording.inferred(reference.inferred),
    }


def source_view(block: Node, references: list[Reference]) -> Node:
    """A text as paragraphs of segments; a segment is plain text or a mark with segments inside.

    Marks are the figures' quotes, the ledger's entries and whatever the report cites, nested where one
    lies in the other and cut where they cross. The first mark at a place carries the place's id.
    """
    text: str = block["text"]
    marks = sorted(_marks(block, references), key=lambda mark: (mark["start"], -mark["end"], mark["order"]))
    taken: set[int] = set()
    for mark in marks:
        if mark["start"] not in taken:
            taken.add(mark["start"])
            mark["id"] = anchor(block["document"]["id"], mark["start"])
    paragraphs = []
    for start, end in _lines(text):
        inside = [mark for mark in marks if start <= mark["start"] < end]
        paragraphs.append({"quiet": _outside(block, start, end), "segments": _nested(text, start, end, inside)})
    counts: dict[str, int] = {}
    for entry in block["entries"]:
        key = style().group(entry["class"]).key
        counts[key] = counts.get(key, 0) + 1
    legend = [
        {"group": group.key, "label": group.label, "count": counts[group.key]}
        for group in style().ledger
        if group.key in counts
    ]
    return {"kind": "source", "document": block["document"], "paragraphs": paragraphs, "legend": legend}


def _marks(block: Node, references: list[Reference]) -> list[Node]:
    """All stretches to be marked; an entry that a figure's quote covers is part of that quote."""
    quotes = [(figure["start"], figure["end"]) for figure in block["figures"]]
    marks: list[Node] = [
        {
            "start": figure["start"],
            "end": figure["end"],
            "group": "figure",
            "title": "; ".join(filter(None, [wording.metric(figure["metric"]), wording.inferred(figure["inferred"])])),
            "order": 1,
        }
        for figure in block["figures"]
    ]
    for entry in block["entries"]:
        covered = any(start <= entry["start"] and entry["end"] <= end for start, end in quotes)
        if covered and entry["class"] == "figure":
            continue
        title = f"{entry['class']}: {wording.reason(entry['reason'])}" if entry["reason"] else entry["class"]
        group = style().group(entry["class"]).key
        marks.append({"start": entry["start"], "end": entry["end"], "group": group, "title": title, "order": 2})
    for reference in references:
        same = [mark for mark in marks if mark["start"] == reference.start]
        if not same:
            same = [{"start": reference.start, "end": reference.end, "group": "cited", "title": "", "order": 0}]
            marks += same
        same[0]["number"], same[0]["uses"] = reference.number, list(reference.uses)
    return marks


def _lines(text: str) -> list[tuple[int, int]]:
    """The stretches of the lines that are not blank, in characters of the text."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line)
    return found


def _outside(block: Node, start: int, end: int) -> bool:
    """Whether a line lies outside the body of the article."""
    return any(first <= start and end <= last for first, last, _ in block["boilerplate"])


def _nested(text: str, start: int, end: int, marks: list[Node]) -> list[Node]:
    """Text and marks from start to end; marks are sorted by their start, the longest first."""
    segments: list[Node] = []
    position = start
    while marks:
        mark, rest = marks[0], marks[1:]
        stop = min(mark["end"], end)
        inside = [other for other in rest if other["start"] < stop]
        marks = [other for other in rest if other["start"] >= stop]
        if mark["start"] > position:
            segments.append({"text": text[position : mark["start"]]})
        content = _nested(text, mark["start"], stop, inside)
        segments.append(
            {key: mark[key] for key in ("group", "title", "id", "number", "uses") if key in mark}
            | {"segments": content}
        )
        position = stop
    if position < end:
        segments.append({"text": text[position:end]})
    return segments
