"""Trade told without its own word: goods that come from one economy and go to another, and balances of two flows."""

from __future__ import annotations

import re

from analysis.areas import AreaMention
from analysis.changes.flows import flows_compared
from analysis.definitions import definitions
from analysis.figures.governing import prepositions
from analysis.figures.metrics import MetricChoice, sum_family, traded
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity

__all__ = ["falls_to", "maker_of", "of_balance", "of_goods", "sold_beside", "way_of_goods", "way_of_weight"]

_WORTH = 70
"""Characters from goods to what they are worth, with where they go between."""
_TO_WORTH = 3
"""Words between the two, but for where they go: "to", "worth", "over"."""
_ADJECTIVES = 1
"""Words between whose goods are and the goods: "Chilean farm goods"."""
_SPENT = 36
"""Characters from an amount to the goods that it is spent on."""
_TO_VERB = 16
"""Characters between goods, or their worth, and the verb: an auxiliary, "there"."""
_MARKED = re.compile(r"[.,;:()]")


def of_goods(told: Told, quantity: Quantity) -> MetricChoice | None:
    """Trade, where goods worth an amount come or go and no word says more: "goods worth 5 million went to Peru".

    Only where all economies named are where they go or come from, for who sends goods himself may give them; or where
    another takes the goods of one: "Peru took Chilean goods worth 5 million".
    """
    goods = _goods_worth(told, quantity)
    if goods is None or told.sentence.has("count", "loss"):
        return None
    places = [(area, by) for area, by in prepositions(told) if _in_its_clause(told, quantity, goods, area)]
    ways = {by for _, by in places}
    if maker := _maker(told, goods):
        # "Poland was the biggest market, with 5 million worth of Chilean fish"
        named = places if len(places) > 1 or not told.sentence.has("role", "market") else prepositions(told)
        return _of_the_maker(told, quantity, goods, {area.code: by for area, by in named if area.code != maker})
    if not (ways and ways <= {"to", "from"}) or not _go(told, quantity, goods):
        return None
    # What comes from the other is told by who buys, what goes to it by who sells.
    return _flow(goods, sold="to" in ways)


def falls_to(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The flow that a part of trade is said to fall to: "Of this, 3 billion went on exports and 1 on imports"."""
    sentence, metrics = told.sentence, definitions().metrics
    parts = {key for metric in metrics.values() if metric.key in sum_family() for key in metric.parts}
    named = next(((hit, key) for hit, key in sentence.of("metric", *parts) if hit.start >= quantity.end), None)
    parted = [word for word, _ in sentence.of("count", "subset") if word.end <= quantity.start]
    parted += [word for word, _ in sentence.of("count", "of") if sentence.opens_with(word.start)]
    if parted and (goods := _goods_of_one(told, quantity)):
        return _flow(goods, sold=True)
    if named is None or named[0].start - quantity.end > _SPENT:
        return None
    hit, key = named
    verbs = (*sentence.of("role", "passive"), *sentence.of("status", "actual"), *sentence.of("act", "give", "bring"))
    is_it = [(word.start, word.end) for word, _ in (*verbs, *sentence.of("area")) if word.end <= hit.start]
    if parted and not sentence.without(quantity.end, hit.start, is_it).strip(" -\u2013\u2014"):
        # "reached 6.5 billion, of which 6.2 billion were exports"
        return MetricChoice(metrics[key], hit)
    led = sentence.before(hit.start, "role", "to", "in", gap=1) or sentence.before(hit.start, "time", "in", gap=1)
    if led is None or led[0].start < quantity.end or told.crossed(quantity.end, hit.start):
        return None
    wholes = (word for word, m in sentence.of("metric") if metrics[m].parts and word.end <= quantity.start)
    if not (any(wholes) or any(parted)):
        return None
    verbs = (*sentence.of("count", "share"), *sentence.of("role", "passive"), *sentence.of("act", "go"))
    passed = ((verb.start, verb.end) for verb, _ in (*verbs, *sentence.of("status", "actual")))
    between = sentence.without(quantity.end, led[0].start, passed)
    return None if between.strip(" -\u2013\u2014") else MetricChoice(metrics[key], hit)


def _goods_of_one(told: Told, quantity: Quantity) -> Hit | None:
    """The goods of one economy that an amount is said to be: "reached 5 billion, of which 4 billion was Thai goods"."""
    sentence = told.sentence
    goods = next((hit for hit, _ in sentence.of("count", "goods") if hit.start >= quantity.end), None)
    if quantity.kind != "money" or goods is None or goods.start - quantity.end > _SPENT or not _maker(told, goods):
        return None
    verbs = (*sentence.of("role", "passive"), *sentence.of("status", "actual"), *sentence.of("area"))
    between = sentence.without(quantity.end, goods.start, ((hit.start, hit.end) for hit, _ in verbs))
    said = between.replace("\u2013", "").replace("\u2014", "").split()
    return goods if len(said) <= _ADJECTIVES and not _MARKED.search(between) else None


def sold_beside(told: Told, quantity: Quantity, choice: MetricChoice) -> MetricChoice | None:
    """The flow of goods told nearer to an amount than the whole: "Trade grew: goods worth 5 million went to Peru"."""
    sold = of_goods(told, quantity)
    if sold is None or sold.cue is None or choice.cue is None or choice.cue == sold.cue:
        return None
    places = ((area.start, area.end) for area in told.areas)
    if (
        choice.cue.end <= sold.cue.start
        and len(told.sentence.without(choice.cue.end, sold.cue.start, places).split()) <= 1
    ):
        # "trade in Chilean goods"
        return None
    ways = [min(abs(quantity.start - cue.end), abs(cue.start - quantity.end)) for cue in (sold.cue, choice.cue)]
    return sold if ways[0] < ways[1] else None


def of_balance(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The balance, with the way of the larger flow: "Peru sold Chile 5 million more than it bought"."""
    compared = flows_compared(told.sentence, quantity)
    if compared is None:
        return None
    metrics = definitions().metrics
    balance = next((m for m in metrics.values() if m.difference and compared.larger in m.difference), None)
    return MetricChoice(balance, compared.word, like=metrics[compared.larger]) if balance else None


def maker_of(told: Told, cue: Hit | None) -> str | None:
    """The economy whose goods a word tells of, where an adjective says it: the one of "Chilean goods"."""
    return _maker(told, cue) if cue and _is_of_goods(cue) else None


def _is_of_goods(cue: Hit) -> bool:
    """Whether a word means goods, and no metric: "goods", not "goods turnover"."""
    return "count.goods" in cue.senses and not any(sense.startswith("metric.") for sense in cue.senses)


def way_of_goods(told: Told, quantity: Quantity, cue: Hit | None, parties: tuple[str, ...]) -> str | None:
    """The direction of goods between two, where a word for them tells what an amount is: whose they are, where they go.

    None where neither is said in their clause.
    """
    if cue is None or not _is_of_goods(cue):
        return None
    origin, end = _maker(told, cue), None
    for area, by in prepositions(told):
        if area.code in parties and by in ("to", "from") and _in_its_clause(told, quantity, cue, area):
            origin, end = (area.code if by == "from" else origin), (area.code if by == "to" else end)
    known = origin if origin in parties else end
    other = next((code for code in parties if code != known), None)
    if known is None or other is None:
        return None
    return f"{known}>{other}" if known == origin else f"{other}>{known}"


def way_of_weight(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """The direction of goods by weight or volume, where their sentence says from where to where: "went from A to B"."""
    unit = definitions().units.get(quantity.unit or "")
    if unit is None or unit.kind not in ("mass", "volume"):
        return None
    ends = {by: {area.code for area, led in prepositions(told) if led == by} for by in ("from", "to")}
    both = [next(iter(codes)) for codes in ends.values() if len(codes) == 1]
    return ">".join(both) if sorted(both) == sorted(parties) and len(both) == len(ends) else None


def _of_the_maker(told: Told, quantity: Quantity, goods: Hit, others: dict[str, str | None]) -> MetricChoice | None:
    """The flow of the goods of one that come to the other named beside them, or go: "Peru took Chilean goods"."""
    first = min(goods.start, quantity.start)
    # "was the biggest market, with 5 million worth of Chilean fish"
    markets = (hit.end for hit, _ in told.sentence.of("role", "market") if hit.end <= first)
    ranked = any(first - end <= _WORTH and not set(";:").intersection(told.between(end, first)) for end in markets)
    taken = (
        ranked or told.sentence.has("act", "take") or told.sentence.before(goods.start, "role", "market", gap=_WORTH)
    )
    if not others and _go(told, quantity, goods):
        # "Chilean goods worth 5 million went the other way"
        return _flow(goods, sold=True)
    if len(others) != 1 or not (taken or _go(told, quantity, goods)):
        return None
    return _flow(goods, sold="to" in others.values())


def _flow(goods: Hit, *, sold: bool) -> MetricChoice | None:
    """The flow of goods that who sells tells of, or who buys."""
    metric = traded(sold=sold)
    return MetricChoice(metric, goods) if metric else None


def _maker(told: Told, goods: Hit) -> str | None:
    """The economy that an adjective says goods are of: "Chilean goods"; None where none does."""
    for area in told.areas:
        if area.form == "adjective" and area.end <= goods.start:
            between = told.between(area.end, goods.start).split()
            if len(between) <= _ADJECTIVES and all(map(str.isalpha, between)):
                return area.code
    return None


def _go(told: Told, quantity: Quantity, goods: Hit) -> bool:
    """Whether a verb of coming or going stands right before the goods, or right behind what they are worth."""
    for verb, _ in told.sentence.of("act", "go"):
        behind = verb.start - max(quantity.end, goods.end)
        before = min(goods.start, quantity.start) - verb.end
        inside = goods.end <= verb.start < quantity.start and verb.start - goods.end <= _TO_VERB
        if inside or 0 <= behind <= _TO_VERB or 0 <= before <= _TO_VERB:
            return True
    return False


def _in_its_clause(told: Told, quantity: Quantity, goods: Hit, area: AreaMention) -> bool:
    """Whether no mark or amount parts an economy from goods and their worth: "goods went to Peru, a bank of Chile"."""
    first, last = min(quantity.start, goods.start), max(quantity.end, goods.end)
    start, end = (last, area.start) if area.start >= last else (area.end, first)
    return not _MARKED.search(told.between(start, end)) and not told.crossed(start, end)


def _goods_worth(told: Told, quantity: Quantity) -> Hit | None:
    """The word for goods that an amount is the worth of, where they go or come from let pass: "goods to Peru for 5"."""
    sentence = told.sentence
    behind = sentence.after_of(quantity.end, "count", "goods")
    if behind:
        return behind[0]
    places = [(area.start, area.end) for area in told.areas]
    for hit, _ in sentence.of("count", "goods"):
        # "spent 5 million on Chilean goods", "5 million worth of Chilean goods"
        if 0 <= hit.start - quantity.end <= _SPENT and _maker(told, hit):
            between = sentence.without(quantity.end, hit.start, places)
            of = sentence.lexicon.surfaces("count.of")
            worth = between.split()[1:] and of.issuperset(between.split()[1:])
            if (len(between.split()) <= 1 or worth) and not _MARKED.search(between):
                return hit
    for hit, _ in reversed(sentence.of("count", "goods")):
        if 0 <= quantity.start - hit.end <= _WORTH and not told.crossed(hit.end, quantity.start):
            between = sentence.without(hit.end, quantity.start, places)
            # "the top buyer of Chilean goods, with 5 million"
            ranked = sentence.before(hit.start, "role", "market", gap=_TO_WORTH + _WORTH) and _maker(told, hit)
            parted = _MARKED.search(between) and not ranked
            sent = any(hit.end <= verb.start < quantity.start for verb, _ in sentence.of("act", "go"))
            return hit if len(between.split()) <= _TO_WORTH + 2 * sent and not parted else None
    return None
