"""The look of reports and charts, as data: what `style.toml` says, and the fonts it names.

HTML, PDF and charts take their typefaces and colours from here, so that a change is made once.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["Face", "LedgerGroup", "Style", "charts", "font_files", "other_files", "style"]

SOURCE = Path(__file__).with_name("style.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerGroup:
    """Classes of the ledger that share a colour and a kind of line."""

    key: str
    label: str
    classes: tuple[str, ...]
    series: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What `style.toml` says. Colours are pairs: on light paper, on dark paper."""

    type: dict[str, Any]
    colour: dict[str, tuple[str, str]]
    series: dict[str, tuple[str, str]]
    status: dict[str, dict[str, str]]
    verdict: dict[str, dict[str, str]]
    ledger: tuple[LedgerGroup, ...]
    chart: dict[str, float]

    def group(self, class_: str) -> LedgerGroup:
        """The group of a class of the ledger.

        >>> style().group("ordinal").key
        'name'
        """
        return next(group for group in self.ledger if class_ in group.classes)

    def status_colour(self, status: str) -> str:
        """The colour of a status on light paper.

        >>> style().status_colour("target")
        '#b34a00'
        """
        return self.series[self.status[status]["series"]][0]


@cache
def style() -> Style:
    """The look, read once.

    >>> style().colour["paper"]
    ('#ffffff', '#14171a')
    """
    with SOURCE.open("rb") as stream:
        data = tomllib.load(stream)
    return Style(
        type=data["type"],
        colour={name: (pair[0], pair[1]) for name, pair in data["colour"].items()},
        series={name: (pair[0], pair[1]) for name, pair in data["series"].items()},
        status=data["status"],
        verdict=data["verdict"],
        ledger=tuple(
            LedgerGroup(key=key, **{**group, "classes": tuple(group["classes"])})
            for key, group in data["ledger"].items()
        ),
        chart=data["chart"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file: its family, role serif, sans or other, weight, style normal or italic."""

    family: str
    role: str
    path: Path
    weight: int
    style: str


def font_files() -> list[Face]:
    """The font files that `style.toml` names; those whose package is missing are left out.

    Source: wheels under the SIL Open Font License.
    """
    return [
        Face(family=style().type[role], role=role, path=path, weight=weight, style=slant)
        for role, faces in style().type["files"].items()
        for package, name, weight, slant in faces
        if (path := _file(package, name))
    ]


def other_files() -> list[Face]:
    """The font files for scripts and signs that those lack, in the order in which they are asked for one."""
    look = style().type
    return [
        Face(family=family, role="other", path=path, weight=400, style="normal")
        for family in look["fallback"]
        if (path := _file(*look["others"][family]))
    ]


def _file(package: str, name: str) -> Path | None:
    """A file of an installed package, which is not imported for it; None where there is none."""
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((path for folder in folders if (path := Path(folder) / name).is_file()), None)


def charts() -> dict[str, Any]:
    """The settings of matplotlib for our charts: ``with matplotlib.rc_context(charts()): ...``.

    Text stays text in an SVG, and equal charts give equal bytes (`svg.hashsalt`). The fonts are made
    known to matplotlib on the first call.
    """
    _register()
    look = style()
    size = look.chart["size"]
    ink, quiet, line = (look.colour[name][0] for name in ("ink", "quiet", "line"))
    from cycler import cycler  # noqa: PLC0415 - comes with matplotlib, which not everyone has

    return {
        "figure.figsize": (look.chart["width"], look.chart["width"] / 1.9),
        "figure.facecolor": "none",
        "figure.constrained_layout.use": True,
        "savefig.facecolor": "none",
        "svg.fonttype": "none",
        "svg.hashsalt": "communique",
        "font.family": [look.type["sans"], *look.type["fallback"]],
        "font.size": size,
        "text.color": ink,
        "text.parse_math": False,  # a dollar sign in a text of others is one
        "axes.prop_cycle": cycler(color=[pair[0] for pair in look.series.values()]),
        "axes.facecolor": "none",
        "axes.edgecolor": quiet,
        "axes.labelcolor": quiet,
        "axes.labelsize": size,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titleweight": 600,
        "axes.titlesize": size + 1.5,
        "axes.axisbelow": True,
        "grid.color": line,
        "grid.linewidth": 0.7,
        "xtick.color": quiet,
        "ytick.color": quiet,
        "xtick.labelcolor": quiet,
        "ytick.labelcolor": quiet,
        "xtick.labelsize": size,
        "ytick.labelsize": size,
        "lines.linewidth": 1.8,
        "lines.markersize": 7,
        "legend.frameon": False,
        "legend.fontsize": size,
    }


@cache
def _register() -> None:
    """Makes the sans faces and the fallbacks known to matplotlib, once a process."""
    from matplotlib import font_manager  # noqa: PLC0415 - as above

    for face in (*font_files(), *other_files()):
        if face.role != "serif":
            font_manager.fontManager.addfont(face.path)
