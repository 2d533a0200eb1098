"""The economies that a text names, and the two that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from analysis.areas import AreaMention, area_lexicon, meant, mentions
from analysis.definitions import LanguageDefinition, definitions
from analysis.lexicon import lowered
from analysis.scope.datelines import HEAD_OF_LINE, opens_dateline
from analysis.scope.furniture import SAMPLE, Line

__all__ = ["economies_in", "pair_of"]

_LEAD = 500
"""Characters at the top that name the parties rather than others in passing."""
_BEFORE = 40
"""Characters before a name that may hold a noun and its preposition."""
_ASIDE = 8
_CLEAR = 8
"""By one in so many the second economy must be named more often than the third to be its partner."""


def economies_in(
    lines: list[Line], text: str, low: str, language: LanguageDefinition
) -> tuple[Counter[str], dict[str, list[int]]]:
    """How loudly the text names each economy, by how often, the title and the top most; and where it does so."""
    weights = {"name": 2, "adjective": 2, "capital": 1, "ambiguous": 1, "home": 1, "ours": 1}
    counts, places = Counter[str](), dict[str, list[int]]()
    several: list[tuple[AreaMention, int]] = []
    known = definitions().areas
    words = area_lexicon(language)
    venue = _venue(language)
    read = 0
    for index, line in enumerate(lines):
        end = min(line.end, line.start + SAMPLE - read)
        for hit in words.scan(text, line.start, end, low=low):
            for area in mentions(hit, text):
                if area.code in known and known[area.code].kind != "economy":
                    continue
                written = area.start - line.start <= HEAD_OF_LINE and opens_dateline(text, line, area)
                if written or venue.search(low, max(0, area.start - _BEFORE), area.start):
                    # Where a report was written, or a meeting held, is not whom it is about.
                    continue
                top = read + hit.start - line.start < _LEAD
                place = 1 if area.form in ("home", "ours") else 3 if index == 0 else 2 if top else 1
                if "|" in area.code:
                    several.append((area, place))
                    continue
                places.setdefault(area.code, []).append(hit.start)
                counts[area.code] += weights[area.form] * place
        read += end - line.start
        if read >= SAMPLE:
            break
    # A name that may be of several economies is that of the one that the text names in full.
    named = tuple(counts)
    for area, place in ((meant(area, named), place) for area, place in several):
        if "|" not in area.code:
            places.setdefault(area.code, []).append(area.start)
            counts[area.code] += weights[area.form] * place
    return counts, places


@lru_cache(maxsize=64)
def _venue(language: LanguageDefinition) -> re.Pattern[str]:
    """An expression for what ends in a meeting and its preposition, before where it takes place: "the summit in"."""
    nouns = "|".join(re.escape(lowered(term)).replace(r"\*", r"\w*") for term in language.terms("role", "venue"))
    within = "|".join(re.escape(lowered(term)) for term in language.terms("role", "in"))
    return re.compile(rf"(?<!\w)(?:{nouns})\s+(?:{within})\s+$" if nouns and within else "(?!)")


def pair_of(
    named: Counter[str],
    home: str,
    *,
    home_spoken_of: Callable[[], bool],
    together: Callable[[str, str], bool],
) -> tuple[str, ...]:
    """The one or two economies that the text is about.

    Where no pair stands out, that of the text's language is one of the two; it need not be named in a list of its
    partners, if the amounts are told in its currency (`home_spoken_of`). Two that no sentence names `together` are
    such partners: "Exports to Peru grew. ... Togo bought 5 million kroner worth".
    """
    (first, most), (second, more), (_, third) = (*named.most_common(3), ("", 0), ("", 0), ("", 0))[:3]
    if not first:
        return ()
    # An eighth is no mere aside; where a third is named as often, the text is about one economy and its partners.
    pair = more * _ASIDE >= most and more * _CLEAR > third * (_CLEAR + 1)
    if pair:
        apart = bool(home and second) and home not in (first, second) and not together(first, second)
        ours = apart and (home in named or home_spoken_of())
        return (home,) if ours else tuple(sorted((first, second)))
    if home in named and home != first and named[home] * _ASIDE >= most:
        return tuple(sorted((first, home)))
    if home and home not in named and third and home_spoken_of():
        return (home,)
    return (first,)
