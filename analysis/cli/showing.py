"""Figures as a person reads them on a terminal: a table for each document, in words."""

from __future__ import annotations

import io
import itertools
import shutil
from typing import TYPE_CHECKING, Any

from analysis import wording
from analysis.cli.output import printable
from analysis.model import SourcedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.model import Figure

__all__ = ["as_text", "remark"]

_HEADS = ("MEASURE", "BETWEEN", "PERIOD", "VALUE", "STATUS", "AS STATED")
_NARROWEST, _WIDEST = 60, 160  # columns of the screen that are made use of


def remark(count: int) -> str:
    """What to say below so many figures: how to have all that is known of them.

    >>> remark(0)
    'no figures of a relation; see what became of each number with: communique ledger'
    """
    if not count:
        return "no figures of a relation; see what became of each number with: communique ledger"
    told = wording.counted(count, "figure")
    return f"{told}; all that is known of each: --format jsonl, or -o with a file that ends in .csv, .xlsx or .parquet"


def as_text(figures: Iterable[Figure]) -> Iterator[str]:
    """The figures as texts, one a document, as they come: its id, what is known of it, and a table of what it states.

    As wide as the terminal, or 80 columns where there is none. It is for the eye: places, bounds and evidence in full
    are in the other forms.

    >>> list(as_text([]))
    []
    """
    width = min(max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)
    for head, stated in itertools.groupby(figures, key=_head):
        yield f"{head}\n{_table(stated, width)}\n"


def _head(figure: Figure) -> str:
    """The lines above the figures of a document: its id, and what is known of it, where that goes with them."""
    known: tuple[str | None, ...] = ()
    if isinstance(figure, SourcedFigure):
        known = (figure.title, figure.publisher, figure.published, figure.address)
    return "".join(f"{_line(told)}\n" for told in (figure.document, *known) if told)


def _table(figures: Iterable[Figure], width: int) -> str:
    from rich.console import Console  # noqa: PLC0415  # only what is shown needs it
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for head in _HEADS:
        table.add_column(head, overflow="fold")
    for figure in figures:
        table.add_row(*map(_cell, _row(figure)))
    # Without styles: what the texts of others hold is then all that could steer a terminal, and that is written out.
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False, emoji=False, markup=False)
    console.print(table)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]  # the file that it was given
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def _row(figure: Figure) -> tuple[str, ...]:
    between = wording.direction(figure.direction) if figure.direction else wording.economies(figure.parties)
    tied = figure.change if figure.value is not None else None
    change = f", {wording.change(tied, unit_of=figure.unit)}" if tied else ""
    return (
        wording.metric(figure.metric),
        between,
        wording.short(figure.period) if figure.period else "",
        wording.stated(figure) + change,
        wording.status(figure.status),
        figure.quote.exact,
    )


def _cell(text: str) -> Any:  # noqa: ANN401  # rich is loaded late
    from rich.text import Text  # noqa: PLC0415  # as above

    return Text(_line(text))


def _line(text: str) -> str:
    """The text on one line, with what could steer a terminal written out."""
    return printable(" ".join(text.split()), one_line=True)
