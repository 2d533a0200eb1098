"""Stretches of a text with what they are, found again by a place in them without a look at all the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

__all__ = ["Stretches"]

T = TypeVar("T")

_BLOCK = 64
"""Characters of the text that share one list. Stretches are sentences at most."""


class Stretches(Generic[T]):
    """Values with the stretch that each covers; stretches may overlap.

    >>> stretches = Stretches([(0, 12, "amount"), (4, 8, "number"), (20, 24, "year")])
    >>> stretches.over(5, 6), stretches.over(8, 21), stretches.over(12, 20)
    (['amount', 'number'], ['amount', 'year'], [])
    """

    def __init__(self, stretches: Iterable[tuple[int, int, T]]) -> None:
        self._blocks: dict[int, list[tuple[int, int, int, T]]] = {}
        for order, (start, end, value) in enumerate(stretches):
            for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append((order, start, end, value))

    def over(self, start: int, end: int) -> list[T]:
        """The values whose stretch has a character of `start` to `end`, in the order in which they were given."""
        first_block, last_block = start // _BLOCK, (end - 1) // _BLOCK
        if first_block == last_block:
            # What lies in one block stands there in its order, and once.
            return [
                value for _, first, last, value in self._blocks.get(first_block, ()) if first < end and start < last
            ]
        found = {
            order: value
            for block in range(first_block, last_block + 1)
            for order, first, last, value in self._blocks.get(block, ())
            if first < end and start < last
        }
        return [found[order] for order in sorted(found)]
