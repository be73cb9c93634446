"""The search against trying every point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.proof.reading import Box, Part
from advisor.proof.values import GENDER, NATIONALITY, STAFF, Masks, Values
from advisor.proof.witness import Branch, Budget, Nothing, Point, SpentError, Stopped, Tree, witness
from tests.property.packs import pack_of

VALUES = Values((pack_of(places=()),))
ATTRIBUTES = (STAFF, GENDER, NATIONALITY)
POINTS = [
    dict(zip(ATTRIBUTES, (1 << number for number in chosen), strict=True))
    for chosen in product(*(range(VALUES.count(attribute)) for attribute in ATTRIBUTES))
]


def masks() -> st.SearchStrategy[Masks]:
    each = {attribute: st.integers(1, VALUES.full(attribute)) for attribute in ATTRIBUTES}
    return st.fixed_dictionaries({}, optional=each)


def boxes(most: int) -> st.SearchStrategy[list[Box]]:
    return st.lists(masks(), max_size=most).map(
        lambda found: [Box(mask, f"rule{number}", 0, Part(0, 0, 0, 0)) for number, mask in enumerate(found)]
    )


def inside(point: Masks, box: Masks) -> bool:
    return all(point[attribute] & mask for attribute, mask in box.items())


def open_points(blockers: Sequence[Box], groups: Sequence[Sequence[Box]]) -> Iterator[Masks]:
    for point in POINTS:
        free = not any(inside(point, box.masks) for box in blockers)
        if free and all(any(inside(point, box.masks) for box in group) for group in groups):
            yield point


def reasons(tree: Tree, point: Masks) -> Iterator[Stopped | Nothing]:
    """The leaves in which a point lies."""
    if isinstance(tree, Branch):
        for mask, part in tree.parts:
            if point[tree.attribute] & mask:
                yield from reasons(part, point)
    else:
        yield tree


@settings(max_examples=300)
@given(boxes(9), st.lists(boxes(4), max_size=3))
def test_it_finds_what_trying_every_point_finds(blockers: list[Box], groups: list[list[Box]]) -> None:
    found = witness(blockers, groups, VALUES, Budget())
    there = list(open_points(blockers, groups))
    if isinstance(found, Point):
        in_it = [point for point in POINTS if inside(point, found.masks)]
        assert in_it
        assert all(point in there for point in in_it)
        assert [box in group for box, group in zip(found.chosen, groups, strict=True)] == [True] * len(groups)
        return
    assert there == []
    for point in POINTS:
        leaves = list(reasons(found, point))
        assert leaves
        for leaf in leaves:
            if isinstance(leaf, Stopped):
                assert inside(point, leaf.box.masks)
            else:
                assert not any(inside(point, box.masks) for box in groups[leaf.group])


def test_a_spent_budget_is_no_proof() -> None:
    blockers = [Box({STAFF: 1 << number}, "rule", 0, Part(0, 0, 0, 0)) for number in range(VALUES.count(STAFF))]
    assert not isinstance(witness(blockers, [], VALUES, Budget(100)), Point)
    with pytest.raises(SpentError):
        witness(blockers, [], VALUES, Budget(2))
