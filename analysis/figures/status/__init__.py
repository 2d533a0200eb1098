"""Whether a figure is a fact, an estimate, a target or a pledge: from tense, modality and verbs of aim.

- `cues`: the word of aim, promise, forecast or fact that an amount has, before it or behind it
- `between`: what stands between such a word and the amount
- `signing`: what papers only provide for, and papers that shall be signed yet
"""

from __future__ import annotations

from analysis.definitions import Metric
from analysis.figures.denials import denial_of
from analysis.figures.metrics.debts import owes_whom
from analysis.figures.metrics.families import counts_guests, counts_people, gift_metric
from analysis.figures.status.between import (
    COMMA,
    MARKER,
    TO_AIM,
    comes_to,
    crossed,
    given_besides,
    given_earlier,
    is_paid,
    is_what_it_was,
    led_to,
    stands_now,
)
from analysis.figures.status.cues import cue_of
from analysis.figures.status.signing import only_signed, signed_besides, signed_later, still_to_go
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity, Status

__all__ = ["given_besides", "promised", "status_of", "told_in_present"]

_TO_CLAUSE = 30
"""Characters between an amount and the verb that says that it was aimed at: "which the two had"."""
_TO_TIME = 4
"""Characters from an amount to the time that it is of: " in "."""
_TO_OWN_TIME = 12
"""The same, a word such as "there" between."""
_MONTH = len("2019-05")
_AFTER = 48
"""Characters from "after" to an amount: "after its companies invested more than"."""
_CLAUSE = 4
"""Words in such a clause before its verb."""


def promised(metric: Metric, period: str | None, reference: str | None) -> bool:
    """Whether a gift or loan is still to be paid because its period runs on: announced for 2016/2020 in 2018."""
    if not metric.is_given or not period or not reference:
        return False
    last = period.split("/")[-1][:4]
    return last > reference[:4]


def status_of(told: Told, quantity: Quantity, metric: Metric, *, gives: bool) -> Status:
    """The status of a figure. The nearest word of aim, promise, expectation or fact before it decides.

    `gives` says whether who gives or lends the amount is the subject of its sentence.

    What lies ahead is a pledge where the metric says so (`pledged` in metrics.toml), else an estimate, or a target
    for an event or a percentage.
    """
    said = _as_named(told, quantity, metric) or _as_told_besides(told, quantity, metric)
    if said:
        return said
    cue = _past_an_aside(told, quantity) or cue_of(told, quantity, metric)
    if cue in (None, "actual") and _still_promised(told, quantity, metric):
        return "pledge"
    if cue is None or cue == "actual" or (cue == "pledge" and _goes_on(told, quantity)):
        return "actual"
    # Who plans to help by 5 million, or to lend it, says that he will; who plans to borrow it has an aim.
    # "plans to grant 60 places", not "the aim is to reach 60"
    given = metric.dated or (metric.allotment and _is_given(told, quantity))
    meant = metric.gift or (given and gives and not told.sentence.has("act", "receive"))
    promised_by = ("pledge", "future", "target") if meant else ("pledge", "future")
    counted = counts_people(metric) and not counts_guests(metric)
    counted = quantity.kind == "count" and (counted or (metric.residual and not led_to(told, quantity)))
    if (cue in promised_by and metric.pledged) or (cue == "pledge" and (quantity.kind == "measure" or counted)):
        # So does who promises to buy so many tonnes, or to take in so many students or workers.
        return "pledge"
    if cue in ("target", "proposal"):
        # Some languages have one word for "proposes" and "offers": places are offered.
        return "pledge" if cue == "proposal" and metric.allotment and gives else "target"
    papers = metric.measure == "event" and metric.direction is None
    if cue in ("future", "estimate") and not metric.pledged and (papers or _meant(told, quantity)):
        # "is to reach 5 million", "are expected to sign 12 agreements"
        return "target"
    if cue == "estimate":
        # "expects to sign a loan of 5 million": what is promised is to be signed.
        return "pledge" if metric.pledged and metric.dated and _shall_sign(told, quantity) else "estimate"
    if cue == "future":
        return _ahead(told, quantity, metric)
    if cue == "pledge":
        # "agreed to raise trade to 5 billion" is an aim, "announced a rise of 4 percent" a fact.
        return "target" if _aims(told, quantity) or led_to(told, quantity) else "actual"
    return "actual"


def _is_given(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of giving, or a word for gifts that may be one ("to grant"), leads to an amount, none between."""
    return told.is_led_to(quantity, "act", "give") or told.is_led_to(quantity, "metric", gift_metric().key)


def _ahead(told: Told, quantity: Quantity, metric: Metric) -> Status:
    """What the mere future makes of an amount: what somebody will do, an aim, or the course of things.

    "will deliver 1,300 tractors"; "Trade shall grow by 10 %"; "trade will reach 5 billion", "may fall by 10 %"
    """
    if metric.residual and quantity.kind in ("count", "measure"):
        return "pledge"
    if any(growth.quantity is quantity and growth.change.direction == "down" for growth in told.growths):
        return "estimate"
    return "target" if metric.measure == "event" or _grows(quantity) else "estimate"


def _aims(told: Told, quantity: Quantity) -> bool:
    """Whether a sentence looks ahead, but for a clause behind an amount: "put 2 accords to paper that shall help"."""
    clauses = (hit.start for hit, _ in told.sentence.of("role", "which") if hit.start >= quantity.end)
    end = min(clauses, default=told.sentence.end)
    return any(hit.start < end for hit, _ in told.sentence.of("status", "target", "future"))


def _as_told_besides(told: Told, quantity: Quantity, metric: Metric) -> Status | None:
    """The status of a fact that is set off in a sentence of what lies ahead; None of any other."""
    if metric.dated:
        return None
    fact = _only_told_besides(told, quantity) or _was_before(told, quantity) or _came_first(told, quantity)
    return "actual" if fact else None


def _came_first(told: Told, quantity: Quantity) -> bool:
    """Whether "after" leads to an amount with its time: "promises to do more after having invested 4 in 2021".

    None of "after 2025 it shall be 5 million", nor of what is still to come: "after it will have reached 4 in 2030".
    """
    led = [hit for hit, _ in told.sentence.of("time", "after") if 0 <= quantity.start - hit.end <= _AFTER]
    if not led or told.crossed(led[-1].end, quantity.start) or told.breaks(led[-1].end, quantity.start):
        return False
    start = led[-1].end
    ahead = told.sentence.of("status", "target", "estimate", "future", "pledge", "proposal")
    if any(start <= hit.start < quantity.start for hit, _ in ahead) or any(
        start <= p.start < quantity.start for p in told.periods
    ):
        return False
    return any(0 <= p.start - quantity.end <= _TO_OWN_TIME and p.role == "at" for p in told.periods)


def _only_told_besides(told: Told, quantity: Quantity) -> bool:
    """Whether a clause of its own tells an amount as a fact: "expect trade, which ran to 5 million, to be higher"."""
    aside = next(((start, end) for start, end in told.asides if start <= quantity.start < end), None)
    if aside is None:
        return False
    ahead = (
        *told.sentence.of("status", "target", "estimate", "future", "pledge"),
        *told.sentence.of("count", "subset"),
    )
    # "will invest, including 2 million in a plant": a part of what is planned is planned as well.
    return not any(aside[0] <= hit.start < aside[1] for hit, _ in ahead)


def _past_an_aside(told: Told, quantity: Quantity) -> str | None:
    """The cue before a fact in commas, behind which "to" leads to the aim: "to raise trade, 5 in 2023, to 8"."""
    led = told.sentence.before(told.opening(quantity), "change", "to", gap=1)
    aside = next((a for a in told.asides if led and 0 <= led[0].start - a[1] <= _TO_TIME), None)
    if aside is None or not any(aside[0] <= q.start < aside[1] for q in told.amounts):
        return None
    keys = ("target", "proposal", "estimate", "future", "pledge", "actual")
    cues = [key for hit, key in told.sentence.of("status", *keys) if hit.end <= aside[0]]
    return cues[-1] if cues and cues[-1] != "actual" else None


def _was_before(told: Told, quantity: Quantity) -> bool:
    """Whether an amount with its time is set in commas before the one aimed at: "trade, 5 in 2017, be 8 by 2025"."""
    if told.between(told.opening(quantity) - 2, told.opening(quantity)) != ", ":
        return False
    own = next((p for p in told.periods if 0 <= p.start - quantity.end <= _TO_TIME), None)
    later = next((p for p in told.periods if own and p.start > own.end), None)
    following = told.following(quantity)
    if own is None or later is None or following is None or following.unit != quantity.unit:
        return False
    return told.between(own.end, own.end + 1) == "," and own.iso[:4] < later.iso[:4]


def _shall_sign(told: Told, quantity: Quantity) -> bool:
    """Whether a word of forecast leads to an act that an amount is the object of: "expects to sign", "to receive"."""
    sentence = told.sentence
    for hit, _ in sentence.of("act", "sign", "receive", "give"):
        led = sentence.before(hit.start, "range", "to", gap=1)
        if led and hit.end <= quantity.start and sentence.before(led[0].start, "status", "estimate", gap=1):
            return not told.crossed(hit.end, quantity.start)
    return False


def _grows(quantity: Quantity) -> bool:
    """Whether a quantity is by how much something grows, not what it comes to."""
    return quantity.kind == "percent" or quantity.unit == "factor"


def _stands_now(told: Told, quantity: Quantity) -> bool:
    """Whether the word before an amount says where it stands, as in "to double its current 500".

    After a word of aim it is a verb that is spelt like "now": some languages write "shall reach" and "shall now" alike.
    """
    opening = told.opening(quantity)
    if told.sentence.before(opening, "range", "from", gap=1) and told.sentence.after(
        quantity.end, "time", "now", gap=1
    ):
        # "will rise to 583 from 374 at present"
        return True
    found = told.sentence.before(opening, "time", "this", "now", gap=1)
    led = None if found else told.sentence.before(opening, "range", "to", gap=1)
    if led:
        # "amounts currently to 3 billion", not "from now to 3 billion"
        found = told.sentence.before(led[0].start, "time", "now", gap=1)
        return found is not None and told.sentence.before(found[0].start, "status", "actual", gap=1) is not None
    now = found[0] if found else stands_now(told, quantity)
    if now is None or _is_aimed_at(told, now):
        return False
    return not any(
        hit.start < now.end and now.start <= hit.end + MARKER and key != "actual"
        for hit, key in told.sentence.of("status")
    )


def _is_aimed_at(told: Told, now: Hit) -> bool:
    """Whether "now" only says since when something is the aim: "The goal, he said, is now 5 million"."""
    sentence = told.sentence
    verb = sentence.before(now.start, "status", "actual", gap=1) or sentence.before(now.start, "role", "passive", gap=1)
    aims = [hit for hit, _ in sentence.of("status", "target") if verb and hit.end <= verb[0].start]
    if not aims or verb is None or told.crossed(aims[-1].end, now.start):
        return False
    # "The goal was reached, and it is now 5 million"
    told_of = (*sentence.of("status", "actual"), *sentence.of("range", "and"), *sentence.of("metric"))
    parted = (*sentence.of("role", "which"), *sentence.of("time", "when"), *told_of)
    return not any(aims[-1].end <= hit.start < verb[0].start for hit, _ in parted)


def _still_promised(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether an amount that no word promises is to come: papers provide for it, or its clause says so."""
    return (
        only_signed(told, quantity, metric)
        or still_to_go(told, quantity, metric)
        or _is_raised(told, quantity, metric)
        or _is_allotted(told, quantity, metric)
    )


def _is_allotted(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether money is set aside for another, and not paid yet: "5 million were allocated for wells".

    None of what was so in a year, a month, or each year: "In 2019 it allocated 5 million".
    """
    sentence = told.sentence
    if not metric.is_given or quantity.kind != "money" or sentence.has("act", "paid"):
        return False
    if sentence.has("time", "to_date", "past", "per_year", "years") or sentence.has("count", "subset", "total"):
        # "To date it has allocated 50 million", "Of it, 2 million was allocated to schools"
        return False
    acts = [hit for hit, _ in sentence.of("act", "give", "receive", "allot")]
    before = [hit for hit in acts if hit.end <= quantity.start and not told.crossed(hit.end, quantity.start)]
    behind = [hit for hit in acts if hit.start >= quantity.end and not told.crossed(quantity.end, hit.start)]
    verb = before[-1] if before else behind[0] if behind else None
    over = any(p.role != "by" and len(p.iso.partition("/")[0]) <= _MONTH for p in told.periods)
    return verb is not None and "act.allot" in verb.senses and not over


def _is_raised(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a gift or loan is being brought to an amount: "Peru increases its aid to Chile to 5 million".

    None of "the grant of 5 million raises hopes", nor of what has its time in the past.
    """
    sentence = told.sentence
    verb = next((hit for hit, _ in sentence.of("act", "raises") if hit.end <= quantity.start), None)
    if verb is None or not metric.is_given:
        return False
    cue = any(verb.end <= hit.start < quantity.start for hit, _ in sentence.of("metric", metric.key))
    led = sentence.before(told.opening(quantity), "change", "to", gap=1)
    led = led or sentence.before(quantity.start, "change", "to", gap=1)
    done = any(p.role in ("at", "span") and p.start >= verb.end for p in told.periods if not p.relative)
    return cue and led is not None and not done


def _as_named(told: Told, quantity: Quantity, metric: Metric) -> Status | None:
    """What an amount is by the words right beside it or its act: where something stands now, or the aim itself."""
    if _stands_now(told, quantity) or signed_besides(told, quantity, metric):
        return "actual"
    if metric.repaid and owes_whom(told.sentence, quantity):
        return "actual"
    if metric.pledged and (
        given_earlier(told, quantity)
        or given_besides(told, quantity)
        or _brings_all_to(told, quantity)
        or is_what_it_was(told, quantity)
        or is_paid(told, quantity)
    ):
        return "actual"
    if denial_of(told, quantity, metric) == "yet":
        # "has yet to give 5 million"
        return "pledge" if metric.pledged else "target"
    return "target" if _is_the_aim(told, quantity) or signed_later(told, quantity, metric) else None


def _brings_all_to(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what all gifts come to by now, not what they will: "this brings its total aid to 42"."""
    brought = [hit for hit, _ in told.sentence.of("act", "bring") if hit.end <= quantity.start]
    ahead = any(hit.end <= quantity.start for hit, _ in told.sentence.of("status", "future"))
    # "brings total promised aid to 42 million"
    pledged = (hit for hit, _ in told.sentence.of("status", "pledge") if brought and hit.start >= brought[-1].end)
    ahead = ahead or any(hit.end <= quantity.start for hit in pledged)
    return not ahead and told.sentence.has("act", "bring") and comes_to(told, quantity)


def _is_the_aim(told: Told, quantity: Quantity) -> bool:
    """Whether an amount with its article is said right behind to be an aim: "surpassed the 1 billion target".

    So is one whose clause says at its end that it was aimed at: "short of the 20 billion they had aimed for".
    """
    sentence = told.sentence
    articles = sentence.lexicon.surfaces("count.determiner")
    # "short of the 20 billion": the article may be part of a longer term.
    article = not articles.isdisjoint(sentence.low[sentence.start : quantity.start].split()[-1:])
    aim = next((hit for hit, _ in sentence.of("status", "target") if hit.start > quantity.end), None)
    if not article or aim is None or aim.start - quantity.end > _TO_CLAUSE:
        return False
    between = told.between(quantity.end, aim.start)
    words = between.split()
    if len(words) <= 1 and len(between) <= TO_AIM:
        return True
    ends = sentence.phrase_ends(aim.end) or sentence.phrase_ends(_word_behind(told, aim.end))
    joins = sentence.lexicon.surfaces("range.and")
    return ends and len(words) <= _CLAUSE and not COMMA.search(between) and joins.isdisjoint(words)


def _word_behind(told: Told, position: int) -> int:
    """Where the word behind a position ends: the "for" of "they had aimed for"."""
    end = told.sentence.low.find(" ", position + 1, told.sentence.end)
    words = told.between(position, end if end >= 0 else told.sentence.end).rstrip(" .,;:!?")
    return position + len(words)


def _meant(told: Told, quantity: Quantity) -> bool:
    """Whether what lies ahead is what somebody means to bring about, not the course of things."""
    return _agreed(told, quantity) or _raised(told, quantity)


def _agreed(told: Told, quantity: Quantity) -> bool:
    """Whether what lies ahead was agreed on, no other amount between: "agreed that trade should be 5 billion"."""
    agreed = [hit for hit, _ in told.sentence.of("act", "agree") if hit.end <= quantity.start]
    if not agreed or crossed(told, agreed[-1].end, quantity):
        return False
    return any(agreed[-1].end <= hit.start < quantity.start for hit, _ in told.sentence.of("status", "future"))


def _raised(told: Told, quantity: Quantity) -> bool:
    """Whether what lies ahead is somebody's deed, not a course of things: "trade would be raised to 5 billion"."""
    for hit, _ in told.sentence.of("act", "raise"):
        if hit.end <= quantity.start and not crossed(told, hit.end, quantity):
            return True
    return False


def _goes_on(told: Told, quantity: Quantity) -> bool:
    """Whether a verb tells what is given year by year: "gir 60 stipender i året", "has offered 300 since 2010"."""
    sentence = told.sentence
    words = [hit for hit, _ in sentence.of("status", "pledge", "target", "proposal", "future")]
    said = [hit for hit in words if hit.end <= quantity.start]
    verb = said[-1] if said else next((hit for hit in words if hit.start >= quantity.end), None)
    if verb is None or "act.present" not in verb.senses:
        return False
    if quantity.kind == "measure" and "act.receive" in verb.senses:
        # "gets 5 million cubic metres of gas from Chile"
        return True
    return sentence.has("time", "per_year") or any(p.role == "since" and p.start >= verb.end for p in told.periods)


def told_in_present(told: Told, quantity: Quantity) -> bool:
    """Whether what could promise an amount is a verb in the present: "Norway gives most to Peru, with 5 million"."""
    said = [
        hit
        for hit, _ in told.sentence.of("status", "pledge", "target", "proposal", "future", "estimate")
        if hit.end <= quantity.start
    ]
    return bool(said) and "act.present" in said[-1].senses
