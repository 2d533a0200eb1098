"""The commands: what each takes, and which stage of the flow it runs over the documents."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

import analysis
from analysis.cli import reporting, tasks
from analysis.cli.codebook import codebook
from analysis.cli.languages import languages
from analysis.cli.options import (
    DEFAULT_SEEDS,
    CorrectionsOption,
    DefinitionsOption,
    FigureFormatOption,
    FileOption,
    FormatOption,
    JobsOption,
    LanguageOption,
    OutputOption,
    PathsArgument,
    PublishedOption,
    ReferenceOption,
    SeedsOption,
    ShownFormatOption,
    reads_documents,
    runs_long,
)
from analysis.cli.output import (
    BINARY,
    FIGURE_FORMATS,
    RECORD_FORMATS,
    TEXT,
    Usage,
    choose_format,
    say,
    write_records,
    write_text,
)
from analysis.cli.working import ENGINES, INTERRUPTED, Running, Tally, each, locate_all, tallied, write_each
from analysis.definitions import DefinitionError
from analysis.documents import DocumentError, Options
from analysis.model import Document, Figure, Finding, LedgerEntry, Milestone, QuantityEntry, SourcedFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.copies import Sketch

__all__ = ["app", "main"]

FINDING_FORMATS = ("text", *RECORD_FORMATS)
SCORE_FORMATS = ("text", "json")
READER_GONE = 141  # and for one whose output nobody reads any more


class _Commands(TyperGroup):
    """The group of commands, where all errors that a user can cause become one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # typer keeps the type of its contexts to itself
        """What the command gives."""
        try:
            return super().invoke(ctx)
        except (Usage, DefinitionError, DocumentError) as error:
            say(error)
            raise typer.Exit(2) from None
        except KeyboardInterrupt:
            say("interrupted; nothing half-written was left")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # What is still buffered would fail again when Python closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(READER_GONE) from None


app = typer.Typer(
    name="communique",
    cls=_Commands,
    help="Reads diplomatic news and joint statements and gives back an auditable table of their figures.",
    epilog="To begin: communique extract FILE. "
    "Exit codes: 0 done; 1 a strict check failed, a report failed or differs, or some documents "
    "could not be read; "
    "2 usage, or nothing could be read.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _say_version(wanted: bool) -> None:  # noqa: FBT001  # typer's callbacks are called so
    if wanted:
        print(f"communique {analysis.__version__}")  # noqa: T201
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Nothing: the options that stand before a command."""


app.command()(reporting.report)
app.command()(reporting.verify)
app.command()(reporting.new)


# --- records of documents ------------------------------------------------------------------------------------


@app.command()
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
    corrections = tasks.corrections_in(corrections_file, paths, definitions_folder)
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


@app.command()
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


@app.command()
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
    """Every quantity of the documents, whether or not it becomes a figure."""
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


@app.command()
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


@app.command()
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
    """The texts of the documents as they were read, with what is known of each and how it was found."""
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
        what = "--resume" if running.resume else f"--engine {running.engine}"
        raise Usage(f"{what} puts a file together of parts; name it with -o FILE")
    streams = chosen not in BINARY and on_screen
    with tallied(running, output) as tally, tasks.in_force(folder):  # a codebook names the metrics of the user's own
        write_each(
            task,
            locate_all(paths, tally, options=options),
            tally,
            of=of,
            file_format=chosen,
            output=output,
            running=running,
            definitions=folder,
            options={"given": repr(task.keywords), "read": repr(options), "definitions": tasks.digest_of(folder)},
            bar=not streams,
        )
    raise typer.Exit(tally.exit_code)


# --- what the records say ------------------------------------------------------------------------------------


@app.command()
@reads_documents
@partial(runs_long, in_parts=False)
def check(
    paths: PathsArgument,
    *,
    options: Options,
    running: Running,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on a conflict.")] = False,
    language: LanguageOption = None,
    published: PublishedOption = None,
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="|".join(FINDING_FORMATS), help="Format; read off FILE's ending, or text, without it."
        ),
    ] = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
    corrections_file: CorrectionsOption = None,
    references: ReferenceOption = None,
) -> None:
    """Findings: what the figures and milestones of the documents say of one another."""
    chosen = choose_format(file_format, output, known=FINDING_FORMATS)
    corrections = tasks.corrections_in(corrections_file, paths, definitions_folder)
    series = tasks.series_in(references or [], definitions_folder)
    task = partial(tasks.facts, corrections=corrections, **tasks.given(language, published, definitions_folder))
    figures: list[Figure] = []
    marked: list[Milestone] = []
    dates: dict[str, str] = {}
    publishers: dict[str, str] = {}
    sketches: dict[str, Sketch] = {}
    with tallied(running, output) as tally:
        sources = locate_all(paths, tally, options=options)
        for one in each(task, sources, tally, running=running, definitions=definitions_folder):
            figures += one.figures
            marked += one.milestones
            sketches[one.document] = one.sketch
            if one.published is not None:
                dates[one.document] = one.published
            if one.publisher is not None:
                publishers[one.document] = one.publisher
    if not tally.read:
        raise typer.Exit(tally.exit_code)

    from analysis.checks import check as compare  # noqa: PLC0415  # the help text need not wait for it
    from analysis.copies import together  # noqa: PLC0415  # as above

    copied = together(sketches, publishers=publishers)
    with tasks.in_force(definitions_folder):
        findings = compare(figures, marked, published=dates, references=series, copied=copied)
    if chosen == FINDING_FORMATS[0]:
        write_text("".join(_told(finding) for finding in findings), output=output)
        if not findings and output is None and sys.stdout is not None and sys.stdout.isatty():
            say("no findings: no two of the figures and milestones say anything of one another")
    else:
        write_records(findings, of=Finding, file_format=chosen, output=output)
    if strict and any(finding.verdict == "conflict" for finding in findings):
        raise typer.Exit(1)
    raise typer.Exit(tally.exit_code)


def _told(finding: Finding) -> str:
    """A finding as a paragraph: the verdict, what was found, and each piece of evidence on a line."""
    lines = [f"{finding.verdict}: {finding.text}"]
    lines += [
        f"    {one.document}:{one.start}-{one.end}  {' '.join(one.exact.split())}" if one.end else f"    {one.document}"
        for one in finding.evidence
    ]
    return "\n".join(lines) + "\n\n"


@app.command()
def score(
    folder: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold.", show_default=False)],
    *,
    language: Annotated[
        str | None, typer.Option("--language", metavar="xx", help="Only the texts in this language.")
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Show each difference too, by what is wrong; JSON always holds them.")
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="FILE", help="Show what changed since a run whose JSON this is."),
    ] = None,
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="|".join(SCORE_FORMATS), help="Format; read off FILE's ending, or text, without it."
        ),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="DATE", help="Keep the scores, as of a date, for `communique languages`."),
    ] = None,
    output: FileOption = None,
    jobs: JobsOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Precision and recall against gold, per language, metric and slot, with raw counts."""
    from analysis import scores  # noqa: PLC0415  # the help text need not wait for it

    chosen = choose_format(file_format, output, known=SCORE_FORMATS)
    day = _day(keep)
    tally = Tally()
    try:
        with tasks.in_force(definitions_folder):
            gold = list(scores.read_gold(folder, language=language))
        if not gold:
            raise Usage(f"{folder}: no gold in {language!r}; leave --language out to see which there are")
        earlier = None if against is None else scores.read_scores(against)
        texts = [Document(id=text.id, text=text.text, published=text.published) for text in gold]
        task = partial(tasks.figures, **tasks.given(None, None, definitions_folder))
        found = list(each(task, texts, tally, running=Running(jobs=jobs), definitions=definitions_folder))
        with tasks.in_force(definitions_folder):
            result = scores.score(chain.from_iterable(found), gold, refused=tally.refused)
            if day is not None:
                say(f"{scores.keep(result, gold=folder.resolve().name, date=day)}: scores kept")
        compared = None if earlier is None else scores.compare(earlier, scores.as_record(result), name=against)
    except scores.GoldError as error:
        raise Usage(error) from None
    if chosen != SCORE_FORMATS[0]:
        text = scores.as_json(result, against=compared)
    elif compared is not None:
        text = scores.comparison_as_text(compared, name=against)
    else:
        text = scores.as_text(result, misses=misses)
    write_text(text, output=output)
    raise typer.Exit(tally.exit_code)


def _day(given: str | None) -> str | None:
    """The day given, where one is; raises Usage for what is no day in ISO 8601."""
    try:
        return given and date.fromisoformat(given).isoformat()
    except ValueError:
        raise Usage(f"--keep {given}: is no day; write it as 2021-08-09") from None


# --- the corpus ----------------------------------------------------------------------------------------------


@app.command()
def attach(
    source: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder (or file) that holds the originals.", show_default=False)
    ],
    *,
    seeds_folder: SeedsOption = DEFAULT_SEEDS,
) -> None:
    """Bring in the original articles: those whose checksums the register of the seeds knows."""
    from analysis import seeds  # noqa: PLC0415  # the help text need not wait for it

    try:
        found = seeds.attach(source, folder=seeds_folder)
    except OSError as error:
        raise Usage(f"{error.filename or seeds_folder}: cannot be written ({error.strerror or error})") from None
    for path, seed in found.attached:
        say(f"{path}: is the original of {seed.id}")
    for seed in found.missing:
        say(f"{seed.id}: its original is not at hand")
    if not found.attached:
        raise Usage(f"{source}: none of its {len(found.unrecognised)} files is an original that {seeds_folder} knows")


app.command()(languages)
app.command()(codebook)


# --- start ---------------------------------------------------------------------------------------------------


def main() -> NoReturn:
    """Runs the command line and leaves with its exit code."""
    app()
    raise AssertionError("the command line always leaves by itself")
