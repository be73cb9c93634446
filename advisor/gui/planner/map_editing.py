"""What choosing a place on the map makes of a trip: functions from a trip to another. Nothing is decided here."""

from __future__ import annotations

from dataclasses import replace

from advisor.gui.planner.editing import inserted_at, replaced_at, with_leg_added
from advisor.model.trip import Leg, Stay, Trip
from advisor.planning.way_back import end_of, start_of


def with_start(trip: Trip, place: str) -> Trip:
    """The trip starting there: its first leg or stay, or a first leg if it has none."""
    if not trip.itinerary:
        return replace(trip, itinerary=(Leg(origin=place, destination=""),))
    first = trip.itinerary[0]
    changed = replace(first, origin=place) if isinstance(first, Leg) else replace(first, place=place)
    return replace(trip, itinerary=replaced_at(trip.itinerary, 0, changed))


def with_destination(trip: Trip, place: str) -> Trip:
    """The trip going on to there: its last leg if that leads nowhere yet, else another leg."""
    if not trip.itinerary or not isinstance(trip.itinerary[-1], Leg) or trip.itinerary[-1].destination:
        trip = with_leg_added(trip)
    last = trip.itinerary[-1]
    assert isinstance(last, Leg)  # noqa: S101 - made sure of above
    return replace(trip, itinerary=(*trip.itinerary[:-1], replace(last, destination=place)))


def with_stay_there(trip: Trip, place: str) -> Trip:
    """The trip with a stay there: where it first arrives there, else at its end; unchanged where it has one already."""
    for number, step in enumerate(trip.itinerary):
        if isinstance(step, Leg) and step.destination == place:
            following = trip.itinerary[number + 1] if number + 1 < len(trip.itinerary) else None
            if isinstance(following, Stay) and following.place == place:
                return trip
            return replace(trip, itinerary=inserted_at(trip.itinerary, number + 1, Stay(place=place)))
        if isinstance(step, Stay) and step.place == place:
            return trip
    return replace(trip, itinerary=(*trip.itinerary, Stay(place=place)))


def leads_there(trip: Trip, place: str) -> bool:
    """Whether it already ends there, so that going on to there means nothing."""
    return end_of(trip) == place and bool(start_of(trip))
