"""The options that several commands take, each with one name and one meaning."""

from __future__ import annotations

import functools
import inspect
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from analysis.cli.output import FIGURE_FORMATS, RECORD_FORMATS, TEXT, Usage
from analysis.cli.working import ENGINES, TIMEOUT, Running
from analysis.documents import LIMIT, Options, is_remote

__all__ = [
    "DEFAULT_SEEDS",
    "CorrectionsOption",
    "DefinitionsOption",
    "FigureFormatOption",
    "FileOption",
    "FormatOption",
    "JobsOption",
    "LanguageOption",
    "OutputOption",
    "PathsArgument",
    "PublishedOption",
    "ReferenceOption",
    "SeedsOption",
    "ShownFormatOption",
    "reads_documents",
    "runs_long",
]


STDIN = "-"
"""What stands for standard input among the paths."""


def _here(path: Path | None) -> Path | None:
    """The path of a file to be written; raises Usage for an address of another place than this machine."""
    if path is not None and is_remote(path.as_posix()):
        address = path.as_posix().replace(":/", "://", 1)  # as it was given: a path has no two slashes
        raise Usage(f"{address}: is no place on this machine; name a file here, and copy it there")
    return path


def _with_stdin(context: typer.Context, paths: list[str]) -> list[str]:
    """The paths, for "-" that of a file which holds what standard input gives, until the command ends."""
    if STDIN not in paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage(f"{STDIN}: nothing is piped in; write: cat FILE | communique ... {STDIN}")
    folder = Path(context.with_resource(tempfile.TemporaryDirectory(prefix="communique-")))
    file = folder / "stdin.txt"
    file.write_bytes(sys.stdin.buffer.read())
    return [str(file) if path == STDIN else path for path in paths]


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, patterns, addresses (s3://..., https://...), or - for a text from standard input.",
        callback=_with_stdin,
        show_default=False,
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
_SHOWN = "Format; read off FILE's ending without it, else text on a terminal and jsonl elsewhere."
ShownFormatOption = Annotated[
    str | None, typer.Option("--format", metavar="|".join((*RECORD_FORMATS, TEXT)), help=_SHOWN)
]
FigureFormatOption = Annotated[
    str | None, typer.Option("--format", metavar="|".join((*FIGURE_FORMATS, TEXT)), help=_SHOWN)
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=_here,
        help="File to write (datapackage: or a folder); standard output without it.",
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", callback=_here, help="File to write; standard output without it."),
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
_TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0, help="Processor time that a document may take; 0 for any."),
]
_QuarantineOption = Annotated[
    Path | None,
    typer.Option(
        "--quarantine",
        metavar="FILE",
        callback=_here,
        help="List of what was not read and why; FILE.quarantine.jsonl without it.",
    ),
]
_ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on where an interrupted run with the same options stopped.")
]
_EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine", metavar="|".join(ENGINES), help="Who works: processes of this machine, or workers of Dask."
    ),
]
_SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="tcp://...", help="Address of the scheduler of Dask.")
]
_LIMITS = typer.Option(
    "--limit", metavar="BYTES", min=1, help="Size above which a document is refused.", show_default=True
)


def reads_documents(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of how documents are read, which it is given as one: `options`."""
    added: dict[str, tuple[Any, object]] = {"limit": (Annotated[int, _LIMITS], LIMIT)}
    for field, holds in _COLUMNS.items():
        told = typer.Option(
            f"--{field}-column", metavar="NAME", help=f"Column of CSV, Parquet, JSON that holds {holds}."
        )
        added[f"{field}_column"] = (Annotated[str | None, told], None)

    def gathered(*, limit: int, **columns: str | None) -> Options:
        named = {name.removesuffix("_column"): column for name, column in columns.items() if column is not None}
        return Options(limit=limit, columns=named)

    return _with(command, "options", added, gathered)


def runs_long(command: Callable[..., None], *, in_parts: bool = True) -> Callable[..., None]:
    """The command with the options of how a task is run over documents, which it is given as one: `running`.

    Without `in_parts`, those are left out that need a file which is put together of parts.
    """
    added: dict[str, tuple[Any, object]] = {
        "jobs": (JobsOption, None),
        "timeout": (_TimeoutOption, TIMEOUT),
        "quarantine": (_QuarantineOption, None),
    }
    if in_parts:
        added |= {
            "resume": (_ResumeOption, False),
            "engine": (_EngineOption, None),
            "scheduler": (_SchedulerOption, None),
        }

    def gathered(*, engine: str | None = None, scheduler: str | None = None, **given: Any) -> Running:  # noqa: ANN401
        if engine is not None and engine not in ENGINES:
            raise Usage(f"--engine {engine}: there is no such engine; use one of {', '.join(ENGINES)}")
        chosen = engine or ENGINES[scheduler is not None]
        if scheduler is not None and chosen != ENGINES[1]:
            raise Usage(f"--scheduler is for --engine {ENGINES[1]}; leave --engine {engine} out")
        return Running(engine=chosen, scheduler=scheduler, **given)

    return _with(command, "running", added, gathered)


def _with(
    command: Callable[..., None], name: str, added: Mapping[str, tuple[Any, object]], gathered: Callable[..., object]
) -> Callable[..., None]:
    """The command with further options in place of its parameter of this name, which is what they are gathered to."""
    signature = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    parameters = [
        inspect.Parameter(own, inspect.Parameter.KEYWORD_ONLY, default=parameter.default, annotation=hints[own])
        for own, parameter in signature.parameters.items()
        if own != name
    ]
    parameters += [
        inspect.Parameter(more, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
        for more, (hint, default) in added.items()
    ]

    @functools.wraps(command)
    def wrapped(**given: Any) -> None:  # noqa: ANN401  # what the command takes
        given[name] = gathered(**{more: given.pop(more) for more in added})
        command(**given)

    wrapped.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # typer reads it
    wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return wrapped
