"""PDF -> Documents: the text of its pages, lines joined to paragraphs again, and where each page begins.

A PDF holds signs at places. pdfium finds the lines; whether a line goes on with the next is told here by
where both stand. A word that a line end parts gets a soft hyphen in its middle, so that the text shows
what was joined, and reading passes over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_double
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.documents.apart import apart, require
from analysis.documents.opening import content
from analysis.documents.records import declared
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

__all__ = ["paged_text", "read_pdf"]

_HYPHENS = "\x02\ufffe"  # what pdfium writes for a hyphen at a line's end, and no break after it
_LINE = re.compile(rf"[^\r\n{_HYPHENS}]+[{_HYPHENS}]?")
_ENDS = re.compile(r"[.!?:;…。！？][\"'»”’)\]]*$")
_DASH = re.compile(r"\S[-\u2010-\u2015]$")  # "2026–/2030", but not "a summit –/the first"
_FILE = re.compile(r"\.\w{2,5}$")
_PARAGRAPH_GAP = 1.4  # times the usual distance of two lines, from which a paragraph is over
_SHORT_LINE = 0.85  # of the widest line: one that ends before it, with a full stop, ends its paragraph
_SIZE_CHANGE = 1.2  # a line in a font so much larger than its neighbour's is a heading


class _Line(NamedTuple):
    text: str
    right: float
    base: float
    """How high the line stands that its letters stand on."""
    size: float
    """Size of its font."""


def read_pdf(source: Source) -> Iterator[Document | DocumentError]:
    """The document of a PDF. Raises DocumentError where it cannot be opened or holds no text, scans only."""
    require("pypdfium2", "PDF files", source.name)
    found = apart("pdfs:paged_text", content(source), path=source.name, limit=source.options.limit)
    title = declared(found["title"])
    if title and _FILE.search(title):
        title = None  # the name of the file it was made from
    yield Document(
        id=source.id,
        text=found["text"],
        title=title,
        pages=tuple(found["pages"]),
        found=("title:pdf",) if title else (),
    )


# --- in a process apart --------------------------------------------------------------------------------------


def paged_text(data: bytes, *, limit: int) -> dict[str, Any]:
    """The text of a PDF, the position at which each page begins, and its title, empty where it has none.

    Raises DocumentError where the file is damaged, locked, holds no text or more than `limit` characters.
    """
    import pypdfium2  # noqa: PLC0415  # only in the process that reads PDF

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "is locked with a password" if locked else "is no PDF that can be opened"
        raise DocumentError("", reason, "save it without one" if locked else "check that it is whole") from None
    parts: list[str] = []
    starts: list[int] = []
    size = 0
    for page in _pages(document):
        text = _joined(_lines(page))
        if parts and text:
            parts.append(_between(parts[-1], text))
            size += len(parts[-1])
        starts.append(size)
        if text:
            parts.append(text)
        size += len(text)
        if size > limit:
            raise DocumentError("", f"holds more than {limit} characters", "raise the limit with --limit")
    if not parts:
        reason = "holds no text: its pages are pictures perhaps"
        raise DocumentError("", reason, "put a program that recognises letters over it first")
    return {"text": "".join(parts), "pages": starts, "title": document.get_metadata_value("Title")}


def _pages(document: PdfDocument) -> Iterator[PdfPage]:
    for number in range(len(document)):
        page = document[number]
        yield page
        page.close()


def _lines(page: PdfPage) -> list[_Line]:
    """The lines of a page that hold text, in its order, each with its place."""
    signs = page.get_textpage()
    lines = []
    text = signs.get_text_range() if signs.count_chars() else ""
    for piece in _LINE.finditer(text):
        shown = piece.group().strip()
        if shown:
            first = piece.start() + piece.group().index(shown)
            lines.append(_Line(shown, *_place(signs, first, first + len(shown) - 1)))
    signs.close()
    return lines


def _place(signs: PdfTextPage, first: int, last: int) -> tuple[float, float, float]:
    """Where a line ends, how high it stands and the size of its font, by its first and last character.

    The origin of a character and not its box: the box is as high as its font, and digits may have another.
    """
    from pypdfium2 import raw  # noqa: PLC0415  # loaded by now

    # Positions in the text are not those among the signs: some of these give no character, or two.
    start, end = (max(0, raw.FPDFText_GetCharIndexFromTextIndex(signs, place)) for place in (first, last))
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(signs, start, x, y)
    right = signs.get_charbox(min(end, signs.count_chars() - 1), loose=True)[2]
    return right, y.value, raw.FPDFText_GetFontSize(signs, start)


def _joined(lines: list[_Line]) -> str:
    """The lines of a page as its paragraphs."""
    if not lines:
        return ""
    widest = max(line.right for line in lines)
    falls = [before.base - line.base for before, line in pairwise(lines)]
    usual = median([fall for fall in falls if fall > 0] or [0.0])
    parts = [lines[0].text]
    for before, line, fall in zip(lines, lines[1:], falls, strict=False):
        ends = _ENDS.search(before.text) is not None
        apart_ = fall > usual * _PARAGRAPH_GAP or (fall < 0 and ends)
        short = before.right < widest * _SHORT_LINE and (ends or not line.text[:1].islower())
        sizes = sorted((before.size, line.size))
        if apart_ or short or sizes[1] > sizes[0] * _SIZE_CHANGE:
            parts.append("\n")
        else:
            parts[-1], joint = _joint(before.text, line.text)
            parts.append(joint)
        parts.append(line.text)
    return "".join(parts).translate(dict.fromkeys(map(ord, _HYPHENS), "-"))


def _joint(before: str, after: str) -> tuple[str, str]:
    """The end of a line that goes on, and what stands between it and the next."""
    if before[-1] in _HYPHENS and len(before) > 1:
        # "turn-/over" was parted by the line's end; "Russian-/Lao" and "5-/6" have their hyphen anyhow.
        return (before[:-1], "\u00ad") if after[:1].islower() else (before[:-1] + "-", "")
    return before, "" if _DASH.search(before) else " "


def _between(page: str, after: str) -> str:
    """What stands between two pages: nothing but a space where a sentence goes on."""
    return " " if not _ENDS.search(page) and after[:1].islower() else "\n\n"
