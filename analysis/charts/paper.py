"""The sheet that every chart is drawn on: title, key, plot and source line, and labels that do not collide.

Everything is laid out in inches with the font's own measures, so that a chart needs no renderer and no
global state of pyplot, and comes out the same wherever it is drawn.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

from analysis import wording
from analysis.model import Evidence
from analysis.style import charts as settings
from analysis.style import style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

__all__ = [
    "Box",
    "Chart",
    "Key",
    "Labels",
    "Said",
    "Sheet",
    "cited",
    "colour",
    "half",
    "leading",
    "measured",
    "series_colour",
    "wrapped",
]

POINTS = 72  # in an inch
HEAVY, BOLD = 600, 700  # the weight of titles and of values; what a font without it has
_TITLE, _SMALL = 1.22, 0.86  # sizes relative to that of labels
_LEADING = 1.28
_SURE = 0.97  # of a width is filled with text: a browser sets it a little wider than the font's own measures
_SOURCES = 4  # that a source line names
_GAP = 0.09  # inches between the parts of a sheet
_NO_ADDRESS = re.compile('[%"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')  # what no attribute of XML can hold
_KEY_MARK, _KEY_GAP = 0.17, 0.2  # inches for the mark of a key's entry, and after its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a chart says besides its picture.

    `evidence` is what each row of `data` rests on; `linked` names the column that leads to it.
    """

    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    sources: tuple[str, ...] = ()
    linked: str = ""
    evidence: tuple[tuple[Evidence, ...], ...] = ()


class Chart(Figure):
    """A matplotlib figure that also says in words what it shows.

    `title` is its message, `caption` what is drawn and in which unit, `alt` its text alternative in
    prose, `data` the table it is drawn from. `narrow()` is the same chart for a telephone.
    """

    said: Said
    again: Callable[..., Chart]

    @property
    def title(self) -> str:
        """The message of the chart, as it stands above the plot."""
        return self.said.title

    @property
    def caption(self) -> str:
        """What is drawn, of whom and in which unit."""
        return self.said.caption

    @property
    def alt(self) -> str:
        """The text alternative: what a reader who does not see the chart should know."""
        return self.said.alt

    @property
    def data(self) -> pd.DataFrame:
        """The table that the chart is drawn from, with headings for a reader."""
        return self.said.data

    def narrow(self, *, titled: bool = True) -> Chart:
        """The same chart drawn for a telephone."""
        return self.again(narrow=True, titled=titled)

    def described(self) -> dict[str, Any]:
        """The arguments of a report's `chart`: the chart without its title and sources, which the page sets."""
        return {
            "figure": self.again(titled=False),
            "narrow": self.narrow(titled=False),
            "alt": self.alt,
            "caption": self.title,
            "data": self.data,
            "links": {self.said.linked: self.said.evidence} if self.said.evidence else {},
            "note": " ".join(filter(None, [f"{self.caption}.", source_line(self.said.sources)])),
        }


def leading(evidence: Sequence[Evidence]) -> str | None:
    """The address that a mark leads to: the first place it rests on, for a report to find; None without any.

    >>> leading([Evidence(document="a.txt", start=7, end=9, exact="92")])
    'evidence:a.txt:7'
    """
    return f"evidence:{_NO_ADDRESS.sub(_coded, evidence[0].document)}:{evidence[0].start}" if evidence else None


def _coded(sign: re.Match[str]) -> str:
    return quote(sign[0].encode("utf-8", "surrogatepass"))


def cited(row: Mapping[Any, Any]) -> tuple[Evidence, ...]:
    """The place that a row of a table stands for, as what a mark rests on."""
    exact = row.get("quote_exact")
    start, end = int(row["start"]), int(row["end"])
    return (Evidence(document=row["document"], start=start, end=end, exact=exact if isinstance(exact, str) else ""),)


def colour(name: str) -> str:
    """A colour of the style on light paper: ink, quiet, line, raised, paper, accent."""
    return style().colour[name][0]


def half() -> dict[str, Any]:
    """The look of a mark of which only the left half is filled."""
    return {"fillstyle": "left", "markerfacecoloralt": colour("paper")}


def series_colour(name: str) -> str:
    """A colour of a series of the style on light paper."""
    return style().series[name][0]


def _settings() -> dict[Any, Any]:
    # Everything has its place in inches already: nothing is left for a layout engine to do.
    return {**settings(), "figure.constrained_layout.use": False}


def size_of(relative: float = 1.0) -> float:
    """A font size in points, relative to that of labels."""
    return float(style().chart["size"]) * relative


@functools.cache
def _families() -> list[str]:
    """The font families of charts, the others for signs that the first lacks, in both weights that charts use."""
    families = list(settings()["font.family"])
    listed = font_manager.fontManager.ttflist
    for family in families:
        upright = [entry for entry in listed if entry.name == family and entry.style == "normal"]
        if upright and not any(entry.weight == HEAVY for entry in upright):
            # Else matplotlib would say on the console, for each process, which weight it takes for semibold.
            nearest = next((entry for entry in upright if entry.weight == BOLD), upright[0])
            listed.append(dataclasses.replace(nearest, weight=HEAVY))
    return families


def font_of(relative: float = 1.0, weight: int = 400) -> FontProperties:
    """The font of charts in a size relative to that of labels."""
    return FontProperties(family=_families(), size=size_of(relative), weight=weight)


def measured(text: str, *, relative: float = 1.0, weight: int = 400) -> float:
    """The width of the widest line of a text in inches.

    >>> measured("wide") > measured("i") > 0
    True
    """
    if not text:
        return 0.0
    font = font_of(relative, weight)
    lines = wording.legible(text).split("\n")
    widths = [text_to_path.get_text_width_height_descent(line or " ", font, ismath=False)[0] for line in lines]
    return float(max(widths)) / POINTS


def wrapped(text: str, width: float, *, relative: float = 1.0, weight: int = 400) -> str:
    r"""A text broken into lines that fit a width in inches, at spaces only.

    >>> wrapped("one two", 0.1)
    'one\ntwo'
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measured(longer, relative=relative, weight=weight) <= width * _SURE:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def line_height(relative: float = 1.0) -> float:
    """The height of one line of text in inches."""
    return size_of(relative) * _LEADING / POINTS


def height_of(text: str, *, relative: float = 1.0) -> float:
    """The height of a text of one or more lines in inches."""
    return (text.count("\n") + 1) * line_height(relative) if text else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An entry of the key above a plot: a mark and what it stands for."""

    text: str
    colour: str
    marker: str = "s"
    hollow: bool = False
    half: bool = False
    hatch: str = ""
    alpha: float = 1.0


class Sheet:
    """A chart in the making: its size is known once its plot's height is.

    All positions are inches from the lower left corner of the plot area, which `left` and `right`
    margins leave to the axes.
    """

    def __init__(
        self, *, plot_height: float, title: str, key: Sequence[Key], sources: Sequence[str], narrow: bool
    ) -> None:
        look = style().chart
        self.width = float(look["narrow"] if narrow else look["width"])
        self.plot_height = plot_height
        heading = wrapped(title, self.width, relative=_TITLE, weight=HEAVY)
        rows = _rows(key, self.width)
        line = wrapped(source_line(sources), self.width, relative=_SMALL)
        below = height_of(line, relative=_SMALL) + (_GAP if line else 0.0)
        above = height_of(heading, relative=_TITLE) + _GAP if title else 0.0
        key_height = len(rows) * size_of() * 1.6 / POINTS
        self.height = above + key_height + plot_height + below
        self._bottom = below
        with mpl.rc_context(_settings()):
            self.chart = Chart(figsize=(self.width, self.height))
            top = self.height
            self._write(0.0, top, heading, relative=_TITLE, weight=HEAVY)
            top -= above
            for row in rows:
                top -= size_of() * 1.6 / POINTS
                self._key(row, top)
            if line:
                self._write(0.0, height_of(line, relative=_SMALL), line, relative=_SMALL, ink="quiet")

    def _write(
        self, x: float, y: float, text: str, *, relative: float = 1.0, weight: int = 400, ink: str = "ink"
    ) -> None:
        spot = (x / self.width, y / self.height)
        font = font_of(relative, weight)
        look: dict[str, Any] = {"color": colour(ink), "va": "top", "linespacing": _LEADING * 0.95, "parse_math": False}
        self.chart.text(*spot, wording.legible(text), fontproperties=font, **look)

    def _key(self, row: Sequence[Key], y: float) -> None:
        x = 0.0
        middle = (y + size_of() * 0.75 / POINTS) / self.height
        for entry in row:
            style_of = {
                "marker": entry.marker,
                "markersize": 7,
                "markerfacecolor": colour("paper") if entry.hollow else entry.colour,
                "markeredgecolor": entry.colour,
                **(half() if entry.half else {}),
                "markeredgewidth": 1.4,
                "alpha": entry.alpha,
            }
            mark = Line2D([(x + 0.06) / self.width], [middle], linestyle="none", **style_of)
            self.chart.add_artist(mark)
            font = font_of()
            spot = ((x + _KEY_MARK) / self.width, middle)
            look: dict[str, Any] = {"color": colour("ink"), "va": "center_baseline", "parse_math": False}
            self.chart.text(*spot, wording.legible(entry.text), fontproperties=font, **look)
            x += _KEY_MARK + measured(entry.text) + _KEY_GAP

    def axes(self, *, left: float, right: float, bottom: float, top: float) -> Axes:
        """Axes between the given margins of the plot area, all in inches; `top` counts from its top."""
        with mpl.rc_context(_settings()):
            return self.chart.add_axes(
                (
                    left / self.width,
                    (self._bottom + bottom) / self.height,
                    (self.width - left - right) / self.width,
                    (self.plot_height - bottom - top) / self.height,
                )
            )

    def say(self, text: str) -> None:
        """Writes in the place of a plot that there is nothing to draw."""
        self._write(0.0, self.plot_height + self._bottom, text, ink="quiet")

    def finished(self, said: Said, again: Callable[..., Chart]) -> Chart:
        """The chart, with what it says."""
        self.chart.said = said
        self.chart.again = again
        return self.chart


def _rows(key: Iterable[Key], width: float) -> list[list[Key]]:
    rows: list[list[Key]] = []
    used = 0.0
    for entry in key:
        needed = _KEY_MARK + measured(entry.text) + _KEY_GAP
        if not rows or used + needed - _KEY_GAP > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += needed
    return rows


def source_line(sources: Sequence[str]) -> str:
    """The line that names the sources, four at most.

    >>> source_line(["The Times", "Nhan Dan"]), source_line(list("abcdef"))
    ('Sources: The Times; Nhan Dan.', 'Sources: a; b; c; d; and 2 more.')
    """
    if not sources:
        return ""
    more = [f"and {len(sources) - _SOURCES} more"] if len(sources) > _SOURCES else []
    line = f"{'Source' if len(sources) == 1 else 'Sources'}: {'; '.join([*sources[:_SOURCES], *more])}"
    return line if line.endswith(("…", ".")) else f"{line}."


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in inches: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> float:
        """The area that two boxes share.

        >>> Box(0, 0, 2, 2).shared(Box(1, 1, 3, 3))
        1
        """
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide * high if wide > 0 and high > 0 else 0


@dataclass(slots=True)
class Labels:
    """Places labels beside their points where they cover least of what is drawn already."""

    limits: Box
    taken: list[Box] = field(default_factory=list)

    def spot(
        self, x: float, y: float, text: str, *, heavy: bool = False, away: float = 0.11
    ) -> tuple[float, float, str]:
        """Where the label of the point at (x, y) goes: (x, y of its middle, horizontal alignment).

        To the right of its point where there is room, else above, left, below, then further off.
        """
        wide, high = measured(text, weight=HEAVY if heavy else 400), height_of(text)
        best, least = (x + away, y, "left"), math.inf
        for rank, (dx, dy, align) in enumerate(_spots(away, high)):
            left = x + dx - {"left": 0.0, "center": wide / 2, "right": wide}[align]
            box = Box(left, y + dy - high / 2, left + wide, y + dy + high / 2)
            outside = max(0.0, self.limits.left - box.left) + max(0.0, box.right - self.limits.right)
            outside += max(0.0, self.limits.bottom - box.bottom) + max(0.0, box.top - self.limits.top)
            cost = sum(box.shared(other) for other in self.taken) * 10 + outside * 10 + rank * 1e-3
            if cost < least:
                best, least = (x + dx, y + dy, align), cost
                chosen = box
        self.taken.append(chosen)
        return best


def _spots(away: float, high: float) -> Iterable[tuple[float, float, str]]:
    near = away + high / 2
    for far in (0.0, high / 2, high):
        yield from (
            (away + far, 0.0, "left"),
            (0.0, near + far, "center"),
            (-away - far, 0.0, "right"),
            (away, near + far, "left"),
            (-away, near + far, "right"),
            (0.0, -near - far, "center"),
            (away, -near - far, "left"),
            (-away, -near - far, "right"),
        )


def write(axes: Axes, x: float, y: float, text: str, *, ink: str | None = None, **options: Any) -> None:  # noqa: ANN401
    """Writes one line into axes whose units are inches, on a ground of its own so that no line runs through it.

    `weight` and `relative` choose the font, `ground` the name of the colour behind it (None for none);
    other options are matplotlib's. The ink is a colour, by default the quiet one.
    """
    font = font_of(options.pop("relative", 1.0), options.pop("weight", 400))
    ground = options.pop("ground", "paper")
    box = {"facecolor": colour(ground), "edgecolor": "none", "pad": 0.8} if ground else None
    # A text of others may hold a dollar sign, behind which matplotlib would read TeX.
    defaults = {"ha": "left", "va": "center_baseline", "zorder": 5, "clip_on": False, "parse_math": False}
    look = {"color": ink or colour("quiet"), "bbox": box, **defaults, **options}
    axes.text(x, y, wording.legible(text), fontproperties=font, **look)


def named(documents: Iterable[str], labels: Mapping[str, str] | None) -> tuple[str, ...]:
    """The names of documents for a source line, each once, in the order given."""
    return tuple(dict.fromkeys((labels or {}).get(document, document) for document in documents))
