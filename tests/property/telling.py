"""Cases told briefly: only what differs from the default, so that a counterexample fits on a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.model.text import Text

_DULL = ("title", "name", "because", "fingerprint", "modes", "facts", "roles", "threats", "risk", "authority")


def tell(value: object) -> str:  # noqa: PLR0911 - a line for each kind of value
    """One line for any value of the model."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Geography):
        return _listed(value.places.values(), "[]")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{tell(key)}: {tell(value[key])}" for key in sorted(value, key=str)) + "}"
    if isinstance(value, frozenset):
        return _listed(sorted(value, key=str), "{}")
    if isinstance(value, tuple | list):
        return _listed(value, "()")
    if is_dataclass(value) and not isinstance(value, type):
        return f"{type(value).__name__}({', '.join(_told_fields(value))})"
    return str(value)


def tell_pack(pack: Pack) -> str:
    """A pack, a part a line."""
    parts = [
        *pack.geography.places.values(),
        *pack.links.values(),
        *pack.routes.values(),
        *pack.providers.values(),
        *pack.services.values(),
        *pack.measures.values(),
        *pack.incidents,
        *((pack.incident_coverage,) if pack.incident_coverage else ()),
        *pack.rules,
    ]
    return "\n".join(f"  {tell(part)}" for part in parts) + f"\n  night margin {pack.night_margin_minutes}"


def _told_fields(value: Any) -> list[str]:  # noqa: ANN401 - any dataclass
    told = []
    for field in fields(value):
        if field.name in _DULL or isinstance(getattr(value, field.name), Text):
            continue
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if getattr(value, field.name) != default:
            told.append(f"{field.name}={tell(getattr(value, field.name))}")
    return told


def _listed(values: Any, brackets: str) -> str:  # noqa: ANN401 - any iterable
    return brackets[0] + ", ".join(tell(one) for one in values) + brackets[1]
