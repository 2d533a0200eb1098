"""What a person sees while something takes its time: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.reports.rendering import Progress as News

__all__ = ["document_bar", "on_terminal", "report_lines"]

_WIDTH = 24


def on_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def document_bar(total: int) -> Iterator[Callable[[], object]]:
    """A function to call after each document: moves a bar where standard error is a terminal."""
    if total <= 1 or not on_terminal():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("documents"), BarColumn(_WIDTH), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("documents", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def report_lines() -> Iterator[Callable[[News], None]]:
    """A function to tell what each report is at: a bar for each on a terminal, else a line when one is done."""
    if not on_terminal():
        yield _line
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(_WIDTH),
        TextColumn("{task.fields[state]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bars:
        tasks = {}

        def told(news: News) -> None:
            if news.name not in tasks:
                tasks[news.name] = bars.add_task(news.name, total=None, start=False, state=news.state)
            task = tasks[news.name]
            if news.state == "running" and not news.cell:
                bars.start_task(task)
            # A cell counts when it is done, and setting the files at the end takes about as long as a cell.
            total = news.cells + 1 if news.cells else None
            state = f"cell {news.cell} of {news.cells}" if news.cell else news.state
            bars.update(task, state=state, total=total, completed=max(news.cell - 1, 0) if news.cell else None)
            if news.state in ("done", "failed"):
                bars.update(task, total=1, completed=1 if news.state == "done" else 0)
                bars.stop_task(task)

        yield told


def _line(news: News) -> None:
    if news.state == "done":
        say(f"{news.name}: done")
