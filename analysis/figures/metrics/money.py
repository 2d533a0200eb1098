"""What an amount of money measures."""

from __future__ import annotations

import re

from analysis.definitions import Metric, definitions
from analysis.figures.metrics.counts import names_actors
from analysis.figures.metrics.debts import word_of_debt
from analysis.figures.metrics.families import (
    MetricChoice,
    as_residual,
    gift_metric,
    loan_metric,
    names_gift,
    stated_in,
    sum_family,
)
from analysis.figures.metrics.nearest import BESIDE, are_parted, is_far, is_in_apposition, nearest_metric, right_before
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity

__all__ = ["as_lent", "as_owed", "given", "of_money", "owed"]

_TWO = 2
_PACKAGE = re.compile(r" [^\W\d_]{4,12}(?= )")
"""A noun that says what an amount is: "a 5 million dollar package for"."""
_TO_ANOTHER = ("give", "receive", "buy", "sell", "sign", "trade", "own", "owe", "forgive", "pay", "bring", "carry")
"""Keys of acts that deal with another; one learns or works for oneself: "for vocational training in Chad"."""
_BESIDES = 6
"""Words from an amount to the verb of giving that goes on with another: when it was, "and", who."""
_ON = 10
"""Characters between papers and what they are on: "on the ", "об "."""
_ADJECTIVES = 6
"""Words between a preposition and what firms build: "the first phase of an ammonia"."""
_ARTICLE = 3
_RECEIVER = 28
"""Characters from "for" to the economy that something is for: "the Pacific nation of"."""
_RATE = 12
"""Characters between a rate and the word for interest: "at 2 % annual interest", "a rate of interest of 2 %"."""
_GIVEN = 70
"""Characters between a verb of giving and the amount given."""


def given(told: Told, quantity: Quantity, *, pair: tuple[str, ...] = ()) -> MetricChoice | None:
    """A gift, where one side gives or receives an amount and no other word says what it is.

    In a text about a `pair` who acts for one of the two need not name it: "The minister announced 5 million for Chad".
    """
    led = told.sentence.before(told.opening(quantity), "role", "to")
    if led and any(a.form == "adjective" and 0 <= led[0].start - a.end <= 1 for a in told.areas):
        # "мозамбикскому правительству 200 тысяч": the noun of who receives it.
        led = None
    if led and ("role.in" not in led[0].senses or len({a.code for a in told.areas}) < _TWO):
        # "They are to get five systems for 5 billion": a price. Where one word says "to" and "in", it tells a size.
        return None
    for hit, _ in told.sentence.of("act", *(("receive",) if led else ("give", "receive"))):
        if hit.end <= quantity.start <= hit.end + _GIVEN and ";" not in told.between(hit.end, quantity.start):
            if _costs_each(told, hit, quantity):
                continue
            return MetricChoice(gift_metric(), hit)
        last = _passive(told, quantity, hit) or told.sentence.language.verb_last
        last = last or _opens_as_object(told, quantity, hit)
        last = last and 0 < hit.start - quantity.end <= _GIVEN
        if last and not any(c in ",;:" for c in told.between(quantity.end, hit.start)):
            # "wird Moldau 105 Millionen Euro geben"
            return MetricChoice(gift_metric(), hit)
    promised = told.sentence.after(quantity.end, "status", "pledge", gap=1)
    words = told.between(promised[0].start, promised[0].end).split() if promised else []
    if not promised or len(words) < _TWO:
        return _announced(told, quantity, pair)
    # "65 millions seront alloués": auxiliary and verb in one; "seront investis" says what else.
    named = told.sentence.key_of(words[-1], "metric")
    return MetricChoice(definitions().metrics[named] if named else gift_metric(), promised[0])


def _opens_as_object(told: Told, quantity: Quantity, verb: Hit) -> bool:
    """Whether an amount opens a sentence as the object of its verb, an auxiliary behind it: "5 mill. vil Norge gi"."""
    sentence = told.sentence
    if not sentence.language.verb_second or not sentence.opens_with(told.opening(quantity)):
        return False
    auxiliary = sentence.after(quantity.end, "status", "future", "actual", gap=1)
    giver = next((a for a in told.areas if auxiliary and 0 <= a.start - auxiliary[0].end <= _ARTICLE), None)
    return giver is not None and 0 <= verb.start - giver.end <= 1


def _costs_each(told: Told, verb: Hit, quantity: Quantity) -> bool:
    """Whether an amount is only what each of those counted costs: "5,000 were sent, each at a cost of 4,000 euros"."""
    each = [hit for hit, _ in told.sentence.of("count", "each") if verb.end <= hit.start and hit.end <= quantity.start]
    return bool(each) and any(
        each[-1].end <= hit.start < quantity.start for hit, _ in told.sentence.of("count", "cost")
    )


def _announced(told: Told, quantity: Quantity, pair: tuple[str, ...]) -> MetricChoice | None:
    """A gift that a word of promise leads to and whose receiver follows: "announced an extra 5 million for Chad"."""
    sentence, start = told.sentence, told.opening(quantity)
    total = sentence.before(start, "count", "total", "another", gap=1)
    verb = sentence.before(total[0].start if total else start, "status", "pledge", gap=_ARTICLE)
    end = told.behind_brackets(quantity)
    noun = _PACKAGE.match(sentence.low, end)
    end = noun.end() if noun and not any(end < hit.start < noun.end() for hit in sentence.hits) else end
    to = sentence.after(end, "role", "to", gap=1) if verb else None
    whom = next((a for a in told.areas if to and a.start >= to[0].end), None)
    if verb is None or to is None or whom is None or whom.start - to[0].end > _RECEIVER:
        return None
    words = (
        *sentence.of("act", *_TO_ANOTHER),
        *sentence.of("metric"),
        *sentence.of("change", "up", "down"),
        *sentence.of("range"),
    )
    other = any(to[0].end <= hit.start < whom.start for hit, _ in words)
    givers = [area.end for area in told.areas if area.code != whom.code]
    if len(pair) == _TWO and whom.code in pair:
        # A minister, or the government, is of the one of the two that is not given to.
        givers += [hit.end for hit, _ in sentence.of("count", "office", "state")]
    gives = any(end <= verb[0].start for end in givers)
    return MetricChoice(gift_metric(), verb[0]) if gives and not other else None


def as_lent(told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice:
    """The metric of what is paid back, where interest is told behind money that only a verb says was given."""
    sentence = told.sentence
    interest = next((hit for hit, _ in sentence.of("count", "interest") if hit.start >= quantity.end), None)
    if interest is None or not choice.metric.gift or quantity.kind != "money" or choice.cue is None:
        return choice
    noun = not any(sense.startswith("act.") for sense in choice.cue.senses)
    # "gave 5 million in the interest of peace", "out of interest on assets": no rate is told.
    rates = (q for q in told.every if q.kind == "percent" and q.start >= quantity.end)
    rate = any(abs(interest.start - q.end) <= _RATE or abs(q.start - interest.end) <= _RATE for q in rates)
    # As in: gave 5 million, while inflation stood at 3 % a year.
    parted = are_parted(told, quantity.end, interest.start)
    others = parted or any(q.kind == "money" for q in told.crossed(quantity.end, interest.start))
    lent = loan_metric()
    return choice._replace(metric=lent) if rate and lent and not (noun or others) else choice


def as_owed(told: Told, quantity: Quantity, choice: MetricChoice, *, goes_on: bool) -> MetricChoice:
    """The metric of what is lent, where an amount that no other metric takes is what one economy owes the other.

    Both must be named, or it goes on from another that is lent. What is like a gift is let go.
    """
    lent = loan_metric()
    if lent is None or not choice.metric.residual or choice.like or not (goes_on or len(told.codes) > 1):
        return choice
    return choice._replace(metric=lent) if word_of_debt(told.sentence, quantity) else choice


def owed(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of what is lent, of an amount that a verb alone says one economy owes another: "Peru owes Chile 5"."""
    verb = word_of_debt(told.sentence, quantity) if len(told.codes) > 1 else None
    lent = loan_metric()
    return MetricChoice(lent, verb) if lent and verb and "act.owes" in verb.senses else None


def _passive(told: Told, quantity: Quantity, verb: Hit) -> bool:
    """Whether an amount is the subject of a verb of giving in the passive: "65 million will be allotted to"."""
    sentence = told.sentence
    auxiliary = sentence.after(quantity.end, "status", "future", gap=1) or sentence.after(
        quantity.end, "role", "passive", gap=1
    )
    while auxiliary and auxiliary[0].end < verb.start - 1:
        auxiliary = sentence.after(auxiliary[0].end, "role", "passive", gap=1)
    return auxiliary is not None and auxiliary[0].end == verb.start - 1


def of_money(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of an amount of money; None where no word near it says what it is."""
    allowed = stated_in(definitions(), "money")
    choice = _nearest(told, quantity, allowed)
    if choice and (given_instead := _of_a_gift(told, quantity, choice)):
        return given_instead
    subset = any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "subset"))
    if (
        choice
        and choice.cue
        and subset
        and choice.cue.start >= quantity.end
        and not is_in_apposition(told, quantity, choice.cue)
    ):
        # "Of this, 150 million went to the import of gas": a part of what was said before.
        choice = None
    if choice and choice.cue and choice.metric.to_date:
        gift = next(
            (hit for hit, _ in told.sentence.of("metric", gift_metric().key) if hit.end <= choice.cue.start), None
        )
        if gift and not told.crossed(gift.end, choice.cue.start):
            # "The aid will be invested into a clinic worth 80,000 dollars."
            return MetricChoice(gift_metric(), gift)
        purpose = choice.cue.start >= quantity.end and told.sentence.after(quantity.end, "role", "to")
        if purpose and not names_actors(told, quantity.start) and (gave := given(told, quantity)):
            # "Germany provides 160 million euros for investments in ..."
            return gave
    if choice and choice.cue and any(of(told, choice.metric, choice.cue) for of in (_with_another, _is_of_a_contract)):
        return as_residual(choice)
    if choice and choice.metric.residual and (_financed(choice) or _let_go(told, quantity, choice)):
        return as_residual(MetricChoice(gift_metric(), choice.cue))
    frames = (
        choice is not None and choice.metric.residual and "count.total" in (choice.cue.senses if choice.cue else ())
    )
    if choice is None or frames or is_far(choice, quantity) or _only_aside(told, choice, quantity):
        worth = _worth_of_what_is_counted(told, quantity)
        if worth:
            return MetricChoice(worth, None, "counted")
    return _of_papers(told, quantity, choice) or _put_into(told, quantity, choice) or choice


def _put_into(told: Told, quantity: Quantity, choice: MetricChoice | None) -> MetricChoice | None:
    """What money is that is put into something, where no word for it, or but a verb of giving, says otherwise."""
    if choice is None and (counted := _put_into_what_is_counted(told, quantity)):
        return counted
    return _put_into_business(told, quantity) if choice is None or _says_only_who_gives(choice) else None


def _says_only_who_gives(choice: MetricChoice) -> bool:
    """Whether a gift is one by its verb alone, which firms that build something use too."""
    return choice.metric.gift and choice.cue is not None and "act.give" in choice.cue.senses


def _of_a_gift(told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice | None:
    """A gift that an amount is, though another word stands nearer: told besides, framed, or given for something."""
    return (
        _given_besides(told, quantity, choice)
        or _worth_of_a_gift(told, choice)
        or _given_for_what_follows(told, quantity, choice)
        or _delivered_free(told, quantity, choice)
    )


def _given_besides(told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice | None:
    """A gift told behind another amount, to which the word of a metric belongs: "will lend 30 million and give 2"."""
    last = told.last_before(quantity.start)
    if last is None or choice.cue is None or choice.metric.gift or choice.cue.end > last.start:
        return None
    acts = [hit for hit, _ in told.sentence.of("act", "give", "receive") if last.end <= hit.start < quantity.start]
    verb = acts[-1] if acts and given(told, quantity) else None
    if verb is None or any(sense.startswith("metric.") for sense in verb.senses):
        return None
    words = told.between(last.end, verb.start).split()
    besides = 0 < len(words) <= _BESIDES and not told.sentence.lexicon.surfaces("range.and").isdisjoint(words)
    # "and provided another 2 million": of the same.
    more = any(verb.end <= hit.start < quantity.start for hit, _ in told.sentence.of("count", "another"))
    return MetricChoice(gift_metric(), verb) if besides and not more and ";" not in "".join(words) else None


def _of_papers(told: Told, quantity: Quantity, choice: MetricChoice | None) -> MetricChoice | None:
    """A gift that papers provide for: "signed agreements that support Georgia with 69 million"."""
    cue = choice.cue if choice and choice.metric.residual else None
    act = given(told, quantity) if cue and cue.end <= quantity.start else None
    return act if cue and act and act.cue and cue.end <= act.cue.start else None


def _is_of_a_contract(told: Told, metric: Metric, cue: Hit) -> bool:
    """Whether a word of trade says what papers are on, which are worth so much: "contracts on the export of trucks"."""
    if metric.key not in sum_family() or metric.direction is None or metric.difference:
        return False
    if not told.sentence.has("act", "sign"):
        return False
    metrics = definitions().metrics.values()
    papers = {key for m in metrics if m.measure == "event" and not m.direction for key in m.units}
    words = [hit for hit, key in told.sentence.of("unit") if key in papers]
    words += [hit for hit, _ in told.sentence.of("metric", *(m.key for m in metrics if m.residual))]
    if any(0 <= hit.start - cue.end <= 1 for hit in words):
        # "export contracts worth 5 million were signed"
        return True
    on = [told.between(hit.end, cue.start) for hit in words if 0 < cue.start - hit.end <= _ON]
    language = told.sentence.language
    if language.spaced and not language.names_follow:
        # "After the contract was signed exports ..."; in Vietnamese a contract on exports is one word behind the other.
        on = [between for between in on if between.strip()]
    return any(not any(c in ",;:.()" or c.isdigit() for c in between) for between in on)


def _with_another(told: Told, metric: Metric, cue: Hit) -> bool:
    """Whether a word is joined with that of another directed act: "loans and grants" are neither."""
    metrics = definitions().metrics
    joins = told.sentence.lexicon.surfaces("range.and")
    for hit, key in told.sentence.of("metric"):
        if key == metric.key or not (metrics[key].is_given and metric.dated):
            continue
        first, second = (hit, cue) if hit.end <= cue.start else (cue, hit)
        own = told.last_before(first.start)
        if own and first.start - own.end <= BESIDE and any(right_before(told, second, q) for q in told.amounts):
            # "70 million as a loan and aid of 35 million": each has its own amount.
            continue
        if told.between(first.end, second.start).strip() in joins and first.end < second.start:
            return True
    return False


def _worth_of_a_gift(told: Told, choice: MetricChoice) -> MetricChoice | None:
    """A gift or loan told before, where a word for a total only frames its worth: "捐赠药品14批,总价值约100万"."""
    cue = choice.cue
    if cue is None or not choice.metric.residual or "count.total" not in cue.senses:
        return None
    metrics = definitions().metrics
    named = (pair for pair in told.sentence.of("metric") if pair[1] != choice.metric.key)
    before = [(hit, key) for hit, key in named if hit.end <= cue.start]
    verb = None if before else told.sentence.before(cue.start, "act", "give", gap=1)
    if verb:
        # "提供了价值30万美元的设备": gave things worth so much.
        return MetricChoice(gift_metric(), verb[0])
    hit, key = before[-1] if before else (cue, choice.metric.key)
    crossed = any(q.kind == "money" for q in told.crossed(hit.end, cue.start))
    near = 0 <= cue.start - hit.end <= _GIVEN and ";" not in told.between(hit.end, cue.start)
    return MetricChoice(metrics[key], hit) if metrics[key].is_given and near and not crossed else None


def _given_for_what_follows(told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice | None:
    """A gift whose verb stands right before it, where a word of trade behind a comma says only what it is for.

    "is to provide 6 million, helping Peru to buy boats"
    """
    cue = choice.cue
    aside = cue is not None and cue.start >= quantity.end and told.breaks(quantity.end, cue.start)
    if not aside or choice.metric.key not in sum_family():
        return None
    hedge = told.sentence.before(quantity.start, "bound", gap=1)
    verb = told.sentence.before(hedge[0].start if hedge else quantity.start, "act", "give", gap=1)
    sold = verb is not None and any(f"metric.{key}" in verb[0].senses for key in sum_family())
    return MetricChoice(gift_metric(), verb[0]) if verb and not sold and given(told, quantity) else None


def _nearest(told: Told, quantity: Quantity, allowed: tuple[str, ...]) -> MetricChoice | None:
    """The metric whose word stands nearest, but for goods that another clause says were delivered."""
    choice = nearest_metric(told, quantity, allowed)
    if choice and _was_delivered_before(told, quantity, choice):
        return nearest_metric(told, quantity, tuple(key for key in allowed if key != choice.metric.key))
    return choice


def _verb_of_delivery(told: Told, choice: MetricChoice) -> Hit | None:
    """The verb that makes an amount trade together with the goods behind it: "supplied ... goods"."""
    cue, own = choice.cue, {"split.first", f"metric.{choice.metric.key}"}
    if cue is None or choice.metric.key not in sum_family():
        return None
    verb = next((hit for hit, _ in told.sentence.of("act", "give", "sell") if own <= hit.senses), None)
    if verb is None or verb.end > cue.end:
        return None
    sentence = told.sentence
    alone = sentence.lexicon.scan(sentence.text, verb.start, verb.end, low=sentence.low)
    # "exports" is a word of trade with no goods behind it.
    return None if any(f"metric.{choice.metric.key}" in hit.senses for hit in alone) else verb


def _was_delivered_before(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether another clause tells an amount than the goods delivered: "supplied fuel, and lent it 5 million"."""
    if choice.cue is None or _verb_of_delivery(told, choice) is None or choice.cue.end > quantity.start:
        return False
    acts = (hit for hit, _ in told.sentence.of("act") if choice.cue.end <= hit.start < quantity.start)
    clause = told.breaks(choice.cue.end, quantity.start)
    return clause or any("unit.person" not in hit.senses for hit in acts)


def _delivered_free(told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice | None:
    """A gift of goods that a verb of delivering alone would make trade: "supplied fuel worth 5 million as a gift"."""
    verb = _verb_of_delivery(told, choice)
    if verb is None:
        return None
    for hit, _ in told.sentence.of("metric", gift_metric().key):
        start, end = (hit.end, quantity.start) if hit.end <= quantity.start else (quantity.end, hit.start)
        free = "split.first" not in hit.senses and not any(sense.startswith("act.") for sense in hit.senses)
        if free and hit.start > verb.end and not told.crossed(start, end) and ";" not in told.between(start, end):
            return MetricChoice(gift_metric(), hit)
    if any(hit.start > verb.end for hit, _ in told.sentence.of("count", "refuge")):
        # "supplied fruit worth 5 million to refugees in"
        return MetricChoice(gift_metric(), verb)
    return None


def _financed(choice: MetricChoice) -> bool:
    """Whether papers or funds by which one side pays for the other frame an amount, be it gift or loan."""
    return choice.cue is not None and "act.finance" in choice.cue.senses


def _let_go(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether one side lets the other off an amount: "cancelled 3 billion of its debt" goes the way of a gift.

    Where the language has words for debts, only those can be let go: a contract is cancelled too.
    """
    owed = told.sentence.language.terms("act", "owe")
    if owed:
        debt = choice.cue is not None and "act.owe" in choice.cue.senses
        return debt and told.sentence.has("act", "forgive")
    for hit, _ in told.sentence.of("act", "forgive"):
        start, end = (hit.end, quantity.start) if hit.end <= quantity.start else (quantity.end, hit.start)
        if 0 <= end - start <= _GIVEN and not any(start <= q.start < end for q in told.amounts if q.kind != "money"):
            return ";" not in told.between(start, end)
    return False


def _worth_of_what_is_counted(told: Told, quantity: Quantity) -> Metric | None:
    """The metric of what things counted just before are worth: "413 projects there worth 4.2 billion"."""
    metrics = definitions().metrics
    for metric in metrics.values():
        if not metric.worth:
            continue
        counted = [q for q in told.amounts if q.end <= quantity.start and q.unit in metric.units]
        if not counted or (
            quantity.start - counted[-1].end > BESIDE * 2 and not _of_them_all(told, counted[-1], quantity)
        ):
            continue
        invested = told.sentence.has("metric", metric.worth, metric.key)
        if invested or not names_gift(told.sentence, counted[-1].start):
            return metrics[metric.worth]
    return None


def _of_them_all(told: Told, counted: Quantity, quantity: Quantity) -> bool:
    """Whether an amount is told as the total of things counted: "12 projects that run there, their total value 5"."""
    totals = (hit for hit, _ in told.sentence.of("count", "total") if counted.end <= hit.start)
    total = next((hit for hit in totals if 0 <= quantity.start - hit.end <= BESIDE), None)
    return (
        total is not None
        and ";" not in told.between(counted.end, quantity.start)
        and not told.crossed(counted.end, quantity.start)
    )


def _put_into_what_is_counted(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of an amount that goes into things counted behind it: "put 4.1 billion into 400 projects"."""
    metrics = definitions().metrics
    following = told.following(quantity)
    into = told.sentence.after(quantity.end, "role", "to", gap=1)
    if not into or following is None or following.start - quantity.end > BESIDE:
        return None
    if given(told, quantity) and not names_actors(told):
        # "made 112 million available for three projects" is a gift, what investors promise to put into them is none.
        return None
    worth = next((m.worth for m in metrics.values() if m.worth and following.unit in m.units), None)
    return MetricChoice(metrics[worth], None, "counted") if worth else None


def _put_into_business(told: Told, quantity: Quantity) -> MetricChoice | None:
    """An investment, where money is put into what firms build, or by firms into anything.

    "will spend 5 million on the first phase of a plant", "Chilean firms have put 5 million into fishing"
    """
    sentence = told.sentence
    opening = told.opening(quantity)
    more = sentence.before(opening, "count", "another", gap=1)
    end = more[0].start if more else opening
    verb = sentence.before(end, "act", "spend", gap=1)
    if verb is None and (gave := sentence.before(end, "act", "allot", "give", gap=1)) and _sets_aside(told, gave[0]):
        verb = gave
    led = sentence.after(quantity.end, "role", "to", "in", "about", gap=1) or sentence.after(
        quantity.end, "time", "in", gap=1
    )
    if verb is None or led is None:
        return None
    works = next((hit for hit, _ in sentence.of("count", "works") if hit.start >= led[0].end), None)
    said = works or (led[0] if _goes_into_business(told, verb[0], led[0]) else None)
    if said is None:
        return None
    between = told.between(led[0].end, said.start)
    # "spent 5 million on coal for its plant"
    apart = any(led[0].end <= hit.start < said.start for hit, _ in sentence.of("role", "to", "in", "from", "with"))
    if apart or len(between.split()) > _ADJECTIVES or any(c in ",;:." for c in between):
        return None
    units = definitions().units
    guests = any(units[key].metric for _, key in sentence.of("unit"))
    invested = next((m for m in definitions().metrics.values() if m.is_held), None)
    return MetricChoice(invested, said) if invested and not guests else None


def _sets_aside(told: Told, verb: Hit) -> bool:
    """Whether firms only promise or allot money, which is no gift of theirs: "a carmaker allocates 5 million for"."""
    return not verb.senses.isdisjoint(("act.allot", "status.pledge")) and _is_done_by_firm(told, verb)


def _goes_into_business(told: Told, verb: Hit, led: Hit) -> bool:
    """Whether firms put money into something: "firms have put 5 million into wood", not "committed 5 million to".

    Nor do they where a verb follows: "spent 5 million to help farmers".
    """
    spent = "act.spend" in verb.senses and "status.pledge" not in verb.senses
    marks = told.sentence.language.terms("format", "infinitive")
    words = told.between(led.start, told.sentence.end).split()[:_TWO]
    verbal = any(word in marks for word in words)
    return spent and "role.to" in led.senses and not verbal and _is_done_by_firm(told, verb)


def _is_done_by_firm(told: Told, verb: Hit) -> bool:
    """Whether firms are named before a verb, with no mark between and no economy that may do it instead."""
    units = definitions().units
    firms = [hit.end for hit, key in told.sentence.of("unit") if units[key].kind == "actor" and hit.end <= verb.start]
    if not firms or any(mark in told.between(firms[-1], verb.start) for mark in ",;:"):
        return False
    return not any(a.form != "adjective" and firms[-1] <= a.start < verb.start for a in told.areas)


def _only_aside(told: Told, choice: MetricChoice, quantity: Quantity) -> bool:
    """Whether the word stands behind a comma behind the amount: "projects worth 5 million, among them in trade"."""
    return choice.cue is not None and told.breaks(quantity.end, choice.cue.start)
