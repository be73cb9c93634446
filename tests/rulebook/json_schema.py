"""As much of JSON Schema as the schemas of rule files use, so that tests can ask what an editor would refuse."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "object": dict,
    "array": list,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
_KNOWN = {
    *("$schema", "$ref", "$defs", "title", "description", "default", "examples", "type", "enum", "const", "anyOf"),
    *("allOf", "if", "then", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "items", "minItems"),
    *("properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties"),
    *("enumDescriptions", "errorMessage", "patternErrorMessage"),
}


def refuses(schema: dict[str, Any], value: object) -> list[str]:
    """Where the schema refuses the value; AssertionError for a word of JSON Schema that nobody taught it."""
    return _faults(schema, value, schema, "")


def _is(kind: str, value: object) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind])


def _faults(node: Any, value: Any, root: dict[str, Any], at: str) -> list[str]:
    if isinstance(node, bool):
        return [] if node else [f"{at}: not allowed"]
    assert set(node) <= _KNOWN, set(node) - _KNOWN
    found: list[str] = []
    if "$ref" in node:
        found += _faults(root["$defs"][node["$ref"].removeprefix("#/$defs/")], value, root, at)
    if "anyOf" in node and all(_faults(one, value, root, at) for one in node["anyOf"]):
        found.append(f"{at}: none of several")
    for one in node.get("allOf", ()):
        found += _faults(one, value, root, at)
    if "if" in node and not _faults(node["if"], value, root, at):
        found += _faults(node.get("then", True), value, root, at)
    if "type" in node and not _is(node["type"], value):
        return [*found, f"{at}: no {node['type']}"]
    if "enum" in node and value not in node["enum"]:
        found.append(f"{at}: not among the words")
    if "const" in node and value != node["const"]:
        found.append(f"{at}: not that word")
    if isinstance(value, str):
        found += _of_text(node, value, at)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high, above = node.get("minimum", value), node.get("maximum", value), node.get("exclusiveMinimum")
        if not low <= value <= high or (above is not None and value <= above):
            found.append(f"{at}: out of bounds")
    elif isinstance(value, list):
        if len(value) < node.get("minItems", 0):
            found.append(f"{at}: empty")
        for index, one in enumerate(value):
            found += _faults(node.get("items", True), one, root, f"{at}/{index}")
    elif isinstance(value, dict):
        found += _of_mapping(node, value, root, at)
    return found


def _of_text(node: dict[str, Any], value: str, at: str) -> list[str]:
    if "pattern" in node and not re.search(node["pattern"], value):
        return [f"{at}: pattern"]
    if node.get("format") == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return [f"{at}: no day"]
    return []


def _of_mapping(node: dict[str, Any], value: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    found = [f"{at}: {key} is missing" for key in node.get("required", ()) if key not in value]
    if len(value) < node.get("minProperties", 0):
        found.append(f"{at}: empty")
    for key, one in value.items():
        where = f"{at}/{key}"
        if "propertyNames" in node:
            found += _faults(node["propertyNames"], key, root, where)
        known = key in node.get("properties", {})
        if known:
            found += _faults(node["properties"][key], one, root, where)
        for pattern, inner in node.get("patternProperties", {}).items():
            if re.search(pattern, key):
                known = True
                found += _faults(inner, one, root, where)
        if not known:
            found += _faults(node.get("additionalProperties", True), one, root, where)
    return found
