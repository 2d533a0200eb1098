"""Reports: a notebook and its parameters become HTML and PDF, with the figures as data files beside them.

What a notebook calls to show a result is in `display` and offered here: ``from analysis import reports``,
then ``reports.table(...)``, ``reports.chart(...)`` and so on. `render` makes the reports.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from analysis.reports.display import (
    MIMETYPE,
    Block,
    callout,
    card,
    cards,
    chart,
    evidence,
    figures,
    findings,
    lead,
    paragraph,
    section,
    source,
    sources,
    table,
    text,
)
from analysis.reports.explorer import explorer
from analysis.reports.parts import Said, inferred, said

if TYPE_CHECKING:
    from analysis.reports.listing import Report, collection
    from analysis.reports.outputs import ReportError
    from analysis.reports.rendering import Progress, Rendered, render

__all__ = [
    "MIMETYPE",
    "Block",
    "Progress",
    "Rendered",
    "Report",
    "ReportError",
    "Said",
    "callout",
    "card",
    "cards",
    "chart",
    "collection",
    "evidence",
    "explorer",
    "figures",
    "findings",
    "inferred",
    "lead",
    "paragraph",
    "render",
    "said",
    "section",
    "source",
    "sources",
    "table",
    "text",
]

_LATE = {
    "Progress": "rendering",
    "Rendered": "rendering",
    "Report": "listing",
    "ReportError": "outputs",
    "collection": "listing",
    "render": "rendering",
}
"""What only those need who make reports: a notebook does not wait for papermill and nbconvert."""


def __getattr__(name: str) -> object:
    if name in _LATE:
        value: object = getattr(importlib.import_module(f"{__name__}.{_LATE[name]}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
