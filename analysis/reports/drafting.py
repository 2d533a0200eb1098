"""Drafting: a new report begins as a thin notebook and its entry in the list of reports."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from analysis.definitions import using
from analysis.reports.listing import LIST, TAG, collection, valid_name
from analysis.reports.outputs import ReportError
from analysis.tables import atomically

__all__ = ["draft"]

CELLS = (
    (
        "read",
        (
            "from analysis import reports, summaries\n\n"
            "corpus = summaries.gather(seeds, originals=originals, reference=reference)"
        ),
    ),
    ("opening", "summaries.opening(corpus)"),
    ("key-figures", "summaries.key_figures(corpus)"),
    ("not-known", "summaries.not_known(corpus)"),
    ("targets-title", "## Targets against results"),
    ("targets", "summaries.targets(corpus)"),
    ("findings-title", "## Findings"),
    ("findings", "summaries.findings(corpus)"),
    ("figures-title", "## All figures"),
    ("figures", "reports.figures(corpus.figures, scopes=corpus.scopes)"),
    ("sources-title", "## Sources"),
    ("sources", "summaries.sources(corpus)"),
)
"""The cells after that of the parameters, by their ids; what starts with # is prose."""


def draft(
    name: str,
    *,
    title: str | None = None,
    seeds: str | os.PathLike[str] | None = None,
    notebooks: str | os.PathLike[str] = "notebooks",
    definitions: str | os.PathLike[str] | None = None,
) -> Path:
    """The path of a new notebook, listed under this name: a report on a folder of documents.

    Without `seeds` it is the folder of the corpus, whichever that is when the report is made. `definitions` is a
    folder of further definitions that it is to be made with. Raises ReportError where the name cannot be, is taken,
    or there is no such folder, and DefinitionError where no definitions are in it; then nothing is written.
    """
    folder = Path(notebooks)
    path, listing = folder / f"{name}.ipynb", folder / LIST
    if not valid_name(name):
        raise ReportError(f"{name!r}: a report becomes a file: its name is letters, digits, - and _, and no device's")
    if listing.exists() and name in collection(folder):
        raise ReportError(f"{listing}: there is a report {name!r} already; choose another name")
    if path.exists():
        raise ReportError(f"{path}: is there already; choose another name, or list it in {listing}")
    if seeds is not None and not Path(seeds).is_dir():
        raise ReportError(f"{seeds}: there is no such folder; name that of the documents with --seeds DIR")
    if definitions is not None:
        with using(definitions) as known:
            known.check()
    title = title or name.replace("-", " ").replace("_", " ").capitalize()
    entry = f"[{name}]\ntitle = {_text(title)}\nnotebook = {_text(path.name)}\n"
    if seeds is not None:
        entry += f"parameters = {{ seeds = {_text(_seen_from(folder, Path(seeds)))} }}\n"
    if definitions is not None:
        entry += f"definitions = {_text(_seen_from(folder, Path(definitions)))}\n"
    old = listing.read_text(encoding="utf-8").rstrip("\n") + "\n\n" if listing.exists() else ""
    with atomically(path) as file:
        file.write(json.dumps(_notebook(title), ensure_ascii=False, indent=1).encode() + b"\n")
    with atomically(listing) as file:
        file.write((old + entry).encode())
    return path


def _notebook(title: str) -> dict[str, Any]:
    """A notebook of format 4.5 without outputs."""
    parameters = (
        'seeds = "../seeds"  # the folder of documents, as seen from this notebook\noriginals = False\nreference = None'
    )
    cells = [_cell("title", f"# {title}"), _cell("parameters", parameters, tags=[TAG])]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [*cells, *(_cell(name, source) for name, source in CELLS)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(name: str, source: str, *, tags: list[str] | None = None) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": "markdown" if source.startswith("#") else "code"}
    if cell["cell_type"] == "code":
        cell["execution_count"] = None
    cell |= {"id": name, "metadata": {"tags": tags} if tags else {}}
    if cell["cell_type"] == "code":
        cell["outputs"] = []
    return {**cell, "source": source.splitlines(keepends=True)}


def _seen_from(folder: Path, other: Path) -> str:
    """Where another folder lies, as seen from a notebook in the folder."""
    try:
        return Path(os.path.relpath(other.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return other.resolve().as_posix()


def _text(value: str) -> str:
    """A string as TOML has it: JSON's form, which it shares but for one sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
