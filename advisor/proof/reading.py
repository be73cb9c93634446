"""Rules as boxes: what each speaks of at one exposure, as sets of values of the attributes that are left open there.

Where and with which mode a rule holds is asked of the engine's own `Matcher`; measures and what runs are weighed by its
own `Scales`. Only the ends of a movement, the traveller, the day and the hour become sets.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from advisor.engine.expose import Site
from advisor.engine.index import bits, index_of
from advisor.engine.journey import Movement
from advisor.engine.running import Running, RunningTable
from advisor.engine.scales import Scales
from advisor.engine.standing import Standing
from advisor.model.measure import MeasureKind, MeasureState
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import Effect, How, MovementKind, PlaceRole, Rule, Selector
from advisor.model.trip import Measures, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.proof.values import (
    DAY,
    DESTINATION,
    FIRST,
    LAST,
    ORIGIN,
    Masks,
    Spoken,
    Values,
    meet,
    turning_days,
    turning_days_of,
)

DECIDING = frozenset({Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE})
SERVICE = ""
"""Instead of a rule: no service runs there for certain."""

SOMEWHERE = Movement("", "", frozenset(), frozenset(), frozenset())
"""Some movement; where it begins and ends is left open."""


@dataclass(frozen=True, slots=True)
class At:
    """One exposure of a moment.

    `zone`: of its clock. `night`: the attribute of its darkness, None where nobody can tell. `own` marks the attributes
    of its time where that is not the time of the moment. `asked`: whether a question about the moment is a question
    about this exposure.
    """

    site: Site
    zone: str
    night: str | None
    own: str = ""
    asked: bool = field(default=True, compare=False)  # the rules here are the same whatever is asked


class Part(NamedTuple):
    """Which of its alternatives a rule holds by: selector, how, who, and which of its boxes of time."""

    where: int
    how: int
    who: int
    when: int


class Box(NamedTuple):
    """Where a rule holds, or where a service does not run (SERVICE); `at` numbers the exposure in its moment."""

    masks: Masks
    rule: str
    at: int
    part: Part


class _Here(NamedTuple):
    rule: Spoken
    where: int
    how: int
    possible: tuple[Masks, ...]
    sure: tuple[Masks, ...]


class _Pair(NamedTuple):
    """One where with one how: what they ask apart from the ends of a movement, and what they ask of these."""

    where: int
    how: int
    selector: Selector
    test: How
    possible: tuple[Masks, ...]
    sure: tuple[Masks, ...]
    of_stay: bool


class _Whenever(NamedTuple):
    """At which of its boxes of time, and for which of those it speaks of, a rule holds; whether it surely does."""

    when: int
    who: int
    masks: Masks
    certain: bool


class Reader:
    """Reads the rules of one pack, given what is said of measures."""

    def __init__(self, pack: Pack, values: Values, measures: Measures, like: Reader | None = None) -> None:
        """`measures` count everywhere: for the trip, each step and each traveller.

        `like`: a reader of the same pack and values, whose readings that hang on no measure are shared.
        """
        self.pack = pack
        self.values = values
        self._numbers = {end: number for number, end in enumerate(values.ends)}
        self.index = index_of(pack)
        self.measures = measures
        self._running = RunningTable(pack, FIRST)
        trip = Trip(travellers=(Traveller(measures=self.measures),), measures=self.measures)
        self._scales = Scales(FIRST, self._running, Standing(trip, pack, self._running))
        self._areas: dict[frozenset[str], tuple[int, int]] = {}
        self._parts: dict[str, tuple[_Pair, ...]] = {}
        self._here: dict[Site, tuple[_Here, ...]] = {}
        self._whos: dict[str, tuple[tuple[int, Masks], ...]] = {}
        self._forces: dict[str, int] = {}
        self._served: dict[tuple[frozenset[str], Verdict], int] = {}
        self._times: dict[tuple[str, str, str | None, str, int], tuple[_Whenever, ...]] = {}
        self._permits: dict[At, tuple[Box, ...]] = {}
        if like is not None:
            self._areas, self._parts, self._here = like._areas, like._parts, like._here  # noqa: SLF001
            self._whos, self._forces, self._served = like._whos, like._forces, like._served  # noqa: SLF001
            self._times, self._permits = like._times, like._permits  # noqa: SLF001
        self._weights: dict[tuple[str, Verdict], int] = {}
        self._stops: dict[tuple[At, Verdict], tuple[Box, ...]] = {}

    # what is here

    def here(self, site: Site) -> tuple[_Here, ...]:
        """The rules that may speak of a site, with the movements of which they do."""
        found = self._here.get(site)
        if found is None:
            rules = (self.index.rules[number] for number, _bit in bits(self.index.candidates(site)))
            found = self._here[site] = tuple(here for rule in rules for here in self.parts(rule, site))
        return found

    def parts(self, spoken: Spoken, site: Site) -> Iterator[_Here]:
        """The alternatives by which a rule or question may speak of a site."""
        name = self.values.name(spoken)
        parts = self._parts.get(name)
        if parts is None:
            parts = self._parts[name] = tuple(self._split(spoken))
        for part in parts:
            if site.movement is None and not part.of_stay:
                continue
            truth = self.index.matcher.pair(part.selector, part.test, site)
            if truth is False:
                continue
            if site.movement is None:
                yield _Here(spoken, part.where, part.how, ({},), ({},) if truth else ())
            else:
                yield _Here(spoken, part.where, part.how, part.possible, part.sure if truth else ())

    def _split(self, spoken: Spoken) -> Iterator[_Pair]:
        for where, selector in enumerate(spoken.where):
            plain = selector if selector.roles is None else replace(selector, roles=None)
            for how, test in enumerate(spoken.how):
                still = How(modes=test.modes, activities=test.activities, services=test.services)
                possible, sure = (tuple(self._ends(selector, test, sure=wanted)) for wanted in (False, True))
                of_stay = _of_stay(selector, test)
                yield _Pair(where, how, plain, still if test.asks_movement else test, possible, sure, of_stay)

    def _ends(self, selector: Selector, how: How, *, sure: bool) -> Iterator[Masks]:
        """The movements of which a selector with a how may speak, or surely does."""
        named = (selector.places or frozenset()) | (selector.regions or frozenset())
        inside, outside = self._in(named or frozenset((self.pack.area,)), sure=sure)
        whole = self.values.full(ORIGIN)
        of_role = {
            PlaceRole.ORIGIN: (inside, whole),
            PlaceRole.DESTINATION: (whole, inside),
            PlaceRole.TRANSIT: (outside, outside),
        }
        of_kind = {
            MovementKind.ENTERING: (outside, inside),
            MovementKind.LEAVING: (inside, outside),
            MovementKind.WITHIN: (inside, inside),
        }
        anything = [(whole, whole)]
        roles = anything if selector.roles is None else [of_role[role] for role in selector.roles if role in of_role]
        kinds = anything if how.movements is None else [of_kind[kind] for kind in how.movements]
        first = self._end(how.origins, how.not_origins, sure=sure)
        last = self._end(how.destinations, how.not_destinations, sure=sure)
        for starts, ends in roles:
            for begins, leads in kinds:
                origin, destination = starts & begins & first, ends & leads & last
                if origin and destination:
                    bounded = {ORIGIN: origin, DESTINATION: destination}
                    yield {attribute: mask for attribute, mask in bounded.items() if mask != whole}

    def _end(self, wanted: frozenset[str] | None, unwanted: frozenset[str] | None, *, sure: bool) -> int:
        mask = self.values.full(ORIGIN)
        if wanted is not None:
            mask &= self._in(wanted, sure=sure)[0]
        if unwanted is not None:
            mask &= self._in(unwanted, sure=sure)[1]
        return mask

    def _in(self, areas: frozenset[str], *, sure: bool) -> tuple[int, int]:
        """The ends that lie in one of the areas and those that do not: surely, or possibly."""
        found = self._areas.get(areas)
        if found is None:
            possible = certain = 0
            geography = self.pack.geography
            for end in {end for area in areas for end in (area, *geography.subtree(area), *geography.chain(area))}:
                if end in self._numbers:  # all others lie in none of them
                    truth = end == OUTSIDE or self.index.matcher.within(end, areas, exact=False)
                    possible |= (truth is not False) << self._numbers[end]
                    certain |= (truth is True) << self._numbers[end]
            found = self._areas[areas] = possible, certain
        possible, certain = found
        whole = self.values.full(ORIGIN)
        return (certain, whole & ~possible) if sure else (possible, whole & ~certain)

    # boxes

    def bites(self, number: int, at: At, least: Verdict, only: Container[str] | None = None) -> Iterator[Box]:
        """Where a restriction that is counted on leaves nothing better than `least` at an exposure.

        `only`: rules by id, and SERVICE; None: all.
        """
        found = self._stops.get((at, least))
        if found is None:
            found = self._stops[at, least] = tuple(self._biting(at, least))
        return _chosen(found, number, only)

    def _biting(self, at: At, least: Verdict) -> Iterator[Box]:
        for here in self.here(at.site):
            rule = here.rule
            if isinstance(rule, Rule) and counted_on(rule):
                days = self._weight(rule, least)
                if days:
                    yield from self.boxes(here, 0, at, days, sure=False)
        if at.site.needs_service:
            days = self._unserved(at.site.services, least)
            if days:
                yield Box({DAY + at.zone + at.own: days}, SERVICE, 0, Part(0, 0, 0, 0))

    def allows(self, number: int, at: At, only: Container[str] | None = None) -> Iterator[Box]:
        """Where a permission is surely in force at an exposure; `only` as in `bites`."""
        found = self._permits.get(at)
        if found is None:
            found = self._permits[at] = tuple(
                box
                for here in self.here(at.site)
                if isinstance(here.rule, Rule) and here.rule.effect is Effect.ALLOW
                for box in self.boxes(here, 0, at, self._force(here.rule), sure=True)
            )
        return _chosen(found, number, only)

    def spoken(self, spoken: Spoken, number: int, at: At, days: int = -1, *, sure: bool = True) -> Iterator[Box]:
        """Where a question or rule surely (or possibly) speaks of an exposure."""
        for here in self.parts(spoken, at.site):
            yield from self.boxes(here, number, at, days, sure=sure)

    def boxes(self, here: _Here, number: int, at: At, days: int, *, sure: bool) -> Iterator[Box]:
        """The boxes of a rule that is here, on some days."""
        ends = here.sure if sure else here.possible
        if not ends:
            return
        name = self.values.name(here.rule)
        for when, who, masks, certain in self._whenever(here.rule, name, at, days):
            if certain or not sure:
                part = Part(here.where, here.how, who, when)
                for movement in ends:  # these are attributes of their own
                    yield Box({**masks, **movement} if movement else masks, name, number, part)

    def _whenever(self, spoken: Spoken, name: str, at: At, days: int) -> tuple[_Whenever, ...]:
        """When and for whom a rule holds at an exposure, on some days."""
        night = at.night if spoken.when.night else None
        key = (name, at.zone, night, at.own, days)
        found = self._times.get(key)
        if found is None:
            on = {DAY + at.zone + at.own: days & self.values.full(DAY)}
            times = enumerate(self.values.time(spoken.when, at.zone, night, at.own))
            moments = ((when, meet(time, on), certain) for when, (time, certain) in times)
            found = self._times[key] = tuple(
                _Whenever(when, who, self._bounded({**moment, **person}), certain)
                for when, moment, certain in moments
                if moment is not None
                for who, person in self._who(spoken, name)
            )
        return found

    def _bounded(self, masks: Masks) -> Masks:
        return {attribute: mask for attribute, mask in masks.items() if mask != self.values.full(attribute)}

    def _who(self, spoken: Spoken, name: str) -> tuple[tuple[int, Masks], ...]:
        found = self._whos.get(name)
        if found is None:
            found = self._whos[name] = tuple(
                (number, box) for number, tests in enumerate(spoken.who) for box in self.values.who(tests, self.pack)
            )
        return found

    # weights by day

    def worst(self, rule: Rule, day: date) -> Verdict:
        """What a restriction that holds comes to on a day at worst."""
        return self._scales.value(rule, self.measures, 0, day).worst

    def in_force(self, rule: Rule, day: date) -> bool:
        """Whether a permission counts on a day on which its `when` holds."""
        return not self._scales.overdue(rule, day) and self._scales.depends(rule, day)[0] is True

    def service(self, services: frozenset[str], day: date) -> Verdict:
        """What comes of going by one of the services on a day, at worst."""
        if not services:
            return Verdict.REFER
        worst = {Running.YES: Verdict.GO, Running.DOUBTFUL: Verdict.REFER, Running.NOT: Verdict.NO_GO}
        return max(worst[self._running.status(service, day).worst] for service in services)

    def _weight(self, rule: Rule, least: Verdict) -> int:
        found = self._weights.get((rule.id, least))
        if found is None:
            found = self._on(turning_days(self.pack, rule), lambda day: self.worst(rule, day) >= least)
            self._weights[rule.id, least] = found
        return found

    def _force(self, rule: Rule) -> int:
        found = self._forces.get(rule.id)
        if found is None:
            found = self._on(turning_days(self.pack, rule), lambda day: self.in_force(rule, day))
            self._forces[rule.id] = found
        return found

    def _unserved(self, services: frozenset[str], least: Verdict) -> int:
        found = self._served.get((services, least))
        if found is None:
            turns = {day for service in services for day in turning_days_of(self.pack, service)}
            found = self._on(turns, lambda day: self.service(services, day) >= least)
            self._served[services, least] = found
        return found

    def _on(self, turns: set[date], holds: Callable[[date], bool]) -> int:
        """The days on which something holds that can only turn on some."""
        starts = sorted({FIRST, *(day for day in turns if FIRST <= day <= LAST)})
        ends = [*(day - timedelta(days=1) for day in starts[1:]), LAST]
        return sum(self.values.between(start, end) for start, end in zip(starts, ends, strict=True) if holds(start))


def counted_on(rule: Rule) -> bool:
    """Whether a rule is a restriction that holds whatever happens: incidents may stay away, and what runs may stop."""
    return rule.effect in DECIDING and rule.incidents is None and not rule.depends_on


def best_measures(pack: Pack, without: frozenset[str]) -> Measures:
    """The most that can be said of every measure; those that are to be without it have the next best."""
    said: dict[str, MeasureState] = {}
    for measure in pack.measures.values():
        if measure.kind is MeasureKind.ARRANGEMENT:
            said[measure.id] = MeasureState.PLANNED if measure.id in without else MeasureState.CONFIRMED
        elif measure.id not in without:
            said[measure.id] = MeasureState.ACCEPTED
    return said


def _chosen(boxes: tuple[Box, ...], number: int, only: Container[str] | None) -> Iterator[Box]:
    """Boxes read for any exposure, as those of one: of all rules or only of some."""
    return (Box(masks, rule, number, part) for masks, rule, _at, part in boxes if only is None or rule in only)


def _of_stay(selector: Selector, how: How) -> bool:
    """Whether a selector with a how may speak of a stay."""
    ends = (how.movements, how.origins, how.destinations)
    return (selector.roles is None or PlaceRole.STAY in selector.roles) and all(end is None for end in ends)
