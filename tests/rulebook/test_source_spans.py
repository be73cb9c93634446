"""Every node knows where it stands, in the lines and columns an editor shows."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.model.span import Position, Span
from advisor.rulebook.emit import Emittable, emit
from advisor.rulebook.nodes import Mapping, Node, Scalar, Sequence, SourceText, find
from advisor.rulebook.source import locate, plain, read
from tests.rulebook.strategies import RULES, texts, values


def tree(text: str) -> Node:
    document = read(text.encode(), "rules/a.yaml")
    assert document.diagnostics == ()
    assert document.value is not None
    return document.value


def where(text: str, *path: str | int, key: bool = False) -> str:
    span = locate(tree(text), path, key=key)
    assert span.file == "rules/a.yaml"
    return f"{span.start.line}:{span.start.column}-{span.end.line}:{span.end.column}"


RULE = """\
# A rule
- id: bus-north   # its name
  title: {en: "Buses", fr: 'Bus'}
  where:
    place: [gao, sevare]
    as:
    - stay
    - transit   # both

  # what follows
  because: |
    One line,
    and another.

  # the end
- id: second
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "2:1-16:13", "2:1-16:13"),
        ((0,), "2:3-13:17", "2:3-13:17"),
        ((0, "id"), "2:7-2:16", "2:3-2:5"),
        ((0, "title"), "3:10-3:34", "3:3-3:8"),
        ((0, "title", "en"), "3:15-3:22", "3:11-3:13"),
        ((0, "where"), "5:5-8:14", "4:3-4:8"),
        ((0, "where", "place"), "5:12-5:25", "5:5-5:10"),
        ((0, "where", "place", 1), "5:18-5:24", "5:18-5:24"),
        ((0, "where", "as"), "7:5-8:14", "6:5-6:7"),
        ((0, "where", "as", 1), "8:7-8:14", "8:7-8:14"),
        ((0, "because"), "11:12-13:17", "11:3-11:10"),
        ((1, "id"), "16:7-16:13", "16:3-16:5"),
    ],
)
def test_where_things_stand(path: tuple[str | int, ...], value: str, key: str) -> None:
    assert where(RULE, *path) == value
    assert where(RULE, *path, key=True) == key


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((0, "where", "town"), "5:5-8:14"),  # missing: what should have held it
        ((0, "where", "place", 7), "5:12-5:25"),
        ((7,), "2:1-16:13"),
        ((0, "tagged", "where", "Place", "place"), "5:12-5:25"),  # names of union members are passed over
        ((0, "title", "en", "str"), "3:15-3:22"),
        ((0, "title", "en", "[key]"), "3:11-3:13"),  # pydantic: the key is at fault
        (("0",), "2:1-16:13"),
    ],
)
def test_locations_that_the_file_does_not_have(path: tuple[str | int, ...], expected: str) -> None:
    assert where(RULE, *path) == expected


def test_a_missing_value_has_no_key_to_show() -> None:
    assert where(RULE, 0, "where", "town", key=True) == "5:5-8:14"


def test_number_like_keys_are_found_by_number() -> None:
    assert where("2023: a\n", 2023) == "1:7-1:8"


def test_find_is_exact() -> None:
    node = tree(RULE)
    assert plain(find(node, (0, "where", "place", 0))) == "gao"
    assert find(node, (0, "tagged", "where")) is None
    assert find(node, ()) is node
    assert find(None, ("a",)) is None


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("\ufeffa: b", ("a",), "1:4-1:5"),
        ("'😀': [😀, b]", ("😀", 1), "1:10-1:11"),
        ("a: x\r\nb: y\r\n", ("b",), "2:4-2:5"),
        ("a: x\rb: y\r", ("b",), "2:4-2:5"),
        ("# \x85\u2028\u2029\nb: y\n", ("b",), "2:4-2:5"),
        ("a: {b: \x85, c: '\u2028', d: e}\n", ("a", "d"), "1:22-1:23"),
        ("a:\nb: 1\n", ("a",), "1:3-1:3"),
        ("a: {b, c: }\n", ("a", "b"), "1:6-1:6"),
        ("- \n- a\n", (0,), "1:2-1:2"),
        ("[a: b , c]\n", (0,), "1:2-1:6"),
        ("a: x\n  y\n\n  z\n# c\n", ("a",), "1:4-4:4"),
        ("a: |+\n  x\n\n\nb: 1\n", ("a",), "1:4-5:1"),
        ("a: |\n  x\n\n\nb: 1\n", ("a",), "1:4-2:4"),
        ("a: |2-\n   x\n   \nb: 1\n", ("a",), "1:4-2:5"),
        ("a: >\r\n  x\r\n\r\n", ("a",), "1:4-2:4"),
        ("a: |\n", ("a",), "1:4-1:5"),
        ("a: |\n\n\nb: 1", ("a",), "1:4-1:5"),
        ("a: b  # c\n\n# d\n", (), "1:1-1:5"),
        ("{}", (), "1:1-1:3"),
    ],
)
def test_lines_and_columns(text: str, path: tuple[str | int, ...], expected: str) -> None:
    assert where(text, *path) == expected


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [scalar for key, value in node.entries for scalar in (key, *scalars(value))]


def check_each_scalar_alone(text: str) -> None:
    source = SourceText(text.removeprefix("\ufeff"), "")
    for scalar in scalars(tree(text)):
        span = scalar.span
        cut = source.text[source.offset(span.start) : source.offset(span.end)]
        alone = read(f"- {cut}{'' if cut.endswith(chr(10)) else chr(10)}".encode(), "f")
        assert alone.diagnostics == ()
        assert plain(alone.value) == [scalar.value]


@pytest.mark.parametrize("text", RULES)
def test_a_scalar_cut_out_of_its_file_reads_the_same(text: str) -> None:
    check_each_scalar_alone(text)


@given(values())
def test_a_scalar_cut_out_of_any_file_reads_the_same(value: Emittable) -> None:
    assume(value is not None)
    check_each_scalar_alone(emit(value))


@given(texts(), st.integers(0, 50))
def test_offsets_and_positions_are_one_to_one(text: str, offset: int) -> None:
    source = SourceText(text, "f")
    offset = min(offset, len(text))
    position = source.position(offset)
    assert source.offset(position) == offset
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    inside_break = text[offset - 1 : offset + 1] == "\r\n"
    assert position.line == before.count("\n") + (0 if inside_break else 1)
    if not inside_break:
        assert position.column == offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))


def test_positions_beyond_the_text_are_cut_back() -> None:
    source = SourceText("ab\ncd", "f")
    assert source.offset(Position(1, 99)) == 3
    assert source.offset(Position(2, 99)) == 5
    assert source.offset(Position(9, 1)) == 5


def test_a_mapping_finds_its_entries_by_name() -> None:
    node = tree("a: 1\nb: 2\n")
    assert isinstance(node, Mapping)
    entry = node.get("b")
    assert entry is not None
    assert [part.span for part in entry] == [
        Span("rules/a.yaml", Position(2, 1), Position(2, 2)),
        Span("rules/a.yaml", Position(2, 4), Position(2, 5)),
    ]
    assert node.get("c") is None
