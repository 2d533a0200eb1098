"""The parties of an amount where a sentence names one economy alone: who its partner is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.currencies import home_of
from analysis.definitions import Metric, definitions
from analysis.figures.governing import preposition, prepositions
from analysis.figures.metrics import guest_metric, sum_family
from analysis.figures.named import areas_of
from analysis.figures.partners import host_of, of_people, ranked_in, trader_before
from analysis.figures.several import given_keys, receiver_of
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import Sentences

__all__ = ["Background", "Parties", "opens_with_there", "teller_of", "with_home", "with_partner"]

_PAIR = 2
_TO_VERB = 8
"""Characters from who is given to to the verb: an auxiliary."""


class Parties(NamedTuple):
    """Codes, sorted, and how they were inferred where the sentence does not name them all."""

    codes: tuple[str, ...]
    inferred: str | None


class Background(NamedTuple):
    """What a text is about, and said before a figure: the parties that a sentence leaves open are of these."""

    pair: tuple[str, ...]
    """The economies that the text is about."""
    lead: str
    """The one of the pair that the text names most often."""
    before: Figure | None
    """The figure told last, where it stands near."""
    since: Callable[[], tuple[str, ...]]
    """Tells the two that the sentence before names, where no figure was told since."""
    speaker: Callable[[], str | None]
    """Tells the party that a sentence shortly before has as its subject."""
    host: Callable[[], str | None]
    """Tells the economy to which people go, by the figure or the sentences before."""
    there: Callable[[], str | None]
    """Tells the place, or the partner, that the sentence before names: "there"."""
    teller: Callable[[], str | None]
    """Tells whose trade, or investment, all figures so far are told as: who exports, who imports, who invests."""
    stays: Callable[[AreaMention], str | None]
    """Tells who of the two before is told of still, where another takes the place of his partner."""


def with_home(told: Told, parties: Parties, quantity: Quantity, metric: Metric, *, sentences: Sentences) -> Parties:
    """The parties, with the home of the language where an amount in its money is of another one alone."""
    given = _given_by_home(told, parties, quantity, metric)
    return _traded_by_home(told, given, quantity, sentences) if metric.key in sum_family() else given


def _given_by_home(told: Told, parties: Parties, quantity: Quantity, metric: Metric) -> Parties:
    """The parties of a gift or loan, with the economy in whose own currency it is where they are one alone.

    So it is where a text in the language of that economy, about two others, names one of the two: it does not say that
    it is its own government that gives. Of trade it is that of the language, where a preposition leads to the only one
    named: "eksporten til Polen".
    """
    traded = metric.key in sum_family()
    home = home_of(quantity.unit) if quantity.unit and (traded or metric.is_given) else None
    if home is None or home in parties.codes:
        return parties
    if traded:
        ours = _leads_to_one(told, parties, quantity)
        return Parties(tuple(sorted((*parties.codes, home))), "currency") if ours else parties
    named = {a.code for a, by in prepositions(told) if by in ("to", "in")}
    guessed = parties.inferred == "pair" and len(named) == 1 and named == {a.code for a in told.areas}
    guessed = guessed and home == told.sentence.language.home
    if len(parties.codes) != 1 and not guessed:
        return parties
    return Parties(tuple(sorted((*(named if guessed else parties.codes), home))), "currency")


def _traded_by_home(told: Told, parties: Parties, quantity: Quantity, sentences: Sentences) -> Parties:
    """The parties of trade, with the home of the language where the sentence before told its trade with them alone.

    "Handelen med Peru falt i fjor. Eksporten endte på 5 millioner kroner", in the money of that home.
    """
    home = told.sentence.language.home
    ours = quantity.unit is not None and home_of(quantity.unit) == home
    if not (home and ours) or len(parties.codes) != 1 or home in parties.codes or told.areas or told.groups:
        return parties
    preceding = sentences.preceding(told.sentence)
    if preceding is None or not preceding.has("metric", *sum_family()):
        return parties
    named = areas_of(preceding, home=home)
    led = all(preposition(preceding, a.start, preceding.start) in ("to", "from", "with") for a in named)
    alone = {a.code for a in named} == set(parties.codes)
    return Parties(tuple(sorted((*parties.codes, home))), "sentence-before") if led and alone else parties


def _leads_to_one(told: Told, parties: Parties, quantity: Quantity) -> bool:
    """Whether a sentence names the one party alone, behind a preposition, in the clause of an amount."""
    led = all(by in ("to", "from", "with") for _, by in prepositions(told)) and not told.groups
    here = all(a.end <= quantity.start or not told.breaks(quantity.end, a.start) for a in told.areas)
    alone = len(parties.codes) == 1 and {a.code for a in told.areas} == set(parties.codes)
    return alone and led and here


def with_partner(told: Told, quantity: Quantity, areas: list[AreaMention], background: Background) -> Parties:
    """The parties where one economy alone is named: it and the rest of the pair, or whom the text was about."""
    pair, lead, before, _, speaker, host, there, teller, stays = background
    only = areas[0].code
    place = there() if _did_there(told, areas[0]) or opens_with_there(told) else None
    if place and place != only:
        # "The exchange with Peru is low. Chile sold 5 million there."
        return Parties(tuple(sorted((only, place))), "sentence-before")
    if pair == (only,) and (trader := trader_before(before, pair, only) or _trader_again(before, only)):
        # A text about one economy names it alone where it tells how others trade with it.
        return Parties(tuple(sorted((only, trader))), "sentence-before")
    if pair == (only,) and before and only in before.parties and _is_of_those(told, quantity):
        return Parties(before.parties, "sentence-before")
    there_named = told.sentence.has("count", "country") and of_people(told, areas[0])
    if pair == (only,) and there_named and (visited := host()):
        # In a text about the Germans who come to Peru: "12,000 German tourists visited the country".
        return Parties(tuple(sorted({only, visited})), "sentence-before")
    if only in pair and _is_host_of_guests(told, quantity, areas[0]) and not told.sentence.has("count", "subset"):
        # "Peru welcomed 208,000 tourists in January": from everywhere.
        return Parties((only,), None)
    if giver := _giver_again(told, areas[0], before) or _giver_to_several(told, areas[0], before, pair):
        return Parties(tuple(sorted((only, giver))), "sentence-before")
    if only in pair or not pair:
        return Parties(pair or (only,), "pair" if len(pair) == _PAIR else None)
    aside = all(a.start > quantity.end and told.breaks(quantity.end, a.start) for a in areas)
    if aside and before and len(before.parties) == _PAIR:
        # "60 million to Taiz, where Saudi Arabia has fought": a clause of its own.
        return Parties(before.parties, "sentence-before")
    # A third economy: its partner is who gave in the figure before what goes to the third one now, or who speaks.
    ranked = ranked_in(told, pair, before)
    next_one = _other_side_before(told, areas[0], before)
    partner = ranked[0] if ranked != pair else next_one or trader_before(before, pair, only)
    partner = partner or (_host_before(told, quantity, areas[0], before) if _of_bare_people(told, areas[0]) else None)
    partner = partner or _end_before(told, areas[0], before)
    partner = partner or _giver_before(told, areas[0], before) or _receiver_before(told, quantity, areas[0], before)
    partner = partner or (_ranked_with(before, only, speaker()) if _ranks_next(told, quantity) else None)
    partner = (
        partner or stays(areas[0]) or _shared(before, pair, only) or _host_before(told, quantity, areas[0], before)
    )
    if partner is None and _is_host_of_guests(told, quantity, areas[0]):
        # "Arrivals in Peru fell to 52,614": from everywhere, whatever two the text is about.
        return Parties((only,), None)
    partner = partner or (teller() if _is_led_to(told, areas[0]) else None) or speaker() or lead
    return Parties(tuple(sorted({only, partner})), "pair")


def _did_there(told: Told, area: AreaMention) -> bool:
    """Whether who alone is named does something there: "Chile sold 5 million there"; not "in Peru, to which"."""
    if area.form == "adjective" or preposition(told.sentence, area.start, told.sentence.start) is not None:
        return False
    words = (hit.start for hit, _ in told.sentence.of("role", "to_there") if hit.start >= area.end)
    return any(not any(c in ",;:" for c in told.between(area.end, start)) for start in words)


def _is_led_to(told: Told, area: AreaMention) -> bool:
    """Whether a preposition makes an economy a partner: "shipments to Peru", "investment in Peru"."""
    return preposition(told.sentence, area.start, told.sentence.start) in ("to", "from", "with", "in")


def _is_host_of_guests(told: Told, quantity: Quantity, area: AreaMention) -> bool:
    """Whether guests are counted who came to an economy that a preposition leads to before: "arrivals in Peru"."""
    guests = guest_metric()
    if guests is None or quantity.kind not in ("count", "number") or area.end > quantity.start:
        return False
    governed = preposition(told.sentence, area.start, told.sentence.start)
    if governed is None and area.form == "name":
        # "Peru welcomed 208,000 tourists"
        received = any(
            area.end <= hit.start < quantity.start for hit, _ in told.sentence.of("act", "receive", "host", "take")
        )
        unit = definitions().units.get(quantity.unit or "")
        return received and unit is not None and unit.metric == guests.key
    return governed in ("to", "in") and any(hit.end <= area.start for hit, _ in told.sentence.of("metric", guests.key))


def opens_with_there(told: Told) -> bool:
    """Whether a sentence opens by pointing to the place just named: "From there came 5 million tonnes"."""
    start = told.sentence.start
    return any(hit.start - start <= 1 for hit, _ in told.sentence.of("role", "to_there", "from_there"))


def teller_of(figure: Figure) -> str:
    """The economy whose trade, or people, a directed figure is told of: who exports, who imports, where people go."""
    origin, _, end = (figure.direction or "").partition(">")
    metric = definitions().metrics[figure.metric]
    return origin if metric.held_at_origin or metric.residual else end


def _is_of_those(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is a part of what the sentence before counts: "68,000 of them pay nothing"."""
    return told.sentence.after(quantity.end, "count", "subset", gap=1) is not None


def _trader_again(before: Figure | None, only: str) -> str | None:
    """The partner with which the figure before tells the trade of an economy that is named alone again."""
    if before is None or before.metric not in sum_family() or only not in before.parties:
        return None
    return next((code for code in before.parties if code != only), None)


def _ranks_next(told: Told, quantity: Quantity) -> bool:
    """Whether a word of ranking stands before an amount: "Second comes Togo with 4 million"."""
    return any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "rank", "followed"))


def _ranked_with(before: Figure | None, only: str, ranked: str | None) -> str | None:
    """The economy that the next in a ranking is a partner of: that of who was ranked, and told of, before."""
    if before is None or before.direction is None or ranked not in before.parties or only in before.parties:
        return None
    return next(code for code in before.parties if code != ranked)


def _host_before(told: Told, quantity: Quantity, area: AreaMention, before: Figure | None) -> str | None:
    """The economy to which people went in the figure before, where people of another economy are counted now.

    "20,000 Swedes", "Sweden follows with 20,000"
    """
    host = host_of(before)
    if host and _of_bare_people(told, area):
        return host if host != area.code else None
    counted = quantity.start <= area.start < quantity.end
    between = told.between(area.end, quantity.start).strip() if area.end <= quantity.start else ""
    led = (
        between in told.sentence.lexicon.surfaces("role.with")
        and preposition(told.sentence, area.start, told.sentence.start) is None
    )
    # "the number of tourists from Sweden fell to 20,000"
    people = quantity.kind in ("count", "number", "percent") and area.end <= quantity.start
    led = led or (people and preposition(told.sentence, area.start, told.sentence.start) == "from")
    return host if (counted or led) and host != area.code else None


def _of_bare_people(told: Told, area: AreaMention) -> bool:
    """Whether people are named right behind their economy, and no preposition before it."""
    return of_people(told, area) and preposition(told.sentence, area.start, told.sentence.start) is None


def _shared(before: Figure | None, pair: tuple[str, ...], only: str) -> str | None:
    """The one of the pair whose other partners are listed: the figure before was about it and a third one too."""
    if before is None or len(before.parties) != _PAIR or set(before.parties) == set(pair):
        return None
    shared = [code for code in before.parties if code in pair and code != only]
    return shared[0] if len(shared) == 1 else None


def _giver_before(told: Told, area: AreaMention, before: Figure | None) -> str | None:
    """The economy that a directed figure before comes from, where "to" leads to another one now, or another gets some.

    What is given in another one is given to it: "and 23 million to the crisis in Togo".
    """
    if before is None or before.direction is None:
        return None
    metric = definitions().metrics[before.metric]
    ways = ("to", "in") if metric.is_given else ("to",)
    gets = metric.is_given and told.sentence.after(area.end, "act", "receive", gap=1) is not None
    if not gets and preposition(told.sentence, area.start, told.sentence.start) not in ways:
        return None
    if metric.difference:
        # A balance goes from neither of the two to the next partner.
        return None
    giver = before.direction.partition(">")[0]
    return giver if giver != area.code else None


def _end_before(told: Told, area: AreaMention, before: Figure | None) -> str | None:
    """The economy that was invested in, or sold to, just before, where what another one does is told next.

    "Chile invested 5 million in Peru. Togo's investments were 4 million", but not "Investments in Togo were 4 million".
    """
    metric = definitions().metrics[before.metric] if before else None
    if before is None or metric is None or not before.direction or not metric.held_at_origin or metric.difference:
        return None
    if not (metric.to_date or metric.key in sum_family()):
        return None
    if preposition(told.sentence, area.start, told.sentence.start) not in (None, "from", "by"):
        return None
    does = told.sentence.has("metric", metric.key) or (metric.to_date and told.sentence.has("role", "investor"))
    return before.direction.partition(">")[2] if does and area.code not in before.parties else None


def _giver_again(told: Told, area: AreaMention, before: Figure | None) -> str | None:
    """Who gave just before, where another is given to next: "The World Bank gave Togo 5 million. Peru received 4".

    So in "In America it was Peru that got most", and "The country in America that gets most is Peru".
    """
    receiver, sentence = receiver_of(before), told.sentence
    groups = [g for g in told.groups if preposition(sentence, g.start, sentence.start) != "in"]
    alone = {a.code for a in told.areas} == {area.code} and not groups
    if before is None or before.direction is None or receiver in (None, area.code) or not alone:
        return None
    if preposition(sentence, area.start, sentence.start) is not None or area.form == "adjective":
        return None
    giver = before.direction.partition(">")[0]
    receives = sentence.after(area.end, "act", "receive", gap=_TO_VERB) is not None
    countries = [hit.end for hit, _ in sentence.of("count", "country") if hit.end <= area.start]
    gets = (hit for hit, _ in sentence.of("act", "receive") if countries and countries[0] <= hit.start < area.start)
    # "Next comes Peru with 5 million", who is not known to give.
    ranked = sentence.has("count", "rank", "followed") and not sentence.has("metric")
    others = ((ranked and area.code not in definitions().givers) or any(gets)) and not sentence.of("unit")
    return giver if (receives or others) and giver != area.code else None


def _other_side_before(told: Told, area: AreaMention, before: Figure | None) -> str | None:
    """With whom the next one deals that does what the one before did: "Italy bought from Togo, Mali bought for 4"."""
    metric = definitions().metrics[before.metric] if before else None
    if before is None or metric is None or not before.direction or area.code in before.parties:
        return None
    if metric.key not in sum_family() or metric.difference or metric.parts or area.form == "adjective":
        return None
    act, other = ("sell", "buy") if metric.held_at_origin else ("buy", "sell")
    verb = told.sentence.after(area.end, "act", act, gap=_TO_VERB)
    alone = verb is not None and f"act.{other}" not in verb[0].senses
    free = preposition(told.sentence, area.start, told.sentence.start) is None
    origin, _, end = before.direction.partition(">")
    return (end if metric.held_at_origin else origin) if alone and free else None


def _giver_to_several(told: Told, area: AreaMention, before: Figure | None, pair: tuple[str, ...]) -> str | None:
    """Who gave to several before, where the part of one is told: "lent Togo and Mali 9 million. Mali's share is 5".

    Of those before it is the only one that is known to give. "The 4 million for Togo" is what the same one gave next.
    """
    given = before is not None and definitions().metrics[before.metric].is_given
    if before is None or not given or len(told.codes) > 1 or told.groups:
        return None
    if len(before.parties) <= _PAIR:
        giver = (before.direction or "").partition(">")[0]
        goes_on = giver and giver not in (*pair, area.code) and not told.sentence.has("metric")
        to = preposition(told.sentence, area.start, told.sentence.start) == "to"
        return giver if goes_on and to else None
    led = preposition(told.sentence, area.start, told.sentence.start) in ("to", "in")
    known = definitions().givers
    givers = [code for code in before.parties if code in known]
    part = led or told.sentence.has("count", "share", "subset") or told.sentence.has("act", "receive")
    return givers[0] if part and len(givers) == 1 and area.code in {*before.parties} - known else None


def _receiver_before(told: Told, quantity: Quantity, area: AreaMention, before: Figure | None) -> str | None:
    """The economy that a gift or loan before goes to, where another one gives now, whoever receives it is not named.

    "Chile gave Togo 5 million. Peru will donate 4 million for wells."
    """
    receiver = receiver_of(before)
    if receiver is None or preposition(told.sentence, area.start, told.sentence.start) not in (None, "by"):
        return None
    acts = (*told.sentence.of("act", "give"), *told.sentence.of("status", "pledge"))
    if any(area.end <= hit.start < quantity.start for hit, _ in told.sentence.of("act", "receive")):
        # "Chile lent Peru 5 million. Togo borrowed 4"
        return None
    gives = any(area.end <= hit.start < quantity.start for hit, _ in acts)
    gives = gives or any(area.end <= hit.start < quantity.start for hit, _ in told.sentence.of("metric", *given_keys()))
    return receiver if gives and receiver != area.code else None
