"""What was not read, and why: told on standard error, and listed in a file."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

from analysis.cli.output import Usage, say
from analysis.documents import DocumentError
from analysis.tables import atomically

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from analysis.corrections import Correction

__all__ = ["Quarantine", "Tally"]

_SAID = 20  # refused documents that are told one by one where a file lists them all; remarks that are told


class Quarantine:
    """A file of JSON Lines: ``document``, ``place``, ``reason`` and ``remedy`` of each document that was not read.

    It appears when it is closed. With `always` it is there then even if it is empty; else a file of an
    earlier run goes where there is nothing to list.
    """

    def __init__(self, path: Path, *, always: bool) -> None:
        self.path = path
        self._always = always
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None
        if path.is_dir():
            raise Usage(f"{path}: is a folder, where a file shall list what is not read; name another file")
        if always:
            self._open()

    def add(self, error: DocumentError) -> None:
        """Nothing: the document is listed."""
        told = {"document": error.path, "place": error.place, "reason": error.reason, "remedy": error.remedy}
        line = f"{json.dumps(told, ensure_ascii=False)}\n"
        (self._file or self._open()).write(line.encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Nothing: the file is in its place, or gone."""
        try:
            if self._file is not None:
                self._stack.close()
            elif not self._always:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(error) from None

    def discard(self) -> None:
        """Nothing: what stood there stays."""
        error = KeyboardInterrupt()
        self._stack.__exit__(type(error), error, None)

    def _open(self) -> IO[bytes]:
        try:
            self._file = self._stack.enter_context(atomically(self.path))
        except OSError as error:
            raise self._refused(error) from None
        return self._file

    def _refused(self, error: OSError) -> Usage:
        return Usage(f"{self.path}: cannot be written ({error.strerror or error}); name another file")


class Tally:
    """How many documents were read, and how many could not be; each of these is told."""

    def __init__(self, quarantine: Quarantine | None = None, *, keep: bool = True) -> None:
        self.read = 0
        self.failed = 0
        self.remarked = 0
        self.refused: list[tuple[str, str]] = []
        """Those that could not be read: (document, why); none where a file lists them, or they are not kept."""
        self._quarantine = quarantine
        self._keep = keep
        self._awaited: dict[str, list[Correction]] = {}

    def await_those_of(self, corrections: Iterable[Correction]) -> None:
        """Nothing: the documents of these corrections are to come; see `tell_of_corrections`."""
        for correction in corrections:
            self._awaited.setdefault(correction.document, []).append(correction)

    def came(self, document: str) -> None:
        """Nothing: a document of this id was read, or refused."""
        self._awaited.pop(document, None)

    def tell_of_corrections(self) -> None:
        """Says which corrections are of documents that never came: of another corpus, or by a slip of the pen."""
        for correction in (one for several in self._awaited.values() for one in several):
            what = f"correction {correction.number} is of {correction.document}"
            say(f"{correction.file}: {what}, which is none of the documents that were read: left out")

    @property
    def exit_code(self) -> int:
        """0 when all were read, 1 when some were, 2 when none was."""
        return 0 if not self.failed else 1 if self.read else 2

    def remark(self, document: str, what: str) -> None:
        """Counts a document that was read and of which something is to be said, and says it of the first."""
        self.remarked += 1
        if self.remarked <= _SAID:
            say(f"{document}: {what}")
        elif self.remarked == _SAID + 1:
            say("the like holds of further documents")

    def fail(self, error: DocumentError) -> None:
        """Counts a document that could not be read, and says so."""
        self.failed += 1
        self.came(error.path)
        if self._quarantine is None:
            if self._keep:
                self.refused.append((error.path, str(error)))
            say(error)
            return
        self._quarantine.add(error)
        if self.failed <= _SAID:
            say(error)
        elif self.failed == _SAID + 1:
            say(f"further documents that are not read are listed in {self._quarantine.path}")

    def tell_of_quarantine(self) -> None:
        """Says where those are listed that were not read, where that was not said yet."""
        if self._quarantine is not None and 0 < self.failed <= _SAID:
            say(f"what was not read is listed in {self._quarantine.path}")
