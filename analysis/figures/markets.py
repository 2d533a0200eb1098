"""Which way goods or money go between an economy and the one said to be its market, supplier, investor or donor."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import Metric
from analysis.figures.acting import Clause
from analysis.figures.governing import POSSESSIVE, parted, preposition
from analysis.figures.metrics import sum_family
from analysis.figures.named import other_of
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import DASHES, Sentence

__all__ = ["next_market", "owner_of", "way_of_market"]

_TO_NOUN = 34
"""Characters between a noun and whose market or supplier it names: "the main supplier of fruit of Peru"."""
_OF_ORIGIN = {"investor": ("investor",), "giver": ("giver",)}
"""Origin of a metric -> the nouns for it."""
_ENDS = ("market", "supplier", "investor", "giver")
_HEDGE = 12
"""Characters between "with" and its amount: a hedge."""
_OPENING = 2
"""Characters from where a sentence starts to its first word."""
_DASH = 3
"""Characters of a dash, with its spaces, that stands for "is"."""
_ARTICLE = 5
"""Characters between "with" and its noun: an article."""


def way_of_market(told: Told, clause: Clause, metric: Metric, parties: tuple[str, ...]) -> str | None:
    """from>to of a figure whose clause only says whose market or supplier, investor or giver the other party is.

    "Denmark is Norway's largest market, with exports of 5 million", "Größter Lieferant der Schweiz war Peru (5 Mio.)",
    "Japan is Togo's third largest investor, with 7 projects":
    the noun counts where "with", a colon or a bracket leads from it to the amount. A verb of trade, a party named
    twice, or one named by "from" or "to", tells the ends itself.
    """
    ranked = _next_in_rank(told, clause.quantity)
    if ranked and sorted(ranked[:2]) == sorted(parties) and (way := _way_of_next(*ranked, metric)):
        return way
    opens = _opens_with(told.sentence, clause)
    nouns = _nouns(told.sentence, clause, metric, behind=opens)
    if not nouns or len({key for _, key in nouns}) != 1:
        return None
    noun, key = nouns[-1]
    comma = told.sentence.low.find(", ", clause.quantity.end, clause.end)
    end = comma if comma >= 0 and not opens else clause.end
    ours = [a for a in told.areas if a.code in parties and clause.start <= a.start < end]
    leads = opens or _leads_to(told.sentence, noun, clause)
    if len(ours) == 1 and leads and _is_said_to_be(told, ours[0], noun):
        # "Singapore was the state's biggest investor, with 20 million"
        other_end = other_of(parties, ours[0].code)
        return f"{other_end}>{ours[0].code}" if key == "market" else f"{ours[0].code}>{other_end}"
    if sorted(a.code for a in ours) != sorted(parties) or not leads:
        return None
    owner = owner_of(told.sentence, ours, noun)
    other = next((a for a in ours if a is not owner), None)
    if owner is None or other is None or other.form == "adjective":
        return None
    governed = preposition(told.sentence, other.start, told.sentence.start)
    if governed is not None or _verb_of_trade(told.sentence, clause, noun):
        return None
    return f"{owner.code}>{other.code}" if key == "market" else f"{other.code}>{owner.code}"


def _is_said_to_be(told: Told, area: AreaMention, noun: Hit) -> bool:
    """Whether an economy is said to be what a noun names: its name opens the clause, and "is" stands behind it."""
    named = area.form != "adjective" and area.end <= noun.start
    bare = named and preposition(told.sentence, area.start, told.sentence.start) is None
    # Or a dash: "Чили — крупнейший инвестор в Перу"
    dash = told.between(area.end, area.end + _DASH).strip() in DASHES
    return bare and (dash or told.sentence.after(area.end, "role", "passive", gap=1) is not None)


def next_market(told: Told, quantity: Quantity) -> tuple[str, str] | None:
    """The codes of whose market or supplier is ranked next, and of that one, sorted; None where none is told.

    "Chile is Peru's largest market, followed by Togo with 5 million": Peru and Togo.
    """
    found = _next_in_rank(told, quantity)
    return (min(found[:2]), max(found[:2])) if found else None


def _next_in_rank(told: Told, quantity: Quantity) -> tuple[str, str, str] | None:
    """(whose market or supplier, the one ranked next, the key of the noun)."""
    words = told.sentence.of("count", "followed")
    followed = [hit for hit, _ in words if hit.end <= quantity.start]
    if not followed or told.crossed(told.sentence.start, quantity.start):
        return None
    rank = followed[-1]
    nexts = {a.code for a in told.areas if rank.end <= a.start < quantity.start}
    nouns = [(h, key) for h, key in told.sentence.of("role", *_ENDS) if h.end <= rank.start]
    if len(nexts) != 1 or not nouns:
        return None
    owner = owner_of(
        told.sentence, [a for a in told.areas if a.end <= rank.start and a.code not in nexts], nouns[-1][0]
    )
    return (owner.code, nexts.pop(), nouns[-1][1]) if owner else None


def _way_of_next(owner: str, following: str, key: str, metric: Metric) -> str | None:
    """from>to of a figure of the one ranked next by a noun, whose market or supplier it is, of trade alone.

    What is no trade comes from the one ranked next: "Chile is Peru's largest market, followed by Togo, which invested 5
    million". Of trade an investor or giver tells nothing.
    """
    if metric.key not in sum_family() or key == "supplier":
        return f"{following}>{owner}"
    return f"{owner}>{following}" if key == "market" else None


def _opens_with(sentence: Sentence, clause: Clause) -> bool:
    """Whether "with" and an amount open a sentence: "With 274 projects, Japan is Togo's largest investor"."""
    led = sentence.before(clause.quantity.start, "role", "with", gap=_HEDGE)
    return led is not None and sentence.opens_with(led[0].start, _OPENING)


def _nouns(sentence: Sentence, clause: Clause, metric: Metric, *, behind: bool) -> list[tuple[Hit, str]]:
    """The nouns for one end of what a metric measures before an amount in its clause, and not one right before it.

    `behind` asks for those behind the amount.

    Markets and suppliers are of trade; of anything else the noun is that of its origin: its investor, its giver.
    """
    origin = (metric.direction or "").partition(">")[0]
    keys = ("market", "supplier") if metric.key in sum_family() else _OF_ORIGIN.get(origin, ())
    nouns = sentence.of("role", *keys) if keys else ()
    if behind:
        return [(h, key) for h, key in nouns if clause.quantity.end < h.start < clause.end]
    # "the American market for 5 million"
    return [(h, key) for h, key in nouns if clause.start <= h.start and h.end + 1 < clause.quantity.start]


def _leads_to(sentence: Sentence, noun: Hit, clause: Clause) -> bool:
    """Whether "with" or "taking" stands between a noun and an amount, or a bracket or a colon right before it."""
    start = clause.quantity.start
    bracket = sentence.low[start - 1 : start] == "("
    colon = sentence.low.rfind(":", noun.end, start)
    bracket = bracket or (colon >= 0 and start - colon <= _HEDGE)
    # "Chile is Peru's biggest market, growing by 20 percent"
    grows = clause.quantity.kind == "percent" and not any(noun.end <= h.start < start for h, _ in sentence.of("metric"))
    return (
        grows
        or bracket
        or any(noun.end <= h.start and h.end <= start for h, _ in sentence.of("role", "with", "absolute"))
    )


def _verb_of_trade(sentence: Sentence, clause: Clause, noun: Hit) -> bool:
    """Whether a word of an act stands before an amount in its clause, other than the noun behind "with"."""
    return any(
        clause.start <= hit.start < clause.quantity.start
        and not noun.start <= hit.start < noun.end
        and sentence.before(hit.start, "role", "with", gap=_ARTICLE) is None
        for hit, _ in sentence.of("act", "give", "receive", "buy", "sell")
    )


def owner_of(sentence: Sentence, areas: list[AreaMention], noun: Hit) -> AreaMention | None:
    """Whose market or supplier a noun names: who stands right behind its "of", else who is nearest to it."""
    owners = (a for a in areas if _is_owner(sentence, a, noun))
    of = sentence.lexicon.surfaces("count.of")

    def distance(area: AreaMention) -> tuple[bool, int]:
        # "overtook China as the top supplier of Chile"
        behind = sentence.low[noun.end : area.start].split()[:1]
        return not (behind and behind[0] in of), abs(area.start - noun.start)

    return min(owners, key=distance, default=None)


def _is_owner(sentence: Sentence, area: AreaMention, noun: Hit) -> bool:
    """Whether an economy stands in the phrase of a noun, before or behind it: no verb or mark parts the two."""
    start, end = (area.end, noun.start) if area.end <= noun.start else (noun.end, area.start)
    if not 0 <= end - start <= _TO_NOUN or parted(sentence, start, end):
        return False
    if not set(DASHES).isdisjoint(sentence.low[start:end].split()):
        # A dash stands for "is": "Испания — крупнейший инвестор в Перу"
        return False
    possessive = POSSESSIVE.match(sentence.low, area.end)
    if area.end <= noun.start and POSSESSIVE.search(sentence.low, possessive.end() if possessive else start, end):
        # "ranking Peru as the country's largest market"
        return False
    verbs = (*sentence.of("role", "passive", "own"), *sentence.of("count", "stands"))
    words = (*sentence.of("status", "actual"), *verbs)
    return not any(start <= hit.start < end for hit, _ in words)
