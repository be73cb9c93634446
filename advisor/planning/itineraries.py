"""Taking an itinerary apart into what is travelled without a stay and what lies between, and putting other legs in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from advisor.engine.itinerary import Plan, PlannedLeg
from advisor.engine.times import to_instant, to_local
from advisor.model.measure import MeasureState
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Measures, Stay, Step, Trip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Written steps from `first` to `last`, both included, that are travelled as one: legs without a stay between."""

    first: int
    last: int

    def of(self, trip: Trip) -> tuple[Leg, ...]:
        """Its legs."""
        return tuple(step for step in trip.itinerary[self.first : self.last + 1] if isinstance(step, Leg))


def stretches(planned: Plan) -> tuple[Stretch, ...]:
    """The movements of a plan, by the steps as they were written."""
    found: list[Stretch] = []
    for step in planned.steps:
        if isinstance(step, PlannedLeg):
            if step.starts_movement or not found:
                found.append(Stretch(step.written, step.written))
            else:
                found[-1] = Stretch(found[-1].first, step.written)
    return tuple(found)


class Clock:
    """From times as planners write them to instants and back."""

    def __init__(self, pack: Pack) -> None:
        """With the time zones of a pack's places."""
        self._places = pack.geography.places
        root = self._places.get(pack.area)
        self._default = (root.time_zone if root else None) or "UTC"

    def zone(self, place: str) -> str:
        """The time zone at a place, or that of the whole area."""
        found = self._places.get(place)
        return (found.time_zone if found else None) or self._default

    def instant(self, when: datetime, place: str) -> int:
        """The instant of a local time."""
        return to_instant(when, self.zone(place))

    def local(self, instant: int, place: str) -> datetime:
        """The local time of an instant."""
        return to_local(instant, self.zone(place))

    def span(self, legs: Sequence[Leg]) -> tuple[int, int] | None:
        """First departure and last arrival, where both are exact."""
        depart, arrive = legs[0].depart, legs[-1].arrive
        if not (isinstance(depart, datetime) and isinstance(arrive, datetime)):
            return None
        return self.instant(depart, legs[0].origin), self.instant(arrive, legs[-1].destination)

    def timed(self, legs: Sequence[Leg], minutes: Sequence[int], depart: int) -> tuple[Leg, ...]:
        """Legs that follow one another without a stop, from an instant on."""
        found = []
        for leg, lasts in zip(legs, minutes, strict=True):
            arrive = depart + lasts
            found.append(
                replace(leg, depart=self.local(depart, leg.origin), arrive=self.local(arrive, leg.destination))
            )
            depart = arrive
        return tuple(found)


def with_legs(trip: Trip, chosen: Sequence[tuple[Stretch, tuple[Leg, ...]]]) -> Trip:
    """The trip with other legs in some of its stretches; the stays around them begin and end accordingly."""
    itinerary: list[Step] = []
    done, changed = 0, False
    for stretch, legs in chosen:
        changes = legs != stretch.of(trip)
        stays = trip.itinerary[done : stretch.first]
        itinerary += adjusted(stays, onward=legs[0] if changes else None, arrived=changed)
        itinerary += legs
        done, changed = stretch.last + 1, changes
    return replace(trip, itinerary=(*itinerary, *adjusted(trip.itinerary[done:], onward=None, arrived=changed)))


def adjusted(stays: Sequence[Step], *, onward: Leg | None, arrived: bool) -> tuple[Step, ...]:
    """Stays where the leg after them is another (`onward`), or those before them are (`arrived`).

    The first then begins with the arrival, the last ends with the departure.
    """
    found = list(stays)
    if found and arrived and isinstance(found[0], Stay):
        found[0] = replace(found[0], start=None)
    if found and onward is not None and isinstance(last := found[-1], Stay) and last.until is not None:
        found[-1] = replace(last, until=onward.depart)
    return tuple(found)


def what_cannot_be_had(said: Measures) -> Measures:
    """What was said of measures for a leg and holds for another in its place: only what can't be had, or is refused."""
    return {one: state for one, state in said.items() if state in (MeasureState.UNAVAILABLE, MeasureState.REFUSED)}


def carried_over(leg: Leg, written: Sequence[Leg]) -> Leg:
    """The leg with what the journey plan says of the `written` legs it stands in for, as far as that still applies.

    Drivers and vehicle stay where the party sets out from the same place by the same mode. Who fetches the wounded
    stays where that is the same for all of them, but on another way nobody has agreed to it yet.
    """
    same_way = [one for one in written if _way(one) == _way(leg)]
    crews = {(one.drivers, one.vehicle) for one in written if (one.origin, one.mode) == (leg.origin, leg.mode)}
    drivers, vehicle = crews.pop() if len(crews) == 1 else ((), "")
    fetched = {one.medevac for one in same_way or written}
    medevac = fetched.pop() if len(fetched) == 1 else None
    if medevac is not None and medevac.agreed and not same_way:
        medevac = replace(medevac, agreed=None)
    return replace(leg, drivers=drivers, vehicle=vehicle, medevac=medevac)


def _way(leg: Leg) -> tuple[str, str, str | None, tuple[str, ...], str | None]:
    return leg.origin, leg.destination, leg.mode, leg.via, leg.route


def timeless(step: Step) -> Step:
    """The same step, when nobody says."""
    if isinstance(step, Leg):
        return replace(step, depart=None, arrive=None)
    return replace(step, start=None, until=None)
