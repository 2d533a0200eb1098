"""Rich displays: what a document, a figure, a milestone or a finding shows as the last line of a notebook's cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.figures import extract
from analysis.ledger import ledger
from analysis.model import Document, Finding
from analysis.reports.display import evidence, findings, source
from analysis.scope import UnknownLanguageError, scope_of

if TYPE_CHECKING:
    from analysis.model import Figure, Milestone
    from analysis.reports.display import Block

__all__ = ["bundle", "shown"]


def shown(noun: Document | Figure | Milestone | Finding) -> Block:
    """The block that a noun shows itself as.

    A document: its text with every number marked by what became of it; in a language that is not known, the
    text alone. A figure: its quote, highlighted in its sentence. A finding: its verdict and the words that it
    rests on.
    """
    if isinstance(noun, Finding):
        return findings([noun])
    if not isinstance(noun, Document):
        return evidence([noun])
    try:
        return source(noun, ledger(noun), scope=scope_of(noun), figures=extract(noun))
    except UnknownLanguageError:
        return source(noun)


def bundle(noun: Document | Figure | Milestone | Finding) -> dict[str, Any]:
    """What IPython shows of a noun, by mimetype: the block, its HTML, and the noun as Python writes it."""
    return {**shown(noun)._repr_mimebundle_(), "text/plain": repr(noun)}  # IPython's own protocol
