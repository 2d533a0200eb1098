"""An executed notebook -> the content of a report: one tree of blocks that HTML and PDF are both set from.

Here the references are resolved, headings get their ids, the table of figures and the provenance box
are made, and everything that has no place in a report is refused: a picture without a text alternative
is an error, not a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis import wording
from analysis.definitions import definitions
from analysis.reports import markdown
from analysis.reports.display import MIMETYPE
from analysis.reports.figure_table import figures_table
from analysis.reports.outputs import ReportError, foreign
from analysis.reports.references import Reference, References
from analysis.reports.views import evidence_item, source_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Content", "content", "prepared"]

Node = dict[str, Any]

HIDDEN = "notebook-only"
"""A cell with this tag is for those who work in the notebook, and stays out of the report."""

INJECTED = "injected-parameters"
"""The tag of the cell in which papermill sets the parameters: it is no cell of the notebook as it lies."""

WEB = ("https://", "http://")
"""What the address of a document may start with; any other would be a link to who knows what."""

DROPPED = ("documents", "texts", "records", "forms")
"""What a block hands over to the report and does not show."""

WIDE = 5
"""From this many columns on, a table is set as one block a row where there is no room."""
SHORT = 15
"""Characters of a cell that stay on one line in a wide table."""

NEAR = 60
"""Characters of a sentence on either side of a quote, where quotes stand side by side."""

TOLD = {
    "Relation": ("parties", "direction"),
    "Period": ("period",),
    "Date": ("period",),
    "Value": ("metric", "unit"),
    "Change": ("versus",),
}
"""The slots of a figure that columns in the data of a chart tell."""

LEVELS = (2, 3)
"""The levels of heading that the table of contents lists."""


@dataclass(slots=True)
class Content:
    """What a report says, ready to be set."""

    name: str
    title: str
    language: str
    date: str | None
    blocks: list[Node]
    outline: list[Node]
    documents: dict[str, Node]
    records: list[Node] | None
    entries: list[Node]
    provenance: Node = field(default_factory=dict)
    key: list[str] = field(default_factory=list)
    texts: str = ""
    """What the head says of the texts that are quoted; empty where nothing is known of what they are."""

    @property
    def counts(self) -> list[str]:
        """What stands at the head of the report: how many sources and figures it has, none of them where it has none.

        Files of official statistics are no sources; those that only findings cite are counted apart.
        """
        own = [known for known in self.documents.values() if not known.get("series")]
        cited = sum(bool(known.get("cited")) for known in own)
        more = f", and {cited} more that findings cite" if cited else ""
        counts = ((len(own) - cited, "source", more), (len(self.records or ()), "figure", ""))
        return [f"{count} {noun}{'' if count == 1 else 's'}{rest}" for count, noun, rest in counts if count]

    def tongues(self) -> dict[str, str]:
        """The names of the sources that are in another language than the report, and their languages."""
        return {
            known[key]: known["language"]
            for known in self.documents.values()
            for key in ("label", "title")
            if known.get(key) and known.get("language") not in {None, self.language}
        }

    def as_json(self) -> Node:
        """The content as plain JSON, for the typst template."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in {"records", "entries"}}


def content(
    notebook: Node,
    *,
    name: str,
    title: str | None = None,
    language: str | None = None,
    date: str | None = None,
    provenance: Node | None = None,
) -> Content:
    """The content of an executed notebook.

    The first heading of the notebook stands for the title where none is given, and is not repeated.
    `language` is that of the report's own words, the fallback of the definitions where none is given.
    `date` is the fallback for the date of the newest source; those that only findings cite count where no
    other has a date. Raises ReportError for an output that a report cannot show.
    """
    cells = [cell for cell in notebook["cells"] if INJECTED not in _tags(cell)]
    raw = [block for number, cell in enumerate(cells, start=1) for block in _cell(cell, number)]
    first = next((place for place, block in enumerate(raw) if block["kind"] == "heading"), None)
    if first is not None and raw[first]["level"] == 1:
        heading = raw.pop(first)
        title = title or "".join(run["text"] for run in heading["runs"])
    documents = _documents(raw)
    dates = sorted(
        (not known.get("cited"), known["published"]) for known in documents.values() if known.get("published")
    )
    blocks, outline = prepared(raw, documents)
    return Content(
        name=name,
        title=title or name,
        language=language or definitions().fallback,
        date=dates[-1][1] if dates else date,
        blocks=blocks,
        outline=outline,
        documents=documents,
        records=_records(raw),
        entries=_entries(raw),
        provenance={**(provenance or {}), "sources": [known for known in documents.values() if known.get("sha256")]},
        key=wording.words()["inferred"]["key"] if _infers(blocks) else [],
        texts=_quoted(raw),
    )


def prepared(raw: list[Node], documents: dict[str, Node] | None = None) -> tuple[list[Node], list[Node]]:
    """Blocks as the templates set them, and the outline: references resolved, views made, headings numbered."""
    documents = documents if documents is not None else _documents(raw)
    references = References(
        texts=_texts(raw), languages={name: known.get("language") for name, known in documents.items()}
    )
    blocks = [_resolved(block, references, documents) for block in raw]
    sourced = {block["document"]["id"] for block in _all(raw) if block["kind"] == "source"}
    listed = {
        (item["document"], item["start"])
        for block in _all(raw)
        if block["kind"] == "evidence"
        for item in block["items"]
    }
    homeless = [
        reference
        for place, reference in references.by_place.items()
        if reference.document not in sourced and place not in listed
    ]
    if homeless:
        blocks.append({"kind": "heading", "level": 2, "runs": [{"text": "Evidence"}]})
        blocks.append({"kind": "evidence", "items": [vars_of(reference) for reference in homeless]})
    placed: set[str] = set()
    blocks = [_view(block, references, documents, sourced, placed) for block in blocks]
    return blocks, _outline(blocks)


def _quoted(raw: list[Node]) -> str:
    """What the head says of the texts: that all or some are digests, or all the articles; else nothing."""
    forms = {form for block in _all(raw) for form in block.get("forms", {}).values()}
    said = wording.words()["quotes"]
    if len(forms) == 1:
        return str(said.get(*forms, ""))
    return str(said["some"]) if "digest" in forms else ""


def _infers(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether anything in the blocks is marked as inferred."""
    if isinstance(value, dict):
        return bool(value.get("inferred")) or any(map(_infers, value.values()))
    return isinstance(value, list) and any(map(_infers, value))


def vars_of(reference: Reference) -> Node:
    """A reference as the stretch that it was made from."""
    return {
        name: getattr(reference, name)
        for name in ("document", "start", "end", "exact", "sentence", "before", "inferred")
    }


def _cell(cell: Node, number: int) -> list[Node]:
    """The blocks of one cell; `number` is its place in the notebook, from one."""
    if HIDDEN in _tags(cell):
        return []
    if cell["cell_type"] == "markdown":
        return markdown.blocks(cell["source"])
    blocks = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if MIMETYPE in data:
            blocks.append(data[MIMETYPE])
        else:
            blocks += foreign(output, number)
    return blocks


def _tags(cell: Node) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def _all(blocks: Iterable[Node]) -> Iterator[Node]:
    """Every block, those inside sections too."""
    for block in blocks:
        yield block
        if block["kind"] == "section":
            yield from _all(block["blocks"])


def _documents(blocks: list[Node]) -> dict[str, Node]:
    """What the blocks tell of each document, by id; the fullest account wins."""
    documents: dict[str, Node] = {}
    for block in _all(blocks):
        described = dict(block["documents"]) if "documents" in block else {}
        if block["kind"] == "source":
            # The text itself is shown: its checksum belongs to the provenance.
            described[block["document"]["id"]] = block["document"]
        for name, known in described.items():
            merged = documents.setdefault(name, {"id": name})
            for key, value in known.items():
                if merged.get(key) is None:
                    merged[key] = value
    for known in documents.values():
        if not str(known.get("address") or "").startswith(WEB):
            known["address"] = None
    return documents


def _texts(blocks: list[Node]) -> dict[str, str]:
    """The texts that are at hand, by the id of their document."""
    texts: dict[str, str] = {}
    for block in _all(blocks):
        if block["kind"] == "sources":
            texts |= block["texts"]
        elif block["kind"] == "source":
            texts[block["document"]["id"]] = block["text"]
    return texts


def _records(blocks: list[Node]) -> list[Node] | None:
    """The figures that the report hands over, each once, in its order; None where it hands none over."""
    if not any(block["kind"] == "figures" for block in _all(blocks)):
        return None
    found: dict[str, Node] = {}
    for block in _all(blocks):
        if block["kind"] == "figures":
            for record in block["records"]:
                found.setdefault(record["id"], record)
    return list(found.values())


def _entries(blocks: list[Node]) -> list[Node]:
    """The numbers of the texts that are shown with what became of them, as the fields of a LedgerEntry."""
    return [
        {
            **{name: entry.get(name) for name in ("start", "end", "figure", "reason")},
            "class_": entry["class"],
            "document": block["document"]["id"],
            "text": block["text"][entry["start"] : entry["end"]],
        }
        for block in _all(blocks)
        if block["kind"] == "source"
        for entry in block["entries"]
    ]


def _resolved(block: Node, references: References, documents: dict[str, Node]) -> Node:
    """The block with every run's `refs` made into `links`; the blocks inside it too."""
    if block["kind"] == "figures":
        block = figures_table(block, documents)
    if block["kind"] == "table":
        block = _laid_out(block)
    if block["kind"] == "chart":
        drawn: Node = {key: references.in_drawing(block[key]) for key in ("svg", "narrow") if key in block}
        block = {**block, **drawn}
    if block["kind"] == "sources":
        block = {**block, "items": [documents[name] for name in block["documents"]]}
    if block["kind"] == "markdown":
        inner = [_resolved(part, references, documents) for part in markdown.blocks(block["text"])]
        return {"kind": "section", "blocks": inner}
    return {key: _linked(value, references, documents) for key, value in block.items() if key not in DROPPED}


def _laid_out(block: Node) -> Node:
    """A table with what its setting hangs on: whether it is wide, and which cells are not to be broken."""
    wide = len(block["heads"]) >= WIDE
    rows = [
        [
            {**cell, "short": True} if wide and sum(len(run["text"]) for run in cell["runs"]) <= SHORT else cell
            for cell in row
        ]
        for row in block["rows"]
    ]
    return {**block, "rows": rows, "wide": wide}


def _linked(value: Any, references: References, documents: dict[str, Node]) -> Any:  # noqa: ANN401 - JSON
    """The value with its references resolved, however deep they lie."""
    if isinstance(value, list):
        return [_linked(item, references, documents) for item in value]
    if not isinstance(value, dict):
        return value
    if "kind" in value:
        return _resolved(value, references, documents)
    linked = {key: _linked(item, references, documents) for key, item in value.items() if key != "refs"}
    if value.get("refs"):
        linked["links"] = [references.use(stretch) for stretch in value["refs"]]
        linked["quotes"] = [
            {
                **stretch,
                "about": documents.get(stretch["document"], {"id": stretch["document"]}),
                "verbatim": references.verbatim(stretch),
                "around": _around(references.known(stretch).parts()),
            }
            | link
            for stretch, link in zip(value["refs"], linked["links"], strict=True)
        ]
    return linked


def _around(parts: tuple[str, str, str]) -> list[str]:
    """A sentence in three, cut at words to what stands close to the quote; empty where only the quote is known."""
    before, exact, after = (" ".join(f"|{part}|".split())[1:-1] for part in parts)
    if not before.strip() and not after.strip():
        return []
    if len(before) > NEAR:
        before = f"…\u00a0{before[-NEAR:].partition(' ')[2]}"
    if len(after) > NEAR:
        after = f"{after[:NEAR].rpartition(' ')[0]}\u00a0…"
    return [before, exact, after]


def _view(block: Node, references: References, documents: dict[str, Node], sourced: set[str], placed: set[str]) -> Node:
    """Evidence and source views, made once all uses are known."""
    if block["kind"] == "section":
        inner = [_view(part, references, documents, sourced, placed) for part in block["blocks"]]
        return {**block, "blocks": inner}
    if block["kind"] in {"findings", "chart"}:
        return _noted(block, references)
    if block["kind"] == "source":
        name = block["document"]["id"]
        return source_view({**block, "document": documents[name]}, references.of(name))
    if block["kind"] == "evidence":
        items = []
        for stretch in block["items"]:
            item = evidence_item(references.known(stretch), documents)
            # Where the whole text is shown, the anchor is there, and the entry leads to it.
            if stretch["document"] in sourced or item["id"] in placed:
                item["source"] = item.pop("id")
            else:
                placed.add(item["id"])
            items.append(item)
        return {**block, "items": sorted(items, key=lambda item: item["number"])}
    return block


def _noted(block: Node, references: References) -> Node:
    """The block whose quotes, and whose cells in the data of a chart, tell what was inferred of their figures."""

    def note(stretches: Iterable[Node], *slots: str) -> str:
        return wording.inferred((code for stretch in stretches for code in references.known(stretch).inferred), *slots)

    if block["kind"] == "findings":
        for quote in (quote for item in block["items"] for quote in item.get("quotes", ())):
            quote["inferred"] = note([quote])
        return block
    data = block.get("data", {"heads": (), "rows": ()})
    for row in data["rows"]:
        quotes = [quote for cell in row for run in cell["runs"] for quote in run.get("quotes", ())]
        for head, cell in zip(data["heads"], row, strict=True):
            if cell["runs"] and head in TOLD and (said := note(quotes, *TOLD[head])):
                cell["runs"][0]["inferred"] = said
    return block


def _outline(blocks: list[Node]) -> list[Node]:
    """The headings of the table of contents; every heading gets an id of its own."""
    taken: dict[str, int] = {}
    outline = []
    for block in _all(blocks):
        if block["kind"] != "heading":
            continue
        words = "".join(run["text"] for run in block["runs"])
        stem = re.sub(r"\W+", "-", words.lower()).strip("-") or "section"
        taken[stem] = taken.get(stem, 0) + 1
        block["id"] = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        block["level"] = max(2, block["level"])
        if block["level"] in LEVELS:
            outline.append({"level": block["level"], "id": block["id"], "text": words})
    return outline


__all__ += ["ReportError"]
