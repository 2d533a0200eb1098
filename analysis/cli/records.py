"""The commands of records: what one stage of the flow finds in the documents, written as it is found."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli import tasks
from analysis.cli.options import (
    CorrectionsOption,
    DefinitionsOption,
    FigureFormatOption,
    FormatOption,
    LanguageOption,
    OutputOption,
    PathsArgument,
    PublishedOption,
    ShownFormatOption,
    reads_documents,
    runs_long,
)
from analysis.cli.output import BINARY, FIGURE_FORMATS, RECORD_FORMATS, TEXT, Usage, choose_format
from analysis.cli.sparing import definition_files, spare
from analysis.cli.working import ENGINES, Running, locate_all, outputs_of, tallied, write_each
from analysis.documents import Options
from analysis.model import Document, Figure, LedgerEntry, Milestone, QuantityEntry, SourcedFigure
from analysis.tables import format_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["extract", "ledger", "milestones", "quantities", "text"]

_SOURCELESS = tuple(name for name in FIGURE_FORMATS if name not in RECORD_FORMATS)
"""The formats that have no place for further columns."""


@reads_documents
@runs_long
def extract(
    paths: PathsArgument,
    *,
    options: Options,
    running: Running,
    language: LanguageOption = None,
    published: PublishedOption = None,
    file_format: FigureFormatOption = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
    corrections_file: CorrectionsOption = None,
    with_source: Annotated[
        bool,
        typer.Option("--with-source", help="Add title, publisher, date and address of the document to each figure."),
    ] = False,
) -> None:
    """Figures of any documents, each with its evidence."""
    spare(outputs_of(running, output), [corrections_file])
    asked = file_format or (format_of(output) if output else None)
    if with_source and asked in _SOURCELESS:
        others = ", ".join((*RECORD_FORMATS, TEXT))
        raise Usage(
            f"--with-source: {asked} has no place for the source of a figure; leave it out, or use one of {others}"
        )
    corrections = tasks.corrections_in(corrections_file, definitions_folder)
    finding = tasks.sourced_figures if with_source else tasks.figures
    task = partial(finding, corrections=corrections, **tasks.given(language, published, definitions_folder))
    _records(
        task,
        paths,
        options,
        running,
        of=SourcedFigure if with_source else Figure,
        file_format=file_format,
        output=output,
        folder=definitions_folder,
    )


@reads_documents
@runs_long
def ledger(
    paths: PathsArgument,
    *,
    options: Options,
    running: Running,
    language: LanguageOption = None,
    published: PublishedOption = None,
    file_format: ShownFormatOption = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Every number of the documents and what became of it."""
    task = partial(tasks.entries, **tasks.given(language, published, definitions_folder))
    _records(
        task,
        paths,
        options,
        running,
        of=LedgerEntry,
        file_format=file_format,
        output=output,
        folder=definitions_folder,
    )


@reads_documents
@runs_long
def quantities(
    paths: PathsArgument,
    *,
    options: Options,
    running: Running,
    language: LanguageOption = None,
    published: PublishedOption = None,
    file_format: ShownFormatOption = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Every quantity of the documents, whether or not a figure."""
    task = partial(tasks.quantities, **tasks.given(language, published, definitions_folder))
    _records(
        task,
        paths,
        options,
        running,
        of=QuantityEntry,
        file_format=file_format,
        output=output,
        folder=definitions_folder,
    )


@reads_documents
@runs_long
def milestones(
    paths: PathsArgument,
    *,
    options: Options,
    running: Running,
    language: LanguageOption = None,
    published: PublishedOption = None,
    file_format: ShownFormatOption = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Dated events and anniversaries that the documents name."""
    task = partial(tasks.milestones, **tasks.given(language, published, definitions_folder))
    _records(
        task,
        paths,
        options,
        running,
        of=Milestone,
        file_format=file_format,
        output=output,
        folder=definitions_folder,
    )


@reads_documents
@runs_long
def text(
    paths: PathsArgument,
    *,
    options: Options,
    running: Running,
    language: LanguageOption = None,
    published: PublishedOption = None,
    file_format: FormatOption = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """The texts as they were read, with what is known of each.

    How each piece of that was found stands beside it.
    """
    task = partial(tasks.documents, **tasks.given(language, published, definitions_folder))
    _records(
        task,
        paths,
        options,
        running,
        of=Document,
        file_format=file_format,
        output=output,
        folder=definitions_folder,
    )


def _records(
    task: partial[list[Any]],
    paths: Sequence[str],
    options: Options,
    running: Running,
    *,
    of: type,
    file_format: str | None,
    output: Path | None,
    folder: Path | None,
) -> None:
    """Nothing: the records that a task finds in the documents are written, and the exit code set."""
    on_screen = output is None and sys.stdout is not None and sys.stdout.isatty()
    known = FIGURE_FORMATS if of is Figure else RECORD_FORMATS  # further columns have no place in the other formats
    if of is not Document:
        known = (*known, TEXT)
        file_format = file_format or (TEXT if on_screen else None)
    chosen = choose_format(file_format, output, known=known)
    if output is None and (running.resume or running.engine != ENGINES[0]):
        asked = f"--engine {running.engine}" if running.scheduler is None else f"--scheduler {running.scheduler}"
        what = "--resume" if running.resume else asked
        raise Usage(f"{what} puts a file together of parts; name it with -o FILE")
    streams = chosen not in BINARY and on_screen
    outputs = outputs_of(running, output, of=of, file_format=chosen)
    spare(outputs, definition_files(folder))
    with tallied(running, output) as tally, tasks.in_force(folder):  # a codebook names the metrics of the user's own
        tally.await_those_of(task.keywords.get("corrections", ()))
        write_each(
            task,
            locate_all(paths, tally, options=options, outputs=outputs, texts=output if of is Document else None),
            tally,
            of=of,
            file_format=chosen,
            output=output,
            running=running,
            definitions=folder,
            options={"given": repr(task.keywords), "read": repr(options), "definitions": tasks.digest_of(folder)},
            language=task.keywords["language"],
            bar=not streams,
        )
        tally.tell_of_corrections()
    raise typer.Exit(tally.exit_code)
