"""The command that tells what every column of every output means."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from analysis import tables
from analysis.cli import tasks
from analysis.cli.options import DefinitionsOption, FileOption
from analysis.cli.output import TABLE_FORMATS, Usage, choose_format, write_bytes, write_table, write_text
from analysis.cli.sparing import definition_files, spare

__all__ = ["codebook"]

FORMATS = ("text", *TABLE_FORMATS, "schema", "sdmx")
ENDINGS = {"md": "text", "json": "schema", "xml": "sdmx"}


def codebook(
    *,
    name: Annotated[
        str | None,
        typer.Option("--table", metavar="|".join(tables.RECORDS), help="Only this table; all of them without it."),
    ] = None,
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Format; read off FILE's ending, or text, without it. schema: the JSON Schema of the records; "
            "sdmx: the structure of the SDMX-CSV.",
        ),
    ] = None,
    output: FileOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """What each column of the outputs means."""
    chosen = choose_format(file_format, output, known=FORMATS, endings=ENDINGS)
    spare([output], definition_files(definitions_folder))
    if name is not None and name not in tables.RECORDS:
        raise Usage(f"--table {name}: there is no such table; use one of {', '.join(tables.RECORDS)}")
    of = None if name is None else tables.RECORDS[name]
    with tasks.in_force(definitions_folder):
        if chosen == "text":
            write_text(tables.codebook_markdown(of=None if of is None else [of]), output=output)
        elif chosen == "schema":
            schema = json.dumps(tables.json_schema(of), ensure_ascii=False, indent=2)
            write_text(f"{schema}\n", output=output)
        elif chosen == "sdmx":
            write_bytes(tables.sdmx_structure(), output=output)
        else:
            write_table(tables.codebook(of=of), file_format=chosen, output=output)
