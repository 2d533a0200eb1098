"""Statements of figures about the relations of economies: everything found so far, put together.

Each quantity of the article's body that a metric's words govern becomes a Figure with period, status,
parties and direction, and with the change that belongs to it. Whatever was inferred rather than stated
beside the number is named in `Figure.inferred`, with one of these codes:

==================  ==========================================================================
code                the slot was taken from
==================  ==========================================================================
pair                the two economies that the document is about
speaker             the party that the sentence, or one shortly before, has as its subject
document            the direction that the document states for the like
sum                 the two parts, stated beside it, that add up to it
projects            the investment projects counted beside it
other-side          the party that is left when the words tell only one end
sentence-before     the figure or the time of the sentence before
dateline            the date of publication
reference           the year to which the text's own dates point
text                a full date stated elsewhere in the text
year-before         the year before the figure's own period
title               the metric of the title
==================  ==========================================================================
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from dataclasses import dataclass, replace

from analysis.areas import AreaMention
from analysis.changes import Growth, changes_in, versus
from analysis.definitions import Metric, definitions
from analysis.figures.mentions import fold
from analysis.figures.metrics import MetricChoice, given, last_cue, metric_of
from analysis.figures.parties import areas_of, direction_of, parties_of, subject_of
from analysis.figures.sectors import sectors_of
from analysis.figures.status import promised, status_of
from analysis.figures.timing import is_stock, period_of
from analysis.model import Change, Document, Figure, Measure, Number, Period, Quantity, Quote, Span, StatedBy
from analysis.periods import periods_in
from analysis.quantities import by_sentence, quantities_in
from analysis.scope import Reading, read_scope
from analysis.sentences import Sentence

__all__ = ["Statements", "extract", "state"]

_CONTEXT = 32
"""Characters of a quote's prefix and suffix."""
_YEARS = 9
"""Characters of a span of years, YYYY/YYYY."""
_CONVERSION = 24
"""Characters between an amount and the same amount in another currency."""
_SAME_THOUGHT = 420
"""Characters after which a figure no longer tells what the next one is about."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The figures of a document, and every stretch that extraction used, for the ledger."""

    reading: Reading
    figures: list[Figure]
    changes: list[tuple[Span, str | None]]
    """Stretches of changes, each with the id of the figure they belong to."""
    periods: list[Period]
    """Time expressions of the sentences that were read."""
    quantities: list[Quantity]
    """Every quantity of the sentences that were read."""


def extract(
    document: Document | str, *, language: str | None = None, published: str | None = None
) -> list[Figure]:
    """The figures that a text states of the relations of economies, in the order of the text.

    `language` and `published` (ISO 8601) win over what the document declares and what is found in it.
    Values are in base units (1.3 billion -> 1300000000), units ISO 4217 codes or keys of units.toml,
    positions characters of the text: ``text[f.start:f.end] == f.quote.exact``. Raises
    UnknownLanguageError where the text is in no language that is defined.

    >>> figures = extract("Trade between Laos and Vietnam reached 1.3 billion USD in 2021, up 30%.")
    >>> [(f.metric, f.value, f.unit, f.period, f.parties, f.change.value) for f in figures]
    [('trade_turnover', 1300000000.0, 'USD', '2021', ('LA', 'VN'), 30.0)]
    """
    return state(read_scope(document, language=language, published=published)).figures


def state(reading: Reading) -> Statements:
    """`extract` for a caller that has read the document already and needs what was used."""
    return _Statement(reading).run()


@dataclass(slots=True)
class _Draft:
    """A figure in the making, with what later sentences may take over from it."""

    figure: Figure
    sentence: Sentence
    growths: list[Growth]


class _Statement:
    """Reads a document's sentences in order, each in the light of the one before."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.scope = reading.scope
        self.known = definitions()
        self.drafts: list[_Draft] = []
        self.periods: list[Period] = []
        self.quantities: list[Quantity] = []
        self.day: str | None = None
        self.period_before: tuple[int, Period] | None = None

    def run(self) -> Statements:
        for sentence, numbers in by_sentence(self.reading.sentences, self.reading.numbers):
            if self.reading.in_body(max(sentence.start, numbers[0].start)):
                self._sentence(sentence, numbers)
        figures = fold([draft.figure for draft in self.drafts])
        owner = {(f.start, f.end, f.metric): f.id for f in figures}
        owner |= {(start, end, f.metric): f.id for f in figures for start, end in f.mentions}
        changes = [
            ((g.quantity.start, g.quantity.end), owner.get((d.figure.start, d.figure.end, d.figure.metric)))
            for d in self.drafts
            for g in d.growths
        ]
        changes += [
            ((g.compared.start, g.compared.end), owner.get((d.figure.start, d.figure.end, d.figure.metric)))
            for d in self.drafts
            for g in d.growths
            if g.compared and g.compared.relative
        ]
        return Statements(self.reading, figures, changes, self.periods, self.quantities)

    def _sentence(self, sentence: Sentence, numbers: list[Number]) -> None:
        quantities = quantities_in(sentence, numbers)
        periods = periods_in(sentence, numbers, self.scope.reference)
        self.periods += periods
        self.quantities += quantities
        # "eleven months" is a time, not an amount.
        quantities = [q for q in quantities if not any(p.start <= q.start and q.end <= p.end + 1 for p in periods)]
        growths = changes_in(sentence, quantities, periods)
        growing = {id(g.quantity) for g in growths}
        areas = areas_of(sentence)
        amounts = [q for q in quantities if id(q) not in growing]
        made: dict[int, _Draft] = {}
        for quantity in amounts:
            if quantity.kind == "percent" or quantity.unit == "factor":
                continue
            mine = [g for g in growths if g.host is quantity]
            draft = self._converted(quantity, amounts, made)
            if draft is None:
                choice = self._metric(sentence, quantity, quantities, mine)
                if choice is None:
                    continue
                draft = self._draft(sentence, numbers, quantity, choice, mine, periods, growths, areas, quantities)
                if self._one_sided(draft.figure):
                    continue
            made[id(quantity)] = draft
            self.drafts.append(draft)
        self._sums(list(made.values()))
        self._from_to(sentence, list(made.values()))
        for growth in growths:
            if growth.host is None or id(growth.host) not in made:
                self._growth_alone(sentence, numbers, growth, periods, growths, areas, quantities)

    def _converted(self, quantity: Quantity, amounts: list[Quantity], made: dict[int, _Draft]) -> _Draft | None:
        """An amount that repeats the one before it in another currency: "900 billion VND (54.5 million USD)"."""
        index = next(i for i, q in enumerate(amounts) if q is quantity)
        previous = amounts[index - 1] if index else None
        if previous is None or id(previous) not in made or quantity.kind != "money" or previous.kind != "money":
            return None
        gap = self.text[previous.end : quantity.start]
        bracket = gap.lstrip().startswith(("(", "[", "/", "=", ", or "))
        if previous.unit == quantity.unit or len(gap) > _CONVERSION or not bracket:
            return None
        first = made[id(previous)]
        figure = replace(
            first.figure,
            id=_identity(self.scope.document, quantity.start, quantity.end, first.figure.metric),
            value=quantity.value,
            lower=quantity.lower,
            upper=quantity.upper,
            precision=quantity.precision,
            unit=quantity.unit,
            bound=quantity.bound,
            change=None,
            quote=self._quote(quantity.start, quantity.end),
            start=quantity.start,
            end=quantity.end,
        )
        return _Draft(figure, first.sentence, [])

    def _one_sided(self, figure: Figure) -> bool:
        """Whether a figure is the total of one economy: its exports to the world are no figure of a relation."""
        metric = self.known.metrics[figure.metric]
        return len(figure.parties) == 1 and (metric.direction is not None or bool(metric.parts)) and not metric.dated

    def _from_to(self, sentence: Sentence, drafts: list[_Draft]) -> None:
        """Two ends of a development in the span of years that the text gives: "from 5.7 to 1.3 billion between 2021 and 2023"."""
        joins = sentence.lexicon.surfaces("range.to")
        for first, second in pairwise(drafts):
            one, other = first.figure, second.figure
            gap = self.text[one.end : other.start].strip().lower()
            if one.metric == other.metric and one.period == other.period and gap in joins and len(one.period or "") == _YEARS:
                start, _, end = (one.period or "").partition("/")
                first.figure, second.figure = replace(one, period=start), replace(other, period=end)

    def _sums(self, drafts: list[_Draft]) -> None:
        """An amount that equals the two parts stated beside it is their sum, whatever word stands nearest."""
        for metric in self.known.metrics.values():
            parts = [next((d.figure for d in drafts if d.figure.metric == key), None) for key in metric.parts]
            values = [p.value for p in parts if p is not None and p.value is not None]
            if len(values) < 2 or len(values) != len(metric.parts):  # noqa: PLR2004 - a sum has two parts
                continue
            for draft in drafts:
                figure = draft.figure
                fits = figure.value is not None and abs(figure.value - sum(values)) <= (figure.precision or 0)
                if fits and figure not in parts and figure.unit == parts[0].unit and figure.metric != metric.key:  # type: ignore[union-attr]
                    inferred = (*(i for i in figure.inferred if not i.startswith(("metric:", "direction:"))), "metric:sum")
                    draft.figure = replace(
                        figure,
                        metric=metric.key,
                        direction=None if metric.direction is None else figure.direction,
                        id=_identity(figure.document, figure.start, figure.end, metric.key),
                        inferred=inferred,
                    )

    # -- metric ---------------------------------------------------------------------------------

    def _metric(
        self, sentence: Sentence, quantity: Quantity, quantities: list[Quantity], growths: list[Growth]
    ) -> MetricChoice | None:
        choice = metric_of(sentence, quantity, quantities)
        if choice is not None:
            return choice
        if quantity.kind == "number":
            return self._bare(sentence, quantity, quantities, growths)
        if quantity.kind == "count" and quantity.unit == self.known.metrics["investment_projects"].units[0]:
            before = self._draft_before(sentence)
            if before and before.figure.metric in ("investment", "investment_projects"):
                return MetricChoice("investment_projects", None, "sentence-before")
        before = self._draft_before(sentence)
        if quantity.unit == "person" and before and self._of_people(self.known.metrics[before.figure.metric]):
            return MetricChoice(before.figure.metric, None, "sentence-before")
        if quantity.kind != "money":
            return None
        if before and before.figure.value is not None and self._money(before.figure):
            return MetricChoice(before.figure.metric, None, "sentence-before")
        preceding = self.reading.sentences.preceding(sentence)
        cue = last_cue(preceding, "money") if preceding else None
        if cue:
            return MetricChoice(cue, None, "sentence-before")
        return given(sentence, quantity)

    def _money(self, figure: Figure) -> bool:
        return figure.unit is not None and figure.unit not in self.known.units

    def _bare(
        self, sentence: Sentence, quantity: Quantity, quantities: list[Quantity], growths: list[Growth]
    ) -> MetricChoice | None:
        """A number without a noun of its own: the noun stands before it, "the number of scholarships rose to 92"."""
        reached = growths or sentence.before(quantity.start, "change", "to", gap=4) or sentence.before(
            quantity.start, "status", "actual", gap=12
        )
        if not reached or quantity.number_end - quantity.number_start < 1:
            return None
        noun = None
        for hit, key in sentence.of("unit"):
            counted = any(q.start < hit.end and hit.start < q.end for q in quantities)
            if hit.end <= quantity.start and not counted:
                # The subject comes first: "the number of scholarships for students rose to 92".
                noun = hit, key
                break
        if noun is None:
            return None
        as_counted = replace(quantity, kind="count", unit=noun[1])
        choice = metric_of(sentence, as_counted, quantities)
        return choice._replace(cue=noun[0]) if choice else None

    def _draft_before(self, sentence: Sentence) -> _Draft | None:
        """The last figure, if it stands in the same paragraph and not far before."""
        if not self.drafts:
            return None
        last = self.drafts[-1]
        gap = self.text[last.figure.end : sentence.start]
        if last.sentence is not sentence and ("\n\n" in gap or len(gap) > _SAME_THOUGHT):
            return None
        return last

    # -- slots ----------------------------------------------------------------------------------

    def _draft(  # noqa: PLR0913 - everything that the sentence tells
        self,
        sentence: Sentence,
        numbers: list[Number],
        quantity: Quantity,
        choice: MetricChoice,
        mine: list[Growth],
        periods: list[Period],
        growths: list[Growth],
        areas: list[AreaMention],
        quantities: list[Quantity],
    ) -> _Draft:
        metric = self.known.metrics[choice.key]
        inferred: list[str] = []
        if choice.inferred:
            inferred.append(f"metric:{choice.inferred}")
        unit = self._unit(quantity, choice, metric)
        parties = parties_of(sentence, areas, quantity, quantities, pair=self.scope.parties)
        if parties.inferred:
            inferred.append(f"parties:{parties.inferred}")
        way = self._way(sentence, areas, quantity, quantities, metric, parties.codes, inferred)
        status = status_of(sentence, quantity, metric, quantities)
        before = self._draft_before(sentence) or self._trade_before(sentence, metric)
        period, how = period_of(
            sentence,
            quantity,
            metric,
            status,
            periods=periods,
            growths=growths,
            quantities=quantities,
            numbers=self.reading.numbers,
            scope=self.scope,
            before=before.figure if before else None,
            kin=before is not None and self._kin(metric, self.known.metrics[before.figure.metric]),
        )
        if status == "actual" and promised(metric, period, self.scope.reference):
            status = "pledge"
        if how:
            inferred.append(f"period:{how}")
        change = self._change(mine[0], period, inferred) if mine else None
        figure = Figure(
            id=_identity(self.scope.document, quantity.start, quantity.end, metric.key),
            document=self.scope.document,
            metric=metric.key,
            value=quantity.value,
            lower=quantity.lower,
            upper=quantity.upper,
            precision=quantity.precision,
            unit=unit,
            bound=quantity.bound,
            period=period,
            status=status,
            parties=parties.codes,
            direction=way,
            change=change,
            measure=self._measure(sentence, quantity, metric, period),
            per="year" if self._yearly(sentence, quantity) else None,
            stated_by=self._stated_by(sentence),
            quote=self._quote(quantity.start, quantity.end),
            start=quantity.start,
            end=quantity.end,
            sentence=sentence.exact(),
            sectors=sectors_of(sentence, quantity) if metric.measure == "event" and metric.direction is None else (),
            inferred=tuple(inferred),
        )
        return _Draft(figure, sentence, mine)

    def _way(  # noqa: PLR0913 - everything that the sentence tells
        self,
        sentence: Sentence,
        areas: list[AreaMention],
        quantity: Quantity,
        quantities: list[Quantity],
        metric: Metric,
        parties: tuple[str, ...],
        inferred: list[str],
    ) -> str | None:
        """The direction of a figure: by the words of its sentence, else by what was said before of the same pair."""
        if metric.direction is None or len(parties) != 2:  # noqa: PLR2004 - a pair
            return None
        way, how = direction_of(sentence, areas, quantity, quantities, metric=metric, parties=parties)
        last = self.drafts[-1] if self.drafts else None
        if last and last.sentence is sentence and self._trade(metric) and not any(
            last.figure.end <= a.start < quantity.start or 0 <= a.start - quantity.end <= _CONTEXT for a in areas
        ):
            # "exports to Vietnam came to 1.2 billion, imports to 1.9": the same reporter.
            way = self._way_before(metric, parties) or way
        if way is None and any(True for _ in sentence.of("count", "total")) and self._both_ways(metric, parties):
            # A total of what went both ways.
            return None
        if way is None:
            way, how = self._way_before(metric, parties), "document"
        if way is None and self._trade(metric):
            speaker = self._speaker(sentence, parties)
            if speaker:
                other = parties[0] if parties[1] == speaker else parties[1]
                holds = metric.holder == metric.direction_ends[0]
                way, how = (f"{speaker}>{other}" if holds else f"{other}>{speaker}"), "speaker"
        if way is None:
            return None
        if how:
            inferred.append(f"direction:{how}")
        return way

    def _way_before(self, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction in which the document's last figure of this kind went: the same giver, the same reporter."""
        kind = self._trade(metric)
        for draft in reversed(self.drafts):
            figure, other = draft.figure, self.known.metrics[draft.figure.metric]
            if figure.parties != parties or figure.direction is None or self._trade(other) != kind:
                continue
            if metric.key != other.key and self._of_people(metric):
                continue
            first, _, second = figure.direction.partition(">")
            # Whose figure it is stays; its imports come the other way than its exports.
            turned = kind and (other.holder == other.direction_ends[0]) != (metric.holder == metric.direction_ends[0])
            return f"{second}>{first}" if turned else figure.direction
        return None

    def _of_people(self, metric: Metric) -> bool:
        return any(unit in self.known.units and self.known.units[unit].kind == "person" for unit in metric.units)

    def _both_ways(self, metric: Metric, parties: tuple[str, ...]) -> bool:
        """Whether figures of a metric were stated in both directions."""
        ways = {d.figure.direction for d in self.drafts if d.figure.metric == metric.key and d.figure.parties == parties}
        return len(ways - {None}) > 1

    def _speaker(self, sentence: Sentence, parties: tuple[str, ...]) -> str | None:
        """The party that the sentence, or one shortly before it, is told by: the first that it names as its subject."""
        current: Sentence | None = sentence
        for _ in range(4):
            if current is None:
                return None
            subject = subject_of(current, areas_of(current))
            if subject in parties:
                return subject
            current = self.reading.sentences.preceding(current, within="\0")
        return None

    def _kin(self, metric: Metric, other: Metric) -> bool:
        """Whether two metrics are the same, or parts of the same sum."""
        return metric.key == other.key or {metric.key, other.key} <= self._sum_family()

    def _sum_family(self) -> set[str]:
        """The metrics that add up to one another or are the difference of one another: trade and its parts."""
        sums = [{m.key, *m.parts, *m.difference} for m in self.known.metrics.values() if m.parts or m.difference]
        return set().union(*sums)

    def _trade_before(self, sentence: Sentence, metric: Metric) -> _Draft | None:
        """The last figure, where it is one of trade and said in this paragraph or the one before it."""
        last = self.drafts[-1] if self.drafts else None
        family = self._sum_family()
        near = last is not None and sentence.start - last.figure.end <= 2 * _SAME_THOUGHT
        return last if last and near and {metric.key, last.figure.metric} <= family else None

    def _trade(self, metric: Metric) -> bool:
        """Whether a metric is a part of trade, which goes both ways, rather than what one side gives the other."""
        return any(metric.key in (*m.parts, *m.difference) or m.difference and m.key == metric.key for m in self.known.metrics.values())

    def _unit(self, quantity: Quantity, choice: MetricChoice, metric: Metric) -> str | None:
        if quantity.kind == "money":
            return quantity.unit
        if metric.units and "money" not in metric.units:
            return metric.units[0]
        entry = self.known.units.get(quantity.unit or "")
        return entry.base if entry and entry.kind == "person" and entry.base else quantity.unit

    def _measure(self, sentence: Sentence, quantity: Quantity, metric: Metric, period: str | None) -> Measure:
        if metric.measure == "flow" and period is None and is_stock(sentence, quantity, metric):
            return "stock"
        if metric.measure == "stock" and period is not None and metric.key != "students":
            return "flow"
        return metric.measure

    def _yearly(self, sentence: Sentence, quantity: Quantity) -> bool:
        return bool(
            sentence.after(quantity.end, "time", "per_year", gap=14) or sentence.before(quantity.start, "time", "per_year", gap=12)
        )

    def _change(self, growth: Growth, period: str | None, inferred: list[str]) -> Change:
        compared, guessed = versus(growth, period)
        if guessed:
            inferred.append("versus:year-before")
        return replace(growth.change, versus=compared)

    def _growth_alone(  # noqa: PLR0913 - everything that the sentence tells
        self,
        sentence: Sentence,
        numbers: list[Number],
        growth: Growth,
        periods: list[Period],
        growths: list[Growth],
        areas: list[AreaMention],
        quantities: list[Quantity],
    ) -> None:
        """A change whose amount the sentence does not state: it belongs to the amount before, or stands alone."""
        choice = metric_of(sentence, growth.quantity, quantities, change=True)
        before = self._draft_before(sentence)
        if (choice is None or choice.key == "other") and before and before.sentence is not sentence:
            if before.figure.change is None and before.figure.value is not None:
                inferred = list(before.figure.inferred)
                change = self._change(growth, before.figure.period, inferred)
                before.figure = replace(before.figure, change=change, inferred=tuple(inferred))
                before.growths.append(growth)
                before.sentence = sentence
                return
            choice = MetricChoice(before.figure.metric, None, "sentence-before")
        if choice is None:
            return
        draft = self._draft(sentence, numbers, growth.quantity, choice, [growth], periods, growths, areas, quantities)
        figure = draft.figure
        absolute = growth.change.kind == "absolute"
        draft.figure = replace(
            figure,
            value=None,
            lower=None,
            upper=None,
            precision=None,
            unit=figure.unit if absolute else None,
            bound=growth.change.bound,
        )
        self.drafts.append(draft)

    def _stated_by(self, sentence: Sentence) -> StatedBy | None:
        for hit, _ in sentence.of("source", "before"):
            rest = self.text[hit.end : sentence.end]
            stop = min((i for i in (rest.find(","), rest.find("."), rest.find(";"), rest.find(":")) if i >= 0), default=len(rest))
            name = rest[:stop].strip()
            if name and len(name) <= 120:  # noqa: PLR2004 - a name, not a clause
                start = hit.end + rest.index(name)
                return StatedBy(exact=name, start=start, end=start + len(name))
        return None

    def _quote(self, start: int, end: int) -> Quote:
        return Quote(
            exact=self.text[start:end],
            prefix=self.text[max(0, start - _CONTEXT) : start],
            suffix=self.text[end : end + _CONTEXT],
        )


def _identity(document: str, start: int, end: int, metric: str) -> str:
    """A stable id: the same document, stretch and metric give the same one anywhere."""
    return hashlib.sha256(f"{document}\0{start}\0{end}\0{metric}".encode()).hexdigest()[:16]
