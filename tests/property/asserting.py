"""What the laws share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from advisor.engine.assess import assess
from advisor.incidents.finder import GatheredData
from advisor.model.assessment import Assessment
from advisor.model.verdict import Range
from tests.property.dice import Dice
from tests.property.strategies import Case
from tests.property.trips import ANYTHING, Tastes

Law: TypeAlias = Callable[[Case, Dice], bool]
"""Given a case and dice for what is left to choose, it asserts. False: it has nothing to say about the case."""


@dataclass(frozen=True)
class Held:
    """A law and the cases it is tried on.

    `speaks`: how often at the least it has something to say about one. `share`: on how many of every hundred cases it
    is tried; more than a hundred, where it is quick or seldom speaks.
    """

    law: Law
    tastes: Tastes = ANYTHING
    speaks: float = 0.5
    share: int = 100


def assessed(case: Case) -> Assessment:
    return assess(case.trip, case.pack, case.as_of, incidents=data_of(case))


def data_of(case: Case) -> GatheredData | None:
    """The case's imported incidents as the engine takes them."""
    if not case.imported and not case.vouched:
        return None
    return GatheredData(case.imported, case.vouched)


def with_pack(case: Case, **fields: Any) -> Case:  # noqa: ANN401 - the fields of Pack
    return replace(case, pack=replace(case.pack, **fields))


def no_better(after: Assessment, before: Assessment) -> None:
    assert after.best >= before.best, f"best case improved from {before.best.word} to {after.best.word}"
    assert after.worst >= before.worst, f"worst case improved from {before.worst.word} to {after.worst.word}"
    assert after.verdict >= before.verdict


def inside(range_: Range, shown: Range) -> bool:
    return shown.best <= range_.best and range_.worst <= shown.worst
