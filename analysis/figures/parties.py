"""Whom a figure is about, and which way it goes: parties and direction.

The roles come from the words around each economy named: prepositions, possessives, adjectives before
a noun, the subject of giving or receiving, the agent of a passive.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.currencies import home_of
from analysis.definitions import Metric, definitions
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = [
    "Direction",
    "Parties",
    "direction_of",
    "given_by_home",
    "held_at_end",
    "parties_of",
    "partner_named",
    "says_who_gives",
    "subject_of",
]

_PAIR = 2
_OPENING = 3
"""Characters of quotation marks, dashes and spaces before a sentence's first word."""
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_TIMES = ("year", "half", "quarter", "month", "week", "day", "decade", "last", "this", "next", "same")
_ARTICLE = 5
"""Characters between a verb and its object: an article."""
_TO_ADJECTIVE = 18
"""Characters between a noun and the adjective of its economy behind it: another adjective."""
_TO_VERB = 16
"""Characters between an amount and its verb behind it: one word, to whom."""
_GENITIVE = 24
"""Characters between a noun and the genitive that tells whose it is."""
_TO_GIFT = 6
"""Spaces between a verb of receiving and the gift, with the giver between them."""
_TITLE = 3
"""Words of who acts, before his economy: "the prime minister" of."""
_STUDIES = 5
"""Characters between a word of studies and its place: " in "."""
_ADJECTIVAL = ("adjective", "ambiguous")
"""Forms of a name that may stand before a noun: "Lao students", "Korean firms"."""
_POSSESSIVE = re.compile(r"['\u2019\u02bc](?:s\b)?")


_start = attrgetter("start")


class Parties(NamedTuple):
    """Codes, sorted, and how they were inferred where the sentence does not name them all."""

    codes: tuple[str, ...]
    inferred: str | None


class Direction(NamedTuple):
    """from>to, and how it was inferred where the words beside the number do not say it.

    Without a direction, `both` in its place says that the words name the two sides as equals.
    """

    text: str | None
    inferred: str | None


def parties_of(
    told: Told, quantity: Quantity, *, pair: tuple[str, ...], before: Figure | None, speaker: Callable[[], str | None]
) -> Parties:
    """The parties of a figure: those named around it, completed by the figure before or the document's pair.

    `speaker` tells the party that a sentence shortly before has as its subject.
    """
    around = _Around.of(told, quantity)
    ranked = _of_the_one(told, quantity, around, pair)
    if ranked:
        return Parties(ranked, "pair")
    listed = _in_brackets(told, quantity, pair, before) or _next_in_list(told, quantity, around, before)
    if listed:
        return Parties(listed, None)
    areas = next((clause for clause in around.clauses if len({a.code for a in clause}) == _PAIR), told.areas)
    areas = _without_places(told.sentence, areas, pair)
    named = {area.code for area in areas}
    if len(pair) == _PAIR and set(pair) <= named:
        return Parties(pair, None)
    if len(named) == _PAIR:
        return Parties(tuple(sorted(named)), None)
    groups = [g for g in told.groups if around.start <= g.start < around.following]
    if len(named) <= 1 and groups and not _in_passing(told.sentence, groups[0]):
        # Trade with a region or a group of economies is not that of the pair.
        return Parties(tuple(sorted({*named, groups[0].code})), None)
    if not named and before and len(before.parties) == _PAIR:
        return Parties(before.parties, "sentence-before" if before.parties != pair else "pair")
    if not named:
        return Parties(pair, "pair" if pair else None)
    if len(named) == 1:
        return _with_partner(told, quantity, areas, pair=pair, before=before, speaker=speaker)
    return Parties(_nearest_two(areas, quantity, pair), None)


def _without_places(sentence: Sentence, areas: list[AreaMention], pair: tuple[str, ...]) -> list[AreaMention]:
    """The economies named, without a capital of neither of the pair where the two met: "met in Geneva, India gave"."""
    kept = [
        a
        for a in areas
        if a.code in pair or a.form != "capital" or _preposition(sentence, a.start, sentence.start) != "in"
    ]
    return kept if len(pair) == _PAIR and {a.code for a in kept} & set(pair) else areas


def given_by_home(parties: Parties, quantity: Quantity, metric: Metric) -> Parties:
    """The parties of a gift or loan, with the economy in whose own currency it is where they are one alone."""
    home = home_of(quantity.unit) if quantity.unit and metric.dated and metric.pledged else None
    if home is None or len(parties.codes) != 1 or home in parties.codes:
        return parties
    return Parties(tuple(sorted((*parties.codes, home))), "currency")


def _with_partner(
    told: Told,
    quantity: Quantity,
    areas: list[AreaMention],
    *,
    pair: tuple[str, ...],
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
    partner = _giver_before(told, areas[0], before) or speaker() or pair[0]
    return Parties(tuple(sorted({only, partner})), "pair")


def _giver_before(told: Told, area: AreaMention, before: Figure | None) -> str | None:
    """The economy that a directed figure before comes from, where "to" leads to another one now."""
    if (
        before is None
        or before.direction is None
        or _preposition(told.sentence, area.start, told.sentence.start) != "to"
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


def _sibling(told: Told, partner: AreaMention, parties: tuple[str, ...]) -> str | None:
    """The one of two parties that the same preposition governs as the next partner: "from Togo 5, from Chile 6"."""
    governed = _preposition(told.sentence, partner.start, told.sentence.start)
    alike = {
        a.code
        for a in told.areas
        if a.code in parties and governed and _preposition(told.sentence, a.start, told.sentence.start) == governed
    }
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
    if partner is None or len(named) <= _PAIR:
        return None
    # Whose partners they are is the one that the figure before, or the text, shares with them.
    heads = [code for code in (*(before.parties if before else ()), *pair) if code != partner.code]
    first = next((a.code for a in told.areas if a.code in heads), next(iter(heads), None))
    head = _other_end(told, before) or next((code for code in heads if code in pair and code not in named), first)
    return tuple(sorted((partner.code, head))) if head else None


def _other_end(told: Told, before: Figure | None) -> str | None:
    """The economy at the other end of the figure before than the one at which a sentence lists its partners."""
    if before is None or not before.direction or not told.areas:
        return None
    origin, _, end = before.direction.partition(">")
    governed = _preposition(told.sentence, told.areas[0].start, told.sentence.start)
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
    governed = _preposition(told.sentence, areas[0].start, end)
    return areas[0].code if governed in ("to", "from", "with", "in") else None


def _of_the_one(told: Told, quantity: Quantity, around: _Around, pair: tuple[str, ...]) -> tuple[str, ...] | None:
    """The parties in a list of the partners of the one economy that the text is about, which need not be named again.

    "Malaysia came first with 109 billion baht, followed by Laos with 92 billion"
    """
    named = {a.code for a in told.areas}
    if len(pair) != 1 or pair[0] in named or len(named) < _PAIR:
        return None
    before = around.clauses[0]
    partner = before[-1] if before else min(told.areas, key=lambda a: abs(a.start - quantity.end))
    return tuple(sorted((pair[0], partner.code)))


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


def direction_of(told: Told, quantity: Quantity, *, metric: Metric, parties: tuple[str, ...]) -> Direction:
    """The way a directed figure goes; None for a two-way metric, or where nothing tells.

    Every economy named votes for the end at which its words put it, the louder the nearer it stands.
    """
    if metric.direction is None or len(parties) != _PAIR:
        return Direction(None, None)
    sentence = told.sentence
    clause = _Clause.around(told, quantity)
    ours = [a for a in told.areas if a.code in parties]
    if clause.total and not any(clause.start <= a.start < clause.end for a in ours):
        # "Put together that is 39 billion": neither of the two ways said before.
        return Direction(None, None)
    joined = _coordinated(sentence, ours)
    votes = _votes(told, quantity, metric, clause, joined)
    if joined and {code for code, _ in votes} <= joined and _governed_alike(sentence, ours):
        # "loans agreed by Laos and Vietnam": neither end.
        return Direction(None, "both")
    one, other = parties
    score = votes[one, "origin"] + votes[other, "end"] - votes[other, "origin"] - votes[one, "end"]
    if score == 0 and joined:
        return Direction(None, "both")
    if score == 0 and metric.key not in sum_family():
        # "India offered Myanmar 300 scholarships": who is named first gives.
        bare = [a.code for a in ours if a.form != "adjective" and clause.start <= a.start < quantity.start]
        if not bare and sentence.language.verb_last:
            # "63 Millionen Euro habe Deutschland Ruanda zugesagt"
            bare = [a.code for a in ours if a.form != "adjective" and quantity.end <= a.start < clause.end]
        score = (1 if bare[0] == one else -1) if len(set(bare)) == _PAIR else 0
    if score == 0:
        return Direction(None, None)
    first, second = (one, other) if score > 0 else (other, one)
    both = votes[first, "origin"] > 0 and votes[second, "end"] > 0
    return Direction(f"{first}>{second}", None if both else "other-side")


def says_who_gives(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a sentence names who gives or receives an amount, as the subject of a verb that says so."""
    return _acted(told.sentence, told.areas, _Clause.around(told, quantity), metric) is not None


def _votes(
    told: Told, quantity: Quantity, metric: Metric, clause: _Clause, joined: set[str]
) -> Counter[tuple[str, str]]:
    """(code, end) -> how loudly the words put an economy at that end."""
    votes: Counter[tuple[str, str]] = Counter()
    holder = "end" if held_at_end(told.sentence, metric, quantity.start) else "origin"
    joined_verb = _joined_verb(told.sentence, clause, metric)
    people = counts_people(metric)
    for area, said in zip(told.areas, _roles(told, metric, holder), strict=True):
        role, weight = said
        if people and _of_the_counted(told, quantity, area):
            role, weight = "origin", 9
        where = area.form == "capital" and area.end <= quantity.start and metric.dated
        if where and _preposition(told.sentence, area.start, told.sentence.start) == "in":
            # Where something is announced, and not whom it is for; who receives something there is a guest.
            role, weight = ("origin", 2) if any(True for _ in told.sentence.of("act", "receive")) else (None, 0)
        if role and not (weight <= 1 and area.code in joined):
            # "sold 24 million to Japan and bought 23": what stands before the verb belongs to the amount before.
            left = joined_verb is not None and clause.start <= area.start and area.end <= joined_verb
            nearness = _EARLIER if left else clause.nearness(area, told.sentence)
            votes[area.code, role] += round(weight * nearness)
    # Who gets a surplus has it.
    acted = None if metric.difference else _acted(told.sentence, told.areas, clause, metric)
    if acted:
        votes = Counter({vote: count for vote, count in votes.items() if vote[0] != acted[0]})
        # A people or a firm ("the Russian public") need not be who gives.
        named = any(a.code == acted[0] and a.form != "adjective" for a in told.areas)
        votes[acted] += _SURE if named else _LIKELY
    return votes


def _roles(told: Told, metric: Metric, holder: str) -> list[tuple[str | None, int]]:
    """The role of each economy of a sentence, read once however many amounts it has."""
    key = metric.key, holder
    if key not in told.roles:
        told.roles[key] = [_role(told.sentence, area, told.areas, metric, holder) for area in told.areas]
    return told.roles[key]


def _of_the_counted(told: Told, quantity: Quantity, area: AreaMention) -> bool:
    """Whether people counted come from an economy: "20,000 Swedes", "75 тысяч граждан Турции" in the genitive."""
    if quantity.start <= area.start and area.end <= quantity.end:
        return True
    return area.form == "name" and not told.between(quantity.end, area.start).strip() and area.start >= quantity.end


def _in_passing(sentence: Sentence, group: AreaMention) -> bool:
    """Whether a group is named otherwise than as a partner: at its forum, in its ranks."""
    return _preposition(sentence, group.start, sentence.start) not in ("to", "from", "with", "between", "in")


def partner_named(told: Told) -> bool:
    """Whether a sentence names an economy or a group as a partner: with, to or from it."""
    named = (*told.areas, *told.groups)
    return any(
        _preposition(told.sentence, a.start, told.sentence.start) in ("to", "from", "with", "between") for a in named
    )


def _coordinated(sentence: Sentence, areas: list[AreaMention]) -> set[str]:
    """Codes of two economies joined by "and", which tell no direction: "the cooperation of Hungary and Serbia"."""
    joins = sentence.lexicon.surfaces("range.and")
    articles = sentence.lexicon.surfaces("count.determiner")
    for one, other in pairwise(areas):
        words = [w for w in sentence.low[one.end : other.start].split() if w not in articles]
        # A name of both in one leaves nothing between its two halves.
        paired = one.end == other.start or words in (["-"], ["\u2013"])
        if one.code != other.code and (paired or (len(words) == 1 and words[0] in joins)):
            return {one.code, other.code}
    return set()


def _governed_alike(sentence: Sentence, areas: list[AreaMention]) -> bool:
    """Whether all that names two economies is one preposition before the two of them, joined by "and"."""
    if len(areas) != _PAIR:
        return False
    first, second = areas
    behind = _preposition(sentence, second.start, first.end)
    return behind is None and _preposition(sentence, first.start, sentence.start) in ("by", "from", "to", "in")


def subject_of(sentence: Sentence, areas: list[AreaMention]) -> str | None:
    """The economy that a sentence has as its subject: the first one that no preposition governs."""
    for area in areas:
        if area.form != "adjective" and _preposition(sentence, area.start, sentence.start) is None:
            return area.code
    return None


class _Clause(NamedTuple):
    """The stretch of a sentence that belongs to one amount: from the amount before it to the one after."""

    start: int
    quantity: Quantity
    end: int
    total: bool

    @classmethod
    def around(cls, told: Told, quantity: Quantity) -> _Clause:
        sentence = told.sentence
        amounts = [q for q in told.quantities if q.kind in ("money", "count", "measure", quantity.kind)]
        amounts = [q for q in amounts if q is not quantity]
        start = max((q.end for q in amounts if q.end <= quantity.start), default=sentence.start)
        end = min((q.start for q in amounts if q.start >= quantity.end), default=sentence.end)
        start = max(start, sentence.low.rfind(";", start, quantity.start) + 1)
        semicolon = sentence.low.find(";", quantity.end, end)
        end = semicolon if semicolon >= 0 else end
        total = any(start <= hit.start < quantity.start for hit, _ in sentence.of("count", "total"))
        return cls(start, quantity, end, total)

    def nearness(self, area: AreaMention, sentence: Sentence) -> float:
        """How much an economy named there has to say about the amount: a share of one."""
        if self.start <= area.start < self.quantity.end:
            return _NEAR
        if self.quantity.end <= area.start < self.end:
            return _ASIDE if "," in sentence.low[self.quantity.end : area.start] else _BEHIND
        return _EARLIER if area.start < self.start else _LATER


_SURE, _LIKELY = 95, 50
_NEAR, _BEHIND, _ASIDE, _EARLIER, _LATER = 10.0, 9.0, 4.0, 3.0, 1.0


def _license(metric: Metric) -> tuple[str, ...]:
    """The acts of who approves an investment, its host."""
    return ("license",) if metric.to_date or metric.worth else ()


def _governing(sentence: Sentence, clause: _Clause, metric: Metric) -> Hit | None:
    """The last act of giving, selling, receiving or buying before an amount in its clause.

    A gift that is received is told by its verb: "recibió de Perú un aporte de".
    """
    told = sentence.of("act", "give", "receive", "buy", "sell", *_license(metric))
    acts = [(hit, key) for hit, key in told if clause.start <= hit.start and hit.end <= clause.quantity.start]
    # Before a genitive a word that also names a flow is no verb: "xuất khẩu của Lào", the exports of Laos.
    acts = [(hit, key) for hit, key in acts if _buys(hit) or not _named(sentence, hit)]
    if not acts:
        return None
    last, key = acts[-1]
    if key == "give" and len(acts) > 1 and acts[-2][1] == "receive":
        between = sentence.low[acts[-2][0].end : last.start]
        if (
            between.count(" ") <= _TO_GIFT
            and not re.search(r"[.,;:()]", between)
            and not _joined(sentence, between.split())
        ):
            return acts[-2][0]
    return last


def _named(sentence: Sentence, act: Hit) -> bool:
    """Whether the word for an act is its noun, with a genitive behind it that says nothing else, such as "from"."""
    of = sentence.after(act.end, "role", "genitive")
    return of is not None and "range.from" not in of[0].senses


def _joined(sentence: Sentence, words: list[str]) -> bool:
    return not sentence.lexicon.surfaces("range.and").isdisjoint(words)


def _buys(hit: Hit) -> bool:
    """Whether a word is a verb of buying and no flow, so that a genitive names the seller: "mua của Lào"."""
    return "act.buy" in hit.senses and not any(sense.startswith("metric.") for sense in hit.senses)


def _joined_verb(sentence: Sentence, clause: _Clause, metric: Metric) -> int | None:
    """Where the verb that governs an amount starts, if "and" joins it to what was said before."""
    governing = _governing(sentence, clause, metric)
    if governing is None:
        return None
    words = sentence.low[clause.start : governing.start].split()
    return governing.start if _joined(sentence, words[-1:]) else None


def _acted(sentence: Sentence, areas: list[AreaMention], clause: _Clause, metric: Metric) -> tuple[str, str] | None:
    """(code, end) of the subject of the act that governs an amount: who gave, sold, received or bought it.

    Who approves an investment is its host.
    """
    governing = _governing(sentence, clause, metric)
    if governing is None:
        return _acts_behind(sentence, areas, clause)
    keys = {key for hit, key in sentence.of("act") if hit == governing}
    received = bool(keys & {"receive", "buy", *_license(metric)}) and not _let(sentence, governing, areas)
    subjects = [
        a
        for a in areas
        if a.end <= governing.start
        and _preposition(sentence, a.start, sentence.start) is None
        and not sentence.before(a.start, "count", "of", gap=1)
        and not _given_to(sentence, a)
        and not _of_a_source(sentence, a)
        and _case(sentence, a, areas) is None
    ]
    subjects = subjects or _behind_verb(sentence, governing, areas, received=received)
    subjects = subjects or [a for a in areas if a.end <= governing.start and _opens_of(sentence, a)]
    if not subjects:
        return None
    subject = subjects[-1] if clause.start <= subjects[-1].start else subjects[0]
    return subject.code, "end" if received else "origin"


def _of_a_source(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name belongs to whom the statement is ascribed to: "according to the ministry of Ghana, Togo gave"."""
    source = sentence.before(area.start, "source", "before", gap=_TO_NOUN)
    return source is not None and "," not in sentence.low[source[0].end : area.start]


def _let(sentence: Sentence, governing: Hit, areas: list[AreaMention]) -> bool:
    """Whether a verb of receiving says what its subject lets another do, as in "cho Lào vay", to lend to Laos."""
    before = next((a for a in areas if 0 <= governing.start - a.end <= 1), None)
    return before is not None and _preposition(sentence, before.start, sentence.start) == "to"


def _opens_of(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is that of the phrase that opens what is said: "The government of Chile received"."""
    of = sentence.before(area.start, "count", "of", gap=_ARTICLE)
    if of is None:
        return False
    noun = re.split(r"[.,;:()]", sentence.low[sentence.start : of[0].start])[-1]
    start = of[0].start - len(noun)
    told = (hit for key in ("metric", "unit", "act", "role", "month") for hit, _ in sentence.of(key))
    return 0 < len(noun.split()) <= _TITLE and not any(start <= hit.start < of[0].start for hit in told)


def _acts_behind(sentence: Sentence, areas: list[AreaMention], clause: _Clause) -> tuple[str, str] | None:
    """(code, end) of the subject where amount, verb and subject follow in this order: "19 млрд вложил Азербайджан"."""
    end = clause.quantity.end
    acts = sentence.of("act", "give", "receive", "buy", "sell")
    verb = next(((hit, key) for hit, key in acts if 0 <= hit.start - end <= _TO_VERB), None)
    if verb is None or re.search(r"[.,;:()\d]", sentence.low[end : verb[0].start]):
        return None
    if "role.to" in verb[0].senses:
        # One word for "give" and "to": whom it is for stands behind it.
        return None
    subject = next((a for a in areas if a.start - verb[0].end == 1 and a.form != "adjective"), None)
    if subject is None or _case(sentence, subject, areas):
        return None
    return subject.code, "end" if verb[1] in ("receive", "buy") else "origin"


def _behind_verb(sentence: Sentence, verb: Hit, areas: list[AreaMention], *, received: bool) -> list[AreaMention]:
    """The subject right behind its verb, where the language puts it there: "I 2022 fikk Malawi ..."."""
    if not sentence.language.verb_second:
        return []
    # "Den 9. oktober ga Kina Laos ...": of two in a row the first one gives.
    two = any(0 <= b.start - a.end <= 1 and 0 <= a.start - verb.end <= 1 for a, b in pairwise(areas))
    if not (received or two or _opens_otherwise(sentence)):
        return []
    return [a for a in areas if 0 <= a.start - verb.end <= 1 and _qualified(sentence, a) is None][:1]


def _role(
    sentence: Sentence, area: AreaMention, areas: list[AreaMention], metric: Metric, holder: str
) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy, by the words around it; `holder` is the end of whose figure it is."""
    # Nothing but words of the same phrase between the preposition and the name.
    before = areas[: bisect_left(areas, area.start, key=_start)]
    previous = next((a.end for a in reversed(before) if a.code != area.code), sentence.start)
    governed = _preposition(sentence, area.start, previous)
    qualifies = _qualified(sentence, area)
    if qualifies == "actor" and area.form in _ADJECTIVAL and _behind_name(sentence, area, previous):
        governed = None
    # "Belarusian exports" in the dative are still theirs; what is given goes to whom the dative names.
    told = governed is None and (qualifies != "holder" or metric.dated or metric.allotment)
    case = _case(sentence, area, areas) if told else None
    if case:
        return ("end" if case == "dative" else "origin"), 7
    if (metric.dated or metric.allotment) and sentence.before(area.start, "act", "ask", gap=_ARTICLE):
        # "Laos asked China for 100 scholarships"
        return "origin", 8
    if governed is None and not qualifies and _given_to(sentence, area):
        return "end", 8
    special = _by_what_it_is_of(sentence, area, metric, qualifies, governed, holder)
    if special:
        return special
    # "the growth in Japanese investment"
    described = area.form == "adjective" and qualifies == "holder"
    placed = (holder, 6) if described else _placed(sentence, area, metric, governed, holder)
    if placed or qualifies:
        return placed or (holder, 5)
    # Behind its noun an adjective stands for the economy as its name does: "le gouvernement japonais".
    if area.form != "adjective" or sentence.language.adjectives_follow:
        return holder, 1
    # As a noun it is people: "many young Tunisians: some 13,200 of them".
    return ("origin", 4) if counts_people(metric) and sentence.phrase_ends(area.end) else (None, 0)


def _by_what_it_is_of(  # noqa: PLR0917 - what _role knows
    sentence: Sentence, area: AreaMention, metric: Metric, qualifies: str | None, governed: str | None, holder: str
) -> tuple[str | None, int] | None:
    """("origin" or "end", weight) where the noun or the metric outweighs the preposition; None elsewhere."""
    if qualifies == "goods":
        return "origin", 6
    # Where all that qualifies stands before its noun, "to Thailand the tourists" are none of Thailand.
    bound = governed == "to" and metric.holder == "origin" and sentence.language.noun_last
    if qualifies == "learner" and governed not in ("in", "from", "by") and not bound:
        # Lao students: they go abroad, or receive what is given.
        return ("origin", 6) if metric.holder == "origin" else ("end", 6)
    if governed in (None, "from", "by") and (metric.dated or metric.allotment) and _whose_gift(sentence, area, metric):
        return "origin", 7
    if governed == "with" and metric.dated and area.form != "adjective":
        # Who signed with the other may have given it: "signed with Ghana an agreement on a grant".
        return None, 0
    if governed == "to" and metric.difference and _last_named(sentence, area) == metric.key:
        # "a surplus of 24 million for Uruguay"
        return holder, 6
    if governed == "with" and metric.difference and area.form != "adjective":
        # "with a surplus in trade with Hungary Austria closed the year": the partner is the other end.
        return ("end" if holder == "origin" else "origin"), 4
    return None


def _whose_gift(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether a gift is said to be an economy's: "scholarships of the government of China"."""
    words = sentence.lexicon.surfaces("count.of")
    for hit, _ in sentence.of("metric", metric.key):
        between = sentence.low[hit.end : area.start]
        if 0 < len(between) <= _TO_NOUN and between.split()[:1] and between.split()[0] in words:
            return not re.search(r"[.,;:()\d]", between)
    return False


def _last_named(sentence: Sentence, area: AreaMention) -> str | None:
    """The metric that the last word before a name names, a verb right behind its subject left out."""
    last = next(((hit, key) for hit, key in reversed(sentence.of("metric")) if hit.end <= area.start), None)
    if last is None or (sentence.language.names_follow and sentence.before(last[0].start, "area")):
        # "Lào xuất siêu sang Thái Lan": the surplus is that of the name before.
        return None
    return last[1]


def _placed(
    sentence: Sentence, area: AreaMention, metric: Metric, governed: str | None, holder: str
) -> tuple[str | None, int] | None:
    """("origin" or "end", weight) by the preposition that governs an economy; None where none does."""
    if governed == "from":
        # Scholarships, or a grant for studies, for students from Mongolia go to Mongolia.
        taught = metric.allotment or (metric.dated and any(True for _ in sentence.of("act", "study")))
        learners = taught and _people_before(sentence, area.start)
        return "end" if learners else "origin", 6
    if governed in ("to", "in") and metric.allotment and _studied_in(sentence, area):
        # Places are given where one studies, which is said beside: "for studies in China".
        return "origin", 5
    if governed in ("to", "in") and metric.key in sum_family() and sentence.before(area.start, "role", "in", gap=3):
        where = _where_traded(sentence)
        if governed == "in" or where[0] == "origin":
            return where
    if governed == "to":
        with_it = sentence.before(area.start, "role", "with") if metric.difference else None
        # Where one word says "to" and "with", a deficit to somebody is one with him.
        return (None, 0) if with_it and "role.to" in with_it[0].senses else ("end", 6)
    if governed == "with" and metric.difference and not _names_holder(sentence, area):
        # Whose surplus with another it is, was said before.
        return ("end" if holder == "origin" else "origin"), 2
    if governed == "by":
        return "origin", 7
    if governed == "in":
        if area.form == "capital" and any(True for _ in sentence.of("act", "sign")):
            # In a capital papers are signed, whoever gives.
            return None, 0
        return (None, 0) if metric.allotment else ("end", 6)
    return None


def _names_holder(sentence: Sentence, partner: AreaMention) -> bool:
    """Whether another economy than the partner is named before it: "its surplus of China with Peru"."""
    return any(hit.end <= partner.start for hit, key in sentence.of("area") if key != "none")


def _behind_name(sentence: Sentence, area: AreaMention, previous: int) -> bool:
    """Whether a name stands right before an adjective and takes the preposition: "in Bac Ninh Korean firms"."""
    start = sentence.text.rfind(" ", previous, max(previous, area.start - 1)) + 1
    return previous < start and sentence.text[start].isupper() and start > sentence.start


def _studied_in(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a word of studies stands right before or behind the place: "studies in China", "Chinese universities"."""
    return any(
        0 <= area.start - hit.end <= _STUDIES or (area.form == "adjective" and hit.start - area.end == 1)
        for hit, _ in sentence.of("act", "study")
    )


def _where_traded(sentence: Sentence) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy in which one buys or sells; in any other way it tells nothing."""
    keys = {key for _, key in sentence.of("act", "buy", "sell")}
    return ("origin" if keys == {"buy"} else "end", 4) if len(keys) == 1 else (None, 0)


def _case(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> str | None:
    """The case of a name that no preposition governs, where its form tells: to whom, or by whom."""
    case = next((key for hit, key in sentence.of("case", "dative", "instrumental") if hit.start == area.start), None)
    case = case or ("dative" if _dative_by_article(sentence, area, areas) else None)
    if case is None:
        return None
    before = max((a for a in areas if a.end <= area.start), key=lambda a: a.end, default=None)
    joins = sentence.lexicon.surfaces("range.and")
    if before and sentence.low[before.end : area.start].strip(" ,") in ("", *joins):
        # "with Russia and China": what governs the one governs the other.
        return None if _preposition(sentence, before.start, sentence.start) else case
    return case


def _dative_by_article(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> bool:
    """Whether the article before a name says to whom: "gab der Ukraine", not "die Hilfe der Ukraine"."""
    article = sentence.before(area.start, "role", "dative")
    if article is None or area.form == "adjective":
        return False
    start = article[0].start
    word = sentence.text[sentence.text.rfind(" ", sentence.start, max(sentence.start, start - 1)) + 1 : start - 1]
    # Behind a noun the article is that of a genitive; behind the name of who gives, or a verb, it is none.
    after_name = any(0 <= start - a.end <= 1 for a in areas)
    return word.isalpha() and (word.islower() or after_name) and not _is_preposition(sentence, start)


def _is_preposition(sentence: Sentence, position: int) -> bool:
    """Whether a preposition ends right before a position."""
    return sentence.before(position, "role", "to", "from", "in", "by", "with", "between") is not None


def _given_to(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name stands right behind a verb of giving: "gives Laos a loan"."""
    if area.form == "adjective" or (sentence.language.verb_second and _opens_otherwise(sentence)):
        return False
    return any(0 <= area.start - hit.end <= 1 for hit, _ in sentence.of("act", "give"))


def _opens_otherwise(sentence: Sentence) -> bool:
    """Whether a preposition or a word of time opens the sentence, so that its subject follows the verb."""
    first = next((hit for hit in sentence.hits if hit.senses), None)
    return (
        first is not None
        and first.start - sentence.start <= _OPENING
        and any(sense.startswith(("role.", "time.")) for sense in first.senses)
    )


def _people_before(sentence: Sentence, position: int) -> bool:
    """Whether the phrase that ends at a name begins with people: "students from ..."."""
    units = definitions().units
    near = [key for hit, key in sentence.of("unit") if 0 <= position - hit.end <= _TO_NOUN // 2]
    return any(units[key].kind == "person" for key in near)


def held_at_end(sentence: Sentence, metric: Metric, position: int) -> bool:
    """Whether the one whose figure it is, at a position, stands at the receiving end: its imports, its deficit."""
    if metric.direction is None or metric.holder is None:
        return False
    if metric.holder == metric.direction.partition(">")[2]:
        return True
    if not metric.difference:
        return False
    # "A surplus of 261 million, against a deficit of 829 million": each has its own word before it.
    named = [hit for hit, _ in sentence.of("metric", metric.key)]
    own = [hit for hit in named if hit.start < position][-1:] or named
    deficits = [hit for hit, _ in sentence.of("act", "deficit")]
    return any(hit.start < one.end and one.start < hit.end for one in own for hit in deficits) or (
        not named and bool(deficits)
    )


def _preposition(sentence: Sentence, start: int, previous: int) -> str | None:
    """The preposition that governs a name, read back over its phrase; None where another word stands between."""
    best = None
    for hit, key in sentence.of("role", "to", "from", "in", "by", "with", "between"):
        if hit.end > start:
            break
        if hit.start >= previous - 1 and start - hit.end <= _TO_NOUN:
            best = hit, key
    if best is None:
        return None
    hit, key = best
    between = sentence.low[hit.end : start]
    if re.search(r"[.,;:()\d]", between) or len(between.split()) > 3:  # noqa: PLR2004 - an article, an adjective, a noun
        return None
    if any(hit.end <= act.start < start for act, _ in sentence.of("act", "give", "receive", "sell", "buy", "sign")):
        return None
    if any(hit.end <= other.start < start for other in _of_another_phrase(sentence)):
        # "In May the exports of Laos": the preposition governs the month.
        return None
    keys = {k for h, k in sentence.of("role", "to", "from", "in", "by", "with", "between") if h == hit}
    if "in" in keys and any(h.start == start for h, _ in sentence.of("case", "locative")):
        return "in"
    if {"to", "in"} <= keys and not sentence.language.areas.locative and _where(sentence, hit, start):
        return "in"
    return next((k for k in ("to", "from", "by", "in") if k in keys), key)


def _where(sentence: Sentence, preposition: Hit, start: int) -> bool:
    """Whether a preposition that says both "to" and "in" places something in a capital, with no giving before it."""
    if not any(hit.start == start and key.startswith("capital") for hit, key in sentence.of("area")):
        return False
    acts = sentence.of("act", "give", "sell")
    return not any(0 <= preposition.start - act.end <= _TO_VERB * 2 for act, _ in acts)


def _of_another_phrase(sentence: Sentence) -> Iterator[Hit]:
    """Words that part a preposition from a name behind them: months and other times, words of trade."""
    yield from (hit for hit, _ in sentence.of("month"))
    yield from (hit for hit, key in sentence.of("time", *_TIMES))
    yield from (hit for hit, _ in sentence.of("metric", *sum_family()))


def _qualified(sentence: Sentence, area: AreaMention) -> str | None:
    """What a possessive, an adjective or a genitive belongs to: "learner", "holder", "goods" or "actor"."""
    possessive = _POSSESSIVE.match(sentence.low, area.end)
    after = possessive.end() if possessive else area.end
    # "Laos trade", but not "with Laos on trade".
    reach = 30 if possessive else 18 if area.form in _ADJECTIVAL else 1
    unit = next(((hit, key) for hit, key in sentence.of("unit") if hit.start >= after), None)
    near = unit is not None and unit[0].start - after <= reach and not _parted(sentence, after, unit[0].start)
    if unit and near and definitions().units[unit[1]].kind == "person":
        return "learner"
    if sentence.language.adjectives_follow and (behind := _qualified_before(sentence, area)):
        return behind
    for hit, key in sentence.of("metric"):
        if sentence.language.nouns_capital and sentence.text[hit.start].islower():
            # "an deutschen Universitäten eingeschrieben": an adjective belongs to a noun.
            continue
        if after <= hit.start <= after + reach and not _parted(sentence, after, hit.start) and _has_ends(key):
            return "holder"
        # "экспорт Вьетнама": the name follows its noun at once; behind a verb of giving it is the receiver's.
        given = "act.give" in hit.senses
        if area.form == "name" and area.start - hit.end == 1 and _has_ends(key) and not given:
            return "holder"
    if sentence.language.names_follow and (before := _noun_before(sentence, area)):
        return before
    return "actor" if near and (possessive or area.form in _ADJECTIVAL) else None


def _qualified_before(sentence: Sentence, area: AreaMention) -> str | None:
    """The same, of the noun before it: "exportations françaises", "étudiants marocains", "les ventes de la France"."""
    if area.form in _ADJECTIVAL:
        start, reach = area.start, _TO_ADJECTIVE
    else:
        of = sentence.before(area.start, "count", "of", gap=_ARTICLE)
        if of is None:
            return None
        start, reach = of[0].start, 1
        # "una beca del Gobierno de China", "l'aide du gouvernement japonais"
        outer = sentence.before(start - 1, "count", "of", gap=_TO_ADJECTIVE)
        if outer and " " not in sentence.low[outer[0].end : start].strip():
            start = outer[0].start
    before = [(hit, key) for hit, key in sentence.of("unit") if 0 < start - hit.end <= reach]
    before = [(hit, key) for hit, key in before if not _parted(sentence, hit.end, start)]
    if before and definitions().units[before[-1][1]].kind == "person":
        return "learner"
    if area.form in _ADJECTIVAL and sentence.before(area.start, "count", "goods", gap=reach):
        # "des marchandises vietnamiennes"
        return "goods"
    for hit, key in sentence.of("metric"):
        near = 0 < start - hit.end <= reach and not _parted(sentence, hit.end, start)
        if near and _has_ends(key) and ("act.give" not in hit.senses or area.form in _ADJECTIVAL):
            return "holder"
    return "actor" if before and area.form in _ADJECTIVAL else None


def _noun_before(sentence: Sentence, area: AreaMention) -> str | None:
    """What a name qualifies that stands behind its noun, at once or behind a genitive: "exports (of) Laos"."""
    genitive = sentence.before(area.start, "role", "genitive", gap=_TO_NOUN)
    if genitive and len(sentence.low[genitive[0].end : area.start].split()) > _PAIR:
        genitive = None
    actor = next(
        (hit for hit, key in sentence.of("unit") if area.start - hit.end == 1 and _kind_of(key) == "actor"), None
    )
    end = genitive[0].start if genitive else area.start
    for hit, key in sentence.of("metric"):
        near = 0 <= end - hit.end <= (_GENITIVE if genitive else 1) and not _parted(sentence, hit.end, end)
        if near and _has_ends(key) and ("act.give" not in hit.senses or genitive):
            return "holder"
    noun = next((key for hit, key in sentence.of("unit") if end - hit.end == 1), None)
    if noun is None:
        return "actor" if actor else None
    kind = _kind_of(noun)
    if kind == "person":
        return "learner"
    # "200 projects of Laos"
    held = any(noun in metric.units and metric.worth for metric in definitions().metrics.values())
    return "holder" if held else "actor" if kind == "actor" or actor else None


def _kind_of(unit: str) -> str:
    return definitions().units[unit].kind


def _has_ends(key: str) -> bool:
    """Whether a metric is about what goes from one economy to the other, or both ways: not a single act of the two."""
    metric = definitions().metrics[key]
    return metric.direction is not None or bool(metric.parts)


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    if re.search(r"[.,;:()\d]", sentence.low[start:end]):
        return True
    return any(start <= hit.start < end for hit, _ in sentence.of("role", "to", "from", "in", "by", "between"))
