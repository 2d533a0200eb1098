"""The values of one metric as points of a chart: what was stated, what follows, what is aimed at."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import wording
from analysis.charts.paper import cited
from analysis.charts.times import middle, spell
from analysis.checks import observed
from analysis.checks.reference import official
from analysis.checks.statements import counted, over_years, part_of_year
from analysis.definitions import definitions
from analysis.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.model import Bound, Evidence, Finding, Observation

__all__ = ["IMPLIED", "REFERENCE", "STATUSES", "Panel", "Point", "measure_of", "panels_of", "series_in"]

IMPLIED, REFERENCE = "implied", "reference"
STATUSES = ("actual", "estimate", IMPLIED, "target", "pledge")
_CLOSE = 1e-6
_NEAR = 0.02  # years, about a week, by which parts of a year that are as long may differ
_BESIDE = 2.0  # years before the first and behind the last stated value, for which official values are drawn
_SOURCE = 28  # signs of a file's name in a key


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value to be drawn: its interval, its time, the value in words with and without its unit, a remark.

    `series` names the reference series that it belongs to; it is empty for what a text states.
    """

    status: str
    value: float
    lower: float | None
    upper: float | None
    bound: Bound
    period: str | None
    text: str
    label: str
    remark: str = ""
    documents: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    series: str = ""

    @property
    def ends(self) -> list[float]:
        """The value and the ends of its interval, as far as it has any."""
        return [end for end in (self.value, self.lower, self.upper) if end is not None]

    @property
    def sources(self) -> str:
        """A remark on how many sources say the same; empty for one."""
        return f" ({len(self.documents)} sources)" if len(self.documents) > 1 else ""


@dataclass(slots=True)
class Panel:
    """The points that share a scale: of the same economies, direction, unit and measure (flow, stock, event)."""

    parties: tuple[str, ...]
    direction: str | None
    unit: str | None
    measure: str | None = None
    metric: str = ""
    points: list[Point] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The direction in words, or the economies where there is none."""
        return wording.direction(self.direction) or wording.economies(self.parties)

    def goals(self) -> list[Point]:
        """The targets and pledges that are still ahead of the last result, or have no deadline."""
        results = [point for point in self.of("actual") if point.period]
        last = middle(results[-1].period) if results else -math.inf
        return [point for point in self.of("target", "pledge") if middle(point.period) > last]

    def results(self) -> list[Point]:
        """The results, the newest last; estimates only where nothing better is stated, undated ones alike.

        Parts of a year are among them only where there is no value of a year, a sum over several years only where
        there is none of a year or of less.
        """
        known = self.of("actual") or self.of("estimate")
        dated = [point for point in known if point.period]
        series = [point for point in dated if not self.sums(point)]
        return [point for point in series if not self.part(point)] or series or dated or known

    def sums(self, point: Point) -> bool:
        """Whether a point is a sum over several years."""
        return over_years(point.period, metric=self.metric, measure=self.measure)

    def part(self, point: Point) -> bool:
        """Whether a point is of less than a year."""
        return part_of_year(point.period, metric=self.metric, measure=self.measure)

    def adds_to(self, aim: Point, last: Point) -> bool:
        """Whether what is aimed at is to be added to the last result: of what is told to date, no less is aimed at."""
        metric = definitions().metrics.get(self.metric)
        return metric is not None and metric.to_date and aim.value <= last.value

    def before(self, last: Point) -> list[Point]:
        """What is stated or implied for the time before a result: no sum that holds it, and no part of it.

        A part of a year is held against one as long.
        """
        known = self.of("actual", "estimate", IMPLIED)
        begins, ends = spell(last.period or "")

        def like(point: Point) -> bool:
            start, end = spell(point.period or "")
            same = (self.sums(point), self.part(point)) == (self.sums(last), self.part(last))
            return same and (not self.part(last) or math.isclose(end - start, ends - begins, abs_tol=_NEAR))

        return [point for point in known if point.period and spell(point.period)[1] <= begins + _CLOSE and like(point)]

    def of(self, *statuses: str) -> list[Point]:
        """The points of these statuses (all without any), in order of time; those without a period last."""
        chosen = [point for point in self.points if not statuses or point.status in statuses]
        return sorted(chosen, key=lambda point: (middle(point.period), point.value))

    def add(self, point: Point) -> None:
        """Adds a point; the same statement in two documents is one point with two sources."""
        for place, other in enumerate(self.points):
            same = (other.status, other.period, other.bound) == (point.status, point.period, point.bound)
            if same and math.isclose(other.value, point.value, rel_tol=_CLOSE):
                documents = tuple(dict.fromkeys((*other.documents, *point.documents)))
                evidence = (*other.evidence, *point.evidence)
                self.points[place] = dataclasses.replace(other, documents=documents, evidence=evidence)
                return
        self.points.append(point)


def panels_of(
    table: pd.DataFrame,
    findings: Iterable[Finding],
    *,
    metric: str,
    parties: Sequence[str] | None,
    reference: Iterable[Observation] = (),
) -> list[Panel]:
    """The points of a metric, in a panel for each pair, direction, unit and measure; the fullest panel first.

    What came in a period and what there is to date never share a panel: a line between them would say nothing.

    A figure without a value (a change alone) is no point. An implied value goes to the panel of the
    figure that it follows from; official values of `reference` to that of the figures that they can be held
    against, for the years that these are of and two beside them.
    """
    rows = table[(table["metric"] == metric) & table["value"].notna()]
    if not (table["metric"] == metric).any():
        wording.check_metric(metric)
    if parties is not None:
        rows = rows[rows["parties"] == "|".join(sorted(parties))]
    defined = definitions().metrics.get(metric)
    default = defined.measure if defined else None
    panels: dict[tuple[Any, ...], Panel] = {}
    home: dict[str | None, Panel] = {}
    for row in rows.to_dict("records"):
        known = {str(name): None if pd.isna(value) else value for name, value in row.items()}
        of = tuple(part for part in (known["parties"] or "").split("|") if part)
        measure = known["measure"] or default
        key = (of, known["direction"], known["unit"], measure)
        fresh = Panel(parties=of, direction=known["direction"], unit=known["unit"], measure=measure, metric=metric)
        panel = panels.setdefault(key, fresh)
        panel.add(_stated(known))
        home[known["id"]] = panel
    for finding in findings:
        if finding.verdict != IMPLIED or finding.metric != metric:
            continue
        cited = next((home[item.figure or ""] for item in finding.evidence if (item.figure or "") in home), None)
        point = _implied(finding)
        if cited and point and cited.unit == finding.unit:
            cited.add(point)
    ordered = sorted(panels.values(), key=lambda panel: (-len(panel.points), panel.name, panel.unit or ""))
    official = [one for one in observed(reference) if one.metric == metric]
    for panel in ordered:
        panel.points += _official(panel, [one for one in official if (one.measure or default) == panel.measure])
    return ordered


def _stated(row: Mapping[str, Any]) -> Point:
    unit = row["unit"]
    ends, how = (row["value"], row["upper"]), {"bound": row["bound"], "precision": row["precision"]}
    change = {name.removeprefix("change_"): value for name, value in row.items() if name.startswith("change_")}
    return Point(
        status=row["status"],
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        bound=row["bound"],
        # A day without a year has no place on an axis of years.
        period=row["period"] if math.isfinite(middle(row["period"])) else None,
        text=wording.between(*ends, unit, **how),
        label=wording.between(*ends, **how),
        remark=wording.change(Change(**change), unit_of=unit) if change["kind"] else "",
        documents=(row["document"],),
        evidence=cited(row),
    )


def _official(panel: Panel, observations: Sequence[Observation]) -> list[Point]:
    """The official values that belong to a panel, in order of series and time."""
    edges = [edge for point in panel.points if point.period for edge in spell(point.period)]
    if not edges:
        return []
    first, last = min(edges) - _BESIDE, max(edges) + _BESIDE
    points = []
    for one in observations:
        same = (one.parties, one.direction, one.unit) == (panel.parties, panel.direction, panel.unit)
        start, end = spell(one.period)
        if same and first <= start and end <= last:
            points.append(_observed(one))
    return sorted(points, key=lambda point: (point.series, middle(point.period)))


def _observed(one: Observation) -> Point:
    source = wording.shortened(one.source, _SOURCE)
    series = f"as {wording.economy(one.reporter)} reports ({source})" if one.reporter else source
    return Point(
        status=REFERENCE,
        value=one.value,
        lower=one.value,
        upper=one.value,
        bound="exact",
        period=one.period,
        text=official(one.value, one.unit),
        label=official(one.value),
        documents=(one.source,),
        evidence=one.evidence,
        series=series,
    )


def series_in(panels: Sequence[Panel]) -> list[str]:
    """The names of the reference series of which a value is drawn, in the order in which their signs go."""
    return sorted({point.series for panel in panels for point in panel.points if point.series})


def _implied(finding: Finding) -> Point | None:
    lower, upper, value = finding.lower, finding.upper, finding.value
    bound: Bound = "about" if (lower is None) == (upper is None) else "over" if upper is None else "under"
    whole = counted(finding.unit)
    if whole:
        # A count comes whole: what bounds it is the end that the check found, not the quotient behind it.
        value = next((end for end in (lower, upper) if bound != "about" and end is not None), value)
    if value is None:
        return None
    precision = 1.0 if whole else finding.precision

    def told(amount: str) -> str:
        # The quotient of two rounded numbers is rounded too, as the finding says.
        return wording.bounded(amount if whole or bound == "about" else wording.bounded(amount, "about"), bound)

    return Point(
        status=IMPLIED,
        value=value,
        lower=lower,
        upper=upper,
        bound=bound,
        period=finding.period if math.isfinite(middle(finding.period)) else None,
        text=told(wording.computed(value, finding.unit, precision=precision)),
        label=told(wording.computed(value, precision=precision)),
        documents=tuple(item.document for item in finding.evidence),
        evidence=finding.evidence,
    )


def measure_of(panel: Panel, panels: Sequence[Panel]) -> str:
    """What tells a panel from another of the same name and unit: over a period, or to date; else nothing."""
    alike = [other for other in panels if (other.name, other.unit) == (panel.name, panel.unit)]
    return str(wording.words()["measure"].get(panel.measure, "")) if len(alike) > 1 else ""
