"""One task over many documents: in this process, in several or on a cluster, with what failed kept apart.

- `parts`: what one process works on in one go;
- `doing`: the work on a part;
- `workers`: a process that works on parts, and what is done when it dies;
- `engines`, `cluster`: who does the parts;
- `seen`: which ids there were;
- `partial`: the finished parts of a run, until its file is put together;
- `quarantine`: what was not read, and why.

Texts do not travel between processes: each reads the files that it is given, or its share of one. What comes of
the parts is taken in the order of the documents, whatever the number of processes.
"""

from __future__ import annotations

import io
from collections import deque
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import typer

from analysis.cli.output import Usage, is_folder, say, write_pieces, write_records
from analysis.cli.progress import corpus_bar
from analysis.cli.sparing import keep_out, spare
from analysis.cli.working.cluster import Cluster
from analysis.cli.working.doing import Done, Work
from analysis.cli.working.engines import Engine, Here, Processes, cores
from analysis.cli.working.partial import Partial, made_from
from analysis.cli.working.parts import Part, Place, cut, effort
from analysis.cli.working.quarantine import Quarantine, Tally
from analysis.cli.working.seen import Seen
from analysis.cli.working.workers import Told
from analysis.documents import DocumentError, Options, Source, called, is_remote, locate, repeated
from analysis.tables.joining import PARTED, Piece
from analysis.tables.reading import read_records

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from analysis.model import Document

__all__ = [
    "ENGINES",
    "INTERRUPTED",
    "TIMEOUT",
    "Running",
    "Tally",
    "each",
    "locate_all",
    "outputs_of",
    "tallied",
    "write_each",
]

Result = TypeVar("Result")
Found: TypeAlias = tuple[Part, Done, set[int]]
"""A part, what came of it, and the numbers of those of its results whose documents have the id of an earlier one."""

ENGINES = ("processes", "dask")
"""Who can do the parts: processes of this machine, or the workers of Dask."""
TIMEOUT = 300.0
"""Seconds of the processor that one document may take unless the options say another number."""
INTERRUPTED = 130  # what a shell gives for a program that Ctrl-C ended

_WORTH_A_PROCESS = 2**20  # bytes of text that take as long as starting a process


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How a task is run over documents: the options that all such commands have."""

    jobs: int | None = None
    """Processes; as many as pay off without it."""
    timeout: float = TIMEOUT
    """Seconds of the processor that one document may take; 0 for any."""
    quarantine: Path | None = None
    """File that lists what was not read; without it one beside the output."""
    resume: bool = False
    """Whether to go on with what an interrupted run left."""
    engine: str = ENGINES[0]
    """One of ENGINES."""
    scheduler: str | None = None
    """Address of the scheduler of Dask."""


DEFAULT = Running()


@contextmanager
def tallied(running: Running, output: Path | None) -> Iterator[Tally]:
    """A tally whose failures are listed in the quarantine: the file asked for, else one beside the output, if any."""
    if running.quarantine is None and output is None:
        yield Tally(keep=False)
        return
    quarantine = Quarantine(outputs_of(running, output)[-1], always=running.quarantine is not None)
    tally = Tally(quarantine)
    try:
        yield tally
    except typer.Exit:
        _end(quarantine, tally, running)
        raise
    except BaseException:
        quarantine.discard()
        raise
    _end(quarantine, tally, running)


def _end(quarantine: Quarantine, tally: Tally, running: Running) -> None:
    """Closes the list of what was not read, and says where it lies to those who did not say where."""
    quarantine.close()
    if running.quarantine is None:
        tally.tell_of_quarantine()


def outputs_of(running: Running, output: Path | None, *, of: type | None = None, file_format: str = "") -> list[Path]:
    """The files that a run writes: its output, and last the list of what was not read; none without either.

    Of a data package that is a folder, those of a table of `of`.
    """
    files = [] if output is None else [output]
    beside = output and output.with_name(f"{output.name}.quarantine.jsonl")
    if output is not None and of is not None and is_folder(output, file_format):
        from analysis.tables.package import package_files  # noqa: PLC0415  # only this format needs it

        files = [output / name for name in package_files(of)]
    listed = running.quarantine or beside
    return files if listed is None else [*files, listed]


def locate_all(
    paths: Sequence[str], tally: Tally, *, options: Options, outputs: Sequence[Path], texts: Path | None = None
) -> list[Source]:
    """Where the documents are that paths lead to; a path that leads to none is told and counted.

    What we wrote ourselves is left out of folders, and that is said. Raises Usage where one of the files to be
    written is among the documents, or would be the next time; `texts` is the one of them that holds documents.
    """
    ours: dict[str, None] = {}
    found = list(locate(paths, on_error=tally.fail, options=options, on_results=ours.setdefault))
    if ours:
        more = f" and {len(ours) - 1} more" if len(ours) > 1 else ""
        say(f"{next(iter(ours))}{more}: nothing but what communique wrote, and left out")
    spare(outputs, dict.fromkeys(source.address for source in found))
    keep_out(outputs, paths, texts=texts)
    return found


# --- results ---------------------------------------------------------------------------------------------------


def each(
    task: Callable[[Document], Result],
    places: Sequence[Place],
    tally: Tally,
    *,
    running: Running = DEFAULT,
    definitions: Path | None = None,
    language: str | None = None,
) -> Iterator[Result]:
    """The results of a task over documents, in their order; those that fail are told and counted in `tally`.

    `task` can be pickled when there are several jobs. Without jobs, as many processes as there are cores, but
    none that would have too little to do to be worth its start. `definitions` is a folder of further definitions;
    where a text is surely in another language than `language`, the code of the one that is said of all, that is told.
    A progress bar is shown on a terminal. Raises Usage when the definitions cannot be used.
    """
    work = Work(task=task, definitions=definitions, language=language, timeout=running.timeout)
    for _, done, again in _finished(work, places, tally, running=running):
        for number, result in enumerate(done.results):
            if number not in again:
                yield result


def _finished(
    work: Work,
    places: Sequence[Place],
    tally: Tally,
    *,
    running: Running,
    partial: Partial | None = None,
    bar: bool = True,
) -> Generator[Found, None, None]:
    """The parts in their order, what came of each, and which of its results are of documents that came before."""
    seen = Seen()
    ended: set[int] = set()
    waiting: deque[tuple[Part, Done | Any]] = deque()
    parts = cut(places, ended=ended)
    with ExitStack() as stack:
        advance = stack.enter_context(
            corpus_bar(effort(places) if bar and (len(places) > 1 or effort(places) >= _WORTH_A_PROCESS) else 0)
        )
        engine = _engine(work, places, running, advance)
        clean = False

        def settle() -> Found:
            part, awaited = waiting.popleft()
            done: Done = awaited if isinstance(awaited, Done) else awaited.result()
            if done.hopeless:
                raise Usage(done.hopeless)
            if done.ended:
                ended.add(part.number)
            again = {number for number, (name, _) in enumerate(done.ids) if not seen.add(name)}
            _tell(tally, done, again)
            # What the places seemed to hold is done now, whatever text there was in them.
            told = (0, 0) if isinstance(awaited, Done) else (done.read, done.text)
            advance(done.read - told[0], (done.text if part.batch is not None else effort(part.places)) - told[1])
            return part, done, again

        try:
            for part in parts:
                kept = partial.load(part) if partial is not None else None
                waiting.append((part, kept or engine.submit(part)))
                if len(waiting) >= engine.ahead:
                    yield settle()
            while waiting:
                yield settle()
            clean = True
        finally:
            engine.close(kill=not clean)


def _tell(tally: Tally, done: Done, again: set[int]) -> None:
    """Nothing: what came of a part is counted, and said of the documents of which something is to be said."""
    for refusal in done.refused:
        tally.fail(DocumentError(*refusal))
    for name, _ in done.ids:
        tally.came(name)
    for number in sorted(again):
        tally.fail(repeated(*done.called(number)))
    for number, remark in done.remarks:
        if number not in again:
            tally.remark(called(*done.called(number)), remark)
    tally.read += done.read - len(again)


def _engine(work: Work, places: Sequence[Place], running: Running, told: Told) -> Engine:
    if running.engine == "dask":
        return Cluster(work, scheduler=running.scheduler, jobs=running.jobs or cores(), told=told)
    if _is_short(places, running):
        return Here(work, told)
    # A long run has a process even where one is all: a text that ends it must not end the run.
    worth = max(1, min(cores(), effort(places) // _WORTH_A_PROCESS))
    return Processes(work, running.jobs or worth, told)


def _is_short(places: Sequence[Place], running: Running) -> bool:
    """Whether a run is over before a process would have started, and nobody asked for several."""
    asked = running.engine == "dask" or (running.jobs or 1) > 1
    return not asked and effort(places) < _WORTH_A_PROCESS


# --- records ---------------------------------------------------------------------------------------------------


def write_each(
    task: Callable[[Document], list[Any]],
    places: Sequence[Place],
    tally: Tally,
    *,
    of: type,
    file_format: str,
    output: Path | None,
    running: Running,
    definitions: Path | None,
    options: Mapping[str, object],
    language: str | None = None,
    bar: bool = True,
) -> None:
    """Nothing: the records that a task finds in documents are written, in the order of the documents.

    To a file, or to standard output without one. Where it takes long, the parts that are finished lie in a folder
    beside the file until all are; `options` is all that the results depend on but the documents and the program,
    by which a run that was interrupted is known again. `language` is that of `each`. Raises Usage for what cannot
    be done, and leaves by typer.Exit where nothing could be read.
    """
    work = Work(
        task=task,
        definitions=definitions,
        language=language,
        of=of,
        file_format=file_format,
        timeout=running.timeout,
    )
    if running.engine == "dask":
        places = [_absolute(place) for place in places]
        work = replace(work, definitions=definitions and definitions.absolute())
    with ExitStack() as stack:
        partial = None
        if output is not None:
            made = {**options, "of": of.__name__, "format": file_format}
            partial = stack.enter_context(_partial(output, places, made, running))
            work = work if partial is None else replace(work, folder=partial.parts)
        finished = _finished(work, places, tally, running=running, partial=partial, bar=bar)
        found = _unless_nothing(stack.enter_context(closing(finished)), tally)
        if file_format in PARTED:
            write_pieces(_pieces(found, partial), of=of, file_format=file_format, output=output)
        else:
            write_records(_records(found, partial, of), of=of, file_format=file_format, output=output)


@contextmanager
def _partial(
    output: Path, places: Sequence[Place], options: Mapping[str, object], running: Running
) -> Iterator[Partial | None]:
    """The folder for the parts of a run that takes long; it stays where the run is interrupted."""
    partial = Partial(output)
    short = _is_short(places, running)
    if running.resume and not partial.begun:
        say(f"{output}: no interrupted run of it to go on with; it begins anew")
    if short and not partial.folder.exists():
        yield None
        return
    keep = True
    try:
        partial.begin(made_from(places, options), resume=running.resume)
        if short and not running.resume:
            partial.close(keep=False)  # what an earlier run left
            yield None
        else:
            yield partial
        keep = False
    except typer.Exit:
        keep = False
        raise
    except KeyboardInterrupt:
        if not partial.close(keep=True):
            raise
        say("interrupted; go on with --resume")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        partial.close(keep=keep)


def _unless_nothing(found: Iterator[Found], tally: Tally) -> Iterator[Found]:
    """The same; where nothing was read at all, it ends before a file would be put in place."""
    yield from found
    if not tally.read:
        raise typer.Exit(tally.exit_code)


def _pieces(found: Iterator[Found], partial: Partial | None) -> Iterator[Piece]:
    """What was written of each part, without the documents that came before."""
    for part, done, again in found:
        if done.read == len(again):
            continue  # so that nothing is begun before there is something to write
        dropped = [done.extent(number) for number in sorted(again)]
        with io.BytesIO(done.content) if partial is None else partial.data(part).open("rb") as file:
            yield Piece(file, dropped)


def _records(found: Iterator[Found], partial: Partial | None, of: type) -> Iterator[Any]:
    """The records of each part, without those of documents that came before."""
    for part, done, again in found:
        if partial is None:
            for number, result in enumerate(done.results):
                if number not in again:
                    yield from result
            continue
        dropped = {row for number in again for row in range(*done.extent(number))}
        with partial.data(part).open("rb") as file:
            for row, record in enumerate(read_records(file, of)):
                if row not in dropped:
                    yield record


def _absolute(place: Place) -> Place:
    """A place under a name that holds in whichever folder a process runs."""
    if isinstance(place, Source) and not is_remote(place.address):
        return replace(place, address=str(Path(place.address).absolute()))
    return place
