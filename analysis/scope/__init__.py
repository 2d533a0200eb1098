"""What holds for a whole document: its language, date, body, title and the pair it is about.

Computed once, used by every sentence. The text is taken as it stands: page furniture around the
article (menus, file names, comments, related headlines) is told apart here and never inside the body.

- `reading`: a document read, with what is told of it when asked for
- `furniture`: the lines around the article, which are none of it
- `datelines`: when and where it was written, and its title
- `parties`: the economies that it names, and the two that it is about
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.definitions import LanguageDefinition, definitions
from analysis.languages import defined, identify, is_short
from analysis.lexicon import lowered
from analysis.model import Document, Scope
from analysis.numbers import scan
from analysis.periods import span_days
from analysis.plain import plain
from analysis.scope.reading import Reading
from analysis.sentences import Sentences
from analysis.words import parted

__all__ = ["Reading", "UnknownLanguageError", "is_date", "read_scope", "scope_of"]


class UnknownLanguageError(ValueError):
    """A text whose language has no definition, or cannot be told: names the document and the languages there are.

    `named` is what the language was said to be, `short` whether the text is too short to tell it by.
    """

    def __init__(self, document: str, known: tuple[str, ...], *, named: str | None = None, short: bool = False) -> None:
        self.document = document
        self.known = known
        listed = ", ".join(known)
        how = 'with --language, or language="xx" in Python'
        if named is not None:
            told = f"its language {named!r} is none of those defined ({listed}); name one of these {how}"
        elif short:
            told = f"its language cannot be told by so few words, or is none of those defined ({listed}); name it {how}"
        else:
            told = f"its language is none of those defined ({listed}); name it {how}"
        super().__init__(f"{document}: {told}{'' if short else ', or add languages/<code>.toml'}")


def scope_of(document: Document | str, *, language: str | None = None, published: str | None = None) -> Scope:
    """The scope of a document; `language` and `published` win over what it declares and what is found.

    Raises UnknownLanguageError where the text is in none of the languages that are defined.

    >>> scope_of("Hanoi, 5 May 2021: Laos and Vietnam agreed to raise the trade between them.").published
    '2021-05-05'
    """
    reading = read_scope(document, language=language, published=published)
    scope = reading.scope
    if reading.plain is None:
        return scope
    return replace(
        scope,
        title=scope.title and reading.plain.said(scope.title, 0),
        publisher=scope.publisher and reading.plain.said(scope.publisher, 0),
        body=tuple(reading.written(*span) for span in scope.body),
        boilerplate=tuple((*reading.written(start, end), what) for start, end, what in scope.boilerplate),
    )


def read_scope(document: Document | str, *, language: str | None = None, published: str | None = None) -> Reading:
    """The document read: its numbers are found, its scope and sentences are there when asked for."""
    if isinstance(document, str):
        document = Document(id="text", text=document)
    read = plain(document.text)
    if read is not None:
        document = replace(document, text=read.text)
    definition = _language(document, language)
    read = parted(document.text, definition, of=read)
    if read is not None:
        document = replace(document, text=read.text)
    low = lowered(document.text)
    numbers = scan(document.text, low, definition)
    sentences = Sentences(document.text, definition, low=low)
    stated = published or document.published
    if stated and not is_date(stated):
        raise ValueError(
            f"{document.id}: {stated!r} is no date of publication; write it as 2021-08-09, 2021-08 or 2021"
        )
    return Reading(document, definition, low, numbers, sentences, stated, read)


def is_date(iso: str) -> bool:
    """Whether something is a day, a month or a year of ISO 8601, of the years 1000 to 2999.

    >>> is_date("2021-08"), is_date("2021-13"), is_date("0001-01-01")
    (True, False, False)
    """
    if not re.fullmatch(r"[12][0-9]{3}(?:-[0-9]{2}){0,2}", iso):
        return False
    try:
        span_days(iso)
    except ValueError:
        return False
    return True


def _language(document: Document, language: str | None) -> LanguageDefinition:
    known = definitions()
    declared = language or document.language
    if declared is not None and (language or "language:html" not in document.found):
        code = defined(declared)
    else:
        # What a page says of its language is often what the site says of all its pages.
        code = identify(document.text) or (defined(declared) if declared else None)
    if code is None:
        raise UnknownLanguageError(document.id, known.languages, named=declared, short=is_short(document.text))
    return known.language(code)
