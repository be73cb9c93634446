"""The parts that trips are put together out of, and the best of those trips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from advisor.engine.itinerary import Plan, PlannedLeg, PlannedStay
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Range, Verdict
from advisor.planning.itineraries import Stretch, with_legs

Key: TypeAlias = tuple[object, ...]
Grade: TypeAlias = tuple[Verdict, Verdict, Verdict]


@dataclass(slots=True)
class Piece:
    """What some steps come to by themselves; the level of the risk that remains is worked out when it is wanted."""

    range: Range
    find_level: Callable[[], int | None]
    _level: tuple[int | None] | None = None

    @property
    def level(self) -> int:
        """The level; -1 where no rule rates a risk."""
        if self._level is None:
            self._level = (self.find_level(),)
        return -1 if self._level[0] is None else self._level[0]


@dataclass(slots=True, eq=False)
class Option:
    """One way to make a movement at one time.

    `key` leaves out the time; `span`: when, where that is exact; `window`: between which departures it comes to the
    same. `pieces`: what it comes to, by where the movement before it ended.
    """

    legs: tuple[Leg, ...]
    key: Key
    ends: frozenset[str]
    span: tuple[int, int] | None
    moving: int | None
    km: float | None
    window: tuple[int, int] | None = None
    as_written: bool = False
    pieces: dict[frozenset[str], Piece] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Whole:
    """A trip taken apart, with what there is to choose from for each movement, and the stays that were asked about."""

    trip: Trip
    planned: Plan
    parts: tuple[Stretch, ...]
    options: list[list[Option]]
    stays: dict[tuple[int, int, int], Piece]

    def stay_before(self, number: int) -> PlannedStay:
        """The stay that a movement ends."""
        steps = self.planned.steps
        at = next(
            at
            for at, one in enumerate(steps)
            if isinstance(one, PlannedLeg) and one.written == self.parts[number].first
        )
        stay = steps[at - 1]
        if not isinstance(stay, PlannedStay):
            raise TypeError("a movement that follows no stay")
        return stay

    def applied(self, chosen: Sequence[Option]) -> Trip:
        """The trip with these movements."""
        return with_legs(self.trip, [(part, one.legs) for part, one in zip(self.parts, chosen, strict=True)])


@dataclass(slots=True, eq=False)
class Candidate:
    """One trip put together. `level`: of the risk that remains; -1 where no rule rates one."""

    whole: Whole
    options: tuple[Option, ...]
    range: Range
    level: int
    minutes: int | None

    @property
    def key(self) -> Key:
        """The same for the same way to travel at another time."""
        return tuple(option.key for option in self.options)

    @property
    def as_written(self) -> bool:
        """Whether nothing is changed."""
        return all(option.as_written for option in self.options)

    def rank(self) -> tuple[Grade, int, bool, int]:
        """By verdict, then remaining risk, then time."""
        return (grade(self.range), *self.within_grade())

    def within_grade(self) -> tuple[int, bool, int]:
        """By what tells apart those of one verdict."""
        return (self.level, self.minutes is None, self.minutes or 0)


def grade(found: Range) -> Grade:
    """By what is reported, then by the worst and the best case."""
    return found.reported, found.worst, found.best


def key_of(legs: Sequence[Leg]) -> Key:
    """What tells ways to travel apart, whenever they are travelled."""
    return tuple((leg.origin, leg.destination, leg.mode, leg.via, leg.route, leg.operator) for leg in legs)


def main_mode(legs: Iterable[Leg]) -> str | None:
    """The mode by which most of the time is travelled; of the first leg where times are not known."""
    longest: tuple[timedelta, str | None] | None = None
    for leg in legs:
        depart, arrive = leg.depart, leg.arrive
        lasts = timedelta()
        if isinstance(depart, datetime) and isinstance(arrive, datetime):
            lasts = arrive - depart
        if longest is None or lasts > longest[0]:
            longest = (lasts, leg.mode)
    return longest[1] if longest is not None else None


def best(candidates: Iterable[Candidate], most: int) -> list[Candidate]:
    """The best candidates in order, one for each way to travel.

    Dozens of ways differ only in their last kilometres, so the best by every main mode has a place among the few.
    """
    by_range: dict[Range, list[Candidate]] = {}
    for one in candidates:
        by_range.setdefault(one.range, []).append(one)
    ranked: dict[Key, Candidate] = {}
    for each in sorted(by_range, key=grade):
        for one in sorted(by_range[each], key=Candidate.within_grade):
            ranked.setdefault(one.key, one)
    by_mode: dict[str | None, Candidate] = {}
    for one in ranked.values():
        by_mode.setdefault(main_mode(leg for option in one.options for leg in option.legs), one)
    chosen = dict.fromkeys([*list(by_mode.values())[:most], *ranked.values()])
    kept = set(list(chosen)[:most])
    return [one for one in ranked.values() if one in kept]
