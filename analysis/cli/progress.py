"""What a person sees while something takes its time: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.reports.rendering import Progress as News

__all__ = ["corpus_bar", "on_terminal", "report_lines"]

_WIDTH = 24
_PLACE = re.compile(r"cell \d+(?:, line \d+)?")
ENDED = ("rendered", "unchanged", "failed")
"""The states in which a report needs no more time."""


def on_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def corpus_bar(total: int) -> Iterator[Callable[[int, int], object]]:
    """A function to call with how many documents more were worked on, and how many bytes of text: it moves a bar.

    The bar shows documents, bytes per second and the time left, where standard error is a terminal.

    `total` is the bytes of text that there are about; without any there is nothing to see.
    """
    if not total or not on_terminal():
        yield lambda _documents, _size: None
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.fields[documents]}"),
        BarColumn(_WIDTH),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("documents", total=total, documents=_so_many(0))
        count = 0

        def show(documents: int, size: int) -> None:
            nonlocal count
            count += documents
            bar.update(task, advance=size, documents=_so_many(count))

        yield show


def _so_many(count: int) -> str:
    """A number of documents, to be shown: "1 document", "1,200 documents"."""
    return f"{count:,} document{'' if count == 1 else 's'}"


@contextmanager
def report_lines() -> Iterator[Callable[[News], None]]:
    """A function to tell what each report is at: a line for each on a terminal, else one when it has ended."""
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
            done = max(news.cell - 1, 0) if news.cell else None
            bars.update(task, state=_state(news), total=total, completed=done)
            if news.state in ENDED:
                bars.update(task, total=1, completed=0 if news.state == "failed" else 1)
                bars.stop_task(task)

        yield told


def _state(news: News) -> str:
    """What a report is at, in words: of a failure, the place; what it says follows below."""
    if news.state == "running" and news.cell:
        return f"running cell {news.cell} of {news.cells}"
    place = _PLACE.search(news.message) if news.state == "failed" else None
    return f"failed in {place.group()}" if place else news.state


def _line(news: News) -> None:
    if news.state in ENDED and news.state != "failed":
        say(f"{news.name}: {news.state}")
