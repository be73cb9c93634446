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


def names(kind: str, *vocabularies: str) -> list[str]:
    found = schema(kind, PACK)["$defs"]["-or-".join(vocabularies)]
    listed = found.get("anyOf", [found])[0]
    assert len(listed["enum"]) == len(listed["enumDescriptions"])
    return list(listed["enum"])


def test_a_schema_for_a_pack_knows_its_names() -> None:
    assert "#/$defs/mode-or-mode-group" in json.dumps(properties("rule", "AuthoredHow")["mode"])
    assert names("rule", "mode", "mode-group") == ["bus", "flight", "own-vehicle", "road"]
    assert "speaks-local" in properties("rule", "AuthoredWho")
    assert names("rule", "region") == ["land", "north", "south"]
    assert "outside" in names("trip", "place", "outside")
    assert "outside" not in names("rule", "place")


def test_names_come_with_what_people_call_them() -> None:
    assert PACK is not None
    found = schema("rule", PACK)["$defs"]["place"]
    called = dict(zip(found["enum"], found["enumDescriptions"], strict=True))
    assert called["capital"] == " · ".join(dict.fromkeys(PACK.geography.places["capital"].name.by_language.values()))


def test_a_trip_may_use_names_that_no_pack_declares() -> None:
    trip = schema("trip", PACK)
    assert {"type": "string"} in trip["$defs"]["place-or-outside"]["anyOf"]
    assert "anyOf" not in schema("rule", PACK)["$defs"]["place"]


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_an_editor_shows_are_a_person_s(kind: str) -> None:
    titles = [model.get("title", "") for model in schema(kind, PACK).get("$defs", {}).values()]
    assert not [title for title in titles if "Authored" in title]


def test_a_fixed_word_says_what_it_means_and_a_pattern_what_to_write() -> None:
    effects = json.dumps(schema("rule")["$defs"]["Effect"])
    assert "Leaves it to the security officer." in effects
    hours = json.dumps(schema("rule")["$defs"]["AuthoredWhen"]["properties"]["hours"])
    assert '"night"' in hours
    assert "patternErrorMessage" in hours


def test_a_list_of_names_stands_in_a_schema_once() -> None:
    # A place alone, or `outside` too, or any area: however many fields may name one.
    assert json.dumps(schema("rule", PACK)).count('"capital"') == 3


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
