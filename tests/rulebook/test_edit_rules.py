"""A form's edit changes its own lines of a rule file: comments, order and blank lines elsewhere stay byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rulebook.edit import EditError
from advisor.rulebook.edit_rules import append_rule, remove_rule, set_field
from advisor.rulebook.emit import Emittable
from advisor.rulebook.nodes import Mapping, Sequence
from advisor.rulebook.source import plain, read
from advisor.services.paths import find_paths
from tests.rulebook.strategies import RULES, texts

SHIPPED = {
    file.relative_to(find_paths().rules).as_posix(): file.read_bytes().decode()
    for file in sorted(find_paths().rules.glob("*/rules/*.yaml"))
}
FILES = [*SHIPPED.values(), RULES[0], RULES[0].replace("\n", "\r\n"), "\ufeff" + RULES[0]]
COMMENTED = """\
# of the north
- id: a   # first

  # the reason for the date
  review_by: 2023-06-30  # end of the mandate
  where: {region: north, except: [gao]}   # all of it
  when:
    # by night
    hours: night # n
  title: {en: "A", fr: 'B'}
# between

- id: b

# the end
"""


def parsed(text: str) -> list[dict[str, object]]:
    document = read(text.encode(), "f")
    assert not document.diagnostics
    found = plain(document.value)
    assert isinstance(found, list)
    return found


def test_a_date_moved_keeps_the_comment_beside_it() -> None:
    edited = set_field(COMMENTED, 0, ("review_by",), "2023-12-31")
    assert edited == COMMENTED.replace("2023-06-30", "2023-12-31")


def test_a_key_inside_another_is_made_and_taken_out_with_it() -> None:
    with_dates = set_field(COMMENTED, 1, ("when", "valid", "from"), "2023-07-01")
    assert with_dates == COMMENTED.replace("- id: b\n", "- id: b\n  when:\n    valid: {from: 2023-07-01}\n")
    assert set_field(with_dates, 1, ("when", "valid", "from"), None) == COMMENTED


def test_a_new_key_stands_where_a_rule_has_it() -> None:
    edited = set_field(COMMENTED, 0, ("effect",), "refer")
    assert parsed(edited)[0].keys() == {"id", "title", "effect", "where", "when", "review_by"}
    assert edited.replace("  effect: refer\n", "") == COMMENTED


def test_a_list_changed_stays_on_its_line() -> None:
    edited = set_field(COMMENTED, 0, ("where", "except"), ["gao", "timbuktu"])
    assert edited == COMMENTED.replace("[gao]", "[gao, timbuktu]")


def test_the_other_language_keeps_its_quotes() -> None:
    edited = set_field(COMMENTED, 0, ("title", "en"), "C: d")
    assert edited == COMMENTED.replace('"A"', '"C: d"')


def test_nothing_changes_where_the_value_is_there_already() -> None:
    assert set_field(COMMENTED, 0, ("title",), {"fr": "B", "en": "A"}) == COMMENTED


def test_a_rule_is_added_and_taken_out_again() -> None:
    edited = append_rule(COMMENTED, {"id": "c", "title": {"en": "C"}, "review_by": "2023-06-30"})
    written = "- id: c\n  title: {en: C}\n  review_by: 2023-06-30\n"
    assert edited == COMMENTED.replace("- id: b\n", f"- id: b\n\n{written}")
    assert remove_rule(edited, 2) == COMMENTED


def test_taking_out_the_first_rule_leaves_all_comments_around_it() -> None:
    assert remove_rule(COMMENTED, 0) == "# of the north\n# between\n\n- id: b\n\n# the end\n"


@pytest.mark.parametrize("text", ["", "# none yet\n", "[]\n", "# none\n[]  # yet\n"])
def test_the_first_rule_of_a_file(text: str) -> None:
    edited = append_rule(text, {"id": "c"})
    assert parsed(edited) == [{"id": "c"}]
    assert comments(edited) == comments(text)


@pytest.mark.parametrize("text", ["a: 1\n", "[{id: a}]", "text", "- id: [\n"])
def test_no_rule_is_added_to_what_is_no_list_of_rules(text: str) -> None:
    with pytest.raises(EditError):
        append_rule(text, {"id": "c"})


def comments(text: str) -> list[str]:
    """The comments on lines of their own."""
    return re.findall(r"(?m)^[ ]*#[^\r\n]*", text.removeprefix("\ufeff"))


PATHS: tuple[tuple[str | int, ...], ...] = (
    ("title", "en"), ("title", "fr"), ("title",), ("effect",), ("where",), ("where", "region"), ("how",),
    ("how", "mode"), ("who", "nationality"), ("when", "valid", "from"), ("when", "valid", "until"), ("when", "hours"),
    ("review_by",), ("unless", "measures"), ("measures",), ("because", "fr"), ("advice", "en"), ("source", "date"),
)  # fmt: skip


def field_values() -> st.SearchStrategy[Emittable]:
    word = texts()
    return st.one_of(st.none(), word, st.lists(word, min_size=1, max_size=3), st.dictionaries(word, word, max_size=2))


@given(st.sampled_from(FILES), st.data(), st.sampled_from(PATHS), field_values())
def test_an_edit_leaves_every_byte_outside_its_rule(
    text: str, data: st.DataObject, path: tuple[str | int, ...], value: Emittable
) -> None:
    root = read(text.encode(), "f").value
    assert isinstance(root, Sequence)
    number = data.draw(st.integers(0, len(root.items) - 1))
    before = parsed(text)
    try:
        edited = set_field(text, number, path, value)
    except EditError:
        return
    after = parsed(edited)
    assert [one for at, one in enumerate(after) if at != number] == [
        one for at, one in enumerate(before) if at != number
    ]
    assert held(after[number], path) == (None if value in ({}, []) else value)
    other = [key for key in before[number] if key != path[0]]
    assert [key for key in after[number] if key != path[0]] == other
    assert all(repr(after[number][key]) == repr(before[number][key]) for key in other)
    bare, new = text.removeprefix("\ufeff"), edited.removeprefix("\ufeff")
    node = root.items[number]
    assert isinstance(node, Mapping)
    assert new.startswith(bare[: node.start])
    assert new.endswith(bare[line_end(bare, node.end) :])
    kept = comments(edited)
    assert all(one in kept for one in comments(bare[: node.start] + bare[node.end :]))


def held(rule: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        if not isinstance(rule, dict):
            return None
        rule = rule.get(step)
    return rule


def line_end(text: str, offset: int) -> int:
    found = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(text, offset)
    return found.end() if found is not None and text[offset - 1] not in "\r\n" else offset


@pytest.mark.parametrize("file", SHIPPED)
def test_every_rule_of_a_shipped_file_can_be_edited_and_taken_out(file: str) -> None:
    text = SHIPPED[file]
    rules = parsed(text)
    for number in {0, len(rules) // 2, len(rules) - 1}:
        rule = rules[number]
        edited = set_field(text, number, ("review_by",), "2031-01-31")
        assert parsed(edited)[number] == {**rule, "review_by": "2031-01-31"}
        moved = [one for one in edited.splitlines() if one not in text.splitlines()]
        assert [one.split("#")[0].strip() for one in moved] in ([], ["review_by: 2031-01-31"])
        set_field(text, number, ("when", "valid", "until"), "2030-12-31")
    without = remove_rule(text, 0)
    assert (parsed(without) if len(rules) > 1 else []) == rules[1:]
    assert comments(without) == comments(text)


def test_shipped_files_are_there() -> None:
    assert len(SHIPPED) > 5
    assert all(Path(name).suffix == ".yaml" for name in SHIPPED)
