"""People who come for a time: those who visit another economy, and not those who come to stay or to work."""

from __future__ import annotations

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.metrics.families import MetricChoice, counts_guests, guest_metric
from analysis.figures.metrics.nearest import BESIDE, are_parted
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.sentences import Sentence, read_once

__all__ = ["are_inhabitants", "for_work", "guests", "is_delegation", "is_pay", "is_spent_by_guests"]

_THOUSAND, _BULK = 1e3, 3e5
"""People who travel, whatever the trade of some; those who are guests where nothing but their economy says so."""
_NEAR = 200
"""Characters around a sentence in which words tell why people came."""
_ARTICLE = 5
"""Characters between a preposition, or a verb, and a place: an article."""
_PERFECT = 7
"""Characters between people and the verb of what they did: "have"."""
_SHORT = 3
"""Characters between people and the verb that is theirs: "have" is longer."""
_A_DAY = 4
"""Characters from an amount to "day": "a "."""


def guests(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of people who come for a time, told by their economy alone; None where they are no guests.

    "Each year 40,000 Peruvians visit Chile", "Greece has received 1.3 million Bulgarians so far this year".
    """
    own = _whose(told, quantity)
    if own is None or quantity.value < _THOUSAND:
        return None
    return _travelled(told, quantity, own) or _arrived(told, quantity, own)


def for_work(told: Told, quantity: Quantity) -> bool:
    """Whether people counted go somewhere for work, in their own clause: "640 Peruvians flew to Chile to work"."""
    joins = told.sentence.lexicon.surfaces("range.and")
    for hit, _ in told.sentence.of("act", "for_work"):
        start, end = min(hit.end, quantity.end), max(hit.start, quantity.start)
        between = told.between(start, end)
        if not told.crossed(start, end) and not told.breaks(start, end) and joins.isdisjoint(between.split()):
            return True
    return False


def _whose(told: Told, quantity: Quantity) -> AreaMention | None:
    """The economy that people counted are of: "40,000 Peruvians", "40,000 citizens of Peru"."""
    return next((a for a in told.areas if quantity.start < a.start <= quantity.end + 1), None)


def _travelled(told: Told, quantity: Quantity, own: AreaMention) -> MetricChoice | None:
    """The metric of people who go somewhere, told by their economy: "Each year 40,000 Peruvians visit Chile"."""
    sentence, opening = told.sentence, told.opening(quantity)
    end = max(quantity.end, own.end)
    movers = any(quantity.start < hit.start and hit.end <= end for hit, _ in sentence.of("act", "move"))
    if movers or for_work(told, quantity):
        # "20,000 Mexican farm workers go to Canada": they go for work.
        return None
    led = sentence.before(opening, "act", "travel", gap=1)
    verb = sentence.after(end, "act", "travel", gap=BESIDE // 2) or led
    before = next((a for a in told.areas if led and a.code != own.code and a.end <= led[0].start), None)
    if led and before and not are_parted(told, before.end, led[0].start):
        # "In Peru were this year 40,000 Chileans": the place comes first.
        return _who_came(led[0])
    place = next((a for a in told.areas if a.start >= end and a.code != own.code), None)
    if verb and place is None and _visits_the_country(told, verb[0], own):
        return _who_came(verb[0])
    if verb is None or place is None or are_parted(told, end, place.start):
        return None
    led = sentence.before(place.start, "role", "to", "in", gap=_ARTICLE)
    led = led or (verb if 0 <= place.start - verb[0].end <= _ARTICLE else None)
    return None if led is None or told.crossed(quantity.end, place.start) else _who_came(verb[0])


def _visits_the_country(told: Told, verb: Hit, own: AreaMention) -> bool:
    """Whether people go to "the country", which was named before: "In all 660,000 Americans visited the country"."""
    behind = max(verb.end, own.end)
    article = told.sentence.after(behind, "count", "determiner", gap=1)
    return told.sentence.after(article[0].end if article else behind, "count", "country", gap=1) is not None


def _arrived(told: Told, quantity: Quantity, own: AreaMention) -> MetricChoice | None:
    """The metric of people who came, told by their economy: "1.3 million Bulgarians, 4 % more, arrived in Greece".

    None where the text speaks of war and flight, or of work: they come to stay.
    """
    sentence, opening = told.sentence, told.opening(quantity)
    near = _told_near(sentence)
    # "Over 2,000 Norwegian soldiers have been to Mali": only who is told by the economy alone may be a guest.
    if own.end < quantity.end or sentence.has("act", "move", "live") or "count.refuge" in near:
        return None
    compared = any("bound.over" not in hit.senses for hit, _ in sentence.of("change", "versus", "more", "less", "up"))
    host = sentence.before(opening, "act", "host", gap=BESIDE)
    # "Poland has received 950,000 Ukrainians to date"; "Over 1.7 million Russians have been to Thailand this year"
    goes_on = host is None and sentence.has("time", "to_date", "year_to_date")
    many = quantity.value >= _BULK and (told.growths or compared or goes_on)
    spoken_of = speaks_of_guests(sentence)
    if not (many or spoken_of) and all("act.host" in hit.senses for hit, _ in sentence.of("act", "travel")):
        # "Germany received 1 million Syrians in 2015": nothing says that they are guests.
        return None
    named = [a for a in told.areas if a.code != own.code]
    if host and not told.crossed(host[0].end, quantity.start):
        before = any(a.end <= host[0].start for a in named)
        return _who_came(host[0]) if before else None
    arrive = ("arrive", "go") if spoken_of else ("arrive",)
    came = sentence.after(own.end, "act", *arrive, gap=_PERFECT)
    if came:
        # "arrived this year in Egypt", not "have been deported to Egypt"
        place = next((a for a in named if a.start >= came[0].end and a.form != "adjective"), None)
        return _who_came(came[0]) if place and _leads_to(told, came[0].end, place.start) else None
    # "В Египет приехали 300 тыс. поляков"
    led = sentence.before(opening, "act", *arrive, gap=BESIDE)
    if led is None and spoken_of and (stayed := _stayed(told, quantity, own)):
        return stayed
    # "В страну приехали 300 тыс. поляков": where that is was said before.
    to = sentence.after(own.end, "role", "to", gap=1)
    country = sentence.after(to[0].end, "count", "country", gap=_ARTICLE) if to else None
    country = country or (sentence.before(led[0].start, "count", "country", gap=1) if led else None)
    country = country if spoken_of else None
    # "In May came but 5,000 Poles": to the place that the text is about.
    there = (spoken_of and not named) or any(a.end <= led[0].start for a in named) if led else False
    return _who_came(led[0]) if led and (country or there) else None


def _stayed(told: Told, quantity: Quantity, own: AreaMention) -> MetricChoice | None:
    """The metric of people told by their economy who were somewhere: "I mai var 5.000 nordmenn i landet"."""
    sentence = told.sentence
    verb = sentence.before(told.opening(quantity), "status", "actual", gap=1)
    within = sentence.after(own.end, "role", "in", gap=1)
    if verb is None or within is None:
        return None
    place = any(0 < a.start - within[0].end <= _ARTICLE for a in told.areas)
    return _who_came(verb[0]) if place or sentence.after(within[0].end, "count", "country", gap=_ARTICLE) else None


def is_pay(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether money that nobody is said to give is what somebody gets: "A stipend is 43,700 forints a month"."""
    sentence, cue = told.sentence, choice.cue
    if not choice.metric.gift or quantity.kind != "money" or sentence.has("act", "give"):
        return False
    if cue and f"metric.{choice.metric.key}" in cue.senses:
        return False
    for month, _ in sentence.of("time", "month"):
        words = told.between(quantity.end, month.start).split() if quantity.end < month.start else []
        if len(words) == 1 and len(words[0]) <= _SHORT and sentence.after(month.end, "time", "ago", gap=1) is None:
            return True
    return False


def _leads_to(told: Told, start: int, end: int) -> bool:
    """Whether nothing but a preposition, an article and a time stands between a verb and a place."""
    surfaces = told.sentence.lexicon.surfaces
    words = told.sentence.without(start, end, ((p.start, p.end) for p in told.periods)).split()
    return {*words} <= surfaces("role.to") | surfaces("role.in") | surfaces("count.determiner")


def speaks_of_guests(sentence: Sentence) -> bool:
    """Whether a text speaks of guests, or of tourism, in a sentence or near it."""
    known = guest_metric()
    return known is not None and not _told_near(sentence).isdisjoint((f"metric.{known.key}", "count.tourism"))


@read_once
def _told_near(sentence: Sentence) -> frozenset[str]:
    """The senses of the words in a sentence and near it."""
    start, end = max(sentence.start - _NEAR, 0), min(sentence.end + _NEAR, len(sentence.text))
    hits = sentence.lexicon.scan(sentence.text, start, end, low=sentence.low)
    return frozenset().union(*(hit.senses for hit in hits))


def _who_came(verb: Hit) -> MetricChoice | None:
    """The metric of people who come for a time, told by a verb."""
    came = guest_metric()
    return MetricChoice(came, verb) if came else None


def is_delegation(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether a few people went somewhere, who are told by their trade: "50 entrepreneurs from Turkey visited Kenya".

    People told by their economy alone are guests: "310 Peruvians visited Norway".
    """
    alone = any(a.end >= quantity.end and quantity.start < a.start <= quantity.end + 1 for a in told.areas)
    # "In 2013 dro 400 soldater til Tyrkia": a verb of two parts has one of them behind.
    behind = choice.cue is not None and (choice.cue.start >= quantity.end or "split.first" in choice.cue.senses)
    return counts_guests(choice.metric) and behind and not alone and quantity.value < _THOUSAND


def are_inhabitants(told: Told, quantity: Quantity) -> bool:
    """Whether people are those that a place has, or who live there: "came to Kavala, which has 60,000 inhabitants"."""
    led = told.sentence.before(told.opening(quantity), "act", "own", "live", gap=1)
    return led is not None and told.names(quantity, "count", "population")


def is_spent_by_guests(told: Told, quantity: Quantity, choice: MetricChoice) -> bool:
    """Whether guests are the subject of the verb that seems to give: "American tourists spent 1.4 billion there"."""
    cue = choice.cue
    if cue is None or not choice.metric.gift or quantity.kind != "money" or f"metric.{choice.metric.key}" in cue.senses:
        return False
    if "act.spend" in cue.senses and told.sentence.after(quantity.end, "time", "day", gap=_A_DAY) is not None:
        # "A guest from Chile spends 1,850 kroner a day"
        return True
    if "act.spend" in cue.senses and any(a.form == "adjective" and 0 < cue.start - a.end <= 1 for a in told.areas):
        # "Svensker brukte 15 milliarder kroner i Norge": people, not who acts for an economy.
        return True
    units = definitions().units
    who = [hit for hit, key in told.sentence.of("unit") if units[key].metric and hit.end <= cue.start]
    return bool(who) and cue.start - who[-1].end <= _SHORT
