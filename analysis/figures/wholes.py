"""What stands beside the figures of a relation and is none of them: wholes, totals of the world, one side's own."""

from __future__ import annotations

import re

from analysis.areas import AreaMention
from analysis.figures.governing import POSSESSIVE, preposition, prepositions
from analysis.figures.metrics import MetricChoice, sum_family
from analysis.figures.metrics.nearest import is_in_apposition
from analysis.figures.told import Told, of_the_two
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence, read_once

__all__ = [
    "from_partner",
    "given_by_none",
    "helps_none",
    "is_cost_shared",
    "is_whole_of_share",
    "next_flow",
    "of_a_holding",
    "of_a_loss",
    "of_all_of_one",
    "of_one_alone",
    "of_the_country",
    "of_the_world",
    "of_two",
    "whole_of_share",
    "words_for_all",
]

_CLOSES = re.compile(r"[,;:]\s")
_OPENS_ASIDE = re.compile(r"[,(](?: \S+)?\s*$")
"""The mark before what is told aside, with a hedge: ", some"."""
_ADJECTIVE = 16
"""Characters from an economy to the noun of its trade: an adjective."""
_OF_TWO = 10
"""Characters from a total to the noun for two sides that it is of: a word for two, "of the"."""
_SHARED = 36
"""Characters between a share and the whole that it is of."""
_SHARE = 5
"""Characters between a word for a share and the percentage: a hedge."""
_BEHIND = 24
"""Characters from an amount to a word behind it for what it is of: "7 % of economic growth"."""
_TRADED = frozenset({"act.buy", "act.sell"})
_TO_HOLDING = 3
"""Words between an amount and the word for what is held: "shares in the value of"."""
_ARTICLE = 5
"""Characters between a word for "of" and what it is of: an article."""
_HAS = 9
"""Characters from an economy to a verb of its growth: "has ", "will "."""
_TO_PLACE = 32
"""Characters from what is helped to where it is: "62 grassroots projects in"."""
_WORDS = 2
"""Words between a share and its whole: "of the"."""


def whole_of_share(told: Told, figure: Figure) -> bool:
    """Whether an amount is what a share is of: "61 % of the 846,000 visitors", "32 % of the total (21 billion)"."""
    growing = {id(growth.quantity) for growth in told.growths}
    if told.sentence.before(figure.start, "count", "whole", gap=1):
        return True
    shares = [q for q in told.quantities if q.kind == "percent" and q.end <= figure.start and id(q) not in growing]
    if not shares or figure.start - shares[-1].end > _SHARED:
        return False
    between = told.between(shares[-1].end, figure.start)
    words = between.split()
    if 0 < len(words) <= _WORDS and words[0] in told.sentence.lexicon.surfaces("count.of"):
        return True
    share = told.sentence.before(shares[-1].start, "count", "share", gap=_SHARE)
    return share is not None and between.endswith("(")


def is_cost_shared(told: Told, figure: Figure) -> bool:
    """Whether an amount is the cost of which a gift or loan is a share: "covers 61 % of the cost, 50 million"."""
    growing = {id(growth.quantity) for growth in told.growths}
    for word, _ in told.sentence.of("count", "cost"):
        share = next((q for q in reversed(told.quantities) if q.kind == "percent" and q.end <= word.start), None)
        if share is None or id(share) in growing or word.end > figure.start or word.start - share.end > _SHARED:
            continue
        first = told.between(share.end, word.start).split()[:1]
        of = told.sentence.lexicon.surfaces("count.of")
        between = range(word.end, figure.start)
        gifts = (*told.sentence.of("act", "give"), *told.sentence.of("status", "pledge"), *told.sentence.of("metric"))
        joins = told.sentence.lexicon.surfaces("range.and").intersection(told.between(word.end, figure.start).split())
        # "covers 61 % of the cost and will lend 50 million": that is another one.
        another = bool(joins) or any(hit.start in between for hit, _ in gifts)
        if not of.isdisjoint(first) and not another and not told.crossed(word.end, figure.start):
            return True
    return False


def of_the_world(told: Told, quantity: Quantity) -> bool:
    """Whether it is the trade of the world that grows, or all the trade of one economy, in a clause of its own.

    "while world trade fell by 9 %", "while Spain's total exports rose by 1 %", "against 1 % of all exports"
    """
    words = [hit for hit in words_for_all(told) if not of_two(told, hit)]
    hits = [hit for hit in words if hit.end <= quantity.start]
    if not hits or any(c in ",;:" for c in told.between(hits[-1].end, quantity.start)):
        return any(_is_of(told, quantity, hit) for hit in words)
    if _with_all(told, hits[-1]) and not any(hits[-1].end <= a.start < quantity.start for a in told.areas):
        # More than Peru's trade with all countries grew, by 9 %.
        return True
    return not _named_in_clause(told, quantity, hits[-1]) or of_all_of_one(told, quantity)


@read_once
def words_for_all(told: Told) -> tuple[Hit, ...]:
    """The words of a sentence for the trade of all the world, or all of one economy's: "overall Polish exports"."""
    sentence = told.sentence
    worlds = (hit for hit, _ in sentence.of("count", "world"))
    # "the foreign trade secretariat said"
    found = [hit for hit in worlds if not sentence.after(hit.end, "count", "office", gap=1)]
    for total, _ in sentence.of("count", "total"):
        # "The country as a whole posted a surplus of 5 million"
        country = sentence.before(total.start, "count", "country", gap=1)
        both = sentence.before(total.start, "count", "pair", gap=1)
        # "invested in the country a total of", "a surplus with the country as a whole"
        led = country and preposition(sentence, country[0].start, sentence.start) is not None
        found += [Hit(country[0].start, total.end, total.senses)] if country and not both and not led else []
    for total, _ in sentence.of("count", "total", "all") if told.areas else ():
        whose = next((a for a in told.areas if 0 <= a.start - total.end <= 1), None)
        owns = POSSESSIVE.match(sentence.low, whose.end) if whose else None
        flow = sentence.after(owns.end(), "metric", *sum_family(), gap=_ADJECTIVE) if owns else None
        if whose and whose.form == "adjective":
            flow = sentence.after(whose.end, "metric", *sum_family(), gap=_ADJECTIVE)
        if flow:
            found.append(Hit(total.start, flow[0].end, flow[0].senses))
    return tuple(sorted(found))


def of_all_of_one(told: Told, amount: Quantity | Figure) -> bool:
    """Whether a clause tells all trade of the one economy that it names: "while Spain's total exports were 3"."""
    hits = [hit for hit in words_for_all(told) if hit.end <= amount.start]
    if not hits or any(c in ",;:" for c in told.between(hits[-1].end, amount.start)):
        return False
    flow = any(sense.startswith("metric.") for sense in hits[-1].senses)
    here = _named_in_clause(told, amount, hits[-1])
    led = any(preposition(told.sentence, a.start, told.sentence.start) in ("to", "with", "from") for a in here)
    closed = _CLOSES.search(told.sentence.low, amount.end, told.sentence.end)
    end = closed.start() if closed else told.sentence.end
    behind = any(amount.end <= a.start < end for a in told.areas)
    return flow and not led and not behind and len({a.code for a in here}) == 1


def _named_in_clause(told: Told, amount: Quantity | Figure, world: Hit) -> list[AreaMention]:
    """The economies named from the last mark, or amount, before a word for the world up to an amount."""
    opened = max(told.sentence.low.rfind(mark, told.sentence.start, world.start) for mark in ",;:")
    opened = max(opened, told.sentence.start, *(q.end for q in told.quantities if q.end <= world.start))
    return [a for a in told.areas if opened <= a.start < amount.start]


def _is_of(told: Told, quantity: Quantity, world: Hit) -> bool:
    """Whether an amount is followed by what it is of, all trade: "0.7 % of total exports"."""
    sentence = told.sentence
    led = sentence.after(quantity.end, "count", "of") or sentence.after(quantity.end, "role", "to")
    if sentence.low[quantity.end : world.start].strip() == "":
        # "0,7 % del total de las exportaciones": the word for "of" may be part of the term.
        return any(sentence.low.startswith(word, world.start) for word in sentence.lexicon.surfaces("count.of"))
    return led is not None and 0 <= world.start - led[0].end <= _ARTICLE


def _with_all(told: Told, world: Hit) -> bool:
    """Whether a word for the world names with whom one economy trades: "with all countries", "exports to the world"."""
    if told.sentence.before(world.start, "role", "with", "to", gap=1):
        return True
    opening = told.sentence.low[world.start : world.end]
    surfaces = told.sentence.lexicon.surfaces
    return any(opening.startswith(f"{word} ") for word in surfaces("role.with") | surfaces("role.to"))


def of_one_alone(told: Told, quantity: Quantity, cue: Hit | None = None) -> bool:
    """Whether an amount is of what one economy has alone, its GDP or its inflation, said nearer than its metric."""
    for word, _ in told.sentence.of("count", "domestic"):
        if told.in_aside(word.start, quantity):
            # "investment in Chile, one of the fastest-growing economies, came to"
            continue
        if _is_of_share_aside(told, quantity, word):
            continue
        gap = _gap(word, quantity)
        if cue is not None and cue.end <= word.start and _is_left_behind(told, word, quantity):
            continue
        if (word.start >= quantity.end and gap > _BEHIND) or (cue is not None and _gap(cue, quantity) <= gap):
            continue
        start, end = min(word.end, quantity.end), max(word.start, quantity.start)
        marks = ",;:" if word.start >= quantity.end else ";"
        others = (q for q in told.amounts if q is not quantity and q.kind == quantity.kind)
        if not set(marks).intersection(told.between(start, end)) and not any(start <= q.start < end for q in others):
            return True
    return quantity.kind == "percent" and (_of_growth_in_one(told, quantity) or _expands(told, quantity))


def _expands(told: Told, quantity: Quantity) -> bool:
    """Whether it is an economy itself that grows, with nothing else told: "Peru grew by 8.8 percent last year"."""
    sentence = told.sentence
    alone = len(told.areas) == 1 and len(told.growths) <= 1 and not told.amounts and not sentence.has("metric")
    verb = next((hit for hit, _ in sentence.of("count", "expands")), None) if alone else None
    who = told.areas[0] if alone else None
    if verb is None or who is None or who.form != "name" or not 0 < verb.start - who.end <= _HAS:
        return False
    verbs = (*sentence.of("status", "actual", "future"), *sentence.of("role", "passive"), *sentence.of("time", "will"))
    hedges = (*sentence.of("change", "by"), *sentence.of("bound"))
    passed = [(hit.start, hit.end) for hit, _ in (*verbs, *hedges)]
    led = (who.end, verb.start), (verb.end, quantity.start)
    return sentence.opens_with(who.start) and not any(
        start > end or sentence.without(start, end, passed).strip() for start, end in led
    )


def _is_left_behind(told: Told, word: Hit, quantity: Quantity) -> bool:
    """Whether a comma behind a word leads back to what was told before: "Trade with Chile, whose economy grows, was 5".

    Not one that opens a clause about the word: "GDP, whose size is 5 million".
    """
    comma = told.sentence.low.find(",", word.end, quantity.start)
    return comma >= 0 and told.sentence.after(comma + 1, "role", "which", "whose", gap=1) is None


def _of_growth_in_one(told: Told, quantity: Quantity) -> bool:
    """Whether a percentage is a growth to come "in" one economy, and of nothing named: "Growth in Chile will be 3 %".

    Such growth opens its sentence: "Sales of tin grew in Chile by 3 percent" is that of sales.
    """
    sentence = told.sentence
    if not sentence.has("status", "estimate", "future"):
        return False
    for word, _ in sentence.of("change", "up", "down"):
        place = sentence.after(word.end, "role", "in", gap=1) if sentence.opens_with(word.start, _ARTICLE) else None
        if place and any(a.form != "adjective" and 0 <= a.start - place[0].end <= _ARTICLE for a in told.areas):
            named = (*sentence.of("metric"), *sentence.of("act", "buy", "sell"), *sentence.of("count", "goods"))
            return not any(hit.start < quantity.start for hit, _ in named)
    return False


def _is_of_share_aside(told: Told, quantity: Quantity, word: Hit) -> bool:
    """Whether a word for what one has alone belongs to a share told aside: "from 17 billion, 14 % of GDP, to 55"."""
    near = (q for q in told.quantities if q.kind == "percent" and 0 <= word.start - q.end <= _SHARE)
    share = next(near, None)
    if share is None or share is quantity:
        return False
    opens = _OPENS_ASIDE.search(told.between(told.sentence.start, share.start)) is not None
    return opens and told.between(word.end, word.end + 1) in (",", ")")


def of_a_loss(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether an amount is what was lost, stolen, fined or won, which nobody gives: "gave a fine of 5 million".

    Only beside the amount the word says so: "supported Laos after the damage with 5 million" is a gift. Where the verb
    alone tells of a gift, it has another object too if the amount is a profit or a wage: "supplies shops, a profit of 5
    million".
    """
    given = choice.metric.is_given
    alone = _by_its_verb(choice)
    for word, key in told.sentence.of("count", "loss", "income"):
        if key == "income" and (alone is None or alone.end > word.start):
            continue
        if word.start >= quantity.end:
            near = len(told.between(quantity.end, word.start).split()) <= 1 and is_in_apposition(told, quantity, word)
            if near or word.start - quantity.end <= 1:
                return True
            continue
        nearer = choice.cue is None or _gap(choice.cue, quantity) > _gap(word, quantity)
        if given and nearer and 0 <= quantity.start - word.end <= _BEHIND:
            between = told.between(word.end, quantity.start)
            leads = any(word.end <= role.start < quantity.start for role, _ in told.sentence.of("role", "with"))
            areas = any(word.end <= area.start < quantity.start for area in told.areas)
            if (not leads and not areas) or key == "income":
                return not set(",;:(").intersection(between)
    return False


def of_a_holding(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether an amount is what shares are worth that one side owns, buys or sells: neither goods traded nor a gift.

    "owns shares worth 5 million", "bought a 5-million stake". Who gives shares gives what they are worth, and who
    invests in them invests.
    """
    word = next((hit for hit, _ in told.sentence.of("count", "holding") if _is_worth(told, hit, quantity)), None)
    if word is None:
        return False
    if choice.cue is not None and choice.metric.key in sum_family():
        return not _TRADED.isdisjoint(choice.cue.senses)
    if choice.metric.to_date or (choice.cue is not None and _by_its_verb(choice) is None):
        return False
    acts = [key for hit, key in told.sentence.of("act", "give", "receive", "own") if hit.end <= word.start]
    return bool(acts) and acts[-1] == "own"


def _is_worth(told: Told, word: Hit, quantity: Quantity) -> bool:
    """Whether an amount is what a word beside it is worth: "shares worth 5 million", "5 million of shares"."""
    start, end = min(word.end, quantity.end), max(word.start, quantity.start)
    parted = set(",;:(").intersection(told.between(start, end))
    beside = _gap(word, quantity) <= _BEHIND and len(told.between(start, end).split()) <= _TO_HOLDING
    return beside and not parted and not told.crossed(start, end)


def given_by_none(told: Told, choice: MetricChoice) -> bool:
    """Whether a verb alone tells of a gift and the economies are only where it is done: "a bank in Kenya offers"."""
    verb = _by_its_verb(choice)
    if verb is None:
        return False
    # "The singer from Togo got 5 million", but "in the villages of Togo they got 5 million".
    whose = ("in", "from") if "act.give" in verb.senses else ("from",)
    named = prepositions(told)
    if any(area.end <= verb.start and way == "in" and _of_an_office(told, area) for area, way in named):
        # "The minister in Chile", "the government of Chile"
        return False
    acting = any(area.end <= verb.start and way in whose for area, way in named)
    return acting and all(way == "in" or (way == "from" and area.end <= verb.start) for area, way in named)


def helps_none(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether who is helped with an amount is none of another economy: "supports its fishermen against Peru with 5"."""
    cue = choice.cue
    if cue is None or cue.end > quantity.start or not {"act.give", "role.object"} <= cue.senses:
        return False
    if told.sentence.after(cue.end, "role", "own"):
        return True
    words = (*told.sentence.of("count", "country"), *told.sentence.of("role", "it", "partner"))
    if any(0 <= hit.start - cue.end <= _ARTICLE for hit, _ in words):
        # "supported the country with 5 million"
        return False
    helping = {area.code for area in told.areas if area.end <= cue.start}
    # "supported 62 projects in Palau"
    end = quantity.end + _TO_PLACE
    named = (area for area in (*told.areas, *told.groups) if cue.end <= area.start <= end)
    # "refugees from Ukraine in Wales": who helps alone helps no other; of two one may help the other.
    others = (area for area in named if len(helping) > 1 or area.code not in helping)
    return not any(_is_helped(told, area) for area in others)


def _is_helped(told: Told, area: AreaMention) -> bool:
    """Whether a name says who is helped, or where: not "refugees from Peru", "farmers hit by Peru", "against Peru"."""
    sentence = told.sentence
    if preposition(sentence, area.start, sentence.start) not in (None, "in", "to"):
        return False
    if sentence.before(area.start, "change", "versus", gap=1):
        return False
    # "Syrian refugees at home"
    return sentence.after(area.end, "count", "refuge", gap=1) is None


def _of_an_office(told: Told, area: AreaMention) -> bool:
    """Whether an office is named right before an economy, a preposition between: "the ministry in Chile"."""
    led = told.sentence.before(area.start, "role", "in", gap=_ARTICLE)
    return led is not None and told.sentence.before(led[0].start, "count", "office", "state", gap=1) is not None


def _by_its_verb(choice: MetricChoice) -> Hit | None:
    """The verb that alone says that an amount was given, no noun of gifts beside it; None where one does."""
    cue = choice.cue if choice.metric.gift else None
    return cue if cue is not None and f"metric.{choice.metric.key}" not in cue.senses else None


def _gap(word: Hit, quantity: Quantity) -> int:
    """Characters between a word and an amount, on either side of it."""
    return max(0, word.start - quantity.end, quantity.start - word.end)


def from_partner(told: Told, figure: Figure) -> bool:
    """Whether an economy is named as the partner behind an amount, before the next one."""
    following = min((q.start for q in told.amounts if q.start >= figure.end), default=told.sentence.end)
    following = min(following, next_flow(told, figure))
    return any(
        figure.end <= a.start < following and preposition(told.sentence, a.start, figure.end) is not None
        for a in (*told.areas, *told.groups)
    )


def next_flow(told: Told, figure: Figure) -> int:
    """Where, behind a comma, the next noun of trade stands, with a partner of its own; else where the sentence ends.

    "Its foreign trade was 5 billion, but its trade with Chile grew"
    """
    nouns = (hit.start for hit, _ in told.sentence.of("metric", *sum_family()) if hit.start >= figure.end)
    return next((noun for noun in nouns if told.breaks(figure.end, noun)), told.sentence.end)


def of_two(told: Told, word: Hit) -> bool:
    """Whether what may be a total of one economy is said to be of two: "the total trade (turnover) between them"."""
    noun = told.sentence.after(word.end, "metric", gap=1)
    end = noun[0].end if noun else word.end
    if of_the_country(told.sentence, word):
        return False
    if any(0 <= side.start - end <= _OF_TWO for side in of_the_two(told.sentence)):
        # "внешнеторговый оборот двух стран", the foreign trade of the two countries
        return True
    return told.sentence.after(end, "role", "between", "with", gap=1) is not None


def of_the_country(sentence: Sentence, word: Hit) -> bool:
    """Whether a word for all trade is said to be that of one country: "внешнеторговый оборот страны".

    The noun may be that for two sides as well, in a form that both have.
    """
    country = sentence.after(word.end, "count", "country", gap=1)
    return country is not None and not any(side.start != country[0].start for side in of_the_two(sentence))


def is_whole_of_share(told: Told, word: Hit) -> bool:
    """Whether a word for the world only says of what a share is one: "4 million, 27 % of its foreign trade"."""
    share = next((q for q in reversed(told.quantities) if q.kind == "percent" and q.end <= word.start), None)
    if share is None or word.start - share.end > _SHARED:
        return False
    first = told.between(share.end, word.start).split()[:1]
    return not told.sentence.lexicon.surfaces("count.of").isdisjoint(first)
