"""Copies: one text under several names or publishers, of which each statement counts once."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from analysis import wording
from analysis.model import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.checks.statements import Statements
    from analysis.model import Copies, Figure, Milestone

__all__ = ["copies", "once"]

_Record = TypeVar("_Record", bound="Figure | Milestone")
_PLACES = {
    "id",
    "document",
    "quote",
    "start",
    "end",
    "page",
    "sentence",
    "mentions",
    "stated_by",
    "inferred",
    "subject",
}
"""Fields that tell where and in which words a thing is said, and not what."""


def copies(statements: Statements) -> Iterator[Finding]:
    """Yield the documents that carry one text, with all its publishers.

    What a copy says as its original does counts once in the other checks. What it says otherwise counts
    beside it: an agency corrects a number, and not every paper follows.
    """
    for group in statements.copies:
        publishers = f" ({wording.joined(group.publishers)})" if group.publishers else ""
        likeness = "word for word" if group.likeness == 1 else f"{round(group.likeness * 100)} % or more of it"
        yield Finding(
            check="copies",
            verdict="copy",
            text=f"{len(group.documents)} documents carry one text{publishers}, {likeness}: "
            "what they say alike counts once.",
            evidence=tuple(Evidence(document=name, start=0, end=0, exact="") for name in group.documents),
        )


def once(records: Iterable[_Record], groups: Iterable[Copies]) -> list[_Record]:
    """Return figures or milestones without those that a fuller text of the same words states too."""
    rank = {name: (group.documents[0], place) for group in groups for place, name in enumerate(group.documents)}
    kept: list[_Record] = []
    stated: dict[tuple[object, ...], str] = {}
    for record in sorted(records, key=lambda each: rank.get(each.document, ("", 0))[1]):
        text, _ = rank.get(record.document, (record.document, 0))
        # A text may say a thing twice: only what another document says again is left out.
        if stated.setdefault((text, *_statement(record)), record.document) == record.document:
            kept.append(record)
    return kept


def _statement(record: Figure | Milestone) -> tuple[object, ...]:
    """Return what a record says, apart from where it says it."""
    return tuple(getattr(record, field.name) for field in fields(record) if field.name not in _PLACES)
