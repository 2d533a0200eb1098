"""One task over many documents: in this process or in several, with what failed kept apart.

Texts do not travel between processes: each worker reads the files that it is given. Results come in the
order of the documents, whatever the number of processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from analysis.cli.output import Usage, say
from analysis.cli.progress import document_bar
from analysis.definitions import DefinitionError, using
from analysis.documents import DocumentError, Options, Source, locate, read_source, repeated
from analysis.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Tally", "each"]

Place = Source | Document
"""What to work on: where documents are, or one itself."""
Result = TypeVar("Result")

_WORTH_A_PROCESS = 64  # documents that take about as long as starting a process
_BATCH = 16  # documents sent to a worker at once
_AHEAD = 3  # batches a worker, sent before their results are asked for: keeps memory flat


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[Result]):
    """What came of a document: a result, or one line that says why there is none."""

    document: str
    result: Result | None = None
    failure: str | None = None
    hopeless: bool = False  # no other document would fare better


@dataclass(slots=True)
class Tally:
    """How many documents were read, and those that could not be: (document, why)."""

    read: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 when all were read, 1 when some were, 2 when none was."""
        return 0 if not self.refused else 1 if self.read else 2

    def fail(self, line: object, *, document: str = "") -> None:
        """Counts a document that could not be read, and says so."""
        self.refused.append((document, str(line)))
        say(line)


def locate_all(paths: Sequence[str], tally: Tally, *, options: Options) -> list[Source]:
    """Where the documents are that paths lead to; a path that leads to none is told and counted."""
    return list(locate(paths, on_error=lambda error: tally.fail(error, document=error.path), options=options))


def each(
    task: Callable[[Document], Result],
    places: Sequence[Place],
    tally: Tally,
    *,
    jobs: int | None = None,
    definitions: Path | None = None,
    bar: bool = True,
) -> Iterator[Result]:
    """The results of a task over documents, in their order; those that fail are told and counted in `tally`.

    `task` can be pickled when there are several jobs. Without `jobs`, as many processes as there are cores,
    but none that would have too little to do to be worth its start. `definitions` is a folder of further
    definitions. A progress bar is shown on a terminal unless `bar` is false. Raises Usage when the definitions
    cannot be used.
    """
    jobs = jobs or max(1, min(os.cpu_count() or 1, len(places) // _WORTH_A_PROCESS))
    outcomes = _here if jobs == 1 else _in_processes
    seen: set[int] = set()
    with document_bar(len(places) if bar else 0) as advance:
        for outcome in outcomes(task, places, jobs, definitions):
            if outcome is None:
                advance()
            elif outcome.hopeless:
                raise Usage(outcome.failure)
            elif outcome.failure is not None:
                tally.fail(outcome.failure, document=outcome.document)
            elif hash(outcome.document) in seen:
                tally.fail(repeated(outcome.document), document=outcome.document)
            else:
                # The hash alone: a corpus may hold millions of ids.
                seen.add(hash(outcome.document))
                tally.read += 1
                yield outcome.result  # type: ignore[misc]  # a result there is, as there is no failure


def _here(
    task: Callable[[Document], Result], places: Sequence[Place], _jobs: int, definitions: Path | None
) -> Iterator[_Outcome[Result] | None]:
    for place in places:
        yield from _attempts(task, place, definitions)
        yield None


def _in_processes(
    task: Callable[[Document], Result], places: Sequence[Place], jobs: int, definitions: Path | None
) -> Iterator[_Outcome[Result] | None]:
    size = max(1, min(_BATCH, len(places) // (jobs * _AHEAD)))
    batches = iter([places[start : start + size] for start in range(0, len(places), size)])
    # Not forked: the progress bar runs a thread, and a fork may inherit a lock that it holds.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    pending: deque[Future[list[_Outcome[Result] | None]]] = deque()
    try:
        for batch in batches:
            pending.append(pool.submit(_batch, task, batch, definitions))
            if len(pending) > jobs * _AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool:
        raise Usage("a worker process was killed, for want of memory perhaps; try again with --jobs 1") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _batch(
    task: Callable[[Document], Result], places: Sequence[Place], definitions: Path | None
) -> list[_Outcome[Result] | None]:
    return list(_here(task, places, 1, definitions))


def _attempts(task: Callable[[Document], Result], place: Place, definitions: Path | None) -> Iterator[_Outcome[Result]]:
    """What came of each document of a place, in its order."""
    if isinstance(place, Document):
        yield _attempt(task, place, definitions)
        return
    refused: list[DocumentError] = []
    for document in read_source(place, on_error=refused.append):
        yield from _failures(refused)
        yield _attempt(task, document, definitions)
    yield from _failures(refused)


def _failures(refused: list[DocumentError]) -> Iterator[_Outcome[Result]]:
    while refused:
        error = refused.pop(0)
        yield _Outcome(document=error.path, failure=str(error))


def _attempt(task: Callable[[Document], Result], document: Document, definitions: Path | None) -> _Outcome[Result]:
    name = document.id
    try:
        with ExitStack() as stack:
            if definitions is not None:
                stack.enter_context(using(definitions))
            return _Outcome(document=name, result=task(document))
    except DocumentError as error:
        return _Outcome(document=name, failure=str(error))
    except DefinitionError as error:
        return _Outcome(document=name, failure=str(error), hopeless=True)
    except Exception as error:  # noqa: BLE001  # one text that trips us must not cost the others
        return _Outcome(document=name, failure=_refusal(name, error))


def _refusal(name: str, error: Exception) -> str:
    """One line on why a document has no result."""
    from analysis.scope import UnknownLanguageError  # noqa: PLC0415  # it is loaded by now, if it was raised

    if isinstance(error, UnknownLanguageError):
        return str(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    place = f"{Path(where.filename).name}:{where.lineno}"
    return f"{name}: this text trips the program ({reason} at {place}); please report it, with the text"
