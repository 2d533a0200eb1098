"""Who does the parts: this process, several on this machine, or those of a cluster."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Protocol

from analysis.cli.working.doing import Done, Reader, Spot, Work, do
from analysis.cli.working.workers import StoppedError, Told, Worker

if TYPE_CHECKING:
    from analysis.cli.working.parts import Part

__all__ = ["Awaited", "Engine", "Here", "Processes", "cores"]


_PATIENCE = 0.5  # seconds


class Awaited(Protocol):
    """What becomes of a part that was given away."""

    def result(self) -> Done:
        """What came of it, when it is there."""


class Engine(Protocol):
    """Does parts, as many at once as it can."""

    ahead: int
    """How many parts are given to it before the result of the first is asked for."""

    def submit(self, part: Part) -> Awaited:
        """What will come of a part."""

    def close(self, *, kill: bool) -> None:
        """Nothing: it ends, with `kill` at once."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Here:
    """Does each part in this process when it is given."""

    ahead = 1

    def __init__(self, work: Work, told: Told) -> None:
        self._work = work
        self._told = told
        self._reader = Reader(str(os.getpid()))

    def submit(self, part: Part) -> Future[Done]:
        """What came of a part."""
        future: Future[Done] = Future()
        future.set_result(do(self._work, part, self._reader, passed={}, watch=self._watch))
        return future

    def _watch(self, _spot: Spot | None, working: bool, text: int) -> None:  # noqa: FBT001  # as Watch says
        if working:
            self._told(1, text)

    def close(self, *, kill: bool) -> None:
        """Nothing: there is nothing to end."""


class _Patient:
    """A future that is waited for in short stretches: an interrupt that comes as a wait begins is else not seen."""

    def __init__(self, future: Future[Done]) -> None:
        self._future = future

    def result(self) -> Done:
        """What came of the part, when it is there."""
        while not wait([self._future], timeout=_PATIENCE).done:
            pass
        return self._future.result()


class Processes:
    """Does parts in processes of this machine, each watched by a thread of this one."""

    def __init__(self, work: Work, jobs: int, told: Told) -> None:
        self._work = work
        self._told = told
        self._workers: list[Worker] = []
        self._own = threading.local()
        self._killed = False
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="worker")
        # Results that lie in files take no memory: a long document need not hold the others up.
        self.ahead = jobs * (2 if work.folder is None else 32) + 1

    def submit(self, part: Part) -> _Patient:
        """What will come of a part."""
        return _Patient(self._threads.submit(self._do, part))

    def _do(self, part: Part) -> Done:
        # A thread has a worker of its own, which so is given the batches of a shared file in their order.
        if not hasattr(self._own, "worker"):
            self._own.worker = Worker(self._work)
            self._workers.append(self._own.worker)
        if self._killed:
            raise StoppedError
        done: Done = self._own.worker.do(part, told=self._told)
        return done

    def close(self, *, kill: bool) -> None:
        """Nothing: the processes end, with `kill` at once."""
        self._killed = kill
        self._threads.shutdown(wait=not kill, cancel_futures=kill)
        for worker in [*self._workers]:
            worker.stop(kill=kill)
        self._threads.shutdown()
