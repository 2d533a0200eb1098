"""The differences between figures and gold as text: grouped by what is wrong, each with its sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from analysis.scores.comparing import Turn

__all__ = ["grouped", "turned"]

Record: TypeAlias = "Mapping[str, Any]"
"""A difference as JSON holds it."""

_SLOTS = ("metric", "unit", "bound", "period", "status", "parties", "direction")
_MISSED, _EXTRA = "missed", "extra: gold has no such figure"
_INDENT = "    "


def grouped(misses: Iterable[Record]) -> Iterator[str]:
    """Yield the differences as lines: first what was missed, then by the slots that are wrong, then what is extra.

    Of the slots, those that are wrong most often come first.
    """
    groups: dict[str, list[Record]] = defaultdict(list)
    for miss in misses:
        groups[_what(miss)].append(miss)
    last = {_MISSED: -1, _EXTRA: 1}
    for what, group in sorted(groups.items(), key=lambda pair: (last.get(pair[0], 0), -len(pair[1]), pair[0])):
        yield f"{what} ({_figures(len(group))})"
        for miss in group:
            yield from _difference(miss)
        yield ""


def turned(turns: Iterable[Turn]) -> Iterator[str]:
    """Yield the figures that changed between two runs as lines, what is worse first."""
    groups: dict[str, list[Turn]] = {"worse": [], "otherwise": [], "better": []}
    for turn in turns:
        groups[turn.sense].append(turn)
    for sense, group in ((sense, group) for sense, group in groups.items() if group):
        yield f"{sense} ({_figures(len(group))})"
        for turn in group:
            yield from _turn(turn)
        yield ""


def _figures(number: int) -> str:
    return f"{number} figure{'' if number == 1 else 's'}"


def _what(miss: Record) -> str:
    """Return what is wrong, in words."""
    if miss["kind"] == "wrong":
        return f"wrong: {', '.join(miss['slots'])}"
    return _MISSED if miss["kind"] == "missed" else _EXTRA


def _difference(miss: Record) -> Iterator[str]:
    """Yield the lines of one difference."""
    yield from _place(miss)
    if miss["expected"] is not None:
        yield f"{_INDENT}expected  {_described(miss['expected'])}"
    if miss["got"] is not None:
        yield f"{_INDENT}got       {_described(miss['got'])}"


def _turn(turn: Turn) -> Iterator[str]:
    """Yield the lines of one figure that changed."""
    miss = turn.after or turn.before or {}
    yield from _place(miss)
    if miss["expected"] is not None:
        yield f"{_INDENT}expected  {_described(miss['expected'])}"
    yield f"{_INDENT}before    {_outcome(turn.before, miss)}"
    yield f"{_INDENT}now       {_outcome(turn.after, miss)}"


def _place(miss: Record) -> Iterator[str]:
    figure = miss["expected"] or miss["got"]
    yield f"  {miss['document']}:{figure['start']}-{figure['end']}"
    yield f"{_INDENT}text      {' '.join(miss['sentence'].split())}"


def _outcome(miss: Record | None, other: Record) -> str:
    """Return what came out in one run, in a line; `other` is the difference in the other run."""
    if miss is None:
        return "right" if other["expected"] is not None else "not there"
    if miss["got"] is None:
        return _MISSED
    return f"{_what(miss)}: {_described(miss['got'])}"


def _described(figure: Record) -> str:
    """Return a figure in one line: of gold, or as it came out."""
    slots = (f"{name}={_value(figure[name])}" for name in _SLOTS)
    return " ".join(filter(None, (repr(_quote(figure)), _amount(figure), *slots, _change(figure["change"]))))


def _quote(figure: Record) -> str:
    """Return the stretch of text that a figure stands on."""
    quote: str = figure["quote"]["exact"] if isinstance(figure["quote"], dict) else figure["quote"]
    return quote


def _value(value: object) -> str:
    """Return a slot as it is written on the wire.

    >>> _value(["LA", "VN"]), _value(None)
    ('LA,VN', '-')
    """
    if value is None or value in ([], ()):
        return "-"
    return ",".join(value) if isinstance(value, list | tuple) else str(value)


def _amount(amount: Record) -> str:
    """Return the value of a figure or of a change; of a range, both ends."""
    if amount["value"] is None:
        return ""
    high = amount.get("upper", amount.get("value_high")) if amount["bound"] == "range" else None
    return f"{amount['value']:g}" + ("" if high is None else f" to {high:g}")


def _change(change: Record | None) -> str:
    if change is None:
        return ""
    versus = _value(change["versus"])
    return f"change={change['direction']} {change['bound']} {_amount(change)} {change['kind']} versus {versus}"
