"""Partners in a ranking: "Peru's largest trading partner was China with 37 billion, followed by Brazil with 16"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.counted import plain_people
from analysis.figures.goods import maker_of
from analysis.figures.governing import POSSESSIVE, prepositions
from analysis.figures.markets import owner_of
from analysis.figures.metrics import MetricChoice, counts_people, sum_family, traded
from analysis.figures.metrics.families import are_goods, counts_goods, residual_metric
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.scope import Reading

__all__ = ["Before", "Ranked", "Rankings"]

_HEADS = ("partner", "market", "supplier", "investor", "giver")
"""Nouns for a partner, as the table `role` has them."""
_SERVED = {"investor": ("in", "to"), "giver": ("to",), "supplier": ("to",), "market": ("to",)}
"""The prepositions by which each leads to the one that it is a partner of."""
_TO_HOME = 34
"""Characters from a noun to the one whose partners it names."""
_APART = re.compile(r"[.,;:()\d]")
_TO_NEXT = 300
"""Characters from a ranking to a sentence that goes on with it."""
_TO_AMOUNT = 48
"""Characters from a partner to his amount: "came second with"."""
_OPENING = 2
"""Characters from where a sentence starts to its first word."""
_TO_TIME = 6
"""Characters from an amount to its time: a preposition, an article."""
_TO_RANKED = 16
"""Characters from a rank to the partner that it is of: "Second came"."""
_MILLION = 1e6
_MANY = 1000
"""From here on a bare number may be one of people."""
_PAIR = 2
_MARKS = " ,:(\u2013\u2014-"
"""What may stand between a partner and his amount."""
_DEALS = {"supplier": ("act.supply", "act.sell"), "market": ("act.buy",)}
"""What a partner of each kind does."""
_FOR = "role.to"
"""A sense that words have which lead from a partner to a price: "built by China for 6 billion"."""
_ASIDE = 48
"""Characters of what is said aside of a partner, between commas."""
_LEADING = (
    ("role", ("with", "in", "it", "passive", "from_there", "which")),
    ("status", ("actual",)),
    ("count", ("rank", "record", "followed", "leads", "stands", "determiner", "share")),
    ("time", ("in", "from", "year", "now")),
    ("act", ("go", "supply", "sell", "buy")),
    ("bound", ()),
)
"""Tables and keys of the words that may stand between a partner and his amount."""


class _Ranking(NamedTuple):
    """Whose partners a sentence ranks, by which noun."""

    key: str
    home: str
    cue: Hit | None
    sentence_start: int
    people: Figure | None = None
    """The figure before, or the total, where it is people that are counted."""
    placed: bool = False
    """Whether a word of ranking says the place of the partner."""
    most: bool = False
    """Whether most are said to have come from the partner."""
    period: str | None = None
    """When the goods were traded of which all are told."""
    value: float | None = None
    """How much was traded in all: a partner has no more of it."""


class Before(NamedTuple):
    """What was told before an amount that may be one of a partner."""

    last: Figure | None
    """The figure right before."""
    total: Figure | None
    """One of one economy alone: "Serbia received 48 million in investment. China was the largest investor"."""
    like: Metric | None
    """The trade that the figure before is of, where it counts goods."""


class Ranked(NamedTuple):
    """What the amount of a partner in a ranking is of."""

    quantity: Quantity
    choice: MetricChoice
    parties: tuple[str, ...]
    direction: str | None
    here: bool
    """Whether its own sentence says whose partners are ranked."""
    period: str | None = None
    """When all was traded of which a partner's is a part, where that was told."""


def _says_from_where(told: Told, quantity: Quantity) -> bool:
    """Whether people say right behind their number where they come from: "Peru came first with 5,000 from Chile"."""
    behind = ((a, by) for a, by in prepositions(told) if 0 <= a.start - quantity.end <= _TO_TIME)
    return any(by == "from" and not told.breaks(quantity.end, a.start) for a, by in behind)


class Rankings:
    """The rankings of a document: what each partner's amount is of, also in the sentences that go on."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.last: _Ranking | None = None
        self.goods: _Ranking | None = None
        """That of the partners in a flow of goods which was told in all: "Peru imported 132,000 tonnes of wheat"."""

    def of(self, told: Told, quantity: Quantity, choice: MetricChoice | None, before: Before) -> Ranked | None:
        """What an amount measures that stands beside a partner in a ranking; None where none does.

        `choice` is the metric that its sentence tells of otherwise.
        """
        goods, last = are_goods(quantity), before.last
        ranking = self._ranking(told, quantity, choice, before)
        if ranking is None and goods:
            all_told, known = _of_all_goods(told, quantity, self.reading.scope.parties), self.goods
            if all_told and known and all_told[:2] == known[:2]:
                all_told = all_told._replace(period=all_told.period or known.period)
            self.goods = all_told or known
        if ranking is None or (choice and choice.cue and not _tells_no_more(told, choice, ranking, last)):
            return None
        if ranking.cue is None and goods and _is_more(quantity, last):
            # "Peru exported 90 tonnes. Chile was first with 400": who has more than the one before is none of its row.
            return None
        partner = None if _says_from_where(told, quantity) else self._partner(told, quantity, ranking)
        metric = _metric(ranking, quantity, choice, last, anybody=_counts_anybody(told, quantity))
        if partner is None or metric is None or (metric.residual and not goods):
            return None
        self.last = ranking._replace(sentence_start=told.sentence.start)
        way = None
        if metric.direction or (goods and ranking.key != "partner"):
            # Guests come from a market, goods go to it, students to a host.
            goes = ranking.key == "host" or (ranking.key == "market" and not counts_people(metric))
            way = f"{ranking.home}>{partner}" if goes else f"{partner}>{ranking.home}"
        parties = tuple(sorted((ranking.home, partner)))
        amount = quantity
        if last and not counts_people(metric) and _goes_on_in_money(quantity, last):
            amount = replace(quantity, kind="money", unit=last.unit)
        unit = ranking.people.unit if ranking.people and quantity.kind == "number" else None
        own = ranking.cue if ranking.sentence_start == told.sentence.start else None
        flow = _whole() if ranking.key == "partner" else traded(sold=ranking.key == "market")
        found = MetricChoice(metric, own, like=flow if goods else None, unit=unit)
        here = any(area.code == ranking.home for area in told.areas)
        return Ranked(amount, found, parties, way, here, ranking.period)

    def _ranking(self, told: Told, quantity: Quantity, choice: MetricChoice | None, before: Before) -> _Ranking | None:
        """The ranking that an amount may belong to: one that its sentence opens, or goes on with."""
        if told.sentence.has("count", "domestic") or not _ends_there(told, quantity):
            # "its main partner, with 18 trillion in GDP", "with 450 million consumers"
            return None
        goods = self.goods if are_goods(quantity) else None
        near = goods is not None and 0 < told.sentence.start - goods.sentence_start <= _TO_NEXT
        goods = goods if goods and near and quantity.value <= (goods.value or 0) else None
        first = _of_the_last(told, before)
        head = _head(told, quantity, before, goods or first)
        if head:
            self.last = head
        elif choice and (maker := maker_of(told, choice.cue)):
            # As in: Brazil took Peruvian goods worth 107 million, ahead of Chile (101 million).
            self.last = _Ranking("market", maker, None, told.sentence.start)
        ranking = head or self._goes_on(told, before.total, first, goods)
        behind = head is not None and head.cue is not None and head.cue.start >= quantity.start
        if ranking is None or behind or (ranking.cue and 0 <= quantity.start - ranking.cue.end <= 1):
            # As in: sold to the American market for 5 million; Peru, with 4 billion in reserves, is its main partner.
            return None
        return ranking

    def _goes_on(
        self, told: Told, total: Figure | None, first: _Ranking | None, goods: _Ranking | None
    ) -> _Ranking | None:
        """The ranking that a sentence goes on with: "Second came France, with 167 billion".

        It may be that of which the figure before tells the `first`, or that of all `goods`.
        """
        deals = goods and any(f"act.{key}" in _DEALS[goods.key] for _, key in told.sentence.of("act"))
        if goods and deals and len(told.codes) == 1 and goods.home not in told.codes:
            # As in: Peru imported 90 tonnes of tea. Chile sold it the most, 40.
            return goods
        if not told.sentence.has("count", "rank", "followed", "behind") and not self._placed(told):
            # "Swedes accounted for 1.1 million": people who came where those before them did.
            people = first or _of_the_total(told, total)
            # Or "Germans were 6.6 million, Britons 4.4", "From Germany came 6.6 million".
            if people is None or people.people is None:
                return None
            area = next(iter(told.areas), None)
            led = told.sentence.before(area.start, "role", "from", gap=_TO_TIME) if area else None
            start = led[0].start if led else area.start if area else 0
            opens = area and area.code != people.home and told.sentence.opens_with(start, _OPENING)
            if opens and area and led is None and area.form == "name" and _has_its_own(told, area):
                return None
            if led and _most_came(told, led[0].start):
                return people._replace(most=True)
            return people if opens or told.sentence.has("count", "share") else None
        last = self.last if self.last and 0 <= told.sentence.start - self.last.sentence_start <= _TO_NEXT else None
        found = last or first or _of_the_total(told, total)
        found = found or _of_all_trade(told, total) or goods
        return found._replace(placed=True) if found else None

    def _placed(self, told: Told) -> bool:
        """Whether an ordinal says the place of an economy: "Second came France", "Peru was third"; no "5th fair"."""
        verbs = (
            *told.sentence.of("status", "actual"),
            *told.sentence.of("act", "go"),
            *told.sentence.of("time", "now"),
            *told.sentence.of("count", "stands"),
        )
        for number in self.reading.numbers_in(told.sentence):
            # "Peru was third", "Peru took third place", not "Peru received 500, the second year running"
            place = told.sentence.after(number.end, "count", "rank", gap=1)
            taken = told.sentence.of("act", "take") if place else ()
            passed = [(hit.start, hit.end) for hit, _ in (*verbs, *taken)]
            for area in told.areas if number.kind == "ordinal" else ():
                ahead = number.end <= area.start
                start, end = (number.end, area.start) if ahead else (self._aside_end(told, area.end), number.start)
                if 0 <= end - start <= _TO_RANKED and not told.sentence.without(start, end, passed).strip(_MARKS):
                    return True
        return False

    def _partner(self, told: Told, quantity: Quantity, ranking: _Ranking) -> str | None:
        """The code of the partner whose amount one is: who stands right before it, else the only one in its clause."""
        # A bare number is no amount of its own: "one of its top suppliers".
        before = next((q for q in reversed(told.amounts) if q.start < quantity.start and q.kind != "number"), None)
        start = before.end if before else told.sentence.start
        named = [a for a in told.areas if start <= a.start and a.end <= quantity.start]
        if not named or not self._leads(told, self._aside_end(told, named[-1].end), quantity, ranking):
            return None
        home, last = ranking.home, named[-1].code
        others = [a.code for a in named if a.code != home]
        # "Russia was the largest supplier of Brazil, with 348 million"
        alone = len(set(others)) == 1
        return last if last != home else others[0] if alone else None

    def _aside_end(self, told: Told, position: int) -> int:
        """Where what is said aside of a partner ends, if its place stands behind that: "Peru, once first, is third"."""
        low = told.sentence.low
        end = low.find(",", position + 1, position + _ASIDE) if low[position : position + 1] == "," else -1
        if any(position < growth.quantity.start and growth.quantity.end == end for growth in told.growths):
            # "Israel, up 57 percent, accounted for 8,240"
            return end + 1
        if end < 0 or any(c.isdigit() for c in low[position:end]):
            return position
        placed = (n.start for n in self.reading.numbers_in(told.sentence) if n.kind == "ordinal")
        return end + 1 if any(0 < start - end <= _TO_RANKED for start in placed) else position

    def _leads(self, told: Told, start: int, quantity: Quantity, ranking: _Ranking) -> bool:
        """Whether nothing stands between a partner and an amount but a rank, a time and words that lead to it."""
        sentence, end = told.sentence, told.opening(quantity)
        noun = ranking.cue
        # As in: the main buyers were: China 14.6 billion dollars, Japan 1.3.
        listed = noun is not None and noun.end <= start and ":" in sentence.low[noun.end : start]
        led = ranking.people or listed or sentence.low[start:end].strip()
        if not 0 <= end - start <= _TO_AMOUNT or not led:
            return False
        comma = sentence.low.find(",", start, end)
        if comma >= 0 and any(comma <= hit.start < end for hit, _ in sentence.of("status", "actual")):
            # "Peru, the third largest investor after Chile, has 106 projects"
            return False
        passed = [(p.start, p.end) for p in told.periods] + ([(noun.start, noun.end)] if noun else [])
        numbers = self.reading.numbers_in(sentence)
        # "third", "number three"
        places = (n for n in numbers if n.kind == "ordinal" or sentence.before(n.start, "count", "rank", gap=1))
        passed += [(n.start, n.end) for n in places]
        if any(start <= hit.start < end for hit, _ in sentence.of("count", "rank")):
            # "took third place with", not "welcomed"
            passed += [(hit.start, hit.end) for hit, _ in sentence.of("act", "take")]
        # "which sold goods worth", "отгрузившая товаров на"
        goods = [hit.start for hit, _ in sentence.of("count", "goods") if start <= hit.start < end]
        passed += [(goods[0], end)] if goods and end - goods[0] <= _TO_RANKED else []
        for table, keys in _LEADING:
            passed += [(hit.start, hit.end) for hit, _ in sentence.of(table, *keys) if _FOR not in hit.senses]
        return not POSSESSIVE.sub("", sentence.without(start, end, passed)).strip(_MARKS)


def _is_more(quantity: Quantity, last: Figure | None) -> bool:
    """Whether an amount is more than that of the figure before, in the same unit."""
    return last is not None and last.unit == quantity.unit and quantity.value > (last.value or 0)


def _most_came(told: Told, position: int) -> bool:
    """Whether a sentence opens with a word or two and a verb of coming up to "from": "Most came from Peru, with 5"."""
    verb = told.sentence.before(position, "act", "go", "travel", gap=1)
    passed = [(hit.start, hit.end) for hit, _ in told.sentence.of("count", "anybody")]
    words = told.sentence.without(told.sentence.start, verb[0].start, passed).split() if verb else []
    return 0 < len(words) <= _PAIR and all(map(str.isalpha, words))


def _head(told: Told, quantity: Quantity, before: Before, known: _Ranking | None) -> _Ranking | None:
    """The ranking that a sentence opens: whose partners it names, or a total before it is of, and by which noun.

    `known` is the ranking that the sentences before tell, be it of goods traded in all or with the first partner.

    Behind a figure of investment it may be those of its host: "Chinese firms put in 5 million; the largest investor
    was Korea with 6".
    """
    last, total = before.last, before.total
    # "the main country of origin of imports, with 5 million dollars" is no source of visitors.
    sources = told.sentence.of("count", "source") if quantity.kind != "money" else ()
    guests = ((hit, "market") for hit, _ in sources)
    for hit, key in (*told.sentence.of("role", *_HEADS), *_destinations(told, quantity), *guests):
        owner = owner_of(told.sentence, list(told.areas), hit)
        served = _served(told, hit, key)
        home = served if served and key != "market" else owner.code if owner else served
        home = home or (total.parties[0] if total and len(total.parties) == 1 else None)
        home = home or (_host_of_investment(last) if key == "investor" else None)
        same = known if known and known.key == key and not known.people else None
        home = home or (same.home if same and key in _DEALS else _end_of_flow(told, last, known, key))
        if home is not None and {a.code for a in told.areas} != {home}:
            people = total if total and key == "market" and counts_people(definitions().metrics[total.metric]) else None
            period = same.period if same and same.home == home else None
            return _Ranking(key, home, hit, told.sentence.start, people, period=period)
    return None


def _destinations(told: Told, quantity: Quantity) -> Iterator[tuple[Hit, str]]:
    """The nouns for where goods go, which are markets; people, gifts and capital have other destinations."""
    named = {key for _, key in told.sentence.of("metric")} <= sum_family()
    people = any(definitions().units[key].kind == "person" for _, key in told.sentence.of("unit"))
    if (quantity.kind == "money" or are_goods(quantity)) and named and not people:
        yield from ((hit, "market") for hit, _ in told.sentence.of("role", "destination"))


def _end_of_flow(told: Told, last: Figure | None, known: _Ranking | None, key: str) -> str | None:
    """Who sold what was told last, where markets are named next, or who bought it, where suppliers are.

    "The Togolese bought tea from Peru. Other destinations were Chile (5 million)": of Peru. "Its markets" are of whose
    flow it was.
    """
    if last is None or last.direction is None or known is None or known.key not in _DEALS or known.people:
        return None
    origin, _, end = last.direction.partition(">")
    ends = {"market": origin, "supplier": end}
    return known.home if told.sentence.has("role", "own", "it") else ends.get(key)


def _has_its_own(told: Told, area: AreaMention) -> bool:
    """Whether a verb behind a name tells that people are there: "Togo had 5 million", "Togo received 5 million".

    "Togo came to 5 million" tells of those who came from there.
    """
    sentence = told.sentence
    if sentence.after(area.end, "act", "take", "receive", "own") is not None:
        return True
    word = sentence.after(area.end, "status", "actual")
    return word is not None and "stop.words" in word[0].senses and "change.to" not in word[0].senses


def _host_of_investment(figure: Figure | None) -> str | None:
    """The economy in which the figure before tells of investment; None where it tells of something else."""
    ends = definitions().metrics[figure.metric].direction_ends if figure and figure.direction else ()
    return figure.direction.partition(">")[2] if figure and figure.direction and ends[:1] == ("investor",) else None


def _served(told: Told, noun: Hit, key: str) -> str | None:
    """Whose partners a noun names by a preposition behind it: "investors in Kenya", "the supplier of tea to Peru"."""
    for area, by in prepositions(told):
        between = told.between(noun.end, area.start) if noun.end <= area.start else ""
        if between and len(between) <= _TO_HOME and by in _SERVED.get(key, ()) and not _APART.search(between):
            return area.code
    return None


def _tells_no_more(told: Told, choice: MetricChoice, ranking: _Ranking, last: Figure | None) -> bool:
    """Whether a metric is known by what is counted, by the noun of the ranking, or by a word of the amount before.

    Visitors, investors, "imported 5 million from Peru; Chile was second with 4", "followed by Chile, which sold it 4".
    """
    cue, noun = choice.cue, ranking.cue
    if cue and noun is None and not cue.senses.isdisjoint(_DEALS.get(ranking.key, ())):
        behind = any(0 < a.start - cue.end <= _TO_RANKED and not told.breaks(cue.end, a.start) for a in told.areas)
        return behind or any(0 < cue.start - a.end <= _TO_RANKED for a in told.areas)
    if cue and last and told.sentence.start <= last.start and cue.end <= last.start:
        return True
    inside = cue is not None and noun is not None and noun.start <= cue.start and cue.end <= noun.end
    return inside or counts_people(choice.metric)


def _of_the_last(told: Told, before: Before) -> _Ranking | None:
    """The ranking in which the partner of the figure before is the first: "bought most from Russia. Next came Peru".

    Also where it counts goods: "imported 5,000 tonnes from Peru. Chile was second with 40".
    """
    last, like = before.last, before.like
    if last is None or last.direction is None or told.sentence.start - last.start > _TO_NEXT:
        return None
    origin, _, end = last.direction.partition(">")
    if counts_goods(last.unit):
        return _of_the_flow(like, origin, end, told.sentence.start) if like and like.key in sum_family() else None
    metric = definitions().metrics[last.metric]
    if counts_people(metric) and metric.direction:
        hosts = metric.measure == "flow" or (told.areas and told.areas[0].form == "adjective")
        if not hosts and _are_of(told, last, origin):
            # "Togo hosts 5,000 Chilean students. Ghana comes second with 4,000": a name is that of another host.
            return _Ranking("host", origin, None, told.sentence.start, last)
        return _Ranking("market", end, None, told.sentence.start, last) if hosts else None
    if metric.direction_ends[:1] == ("investor",):
        return _Ranking("investor", end, None, told.sentence.start)
    if metric.key not in sum_family() or metric.difference:
        return None
    if metric.held_at_origin and _leads_others(told, last, origin):
        return _Ranking("supplier", end, None, told.sentence.start)
    return _of_the_flow(metric, origin, end, told.sentence.start)


def _of_the_flow(metric: Metric, origin: str, end: str, start: int) -> _Ranking:
    """The ranking of the partners of a flow, which are at the end that is not the one whose flow it is."""
    return _Ranking("market", origin, None, start) if metric.held_at_origin else _Ranking("supplier", end, None, start)


def _of_all_goods(told: Told, quantity: Quantity, scope: tuple[str, ...]) -> _Ranking | None:
    """The ranking of the partners of the one economy of whose trade in goods a sentence tells: "Peru imported 5 t".

    In a text about one it may only be called the country.
    """
    flows = [(hit, key) for hit, key in told.sentence.of("metric", *sum_family()) if hit.end <= quantity.start]
    homes = {area.code for area in told.areas} or ({*scope} if told.sentence.has("count", "country") else set())
    metric = definitions().metrics[flows[-1][1]] if flows and len(homes) == 1 else None
    if metric is None or metric.direction is None or metric.difference:
        return None
    home = homes.pop()
    times = [p.iso for p in told.periods if p.role in ("at", "span")]
    found = _of_the_flow(metric, home, home, told.sentence.start)
    return found._replace(period=times[0] if len(times) == 1 else None, value=quantity.value)


def _are_of(told: Told, people: Figure, origin: str) -> bool:
    """Whether the words of a number say whose people it counts: "5,000 Chilean students"."""
    lexicon = told.sentence.lexicon
    return any(f"area.adjective.{origin}" in lexicon.senses(word) for word in people.quote.exact.split())


def _leads_others(told: Told, last: Figure, origin: str) -> bool:
    """Whether who exports is said to be the first of several: "Chile came first with exports to Peru of 5 million"."""
    first = next(iter(told.areas), None)
    if first is None or first.code != origin or first.form == "adjective" or last.start < told.sentence.start:
        return False
    cue = next((hit for hit, _ in told.sentence.of("metric", last.metric)), None)
    # "its largest exports" says the rank of the exports.
    ranks = (hit for hit, _ in told.sentence.of("count", "rank"))
    return cue is not None and any(first.end <= hit.start and hit.end < cue.start - 1 for hit in ranks)


def _of_the_total(told: Told, total: Figure | None) -> _Ranking | None:
    """The ranking in which those of a partner are of all who came to one: "9 million came to Peru. Chileans were 3"."""
    if total is None or len(total.parties) != 1 or definitions().metrics[total.metric].measure != "flow":
        return None
    people = counts_people(definitions().metrics[total.metric])
    return _Ranking("market", total.parties[0], None, told.sentence.start, total) if people else None


def _of_all_trade(told: Told, total: Figure | None) -> _Ranking | None:
    """The ranking of the partners of a flow told in all: "Exports came to 19 million. Kenya was second with 5"."""
    metric = definitions().metrics[total.metric] if total and len(total.parties) == 1 else None
    near = total is not None and 0 <= told.sentence.start - total.end <= _TO_NEXT
    if total is None or metric is None or not near or metric.key not in sum_family() or metric.difference:
        return None
    if metric.direction is None:
        return _Ranking("partner", total.parties[0], None, told.sentence.start)
    return _Ranking("market" if metric.held_at_origin else "supplier", total.parties[0], None, told.sentence.start)


def _counts_anybody(told: Told, quantity: Quantity) -> bool:
    """Whether a noun that says nothing of who people are closes a number, or stands right behind it: "5,000 people"."""
    nouns = (hit for hit, _ in told.sentence.of("count", "anybody") if hit.end >= quantity.end)
    noun = next((hit for hit in nouns if hit.end == quantity.end or 0 <= hit.start - quantity.end <= 1), None)
    # "12,000 people seeking asylum" are no visitors.
    behind = told.sentence.low[noun.end : noun.end + 2].strip() if noun else None
    return behind is not None and behind[:1] in ("", ".", ",", ";", ")", "(", "\u2013", "\u2014")


def _metric(
    ranking: _Ranking, quantity: Quantity, choice: MetricChoice | None, last: Figure | None, *, anybody: bool
) -> Metric | None:
    """What a partner's amount measures: people where those are counted, else what the noun is of.

    `anybody` says whether the noun of the amount says nothing of who they are.
    """
    key, noun = ranking.key, ranking.cue
    of_all = ranking.people.value if ranking.people and len(ranking.people.parties) == 1 else None
    if of_all and quantity.value > of_all:
        # "Peru received 2 million tourists. Spain leads with 85 million": another host.
        return None
    if choice and counts_people(choice.metric):
        return choice.metric if key in ("market", "partner", "host") else None
    if choice and choice.cue and noun and noun.start <= choice.cue.start and choice.cue.end <= noun.end:
        # As in: the largest importers of Chilean goods.
        return choice.metric
    if ranking.people:
        total = ranking.people.value if ranking.placed and len(ranking.people.parties) == 1 else None
        if total and quantity.value * _PAIR > total:
            # "Greece received 33 million tourists. In second place is Croatia with 20 million": another host.
            return None
        # "Germany came second, with 2.27 million people", not "From Germany came 5,000 soldiers", but "5,000 people".
        ranked = ranking.placed or ranking.most
        plain = ranked and quantity.kind == "count" and quantity.unit == plain_people()
        bare = (plain or anybody or quantity.kind == "number") and quantity.value >= _MANY
        return definitions().metrics[ranking.people.metric] if bare else None
    if are_goods(quantity):
        # "The main buyers of Peru's tin were Chile with 900 tonnes and Togo with 40"
        return residual_metric() if key in ("market", "supplier", "partner") else None
    if quantity.kind != "money" and not (last and _goes_on_in_money(quantity, last)):
        return None
    metrics = definitions().metrics
    if key == "partner":
        return _whole()
    if key in ("market", "supplier"):
        return _of_same_flow(ranking, last) or traded(sold=key == "market")
    ways = [m for m in metrics.values() if m.direction_ends[0] == key]
    return next((m for m in ways if m.gift), None) or next((m for m in ways if "money" in m.units), None)


def _whole() -> Metric | None:
    """The metric of trade both ways; None where none is defined."""
    return next((metric for metric in definitions().metrics.values() if metric.parts), None)


def _of_same_flow(ranking: _Ranking, last: Figure | None) -> Metric | None:
    """The metric of the partner before in a ranking, whose trade went the same way."""
    if last is None or last.direction is None or last.start < ranking.sentence_start:
        return None
    metric, (origin, end) = definitions().metrics[last.metric], last.direction.split(">")
    same = ranking.home == (origin if ranking.key == "market" else end)
    return metric if same and metric.key in sum_family() and metric.direction and not metric.difference else None


def _goes_on_in_money(quantity: Quantity, last: Figure) -> bool:
    """Whether a bare amount of millions may be of the money told before."""
    money = last.unit is not None and last.unit not in definitions().units
    return quantity.kind == "number" and quantity.value >= _MILLION and money


def _ends_there(told: Told, quantity: Quantity) -> bool:
    """Whether no noun or verb goes on behind an amount that it would be of: "with 20 million", no "20 million fans".

    Its time may, and goods of money, and guests of whoever welcomes them: "with 300 million in goods".
    """
    sentence = told.sentence
    timed = any(0 <= p.start - quantity.end <= _TO_TIME for p in told.periods)
    goods = quantity.kind == "money" and sentence.after(quantity.end, "count", "goods", gap=1) is not None
    # "with 2 million tonnes worth 1 billion dollars"
    worth = (q for q in told.amounts if q.kind == "money" and 0 < q.start - quantity.end <= _TO_RANKED)
    goods = goods or (are_goods(quantity) and any(not told.breaks(quantity.end, q.start) for q in worth))
    goes_on = sentence.after(quantity.end, "range", "and") is not None
    return timed or goods or goes_on or _counts_anybody(told, quantity) or sentence.phrase_ends(quantity.end)
