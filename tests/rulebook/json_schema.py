"""What an editor would refuse by a schema: the words of JSON Schema, held to by a library that knows them all."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

_FORMATS = Draft202012Validator.FORMAT_CHECKER


def refuses(schema: dict[str, Any], value: object) -> list[str]:
    """Where the schema refuses the value, and why."""
    found = Draft202012Validator(schema, format_checker=_FORMATS).iter_errors(value)
    return [f"{one.json_path}: {one.message}" for one in found]
