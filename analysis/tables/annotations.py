"""Figures -> W3C Web Annotations (JSON-LD): each figure an annotation of the words that state it.

The target names its document and leads to the words twice, by a TextQuoteSelector and by a TextPositionSelector,
which counts characters (code points) as we do; further mentions of a figure are further targets. The bodies say it
in words, as its wire form (JSON), and as tags: metric, status, economies. Source: the Web Annotation Data Model.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from analysis import wording
from analysis.tables.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from analysis.model import Figure

__all__ = ["annotation", "document_iri", "write_annotations"]

Json = dict[str, Any]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION = "urn:communique:annotations"


def document_iri(document: str) -> str:
    """The name of a document as an IRI: whatever its id is, nothing of it is an address or a path.

    >>> document_iri("news 1.txt"), document_iri("javascript:alert(1)")
    ('urn:communique:document:news%201.txt', 'urn:communique:document:javascript%3Aalert%281%29')
    """
    return _iri("document", document)


def _iri(kind: str, name: str) -> str:
    return f"urn:communique:{kind}:{quote(name.encode('utf-8', 'backslashreplace'), safe='')}"


def annotation(figure: Figure) -> Json:
    """The annotation of one figure, as plain JSON values."""
    source = document_iri(figure.document)
    words = {
        "type": "TextQuoteSelector",
        "exact": figure.quote.exact,
        "prefix": figure.quote.prefix,
        "suffix": figure.quote.suffix,
    }
    places = [(figure.start, figure.end), *figure.mentions]
    targets: list[Json] = [
        {"type": "SpecificResource", "source": source, "selector": [_position(start, end)]} for start, end in places
    ]
    targets[0]["selector"].insert(0, words)
    tags = [figure.metric, figure.status, *figure.parties]
    bodies: list[Json] = [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": str(wording.words()["locale"]).replace("_", "-"),
            "value": _said(figure),
        },
        {
            "type": "TextualBody",
            "purpose": "classifying",
            "format": "application/json",
            "value": json.dumps(record(figure), ensure_ascii=False),
        },
        *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
    ]
    return {
        "id": _iri("figure", figure.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _position(start: int, end: int) -> Json:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def _said(figure: Figure) -> str:
    """The figure in one line: "Trade turnover, Laos and Vietnam, 2021: 1.3 billion USD (actual)"."""
    whose = wording.direction(figure.direction) or wording.economies(figure.parties)
    period = wording.period(figure.period) if figure.period else ""
    subject = ", ".join(filter(None, [wording.metric(figure.metric), whose, period]))
    return f"{subject}: {wording.stated(figure)} ({wording.status(figure.status)})"


def write_annotations(figures: Iterable[Figure], file: IO[bytes]) -> None:
    """Nothing; the figures are written as one AnnotationCollection, an annotation a line. They stream."""
    head = {"@context": _CONTEXT, "id": _COLLECTION, "type": "AnnotationCollection"}
    page = {"id": f"{_COLLECTION}:page", "type": "AnnotationPage", "partOf": _COLLECTION, "startIndex": 0}
    opening = json.dumps(head)[:-1] + ', "first": ' + json.dumps(page)[:-1] + ', "items": ['
    file.write(opening.encode("utf-8"))
    total = 0
    for total, figure in enumerate(figures, start=1):
        line = json.dumps(annotation(figure), ensure_ascii=False)
        file.write(((",\n" if total > 1 else "\n") + line).encode("utf-8", "backslashreplace"))
    file.write(f'\n]}}, "total": {total}}}\n'.encode())
