"""How long each driver drives on each day, by what the trip says. It informs, and never touches a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advisor.engine.times import YEARS, midnight, to_instant, to_local
from advisor.model.assessment import Assessment, StepKind, StepResult
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.trip import Leg
from advisor.planning.zones import zone_of

_HOUR = 60
_LONGEST = 31 * 24 * _HOUR
"""A leg that takes longer has a slip of the keyboard in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """The hours that a driver drives on a day. Drivers of one leg take turns, so each drives an equal share.

    `day` None: it is not known. `about`: some of it is the usual duration of the way, not a time of the trip.
    `incomplete`: a leg's duration is not known at all, so it may be more.
    """

    driver: str
    day: date | None
    hours: float
    about: bool = False
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class _Share:
    day: date | None
    hours: float
    about: bool = False
    incomplete: bool = False


def driven(assessment: Assessment, pack: Pack) -> tuple[Driven, ...]:
    """The hours driven, by driver in the order of the trip, then by day; days that are not known come last."""
    sums: dict[tuple[str, date | None], Driven] = {}
    for step in assessment.steps:
        drivers = _drivers(assessment, step)
        for share in _shares(assessment, step, pack) if drivers else ():
            for driver in drivers:
                key = (driver, share.day)
                so_far = sums.get(key, Driven(driver=driver, day=share.day, hours=0.0))
                sums[key] = Driven(
                    driver=driver,
                    day=share.day,
                    hours=so_far.hours + share.hours / len(drivers),
                    about=so_far.about or share.about,
                    incomplete=so_far.incomplete or share.incomplete,
                )
    order = list(dict.fromkeys(driver for driver, _day in sums))
    return tuple(sorted(sums.values(), key=lambda one: (order.index(one.driver), one.day is None, one.day or date.min)))


def too_long(assessment: Assessment, pack: Pack) -> tuple[Message, ...]:
    """A remark for each day on which a driver drives longer than the pack says one may."""
    limit = pack.driving
    if limit is None:
        return ()
    return tuple(
        message(
            "remark.driving-hours" if one.day is not None else "remark.driving-hours-some-day",
            driver=one.driver,
            hours=hours_told(one.hours),
            limit=hours_told(limit.hours_a_day),
            source=limit.source.title,
            **({"day": one.day} if one.day is not None else {}),
        )
        for one in driven(assessment, pack)
        if one.hours > limit.hours_a_day
    )


def hours_told(hours: float) -> Message:
    """`8 h`, `8 h 30 min`, to the minute."""
    whole, minutes = divmod(round(hours * _HOUR), _HOUR)
    if not minutes:
        return message("plan.hours", hours=whole)
    if not whole:
        return message("plan.minutes", minutes=minutes)
    return message("plan.hours-minutes", hours=whole, minutes=minutes)


def leg_of(assessment: Assessment, step: StepResult) -> Leg | None:
    """The leg that was written for a step; None for stays."""
    if step.kind is not StepKind.LEG or step.written is None:
        return None
    itinerary = assessment.trip.itinerary
    found = itinerary[step.written] if step.written < len(itinerary) else None
    return found if isinstance(found, Leg) else None


def exact_span(leg: Leg, zone: Callable[[str], str]) -> tuple[int, int] | None:
    """The instants at which a leg begins and ends; None where one is not stated to the minute, or they are no times."""
    depart, arrive = leg.depart, leg.arrive
    if not isinstance(depart, datetime) or not isinstance(arrive, datetime):
        return None
    if depart.year not in YEARS or arrive.year not in YEARS:
        return None
    span = to_instant(depart, zone(leg.origin)), to_instant(arrive, zone(leg.destination))
    return span if span[0] <= span[1] else None


def usual_hours(step: StepResult, pack: Pack) -> float | None:
    """How long the way of a leg usually takes; None where that is not known of all of it."""
    links = [pack.links[link] for link in step.links if link in pack.links]
    hours = [link.hours[step.mode] for link in links if step.mode is not None and step.mode in link.hours]
    return sum(hours) if hours and len(hours) == len(step.links) else None


def _drivers(assessment: Assessment, step: StepResult) -> tuple[str, ...]:
    leg = leg_of(assessment, step)
    return tuple(dict.fromkeys(name.strip() for name in leg.drivers if name.strip())) if leg is not None else ()


def _shares(assessment: Assessment, step: StepResult, pack: Pack) -> Iterator[_Share]:
    """The hours of one leg, by day."""
    leg = leg_of(assessment, step)
    if leg is None:
        return
    zone = zone_of(pack)
    span = exact_span(leg, zone)
    if span is not None and span[1] - span[0] <= _LONGEST:
        yield from _by_day(*span, zone(leg.origin))
        return
    when = leg.depart if leg.depart is not None else leg.arrive
    day = when.date() if isinstance(when, datetime) else when
    usual = usual_hours(step, pack)
    yield _Share(day, 0.0, incomplete=True) if usual is None else _Share(day, usual, about=True)


def _by_day(start: int, end: int, zone: str) -> Iterator[_Share]:
    while start < end:
        day = to_local(start, zone).date()
        until = min(end, midnight(day + timedelta(days=1), zone))
        yield _Share(day, (until - start) / _HOUR)
        start = until
