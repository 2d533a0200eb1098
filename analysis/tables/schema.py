"""The JSON Schema of the records on the wire, read off the model."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any, Literal

from analysis.tables.records import RECORDS, hints, meaning_of, split_optional, wire_name

__all__ = ["SCHEMA_VERSION", "json_schema"]

SCHEMA_VERSION = "1.0"
"""Raised in its first part when a reader of the old form would break, in its second when a key is added."""


def json_schema(of: type | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line of JSON Lines: of one record type, or of any of RECORDS.

    Every key is always present, null where a value is missing; other keys are refused.

    >>> schema = json_schema()
    >>> schema["$id"], schema["$defs"]["Figure"]["properties"]["bound"]["enum"][:2]
    ('urn:communique:schema:1.0', ['exact', 'about'])
    """
    definitions: dict[str, Any] = {}
    for record_type in [of] if of else RECORDS.values():
        _define(record_type, definitions)
    references = [{"$ref": f"#/$defs/{each.__name__}"} for each in ([of] if of else RECORDS.values())]
    name = f":{of.__name__}" if of else ""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:communique:schema:{SCHEMA_VERSION}{name}",
        "title": of.__name__ if of else "A record of Communiqué",
        **(references[0] if of else {"anyOf": references}),
        "$defs": dict(sorted(definitions.items())),
    }


def _define(record_type: type, definitions: dict[str, Any]) -> None:
    if record_type.__name__ in definitions:
        return
    definitions[record_type.__name__] = {}  # named before its parts, so that a record may hold itself
    properties = {}
    for field, hint in zip(dataclasses.fields(record_type), hints(record_type).values(), strict=True):
        meaning = meaning_of(field)
        properties[wire_name(field.name)] = {
            **({"description": meaning} if meaning else {}),
            **_typed(hint, definitions),
        }
    definitions[record_type.__name__] = {
        "description": (record_type.__doc__ or "").strip().splitlines()[0],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _typed(hint: object, definitions: dict[str, Any]) -> dict[str, Any]:
    inner, optional = split_optional(hint)
    if typing.get_origin(inner) is Literal:
        values = list(typing.get_args(inner))
        return {"enum": [*values, None] if optional else values}
    if dataclasses.is_dataclass(inner):
        _define(inner, definitions)  # type: ignore[arg-type]
        reference = {"$ref": f"#/$defs/{inner.__name__}"}  # type: ignore[union-attr]
        return {"anyOf": [reference, {"type": "null"}]} if optional else reference
    if typing.get_origin(inner) is tuple:
        return _array(typing.get_args(inner), definitions)
    names: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
    name = names[inner]
    return {"type": [name, "null"]} if optional else {"type": name}


def _array(members: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if members[-1] is Ellipsis:
        return {"type": "array", "items": _typed(members[0], definitions)}
    return {
        "type": "array",
        "prefixItems": [_typed(member, definitions) for member in members],
        "minItems": len(members),
        "maxItems": len(members),
    }
