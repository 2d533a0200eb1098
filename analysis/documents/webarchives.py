"""Web archives (WARC) -> Documents: the pages among their responses, each with the address it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.documents.apart import require
from analysis.documents.opening import EMPTY_RUN, opened, too_large
from analysis.documents.pages import page
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

__all__ = ["read_warc"]

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = "2"
"""How the status of a response begins that is what was asked for, and no error or forwarding."""


def read_warc(source: Source) -> Iterator[Document | DocumentError]:
    """The documents of the responses that hold a web page; the number of an id is that of the record.

    Records of other kinds and other types are passed over. Raises DocumentError where the archive is
    damaged, or goes on without a page for longer than it should.
    """
    require("warcio", "web archives", source.name)
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # only an archive needs it
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    limit = source.options.limit
    with opened(source) as file:
        records = ArchiveIterator(file)
        number = 0
        while True:
            number += 1
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, ValueError, UnicodeError, OverflowError) as error:
                reason = f"is damaged from record {number} on ({' '.join(str(error).split())[:80]})"
                raise DocumentError(source.name, reason, "check that it is whole") from None
            if record is None:
                return
            if _is_page(record):
                yield _document(record, number, source)
            _pass_over(record, number, limit * EMPTY_RUN, source)


def _is_page(record: Any) -> bool:  # noqa: ANN401  # warcio has no types
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or not headers.get_statuscode().startswith(_FOUND):
        return False
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _document(record: Any, number: int, source: Source) -> Document | DocumentError:  # noqa: ANN401
    path = f"{source.name}#{number}"
    limit = source.options.limit
    try:
        data = record.content_stream().read(limit + 1)
        if len(data) > limit:
            return too_large(path, source)
        if not data:
            return DocumentError(path, "the page is empty", "leave it out")
        charset = (record.http_headers.get_header("Content-Type") or "").lower().partition("charset=")[2]
        return page(
            data,
            name=f"{source.id}#{number}",
            path=path,
            charset=charset.partition(";")[0].strip(" \"'") or None,
            address=record.rec_headers.get_header("WARC-Target-URI"),
        )
    except DocumentError as error:
        return error
    except Exception as error:  # noqa: BLE001  # warcio and the libraries that unpack raise many kinds
        return DocumentError(path, f"cannot be unpacked ({type(error).__name__})", "check that the archive is whole")


def _pass_over(record: Any, number: int, most: int, source: Source) -> None:  # noqa: ANN401
    """Nothing; what is left of a record is read away, and no more of it than `most`."""
    size = 0
    while data := record.raw_stream.read(2**16):
        size += len(data)
        if size > most:
            reason = f"record {number} goes on for {size >> 20} MB, and the rest of it was left"
            raise DocumentError(source.name, reason, "raise the limit with --limit, or take this record out")
