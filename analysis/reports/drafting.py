"""Drafting: a new report begins as a thin notebook and its entry in the list of reports."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.definitions import using
from analysis.documents import DocumentError, locate
from analysis.reports.listing import LIST, TAG, listed, valid_name
from analysis.reports.outputs import ReportError
from analysis.seeds import texts
from analysis.tables import atomically
from analysis.tables.reading import StoredError, totals

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    ("figures", "reports.explorer(corpus.figures, scopes=corpus.scopes)"),
    ("sources-title", "## Sources"),
    ("sources", "summaries.sources(corpus)"),
)
"""The cells after that of the parameters, by their ids; what starts with # is prose."""

FIGURES = (
    ("read", "from analysis import summaries\n\ncorpus = summaries.stored(figures, pair, metric=metric)"),
    ("overall-title", "## All figures\n\nAdded up piece by piece: the file may be of any size."),
    ("overall", "summaries.overall(figures)"),
    ("key-figures-title", "## One relation"),
    ("key-figures", "summaries.key_figures(corpus)"),
    ("targets", "summaries.targets(corpus)"),
    ("findings", "summaries.findings(corpus)"),
    ("coverage", "summaries.coverage(corpus)"),
    ("figures-title", "## Its figures\n\nEach inside the words of its source."),
    ("figures", "summaries.further(corpus, besides=[])"),
)
"""The same of a report on a file of figures."""

_PARAMETERS = {
    "seeds": ('"../seeds"', "the folder of documents, as seen from this notebook"),
    "originals": ("False", "True: the attached articles in place of their digests"),
    "reference": ("None", "a CSV of official statistics, or several, that the figures are held against"),
}
"""Each parameter with its value and what it is, where the entry gives it none."""
_FIGURES = {
    "figures": ('"../figures.parquet"', "what communique extract wrote, as seen from this notebook"),
    "pair": ("[]", "the economies of the relation that is shown figure by figure"),
    "metric": ("None", "one metric of it, where it has very many figures"),
}


def draft(
    name: str,
    *,
    title: str | None = None,
    seeds: str | os.PathLike[str] | None = None,
    notebooks: str | os.PathLike[str] = "notebooks",
    definitions: str | os.PathLike[str] | None = None,
    figures: str | os.PathLike[str] | None = None,
) -> Path:
    """The path of a new notebook, listed under this name: a report on a folder of documents, or on a file of figures.

    The values of its parameters stand in the notebook too: run by hand, it shows what the report does.
    Without `seeds` it is the folder of the corpus, whichever that is when the report is made. `figures` is a Parquet
    file of figures, of any size, of which the report shows the totals, and the pair with the most figures in detail.
    `definitions` is a folder of further definitions that it is to be made with. Raises ReportError where the name
    cannot be, is taken, or there is no such folder or file, or no document in it, and DefinitionError where no
    definitions are in it; then nothing is written.
    """
    folder = Path(notebooks)
    path, listing = folder / f"{name}.ipynb", folder / LIST
    if not valid_name(name):
        raise ReportError(f"{name!r}: a report becomes a file: its name is letters, digits, - and _, and no device's")
    if listing.exists() and name in listed(folder):
        raise ReportError(f"{listing}: there is a report {name!r} already; choose another name")
    if path.exists():
        raise ReportError(f"{path}: is there already; choose another name, or list it in {listing}")
    if seeds is not None and not Path(seeds).is_dir():
        raise ReportError(f"{seeds}: there is no such folder; name that of the documents with --seeds DIR")
    if seeds is not None:
        _filled(seeds)
    if definitions is not None:
        with using(definitions) as known:
            known.check()
    parameters = {} if seeds is None else {"seeds": _text(_seen_from(folder, Path(seeds)))}
    if figures is not None:
        parameters = {"figures": _text(_seen_from(folder, Path(figures))), "pair": json.dumps(_commonest(figures))}
    title = title or name.replace("-", " ").replace("_", " ").capitalize()
    entry = f"[{name}]\ntitle = {_text(title)}\nnotebook = {_text(path.name)}\n"
    if parameters:
        entry += f"parameters = {{ {', '.join(map(' = '.join, parameters.items()))} }}\n"
    if definitions is not None:
        entry += f"definitions = {_text(_seen_from(folder, Path(definitions)))}\n"
    old = listing.read_text(encoding="utf-8").rstrip("\n") + "\n\n" if listing.exists() else ""
    with atomically(path) as file:
        file.write(
            json.dumps(
                _notebook(title, parameters, of_figures=figures is not None), ensure_ascii=False, indent=1
            ).encode()
            + b"\n"
        )
    with atomically(listing) as file:
        file.write((old + entry).encode())
    return path


def _filled(seeds: str | os.PathLike[str]) -> None:
    """Nothing where a folder holds a document; raises ReportError where it holds none."""
    try:
        next(iter(locate([os.fspath(texts(seeds))])))
    except DocumentError as error:
        raise ReportError(error) from None


def _commonest(figures: str | os.PathLike[str]) -> list[str]:
    """The pair of economies with the most figures in a file; none where there is none."""
    try:
        pairs = totals(figures).groupby("parties")["figures"].sum().sort_values(ascending=False, kind="stable").index
    except StoredError as error:
        raise ReportError(error) from None
    return next((codes for codes in (pair.split("|") for pair in pairs) if len(codes) == 2), [])  # noqa: PLR2004


def _notebook(title: str, given: Mapping[str, str], *, of_figures: bool) -> dict[str, Any]:
    """A notebook of format 4.5 without outputs, its parameters with the values given: JSON's form is Python's too."""
    told = (_FIGURES if of_figures else _PARAMETERS).items()
    parameters = "\n".join(f"{name} = {given.get(name, value)}  # {meaning}" for name, (value, meaning) in told)
    cells = [_cell("title", f"# {title}"), _cell("parameters", parameters, tags=[TAG])]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [*cells, *(_cell(name, source) for name, source in (FIGURES if of_figures else CELLS))],
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
