"""Reports: a notebook and its parameters become HTML and PDF, with the figures as data files beside them.

What a notebook calls to show a result is in `display` and offered here: ``from analysis import reports``,
then ``reports.table(...)``, ``reports.chart(...)`` and so on. `render` makes the reports.
"""

from __future__ import annotations

from analysis.reports.display import (
    MIMETYPE,
    Block,
    Said,
    callout,
    card,
    cards,
    chart,
    evidence,
    figures,
    findings,
    lead,
    paragraph,
    said,
    section,
    source,
    sources,
    table,
    text,
)

__all__ = [
    "MIMETYPE",
    "Block",
    "Said",
    "callout",
    "card",
    "cards",
    "chart",
    "evidence",
    "figures",
    "findings",
    "lead",
    "paragraph",
    "said",
    "section",
    "source",
    "sources",
    "table",
    "text",
]
