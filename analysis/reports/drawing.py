"""Charts as SVG: the same bytes each time, colours that follow light and dark, ids that meet no others."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING

from analysis.style import charts, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

__all__ = ["following", "svg"]

# The groups that matplotlib names after its own classes; nothing refers to them.
NAMED = re.compile(r'<g id="(?:figure|axes|text|line2d|patch|xtick|ytick|legend|matplotlib|[A-Z]\w+Collection)[^"]*">')


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
    text = re.sub(r"(\d+\.\d{2})\d+", r"\1", text)
    text = re.sub(r"rotate\(-0 [^)]*\)", "", text).replace(' transform=""', "")
    text = re.sub(r">\s+<", "><", text).strip()
    text = _families(text)
    prefix = hashlib.sha256(text.encode()).hexdigest()[:6]
    return re.sub(r'(id="|href="#|url\(#)', rf"\g<1>c{prefix}-", text)


def _families(text: str) -> str:
    """Font families written short: ours, then any sans serif."""
    look = style().type
    families = f"font-family: '{look['sans']}', '{look['fallback']}', sans-serif"
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
