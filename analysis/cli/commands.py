"""The command line as a whole: its commands in the order of the help, and how errors end them."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

import analysis
from analysis.cli import checking, records, reporting, scoring
from analysis.cli.codebook import codebook
from analysis.cli.languages import languages
from analysis.cli.output import Usage, say
from analysis.cli.working import INTERRUPTED
from analysis.definitions import DefinitionError
from analysis.documents import DocumentError

__all__ = ["app", "main"]

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


for _command in (
    reporting.report,
    reporting.verify,
    reporting.new,
    records.extract,
    records.ledger,
    records.quantities,
    records.milestones,
    records.text,
    checking.check,
    scoring.score,
    reporting.attach,
    languages,
    codebook,
):
    app.command()(_command)


def main() -> NoReturn:
    """Runs the command line and leaves with its exit code."""
    app()
    raise AssertionError("the command line always leaves by itself")
