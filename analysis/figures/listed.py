"""Items of a list of partners, one to a line, of which the lines above say what is counted: "1. Chile (5,000)"."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.counted import plain_people
from analysis.figures.elsewhere import posted
from analysis.figures.governing import led_by, preposition, prepositions
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.metrics.families import are_goods, residual_metric
from analysis.figures.named import areas_of, other_of
from analysis.figures.timing.carried import is_only_compared
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.periods import is_day, periods_in
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["Item", "item_like", "item_of", "of_people_by_economy", "part_of_all"]

_ARTICLE = 5
"""Characters between "the number of" and whom it counts: an article."""
_LONGEST = 64
"""Characters of the longest line that is an item."""
_ABOVE = 4
"""Lines above the items that may say what they are of."""
_ITEMS = 30
"""Items of the longest list that is read."""
_REST = 2
"""Letters that may be left of an item without its rank, its economy and its number."""
_MANY = 1000
"""From here on a bare number of a line may be one of people, whatever leads to it."""
_TO_PEOPLE = 12
"""Characters from "number of" to the people: an adjective."""
_LEADS = frozenset(("\u2013", "\u2014", "-", ":"))
"""What leads from an economy to its number in a line."""
_BULLETS = ("\u2022", "\u2013", "\u2014", "-", "*", "\u00b7")
"""What an item of a list opens with."""
_TRADERS = ("market", "supplier")
"""Roles of those whom a list is of: who takes what an economy sells, and who sells to it."""
_BEFORE_GROWTH = re.compile(r"\s*[,;(\u2013\u2014-]")
_DASH = re.compile(r"\s[\u2013\u2014-]\s")
_LETTERS = re.compile(r"[^\W\d_]")


class Item(NamedTuple):
    """What an item of a list counts, between whom, which way, and in which time, as far as the lines above say."""

    metric: Metric
    unit: str | None
    parties: tuple[str, ...]
    direction: str | None
    period: str | None


def item_like(figure: Figure, parties: tuple[str, ...], direction: str | None, *, period: str | None) -> Item:
    """An item that counts what a figure does, between others or at another time."""
    return Item(definitions().metrics[figure.metric], figure.unit, parties, direction, period)


def item_of(told: Told, quantity: Quantity, reading: Reading, host: Callable[[], str | None]) -> Item | None:
    """What the number of a line is that names no more than an economy and people or money; None elsewhere.

    `host` tells the economy to which people go, by the figure or the sentences before.
    """
    if not _is_item(told, quantity):
        return None
    above = list(_above(told.sentence, reading))
    if quantity.kind == "money" or are_goods(quantity) or _money_beside(told, quantity):
        return _of_trade(told, quantity, above, reading)
    if quantity.kind == "number" and quantity.value < _MANY and not (above and _is_head(above[0])):
        return None
    metric = next((m for sentence in above if (m := _counted(sentence))), None)
    partner = told.areas[0].code
    others = (_one_beside(sentence, areas_of(sentence, home=reading.home), partner) for sentence in above)
    home = next(filter(None, others), None) or host()
    home = home if home != partner else None
    speaks = reading.language.home
    # Where the text is in the language of one economy alone, it is that one's partners that are listed.
    home = home or (speaks if speaks in reading.economies and speaks != partner else reading.lead)
    if metric is None or not home or home == partner:
        return None
    own = any(_comes_from(sentence, area) for sentence in above for area in areas_of(sentence) if area.code == home)
    own = own or any(sentence.has("count", "abroad") for sentence in above)
    if metric.residual and not own:
        return None
    period = next((iso for sentence in above if (iso := _time_of(sentence, reading))), None)
    way = f"{home}>{partner}" if own else f"{partner}>{home}"
    return Item(metric, plain_people() or "", tuple(sorted((home, partner))), way, period)


def _is_head(sentence: Sentence) -> bool:
    """Whether a line says that the people of each economy follow: "Number of tourists by country:", "Tourists:".

    Not "Visa-free days for tourists:", nor "Tourists, share in percent:".
    """
    if not sentence.exact().endswith(":") or sentence.has("percent") or sentence.has("count", "duration", "share"):
        return False
    units = definitions().units
    people = [hit for hit, key in sentence.of("unit") if units[key].kind == "person"]
    if not people:
        return False
    if sentence.has("count", "number"):
        return sentence.before(people[0].start, "count", "number", gap=_TO_PEOPLE) is not None
    return not any(c.isalpha() for c in _unknown(sentence, people[0].start))


def _unknown(sentence: Sentence, end: int) -> str:
    """What no term of the lexicon takes of a sentence up to a position."""
    return sentence.without(sentence.start, end, ((hit.start, hit.end) for hit in sentence.hits))


def _comes_from(sentence: Sentence, area: AreaMention) -> bool:
    """Whether people are said to be of an economy: "Lao students abroad", "tourists from Norway by destination"."""
    if _is_of(sentence, area) or preposition(sentence, area.start, sentence.start) == "from":
        return True
    noun = sentence.after(area.end, "unit", gap=1) if area.form == "adjective" else None
    return noun is not None and definitions().units[noun[1]].kind == "person"


def _of_trade(told: Told, quantity: Quantity, above: list[Sentence], reading: Reading) -> Item | None:
    """What a line of money or goods is of whose head names trade: "Peru's main export markets:", "Chile – 46 million".

    An amount in brackets is of the time that the head gives for these: "Markets in 2017 (2016 in brackets)".
    """
    partner = told.areas[0].code
    head = above[0] if above else None
    noted = next((hit for hit, _ in head.of("count", "bracketed")), None) if head else None
    marked = told.sentence.exact().startswith(_BULLETS)
    if head is None or not (noted or marked or head.exact().endswith(":")):
        return None
    owner = _one_beside(head, areas_of(head, home=reading.home), partner)
    if owner is None and head.has("role", *_TRADERS):
        owner = reading.lead if reading.lead != partner else None
    flow = _flow_of(head, owner, reading) if owner else None
    if owner is None or flow is None:
        return None
    metric, out = flow
    way = (f"{owner}>{partner}" if out else f"{partner}>{owner}") if metric.direction else None
    if are_goods(quantity):
        metric = residual_metric() or metric
    before = told.between(told.sentence.start, quantity.start)
    aside = before.count("(") > before.count(")")
    if aside and noted is None:
        return None
    opens = head.low.rfind("(", head.start, noted.start) if noted else -1
    first, last = (opens, noted.end) if aside and noted else (head.start, opens if opens >= 0 else head.end)
    money = _money_beside(told, quantity)
    unit = money.unit if money else None
    return Item(metric, unit, tuple(sorted((owner, partner))), way, _time_of(head, reading, first, last))


def _money_beside(told: Told, quantity: Quantity) -> Quantity | None:
    """The money before brackets in a line of a list, in which a number leaves out its currency: "5 dollars (4)"."""
    first = told.quantities[0]
    bracketed = len(told.quantities) == 2 and "(" in told.between(first.end, quantity.start)  # noqa: PLR2004
    # "46 million dollars (40)" leaves out its scale, too.
    scaled = quantity.value >= _MANY or first.value < _MANY
    return first if quantity.kind == "number" and first.kind == "money" and bracketed and scaled else None


def _flow_of(head: Sentence, owner: str, reading: Reading) -> tuple[Metric, bool] | None:
    """The trade that a head names, and whether it goes out from its owner: "Peru's markets", "who bought from Peru"."""
    metrics = definitions().metrics
    sums = [metrics[key] for key in sum_family()]
    owned = {m.held_at_origin: m for m in reversed(sums) if m.holder and not m.difference}
    for act, governed, out in (("buy", "from", True), ("sell", "to", False)):
        led = led_by(head, areas_of(head, home=reading.home), governed) if head.has("act", act) else []
        if any(area.code == owner for area in led):
            return (owned[out], out) if out in owned else None
    for role, out in zip(_TRADERS, (True, False), strict=True):
        if head.has("role", role):
            # Who is its market takes what an economy exports.
            return (owned[out], out) if out in owned else None
    named = next((metrics[key] for _, key in head.of("metric", *sum_family())), None)
    return (named, named.held_at_origin) if named else None


def _one_beside(sentence: Sentence, areas: list[AreaMention], partner: str) -> str | None:
    """The one economy that a sentence names beside a partner, or of several the one that people come to.

    "Visitors to Peru by country, with Chile far ahead"
    """
    named = [a for a in areas if a.code != partner]
    if sentence.has("count", "world"):
        # "Among the foreigners there were most German guests": those are an item themselves.
        named = [a for a in named if a.form != "adjective"]
    if len({a.code for a in named}) > 1:
        named = led_by(sentence, named, "to", "in")
    codes = {a.code for a in named}
    return codes.pop() if len(codes) == 1 else None


def of_people_by_economy(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """The way of people of one economy who live in the other: "20,000 Filipinos work in Qatar"."""
    unit = definitions().units.get(quantity.unit or "")
    if unit is None or unit.kind != "person":
        return None
    if moved := _moved(told, quantity, parties) or posted(told, quantity):
        return moved
    near = [a for a in told.areas if a.code in parties and (_within(a, quantity) or not _parted(told, a, quantity))]
    own = {a.code for a in near if _within(a, quantity) or _is_of(told.sentence, a) or _is_theirs(told, a, quantity)}
    own = own or {a.code for a in near if _come_from(told, a, quantity)}
    own = own or {a.code for a in told.areas if a.code in parties and _is_numbered(told.sentence, a)}
    part = part_of_all(told, quantity)
    own = own or ({part.code} if part else set())
    if len(own) != 1:
        return _to_where_they_live(told, quantity, parties)
    origin = own.pop()
    other = other_of(parties, origin)
    # "At Chilean mines in Peru 300 Peruvian workers are employed" tells of those at home, wherever a minister spoke.
    outside = ((a, by) for a, by in prepositions(told) if a.code == origin and not _within(a, quantity))
    at_home = told.sentence.language.spaced and any(by == "in" and area.form != "capital" for area, by in outside)
    # "Korea is training 120 Rwandan officials in Rwanda" too takes them to who trains them.
    return None if at_home and not told.sentence.has("act", "train") else f"{origin}>{other}"


def _to_where_they_live(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """The way of people told before their number by where they live: "Chilean nationals living in Peru: 121".

    Nobody else but those of the other one may be named, and no preposition leads to it.
    """
    sentence = told.sentence
    ours = [a for a in told.areas if a.code in parties and a.end <= quantity.start]
    for verb, _ in sentence.of("act", "live"):
        place = sentence.after(verb.end, "role", "in", gap=1)
        home = next((a for a in ours if place and 0 < a.start - place[0].end <= _ARTICLE), None)
        others = [a for a in ours if home and a.code != home.code]
        led = any(preposition(sentence, a.start, sentence.start) in ("in", "to", "by") for a in others)
        alone = len(told.codes) == len(parties) and not sentence.has("act", "give")
        if home and others and alone and not led and not told.crossed(others[-1].end, quantity.start):
            return f"{others[-1].code}>{home.code}"
    return None


def part_of_all(told: Told, quantity: Quantity) -> AreaMention | None:
    """The economy whose people a number is of, among all who live in another: "of whom 250,000 are Peruvians".

    Their name may stand before it: "of whom from Peru: 250,000".
    """
    sentence, everybody = told.sentence, told.last_before(quantity.start)
    lives = sentence.has("act", "live") or sentence.has("count", "refuge")
    if everybody is None or everybody.unit != plain_people() or not lives:
        return None
    subsets = [hit for hit, _ in sentence.of("count", "subset") if hit.start >= everybody.end]
    start, end = told.opening(quantity), quantity.end
    if any(0 <= start - hit.end <= 1 or 0 <= hit.start - end <= 1 for hit in subsets):
        named = next((a for a in told.areas if a.form == "adjective" and a.start >= end), None)
        verbs = (*sentence.of("status", "actual"), *sentence.of("role", "passive"))
        said = ((hit.start, hit.end) for hit in (*subsets, *(hit for hit, _ in verbs)))
        return named if named and not sentence.without(end, named.start, said).strip() else None
    named = next((a for a in reversed(told.areas) if a.end <= start), None)
    if named is None or not any(hit.end <= named.start for hit in subsets):
        return None
    led = told.between(named.end, start).strip() in _LEADS
    return named if led and preposition(sentence, named.start, everybody.end) == "from" else None


def _come_from(told: Told, area: AreaMention, quantity: Quantity) -> bool:
    """Whether "from" right behind people leads to where they come from: "300 workers from Peru"."""
    led = told.sentence.after(quantity.end, "role", "from", gap=1)
    return led is not None and 0 <= area.start - led[0].end <= _ARTICLE


def _is_theirs(told: Told, area: AreaMention, quantity: Quantity) -> bool:
    """Whether a name stands right behind people in the genitive that tells whose they are: "граждан Монголии"."""
    named = area.form in ("name", "ambiguous")
    return told.sentence.language.spaced and named and area.start - quantity.end == 1


def _is_numbered(sentence: Sentence, area: AreaMention) -> bool:
    """Whether people are told by their economy behind "the number of": "The number of Chileans in Peru was 5,000"."""
    return area.form == "adjective" and sentence.before(area.start, "count", "number", gap=_ARTICLE) is not None


def _moved(told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
    """The way of people who go from one to the other: "sent 6,000 workers to Japan", "trained 50 people from Nepal"."""
    index = told.place(quantity)
    amounts = told.listed(told.amounts, index) if index is not None else [quantity]
    before = told.last_before(amounts[0].start)
    start, end = before.end if before else told.sentence.start, told.end_of(told.following(amounts[-1]))
    # "40 workers came from Nepal, from Peru there were 30": the verb is said once.
    since = told.sentence.start if quantity.kind == "number" else start
    words = [hit for hit, _ in told.sentence.of("act", "move", "train") if since <= hit.start < end]
    if not words:
        return None
    named = [(area, by) for area, by in prepositions(told) if area.code in parties]
    own = [(area, by) for area, by in named if start <= area.start < end] if before else named
    acting = {area.code for area, by in named if by is None and area.end <= words[0].start}
    if not own and len(acting) == 1 and any("act.give" in hit.senses for hit in words):
        # "Chile took 50 people from Peru and sent it 30 teachers"
        (origin,) = acting
        return f"{origin}>{other_of(parties, origin)}"
    origins, hosts = ({area.code for area, by in own or named if by == end} for end in ("from", "to"))
    if all("act.train" in hit.senses for hit in words):
        # "trained 50 doctors for Peru"
        hosts = set()
    origins = origins or (set(parties) - hosts if hosts else origins)
    if len(origins) != 1:
        return None
    (origin,) = origins
    return f"{origin}>{other_of(parties, origin)}"


def _parted(told: Told, area: AreaMention, quantity: Quantity) -> bool:
    """Whether a name stands in another clause than a count, where a noun behind the name may be its subject."""
    if not told.sentence.language.noun_last:
        return False
    return area.start >= quantity.end or told.breaks(area.end, quantity.start)


def _within(area: AreaMention, quantity: Quantity) -> bool:
    return quantity.start <= area.start and area.end <= quantity.end


def _is_of(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is that of people: its adjective for them, or its name right behind their noun."""
    units = definitions().units
    if sentence.language.noun_last and not sentence.language.spaced:
        behind = sentence.after(area.end, "unit", gap=1)
        return behind is not None and units[behind[1]].kind == "person"
    if not (sentence.language.names_follow or sentence.language.adjectives_follow):
        return False
    noun = sentence.before(area.start, "unit", gap=1)
    people = area.form == "adjective" and not sentence.language.spaced
    return people or (noun is not None and units[noun[1]].kind == "person")


def _is_item(told: Told, quantity: Quantity) -> bool:
    """Whether a sentence holds no more than the name of one economy and one amount, with marks, a rank and a growth."""
    sentence = told.sentence
    unit = definitions().units.get(quantity.unit or "")
    end = _end_of_item(told, quantity)
    if len(told.areas) != 1 or end - sentence.start > _LONGEST:
        return False
    area = told.areas[0]
    between = told.between(area.end, quantity.start).strip()
    counted = quantity.kind == "number" and (quantity.value >= _MANY or between in _LEADS)
    counted = counted or _money_beside(told, quantity) is not None or are_goods(quantity)
    if not counted and quantity.kind != "money" and (unit is None or unit.kind != "person"):
        return False
    # "2. Chile 1,185 people, 31 % of all": the rank and the share are no more than that.
    marks = ((hit.start, hit.end) for hit, _ in sentence.of("count", "rank", "share"))
    shares = ((q.start, q.end) for q in told.quantities if q.kind == "percent")
    # "Chile: 46 million (12 million)": the one in brackets is of another time.
    beside = [q for q in told.quantities if q is not quantity]
    bracket = sentence.low.find("(", area.end, sentence.end)
    beside = beside if len(beside) == 1 and 0 <= bracket < max(beside[0].start, quantity.start) else []
    asides = ((q.start, q.end) for q in beside)
    own = ((area.start, area.end), (told.opening(quantity), quantity.end))
    rest = sentence.without(sentence.start, end, (*own, *marks, *shares, *asides))
    return len(_LETTERS.findall(rest)) <= _REST


def _end_of_item(told: Told, quantity: Quantity) -> int:
    """Where an item ends: at the mark before its growth, if it tells one behind: "Chile: 40 tonnes, up 3 percent"."""
    sentence = told.sentence
    behind = [g.quantity.start for g in told.growths if g.quantity.start >= quantity.end]
    mark = _BEFORE_GROWTH.match(sentence.low, quantity.end) if behind else None
    return mark.start() if mark else sentence.end


def _above(sentence: Sentence, reading: Reading) -> Iterator[Sentence]:
    """The sentences above a list, the nearest first."""
    current = sentence
    found = 0
    for _ in range(_ITEMS):
        before = reading.sentences.preceding(current, within="\0")
        if before is None or found == _ABOVE:
            return
        current = before
        exact = current.exact()
        if not any(map(str.isalpha, exact)):
            # The mark of an item on a line of its own, or its rank.
            continue
        # "Chile – most of all": an item may leave out its number.
        short = len(exact) <= _LONGEST and (any(map(str.isdigit, exact)) or _DASH.search(exact) is not None)
        says = any(True for key in ("metric", "act", "time") for _ in current.of(key))
        if short and not says and current.has("area"):
            continue
        found += 1
        yield current


def _counted(sentence: Sentence) -> Metric | None:
    """The metric of the people whom a sentence speaks of: those of a metric of their own, or who live somewhere."""
    metrics, units = definitions().metrics, definitions().units
    keys = (*(key for _, key in sentence.of("metric")), *(units[key].metric for _, key in sentence.of("unit")))
    named = next((metrics[key] for key in keys if key and counts_people(metrics[key])), None)
    if named:
        return named
    lives = sentence.has("act", "live")
    return residual_metric() if lives else None


def _time_of(sentence: Sentence, reading: Reading, start: int = 0, end: int = sys.maxsize) -> str | None:
    """The one stretch of time that a sentence names, between two positions if these are given."""
    named = periods_in(sentence, reading.numbers_in(sentence), reading.scope.reference)
    named = [p for p in named if p.role in ("at", "span", "by") and start <= p.start < end]
    # "2017 (2016 in brackets)": what brackets tell of is compared with nothing.
    within = end < sys.maxsize and len(named) == 1
    named = [p for p in named if within or not is_only_compared(sentence, p)]
    times = {p.iso for p in named if "/" in p.iso or not is_day(p.iso)}
    return times.pop() if len(times) == 1 else None
