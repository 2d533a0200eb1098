"""Running a notebook: papermill with kernels of our own, in an environment that gives equal outputs each time.

What would make two runs differ is fixed here: the seed of hashing, the clock's zone, the locale, the
names of cells in warnings, the settings that the user has made for matplotlib and IPython.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import execute_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillException, PapermillExecutionError

import analysis
from analysis.reports.outputs import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode

__all__ = ["execute", "stop_all"]

ENGINE = "communique"
INJECTED = "injected-parameters"
ARROW = re.compile(r"^-+> ?(\d+) ", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Kernel(AsyncKernelManager):
    """A kernel of the Python that is running now, whatever kernels the user has set up."""

    running: ClassVar[set[Kernel]] = set()
    guard = threading.Lock()

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python", language="python")

    async def _async_start_kernel(self, **options: object) -> None:
        with self.guard:
            self.running.add(self)
        await super()._async_start_kernel(**options)

    start_kernel = _async_start_kernel  # as the base class does

    async def _async_cleanup_resources(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base
        with self.guard:
            self.running.discard(self)
        await super()._async_cleanup_resources(restart=restart)

    cleanup_resources = _async_cleanup_resources


class OurEngine(Engine):  # type: ignore[misc]  # papermill ships no types
    """The papermill engine: nbclient without timing, with joined streams, and a kernel that dies at once."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: object, kernel_name: str, **options: Any) -> None:  # noqa: ANN401 - as the base
        """Runs the notebook; `options` are those of `execute`."""
        del kernel_name
        client = PapermillNotebookClient(
            nb_man,
            km=kernel_in(options["place"]),
            timeout=options["timeout"],
            startup_timeout=60,
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            on_cell_start=options["on_cell_start"],
        )
        # What a kernel says on its own standard error is no concern of who makes a report.
        with Path(os.devnull).open("wb") as nowhere:
            client.execute(
                cleanup_kc=True, cwd=options["folder"], env=options["environment"], stdout=nowhere, stderr=nowhere
            )


def kernel_in(place: Path) -> Kernel:
    """A kernel, not yet started, that keeps its connection in a folder of its own.

    Where the system has them it uses sockets in the file system: there is no port to race for, and
    nothing that another user could listen to.
    """
    kernel = Kernel(connection_file=str(place / "kernel.json"))
    if os.name == "posix":
        kernel.transport, kernel.ip = "ipc", str(place / "socket")
    return kernel


papermill_engines.register(ENGINE, OurEngine)


def execute(
    notebook: Path,
    parameters: dict[str, Any],
    *,
    epoch: str = "0",
    timeout: float | None = None,
    started: Callable[[int, int], None] | None = None,
) -> NotebookNode:
    """The executed notebook, run in its own folder with these parameters.

    `started` is called with the number of each cell of code as it starts, and how many there are.
    `timeout` is in seconds for one cell. Raises ReportError naming notebook, cell and line.
    """
    seen: list[int] = []

    def on_cell_start(cell: NotebookNode, cell_index: int) -> None:
        del cell_index
        if started is not None and cell.cell_type == "code":
            seen.append(1)
            started(len(seen), _cells_of_code(notebook) + bool(parameters))

    with tempfile.TemporaryDirectory() as place:
        try:
            result: NotebookNode = execute_notebook(
                str(notebook),
                None,
                parameters,
                engine_name=ENGINE,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                environment=environment(Path(place), epoch=epoch),
                place=Path(place),
                folder=str(notebook.parent.resolve()),
                timeout=timeout,
                on_cell_start=on_cell_start,
            )
        except PapermillExecutionError as error:
            raise ReportError(_failure(notebook, error)) from None
        except CellTimeoutError:
            raise ReportError(f"{notebook}: a cell took longer than {timeout:g} seconds") from None
        except DeadKernelError:
            raise ReportError(f"{notebook}: its kernel died before it was done") from None
        except (PapermillException, OSError, RuntimeError, ValueError) as error:
            raise ReportError(f"{notebook}: {error}") from error
        finally:
            ensure_event_loop().close()  # the loop that nbclient made for this thread
    return result


def stop_all() -> None:
    """Ends every kernel that is running, as after Ctrl-C."""
    with Kernel.guard:
        running = list(Kernel.running)
    for kernel in running:
        process = getattr(kernel.provisioner, "process", None)
        if process is not None:
            process.kill()


def environment(place: Path, *, epoch: str) -> dict[str, str]:
    """The environment of a kernel; `place` is an empty folder for what the user's settings would be.

    >>> environment(Path("/tmp/empty"), epoch="0")["PYTHONHASHSEED"]
    '0'
    """
    ours = Path(analysis.__file__).parents[1]
    return os.environ | {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": epoch,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en",
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ours), os.environ.get("PYTHONPATH")])),
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


def _cells_of_code(notebook: Path) -> int:
    """How many cells of code a notebook has."""
    cells = nbformat.read(notebook, as_version=4).cells  # type: ignore[no-untyped-call]
    return sum(cell.cell_type == "code" for cell in cells)


def _failure(notebook: Path, error: PapermillExecutionError) -> str:
    """What went wrong, where: the cell as counted in the notebook, the line inside it."""
    trace = COLOURS.sub("", "\n".join(error.traceback))
    # papermill has put its cell of parameters before the failing one, but where that is the one that fails.
    before = 1 if INJECTED in trace or _parametrised(notebook, error.cell_index) else 0
    line = ARROW.search(trace)
    place = f"cell {error.cell_index + 1 - before}" + (f", line {line[1]}" if line else "")
    return f"{notebook}, {place}: {error.ename}: {error.evalue}"


def _parametrised(notebook: Path, index: int) -> bool:
    """Whether papermill put its cell of parameters before the cell at `index` of the executed notebook."""
    cells = nbformat.read(notebook, as_version=4).cells  # type: ignore[no-untyped-call]
    places = [place for place, cell in enumerate(cells) if "parameters" in cell.metadata.get("tags", [])]
    return bool(places) and index > places[0] + 1
