"""Whether a figure is a fact, an estimate, a target or a pledge: from tense, modality and verbs of aim."""

from __future__ import annotations

import re

from analysis.definitions import Metric
from analysis.figures.denials import denial_of
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity, Status

__all__ = ["promised", "status_of", "told_in_present"]

_AHEAD = ("target", "pledge", "estimate")
_COMMA = re.compile(r",(?!\d)|;")
_BRACKETS = re.compile(r"\([^()]*\)")
_BEHIND = 48
_REACH = 170
_LIST, _LONG_LIST = 48, 96
"""Characters between two amounts of one list, with a comma between them and without."""
_TO_GIVE = 4
"""Characters from a verb of meaning to to its infinitive: " d'", " de "."""
_TO_AIM = 16
"""Characters between an amount and the aim that it is: what is aimed at, in one word."""
_SUBJECT = 40
"""Characters from an amount to the comma that closes its phrase."""
_AUXILIARY = 8
"""Characters between a word of the future and its verb: "be"."""
_MARKER = 3
"""Characters from a word of aim to its verb: a space, or the mark of an infinitive between two."""


def promised(metric: Metric, period: str | None, reference: str | None) -> bool:
    """Whether a gift or loan is still to be paid because its period runs on: announced for 2016/2020 in 2018."""
    if not (metric.dated and metric.pledged) or not period or not reference:
        return False
    last = period.split("/")[-1][:4]
    return last > reference[:4]


def status_of(told: Told, quantity: Quantity, metric: Metric) -> Status:
    """The status of a figure. The nearest word of aim, promise, expectation or fact before it decides.

    What lies ahead is a pledge where the metric says so (`pledged` in metrics.toml), else an estimate, or a target
    for an event or a percentage.
    """
    said = _as_named(told, quantity, metric)
    if said:
        return said
    cue = _cue(told, quantity, metric)
    if cue in (None, "actual") and (_only_signed(told, quantity, metric) or _still_to_go(told, quantity, metric)):
        return "pledge"
    if cue is None or cue == "actual" or (cue == "pledge" and _goes_on(told, quantity)):
        return "actual"
    # Who plans to help by 5 million says that he will.
    promised_by = ("pledge", "future", "target") if metric.gift else ("pledge", "future")
    if (cue in promised_by and metric.pledged) or (cue == "pledge" and quantity.kind == "measure"):
        # So does who promises to buy so many tonnes.
        return "pledge"
    if cue in ("target", "proposal"):
        return "target"
    if cue in ("future", "estimate") and not metric.pledged and _meant(told, quantity):
        return "target"
    if cue == "estimate":
        return "estimate"
    if cue == "future":
        # "Trade shall grow by 10 %" is an aim, "trade will reach 5 billion" a forecast.
        return "target" if metric.measure == "event" or _grows(quantity) else "estimate"
    if cue == "pledge":
        # "agreed to raise trade to 5 billion" is an aim, "announced a rise of 4 percent" a fact.
        ahead = told.sentence.has("status", "target", "future") or _led_to(told, quantity)
        return "target" if ahead else "actual"
    return "actual"


def _grows(quantity: Quantity) -> bool:
    """Whether a quantity is by how much something grows, not what it comes to."""
    return quantity.kind == "percent" or quantity.unit == "factor"


def _stands_now(told: Told, quantity: Quantity) -> bool:
    """Whether the word before an amount says where it stands, as in "to double its current 500".

    After a word of aim it is a verb that is spelt like "now": some languages write "shall reach" and "shall now" alike.
    """
    found = told.sentence.before(told.opening(quantity), "time", "this", "now", gap=1)
    if found is None:
        return False
    now = found[0]
    return not any(
        hit.start < now.end and now.start <= hit.end + _MARKER and key != "actual"
        for hit, key in told.sentence.of("status")
    )


def _as_named(told: Told, quantity: Quantity, metric: Metric) -> Status | None:
    """What an amount is by the words right beside it or its act: where something stands now, or the aim itself."""
    if _stands_now(told, quantity):
        return "actual"
    if denial_of(told, quantity, metric) == "yet":
        # "has yet to give 5 million"
        return "pledge" if metric.pledged else "target"
    return "target" if _is_the_aim(told, quantity) or _signed_later(told, quantity, metric) else None


def _signed_later(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether papers counted are said right behind to be signed yet: "four agreements will be signed today"."""
    if metric.measure != "event":
        return False
    acts = [hit for hit, _ in told.sentence.of("act", "sign")]
    signed = acts[0] if acts else None
    if signed is None or signed.start < quantity.end or told.crossed(quantity.end, signed.start):
        return False
    ahead = (hit for hit, _ in told.sentence.of("status", "future", "target"))
    return any(quantity.end <= hit.start <= signed.start <= hit.end + _AUXILIARY for hit in ahead)


def _is_the_aim(told: Told, quantity: Quantity) -> bool:
    """Whether an amount with its article is said right behind to be an aim: "surpassed the 1 billion target"."""
    article = told.sentence.before(quantity.start, "count", "determiner", gap=1)
    aim = next((hit for hit, _ in told.sentence.of("status", "target") if hit.start > quantity.end), None)
    if article is None or aim is None or aim.start - quantity.end > _TO_AIM:
        return False
    return len(told.between(quantity.end, aim.start).split()) <= 1


def _meant(told: Told, quantity: Quantity) -> bool:
    """Whether what lies ahead is what somebody means to bring about, not the course of things."""
    return _agreed(told, quantity) or _raised(told, quantity)


def _agreed(told: Told, quantity: Quantity) -> bool:
    """Whether what lies ahead was agreed on, no other amount between: "agreed that trade should be 5 billion"."""
    agreed = [hit for hit, _ in told.sentence.of("act", "agree") if hit.end <= quantity.start]
    if not agreed or _crossed(told, agreed[-1].end, quantity):
        return False
    return any(agreed[-1].end <= hit.start < quantity.start for hit, _ in told.sentence.of("status", "future"))


def _raised(told: Told, quantity: Quantity) -> bool:
    """Whether what lies ahead is somebody's deed, not a course of things: "trade would be raised to 5 billion"."""
    for hit, _ in told.sentence.of("act", "raise"):
        if hit.end <= quantity.start and not _crossed(told, hit.end, quantity):
            return True
    return False


def _goes_on(told: Told, quantity: Quantity) -> bool:
    """Whether a verb in the present tells what is given year by year: "gir 60 stipender i året"."""
    sentence = told.sentence
    said = [
        hit for hit, _ in sentence.of("status", "pledge", "target", "proposal", "future") if hit.end <= quantity.start
    ]
    verb = said[-1] if said else None
    yearly = sentence.has("time", "per_year")
    return yearly and verb is not None and "act.present" in verb.senses


def told_in_present(told: Told, quantity: Quantity) -> bool:
    """Whether what could promise an amount is a verb in the present: "Norway gives most to Peru, with 5 million"."""
    said = [
        hit
        for hit, _ in told.sentence.of("status", "pledge", "target", "proposal", "future", "estimate")
        if hit.end <= quantity.start
    ]
    return bool(said) and "act.present" in said[-1].senses


def _led_to(told: Told, quantity: Quantity) -> bool:
    """Whether a word like "to" leads to an amount, a hedge between the two let pass."""
    hedge = told.sentence.before(quantity.start, "bound", gap=_MARKER)
    return told.sentence.before(hedge[0].start if hedge else quantity.start, "range", "to", gap=_MARKER) is not None


def _only_signed(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether an amount is no more than what papers provide for that were signed: a gift, or an investment."""
    if metric.dated and metric.pledged and quantity.kind in ("money", "measure"):
        return _signed(told) or _provided_for(told, quantity)
    signed = _signed_for(told, quantity) or _was_signed(told, quantity)
    return metric.to_date and quantity.kind == "money" and signed


def _still_to_go(told: Told, quantity: Quantity, metric: Metric) -> bool:
    """Whether a clause right behind a gift says what will be done with it: "a loan of 13 billion, which will go to"."""
    sentence = told.sentence
    if not (metric.dated and metric.pledged) or sentence.low[quantity.end : quantity.end + 1] != ",":
        return False
    which = sentence.after(quantity.end + 1, "role", "which")
    return sentence.after(which[0].end if which else quantity.end + 1, "status", "future") is not None


def _signed(told: Told) -> bool:
    """Whether papers were signed and nothing had been handed over by then: what they promise is still to come."""
    signed = next((hit for hit, _ in told.sentence.of("act", "sign")), None)
    given = next((hit for hit, _ in told.sentence.of("act", "give", "receive")), None)
    return signed is not None and (given is None or given.start > signed.start)


def _provided_for(told: Told, quantity: Quantity) -> bool:
    """Whether all that is said of an amount is that a paper provides for it: "a financing agreement of 5 million"."""
    papers = [hit for hit, _ in told.sentence.of("act", "finance") if hit.end <= quantity.start]
    if not papers or "unit.document" not in papers[-1].senses or _crossed(told, papers[-1].end, quantity):
        return False
    return not told.sentence.of("act", "give", "receive")


def _signed_for(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is what a paper just signed provides for: "signed an investment agreement worth 5 billion".

    What came about since is said by a word of fact: "signed two papers, investment has reached 5 billion".
    """
    signed = [hit for hit, _ in told.sentence.of("act", "sign") if hit.end <= quantity.start]
    if not signed or ";" in told.between(signed[-1].end, quantity.start):
        return False
    return not any(signed[-1].end <= hit.start < quantity.start for hit, _ in told.sentence.of("status", "actual"))


def _was_signed(told: Told, quantity: Quantity) -> bool:
    """Whether an amount is itself what was signed, behind it: "3 billion of investment was signed"."""
    for hit, _ in told.sentence.of("act", "sign"):
        last = told.sentence.language.verb_last and told.sentence.phrase_ends(hit.end)
        if last and 0 <= hit.start - quantity.end <= 1:
            # "haben Geschäfte über 2 Milliarden vereinbart"
            return True
        if 0 <= hit.start - quantity.end <= _BEHIND:
            return told.sentence.before(hit.start, "role", "passive", gap=1) is not None and not any(
                quantity.end <= q.start < hit.start for q in told.amounts
            )
    return False


def _before(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """The cue before an amount that decides: the nearest, or an aim or promise that governs it."""
    sentence = told.sentence
    # What was agreed to be given is told after who says so: where spaces are put in, in more characters.
    far = metric.dated and metric.pledged and not sentence.language.spaced
    start = max(sentence.start, quantity.start - (_REACH * 2 if far else _REACH))
    start = max(start, sentence.low.rfind(";", start, quantity.start))
    # "agreed to double" holds what grows as well.
    found = [(hit, key) for hit, key in sentence.of("status") if start <= hit.start < quantity.start]
    found = [(hit, key) for hit, key in found if hit.end <= max(quantity.start, quantity.number_end)]
    if metric.to_date or metric.worth:
        # A project that was approved is one.
        found = [(hit, key) for hit, key in found if key != "pledge" or "act.license" not in hit.senses]
        # "approved one project and allowed three to raise their capital"
        licensed = next((hit.end for hit, _ in sentence.of("act", "license")), sentence.end)
        found = [(hit, key) for hit, key in found if key != "target" or hit.start < licensed]
    if metric.gift and metric.dated:
        # "a gift estimated at 5 million": what it is worth, not whether it is one.
        start = told.opening(quantity)
        found = [(hit, key) for hit, key in found if key != "estimate" or not 0 <= start - hit.end <= _TO_GIVE]
    if metric.pledged and _means_to_give(told, quantity):
        return "pledge"
    found = found[:-1] if found and _says_how_much(told, *found[-1], quantity) else found
    if not found:
        return None
    nearest, key = found[-1]
    if key in ("actual", "future"):
        clause = _clause_opens(told, nearest)
        found = [pair for pair in found if pair[0].start >= clause]
    if key == "pledge" and (asked := _asked(told, found, quantity)):
        return asked
    if key not in ("actual", "future"):
        return None if _crossed(told, nearest.end, quantity) else key
    # "is expected to have reached": the expectation governs the verb of fact behind it.
    for hit, cue in reversed(found):
        if cue in ("target", "estimate", "pledge", "proposal") and not _crossed(told, hit.end, quantity):
            return cue
    return None if _crossed(told, nearest.end, quantity) and key == "future" else key


def _opens_all(told: Told) -> bool:
    """Whether a word of forecast stands by itself at the head of a sentence, for all of it: "预计,出口为5;进口为6"."""
    first = next((hit for hit, _ in told.sentence.of("status", "estimate")), None)
    opens = first is not None and first.start - told.sentence.start <= 1
    return opens and first is not None and told.sentence.low[first.end : first.end + 2].strip()[:1] == ","


def _says_how_much(told: Told, verb: Hit, key: str, quantity: Quantity) -> bool:
    """Whether a verb beside an amount only qualifies, with it, the noun behind: "将提供总额为2亿美元的贷款"."""
    if key != "actual" or not told.sentence.language.noun_last:
        return False
    hedge = told.sentence.before(quantity.start, "bound", gap=1)
    beside = 0 <= (hedge[0].start if hedge else quantity.start) - verb.end <= 1
    return beside and told.sentence.after(quantity.end, "role", "genitive") is not None


def _clause_opens(told: Told, verb: Hit) -> int:
    """Where a clause of its own that holds a verb opens: what is hoped in "hope to boost trade, which reached 3" ends.

    A comma that closes it parts it from the verb: "hope that trade, which grows, will reach 5".
    """
    sentence = told.sentence
    for hit, _ in reversed(list(sentence.of("role", "which"))):
        led = sentence.low[max(sentence.start, hit.start - 2) : hit.start].rstrip().endswith(",")
        if led and hit.end <= verb.start:
            return sentence.start if _COMMA.search(sentence.low, hit.end, verb.start) else hit.start
    return sentence.start


def _means_to_give(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of meaning to stands right before one of giving: "prévoit d'accorder 290 bourses"."""
    for hit, _ in told.sentence.of("act", "intend"):
        gives = told.sentence.after(hit.end, "act", "give", gap=_TO_GIVE)
        if gives and gives[0].end <= quantity.start and not _crossed(told, hit.end, quantity):
            return True
    return False


def _asked(told: Told, found: list[tuple[Hit, str]], quantity: Quantity) -> str | None:
    """A proposal that governs a word of promise behind it: "asked that Moscow give five scholarships".

    Or the aim that opens its sentence: "The aim is that by 2015 Chile will invest another 5 million".
    """
    opening, first = found[0]
    if first == "target" and opening.start - told.sentence.start <= _MARKER:
        return None if _crossed(told, opening.end, quantity) else first
    for hit, key in reversed(found[:-1]):
        if key == "proposal":
            return None if _crossed(told, hit.end, quantity) else key
        if key != "pledge":
            return None
    return None


def _crossed(told: Told, start: int, quantity: Quantity) -> bool:
    """Whether another amount stands between a cue and the amount, unless the two are a list, or a total and a part."""
    sentence = told.sentence
    # "The trade of the two countries": nothing is counted.
    sides = [hit for hit, _ in sentence.of("count", "pair")]
    between = [
        q
        for q in told.amounts
        if start <= q.start < quantity.start and not any(q.start <= hit.start < q.end for hit in sides)
    ]
    if not between:
        return False
    gap = sentence.low[between[-1].end : quantity.start]
    stated = any(between[-1].end <= hit.start < quantity.start for hit, _ in sentence.of("status", "actual"))
    joins = sentence.lexicon.surfaces("range.and")
    near = len(gap) <= (_LIST if _COMMA.search(gap) else _LONG_LIST)
    listed = near and not stated and any(word in joins for word in gap.split())
    parts = ":" in sentence.low[between[0].end : quantity.start] or any(
        between[0].end <= hit.start < quantity.start for hit, _ in sentence.of("count", "subset")
    )
    bracket = gap.strip() == "("
    # "to raise it from the current 3 billion to 5 billion"
    opened = sentence.before(between[-1].start, "range", "from", gap=_TO_AIM)
    risen = len(between) == 1 and opened is not None and _led_to(told, quantity)
    # "intend to implement 74 projects with a volume of 3 billion"
    which = any(start <= hit.start < between[-1].start for hit, _ in sentence.of("role", "which"))
    worth = (between[-1].kind, quantity.kind) == ("count", "money") and near and not (stated or which or "," in gap)
    # "put 4 billion into 400 projects"
    into = len(gap) <= _LIST and sentence.after(between[-1].end, "role", "to", gap=1) is not None
    return not (worth or listed or parts or bracket or risen or (into and quantity.kind == "count"))


def _cue(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """The cue that decides: one before an amount, or one behind it where there is none or the verb comes last."""
    named = _named_behind(told, quantity) if told.sentence.language.noun_last else None
    if named:
        return named
    cue = _before(told, quantity, metric)
    if cue in (None, "actual") and (ahead := _of_all(told, quantity, metric)):
        return ahead
    if cue not in (None, "actual") and quantity.kind == "count" and _done(told, quantity, cue):
        return "actual"
    act = metric.measure == "event" and metric.direction is None
    if act and cue == "target" and _with_the_signing(told, quantity):
        return "actual"
    if cue is None and not act:
        return _behind(told, quantity, metric)
    if cue in ("actual", "future", None) and told.sentence.language.verb_last:
        return _verb_at_end(told, quantity, metric) or cue
    return cue


def _with_the_signing(told: Told, quantity: Quantity) -> bool:
    """Whether the signing is told as what goes with an aim: "seeks closer ties, with the signing of ten accords"."""
    sentence = told.sentence
    hedge = sentence.before(quantity.start, "bound", gap=1)
    start = hedge[0].start if hedge else quantity.start
    of = sentence.before(start, "count", "of", gap=1)
    signing = sentence.before(of[0].start if of else start, "act", "sign", gap=1)
    led = sentence.before(signing[0].start, "role", "with", gap=_TO_GIVE) if signing else None
    # "seeks to close with the signing of ten accords": without a comma that is the aim.
    return led is not None and sentence.low[led[0].start - 2 : led[0].start] == ", "


def _of_all(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """What a word far from an amount makes of it: one still to be used, or forecast with all of its sentence."""
    if metric.pledged and _to_be_used(told, quantity):
        return "pledge"
    return "estimate" if _opens_all(told) else None


def _to_be_used(told: Told, quantity: Quantity) -> bool:
    """Whether the phrase of an amount is the subject of what is still to be done: "另一笔5亿日元的赠款,将用于".

    Where a noun stands last, a comma may part a subject from its verb. What was given ("提供了") has been.
    """
    sentence = told.sentence
    if not sentence.language.noun_last:
        return False
    comma = sentence.low.find(",", quantity.end, quantity.end + _SUBJECT)
    if comma < 0 or sentence.after(comma + 1, "status", "future") is None:
        return False
    done = [hit for hit, _ in sentence.of("status", "actual") if hit.end <= quantity.start]
    return not done or ("role.passive" in done[-1].senses and quantity.start - done[-1].end <= _TO_AIM)


def _done(told: Told, quantity: Quantity, cue: str) -> bool:
    """Whether a count is the subject of what was done: "will give 165, saying that 771 have been given".

    Or of what they do at present: "asked for help, so that the 600 firms đang hoạt động there can".
    """
    present = (hit for hit, _ in told.sentence.of("status", "actual") if hit.start >= quantity.end)
    at_work = next(present, None)
    if at_work and any(sense in at_work.senses for sense in ("act.own", "act.live")):
        said = _BRACKETS.sub("", told.between(quantity.end, at_work.start))
        if len(said) <= _TO_AIM and not re.search(r"[.,;:()\d]", said):
            return True
    done = told.sentence.after(quantity.end, "status", "actual", gap=1)
    return (
        cue in ("future", "pledge")
        and done is not None
        and told.sentence.after(done[0].end, "act", "give", "receive", "sign", gap=1) is not None
    )


def _named_behind(told: Told, quantity: Quantity) -> str | None:
    """The aim or promise whose noun closes the phrase of an amount: "2000亿美元的贸易目标", "5亿美元的援助承诺"."""
    of = told.sentence.after(quantity.end, "role", "genitive")
    start = of[0].end if of else quantity.end
    of_what = told.sentence.after(start, "metric")
    noun = told.sentence.after(of_what[0].end if of_what else start, "status", "target", "pledge")
    if noun is None or not told.sentence.phrase_ends(noun[0].end):
        return None
    # "提供5亿美元援助承诺": a promise is what a genitive leads to.
    return noun[1] if noun[1] == "target" or of else None


def _verb_at_end(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """The aim or promise that the verb behind an amount says: "hatte beschlossen, ihn auf 20 Mrd. zu verdoppeln"."""
    cue = _behind(told, quantity, metric, facts=False)
    return cue if cue in _AHEAD else None


def _behind(told: Told, quantity: Quantity, metric: Metric, *, facts: bool = True) -> str | None:
    """The cue behind an amount that is the subject of its clause; for what is given also the mere future."""
    sentence = told.sentence
    keys = (
        "target",
        "estimate",
        "pledge",
        *(("future", "actual") if facts and (metric.dated or metric.pledged) else ()),
    )
    following = told.following(quantity)
    end = following.start if following else sentence.end
    said = [(hit, key) for hit, key in sentence.of("status", *keys) if hit.start >= quantity.end]
    if (metric.to_date or metric.worth) and sentence.before(quantity.start, "act", "license", gap=_TO_AIM):
        # "approved a project and allowed others to raise their capital"
        said = [(hit, key) for hit, key in said if key != "target"]
    if not facts:
        # A promise in the present is no participle: "hat ... unterstützt".
        said = [(hit, key) for hit, key in said if "act.present" not in hit.senses]
    perfect = bool(said) and sentence.language.verb_last and "act.own" in said[0][0].senses
    if len(said) > 1 and said[0][1] == "actual" and (perfect or said[1][0].start - said[0][0].end <= 1):
        # "was announced": what the verb of being leads to decides.
        said = said[1:]
    if not said:
        return None
    hit, key = said[0]
    reach = _BEHIND * (2 if told.sentence.language.verb_last else 1)
    near = hit.start - quantity.end <= reach and hit.start < end
    if not sentence.language.spaced and any(quantity.end <= a.start and a.end <= hit.start for a in told.areas):
        # "60 % the ambassador of Chile believes": where no marks part clauses, a subject opens another.
        return None
    return key if near and not _COMMA.search(sentence.low, quantity.end, hit.start) else None
