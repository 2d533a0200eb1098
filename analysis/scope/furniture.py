"""The lines of a page, and those that are none of its article: menus, captions, what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from analysis.definitions import LanguageDefinition
from analysis.model import Span

__all__ = [
    "BULLETS",
    "MENU_WORDS",
    "PROSE",
    "SAMPLE",
    "SHORT",
    "Line",
    "body_of",
    "boilerplate_in",
    "furniture_words",
    "lines_of",
]

PROSE = 200
"""Characters from which a line is a paragraph of the article."""
SHORT = 120
_LONGEST_FURNITURE = 4000
"""Characters of a line from which it is taken for text without a look at it."""
_AT_ONCE = 1 << 16
"""Characters of a text that are parted into lines at a time."""
SAMPLE = 4000
"""Characters of the body that tell which economies it is about."""
MENU_WORDS = 4
_FILE_LINE = re.compile(r"\s*\S+\.(?:jpe?g|png|gif|webp|svg|bmp|mp4|mp3|pdf|docx?)\s*", re.IGNORECASE)
_LONGEST_ENDING = len(".jpeg")
_EMBEDDED = re.compile(r"\s*\[\w+(?:\s+\w+=\S+)+\s*/?\]\s*")
BULLETS = "•·▪◦*-–"
"""Marks that open an item of a list."""
_BULLET = re.compile(rf"\s*[{re.escape(BULLETS)}]\s")


class Line(NamedTuple):
    """A line of a text: its place, not a copy of it."""

    start: int
    end: int
    whole: str

    @property
    def text(self) -> str:
        """The line as it stands, its end included."""
        return self.whole[self.start : self.end]

    @property
    def length(self) -> int:
        """Characters of the line, its end included."""
        return self.end - self.start


def lines_of(text: str) -> list[Line]:
    """The lines of a text, as it stands."""
    pieces = (piece.splitlines(keepends=True) for piece in _pieces(text))
    ends = list(accumulate(map(len, chain.from_iterable(pieces))))
    # A third of the time of Line(...), and a page has hundreds.
    return list(map(partial(tuple.__new__, Line), zip((0, *ends), ends, repeat(text))))


def _pieces(text: str) -> Iterator[str]:
    """A text piece by piece, each but the last up to the end of a line: its lines are no second copy of a long text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _AT_ONCE) + 1 or len(text)
        yield text[start:end]
        start = end


def body_of(length: int, boilerplate: tuple[tuple[int, int, str], ...]) -> tuple[Span, ...]:
    """The stretches of a text that are no boilerplate."""
    body, position = [], 0
    for start, end, _ in boilerplate:
        if start > position:
            body.append((position, start))
        position = end
    if position < length:
        body.append((position, length))
    return tuple(body)


class _Furniture(NamedTuple):
    """What a language file says of the page around an article, compiled."""

    tail: tuple[str, ...]
    single: frozenset[str]
    dateline: re.Pattern[str]
    """What stands before a position that follows a mark of datelines."""


@lru_cache(maxsize=64)
def furniture_words(language: LanguageDefinition) -> _Furniture:
    """What a language file says of the lines around an article, compiled once."""
    tail, single, marks = (
        tuple(word.lower() for word in language.terms("boilerplate", key)) for key in ("tail", "line", "dateline")
    )
    listed = "|".join(map(re.escape, marks)) or "(?!)"
    return _Furniture(tail, frozenset(single), re.compile(rf"(?:^|\W)(?:{listed})\W*$"))


def boilerplate_in(lines: list[Line], language: LanguageDefinition) -> tuple[tuple[int, int, str], ...]:
    """The stretches that are no part of the article, in order, with what they are."""
    known = furniture_words(language)
    last_prose = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].length >= PROSE), -1)
    found: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        start, end, text = line
        if end - start >= _LONGEST_FURNITURE:
            continue
        written = text[start:end]
        words = written.strip().lower()
        if not words:
            continue
        if index > last_prose >= 0 and _opens_tail(words, known.tail):
            found.append((start, lines[-1].end, "after the article"))
            break
        if "." in words[-_LONGEST_ENDING:-1] and _FILE_LINE.fullmatch(written):
            found.append((start, end, "file name"))
        elif words[0] == "[" and _EMBEDDED.fullmatch(written):
            found.append((start, end, "embedded media"))
        elif words.strip(":.|") in known.single or (":" in words and _is_link(words, known.tail)):
            found.append((start, end, "page furniture"))
        elif (
            words[0] in BULLETS
            and _BULLET.match(written)
            and len(words.split()) <= MENU_WORDS
            and words[-1] not in ".!?;,:"
        ):
            found.append((start, end, "menu"))
    return tuple(found)


def _is_link(words: str, tail: tuple[str, ...]) -> bool:
    """Whether a line only leads to another article, whose headline it quotes: "Read also: Norway gave 280 billion"."""
    mark, colon, headline = words.partition(":")
    return bool(colon and headline.strip()) and len(words) < PROSE and mark.strip() in tail


def _opens_tail(words: str, tail: tuple[str, ...]) -> bool:
    """Whether a line is a heading under which no article goes on: Comments (0), Related news."""
    if len(words) > SHORT // 2 or not words.startswith(tail):
        return False
    return any(words.startswith(mark) and not words[len(mark) : len(mark) + 1].isalnum() for mark in tail)
