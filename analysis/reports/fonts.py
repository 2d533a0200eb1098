"""Fonts inside the report: only the signs that it uses, so that it looks the same everywhere and stays small."""

from __future__ import annotations

import base64
import io
import shutil
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from fontTools import subset
from fontTools.ttLib import TTFont

from analysis.style import font_files, style

__all__ = ["face_rules", "folder"]

FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"]
FALLBACK = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf")
"""The faces of matplotlib that stand in where ours lack a sign."""


def face_rules(text: str) -> str:
    """CSS rules with the faces of the style as WOFF2, each cut down to the signs of `text`."""
    signs = "".join(sorted(set(text)))
    look = style().type
    return "\n".join(
        f'@font-face{{font-family:"{look[face.role]}";font-weight:{face.weight};font-style:{face.style};'
        f"font-display:swap;src:url(data:font/woff2;base64,{_subset(face.path, signs)})}}"
        for face in font_files()
        if face.style == "normal" or "<em>" in text
    )


@lru_cache(maxsize=32)
def _subset(path: Path, signs: str) -> str:
    """A font file with only these signs, as WOFF2 in base64: the same bytes for the same signs."""
    options = subset.Options(layout_features=FEATURES, recalc_timestamp=False, flavor="woff2", hinting=False)
    options.name_IDs = [0, 1, 2, 13, 14]  # the copyright and the licence stay with the font
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=signs)
        cutter.subset(font)
        font.flavor = "woff2"
        stream = io.BytesIO()
        font.save(stream)
    return base64.b64encode(stream.getvalue()).decode()


def folder(place: Path) -> Path:
    """A folder with the fonts for the PDF: ours, and those that stand in for them."""
    place.mkdir(parents=True, exist_ok=True)
    for face in font_files():
        shutil.copyfile(face.path, place / face.path.name)
    for name in FALLBACK:
        shutil.copyfile(Path(mpl.get_data_path()) / "fonts" / "ttf" / name, place / name)
    return place
