"""Running a notebook: papermill with kernels of our own, noting what they read."""

from __future__ import annotations

import math
import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import execute_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillException, PapermillExecutionError

from analysis.reports.forking import DEFINITIONS, SERVING
from analysis.reports.inputs import read_by
from analysis.reports.outputs import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jupyter_client.connect import KernelConnectionInfo
    from nbformat import NotebookNode

    from analysis.reports.forking import Parent
    from analysis.reports.inputs import Places

__all__ = ["Executed", "execute", "stop_all"]

ENGINE = "communique"
ARROW = re.compile(r"^-+> ?(\d+) ", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
TRACE = "read"
"""The file, beside a kernel's connection, in which it notes what it reads."""

SHORT = 96
"""Systems take names of sockets of 103 bytes or more; a number follows."""


_LATEST = 600
"""Seconds that what a cell shows may take behind its reply, where the cell itself may take any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """A notebook that has run, and the files that it read: their names in the project and what they held."""

    notebook: NotebookNode
    inputs: dict[str, str | None]


class Forking(LocalProvisioner):
    """What starts and ends the process of a kernel: a fork of the preloaded parent."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:  # noqa: ANN401 - as the base
        """How the new kernel is reached."""
        del cmd
        kernel: Kernel = self.parent  # type: ignore[assignment]  # the one that has made us
        connection = kernel.connection_file
        fork = kernel.forks.fork(
            role="kernel",
            connection=connection,
            trace=str(Path(connection).with_name(TRACE)),
            folder=options["cwd"],
            environment={name: options["env"][name] for name in ("IPYTHONDIR", DEFINITIONS)},
        )
        self.process = fork  # type: ignore[assignment]  # not our child, but it answers like one
        self.pid = self.pgid = fork.pid
        self.cwd = options["cwd"]
        return self.connection_info


class Kernel(AsyncKernelManager):
    """A kernel of the Python that is running now, whatever kernels the user has set up."""

    running: ClassVar[set[Kernel]] = set()
    guard = threading.Lock()
    forks: Parent

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started where it is not forked."""
        trace = Path(self.connection_file).with_name(TRACE)
        return KernelSpec(
            argv=[*SERVING, "kernel", "{connection_file}", str(trace)], display_name="Python", language="python"
        )

    async def _async_start_kernel(self, **options: object) -> None:
        with self.guard:
            self.running.add(self)
        if self.forks.able and self.provisioner is None:
            self.provisioner = Forking(kernel_id=ENGINE, kernel_spec=self.kernel_spec, parent=self)
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
            km=kernel_in(options["place"], options["forks"]),
            timeout=options["timeout"],
            # What a cell shows may come seconds behind its reply where the machine is busy; nbclient waits for four.
            iopub_timeout=math.ceil(options["timeout"] or _LATEST),
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


def kernel_in(place: Path, forks: Parent) -> Kernel:
    """A kernel, not yet started, that keeps its connection in a folder of its own.

    Where the system has them it uses sockets in the file system: there is no port to race for, and
    nothing that another user could listen to. Their names have to be short.
    """
    kernel = Kernel(connection_file=str(place / "kernel.json"))
    socket = str(place / "socket")
    if os.name == "posix" and len(os.fsencode(socket)) < SHORT:
        kernel.transport, kernel.ip = "ipc", socket
    kernel.forks = forks
    return kernel


papermill_engines.register(ENGINE, OurEngine)


def execute(
    notebook: Path,
    parameters: dict[str, Any],
    *,
    forks: Parent,
    places: Places,
    timeout: float | None = None,
    started: Callable[[int, int], None] | None = None,
) -> Executed:
    """The executed notebook, run in its own folder with these parameters, and what it read.

    The definitions of `places`, if there are any, are in force in all of it.
    `started` is called with the number of each cell of code as it starts, and how many there are.
    `timeout` is in seconds for one cell. Raises ReportError naming notebook, cell and line.
    """
    seen: list[int] = []

    def on_cell_start(cell: NotebookNode, cell_index: int) -> None:
        if cell.cell_type == "code":
            seen.append(cell_index)
            if started is not None:
                started(len(seen), _cells_of_code(notebook) + bool(parameters))

    def at() -> str:
        return f"{notebook}, cell {_number(notebook, seen[-1], parameters)}" if seen else str(notebook)

    with forks.folder() as place:
        try:
            result: NotebookNode = execute_notebook(
                str(notebook),
                None,
                parameters,
                engine_name=ENGINE,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                environment=forks.environment
                | {
                    "IPYTHONDIR": str(place / "ipython"),
                    DEFINITIONS: str(places.definitions.resolve()) if places.definitions else "",
                },
                forks=forks,
                place=place,
                folder=str(notebook.parent.resolve()),
                timeout=timeout,
                on_cell_start=on_cell_start,
            )
        except PapermillExecutionError as error:
            raise ReportError(_failure(notebook, error, parameters)) from None
        except CellTimeoutError:
            raise ReportError(f"{at()}: took longer than {timeout:g} seconds") from None
        except DeadKernelError:
            raise ReportError(f"{at()}: its kernel died before it was done") from None
        except (PapermillException, OSError, RuntimeError, ValueError) as error:
            raise ReportError(f"{notebook}: {error}") from error
        finally:
            ensure_event_loop().close()  # the loop that nbclient made for this thread
        return Executed(notebook=_bare(result), inputs=read_by(place / TRACE, places))


def _bare(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what tells of this run alone: times, ids given by chance, the Python at hand."""
    notebook.metadata.clear()
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place}"
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
    return notebook


def stop_all() -> None:
    """Ends every kernel that is running, as after Ctrl-C."""
    with Kernel.guard:
        running = list(Kernel.running)
    for kernel in running:
        process = getattr(kernel.provisioner, "process", None)
        if process is not None:
            process.kill()


def _cells_of_code(notebook: Path) -> int:
    """How many cells of code a notebook has."""
    cells = nbformat.read(notebook, as_version=4).cells  # type: ignore[no-untyped-call]
    return sum(cell.cell_type == "code" for cell in cells)


def _failure(notebook: Path, error: PapermillExecutionError, parameters: dict[str, Any]) -> str:
    """What went wrong, where: the cell as counted in the notebook, the line inside it."""
    line = ARROW.search(COLOURS.sub("", "\n".join(error.traceback)))
    place = f"cell {_number(notebook, error.cell_index, parameters)}" + (f", line {line[1]}" if line else "")
    return f"{notebook}, {place}: {error.ename}: {error.evalue}"


def _number(notebook: Path, index: int, parameters: dict[str, Any]) -> int:
    """The number of a cell as counted in the notebook: papermill puts one after the cell of parameters."""
    cells = nbformat.read(notebook, as_version=4).cells  # type: ignore[no-untyped-call]
    places = [place for place, cell in enumerate(cells) if "parameters" in cell.metadata.get("tags", [])]
    return index if parameters and places and index > places[0] else index + 1
