"""Rendering: the reports of a collection, run, set and put in place, one failing without harm to the others."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import analysis
from analysis.model import Figure
from analysis.reports.content import content
from analysis.reports.figure_table import figures
from analysis.reports.listing import chosen, collection, parameters_of
from analysis.reports.outputs import ReportError
from analysis.tables import atomically, codebook, codebook_markdown, rendered, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analysis.reports.listing import Report

__all__ = ["Progress", "Rendered", "render"]

State = Literal["waiting", "running", "rendering", "done", "failed"]
PACKAGES = ("matplotlib", "nbconvert", "pandas", "papermill", "typst")
"""The packages whose versions a report names; all others are in the lock file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a report is at: for a display with a line for each."""

    name: str
    state: State
    cell: int = 0
    cells: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What came of a report: the files written, or the reason why there are none."""

    name: str
    files: tuple[Path, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What holds for all reports of one call."""

    seeds: Path
    out: Path
    originals: bool
    command: str
    timeout: float | None
    paper: str
    epoch: str | None
    tell: Callable[[Progress], None]


def render(
    names: Iterable[str] | None = None,
    *,
    notebooks: str | os.PathLike[str] = "notebooks",
    seeds: str | os.PathLike[str] = "seeds",
    out: str | os.PathLike[str] = "reports",
    originals: bool = False,
    progress: Callable[[Progress], None] | None = None,
    jobs: int = 1,
    timeout: float | None = 600,
    paper: str = "a4",
) -> list[Rendered]:
    """What came of each report: all of the collection in `notebooks`, or those named, in its order.

    A report is `<name>.html`, `<name>.pdf` and, where its notebook hands figures over, `<name>.csv` and
    `<name>.parquet` beside `codebook.md` and `codebook.csv`. With `originals` they are made from the
    attached articles and go to the folder `originals` inside `out`. A notebook gets the parameters of
    its entry, and `seeds` and `originals` where it takes them. `timeout` is in seconds for one cell,
    `jobs` the number of notebooks that run at once, `paper` "a4" or "us-letter".

    A report that fails leaves its old files whole, says why in `error`, and the others are made. Raises
    DefinitionError or ReportError, before anything runs, for a list, a name or a parameter that is wrong.
    """
    reports = chosen(collection(notebooks), names)
    target = Path(out) / "originals" if originals else Path(out)
    lock = threading.Lock()

    def tell(news: Progress) -> None:
        if progress is not None:
            with lock:
                progress(news)

    order = _Order(
        seeds=Path(seeds),
        out=target,
        originals=originals,
        command=_command(seeds, notebooks, originals=originals),
        timeout=timeout,
        paper=paper,
        epoch=os.environ.get("SOURCE_DATE_EPOCH"),
        tell=tell,
    )
    for report in reports:
        tell(Progress(name=report.name, state="waiting"))
    results = _all(reports, order, jobs)
    if any(result.files for result in results):
        _put(target, {"codebook.md": codebook_markdown(of=[Figure]).encode(), "codebook.csv": _codebook()})
    return results


def _all(reports: list[Report], order: _Order, jobs: int) -> list[Rendered]:
    """All reports, some at once; on Ctrl-C the kernels are ended before the interrupt goes on."""
    from analysis.reports.kernels import stop_all  # noqa: PLC0415 - a list with a mistake is refused at once

    done: dict[str, Rendered] = {}
    pool = ThreadPoolExecutor(max_workers=max(1, jobs))
    try:
        tasks = [pool.submit(_one, report, order) for report in reports]
        for task in as_completed(tasks):
            done[task.result().name] = task.result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        stop_all()
        pool.shutdown(wait=True)
        raise
    pool.shutdown()
    return [done[report.name] for report in reports]


def _one(report: Report, order: _Order) -> Rendered:
    """One report, or why there is none."""
    from analysis.reports.kernels import execute  # noqa: PLC0415 - as above

    def started(cell: int, cells: int) -> None:
        order.tell(Progress(name=report.name, state="running", cell=cell, cells=cells))

    try:
        order.tell(Progress(name=report.name, state="running"))
        notebook = execute(
            report.notebook,
            _parameters(report, order),
            epoch=order.epoch or "0",
            timeout=order.timeout,
            started=started,
        )
        order.tell(Progress(name=report.name, state="rendering"))
        files = _put(order.out, _files(report, notebook, order))
    except (ReportError, OSError) as error:
        reason = str(error)
        if not reason.startswith(str(report.notebook)):
            reason = f"{report.notebook}: {reason}"
        order.tell(Progress(name=report.name, state="failed", message=reason))
        return Rendered(name=report.name, error=reason)
    order.tell(Progress(name=report.name, state="done"))
    return Rendered(name=report.name, files=files)


def _parameters(report: Report, order: _Order) -> dict[str, Any]:
    """The parameters of the entry, with `seeds` (as seen from the notebook) and `originals` where it takes them."""
    folder = report.notebook.parent.resolve()
    try:
        seeds = Path(os.path.relpath(order.seeds.resolve(), folder)).as_posix()
    except ValueError:  # another drive
        seeds = order.seeds.resolve().as_posix()
    known = {"seeds": seeds, "originals": order.originals}
    taken = parameters_of(report.notebook)
    return {name: value for name, value in known.items() if name in taken} | report.parameters


def _files(report: Report, notebook: Any, order: _Order) -> dict[str, bytes]:  # noqa: ANN401 - a NotebookNode
    """The files of a report by name."""
    from analysis.reports.html import HTMLReport  # noqa: PLC0415 - as above
    from analysis.reports.pdf import pdf  # noqa: PLC0415 - as above

    made = content(
        notebook, name=report.name, title=report.title, date=_day(order.epoch), provenance=_provenance(report, order)
    )
    files = {}
    downloads = []
    if made.records is not None:
        frame = table(figures(made.records))
        files[f"{report.name}.csv"] = rendered(frame, file_format="csv")
        files[f"{report.name}.parquet"] = rendered(frame, file_format="parquet")
        downloads = [
            _download(f"{report.name}.csv", "Figures (CSV)", "text/csv", files[f"{report.name}.csv"]),
            _download("codebook.csv", "Codebook (CSV)", "text/csv", _codebook()),
        ]
    page, _ = HTMLReport().from_notebook_node(notebook, {"communique": {"content": made, "downloads": downloads}})
    return {f"{report.name}.html": page.encode(), f"{report.name}.pdf": pdf(made, paper=order.paper), **files}


def _put(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """The paths of the files: all are written beside their places before the first is renamed into it."""
    folder.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        for name, data in files.items():
            with atomically(place / name) as file:
                file.write(data)
        for name in files:
            (place / name).replace(folder / name)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return tuple(folder / name for name in files)


def _codebook() -> bytes:
    """What each column of the figures means, as CSV."""
    return rendered(codebook(of=Figure), file_format="csv")


def _download(name: str, label: str, kind: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "label": label, "type": kind, "data": data}


def _provenance(report: Report, order: _Order) -> dict[str, Any]:
    """How the report was made: the command, the notebook and its checksum, parameters and versions."""
    return {
        "command": order.command.replace("NAME", report.name, 1),
        "notebook": {
            "name": f"{report.notebook.parent.name}/{report.notebook.name}",
            "sha256": hashlib.sha256(report.notebook.read_bytes()).hexdigest(),
        },
        "parameters": [[name, json.dumps(value, ensure_ascii=False)] for name, value in report.parameters.items()],
        "versions": [["communique", analysis.__version__], *([name, version(name)] for name in PACKAGES)],
    }


def _command(seeds: str | os.PathLike[str], notebooks: str | os.PathLike[str], *, originals: bool) -> str:
    """The command that makes a report again, with NAME for its name; where it puts it is no part of it."""
    words = ["communique report NAME"]
    if Path(notebooks) != Path("notebooks"):
        words.append(f"--notebooks {notebooks}")
    if Path(seeds) != Path("seeds"):
        words.append(f"--seeds {seeds}")
    if originals:
        words.append("--originals")
    return " ".join(words)


def _day(epoch: str | None) -> str | None:
    """The day of SOURCE_DATE_EPOCH, if it is set."""
    return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat() if epoch else None
