"""Figures put right by a reader: a file of corrections, each with its reason and what extraction said.

``corrections.toml`` lies beside the texts that it corrects. An entry that no longer fits what extraction
says is an error, so that none outlives its need::

    [[corrections]]
    document = "news.txt"             # id of the document
    quote = "1.3 billion USD"         # of the figure, letter by letter
    slot = "period"                   # what is put right: see SLOTS
    said = "2020"                     # what extraction says; left out where it says nothing
    right = "2021"                    # what it is; left out where the slot is to be empty
    reason = "The table on page 3 gives the year."
    start = 14                        # only where the document quotes the same words twice

A corrected figure names the slot in `Figure.inferred`, with the code ``corrected``. An entry for the slot ``metric``
without ``right`` says that the words measure nothing of a relation: the figure is dropped.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from analysis.definitions import DefinitionError, definitions
from analysis.model import Bound, Change, ChangeDirection, ChangeKind, Figure, Measure, Status

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["CODE", "CORRECTIONS", "SLOTS", "Correction", "CorrectionError", "corrected", "read_corrections"]

_TABLE = "corrections"
"""The table of the file, whatever the file is called."""

CORRECTIONS = "corrections.toml"
CODE = "corrected"
"""The code of a corrected slot in `Figure.inferred`."""

_CHANGE = "change_"
SLOTS: dict[str, type | tuple[type, ...] | tuple[str, ...]] = {
    "metric": str,
    "value": (int, float),
    "lower": (int, float),
    "upper": (int, float),
    "unit": str,
    "bound": get_args(Bound),
    "period": str,
    "status": get_args(Status),
    "parties": list,
    "direction": str,
    "measure": get_args(Measure),
    "change_kind": get_args(ChangeKind),
    "change_value": (int, float),
    "change_direction": get_args(ChangeDirection),
    "change_versus": str,
}
"""What can be put right, named as in tables, with the type of its value or the words that it can be."""
EMPTY = ("lower", "upper", "value", "unit", "period", "direction", "measure", "change_versus")
"""The slots that can be left empty."""
_DROPPED = "metric"
"""The slot that, left empty, makes a figure none."""
KEYS = ("document", "quote", "slot", "said", "right", "reason", "start")
NEEDED = ("document", "quote", "slot", "reason")

Value = str | float | tuple[str, ...] | None


class CorrectionError(DefinitionError):
    """A correction that cannot be used, or that fits no more: names the file, the entry and the way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry of a file of corrections."""

    file: str
    number: int
    document: str
    quote: str
    slot: str
    said: Value
    right: Value
    reason: str
    start: int | None = None

    @property
    def drops(self) -> bool:
        """Whether it says that the words are no figure."""
        return self.slot == _DROPPED and self.right is None


def read_corrections(path: str | os.PathLike[str]) -> list[Correction]:
    """The entries of a file of corrections; none where there is no such file.

    Raises CorrectionError where the file or an entry cannot be used.
    """
    file = Path(path)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise CorrectionError(file, f"cannot be read: {error}") from None
    for key in table:
        if key != _TABLE:
            raise CorrectionError(file, f"unknown key {key!r}", known=(_TABLE,))
    entries = table.get(_TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CorrectionError(file, f"must have a [[{_TABLE}]] for each correction")
    return [_entry(file, number, entry) for number, entry in enumerate(entries, start=1)]


def corrected(
    figures: Sequence[Figure], corrections: Iterable[Correction]
) -> tuple[list[Figure], tuple[Correction, ...]]:
    """The figures with the corrections applied, and the corrections, each with the `start` of its figure.

    A value that was exact takes its bounds along; a figure that is none is left out. Raises CorrectionError for an
    entry that fits no figure, several, or one of which extraction says something else by now.
    """
    result, applied, dropped = list(figures), [], set()
    for correction in corrections:
        place = _place(result, correction)
        figure = result[place]
        said = _said(figure, correction)
        if said != correction.said:
            raise _wrong(
                correction,
                f"extraction says {_shown(said)} by now, not {_shown(correction.said)}: take it out or write it anew",
            )
        if correction.drops:
            dropped.add(place)
        else:
            result[place] = _put_right(figure, correction)
        applied.append(dataclasses.replace(correction, start=figure.start))
    return [figure for place, figure in enumerate(result) if place not in dropped], tuple(applied)


def _place(figures: Sequence[Figure], correction: Correction) -> int:
    """Which of the figures a correction is about."""
    quoting = [
        place
        for place, figure in enumerate(figures)
        if (figure.document, figure.quote.exact) == (correction.document, correction.quote)
    ]
    found = [place for place in quoting if correction.start in (None, figures[place].start)]
    starts = " or ".join(f"start = {figures[place].start}" for place in quoting)
    if quoting and not found:
        what = f"start = {correction.start} fits no figure that quotes {correction.quote!r}"
        raise _wrong(correction, f"{what}; write {starts}")
    if not found:
        there = [figure.quote.exact for figure in figures if figure.document == correction.document]
        raise _wrong(
            correction, f"no figure of {correction.document!r} quotes {correction.quote!r}", known=tuple(there)
        )
    if len(found) > 1:
        raise _wrong(correction, f"{len(found)} figures quote {correction.quote!r}; say which with {starts}")
    return found[0]


def _said(figure: Figure, correction: Correction) -> Value:
    """What extraction says of the slot."""
    holder, name = _holder(figure, correction)
    value: Value = getattr(holder, name)
    return value


def _holder(figure: Figure, correction: Correction) -> tuple[Figure | Change, str]:
    """Where a slot lies, and its name there."""
    if not correction.slot.startswith(_CHANGE):
        return figure, correction.slot
    if figure.change is None:
        raise _wrong(correction, "the figure has no change to put right")
    return figure.change, correction.slot.removeprefix(_CHANGE)


def _put_right(figure: Figure, correction: Correction) -> Figure:
    """The figure with the slot put right, and marked so."""
    holder, name = _holder(figure, correction)
    values: dict[str, Any] = {name: correction.right}
    if name == "value":
        values |= {end: correction.right for end in ("lower", "upper") if getattr(holder, end) == correction.said}
    inferred = tuple(dict.fromkeys((*figure.inferred, f"{correction.slot}:{CODE}")))
    if isinstance(holder, Change):
        return dataclasses.replace(figure, change=dataclasses.replace(holder, **values), inferred=inferred)
    return dataclasses.replace(figure, **values, inferred=inferred)


def _entry(file: Path, number: int, entry: Mapping[str, Any]) -> Correction:
    """An entry of the file, checked."""
    where = f"correction {number}"
    for key in entry:
        if key not in KEYS:
            raise CorrectionError(file, f"{where}: unknown key {key!r}", known=KEYS)
    for key in NEEDED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise CorrectionError(file, f"{where}: {key!r} is missing or no text", known=KEYS)
    slot = entry["slot"]
    if slot not in SLOTS:
        raise CorrectionError(file, f"{where}: no slot {slot!r}", known=tuple(SLOTS))
    if not isinstance(entry.get("start", 0), int):
        raise CorrectionError(file, f"{where}: 'start' is no whole number")
    for key in ("said", "right"):
        if key == "said" or slot != _DROPPED or key in entry:
            _check(file, f"{where}: {key!r}", slot, entry.get(key))
    if entry.get("said") == entry.get("right"):
        raise CorrectionError(file, f"{where}: 'said' and 'right' are the same: it corrects nothing")
    return Correction(
        file=str(file),
        number=number,
        document=entry["document"],
        quote=entry["quote"],
        slot=slot,
        said=_value(entry.get("said")),
        right=_value(entry.get("right")),
        reason=entry["reason"],
        start=entry.get("start"),
    )


def _check(file: Path, where: str, slot: str, value: object) -> None:
    """Nothing; raises CorrectionError for a value that the slot cannot have."""
    expected = SLOTS[slot]
    known = tuple(definitions().metrics) if slot == "metric" else ()
    if value is None:
        fits = slot in EMPTY
    elif isinstance(expected, tuple) and isinstance(expected[0], str):
        fits, known = value in expected, tuple(map(str, expected))
    elif slot == "parties":
        fits = isinstance(value, list) and all(isinstance(code, str) for code in value)
    else:
        fits = isinstance(value, expected) and not isinstance(value, bool)
        fits = fits and (not known or value in known)
    if not fits:
        words = "is missing" if value is None else f"cannot be {_shown(_value(value))}"
        raise CorrectionError(file, f"{where} of the slot {slot!r} {words}", known=known)


def _value(value: Any) -> Value:  # noqa: ANN401 - what TOML has
    """A value of TOML as a figure has it."""
    if isinstance(value, list):
        return tuple(sorted(value))
    result: Value = value
    return result


def _shown(value: Value) -> str:
    return "nothing" if value is None else repr(value)


def _wrong(correction: Correction, problem: str, *, known: tuple[str, ...] = ()) -> CorrectionError:
    """The error of a correction that does not fit."""
    what = f"correction {correction.number} ({correction.slot} of {correction.quote!r} in {correction.document!r})"
    return CorrectionError(correction.file, f"{what}: {problem}", known=known)
