"""Setting a report in a process of its own, forked where kernels are: several at once, each as fast as alone."""

from __future__ import annotations

import json
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.definitions import using
from analysis.reports.outputs import ReportError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.reports.forking import Parent

__all__ = ["Files", "set_in_place", "set_report"]

Files = dict[str, bytes]

ORDER, FAILURE, OWN, SHARED = "order.json", "failure", "own", "shared"
SOON = 0.01
"""Seconds between two looks whether the process has ended."""


def set_report(
    notebook: NotebookNode, name: str, *, made: dict[str, Any], forks: Parent, definitions: Path | None = None
) -> tuple[Files, Files]:
    """The files of a report by name, and those that it shares with all reports.

    `made` is what the manifest will say of it, as `making.files_of` takes it; `definitions` a folder of further
    definitions, with which it has a codebook of its own: no other report has its metrics. Raises ReportError.
    """
    with forks.folder() as place:
        folder = None if definitions is None else str(definitions.resolve())
        order = {"name": name, "notebook": notebook, "made": made, "definitions": folder}
        (place / ORDER).write_text(json.dumps(order), encoding="utf-8")
        if forks.able:
            process = forks.fork(role="setting", place=str(place))
            while process.poll() is None:
                time.sleep(SOON)
        else:
            set_in_place(place)
        if (place / FAILURE).exists() or not (place / SHARED).exists():
            reason = (place / FAILURE).read_text(encoding="utf-8") if (place / FAILURE).exists() else ""
            raise ReportError(reason or "the process that sets it was ended from outside")
        return _read(place / OWN), _read(place / SHARED)


def set_in_place(place: Path) -> None:
    """Nothing; the files of the order in this folder are put beside it, or the reason why there are none."""
    import nbformat  # noqa: PLC0415 - who waits for the files does without these

    from analysis.reports.making import files_of, shared_files  # noqa: PLC0415

    try:
        order = json.loads((place / ORDER).read_text(encoding="utf-8"))
        notebook = nbformat.from_dict(order["notebook"])  # type: ignore[no-untyped-call]
        with using(order["definitions"]) if order["definitions"] else nullcontext():
            own = files_of(notebook, name=order["name"], made=order["made"])
            if order["definitions"]:
                own |= {f"{order['name']}.{name}": data for name, data in shared_files().items()}
        _write(place / OWN, own)
        _write(place / SHARED, shared_files())
    except (ReportError, OSError) as error:
        (place / FAILURE).write_text(str(error), encoding="utf-8")
    except Exception as error:  # noqa: BLE001 - no output of a notebook may end in a traceback
        (place / FAILURE).write_text(f"cannot be set: {type(error).__name__}: {error}", encoding="utf-8")


def _write(folder: Path, files: Files) -> None:
    """Nothing; the files are in the folder, in their order."""
    folder.mkdir()
    for number, (name, data) in enumerate(files.items()):
        (folder / f"{number} {name}").write_bytes(data)


def _read(folder: Path) -> Files:
    """What `_write` has put into a folder."""
    paths = sorted(folder.iterdir(), key=lambda path: int(path.name.split(" ")[0]))
    return {path.name.split(" ", 1)[1]: path.read_bytes() for path in paths}
