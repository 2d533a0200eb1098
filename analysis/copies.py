"""Copies of one text among many: the same agency copy under several publishers, cut or changed a little.

A text is known by a sketch of it: the smallest of the hashes of its runs of words, some hundred numbers
however long it is (bottom-k MinHash). Two sketches tell how many runs two texts share; that much of the
shorter text standing in the longer one makes it a copy. Texts themselves are not compared, so that a
sketch can be made where the text is read and travel instead of it.

The threshold was measured with ``tests/benchmarks/copies.py`` on 69 articles in three languages. Of agency
copy under a headline and notes of a paper's own, with a tail cut and a word in thirty changed, 0.78 stands
in the original (half of the texts above it; 66 of 69 are found, those that are not have few words), of
a first half or third 0.99; of any two different articles 0.05 at most. Releases filled in anew, with other
numbers and names, have 0.45, and 4 of 69 look like copies: so that to be a copy is no reason to leave out
what a text says otherwise. See `analysis.checks`.
"""

from __future__ import annotations

import heapq
import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from analysis.model import Copies, Document
from analysis.plain import plain

__all__ = ["COPIED", "Sketch", "find_copies", "sketch", "together"]

COPIED = 0.6
"""Share of the runs of words of a text that must stand in a longer one."""
_RUN = 4
"""Words of a run."""
_KEPT = 128
"""Hashes of a sketch: shares are told to some hundredths."""
_LOOKED_UP = 24
"""The smallest of them, by which copies are looked for: of two texts that share half, one is always common."""
_AT_MOST = 20_000
"""Words at the start of a text that are looked at."""
_LEAST = 24
"""Runs of words that a text must have to be a copy by likeness; a shorter one is a copy where it is equal."""
_LONGER = 4
"""A text that is longer so many times is another, and holds the shorter one."""
_CROWD = 32
"""Texts that are looked up by one hash: more share a phrase, as a site's footer."""
_COMPARED = 8
"""Texts that a text is compared with, those first that have most hashes in common with it."""
# Signs of scripts that are written without spaces count as a word each.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is known by: how many runs of words it has, and the smallest hashes of them, in order."""

    runs: int
    hashes: Sequence[int]


def sketch(text: str) -> Sketch:
    """The sketch of a text; case, marks and what is not seen play no part.

    >>> sketch("One text, word for word.") == sketch("ONE text\u00ad word for word!")
    True
    """
    read = plain(text)
    found = _WORD.finditer((read.text if read else text).lower())
    words = [match.group() for match in islice(found, _AT_MOST)]
    runs = {zlib.crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(max(1, len(words) - _RUN + 1))}
    # Four bytes each: the sketches of a whole corpus are held at once.
    return Sketch(len(runs), array("I", heapq.nsmallest(_KEPT, runs)))


def find_copies(documents: Iterable[Document]) -> list[Copies]:
    """The groups of documents that carry one text, the fullest of each first; a text of its own is in none.

    >>> story = "Ministers of Laos and Vietnam met in Vientiane on Monday."
    >>> found = [Document(id="a", text=story, publisher="Agency A"), Document(id="b", text=story.upper())]
    >>> [(copies.documents, copies.publishers) for copies in find_copies(found)]
    [(('a', 'b'), ('Agency A',))]
    """
    listed = list(documents)
    publishers = {document.id: document.publisher for document in listed if document.publisher}
    return together({document.id: sketch(document.text) for document in listed}, publishers=publishers)


def together(sketches: dict[str, Sketch], *, publishers: dict[str, str] | None = None) -> list[Copies]:
    """`find_copies` for a caller that has the sketches by document id, and the publishers that are known."""
    known = publishers or {}
    first: dict[str, list[tuple[str, float]]] = {}
    by_hash: dict[int, list[str]] = defaultdict(list)
    # The longest first: each text is compared with those that may hold it, and never with copies of them.
    for name in sorted(sketches, key=lambda name: (-sketches[name].runs, name)):
        own = sketches[name]
        near = Counter(other for value in own.hashes[:_LOOKED_UP] for other in by_hash[value])
        nearest = sorted(near, key=lambda other: (-near[other], other))[:_COMPARED]
        shared, holder = max(((_shared(own, sketches[other]), other) for other in nearest), default=(0.0, ""))
        if shared >= COPIED:
            first[holder].append((name, shared))
            continue
        first[name] = []
        for value in own.hashes[:_LOOKED_UP]:
            if len(by_hash[value]) < _CROWD:
                by_hash[value].append(name)
    return sorted(
        (_copies(name, copies, known) for name, copies in first.items() if copies), key=lambda copies: copies.documents
    )


def _copies(name: str, copies: list[tuple[str, float]], publishers: dict[str, str]) -> Copies:
    documents = (name, *sorted(copy for copy, _ in copies))
    named = dict.fromkeys(publishers[document] for document in documents if document in publishers)
    return Copies(documents=documents, publishers=tuple(named), likeness=round(min(shared for _, shared in copies), 2))


def _shared(one: Sketch, other: Sketch) -> float:
    """The share of the runs of the shorter of two texts that stand in the longer one."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one.runs, other.runs))
    if shorter < _LEAST or longer > shorter * _LONGER:
        return 0.0
    both = set(one.hashes) & set(other.hashes)
    smallest = heapq.nsmallest(_KEPT, {*one.hashes, *other.hashes})
    alike = sum(value in both for value in smallest) / len(smallest)
    # Of the runs of both, so many are common; of the shorter text's, more.
    return min(1.0, alike * (shorter + longer) / (1 + alike) / shorter)
