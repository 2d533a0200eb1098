"""What the checks look at, and what they have in common: which figures speak of one fact, and its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.intervals import interval, stretch
from analysis.definitions import definitions
from analysis.model import Copies, Evidence, Figure, Measure, Milestone, Observation, Status
from analysis.periods import is_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.checks.intervals import Interval, Stretch
    from analysis.definitions import Metric

__all__ = [
    "LONGEST_YEAR",
    "SHORTEST_YEAR",
    "Fact",
    "Statements",
    "at",
    "counted",
    "evidence",
    "fact",
    "measure_of",
    "over_years",
    "part_of_year",
    "remainder",
    "rounding",
    "stated",
    "stated_interval",
    "subject",
    "when",
]

LONGEST_YEAR = 372
"""Days: a year and what its ends may add."""
SHORTEST_YEAR = 360
"""Days of a fiscal, academic or calendar year."""

_WHOLE = ("actor", "count", "goods", "person")
"""Kinds of units that come whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """All that some documents state: figures, milestones, and when and by whom each document was published.

    `references` are the values of official statistics that the figures are held against, `copies` the documents
    that carry one text.
    """

    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    published: Mapping[str, str] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    references: tuple[Observation, ...] = ()
    copies: tuple[Copies, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fact:
    """What a figure measures, whatever its value and period: figures of equal facts can be compared."""

    metric: str
    parties: tuple[str, ...]
    direction: str
    unit: str
    status: Status
    measure: Measure
    per: str


def fact(figure: Figure) -> Fact | None:
    """Return what a figure measures; null where the text leaves it too open to be compared.

    That is the case without a value, without economies, without a direction where the metric has one, and
    for the metric that takes up whatever is left: two of its figures need not measure the same.
    """
    metric = definitions().metrics.get(figure.metric)
    if metric is None or figure.value is None or figure.unit is None or not figure.parties:
        return None
    if remainder(metric) or (metric.direction is not None and figure.direction is None):
        return None
    return Fact(
        metric=figure.metric,
        parties=figure.parties,
        direction=figure.direction or "",
        unit=figure.unit,
        status=figure.status,
        measure=measure_of(figure),
        per=figure.per or "",
    )


def remainder(metric: Metric) -> bool:
    """Return true for the metric that takes up whatever is left: it has no units and no direction of its own."""
    return not metric.units and metric.direction is None


def measure_of(figure: Figure) -> Measure:
    """Return whether a figure is a flow, a stock or an event: as stated, else as its metric is by default."""
    if figure.measure is not None:
        return figure.measure
    metric = definitions().metrics.get(figure.metric)
    return metric.measure if metric is not None else "event"


def stated_interval(figure: Figure) -> Interval:
    """Return the values that a figure allows before any rounding is granted; (None, None) without a value."""
    if figure.value is None:
        return (None, None)
    return interval(figure.value, bound=figure.bound, high=figure.upper)


def counted(unit: str | None) -> bool:
    """Return true for units that come whole.

    >>> counted("scholarship"), counted("person"), counted("tonne"), counted("USD")
    (True, True, False, False)
    """
    known = definitions().units.get(unit or "")
    return known is not None and known.kind in _WHOLE


def rounding(figure: Figure) -> float:
    """Return one unit of the last digit of a rounded value; 0 for a count given to the last one."""
    precision = figure.precision or 0.0
    return 0.0 if counted(figure.unit) and precision <= 1 else precision


def when(iso: str | None) -> Stretch | None:
    """Return the stretch of time of a period; null for none and for a form that is not understood."""
    try:
        return None if iso is None else stretch(iso)
    except ValueError:
        return None


def over_years(iso: str | None, *, metric: str, measure: str | None) -> bool:
    """Return true for the period of a sum over several years, which is no value of a series by the year.

    A stock has none; an allotment may be for a school year, which is written as two.

    >>> over_years("2022/2024", metric="exports", measure="flow"), over_years("2022", metric="exports", measure="flow")
    (True, False)
    """
    span = when(iso)
    if span is None or measure != "flow":
        return False
    known = definitions().metrics.get(metric)
    if known is not None and known.allotment:
        return span[1].year - span[0].year > 1
    return (span[1] - span[0]).days + 1 > LONGEST_YEAR


def part_of_year(iso: str | None, *, metric: str, measure: str | None) -> bool:
    """Return true for the period of a flow over less than a year, which is no value of a series by the year.

    A stock has none, nor have acts that bear a date and allotments, which may be made on one day.

    >>> part_of_year("2021-01/2021-06", metric="exports", measure="flow")
    True
    >>> part_of_year("2021", metric="exports", measure="flow"), part_of_year("2021-06", metric="aid", measure="flow")
    (False, False)
    """
    span, known = when(iso), definitions().metrics.get(metric)
    if span is None or measure != "flow" or (known is not None and (known.allotment or known.dated)):
        return False
    return (span[1] - span[0]).days + 1 < SHORTEST_YEAR


def at(iso: str) -> str:
    """Return a period with its preposition.

    >>> at("2021"), at("2021-08-09")
    ('in 2021', 'on 9 August 2021')
    """
    return f"{'on' if is_day(iso) else 'in'} {wording.period(iso)}"


def subject(figure: Figure, *, period: bool = True) -> str:
    """Return the name of what a figure measures: metric, economies and, unless told otherwise, the period.

    >>> from analysis.model import Quote
    >>> subject(Figure(id="f", document="a", metric="investment", value=112e6, lower=112e6, upper=112e6,
    ...     precision=1e6, unit="USD", bound="exact", period="2021", status="actual", parties=("LA", "VN"),
    ...     direction="VN>LA", quote=Quote(exact="", prefix="", suffix=""), start=0, end=0, sentence=""))
    'Investment, Vietnam to Laos, 2021'
    """
    parties = wording.direction(figure.direction) or wording.economies(figure.parties)
    parts = (wording.metric(figure.metric), parties, wording.period(figure.period) if period and figure.period else "")
    return ", ".join(part for part in parts if part)


def stated(figure: Figure) -> str:
    """Return the value of a figure in words, and what it is where it is no result: "2 billion USD (target)"."""
    said = wording.stated(figure)
    return said if figure.status == "actual" else f"{said} ({wording.status(figure.status)})"


def evidence(figure: Figure) -> Evidence:
    """Return the stretch of text on which a figure rests."""
    return Evidence(
        document=figure.document, start=figure.start, end=figure.end, exact=figure.quote.exact, figure=figure.id
    )
