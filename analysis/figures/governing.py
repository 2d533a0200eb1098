"""What governs the name of an economy: its preposition, its case, or nothing where it is the subject."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.areas import AreaMention
from analysis.figures.metrics import sum_family
from analysis.figures.named import THERE
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.sentences import Sentence, read_once

__all__ = [
    "POSSESSIVE",
    "bare_names",
    "case_of",
    "in_passing",
    "joined",
    "led_by",
    "listed_behind",
    "named",
    "opens_of",
    "opens_otherwise",
    "parted",
    "partner_named",
    "points_back",
    "preposition",
    "preposition_within",
    "prepositions",
    "subject_of",
    "told_of_another",
]

_TO_VERB = 16
"""Characters between an amount and its verb behind it: one word, to whom."""
_PHRASE = 3
"""Words of a phrase before the name in it: an article, an adjective, a noun."""
_TO_NOUN = 34
"""Characters between a preposition and the economy it governs: "to the government of Laos"."""
_TITLE = 3
"""Words of who acts, before his economy: "the prime minister" of."""
_ARTICLE = 5
"""Characters between a verb and its object: an article."""
_ASIDE = 40
"""Characters of an aside that tells what the one before it is."""
_OF_TIME = ("time.", "month.", "count.duration")
"""What the senses start with of words that tell a time."""
_OPENED = (":", ";", "\u2013", "\u2014")
"""Marks behind which a clause opens."""
_OPENING = 3
"""Characters of quotation marks, dashes and spaces before a sentence's first word."""
_PARTING = re.compile(r"[.,;:()\d]|\s[\u2013\u2014-]\s")
"""What parts a preposition from a name: a mark, a number, a dash that stands for a verb."""
_LISTED = re.compile(r" \([^()]{1,30}\),? ([^.,;:()\d]{0,12})")
"""What stands between two of a list, each with an amount in brackets behind it, and the words before the second."""
POSSESSIVE = re.compile(r"['\u2019\u02bc](?:s\b)?")
"""What makes a name right before it a possessive."""
_TO_COUNTRY = 24
"""Characters from a preposition to "country": an article, "West African"."""
_TIMES = ("year", "half", "quarter", "month", "week", "day", "decade", "last", "this", "next", "same")


def in_passing(sentence: Sentence, group: AreaMention) -> bool:
    """Whether a group is named otherwise than as a partner: at its forum, in its ranks."""
    return preposition(sentence, group.start, sentence.start) not in ("to", "from", "with", "between", "in")


@read_once
def prepositions(told: Told) -> tuple[tuple[AreaMention, str | None], ...]:
    """Each economy of a sentence with the preposition that governs it, if any."""
    return tuple((a, preposition(told.sentence, a.start, told.sentence.start)) for a in told.areas)


@read_once
def partner_named(told: Told, *ways: str) -> bool:
    """Whether a sentence names an economy or a group as a partner: with, to or from it, or only in some ways."""
    named = (*told.areas, *told.groups)
    ways = ways or ("to", "from", "with", "between")
    return any(preposition(told.sentence, a.start, told.sentence.start) in ways for a in named)


@read_once
def bare_names(told: Told) -> frozenset[str]:
    """The codes of the economies named with no preposition before them, adjectives left out."""
    return frozenset(a.code for a, by in prepositions(told) if a.form != "adjective" and by is None)


def led_by(sentence: Sentence, areas: list[AreaMention], *ways: str) -> list[AreaMention]:
    """Those of the economies named in a sentence that a preposition of some ways governs: "to", "in"."""
    return [a for a in areas if preposition(sentence, a.start, sentence.start) in ways]


def subject_of(sentence: Sentence, areas: list[AreaMention]) -> str | None:
    """The economy that a sentence has as its subject: the first one that no preposition governs."""
    governed = False
    for before, area in zip((None, *areas), areas, strict=False):
        # What governs the first of two governs the second: "trade between Morocco and France".
        governed = governed and before is not None and joined(sentence, sentence.low[before.end : area.start].split())
        governed = governed or preposition(sentence, area.start, sentence.start) is not None
        if area.form != "adjective" and not governed:
            return area.code
    return None


def told_of_another(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> bool:
    """Whether a name only tells what another one is: "Chile is Peru's neighbour and gave", "the supplier is Chile".

    Also in an aside: "Chile, Peru's neighbour, gave".
    """
    before = next((a for a in reversed(areas) if a.end < area.start), None)
    if before is None or before.code == area.code:
        return False
    if sentence.low.startswith(", ", before.end):
        return before.form != "adjective" and _in_aside(sentence, area, before.end + 2)
    if area.start - before.end > _TO_VERB:
        return False
    articles = sentence.lexicon.surfaces("count.determiner")
    words = [word for word in sentence.low[before.end : area.start].split() if word not in articles]
    return len(words) == 1 and words[0] in sentence.lexicon.surfaces("role.passive")


def _in_aside(sentence: Sentence, area: AreaMention, start: int) -> bool:
    """Whether a name belongs to a noun in the aside that starts there, with a verb right behind its closing comma."""
    end = sentence.low.find(", ", area.end, start + _ASIDE)
    words = f"{sentence.low[start : area.start]} {sentence.low[area.end : end]}".split() if end >= 0 else []
    # A name alone is that of a place, and one joined to another that of a list.
    alone = sentence.lexicon.surfaces("count.determiner").issuperset(words)
    if alone or joined(sentence, words) or parted(sentence, start, end):
        return False
    verbs = (*sentence.of("status", "actual"), *sentence.of("act", "give", "receive", "buy", "sell"))
    return any(hit.start == end + 2 for hit, _ in verbs)


def named(sentence: Sentence, act: Hit) -> bool:
    """Whether the word for an act is its noun, with a genitive behind it that says nothing else, such as "from"."""
    of = sentence.after(act.end, "role", "genitive")
    return of is not None and "range.from" not in of[0].senses


def joined(sentence: Sentence, words: list[str]) -> bool:
    """Whether a word for "and" is among some words."""
    return not sentence.lexicon.surfaces("range.and").isdisjoint(words)


def listed_behind(told: Told, before: AreaMention, area: AreaMention) -> bool:
    """Whether an economy is the next of a list, each with brackets behind it: "went to Togo (450), Ghana (300)"."""
    between = _LISTED.fullmatch(told.between(before.end, area.start))
    # "ahead of Ghana (300)" is no next one of the same.
    return between is not None and not any(
        before.end <= hit.start < area.start for hit, _ in told.sentence.of("count", "behind", "rank", "followed")
    )


def opens_of(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is that of the phrase that opens what is said: "The government of Chile received"."""
    of = sentence.before(area.start, "count", "of", gap=_ARTICLE)
    if of is None:
        return False
    said = (hit.end for hit, _ in sentence.of("source", "after") if hit.end <= of[0].start)
    noun = re.split(r"[.,;:()]", sentence.low[max(said, default=sentence.start) : of[0].start])[-1]
    start = of[0].start - len(noun)
    told = (hit for key in ("metric", "unit", "act", "role", "month") for hit, _ in sentence.of(key))
    return 0 < len(noun.split()) <= _TITLE and not any(start <= hit.start < of[0].start for hit in told)


def case_of(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> str | None:
    """The case of a name that no preposition governs, where its form tells: to whom, or by whom."""
    case = next((key for hit, key in sentence.of("case", "dative", "instrumental") if hit.start == area.start), None)
    dative = case is None and (_dative_by_article(sentence, area, areas) or _opens_in_the_dative(sentence, area))
    case = "dative" if dative else case
    if case is None:
        return None
    before = max((a for a in areas if a.end <= area.start), key=lambda a: a.end, default=None)
    joins = sentence.lexicon.surfaces("range.and")
    if before and sentence.low[before.end : area.start].strip(" ,") in ("", *joins):
        # "with Russia and China": what governs the one governs the other.
        return None if preposition(sentence, before.start, sentence.start) else case
    return case


def _dative_by_article(sentence: Sentence, area: AreaMention, areas: list[AreaMention]) -> bool:
    """Whether the article before a name says to whom: "gab der Ukraine", not "die Hilfe der Ukraine"."""
    article = sentence.before(area.start, "role", "dative")
    if article is None or area.form == "adjective":
        return False
    start = article[0].start
    word = sentence.text[sentence.text.rfind(" ", sentence.start, max(sentence.start, start - 1)) + 1 : start - 1]
    # Behind a noun the article is that of a genitive; behind the name of who gives, or a verb, it is none.
    after_name = any(0 <= start - a.end <= 1 for a in areas)
    return word.isalpha() and (word.islower() or after_name) and not _is_preposition(sentence, start)


def _opens_in_the_dative(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name that opens a clause stands in a form of several cases: no genitive of a noun, it says to whom.

    "Монголии передадут 5 тонн", "Решение принято: Монголии передадут 5 тонн", "В 2023 году Монголии передали 5 тонн"
    """
    if area.form == "adjective" or not any(hit.start == area.start for hit, _ in sentence.of("case", "locative")):
        # "Китайских студентов - 2 тысячи": the case is that of the noun behind it.
        return False
    before = sentence.low[sentence.start : area.start].rstrip()
    if sentence.opens_with(area.start) or before.endswith(_OPENED):
        return True
    if sentence.of("area")[0][0].start < area.start:
        # Another one before it is no time.
        return False
    hits = (hit for hit in sentence.hits if hit.end <= area.start)
    times = ((hit.start, hit.end) for hit in hits if any(sense.startswith(_OF_TIME) for sense in hit.senses))
    return not any(map(str.isalpha, sentence.without(sentence.start, area.start, times)))


def _is_preposition(sentence: Sentence, position: int) -> bool:
    """Whether a preposition ends right before a position."""
    return sentence.before(position, "role", "to", "from", "in", "by", "with", "between") is not None


def opens_otherwise(sentence: Sentence) -> bool:
    """Whether a preposition or a word of time opens the sentence, so that its subject follows the verb."""
    first = next((hit for hit in sentence.hits if hit.senses), None)
    return (
        first is not None
        and sentence.opens_with(first.start, _OPENING)
        # "Die Bank ...", an article that is a preposition of time too.
        and "count.determiner" not in first.senses
        and any(sense.startswith(("role.", "time.")) for sense in first.senses)
    )


@read_once
def preposition(sentence: Sentence, start: int, previous: int) -> str | None:
    """The preposition that governs a name; None where another word stands between.

    A word such as "from there" says both.
    """
    there = next((key for hit, key in sentence.of("role", *THERE) if hit.start == start), None)
    return THERE[there] if there else preposition_within(sentence, start) or _read_back(sentence, start, previous)


def preposition_within(sentence: Sentence, start: int) -> str | None:
    """The preposition that a term right before a name closes with, as one that is a verb has it: "holidayed in"."""
    surfaces = sentence.lexicon.surfaces
    for hit, _ in (*sentence.of("metric"), *sentence.of("act")):
        if 0 < start - hit.end <= _ARTICLE:
            _, parted, last = sentence.low[hit.start : hit.end].rpartition(" ")
            # "đào tạo cho", trained for: only travel leads to where one is.
            keys = ("in", "from", "to") if "act.travel" in hit.senses else ("in", "from")
            key = next((key for key in keys if last in surfaces(f"role.{key}")), None) if parted else None
            if key:
                return key
    return None


def points_back(sentence: Sentence, start: int, by: str) -> bool:
    """Whether words right behind a position lead to an economy without its name: "to it", "to the Asian country"."""
    if sentence.after(start, "role", f"{by}_there", gap=1):
        return True
    led = sentence.after(start, "role", by, gap=1)
    if led is None:
        return False
    if sentence.after(led[0].end, "role", "it", gap=1):
        return True
    nouns = (hit for hit, _ in sentence.of("count", "country") if 0 < hit.start - led[0].end <= _TO_COUNTRY)
    noun = next(nouns, None)
    between = sentence.low[led[0].end : noun.start] if noun else ""
    # "to the country's partners" go somewhere else.
    owns = noun is not None and POSSESSIVE.match(sentence.low, noun.end) is not None
    return noun is not None and not owns and not _PARTING.search(between)


def _read_back(sentence: Sentence, start: int, previous: int) -> str | None:
    """The preposition before a name, read back over its phrase."""
    best = None
    for hit, key in sentence.of("role", "to", "from", "in", "by", "with", "between"):
        if hit.end > start:
            break
        if hit.start >= previous - 1 and start - hit.end <= _TO_NOUN:
            best = hit, key
    if best is None:
        return None
    hit, key = best
    between = sentence.low[hit.end : start]
    # An article, an adjective, a noun. "На первом этапе Беларусь поставила": a genitive would have another form.
    far = _is_far(sentence, hit.end, start) or (between.split() and _is_subject_by_form(sentence, hit.end, start))
    if far or _PARTING.search(between):
        return None
    if any(hit.end <= act.start < start for act, _ in sentence.of("act", "give", "receive", "sell", "buy", "sign")):
        return None
    # "In May the exports of Laos": the preposition governs the month.
    others = _of_another_phrase(sentence)
    another = bisect_left(others, hit.end) < bisect_left(others, start)
    another = another or (sentence.language.verb_second and _verb_between(sentence, hit.end, start))
    # "a line into which China is to put 5 million"
    another = another or sentence.after(hit.end, "role", "which", "whom", gap=1) is not None
    another = another or _governs_another(sentence, hit, start)
    if another or _opens_clause(sentence, hit, start) or _of_a_seat(sentence, hit, start):
        return None
    keys = {k for h, k in sentence.of("role", "to", "from", "in", "by", "with", "between") if h == hit}
    if "in" in keys and any(h.start == start for h, _ in sentence.of("case", "locative")):
        return "in"
    if {"to", "in"} <= keys and not sentence.language.areas.locative and _where(sentence, hit, start):
        return "in"
    named = next((k for k in ("to", "from", "by", "in") if k in keys), key)
    return None if named == "with" and _absolute(sentence, start) else named


def _is_far(sentence: Sentence, start: int, end: int) -> bool:
    """Whether more words stand between a preposition and a name than a phrase has.

    The words of a name are none: "from the Export-Import Bank of India"; nor are those for the states of a group, nor
    articles: "to the member states of the EU".
    """
    if len(sentence.low[start:end].split()) <= _PHRASE:
        return False
    words = (*sentence.of("words", "whole"), *sentence.of("count", "pair", "determiner"))
    passed = ((hit.start, hit.end) for hit, _ in words)
    return len(sentence.without(start, end, passed).split()) > _PHRASE


def _governs_another(sentence: Sentence, preposition: Hit, start: int) -> bool:
    """Whether a name right behind a preposition is all that it governs: "Despite the war in Mali Peru sold 5".

    So it is where a verb comes next in a language that has it in the second place: "Nach dem Krieg in Mali gab Peru".
    """
    own = sentence.after(preposition.end, "area", gap=_ARTICLE)
    if own is None or own[0].end >= start or own[1].startswith(("adjective", "ambiguous")):
        return False
    end = own[0].end
    verb = sentence.language.verb_second and (
        sentence.after(end, "change", "up", "down") or sentence.after(end, "act", "buy", "sell", "give", "receive")
    )
    return bool(verb) or sentence.low[end:start] == " "


def _is_subject_by_form(sentence: Sentence, start: int, name: int) -> bool:
    """Whether a name stands as it is listed, so in no genitive; "в Республике Беларусь" keeps its own."""
    if not any(hit.start == name for hit, _ in sentence.of("form", "base")):
        return False
    return not any(start <= hit.start and hit.end == name - 1 for hit, _ in sentence.of("count", "country"))


def _of_a_seat(sentence: Sentence, preposition: Hit, start: int) -> bool:
    """Whether a capital only tells whose government it is: "the government in Hanoi"."""
    if sentence.before(preposition.start, "role", "seat", gap=1) is None:
        return False
    return any(area.start == start and of.startswith("capital") for area, of in sentence.of("area"))


def _verb_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a verb stands between a preposition and a name, its subject: "im Handel mit ihr weist Laos ... aus"."""
    return any(start <= hit.start and hit.end <= end for hit, _ in sentence.of("status", "actual"))


def _absolute(sentence: Sentence, start: int) -> bool:
    """Whether a name behind "with" is the subject of a participle: "with Laos enjoying a surplus of 904 million"."""
    end = next((hit.end for hit, _ in sentence.of("area") if hit.start == start), start)
    return sentence.after(end, "role", "absolute", gap=1) is not None


def _opens_clause(sentence: Sentence, word: Hit, start: int) -> bool:
    """Whether a word that says "in" and "that" opens a clause: a verb of giving or trade stands right behind the name.

    "สินค้าที่ไทยส่งออก", the goods that Thailand exported
    """
    if "role.that" not in word.senses or start - word.end > 1:
        return False
    end = next((hit.end for hit, _ in sentence.of("area") if hit.start == start), start)
    return sentence.after(end, "act", "give", "receive", "buy", "sell") is not None


def _where(sentence: Sentence, preposition: Hit, start: int) -> bool:
    """Whether a preposition that says both "to" and "in" places something in a capital, with no giving before it."""
    if not any(hit.start == start and key.startswith("capital") for hit, key in sentence.of("area")):
        return False
    acts = sentence.of("act", "give", "sell")
    return not any(0 <= preposition.start - act.end <= _TO_VERB * 2 for act, _ in acts)


@read_once
def _of_another_phrase(sentence: Sentence) -> list[int]:
    """Where words start that part a preposition from a name behind them, in the order of the text."""
    words = [
        *sentence.of("month"),
        *sentence.of("time", *_TIMES),
        *sentence.of("metric", *sum_family()),
        # "an increase in the number of Lao students"
        *sentence.of("count", "number"),
        # "pleased to announce that India will"
        *sentence.of("source", "after"),
        # "In first place is Peru"
        *sentence.of("role", "passive"),
        # "refugees, for whom Peru gave 5 million"
        *sentence.of("role", "whom"),
    ]
    return sorted(hit.start for hit, _ in words)


def parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a mark, a number or a preposition stands between two positions."""
    if re.search(r"[.,;:()\d]", sentence.low[start:end]):
        return True
    return any(start <= hit.start < end for hit, _ in sentence.of("role", "to", "from", "in", "by", "between"))
