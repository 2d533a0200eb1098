"""Watching: a command run again whenever something that reports are made from is saved."""

from __future__ import annotations

import contextlib
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import analysis
from analysis.reports.listing import collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["again", "folders_of", "state"]

EVERY = 0.4
"""Seconds between two looks at the files."""


def again(command: Sequence[str], folders: Iterable[Path]) -> None:
    """Nothing, and only when Ctrl-C ends it: the command is run now, and after each change in the folders.

    `analysis` is watched too: each run is a process of its own, so that it takes up changes of the code.
    """
    watched = (*folders, Path(analysis.__file__).parent)
    seen = None
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            now = state(watched)
            if now != seen:
                seen = now
                _run(command)
            time.sleep(EVERY)


def folders_of(
    notebooks: Path, seeds: Path, definitions: Path | None = None, *, names: Iterable[str] | None = None
) -> tuple[Path, ...]:
    """The folders that a collection is made from: its own, those of corpus and definitions, and those it names.

    With `names`, those that these of its reports name.
    """
    reports = collection(notebooks, names).values()
    named = [
        report.notebook.parent / value
        for report in reports
        for value in report.parameters.values()
        if isinstance(value, str)
    ]
    named += filter(None, (definitions, *(report.definitions for report in reports)))
    return tuple(dict.fromkeys((notebooks, seeds, *(folder for folder in named if folder.is_dir()))))


def state(folders: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """The time and size of every file in the folders that is not hidden: unequal when one was saved."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            parts = path.relative_to(folder).parts
            if any(part.startswith(".") or part == "__pycache__" for part in parts):
                continue
            with contextlib.suppress(OSError):  # gone while we looked
                facts = path.stat()
                found[path] = (facts.st_mtime_ns, facts.st_size)
    return found


def _run(command: Sequence[str]) -> None:
    """Nothing; the command has ended, also where Ctrl-C, which it gets too, ends us."""
    process = subprocess.Popen(command)  # noqa: S603 - our own command
    try:
        process.wait()
    except KeyboardInterrupt:
        process.wait()
        raise
