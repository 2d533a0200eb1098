"""Scores: how well figures, ledgers and milestones answer what a reader made by hand.

A figure answers a gold figure when their spans lie within 40 characters of each other and the values are
equal; `matching` says so, `counts` sums it up, `comparing` holds it against an earlier run, `rendering` and
`differences` print it; `accounts` does the same for the ledger and the milestones.
"""

from __future__ import annotations

from analysis.scores.accounts import (
    LedgerDifference,
    LedgerScore,
    MilestoneScore,
    read_milestones,
    read_numbers,
    score_ledger,
    score_milestones,
)
from analysis.scores.comparing import Comparison, Turn, compare, read_scores
from analysis.scores.counts import LEVELS, Count, Miss, Row, Scores, score, score_folder
from analysis.scores.gold import Gold, GoldChange, GoldError, GoldFigure, read_gold, texts_without_gold
from analysis.scores.keeping import Kept, keep, kept
from analysis.scores.matching import SLOTS, Match, Matching, match
from analysis.scores.rendering import as_json, as_record, as_text, comparison_as_text

__all__ = [
    "LEVELS",
    "SLOTS",
    "Comparison",
    "Count",
    "Gold",
    "GoldChange",
    "GoldError",
    "GoldFigure",
    "Kept",
    "LedgerDifference",
    "LedgerScore",
    "Match",
    "Matching",
    "MilestoneScore",
    "Miss",
    "Row",
    "Scores",
    "Turn",
    "as_json",
    "as_record",
    "as_text",
    "compare",
    "comparison_as_text",
    "keep",
    "kept",
    "match",
    "read_gold",
    "read_milestones",
    "read_numbers",
    "read_scores",
    "score",
    "score_folder",
    "score_ledger",
    "score_milestones",
    "texts_without_gold",
]
