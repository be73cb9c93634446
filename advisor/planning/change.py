"""One thing a planner can do otherwise, what it costs, and the trip with it done."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from advisor.model.change import ChangeKind
from advisor.model.measure import MeasureState
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Stay, Step, Trip
from advisor.planning.itineraries import Clock, adjusted, carried_over, what_cannot_be_had
from advisor.planning.shift import shifted

COSTS: Mapping[ChangeKind, int] = {
    ChangeKind.MEASURE: 2,
    ChangeKind.OPERATOR: 2,
    ChangeKind.HOURS: 3,
    ChangeKind.ROUTE: 4,
    ChangeKind.MODE: 6,
    ChangeKind.OVERNIGHT: 6,
    ChangeKind.DATE: 8,
    ChangeKind.TRAVELLER: 20,
}
"""What a change takes, as effort and as loss to what the trip is for (docs/adr/0035). Only their order is meant."""

CONDUCT_COST = 1
CONFIRMING_COST = 4
DAYS_A_POINT = 7

_ORDER = (
    ChangeKind.MODE,
    ChangeKind.ROUTE,
    ChangeKind.OPERATOR,
    ChangeKind.OVERNIGHT,
    ChangeKind.HOURS,
    ChangeKind.DATE,
    ChangeKind.MEASURE,
    ChangeKind.TRAVELLER,
)
"""In which changes are made: a measure counts for the leg as it then is; travellers keep their numbers to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. Which fields say what depends on `kind`.

    MODE, ROUTE, OPERATOR: leg `step` goes by `mode`, `via`, `route`, `operator`, usually in `minutes`.
    HOURS: leg `step` departs at `depart` (local), and takes `minutes`. OVERNIGHT: stay `step`, or the one that follows
    leg `step`, is at `place`. DATE: everything `days` later. MEASURE: `measure` is `state`, for step `step`, for
    traveller `traveller`, or for the trip. TRAVELLER: `traveller` does not come. Steps and travellers are numbered as
    in the trip that is changed.
    """

    kind: ChangeKind
    step: int | None = None
    traveller: int | None = None
    mode: str | None = None
    via: tuple[str, ...] = ()
    route: str | None = None
    operator: str | None = None
    minutes: int | None = None
    depart: datetime | None = None
    days: int = 0
    place: str | None = None
    measure: str | None = None
    state: MeasureState | None = None

    @property
    def slot(self) -> Hashable:
        """Of changes with the same slot only one can be made."""
        if self.kind in (ChangeKind.MODE, ChangeKind.ROUTE, ChangeKind.OPERATOR):
            return "way", self.step
        return self.kind, self.step, self.traveller, self.measure

    @property
    def cost(self) -> int:
        """What it takes, in points."""
        if self.kind is ChangeKind.DATE:
            return COSTS[self.kind] + abs(self.days) // DAYS_A_POINT
        if self.state is MeasureState.ACCEPTED:
            return CONDUCT_COST
        if self.state is MeasureState.CONFIRMED:
            return CONFIRMING_COST
        return COSTS[self.kind]


def applied(trip: Trip, changes: Iterable[Change], pack: Pack) -> Trip:
    """The trip with the changes made, in an order that does not depend on theirs."""
    clock = Clock(pack)
    ordered = sorted(changes, key=lambda one: (_ORDER.index(one.kind), one.step or 0, -(one.traveller or 0)))
    for kind, alike in groupby(ordered, key=lambda one: one.kind):
        if kind is ChangeKind.MEASURE:
            trip = _with_measures(trip, alike)
            continue
        for change in alike:
            trip = _applied(trip, change, clock)
    return trip


def _applied(trip: Trip, change: Change, clock: Clock) -> Trip:
    match change.kind:
        case ChangeKind.DATE:
            return shifted(trip, change.days)
        case ChangeKind.TRAVELLER:
            kept = (one for number, one in enumerate(trip.travellers) if number != change.traveller)
            return replace(trip, travellers=tuple(kept))
    return _with_step(trip, change, change.step or 0, clock)


def _with_step(trip: Trip, change: Change, number: int, clock: Clock) -> Trip:
    leg = trip.itinerary[number]
    if change.kind is ChangeKind.OVERNIGHT:
        return _with_place(trip, number, change.place or "")
    if not isinstance(leg, Leg):
        return trip
    going = _departing(leg, change, clock) if change.kind is ChangeKind.HOURS else _going(leg, change, clock)
    return _with_leg(trip, number, going)


def _going(leg: Leg, change: Change, clock: Clock) -> Leg:
    """The leg another way; what was arranged or planned for it stays so only as far as it still applies."""
    measures = leg.measures if leg.mode == change.mode else what_cannot_be_had(leg.measures)
    going = replace(
        leg, mode=change.mode, via=change.via, route=change.route, operator=change.operator, measures=measures
    )
    going = carried_over(going, (leg,))
    if change.kind is ChangeKind.OPERATOR or change.minutes is None or not isinstance(leg.depart, datetime):
        return going
    return _taking(going, leg.depart, change.minutes, clock)


def _departing(leg: Leg, change: Change, clock: Clock) -> Leg:
    if change.depart is None:
        return leg
    span = clock.span((leg,))
    minutes = span[1] - span[0] if span is not None else change.minutes
    return replace(leg, depart=change.depart) if minutes is None else _taking(leg, change.depart, minutes, clock)


def _taking(leg: Leg, depart: datetime, minutes: int, clock: Clock) -> Leg:
    arrive = clock.instant(depart, leg.origin) + minutes
    return replace(leg, depart=depart, arrive=clock.local(arrive, leg.destination))


def _with_leg(trip: Trip, number: int, leg: Leg) -> Trip:
    """The trip with another leg, and with the stays around it accordingly."""
    steps = trip.itinerary
    if leg == steps[number]:
        return trip
    before, after = steps[:number], steps[number + 1 :]
    if leg.depart != getattr(steps[number], "depart", None):
        before = (*before[:-1], *adjusted(before[-1:], onward=leg, arrived=False))
    if leg.arrive != getattr(steps[number], "arrive", None):
        after = (*adjusted(after[:1], onward=None, arrived=True), *after[1:])
    return replace(trip, itinerary=(*before, leg, *after))


def _with_place(trip: Trip, number: int, place: str) -> Trip:
    """A stay, written or not, at another place, where no lodging is known yet; the legs to and from it lead there."""
    steps: list[Step] = list(trip.itinerary)
    here = steps[number]
    to, onward = (number - 1, number + 1) if isinstance(here, Stay) else (number, number + 1)
    if isinstance(here, Stay):
        steps[number] = replace(here, place=place, lodging="", lodging_phone="", lodging_address="")
    if to >= 0 and isinstance(leg := steps[to], Leg):
        steps[to] = replace(leg, destination=place)
    if onward < len(steps) and isinstance(leg := steps[onward], Leg):
        steps[onward] = replace(leg, origin=place)
    return replace(trip, itinerary=tuple(steps))


def _with_measures(trip: Trip, changes: Iterable[Change]) -> Trip:
    """The trip with all of them stated; each thing they are stated of is made anew once."""
    said: dict[tuple[int | None, int | None], dict[str, MeasureState]] = {}
    for one in changes:
        if one.measure is not None and one.state is not None:
            said.setdefault((one.step, one.traveller), {})[one.measure] = one.state
    steps, people, whole = list(trip.itinerary), list(trip.travellers), trip.measures
    for (step, traveller), more in said.items():
        if step is not None:
            steps[step] = replace(steps[step], measures={**steps[step].measures, **more})
        elif traveller is not None:
            people[traveller] = replace(people[traveller], measures={**people[traveller].measures, **more})
        else:
            whole = {**whole, **more}
    return replace(trip, measures=whole, itinerary=tuple(steps), travellers=tuple(people))
