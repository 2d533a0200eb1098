"""The parties of people, or gifts, by who of several economies they come from or go to, where the partner is one."""

from __future__ import annotations

from collections.abc import Callable

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.governing import preposition, prepositions
from analysis.figures.partners import TO_ORIGIN, host_of, of_people
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import DASHES, read_once

__all__ = ["from_each", "in_the_country", "in_turn", "to_the_host_told", "to_the_same_host"]

_PAIR = 2
_ARTICLE = 4
"""Characters of an article between "from" and a name: "the "."""


def from_each(told: Told, quantity: Quantity) -> tuple[str, ...] | None:
    """The parties where several amounts have behind them where each comes from, and one end follows that is of all.

    "166 tourists from India and 83 tourists from Russia visited the Maldives"
    """
    if len(told.quantities) < _PAIR or len(told.codes) <= _PAIR:
        return None
    behind = {id(q): next((a for a in told.areas if 0 <= a.start - q.end <= TO_ORIGIN), None) for q in told.quantities}
    start = told.sentence.start
    origins = [area for area in behind.values() if area and preposition(told.sentence, area.start, start) == "from"]
    ends = {a.code for a in told.areas if a.start >= told.quantities[-1].end} - {a.code for a in origins}
    own = behind.get(id(quantity))
    listed = own in origins and len(origins) == len(told.quantities) and len(ends) == 1
    return tuple(sorted((own.code, *ends))) if own and listed and len(told.codes) == len(origins) + 1 else None


def in_the_country(told: Told, quantity: Quantity, lead: str) -> tuple[str, ...] | None:
    """The parties where each number has an adjective of its own, in "the country", which is whom the text names most.

    "In the country 800 firms with Peruvian capital and 600 with Chilean are at work"
    """
    adjectives = all(area.form == "adjective" for area in told.areas)
    if not adjectives or len(told.codes) < _PAIR or lead in told.codes or not lead:
        return None
    countries = (hit.start for hit, _ in told.sentence.of("count", "country"))
    if not any(told.sentence.before(start, "role", "in", gap=_ARTICLE) for start in countries):
        return None
    starts = [q.start for q in told.quantities if q.kind in ("count", "number")]
    if len(starts) < _PAIR:
        return None
    ends = dict(zip(starts, [*starts[1:], told.sentence.end], strict=True))
    own = {start: [a.code for a in told.areas if start <= a.start < end] for start, end in ends.items()}
    each = all(len(codes) == 1 for codes in own.values())
    return tuple(sorted((own[quantity.start][0], lead))) if each and quantity.start in own else None


def to_the_same_host(told: Told, quantity: Quantity, before: Figure | None, lead: str) -> tuple[str, ...] | None:
    """The parties of people named by their economy alone, where those told just before went to one that is not named.

    That one is whom the text names most. "The most came from China, with 39,205. Italy and Peru had 27 and 25."
    """
    host, sentence = host_of(before), told.sentence
    if host is None or host != lead or before is None or quantity.kind not in ("count", "number") or not told.areas:
        return None
    goes_on = before.start >= sentence.start
    if host in told.codes or (not goes_on and {*before.parties} & told.codes) or sentence.has("act", "receive"):
        return None
    if any(by in ("to", "in") for _, by in prepositions(told)):
        return None
    # "47 from China and 29 from India": who stands right behind an amount is of that one.
    start = max((q.end + TO_ORIGIN for q in told.quantities if q.end <= quantity.start), default=sentence.start)
    here = list(dict.fromkeys(a.code for a in told.areas if start <= a.start and a.end <= quantity.start))
    if sentence.has("count", "respectively"):
        here = _respective(told, quantity) or here
    return tuple(sorted((host, here[0]))) if len(here) == 1 else None


def to_the_host_told(told: Told, quantity: Quantity, host: Callable[[], str | None]) -> tuple[str, ...] | None:
    """The parties of people of whom a sentence says only where they come from; where they went was told before it.

    "Few visitors come to Fiji. Arrivals from Australia fell from 34 to 20, and those from New Zealand to 9."
    """
    origin = _origin(told, quantity)
    there = host() if origin else None
    return tuple(sorted((origin, there))) if origin and there and there not in told.codes else None


def _origin(told: Told, quantity: Quantity) -> str | None:
    """Where the people come from that a number counts, if a sentence tells of nothing but where people come from."""
    if quantity.kind == "money" or not _tells_only_origins(told):
        return None
    # "49,555 were from Chile", "5,000 arrived from Chile"
    verb = told.sentence.after(quantity.end, "status", "actual", gap=1)
    verb = verb or told.sentence.after(quantity.end, "act", "go", "travel", "arrive", gap=1)
    end = verb[0].end if verb else quantity.end
    beside = (a for a in told.areas if quantity.start <= a.start <= end + TO_ORIGIN + _ARTICLE)
    # "from India 961,000, from Korea 830,000": what stands behind the comma is of the next.
    nearest = next((a for a in beside if not told.breaks(quantity.end, a.start)), None)
    nearest = nearest or next((a for a in reversed(told.areas) if a.end <= quantity.start), None)
    return nearest.code if nearest else None


@read_once
def _tells_only_origins(told: Told) -> bool:
    """Whether all economies that a sentence names are those that people come from: "from Peru", "Chinese visitors"."""
    if not told.areas or told.groups:
        return False
    # "China remains the top country of origin with 5,000"
    ranked = told.sentence.has("count", "source") and not told.sentence.has("act", "receive", "take")
    named = tuple(prepositions(told))
    # "Chile follows with 26,000 visitors, and 17,000 came from Peru"
    ranked = ranked or (told.sentence.has("count", "followed", "leads") and any(by == "from" for _, by in named))
    # "The British market grows, with 5,000 visitors from Britain"
    origins = {a.code for a, by in named if by == "from" or (by is None and (ranked or _is_of_people(told, a)))}
    return all(by in ("from", None) and area.code in origins for area, by in named)


def _is_of_people(told: Told, area: AreaMention) -> bool:
    """Whether an economy is named as that of people: "5,000 Chinese", "Chinese visitors"."""
    if of_people(told, area) or any(q.start <= area.start and area.end <= q.end for q in told.quantities):
        return True
    people, sentence = definitions().metrics_of_people, told.sentence
    verb = sentence.before(area.start, "status", "actual", gap=1) if area.form != "name" else None
    if verb and any(0 <= verb[0].start - q.end <= 1 for q in told.quantities):
        # "Of them 5,000 were Russians"
        return True
    if area.form != "name" and any(told.between(q.end, area.start).strip() in DASHES for q in told.quantities):
        # "из них 5 тыс. – россияне, 4 тыс. – индийцы"
        return True
    if area.form != "name" and sentence.before(area.start, "count", "number", gap=1):
        # "the number of Russians"
        return True
    # "Chinese visitors", "Russians accounted for"
    noun = sentence.after(area.end, "metric", *people, gap=1) or sentence.after(area.end, "count", "share", gap=1)
    return area.form != "name" and noun is not None


def in_turn(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """The parties where several economies are named in a row and each has its amount, their partner named before.

    "Norway gave most to Mali. Next come Togo and Niger with 5 and 4 million respectively."
    """
    if before is None or before.direction is None or not told.sentence.has("count", "respectively"):
        return None
    origin = before.direction.partition(">")[0]
    head = host_of(before) or (origin if definitions().metrics[before.metric].is_given else None)
    bare = all(by is None for _, by in prepositions(told))
    each = _respective(told, quantity) if head and head not in told.codes and bare else []
    return tuple(sorted((head, each[0]))) if head and each else None


def _respective(told: Told, quantity: Quantity) -> list[str]:
    """The one of several economies named in a row that a number is of, by its place in a row of as many numbers."""
    alike = [q for q in told.quantities if q.kind != "percent"]
    numbers = told.listed(alike, alike.index(quantity)) if quantity in alike else []
    names = [a for a in told.areas if numbers and a.end <= numbers[0].start]
    row = told.listed(names, len(names) - 1) if names else []
    return [row[numbers.index(quantity)].code] if len(row) == len(numbers) > 1 else []
