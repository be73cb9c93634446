"""What the planner can do to a trip: functions from a trip to another. No Qt, nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from advisor.model.journey_plan import Vehicle
from advisor.model.measure import MeasureState, Scope
from advisor.model.trip import Leg, Measures, Stay, Step, Traveller, Trip
from advisor.planning.way_back import end_of, reversed_leg

T = TypeVar("T")


def replaced_at(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """The items with the one at `index` replaced."""
    return (*items[:index], item, *items[index + 1 :])


def inserted_at(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """The items with another before the one at `index`."""
    return (*items[:index], item, *items[index:])


def removed_at(items: tuple[T, ...], index: int) -> tuple[T, ...]:
    """The items without the one at `index`."""
    return items[:index] + items[index + 1 :]


def moved(items: tuple[T, ...], index: int, by: int) -> tuple[T, ...]:
    """The items with the one at `index` moved by so many places; unchanged where it can't go there."""
    target = index + by
    if not 0 <= target < len(items):
        return items
    return inserted_at(removed_at(items, index), target, items[index])


def with_traveller(trip: Trip, index: int, traveller: Traveller) -> Trip:
    """The trip with that traveller at `index`. A traveller who got another name still drives the same legs."""
    changed = replace(trip, travellers=replaced_at(trip.travellers, index, traveller))
    old, new = trip.travellers[index].name.strip(), traveller.name.strip()
    if not old or not new or old == new or [one.name.strip() for one in trip.travellers].count(old) > 1:
        return changed
    return replace(changed, itinerary=tuple(_driven_by(step, old, new) for step in trip.itinerary))


def _driven_by(step: Step, old: str, new: str) -> Step:
    """The step with one of its drivers called otherwise."""
    if not isinstance(step, Leg) or old not in step.drivers:
        return step
    return replace(step, drivers=tuple(dict.fromkeys(new if name == old else name for name in step.drivers)))


def with_vehicles(trip: Trip, vehicles: tuple[Vehicle, ...]) -> Trip:
    """The trip with those vehicles. Where one got another name, the legs that go in it follow."""
    changed = replace(trip, vehicles=vehicles)
    if len(vehicles) != len(trip.vehicles):
        return changed
    before, after = [one.name.strip() for one in trip.vehicles], [one.name.strip() for one in vehicles]
    for old, new in zip(before, after, strict=True):
        if old and new and old != new and before.count(old) == 1:
            steps = (_going_in(step, old, new) for step in changed.itinerary)
            changed = replace(changed, itinerary=tuple(steps))
    return changed


def _going_in(step: Step, old: str, new: str) -> Step:
    if not isinstance(step, Leg) or step.vehicle.strip() != old:
        return step
    return replace(step, vehicle=new)


def with_step(trip: Trip, index: int, step: Step) -> Trip:
    """The trip with that leg or stay at `index` of its itinerary."""
    return replace(trip, itinerary=replaced_at(trip.itinerary, index, step))


def with_value(values: Mapping[str, T], key: str, value: T | None) -> dict[str, T]:
    """The mapping with `key` set, or without it where `value` is None."""
    changed = {name: old for name, old in values.items() if name != key}
    if value is not None:
        changed[key] = value
    return changed


def measures_at(trip: Trip, scope: Scope, index: int | None) -> Measures:
    """What is stated of measures for the trip, or for the step or traveller at `index`; nothing where none is."""
    if scope is Scope.TRIP:
        return trip.measures
    if index is None:
        return {}
    holders: tuple[Step | Traveller, ...] = trip.itinerary if scope is Scope.STEP else trip.travellers
    return holders[index].measures if 0 <= index < len(holders) else {}


def with_measure(trip: Trip, scope: Scope, index: int | None, measure: str, state: MeasureState | None) -> Trip:
    """The trip with that said of a measure, where its scope says it counts; None: nothing is said of it."""
    if scope is Scope.TRIP:
        return replace(trip, measures=with_value(trip.measures, measure, state))
    if index is None:
        return trip
    if scope is Scope.TRAVELLER and 0 <= index < len(trip.travellers):
        who = trip.travellers[index]
        return with_traveller(trip, index, replace(who, measures=with_value(who.measures, measure, state)))
    if scope is Scope.STEP and 0 <= index < len(trip.itinerary):
        step = trip.itinerary[index]
        return with_step(trip, index, replace(step, measures=with_value(step.measures, measure, state)))
    return trip


def with_leg_added(trip: Trip) -> Trip:
    """The trip with another leg, from where it ends so far."""
    return replace(trip, itinerary=(*trip.itinerary, Leg(origin=end_of(trip), destination="")))


def with_stay_added(trip: Trip) -> Trip:
    """The trip with a stay where it ends so far."""
    return replace(trip, itinerary=(*trip.itinerary, Stay(place=end_of(trip))))


def leg_back(trip: Trip) -> tuple[Leg, ...]:
    """The last movement reversed; empty where the trip is no longer where that movement led."""
    last = next((step for step in reversed(trip.itinerary) if isinstance(step, Leg)), None)
    if last is None or not last.origin or not last.destination or last.destination != end_of(trip):
        return ()
    return (reversed_leg(last),)


def with_steps_added(trip: Trip, steps: tuple[Step, ...]) -> Trip:
    """The trip going on with these steps."""
    return replace(trip, itinerary=trip.itinerary + steps)
