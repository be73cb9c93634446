"""What an editor refuses by the schema and what the loader refuses are the same, in packs and where one goes wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from advisor.model.diagnostic import has_errors
from advisor.model.pack import Pack
from advisor.rulebook.folder import schema_line
from advisor.rulebook.loader import load_pack
from advisor.rulebook.schema import KINDS, schema, schema_files
from advisor.rulebook.source import plain, read
from advisor.services.pack_library import read_folder
from tests.rulebook.json_schema import refuses

RULES = Path(__file__).parents[2] / "rules"
SHIPPED = ("mali", "mali-2023")


@cache
def files(name: str) -> Mapping[str, bytes]:
    return read_folder(RULES / name)[0]


@cache
def pack(name: str) -> Pack:
    loaded = load_pack(files(name)).pack
    assert loaded is not None
    return loaded


@cache
def schema_of(name: str, kind: str) -> dict[str, Any]:
    return schema(kind, pack(name))


def kind_of(file: str) -> str:
    return schema_line(file).rpartition("/")[2].removesuffix(".json")


def value_of(data: bytes, file: str) -> Any:  # noqa: ANN401 - whatever a file holds
    document = read(data, file)
    assert document.value is not None
    # Tuples and the like become what an editor sees.
    return json.loads(json.dumps(plain(document.value)))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of("mali", kind))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_file_of_the_packs_is_right_by_its_schema(name: str) -> None:
    found = {
        file: faults
        for file, data in files(name).items()
        if file.endswith(".yaml") and (faults := refuses(schema_of(name, kind_of(file)), value_of(data, file)))
    }
    assert found == {}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_schemas_in_the_packs_are_up_to_date(name: str) -> None:
    folder = RULES / name
    there = {f"schema/{file.name}": file.read_bytes() for file in (folder / "schema").iterdir()}
    assert there == schema_files(pack(name)), f"run `advisor schema --write rules/{name}`"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_file_of_the_packs_names_its_schema(name: str) -> None:
    for file in (RULES / name).rglob("*.yaml"):
        line = file.read_text(encoding="utf-8").splitlines()[0]
        assert line == schema_line(file.relative_to(RULES / name).as_posix())
        assert (file.parent / line.partition("$schema=")[2]).is_file()


RULE: dict[str, Any] = {
    "id": "a-rule",
    "title": {"en": "A", "fr": "A"},
    "effect": "prohibit",
    "where": {"place": "gao"},
    "because": {"en": "A", "fr": "A"},
    "source": {"title": "A", "date": "2026", "reliability": "B", "credibility": 2},
}
LEFT_OUT = object()


def changed(rule: dict[str, Any], path: tuple[str, ...], value: object) -> dict[str, Any]:
    key, *rest = path
    if rest:
        return {**rule, key: changed(rule.get(key, {}), tuple(rest), value)}
    return {name: one for name, one in {**rule, key: value}.items() if one is not LEFT_OUT}


def loads(rule: dict[str, Any]) -> bool:
    text = yaml.safe_dump([rule], allow_unicode=True).encode()
    return not has_errors(load_pack({**files("mali"), "rules/new.yaml": text}).diagnostics)


def validates(rule: dict[str, Any]) -> bool:
    return refuses(schema_of("mali", "rule"), [rule]) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("becuase",), "A"),
        (("id",), "A rule"),
        (("title",), {"english": "A"}),
        (("title",), "A"),
        (("effect",), "forbid"),
        (("effect",), "require"),
        (("effect",), {"setting": "nobody"}),
        (("where",), {"plce": "gao"}),
        (("where",), {"place": "gaoo"}),
        (("where",), {"region": "gao"}),
        (("where",), []),
        (("how",), {"mode": "rod"}),
        (("who",), None),
        (("who",), {"roles": "jurnalist"}),
        (("who",), {"nationalty": "ML"}),
        (("who",), {"nationality": "Mali"}),
        (("who",), {"french-funding": "perhaps"}),
        (("when",), {"hours": "18-06"}),
        (("when",), {"valid": {"until": "1 June"}}),
        (("review_by",), "2026-6-1"),
        (("unless",), {"measures": "escrot"}),
        (("while",), "unhass"),
        (("incidents",), {"at_least": 0, "within_km": 10, "days": 30}),
        (("incidents",), {"at_least": 1, "within_km": 10, "days": 30, "kinds": "atack"}),
        (("source", "reliability"), "G"),
        (("source", "credibility"), 7),
        (("source", "date"), "last year"),
        *(((key,), LEFT_OUT) for key in ("id", "title", "effect", "where", "because", "source")),
    ],
)
def test_a_common_fault_is_refused_by_both(path: tuple[str, ...], value: object) -> None:
    wrong = changed(RULE, path, value)
    assert not loads(wrong)
    assert not validates(wrong)


def test_the_rule_itself_is_right_for_both() -> None:
    assert loads(RULE)
    assert validates(RULE)


RIGHT: dict[str, st.SearchStrategy[Any]] = {
    "effect": st.sampled_from(["inform", "caution", "refer", "prohibit"]),
    "where": st.sampled_from(
        [
            {"anywhere": True},
            {"region": "gao-region"},
            {"place": ["gao", "mopti"], "as": "transit"},
            {"near": {"place": "gao", "km": 12.5}},
            [{"place": "gao"}, {"place": "gao", "except": "gao-airport"}],
            {"place": "gaoo"},
        ]
    ),
    "how": st.sampled_from([{"mode": "road"}, [{"activity": "overnight"}], {"from": "outside"}, {"mode": []}, "road"]),
    "who": st.sampled_from([{"nationality": "foreign"}, {"not": {"roles": "medical"}}, {"staff": ["visitor"]}, {}]),
    "when": st.sampled_from(
        [{"hours": "night"}, {"hours": ["18:00-06:00"]}, {"valid": {"from": "2026-02-30"}}, {"hours": "25:00-06:00"}]
    ),
    "review_by": st.sampled_from(["2026-12-31", "2026-13-01", 2026]),
    "affects": st.sampled_from(["party", "everybody"]),
    "advice": st.sampled_from([{"en": "A"}, {"en": "A", "fr": "B"}, {"en": ""}, {}, {"de": "A"}]),
}


@settings(max_examples=40)
@given(st.fixed_dictionaries({}, optional=RIGHT))
def test_a_rule_that_loads_is_right_by_the_schema(parts: dict[str, Any]) -> None:
    rule = {**RULE, **parts}
    if loads(rule):
        assert refuses(schema_of("mali", "rule"), [rule]) == []
