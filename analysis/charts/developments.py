"""How one metric developed: what was stated, what follows from it, and what is aimed at."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pandas as pd

from analysis import wording
from analysis.charts.courses import drawn
from analysis.charts.paper import Chart, Said, named
from analysis.charts.points import IMPLIED, REFERENCE, Panel, Point, measure_of, panels_of, series_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.model import Finding, Observation

__all__ = ["development"]

_TOLD = ("actual", "estimate", "pledge", IMPLIED, "target")
_MOST_TOLD = 8  # values of one status that a text alternative tells one by one
_MOST_AIMS = 3  # that a title names
_LINKED = "Value"  # the column of the data that leads to the evidence
_HEADINGS = ("Relation", "Status", "Period", "Value", "Change", "Lowest", "Highest")


def development(
    table: pd.DataFrame,
    findings: Iterable[Finding] = (),
    *,
    metric: str,
    parties: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    reference: Iterable[Observation] = (),
    narrow: bool = False,
    titled: bool = True,
) -> Chart:
    """A chart of one metric over the years: stated values, implied ones and targets, with their intervals.

    `table` is that of the figures, `findings` those of the checks, of which the implied values are
    drawn. `parties` keeps one pair of economies; `labels` names the documents for the source line.
    Each pair, direction and unit has its own panel. A value without a period stands in a band at the
    right edge, which for targets says that no deadline is stated. A bound that is open has an arrow.
    Values of official statistics (`reference`) that the stated ones can be held against are crosses, a sign for
    each reporter, named in the key.
    `narrow` draws for a telephone, `titled=False` leaves title and sources to the page around it.

    An empty table gives a chart that says so. Raises ValueError for a metric that is none of ours, and none of the
    table's.
    """
    found, official = list(findings), list(reference)
    panels = panels_of(table, found, metric=metric, parties=parties, reference=official)
    again = functools.partial(
        development, table, found, metric=metric, parties=parties, labels=labels, reference=official
    )
    conflicts = [finding for finding in found if finding.verdict == "conflict"]
    said = _said(panels, conflicts, metric=metric, parties=parties, labels=labels)
    return drawn(panels, said, again, narrow=narrow, titled=titled)


def _said(
    panels: Sequence[Panel],
    conflicts: Sequence[Finding],
    *,
    metric: str,
    parties: Sequence[str] | None,
    labels: Mapping[str, str] | None,
) -> Said:
    name = wording.metric(metric)
    pairs = {panel.parties for panel in panels}
    whose = parties or (next(iter(pairs)) if len(pairs) == 1 else ())
    ways = {panel.direction for panel in panels}
    way = wording.direction(next(iter(ways))) if len(ways) == 1 else ""
    subject = f"{name}, {way}" if way else f"{name} of {wording.economies(whose)}" if whose else name
    units = {wording.unit(panel.unit, 2) for panel in panels}
    unit = units.pop() if len(units) == 1 else ""
    documents = [document for panel in panels for point in panel.points for document in point.documents]
    return Said(
        title=_title(panels, conflicts, name, subject),
        # "Scholarships of Laos and Russia, scholarships" would say it twice.
        caption=f"{subject}, {unit}" if unit and unit.lower() != name.lower() else subject,
        alt=_alt(panels, name, subject),
        data=_data(panels),
        sources=named(documents, labels),
        linked=_LINKED,
        evidence=tuple(point.evidence for panel in panels for point in panel.of()),
    )


def _title(panels: Sequence[Panel], conflicts: Sequence[Finding], name: str, subject: str) -> str:
    if not panels:
        return f"{subject}: no amount is stated"
    panel = panels[0]
    dated, aims = panel.results(), panel.goals()
    parts = []
    if dated:
        last = dated[-1]
        alike = _leaner([_short(point, name) for point in _either(dated, conflicts)])
        parts.append(f"{functools.reduce(wording.words()['disputed']['either'].format, alike)}{_when(last)}")
        earlier = panel.before(last)
        if earlier and not aims:
            note = f" ({IMPLIED})" if earlier[0].status == IMPLIED else ""
            parts.append(f"after {_short(earlier[0], name)}{_when(earlier[0])}{note}")
    added = [aim for aim in aims if dated and panel.adds_to(aim, dated[-1])]
    if aims:
        parts.append(_aims(aims, compared=bool(dated) and not added))
        if not dated:
            parts.append("and no result stated")
    said = ("; " if added else ", ").join(parts)
    return f"{name}: {said}" if parts else f"{name}: only implied values"


def _either(dated: Sequence[Point], conflicts: Sequence[Finding]) -> list[Point]:
    """The last result, and before it those of other sources that are in conflict with it."""
    last = dated[-1]
    places = {(item.document, item.start) for item in last.evidence}
    cited = [{(item.document, item.start) for item in finding.evidence} for finding in conflicts]
    against = set().union(*(stretches for stretches in cited if stretches & places))
    others = [point for point in dated[:-1] if point.period == last.period]
    return [*(p for p in others if against & {(item.document, item.start) for item in p.evidence}), last]


def _aims(aims: Sequence[Point], *, compared: bool) -> str:
    aims = sorted(aims, key=lambda point: point.value)
    noun = "target" if all(point.status == "target" for point in aims) else "pledge"
    texts = _leaner(list(dict.fromkeys(point.text for point in aims[:_MOST_AIMS])))
    listed = wording.joined(texts if len(aims) <= _MOST_AIMS else [*texts, "more"])
    deadlines = {point.period for point in aims}
    when = ""
    if len(deadlines) == 1:
        when = f" {wording.by(aims[0].period)}" if aims[0].period else f", {wording.by(None)}"
    what = f"{noun}s of {listed}" if len(aims) > 1 else f"a {noun} of {listed}"
    return f"{'against ' if compared else ''}{what}{when}"


def _leaner(texts: Sequence[str]) -> list[str]:
    """Amounts in a row without repeating the scale and unit that they share.

    >>> _leaner(["5 billion USD", "10 billion USD"]), _leaner(["3 years", "2 USD"])
    (['5', '10 billion USD'], ['3 years', '2 USD'])
    """
    tails = {text.partition(" ")[2] for text in texts}
    if len(tails) > 1 or "" in tails or not all(text[0].isdigit() for text in texts):
        return list(texts)
    return [*(text.partition(" ")[0] for text in texts[:-1]), texts[-1]]


def _short(point: Point, name: str) -> str:
    """The value, without a unit that only repeats the name of the metric."""
    return point.text.removesuffix(f" {name.lower()}")


def _when(point: Point) -> str:
    return f" {wording.at(point.period)}" if point.period else ""


def _alt(panels: Sequence[Panel], name: str, subject: str) -> str:
    if not panels:
        return f"{subject}: the sources state no amount, so nothing is drawn."
    sentences = []
    for panel in panels:
        whose = ", ".join(filter(None, [name, panel.name, measure_of(panel, panels)]))
        sentences.append(f"{whose}, in {wording.unit(panel.unit, 2)}." if panel.unit else f"{whose}.")
        for status in _TOLD:
            points = panel.of(status)
            if points:
                sentences.append(f"{wording.status(status).capitalize()}{_several(points)}.")
        for series in series_in([panel]):
            points = [point for point in panel.of(REFERENCE) if point.series == series]
            sentences.append(f"{wording.status(REFERENCE).capitalize()}, {series}{_several(points)}.")
    return " ".join(sentences)


def _several(points: Sequence[Point]) -> str:
    if len(points) <= _MOST_TOLD:
        return f": {'; '.join(_told(point) for point in points)}"
    least, most = (pick(points, key=lambda point: point.value) for pick in (min, max))
    ends = {"first": points[0], "last": points[-1], "lowest": least, "highest": most}
    return f", {len(points)} values: {'; '.join(f'{which} {_told(point)}' for which, point in ends.items())}"


def _told(point: Point) -> str:
    when = _when(point) or f", {wording.period(None)}"
    if point.status == "target":
        when = f" {wording.by(point.period)}" if point.period else f", {wording.by(None)}"
    remark = f", {point.remark}" if point.remark else ""
    return f"{point.text}{when}{remark}{point.sources}"


def _data(panels: Sequence[Panel]) -> pd.DataFrame:
    rows = []
    for panel in panels:
        for point in panel.of():
            aim = point.status == "target" and not point.period
            period = wording.by(None) if aim else wording.period(point.period)
            status = ", ".join(filter(None, [wording.status(point.status), point.series]))
            cells = (panel.name, status, period, point.text, point.remark or None)
            rows.append((*cells, point.lower, point.upper))
    return pd.DataFrame(rows, columns=list(_HEADINGS))
