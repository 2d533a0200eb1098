"""Scores as plain text and as JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.scores.differences import grouped, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.scores.comparing import Comparison
    from analysis.scores.counts import Count, Row, Scores

__all__ = ["as_json", "as_record", "as_text", "comparison_as_text"]

Record: TypeAlias = "Mapping[str, Any]"


def as_text(scores: Scores, *, misses: bool = False) -> str:
    """Return the scores as aligned plain text: raw counts, precision, recall and F1; with `misses`, each difference.

    `found` leaves out the figures on stretches where an output is neither right nor wrong; their number is `ignored`.
    """
    parts = [
        *_levels("language", scores.languages),
        *_levels("metric", scores.metrics),
        *_slots(scores.languages),
        *(f"not read: {document}: {reason}\n" for document, reason in scores.refused),
    ]
    if misses:
        parts += grouped(as_record(scores)["misses"])
    return "\n".join(parts).strip() + "\n"


def comparison_as_text(comparison: Comparison, *, name: Path | str | None = None) -> str:
    """Return as plain text what changed since another run, which `name` calls: the counts, and each figure."""
    better, worse, otherwise = (
        sum(turn.sense == sense for turn in comparison.turns) for sense in ("better", "worse", "otherwise")
    )
    parts = [
        f"against {name or 'the earlier run'}: {better} better, {worse} worse, {otherwise} otherwise",
        "",
        *_changes("right figures", comparison, _right_in_levels),
        *_changes("right slots, of matched", comparison, _right_in_slots),
        *turned(comparison.turns),
    ]
    return "\n".join(parts).strip() + "\n"


def as_json(scores: Scores, *, against: Comparison | None = None) -> str:
    """Return the scores as one JSON object, and under `against` what changed since another run, where one is given."""
    record = as_record(scores)
    if against is not None:
        record["against"] = [dataclasses.asdict(turn) for turn in against.turns]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def as_record(scores: Scores) -> dict[str, Any]:
    """Return the scores as JSON has them.

    `languages` and `metrics` are rows of counts, `misses` every difference, `refused` the texts that could not be
    read, and `texts` a digest of the gold of each text.
    """
    return {
        "languages": [_row(row) for row in scores.languages],
        "metrics": [_row(row) for row in scores.metrics],
        "refused": [{"document": document, "reason": reason} for document, reason in scores.refused],
        "misses": [dataclasses.asdict(miss) for miss in scores.misses],
        "texts": dict(scores.texts),
    }


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


def _changes(name: str, comparison: Comparison, counts: Callable[[Record], Mapping[str, int]]) -> Iterator[str]:
    """Yield a table of the languages: their counts now, and in brackets how many more or fewer than before."""
    earlier = {row["name"]: counts(row) for row in comparison.before}
    rows = {row["name"]: counts(row) for row in comparison.after}
    columns = tuple(next(iter(rows.values())))
    yield from _aligned(
        (name, *map(_short, columns)),
        (
            (language, *(_moved(now[column], earlier[language][column]) for column in columns))
            for language, now in rows.items()
        ),
    )


def _right_in_levels(row: Record) -> dict[str, int]:
    """Return the figures of a row as JSON has it: in gold, found, and right in each level."""
    levels = row["levels"]
    first = next(iter(levels.values()))
    return {"gold": first["gold"], "found": first["found"]} | {level: count["right"] for level, count in levels.items()}


def _right_in_slots(row: Record) -> dict[str, int]:
    """Return the matched figures of a row as JSON has it, and how many of them are right in each slot."""
    return {"matched": row["matched"]} | {slot: count["right"] for slot, count in row["slots"].items()}


def _moved(now: int, before: int) -> str:
    """Return a count, and by how much it changed.

    >>> _moved(12, 10), _moved(12, 12)
    ('12 (+2)', '12')
    """
    return str(now) if now == before else f"{now} ({now - before:+d})"


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
