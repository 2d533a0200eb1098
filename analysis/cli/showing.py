"""Records as a person reads them on a terminal: a table for each document, in words."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis import wording
from analysis.cli.output import printable
from analysis.model import Figure, LedgerEntry, Milestone, QuantityEntry, SourcedFigure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["WIDTH", "as_text", "remark"]

WIDTH = 80
"""Columns where no terminal says how many it has."""
_NARROWEST, _WIDEST = 60, 160  # columns that are made use of


def remark(count: int, *, of: type) -> str:
    """What to say below so many records: how to have all that is known of them.

    >>> remark(0, of=Figure)
    'no figures of a relation; see what became of each number with: communique ledger'
    """
    form = _FORMS[of]
    if not count:
        return form.none
    told = wording.counted(count, form.noun)
    return f"{told}; all that is known of each: --format jsonl, or -o with a file that ends in .csv, .xlsx or .parquet"


def as_text(records: Iterable[Any], *, of: type, width: int = WIDTH) -> Iterator[str]:
    """The records as texts, one a document, as they come: its id, what is known of it, and a table of what it states.

    It is for the eye: places, bounds and evidence in full are in the other forms. Documents have no such form, nor
    have findings.

    >>> list(as_text([], of=Figure))
    []
    """
    width = min(max(width, _NARROWEST), _WIDEST)
    for head, stated in itertools.groupby(records, key=_head):
        yield f"{head}\n{_table(stated, _FORMS[of], width)}\n"


def _head(record: Any) -> str:  # noqa: ANN401  # any of the records that have a form
    """The lines above the records of a document: its id, and what is known of it, where that goes with them."""
    known: tuple[str | None, ...] = ()
    if isinstance(record, SourcedFigure):
        known = (record.title, record.publisher, record.published, record.address)
    return "".join(f"{_line(told)}\n" for told in (record.document, *known) if told)


def _table(records: Iterable[Any], form: _Form, width: int) -> str:
    from rich.console import Console  # noqa: PLC0415  # only what is shown needs it
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, form.leading, 0))
    for head in form.heads:
        table.add_column(head, overflow="fold")
    for record in records:
        table.add_row(*map(_cell, form.row(record)))
    # Without styles: what the texts of others hold is then all that could steer a terminal, and that is written out.
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False, emoji=False, markup=False)
    console.print(table)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]  # the file that it was given
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def _cell(text: str) -> Any:  # noqa: ANN401  # rich is loaded late
    from rich.text import Text  # noqa: PLC0415  # as above

    return Text(_line(text))


def _line(text: str) -> str:
    """The text on one line, with what could steer a terminal written out."""
    return printable(" ".join(text.split()), one_line=True)


# --- what is shown of each ------------------------------------------------------------------------------------


class _Form(NamedTuple):
    """How records of one type are shown."""

    noun: str
    """What one of them is called."""
    none: str
    """What is said where there are none."""
    heads: tuple[str, ...]
    row: Callable[[Any], tuple[str, ...]]
    """A record -> its cells."""
    leading: int = 0
    """Empty lines behind a row, where most take several."""


def _figure(figure: Figure) -> tuple[str, ...]:
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


def _entry(entry: LedgerEntry) -> tuple[str, ...]:
    return entry.text, entry.class_, wording.reason(entry.reason), f"{entry.start}-{entry.end}"


def _quantity(entry: QuantityEntry) -> tuple[str, ...]:
    unit = None if entry.unit in {"percent", "factor"} else entry.unit
    ends = (entry.value, entry.upper if entry.bound == "range" and entry.upper is not None else entry.value)
    precision = min(map(wording.last_digit, ends))
    value = wording.between(*ends, unit, bound=entry.bound, precision=precision)
    value = f"{value} %" if entry.unit == "percent" else value
    return entry.text, entry.kind, value, entry.change or "", f"{entry.start}-{entry.end}"


def _milestone(milestone: Milestone) -> tuple[str, ...]:
    marked = f"{milestone.anniversary} years" if milestone.anniversary is not None else ""
    marked += f" in {milestone.marked}" if marked and milestone.marked is not None else ""
    return (
        wording.event(milestone.event, milestone.parties, subject=milestone.subject),
        wording.short(milestone.date) if milestone.date else "",
        marked,
        f"{milestone.start}-{milestone.end}",
    )


_FIGURES = _Form(
    "figure",
    "no figures of a relation; see what became of each number with: communique ledger",
    ("MEASURE", "BETWEEN", "PERIOD", "VALUE", "STATUS", "AS STATED"),
    _figure,
    leading=1,
)
_FORMS = {
    Figure: _FIGURES,
    SourcedFigure: _FIGURES,
    LedgerEntry: _Form("number", "no numbers", ("NUMBER", "CLASS", "REASON", "PLACE"), _entry),
    QuantityEntry: _Form("quantity", "no quantities", ("AS STATED", "KIND", "VALUE", "CHANGE", "PLACE"), _quantity),
    Milestone: _Form("milestone", "no milestones", ("EVENT", "DATE", "ANNIVERSARY", "PLACE"), _milestone),
}
