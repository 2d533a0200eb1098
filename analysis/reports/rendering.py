"""Rendering: the reports of a collection, run where they changed, set and put in place, one failing without harm."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis.definitions import using
from analysis.documents import DocumentError
from analysis.reports.forking import Parent
from analysis.reports.inputs import Places, digest, modules_of, stages_of, state_of_stage, versions
from analysis.reports.listing import code_of, collection, listed, parameters_of
from analysis.reports.manifest import Entry, Manifest, because, read, write
from analysis.reports.outputs import ReportError
from analysis.reports.passing import passing_folder
from analysis.reports.setting import set_report
from analysis.seeds import check_originals
from analysis.tables import atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analysis.reports.kernels import Executed
    from analysis.reports.listing import Report

__all__ = ["Progress", "Rendered", "render"]

State = Literal["waiting", "running", "rendering", "rendered", "unchanged", "failed"]


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
    """What came of a report: its files, and whether they were written now, or the reason why there are none."""

    name: str
    files: tuple[Path, ...] = ()
    unchanged: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One report to make, and what the manifest is to say of it as far as it is known before it runs."""

    report: Report
    places: Places
    wanted: dict[str, Any]
    parameters: dict[str, Any]
    old: Entry | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What holds for all reports of one call; `manifest` grows as they are made, under the guard."""

    out: Path
    timeout: float | None
    listed: tuple[str, ...]
    manifest: Manifest
    guard: threading.Lock
    tell: Callable[[Progress], None]


def render(
    names: Iterable[str] | None = None,
    *,
    notebooks: str | os.PathLike[str] = "notebooks",
    seeds: str | os.PathLike[str] = "seeds",
    out: str | os.PathLike[str] = "reports",
    originals: bool = False,
    force: bool = False,
    progress: Callable[[Progress], None] | None = None,
    jobs: int = 1,
    timeout: float | None = 600,
    paper: str = "a4",
    definitions: str | os.PathLike[str] | None = None,
) -> list[Rendered]:
    """What came of each report: all of the collection in `notebooks`, or those named, in its order.

    A report is `<name>.html`, `<name>.pdf` and, where its notebook hands figures over, `<name>.csv` and
    `<name>.parquet` beside `codebook.md` and `codebook.csv`; `manifest.json` says what each was made from.
    One that would come out as it is there is left alone, unless `force` is set. With `originals` they are
    made from the attached articles and go to the folder `originals` inside `out`. A notebook gets the
    parameters of its entry, and `seeds` and `originals` where it takes them. `timeout` is in seconds for one
    cell, `jobs` the number of notebooks that run at once, `paper` "a4" or "us-letter". `definitions` is a folder
    of further definitions, in place of those that the entries of the reports name.

    A report that fails leaves its old files whole, says why in `error`, and the others are made. Raises
    DefinitionError or ReportError, before anything runs, for a list, a name, a parameter or a file of
    definitions that is wrong.
    """
    reports = list(collection(notebooks, names).values())
    if definitions is not None:
        reports = [replace(report, definitions=Path(definitions)) for report in reports]
    for folder in {report.definitions for report in reports}:
        if folder is not None:
            with using(folder) as known:
                known.check()
    target = Path(out) / "originals" if originals else Path(out)
    manifest = read(target, lenient=force)
    guard = threading.Lock()

    def tell(news: Progress) -> None:
        if progress is not None:
            with guard:
                progress(news)

    order = _Order(
        out=target,
        timeout=timeout,
        listed=tuple(listed(notebooks)),
        manifest=manifest,
        guard=threading.Lock(),
        tell=tell,
    )
    results: dict[str, Rendered] = {}
    tasks = []
    for report in reports:
        tell(Progress(name=report.name, state="waiting"))
        places = Places(notebooks=Path(notebooks), seeds=Path(seeds), definitions=report.definitions)
        old = manifest.reports.get(report.name)
        wanted = _wanted(report, places, originals=originals, paper=paper, given=definitions is not None)
        wanted["versions"] = versions(old.inputs if old else None)
        why = "it was asked for" if force else because(old, wanted, folder=target, places=places)
        if why is None and old is not None:
            results[report.name] = _left(report.name, old, order)
        else:
            given = _parameters(report, places, originals=originals)
            tasks.append(_Task(report=report, places=places, wanted=wanted, parameters=given, old=old, why=why or ""))
    if tasks:
        results |= _all(tasks, order, jobs)
    return [results[report.name] for report in reports]


def _all(tasks: list[_Task], order: _Order, jobs: int) -> dict[str, Rendered]:
    """The reports of these tasks by name; on Ctrl-C the kernels are ended before the interrupt goes on."""
    epoch = tasks[0].wanted["source_date_epoch"]
    modules = sorted({name for task in tasks for name in modules_of(code_of(task.report.notebook))})
    with Parent(tasks[0].places.seeds, modules, epoch=epoch or "0") as forks:  # it imports while we do
        from analysis.reports.kernels import stop_all  # noqa: PLC0415 - what is unchanged does without

        pool = ThreadPoolExecutor(max_workers=max(1, jobs))
        try:
            running = [pool.submit(_one, task, order, forks) for task in tasks]
            done = {task.result().name: task.result() for task in as_completed(running)}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop_all()
            pool.shutdown(wait=True)
            raise
        pool.shutdown()
    return done


def _one(task: _Task, order: _Order, forks: Parent) -> Rendered:
    """One report, or why there is none."""
    from analysis.reports.kernels import execute  # noqa: PLC0415 - as above

    report = task.report

    def started(cell: int, cells: int) -> None:
        order.tell(Progress(name=report.name, state="running", cell=cell, cells=cells, message=task.why))

    try:
        order.tell(Progress(name=report.name, state="running", message=task.why))
        executed = execute(
            report.notebook,
            task.parameters,
            forks=forks,
            places=task.places,
            timeout=order.timeout,
            started=started,
        )
        return _finished(task, executed, order, forks)
    except (ReportError, OSError) as error:
        reason = str(error)
        if not reason.startswith(str(report.notebook)):
            reason = f"{report.notebook}: {reason}"
        order.tell(Progress(name=report.name, state="failed", message=reason))
        return Rendered(name=report.name, error=reason)


def _finished(task: _Task, executed: Executed, order: _Order, forks: Parent) -> Rendered:
    """The report of an executed notebook, put in place; left as it is when the notebook shows what it showed."""
    name, notebook = task.report.name, task.report.notebook
    made = {
        **task.wanted,
        "versions": versions(executed.inputs),
        "analysis": {stage: state_of_stage(stage) for stage in stages_of(code_of(notebook))},
        "inputs": {task.wanted["notebook"]: digest(notebook), **executed.inputs},
        "executed": hashlib.sha256(json.dumps(executed.notebook, sort_keys=True).encode()).hexdigest(),
    }
    if _same(task, made, order):
        entry = Entry(**made, outputs=task.old.outputs if task.old else {})
        _record(name, entry, order)
        return _left(name, entry, order)

    order.tell(Progress(name=name, state="rendering"))
    files, shared = set_report(executed.notebook, name, made=made, forks=forks, definitions=task.report.definitions)
    paths = _put(order.out, {**files, **{key: data for key, data in shared.items() if _new(order.out / key, data)}})
    order.manifest.shared |= {key: _sha256(data) for key, data in shared.items()}
    _record(name, Entry(**made, outputs={key: _sha256(data) for key, data in files.items()}), order)
    order.tell(Progress(name=name, state="rendered"))
    return Rendered(name=name, files=tuple(path for path in paths if path.name in files))


def _same(task: _Task, made: dict[str, Any], order: _Order) -> bool:
    """Whether only files that were read changed, and the notebook shows the same as before all the same."""
    old = task.old
    if old is None or not any(task.why.startswith(name) for name in old.inputs):
        return False
    unread = {"inputs": {task.wanted["notebook"]: made["inputs"][task.wanted["notebook"]]}}
    before = Entry(**{**{key: getattr(old, key) for key in Entry.__slots__}, **unread})
    return old.executed == made["executed"] and (
        because(before, {**made, **unread}, folder=order.out, places=task.places) is None
    )


def _left(name: str, entry: Entry, order: _Order) -> Rendered:
    """A report that is left as it is."""
    order.tell(Progress(name=name, state="unchanged"))
    return Rendered(name=name, files=tuple(order.out / file for file in entry.outputs), unchanged=True)


def _record(name: str, entry: Entry, order: _Order) -> None:
    """Nothing; the manifest says what came of a report."""
    with order.guard:
        order.manifest.reports[name] = entry
        write(order.out, order.manifest, order=order.listed)


def _put(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """The paths of the files: all are written beside their places before the first is renamed into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with passing_folder(folder, prefix=".making-") as place:
        for name, data in files.items():
            with atomically(place / name) as file:
                file.write(data)
        for name in files:
            (place / name).replace(folder / name)
    return tuple(folder / name for name in files)


def _new(path: Path, data: bytes) -> bool:
    return digest(path) != _sha256(data)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- what is asked of a report -------------------------------------------------------------------------------


def _wanted(report: Report, places: Places, *, originals: bool, paper: str, given: bool) -> dict[str, Any]:
    """The fields of its entry in the manifest that are known before a report runs.

    `given` is whether its definitions were named for this call, not by the entry of the report.
    """
    return {
        "title": report.title,
        "notebook": places.name(report.notebook.resolve()) or report.notebook.name,
        "parameters": report.parameters,
        "command": _command(report.name, places, originals=originals, given=given),
        "paper": paper,
        "source_date_epoch": os.environ.get("SOURCE_DATE_EPOCH"),
    }


def _parameters(report: Report, places: Places, *, originals: bool) -> dict[str, Any]:
    """The parameters of the entry, with `seeds` (as seen from the notebook) and `originals` where it takes them."""
    folder = report.notebook.parent.resolve()
    try:
        seeds = Path(os.path.relpath(places.seeds.resolve(), folder)).as_posix()
    except ValueError:  # another drive
        seeds = places.seeds.resolve().as_posix()
    known = {"seeds": seeds, "originals": originals}
    taken = parameters_of(report.notebook)
    given = {name: value for name, value in known.items() if name in taken} | report.parameters
    if given.get("seeds") == seeds and not places.seeds.is_dir():
        raise ReportError(f"{places.seeds}: there is no such folder; name that of the corpus with --seeds DIR")
    if given.get("seeds") == seeds and given.get("originals"):
        try:
            check_originals(places.seeds)
        except DocumentError as error:
            raise ReportError(error) from None
    return given


def _command(name: str, places: Places, *, originals: bool, given: bool) -> str:
    """The command that makes a report again, given in the project's folder; where it puts it is no part of it.

    Nor are the definitions that the entry of the report names.
    """
    words = ["communique", "report", name]
    for option, usual, folder in (
        ("--notebooks", "notebooks", places.notebooks),
        ("--seeds", "seeds", places.seeds),
        ("--definitions", None, places.definitions if given else None),
    ):
        if folder is None:
            continue
        try:
            named = Path(os.path.relpath(folder.resolve(), places.project)).as_posix()
        except ValueError:  # another drive, which no path leads to from here
            named = folder.name
        if named != usual:
            words += [option, named]
    return shlex.join([*words, *(["--originals"] if originals else [])])
