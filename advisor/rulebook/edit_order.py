"""Another order for the items of a list, each as its author wrote it and with the comment behind it."""

from __future__ import annotations

from collections.abc import Sequence as Ordered
from itertools import pairwise
from typing import Any

from advisor.rulebook.edit_text import Edit, EditError, Path
from advisor.rulebook.nodes import Sequence, plain


def reorder_items(text: str, path: Path, order: Ordered[int]) -> str:
    """Put the items of the list at `path` into another order; what stands between them stays where it is.

    `order` tells for each place which item comes there, by the place that it has now. Raises EditError, also where an
    item takes more than a line.
    """
    edit = Edit(text)
    node = edit.node(path)
    if not isinstance(node, Sequence) or sorted(order) != [*range(len(node.items))] or not order:
        raise EditError(path)
    # In a list written line by line a comment on the line of an item speaks of it.
    spans = [(item.start, item.end if node.flow else edit.line_end(item.end)) for item in node.items]
    written = [edit.text[start:end] for start, end in spans]
    if any(len(one.splitlines()) != 1 for one in written):
        raise EditError(path)
    between = [edit.text[behind:before] for (_start, behind), (before, _end) in pairwise(spans)]
    held = plain(node)
    edit.hold(path, [held[at] for at in order])
    made = "".join(written[at] + gap for at, gap in zip(order, [*between, ""], strict=True))
    return edit.checked(spans[0][0], spans[-1][1], made)


def order_of(held: Ordered[Any], wanted: Ordered[Any]) -> tuple[int, ...] | None:
    """Which item of `held` comes to each place of `wanted`; None where the items are not the same ones."""
    left = [*enumerate(map(repr, held))]
    order: list[int] = []
    for one in map(repr, wanted):
        found = next((entry for entry in left if entry[1] == one), None)
        if found is None:
            return None
        left.remove(found)
        order.append(found[0])
    return None if left else tuple(order)
