"""Dice: choices that follow from one number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

FIRST_DAY = date(2023, 5, 10)
"""Trips begin on this day or just after; rules and services begin and end around it."""

NOBODY_KNOWS = "nobody-knows"
"""A word no pack declares."""


class Dice:
    """Choices that follow from one number, with words for what is chosen.

    A case takes some three hundred choices. Drawn one by one through Hypothesis they take longer than the laws
    themselves; so Hypothesis draws the number, and `tests.property.reducing` makes what fails small.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Iterable[T], least: int = 0, most: int = 3) -> frozenset[T]:
        pool = sorted(choices, key=str)
        count = self.number(min(least, len(pool)), min(most, len(pool)))
        chosen: set[T] = set()
        for _ in range(count):
            chosen.add(self.one(pool))
        return frozenset(chosen)

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def chance(self, percent: int) -> bool:
        """True that often."""
        return self.random.random() * 100 < percent

    def day(self, before: int = 2, after: int = 4) -> date:
        return FIRST_DAY + timedelta(days=self.number(-before, after))

    def maybe_day(self, percent: int) -> date | None:
        return self.day() if self.chance(percent) else None
