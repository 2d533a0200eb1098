"""Places -> Parts: what one process works on in one go, cut by the input alone.

How a corpus is cut depends on nothing but the corpus, so that a run that was interrupted finds its parts
again, whatever the number of processes.

A file that cannot be cut beforehand (packed lines, a table of CSV, a web archive) is shared in another way:
each process reads on through it by itself, and works on the batches that it was given. Unpacking and parsing
a document takes about a fiftieth of the time that its extraction takes (50 of 2,600 microseconds for one of
8 KB), so that two processes lose 2 % by it and a dozen a fifth; in return no text travels between processes,
and none is written to the disk again.
"""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from analysis.documents import Source
from analysis.model import Document

__all__ = ["BATCH_DOCUMENTS", "Part", "Place", "batch_text", "cut", "effort"]

Place = Source | Document
"""What to work on: where documents are, or one itself."""

BATCH_DOCUMENTS = 4096
"""Documents after which a batch of a file that cannot be cut ends at the latest; see `batch_text`."""

_BATCHES = 64  # so many batches such a file has, if they are neither too small nor too large then
_LEAST, _FULL = 2**16, 2**21  # characters of text in a batch
_PARTS = 256  # so many parts a corpus of files is cut into, if they are neither too small nor too large then
_SMALLEST, _LARGEST = 2**16, 2**22  # bytes of files in one part
_MOST = 1024  # files in one part
_SHARED = 2**17  # bytes of a file from which several processes share it
_PACKED = 4  # how much larger a text is than its packed form, about
_SAMPLE = 2**17  # bytes of a packed file by which it is told how large it is
_FILE = 2**14  # bytes of text that take as long as opening a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Places that one process works on in one go, or a batch of the documents of the only one."""

    number: int
    places: tuple[Place, ...]
    batch: int | None = None
    """Which batch of a file that cannot be cut beforehand, from 0."""

    @property
    def key(self) -> str:
        """A name of its own; names sorted are parts in order.

        >>> Part(number=3, places=(), batch=12).key
        '00000003-00000012'
        """
        return f"{self.number:08}" + ("" if self.batch is None else f"-{self.batch:08}")


def cut(places: Sequence[Place], *, ended: Container[int]) -> Iterator[Part]:
    """The parts of a corpus, in its order.

    Of a file that cannot be cut beforehand come batches without end, until its part's number is in `ended`.

    >>> texts = [Document(id=str(number), text="x") for number in range(3)]
    >>> [len(part.places) for part in cut(texts, ended=())]
    [1, 1, 1]
    """
    for number, group in enumerate(_groups(places)):
        if not _shared(group[0]):
            yield Part(number=number, places=group)
            continue
        batch = 0
        while number not in ended:
            yield Part(number=number, places=group, batch=batch)
            batch += 1


def batch_text(source: Source) -> int:
    """Characters of text after which a batch of a file that cannot be cut ends.

    >>> batch_text(Source(address="news.jsonl.gz", id="news.jsonl.gz", size=2**30))
    2097152
    """
    wanted = source.size * (_PACKED if _packed(source) else 1) // _BATCHES
    return min(max(wanted, _LEAST), _FULL) if source.size else _FULL


def effort(places: Sequence[Place]) -> int:
    """Bytes of text that there are to read, about; more for files that take time to open."""
    return sum(max(int(_size(place) * _ratio(place)), _FILE) for place in places)


def _ratio(place: Place) -> float:
    """How much larger a text is than the file it lies in: of a large one, as its beginning tells."""
    if not _packed(place):
        return 1
    if _shared(place) and isinstance(place, Source) and place.endings[1] == ".gz" and not place.member:
        with suppress(OSError, zlib.error), open(place.address, "rb") as file:  # noqa: PTH123  # may be an address
            packed = file.read(_SAMPLE)
            return len(zlib.decompressobj(wbits=31).decompress(packed)) / len(packed)
    return _PACKED


def _size(place: Place) -> int:
    return len(place.text) if isinstance(place, Document) else place.size


def _packed(place: Place) -> bool:
    return isinstance(place, Source) and bool(place.endings[1] or place.member)


def _shared(place: Place) -> bool:
    """Whether a place is a file of many documents that is not cut and worth several processes, or of unknown size."""
    return isinstance(place, Source) and place.many and place.part is None and not 0 < place.size <= _SHARED


def _groups(places: Sequence[Place]) -> Iterator[tuple[Place, ...]]:
    """Places that are worked on together: small files, in their order."""
    wanted = min(max(sum(map(_size, places)) // _PARTS, _SMALLEST), _LARGEST)
    most = min(max(len(places) // _PARTS, 1), _MOST)
    group: list[Place] = []
    size = 0
    for place in places:
        if group and (len(group) >= most or size + _size(place) > wanted or _shared(place)):
            yield tuple(group)
            group, size = [], 0
        group.append(place)
        size += _size(place)
        if _shared(place):
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)
