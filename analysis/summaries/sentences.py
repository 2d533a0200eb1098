"""Figures in sentences: what was stated, with its evidence tied to the words."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypeAlias

from analysis import wording
from analysis.checks.statements import when
from analysis.definitions import definitions
from analysis.reports.display import Said, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.model import Figure

__all__ = ["Parts", "aims", "grouped", "joined", "newest", "told"]

Parts: TypeAlias = "list[str | Said]"
"""A sentence: words, some of them tied to evidence."""

_LISTED = 3  # occasions that a sentence lists; of more, their number and the newest
_ROUND = 2  # digits of a ratio


def grouped(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures that can be told in one sentence: of one metric, pair and direction; in the order of metrics.toml."""
    order = {key: place for place, key in enumerate(definitions().metrics)}
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.metric, figure.parties, figure.direction), []).append(figure)
    return sorted(groups.values(), key=lambda group: (order.get(group[0].metric, len(order)), group[0].parties))


def newest(figures: Iterable[Figure]) -> list[Figure]:
    """Figures in order of time, the newest last; those without a period first."""
    return sorted(figures, key=_end)


def _end(figure: Figure) -> tuple[int, str]:
    period = when(figure.period)
    return (1, period[1].isoformat()) if period else (0, "")


def told(group: Sequence[Figure]) -> Parts:
    """The sentence on a group of figures of one metric and direction: the newest result, then what is aimed at.

    Acts that bear a date of their own (signings, gifts) are listed, the newest three at most. The words are
    in `wording.toml`; a group without a result tells its aims alone. Ends with a full stop.
    """
    results = newest(figure for figure in group if figure.status in {"actual", "estimate"})
    aimed = [figure for figure in group if figure.status in {"target", "pledge"}]
    parts: Parts = []
    if results:
        metric = definitions().metrics.get(results[-1].metric)
        several = results if metric and metric.dated else results[-1:]
        parts += _result(several)
    if aimed:
        clause = aims(aimed, results[-1] if results else None)
        lead = "; " if results else f"{_whose(aimed[0])}: "
        parts += [lead, *clause]
    return [*parts, "."]


def _result(figures: Sequence[Figure]) -> Parts:
    frame = _frame(figures[-1])
    before, _, rest = frame.partition("{value}")
    between, _, after = rest.partition("{when}")
    if between:  # the sentence sets value and time apart: it can tell one result only
        figures = figures[-1:]
    shown = figures[-_LISTED:]
    parts: Parts = [before, *joined([_value(figure, between) for figure in shown]), after]
    if len(figures) > len(shown):
        parts.append(f" (the newest {wording.number(len(shown))} of {wording.counted(len(figures), 'occasion')})")
    return parts


def _frame(figure: Figure) -> str:
    """The sentence of a metric with the economies filled in, and places for value and time."""
    frames = wording.words()["told"]
    # "Trade came to up 30 %" is no sentence: a change alone has the plain form.
    frame = frames["default"] if figure.value is None else frames.get(figure.metric, frames["default"])
    places = {"value": "{value}", "when": "{when}", "metric": wording.metric(figure.metric), "whose": _sides(figure)}
    if figure.direction:
        source, _, target = figure.direction.partition(">")
        places |= {"from": wording.economy(source), "to": wording.economy(target)}
    if len(figure.parties) > 1:
        places["pair"] = wording.economies(figure.parties)
    try:
        return str(frame.format(**places))
    except KeyError:  # the sentence needs a direction or a pair that the text does not give
        return str(frames["default"].format(**places))


def _sides(figure: Figure) -> str:
    return wording.direction(figure.direction) or wording.economies(figure.parties) or "no economies named"


def _whose(figure: Figure) -> str:
    return f"{wording.metric(figure.metric)}, {_sides(figure)}"


def _value(figure: Figure, between: str) -> Parts:
    note = "" if figure.status == "actual" else f" ({wording.status(figure.status)})"
    time = f" {wording.at(figure.period)}" if figure.period else ""
    change = figure.change if figure.value is not None else None
    growth = f", {wording.change(change, unit_of=figure.unit)}" if change else ""
    return [said(wording.stated(figure), figure, strong=True), note, between, time, growth]


def joined(lists: Sequence[Parts]) -> Parts:
    """Several pieces as an enumeration: "a, b and c"."""
    two, inner = (wording.words()["joined"][key].replace("{}", "") for key in ("two", "inner"))
    parts: Parts = []
    for place, piece in enumerate(lists):
        if place:
            parts.append(two if place == len(lists) - 1 else inner)
        parts += piece
    return parts


def aims(figures: Sequence[Figure], last: Figure | None) -> Parts:
    """A clause on targets and pledges: the values, their deadlines, and how far the last result is from the nearest."""
    forms = wording.words()["aimed"]
    targets = sorted((f for f in figures if f.status == "target"), key=lambda figure: figure.value or 0.0)
    pledges = [figure for figure in figures if figure.status == "pledge"]
    parts: Parts = []
    if targets:
        alike = len({figure.period for figure in targets}) == 1
        values: list[Parts] = [
            [said(wording.stated(f), f, strong=True), "" if alike else _deadline(f)] for f in targets
        ]
        form = forms["one" if len(targets) == 1 else "many"]
        before, after = form.replace("{deadline}", _deadline(targets[0]) if alike else "").split("{values}")
        parts += [before, *joined(values), after, _distance(targets[0], last)]
    if pledges:
        before, after = forms["pledged"].split("{values}")
        parts += ["; " if parts else "", before, *joined([_pledge(figure) for figure in pledges]), after]
    return parts


def _pledge(figure: Figure) -> Parts:
    return [said(wording.stated(figure), figure, strong=True), f" {wording.at(figure.period)}" if figure.period else ""]


def _deadline(figure: Figure) -> str:
    return f" {wording.by(figure.period)}" if figure.period else f", {wording.by(None)}"


def _distance(target: Figure, last: Figure | None) -> str:
    if last is None or not last.value or not target.value or last.unit != target.unit:
        return ""
    forms = wording.words()["aimed"]
    ratio = target.value / last.value
    text = str(forms["reached"] if ratio <= 1 else forms["times"])
    return "; " + text.format(times=wording.number(float(f"{ratio:.{_ROUND}g}")))


def flattened(sentences: Iterable[Parts]) -> Parts:
    """Sentences one after the other, with a space between them."""
    listed = [sentence for sentence in sentences if sentence]
    spaced = itertools.chain.from_iterable([" ", *sentence] for sentence in listed)
    return list(spaced)[1:]
