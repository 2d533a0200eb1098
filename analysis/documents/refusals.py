"""What cannot be read: which document, why, and the way out."""

from __future__ import annotations

import os
from collections.abc import Callable

__all__ = ["DocumentError", "OnError", "called", "report", "unopened"]


class DocumentError(Exception):
    """A document that cannot be read: which, why, and the way out. Its text is one line.

    `path` is that of its file, or its id; `place` is where it stands, where the id does not tell.
    """

    def __init__(self, path: str | os.PathLike[str], reason: str, remedy: str, place: str = "") -> None:
        super().__init__(path, reason, remedy, place)
        self.path = os.fspath(path)
        self.place = place or self.path
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{called(self.path, self.place)}: {self.reason}; {self.remedy}"
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


def called(name: str, place: str) -> str:
    """What a document of this id is called where something is said of it: its place too, unless the id tells it.

    >>> called("a7", "texts/news.jsonl#12"), called("news.jsonl#12", "texts/news.jsonl#12")
    ('texts/news.jsonl#12 (a7)', 'news.jsonl#12')
    """
    tells = place.endswith(name) and place.removesuffix(name)[-1:] in {"", "/", "\\"}
    return name if tells else f"{place} ({name})"


OnError = Callable[[DocumentError], object]
"""Told of each document that cannot be read; what it returns is ignored."""


def report(error: DocumentError, on_error: OnError | None) -> None:
    """Nothing: the error is told, or raised where nobody is to be told."""
    if on_error is None:
        raise error
    on_error(error)


def unopened(path: str | os.PathLike[str], error: OSError) -> DocumentError:
    """The error of a file that is there and cannot be opened."""
    return DocumentError(path, f"cannot be opened ({error.strerror or error})", "check that it may be read")
