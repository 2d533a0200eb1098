"""The economy of a text that tells its relations with several partners, as the figures read so far show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from analysis.areas import AreaMention, area_lexicon, mentions
from analysis.definitions import Metric
from analysis.figures.directions import Direction
from analysis.figures.governing import preposition, prepositions
from analysis.figures.metrics import sum_family
from analysis.figures.named import areas_of
from analysis.figures.one_named import Parties
from analysis.figures.partners import Around
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["hub_of", "labels_partner", "opens_with_partner", "way_of_hub", "with_hub"]

_PAIR = 2
_FEWEST = 2
"""Figures from which on a text may list the partners of one economy."""
_LISTED = 4
"""Amounts from which on it may do so though nothing beside them names the economy, so that none is a figure yet."""
_PARTNERS = 3
"""Partners from which on a text is about one economy and not about a pair."""
_MOST = 0.6
"""Share of the figures that are of the one economy at least, and of its figures that are of one partner at most."""
_SOME = 0.4
"""The same share where the text is about that economy alone, by whom it names: what goes wrong is told of others."""
_OPENING = 3
"""Words before the economy that a sentence opens with: "In third place is"."""
_HEAD = 80
"""Characters within which these words stand, and the economy behind them."""
_NAMED = ("name", "adjective", "ambiguous")
"""Forms of a name by which a partner is told of."""
_PARAGRAPH = re.compile(r"\n\s*")
_MARK = re.compile(r",(?!\d)|[;:()\u2013\u2014]")
_LABEL = (":", "\u2013", "\u2014")
"""What parts the name of a partner from what a line of a list tells of it."""
_BESIDE = 6
"""Characters from an amount to whose it is: a dash, a preposition."""


def hub_of(reading: Reading, figures: Sequence[Figure], quantities: Sequence[Quantity]) -> str | None:
    """The economy whose relations with several partners a text tells, one by one; None where it is about a pair.

    Most figures are of it, or so many paragraphs open with its partners: "Brazil is coming back. Arrivals rose to".
    """
    # What the text is mostly about is looked for only where figures may be of so many partners.
    alone = reading.scope.parties == (reading.lead,)
    if len(figures) >= _PARTNERS and _shares(figures, reading.lead, _SOME if alone else _MOST):
        return _of_one_side(figures, reading.lead)
    if len(figures) < _FEWEST and sum(q.kind in ("money", "count") for q in quantities) < _LISTED:
        return None
    heads = _heads(reading)
    if len(heads - {reading.lead}) < _PARTNERS:
        return None
    # Partners that have a paragraph each may be named more often than who trades with them all.
    loudest = max(reading.named.values(), default=0)
    others = (code for code, loud in reading.named.most_common() if code not in heads and loud * 2 >= loudest)
    return next(others, reading.lead) or None


def _of_one_side(figures: Sequence[Figure], lead: str) -> str:
    """The lead, unless another has as many partners and more of the figures leave it, or come to it, than of the lead.

    "Peru exported goods to Chile, Togo and Ghana", and once more Chile is named: the partners are Peru's.
    """
    sides = Counter(side for figure in figures if figure.direction for side in enumerate(figure.direction.split(">")))
    one_way: Counter[str] = Counter()
    for (_, code), count in sides.items():
        one_way[code] = max(one_way[code], count)
    first, count = one_way.most_common(1)[0] if one_way else (lead, 0)
    return first if count > one_way[lead] and len(_partners_of(figures, first)) >= _PARTNERS else lead


def _shares(figures: Sequence[Figure], lead: str, least: float) -> bool:
    """Whether most figures are of one economy, each with one of several partners, and not most with one of them.

    `least` is the share of the figures that must be of it.
    """
    pairs = sum(len(figure.parties) == _PAIR for figure in figures)
    partners = _partners_of(figures, lead)
    own = partners.total()
    if len(partners) < _PARTNERS or own < least * pairs:
        return False
    return partners.most_common(1)[0][1] <= _MOST * own


def _partners_of(figures: Iterable[Figure], code: str) -> Counter[str]:
    """How many figures are of an economy and each of its partners."""
    pairs = (figure.parties for figure in figures if len(figure.parties) == _PAIR and code in figure.parties)
    return Counter(other for pair in pairs for other in pair if other != code)


def _heads(reading: Reading) -> set[str]:
    """The economies that paragraphs, or lines of a list, open with, but for the first: "Italy. Second with 5,000"."""
    openings = list(_openings(reading))
    if len(set[str]().union(*(codes for _, codes in openings)) - {reading.lead}) < _PARTNERS:
        # Most texts open with too few for their sentences to be read.
        return set()
    heads = set[str]()
    for position, codes in openings:
        sentence = reading.sentences.around(position)
        area = next(iter(areas_of(sentence, home=reading.home)), None)
        opens = area is not None and area.code in codes and sentence.start <= position <= area.start
        if area and opens and opens_with_partner(sentence, area):
            heads.add(area.code)
    return heads


def _openings(reading: Reading) -> Iterator[tuple[int, set[str]]]:
    """(position, economies named there) of the paragraphs but for the first that name one near their head.

    A capital may be where a report was written, and "we" are who speaks of the others.
    """
    text, low, lexicon = reading.document.text, reading.low, area_lexicon(reading.language)
    openings = (match.end() for match in _PARAGRAPH.finditer(text))
    for position in islice((p for p in openings if p < len(text) and reading.in_body(p)), 1, None):
        hits = lexicon.scan(text, position, min(position + _HEAD, len(text)), low=low)
        # A name that may be of several is one of them, whichever.
        named = (a for hit in hits for a in mentions(hit, text) if a.form in _NAMED)
        codes = {code for area in named for code in area.code.split("|")}
        if codes:
            yield position, codes


def with_hub(told: Told, quantity: Quantity, parties: Parties, hub: str) -> Parties:
    """The parties of a figure in a text about one economy: of two of its partners the one that stands nearer, with it.

    "Imports from Peru came to 5 million, and sales to Togo to 6", in a text about Chile. What is told of two partners
    that no mark and no other amount parts is theirs: "Peru sold 5 million to Togo" is not changed here.
    """
    if len(parties.codes) != _PAIR or hub in parties.codes:
        return parties
    own = [a for a in told.areas if a.code in parties.codes]
    if parties.inferred is None and (_are_told_together(told, quantity, own) or _goes_to_each(told, parties.codes)):
        return parties
    codes = {a.code for a in own}
    code = codes.pop() if len(codes) == 1 else _nearest(told, quantity, own)
    return Parties(tuple(sorted((code, hub))), "hub") if code else parties


def opens_with_partner(sentence: Sentence, area: AreaMention) -> bool:
    """Whether a sentence is about an economy that it opens with: "Brazil is coming back", "Third comes Brazil".

    Not where somebody does something there, "The minister visited Brazil", nor where something is: "Mines in Brazil".
    """
    before = sentence.low[sentence.start : area.start].split()
    led = preposition(sentence, area.start, sentence.start) == "in" and len(before) > 1
    return len(before) <= _OPENING and not led and not any(hit.end <= area.start for hit, _ in sentence.of("act"))


def labels_partner(told: Told, hub: str) -> bool:
    """Whether a sentence is a line of a list that opens with its partner alone: "Tajikistan: exports 405 million"."""
    codes = {area.code for area in told.areas}
    first = told.areas[0]
    if len(codes) != 1 or hub in codes or not told.sentence.opens_with(first.start):
        return False
    return told.between(first.end, first.end + 2).strip()[:1] in _LABEL


def way_of_hub(metric: Metric, parties: tuple[str, ...], hub: str) -> Direction | None:
    """The direction of trade that a text tells as that of one economy: what it exports, and what it imports."""
    other = next((code for code in parties if code != hub), None)
    if other is None or metric.key not in sum_family() or metric.difference or not metric.direction:
        return None
    return Direction(f"{hub}>{other}" if metric.held_at_origin else f"{other}>{hub}", "hub")


def _are_told_together(told: Told, quantity: Quantity, own: list[AreaMention]) -> bool:
    """Whether no mark and no other amount parts two names: "Peru sold Togo 5 million", "Peru's trade with Togo"."""
    for first, second in pairwise(own):
        others = [q for q in told.crossed(first.end, second.start) if q is not quantity]
        if first.code != second.code and not others and not _MARK.search(told.between(first.end, second.start)):
            return True
    return False


def _goes_to_each(told: Told, pair: tuple[str, ...]) -> bool:
    """Whether one preposition leads to a partner and to others, and none to the one whose they are.

    "Peru sold goods for 5 million to Togo, 6 to Chile and 7 to Ghana", in a text that tells more of Togo.
    """
    named = prepositions(told)
    ways = {area.code: by for area, by in reversed(named)}
    led = [code for code in pair if ways.get(code) in ("to", "from", "with", "in")]
    heads = [code for code in pair if code in ways and ways[code] is None]
    if len(led) != 1 or len(heads) != 1:
        return False
    return any(by == ways[led[0]] and area.code not in pair for area, by in named)


def _nearest(told: Told, quantity: Quantity, own: list[AreaMention]) -> str | None:
    """Of two economies the one right behind an amount or in its clause; else the last before it, or the next."""
    beside = next((a for a in own if 0 <= a.start - quantity.end <= _BESIDE), None)
    if beside and not told.breaks(quantity.end, beside.start):
        # "9,600 citizens of Peru, 1,480 of Togo"
        return beside.code
    for clause in Around.of(told, quantity).clauses:
        named = {a.code for a in clause if a in own}
        if len(named) == 1:
            return named.pop()
    before = [a for a in own if a.end <= quantity.start and not told.crossed(a.end, quantity.start)]
    behind = [a for a in own if a.start >= quantity.end]
    return before[-1].code if before else behind[0].code if behind else None
