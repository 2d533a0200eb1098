"""Figures in the making: every slot of a figure filled from its sentence, else from what was said before.

- `earlier`: the figures so far, and what they tell of the next one
- `choosing`: what an amount measures
- `alike`: what things in a list are worth, told in the words of an item before
- `one_sided`, `left_out`: totals of one economy, which are no figures of a relation, and what is told of them
- `growths`: changes without an amount of their own
- `conversions`: the same amount in another currency
- `slots`, `sources`, `records`: the slots that no other module of `figures` fills, and the record itself
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial

from analysis.changes import Growth
from analysis.definitions import Metric, definitions
from analysis.figures.counted import grown
from analysis.figures.denials import denial_of
from analysis.figures.directions import Direction
from analysis.figures.drafts.alike import worth_alike, worth_of_goods
from analysis.figures.drafts.choosing import is_of_services, metric_for, residual_of
from analysis.figures.drafts.conversions import converts
from analysis.figures.drafts.earlier import PAIR, SAME_THOUGHT, Draft, Earlier
from analysis.figures.drafts.growths import (
    amount_told,
    clause_tells_of_another,
    flow_told,
    is_named_behind,
    is_of_another_partner,
    is_of_another_time,
    is_told_beside,
    reaches,
    says_by_how_much,
    tells_more_of,
    tells_of_another,
)
from analysis.figures.drafts.left_out import LeftOut
from analysis.figures.drafts.one_sided import is_one_sided
from analysis.figures.drafts.promises import (
    adds_up_promise,
    describes_promise,
    goes_with_promise,
    is_item_of_promise,
    is_opened,
    only_agreed,
    repeats_promise,
)
from analysis.figures.drafts.records import between, changed, identity, quote, revalued, since
from analysis.figures.drafts.row import in_row, next_of_listed, next_things, time_of_row
from analysis.figures.drafts.slots import is_guessed, is_named_as_we, measure_of, unit_at_home, unit_of
from analysis.figures.drafts.sources import stated_by
from analysis.figures.elliptic import left_out, next_in_row
from analysis.figures.goods import way_of_weight
from analysis.figures.governing import led_by, subject_of
from analysis.figures.hub import labels_partner, opens_with_partner, way_of_hub, with_hub
from analysis.figures.listed import Item, item_of
from analysis.figures.metrics import (
    MetricChoice,
    as_residual,
    counts_guests,
    counts_people,
    is_rate,
    metric_of_change,
    sum_family,
)
from analysis.figures.metrics.families import are_goods
from analysis.figures.named import THERE, areas_of
from analysis.figures.one_named import Background, Parties, with_home
from analysis.figures.parties import parties_of
from analysis.figures.ranked import Before, Ranked, Rankings
from analysis.figures.residuals import is_covered
from analysis.figures.sectors import sectors_of
from analysis.figures.status import given_besides, promised, status_of, told_in_present
from analysis.figures.status.between import given_earlier, is_paid, is_what_it_was, stands_now
from analysis.figures.timing import Timing, is_alone, looks_back, opening_time, opens_with_part, period_of, year_of_text
from analysis.figures.told import Told, of_the_two
from analysis.figures.ways import Ways
from analysis.figures.wholes import given_by_none, helps_none, of_a_holding, of_a_loss, of_one_alone, of_the_world
from analysis.lexicon import Hit, lowered
from analysis.model import Figure, Period, Quantity, Status
from analysis.periods import shifted
from analysis.scope import Reading

__all__ = ["Draft", "Drafts"]

_ARTICLE = 4
"""Characters before the noun that opens a sentence: an article."""
_FEW_WORDS = 4
"""Words by which a sentence says an amount again: "That is about", "It is equal to"."""
_TO_END = 32
"""Characters from such an amount to the end of its sentence: "at today's rate"."""
_MILLION = 1e6
_SHORT = 3
"""Letters of a word that says nothing by itself."""
_MANY = 1000
"""A number from here on may be one of people."""
_FEWEST = 10
"""A bare number from here on may be one that has grown."""
_OF_THEM = 3
"""Words between such a number and its growth: "of them,"."""
_TOPIC = 3
"""Sentences back to the one that names the partner told of: "Brazil is back. Flights are too. Arrivals rose to"."""
_HUB = "parties:hub"
"""What a figure is said to have inferred whose partner a sentence before opens with."""
_PRICE = 1000
"""An amount of money below it, whatever the currency, is a price or a wage: economies deal in more."""

_SAYS_GIVEN = (given_besides, given_earlier, is_what_it_was, is_paid)
"""How words beside an amount say that it was given, whatever else its sentence promises."""


class Drafts:
    """The figures of a document so far, and the making of the next one in their light."""

    def __init__(self, reading: Reading, hub: str | None = None) -> None:
        self.reading = reading
        self.hub = hub
        """The economy whose partners the text tells of, where that is known."""
        self.earlier = Earlier(reading)
        self.ways = Ways(reading, self.earlier.made, self.earlier.before)
        self.rankings = Rankings(reading)
        self.left_out = LeftOut()
        """The totals of one economy, with which goes what is told of them."""
        self.again: set[int] = set()
        """Where acts are counted that were named before: "the six memorandums"."""
        self.totals: set[int] = set()
        """Where totals of one economy are stated, whose growth is no figure either."""

    def add(self, draft: Draft) -> Draft:
        """Keeps a draft, for the result and for the sentences to come."""
        last = self.earlier.made[-1] if self.earlier.made else None
        if last and reaches(draft, last.figure):
            self.earlier.made.pop()
            self.grow(draft, last.growths[-1])
        draft.looks_back = draft.looks_back or (last is not None and self._goes_back(draft, last))
        self.earlier.made.append(draft)
        return draft

    def _goes_back(self, draft: Draft, last: Draft) -> bool:
        """Whether a sentence only tells what the figure of the one before was at an older time."""
        figure, newer = draft.figure, last.figure
        own = (figure.metric, figure.parties, figure.direction, figure.status)
        alike = own == (newer.metric, newer.parties, newer.direction, newer.status) and figure.unit == newer.unit
        older = bool(figure.period and newer.period and figure.period < newer.period)
        return alike and older and figure.status == "actual" and last.sentence_start < draft.sentence_start

    def amount(self, told: Told, quantity: Quantity) -> Draft | None:
        """The figure that an amount states; None where it measures nothing that is known."""
        numbered = quantity.kind == "count" and told.place(quantity) is None and not told.is_the_two(quantity)
        if is_rate(told, quantity) or numbered:
            # "Section 105 of the agreements"
            return None
        mine = [g for g in told.growths if g.host is quantity]
        if again := self._told_in_another_currency(told, quantity):
            return again
        choice = metric_for(self.earlier, told, quantity, mine)
        before = self.earlier.last(told.sentence)
        last = before.figure if before else None
        if found := self._of_partner(told, quantity, choice, last, mine):
            return found
        if choice is None or of_one_alone(told, quantity, choice.cue) or _is_small(quantity, choice.metric):
            return None
        if _is_none_between_the_two(told, quantity, choice):
            return None
        # "While its GDP grew by 4 %, its trade reached 7 million": another thing has grown.
        mine = [g for g in mine if not of_one_alone(told, g.quantity, _beside(told, g.quantity, choice.cue))]
        draft = self._draft(told, quantity, choice, mine)
        if choice.metric.measure == "event" and told.sentence.before(quantity.start, "count", "determiner", gap=1):
            self.again.add(quantity.start)
        of_partner = _HUB in draft.figure.inferred
        left_out = self.left_out.takes(told, draft.figure) or is_one_sided(self.earlier, told, draft.figure)
        if left_out and not of_partner:
            self.left_out.add(draft.figure)
            if self.earlier.goes_on_from(told, draft.figure, quantity):
                abroad, named = told.sentence.has("count", "abroad"), {area.code for area in told.areas}
                # Of those who went abroad the partner is but guessed, as is any that is not named.
                parties = draft.figure.parties[:1] if abroad else draft.figure.parties
                parties = tuple(named) if len(named) == 1 else parties
                way = draft.figure.direction if parties == draft.figure.parties else None
                self.earlier.aside = replace(draft.figure, parties=parties, direction=way)
            self.totals.add(quantity.start)
            return None
        return draft

    def _of_partner(
        self, told: Told, quantity: Quantity, choice: MetricChoice | None, last: Figure | None, mine: list[Growth]
    ) -> Draft | None:
        """The figure of a partner in a list or a ranking: of goods in a ranking first, of all else in a list."""
        goods = are_goods(quantity)
        if goods and (ranked := self._in_ranking(told, quantity, choice, last)):
            return self._ranked(told, ranked, mine)
        if listed := self._listed(told, quantity, last, mine, named=choice is not None and choice.cue is not None):
            return listed
        ranked = None if goods else self._in_ranking(told, quantity, choice, last)
        return self._ranked(told, ranked, mine) if ranked else None

    def _in_ranking(
        self, told: Told, quantity: Quantity, choice: MetricChoice | None, last: Figure | None
    ) -> Ranked | None:
        """What an amount is of beside a partner in a ranking."""
        before = self.earlier.made[-1] if self.earlier.made else None
        cue = before.cue.senses if before and before.cue else frozenset()
        flow = next((key for key in sorted(sum_family()) if f"metric.{key}" in cue), None)
        like = definitions().metrics[flow] if flow else before.like if before else None
        total = self.earlier.total_before(told.sentence)
        return self.rankings.of(told, quantity, choice, Before(last, total, like))

    def _listed(
        self, told: Told, quantity: Quantity, last: Figure | None, mine: list[Growth], *, named: bool
    ) -> Draft | None:
        """The figure of an item in a list of partners, or of a number that leaves out what the one before says."""
        item = item_of(told, quantity, self.reading, lambda: self.earlier.host_told(told.sentence))
        if item is None and not named:
            item = worth_alike(self.earlier, told, quantity) or next_things(self.earlier, told, quantity)
            item = item or worth_of_goods(self.earlier, told, quantity)
        if item is not None:
            return self._item(told, quantity, item, mine)
        if last is None:
            return None
        preceding = self.reading.sentences.preceding(told.sentence, within="\0")
        near = self.earlier.made[-1].sentence_start >= (preceding.start if preceding else told.sentence.start)
        like = left_out(told, quantity, last, near=near, named=named)
        like = like or (None if named else next_of_listed(self.earlier, told, quantity))
        if like is None:
            return None
        draft = self._item(told, quantity, like, mine)
        # "Next year Ghana will get 3 million"
        ahead = last.start < told.sentence.start and told.sentence.has(
            "status", "future", "target", "pledge", "estimate"
        )
        # "Of these, 870 are to study medicine" are those told of.
        ahead = ahead and not (like.metric.people and opens_with_part(told.sentence))
        # "They aim at 40,000 guests in 2026. By comparison there were 11,000 in 2024."
        over = last.start < told.sentence.start and self.earlier.is_past(like.period or draft.figure.period)
        status = status_of(told, quantity, like.metric, gives=False) if ahead else "actual" if over else last.status
        return replace(draft, figure=replace(draft.figure, status=status))

    def _item(self, told: Told, quantity: Quantity, item: Item, mine: list[Growth]) -> Draft:
        """The figure of an item in a list of partners."""
        choice = MetricChoice(item.metric, None, "sentence-before", unit=item.unit)
        draft = self._draft(told, quantity, choice, mine)
        kept = ("metric", "versus") if item.period else ("metric", "versus", "period")
        inferred = tuple(code for code in draft.figure.inferred if code.startswith(kept))
        period = item.period or draft.figure.period
        said = {"parties": item.parties, "direction": item.direction, "period": item.period}
        named = (*inferred, *(f"{slot}:sentence-before" for slot, value in said.items() if value))
        figure = replace(draft.figure, status="actual", inferred=named)
        figure = between(figure, item.parties, item.direction, period)
        if mine and figure.change and figure.change.versus is None:
            # Only the time of the list tells the one before.
            figure = changed(self.reading, figure, mine[0])
        return replace(draft, figure=figure)

    def _ranked(self, told: Told, ranked: Ranked, mine: list[Growth]) -> Draft:
        """The figure of a partner in a ranking."""
        draft = self._draft(told, ranked.quantity, ranked.choice, mine)
        last = self.earlier.made[-1].figure if self.earlier.made else None
        period = draft.figure.period
        if period is None and last and last.start >= told.sentence.start and last.metric == draft.figure.metric:
            # All of a list are of one time.
            period = last.period
        of_all = ranked.period if period is None else None
        if period is None and of_all is None and last and are_goods(ranked.quantity) and last.status == "actual":
            # "It sold 9 tonnes to Peru in 2023. Next came Chile with 5 tonnes."
            of_all = last.period if told.sentence.start - last.end <= SAME_THOUGHT else None
        kept = tuple(code for code in draft.figure.inferred if not code.startswith(("parties", "direction", "metric")))
        slots = () if ranked.here else ("metric", "parties", *(("direction",) if ranked.direction else ()))
        slots = (*slots, "period") if of_all else slots
        figure = replace(draft.figure, inferred=(*(f"{slot}:sentence-before" for slot in slots), *kept))
        return replace(draft, figure=between(figure, ranked.parties, ranked.direction, period or of_all))

    def restates(self, told: Told, quantity: Quantity, previous: Quantity | None, first: Draft | None) -> bool:
        """Whether an amount only writes the one before it otherwise: "twelve billion yen (¥12,000,000,000)".

        It is a mention of the same figure then.
        """
        if previous is None or first is None or quantity.kind != previous.kind:
            return False
        alike = quantity.unit == previous.unit and quantity.value == previous.value is not None
        if not alike or told.between(previous.end, quantity.start).strip() not in ("(", "["):
            return False
        mentions = (*first.figure.mentions, (quantity.start, quantity.end))
        first.figure = replace(first.figure, mentions=mentions)
        return True

    def conversion(
        self, told: Told, quantity: Quantity, previous: Quantity | None, first: Draft | None
    ) -> Draft | None:
        """An amount that repeats the one before in another currency: "9 billion VND (4 million USD)"."""
        if previous is None or first is None or not quantity.kind == previous.kind == "money":
            return None
        if is_rate(told, quantity):
            return None
        if previous.unit == quantity.unit or not converts(told, previous.end, quantity.start):
            return None
        figure = replace(
            revalued(self.reading, first.figure, quantity, first.figure.metric), unit=quantity.unit, change=None
        )
        return Draft(figure, first.sentence_start, [], restated=first)

    def _told_in_another_currency(self, told: Told, quantity: Quantity) -> Draft | None:
        """The amount of the sentence before in another currency: "5 billion yen. That is about 42 million dollars"."""
        last = self.earlier.made[-1] if self.earlier.made else None
        preceding = self.reading.sentences.preceding(told.sentence) if last and quantity.kind == "money" else None
        if last is None or preceding is None or last.figure.start < preceding.start or last.figure.value is None:
            return None
        unit, sentence = last.figure.unit, told.sentence
        alone = len(told.quantities) == 1 and not (told.areas or told.periods or told.growths)
        if not alone or unit == quantity.unit or unit is None or unit in definitions().units:
            return None
        said = any(sentence.has(table) for table in ("metric", "act", "change"))
        opening = (*sentence.of("source", "pronoun"), *sentence.of("range", "or"))
        opens = any(sentence.opens_with(hit.start) for hit, _ in opening)
        words = told.between(sentence.start, told.opening(quantity)).split()
        if said or not opens or len(words) > _FEW_WORDS or sentence.end - quantity.end > _TO_END:
            return None
        figure = revalued(self.reading, last.figure, quantity, last.figure.metric)
        slots = (slot for slot in ("metric", "parties", "direction", "period") if getattr(figure, slot))
        inferred = tuple(f"{slot}:sentence-before" for slot in slots)
        figure = replace(figure, unit=quantity.unit, change=None, sentence=sentence.exact(), inferred=inferred)
        return Draft(figure, last.sentence_start, [], restated=last)

    def growth(self, told: Told, growth: Growth) -> None:
        """A change whose amount its sentence does not state: it belongs to the amount before, or stands alone."""
        if growth.host is None and _is_of_a_number(told, growth):
            return
        newer = self.earlier.grown_from_here(told, growth) if growth.host is None else None
        if newer:
            self.grow(newer, growth)
            newer.figure = since(newer.figure, self.earlier.made[-1].figure.period)
        elif not self._tells_its_base(told, growth) and not self._grows_next(told, growth):
            self._growth_apart(told, growth)

    def _tells_its_base(self, told: Told, growth: Growth) -> bool:
        """Gives the amount just told the growth that its sentence says of an older time: "In 2021 it was 5 times less".

        By as many times it is more.
        """
        last = self.earlier.made[-1] if self.earlier.made else None
        preceding = self.reading.sentences.preceding(told.sentence)
        change, times = growth.change, growth.quantity
        if last is None or preceding is None or last.figure.start < preceding.start or not last.figure.value:
            return False
        period = last.figure.period
        if change.kind != "factor" or change.direction != "down" or growth.host or last.figure.change or not period:
            return False
        if told.areas or len(told.periods) != 1 or len(told.amounts) > 1 or times.value <= 1:
            return False
        (then,) = told.periods
        if _names_another(told, then, times):
            return False
        base = shifted(period, -1) if then.role == "year_before" else then.iso
        if base >= period or len(base) > len(period):
            return False
        grown = replace(
            change, value=times.value, lower=times.lower, upper=times.upper, bound=times.bound, direction="up"
        )
        last.figure = replace(last.figure, change=replace(grown, versus=base))
        last.growths.append(growth)
        return True

    def _grows_next(self, told: Told, growth: Growth) -> bool:
        """Adds the growth of the next of a row, which says but whose it is: "Peru gets 500 places, Chile +20"."""
        last = self.earlier.made[-1].figure if self.earlier.made else None
        absolute = growth.change.kind == "absolute" and growth.host is None
        item = next_in_row(told, growth.quantity, last) if last and absolute else None
        if last is None or item is None:
            return False
        draft = self._item(told, growth.quantity, item, [growth])
        self.add(_without_amount(replace(draft, figure=replace(draft.figure, status=last.status)), growth))
        return True

    def _growth_apart(self, told: Told, growth: Growth) -> None:
        """A change that is of none of the amounts of its sentence."""
        choice = metric_of_change(told, growth.quantity)
        if of_the_world(told, growth.quantity) or of_one_alone(told, growth.quantity, choice and choice.cue):
            return
        last = self.earlier.made[-1].figure if self.earlier.made else None
        if is_of_another_partner(self.earlier, told, growth) or self.left_out.grows(told, growth, last):
            return
        before = self.earlier.grown_before(told, growth)
        if is_told_beside(self.earlier, told, growth, choice, before):
            return
        here = before is not None and before.sentence_start == told.sentence.start
        if before and here and clause_tells_of_another(told, growth, choice and choice.cue, before.figure):
            return
        if not here:
            choice, before = self._grown_anew(told, growth, choice, before)
        else:
            choice = self._grown_goods(told, growth, choice)
        if choice is None and before and here:
            choice = self._grown_goods(told, growth, MetricChoice(definitions().metrics[before.figure.metric]))
        elif (choice is None or (choice.metric.residual and choice.like is None)) and before:
            # A gift or a loan does not grow in the next sentence.
            dated = definitions().metrics[before.figure.metric].dated and not says_by_how_much(told, growth)
            if dated or tells_of_another(told, growth) or self._grows_before(told, growth, before):
                return
            choice = MetricChoice(definitions().metrics[before.figure.metric], None, "sentence-before")
            choice = self._grown_goods(told, growth, choice)
        if choice and not _counts_what_is_paid(growth, choice):
            self._change_alone(told, growth, choice, None if here else before)

    def _grown_anew(
        self, told: Told, growth: Growth, choice: MetricChoice | None, before: Draft | None
    ) -> tuple[MetricChoice | None, Draft | None]:
        """What a change measures of which its sentence states no amount, and the amount before that it may be of."""
        if before and is_named_behind(told, growth, choice, before.figure):
            choice = None
        choice = self._grown_goods(told, growth, choice)
        if choice is None and (named := self._named_before(told, growth)):
            return self._grown_goods(told, growth, MetricChoice(named, None, "sentence-before")), None
        # "The number of scholarships rose by 120."
        return choice or grown(told, growth.quantity, otherwise=partial(residual_of, self.earlier, told)), before

    def _named_before(self, told: Told, growth: Growth) -> Metric | None:
        """The flow that the sentence before names without a figure: "Trade is growing. It rose by 8 % in 2022"."""
        preceding = self.reading.sentences.preceding(told.sentence)
        last = self.earlier.made[-1].figure.end if self.earlier.made else 0
        if preceding is None or preceding.start < self.reading.title_end or last > preceding.start:
            return None
        metrics = definitions().metrics
        named = [metrics[key] for _, key in preceding.of("metric")]
        flow = named and (named[-1].key in sum_family() or counts_people(named[-1]))
        sentence, grows = told.sentence, growth.quantity.start
        # "Trade is growing. The number of flights rose by 8 %": it names something else.
        numbered = any(hit.end <= grows for hit, _ in sentence.of("count", "number"))
        words = (*sentence.of("source", "pronoun"), *sentence.of("count", "sum"))
        # "The increase came to 5 million"
        opened = any(sentence.opens_with(hit.start, _ARTICLE) for hit, _ in sentence.of("change", "up", "down"))
        pointed = (opened or any(hit.end <= grows for hit, _ in words)) and not numbered
        return named[-1] if flow and pointed and not tells_of_another(told, growth) else None

    def _grown_goods(self, told: Told, growth: Growth, choice: MetricChoice | None) -> MetricChoice | None:
        """What a change measures: one by so much in weight is of no trade in money: "shipments rose by 900 tonnes"."""
        quantity = growth.quantity
        if growth.change.kind != "absolute" or quantity.kind != "measure":
            return choice
        if choice is None:
            return metric_for(self.earlier, told, quantity, [growth])
        return as_residual(choice) if choice.metric.key in sum_family() else choice

    def _change_alone(self, told: Told, growth: Growth, choice: MetricChoice, before: Draft | None) -> None:
        """Adds a change that states no amount, or gives it to the amount of the sentence before that it is of."""
        if denial_of(told, growth.quantity, choice.ways) == "not":
            return
        draft = self._draft(told, growth.quantity, choice, [growth])
        if is_one_sided(self.earlier, told, draft.figure):
            return
        of_it = before if before and tells_more_of(draft.figure, before.figure) else None
        of_it = of_it or flow_told(self.earlier, told, draft) or amount_told(self.earlier, told, draft)
        if of_it and growth.change.kind == "absolute" and _names_its_own(told, choice, of_it.figure):
            of_it = None
        if of_it:
            of_it.figure = replace(of_it.figure, period=of_it.figure.period or draft.figure.period)
            self.grow(of_it, growth)
            return
        # As in: they aim at 5 billion, which would take a growth of 12 % a year.
        last = self.earlier.made[-1].figure if self.earlier.made else None
        aimed = last is not None and last.start >= told.sentence.start and last.status == "target" and growth.average
        if aimed and draft.figure.status == "actual":
            draft.figure = replace(draft.figure, status="target")
        self.add(_without_amount(draft, growth))

    def grow(self, draft: Draft, growth: Growth) -> None:
        """Gives a draft the change that was told of it."""
        draft.figure = changed(self.reading, draft.figure, growth)
        draft.growths.append(growth)

    def _grows_before(self, told: Told, growth: Growth, before: Draft) -> bool:
        """Gives a change to the amount of the sentence before, if its sentence goes on about that one."""
        changes = (draft.figure.change for draft in self.earlier.made[-PAIR:])
        again = any(change and replace(change, versus=None) == growth.change for change in changes)
        if again and not growth.average:
            # "2.3 times the 54,000 tonnes of the year before. This leap of 2.3 times ..."
            return True
        if self._counted_since(told, before):
            return True
        named = [a for a in told.areas if a.end <= growth.quantity.start]
        # "It took 5 million from Chile and 3 from Peru. The Chileans grew most, by 4 percent."
        own = any(a.form != "adjective" or a.code not in before.figure.parties for a in named)
        # "It grows by 7 percent a year" is no growth of the one amount before.
        # Nor is "Since then it has tripled".
        onward = growth.compared is not None and growth.compared.role == "since"
        onward = onward and (before.figure.period or "") <= (growth.compared.iso if growth.compared else "")
        # Nor is "The goal is to raise it by 60 percent", "He hopes that it will double".
        hopes = told.sentence.of("status", "target", "proposal", "estimate", "future")
        aims = (hit.end for hit, _ in hopes if hit.end <= growth.quantity.start)
        aimed = any(not told.breaks(end, growth.quantity.start) for end in aims)
        aimed = aimed and before.figure.status == "actual"
        later = growth.average or onward or aimed or is_of_another_time(told, growth, before.figure)
        if before.figure.change is not None or before.figure.value is None or own or later:
            return False
        self.grow(before, growth)
        before.sentence_start = told.sentence.start
        return True

    def _counted_since(self, told: Told, before: Draft) -> bool:
        """Whether the sentence before a growth tells of all people, which is no figure: what grows is that number.

        "5,000 Chileans came. In all there were 90,000 foreigners. That is 4 percent more."
        """
        preceding = self.reading.sentences.preceding(told.sentence, within="\0")
        if preceding is None or preceding.start <= before.figure.end or preceding.has("change", "more", "less"):
            return False
        if not counts_people(definitions().metrics[before.figure.metric]) or not preceding.has("count", "total"):
            return False
        numbers = self.reading.numbers_in(preceding)
        return any(n.kind == "cardinal" and (n.value or 0) >= _MANY for n in numbers)

    def _kin_before(self, told: Told, quantity: Quantity, choice: MetricChoice, status: Status) -> Figure | None:
        """The figure before whose period may carry over: for goods by weight that are traded, one of the trade too."""
        kin = self.earlier.kin_before(told, quantity, choice.ways if is_of_services(choice) else choice.metric, status)
        kin = kin or self.earlier.worth_of_goods(told, choice, quantity)
        if kin or quantity.kind != "measure" or choice.ways.key not in sum_family():
            return kin
        trade = self.earlier.kin_before(told, quantity, choice.ways, status)
        if trade is None:
            return None
        if told.growth_of(quantity) is not None or choice.inferred == "sentence-before":
            # "Exports rose to 5 million in 2024. Their weight rose to 72 tonnes."
            return trade
        # "Trade of Peru and Chile rose to 5 million in 2024. Peru sent its neighbour 72 tonnes of copper."
        timed = told.periods or told.sentence.has("time", "per_year", "since_then", "now", "today")
        # "Chile sells its neighbour 9 tonnes" as it always does.
        timed = timed or told.sentence.has("act", "trades")
        return trade if status == "actual" and not timed and told.codes <= {*trade.parties} else None

    def _still_to_come(self, told: Told, quantity: Quantity, metric: Metric, period: str | None) -> Status:
        """What an amount told as a fact is by its time: "agreed to triple trade to 5 billion by 2030"."""
        ahead = self.earlier.is_to_come(period)
        if metric.allotment:
            # "offered 20 scholarships for next year"; what was given for a year of school, is given.
            ahead = ahead or self.earlier.is_next_school_year(period)
            return "pledge" if ahead and told.is_led_to(quantity, "act", "offer") else "actual"
        ahead = ahead and metric.measure == "flow" and not self._is_told_as_done(told, quantity)
        return "target" if ahead else "actual"

    def _is_told_as_done(self, told: Told, quantity: Quantity) -> bool:
        """Whether words of fact right before an amount outweigh that its time lies ahead of a date only guessed."""
        hedge = told.sentence.before(quantity.start, "bound", gap=1)
        done = told.sentence.before(hedge[0].start if hedge else quantity.start, "status", "actual", gap=1)
        return done is not None and self.reading.scope.reference_from == "text"

    def _between_whom(
        self, told: Told, quantity: Quantity, choice: MetricChoice, near: Figure | None
    ) -> tuple[Parties, Direction]:
        """The parties of a figure and its direction, `near` being the one before it, not far away."""
        parties = self._parties(told, quantity, choice, near)
        way = self._way(told, quantity, choice, parties)
        if way.text is None and choice.metric.residual and (said := way_of_weight(told, quantity, parties.codes)):
            way = Direction(said)
        if self.hub and (labels_partner(told, self.hub) if told.areas else parties.inferred == "hub"):
            way = way_of_hub(choice.ways, parties.codes, self.hub) or way
        return parties, way

    def _parties(self, told: Told, quantity: Quantity, choice: MetricChoice, near: Figure | None) -> Parties:
        """The parties of a figure, `near` being the one before it, not far away."""
        metric, scope = choice.metric, self.reading.scope
        of_all = self.earlier.told_of_all(told, quantity, metric)
        event = metric.measure == "event" and self.earlier.in_new_paragraph(told.sentence)
        background = Background(
            pair=(of_all,) if of_all else scope.parties,
            lead=self.reading.lead,
            before=None if of_all or (event and len(scope.parties) == PAIR) else near,
            since=lambda: self._named_since(told, near),
            speaker=lambda: self.ways.speaker(told, scope.parties),
            host=lambda: self.earlier.host_told(told.sentence),
            there=lambda: self._named_there(told),
            teller=lambda: self.earlier.teller(choice.metric),
            stays=lambda area: self.earlier.who_stays(told, area, choice.ways),
        )
        parties = parties_of(told, quantity, background)
        parties = with_home(told, parties, quantity, choice.ways, sentences=self.reading.sentences)
        if parties.inferred is None and is_named_as_we(self.earlier, told, parties.codes):
            parties = parties._replace(inferred="home")
        return self._with_hub(told, quantity, choice, parties, near=near)

    def _with_hub(
        self, told: Told, quantity: Quantity, choice: MetricChoice, parties: Parties, *, near: Figure | None
    ) -> Parties:
        """The parties in a text about one economy and its partners: of the partner told of, where none is named."""
        hub = self.hub
        if hub is None:
            return parties
        if told.areas or told.groups or of_the_two(told.sentence):
            return with_hub(told, quantity, parties, hub)
        place = self._named_there(told) if hub not in parties.codes else None
        if place and place != hub:
            # "Germany is the surprise. From there came 1,400 guests."
            return Parties(tuple(sorted((hub, place))), "hub")
        people = counts_people(choice.metric)
        if not (people or choice.metric.key in sum_family()) or (people and told.sentence.has("role", *THERE)):
            # "Norway is a rival. 36 million guests came there."
            return parties
        named = self._partner_told(told, hub, near)
        return Parties(tuple(sorted((hub, named))), "hub") if named else parties

    def _partner_told(self, told: Told, hub: str, near: Figure | None) -> str | None:
        """The one partner that a sentence before opens with, behind the last figure, in the paragraph of a sentence."""
        sentence = told.sentence
        for _ in range(_TOPIC):
            preceding = self.reading.sentences.preceding(sentence)
            if preceding is None or (near is not None and near.end > preceding.start):
                return None
            areas = [area for area in areas_of(preceding, home=self.reading.home) if area.code != hub]
            if areas:
                alone = len({area.code for area in areas}) == 1 and opens_with_partner(preceding, areas[0])
                return areas[0].code if alone else None
            sentence = preceding
        return None

    def _named_since(self, told: Told, last: Figure | None) -> tuple[str, ...]:
        """The two economies that the sentence before names, where no figure was told in it; none of any other."""
        preceding = self.reading.sentences.preceding(told.sentence)
        if preceding is None or (last is not None and last.end > preceding.start):
            return ()
        if not of_the_two(told.sentence) and not preceding.has("metric"):
            # "Russia raised its quota for Guinea-Bissau. It is 75 places."
            return ()
        codes = {area.code for area in areas_of(preceding, home=self.reading.home)}
        return tuple(sorted(codes)) if len(codes) == PAIR else ()

    def _way(self, told: Told, quantity: Quantity, choice: MetricChoice, parties: Parties) -> Direction:
        """The direction, that of people whose origin alone is named to where those told of before went too.

        "Most tourists in Peru are Chileans. Brazilians account for 5,000."
        """
        way = self.ways.of(told, quantity, choice, parties.codes)
        if way.text or not counts_people(choice.ways) or parties.inferred != "sentence-before":
            return way
        host = self.earlier.host_told(told.sentence)
        origins = [code for code in parties.codes if code != host]
        known = host in parties.codes and len(origins) == 1 and host not in told.codes and origins[0] in told.codes
        return Direction(f"{origins[0]}>{host}", "sentence-before") if known else way

    def _named_there(self, told: Told) -> str | None:
        """The one economy that the sentence before names behind a preposition, or else names at all."""
        preceding = self.reading.sentences.preceding(told.sentence)
        if preceding is None:
            return None
        named = areas_of(preceding, home=self.reading.home)
        led = {a.code for a in led_by(preceding, named, "to", "from", "with", "in")} or {a.code for a in named}
        return led.pop() if len(led) == 1 else None

    @cached_property
    def _opening(self) -> Period | None:
        """The time that the text opens with, looked for once."""
        return opening_time(self.reading)

    def _timing(
        self,
        told: Told,
        quantity: Quantity,
        choice: MetricChoice,
        status: Status,
        *,
        last: Figure | None,
        near: Figure | None,
    ) -> Timing:
        """The period of a draft; `last` is the figure before it, `near` the same where it stands near."""
        # Contracts on exports are of the day they were signed on.
        signed = choice.metric.residual and quantity.kind == "money" and not choice.ways.dated
        signed = signed and told.sentence.has("act", "sign")
        timing = period_of(
            told,
            quantity,
            choice.metric if signed else choice.ways,
            status,
            reading=self.reading,
            before=self._kin_before(told, quantity, choice, status),
            last=self.earlier.newest(near),
            beside=last,
        )
        if timing.iso:
            from_text = timing.inferred is None and self._counts_from_text(told, timing.iso)
            return Timing(timing.iso, "latest-year") if from_text else timing
        if year := year_of_text(told, quantity, choice.ways, status, self.reading):
            return Timing(year, "dateline")
        flow = choice.metric.key in sum_family() or counts_guests(choice.metric)
        timed = told.periods or told.sentence.has("time", "per_year", "now", "today", "to_date")
        # The data that a text tells of one economy and its partners are of one time.
        open_to = self.hub and flow and status == "actual" and not timed
        opening = self._opening if open_to else None
        return Timing(opening.iso, "opening") if opening and opening.start < told.sentence.start else timing

    def _counts_from_text(self, told: Told, period: str) -> bool:
        """Whether a time is told from the day of the text, as "last year" is, in a text that only its years date."""
        if self.reading.scope.reference_from != "text":
            return False
        return {p.relative for p in told.periods if p.iso == period} == {True}

    def _draft(self, told: Told, quantity: Quantity, choice: MetricChoice, mine: list[Growth]) -> Draft:
        metric, scope = choice.metric, self.reading.scope
        inferred = [f"metric:{choice.inferred}"] if choice.inferred else []
        if quantity.kind == "money" and is_guessed(self.reading, told, quantity):
            inferred.append("unit:economy")
        before = self.earlier.last(told.sentence)
        last = before.figure if before else None
        near = last if last and told.sentence.start - last.end <= SAME_THOUGHT else None
        parties, way = self._between_whom(told, quantity, choice, near)
        if row := in_row(self.earlier, told, quantity, choice.ways, parties.codes):
            parties, way = _of_row(row)
        if parties.inferred:
            inferred.append(f"parties:{parties.inferred}")
        if way.text and way.inferred:
            inferred.append(f"direction:{way.inferred}")
        unit, at_home = unit_at_home(self.earlier, told, quantity, choice.ways, way.text, parties=parties.codes)
        inferred += at_home
        gives = way.text is not None and subject_of(told.sentence, list(told.areas)) == way.text.partition(">")[0]
        listed = _goes_on_as(told, quantity, choice, last) if last and last.parties != parties.codes else None
        status = listed or status_of(told, quantity, choice.ways, gives=gives)
        period, how = self._timing(told, quantity, choice, status, last=last, near=near)
        if period is None and status == "actual" and last and (of_row := time_of_row(told, metric, way.text, last)):
            period, how = of_row, "sentence-before"
        if how:
            inferred.append(f"period:{how}")
        if (
            status == "actual"
            and not any(done(told, quantity) for done in _SAYS_GIVEN)
            and (
                promised(metric, period, scope.reference)
                or repeats_promise(self.earlier, told, choice)
                or describes_promise(self.earlier, told, quantity, metric)
                or adds_up_promise(self.earlier, told, quantity, metric)
                or is_item_of_promise(self.earlier, told, quantity, metric)
                or goes_with_promise(self.earlier, told, quantity, choice, last)
                or (not self.earlier.is_past(period) and is_opened(told, quantity, metric, choice.cue))
                or only_agreed(told, choice, gives=gives, dated=period is not None and not how)
            )
        ):
            status = "pledge"
        if (
            status == "pledge"
            and self.earlier.is_past((period or "").rpartition("/")[2])
            and told_in_present(told, quantity)
        ):
            # "Norway gives most to Peru, with 5 million in 2017"
            status = "actual"
        if status == "actual" and self.earlier.is_to_come(period) and stands_now(told, quantity):
            # "to lift trade, now at 80 million, to 200 million in 2030": the year is that of the aim.
            period, inferred = None, [code for code in inferred if not code.startswith("period:")]
        status = self._still_to_come(told, quantity, metric, period) if status == "actual" else status
        figure = Figure(
            id=identity(self.reading, quantity.start, quantity.end, metric.key),
            document=scope.document,
            metric=metric.key,
            value=quantity.value,
            lower=quantity.lower,
            upper=quantity.upper,
            precision=quantity.precision,
            unit=unit_of(quantity.kind, choice.unit or unit, metric),
            bound=quantity.bound,
            period=period,
            status=status,
            parties=parties.codes,
            direction=way.text,
            measure=measure_of(told.sentence, quantity, metric, period),
            per="year" if told.yearly(quantity) else None,
            stated_by=stated_by(told),
            quote=quote(self.reading, quantity.start, quantity.end),
            start=quantity.start,
            end=quantity.end,
            sentence=told.sentence.exact(),
            sectors=sectors_of(told.sentence, quantity)
            if metric.measure == "event" and metric.direction is None
            else (),
            inferred=tuple(inferred),
        )
        figure = changed(self.reading, figure, mine[0]) if mine else figure
        against = told.is_compared_with(quantity) or told.set_against(quantity) or is_alone(told, period)
        goes_on = metric.residual and choice.inferred is not None
        detail = goes_on and last is not None and is_covered(told, quantity, last)
        back = looks_back(told.sentence)
        return Draft(figure, told.sentence.start, mine, back, against, detail, choice.like, choice.cue)


def _goes_on_as(told: Told, quantity: Quantity, choice: MetricChoice, last: Figure) -> Status | None:
    """The status of the figure before, where an amount of its sentence goes on with no verb of its own; else None."""
    if choice.inferred != "sentence-before" or last.metric != choice.metric.key:
        return None
    between = range(last.end, quantity.start)
    verbs = (hit for table in ("status", "act") for hit, _ in told.sentence.of(table))
    return None if last.start < told.sentence.start or any(hit.start in between for hit in verbs) else last.status


def _of_row(way: str) -> tuple[Parties, Direction]:
    """The parties of the next of a row, and its direction, as those before have it."""
    return Parties(tuple(sorted(way.split(">"))), "sentence-before"), Direction(way, "sentence-before")


def _names_its_own(told: Told, choice: MetricChoice, before: Figure) -> bool:
    """Whether what grew is a kind of what was told, by a compound that is new: "eksporten", then "lakseeksporten"."""
    cue = choice.cue
    if cue is None or cue.start < told.sentence.start:
        return False
    word = told.between(cue.start, cue.end)
    plain = told.sentence.lexicon.surfaces(f"metric.{choice.metric.key}")
    kind = any((start := word.find(term)) > 0 and word[start - 1].isalpha() for term in plain)
    return kind and word not in lowered(before.sentence)


def _beside(told: Told, growth: Quantity, cue: Hit | None) -> Hit | None:
    """The word of a metric that may say what grew: not one in the clause behind it."""
    behind = cue is not None and cue.start >= growth.end and told.breaks(growth.end, cue.start)
    return None if behind else cue


def _is_none_between_the_two(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether what an amount is of was lost, held, given by nobody, or did not come about."""
    if of_a_loss(told, quantity, choice) or given_by_none(told, choice) or of_a_holding(told, quantity, choice):
        return True
    if helps_none(told, quantity, choice):
        return True
    return denial_of(told, quantity, choice.ways) == "not"


def _is_of_a_number(told: Told, growth: Growth) -> bool:
    """Whether a factor is of a bare number that is no figure: "There were 1,100 of them, twice the 2022 number"."""
    words = [q for q in told.quantities if q.kind == "number" and not q.unit and q.end <= growth.quantity.start]
    if growth.quantity.unit != "factor" or not words or words[-1].value < _FEWEST:
        return False
    between = told.between(words[-1].end, growth.quantity.start)
    return between.endswith(", ") and len(between.split()) <= _OF_THEM


def _without_amount(draft: Draft, growth: Growth) -> Draft:
    """The draft of a change that states no amount."""
    draft.figure = replace(
        draft.figure,
        value=None,
        lower=None,
        upper=None,
        precision=None,
        unit=draft.figure.unit if growth.change.kind == "absolute" else None,
        bound=growth.change.bound,
    )
    return draft


def _counts_what_is_paid(growth: Growth, choice: MetricChoice) -> bool:
    """Whether so many more or fewer are told of money given or lent: "200 get a grant, 15 fewer than in 2022"."""
    few = growth.quantity.kind == "number" and growth.quantity.value < _MILLION
    money = choice.metric.key in sum_family() or (choice.metric.is_given and choice.metric.dated)
    return few and growth.change.kind == "absolute" and money


def _names_another(told: Told, time: Period, times: Quantity) -> bool:
    """Whether a sentence opens with more than a time and what stands for the amount before: "In 2020 prices were"."""
    sentence = told.sentence
    known = (("source", "pronoun"), ("count", "determiner", "sum"), ("status", "actual"), ("role", "passive"))
    passed = [(hit.start, hit.end) for table, *keys in known for hit, _ in sentence.of(table, *keys)]
    passed += [(hit.start, hit.end) for table in ("metric", "bound", "time") for hit, _ in sentence.of(table)]
    said = sentence.without(sentence.start, times.start, [*passed, (time.start, time.end)])
    return any(len(word) > _SHORT for word in said.replace(",", " ").split())


def _is_small(quantity: Quantity, metric: Metric) -> bool:
    """Whether an amount is too small for anything between economies: "a room costs 30 dollars".

    So is a part of what is counted whole: "the percentage of students fell from 14.8".
    """
    values = (quantity.value, quantity.upper)
    if quantity.kind == "money":
        return all(v is None or v < _PRICE for v in values)
    whole = bool(metric.units) and "money" not in metric.units
    return whole and quantity.kind in ("count", "number") and not float(quantity.value).is_integer()
