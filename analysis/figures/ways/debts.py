"""The direction of what one economy owes the other: from who lent it to who owes it."""

from __future__ import annotations

from analysis.figures.governing import prepositions
from analysis.figures.metrics.debts import word_of_debt
from analysis.figures.named import other_of
from analysis.figures.qualifying import qualified
from analysis.figures.told import Told
from analysis.model import Quantity

__all__ = ["way_of_debt"]

_PAIR = 2
_TO_DEBT = 24
"""Characters from who owes it to a debt: an adjective, a verb of having."""


def way_of_debt(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """lender>debtor where an amount is owed: "Peru owes Chile 5 million", "Peru's debt to Chile is 5 million"."""
    debt = word_of_debt(told.sentence, quantity) if len(parties) == _PAIR else None
    if debt is None:
        return None
    sentence = told.sentence
    named = [(area, by) for area, by in prepositions(told) if area.code in parties]
    if "act.owes" in debt.senses:
        passive = sentence.before(debt.start, "role", "passive", gap=1) is not None
        before = [area for area, by in named if area.end <= debt.start and by is None and area.form != "adjective"]
        if not before:
            return None
        subject = before[-1].code
        return f"{subject}>{other_of(parties, subject)}" if passive else f"{other_of(parties, subject)}>{subject}"
    lender = next((area.code for area, by in named if by == "to" and area.start >= debt.end), None)
    if lender is None:
        own = [a for a, _ in named if a.end <= debt.start and debt.start - a.end <= _TO_DEBT]
        # "Schulden Kubas", "Lao debt"
        debtor = next((a.code for a, _ in named if a.start - debt.end == 1), None)
        debtor = debtor or next((a.code for a in reversed(own) if a.form == "adjective"), None)
        debtor = debtor or next((a.code for a, _ in named if qualified(sentence, a) == "holder"), None)
        lender = other_of(parties, debtor) if debtor else None
    return f"{lender}>{other_of(parties, lender)}" if lender else None
