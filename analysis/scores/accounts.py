"""How the ledger and the milestones of texts compare with those that a reader made by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.scores.matching import DISTANCE, distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.model import LedgerEntry, Milestone

__all__ = [
    "LedgerDifference",
    "LedgerScore",
    "MilestoneScore",
    "read_milestones",
    "read_numbers",
    "score_ledger",
    "score_milestones",
]

GoldRecord: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDifference:
    """A number whose class differs: `expected` is null where gold lists no such number, `got` where the ledger does."""

    document: str
    start: int
    end: int
    text: str
    expected: str | None
    got: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerScore:
    """Numbers in the gold, those of them with the same class in the ledger, and every difference.

    `beyond` are entries of the ledger for which gold lists no number: they may be right, so `share` leaves them out.
    """

    gold: int
    equal: int
    differences: tuple[LedgerDifference, ...]
    beyond: tuple[LedgerDifference, ...]

    @property
    def share(self) -> float | None:
        """Share of the gold numbers whose class is equal; null when there are none."""
        return self.equal / self.gold if self.gold else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneScore:
    """Milestones in gold, those found with the same date, anniversary and implied year, and the differences."""

    gold: int
    found: int
    right: int
    missed: tuple[GoldRecord, ...]
    wrong: tuple[tuple[GoldRecord, Milestone], ...]
    extra: tuple[Milestone, ...]

    @property
    def recall(self) -> float | None:
        """Share of the gold milestones that were found right; null when there are none."""
        return self.right / self.gold if self.gold else None


def read_numbers(folder: Path | str) -> dict[str, list[dict[str, Any]]]:
    """Return the numbers of every `*.numbers.json` of a folder, by document."""
    records = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.numbers.json")))
    return {record["document"]: record["numbers"] for record in records}


def read_milestones(folder: Path | str) -> list[dict[str, Any]]:
    """Return the records of `milestones.json` of a folder."""
    records: list[dict[str, Any]] = json.loads((Path(folder) / "milestones.json").read_text(encoding="utf-8"))
    return records


def score_ledger(entries: Iterable[LedgerEntry], gold_numbers: Iterable[GoldRecord]) -> LedgerScore:
    """Return how the classes of one text's ledger compare with those made by hand.

    Entry and gold number belong together where their spans overlap, the pair that shares most characters
    first, each once. A gold number without an entry is a difference.
    """
    entries, numbers = list(entries), list(gold_numbers)
    shared = sorted(
        (-common, abs(entry.start - number["start"]) + abs(entry.end - number["end"]), i, j)
        for i, number in enumerate(numbers)
        for j, entry in enumerate(entries)
        if (common := min(entry.end, number["end"]) - max(entry.start, number["start"])) > 0
    )
    pairs = _each_once((i, j) for _, _, i, j in shared)
    document = entries[0].document if entries else ""
    differences = []
    for i, number in enumerate(numbers):
        got = entries[pairs[i]].class_ if i in pairs else None
        if got != number["class"]:
            differences.append(
                LedgerDifference(
                    document=document,
                    start=number["start"],
                    end=number["end"],
                    text=number["text"],
                    expected=number["class"],
                    got=got,
                    note=number.get("note"),
                )
            )
    beyond = tuple(
        LedgerDifference(
            document=entry.document,
            start=entry.start,
            end=entry.end,
            text=entry.text,
            expected=None,
            got=entry.class_,
            note=entry.reason,
        )
        for j, entry in enumerate(entries)
        if j not in pairs.values()
    )
    equal = len(numbers) - len(differences)
    return LedgerScore(gold=len(numbers), equal=equal, differences=tuple(differences), beyond=beyond)


def score_milestones(milestones: Sequence[Milestone], gold: Sequence[GoldRecord]) -> MilestoneScore:
    """Return how the milestones of some documents compare with those made by hand.

    They belong together within 40 characters of the same document; right is the one whose date, anniversary
    and implied year are equal. A right one is paired before a nearer wrong one, each once. The wording of an
    event is not scored.
    """
    near = sorted(
        (not _same(milestone, record), gap, i, j)
        for i, record in enumerate(gold)
        for j, milestone in enumerate(milestones)
        if milestone.document == record["document"]
        and (gap := distance((milestone.start, milestone.end), (record["start"], record["end"]))) <= DISTANCE
    )
    pairs = _each_once((i, j) for _, _, i, j in near)
    wrong = tuple((gold[i], milestones[j]) for i, j in sorted(pairs.items()) if not _same(milestones[j], gold[i]))
    return MilestoneScore(
        gold=len(gold),
        found=len(milestones),
        right=len(pairs) - len(wrong),
        missed=tuple(record for i, record in enumerate(gold) if i not in pairs),
        wrong=wrong,
        extra=tuple(milestone for j, milestone in enumerate(milestones) if j not in pairs.values()),
    )


def _same(milestone: Milestone, record: GoldRecord) -> bool:
    """Return true when date, anniversary and implied year are equal."""
    return (milestone.date, milestone.anniversary, milestone.implies) == (
        record["date"],
        record["anniversary"],
        record["implies"],
    )


def _each_once(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the pairs that stand when each side is used once, the first come first."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in pairs:
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen
