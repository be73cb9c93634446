"""The smallest changes that help: all sets that bring a trip to the best verdict it can have, with nothing to spare.

Whatever stands between a trip and a better verdict must be touched by some change. So the search takes one finding that
stands in the way, tries every change that can touch it, and goes on from there, the cheapest first. It is exhaustive:
where no change can touch a finding, nothing that contains the changes made so far can help.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.index import Index
from advisor.model.assessment import Assessment, Finding
from advisor.model.change import ChangeKind
from advisor.model.message import Message
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Range, Verdict
from advisor.planning.alternatives import DisagreementError
from advisor.planning.change import Change, applied
from advisor.planning.options import options
from advisor.planning.work import GoOn, always

MOST_SHOWN = 5
"""Sets of changes returned unless somebody asks for more."""

MOST_DECISIONS = 600
"""Trips decided before the search is cut short: some seconds."""

Standing: TypeAlias = list[tuple["About", ...]]
"""What stands in the way of a verdict: of each group at least one finding must be touched."""

_NEAR = 2
"""A leg's way and hours reach the stays and legs next to it, and the leg beyond a stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Changes that together bring the trip to a better verdict, and none of which can be left out.

    `trip` has them made; `assessment` is what it comes to.
    """

    changes: tuple[Change, ...]
    cost: int
    trip: Trip
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The cheapest suggestions first.

    `before`: what the trip comes to as it is. `best`: the best verdict found. Without suggestions nothing that the
    planner can change helps, as far as was looked; with `complete` that is proved, and so is that there is no better
    verdict and no cheaper way to it. `decided`: how many trips were decided.
    """

    before: Range
    best: Verdict
    suggestions: tuple[Suggestion, ...]
    complete: bool
    decided: int


def changes(  # noqa: PLR0913 - what may be left out
    trip: Trip,
    index: Index,
    as_of: date,
    *,
    most: int = MOST_SHOWN,
    budget: int = MOST_DECISIONS,
    caveat: Message | None = None,
    go_on: GoOn = always,
) -> Changes:
    """The smallest sets of changes that bring the trip to the best verdict it can have.

    `budget`: trips decided before the search is cut short. `caveat`: as for `assess`; nothing is then suggested for a
    better verdict than REFER. DisagreementError where `assess` does not say what was found.
    """
    before = decide(trip, index, as_of, explain=False).range
    floor = Verdict.REFER if caveat is not None else Verdict.GO
    targets = [target for target in Verdict if floor <= target < before.reported]
    decided, complete = 1, True
    for number, target in enumerate(targets):
        search = Search(trip, index, as_of, target, options(trip, index, as_of, target))
        spent = decided

        def told(done: float, spent: int = spent) -> bool:
            return go_on(min(1.0, (spent + done) / budget))

        found = search.run(most, (budget - decided) // (len(targets) - number), told)
        decided += search.decided
        complete = complete and search.complete
        if found:
            shown = tuple(_suggestion(trip, one, index, as_of, target, caveat) for one in found)
            return Changes(before=before, best=target, suggestions=shown, complete=complete, decided=decided)
    return Changes(before=before, best=before.reported, suggestions=(), complete=complete, decided=decided)


def _suggestion(
    trip: Trip, made: tuple[Change, ...], index: Index, as_of: date, target: Verdict, caveat: Message | None
) -> Suggestion:
    changed = applied(trip, made, index.pack)
    answer = assess(changed, index.pack, as_of, caveat=caveat, index=index)
    if answer.verdict > target:
        raise DisagreementError(f"{target.word} was found, but {answer.verdict.word} is what it comes to: {changed}")
    return Suggestion(changes=made, cost=sum(one.cost for one in made), trip=changed, assessment=answer)


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
        self.decided = 0
        self.complete = True

    def run(self, most: int, budget: int, go_on: GoOn = always) -> list[tuple[Change, ...]]:
        """The smallest sets, cheapest first, at the most so many; `complete` tells whether the search was cut short."""
        found: list[frozenset[int]] = []
        queue: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
        seen: set[frozenset[int]] = {frozenset()}
        while queue and len(found) < most:
            cost, _size, numbers = heapq.heappop(queue)
            made = frozenset(numbers)
            if any(one <= made for one in found):
                continue
            if self.decided >= budget or not go_on(self.decided):
                self.complete = False
                break
            touching = self._onward(made)
            if touching is None:
                found.append(made)
                continue
            for number in touching:
                more = made | {number}
                if more not in seen:
                    seen.add(more)
                    heapq.heappush(queue, (cost + self._offered[number].cost, len(more), tuple(sorted(more))))
        return [tuple(self._offered[number] for number in sorted(one)) for one in found]

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
            for one in decision.drafts.findings()
            if one.range.worst > self._target
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
