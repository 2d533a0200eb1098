"""Web archives (WARC) -> Documents: the pages among their responses, each with the address it was asked for."""

from __future__ import annotations

import logging
import re
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
_FOUND = re.compile(r"[\d.]+ 2\d\d\b")
"""Version and status of a response that is what was asked for, and no error or forwarding."""
_SILENT = logging.NullHandler()
"""For what warcio warns of: it holds words of the archive, which have no business on a terminal."""


def read_warc(source: Source) -> Iterator[Document | DocumentError]:
    """The documents of the responses that hold a web page; the number of an id is that of the record.

    Records of other kinds and other types are passed over. Raises DocumentError where the archive is
    damaged, or goes on without a page for longer than it should.
    """
    require("warcio", "web archives", source.name)
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # only an archive needs it

    logging.getLogger("warcio").addHandler(_SILENT)
    limit = source.options.limit
    with opened(source) as file:
        # Responses are parsed here, one by one: the iterator would end at the first that is none.
        records = ArchiveIterator(file, no_record_parse=True)
        records.INC_RECORD = ""  # what it writes to standard error is told below
        number = 0
        while True:
            number += 1
            try:
                record = next(records, None)
            except Exception as error:  # noqa: BLE001  # warcio raises many kinds over a damaged archive
                reason = f"is damaged from record {number} on ({' '.join(str(error).split())[:80]})"
                raise DocumentError(source.name, reason, "check that it is whole") from None
            if record is None:
                break
            if record.rec_type == "response" and (found := _response(record, number, source)):
                yield found
            _pass_over(record, number, limit * EMPTY_RUN, source)
        if records.err_count:
            reason = f"states a wrong length for {records.err_count} of its records"
            yield DocumentError(source.name, reason, "check what was read of it, and that it is whole")


def _response(record: Any, number: int, source: Source) -> Document | DocumentError | None:  # noqa: ANN401
    """The document of a response, or why it cannot be read; None where it is no page."""
    from warcio.statusandheaders import StatusAndHeadersParser  # noqa: PLC0415  # loaded by now

    try:
        headers = StatusAndHeadersParser(["HTTP/"]).parse(record.raw_stream)
        kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
        if not _FOUND.match(headers.statusline) or kind not in _PAGES:
            return None
        record.http_headers = headers
        return _document(record, number, source)
    except DocumentError as error:
        return error
    except Exception as error:  # noqa: BLE001  # warcio and the libraries that unpack raise many kinds
        reason = f"cannot be unpacked ({type(error).__name__})"
        return DocumentError(f"{source.name}#{number}", reason, "check that the archive is whole")


def _document(record: Any, number: int, source: Source) -> Document:  # noqa: ANN401  # warcio has no types
    path = f"{source.name}#{number}"
    limit = source.options.limit
    data = record.content_stream().read(limit + 1)
    if len(data) > limit:
        raise too_large(path, source)
    if not data:
        raise DocumentError(path, "the page is empty", "leave it out")
    charset = record.http_headers.get_header("Content-Type").lower().partition("charset=")[2]
    return page(
        data,
        name=f"{source.id}#{number}",
        path=path,
        charset=charset.partition(";")[0].strip(" \"'") or None,
        address=record.rec_headers.get_header("WARC-Target-URI"),
    )


def _pass_over(record: Any, number: int, most: int, source: Source) -> None:  # noqa: ANN401
    """Nothing; what is left of a record is read away, and no more of it than `most`."""
    size = 0
    while data := record.raw_stream.read(2**16):
        size += len(data)
        if size > most:
            reason = f"record {number} goes on for {size >> 20} MB, and the rest of it was left"
            raise DocumentError(source.name, reason, "raise the limit with --limit, or take this record out")
