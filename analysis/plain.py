"""The text as a reader sees it: without what is not seen, letters and their marks as one; and the way back.

Web pages and PDF hold soft hyphens, joiners, marks of direction and letters whose accents stand as
characters of their own; old files end their lines in ways of their own. They change nothing for a reader,
and would part words and numbers for us. So the later stages read a plain text, and what they find is told
in positions of the text as it stands: ``text[start:end]`` is always the quote, with all that is in it.
Most texts are plain already, and pay for one look.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from analysis.model import Quote, Span, StatedBy

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["CONTEXT", "Plain", "plain", "restored"]

_BESIDE = 160
"""Characters before an event within which who or what it is of is named."""
CONTEXT = 32
"""Characters of a quote's prefix and suffix."""
_UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width spaces, marks of direction, byte order marks."""
_JOINERS = "\u200c\u200d"
_MARKS = "\u0300-\u036f"
"""Accents as characters of their own, those of Latin, Greek and Cyrillic letters."""
_LINE_ENDS = "\u0085\u2028\u2029"
"""Ends of lines beside those of old Macs and of Windows: each is read as a newline."""
_ODD = re.compile(f"[{_UNSEEN}{_JOINERS}{_MARKS}{_LINE_ENDS}]")
# A joiner spells words of some scripts: there it is kept. No letter has more marks than a few; a thousand
# of them would take a time that grows with their square to be put into order.
_EDIT = re.compile(
    rf"[{_UNSEEN}]+|(?<![\u0590-\u1fff\ua800-\uabff])[{_JOINERS}]+|[^\W\d_][{_MARKS}]{{1,8}}|[{_LINE_ENDS}]|\r\n?"
)
_NOT_SEEN = re.compile(f"[{_UNSEEN}{_JOINERS}]")
_LINE_END = re.compile(rf"[{_LINE_ENDS}\r]")
_Record = TypeVar("_Record", bound="DataclassInstance")


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """A plain text, and where each of its characters stands in the text as it is."""

    text: str
    written: str
    """The text as it stands."""
    _starts: list[int]
    """Where each stretch begins that is the same in both, in the plain text."""
    _places: list[Span]
    """The first character of that stretch and the end of its last, in the text as it stands."""

    def span(self, start: int, end: int) -> Span:
        """A stretch of the plain text, in the text as it stands: without what is not seen before and behind it.

        >>> two = plain("a 5\u200b0\u00ad % b")
        >>> two.text, two.written[slice(*two.span(2, 4))]
        ('a 50 % b', '5\u200b0')
        """
        begin = self._first(start)
        return (begin, begin) if end <= start else (begin, self._after(end))

    def said(self, words: str, position: int) -> str:
        """Words at a position of the plain text, or behind it, as a reader sees them in the text as it stands."""
        place = self.text.find(words, position)
        if place < 0:
            return words
        written = self.written[slice(*self.span(place, place + len(words)))]
        seen = plain(written)
        return seen.text if seen else written

    def within(self, outer: Plain | None) -> Plain:
        """A plain text of a plain text, in positions of the text as it stands: `outer` is what this one was made of."""
        if outer is None:
            return self
        starts: list[int] = []
        places: list[Span] = []
        for begin, (first, last) in zip(self._starts, self._places, strict=True):
            low, high = bisect_right(outer._starts, first), bisect_left(outer._starts, last)  # noqa: SLF001 - its like
            cuts = [first, *outer._starts[low:high], last]  # noqa: SLF001
            for cut, end in pairwise(cuts):
                starts.append(begin + cut - first)
                places.append(outer.span(cut, end))
        return Plain(self.text, outer.written, starts, places)

    def _first(self, position: int) -> int:
        """Where a character of the plain text begins."""
        if position >= len(self.text):
            return self._places[-1][1]
        index = bisect_right(self._starts, position) - 1
        return self._places[index][0] + position - self._starts[index]

    def _after(self, position: int) -> int:
        """Where the character before a position of the plain text ends."""
        index = bisect_right(self._starts, position - 1) - 1
        following = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        first, last = self._places[index]
        return last if position == following else first + position - self._starts[index]


def plain(text: str) -> Plain | None:
    """The plain text of a text with what is not seen; None where it is plain as it stands.

    >>> plain("Trade grew by 50 %.") is None
    True
    >>> plain("Viê\u0323t Nam").text == "Việt Nam"
    True
    """
    if (text.isascii() or not _ODD.search(text)) and "\r" not in text:
        return None
    parts: list[str] = []
    starts: list[int] = []
    places: list[Span] = []
    size = position = 0

    def take(piece: str, start: int, end: int) -> None:
        nonlocal size
        if piece:
            parts.append(piece)
            starts.append(size)
            places.append((start, end))
            size += len(piece)

    for edit in _EDIT.finditer(text):
        start, end = edit.span()
        if _NOT_SEEN.match(text, start):
            take(text[position:start], position, start)
        elif _LINE_END.match(text, start):
            take(text[position:start], position, start)
            take("\n", start, end)
        else:
            composed = unicodedata.normalize("NFC", edit.group())
            if len(composed) == end - start:
                continue
            take(text[position:start], position, start)
            # What does not go into the letter stands behind it, one for one.
            left = end - (len(composed) - 1)
            take(composed[0], start, left)
            take(composed[1:], left, end)
        position = end
    if position == 0:
        return None
    take(text[position:], position, len(text))
    return Plain("".join(parts), text, starts or [0], places or [(0, 0)])


def restored(records: Iterable[_Record], read: Plain | None) -> list[_Record]:
    """The records, found in a plain text, with their positions and words as in the text as it stands."""
    if read is None:
        return list(records)
    return [dataclasses.replace(record, **_restored(record, read)) for record in records]


@lru_cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _restored(record: Any, read: Plain) -> dict[str, Any]:  # noqa: ANN401  # any record of the model
    """The fields of a record that hold positions, or words as written: by their names, the same in every record."""
    start, end = read.span(record.start, record.end)
    changed: dict[str, Any] = {"start": start, "end": end}
    for name in _names(record.__class__):
        value = getattr(record, name)
        if name == "number_start":
            changed["number_start"], changed["number_end"] = read.span(value, record.number_end)
        elif name == "text":
            changed[name] = read.written[start:end]
        elif name == "sentence":
            place = read.text.find(value, max(0, record.start - len(value)))
            changed[name] = value if place < 0 else read.written[slice(*read.span(place, place + len(value)))]
        elif name == "sectors":
            changed[name] = tuple(read.said(sector, record.end) for sector in value)
        elif name in ("event", "subject") and value:
            changed[name] = read.said(value, max(0, record.start - _BESIDE))
        elif name == "mentions":
            changed[name] = tuple(read.span(*mention) for mention in value)
        elif isinstance(value, Quote):
            before, after = read.written[max(0, start - CONTEXT) : start], read.written[end : end + CONTEXT]
            changed[name] = Quote(exact=read.written[start:end], prefix=before, suffix=after)
        elif isinstance(value, StatedBy):
            first, last = read.span(value.start, value.end)
            changed[name] = StatedBy(exact=read.written[first:last], start=first, end=last)
    return changed
