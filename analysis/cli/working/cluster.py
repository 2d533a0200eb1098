"""The workers of Dask, on this machine or on others: each part is a future.

What Dask moves are parts and the accounts of them. Each of its workers reads the documents by itself and puts
what it finds into the folder of the run, which all must reach under the same name. A part whose worker died is
given to another by Dask; a document that would end a worker ends a process of ours beside it, as on one machine.
"""

from __future__ import annotations

import atexit
import logging
import threading
import uuid
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from analysis.cli.output import Usage
from analysis.cli.working.doing import Done, Work
from analysis.cli.working.partial import program
from analysis.cli.working.parts import Part
from analysis.cli.working.workers import Told, Worker, spare_memory

__all__ = ["Cluster"]

_ANSWER = 10  # seconds that a scheduler has to answer
_TRIES = 3  # times that Dask itself may give a part up (each after several workers that died)


class Cluster:
    """Does parts on the workers of Dask: those of a scheduler, else as many as there are jobs on this machine.

    Raises Usage where Dask is not installed, or the scheduler does not answer.
    """

    def __init__(self, work: Work, *, scheduler: str | None, jobs: int, told: Told) -> None:
        try:
            import distributed  # noqa: PLC0415  # only who asks for it needs it
        except ModuleNotFoundError as error:
            what = "--engine dask" if scheduler is None else f"--scheduler {scheduler}"
            raise Usage(f"{what}: needs {error.name}; install it with: pip install '.[scale]'") from None
        self._work = work
        self._told = told
        self._run = uuid.uuid4().hex
        self._stack = ExitStack()
        spare_memory()
        dask: Any = distributed  # it tells few of its types
        # That a worker died and its parts are done again is no news for who runs the command; its own log has it.
        for name in ("distributed", "distributed.client"):  # each has a level of its own
            logging.getLogger(name).setLevel(logging.ERROR)
        try:
            if scheduler is None:
                local = dask.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address="127.0.0.1:0")
                self._stack.callback(local.close)
                self._client = self._stack.enter_context(dask.Client(local, set_as_default=False))
            else:
                self._client = self._stack.enter_context(dask.Client(scheduler, timeout=_ANSWER, set_as_default=False))
        except (OSError, ValueError) as error:
            self._stack.close()
            raise Usage(f"--scheduler {scheduler}: does not answer ({error}); see that it runs") from None
        threads = sum(self._client.nthreads().values())
        self.ahead = 4 * max(threads, 1) + 1

    def submit(self, part: Part) -> _Awaited:
        """What will come of a part."""
        return _Awaited(self, part)

    def send(self, part: Part) -> Any:  # noqa: ANN401  # a future of Dask's
        """The future of a part."""
        key = f"communique-{self._run}-{part.key}-{uuid.uuid4().hex[:8]}"
        return self._client.submit(_on_worker, self._run, self._work, program(), part, key=key, pure=False)

    def tell(self, done: Done) -> None:
        """Nothing: how far we are is told."""
        self._told(done.read, done.text)

    def close(self, *, kill: bool) -> None:  # noqa: ARG002  # Dask ends its workers as it likes
        """Nothing: the connection is closed, and a cluster of our own ended."""
        self._stack.close()


class _Awaited:
    """A part that was given to Dask."""

    def __init__(self, cluster: Cluster, part: Part) -> None:
        self._cluster = cluster
        self._part = part
        self._future = cluster.send(part)

    def result(self) -> Done:
        """What came of it, when it is there."""
        from distributed import KilledWorker  # noqa: PLC0415  # it is loaded by now
        from distributed.client import FutureCancelledError  # noqa: PLC0415

        for _ in range(_TRIES):
            try:
                done: Done = self._future.result()
            except KilledWorker:
                self._future = self._cluster.send(self._part)
            except FutureCancelledError:
                raise Usage("the scheduler went away; start it and go on with --resume") from None
            else:
                self._cluster.tell(done)
                return done
        raise Usage("the workers of Dask die again and again; see what they log, and go on with --resume")


# --- on the workers ----------------------------------------------------------------------------------------------

_idle: list[tuple[str, Worker]] = []
_lock = threading.Lock()
"""Processes that wait for the next part of a run: starting one takes as long as some parts."""


def _on_worker(run: str, work: Work, version: str, part: Part) -> Done:
    """What came of a part; run by Dask."""
    if version != program():
        raise Usage("a worker of Dask has another version of communique; install the same on all machines")
    worker = _taken(run) or Worker(work)
    done = worker.do(part)
    with _lock:
        _idle.append((run, worker))
    return replace(done, results=[], content=b"")


def _taken(run: str) -> Worker | None:
    """A process that waits for this run; those of others end."""
    with _lock:
        own = [worker for owner, worker in _idle if owner == run]
        others = [worker for owner, worker in _idle if owner != run]
        _idle[:] = [(run, worker) for worker in own[1:]]
    for worker in others:
        worker.stop()
    return own[0] if own else None


@atexit.register
def _stop() -> None:
    for _, worker in _idle:
        worker.stop(kill=True)
