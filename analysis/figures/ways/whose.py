"""Which way a figure goes by whose people, goods, firms or builders it tells of, right beside it."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.governing import prepositions
from analysis.figures.metrics import MetricChoice, counts_people
from analysis.figures.named import other_of
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity

__all__ = [
    "at_whose_schools",
    "by_builders",
    "for_whose_people",
    "sent_to",
    "to_whom",
    "whose_capital",
    "whose_goods",
]

_PAIR = 2
_ARTICLE = 5
"""Characters between a verb and its object: an article."""
_TO_HOME = 8
"""Characters from builders to where they are from: "contractors from"."""


def by_builders(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """from>in of what one's builders do in the other: "Chinese contractors won contracts worth 5 million in Peru"."""
    if told.sentence.has("act", "pay", "owe", "forgive"):
        # "Chinese contractors in Peru sent home 5 million", "owes 5 million for a road built by contractors"
        return None
    builders = [hit for hit, _ in told.sentence.of("count", "builder") if hit.end <= quantity.start]
    builders = builders or [
        hit for hit, _ in told.sentence.of("count", "builder") if not told.breaks(quantity.end, hit.start)
    ]
    own = {a.code for a in told.areas for hit in builders if a.form == "adjective" and 0 <= hit.start - a.end <= 1}
    own |= {
        a.code for a, by in prepositions(told) for hit in builders if by == "from" and 0 < a.start - hit.end <= _TO_HOME
    }
    if len(own) != 1 or not own <= {*parties}:
        return None
    (home,) = own
    return f"{home}>{other_of(parties, home)}"


def whose_goods(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """giver>receiver of goods that are said right behind to be one's: "got 300 tonnes of Peruvian rice"."""
    unit = definitions().units.get(quantity.unit or "")
    if unit is None or unit.kind not in ("mass", "volume", "goods"):
        return None
    of = told.sentence.after(quantity.end, "count", "of", gap=1)
    end = of[0].end if of else quantity.end
    own = next((a for a in told.areas if a.form == "adjective" and 0 <= a.start - end <= 1 and a.code in parties), None)
    if own is None or any(a.code == own.code and a is not own for a in told.areas):
        return None
    return f"{own.code}>{other_of(parties, own.code)}"


def at_whose_schools(told: Told, choice: MetricChoice, parties: tuple[str, ...]) -> str | None:
    """origin>host of students, where who they are is named by no name: "1,500 study at Peruvian universities"."""
    students = counts_people(choice.metric) and choice.metric.measure == "stock"
    if not students or len(parties) != _PAIR or len(told.codes & set(parties)) != 1:
        return None
    for area in told.areas:
        school = area.form == "adjective" and told.sentence.after(area.end, "act", "study", gap=1)
        if school and told.sentence.before(area.start, "role", "in", gap=1) and area.code in parties:
            return f"{other_of(parties, area.code)}>{area.code}"
    return None


def for_whose_people(told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> str | None:
    """giver>receiver of what is allotted to people, told by whose they are: "200 Peruvians study there on grants"."""
    unit = definitions().units.get(quantity.unit or "")
    if not choice.metric.allotment or unit is None or unit.kind != "person" or len(parties) != _PAIR:
        return None
    own = next((a for a in told.areas if quantity.start <= a.start <= quantity.end + 1), None)
    return f"{other_of(parties, own.code)}>{own.code}" if own and own.code in parties else None


def whose_capital(told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> str | None:
    """owner>host of firms with one's capital, or with owners from there: "600 firms with Dutch capital".

    Where the other is named as well, a word says that it is owners, or capital, that they have.
    """
    unit = definitions().units.get(quantity.unit or "")
    if not choice.metric.residual or unit is None or unit.kind != "actor" or len(parties) != _PAIR:
        return None
    led = told.sentence.after(quantity.end, "role", "with", gap=1)
    own = next((a for a in told.areas if led and a.form == "adjective" and 0 <= a.start - led[0].end <= 1), None)
    if own is None or own.code not in parties:
        return None
    alone = len(told.codes & set(parties)) == 1
    owned = alone or told.sentence.after(own.end, "act", "own", gap=1) is not None
    return f"{own.code}>{other_of(parties, own.code)}" if owned else None


def to_whom(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """giver>receiver where the receiver's case says so right behind a verb of giving: "предоставит Перу"."""
    datives = {hit.start for hit, _ in told.sentence.of("case", "dative")}
    verbs = [hit.end for hit, _ in told.sentence.of("act", "give") if hit.end <= quantity.start]
    # A verb that comes second may be followed by its subject, unless that came: "then has the country given Peru".
    country = any(hit.end <= min(verbs, default=0) for hit, _ in told.sentence.of("count", "country"))
    alone = len(told.codes) == 1 and (country or not told.sentence.language.verb_second)
    for area in told.areas if verbs else ():
        right_behind = area.code in parties and any(0 <= area.start - end <= _ARTICLE for end in verbs)
        # "it was meant to give the Peruvians 75 million"
        between = alone and 0 <= told.opening(quantity) - area.end <= 1
        if right_behind and (area.start in datives or between):
            return f"{other_of(parties, area.code)}>{area.code}"
    return None


def sent_to(told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
    """seller>buyer, or donor>receiver, where a case beside the verb says to whom goods go, and no name says whose.

    "китайцам отгрузили 5 тонн": to the Chinese.
    """
    datives = {hit.start for hit, _ in told.sentence.of("case", "dative")}
    if not datives or len(parties) != _PAIR or len(told.codes & set(parties)) != 1:
        return None
    if metric.direction is None and not metric.residual:
        return None
    # "sold the Chinese fish for 5 million, and imports rose to 7": the second is not what was sold.
    verbs = [
        hit
        for hit, _ in told.sentence.of("act", "sell", "give")
        if all(q.kind != "money" for q in told.crossed(hit.end, quantity.start))
    ]
    for area in told.areas:
        beside = (verb for verb in verbs if _are_beside(told, verb, area))
        if area.code in parties and area.start in datives and any(beside):
            return f"{other_of(parties, area.code)}>{area.code}"
    return None


def _are_beside(told: Told, verb: Hit, area: AreaMention) -> bool:
    """Whether no more than a word stands between a verb and a name: "отгрузили монгольским партнёрам"."""
    start, end = (verb.end, area.start) if verb.end <= area.start else (area.end, verb.start)
    words = told.between(start, end).split()
    return len(words) <= 1 and all(map(str.isalpha, words))
