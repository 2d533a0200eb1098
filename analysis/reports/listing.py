"""The collection of reports: what `notebooks/reports.toml` lists, checked before anything runs.

An entry is a table named like its report, with `title`, `notebook`, where the notebook takes any `parameters`, and
`definitions` where the report is to be made with a folder of further definitions. A key or a parameter that
nobody knows is an error that names those that are known.
"""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.definitions import DefinitionError, read_toml
from analysis.reports.outputs import ReportError
from analysis.tables import names_a_file

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

__all__ = ["LIST", "TAG", "Report", "code_of", "collection", "listed", "parameters_of", "valid_name"]

LIST = "reports.toml"
KEYS = ("title", "notebook", "parameters", "definitions")
TAG = "parameters"
"""The tag of the cell that says which parameters a notebook takes, the same as papermill's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One entry of the collection: a notebook, the values of its parameters, a title, and further definitions."""

    name: str
    title: str
    notebook: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    definitions: Path | None = None


def listed(folder: str | os.PathLike[str] = "notebooks") -> dict[str, object]:
    """The entries of the `reports.toml` of a folder by name, as they stand there.

    Raises DefinitionError where there is no such list, or it is no TOML.
    """
    path = Path(folder) / LIST
    if not path.exists():
        way = "go to the project's folder, or name that of the notebooks with --notebooks DIR"
        raise DefinitionError(path, f"there is no such list of reports; {way}")
    return dict(read_toml(path))


def collection(folder: str | os.PathLike[str] = "notebooks", names: Iterable[str] | None = None) -> dict[str, Report]:
    """The reports of a folder by name: all in the order of its `reports.toml`, or those of these names in theirs.

    Raises ReportError for a name that is not listed, and DefinitionError for a broken list and, of the reports
    asked for, an unknown or missing key, a notebook that is not there, or a parameter that the notebook does not take.
    """
    entries = listed(folder)
    wanted = list(entries if names is None else dict.fromkeys(names))
    for name in wanted:
        if name not in entries:
            raise ReportError(f"no report {name!r}; the reports are {', '.join(entries) or 'none'}")
    return {name: _report(Path(folder) / LIST, name, entries[name]) for name in wanted}


def valid_name(name: str) -> bool:
    """Whether a report can have this name: it becomes a file, on every system.

    >>> valid_name("la-vn"), valid_name("../x"), valid_name("con")
    (True, False, False)
    """
    return bool(name) and names_a_file(f"{name}.parquet") and all(sign.isalnum() or sign in "-_" for sign in name)


def parameters_of(notebook: str | os.PathLike[str]) -> tuple[str, ...]:
    """The names of the parameters that a notebook takes: those set in its cell tagged `parameters`.

    Raises DefinitionError when the file is no notebook, or its cell of parameters no Python.
    """
    path = Path(notebook)
    for cell in _cells(path):
        if TAG in cell.get("metadata", {}).get("tags", []):
            return _names(path, "".join(cell["source"]))
    return ()


def code_of(notebook: str | os.PathLike[str]) -> str:
    """The code of a notebook as one text. Raises DefinitionError when the file is no notebook."""
    return "\n".join("".join(cell["source"]) for cell in _cells(Path(notebook)) if cell.get("cell_type") == "code")


def _cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook as they lie in its file."""
    try:
        cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except FileNotFoundError:
        raise DefinitionError(path, "no such notebook") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DefinitionError(path, f"not a Jupyter notebook: {error}") from None
    return cells


def _names(path: Path, source: str) -> tuple[str, ...]:
    """The names that a piece of Python sets at its top level."""
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise DefinitionError(path, f"its cell of parameters is no Python: {error.msg}, line {error.lineno}") from None
    targets = [
        target
        for statement in statements
        for target in (
            statement.targets
            if isinstance(statement, ast.Assign)
            else [statement.target]
            if isinstance(statement, ast.AnnAssign)
            else []
        )
    ]
    return tuple(target.id for target in targets if isinstance(target, ast.Name))


def _report(path: Path, name: str, entry: object) -> Report:
    """An entry of the list, checked."""
    if not isinstance(entry, dict):
        raise DefinitionError(path, f"{name!r} stands outside a table; a report is a table [{name}]", known=KEYS)
    for key in entry:
        if key not in KEYS:
            raise DefinitionError(path, f"[{name}]: unknown key {key!r}", known=KEYS)
    for key in ("title", "notebook"):
        if not isinstance(entry.get(key), str):
            raise DefinitionError(path, f"[{name}]: {key!r} is missing or no text", known=KEYS)
    if not valid_name(name):
        problem = f"[{name}]: a report becomes a file: its name is letters, digits, - and _, and no device's"
        raise DefinitionError(path, problem)
    parameters = entry.get("parameters", {})
    if not isinstance(parameters, dict):
        raise DefinitionError(path, f"[{name}]: 'parameters' is no table")
    notebook = path.parent / entry["notebook"]
    taken = parameters_of(notebook)
    for key in parameters:
        if key not in taken:
            raise DefinitionError(path, f"[{name}]: {entry['notebook']} takes no parameter {key!r}", known=taken)
    return Report(
        name=name,
        title=entry["title"],
        notebook=notebook,
        parameters=parameters,
        definitions=_definitions(path, name, entry.get("definitions")),
    )


def _definitions(path: Path, name: str, value: object) -> Path | None:
    """The folder of further definitions that an entry names, if it does."""
    if value is None:
        return None
    if not isinstance(value, str) or not (path.parent / value).is_dir():
        raise DefinitionError(path, f"[{name}]: 'definitions' names no folder, as seen from {path.parent}")
    return path.parent / value
