"""What a report is made from, by content: the stages of `analysis/` that it uses, the files that it reads, versions.

Nothing here looks at the time of a file. A stage is one module or folder of the flow together with the data
files that it owns; a notebook uses the stages that it imports, those that they import, and those that set a
report. Files are named as seen from the project, never as seen from the root of the machine.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

import analysis
from analysis.documents import packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Places", "digest", "modules_of", "read_by", "stages_of", "state_of_stage", "versions"]

PACKAGE = Path(analysis.__file__).parent
SETTING = ("reports",)
"""The stages that turn an executed notebook into files: every report uses them."""
KNOWLEDGE = "definitions"
"""The stage that owns the data files named like no stage."""
EXAMPLES = ".examples.toml"
"""Files that tests alone read."""
BENEATH = ("numpy", "ipython")
"""What our dependencies compute and show with: their versions count too."""

_FROM = re.compile(r"^\s*(?:from|import) analysis\.(\w+)", re.MULTILINE)
_NAMES = re.compile(r"^\s*from analysis import (?:\(([^)]*)\)|([^\n#]*))", re.MULTILINE)
_ATTRIBUTE = re.compile(r"\banalysis\.(\w+)")
_REQUIREMENT = re.compile(r"([\w.-]+)[^;]*(?:;(.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the files of a collection lie, so that each has the same name on every machine."""

    notebooks: Path
    seeds: Path
    definitions: Path | None = None

    @property
    def project(self) -> Path:
        """The folder that holds the notebooks' folder: where commands are given."""
        return self.notebooks.resolve().parent

    def name(self, path: Path) -> str | None:
        """The name of a file or folder in this project; None for what lies outside it, or is hidden in it.

        >>> Places(notebooks=Path("notebooks"), seeds=Path("/data/corpus")).name(Path("/data/corpus/a.txt"))
        'seeds/a.txt'
        """
        for prefix, folder in self._roots():
            if path.is_relative_to(folder):
                parts = path.relative_to(folder).parts
                hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
                return None if hidden else "/".join(filter(None, (prefix, *parts)))
        return None

    def path(self, name: str) -> Path:
        """Where the file of a name lies."""
        first, _, rest = name.partition("/")
        roots = dict(self._roots())
        return roots[first] / rest if first in roots else self.project / name

    def _roots(self) -> tuple[tuple[str, Path], ...]:
        roots = (("seeds", self.seeds), ("notebooks", self.notebooks), ("definitions", self.definitions))
        return *((name, path.resolve()) for name, path in roots if path is not None), ("", self.project)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file's content, or of the names in a folder; None where there is neither.

    >>> digest(Path("there/is/no/such/file")) is None
    True
    """
    try:
        if path.is_dir():
            names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith((".", "__pycache__")))
            return hashlib.sha256("\n".join(names).encode()).hexdigest()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def read_by(trace: Path, places: Places) -> dict[str, str | None]:
    """The files and folders of the project that a kernel opened, by name, with what they hold.

    `trace` is what `analysis.reports.serving` wrote: paths, each ended by a zero. A file that was looked
    for and not there is None, so that it counts when it comes.
    """
    paths = {Path(name.decode("utf-8", "surrogateescape")) for name in trace.read_bytes().split(b"\0") if name}
    named = {places.name(path): path for path in paths if not path.is_relative_to(PACKAGE)}
    return {name: digest(path) for name, path in sorted((name, path) for name, path in named.items() if name)}


# --- the stages of the flow ----------------------------------------------------------------------------------


def modules_of(source: str) -> list[str]:
    """The modules of ours that a notebook of this source imports.

    >>> modules_of("from analysis import charts, extract")
    ['analysis.charts', 'analysis.figures']
    """
    return sorted(f"analysis.{stage}" for stage in _imported(source))


def stages_of(source: str) -> tuple[str, ...]:
    """The stages that a notebook of this source uses, directly or through others, in the order of the flow.

    >>> "charts" in stages_of("from analysis import charts"), "cli" in stages_of("from analysis import charts")
    (True, False)
    """
    found: set[str] = set()
    waiting = {*_imported(source), *_homes(_ATTRIBUTE.findall(source)), *SETTING}
    while waiting:
        stage = waiting.pop()
        found.add(stage)
        waiting |= _imports(stage) - found
    return tuple(stage for stage in analysis.FLOW if stage in found)


@cache
def state_of_stage(stage: str) -> str | None:
    """The SHA-256 of everything that belongs to a stage; None where there is no such stage any more."""
    lines = [f"{path.relative_to(PACKAGE).as_posix()} {digest(path)}" for path in _files(stage)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else None


@cache
def _imports(stage: str) -> frozenset[str]:
    """The stages that a stage imports, itself left out."""
    sources = (path.read_text(encoding="utf-8") for path in _files(stage) if path.suffix == ".py")
    return frozenset(name for source in sources for name in _imported(source)) - {stage}


def _imported(source: str) -> set[str]:
    """The stages that a piece of Python imports."""
    lists = (inside or line for inside, line in _NAMES.findall(source))
    names = [name.split()[0] for listed in lists for name in listed.split(",") if name.strip()]
    return _homes([*_FROM.findall(source), *names])


def _homes(names: Iterable[str]) -> set[str]:
    """The stages of these names: stages themselves, or what `analysis` offers of them."""
    homes = (name if name in analysis.FLOW else analysis._HOME.get(name) for name in names)  # noqa: SLF001 - our own
    return {home for home in homes if home}


def _files(stage: str) -> list[Path]:
    """The files of a stage in a fixed order: its code, its templates, and the data files that it owns."""
    return sorted(
        path
        for path in _candidates(stage)
        if path.is_file() and "__pycache__" not in path.parts and not path.name.endswith(EXAMPLES)
    )


def _candidates(stage: str) -> Iterator[Path]:
    yield PACKAGE / f"{stage}.py"
    yield PACKAGE / f"{stage}.toml"
    yield from (PACKAGE / stage).rglob("*")
    if stage == KNOWLEDGE:
        yield from (path for path in PACKAGE.glob("*.toml") if path.stem not in analysis.FLOW)


# --- versions ------------------------------------------------------------------------------------------------


def versions(inputs: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The versions that a report is made with: ours, and those of the packages that it needs.

    Those that read documents count where `inputs`, the files that were read, are of their formats: a report on plain
    texts comes out the same without them.

    >>> {"communique", "pandas"} <= set(versions())
    True
    """
    reading = {package for name, state in (inputs or {}).items() if state is not None for package in packages(name)}
    known = {"communique": analysis.__version__}
    found = {name: _version(name) for name in sorted({*_needed(), *BENEATH, *reading})}
    # What is not there is of another platform, or of an extra that is not installed.
    return known | {name: told for name, told in found.items() if told is not None}


@cache
def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@cache
def _needed() -> set[str]:
    """The packages that we and our extra for reports require."""
    try:
        lines = requires("communique") or []
    except PackageNotFoundError:
        return set()
    parts = [match.groups() for line in lines if (match := _REQUIREMENT.match(line))]
    return {
        name.lower() for name, marker in parts if marker is None or re.search(r"""extra == ['"]report['"]""", marker)
    }
