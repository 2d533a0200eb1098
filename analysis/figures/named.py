"""The economies and groups that a sentence names for its figures: not those that it only ranks against or passes by."""

from __future__ import annotations

import re

from analysis.areas import AreaMention, meant, mentions
from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.scope.datelines import dateline_end
from analysis.scope.parties import is_venue
from analysis.sentences import Sentence, read_once

__all__ = ["THERE", "areas_of", "groups_of", "mentions_of", "other_of"]

THERE = {"from_there": "from", "to_there": "to"}
"""Keys of the table `role` whose words stand for an economy just named and its preposition -> that preposition."""

_TITLE = 32
"""Characters from a name to the marks around the title in which it stands."""
_OPENING, _CLOSING = "\u00ab\u201c\u201e", "\u00bb\u201d"
_PAIR = 2
_TO_MEMBER = 18
"""Characters from a group to the word for one of its members: "Mercosur's biggest member"."""
_BRACKETS = re.compile(r"\([^()]*\)")
_RANK_MARKS = " (0123456789"
"""What may stand between a rank and the word behind whom it is."""
_TO_DIGITS = 10
"""Characters from "with" to its digits: a hedge, a currency."""
_ARTICLE = 5
"""Characters between a preposition and the name that it governs: an article."""
_TO_NEXT = 6
"""Characters from a name to the next of a list: "and", an article."""
_RANKS = ("partner", "market", "supplier", "investor", "giver")
"""Nouns for a partner, of which one phrase may say the rank too: "largest investor"."""
_RANKED = 40
"""Characters from a word of ranking to the last economy that it ranks against."""
_RANK = 60
"""Characters from such a word, where it may be a preposition of another kind, to the rank itself."""
_AMOUNT_BEFORE = re.compile(r"(?<![\d.,])(?!\d{4}(?!\d|[.,]\d))\d[\d.,]*(?: [^\W\d]+){0,3},? $")
"""An amount right before who has less, and no year."""
_OWN_AMOUNT = re.compile(r"['\u2019]s?\s(?:\w{1,3})?[^\w\s]?\d")
"""What stands behind a name where an amount is said to be its own: "'s $5", "'s RM5"."""


def other_of(parties: tuple[str, ...], code: str) -> str:
    """The first party that is not a given one (ISO 3166-1).

    >>> other_of(("CL", "PE"), "CL")
    'PE'
    """
    return next(other for other in parties if other != code)


def areas_of(sentence: Sentence, *, home: str | None = None, pair: tuple[str, ...] = ()) -> list[AreaMention]:
    """The economies that a sentence names, in its order; groups and former states are left out.

    So are those that one is only ranked against: "second only to China". "We" names `home`, if any; what may be of
    several, "congolais", is of the one that is among the `pair` of the text.
    """
    return _named(sentence, home, pair)


@read_once
def _named(sentence: Sentence, home: str | None, pair: tuple[str, ...]) -> list[AreaMention]:
    """What `areas_of` tells, of which a sentence is asked for each amount of those behind it."""
    ranked = [hit.end for hit, _ in sentence.of("count", "behind") if _ranks(sentence, hit)]
    ranked += [hit.end for hit, _ in sentence.of("time", "after") if _rank_named(sentence, hit.start)]
    found = [
        a._replace(form="name") if a.form == "home" else a
        for a in (meant(area, pair) for area in mentions_of(sentence))
        if _kind(a) == "economy"
        and (a.form != "home" or a.code == home)
        and a.form != "ours"
        and "|" not in a.code
        and not (
            any(end <= a.start <= end + _RANKED and not _led_or_parted(sentence, end, a.start) for end in ranked)
            and not _has_own_amount(sentence, a)
        )
        and not _follows(sentence, a)
        and not _measured_from(sentence, a)
        and not _in_brackets_of_another(sentence, a)
    ]
    found = _without_asides(sentence, _without_attackers(sentence, found, pair))
    found = _without_passed(sentence, _without_venues(sentence, found, pair), pair)
    found = _with_there(sentence, found)
    end = dateline_end(sentence.text, sentence.start, sentence.end, found)
    told_of = {a.code for a in found if a.start >= end}
    # Who is alone named behind it may deal with whose capital it is: "HANOI - China gave 5 million".
    return [a for a in found if a.start >= end or a.code in told_of] if len(told_of) >= _PAIR else found


def _with_there(sentence: Sentence, found: list[AreaMention]) -> list[AreaMention]:
    """The economies with each "from there" behind one, as another mention of the last where something is or goes to.

    Who exports "there" is none of these: that is where the sentence before was.
    """
    for hit, key in sentence.of("role", *THERE):
        if sentence.after(hit.end, "role", key, gap=1):
            # Of "exports there" the last word stands for the place.
            continue
        # Those of "Indian exports and imports from there" come from the other.
        before = [a for a in found if a.end <= hit.start and not _whose_flow(sentence, a)]
        places = [a for a in before if sentence.before(a.start, "role", "to", "in", gap=_ARTICLE)]
        colon = sentence.low.rfind(":", sentence.start, hit.start)
        topics = [a for a in before if a.end <= colon]
        if topics and (len(topics) == len(before) or (THERE[key] == "from" and not places)):
            # As in: Togo grew fastest: exports there rose by 9 percent.
            # Or: Togo was third: Mali's imports from there were 3 million.
            places = _topics(sentence, topics)
        last = places or ([] if THERE[key] == "to" else before)
        found = [*found, *(AreaMention(hit.start, hit.end, a.code, "name") for a in last[-1:])]
    return sorted(found)


def _whose_flow(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an adjective stands right before a flow that it says the owner of: "Indian exports"."""
    return area.form == "adjective" and sentence.after(area.end, "metric", gap=1) is not None


def _topics(sentence: Sentence, named: list[AreaMention]) -> list[AreaMention]:
    """Of those named before a colon whom it speaks of: the only one, else one that something is in or goes to.

    "Kenya had trouble with Togo" speaks of Togo, "Togo is a market for Kenya" of none that "for" leads to.
    """
    if len({a.code for a in named}) == 1:
        return named[-1:]
    led = [(a, sentence.before(a.start, "role", "to", "in", "with", gap=_ARTICLE)) for a in named]
    return [a for a, by in led if by and "count.rate" not in by[0].senses][:1]


def _has_own_amount(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an amount stands in brackets right behind a name: "ahead of the Vietnamese (nearly 339,000)".

    Or as that of the one named: "behind Ghana's 5 million".
    """
    if _OWN_AMOUNT.match(sentence.low, area.end, sentence.end):
        return True
    led = sentence.after(area.end, "role", "with", gap=1)
    if led and _leads_to_digits(sentence, led[0].end):
        # "China was first with 1.4 billion, ahead of Germany with 420 million"
        before = (hit.end for hit, _ in sentence.of("role", "with") if hit.end <= area.start)
        behind = [hit.start for hit, _ in sentence.of("count", "behind") if hit.end <= area.start]
        # "India sent 107,000 visitors, ahead of Russia with 97,000", not "China led in 2023, ahead of Germany with 42"
        told = behind and _AMOUNT_BEFORE.search(sentence.low, sentence.start, behind[-1])
        return bool(told) or any(_leads_to_digits(sentence, end) for end in before)
    if not sentence.low.startswith(" (", area.end):
        return False
    closed = sentence.low.find(")", area.end, sentence.end)
    return closed >= 0 and any(c.isdigit() for c in sentence.low[area.end : closed])


def _leads_to_digits(sentence: Sentence, position: int) -> bool:
    """Whether digits stand right behind a position, a hedge or a currency let pass."""
    return any(c.isdigit() for c in sentence.low[position : position + _TO_DIGITS])


def _without_venues(sentence: Sentence, found: list[AreaMention], pair: tuple[str, ...]) -> list[AreaMention]:
    """Economies but for those in which only a meeting took place: "pledged 5 million at the conference in Kuwait"."""
    if not sentence.has("role", "venue"):
        return found
    kept = [a for a in found if a.code in pair or not is_venue(sentence.low, a.start, sentence.language)]
    # Of the two parties at most one is left out.
    return kept if len({a.code for a in kept}.union(pair)) >= _PAIR else found


def _without_passed(sentence: Sentence, found: list[AreaMention], pair: tuple[str, ...]) -> list[AreaMention]:
    """Economies but for those that goods only pass on their way: "gas for Peru via Chile", "across Chilean soil".

    Two are left, or one of the pair. Who travels through one is there.
    """
    if not sentence.has("count", "transit", "territory") or sentence.has("act", "travel"):
        return found
    kept = [a for a in found if not (_is_passed(sentence, a) or _is_crossed(sentence, a))]
    named = {a.code for a in kept}
    return kept if len(named) >= _PAIR or named & {*pair} else found


def _is_passed(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a word of transit leads to one name alone, of which nothing more is told: not "via Peru, which sells"."""
    if area.form == "adjective" or sentence.before(area.start, "count", "transit", gap=_ARTICLE) is None:
        return False
    comma = sentence.low.startswith(", ", area.end)
    told = comma and sentence.after(area.end + 1, "role", "which", gap=1) is not None
    joins = (", ", *(f" {word} " for word in sentence.lexicon.surfaces("range.and")))
    listed = any(sentence.low.startswith(join, area.end) for join in joins)
    next_one = listed and any(area.end < hit.start <= area.end + _TO_NEXT for hit, _ in sentence.of("area"))
    return not told and not next_one


def _is_crossed(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an adjective says whose land or sea is crossed: "60 kilometres of Chilean soil", "via Chilean waters"."""
    if area.form != "adjective" or sentence.after(area.end, "count", "territory", gap=1) is None:
        return False
    of = sentence.before(area.start, "count", "of", gap=1)
    length = sentence.before(of[0].start, "unit", gap=1) if of else None
    known = definitions().units.get(length[1]) if length else None
    led = sentence.before(area.start, "count", "transit", gap=_ARTICLE) is not None
    return led or (known is not None and known.kind == "length")


def _without_asides(sentence: Sentence, found: list[AreaMention]) -> list[AreaMention]:
    """Economies but for those named only by the way: "Unlike Mali, Togo sold Peru", "sanctions against Mali"."""
    if not sentence.has("count", "aside"):
        return found
    kept = [a for a in found if sentence.before(a.start, "count", "aside", gap=_ARTICLE) is None]
    return kept if len({a.code for a in kept}) >= _PAIR else found


def _without_attackers(sentence: Sentence, found: list[AreaMention], pair: tuple[str, ...]) -> list[AreaMention]:
    """Economies but for those whose war only tells when others act: "Since Russia's invasion Peru gave Ukraine 5"."""
    if not sentence.has("count", "strife", "conflict"):
        return found
    kept = [a for a in found if not _attacks(sentence, a)]
    if sentence.has("act", "give", "receive") or sentence.has("status", "pledge"):
        # Who is attacked may be given to.
        return kept or found
    # After an invasion of Peru trade between Togo and Mali may fall; despite a war in Peru imports from Togo may rise.
    elsewhere = [a for a in kept if not _is_attacked(sentence, a)]
    apart = [a for a in kept if a in elsewhere or a.code in pair]
    return next((some for some in (elsewhere, apart, kept) if len({a.code for a in some}) >= _PAIR), apart or found)


def _attacks(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is said to wage a war: "Russia's full-scale invasion", "вторжения России"."""
    for word, _ in sentence.of("count", "strife"):
        if area.end <= word.start <= area.end + _TO_MEMBER:
            between = sentence.low[area.end : word.start].removeprefix("'s").removeprefix("\u2019s").strip()
            led = sentence.before(word.start, "stop", gap=1)
            if all(c.isalpha() or c in "- " for c in between) and len(between.split()) <= 1 and not led:
                return sentence.before(area.start, "role", "to", "in", gap=1) is None
        elif 0 <= area.start - word.end <= 1 and " " not in sentence.low[word.start : word.end]:
            # "вторжения России", not "после вторжения Дания выделила", "war on Peru"
            return bool(sentence.language.areas.dative) and sentence.after(area.end, "act", gap=1) is None
        else:
            by = sentence.before(area.start, "role", "by", gap=1)
            if by and 0 <= by[0].start - word.end <= 1:
                return True
    return False


def _is_attacked(sentence: Sentence, area: AreaMention) -> bool:
    """Whether an economy is said to be attacked: "the invasion of Peru", "вторжения в Перу"."""
    place = sentence.before(area.start, "role", "in", gap=_ARTICLE)
    if place and sentence.before(place[0].start, "count", "conflict", gap=1):
        # "the war in Peru"
        return True
    words = [word for word, _ in sentence.of("count", "strife") if 0 < area.start - word.end <= _TO_MEMBER]
    between = sentence.low[words[-1].end : area.start].split() if words else []
    return 0 < len(between) <= _PAIR and all(word.isalpha() for word in between)


def _follows(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name only follows another in a ranking, with no amount of its own: "Peru with 5, followed by Chile"."""
    for hit, _ in sentence.of("count", "followed"):
        if hit.end <= area.start <= hit.end + _RANKED and not _parted(sentence, hit.end, area.start):
            return not any(c.isdigit() for c in sentence.low[area.end : sentence.end])
    return False


def _measured_from(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name only tells from where a distance is measured: "in this town, 116 km from the capital Colombo"."""
    led = sentence.before(area.start, "role", "from", gap=_TO_MEMBER)
    unit = sentence.before(led[0].start, "unit", gap=1) if led else None
    known = definitions().units.get(unit[1]) if unit else None
    return known is not None and known.kind == "length"


def _in_brackets_of_another(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name only explains the one before its brackets: "Hong Kong (China)", not "Peru (Chile: 5 million)"."""
    opened = sentence.low.rfind("(", sentence.start, area.start)
    closed = sentence.low.find(")", area.end, sentence.end)
    if opened < 0 or closed < 0 or ")" in sentence.low[opened : area.start]:
        return False
    if any(c.isdigit() for c in sentence.low[opened:closed]):
        return False
    return sentence.before(opened, "area", gap=1) is not None


def _ranks(sentence: Sentence, behind: Hit) -> bool:
    """Whether a word ranks: alone, or, where it is a preposition too, beside the rank: "nach China der größte"."""
    if len(behind.senses) == 1:
        return True
    ranks = [hit for hit, _ in sentence.of("count", "rank")]
    if any(not sentence.low[hit.end : behind.start].strip(_RANK_MARKS) for hit in ranks if hit.end <= behind.start):
        # Only digits and brackets between: "stands second (after China)".
        return True
    rank = next((hit for hit in ranks if 0 <= hit.start - behind.end <= _RANK), None)
    between = _BRACKETS.sub("", sentence.low[behind.end : rank.start]) if rank else ""
    return rank is not None and not any(c in ",;:." for c in between)


def _rank_named(sentence: Sentence, position: int) -> bool:
    """Whether a rank is named shortly before a position: "the fourth largest importer of it after Ghana"."""
    if sentence.low[position - 1 : position] == "(":
        # As in: it is third (after Ghana and Togo).
        position -= 2
    words = (*sentence.of("count", "rank"), *sentence.of("role", *_RANKS))
    ranks = sorted(hit.end for hit, _ in words if hit.end <= position)
    return bool(ranks) and position - ranks[-1] <= _RANKED and not _parted(sentence, ranks[-1], position)


def _led_or_parted(sentence: Sentence, end: int, start: int) -> bool:
    """Whether a name is not one of those ranked behind a word: "ousted Peru as the first investor in Chile"."""
    if _parted(sentence, end, start):
        return True
    place = sentence.before(start, "role", "in", gap=_ARTICLE)
    return place is not None and any(end <= hit.start < place[0].start for hit, _ in sentence.of("area"))


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a mark that ends a list, a number or a verb of being stands between two positions, not in brackets."""
    if any(c in ";:.(" or c.isdigit() for c in _BRACKETS.sub("", sentence.low[start:end])):
        return True
    return any(start <= hit.start < end and "role.passive" in hit.senses for hit, _ in sentence.of("status", "actual"))


def groups_of(sentence: Sentence) -> list[AreaMention]:
    """The groups and regions named, but for those that only place one economy: "the Caribbean nation"."""
    groups = [a for a in mentions_of(sentence) if _kind(a) in ("group", "region") and not _in_title(sentence, a)]
    if sentence.language.adjectives_follow:
        # "la nación caribeña", "el mayor socio del Mercosur"
        groups = [a for a in groups if not sentence.before(a.start, "count", "country", gap=_TO_MEMBER)]
    groups = [a for a in groups if not sentence.after(a.end, "count", "country", gap=_TO_MEMBER)]
    if not sentence.language.names_follow:
        return groups
    return [a for a in groups if not sentence.before(a.start, "count", "country")]


def _in_title(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a name stands in the quoted title of something: "the second summit «Central Asia - Germany»"."""
    before = sentence.text[max(sentence.start, area.start - _TITLE) : area.start]
    opened = max(before.rfind(mark) for mark in _OPENING)
    behind = sentence.text[area.end : min(sentence.end, area.end + _TITLE)]
    closed = min((at for mark in _CLOSING if (at := behind.find(mark)) >= 0), default=-1)
    title = before[opened + 1 :] + behind[:closed]
    # A statement that somebody made has an end of its own.
    return opened >= 0 and closed >= 0 and not any(mark in title for mark in ".!?," + _CLOSING)


@read_once
def mentions_of(sentence: Sentence) -> tuple[AreaMention, ...]:
    """All economies, groups and regions that a sentence names, in its order, each as one mention a form.

    A word may be both the name of an economy and its adjective.
    """
    hits = dict.fromkeys(hit for hit, _ in sentence.of("area"))
    return tuple(area for hit in hits for area in mentions(hit, sentence.text))


def _kind(area: AreaMention) -> str:
    known = definitions().areas.get(area.code)
    return known.kind if known and not known.partner else "economy"
