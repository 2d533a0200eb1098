"""Records -> Documents: which key or column of a record is the text, and which declare its metadata."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from analysis.definitions import HERE, read_toml
from analysis.documents.opening import lines
from analysis.documents.refusals import DocumentError
from analysis.documents.sources import Source
from analysis.model import Document

__all__ = ["Placed", "are_ours", "as_document", "chosen", "declared", "iso_date", "read_json_lines"]


class Placed(NamedTuple):
    """A document, and where it stands: its file, and the number of its record there."""

    document: Document
    place: str


_DECLARED = ("title", "publisher", "published", "language", "address")
_LONGEST = 1000
"""Characters of a title or an id: every figure carries the id of its document."""
_DATE = 100
"""Characters at the start of a value in which a date is looked for."""
_CODE = re.compile(r"[a-z]{1,20}:.{1,100}")
_OURS = (
    {"document", "start", "end"},
    {"check", "verdict", "evidence"},
    {"document", "reason", "remedy"},
    {"structure", "structureid", "action"},
    {"metric", "definition", "measure"},
)
"""Columns of what we write: of what stands in a text, of findings, of documents that were not read, of SDMX, and of
the table of metrics in a data package."""
_JOINT = re.compile(r"[\s_-]+")
_DAY = re.compile(r"([12]\d{3})-(\d\d)(?:-(\d\d))?(?=\D|$)|([12]\d{3})(\d\d)(\d\d)(?=\D|$)|[12]\d{3}$")


@lru_cache(maxsize=1)
def _usual() -> dict[str, list[str]]:
    """Field of Document -> the names that files have for it."""
    return {name: list(names) for name, names in read_toml(HERE / "columns.toml").items()}


def _folded(name: str) -> str:
    return _JOINT.sub("", name).lower()


def are_ours(columns: Iterable[str]) -> bool:
    """Whether columns are those of a file that we wrote, and that holds no documents.

    >>> are_ours(["document", "start", "end", "reason"]), are_ours(["id", "text"])
    (True, False)
    """
    folded = set(map(_folded, columns))
    return any(ours <= folded for ours in _OURS)


def chosen(columns: Iterable[str], source: Source) -> dict[str, str]:
    """Field of Document -> the column that holds it: the one that was named, else the first usual one there is.

    Raises DocumentError, which lists the columns, where the one that was named is missing, or none is
    known to hold the text.

    >>> chosen(["Headline", "Body", "datePublished"], Source(address="news.csv", id="news.csv", size=0))
    {'text': 'Body', 'title': 'Headline', 'published': 'datePublished'}
    """
    there = list(columns)
    folded = {_folded(name): name for name in reversed(there)}
    found = {}
    for field, usual in _usual().items():
        given = source.options.columns.get(field)
        if given:
            if given not in there:
                raise DocumentError(source.name, f"has no column {given}", f"name one of these: {_listed(there)}")
            found[field] = given
        elif given is None and (name := next((folded[key] for key in map(_folded, usual) if key in folded), None)):
            found[field] = name
    if are_ours(folded) and not source.options.columns.get("text"):
        reason = "holds results of communique and no documents"
        raise DocumentError(source.name, reason, "leave it out, or name the column of the text with --text-column")
    if "text" not in found:
        reason = "has no column that is known to hold the text"
        raise DocumentError(source.name, reason, f"name one of these with --text-column: {_listed(there)}")
    return found


def _listed(columns: list[str]) -> str:
    return ", ".join(columns[:40]) + (f" and {len(columns) - 40} more" if len(columns) > 40 else "")  # noqa: PLR2004


def as_document(record: Mapping[str, object], columns: Mapping[str, str], number: int, source: Source) -> Placed:
    """The document of a record, by the columns that hold its text and metadata; its id, or its number in the file.

    Raises DocumentError where it holds no text.
    """
    name = f"{source.id}#{number}"
    text = record.get(columns["text"])
    if text is None or (isinstance(text, str) and not text.strip()):
        raise DocumentError(f"{source.name}#{number}", "the record holds no text", "leave it out, or check it")
    if not isinstance(text, str):
        reason = f"{columns['text']} is no text"
        raise DocumentError(f"{source.name}#{number}", reason, "name the column of the text with --text-column")
    stated = {field: declared(record.get(column)) for field, column in columns.items() if field in {"id", *_DECLARED}}
    if "published" in columns:
        stated["published"] = iso_date(record.get(columns["published"]))
    document = Document(
        id=stated.get("id") or name,
        text=_valid(text),
        title=stated.get("title"),
        publisher=stated.get("publisher"),
        published=stated.get("published"),
        language=stated.get("language"),
        address=stated.get("address"),
        found=_kept_codes(record) or tuple(f"{field}:{columns[field]}" for field in _DECLARED if stated.get(field)),
        pages=_kept_pages(record, len(text)),
    )
    return Placed(document, f"{source.name}#{number}")


def _kept_codes(record: Mapping[str, object]) -> tuple[str, ...]:
    """How the metadata was found, where the record is one that ``communique text`` wrote."""
    codes = record.get("found")
    if not isinstance(codes, list) or not all(isinstance(code, str) and _CODE.fullmatch(code) for code in codes):
        return ()
    return tuple(codes[: len(_DECLARED)])


def _kept_pages(record: Mapping[str, object], size: int) -> tuple[int, ...]:
    """Where the pages begin, where the record is one that ``communique text`` wrote."""
    starts = record.get("pages")
    if not isinstance(starts, list) or not all(type(start) is int and 0 <= start <= size for start in starts):
        return ()
    return tuple(starts) if starts == sorted(starts) else ()


def declared(value: object) -> str | None:
    r"""A piece of metadata as text, on one line; None where there is none, or far more than one.

    >>> declared(" Two\n words "), declared(7), declared("x" * 1001)
    ('Two words', '7', None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = _valid(" ".join(str(value)[: _LONGEST * 2].split()))
    return text if 0 < len(text) <= _LONGEST else None


def _valid(text: str) -> str:
    r"""The text, where half a surrogate pair (``"\ud83d"`` in JSON) is the sign for what cannot be shown.

    Half a pair is no character: no file could take it. The sign stands in its place, so that positions stay.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def iso_date(value: object) -> str | None:
    """The day, month or year that a value begins with, or that mails and feeds write; ISO 8601, None for no date.

    >>> iso_date("2021-08-09T10:00:00+07:00"), iso_date("20210809"), iso_date("2021-08"), iso_date("yesterday")
    ('2021-08-09', '2021-08-09', '2021-08', None)
    >>> iso_date("Mon, 09 Aug 2021 10:00:00 +0700")
    '2021-08-09'
    """
    written = value.isoformat() if isinstance(value, dt.date) else str(value)[:_DATE].strip()
    match = _DAY.match(written)
    if match is None:
        return _mail_date(written) if written[:1].isalpha() else None
    parts = [part for part in (match.groups()[:3] if match[1] else match.groups()[3:]) if part] or [match[0]]
    iso = "-".join(parts)
    try:
        dt.date.fromisoformat(f"{iso}-01-01"[: len("2021-08-09")])
    except ValueError:
        return None
    return iso


def _mail_date(written: str) -> str | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  # most dates are written otherwise

    try:
        return iso_date(parsedate_to_datetime(written))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def read_json_lines(source: Source) -> Iterator[Placed | DocumentError]:
    """The documents of JSON Lines: an object a line, its keys as columns; what cannot be read comes as its error."""
    keys: list[str] = []
    columns: dict[str, str] = {}
    for number, line in lines(source):
        if isinstance(line, DocumentError):
            yield line
            continue
        try:
            record = _json(line)
            if not columns or keys != list(record):  # most records have the keys of the one before
                columns, keys = chosen(record, source), list(record)
            found = as_document(record, columns, number, source)
        except DocumentError as error:
            yield DocumentError(f"{source.name}#{number}", error.reason, error.remedy)
        else:
            yield found


def _json(line: bytes) -> dict[str, object]:
    """The record of a line. Raises DocumentError where it is none; its path says nothing."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        raise DocumentError("", "is not UTF-8", "save the file as UTF-8") from None
    except RecursionError:
        raise DocumentError("", "is nested too deeply", "give the text at the top of the record") from None
    except ValueError as error:
        raise DocumentError("", f"is not JSON ({error})", "write one JSON object a line") from None
    if not isinstance(record, dict):
        raise DocumentError("", "is no JSON object", "write one JSON object a line")
    return record
