"""A Worker: a process that works on parts, and what is done when it dies.

The kernel kills a process that takes too much memory, a faulty library crashes one, a text may keep one busy
for ever. Which document it was is not known then: so the part is given to a new process once more, which
says of each document that it begins with it. Where it dies again, the document is passed over, with the
reason, and the part is done without it. A process that was killed for no fault of a document costs the time
of one part and changes nothing.

Processes are started anew, not forked, and not by `multiprocessing`: that keeps its own from having children,
and the workers of Dask are of these.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO, Any

from analysis.cli.output import Usage
from analysis.cli.working.doing import Done, Reader, Spot, Trouble, Work, do
from analysis.cli.working.parts import Part

__all__ = ["StoppedError", "Told", "Worker", "serve", "spare_memory"]

Told = Callable[[int, int], object]
"""Told now and then how many documents more were worked on, and how many bytes of text they had."""

_START = "from analysis.cli.working.workers import serve; serve()"
_NEWS = 0.2  # seconds between two words on how far a part is
_DEATHS = 3  # so often a process may die that no document is to blame for
_DYING = "worker processes die, whatever they work on; see that there is memory, and space on the disk"


class StoppedError(Exception):
    """The worker was stopped."""


class _Death(Exception):  # noqa: N818  # an event, not an error of ours
    """The process of a worker ended: by which code, and with which document."""

    def __init__(self, code: int, at: tuple[Spot, bool] | None) -> None:
        super().__init__(code, at)
        self.code = code
        self.at = at


class Worker:
    """A process that works on parts; another takes its place when it dies."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._starting = threading.Lock()

    def do(self, part: Part, *, told: Told = lambda _documents, _text: None) -> Done:
        """What came of a part; documents that end the process are passed over with the reason.

        Raises Usage where nothing can be done, StoppedError after `stop`.
        """
        passed: dict[Spot, Trouble] = {}
        careful = False
        deaths = 0
        while True:
            try:
                return self._ask(part, passed, careful=careful, told=told)
            except _Death as death:
                if self._stopped:
                    raise StoppedError from None
                if death.at is not None:
                    spot, working = death.at
                    passed[spot] = self._trouble(death.code, reading=not working)
                else:
                    deaths += careful
                if deaths == _DEATHS:
                    raise Usage(_DYING) from None
                careful = True

    def stop(self, *, kill: bool = False) -> None:
        """Nothing: the process is told to end when it has nothing to do, or killed."""
        with self._starting:
            self._stopped = True
            process = self._process
        if process is None:
            return
        if kill:
            process.kill()
        with suppress(OSError):
            _pipe(process.stdin).close()
        process.wait()
        _pipe(process.stdout).close()

    def _ask(self, part: Part, passed: Mapping[Spot, Trouble], *, careful: bool, told: Told) -> Done:
        at: tuple[Spot, bool] | None = None
        with self._starting:
            process = self._process or self._start()
        try:
            _send((part, passed, careful), _pipe(process.stdin))
            while True:
                word, *said = pickle.load(_pipe(process.stdout))  # noqa: S301  # our own process wrote it
                match word:
                    case "at":
                        at = None if said[0] is None else (said[0], said[1])
                    case "news":
                        told(said[0], said[1])
                    case "done":
                        done: Done = said[0]
                        return done
                    case _:
                        raise Usage(said[0])
        except (EOFError, OSError, pickle.UnpicklingError):
            self._process = None
            with suppress(OSError):
                _pipe(process.stdin).close()
            _pipe(process.stdout).close()
            raise _Death(process.wait(), at) from None

    def _start(self) -> subprocess.Popen[bytes]:
        if self._stopped:
            raise StoppedError
        # Ctrl-C at a terminal is for the parent, which ends its workers.
        apart: dict[str, Any] = {"process_group": 0}
        if os.name != "posix":
            apart = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)  # noqa: PTH100  # '' is where we are
        process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # The pool that pyarrow takes by itself keeps what it had.
            env={"ARROW_DEFAULT_MEMORY_POOL": "system", **os.environ, "PYTHONPATH": path},
            **apart,
        )
        self._process = process
        with suppress(OSError):  # who dies at once is seen to be dead when it is asked
            _send(self._work, _pipe(process.stdin))
        return process

    def _trouble(self, code: int, *, reading: bool) -> Trouble:
        """Why a document that ended a process is passed over."""
        name = signal.Signals(-code).name if -code in {*signal.Signals} else ""
        if name == "SIGPROF":
            reason = f"took more than {self._work.timeout:g} seconds of the processor"
            return Trouble(reason, "give it more with --timeout, or leave it out", reading)
        if name == "SIGKILL":
            reason = "the process that read it was killed, for want of memory perhaps"
            return Trouble(reason, "read it where there is more memory, or leave it out", reading)
        how = f"crashed ({name})" if name else f"ended with exit code {code}"
        return Trouble(f"the process that read it {how}", "please report it, with the document", reading)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _send(message: object, pipe: IO[bytes]) -> None:
    pickle.dump(message, pipe, protocol=5)
    pipe.flush()


# --- the other side --------------------------------------------------------------------------------------------


def serve() -> None:
    """Nothing: this process works on the parts that it is asked for, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = sys.stdin.buffer
    # Whatever prints to standard output must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        work: Work = pickle.load(asked)  # noqa: S301  # who started us wrote it
        if work.file_format != "jsonl":
            spare_memory()
        reader = Reader(str(os.getpid()))
        watching = _Watching(answers, work.timeout)
        while True:
            part, passed, careful = pickle.load(asked)  # noqa: S301  # the same
            watching.begin(careful=careful)
            try:
                done = do(work, part, reader, passed=passed, watch=watching)
            except OSError as error:
                _send(("usage", f"{error.filename or work.folder}: {error.strerror or error}"), answers)
            else:
                watching.end()
                _send(("done", done), answers)
    except (EOFError, BrokenPipeError):
        # Nobody asks any more, or nobody listens; what is still buffered has no reader either.
        os._exit(0)


def spare_memory() -> None:
    """Nothing: pyarrow makes do with little memory from here on.

    Without pandas, which it loads with the first array, 35 MB that who moves records does not need; and with a pool
    that gives back what it had.
    """

    class Finder:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "pandas":
                raise ModuleNotFoundError(name=name)

    finder: Any = Finder
    sys.meta_path.insert(0, finder)
    try:
        import pyarrow as pa  # noqa: PLC0415  # only who writes or reads Parquet needs it

        pa.array([])
        pa.set_memory_pool(pa.system_memory_pool())
    finally:
        sys.meta_path.remove(finder)


class _Watching:
    """Knows which document is worked on: limits its time, says it where that was asked for, and how far we are."""

    def __init__(self, answers: IO[bytes], timeout: float) -> None:
        self._answers = answers
        self._timeout = timeout
        self._careful = False
        self._documents = self._text = 0
        self._said = 0.0

    def begin(self, *, careful: bool) -> None:
        """Nothing: a part begins."""
        self._careful = careful
        self._documents = self._text = 0

    def end(self) -> None:
        """Nothing: a part is over."""
        self._limit(0)
        self._news()

    def __call__(self, spot: Spot | None, working: bool, text: int) -> None:  # noqa: FBT001  # as Watch says
        self._limit(self._timeout)
        if self._careful:
            _send(("at", spot, working), self._answers)
        if working:
            self._documents += 1
            self._text += text
            if time.monotonic() - self._said > _NEWS:
                self._news()

    def _limit(self, seconds: float) -> None:
        # The default of this signal ends the process, whatever it is busy with. Windows has no such timer.
        if self._timeout and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, seconds)

    def _news(self) -> None:
        self._said = time.monotonic()
        if self._documents:
            _send(("news", self._documents, self._text), self._answers)
            self._documents = self._text = 0
