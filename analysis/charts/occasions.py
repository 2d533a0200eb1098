"""Documents signed over time: how many on each occasion, and in which fields."""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis import wording
from analysis.charts.paper import (
    HEAVY,
    Chart,
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
from analysis.charts.times import middle, place, spell
from analysis.style import style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from analysis.model import Evidence

__all__ = ["occasions"]

_ROW = 1.32  # lines of text to a row of the matrix
_HEAD = 0.5  # inches for the number and the date above a column
_STEMS = 1.3  # inches for the numbers of many occasions, drawn as stems
_AIMED = ("target", "pledge")
_FEW = 3  # occasions that a title names one by one
_NAMED = 3  # fields that a title names
_TOLD = 6  # occasions, and fields, that a text alternative names one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One signing: when, how many, in which fields, and who tells of it."""

    period: str | None
    value: float
    text: str
    unit: str | None
    sectors: tuple[str, ...]
    documents: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def sources(self) -> str:
        """A remark on how many sources say the same; empty for one."""
        return f" ({len(self.documents)} sources)" if len(self.documents) > 1 else ""


def occasions(
    table: pd.DataFrame,
    *,
    metric: str,
    parties: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    narrow: bool = False,
    titled: bool = True,
) -> Chart:
    """A chart of acts that were counted, over time: a column each, with the number, the date and the fields named.

    `table` is that of the figures; results are drawn, targets are not. `parties` keeps one pair of
    economies, `labels` names the documents for the source line. How many of the documents belong to
    which field no text says; a dot says that the field was named. Of more occasions than fit beside
    each other, the numbers are drawn as stems on an axis of years. Two sources that give the same
    number for the same time are one occasion. An empty table gives a chart that says so. Raises ValueError for a
    metric that is none of ours, and none of the table's.
    """
    found = _occasions(table, metric=metric, parties=parties)
    planned = "" if found else _planned(table, metric=metric, parties=parties)
    again = functools.partial(occasions, table, metric=metric, parties=parties, labels=labels)
    name = wording.metric(metric)
    subject = f"{name} by {wording.economies(parties)}" if parties else name
    fields = _fields(found)
    said = Said(
        title=_title(found, name, subject, fields, planned=planned),
        caption=f"{subject}. A dot: the field was named",
        alt=_alt(found, subject, fields, planned=planned),
        data=_data(found),
        sources=named((document for occasion in found for document in occasion.documents), labels),
        linked="Number",
        evidence=tuple(occasion.evidence for occasion in found),
    )
    drawing = _Drawing(found, fields, said, narrow=narrow, titled=titled)
    drawing.draw()
    return drawing.sheet.finished(said, again)


def _rows(table: pd.DataFrame, *, metric: str, parties: Sequence[str] | None) -> pd.DataFrame:
    """The rows of a metric that have a value, of one pair where it is given."""
    if not (table["metric"] == metric).any():
        wording.check_metric(metric)
    rows = table[(table["metric"] == metric) & table["value"].notna()]
    return rows if parties is None else rows[rows["parties"] == "|".join(sorted(parties))]


def _planned(table: pd.DataFrame, *, metric: str, parties: Sequence[str] | None) -> str:
    """What is only aimed at or promised, in words, in order of time: "24 documents by 2026"; empty for nothing."""
    rows = _rows(table, metric=metric, parties=parties)
    aims: dict[str, float] = {}
    for row in rows[rows["status"].isin(_AIMED)].to_dict("records"):
        period = row["period"] if isinstance(row["period"], str) and math.isfinite(middle(row["period"])) else None
        upper, precision = (None if pd.isna(row[name]) else row[name] for name in ("upper", "precision"))
        unit = row["unit"] if isinstance(row["unit"], str) else None
        value = wording.between(row["value"], upper, unit, bound=row["bound"], precision=precision)
        aims.setdefault(f"{value} {wording.by(period)}" if period else value, middle(period))
    return wording.joined(sorted(aims, key=lambda text: aims[text]), most=_FEW)


def _occasions(table: pd.DataFrame, *, metric: str, parties: Sequence[str] | None) -> list[Occasion]:
    rows = _rows(table, metric=metric, parties=parties)
    rows = rows[rows["status"] == "actual"]
    merged: dict[tuple[object, ...], Occasion] = {}
    for row in rows.to_dict("records"):
        period = row["period"] if isinstance(row["period"], str) and math.isfinite(middle(row["period"])) else None
        written = str(row["sectors"]).replace(r"\|", "\0").split("|") if row["sectors"] else []
        here = [wording.sector(one.replace("\0", "|")) for one in written]
        # Occasions without a date cannot be told to be the same.
        key = (row["parties"], period, row["value"]) if period else (row["id"],)
        before = merged.get(key)
        upper, precision = (None if pd.isna(row[name]) else row[name] for name in ("upper", "precision"))
        merged[key] = Occasion(
            period=period,
            value=row["value"],
            text=wording.between(row["value"], upper, bound=row["bound"], precision=precision),
            unit=row["unit"] if isinstance(row["unit"], str) else None,
            sectors=tuple(dict.fromkeys((*(before.sectors if before else ()), *here))),
            documents=tuple(dict.fromkeys((*(before.documents if before else ()), row["document"]))),
            evidence=(*(before.evidence if before else ()), *cited(row)),
        )
    return sorted(merged.values(), key=lambda occasion: (middle(occasion.period), occasion.value))


def _fields(found: Sequence[Occasion]) -> dict[str, int]:
    """How often each field was named, the most frequent first, then in the order of their naming."""
    counts: dict[str, int] = {}
    for field in itertools.chain.from_iterable(occasion.sectors for occasion in found):
        counts[field] = counts.get(field, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _title(found: Sequence[Occasion], name: str, subject: str, fields: Mapping[str, int], *, planned: str) -> str:
    if not found:
        return f"{subject}: {f'no result is stated; planned: {planned}' if planned else 'none is stated'}"
    if len(found) <= _FEW:
        title = f"{name}: {wording.joined(_each(occasion) for occasion in found)}"
    else:
        dated = [occasion.period for occasion in found if occasion.period]
        years = f", {_year(dated[0])} to {_year(dated[-1])}" if dated else ""
        title = f"{name} on {len(found)} occasions{years}"
    often = [field for field, times in fields.items() if times > 1]
    if often and len(often) <= _NAMED:
        everywhere = all(fields[field] == len(found) for field in often)
        where = ("both" if len(found) == 2 else f"all {len(found)}") if everywhere else "more than one"  # noqa: PLR2004
        title += f"; {wording.joined(often)} named in {where}"
    return title


def _year(period: str) -> int:
    return math.floor(spell(period)[0])


def _each(occasion: Occasion) -> str:
    return f"{occasion.text} {wording.at(occasion.period)}" if occasion.period else f"{occasion.text} at no stated time"


def _alt(found: Sequence[Occasion], subject: str, fields: Mapping[str, int], *, planned: str) -> str:
    if not found:
        none = f"no result, only what is planned ({planned})" if planned else "none"
        return f"{subject}: the sources state {none}, so nothing is drawn."
    if len(found) > _TOLD:
        most = max(found, key=lambda occasion: occasion.value)
        named_ = wording.joined(f"{field} ({times})" for field, times in list(fields.items())[:_TOLD])
        often = f" Most often named: {named_}." if fields else ""
        ends = f"the first {_each(found[0])}, the last {_each(found[-1])}, the most {_each(most)}"
        return f"{subject} on {len(found)} occasions: {ends}.{often} The table of the data lists all."
    told = []
    for occasion in found:
        what = f" in the fields of {wording.joined(occasion.sectors)}" if occasion.sectors else ", no field named"
        told.append(f"{_each(occasion)}{what}")
    often = wording.joined(field for field, times in fields.items() if times > 1)
    again = f" Named on more than one occasion: {often}." if often else ""
    return f"{subject}: {'; '.join(told)}.{again}"


def _data(found: Sequence[Occasion]) -> pd.DataFrame:
    rows = [
        (wording.period(occasion.period), occasion.text, ", ".join(occasion.sectors) or None, len(occasion.documents))
        for occasion in found
    ]
    return pd.DataFrame(rows, columns=["Date", "Number", "Fields named", "Sources"])


class _Drawing:
    """The matrix of occasions and fields: everything in inches from the lower left corner of the axes."""

    def __init__(
        self, found: Sequence[Occasion], fields: Mapping[str, int], said: Said, *, narrow: bool, titled: bool
    ) -> None:
        self.found = found
        # Without any field there is one row, of the occasions themselves.
        self.fields = fields or ({wording.unit(found[0].unit, 2) or "occasions": len(found)} if found else {})
        self.named = bool(fields)
        width = float(style().chart["narrow" if narrow else "width"])
        most = width * (0.42 if narrow else 0.32)
        self.names = {field: wrapped(field, most) for field in self.fields}
        self.left = max([measured(name, weight=HEAVY) for name in self.names.values()], default=0.0) + 0.2
        self.room = width - self.left
        self.texts = [occasion.text + occasion.sources for occasion in found]
        self.columns = self._columns()
        if self.columns:
            # The unit as well, where the columns leave room for it.
            bare = self.texts, self.columns
            self.texts = [f"{o.text} {wording.unit(o.unit, o.value)}{o.sources}" for o in found]
            self.columns = self._columns()
            if not self.columns:
                self.texts, self.columns = bare
        self.rows = sum(self._height(field) for field in self.fields)
        self.head = _HEAD if self.columns else _STEMS
        self.foot = 0.0 if self.columns else 0.3
        height = self.head + self.rows + self.foot + 0.05 if found else line_height()
        self.sheet = Sheet(
            plot_height=height,
            title=said.title if titled else "",
            key=(),
            sources=said.sources if titled else (),
            narrow=narrow,
        )
        if not found and not titled:
            self.sheet.say(said.title)

    def _height(self, field: str) -> float:
        return line_height() * (_ROW + self.names[field].count("\n"))

    def _columns(self) -> list[float]:
        """Where the columns stand: by time where their heads leave room, pushed apart where not; else nowhere."""
        widths = [
            max(measured(text, weight=HEAVY, relative=1.1), *(measured(line) for line in self._date(occasion))) + 0.12
            for occasion, text in zip(self.found, self.texts, strict=True)
        ]
        if not widths or sum(widths) > self.room:
            return []
        dated = [place(occasion.period) for occasion in self.found if occasion.period]
        first, last = (min(dated), max(dated)) if dated else (0.0, 0.0)
        columns: list[float] = []
        edge = 0.0
        rest = sum(widths)
        for occasion, wide in zip(self.found, widths, strict=True):
            share = (place(occasion.period) - first) / (last - first) if occasion.period and last > first else 0.0
            share = share if occasion.period else 1.0
            wish = share * (self.room - wide) + wide / 2
            latest = self.room - rest + wide / 2  # so that those to come still find room
            columns.append(max(edge + wide / 2, min(wish, latest)))
            edge = columns[-1] + wide / 2
            rest -= wide
        return columns

    @staticmethod
    def _date(occasion: Occasion) -> list[str]:
        return wording.short(occasion.period).rsplit(" ", 1) if occasion.period else ["no date", "stated"]

    def draw(self) -> None:
        """Rows, columns, dots."""
        if not self.found:
            return
        axes = self.sheet.axes(left=self.left, right=0.0, bottom=0.0, top=0.0)
        high = self.head + self.rows + self.foot + 0.05
        axes.set_xlim(0, self.room)
        axes.set_ylim(0, high)
        axes.set_axis_off()
        base = high - self.head
        xs = self.columns or self._stems(axes, base)
        places = self._rows(axes, base)
        shade = series_colour(style().status["actual"]["series"])
        for field, y in places.items():
            marks = [
                x for occasion, x in zip(self.found, xs, strict=True) if field in occasion.sectors or not self.named
            ]
            if len(marks) > 1:
                axes.plot(marks, [y] * len(marks), color=shade, linewidth=1.2, zorder=2)
            size = 7.5 if self.columns else 5.5
            axes.plot(marks, [y] * len(marks), "o", color=shade, markersize=size, zorder=3, clip_on=False)
        for occasion, text, x in zip(self.found, self.texts, self.columns, strict=False):
            self._head_of(axes, occasion, text, x, high)

    def _head_of(self, axes: Axes, occasion: Occasion, text: str, x: float, high: float) -> None:
        shade = series_colour(style().status["actual"]["series"])
        step = line_height()
        options = {"ha": "center", "ground": None}
        url = leading(occasion.evidence)
        write(axes, x, high - step * 0.5, text, ink=shade, weight=HEAVY, relative=1.1, url=url, **options)
        for number, line in enumerate(self._date(occasion)):
            write(axes, x, high - step * (1.5 + number * 0.95), line, **options)

    def _rows(self, axes: Axes, base: float) -> dict[str, float]:
        places = {}
        top = base
        for field, times in self.fields.items():
            height = self._height(field)
            y = top - height / 2
            top -= height
            places[field] = y
            lines = self.names[field].split("\n")
            axes.plot([0, self.room], [y, y], color=colour("line"), linewidth=0.7, zorder=1)
            for number, line in enumerate(lines):
                at = y + ((len(lines) - 1) / 2 - number) * line_height()
                weight, ink = (HEAVY, colour("ink")) if times > 1 else (400, colour("quiet"))
                write(axes, -self.left, at, line, weight=weight, ink=ink, ground=None)
        return places

    def _stems(self, axes: Axes, base: float) -> list[float]:
        """Stems for the numbers of many occasions, years below; where each occasion stands."""
        dated = [occasion.period for occasion in self.found if occasion.period]
        first = math.floor(min((spell(period)[0] for period in dated), default=0.0))
        last = math.ceil(max((spell(period)[1] for period in dated), default=1.0))
        most = max(occasion.value for occasion in self.found)
        shade = series_colour(style().status["actual"]["series"])
        xs = []
        for occasion in self.found:
            # What has no date stands at the right edge, in the place of a year of its own.
            year = place(occasion.period) if occasion.period else last + 0.5
            x = (year - first) / (last + (len(dated) < len(self.found)) - first) * self.room
            xs.append(x)
            top = base + 0.12 + occasion.value / most * (_STEMS - 0.4)
            axes.plot([x, x], [base + 0.12, top], color=shade, linewidth=1.6, zorder=2)
            if occasion.value == most:
                align = "right" if x > self.room / 2 else "left"
                write(axes, x, top + 0.12, occasion.text, ink=shade, weight=HEAVY, ha=align, ground=None)
        step = max(1, math.ceil((last - first) * 0.45 / self.room))
        for year in range(first, last):
            if year % step == 0:
                x = (year + 0.5 - first) / (last + (len(dated) < len(self.found)) - first) * self.room
                write(axes, x, 0.12, str(year), ha="center", ground=None)
        if len(dated) < len(self.found):
            write(axes, self.room, 0.12, wording.period(None), ha="right", ground="paper")
        return xs
