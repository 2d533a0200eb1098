"""Statements of figures about the relations of economies: everything found so far, put together.

Each quantity of the article's body that a metric's words govern becomes a Figure with period, status,
parties and direction, and with the change that belongs to it. Whatever was inferred rather than stated
beside the number is named in `Figure.inferred`, as slot:code; `analysis.model.INFERRED` says what each code means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.changes import Growth
from analysis.currencies import own_currency
from analysis.definitions import definitions
from analysis.figures.bases import with_bases
from analysis.figures.drafts import Draft, Drafts
from analysis.figures.drafts.earlier import SAME_THOUGHT
from analysis.figures.drafts.records import sum_of
from analysis.figures.elsewhere import are_firms, are_people
from analysis.figures.hub import hub_of
from analysis.figures.mentions import fold
from analysis.figures.metrics import sum_family
from analysis.figures.onward import counted_from
from analysis.figures.rises import alike, ends_of_a_span, over_the_years_before, rises, span_of
from analysis.figures.scales import in_the_scale_before
from analysis.figures.told import Told, may_state, told_by
from analysis.model import Document, Figure, Number, Quantity, Span
from analysis.plain import restored
from analysis.quantities import by_sentence, may_count, quantities_in
from analysis.scope import Reading, read_scope
from analysis.sentences import Sentence

__all__ = ["Statements", "extract", "state"]

_ROW = 60
"""Numbers but for dates that a sentence has at most, of at most 800 characters: a list of prose has some twenty."""
_AGAIN = 12
"""Characters between a growth and one that says it again: "or"."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The figures of a document, and every stretch that extraction used, for the ledger."""

    reading: Reading
    figures: list[Figure]
    changes: list[tuple[Span, str | None]]
    """Stretches of changes, each with the id of the figure they belong to, in the order of the text."""
    quantities: list[Quantity]
    """Every quantity of the sentences that were read, in the order of the text."""
    rows: list[Span]
    """What stands between full stops and is no sentence, for it is nothing but numbers, in the order of the text."""


def extract(document: Document | str, *, language: str | None = None, published: str | None = None) -> list[Figure]:
    """The figures that a text states of the relations of economies, in the order of the text.

    `language` and `published` (ISO 8601) win over what the document declares and what is found in it.
    Values are in base units (1.3 billion -> 1300000000), units ISO 4217 codes or keys of units.toml,
    positions characters of the text: ``text[f.start:f.end] == f.quote.exact``. Raises
    UnknownLanguageError where the text is in no language that is defined.

    >>> figures = extract("Trade between Laos and Vietnam reached 1.3 billion USD in 2021, up 30%.")
    >>> [(f.metric, f.value, f.unit, f.period, f.parties, f.change.value) for f in figures]
    [('trade_turnover', 1300000000.0, 'USD', '2021', ('LA', 'VN'), 30.0)]
    """
    reading = read_scope(document, language=language, published=published)
    figures = restored(state(reading).figures, reading.plain)
    pages = reading.document.pages
    return [replace(figure, page=bisect_right(pages, figure.start)) for figure in figures] if pages else figures


def state(reading: Reading) -> Statements:
    """`extract` for a caller that has read the document already and needs what was used."""
    stated = _state(reading)
    hub = hub_of(reading, stated.figures, stated.quantities)
    # What the figures of a text show together is known once all are read.
    return _state(reading, hub) if hub else stated


def _state(reading: Reading, hub: str | None = None) -> Statements:
    drafts = Drafts(reading, hub)
    quantities: list[Quantity] = []
    rows: list[Span] = []
    named: str | None = None
    for sentence, numbers in by_sentence(reading.sentences, reading.numbers, durations=False):
        if len(numbers) > _ROW and sum(map(may_count, numbers)) > _ROW:
            rows.append((sentence.start, sentence.end))
            continue
        found = quantities_in(
            sentence, numbers, coins=reading.coins_in(sentence) if _names_coins(sentence, numbers) else {}
        )
        last = drafts.earlier.made[-1].figure if drafts.earlier.made else None
        found = in_the_scale_before(found, sentence, last, reading)
        states = may_state(sentence, found, counted=_counted_before(drafts, sentence))
        if states and reading.in_body(max(sentence.start, numbers[0].start)):
            # Where a language has one home, millions that name no currency are of its own.
            currency = named or (own_currency(reading.home) if reading.home else None)
            told = told_by(
                sentence,
                numbers,
                found,
                reading.reference_at(sentence),
                currency=currency,
                home=reading.home,
                pair=reading.scope.parties,
            )
            named = next((q.unit for q in reversed(told.quantities) if q.kind == "money"), named)
            _sentence(drafts, told)
            found = told.every
        quantities += found
    drafts.ways.stated.settle()
    made = drafts.earlier.made
    stated = [draft.figure for draft in made]
    figures = with_bases(fold(stated, again=drafts.again, title=reading.title_end)) if made else []
    return Statements(
        reading=reading,
        figures=figures,
        changes=sorted(_changes(made, figures), key=lambda c: c[0]),
        quantities=quantities,
        rows=rows,
    )


def _counted_before(drafts: Drafts, sentence: Sentence) -> bool:
    """Whether the figure right before a sentence counts people or firms: a bare number may be as many at a time."""
    last = drafts.earlier.made[-1].figure if drafts.earlier.made else None
    counted = last is not None and (are_people(last) or are_firms(last))
    return last is not None and counted and sentence.start - last.end <= SAME_THOUGHT


def _names_coins(sentence: Sentence, numbers: list[Number]) -> bool:
    """Whether a sentence may name a coin that several economies share, also one written onto its amount: "Rs5"."""
    return bool(sentence.of("coin")) or any(sentence.low[max(0, n.start - 1) : n.start].isalpha() for n in numbers)


def _sentence(drafts: Drafts, told: Told) -> None:
    """Adds the figures of one sentence to the drafts: its amounts, then the changes that have none."""
    told = counted_from(told, drafts.earlier, drafts.reading)
    growing = {id(g.quantity) for g in told.growths}
    made: dict[int, Draft] = {}
    previous: Quantity | None = None
    for quantity in told.quantities:
        if id(quantity) in growing or quantity.kind == "percent" or quantity.unit == "factor":
            continue
        first = made.get(id(previous))
        if first and drafts.restates(told, quantity, previous, first):
            previous = quantity
            made[id(quantity)] = first
            continue
        draft = drafts.conversion(told, quantity, previous, first) or drafts.amount(told, quantity)
        previous = quantity
        if draft:
            made[id(quantity)] = drafts.add(draft)
    amounts = list({id(draft): draft for draft in made.values()}.values())
    risen = rises(drafts, told, amounts)
    _sums(drafts, amounts)
    ends_of_a_span(told, amounts)
    of_before = _of_those_before(drafts, told)
    for growth in sorted(told.growths, key=lambda g: _again(told, g)):
        if id(growth) in of_before:
            drafts.grow(of_before[id(growth)], growth)
        elif growth.host is None or not (id(growth.host) in made or growth.host.start in drafts.totals):
            drafts.growth(told, growth)
            mean = drafts.earlier.made[-1] if growth.average and risen and drafts.earlier.made else None
            if mean and mean.growths == [growth] and (span := span_of(risen[-1])):
                # "from 3 million in 2013 to 5 million in 2023, a growth of 5 % a year": a mean over all of it.
                mean.figure = replace(mean.figure, period=span)
    over_the_years_before(drafts, told)


def _again(told: Told, growth: Growth) -> bool:
    """Whether a percentage right behind says a growth again: in "80 million or 20 percent more" it is the one told.

    A growth in weight says itself what has grown: "by 80 tonnes, or 20 percent".
    """
    if growth.host is not None or growth.change.kind != "absolute" or growth.quantity.kind == "measure":
        return False
    behind = (g for g in told.growths if 0 < g.quantity.start - growth.quantity.end <= _AGAIN)
    return any(g.change.kind == "percent" and g.host is None for g in behind)


def _of_those_before(drafts: Drafts, told: Told) -> dict[int, Draft]:
    """Growths that open a sentence, told one by one of the amounts of the one before -> the draft of each.

    "Exports were 5 million and imports 6. They rose by 3 and 4 % respectively."
    """
    if not told.sentence.has("count", "respectively") or not told.growths:
        return {}
    opening = [g for g in told.growths if not any(q.start < g.quantity.start for q in told.amounts)]
    preceding = drafts.reading.sentences.preceding(told.sentence)
    before = [d for d in drafts.earlier.made if preceding and d.sentence_start == preceding.start][-len(opening) :]
    each = len(opening) > 1 and len(before) == len(opening) and all(g.host is None for g in opening)
    if not each or any(d.figure.value is None or d.figure.change for d in before):
        return {}
    return {id(growth): draft for growth, draft in zip(opening, before, strict=True)}


def _sums(drafts: Drafts, amounts: list[Draft]) -> None:
    """An amount that equals the two parts stated beside it is their sum, whatever word stands nearest."""
    if len(amounts) < 3:  # noqa: PLR2004 - a sum and its two parts
        return
    for metric in (m for m in definitions().metrics.values() if m.parts):
        for draft in amounts:
            figure = draft.figure
            own = figure.metric not in sum_family() or definitions().metrics[figure.metric].difference
            named = own and not any(i.startswith("metric:") for i in figure.inferred)
            if named or figure.metric == metric.key or figure.value is None:
                # "... and gave Laos 5 million in aid": its own words say what it is.
                continue
            others = [d.figure for d in amounts if d is not draft and alike(d.figure, figure)]
            others = [other for other in others if other.period == figure.period]
            found = [next((f for f in others if f.metric == key and f.value is not None), None) for key in metric.parts]
            parts = [part.value for part in found if part is not None and part.value is not None]
            if len(parts) == len(metric.parts) and abs(figure.value - sum(parts)) <= (figure.precision or 0):
                draft.figure = sum_of(drafts.reading, figure, metric)


def _changes(made: list[Draft], figures: list[Figure]) -> Iterator[tuple[Span, str | None]]:
    """The stretches that state changes and what they are compared with, and the figures they belong to."""
    owner = {(f.start, f.end, f.metric): f.id for f in figures}
    owner |= {(start, end, f.metric): f.id for f in figures for start, end in f.mentions}
    for draft in made:
        figure = owner.get((draft.figure.start, draft.figure.end, draft.figure.metric))
        for growth in draft.growths:
            yield (growth.quantity.start, growth.quantity.end), figure
            if growth.compared and growth.compared.relative:
                yield (growth.compared.start, growth.compared.end), figure
