"""An edit changes what it was asked to change and not a byte more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.span import Position, Span
from advisor.rulebook.edit import EditError, Path, insert_entry, remove_entry, replace_scalar, splice
from advisor.rulebook.emit import Emittable, emit
from advisor.rulebook.nodes import find
from advisor.rulebook.source import plain, read
from tests.rulebook.strategies import RULES, texts, values

PACK = """\
# top
- id: NO   # Norway
  title: {en: a, fr: 'b'}  # two

  # about when
  when:
    hours: night # n
    valid: {}
  then:
# between
- - because: |+
      kept

    last: 1   # end
- {}
"""


def changed(text: str, edited: str) -> tuple[list[str], list[str]]:
    """Give the lines that only the old text has, and those that only the new one has."""
    before, after = text.splitlines(keepends=True), edited.splitlines(keepends=True)
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return before, after


def test_a_splice_replaces_the_span() -> None:
    span = Span("f", Position(2, 4), Position(2, 5))
    assert splice("\ufeffa: 1\r\nb: 2\r\n", span, "33") == "\ufeffa: 1\r\nb: 33\r\n"


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ((0, "id"), "SE", "- id: NO   # Norway\n", "- id: SE   # Norway\n"),
        ((0, "id"), "no", "- id: NO   # Norway\n", '- id: "no"   # Norway\n'),
        ((0, "title", "fr"), "c, d", "  title: {en: a, fr: 'b'}  # two\n", '  title: {en: a, fr: "c, d"}  # two\n'),
        ((0, "then"), 5, "  then:\n", "  then: 5\n"),
        ((1, 0, "last"), None, "    last: 1   # end\n", "    last: null   # end\n"),
    ],
)
def test_replace(path: Path, value: str | int | None, before: str, after: str) -> None:
    assert changed(PACK, replace_scalar(PACK, path, value)) == ([before], [after])


def test_replacing_a_block_text_leaves_what_follows() -> None:
    text = "a: |\n  b\n\n# c\nd: 1\n"
    assert replace_scalar(text, ["a"], "x") == "a: x\n\n# c\nd: 1\n"


def test_replacing_the_only_value() -> None:
    assert replace_scalar("a # b\n", [], "c d") == "c d # b\n"


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ((0,), {"x": {"z": "1\n2"}}, [], ["  k:\n", "    x:\n", "      z: |-\n", "        1\n", "        2\n"]),
        ((0, "title"), "v", ["  title: {en: a, fr: 'b'}  # two\n"], ["  title: {en: a, fr: 'b', k: v}  # two\n"]),
        ((0, "when"), [1], [], ["    k: [1]\n"]),
        ((0, "when", "valid"), "v", ["    valid: {}\n"], ["    valid: {k: v}\n"]),
        ((0, "then"), "v", ["  then:\n"], ["  then: {k: v}\n"]),
        ((1, 0), True, [], ["    k: true\n"]),
        ((2,), 1.5, ["- {}\n"], ["- {k: 1.5}\n"]),
    ],
)
def test_insert(path: Path, value: Emittable, before: list[str], after: list[str]) -> None:
    assert changed(PACK, insert_entry(PACK, path, "k", value)) == (before, after)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", "k: v\n"),
        ("# c", "# c\nk: v"),
        ("# c\r\n", "# c\r\nk: v\r\n"),
        ("a: 1", "a: 1\nk: v"),
        ("a: 1\r\n# c\r\n", "a: 1\r\nk: v\r\n# c\r\n"),
        ("a: |+\n  b\n\n", "a: |+\n  b\n\nk: v\n"),
        ("{a: 1,}", "{a: 1, k: v,}"),
        ("\ufeffa: 1\n", "\ufeffa: 1\nk: v\n"),
    ],
)
def test_insert_at_the_top(text: str, result: str) -> None:
    assert insert_entry(text, [], "k", "v") == result


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            (0, "id"),
            ["- id: NO   # Norway\n", "  title: {en: a, fr: 'b'}  # two\n"],
            ["- title: {en: a, fr: 'b'}  # two\n"],
        ),
        ((0, "title"), ["  title: {en: a, fr: 'b'}  # two\n"], []),
        ((0, "title", "en"), ["  title: {en: a, fr: 'b'}  # two\n"], ["  title: {fr: 'b'}  # two\n"]),
        ((0, "title", "fr"), ["  title: {en: a, fr: 'b'}  # two\n"], ["  title: {en: a}  # two\n"]),
        ((0, "when"), ["  when:\n", "    hours: night # n\n", "    valid: {}\n"], []),
        ((0, "when", "hours"), ["    hours: night # n\n"], []),
        ((0, "then"), ["  then:\n"], []),
        (
            (1, 0, "because"),
            ["- - because: |+\n", "      kept\n", "\n", "    last: 1   # end\n"],
            ["- - last: 1   # end\n"],
        ),
    ],
)
def test_remove(path: Path, before: list[str], after: list[str]) -> None:
    assert changed(PACK, remove_entry(PACK, path)) == (before, after)


@pytest.mark.parametrize(
    ("text", "path", "result"),
    [
        ("a: 1\n", ["a"], "{}\n"),
        ("a:\n  b: 1  # c\nd: 2", ["a", "b"], "a:\n  {}  # c\nd: 2"),
        ("a: 1\nb: 2", ["b"], "a: 1\n"),
        ("{a: 1}", ["a"], "{}"),
    ],
)
def test_remove_the_last(text: str, path: Path, result: str) -> None:
    assert remove_entry(text, path) == result


def test_what_does_not_fit_is_refused() -> None:
    for path in [(7,), (0, "when"), (0, "nothing")]:
        with pytest.raises(EditError):
            replace_scalar(PACK, path, 1)
    for path in [(), (0, "id"), (1,), (0, "nothing")]:
        with pytest.raises(EditError):
            insert_entry(PACK, path, "k", "v")
    with pytest.raises(EditError):
        insert_entry(PACK, (0,), "id", "v")
    for path in [(), (0,), (0, "nothing"), (1, 0, "because", 3)]:
        with pytest.raises(EditError):
            remove_entry(PACK, path)


def test_a_faulty_text_is_not_edited() -> None:
    with pytest.raises(EditError, match="duplicate-key"):
        replace_scalar("a: 1\na: 2\n", ["a"], 3)


def test_a_layout_beyond_these_edits_is_refused_not_spoilt() -> None:
    with pytest.raises(EditError):
        replace_scalar("{a}", ["a"], 1)
    with pytest.raises(EditError):
        insert_entry("[a: b]", [0], "k", "v")


def every_path(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for step, item in pairs for inner in every_path(item, (*path, step)))]


ANY_FILE = st.one_of(st.sampled_from(RULES), values().map(emit))


def some_path(data: st.DataObject, text: str) -> tuple[str | int, ...]:
    return data.draw(st.sampled_from(every_path(plain(read(text.encode(), "f").value))))


@given(st.data(), ANY_FILE, texts())
def test_replacing_changes_the_scalar_and_nothing_else(data: st.DataObject, text: str, value: str) -> None:
    path = some_path(data, text)
    try:
        edited = replace_scalar(text, path, value)
    except EditError:
        return
    document = read(text.encode(), "f")
    again = read(edited.encode(), "f")
    assert plain(find(again.value, path)) == value
    node = find(document.value, path)
    assert node is not None
    bare = text.removeprefix("\ufeff")
    assert edited.removeprefix("\ufeff").startswith(bare[: node.start])
    assert edited.endswith(bare[node.end :])


@given(st.data(), ANY_FILE, values())
def test_what_was_inserted_can_be_removed_again(data: st.DataObject, text: str, value: Emittable) -> None:
    path = some_path(data, text)
    try:
        edited = insert_entry(text, path, "new key", value)
    except EditError:
        return
    before = plain(read(text.encode(), "f").value)
    assert plain(find(read(edited.encode(), "f").value, (*path, "new key"))) == value
    again = plain(read(remove_entry(edited, (*path, "new key")).encode(), "f").value)
    assert every_path(again) == every_path(before)


@pytest.mark.parametrize("text", RULES[:3])
def test_every_scalar_and_entry_of_an_ordinary_file_can_be_edited(text: str) -> None:
    tree = plain(read(text.encode(), "f").value)
    for path in every_path(tree):
        if not isinstance(find_plain(tree, path), (dict, list)) and path[-2:] != ("d", "e"):  # {e} has no place for it
            replace_scalar(text, path, "NO")
        if path and isinstance(path[-1], str) and path != ("g", 0, "h"):  # [h: i] has no braces
            remove_entry(text, path)


def find_plain(value: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value
