"""Which way a directed figure goes: every economy of its sentence votes for the end at which its words put it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.currencies import home_of
from analysis.definitions import Metric, definitions
from analysis.figures.acting import Clause, acted_by, coordinated, where_joined, who_announces
from analysis.figures.governing import POSSESSIVE, case_of, listed_behind, preposition, prepositions
from analysis.figures.markets import way_of_market
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.named import other_of
from analysis.figures.qualifying import owns_what_follows
from analysis.figures.roles import held_at_end, role_of
from analysis.figures.told import Told
from analysis.model import Quantity
from analysis.sentences import Sentence, read_once

__all__ = ["Direction", "direction_of", "roles_of", "says_who_gives"]

_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_BESIDE = 8
"""Characters of white space between people counted and the economy they come from."""
_SOURCE = 90
"""Characters of the longest name of who is the source of what is told."""
_ARTICLE = 5
"""Characters between a preposition and the economy it governs: an article."""
_NO_NOUN = (
    "area.",
    "role.to",
    "role.in",
    "bound.",
    "count.others",
    "status.actual",
    "change.up",
    "change.down",
    "change.to",
    "change.by",
)
"""What the senses start with of words that name no flow: "Hungarian in Russia came to about"."""
_LEADS = frozenset(("role.from", "role.to", "role.in"))
_PAIR = 2
_LABELLED = re.compile(r"\s?[\u2013\u2014:-]\s")
"""What parts a label from the words of what it labels."""
_WHENCE = 8
"""Characters from people to where they are from: a preposition, an article."""
_TO_THERE = 28
"""Characters from an amount to the word for where it came from, with the flow that it is: "5 million as imports "."""
_TO_GOODS = 2
"""Words between who has its turn and an amount: "goods worth"."""
_SURE, _LIKELY, _SAID, _CURRENCY = 95, 50, 20, 15
"""Votes of who acts, of who does so by an adjective alone, of who only announces what is given, and of its currency."""
_AGAIN = 2
"""Votes of the one name of a clause that leaves out its verb: "Chile invested 5 million in Peru, Peru 4 million"."""
_Heard = tuple[AreaMention, tuple[str | None, int]]
"""An economy with its role and how loudly the words give it."""
_NEAR, _BEHIND, _ASIDE, _EARLIER, _LATER = 10.0, 9.0, 4.0, 3.0, 1.0


class Direction(NamedTuple):
    """from>to, and how it was inferred where the words beside the number do not say it.

    Without a direction, `both` says whether the words name the two sides as equals, so that nothing else may tell one.
    """

    text: str | None = None
    inferred: str | None = None
    both: bool = False


def direction_of(told: Told, quantity: Quantity, *, metric: Metric, parties: tuple[str, ...]) -> Direction:
    """The way a directed figure goes; None for a two-way metric, or where nothing tells.

    Every economy named votes for the end at which its words put it, the louder the nearer it stands.
    """
    if metric.direction is None or len(parties) != _PAIR:
        return Direction()
    sentence = told.sentence
    clause = Clause.around(told, quantity)
    ours = [a for a in told.areas if a.code in parties]
    clause = _naming_both(told, clause, ours)
    if clause.total and not any(clause.start <= a.start < clause.end for a in ours):
        # "Put together that is 39 billion": neither of the two ways said before.
        return Direction()
    if _mutual(told, quantity, metric, clause):
        return Direction(both=True)
    way = _whence(told, quantity, ours, metric, parties) or _of_whose_flow(told, quantity, ours, metric, parties)
    way = way or _of_whose_pronoun(told, quantity, ours, metric, parties)
    way = way or way_of_market(told, clause, metric, parties)
    way = (
        way
        or _of_the_flow_led(told, quantity, ours, metric, parties)
        or _of_whom_else(told, quantity, ours, metric, parties)
        or _in_turn(told, quantity, ours)
        or _from_there(told, quantity, ours, parties)
        or _of_the_flow_with(told, quantity, ours, metric, parties)
    )
    flow = _beside_the_other_flow(told, ours, metric, parties)
    flow = flow or _of_goods_named(told, quantity, ours, metric, parties)
    if way or flow:
        return Direction(way or flow, None if way else "other-side")
    joined = coordinated(told, parties)
    votes = _votes(told, quantity, metric, clause, joined)
    if joined and {code for code, _ in votes} <= joined and _governed_alike(told, parties):
        # "loans agreed by Laos and Vietnam": neither end.
        return Direction(both=True)
    one, other = parties
    score = votes[one, "origin"] + votes[other, "end"] - votes[other, "origin"] - votes[one, "end"]
    if score == 0 and joined:
        return Direction(both=True)
    if score == 0 and metric.key not in sum_family():
        # "India offered Myanmar 300 scholarships": who is named first gives.
        bare = [a.code for a in ours if a.form != "adjective" and clause.start <= a.start < quantity.start]
        if not bare and sentence.language.verb_last:
            # "63 Millionen Euro habe Deutschland Ruanda zugesagt"
            bare = [a.code for a in ours if a.form != "adjective" and quantity.end <= a.start < clause.end]
        score = (1 if bare[0] == one else -1) if len(set(bare)) == _PAIR else 0
    if score == 0:
        return Direction()
    first, second = (one, other) if score > 0 else (other, one)
    both = votes[first, "origin"] > 0 and votes[second, "end"] > 0
    return Direction(f"{first}>{second}", None if both else "other-side")


def _from_there(told: Told, quantity: Quantity, ours: list[AreaMention], parties: tuple[str, ...]) -> str | None:
    """from>to of what comes "from there" to the only one named: "Indian exports were 5, imports from there 6"."""
    if len({area.code for area in ours}) != 1 or ours[0].form != "adjective":
        return None
    before = told.last_before(quantity.start)
    start = before.end if before else told.sentence.start
    joins = told.sentence.lexicon.surfaces("range.and")
    for hit, _ in told.sentence.of("role", "from_there"):
        beside = start <= hit.start < quantity.start
        if 0 <= hit.start - quantity.end <= _TO_THERE:
            # As in: 5 million as imports from there. Not: 5 million, and imports from there were 6.
            words = told.between(quantity.end, hit.start)
            beside = "," not in words and joins.isdisjoint(words.split())
        if beside and all(area.start != hit.start for area in ours):
            return f"{other_of(parties, ours[0].code)}>{ours[0].code}"
    return None


def _whence(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of people of whom "from" right behind tells where they are from: "counted 5 million guests from Peru"."""
    if not counts_people(metric):
        return None
    behind = next((a for a in ours if quantity.end <= a.start), None)
    if behind is None or behind.start - quantity.end > _WHENCE or told.breaks(quantity.end, behind.start):
        return None
    led = preposition(told.sentence, behind.start, quantity.end) == "from"
    return f"{behind.code}>{other_of(parties, behind.code)}" if led else None


def _of_the_flow_with(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of a flow of who is not named, in trade with who is: "In trade with Peru exports came to 5 million".

    So with one who labels what is told: "Chile's trade: Peru \u2013 exports 5 million, imports 4".
    """
    parts = {key for m in definitions().metrics.values() for key in m.parts if m.key in sum_family()}
    before = [a for a in ours if a.end <= quantity.start]
    if metric.key not in parts or not before:
        return None
    partner, low = before[-1], told.sentence.low
    label = _LABELLED.match(low, partner.end) if partner.form != "adjective" else None
    labelled = label is not None and told.sentence.after(label.end(), "metric", metric.key, gap=0) is not None
    led = preposition(told.sentence, partner.start, told.sentence.start) == "with" and len(ours) == 1
    if not (labelled or (led and not POSSESSIVE.match(low, partner.end))):
        # "with Peru's exports at 5 million"
        return None
    other = other_of(parties, partner.code)
    return f"{other}>{partner.code}" if metric.held_at_origin else f"{partner.code}>{other}"


def _of_whose_flow(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of a flow that an adjective right behind an amount says whose it is: "2 million Peruvian exports"."""
    own = next((a for a in ours if a.form == "adjective" and 0 <= a.start - quantity.end <= 1), None)
    if own is None or metric.holder is None or not told.sentence.after(own.end, "metric", metric.key, gap=1):
        return None
    other = other_of(parties, own.code)
    return f"{own.code}>{other}" if metric.held_at_origin else f"{other}>{own.code}"


def _of_whose_pronoun(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of a flow that a pronoun stands for, with whose it is: "Chilean exports were 5, those of Peru 4"."""
    own = next((a for a in reversed(ours) if a.end <= quantity.start), None)
    if own is None or metric.holder is None or told.crossed(own.end, quantity.start):
        return None
    surfaces, words = told.sentence.lexicon.surfaces, told.between(told.sentence.start, own.start).split()
    if len(words) <= _PAIR or words[-1] not in surfaces("count.of") or words[-2] not in surfaces("count.determiner"):
        return None
    other = other_of(parties, own.code)
    return f"{own.code}>{other}" if metric.held_at_origin else f"{other}>{own.code}"


def _of_whom_else(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of the other's flow, which leaves out its noun: "Russian investment was 5 million, Hungarian about 6"."""
    start = max((q.end for q in told.quantities if q.end <= quantity.start), default=None)
    if start is None or not metric.held_at_origin:
        # "Peru's imports: Chilean 5 million, Bolivian 6" are from there.
        return None
    sentence = told.sentence
    own = [a for a in ours if start <= a.start < quantity.start]
    if not own or own[0].form != "adjective" or any(a.form == "adjective" for a in own[1:]):
        return None
    told_before = {a.code for a in ours if a.start < start} - {own[0].code}
    if not told_before or not _names_no_noun(sentence, own[0].end, quantity.start):
        return None
    other = other_of(parties, own[0].code)
    return f"{own[0].code}>{other}"


def _in_turn(told: Told, quantity: Quantity, ours: list[AreaMention]) -> str | None:
    """from>to where the turn of the other leaves out its verb: "Chile put 5 million into Peru and Peru 2 in it"."""
    sentence, opening = told.sentence, told.opening(quantity)
    last = told.last_before(quantity.start)
    actor = next((a for a in reversed(ours) if last and last.end <= a.start and a.end <= opening), None)
    partner = next((a for a in ours if a.start >= quantity.end), None)
    if actor is None or actor.form != "name" or partner is None or partner.code == actor.code:
        return None
    joins = sentence.lexicon.surfaces("range.and") | sentence.lexicon.surfaces("count.clause")
    words = told.between(actor.end, opening).strip(" -\u2013\u2014").split()
    joined = not joins.isdisjoint(sentence.low[sentence.start : actor.start].split()[-1:])
    before = (a for a in ours if a.end < actor.start)
    # "from Chile and Peru 5 million": nobody's turn follows where the one before is another.
    turned = any(a.code == partner.code for a in before)
    turned = turned and any(q.kind == quantity.kind for q in told.amounts if q.end <= actor.start)
    if not (joined and turned) or len(words) > _TO_GOODS or any(c.isdigit() or c in ",;:(" for c in " ".join(words)):
        return None
    by = preposition(sentence, partner.start, quantity.end)
    if by in ("in", "to"):
        return f"{actor.code}>{partner.code}"
    return f"{partner.code}>{actor.code}" if by == "from" else None


def _names_no_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only economies, prepositions, hedges and verbs of fact or change stand between two positions."""
    known = (hit for hit in sentence.hits if any(sense.startswith(_NO_NOUN) for sense in hit.senses))
    return not any(map(str.isalpha, sentence.without(start, end, ((hit.start, hit.end) for hit in known))))


def _of_the_flow_led(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of a flow whose noun a preposition right behind it leads on: "and imports from Peru were 5 million"."""
    sentence = told.sentence
    if metric.key not in sum_family() or metric.difference or metric.parts:
        return None
    named = [hit for hit, _ in sentence.of("metric", metric.key) if hit.end <= quantity.start]
    if not named or told.crossed(named[-1].end, quantity.start):
        return None
    led = sentence.after(named[-1].end, "role", "from", "to", gap=1)
    area = next((a for a in ours if led and 0 < a.start - led[0].end <= _ARTICLE), None)
    if led is None or area is None or area.form == "adjective" or len(led[0].senses & _LEADS) != 1:
        return None
    if "act.buy" in named[-1].senses:
        # "compró a Perú cobre": whom a verb of buying leads to sold it.
        return None
    other = other_of(parties, area.code)
    return f"{area.code}>{other}" if led[1] == "from" else f"{other}>{area.code}"


def _naming_both(told: Told, clause: Clause, ours: list[AreaMention]) -> Clause:
    """The clause of an amount from the comma or colon on behind which it names both parties, if it does.

    "As Chile's goods sell well, Peru ran a deficit with Chile of 5 million"
    """
    opened = max(told.sentence.low.rfind(mark, clause.start, clause.quantity.start) for mark in (", ", ": ")) + 1
    comma = told.sentence.low.find(", ", clause.quantity.end, clause.end)
    end = comma if comma >= 0 else clause.end
    both = opened > 0 and len({a.code for a in ours if opened <= a.start < end}) == _PAIR
    return clause._replace(start=opened) if both else clause


def _beside_the_other_flow(told: Told, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]) -> str | None:
    """from>to of trade whose partner only the other flow names: "exports fell by 7 %, imports from Chile rose"."""
    if metric.holder is None or metric.key not in sum_family() or len({a.code for a in ours}) != 1:
        return None
    metrics, sentence = definitions().metrics, told.sentence
    led = {
        word[0].end
        for hit, key in sentence.of("metric", *sum_family())
        if metrics[key].holder not in (None, metric.holder)
        and (word := sentence.after(hit.end, "role", "from" if metric.held_at_origin else "to"))
    }
    if not all(any(0 <= a.start - end <= _ARTICLE for end in led) for a in ours):
        return None
    partner = ours[0].code
    other = other_of(parties, partner)
    return f"{other}>{partner}" if metric.held_at_origin else f"{partner}>{other}"


def _of_goods_named(
    told: Told, quantity: Quantity, ours: list[AreaMention], metric: Metric, parties: tuple[str, ...]
) -> str | None:
    """from>to of a flow whose goods an adjective names, and nobody else up to its amount: "sales of Mexican goods"."""
    if metric.holder is None or metric.key not in sum_family():
        return None
    sentence = told.sentence
    if sentence.language.adjectives_follow:
        # "las compras argentinas" are those of the buyer.
        return None
    if any(by == "from" for area, by in prepositions(told) if area.code in parties):
        # "I fjor kjøpte nordmenn kaffe fra Peru": it says from where the goods come.
        return None
    for hit, _ in sentence.of("metric", metric.key):
        if hit.end > quantity.start:
            break
        of = sentence.after(hit.end, "count", "of", gap=1)
        end = of[0].end if of else hit.end
        goods = next((a for a in ours if a.form == "adjective" and 0 <= a.start - end <= 1), None)
        noun = sentence.after(goods.end, "unit", gap=1) if goods else None
        named = {a.code for a in ours if hit.end <= a.start < quantity.start}
        noun_of_goods = sentence.after(goods.end, "count", "goods", gap=1) if goods else None
        # Danish goods that Ghana imports are Danish; those that it sells went from it.
        bought = noun_of_goods is not None and not metric.held_at_origin
        alone = goods is not None and (named == {goods.code} or bought)
        alone = alone and not told.crossed(hit.end, quantity.start)
        # Where others are named, "sold Mexican partners wine" is none of Mexican goods.
        sure = len({a.code for a in ours}) == 1 or noun_of_goods is not None
        # "exports of Mexican firms"
        if goods and alone and sure and noun is None and not sentence.after(goods.end, "metric", gap=1):
            other = other_of(parties, goods.code)
            return f"{goods.code}>{other}"
    return None


def _mutual(told: Told, quantity: Quantity, metric: Metric, clause: Clause) -> bool:
    """Whether an amount is said to be of both ways: "56 joint projects", "the mutual flow of tourists exceeded"."""
    for hit, _ in told.sentence.of("role", "mutual"):
        if quantity.start <= hit.start < quantity.end:
            return True
        if clause.start <= hit.start < quantity.start and f"metric.{metric.key}" in hit.senses:
            return True
        flow = next((k for k, key in told.sentence.of("metric") if k.start >= hit.end and key == metric.key), None)
        if flow is None or flow.end > quantity.start or flow.start - hit.end > 1:
            continue
        if not any(c in ",;:" or c.isdigit() for c in told.between(flow.end, quantity.start)):
            return True
    return False


def says_who_gives(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a sentence names who gives or receives an amount, as the subject of a verb that says so."""
    clause = Clause.around(told, quantity)
    if acted_by(told, clause, metric):
        return True
    # "will receive a grant of 17 million from the government of Japan"
    following = told.following(quantity)
    end = told.end_of(following)
    behind = (a for a in told.areas if quantity.end <= a.start < end and a.form == "name")
    return any(preposition(told.sentence, a.start, quantity.end) == "from" for a in behind)


def _votes(
    told: Told, quantity: Quantity, metric: Metric, clause: Clause, joined: frozenset[str]
) -> defaultdict[tuple[str, str], int]:
    """(code, end) -> how loudly the words put an economy at that end."""
    votes: defaultdict[tuple[str, str], int] = defaultdict(int)
    holder = "end" if held_at_end(told.sentence, metric, quantity) else "origin"
    joined_verb = where_joined(told.sentence, clause, metric)
    # Nothing that is asked below gives a role to whom the words give none.
    silent = not metric.allotment and not metric.dated
    people = counts_people(metric)
    start, end = quantity.start - 1, quantity.end + _BESIDE
    near = [a for a in told.areas if start <= a.end and a.start <= end] if people else ()
    counted = {a.code for a in near if _of_the_counted(told, quantity, a)}
    tellers, sources = _tellers(told), _sources(told)
    goods = metric.key in sum_family() and quantity.kind == "measure"
    # Who trades tells of trade, and who gives of gifts.
    told_by = metric.dated or metric.key in sum_family()
    said = _of_the_section(told, quantity, zip(told.areas, roles_of(told, metric.key, holder), strict=True))
    # Nothing stands before the first clause.
    for area, heard in _of_the_clause(told, clause, said) if silent and clause.start > told.sentence.start else said:
        role, weight = heard
        whose = area.code in counted or (goods and _of_the_goods(told, quantity, area))
        if role is None and silent and not whose:
            continue
        if whose:
            role, weight = "origin", 9
        elif counted and role == "origin":
            # "1.3 million Chileans who visited Argentina": they are of one economy.
            role, weight = None, 0
        elif metric.allotment and quantity.start < area.start and area.end <= quantity.end:
            # "eight Solomon Islanders received their scholarship", "got 50 Chilean scholarships"
            noun = told.sentence.after(area.end, "metric", metric.key)
            theirs = noun is not None and noun[0].end == quantity.end and _is_theirs(told, quantity.end)
            role, weight = "origin" if theirs else "end", 9
        role, weight = _by_what_is_counted(told, clause, area, metric, holder) or (role, weight)
        where = area.form == "capital" and area.end <= quantity.start and metric.dated
        if where and _only_place(told.sentence, area):
            # Where something is announced, and not whom it is for; who receives something there is a guest.
            role, weight = ("origin", 2) if told.sentence.has("act", "receive") else (None, 0)
        if quantity.end <= tellers.get(area.start, -1) or (area.start in sources and not told_by):
            role = None
        if role and not (weight <= 1 and area.code in joined):
            # "sold 24 million to Japan and bought 23": what stands before the verb belongs to the amount before.
            left = joined_verb is not None and clause.start <= area.start and area.end <= joined_verb
            nearness = _EARLIER if left else clause.nearness(area, told.sentence)
            votes[area.code, role] += round(weight * nearness)
    return _with_act(votes, told, clause, metric)


def _by_what_is_counted(
    told: Told, clause: Clause, area: AreaMention, metric: Metric, holder: str
) -> tuple[str, int] | None:
    """("origin" or "end", weight) of an economy that says whose, or where, what an amount counts is; None of any other.

    "shipped 5 million to Peru, whose exports were 6"; "Omani firms put 5 million into 23 Tongan projects"
    """
    sentence, quantity = told.sentence, clause.quantity
    whose_clause = clause.start <= area.start < quantity.start and owns_what_follows(sentence, area.end)
    if whose_clause or _owns_what_it_is(sentence, quantity, area, metric):
        return holder, _SURE
    licensed = sentence.has("act", "license")
    inside = metric.worth and not licensed and area.form == "adjective" and quantity.start < area.start < quantity.end
    led = sentence.before(told.opening(quantity), "role", "to", "in", gap=1) if inside else None
    others = led is not None and any(a.code != area.code and a.end <= led[0].start for a in told.areas)
    return ("end", 9) if others else None


def _is_theirs(told: Told, end: int) -> bool:
    """Whether a noun ends its phrase, and no people follow that it only describes: "scholarship holders"."""
    sentence = told.sentence
    return sentence.phrase_ends(end) or any(sentence.after(end, table) is not None for table in ("role", "time"))


def _owns_what_it_is(sentence: Sentence, quantity: Quantity, area: AreaMention, metric: Metric) -> bool:
    """Whether an adjective right behind an amount says whose flow it is: "5 million in Chilean exports"."""
    if area.form != "adjective" or area.start < quantity.end:
        return False
    led = sentence.after(quantity.end, "role", "in", "as") or sentence.after(quantity.end, "count", "of")
    beside = led is not None and 0 <= area.start - led[0].end <= 1
    return beside and sentence.after(area.end, "metric", metric.key) is not None


def _of_the_section(told: Told, quantity: Quantity, said: Iterable[_Heard]) -> Iterator[_Heard]:
    """Each economy with its role, left out where a semicolon parts it from an amount whose own section names two.

    "Peru's firms hold 12 projects in Chile worth 5 million; Chilean ones hold 9 in Peru"
    """
    low, sentence = told.sentence.low, told.sentence
    start, end = low.rfind(";", sentence.start, quantity.start), low.find(";", quantity.end, sentence.end)
    end = end if end >= 0 else sentence.end
    two = len({a.code for a in told.areas if start < a.start < end}) == _PAIR
    return (heard for heard in said if not two or start < heard[0].start < end)


def _of_the_clause(told: Told, clause: Clause, said: Iterable[_Heard]) -> Iterator[_Heard]:
    """Each economy with its role, left out where the amount's own clause names it again.

    Named alone there, with nothing before its name, it does what the verb of the amount before says: "Chile invested
    5 million in Peru, Peru 4 million".
    """
    own = {a.code for a in told.areas if clause.start <= a.start < clause.end}
    again = len(own) == 1 and any(a.code in own and a.start < clause.start for a in told.areas)
    for area, (role, weight) in said:
        if area.code not in own or clause.start <= area.start:
            yield area, (role, _AGAIN if again and weight == 1 and area.code in own else weight)


def _with_act(
    votes: defaultdict[tuple[str, str], int], told: Told, clause: Clause, metric: Metric
) -> defaultdict[tuple[str, str], int]:
    """The votes with that of who does what a verb says, which outweighs any other of theirs."""
    # Who gets a surplus has it.
    acted = None if metric.difference else acted_by(told, clause, metric)
    if acted:
        objects = _objects(told, clause, acted[0])
        kept = (v for v in votes if v[0] != acted[0] and not (v[0] in objects and v[1] == acted[1]))
        votes = defaultdict(int, {vote: votes[vote] for vote in kept})
        # A people or a firm ("the Russian public") need not be who gives.
        named = any(a.code == acted[0] and a.form != "adjective" for a in told.areas)
        votes[acted] += _SURE if named else _LIKELY
    elif metric.dated and (announcer := who_announces(told, clause)):
        votes[announcer, "origin"] += _SAID
        for code in _named_behind_gift(told, clause, metric) - {announcer}:
            votes[code, "end"] += votes.pop((code, "origin"), 0)
    home = home_of(clause.quantity.unit) if metric.dated and clause.quantity.unit else None
    if home in told.codes:
        # A gift or loan is told in the money of who gives it, unless words say otherwise.
        votes[str(home), "origin"] += _CURRENCY
    return votes


def _named_behind_gift(told: Told, clause: Clause, metric: Metric) -> frozenset[str]:
    """The economies whose names, in a form that says "of" and "to" alike, stand right behind the noun of a gift.

    They get it where another one announces it: "Чили объявила о помощи Кении".
    """
    sentence = told.sentence
    if not sentence.language.areas.dative:
        return frozenset()
    ends = {hit.end for hit, _ in sentence.of("metric", metric.key) if hit.end <= clause.quantity.start}
    return frozenset(a.code for a in told.areas if a.form != "adjective" and a.start - 1 in ends)


def _objects(told: Told, clause: Clause, actor: str) -> frozenset[str]:
    """The economies named behind who acts alone, with no preposition: "Peruvian firms sold Chile (Chilean) goods".

    They are never at the end of who acts, whatever the noun beside them may say.
    """
    own = [a for a in told.areas if clause.start <= a.start < clause.end]
    first = next((a.start for a in own if a.code == actor), clause.end)
    led = (a for a in own if preposition(told.sentence, a.start, first) or case_of(told.sentence, a, told.areas))
    apart = {a.code for a in (*led, *(a for a in own if a.start < first))}
    return frozenset(a.code for a in own) - apart - {actor}


@read_once
def _tellers(told: Told) -> dict[int, int]:
    """Where each economy starts that is only that of who told an amount, and where that is said.

    "5 million, said the Lao minister"
    """
    if not told.sentence.of("source", "after"):
        return {}
    said = {area.start: told.sentence.before(area.start, "source", "after", gap=_TO_NOUN) for area in told.areas}
    starts = {area: hit[0].start for area, hit in said.items() if hit}
    return {area: start for area, start in starts.items() if told.between(start - 2, start).strip() == ","}


@read_once
def _sources(told: Told) -> frozenset[int]:
    """Where each economy starts whose office is only the source of what is told of another one.

    "According to the statistics office of Vietnam, Korea led with 9,203 projects"
    """
    named: set[int] = set()
    for hit, _ in told.sentence.of("source", "before"):
        comma = told.sentence.low.find(",", hit.end, hit.end + _SOURCE)
        named |= {area.start for area in told.areas if hit.end <= area.start < comma}
    others = {area.code for area in told.areas if area.start not in named}
    return frozenset(start for start in named if others)


def _only_place(sentence: Sentence, capital: AreaMention) -> bool:
    """Whether a capital is where something took place, or whom somebody visited: "in Berlin", "a visit to Berlin"."""
    if sentence.before(capital.start, "role", "visit", gap=1):
        # "visiting Berlin"
        return True
    governed = preposition(sentence, capital.start, sentence.start)
    if governed != "to":
        return governed == "in"
    to = [hit for hit, _ in sentence.of("role", "to") if hit.end <= capital.start]
    return bool(to) and sentence.before(to[-1].start, "role", "visit", gap=1) is not None


@read_once
def roles_of(told: Told, key: str, holder: str) -> list[tuple[str | None, int]]:
    """The role of each economy of a sentence for a metric, with its weight; `holder` is where its owner stands."""
    metric = definitions().metrics[key]
    roles = [role_of(told.sentence, area, told.areas, metric, holder) for area in told.areas]
    for i, (before, area) in enumerate(pairwise(told.areas), 1):
        if roles[i][1] <= _AGAIN < roles[i - 1][1] and listed_behind(told, before, area):
            # "went to Togo (450), Ghana (300)": what is said of the first holds for those listed behind it.
            roles[i] = roles[i - 1]
    return roles


def _of_the_counted(told: Told, quantity: Quantity, area: AreaMention) -> bool:
    """Whether people counted come from an economy: "20,000 Swedes", "75 тысяч граждан Турции" in the genitive."""
    if quantity.start <= area.start and area.end <= quantity.end:
        return True
    if area.form == "adjective" and not told.sentence.language.spaced and 0 <= quantity.start - area.end <= 1:
        # "คนไทย 5,000 คน": Thais, 5,000 people.
        return True
    if area.form == "name" and not told.sentence.language.spaced and 0 <= quantity.start - area.end <= 1:
        # "นักศึกษาลาว 480 คน": Lao students, 480 people.
        noun = told.sentence.before(area.start, "unit", gap=1)
        return noun is not None and definitions().units[noun[1]].kind == "person"
    named = area.form in ("name", "ambiguous")
    return named and not told.between(quantity.end, area.start).strip() and area.start >= quantity.end


def _of_the_goods(told: Told, quantity: Quantity, area: AreaMention) -> bool:
    """Whether an adjective says whose goods an amount measures: "imported 124,000 tonnes of Russian wheat"."""
    if area.form != "adjective" or not 0 < area.start - quantity.end <= _BESIDE:
        return False
    between = told.between(quantity.end, area.start).split()
    return told.sentence.lexicon.surfaces("count.of").issuperset(between)


@read_once
def _governed_alike(told: Told, parties: tuple[str, ...]) -> bool:
    """Whether all that names two economies is one preposition before the two of them, joined by "and"."""
    sentence, areas = told.sentence, [a for a in told.areas if a.code in parties]
    if len(areas) != _PAIR:
        return False
    first, second = areas
    behind = preposition(sentence, second.start, first.end)
    return behind is None and preposition(sentence, first.start, sentence.start) in ("by", "from", "to", "in")
