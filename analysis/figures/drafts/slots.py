"""Slots of a figure that its sentence tells at once: unit and measure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from analysis.currencies import coins_at_home, home_of, sign_at_home
from analysis.definitions import Metric, definitions
from analysis.figures.drafts.earlier import RECENT, Earlier
from analysis.figures.metrics import counts_people
from analysis.figures.metrics.debts import word_of_debt
from analysis.figures.timing import is_stock
from analysis.figures.told import Told
from analysis.model import Measure, Quantity, QuantityKind
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["is_guessed", "is_named_as_we", "measure_of", "unit_at_home", "unit_of"]


def unit_of(kind: QuantityKind, unit: str | None, metric: Metric) -> str | None:
    """The unit of a figure: that of its metric where this has one, else of the quantity, a person for people."""
    if kind == "money":
        return unit
    entry = definitions().units.get(unit or "")
    if metric.units and "money" not in metric.units:
        # "219 000 trips" are as many visitors; their nights are more.
        own = entry is not None and entry.kind != "person" and entry.key in metric.units
        own = own and not (metric.people and entry and entry.metric is None)
        return unit if own else metric.units[0]
    return entry.base if entry and entry.kind == "person" and entry.base else unit


def unit_at_home(
    earlier: Earlier, told: Told, quantity: Quantity, metric: Metric, direction: str | None, *, parties: Iterable[str]
) -> tuple[str | None, list[str]]:
    """The unit of an amount, and how it was inferred: who speaks the language gives or lends in the own currency.

    So a Canadian's "dollars" are Canadian in French. Trade and investments are mostly told in the dollars of all the
    world, but where an amount is compared with one in the home's: "5 million Canadian dollars, against 4 million
    dollars the year before", or where the text has told a gift in them: it writes one sign for one currency.
    """
    reading = earlier.reading
    coins = coins_at_home(reading.language, reading.scope.parties) if quantity.kind == "money" else {}
    noun = _noun_of(told, quantity) if coins else None
    code = coins.get(noun) if noun else None
    sign = told.sentence.low[quantity.start : quantity.start + 2]
    if coins and noun is None and unicodedata.category(sign[0]) == "Sc" and not sign[1:].isalpha():
        # "$5 million" of Australia, where its noun would mean the same; not "$US5 million"
        code = sign_at_home(reading.language, reading.scope.parties, quantity.unit or "")
    if code is None or code == quantity.unit:
        return quantity.unit, []
    given = (metric.direction or "").startswith("giver>") and direction is not None
    gives = given and str(direction).startswith(f"{home_of(code)}>")
    named = any(hit.end <= quantity.start for hit, _ in told.sentence.of("currency", code))
    compared = named and told.sentence.before(quantity.start, "change", "versus") is not None
    if gives or compared or (not given and home_of(code) in {*parties} and _told_at_home(earlier, code)):
        return code, ["unit:economy"]
    return quantity.unit, []


def _told_at_home(earlier: Earlier, code: str) -> bool:
    """Whether one of the last amounts was told in the home's currency, though its noun or sign is that of many."""
    figures = (draft.figure for draft in earlier.made[-RECENT:])
    return any(figure.unit == code and "unit:economy" in figure.inferred for figure in figures)


def _noun_of(told: Told, quantity: Quantity) -> str | None:
    """The noun of an amount's currency that several currencies share, which another amount before may have told."""
    nouns = _coins_in(told, quantity)
    own = any(quantity.start <= hit.start and hit.end <= quantity.end for hit, _ in told.sentence.of("currency"))
    before = () if own else (noun for hit, noun in told.sentence.of("coin") if hit.end <= quantity.start)
    return next(iter((*nouns, *reversed(tuple(before)))), None)


def _coins_in(told: Told, quantity: Quantity) -> list[str]:
    """The nouns of an amount's currency that several currencies share."""
    return [noun for hit, noun in told.sentence.of("coin") if quantity.start < hit.start and hit.end <= quantity.end]


def is_guessed(reading: Reading, told: Told, quantity: Quantity) -> bool:
    """Whether the noun of an amount's currency is one that both parties share: "dinars"."""
    return any(noun in reading.guessed_coins for noun in _coins_in(told, quantity))


def is_named_as_we(earlier: Earlier, told: Told, codes: tuple[str, ...]) -> bool:
    """Whether a sentence names one of its parties by no other word than "we"."""
    home = earlier.reading.home
    if home not in codes:
        return False
    said = {hit.start for hit, _ in told.sentence.of("area") if f"area.home.{home}" in hit.senses}
    places = [a.start for a in told.areas if a.code == home]
    return bool(places) and said.issuperset(places)


def measure_of(sentence: Sentence, quantity: Quantity, metric: Metric, period: str | None) -> Measure:
    """Whether a figure is a flow, a stock or an event: a flow told to date is a stock."""
    if metric.measure == "flow" and period is None and is_stock(sentence, quantity, metric):
        return "stock"
    if metric.repaid and word_of_debt(sentence, quantity):
        return "stock"
    # Projects licensed in a year are a flow; students in a year are still those enrolled.
    return "flow" if metric.measure == "stock" and period and not counts_people(metric) else metric.measure
