"""Figures in the making: every slot of a figure filled from its sentence, else from what was said before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import partial

from analysis.changes import Growth, versus
from analysis.definitions import Metric, definitions
from analysis.figures.counted import by_economy, counted, grown, people_of_another_time
from analysis.figures.governing import partner_named
from analysis.figures.metrics import (
    MetricChoice,
    counts_people,
    given,
    is_rate,
    last_cue,
    metric_of,
    metric_of_change,
    names_actors,
    sum_family,
)
from analysis.figures.parties import given_by_home, parties_of
from analysis.figures.residuals import residual
from analysis.figures.sectors import sectors_of
from analysis.figures.status import promised, status_of
from analysis.figures.timing import is_stock, looks_back, opens_with_part, period_of
from analysis.figures.told import Told
from analysis.figures.ways import Ways
from analysis.figures.wholes import from_partner, of_the_world, of_two, whole_of_share
from analysis.lexicon import Hit
from analysis.model import Figure, Measure, Quantity, Quote, StatedBy, Status
from analysis.periods import contains
from analysis.plain import CONTEXT
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["Draft", "Drafts"]

_TO_PERIOD = 5
"""Characters between a change and its time behind it: a preposition."""
_CONVERSION = 36
"""Characters between an amount and the same amount in another currency."""
_HUNDRED = 100
_HEDGE = 12
"""Characters between a word for the world and the amount that is of it: a hedge."""
_ROUNDLY = 0.1
"""Share by which a factor may differ from the percentage that it repeats."""
_SAME_THOUGHT = 420
"""Characters after which a figure no longer tells what the next one is about."""
_NEXT_PARAGRAPH = 200
"""The same, where a paragraph ends in between."""
_KIN = 6
"""Figures back to where one of the same kind is looked for."""
_LONGEST_NAME = 120
_PAIR = 2


@dataclass(slots=True)
class Draft:
    """A figure in the making, with what later sentences may take over from it."""

    figure: Figure
    sentence_start: int
    growths: list[Growth]
    looks_back: bool = False
    """Whether its sentence goes back to an older time for once: "Two years earlier, in 2010, it was ..."."""


class Drafts:
    """The figures of a document so far, and the making of the next one in their light."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.known = definitions()
        self.made: list[Draft] = []
        self.ways = Ways(reading, self.made, self.before)
        self.aside: Figure | None = None
        """The last figure of one economy alone: none of the relations, but what follows may share its period."""
        self.again: set[int] = set()
        """Where acts are counted that were named before: "the six memorandums"."""

    def add(self, draft: Draft) -> Draft:
        """Keeps a draft, for the result and for the sentences to come."""
        self.made.append(draft)
        return draft

    def amount(self, told: Told, quantity: Quantity) -> Draft | None:
        """The figure that an amount states; None where it measures nothing that is known."""
        if is_rate(told, quantity):
            return None
        mine = [g for g in told.growths if g.host is quantity]
        choice = self._metric(told, quantity, mine)
        if choice is None:
            return None
        draft = self._draft(told, quantity, choice, mine)
        if choice.metric.measure == "event" and told.sentence.before(quantity.start, "count", "determiner", gap=1):
            self.again.add(quantity.start)
        if self._one_sided(told, draft.figure):
            if draft.figure.period or self.aside is None:
                self.aside = draft.figure
            return None
        return draft

    def _one_sided(self, told: Told, figure: Figure) -> bool:
        """Whether a figure is the total of one economy: its trade with the world is no figure of a relation."""
        metric = self.known.metrics[figure.metric]
        early = self._before_its_partner(told, figure)
        if metric.residual:
            unit = self.known.units.get(figure.unit or "")
            return len(figure.parties) < _PAIR or (early and unit is not None and unit.kind == "mass")
        if metric.dated or not (metric.direction or metric.parts):
            return False
        if early or whole_of_share(told, figure):
            return True
        others = [q for q in told.amounts if q.start != figure.start]
        words = [hit for hit, _ in told.sentence.of("count", "world") if not of_two(told, hit)]
        # "1.5 million Peruvians, out of 4 million international visitors": the words are of the whole.
        words = [hit for hit in words if not any(q.start <= hit.start < q.end for q in others)]
        world = any(abs(hit.start - figure.start) < _SAME_THOUGHT // 4 for hit in words)
        far = (hit for hit in words if not any(sense.startswith("metric.") for sense in hit.senses))
        if any(_leads_to(told, hit, figure) for hit in far) and not from_partner(told, figure):
            # "Laos received about 2 million visitors from all over the world, of them 1 million Thais"
            return True
        named = {a.code for a in told.areas}
        # "International visitors to Ghana" come from everywhere.
        led = partner_named(told) and not counts_people(metric)
        partner = len(named) > 1 or led or (not named and self._goes_on(told, figure))
        return len(figure.parties) == 1 or (world and not partner)

    def _before_its_partner(self, told: Told, figure: Figure) -> bool:
        """Whether the flow of a pair is told before the text names both: "exports rose" at the head is the total."""
        if self.known.metrics[figure.metric].parts:
            return False
        reading = self.reading
        pair = reading.scope.parties
        guessed = figure.parties == pair and any(code.startswith("parties:") for code in figure.inferred)
        home = reading.language.home
        named = (hit for hit, _ in told.sentence.of("area"))
        if not guessed or any(not _is(hit, home) for hit in named):
            return False
        # The one economy that speaks the language need not be named.
        others = (code for code in pair if code != home)
        return any(reading.named_only_after(code, told.sentence.end) for code in others)

    def _goes_on(self, told: Told, figure: Figure) -> bool:
        """Whether a sentence that names no economy goes on about the trade of the two said just before."""
        before = self.before(told.sentence)
        return before is not None and before.figure.metric == figure.metric and before.figure.parties == figure.parties

    def _converts(self, told: Told, start: int, end: int) -> bool:
        """Whether nothing but a mark, a word like "or" and a hedge stands between two amounts."""
        gap = told.between(start, end)
        if gap.lstrip(" )]")[:1] in ("(", "[", "/"):
            return True
        if gap.endswith(("(", "[")) and gap[:-1].strip().isalpha():
            # As in: 100 million additional (73.1 million euros).
            return True
        others = [hit for hit, _ in told.sentence.of("range", "or") if start <= hit.start and hit.end <= end]
        hedged = any(start <= hit.start and hit.end <= end for hit, _ in told.sentence.of("bound", "about"))
        if not others and not hedged and gap.lstrip()[:1] not in (",", "\u2013", "\u2014", "-"):
            return False
        for hit in (*others, *(hit for hit, _ in told.sentence.of("bound"))):
            if start <= hit.start and hit.end <= end:
                gap = gap[: hit.start - start] + " " * (hit.end - hit.start) + gap[hit.end - start :]
        return not gap.strip(" ,\u2013\u2014-")

    def conversion(
        self, told: Told, quantity: Quantity, previous: Quantity | None, first: Draft | None
    ) -> Draft | None:
        """An amount that repeats the one before in another currency: "9 billion VND (4 million USD)"."""
        if previous is None or first is None or not quantity.kind == previous.kind == "money":
            return None
        gap = self.text[previous.end : quantity.start]
        if is_rate(told, quantity):
            return None
        if (
            previous.unit == quantity.unit
            or len(gap) > _CONVERSION
            or not self._converts(told, previous.end, quantity.start)
        ):
            return None
        figure = replace(self._valued(first.figure, quantity, first.figure.metric), unit=quantity.unit, change=None)
        return Draft(figure, first.sentence_start, [])

    def growth(self, told: Told, growth: Growth) -> None:
        """A change whose amount its sentence does not state: it belongs to the amount before, or stands alone."""
        choice = metric_of_change(told, growth.quantity)
        if of_the_world(told, growth.quantity):
            return
        before = self._whole(self.before(told.sentence), told)
        if self._told_beside(told, growth, choice, before):
            return
        here = before is not None and before.sentence_start == told.sentence.start
        if choice is None and not here:
            # "The number of scholarships rose by 120."
            choice = grown(told, growth.quantity, otherwise=partial(self._residual, told))
        if choice is None and before and here:
            choice = MetricChoice(self.known.metrics[before.figure.metric])
        elif (choice is None or choice.metric.residual) and before:
            # A gift or a loan does not grow in the next sentence.
            if self.known.metrics[before.figure.metric].dated:
                return
            own = any(a.form != "adjective" and a.end <= growth.quantity.start for a in told.areas)
            # "It grows by 7 percent a year" is no growth of the one amount before.
            later = growth.average or self._of_another_time(told, growth, before.figure)
            if before.figure.change is None and before.figure.value is not None and not own and not later:
                before.figure = self._changed(before.figure, growth)
                before.growths.append(growth)
                before.sentence_start = told.sentence.start
                return
            choice = MetricChoice(self.known.metrics[before.figure.metric], None, "sentence-before")
        if choice is None:
            return
        draft = self._draft(told, growth.quantity, choice, [growth])
        if self._one_sided(told, draft.figure):
            return
        draft.figure = replace(
            draft.figure,
            value=None,
            lower=None,
            upper=None,
            precision=None,
            unit=draft.figure.unit if growth.change.kind == "absolute" else None,
            bound=growth.change.bound,
        )
        self.add(draft)

    def _whole(self, before: Draft | None, told: Told) -> Draft | None:
        """The figure that the next sentence goes on about: after "90 guests, 20 of them in groups", the 90."""
        if before is None or len(self.made) < _PAIR or before.sentence_start == told.sentence.start:
            return before
        first, part = self.made[-2], before.figure
        alike = first.sentence_start == before.sentence_start and first.figure.metric == part.metric
        sentence = self.reading.sentences.around(part.start)
        between = (hit.start for hit, _ in sentence.of("count", "subset"))
        return first if alike and any(first.figure.end <= start <= part.start for start in between) else before

    def _told_beside(self, told: Told, growth: Growth, choice: MetricChoice | None, before: Draft | None) -> bool:
        """Gives a change to the amount of the sentence that says it again or that a colon announces, if one does."""
        if before and before.sentence_start == told.sentence.start and _says_again(before.figure, growth):
            change = before.figure.change
            if change and growth.change.kind == "percent":
                # "more than double (+105.5 %)": the percentage is exacter.
                before.figure = replace(before.figure, change=replace(growth.change, versus=change.versus))
            before.growths.append(growth)
            return True
        after = self._explained(told, growth)
        if after is None or (choice is not None and choice.metric.key != after.figure.metric):
            return False
        after.figure = self._changed(after.figure, growth)
        after.growths.append(growth)
        return True

    def _explained(self, told: Told, growth: Growth) -> Draft | None:
        """The amount that a colon announces: "Trade has tripled: it now exceeds 180 million"."""
        mine = (d for d in self.made if d.sentence_start == told.sentence.start)
        after = next((d for d in mine if d.figure.start > growth.quantity.start), None)
        if after is None or after.figure.change is not None or after.figure.value is None:
            return None
        start, end = growth.quantity.end, after.figure.start
        between = told.between(start, end)
        others = any(start <= quantity.start < end for quantity in told.quantities)
        return after if between.count(":") == 1 and ";" not in between and not others else None

    def _of_another_time(self, told: Told, growth: Growth, figure: Figure) -> bool:
        """Whether a sentence says of its growth another time than the figure before has: "In 2021 it fell by 5 %"."""
        mine = [p for p in told.periods if p.role in ("at", "span") and p is not growth.compared]
        mine = [p for p in mine if p.end <= growth.quantity.start or 0 < p.start - growth.quantity.end <= _TO_PERIOD]
        return figure.period is not None and any(
            not contains(p.iso, figure.period) and not contains(figure.period, p.iso) for p in mine
        )

    # -- metric ---------------------------------------------------------------------------------

    def _metric(self, told: Told, quantity: Quantity, growths: list[Growth]) -> MetricChoice | None:
        choice = metric_of(told, quantity)
        before = self.before(told.sentence)
        if choice is not None:
            return self._of_a_gift(told, choice) or self._services(choice, before.figure if before else None)
        if quantity.kind == "number":
            said = before.figure if before else None
            return counted(told, quantity, growing=bool(growths), before=said, otherwise=partial(self._residual, told))
        if before and (like := self._like_the_last(told, quantity, before.figure)):
            return MetricChoice(like, None, "sentence-before")
        if quantity.kind != "money":
            return self._residual(told, quantity)
        if before and (worth := self._worth_of_the_last(quantity, before.figure)):
            return MetricChoice(worth, None, "counted")
        spoken = self._goes_on_about(told, before)
        framed = spoken is not None and spoken.residual and not (before and before.figure.metric == spoken.key)
        acts = any(a.form != "adjective" and a.end <= quantity.start for a in told.areas)
        # "Notes on a grant were signed. Japan is to provide 472m yen."
        gift = given(told, quantity) if spoken is None or (framed and acts) else None
        return gift or (MetricChoice(spoken, None, "sentence-before") if spoken else None)

    def _of_a_gift(self, told: Told, choice: MetricChoice) -> MetricChoice | None:
        """The gift or loan that the sentence before names, where an amount is the worth of its projects."""
        preceding = self.reading.sentences.preceding(told.sentence)
        if choice.inferred != "counted" or preceding is None or any(True for _ in told.sentence.of("metric")):
            return None
        named = (self.known.metrics[key] for _, key in preceding.of("metric"))
        given = next((metric for metric in named if metric.dated and metric.direction), None)
        return MetricChoice(given, None, "sentence-before") if given and not names_actors(told) else None

    def _services(self, choice: MetricChoice, before: Figure | None) -> MetricChoice:
        """What an amount measures; one of services goes the way of the trade told before: "to this come services"."""
        family = sum_family()
        if not choice.cue or not _of_services(choice) or before is None or before.metric not in family:
            return choice
        said = next((key for key in sorted(family) if f"metric.{key}" in choice.cue.senses), before.metric)
        return choice._replace(inferred="sentence-before", like=self.known.metrics[said])

    def _like_the_last(self, told: Told, quantity: Quantity, figure: Figure) -> Metric | None:
        """The metric of what is counted as the figure before was: people by their economy, projects, more goods."""
        metric = self.known.metrics[figure.metric]
        another = told.sentence.before(quantity.start, "count", "another", gap=1)
        people = by_economy(told, quantity) or people_of_another_time(told, quantity, figure)
        if (people and counts_people(metric)) or (another and metric.gift and figure.unit == quantity.unit):
            # "... another shipment of 1,500 tonnes"
            return metric
        things = next((m for m in self.known.metrics.values() if m.worth and quantity.unit in m.units), None)
        return things if things and metric.key in (things.key, things.worth) else None

    def _goes_on_about(self, told: Told, before: Draft | None) -> Metric | None:
        """The metric that an amount of money goes on about: that of the figure before, or what was named since."""
        preceding = self.reading.sentences.preceding(told.sentence)
        cue = last_cue(preceding, "money") if preceding else None
        passed = preceding is not None and before is not None and before.figure.end <= preceding.start
        amount = before and before.figure.value is not None and before.figure.unit not in self.known.units
        return self._spoken_of(before.figure) if before and amount and not (cue and passed) else cue

    def _worth_of_the_last(self, quantity: Quantity, figure: Figure) -> Metric | None:
        """The metric of what was counted right before an amount: "raising their number to 130 worth 2 billion"."""
        worth = self.known.metrics[figure.metric].worth
        near = 0 <= quantity.start - figure.end <= _CONVERSION
        return self.known.metrics[worth] if worth and near else None

    def _residual(self, told: Told, quantity: Quantity) -> MetricChoice | None:
        before = self.before(told.sentence)
        return residual(told, quantity, pair=self.reading.scope.parties, before=before.figure if before else None)

    def _spoken_of(self, figure: Figure) -> Metric:
        """The metric that goes on being spoken of: after a balance, the sum that it is the balance of."""
        metric = self.known.metrics[figure.metric]
        if metric.difference:
            for draft in reversed(self.made[-_KIN:-1]):
                other = self.known.metrics[draft.figure.metric]
                if other.parts == metric.difference and draft.figure.parties == figure.parties:
                    return other
        return metric

    def before(self, sentence: Sentence) -> Draft | None:
        """The last figure, if it stands in the same paragraph and not far before."""
        if not self.made:
            return None
        last = self.made[-1]
        gap = self.text[last.figure.end : sentence.start]
        if last.sentence_start == sentence.start:
            return last
        # In agency copy every sentence is a paragraph: the next one may still go on.
        return None if len(gap) > (_NEXT_PARAGRAPH if "\n\n" in gap else _SAME_THOUGHT) else last

    # -- slots ----------------------------------------------------------------------------------

    def _draft(self, told: Told, quantity: Quantity, choice: MetricChoice, mine: list[Growth]) -> Draft:
        metric, scope = choice.metric, self.reading.scope
        inferred = [f"metric:{choice.inferred}"] if choice.inferred else []
        last = self.made[-1].figure if self.made else None
        near = last if last and told.sentence.start - last.end <= _SAME_THOUGHT else None
        parties = parties_of(
            told, quantity, pair=scope.parties, before=near, speaker=lambda: self.ways.speaker(told, scope.parties)
        )
        parties = given_by_home(parties, quantity, choice.ways)
        if parties.inferred is None and self._only_as_we(told, parties.codes):
            parties = parties._replace(inferred="home")
        if parties.inferred:
            inferred.append(f"parties:{parties.inferred}")
        way, how = self.ways.of(told, quantity, choice, parties.codes)
        if way and how:
            inferred.append(f"direction:{how}")
        status = status_of(told, quantity, choice.ways)
        period, how = period_of(
            told,
            quantity,
            choice.ways,
            status,
            reading=self.reading,
            before=self._kin_before(told, choice.ways if _of_services(choice) else metric, status),
            last=self._newest(near),
            beside=last,
        )
        if how:
            inferred.append(f"period:{how}")
        if status == "actual" and (promised(metric, period, scope.reference) or self._same_promise(told, choice)):
            status = "pledge"
        if status == "actual" and metric.measure == "flow" and not metric.allotment and self._to_come(period):
            # "agreed to triple trade to 5 billion by 2030"
            status = "target"
        figure = Figure(
            id=self._identity(quantity.start, quantity.end, metric.key),
            document=scope.document,
            metric=metric.key,
            value=quantity.value,
            lower=quantity.lower,
            upper=quantity.upper,
            precision=quantity.precision,
            unit=self._unit(replace(quantity, unit=choice.unit) if choice.unit else quantity, metric),
            bound=quantity.bound,
            period=period,
            status=status,
            parties=parties.codes,
            direction=way,
            measure=_measure(told.sentence, quantity, metric, period),
            per="year" if told.yearly(quantity) else None,
            stated_by=self._stated_by(told.sentence),
            quote=self._quote(quantity.start, quantity.end),
            start=quantity.start,
            end=quantity.end,
            sentence=told.sentence.exact(),
            sectors=sectors_of(told.sentence, quantity)
            if metric.measure == "event" and metric.direction is None
            else (),
            inferred=tuple(inferred),
        )
        figure = self._changed(figure, mine[0]) if mine else figure
        return Draft(figure, told.sentence.start, mine, looks_back(told.sentence))

    def _only_as_we(self, told: Told, codes: tuple[str, ...]) -> bool:
        """Whether a sentence names one of its parties by no other word than "we"."""
        home = self.reading.home
        if home not in codes:
            return False
        said = {hit.start for hit, _ in told.sentence.of("area") if f"area.home.{home}" in hit.senses}
        places = [a.start for a in told.areas if a.code == home]
        return bool(places) and said.issuperset(places)

    def _kin_before(self, told: Told, metric: Metric, status: Status) -> Figure | None:
        """The figure before whose period may carry over: of the same metric or sum, and measured or aimed at alike."""
        family = sum_family()
        kin = family if metric.key in family else {metric.key, metric.worth}
        aside = self.aside if self.aside and self.aside.metric in kin else None
        if aside and kin is not family and told.sentence.start - aside.end > 2 * _SAME_THOUGHT:
            aside = None
        found: Figure | None = None
        older: Figure | None = None
        found_in = 0
        for draft in reversed(self.made[-_KIN:]):
            figure = draft.figure
            if found and draft.sentence_start != found_in:
                break
            summed = {metric.key, figure.metric} <= family
            reach = 2 * _SAME_THOUGHT if summed else _SAME_THOUGHT
            if self.known.metrics[figure.metric].residual and metric.key in family and told.sentence.start > figure.end:
                # "services come to 12 billion": they are told between the flows of goods.
                continue
            if told.sentence.start - figure.end > reach or not (summed or figure.metric == metric.key):
                break
            if self._ahead(figure) != (status == "target"):
                # What was aimed at has a time of its own.
                continue
            if draft.looks_back and draft.sentence_start != told.sentence.start:
                # What comes next goes on from what was told before it, if anything was.
                older = older or figure
                continue
            # "5 million, up from 4 million the year before": what comes next goes on from the newer.
            if found is None or (figure.metric == found.metric and (figure.period or "") > (found.period or "")):
                found, found_in = figure, draft.sentence_start
        found = found or older
        return aside if aside and (found is None or aside.start > found.start) else found

    def _newest(self, near: Figure | None) -> Figure | None:
        """The figure that words point back to: of the last sentence's, the newest, not what it was compared with."""
        if near is None:
            return None
        sentence = self.made[-1].sentence_start
        dated = [d.figure for d in self.made[-_KIN:] if d.sentence_start == sentence and d.figure.period]
        return max(dated, key=lambda figure: figure.period or "", default=near)

    def _changed(self, figure: Figure, growth: Growth) -> Figure:
        """A figure with the change that belongs to it."""
        compared, guessed = versus(growth, figure.period)
        reference = self.reading.scope.reference
        if guessed and reference and figure.period and int(figure.period[:4]) > int(reference[:4]) + 1:
            # What is to double by 2030 does so from now, not from 2029.
            compared, guessed = None, False
        inferred = (*figure.inferred, "versus:year-before") if guessed else figure.inferred
        return replace(figure, change=replace(growth.change, versus=compared), inferred=inferred)

    def _to_come(self, period: str | None) -> bool:
        """Whether a period begins in a year after that from which the text counts."""
        reference = self.reading.scope.reference
        return bool(period and reference and period[:4] > reference[:4])

    def past(self, period: str | None) -> bool:
        """Whether a period lies in a year before that from which the text counts."""
        reference = self.reading.scope.reference
        return bool(period and reference and period[:4] < reference[:4])

    def _ahead(self, figure: Figure) -> bool:
        """Whether a figure is of what lies ahead: a target, or what a coming year is expected to bring."""
        reference = self.reading.scope.reference
        past = self.past(figure.period)
        coming = bool(figure.period and reference and figure.period[:4] > reference[:4])
        return (figure.status == "target" and not past) or (figure.status == "estimate" and coming)

    def _unit(self, quantity: Quantity, metric: Metric) -> str | None:
        if quantity.kind == "money":
            return quantity.unit
        if metric.units and "money" not in metric.units:
            return metric.units[0]
        entry = self.known.units.get(quantity.unit or "")
        return entry.base if entry and entry.kind == "person" and entry.base else quantity.unit

    def _same_promise(self, told: Told, choice: MetricChoice) -> bool:
        """Whether an amount says the promise of the sentence before again, or a part of it.

        "The sum equals 3.4 billion kroner", "Of these, 500 scholarships are for ..."
        """
        before = self.before(told.sentence)
        if before is None:
            return False
        again = choice.inferred == "sentence-before" and choice.metric.dated
        same = before.figure.metric == choice.metric.key
        if same and not told.areas and self._only_is(told):
            # "5 million is military aid, 1 million is civil": what it falls into.
            return before.figure.status == "pledge"
        if not again and not (same and opens_with_part(told.sentence)):
            return False
        return before.figure.status == "pledge" and not any(True for _ in told.sentence.of("status", "actual"))

    @staticmethod
    def _only_is(told: Told) -> bool:
        """Whether a sentence of several amounts has no verb but "is"."""
        verbs = [hit for hit, _ in told.sentence.of("status", "actual")]
        copulas = {hit.start for hit, _ in told.sentence.of("role", "passive")}
        acts = any(True for _ in told.sentence.of("act", "give", "receive"))
        return len(told.amounts) > 1 and bool(verbs) and not acts and copulas.issuperset(hit.start for hit in verbs)

    def _stated_by(self, sentence: Sentence) -> StatedBy | None:
        for hit, _ in sentence.of("source", "before"):
            # "Ifølge departementet var handelen ...": the verb ends the name where no comma does.
            verbs = (*sentence.of("role", "passive"), *sentence.of("status", "actual"))
            verb = min((v.start for v, _ in verbs if v.start > hit.end + 1), default=sentence.end)
            rest = self.text[hit.end : verb]
            stop = min((i for i in map(rest.find, ",.;:") if i >= 0), default=len(rest))
            name = rest[:stop].strip()
            if name and len(name) <= _LONGEST_NAME:
                start = hit.end + rest.index(name)
                return StatedBy(exact=name, start=start, end=start + len(name))
        return None

    def _quote(self, start: int, end: int) -> Quote:
        return Quote(
            exact=self.text[start:end],
            prefix=self.text[max(0, start - CONTEXT) : start],
            suffix=self.text[end : end + CONTEXT],
        )

    def _valued(self, figure: Figure, quantity: Quantity, metric: str) -> Figure:
        """A figure like another, at another amount of the text."""
        return replace(
            figure,
            id=self._identity(quantity.start, quantity.end, metric),
            metric=metric,
            value=quantity.value,
            lower=quantity.lower,
            upper=quantity.upper,
            precision=quantity.precision,
            bound=quantity.bound,
            quote=self._quote(quantity.start, quantity.end),
            start=quantity.start,
            end=quantity.end,
        )

    def like(self, first: Figure, second: Figure) -> Figure:
        """A figure that measures what another does, between the same parties."""
        if second.metric == first.metric:
            return second
        identity = self._identity(second.start, second.end, first.metric)
        return replace(second, id=identity, metric=first.metric, parties=first.parties, direction=first.direction)

    def sum_of(self, figure: Figure, metric: Metric) -> Figure:
        """A figure told to be the sum of the parts beside it."""
        kept = tuple(i for i in figure.inferred if not i.startswith(("metric:", "direction:")))
        identity = self._identity(figure.start, figure.end, metric.key)
        way = figure.direction if metric.direction else None
        return replace(figure, id=identity, metric=metric.key, direction=way, inferred=(*kept, "metric:sum"))

    def _identity(self, start: int, end: int, metric: str) -> str:
        """A stable id: the same document, stretch and metric give the same one anywhere."""
        start, end = self.reading.written(start, end)
        name = f"{self.reading.scope.document}\0{start}\0{end}\0{metric}"
        return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _of_services(choice: MetricChoice) -> bool:
    """Whether an amount is said to be of services, which no metric of trade in goods takes."""
    return choice.cue is not None and choice.metric.residual and "count.services" in choice.cue.senses


def _leads_to(told: Told, word: Hit, figure: Figure) -> bool:
    """Whether a word for the world stands right before an amount, a hedge let pass."""
    near = 0 <= figure.start - word.end <= _HEDGE
    return near and not any(word.end <= a.start < figure.start for a in told.areas)


def _is(hit: Hit, economy: str | None) -> bool:
    """Whether a word names one economy, or none as a phrase that only holds a name does."""
    return all(s.split(".")[-1] in (economy, "none") for s in hit.senses if s.startswith("area."))


def _says_again(figure: Figure, growth: Growth) -> bool:
    """Whether a factor only puts in other words by how many percent a figure grew: "up 109 percent, a doubling"."""
    stated = figure.change
    if stated is None or {stated.kind, growth.change.kind} != {"percent", "factor"}:
        return False
    percent, multiple = (stated, growth.change) if stated.kind == "percent" else (growth.change, stated)
    factor = 1 + percent.value / _HUNDRED * (1 if percent.direction == "up" else -1)
    return abs(multiple.value - factor) <= _ROUNDLY * factor


def _measure(sentence: Sentence, quantity: Quantity, metric: Metric, period: str | None) -> Measure:
    if metric.measure == "flow" and period is None and is_stock(sentence, quantity, metric):
        return "stock"
    # Projects licensed in a year are a flow; students in a year are still those enrolled.
    return "flow" if metric.measure == "stock" and period and not counts_people(metric) else metric.measure
