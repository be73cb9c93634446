"""The search for all smallest sets among some changes that reach a verdict; it goes on where it was cut short.

It is exhaustive: where no change can touch a finding that stands in the way, nothing that contains the changes made so
far can help.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from advisor.engine.decide import decide
from advisor.engine.index import Index
from advisor.model.assessment import Finding
from advisor.model.change import ChangeKind
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Verdict
from advisor.planning.change import Change, applied
from advisor.planning.work import GoOn, always

Standing: TypeAlias = list[tuple["About", ...]]
"""What stands in the way of a verdict: of each group at least one finding must be touched."""

_NEAR = 2
"""A leg's way and hours reach the stays and legs next to it, and the leg beyond a stay."""


class About(NamedTuple):
    """A finding, the written steps (none: the trip as a whole) and the travellers it concerns, as the trip has them."""

    finding: Finding
    steps: frozenset[int]
    people: frozenset[int]


class Search:
    """Looks for all smallest sets among some changes that reach a verdict."""

    def __init__(self, trip: Trip, index: Index, as_of: date, target: Verdict, offered: Sequence[Change]) -> None:
        """`offered`: the changes to choose from."""
        self._trip = trip
        self._index = index
        self._as_of = as_of
        self._target = target
        self._offered = tuple(offered)
        self._arranging = frozenset(number for number, one in enumerate(offered) if one.kind is ChangeKind.MEASURE)
        self._loose = any(
            not (isinstance(step.depart, datetime) and isinstance(step.arrive, datetime))
            for step in trip.itinerary
            if isinstance(step, Leg)
        )
        self._arranged: dict[frozenset[int], Standing | None] = {}
        self._found: list[frozenset[int]] = []
        self._queue: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
        self._seen: set[frozenset[int]] = {frozenset()}
        self.decided = 0
        self.complete = True

    def run(self, most: int, budget: int, go_on: GoOn = always) -> list[tuple[Change, ...]]:
        """The smallest sets, cheapest first, at the most so many; `complete` tells whether the search was cut short.

        `budget`: how many trips may have been decided altogether. Asked again, it goes on from where it was.
        """
        self.complete = True
        while self._queue and len(self._found) < most:
            cost, _size, numbers = self._queue[0]
            made = frozenset(numbers)
            if any(one <= made for one in self._found):
                heapq.heappop(self._queue)
                continue
            if self.decided >= budget or not go_on(self.decided):
                self.complete = False
                break
            heapq.heappop(self._queue)
            touching = self._onward(made)
            if touching is None:
                self._found.append(made)
                continue
            for number in touching:
                more = made | {number}
                if more not in self._seen:
                    self._seen.add(more)
                    heapq.heappush(self._queue, (cost + self._offered[number].cost, len(more), tuple(sorted(more))))
        return [tuple(self._offered[number] for number in sorted(one)) for one in self._found]

    def _onward(self, made: frozenset[int]) -> Sequence[int] | None:
        """The changes one of which must be added, whatever else is; None where the verdict is reached."""
        taken = {self._offered[number].slot for number in made}
        free = [number for number, one in enumerate(self._offered) if one.slot not in taken]
        standing = self._with_all_arranged(made)
        if standing is not None:  # something else must be changed before arranging helps at all
            free = [number for number in free if number not in self._arranging]
        else:
            standing = self._standing(made)
        if standing is None:
            return None
        offered = (self._offered[number] for number in made)
        gone = {one.traveller for one in offered if one.kind is ChangeKind.TRAVELLER}
        people = [number for number in range(len(self._trip.travellers)) if number not in gone]
        if len(people) == 1:
            free = [number for number in free if self._offered[number].kind is not ChangeKind.TRAVELLER]
        choices = [
            [number for number in free if any(self._touches(self._offered[number], one, people) for one in together)]
            for together in standing
        ]
        return min(choices, key=len, default=[])

    def _with_all_arranged(self, made: frozenset[int]) -> Standing | None:
        """What stands in the way even with everything arranged that can be; arranging never makes a verdict worse."""
        other = made - self._arranging
        if not self._arranging:
            return self._standing(made)
        if other not in self._arranged:
            self._arranged[other] = self._standing(other | self._arranging)
        return self._arranged[other]

    def _standing(self, made: frozenset[int]) -> Standing | None:
        """What stands in the way of the verdict; None where it is reached."""
        self.decided += 1
        trip = applied(self._trip, (self._offered[number] for number in made), self._index.pack)
        decision = decide(trip, self._index, self._as_of)
        if decision.range.reported <= self._target:
            return None
        steps = decision.exposed.steps
        findings = [
            About(
                one,
                frozenset(_written(steps[at.step].written, steps[at.step].after) for at in one.exposures),
                frozenset(number for at in one.exposures for number in at.travellers),
            )
            for one in decision.drafts.findings(above=self._target)
        ]
        if self._target < Verdict.REFER:
            return [(one,) for one in findings]
        alone: Standing = [(one,) for one in findings if one.finding.range.best is Verdict.NO_GO]
        return alone or [tuple(findings)]

    def _touches(self, change: Change, about: About, people: Sequence[int]) -> bool:
        """Whether a change can have any influence on a finding."""
        finding, steps = about.finding, about.steps
        if change.kind is ChangeKind.MEASURE:
            return (
                any(change.measure in option for option in (*finding.required, *finding.unless))
                and (change.step is None or change.step in steps)
                and (change.traveller is None or change.traveller in {people[number] for number in about.people})
            )
        if change.kind is ChangeKind.TRAVELLER:
            return change.traveller in {people[number] for number in about.people}
        if change.kind is ChangeKind.DATE or change.step is None or self._loose or not steps:
            return True
        return any(abs(change.step - step) <= _NEAR or self._one_movement(change.step, step) for step in steps)

    def _one_movement(self, one: int, other: int) -> bool:
        """Whether only legs lie between two steps."""
        between = self._trip.itinerary[min(one, other) : max(one, other) + 1]
        return all(isinstance(step, Leg) for step in between)


def _written(written: int | None, after: int | None) -> int:
    return written if written is not None else after if after is not None else 0
