"""Milestones on a time line: when things happened, and which anniversaries were marked."""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import wording
from analysis.charts.paper import (
    HEAVY,
    Chart,
    Key,
    Said,
    Sheet,
    cited,
    colour,
    leading,
    line_height,
    measured,
    named,
    series_colour,
    wrapped,
    write,
)
from analysis.charts.times import place, spell, year_of
from analysis.style import style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from analysis.model import Evidence

__all__ = ["timeline"]

_FOOT, _HEAD, _HEAD_NARROW = 0.28, 0.06, 0.16  # inches for the years below, and between the key and the first row
_ROW = 0.62  # lines of text between two rows
_ROWS = 24  # more events than these, and only the most often told are drawn
_TOLD = 6  # events that a text alternative tells one by one
_MARK_ROOM = 0.13  # inches that a label of an anniversary leaves free on either side
_YEAR_ROOM = 0.5
_KEY = ". Beside a mark on the line, as room allows: which anniversary, and when it is marked"
_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(slots=True, kw_only=True)
class Event:
    """What the sources say of one event of the same economies and the same year."""

    key: str
    name: str
    parties: tuple[str, ...]
    year: int
    date: str | None = None
    marks: dict[int, int] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def join(self, other: Event) -> None:
        """Takes over what other mentions of the event state."""
        dates = [date for date in (self.date, other.date) if date]
        self.date = max(dates, key=len, default=None)
        self.marks |= other.marks
        self.documents += [document for document in other.documents if document not in self.documents]
        self.evidence += [place for place in other.evidence if place not in self.evidence]

    @property
    def when(self) -> str:
        """The date as fine as any source states it; of an event that is only counted back to, its year."""
        return wording.short(self.date) if self.date else str(self.year)


def timeline(
    milestones: pd.DataFrame,
    *,
    parties: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    narrow: bool = False,
    titled: bool = True,
) -> Chart:
    """A chart of dated events, the oldest first, each with the anniversaries that the sources mark.

    `milestones` is their table. A filled mark: a source states the date. A hollow one: the year follows
    from an anniversary. `parties` keeps the events of that pair or of one of the two; an event that
    names no economy is kept. Mentions of an event in several documents are one row; if their years
    differ, each year has its row. An empty table gives a chart that says so.
    """
    found = _events(milestones, parties)
    again = functools.partial(timeline, milestones, parties=parties, labels=labels)
    subject = f"Milestones of {wording.economies(parties)}" if parties else "Milestones"
    said = Said(
        title=_title(found, subject),
        caption=f"{subject}{_KEY if any(event.marks for event in found) else ''}",
        alt=_alt(found, subject),
        data=_data(found),
        sources=named((document for event in found for document in event.documents), labels),
        linked="Date",
        evidence=tuple(tuple(event.evidence) for event in found),
    )
    shown = found
    if len(found) > _ROWS:
        often = sorted(found, key=lambda event: -len(event.documents))[:_ROWS]
        shown = [event for event in found if event in often]
    drawing = _Drawing(shown, said, narrow=narrow, titled=titled)
    drawing.draw()
    return drawing.sheet.finished(said, again)


def _events(milestones: pd.DataFrame, parties: Sequence[str] | None) -> list[Event]:
    wanted = set(parties or ())
    found: dict[tuple[str, int], Event] = {}
    for row in milestones.to_dict("records"):
        of = tuple(part for part in str(row["parties"]).split("|") if part)
        stated = year_of(row["date"]) if isinstance(row["date"], str) else None
        year = stated if stated is not None else None if pd.isna(row["implies"]) else int(row["implies"])
        if year is None or (wanted and not set(of) <= wanted):
            continue
        of = () if wording.worldwide(row["event"]) else of
        subject = row.get("subject")
        name = wording.event(row["event"], of, subject=subject if isinstance(subject, str) else None)
        marked = not pd.isna(row["anniversary"]) and not pd.isna(row["marked"])
        mention = Event(
            key=row["event"],
            name=name,
            parties=of,
            year=year,
            date=row["date"] if stated is not None else None,
            marks={int(row["marked"]): int(row["anniversary"])} if marked else {},
            documents=[row["document"]],
            evidence=list(cited(row)),
        )
        found.setdefault((name, year), mention).join(mention)
    for lone in [event for event in found.values() if not event.parties]:
        same = [other for other in found.values() if (other.key, other.year) == (lone.key, lone.year) and other.parties]
        if len(same) == 1:  # one source says whose it is, another need not
            same[0].join(lone)
            del found[lone.name, lone.year]
    return sorted(found.values(), key=lambda event: (place(event.date) if event.date else event.year + 0.5, event.name))


def _title(found: Sequence[Event], subject: str) -> str:
    if not found:
        return f"{subject}: none is stated"
    marked = Counter(year for event in found for year in event.marks)
    years = f"from {found[0].year} to {found[-1].year}" if found[0].year != found[-1].year else f"of {found[0].year}"
    count = f"{len(found)} event{'s' if len(found) > 1 else ''} {years}"
    if not marked:
        return f"{subject}: {count}"
    busiest = max(marked, key=lambda year: (marked[year], year))
    times = marked.total()
    most = f", {marked[busiest]} of them" if len(marked) > 1 else ""
    return f"{subject}: {count}; {times} anniversar{'ies' if times > 1 else 'y'} marked{most} in {busiest}"


def _alt(found: Sequence[Event], subject: str) -> str:
    if not found:
        return f"{subject}: the sources state none, so nothing is drawn."
    told = []
    for event in found[: _TOLD * 2]:
        sure = "" if event.date else ", a year that follows from an anniversary"
        marks = [f"{years} years in {year}" for year, years in sorted(event.marks.items())]
        marked = f"; marked: {wording.joined(marks)}" if marks else ""
        when = wording.period(event.date) if event.date else event.when
        told.append(f"{when}: {event.name}{sure}{marked}.")
    rest = f" {len(found) - len(told)} more are in the table of the data." if len(found) > len(told) else ""
    return f"{subject}, the oldest first. {' '.join(told)}{rest}"


def _data(found: Sequence[Event]) -> pd.DataFrame:
    rows = [
        (
            event.name,
            wording.economies(event.parties) or None,
            wording.period(event.date) if event.date else f"{event.year} (implied)",
            ", ".join(f"{years} years in {year}" for year, years in sorted(event.marks.items())) or None,
            len(event.documents),
        )
        for event in found
    ]
    return pd.DataFrame(rows, columns=["Event", "Economies", "Date", "Anniversaries marked", "Sources"])


class _Drawing:
    """The rows of events: everything in inches from the lower left corner of the axes."""

    def __init__(self, found: Sequence[Event], said: Said, *, narrow: bool, titled: bool) -> None:
        self.found, self.narrow = found, narrow
        width = float(style().chart["narrow" if narrow else "width"])
        self.left = (
            0.0 if narrow else min(max([measured(event.name) for event in found], default=0.0) + 0.2, width * 0.45)
        )
        self.room = width - self.left - 0.05
        self.names = [wrapped(event.name, width if narrow else self.left - 0.15) for event in found]
        heights = [self._height(name) for name in self.names]
        head = _HEAD_NARROW if narrow else _HEAD
        shade = colour("accent")
        kinds = [("date stated", False)] if any(event.date for event in found) else []
        kinds += [("year follows from an anniversary", True)] if any(not event.date for event in found) else []
        self.sheet = Sheet(
            plot_height=sum(heights) + _FOOT + head if found else line_height(),
            title=said.title if titled else "",
            key=[Key(text=text, colour=shade, marker="o", hollow=hollow) for text, hollow in kinds]
            + ([Key(text="anniversary marked", colour=series_colour("gold"), marker="d")] if self._marked() else []),
            sources=said.sources if titled else (),
            narrow=narrow,
        )
        self.heights = heights
        self.head = head
        moments = [edge for e in found for edge in ((e.year, e.year + 1) if not e.date else spell(e.date))]
        moments += [year + 1.0 for event in found for year in event.marks]
        first, last = (math.floor(min(moments)), math.ceil(max(moments))) if moments else (0, 1)
        self.ends = (first, last - 1)
        pad = max(1.0, (last - first) * (0.05 if narrow else 0.02))
        self.first, self.last = first - pad, last + pad
        if not found and not titled:
            self.sheet.say(said.title)

    def _marked(self) -> bool:
        return any(event.marks for event in self.found)

    def _height(self, name: str) -> float:
        lines = name.count("\n") + 1
        # On a telephone the name stands above its line, else beside it.
        return line_height() * (lines + 1.75 if self.narrow else max(lines, 1) + _ROW)

    def along(self, year: float) -> float:
        """Where a moment stands."""
        return (year - self.first) / (self.last - self.first) * self.room

    def years(self) -> list[int]:
        """The years that get a label: the first and the last one, and between them every second, fifth, tenth."""
        step = next((s for s in _STEPS if (self.last - self.first) / s <= self.room / _YEAR_ROOM), _STEPS[-1])
        inner = (year for year in range(*self.ends) if year % step == 0)
        far = (y for y in inner if all(abs(self.along(y) - self.along(end)) >= _YEAR_ROOM for end in self.ends))
        return sorted({*self.ends, *far})

    def draw(self) -> None:
        """Rows, marks and years."""
        if not self.found:
            return
        axes = self.sheet.axes(left=self.left, right=0.05, bottom=0.0, top=0.0)
        high = sum(self.heights) + _FOOT + self.head
        axes.set_xlim(0, self.room)
        axes.set_ylim(0, high)
        axes.set_axis_off()
        for year in self.years():
            x, half = self.along(year + 0.5), measured(str(year)) / 2
            axes.plot([x, x], [_FOOT, high], color=colour("line"), linewidth=0.7, zorder=0)
            write(
                axes, min(max(x, half - self.left), self.room + 0.05 - half), 0.1, str(year), ha="center", ground=None
            )
        top = high - self.head
        for event, name, height in zip(self.found, self.names, self.heights, strict=True):
            self._row(axes, event, name, top, height)
            top -= height

    def _row(self, axes: Axes, event: Event, name: str, top: float, height: float) -> None:
        lines = name.split("\n")
        step = line_height()
        y = top - step * (len(lines) + 0.75) if self.narrow else top - height / 2
        for number, line in enumerate(lines):
            level = top - step * (number + 0.5) if self.narrow else y + ((len(lines) - 1) / 2 - number) * step
            write(axes, -self.left, level, line, ink=colour("ink"), ground="paper" if self.narrow else None)
        shade, gold = colour("accent"), series_colour("gold")
        x = self.along(place(event.date) if event.date else event.year + 0.5)
        marks = [(self.along(year + 0.5), year, years) for year, years in sorted(event.marks.items())]
        if marks:
            axes.plot([x, marks[-1][0]], [y, y], color=gold, linewidth=1.1, zorder=1)
        face = shade if event.date else colour("paper")
        dot: dict[str, Any] = {"markersize": 7.5, "markeredgewidth": 1.6, "clip_on": False, "zorder": 3}
        dot["url"] = leading(event.evidence)
        axes.plot([x], [y], "o", markerfacecolor=face, markeredgecolor=shade, **dot)
        # To the left of its dot, where the line of its anniversaries does not run; else above that line.
        wide = measured(event.when, weight=HEAVY)
        before = x - 0.1 - wide >= 0
        spot = (x - 0.1, y) if before else (x + 0.1, y)
        write(axes, *spot, event.when, ink=shade, weight=HEAVY, ha="right" if before else "left", url=dot["url"])
        edges = [x if before else x + 0.1 + wide, *(mark for mark, _, _ in marks)]
        for (mark, year, years), edge in zip(marks, edges, strict=False):
            axes.plot([mark], [y], "d", color=gold, markersize=7, zorder=3, clip_on=False)
            told = (f"{wording.ordinal(years)} in {year}", wording.ordinal(years), "")
            label = next(text for text in told if measured(text) + 2 * _MARK_ROOM <= mark - edge or not text)
            write(axes, mark - 0.09, y, label, ink=gold, ha="right")
