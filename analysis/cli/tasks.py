"""What a command does with one document, and what holds for all of them: checked before the first is read."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from analysis.cli.output import Usage, say
from analysis.cli.sparing import definition_files
from analysis.definitions import HERE, definitions, using

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from analysis.copies import Sketch
    from analysis.corrections import Correction
    from analysis.model import (
        Document,
        Figure,
        LedgerEntry,
        Milestone,
        Observation,
        QuantityEntry,
        Scope,
        SourcedFigure,
    )

__all__ = [
    "code_of",
    "corrections_in",
    "digest_of",
    "documents",
    "entries",
    "facts",
    "figures",
    "given",
    "in_force",
    "milestones",
    "quantities",
    "remark_on",
    "series_in",
    "sourced_figures",
]


# --- what holds for all ---------------------------------------------------------------------------------------


class _Given(TypedDict):
    language: str | None
    published: str | None


def given(language: str | None, published: str | None, folder: Path | None) -> _Given:
    """What the user says of all documents, checked before the first is read."""
    with in_force(folder):
        if language is not None:
            language = code_of(language)
    if published is not None:
        from analysis.scope import is_date  # noqa: PLC0415  # the help text need not wait for it

        if not is_date(published):
            raise Usage(f"--published {published}: is no date of publication; write it as 2021-08-09, 2021-08 or 2021")
    return _Given(language=language, published=published)


def code_of(language: str) -> str:
    """The code of the language that --language names, by its tag in any case. Raises Usage where it is not defined."""
    from analysis.languages import defined  # noqa: PLC0415  # the help text need not wait for it

    code = defined(language)
    if code is None:
        known = ", ".join(definitions().languages)
        raise Usage(f"--language {language}: there is no such language here; use one of {known}")
    return code


@contextmanager
def in_force(folder: Path | None) -> Iterator[None]:
    """The definitions of a folder in force, if there is one; those of the package are without it."""
    if folder is None or folder.resolve() == HERE.resolve():
        yield
    else:
        with using(folder):
            yield


def digest_of(folder: Path | None) -> str:
    """A digest of a folder of definitions; empty without one."""
    if folder is None:
        return ""
    digest = hashlib.sha256()
    for path in (path for path in definition_files(folder) if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "backslashreplace"))
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise Usage(f"{path}: cannot be read ({error.strerror or error})") from None
    return digest.hexdigest()


def corrections_in(file: Path | None, folder: Path | None) -> list[Correction]:
    """The corrections of a file; none without one."""
    if file is None:
        return []
    from analysis.corrections import read_corrections  # noqa: PLC0415  # the help text need not wait for it

    if not file.is_file():
        raise Usage(f"{file}: there is no such file; name one that holds corrections")
    with in_force(folder):
        return read_corrections(file)


def series_in(files: Sequence[Path], folder: Path | None) -> list[Observation]:
    """The observations of files of official statistics; what was read of each is said.

    Refuses a file of which no value could be read.
    """
    from analysis.checks import read_series  # noqa: PLC0415  # the help text need not wait for it

    found: list[Observation] = []
    with in_force(folder):
        for file in files:
            series = read_series(file)
            if not series.observations:
                raise Usage(
                    f"{series}; mend the rows that were left out" if series.left_out else f"{series}; give it rows"
                )
            say(series)
            found += series.observations
    return found


# --- what is found in one -------------------------------------------------------------------------------------


def figures(
    document: Document, *, language: str | None, published: str | None, corrections: Sequence[Correction] = ()
) -> list[Figure]:
    """The figures of a document, put right by those of the corrections that are its own."""
    from analysis.figures import extract as find  # noqa: PLC0415  # the help text need not wait for it

    found = find(document, language=language, published=published)
    own = [correction for correction in corrections if correction.document == document.id]
    if not own:
        return found
    from analysis.corrections import corrected  # noqa: PLC0415  # as above

    return corrected(found, own)[0]


def sourced_figures(
    document: Document, *, language: str | None, published: str | None, corrections: Sequence[Correction] = ()
) -> list[SourcedFigure]:
    """The figures of a document as `figures` gives them, each with what is known of the document."""
    from dataclasses import fields  # noqa: PLC0415

    from analysis.model import Figure, SourcedFigure  # noqa: PLC0415  # the help text need not wait for it

    found = figures(document, language=language, published=published, corrections=corrections)
    if not found:
        return []
    known = documents(document, language=language, published=published)[0]
    source = {name: getattr(known, name) for name in ("title", "publisher", "published", "address")}
    own = [field.name for field in fields(Figure)]
    return [SourcedFigure(**{name: getattr(figure, name) for name in own}, **source) for figure in found]


def documents(document: Document, *, language: str | None, published: str | None) -> list[Document]:
    """The document with what is found of it in its text where nothing is declared."""
    from dataclasses import replace  # noqa: PLC0415

    from analysis.scope import UnknownLanguageError, scope_of  # noqa: PLC0415  # the help text need not wait for it

    try:
        scope = scope_of(document, language=language, published=published)
    except UnknownLanguageError:
        return [document]
    known: dict[str, str | None] = {
        "title": scope.title,
        "publisher": scope.publisher,
        "published": scope.published,
        "language": scope.language,
    }
    told: dict[str, Any] = {
        field: value for field, value in known.items() if value and value != getattr(document, field)
    }
    given = {"language": language, "published": published}
    codes = [code for code in document.found if code.partition(":")[0] not in told]
    codes += [f"{field}:{'option' if given.get(field) else _place(field, scope)}" for field in told]
    return [replace(document, found=tuple(codes), **told)]


def _place(field: str, scope: Scope) -> str:
    """Where in the text a piece of its metadata was found."""
    return scope.published_from or "text" if field == "published" else "text"


def entries(document: Document, *, language: str | None, published: str | None) -> list[LedgerEntry]:
    """The ledger of a document."""
    from analysis.ledger import ledger as account  # noqa: PLC0415

    return account(document, language=language, published=published)


def quantities(document: Document, *, language: str | None, published: str | None) -> list[QuantityEntry]:
    """The quantities of a document, those beside its body included."""
    from analysis.changes import find_quantities  # noqa: PLC0415
    from analysis.model import QuantityEntry  # noqa: PLC0415  # as above
    from analysis.scope import scope_of  # noqa: PLC0415

    scope = scope_of(document, language=language, published=published)
    found = find_quantities(document.text, language=scope.language, economies=scope.parties)
    slots = ("start", "end", "kind", "value", "lower", "upper", "unit", "bound", "change")
    return [
        QuantityEntry(document=document.id, text=document.text[q.start : q.end], **{s: getattr(q, s) for s in slots})
        for q in found
    ]


def milestones(document: Document, *, language: str | None, published: str | None) -> list[Milestone]:
    """The milestones of a document."""
    from analysis.milestones import find_milestones  # noqa: PLC0415

    return find_milestones(document, language=language, published=published)


def remark_on(document: Document, *, language: str) -> str:
    """What is to be said where a text is surely in another language than it is said to be; else empty.

    >>> from analysis.model import Document
    >>> remark_on(Document(id="a", text="The two sides signed an agreement on trade, and welcomed it."), language="nb")
    'reads like English; read as Norwegian because of --language'
    """
    from analysis.languages import identify  # noqa: PLC0415  # the help text need not wait for it
    from analysis.wording import language as named  # noqa: PLC0415  # as above

    told = identify(document.text)
    if told in {None, language}:
        return ""
    return f"reads like {named(str(told))}; read as {named(language)} because of --language"


class Facts(NamedTuple):
    """What the checks need of a document."""

    document: str
    figures: list[Figure]
    milestones: list[Milestone]
    published: str | None
    publisher: str | None
    sketch: Sketch


def facts(
    document: Document, *, language: str | None, published: str | None, corrections: Sequence[Correction]
) -> Facts:
    """What the checks need of a document: its figures without their sentences, for those of all are held at once."""
    from dataclasses import replace  # noqa: PLC0415

    from analysis.copies import sketch  # noqa: PLC0415
    from analysis.scope import scope_of  # noqa: PLC0415

    scope = scope_of(document, language=language, published=published)
    found = figures(document, language=language, published=published, corrections=corrections)
    return Facts(
        document=document.id,
        figures=[replace(one, sentence="", quote=replace(one.quote, prefix="", suffix="")) for one in found],
        milestones=milestones(document, language=language, published=published),
        published=scope.published,
        publisher=scope.publisher,
        sketch=sketch(document.text),
    )
