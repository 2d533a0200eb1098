"""DOCX -> Documents: the paragraphs of the text, its notes at the end, and its title.

A DOCX is a zip file of XML. Text that was deleted and is kept as such, comments, headers and footers are
no part of the text. XML that declares a document type is refused: no DOCX has one, and it is how a small
file unfolds to any size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat  # no tree is built, and nothing is looked up

from analysis.documents.opening import content, too_large
from analysis.documents.packages import members, unpacked
from analysis.documents.records import declared
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

__all__ = ["read_docx"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_TITLE = "http://purl.org/dc/elements/1.1/ title"
_PARAGRAPH, _TEXT = _WORD + "p", _WORD + "t"
_SIGNS = {
    _WORD + name: sign
    for name, sign in (("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "\u2011"), ("softHyphen", "\u00ad"))
}
_LEFT_OUT = {
    _WORD + "delText",
    _WORD + "moveFrom",
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback",
}
_NESTING = 200
"""Elements within one another; those of a real text are some twenty."""
_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read_docx(source: Source) -> Iterator[Document | DocumentError]:
    """The document of a DOCX. Raises DocumentError where it is damaged, locked or made to exhaust its reader."""
    path = source.name
    data = content(source)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = "is locked with a password, or of the Word of before 2007"
        raise DocumentError(path, reason, "save it as .docx without a password")
    packed = io.BytesIO(data)
    there = {member.filename: member for member in members(packed, path=path)}
    if _BODY not in there:
        raise DocumentError(path, f"is no DOCX: it holds no {_BODY}", "save it as .docx")
    if sum(there[name].file_size for name in (_BODY, _PROPERTIES, *_NOTES) if name in there) > source.options.limit:
        raise too_large(path, source)
    paragraphs = [line for name in (_BODY, *_NOTES) if name in there for line in _read(packed, name, path).paragraphs]
    text = "\n".join(paragraphs).strip("\n")
    if not text.strip():
        raise DocumentError(path, "the file holds no text", "check that it was saved")
    title = declared(_read(packed, _PROPERTIES, path).title) if _PROPERTIES in there else None
    yield Document(id=source.id, text=text, title=title, found=("title:docx",) if title else ())


def _read(packed: IO[bytes], name: str, path: str) -> _Part:
    """What one part of the file holds."""
    part = _Part()
    with unpacked(packed, name, path=path) as member:
        try:
            part.read(member)
        except expat.ExpatError as error:
            raise DocumentError(path, f"its {name} is no XML ({error})", "save it anew as .docx") from None
        except _RefusedError as error:
            raise DocumentError(path, f"its {name} {error}", "save its text as a file that ends in .txt") from None
    return part


class _RefusedError(Exception):
    """XML as no program for texts writes it."""


class _Part:
    """The paragraphs of one part of the file, and its title where it is the part that has one.

    A paragraph inside another, in a text box, comes before the one around it.
    """

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.title = ""
        self._open: list[list[str]] = []
        self._within: list[str] = []
        self._left_out = 0

    def read(self, member: IO[bytes]) -> None:
        """Nothing; the part holds what the XML does. Raises ExpatError or _RefusedError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.ParseFile(member)

    def _refuse(self, *_: object) -> None:
        raise _RefusedError("declares a document type")

    def _start(self, tag: str, _: object) -> None:
        if len(self._within) >= _NESTING:
            raise _RefusedError(f"is nested more than {_NESTING} deep")
        self._within.append(tag)
        self._left_out += tag in _LEFT_OUT
        if tag == _PARAGRAPH:
            self._open.append([])
        elif tag in _SIGNS and self._open and not self._left_out:
            self._open[-1].append(_SIGNS[tag])

    def _characters(self, text: str) -> None:
        if self._within[-1] == _TEXT and self._open and not self._left_out:
            self._open[-1].append(text)
        elif self._within[-1] == _TITLE:
            self.title += text

    def _end(self, tag: str) -> None:
        self._within.pop()
        self._left_out -= tag in _LEFT_OUT
        if tag == _PARAGRAPH:
            self.paragraphs.append("".join(self._open.pop()))
