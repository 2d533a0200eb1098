"""The command that lists the languages: how much each is read by, how well, and what it lacks words for."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.options import DefinitionsOption, FileOption
from analysis.cli.output import TABLE_FORMATS, Usage, choose_format, write_table, write_text
from analysis.cli.sparing import definition_files, spare
from analysis.cli.tasks import code_of, in_force
from analysis.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["languages"]

FORMATS = ("text", *TABLE_FORMATS)
_WIDTH = 100
_GAP = 14


def languages(
    *,
    language: Annotated[str | None, typer.Option("--language", metavar="xx", help="Only this language.")] = None,
    lint: Annotated[bool, typer.Option("--lint", help="Name what each language has no words for, or twice.")] = False,
    scores: Annotated[
        Path | None,
        typer.Option("--scores", metavar="FILE", help="Show the scores too, of a run of `score` whose JSON this is."),
    ] = None,
    empty: Annotated[bool, typer.Option("--template", help="Write an empty language file, to be filled in.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write the empty file over one that is there.")] = False,
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="|".join(FORMATS), help="Format; read off FILE's ending, or text, without it."
        ),
    ] = None,
    output: FileOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Languages that can be read: words, examples, last scores.

    gold: how many figures the gold of its last score holds; value, value+unit, value+unit+metric, all slots: F1 of
    the figures of which so much is right; of: the name of that gold's folder; date: the day of that score;
    code, name, words, examples: its own.
    """
    if empty:
        others = {"--lint": lint, "--scores": scores, "--language": language, "--format": file_format}
        if given := [name for name, value in others.items() if value]:
            raise Usage(f"--template writes an empty language file alone; leave {', '.join(given)} out")
        from analysis.definitions.template import template  # noqa: PLC0415  # the help text can do without

        if output is not None and output.is_file() and not force:
            raise Usage(f"{output}: is there already; name another file, or write over it with --force")
        with in_force(definitions_folder):
            write_text(template(), output=output)
        return
    chosen = choose_format(file_format, output, known=FORMATS)
    spare([output], [scores, *definition_files(definitions_folder)])
    with in_force(definitions_folder):
        codes = _chosen(language)
        rows = list(_lacks(codes)) if lint else [_described(code) | _scored(code, scores) for code in codes]
        if chosen == FORMATS[0]:
            write_text(_lint_as_text(rows, codes) if lint else _as_text(rows), output=output)
            return
    import pandas as pd  # noqa: PLC0415  # half a second that plain text need not pay

    columns = list(rows[0]) if rows else ["code", "table", "key", "twice"]
    write_table(pd.DataFrame(rows, columns=columns), file_format=chosen, output=output)


def _chosen(language: str | None) -> tuple[str, ...]:
    """The codes of the languages that are asked for: this one, or all."""
    return definitions().languages if language is None else (code_of(language),)


def _described(code: str) -> dict[str, Any]:
    """A language, and how many words and examples it has."""
    from analysis.definitions.coverage import examples_of, words_of  # noqa: PLC0415  # the help text can do without

    name = definitions().language(code).name
    return {"code": code, "name": name, "words": words_of(code), "examples": examples_of(code)}


def _scored(code: str, file: Path | None) -> dict[str, Any]:
    """The F1 of a language on each level and the gold figures it is of: in a run of `score`, else as kept last."""
    from analysis.scores import LEVELS, GoldError, kept, read_scores  # noqa: PLC0415  # as above

    if file is None:
        last = kept(code)
        levels = {level: last.levels[level].f1 if last else None for level in LEVELS}
        figures = last.levels["value"].gold if last else 0
        return {"gold": figures} | levels | {"of": last and last.gold, "date": last and last.date}
    try:
        rows = {row["name"]: row["levels"] for row in read_scores(file)["languages"]}
    except GoldError as error:
        raise Usage(error) from None
    levels = rows.get(code, {})
    scored = {level: levels.get(level, {"f1": None, "gold": 0}) for level in LEVELS}
    return {"gold": scored["value"]["gold"]} | {level: counts["f1"] for level, counts in scored.items()}


def _as_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows as aligned text, what is a number to the right."""
    lines = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    words = ("code", "name")
    return "".join(
        "  ".join(
            cell.ljust(width) if head in words else cell.rjust(width)
            for head, cell, width in zip(lines[0], line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "-" if value is None else str(value)


def _lacks(codes: Sequence[str]) -> Iterator[dict[str, str]]:
    """What each language has no words for, a row for each key of a table; and the words that it has twice."""
    from analysis.definitions.coverage import lacking, repeated  # noqa: PLC0415  # as above

    for code in codes:
        for table, keys in lacking(code).items():
            yield from ({"code": code, "table": table, "key": key, "twice": ""} for key in keys)
        for table, terms in repeated(code).items():
            for key, twice in terms.items():
                yield from ({"code": code, "table": table, "key": key, "twice": term} for term in twice)


def _lint_as_text(rows: Sequence[Mapping[str, str]], codes: Sequence[str]) -> str:
    """The same as text: a paragraph for each language, a line for each table."""
    lines = []
    for code in codes:
        tables: dict[str, list[str]] = {}
        for row in rows:
            if row["code"] == code and not row["twice"]:
                tables.setdefault(row["table"], []).append(row["key"])
        lines.append(
            f"{code}  {definitions().language(code).name}: {'no words for' if tables else 'words for everything'}"
        )
        for table, keys in tables.items():
            head = f"    {table}".ljust(_GAP + 4)
            lines += textwrap.wrap(", ".join(keys), _WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
        twice = [f"{row['table']}.{row['key']}: {row['twice']}" for row in rows if row["code"] == code and row["twice"]]
        lines += ["  listed twice", *(f"    {line}" for line in twice)] if twice else []
    return "\n".join(lines) + "\n"
