"""The parts of which blocks are made: words, cells and references, each tied to the evidence it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analysis import wording
from analysis.definitions import definitions
from analysis.lexicon import lowered
from analysis.model import Document, Evidence, Figure, LedgerEntry, Milestone, Scope
from analysis.numbers import scan

__all__ = [
    "PAUSE",
    "VALUE",
    "WHOSE",
    "Part",
    "Said",
    "Stated",
    "cell",
    "described",
    "inferred",
    "references",
    "runs",
    "said",
    "sort_key",
]

_TITLE = 160
"""Characters of a title: what is longer is no headline, but the first line of a text."""

Stated = Figure | Evidence | Milestone | LedgerEntry
"""What can stand as evidence: a stretch of a document."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the evidence they rest on."""

    run: dict[str, Any]


Part = str | Said


def said(
    words: object, *evidence: Stated | Iterable[Stated] | None, lang: str | None = None, strong: bool = False
) -> Said:
    """Words for a paragraph, a card or a table cell, tied to the evidence they rest on.

    >>> said("1.3 billion USD", lang="en").run
    {'text': '1.3 billion USD', 'lang': 'en'}
    """
    run: dict[str, Any] = {"text": str(words)}
    if refs := references(evidence):
        run["refs"] = refs
    if lang:
        run["lang"] = lang
    if strong:
        run["strong"] = True
    return Said(run)


VALUE = ("metric", "unit")
"""The slots that the words of a value tell: its currency, and what it is of where no words of their own do.

Whose it is and when it was are inferred of those words that tell them: a value that is stated is not marked for them.
"""
WHOSE = ("parties", "direction")
"""The slots that the names of economies tell."""


def inferred(words: Part, told: Figure | Iterable[Figure | None] | None, *slots: str) -> Part:
    """Words that tell these slots of figures, marked where one was inferred; as they are where all is stated.

    A report underlines what is marked with dots, and says under the pointer from what it was inferred.
    """
    figures_ = [told] if isinstance(told, Figure) else [figure for figure in told or () if figure is not None]
    note = wording.inferred((code for figure in figures_ for code in figure.inferred), *slots)
    run = words.run if isinstance(words, Said) else {"text": words}
    return Said({**run, "inferred": note}) if note and run["text"] else words


PAUSE = Said({"text": " ", "break": True})
"""Between the parts of an opening that a screen sets as paragraphs of their own."""


def runs(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The runs of a line of text: a plain string is a run without evidence."""
    return [part.run if isinstance(part, Said) else {"text": str(part)} for part in parts if part != ""]


def cell(value: object, refs: Stated | Iterable[Stated] | None, lang: str | None) -> dict[str, Any]:
    """A table cell: its runs, and whether it is a number (set flush right)."""
    if isinstance(value, Said):
        run = dict(value.run)
    elif value is None or value != value:  # noqa: PLR0124 - NaN, NaT and NA compare unequal to themselves
        return {"runs": []}
    else:
        run = {"text": _plain(value)}
    if more := references([refs]):
        run["refs"] = [*run.get("refs", []), *more]
    if lang:
        run["lang"] = lang
    cell: dict[str, Any] = {"runs": [run]}
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        cell["number"] = True
    return cell


def sort_key(value: object) -> str:
    """What a cell is sorted by, as a page writes it.

    >>> sort_key(5e9), sort_key("2021-08")
    ('5000000000', '2021-08')
    """
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _plain(value: object) -> str:
    r"""A value as a reader expects it: digits grouped from five digits on, no trailing zeros.

    >>> _plain(1300000000.0), _plain(2021), _plain(True)
    ('1\u202f300\u202f000\u202f000', '2021', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return wording.number(value) if isinstance(value, (int, float)) else str(value)


def references(stated: Iterable[Any]) -> list[dict[str, Any]]:
    """Stretches of documents as JSON, in the order given, each once."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for item in stated:
        if item is None:
            continue
        if not isinstance(item, (Figure, Evidence, Milestone, LedgerEntry)):
            for reference in references(item):
                found.setdefault((reference["document"], reference["start"]), reference)
            continue
        reference = {"document": item.document, "start": item.start, "end": item.end}
        if isinstance(item, Figure):
            reference |= {"exact": item.quote.exact, "sentence": item.sentence, "before": item.quote.prefix}
            reference["inferred"] = list(item.inferred)
        elif isinstance(item, Evidence):
            reference["exact"] = item.exact
        elif isinstance(item, LedgerEntry):
            reference["exact"] = item.text
        found.setdefault((item.document, item.start), reference)
    return list(found.values())


def described(documents: Iterable[Document], scopes: Iterable[Scope]) -> dict[str, dict[str, Any]]:
    """What is known of each document, by its id; what the scope found completes what is declared."""
    found: dict[str, dict[str, Any]] = {}
    for document in documents:
        found[document.id] = {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "language": document.language,
            "address": document.address,
            "sha256": hashlib.sha256(document.text.encode("utf-8", "backslashreplace")).hexdigest(),
        }
    for scope in scopes:
        known = found.setdefault(scope.document, {"id": scope.document})
        for key in ("title", "publisher", "published", "language"):
            known[key] = known.get(key) or getattr(scope, key)
        if known["title"]:
            # What stands for a headline may be a whole sentence.
            known["title"] = wording.headline(known["title"], _TITLE)
            known["dated"] = _ends_with_date(known["title"], scope)
    return found


def _ends_with_date(title: str, scope: Scope) -> bool:
    """Whether a title says at its end when the document was published, so that no reader need be told it again."""
    if scope.published is None or scope.language not in definitions().languages:
        return False
    numbers = scan(title, lowered(title), definitions().language(scope.language))
    return any(n.kind == "date" and n.iso == scope.published and not title[n.end :].strip(" .)") for n in numbers)
