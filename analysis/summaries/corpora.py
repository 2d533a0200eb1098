"""Everything that the documents of a corpus state, read once: what a notebook starts from."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.checks import Series, check, read_series
from analysis.copies import find_copies
from analysis.corrections import CORRECTIONS, corrected, read_corrections
from analysis.definitions import definitions
from analysis.documents import DocumentError
from analysis.figures import extract
from analysis.ledger import ledger
from analysis.milestones import find_milestones
from analysis.scope import UnknownLanguageError, scope_of
from analysis.seeds import check_originals, forms, load, texts
from analysis.wording import headline, short, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.corrections import Correction
    from analysis.model import Document, Figure, Finding, LedgerEntry, Milestone, Observation, Scope
    from analysis.seeds import Form

__all__ = ["Corpus", "about", "gather", "gathered", "paired", "speaking_of"]

_TWO = 2  # economies of a pair
_TITLE = 44  # characters of a title in a label
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Documents and all that is read off them; `pair` is set when it was narrowed to two economies.

    `cited` are further documents, not about the pair, that a finding on it rests on as well. `unread` says
    of each document that could not be read why, in one line. `corrections` are those that were applied. `series`
    are the official statistics that the figures are held against. `forms` says by their ids which documents are
    digests in our own words, and which are the articles themselves, as far as a register tells.
    """

    documents: tuple[Document, ...] = ()
    scopes: tuple[Scope, ...] = ()
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    cited: tuple[tuple[Document, Scope], ...] = ()
    unread: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    pair: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The values of the official statistics."""
        return tuple(one for series in self.series for one in series.observations)

    @property
    def published(self) -> dict[str, str]:
        """The dates of publication that are known, by the ids of the documents."""
        return _stated((*self.scopes, *(scope for _, scope in self.cited)), "published")

    @property
    def untitled(self) -> frozenset[str]:
        """The ids of the digests of which the title of the article is not known: theirs is in our own words."""
        documents = (*self.documents, *(document for document, _ in self.cited))
        digests = (document for document in documents if self.forms.get(document.id) == "digest")
        return frozenset(document.id for document in digests if document.title is None)

    @property
    def labels(self) -> dict[str, str]:
        """A short name for each document: the beginning of its title and its date, or its id.

        What stands for a title that is not known is said to be of our digest. No line ends inside a date.
        """
        labels: dict[str, str] = {}
        untitled = self.untitled
        for document, scope in (*zip(self.documents, self.scopes, strict=True), *self.cited):
            title = " ".join((document.title or scope.title or "").split())
            label = headline(title, _TITLE) if title else document.id
            told = [words()["digest"]["short"]] if title and document.id in untitled else []
            told += [short(scope.published)] if scope.published else []
            if told:
                label = f"{label} ({', '.join(part.replace(' ', _NO_BREAK) for part in told)})"
            labels[document.id] = f"{label}, {document.id}" if label in labels.values() else label
        return labels | {series.source: series.label for series in self.series}


def gather(
    seeds: str | os.PathLike[str] = "seeds",
    *,
    originals: bool = False,
    reference: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None = None,
) -> Corpus:
    """All that the documents of a folder state: figures, milestones, ledger and findings.

    A relative path is looked for from where one stands and from a folder beside it, so that a notebook
    finds ``../seeds`` whether it was started in its own folder or in the one above. A document that
    cannot be read is named in `unread`; the others are read. Where a file of corrections lies beside the
    texts, it is applied. `reference` names one file or several of official statistics (see
    `analysis.checks.read_series`), looked for in the same way; the figures are held against them.

    Raises DocumentError when there is no such folder, or none of its documents can be read or is at hand, and
    CorrectionError for a correction that cannot be used or fits no more.
    """
    folder = _found(Path(seeds), "seeds")
    if originals:
        check_originals(folder)
    series = [read_series(_found(Path(file), "reference")) for file in _listed(reference)]
    errors: list[DocumentError] = []
    documents = load(folder, originals=originals, on_error=errors.append)
    # Of the folder itself the error below says which it is.
    failed = [f"{e.reason}; {e.remedy}" if Path(e.path) == folder else str(e) for e in errors]
    corpus = gathered(documents, read_corrections(texts(folder, originals=originals) / CORRECTIONS), series)
    if not corpus.documents:
        reason = "; ".join((*failed, *corpus.unread)) or "holds no document"
        raise DocumentError(folder, reason, "name another folder in the parameter `seeds`")
    return dataclasses.replace(corpus, unread=(*failed, *corpus.unread), forms=forms(folder, originals=originals))


def _stated(scopes: Iterable[Scope], slot: str) -> dict[str, str]:
    """What is known of a slot, by the ids of the documents."""
    return {scope.document: value for scope in scopes if (value := getattr(scope, slot))}


def _listed(files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None) -> list[str | os.PathLike[str]]:
    """The files that a parameter names: none, one or several."""
    if files is None:
        return []
    return [files] if isinstance(files, str | os.PathLike) else list(files)


def _found(path: Path, parameter: str) -> Path:
    for place in (path, Path("notebooks") / path):
        if place.is_dir() if parameter == "seeds" else place.is_file():
            return Path(os.path.normpath(place))
    what = "folder" if parameter == "seeds" else "file"
    raise DocumentError(path, f"there is no such {what}, seen from {Path.cwd()}", f"set the parameter `{parameter}`")


def gathered(
    documents: Iterable[Document], corrections: Iterable[Correction] = (), series: Iterable[Series] = ()
) -> Corpus:
    """All that these documents state, put right; those in a language that is not known are named in `unread`.

    The figures are held against the official statistics of `series`.
    """
    kept: list[Document] = []
    scopes: list[Scope] = []
    unread: list[str] = []
    for document in documents:
        try:
            scopes.append(scope_of(document))
        except UnknownLanguageError as error:
            unread.append(str(error))
        else:
            kept.append(document)
    figures, applied = corrected([figure for document in kept for figure in extract(document)], corrections)
    milestones = [milestone for document in kept for milestone in find_milestones(document)]
    official = tuple(series)
    observations = [one for each in official for one in each.observations]
    return Corpus(
        documents=tuple(kept),
        scopes=tuple(scopes),
        figures=tuple(figures),
        milestones=tuple(milestones),
        entries=tuple(entry for document in kept for entry in ledger(document)),
        findings=tuple(
            check(
                figures,
                milestones,
                published=_stated(scopes, "published"),
                publishers=_stated(scopes, "publisher"),
                references=observations,
                copied=find_copies(kept),
            )
        ),
        series=official,
        unread=tuple(unread),
        corrections=applied,
    )


def about(corpus: Corpus, pair: Sequence[str]) -> Corpus:
    """What a corpus says of one pair of economies (codes, in any order and case).

    Figures of exactly this pair; milestones of the pair, of one of the two or of none in particular, in the
    documents that speak of the pair; findings on them. A document speaks of the pair when it states a
    figure of it or is about it as a whole. Raises ValueError for a code that is no economy's, and for other than two.
    """
    parties = paired(pair)
    figures = tuple(figure for figure in corpus.figures if figure.parties == parties)
    ids = speaking_of(corpus, parties)
    milestones = tuple(m for m in corpus.milestones if m.document in ids and set(m.parties) <= set(parties))
    places = {(m.document, m.start) for m in milestones}
    findings = tuple(finding for finding in corpus.findings if _concerns(finding, parties, places))
    cited = {item.document for finding in findings for item in finding.evidence} - ids
    return dataclasses.replace(
        corpus,
        documents=tuple(document for document in corpus.documents if document.id in ids),
        scopes=tuple(scope for scope in corpus.scopes if scope.document in ids),
        figures=figures,
        milestones=milestones,
        entries=tuple(entry for entry in corpus.entries if entry.document in ids),
        findings=findings,
        cited=tuple(
            (document, scope)
            for document, scope in zip(corpus.documents, corpus.scopes, strict=True)
            if document.id in cited
        ),
        unread=(),
        corrections=tuple(correction for correction in corpus.corrections if correction.document in ids),
        pair=parties,
    )


def speaking_of(corpus: Corpus, parties: tuple[str, ...]) -> set[str]:
    """The ids of the documents that state a figure of these economies, or are about them as a whole."""
    stating = {figure.document for figure in corpus.figures if figure.parties == parties}
    return stating | {scope.document for scope in corpus.scopes if scope.parties == parties}


def paired(pair: Sequence[str]) -> tuple[str, ...]:
    """The codes of a pair, as figures have them. Raises ValueError for one that is no economy's, or no two.

    >>> paired(["vn", "LA"])
    ('LA', 'VN')
    """
    for code in pair:
        if code.upper() not in definitions().area_codes:
            raise ValueError(f"pair: {code!r} is no code of an economy (ISO 3166-1); name two by their codes")
    if len({code.upper() for code in pair}) != _TWO or len(pair) != _TWO:
        raise ValueError(f"pair: {list(pair)} is not two economies; name two by their codes (ISO 3166-1)")
    return tuple(sorted(code.upper() for code in pair))


def _concerns(finding: Finding, parties: tuple[str, ...], places: set[tuple[str, int]]) -> bool:
    """Whether a finding is about the pair: on its figures, or resting on milestones that it has."""
    if finding.metric is not None:
        return finding.parties == parties
    return any((item.document, item.start) in places for item in finding.evidence)
