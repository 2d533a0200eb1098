"""The nouns of Communiqué: frozen records without logic.

Every stage of the flow takes and yields these. A field's ``meaning``, and that of each of its ``codes``, is what
the codebook, the JSON Schema and the Frictionless package say of it, so that it is written once.

All positions (`start`, `end`) count characters (Unicode code points) of `Document.text` as it was
read, without newline translation; `end` is exclusive.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = [
    "CLASSES",
    "INFERRED",
    "VERDICTS",
    "Bound",
    "Change",
    "ChangeDirection",
    "ChangeKind",
    "Copies",
    "Document",
    "Evidence",
    "Figure",
    "Finding",
    "LedgerClass",
    "LedgerEntry",
    "Measure",
    "Milestone",
    "Number",
    "NumberKind",
    "Observation",
    "Period",
    "PeriodRole",
    "Quantity",
    "QuantityKind",
    "Quote",
    "Scope",
    "SourcedFigure",
    "Span",
    "StatedBy",
    "Status",
    "Verdict",
]

Span = tuple[int, int]
"""A stretch of a text: (start, end), end exclusive."""

Bound = Literal["exact", "about", "over", "under", "at_least", "at_most", "range"]
ChangeKind = Literal["percent", "factor", "absolute"]
ChangeDirection = Literal["up", "down"]
Status = Literal["actual", "estimate", "target", "pledge"]
Measure = Literal["flow", "stock", "event"]
NumberKind = Literal["cardinal", "ordinal", "date", "time", "identifier", "multiple", "fraction", "vague"]
QuantityKind = Literal["money", "percent", "count", "measure", "number"]
LedgerClass = Literal[
    "figure",
    "change",
    "repeat",
    "share",
    "optional",
    "date",
    "period",
    "time",
    "duration",
    "age",
    "anniversary",
    "ordinal",
    "rank",
    "identifier",
    "determiner",
    "vague",
    "idiom",
    "boilerplate",
    "unclaimed",
]
PeriodRole = Literal["at", "by", "since", "span", "same", "year_before", "vague"]
Verdict = Literal[
    "agree", "conflict", "implied", "remaining", "identity", "implausible", "premature", "uncovered", "copy"
]

INFERRED: dict[str, str] = {
    "pair": "the two economies that the document is about",
    "hub": "the one economy whose partners the document tells of",
    "speaker": "the party that the sentence, or one shortly before, has as its subject",
    "home": "“we”, or “the government”, of the one economy that speaks the language",
    "document": "the direction that the document states for the like",
    "currency": "the one of the two in whose own currency it is told",
    "donor": "the one of the two that is known to give aid, where the other one is not",
    "economy": "of the economies whose currencies share a noun, the one that the text speaks of",
    "sum": "the two parts, stated beside it, that add up to it",
    "counted": "the things counted beside it that it is the worth of",
    "other-side": "the party that is left when the words tell only one end",
    "title": "the headline",
    "sentence-before": "the figure or the time of the sentence before",
    "opening": "the time that the opening of the document names",
    "dateline": "the date of publication",
    "text": "a full date stated elsewhere in the text",
    "latest-year": "the latest year that the text, which has no date of its own, tells of",
    "union": "the union of economies, which gives",
    "amounts": "an amount close by from which the growth leads to the figure's own",
    "year-before": "the year before the figure's own period",
    "year-after": "the year after the one that the figure is compared with",
    "corrected": "a file of corrections",
}
"""What a slot that is not stated beside the number was taken from, by the code in `Figure.inferred`."""

CLASSES: dict[LedgerClass, str] = {
    "figure": "the value of a figure",
    "change": "a growth or decline, or the period it is compared with",
    "repeat": "said before or more fully elsewhere",
    "share": "a share or rate that is no change of a figure",
    "optional": "an amount, a factor or a count that belongs to no figure of the relations",
    "date": "a date, that of a figure or another",
    "period": "the period of a figure, the one it is compared with, or a span of years",
    "time": "a time of day",
    "duration": "a length of time",
    "age": "an age",
    "anniversary": "an anniversary",
    "ordinal": "which one, not how many",
    "rank": "a place in an order",
    "identifier": "part of a name, a code or a mark",
    "determiner": "stands for the sides themselves: the two countries",
    "vague": "no definite number: dozens",
    "idiom": "a turn of phrase that counts nothing",
    "boilerplate": "outside the article: navigation, notices, contacts",
    "unclaimed": "no rule explains it",
}
"""What each class of the ledger holds."""

VERDICTS: dict[Verdict, str] = {
    "agree": "two or more statements fit each other, or the reference series",
    "conflict": "two or more statements, or one and the reference series, cannot all be right",
    "implied": "a value or date that no text states follows from one that is stated",
    "remaining": "how far the last result is from a target",
    "identity": "the parts add up to the whole",
    "implausible": "the value lies outside the plausible range of its metric",
    "premature": "a result is told for a period that had not ended",
    "uncovered": "the reference series has no value to hold it against",
    "copy": "several documents carry one text, which counts once",
}
"""What each verdict of a finding says."""


def _field(meaning: str, *, codes: Mapping[Any, str] | None = None, **options: Any) -> Any:  # noqa: ANN401 - what dataclasses.field takes and gives
    """A dataclass field that carries its meaning for the codebook, and that of each of its codes."""
    return dataclasses.field(metadata={"meaning": meaning, "codes": codes or {}}, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as it stands, with the metadata that its format or its register declares."""

    id: str = _field("name of the document; the file name for a file")
    text: str = _field("the text as read, never changed")
    title: str | None = _field("title, as declared", default=None)
    publisher: str | None = _field("publisher, as declared", default=None)
    published: str | None = _field("date of publication, ISO 8601, as declared", default=None)
    language: str | None = _field("BCP 47 language code, as declared", default=None)
    address: str | None = _field("canonical address (URL), as declared", default=None)
    found: tuple[str, ...] = _field("where what is declared was found, as slot:code, published:json-ld", default=())
    pages: tuple[int, ...] = _field("first character of each page, where the format has pages", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Documents that carry one text."""

    documents: tuple[str, ...] = _field("ids of the documents, that of the fullest text first")
    publishers: tuple[str, ...] = _field("those of them that are known", default=())
    likeness: float = _field("share of each shorter text that stands in the first, at least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What holds for a whole document: computed once, used by every sentence."""

    document: str = _field("id of the document")
    language: str = _field("language of the text, one of those defined")
    published: str | None = _field("date of publication, ISO 8601", default=None)
    published_from: str | None = _field("how it was found: declared, dateline", default=None)
    reference: str | None = _field(
        "the date from which relative expressions count: published, or the finest that is known, as 2019-12 or 2019",
        default=None,
    )
    reference_from: str | None = _field("how the reference was found: declared, dateline, text", default=None)
    title: str | None = _field("title, declared or the text's first line", default=None)
    publisher: str | None = _field("publisher, declared or named in the text", default=None)
    body: tuple[Span, ...] = _field("the stretches that are the article", default=())
    boilerplate: tuple[tuple[int, int, str], ...] = _field(
        "the stretches that are not: (start, end, what it is)", default=()
    )
    parties: tuple[str, ...] = _field("the economies that the text is about, sorted", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as written, digits or words, before anything is known of its meaning."""

    start: int = _field("first character")
    end: int = _field("after the last character")
    kind: NumberKind = _field("what it is by its form")
    value: float | None = _field("its value; null for a date, a time or a vague number", default=None)
    precision: float | None = _field("one unit of the last stated digit, scale included", default=None)
    iso: str | None = _field(
        "for a date: ISO 8601; --MM-DD, --MM or ---DD where no year, or no month, is stated", default=None
    )
    words: bool = _field("true when written in words", default=False)
    scale: float = _field("factor of the scale words that are part of it (million); 1 where there is none", default=1.0)
    reason: str | None = _field("why it is an identifier, or what makes it vague", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit and bound."""

    start: int = _field("first character of the number, its scale and its unit")
    end: int = _field("after the last character of them")
    kind: QuantityKind = _field("money, percent, count, measure or number")
    value: float = _field("as stated, in base units; the low end of a range")
    lower: float | None = _field("lowest value that the statement allows; null where it sets none")
    upper: float | None = _field("highest value that the statement allows; null where it sets none")
    unit: str | None = _field("ISO 4217, percent, or a singular English noun of units.toml")
    bound: Bound = _field("how the statement bounds the value")
    precision: float = _field("one unit of the last stated digit")
    number_start: int = _field("first character of the number alone")
    number_end: int = _field("after the last character of the number alone, its scale included")
    change: ChangeDirection | None = _field("up or down where the text says it rose or fell", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time expression of a text, resolved."""

    start: int = _field("first character")
    end: int = _field("after the last character")
    iso: str = _field("ISO 8601, the finest grain stated; an interval as first/last")
    role: PeriodRole = _field("how the text uses it; vague: since some year of a decade", default="at")
    relative: bool = _field("true when resolved from the date of publication", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Growth or decline, tied to the quantity that it belongs to."""

    kind: ChangeKind = _field("percent, factor (new / old) or absolute")
    value: float = _field("percent points of growth, factor, or amount; the low end of a range")
    lower: float | None = _field("lowest value allowed")
    upper: float | None = _field("highest value allowed")
    bound: Bound = _field("how the statement bounds the change")
    direction: ChangeDirection = _field("up or down")
    versus: str | None = _field("the period compared with, ISO 8601", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """W3C Web Annotation text quote selector."""

    exact: str = _field("the stretch itself: number, scale and unit")
    prefix: str = _field("up to 32 characters before it")
    suffix: str = _field("up to 32 characters after it")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBy:
    """To whom the text ascribes a statement."""

    exact: str = _field("the source as named in the text")
    start: int = _field("its first character")
    end: int = _field("after its last character")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One statement of a figure about the relations of economies, with its evidence."""

    id: str = _field("stable hash of document, span and metric")
    document: str = _field("id of the document")
    metric: str = _field("what is measured: a key of metrics.toml")
    value: float | None = _field("as stated, in base units; the low end of a range; null for a change-only figure")
    lower: float | None = _field("the stated lower bound")
    upper: float | None = _field("the stated upper bound")
    precision: float | None = _field("one unit of the last stated digit")
    unit: str | None = _field("ISO 4217 for money, else a singular English noun of units.toml")
    bound: Bound = _field("how the statement bounds the value; of a change-only figure, the change's")
    period: str | None = _field("ISO 8601, the finest grain that the text states; null where it states none")
    status: Status = _field("actual, estimate, target or pledge")
    parties: tuple[str, ...] = _field("ISO 3166-1 codes, sorted")
    direction: str | None = _field("exporter>importer, investor>host, giver>receiver, origin>host", default=None)
    change: Change | None = _field("the growth that the text ties to it", default=None)
    measure: Measure | None = _field("flow, stock or event", default=None)
    per: Literal["year"] | None = _field("year for a yearly rate", default=None)
    stated_by: StatedBy | None = _field("to whom the text ascribes it", default=None)
    quote: Quote = _field("the exact stretch of the text")
    start: int = _field("first character of the quote")
    end: int = _field("after the last character of the quote")
    page: int | None = _field("page on which the quote begins, from 1; null where the document has none", default=None)
    sentence: str = _field("the sentence that holds it")
    sectors: tuple[str, ...] = _field("for documents signed: the fields named, as written", default=())
    mentions: tuple[Span, ...] = _field("further places of the same statement", default=())
    inferred: tuple[str, ...] = _field(
        "slots inferred rather than stated beside the number, as slot:code; the code says what the slot was taken from",
        codes=INFERRED,
        default=(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedFigure(Figure):
    """A figure, and beside it what is known of the document that states it."""

    title: str | None = _field("title of the document, as declared or found in its text")
    publisher: str | None = _field("publisher of the document, as declared or found in its text")
    published: str | None = _field("date of publication of the document, ISO 8601, as declared or found in its text")
    address: str | None = _field("canonical address (URL) of the document, as declared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A dated event or an anniversary."""

    document: str = _field("id of the document")
    event: str = _field("a key of events.toml, or the words used")
    date: str | None = _field("ISO 8601 as stated, --MM-DD where no year is; null where none is stated")
    anniversary: int | None = _field("which anniversary is marked, in years")
    marked: int | None = _field("the year in which it is marked")
    implies: int | None = _field("marked - anniversary")
    parties: tuple[str, ...] = _field("ISO 3166-1 codes, sorted")
    subject: str | None = _field("whose birth, the founding of what: the words of the text", default=None)
    start: int = _field("first character of the stretch that states it")
    end: int = _field("after its last character")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityEntry:
    """A quantity of a text as it is written out, whether or not it becomes a figure."""

    document: str = _field("id of the document")
    start: int = _field("first character of the number, its scale and its unit")
    end: int = _field("after the last character of them")
    text: str = _field("the quantity as written")
    kind: QuantityKind = _field("money, percent, count, measure or number")
    value: float = _field("as stated, in base units; the low end of a range")
    lower: float | None = _field("lowest value that the statement allows; null where it sets none")
    upper: float | None = _field("highest value that the statement allows; null where it sets none")
    unit: str | None = _field("ISO 4217, percent, factor, or a singular English noun of units.toml")
    bound: Bound = _field("how the statement bounds the value")
    change: ChangeDirection | None = _field("up or down where it is a growth or a decline", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A number of a text and what became of it."""

    document: str = _field("id of the document")
    start: int = _field("first character of the number")
    end: int = _field("after its last character")
    text: str = _field("the number as written")
    class_: LedgerClass = _field("what it is; `class` on the wire", codes=CLASSES)
    figure: str | None = _field("id of the figure that it belongs to", default=None)
    reason: str = _field("why it has this class, in words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of a document on which a finding rests."""

    document: str = _field("id of the document")
    start: int = _field("first character")
    end: int = _field("after its last character")
    exact: str = _field("the stretch itself, or the value where the text is not at hand")
    figure: str | None = _field("id of the figure, if it is one", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A value of a reference series: official statistics that stated figures are held against."""

    source: str = _field("name of the file")
    metric: str = _field("a key of metrics.toml")
    value: float = _field("in base units of its unit")
    unit: str = _field("ISO 4217 for money, else a singular English noun of units.toml")
    period: str = _field("ISO 8601")
    parties: tuple[str, ...] = _field("ISO 3166-1 codes, sorted; one alone for what an economy has with all others")
    direction: str | None = _field("exporter>importer, investor>host, giver>receiver, origin>host", default=None)
    measure: Measure | None = _field("flow, stock or event, where the file says so", default=None)
    reporter: str | None = _field("the economy that reports it, where the file says so", default=None)
    evidence: tuple[Evidence, ...] = _field("the cells that it stands in, by their place in the file's text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer of a check, worded for a reader, with the evidence it rests on."""

    check: str = _field("name of the check: a key of CHECKS")
    verdict: Verdict = _field("what was found", codes=VERDICTS)
    text: str = _field("one or two sentences for a reader")
    evidence: tuple[Evidence, ...] = _field("what it rests on")
    parties: tuple[str, ...] = _field("ISO 3166-1 codes, sorted", default=())
    metric: str | None = _field("a key of metrics.toml", default=None)
    event: str | None = _field("a key of events.toml, or the words used", default=None)
    period: str | None = _field("the period that the finding speaks of, ISO 8601", default=None)
    value: float | None = _field("the value that the finding computes, in unit", default=None)
    lower: float | None = _field("its lower bound", default=None)
    upper: float | None = _field("its upper bound", default=None)
    unit: str | None = _field("unit of the value", default=None)
    precision: float | None = _field("one unit of the last digit to which the value is told", default=None)
