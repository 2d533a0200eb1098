"""Files and texts that were changed at random, fed to what must stand them, until the first that it does not.

Where atheris is installed, it steers the changes by the code that they reach; without it they are blind.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

__all__ = ["LIMIT", "TrippedError", "Watch", "asked", "fed", "instrumented", "is_steered"]

LIMIT = 200_000
"""Bytes that a changed file has at most."""
_KEPT = 200
"""Changed files that are changed again, where nothing steers."""


class TrippedError(Exception):
    """What was fed is not stood."""


class Watch:
    """How long things take, in seconds of the processor: a machine may be busy with others."""

    def __init__(self, *, slack: float = 1) -> None:
        self.slack = slack
        self.slowest = 0.0

    def within(self, size: int, attempt: Callable[[], object]) -> None:
        """Nothing. Raises TrippedError where the attempt takes more than a second per 100 KB, and one to begin.

        Of each so many times as much as the slack says.
        """
        begun = time.process_time()
        attempt()
        took = time.process_time() - begun
        self.slowest = max(self.slowest, took)
        if took > self.slack * (1 + size / 100_000):
            raise TrippedError(f"took {took:.1f} s for {size} bytes")


def asked(description: str | None, *arguments: tuple[str, dict[str, object]]) -> argparse.Namespace:
    """What the command line says: the arguments, and how long and from which seed."""
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, how in arguments:
        options.add_argument(name, **how)
    options.add_argument("--seconds", type=int, default=120)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--blind", action="store_true", help="do not steer, though atheris is installed")
    return options.parse_args()


def is_steered(given: argparse.Namespace) -> bool:
    """Whether atheris steers."""
    return atheris is not None and not given.blind


def instrumented(packages: Iterable[str], modules: Iterable[str], given: argparse.Namespace) -> None:
    """Nothing; the modules are imported, and tell atheris where their code goes, and that of the packages."""
    if is_steered(given):
        with atheris.instrument_imports(include=list(packages)):
            for name in modules:
                import_module(name)


def fed(
    target: Callable[[bytes], object],
    kept: list[bytes],
    given: argparse.Namespace,
    *,
    name: str,
    watch: Watch,
    words: Iterable[bytes] = (),
) -> None:
    """Nothing; what the target trips over is in the working folder, and named.

    `kept` are the files from which all changes start, `words` what is put into them.
    """
    count, until = 0, time.monotonic() + given.seconds
    place = Path(f"tripped{name}")

    def attempt(data: bytes) -> None:
        nonlocal count
        if time.monotonic() > until:
            told()
            os._exit(0)  # atheris never gives back
        count += 1
        # What a process dies over is known then too; what it only stopped at for time is not.
        place.write_bytes(data)
        try:
            target(data)
        except BaseException as error:
            if not isinstance(error, KeyboardInterrupt):
                print(f"{place}: {type(error).__name__}: {error}", flush=True)
            raise

    def told() -> None:
        place.unlink(missing_ok=True)
        steered = "steered" if is_steered(given) else "blind"
        print(f"{name}: {given.seconds} s {steered}, {count} fed, the slowest {watch.slowest:.2f} s", flush=True)

    if is_steered(given):
        _steered(attempt, kept, words, given)
        return
    dice = random.Random(given.seed)  # noqa: S311  # the same files each time
    pieces = [*words]
    with suppress(KeyboardInterrupt):
        while time.monotonic() < until:
            data = _changed(dice.choice(kept), dice, kept, pieces)
            attempt(data)
            if dice.random() < 0.02 and len(kept) < _KEPT:
                kept.append(data)
    told()


def _steered(attempt: Callable[[bytes], object], kept: list[bytes], words: Iterable[bytes], given: object) -> None:
    folder = Path(tempfile.mkdtemp())
    (folder / "kept").mkdir()
    for number, data in enumerate(kept):
        (folder / "kept" / str(number)).write_bytes(data)
    limits = [f"-seed={given.seed}", "-max_len=20000", "-timeout=60", "-rss_limit_mb=3000", "-verbosity=0"]
    escaped = ["".join(f"\\x{byte:02x}" for byte in word) for word in words]
    if escaped:
        (folder / "words").write_text("".join(f'"{word}"\n' for word in escaped if word), encoding="ascii")
        limits.append(f"-dict={folder / 'words'}")
    atheris.Setup([sys.argv[0], *limits, str(folder / "kept")], attempt)
    atheris.Fuzz()


def _changed(data: bytes, dice: random.Random, others: list[bytes], pieces: list[bytes]) -> bytes:
    """A file with some bytes changed, cut, doubled, or put in from another."""
    out = bytearray(data)
    marks = (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"\n", b"\r", b"<", b"(", b"=?", b"9" * 40)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        place, kind = dice.randrange(len(out) + 1), dice.randrange(7 if pieces else 6)
        if kind == 0 and out:
            out[place % len(out)] = dice.randrange(256)
        elif kind == 1:
            out[place:place] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 9)))
        elif kind == 2:
            del out[place : place + dice.choice((1, 4, 64))]
        elif kind == 3:
            out[place:place] = out[place : place + dice.choice((4, 64, 1024))] * dice.choice((1, 2, 50))
        elif kind == 4:
            out[place:place] = dice.choice(marks)
        elif kind == 6:
            out[place:place] = b" " + dice.choice(pieces) + b" "
        else:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            out[place:place] = other[start : start + dice.choice((8, 128))]
    return bytes(out[:LIMIT])
