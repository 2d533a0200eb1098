"""References: which words rest on which stretch of which document, and where a reader finds it.

Every piece of evidence that a report cites gets a number, in the order of first use, and one target:
the source view of its document if the report holds one, else an entry of the report's list of
evidence. The target knows its uses, so that one can go back.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from analysis.definitions import definitions
from analysis.sentences import Sentences

if TYPE_CHECKING:
    from analysis.model import Span

__all__ = ["Reference", "References", "anchor"]

Node = dict[str, Any]
ADDRESS = re.compile(r'<a href="evidence:([^"]*):([0-9]+)"[^>]*>')
"""A mark of a drawing that leads to evidence, as the drawing has it."""
SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


def anchor(document: str, start: int) -> str:
    """The id of a stretch of a document, the same in HTML and PDF.

    Whatever is no letter or digit of ASCII is written as its code point, so that no two documents share one.

    >>> anchor("la-vn 2021.txt", 97)
    'doc-la-vn_20_2021_2e_txt-97'
    """
    name = "".join(sign if sign in SAFE else f"_{ord(sign):x}_" for sign in document)
    return f"doc-{name}-{start}"


def _sentence(text: str, start: int, end: int, language: str | None) -> Span:
    """The sentences around a stretch; its lines where the language is none that we know."""
    known = definitions()
    if language in known.languages:
        sentences = Sentences(text, known.language(language))
        first, last = sentences.span(start)[0], sentences.span(max(start, end - 1))[1]
        return first + len(text[first:start]) - len(text[first:start].lstrip()), last
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


@dataclass(slots=True)
class Reference:
    """A cited stretch: its number, its place, and the words that cite it."""

    number: int
    document: str
    start: int
    end: int
    exact: str = ""
    sentence: str = ""
    before: str = ""
    inferred: list[str] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of its target."""
        return anchor(self.document, self.start)

    def parts(self) -> tuple[str, str, str]:
        """The sentence in three: before the quote, the quote, after it.

        >>> Reference(1, "d", 0, 3, exact="92", sentence="It was 92 in 1992.", before="was ").parts()
        ('It was ', '92', ' in 1992.')
        """
        if not self.sentence:
            return "", self.exact, ""
        place = -1
        # The longest end of what stands before the quote that is found in the sentence decides
        # which of several equal stretches is meant.
        for length in range(len(self.before), -1, -1):
            lead = self.before[len(self.before) - length :]
            place = self.sentence.find(lead + self.exact)
            if place >= 0:
                place += length
                break
        if place < 0:
            return "", self.sentence, ""
        stop = place + len(self.exact)
        return self.sentence[:place], self.sentence[place:stop], self.sentence[stop:]


@dataclass(slots=True)
class References:
    """All references of one report."""

    texts: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str | None] = field(default_factory=dict)
    by_place: dict[tuple[str, int], Reference] = field(default_factory=dict)
    uses: int = 0

    def known(self, stretch: Node) -> Reference:
        """The reference of a stretch, made at its first mention; later mentions may complete it."""
        key = (stretch["document"], stretch["start"])
        reference = self.by_place.get(key)
        if reference is None:
            number = len(self.by_place) + 1
            reference = Reference(number, stretch["document"], stretch["start"], stretch["end"])
            self.by_place[key] = reference
        for name in ("exact", "sentence", "before"):
            if not getattr(reference, name):
                setattr(reference, name, stretch.get(name, ""))
        reference.inferred += [code for code in stretch.get("inferred", ()) if code not in reference.inferred]
        if not reference.sentence and reference.document in self.texts:
            self._complete(reference)
        return reference

    def verbatim(self, stretch: Node) -> bool:
        """Whether the words of a stretch are known to be those of its text."""
        text = self.texts.get(stretch["document"])
        return text is not None and text[stretch["start"] : stretch["end"]] == stretch.get("exact")

    def _complete(self, reference: Reference) -> None:
        """Gives a reference the words of its text and the sentence around them."""
        text = self.texts[reference.document]
        start, end = _sentence(text, reference.start, reference.end, self.languages.get(reference.document))
        reference.exact = text[reference.start : reference.end]
        reference.sentence = text[start:end]
        reference.before = text[start : reference.start]

    def use(self, stretch: Node) -> Node:
        """A link to a stretch: number, target, and the id of this place, for the way back."""
        reference = self.known(stretch)
        self.uses += 1
        use = f"use-{self.uses}"
        reference.uses.append(use)
        return {"number": reference.number, "target": reference.id, "use": use}

    def in_drawing(self, svg: str) -> str:
        """The drawing with each address of evidence as a link of this page.

        For the hand that points: who goes by keyboard or hears the page finds the same links in the data below.
        """

        def link(found: re.Match[str]) -> str:
            self.uses += 1
            target = anchor(unquote(html.unescape(found[1]), errors="surrogatepass"), int(found[2]))
            return f'<a class="spot" id="spot-{self.uses}" href="#{target}" tabindex="-1">'

        return ADDRESS.sub(link, svg)

    def of(self, document: str) -> list[Reference]:
        """The references to one document, by place."""
        return sorted((ref for ref in self.by_place.values() if ref.document == document), key=lambda ref: ref.start)
