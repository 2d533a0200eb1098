"""The partners that a sentence lists, each with amounts of its own: whose is which."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.governing import (
    POSSESSIVE,
    joined,
    listed_behind,
    preposition,
    prepositions,
    told_of_another,
)
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.qualifying import qualified
from analysis.figures.roles import given_to
from analysis.figures.several import own_pair
from analysis.figures.told import Told
from analysis.model import Figure, Quantity

__all__ = [
    "TO_ORIGIN",
    "Around",
    "head_and_partner",
    "host_of",
    "leads_others",
    "led_alike",
    "led_to_each",
    "next_adjective",
    "next_in_list",
    "of_a_relative_clause",
    "of_its_own",
    "of_people",
    "of_the_joined_flow",
    "of_the_one",
    "own_of_each",
    "own_people",
    "ranked_in",
    "sibling",
    "trader_before",
]

_DASHED = re.compile(r"\s*[\u2013\u2014-]\s+")
"""A dash in the place of a verb."""
_PAIR = 2
TO_ORIGIN = 8
"""Characters from people to where they come from: " from "."""
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""


def head_and_partner(told: Told, quantity: Quantity, around: Around) -> tuple[str, ...] | None:
    """The one that has several partners, and the partner right behind an amount.

    "Peru's investment in Chile and Togo comes to 5 projects in Chile and 6 in Togo"
    """
    partner = next((a for a in told.areas if quantity.end <= a.start < around.following), None)
    # Where nothing parts words, a name behind an amount begins the next clause.
    if partner is None or partner.start - quantity.end > _TO_NOUN or not told.sentence.language.spaced:
        return None
    between = told.between(quantity.end, partner.start)
    if told.breaks(quantity.end, partner.start) or (
        joined(told.sentence, between.split()) and told.following(quantity)
    ):
        # "trade with Peru came to 5 million and its trade with Chile to 4": what "and" leads to is of the next.
        return None
    governed = preposition(told.sentence, partner.start, quantity.end)
    if not governed:
        return None
    roles: dict[str, set[str | None]] = {}
    for area, by in prepositions(told):
        roles.setdefault(area.code, set()).add(by)
    ahead = {area.code for area in told.areas if area.end <= partner.start}
    heads = [code for code, words in roles.items() if governed not in words and code in ahead]
    alike = sum(governed in words for words in roles.values())
    return tuple(sorted((heads[0], partner.code))) if len(heads) == 1 and alike > 1 else None


def leads_others(told: Told, around: Around, quantity: Quantity, pair: tuple[str, ...]) -> bool:
    """Whether one of the pair leads a list, and the others stand behind its amount: "China led with 5 million"."""
    before = {a.code for a in around.clauses[0]}
    behind = [a for a in told.areas if a.start >= quantity.end]
    if len(pair) != _PAIR or len(before) != 1 or not before <= set(pair) or len(behind) < _PAIR:
        return False
    listed = {a.code for a in behind}.isdisjoint(pair)
    return listed and preposition(told.sentence, behind[0].start, quantity.end) is None


class Around(NamedTuple):
    """What stands around an amount: where the amount before it ends and the next one starts, and its clauses."""

    start: int
    following: int
    clauses: tuple[list[AreaMention], ...]

    @classmethod
    def of(cls, told: Told, quantity: Quantity) -> Around:
        """The clauses around an amount, up to the amounts beside it."""
        sentence, areas = told.sentence, told.areas
        start = max((q.end for q in told.amounts if q.end <= quantity.start), default=sentence.start)
        start = _clause_opens(told, quantity, start)
        following = min((q.start for q in told.amounts if q.start >= quantity.end), default=sentence.end)
        behind = min(following, sentence.until(quantity.end, ",;"))
        # "300 Kenyans study in India, and 200 Kenyans in Japan"
        parted = sentence.low.rfind(",", start, quantity.start)
        opened = sentence.low.rfind(";", sentence.start, quantity.start)
        closed = sentence.low.find(";", quantity.end, sentence.end)
        clauses = (
            [a for a in areas if start <= a.start < quantity.start],
            [a for a in areas if start <= a.start < behind],
            [a for a in areas if max(start, parted) <= a.start < behind],
            [a for a in areas if a.start > opened and (closed < 0 or a.end <= closed)],
        )
        return cls(start, following, clauses)


def of_the_joined_flow(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """The parties of the other flow, whose verb "and" joins with no partner: "imported 9 million from Peru and sold 5".

    What was told between, of others, is of what was bought alone.
    """
    sentence, family = told.sentence, sum_family()
    if before is None or before.start < sentence.start or before.metric not in family or len(before.parties) != _PAIR:
        return None
    verb = sentence.before(told.opening(quantity), "act", "buy", "sell", gap=1)
    joined_by = sentence.before(verb[0].start, "range", "and", gap=1) if verb else None
    if verb is None or joined_by is None or not any(sense.startswith("metric.") for sense in verb[0].senses):
        return None
    closed = sentence.until(quantity.end, ",;.")
    named = any(joined_by[0].end <= a.start < closed for a in told.areas)
    other = any(before.end <= a.start < joined_by[0].start for a in told.areas)
    return before.parties if other and not named else None


def next_adjective(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """The parties of an amount that an adjective alone says is another's: "Chinese firms put in 3, Thai - 1"."""
    if before is None or before.start < told.sentence.start or len(before.parties) != _PAIR:
        return None
    adjectives = [a for a in told.areas if a.form == "adjective"]
    own = next((a for a in adjectives if _DASHED.fullmatch(told.between(a.end, quantity.start))), None)
    first = [a for a in adjectives if a.end <= before.start and a.code in before.parties]
    if own is None or own.start < before.end or not first or own.code in before.parties:
        return None
    return tuple(sorted(own.code if code == first[-1].code else code for code in before.parties))


def of_a_relative_clause(told: Told, quantity: Quantity) -> tuple[str, ...] | None:
    """The parties of an amount in a clause on an economy named right before it: "and Japan, which lent Fiji 5 million".

    Only where the clause names one other; what else its sentence names is told of apart.
    """
    sentence = told.sentence
    for which, _ in reversed(sentence.of("role", "which")):
        if which.end > quantity.start or told.breaks(which.end, quantity.start):
            continue
        closed = sentence.low.find(",", quantity.end, sentence.end)
        end = closed if closed >= 0 else sentence.end
        head = next((a for a in told.areas if told.between(a.end, which.start) == ", "), None)
        inside = {a.code for a in told.areas if which.end <= a.start < end}
        if head is None or head.form == "adjective":
            return None
        others = inside - {head.code}
        return tuple(sorted((head.code, *others))) if len(others) == 1 and len(told.codes) > _PAIR else None
    return None


def _clause_opens(told: Told, quantity: Quantity, start: int) -> int:
    """Where the clause of an amount opens that names its own: "Britain sent boats, while Togo gave 5"."""
    for hit, _ in reversed(told.sentence.of("count", "clause")):
        if start <= hit.start and hit.end <= quantity.start and told.between(hit.start - 2, hit.start).strip() == ",":
            return hit.end if any(hit.end <= a.start < quantity.start for a in told.areas) else start
    return start


def own_of_each(
    told: Told, quantity: Quantity, pair: tuple[str, ...], lead: str, before: Figure | None
) -> tuple[str, ...] | None:
    """The parties where each amount has an economy of its own before it, and the partner of all was said before.

    "Next came the Vietnamese with 18,867, the Filipinos with 18,146"
    """
    # The noun of what is counted need not be said again.
    alike = [q for q in told.quantities if q.kind == quantity.kind or {q.kind, quantity.kind} == {"count", "number"}]
    heads = _heads(told, pair, lambda: lead, before) if len(alike) >= _PAIR else []
    if len(heads) != 1 or not told.areas or _of_one_to_each(told):
        return None
    own: str | None = None
    start = told.sentence.start
    for each in alike:
        here = [a for a in told.areas if start <= a.start and a.end <= each.start]
        # "After the Koreans come the Japanese with 950,000": several are named, and one stands right before.
        if not here or not (
            each.start - here[-1].end <= 1
            or (len(here) == 1 and preposition(told.sentence, here[0].start, told.sentence.start) is None)
        ):
            return None
        own = here[-1].code if each is quantity else own
        start = each.end
    return tuple(sorted((heads[0], own))) if own else None


def _heads(told: Told, pair: tuple[str, ...], lead: Callable[[], str], before: Figure | None) -> list[str]:
    """Whose partners a sentence may list without naming him again."""
    if (giver := _giver_before(told, before)) is not None:
        return [giver]
    heads = [code for code in pair if code not in told.codes]
    if not heads and before and len(pair) < _PAIR:
        heads = [code for code in before.parties if code not in told.codes]
    if len(heads) > 1 and before:
        heads = [code for code in heads if code in before.parties]
        trader = (_mover_before(told, before) or trader_before(before, pair, "")) if len(heads) > 1 else None
        heads = [code for code in heads if code == (trader or lead())] if len(heads) > 1 else heads
    return heads


def _giver_before(told: Told, before: Figure | None) -> str | None:
    """Who gave in the figure before, where it is known to give and none of those listed now is: "Next is Togo"."""
    if before is None or not before.direction or not definitions().metrics[before.metric].is_given:
        return None
    giver, known = before.direction.partition(">")[0], definitions().givers
    return giver if giver in known and known.isdisjoint(told.codes) else None


def _mover_before(told: Told, before: Figure) -> str | None:
    """Where the people of the figure before went, or where they came from if those told now go elsewhere too."""
    ways = {by for _, by in prepositions(told)}
    host = host_of(before)
    return (before.direction or "").partition(">")[0] if host and ways and ways <= {"to", "in"} else host


def own_people(told: Told, quantity: Quantity) -> tuple[str, ...] | None:
    """The parties where people of several are all in one economy: "5,000 Chileans live and 800 Bolivians study in"."""
    own = [(q, a.code) for q in told.people for a in told.areas if q.start < a.start < q.end]
    hosts = {a.code for a in told.areas} - {code for _, code in own}
    mine = next((code for q, code in own if q is quantity), None)
    if mine is None or len(hosts) != 1 or len({code for _, code in own}) != len(own) or len(own) < _PAIR:
        return None
    return tuple(sorted((mine, *hosts)))


def led_to_each(
    told: Told, quantity: Quantity, pair: tuple[str, ...], lead: Callable[[], str], before: Figure | None
) -> tuple[str, ...] | None:
    """The parties where one preposition leads to every partner, each with amounts of its own behind it.

    "Trade with Togo rose from 2 to 3 million, and trade with Chile from 4 to 5 million"
    """
    heads = _heads(told, pair, lead, before) if len({a.code for a in told.areas}) >= _PAIR else []
    if len(heads) != 1:
        return None
    ways = {by for _, by in prepositions(told)}
    if len(ways) != 1 or not ways <= {"from", "to", "with"}:
        return None
    if ways <= {"from", "to"} and not _each_before_its_own(told):
        # "47,000 from China and 29,000 from India"
        later = [q for q in told.quantities if q.start >= quantity.end and q.kind == quantity.kind]
        partner = _partner_behind(told, quantity.end, told.end_of(later[0] if later else None))
        if partner is None and later and _go_together(told, quantity, later[0]):
            partner = _partner_behind(told, later[0].end, told.end_of(later[1] if later[1:] else None))
        return tuple(sorted((heads[0], partner))) if partner else None
    if not _each_before_its_own(told):
        return None
    partner = next((area.code for area in reversed(told.areas) if area.end <= quantity.start), None)
    return tuple(sorted((heads[0], partner))) if partner else None


def led_alike(told: Told, quantity: Quantity, lead: Callable[[], str]) -> tuple[str, ...] | None:
    """The parties where one preposition leads to several partners, of whom no two can be the pair.

    Whose partners they are may be told with who says it: "Trade with Chile came to 5, that with Togo to 4 million,
    said the Peruvian minister". Else it is the one that the text is about most; where that is one of them, the partner
    stands alone.
    """
    named = prepositions(told)
    ways = {by for area, by in named if by in ("with", "to", "from") and area.end <= quantity.start}
    led = [area for area, by in named if by in ways]
    if len(ways) != 1 or len({area.code for area in led}) < _PAIR:
        return None
    if len({key for _, key in told.sentence.of("metric", *sum_family())}) > 1 and "with" not in ways:
        # "exports from Peru came to 5 million, imports from Chile to 4": each of the two has one.
        return None
    starts = [area.start for area in led]
    if not all(any(a <= q.start < b for q in told.amounts) for a, b in pairwise((*starts, told.sentence.end))):
        return None
    others = {area.code for area, by in named if by not in ways}
    partner = next((area.code for area in reversed(led) if area.end <= quantity.start), None)
    if partner is None or len(others) > 1 or partner in others:
        return None
    head = next(iter(others), lead())
    known = head != "" and head not in {area.code for area in led}
    return tuple(sorted((head, partner))) if known else (partner,)


def _each_before_its_own(told: Told) -> bool:
    """Whether an amount or growth stands behind each economy before the next: "from China came 47, from India 29"."""
    starts = [area.start for area in told.areas]
    opens = not told.quantities or starts[0] < told.quantities[0].start
    ends = pairwise((*starts, told.sentence.end))
    return opens and all(any(start <= q.start < end for q in told.quantities) for start, end in ends)


def _go_together(told: Told, one: Quantity, other: Quantity) -> bool:
    """Whether "and" joins two amounts, no economy between: "5 tonnes of peas and 6 of oil to Togo"."""
    if any(one.end <= a.start < other.start for a in told.areas):
        return False
    return joined(told.sentence, told.between(one.end, other.start).split())


def of_its_own(told: Told, quantity: Quantity, around: Around) -> tuple[str, ...] | None:
    """The parties of an amount of the one whose possessive leaves out its noun, which was said of another before.

    "Peru's trade with Chile is 5 million, compared with 4 million for Togo's"
    """
    sentence = told.sentence
    owner = partner = None
    for area, by in prepositions(told):
        possessive = POSSESSIVE.match(sentence.low, area.end)
        here = around.start <= area.start < around.following
        if area.start >= quantity.end:
            # "4 million for Togo's", not "5 million, while Togo's was 4"
            here = here and by is not None and not told.breaks(quantity.end, area.start)
        if here and possessive and _without_noun(told, possessive.end()):
            owner = area
            break
        partner = area if by in ("to", "from", "with") else partner
    if owner is None or partner is None or partner.code == owner.code:
        return None
    told_of = any(hit.end <= partner.start for hit, _ in sentence.of("metric", *sum_family()))
    return tuple(sorted((owner.code, partner.code))) if told_of else None


def _without_noun(told: Told, end: int) -> bool:
    """Whether a possessive that ends at a position has no noun behind it: a mark or a verb follows."""
    verbs = (*told.sentence.of("status", "actual"), *told.sentence.of("role", "passive"))
    return told.sentence.phrase_ends(end) or any(hit.start == end + 1 for hit, _ in verbs)


def next_in_list(told: Told, quantity: Quantity, around: Around, before: Figure | None) -> tuple[str, ...] | None:
    """The parties in a list of partners, each with its amount: "with Romania 1.9 billion, with Hungary 96 million"."""
    if before is None or len(before.parties) != _PAIR or not told.sentence.start <= before.start < told.sentence.end:
        return None
    last = _partner_behind(told, before.end, quantity.start)
    behind = _partner_behind(told, quantity.end, around.following)
    if last in before.parties and behind and behind not in before.parties:
        # "5 million to Togo, 6 million to Chile"
        head = next(code for code in before.parties if code != last)
        return tuple(sorted((head, behind)))
    own = around.clauses[0]
    if any(a.code in before.parties and qualified(told.sentence, a) == "holder" for a in own):
        # "Chile's exports to Peru were 5 million, Peru's imports from Togo 3": whose they are is said anew.
        return None
    new = min((a.start for a in own if a.code not in before.parties), default=around.following)
    here = {a.code for a in own if a.code not in before.parties or a.start - around.start > _TO_NOUN or a.start > new}
    if len(here) == _PAIR and any(a.code in before.parties and a.start > new for a in own):
        # "Peruvian investments in Chile came to 5 million, those of Togo in Chile to 4"
        return tuple(sorted(here))
    if len(here) != 1 or here <= set(before.parties):
        return None
    (partner,) = here
    beside = sibling(told, next(a for a in around.clauses[0] if a.code == partner), before.parties)
    others = [code for code in before.parties if code != beside]
    host = host_of(before)
    movers = {a.code for a in told.areas if a.code in before.parties and of_people(told, a)} if host is None else set()
    if len(movers) == 1:
        # "Togolese workers went to Peru, 5 of them, and to Chile, 4": it is theirs that are counted.
        return tuple(sorted((movers.pop(), partner)))
    if host and host != partner and (beside is None or _next_to_come(told, around, before, partner)):
        # "Most visitors come from Chile with 5 million, second is Togo with 4": they come to the same one.
        head = host if _comes_alone(told, around, partner) else next(code for code in others if code != host)
    else:
        # "... to Togo, while the Chileans bought Peruvian fish for 4 million"
        head = next((a.code for a in (*own, *told.areas) if a.code in others), others[0])
    return tuple(sorted((head, partner)))


def _comes_alone(told: Told, around: Around, partner: str) -> bool:
    """Whether no preposition leads to a partner, so that its people are counted, not those who come to it."""
    own = (a for a in around.clauses[0] if a.code == partner)
    return all(preposition(told.sentence, a.start, told.sentence.start) not in ("to", "in") for a in own)


def _next_to_come(told: Told, around: Around, before: Figure, partner: str) -> bool:
    """Whether a partner is ranked next to, or joined with, one of people whom "from" gave their economy."""
    origin = (before.direction or "").partition(">")[0]
    if not any(a.code == origin and by == "from" for a, by in prepositions(told)):
        return False
    start = next(a.start for a in around.clauses[0] if a.code == partner)
    joined = told.between(before.end, start).strip(" ,") in told.sentence.lexicon.surfaces("range.and")
    return joined or any(before.end <= hit.start < start for hit, _ in told.sentence.of("count", "rank"))


def sibling(told: Told, partner: AreaMention, parties: tuple[str, ...]) -> str | None:
    """The one of two parties that the same preposition governs as the next partner: "from Togo 5, from Chile 6"."""
    behind = next((a for a in reversed(told.areas) if a.end <= partner.start), None)
    if behind is not None and behind.code in parties and listed_behind(told, behind, partner):
        return behind.code
    governed = preposition(told.sentence, partner.start, told.sentence.start)
    alike = {a.code for a, by in prepositions(told) if a.code in parties and governed and by == governed}
    if governed == "by":
        # "Togo was the largest investor in Chile, followed by Ghana": it comes next to who is the subject.
        free = [a for a in told.areas if a.code in parties and a.form != "adjective"]
        free = [a for a in free if qualified(told.sentence, a) is None]
        alike = {a.code for a in free if preposition(told.sentence, a.start, told.sentence.start) in (None, "by")}
    if not governed and partner.form != "adjective":
        # "Chile received 5 million Chinese tourists, Togo 4": of the two the one that is named as the next is.
        alike = {a.code for a in told.areas if a.code in parties and a.form != "adjective"}
        alike -= {a.code for a in told.areas if a.code in parties and a.form == "adjective"}
        bare = {a.code for a, by in prepositions(told) if by is None}
        # "Togo is the largest investor in Chile with 5 million, Ghana comes next with 4"
        alike = alike & bare if len(alike) > 1 else alike
        if len(alike) > 1:
            # "Togo was Peru's second partner with 5 million, behind Chile's 6": Peru's partners are told.
            alike -= {a.code for a in told.areas if told_of_another(told.sentence, a, told.areas)}
        led = {a.code for a, by in prepositions(told) if a.code in parties and by == "by"}
        # "... followed by Ghana with 5 million and Peru with 4": next to who was named by "by".
        alike = led if len(led) == 1 else alike
    return alike.pop() if len(alike) == 1 else None


def of_people(told: Told, area: AreaMention) -> bool:
    """Whether people are named right behind their economy, or right before it where names follow their noun."""
    language, noun = told.sentence.language, None
    if language.noun_last:
        noun = told.sentence.after(area.end, "unit", gap=1)
    elif language.names_follow and area.form == "name":
        noun = told.sentence.before(area.start, "unit", gap=1)
    return noun is not None and definitions().units[noun[1]].kind == "person"


def _partner_behind(told: Told, end: int, following: int) -> str | None:
    """The one economy between an amount and the next that a preposition behind the amount makes its partner."""
    areas = [a for a in told.areas if end <= a.start < following]
    if len({a.code for a in areas}) == _PAIR and areas[0].start - end <= TO_ORIGIN:
        # "5 tourists from Togo and 6 from Chile visited Peru": whom they visited is that of all.
        return areas[0].code if preposition(told.sentence, areas[0].start, end) == "from" else None
    if len({a.code for a in areas}) != 1 or areas[0].start - end > _TO_NOUN:
        return None
    if told.breaks(end, areas[0].start):
        # "from Togo 5 million, from Chile 6": what stands behind the comma is of the next.
        return None
    governed = preposition(told.sentence, areas[0].start, end)
    return areas[0].code if governed in ("to", "from", "with", "in") else None


def ranked_in(told: Told, pair: tuple[str, ...], before: Figure | None) -> tuple[str, ...]:
    """Whom a text is about, but for those who come to one, or rank there: "Second came Togo with 4 million"."""
    if not told.sentence.has("metric") and (giver := _giver_before(told, before)):
        return (giver,)
    host = host_of(before)
    if before is None or host is None or len(pair) != 1 or host in told.codes:
        return pair
    if before.direction != f"{pair[0]}>{host}" and before.start < told.sentence.start:
        return pair
    # "900,000 Russians went to Thailand. From China came 2 million, from India 900,000"
    come = all(by == "from" for _, by in prepositions(told))
    return (host,) if come or told.sentence.has("count", "rank", "followed") else pair


def of_the_one(told: Told, quantity: Quantity, around: Around, pair: tuple[str, ...]) -> tuple[str, ...] | None:
    """The parties in a list of the partners of the one economy that the text is about, which need not be named again.

    "Malaysia came first with 109 billion baht, followed by Laos with 92 billion"
    """
    named = {a.code for a in told.areas}
    if len(named) < _PAIR or _of_one_to_another(told) or _of_these_two(told) or _of_one_to_each(told):
        return None
    if len(pair) == _PAIR and not named.issuperset(pair) and _each_its_own(told):
        # The one of the two that a ranking of partners leaves out: "Togo leads with 5 million, Chile follows with 4".
        pair = tuple(code for code in pair if code not in named)
    if len(pair) != 1 or pair[0] in named or len(named) < _PAIR:
        return None
    if each := own_pair(told, quantity, pair):
        # "Imports from Togo and Mali were 5 and 6 million": each in its turn.
        return each
    before = around.clauses[0]
    if not before and not told.amounts:
        return None  # "to double trade between Egypt and Greece": nobody is listed
    if not before and told.areas[0].end <= told.amounts[0].start:
        # "Togo: 5 projects worth 3 million; Chile: 4": each partner stands before all that is said of it.
        before = [a for a in told.areas if a.end <= quantity.start]
    if before and told.quantities[0].end <= told.areas[0].start:
        # "5 tonnes to Togo and 6 to Ghana": each stands behind what it gets.
        behind = _partner_behind(told, quantity.end, around.following)
        if behind:
            return tuple(sorted((pair[0], behind)))
    partner = before[-1] if before else min(told.areas, key=lambda a: abs(a.start - quantity.end))
    return tuple(sorted((pair[0], partner.code)))


def _of_one_to_each(told: Told) -> bool:
    """Whether who opens a sentence deals with all others that it names, one preposition leading to each of them.

    "Togo gave 5 million to Mali and 6 million to Chile"; or right behind a verb of giving: "Togo gave Mali 5 million".
    """
    (first, by), *others = prepositions(told)
    led = {way for area, way in others if area.code != first.code}
    free = by is None and first.form != "adjective" and bool(told.amounts) and first.end <= told.amounts[0].start
    second = others[0][0] if others and len(told.codes) > _PAIR else None
    # "I fjor ga Togo Mali 5 millioner": subject and receiver side by side behind the verb.
    beside = second and second.start - first.end == 1 and told.sentence.before(first.start, "act", "give", gap=1)
    given = second is not None and (given_to(told.sentence, second) or bool(beside))
    return free and (led == {"to"} or (given and led <= {"to", None}))


def _of_one_to_another(told: Told) -> bool:
    """Whether a sentence of one amount names two economies, only one led to: "Chile's imports from Togo".

    The second may stand behind the amount: "Kenya shipped 12,000 containers to Togo".
    """
    if len(told.amounts) != 1 or len(told.areas) != _PAIR:
        return False
    ways = [by for _, by in prepositions(told)]
    first, last = told.areas
    if first.end > told.amounts[0].start:
        # "Last year 5 million went in Danish aid to Malawi"
        noun = told.sentence.after(first.end, "metric", gap=1) if first.form == "adjective" else None
        return noun is not None and ways[1] in ("to", "from") and noun[0].end < last.start
    return (None in ways and not {"to", "from", "with"}.isdisjoint(ways)) or _gives_the_other(told)


def _gives_the_other(told: Told) -> bool:
    """Whether one of two economies gives the other an amount behind both: "Chile gave Togo 5 million"."""
    giver, receiver = told.areas
    if receiver.end > told.amounts[0].start or any(by is not None for _, by in prepositions(told)):
        return False
    if giver.form == "adjective" or joined(told.sentence, told.between(giver.end, receiver.start).split()):
        return False
    start = told.sentence.start if told.sentence.language.verb_second else giver.end
    verbs = (*told.sentence.of("act", "give"), *told.sentence.of("status", "pledge"))
    return any(start <= hit.start and hit.end <= receiver.start for hit, _ in verbs)


def _of_these_two(told: Told) -> bool:
    """Whether a sentence opens with two economies that have or do something together: "Mali and Togo signed"."""
    if len(told.areas) != _PAIR or not told.amounts or told.areas[-1].end > told.amounts[0].start:
        return False
    (one, by), (other, _) = prepositions(told)
    if not joined(told.sentence, told.between(one.end, other.start).split()):
        return False
    return by == "between" or (by is None and told.sentence.has("act", "sign"))


def _each_its_own(told: Told) -> bool:
    """Whether each economy that a sentence names stands alone before an amount of its own, with no preposition."""
    places = [a for a in told.areas if a.form != "adjective"]
    starts = [max((q.end for q in told.amounts if q.end <= a.start), default=told.sentence.start) for a in places]
    alone = len(set(starts)) == len(places) == len({a.code for a in places}) == len(told.areas)
    if not alone or len(places) < _PAIR:
        return False
    behind = all(any(q.start >= a.end for q in told.amounts) for a in places)
    return behind and all(preposition(told.sentence, a.start, told.sentence.start) is None for a in places)


def host_of(figure: Figure | None) -> str | None:
    """The economy to which the people of a figure went; None for any other figure."""
    if figure is None or figure.direction is None or not counts_people(definitions().metrics[figure.metric]):
        return None
    return figure.direction.partition(">")[2]


def trader_before(before: Figure | None, pair: tuple[str, ...], only: str) -> str | None:
    """The one of the pair whose exports or imports the figure before is of, where a third partner of it is named now.

    "Togo exported goods worth 5 million to Chile. Its imports from Ghana came to 3 million." Whose a balance is its
    direction does not tell: a surplus goes out, a deficit comes in.
    """
    metric = definitions().metrics[before.metric] if before else None
    if before is None or metric is None or not before.direction or metric.key not in sum_family() or metric.difference:
        return None
    origin, _, end = before.direction.partition(">")
    trader = origin if metric.held_at_origin else end
    known = trader in pair if len(pair) == _PAIR else trader in before.parties
    return trader if known and only not in before.parties else None
