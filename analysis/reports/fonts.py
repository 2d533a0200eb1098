"""Fonts inside the report: only the signs that it uses, so that it looks the same everywhere and stays small."""

from __future__ import annotations

import base64
import io
import shutil
import unicodedata
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from analysis.style import Face, font_files, other_files

__all__ = ["face_rules", "folder", "others", "unset"]

FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"]
FALLBACK = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf")
"""The faces of matplotlib that stand in where ours lack a sign."""
_SILENT = ("Cf", "Zs", "Zl", "Zp")  # no font need have them


def face_rules(text: str) -> str:
    """CSS rules with the faces of the style as WOFF2, each cut down to the signs of `text`."""
    faces = [(face, text) for face in font_files() if face.style == "normal" or "<em>" in text]
    return "\n".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"font-display:swap;src:url(data:font/woff2;base64,{_subset(face.path, ''.join(sorted(set(signs))))})}}"
        for face, signs in (*faces, *others(text).items())
    )


def others(text: str) -> dict[Face, str]:
    """The further faces that a text needs, each with the signs of it that no face before has.

    >>> [face.family for face in others("Trade, Торговля, thương mại")]
    []
    >>> [face.family for face in others("贸易")]
    ['Noto Sans SC']
    """
    left = {sign for sign in text if sign.isprintable() and not sign.isspace()}
    ours = [face for face in font_files() if face.style == "normal"]
    left = {sign for face in ours for sign in left if ord(sign) not in _signs(face.path)}
    found = {}
    for face in other_files() if left else ():
        signs = {sign for sign in left if ord(sign) in _signs(face.path)}
        left -= signs
        if signs:
            found[face] = "".join(sorted(signs))
    return found


def unset(text: str) -> set[str]:
    """The signs of a text that no font of a PDF has: one of them, and a tagged PDF is refused.

    >>> unset("Trade, 贸易, አ")
    {'አ'}
    """
    beyond = {sign for sign in text if not sign.isascii() and unicodedata.category(sign) not in _SILENT}
    paths = (face.path for face in (*font_files(), *other_files()))
    for path in (*paths, *(Path(mpl.get_data_path()) / "fonts" / "ttf" / name for name in FALLBACK)):
        beyond = {sign for sign in beyond if ord(sign) not in _signs(path)} if beyond else beyond
    return beyond


@lru_cache(maxsize=16)
def _signs(path: Path) -> frozenset[int]:
    """The signs that a font file has."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=32)
def _subset(path: Path, signs: str) -> str:
    """A font file with only these signs, as WOFF2 in base64: the same bytes for the same signs."""
    options = subset.Options(layout_features=FEATURES, recalc_timestamp=False, flavor="woff2", hinting=False)
    options.drop_tables += ["FFTM"]  # when it was drawn
    options.name_IDs = [0, 1, 2, 13, 14]  # the copyright and the licence stay with the font
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=signs)
        cutter.subset(font)
        font.flavor = "woff2"
        stream = io.BytesIO()
        font.save(stream)
    return base64.b64encode(stream.getvalue()).decode()


def folder(place: Path, text: str = "") -> Path:
    """A folder with the fonts for a PDF of this text: ours, and those that stand in for them."""
    place.mkdir(parents=True, exist_ok=True)
    for face in font_files():
        shutil.copyfile(face.path, place / face.path.name)
    for face in others(text):
        _copy_static(face.path, place)
    for name in FALLBACK:
        shutil.copyfile(Path(mpl.get_data_path()) / "fonts" / "ttf" / name, place / name)
    return place


def _copy_static(path: Path, place: Path) -> None:
    """Nothing; the font is in the folder, a variable one made static: typst sets no text of an SVG in it."""
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        if "fvar" not in font:
            shutil.copyfile(path, place / path.name)
            return
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        instancer.instantiateVariableFont(font, axes, inplace=True)
        font.save(place / path.name)
