"""From what the planner wrote to an unbroken sequence of legs and stays, with bounds on every time.

Gaps become stays; a trip that ends away from its start gets one night there; a leg that starts where the
last did not end is noted. Nothing is guessed: a time nobody stated lies between its nearest stated neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from advisor.engine.times import DAY, UNKNOWN, YEARS, Between, midnight, stated, to_local
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.place import LOCAL, OUTSIDE
from advisor.model.trip import Leg, Measures, Stay, Step, Trip

MOST_DAYS = 3 * 366
"""A trip longer than this is not assessed in one piece."""

LONGEST_LEG = 12 * 60
"""Minutes that a leg of which only one end is stated may take beyond the stated day."""

CHECK_OUT_HOUR = 12
"""The night added at an open end lasts until noon, the usual hour of leaving a room."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about the trip that keeps it from being assessed, at a written step if it has one."""

    what: Message
    written: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLeg:
    """A leg with bounds. `starts_movement`, `ends_movement`: whether the party rests before, after."""

    leg: Leg
    written: int
    depart: Between
    arrive: Between
    starts_movement: bool = True
    ends_movement: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStay:
    """A stay with bounds. `written` is None for one that nobody wrote; it follows the written step `after`.

    `open_end`: the night added where the trip ends away from its start.
    """

    place: str
    start: Between
    end: Between
    written: int | None
    after: int | None
    measures: Measures = field(default_factory=dict)
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Legs and stays in order, what is wrong with them, and the written step whose way onward nobody stated."""

    steps: tuple[PlannedLeg | PlannedStay, ...]
    faults: tuple[Fault, ...]
    onward_after: int | None


class _Point:
    """A time of the itinerary while its bounds are being found."""

    __slots__ = ("earliest", "latest")

    def __init__(self, bounds: Between) -> None:
        self.earliest = bounds.earliest
        self.latest = bounds.latest

    def or_stated(self, bounds: Between) -> None:
        """Take what another field says of the same time, where this one is silent."""
        if self.earliest is None and self.latest is None:
            self.earliest, self.latest = bounds.earliest, bounds.latest

    def bounds(self) -> Between:
        return Between(self.earliest, self.latest)


def plan(trip: Trip, pack: Pack) -> Plan:
    """Put the written steps in order, with the stays between them and bounds on every time."""
    if not trip.itinerary:
        return Plan((), (Fault(message("structure.empty-itinerary")),), None)
    zones = _Zones(pack)
    spans = _points(trip.itinerary, zones)
    faults = _time_faults(trip.itinerary, spans, zones)
    steps: list[PlannedLeg | PlannedStay] = []
    for written, (step, (first, last)) in enumerate(zip(trip.itinerary, spans, strict=True)):
        if isinstance(step, Leg):
            _rest_before(steps, first.bounds())
            starts = not (steps and isinstance(steps[-1], PlannedLeg))
            steps.append(
                PlannedLeg(
                    leg=step, written=written, depart=first.bounds(), arrive=last.bounds(), starts_movement=starts
                )
            )
        else:
            steps.append(
                PlannedStay(
                    place=step.place,
                    start=first.bounds(),
                    end=last.bounds(),
                    written=written,
                    after=written,
                    measures=step.measures,
                )
            )
    onward = _open_end(trip, steps, pack, zones)
    return Plan(tuple(steps), faults, onward)


def _time_faults(itinerary: tuple[Step, ...], spans: list[tuple[_Point, _Point]], zones: _Zones) -> tuple[Fault, ...]:
    """Settle all times; say what is wrong with them. A trip of many years keeps no times: it is not assessed."""
    faults: tuple[Fault, ...] = ()
    if any(year not in YEARS for step in itinerary for year in _years(step)):
        faults = (Fault(message("structure.date-out-of-range")),)
    if not _settle(spans):
        faults = (*faults, Fault(message("structure.times-out-of-order")))
    _close_days(itinerary, spans, zones)
    points = [point for span in spans for point in span]
    known = [bound for point in points for bound in (point.earliest, point.latest) if bound is not None]
    if known and max(known) - min(known) > MOST_DAYS * DAY:
        for point in points:
            point.earliest = point.latest = None
        faults = (*faults, Fault(message("structure.too-long")))
    return faults


def _years(step: Step) -> Iterator[int]:
    times = (step.depart, step.arrive) if isinstance(step, Leg) else (step.start, step.until)
    return (when.year for when in times if when is not None)


class _Zones:
    """Time zones by place, with the root's for places nobody declared."""

    def __init__(self, pack: Pack) -> None:
        self._places = pack.geography.places
        root = self._places.get(pack.area)
        self._default = (root.time_zone if root else None) or "UTC"

    def of(self, place: str) -> str:
        found = self._places.get(place)
        return (found.time_zone if found else None) or self._default


def _points(itinerary: tuple[Step, ...], zones: _Zones) -> list[tuple[_Point, _Point]]:
    """Start and end of every step. A stay begins when the leg before it arrives and ends when the next step begins."""
    spans: list[tuple[_Point, _Point]] = []
    before: Step | None = None
    for step in itinerary:
        if isinstance(step, Leg):
            first = _Point(stated(step.depart, zones.of(step.origin)))
            last = _Point(stated(step.arrive, zones.of(step.destination)))
        else:
            zone = zones.of(step.place)
            first, last = _Point(stated(step.start, zone)), _Point(stated(step.until, zone))
        if isinstance(before, Stay):
            until = spans[-1][1]
            first.or_stated(until.bounds())
            spans[-1] = (spans[-1][0], until if _surely_after(until, first) else first)
        elif isinstance(before, Leg) and isinstance(step, Stay):
            arrive = spans[-1][1]
            arrive.or_stated(first.bounds())
            first = first if _surely_after(arrive, first) else arrive
        spans.append((first, last))
        before = step
    for step, (first, last) in zip(itinerary, spans, strict=True):
        if isinstance(step, Leg):
            _within_its_day(step, first, last)
    return spans


def _surely_after(one: _Point, other: _Point) -> bool:
    """Whether two that should be the same point contradict each other; both are then kept, out of order, to be seen."""
    return one.earliest is not None and other.latest is not None and one.earliest > other.latest


def _within_its_day(leg: Leg, first: _Point, last: _Point) -> None:
    """A leg given by date alone lies within that day."""
    if leg.arrive is None and leg.depart is not None and not isinstance(leg.depart, datetime):
        last.or_stated(first.bounds())
    if leg.depart is None and leg.arrive is not None and not isinstance(leg.arrive, datetime):
        first.or_stated(last.bounds())


def _settle(spans: list[tuple[_Point, _Point]]) -> bool:
    """Carry stated bounds forwards and backwards. False when they contradict one another."""
    points = [point for span in spans for point in span]
    earliest: int | None = None
    for point in points:
        if earliest is not None and (point.earliest is None or point.earliest < earliest):
            point.earliest = earliest
        earliest = point.earliest
    latest: int | None = None
    for point in reversed(points):
        if latest is not None and (point.latest is None or point.latest > latest):
            point.latest = latest
        latest = point.latest
    consistent = True
    for point in points:
        if point.earliest is not None and point.latest is not None and point.earliest > point.latest:
            consistent = False
            point.earliest, point.latest = point.latest, point.earliest
    return consistent


def _close_days(itinerary: tuple[Step, ...], spans: list[tuple[_Point, _Point]], zones: _Zones) -> None:
    """A leg of which one end is stated, and nothing bounds the other, lies within the stated day or close to its end.

    Who leaves at 22:00 may well arrive after midnight, when much may have changed: the day alone would hide that.
    """
    for step, (first, last) in zip(itinerary, spans, strict=True):
        if not isinstance(step, Leg):
            continue
        if step.depart is not None and last.latest is None and first.latest is not None:
            zone = zones.of(step.destination)
            day = to_local(first.latest, zone).date()
            last.latest = max(midnight(day + timedelta(days=1), zone) - 1, first.latest + LONGEST_LEG)
        if step.arrive is not None and first.earliest is None and last.earliest is not None:
            zone = zones.of(step.origin)
            first.earliest = min(midnight(to_local(last.earliest, zone).date(), zone), last.earliest - LONGEST_LEG)


def _rest_before(steps: list[PlannedLeg | PlannedStay], depart: Between) -> None:
    """Fill the gap between two legs with a stay, unless the second leaves at the very minute the first arrives."""
    if not steps or isinstance(steps[-1], PlannedStay):
        return
    previous = steps[-1]
    arrive = previous.arrive
    if arrive.known and arrive == depart and arrive.earliest == arrive.latest:
        steps[-1] = replace(previous, ends_movement=False)
        return
    steps.append(
        PlannedStay(place=previous.leg.destination, start=arrive, end=depart, written=None, after=previous.written)
    )


def _one_town(one: str, other: str, pack: Pack) -> bool:
    """Whether one lies in the other and that is a town or a part of one; within a region one can be far from home."""
    geography = pack.geography
    return any(
        geography.lies_in(inner, outer) and geography.places[outer].kind in LOCAL
        for inner, outer in ((one, other), (other, one))
    )


def _open_end(trip: Trip, steps: list[PlannedLeg | PlannedStay], pack: Pack, zones: _Zones) -> int | None:
    """The written step at whose end nobody said how the party leaves; adds the night there when a leg ends the trip."""
    first, last = trip.itinerary[0], trip.itinerary[-1]
    start = first.origin if isinstance(first, Leg) else first.place
    end = last.destination if isinstance(last, Leg) else last.place
    if end in (OUTSIDE, start) or _one_town(end, start, pack):
        return None
    written = len(trip.itinerary) - 1
    previous = steps[-1]
    if isinstance(previous, PlannedLeg):
        leave = UNKNOWN
        if previous.arrive.latest is not None:
            zone = zones.of(end)
            morning = midnight(to_local(previous.arrive.latest, zone).date() + timedelta(days=1), zone)
            leave = Between(morning + 60 * CHECK_OUT_HOUR, morning + 60 * CHECK_OUT_HOUR)
        steps.append(
            PlannedStay(place=end, start=previous.arrive, end=leave, written=None, after=written, open_end=True)
        )
    return written
