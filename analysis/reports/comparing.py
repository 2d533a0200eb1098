"""Comparing: reports made again against those that lie in a folder, and a file that someone was sent against both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.reports.inputs import digest
from analysis.reports.manifest import MANIFEST, read
from analysis.reports.outputs import ReportError
from analysis.reports.passing import passing_folder
from analysis.reports.rendering import render

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

__all__ = ["check", "difference", "verify"]

AROUND = 30
"""How many characters are shown before and after the place of a difference."""
TEXTS = (".html", ".csv", ".md", ".json")
KINDS = (".html", ".pdf", ".csv", ".parquet", *TEXTS)


def check(
    names: Iterable[str] | None = None,
    *,
    out: str | os.PathLike[str] = "reports",
    originals: bool = False,
    **how: Any,  # noqa: ANN401 - what `render` takes
) -> list[str]:
    """What differs between the reports in a folder and the same reports made again elsewhere, a line for each.

    The list is empty when every byte is equal. `how` is what `render` takes. Nothing in the folder is
    touched. A report that cannot be made is a line too.
    """
    folder = Path(out) / "originals" if originals else Path(out)
    chosen = None if names is None else list(names)
    with passing_folder() as place:
        made = render(chosen, out=place, originals=originals, force=True, **how)
        again = place / "originals" if originals else place
        lines = [f"{one.name}: {one.error}" for one in made if one.error is not None]
        expected = dict(read(again).outputs())
        for name in (*expected, *(() if chosen or lines else (MANIFEST,))):
            words = difference(folder / name, again / name)
            if words is not None:
                lines.append(f"{folder / name}: {words}")
        if chosen is None and not lines:
            lines += [f"{path}: no report makes it" for path in _strays(folder, {*expected, MANIFEST})]
    return lines


def verify(file: str | os.PathLike[str], *, out: str | os.PathLike[str] = "reports") -> tuple[bool, str]:
    """Whether a file is a report as the manifest of a folder has it, byte for byte, and a line that says so.

    A file under any name is known by its SHA-256. One that is not known is compared with the file of its
    name, where that lies in the folder and is what the manifest says. Raises ReportError where there is
    neither such a file nor a manifest, or the name is that of no report.
    """
    path, folder = Path(file), Path(out)
    manifest = read(folder)
    state = digest(path)
    known = dict(manifest.outputs())
    if not known:
        raise ReportError(f"{folder / MANIFEST}: there is no such manifest; name the folder that has it with --out DIR")
    if state is None or path.is_dir():
        raise ReportError(f"{path}: there is no such file")
    same = next((name for name, recorded in known.items() if recorded == state), None)
    if same is not None:
        return True, f"{path}: is {same} as {folder / MANIFEST} has it, byte for byte"
    if path.name not in known:
        raise ReportError(
            f"{path}: is no report of {folder / MANIFEST}, by content or by name; known: {', '.join(known)}"
        )
    ours = folder / path.name
    line = f"{path}: is not the {path.name} that {folder / MANIFEST} has"
    if digest(ours) == known[path.name]:
        return False, f"{line}: {difference(path, ours)}"
    return False, f"{line}; where they differ is seen when `communique report` has made it again"


def difference(first: Path, second: Path) -> str | None:
    """The first difference between a file and the one that it should equal, in words; None where there is none."""
    if not first.is_file():
        return "is missing"
    one, two = first.read_bytes(), second.read_bytes()
    if one == two:
        return None
    place = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    if first.suffix not in TEXTS:
        return f"differs from byte {place + 1} on; it has {len(one)} bytes and should have {len(two)}"
    line = one.count(b"\n", 0, place) + 1
    return f"line {line} has {_words(one, place)} and should have {_words(two, place)}"


def _words(data: bytes, place: int) -> str:
    """What stands around a place of a text, on its line."""
    start = max(data.rfind(b"\n", 0, place) + 1, place - AROUND)
    end = data.find(b"\n", place)
    words = data[start : min(len(data) if end < 0 else end, place + AROUND)].decode("utf-8", "replace").strip()
    return f"“{words}”" if words else "nothing"


def _strays(folder: Path, expected: set[str]) -> list[Path]:
    """The files of a folder that look like a report and that no report makes."""
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix in KINDS and p.name not in expected)
