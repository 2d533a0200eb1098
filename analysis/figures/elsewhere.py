"""Bare numbers told of another economy than the figure before: "Chile gave Peru 5 million. Ghana got 3 million"."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.governing import preposition
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["are_people", "is_comparable", "is_given", "is_money", "posted", "way_elsewhere"]

_MILLION = 1e6
_LEAST = 10
"""A bare number from here on may count people, where the figure before does."""
_RATIO = 100
"""As many people at another place or time are no more times less, or more, than this."""
_TO_HAVE = 6
"""Characters from who has people elsewhere to the verb: an adverb."""
_TO_PLACE = 8
"""Characters from people to where they are: a preposition, an article."""
_PAIR = 2
_FILLERS = (
    "bound.",
    "count.another",
    "count.determiner",
    "count.number",
    "count.sum",
    "status.actual",
    "status.future",
    "role.passive",
    "role.in",
    "role.to",
    "role.from",
    "act.go",
    "act.receive",
    "act.give",
    "source.pronoun",
    "stop.",
)
"""What the senses start with of words that may stand between an economy and its number: they name nothing."""
_OF_PEOPLE = ("act.travel", "act.move", "act.host", "act.take", "act.study", "act.live", "act.own")
"""The same where people are counted; money does none of these."""
_GIVING = frozenset({"act.give", "act.receive", "act.go"})
"""What money does, whatever else the word says: "received"."""
_TO_THEM = {"give": "origin", "receive": "end", "host": "end", "take": "end", "own": "end"}
"""At which end of a way is who does something: who gets money, or hosts people, at the end of theirs."""
_OF_MONEY = ("give", "receive")


def way_elsewhere(told: Told, quantity: Quantity, last: Figure) -> str | None:
    """origin>end of a bare number of what the figure before counts, told of an economy that is none of its two.

    "There are 500 Peruvians at Chile's universities. In Ghana there are 300, and another 200 come from Togo".
    """
    if quantity.kind != "number" or last.direction is None or len(last.parties) != _PAIR:
        return None
    if told.sentence.has("count", "rest") or told.sentence.has("act", "not"):
        # "The remaining 3 million came from Spain": not from who gave before. "Ghana did not get 3 million"
        return None
    people = are_people(last) and quantity.value >= _LEAST and is_comparable(quantity, last)
    if not people and not (is_given(last) and quantity.value >= _MILLION):
        return None
    area, other = _beside(told, quantity, people=people)
    if area is None or area.code in last.parties:
        return None
    if other is not None:
        # "Ghana got 3 million from Spain"
        return f"{other.code}>{area.code}"
    origin, _, end = last.direction.partition(">")
    side = _side(told, area, quantity, last, people=people)
    if side is None:
        return None
    return f"{origin}>{area.code}" if side == "end" else f"{area.code}>{end}"


def _beside(told: Told, quantity: Quantity, *, people: bool) -> tuple[AreaMention | None, AreaMention | None]:
    """The economy named beside a number, with but a verb, a preposition and a hedge between the two.

    And the one from which it comes, where another is named behind: "Ghana got 3 million from Spain". Where people are
    counted they may be named themselves: "Germans numbered 300".
    """
    names = [a for a in told.areas if people or a.form != "adjective"]
    before = next((a for a in reversed(names) if a.end <= quantity.start), None)
    behind = next((a for a in names if a.start >= quantity.end), None)
    filled = behind is not None and _only_fills(told.sentence, quantity.end, behind.start, people=people)
    if before is None or not _opens(told, before, quantity, people=people):
        return (behind if filled else None), None
    if behind and filled and preposition(told.sentence, behind.start, quantity.end) == "from":
        return before, behind
    return (before if _closes(told.sentence, quantity.end) else None), None


def _opens(told: Told, area: AreaMention, quantity: Quantity, *, people: bool) -> bool:
    """Whether an economy leads to a number behind it; a comma may close the place: "In Ghana, the number is 300"."""
    led = preposition(told.sentence, area.start, told.sentence.start) is not None
    closed = led and told.between(area.end, area.end + 1) == ","
    return _only_fills(told.sentence, area.end + closed, quantity.start, people=people)


def _closes(sentence: Sentence, position: int) -> bool:
    """Whether nothing more is said of a number: a mark stands behind it, or a word that joins the next."""
    if position >= sentence.end or sentence.low[position] in ".,;)\n":
        return True
    joined = sentence.after(position, "range", "and") or sentence.after(position, "role", "to_there")
    return joined is not None


def _only_fills(sentence: Sentence, start: int, end: int, *, people: bool) -> bool:
    """Whether nothing but words that name nothing stands between two positions, and no mark but a dash."""
    fillers = [
        (hit.start, hit.end)
        for hit in sentence.hits
        if start <= hit.start and hit.end <= end and _names_nothing(hit, people=people)
    ]
    return not any(c.isalnum() or c in ",;:()" for c in sentence.without(start, end, fillers))


def _names_nothing(word: Hit, *, people: bool) -> bool:
    """Whether a word may stand between an economy and its number, of people or of money."""
    if "range.and" in word.senses:
        # "3 million to Ghana and 2 million to Togo": what follows is of the next.
        return False
    if not people and word.senses.isdisjoint(_GIVING) and not word.senses.isdisjoint(_OF_PEOPLE):
        return False
    return any(sense.startswith((*_FILLERS, *_OF_PEOPLE)) for sense in word.senses)


def _side(told: Told, area: AreaMention, quantity: Quantity, last: Figure, *, people: bool) -> str | None:
    """At which end of the way an economy stands: "origin" or "end"; None where no word tells."""
    sentence = told.sentence
    if any(hit.start == area.start for hit, _ in sentence.of("case", "dative")):
        return "end"
    if area.form == "adjective":
        return "origin"
    by = preposition(sentence, area.start, sentence.start)
    start, end = (area.end, quantity.start) if area.end <= quantity.start else (quantity.end, area.start)
    acts = [key for hit, key in sentence.of("act", *_TO_THEM) if start <= hit.start and hit.end <= end]
    known = [key for key in acts if people or key in _OF_MONEY]
    behind = last.quote.suffix.split(maxsplit=1)[:1]
    if "own" in known and not sentence.lexicon.surfaces("role.from").isdisjoint(behind):
        # "48,000 students come from Chile. Peru has 300": there, or of its own?
        return None
    if by is not None:
        # "The fund for Ghana has 3 million"
        return {"from": "origin", "in": "end", "to": "end"}.get(by) if len(known) == len(acts) else None
    if known:
        return _TO_THEM[known[-1]]
    if acts or last.start < sentence.start or any(c.isalnum() for c in told.between(area.end, quantity.start)):
        return None
    # "Ghana got 3 million, Togo 2": the verb is said once.
    named = [code for code in last.parties if code in told.codes]
    return ("end" if last.direction and last.direction.endswith(named[0]) else "origin") if len(named) == 1 else None


def is_comparable(quantity: Quantity, last: Figure) -> bool:
    """Whether a number may be as the one before elsewhere or at another time: neither far more nor far less."""
    return last.value is not None and last.value / _RATIO <= quantity.value <= last.value * _RATIO


def are_firms(figure: Figure) -> bool:
    """Whether a figure counts firms, or others who act in an economy."""
    unit = definitions().units.get(figure.unit or "")
    return unit is not None and unit.kind == "actor"


def are_people(figure: Figure) -> bool:
    """Whether a figure counts people."""
    unit = definitions().units.get(figure.unit or "")
    return unit is not None and unit.kind == "person"


def is_given(figure: Figure) -> bool:
    """Whether a figure is money given or lent."""
    metric = definitions().metrics[figure.metric]
    return metric.is_given and is_money(figure)


def is_money(figure: Figure) -> bool:
    """Whether a figure is an amount of money."""
    return figure.value is not None and figure.unit is not None and figure.unit not in definitions().units


def posted(told: Told, quantity: Quantity) -> str | None:
    """owner>place of people whom one economy is said to have in the other: "Cuba has 31,000 doctors in Venezuela"."""
    verb = told.sentence.before(told.opening(quantity), "act", "own", gap=1)
    if verb is None:
        return None
    owner = next((a for a in reversed(told.areas) if a.end <= verb[0].start), None)
    place = next((a for a in told.areas if a.start >= quantity.end), None)
    if owner is None or place is None or owner.form == "adjective" or owner.code == place.code:
        return None
    free = preposition(told.sentence, owner.start, told.sentence.start) is None
    # Not "Peru, which borders Chile, has 3,000 doctors in its capital".
    near = verb[0].start - owner.end <= _TO_HAVE and "," not in told.between(owner.end, verb[0].start)
    near = near and place.start - quantity.end <= _TO_PLACE
    there = preposition(told.sentence, place.start, quantity.end) == "in"
    return f"{owner.code}>{place.code}" if free and near and there else None
