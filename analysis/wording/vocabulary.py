"""The words of reports, read from `wording.toml`, and how parts are put together."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.definitions import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["joined", "words"]


@functools.cache
def words() -> dict[str, Any]:
    """The content of `wording.toml`, read once."""
    return read_toml(Path(__file__).parents[1] / "wording.toml")


def joined(parts: Iterable[str], *, most: int | None = None) -> str:
    """Parts as an enumeration: "a", "a and b", "a, b and c"; of more than `most`, how many more there are.

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([]), joined("abcdef", most=2)
    ('a, b and c', 'a', '', 'a, b and 4 more')
    """
    listed = list(parts)
    if most is not None and len(listed) > most:
        listed = [*listed[:most], words()["joined"]["more"].format(len(listed) - most)]
    said = words()["joined"]
    if len(listed) <= 1:
        return "".join(listed)
    if len(listed) == 2:  # noqa: PLR2004 - a pair
        return str(said["two"]).format(*listed)
    return str(said["last"]).format(functools.reduce(said["inner"].format, listed[:-1]), listed[-1])
