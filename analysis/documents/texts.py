"""Plain text and Markdown -> the Document: the text as it stands; it declares nothing."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.documents.encodings import decode
from analysis.documents.opening import content
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

__all__ = ["read_text"]


def read_text(source: Source) -> Iterator[Document | DocumentError]:
    """The document of a file of plain text. Raises DocumentError where it is no text, or holds none."""
    text = decode(source.name, content(source))
    if not text.strip():
        raise DocumentError(source.name, "the file holds no text", "check that it was saved")
    yield Document(id=source.id, text=text)
