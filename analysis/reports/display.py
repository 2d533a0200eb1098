"""The display vocabulary: what a notebook calls to show a result.

Each function returns a `Block`. In JupyterLab a block shows itself as HTML; in a report the exporters
read the structure behind it, offered under the mimetype `MIMETYPE`, and set it as HTML and as PDF.
So a notebook says what it shows, never how it looks. The last expression of a cell is shown; for
several blocks from one cell use `section`.

| call | shows |
|---|---|
| `lead(*parts)` | the opening paragraph: what was found, in words |
| `paragraph(*parts)` | running text that the notebook computes |
| `text(markdown)` | the same as Markdown, where emphasis or a list is wanted |
| `cards(card(...), ...)` | key figures, large, each with its source |
| `table(frame, caption=...)` | a table |
| `chart(figure, alt=..., data=frame)` | a matplotlib figure as SVG, with its text alternative and data |
| `findings(findings)` | answers of the checks, with the evidence side by side |
| `evidence(figures, scopes=...)` | each figure's quote, highlighted inside its sentence |
| `source(document, entries, ...)` | a whole text with its numbers highlighted by class |
| `sources(documents, scopes)` | the list of sources; hands their checksums to the provenance box |
| `figures(figures, scopes=...)` | the table of figures; hands them to the data files of the report |
| `explorer(figures, scopes=...)` | the same table, live with menus that narrow it down (in `explorer`) |
| `callout(*parts)` | a remark that must not be overlooked, for example what is not known |
| `section(*blocks)` | several blocks as one |

`inferred(words, figure, *slots)` marks words that tell what a text does not state beside the number.

A *part* is a plain string (never markup) or what `said` (in `parts`) returns: words tied to the evidence they
rest on. Evidence is a Figure, an Evidence, a Milestone, a LedgerEntry, or a list of those. A reader reaches
its sentence with one click: in the source view if the same report holds one, else in the report's list
of evidence, which the engine completes by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from analysis import wording
from analysis.model import Document, Figure, Finding, LedgerEntry, Scope
from analysis.reports.parts import Part, Said, Stated, cell, described, references, runs, sort_key
from analysis.tables import record

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawing

__all__ = [
    "MIMETYPE",
    "UNSEEN",
    "Block",
    "callout",
    "card",
    "cards",
    "chart",
    "evidence",
    "figures",
    "findings",
    "lead",
    "paragraph",
    "section",
    "source",
    "sources",
    "table",
    "text",
    "watched",
]

MIMETYPE = "application/vnd.communique+json"
"""The mimetype under which a block offers its structure to the exporters."""

UNSEEN = "COMMUNIQUE_UNSEEN"
"""The variable that is set in the environment of notebooks that run for a report."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report: `data` is JSON, its key `kind` says which piece.

    `beside` is the list of sources that it cites, which a cell that shows it alone has not: a report has its own.
    """

    data: dict[str, Any]
    beside: Block | None = None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """The block as structure for the exporters, as plain text, and where someone looks, as HTML."""
        del include, exclude
        bundle = {MIMETYPE: self.data, "text/plain": f"<{self.data['kind']}>"}
        if not watched():
            return bundle
        from analysis.reports.blocks import standalone  # noqa: PLC0415 - a notebook run for a report shows nothing

        return {**bundle, "text/html": standalone(self.data, self.beside.data if self.beside else None)}


def watched() -> bool:
    """Whether someone looks at what a cell shows; no one does where a notebook runs for a report."""
    return UNSEEN not in os.environ


def lead(*parts: Part) -> Block:
    """The opening of a report: what was found, in words. `PAUSE` parts it where it grows long."""
    return Block({"kind": "lead", "runs": runs(parts)})


def paragraph(*parts: Part) -> Block:
    """A paragraph of running text.

    >>> paragraph("Trade reached ", "1.3 billion USD", ".").data["runs"][1]
    {'text': '1.3 billion USD'}
    """
    return Block({"kind": "paragraph", "runs": runs(parts)})


def callout(*parts: Part, kind: Literal["note", "warning"] = "note") -> Block:
    """A remark set apart: what is not known, or what to be careful with."""
    return Block({"kind": "callout", "tone": kind, "runs": runs(parts)})


def text(markdown: str) -> Block:
    """Running text in Markdown (CommonMark with tables); markup other than Markdown is shown as it stands."""
    return Block({"kind": "markdown", "text": markdown})


def section(*blocks: Block) -> Block:
    """Several blocks as one, so that a single cell can show them."""
    return Block({"kind": "section", "blocks": [block.data for block in blocks]})


def card(
    value: Part,
    label: Part | Sequence[Part],
    *,
    note: Part | Sequence[Part] = "",
    source: Part = "",
    status: str = "actual",
) -> dict[str, Any]:
    """One key figure for `cards`: the value in large type, what it is, a remark, and where it comes from.

    `status` gives it the colour that figures of this status have in charts.
    """
    told = {
        name: runs([parts] if isinstance(parts, str | Said) else parts)
        for name, parts in (("value", value), ("label", label), ("note", note), ("source", source))
    }
    return {**told, "status": status}


def cards(*items: Mapping[str, Any]) -> Block:
    """Key figures side by side, each made by `card`."""
    return Block({"kind": "cards", "items": [dict(item) for item in items]})


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    columns: Mapping[str, str] | None = None,
    links: Mapping[str, Sequence[Stated | Iterable[Stated] | None]] | None = None,
    languages: Sequence[str | None] | None = None,
    keys: Mapping[str, Sequence[object]] | None = None,
    shares: Mapping[str, Sequence[float | None]] | None = None,
    note: str = "",
    empty: str = "Nothing of this kind is stated in these sources.",
) -> Block:
    """A table with a caption.

    `columns` picks and orders the columns and gives their headings (all of them under their own names
    without it). A cell is a string, a number, None (shown as an em dash) or what `said` returns.
    `links` ties the cells of a column to evidence, one entry a row. `languages` gives the language of
    the quotations of each row, for the columns that `links` names. `keys` gives what a column is sorted
    by where that is not what its cells say; `shares` draws a bar of so much of its width (1 is all) below its
    cells on a screen. `note` stands below the table, `empty` in the place of a table without rows.

    >>> import pandas as pd
    >>> table(pd.DataFrame({"year": [2021]}), caption="Years", columns={"year": "Year"}).data["rows"]
    [[{'runs': [{'text': '2021'}], 'number': True}]]
    """
    headings = dict(columns) if columns is not None else {str(name): str(name) for name in frame.columns}
    missing = [name for name in (*headings, *(links or {})) if name not in frame.columns]
    if missing:
        known = ", ".join(str(name) for name in frame.columns)
        message = f"table {caption!r}: no column {missing[0]!r}; the columns are {known}"
        raise ValueError(message)
    rows = []
    for position, values in enumerate(frame[list(headings)].itertuples(index=False, name=None)):
        cells = []
        for name, value in zip(headings, values, strict=True):
            refs = links[name][position] if links and name in links else None
            lang = languages[position] if languages and links and name in links else None
            made = cell(value, refs, lang)
            if keys and name in keys and keys[name][position] is not None:
                made["key"] = sort_key(keys[name][position])
            share = shares[name][position] if shares and name in shares else None
            if share is not None:
                made["share"] = round(min(share, 1.0) * 100)
            cells.append(made)
        rows.append(cells)
    heads = list(headings.values())
    return Block({"kind": "table", "caption": caption, "heads": heads, "rows": rows, "note": note, "empty": empty})


def chart(
    figure: Drawing,
    *,
    alt: str,
    caption: str,
    data: pd.DataFrame | None = None,
    links: Mapping[str, Sequence[Stated | Iterable[Stated] | None]] | None = None,
    note: str = "",
    narrow: Drawing | None = None,
) -> Block:
    """A matplotlib figure as SVG, with its text alternative, caption and the table it is drawn from.

    `alt` says in words what the chart shows; an empty one is an error. `data` becomes a table that
    opens below the chart, its cells tied to evidence by `links` as those of `table`. A mark whose address is
    ``evidence:<document>:<start>`` leads there as well. `narrow` is the same chart drawn for a telephone
    (3.6 inches wide).
    """
    from analysis.reports.drawing import svg  # noqa: PLC0415 - loads matplotlib

    if not alt.strip():
        message = f"chart {caption!r}: say in `alt` what the chart shows"
        raise ValueError(message)
    content: dict[str, Any] = {"kind": "chart", "caption": caption, "alt": alt, "note": note, "svg": svg(figure)}
    if narrow is not None:
        content["narrow"] = svg(narrow)
    if data is not None:
        content["data"] = table(data, caption=f"Data: {caption}", links=links).data
    return Block(content)


def findings(found: Iterable[Finding], *, empty: str = "The checks have nothing to say on these sources.") -> Block:
    """Findings of the checks: verdict, wording, and the quotes they rest on side by side."""
    items = [
        {
            "check": finding.check,
            "verdict": finding.verdict,
            "text": finding.text,
            "refs": references([finding.evidence]),
        }
        for finding in found
    ]
    return Block({"kind": "findings", "items": items, "empty": empty})


def evidence(stated: Iterable[Stated], *, scopes: Iterable[Scope] = ()) -> Block:
    """The quote of each figure, highlighted inside its sentence, with the document it stands in."""
    return Block({"kind": "evidence", "items": references([stated]), "documents": described((), scopes)})


def source(
    document: Document,
    entries: Iterable[LedgerEntry] = (),
    *,
    scope: Scope | None = None,
    figures: Iterable[Figure] = (),
) -> Block:
    """A whole text with its numbers highlighted by the class that the ledger gives them.

    The quotes of `figures` are highlighted as wholes. Stretches outside the body that `scope` names
    are set in a lighter tone. Every highlighted stretch has the anchor `doc-<document>-<start>`.
    """
    return Block(
        {
            "kind": "source",
            "document": described([document], [scope] if scope else [])[document.id],
            "text": document.text,
            "entries": [
                {
                    "start": entry.start,
                    "end": entry.end,
                    "class": entry.class_,
                    "figure": entry.figure,
                    "reason": entry.reason,
                }
                for entry in entries
            ],
            "figures": [
                {"start": figure.start, "end": figure.end, "metric": figure.metric, "inferred": list(figure.inferred)}
                for figure in figures
            ],
            "boilerplate": [list(stretch) for stretch in scope.boilerplate] if scope else [],
        }
    )


def sources(
    documents: Iterable[Document],
    scopes: Iterable[Scope] = (),
    *,
    caption: str = "",
    labels: Mapping[str, str] | None = None,
    series: Iterable[Document] = (),
    cited: Iterable[str] = (),
    forms: Mapping[str, str] | None = None,
) -> Block:
    """The list of sources; the report takes from them what it says of itself.

    The newest date of publication among those not `cited` is the date of the report, their checksums go to its
    provenance box, and evidence is shown inside its sentence where the text is here. `labels` are the short
    names that the report calls them by, wherever it does: a page tells their language. `series` are files of
    official statistics: they are listed too, and not counted as sources. `cited` names the documents that only a
    finding cites, which are counted apart. `forms` names which texts are a "digest" in our own words and which
    the "article" itself, as the head of the report then says; what stands for a title that a digest does not declare is
    told to be its headline.
    """
    official, own = list(series), list(documents)
    given = {document.id: (forms or {}).get(document.id, "") for document in own} if forms else {}
    read = [*own, *official]
    known = described(read, scopes)
    for document in own:
        if given.get(document.id) == "digest" and document.title is None and known[document.id]["title"]:
            known[document.id]["supplied"] = wording.words()["digest"]["headline"]
    for one in official:
        known[one.id]["series"] = True
    for name in cited:
        known[name]["cited"] = True
    for name, label in (labels or {}).items():
        known.setdefault(name, {"id": name})["label"] = label
    texts = {document.id: document.text for document in read}
    return Block({"kind": "sources", "caption": caption, "documents": known, "texts": texts, "forms": given})


def figures(
    stated: Iterable[Figure],
    *,
    scopes: Iterable[Scope] = (),
    caption: str = "Each figure in the words of its source and in ours",
) -> Block:
    """The table of figures with a link to each sentence; the data files of the report hold the same figures."""
    return Block(
        {
            "kind": "figures",
            "caption": caption,
            "records": [record(figure) for figure in stated],
            "documents": described((), scopes),
        }
    )
