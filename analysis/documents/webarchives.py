"""Web archives (WARC, WET) -> Documents: the pages in them, each with the address it was asked for."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import IO, Any

from analysis.documents.apart import require
from analysis.documents.encodings import decode
from analysis.documents.opening import EMPTY_RUN, opened, too_large
from analysis.documents.pages import page
from analysis.documents.records import declared
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

__all__ = ["read_warc"]

_READ = ("response", "conversion")
"""Kinds of records: what a server sent, and a text made of it (WET)."""
_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = re.compile(r"[\d.]+ 2\d\d\b")
"""Version and status of a response that is what was asked for, and no error or forwarding."""
_SILENT = logging.NullHandler()
"""For what warcio warns of: it holds words of the archive, which have no business on a terminal."""


def read_warc(source: Source) -> Iterator[Document | DocumentError]:
    """The documents of the records that hold a web page, or the text of one; an id has the number of its record.

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
            except Exception:  # noqa: BLE001  # warcio raises many kinds over a damaged archive, and cites it
                raise DocumentError(
                    source.name, f"is damaged from record {number} on", "check that it is whole"
                ) from None
            if record is None:
                break
            if record.rec_type in _READ and (found := _found(record, number, source)):
                yield found
            _pass_over(record, number, limit * EMPTY_RUN, source)
        if records.err_count:
            reason = f"states a wrong length for {records.err_count} of its records"
            yield DocumentError(source.name, reason, "check what was read of it, and that it is whole")


def _found(record: Any, number: int, source: Source) -> Document | DocumentError | None:  # noqa: ANN401
    """The document of a record, or why it cannot be read; None where it holds no page."""
    try:
        if record.rec_type == "response":
            return _response(record, number, source)
        return _text(record, number, source) if record.rec_headers.get_header("Content-Type") == "text/plain" else None
    except DocumentError as error:
        return error
    except Exception as error:  # noqa: BLE001  # warcio and the libraries that unpack raise many kinds
        reason = f"cannot be unpacked ({type(error).__name__})"
        return DocumentError(f"{source.name}#{number}", reason, "check that the archive is whole")


def _response(record: Any, number: int, source: Source) -> Document | None:  # noqa: ANN401
    from warcio.statusandheaders import StatusAndHeadersParser  # noqa: PLC0415  # loaded by now

    headers = StatusAndHeadersParser(["HTTP/"]).parse(record.raw_stream)
    media_type = headers.get_header("Content-Type") or ""
    if not _FOUND.match(headers.statusline) or media_type.partition(";")[0].strip().lower() not in _PAGES:
        return None
    record.http_headers = headers  # its stream is unpacked as they say
    charset = media_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return page(
        _content(record.content_stream(), number, source),
        name=f"{source.id}#{number}",
        path=f"{source.name}#{number}",
        charset=charset or None,
        address=record.rec_headers.get_header("WARC-Target-URI"),
    )


def _text(record: Any, number: int, source: Source) -> Document:  # noqa: ANN401
    """The document of a page that somebody else made a text of."""
    path = f"{source.name}#{number}"
    text = decode(path, _content(record.raw_stream, number, source))
    address = declared(record.rec_headers.get_header("WARC-Target-URI"))
    found = ("address:request",) if address else ()
    return Document(id=f"{source.id}#{number}", text=text, address=address, found=found)


def _content(stream: IO[bytes], number: int, source: Source) -> bytes:
    data = stream.read(source.options.limit + 1)
    if len(data) > source.options.limit:
        raise too_large(f"{source.name}#{number}", source)
    if not data.strip():
        raise DocumentError(f"{source.name}#{number}", "the page is empty", "leave it out")
    return data


def _pass_over(record: Any, number: int, most: int, source: Source) -> None:  # noqa: ANN401
    """Nothing; what is left of a record is read away, and no more of it than `most`."""
    size = 0
    while data := record.raw_stream.read(2**16):
        size += len(data)
        if size > most:
            reason = f"record {number} goes on for {size >> 20} MB, and the rest of it was left"
            raise DocumentError(source.name, reason, "raise the limit with --limit, or take this record out")
