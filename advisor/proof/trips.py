"""Trips that have a moment at a point, to be tried by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from advisor.engine.cells import Bounds, Days, cut
from advisor.engine.index import index_of
from advisor.engine.times import Extent, to_instant
from advisor.engine.ways import TooManyWaysError
from advisor.model.measure import Scope
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.trip import Gender, Leg, Measures, StaffKind, Stay, Step, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.proof.moments import Kind, Moment
from advisor.proof.reading import At
from advisor.proof.values import (
    DAY,
    DESTINATION,
    FACT,
    FIRST,
    GENDER,
    LAST,
    MINUTE,
    NATIONALITY,
    ORIGIN,
    ROLE,
    STAFF,
    Masks,
    Values,
    numbers,
)

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SHORT = timedelta(minutes=30)
_MOST_DAYS = 24
_MOST_ENDS = 40
_MOST_JOINING = 4


Accepts: TypeAlias = Callable[[Trip, date, int], bool]


_Joint: TypeAlias = tuple[str, str]
"""The other end of a leg that joins one, and its mode."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a moment at a point, better than `below`; with these measures, near this day.

    `accepts` is told a trip, the day as of which and the step, and says whether it shows what it is meant to show.
    """

    moment: Moment
    masks: Masks
    below: Verdict
    measures: Measures
    near: date
    accepts: Accepts


class Trips:
    """Trips that have a moment at a point, the most usual first."""

    def __init__(self, wanted: Wanted, pack: Pack, values: Values) -> None:
        self._wanted = wanted
        self._moment = wanted.moment
        self._pack = pack
        self._nights = Days(Bounds((), night=True, margin=self._pack.night_margin_minutes))
        self._values = values
        self._index = index_of(pack)
        self._joints: dict[tuple[str, str], list[_Joint]] = {}

    def all(self) -> Iterator[Trip]:
        """Many, of which some may turn out not to be what is wanted."""
        traveller = self._traveller()
        facts = self._facts()
        for when in self._times():
            for steps in self._itineraries(when):
                yield Trip(
                    pack=self._pack.id,
                    travellers=(traveller,),
                    itinerary=steps,
                    facts=facts,
                    measures=self._said(Scope.TRIP),
                )

    def _said(self, scope: Scope) -> Measures:
        known = self._pack.measures
        return {
            name: said
            for name, said in self._wanted.measures.items()
            if name not in known or known[name].scope is scope
        }

    def _one(self, attribute: str, usual: int = 0) -> int:
        mask = self._wanted.masks.get(attribute, -1)
        if mask < 0 or mask >> usual & 1:
            return usual
        return next(numbers(mask))

    def _traveller(self) -> Traveller:
        roles = tuple(role for role in sorted(self._pack.roles) if self._one(ROLE + role) == 1)
        home = self._values.nationalities.index(self._pack.country)
        return Traveller(
            nationality=(self._values.nationalities[self._one(NATIONALITY, home)],),
            staff=tuple(StaffKind)[self._one(STAFF)].value,
            gender=tuple(Gender)[self._one(GENDER)].value,
            roles=roles,
            measures=self._said(Scope.TRAVELLER),
        )

    def _facts(self) -> Mapping[str, str]:
        facts = self._pack.facts.values()
        return {fact.id: self._values.facts[fact.id][self._one(FACT + fact.id)] for fact in facts}

    # when

    def _times(self) -> Iterator[datetime]:
        here = [at for at in self._moment.sites if not at.own]
        zone = here[0].zone
        for day in self._days(self._wanted.masks.get(DAY + zone, self._values.full(DAY))):
            for minute in self._minutes(self._wanted.masks.get(MINUTE + zone, self._values.full(MINUTE))):
                moment = datetime.combine(day, time.min) + timedelta(minutes=minute)
                if all(self._dark_enough(at, moment) for at in here):
                    yield moment
                    break

    def _days(self, mask: int) -> Iterator[date]:
        """Days of the classes in the mask, nearest to the day wanted first, a few of each."""
        near = self._wanted.near
        found: list[date] = []
        for number in numbers(mask):
            begins = self._values.days[number]
            ends = self._values.days[number + 1] - _DAY if number + 1 < len(self._values.days) else LAST
            middle = min(max(near, begins), ends)
            found += [
                day for day in (middle, *(middle + step * 30 * _DAY for step in range(1, 7))) if begins <= day <= ends
            ]
            found += [day for day in (begins, ends) if FIRST + 2 * _DAY <= day <= LAST - 9 * _DAY]
        ordered = sorted(dict.fromkeys(found), key=lambda day: (abs(day - near), day))
        yield from ordered[:_MOST_DAYS]

    def _minutes(self, mask: int) -> Iterator[int]:
        """Minutes of the classes in the mask: at nine o'clock if possible, else every quarter of an hour."""
        bounds = (*self._values.minutes, 24 * 60)
        found = [
            minute
            for number in numbers(mask)
            for minute in (bounds[number], *range(bounds[number] // 15 * 15 + 15, bounds[number + 1], 15))
        ]
        yield from sorted(found, key=lambda minute: abs(minute - 9 * 60))

    def _dark_enough(self, at: At, moment: datetime) -> bool:
        mask = self._wanted.masks.get(at.night or "", -1)
        if at.night is None or mask < 0:
            return True
        instant = to_instant(moment, at.zone)
        (cell,) = cut(
            Extent(instant, instant, instant, instant),
            self._pack.geography.places[at.site.place],
            self._nights,
        )
        state = 0 if not cell.night else 1 if cell.night_day == cell.day else 2
        return bool(mask >> state & 1)

    # where

    def _itineraries(self, when: datetime) -> Iterator[tuple[Step, ...]]:
        moment = self._moment
        if moment.kind is Kind.STAY:
            midnight = datetime.combine(when.date() + _DAY, time.min)
            for until in (when + _DAY, midnight) if moment.overnight else (when + _SHORT, when + _MINUTE):
                yield (self._stay(moment.place, when, until),)
            return
        for leg in self._legs(when):
            arrive = leg.arrive if isinstance(leg.arrive, datetime) else when
            leaves = leg.depart if isinstance(leg.depart, datetime) else when
            before = self._stay(leg.origin, leaves - _SHORT, None)
            after = self._stay(leg.destination, None, arrive + _SHORT)
            if self._ends_as_wanted(leg):
                yield (leg,)
                yield (leg, after) if leg.origin != leg.destination else (before, leg)
                yield (before, leg, after)
            else:
                yield from self._chains(leg, leaves, arrive)

    def _ends_as_wanted(self, leg: Leg) -> bool:
        node, stop = self._moment.node, self._moment.place
        origin, destination = (
            node if end == stop and node is not None else end for end in (leg.origin, leg.destination)
        )
        return self._may(ORIGIN, origin) and self._may(DESTINATION, destination)

    def _chains(self, leg: Leg, leaves: datetime, arrives: datetime) -> Iterator[tuple[Step, ...]]:
        """The leg as a part of a movement that begins or ends elsewhere: the party changes without a stop."""
        nothing: list[_Joint | None] = [None]
        firsts = nothing if self._may(ORIGIN, leg.origin) else self._joining(leg.origin, ORIGIN)
        lasts = nothing if self._may(DESTINATION, leg.destination) else self._joining(leg.destination, DESTINATION)
        for first in firsts:
            for last in lasts:
                steps = [leg]
                if first is not None:
                    end, mode = first
                    steps.insert(0, replace(leg, origin=end, destination=leg.origin, mode=mode, operator=None,
                                            route=None, depart=leaves - _MINUTE, arrive=leaves))  # fmt: skip
                if last is not None:
                    end, mode = last
                    steps.append(replace(leg, origin=leg.destination, destination=end, mode=mode, operator=None,
                                         route=None, depart=arrives, arrive=arrives + _MINUTE))  # fmt: skip
                yield tuple(steps)

    def _joining(self, place: str, attribute: str) -> list[_Joint]:
        """Where a leg could lead that joins this one at a place, and by what."""
        found = self._joints.get((place, attribute))
        if found is None:
            found = self._joints[place, attribute] = list(islice(self._adjacent(place, attribute), _MOST_JOINING))
        return found

    def _adjacent(self, place: str, attribute: str) -> Iterator[_Joint]:
        for link in self._pack.links.values():
            start, end = (link.start, link.end) if attribute == DESTINATION else (link.end, link.start)
            for mode in sorted(link.modes):
                for here, there, usable in ((start, end, True), (end, start, not link.one_way)):
                    if usable and here == place and self._may(attribute, there):
                        yield there, mode

    def _stay(self, place: str, start: datetime | None, until: datetime | None) -> Stay:
        return Stay(place=place, start=start, until=until, measures=self._said(Scope.STEP))

    def _legs(self, when: datetime) -> Iterator[Leg]:
        moment = self._moment
        if moment.link is None:
            for length in (_SHORT, _MINUTE):
                yield self._leg(moment.place, moment.place, when, length)
            return
        link = self._pack.links[moment.link]
        usual = timedelta(hours=link.hours.get(moment.mode or "", 0) or 1)
        ways = [(link.start, link.end)] if link.one_way else [(link.start, link.end), (link.end, link.start)]
        for length in (usual, _MINUTE):
            for origin, destination in ways:
                yield self._on_link(origin, destination, when, length)
        for origin, destination in self._longer:
            for length in (usual, _MINUTE):
                yield self._leg(origin, destination, when, length)

    def _on_link(self, origin: str, destination: str, when: datetime, length: timedelta) -> Leg:
        """Along the link alone, from and to a finer stop where the moment is at one."""
        finer, node = self._moment.place, self._moment.node
        if node is not None and finer != node:
            origin, destination = (finer if end == node else end for end in (origin, destination))
        leaves = when
        if node is not None and node == destination:
            leaves = when - length
        leg = self._leg(origin, destination, leaves, length)
        several = len(self._ways(origin, destination)) > 1
        return replace(leg, route=self._moment.link) if several else leg

    def _leg(self, origin: str, destination: str, when: datetime, length: timedelta) -> Leg:
        moment = self._moment
        return Leg(
            origin=origin,
            destination=destination,
            mode=moment.mode,
            depart=when,
            arrive=when + length,
            operator=moment.operator,
            measures=self._said(Scope.STEP),
        )

    def _may(self, attribute: str, end: str) -> bool:
        mask = self._wanted.masks.get(attribute, -1)
        return bool(mask >> self._values.number_of_end[end] & 1)

    @cached_property
    def _longer(self) -> tuple[tuple[str, str], ...]:
        """From where to where other legs go whose one way runs along the link of the moment."""
        mode, link = self._moment.mode or "", self._moment.link
        ends = [end for end in self._values.ends if self._index.network.nodes(end, mode) == {end} or end == OUTSIDE]
        destinations = [end for end in ends if self._may(DESTINATION, end)]
        pairs = (
            (origin, destination)
            for origin in ends
            if self._may(ORIGIN, origin)
            for destination in destinations
            if origin != destination
        )
        found = []
        for origin, destination in islice(pairs, _MOST_ENDS):
            ways = self._ways(origin, destination)
            if len(ways) == 1 and len(ways[0]) > 1 and link in ways[0]:
                found.append((origin, destination))
        return tuple(found)

    def _ways(self, origin: str, destination: str) -> list[tuple[str, ...]]:
        try:
            return [way.links for way in self._index.network.ways(origin, destination, self._moment.mode or "")]
        except TooManyWaysError:
            return []
