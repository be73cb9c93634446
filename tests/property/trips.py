"""Small trips in and around a pack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from advisor.model.journey_plan import CheckIn, Medevac, OverdueStep, Vehicle
from advisor.model.measure import STATES_OF_KIND, MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.trip import Leg, Measures, Stay, Step, Traveller, Trip, TripContact, When
from tests.property.dice import NOBODY_KNOWS, Dice
from tests.property.rules import COUNTRIES, MODES, ROLES


@dataclass(frozen=True)
class Tastes:
    """What a generated trip may contain."""

    unknown_words: bool = True
    broken: bool = True
    loose_times: bool = True
    loose_people: bool = True
    outside: bool = True
    fewest_steps: int = 0


ANYTHING = Tastes()
WELL_FORMED = Tastes(unknown_words=False, broken=False, fewest_steps=1)
EXACT = Tastes(unknown_words=False, broken=False, loose_times=False, outside=False, fewest_steps=1)


def _states(dice: Dice, pack: Pack, scope: Scope, tastes: Tastes) -> Measures:
    """Mostly where they count and in words that fit; sometimes elsewhere."""
    stated: dict[str, MeasureState] = {}
    for measure in pack.measures.values():
        fits = measure.scope is scope
        if dice.chance(70 if fits else 12):
            stated[measure.id] = dice.one(STATES_OF_KIND[measure.kind] if not dice.chance(5) else tuple(MeasureState))
    return stated


def a_traveller(dice: Dice, pack: Pack, tastes: Tastes = ANYTHING) -> Traveller:
    """Somebody of whom not everything is known."""
    known = 75 if tastes.loose_people else 100
    unknown = NOBODY_KNOWS if tastes.unknown_words and dice.chance(3) else None
    nationality: tuple[str, ...] | None = None
    if dice.chance(known):
        nationality = tuple(sorted(dice.some(COUNTRIES, 1, 2 if tastes.loose_people else 1)))
    elif dice.chance(10):
        nationality = ()
    roles: tuple[str, ...] | None = None
    if dice.chance(known):
        roles = tuple(sorted(dice.some(ROLES, 0, 2))) + ((unknown,) if unknown else ())
    return Traveller(
        name="somebody",
        nationality=nationality,
        staff=unknown or dice.one(("national", "international", "visitor", "partner")) if dice.chance(known) else None,
        roles=roles,
        gender=dice.one(("female", "male", "other")) if dice.chance(known) else None,
        facts=_facts(dice, unknown, tastes) if dice.chance(known) else {},
        measures=_states(dice, pack, Scope.TRAVELLER, tastes),
    )


def _facts(dice: Dice, unknown: str | None, tastes: Tastes) -> dict[str, str]:
    facts = {"blood": unknown or dice.one(("a", "b", "o"))}
    if tastes.unknown_words and dice.chance(5):
        facts["permit"] = "yes"  # nobody can say that for the whole trip by himself
    return facts


class _Walk:
    """Writes an itinerary step by step, knowing where the party is and what time it is."""

    def __init__(self, dice: Dice, pack: Pack, tastes: Tastes) -> None:
        self.dice = dice
        self.pack = pack
        self.tastes = tastes
        self.places = [*pack.geography.places, *([OUTSIDE] if tastes.outside else [])]
        self.here: str | None = None
        self.clock = datetime(2023, 5, 10) + timedelta(hours=dice.number(0, 40), minutes=dice.one((0, 30)))
        self.pass_on = False

    def moment(self, percent_exact: int, percent_day: int) -> When | None:
        """The time by the clock, exactly, by its day alone, or not at all."""
        if not self.tastes.loose_times:
            return self.clock
        rolled = self.dice.number(0, 99)
        if rolled < percent_exact:
            return self.clock
        return self.clock.date() if rolled < percent_exact + percent_day else None

    def later(self, shortest: int = 0) -> None:
        hours = self.dice.one((0, 1, 2, 5, 9, 20) if not shortest else (1, 2, 5, 9, 20, 30))
        self.clock += timedelta(hours=hours)

    def start(self) -> str:
        """Where the step begins: where the last ended, or a place around or inside it; rarely somewhere else."""
        linked = sorted({end for link in self.pack.links.values() for end in (link.start, link.end)} - {OUTSIDE})
        if self.here is None and linked and not self.dice.chance(20):
            return self.dice.one(linked)
        if self.here is None or (self.tastes.broken and self.dice.chance(3)):
            return self.dice.one(self.places)
        if self.here in self.pack.geography.places and self.dice.chance(12):
            near = {*self.pack.geography.chain(self.here)[:2], *self.pack.geography.subtree(self.here)}
            return self.dice.one(sorted(near))
        return self.here

    def leg(self) -> Leg:
        dice, pack = self.dice, self.pack
        origin = self.start()
        mode, destination, via, route = self._way_from(origin)
        if destination in pack.geography.places and dice.chance(8):
            destination = dice.one(pack.geography.chain(destination)[:3])
        if destination == OUTSIDE and not self.tastes.outside:
            destination, via, route = origin, (), None
        depart = self.clock if self.pass_on else self.moment(60, 25)
        self.later()
        if self.tastes.broken and dice.chance(2):
            self.clock -= timedelta(hours=30)
        arrive = self.moment(50, 15)
        self.here = destination
        leg = Leg(
            origin=origin,
            destination=destination,
            mode=mode if not (self.tastes.unknown_words and dice.chance(3)) else None,
            depart=depart,
            arrive=arrive,
            via=via,
            route=route,
            operator=dice.one(sorted(pack.services)) if pack.services and dice.chance(15) else None,
            measures=_states(dice, pack, Scope.STEP, self.tastes),
        )
        self.pass_on = isinstance(arrive, datetime) and dice.chance(35)
        if not self.pass_on:
            self.later()
        return leg

    def _way_from(self, origin: str) -> tuple[str, str, tuple[str, ...], str | None]:
        """Mode, destination, via and route: mostly along links that are there, one or two of them."""
        dice, pack = self.dice, self.pack
        if dice.chance(7):
            odd = dice.one([*pack.routes, *pack.links] or [NOBODY_KNOWS]) if dice.chance(20) else None
            via = (dice.one(self.places),) if dice.chance(20) else ()
            return dice.one([mode.id for mode in MODES]), dice.one(self.places), via, odd
        onward = self._onward(origin, None)
        if not onward:
            return dice.one(("car", "car", "foot")), origin, (), None
        link, mode, destination = dice.one(onward)
        further = self._onward(destination, mode) if destination != OUTSIDE and dice.chance(35) else []
        if not further:
            routes = [route.id for route in pack.routes.values() if link in route.links]
            return mode, destination, (), dice.one([link, *routes]) if dice.chance(10) else None
        via = (destination,) if dice.chance(40) else ()
        return mode, dice.one(further)[2], via, None

    def _onward(self, origin: str, mode: str | None) -> list[tuple[str, str, str]]:
        """Links that lead on from a place, something in it, or the place around it."""
        geography = self.pack.geography
        nodes = {origin, *geography.subtree(origin), *geography.chain(origin)[1:2]}
        return sorted(
            (link.id, by, there)
            for link in self.pack.links.values()
            for here, there in ((link.start, link.end), (link.end, link.start))
            for by in link.modes
            if here in nodes and mode in (None, by) and not (link.one_way and here == link.end)
        )

    def stay(self) -> Stay:
        place = self.start()
        start = self.moment(70, 10) if self.here is None or self.dice.chance(5) else None
        self.later(shortest=1)
        self.here = place
        self.pass_on = False
        until = self.moment(60, 25)
        return Stay(
            place=place, start=start, until=until, measures=_states(self.dice, self.pack, Scope.STEP, self.tastes)
        )

    def steps(self) -> tuple[Step, ...]:
        count = 0 if self._empty() else self.dice.number(max(1, self.tastes.fewest_steps), 4)
        found = [self.stay() if self.dice.chance(25) else self.leg() for _ in range(count)]
        if found and self.tastes.unknown_words and self.dice.chance(4):
            found[-1] = _spoilt(found[-1], self.dice)
        return tuple(found)

    def _empty(self) -> bool:
        return self.tastes.fewest_steps == 0 and self.dice.chance(3)


def _spoilt(step: Step, dice: Dice) -> Step:
    if isinstance(step, Stay):
        return replace(step, place=NOBODY_KNOWS)
    spoilt: Any = {dice.one(("origin", "destination", "mode", "route", "operator")): NOBODY_KNOWS}
    return replace(step, **spoilt)


def a_trip(dice: Dice, pack: Pack, tastes: Tastes = ANYTHING) -> Trip:
    """A trip in or around a pack's area."""
    fewest = 0 if tastes.unknown_words and dice.chance(3) else 1
    people = dice.number(fewest, 3) if fewest else 0
    walk = _Walk(dice, pack, tastes)
    known = 60 if tastes.loose_people else 100
    facts = {"permit": dice.one(("yes", "no"))} if dice.chance(known) else {}
    if dice.chance(10):
        facts["blood"] = "a"  # of everybody of whom nothing else is said
    party = [a_traveller(dice, pack, tastes) for _ in range(people)]
    if party and dice.chance(20):
        party.append(replace(dice.one(party), name="somebody like that"))
    return Trip(
        itinerary=walk.steps(),
        travellers=tuple(party),
        facts=facts,
        measures=_states(dice, pack, Scope.TRIP, tastes),
    )


def another_leg(dice: Dice, pack: Pack, trip: Trip, when: datetime) -> Leg:
    """A leg that goes on from where a trip ends, departing then."""
    last = trip.itinerary[-1]
    walk = _Walk(dice, pack, EXACT)
    walk.here = last.destination if isinstance(last, Leg) else last.place
    walk.clock = when
    return walk.leg()


def with_a_plan(trip: Trip, dice: Dice) -> Trip:
    """The trip with a journey plan that says something in every field, of all or of some of its parts."""
    contact = TripContact(name="C", role="radio", phone="1")

    def planned_step(step: Step) -> Step:
        if not dice.chance(70):
            return step
        if isinstance(step, Leg):
            medevac = Medevac(provider="M", phone="2", hospital="H", agreed=dice.chance(50))
            return replace(step, drivers=("A", "D"), vehicle="V", medevac=medevac)
        return replace(step, lodging_phone="3", lodging_address="Road")

    return replace(
        trip,
        travellers=tuple(
            replace(one, phone="4", radio="R", emergency=contact) if dice.chance(70) else one for one in trip.travellers
        ),
        itinerary=tuple(planned_step(step) for step in trip.itinerary),
        contacts=(*trip.contacts, contact),
        vehicles=(Vehicle(name="V", plate="P", carries=("radio",)),),
        check_ins=(CheckIn(daily=(time(7),), each=("departure", "arrival"), every_hours=2.0, whom="C"),),
        overdue=(OverdueStep(after=30, who="C", what="call"),),
        notes=f"{trip.notes} more",
    )
