"""The items of a list in another order: each moves as it is written, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rulebook.edit import EditError
from advisor.rulebook.edit_order import order_of, reorder_items
from advisor.rulebook.edit_rules import set_field
from advisor.rulebook.nodes import Mapping, Node, Sequence, find, plain
from advisor.rulebook.source import read
from tests.rulebook.test_edit_fields import LAYOUTS
from tests.rulebook.test_edit_rules import SHIPPED

Path = tuple[str | int, ...]
RULE = """\
# of the south
- id: a
  how:
    mode:
      # roads
      - bus     # the coach
      - 'own-vehicle'
      # air
      - flight  # only by day
    activity: moving
  where: {place: [gao, "gossi" ,  sevare]}  # three
"""


def test_an_item_takes_its_quotes_and_the_comment_behind_it_along() -> None:
    edited = set_field(RULE, 0, ("how", "mode"), ["flight", "own-vehicle", "bus"])
    bus, flight = "- bus     # the coach\n", "- flight  # only by day\n"
    assert edited == RULE.replace(bus, "-").replace(flight, bus).replace("-     ", f"{flight}     ", 1)
    edited = set_field(RULE, 0, ("where", "place"), ["gossi", "gao", "sevare"])
    assert edited == RULE.replace('[gao, "gossi" ,  sevare]', '["gossi", gao ,  sevare]')


def test_windows_lines_and_a_last_line_without_break_stay_so() -> None:
    text = RULE.replace("\n", "\r\n") + "- id: b\r\n  measures:\r\n  - escort\r\n  - briefing # x"
    edited = set_field(text, 1, ("measures",), ["briefing", "escort"])
    assert edited == text.replace("- escort\r\n  - briefing # x", "- briefing # x\r\n  - escort")


def test_what_takes_several_lines_is_not_moved_as_text() -> None:
    text = "- where:\n  - place: a\n    as: stay\n  - place: b\n"
    with pytest.raises(EditError):
        reorder_items(text, (0, "where"), (1, 0))
    edited = set_field(text, 0, ("where",), [{"place": "b"}, {"place": "a", "as": "stay"}])
    assert plain(read(edited.encode(), "").value) == [{"where": [{"place": "b"}, {"place": "a", "as": "stay"}]}]


@pytest.mark.parametrize(
    ("path", "order"), [((0, "id"), (0,)), ((0, "how", "mode"), (0, 1)), ((0, "how", "mode"), (0, 1, 1))]
)
def test_an_order_that_does_not_fit_is_refused(path: Path, order: tuple[int, ...]) -> None:
    with pytest.raises(EditError):
        reorder_items(RULE, path, order)


def test_only_the_same_items_are_another_order() -> None:
    assert order_of(["a", "b", "a"], ["a", "a", "b"]) == (0, 2, 1)
    assert order_of(["a", "b"], ["a", "c"]) is None
    assert order_of(["a", "b"], ["a"]) is None
    assert order_of([1, True], [True, 1]) == (1, 0)


def lists(node: Node | None, path: Path = ()) -> list[Path]:
    """Where lists of two items or more stand."""
    found: list[Path] = []
    if isinstance(node, Sequence):
        found += [path] if len(node.items) > 1 else []
        for at, item in enumerate(node.items):
            found += lists(item, (*path, at))
    elif isinstance(node, Mapping):
        for key, item in node.entries:
            found += lists(item, (*path, str(key.value)))
    return found


@given(text=st.sampled_from([RULE, RULE.replace("\n", "\r\n"), LAYOUTS, *SHIPPED.values()]), data=st.data())
def test_an_order_and_back_again_is_the_same_byte_for_byte(text: str, data: st.DataObject) -> None:
    tree = read(text.encode(), "").value
    path = data.draw(st.sampled_from(lists(tree)))
    held: list[Any] = plain(find(tree, path))
    order = data.draw(st.permutations(range(len(held))))
    back = sorted(range(len(order)), key=order.__getitem__)
    try:
        there = reorder_items(text, path, order)
    except EditError:
        assert any("\n" in text[one.start : one.end] for one in items(tree, path))
        return
    assert sorted(there) == sorted(text)
    assert plain(find(read(there.encode(), "").value, path)) == [held[at] for at in order]
    assert reorder_items(there, path, back) == text


def items(tree: Node | None, path: Path) -> tuple[Node, ...]:
    node = find(tree, path)
    assert isinstance(node, Sequence)
    return tuple(node.items)
