"""What the programs of ours that make reports do without."""

from __future__ import annotations

import sys

__all__ = ["spare"]

GRAMMAR = "rfc3987_syntax"
"""A package that compiles a grammar of internationalised addresses when it is imported, which takes a second."""


def spare() -> None:
    """Nothing; from now on this process, which is a program of ours and nobody else's, cannot import that grammar.

    `jsonschema`, which nbformat imports, imports it where it is installed, to check values that are declared to be
    such addresses; no schema of a notebook declares one.
    """
    sys.modules.setdefault(GRAMMAR, None)  # type: ignore[arg-type]  # how Python is told that there is no such module
