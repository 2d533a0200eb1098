"""The list of sources of a corpus, and what each block of it is shown beside where it stands alone."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from analysis.model import Document
from analysis.reports.display import Block, section, watched
from analysis.reports.display import sources as _display_sources
from analysis.summaries.corrected import corrections

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.summaries.corpora import Corpus

__all__ = ["beside_sources", "cites", "sources"]

_P = ParamSpec("_P")


def sources(corpus: Corpus) -> Block:
    """The list of sources, those that a finding cites besides the corpus' own among them, and what was put right."""
    return section(_listed(corpus), corrections(corpus)) if corpus.corrections else _listed(corpus)


def _listed(corpus: Corpus) -> Block:
    pairs = [*zip(corpus.documents, corpus.scopes, strict=True), *corpus.cited]
    official = [Document(id=one.source, title=one.title, text=one.text) for one in corpus.series]
    return _display_sources(
        [document for document, _ in pairs],
        [scope for _, scope in pairs],
        labels=corpus.labels,
        series=official,
        cited=[document.id for document, _ in corpus.cited],
        forms=corpus.forms,
    )


def beside_sources(block: Block, corpus: Corpus) -> Block:
    """A block with the sources that it cites, where someone looks: it then shows each quote inside its sentence."""
    return replace(block, beside=_listed(corpus)) if watched() else block


def cites(make: Callable[Concatenate[Corpus, _P], Block]) -> Callable[Concatenate[Corpus, _P], Block]:
    """Gives what a function makes of a corpus the sources of the corpus: a cell of a notebook shows it alone."""

    @wraps(make)
    def made(corpus: Corpus, /, *args: _P.args, **named: _P.kwargs) -> Block:
        return beside_sources(make(corpus, *args, **named), corpus)

    return made
