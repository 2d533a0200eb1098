"""What an amount measures: by the words of its sentence, else by the figure before."""

from __future__ import annotations

from functools import partial
from math import isclose

from analysis.changes import Growth
from analysis.currencies import home_of
from analysis.definitions import Metric, definitions
from analysis.figures.counted import by_economy, counted, people_of_another_time
from analysis.figures.drafts.conversions import CONVERSION
from analysis.figures.drafts.earlier import PAIR, SAME_THOUGHT, Draft, Earlier
from analysis.figures.drafts.gifts import among_gifts, is_bought_with_it
from analysis.figures.drafts.people import of_guests, of_people_named
from analysis.figures.drafts.records import is_inferred
from analysis.figures.goods import falls_to, of_balance, of_goods, sold_beside
from analysis.figures.governing import preposition, prepositions
from analysis.figures.metrics import (
    MetricChoice,
    are_inhabitants,
    as_lent,
    as_owed,
    as_residual,
    counts_guests,
    counts_people,
    gift_metric,
    given,
    is_pay,
    is_spent_by_guests,
    last_cue,
    live_behind,
    metric_of,
    names_actors,
    owed,
    sum_family,
)
from analysis.figures.metrics import traded as flow_of
from analysis.figures.metrics.families import GOODS, residual_metric
from analysis.figures.one_named import opens_with_there, teller_of
from analysis.figures.residuals import residual, with_each_partner
from analysis.figures.several import given_keys
from analysis.figures.timing import opens_with_part
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["is_of_services", "metric_for", "residual_of"]

_HEDGED = 10
"""Characters between a preposition and the amount that it leads to: a hedge."""
_GOING_ON = (
    ("act", ("give", "receive", "sign", "trade", "buy", "sell", "bring", "raise", "agree", "owe", "forgive", "pay")),
    ("count", ("sum", "total", "subset", "another", "rank", "followed", "services", "respectively", "behind", "need")),
    ("count", ("share", "world")),
    (
        "time",
        ("this", "last", "next", "that", "then", "same", "now", "to_date", "year_before", "earlier", "ago", "later"),
    ),
)
"""Tables and keys whose words go on about what was told before."""
_COMPARING = ("up", "down", "more", "less", "versus")
"""Keys of the table `change` that do, but for those that are prepositions too."""
_FAR_MORE = 100
"""An amount so many times that of a gift is none of it, if nothing says so."""
_TRIFLE = 1e-4
"""Share of the amount before below which another is not of the same kind, if nothing says so."""
_GOODS = ("goods", "mass", "volume")
"""Kinds of units in which what a gift is made of is told."""
_TO_SUM = 8
"""Characters from where a sentence starts to its subject: an article."""
_TO_GROW = 12
"""Characters from a word of trade to the one that says how it goes: an adverb."""
_TO_COST = 70
"""Characters from projects that somebody pays for to what they cost: where they are, since when."""
_MANY = 1000
"""A number from here on may be one of people."""
_SHORT = 3
"""Letters of a word that says nothing by itself."""
_PREPOSITION = 6
"""Characters of a preposition between a word of trade and what is traded."""


def metric_for(earlier: Earlier, told: Told, quantity: Quantity, growths: list[Growth]) -> MetricChoice | None:
    """What an amount measures, and whether its own sentence says so; None where it measures nothing known."""
    choice = _supplied(earlier, told, quantity) or _chosen(earlier, told, quantity, growths) or owed(told, quantity)
    if choice is None or is_spent_by_guests(told, quantity, choice) or is_pay(told, quantity, choice):
        return None
    if is_bought_with_it(told, quantity, choice) or (counts_people(choice.metric) and are_inhabitants(told, quantity)):
        return None
    before = earlier.before(told.sentence)
    lent = before is not None and definitions().metrics[before.figure.metric].repaid
    choice = as_owed(told, quantity, as_lent(told, quantity, choice), goes_on=lent)
    return among_gifts(earlier, told, quantity, choice) or _as_what_it_is_set_against(told, quantity, choice, before)


def _as_what_it_is_set_against(
    told: Told, quantity: Quantity, choice: MetricChoice, before: Draft | None
) -> MetricChoice:
    """The metric of the amount that one is only compared with: "lent 6 million; its aid was 48, against 31 in 2015"."""
    if before is None or choice.cue is None or choice.metric.key == before.figure.metric:
        return choice
    last, figure = told.last_before(quantity.start), before.figure
    beside = last is not None and last.start == figure.start and figure.unit == quantity.unit
    # A word behind the amount, or between the two, is its own: "exports of 5 million, against 7 million in imports".
    if not beside or choice.cue.end > figure.start or not told.set_against(quantity):
        return choice
    return MetricChoice(definitions().metrics[figure.metric], choice.cue)


def _chosen(earlier: Earlier, told: Told, quantity: Quantity, growths: list[Growth]) -> MetricChoice | None:
    """What an amount measures by the words of its sentence, else by what was told before."""
    choice = _told_by_words(told, quantity)
    before = earlier.before(told.sentence)
    if (choice is None or choice.metric.residual) and (whole := _sum_of_these(earlier, told, quantity)):
        return MetricChoice(whole, None, "sentence-before")
    if choice is not None and before and (sent := _sent_in_trade(earlier, told, quantity, choice, before.figure)):
        return sent
    choice = _paid_for(choice, quantity, before)
    if choice is not None:
        choice = _of_debts_let_go(earlier, told, choice)
        if _only_of_services(told, choice) or _is_built_for_others(told, quantity, choice):
            return as_residual(choice)
        again = _told_again(told, quantity, choice, before.figure) if before else None
        return again or _of_a_gift(earlier, told, choice) or _services(choice, before.figure if before else None)
    if quantity.kind == "number":
        return _of_a_number(earlier, told, quantity, growths, before)
    if quantity.kind != "money" and (like := _like_those_before(earlier, told, quantity, before)):
        return MetricChoice(like, None, "sentence-before")
    if quantity.kind != "money":
        named = residual_of(earlier, told, quantity) or _places_of(earlier, told, quantity)
        named = named or _load_of(earlier, told, quantity) or of_people_named(earlier, told, quantity)
        named = named or _sent_there(earlier, told, quantity)
        return named or of_guests(earlier, told, quantity)
    if sold := of_goods(told, quantity):
        return sold
    worth = _worth_of_the_last(quantity, before.figure) if before else None
    if worth and before and (before.sentence_start == told.sentence.start or _opens_with_them(told, quantity)):
        return MetricChoice(worth, None, "counted")
    return _of_what_was_told(earlier, told, quantity, before)


def _of_a_number(
    earlier: Earlier, told: Told, quantity: Quantity, growths: list[Growth], before: Draft | None
) -> MetricChoice | None:
    """What a bare number counts of which its sentence does not say it."""
    whole_told = earlier.whole_of(before, told)
    said = whole_told.figure if whole_told else None
    whole = earlier.aside
    near = whole is not None and told.sentence.start - whole.end <= SAME_THOUGHT // 4
    if whole and near and (said is None or whole.start > said.start):
        # "9 million foreign visitors, of whom 1 million came from Peru": the part is of a total.
        said = whole
    numbered = counted(
        told, quantity, growing=bool(growths), before=said, otherwise=partial(residual_of, earlier, told)
    )
    return numbered or of_people_named(earlier, told, quantity)


def _sum_of_these(earlier: Earlier, told: Told, quantity: Quantity) -> Metric | None:
    """The metric of a sum told just before that the amounts of a sentence add up to.

    "They signed loans worth 8 million. The first, worth 5 million, is for roads; the second, of 3, for schools."
    """
    start = told.sentence.start
    whole = next((d.figure for d in reversed(earlier.made) if d.figure.start < start), None)
    if whole is None or not whole.value or whole.unit != quantity.unit or quantity.kind != "money":
        return None
    if not 0 <= start - whole.end <= SAME_THOUGHT or whole.value <= quantity.value:
        return None
    if whole.metric in sum_family() and told.sentence.has("act", "sign"):
        # "Trade was 150 million. They signed contracts for 100 and 50 million."
        return None
    parts = [q for q in told.amounts if q.kind == "money"]
    alike = len(parts) >= PAIR and all(q.unit == whole.unit for q in parts)
    return definitions().metrics[whole.metric] if alike and isclose(sum(q.value for q in parts), whole.value) else None


def _told_again(told: Told, quantity: Quantity, choice: MetricChoice, before: Figure) -> MetricChoice | None:
    """What was told just before, which an amount whose words name no metric is more of; None where it is not."""
    return _figure_again(told, quantity, choice, before) or _of_one_paper(told, quantity, choice, before)


def _figure_again(told: Told, quantity: Quantity, choice: MetricChoice, before: Figure) -> MetricChoice | None:
    """The trade told before, for which "the figure" stands beside papers: "By the pact, the figure may be 9"."""
    if choice.cue is None or not choice.metric.residual or told.sentence.has("act", "sign"):
        # "Contracts were signed, the sum of which": theirs.
        return None
    if before.metric not in sum_family() or before.unit != quantity.unit:
        return None
    words = [
        hit for hit, _ in told.sentence.of("count", "sum") if choice.cue.end <= hit.start and hit.end <= quantity.start
    ]
    own = (
        not words
        or told.sentence.after(words[-1].end, "count", "of", gap=1)
        or told.crossed(words[-1].end, quantity.start)
    )
    return None if own else MetricChoice(definitions().metrics[before.metric], None, "sentence-before")


def _told_by_words(told: Told, quantity: Quantity) -> MetricChoice | None:
    """What the words of its sentence say that an amount measures."""
    choice = of_balance(told, quantity) or falls_to(told, quantity) or metric_of(told, quantity)
    if choice and choice.cue and _is_behind_brackets(told, quantity, choice.cue):
        return _before_brackets(told, quantity)
    if choice and choice.cue and _is_in_another_clause(told, quantity, choice.cue):
        return None
    sold = sold_beside(told, quantity, choice) if choice and choice.metric.parts else None
    return sold or choice


def _is_in_another_clause(told: Told, quantity: Quantity, cue: Hit) -> bool:
    """Whether the word that seems to say what an amount measures opens another clause: "it was 5, while exports"."""
    sentence = told.sentence
    aside = (hit for hit, _ in sentence.of("role", "with") if quantity.end <= hit.start < cue.start)
    grows = sentence.after(cue.end, "change", "up", "down", gap=_TO_GROW)
    if grows and any(told.between(hit.start - 2, hit.start).strip() == "," for hit in aside):
        # "The goal was 5 million, with exports growing both ways"
        return True
    words = (*sentence.of("source", "pronoun"), *sentence.of("count", "sum"))
    if not any(hit.end <= quantity.start and "range.and" not in hit.senses for hit, _ in words):
        # "supplied goods worth 5 million, while exports fell"
        return False
    opened = (hit for hit, _ in sentence.of("count", "clause") if quantity.end <= hit.start < cue.start)
    return any(told.between(hit.start - 2, hit.start).strip() == "," for hit in opened)


def _is_behind_brackets(told: Told, quantity: Quantity, cue: Hit) -> bool:
    """Whether an amount stands in brackets, and the word that seems to say what it measures behind them."""
    opened = told.sentence.low.rfind("(", told.sentence.start, quantity.start) if told.bracketed else -1
    closed = told.sentence.low.find(")", quantity.end, told.sentence.end)
    return opened >= 0 and 0 <= closed <= cue.start and ")" not in told.between(opened, quantity.start)


def _before_brackets(told: Told, quantity: Quantity) -> MetricChoice | None:
    """What the amount right before brackets measures, of which one in them tells another time: "3 (in 2021 2)"."""
    opened = told.sentence.low.rfind("(", told.sentence.start, quantity.start)
    before = told.last_before(opened)
    alike = before is not None and before.unit == quantity.unit and opened - before.end <= 1
    return metric_of(told, before) if before and alike else None


def _of_what_was_told(earlier: Earlier, told: Told, quantity: Quantity, before: Draft | None) -> MetricChoice | None:
    """What an amount of money measures whose sentence names no metric: what was told before, or a gift by its verb."""
    spoken = _goes_on_about(earlier, told, before)
    # What was imported, or given, has a cost of its own: "The buses cost 75 million".
    costs = spoken is not None and _costs_something_else(told, quantity)
    if spoken and not (spoken.is_given or spoken.holder if costs else _goes_on(told)):
        spoken = None
    if spoken and spoken.is_given and before and _is_another_sum(told, quantity, before.figure):
        spoken = None
    framed = spoken is not None and spoken.residual and not (before and before.figure.metric == spoken.key)
    acts = any(a.form != "adjective" and a.end <= quantity.start for a in told.areas)
    # "Notes on a grant were signed. Japan is to provide 472m yen."
    handed = spoken is not None and not spoken.is_given and _handed_out(told, quantity)
    # "... an investment of 12 million. Japan will also give 6.6 million": who gives is no firm.
    freely = spoken is not None and spoken.to_date and acts and not names_actors(told)
    # "Trade grew. Germany gave Laos 3 million": who gives it to whom is said anew.
    anew = acts and spoken is not None and spoken.key in sum_family() and len({a.code for a in told.areas}) > 1
    other = spoken is not None and spoken.is_given and not spoken.gift and _gives_besides(told, quantity, before)
    apart = (framed and acts) or handed or freely or anew or other
    pair = earlier.reading.scope.parties
    gift = given(told, quantity, pair=pair) if spoken is None or apart else None
    if gift and before and not told.areas and counts_guests(definitions().metrics[before.figure.metric]):
        # "1.3 million Peruvians came. They spent 80 million."
        return None
    if gift:
        return _as_titled(earlier, gift)
    spoken = _aimed_at_together(earlier, told, spoken) if spoken else _named_in_title(earlier, told, before)
    return MetricChoice(spoken, None, "sentence-before") if spoken and not _is_trifle(quantity, before) else None


def _is_another_sum(told: Told, quantity: Quantity, gift: Figure) -> bool:
    """Whether money is none of a gift or loan told just before, though no word says what it is.

    So it is where it is very much more, or of the money of who was given to: "Norway gave Malawi 5 million dollars. The
    new railway costs 3 billion dollars", "A teacher is paid 300,000 kwacha".
    """
    sentence = told.sentence
    if gift.value is None or gift.start >= sentence.start or sentence.has("count", "total", "sum"):
        return False
    if sentence.has("act", "give", "receive") or sentence.has("metric"):
        return False
    if any(hit.end <= quantity.start for hit, _ in sentence.of("count", "holding", "income")):
        # "Malawi's bond of 3 billion dollars will be swapped"
        return True
    if sentence.has("status", "pledge"):
        return False
    giver, _, receiver = (gift.direction or "").partition(">")
    home = home_of(quantity.unit) if quantity.unit and quantity.unit != gift.unit else None
    if home is not None and home == receiver != giver:
        return True
    return quantity.unit == gift.unit and quantity.value > gift.value * _FAR_MORE


def _gives_besides(told: Told, quantity: Quantity, before: Draft | None) -> bool:
    """Whether another economy than the one that lent before is the subject: "The EU lends 8 million. Peru gives 5"."""
    lender = (before.figure.direction or "").partition(">")[0] if before else ""
    subject = next((a for a in told.areas if a.end <= quantity.start and a.form != "adjective"), None)
    if (
        subject is None
        or not lender
        or subject.code == lender
        or not before
        or before.sentence_start == told.sentence.start
    ):
        return False
    return preposition(told.sentence, subject.start, told.sentence.start) is None


def _places_of(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """Places of what the sentence before names: "Chile raised its quota for students of Peru. It is 75 places"."""
    metric = next((m for m in definitions().metrics.values() if m.allotment and quantity.unit in m.units), None)
    preceding = earlier.reading.sentences.preceding(told.sentence) if metric else None
    if metric is None or preceding is None or told.sentence.has("metric"):
        return None
    return MetricChoice(metric, None, "sentence-before") if preceding.has("metric", metric.key) else None


def _load_of(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """What a gift is made of that the sentence before tells: "Aid was flown to Peru. The cargo weighed 35 tonnes"."""
    preceding = earlier.reading.sentences.preceding(told.sentence) if _is_in_it(told, quantity) else None
    told_of = preceding is not None and preceding.has("metric", gift_metric().key)
    return MetricChoice(gift_metric(), None, "sentence-before") if told_of else None


def _is_trifle(quantity: Quantity, before: Draft | None) -> bool:
    """Whether an amount is far too small to be of what was spoken of: the price of a ticket, where trade was told."""
    told = before.figure if before else None
    return told is not None and told.unit == quantity.unit and quantity.value < (told.value or 0) * _TRIFLE


def _handed_out(told: Told, quantity: Quantity) -> bool:
    """Whether a noun of giving leads to an amount: "the disbursement of 16 million"."""
    of = told.sentence.before(quantity.start, "count", "of", gap=_HEDGED)
    return of is not None and told.sentence.before(of[0].start, "act", "give", gap=1) is not None


def _aimed_at_together(earlier: Earlier, told: Told, spoken: Metric) -> Metric:
    """The whole of which one way was told last, where the two set an aim: "Sales were 2 million. They aim at 9"."""
    metrics = definitions().metrics
    whole = next((m for m in metrics.values() if m.key in sum_family() and spoken.key in m.parts), None)
    alone = len({area.code for area in told.areas}) == 1
    if whole is None or alone or told.sentence.of("metric") or not told.sentence.has("status", "target"):
        return spoken
    return whole if any(draft.figure.metric == whole.key for draft in earlier.made) else spoken


def _named_in_title(earlier: Earlier, told: Told, before: Draft | None) -> Metric | None:
    """The metric that the headline right before a sentence names: "Chile's trade with Peru", "It came to 5 million"."""
    preceding = earlier.reading.sentences.preceding(told.sentence, within="\0")
    title = before is None and preceding is not None and preceding.start < earlier.reading.title_end
    title = title and not _opens_with_amount(told)
    return last_cue(preceding, "money") if preceding and title else None


def _opens_with_amount(told: Told) -> bool:
    """Whether a sentence opens with an amount and has no verb: it may be none, but a line of a list or table."""
    opens = any(not told.between(told.sentence.start, q.start).strip() for q in told.amounts[:1])
    return opens and not told.sentence.has("status") and not told.sentence.has("act")


def _as_titled(earlier: Earlier, choice: MetricChoice) -> MetricChoice:
    """What a verb of giving alone tells of, as the headline names it: a loan, where this speaks of no gift too."""
    if not earlier.reading.title_end:
        return choice
    metrics = definitions().metrics
    title = earlier.reading.sentences.around(earlier.reading.title_end - 1)
    named = {key for _, key in title.of("metric") if metrics[key].is_given}
    if len(named) != 1 or choice.metric.key in named:
        return choice
    return MetricChoice(metrics[named.pop()], choice.cue, "title")


def _of_one_paper(told: Told, quantity: Quantity, choice: MetricChoice, before: Figure) -> MetricChoice | None:
    """The gift that one of the papers just told of is about: "4 grant agreements for 9 million. The first, of 5"."""
    metric = definitions().metrics[before.metric]
    if not choice.metric.residual or choice.cue is None or not metric.is_given:
        return None
    paper = any(hit.start == choice.cue.start for hit, _ in told.sentence.of("unit", "document"))
    less = before.unit == quantity.unit and before.value is not None and quantity.value < before.value
    here = before.start < told.sentence.start and not told.areas
    return MetricChoice(metric, None, "sentence-before") if paper and less and here else None


def _sent_in_trade(
    earlier: Earlier, told: Told, quantity: Quantity, choice: MetricChoice, before: Figure
) -> MetricChoice | None:
    """The trade that goods, or what they are worth, go on about, though their verb may tell of a gift."""
    last = earlier.made[-1] if earlier.made else None
    listed = last is not None and last.sentence_start == told.sentence.start and last.like is not None
    if _are_traded(choice, quantity, before, listed=listed):
        flow = definitions().units[quantity.unit or ""].like
        traded = as_residual(MetricChoice(definitions().metrics[flow], choice.cue)) if flow else choice
        return residual_of(earlier, told, quantity) or traded
    return _worth_of_what_was_sent(earlier, told, quantity, choice)


def _supplied(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """The imports that the next one supplied: "Imports from China were 118 million. India supplied 49, Peru 40"."""
    draft, sentence, start = earlier.before(told.sentence), told.sentence, told.opening(quantity)
    before = draft.figure if draft else None
    if before is None or quantity.kind != "money" or before.direction is None:
        return None
    metric = definitions().metrics[before.metric]
    if metric.key not in sum_family() or metric.held_at_origin or metric.difference:
        return None
    verb = sentence.before(start, "act", "supply", gap=1)
    here = before.start >= sentence.start
    if here and is_inferred(before, "metric") and sentence.has("act", "supply"):
        verb_start = start
    elif verb and not here and sentence.start - before.end <= SAME_THOUGHT:
        verb_start = verb[0].start
    else:
        return None
    subject = any(0 < verb_start - a.end <= 1 and a.code not in before.parties for a in told.areas)
    named = sentence.has("metric", *given_keys()) or teller_of(before) in told.codes
    return MetricChoice(metric, None, "sentence-before") if subject and not named else None


def _worth_of_what_was_sent(
    earlier: Earlier, told: Told, quantity: Quantity, choice: MetricChoice
) -> MetricChoice | None:
    """The trade that goods of the same sentence are, which an amount is worth: "sent 20 tonnes worth 1 million"."""
    last = earlier.made[-1] if earlier.made else None
    verb = choice.cue is not None and f"metric.{choice.metric.key}" not in choice.cue.senses
    if last is None or not (choice.metric.gift and verb) or quantity.kind != "money":
        return None
    here = last.sentence_start == told.sentence.start and last.like is not None and last.like.key in sum_family()
    return MetricChoice(last.like, None, "sentence-before") if here and last.like else None


def _sent_there(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """Goods that go on about the trade just told, by where they go: "Togo is its main market. 5 tonnes went there"."""
    unit = definitions().units.get(quantity.unit or "")
    last = earlier.made[-1] if earlier.made else None
    if unit is None or unit.kind not in GOODS or last is None or not told.sentence.has("act", "go"):
        return None
    if not 0 <= told.sentence.start - last.figure.end <= SAME_THOUGHT or told.sentence.has("act", "give"):
        return None
    traded = last.like or definitions().metrics[last.figure.metric]
    led = opens_with_there(told) or any(by == "to" for _, by in prepositions(told))
    return as_residual(MetricChoice(traded, None, "sentence-before")) if led and traded.key in sum_family() else None


def _are_traded(choice: MetricChoice, quantity: Quantity, before: Figure, *, listed: bool) -> bool:
    """Whether goods by weight that were sent or received go on about trade: no word of a gift is said of them.

    `listed` says whether goods of the same sentence were traded.
    """
    unit = definitions().units.get(quantity.unit or "")
    verb = choice.cue is not None and f"metric.{choice.metric.key}" not in choice.cue.senses
    by_weight = unit is not None and unit.kind == "mass"
    return choice.metric.gift and verb and by_weight and (listed or before.metric in sum_family())


def _like_those_before(earlier: Earlier, told: Told, quantity: Quantity, before: Draft | None) -> Metric | None:
    """The metric of what is counted as in the sentence before, be it of a total or of a partner."""
    total = earlier.aside_before(told.sentence)
    # "3 million visitors came to Peru. From Chile there were 90,000 people": they are a part of the total.
    like = _like_the_last(told, quantity, total) if total else None
    if like is None and before:
        like = _like_the_last(told, quantity, before.figure)
        like = like or _like_those_with_jobs(earlier, told, quantity, before.figure)
    return like


def _like_the_last(told: Told, quantity: Quantity, figure: Figure) -> Metric | None:
    """The metric of what is counted as the figure before was: people by their economy, projects, more goods."""
    metric = definitions().metrics[figure.metric]
    another = told.sentence.before(quantity.start, "count", "another", gap=1)
    if metric.gift and _is_in_it(told, quantity):
        # "... a gift of 2 million. It consists of 40 vehicles and 10 ambulances."
        return metric
    if metric.measure == "event" and quantity.unit in metric.units and (another or _are_among(told, quantity, figure)):
        # "... signed 14 papers. They include 8 agreements and 6 protocols."
        return metric
    people = by_economy(told, quantity) or people_of_another_time(told, quantity, figure)
    people = (people or _is_ranked(told, quantity)) and not live_behind(told, quantity)
    sold = told.sentence.has("act", "buy", "sell")
    if (people and counts_people(metric)) or (another and metric.gift and figure.unit == quantity.unit and not sold):
        # "... another shipment of 1,500 tonnes", but not "It wants to buy another 1,500 tonnes"
        return metric
    things = next((m for m in definitions().metrics.values() if m.worth and quantity.unit in m.units), None)
    return things if things and metric.key in (things.key, things.worth) else None


def _like_those_with_jobs(earlier: Earlier, told: Told, quantity: Quantity, figure: Figure) -> Metric | None:
    """The metric of what is counted as the figure was that the people told last work for.

    "They run 69 projects worth 3 billion, with 14,000 jobs. 12 projects are complete."
    """
    residual = definitions().metrics[figure.metric].residual and figure.unit != quantity.unit
    if quantity.kind != "count" or not residual or len(earlier.made) < PAIR:
        return None
    first = earlier.made[-PAIR]
    same = first.sentence_start == earlier.made[-1].sentence_start and first.sentence_start != told.sentence.start
    return _like_the_last(told, quantity, first.figure) if same else None


def _is_in_it(told: Told, quantity: Quantity) -> bool:
    """Whether things counted are what something is said to be made of, nobody named whose they are or who acts."""
    unit = definitions().units.get(quantity.unit or "")
    made = any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "contents"))
    return made and not told.areas and unit is not None and unit.kind in _GOODS


def _are_among(told: Told, quantity: Quantity, figure: Figure) -> bool:
    """Whether things counted are said to be some of those counted in the figure before, with nobody named."""
    parts = any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "contents", "subset"))
    # What the whole is was said before the first of them.
    fewer = figure.start >= told.sentence.start or (figure.value is not None and quantity.value < figure.value)
    return parts and not told.areas and fewer


def _is_ranked(told: Told, quantity: Quantity) -> bool:
    """Whether people counted are those of who comes next in a ranking: "China is second with 71,500 people"."""
    ranked = any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "rank", "followed"))
    named = {a.code for a in told.areas if a.end <= quantity.start}
    return ranked and len(named) == 1 and quantity.unit is not None


def _goes_on_about(earlier: Earlier, told: Told, before: Draft | None) -> Metric | None:
    """The metric that an amount of money goes on about: that of the figure before, or what was named since."""
    before = earlier.whole_of(before, told)
    aside = earlier.aside_before(told.sentence)
    if aside and opens_with_part(told.sentence):
        # "Togo gave 50 billion in all. Of this, 6 billion went to Chile."
        return definitions().metrics[aside.metric]
    # In agency copy every sentence is a paragraph: "The sum comes to 5 million" is that of the one before.
    within = "\n\n" if _opens_with_amount(told) else "\0"
    preceding = earlier.reading.sentences.preceding(told.sentence, within=within)
    if preceding and preceding.start < earlier.reading.title_end and not _opens_with_sum(told):
        preceding = None
    cue = last_cue(preceding, "money") if preceding else None
    if cue is None and preceding and _opens_with_sum(told):
        cue = _traded_now(preceding)
    if cue and cue.residual and before and preceding and (traded := _traded_in(earlier, told, before)):
        return traded
    passed = preceding is not None and before is not None and before.figure.end <= preceding.start
    amount = before and before.figure.value is not None and before.figure.unit not in definitions().units
    if before and before.figure.value is None and cue is None and (_opens_with_sum(told) or _opens_with_it(told)):
        # As in: trade grew by 5 %, so the minister said. The figure exceeded 2 billion.
        amount = True
    return earlier.still_spoken_of(before.figure, told) if before and amount and not (cue and passed) else cue


def _traded_now(sentence: Sentence) -> Metric | None:
    """The flow that a sentence tells of in the present, with no amount: "Peru sells most of its tin to Chile"."""
    ways = {key for hit, key in sentence.of("act", "sell", "buy") if "act.trades" in hit.senses}
    return flow_of(sold="sell" in ways) if len(ways) == 1 else None


def _traded_in(earlier: Earlier, told: Told, before: Draft) -> Metric | None:
    """The trade told besides papers: "aim at 6 million, and signed 9 accords. Last year it was 3"."""
    if before.figure.unit not in definitions().units or not (_opens_with_it(told) or _opens_with_sum(told)):
        return None
    same = (d.figure for d in reversed(earlier.made) if d.sentence_start == before.sentence_start)
    found = next((f for f in same if f.metric in sum_family() and f.value is not None), None)
    return definitions().metrics[found.metric] if found else None


def _goes_on(told: Told) -> bool:
    """Whether a sentence may go on about what was told before, with its amount.

    One whose subject has an article says so: it names a time, a growth, an aim, who gives or trades, a verb of fact, a
    part or a rank. "The museum, built for 12 million, shows works from Peru" does not. Goods have none: "Copper led
    with 75 million".
    """
    sentence = told.sentence
    if told.periods or told.growths or sentence.has("status") or sentence.has("metric"):
        return True
    if any(sentence.has(table, *keys) for table, keys in _GOING_ON):
        return True
    # "works from Chile": a preposition that leads somewhere compares nothing.
    if any("role.from" not in hit.senses for hit, _ in sentence.of("change", *_COMPARING)):
        return True
    opened = _opened(sentence)
    first = sentence.low[opened : sentence.end].split(maxsplit=1)[:1]
    articles = sentence.lexicon.surfaces("count.determiner") | frozenset(sentence.language.terms("format", "article"))
    if any(hit.start == opened for hit, _ in sentence.of("area")):
        return False
    return articles.isdisjoint(first) or any(hit.start == opened for hit, _ in sentence.of("source", "pronoun"))


def _opened(sentence: Sentence) -> int:
    """Where the first word or number of a sentence starts."""
    return next((i for i in range(sentence.start, sentence.end) if sentence.low[i].isalnum()), sentence.end)


def _opens_with_them(told: Told, quantity: Quantity) -> bool:
    """Whether a sentence goes on about what was counted: "They are worth 5 million", "Total value: 5 million"."""
    sentence = told.sentence
    pronoun = any(hit.start == _opened(sentence) for hit, _ in sentence.of("source", "pronoun"))
    return pronoun or any(hit.end <= quantity.start for hit, _ in sentence.of("count", "total", "sum"))


def _costs_something_else(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what something named anew costs: "A bridge cost 5 million", not "They cost 3 million"."""
    word = told.sentence.before(told.opening(quantity), "count", "cost", gap=_HEDGED)
    pronouns = (hit for hit, _ in told.sentence.of("source", "pronoun") if told.sentence.opens_with(hit.start, _TO_SUM))
    return word is not None and not any(hit.end <= word[0].start for hit in pronouns)


def _opens_with_it(told: Told) -> bool:
    """Whether a sentence opens with a pronoun, a time let pass: "In the last of these years it came to 5 million"."""
    sentence = told.sentence
    verbs = [hit.start for hit, _ in sentence.of("status", "actual") if "source.pronoun" not in hit.senses]
    end = min(verbs, default=sentence.end)
    it = next((hit for hit, _ in sentence.of("source", "pronoun") if hit.end <= end), None)
    if it is None or told.crossed(sentence.start, it.start) or sentence.has("metric"):
        return False
    times = [(hit.start, hit.end) for hit, _ in (*sentence.of("time"), *sentence.of("count", "determiner"))]
    times += [(p.start, p.end) for p in told.periods]
    return not any(len(word) > _SHORT for word in sentence.without(sentence.start, it.start, times).split())


def _opens_with_sum(told: Told) -> bool:
    """Whether a sentence opens with a word for the sum just spoken of, its article let pass: "Das Volumen beträgt".

    So may a time: "Last year the figure was".
    """
    start = told.sentence.start
    starts = [start, *(p.end for p in told.periods if p.start - start <= 1)]
    return any(0 <= hit.start - begin <= _TO_SUM for hit, _ in told.sentence.of("count", "sum") for begin in starts)


def _worth_of_the_last(quantity: Quantity, figure: Figure) -> Metric | None:
    """The metric of what was counted right before an amount: "raising their number to 130 worth 2 billion"."""
    worth = definitions().metrics[figure.metric].worth
    near = 0 <= quantity.start - figure.end <= CONVERSION
    return definitions().metrics[worth] if worth and near else None


def _paid_for(choice: MetricChoice | None, quantity: Quantity, before: Draft | None) -> MetricChoice | None:
    """What projects are worth that somebody pays for: a gift, "has financed 130 projects there, worth 2 billion"."""
    if choice is None or choice.inferred != "counted" or before is None or before.like is None:
        return choice
    near = 0 <= quantity.start - before.figure.end <= _TO_COST
    return choice._replace(metric=before.like) if near and before.like.is_given else choice


def residual_of(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """What an amount measures that no metric's words govern: anything else stated of the relations."""
    before, pair = earlier.before(told.sentence), earlier.reading.scope.parties
    choice = residual(told, quantity, pair=pair, before=before.figure if before else None)
    return choice or _listed_movers(earlier, told, quantity)


def _listed_movers(earlier: Earlier, told: Told, quantity: Quantity) -> MetricChoice | None:
    """The residual metric of people whom a sentence lists by partner, of whom the one before says that they go abroad.

    "13,000 workers left Togo. Most went to Chile (6,000) and Peru (5,000)."
    """
    unit = definitions().units.get(quantity.unit or "")
    if unit is None or unit.kind != "person" or unit.metric:
        return None
    metrics = definitions().metrics
    if any(counts_people(metrics[key]) for _, key in told.sentence.of("metric")):
        return None
    if not with_each_partner(told, earlier.reading.scope.parties):
        return None
    preceding = earlier.reading.sentences.preceding(told.sentence)
    if preceding is None or not preceding.has("act", "move"):
        return None
    metric = residual_metric()
    return MetricChoice(metric, None, "sentence-before") if metric else None


def _of_a_gift(earlier: Earlier, told: Told, choice: MetricChoice) -> MetricChoice | None:
    """The gift or loan that the sentence before names, where an amount is the worth of its projects."""
    if choice.inferred != "counted" or not _only_signs(told):
        return None
    preceding = earlier.reading.sentences.preceding(told.sentence, within="\0")
    if preceding is None:
        return None
    named = (definitions().metrics[key] for _, key in preceding.of("metric"))
    given = next((metric for metric in named if metric.is_given), None)
    return MetricChoice(given, None, "sentence-before") if given and not names_actors(told) else None


def _is_built_for_others(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether projects, or what they are worth, are those of contractors, who put no money of their own into them."""
    metrics = definitions().metrics
    worth = {metric.worth for metric in metrics.values() if metric.worth}
    of_projects = choice.metric.worth or (choice.metric.key in worth and choice.inferred == "counted")
    # "Spain has won approval to invest 2 billion in 3 projects": it puts its own money into them.
    built = [hit.end for hit, _ in told.sentence.of("count", "builder") if hit.end <= quantity.start]
    invested = [hit.start for hit, _ in told.sentence.of("metric", *(key for key in worth if key))] if built else []
    return bool(of_projects and built) and not any(built[0] <= start for start in invested)


def _of_debts_let_go(earlier: Earlier, told: Told, choice: MetricChoice) -> MetricChoice:
    """What an amount measures; one of debts goes the way of a gift where the sentence before lets them go.

    "China cancelled debts of Togo. The decision is about 180 million of the total debt."
    """
    if not choice.metric.residual or choice.like or choice.cue is None or "act.owe" not in choice.cue.senses:
        return choice
    preceding = earlier.reading.sentences.preceding(told.sentence)
    let_go = preceding is not None and preceding.of("act", "owe") and preceding.of("act", "forgive")
    return as_residual(MetricChoice(gift_metric(), choice.cue)) if let_go else choice


def _only_signs(told: Told) -> bool:
    """Whether a sentence names no metric but that of papers: "five projects worth 5 million were signed"."""
    named = (definitions().metrics[key] for _, key in told.sentence.of("metric"))
    return all(metric.measure == "event" and metric.direction is None for metric in named)


def _services(choice: MetricChoice, before: Figure | None) -> MetricChoice:
    """What an amount measures; one of services goes the way of the trade told before: "to this come services"."""
    family = sum_family()
    if not choice.cue or not is_of_services(choice) or before is None or before.metric not in family:
        return choice
    said = next((key for key in sorted(family) if f"metric.{key}" in choice.cue.senses), before.metric)
    return choice._replace(inferred="sentence-before", like=definitions().metrics[said])


def _only_of_services(told: Told, choice: MetricChoice) -> bool:
    """Whether a word of trade is told of services alone, which trade in goods has no part in: "trade in services".

    "Trade in goods and services" is that of both.
    """
    cue, sentence = choice.cue, told.sentence
    if cue is None or choice.metric.key not in sum_family() or not sentence.of("count", "services"):
        return False
    if "count.services" in cue.senses:
        return True
    joins = sentence.lexicon.surfaces("range.and")
    for word, _ in sentence.of("count", "services"):
        if not joins.isdisjoint(sentence.low[word.end : sentence.end].split()[:1]):
            # "trade in services and goods"
            continue
        before = sentence.low[sentence.start : word.start].split()[-1:]
        if 0 <= cue.start - word.end <= 1 and joins.isdisjoint(before):
            return True
        between = sentence.low[cue.end : word.start].split()
        if word.start >= cue.end and len(between) <= 1 and word.start - cue.end <= _PREPOSITION:
            return joins.isdisjoint(between)
    return False


def is_of_services(choice: MetricChoice) -> bool:
    """Whether an amount is said to be of services, which no metric of trade in goods takes."""
    return choice.cue is not None and choice.metric.residual and "count.services" in choice.cue.senses
