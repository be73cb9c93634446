"""The check-ins of a trip as a list of local times, each with the times at which it is overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from advisor.engine.times import YEARS, to_instant, to_local
from advisor.model.assessment import Assessment, StepResult
from advisor.model.journey_plan import CheckIn, CheckInEach
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Trip
from advisor.planning.duty import exact_span, leg_of
from advisor.planning.zones import zone_of

MOST_DAYS = 62
"""Daily check-ins of a longer trip are listed for so many days; then follows one line a daily hour for the rest."""

MOST_ON_A_LEG = 48


class Occasion(StrEnum):
    """Why the party reports then."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    UNDERWAY = "underway"
    DAILY = "daily"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One check-in. `at` is local to `place`; None where the trip does not say when that will be.

    `towards`: the party is on its way there from `place`. `step` is an index into the assessment's steps. Without
    `at`, `hour` is that of every further day, and `every_hours` how often on the way. `overdue` has a local time for
    each overdue step of the trip, in its order; None where either is not known.
    """

    occasion: Occasion
    at: datetime | None = None
    place: str = ""
    towards: str = ""
    step: int | None = None
    whom: str = ""
    hour: time | None = None
    every_hours: float | None = None
    overdue: tuple[datetime | None, ...] = ()


def schedule(assessment: Assessment, pack: Pack) -> tuple[Due, ...]:
    """All check-ins of the trip, in the order of time; those without a time last, in the order of the trip."""
    zone = zone_of(pack)
    found = [one for check_in in assessment.trip.check_ins for one in _dues(check_in, assessment, zone)]
    found = list(dict.fromkeys(found))
    found.sort(key=lambda one: (one.at is None, _instant(one, zone)))
    return tuple(replace(one, overdue=_overdue(one, assessment.trip, zone)) for one in found)


def _instant(due: Due, zone: Callable[[str], str]) -> int:
    if due.at is None or due.at.year not in YEARS:
        return due.step if due.step is not None else 0
    return to_instant(due.at, zone(due.place))


def _overdue(due: Due, trip: Trip, zone: Callable[[str], str]) -> tuple[datetime | None, ...]:
    if due.at is None or due.at.year not in YEARS:
        return (None,) * len(trip.overdue)
    at = to_instant(due.at, zone(due.place))
    return tuple(
        to_local(at + step.after, zone(due.place)) if step.after is not None else None for step in trip.overdue
    )


def _dues(check_in: CheckIn, assessment: Assessment, zone: Callable[[str], str]) -> Iterator[Due]:
    for step in assessment.steps:
        leg = leg_of(assessment, step)
        if leg is not None:
            yield from _on_leg(check_in, step, leg, zone)
    for hour in check_in.daily:
        yield from _daily(check_in, hour, assessment)
    if check_in.at is not None:
        place = check_in.place or _whereabouts(assessment, check_in.at)[0]
        yield Due(occasion=Occasion.MOMENT, at=check_in.at, place=place, whom=check_in.whom)


def _on_leg(check_in: CheckIn, step: StepResult, leg: Leg, zone: Callable[[str], str]) -> Iterator[Due]:
    here = check_in.place
    depart = leg.depart if isinstance(leg.depart, datetime) else None
    arrive = leg.arrive if isinstance(leg.arrive, datetime) else None
    if CheckInEach.DEPARTURE in check_in.each and here in ("", leg.origin):
        yield Due(occasion=Occasion.DEPARTURE, at=depart, place=leg.origin, step=step.index, whom=check_in.whom)
    if check_in.every_hours is not None and here in ("", leg.origin, leg.destination):
        yield from _underway(check_in, step, leg, zone)
    if CheckInEach.ARRIVAL in check_in.each and here in ("", leg.destination):
        yield Due(occasion=Occasion.ARRIVAL, at=arrive, place=leg.destination, step=step.index, whom=check_in.whom)


def _underway(check_in: CheckIn, step: StepResult, leg: Leg, zone: Callable[[str], str]) -> Iterator[Due]:
    """Every so many hours after the departure, before the arrival; one line without a time where one is not known."""
    hours = check_in.every_hours
    if hours is None:
        return
    due = Due(
        occasion=Occasion.UNDERWAY,
        place=leg.origin,
        towards=leg.destination,
        step=step.index,
        whom=check_in.whom,
        every_hours=hours,
    )
    span, every = exact_span(leg, zone), max(1, round(hours * 60))
    if span is None or (span[1] - span[0]) // every > MOST_ON_A_LEG:
        yield due
        return
    start, end = span
    for at in range(start + every, end, every):
        yield replace(due, at=to_local(at, zone(leg.origin)), every_hours=None)


def _daily(check_in: CheckIn, hour: time, assessment: Assessment) -> Iterator[Due]:
    """At that hour of every day on which the party is away."""
    further = Due(occasion=Occasion.DAILY, hour=hour, place=check_in.place, whom=check_in.whom)
    days = _away(assessment)
    if days is None:
        yield further
        return
    first, last = days
    day = first.date()
    for _number in range(MOST_DAYS):
        at = datetime.combine(day, hour)
        if at > last:
            return
        if at >= first:
            place, towards = (check_in.place, "") if check_in.place else _whereabouts(assessment, at)
            yield Due(occasion=Occasion.DAILY, at=at, place=place, towards=towards, whom=check_in.whom)
        day += timedelta(days=1)
    if datetime.combine(day, hour) <= last:
        yield further


def _away(assessment: Assessment) -> tuple[datetime, datetime] | None:
    """From when until when the party is away, as far as the trip says."""
    starts = [step.earliest for step in assessment.steps if step.earliest is not None]
    ends = [step.latest for step in assessment.steps if step.latest is not None]
    if not starts or not ends or len(starts) + len(ends) < 2 * len(assessment.steps):
        return None
    return min(starts), max(ends)


def _whereabouts(assessment: Assessment, at: datetime) -> tuple[str, str]:
    """Where the party is then, or between which places; a stay rather than a leg where it could be either."""
    there = [
        step
        for step in assessment.steps
        if step.earliest is not None and step.latest is not None and step.earliest <= at <= step.latest
    ]
    if not there:
        return "", ""
    step = min(there, key=lambda one: one.destination is not None)
    return step.origin, step.destination or ""
