"""Who gives where no word says so: a union, a known donor, or the one in whose currency it is."""

from __future__ import annotations

from analysis.currencies import home_of, user_among
from analysis.definitions import definitions
from analysis.figures.directions import Direction
from analysis.model import Quantity

__all__ = ["way_of_donor", "way_of_giver", "way_of_union"]


def way_of_union(parties: tuple[str, ...]) -> Direction | None:
    """The direction of a gift or loan between an economy and a union of economies: it is the union that gives."""
    areas = definitions().areas
    unions = [code for code in parties if code in areas and areas[code].partner]
    if len(unions) != 1:
        return None
    return _from(unions[0], parties, "union")


def way_of_giver(quantity: Quantity, parties: tuple[str, ...]) -> Direction | None:
    """The direction of a gift or loan from the one of two economies that is its likely giver; None where none is."""
    weak = quantity.unit and user_among(quantity.unit, parties)
    return (
        way_of_donor(parties)
        or _way_of_currency(quantity, parties)
        or (_from(weak, parties, "currency") if weak else None)
    )


def way_of_donor(parties: tuple[str, ...]) -> Direction | None:
    """The direction of a gift or loan between an economy that is known to give aid and one that is not.

    Members of the committee of donors borrow from other providers, and give to them: between two of these it says none.
    """
    givers = [code for code in parties if code in definitions().givers]
    return _from(givers[0], parties, "donor") if len(givers) == 1 else None


def _way_of_currency(quantity: Quantity, parties: tuple[str, ...]) -> Direction | None:
    """The direction of a gift or loan in the currency of one of the two: it is who gives."""
    home = home_of(quantity.unit) if quantity.unit else None
    return _from(home, parties, "currency") if home in parties else None


def _from(giver: str | None, parties: tuple[str, ...], inferred: str) -> Direction:
    other = parties[0] if parties[1] == giver else parties[1]
    return Direction(f"{giver}>{other}", inferred)
