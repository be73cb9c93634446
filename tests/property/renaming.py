"""Other names for everything that has an id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.model.text import Text


def new_names(pack: Pack) -> dict[str, str]:
    """A new id for each of a pack's own, in an order that turns the old one round."""
    ids = {*pack.geography.places, *(rule.id for rule in pack.rules), *(incident.id for incident in pack.incidents)}
    parts = ("modes", "links", "routes", "services", "providers", "measures", "roles", "facts", "threats")
    for part in parts:
        ids |= getattr(pack, part).keys()
    return {old: f"x{len(ids) - number:03d}" for number, old in enumerate(sorted(ids))}


def renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401, PLR0911 - any value of the model
    """The same value with every id replaced."""
    if isinstance(value, Enum | Text):
        return value
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {renamed(key, names): renamed(one, names) for key, one in value.items()}
    if isinstance(value, tuple | frozenset):
        return type(value)(renamed(one, names) for one in value)
    if isinstance(value, Geography):
        return Geography(renamed(place, names) for place in value.places.values())
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: renamed(getattr(value, field.name), names) for field in fields(value)})
    return value
