"""The process that notebooks run in: a kernel that notes which files it reads.

``python -m analysis.reports.serving parent CORPUS MODULE...`` is a parent that imports the modules, what kernels
need and what reading the texts of the corpus needs before the first notebook comes, and forks a kernel for each
line on its standard input: a fork costs milliseconds where a start costs seconds. ``... serving kernel CONNECTION
TRACE`` is one kernel by itself, for systems that do not fork well.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import importlib.util
import json
import os
import select
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.definitions import using
from analysis.reports import setting
from analysis.reports.forking import DEFINITIONS
from analysis.reports.sparing import spare

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["fork", "main", "note_reads", "preload", "run"]

PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "pandas",
)
"""What a kernel needs itself, and what takes notebooks longest to import."""
EVENTS = ("open", "os.listdir", "os.scandir")
SETTING = "analysis.reports.making"
"""What the setting of reports takes longest to import: nothing that a first kernel should wait for."""
IDLE = 0.1
"""Seconds without an order after which there is time for it."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux: whatever ends the parent, no kernel outlives it


def main(arguments: list[str]) -> None:
    """Nothing; is a kernel until it is ended, or the parent of kernels until standard input ends."""
    role, *rest = arguments
    if role == "kernel":
        run(*rest[:2])  # nbclient appends settings that are ours already
        return
    spare()
    corpus, *modules = rest
    preload(Path(corpus), modules)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what has ended is gone at once, so that it is seen to be
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as orders:
        for line in iter(orders.readline, b""):
            print(fork(json.loads(line)), flush=True)  # noqa: T201 - the answer to the line
            if not select.select([orders], [], [], IDLE)[0]:
                importlib.import_module(SETTING)  # while kernels run, and once


def preload(corpus: Path, modules: Sequence[str]) -> None:
    """Nothing; what notebooks need is imported, and the words of the languages that the corpus declares are compiled.

    What fails here fails again in the notebook that needs it, and is told there.
    """
    with contextlib.suppress(Exception):
        for name in (*PRELOADED, *modules):
            importlib.import_module(name)
        from analysis.ledger import ledger  # noqa: PLC0415 - a kernel by itself starts without
        from analysis.milestones import find_milestones  # noqa: PLC0415
        from analysis.model import Document  # noqa: PLC0415
        from analysis.seeds import register  # noqa: PLC0415

        for code in sorted({seed.language for seed in register(corpus) if seed.language}):
            document = Document(id=code, text="1 million USD in 2021.", language=code)
            ledger(document)
            find_milestones(document)


def fork(order: dict[str, Any]) -> int:
    """The process id of a new child: a kernel, or one that sets a report, as the order says."""
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        if order["role"] == "setting":
            setting.set_in_place(Path(order["place"]))
        else:
            os.environ.update(order["environment"], JPY_PARENT_PID=str(parent))
            os.chdir(order["folder"])
            run(order["connection"], order["trace"])
    finally:
        os._exit(1)


def run(connection: str, trace: str) -> None:
    """Nothing; runs a kernel until it is ended, noting in `trace` what it reads, further definitions included."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - the parent imports it once

    app = IPKernelApp.instance()
    app.initialize(["-f", connection, "--HistoryManager.enabled=False"])  # type: ignore[no-untyped-call]  # typed in part
    note_reads(trace)
    folder = os.environ.get(DEFINITIONS)
    with using(folder) if folder else contextlib.nullcontext():
        app.start()  # type: ignore[no-untyped-call]  # as above


def note_reads(trace: str) -> None:
    """Nothing; from now on each file that is opened to be read, and each folder listed, is noted in `trace`.

    Code that opens files by itself, outside Python, is not seen. A module counts as the file of its source.
    """
    file = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    noted: set[bytes] = set()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS or isinstance(arguments[0], int):
            return
        if event == "open" and arguments[2] & WRITES:
            return
        if event != "open" and sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):  # noqa: SLF001
            return  # the search for a module looks into every folder of the path
        path = os.fsencode(os.path.abspath(_source(os.fsdecode(arguments[0] or "."))))  # noqa: PTH100 - no disk
        if path not in noted:
            noted.add(path)
            os.write(file, path + b"\0")

    sys.addaudithook(hook)


def _source(path: str) -> str:
    """The file itself, or the source of a compiled module."""
    with contextlib.suppress(ValueError, NotImplementedError):
        if path.endswith(".pyc"):
            return importlib.util.source_from_cache(path)
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
