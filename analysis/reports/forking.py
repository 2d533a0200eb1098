"""Starting kernels: all of one call from one preloaded parent, in an environment that gives equal outputs.

What would make two runs differ is fixed here: the seed of hashing, the clock's zone, the locale, the names of
cells in warnings, the settings that the user has made for matplotlib and IPython.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import analysis
from analysis.reports.display import UNSEEN
from analysis.reports.passing import passing_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["DEFINITIONS", "Forked", "Parent", "environment"]

FORKS = sys.platform == "linux"
"""Elsewhere libraries that hold threads or windows do not survive a fork: a kernel is started by itself."""
DEFINITIONS = "COMMUNIQUE_DEFINITIONS"
"""What tells a kernel of further definitions: the folder that holds them."""
SERVING = [sys.executable, "-m", "analysis.reports.serving"]
ADVICE = "python -m analysis.reports.serving parent ."
"""How a reader starts a parent himself, for any corpus, and sees its errors."""


class Parent:
    """The process that kernels are forked from; it begins to import at once and ends with `close`.

    `modules` are the names of those that the notebooks will import, `corpus` is the folder of the texts that they
    will read, `epoch` their SOURCE_DATE_EPOCH.
    """

    def __init__(self, corpus: str | os.PathLike[str], modules: Iterable[str] = (), *, epoch: str = "0") -> None:
        self._kept = ExitStack()
        self.place = self._kept.enter_context(passing_folder())
        self.environment = environment(self.place, epoch=epoch)
        self._guard = threading.Lock()
        self._process = self._started(Path(corpus).resolve(), modules) if FORKS else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _started(self, corpus: Path, modules: Iterable[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own module
            [*SERVING, "parent", str(corpus), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self.environment,
            cwd=self.place,
            start_new_session=True,  # Ctrl-C is for us alone: we end it
        )

    @property
    def able(self) -> bool:
        """Whether this system forks."""
        return self._process is not None

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for what a fork reads and writes, gone after it."""
        with tempfile.TemporaryDirectory(dir=self.place) as place:
            yield Path(place)

    def fork(self, **order: Any) -> Forked:  # noqa: ANN401 - what `serving.fork` takes
        """A process that does what the order says. Raises RuntimeError when there is no parent."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RuntimeError("this system does not fork kernels")
        with self._guard:
            try:
                process.stdin.write(json.dumps(order) + "\n")
                process.stdin.flush()
                answer = process.stdout.readline()
            except (OSError, ValueError):
                answer = ""
        if not answer:
            raise RuntimeError(f"no kernel starts; to see why, run: {ADVICE}")
        return Forked(int(answer))

    def close(self) -> None:
        """Nothing; the parent is ended, and with it every kernel that still runs."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._kept.close()


class Forked:
    """A process that is not our own child, with the face of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs; 1 when it has ended, however."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 1
        return None

    def wait(self) -> int:
        """What `poll` gives for an ended process: nobody asks before it has."""
        return 1

    def send_signal(self, number: int) -> None:
        """Nothing; the signal is sent. Raises ProcessLookupError when the process has ended."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Nothing; the process is ended."""
        self.send_signal(9)

    def terminate(self) -> None:
        """Nothing; the process is asked to end."""
        self.send_signal(15)


def environment(place: Path, *, epoch: str) -> dict[str, str]:
    """The environment of a kernel; `place` is an empty folder for what the user's settings would be.

    >>> environment(Path("empty"), epoch="0")["PYTHONHASHSEED"]
    '0'
    """
    ours = Path(analysis.__file__).parents[1]
    return os.environ | {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": epoch,
        "TMPDIR": str(place),  # what a killed process leaves is swept with the rest
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en",
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ours), os.environ.get("PYTHONPATH")])),
        UNSEEN: "1",
        "IPYKERNEL_CELL_NAME": "<cell>",
        "IPYTHONDIR": str(place / "ipython"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # a picture that has no place is seen, and refused
        "MATPLOTLIBRC": str(_empty(place / "matplotlibrc")),
    }


def _empty(path: Path) -> Path:
    """An empty file, so that matplotlib reads no other."""
    if path.parent.is_dir():
        path.touch()
    return path
