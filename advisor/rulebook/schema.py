"""JSON Schemas of the files, so that any editor can complete and check them; for one pack, with its names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from advisor.model.countries import COUNTRIES
from advisor.model.pack import Pack
from advisor.model.rule import FOREIGN
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
from advisor.rulebook.authored_fields import LANGUAGE_PATTERN, LANGUAGE_PATTERN_OR_ALL, Vocabulary
from advisor.rulebook.folder import SCHEMAS
from advisor.rulebook.schema_names import Titles, titles, vocabularies
from advisor.rulebook.schema_words import explain, not_declared

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


_OPEN: Final[Mapping[str, frozenset[str]]] = {
    "trip": frozenset({"place", "outside", "link", "route", "service", "mode", "measure", "role", "fact"}),
}
"""Vocabularies of which a kind of file may use other names too: a trip may lead where no pack knows."""


def schema(kind: str, pack: Pack | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file; with a pack, names are limited to those it declares.

    Raises KeyError for a kind that is not among KINDS.
    """
    made = TypeAdapter(_MODELS[kind]).json_schema(by_alias=True)
    own = _DECLARES.get(kind, frozenset())
    known = {} if pack is None else vocabularies(pack)
    writing = _Writing(
        {key: known[key] for key in known if key not in own},
        pack.languages if pack is not None else (),
        _OPEN.get(kind, frozenset()),
    )
    filled = writing.part(made, "")
    filled["title"] = _FILES[kind]
    if kind in {"rule", "invariants"} and pack is not None:
        _declare_facts(filled, pack)
    if writing.named:
        filled["$defs"] = {**filled.get("$defs", {}), **writing.named}
    return {"$schema": DRAFT, **filled}


def schema_files(pack: Pack) -> dict[str, bytes]:
    """The schemas of a pack's files as they stand in its folder, by name relative to it."""
    return {
        f"{SCHEMAS}{kind}.json": json.dumps(schema(kind, pack), ensure_ascii=False, indent=1).encode() + b"\n"
        for kind in KINDS
    }


class _Writing:
    """Makes pydantic's schema one that is pleasant to write by."""

    def __init__(self, names: Mapping[str, Titles], languages: tuple[str, ...], free: frozenset[str]) -> None:
        self.names = names
        self.languages = languages
        self.free = free
        self.named: dict[str, Any] = {}
        """Lists of names, each once however many fields may hold it."""

    def part(self, node: Any, key: str) -> Any:  # noqa: ANN401 - any part of a JSON document
        """Any part of the schema; `key` is the one it stands under."""
        if isinstance(node, list):
            return [self.part(item, "") for item in node]
        if not isinstance(node, dict):
            return node
        if key in {"properties", "$defs"}:
            made = {name: self.part(one, "") for name, one in node.items()}
            if key == "$defs":
                for name, one in made.items():
                    self._defined(name, one)
            return made
        # pydantic's titles repeat the key, its defaults of None are no value one could write.
        left_out = {Vocabulary.KEY, *({"default"} if node.get("default", "") in (None, "") else ())}
        if isinstance(node.get("title"), str):
            left_out.add("title")
        made = {name: self.part(value, name) for name, value in node.items() if name not in left_out}
        if "oneOf" in made:
            # No value can be two of them; editors complete `anyOf` better.
            made["anyOf"] = made.pop("oneOf")
        self._name(made, node.get(Vocabulary.KEY))
        if set(made.get("patternProperties", ())) & {LANGUAGE_PATTERN, LANGUAGE_PATTERN_OR_ALL}:
            self._languages(made)
        explain(made)
        return self._countries(made)

    def _countries(self, made: dict[str, Any]) -> dict[str, Any]:
        """The list of all countries once, however many fields may hold one."""
        words = made.get("enum")
        if not (isinstance(words, list) and {*COUNTRIES} <= {*words}):
            return made
        called = "nationality" if FOREIGN in words else "country"
        self.named[called] = {
            "type": "string",
            "enum": words,
            "errorMessage": f"No {called}: write an ISO 3166-1 code in capitals, as ML"
            + (f", or {FOREIGN}." if FOREIGN in words else "."),
        }
        rest = {key: value for key, value in made.items() if key not in {"type", "enum"}}
        return {**rest, "$ref": f"#/$defs/{called}"}

    def _defined(self, name: str, made: dict[str, Any]) -> None:
        """A model that others refer to: called as a person would, and silent where the field speaks."""
        made["title"] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removeprefix("Authored")).lower()
        if "enum" in made:
            # An editor shows what it finds first, which would hide what the field says.
            made.pop("description", None)
            made.pop("title")

    def _name(self, made: dict[str, Any], kinds: object) -> None:
        """Let a name be one of those the pack declares."""
        if not (isinstance(kinds, list) and all(kind in self.names for kind in kinds)):
            return
        choices = {name: title for kind in kinds for name, title in self.names[kind].items()}
        if not choices:
            return
        called = "-or-".join(kinds)
        known = {"type": "string", "enum": [*choices], "enumDescriptions": [*choices.values()]}
        if self.free.isdisjoint(kinds):
            self.named[called] = {**known, "errorMessage": not_declared(kinds)}
        else:
            self.named[called] = {"anyOf": [known, {"type": "string"}]}
        for key in ("type", "enum"):
            made.pop(key, None)
        made["$ref"] = f"#/$defs/{called}"

    def _languages(self, made: dict[str, Any]) -> None:
        """Let a text be completed in the languages of the pack. Others are a warning, so they are not refused."""
        (words,) = made["patternProperties"].values()
        made["patternProperties"] = {LANGUAGE_PATTERN: words}
        made["additionalProperties"] = False
        made["minProperties"] = 1
        if self.languages:
            made["properties"] = {language: {"type": "string"} for language in self.languages}


def _declare_facts(filled: dict[str, Any], pack: Pack) -> None:
    """List the pack's facts, with their values, among the keys that `who` may have."""
    for name in ("AuthoredFacts", "AuthoredWho"):
        model = filled.get("$defs", {}).get(name)
        if model is None:
            continue
        for fact in pack.facts.values():
            value = {
                "type": "string",
                "enum": [one.id for one in fact.values],
                "enumDescriptions": [titles(one.title) for one in fact.values],
            }
            model["properties"][fact.id] = {
                "anyOf": [value, {"type": "array", "items": value, "minItems": 1}],
                "description": titles(fact.title),
            }
        model["additionalProperties"] = False
