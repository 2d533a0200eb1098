"""Amounts that repeat the one before in another currency: "9 billion VND (4 million USD)"."""

from __future__ import annotations

from analysis.figures.told import Told

__all__ = ["CONVERSION", "converts"]

CONVERSION = 36
"""Characters between an amount and the same amount in another currency."""


def converts(told: Told, start: int, end: int) -> bool:
    """Whether nothing but a mark, a word like "or" and a hedge stands between two amounts.

    Behind a word that says itself that they are equal anything may: "5 million since May, equivalent to 6".
    """
    gap = told.between(start, end)
    if len(gap) > CONVERSION:
        hedge = told.sentence.before(end, "bound", gap=1)
        equal = told.sentence.before(hedge[0].start if hedge else end, "range", "equals", gap=1)
        return equal is not None and len(gap) <= CONVERSION * 2 and ";" not in gap
    if gap.lstrip(" )]")[:1] in ("(", "[", "/"):
        return True
    if gap.endswith(("(", "[")) and gap[:-1].strip().isalpha():
        # As in: 100 million additional (73.1 million euros).
        return True
    if gap.endswith("(") and _only_times(told, start, end - 1):
        # As in: 760 million euros in 2010 (1.45 billion dinars).
        return True
    others = [hit for hit, _ in told.sentence.of("range", "or") if start <= hit.start and hit.end <= end]
    hedged = any(start <= hit.start and hit.end <= end for hit, _ in told.sentence.of("bound", "about"))
    if not others and not hedged and gap.lstrip()[:1] not in (",", "\u2013", "\u2014", "-"):
        return False
    passed = [(hit.start, hit.end) for hit in (*others, *(hit for hit, _ in told.sentence.of("bound")))]
    if others:
        # "20 billion euros in 2022, or more than 200 billion dirhams"
        passed += [(hit.start, hit.end) for hit, _ in told.sentence.of("time", "in")]
        passed += [(period.start, period.end) for period in told.periods]
    return not told.sentence.without(start, end, passed).strip(" ,\u2013\u2014-")


def _only_times(told: Told, start: int, end: int) -> bool:
    """Whether nothing but a time, with what leads to it, stands between two positions."""
    within = [(p.start, p.end) for p in told.periods if start <= p.start and p.end <= end]
    words = told.sentence.without(start, end, within).split()
    return bool(within) and told.sentence.lexicon.surfaces("time.in").issuperset(words)
