"""FILE.partial: the finished parts of a run, kept until the file can be put together.

A folder beside the file, with

- ``manifest.json``: what the parts are made from and with, so that none is taken for that of another run;
- ``parts-<digest of the manifest>/``: ``<key>.data`` and ``<key>.json``, the results of a part and the account of it,
  written in this order. A process that outlives a run which was killed may finish a part; it does so there, and not
  among the parts of the next;
- ``lock``: held by the run that writes here.

It goes when the file is in its place. Where a run is interrupted it stays, and ``--resume`` goes on with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from analysis.cli.output import Usage
from analysis.cli.working.doing import Done
from analysis.definitions import HERE
from analysis.documents import Source, is_remote
from analysis.tables import atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.cli.working.parts import Part, Place

__all__ = ["Partial", "made_from", "program"]

_MANIFEST = "manifest.json"
_LOCK = "lock"
_DIFFERS = {
    "program": "another version of the program",
    "options": "other options",
    "inputs": "other inputs, or they changed since",
}


def made_from(places: Iterable[Place], options: Mapping[str, object]) -> dict[str, str]:
    """A digest each of the program, of the options and of the inputs: files by address, size and time of change."""
    digest = hashlib.sha256()
    for place in places:
        digest.update(repr(_told(place)).encode("utf-8", "backslashreplace"))
    told = json.dumps(options, sort_keys=True, default=str)
    return {
        "program": program(),
        "options": hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest(),
        "inputs": digest.hexdigest(),
    }


def _told(place: Place) -> object:
    """What tells a place from others, and from itself before it was changed."""
    if not isinstance(place, Source):
        return place
    address, changed = place.address, 0
    if not is_remote(address):
        # The same from whichever folder, and by whichever engine, a run is gone on with.
        address = str(Path(address).absolute())
        with suppress(OSError):
            changed = Path(address).stat().st_mtime_ns
    return address, place.member, place.id, place.part, place.size, changed


def program() -> str:
    """A digest of all code and all definitions of the package."""
    digest = hashlib.sha256()
    for path in sorted(HERE.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(f"{path.relative_to(HERE).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Partial:
    """The folder of a run that writes to `output`: to be begun, and closed whatever comes between."""

    def __init__(self, output: Path) -> None:
        self.folder = self.of(output)
        self.parts = self.folder
        """Where the parts are, once it is begun."""
        self._lock: IO[bytes] | None = None

    @property
    def begun(self) -> bool:
        """Whether an interrupted run left something there."""
        return (self.folder / _MANIFEST).exists()

    def begin(self, made: Mapping[str, str], *, resume: bool) -> None:
        """Nothing: the folder is there and ours; with `resume`, what an interrupted run left there is taken over.

        Raises Usage where another run writes there, where what is there was made from something else, and where
        it cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("ab")
            if not _locked(lock):
                lock.close()
                raise Usage(f"{self.folder}: another run writes there; wait for it, or name another file")
            self._lock = lock
            begun = self.folder / _MANIFEST
            told = json.dumps(made, indent=1).encode()
            self.parts = self.folder / f"parts-{hashlib.sha256(told).hexdigest()[:16]}"
            if resume and begun.exists():
                self._compare(begun, made)
                for passing in self.parts.glob("*.passing"):
                    passing.unlink(missing_ok=True)
                return
            for path in self.folder.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name != _LOCK:
                    path.unlink()
            self.parts.mkdir()
            with atomically(begun) as file:
                file.write(told)
        except OSError as error:
            raise Usage(f"{self.folder}: cannot be written ({error.strerror or error}); name another file") from None

    @staticmethod
    def of(output: Path) -> Path:
        """The folder of a run that writes to `output`, whether it is there or not.

        >>> Partial.of(Path("out/figures.csv")).name
        'figures.csv.partial'
        """
        return Path(os.path.abspath(output.with_name(f"{output.name}.partial")))  # noqa: PTH100  # links stay

    def _compare(self, begun: Path, made: Mapping[str, str]) -> None:
        try:
            there: dict[str, Any] = json.loads(begun.read_bytes())
        except ValueError:
            there = {}
        for name, what in _DIFFERS.items():
            if there.get(name) != made[name]:
                self.let_go()
                raise Usage(f"{self.folder}: was begun with {what}; leave --resume out to begin anew")

    def data(self, part: Part) -> Path:
        """The file that holds the results of a finished part."""
        return self.parts / f"{part.key}.data"

    def load(self, part: Part) -> Done | None:
        """The account of a part that was finished by an earlier run; None where it was not, or is damaged."""
        try:
            done = Done.from_json(self.data(part).with_suffix(".json").read_text(encoding="utf-8"))
            with self.data(part).open("rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest() == done.sha256
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return done if whole else None

    def let_go(self) -> None:
        """Nothing: another run may take over."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def close(self, *, keep: bool) -> bool:
        """Whether finished parts are kept; where there are none, or they are not to be kept, the folder goes."""
        if self._lock is None:  # it is not ours; one that was only just made is empty
            with suppress(OSError):
                self.folder.rmdir()
            return False
        kept = keep and any(self.parts.glob("*.data"))
        if not kept:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.let_go()
        if not kept and os.name == "nt":  # where the lock could not go while it was open
            shutil.rmtree(self.folder, ignore_errors=True)
        return kept


def _locked(file: IO[bytes]) -> bool:
    """Whether the file is ours now: False where another process holds it."""
    try:
        import fcntl  # noqa: PLC0415  # Windows has none: there it is for the user not to write twice at once
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
