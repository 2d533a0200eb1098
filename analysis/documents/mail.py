"""Saved mails (EML), mailboxes and pages saved as mails (MHTML) -> Documents.

A mail gives its text, its subject, sender and date; a page that a browser saved with all it shows is a mail
by its form, and gives its article. The plain text of a mail is taken where it has one, else its page.
Attachments are not read. Headers made for it keep the standard library busy for hours, so that mails are
read apart.
"""

from __future__ import annotations

import email
import email.header
import email.message
import email.policy
import email.utils
from collections.abc import Iterator

from analysis.documents.apart import apart
from analysis.documents.encodings import decode
from analysis.documents.opening import content, opened, too_large
from analysis.documents.pages import decoded, in_charset, page_of
from analysis.documents.records import declared, iso_date
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

__all__ = ["letter", "read_mail", "read_mailbox", "read_saved_page", "snapshot"]

_PARTS = 1000
"""Parts of a mail that are looked at; a mail has some ten."""
_HEADER = 10_000
"""Characters of a header that are read."""


def read_mail(source: Source) -> Iterator[Document | DocumentError]:
    """The document of a saved mail. Raises DocumentError where it holds no text."""
    yield _mail(content(source), name=source.id, path=source.name)


def read_saved_page(source: Source) -> Iterator[Document | DocumentError]:
    """The document of a page saved as MHTML. Raises DocumentError where it holds none."""
    found = apart("mail:snapshot", content(source), path=source.name)
    yield page_of(found["markup"], name=source.id, path=source.name, address=declared(found["address"]))


def read_mailbox(source: Source) -> Iterator[Document | DocumentError]:
    """The documents of the mails of a mailbox (mbox): each begins at a line that begins with ``From ``."""
    number = size = 0
    lines: list[bytes] = []
    limit = source.options.limit
    begins = True  # a line, and not the rest of one that was longer than the limit
    with opened(source) as file:
        while line := file.readline(limit):
            if begins and line.startswith(b"From "):
                if lines or size:
                    yield _numbered(lines, number, size, source)
                number, lines, size = number + 1, [], 0
            else:
                size += len(line)
                lines.append(line[1:] if begins and line.startswith(b">From ") else line)
                if size > limit:
                    lines.clear()
            begins = line.endswith(b"\n")
        if lines or size:
            yield _numbered(lines, number, size, source)


def _numbered(lines: list[bytes], number: int, size: int, source: Source) -> Document | DocumentError:
    path = f"{source.name}#{number}"
    if size > source.options.limit:
        return too_large(path, source)
    try:
        return _mail(b"".join(lines), name=f"{source.id}#{number}", path=path)
    except DocumentError as error:
        return error


def _mail(data: bytes, *, name: str, path: str) -> Document:
    found = apart("mail:letter", data, path=path)
    text, language, address = found["text"], None, None
    if found["markup"] is not None:
        inside = page_of(found["markup"], name=name, path=path)
        text, language, address = inside.text, inside.language, inside.address
    return Document(
        id=name,
        text=text,
        title=found["title"],
        publisher=found["publisher"],
        published=found["published"],
        language=language,
        address=address,
        found=tuple(f"{slot}:mail" for slot in ("title", "publisher", "published") if found[slot]),
    )


# --- in a process apart --------------------------------------------------------------------------------------


def letter(data: bytes) -> dict[str, str | None]:
    """The text of a mail, or the markup of its page, and its subject, sender and date.

    Raises DocumentError where it holds neither.
    """
    message = _message(data)
    parts = _texts(message)
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    # Not "or": a mail without headers counts as false.
    part = next((part for part in parts if part.get_content_type() == "text/html"), None) if plain is None else plain
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise DocumentError("", "the mail holds no text", "save what it brings along, and read that")
    charset = _charset(part)
    text = markup = None
    if part is plain:
        text = (in_charset(payload, charset) if charset else None) or decode("", payload)
    else:
        markup = _markup(payload, charset)
    return {
        "text": text,
        "markup": markup,
        "title": _header(message, "Subject"),
        "publisher": _sender(message),
        "published": _date(message),
    }


def snapshot(data: bytes) -> dict[str, str | None]:
    """The markup and the address of a page that a browser saved. Raises DocumentError where there is none."""
    message = _message(data)
    part = next((part for part in _texts(message) if part.get_content_type() == "text/html"), None)
    payload = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(payload, bytes):
        raise DocumentError("", "holds no page", "save the page anew")
    return {"markup": _markup(payload, _charset(part)), "address": message.get("Snapshot-Content-Location")}


def _markup(payload: bytes, charset: str | None) -> str:
    return decoded("", payload, charset).encode("utf-8", "replace").decode()


class _Bounded(email.policy.Compat32):
    """Reads so much of a header: some take a time that grows with the square of its length.

    It is the older policy, as with the newer one all do.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]


_POLICY = _Bounded()


def _message(data: bytes) -> email.message.Message:
    try:
        return email.message_from_bytes(data, policy=_POLICY)
    except RecursionError:
        raise DocumentError("", "is nested too deeply", "save its text as a file that ends in .txt") from None


def _texts(message: email.message.Message) -> list[email.message.Message]:
    """The parts of a mail that are text and no attachment, in its order; those of mails that it brings along not."""
    texts: list[email.message.Message] = []
    left = [message]
    for _ in range(_PARTS):
        if not left:
            return texts
        part = left.pop(0)
        inside = part.get_payload() if part.is_multipart() and part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            left = [one for one in inside if isinstance(one, email.message.Message)] + left
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            texts.append(part)
    raise DocumentError("", f"holds more than {_PARTS} parts", "save its text as a file that ends in .txt")


def _charset(part: email.message.Message) -> str | None:
    stated = part.get_content_charset()
    return stated if stated and stated != "us-ascii" else None


def _header(message: email.message.Message, name: str) -> str | None:
    """A header as it is read; None where there is none."""
    raw = message.get(name)
    if raw is None:
        return None
    try:
        text = str(email.header.make_header(email.header.decode_header(str(raw))))
    except (LookupError, ValueError, email.errors.MessageError):
        text = str(raw)
    return declared(text)


def _sender(message: email.message.Message) -> str | None:
    name, address = email.utils.parseaddr(_header(message, "From") or "")
    return name or address or None


def _date(message: email.message.Message) -> str | None:
    try:
        return iso_date(email.utils.parsedate_to_datetime((_header(message, "Date") or "")[:200]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
