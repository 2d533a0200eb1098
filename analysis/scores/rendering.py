"""Scores as plain text and as JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.model import Figure
    from analysis.scores.counts import Count, Miss, Row, Scores
    from analysis.scores.gold import GoldFigure

__all__ = ["as_json", "as_text"]

_DESCRIBED = ("metric", "unit", "bound", "period", "status", "parties", "direction")


def as_text(scores: Scores, *, misses: bool = False) -> str:
    """Return the scores as aligned plain text: raw counts, precision, recall and F1; with `misses`, each difference.

    `found` leaves out the figures on stretches where an output is neither right nor wrong; their number is `ignored`.
    """
    parts = [
        *_levels("language", scores.languages),
        *_levels("metric", scores.metrics),
        *_slots(scores.languages),
        *(f"not read: {document}: {reason}" for document, reason in scores.refused),
    ]
    if misses:
        parts += ["", *(line for miss in scores.misses for line in _miss(miss))]
    return "\n".join(parts).strip() + "\n"


def as_json(scores: Scores, *, misses: bool = False) -> str:
    """Return the scores as one JSON object: `languages`, `metrics`, `refused` and, where asked for, `misses`."""
    record: dict[str, Any] = {
        "languages": [_row(row) for row in scores.languages],
        "metrics": [_row(row) for row in scores.metrics],
        "refused": [{"document": document, "reason": reason} for document, reason in scores.refused],
    }
    if misses:
        record["misses"] = [dataclasses.asdict(miss) for miss in scores.misses]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _levels(name: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table of levels: a line for each row, and for each level the right ones, precision, recall and F1."""
    levels = tuple(rows[0].levels)
    yield from _aligned(
        (
            name,
            "texts",
            "gold",
            "found",
            "ignored",
            *(cell for level in levels for cell in (_short(level), "P", "R", "F1")),
        ),
        (
            (
                row.name,
                str(row.texts),
                *(str(number) for number in (row.levels[levels[0]].gold, row.levels[levels[0]].found, row.ignored)),
                *(cell for level in levels for cell in _cells(row.levels[level])),
            )
            for row in rows
        ),
    )


def _slots(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table of slots: for each row, the matched figures whose slot is right."""
    slots = tuple(rows[0].slots)
    yield from _aligned(
        ("slots right, of matched", "matched", *slots),
        ((row.name, str(row.matched), *(_share(row.slots[slot].right, row.matched) for slot in slots)) for row in rows),
    )
    total = rows[-1]
    yield from _aligned(
        ("slot, all languages", "right", "P", "R", "F1"), ((slot, *_cells(total.slots[slot])) for slot in slots)
    )


def _short(level: str) -> str:
    """Return what a level adds to the one before it.

    >>> _short("value+unit+metric"), _short("value")
    ('+metric', 'value')
    """
    before, plus, added = level.rpartition("+")
    return plus + added if before else level


def _cells(count: Count) -> tuple[str, ...]:
    return (str(count.right), *(_ratio(value) for value in (count.precision, count.recall, count.f1)))


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _share(right: int, of: int) -> str:
    return f"{right} {_ratio(right / of if of else None)}"


def _aligned(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table with its first column to the left and the others to the right, and an empty line."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    for line in lines:
        cells = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        yield "  ".join((line[0].ljust(widths[0]), *cells)).rstrip()
    yield ""


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "texts": row.texts,
        "matched": row.matched,
        "ignored": row.ignored,
        "levels": {name: _count(count) for name, count in row.levels.items()},
        "slots": {name: _count(count) for name, count in row.slots.items()},
    }


def _count(count: Count) -> dict[str, Any]:
    return {
        **dataclasses.asdict(count),
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
    }


def _miss(miss: Miss) -> Iterator[str]:
    """Yield the lines of one difference."""
    yield f"{miss.document} {miss.kind}{': ' + ', '.join(miss.slots) if miss.slots else ''}"
    yield f"  text      {miss.sentence}"
    if miss.expected is not None:
        yield f"  expected  {_gold(miss.expected)}"
    if miss.got is not None:
        yield f"  got       {_figure(miss.got)}"


def _gold(figure: GoldFigure) -> str:
    return _described(figure, quote=figure.quote, high=figure.value_high)


def _figure(figure: Figure) -> str:
    return _described(figure, quote=figure.quote.exact, high=figure.upper if figure.bound == "range" else None)


def _described(figure: Figure | GoldFigure, *, quote: str, high: float | None) -> str:
    """Return a figure in one line."""
    slots = (f"{name}={getattr(figure, name)}" for name in _DESCRIBED)
    value = "" if figure.value is None else f"{figure.value:g}" + ("" if high is None else f" to {high:g}")
    change = figure.change
    grown = (
        ""
        if change is None
        else (f" change={change.direction} {change.bound} {change.value:g} {change.kind} versus {change.versus}")
    )
    return f"{quote!r} {value} {' '.join(slots)}{grown}".replace("  ", " ")
