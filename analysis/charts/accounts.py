"""What became of the numbers of each document: the ledger as bars."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pandas as pd

from analysis import wording
from analysis.charts.paper import Chart, Key, Said, Sheet, colour, line_height, measured, series_colour, wrapped, write
from analysis.style import style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from analysis.style import LedgerGroup

__all__ = ["accounts", "shares"]

_BAR = 0.26  # inches
_HEAD = 0.1  # inches on a telephone between the key and the name of the first document, which stands above its bar
_ROWS = 30  # documents; of more, those with the most numbers
_TOLD = 6  # documents that a text alternative tells one by one
_ALPHA = {"none": 0.3}  # what lies outside the article is drawn faintly


def accounts(
    entries: pd.DataFrame,
    *,
    documents: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    narrow: bool = False,
    titled: bool = True,
) -> Chart:
    """A chart of what became of every number: a bar for each document, parted by the groups of the ledger.

    `entries` is the table of the ledger. `documents` gives the order of the bars, and a bar of nothing
    to a document without numbers; `labels` their names. An empty table gives a chart that says so.
    """
    order = list(dict.fromkeys([*(documents or ()), *entries["document"]]))
    counts = {document: _counts(entries[entries["document"] == document]) for document in order}
    again = functools.partial(accounts, entries, documents=documents, labels=labels)
    names = {document: (labels or {}).get(document, document) for document in order}
    said = Said(
        title=_title(counts),
        caption="Numbers in each document, by what became of them",
        alt=_alt(counts, names),
        data=_data(counts, names),
    )
    shown = sorted(order, key=lambda document: -sum(counts[document].values()))[:_ROWS]
    drawing = _Drawing({d: counts[d] for d in order if d in shown}, names, said, narrow=narrow, titled=titled)
    drawing.draw()
    return drawing.sheet.finished(said, again)


def _counts(entries: pd.DataFrame) -> dict[str, int]:
    """How many numbers each group of classes has, in the order of the style."""
    by_class = entries["class"].value_counts()
    return {group.key: int(sum(by_class.get(name, 0) for name in group.classes)) for group in style().ledger}


def _totals(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {group.key: sum(one[group.key] for one in counts.values()) for group in style().ledger}


def _title(counts: Mapping[str, Mapping[str, int]]) -> str:
    totals = _totals(counts)
    everything = sum(totals.values())
    if not everything:
        return "The documents hold no numbers"
    left = totals["unclaimed"]
    many = len(counts)
    where = f"in {many} documents" if many > 1 else "in one document"
    if left:
        return f"{left} of {everything} numbers {where} are unclaimed"
    return f"All {everything} numbers {where} are accounted for; {totals['figure']} belong to figures and their changes"


def _alt(counts: Mapping[str, Mapping[str, int]], names: Mapping[str, str]) -> str:
    if not any(sum(one.values()) for one in counts.values()):
        return "The documents hold no numbers, so nothing is drawn."
    most = sorted(counts, key=lambda document: -sum(counts[document].values()))[:_TOLD]
    told = [f"{names[document]}: {_shares(counts[document])}." for document in counts if document in most]
    if len(counts) > _TOLD:
        told = [f"All {len(counts)} documents: {_shares(_totals(counts))}. Those with the most numbers:", *told]
    return f"Stacked bars, one for each document. {' '.join(told)}"


def _shares(one: Mapping[str, int]) -> str:
    return f"{sum(one.values())} numbers" + (f": {shares(one)}" if any(one.values()) else "")


def shares(counts: Mapping[str, int]) -> str:
    """What became of numbers, in words: "14 in figures and their changes and 3 ordinals and names"."""
    words = wording.words()["becomes"]
    groups = [group for group in style().ledger if counts.get(group.key)]
    return wording.joined(f"{wording.number(counts[g.key])} {words.get(g.key, g.label)}" for g in groups)


def _data(counts: Mapping[str, Mapping[str, int]], names: Mapping[str, str]) -> pd.DataFrame:
    heads = ["Document", *(group.label for group in style().ledger), "all"]
    rows = [(names[document], *one.values(), sum(one.values())) for document, one in counts.items()]
    return pd.DataFrame(rows, columns=heads)


class _Drawing:
    """The bars: everything in inches from the lower left corner of the axes."""

    def __init__(
        self,
        counts: Mapping[str, Mapping[str, int]],
        names: Mapping[str, str],
        said: Said,
        *,
        narrow: bool,
        titled: bool,
    ) -> None:
        self.counts, self.narrow = counts, narrow
        width = float(style().chart["narrow" if narrow else "width"])
        longest = max([measured(names[document]) for document in counts], default=0.0)
        self.left = 0.0 if narrow else min(longest + 0.15, width * 0.38)
        self.names = {d: wrapped(names[d], width if narrow else self.left - 0.12) for d in counts}
        self.room = width - self.left - 0.4
        self.most = max([sum(one.values()) for one in counts.values()], default=0)
        totals = _totals(counts)
        self.groups = [group for group in style().ledger if totals[group.key]]
        self.heights = [self._height(name) for name in self.names.values()]
        self.head = _HEAD if narrow else 0.0
        self.sheet = Sheet(
            plot_height=sum(self.heights) + self.head if self.most else line_height(),
            title=said.title if titled else "",
            key=[Key(text=group.label, colour=shade(group), alpha=alpha(group)) for group in self.groups],
            sources=(),
            narrow=narrow,
        )
        if not self.most and not titled:
            self.sheet.say(said.title)

    def _height(self, name: str) -> float:
        lines = (name.count("\n") + 1) * line_height()
        return lines + _BAR + 0.16 if self.narrow else max(lines, _BAR) + 0.14

    def draw(self) -> None:
        """A bar for each document, its name beside or above it, its total at the end."""
        if not self.most:
            return
        axes = self.sheet.axes(left=self.left, right=0.0, bottom=0.0, top=self.head)
        axes.set_xlim(0, self.room + 0.4)
        axes.set_ylim(0, sum(self.heights))
        axes.set_axis_off()
        top = sum(self.heights)
        for (document, one), height in zip(self.counts.items(), self.heights, strict=True):
            lines = self.names[document].split("\n")
            y = top - height + _BAR / 2 + 0.1 if self.narrow else top - height / 2
            for number, line in enumerate(lines):
                middle = y + ((len(lines) - 1) / 2 - number) * line_height()
                level = top - line_height() * (number + 0.5) if self.narrow else middle
                write(axes, -self.left, level, line, ink=colour("ink"), ground=None)
            self._bar(axes, one, y)
            top -= height

    def _bar(self, axes: Axes, one: Mapping[str, int], y: float) -> None:
        x = 0.0
        for group in self.groups:
            count = one[group.key]
            if not count:
                continue
            wide = count / self.most * self.room
            # A thin gap of paper parts the pieces, also for who sees no difference between two colours.
            gap = min(0.02, wide / 3)
            axes.barh([y], [wide - gap], left=[x], height=_BAR, color=shade(group), alpha=alpha(group), linewidth=0)
            if measured(str(count)) + 0.08 <= wide:
                ink = colour("ink") if alpha(group) < 1 else colour("paper")
                write(axes, x + (wide - gap) / 2, y, str(count), ink=ink, ha="center", ground=None)
            x += wide
        write(axes, x + 0.06, y, str(sum(one.values())), ink=colour("quiet"), ground=None)


def shade(group: LedgerGroup) -> str:
    """The colour of a group of classes."""
    return series_colour(group.series)


def alpha(group: LedgerGroup) -> float:
    """How strongly a group is drawn: fully, or faintly where its line in the texts is none."""
    return _ALPHA.get(group.line, 1.0)
