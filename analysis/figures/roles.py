"""At which end of a figure the words around an economy put it: origin or end, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.governing import POSSESSIVE, case_of, opens_of, opens_otherwise, parted, preposition
from analysis.figures.metrics import counts_guests, counts_people, sum_family
from analysis.figures.qualifying import ADJECTIVAL, owns_what_follows, qualified
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity
from analysis.sentences import Sentence

__all__ = ["given_to", "held_at_end", "helped", "role_of", "thanked"]

_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_TO_BALANCE = 10
"""Characters from the word that a balance is negative to its amount: ", at "."""
_POSSESSIVE = 3
"""Characters between whose favour it is and the word for favour."""
_SURELY = 19
"""Votes of whom words favour, more than of all who are told of beside."""
_ARTICLE = 5
"""Characters between a verb and its object: an article."""
_TO_ADJECTIVE = 18
"""Characters between a debt and whose it is: an adjective."""
_STUDIES = 5
"""Characters between a word of studies and its place: " in "."""
_AUXILIARY = 5
"""Characters between "which" and its verb: an auxiliary."""
_SIGN = 3
"""Characters of the sign before an amount, with a space before it."""
_ELLIPSIS = re.compile(r"\s*[–—-]\s+[$€£¥]?\d")
"""A dash and an amount, which an adjective alone has behind it where its noun was said before."""
_AMOUNT = re.compile(r"\s*[$\u20ac\u00a3\u00a5]?\d")
"""An amount right behind a word."""
_DIGIT = re.compile(r"\d")
_MARKS = (",", ";", ":", "\u2013", "\u2014", ".")
"""Marks behind which a clause opens."""
_MINUS = re.compile(r"(?:^|[\s(])[-\u2212]$")


_start = attrgetter("start")


def role_of(
    sentence: Sentence, area: AreaMention, areas: list[AreaMention], metric: Metric, holder: str
) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy, by the words around it; `holder` is the end of whose figure it is."""
    # Nothing but words of the same phrase between the preposition and the name.
    before = areas[: bisect_left(areas, area.start, key=_start)]
    previous = next((a.end for a in reversed(before) if a.code != area.code), sentence.start)
    governed = preposition(sentence, area.start, previous)
    if _names_whose(sentence, area, metric, governed):
        governed = None
    qualifies = _qualifies(sentence, area, metric)
    if qualifies == "actor" and area.form in ADJECTIVAL and _behind_name(sentence, area, previous):
        governed = None
    # "Belarusian exports" in the dative are still theirs; what is given goes to whom the dative names.
    told = governed is None and (qualifies != "holder" or metric.dated or metric.allotment)
    case = case_of(sentence, area, areas) if governed is None else None
    if case and (told or area.form != "adjective"):
        # "нефть, импортированная Китаем", bought by it, came to it.
        return ("end" if case == "dative" or _bought_by(sentence, area) else "origin"), 7
    # "Laos asked China for 100 scholarships"
    asked = sentence.before(area.start, "act", "ask", gap=_ARTICLE) is not None
    gives = metric.dated or metric.allotment
    # "asked Laos to invest", not "asked Laos to help the 200 firms that are there"
    gives = gives or (asked and metric.is_held and _is_to_invest(sentence, area, metric))
    if gives and (asked or thanked(sentence, area)):
        return "origin", 8
    lent = sentence.after(area.end, "act", "receive") is not None
    # Where names have cases, one that no case tells owns no noun behind it: "открыл Душанбе кредитную линию".
    cased = (sentence.language.areas.locative or sentence.language.areas.dative) and area.form not in ADJECTIVAL
    bare = lent or cased or not qualifies or _supplied(sentence, area)
    if governed is None and bare and given_to(sentence, area):
        # "gives Laos a loan", also where the words are "gives Laos to borrow".
        return "end", 8
    special = ("origin", 6) if qualifies == "goods" else _of_guests(sentence, area, metric, governed)
    special = special or _beside_its_noun(sentence, area, metric, holder)
    special = special or _favoured_or_visited(sentence, area, metric, governed)
    special = special or _by_what_it_is_of(sentence, area, metric, qualifies, governed, holder)
    if special:
        return special
    # "the growth in Japanese investment", "the fall in Japan's exports"
    owner = area.form == "adjective" or POSSESSIVE.match(sentence.low, area.end) is not None
    # "verdien av Perus import": right before its noun a name is no agent.
    owner = owner or (governed == "by" and sentence.after(area.end, "metric", metric.key) is not None)
    described = owner and qualifies == "holder"
    placed = (holder, 6) if described else _placed(sentence, area, metric, governed, holder)
    if placed or qualifies:
        return placed or (holder, 5)
    if owned := _by_genitive(sentence, area, metric):
        return owned
    # Behind its noun an adjective stands for the economy as its name does: "le gouvernement japonais".
    if area.form != "adjective" or sentence.language.adjectives_follow:
        return _by_name_alone(metric, governed, holder)
    return _by_itself(sentence, area, metric, holder)


def _is_to_invest(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether who is asked shall invest: "asked Laos to invest", not "asked Laos to guard Chinese investment"."""
    word = next((hit for hit, _ in sentence.of("metric", metric.key) if hit.start >= area.end), None)
    return word is not None and sentence.before(word.start, "area", gap=1) is None


def _names_whose(sentence: Sentence, area: AreaMention, metric: Metric, governed: str | None) -> bool:
    """Whether a name behind "in" stands right before the noun of a gift or loan, and so is whose: "in U.S. aid"."""
    named = governed == "in" and metric.dated and area.form == "name"
    owned = POSSESSIVE.match(sentence.low, area.end) is not None
    return named and not owned and sentence.after(area.end, "metric", metric.key, gap=1) is not None


def _qualifies(sentence: Sentence, area: AreaMention, metric: Metric) -> str | None:
    """What an economy's name qualifies, for a metric: see `qualified`."""
    found = "holder" if owns_what_follows(sentence, area.end) else qualified(sentence, area)
    if found == "holder" and counts_people(metric) and _counted_just_before(sentence, area):
        # "next to the Korean visitors": the preposition governs who is counted.
        return "learner"
    # "Italian investment in Libyan oil": whose oil it is is where it is put.
    return None if found == "goods" and metric.is_held else found


def _is_what_is_put_into(sentence: Sentence, area: AreaMention, metric: Metric, governed: str | None) -> bool:
    """Whether a preposition leads capital to what an adjective tells of: "into the Ghanaian economy".

    Not "the growth in Japanese private investment", nor "in the Chinese-built railway in Kenya".
    """
    if governed not in ("to", "in"):
        return False
    own = any(0 <= hit.start - area.end <= _TO_NOUN for hit, _ in sentence.of("metric", metric.key))
    places = (hit.start for hit, _ in sentence.of("area") if hit.start != area.start)
    return not own and all(sentence.before(place, "role", "to", "in", gap=_ARTICLE) is None for place in places)


def _by_name_alone(metric: Metric, governed: str | None, holder: str) -> tuple[str | None, int]:
    """("origin" or "end", weight) of a name that qualifies nothing: whose figure it is, but for a partner.

    "Trade with Peru was worth 9 million, and 5 million of it were exports": those of the other.
    """
    partner = governed == "with" and metric.key in sum_family() and not metric.difference
    return ("end" if holder == "origin" else "origin") if partner else holder, 1


def _by_itself(sentence: Sentence, area: AreaMention, metric: Metric, holder: str) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an adjective without its noun."""
    flow = not metric.dated and not metric.allotment and _ELLIPSIS.match(sentence.low, area.end)
    if flow and _had_its_noun(sentence, area, metric):
        # "Russian exports came to 5 million, Mongolian – 2 million"
        return holder, 5
    # As a noun it is people: "many young Tunisians: some 13,200 of them".
    return ("origin", 4) if counts_people(metric) and sentence.phrase_ends(area.end) else (None, 0)


def _had_its_noun(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether an adjective before the one given stands right before the noun of a metric: "Russian exports"."""
    adjectives = (hit for hit, key in sentence.of("area") if hit.end < area.start and key.startswith(ADJECTIVAL))
    return any(sentence.after(hit.end, "metric", metric.key, gap=1) is not None for hit in adjectives)


def _beside_its_noun(
    sentence: Sentence, area: AreaMention, metric: Metric, holder: str
) -> tuple[str | None, int] | None:
    """Whose scholarships an adjective says they are, or to whom a balance is left; None of any other."""
    noun = sentence.after(area.end, "metric", metric.key) if metric.allotment and area.form == "adjective" else None
    if noun and (sentence.phrase_ends(noun[0].end) or sentence.after(noun[0].end, "role") is not None):
        # "Chilean scholarships for Peruvian students"
        return "origin", 8
    left = sentence.before(area.start, "act", "leave", gap=1) is not None
    if metric.difference and left and _is_left(sentence, area, metric):
        return holder, 9
    return None


def _is_left(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether only an article stands between a name and a balance: "leaving Peru a surplus of 5 million"."""
    noun = sentence.after(area.end, "metric", metric.key, gap=_ARTICLE)
    words = sentence.low[area.end : noun[0].start].split() if noun else []
    return words != [] and all(word in sentence.language.terms("format", "article") for word in words)


def _favoured_or_visited(
    sentence: Sentence, area: AreaMention, metric: Metric, governed: str | None
) -> tuple[str | None, int] | None:
    """What becomes of one that a balance favours, a clause tells of, or somebody visits or buys in; None otherwise."""
    if metric.difference and (
        sentence.before(area.start, "role", "favour", gap=_ARTICLE)
        or sentence.after(area.end, "role", "favoured", gap=_POSSESSIVE)
    ):
        # "a trade gap of 900 million in favour of Malaysia", "in Malaysia's favour", whoever else is said to have it
        return "origin", _SURELY
    owned = metric.is_held and area.form == "adjective"
    if owned and (_is_what_is_put_into(sentence, area, metric, governed) or _bought_by(sentence, area)):
        # "put 5 million into the Serbian economy", "bought a Serbian plant for 5 million"
        return "end", 8
    if does := _does_what_follows(sentence, area.end):
        return does, 7
    if area.form == "name" and counts_guests(metric) and _is_gone_to(sentence, area):
        return "end", 8
    if governed == "to" and counts_guests(metric) and _visited(sentence, area, counted=True):
        # "made 5,000 trips to Chile"
        return "end", 8
    if governed == "to" and not metric.dated and (_visited(sentence, area) or _seen_from(sentence, area)):
        # "signed during a visit to China"; whom something is given there may be its guest.
        return None, 0
    return None


def _by_what_it_is_of(  # noqa: PLR0917 - what role_of knows
    sentence: Sentence, area: AreaMention, metric: Metric, qualifies: str | None, governed: str | None, holder: str
) -> tuple[str | None, int] | None:
    """("origin" or "end", weight) where the noun or the metric outweighs the preposition; None elsewhere."""
    if counts_people(metric) and _has_source(sentence, area):
        return "end", 7
    if (metric.dated or metric.allotment) and governed is None and (_owes(sentence, area) or helped(sentence, area)):
        return "end", 8
    # Where all that qualifies stands before its noun, "to Thailand the tourists" are none of Thailand.
    bound = governed == "to" and metric.holder == "origin" and sentence.language.noun_last
    passive = metric.dated or metric.allotment or counts_people(metric)
    if qualifies == "learner" and passive and governed not in ("in", "from", "by") and not bound:
        # Lao students: they go abroad, or receive what is given. Lao entrepreneurs invest.
        return ("origin", 6) if metric.holder == "origin" else ("end", 6)
    if governed in (None, "from", "by") and (metric.dated or metric.allotment) and _whose_gift(sentence, area, metric):
        return "origin", 7
    if governed == "with" and metric.dated and area.form != "adjective":
        # Who signed with the other may have given it: "signed with Ghana an agreement on a grant".
        return None, 0
    beside = sentence.before(area.start, "role", "with") if metric.difference else None
    if governed == "to" and metric.difference and not beside and _last_named(sentence, area) == metric.key:
        # "a surplus of 24 million for Uruguay"
        return holder, 6
    if governed is None and metric.difference and sentence.after(area.end, "role", "absolute", gap=1):
        # "with Laos enjoying a surplus"
        return holder, 6
    if (governed == "with" or beside) and metric.difference and area.form != "adjective":
        # "with a surplus in trade with Hungary Austria closed the year": the partner is the other end.
        return ("end" if holder == "origin" else "origin"), 4
    return None


def _by_genitive(sentence: Sentence, area: AreaMention, metric: Metric) -> tuple[str | None, int] | None:
    """("origin" or "end", weight) of the giver or receiver of a single act that a genitive names; None elsewhere."""
    people = counts_people(metric)
    of = sentence.before(area.start, "count", "of", gap=_ARTICLE) if metric.dated or people else None
    if of is None:
        return None
    if people:
        # "was visited by 272 thousand citizens of Russia"
        return ("origin", 5) if _people_before(sentence, of[0].start) else None
    if sentence.before(of[0].start, "act", "receive", gap=1):
        # "a reçu du Japon un don"
        return "origin", 7
    # "for the sewage board of Senegal": whose something is that is no gift says nothing.
    return None if opens_of(sentence, area) else (None, 0)


def helped(sentence: Sentence, area: AreaMention) -> bool:
    """Whether the noun right before a name says what is done for it: "поддержка Украины", the support of Ukraine."""
    return sentence.before(area.start, "role", "object", gap=1) is not None


def _owes(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is the debtor of a debt written off: "la dette congolaise", "la deuda de Bolivia"."""
    if not sentence.has("act", "forgive"):
        return False
    of = sentence.before(area.start, "count", "of", gap=_ARTICLE)
    end = of[0].start if of and area.form != "adjective" else area.start
    debt = next((hit for hit, _ in reversed(sentence.of("act", "owe")) if hit.end <= end), None)
    return debt is not None and end - debt.end <= _TO_ADJECTIVE and not parted(sentence, debt.end, end)


def _has_source(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is said to have a source of visitors: "Thailand's largest source market"."""
    for hit, _ in sentence.of("count", "source"):
        start, end = (hit.end, area.start) if hit.end <= area.start else (area.end, hit.start)
        between = sentence.low[start:end] if 0 <= end - start <= _TO_NOUN else ","
        named = any(start <= other.start < end for other, _ in sentence.of("area"))
        if named or any(c in ",;:()" or c.isdigit() for c in between):
            continue
        owned = sentence.before(area.start, "role", "genitive", gap=_ARTICLE) or sentence.before(
            area.start, "count", "of", gap=_ARTICLE
        )
        possessive = POSSESSIVE.match(sentence.low, area.end) or sentence.language.noun_last
        if owned if hit.end <= area.start else possessive:
            return True
    return False


def _whose_gift(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether a gift is said to be an economy's: "scholarships of the government of China"."""
    words = sentence.lexicon.surfaces("count.of")
    for hit, _ in sentence.of("metric", metric.key):
        between = sentence.low[hit.end : area.start]
        if 0 < len(between) <= _TO_NOUN and between.split()[:1] and between.split()[0] in words:
            return not re.search(r"[.,;:()\d]", between)
    return False


def _last_named(sentence: Sentence, area: AreaMention) -> str | None:
    """The metric that the last word before a name names, a verb right behind its subject left out."""
    last = next(((hit, key) for hit, key in reversed(sentence.of("metric")) if hit.end <= area.start), None)
    if last is None or (sentence.language.names_follow and sentence.before(last[0].start, "area")):
        # "Lào xuất siêu sang Thái Lan": the surplus is that of the name before.
        return None
    return last[1]


def _placed(
    sentence: Sentence, area: AreaMention, metric: Metric, governed: str | None, holder: str
) -> tuple[str | None, int] | None:
    """("origin" or "end", weight) by the preposition that governs an economy; None where none does."""
    if governed == "from":
        # Scholarships, or a grant for studies, for students from Mongolia go to Mongolia.
        taught = metric.allotment or (metric.dated and sentence.has("act", "study"))
        learners = taught and _people_before(sentence, area.start)
        return "end" if learners else "origin", 6
    if governed in ("to", "in") and (weight := _place_of_studies(sentence, area, metric, governed)):
        return "origin", weight
    if governed in ("to", "in") and metric.key in sum_family() and sentence.before(area.start, "role", "in", gap=3):
        where = _where_traded(sentence)
        # Where a case tells the place, no other form of a name is one: "ввоз в Китай".
        into = governed == "to" and sentence.language.areas.locative
        if governed == "in" or (where[0] == "origin" and not into):
            return where
    if governed == "to":
        return _led_to(sentence, area, metric, holder)
    if governed == "with" and metric.difference and not _names_holder(sentence, area):
        # Whose surplus with another it is, was said before.
        return ("end" if holder == "origin" else "origin"), 2
    if governed == "by":
        # What is imported by Algeria goes there.
        return "end" if _bought_by(sentence, area) else "origin", 7
    return _inside(sentence, area, metric) if governed == "in" else None


def _inside(sentence: Sentence, area: AreaMention, metric: Metric) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy behind a word for "in"."""
    if metric.is_held and _is_seat(sentence, area, metric):
        return "origin", 6
    if area.form in ("capital", "adjective") and sentence.has("act", "sign"):
        # In a capital, or at an embassy, papers are signed, whoever gives.
        return None, 0
    return (None, 0) if metric.allotment else ("end", 6)


def _is_seat(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether an economy is where those are who invest in another: "A fund in Qatar invested 5 million in Peru".

    The amount follows the verb at once. Not where a clause opens with the place: "In Qatar a fund invested".
    """
    led = sentence.before(area.start, "role", "in", gap=_ARTICLE)
    verb = next((hit for hit, _ in sentence.of("metric", metric.key)), None)
    if led is None or verb is None or verb.start < area.end or sentence.opens_with(led[0].start):
        return False
    hedge = sentence.after(verb.end, "bound", gap=1)
    end = hedge[0].end if hedge else verb.end
    currency = sentence.after(end, "currency", gap=1)
    puts = _AMOUNT.match(sentence.low, currency[0].end if currency else end) is not None
    opens = sentence.low[sentence.start : led[0].start].rstrip().endswith(_MARKS)
    others = [(hit, key) for hit, key in sentence.of("area") if not area.start <= hit.start < area.end]
    if not puts or opens or any(hit.end <= led[0].start for hit, _ in others):
        return False
    places = (hit.start for hit, key in others if hit.start >= verb.end and not key.endswith(f".{area.code}"))
    return any(sentence.before(place, "role", "in", "to", gap=_ARTICLE) for place in places)


def _led_to(sentence: Sentence, area: AreaMention, metric: Metric, holder: str) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy behind a word for "to"."""
    if metric.key in sum_family() and _held_beside(sentence, area, metric):
        return holder, 6
    with_it = sentence.before(area.start, "role", "with") if metric.difference else None
    # Where one word says "to" and "with", a deficit to somebody is one with him.
    return (None, 0) if with_it and "role.to" in with_it[0].senses else ("end", 6)


def _held_beside(sentence: Sentence, area: AreaMention, metric: Metric) -> bool:
    """Whether a preposition behind an amount tells whose it is, as another word leads from the flow to its partner.

    "Exports to Peru were 5 million for Chile and 4 for Togo"
    """
    led = sentence.before(area.start, "role", "to", gap=_ARTICLE)
    # Only an amount, with its scale and currency, may stand right before it.
    if led is None or not re.search(r"\d[^,;:()]{0,24}$", sentence.low[max(0, led[0].start - _TO_NOUN) : led[0].start]):
        return False
    word = sentence.low[led[0].start : led[0].end]
    for hit, key in sentence.of("metric", *sum_family()):
        partner = sentence.after(hit.end, "role", "to", gap=1) if hit.end < led[0].start else None
        named = partner and any(0 <= a.start - partner[0].end <= _ARTICLE for a, _ in sentence.of("area"))
        if partner and named and key == metric.key:
            return sentence.low[partner[0].start : partner[0].end] != word
    return False


def _bought_by(sentence: Sentence, area: AreaMention) -> bool:
    """Whether the last word of an act before a name is one of buying or receiving, with no amount or mark between."""
    acts = [(hit, key) for hit, key in sentence.of("act", "buy", "sell", "give", "receive") if hit.end <= area.start]
    if not acts or not {key for hit, key in acts if hit == acts[-1][0]} <= {"buy", "receive"}:
        return False
    between = sentence.low[acts[-1][0].end : area.start]
    return len(between) <= _TO_NOUN * 2 and not re.search(r"[.,;:()\d]", between)


def _is_gone_to(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is the object of a verb of visiting: "434,500 of them visited Fiji".

    Where the verb stands second, its subject is between: "besøkte 195 000 spanjoler Norge".
    """
    if sentence.before(area.start, "act", "travel", gap=1):
        return True
    people = (h for h, key in sentence.of("area") if area.start - h.end == 1 and key.startswith(ADJECTIVAL))
    who = next(people, None) if sentence.language.verb_second else None
    verbs = [hit.end for hit, _ in sentence.of("act", "travel") if who and hit.end < who.start]
    between = sentence.low[verbs[-1] : who.start] if who and verbs else ""
    return any(c.isdigit() for c in between) and not any(c in ",;:(" for c in between)


def _visited(sentence: Sentence, area: AreaMention, *, counted: bool = False) -> bool:
    """Whether an economy is only where somebody goes: "during his state visit to China"; or goes so many times."""
    to = next((hit for hit, _ in reversed(sentence.of("role", "to")) if hit.end <= area.start), None)
    visit = sentence.before(to.start, "role", "visit", gap=1) if to else None
    return visit is not None and (not counted or any(sense.startswith("unit.") for sense in visit[0].senses))


def _seen_from(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy opens a sentence as the one for whom something holds: "For Peru, Chile is the main market"."""
    to = next((hit for hit, _ in reversed(sentence.of("role", "to")) if hit.end <= area.start), None)
    opens = to is not None and sentence.opens_with(to.start, _SIGN) and area.start - to.end <= _ARTICLE
    return opens and sentence.low.startswith(",", area.end)


def _place_of_studies(sentence: Sentence, area: AreaMention, metric: Metric, governed: str) -> int:
    """How surely places are given in an economy, as one studies there; 0 where nothing says so."""
    abroad = metric.allotment or (area.form == "adjective" and metric.dated and _learners(sentence, area.start))
    if abroad and _studied_in(sentence, area):
        # Which is said beside: "for studies in China".
        return 5
    # Where one word says "to" and "in": "квота для Ганы в России".
    place = sentence.before(area.start, "role", "in", gap=3) if governed == "to" and metric.allotment else None
    # "offre au Togo": behind a verb of giving it is who receives.
    return 2 if place and not sentence.before(place[0].start, "act", "give", gap=1) else 0


def _learners(sentence: Sentence, position: int) -> bool:
    """Whether people are named before a place of studies: "20 officials will go to Japanese universities"."""
    units = definitions().units
    return any(units[key].kind == "person" for hit, key in sentence.of("unit") if hit.end <= position)


def _names_holder(sentence: Sentence, partner: AreaMention) -> bool:
    """Whether another economy than the partner is named before it: "its surplus of China with Peru"."""
    return any(hit.end <= partner.start for hit, key in sentence.of("area") if key != "none")


def _behind_name(sentence: Sentence, area: AreaMention, previous: int) -> bool:
    """Whether a name stands right before an adjective and takes the preposition: "in Bac Ninh Korean firms"."""
    start = sentence.text.rfind(" ", previous, max(previous, area.start - 1)) + 1
    return previous < start and sentence.text[start].isupper() and start > sentence.start


def _studied_in(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a word of studies stands right before or behind the place: "studies in China", "Chinese universities"."""
    return any(
        0 <= area.start - hit.end <= _STUDIES or (area.form == "adjective" and hit.start - area.end == 1)
        for hit, _ in sentence.of("act", "study")
    )


def _where_traded(sentence: Sentence) -> tuple[str | None, int]:
    """("origin" or "end", weight) of an economy in which one buys or sells; in any other way it tells nothing."""
    keys = {key for _, key in sentence.of("act", "buy", "sell")}
    return ("origin" if keys == {"buy"} else "end", 4) if len(keys) == 1 else (None, 0)


def given_to(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name stands right behind a verb of giving: "gives Laos a loan"."""
    if area.form == "adjective":
        return False
    passive = sentence.before(area.start, "role", "passive", gap=1) if sentence.language.verb_second else None
    given = sentence.after(area.end, "act", "give", gap=1) if passive else None
    if given and not sentence.after(given[0].end, "area", gap=1):
        # "I 2016 ble Polen tildelt 5 millioner"; not "har Sverige gett Togo"
        return True
    verb = next((hit for hit, _ in sentence.of("act", "give") if 0 <= area.start - hit.end <= 1), None)
    if verb is None and _supplied(sentence, area):
        return True
    if verb is None or not (sentence.language.verb_second and opens_otherwise(sentence)):
        return verb is not None
    # "I 2010 ga Norge": it gives, unless the subject stands before, as in "lovet Norge å gi Peru".
    named = (hit for hit, key in sentence.of("area") if hit.end <= verb.start and not key.startswith("adjective"))
    return any(preposition(sentence, hit.start, sentence.start) is None for hit in named)


def _supplied(sentence: Sentence, area: AreaMention) -> bool:
    """Whether the case of a name right behind a verb of supply says to whom: "он продал Беларуси товаров".

    That form may be of another case, too.
    """
    cased = any(hit.start == area.start for hit, _ in sentence.of("case", "locative", "dative"))
    return cased and sentence.before(area.start, "act", "supply", gap=1) is not None


def _counted_just_before(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a noun for people stands right before the name of their economy."""
    units = definitions().units
    return any(area.start - hit.end == 1 and units[key].kind == "person" for hit, key in sentence.of("unit"))


def _of_guests(
    sentence: Sentence, area: AreaMention, metric: Metric, governed: str | None
) -> tuple[str | None, int] | None:
    """("origin", weight) of an adjective for those of whom there are more: "a rise in Chilean tourists"; else None."""
    if governed != "in" or area.form != "adjective" or not counts_people(metric):
        return None
    noun = sentence.after(area.end, "unit", gap=1)
    behind = noun is not None and definitions().units[noun[1]].kind == "person"
    before = sentence.language.adjectives_follow and _counted_just_before(sentence, area)
    return ("origin", 6) if behind or before else None


def thanked(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is thanked for what is spoken of: "thanked the government of Japan for its grant".

    Not where a clause behind names another one before the next number: "thanked Jordan, and Norway gave 5 million".
    """
    near = any(
        0 <= area.start - hit.end <= _TO_NOUN and not re.search(r"[.,;:()\d]", sentence.low[hit.end : area.start])
        for hit, _ in sentence.of("act", "thank")
    )
    number = _DIGIT.search(sentence.low, area.end, sentence.end) if near else None
    end = number.start() if number else area.end
    named = (sentence.low[area.end : hit.start] for hit, _ in sentence.of("area") if area.end <= hit.start < end)
    joins = sentence.lexicon.surfaces("range.and")
    return near and not any(re.search("[:;,]", words) or not joins.isdisjoint(words.split()) for words in named)


def _people_before(sentence: Sentence, position: int) -> bool:
    """Whether the phrase that ends at a name begins with people: "students from ..."."""
    units = definitions().units
    near = [key for hit, key in sentence.of("unit") if 0 <= position - hit.end <= _TO_NOUN // 2]
    return any(units[key].kind == "person" for key in near)


def held_at_end(sentence: Sentence, metric: Metric, amount: Quantity | Figure) -> bool:
    """Whether the one whose amount it is stands at the receiving end: its imports, its deficit."""
    if metric.direction is None or metric.holder is None:
        return False
    if metric.holder == metric.direction.partition(">")[2]:
        return True
    if not metric.difference:
        return False
    position = amount.start
    if _MINUS.search(sentence.low, max(0, position - _SIGN), position) or sentence.before(position, "count", "minus"):
        # "a trade balance of minus 10 billion", "-$10 billion"
        return True
    # "A surplus of 261 million, against a deficit of 829 million": each has its own word before it.
    named = [hit for hit, _ in sentence.of("metric", metric.key)]
    own = [hit for hit in named if hit.start < position][-1:] or named
    deficits = [hit for hit, _ in sentence.of("act", "deficit")]
    minus = sentence.of("count", "minus") if own else ()
    if any(own[0].end <= hit.start and _is_said_of(sentence, hit, position) for hit, _ in minus):
        return True
    return any(hit.start < one.end and one.start < hit.end for one in own for hit in deficits) or (
        not named and bool(deficits)
    )


def _is_said_of(sentence: Sentence, minus: Hit, position: int) -> bool:
    """Whether a balance is said right before its amount to be negative: "The balance was negative, at 5 million"."""
    between = sentence.low[minus.end : position] if minus.end <= position else "0"
    near = len(between) <= _TO_BALANCE and not any(c.isdigit() for c in between) and "to" not in between.split()
    return near and sentence.before(minus.start, "act", "not", gap=1) is None


def _does_what_follows(sentence: Sentence, end: int) -> str | None:
    """Where a clause that opens right behind a name puts it, which buys or sells there: "for Peru, which sells"."""
    start = end + 2 if sentence.low.startswith(", ", end) else end + 1
    which = next((hit for hit, _ in sentence.of("role", "which") if hit.start >= start), None)
    if which is None or which.start != start:
        return None
    act = sentence.after(which.end, "act", "buy", "sell", gap=_AUXILIARY)
    return None if act is None else "origin" if act[1] == "sell" else "end"
