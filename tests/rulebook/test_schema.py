"""The JSON Schemas say what the loader accepts."""

from __future__ import annotations

import json

import pytest

from advisor.rulebook.authored_fields import Vocabulary
from advisor.rulebook.loader import load_pack
from advisor.rulebook.schema import DRAFT, KINDS, schema
from tests.packs import small_pack_files

PACK = load_pack(small_pack_files()).pack


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pack", [None, PACK], ids=["any", "land"])
def test_every_kind_has_a_schema(kind: str, pack: object) -> None:
    made = schema(kind, PACK if pack is not None else None)
    assert made["$schema"] == DRAFT
    assert json.loads(json.dumps(made)) == made
    assert Vocabulary.KEY not in json.dumps(made)


def properties(kind: str, model: str) -> dict[str, object]:
    found = schema(kind, PACK)["$defs"][model]["properties"]
    assert isinstance(found, dict)
    return found


def test_a_schema_for_a_pack_knows_its_names() -> None:
    assert json.dumps(["bus", "flight", "own-vehicle", "road"]) in json.dumps(properties("rule", "AuthoredHow")["mode"])
    assert "speaks-local" in properties("rule", "AuthoredWho")
    assert json.dumps(["land", "north", "south"]) in json.dumps(properties("rule", "AuthoredSelector")["region"])
    assert "outside" in json.dumps(properties("trip", "AuthoredLeg")["to"])
    assert "outside" not in json.dumps(properties("rule", "AuthoredSelector")["place"])


def test_a_file_that_declares_names_is_not_limited_to_those_it_has() -> None:
    assert "capital" not in json.dumps(schema("places", PACK))
    assert "capital" in json.dumps(schema("network", PACK))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(kind: str) -> None:
    made = schema(kind)
    models = [made, *made.get("$defs", {}).values()]
    silent = [
        (model.get("title"), key)
        for model in models
        for key, value in model.get("properties", {}).items()
        if "description" not in value and "$ref" not in value
    ]
    assert silent == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_optional_key_is_left_out_rather_than_null(kind: str) -> None:
    if kind != "trip":
        assert '"null"' not in json.dumps(schema(kind))


def test_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        schema("nothing")
