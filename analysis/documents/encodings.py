"""Bytes -> text: the encoding found, nothing else changed.

No newline is translated, no space trimmed, nothing normalised. Only a byte order mark at the very start
is taken off, since it tells the encoding and is no part of the text: positions count from the character
after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from analysis.definitions import HERE, read_toml
from analysis.documents.refusals import DocumentError

__all__ = ["decode", "encoding_of"]

_BYTE_ORDER_MARKS = (
    # UTF-32 first: the mark of UTF-16 is how that of UTF-32 starts. These codecs take the mark off.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)

# Control characters that no text holds; tab, line and page breaks are text, and so is what DOS ends a file with.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 4000  # characters beyond ASCII that are looked at: more change no verdict, and a text may be large
_FITS = 0.4  # from which an encoding is taken; 300 characters of news score 0.6 or more in the right one
_CAPITAL = 0.1  # what a capital after a capital takes off


def decode(path: str, data: bytes) -> str:
    r"""The text of bytes: by their byte order mark, as UTF-8 where they are, else in the encoding that fits.

    Raises DocumentError, which names `path`, where they are no text in any encoding of ``encodings.toml``.

    >>> decode("news.txt", "Сторона подписала 14 документов.\r\n".encode("windows-1251"))
    'Сторона подписала 14 документов.\r\n'
    """
    return data.decode(encoding_of(path, data))


def encoding_of(path: str, data: bytes) -> str:
    """The encoding of bytes, as Python's codecs know it; one that takes a byte order mark off where there is one.

    Raises DocumentError as `decode` does.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if _decoded(data, encoding) is not None:
                return encoding
            name = encoding.removesuffix("-sig").upper()
            raise DocumentError(path, f"is not the {name} that it says it is", "save it as UTF-8")
    # A stray control character is met in text copied out of a PDF; more of them are not text.
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 50:
        raise DocumentError(path, "is a binary file, not text", "save its text as a file that ends in .txt")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    else:
        return "utf-8"
    fits = [
        (_fit(text, encoding), -rank, encoding.name)
        for rank, encoding in enumerate(_encodings())
        if (text := _decoded(data, encoding.name)) is not None
    ]
    if fits:
        fit, _, name = max(fits)
        if fit >= _FITS:
            return name
    tried = ", ".join(encoding.name for encoding in _encodings())
    raise DocumentError(
        path, f"is in no encoding that is known (no UTF-8 from byte {broken_at} on, nor {tried})", "save it as UTF-8"
    )


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Encoding:
    """One table of encodings.toml, where its keys are told."""

    name: str
    letters: str
    signs: str
    mixed: bool


@lru_cache(maxsize=1)
def _encodings() -> tuple[_Encoding, ...]:
    return tuple(_Encoding(**table) for table in read_toml(HERE / "encodings.toml")["encodings"])


def _fit(text: str, encoding: _Encoding) -> float:
    """How well a text fits the encoding it was decoded with: the mean of its letters beyond ASCII.

    1 for a common letter, 0 for a rare one, -1 for a letter where none can be and for a sign that no
    text holds; common signs say nothing. A text in the wrong encoding is made of rare letters, odd
    signs and impossible words. 1 where the text has common signs only.
    """
    beyond = islice(_BEYOND_ASCII.finditer(text), _SAMPLE)
    scores = [_score(text, match.start(), encoding) for match in beyond if match.group() not in encoding.signs]
    return sum(scores) / len(scores) if scores else 1.0


def _score(text: str, at: int, encoding: _Encoding) -> float:
    character = text[at]
    if not character.isalpha():
        return -1
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if encoding.mixed:
        impossible = all(other.isalpha() and not other.isascii() for other in (before, after))
    else:
        impossible = any(other.isalpha() and other.isascii() for other in (before, after))
    if impossible or (character.isupper() and before.islower()):
        return -1
    # Words in capitals occur, but small letters are likelier: this tells apart encodings that swap them.
    shouted = character.isupper() and before.isupper()
    return (character.lower() in encoding.letters) - (_CAPITAL if shouted else 0)
