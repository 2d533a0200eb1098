"""Whom a figure is about: the economies named around it, completed by the figure before or the document's pair."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.currencies import home_of
from analysis.definitions import Metric, definitions
from analysis.figures.governing import in_passing, joined, preposition, prepositions
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.roles import qualified
from analysis.figures.several import own_pair
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["Parties", "given_by_home", "parties_of"]

_PAIR = 2
_TITLE = 4
"""Words from one who signs to the other: "and the State of"."""
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""


class Parties(NamedTuple):
    """Codes, sorted, and how they were inferred where the sentence does not name them all."""

    codes: tuple[str, ...]
    inferred: str | None


def parties_of(
    told: Told,
    quantity: Quantity,
    *,
    pair: tuple[str, ...],
    lead: str,
    before: Figure | None,
    since: Callable[[], tuple[str, ...]],
    speaker: Callable[[], str | None],
) -> Parties:
    """The parties of a figure: those named around it, completed by the figure before or the document's pair.

    `lead` is the one of the pair that the text names most often; `since` tells the two that the sentence before
    names, where no figure was told since; `speaker` the party that a sentence shortly before has as its subject.
    """
    around = _Around.of(told, quantity)
    ranked = (
        pair
        if _leads_others(told, around, quantity, pair)
        else _of_the_one(told, quantity, around, _ranked_in(told, pair, before))
    )
    if ranked:
        return Parties(ranked, "pair")
    listed = (
        own_pair(told, quantity, pair)
        or _in_brackets(told, quantity, pair, before)
        or _own_of_each(told, quantity, pair, lead, before)
        or _led_to_each(told, quantity, pair, lambda: speaker() or lead, before)
        or _next_in_list(told, quantity, around, before)
        or _head_and_partner(told, quantity, around)
    )
    if listed:
        return Parties(listed, None)
    if len({a.code for a in told.areas}) > _PAIR and (same := _of_the_same(told, quantity, before)):
        return Parties(same, None)
    areas = next((clause for clause in around.clauses if len({a.code for a in clause}) == _PAIR), told.areas)
    areas = _without_places(told.sentence, areas, pair)
    named = {area.code for area in areas}
    if len(pair) == _PAIR and set(pair) <= named:
        return Parties(pair, None)
    if len(named) == _PAIR:
        return Parties(tuple(sorted(named)), None)
    groups = [g for g in told.groups if around.start <= g.start < around.following]
    if len(named) <= 1 and groups and not (in_passing(told.sentence, groups[0]) and not _beside(told, groups[0])):
        # Trade with a region or a group of economies is not that of the pair.
        return Parties(tuple(sorted({*named, groups[0].code})), None)
    if not named:
        return _said_before(told, pair, before, since)
    if len(named) == 1:
        return _with_partner(told, quantity, areas, pair=pair, lead=lead, before=before, speaker=speaker)
    return Parties(_nearest_two(areas, quantity, pair), None)


def _said_before(
    told: Told, pair: tuple[str, ...], before: Figure | None, since: Callable[[], tuple[str, ...]]
) -> Parties:
    """The parties where none is named: "the two countries" said last, those of the figure before, or the pair."""
    two = since() if any(True for _ in told.sentence.of("count", "pair")) else ()
    codes = two or (before.parties if before and len(before.parties) == _PAIR else pair)
    return Parties(codes, "sentence-before" if codes != pair else "pair" if pair else None)


def _head_and_partner(told: Told, quantity: Quantity, around: _Around) -> tuple[str, ...] | None:
    """The one that has several partners, and the partner right behind an amount.

    "Peru's investment in Chile and Togo comes to 5 projects in Chile and 6 in Togo"
    """
    roles: dict[str, set[str | None]] = {}
    for area in told.areas:
        roles.setdefault(area.code, set()).add(preposition(told.sentence, area.start, told.sentence.start))
    partner = next((a for a in told.areas if quantity.end <= a.start < around.following), None)
    # Where nothing parts words, a name behind an amount begins the next clause.
    if partner is None or partner.start - quantity.end > _TO_NOUN or not told.sentence.language.spaced:
        return None
    if "," in told.between(quantity.end, partner.start):
        return None
    governed = preposition(told.sentence, partner.start, quantity.end)
    heads = [code for code, words in roles.items() if governed not in words]
    alike = sum(governed in words for words in roles.values())
    return tuple(sorted((heads[0], partner.code))) if governed and len(heads) == 1 and alike > 1 else None


def _leads_others(told: Told, around: _Around, quantity: Quantity, pair: tuple[str, ...]) -> bool:
    """Whether one of the pair leads a list, and the others stand behind its amount: "China led with 5 million"."""
    before = {a.code for a in around.clauses[0]}
    behind = [a for a in told.areas if a.start >= quantity.end]
    if len(pair) != _PAIR or len(before) != 1 or not before <= set(pair) or len(behind) < _PAIR:
        return False
    listed = {a.code for a in behind}.isdisjoint(pair)
    return listed and preposition(told.sentence, behind[0].start, quantity.end) is None


def _without_places(sentence: Sentence, areas: list[AreaMention], pair: tuple[str, ...]) -> list[AreaMention]:
    """The economies named, without a capital of neither of the pair where the two met: "met in Geneva, India gave"."""
    kept = [
        a
        for a in areas
        if a.code in pair or a.form != "capital" or preposition(sentence, a.start, sentence.start) != "in"
    ]
    return kept if len(pair) == _PAIR and {a.code for a in kept} & set(pair) else areas


def given_by_home(told: Told, parties: Parties, quantity: Quantity, metric: Metric) -> Parties:
    """The parties of a gift or loan, with the economy in whose own currency it is where they are one alone.

    So it is where a text in the language of that economy, about two others, names one of the two: it does not say that
    it is its own government that gives.
    """
    home = home_of(quantity.unit) if quantity.unit and metric.dated and metric.pledged else None
    if home is None or home in parties.codes:
        return parties
    named = {a.code for a, by in prepositions(told) if by in ("to", "in")}
    guessed = parties.inferred == "pair" and len(named) == 1 and named == {a.code for a in told.areas}
    guessed = guessed and home == told.sentence.language.home
    if len(parties.codes) != 1 and not guessed:
        return parties
    return Parties(tuple(sorted((*(named if guessed else parties.codes), home))), "currency")


def _with_partner(
    told: Told,
    quantity: Quantity,
    areas: list[AreaMention],
    *,
    pair: tuple[str, ...],
    lead: str,
    before: Figure | None,
    speaker: Callable[[], str | None],
) -> Parties:
    """The parties where one economy alone is named: it and the rest of the pair, or whom the text was about."""
    only = areas[0].code
    if only in pair or not pair:
        return Parties(pair or (only,), "pair" if len(pair) == _PAIR else None)
    aside = all(a.start > quantity.end and "," in told.between(quantity.end, a.start) for a in areas)
    if aside and before and len(before.parties) == _PAIR:
        # "60 million to Taiz, where Saudi Arabia has fought": a clause of its own.
        return Parties(before.parties, "sentence-before")
    # A third economy: its partner is who gave in the figure before what goes to the third one now, or who speaks.
    ranked = _ranked_in(told, pair, before)
    partner = ranked[0] if ranked != pair else _trader_before(before, pair, only)
    partner = partner or _giver_before(told, areas[0], before)
    partner = partner or (_ranked_with(before, only, speaker()) if _ranks_next(told, quantity) else None)
    partner = (
        partner or _shared(before, pair, only) or _host_before(told, quantity, areas[0], before) or speaker() or lead
    )
    return Parties(tuple(sorted({only, partner})), "pair")


def _ranks_next(told: Told, quantity: Quantity) -> bool:
    """Whether a word of ranking stands before an amount: "Second comes Togo with 4 million"."""
    return any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "rank", "followed"))


def _ranked_with(before: Figure | None, only: str, ranked: str | None) -> str | None:
    """The economy that the next in a ranking is a partner of: that of who was ranked, and told of, before."""
    if before is None or before.direction is None or ranked not in before.parties or only in before.parties:
        return None
    return next(code for code in before.parties if code != ranked)


def _host_of(figure: Figure | None) -> str | None:
    """The economy to which the people of a figure went; None for any other figure."""
    if figure is None or figure.direction is None or not counts_people(definitions().metrics[figure.metric]):
        return None
    return figure.direction.partition(">")[2]


def _host_before(told: Told, quantity: Quantity, area: AreaMention, before: Figure | None) -> str | None:
    """The economy to which people went in the figure before, where people of another economy are counted now.

    "20,000 Swedes", "Sweden follows with 20,000"
    """
    host = _host_of(before)
    counted = quantity.start <= area.start < quantity.end
    between = told.between(area.end, quantity.start).strip() if area.end <= quantity.start else ""
    led = between in told.sentence.lexicon.surfaces("role.with") and _free(told.sentence, area)
    return host if (counted or led) and host != area.code else None


def _trader_before(before: Figure | None, pair: tuple[str, ...], only: str) -> str | None:
    """The one of the pair whose exports or imports the figure before is of, where a third partner of it is named now.

    "Togo exported goods worth 5 million to Chile. Its imports from Ghana came to 3 million."
    """
    metric = definitions().metrics[before.metric] if before else None
    if before is None or metric is None or not before.direction or metric.key not in sum_family():
        return None
    origin, _, end = before.direction.partition(">")
    trader = origin if metric.holder == metric.direction_ends[0] else end
    known = trader in pair if len(pair) == _PAIR else trader in before.parties
    return trader if known and only not in before.parties else None


def _shared(before: Figure | None, pair: tuple[str, ...], only: str) -> str | None:
    """The one of the pair whose other partners are listed: the figure before was about it and a third one too."""
    if before is None or len(before.parties) != _PAIR or set(before.parties) == set(pair):
        return None
    shared = [code for code in before.parties if code in pair and code != only]
    return shared[0] if len(shared) == 1 else None


def _beside(told: Told, group: AreaMention) -> bool:
    """Whether "and" joins a group to an economy that acts with it: "the World Bank and Senegal signed"."""
    for area in told.areas:
        start, end = (group.end, area.start) if group.end <= area.start else (area.end, group.start)
        words = told.between(start, end).split() if start < end else []
        if 0 < len(words) <= _TITLE and joined(told.sentence, words[:1]):
            return True
    return False


def _giver_before(told: Told, area: AreaMention, before: Figure | None) -> str | None:
    """The economy that a directed figure before comes from, where "to" leads to another one now."""
    if (
        before is None
        or before.direction is None
        or preposition(told.sentence, area.start, told.sentence.start) != "to"
    ):
        return None
    giver = before.direction.partition(">")[0]
    return giver if giver != area.code else None


class _Around(NamedTuple):
    """What stands around an amount: where the amount before it ends and the next one starts, and its clauses."""

    start: int
    following: int
    clauses: tuple[list[AreaMention], ...]

    @classmethod
    def of(cls, told: Told, quantity: Quantity) -> _Around:
        sentence, areas = told.sentence, told.areas
        start = max((q.end for q in told.amounts if q.end <= quantity.start), default=sentence.start)
        following = min((q.start for q in told.amounts if q.start >= quantity.end), default=sentence.end)
        comma = sentence.low.find(",", quantity.end, following)
        opened = sentence.low.rfind(";", sentence.start, quantity.start)
        closed = sentence.low.find(";", quantity.end, sentence.end)
        clauses = (
            [a for a in areas if start <= a.start < quantity.start],
            [a for a in areas if start <= a.start < (comma if comma >= 0 else following)],
            [a for a in areas if a.start > opened and (closed < 0 or a.end <= closed)],
        )
        return cls(start, following, clauses)


def _own_of_each(
    told: Told, quantity: Quantity, pair: tuple[str, ...], lead: str, before: Figure | None
) -> tuple[str, ...] | None:
    """The parties where each amount has an economy of its own before it, and the partner of all was said before.

    "Next came the Vietnamese with 18,867, the Filipinos with 18,146"
    """
    heads = _heads(told, pair, lead, before)
    # The noun of what is counted need not be said again.
    alike = [q for q in told.quantities if q.kind == quantity.kind or {q.kind, quantity.kind} == {"count", "number"}]
    if len(heads) != 1 or len(alike) < _PAIR:
        return None
    own: str | None = None
    start = told.sentence.start
    for each in alike:
        here = [a for a in told.areas if start <= a.start and a.end <= each.start]
        # "After the Koreans come the Japanese with 950,000": several are named, and one stands right before.
        if not here or not (each.start - here[-1].end <= 1 or (len(here) == 1 and _free(told.sentence, here[0]))):
            return None
        own = here[-1].code if each is quantity else own
        start = each.end
    return tuple(sorted((heads[0], own))) if own else None


def _heads(told: Told, pair: tuple[str, ...], lead: str, before: Figure | None) -> list[str]:
    """Whose partners a sentence may list without naming him again."""
    heads = [code for code in pair if code not in told.codes]
    if not heads and before and len(pair) < _PAIR:
        heads = [code for code in before.parties if code not in told.codes]
    if len(heads) > 1 and before:
        heads = [code for code in heads if code in before.parties]
        trader = (_host_of(before) or _trader_before(before, pair, "")) if len(heads) > 1 else None
        heads = [code for code in heads if code == (trader or lead)] if len(heads) > 1 else heads
    return heads


def _led_to_each(
    told: Told, quantity: Quantity, pair: tuple[str, ...], lead: Callable[[], str], before: Figure | None
) -> tuple[str, ...] | None:
    """The parties where one preposition leads to every partner, each with amounts of its own behind it.

    "Trade with Togo rose from 2 to 3 million, and trade with Chile from 4 to 5 million"
    """
    ways = {by for _, by in prepositions(told)}
    if len(told.codes) < _PAIR or not (ways <= {"from", "to"} or ways == {"with"}):
        return None
    heads = _heads(told, pair, lead(), before)
    if len(heads) != 1 or len(ways) != 1:
        return None
    if ways <= {"from", "to"}:
        # "47,000 from China and 29,000 from India"
        later = (q.start for q in told.quantities if q.start >= quantity.end and q.kind == quantity.kind)
        partner = _partner_behind(told, quantity.end, next(later, told.sentence.end))
        return tuple(sorted((heads[0], partner))) if partner else None
    starts = [area.start for area in told.areas]
    for start, end in pairwise((*starts, told.sentence.end)):
        if not any(start <= amount.start < end for amount in told.amounts):
            return None
    partner = next((area.code for area in reversed(told.areas) if area.end <= quantity.start), None)
    return tuple(sorted((heads[0], partner))) if partner else None


def _free(sentence: Sentence, area: AreaMention) -> bool:
    return preposition(sentence, area.start, sentence.start) is None


def _next_in_list(told: Told, quantity: Quantity, around: _Around, before: Figure | None) -> tuple[str, ...] | None:
    """The parties in a list of partners, each with its amount: "with Romania 1.9 billion, with Hungary 96 million"."""
    if before is None or len(before.parties) != _PAIR or not told.sentence.start <= before.start < told.sentence.end:
        return None
    last = _partner_behind(told, before.end, quantity.start)
    behind = _partner_behind(told, quantity.end, around.following)
    if last in before.parties and behind and behind not in before.parties:
        # "5 million to Togo, 6 million to Chile"
        head = next(code for code in before.parties if code != last)
        return tuple(sorted((head, behind)))
    here = {a.code for a in around.clauses[0] if not (a.code in before.parties and a.start - around.start <= _TO_NOUN)}
    if len(here) != 1 or here <= set(before.parties):
        return None
    (partner,) = here
    sibling = _sibling(told, next(a for a in around.clauses[0] if a.code == partner), before.parties)
    others = [code for code in before.parties if code != sibling]
    head = next((a.code for a in told.areas if a.code in others), others[0])
    return tuple(sorted((head, partner)))


def _of_the_same(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """The parties of the figure right before an amount, no economy between: "2,800 projects worth 64 million"."""
    if before is None or len(before.parties) != _PAIR or before.start < told.sentence.start:
        return None
    near = 0 <= quantity.start - before.end <= _TO_NOUN
    between = told.between(before.end, quantity.start)
    if not near or "," in between or any(before.end <= a.start < quantity.start for a in told.areas):
        return None
    return before.parties


def _sibling(told: Told, partner: AreaMention, parties: tuple[str, ...]) -> str | None:
    """The one of two parties that the same preposition governs as the next partner: "from Togo 5, from Chile 6"."""
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
        led = {a.code for a, by in prepositions(told) if a.code in parties and by == "by"}
        # "... followed by Ghana with 5 million and Peru with 4": next to who was named by "by".
        alike = led if len(led) == 1 else alike
    return alike.pop() if len(alike) == 1 else None


def _in_brackets(
    told: Told, quantity: Quantity, pair: tuple[str, ...], before: Figure | None
) -> tuple[str, ...] | None:
    """The parties of an amount in brackets behind one of several partners: "from Mongolia (+42 %), Turkey (+34 %)"."""
    opened = told.sentence.low.rfind("(", told.sentence.start, quantity.start)
    if opened < 0 or ")" in told.between(opened, quantity.start):
        return None
    partner = next((a for a in told.areas if 0 <= opened - a.end <= 1), None)
    named = {a.code for a in told.areas}
    each = all(told.sentence.low.startswith(" (", a.end) for a in told.areas)
    if partner is None or len(named) < _PAIR or (len(named) == _PAIR and not each):
        # "Togo (5 million) and Chile (4)": not of each other.
        return None
    start = max((q.end for q in told.amounts if q.end <= opened), default=told.sentence.start)
    here = [a for a in told.areas if start <= a.start < opened]
    led = preposition(told.sentence, partner.start, told.sentence.start) in ("to", "in")
    if led and len(here) == _PAIR and here[0].code != partner.code and not bool(before and before.start >= start):
        # "Togo sends most students to Ghana (1,190), ahead of Chile (769)": the bracket is of both.
        return tuple(sorted({a.code for a in here}))
    # Whose partners they are is the one that the figure before, or the text, shares with them.
    heads = [code for code in (*(before.parties if before else ()), *pair) if code != partner.code]
    first = next((a.code for a in told.areas if a.code in heads), next(iter(heads), None))
    sibling = _sibling(told, partner, before.parties) if before and before.start >= told.sentence.start else None
    if before and sibling and partner.code not in before.parties:
        # As in: Togo came first with 9 million, followed by Ghana (5 million).
        first = next(code for code in before.parties if code != sibling)
        return tuple(sorted((partner.code, first)))
    head = _of_the_flow(told, partner) or _other_end(told, before)
    head = head or (_trader_before(before, before.parties, partner.code) if before else None)
    head = head or next((code for code in heads if code in pair and code not in named), first)
    return tuple(sorted((partner.code, head))) if head else None


def _of_the_flow(told: Told, partner: AreaMention) -> str | None:
    """The economy whose flow a sentence lists the partners of, said by its adjective: "Chilean exports to Peru (5)"."""
    for hit, _ in told.sentence.of("metric", *sum_family()):
        for area in told.areas:
            own = area.form == "adjective" and area.code != partner.code and area.end < partner.start
            if own and 0 <= hit.start - area.end <= 1:
                return area.code
    return None


def _other_end(told: Told, before: Figure | None) -> str | None:
    """The economy at the other end of the figure before than the one at which a sentence lists its partners."""
    if before is None or not before.direction or not told.areas:
        return None
    origin, _, end = before.direction.partition(">")
    governed = preposition(told.sentence, told.areas[0].start, told.sentence.start)
    head = end if governed == "from" else origin if governed in ("to", "in") else None
    return head if head not in {a.code for a in told.areas} else None


def _partner_behind(told: Told, end: int, following: int) -> str | None:
    """The one economy between an amount and the next that a preposition behind the amount makes its partner."""
    areas = [a for a in told.areas if end <= a.start < following]
    if len({a.code for a in areas}) != 1 or areas[0].start - end > _TO_NOUN:
        return None
    if "," in told.between(end, areas[0].start):
        # "from Togo 5 million, from Chile 6": what stands behind the comma is of the next.
        return None
    governed = preposition(told.sentence, areas[0].start, end)
    return areas[0].code if governed in ("to", "from", "with", "in") else None


def _ranked_in(told: Told, pair: tuple[str, ...], before: Figure | None) -> tuple[str, ...]:
    """Whom a text is about, but for a ranking of those who come to one: "Second came Togo with 4 million visitors"."""
    host = _host_of(before)
    if before is None or host is None or len(pair) != 1 or host in told.codes:
        return pair
    if before.direction != f"{pair[0]}>{host}" and before.start < told.sentence.start:
        return pair
    return (host,) if any(True for _ in told.sentence.of("count", "rank", "followed")) else pair


def _of_the_one(told: Told, quantity: Quantity, around: _Around, pair: tuple[str, ...]) -> tuple[str, ...] | None:
    """The parties in a list of the partners of the one economy that the text is about, which need not be named again.

    "Malaysia came first with 109 billion baht, followed by Laos with 92 billion"
    """
    named = {a.code for a in told.areas}
    if len(named) < _PAIR:
        return None
    if len(pair) == _PAIR and not named.issuperset(pair) and _each_its_own(told):
        # The one of the two that a ranking of partners leaves out: "Togo leads with 5 million, Chile follows with 4".
        pair = tuple(code for code in pair if code not in named)
    if len(pair) != 1 or pair[0] in named or len(named) < _PAIR:
        return None
    before = around.clauses[0]
    if not before and not told.amounts:
        return None  # "to double trade between Egypt and Greece": nobody is listed
    if not before and told.areas[0].end <= told.amounts[0].start:
        # "Togo: 5 projects worth 3 million; Chile: 4": each partner stands before all that is said of it.
        before = [a for a in told.areas if a.end <= quantity.start]
    partner = before[-1] if before else min(told.areas, key=lambda a: abs(a.start - quantity.end))
    return tuple(sorted((pair[0], partner.code)))


def _each_its_own(told: Told) -> bool:
    """Whether each economy that a sentence names stands alone before an amount of its own, with no preposition."""
    places = [a for a in told.areas if a.form != "adjective"]
    starts = [max((q.end for q in told.amounts if q.end <= a.start), default=told.sentence.start) for a in places]
    alone = len(set(starts)) == len(places) == len({a.code for a in places}) == len(told.areas)
    if not alone or len(places) < _PAIR:
        return False
    behind = all(any(q.start >= a.end for q in told.amounts) for a in places)
    return behind and all(preposition(told.sentence, a.start, told.sentence.start) is None for a in places)


def _nearest_two(areas: list[AreaMention], quantity: Quantity, pair: tuple[str, ...]) -> tuple[str, ...]:
    """Of several economies the two that stand nearest to an amount, one of the document's pair first."""
    nearest = list(
        dict.fromkeys(
            a.code for a in sorted(areas, key=lambda a: min(abs(a.start - quantity.start), abs(a.end - quantity.start)))
        )
    )
    ours = [code for code in nearest if code in pair]
    chosen = (ours + [code for code in nearest if code not in ours])[:_PAIR] if ours else nearest[:_PAIR]
    return tuple(sorted(chosen))
