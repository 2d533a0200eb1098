"""Passing folders: gone when they are left; where a process was ended too hard for that, the next run sweeps them."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "win32":  # where nothing is swept
    import fcntl

__all__ = ["passing_folder", "sweep"]

PREFIX = "communique-"
LOCK = ".lock"
"""The file in a passing folder that its process holds locked: the system lets go of it, however the process ends."""
YOUNG = 3600.0
"""Seconds for which a folder without a lock is taken for one that is being made."""


@contextmanager
def passing_folder(parent: Path | None = None, *, prefix: str = PREFIX) -> Iterator[Path]:
    """A folder that is gone afterwards, in the system's own for such without `parent`.

    Those of the same prefix that ended processes have left are swept before.
    """
    within = parent or Path(tempfile.gettempdir())
    sweep(within, prefix=prefix)
    made = tempfile.TemporaryDirectory(prefix=prefix, dir=within, ignore_cleanup_errors=True)
    with made as name, (Path(name) / LOCK).open("wb") as lock:
        _locked(lock)
        yield Path(name)


def sweep(folder: Path, *, prefix: str = PREFIX) -> None:
    """Nothing; the passing folders of this prefix in a folder that no process holds any more are gone."""
    for place in folder.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):  # of another user, or gone while we looked
            if _left(place):
                shutil.rmtree(place, ignore_errors=True)


def _left(place: Path) -> bool:
    """Whether nobody holds this folder."""
    try:
        with (place / LOCK).open("r+b") as lock:
            return _locked(lock)
    except FileNotFoundError:
        return sys.platform != "win32" and time.time() - place.stat().st_mtime > YOUNG


def _locked(lock: IO[bytes]) -> bool:
    """Whether the file is ours now: no process held it."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
