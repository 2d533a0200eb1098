"""What tells of the relations though no metric of its own takes it: firms at work, goods by weight, flights."""

from __future__ import annotations

from bisect import bisect_right

from analysis.definitions import Unit, definitions
from analysis.figures.elsewhere import posted
from analysis.figures.governing import POSSESSIVE, joined, partner_named, prepositions
from analysis.figures.metrics import MetricChoice, speaks_of_places
from analysis.figures.metrics.families import GOODS, are_goods, residual_metric
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity

__all__ = ["is_covered", "residual", "with_each_partner"]

_PAIR = 2
_TAKING = ("receive", "take", "own")
"""Keys of verbs by which an economy has, or gets, people of another one."""
_BOTH_WAYS = frozenset({"act.move", "role.mutual"})
"""What words for the going of people between two economies say."""
_TO_COME = ("future", "estimate")
"""Keys of words for what is yet to be."""
_COMING = ("go", "arrive")
"""Keys of verbs by which people come to an economy."""
_MANY = 1000
"""People who are in another economy for some time, whatever they do there."""
_PLACE = 8
"""Characters from firms to where they are: "in the"."""
_SUBJECT = 2
"""Words of what covers projects: an article, a noun."""
_TO_BRANCH = 4
"""Words between universities counted and that for their branches: "will open new"."""
_TO_PARTNER = 32
"""Characters from trade to whom it is with: "between Peru and ", "of Peru with "."""
_NOUN = 26
"""Characters from a noun to the number of those whom it names."""


def residual(told: Told, quantity: Quantity, *, pair: tuple[str, ...], before: Figure | None) -> MetricChoice | None:
    """The residual metric, for a count or measure of the two economies' doings; None for any other.

    Its unit says in units.toml by which acts it tells of them, and which metric it is like: "350 German firms
    are at work in Viet Nam" is held as an investment is. No act is needed where people of one economy are in the
    other, or goods are of one and the other is named. `pair` is that of the document, `before` the figure
    said just before.
    """
    known = definitions()
    unit = known.units.get(quantity.unit or "")
    unit = unit and (_who_they_are(told, quantity, unit) or unit)
    if unit is None or unit.acts is None:
        return None
    # "the 34 firms", but "some of the 34 Norwegian firms in Angola" are told of at once.
    if _named_again(told, quantity) and not (unit.kind == "actor" and _stand_there(told, quantity)):
        return None
    beside = _of_the_two(told, quantity, pair, before)
    if not beside and not (unit.kind == "person" and with_each_partner(told, pair)):
        return None
    metric = residual_metric()
    if metric is None:
        return None
    act, like = _act(told, quantity, unit.acts, unit.like)
    if act is None and (whole := _of_both_ways(told, quantity, unit)):
        return MetricChoice(metric, whole[0], None, known.metrics[whole[1]])
    people = unit.kind == "person" and _are_in_the_country(told, quantity, pair)
    if act is None and (people or _needs_no_act(told, quantity, unit)):
        return MetricChoice(metric, None, None, known.metrics.get(like or ""))
    if act and unit.kind == "person" and (_populates(told, quantity, act) or _flee(told)):
        return None
    if act is None and unit.acts and not (unit.kind == "actor" and _stand_there(told, quantity)):
        # "8 projects were paid for. 17 more are being built.", "Exports came to 2 million. Their weight rose to 72
        # tonnes.": they go on about the same.
        alike = before is not None and (
            (before.metric, before.unit) == (metric.key, unit.key) or (unit.base and before.metric in _alike(unit.like))
        )
        alike = alike or (before is not None and unit.like is not None and is_covered(told, quantity, before))
        goes_on = before is not None and alike and "\n" not in told.sentence.text[before.end : quantity.start]
        # "Togo has 9 million inhabitants" tells of others than those who went there.
        goes_on = goes_on and not (unit.kind == "person" and told.areas)
        return MetricChoice(metric, None, "sentence-before", known.metrics.get(unit.like or "")) if goes_on else None
    return MetricChoice(metric, act, None, known.metrics.get(like or ""))


def _of_both_ways(told: Told, quantity: Quantity, unit: Unit) -> tuple[Hit, str] | None:
    """The word for trade in both directions that goods are told of: "their trade came to 35,100 tonnes"."""
    if unit.kind not in GOODS:
        return None
    wholes = [metric.key for metric in definitions().metrics.values() if metric.parts and unit.like in metric.parts]
    found = [pair for pair in told.sentence.of("metric", *wholes) if pair[0].end <= quantity.start]
    start = found[-1][0].end if found else quantity.start
    if not found or told.breaks(start, quantity.start) or told.crossed(start, quantity.start):
        return None
    sentence, between = told.sentence, range(start, quantity.start)
    apart = [hit for hit, _ in (*sentence.of("count", "clause"), *sentence.of("time", "after"))]
    # "between Peru and Chile" follows the word for trade; another name is that of who does something else.
    apart += [hit for hit, _ in sentence.of("area") if hit.start > start + _TO_PARTNER]
    return None if any(hit.start in between for hit in apart) else found[-1]


def is_covered(told: Told, quantity: Quantity, before: Figure) -> bool:
    """Whether a verb right before says what a gift or loan told of before is for: "It takes in 11 projects"."""
    if not definitions().metrics[before.metric].is_given:
        return False
    sentence, start = told.sentence, told.opening(quantity)
    verb = sentence.before(start, "act", "cover", gap=1)
    to = sentence.before(start, "role", "to", gap=1)
    # "The money goes to 11 projects"
    verb = verb or (sentence.before(to[0].start, "act", "go", gap=1) if to else None)
    if verb is None or not {area.code for area in told.areas} <= {*before.parties}:
        return False
    # What covers them is the gift: "it", "the programme"; not "the festival", nor "the programme of the government".
    subject = (
        *sentence.of("source", "pronoun"),
        *sentence.of("metric", before.metric),
        *sentence.of("count", "programme"),
    )
    few = len(told.between(sentence.start, verb[0].start).split()) <= _SUBJECT
    return few and any(hit.end <= verb[0].start for hit, _ in (*subject, *sentence.of("count", "sum", "money")))


def _act(told: Told, quantity: Quantity, acts: tuple[str, ...], like: str | None) -> tuple[Hit | None, str | None]:
    """The word that says what was done, one of the acts or of a metric, and the metric that it is like.

    What is like exports is like imports where only these are named: "imports of oil rose to 80 million tonnes".
    """
    said = [*told.sentence.of("act", *acts)] if acts else []
    # "350 firms work there", "still work there", not "work is under way at 350 firms"
    adverb = told.sentence.after(quantity.end, "time", "now", gap=1) or told.sentence.after(
        quantity.end, "count", "leads", gap=1
    )
    end = adverb[0].end if adverb else quantity.end
    said = [(hit, key) for hit, key in said if key != "work" or 0 <= hit.start - end <= 1]
    said = [(hit, key) for hit, key in said if key != "branch" or _are_branches(told, quantity, hit)]
    if not speaks_of_places(told.sentence):
        # "4,000 people applied for 200 jobs"
        said = [(hit, key) for hit, key in said if key != "apply"]
    # "中韩人员往来": the word itself says that they go both ways.
    both = any(hit.senses & _BOTH_WAYS == _BOTH_WAYS for hit, _ in said)
    if said and all(key == "move" for _, key in said) and not both and not _go(told, quantity):
        # "5,000 workers are on strike": they go nowhere.
        said = []
    if said and told.sentence.has("act", "suffer") and all(_is_own(quantity, hit) for hit, _ in said):
        # "20 nurses from Peru died in Chile": only their name says that they went there.
        said = []
    named = [*told.sentence.of("metric", *_alike(like))] if like else []
    keys = {key for _, key in named}
    hit = min((hit for hit, _ in (*said, *named)), key=lambda hit: hit.start, default=None)
    return hit, keys.pop() if len(keys) == 1 and not said else like


def _is_own(quantity: Quantity, word: Hit) -> bool:
    """Whether a word is one of those of the quantity itself."""
    return quantity.start <= word.start < quantity.end


def _are_branches(told: Told, quantity: Quantity, word: Hit) -> bool:
    """Whether a word for branches goes with universities counted: "branches of 12 universities", "have branches in".

    The word may itself be what is counted, where the universities are named: no branches of banks.
    """
    if quantity.start <= word.start < quantity.end:
        return told.sentence.has("act", "study")
    if word.end <= quantity.start:
        leading = told.between(word.end, told.opening(quantity)).split()
        return len(leading) <= 1 and not joined(told.sentence, leading)
    words = told.between(quantity.end, word.start).split()
    apart = any(word.endswith(",") or joined(told.sentence, [word]) for word in words)
    return len(words) <= _TO_BRANCH and not apart and not told.crossed(quantity.end, word.start)


def _who_they_are(told: Told, quantity: Quantity, unit: Unit) -> Unit | None:
    """The noun right before people counted that says who they are: "carried passengers: 14 million people"."""
    nouns = told.sentence.of("unit")
    place = bisect_right(nouns, quantity.start, key=_end_of)
    noun = nouns[place - 1] if place else None
    if noun is None or quantity.start - noun[0].end > _NOUN or told.crossed(noun[0].end, quantity.start):
        return None
    who = definitions().units[noun[1]]
    return who if who.base == unit.key and unit.kind == "person" else None


def _end_of(word: tuple[Hit, str]) -> int:
    return word[0].end


def _stand_there(told: Told, quantity: Quantity) -> bool:
    """Whether firms counted by whose they are have their place behind them: "There are 120 German firms in Kenya".

    So do those whose number is told behind them: "German firms in Kenya number 120".
    """
    start, end = quantity.start, quantity.end
    bare = quantity.number_end == quantity.end
    led = bare and told.sentence.before(told.opening(quantity), "status", "actual", gap=1)
    if led or told.sentence.has("count", "number"):
        for hit, key in told.sentence.of("unit"):
            if key == quantity.unit and hit.end <= quantity.start:
                start, end = hit.start, hit.end
    # "600 US companies" are told by a name.
    beside = [area for area in told.areas if start - 1 <= area.end and area.start < end]
    whose = any(area.form == "adjective" or (start <= area.start and area.end < end) for area in beside)
    # Some languages have one word for "in" and "to".
    places = (area for area in told.areas if 0 <= area.start - end <= _PLACE)
    within = told.sentence.after(end, "role", "in", gap=1)
    country = told.sentence.after(within[0].end, "count", "country", gap=_PLACE) if within else None
    if whose and country and told.sentence.phrase_ends(country[0].end):
        # "met some of the 34 Norwegian companies in the country"
        return True
    return whose and any(told.sentence.before(area.start, "role", "in", gap=_PLACE) for area in places)


def _needs_no_act(told: Told, quantity: Quantity, unit: Unit) -> bool:
    """Whether people are, or are taken, to the other economy, or goods are of one: no verb of its own need say more."""
    if unit.kind in GOODS:
        return _are_goods_of_one(told, quantity) or _go_across(told, quantity)
    if unit.kind == "goods":
        return _go_across(told, quantity)
    ways = (_are_workers, _are_abroad, _are_taken_in, posted)
    return unit.kind == "person" and any(way(told, quantity) for way in ways)


def _are_goods_of_one(told: Told, quantity: Quantity) -> bool:
    """Whether goods by weight are said to be of one of two economies: "5 million tonnes of Peruvian copper in Chile".

    Not where somebody only works with them, or they are lost or forbidden.
    """
    if told.sentence.has("act", "live", "suffer") or told.sentence.has("count", "loss"):
        return False
    of = told.sentence.after(quantity.end, "count", "of")
    start = of[0].end if of else quantity.end
    own = next((a for a in told.areas if a.form == "adjective" and 0 <= a.start - start <= 1), None)
    return own is not None and len(told.codes) == _PAIR and len({a.code for a in told.areas}) == _PAIR


def _go_across(told: Told, quantity: Quantity) -> bool:
    """Whether goods go from one economy to another: "9 tonnes of oil went from Chile to Peru", "from Chile to each"."""
    if not told.sentence.has("act", "go") or told.sentence.has("act", "suffer") or told.sentence.has("count", "loss"):
        return False
    ways = {by: area.code for area, by in prepositions(told) if by in ("from", "to")}
    return (len(told.codes) == _PAIR and len(set(ways.values())) == _PAIR) or _sent_to_each(told, quantity)


def _are_abroad(told: Told, quantity: Quantity) -> bool:
    """Whether people of one economy are in the other, whatever they do there: "65,000 Peruvians earn money in Chile".

    Or came to it: "65,000 Peruvians came to Chile". Not where they only came to harm, or to see and to say something.
    """
    sentence = told.sentence
    own = next((a for a in told.areas if quantity.start < a.start < quantity.end), None)
    if own is None or quantity.value < _MANY or len(told.codes) != _PAIR:
        return False
    # "200,000 Swedes study abroad, 5,000 of them in Norway"
    others = (("act", "suffer"), ("role", "venue"), ("count", "abroad"), ("status", "future", "estimate"))
    if any(sentence.has(*keys) for keys in others):
        return False
    for place, by in prepositions(told):
        led = sentence.before(place.start, "role", "in", "to", gap=_PLACE) if place.code != own.code else None
        if led is None or not (by == "in" or (by == "to" and _came(told, led[0]))):
            continue
        # "Two studies in Peru show that 600 Chileans know the country", but "В июле в Перу прибыли 600 чилийцев"
        arrived = sentence.after(place.end, "act", *_COMING, gap=1) and _came(told, led[0])
        stands = place.start > quantity.end or sentence.opens_with(led[0].start) or arrived
        if stands and not told.crossed(min(quantity.end, place.end), max(quantity.start, place.start)):
            return True
    return False


def _are_workers(told: Told, quantity: Quantity) -> bool:
    """Whether people who go where there is work are of one of two economies: "will recruit 5,000 Peruvian workers".

    A verb must say that they are sent, taken or at work. Not where they came to harm, or were sent home.
    """
    sentence = told.sentence
    words = sentence.of("act", "move", "live", "work", "travel", *_TAKING)
    verb = any(not _is_own(quantity, hit) for hit, _ in words)
    away = sentence.has("act", "suffer", "pay", "not") or sentence.has("count", "abroad")
    own = _whose_people(told, quantity) is not None and len(told.codes) == _PAIR
    return own and told.names(quantity, "act", "move") and verb and not away


def _are_taken_in(told: Told, quantity: Quantity) -> bool:
    """Whether an economy has, or received, people of another one: "Chile took in 5,000 Peruvian workers".

    Many, or such as go where there is work: "received 30 Peruvian delegates" tells of a meeting.
    """
    sentence = told.sentence
    own = _whose_people(told, quantity)
    verb = sentence.before(told.opening(quantity), "act", *_TAKING, gap=1)
    if own is None or verb is None or len(told.codes) != _PAIR:
        return False
    elsewhere = (("act", "suffer", "give"), ("role", "venue"), ("count", "abroad", "refuge"), ("status", *_TO_COME))
    if any(sentence.has(*keys) for keys in elsewhere):
        return False
    # "received 1 million Syrians": those who fled; but "is home to 1 million Syrians".
    many = quantity.value >= _MANY and (told.names(quantity, "unit") or "act.own" in verb[0].senses)
    host = (a for a, by in prepositions(told) if by is None and a.form != "adjective" and a.code != own)
    return (many or told.names(quantity, "act", "move")) and any(a.end <= verb[0].start for a in host)


def _whose_people(told: Told, quantity: Quantity) -> str | None:
    """The economy of people counted; None where they own what follows: "300 Peruvian workers' letters"."""
    if POSSESSIVE.match(told.sentence.low, quantity.end):
        return None
    return next((a.code for a in told.areas if quantity.start < a.start < quantity.end), None)


def _are_in_the_country(told: Told, quantity: Quantity, pair: tuple[str, ...]) -> bool:
    """Whether people of one of the two are in "the country", the other one: "5,000 Peruvians are in the country"."""
    sentence = told.sentence
    own = next((a for a in told.areas if quantity.start < a.start < quantity.end), None)
    alone = own is not None and len(pair) == _PAIR and {*told.codes} == {own.code} and own.code in pair
    if not alone or quantity.value < _MANY or sentence.has("count", "refuge") or sentence.has("act", "suffer"):
        return False
    for hit, _ in sentence.of("count", "country"):
        article = sentence.before(hit.start, "count", "determiner", gap=1)
        led = sentence.before(article[0].start if article else hit.start, "role", "in", gap=1)
        verb = sentence.before(led[0].start, "role", "passive", gap=1) if led and led[0].start > quantity.end else None
        if verb and 0 <= verb[0].start - quantity.end <= _PLACE:
            return True
    return False


def _came(told: Told, led: Hit) -> bool:
    """Whether a sentence tells of people who came: its verb, or one with its preposition in a term ("came to").

    Not where it says as what, or that they fled.
    """
    sentence = told.sentence
    if sentence.has("count", "refuge", "source") or sentence.has("metric", *definitions().metrics_of_people):
        return False
    return sentence.has("act", *_COMING) or ("change.to" in led.senses and " " in told.between(led.start, led.end))


def _populates(told: Told, quantity: Quantity, act: Hit) -> bool:
    """Whether people of no economy live in the only one named: "over 1 billion people live in India".

    So do those who live "there": "8 million people live where it is worst"; and a country's inhabitants. What is told
    of some of them alone names others: "9 million people live in Peru, of whom 200,000 are Chileans".
    """
    parts = (hit.start for hit, _ in told.sentence.of("count", "subset") if hit.start >= quantity.end)
    end = next(parts, told.sentence.end)
    areas = [area for area in told.areas if area.start < end]
    whose = any(quantity.start <= area.start < quantity.end for area in areas)
    codes = {area.code for area in areas}
    if told.names(quantity, "count", "population") and not whose and (len(told.codes) < _PAIR or len(codes) == 1):
        return True
    anybody = told.names(quantity, "count", "anybody")
    one = len(codes) == 1 or (anybody and not areas)
    come = any(by == "from" for area, by in prepositions(told) if area.start < end)
    return "act.live" in act.senses and one and not whose and not come


def _flee(told: Told) -> bool:
    """Whether people flee, and no economy is named but theirs: "4.5 million Syrians have fled from there"."""
    if not told.sentence.has("count", "refuge"):
        return False
    # "derfra" stands for whose people they are.
    places = (a for a in told.areas if told.sentence.key_of(told.between(a.start, a.end), "role") != "from_there")
    return all(any(q.start <= area.start <= q.end + 1 for q in told.quantities) for area in places)


def _go(told: Told, quantity: Quantity) -> bool:
    """Whether people come from an economy or go to one: "workers from Nepal", "Moroccan workers ... in Spain"."""
    own = any(
        area.form == "adjective" and quantity.start <= area.start and area.start - quantity.end <= 1
        for area in told.areas
    )
    # "the number of Nepali workers in Qatar stood at 98,246"
    own = own or (quantity.kind == "count" and _named_before(told, quantity))
    abroad = told.sentence.has("count", "abroad")
    return abroad or partner_named(told, "to", "from") or (own and partner_named(told, "in"))


def _named_before(told: Told, quantity: Quantity) -> bool:
    """Whether people whose number is told are named before it by their economy, no other amount between."""
    for area in told.areas:
        noun = told.sentence.after(area.end, "unit", gap=1) if area.form == "adjective" else None
        if noun and noun[1] == quantity.unit and noun[0].end <= quantity.start:
            return not told.crossed(noun[0].end, quantity.start)
    return False


def _alike(like: str | None) -> tuple[str, ...]:
    """A metric and those that add up to one sum with it."""
    sums = (metric.parts for metric in definitions().metrics.values() if metric.parts and like in metric.parts)
    return tuple(next(sums, (like,) if like else ()))


def _of_the_two(told: Told, quantity: Quantity, pair: tuple[str, ...], before: Figure | None) -> bool:
    """Whether a sentence is about two economies: names them, or one of the document's pair, or goes on about them.

    Where it names more, they are those between the amounts on both sides: "255 nurses from Peru came to Chile, 98 ...".
    """
    named = {area.code for area in told.areas}
    if len(named) > 1:
        return len(named) == _PAIR or set(pair) <= named or _two_beside(told, quantity) or _sent_to_each(told, quantity)
    if named:
        return (len(pair) == _PAIR and named <= set(pair)) or _from_elsewhere(told, quantity, before)
    return len(pair) == _PAIR or (before is not None and len(before.parties) == _PAIR)


def _from_elsewhere(told: Told, quantity: Quantity, before: Figure | None) -> bool:
    """Whether people come from, or go to, another one than those just told of: "From Poland came 20,300 workers"."""
    known = definitions()
    alike = before is not None and before.direction is not None and before.unit == quantity.unit
    alike = alike and before is not None and known.metrics[before.metric].residual
    moves = told.sentence.has("act", "go", "arrive", "travel") and partner_named(told, "from")
    return alike and moves and known.units[quantity.unit or ""].kind == "person"


def with_each_partner(told: Told, pair: tuple[str, ...]) -> bool:
    """Whether a sentence lists the partners of one economy that it need not name: "5 workers went to Togo, 4 to Peru".

    Each has an amount of its own.
    """
    named = {area.code for area in told.areas}
    heads = [code for code in pair if code not in named]
    # One of the partners may have a name that is not known.
    each = len(named) == len(told.areas) and len(named) <= len(told.people) <= len(named) + 1
    return len(named) >= _PAIR and len(heads) == 1 and each


def _two_beside(told: Told, quantity: Quantity) -> bool:
    """Whether two economies, one of them led to, are named between the amounts before and behind one of people."""
    unit = definitions().units.get(quantity.unit or "")
    if unit is None or unit.kind != "person":
        return False
    before = told.last_before(quantity.start)
    start, end = before.end if before else told.sentence.start, told.end_of(told.following(quantity))
    comma = told.sentence.low.find(",", quantity.end, end)
    beside = [pair for pair in prepositions(told) if start <= pair[0].start < (comma if comma >= 0 else end)]
    return len({area.code for area, _ in beside}) == _PAIR and any(by in ("from", "to") for _, by in beside)


def _sent_to_each(told: Told, quantity: Quantity) -> bool:
    """Whether goods go from one to several, each named right before its own: "from Peru to Mali 5 tonnes"."""
    if not are_goods(quantity):
        return False
    led = prepositions(told)
    origins = {area.code for area, by in led if by == "from"}
    before = told.last_before(quantity.start)
    start, following = before.end if before else told.sentence.start, told.end_of(told.following(quantity))
    ahead = {area.code for area, by in led if by == "to" and start <= area.start < quantity.start}
    ends = ahead or {area.code for area, by in led if by == "to" and quantity.end <= area.start < following}
    return len(origins) == len(ends) == 1


def _named_again(told: Told, quantity: Quantity) -> bool:
    """Whether a count only names again what was said, or ranks: "the two projects", "the five biggest investors"."""
    # "between the two countries", but "between 5 and 6 thousand workers"
    again = None if quantity.bound == "range" else told.sentence.before(quantity.start, "count", "determiner", gap=1)
    ranks = told.names(quantity, "count", "rank")
    return again is not None or ranks
