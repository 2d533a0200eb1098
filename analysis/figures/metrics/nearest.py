"""The word of a metric that stands nearest to an amount, by what it costs to reach it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from analysis.definitions import definitions
from analysis.figures.metrics.families import MetricChoice, counts_people, names_gift, sum_family
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import read_once

__all__ = [
    "BESIDE",
    "FARTHEST",
    "are_parted",
    "is_far",
    "is_in_apposition",
    "nearest_metric",
    "respective",
    "right_before",
]

FARTHEST = 260
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
BESIDE = 26
"""Characters between a word and the amount that claims it."""
_ADJECTIVES = 3
"""Words between an amount and the noun that it is the size of."""
_ARTICLE = 5
"""Characters between a preposition and its noun: an article, "its"."""
_TRADED = frozenset({"act.buy", "act.sell"})
_OF_COMPARISON = frozenset({"role.as", "time.when"})
"""What a word such as *als*, than, may say otherwise."""
_MARK = re.compile(r",(?!\d)|[;:()]")
"""What parts two phrases; the comma inside a number does not, nor does a full stop inside a sentence: "mia. kr."."""
_DASHED = re.compile(r"\s[\u2013\u2014-]\s")
_POSSESSIVE = ("'s", "\u2019s", "s")
_POSSESSOR = 9
"""Letters of an article, or of the longest word that says whose something is."""
_LED = re.compile(r"\s(?:[\u2013\u2014-]\s)?([^\W\d_]+)\s")
"""The word behind an amount, which a dash may stand before."""
_HEDGED = 10
"""Characters between a preposition and the amount that it leads to: a hedge."""


def nearest_metric(told: Told, quantity: Quantity, allowed: Collection[str]) -> MetricChoice | None:
    """The metric whose word stands nearest, of those allowed; None where none stands near enough."""
    acts = {hit.start for hit, _ in told.sentence.of("act", "give")}
    reach = _past_brackets(told, quantity)
    best: tuple[float, str, Hit] | None = None
    said: tuple[str, Hit] | None = None
    for hit, key in told.sentence.of("metric"):
        if key not in allowed or (key in sum_family() and _is_counted(told, hit, quantity)):
            continue
        given = _given_as(told, hit, key)
        if given is quantity and not _is_named_too(told, hit, quantity):
            # "allotted 70 million as a loan"
            return MetricChoice(definitions().metrics[key], hit)
        if given and given is not quantity and not right_before(told, hit, quantity):
            # "70 million as a loan and 35 million as a grant"
            continue
        way = _way(told, hit, quantity, reach)
        if way > FARTHEST or (best and way >= best[0]) or _tells_of_something_else(told, hit, key, quantity):
            continue
        if told.in_source(hit.start):
            # "Dealings reached 5 million, the trade ministry said": nothing else tells.
            said = said or (key, hit)
            continue
        cost = _cost(told, hit, quantity, reach)
        # "with a total of" only frames an amount, however near it stands.
        framed = "count.total" in hit.senses or not right_before(told, hit, quantity)
        weak = definitions().metrics[key].residual and framed and "act.finance" not in hit.senses
        cost += _WEAK if (hit.start in acts and not _closes(told, hit, quantity)) or weak else 0
        if cost <= FARTHEST and (best is None or cost < best[0]):
            best = cost, key, hit
    chosen = best[1:] if best else said
    return MetricChoice(definitions().metrics[chosen[0]], chosen[1]) if chosen else None


def _is_counted(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether a bare number right before counts what a word names: "8,000 exporters"."""
    if any(not sense.startswith("metric.") for sense in hit.senses):
        # "3,120 studied in Chile"
        return False
    numbers = (q for q in told.every if q is not quantity and q.kind == "number" and q.unit is None)
    return any(hit.start - number.end == 1 for number in numbers)


def _tells_of_something_else(told: Told, hit: Hit, key: str, quantity: Quantity) -> bool:
    """Whether a word of a metric says nothing of an amount: it only describes another noun, compares, or is aside."""
    if _only_says_of_what(told, hit, key) or _describes(told, hit, key) or _only_its_paper(told, hit, key):
        return True
    if key in sum_family() and (_only_compared(told, hit, quantity) or _only_its_purpose(told, hit, quantity)):
        return True
    if definitions().metrics[key].difference and _comes_with_it(told, hit, quantity):
        return True
    if _only_besides(told, hit, quantity):
        return True
    people = counts_people(definitions().metrics[key])
    if people and any(q.kind == "number" and hit.start - q.end == 1 and q.end <= quantity.start for q in told.every):
        # "Two studies in Peru show that 600 Chileans know the country": the word is what another number counts.
        return True
    return told.in_aside(hit.start, quantity) or _closes_another(told, hit, quantity)


def _only_besides(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether a phrase names but what comes on top of an amount behind it: "Apart from trade, it invested 5 million".

    Not where a clause goes on about it, "Besides exports, which came to 5 million", or names nothing else: "Besides
    one credit line, it opened another".
    """
    sentence = told.sentence
    led = next((word for word, _ in reversed(sentence.of("role", "besides")) if word.end <= hit.start), None)
    comma = sentence.low.find(",", hit.end, quantity.start)
    if led is None or comma < 0 or "," in sentence.low[led.end : hit.start]:
        return False
    if sentence.after(comma + 1, "role", "which") or told.crossed(led.end, comma):
        return False
    return any(comma < other.start and other.end <= quantity.start for other, _ in sentence.of("metric"))


def _comes_with_it(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether a balance is only told of what an amount is: "it was 5 million, with a large surplus for Peru"."""
    between = told.between(quantity.end, hit.start)
    led = told.sentence.after(quantity.end + 1, "role", "with", gap=1) if between.startswith(",") else None
    return led is not None and not any(mark in between[1:] for mark in ",;:(")


def respective(told: Told, quantity: Quantity, allowed: Collection[str]) -> MetricChoice | None:
    """The metric in a list as long as that of the amounts: "trade and investment were 5 and 2 billion".

    So with growths: "exports and imports rose 3 % and 4 % respectively".
    """
    amounts = _beside(told, quantity)
    named = _listed_before(told, amounts[0].start, allowed) if len(amounts) > 1 else []
    if not named or len(named) != len(amounts) or len({key for key, _ in named}) == 1:
        return None
    if any(len(told.listed(told.periods, i)) == len(amounts) for i in range(len(told.periods))):
        # "Exports and imports came to 5 and 6 million in 2015 and 2016": their sum, year by year.
        return None
    if not told.sentence.has("count", "respectively") and amounts[0].start - named[-1][1].end > FARTHEST // 4:
        return None
    key, hit = named[next(i for i, amount in enumerate(amounts) if amount is quantity)]
    return MetricChoice(definitions().metrics[key], hit)


def _beside(told: Told, quantity: Quantity) -> list[Quantity]:
    """The amounts, or the growths, of the list that one of them is in: "3 million and 4", "3 % and 4 %"."""
    index = told.place(quantity)
    if index is not None:
        return told.listed(told.amounts, index)
    growths = [growth.quantity for growth in told.growths]
    return told.listed(growths, growths.index(quantity)) if quantity in growths else []


def _listed_before(told: Told, position: int, allowed: Collection[str]) -> list[tuple[str, Hit]]:
    """The keys of the metrics last listed before a position, each with its word: "exports and the imports".

    A phrase of several, "exportaciones e importaciones", which otherwise means their sum, lists what its words mean.
    """
    sentence = told.sentence
    surfaces = sentence.lexicon.surfaces
    # As in: exports to and imports from Togo.
    joins = surfaces("range.and") | surfaces("count.determiner") | surfaces("role.to") | surfaces("role.from")
    found = [(hit, key) for hit, key in sentence.of("metric") if key in allowed and hit.end <= position]
    found = [(hit, key) for hit, key in found if not _only_says_of_what(told, hit, key)]
    listed = found[-1:]
    for before, after in pairwise(reversed(found)):
        between = told.between(after[0].end, before[0].start).replace(",", " ").split()
        if not joins.issuperset(between):
            break
        listed.insert(0, after)
    if len(listed) == 1:
        hit = listed[0][0]
        return [(key, hit) for key in _named_within(told, hit) if key in allowed]
    return [(key, hit) for hit, key in listed]


def _named_within(told: Told, phrase: Hit) -> list[str]:
    """The metrics that the words of a phrase mean each by itself: "exports and imports"."""
    words = told.between(phrase.start, phrase.end).split()
    found = (told.sentence.key_of(word, "metric") for word in words) if len(words) > 1 else ()
    return [key for key in found if key is not None]


def _closes(told: Told, verb: Hit, quantity: Quantity) -> bool:
    """Whether a verb that stands last is that of an amount before it: "hatte 112 Millionen für ... bereitgestellt".

    So is a noun that an amount qualifies where nouns stand last: "价值3000万元的人道主义援助".
    """
    sentence = told.sentence
    if sentence.language.noun_last and verb.start >= quantity.end and is_in_apposition(told, quantity, verb):
        return True
    last = sentence.language.verb_last and sentence.text[verb.start].islower() and verb.start >= quantity.end
    ends = last and (sentence.phrase_ends(verb.end) or sentence.after(verb.end, "range", "and") is not None)
    return ends and not are_parted(told, quantity.end, verb.start)


def _closes_another(told: Told, verb: Hit, quantity: Quantity) -> bool:
    """Whether a verb that stands last is that of the amount right before it: "30 Millionen leihen und 2 schenken"."""
    sentence = told.sentence
    if not sentence.language.verb_last or verb.end > quantity.start or not sentence.text[verb.start].islower():
        return False
    return any(0 <= verb.start - other.end <= 1 for other in told.amounts)


def right_before(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether only a preposition stands between a word and an amount: "subsidies of 20 billion"."""
    of = told.sentence.before(quantity.start, "count", "of", gap=_HEDGED)
    return of is not None and 0 <= of[0].start - hit.end <= 1


@read_once
def _only_says_of_what(told: Told, hit: Hit, key: str) -> bool:
    """Whether a whole is named only to say of what its part is one: "the surplus in trade with Italy"."""
    metrics = definitions().metrics
    parts = metrics[key].parts
    if not parts:
        return False
    head = told.sentence.before(hit.start, "metric", gap=1)
    if head and metrics[head[1]].difference == parts:
        # "сальдо торговли", the balance of trade
        return True
    led = told.sentence.before(hit.start, "role", "in", gap=_POSSESSOR) is not None
    for part, other in told.sentence.of("metric"):
        if not 0 < hit.start - part.end <= BESIDE * 4 or are_parted(told, part.end, hit.start):
            continue
        belongs = other in parts or metrics[other].difference == parts
        # As in: their exports and imports in trade with Italy.
        belongs = belongs or (part != hit and bool({*parts}.intersection(_named_within(told, part))))
        if belongs and (led or _in_it(told, part.end, hit.start)):
            return True
    return False


def _in_it(told: Told, start: int, end: int) -> bool:
    """Whether a phrase of place, no time, leads to another position: "in goods" of "the deficit in goods trade"."""
    words = told.between(start, end).split()
    led = words[:1] if len(words) <= _ADJECTIVES else []
    return not told.sentence.lexicon.surfaces("role.in").isdisjoint(led) and not any(
        start <= p.start < end for p in told.periods
    )


def _describes(told: Told, hit: Hit, key: str) -> bool:
    """Whether a word only says what another act is for: the support of "a loan of budget support of 93 million"."""
    metrics = definitions().metrics
    of = told.sentence.before(hit.start, "count", "of", gap=1)
    acted = metrics[key].is_given
    if of is None or not acted:
        return False
    head = told.sentence.before(of[0].start, "metric", gap=1)
    other = metrics[head[1]] if head else None
    return other is not None and other.key != key and other.is_given


def _only_compared(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether a word behind an amount is only what it is set beside, with none of its own: "more than the exports"."""
    if hit.start < quantity.end or told.following(quantity) is not None:
        return False
    word = told.sentence.before(hit.start, "change", "versus", gap=_ARTICLE)
    # "on scholarships": a word that leads elsewhere too compares nothing.
    if word is None or word[0].start - quantity.end <= 1:
        # "5 million as loans"
        return False
    return not any(s.startswith(("role.", "time.")) and s not in _OF_COMPARISON for s in word[0].senses)


@read_once
def _given_as(told: Told, hit: Hit, key: str) -> Quantity | None:
    """The amount before a word that says as what it is given: "70 million as a loan", "70 million dollars of aid".

    Where "as" may open a clause, no verb stands in it: "as loans from Chile were delayed"; nor in "as part of a loan".
    """
    sentence = told.sentence
    if not definitions().metrics[key].is_given:
        return None
    led = sentence.before(hit.start, "role", "as", gap=BESIDE) or sentence.before(hit.start, "count", "of", gap=1)
    given = told.last_before(led[0].start) if led else None
    if led is None or given is None or are_parted(told, given.end, hit.start):
        return None
    if led[0].start - given.end > (BESIDE if "role.as" in led[0].senses else 1) or given.kind != "money":
        return None
    end = told.end_of(told.first_from(hit.end))
    comma = sentence.low.find(",", hit.end, end)
    end = comma if comma >= 0 else end
    verbs = [word for table in ("status", "act") for word, _ in sentence.of(table) if "role.to" not in word.senses]
    verbs += [word for word, _ in sentence.of("change", "up", "down", "more", "less")]
    verbs += [word for word, _ in sentence.of("role", "passive")]
    words = [word for table in ("metric", "role", "status") for word, _ in sentence.of(table)]
    crossed = any(led[0].end <= word.start < hit.start for word in words)
    crossed = crossed or any(hit.end <= word.start < end for word in verbs)
    return None if crossed or len(told.between(led[0].end, hit.start).split()) >= _ADJECTIVES else given


def _is_named_too(told: Told, as_what: Hit, quantity: Quantity) -> bool:
    """Whether a noun, or a verb of trade, says what an amount is that is given as something: "a loan of 5 as aid"."""
    for hit, key in told.sentence.of("metric"):
        verb = any(sense.startswith(("act.", "split.")) for sense in hit.senses) and key not in sum_family()
        if hit.end <= as_what.start and not verb and not told.crossed(hit.end, quantity.start):
            return True
    return False


def _only_its_purpose(told: Told, hit: Hit, quantity: Quantity) -> bool:
    """Whether a word behind an amount only says what money is lent or given for: "lends 5 million for imports of"."""
    spent = told.last_before(hit.start) if hit.start >= quantity.end else None
    if spent is None or not (names_gift(told.sentence, spent.start) or _gave(told, spent.start)):
        return False
    more = told.sentence.after(spent.end, "change", "up", gap=1)
    led = told.sentence.after(more[0].end if more else spent.end, "role", "to", gap=1)
    if led is None or led[0].end > hit.start or are_parted(told, led[0].end, hit.start):
        return False
    return len(told.between(led[0].end, hit.start).split()) <= _ADJECTIVES


def _gave(told: Told, position: int) -> bool:
    """Whether a verb of giving that is none of trade stands before a position."""
    sold = {f"metric.{key}" for key in sum_family()} | _TRADED
    verbs = (hit for hit, _ in told.sentence.of("act", "give") if hit.end <= position)
    return any(verb.senses.isdisjoint(sold) for verb in verbs)


def _only_its_paper(told: Told, hit: Hit, key: str) -> bool:
    """Whether a word that only frames money stands right behind what it frames: "a grant agreement of 2 million"."""
    metrics = definitions().metrics
    head = told.sentence.before(hit.start, "metric", gap=1) if metrics[key].residual else None
    return head is not None and metrics[head[1]].is_given


def _way(told: Told, hit: Hit, quantity: Quantity, reach: int) -> int:
    """The least that it costs to reach a word from an amount: the characters and the amounts on the way."""
    if hit.start < quantity.end and quantity.start < hit.end:
        return 0
    start, end = (reach, hit.start) if hit.start >= quantity.end else (hit.end, quantity.start)
    return end - start + _CROSSED * len(told.crossed(start, end))


def _cost(told: Told, hit: Hit, quantity: Quantity, reach: int) -> float:
    """How far a word is from being what the quantity measures, in characters and what counts as such."""
    if hit.start < quantity.end and quantity.start < hit.end:
        return 0
    behind = hit.start >= quantity.end
    start, end = (reach, hit.start) if behind else (hit.end, quantity.start)
    between = told.between(start, end)
    cost = _way(told, hit, quantity, reach) + _SEMICOLON * between.count(";")
    if not behind and between.count(")") > between.count("("):
        # "their trade (imports and exports) reached 5 billion": out of the brackets the whole is told.
        cost += _CROSSED * 2
    if behind:
        if is_in_apposition(told, quantity, hit):
            return cost
        clauses = (word.start for word, _ in told.sentence.of("count", "clause") if start <= word.start < end)
        if any(told.between(opened - 2, opened).strip() == "," for opened in clauses):
            # As in: exports rose to 5 million, while imports fell.
            cost += _SEMICOLON
        parted = any(start <= hit.start < end for hit, _ in told.sentence.of("count", "subset"))
        if (parted and told.sentence.language.verb_last) or _tells_of_the_next(told, quantity, hit, parted=parted):
            # "will give 105 million, of which 70 million as a loan": the word says what the part is.
            cost += _OWNED
        joins = told.sentence.lexicon.surfaces("range.and")
        joined = any(word in joins for word in between.split()[:1])
        closes = _closes(told, hit, quantity)
        cost += 0 if closes else _BEHIND
        # "trade reached 7 million: exports 4.6, imports 2.4": behind a colon the parts are told.
        cost += _SEMICOLON if ":" in between else 0
        # "exports were 5 million in May; its bill for imports was 4": behind a semicolon something else is told.
        named = ";" in between and any(word.end <= quantity.start for word, _ in told.sentence.of("metric"))
        cost += _OWNED if named else 0
        # "4.2 million last year while its imports": another clause tells of those.
        clause = any(start <= word.start and word.end <= end for word, _ in told.sentence.of("count", "clause"))
        cost += _COMMA if "," in between or "(" in between or joined or clause else 0
        # "80 million (they were 150 million), and exports": out of the brackets something else is told.
        cost += _CROSSED * 2 if between.count(")") > between.count("(") else 0
        # "exports ... rose 21 percent, while imports rose 23 percent": of each growth its own.
        claims = told.quantities if quantity.kind == "percent" else told.amounts
        claimed = next((q for q in claims if 0 <= q.start - hit.end <= BESIDE and q.start != quantity.start), None)
        if claimed and claimed.kind in ("count", "measure") and claimed.end == claimed.number_end:
            # "500 Kenyans study in India and 300 in China": the second is counted by the word of the first.
            claimed = None
        own = claimed and not closes and not are_parted(told, hit.end, claimed.start)
        if own or ("," in between and _grows_anew(told, quantity, hit)):
            cost += _OWNED
    elif any(is_in_apposition(told, q, hit) for q in _two_before(told, hit, quantity) if q.kind == quantity.kind):
        cost += _OWNED
    return cost


def _tells_of_the_next(told: Told, quantity: Quantity, hit: Hit, *, parted: bool) -> bool:
    """Whether a word behind an amount is that of a next one, which a comma and "and" or "of which" part from it.

    "Investment was near 13 million, and trade in the past year came to 10"
    """
    following = next((q for q in told.amounts if q.start >= hit.end and q.kind == quantity.kind), None)
    comma = told.sentence.low.find(",", quantity.end, hit.start)
    if (
        following is None
        or comma < 0
        or told.crossed(quantity.end, hit.start)
        or told.crossed(hit.end, following.start)
    ):
        return False
    words = (*told.sentence.of("metric"), *told.sentence.of("count", "sum"))
    if not any(word.start < quantity.start for word, _ in words):
        # "The goal is 13 million, and trade came to 10": it has no other word.
        return False
    opens = set(told.between(comma + 1, hit.start).split()[:1])
    joins = told.sentence.lexicon.surfaces("range.and") | told.sentence.lexicon.surfaces("count.clause")
    named = any(hit.end <= word.start < following.start for word, _ in told.sentence.of("metric"))
    return (parted or not joins.isdisjoint(opens)) and not named


def _grows_anew(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word behind an amount is what grew to the next: "to 1 billion, imports fell by 6 % to 605 million"."""
    for growth in told.growths:
        host = growth.host
        if host and host is not quantity and hit.end <= growth.quantity.start < host.start:
            return not are_parted(told, hit.end, host.start)
    return False


def _two_before(told: Told, hit: Hit, quantity: Quantity) -> Sequence[Quantity]:
    """The last amounts before a word, of growths the percentages: the second may be in brackets and say the first."""
    if quantity.kind != "percent":
        return told.crossed(told.sentence.start, hit.start)[-2:]
    return [q for q in told.quantities if q.kind == "percent" and q.end <= hit.start][-2:]


def is_in_apposition(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word names right after an amount what it is: "11.2 million in exports", "5 billion of trade"."""
    sentence, end = told.sentence, _past_brackets(told, quantity)
    if not 0 <= hit.start - end <= BESIDE * 2:
        return False
    if _is_given_as(told, quantity, hit) or _is_said_to_be(told, quantity, hit, end):
        return True
    if hit.start - end > BESIDE:
        return False
    if quantity.kind == "money" and _goes_on(told, quantity, hit):
        return True
    if quantity.kind == "money" and _DASHED.fullmatch(told.between(end, hit.start)) and sentence.phrase_ends(hit.end):
        # As in: 117 million make up exports, 379 million - imports.
        return True
    # "and 5 million imports": a verb would have something behind it.
    acts = any(sense.startswith("act.") and sense != "act.own" for sense in hit.senses)
    acts = acts and not (_TRADED.intersection(hit.senses) and sentence.phrase_ends(hit.end))
    own = sentence.after(end, "area", gap=1)
    if hit.start - (own[0].end if own else end) <= 1 and quantity.kind == "money" and not acts:
        # "and 32 million dollars (Peruvian) exports": right behind it, and no other amount claims the word.
        return not _told_by_another(told, quantity, hit) and not any(
            0 <= q.start - hit.end <= BESIDE and not are_joined(told, hit.end, q.start) for q in told.amounts
        )
    if quantity.kind == "percent" and any(end <= h.start < hit.start for h, _ in sentence.of("change", "up", "down")):
        # As in: a 13 % decrease in exports.
        return sentence.before(hit.start, "role", "in", gap=BESIDE) is not None and not are_parted(told, end, hit.start)
    if quantity.kind == "money" and not acts and _heads_a_noun(told, quantity, hit):
        return True
    preposition = sentence.after(end, "role", "in", "genitive", gap=1) or sentence.after(end, "count", "of", gap=1)
    if not preposition or preposition[0].end > hit.start or are_parted(told, end, hit.start):
        return False
    # "5 billion in 2013 and imports ...": a date or a new clause stands between.
    between = told.between(end, hit.start)
    joins = sentence.lexicon.surfaces("range.and")
    return not any(c.isdigit() for c in between) and not any(word in joins for word in between.split())


def _is_said_to_be(told: Told, quantity: Quantity, hit: Hit, end: int) -> bool:
    """Whether an amount is said to be what a word names: "12 million is a grant", "made up Peru's exports"."""
    copula = told.sentence.after(end, "role", "passive", gap=1) or told.sentence.after(end, "status", "actual", gap=1)
    if copula is None or quantity.kind != "money" or hit.start - copula[0].end > BESIDE:
        return False
    return _only_whose(told, copula[0].end, hit.start)


def _is_given_as(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word says as what an amount is given: "70 million as a loan"."""
    return any(_given_as(told, word, key) is quantity for word, key in told.sentence.of("metric") if word == hit)


def _told_by_another(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether a noun before an amount leads to it: "standen Exporten von 8 Millionen Importe von 9 gegenüber"."""
    known = definitions().metrics
    senses = {key for other, key in told.sentence.of("metric") if other == hit}
    named = ((other, key) for other, key in told.sentence.of("metric") if other.end <= quantity.start)
    return any(
        key not in senses and not known[key].residual and right_before(told, other, quantity) for other, key in named
    )


def _goes_on(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether a preposition alone stands for the verb said of an amount before: "correspondieron a ... y 5 a ..."."""
    sentence = told.sentence
    led = _LED.match(sentence.low, quantity.end, hit.start)
    if led is None or not sentence.phrase_ends(hit.end) or not _only_whose(told, led.end(), hit.start):
        return False
    verbs = (sentence.after(q.end, "status", "actual") for q in told.crossed(sentence.start, quantity.start))
    return any(told.between(verb[0].start, verb[0].end).endswith(f" {led[1]}") for verb in verbs if verb)


def _only_whose(told: Told, start: int, end: int) -> bool:
    """Whether only an article and the economy that it is of stand before a noun: "were Peru's", "nuestras"."""
    if end < start:
        return False
    rest = told.between(start, end)
    for area in told.areas:
        if start <= area.start and area.end <= end:
            rest = rest.replace(told.between(area.start, area.end), " ", 1)
    words = [word for word in rest.split() if word not in _POSSESSIVE]
    return len(words) <= 1 and all(word.isalpha() and len(word) <= _POSSESSOR for word in words)


def _heads_a_noun(told: Told, quantity: Quantity, hit: Hit) -> bool:
    """Whether an amount with its article is the size of a thing named behind it: "a 36 million dollar soft loan"."""
    sentence = told.sentence
    word = sentence.low[max(sentence.start, quantity.start - _ARTICLE) : quantity.start].split()[-1:]
    if not set(word).intersection(sentence.language.terms("format", "article")):
        return False
    between = told.between(quantity.end, hit.start)
    adjectives = between.replace("-", " ").split()
    return (
        len(adjectives) <= _ADJECTIVES
        and all(part.isalpha() for part in adjectives)
        and not any(
            quantity.end <= other.start < hit.start
            for table in ("role", "status", "range")
            for other, _ in sentence.of(table)
        )
    )


def _past_brackets(told: Told, quantity: Quantity) -> int:
    """Where an amount ends with the one in brackets that says it again: "51 billion yen (500 million dollars) of"."""
    opened = told.between(quantity.end, quantity.end + 2).lstrip().startswith("(")
    other = next((q for q in told.amounts if q.start >= quantity.end), None) if opened else None
    again = quantity if other is None else other if other.kind == quantity.kind else None
    if again is None or told.between(again.end, again.end + 1) != ")":
        return quantity.end
    return again.end + 1


def are_joined(told: Told, start: int, end: int) -> bool:
    """Whether a word for "and", a comma or a semicolon stands between two positions."""
    joins = told.sentence.lexicon.surfaces("range.and")
    return told.breaks(start, end) or any(word in joins for word in told.between(start, end).split())


def are_parted(told: Told, start: int, end: int) -> bool:
    """Whether a mark that ends a phrase stands between two positions."""
    return _MARK.search(told.sentence.low, start, end) is not None


def is_far(choice: MetricChoice, quantity: Quantity) -> bool:
    """Whether the word of a metric stands so far off that what was counted nearby says more."""
    if choice.cue is None:
        return True
    return min(abs(quantity.start - choice.cue.end), abs(choice.cue.start - quantity.end)) > FARTHEST // 4
