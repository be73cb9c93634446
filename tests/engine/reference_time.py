"""Reference evaluator: when the points of an itinerary can be, and which minutes differ for the rules.

Written from docs/semantics.md alone; it shares no code with the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import sunrise, sunset

from advisor.model.pack import Pack
from advisor.model.rule import HourWindow
from advisor.model.trip import Leg, Step, When

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)

Bounds: TypeAlias = tuple[int | None, int | None]
"""The earliest and the latest minute at which something can happen; None: no bound known."""


def to_minute(local: datetime, zone: str) -> int:
    return int((local.replace(tzinfo=ZoneInfo(zone)) - EPOCH).total_seconds() // 60)


def to_clock(minute: int, zone: str) -> datetime:
    return (EPOCH + timedelta(minutes=minute)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def first_minute(day: date, zone: str) -> int:
    return to_minute(datetime.combine(day, time.min), zone)


def last_minute(day: date, zone: str) -> int:
    return first_minute(day + ONE_DAY, zone) - 1


def zone_of(place: str, pack: Pack) -> str:
    """The zone of a place; of the whole area, where the place is beyond it or unknown."""
    known = pack.geography.places.get(place) or pack.geography.places.get(pack.area)
    return (known.time_zone if known else None) or "UTC"


def as_stated(when: When | None, place: str, pack: Pack) -> tuple[int, int] | None:
    if when is None:
        return None
    zone = zone_of(place, pack)
    if isinstance(when, datetime):
        return to_minute(when, zone), to_minute(when, zone)
    return first_minute(when, zone), last_minute(when, zone)


# ---------------------------------------------------------------------------------------------------- the itinerary


@dataclass(frozen=True)
class Point:
    """One point of the itinerary, in order."""

    step: int
    name: str  # depart, arrive, from, until
    stated: tuple[int, int] | None


def points_of(itinerary: Sequence[Step], pack: Pack) -> list[Point]:
    points = []
    for number, step in enumerate(itinerary):
        if isinstance(step, Leg):
            points.append(Point(number, "depart", as_stated(departure(itinerary, number), step.origin, pack)))
            points.append(Point(number, "arrive", as_stated(step.arrive, step.destination, pack)))
        else:
            points.append(Point(number, "from", as_stated(step.start, step.place, pack)))
            points.append(Point(number, "until", as_stated(step.until, step.place, pack)))
    return points


def departure(itinerary: Sequence[Step], number: int) -> When | None:
    """What the planner says of a leg's departure: where it is silent, the end of the stay before it serves."""
    leg = itinerary[number]
    assert isinstance(leg, Leg)
    if leg.depart is None and number > 0:
        before = itinerary[number - 1]
        if not isinstance(before, Leg):
            return before.until
    return leg.depart


def contradict(points: Sequence[Point]) -> bool:
    """Whether something is said to happen before what comes before it."""
    return any(
        earlier.stated[0] > later.stated[1]
        for index, earlier in enumerate(points)
        for later in points[index + 1 :]
        if earlier.stated is not None and later.stated is not None
    )


class Clock:
    """The bounds of every point of an itinerary."""

    def __init__(self, itinerary: Sequence[Step], pack: Pack) -> None:
        self.itinerary = itinerary
        self.pack = pack
        self.points = points_of(itinerary, pack)
        self.contradictory = contradict(self.points)

    def stated(self, step: int, name: str) -> tuple[int, int] | None:
        return next(point.stated for point in self.points if (point.step, point.name) == (step, name))

    def bounds(self, step: int, name: str) -> Bounds:
        here = next(k for k, point in enumerate(self.points) if (point.step, point.name) == (step, name))
        stated = self.points[here].stated
        if stated is not None:
            return stated
        before = [point.stated for point in self.points[:here] if point.stated is not None]
        after = [point.stated for point in self.points[here + 1 :] if point.stated is not None]
        earliest = before[-1][0] if before else None
        latest = after[0][1] if after else None
        if name == "arrive":
            return self._arrive(step, earliest, latest, nothing_later=not after)
        if name == "depart":
            return self._depart(step, earliest, latest, nothing_earlier=not before)
        return earliest, latest

    def _arrive(self, step: int, earliest: int | None, latest: int | None, *, nothing_later: bool) -> Bounds:
        leg = self.itinerary[step]
        assert isinstance(leg, Leg)
        zone = zone_of(leg.destination, self.pack)
        depart = departure(self.itinerary, step)
        if depart is None:
            return earliest, latest
        stated = self.stated(step, "depart")
        assert stated is not None
        if not isinstance(depart, datetime):
            evening = last_minute(depart, zone)
            return earliest, evening if latest is None else min(latest, evening)
        if nothing_later:
            return earliest, last_minute(to_clock(stated[0], zone).date(), zone)
        return earliest, latest

    def _depart(self, step: int, earliest: int | None, latest: int | None, *, nothing_earlier: bool) -> Bounds:
        leg = self.itinerary[step]
        assert isinstance(leg, Leg)
        zone = zone_of(leg.origin, self.pack)
        if leg.arrive is None:
            return earliest, latest
        stated = self.stated(step, "arrive")
        assert stated is not None
        if not isinstance(leg.arrive, datetime):
            morning = first_minute(leg.arrive, zone)
            return morning if earliest is None else max(earliest, morning), latest
        if nothing_earlier:
            return first_minute(to_clock(stated[0], zone).date(), zone), latest
        return earliest, latest


# ---------------------------------------------------------------------------------------------------- stretches


@dataclass(frozen=True)
class Stretch:
    """Minutes in which something may be, and those in which it surely is (None: no minute is sure)."""

    possible: tuple[int, int]
    sure: tuple[int, int] | None


def stretch(start: Bounds, end: Bounds) -> Stretch | None:
    """From one uncertain point to another; None when its time is not known."""
    a, b = start
    c, d = end
    if a is None or d is None:
        return None
    sure = (b, c) if b is not None and c is not None and b <= c else None
    return Stretch((min(a, d), max(a, d)), sure)


def moment(point: Bounds) -> Stretch | None:
    a, b = point
    if a is None or b is None:
        return None
    return Stretch((min(a, b), max(a, b)), (a, b) if a == b else None)


# ---------------------------------------------------------------------------------------------------- minutes


@dataclass(frozen=True)
class Minute:
    """All that rules can tell about one minute at a place.

    `window_days`: for each hour window, the day to which this minute belongs in it, if it lies in it.
    `evenings`: the evenings of the nights this minute lies in; None where nobody knows the coordinates.
    """

    day: date
    window_days: tuple[tuple[HourWindow, date], ...]
    evenings: frozenset[date] | None


@lru_cache(maxsize=100_000)
def night(evening: date, latitude: float, longitude: float, zone: str, margin: int) -> tuple[int, int]:
    """From sunset to the next sunrise, widened. (Only for latitudes where the sun sets every day.)"""
    observer = Observer(latitude, longitude)
    down = sunset(observer, date=evening, tzinfo=ZoneInfo(zone)).replace(tzinfo=None)
    up = sunrise(observer, date=evening + ONE_DAY, tzinfo=ZoneInfo(zone)).replace(tzinfo=None)
    return to_minute(down, zone) - margin, to_minute(up, zone) + margin


def hour_windows(pack: Pack) -> list[HourWindow]:
    return sorted({window for rule in pack.rules for window in rule.when.hours})


def describe(minute: int, place: str, pack: Pack) -> Minute:
    """What rules can tell about one minute."""
    zone = zone_of(place, pack)
    clock = to_clock(minute, zone)
    day, since_midnight = clock.date(), clock.hour * 60 + clock.minute
    belongs = []
    for window in hour_windows(pack):
        if window.start < window.end:
            if window.start <= since_midnight < window.end:
                belongs.append((window, day))
        elif since_midnight >= window.start:
            belongs.append((window, day))
        elif since_midnight < window.end:
            belongs.append((window, day - ONE_DAY))
    return Minute(day, tuple(belongs), evenings(minute, day, place, pack))


def evenings(minute: int, day: date, place: str, pack: Pack) -> frozenset[date] | None:
    if not any(rule.when.night for rule in pack.rules):
        return frozenset()
    known = pack.geography.places[place]
    if known.latitude is None or known.longitude is None:
        return None
    found = set()
    for evening in (day - ONE_DAY, day):
        start, end = night(evening, known.latitude, known.longitude, zone_of(place, pack), pack.night_margin_minutes)
        if start <= minute < end:
            found.add(evening)
    return frozenset(found)


def telling_minutes(where: Stretch, place: str, pack: Pack) -> list[int]:
    """The minutes of a stretch at which anything can change: enough to look at, since nothing does in between."""
    zone = zone_of(place, pack)
    first, last = where.possible
    minutes = {first, last, *(where.sure or ())}
    known = pack.geography.places[place]
    at_night = any(rule.when.night for rule in pack.rules)
    day = to_clock(first, zone).date() - ONE_DAY
    while day <= to_clock(last, zone).date() + ONE_DAY:
        midnight = datetime.combine(day, time.min)
        minutes.add(to_minute(midnight, zone))
        for window in hour_windows(pack):
            minutes.add(to_minute(midnight + timedelta(minutes=window.start), zone))
            minutes.add(to_minute(midnight + timedelta(minutes=window.end), zone))
        if at_night and known.latitude is not None and known.longitude is not None:
            minutes.update(night(day, known.latitude, known.longitude, zone, pack.night_margin_minutes))
        day += ONE_DAY
    return sorted(minute for minute in minutes if first <= minute <= last)


def every_minute(where: Stretch, place: str, pack: Pack) -> list[int]:
    """All minutes of a stretch: the definition that `telling_minutes` shortens."""
    return list(range(where.possible[0], where.possible[1] + 1))
