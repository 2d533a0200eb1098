"""Statements of figures about the relations of economies: everything found so far, put together.

Each quantity of the article's body that a metric's words govern becomes a Figure with period, status,
parties and direction, and with the change that belongs to it. Whatever was inferred rather than stated
beside the number is named in `Figure.inferred`, as slot:code; `analysis.model.INFERRED` says what each code means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.changes import Growth
from analysis.changes.comparisons import from_to
from analysis.currencies import own_currency
from analysis.definitions import definitions
from analysis.figures.bases import with_bases
from analysis.figures.drafts import Draft, Drafts
from analysis.figures.drafts.records import like, sum_of
from analysis.figures.mentions import fold
from analysis.figures.metrics import sum_family
from analysis.figures.told import Told, may_state, told_by
from analysis.lexicon import Hit
from analysis.model import Document, Figure, Number, Period, Quantity, Span
from analysis.periods import shifted
from analysis.plain import restored
from analysis.quantities import by_sentence, may_count, quantities_in
from analysis.scope import Reading, read_scope
from analysis.sentences import Sentence

__all__ = ["Statements", "extract", "state"]

_ROW = 60
"""Numbers but for dates that a sentence has at most, of at most 800 characters: a list of prose has some twenty."""
_BOUND = 12
"""Characters of a hedge between "from" and its amount."""
_GENITIVE = 3
"""Characters between a time and the amount that is of it: a genitive."""
_CLAUSE = frozenset(";,:")
"""Marks that stand between two amounts of which one did not become the other."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ONE_YEAR = re.compile(r"\d[-/\u2010-\u2013]\d")
"""A year that two calendar years have parts of, as it is written."""


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
    drafts = Drafts(reading)
    quantities: list[Quantity] = []
    rows: list[Span] = []
    # Where a language has one home, millions that name no currency are of its own.
    currency = own_currency(reading.home) if reading.home else None
    for sentence, numbers in by_sentence(reading.sentences, reading.numbers, durations=False):
        if len(numbers) > _ROW and sum(map(may_count, numbers)) > _ROW:
            rows.append((sentence.start, sentence.end))
            continue
        found = quantities_in(sentence, numbers, coins=reading.coins if _names_coins(sentence, numbers) else {})
        if may_state(sentence, found) and reading.in_body(max(sentence.start, numbers[0].start)):
            told = told_by(
                sentence,
                numbers,
                found,
                reading.reference_at(sentence),
                currency=currency,
                home=reading.home,
                pair=reading.scope.parties,
            )
            currency = next((q.unit for q in reversed(told.quantities) if q.kind == "money"), currency)
            _sentence(drafts, told)
            found = told.every
        quantities += found
    drafts.ways.stated.settle()
    figures = with_bases(
        fold([draft.figure for draft in drafts.earlier.made], again=drafts.again, title=reading.title_end)
    )
    return Statements(
        reading=reading,
        figures=figures,
        changes=sorted(_changes(drafts.earlier.made, figures), key=lambda c: c[0]),
        quantities=quantities,
        rows=rows,
    )


def _names_coins(sentence: Sentence, numbers: list[Number]) -> bool:
    """Whether a sentence may name a coin that several economies share, also one written onto its amount: "Rs5"."""
    return bool(sentence.of("coin")) or any(sentence.low[max(0, n.start - 1) : n.start].isalpha() for n in numbers)


def _sentence(drafts: Drafts, told: Told) -> None:
    """Adds the figures of one sentence to the drafts: its amounts, then the changes that have none."""
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
    _from_to(drafts, told, amounts)
    _grown_from(told, amounts)
    _sums(drafts, amounts)
    _ends_of_a_span(told, amounts)
    of_before = _of_those_before(drafts, told)
    # "80 million or 20 percent more": the percentage is that of the amount before.
    for growth in sorted(
        told.growths, key=lambda g: g.host is None and g.change.kind == "absolute" and _again(told, g)
    ):
        if id(growth) in of_before:
            drafts.grow(of_before[id(growth)], growth)
        elif growth.host is None or not (id(growth.host) in made or growth.host.start in drafts.totals):
            drafts.growth(told, growth)


def _again(told: Told, growth: Growth) -> bool:
    """Whether a percentage right behind says a growth again."""
    behind = (g for g in told.growths if 0 < g.quantity.start - growth.quantity.end <= _BOUND)
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
            named = figure.metric not in sum_family() and not any(i.startswith("metric:") for i in figure.inferred)
            if named or figure.metric == metric.key or figure.value is None:
                # "... and gave Laos 5 million in aid": its own words say what it is.
                continue
            others = [d.figure for d in amounts if d is not draft and _alike(d.figure, figure)]
            found = [next((f for f in others if f.metric == key and f.value is not None), None) for key in metric.parts]
            parts = [part.value for part in found if part is not None and part.value is not None]
            if len(parts) == len(metric.parts) and abs(figure.value - sum(parts)) <= (figure.precision or 0):
                draft.figure = sum_of(drafts.reading, figure, metric)


def _alike(part: Figure, whole: Figure) -> bool:
    """Whether an amount may be a part of another: of the same two, in the same unit."""
    return part.unit == whole.unit and part.parties == whole.parties


def _from_to(drafts: Drafts, told: Told, amounts: list[Draft]) -> None:
    """What rises from one amount to another is one thing: the second measures what the first does."""
    joins = told.sentence.lexicon.surfaces("range.to")
    for first, second in pairwise(amounts):
        opened = told.sentence.before(_with_what_leads(told, first.figure.start), "range", "from", gap=_BOUND)
        opened = opened or _raised(told, first.figure, second.figure)
        reached = _with_its_hedge(told, second.figure.start)
        between = told.between(first.figure.end, reached)
        # "from 224 million, the figure for 2017, to 500 million": an aside between two commas lets the rise go on.
        head, _, rest = between.partition(",")
        aside, _, tail = rest.rpartition(",")
        through = head + tail if aside and not head.strip() else between
        dated = _without_times(told, first.figure.end, reached).strip(" ,") in joins
        # "a loan of 15 million yen (equivalent to 9 million euros)": a bracket tells the same anew.
        apart = between.count("(") > between.count(")")
        if apart or not opened or not _ends_in(between, joins) or (_CLAUSE.intersection(through) and not dated):
            _to_from(told, first, second)
            continue
        second.figure = _since(like(drafts.reading, first.figure, second.figure), first.figure.period)
        ahead = next((f.status for f in (second.figure, first.figure) if f.status != "actual"), None)
        if ahead:
            # "raise trade from 3 to 20 million by 2030": where it stands is no aim, and not of that year.
            stands, aimed = first.figure.period, second.figure.period
            own = any(first.figure.end <= p.start < second.figure.start for p in told.periods)
            if stands == aimed and (own or drafts.earlier.is_past(stands)):
                aimed = None
            elif stands == aimed:
                stands = None
            first.figure = replace(first.figure, status="actual", period=stands)
            second.figure = replace(second.figure, status=ahead, period=aimed)
        elif any(p.iso == first.figure.period and from_to(told.sentence, p) for p in told.periods):
            # "From August to September it rose from 27 to 75": the ends of both go together.
            continue
        elif first.figure.period == second.figure.period and (
            _of_a_year(told, first.figure) or _is_month(first.figure.period or "")
        ):
            # "rose this year from 150 to 170", "fell from 15 to 5 in May"
            first.figure = _before_it(told, first.figure)


def _is_undated_base(told: Told, grown: Figure, base: Figure, led: tuple[Hit, str] | None) -> bool:
    """Whether an amount is what one right before it grew from, with no time of its own: "to 5 in 2021, up from 4"."""
    same = (base.metric, base.direction, base.period) == (grown.metric, grown.direction, grown.period)
    if not same or not _alike(grown, base):
        return False
    if led and ("count.of" in led[0].senses or not told.sentence.has("change", "up", "down")):
        # "zum Rekord von 9 Milliarden": a word for "from" may be one for "of" as well.
        return False
    led = led or told.sentence.before(_with_its_hedge(told, base.start), "change", "versus", gap=1)
    return led is not None and not any(period.start >= led[0].start for period in told.periods)


def _before_it(told: Told, base: Figure) -> Figure:
    """Where something started that grew in a year: that of the year before; of any other time it is not said when."""
    kept = tuple(i for i in base.inferred if not i.startswith("period:"))
    if base.period is None or not _of_a_year(told, base):
        return replace(base, period=None, inferred=kept)
    # "in May, compared with the same month last year"
    stated = any(p.role == "same" for p in told.periods)
    return replace(base, period=shifted(base.period, -1), inferred=kept if stated else (*kept, "period:year-before"))


def _raised(told: Told, first: Figure, second: Figure) -> tuple[Hit, str] | None:
    """The word for "of" where only "to" parts an amount from what it is raised to: "raise the loan of 8 to 9"."""
    led = told.sentence.before(first.start, "count", "of", gap=1)
    if led is None or told.between(first.end, second.start).strip() not in told.sentence.lexicon.surfaces("change.to"):
        return None
    return led if any(hit.end <= led[0].start for hit, _ in told.sentence.of("change", "up", "down")) else None


def _to_from(told: Told, first: Draft, second: Draft) -> None:
    """Where something stands that shall change is no aim: "will be raised to 270 from 113"."""
    raised, base = first.figure, second.figure
    if raised.status == "actual" or base.status != raised.status or raised.metric != base.metric:
        return
    led = told.sentence.before(_with_its_hedge(told, raised.start), "range", "to", gap=1)
    joins = told.sentence.lexicon.surfaces("range.from")
    if led and told.between(raised.end, _with_its_hedge(told, base.start)).strip() in joins:
        second.figure = replace(base, status="actual", period=None if base.period == raised.period else base.period)


def _grown_from(told: Told, amounts: list[Draft]) -> None:
    """What grew is compared with the time of the amount it grew from: "rose by 4 % to 9 million in 2021 from 7"."""
    for place, base in enumerate(amounts[1:], start=1):
        led = told.sentence.before(_with_its_hedge(told, base.figure.start), "range", "from", gap=1)
        before = amounts[place - 1]
        if led and place > 1 and told.sentence.low[before.figure.start - 1] == "(":
            # As in: to 28 trillion shillings (2.9 billion dollars) from 22 trillion.
            before = amounts[place - 2]
        if _is_undated_base(told, before.figure, base.figure, led):
            base.figure = _before_it(told, base.figure)
        if led is None or before.figure.change is None or not _alike(before.figure, base.figure):
            continue
        between = _IN_BRACKETS.sub("", told.between(before.figure.end, led[0].start)).strip()
        of_the_first = [p for p in told.periods if before.figure.end <= p.start < led[0].start]
        if not _CLAUSE.intersection(between) and all(p.iso == before.figure.period for p in of_the_first):
            before.figure = _since(before.figure, base.figure.period)


def _ends_in(between: str, words: frozenset[str]) -> bool:
    """Whether a stretch ends in one of some words, of which some are several: "a los"."""
    stretch = f" {between.rstrip()}"
    return any(stretch.endswith(f" {word}") for word in words)


def _is_month(period: str) -> bool:
    return len(period) == len("2021-05")


def _of_a_year(told: Told, figure: Figure) -> bool:
    """Whether a figure is of a year or a part of one, as a flow of it is, no month before it named."""
    period = figure.period or ""
    years = {part[:4] for part in period.split("/")}
    if len(period) == len("2015/2016") and int(period[5:]) - int(period[:4]) == 1:
        # A school year or a fiscal one is a year too, "2015-16"; "between 2015 and 2016" is not.
        written = (told.sentence.low[p.start : p.end] for p in told.periods if p.iso == period)
        years = {period} if any(map(_ONE_YEAR.search, written)) else years
    month = _is_month(period) and not told.sentence.has("time", "month_before", "new_year")
    # "from 15 to 20 million in May compared with April"
    month = month and not any(_is_month(p.iso) and p.iso != period for p in told.periods if p.role == "at")
    part = period.isdigit() or "/" in period or month
    return len(years) == 1 and part and not definitions().metrics[figure.metric].dated


def _with_its_hedge(told: Told, start: int) -> int:
    """Where an amount at a position starts with its hedge; a word for "to" may be one for "at most" as well."""
    hedge = told.sentence.before(start, "bound", gap=3)
    return hedge[0].start if hedge and "range.to" not in hedge[0].senses else start


def _with_what_leads(told: Told, start: int) -> int:
    """Where an amount at a position starts with its time, or its hedge and the word for now: "von derzeit rund 3"."""
    behind = _with_its_hedge(told, start)
    now = told.sentence.before(behind, "time", "now", "this", gap=1)
    return now[0].start if now else _with_its_time(told, start)


def _without_times(told: Told, start: int, end: int) -> str:
    """The text between two positions with blanks for the times in it, and for the words that lead to them."""
    times = []
    for period in told.periods:
        if start <= period.start:
            led = told.sentence.before(period.start, "time", "in", gap=_BOUND)
            times.append((max(led[0].start, start) if led else period.start, period.end))
    return told.sentence.without(start, end, times)


def _with_its_time(told: Told, start: int) -> int:
    """Where an amount at a position starts with the time right before it: "from 2018's 107 billion to 200"."""
    return next((p.start for p in told.periods if 0 <= start - p.end <= _GENITIVE), start)


def _since(figure: Figure, period: str | None) -> Figure:
    """A figure whose growth is that from an amount of another period, where the text names no other."""
    guessed = "versus:year-before"
    if figure.change is None or not period or not figure.period or period >= figure.period:
        return figure
    if figure.change.versus is not None and guessed not in figure.inferred:
        return figure
    kept = tuple(i for i in figure.inferred if i != guessed)
    return replace(figure, change=replace(figure.change, versus=period), inferred=kept)


def _ends_of_a_span(told: Told, amounts: list[Draft]) -> None:
    """Two ends of a development take the ends of its span: "from 5.7 to 1.3 billion between 2021 and 2023"."""
    joins = told.sentence.lexicon.surfaces("range.to")
    for first, second in pairwise(amounts):
        one, other = first.figure, second.figure
        start, _, end = (one.period or "").partition("/")
        span = any(p.iso == one.period and _spans(told, p) for p in told.periods) and not (one.per or other.per)
        same = span and one.metric == other.metric and len(start) == len(end) and other.period in (one.period, end)
        if same and told.between(one.end, _with_its_hedge(told, other.start)).strip() in joins:
            first.figure, second.figure = replace(one, period=start), replace(other, period=end)


def _spans(told: Told, period: Period) -> bool:
    """Whether a time has two ends of its own: "between 2021 and 2022", not "the academic year 2021/2022"."""
    first, _, last = period.iso.partition("/")
    years = first.isdigit() and last.isdigit() and int(last) - int(first) == 1
    return period.role == "span" and not (years and told.between(period.start + 4, period.start + 5) in "/-\u2013")


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
