"""Web pages -> Documents: the headline and main text of the article, and the metadata that the page declares.

trafilatura tells the article from the menus around it. What it gives is the Document's text: positions
count in it, not in the markup, and ``communique text`` writes it out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.documents.apart import apart, require
from analysis.documents.encodings import decode
from analysis.documents.opening import content
from analysis.documents.records import declared
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["article", "decoded", "in_charset", "page", "page_of", "read_page"]

_MARKS = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}?encoding=["']([\w.:-]+)""", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its encoding
_LATIN = {"iso8859-1", "ascii"}
"""What pages call the encoding of Windows that holds it: the HTML standard reads it so."""
_NO_CHARSETS = {"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "charmap"}
"""What Python has codecs for, and no page is in."""
_JSON_LD = re.compile(r"ld\+json", re.IGNORECASE)
_FOUND = ("title", "publisher", "published", "language", "address")


def read_page(source: Source) -> Iterator[Document | DocumentError]:
    """The document of a web page. Raises DocumentError where no article is found in it."""
    yield page(content(source), name=source.id, path=source.name)


def page(data: bytes, *, name: str, path: str, charset: str | None = None, address: str | None = None) -> Document:
    """The document of the bytes of a page; `charset` and `address` as they were sent along with it.

    Raises DocumentError, which names `path`, where no article is found, or trafilatura is missing.
    """
    return page_of(decoded(path, data, charset), name=name, path=path, address=address)


def page_of(markup: str, *, name: str, path: str, address: str | None = None) -> Document:
    """`page` for a caller that has the markup decoded."""
    require("trafilatura", "web pages", path)
    found = apart("pages:article", markup.encode("utf-8", "replace"), path=path)
    stated: dict[str, Any] = {field: value for field in _FOUND if (value := declared(found[field]))}
    codes = [code for code in found["found"] if code.partition(":")[0] in stated]
    if address and "address" not in stated:
        stated["address"] = address
        codes.append("address:request")
    return Document(id=name, text=found["text"], found=tuple(codes), **stated)


def decoded(path: str, data: bytes, charset: str | None) -> str:
    """The markup: in the encoding sent along, else declared in it, else found as in a plain text."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        mark = _MARKS.search(data[:_HEAD])
        named = mark and (mark[1] or mark[2]).decode("ascii", "replace")
        for label in filter(None, (charset, named)):
            text = in_charset(data, label)
            if text is not None:
                return text
    return decode(path, data)


def in_charset(data: bytes, label: str) -> str | None:
    """The text in a declared encoding; None where there is none of that name, or the bytes are not in it."""
    try:
        codec = codecs.lookup(label)
        if codec.name.replace("-", "_") in _NO_CHARSETS or not codec._is_text_encoding:  # noqa: SLF001  # Python tells it nowhere else
            return None
        return data.decode("cp1252" if codec.name in _LATIN else codec.name)
    except (LookupError, ValueError):
        # A page that says UTF-8 and is cut within a letter is still UTF-8.
        return data.decode("utf-8", "replace") if _nearly_utf8(data, label) else None


def _nearly_utf8(data: bytes, label: str) -> bool:
    if label.lower().replace("-", "").replace("_", "") != "utf8":
        return False
    return len(data.decode("utf-8", "ignore").encode()) >= len(data) - len(data) // 1000 - 4


# --- in a process apart --------------------------------------------------------------------------------------


def article(data: bytes) -> dict[str, Any]:
    """The text and metadata of the article of a page in UTF-8, and how each was found, as ``slot:code``.

    The codes: ``json-ld``, ``meta`` and ``link`` are declarations in the page's head; ``time``, ``title``
    and ``heading`` its elements; ``html`` its language attribute; ``page`` is anything else. Raises
    DocumentError where there is no article.
    """
    import trafilatura  # noqa: PLC0415  # half a second, and only in the process that reads pages
    from trafilatura.utils import load_html  # noqa: PLC0415

    markup = data.decode("utf-8")
    tree = load_html(markup)
    found = trafilatura.bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={
            # A date that is declared or written where dates stand, not any that the page holds; and no
            # bound by today's date: the same page gives the same answer tomorrow.
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d",
            "min_date": "1990-01-01",
            "max_date": "2100-01-01",
        },
    )
    if tree is None or not isinstance(found, trafilatura.settings.Document) or not (found.text or "").strip():
        raise DocumentError("", "no article is found in the page", "save its text as a file that ends in .txt")
    slots = {
        "title": found.title,
        "publisher": found.sitename or found.hostname,
        "published": found.date,
        "address": found.url,
    }
    language = (tree.get("lang") or tree.get("xml:lang") or "").strip() or None
    codes = [f"{slot}:{_standing(tree, value)}" for slot, value in slots.items() if value]
    codes += ["language:html"] if language else []
    return {"text": found.text, "language": language, "found": codes, **slots}


def _standing(tree: HtmlElement, value: str) -> str:
    """Where in a page a piece of its metadata stands."""
    places: dict[str, Iterator[str | None]] = {
        "json-ld": (script.text for script in tree.iter("script") if _JSON_LD.search(script.get("type", ""))),
        "meta": (meta.get("content") for meta in tree.iter("meta")),
        "link": (link.get("href") for link in tree.iter("link")),
        "time": (time.get("datetime") or time.text_content() for time in tree.iter("time")),
        "title": (title.text for title in tree.iter("title")),
        "heading": (" ".join(heading.text_content().split()) for heading in tree.iter("h1")),
    }
    return next((code for code, texts in places.items() if any(text and value in text for text in texts)), "page")
