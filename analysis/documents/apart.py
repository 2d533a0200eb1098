"""Readers that run apart: in a process of their own, with limits on memory and time.

Web pages, PDF and mails are read by large libraries, partly in C, which a file made for it can crash, keep
busy for hours or fill the memory with. They run in one child of this process, which is started when the first
such file comes and serves all that follow. When a file trips it, the file is refused and the next one
gets a new child.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import struct
import subprocess
import sys
import threading
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Any

from analysis.documents.refusals import DocumentError

__all__ = ["MEMORY", "SECONDS", "SECONDS_PER_MB", "apart", "require", "serve"]

MEMORY = 2**30
"""Bytes of memory that reading one document may take, where the system can limit it."""
SECONDS = 20
SECONDS_PER_MB = 10
"""Time that reading one document may take: so long, and so much more by its size."""

_HEAD = struct.Struct(">QQ")  # lengths of what is asked, as JSON, and of the bytes that come with it
_SIZE = struct.Struct(">Q")  # length of the answer
_START = "import sys; sys.path[:] = {path!r}; from analysis.documents.apart import serve; serve()"


def require(package: str, what: str, path: str) -> None:
    """Nothing. Raises DocumentError, which says what to install, where a package is missing."""
    if find_spec(package) is None:
        raise DocumentError(path, f"{what} are not read without {package}", 'install it: pip install ".[read]"')


def apart(function: str, data: bytes, *, path: str, **given: str | int | None) -> Any:  # noqa: ANN401  # what JSON holds
    """What a function of a reader gives for some bytes: ``apart("pages:article", data, path=...)``.

    The function takes the bytes and the keywords `given`; it gives what JSON can hold. Raises
    DocumentError, which names `path`, where the function does, fails, or needs too much memory or time.
    """
    head = json.dumps({"function": function, "given": given}).encode()
    with _ONE_AT_A_TIME:
        child = _child()
        overtime = threading.Timer(SECONDS + SECONDS_PER_MB * len(data) / 2**20, child.process.kill)
        overtime.start()
        try:
            answer = child.ask(head, data)
        except (OSError, EOFError):
            took_too_long = overtime.finished.is_set()
            _drop()
            reason = "takes too long to read" if took_too_long else "trips the program that reads it"
            raise DocumentError(path, reason, "save its text as a file that ends in .txt") from None
        finally:
            overtime.cancel()
    if "refused" in answer:
        raise DocumentError(path, *answer["refused"])
    return answer["found"]


class _Child:
    """The process that reads, and the pipes to it."""

    def __init__(self) -> None:
        # -P: what lies in the folder that the program was started in may be anybody's.
        self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and program
            [sys.executable, "-P", "-c", _START.format(path=sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.owner = os.getpid()

    def ask(self, head: bytes, data: bytes) -> dict[str, Any]:
        """The child's answer. Raises OSError or EOFError where it died over it."""
        writing, reading = self.process.stdin, self.process.stdout
        if writing is None or reading is None:
            raise EOFError
        writing.write(_HEAD.pack(len(head), len(data)))
        writing.write(head)
        writing.write(data)
        writing.flush()
        (size,) = _SIZE.unpack(_exactly(reading, _SIZE.size))
        answer: dict[str, Any] = json.loads(_exactly(reading, size))
        return answer

    def close(self) -> None:
        """Nothing; the process is gone afterwards."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                continue  # what could not be written is of no use any more
        self.process.wait()


_KEPT: list[_Child] = []
_ONE_AT_A_TIME = threading.Lock()


def _child() -> _Child:
    """The child of this process, started where there is none that lives."""
    if _KEPT and (_KEPT[0].owner != os.getpid() or _KEPT[0].process.poll() is not None):
        _drop()
    if not _KEPT:
        _KEPT.append(_Child())
    return _KEPT[0]


@atexit.register
def _drop() -> None:
    while _KEPT:
        child = _KEPT.pop()
        if child.owner == os.getpid():  # else this process is a fork, and the child is its parent's
            child.close()


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


# --- in the child --------------------------------------------------------------------------------------------


def serve() -> None:
    """Nothing; answers what is asked on standard input until it is closed."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    _limit_memory()
    logging.disable()  # what a library has to say of a page is for its makers
    while head := asked.read(_HEAD.size):
        sizes = _HEAD.unpack(head)
        wanted = json.loads(_exactly(asked, sizes[0]))
        answer = json.dumps(_answer(wanted["function"], _exactly(asked, sizes[1]), wanted["given"])).encode()
        answers.write(_SIZE.pack(len(answer)))
        answers.write(answer)
        answers.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(function: str, data: bytes, given: dict[str, Any]) -> dict[str, Any]:
    module, _, name = function.partition(":")
    try:
        return {"found": getattr(import_module(f"analysis.documents.{module}"), name)(data, **given)}
    except DocumentError as error:
        return {"refused": (error.reason, error.remedy)}
    except MemoryError:
        reason = f"needs more than {MEMORY >> 20} MB of memory to read"
        return {"refused": (reason, "save its text as a file that ends in .txt")}
    except Exception as error:  # noqa: BLE001  # whatever a library raises over a file that is made to trip it
        return {"refused": (f"cannot be read ({type(error).__name__})", "save its text as a file that ends in .txt")}
