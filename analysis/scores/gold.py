"""Gold: texts with the figures that a reader found in them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.model import Bound, ChangeDirection, ChangeKind, Span, Status

__all__ = ["Gold", "GoldChange", "GoldError", "GoldFigure", "read_gold"]

Record: TypeAlias = dict[str, Any]

_BESIDE = (".numbers.json", "milestones.json")
"""What a flat gold folder holds beside the figures."""


class GoldError(ValueError):
    """A gold folder that cannot be read; names the file and the way out."""

    def __init__(self, path: Path, reason: str, *, remedy: str) -> None:
        self.path, self.reason, self.remedy = path, reason, remedy
        super().__init__(f"{path}: {reason}; {remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldChange:
    """A change as gold writes it: the two ends of a range are `value` and `value_high`."""

    kind: ChangeKind
    value: float
    direction: ChangeDirection
    bound: Bound = "exact"
    value_high: float | None = None
    versus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A figure as gold writes it: the two ends of a range are `value` and `value_high`, the quote is a string."""

    metric: str
    quote: str
    start: int
    end: int
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    period: str | None = None
    status: Status = "actual"
    parties: tuple[str, ...] = ()
    direction: str | None = None
    change: GoldChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A text, its figures, and the stretches where an output is neither right nor wrong."""

    id: str
    language: str
    text: str = field(repr=False)
    published: str | None = None
    figures: tuple[GoldFigure, ...] = ()
    repeats: tuple[Span, ...] = ()
    optional: tuple[Span, ...] = ()


def read_gold(folder: Path | str, *, language: str | None = None) -> Iterator[Gold]:
    """Yield the gold of a folder, one text at a time, in the order of the names.

    Reads `<folder>/<language>/<id>.json` with its `.txt`, or `<folder>/<id>.json` with its `.txt` where there
    are no folders of languages; of the latter `*.numbers.json` and `milestones.json` are left alone. Positions
    count characters of the text read as UTF-8 without newline translation. `language` keeps one language.

    Raises `GoldError` when the folder is missing, holds no gold, or a file cannot be read as gold.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise GoldError(
            folder, "there is no such folder", remedy="name a folder of gold, for example ../shared/gold/dev"
        )
    paths = sorted(path for path in folder.rglob("*.json") if not path.name.endswith(_BESIDE))
    if not paths:
        raise GoldError(folder, "no gold in it", remedy="a gold folder holds <id>.json beside <id>.txt")
    for path in paths:
        gold = _read(path)
        if language is None or gold.language == language:
            yield gold


def _read(path: Path) -> Gold:
    """Return the gold of one file and the text beside it."""
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise GoldError(path, f"its text {text_path.name} is missing", remedy="put the text beside it")
    try:
        record = cast("Record", json.loads(path.read_text(encoding="utf-8")))
        with text_path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        gold = Gold(
            id=text_path.name,
            language=record["lang"],
            text=text,
            published=record.get("published"),
            figures=tuple(_figure(figure) for figure in record["figures"]),
            repeats=tuple((start, end) for start, end in record.get("repeats", ())),
            optional=tuple((start, end) for start, end in record.get("optional", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        reason = f"not a gold file ({type(error).__name__}: {error})"
        raise GoldError(path, reason, remedy="see the README.md of the gold for its keys") from error
    for figure in gold.figures:
        if text[figure.start : figure.end] != figure.quote:
            reason = f"the quote {figure.quote!r} is not at {figure.start}:{figure.end} of {text_path.name}"
            raise GoldError(path, reason, remedy="text and gold are of different versions: fetch both again")
    return gold


def _figure(record: Record) -> GoldFigure:
    """Return one figure of a gold file, without the keys that are not scored."""
    change = record.get("change")
    return GoldFigure(
        **{key: record[key] for key in _SCORED if key in record},
        parties=tuple(sorted(record.get("parties") or ())),
        change=None if change is None else GoldChange(**change),
    )


_SCORED = ("metric", "quote", "start", "end", "value", "value_high", "unit", "bound", "period", "status", "direction")
