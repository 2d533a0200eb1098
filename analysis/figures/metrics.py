"""What a quantity measures: the metric whose words stand nearest to it and that its unit allows."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.definitions import Definitions, Metric, definitions
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = [
    "MetricChoice",
    "counts_people",
    "given",
    "is_rate",
    "last_cue",
    "live_behind",
    "metric_of",
    "metric_of_change",
    "names_actors",
    "sum_family",
]

_FARTHEST = 260
"""Characters beyond which a word no longer says what an amount is."""
_CROSSED = 60
"""Cost of another amount between a word and the amount, in characters."""
_BEHIND = 18
"""Cost of standing behind the amount rather than before it."""
_WEAK = 45
"""Cost of a word that also names an act ("support", "present"), or only a frame ("contracts")."""
_COMMA = 40
_SEMICOLON = 80
_OWNED = 300
"""Cost of a word that the next amount claims: "85.9 million: exports of 4.9 million"."""
_BESIDE = 26
"""Characters between a word and the amount that claims it."""
_ARTICLE = 5
"""Characters between a preposition and its noun: an article, "its"."""
_MARK = re.compile(r",(?!\d)|[;:()]")
"""What parts two phrases; the comma inside a number does not, nor does a full stop inside a sentence: "mia. kr."."""
_HEDGED = 10
"""Characters between a preposition and the amount that it leads to: a hedge."""
_TWO = 2
_GIVEN = 70
"""Characters between a verb of giving and the amount given."""


class MetricChoice(NamedTuple):
    """The metric of a quantity, the word that said so, and how it was inferred where no word did."""

    metric: Metric
    cue: Hit | None = None
    inferred: str | None = None
    like: Metric | None = None
    """For what no metric of its own takes: the metric whose direction, period and status it has."""
    unit: str | None = None
    """What a bare number counts, where the noun stands before it."""

    @property
    def ways(self) -> Metric:
        """The metric that says how the slots of the figure are filled."""
        return self.like or self.metric


def metric_of(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of an amount by the words of its sentence; None where they name none."""
    if quantity.kind == "money":
        return _of_money(told, quantity)
    if quantity.kind in ("count", "measure"):
        return _of_count(told, quantity)
    return None


def is_rate(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is one side of a rate of exchange: "1 USD = 31.20 baht"."""
    if "=" in told.between(quantity.end, quantity.end + 2) + told.between(quantity.start - 2, quantity.start):
        return True
    return any(
        one.value == 1 and quantity in (one, other) and one.unit != other.unit and _equals(told, one, other)
        for one, other in pairwise(told.amounts)
        if one.kind == other.kind == "money"
    )


def _equals(told: Told, one: Quantity, other: Quantity) -> bool:
    """Whether nothing but a word of conversion stands between two amounts: "1 dollar is worth 33 baht"."""
    return told.between(one.end, other.start).strip() in told.sentence.lexicon.surfaces("range.or")


def metric_of_change(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of a growth by the words of its sentence: any metric may grow."""
    return _nearest(told, quantity, tuple(definitions().metrics))


def last_cue(sentence: Sentence, unit: str) -> Metric | None:
    """The last metric that a sentence names and that is stated in `unit`; None where it names none."""
    allowed = _stated_in(definitions(), unit)
    found = [key for _, key in sentence.of("metric") if key in allowed]
    return definitions().metrics[found[-1]] if found else None


def given(told: Told, quantity: Quantity) -> MetricChoice | None:
    """A gift, where one side gives or receives an amount and no other word says what it is."""
    led = told.sentence.before(quantity.start, "role", "to")
    if led and ("role.in" not in led[0].senses or len({a.code for a in told.areas}) < _TWO):
        # "They are to get five systems for 5 billion": a price. Where one word says "to" and "in", it tells a size.
        return None
    for hit, _ in told.sentence.of("act", *(("receive",) if led else ("give", "receive"))):
        if hit.end <= quantity.start <= hit.end + _GIVEN and ";" not in told.between(hit.end, quantity.start):
            return MetricChoice(_gift(), hit)
        last = told.sentence.language.verb_last and 0 < hit.start - quantity.end <= _GIVEN
        if last and not any(c in ",;:" for c in told.between(quantity.end, hit.start)):
            # "wird Moldau 105 Millionen Euro geben"
            return MetricChoice(_gift(), hit)
    return None


def counts_people(metric: Metric) -> bool:
    """Whether a metric counts people: students, tourists."""
    return metric.key in _counting_people(definitions())


@lru_cache(maxsize=8)
def _counting_people(known: Definitions) -> frozenset[str]:
    people = {unit.key for unit in known.units.values() if unit.kind == "person"}
    return frozenset(metric.key for metric in known.metrics.values() if people.intersection(metric.units))


@lru_cache(maxsize=8)
def _families(known: Definitions) -> frozenset[str]:
    return frozenset(
        key for m in known.metrics.values() if m.parts or m.difference for key in (m.key, *m.parts, *m.difference)
    )


def sum_family() -> frozenset[str]:
    """Keys of the metrics that add up to one another or are the difference of one another: trade and its parts."""
    return _families(definitions())


@lru_cache(maxsize=256)
def _stated_in(known: Definitions, unit: str) -> tuple[str, ...]:
    """Keys of the metrics that are stated in a unit, those of any unit included."""
    return tuple(m.key for m in known.metrics.values() if unit in m.units or not m.units)


def _gift() -> Metric:
    return next(m for m in definitions().metrics.values() if m.gift)


def _nearest(told: Told, quantity: Quantity, allowed: Collection[str]) -> MetricChoice | None:
    acts = {hit.start for hit, _ in told.sentence.of("act", "give")}
    best: tuple[float, str, Hit] | None = None
    for hit, key in told.sentence.of("metric"):
        distance = max(hit.start - quantity.end, quantity.start - hit.end)
        if key not in allowed or distance > _FARTHEST or _only_says_of_what(told, hit, key):
            continue
        if _describes(told, hit, key) or _only_its_paper(told, hit, key):
            continue
        cost = _cost(told, hit, quantity)
        # "with a total of" only frames an amount, however near it stands.
        framed = "count.total" in hit.senses or not _right_before(told, hit, quantity)
        weak = definitions().metrics[key].residual and framed
        cost += _WEAK if (hit.start in acts and not _closes(told, hit, quantity)) or weak else 0
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = cost, key, hit
    return MetricChoice(definitions().metrics[best[1]], best[2]) if best else None


def _closes(told: Told, verb: Hit, quantity: Quantity) -> bool:
    """Whether a verb that stands last is that of an amount before it: "hatte 112 Millionen für ... bereitgestellt"."""
    sentence = told.sentence
    last = sentence.language.verb_last and sentence.text[verb.start].islower() and verb.start >= quantity.end
    return last and not _parted(told, quantity.end, verb.start) and sentence.phrase_ends(verb.end)


def _right_before(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether only a preposition stands between a word and an amount: "subsidies of 20 billion"."""
    of = told.sentence.before(quantity.start, "count", "of", gap=_HEDGED)
    return of is not None and 0 <= of[0].start - hit.end <= 1


def _only_says_of_what(told: Told, hit: Hit, key: str) -> bool:
    """Whether a whole is named only to say of what its part is one: "the surplus in trade with Italy"."""
    metrics = definitions().metrics
    if not metrics[key].parts or not told.sentence.before(hit.start, "role", "in", gap=_ARTICLE):
        return False
    for part, other in told.sentence.of("metric"):
        belongs = other in metrics[key].parts or metrics[other].difference == metrics[key].parts
        if belongs and 0 < hit.start - part.end <= _BESIDE * 4 and not _parted(told, part.end, hit.start):
            return True
    return False


def _describes(told: Told, hit: Hit, key: str) -> bool:
    """Whether a word only says what another act is for: the support of "a loan of budget support of 93 million"."""
    metrics = definitions().metrics
    of = told.sentence.before(hit.start, "count", "of", gap=1)
    acted = metrics[key].dated and metrics[key].direction
    if of is None or not acted:
        return False
    head = told.sentence.before(of[0].start, "metric", gap=1)
    other = metrics[head[1]] if head else None
    return other is not None and other.key != key and other.dated and other.direction is not None


def _only_its_paper(told: Told, hit: Hit, key: str) -> bool:
    """Whether a word that only frames money stands right behind what it frames: "a grant agreement of 2 million"."""
    metrics = definitions().metrics
    head = told.sentence.before(hit.start, "metric", gap=1) if metrics[key].residual else None
    return head is not None and metrics[head[1]].dated and metrics[head[1]].direction is not None


def _cost(told: Told, hit: Hit, quantity: Quantity) -> float:
    """How far a word is from being what the quantity measures, in characters and what counts as such."""
    if hit.start < quantity.end and quantity.start < hit.end:
        return 0
    behind = hit.start >= quantity.end
    start, end = (_past_brackets(told, quantity), hit.start) if behind else (hit.end, quantity.start)
    between = told.between(start, end)
    cost = float(end - start) + _SEMICOLON * between.count(";")
    cost += _CROSSED * sum(start <= q.start < end for q in told.amounts)
    if behind:
        if _in_apposition(told, quantity, hit):
            return cost
        parted = any(start <= hit.start < end for hit, _ in told.sentence.of("count", "subset"))
        if parted and told.sentence.language.verb_last:
            # "will give 105 million, of which 70 million as a loan": the word says what the part is.
            cost += _OWNED
        joins = told.sentence.lexicon.surfaces("range.and")
        joined = any(word in joins for word in between.split()[:1])
        cost += 0 if _closes(told, hit, quantity) else _BEHIND
        # "4.2 million last year while its imports": another clause tells of those.
        clause = any(start <= word.start and word.end <= end for word, _ in told.sentence.of("count", "clause"))
        cost += _COMMA if "," in between or "(" in between or joined or clause else 0
        # "80 million (they were 150 million), and exports": out of the brackets something else is told.
        cost += _CROSSED * 2 if between.count(")") > between.count("(") else 0
        claimed = next(
            (q for q in told.amounts if 0 <= q.start - hit.end <= _BESIDE and q.start != quantity.start), None
        )
        if claimed and not _parted(told, hit.end, claimed.start):
            cost += _OWNED
    elif any(_in_apposition(told, q, hit) for q in told.amounts if q.end <= hit.start and q.kind == quantity.kind):
        cost += _OWNED
    return cost


def _in_apposition(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word names right after an amount what it is: "11.2 million in exports", "5 billion of trade"."""
    sentence, end = told.sentence, _past_brackets(told, quantity)
    if not 0 <= hit.start - end <= _BESIDE:
        return False
    copula = sentence.after(end, "role", "passive", gap=1) or sentence.after(end, "status", "actual", gap=1)
    if copula and hit.start - copula[0].end <= _ARTICLE and quantity.kind == "money":
        # "12 million is a grant, 16 million a loan", "of which 117 billion made up exports"
        return True
    acts = any(sense.startswith("act.") for sense in hit.senses)
    if hit.start - end <= 1 and quantity.kind == "money" and not acts:
        # "and 32 million dollars exports": right behind it, and no other amount claims the word.
        return not any(0 <= q.start - hit.end <= _BESIDE and not _joined(told, hit.end, q.start) for q in told.amounts)
    if quantity.kind == "percent" and any(end <= h.start < hit.start for h, _ in sentence.of("change", "up", "down")):
        # As in: a 13 % decrease in exports.
        return sentence.before(hit.start, "role", "in", gap=_BESIDE) is not None and not _parted(told, end, hit.start)
    preposition = sentence.after(end, "role", "in", "as", "genitive", gap=1) or sentence.after(
        end, "count", "of", gap=1
    )
    if not preposition or preposition[0].end > hit.start or _parted(told, end, hit.start):
        return False
    # "5 billion in 2013 and imports ...": a date or a new clause stands between.
    between = told.between(end, hit.start)
    joins = sentence.lexicon.surfaces("range.and")
    return not any(c.isdigit() for c in between) and not any(word in joins for word in between.split())


def _past_brackets(told: Told, quantity: Quantity) -> int:
    """Where an amount ends with the one in brackets that says it again: "51 billion yen (500 million dollars) of"."""
    opened = told.between(quantity.end, quantity.end + 2).lstrip().startswith("(")
    other = next((q for q in told.amounts if q.start >= quantity.end), None) if opened else None
    again = quantity if other is None else other if other.kind == quantity.kind else None
    if again is None or told.between(again.end, again.end + 1) != ")":
        return quantity.end
    return again.end + 1


def _joined(told: Told, start: int, end: int) -> bool:
    """Whether a word for "and", or a comma, stands between two positions."""
    joins = told.sentence.lexicon.surfaces("range.and")
    return "," in told.between(start, end) or any(word in joins for word in told.between(start, end).split())


def _parted(told: Told, start: int, end: int) -> bool:
    return _MARK.search(told.sentence.low, start, end) is not None


def _of_money(told: Told, quantity: Quantity) -> MetricChoice | None:
    choice = _nearest(told, quantity, _stated_in(definitions(), "money"))
    subset = any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "subset"))
    if (
        choice
        and choice.cue
        and subset
        and choice.cue.start >= quantity.end
        and not _in_apposition(told, quantity, choice.cue)
    ):
        # "Of this, 150 million went to the import of gas": a part of what was said before.
        choice = None
    if choice and choice.cue and choice.metric.to_date:
        gift = next((hit for hit, _ in told.sentence.of("metric", _gift().key) if hit.end <= choice.cue.start), None)
        if gift and not any(gift.end <= q.start < choice.cue.start for q in told.amounts):
            # "The aid will be invested into a clinic worth 80,000 dollars."
            return MetricChoice(_gift(), gift)
        purpose = choice.cue.start >= quantity.end and told.sentence.after(quantity.end, "role", "to")
        if purpose and not names_actors(told, quantity.start) and (gave := given(told, quantity)):
            # "Germany provides 160 million euros for investments in ..."
            return gave
    if choice and choice.cue and _with_another(told, choice.metric, choice.cue):
        return _residual(choice)
    frames = (
        choice is not None and choice.metric.residual and "count.total" in (choice.cue.senses if choice.cue else ())
    )
    if choice is None or frames or _far(choice, quantity) or _only_aside(told, choice, quantity):
        worth = _worth_of_what_is_counted(told, quantity)
        if worth:
            return MetricChoice(worth, None, "counted")
    return choice or _put_into_what_is_counted(told, quantity)


def _with_another(told: Told, metric: Metric, cue: Hit) -> bool:
    """Whether a word is joined with that of another directed act: "loans and grants" are neither."""
    metrics = definitions().metrics
    joins = told.sentence.lexicon.surfaces("range.and")
    for hit, key in told.sentence.of("metric"):
        if key == metric.key or not (metrics[key].dated and metrics[key].direction and metric.dated):
            continue
        first, second = (hit, cue) if hit.end <= cue.start else (cue, hit)
        if told.between(first.end, second.start).strip() in joins and first.end < second.start:
            return True
    return False


def _residual(choice: MetricChoice) -> MetricChoice:
    """The metric of what no other one takes, with the ways of the one that the words named."""
    metric = next((m for m in definitions().metrics.values() if m.residual), None)
    return MetricChoice(metric, choice.cue, choice.inferred, choice.metric) if metric else choice


def _worth_of_what_is_counted(told: Told, quantity: Quantity) -> Metric | None:
    """The metric of what things counted just before are worth: "413 projects there worth 4.2 billion"."""
    metrics = definitions().metrics
    for metric in metrics.values():
        if not metric.worth:
            continue
        counted = [q for q in told.amounts if q.end <= quantity.start and q.unit in metric.units]
        if counted and quantity.start - counted[-1].end <= _BESIDE * 2:
            return metrics[metric.worth]
    return None


def _put_into_what_is_counted(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of an amount that goes into things counted behind it: "put 4.1 billion into 400 projects"."""
    metrics = definitions().metrics
    following = told.following(quantity)
    into = told.sentence.after(quantity.end, "role", "to", gap=1)
    if not into or following is None or following.start - quantity.end > _BESIDE:
        return None
    if given(told, quantity) and not names_actors(told):
        # "made 112 million available for three projects" is a gift, what investors promise to put into them is none.
        return None
    worth = next((m.worth for m in metrics.values() if m.worth and following.unit in m.units), None)
    return MetricChoice(metrics[worth], None, "counted") if worth else None


def _only_aside(told: Told, choice: MetricChoice, quantity: Quantity) -> bool:
    """Whether the word stands behind a comma behind the amount: "projects worth 5 million, among them in trade"."""
    return choice.cue is not None and "," in told.between(quantity.end, choice.cue.start)


def _far(choice: MetricChoice, quantity: Quantity) -> bool:
    if choice.cue is None:
        return True
    return min(abs(quantity.start - choice.cue.end), abs(choice.cue.start - quantity.end)) > _FARTHEST // 4


def _of_count(told: Told, quantity: Quantity) -> MetricChoice | None:
    known = definitions()
    unit = known.units.get(quantity.unit or "")
    if unit is None:
        return None
    if unit.kind == "person":
        return _of_people(told, quantity)
    direct = next((m for m in known.metrics.values() if unit.key in m.units), None)
    if direct is None:
        return _in_kind(told, quantity) if unit.kind in ("goods", "mass") else None
    if direct.measure == "event":
        # Agreements count when they are signed, not when they are named.
        signed = any(True for _ in told.sentence.of("metric", direct.key)) or any(
            True for _ in told.sentence.of("act", "sign")
        )
        return MetricChoice(direct) if signed else None
    if direct.worth:
        cues = [
            hit
            for hit, key in told.sentence.of("metric", direct.worth, direct.key)
            if abs(hit.start - quantity.start) < _FARTHEST
        ]
        money = any(q.kind == "money" and 0 <= q.start - quantity.end <= _BESIDE for q in told.quantities)
        worth = money and bool(told.areas)
        # "promoted 60 projects of development aid for 400 million": what a gift pays for is no investment.
        gift = not cues and any(True for _ in told.sentence.of("metric", _gift().key))
        worth = worth and not gift
        held = worth or (any(True for _ in told.sentence.of("act", "own")) and names_actors(told))
        return MetricChoice(direct, cues[0] if cues else None) if cues or held else None
    if direct.allotment and not _for_studies(told, direct):
        return None
    return MetricChoice(direct)


def _for_studies(told: Told, metric: Metric) -> bool:
    """Whether a sentence speaks of studies or allots something: "90 places" in a hall are none for students."""
    said = (told.sentence.of("metric", metric.key), told.sentence.of("act", "study", "give", "receive"))
    people = any(definitions().units[key].kind == "person" for _, key in told.sentence.of("unit"))
    return people or any(True for hits in said for _ in hits)


def names_actors(told: Told, before: int | None = None) -> bool:
    """Whether a sentence names those who hold things, firms or investors, before a position if one is given."""
    units = definitions().units
    actors = (hit for hit, key in told.sentence.of("unit") if units[key].kind == "actor")
    return any(before is None or hit.end <= before for hit in actors)


def _of_people(told: Told, quantity: Quantity) -> MetricChoice | None:
    """People counted: by the words that govern them ("scholarships for 800 students"), else by who they are."""
    known = definitions()
    who = quantity.unit or ""
    if known.units[who].metric is None:
        # "the number of tourists reached 50,000 people": who they are is said before.
        named = [k for hit, k in told.sentence.of("unit") if hit.end <= quantity.start and known.units[k].metric]
        who = named[-1] if named else who
    governing = [m.key for m in known.metrics.values() if who in m.people]
    choice = _nearest(told, quantity, governing)
    apart = choice is not None and choice.cue is not None and _in_another_clause(told, choice.cue, quantity)
    metric = known.units[who].metric
    if (apart and _lives(told, quantity)) or (metric is None and live_behind(told, quantity)):
        # "200,000 of them live there, 7,000 study"
        return None
    if apart and metric is None and (told_of := _told_of(told, quantity, governing)):
        return told_of
    near = choice is not None and choice.cue is not None and abs(choice.cue.start - quantity.start) < _BESIDE * 3
    if choice and choice.cue and not (apart and metric) and (near or _get(told, quantity, choice.cue)):
        return choice
    return MetricChoice(known.metrics[metric]) if metric else None


def _in_another_clause(told: Told, cue: Hit, quantity: Quantity) -> bool:
    """Whether a comma parts a word from a count before it, or a comma and "and" from one behind it."""
    if cue.start >= quantity.end:
        # "6,000 students, and 100 of them with a scholarship": the word is that of the other count.
        crossed = any(quantity.end <= q.start and q.end <= cue.start for q in told.amounts)
        return crossed or "," in told.between(quantity.end, cue.start)
    opens = told.sentence.lexicon.surfaces("range.and") | told.sentence.lexicon.surfaces("count.clause")
    clauses = told.between(cue.end, quantity.start).split(",")[1:]
    return any(word in opens for clause in clauses for word in clause.split()[:1])


def _get(told: Told, quantity: Quantity, cue: Hit) -> bool:
    """Whether people counted get what a word behind them names: "20 students of ... have received a scholarship"."""
    acts = told.sentence.of("act", "receive")
    return any(quantity.end <= hit.start and 0 < cue.start - hit.end <= _BESIDE for hit, _ in acts)


def live_behind(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of living stands right behind people counted, a word let pass: "2,000 Koreans now live there"."""
    return any(
        0 <= hit.start - quantity.end <= _BESIDE // 2 and not _parted(told, quantity.end, hit.start)
        for hit, _ in told.sentence.of("act", "live")
    )


def _told_of(told: Told, quantity: Quantity, governing: list[str]) -> MetricChoice | None:
    """The metric that a clause about people counted says: "scholarships, as 7,000 Nepalis, who are studying there"."""
    metrics = definitions().metrics
    for hit, key in told.sentence.of("metric", *governing):
        near = 0 <= hit.start - quantity.end <= _BESIDE
        if near and counts_people(metrics[key]) and told.between(quantity.end, hit.start).count(",") <= 1:
            return MetricChoice(metrics[key], hit)
    return None


def _lives(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of living somewhere governs people counted, no other amount between."""
    lives = [hit for hit, _ in told.sentence.of("act", "live") if hit.end <= quantity.start]
    return bool(lives) and not any(lives[-1].end <= q.start < quantity.start for q in told.amounts)


def _in_kind(told: Told, quantity: Quantity) -> MetricChoice | None:
    """Goods that one side gives the other: 30 tanks, 300 tonnes of seed."""
    larger = [q for q in told.quantities if q.end <= quantity.start and q.kind in ("measure", "count")]
    acts = {key for m in definitions().metrics.values() if m.measure == "event" for key in m.units}
    # Papers are no whole of which goods are a part.
    larger = [q for q in larger if q.unit not in acts]
    if larger and any(larger[0].end <= hit.start < quantity.start for hit, _ in told.sentence.of("count", "subset")):
        # "5000 tonnes, among them 300 tonnes of flour": the parts of a gift.
        return None
    named = _nearest(told, quantity, (_gift().key,))
    if named:
        return named
    act = next((hit for hit, _ in told.sentence.of("act", "receive", "give")), None)
    sold = act is not None and any(f"metric.{key}" in act.senses for key in sum_family())
    if sold and definitions().units[quantity.unit or ""].kind == "mass":
        # "delivered 890,000 tonnes of oil": trade, where the verb may be of either.
        return None
    return MetricChoice(_gift(), act) if act else None
