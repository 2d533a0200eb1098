"""The options that several commands take, each with one name and one meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.output import FIGURE_FORMATS, RECORD_FORMATS

__all__ = [
    "DEFAULT_SEEDS",
    "CorrectionsOption",
    "DefinitionsOption",
    "FigureFormatOption",
    "FormatOption",
    "JobsOption",
    "LanguageOption",
    "OutputOption",
    "PathsArgument",
    "PublishedOption",
    "SeedsOption",
]

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Files, folders or patterns.", show_default=False)
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="xx", help="Language of the texts; told from each text without it.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="Date of publication, as 2021-08-09; found in each text without it."
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="|".join(RECORD_FORMATS), help="Format; read off FILE's ending, or jsonl, without it."
    ),
]
FigureFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="|".join(FIGURE_FORMATS), help="Format; read off FILE's ending, or jsonl, without it."
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="File to write (datapackage: or a folder); standard output without it."
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; as many as pay off without it."),
]
DefinitionsOption = Annotated[
    Path | None,
    typer.Option("--definitions", metavar="DIR", help="Folder of further definitions (languages/xx.toml, ...)."),
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option("--corrections", metavar="FILE", help="File of corrections, applied to the figures."),
]
SeedsOption = Annotated[Path, typer.Option("--seeds", metavar="DIR", help="Folder of the corpus.")]
DEFAULT_SEEDS = Path("seeds")
