"""What a count of things or people measures."""

from __future__ import annotations

from itertools import pairwise

from analysis.definitions import Metric, definitions
from analysis.figures.metrics.families import (
    MetricChoice,
    as_residual,
    counts_guests,
    counts_people,
    gift_metric,
    names_gift,
    residual_metric,
    student_metric,
    sum_family,
)
from analysis.figures.metrics.guests import for_work, guests, is_delegation, speaks_of_guests
from analysis.figures.metrics.nearest import BESIDE, FARTHEST, are_parted, nearest_metric
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["in_force", "live_behind", "names_actors", "of_count", "speaks_of_places"]

_BULK = 3e5
"""Goods of which so many tonnes are trade, whatever the verb."""
_MANY = 1000
"""Trips from here on are those of guests, whoever makes them."""
_ARTICLE = 5
"""Characters between a preposition and an economy: an article."""
_ITEM = 6
"""Words and commas from an item of a list to the next: a noun with its adjectives, "and", a hedge."""
_IN_FORCE = 12
"""Characters between papers counted and the word that says that they stand: "are in"."""


def of_count(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of what is counted: by its unit alone, else by the nearest word; None where neither says."""
    known = definitions()
    unit = known.units.get(quantity.unit or "")
    if unit is None:
        return None
    if unit.kind == "person":
        return of_people(told, quantity)
    direct = next((m for m in known.metrics.values() if unit.key in m.units), None)
    if direct is not None and counts_people(direct):
        # "12 visits" may be those of ministers: a word must say that they are of tourists, or from where they come.
        whose = any(quantity.start < a.start < quantity.end and a.form == "adjective" for a in told.areas)
        # "1.37 million Finnish visits"; few of them may be those of ministers.
        of_guests = _leads(told, quantity.end, "to", "in") or speaks_of_guests(told.sentence)
        whose = whose and (unit.metric == direct.key or (quantity.value >= _MANY and of_guests))
        by_whom = quantity.value >= _MANY and (_of_guests(told, quantity) or _leads(told, quantity.end, "from", "by"))
        whose = whose or by_whom
        return nearest_metric(told, quantity, (direct.key,)) or (MetricChoice(direct) if whose else None)
    if direct is None:
        return _in_kind(told, quantity) if unit.kind in ("goods", "mass", "volume") else None
    if direct.measure == "event":
        # Agreements count when they are signed, or in force, not when they are named.
        signed = told.sentence.has("metric", direct.key) or told.sentence.has("act", "sign") or in_force(told, quantity)
        return MetricChoice(direct) if signed else None
    if direct.worth:
        cues = [
            hit
            for hit, key in told.sentence.of("metric", direct.worth, direct.key)
            if abs(hit.start - quantity.start) < FARTHEST
        ]
        money = any(q.kind == "money" and 0 <= q.start - quantity.end <= BESIDE for q in told.quantities)
        worth = money and bool(told.areas)
        # "promoted 60 projects of development aid for 400 million": what a gift pays for is no investment.
        worth = worth and not (not cues and names_gift(told.sentence, told.sentence.end))
        held = worth or (told.sentence.has("act", "own") and names_actors(told))
        return MetricChoice(direct, cues[0] if cues else None) if cues or held else None
    if direct.allotment and not _for_studies(told, direct):
        return None
    return MetricChoice(direct)


def in_force(told: Told, quantity: Quantity) -> bool:
    """Whether a word beside papers counted says that they stand: "bound by 105 agreements", "105 are in force"."""
    for hit, _ in told.sentence.of("act", "bind"):
        start, end = (quantity.end, hit.start) if quantity.end <= hit.start else (hit.end, told.opening(quantity))
        if 0 <= end - start <= _IN_FORCE and not set(",;:").intersection(told.between(start, end)):
            return True
    return False


def _of_guests(told: Told, quantity: Quantity) -> bool:
    """Whether people named by their economy stand before a count in its clause: "Peruvian guests spent 243 nights"."""
    units = definitions().units
    last = told.last_before(quantity.start)
    start = last.end if last else told.sentence.start
    for area in told.areas:
        if area.form != "adjective" or not start <= area.start < quantity.start:
            continue
        noun = told.sentence.after(area.end, "unit", gap=1)
        # "The number of Peruvian trips to Chile was 12,000"
        trips = noun is not None and noun[1] == quantity.unit and _leads(told, noun[0].end, "to")
        people = units[noun[1]].kind == "person" if noun else told.sentence.phrase_ends(area.end)
        people = people or trips
        # "Peruvians made 12,000 trips to Chile", not "50 million trips at home"
        made = len(told.between(area.end, told.opening(quantity)).split()) == 1
        people = people or (made and _leads(told, quantity.end, "to"))
        if people and not are_parted(told, area.end, quantity.start):
            return True
    return False


def _leads(told: Told, end: int, *ways: str) -> bool:
    """Whether a preposition right behind a position, as the end of a count, leads to an economy: "trips from Peru"."""
    led = told.sentence.after(end, "role", *ways, gap=1)
    return led is not None and any(0 <= a.start - led[0].end <= _ARTICLE for a in told.areas)


def _for_studies(told: Told, metric: Metric) -> bool:
    """Whether a sentence speaks of studies or allots something: "90 places" in a hall are none for students."""
    said = (told.sentence.of("metric", metric.key), told.sentence.of("act", "study", "give", "receive"))
    people = any(definitions().units[key].kind == "person" for _, key in told.sentence.of("unit"))
    return people or any(said)


def names_actors(told: Told, before: int | None = None) -> bool:
    """Whether a sentence names those who hold things, firms or investors, before a position if one is given."""
    units = definitions().units
    actors = (hit for hit, key in told.sentence.of("unit") if units[key].kind == "actor")
    return any(before is None or hit.end <= before for hit in actors)


def of_people(told: Told, quantity: Quantity) -> MetricChoice | None:
    """People counted: by the words that govern them ("scholarships for 800 students"), else by who they are."""
    known = definitions()
    if told.sentence.before(told.opening(quantity), "count", "capacity", gap=1):
        # "a terminal with a capacity of 7 million travellers"
        return None
    if _apply(told, quantity):
        return None
    who = quantity.unit or ""
    if known.units[who].metric is None:
        # "the number of tourists reached 50,000 people": who they are is said before.
        named = reversed([(hit, key) for hit, key in told.sentence.of("unit") if known.units[key].metric])
        who = next((key for hit, key in named if hit.end <= quantity.start), who)
    # Workers who travel are no guests.
    work = told.names(quantity, "act", "move") or for_work(told, quantity)
    governing = [m.key for m in known.metrics.values() if who in m.people and not (work and counts_guests(m))]
    choice = nearest_metric(told, quantity, governing)
    apart = choice is not None and choice.cue is not None and _in_another_clause(told, choice.cue, quantity)
    metric = known.units[who].metric
    if (apart and _lives(told, quantity)) or (metric is None and live_behind(told, quantity)):
        # "200,000 of them live there, 7,000 study"
        return None
    if apart and metric is None and (told_of := _told_of(told, quantity, governing)):
        return told_of
    if apart and metric is None and (moved := _moved(told, quantity)):
        return moved
    both = _moved(told, quantity) if metric is None else None
    if both and both.cue and "act.move" in both.cue.senses and not _nearer(choice, both.cue):
        # "400万人次访问中国, 两国人员往来突破1000万人次"
        return both
    if choice and metric is None and is_delegation(told, quantity, choice):
        choice = None
    near = choice is not None and choice.cue is not None and _near(told, quantity, choice.cue)
    if choice and choice.cue and not (apart and metric) and (near or _get(told, quantity, choice.cue)):
        return _studied_on(told, quantity, choice) or choice
    return MetricChoice(known.metrics[metric]) if metric else _of_doings(told, quantity)


def speaks_of_places(sentence: Sentence) -> bool:
    """Whether a sentence speaks of what is allotted, scholarships or places of study."""
    allotted = [metric for metric in definitions().metrics.values() if metric.allotment]
    units = {unit for metric in allotted for unit in metric.units}
    return any(sentence.has("metric", metric.key) for metric in allotted) or any(
        key in units for _, key in sentence.of("unit")
    )


def _apply(told: Told, quantity: Quantity) -> bool:
    """Whether people counted only ask for what a sentence allots: "4,000 people applied for 228 scholarships"."""
    for hit, _ in told.sentence.of("act", "apply") if speaks_of_places(told.sentence) else ():
        first, last = sorted(((hit.start, hit.end), (quantity.start, quantity.end)))
        clauses = (*told.sentence.of("role", "which"), *told.sentence.of("source", "that"))
        part = told.sentence.before(quantity.start, "count", "of", "share", gap=_ARTICLE)
        if part is None and any(first[1] <= which.start < last[0] for which, _ in clauses):
            # "admitted 300 students who had applied for scholarships", not "300 of the 4,000 who had applied"
            continue
        if not told.breaks(first[1], last[0]) and not told.crossed(first[1], last[0]):
            return True
    return False


def _of_doings(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of people by what they do: they study, or come for a time."""
    if _at_school(told, quantity) or _taught(told, quantity):
        students = student_metric()
        return MetricChoice(students) if students else None
    return guests(told, quantity)


def _studied_on(told: Told, quantity: Quantity, choice: MetricChoice | None) -> MetricChoice | None:
    """What is allotted to people who study on it: "study in Peru on Peruvian scholarships"."""
    cue = choice.cue if choice else None
    if choice is None or cue is None or choice.metric.measure != "stock":
        return None
    metrics = definitions().metrics
    allotted = [key for key, metric in metrics.items() if metric.allotment]
    for hit, key in told.sentence.of("metric", *allotted):
        near = 0 <= hit.start - cue.end <= BESIDE * 3 and not are_parted(told, cue.end, hit.start)
        if near and all(q is quantity for q in told.crossed(cue.end, hit.start)):
            return MetricChoice(metrics[key], hit)
    return None


def _near(told: Told, quantity: Quantity, cue: Hit) -> bool:
    """Whether a word stands near people counted, or less near a growth that led to them.

    "The number of arrivals rose in the year by 5 % on the same period of the year before, to 40,000 people."
    """
    growth = told.growth_of(quantity)
    grown = growth is not None and growth.host is quantity and cue.end <= growth.quantity.start < quantity.start
    start = growth.quantity.start if growth and grown else quantity.start
    return abs(cue.start - start) < BESIDE * (4 if grown else 3)


def _nearer(choice: MetricChoice | None, cue: Hit) -> bool:
    """Whether the word of a metric stands behind another word before an amount."""
    return choice is not None and choice.cue is not None and choice.cue.start > cue.start


def _moved(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The residual metric of people, where one of its words leads to them: "人员往来突破150万人次"."""
    residual = residual_metric()
    said = told.sentence.of("metric", residual.key) if residual else ()
    cue = next((hit for hit, _ in said if 0 <= quantity.start - hit.end <= BESIDE), None)
    return MetricChoice(residual, cue) if residual and cue else None


def _at_school(told: Told, quantity: Quantity) -> bool:
    """Whether people told by their economy are in a place of studies: "6,000 Nepalis are at Chinese universities"."""
    if not any(quantity.start < a.start and a.end == quantity.end for a in told.areas):
        return False
    for hit, _ in told.sentence.of("act", "study"):
        between = told.between(quantity.end, hit.start) if 0 < hit.start - quantity.end <= BESIDE * 2 else ","
        placed = any(quantity.end <= role.start and role.end <= hit.start for role, _ in told.sentence.of("role", "in"))
        if placed and not any(c in ",;:.(" or c.isdigit() for c in between):
            return True
    return False


def _taught(told: Told, quantity: Quantity) -> bool:
    """Whether people are said to have got what is taught: "an education in Chile was received by 3,000 Nepalis"."""
    sentence = told.sentence
    hedge = sentence.before(quantity.start, "bound", gap=1)
    verb = sentence.before(hedge[0].start if hedge else quantity.start, "act", "receive", "study", gap=1)
    inside = any(quantity.start <= a.start < quantity.end for a in told.areas)
    whose = inside or any(0 <= a.start - quantity.end <= 1 and a.form != "adjective" for a in told.areas)
    if verb is None or not (whose or (verb[1] == "receive" and told.areas)):
        return False
    for hit, _ in sentence.of("act", "study"):
        between = told.between(hit.end, verb[0].start) if hit.end < verb[0].start else ","
        if not any(c in ",;:.(" or c.isdigit() for c in between):
            return True
    return False


def _in_another_clause(told: Told, cue: Hit, quantity: Quantity) -> bool:
    """Whether a comma parts a word from a count before it, or a comma and "and" from one behind it."""
    if cue.start >= quantity.end:
        # "6,000 students, and 100 of them with a scholarship": the word is that of the other count.
        crossed = bool(told.crossed(quantity.end, cue.start))
        # "that 2,700 students are there and that the quota was raised"
        thats = (hit for hit, _ in told.sentence.of("source", "that") if quantity.end <= hit.start < cue.start)
        joins = told.sentence.lexicon.surfaces("range.and")
        anew = any(joins.intersection(told.between(quantity.end, hit.start).split()[-1:]) for hit in thats)
        return crossed or anew or told.breaks(quantity.end, cue.start)
    if ";" in told.between(cue.end, quantity.start):
        return True
    opens = told.sentence.lexicon.surfaces("range.and") | told.sentence.lexicon.surfaces("count.clause")
    clauses = told.between(cue.end, quantity.start).split(",")[1:]
    return any(word in opens for clause in clauses for word in clause.split()[:1])


def _get(told: Told, quantity: Quantity, cue: Hit) -> bool:
    """Whether people counted get what a word behind them names: "20 students of ... have received a scholarship"."""
    acts = told.sentence.of("act", "receive")
    return any(quantity.end <= hit.start and 0 < cue.start - hit.end <= BESIDE for hit, _ in acts)


def live_behind(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of living stands right behind people counted, a word let pass: "2,000 Koreans now live there"."""
    return any(
        0 <= hit.start - quantity.end <= BESIDE // 2 and not are_parted(told, quantity.end, hit.start)
        for hit, _ in told.sentence.of("act", "live")
    )


def _told_of(told: Told, quantity: Quantity, governing: list[str]) -> MetricChoice | None:
    """The metric that a clause about people counted says: "scholarships, as 7,000 Nepalis, who are studying there"."""
    metrics = definitions().metrics
    for hit, key in told.sentence.of("metric", *governing):
        near = 0 <= hit.start - quantity.end <= BESIDE
        near = near and not told.crossed(quantity.end, hit.start)
        if near and counts_people(metrics[key]) and told.between(quantity.end, hit.start).count(",") <= 1:
            return MetricChoice(metrics[key], hit)
    return None


def _lives(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of living somewhere governs people counted, no other amount between."""
    return told.is_led_to(quantity, "act", "live")


def _in_kind(told: Told, quantity: Quantity) -> MetricChoice | None:
    """Goods that one side gives the other: 30 tanks, 300 tonnes of seed."""
    larger = [q for q in told.quantities if q.end <= quantity.start and q.kind in ("measure", "count")]
    acts = {key for m in definitions().metrics.values() if m.measure == "event" for key in m.units}
    # Papers are no whole of which goods are a part.
    larger = [q for q in larger if q.unit not in acts]
    if larger and any(larger[0].end <= hit.start < quantity.start for hit, _ in told.sentence.of("count", "subset")):
        # "5000 tonnes, among them 300 tonnes of flour": the parts of a gift.
        return None
    if definitions().units[quantity.unit or ""].kind == "mass" and _traded(told, quantity):
        return None
    if quantity.kind == "count" and _listed_with_worth(told, quantity):
        return None
    named = nearest_metric(told, quantity, (gift_metric().key,))
    if named:
        return named
    kind = definitions().units[quantity.unit or ""].kind
    verb = next((hit for hit, _ in told.sentence.of("act", "receive", "give")), None)
    supplied = kind == "volume" and verb is not None and "act.supply" in verb.senses
    if supplied or (kind in ("mass", "volume") and quantity.value >= _BULK):
        # "supplied India with 5 million tonnes of oil" is trade, whatever the verb, and so is "sent 700 barrels".
        return as_residual(MetricChoice(gift_metric(), verb)) if verb else None
    if any(0 <= quantity.start - hit.end <= BESIDE for hit, _ in told.sentence.of("act", "carry")):
        # "received 116 trains, which carried 49,800 tonnes"
        return None
    act = next((hit for hit, _ in told.sentence.of("act", "receive", "give")), None)
    sold = act is not None and any(f"metric.{key}" in act.senses for key in sum_family())
    if sold and definitions().units[quantity.unit or ""].kind in ("mass", "volume"):
        # "delivered 890,000 tonnes of oil": trade, where the verb may be of either.
        return None
    return MetricChoice(gift_metric(), act) if act else None


def _listed_with_worth(told: Told, quantity: Quantity) -> bool:
    """Whether things are an item of a list that is worth an amount told behind it: "5 beds and 3 mats worth 400"."""
    joins = told.sentence.lexicon.surfaces("range.and") | {","}
    items = 1
    for first, second in pairwise(told.quantities):
        words = told.between(first.end, told.opening(second)).replace(",", " , ").split()
        near = len(words) <= _ITEM and not any(first.end <= p.start < second.start for p in told.periods)
        if first.start >= quantity.start and second.kind == "money":
            return items > 1 and near and bool(words) and words[-1] not in joins
        if near and not joins.isdisjoint(words):
            items += 1
        elif first.start >= quantity.start:
            return False
        else:
            items = 1
    return False


def _traded(told: Told, quantity: Quantity) -> bool:
    """Whether the verb right before an amount of goods is one of trade: "promised to import 100 tonnes of rice"."""
    acts = [(hit, key) for hit, key in told.sentence.of("act", "buy", "sell", "give", "receive")]
    acts = [(hit, key) for hit, key in acts if hit.end <= quantity.start]
    if not acts or quantity.start - acts[-1][0].end > BESIDE:
        return False
    verb = acts[-1][0]
    last = {key for hit, key in acts if hit == verb}
    beside = (
        min(abs(verb.start - hit.end), abs(hit.start - verb.end))
        for hit, _ in told.sentence.of("metric", gift_metric().key)
    )
    if any(gap <= 1 for gap in beside):
        # "безвозмездно поставила": goods sent for nothing.
        return False
    return last <= {"buy", "sell"} and not are_parted(told, acts[-1][0].end, quantity.start)
