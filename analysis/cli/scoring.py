"""The command of the scores: how well a folder of gold is found again, and what changed since an earlier run."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli import tasks
from analysis.cli.options import DefinitionsOption, FileOption, JobsOption
from analysis.cli.output import Usage, choose_format, say, write_text
from analysis.cli.sparing import definition_files, spare
from analysis.cli.working import Running, Tally, each
from analysis.definitions import HERE
from analysis.model import Document

__all__ = ["score"]

FORMATS = ("text", "json")
_NAMED = 3
"""Texts without gold that are named."""


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
            "--format", metavar="|".join(FORMATS), help="Format; read off FILE's ending, or text, without it."
        ),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="DATE", help="Keep the scores, as of a date, in the folder of --definitions."),
    ] = None,
    output: FileOption = None,
    jobs: JobsOption = None,
    definitions_folder: DefinitionsOption = None,
) -> None:
    """Precision and recall against gold, with raw counts.

    Per language, metric and slot.
    """
    from analysis import scores  # noqa: PLC0415  # the help text need not wait for it
    from analysis.languages import defined  # noqa: PLC0415  # the same

    chosen = choose_format(file_format, output, known=FORMATS)
    texts_of_gold = (path.with_suffix(ending) for path in folder.rglob("*.json") for ending in (".json", ".txt"))
    spare([output], [against, *texts_of_gold, *definition_files(definitions_folder)])
    day = _day(keep)
    if day is not None and definitions_folder is None:
        what = "--keep writes scores.toml into the folder of --definitions"
        raise Usage(f"{what}; name one of your own, or that of the package, {HERE}")
    tally = Tally()
    try:
        with tasks.in_force(definitions_folder):
            code = language and (defined(language) or language)
            gold = list(scores.read_gold(folder, language=code))
        if not gold:
            raise Usage(f"{folder}: no gold in {language!r}; leave --language out to see which there are")
        if unheld := scores.texts_without_gold(folder):
            named = ", ".join(path.relative_to(folder).as_posix() for path in unheld[:_NAMED])
            more = f" and {len(unheld) - _NAMED} more" if len(unheld) > _NAMED else ""
            say(f"{folder}: without a .json beside them, and not scored: {named}{more}")
        if not any(text.figures for text in gold):
            say(f"{folder}: its gold holds no figure: nothing can be found again, only what is found too much")
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
    if chosen != FORMATS[0]:
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
