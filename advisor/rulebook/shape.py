"""Whether what a file holds has the shape of its model: the right keys with the right kinds of values.

pydantic finds the faults; here they get their place in the file, their code and a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.model.countries import COUNTRIES
from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Argument, Message, message
from advisor.rulebook.faults import At, Faults, Path
from advisor.rulebook.suggest import nearest

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """An authored value and where it stands. One that is not `whole` lacks parts that were faulty:
    it serves to find undeclared names in the rest, and nothing else.
    """

    value: M
    at: At
    whole: bool = True


def read_one(model: type[M], value: object, at: At, faults: Faults) -> Entry[M] | None:
    """The value as its model, or None if too little of it is right."""
    try:
        return Entry(model.model_validate(value), at)
    except ValidationError as error:
        details = error.errors(include_url=False)
    _report(details, value, at, model, faults)
    rest = _without_faulty_parts(value, details)
    try:
        return Entry(model.model_validate(rest), at, whole=False)
    except ValidationError:
        return None


@cache
def _list_adapter(model: type[M]) -> TypeAdapter[list[M]]:
    return TypeAdapter(list[model])


def read_list(model: type[M], value: object, at: At, faults: Faults) -> list[Entry[M]]:
    """The items as their model, leaving out those of which too little is right. No value is an empty list."""
    if value is None:
        return []
    if not isinstance(value, list):
        faults.add("wrong-type", at.span(), found=type_of(value), expected=message("expected.list"))
        return []
    try:
        models = _list_adapter(model).validate_python(value)
    except ValidationError:
        read = (read_one(model, item, at.inside(index), faults) for index, item in enumerate(value))
        return [entry for entry in read if entry is not None]
    return [Entry(item, At(at.file, at.node, (*at.path, index))) for index, item in enumerate(models)]


def type_of(value: object) -> Message:
    """What kind of value a file holds, to say in a fault."""
    return message(_TYPES.get(type(value), "type.null"))


_TYPES: Final[dict[type, str]] = {
    str: "type.text",
    int: "type.number",
    float: "type.number",
    bool: "type.boolean",
    list: "type.list",
    dict: "type.mapping",
}

_EXPECTED_TYPES: Final[dict[str, str]] = {
    "string_type": "expected.text",
    "int_type": "expected.whole-number",
    "int_from_float": "expected.whole-number",
    "float_type": "expected.number",
    "bool_type": "expected.true-false",
    "dict_type": "expected.mapping",
    "model_type": "expected.mapping",
    "tuple_type": "expected.list",
}

_EXPECTED_BY_CODE: Final[dict[str, str]] = {
    "bad-date": "expected.day",
    "bad-time": "expected.moment",
    "bad-source-date": "expected.source-date",
    "bad-hours": "expected.hours",
    "unknown-country": "expected.country",
}

_QUOTED: Final = re.compile(r"'([^']*)'|\b(\d+)\b")
_ID_PATTERN_PART: Final = "a-z0-9-"
_LANGUAGE_PATTERN_PART: Final = "a-z]{2,3}"
_KEY_MARK: Final = "[key]"


def _report(details: list[ErrorDetails], value: object, at: At, model: type[BaseModel], faults: Faults) -> None:
    for detail in details:
        faults.extend(_faults_of(detail, value, at, model))


def _faults_of(detail: ErrorDetails, whole: object, at: At, model: type[BaseModel]) -> Iterator[Diagnostic]:
    kind, loc, given = detail["type"], detail["loc"], detail["input"]
    found = Faults()
    path = _real_path(whole, loc)
    args: dict[str, Argument] = {}
    expected: Message | None = None
    suggestion: str | None = None
    span = at.span(*loc)
    if kind == "missing":
        code, args = "missing-key", {"key": str(loc[-1])}
        inner = _value_at(whole, path)
        if isinstance(inner, dict) and inner:
            span = at.key_span(*path, next(iter(inner)))
    elif kind == "extra_forbidden":
        key = str(loc[-1])
        keys = _keys_at(model, loc[:-1])
        taken = _value_at(whole, path[:-1])
        free = [name for name in keys if not isinstance(taken, dict) or name not in taken]
        code, args = "unknown-key", {"key": key}
        expected, suggestion = message("expected.keys", names=tuple(keys)), nearest(key, free)
        span = at.key_span(*loc)
    elif kind in {"enum", "literal_error"}:
        names = tuple(a or b for a, b in _QUOTED.findall(str(detail["ctx"]["expected"])))
        code, args, expected = "unknown-value", {"value": _shown(given)}, message("expected.one-of", names=names)
        suggestion = nearest(str(given), names) if isinstance(given, (str, int, bool)) else None
    elif kind in _EXPECTED_TYPES:
        code, args, expected = "wrong-type", {"found": type_of(given)}, message(_expected_type(kind, model, loc))
        if kind == "string_type" and isinstance(given, bool):
            suggestion = "yes" if given else "no"
        elif kind == "string_type" and isinstance(given, (int, float)):
            suggestion = f'"{given}"'
    elif kind == "string_pattern_mismatch":
        code, args, expected = _pattern_fault(str(detail["ctx"]["pattern"]), str(given))
        if code == "bad-id":
            suggestion = _as_id(str(given))
        if loc and loc[-1] == _KEY_MARK:
            span = at.key_span(*loc[:-1])
    elif kind in {"greater_than_equal", "greater_than", "less_than_equal", "less_than", "finite_number"}:
        limits = detail.get("ctx", {})
        code, args = "out-of-range", {"value": _shown(given)}
        sign, limit = next(iter(limits.items()), ("ge", 0))
        expected = message(f"expected.{sign}", limit=cast("float", limit))
    elif kind in {"empty-value", "empty-list", "empty-text"}:
        code = kind
        args = {"key": str(next((step for step in reversed(loc) if isinstance(step, str)), ""))}
        span = at.key_span(*loc)
    elif kind in _EXPECTED_BY_CODE:
        code, args, expected = kind, {"value": _shown(given)}, message(_EXPECTED_BY_CODE[kind])
        if kind == "unknown-country":
            suggestion = nearest(str(given), COUNTRIES) if isinstance(given, str) else None
    else:
        code, args = "wrong-type", {"found": type_of(given)}
    found.add(code, span, expected=expected, suggestion=suggestion, **args)
    yield from found.found


def _shown(value: object) -> Argument:
    """The value as the fault quotes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return value[:80] if isinstance(value, str) else value
    return type_of(value)


def _pattern_fault(pattern: str, given: str) -> tuple[str, dict[str, Argument], Message | None]:
    if _ID_PATTERN_PART in pattern:
        return "bad-id", {"value": given[:80]}, message("expected.id")
    if _LANGUAGE_PATTERN_PART in pattern:
        return "bad-language", {"value": given[:80]}, message("expected.language")
    return "empty-text", {"key": ""}, None


def _as_id(written: str) -> str | None:
    made = re.sub(r"[^a-z0-9]+", "-", written[:80].lower()).strip("-")
    return made or None


def _real_path(whole: object, loc: tuple[str | int, ...]) -> Path:
    """The steps of a location that the file really has: a list of one may be written without its brackets."""
    path: list[str | int] = []
    value = whole
    for step in loc:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _value_at(whole: object, path: Path) -> object:
    value: Any = whole
    for step in path:
        value = value[step]
    return value


def _without_faulty_parts(whole: object, details: list[ErrorDetails]) -> object:
    """A copy without the keys whose values are at fault."""
    rest = deepcopy(whole)
    for detail in details:
        if detail["type"] == "missing":
            continue
        path = list(_real_path(rest, detail["loc"]))
        # Taking an item out of a list would shift the places of those behind it: the whole list goes.
        while path and not isinstance(path[-1], str):
            path.pop()
        holder = _value_at(rest, tuple(path[:-1])) if path else None
        if isinstance(holder, dict):
            del holder[path[-1]]
    return rest


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the mapping at a location may have."""
    inner = _model_at(model, loc)
    return [field.alias or name for name, field in inner.model_fields.items()] if inner is not None else []


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int) or current is None:
            continue
        field = next((f for name, f in current.model_fields.items() if (f.alias or name) == step), None)
        current = _model_in(field.annotation) if field is not None else None
    return current


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model that an annotation such as `tuple[AuthoredLink, ...] | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (inner := _model_in(part)) is not None:
            return inner
    return None


def _expected_type(kind: str, model: type[BaseModel], loc: tuple[str | int, ...]) -> str:
    """For a mapping that is not there: whether a text in several languages or something else was wanted."""
    names = [step for step in loc if isinstance(step, str)]
    if kind == "dict_type" and names and _model_at(model, loc) is None and names[-1] in _TEXT_KEYS:
        return "expected.text-by-language"
    return _EXPECTED_TYPES[kind]


_TEXT_KEYS: Final = frozenset({"title", "name", "note", "because", "advice", "question", "reason", "proof", "refer"})
