"""The explorer: the table of figures with menus that narrow it down, for who works in a notebook.

In JupyterLab and VS Code it is a widget of ipywidgets (the extra `lab`) that shows the figures chosen and the
sentence of each. In a report, in a page that nbconvert makes, and wherever there are no widgets, it is the table of
all figures.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis import wording
from analysis.checks.statements import when
from analysis.reports.display import Block, evidence, figures, section, watched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.model import Figure, Scope

__all__ = ["Explorer", "chosen", "explorer", "menus"]

ALL = "all"
UNDATED = "none"
"""Stands for figures without a period, beside the years."""


@dataclass(frozen=True, slots=True)
class Explorer(Block):
    """A table of figures that can be explored where it is shown live."""

    stated: tuple[Figure, ...] = ()
    scopes: tuple[Scope, ...] = ()

    def _ipython_display_(self) -> None:
        """Nothing; shown are the menus, where they can be, and the table of all figures as an output of its own.

        A page that nbconvert makes would show an output with a widget in it as that widget alone, which is empty
        without the network. Where the widget lives, it hides the table.
        """
        from IPython.display import display  # noqa: PLC0415 - whoever asks for this has it

        made = self.widget() if watched() else None
        shown = self._repr_mimebundle_()
        if made is not None:
            display(made._repr_mimebundle_() | {"text/plain": ""}, raw=True)  # type: ignore[no-untyped-call]
            shown["text/html"] = f'<div class="{self._still}">{shown["text/html"]}</div>'
        display(shown, raw=True)  # type: ignore[no-untyped-call]  # IPython has no types here

    @property
    def _still(self) -> str:
        """The class of the table that stands in for the widget."""
        return f"still-{hashlib.sha256(repr(self.stated).encode()).hexdigest()[:8]}"

    def widget(self) -> Any:  # noqa: ANN401 - ipywidgets has no types
        """A new widget of ipywidgets; None where that is not installed."""
        try:
            import ipywidgets  # noqa: PLC0415 - no report needs it
        except ImportError:
            return None
        choices = {
            name: ipywidgets.Dropdown(description=name.capitalize(), options=[("All", ALL), *options])
            for name, options in menus(self.stated).items()
        }
        result = ipywidgets.HTML()

        def show(_change: object = None) -> None:
            found = chosen(self.stated, **{name: choice.value for name, choice in choices.items()})
            result.value = f"<style>.{self._still} {{ display: none }}</style>{self.found(found)}"

        for choice in choices.values():
            choice.observe(show, names="value")
        show()
        row = ipywidgets.HBox(list(choices.values()), layout=ipywidgets.Layout(flex_flow="row wrap"))
        return ipywidgets.VBox([row, result])

    def found(self, figures_: Sequence[Figure]) -> str:
        """The HTML of some of the figures: their table, and each in its sentence."""
        from analysis.reports.blocks import standalone  # noqa: PLC0415 - no report needs it

        noun = wording.counted(len(self.stated), "figure").split(" ", 1)[1]
        count = f"{len(figures_)} of {len(self.stated)} {noun}"
        table = figures(figures_, scopes=self.scopes, caption=count)
        return standalone(section(table, evidence(figures_, scopes=self.scopes)).data)


def explorer(
    stated: Iterable[Figure],
    *,
    scopes: Iterable[Scope] = (),
    caption: str = "Each figure in the words of its source and in ours",
) -> Explorer:
    """The table of figures as `figures` shows it; live, with menus for pair, measure, period and status.

    >>> explorer([]).data["kind"]
    'figures'
    """
    known, told = tuple(stated), tuple(scopes)
    return Explorer(figures(known, scopes=told, caption=caption).data, stated=known, scopes=told)


def menus(stated: Iterable[Figure]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen of these figures: for each menu its entries, as (what it is called, value).

    >>> menus([])
    {'pair': [], 'measure': [], 'period': [], 'status': []}
    """
    known = list(stated)
    pairs = {"|".join(figure.parties): wording.economies(figure.parties) or "not named" for figure in known}
    measures = {figure.metric: wording.metric(figure.metric) for figure in known}
    years = {year: wording.period(None) if year == UNDATED else year for figure in known for year in _years(figure)}
    statuses: dict[str, str] = {figure.status: wording.status(figure.status) for figure in known}
    named: dict[str, dict[str, str]] = {"pair": pairs, "measure": measures, "period": years, "status": statuses}
    return {name: sorted((label, value) for value, label in entries.items()) for name, entries in named.items()}


def chosen(
    stated: Iterable[Figure], *, pair: str = ALL, measure: str = ALL, period: str = ALL, status: str = ALL
) -> list[Figure]:
    """The figures that fit every choice; the values are those of `menus`, or "all".

    A figure over several years fits each of them.
    """
    return [
        figure
        for figure in stated
        if pair in {ALL, "|".join(figure.parties)}
        and measure in {ALL, figure.metric}
        and (period == ALL or period in _years(figure))
        and status in {ALL, figure.status}
    ]


def _years(figure: Figure) -> list[str]:
    """The years that a figure is about."""
    span = when(figure.period)
    return [str(year) for year in range(span[0].year, span[1].year + 1)] if span else [UNDATED]
