"""JSON Schemas of the files, so that any editor can complete and check them; for one pack, with its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from advisor.incidents.kinds import KINDS as KINDS_IMPORTED
from advisor.model.pack import Named, Pack
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.rulebook.authored import (
    AuthoredContact,
    AuthoredInvariant,
    AuthoredMeasure,
    AuthoredNetwork,
    AuthoredPack,
    AuthoredPlace,
    AuthoredRule,
    AuthoredTrip,
)
from advisor.rulebook.authored_fields import Vocabulary

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Final[Mapping[str, Any]] = {
    "pack": AuthoredPack,
    "places": list[AuthoredPlace],
    "network": AuthoredNetwork,
    "measures": list[AuthoredMeasure],
    "contacts": list[AuthoredContact],
    "rule": list[AuthoredRule],
    "trip": AuthoredTrip,
    "invariants": list[AuthoredInvariant],
}

_FILES: Final[Mapping[str, str]] = {
    "pack": "pack.yaml",
    "places": "places.yaml",
    "network": "network.yaml",
    "measures": "measures.yaml",
    "contacts": "contacts.yaml",
    "rule": "rules/*.yaml",
    "trip": "trips/*.yaml",
    "invariants": "invariants.yaml",
}

KINDS: Final = tuple(_MODELS)
"""The kinds of file that have a schema."""

_DECLARES: Final[Mapping[str, frozenset[str]]] = {
    "pack": frozenset(
        {"mode", "mode-group", "role", "threat", "fact", "provider", "setting", "likelihood", "impact", "level"}
    ),
    "places": frozenset({"place", "region"}),
    "network": frozenset({"link", "route", "service"}),
    "measures": frozenset({"measure"}),
    "rule": frozenset({"rule"}),
}
"""Vocabularies that a kind of file declares itself: in it, names that the pack does not have yet are right."""


def schema(kind: str, pack: Pack | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file; with a pack, names are limited to those it declares.

    Raises KeyError for a kind that is not among KINDS.
    """
    made = TypeAdapter(_MODELS[kind]).json_schema(by_alias=True)
    names = {} if pack is None else _vocabularies(pack)
    own = _DECLARES.get(kind, frozenset())
    filled = _filled({**made, "title": _FILES[kind]}, {key: names[key] for key in names if key not in own})
    if kind in {"rule", "invariants"} and pack is not None:
        _declare_facts(filled, pack)
    return {"$schema": DRAFT, **filled}


def _vocabularies(pack: Pack) -> dict[str, list[str]]:
    places = pack.geography.places
    large = {PlaceKind.REGION, PlaceKind.COUNTRY}
    return {
        "place": sorted(places),
        "outside": [OUTSIDE],
        "region": sorted(name for name, place in places.items() if place.kind in large),
        "link": sorted(pack.links),
        "route": sorted(pack.routes),
        "service": sorted(pack.services),
        "provider": sorted(pack.providers),
        "mode": sorted(pack.modes),
        "mode-group": sorted(pack.mode_groups),
        "measure": sorted(pack.measures),
        "role": sorted(pack.roles),
        "threat": sorted(pack.threats),
        "fact": sorted(pack.facts),
        "rule": sorted(rule.id for rule in pack.rules),
        "incident-kind": sorted({*KINDS_IMPORTED, *(incident.kind for incident in pack.incidents)}),
        "setting": sorted(pack.settings),
        "likelihood": _ids(pack.risk.likelihood),
        "impact": _ids(pack.risk.impact),
        "level": _ids(pack.risk.levels),
    }


def _ids(named: Iterable[Named]) -> list[str]:
    return [entry.id for entry in named]


def _filled(node: Any, names: Mapping[str, list[str]]) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The schema with its markers replaced by the names they stand for, or just taken out."""
    if isinstance(node, list):
        return [_filled(item, names) for item in node]
    if not isinstance(node, dict):
        return node
    # pydantic's titles repeat the key, its defaults of None are no value one could write.
    made = {
        key: _filled(value, names)
        for key, value in node.items()
        if key != Vocabulary.KEY and not (key == "default" and value is None)
    }
    kinds = node.get(Vocabulary.KEY)
    if isinstance(kinds, list) and all(kind in names for kind in kinds):
        choices = [name for kind in kinds for name in names[kind]]
        if choices:
            made["enum"] = choices
    keys = node.get("propertyNames")
    if isinstance(keys, dict) and "enum" in made.get("propertyNames", {}):
        made["propertyNames"].pop("type", None)
    return made


def _declare_facts(filled: dict[str, Any], pack: Pack) -> None:
    """List the pack's facts, with their values, among the keys that `who` may have."""
    for name in ("AuthoredFacts", "AuthoredWho"):
        model = filled.get("$defs", {}).get(name)
        if model is None:
            continue
        for fact in pack.facts.values():
            value = {"type": "string", "enum": _ids(fact.values)}
            described = fact.title.in_language(pack.languages[0])
            model["properties"][fact.id] = {
                "anyOf": [value, {"type": "array", "items": value, "minItems": 1}],
                "description": described,
            }
        model["additionalProperties"] = False
