"""Whether a certificate is right, looked at without the search and without its boxes.

A certificate shares out all that could be the case and says of each part why there is no point in it. Here every such
reason is put to the engine's own tests, value by value, against the rules as they stand in the pack.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from advisor.engine.cells import Cell
from advisor.engine.expose import Site
from advisor.engine.match import timing
from advisor.engine.truth import Truth
from advisor.model.rule import WEIGHING, Effect, FactTest, How, PlaceRole, Rule, Selector, TimeTest
from advisor.model.trip import Gender, StaffKind, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.proof.moments import Moment
from advisor.proof.reading import SERVICE, SOMEWHERE, At, Box, Reader
from advisor.proof.values import (
    DAY,
    DESTINATION,
    FACT,
    GENDER,
    MINUTE,
    NATIONALITY,
    ORIGIN,
    ROLE,
    STAFF,
    Masks,
    Spoken,
    numbers,
)
from advisor.proof.witness import Branch, Stopped, Tree

_DAY = timedelta(days=1)
_ANY_DAY = date(2000, 1, 1)


class Checker:
    """Checks certificates for one pack and one set of measures."""

    def __init__(self, reader: Reader) -> None:
        """With the pack, and with what a restriction weighs on a day; the reader's boxes are not looked at."""
        self._pack = reader.pack
        self._weights = reader.weights
        self._values = reader.values
        self._index = reader.sites.index
        self._matcher = self._index.matcher
        self._allows = [rule for rule in self._pack.rules if rule.effect is Effect.ALLOW]
        self._sites: dict[tuple[str, int, int, Site], Truth] = {}
        self._alike: dict[str, list[int]] = {}
        self._known_days: dict[Hashable, int] = {}

    def holds(self, asked: Spoken, least: Verdict, moment: Moment, tree: Tree) -> bool:
        """Whether nothing that `asked` speaks of at the moment is better than `least`, for the reasons given."""
        needing = [at for at in moment.sites if at.site.needs_allow and least < Verdict.NO_GO]
        return self._tree(tree, {}, _Claim(asked, least, moment, needing))

    def nowhere(self, asked: Spoken, moment: Moment) -> bool:
        """Whether `asked` speaks of nothing at the moment, so that nothing need be said of it."""
        return all(self._never(asked, at, {}) for at in moment.sites if at.asked)

    def _tree(self, tree: Tree, region: Mapping[str, int], claim: _Claim) -> bool:
        if isinstance(tree, Branch):
            if not self._values.knows(tree.attribute):
                return False
            there = region.get(tree.attribute, self._values.full(tree.attribute))
            shared = [(there & mask, part) for mask, part in tree.parts]
            whole = 0
            for mask, _part in shared:
                whole |= mask
            inner = ((part, {**region, tree.attribute: mask}) for mask, part in shared if mask)
            return whole == there and all(self._tree(part, there, claim) for part, there in inner)
        if isinstance(tree, Stopped):
            here = claim.moment.sites[tree.box.at : tree.box.at + 1]
            return any(self._stops(tree.box, at, region, claim.least) for at in here)
        if tree.group == len(claim.needing):
            return all(self._never(claim.asked, at, region) for at in claim.moment.sites if at.asked)
        return any(
            all(self._never(rule, at, region) for rule in self._allows)
            for at in claim.needing[tree.group : tree.group + 1]
        )

    # a blocker holds everywhere

    def _stops(self, box: Box, at: At, region: Masks, least: Verdict) -> bool:
        there = self._days(at, region)
        if box.rule == SERVICE:
            services, runs = at.site.services, self._weights.service
            unserved = self._such_days(("not served", services, least), lambda day: runs(services, day) >= least)
            return at.site.needs_service and not there & ~unserved
        rule = self._index.by_id.get(box.rule)
        if rule is None or rule.effect not in WEIGHING or rule.incidents is not None or rule.depends_on:
            return False
        where, how, who = box.part[:3]
        if min(box.part) < 0 or where >= len(rule.where) or how >= len(rule.how) or who >= len(rule.who):
            return False
        return (
            all(self._site(rule, where, how, at, ends) is not False for ends in self._movements(rule, at, region))
            and all(self._everybody(test, region) for test in rule.who[who])
            and self._all_time(rule, at, region)
            and not there
            & ~self._such_days(("weighs", rule.id, least), lambda day: self._weights.worst(rule, day) >= least)
        )

    def _everybody(self, test: FactTest, region: Masks) -> bool:
        if test.fact != "roles":
            return all(self._fact(test, region))
        if test.negated:
            return all(region.get(ROLE + role) == 1 for role in test.values)
        return any(region.get(ROLE + role) == 2 for role in test.values)  # noqa: PLR2004 -- the mask of "yes"

    # an enabler holds nowhere

    def _never(self, spoken: Spoken, at: At, region: Masks) -> bool:
        return all(
            self._nowhere(spoken, where, how, at, region)
            or any(self._nobody(test, region) for test in tests)
            or not self._some_time(spoken, at, region)
            for where in range(len(spoken.where))
            for how in range(len(spoken.how))
            for tests in spoken.who
        )

    def _some_time(self, spoken: Spoken, at: At, region: Masks) -> bool:
        """Whether it surely holds, and counts, at some time of the region."""
        if spoken.when.all_day:
            days = self._such_days(("counts", self._values.name(spoken)), lambda day: self._counts(spoken, _noon(day)))
            return bool(self._days(at, region) & days)
        return any(self._counts(spoken, cell) for cell in self._cells(spoken.when, at, region, counted=True))

    def _all_time(self, rule: Rule, at: At, region: Masks) -> bool:
        """Whether it may hold at all times of the region."""
        if rule.when.all_day:
            days = self._such_days(("may hold", rule.id), lambda day: timing(rule.when, _noon(day)).truth is not False)
            return not self._days(at, region) & ~days
        return all(timing(rule.when, cell).truth is not False for cell in self._cells(rule.when, at, region))

    def _counts(self, spoken: Spoken, cell: Cell) -> bool:
        if timing(spoken.when, cell).truth is not True:
            return False
        return (
            not isinstance(spoken, Rule)
            or spoken.effect is not Effect.ALLOW
            or self._weights.in_force(spoken, cell.day)
        )

    def _such_days(self, key: Hashable, holds: Callable[[date], bool]) -> int:
        """All days on which something holds; looked at once."""
        found = self._known_days.get(key)
        if found is None:
            found = sum(1 << number for number, day in enumerate(self._values.days) if holds(day))
            self._known_days[key] = found
        return found

    def _nowhere(self, spoken: Spoken, where: int, how: int, at: At, region: Masks) -> bool:
        selector = spoken.where[where]
        plain = selector if selector.roles is None else replace(selector, roles=None)
        if self._matcher.selector(plain, at.site) is not True:
            return True
        return all(self._site(spoken, where, how, at, ends) is not True for ends in self._movements(spoken, at, region))

    def _nobody(self, test: FactTest, region: Masks) -> bool:
        if test.fact != "roles":
            return not any(self._fact(test, region))
        if test.negated:
            return any(region.get(ROLE + role) == 2 for role in test.values)  # noqa: PLR2004 -- the mask of "yes"
        return all(region.get(ROLE + role) == 1 for role in test.values)

    # the engine's tests, value by value

    def _site(self, spoken: Spoken, where: int, how: int, at: At, ends: tuple[str, str]) -> Truth:
        site = at.site
        if site.movement is not None:
            site = site._replace(movement=SOMEWHERE._replace(origin=ends[0], destination=ends[1]))
        key = (self._values.name(spoken), where, how, site)
        if key not in self._sites:
            self._sites[key] = self._matcher.pair(spoken.where[where], spoken.how[how], site)
        return self._sites[key]

    def _movements(self, spoken: Spoken, at: At, region: Masks) -> Iterator[tuple[str, str]]:
        if at.site.movement is None or not _asks_movement(spoken.where, spoken.how):
            yield "", ""
            return
        for origin in self._ends(spoken, region.get(ORIGIN, -1)):
            for destination in self._ends(spoken, region.get(DESTINATION, -1)):
                yield origin, destination

    def _ends(self, spoken: Spoken, mask: int) -> list[str]:
        """Of the ends in a mask one for each way in which they lie to the areas that a rule names."""
        name = self._values.name(spoken)
        alike = self._alike.get(name)
        if alike is None:
            alike = self._alike[name] = self._sorts(spoken)
        return [self._values.ends[next(numbers(mask & sort))] for sort in alike if mask & sort]

    def _sorts(self, spoken: Spoken) -> list[int]:
        areas = {frozenset((self._pack.area,))}
        areas |= {(one.places or frozenset()) | (one.regions or frozenset()) for one in spoken.where}
        named = ((one.origins, one.destinations, one.not_origins, one.not_destinations) for one in spoken.how)
        areas |= {area for some in named for area in some if area is not None}
        sorts: dict[tuple[object, ...], int] = {}
        for number, end in enumerate(self._values.ends):
            lies = tuple(
                (end in area, self._matcher.within(end, area, exact=False)) for area in sorted(areas, key=sorted)
            )
            sorts[lies] = sorts.get(lies, 0) | 1 << number
        return list(sorts.values())

    def _fact(self, test: FactTest, region: Masks) -> Iterator[bool]:
        attribute = test.fact if test.fact in {NATIONALITY, STAFF, GENDER} else FACT + test.fact
        for number in numbers(region.get(attribute, self._values.full(attribute))):
            yield self._matcher.fact(test, self._trip(test.fact, number), 0) is True

    def _trip(self, fact: str, number: int) -> Trip:
        if fact == NATIONALITY:
            person = Traveller(nationality=(self._values.nationalities[number],))
        elif fact == STAFF:
            person = Traveller(staff=tuple(StaffKind)[number].value)
        elif fact == GENDER:
            person = Traveller(gender=tuple(Gender)[number].value)
        else:
            return Trip(travellers=(Traveller(),), facts={fact: self._values.facts[fact][number]})
        return Trip(travellers=(person,))

    def _days(self, at: At, region: Masks) -> int:
        attribute = DAY + at.zone + at.own
        return region.get(attribute, self._values.full(attribute))

    def _cells(self, when: TimeTest, at: At, region: Masks, *, counted: bool = False) -> Iterator[Cell]:
        """Every time of the region that matters to a test."""
        minute = MINUTE + at.zone + at.own
        days = [self._values.days[number] for number in numbers(self._days(at, region))]
        if when.start is None and when.until is None and not counted:
            days = [_ANY_DAY]
        minutes, nights = [0], [0]
        if when.hours:
            every = region.get(minute, self._values.full(minute))
            minutes = [self._values.minutes[number] for number in numbers(every)]
        if when.night and at.night is not None:
            nights = list(numbers(region.get(at.night, self._values.full(at.night))))
        for day in days:
            for night in nights:
                dark = None if at.night is None else night > 0
                begun = day - _DAY if night == 2 else day  # noqa: PLR2004 -- the value of "still dark"
                for start in minutes:
                    yield Cell(day, start, 0, 0, dark, begun, sure=True)


class _Claim:
    """What a certificate is for; `needing` are the exposures that need a permission."""

    __slots__ = ("asked", "least", "moment", "needing")

    def __init__(self, asked: Spoken, least: Verdict, moment: Moment, needing: list[At]) -> None:
        self.asked, self.least, self.moment, self.needing = asked, least, moment, needing


def _noon(day: date) -> Cell:
    return Cell(day, 12 * 60, 0, 0, night=False, night_day=day, sure=True)


def _asks_movement(where: tuple[Selector, ...], how: tuple[How, ...]) -> bool:
    moving = {PlaceRole.ORIGIN, PlaceRole.DESTINATION, PlaceRole.TRANSIT}
    return any(one.asks_movement for one in how) or any(moving & (one.roles or frozenset()) for one in where)
