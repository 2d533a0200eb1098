"""Drawing the development of a metric: a panel for each scale, years along, a band for what has no period."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis import wording
from analysis.charts.paper import (
    HEAVY,
    Box,
    Key,
    Labels,
    Sheet,
    colour,
    half,
    leading,
    line_height,
    measured,
    series_colour,
    wrapped,
    write,
)
from analysis.charts.points import IMPLIED, REFERENCE, STATUSES, Panel, Point, measure_of, series_in
from analysis.charts.times import place, spell
from analysis.style import style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from analysis.charts.paper import Chart, Said

__all__ = ["drawn"]

_PANELS = 4  # more than these, and a table says it better
_LABELLED, _LABELLED_NARROW = 14, 8  # points with a label of their own; of more, only the first, the last, the aims
_HEAD, _FOOT = 0.32, 0.27  # inches above and below the axes of a panel, for unit and years
_ARROW, _SHORTEST_ARROW = 0.3, 0.12  # inches; a shorter one has no room for its head
_SHORTEST_BAR = 0.03  # inches; a shorter one hides behind its marker
_PIECE = 0.1  # inches of a line that keep labels away at once
_REMARK = 1.3  # inches that a remark may take on a telephone
_YEAR_ROOM = 0.45  # inches that the label of a year needs
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_DOT = 0.125  # inches from one mark to another that it does not cover
_OF_YEAR = 0.8  # of the width of a year that marks may take which stand side by side
_CLOSE = 1e-6


def drawn(panels: Sequence[Panel], said: Said, again: Callable[..., Chart], *, narrow: bool, titled: bool) -> Chart:
    """The chart of these panels, one below the other; of more than four, the fullest four."""
    shown = panels[:_PANELS]
    statuses = [status for status in STATUSES if any(panel.of(status) for panel in shown)]
    series = series_in(shown)
    keys = [*map(_key, statuses), *_part_key(shown), *(_series_key(series, name) for name in series)]
    heights = [_height(panel, narrow=narrow, alone=len(shown) == 1) for panel in shown]
    sheet = Sheet(
        plot_height=sum(heights) if shown else line_height(),
        title=said.title if titled else "",
        key=keys if len(keys) > 1 else (),
        sources=said.sources if titled else (),
        narrow=narrow,
    )
    edges = [edge for panel in shown for point in panel.points if point.period for edge in spell(point.period)]
    top = 0.0
    for panel, height in zip(shown, heights, strict=True):
        name = ", ".join(filter(None, [panel.name, measure_of(panel, shown)])) if len(shown) > 1 else ""
        _Plot.on(sheet, panel, top=top, height=height, edges=edges, name=name, series=series).draw(narrow=narrow)
        top += height
    if not shown and not titled:
        sheet.say(said.title)
    return sheet.finished(said, again)


def _key(status: str) -> Key:
    look = style().status[status]
    shade = series_colour(look["series"])
    return Key(text=wording.status(status), colour=shade, marker=look["marker"], hollow=status == IMPLIED)


def _part_key(panels: Sequence[Panel]) -> list[Key]:
    """The entry for the marks of parts of a year; nothing where there are none."""
    if not any(_halved(panel, point) for panel in panels for point in panel.of(*STATUSES)):
        return []
    return [Key(text=wording.words()["part"]["key"], colour=colour("quiet"), marker="o", half=True)]


def _halved(panel: Panel, point: Point) -> bool:
    """Whether only half of a point's mark is filled; the one of an implied value is empty."""
    return panel.part(point) and point.status != IMPLIED


def _series_key(series: Sequence[str], name: str) -> Key:
    text = f"{wording.status(REFERENCE)}, {name}"
    return Key(text=text, colour=series_colour(style().status[REFERENCE]["series"]), marker=_sign(series, name))


def _sign(series: Sequence[str], name: str) -> str:
    """The sign of a reference series: each has its own, as far as there are any."""
    signs = style().status[REFERENCE]["marker"]
    return signs[series.index(name) % len(signs)]


def _height(panel: Panel, *, narrow: bool, alone: bool) -> float:
    stated = [point for point in panel.points if not point.series]  # an official value has no label
    at_once = max(sum(point.period == period for point in stated) for period in {point.period for point in stated})
    least = (2.75 if narrow else 2.55) if alone else 1.9
    if not any(point.period for point in panel.points):
        least = 1.3  # no course of time to be seen
    return max(least, at_once * 1.5 * line_height() + _HEAD + _FOOT)


@dataclass(slots=True, kw_only=True)
class _Plot:
    """One panel with its scales: everything in inches from the lower left corner of the axes."""

    axes: Axes
    panel: Panel
    wide: float
    high: float
    band: float
    scale: float
    ticks: Sequence[float]
    first: float
    last: float
    name: str = ""
    series: Sequence[str] = ()
    heading: Box = field(default_factory=lambda: Box(0.0, 0.0, 0.0, 0.0))

    @classmethod
    def on(
        cls,
        sheet: Sheet,
        panel: Panel,
        *,
        top: float,
        height: float,
        edges: Sequence[float],
        name: str,
        series: Sequence[str],
    ) -> _Plot:
        """The plot of a panel on its place of the sheet, with its axes and scales."""
        scale, word = wording.scale_of(max(abs(end) for point in panel.points for end in point.ends))
        ticks = ticks_for([end / scale for point in panel.points for end in point.ends])
        left = max(measured(wording.number(tick)) for tick in ticks) + 0.1
        dated = any(point.period for point in panel.points)
        foot = _FOOT if dated else 0.05
        bottom = sheet.plot_height - top - height + foot
        axes = sheet.axes(left=left, right=0.0, bottom=bottom, top=top + _HEAD)
        wide, high = sheet.width - left, height - _HEAD - foot
        band = _band_width(panel, wide) if dated else wide
        if all(point.period for point in panel.points):
            band = 0.0
        first, last = span_of(edges)
        plot = cls(
            axes=axes,
            panel=panel,
            wide=wide,
            high=high,
            band=band,
            scale=scale,
            ticks=ticks,
            first=first,
            last=last,
            name=name,
            series=series,
        )
        plot.frame(" ".join(filter(None, [word, wording.unit(panel.unit, 2)])), left=left)
        return plot

    @property
    def room(self) -> float:
        """The width that belongs to the years."""
        return self.wide - self.band - (0.1 if self.band else 0.0)

    def along(self, year: float) -> float:
        """Where a moment stands."""
        return (year - self.first) / (self.last - self.first) * self.room

    def up(self, value: float) -> float:
        """Where a value stands."""
        return (value / self.scale - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]) * self.high

    def frame(self, unit: str, *, left: float) -> None:
        """Axes, grid, unit and the band for what has no period."""
        axes = self.axes
        axes.set_xlim(0, self.wide)
        axes.set_ylim(0, self.high)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, pad=4)
        axes.set_yticks([self.up(tick * self.scale) for tick in self.ticks], [wording.number(t) for t in self.ticks])
        axes.grid(visible=True, axis="y")
        years = self.years() if self.room > self.band * _CLOSE and any(p.period for p in self.panel.points) else []
        axes.set_xticks([self.along(year + 0.5) for year in years], [str(year) for year in years])
        self.axes.axhline(self.up(0.0), color=colour("quiet"), linewidth=0.8, zorder=1)
        head = self.high + 0.19
        if self.name:
            name = self.name
            write(axes, -left, head, name, ink=colour("ink"), weight=HEAVY, ground=None)
            left -= measured(name, weight=HEAVY) + 0.09
        write(axes, -left, head, unit, ground=None)
        self.heading = Box(-left, self.high + 0.08, measured(unit) - left, self.high + _HEAD)
        if self.band:
            axes.axvspan(self.wide - self.band, self.wide, color=colour("raised"), linewidth=0, zorder=0)
            aims = all(point.status == "target" for point in self.panel.points if not point.period)
            heading = wording.by(None) if aims else wording.period(None)
            write(axes, self.wide - self.band / 2, head, heading, ha="center", ground=None)

    def years(self) -> list[int]:
        """The years that get a label: all, or every second, fifth, tenth."""
        most = max(1, int(self.room / _YEAR_ROOM))
        step = next((size for size in _STEPS if (self.last - self.first) / size <= most), _STEPS[-1])
        return [year for year in range(math.floor(self.first), math.ceil(self.last)) if year % step == 0]

    def draw(self, *, narrow: bool) -> None:
        """Lines, marks and labels, dated and undated."""
        dated = [point for point in self.panel.of() if point.period and not point.series]
        labels = Labels(limits=Box(0.0, 0.0, self.room, self.high + _HEAD), taken=[self.heading])
        self.official(labels)
        spots = self.apart([(self.along(place(point.period or "")), self.up(point.value)) for point in dated])
        self.lines([(point, *spot) for point, spot in zip(dated, spots, strict=True) if self.joins(point)], labels)
        for point, (x, y) in zip(dated, spots, strict=True):
            labels.taken += self.mark(point, x, y)
            start, end = spell(point.period or "")
            if end - start > 1 + _CLOSE:  # longer than the year that it stands in
                edges = [self.along(start), self.along(end)]
                self.axes.plot(edges, [y, y], color=self.shade(point), linewidth=1.2, zorder=2)
                labels.taken.append(Box(edges[0], y - 0.02, edges[1], y + 0.02))
        most = _LABELLED_NARROW if narrow else _LABELLED
        chosen = {0, len(dated) - 1} if len(dated) > most else set(range(len(dated)))
        for place_, (point, (x, y)) in enumerate(zip(dated, spots, strict=True)):
            if place_ in chosen or point.status == "target":
                value, remark = point.label + point.sources, point.remark
                if narrow:
                    # A label that reaches beyond the next point would be read as that point's.
                    reach = min([abs(other - x) for other, _ in spots if abs(other - x) > _CLOSE], default=_REMARK)
                    value, remark = _broken(value, min(reach, _REMARK), weight=HEAVY), _broken(remark, _REMARK)
                text = "\n".join(filter(None, [value, remark]))
                self.label(*labels.spot(x, y, text, heavy=True), text, point, heads=value.count("\n") + 1)
        self.loose([point for point in self.panel.of() if not point.period])

    def apart(self, spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Where marks stand of which none covers another that is close: side by side within the width of a year."""
        found = list(spots)
        left = sorted(range(len(spots)), key=lambda number: spots[number])
        while left:
            close = [left.pop(0)]
            for number in close:
                near = [other for other in left if math.dist(spots[number], spots[other]) < _DOT]
                close += near
                left = [other for other in left if other not in near]
            step = min(_DOT, (self.along(1.0) - self.along(0.0)) * _OF_YEAR / len(close))
            middle = sum(spots[number][0] for number in close) / len(close)
            if len(close) > 1:
                for order, number in enumerate(sorted(close)):
                    found[number] = (middle + (order - (len(close) - 1) / 2) * step, spots[number][1])
        return found

    def official(self, labels: Labels) -> None:
        """The values of the reference series: a cross each, and a dotted line through those of one reporter."""
        for name in self.series:
            points = [point for point in self.panel.of(REFERENCE) if point.series == name]
            xs = [self.along(place(point.period or "")) for point in points]
            ys = [self.up(point.value) for point in points]
            shade = series_colour(style().status[REFERENCE]["series"])
            self.axes.plot(xs, ys, color=shade, linewidth=0.9, linestyle=(0, (1, 2)), zorder=2)
            for point, x, y in zip(points, xs, ys, strict=True):
                self.axes.plot(
                    [x],
                    [y],
                    marker=_sign(self.series, name),
                    markersize=7.5,
                    markeredgecolor=shade,
                    markeredgewidth=1.6,
                    linestyle="none",
                    zorder=5,
                    clip_on=False,
                    url=leading(point.evidence),
                )
                labels.taken.append(Box(x - 0.06, y - 0.06, x + 0.06, y + 0.06))

    def shade(self, point: Point) -> str:
        """The colour of a point's status."""
        return series_colour(style().status[point.status]["series"])

    def joins(self, point: Point) -> bool:
        """Whether a line may run through a point: a result, and of a flow one over a year or a pair of years.

        What came in nine months is not less than what came in twelve.
        """
        if point.status not in {"actual", "estimate", IMPLIED}:
            return False
        start, end = spell(point.period or "")
        return self.panel.measure != "flow" or 1 - _CLOSE <= end - start <= 2 + _CLOSE

    def lines(self, points: Sequence[tuple[Point, float, float]], labels: Labels) -> None:
        """A line through the values, each with its place, in order of time; broken where one end is implied."""
        yearly: dict[str, tuple[Point, float, float]] = {}
        for known in points:
            yearly.setdefault(known[0].period or "", known)
        for (before, *start), (after, *end) in itertools.pairwise(yearly.values()):
            sure = IMPLIED not in {before.status, after.status}
            xs, ys = zip(start, end, strict=True)
            shade = series_colour(style().status["actual" if sure else IMPLIED]["series"])
            dashes = "-" if sure else (0, (3, 2.5))
            self.axes.plot(xs, ys, color=shade, linewidth=1.4 if sure else 1.1, linestyle=dashes, zorder=2)
            pieces = max(1, math.ceil(math.dist((xs[0], ys[0]), (xs[1], ys[1])) / _PIECE))
            for share in (piece / pieces for piece in range(pieces + 1)):
                x, y = xs[0] + share * (xs[1] - xs[0]), ys[0] + share * (ys[1] - ys[0])
                labels.taken.append(Box(x - 0.05, y - 0.02, x + 0.05, y + 0.02))

    def mark(self, point: Point, x: float, y: float) -> list[Box]:
        """A point with its interval, and what it covers: a bar between stated bounds, an arrow toward an open one."""
        shade = self.shade(point)
        low, high = self.up(min(point.ends)), self.up(max(point.ends))
        if high - low > _SHORTEST_BAR:
            self.axes.plot([x, x], [low, high], color=shade, linewidth=1.8, zorder=3)
            for end in (low, high):
                self.axes.plot([x - 0.05, x + 0.05], [end, end], color=shade, linewidth=1.4, zorder=3)
        tip = y
        if point.bound in {"over", "at_least"}:
            tip = min(high + _ARROW, self.high + _HEAD / 2)
            self.arrow(x, high, tip, shade)
        if point.bound in {"under", "at_most"}:
            tip = max(low - _ARROW, 0.0)
            self.arrow(x, low, tip, shade)
        self.axes.plot(
            [x],
            [y],
            marker=style().status[point.status]["marker"],
            markersize=7.5,
            markerfacecolor=colour("paper") if point.status == IMPLIED else shade,
            markeredgecolor=shade,
            markeredgewidth=1.6,
            **(half() if _halved(self.panel, point) else {}),
            linestyle="none",
            zorder=4,
            clip_on=False,
            url=leading(point.evidence),
        )
        bar = Box(x - 0.04, min(low, tip), x + 0.04, max(high, tip))
        return [Box(x - 0.07, y - 0.07, x + 0.07, y + 0.07), bar]

    def arrow(self, x: float, start: float, end: float, shade: str) -> None:
        """An arrow toward where a value may lie."""
        if abs(end - start) < _SHORTEST_ARROW:
            return
        look = {"arrowstyle": "-|>,head_width=0.2,head_length=0.4", "color": shade, "linewidth": 1.4}
        look |= {"shrinkA": 0, "shrinkB": 0}
        self.axes.annotate("", (x, end), (x, start), annotation_clip=False, zorder=3, arrowprops=look)

    def label(
        self, x: float, y: float, align: str, text: str, point: Point, *, ground: str = "paper", heads: int = 1
    ) -> None:
        """The value, of so many lines, in the colour of its status, and below it in a quiet one what is said of it."""
        lines = text.split("\n")
        for number, words in enumerate(lines):
            height = y + ((len(lines) - 1) / 2 - number) * line_height()
            ink, weight = (self.shade(point), 600) if number < heads else (None, 400)
            url = leading(point.evidence)
            write(self.axes, x, height, words, ink=ink, ha=align, weight=weight, ground=ground, url=url)

    def loose(self, points: Sequence[Point]) -> None:
        """The values of the band: each at its height, its label beside it, pushed up where two would touch."""
        left = self.wide - self.band
        floor = -math.inf
        for point in sorted(points, key=lambda point: point.value):
            y = self.up(point.value)
            self.mark(point, left + 0.16, y)
            floor = max(y, floor + line_height() * 1.05)
            self.label(left + 0.28, floor, "left", point.label + point.sources, point, ground="raised")


def _broken(text: str, width: float, *, weight: int = 400) -> str:
    """A label in lines. Its last word keeps company with the one before it: a year alone on a line says nothing."""
    return wrapped("\u00a0".join(text.rsplit(" ", 1)), width, weight=weight)


def _band_width(panel: Panel, wide: float) -> float:
    loose = [point for point in panel.points if not point.period]
    needed = [measured(point.label + point.sources, weight=HEAVY) + 0.4 for point in loose]
    heading = max(measured(wording.by(None)), measured(wording.period(None))) + 0.1
    return min(max([heading, *needed]), wide * 0.5)


def ticks_for(values: Sequence[float]) -> list[float]:
    """Round ticks from zero, or below, to above the greatest value.

    >>> ticks_for([1.3, 10.0]), ticks_for([92.0])
    ([0, 2.5, 5, 7.5, 10], [0, 25, 50, 75, 100])
    """
    least, most = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    rough = (most - least or 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 4, 5, 10) if size * power >= rough * (1 - _CLOSE))
    bottom, top = math.floor(least / step + _CLOSE), math.ceil(most / step - _CLOSE)
    ticks = [float(f"{number * step:.10g}") for number in range(bottom, max(top, bottom + 1) + 1)]
    return [int(tick) if tick.is_integer() else tick for tick in ticks]


def span_of(edges: Sequence[float]) -> tuple[float, float]:
    """The years that an axis covers: whole ones, and more than one.

    >>> span_of([2020.0, 2022.0]), span_of([2021.6, 2021.7]), span_of([])
    ((2020.0, 2022.0), (2020.0, 2023.0), (0.0, 1.0))
    """
    if not edges:
        return 0.0, 1.0
    first, last = float(math.floor(min(edges))), float(math.ceil(max(edges)))
    # A lone year would fill the whole width: a year on either side gives it its place.
    return (first - 1, last + 1) if last - first <= 1 else (first, last)
