"""The economies that a text names, and the two that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from analysis.areas import AreaMention, area_lexicon, meant, mentions
from analysis.definitions import LanguageDefinition, definitions
from analysis.lexicon import lowered
from analysis.scope.datelines import HEAD_OF_LINE, is_country_of_dateline, opens_dateline
from analysis.scope.furniture import SAMPLE, Line

__all__ = ["ENDS", "economies_in", "is_venue", "pair_of"]

ENDS = re.compile(r"[.!?…。！？\n]")
"""What may end a sentence."""
_PAIR = 2

_LEAD = 500
"""Characters at the top that name the parties rather than others in passing."""
_BEFORE = 40
"""Characters before a name that may hold a noun and its preposition."""
_LED = 2
"""Words before a name among which the preposition stands: an article may follow it."""
_OURS = ("home", "ours")
"""Forms by which a text speaks of its own country."""
_ASIDE = 8
_HEADED = 3
"""How much it counts that a dateline names a country: as much as that a headline does."""
_CLEAR = 8
"""By one in so many the second economy must be named more often than the third to be its partner."""


def economies_in(
    lines: list[Line], text: str, low: str, language: LanguageDefinition
) -> tuple[Counter[str], dict[str, list[int]]]:
    """How loudly the text names each economy, by how often, the title and the top most; and where it does so."""
    weights = {"name": 2, "adjective": 2, "capital": 1, "ambiguous": 1, "home": 1, "ours": 1}
    counts, ours, places = Counter[str](), Counter[str](), dict[str, list[int]]()
    named = list(_mentions_at_top(lines, text, low, language))
    several = [(area, place) for area, place in named if "|" in area.code]
    first: dict[str, int] = {}
    for area, _ in named:
        first.setdefault(area.code, area.start)

    def count(area: AreaMention, place: int) -> None:
        # The country of the place where a report was written is a party, unless it is about two others.
        if place or not _two_together(low, named, area.code, language):
            places.setdefault(area.code, []).append(area.start)
            counts[area.code] += weights[area.form] * (place or _HEADED)
            ours[area.code] += weights[area.form] * (place or _HEADED) * (area.form in _OURS)

    for area, place in named:
        if "|" not in area.code and not _is_only_a_venue(low, area, first, language):
            count(area, place)
    # A name that may be of several economies is that of the one that the text names in full.
    known = tuple(counts)
    for area, place in ((meant(area, known), place) for area, place in several):
        if "|" not in area.code:
            count(area, place)
    for code in (+ours).keys() & set(_spoken_of_late(named, places)):
        named_besides = counts[code] - ours[code]
        counts[code] = min(counts[code], 2 * named_besides) if named_besides else counts[code]
    return +counts, places


def _spoken_of_late(named: list[tuple[AreaMention, int]], places: dict[str, list[int]]) -> Iterator[str]:
    """The economies of which "we" and "us" are said behind the names of two others, of one of which who speaks may be.

    They count then no more than what names the language's home besides.
    """
    first: dict[str, int] = {}
    for area, _ in named:
        if area.form in _OURS:
            first.setdefault(area.code, area.start)
    for home, spoken in first.items():
        if sum(min(starts) < spoken for other, starts in places.items() if other != home) >= _PAIR:
            yield home


def _two_together(low: str, named: list[tuple[AreaMention, int]], but: str, language: LanguageDefinition) -> bool:
    """Whether a text names two economies as those of one thing: "the ministers of Togo and Mali", "between the two".

    `but` is the one that is asked about: two of which it is one are not two others.
    """
    joins = {lowered(term) for term in language.terms("range", "and")}
    terms = [lowered(term) for key in (("count", "of"), ("role", "between")) for term in language.terms(*key)]
    leads = tuple(f"{blank}{term} " for term in terms for blank in " \n")
    return any(
        low[first.end : second.start].strip() in joins
        and low.endswith(leads, 0, first.start)
        and but not in (first.code, second.code)
        for (first, _), (second, _) in pairwise(named)
    )


def _is_only_a_venue(low: str, area: AreaMention, first: dict[str, int], language: LanguageDefinition) -> bool:
    """Whether a name is where a meeting takes place of two others that were named first by the end of its sentence."""
    if not is_venue(low, area.start, language):
        return False
    end = _sentence_end(low, area.end)
    return sum(start < end and code != area.code and "|" not in code for code, start in first.items()) >= _PAIR


def _mentions_at_top(
    lines: list[Line], text: str, low: str, language: LanguageDefinition
) -> Iterator[tuple[AreaMention, int]]:
    """The economies named at the top of a text, each time with how much that counts, the title and the top most.

    0 is for the country of a dateline: how much that counts, the rest of the text tells.
    """
    known = definitions().areas
    lexicon = area_lexicon(language)
    top = list(_top(lines))
    words = lexicon.words_in(low[top[0][0].start : top[-1][1]]) if top else None
    for index, (line, end, read) in enumerate(top):
        for hit in lexicon.scan(text, line.start, end, low=low, words=words):
            for area in mentions(hit, text):
                if area.code in known and known[area.code].kind != "economy":
                    continue
                if area.start - line.start <= HEAD_OF_LINE and opens_dateline(text, line, area):
                    # Where a report was written is not whom it is about.
                    continue
                if is_country_of_dateline(text, line, area):
                    # Nor may the country of that place be.
                    yield area, 0
                    continue
                lead = read + hit.start - line.start < _LEAD
                yield area, 1 if area.form in ("home", "ours") else 3 if index == 0 else 2 if lead else 1


def _top(lines: list[Line]) -> Iterator[tuple[Line, int, int]]:
    """The lines at the top of a text, each with where what is read of it ends, and how much was read before."""
    read = 0
    for line in lines:
        if read >= SAMPLE:
            break
        end = min(line.end, line.start + SAMPLE - read)
        yield line, end, read
        read += end - line.start


def _sentence_end(low: str, position: int) -> int:
    """Where the sentence around a position may end at the earliest."""
    ended = ENDS.search(low, position)
    return ended.start() if ended else len(low)


def is_venue(low: str, start: int, language: LanguageDefinition) -> bool:
    """Whether a name that starts at a position of a text in lower case is where a meeting takes place.

    It is that of none of the parties where two others are known: "at the donor conference in Kuwait Japan gave Togo".
    Where they are not, it may be one: "signed 12 agreements at the summit in Kuwait".
    """
    venue, leading = _venue(language)
    first = max(0, start - _BEFORE)
    if leading.isdisjoint(low[first:start].rsplit(maxsplit=_LED)[-_LED:]):
        return False
    return venue.search(low, first, start) is not None


@lru_cache(maxsize=64)
def _venue(language: LanguageDefinition) -> tuple[re.Pattern[str], frozenset[str]]:
    """An expression for what ends in a meeting and its preposition, an article behind it: "the summit in the".

    And the last words of these prepositions, one of which stands before most of such names.
    """
    nouns = "|".join(re.escape(lowered(term)).replace(r"\*", r"\w*") for term in language.terms("role", "venue"))
    within = "|".join(re.escape(lowered(term)) for term in language.terms("role", "in"))
    venue = re.compile(rf"(?<!\w)(?:{nouns})\s+(?:{within})\s+(?:\w{{1,3}}\s+)?$" if nouns and within else "(?!)")
    return venue, frozenset(lowered(term).split()[-1] for term in language.terms("role", "in"))


def pair_of(
    named: Counter[str],
    home: str,
    *,
    home_spoken_of: Callable[[], bool],
    home_leads: Callable[[str], bool],
    together: Callable[[str, str], bool],
    of_one: Callable[[str, str], str],
) -> tuple[str, ...]:
    """The one or two economies that the text is about.

    Where no pair stands out, that of the text's language is one of the two; it need not be named in a list of its
    partners, if the amounts are told in its currency (`home_spoken_of`). Two that no sentence names `together` are
    such partners: "Exports to Peru grew. ... Togo bought 5 million kroner worth"; of which one may stand out. Nor is
    one named late the partner where the headline speaks of us (`home_leads`): "We trade more with Peru". Where a third
    is named half as often as the second, and a fourth too, the text may be of one of the two (`of_one`), and the
    others are its partners.
    """
    ranked = named.most_common(4)
    (first, most), (second, more), (_, third), (_, fourth) = (*ranked, *[("", 0)] * 4)[:4]
    if not first:
        return ()
    # An eighth is no mere aside; where a third is named as often, the text is about one economy and its partners.
    pair = more * _ASIDE >= most and more * _CLEAR > third * (_CLEAR + 1)
    if pair:
        if home and home not in (first, second) and home_leads(second):
            return tuple(sorted((first, home)))
        if third * 2 >= more <= fourth * 4 and (one := of_one(first, second)):
            return (one,)
        apart = bool(home and second) and home not in (first, second) and not together(first, second)
        ours = apart and (home in named or home_spoken_of())
        if ours and most > more * 2 and together(first, home):
            return tuple(sorted((first, home)))
        return (home,) if ours else tuple(sorted((first, second)))
    if home in named and home != first and named[home] * _ASIDE >= most:
        return tuple(sorted((first, home)))
    if home and home not in named and third and home_spoken_of():
        return (home,)
    return (first,)
