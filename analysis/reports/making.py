"""The files of one report: an executed notebook becomes HTML, PDF and data, with the account of how it was made."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from analysis.model import Figure, LedgerEntry
from analysis.reports.content import content
from analysis.reports.figure_table import figures
from analysis.reports.html import HTMLReport
from analysis.reports.inputs import BENEATH
from analysis.reports.pdf import pdf
from analysis.tables import codebook, codebook_markdown, rendered, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

__all__ = ["files_of", "shared_files"]

READING = ("pypdfium2", "trafilatura", "warcio")
SHOWN = ("communique", "matplotlib", "nbconvert", "pandas", "papermill", "typst", *BENEATH, *READING)
"""The packages whose versions a report names, where it is made with them; all others are in its manifest."""


def files_of(notebook: NotebookNode, *, name: str, made: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of a report by name.

    `made` is what the manifest will say of it: title, command, paper, versions, parameters and inputs.
    """
    told = content(
        notebook,
        name=name,
        title=made["title"],
        date=_day(made["source_date_epoch"]),
        provenance=_provenance(made),
    )
    files = {}
    downloads = []
    if told.records is not None:
        frame = table(figures(told.records))
        files = {f"{name}.{ending}": rendered(frame, file_format=ending) for ending in ("csv", "parquet")}
        downloads = [
            _download(f"{name}.csv", "Figures (CSV)", files[f"{name}.csv"]),
            _download("codebook.csv", "Codebook (CSV)", shared_files()["codebook.csv"]),
        ]
    if told.entries:
        ledger = rendered(table([LedgerEntry(**entry) for entry in told.entries], of=LedgerEntry), file_format="csv")
        downloads.append(_download(f"{name}-ledger.csv", "Ledger (CSV)", ledger))
    page, _ = HTMLReport().from_notebook_node(notebook, {"communique": {"content": told, "downloads": downloads}})
    return {f"{name}.html": page.encode(), f"{name}.pdf": pdf(told, paper=made["paper"]), **files}


def shared_files() -> dict[str, bytes]:
    """The files that stand beside all reports: what each column of the figures means."""
    return {
        "codebook.md": codebook_markdown(of=[Figure]).encode(),
        "codebook.csv": rendered(codebook(of=Figure), file_format="csv"),
    }


def _download(name: str, label: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "label": label, "type": "text/csv", "data": data}


def _provenance(made: Mapping[str, Any]) -> dict[str, Any]:
    """How the report was made: the command, the notebook, its checksum before and after it ran, parameters, versions.

    What a run leaves in the notebook (all that is shown, and the checksum of each text) is what the report is known by.
    """
    return {
        "command": made["command"],
        "notebook": {"name": made["notebook"], "sha256": made["inputs"][made["notebook"]]},
        "executed": made["executed"],
        "parameters": [[name, json.dumps(value, ensure_ascii=False)] for name, value in made["parameters"].items()],
        "versions": [[name, made["versions"][name]] for name in SHOWN if name in made["versions"]],
    }


def _day(epoch: str | None) -> str | None:
    """The day of SOURCE_DATE_EPOCH, if it is set."""
    return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat() if epoch else None
