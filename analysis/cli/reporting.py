"""The commands of reports: bringing in their originals, making and checking them, beginning a new one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.cli.options import DEFAULT_SEEDS, DefinitionsOption, JobsOption, SeedsOption
from analysis.cli.output import Usage, say
from analysis.cli.progress import report_lines

__all__ = ["attach", "new", "report", "verify"]

OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the reports.")]
NotebooksOption = Annotated[
    Path, typer.Option("--notebooks", metavar="DIR", help="Folder of the notebooks and their reports.toml.")
]
OUT, NOTEBOOKS = Path("reports"), Path("notebooks")


def report(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Reports to make; all of the list without it.", show_default=False),
    ] = None,
    *,
    seeds_folder: SeedsOption = DEFAULT_SEEDS,
    out: OutOption = OUT,
    originals: Annotated[
        bool, typer.Option("--originals", help="Read the attached originals; write to DIR/originals.")
    ] = False,
    notebooks: NotebooksOption = NOTEBOOKS,
    jobs: JobsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Make also what did not change.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Make them elsewhere and compare; exit with 1 where a byte differs.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Make them again whenever a file is saved.")] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=1, help="Most that a cell takes.")
    ] = 600,
    paper: Annotated[str, typer.Option("--paper", metavar="a4|us-letter", help="Paper of the PDF.")] = "a4",
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Make the reports again where something changed.

    Of each the HTML, the PDF and the figures behind them.
    """
    how: dict[str, Any] = {
        "notebooks": notebooks,
        "seeds": seeds_folder,
        "out": out,
        "originals": originals,
        "jobs": jobs or os.cpu_count() or 1,
        "timeout": timeout,
        "paper": paper,
        "definitions": definitions_folder,
    }
    with _told():
        if check:
            code = _checked(names, how)
        elif watch:
            code = _watched(names or [], how)
        else:
            code = _rendered(names, {**how, "force": force})
    raise typer.Exit(code)


def _rendered(names: list[str] | None, how: dict[str, Any]) -> int:
    """The exit code of making reports; those that failed are told."""
    from analysis.reports.rendering import render  # noqa: PLC0415  # the other commands do without these

    with report_lines() as told:
        made = render(names or None, progress=told, **how)
    failed = [one for one in made if one.error is not None]
    for one in failed:
        say(f"{one.name}: {one.error}")
    if failed:
        say(f"{how['out']}: what failed lies there as before; when it is mended: communique report")
    return 1 if failed else 0


def _checked(names: list[str] | None, how: dict[str, Any]) -> int:
    """The exit code of comparing reports with those made again; differences are told."""
    from analysis.reports.comparing import check  # noqa: PLC0415  # as above

    with report_lines() as told:
        lines = check(names or None, progress=told, **how)
    for line in lines:
        say(line)
    if not lines:
        say(f"{how['out']}: every byte is as it is when made again")
    return 1 if lines else 0


def _watched(names: list[str], how: dict[str, Any]) -> int:
    """The exit code when Ctrl-C has ended it: reports are made whenever a file is saved."""
    from analysis.reports.watching import again, folders_of  # noqa: PLC0415  # as above

    given = {name: value for name, value in how.items() if name != "originals" and value is not None}
    options = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    flags = ["--originals"] if how["originals"] else []
    say("watching; Ctrl-C ends it")
    command = [sys.executable, "-m", "analysis", "report", *options, *flags, "--", *names]
    again(command, folders_of(how["notebooks"], how["seeds"], how["definitions"], names=names or None))
    return 0


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report, as it was sent.", show_default=False)],
    *,
    out: OutOption = OUT,
) -> None:
    """Whether a report is byte for byte what its manifest says."""
    with _told():
        from analysis.reports.comparing import verify as compare  # noqa: PLC0415  # as above

        same, line = compare(file, out=out)
    say(line)
    raise typer.Exit(0 if same else 1)


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its name: letters, digits, - and _.", show_default=False)
    ],
    *,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Title; NAME without it.")] = None,
    seeds_folder: Annotated[
        Path | None,
        typer.Option("--seeds", metavar="DIR", help="Folder of its documents; that of the corpus without it."),
    ] = None,
    figures: Annotated[
        Path | None,
        typer.Option("--figures", metavar="FILE", help="Parquet file of figures, of any size, in place of documents."),
    ] = None,
    notebooks: NotebooksOption = NOTEBOOKS,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Begin a report: a thin notebook, and an entry in the list.

    Needs the extra `report`.
    """
    with _told():
        from analysis.reports.drafting import draft  # noqa: PLC0415  # as above

        path = draft(
            name,
            title=title,
            seeds=seeds_folder,
            figures=figures,
            notebooks=notebooks,
            definitions=definitions_folder,
        )
    where = "" if notebooks == NOTEBOOKS else f" --notebooks {notebooks}"
    say(f"{path}: written, and listed in {path.parent / 'reports.toml'}; make it with: communique report {name}{where}")


def attach(
    source: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder (or file) that holds the originals.", show_default=False)
    ],
    *,
    seeds_folder: SeedsOption = DEFAULT_SEEDS,
) -> None:
    """Bring in the original articles that the seeds register.

    A file is known by its checksum.
    """
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


@contextmanager
def _told() -> Iterator[None]:
    """Errors of reports as one line that says the way out."""
    try:
        from analysis.reports.outputs import ReportError  # noqa: PLC0415  # as above
        from analysis.reports.sparing import spare  # noqa: PLC0415  # as above

        spare()
        try:
            yield
        except (ReportError, OSError) as error:
            raise Usage(error) from None
    except ModuleNotFoundError as error:
        raise Usage(f"reports need {error.name}; install it with: pip install '.[report]'") from None
