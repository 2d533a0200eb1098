"""The command of the checks: what the figures and milestones of all documents say of one another."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import tasks
from analysis.cli.options import (
    CorrectionsOption,
    DefinitionsOption,
    LanguageOption,
    OutputOption,
    PathsArgument,
    PublishedOption,
    ReferenceOption,
    reads_documents,
    runs_long,
)
from analysis.cli.output import RECORD_FORMATS, choose_format, say, write_records, write_text
from analysis.cli.sparing import definition_files, spare
from analysis.cli.working import Running, each, locate_all, outputs_of, tallied
from analysis.documents import Options
from analysis.model import Figure, Finding, Milestone

if TYPE_CHECKING:
    from analysis.copies import Sketch

__all__ = ["check"]

FORMATS = ("text", *RECORD_FORMATS)


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
            "--format", metavar="|".join(FORMATS), help="Format; read off FILE's ending, or text, without it."
        ),
    ] = None,
    output: OutputOption = None,
    definitions_folder: DefinitionsOption = None,
    corrections_file: CorrectionsOption = None,
    references: ReferenceOption = None,
) -> None:
    """What the figures and milestones say of one another."""
    chosen = choose_format(file_format, output, known=FORMATS)
    outputs = outputs_of(running, output, of=Finding, file_format=chosen)
    spare(outputs, [corrections_file, *(references or []), *definition_files(definitions_folder)])
    corrections = tasks.corrections_in(corrections_file, definitions_folder)
    series = tasks.series_in(references or [], definitions_folder)
    given = tasks.given(language, published, definitions_folder)
    task = partial(tasks.facts, corrections=corrections, **given)
    figures: list[Figure] = []
    marked: list[Milestone] = []
    dates: dict[str, str] = {}
    publishers: dict[str, str] = {}
    sketches: dict[str, Sketch] = {}
    with tallied(running, output) as tally:
        tally.await_those_of(corrections)
        sources = locate_all(paths, tally, options=options, outputs=outputs)
        for one in each(
            task,
            sources,
            tally,
            running=running,
            definitions=definitions_folder,
            language=given["language"],
        ):
            figures += one.figures
            marked += one.milestones
            sketches[one.document] = one.sketch
            if one.published is not None:
                dates[one.document] = one.published
            if one.publisher is not None:
                publishers[one.document] = one.publisher
        tally.tell_of_corrections()
    if not tally.read:
        raise typer.Exit(tally.exit_code)

    from analysis.checks import check as compare  # noqa: PLC0415  # the help text need not wait for it
    from analysis.checks import rank  # noqa: PLC0415  # as above
    from analysis.copies import together  # noqa: PLC0415  # as above

    copied = together(sketches, publishers=publishers)
    with tasks.in_force(definitions_folder):
        findings = compare(figures, marked, published=dates, publishers=publishers, references=series, copied=copied)
    if chosen == FORMATS[0]:
        write_text("".join(_told(finding) for finding in sorted(findings, key=rank)), output=output)
        if not findings and output is None and sys.stdout is not None and sys.stdout.isatty():
            why = "no two of the figures and milestones say anything of one another"
            say(f"no findings: {why if figures or marked else 'there are no figures and no milestones'}")
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
