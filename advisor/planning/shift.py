"""The same trip some days earlier or later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from advisor.engine.times import YEARS
from advisor.model.trip import Leg, Step, Trip, When


def shifted(trip: Trip, days: int) -> Trip:
    """The whole trip moved by whole days; hours and everything else stay as they are.

    OverflowError where a time would leave the calendar of the computer.
    """
    if not days:
        return trip
    by = timedelta(days=days)
    return replace(trip, itinerary=tuple(_moved(step, by) for step in trip.itinerary))


def _moved(step: Step, by: timedelta) -> Step:
    if isinstance(step, Leg):
        return replace(step, depart=_later(step.depart, by), arrive=_later(step.arrive, by))
    return replace(step, start=_later(step.start, by), until=_later(step.until, by))


def _later(when: When | None, by: timedelta) -> When | None:
    return None if when is None else when + by


def stated_times(trip: Trip) -> Iterator[When]:
    """Every time somebody wrote into the itinerary, in its order."""
    for step in trip.itinerary:
        times = (step.depart, step.arrive) if isinstance(step, Leg) else (step.start, step.until)
        yield from (when for when in times if when is not None)


def day_of(when: When) -> date:
    """The day alone."""
    return when.date() if isinstance(when, datetime) else when


def departure_day(trip: Trip) -> date | None:
    """The day of the first time that is stated; None where none is."""
    return next((day_of(when) for when in stated_times(trip)), None)


def room(trip: Trip) -> tuple[int, int]:
    """How many days at most the trip can be moved back and forth without leaving the years that are assessed."""
    days = [day_of(when) for when in stated_times(trip)]
    if not days:
        return (0, 0)
    first, last = date(YEARS.start, 1, 2), date(YEARS.stop - 1, 12, 30)
    return (first - min(days)).days, (last - max(days)).days
