"""The parties of a figure: the economies that its sentence names around it, completed by what was said before."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.bracketed import in_brackets, of_a_rival, without_rivals
from analysis.figures.governing import in_passing, joined, preposition
from analysis.figures.markets import next_market
from analysis.figures.metrics import sum_family
from analysis.figures.one_named import Background, Parties, opens_with_there, teller_of, with_partner
from analysis.figures.partners import (
    Around,
    head_and_partner,
    leads_others,
    led_alike,
    led_to_each,
    next_adjective,
    next_in_list,
    of_a_relative_clause,
    of_its_own,
    of_the_joined_flow,
    of_the_one,
    own_of_each,
    own_people,
    ranked_in,
)
from analysis.figures.several import (
    all_together,
    each_to_one,
    givers_in_turn,
    group_to_each,
    next_giver,
    own_pair,
    receivers_in_turn,
)
from analysis.figures.told import Told, of_the_two
from analysis.figures.visitors import from_each, in_the_country, in_turn, to_the_host_told, to_the_same_host
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["parties_of"]

_PAIR = 2
_TO_VERB = 8
"""Characters from who receives something to the verb: "that "."""
_TITLE = 4
"""Words from one who signs to the other: "and the State of"."""
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_TO_WHOSE = 12
"""Characters from an amount to whose it is: " for"."""
_TO_BASE = 24
"""Characters between an amount and the word that leads to what it fell from: ", down"."""
_TO_ACT = 6
"""Characters between who acts and the verb: an auxiliary."""


def parties_of(told: Told, quantity: Quantity, background: Background) -> Parties:
    """The parties of a figure: those named around it, completed by the figure before or the document's pair."""
    pair, lead, before, speaker = background.pair, background.lead, background.before, background.speaker
    if several := _of_several(told, quantity, pair, before):
        return several
    around = Around.of(told, quantity)
    if visited := _visited(told, quantity, background):
        return visited
    ranked = (
        pair
        if _said_of_both(told, quantity, pair) or leads_others(told, around, quantity, pair)
        else of_the_one(told, quantity, around, ranked_in(told, pair, before))
    )
    if ranked:
        return Parties(ranked, "pair")
    listed = (
        next_market(told, quantity)
        or of_a_relative_clause(told, quantity)
        or of_the_joined_flow(told, quantity, before)
        or next_adjective(told, quantity, before)
        or own_pair(told, quantity, pair)
        or each_to_one(told, quantity)
        or from_each(told, quantity)
        or in_brackets(told, quantity, pair, before)
        or of_a_rival(told, quantity, before)
        or own_people(told, quantity)
        or own_of_each(told, quantity, pair, lead, before)
        or led_to_each(told, quantity, pair, lambda: speaker() or lead, before)
        or led_alike(told, quantity, lambda: lead)
        or of_its_own(told, quantity, around)
        or next_in_list(told, quantity, around, before)
        or head_and_partner(told, quantity, around)
    )
    if listed:
        unnamed = set(listed) - told.codes
        return Parties(listed, ("pair" if unnamed <= set(pair) else "sentence-before") if unnamed else None)
    if len({a.code for a in told.areas}) > _PAIR and (same := _of_the_same(told, quantity, before)):
        return Parties(same, None)
    clauses = (without_rivals(told, quantity, clause) for clause in (*around.clauses, told.areas))
    areas = next((clause for clause in clauses if len({a.code for a in clause}) == _PAIR), None)
    areas = areas if areas is not None else without_rivals(told, quantity, told.areas)
    areas = _without_unions(told, quantity, _without_places(told.sentence, areas, pair))
    named = {area.code for area in areas}
    if len(pair) == _PAIR and set(pair) <= named:
        return Parties(pair, None)
    if len(named) == _PAIR:
        return Parties(tuple(sorted(named)), None)
    with_group = _of_a_group(told, quantity, areas, around, pair=pair, before=before)
    return with_group or _of_a_name(told, quantity, areas, background)


def _of_a_group(
    told: Told,
    quantity: Quantity,
    areas: list[AreaMention],
    around: Around,
    *,
    pair: tuple[str, ...],
    before: Figure | None,
) -> Parties | None:
    """The parties where a group of economies, or a bank of several, has a part in what an amount tells of."""
    named = {area.code for area in areas}
    # "16 papers were signed, among them one on Peru's accession to the WTO": it has no part in the others.
    parts = (hit.start for hit, _ in told.sentence.of("count", "subset") if hit.start >= quantity.end)
    following = min(around.following, next(parts, around.following))
    groups = [g for g in told.groups if around.start <= g.start < following]
    groups = [g for g in groups if not (len(pair) == _PAIR and _is_place_behind(told, quantity, g))]
    groups = [g for g in groups if not _is_where_one_is(told, areas, g)]
    if not named and groups and _gives(told, groups[0]):
        return _given_by(groups[0], before)
    if len(named) <= 1 and groups and _takes_part(told, groups[0]):
        # Trade with a region or a group of economies is not that of the pair.
        return Parties(tuple(sorted({*named, groups[0].code})), None)
    return Parties(before.parties, None) if before and _with_a_group(told, before, named) else None


def _visited(told: Told, quantity: Quantity, background: Background) -> Parties | None:
    """The parties of people of whom a sentence says only where they are from, or of gifts each to another.

    Where nothing before it says where they went, that is whom the text is about: not so where it may be a partner.
    """
    lead, before = background.lead, background.before
    visited = (
        in_turn(told, quantity, before)
        or to_the_host_told(told, quantity, background.host)
        or to_the_same_host(told, quantity, before, lead)
        or in_the_country(told, quantity, lead)
    )
    if visited:
        return Parties(visited, "sentence-before")
    # "Some 60,000 visitors arrived from Italy and 45,000 from France", in a text about Kenya
    visited = to_the_host_told(told, quantity, lambda: lead) if len(told.codes) > 1 else None
    return Parties(visited, "pair") if visited else None


def _of_several(told: Told, quantity: Quantity, pair: tuple[str, ...], before: Figure | None) -> Parties | None:
    """Who gives, and the one who was given to just before, or whom the next one gives to; or all who act together.

    A base is of those of the amount that it is the base of.
    """
    if before and _is_base(told, quantity, before):
        how = next((code.partition(":")[2] for code in before.inferred if code.startswith("parties:")), None)
        return Parties(before.parties, how)
    if each := givers_in_turn(told, quantity, before) or receivers_in_turn(told, quantity, before):
        return Parties(each, "sentence-before")
    # "Those to Laos and Cambodia rose by 3 and 8 percent" ranks neither.
    risen = own_pair(told, quantity, pair) if quantity.kind == "percent" else None
    if each := group_to_each(told, quantity) or risen:
        return Parties(each, None)
    way = next_giver(told, quantity, before)
    codes = tuple(sorted(way.split(">"))) if way else all_together(told, quantity, pair)
    return Parties(codes, None) if codes else None


def _is_base(told: Told, quantity: Quantity, before: Figure) -> bool:
    """Whether the figure right before an amount fell or rose from it: "5 million, down from 6"."""
    if before.start < told.sentence.start or len(before.parties) != _PAIR:
        return False
    opening = told.opening(quantity)
    led = told.sentence.before(opening, "range", "from", gap=1)
    words = told.between(before.end, led[0].start if led else opening)
    if any(before.end <= a.start < quantity.start for a in told.areas) or len(words) > _TO_BASE:
        return False
    if any(0 <= a.start - quantity.end <= _TO_WHOSE and not told.breaks(quantity.end, a.start) for a in told.areas):
        # "compared with 40 million for Benin's"
        return False
    cues = told.sentence.of("change", "up", "down")
    fell = led is not None and any(before.end <= hit.start and hit.end <= led[0].start for hit, _ in cues)
    versus = any(before.end <= hit.start and hit.end <= opening for hit, _ in told.sentence.of("change", "versus"))
    return fell or (versus and led is None and told.set_against(quantity))


def _of_a_name(told: Told, quantity: Quantity, areas: list[AreaMention], background: Background) -> Parties:
    """The parties where a clause names none, one alone or several, but not the two."""
    named = {area.code for area in areas}
    if not named:
        return _said_before(told, background)
    if len(named) == 1:
        return with_partner(told, quantity, areas, background)
    return Parties(_nearest_two(areas, quantity, background.pair), None)


def _said_of_both(told: Told, quantity: Quantity, pair: tuple[str, ...]) -> bool:
    """Whether an amount is said to be that of the two, and no one is named but aside behind it.

    "Trade between both countries is 7 million, making Ghana the first in Africa"
    """
    both = len(pair) == _PAIR and any(hit.end <= quantity.start for hit in of_the_two(told.sentence))
    named = [area.start for area in (*told.areas, *told.groups)]
    if not both or not named or min(named) < quantity.end or told.first_from(quantity.end):
        return False
    if {area.code for area in told.areas} == set(pair):
        return False
    return "," in told.between(quantity.end, min(named))


def _said_before(told: Told, background: Background) -> Parties:
    """The parties where none is named: "the two countries" said last, those of the figure before, or the pair."""
    pair, before = background.pair, background.before
    place = background.there() if before and before.direction and opens_with_there(told) else None
    if before and before.direction and place and place not in before.parties:
        # "Peru sold Chile 5 million. Togo is the largest market. 7 million went there."
        return Parties(tuple(sorted((place, teller_of(before)))), "sentence-before")
    two = background.since() if of_the_two(told.sentence) or not told.sentence.has("metric") else ()
    codes = two or (before.parties if before and len(before.parties) == _PAIR else pair)
    return Parties(codes, "sentence-before" if codes != pair else "pair" if pair else None)


def _without_places(sentence: Sentence, areas: list[AreaMention], pair: tuple[str, ...]) -> list[AreaMention]:
    """The economies named, without a capital of neither of the pair where the two met: "met in Geneva, India gave"."""
    kept = [
        a
        for a in areas
        if a.code in pair or a.form != "capital" or preposition(sentence, a.start, sentence.start) != "in"
    ]
    return kept if len(pair) == _PAIR and {a.code for a in kept} & set(pair) else areas


def _without_unions(told: Told, quantity: Quantity, areas: list[AreaMention]) -> list[AreaMention]:
    """The economies named, without a union that is none of two countries: "since Poland joined the EU, our two"."""
    pairs = [hit.start for hit in of_the_two(told.sentence) if hit.end <= quantity.start]
    if not pairs:
        return areas
    known = definitions().areas
    return [a for a in areas if a.end > pairs[-1] or a.code not in known or not known[a.code].partner]


def _is_place_behind(told: Told, quantity: Quantity, group: AreaMention) -> bool:
    """Whether a region only places something behind a comma: "5 million, the tallest building in Central Asia"."""
    if group.start < quantity.end or not told.breaks(quantity.end, group.start):
        return False
    return preposition(told.sentence, group.start, quantity.end) == "in"


def _is_where_one_is(told: Told, areas: list[AreaMention], group: AreaMention) -> bool:
    """Whether a region only says where the one named is, to whom something goes: "In Africa it gave 5 to Togo".

    So does one where something is received: "In Africa, Togo got most".
    """
    sentence = told.sentence
    if preposition(sentence, group.start, sentence.start) != "in":
        return False
    behind = [a for a in areas if a.start >= group.end]
    led = any(preposition(sentence, a.start, sentence.start) in ("to", "from", "with") for a in behind)
    gets = any(sentence.after(a.end, "act", "receive", gap=_TO_VERB) for a in behind)
    # "The country in Africa that gets most is Togo"
    country = any(0 < group.start - hit.end <= _TO_VERB for hit, _ in sentence.of("count", "country"))
    gets = gets or (country and any(group.end <= hit.start for hit, _ in sentence.of("act", "receive")))
    return led or (gets and not sentence.of("unit"))


def _takes_part(told: Told, group: AreaMention) -> bool:
    """Whether a group is a partner: by its preposition, by acting with one, or by trade: "оборот ЕАЭС с Ираном"."""
    if not in_passing(told.sentence, group):
        return True
    with_one = any(
        group.end <= a.start and preposition(told.sentence, a.start, group.end) == "with" for a in told.areas
    )
    flow = any(0 <= group.start - hit.end <= 1 for hit, _ in told.sentence.of("metric", *sum_family()))
    return (with_one and flow) or _beside(told, group) or (bool(told.areas) and _gives(told, group))


def _given_by(group: AreaMention, before: Figure | None) -> Parties:
    """A group that gives, and to whom what was told before was given: "Peru lent Laos 5 million. The ADB lent 9"."""
    given = before is not None and definitions().metrics[before.metric].is_given
    receiver = (before.direction or "").partition(">")[2] if before and given else ""
    codes = {group.code, receiver} if receiver else {group.code}
    return Parties(tuple(sorted(codes)), "sentence-before" if receiver else None)


def _gives(told: Told, group: AreaMention) -> bool:
    """Whether a group or a bank of several economies gives or lends: "the World Bank approved a loan for Togo"."""
    acts = (*told.sentence.of("act", "give", "license"), *told.sentence.of("status", "pledge"))
    return any(0 <= hit.start - group.end <= _TO_ACT for hit, _ in acts)


def _with_a_group(told: Told, before: Figure, named: set[str]) -> bool:
    """Whether an amount is of a group and a partner as the one before it in its sentence: "5 billion (2020: 3)"."""
    if not told.groups or before.start < told.sentence.start or not named <= set(before.parties):
        return False
    return any(group.code in before.parties for group in told.groups)


def _beside(told: Told, group: AreaMention) -> bool:
    """Whether "and" joins a group to an economy that acts with it: "the World Bank and Senegal signed"."""
    for area in told.areas:
        start, end = (group.end, area.start) if group.end <= area.start else (area.end, group.start)
        words = told.between(start, end).split() if start < end else []
        if 0 < len(words) <= _TITLE and joined(told.sentence, words[:1]):
            return True
    return False


def _of_the_same(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """The parties of the figure right before an amount, no economy between: "2,800 projects worth 64 million"."""
    if before is None or len(before.parties) != _PAIR or before.start < told.sentence.start:
        return None
    near = 0 <= quantity.start - before.end <= _TO_NOUN
    between = told.between(before.end, quantity.start)
    if not near or "," in between or any(before.end <= a.start < quantity.start for a in told.areas):
        return None
    return before.parties


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
