"""What this folder speaks of: a period as it was found, and how near is next to or beside."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BESIDE", "MEASURED", "MONTH", "NEXT", "Timing"]

NEXT = 3
"""Characters between words that stand next to each other, an article let pass."""
BESIDE = 16
"""Characters between a time and what stands beside it."""
MONTH = len("2013-10")
"""Characters of a month of ISO 8601."""
MEASURED = frozenset({"actual", "estimate"})
"""Statuses of what was measured, exactly or not: the period of one is that of the other."""


class Timing(NamedTuple):
    """ISO 8601 of a period, or None, and how it was inferred where the sentence does not state it."""

    iso: str | None
    inferred: str | None
