"""The last scores of each language, kept in `scores.toml` beside the other definitions, to be listed with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.definitions import definitions, read_toml
from analysis.scores.counts import LEVELS, Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from analysis.scores.counts import Scores

__all__ = ["Kept", "keep", "kept"]

FILE = "scores.toml"
HEAD = """\
# The last scores of each language, for `communique languages`. Written by: communique score GOLD_DIR --keep DATE
# gold: the name of the gold's folder; date: the day given; texts: how many; figures: those in gold; found: those that
# came out; right: those of them that are right, on each level.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one language scored last: on which gold, when, and the counts of each level."""

    gold: str
    date: str
    texts: int
    levels: Mapping[str, Count]


def keep(scores: Scores, *, gold: str, date: str) -> Path:
    """Return the path of the file to which the scores of each language were added; those of other languages stay.

    It lies in the last folder of the definitions in force: in that of ``using`` where there is one. `date` is in
    ISO 8601, `gold` the name of the gold.
    """
    path = definitions().folders[-1] / FILE
    every = dict(_read(path)) if path.exists() else {}
    every |= {
        row.name: Kept(gold=gold, date=date, texts=row.texts, levels=row.levels)
        for row in scores.languages
        if row.name in definitions().languages
    }
    beside = path.with_suffix(".new")
    beside.write_text(HEAD + "".join(_table(code, every[code]) for code in sorted(every)), encoding="utf-8")
    beside.replace(path)
    return path


def kept(code: str) -> Kept | None:
    """The last scores of a language, of the last folder of definitions that has some; None where none were kept."""
    paths = [folder / FILE for folder in reversed(definitions().folders)]
    found = (dict(_read(path)).get(code) for path in paths if path.exists())
    return next(filter(None, found), None)


def _read(path: Path) -> Iterator[tuple[str, Kept]]:
    for code, entry in read_toml(path).items():
        right, found, figures = entry["right"], entry["found"], entry["figures"]
        levels = {level: Count(right=right.get(level, 0), found=found, gold=figures) for level in LEVELS}
        yield code, Kept(gold=entry["gold"], date=str(entry["date"]), texts=entry["texts"], levels=levels)


def _table(code: str, entry: Kept) -> str:
    first = next(iter(entry.levels.values()))
    right = ", ".join(f'"{level}" = {count.right}' for level, count in entry.levels.items())
    name = entry.gold.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'\n[{code}]\ngold = "{name}"\ndate = {entry.date}\ntexts = {entry.texts}\n'
        f"figures = {first.gold}\nfound = {first.found}\nright = {{ {right} }}\n"
    )
