"""Statements begun: each loads as it is written, whatever rule or example it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.rulebook.difference import difference
from advisor.rulebook.edit_rules import append_rule
from advisor.rulebook.emit import Emittable
from advisor.rulebook.loader import load_pack
from advisor.rulebook.new_statement import FILE, Example, about_rule, example
from advisor.rulebook.outline import rules_of
from tests.packs import small_pack_files

MALI = Path(__file__).parents[2] / "rules" / "mali"


def packs() -> list[dict[str, bytes]]:
    mali = {file.relative_to(MALI).as_posix(): file.read_bytes() for file in MALI.rglob("*") if file.is_file()}
    return [small_pack_files(), {**mali, FILE: b""}]


def loaded(files: dict[str, bytes], *statements: dict[str, Emittable]) -> Pack:
    text = files.get(FILE, b"").decode()
    for one in statements:
        text = append_rule(text, one)
    result = load_pack({**files, FILE: text.encode()})
    assert result.pack is not None
    assert not [fault for fault in result.diagnostics if fault.span is not None and fault.span.file == FILE]
    assert len(result.pack.invariants) == len(statements)
    return result.pack


@pytest.mark.parametrize("files", packs())
def test_every_example_loads_and_none_has_the_id_of_another(files: dict[str, bytes]) -> None:
    pack = loaded(files)
    made: list[dict[str, Emittable]] = []
    for which in (*Example, *Example):
        made.append(example(which, pack, {str(one["id"]) for one in made}))
    whole = loaded(files, *made)
    assert [one.id for one in whole.invariants] == [one["id"] for one in made]


@pytest.mark.parametrize("files", packs())
@pytest.mark.parametrize("foreign", [True, False])
def test_a_statement_about_any_rule_loads_and_speaks_as_the_rule_does(files: dict[str, bytes], foreign: bool) -> None:
    pack = loaded(files)
    made = [about_rule(rule.written, pack, (), foreign=foreign) for rule in rules_of(files)]
    whole = loaded(files, *made)
    rules = {rule.id: rule for rule in whole.rules}
    for rule, statement in zip(rules_of(files), whole.invariants, strict=True):
        assert statement.at_best is Verdict.REFER
        assert (statement.where, statement.how) == (rules[rule.id].where, rules[rule.id].how)
        assert statement.title.in_language("fr").startswith("Aucun GO")


def test_statements_loosen_nothing_wherever_they_stand() -> None:
    files = small_pack_files()
    pack = loaded(files)
    more = loaded(files, example(Example.NIGHT, pack, ()))
    found = difference(pack, more)
    assert found.parts == ("invariants",)
    assert not found.may_loosen
    text = append_rule("", example(Example.NIGHT, pack, ()))
    moved = load_pack({**files, FILE: f"# first\n{text}".encode()}).pack
    assert moved is not None
    assert not difference(more, moved)
