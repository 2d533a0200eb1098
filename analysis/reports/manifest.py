"""The manifest of a folder of reports: what each was made from, and the SHA-256 of everything that was made.

It is both the proof that others check a report against and the memory by which a report that would come out
the same is left as it is. It holds no time and no path of the machine, so that equal reports have equal
manifests.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from analysis.reports.inputs import digest, state_of_stage
from analysis.reports.outputs import ReportError
from analysis.tables import atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from analysis.reports.inputs import Places

__all__ = ["MANIFEST", "Entry", "Manifest", "because", "read", "write"]

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one report was made from and what came of it.

    `analysis` holds the state of each stage used, `inputs` what each file and folder held that was read;
    `executed` is the SHA-256 of the executed notebook, `outputs` those of the files by name.
    """

    title: str
    notebook: str
    parameters: dict[str, Any]
    command: str
    paper: str
    source_date_epoch: str | None
    versions: dict[str, str]
    analysis: dict[str, str | None]
    inputs: dict[str, str | None]
    executed: str
    outputs: dict[str, str | None]


@dataclass(slots=True, kw_only=True)
class Manifest:
    """The entries of a folder of reports by name, and the SHA-256 of the files that all of them share."""

    reports: dict[str, Entry] = field(default_factory=dict)
    shared: dict[str, str | None] = field(default_factory=dict)

    def outputs(self) -> Iterator[tuple[str, str | None]]:
        """Every file that was made, with its SHA-256."""
        for entry in self.reports.values():
            yield from entry.outputs.items()
        yield from self.shared.items()


def read(folder: Path, *, lenient: bool = False) -> Manifest:
    """The manifest of a folder; an empty one where there is none.

    Raises ReportError for one that is broken; with `lenient` that counts as none.
    """
    path = folder / MANIFEST
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        entries = {name: Entry(**entry) for name, entry in tree["reports"].items()}
        return Manifest(reports=entries, shared=dict(tree["shared"]))
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if lenient:
            return Manifest()
        raise ReportError(f"{path}: is no manifest of ours ({error}); `communique report --force` makes it") from None


def write(folder: Path, manifest: Manifest, *, order: Iterable[str]) -> None:
    """Nothing; the manifest is put into the folder, its reports in the order given, others left out."""
    entries = {name: asdict(manifest.reports[name]) for name in order if name in manifest.reports}
    tree = {"reports": entries, "shared": manifest.shared}
    with atomically(folder / MANIFEST) as file:
        file.write(json.dumps(tree, ensure_ascii=False, indent=1).encode() + b"\n")


def because(entry: Entry | None, wanted: Mapping[str, Any], *, folder: Path, places: Places) -> str | None:
    """Why a report has to be made again, in words; None when it would come out as it lies in the folder.

    `wanted` holds what is asked of it: the fields of an Entry that are known before it runs.
    """
    if entry is None:
        return "it was not made before"
    for name in (one.name for one in fields(Entry)):
        if name in wanted and wanted[name] != getattr(entry, name):
            return f"its {name.replace('_', ' ')} changed"
    for stage, state in entry.analysis.items():
        if state_of_stage(stage) != state:
            return f"analysis/{stage} changed"
    for name, state in entry.inputs.items():
        if digest(places.path(name)) != state:
            return f"{name} changed"
    for name, state in entry.outputs.items():
        if digest(folder / name) != state:
            return f"{name} is not as it was made"
    return None
