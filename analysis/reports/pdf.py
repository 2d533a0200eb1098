"""Content -> PDF: tagged PDF/UA-1 set by typst, through an nbconvert exporter of ours."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from nbconvert.exporters import Exporter

from analysis import wording
from analysis.reports.blocks import web_host
from analysis.reports.content import content
from analysis.reports.drawing import outlined
from analysis.reports.fonts import folder, unset
from analysis.reports.outputs import ReportError
from analysis.style import style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from analysis.reports.content import Content

__all__ = ["PDFReport", "pdf"]

Node = dict[str, Any]
TEMPLATE = Path(__file__).with_name("templates") / "pdf" / "report.typ"
PAPERS = ("a4", "us-letter")

NARROW = 15
"""A column whose longest entry has no more characters than this is as wide as it needs."""
MANY = 5
"""From more columns than this on, every column gets a share of the width."""
EASY = 20
"""Beyond this many characters such a column gains ever less."""
BROAD = 44
"""Beyond this many characters a column gains no more of the width."""


class PDFReport(Exporter):
    """An nbconvert exporter: an executed notebook as a tagged PDF.

    `resources["communique"]` may hold what `content` takes by name, and `paper`: "a4" or "us-letter".
    """

    output_mimetype = "application/pdf"
    export_from_notebook = "Communiqué report (PDF)"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # the base says a notebook, its exporters give a text or bytes
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: object
    ) -> tuple[bytes, dict[str, Any]]:
        """The bytes of the PDF and the resources, as nbconvert wants them."""
        nb, result = super().from_notebook_node(nb, resources, **options)
        given = dict((resources or {}).get("communique", {}))
        given.pop("downloads", None)
        paper = given.pop("paper", "a4")
        made = given.pop("content", None) or content(nb, **{"name": "report", **given})
        return pdf(made, paper=paper), result


def pdf(made: Content, *, paper: str = "a4") -> bytes:
    """The content as PDF/UA-1: the same bytes for the same content.

    A sign that none of the fonts has is set as one that says so. Raises ReportError when typst refuses it, for example
    where a picture lacks its text alternative.
    """
    if paper not in PAPERS:
        raise ReportError(f"no paper {paper!r}; known: {', '.join(PAPERS)}")
    look = {**dataclasses.asdict(style()), "chart": style().chart}
    data = json.dumps({"content": _worded(made), "look": look}, ensure_ascii=False)
    data = data.translate(dict.fromkeys(map(ord, unset(data)), "\ufffd"))
    day = (
        dt.date.fromisoformat(made.date[:10])
        if made.date and len(made.date) >= len("YYYY-MM-DD")
        else dt.date(1970, 1, 1)
    )
    stamp = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    with tempfile.TemporaryDirectory() as place:
        fonts = folder(Path(place) / "fonts", data)
        try:
            result: bytes = typst.compile(  # type: ignore[misc]  # its stub needs a type that bytes meets
                TEMPLATE.read_bytes(),
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"data": data, "paper": paper},
                timestamp=stamp,
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as error:
            raise ReportError(f"the PDF of {made.name} could not be set: {error}") from error
    return result


def _worded(made: Content) -> Node:
    """The content with dates, languages and column widths put into words and numbers for the template."""
    tree: Node = json.loads(json.dumps(made.as_json()))
    tree["date_words"] = wording.period(made.date) if made.date else None
    tree["counts"] = made.counts
    return dict(_walked(tree))


def _walked(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The tree with documents described in words, tables given their column widths, charts made fit for a PDF.

    Texts are made legible: typst refuses what has no shape.
    """
    if isinstance(value, list):
        return [_walked(item) for item in value]
    if isinstance(value, str):
        return wording.legible(value)
    if not isinstance(value, dict):
        return value
    walked = {key: _walked(item) for key, item in value.items()}
    if walked.get("kind") == "table":
        walked["widths"] = _widths(walked)
    if walked.get("kind") == "chart":
        walked["svg"] = outlined(walked["svg"])
    if walked.get("published"):
        walked["published_words"] = wording.period(walked["published"])
    if walked.get("language") and "id" in walked:
        walked["language_words"] = wording.language(walked["language"])
    if walked.get("address"):
        walked["host"] = web_host(walked["address"])
    return walked


def _widths(table: Mapping[str, Any]) -> list[float | None]:
    """The share of each column; None for one that is as wide as it needs.

    In a table of many columns each gets a share, so that none is squeezed to the breaking of words.

    >>> _widths({"heads": ["Year", "Fields"], "rows": [[{"runs": [{"text": "2021"}]}, {"runs": [{"text": "x" * 60}]}]]})
    [None, 44]
    """
    widths: list[float | None] = []
    many = len(table["heads"]) > MANY
    for place, head in enumerate(table["heads"]):
        entries = [
            "".join(run["text"] + "[1]" * len(run.get("links", ())) for run in row[place]["runs"])
            for row in table["rows"]
        ]
        longest = max([len(head), *map(len, entries)])
        if many:
            word = max(len(part) for entry in [head, *entries] for part in entry.split() or [""])
            share = longest if longest <= EASY else EASY + (longest - EASY) ** 0.5
            widths.append(round(max(share, word + 1, 6) + 2.5, 2))
        else:
            widths.append(None if longest <= NARROW else min(longest, BROAD))
    return widths
