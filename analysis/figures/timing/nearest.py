"""The time of a sentence that an amount belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.changes.context import TO_WHEN
from analysis.definitions import Metric, definitions
from analysis.figures.timing.terms import BESIDE, NEXT
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Period, Quantity
from analysis.numbers.grammar import number_words
from analysis.periods import is_day
from analysis.sentences import DASHES, read_once

__all__ = [
    "is_bracketed_apart",
    "is_of_a_clause_after",
    "is_of_a_paper",
    "is_of_a_start",
    "is_of_another",
    "is_of_the_telling",
    "is_of_what_is_set_against",
    "is_of_what_was_more",
    "is_set_against",
    "names_a_paper",
    "nearest_to",
    "whole_year",
    "without_the_next",
]

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_YEARS = re.compile(r"\d{4}(?:/\d{4})?")
_MONTH = re.compile(r"\d{4}-\d{2}")
_COMMA = 90
_SEMICOLON = 120
"""What the marks cost between an amount and its time, in characters."""
_TO_TIME = 3
"""Words from an "and" to the time that it leads to: "and in the year 2019"."""
_CLAUSE = frozenset({"count.clause", "stop.words", "sector.stop", "source.pronoun"})
"""What a word that opens a clause may say: one that says more leads to a time too."""
_TO_AMOUNT = 24
"""Characters from a word for "besides" to its amount: an article, a hedge and what the amount is."""
_FAR = 80
"""Characters from an amount beyond which a time behind another verb is not its own."""
_TAKEN = 60
_YEAR_TOLD = 36
"""Characters from a time to the brackets that tell its days: "of the current fiscal year"."""
_FEW_WORDS = 2
"""Words behind "after" up to which it leads to a time: one with more tells what came first, "after a port was shut"."""
_MARKS = frozenset(",;:.")
_CROSSED_BEHIND = 90
_CROSSED_BEFORE = 25
"""What it costs that another amount has the time, or stands between."""


def is_bracketed_apart(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is of another amount by its brackets, or told exactly by those behind it."""
    others = _is_in_brackets_of_another(told, quantity, period) or _is_told_in_brackets(told, period)
    return others or _is_outside_its_brackets(told, quantity, period)


def _is_outside_its_brackets(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether an amount in brackets has a time of its own there: "30 places this year (in 2018 there were 20)"."""
    start, end = told.sentence.start, told.sentence.end
    opened = told.sentence.low.rfind("(", start, quantity.start)
    closed = told.sentence.low.find(")", quantity.end, end)
    if opened < 0 or closed < 0 or ")" in told.between(opened, quantity.start) or opened < period.start < closed:
        return False
    return any(opened < p.start < closed for p in told.periods)


def _is_in_brackets_of_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time stands in brackets with another amount: "3 billion (2.5 billion in 2021), with a surplus of"."""
    start, end = told.sentence.start, told.sentence.end
    opened = told.sentence.low.rfind("(", start, period.start) if told.bracketed else -1
    closed = told.sentence.low.find(")", period.end, end)
    if opened < 0 or closed < 0 or ")" in told.between(opened, period.start) or opened < quantity.start < closed:
        return False
    if sum(opened < p.start < closed for p in told.periods) > 1:
        # "Three treaties (1961, 1979, 2000) and some 20 agreements": a list of times is of none but its own.
        return True
    if any(opened < other.start < closed and other.kind != "percent" for other in told.quantities):
        return True
    # "5 tonnes to Togo (May 2024) and 6 to Chile (June 2024)": each stands behind its own.
    mine = any(told.between(p.start - 1, p.start) == "(" for p in told.periods if p.start >= quantity.end)
    return mine and closed < quantity.start and any(other.end <= opened for other in told.quantities)


def _is_told_in_brackets(told: Told, period: Period) -> bool:
    """Whether brackets tell which days or months a time has: "the first half of their year (21 March-22 September)"."""
    opened = told.sentence.low.find("(", period.end, period.end + _YEAR_TOLD)
    if opened < 0 or not any(p.start == opened + 1 and p.role == "span" for p in told.periods):
        return False
    gap = told.between(period.end, opened)
    year = told.sentence.before(opened, "time", "year", gap=1)
    parted = _MARKS.intersection(gap) or told.crossed(period.end, opened)
    return not gap.strip() or (year is not None and not parted)


def is_of_a_paper(told: Told, period: Period) -> bool:
    """Whether a time is only that of signing a paper: "by an agreement signed in 2006 it takes 20 students a year"."""
    sentence = told.sentence
    led = sentence.before(period.start, "time", "in", gap=1)
    signed = sentence.before(led[0].start if led else period.start, "act", "sign", gap=1)
    if signed is None:
        return False
    papers = _papers()
    return any(key in papers and 0 <= signed[0].start - hit.end <= BESIDE * 2 for hit, key in sentence.of("unit"))


def names_a_paper(told: Told, period: Period) -> bool:
    """Whether a year is part of a paper's name, and so the time of nothing: "under the 2006 agreement"."""
    if period.relative or not told.between(period.start, period.end).isdigit():
        return False
    noun = told.sentence.after(period.end, "unit", gap=1)
    before = told.between(told.sentence.start, period.start).split()[-1:]
    articles = number_words(told.sentence.language).of_one
    return noun is not None and noun[1] in _papers() and before != [] and before[0] in articles


def _papers() -> frozenset[str]:
    """Keys of the units that papers are counted in."""
    metrics = definitions().metrics.values()
    return frozenset(key for m in metrics if m.measure == "event" and not m.direction for key in m.units)


def is_of_a_start(told: Told, period: Period) -> bool:
    """Whether a time only tells when what goes on began: "under a programme launched in 2020 it gave 80 tractors"."""
    led = told.sentence.before(period.start, "time", "in", gap=1)
    begun = told.sentence.before(led[0].start if led else period.start, "act", "begin", gap=1)
    if begun is None or told.between(begun[0].start - 2, begun[0].start).startswith(","):
        return False
    # "Japan launched in 2023 an investment" tells of the act itself.
    done = told.sentence.before(begun[0].start, "area", gap=1) or told.sentence.after(
        period.end, "count", "determiner", gap=1
    )
    return done is None and told.first_from(period.end) is not None


def is_of_the_telling(told: Told, period: Period) -> bool:
    """Whether a time only tells when something was said of what lies ahead: "said in 2017 that it would invest"."""
    led = told.sentence.before(period.start, "time", "in", gap=1)
    said = told.sentence.before(led[0].start if led else period.start, "source", "after", gap=1)
    return said is not None and told.sentence.after(period.end, "source", "pronoun", gap=2) is not None


def is_of_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether another quantity stands between one and a time behind it."""
    between = (q for q in told.quantities if quantity.end <= q.start < period.start)
    return any(not told.opens_bracket(q) and not told.is_the_two(q) for q in between)


def without_the_next(told: Told, quantity: Quantity, periods: list[Period]) -> list[Period]:
    """Some times without those that are of the amount behind one: "5 million, against 4 million in the same period"."""
    other = told.first_from(quantity.end)
    if other is not None and told.opens_bracket(other):
        # As in: it rose to 9 billion ringgit (2 billion dollars), from 8 billion in 2023.
        other = told.following(quantity) or other
    if other is None and quantity.kind == "number":
        # "to 11,500 visitors", "arrivals rose to 11,500 from just 1,240 in May 2022"
        other = next((q for q in told.every if q.start >= quantity.end and q.kind == "number"), None)
    if other is None:
        return periods
    sentence = told.sentence
    against = any(
        quantity.end <= hit.start < other.start and "role.from" not in hit.senses
        for hit, _ in sentence.of("change", "versus")
    )
    known = sentence.before(told.opening(other), "count", "determiner", gap=1)
    led = sentence.before(known[0].start if known else told.opening(other), "range", "from", gap=NEXT)
    # "fell to 4 million from 5 million in 2019"
    fell = led is not None and _falls_from(told, quantity, led[0])
    same = bool(sentence.of("time", "same"))
    if not (against or fell or same):
        return periods
    return [p for p in periods if p.start <= other.start or not _is_of_the_next(told, other, p, against, fell)]


def _falls_from(told: Told, quantity: Quantity, led: Hit) -> bool:
    """Whether "from" leads to what an amount fell or rose from: "4 million from 5", "4, up by 20 percent from 5"."""
    growth = told.growth_of(quantity)
    told_by = growth is not None and quantity.end <= growth.quantity.start and 0 <= led.start - growth.quantity.end <= 1
    return told_by or not _IN_BRACKETS.sub("", told.between(quantity.end, led.start)).strip(" ,)")


def _is_of_the_next(told: Told, other: Quantity, period: Period, against: bool, fell: bool) -> bool:  # noqa: FBT001
    """Whether a time behind an amount is its own: that of what one before it is set against, or fell from."""
    parted = told.breaks(other.end, period.start)
    if against and not parted:
        # "5 million, compared to a surplus of 4 million in 2019"
        return True
    between = _IN_BRACKETS.sub("", told.between(other.end, period.start))
    # "fell to 4 million from 5 million in May" may tell of that May.
    dated = _YEARS.fullmatch(period.iso) or (_MONTH.fullmatch(period.iso) and _names_its_year(told, period))
    which = any(other.end <= hit.start < period.start for hit, _ in told.sentence.of("role", "which"))
    if fell and dated and (which or len(between) <= BESIDE):
        # "from the 13,814 who came in January 2023"
        return not parted
    return told.sentence.before(period.start, "time", "same", gap=BESIDE) is not None


def _names_its_year(told: Told, period: Period) -> bool:
    """Whether a month is told with its year: "January 2023", "January last year"."""
    last = any(period.start <= hit.start < period.end for hit, _ in told.sentence.of("time", "last"))
    return last or period.iso[: len("2023")] in told.between(period.start, period.end)


def is_of_what_is_besides(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is of another amount, besides which one is told: "5 million on top of 4 million last year"."""
    for hit, _ in told.sentence.of("role", "besides"):
        other = told.first_from(hit.end)
        if other is None or other is quantity or other.start - hit.end > _TO_AMOUNT or period.start < other.end:
            continue
        # "Besides the 4 million of last year, they will give 5"
        ahead = period.start < quantity.start and not told.breaks(other.end, period.start)
        if ahead or (quantity.end <= hit.start and _is_apart(told, hit, other, period)):
            return True
    return False


def _is_apart(told: Told, word: Hit, other: Quantity, period: Period) -> bool:
    """Whether a time is not that of all that a sentence tells, as in "5 million besides 4 million in 2023".

    It is the other amount's alone where it is told from the text's ("last year"), where another time stands before the
    word that parts the two, and where the amount is known ("the 4 million") or told of: "4 million given in 2023".
    """
    sentence = told.sentence
    known = sentence.before(told.opening(other), "count", "determiner") is not None
    if known or period.relative or period.role == "since" or any(p.end <= word.start for p in told.periods):
        return True
    said = (*sentence.of("act"), *sentence.of("status"), *sentence.of("role", "which"))
    between = (hit for hit, _ in said if other.end <= hit.start and hit.end <= period.start)
    # "4 million in aid": what it is.
    return any(not any(sense.startswith("metric.") for sense in hit.senses) for hit in between)


def is_of_all_so_far(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is of the sum that an amount brings all to: "signed 5, bringing those since 2014 to 23"."""
    if period.role != "since":
        return False
    brought = (hit for hit, _ in told.sentence.of("act", "bring") if quantity.end <= hit.start < period.start)
    return any(other.start >= hit.end for hit in brought for other in told.quantities)


def is_set_against(told: Told, period: Period) -> bool:
    """Whether a time is only what another one is compared with: "in 2015, hardly changed from 2014".

    "were lower than in 2014, at 5 million", but not "lower than in 2014, when it was 5 million".
    """
    if told.sentence.after(period.end, "change", "versus_after", gap=1):
        return True
    if _is_told_behind(told, period):
        return False
    if _than(told, period):
        return True
    led = told.sentence.before(_opening(told, period), "change", "versus", gap=NEXT)
    if led is None or "time.in" in led[0].senses or ("range.from" in led[0].senses and period.role == "span"):
        # "from January to June 2022"
        return False
    return any(p.end < period.start and p.iso[:4] > period.iso[:4] for p in told.periods)


def _is_told_behind(told: Told, period: Period) -> bool:
    """Whether an amount behind a time that another one is compared with is its own.

    "5 million in 2015, lower than in 2014, at 6 million", "than in 2014, when it was 6 million", "in 2014 (6 million)".
    """
    sentence = told.sentence
    first = next((q for q in told.every if q.start >= period.end), None)
    if sentence.after(period.end, "time", "when", gap=TO_WHEN):
        return True
    if first is None or not any(q.end <= period.start and first.unit in (q.unit, None) for q in told.amounts):
        return False
    which = sentence.after(period.end, "role", "which", gap=TO_WHEN)
    if which is not None and not told.crossed(which[0].end, first.start):
        return True
    # "чем в 2022 году, — 6 млн"
    year = sentence.after(period.end, "time", "year", gap=1)
    between = told.between(year[0].end if year else period.end, told.opening(first))
    words = between.strip(" ,(").split()
    led = not words or (len(words) == 1 and (words[0] in DASHES or words[0] in sentence.lexicon.surfaces("role.in")))
    return led and between.strip() != ""


def _opening(told: Told, period: Period) -> int:
    """Where a time starts with the preposition that leads to it."""
    led = told.sentence.before(period.start, "time", "in", gap=NEXT)
    return led[0].start if led and "change.versus" not in led[0].senses else period.start


def _than(told: Told, period: Period) -> bool:
    """Whether what is more or less than something leads to a time: "higher than in 2014", not "exceeded in 2014"."""
    than = told.sentence.before(_opening(told, period), "change", "more", "less", "exceed", "short", gap=1)
    if than is None or any(period.start <= hit.start < period.end for hit, _ in told.sentence.of("time", "ago")):
        # "gave 5 million more than a year ago"
        return False
    last = told.between(than[0].start, than[0].end).rsplit(maxsplit=1)[-1]
    return last in told.sentence.lexicon.surfaces("change.versus")


def is_of_what_is_set_against(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of a bare number that a count is compared with: "14 flights, compared with 9 in 2019".

    "fewer than the 9 who came in 2019"
    """
    bare = (q for q in told.quantities if q.kind == "number" and quantity.end <= q.start and q.end <= period.start)
    near = (q for q in bare if period.start - q.end <= BESIDE * 2 and not told.breaks(q.end, period.start))
    return any(told.set_against(q) for q in near)


def is_of_a_clause_after(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time is that of what came first: "exports fell by 3 percent, after a port was shut in June"."""
    for hit, _ in told.sentence.of("time", "after"):
        if quantity.end <= hit.start < period.start and not told.crossed(quantity.end, period.start):
            clause = told.between(hit.end, period.start).split()
            return told.breaks(quantity.end, hit.start) and len(clause) > _FEW_WORDS
    return False


def is_of_what_was_more(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount is only that of more or less: "rose to 5 million, but is lower than in 2015"."""
    for hit, _ in told.sentence.of("change", "more", "less"):
        if quantity.end <= hit.start and 0 <= period.start - hit.end <= BESIDE:
            return told.breaks(quantity.end, hit.start)
    for hit, _ in told.sentence.of("change", "versus"):
        # "5 million, about as much as in 2015"
        level = told.between(hit.start, hit.end).count(" ") > 1 and quantity.end <= hit.start
        if level and 0 <= period.start - hit.end <= BESIDE and told.breaks(quantity.end, hit.start):
            return not told.crossed(quantity.end, hit.start)
    return False


def is_since_of_another(told: Told, quantity: Quantity, period: Period, metric: Metric) -> bool:
    """Whether a time since which something holds is of an aside, or of a record: "the biggest sale since 2011".

    "Viet Nam, a member since 2007, sold 5 million" tells of the member. What has grown to an amount since a day did not
    come together since.
    """
    sentence, low = told.sentence, told.sentence.low
    since = next((hit for hit, _ in reversed(sentence.of("time", "since")) if hit.end <= period.start), None)
    if since is None:
        return False
    opened = max(low.rfind(mark, sentence.start, since.start) for mark in ",(\u2013\u2014")
    opening = low[max(opened + 1, sentence.start) : since.start].split()
    if not opening:
        return False
    ranks = [hit for hit, _ in (*sentence.of("count", "rank", "record"), *sentence.of("time", "first"))]
    start = max(opened, quantity.end)
    if start < since.start and not told.crossed(quantity.end, start):
        # "in the first such sale since 2011"
        near = (hit for hit in ranks if start <= hit.start < since.start)
        return any(len(told.between(hit.end, since.start).split()) <= _FEW_WORDS for hit in near)
    if is_day(period.iso.partition("/")[0]) and period.end <= quantity.start:
        to = sentence.before(told.opening(quantity), "change", "to", gap=NEXT)
        grew = (hit for hit, _ in sentence.of("change", "up", "down") if period.end <= hit.start)
        if to and any(hit.end <= to[0].start for hit in grew):
            return True
    if opened < 0 or metric.dated:
        # "Norway, a donor since 2007, gave 5 million": since then it has given.
        return False
    closed = low[period.end : period.end + 1] in (",", ")") or low.startswith((" \u2013", " \u2014"), period.end)
    return closed and period.end <= quantity.start and not told.crossed(opened, period.end)


def nearest_to(told: Told, quantity: Quantity, periods: list[Period]) -> Period | None:
    """The time expression that an amount belongs to: the nearest one that no other amount stands closer to."""
    best: tuple[int, int, Period] | None = None
    for start, end, index in sorted(_ways(quantity, periods), key=_length):
        if best and end - start > best[0]:
            break
        period = periods[index]
        behind = period.start >= quantity.end
        between = told.between(start, end)
        crossed = sum(not told.opens_bracket(q) for q in told.crossed(start, end))
        aimed = behind and period.role == "by" and is_of_another(told, quantity, period)
        # As in: in 2015 it was 5 million: only in 2008 was it higher.
        explained = ": " in between and any(p.end <= quantity.start for p in periods)
        other = aimed or explained or ";" in between
        other = other or _of_a_clause(told, quantity, period) or _of_its_part(told, quantity, period)
        if behind and (other or (not crossed and _of_another_verb(told, quantity, period))):
            # The term of the next amount, which is aimed at; the time of another clause.
            continue
        cost = end - start + crossed * (_CROSSED_BEHIND if behind else _CROSSED_BEFORE)
        aside = (
            between.lstrip().startswith(",")
            and end - start <= BESIDE
            and told.between(period.end, period.end + 1) == ","
            # "17,295 came in 2017, in 2018, 14,342"
            and not ((following := told.first_from(period.end)) and following.start - period.end <= NEXT)
            and not _opens_a_clause(told, quantity, period)
        )
        # "224 million, the figure for 2017, ...": an aside is said of the amount.
        cost += _SEMICOLON * between.count(";") + (_COMMA if behind and "," in between and not aside else 0)
        if behind and _opens_the_next(told, quantity, period):
            if period.role == "by" or between.startswith(","):
                # As in: it grew by 20 % and by 2025 shall reach 5 billion.
                # Or: it came to 5 million, and in 2021 it had been 3.
                continue
            cost += _CROSSED_BEHIND
        of_another = _of_what_is_ahead if behind else _of_the_clause_before
        if of_another(told, quantity, period):
            cost += _CROSSED_BEHIND
        if not behind and _of_a_base(told, quantity, period):
            continue
        if not behind and (_behind_another(told, quantity, period) or _against_one_of_its_own(told, quantity, periods)):
            # "from 450 million in 2019 to 780 million in 2023": the first year is taken.
            cost += _TAKEN
        if best is None or (cost, index) < best[:2]:
            best = cost, index, period
    return best[2] if best else None


def _opens_a_clause(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time between two commas is that of what follows: "in 2022 it was 5, in 2023, they say, it passed 6"."""
    led = told.between(quantity.end, period.start).strip(" ,") in told.sentence.lexicon.surfaces("time.in")
    return led and told.first_from(period.end) is not None and any(p.end <= quantity.start for p in told.periods)


def _ways(quantity: Quantity, periods: list[Period]) -> Iterator[tuple[int, int, int]]:
    """(start, end, index) of what stands between an amount and each of some times that do not overlap it."""
    for index, period in enumerate(periods):
        behind = period.start >= quantity.end
        start, end = (quantity.end, period.start) if behind else (period.end, quantity.start)
        if start <= end:
            yield start, end, index


def _length(way: tuple[int, int, int]) -> int:
    return way[1] - way[0]


def _of_another_verb(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time far behind is that of something else: "for 5,000 living there, and a museum, due in 2026"."""
    far = period.start - quantity.end > _FAR and told.breaks(quantity.end, period.start)
    return far and _cue_between(told, quantity, period) is not None


def _of_a_clause(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount opens another clause: "5 came from Peru, while in August alone it was 2"."""
    clause = told.sentence.of("count", "clause")
    opens = next((hit for hit, _ in clause if quantity.end <= hit.start and hit.end <= period.start), None)
    if opens is None or opens.senses - _CLAUSE:
        # "as of August"
        return False
    opening = told.between(opens.end, period.start).split()
    return len(opening) <= _TO_TIME and any(q.start >= period.end for q in told.quantities)


def _of_the_item_before(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time closes an item of a list whose next has its own: "5 to Peru in 2019, 6 in 2018 and 7 in 2017"."""
    between = told.between(period.end, quantity.start).strip()
    joins = told.sentence.lexicon.surfaces("range.and")
    if between.strip(", ") and between.strip(", ") not in joins:
        return False
    own = next((p for p in told.periods if 0 <= p.start - quantity.end <= NEXT * 2), None)
    led = own is not None and told.sentence.before(own.start, "time", "in", gap=1) is not None
    before = told.last_before(period.start)
    return led and before is not None and before.unit == quantity.unit


def _of_the_clause_before(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time closes the clause of another amount: "5 came in 2019, while 6 have come to it this year"."""
    if _of_the_item_before(told, quantity, period):
        return True
    clause = told.sentence.of("count", "clause")
    opens = next((hit for hit, _ in clause if period.end <= hit.start and hit.end <= quantity.start), None)
    if opens is None or opens.senses - _CLAUSE or not told.breaks(period.end, opens.start + 1):
        return False
    before = told.last_before(period.start)
    return before is not None and not told.between(opens.end, quantity.start).strip()


def _of_what_is_ahead(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount is that of what "and" joins: "came to 5 million and may set a record in 2023"."""
    joins = told.sentence.lexicon.surfaces("range.and")
    cue = _cue_between(told, quantity, period)
    return cue is not None and any(word in joins for word in told.between(quantity.end, cue.start).split())


def _cue_between(told: Told, quantity: Quantity, period: Period) -> Hit | None:
    """The word of what lies ahead that stands between an amount and a time behind it."""
    ahead = told.sentence.of("status", "estimate", "target", "future")
    return next((hit for hit, _ in ahead if quantity.end <= hit.start and hit.end <= period.start), None)


def _of_a_base(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time before an amount is that of a base: "rose to 9 million from 7 million in 2020, while imports".

    Or of the base of a rise to the amount: "in 2024 to raise it from 2018's 7 million to 9 million".
    """
    first = next(iter(told.crossed(period.end, quantity.start)), None)
    if (
        first
        and first.start - period.end <= BESIDE
        and told.sentence.before(period.start, "range", "from", gap=NEXT)
        and told.following(first) is quantity
    ):
        return _parts(told, first.end, quantity.start)
    base = told.last_before(period.start)
    if base is None or not 0 <= period.start - base.end <= NEXT * 2 or not told.breaks(period.end, quantity.start):
        return False
    led = told.sentence.before(base.start, "range", "from", gap=NEXT)
    return led is not None and any(q.unit == base.unit for q in told.crossed(told.sentence.start, base.start))


def _against_one_of_its_own(told: Told, quantity: Quantity, periods: list[Period]) -> bool:
    """Whether an amount set against another has its own time behind it: "5 this year, against 4 in the last"."""
    if not told.sentence.before(told.opening(quantity), "change", "versus", gap=NEXT):
        return False
    own = next((p for p in periods if p.start >= quantity.end), None)
    if own is None or told.crossed(quantity.end, own.start):
        return False
    return not any(c in ",;:(" for c in told.between(quantity.end, own.start))


def _behind_another(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time before a quantity is that of the one before: not behind a comma, "in 2020 5, in 2021 6"."""
    if told.between(period.end, quantity.start).strip() in told.sentence.lexicon.surfaces("range.from"):
        # "to 28 million in the fiscal year 2022 from 22 million in 2020"
        return told.last_before(period.start) is not None
    mine = told.growth_of(quantity)
    # "tripled and in 2023 exceeded 2 million": what led to the amount is no other one.
    behind = [q for q in _right_before(told, period) if mine is None or q is not mine.quantity]
    if not told.sentence.language.spaced:
        # A name may end in a letter for a number: "安倍晋三26日".
        behind = [q for q in behind if q.kind != "number"]
    led = not told.breaks(period.end, quantity.start)
    opens = [q for q in behind if told.sentence.language.spaced or not told.breaks(q.end, period.start)]
    if quantity.start - period.end <= NEXT:
        # "betrugen 2019 5 Millionen und 2020 3 Millionen": each has its own right before it.
        opens = [q for q in opens if not any(0 <= q.start - p.end <= NEXT for p in told.periods)]
    # "it was 5 million and in 2021, it was 6": "and" opens what follows, comma or not.
    joins = told.sentence.lexicon.surfaces("range.and")
    opens = [q for q in opens if led or joins.isdisjoint(told.between(q.end, period.start).split()[:1])]
    return any(not led or not _parts(told, q.end, period.start) for q in opens)


@read_once
def _right_before(told: Told, period: Period) -> list[Quantity]:
    """The quantities right before a time."""
    return [q for q in told.quantities if 0 <= period.start - q.end <= BESIDE]


def _parts(told: Told, start: int, end: int) -> bool:
    """Whether a comma, a semicolon, or the word that leads to a new value, stands between two positions.

    So it is where "and" opens what stands there: "24 percent and in 2023 it reached 2 million".
    """
    joins = told.sentence.lexicon.surfaces("range.and")
    if any(word in joins for word in told.between(start, end).split()[:1]):
        return True
    reached = any(start <= hit.start and hit.end <= end for hit, _ in told.sentence.of("range", "to"))
    return told.breaks(start, end) or reached


def _of_its_part(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount is that of a part of it: "4 billion in all, including 459 million for 2016"."""
    parts = [hit for hit, _ in told.sentence.of("count", "subset") if quantity.end <= hit.start < period.start]
    return bool(parts) and bool(told.crossed(parts[0].end, period.start))


def _opens_the_next(told: Told, quantity: Quantity, period: Period) -> bool:
    """Whether a time behind an amount begins what is said of the next: "it was 5 million, and in 2019, 6 million"."""
    following = told.following(quantity) if quantity.kind != "percent" else _next_growth(told, quantity)
    if following is None and any(p.end <= quantity.start for p in told.periods):
        # "in 2022 it grew by 24 percent and in 2023 it reached 2 million"
        following = told.first_from(quantity.end)
    if following is None or following.start < period.end:
        return False
    joins = told.sentence.lexicon.surfaces("range.and")
    between = told.between(quantity.end, period.start)
    # The "and" of "the trade of Peru and Chile" joins the two.
    pairs = ((one.end, other.start) for one, other in pairwise(told.areas))
    joining = ((start, end) for start, end in pairs if told.between(start, end).strip() in joins)
    if any(word in joins for word in told.sentence.without(quantity.end, period.start, joining).split()[-_TO_TIME:]):
        return True
    if between.startswith(", ") and between.count(" ") <= _TO_TIME and not told.breaks(period.end, following.start):
        # "it came to 7 million, in 2021 it was 5"
        verbs = told.sentence.of("status", "actual")
        if any(period.end <= hit.start < following.start for hit, _ in verbs):
            return True
    if not told.sentence.language.spaced and between[:1] == " " and _of_its_own_clause(told, quantity.end, period):
        return True
    # "1.6 million came, the aim for this year is 2 million"
    return any(quantity.end <= hit.start < period.start for hit, _ in told.sentence.of("status", "target")) or (
        not told.sentence.language.spaced and between.rstrip().endswith(",")
    )


def _next_growth(told: Told, quantity: Quantity) -> Quantity | None:
    """The percentage behind another: "fell by 26 %, and in December alone by 87 %"."""
    return next((q for q in told.quantities if q.kind == "percent" and q.start >= quantity.end), None)


def _of_its_own_clause(told: Told, start: int, period: Period) -> bool:
    """Whether a word other than one that leads to a time parts a time from what a space ends: "... บาท โดยปีที่ผ่านมา"."""
    leads = told.sentence.of("time", "in", "by", "from", "since", "until")
    rest = told.sentence.without(start, period.start, ((hit.start, hit.end) for hit, _ in leads))
    return rest.strip(" ()") != ""


def whole_year(told: Told, quantity: Quantity, period: Period | None) -> str | None:
    """The year of which a part was named, where a word for all of it follows: "5 in the first half, 9 in the year"."""
    if period is None or len(period.iso) == len("2021") or not period.iso[:4].isdigit():
        return None
    crossed = [q.end for q in told.crossed(period.end, quantity.start)]
    since = max(crossed, default=None)
    words = (hit for hit, _ in told.sentence.of("time", "whole") if since is not None and since <= hit.start)
    return period.iso[:4] if any(hit.start < quantity.start for hit in words) else None
