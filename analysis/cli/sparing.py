"""What is read is spared: an output that is one of the inputs is refused before anything is read or written."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.output import Usage
from analysis.documents import is_known_again, is_read_of, is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["definition_files", "keep_out", "spare"]

_HERE = ("file://", "local://")
"""What addresses of files on this machine begin with."""


def spare(outputs: Iterable[Path | None], inputs: Iterable[Path | str | None]) -> None:
    """Nothing; raises Usage for an output that is one of the inputs, by whatever name each is called.

    Inputs are paths and addresses; standard input is one too where it is a file. None is no file.
    """
    there = {mark: path for path in outputs if path is not None and (mark := _mark(path))}
    if not there:
        return
    marks = (_mark(path) for one in inputs if one is not None and (path := _path(os.fspath(one))))
    for mark in (_mark_of_standard_input(), *marks):
        if mark in there:
            raise Usage(f"{there[mark]}: is one of the inputs; name another file")


def keep_out(outputs: Iterable[Path], paths: Iterable[str], *, texts: Path | None = None) -> None:
    """Nothing; raises Usage for an output in a folder of the inputs which the next run would take for a document.

    Tables of results are known again, and left out; `texts` is the one of the outputs that holds documents.
    """
    folders = [path for path in paths if Path(path).is_dir()]
    for output in outputs:
        if is_known_again(output) and texts not in (output, output.parent):
            continue
        for folder in folders:
            if is_read_of(folder, output):
                what = f"lies in {folder}, where it would be read as a document the next time"
                raise Usage(f"{output}: {what}; name a file outside of it")


def definition_files(folder: Path | None) -> list[Path]:
    """The files of a folder of definitions; none without one."""
    return [] if folder is None else sorted(folder.rglob("*.toml"))


def _path(address: str) -> Path | None:
    """The file on this machine that a path or an address leads to, an archive where it lies in one; else None."""
    if not is_remote(address):
        return Path(address)
    outer = address.rpartition("::")[2]
    for protocol in _HERE:
        outer = outer.removeprefix(protocol)
    return None if is_remote(outer) else Path(outer)


def _mark(path: Path) -> tuple[int, int] | None:
    """What tells a file from all others under each of its names; None where there is no file."""
    try:
        return _told(path.stat())
    except (OSError, ValueError):
        return None


def _mark_of_standard_input() -> tuple[int, int] | None:
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or none
        return _told(os.fstat(sys.stdin.fileno()))
    return None


def _told(status: os.stat_result) -> tuple[int, int] | None:
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
