"""Two runs over the same gold: what the later one does better, what worse, and what otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from analysis.scores.gold import GoldError
from analysis.scores.matching import SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Comparison", "Turn", "compare", "read_scores"]

Record: TypeAlias = "Mapping[str, Any]"
"""Scores as `as_record` gives them and JSON holds them."""
Sense: TypeAlias = Literal["better", "worse", "otherwise"]

_NEEDED = {"texts": dict, "languages": list, "misses": list}
_ROW = {"name", "levels", "slots"}
_AGAIN = "score both runs on the same gold, and with the same --language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A figure that comes out differently: its difference in either run, null where there was none."""

    sense: Sense
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed: the figures that did, in the order of the texts, and the rows of languages of either run."""

    turns: tuple[Turn, ...]
    before: tuple[Record, ...]
    after: tuple[Record, ...]


def read_scores(path: Path | str) -> dict[str, Any]:
    """Return the scores of an earlier run, as ``communique score --format json`` wrote them.

    Raises `GoldError` where the file holds none.
    """
    path = Path(path)
    remedy = "name a file that was written with: communique score GOLD --format json"
    try:
        record: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(path, f"cannot be read: {error.strerror}", remedy=remedy) from None
    except ValueError:
        raise GoldError(path, "holds no JSON", remedy=remedy) from None
    if (
        not isinstance(record, dict)
        or not all(isinstance(record.get(key), kind) for key, kind in _NEEDED.items())
        or not all(isinstance(row, dict) and row.keys() >= _ROW for row in record["languages"])
    ):
        raise GoldError(path, "holds no scores", remedy=remedy)
    return record


def compare(before: Record, after: Record, *, name: Path | str | None = None) -> Comparison:
    """Return what changed between two runs over the same gold, each as `as_record` gives it.

    A gold figure is better when it is found, or when a slot of it is right that was wrong and none the other
    way round; a figure that gold does not have is better gone. `name` is what errors call the earlier run.
    Raises `GoldError` where the two runs are not over the same texts and figures.
    """
    differing = [text for text in {**before["texts"], **after["texts"]} if _gold(before, text) != _gold(after, text)]
    if differing:
        listed = ", ".join(sorted(differing)[:3]) + (" and others" if len(differing) > 3 else "")  # noqa: PLR2004
        raise GoldError(Path(name or "the earlier run"), f"its gold is not that of this run: {listed}", remedy=_AGAIN)
    old, new = _by_figure(before), _by_figure(after)
    turns = (_turn(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old)))
    return Comparison(
        turns=tuple(sorted((turn for turn in turns if turn is not None), key=_place)),
        before=tuple(before["languages"]),
        after=tuple(after["languages"]),
    )


def _gold(run: Record, text: str) -> object:
    """Return what stands for the gold of a text in a run; null when the run did not score it."""
    return run["texts"].get(text)


def _by_figure(run: Record) -> dict[str, Record]:
    """Return the differences of a run by what they are about: the gold figure, or the one that gold does not have."""
    return {
        json.dumps([miss["document"], miss["expected"] or miss["got"]["id"]], sort_keys=True): miss
        for miss in run["misses"]
    }


def _turn(before: Record | None, after: Record | None) -> Turn | None:
    """Return how a figure changed; null when it is as right or as wrong as it was."""
    old, new = _wrong(before), _wrong(after)
    if old == new:
        return None
    sense: Sense = "better" if new < old else "worse" if old < new else "otherwise"
    return Turn(sense=sense, before=before, after=after)


def _wrong(miss: Record | None) -> frozenset[str]:
    """Return what is wrong with a figure: its slots, and of one missed or of one too many more than any slots."""
    if miss is None:
        return frozenset()
    if miss["kind"] == "wrong":
        return frozenset(miss["slots"])
    return frozenset((*SLOTS, miss["kind"]))


def _place(turn: Turn) -> tuple[str, int]:
    miss = turn.after or turn.before or {}
    return miss["document"], (miss["expected"] or miss["got"])["start"]
