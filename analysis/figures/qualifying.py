"""What an economy's name qualifies: the learner, the flow, the goods or the firm that a possessive makes its own."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.governing import POSSESSIVE, parted, preposition_within
from analysis.lexicon import Hit
from analysis.sentences import Sentence, read_once

__all__ = ["ADJECTIVAL", "owns_what_follows", "qualified"]

ADJECTIVAL = ("adjective", "ambiguous")
"""Forms of a name that may stand before a noun: "Lao students", "Korean firms"."""
_TO_NOUN = 34
"""Characters between a genitive and the economy it governs: "of the government of Laos"."""
_PAIR = 2
_ARTICLE = 5
"""Characters between a word for "of" and a name: an article."""
_TO_ADJECTIVE = 18
"""Characters between a noun and the adjective of its economy behind it: another adjective."""
_TO_VERB = 8
"""Characters from the auxiliary of a passive to its verb: "ble det "."""
_GENITIVE = 24
"""Characters between a noun and the genitive that tells whose it is."""


@read_once
def qualified(sentence: Sentence, area: AreaMention) -> str | None:
    """What a possessive, an adjective or a genitive belongs to: "learner", "holder", "goods" or "actor"."""
    possessive = POSSESSIVE.match(sentence.low, area.end)
    after = possessive.end() if possessive else area.end
    # "Laos trade", but not "with Laos on trade".
    reach = 30 if possessive else 18 if area.form in ADJECTIVAL else 1
    unit = next(((hit, key) for hit, key in sentence.of("unit") if hit.start >= after), None)
    near = unit is not None and unit[0].start - after <= reach and not parted(sentence, after, unit[0].start)
    if unit and near and definitions().units[unit[1]].kind == "person":
        return "learner"
    if at_once := _qualified_before(sentence, area) or _of_goods(sentence, area):
        return at_once
    registers = area.form in ADJECTIVAL and sentence.has("act", "license", "own")
    state = sentence.after(area.end, "count", "office", "state", gap=1) if registers else None
    for hit, key in sentence.of("metric"):
        if hit.end < area.start - 1:
            continue
        if hit.start > after + reach or (state and hit.start >= state[0].end):
            # "Indonesian authorities registered 43 Norwegian projects": those are not theirs.
            break
        people = sentence.text[area.start].isupper() and hit.start - after <= 1
        if sentence.language.nouns_capital and sentence.text[hit.start].islower() and not people:
            # "an deutschen Universitäten eingeschrieben": an adjective belongs to a noun; "die Deutschen lieferten".
            continue
        # "за счёт российского бюджета обучаются": a verb of studying is no noun that an adjective belongs to.
        beside = 1 if definitions().metrics[key].people and definitions().metrics[key].measure == "stock" else reach
        # "отправила на чилийский рынок товаров": with a verb before it, a noun makes a flow of nobody's.
        beside = 1 if "split.last" in hit.senses else beside
        if after <= hit.start <= after + beside and not parted(sentence, after, hit.start) and _has_ends(key):
            return _of_the_deal(sentence, area, hit) or "holder"
        # "экспорт Вьетнама": the name follows its noun at once; behind a verb of giving it is the receiver's, and where
        # the verb stands second its subject: "i august importerte Peru".
        given = not hit.senses.isdisjoint(("act.give", "act.travel")) or _is_verb(sentence, hit)
        given = given or preposition_within(sentence, area.start) is not None
        if area.form == "name" and area.start - hit.end == 1 and _has_ends(key) and not given:
            return "holder"
    if sentence.language.names_follow and (before := _noun_before(sentence, area)):
        return before
    own = near and (possessive or area.form in ADJECTIVAL)
    return (_of_things(sentence, area, unit) or "actor") if own else None


def _of_goods(sentence: Sentence, area: AreaMention) -> str | None:
    """Goods, where they stand right behind an adjective: "imports of Chilean goods", "чилийских товаров закуплено".

    Where nouns have no cases, one for a flow behind them has them as its first part: "Chilean goods exports".
    """
    if area.form not in ADJECTIVAL or sentence.language.adjectives_follow:
        return None
    goods = sentence.after(area.end, "count", "goods", gap=1)
    if goods is None or any(sense.startswith("metric.") for sense in goods[0].senses):
        return None
    cases = sentence.language.areas.locative or sentence.language.areas.dative
    return "goods" if cases or sentence.after(goods[0].end, "metric", gap=1) is None else None


def _of_the_deal(sentence: Sentence, area: AreaMention, verb: Hit) -> str | None:
    """Goods, where an adjective tells whose was bought or sold, but not by whom: "Chilean wine was bought for"."""
    if area.form not in ADJECTIVAL or {"act.buy", "act.sell"}.isdisjoint(verb.senses):
        return None
    passive = (word for word, _ in sentence.of("role", "passive") if 0 < verb.start - word.end <= _TO_VERB)
    return "goods" if any(passive) else None


def _of_things(sentence: Sentence, area: AreaMention, unit: tuple[Hit, str] | None) -> str | None:
    """The same of things that have a unit, the verb on either side: "ble det kjøpt chilenske biler for"."""
    if unit is None or definitions().units[unit[1]].kind != "goods":
        return None
    verbs = (hit for hit, _ in sentence.of("act", "buy", "sell"))
    return next((goods for verb in verbs if (goods := _of_the_deal(sentence, area, verb))), None)


def owns_what_follows(sentence: Sentence, end: int) -> bool:
    """Whether a clause behind a name that ends at a position tells of its flow: "Peru, whose exports"."""
    if not sentence.low.startswith(", ", end):
        return False
    start = end + 2
    noun = next((hit for hit, key in sentence.of("metric") if hit.start == start and _has_ends(key)), None)
    if noun is not None:
        # "Туркмения, экспорт которой"
        return sentence.after(noun.end, "role", "whose", gap=1) is not None
    whose = next((hit for hit, _ in sentence.of("role", "whose") if hit.start == start), None)
    return whose is not None and any(
        0 < hit.start - whose.end <= 1 and _has_ends(key) for hit, key in sentence.of("metric")
    )


def _is_verb(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of buying or selling that a name follows at once is a verb: where verbs stand second, it is."""
    if not sentence.language.verb_second or sentence.text[hit.start].isupper():
        return False
    return not {"act.buy", "act.sell"}.isdisjoint(hit.senses)


def _qualified_before(sentence: Sentence, area: AreaMention) -> str | None:
    """The same, of the noun before it: "exportations françaises", "étudiants marocains", "les ventes de la France"."""
    if not sentence.language.adjectives_follow:
        return None
    if area.form in ADJECTIVAL:
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
    before = [(hit, key) for hit, key in before if not parted(sentence, hit.end, start)]
    if before and definitions().units[before[-1][1]].kind == "person":
        return "learner"
    if area.form in ADJECTIVAL and sentence.before(area.start, "count", "goods", gap=reach):
        # "des marchandises vietnamiennes"
        return "goods"
    for hit, key in sentence.of("metric"):
        near = 0 < start - hit.end <= reach and not parted(sentence, hit.end, start)
        if near and _has_ends(key) and ("act.give" not in hit.senses or area.form in ADJECTIVAL):
            return "holder"
    return "actor" if before and area.form in ADJECTIVAL else None


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
        near = 0 <= end - hit.end <= (_GENITIVE if genitive else 1) and not parted(sentence, hit.end, end)
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
