"""Totals of one economy, which are no figures of a relation: its trade with the world, all its visitors."""

from __future__ import annotations

from bisect import bisect_left

from analysis.currencies import home_of
from analysis.definitions import Metric, definitions
from analysis.figures.drafts.earlier import PAIR, SAME_THOUGHT, Earlier
from analysis.figures.drafts.records import is_inferred
from analysis.figures.governing import joined, partner_named, points_back, preposition, prepositions
from analysis.figures.metrics import counts_people, sum_family
from analysis.figures.metrics.families import GOODS
from analysis.figures.named import THERE, areas_of
from analysis.figures.timing import opens_with_part
from analysis.figures.told import Told, between_the_two, of_the_two
from analysis.figures.ways.stated import larger_flow
from analysis.figures.wholes import (
    from_partner,
    is_cost_shared,
    is_whole_of_share,
    next_flow,
    of_all_of_one,
    of_the_country,
    of_two,
    whole_of_share,
    words_for_all,
)
from analysis.lexicon import Hit
from analysis.model import Figure

__all__ = ["is_one_sided"]

_RATES = ("percent", "factor")
"""Units of by how much something grew."""
_ARTICLE = 5
"""Characters between a preposition and its noun: an article."""
_OPENING = 3
"""Characters from where a sentence starts to its first word: quotation marks, "in" total."""
_HEDGE = 12
"""Characters between a word for the world and the amount that is of it: a hedge."""
_CAME = 60
"""Characters from a word for all visitors to their number."""
_TO_MANY = 32
"""Characters from an amount to the number of those it goes to: "to students from"."""
_NEED = 60
"""Characters from a word of need to the amount that is needed."""


def is_one_sided(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether a figure is the total of one economy: its trade with the world is no figure of a relation."""
    everywhere = _is_from_everywhere(told, figure) or _is_with_many(told, figure)
    return everywhere or _is_of_all_abroad(told, figure) or _is_total(earlier, told, figure)


def _is_from_everywhere(told: Told, figure: Figure) -> bool:
    """Whether an amount comes to one economy from all others: "From all over the world Peru received 8 million"."""
    if not is_inferred(figure, "parties") or len({area.code for area in told.areas}) > 1:
        return False
    worlds = (hit for hit, _ in told.sentence.of("count", "world") if hit.end <= figure.start)
    froms = told.sentence.lexicon.surfaces("role.from")
    return any(told.between(hit.start, hit.end).split()[0] in froms for hit in worlds)


def _is_with_many(told: Told, figure: Figure) -> bool:
    """Whether an amount goes to several economies that are only counted, right behind it: "1,300 places for 90 states".

    Not where a second economy is named, nor where a verb, a comparison or "and" leads on to them.
    """
    if len({area.code for area in told.areas}) > 1:
        return False
    sentence = told.sentence
    for noun, _ in sentence.of("count", "pair"):
        number = next((q for q in told.every if 0 <= noun.start - q.number_end <= 1 and q.value > PAIR), None)
        start = told.opening(number) if number else 0
        if number is None or not figure.end <= start <= figure.end + _TO_MANY or told.crossed(figure.end, number.start):
            continue
        between = told.between(figure.end, start)
        verbs = [*sentence.of("act", "give", "receive", "buy", "sell", "own"), *sentence.of("status")]
        verbs += [pair for pair in sentence.of("change", "versus") if "role.from" not in pair[0].senses]
        leads_on = any(figure.end <= hit.start < start for hit, _ in verbs) or joined(sentence, between.split())
        if not leads_on and "," not in between and sentence.before(start, "role", "to", "from", "in", "with", gap=1):
            return True
    return False


def _is_kept(told: Told, figure: Figure) -> bool:
    """Whether money is only put aside by one for itself: "set aside 5 million for its roads"."""
    verb = told.sentence.before(figure.start, "act", "give", gap=_HEDGE)
    return verb is not None and "status.pledge" in verb[0].senses and "act.present" not in verb[0].senses


def _is_more_than_with_one(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether a sentence opens with a word for the total, and an amount of it exceeds that of the pair just told.

    "Chile sold goods for 5 million to Peru. In all it exported goods for 60 million, and imports were 50."
    """
    if told.sentence.of("role", *THERE):
        # "In all it exported goods for 60 million there"
        return False
    opens = any(told.sentence.opens_with(hit.start, _OPENING) for hit, _ in told.sentence.of("count", "total"))
    if not opens or len({area.code for area in told.areas}) > 1 or of_the_two(told.sentence):
        return False
    if not told.areas:
        return _sums_up_partners(earlier, figure)
    if earlier.aside and earlier.aside.start >= told.sentence.start:
        return True
    told_before = (draft.figure for draft in reversed(earlier.made) if draft.sentence_start < told.sentence.start)
    last = next(told_before, None)
    same = last is not None and (last.unit, last.parties) == (figure.unit, figure.parties)
    if last and figure.unit in _RATES and last.parties == figure.parties and last.metric in sum_family():
        # "Chile's exports to Peru fell by 5 percent. In all its exports fell by 3 percent."
        return True
    flow = same and last is not None and definitions().metrics[last.metric].direction is not None
    return bool(flow and last and last.value and figure.value and figure.value > last.value and not last.change)


def _sums_up_partners(earlier: Earlier, figure: Figure) -> bool:
    """Whether trade with several partners was told of, and less of it: "Overall, the trade gap was 4 million"."""
    metric = definitions().metrics[figure.metric]
    traded = [draft.figure for draft in earlier.made if draft.figure.metric in sum_family()]
    alike = [one.value for one in traded if (one.metric, one.unit) == (figure.metric, figure.unit)]
    several = len({one.parties for one in traded}) > 1
    return several and not metric.parts and any(figure.value and value and figure.value > value for value in alike)


def _opens_with_all(told: Told, figure: Figure) -> bool:
    """Whether goods are all that one sells or buys, who is named alone: "In all Chile exported 90,000 tonnes"."""
    if not is_inferred(figure, "parties") or len({area.code for area in told.areas}) != 1 or told.groups:
        return False
    opens = any(told.sentence.opens_with(hit.start, _OPENING) for hit, _ in told.sentence.of("count", "total"))
    opens = opens or told.sentence.has("count", "abroad") or bool(words_for_all(told))
    if any(figure.start <= area.start < figure.end for area in told.areas):
        # "In all 660,000 Americans visited the country"
        return False
    return opens and not told.sentence.of("role", *THERE) and not of_the_two(told.sentence)


def _is_total(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether a figure is a total of one economy, by its metric."""
    metric = definitions().metrics[figure.metric]
    early = _before_its_partner(earlier, told, figure)
    if metric.residual:
        unit = definitions().units.get(figure.unit or "")
        goods = unit is not None and unit.kind in GOODS
        # "The fund has paid for 900 projects all over the world"
        everywhere = not told.areas and any(hit.start >= figure.end for hit in words_for_all(told))
        return len(figure.parties) < PAIR or everywhere or (goods and (early or _opens_with_all(told, figure)))
    if metric.gift or metric.dated:
        return _is_of_nobody_else(earlier, told, figure) or is_cost_shared(told, figure)
    larger = metric.difference and larger_flow(earlier.made, figure, metric, figure.parties)
    if larger or not (metric.direction or metric.parts):
        return False
    traded = metric.key in sum_family() and (of_all_of_one(told, figure) or _is_of_each(told, figure))
    if traded or early or whole_of_share(told, figure) or _is_more_of_all(earlier, told, figure):
        return True
    if counts_people(metric) and (
        _is_before_its_part(told, figure)
        or _is_before_a_list(told, figure)
        or _is_of_all_who_come(told, figure)
        or _came_to_the_country(told, figure)
        or _holds_those_before(earlier, told, figure)
    ):
        return True
    if metric.key in sum_family() and (
        (metric.difference and _is_balance_with_all(earlier, told, figure))
        or _is_more_than_with_one(earlier, told, figure)
    ):
        return True
    others = [q for q in told.amounts if q.start != figure.start]
    words = [hit for hit in words_for_all(told) if not of_two(told, hit)]
    words = [hit for hit in words if not _of_the_two_again(earlier, told, hit, metric)]
    words = [hit for hit in words if not is_whole_of_share(told, hit) and not _is_of_what_is_joined(told, hit, figure)]
    # "1.5 million Peruvians, out of 4 million international visitors": the words are of the whole.
    words = [hit for hit in words if not any(q.start <= hit.start < q.end for q in others)]
    if counts_people(metric) and any(figure.start <= hit.start < figure.end for hit in words):
        # "9 million foreign visitors" come from everywhere, unless it is said at once from where.
        return not _of_partner(told, figure)
    if counts_people(metric) and any(_says_who_came(told, hit, figure) for hit in words):
        return not _of_partner(told, figure)
    world = any(abs(hit.start - figure.start) < SAME_THOUGHT // 4 for hit in words)
    # "International students arriving in Ghana in February rose by 12 percent to 542"
    world = world or (counts_people(metric) and any(told.sentence.opens_with(hit.start, _OPENING) for hit in words))
    far = (hit for hit in words if not any(sense.startswith("metric.") for sense in hit.senses))
    if any(_leads_to(told, hit, figure) for hit in far) and not from_partner(told, figure):
        # "Laos received about 2 million visitors from all over the world, of them 1 million Thais"
        return True
    named = {a.code for a in told.areas}
    # "International visitors to Ghana" come from everywhere, "visitors from Togo" do not.
    led = partner_named(told, "from") if counts_people(metric) else partner_named(told)
    again = not named and (_goes_on(earlier, told, figure) or between_the_two(told.sentence))
    again = again and not any(of_the_country(told.sentence, hit) for hit in words)
    partner = len(named) > 1 or led or again
    alone = world and not counts_people(metric) and _is_of_one_named(told, figure)
    return len(figure.parties) == 1 or alone or (world and not partner)


def _is_of_each(told: Told, figure: Figure) -> bool:
    """Whether three or more are told of, each with its own: "exports were 5 in Peru, 4 in Chile and 3 in Mali".

    None is the partner of another, where no preposition and no verb says so, nor a word of ranking.
    """
    sentence = told.sentence
    if len(told.codes) <= PAIR or told.groups or not {*figure.parties} <= told.codes:
        return False
    ways = {by for _, by in prepositions(told)}
    # "imports" is a noun and a verb.
    deals = any(not any(s.startswith("metric.") for s in hit.senses) for hit, _ in sentence.of("act", "buy", "sell"))
    if len(ways) > 1 or not ways <= {None, "in"} or deals:
        return False
    if sentence.has("count", "rank", "followed", "behind") or sentence.has("role", "partner", "market", "supplier"):
        return False
    amounts = [q for q in told.quantities if q.kind == "money"]
    if len(amounts) > 1 and (amounts[0].value or 0) >= sum(q.value or 0 for q in amounts[1:]):
        # "Peru exported 50 million in all: Chile 5, Togo 4, Mali 3": a total and its partners.
        return False
    # As many amounts as economies, each of which stands between two of them, or before the first.
    starts = [q.start for q in told.quantities if q.kind in ("money", "percent")]
    places = [bisect_left(starts, area.start) for area in told.areas]
    return len(places) == len(told.codes) and len(set(places)) == len(places)


def _is_of_nobody_else(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether a gift or loan has no two sides: what one gives to all, or what nobody named gives or lends."""
    metric = definitions().metrics[figure.metric]
    nobody = len(figure.parties) < PAIR and is_inferred(figure, "parties")
    if told.groups and figure.parties == tuple(group.code for group in told.groups):
        # "The World Bank will lend 75 million": nobody says to whom.
        return True
    if not metric.gift:
        # "Students may borrow up to 5,000 euros"
        return nobody and metric.pledged and not told.groups
    # "Norway has 5 billion kroner in its budget for aid": what it gives to all.
    own = figure.unit is not None and figure.parties == (home_of(figure.unit),) and not told.groups
    # "Guests spent 5 million", "113 tonnes were sent out of the country"
    own = own or nobody or (len(figure.parties) < PAIR and _is_kept(told, figure))
    return own or _is_needed(told, figure) or _is_of_all(told, figure) or _is_more_of_all(earlier, told, figure)


def _is_of_one_named(told: Told, figure: Figure) -> bool:
    """Whether up to the next noun of trade one economy alone is named, with nothing before it: "Peru's world trade"."""
    end = next_flow(told, figure)
    ahead = [(a.code, way) for a, way in prepositions(told) if a.start < end]
    return end < told.sentence.end and len({code for code, _ in ahead}) == 1 and not any(way for _, way in ahead)


def _of_the_two_again(earlier: Earlier, told: Told, word: Hit, metric: Metric) -> bool:
    """Whether "total trade" is that of the two whose trade was told just before, nobody named anew."""
    before = earlier.before(told.sentence) if metric.parts else None
    sums = any(sense.startswith("metric.") for sense in word.senses)
    sums = sums and not of_the_country(told.sentence, word)
    alone = not told.areas and not told.groups and not told.sentence.has("role", "own")
    if before is None or not (sums and alone) or before.sentence_start >= told.sentence.start:
        return False
    figure = before.figure
    guessed = is_inferred(figure, "parties")
    flow = figure.metric in sum_family() and not definitions().metrics[figure.metric].parts
    return flow and len(figure.parties) == PAIR and not guessed


def _is_of_what_is_joined(told: Told, word: Hit, figure: Figure) -> bool:
    """Whether a word for the world stands in what "and" joins to an amount: "5 billion and cut the deficit of all"."""
    joins = told.sentence.lexicon.surfaces("range.and")
    behind = told.between(figure.end, word.start).replace(",", " ").split()[:1]
    return word.start >= figure.end and not joins.isdisjoint(behind)


def _is_of_all_abroad(told: Told, figure: Figure) -> bool:
    """Whether people of one economy are counted who are in other countries at large: "9,000 Togolese study abroad"."""
    unit = definitions().units.get(figure.unit or "")
    if unit is None or unit.kind != "person" or not told.sentence.has("count", "abroad"):
        return False
    return len({a.code for a in told.areas}) < PAIR and not partner_named(told, "to", "in")


def _is_before_a_list(told: Told, figure: Figure) -> bool:
    """Whether a colon leads from a count to those of several partners: "2 million came: 1 from Togo, 1 from Chad"."""
    first = next((q for q in told.quantities if q.start >= figure.end), None)
    colon = told.sentence.low.find(":", figure.end, first.start) if first else -1
    if colon < 0:
        return False
    before = {area.code for area in told.areas if area.start < colon}
    return len(before) <= 1 and len({area.code for area in told.areas if area.start > colon} - before) >= PAIR


def _is_before_its_part(told: Told, figure: Figure) -> bool:
    """Whether a count of all is told before those of a partner: "2 million came to Peru, which included 5 Chileans"."""
    part = next((q for q in told.quantities if q.start >= figure.end and q.kind in ("count", "number")), None)
    if part is None or told.sentence.after(figure.end, "count", "subset", gap=1):
        # "12 million of them from Peru and 6 million from Togo"
        return False
    of = (hit for hit, _ in told.sentence.of("count", "of", "share") if told.sentence.opens_with(hit.start))
    if any(0 <= figure.start - hit.end <= _ARTICLE for hit in of) and part.kind == "count":
        # "Of the 3,000 foreign students in Peru 500 are from Chile"
        return len({a.code for a in told.areas if a.end <= part.start}) <= 1
    ahead = next((hit for hit, _ in told.sentence.of("count", "subset") if figure.end <= hit.start < part.start), None)
    # "2 million came to Peru, 5,000 of them from Chile"
    behind = told.sentence.after(part.end, "count", "subset", gap=1)
    if ahead is None and (behind is None or not told.breaks(figure.end, part.start)):
        return False
    before = {a.code for a in (*told.areas, *told.groups) if a.end <= (ahead.start if ahead else part.start)}
    end = told.end_of(told.first_from(part.end))
    start = ahead.end if ahead else part.start
    theirs = {a.code for a in told.areas if start <= a.start < end}
    return len(before) <= 1 and bool(theirs - before)


def _says_who_came(told: Told, word: Hit, figure: Figure) -> bool:
    """Whether a word for all is who came, only when and where between: "foreign visitors to Peru were 4 million".

    Not in "foreign visitors, of them 4 million Chileans", nor where one economy's are told next to all.
    """
    if not 0 <= figure.start - word.end <= _CAME or any(c in ",;:" for c in told.between(word.end, figure.start)):
        return False
    between = [a for a in told.areas if word.end <= a.start < figure.start]
    counted = bool(told.crossed(word.end, figure.start))
    hosts = (preposition(told.sentence, a.start, word.end) in ("to", "in") for a in between)
    inside = any(figure.start <= a.start < figure.end for a in told.areas)
    # As in: Togo came second among foreign visitors to Peru, with 4 million.
    opened = max(told.sentence.low.rfind(mark, told.sentence.start, word.start) for mark in ",;:")
    host = (figure.direction or "").partition(">")[2]
    another = any(opened < a.start < word.start and a.code != host for a in told.areas)
    return not (counted or inside or another) and all(hosts)


def _is_of_all_who_come(told: Told, figure: Figure) -> bool:
    """Whether a word for a total opens what is told of one economy alone: "Overall, arrivals in Peru rose to 5,000"."""
    opens = any(told.sentence.opens_with(hit.start, _OPENING) for hit, _ in told.sentence.of("count", "total"))
    guessed = is_inferred(figure, "parties")
    if any(figure.start <= area.start < figure.end for area in told.areas):
        # "A total of 317,000 Chilean tourists flew in"
        return False
    if any(by == "from" for _, by in prepositions(told)):
        # "In all 14,300 tourists came from Chile"
        return False
    return opens and guessed and len({a.code for a in (*told.areas, *told.groups)}) <= 1


def _came_to_the_country(told: Told, figure: Figure) -> bool:
    """Whether people came to "the country", from nowhere that is named: "427,000 tourists had come to the country"."""
    if told.areas or told.groups or (figure.parties and not is_inferred(figure, "parties")):
        return False
    sentence = told.sentence
    countries = (hit for hit, _ in sentence.of("count", "country"))
    led = any(sentence.before(hit.start, "role", "to", "in", gap=_ARTICLE) is not None for hit in countries)
    return led and not of_the_two(sentence) and not sentence.has("count", "subset")


def _holds_those_before(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether more came than of the partner told before, to the one that a sentence names only as where they went.

    "In May 24,000 came from Chile. Arrivals in Peru reached 2 million in 2017."
    """
    guessed = is_inferred(figure, "parties")
    if not guessed or figure.value is None or definitions().metrics[figure.metric].measure != "flow":
        return False
    part = next((d.figure for d in reversed(earlier.made) if d.figure.metric == figure.metric), None)
    less = part is not None and part.parties == figure.parties and 0 < (part.value or 0) < figure.value
    return less and _is_only_host(told)


def _is_only_host(told: Told) -> bool:
    """Whether the one economy that a sentence names is only where people went: to it, who visited it or it got."""
    sentence = told.sentence
    if not told.areas or told.groups or sentence.has("count", "subset") or not sentence.language.spaced:
        return False
    if any(a.form != "name" for a in told.areas):
        return False
    visits = {hit.end + 1 for hit, _ in sentence.of("role", "visit")}
    articles = {hit.end + 1 for hit, _ in sentence.of("count", "determiner") if hit.start in visits}
    hosts = {a.start for a in told.areas if sentence.after(a.end, "act", "take", "receive", gap=1)}
    at = visits | articles | hosts
    return all(by in ("to", "in") or (by is None and a.start in at) for a, by in prepositions(told))


def _of_partner(told: Told, figure: Figure) -> bool:
    """Whether a partner is named in the phrase of an amount: "1 million foreign visitors from Peru"."""
    return any(
        area.start >= figure.end
        and not told.breaks(figure.end, area.start)
        and preposition(told.sentence, area.start, figure.end) == "from"
        for area in (*told.areas, *told.groups)
    )


def _before_its_partner(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether the flow of a pair is told before the text names both: "exports rose" at the head is the total."""
    if definitions().metrics[figure.metric].parts:
        return False
    reading = earlier.reading
    pair = reading.scope.parties
    guessed = figure.parties == pair and is_inferred(figure, "parties")
    people = counts_people(definitions().metrics[figure.metric])
    home = reading.language.home if people else reading.homeland
    named = (hit for hit, _ in told.sentence.of("area"))
    if not guessed:
        return False
    hosts = {area.code for area, way in prepositions(told) if way in ("in", "to") and area.form != "adjective"}
    hosts |= {area.code for area in told.areas if _is_only_host(told)}
    alone = len(hosts) == 1 and hosts < set(pair) and hosts == {a.code for a in (*told.areas, *told.groups)}
    if people and alone:
        # "1.5 million tourists came to Ghana", before the text says from where others do
        return all(reading.named_only_after(code, told.sentence.end) for code in pair if code not in hosts)
    if any(not _is(hit, home) for hit in named):
        return False
    # The one economy that speaks the language need not be named.
    others = (code for code in pair if code != home)
    return any(reading.named_only_after(code, told.sentence.end) for code in others)


def _is_needed(told: Told, figure: Figure) -> bool:
    """Whether an amount is what is needed or asked of all, not what is given: "the UN appealed for 2 billion"."""
    for hit, _ in told.sentence.of("count", "need"):
        behind = 0 <= hit.start - figure.end <= 1
        between = told.between(hit.end, figure.start) if hit.end <= figure.start else ","
        given = any(hit.end <= act.start < figure.start for act, _ in told.sentence.of("act", "give"))
        if behind or (len(between) <= _NEED and not given and not any(c in ",;:" for c in between)):
            return True
    return False


def _is_of_all(told: Told, figure: Figure) -> bool:
    """Whether a gift is all that one economy gives: "aid of 50 billion, 0.9 percent of its national income"."""
    near = any(abs(hit.start - figure.start) < SAME_THOUGHT // 4 for hit, _ in told.sentence.of("count", "giving"))
    # "Norway's total aid to the country"
    to_one = any(points_back(told.sentence, hit.end, "to") for hit, _ in told.sentence.of("metric", figure.metric))
    alone = len({a.code for a in (*told.areas, *told.groups)}) < PAIR and not partner_named(told)
    return near and alone and not to_one


def _is_more_of_all(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether the sentence after a total of one economy tells a part of it, or more of that economy alone."""
    aside = earlier.aside_before(told.sentence)
    if aside is None or aside.metric not in (figure.metric, *_sums(figure)) or partner_named(told) or told.groups:
        return False
    reading = earlier.reading
    before = reading.sentences.around(aside.start)
    whose = {a.code for a in areas_of(before, home=reading.home)}
    named = {a.code for a in told.areas}
    # "Chile took 30 % of all investment in Peru. Chilean investors put in 6 million": it is theirs in Peru.
    alone = len(whose) == 1 and named == whose and not definitions().metrics[figure.metric].to_date
    # "The country's foreign trade was 33 million"
    country = before.has("count", "country") and not of_the_two(before)
    country = country or any(of_the_country(before, hit) for hit, _ in before.of("count", "world"))
    one = len(whose) == 1 or (country and not whose)
    part = one and _is_part_of(earlier, told, figure, aside)
    return alone or (not named and (opens_with_part(told.sentence) or part))


def _is_part_of(earlier: Earlier, told: Told, figure: Figure, total: Figure) -> bool:
    """Whether a flow is one of two that a total of one economy adds up, told right behind it, nobody named.

    "Chile's foreign trade was 33 million. Exports were 14 million and imports 19": the second goes with the first.
    """
    sentence = told.sentence
    if total.start >= sentence.start:
        return {total.metric, figure.metric} <= sum_family()
    parts = definitions().metrics[total.metric].parts
    less = 0 < (figure.value or 0) < (total.value or 0)
    preceding = earlier.reading.sentences.preceding(sentence, within="\0")
    right_behind = preceding is not None and preceding.start <= total.start
    of_two_or_there = of_the_two(sentence) or sentence.has("role", *THERE)
    return figure.metric in parts and figure.unit == total.unit and less and right_behind and not of_two_or_there


def _sums(figure: Figure) -> frozenset[str]:
    family = sum_family()
    return family if figure.metric in family else frozenset()


def _is_balance_with_all(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether a balance is that of one economy with all others: "the US trade deficit", out of the blue.

    Or "the country's overall trade balance", whatever was told before.
    """
    named = told.areas or told.groups or partner_named(told) or of_the_two(told.sentence)
    if not named and is_inferred(figure, "parties"):
        return told.sentence.has("count", "country") and bool(words_for_all(told))
    if "parties:pair" not in figure.inferred or len({a.code for a in told.areas}) != 1 or partner_named(told):
        return False
    words = [hit.start for hit, _ in told.sentence.of("metric", figure.metric)]
    before = earlier.before(told.sentence)
    spoken_of = before is not None and before.figure.parties == figure.parties
    return not spoken_of and any(0 <= start - a.end <= 1 for start in words for a in told.areas)


def _goes_on(earlier: Earlier, told: Told, figure: Figure) -> bool:
    """Whether a sentence that names no economy goes on about the trade of the two said just before."""
    before = earlier.before(told.sentence)
    return before is not None and before.figure.metric == figure.metric and before.figure.parties == figure.parties


def _leads_to(told: Told, word: Hit, figure: Figure) -> bool:
    """Whether a word for the world stands right before an amount, a hedge let pass."""
    near = 0 <= figure.start - word.end <= _HEDGE
    return near and not any(word.end <= a.start < figure.start for a in told.areas)


def _is(hit: Hit, economy: str | None) -> bool:
    """Whether a word names one economy, or none as a phrase that only holds a name does."""
    return all(s.split(".")[-1] in (economy, "none") for s in hit.senses if s.startswith("area."))
