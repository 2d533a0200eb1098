"""Charts as SVG: the same bytes each time, colours that follow light and dark, ids that meet no others."""

from __future__ import annotations

import hashlib
import html
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from analysis.style import charts, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing
    from matplotlib.path import Path

__all__ = ["following", "outlined", "svg"]

# The groups that matplotlib names after its own classes; nothing refers to them.
NAMED = re.compile(r'<g id="(?:figure|axes|text|line2d|patch|xtick|ytick|legend|matplotlib|[A-Z]\w+Collection)[^"]*">')

TAG = re.compile(r"<[^<>]+>")
PLACED = re.compile(r' (?!href=|id=)[\w:-]+="[^"]*"')
"""An attribute that places or colours: not a link, which may name a file, and not what stands between two tags."""
DECIMALS = re.compile(r"(\d+\.\d{2})\d+")

TEXT = re.compile(r'<text style="([^"]*)" x="([\d.-]+)" y="([\d.-]+)"((?: transform="[^"]*")?)>([^<]*)</text>')
STYLE = re.compile(r"([a-z-]+): ([^;]+)")
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Which part of its width a text stands to the left of its place."""


def svg(figure: Drawing) -> str:
    """A matplotlib figure as an SVG element: text as text, without date, prologue or metadata.

    The figure is closed. Equal figures give equal text.
    """
    import matplotlib as mpl  # noqa: PLC0415 - a notebook without charts does not wait for it
    from matplotlib import pyplot as plt  # noqa: PLC0415

    stream = io.StringIO()
    settings = charts()
    with mpl.rc_context({key: settings[key] for key in ("svg.fonttype", "svg.hashsalt")}):
        figure.savefig(stream, format="svg", metadata={"Date": None}, transparent=True)
    plt.close(figure)
    return _lean(stream.getvalue())


def _lean(text: str) -> str:
    """The SVG without what a page has no use for, its ids made its own, its numbers at two decimals."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r' (?:width|height)="[\d.]+pt"| xmlns:xlink="[^"]*"| version="[^"]*"', "", text)
    text = text.replace("xlink:href", "href")
    text = NAMED.sub("<g>", text)
    text = TAG.sub(lambda tag: PLACED.sub(lambda placed: DECIMALS.sub(r"\1", placed[0]), tag[0]), text)
    text = re.sub(r"rotate\(-0 [^)]*\)", "", text).replace(' transform=""', "")
    text = re.sub(r">\s+<", "><", text).strip()
    text = _families(text)
    prefix = hashlib.sha256(text.encode()).hexdigest()[:6]
    return re.sub(r'(id="|href="#|url\(#)', rf"\g<1>c{prefix}-", text)


def _families(text: str) -> str:
    """Font families written short: ours, those that the text needs besides, then any sans serif."""
    from analysis.reports.fonts import others  # noqa: PLC0415 - only who draws needs what it loads

    names = (style().type["sans"], *(face.family for face in others(text)))
    families = "font-family: " + ", ".join((*(f"'{name}'" for name in names), "sans-serif"))
    return re.sub(r"font-family: [^;\"]*", families, text)


def following(text: str) -> str:
    """The SVG with each of our colours as a variable, so that it follows light and dark.

    >>> following('<path style="fill: #0b5c8a"/>')
    '<path style="fill: var(--accent)"/>'
    """
    look = style()
    names = {pair[0]: name for name, pair in look.series.items()} | {
        pair[0]: name for name, pair in look.colour.items()
    }
    return re.sub(
        r"#[0-9a-f]{6}",
        lambda match: f"var(--{names[match[0]]})" if match[0] in names else match[0],
        text,
    )


def outlined(text: str) -> str:
    """The SVG for a PDF: a label whose signs carry others above or below them is drawn, not written.

    typst cannot say which letters such signs of a picture stand for, and a tagged PDF must; the picture's text
    alternative and its table of data say them.

    >>> outlined('<text style="font-size: 9px" x="1" y="2">Trade</text>')
    '<text style="font-size: 9px" x="1" y="2">Trade</text>'
    """
    return TEXT.sub(lambda match: _outline(match) if _carries(html.unescape(match[5])) else match[0], text)


def _carries(label: str) -> bool:
    return any(unicodedata.combining(sign) or unicodedata.category(sign) == "Mn" for sign in label)


def _outline(label: re.Match[str]) -> str:
    """A label as a path: as large, as heavy and at the place that its style says."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - as above
    from matplotlib.textpath import TextPath  # noqa: PLC0415

    look = dict(STYLE.findall(label[1]))
    size = float(look["font-size"].removesuffix("px"))
    families = [style().type["sans"], *style().type["fallback"]]
    drawn = TextPath((0, 0), html.unescape(label[5]), size=size, prop=FontProperties(family=families))
    left = float(label[2]) - ANCHORS[look.get("text-anchor", "start")] * drawn.get_extents().xmax
    place = f"translate({left:.2f} {label[3]}) scale(1 -1)"
    fill = look.get("fill", "#000000")
    return f'<g{label[4]}><path transform="{place}" style="fill: {fill}" d="{_commands(drawn)}"/></g>'


def _commands(path: Path) -> str:
    """A path in the letters of SVG."""
    letters = {path.MOVETO: "M", path.LINETO: "L", path.CURVE3: "Q", path.CURVE4: "C"}
    return " ".join(
        "Z" if code == path.CLOSEPOLY else letters[code] + " ".join(f"{number:.2f}" for number in points)
        for points, code in path.iter_segments(simplify=False)
    )
