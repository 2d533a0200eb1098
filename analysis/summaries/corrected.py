"""What a reader has put right in a corpus, for everyone to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import wording
from analysis.reports.display import Block, table

if TYPE_CHECKING:
    from analysis.corrections import Value
    from analysis.summaries.corpora import Corpus

__all__ = ["corrections"]


def corrections(corpus: Corpus) -> Block:
    """The table of corrections: what extraction said of which words, what was put in its place, and why."""
    figures = {(figure.document, figure.start): figure for figure in corpus.figures}
    languages = {scope.document: scope.language for scope in corpus.scopes}
    rows = [
        {
            "quote": entry.quote,
            "slot": entry.slot.replace("_", " "),
            "said": _shown(entry.said),
            "right": "no figure" if entry.drops else _shown(entry.right),
            "reason": entry.reason,
        }
        for entry in corpus.corrections
    ]
    heads = {"quote": "As stated", "slot": "What", "said": "Was read as", "right": "Put right to", "reason": "Reason"}
    return table(
        pd.DataFrame(rows, columns=list(heads)),
        caption="Corrections",
        columns=heads,
        links={"quote": [figures.get((entry.document, entry.start or 0)) for entry in corpus.corrections]},
        languages=[languages.get(entry.document) for entry in corpus.corrections],
        note="Put right by hand, in a file of corrections that lies beside the texts.",
    )


def _shown(value: Value) -> str:
    """A value of a slot for a reader."""
    if value is None:
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else wording.number(value)
