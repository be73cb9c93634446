"""The search against a solver that shares nothing with it: the same questions as clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from advisor.proof.prove import Prover, obstacles
from advisor.proof.reading import Box, Part
from advisor.proof.values import DAY, GENDER, MINUTE, NATIONALITY, ROLE, STAFF, Masks, Values, numbers
from advisor.proof.witness import Budget, Point, witness
from tests.proof.asking import a_question
from tests.property.dice import Dice
from tests.property.packs import a_pack

if TYPE_CHECKING:
    from pysat.solvers import Cadical153 as Solver
else:
    solvers = pytest.importorskip("pysat.solvers", reason="python-sat is not installed: it is in the extra `dev`")
    Solver = solvers.Cadical153


class Clauses:
    """A question as clauses: for each value of each attribute a variable, of which one of each attribute is true."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._variables: dict[tuple[str, int], int] = {}
        self._count = 0
        self.clauses: list[list[int]] = []

    def _new(self) -> int:
        self._count += 1
        return self._count

    def _is(self, attribute: str) -> list[int]:
        if (attribute, 0) not in self._variables:
            mine = [self._new() for _ in range(self._values.count(attribute))]
            self._variables |= {(attribute, number): variable for number, variable in enumerate(mine)}
            self.clauses.append(mine)
            self.clauses += [[-one, -other] for one, other in combinations(mine, 2)]
        return [self._variables[attribute, number] for number in range(self._values.count(attribute))]

    def _among(self, attribute: str, mask: int) -> list[int]:
        every = self._is(attribute)
        return [every[number] for number in numbers(mask & self._values.full(attribute))]

    def outside(self, box: Masks) -> None:
        """Not in this box."""
        beyond = [self._among(attribute, ~mask) for attribute, mask in box.items()]
        self.clauses.append([variable for some in beyond for variable in some])

    def inside_one(self, boxes: Iterable[Masks]) -> None:
        """In at least one of these."""
        chosen = []
        for box in boxes:
            chosen.append(self._new())
            self.clauses += [[-chosen[-1], *self._among(attribute, mask)] for attribute, mask in box.items()]
        self.clauses.append(chosen)


def has_point(blockers: Iterable[Box], groups: Sequence[Sequence[Box]], values: Values) -> bool:
    """Whether the solver finds a point."""
    question = Clauses(values)
    for blocker in blockers:
        question.outside(blocker.masks)
    for group in groups:
        question.inside_one(box.masks for box in group)
    if any(not clause for clause in question.clauses):
        return False
    with Solver(bootstrap_with=question.clauses) as solver:
        return bool(solver.solve())


def _boxes(dice: Dice, values: Values, attributes: Sequence[str], most: int) -> list[Box]:
    found = []
    for number in range(dice.number(0, most)):
        masks = {}
        for attribute in attributes:
            if dice.chance(45):
                some = dice.some(range(values.count(attribute)), 1)
                masks[attribute] = sum(1 << value for value in some)
        found.append(Box(masks, f"rule{number}", 0, Part(0, 0, 0, 0)))
    return found


def agree_on_boxes(seed: int) -> bool:
    """Hold the search against the solver on any boxes; whether there was a point."""
    dice = Dice(seed)
    values = Values((a_pack(dice),))
    attributes = (STAFF, GENDER, NATIONALITY, MINUTE + "UTC", DAY + "UTC", ROLE + "nurse", ROLE + "driver")
    blockers = _boxes(dice, values, attributes, 30)
    groups = [_boxes(dice, values, attributes, 6) for _ in range(dice.number(0, 3))]
    found = isinstance(witness(blockers, groups, values, Budget(10**9)), Point)
    assert found == has_point(blockers, groups, values)
    return found


def agree_on_a_pack(seed: int) -> bool:
    """Hold the search against the solver on all moments of a pack; whether one of them had a point."""
    dice = Dice(seed)
    pack = a_pack(dice)
    question = a_question(dice, pack)
    prover = Prover(pack, [question])
    reader = prover.reader(question.without)
    some = False
    for moment in dice.some(prover.moments, 12, 24):
        here = [number for number, at in enumerate(moment.sites) if at.asked]
        asked = [box for number in here for box in reader.spoken(question, number, moment.sites[number])]
        blockers, groups = obstacles(reader, moment, question.at_best)
        found = isinstance(witness(blockers, [*groups, asked], prover.values, Budget(10**9)), Point)
        assert found == has_point(blockers, [*groups, asked], prover.values), (moment, seed)
        some = some or found
    return some


def test_a_solver_says_the_same_of_any_boxes() -> None:
    assert 0 < sum(agree_on_boxes(seed) for seed in range(300)) < 300


def test_a_solver_says_the_same_of_packs() -> None:
    assert 0 < sum(agree_on_a_pack(seed) for seed in range(25)) < 25


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_a_solver_says_the_same_at_length() -> None:
    assert 0 < sum(agree_on_boxes(seed) for seed in range(300, 5_000)) < 4_700
    assert 0 < sum(agree_on_a_pack(seed) for seed in range(25, 400)) < 375
