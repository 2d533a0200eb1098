"""A report on a file of figures, however large: totals of all, and the figures of one relation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import wording
from analysis.checks import check
from analysis.reports.display import Block, table
from analysis.summaries.corpora import Corpus, paired
from analysis.tables.reading import StoredError, read_figures, totals

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

__all__ = ["overall", "stored"]

_MOST = 20_000
"""Figures of one relation that a report can be made of."""
_ROWS = 100
"""Rows of the totals that are shown."""


def stored(path: str | os.PathLike[str], pair: Sequence[str], *, metric: str | None = None) -> Corpus:
    """What a Parquet file of figures (`communique extract ... -o FILE.parquet`) states of a pair, or of none named.

    Its figures, of one metric if it is given, and what the checks find of them; the documents themselves are not
    at hand. The file is read in pieces. A relative path is looked for as that of `gather`. Raises StoredError where
    the file cannot be used, or the pair has more figures than a report can show, ValueError for a pair that is none
    and for a metric that is none of ours, nor in the file.
    """
    parties = paired(pair) if pair else ()
    where = {"parties": "|".join(parties)} | ({"metric": metric} if metric else {})
    figures = tuple(read_figures(_found(path), where=where, limit=_MOST))
    if metric and not figures:
        wording.check_metric(metric)
    return Corpus(figures=figures, findings=tuple(check(figures)), pair=parties)


def overall(path: str | os.PathLike[str]) -> Block:
    """How many figures a Parquet file holds of each relation, metric and status, and between which values they lie."""
    frame = totals(_found(path))
    shown = frame.head(_ROWS)
    rows = [
        {
            "parties": wording.economies(tuple(row["parties"].split("|"))) if row["parties"] else "",
            "metric": wording.metric(row["metric"]),
            "status": wording.status(row["status"]),
            "figures": row["figures"],
            "years": _years(row["first"], row["last"]),
            "lowest": _amount(row["lowest"], row["unit"]),
            "highest": _amount(row["highest"], row["unit"]),
        }
        for row in shown.to_dict("records")
    ]
    heads = {"parties": "Between", "metric": "Measure", "status": "Status", "figures": "Figures", "years": "Years"}
    heads |= {"lowest": "Lowest", "highest": "Highest"}
    count = int(frame["figures"].sum())
    left = len(frame) - len(shown)
    return table(
        pd.DataFrame(rows, columns=[*heads]),
        caption=f"{wording.counted(count, 'figure').capitalize()} in all",
        columns=heads,
        note=f"Those with the fewest figures are left out: {left} rows." if left else "",
        empty="The file holds no figure.",
    )


def _amount(value: float, unit: object) -> str | None:
    return wording.amount(value, unit) if isinstance(unit, str) and not pd.isna(value) else None


def _years(first: object, last: object) -> str | None:
    if not isinstance(first, int):
        return None
    return str(first) if first == last else f"{first}–{last}"


def _found(path: str | os.PathLike[str]) -> Path:
    """A path as seen from where one stands, or from the notebooks below."""
    for place in (Path(path), Path("notebooks") / path):
        if place.is_file():
            return place
    raise StoredError(f"{path}: there is no such file, seen from {Path.cwd()}; set the parameter `figures`")
