"""One task over many documents: in this process or in several, with what failed kept apart.

Texts do not travel between processes: each worker reads the files that it is given. Results come in the
order of the documents, whatever the number of processes.
"""

from __future__ import annotations

import dataclasses
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
from analysis.documents import DocumentError, locate, read_document
from analysis.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Tally", "each"]

Source = tuple[str, "Path | Document"]
"""A document to work on: its id, and where it is or itself."""
Result = TypeVar("Result")

_WORTH_A_PROCESS = 64  # documents that take about as long as starting a process
_BATCH = 16  # documents sent to a worker at once
_AHEAD = 3  # batches a worker, sent before their results are asked for: keeps memory flat


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[Result]):
    """What came of a document: a result, or one line that says why there is none."""

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


def locate_all(paths: Sequence[Path], tally: Tally) -> list[Source]:
    r"""The documents that paths lead to; a path that leads to none is told and counted.

    Bytes of a file's name that are no text are written out (``\udce9``): an id must be text to be written anywhere.
    """
    found = locate(paths, on_error=lambda error: tally.fail(error, document=error.path))
    return [(name.encode("utf-8", "backslashreplace").decode("utf-8"), path) for name, path in found]


def each(
    task: Callable[[Document], Result],
    sources: Sequence[Source],
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
    jobs = jobs or max(1, min(os.cpu_count() or 1, len(sources) // _WORTH_A_PROCESS))
    outcomes = _here if jobs == 1 else _in_processes
    with document_bar(len(sources) if bar else 0) as advance:
        for (name, _), outcome in zip(sources, outcomes(task, sources, jobs, definitions), strict=True):
            advance()
            if outcome.hopeless:
                raise Usage(outcome.failure)
            if outcome.failure is not None:
                tally.fail(outcome.failure, document=name)
            else:
                tally.read += 1
                yield outcome.result  # type: ignore[misc]  # a result there is, as there is no failure


def _here(
    task: Callable[[Document], Result], sources: Sequence[Source], _jobs: int, definitions: Path | None
) -> Iterator[_Outcome[Result]]:
    for source in sources:
        yield _attempt(task, source, definitions)


def _in_processes(
    task: Callable[[Document], Result], sources: Sequence[Source], jobs: int, definitions: Path | None
) -> Iterator[_Outcome[Result]]:
    size = max(1, min(_BATCH, len(sources) // (jobs * _AHEAD)))
    batches = iter([sources[start : start + size] for start in range(0, len(sources), size)])
    # Not forked: the progress bar runs a thread, and a fork may inherit a lock that it holds.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    pending: deque[Future[list[_Outcome[Result]]]] = deque()
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
    task: Callable[[Document], Result], sources: Sequence[Source], definitions: Path | None
) -> list[_Outcome[Result]]:
    return [_attempt(task, source, definitions) for source in sources]


def _attempt(task: Callable[[Document], Result], source: Source, definitions: Path | None) -> _Outcome[Result]:
    name, place = source
    try:
        with ExitStack() as stack:
            if definitions is not None:
                stack.enter_context(using(definitions))
            return _Outcome(result=task(place if isinstance(place, Document) else _read(name, place)))
    except DocumentError as error:
        return _Outcome(failure=str(error))
    except DefinitionError as error:
        return _Outcome(failure=str(error), hopeless=True)
    except Exception as error:  # noqa: BLE001  # one text that trips us must not cost the others
        return _Outcome(failure=_refusal(name, error))


def _refusal(name: str, error: Exception) -> str:
    """One line on why a document has no result."""
    from analysis.scope import UnknownLanguageError  # noqa: PLC0415  # it is loaded by now, if it was raised

    if isinstance(error, UnknownLanguageError):
        return str(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    place = f"{Path(where.filename).name}:{where.lineno}"
    return f"{name}: this text trips the program ({reason} at {place}); please report it, with the text"


def _read(name: str, path: Path) -> Document:
    document = read_document(path)
    return document if document.id == name else dataclasses.replace(document, id=name)
