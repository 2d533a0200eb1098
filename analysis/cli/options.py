"""The options that several commands take, each with one name and one meaning."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from analysis.cli.output import FIGURE_FORMATS, RECORD_FORMATS
from analysis.documents import LIMIT, Options

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
    "ReferenceOption",
    "SeedsOption",
    "reads_documents",
]

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Files, folders, patterns, or addresses (s3://..., https://...).", show_default=False
    ),
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
ReferenceOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--reference",
        metavar="FILE",
        help="CSV of official statistics that the figures are held against; may be given several times.",
    ),
]
SeedsOption = Annotated[Path, typer.Option("--seeds", metavar="DIR", help="Folder of the corpus.")]
DEFAULT_SEEDS = Path("seeds")

_COLUMNS = {
    "text": "the text",
    "id": "the id of each document; '' to number them",
    "title": "the title",
    "publisher": "the publisher",
    "published": "the date of publication",
    "language": "the language",
    "address": "the address",
}
"""Field of Document -> what the column of that field holds."""
_LIMITS = typer.Option(
    "--limit", metavar="BYTES", min=1, help="Size above which a document is refused.", show_default=True
)


def reads_documents(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of how documents are read, which it is given as one: `options`."""
    signature = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    of_columns = {
        f"{field}_column": Annotated[
            str | None,
            typer.Option(f"--{field}-column", metavar="NAME", help=f"Column of CSV, Parquet, JSON that holds {holds}."),
        ]
        for field, holds in _COLUMNS.items()
    }
    own = {name: hints[name] for name in signature.parameters if name != "options"}
    added = {"limit": Annotated[int, _LIMITS], **of_columns}
    defaults = {name: parameter.default for name, parameter in signature.parameters.items()} | {"limit": LIMIT}

    @functools.wraps(command)
    def wrapped(**given: Any) -> None:  # noqa: ANN401  # what the command takes
        columns = {field: given.pop(f"{field}_column") for field in _COLUMNS}
        named = {field: column for field, column in columns.items() if column is not None}
        options = Options(limit=given.pop("limit"), columns=named)
        command(**given, options=options)

    wrapped.__signature__ = signature.replace(  # type: ignore[attr-defined]  # what typer reads the options from
        parameters=[
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=hint)
            for name, hint in (own | added).items()
        ]
    )
    wrapped.__annotations__ = own | added
    return wrapped
