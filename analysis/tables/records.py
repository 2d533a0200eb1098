"""The wire form of the model's records: what JSON Lines, CSV and the tables hold.

Everything here is read off the dataclasses of `analysis.model`, so that a field added there appears
in every export, in the codebook and in the JSON Schema without a second edit. Nothing here imports
pandas: the command line writes JSON Lines without paying for it.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import re
import types
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from analysis import model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from _typeshed import DataclassInstance

__all__ = ["RECORDS", "Cell", "Column", "columns", "encodable", "flat", "record", "to_jsonl", "whole"]

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Cell: TypeAlias = str | int | float | bool | None
Kind = Literal["text", "category", "integer", "number", "list", "flag"]

RECORDS: dict[str, type] = {
    "figures": model.Figure,
    "sourced_figures": model.SourcedFigure,
    "milestones": model.Milestone,
    "ledger": model.LedgerEntry,
    "quantities": model.QuantityEntry,
    "findings": model.Finding,
    "documents": model.Document,
}
"""The records that are exported, by the name of their table."""

_EXACT = 2**53  # above it a float no longer tells neighbouring integers apart
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: where its value lies in the record and how it is typed."""

    name: str
    path: tuple[str, ...]
    kind: Kind
    empty: bool
    values: tuple[str, ...]
    meaning: str
    codes: tuple[tuple[str, str], ...] = ()
    """Codes that may stand in it, each with its meaning; `meaning` lists them at its end."""


def wire_name(field: str) -> str:
    """The key of a field on the wire: `class_` is `class`.

    >>> wire_name("class_"), wire_name("quote")
    ('class', 'quote')
    """
    return field.removesuffix("_")


@functools.cache
def hints(record_type: type) -> dict[str, Any]:
    """The resolved type of each field of a record type, in order."""
    resolved = typing.get_type_hints(record_type)
    return {field.name: resolved[field.name] for field in dataclasses.fields(record_type)}


def meaning_of(field: dataclasses.Field[Any]) -> str:
    """What a field means, followed by its codes where it has any.

    >>> meaning_of(dataclasses.fields(model.LedgerEntry)[4])[:49]
    'what it is; `class` on the wire. figure: the valu'
    """
    codes = "; ".join(f"{code}: {said}" for code, said in field.metadata.get("codes", {}).items())
    return ". ".join(filter(None, [field.metadata.get("meaning", ""), codes]))


def split_optional(hint: object) -> tuple[object, bool]:
    """The type without None, and whether None was allowed.

    >>> split_optional(float | None)
    (<class 'float'>, True)
    """
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        kept = [arm for arm in typing.get_args(hint) if arm is not type(None)]
        if len(kept) == 1:
            return kept[0], True
    return hint, False


def record(obj: DataclassInstance) -> dict[str, Json]:
    """The wire form of a record: a dict of plain JSON values, nested as the model is.

    Tuples become lists, `class_` becomes `class`, and a number without a fraction becomes an
    integer (1.3 billion is 1300000000, not 1300000000.0). Keys keep the order of the model.

    >>> from analysis.model import Change
    >>> record(Change(kind="percent", value=30.0, lower=30.0, upper=None, bound="over", direction="up"))
    {'kind': 'percent', 'value': 30, 'lower': 30, 'upper': None, 'bound': 'over', 'direction': 'up', 'versus': None}
    """
    return {wire_name(name): _plain(getattr(obj, name)) for name in hints(type(obj))}


def _plain(value: object) -> Json:
    if isinstance(value, tuple | list):
        return [_plain(member) for member in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return record(value)
    return _scalar(value)


def _scalar(value: object) -> Cell:
    if isinstance(value, float):
        return whole(value)
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def whole(value: float) -> float | int:
    """A number as it is written: without a fraction where it has none.

    >>> whole(5e9), whole(0.5)
    (5000000000, 0.5)
    """
    return int(value) if math.isfinite(value) and value.is_integer() and abs(value) < _EXACT else value


def to_jsonl(records: Iterable[DataclassInstance]) -> Iterator[str]:
    r"""The lines of a JSON Lines file, one a record, each with its newline.

    A generator: a long run is written as it goes. Letters of any script stand as they are; the
    file is UTF-8.

    >>> from analysis.model import StatedBy
    >>> list(to_jsonl([StatedBy(exact="ТАСС", start=4, end=8)]))
    ['{"exact": "ТАСС", "start": 4, "end": 8}\n']
    """
    for each in records:
        yield json.dumps(record(each), ensure_ascii=False, allow_nan=False) + "\n"


@functools.cache
def columns(record_type: type) -> tuple[Column, ...]:
    """The columns of the table of a record type, in the order of the model.

    A nested record gives a column for each of its fields, named `change_kind`, `quote_exact`.

    >>> from analysis.model import Milestone
    >>> [column.name for column in columns(Milestone)][:4]
    ['document', 'event', 'date', 'anniversary']
    """
    return tuple(_columns(record_type, prefix=(), meaning="", empty=False))


def _columns(record_type: type, *, prefix: tuple[str, ...], meaning: str, empty: bool) -> Iterator[Column]:
    fields = {field.name: field for field in dataclasses.fields(record_type)}
    for name, hint in hints(record_type).items():
        inner, optional = split_optional(hint)
        said = ": ".join(filter(None, [meaning, meaning_of(fields[name])]))
        path = (*prefix, name)
        if dataclasses.is_dataclass(inner):
            yield from _columns(inner, prefix=path, meaning=said, empty=empty or optional)  # type: ignore[arg-type]
            continue
        kind, values = _kind(inner)
        yield Column(
            name="_".join(wire_name(part) for part in path),
            path=path,
            kind=kind,
            empty=empty or optional or kind == "list",
            values=values,
            meaning=said,
            codes=tuple(fields[name].metadata.get("codes", {}).items()),
        )


def _kind(hint: object) -> tuple[Kind, tuple[str, ...]]:
    if typing.get_origin(hint) is Literal:
        return "category", typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return "list", ()
    plain: dict[object, Kind] = {int: "integer", float: "number", bool: "flag"}
    return plain.get(hint, "text"), ()


def flat(obj: DataclassInstance) -> dict[str, Cell]:
    r"""One row of a table: nested keys as `change_kind`, `quote_exact`; lists joined by `|`.

    Half a pair of surrogates, which is no character and which UTF-8 cannot hold, is written out (``\ud800``).
    Two positions are written `1760..1784` (a form that no spreadsheet takes for a date), a piece of
    evidence `document#1760..1784`. A `|` inside a member is written `\|`. Null is None, an empty list
    the empty string.

    >>> from analysis.model import Milestone
    >>> flat(Milestone(document="a.txt", event="treaty", date="1977", anniversary=None, marked=None, implies=None,
    ...                parties=("LA", "VN"), start=3, end=9))["parties"]
    'LA|VN'
    """
    return {column.name: _cell(obj, column.path) for column in columns(type(obj))}


def _cell(obj: DataclassInstance, path: tuple[str, ...]) -> Cell:
    value: object = obj
    for name in path:
        if value is None:
            return None
        value = getattr(value, name)
    if isinstance(value, tuple | list):
        value = "|".join(_member(member) for member in value)
    return encodable(value) if isinstance(value, str) else _scalar(value)


def encodable(text: str) -> str:
    r"""The text as any file can hold it: half a pair of surrogates is written out.

    >>> encodable("a\ud800")
    'a\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8") if _SURROGATE.search(text) else text


def _member(member: object) -> str:
    if isinstance(member, model.Evidence):
        return f"{member.document}#{member.start}..{member.end}".replace("|", r"\|")
    if isinstance(member, tuple):
        return "..".join(str(part) for part in member)
    return str(member).replace("|", r"\|")
