"""The word that says what an amount is: of an aim, a promise, a forecast or a fact, before it or behind it."""

from __future__ import annotations

import re

from analysis.definitions import Metric, definitions
from analysis.figures.status.between import COMMA, MARKER, TO_AIM, TO_GIVE, crossed
from analysis.figures.status.signing import with_the_signing
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import Quantity
from analysis.periods import is_day
from analysis.sentences import read_once

__all__ = ["cue_of"]

_AHEAD = ("target", "pledge", "estimate")
_PROMISED = ("future", "pledge")
_DOING = ("own", "work", "live", "study")
"""Keys of verbs for what people and firms do in another economy."""
_BRACKETS = re.compile(r"\([^()]*\)")
_BEHIND = 48
_REACH = 170
_ARTICLE = 5
"""Characters between a verb and its object: an article."""
_ASKED = 2
"""Words behind an economy of which one leads to what it is asked to do: before it a noun for who of it is asked."""
_SUBJECT_WORDS = 2
"""Words from "and" to the verb that it joins: a pronoun, an auxiliary."""
_SUBJECT = 40
"""Characters from an amount to the comma that closes its phrase."""

_SPEAKER = 5
"""Words of a clause that says who estimates: "analysts at the bank reckon"."""
_TO_ASIDE = 4
"""Characters from "which was" to its amount: a preposition."""


def cue_of(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """The cue that decides: one before an amount, or one behind it where there is none or the verb comes last."""
    named = _named_behind(told, quantity) if told.sentence.language.noun_last else None
    if named:
        return named
    if _told_aside(told, quantity):
        return "actual"
    cue = _before(told, quantity, metric)
    if cue == "actual" and (participle := _in_the_passive(told, quantity)):
        return participle
    if cue in (None, "actual") and (ahead := _of_all(told, quantity, metric)):
        return ahead
    if cue not in (None, "actual") and quantity.kind == "count" and _done(told, quantity, cue):
        return "actual"
    act = metric.measure == "event" and metric.direction is None
    if act and cue == "target" and with_the_signing(told, quantity):
        return "actual"
    if cue is None and not act:
        return _behind(told, quantity, metric)
    if cue in ("actual", "future", None) and told.sentence.language.verb_last:
        return _verb_at_end(told, quantity, metric) or cue
    return cue


def _in_the_passive(told: Told, quantity: Quantity) -> str | None:
    """The promise that a participle right behind an amount is, its auxiliary right before: "er 2 mrd. øremerket"."""
    auxiliary = told.sentence.before(told.opening(quantity), "status", "actual", gap=1)
    if auxiliary is None or "role.passive" not in auxiliary[0].senses:
        return None
    participle = told.sentence.after(quantity.end, "status", "pledge", gap=1)
    return participle[1] if participle else None


def _promises_something_else(told: Told, quantity: Quantity, metric: Metric, hit: Hit) -> bool:
    """Whether a verb in the present promises no such amount: it is none of a gift, or another verb gives this one.

    "Sweden, which lends to many, gave 40 million", "offers courses to 300 students"
    """
    if "act.present" not in hit.senses:
        return False
    if not (metric.dated or metric.allotment) or metric.direction is None:
        return True
    which = told.sentence.before(hit.start, "role", "which", gap=1)
    others = (word for word, _ in told.sentence.of("act", "give", "receive") if hit.end <= word.start)
    return which is not None or any(word.end <= quantity.start and word != hit for word in others)


def _before(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """The cue before an amount that decides: the nearest, or an aim or promise that governs it."""
    sentence = told.sentence
    # What was agreed to be given is told after who says so: where spaces are put in, in more characters.
    far = metric.is_given and not sentence.language.spaced
    start = max(sentence.start, quantity.start - (_REACH * 2 if far else _REACH))
    start = max(start, _section_opens(told, quantity, start))
    # "agreed to double" holds what grows as well.
    found = [(hit, key) for hit, key in sentence.of("status") if start <= hit.start < quantity.start]
    # "Peru, which will get a loan, exported goods for 5 million"
    asides = [aside for aside in told.asides if not aside[0] <= quantity.start < aside[1]]
    ahead = ("future", "pledge")
    found = [(hit, key) for hit, key in found if key not in ahead or not any(a <= hit.start < b for a, b in asides)]
    found = sorted([*found, *_to_be_done(told, start, quantity.start)])
    found = [(hit, key) for hit, key in found if hit.end <= max(quantity.start, quantity.number_end)]
    found = [(hit, key) for hit, key in found if not _promises_something_else(told, quantity, metric, hit)]
    # "It was noted that a grant was promised": the verb of saying is no verb of fact.
    found = [(hit, key) for hit, key in found if key != "actual" or not hit.end <= sentence.opens <= quantity.start]
    found = _fitting(told, quantity, metric, found)
    if metric.pledged and _means_to_give(told, quantity):
        return "pledge"
    found = found[:-1] if found and _says_how_much(told, *found[-1], quantity) else found
    if found and sentence.language.verb_last and _told_as_fact(told, quantity):
        return "actual"
    if not found and _asked_for(told, quantity):
        return "proposal"
    if not found:
        return None
    nearest, key = found[-1][0], _led_ahead(told, *found[-1])
    if key in ("actual", "future"):
        clause = _clause_opens(told, nearest)
        found = [pair for pair in found if pair[0].start >= clause and not _answered(told, *pair, quantity)]
    if key == "pledge" and (asked := _asked(told, found, quantity)):
        return asked
    if key not in ("actual", "future"):
        return None if crossed(told, nearest.end, quantity) else key
    # "is expected to have reached": the expectation governs the verb of fact behind it, as no news of it does.
    governed = () if metric.pledged and _has_given(told, nearest, quantity) else reversed(found)
    for hit, cue in governed:
        if cue in ("target", "estimate", "pledge", "proposal") and not crossed(told, hit.end, quantity):
            return cue
    return None if crossed(told, nearest.end, quantity) and key == "future" else key


def _to_be_done(told: Told, start: int, end: int) -> list[tuple[Hit, str]]:
    """The verbs that lead to an infinitive of what shall be done: "agreed on Monday to lend 5", "Peru to lend 5"."""
    sentence = told.sentence
    marks = frozenset(sentence.language.terms("format", "infinitive"))
    if not marks:
        return []
    # "agreed to extend the accord under which 300 study there"
    clauses = [hit.start for hit, _ in sentence.of("role", "which") if hit.start < end]
    start = max((start, *clauses))
    verbs = [hit for hit, _ in sentence.of("act", "resolve") if start <= hit.start and hit.end < end]
    found = [verb for verb in verbs if _leads_to_infinitive(told, verb, end, marks)]
    acts = (hit for hit, _ in sentence.of("act", "give", "sell", "buy", "receive") if start <= hit.start < end)
    return [(hit, "pledge") for hit in (*found, *(act for act in acts if _is_of_a_headline(told, act, marks)))]


def _leads_to_infinitive(told: Told, verb: Hit, end: int, marks: frozenset[str]) -> bool:
    """Whether the mark of an infinitive follows a verb of agreeing, no more than a time or a place between.

    What another act behind it tells was done: "agreed to talks and gave 5 million".
    """
    sentence = told.sentence
    aside = (*sentence.of("time"), *sentence.of("weekday"), *sentence.of("role", "in"), *sentence.of("area"))
    known = [(hit.start, hit.end) for hit, _ in aside if told.between(hit.start, hit.end) not in marks]
    known += [(p.start, p.end) for p in told.periods]
    words = sentence.without(verb.end, end, known).split(maxsplit=2)
    if len(words) < 2 or words[0] not in marks or not words[1].isalpha():  # noqa: PLR2004 - the mark and its verb
        return False
    mark = sentence.low.find(f" {words[0]} ", verb.end, end) + 1
    deed = mark + len(words[0]) + 1
    if any(0 <= area.start - deed <= 1 for area in told.areas):
        # "agreed to Peru's terms"
        return False
    others = (*sentence.of("act", "give", "receive", "buy", "sell"), *sentence.of("source", "that"))
    return not any(deed < hit.start < end for hit, _ in others)


def _is_of_a_headline(told: Told, act: Hit, marks: frozenset[str]) -> bool:
    """Whether an infinitive is all the verb that a sentence has, right behind who acts, which opens it."""
    sentence = told.sentence
    who = next((area for area in told.areas if sentence.opens_with(area.start) and area.end < act.start), None)
    return who is not None and told.between(who.end, act.start).strip() in marks


def _led_ahead(told: Told, word: Hit, key: str) -> str:
    """The key of a word, that of the future for a verb of fact right behind one of it: "will hit 5 billion"."""
    ahead = key == "actual" and told.sentence.before(word.start, "status", "future", gap=1)
    return "future" if ahead else key


def _section_opens(told: Told, quantity: Quantity, start: int) -> int:
    """Where the section of an amount opens: behind a semicolon, or a colon behind which somebody does something.

    One that opens with the amount goes on with the list before.
    """
    sentence = told.sentence
    colon = sentence.low.rfind(": ", start, quantity.start)
    start = colon if colon >= 0 and _acts_behind(told, colon, quantity) else start
    opened = sentence.low.rfind(";", start, quantity.start)
    if opened < 0:
        return start
    led = told.between(opened + 1, told.opening(quantity)).strip()
    closed = sentence.low.find(";", quantity.end, sentence.end)
    closed = closed if closed >= 0 else sentence.end
    own = any(quantity.end <= p.start < closed for p in told.periods)
    if own or any(quantity.end <= hit.start < closed for hit, _ in sentence.of("status", "actual")):
        # "will give 5 million; 3 million was paid last year"
        return opened
    return start if led in {"", *told.sentence.lexicon.surfaces("range.and")} else opened


def _acts_behind(told: Told, position: int, quantity: Quantity) -> bool:
    """Whether somebody does something between a position and an amount: "wants more: in 2012 Peru sold 5 million"."""
    sentence = told.sentence
    acts = sentence.of("act", "buy", "sell", "trade", "give", "receive", "travel")
    for verb in (hit.start for hit, _ in acts if position <= hit.start < quantity.start):
        who = sentence.before(verb, "area") or sentence.before(verb, "source", "pronoun")
        # Not as in "exports of 5 and imports of 4", where a word only joins two.
        if who and "range.and" not in who[0].senses:
            return True
    return False


def _told_aside(told: Told, quantity: Quantity) -> bool:
    """Whether a clause of its own tells what something was: "to raise trade, which was 6 million last year, to 9"."""
    sentence = told.sentence
    verbs = [hit for hit, _ in sentence.of("status", "actual") if hit.end <= quantity.start]
    which = sentence.before(verbs[-1].start, "role", "which", gap=1) if verbs else None
    # One phrase may be both: "which was".
    which = which or sentence.before(told.opening(quantity), "time", "when", gap=_TO_ASIDE)
    if which is None or told.between(which[0].start - 2, which[0].start) != ", ":
        return False
    # "Peru, which has promised 5 million"
    ahead = sentence.of("status", *_AHEAD)
    promised = any(which[0].end <= hit.start < quantity.start for hit, _ in ahead)
    return not promised and not told.breaks(which[0].end, quantity.start)


def _has_given(told: Told, auxiliary: Hit, quantity: Quantity) -> bool:
    """Whether a verb of giving right behind its auxiliary tells what was done: "announced that it has given 5"."""
    if "status.actual" not in auxiliary.senses:
        return False
    already = told.sentence.after(auxiliary.end, "time", "to_date", "earlier", gap=1)
    start = already[0].end if already else auxiliary.end
    given = told.sentence.after(start, "act", "give", "receive", gap=1)
    if given is None or given[0].end > quantity.start:
        return False
    return not any(sense.startswith("status.") for sense in given[0].senses)


def _fitting(told: Told, quantity: Quantity, metric: Metric, found: list[tuple[Hit, str]]) -> list[tuple[Hit, str]]:
    """The cues before an amount, but for those that say something else of what its metric measures."""
    sentence = told.sentence
    # "workers going to Chile": the words lead somewhere, not ahead.
    if sentence.language.spaced:
        found = [(hit, key) for hit, key in found if "role.to" not in hit.senses or not _leads_somewhere(told, hit)]
    # "Two years earlier than planned, trade reached 5 billion" tells of a fact.
    found = [
        (hit, key)
        for hit, key in found
        if not (sentence.before(hit.start, "change", "versus") and sentence.phrase_ends(hit.end))
    ]
    if metric.to_date or metric.worth:
        # A project that was approved is one.
        found = [(hit, key) for hit, key in found if key != "pledge" or "act.license" not in hit.senses]
        # "approved one project and allowed three to raise their capital"
        licensed = next((hit.end for hit, _ in sentence.of("act", "license")), sentence.end)
        found = [(hit, key) for hit, key in found if key != "target" or hit.start < licensed]
    if metric.gift and metric.dated:
        # "a gift estimated at 5 million": what it is worth, not whether it is one.
        start = told.opening(quantity)
        found = [
            (hit, key)
            for hit, key in found
            if key != "estimate" or not 0 <= start - hit.end <= TO_GIVE or _tells_of_a_year(told, hit)
        ]
    return found


def _tells_of_a_year(told: Told, word: Hit) -> bool:
    """Whether a verb of forecast tells of a year's aid, not of what a gift is worth: "For 2024 it is put at 5"."""
    sentence = told.sentence
    first = told.between(word.start, word.end).split()[0]
    passive = first in sentence.lexicon.surfaces("role.passive")
    passive = passive or sentence.before(word.start, "role", "passive", gap=1) is not None
    return passive and any(not is_day(p.iso) for p in told.periods)


def _leads_somewhere(told: Told, word: Hit) -> bool:
    """Whether an economy stands right behind a word, an article let pass."""
    return any(0 <= area.start - word.end <= _ARTICLE for area in told.areas)


def _opens_all(told: Told) -> bool:
    """Whether a word of forecast stands by itself at the head of a sentence, for all of it: "预计,出口为5;进口为6"."""
    first = next((hit for hit, _ in told.sentence.of("status", "estimate")), None)
    opens = first is not None and told.sentence.opens_with(first.start)
    return opens and first is not None and told.sentence.low[first.end : first.end + 2].strip()[:1] == ","


@read_once
def _told_as_estimate(told: Told) -> bool:
    """Whether a clause of a few words says who estimates what its sentence tells: "exports, analysts reckon, are"."""
    sentence = told.sentence
    for word, _ in sentence.of("act", "estimate"):
        opened = sentence.low.rfind(", ", sentence.start, word.start)
        clause = sentence.low[opened + 2 : sentence.until(word.end, ",;.")] if opened >= 0 else ""
        verb = sentence.low[word.start : word.end]
        words = clause.split()
        if 1 < len(words) <= _SPEAKER and (clause.startswith(verb) or clause.endswith(verb)):
            return not any(c.isdigit() for c in clause)
    return False


def _says_how_much(told: Told, verb: Hit, key: str, quantity: Quantity) -> bool:
    """Whether a verb beside an amount only qualifies, with it, the noun behind: "将提供总额为2亿美元的贷款"."""
    if key != "actual" or not told.sentence.language.noun_last:
        return False
    beside = 0 <= told.opening(quantity) - verb.end <= 1
    return beside and told.sentence.after(quantity.end, "role", "genitive") is not None


def _clause_opens(told: Told, verb: Hit) -> int:
    """Where a clause of its own that holds a verb opens: what is hoped in "hope to boost trade, which reached 3" ends.

    A comma that closes it parts it from the verb: "hope that trade, which grows, will reach 5".
    """
    sentence = told.sentence
    if {"status.actual", "act.give"} <= verb.senses:
        # "renewed its promise at the handover of 5 tonnes"
        return verb.start
    for hit, _ in reversed(list(sentence.of("role", "which"))):
        led = sentence.low[max(sentence.start, hit.start - 2) : hit.start].rstrip().endswith(",")
        # "hope to boost trade that amounts to 3": in some languages no comma parts such a clause.
        own = "status.actual" in verb.senses and 0 <= verb.start - hit.end <= 1 and hit.start > sentence.start
        if (led or own) and hit.end <= verb.start:
            return sentence.start if COMMA.search(sentence.low, hit.end, verb.start) else hit.start
    return sentence.start


def _means_to_give(told: Told, quantity: Quantity) -> bool:
    """Whether a verb of meaning to stands right before one of giving: "prévoit d'accorder 290 bourses"."""
    for hit, _ in told.sentence.of("act", "intend"):
        gives = told.sentence.after(hit.end, "act", "give", gap=TO_GIVE)
        if gives and gives[0].end <= quantity.start and not crossed(told, hit.end, quantity):
            return True
    return False


def _asked(told: Told, found: list[tuple[Hit, str]], quantity: Quantity) -> str | None:
    """A proposal that governs a word of promise behind it: "asked that Moscow give five scholarships".

    Or the aim that opens its sentence: "The aim is that by 2015 Chile will invest another 5 million".
    """
    opening, first = found[0]
    if first == "target" and told.sentence.opens_with(opening.start, MARKER):
        return None if crossed(told, opening.end, quantity) else first
    for hit, key in reversed(found[:-1]):
        if key == "proposal":
            return None if crossed(told, hit.end, quantity) else key
        if key != "pledge":
            return None
    return None


def _told_as_fact(told: Told, quantity: Quantity) -> bool:
    """Whether a clause of its own that holds an amount ends in a verb of fact: "den Handel, der bei 9 lag, ..."."""
    sentence = told.sentence
    closed = COMMA.search(sentence.low, quantity.end, quantity.end + _BEHIND)
    verb = sentence.before(closed.start(), "status", "actual", gap=0) if closed else None
    if verb is None or verb[0].start < quantity.end:
        return False
    for hit, _ in reversed(sentence.of("role", "which")):
        if hit.end <= quantity.start and sentence.low[max(sentence.start, hit.start - 2) : hit.start] == ", ":
            return COMMA.search(sentence.low, hit.end, quantity.start) is None
    return False


def _asked_for(told: Told, quantity: Quantity) -> bool:
    """Whether one side is asked to do what an amount is of: "asked Japan to lend it 5 million".

    Not to come: "invited Japan to a fair where it bought tea for 5 million".
    """
    sentence = told.sentence
    to = sentence.lexicon.surfaces("role.to").union(sentence.language.terms("format", "infinitive"))
    for hit, _ in sentence.of("act", "ask"):
        asked = sentence.after(hit.end, "area", gap=_ARTICLE)
        if asked and asked[0].end <= quantity.start and not crossed(told, asked[0].end, quantity):
            # Who is asked may be some of an economy: "invited Japanese investors to".
            words = sentence.low[asked[0].end : quantity.start]
            led = not to.isdisjoint(words.split()[:_ASKED])
            apart = (*sentence.of("role", "which", "venue"), *sentence.of("count", "programme", "subset"))
            comes = any(asked[0].end <= word.start < quantity.start for word, _ in apart)
            return led and not comes and not _given_since(told, asked[0].end, quantity) and not COMMA.search(words)
    return False


def _answered(told: Told, asked: Hit, key: str, quantity: Quantity) -> bool:
    """Whether what was asked for has been given by a verb of its own before an amount."""
    return key == "proposal" and _given_since(told, asked.end, quantity)


def _given_since(told: Told, start: int, quantity: Quantity) -> bool:
    """Whether a verb of giving or receiving stands between the asking and an amount: "asked for help and got 5"."""
    return any(start <= hit.start < quantity.start for hit, _ in told.sentence.of("act", "give", "receive"))


def _of_all(told: Told, quantity: Quantity, metric: Metric) -> str | None:
    """What a word far from an amount makes of it: one still to be used, or forecast with all of its sentence."""
    if metric.pledged and _to_be_used(told, quantity):
        return "pledge"
    return "estimate" if _opens_all(told) or (not metric.dated and _told_as_estimate(told)) else None


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
    return not done or ("role.passive" in done[-1].senses and quantity.start - done[-1].end <= TO_AIM)


def _done(told: Told, quantity: Quantity, cue: str) -> bool:
    """Whether a count is the subject of what was done: "will give 165, saying that 771 have been given".

    Or of what they do at present: "asked for help, so that the 600 firms đang hoạt động there can".
    """
    present = (hit for hit, _ in told.sentence.of("status", "actual") if hit.start >= quantity.end)
    at_work = next(present, None)
    if at_work and any(sense in at_work.senses for sense in ("act.own", "act.live")):
        said = _BRACKETS.sub("", told.between(quantity.end, at_work.start))
        if len(said) <= TO_AIM and not re.search(r"[.,;:()\d]", said):
            return True
    if _tells_what_is(told, quantity, cue):
        return True
    done = told.sentence.after(quantity.end, "status", "actual", gap=1)
    return (
        cue in _PROMISED
        and done is not None
        and told.sentence.after(done[0].end, "act", "give", "receive", "sign", gap=1) is not None
    )


def _tells_what_is(told: Told, quantity: Quantity, cue: str) -> bool:
    """Whether people or firms counted are the subject of a clause of its own that says what they do, or where they are.

    "will give 5 million, and 50 Ghanaian students are now enrolled there"; not "..., and 50 students are expected", nor
    at a time of their own. An aim told before holds for what "and" joins to it.
    """
    sentence, start = told.sentence, told.opening(quantity)
    units = definitions().units
    if cue not in _PROMISED or quantity.unit not in units or units[quantity.unit].kind not in ("person", "actor"):
        return False
    marks = (mark.end() for mark in COMMA.finditer(sentence.low, sentence.start, start))
    joins = (hit.end for hit, _ in sentence.of("range", "and") if hit.end <= start)
    opened = max((*marks, *joins), default=None)
    closed = COMMA.search(sentence.low, quantity.end, sentence.end)
    end = closed.start() if closed else sentence.end
    if opened is None or any(opened <= period.start < end for period in told.periods):
        return False
    if any(opened <= hit.start < end for hit, key in sentence.of("status") if key != "actual"):
        return False
    now = sentence.after(quantity.end, "time", "now", "to_date", gap=1)
    behind = now[0].end if now else quantity.end
    verb = sentence.after(behind, "act", *_DOING, gap=1) or sentence.after(behind, "role", "passive", gap=1)
    inverted = sentence.before(start, "act", *_DOING, gap=1)
    return verb is not None or (inverted is not None and opened <= inverted[0].start)


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


def _joined_to_next(told: Told, quantity: Quantity, cue: Hit) -> bool:
    """Whether "and" joins a verb of its own to an amount that another follows: "is 5 million and we want it at 6"."""
    joins = told.sentence.lexicon.surfaces("range.and")
    words = told.between(quantity.end, cue.start).split()[-_SUBJECT_WORDS - 1 :]
    named = any(quantity.end <= a.start < cue.start for a in told.areas)
    return not named and not joins.isdisjoint(words)


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
    end = told.end_of(following)
    said = [(hit, key) for hit, key in sentence.of("status", *keys) if hit.start >= quantity.end]
    if facts and not said and quantity.kind in ("count", "measure"):
        # "8,000 soldiers will be trained there"
        said = [pair for pair in sentence.of("status", "future") if 0 <= pair[0].start - quantity.end <= 1]
    if (metric.to_date or metric.worth) and sentence.before(quantity.start, "act", "license", gap=TO_AIM):
        # "approved a project and allowed others to raise their capital"
        said = [(hit, key) for hit, key in said if key != "target"]
    if not facts or not (metric.dated or metric.allotment):
        # A promise in the present is no participle: "hat ... unterstützt". Nor does an investment give anything.
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
    if following and _joined_to_next(told, quantity, hit):
        return None
    return key if near and not COMMA.search(sentence.low, quantity.end, hit.start) else None
