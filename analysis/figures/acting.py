"""Who does the act that governs an amount: who gave, sold, received, bought or announced it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.governing import (
    POSSESSIVE,
    case_of,
    joined,
    named,
    opens_of,
    opens_otherwise,
    points_back,
    preposition,
    told_of_another,
)
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.qualifying import qualified
from analysis.figures.roles import given_to, helped, thanked
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence, read_once

__all__ = ["Clause", "acted_by", "behind_verb", "coordinated", "where_joined", "who_announces"]

_CLAUSE_MARK = re.compile(r"[;:]|,(?!\d)")
"""What parts clauses; the comma of a decimal does not."""
_TO_VERB = 16
"""Characters between an amount and its verb behind it: one word, to whom."""
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_TO_GIFT = 6
"""Spaces between a verb of receiving and the gift, with the giver between them."""
_TO_ACT = 34
"""Characters between who does something, said to be done by them, and the verb."""
_TO_COUNTED = 5
"""Spaces from a host's verb to the number of those who come: "attracted a total of some 300"."""
_OBJECT = 5
"""Characters from a verb to its subject behind it: an article."""
_PAIR = 2
_FEW_WORDS = 2
"""Words between an amount and the clause about it, and between its subject and its verb: "in aid", "has since"."""
_NEAR, _BEHIND, _ASIDE, _EARLIER, _LATER = 10.0, 9.0, 4.0, 3.0, 1.0


class Clause(NamedTuple):
    """The stretch of a sentence that belongs to one amount: from the amount before it to the one after."""

    start: int
    quantity: Quantity
    end: int
    total: bool

    @classmethod
    def around(cls, told: Told, quantity: Quantity) -> Clause:
        """The clause of an amount: up to the amounts beside it, a semicolon, or the verb of the one before."""
        sentence = told.sentence
        start, end = sentence.start, sentence.end
        for other in told.quantities:
            if other is quantity or other.kind not in ("money", "count", "measure", quantity.kind):
                continue
            if other.end <= quantity.start:
                start = max(start, other.end)
            elif other.start >= quantity.end:
                end = min(end, other.start)
        start = max(start, sentence.low.rfind(";", start, quantity.start) + 1)
        start = behind_verb(sentence, start, quantity)
        semicolon = sentence.low.find(";", quantity.end, end)
        end = semicolon if semicolon >= 0 else end
        if end < sentence.end and joined(sentence, sentence.low[quantity.end : end].split()[:1]):
            # "Chilean exports came to 5 million and Peruvian exports to 6"
            end = quantity.end
        total = any(start <= hit.start < quantity.start for hit, _ in sentence.of("count", "total"))
        return cls(start, quantity, end, total)

    def nearness(self, area: AreaMention, sentence: Sentence) -> float:
        """How much an economy named there has to say about the amount: a share of one."""
        if self.start <= area.start < self.quantity.end:
            return _NEAR
        if self.quantity.end <= area.start < self.end:
            return _ASIDE if "," in sentence.low[self.quantity.end : area.start] else _BEHIND
        return _EARLIER if area.start < self.start else _LATER


def behind_verb(sentence: Sentence, start: int, quantity: Quantity) -> int:
    """Where, behind the amount before that ends at a position, the clause of the next one starts.

    Where verbs stand last, that of the amount before closes its clause: "5 Millionen aus China importiert und ...".
    """
    if not sentence.language.verb_last or start == sentence.start:
        return start
    for hit, _ in sentence.of("act", "give", "receive", "buy", "sell"):
        if start <= hit.start and hit.end < quantity.start and sentence.text[hit.start].islower():
            rest = sentence.low[hit.end : quantity.start]
            if rest[0] == "," or joined(sentence, rest.split()[:1]):
                return hit.end
    return start


def _hosts(metric: Metric) -> tuple[str, ...]:
    """The acts of a host: of who approves an investment, of where people or goods go to."""
    approves = ("license",) if metric.to_date or metric.worth else ()
    return (*approves, "take") if counts_people(metric) or metric.key in sum_family() else approves


def _governing(sentence: Sentence, clause: Clause, metric: Metric) -> Hit | None:
    """The last act of giving, selling, receiving or buying before an amount in its clause.

    A gift that is received is told by its verb: "recibió de Perú un aporte de".
    """
    told = sentence.of("act", "give", "receive", "buy", "sell", *_hosts(metric))
    acts = [(hit, key) for hit, key in told if clause.start <= hit.start and hit.end <= clause.quantity.start]
    acts = [(hit, key) for hit, key in acts if key != "take" or _takes_in(sentence, hit, clause.quantity)]
    # Before a genitive a word that also names a flow is no verb: "xuất khẩu của Lào", the exports of Laos.
    acts = [(hit, key) for hit, key in acts if not (_is_owned(sentence, hit) or _is_sold_from(sentence, hit))]
    acts = [(hit, key) for hit, key in acts if _buys(hit) or not (named(sentence, hit) or _is_flow_of(sentence, hit))]
    acts = [(hit, key) for hit, key in acts if not _only_qualifies(sentence, hit, metric)]
    if not acts:
        return None
    last, key = acts[-1]
    if key == "sell" and len(acts) > 1 and _takes(sentence, acts[-2][0], last):
        return acts[-2][0]
    if key == "give" and len(acts) > 1 and acts[-2][1] == "receive":
        between = sentence.low[acts[-2][0].end : last.start]
        if (
            between.count(" ") <= _TO_GIFT
            and not re.search(r"[.,;:()]", between)
            and not joined(sentence, between.split())
        ):
            return acts[-2][0]
    return last


def _takes_in(sentence: Sentence, verb: Hit, quantity: Quantity) -> bool:
    """Whether what is counted or paid for is the object of a host's verb: "welcomed some 300 Peruvian guests".

    None of "welcomed the minister and said that 300", "drew attention in Chile with exports of 300 million".
    """
    between = sentence.low[verb.end : quantity.start]
    if between.count(" ") > _TO_COUNTED or re.search(r"[.,;:()]", between) or joined(sentence, between.split()):
        return False
    return not any(
        verb.end <= hit.start < quantity.start and key.startswith(("name", "capital"))
        for hit, key in sentence.of("area")
    )


def _only_qualifies(sentence: Sentence, word: Hit, metric: Metric) -> bool:
    """Whether a word that also names a flow only qualifies the noun of an amount: "an export loan"."""
    flow = any(sense.startswith("metric.") for sense in word.senses) and f"metric.{metric.key}" not in word.senses
    return flow and sentence.after(word.end, "metric", metric.key, gap=1) is not None


def _takes(sentence: Sentence, verb: Hit, flow: Hit) -> bool:
    """Whether a verb of buying has a flow as its object: "took in 26 % of the exports"."""
    if not _buys(verb) or not any(sense.startswith("metric.") for sense in flow.senses):
        return False
    between = sentence.low[verb.end : flow.start]
    return len(between) <= _TO_ACT and not re.search(r"[.,;:()]", between) and not joined(sentence, between.split())


def _is_owned(sentence: Sentence, word: Hit) -> bool:
    """Whether a possessive right before a word makes it a noun: "were Peru's exports and 5 million imports"."""
    owner, space, _ = sentence.low[max(sentence.start, word.start - _TO_NOUN) : word.start].rpartition(" ")
    return bool(space) and any(mark.end() == len(owner) for mark in POSSESSIVE.finditer(owner))


def _is_sold_from(sentence: Sentence, word: Hit) -> bool:
    """Whether whose sales they are stands right behind a word of selling: "while exports from Peru to Chile rose"."""
    if "act.sell" not in word.senses or not any(sense.startswith("metric.") for sense in word.senses):
        return False
    led = sentence.after(word.end, "role", "from") or sentence.after(word.end, "count", "of")
    return led is not None and any(0 <= hit.start - led[0].end <= _OBJECT for hit, _ in sentence.of("area"))


def _is_flow_of(sentence: Sentence, word: Hit) -> bool:
    """Whether an adjective behind a word makes it the flow of an economy: "les exportations algériennes"."""
    if not sentence.language.adjectives_follow or not any(sense.startswith("metric.") for sense in word.senses):
        return False
    return any(hit.start - word.end == 1 and key.startswith("adjective") for hit, key in sentence.of("area"))


def _buys(hit: Hit) -> bool:
    """Whether a word is a verb of buying and no flow, so that a genitive names the seller: "mua của Lào"."""
    return "act.buy" in hit.senses and not any(sense.startswith("metric.") for sense in hit.senses)


def where_joined(sentence: Sentence, clause: Clause, metric: Metric) -> int | None:
    """Where the verb that governs an amount starts, if "and" joins it to what was said before."""
    governing = _governing(sentence, clause, metric)
    if governing is None:
        return None
    words = sentence.low[clause.start : governing.start].split()
    return governing.start if joined(sentence, words[-1:]) else None


def acted_by(told: Told, clause: Clause, metric: Metric) -> tuple[str, str] | None:
    """(code, end) of the subject of the act that governs an amount: who gave, sold, received or bought it.

    Who approves an investment is its host.
    """
    return _acts_in_clause(told, clause, led=True) or _acts_beside(told, clause, metric)


def _acts_beside(told: Told, clause: Clause, metric: Metric) -> tuple[str, str] | None:
    """The same where no clause about the amount tells it: by the verb before it, else by one behind it."""
    sentence, areas = told.sentence, told.areas
    governing = _governing(sentence, clause, metric)
    if governing is None or told.in_aside(governing.start, clause.quantity):
        contact = _acts_in_clause(told, clause, led=False)
        return contact or _acts_behind(sentence, areas, clause) or _acts_at_end(told, clause)
    keys = {key for hit, key in sentence.of("act") if hit == governing}
    keys -= set() if _takes_in(sentence, governing, clause.quantity) else {"take"}
    unit = definitions().units.get(clause.quantity.unit or "")
    if unit and unit.kind == "actor" and "license" not in keys:
        # Firms at work are what nobody gives: "asked for support of the 600 firms".
        return None
    if {"buy", "sell"} <= keys | _joined_act(sentence, governing):
        # "mua bán", to buy and sell; "importerte og eksporterte Norge"
        return None
    # "bought a mine in Peru for 5 million": who buys what is held there invests.
    takes = {"receive", *(() if metric.is_held else ("buy",)), *_hosts(metric)}
    received = not keys.isdisjoint(takes) and not _let(sentence, governing, areas)
    subjects = [
        a
        for a in _actors(told)
        if a.end <= governing.start
        and (a.form != "capital" or clause.start <= a.start)
        and _stands_free(sentence, a, governing)
    ]
    subjects = _as_listed(sentence, subjects, areas, governing)
    # "do Việt Nam xây tặng", which (is by) Viet Nam built (and) given
    agents = [a for a in areas if 0 <= governing.start - a.end <= _TO_ACT]
    agents = [a for a in agents if preposition(sentence, a.start, sentence.start) == "by"]
    if sentence.language.verb_second and subjects and agents and agents[-1].start < subjects[-1].start:
        # "Sedan invasionen av Ukraina har Sverige bidragit": who acts stands between.
        agents = []
    subjects = agents or subjects
    if not subjects and _opens_with_origin(sentence, governing):
        # "Aus dem Nachbarland Österreich bezog Liechtenstein Waren": the subject follows the verb.
        behind = [a for a in areas if 0 <= a.start - governing.end <= _OBJECT and a.form == "name"]
        subjects = [a for a in behind if preposition(sentence, a.start, governing.end) is None][:1] or subjects
    if not received:
        # "thanked China for giving it 5 million"
        subjects = [a for a in areas if a.end <= governing.start and thanked(sentence, a)] or subjects
    found = subjects = subjects or _behind_verb(sentence, governing, areas, received=received)
    opening = [a for a in _openers(told) if a.end <= governing.start and not _tells_of(sentence, a, governing)]
    subjects = _behind_speaker(sentence, subjects, governing) or _behind_speaker(sentence, opening, governing)
    subjects = subjects or found or opening
    # "China is the first client of Gabon and bought 5 million": whose client it is does nothing.
    subjects = [a for a in subjects if not _ranks_for(sentence, a)] or subjects
    subjects = [a for a in subjects if not (received and _is_whose(sentence, a))]
    # "Chilean wine was bought for 5 million": whose wine it is does not buy.
    subjects = [a for a in subjects if qualified(sentence, a) != "goods"]
    if not subjects:
        return None
    subject = subjects[-1] if clause.start <= subjects[-1].start else subjects[0]
    if received and subject.start < clause.start and _gives_itself(told, clause, governing, subject):
        return None
    both = tuple(sorted({a.code for a in subjects}))
    if len(subjects) == len(both) == _PAIR and coordinated(told, both):
        # "Chilean and Peruvian firms invested": the two do it together.
        return None
    return subject.code, "end" if received else "origin"


def _as_listed(
    sentence: Sentence, subjects: list[AreaMention], areas: list[AreaMention], verb: Hit
) -> list[AreaMention]:
    """Of names that may be a subject those that stand as they are listed, if a language tells so.

    "Россия простит Монголии" has one. Where those before the verb are in some case, or none is there, one behind
    it may do so: "Бразилии продала Аргентина". What is no name, or where none stands so, is left.
    """
    base = {hit.start for hit, _ in sentence.of("form", "base")}
    listed = [a for a in subjects if a.form != "name" or a.start in base]
    cased = {hit.start for hit, _ in sentence.of("case")}
    if any(a.form == "name" for a in listed):
        # "Монголия просит Японию дать кредит": who is asked gives. In another case the two verbs are of the first.
        others = [a for a in subjects if a not in listed]
        joins = sentence.lexicon.surfaces("range.and")
        between = sentence.low[subjects[-1].end : verb.start]
        joined = not joins.isdisjoint(between.split()) and not _CLAUSE_MARK.search(between)
        return listed if joined and all(a.start in cased for a in others) else subjects
    behind = [a for a in areas if a.start in base and a.form == "name" and 0 <= a.start - verb.end <= 1]
    return behind if behind and all(a.start in cased for a in subjects) else subjects


def _is_whose(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a genitive says whose a budget or an office is, none who receives: "за счёт бюджета РФ выделено"."""
    cases = sentence.language.areas.dative
    return bool(cases) and sentence.before(area.start, "count", "income", "state", gap=1) is not None


def _ranks_for(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a genitive says for whom another one is the first, or a partner: "the largest client of Gabon"."""
    of = sentence.before(area.start, "count", "of", gap=_OBJECT)
    if of is None:
        return False
    ranks = [hit.end for hit, _ in sentence.of("count", "rank") if hit.end <= of[0].start]
    near = bool(ranks) and len(sentence.low[ranks[-1] : of[0].start].split()) <= _PAIR
    return near or sentence.before(of[0].start, "metric", *sum_family(), gap=1) is not None


def _gives_itself(told: Told, clause: Clause, governing: Hit, subject: AreaMention) -> bool:
    """Whether the one named before a clause is named again behind its verb of receiving, of which it is no subject.

    "Peru gave 5 million, and the kingdom got 4 more from the Peruvian agency"
    """
    behind = (a for a in told.areas if governing.end <= a.start < clause.end)
    return any(a.code == subject.code for a in behind)


def _joined_act(sentence: Sentence, governing: Hit) -> set[str]:
    """What the verb before says that one word for "and" joins to the one given, if any: to buy, to sell."""
    before = ((hit, key) for hit, key in sentence.of("act", "buy", "sell") if hit.end < governing.start)
    near = ((sentence.low[hit.end : governing.start].split(), key) for hit, key in before)
    return {key for words, key in near if len(words) == 1 and joined(sentence, words)}


def _opens_with_origin(sentence: Sentence, verb: Hit) -> bool:
    """Whether a preposition opens a sentence whose first verb is the one given, and the subject follows it."""
    if not sentence.language.verb_second:
        return False
    first = next((hit for hit in sentence.hits if hit.senses), None)
    opens = first is not None and not {"role.from", "role.to", "role.in", "role.with"}.isdisjoint(first.senses)
    if first is None or not opens or sentence.low[sentence.start : first.start].strip():
        return False
    return not any(hit.end <= verb.start for hit, _ in sentence.of("status", "actual"))


def who_announces(told: Told, clause: Clause) -> str | None:
    """Whose representative announces a gift, where no verb of giving says who gives: "The Lao minister announced"."""
    sentence = told.sentence
    said = [hit for hit, _ in sentence.of("status", "pledge") if hit.end <= clause.quantity.start]
    said = [hit for hit in said if not any(sense.startswith("act.") for sense in hit.senses)]
    if not said or any(said[-1].end <= hit.start < clause.quantity.start for hit, _ in sentence.of("act", "sign")):
        # Who announces that papers were signed may get what they provide for.
        return None
    # "After talks with Laos, the minister announced": who is named before the comma does not.
    comma = sentence.low.rfind(",", sentence.start, said[-1].start) if opens_otherwise(sentence) else -1
    heads = (a for a in _actors(told) if comma < a.start and a.end <= said[-1].start and a.form != "capital")
    return next((a.code for a in heads if preposition(sentence, a.start, sentence.start) is None), None)


@read_once
def _actors(told: Told) -> list[AreaMention]:
    """The economies that may act: no phrase, case or compound makes anything else of them."""
    sentence, areas = told.sentence, told.areas
    return [
        a
        for a in areas
        if not sentence.before(a.start, "count", "of", gap=1)
        and not given_to(sentence, a)
        and not helped(sentence, a)
        and not _of_a_source(sentence, a)
        and not _in_compound(sentence, a, areas)
        and not _in_a_genitive(sentence, a)
        and not told_of_another(sentence, a, areas)
        and case_of(sentence, a, areas) is None
    ]


@read_once
def _openers(told: Told) -> list[AreaMention]:
    """The economies that are those of the phrase that opens what is told."""
    return [area for area in told.areas if opens_of(told.sentence, area)]


def _tells_of(sentence: Sentence, area: AreaMention, governing: Hit) -> bool:
    """Whether an economy is only that of who tells of an act: "said that" stands between."""
    return any(area.end <= hit.start and hit.end <= governing.start for hit, _ in sentence.of("source", "after"))


def _behind_speaker(sentence: Sentence, subjects: list[AreaMention], governing: Hit) -> list[AreaMention]:
    """Those named behind the last "said that", if any is said: "the spokesman of Laos said that China gave"."""
    said = [hit.end for hit, _ in sentence.of("source", "after") if hit.end <= governing.start]
    return [a for a in subjects if said and a.start >= said[-1]]


def _stands_free(sentence: Sentence, area: AreaMention, governing: Hit) -> bool:
    """Whether no preposition governs a name, or one of agents does right before what the agent does: "โดยไทยส่งออก"."""
    if ":" in sentence.low[area.end : governing.start] and points_back(sentence, governing.end, "to"):
        # As in: Togo grew fastest: exports there rose.
        return False
    governed = preposition(sentence, area.start, sentence.start)
    return governed is None or (governed == "by" and 0 <= governing.start - area.end <= 1)


def _in_a_genitive(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an adjective belongs to a noun in a genitive, which does nothing: "l'arrivée des réfugiés ukrainiens"."""
    if area.form != "adjective" or not sentence.language.adjectives_follow:
        return False
    noun = sentence.low[sentence.start : area.start].rstrip().rfind(" ") + sentence.start + 1
    return sentence.before(noun, "count", "of", gap=1) is not None


def _of_a_source(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name belongs to whom the statement is ascribed to: "according to the ministry of Ghana, Togo gave"."""
    source = sentence.before(area.start, "source", "before", gap=_TO_NOUN)
    return source is not None and "," not in sentence.low[source[0].end : area.start]


def _in_compound(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> bool:
    """Whether a name only opens a compound, not one of two names: "a Ukraine-fund"."""
    behind = sentence.text[area.end : area.end + 2]
    opens = area.form != "adjective" and len(behind) > 1 and behind[0] == "-" and behind[1].isalpha()
    return opens and not any(a.start == area.end + 1 for a in areas)


def _let(sentence: Sentence, governing: Hit, areas: list[AreaMention]) -> bool:
    """Whether a verb of receiving says what its subject lets another do, as in "cho Lào vay", to lend to Laos."""
    before = next((a for a in areas if 0 <= governing.start - a.end <= 1), None)
    if before is None:
        return False
    # "ໃຫ້ລາວກູ້ຢືມ", where one word says "give" and "to"
    return given_to(sentence, before) or preposition(sentence, before.start, sentence.start) == "to"


def _acts_at_end(told: Told, clause: Clause) -> tuple[str, str] | None:
    """(code, end) of the subject of a verb that stands last: "die japanische Bank hat Togo 5 Millionen bewilligt"."""
    sentence, end = told.sentence, clause.quantity.end
    if not sentence.language.verb_last or clause.start != sentence.start or opens_otherwise(sentence):
        return None
    acts = sentence.of("act", "give", "receive")
    verb = next(((hit, key) for hit, key in acts if hit.start >= end and sentence.text[hit.start].islower()), None)
    if (
        verb is None
        or not sentence.phrase_ends(verb[0].end)
        or re.search(r"[,;:()]", sentence.low[end : verb[0].start])
    ):
        return None
    auxiliary = next((hit for hit, _ in sentence.of("status", "actual", "pledge", "future") if hit.end <= end), None)
    if auxiliary is None or "role.passive" in auxiliary.senses:
        # "Togo wurden 5 Millionen bewilligt": nobody is said to.
        return None
    subject = next((a for a in _actors(told) if a.end <= auxiliary.start and a.form != "capital"), None)
    if subject is None or preposition(sentence, subject.start, sentence.start) is not None:
        return None
    return subject.code, "end" if verb[1] == "receive" else "origin"


def _acts_in_clause(told: Told, clause: Clause, *, led: bool) -> tuple[str, str] | None:
    """(code, end) of the subject of a clause about an amount: "the 5 million (in aid) that Chile has given Peru".

    `led` by its pronoun, or without one right behind the amount: "the 5 million dollars Chile gave". Where names are
    declined, the subject may stand behind its verb: "5 млн, которые выделила Япония".
    """
    sentence, end = told.sentence, clause.quantity.end
    pronouns = (*sentence.of("role", "which"), *sentence.of("source", "that"))
    # Where verbs stand last, a comma opens every clause: "den Kredit, den Japan gewährte", not "Hilfe für die Ukraine".
    marked = sentence.language.verb_last
    opens = (hit.end for hit, _ in pronouns if hit.start >= end and (not marked or sentence.low[hit.start - 2] == ","))
    opened = min(opens, default=None) if led else end
    aside = sentence.low[end:opened].strip(" ,").split() if opened is not None else []
    if opened is None or len(aside) > _FEW_WORDS + 1 or _CLAUSE_MARK.search(" ".join(aside)):
        return None
    acts = sentence.of("act", "give", "receive", "buy", "sell")
    verb = next(((hit, key) for hit, key in acts if hit.start >= opened), None)
    if verb is None:
        return None
    base = {hit.start for hit, _ in sentence.of("form", "base")}
    declined = bool(sentence.language.areas.dative)
    before_it = {area.code for area in told.areas if area.end <= clause.quantity.start}
    for area in told.areas:
        if area.start < opened or (declined and area.start not in base) or case_of(sentence, area, told.areas):
            continue
        if area.code in before_it:
            # "Chile gave Peru 5 million, which Peru gave to its schools": what was done with it then.
            return None
        before = area.start - opened <= _OBJECT and area.end <= verb[0].start
        before = before and preposition(sentence, area.start, opened) is None
        behind = led and area.start in base and verb[0].start - opened <= 1 and verb[0].end < area.start
        between = sentence.low[area.end : verb[0].start] if before else sentence.low[verb[0].end : area.start]
        if (before or behind) and len(between.split()) <= _FEW_WORDS and not _CLAUSE_MARK.search(between):
            return area.code, "end" if verb[1] in ("receive", "buy") else "origin"
    return None


def _acts_behind(sentence: Sentence, areas: list[AreaMention], clause: Clause) -> tuple[str, str] | None:
    """(code, end) of the subject where amount, verb and subject follow in this order: "19 млрд вложил Азербайджан"."""
    end = clause.quantity.end
    acts = sentence.of("act", "give", "receive", "buy", "sell")
    verb = next(((hit, key) for hit, key in acts if 0 <= hit.start - end <= _TO_VERB), None)
    if verb is None or re.search(r"[.,;:()\d]", sentence.low[end : verb[0].start]):
        return None
    if sentence.language.verb_second and sentence.before(verb[0].start, "status", "future", gap=1):
        # "50 millioner skal hjelpe Malawi": behind a modal the subject would stand before the infinitive.
        return None
    if "role.to" in verb[0].senses:
        # One word for "give" and "to": whom it is for stands behind it.
        return None
    beside = [a for a in areas if end <= a.start and 0 <= verb[0].start - a.end <= 1]
    # "310 millioner kroner har Norge gitt Jordan": the subject stands behind the auxiliary.
    inverted = sentence.language.verb_second and sentence.after(end, "status", "actual", gap=1) is not None
    agent = next(iter(beside), None) if sentence.language.names_follow or inverted else None
    # "20 million that China gave Laos": who stands before the verb does it.
    subject = agent or next((a for a in areas if a.start - verb[0].end == 1 and a.form != "adjective"), None)
    if subject is None or case_of(sentence, subject, areas):
        return None
    if agent is None and sentence.low[verb[0].start : verb[0].end].split()[-1] in sentence.lexicon.surfaces("role.to"):
        # "5 millioner går til Jordan"
        return subject.code, "end"
    return subject.code, "end" if verb[1] in ("receive", "buy") else "origin"


def _behind_verb(sentence: Sentence, verb: Hit, areas: list[AreaMention], *, received: bool) -> list[AreaMention]:
    """The subject right behind its verb, where the language puts it there: "I 2022 fikk Malawi ..."."""
    if not sentence.language.verb_second:
        return []
    # "Den 9. oktober ga Kina Laos ...": of two in a row the first one gives.
    two = any(0 <= b.start - a.end <= 1 and 0 <= a.start - verb.end <= 1 for a, b in pairwise(areas))
    if not (received or two or opens_otherwise(sentence)):
        return []
    return [a for a in areas if 0 <= a.start - verb.end <= 1 and qualified(sentence, a) is None][:1]


@read_once
def coordinated(told: Told, parties: tuple[str, ...]) -> frozenset[str]:
    """Codes of two economies joined by "and", which tell no direction: "the cooperation of Hungary and Serbia"."""
    sentence, areas = told.sentence, [a for a in told.areas if a.code in parties]
    joins = sentence.lexicon.surfaces("range.and")
    articles = sentence.lexicon.surfaces("count.determiner")
    for one, other in pairwise(areas):
        words = [w for w in sentence.low[one.end : other.start].split() if w not in articles]
        # A name of both in one leaves nothing between its two halves.
        paired = one.end == other.start or words in (["-"], ["\u2013"])
        if one.code != other.code and (paired or (len(words) == 1 and words[0] in joins)):
            return frozenset((one.code, other.code))
    return frozenset()
