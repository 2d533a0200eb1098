"""What a bare number counts, whose noun stands elsewhere: before it, or in what was said just before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.definitions import Metric, definitions
from analysis.figures.governing import preposition, prepositions
from analysis.figures.metrics import MetricChoice, counts_guests, counts_people, metric_of, student_metric
from analysis.figures.metrics.families import guest_metric
from analysis.figures.metrics.guests import speaks_of_guests
from analysis.figures.partners import TO_ORIGIN, host_of
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.periods import LENGTHS

__all__ = ["by_economy", "counted", "grown", "people_of_another_time", "plain_people", "stands_for_it"]

Otherwise = Callable[[Quantity], MetricChoice | None]
"""Tells the metric of a count that no metric's words name."""

_LEADS = (" \u2013", " \u2014", ":")
_TO_TIME = 8
"""Characters from a count to the time that it is of: " in "."""
_TO_COUNT = 12
"""Characters from a verb to the count that it leads to: a hedge."""
_TO_SUM = 20
"""Characters between a verb of fact and its amount, and from a part to its verb: a word or two."""
_TO_FOLLOW = 4
"""Characters from a further amount to the verb that it follows: "is to follow"."""
_TO_CAME = 5
"""Characters from a verb of coming to how many came: a subject that only stands in ("det")."""
_TRIFLE = 0.1
"""Share of the money told before below which millions are of something else."""
_MILLION = 1e6
_MANY = 1000
"""A number from here on may count what was named before it."""
_OBJECT = 36
"""Characters from a growth to what has grown, and from "the number of" to its noun."""
_GIVEN = 48
"""Characters from a verb of giving to what is given: to whom."""
_TO_CLAIM = 8
"""Characters to a verb that says what is to come: "are"."""
_SHORT = 3
"""Letters of an article or a preposition."""
_FEW_WORDS = 2
_NEAR = 160
"""Characters before a sentence in which is told of whom it counts a part."""
_FEW = 10
"""The largest number of those that an article names again."""
_COUNTER = 2
"""Characters of a space and a counter of one letter."""


def counted(
    told: Told, quantity: Quantity, *, growing: bool, before: Figure | None, otherwise: Otherwise
) -> MetricChoice | None:
    """The metric of a bare number and the unit that it counts; None where nothing says what that is.

    `growing` says whether a growth belongs to the number, `before` is the figure said just before it.
    """
    sentence = told.sentence
    if _is_a_length(told, quantity) or _counts_a_noun(told, quantity):
        return None
    if _names_one(told, quantity) or _names_again(told, quantity):
        return None
    ends = sentence.phrase_ends(quantity.end)
    led = (
        sentence.before(quantity.start, "change", "to", gap=4) is not None
        or sentence.before(quantity.start, "status", "actual", gap=_TO_COUNT) is not None
        or _rises_from(told, quantity)
    )
    large = quantity.value >= _MANY and ends
    came = _who_came(told, quantity) if quantity.value >= _MANY else None
    came = came or (_at_school(told, quantity) if ends else None) or _of_the_guests(told, quantity)
    if came:
        return came
    things = before if before and before.unit in definitions().units else None
    if things and things.start >= sentence.start:
        # "3,100 students in 2022, against 3,400 in 2021", "13,000 tourists in 2007, and over 170,000 in 2017"
        against = told.set_against(quantity)
        another = (sentence.before(quantity.start, "count", "another", gap=1) and ends) or _so_many_more(told, quantity)
        # "Of the 52 projects 30 are in Almaty, a city of 2 million"
        like = large and quantity.value <= (things.value or 0) * _MANY
        if not _of_a_noun(told, quantity, things) and (
            against
            or led
            or like
            or another
            or _led_as_they(told, quantity, things)
            or _of_its_own_time(told, quantity, things)
            or (ends and _right_behind_origin(told, quantity))
        ):
            return MetricChoice(definitions().metrics[things.metric], unit=things.unit)
    if quantity.value > 1:
        # "One of them" is none.
        part = _carried_over(told, quantity, before, led=led)
        part = part or _part_of_people(told, quantity, things) or _part_from(told, quantity, things)
        part = part or _part_of_papers(told, quantity, things) or _instead_of_them(told, quantity, things)
        part = part or _given_in_return(told, quantity, things)
        if part:
            return part
    if (led or large) and (people := _people_by_economy(told, quantity) or _people_numbered(told, quantity, otherwise)):
        return people
    # "of these scholarships they grant about 250 a year"
    yearly = sentence.after(quantity.end, "time", "per_year", gap=1)
    behind = _behind_its_noun(told, quantity) or _behind_economies(told, quantity)
    if growing or led or large or yearly or behind or _numbered(told, quantity) or _labelled(told, quantity):
        return _noun_before(told, quantity, otherwise)
    return None


def _is_a_length(told: Told, quantity: Quantity) -> bool:
    """Whether a number is of years, or of months: "has more than doubled in five years".

    So it is within a phrase for a time of comparison: "has in one year gone down to 393".
    """
    sentence = told.sentence
    length = sentence.after(quantity.end, "time", *LENGTHS, gap=1)
    if length and not any(period.start == length[0].start for period in told.periods):
        # Not "2,4 triệu năm 2017", 2.4 million in (the year) 2017.
        return True
    spans = sentence.of("change", "versus", "over_time")
    return any(hit.start < quantity.start and quantity.end < hit.end for hit, _ in spans)


def _so_many_more(told: Told, quantity: Quantity) -> bool:
    """Whether a number is of as many more as counted before: "signed 22 accords, and three more were signed in May".

    Others are of the kind counted only where a verb tells on: "5 ports in Peru and two others" may be countries.
    """
    others = told.sentence.after(quantity.end, "count", "others", gap=1)
    more = others or told.sentence.after(quantity.end, "change", "up", "more", gap=1)
    if told.sentence.before(told.opening(quantity), "change", "by", gap=1):
        return False
    if more is None or told.sentence.after(more[0].end, "change", "versus", gap=2):
        # "3 more than the year before"
        return False
    ahead = told.sentence.of("status", "estimate", "future", "target", "pledge")
    if any(0 <= hit.start - more[0].end <= _TO_CLAIM for hit, _ in ahead):
        # "and two more are expected"
        return False
    actual = told.sentence.after(more[0].end, "status", "actual", gap=1)
    told_on = actual or told.sentence.after(more[0].end, "act", "begin", "sign", gap=1)
    return told_on is not None or (others is None and told.sentence.phrase_ends(more[0].end))


def _led_as_they(told: Told, quantity: Quantity, things: Figure) -> bool:
    """Whether "and" leads to a number behind which "between" stands, as it does behind the things counted.

    "Six accords between governments and 13 between firms"
    """
    sentence = told.sentence
    between = told.between(things.end, quantity.start).split()
    first, second = between[:1], told.between(quantity.end, quantity.end + _TO_SUM).split()[:1]
    governs = sentence.after(quantity.end, "role", "between", gap=1)
    joins = sentence.lexicon.surfaces("range.and")
    return first == second and governs is not None and len(between) > _FEW_WORDS and between[-1] in joins


def _names_one(told: Told, quantity: Quantity) -> bool:
    """Whether a number is a name, or tells of one of several: "from room 1214", "on one of its programmes"."""
    sentence = told.sentence
    one_of = quantity.value == 1 and sentence.after(quantity.end, "count", "of", gap=1) is not None
    return one_of or sentence.before(quantity.start, "count", "identifier", gap=1) is not None


def _names_again(told: Told, quantity: Quantity) -> bool:
    """Whether an article before a small number says that it only names those known: "the two ministries"."""
    known = told.sentence.before(quantity.start, "count", "determiner", gap=1)
    noun = told.between(quantity.end + 1, quantity.end + 2).isalpha()
    return quantity.value <= _FEW and known is not None and noun


def _who_came(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of people told by the verb right behind their number: "with more than 37,000 having visited Peru"."""
    metrics = definitions().metrics
    person = plain_people()
    for hit, key in told.sentence.of("metric") if person and told.areas else ():
        verb = not any(sense.startswith("unit.") for sense in hit.senses)
        flow = counts_guests(metrics[key])
        if verb and flow and 0 < hit.start - quantity.end <= _TO_TIME:
            return MetricChoice(metrics[key], hit, unit=person)
    return None


def _of_the_guests(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of a part of the guests told of just before: "1.4 million tourists came. Of them 5,000 were Russians".

    How many came in all is of no two economies, so that no figure stands for it.
    """
    guest, person = guest_metric(), plain_people()
    if guest is None or person is None or quantity.value < _MANY or not speaks_of_guests(told.sentence):
        return None
    if not _are_guests_before(told, quantity, guest):
        return None
    led = told.sentence.before(told.opening(quantity), "count", "subset", gap=_TO_CAME)
    verb = told.sentence.after(quantity.end, "status", "actual", gap=1)
    end = verb[0].end if verb else quantity.end
    of_one = any(0 <= a.start - end <= TO_ORIGIN and not told.breaks(end, a.start) for a in told.areas)
    return MetricChoice(guest, None, "sentence-before", unit=person) if led and of_one else None


def _are_guests_before(told: Told, quantity: Quantity, guest: Metric) -> bool:
    """Whether what is counted last before a number is guests and their visits, and no firms or inhabitants."""
    sentence = told.sentence
    hits = sentence.lexicon.scan(sentence.text, max(0, sentence.start - _NEAR), quantity.start, low=sentence.low)
    things = [hit for hit in hits if any(sense.startswith(("unit.", "metric.")) for sense in hit.senses)]
    units = definitions().units.values()
    guests = {f"metric.{guest.key}", *(f"unit.{unit.key}" for unit in units if unit.metric == guest.key)}
    return bool(things) and not guests.isdisjoint(things[-1].senses)


def _carried_over(told: Told, quantity: Quantity, before: Figure | None, *, led: bool) -> MetricChoice | None:
    """The metric of a bare number that is of what the figure of an earlier sentence is of; else None."""
    if before is None or before.start >= told.sentence.start:
        return None
    ends = told.sentence.phrase_ends(quantity.end)
    if before.unit in definitions().units:
        same = (ends and led and _of_the_same(told, quantity)) or _more_of_them(told, quantity, before)
        same = same or (ends and quantity.value >= _MANY and _of_people_told(told, quantity, before))
        same = same or _come_as_they(told, quantity, before) or (ends and _were_then(told, quantity, before))
    else:
        same = _opens_with_another(told, quantity) or _is_a_share(told, quantity, before)
        same = same or (ends and _of_what_was_told(told, quantity, before))
        same = same and quantity.value >= _MILLION
    return _as_told(before) if same else None


def _as_told(figure: Figure) -> MetricChoice:
    """The metric and the unit of a figure told before, for a bare number that is of the same."""
    return MetricChoice(definitions().metrics[figure.metric], None, "sentence-before", unit=figure.unit)


def _more_of_them(told: Told, quantity: Quantity, people: Figure) -> bool:
    """Whether a sentence opens with a further number of those just counted: "Another 10,000 are on courses"."""
    sentence = told.sentence
    opening = told.opening(quantity)
    more = sentence.before(opening, "count", "another", gap=1)
    if more is None or not sentence.opens_with(more[0].start) or sentence.of("unit"):
        return False
    verbs = any(hit.start >= quantity.end for hit, _ in sentence.of("act", "study", "live"))
    return verbs and quantity.value >= _MANY and counts_people(definitions().metrics[people.metric])


def _opens_with_another(told: Told, quantity: Quantity) -> bool:
    """Whether a sentence opens with a further amount of what was told before: "Another 60 million is to follow"."""
    sentence = told.sentence
    more = sentence.before(told.opening(quantity), "count", "another", gap=1)
    verbs = (hit for hit, _ in sentence.of("status", "actual", "future") if "role.passive" not in hit.senses)
    verb = any(0 <= hit.start - quantity.end <= _TO_FOLLOW for hit in verbs)
    return more is not None and sentence.opens_with(more[0].start) and verb and not told.areas


def _is_a_share(told: Told, quantity: Quantity, money: Figure) -> bool:
    """Whether millions are a part of the money told just before: "Salmon alone accounted for 81 million"."""
    share = told.sentence.before(told.opening(quantity), "count", "share", gap=1)
    part = share is not None and not told.areas and quantity.value < (money.value or 0)
    return part and told.follows(money.end) and not told.sentence.of("unit")


def _of_what_was_told(told: Told, quantity: Quantity, money: Figure) -> bool:
    """Whether millions are of the money told before, which a pronoun stands for: "In 2017 they came to 176 million".

    Where verbs need no subject, none does: "En 2017 alcanzaron 176 millones".
    """
    if money.value is None or not stands_for_it(told, quantity):
        return False
    # What is told of something else, or of what a sentence between tells of.
    return told.follows(money.end) and quantity.value >= money.value * _TRIFLE


def _of_people_told(told: Told, quantity: Quantity, people: Figure) -> bool:
    """Whether a number is of the people told before, whom a pronoun stands for: "In January there were 80,000"."""
    return counts_people(definitions().metrics[people.metric]) and stands_for_it(told, quantity)


def _were_then(told: Told, quantity: Quantity, people: Figure) -> bool:
    """Whether a number is of the people told before at another time: "In 2019 there were 917,000 of them".

    So it is behind "when": "well short of 2019, when there were 917,000".
    """
    sentence = told.sentence
    if not counts_people(definitions().metrics[people.metric]) or quantity.value < _MANY or sentence.of("unit"):
        return False
    opening = told.opening(quantity)
    verb = sentence.before(opening, "status", "actual", gap=1) or sentence.before(opening, "role", "passive", gap=1)
    if verb is None or not told.periods or told.crossed(sentence.start, quantity.start) or told.areas:
        return False
    when = [hit for hit, _ in sentence.of("time", "when") if hit.end <= verb[0].start]
    if when:
        return verb[0].start - when[-1].end <= _TO_SUM
    who = sentence.before(verb[0].start, "source", "pronoun", gap=1)
    return who is not None and any(p.end <= who[0].start and who[0].start - p.end <= _TO_COUNT for p in told.periods)


def _come_as_they(told: Told, quantity: Quantity, people: Figure) -> bool:
    """Whether a number is of more of the people told before, by where they come from: "Another 7,000 came from Peru".

    Who they are it does not say, nor is anything else counted.
    """
    sentence = told.sentence
    hosted = host_of(people) is not None or len(people.parties) == 1
    if quantity.value < _MANY or not hosted or sentence.of("unit"):
        return False
    if any(by != "from" for _, by in prepositions(told)):
        # "Chile received 12,000, of whom 3,000 came from Peru"
        return False
    verb = sentence.after(quantity.end, "act", "go", "travel", gap=1)
    if verb or sentence.before(told.opening(quantity), "count", "another", gap=1):
        end = verb[0].end if verb else quantity.end
        return any(0 <= a.start - end <= TO_ORIGIN for a in told.areas)
    # "Fra Peru kom det 7.000"
    led = sentence.before(told.opening(quantity), "act", "go", "travel", gap=_TO_CAME)
    # "From Peru came 7,000", not "came 7,000 soldiers"
    ends = sentence.phrase_ends(quantity.end) or any(0 <= p.start - quantity.end <= _TO_TIME for p in told.periods)
    return led is not None and ends and any(0 <= led[0].start - a.end <= 1 for a in told.areas)


def stands_for_it(told: Told, quantity: Quantity) -> bool:
    """Whether a number has before it but a time, a pronoun and a verb of fact, and nothing is counted by name."""
    sentence = told.sentence
    verbs = sorted(hit for hit, _ in (*sentence.of("status", "actual", "future"), *sentence.of("act", "go", "travel")))
    verb = next((hit for hit in verbs if hit.end <= quantity.start), None)
    if verb is None or quantity.start - verb.end > _TO_SUM:
        return False
    if sentence.of("unit") or told.crossed(sentence.start, quantity.start):
        return False
    times = [(p.start, p.end) for p in told.periods]
    times += [(hit.start, hit.end) for hit, _ in sentence.of("time")]
    opening = sentence.without(sentence.start, verb.start, times)
    surfaces = sentence.lexicon.surfaces
    pronouns = surfaces("source.pronoun") | surfaces("count.determiner") | surfaces("count.sum")
    return all(word in pronouns or len(word) <= _FEW_WORDS for word in opening.replace(",", " ").split())


def _of_the_same(told: Told, quantity: Quantity) -> bool:
    """Whether a number is that of what was counted in the sentence before: "The figure rose to 15,192 in 2022"."""
    sentence = told.sentence
    words = [hit for hit, _ in sentence.of("count", "sum") if 0 <= quantity.start - hit.end <= _OBJECT]
    if not words or sentence.after(words[-1].end, "count", "of", gap=1):
        return False
    # "The number of scholarships rose to 92" is of its own noun.
    nouns = (hit for hit, _ in sentence.of("unit") if hit.start < quantity.start)
    return not any(nouns) and not told.crossed(words[-1].end, quantity.start)


def _behind_economies(told: Told, quantity: Quantity) -> bool:
    """Whether numbers stand in brackets behind several economies, and this is one: "Togo (769), Ghana (over 582)"."""
    areas = [a.end for a in told.areas]
    listed = [q for q in told.quantities if q.kind == "number" and _in_brackets_behind(told, q, areas)]
    return len(listed) > 1 and quantity in listed


def _in_brackets_behind(told: Told, quantity: Quantity, ends: list[int]) -> bool:
    """Whether a bracket right behind one of the places opens with a number, a hedge let pass."""
    hedge = told.sentence.before(quantity.start, "bound", gap=1)
    start = hedge[0].start if hedge else quantity.start
    return (
        told.between(start - 2, start) == " ("
        and start - 2 in ends
        and told.between(quantity.end, quantity.end + 1) == ")"
    )


def _people_numbered(told: Told, quantity: Quantity, otherwise: Otherwise) -> MetricChoice | None:
    """The metric of people told by their economy behind "the number of": "The number of Chileans in Peru was 5,000"."""
    sentence = told.sentence
    person = plain_people()
    for area in told.areas:
        numbered = sentence.before(area.start, "count", "number", gap=_TO_COUNT // 2)
        if area.form != "adjective" or numbered is None or area.end > quantity.start or person is None:
            continue
        if sentence.after(area.end, "unit", gap=1):
            # "the number of Chilean students"
            return None
        count = replace(quantity, kind="count", unit=person)
        visits = next((hit for hit, _ in sentence.of("act", "travel") if 0 <= hit.start - area.end <= _TO_COUNT), None)
        # "the number of Chileans visiting Peru has doubled, mostly students, of whom there were 9,430"
        others = any(visits and visits.end <= hit.start < quantity.start for hit, _ in sentence.of("unit"))
        guests = guest_metric() if visits and not others else None
        if guests:
            # "the number of Chileans visiting Peru"
            return MetricChoice(guests, visits, unit=person)
        lives = any(area.end <= hit.start < quantity.start for hit, _ in sentence.of("act", "live"))
        choice = otherwise(count) if lives else metric_of(told, count)
        return choice._replace(unit=person) if choice else None
    return None


def _at_school(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of those who study, where a number follows who and where they are: "Chileans in Peru's schools: 5"."""
    sentence, person = told.sentence, plain_people()
    studies = student_metric()
    if studies is None or person is None or quantity.value < _FEW:
        return None
    for area in told.areas:
        led = sentence.after(area.end, "role", "in", gap=1) if area.form == "adjective" else None
        if led is None or area.end > quantity.start or told.between(area.start - 1, area.start) == "-":
            # "преподавателей-немцев" says who they are besides.
            continue
        opening = told.opening(quantity)
        school = any(led[0].end <= hit.start and hit.end <= opening for hit, _ in sentence.of("act", "study"))
        between = told.between(area.end, opening)
        if school and not any(c in ",;.(" or c.isdigit() for c in between):
            return MetricChoice(studies, None, unit=person)
    return None


def _people_by_economy(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of a number of people named by their economy: "the Brazilians who came to Chile were 200,366"."""
    language = told.sentence.language
    person = plain_people()
    comma = told.sentence.low.rfind(",", told.sentence.start, quantity.start)
    before = [a for a in told.areas if comma < a.start and a.end <= quantity.start]
    behind = [a for a in told.areas if 0 <= a.start - quantity.end <= _TO_COUNT]
    for area in (*before, *behind):
        alone = told.sentence.before(area.start, "count", "determiner", gap=1)
        if area.form == "adjective" and alone and language.adjectives_follow and person:
            choice = metric_of(told, replace(quantity, kind="count", unit=person))
            return choice._replace(unit=person) if choice else None
    return None


def plain_people() -> str | None:
    """The unit of people of no kind of their own: persons, not students."""
    units = definitions().units.values()
    return next((unit.key for unit in units if unit.kind == "person" and unit.metric is None), None)


def _counts_a_noun(told: Told, quantity: Quantity) -> bool:
    """Whether a noun, which is written with a capital, stands right behind a number: "umfasst fünf Ziffern"."""
    text, end = told.sentence.text, quantity.end
    noun = told.sentence.language.nouns_capital and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    return noun and not told.sentence.after(end, "area", gap=1)


def _is_of_time(told: Told, quantity: Quantity) -> bool:
    """Whether a word for a length of time stands right behind a number, a word let pass."""
    return any(0 <= hit.start - quantity.end <= _TO_TIME for hit, _ in told.sentence.of("time", "hour", *LENGTHS))


def _rises_from(told: Told, quantity: Quantity) -> bool:
    """Whether a number is the first of two: "rose from 618 (as of last year) to 630"."""
    up_from = told.sentence.before(quantity.start, "change", "versus", gap=1)
    led = up_from is not None and told.between(up_from[0].start, up_from[0].end).split()[-1:]
    from_words = told.sentence.lexicon.surfaces("range.from")
    # "from today's 76 to 100"
    now = told.sentence.before(quantity.start, "time", "now", "this", gap=1)
    start = now[0].start if now else quantity.start
    if not told.sentence.before(start, "range", "from", gap=_TO_COUNT) and from_words.isdisjoint(led or ()):
        return False
    following = next((q for q in told.quantities if q.start >= quantity.end), None)
    if following is None or following.kind != "number" or following.unit:
        return False
    if any(_is_of_time(told, number) for number in (quantity, following)):
        # "cut from over five hours to two"
        return False
    return told.sentence.before(following.start, "change", "to", gap=_TO_COUNT) is not None


def grown(told: Told, quantity: Quantity, *, otherwise: Otherwise) -> MetricChoice | None:
    """The metric of what a growth is the growth of, where "the number of" something stands beside it; else None."""
    if _numbered_before(told, quantity):
        return _noun_before(told, quantity, otherwise)
    return _people_before(told, quantity) or _noun_behind(told, quantity, otherwise)


def _people_before(told: Told, quantity: Quantity) -> MetricChoice | None:
    """The metric of people of a kind whose number a growth is of: "Students from Peru in Chile fell by 37 percent".

    They open the sentence, but for whose they are: "Fees for Chilean students rose" tells of something else.
    """
    sentence, units = told.sentence, definitions().units
    nouns = [(hit, key) for hit, key in sentence.of("unit") if hit.end <= quantity.start]
    if not nouns or units[nouns[-1][1]].metric is None or sentence.of("metric"):
        return None
    noun, key = nouns[-1]
    grew = any(noun.end <= hit.start < quantity.start for hit, _ in sentence.of("change", "up", "down"))
    known = [*((a.start, a.end) for a in told.areas), *((p.start, p.end) for p in told.periods)]
    opening = sentence.without(sentence.opens, noun.start, known).split()
    if not grew or told.breaks(noun.end, quantity.start) or any(len(word) > _SHORT for word in opening):
        return None
    choice = metric_of(told, replace(quantity, kind="count", unit=key))
    return choice._replace(cue=noun, unit=key) if choice and counts_people(choice.metric) else None


def _noun_behind(told: Told, quantity: Quantity, otherwise: Otherwise) -> MetricChoice | None:
    """The metric of a growth whose noun stands behind it: "a 57 % increase in the number of Indian students"."""
    sentence = told.sentence
    number = next((hit for hit, _ in sentence.of("count", "number") if hit.start >= quantity.end), None)
    if number is None or number.start - quantity.end > _OBJECT:
        return None
    noun = next(((hit, key) for hit, key in sentence.of("unit") if hit.start >= number.end), None)
    if noun is None or noun[0].start - number.end > _OBJECT:
        return None
    if any(mark in told.between(quantity.end, noun[0].start) for mark in ",;:("):
        return None
    count = replace(quantity, kind="count", unit=noun[1])
    choice = metric_of(told, count) or otherwise(count)
    return choice._replace(cue=noun[0], unit=noun[1]) if choice else None


def _numbered_before(told: Told, quantity: Quantity) -> bool:
    """Whether "the number of" something stands before a growth."""
    return any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "number"))


def _of_a_noun(told: Told, quantity: Quantity, things: Figure) -> bool:
    """Whether a number is of another noun than the things before: "70,000 people, raising the flights to five".

    Its noun stands right before "to", or behind "the number of": "900 students, and the number of grants rises to 50".
    """
    sentence = told.sentence
    led = sentence.before(quantity.start, "change", "to", gap=1)
    noun = sentence.before(led[0].start, "unit", gap=1) if led else None
    if noun is not None and definitions().units[noun[1]].kind != "person":
        return True
    metrics = definitions().metrics
    allotted = (hit for hit, key in sentence.of("metric") if metrics[key].allotment and key != things.metric)
    if any(things.end <= hit.start and hit.end <= quantity.start for hit in allotted):
        # "2,700 students, and the quota of places was raised from 350 to 500"
        return True
    numbered = [h for h, _ in sentence.of("count", "number") if things.end <= h.start and h.end <= quantity.start]
    named = next((key for hit, key in sentence.of("unit") if numbered and hit.start >= numbered[-1].end), None)
    return named is not None and named != things.unit


def _of_its_own_time(told: Told, quantity: Quantity, things: Figure) -> bool:
    """Whether a number joined to a count says the same of another time: "14 in 2021, and 12 in 2020"."""
    first = [p for p in told.periods if 0 <= p.start - things.end <= _TO_TIME and p.end <= quantity.start]
    own = [p for p in told.periods if 0 <= p.start - quantity.end <= _TO_TIME]
    if not first or not own or first[0].iso == own[0].iso:
        return False
    joins = told.sentence.lexicon.surfaces("range.and")
    words = told.between(first[0].end, quantity.start).replace(",", " ").split()
    return len(words) <= _FEW_WORDS and all(word in joins for word in words[-1:])


def _right_behind_origin(told: Told, quantity: Quantity) -> bool:
    """Whether a number stands right behind the economy that people come from: "98 from Peru, from Togo 84"."""
    areas = (a for a in told.areas if 0 <= quantity.start - a.end <= 1)
    return any(preposition(told.sentence, a.start, told.sentence.start) == "from" for a in areas)


def _part_of_people(told: Told, quantity: Quantity, things: Figure | None) -> MetricChoice | None:
    """The metric of a part of the people spoken of: "some 45,000 of them study there"."""
    known = definitions()
    here = things is not None and things.start >= told.sentence.start
    actors = here and things is not None and known.units[things.unit or ""].kind == "actor"
    if not told.sentence.after(quantity.end, "count", "subset", gap=1):
        # "655 firms are at work there, of which 270 were set up last year"
        led = told.sentence.before(told.opening(quantity), "count", "subset", gap=1) if actors else None
        if led is None or told.sentence.after(quantity.end, "unit", gap=1):
            return None
    elif (person := plain_people()) and (choice := metric_of(told, replace(quantity, kind="count", unit=person))):
        return choice._replace(unit=person)
    if things and (actors or counts_people(known.metrics[things.metric])):
        # "655 firms are at work there, 270 of which were set up last year"
        like = known.metrics.get(known.units[things.unit or ""].like or "") if actors else None
        return MetricChoice(known.metrics[things.metric], None, "sentence-before", like, unit=things.unit)
    return None


def _part_from(told: Told, quantity: Quantity, things: Figure | None) -> MetricChoice | None:
    """The metric of a part of the people told of before, by where they come from: "This included 47 from Chile"."""
    if things is None or not counts_people(definitions().metrics[things.metric]):
        return None
    parts = any(hit.end <= quantity.start for hit, _ in told.sentence.of("count", "subset"))
    origin = told.sentence.after(quantity.end, "role", "from", gap=1)
    if not parts or origin is None or not any(0 <= a.start - origin[0].end <= _TO_COUNT for a in told.areas):
        return None
    return _as_told(things)


def _part_of_papers(told: Told, quantity: Quantity, papers: Figure | None) -> MetricChoice | None:
    """The metric of a part of the papers just told of: "signed 22 accords, three of which", "Three of them concern"."""
    if papers is None:
        return None
    metric = definitions().metrics[papers.metric]
    if metric.measure != "event" or metric.direction or metric.gift:
        return None
    led = told.sentence.after(quantity.end, "count", "subset", gap=1)
    led = led or told.sentence.before(told.opening(quantity), "count", "subset", gap=1)
    # "Of them, three ministers were there"
    noun = (
        told.sentence.after(quantity.end, "unit", gap=_COUNTER)
        or told.between(quantity.end, quantity.end + 1).isalpha()
    )
    near = papers.start >= told.sentence.start or told.follows(papers.end)
    if led is None or noun or not near or quantity.value >= (papers.value or 0) or "role.whom" in led[0].senses:
        return None
    # "signed 12 accords before 50 guests, six of whom", "Ministers spoke; two of them"
    start = max(papers.end, told.sentence.start)
    others = any(start <= hit.start < quantity.start for hit, _ in told.sentence.of("unit"))
    people = any(
        0 <= hit.start - quantity.end <= _TO_SUM for hit, _ in told.sentence.of("act", "go", "travel", "live", "leave")
    )
    if others or people or ";" in told.between(start, quantity.start):
        return None
    return _as_told(papers)


def _instead_of_them(told: Told, quantity: Quantity, things: Figure | None) -> MetricChoice | None:
    """The metric of as many as there are to be instead of those told first: "Instead of 100 grants they get 200"."""
    sentence = told.sentence
    if things is None or things.start < sentence.start or told.crossed(things.end, quantity.start):
        return None
    led = sentence.before(things.start, "change", "versus", gap=1)
    if led is None or not sentence.opens_with(led[0].start) or "," not in told.between(things.end, quantity.start):
        return None
    if any(sense.startswith("bound.") for sense in led[0].senses):
        # "More than 70,000 came, and flights rose to five"
        return None
    verbs = (*sentence.of("status", "pledge", "future", "target", "actual"), *sentence.of("act", "give", "receive"))
    verb = any(things.end <= hit.start and 0 <= quantity.start - hit.end <= _GIVEN for hit, _ in verbs)
    return _as_told(things) if verb else None


def _given_in_return(told: Told, quantity: Quantity, things: Figure | None) -> MetricChoice | None:
    """The metric of what is given like the things before: "In return Laos gave 60.", "replied with 60 of its own"."""
    sentence = told.sentence
    own = sentence.after(quantity.end, "count", "own", gap=1) is not None
    if things is None or not (own or sentence.phrase_ends(quantity.end)):
        return None
    if told.between(quantity.start - 2, quantity.start) == ", ":
        # One of a row of numbers: "for pupils of grades 8, 9, 10".
        return None
    more = sentence.after(quantity.end, "change", "more", "less", gap=1)
    if more:
        # "246 more than agreed"
        return None
    metric = definitions().metrics[things.metric]
    if not metric.allotment and not metric.gift:
        return None
    gives = any(0 <= quantity.start - hit.end <= _GIVEN for hit, _ in sentence.of("act", "give"))
    return _as_told(things) if gives else None


def _numbered(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of being, a dash or a colon leads from "the number of" something to a bare number."""
    sentence = told.sentence
    dash = sentence.low[sentence.start : quantity.start].rstrip().endswith(_LEADS)
    if not dash and not sentence.before(quantity.start, "role", "passive", gap=_TO_COUNT):
        return False
    comma = sentence.low.rfind(",", sentence.start, quantity.start)
    return any(comma < hit.start < quantity.start for hit, _ in sentence.of("count", "number"))


def _labelled(told: Told, quantity: Quantity) -> bool:
    """Whether a number stands behind a label that says what it counts: "Chilean students in Peru in 2021: 146".

    The noun opens the label, but for whose and of what kind they are, and no verb tells of it.
    """
    sentence, opening = told.sentence, told.opening(quantity)
    noun = next((hit for hit, _ in sentence.of("unit")), None)
    label = sentence.low[sentence.start : opening].rstrip()
    if noun is None or noun.end > opening or not label.endswith(":") or not sentence.phrase_ends(quantity.end):
        return False
    verbs = (*sentence.of("status", "actual", "future", "target", "pledge"), *sentence.of("source", "after"))
    whose = [(area.start, area.end) for area in told.areas]
    words = sentence.without(sentence.opens, noun.start, whose).split()
    return len(words) <= _FEW_WORDS and not any(hit.end <= opening for hit, _ in verbs)


def _behind_its_noun(told: Told, quantity: Quantity) -> bool:
    """Whether a number and its counter close a phrase right behind the noun counted: "投资项目276个"."""
    sentence = told.sentence
    noun = sentence.before(quantity.start, "unit", gap=1) if sentence.language.noun_last else None
    # "企业500强", a ranking of firms: only what is counted by its noun alone.
    if noun is None or not any(noun[1] in metric.units for metric in definitions().metrics.values()):
        return False
    return any(sentence.phrase_ends(quantity.end + counter) for counter in (0, _COUNTER))


def _commas(told: Told, noun: Hit, quantity: Quantity) -> int:
    """The commas between a noun and a number behind it."""
    return told.between(noun.end, quantity.start).count(",")


def _noun_before(told: Told, quantity: Quantity, otherwise: Otherwise) -> MetricChoice | None:
    """The metric of a number whose noun stands before it: "the number of scholarships rose to 92"."""
    nouns = [
        (hit, key)
        for hit, key in told.sentence.of("unit")
        if hit.end <= quantity.start and not any(q.start < hit.end and hit.start < q.end for q in told.quantities)
    ]
    # "The firms have reached 200 and the jobs they made 20,000": behind an amount another thing is counted.
    amount = told.last_before(quantity.start)
    own = amount.end if amount and any(hit.start >= amount.end for hit, _ in nouns) else told.sentence.start
    # The subject of the clause comes first: "the number of scholarships for students rose to 92".
    if told.sentence.language.noun_last:
        # "of-scholarships for-students the number"
        nouns.reverse()
    # "With flights restored, arrivals doubled from 2022, to 54,300": the fewer commas between, the nearer.
    for hit, key in sorted(nouns, key=lambda noun: (noun[0].start < own, _commas(told, noun[0], quantity))):
        count = replace(quantity, kind="count", unit=key)
        choice = metric_of(told, count) or otherwise(count)
        if choice:
            return choice._replace(cue=hit, unit=key)
    return None


def by_economy(told: Told, quantity: Quantity) -> bool:
    """Whether people are counted by their economy: "20,000 Swedes", "4 triệu người Nhật", "Peru with 20,000 people"."""
    if any(quantity.start < a.start and a.end == quantity.end for a in told.areas):
        return True
    if told.sentence.language.names_follow and any(a.start - quantity.end == 1 for a in told.areas):
        return True
    leads = {"", "(", ":"} | told.sentence.lexicon.surfaces("role.with")
    return any(told.between(a.end, quantity.start).strip() in leads for a in told.areas if a.end < quantity.start)


def people_of_another_time(told: Told, quantity: Quantity, figure: Figure) -> bool:
    """Whether as many people came at another time: "1.1 million in 2015, rising to 2.4 million people in 2017"."""
    people = quantity.kind == "count" and quantity.unit == figure.unit and figure.start >= told.sentence.start
    return people and any(0 <= p.start - quantity.end <= _TO_TIME for p in told.periods)
