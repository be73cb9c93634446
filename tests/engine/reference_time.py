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
from advisor.model.trip import Leg, Stay, Step, When

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
HALF_A_DAY = 12 * 60

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
    """One point of the itinerary, in order, and what the planner's words say of it."""

    step: int
    name: str  # depart, arrive, from, until
    stated: tuple[int, int] | None


class Clock:
    """The bounds of every point of an itinerary.

    A stay that follows a leg begins as that leg arrives, and one that a step follows ends as that begins: either
    field may say so. Of two that are both stated, the one that makes the stay the longer counts; the other only
    contradicts it, if the stay would otherwise begin before the arrival or go on after the departure.
    """

    def __init__(self, itinerary: Sequence[Step], pack: Pack) -> None:
        self.itinerary = itinerary
        self.pack = pack
        self.points = [
            Point(number, name, self._stated(number, name))
            for number, step in enumerate(itinerary)
            for name in (("depart", "arrive") if isinstance(step, Leg) else ("from", "until"))
        ]
        self.contradictory = self._out_of_order() or self._overlapping()

    def _own(self, number: int, name: str) -> When | None:
        step = self.itinerary[number]
        if isinstance(step, Leg):
            return step.depart if name == "depart" else step.arrive
        return step.start if name == "from" else step.until

    def _said(self, number: int, name: str) -> tuple[int, int] | None:
        """What one field says, in its own place's zone."""
        step = self.itinerary[number]
        place = step.place if isinstance(step, Stay) else step.origin if name == "depart" else step.destination
        return as_stated(self._own(number, name), place, self.pack)

    def _same_point(self, number: int, name: str) -> tuple[int, str] | None:
        """The field of the neighbouring step that speaks of the same point, if there is one."""
        other = number - 1 if name in ("depart", "from") else number + 1
        if not 0 <= other < len(self.itinerary):
            return None
        here, there = isinstance(self.itinerary[number], Leg), isinstance(self.itinerary[other], Leg)
        if here and there:
            return None  # between two legs lies a stop, which nobody wrote
        if other < number:
            return other, "arrive" if there else "until"
        return other, "depart" if there else "from"

    def _stated(self, number: int, name: str) -> tuple[int, int] | None:
        own = self._said(number, name)
        twin = self._same_point(number, name)
        other = self._said(*twin) if twin is not None else None
        if own is None or other is None:
            return own or other or self._day_of_leg(number, name)
        if name in ("depart", "arrive") or _contradict(name, own, other):
            return own
        is_leg = twin is not None and isinstance(self.itinerary[twin[0]], Leg)
        if is_leg or name == "until":
            return other  # the leg's word, or the beginning of the next stay
        return own

    def _day_of_leg(self, number: int, name: str) -> tuple[int, int] | None:
        """A leg given by a date alone lies within that day."""
        other = {"depart": "arrive", "arrive": "depart"}.get(name)
        if other is None:
            return None
        day = self._own(number, other)
        if day is None or isinstance(day, datetime):
            return None
        return self._said(number, other)

    def _out_of_order(self) -> bool:
        """Whether something is said to happen before what comes before it."""
        return any(
            earlier.stated[0] > later.stated[1]
            for index, earlier in enumerate(self.points)
            for later in self.points[index + 1 :]
            if earlier.stated is not None and later.stated is not None
        )

    def _overlapping(self) -> bool:
        """Whether a stay is said to begin before the leg arrives, or to go on after the next step has begun."""
        for number, step in enumerate(self.itinerary):
            if isinstance(step, Leg):
                continue
            start, until = self._said(number, "from"), self._said(number, "until")
            before, after = self._same_point(number, "from"), self._same_point(number, "until")
            arrived = self._said(*before) if before is not None else None
            left = self._said(*after) if after is not None else None
            if start is not None and arrived is not None and start[1] < arrived[0]:
                return True
            if until is not None and left is not None and until[0] > left[1]:
                return True
        return False

    def stated(self, step: int, name: str) -> tuple[int, int] | None:
        return next(point.stated for point in self.points if (point.step, point.name) == (step, name))

    def bounds(self, step: int, name: str) -> Bounds:
        """No earlier than anything before it, no later than anything after it."""
        here = next(k for k, point in enumerate(self.points) if (point.step, point.name) == (step, name))
        not_before = [point.stated[0] for point in self.points[: here + 1] if point.stated is not None]
        not_after = [point.stated[1] for point in self.points[here:] if point.stated is not None]
        earliest = max(not_before, default=None)
        latest = min(not_after, default=None)
        if earliest is not None and latest is not None:
            return min(earliest, latest), max(earliest, latest)
        return self._within_the_day(step, name, earliest, latest)

    def _within_the_day(self, step: int, name: str, earliest: int | None, latest: int | None) -> Bounds:
        """A leg of which one end is stated, and nothing bounds the other, lies in that day, or half a day from it."""
        leg = self.itinerary[step]
        if isinstance(leg, Leg) and name == "arrive" and leg.depart is not None and latest is None:
            zone = zone_of(leg.destination, self.pack)
            departs = self.bounds(step, "depart")[1]
            if departs is not None:
                return earliest, max(last_minute(to_clock(departs, zone).date(), zone), departs + HALF_A_DAY)
        if isinstance(leg, Leg) and name == "depart" and leg.arrive is not None and earliest is None:
            zone = zone_of(leg.origin, self.pack)
            arrives = self.bounds(step, "arrive")[0]
            if arrives is not None:
                return min(first_minute(to_clock(arrives, zone).date(), zone), arrives - HALF_A_DAY), latest
        return earliest, latest


def _contradict(name: str, stay: tuple[int, int], neighbour: tuple[int, int]) -> bool:
    """Whether a stay is said to go on after the next step begins, or to begin before the party is there: both count."""
    return stay[0] > neighbour[1] if name == "until" else neighbour[0] > stay[1]


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
    """From sunset to the next sunrise, widened; only for latitudes where the sun sets every day."""
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
