"""The JSON Schema of an assessment, read off the same values that `advisor.report.json` writes.

pydantic can't do it: it unrolls the recursive type of a message's arguments without end.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.text import Text
from advisor.model.verdict import Verdict
from advisor.planning.journey import JourneyPlan
from advisor.report.json import JOURNEY_PLAN

Schema: TypeAlias = dict[str, Any]

_SCALARS: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "description": "An hour of the day, local, ISO 8601 without zone."},
    datetime: {"type": "string", "description": "Local time without zone, ISO 8601."},
}

_WRITTEN_OTHERWISE: Mapping[Any, Schema] = {
    Verdict: {"description": "From best to worst.", "type": "string", "enum": [verdict.word for verdict in Verdict]},
    Text: {
        "description": "One text by ISO 639-1 language code.",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
    Message: {
        "description": "What the program says by itself; `text` is the sentence in the language asked for.",
        "type": "object",
        "properties": {"id": {"type": "string"}, "args": {"type": "object"}, "text": {"type": "string"}},
        "required": ["id", "args"],
        "additionalProperties": False,
    },
}


def schema() -> Schema:
    """The JSON Schema (2020-12) of what `advisor.report.json.render` writes."""
    definitions: dict[str, Schema] = {}
    _schema_of(Assessment, definitions)
    whole = definitions.pop(Assessment.__name__)
    whole["properties"][JOURNEY_PLAN] = {
        "description": "What follows for the journey; null for a trip that does not take place.",
        **_schema_of(JourneyPlan | None, definitions),
    }
    whole["required"].append(JOURNEY_PLAN)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": Assessment.__name__,
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401 -- any type form there is
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if isinstance(kind, type) and (issubclass(kind, Enum) or is_dataclass(kind)):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # so that a value that holds its own kind finds an end
            definitions[kind.__name__] = _definition(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return _composed(get_origin(kind), get_args(kind), definitions)


def _composed(origin: Any, inner: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401 -- as above
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema_of(one, definitions) for one in inner]}
    if origin is tuple and inner[1:] == (...,):
        return {"type": "array", "items": _schema_of(inner[0], definitions)}
    if origin is frozenset:
        return {"type": "array", "items": _schema_of(inner[0], definitions), "uniqueItems": True}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema_of(inner[1], definitions)}
    msg = f"no JSON Schema for {origin}{list(inner)}"
    raise TypeError(msg)


def _definition(kind: type, definitions: dict[str, Schema]) -> Schema:
    if kind in _WRITTEN_OTHERWISE:
        return dict(_WRITTEN_OTHERWISE[kind])
    described = {"description": " ".join((kind.__doc__ or "").split())}
    if issubclass(kind, Enum):
        return {**described, "type": "string", "enum": [one.value for one in kind]}
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # the caller has checked
    return {
        **described,
        "type": "object",
        "properties": {name: _schema_of(hints[name], definitions) for name in names},
        "required": names,
        "additionalProperties": False,
    }
