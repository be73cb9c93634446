"""Every field of the form in every layout: an edit changes its own rule only, and the file means what was asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rulebook.completion import Kind, wanted
from advisor.rulebook.edit import EditError
from advisor.rulebook.edit_rules import set_field
from advisor.rulebook.emit import Emittable
from advisor.rulebook.nodes import Sequence, plain
from advisor.rulebook.outline import rules_in
from advisor.rulebook.source import read
from tests.rulebook.strategies import RULES
from tests.rulebook.test_edit_rules import COMMENTED, SHIPPED, comments

Path = tuple[str | int, ...]

LAYOUTS = """\
# before
- {id: flow, where: [{place: a}, {near: {place: b, km: 5}}], who: {roles: [x, y]}}  # all on one line

-   id: wide
    where:
        # the first
        - place: [a, b]   # two
          as: stay

        # the second
        - near:
            place: c
            km: 2.5
    who:
    -   staff: visitor
    -   not: {gender: female}
    unless:
      any_of:
        - measures: escort # one
        - measures:
          - briefing  # first
          # and
          - escort
    incidents: {kinds: [ambush], at_least: 2,
      within_km: 10, days: 30}
    because:
      en: >
        folded
        text

      fr: |+
        kept

# between
- id: quoted
  "effect": 'prohibit'
  title: {"en": "A # no comment", fr: 'L''autre'}
  measures:
  - "escort"
# the end
"""
FILES = [*SHIPPED.values(), RULES[0], COMMENTED, LAYOUTS, LAYOUTS.replace("\n", "\r\n"), "\ufeff" + LAYOUTS]


def leaves(keys: tuple[str, ...] = ()) -> list[Path]:
    """Every field of the schema, in the first, second and third alternative where there are such."""
    found: list[Path] = []
    for key in wanted(keys).keys:
        kind = wanted((*keys, key)).kind
        inner = leaves((*keys, key)) if kind in {Kind.GROUP, Kind.GROUPS} else []
        depth = len(keys) + 1
        for number in (0, 1, 2) if kind is Kind.GROUPS else ():
            found += [(*path[:depth], number, *path[depth:]) for path in inner]
        if kind is not Kind.GROUPS:
            found += [*inner, (*keys, key)]
    return found


FIELDS = leaves()


def test_the_schema_has_the_fields_that_rules_have() -> None:
    assert ("where", 1, "near", "km") in FIELDS
    assert ("unless", "any_of", 2, "measures") in FIELDS
    assert ("incidents", "at_least") in FIELDS
    assert len(FIELDS) > 100


def values(path: Path) -> st.SearchStrategy[Emittable]:
    kind = wanted(tuple(step for step in path if isinstance(step, str))).kind
    word = st.sampled_from(["gao", "NO", "a b", "# c", "x: y", "2023-06-30", "é"])
    if kind is Kind.TEXT:
        return st.dictionaries(st.sampled_from(["en", "fr"]), word, min_size=1)
    if kind is Kind.NAMES:
        return st.one_of(word, st.lists(word, min_size=1, max_size=5))
    return st.one_of(word, st.integers(0, 99), st.booleans(), st.sampled_from([0.5, 2.25]))


def meant(text: str) -> list[Any]:
    document = read(text.encode(), "rules/f.yaml")
    assert not document.diagnostics
    found = plain(document.value)
    assert isinstance(found, list)
    return found


@given(st.sampled_from(FILES), st.sampled_from(FIELDS), st.data())
def test_an_edit_changes_one_field_of_one_rule_and_nothing_else(text: str, path: Path, data: st.DataObject) -> None:
    rules = rules_in(text.encode(), "rules/f.yaml")
    rule = data.draw(st.sampled_from(rules))
    value = data.draw(st.one_of(st.none(), values(path)))
    try:
        edited = set_field(text, rule.number, path, value)
    except EditError:
        return
    root = read(text.encode(), "f").value
    assert isinstance(root, Sequence)
    node = root.items[rule.number]
    bare, new = text.removeprefix("\ufeff"), edited.removeprefix("\ufeff")
    assert new.startswith(bare[: node.start])
    rest = bare[node.end :]
    assert new.endswith(
        rest[rest.find("\n") + 1 :] if "\n" in rest and node.end and bare[node.end - 1] != "\n" else rest
    )
    now = rules_in(edited.encode(), "rules/f.yaml")
    assert len(now) == len(rules)
    shifted = value is None and any(isinstance(step, int) for step in path)  # an alternative left empty goes
    assert shifted or now[rule.number].get(*path) == value
    if value is None and rule.get(*path) is None:
        assert edited == text
    assert [one for at, one in enumerate(meant(edited)) if at != rule.number] == [
        one for at, one in enumerate(meant(text)) if at != rule.number
    ]
    assert {key: one for key, one in now[rule.number].written.items() if key != path[0]} == {
        key: one for key, one in rule.written.items() if key != path[0]
    }
    if value is not None:  # what is taken out takes its own comments along
        assert comments(edited) == comments(text)


@given(st.sampled_from(FILES), st.sampled_from(FIELDS), st.data())
def test_a_field_set_to_what_it_is_changes_nothing(text: str, path: Path, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(rules_in(text.encode(), "rules/f.yaml")))
    try:
        assert set_field(text, rule.number, path, rule.get(*path)) == text
    except EditError:
        assert rule.get(*path) is None  # a place that this rule does not have


def test_names_in_a_list_keep_their_comments() -> None:
    path: Path = ("unless", "any_of", 1, "measures")
    longer = set_field(LAYOUTS, 1, path, ["briefing", "escort", "guide"])
    assert longer == LAYOUTS.replace("          - escort\n", "          - escort\n          - guide\n")
    assert set_field(longer, 1, path, ["briefing", "escort"]) == LAYOUTS
    front = set_field(LAYOUTS, 1, path, ["guide", "briefing", "escort"])
    assert front == LAYOUTS.replace("          - briefing", "          - guide\n          - briefing")


def test_an_alternative_is_added_behind_the_others_and_taken_out_again() -> None:
    added = set_field(LAYOUTS, 1, ("where", 2, "region"), "north")
    assert added == LAYOUTS.replace("            km: 2.5\n", "            km: 2.5\n        - {region: north}\n")
    assert set_field(added, 1, ("where", 2), None) == LAYOUTS


def test_a_group_alone_becomes_a_list_with_the_second() -> None:
    edited = set_field("- id: a\n  how: {mode: bus}  # by\n", 0, ("how", 1, "mode"), "car")
    assert edited == "- id: a\n  how: [{mode: bus}, {mode: car}]  # by\n"


def test_what_would_lose_a_comment_is_refused() -> None:
    text = "- id: a\n  how:\n    mode: bus\n    # why\n    activity: moving\n"
    with pytest.raises(EditError):
        set_field(text, 0, ("how", 1, "mode"), "car")


@pytest.mark.parametrize("text", ["- &a {id: a}\n", "- id: a\n  id: b\n", "- id: !x a\n", "- {id: a\n"])
def test_a_file_that_cant_be_read_is_left_to_its_source(text: str) -> None:
    with pytest.raises(EditError):
        set_field(text, 0, ("effect",), "refer")
