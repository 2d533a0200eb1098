"""A Part -> what came of its documents: the work itself, the same in whichever process it is done."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from analysis.cli.tasks import in_force, remark_on
from analysis.cli.working.parts import BATCH_DOCUMENTS, Part, batch_text
from analysis.definitions import DefinitionError
from analysis.documents import DocumentError, Placed, Source, called, read_placed
from analysis.model import Document
from analysis.tables.joining import PARTED

__all__ = ["Done", "Reader", "Spot", "Trouble", "Work", "do"]


class Spot(NamedTuple):
    """Where a document stands in a part: in which of its places, and which there, both from 0."""

    place: int
    document: int


class Trouble(NamedTuple):
    """Why a document is passed over: known before it is reached, as of one that ended a process."""

    reason: str
    remedy: str
    reading: bool = False
    """Whether not even its reading may be tried: what comes after it in the same file is lost with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is done with each document, and what becomes of the results."""

    task: Callable[[Document], Any]
    """Can be pickled where several processes work."""
    definitions: Path | None = None
    """Folder of further definitions."""
    language: str | None = None
    """The code of the language that all documents are said to be in."""
    of: type | None = None
    """The type of the records that the task gives a list of, where they are to be written."""
    file_format: str = ""
    """Format of the records; those of PARTED are written as they are to be where they arise."""
    folder: Path | None = None
    """Where the finished parts are put; without it they are handed on. Records of a format that is not of PARTED lie
    there as Parquet."""
    timeout: float = 0
    """Seconds of the processor that a document may take; 0 for any."""


@dataclass(slots=True, kw_only=True)
class Done:
    """What came of a part."""

    read: int = 0
    """Documents with a result."""
    text: int = 0
    """Bytes of their text."""
    refused: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Documents without: which, why, the way out, where it stands."""
    ids: list[tuple[str, int]] = field(default_factory=list)
    """Id of each document with a result, and where its records end: see `extent`."""
    places: list[str] = field(default_factory=list)
    """Where each of these stands, empty where its id tells it."""
    remarks: list[tuple[int, str]] = field(default_factory=list)
    """What is to be said of documents with a result: which of `ids`, and what."""
    start: int = 0
    """Where the records of the first begin."""
    passed: dict[Spot, Trouble] = field(default_factory=dict)
    """What was passed over, and why."""
    ended: bool = True
    """Whether the file of which this is a batch holds no further one."""
    hopeless: str = ""
    """Why no other document would fare better."""
    sha256: str = ""
    """Of the file that holds the results, where there is one."""
    results: list[Any] = field(default_factory=list)
    """The results, where they are handed on."""
    content: bytes = b""
    """The records as they are written, where these are handed on."""

    def called(self, number: int) -> tuple[str, str]:
        """Id and place of a document."""
        name = self.ids[number][0]
        return name, self.places[number] or name

    def extent(self, number: int) -> tuple[int, int]:
        """Where the records of a document begin and end in what was written: in bytes, of Parquet in rows."""
        return (self.ids[number - 1][1] if number else self.start), self.ids[number][1]

    def as_json(self) -> str:
        """The account of the part, without its results."""
        passed = [(*spot, *trouble) for spot, trouble in self.passed.items()]
        kept = ("read", "text", "refused", "ids", "places", "remarks", "start", "ended", "hopeless", "sha256")
        return json.dumps({name: getattr(self, name) for name in kept} | {"passed": passed})

    @classmethod
    def from_json(cls, text: str) -> Done:
        """The account that `as_json` wrote."""
        told = json.loads(text)
        passed = {Spot(place, document): Trouble(*trouble) for place, document, *trouble in told.pop("passed")}
        refused = [tuple(refusal) for refusal in told.pop("refused")]
        ids = [(name, end) for name, end in told.pop("ids")]
        remarks = [(number, remark) for number, remark in told.pop("remarks")]
        return cls(**told, passed=passed, refused=refused, ids=ids, remarks=remarks)


Watch = Callable[[Spot | None, bool, int], object]
"""Told of a spot before its document is read (False) and before it is worked on (True), with the bytes of its text.

Of None when no document is worked on any more, and what was found is put where it belongs.
"""


def do(work: Work, part: Part, reader: Reader, *, passed: Mapping[Spot, Trouble], watch: Watch) -> Done:
    """What came of each document of a part.

    Where the work has a folder, the results lie there, in ``<key>.data``, beside the account of it in
    ``<key>.json``: the part is finished when the account is there. Raises OSError where they cannot be written.
    """
    done = Done(passed=dict(passed))
    try:
        with in_force(work.definitions):
            _put(work, part, reader, _results(work, part, reader, done, watch), done)
    except DefinitionError as error:
        done.hopeless = str(error)
    return done


def _put(work: Work, part: Part, reader: Reader, results: Iterator[Any], done: Done) -> None:
    """Nothing: the results are where they should be."""
    if work.folder is None:
        if work.file_format in PARTED:
            _write(work, results, content := BytesIO(), done)
            done.content = content.getvalue()
        else:
            done.results = list(results)
        return
    data = work.folder / f"{part.key}.data"
    passing = work.folder / f"{part.key}.{reader.name}.passing"
    with passing.open("wb") as file:
        _write(work, results, file, done)
    with passing.open("rb") as file:
        done.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    passing.replace(data)
    passing.write_text(done.as_json(), encoding="utf-8", errors="backslashreplace")
    passing.replace(data.with_suffix(".json"))


def _write(work: Work, results: Iterator[Any], file: IO[bytes], done: Done) -> None:
    """Nothing: the results are written, and where the records of each document end is noted."""
    from analysis.tables import stream  # noqa: PLC0415  # only who writes needs it

    file_format = work.file_format if work.file_format in PARTED else "parquet"
    rows = 0

    def place() -> int:
        return rows if file_format == "parquet" else file.tell()

    def records() -> Iterator[Any]:
        nonlocal rows
        done.start = place()
        for number, result in enumerate(results):
            for record in result:
                rows += 1
                yield record
            # What asks for the next record has written this one.
            done.ids[number] = (done.ids[number][0], place())

    stream(records(), file, of=work.of or object, file_format=file_format)


def _results(work: Work, part: Part, reader: Reader, done: Done, watch: Watch) -> Iterator[Any]:
    """The results of the documents that have one; `done` is told of all."""
    for spot, found in reader.items(part, done, watch):
        if isinstance(found, DocumentError):
            done.refused.append((found.path, found.reason, found.remedy, found.place))
            continue
        item, place = found
        if spot in done.passed:
            trouble = done.passed[spot]
            done.refused.append((item.id, trouble.reason, trouble.remedy, place))
            continue
        size = len(item.text.encode("utf-8", "surrogatepass"))
        watch(spot, True, size)  # noqa: FBT003  # as Watch says
        try:
            result = work.task(item)
        except DocumentError as error:
            done.refused.append((error.path, error.reason, error.remedy, place))
        except DefinitionError:
            raise
        except Exception as error:  # noqa: BLE001  # one text that trips us must not cost the others
            done.refused.append((*_refusal(item.id, error), place))
        else:
            if work.language is not None and (remark := remark_on(item, language=work.language)):
                done.remarks.append((len(done.ids), remark))
            done.ids.append((item.id, 0))
            done.places.append("" if called(item.id, place) == item.id else place)
            done.read += 1
            done.text += size
            yield result
    watch(None, False, 0)  # noqa: FBT003


def _refusal(name: str, error: Exception) -> tuple[str, str, str]:
    """Which document has no result, why, and the way out."""
    from analysis.scope import UnknownLanguageError  # noqa: PLC0415  # it is loaded by now, if it was raised

    if isinstance(error, UnknownLanguageError):
        reason, _, remedy = str(error).removeprefix(f"{name}: ").partition("; ")
        return name, reason, remedy
    where = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    reason = f"this text trips the program ({told} at {Path(where.filename).name}:{where.lineno})"
    return name, reason, "please report it, with the text"


class Reader:
    """Reads the documents of parts; a file that several processes share is read on from batch to batch."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        """Tells the passing files of one process from those of another."""
        self._source: Source | None = None
        self._shared: Iterator[tuple[Spot, Placed | DocumentError]] = iter(())
        self._batch = 0
        self._end: tuple[Source, int] | None = None
        """How many batches the file has that was read to its end last."""

    def items(self, part: Part, done: Done, watch: Watch) -> Iterator[tuple[Spot, Placed | DocumentError]]:
        """The documents of a part with their spots, and the errors of those that cannot be read."""
        if part.batch is not None:
            yield from self._batches(part, part.batch, done, watch)
            return
        for number, place in enumerate(part.places):
            if isinstance(place, Document):
                watch(Spot(number, 0), False, 0)  # noqa: FBT003
                yield Spot(number, 0), Placed(place, place.id)
            else:
                yield from _numbered(place, number, done.passed, watch)

    def _batches(
        self, part: Part, wanted: int, done: Done, watch: Watch
    ) -> Iterator[tuple[Spot, Placed | DocumentError]]:
        source = cast("Source", part.places[0])  # only files are shared
        if self._end is not None and self._end[0] == source and wanted >= self._end[1]:
            return
        if self._source != source or self._batch > wanted or any(trouble.reading for trouble in done.passed.values()):
            self._shared, self._batch = _numbered(source, 0, done.passed, watch), 0
        self._source = None  # until the batch is read to its end
        done.ended = False
        while self._batch <= wanted and not done.ended:
            for spot, item in self._one(source, done):
                if self._batch == wanted:
                    yield spot, item
            self._batch += 1
        if done.ended:
            self._end = source, self._batch
        else:
            self._source = source

    def _one(self, source: Source, done: Done) -> Iterator[tuple[Spot, Placed | DocumentError]]:
        """One batch of the shared file."""
        size, full = 0, batch_text(source)
        for count, (spot, item) in enumerate(self._shared, start=1):
            yield spot, item
            size += 0 if isinstance(item, DocumentError) else len(item.document.text)
            if size >= full or count >= BATCH_DOCUMENTS:
                return
        done.ended = True


def _numbered(
    source: Source, place: int, passed: Mapping[Spot, Trouble], watch: Watch
) -> Iterator[tuple[Spot, Placed | DocumentError]]:
    """The documents of a file and the errors of those that cannot be read, each with its spot."""
    errors: list[DocumentError] = []
    documents = read_placed(source, on_error=errors.append)
    number = 0
    while True:
        spot = Spot(place, number)
        trouble = passed.get(spot)
        if trouble and trouble.reading:
            name = f"{source.name}#{source.first + number}" if source.many else source.name
            yield spot, DocumentError(name, trouble.reason, trouble.remedy)
            return
        watch(spot, False, 0)  # noqa: FBT003
        document: Placed | None = None
        ended = False
        try:
            document = next(documents, None)
            ended = document is None
        except Exception as error:  # noqa: BLE001  # a file that trips its reader must not cost the others
            errors.append(DocumentError(*_refusal(source.name, error)))
            ended = True
        for refused in errors:
            yield Spot(place, number), refused
            number += 1
        errors.clear()
        if ended or document is None:
            return
        yield Spot(place, number), document
        number += 1
