"""Cutting time at midnights, sunrise, sunset and the hour bounds rules mention, into cells no rule can tell apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from advisor.engine.memory import Memory
from advisor.engine.sun import night_of
from advisor.engine.times import DAY, Extent, midnight, to_local
from advisor.model.place import Place

CLOCK_STEP = 15
"""Minutes: clocks are put forward and back at quarters of an hour, everywhere and always."""


class Cell(NamedTuple):
    """A stretch of one local day, from `start` up to but not including `end` (instants).

    `minute` counts from local midnight to its start. `night`: whether the sun is down, None where the place has no
    coordinates; `night_day` is the day on which that night began. `sure`: the exposure surely touches it.
    """

    day: date
    minute: int
    start: int
    end: int
    night: bool | None
    night_day: date
    sure: bool


_MaybeSure: TypeAlias = tuple[Cell, Cell]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What rules can tell apart within a day: minutes after midnight, and whether night matters."""

    minutes: tuple[int, ...] = ()
    night: bool = False
    margin: int = 0


class Days:
    """Whole days cut into cells; the last ones asked for are remembered."""

    def __init__(self, bounds: Bounds) -> None:
        """Cut where these bounds say."""
        self._bounds = bounds
        self._known: Memory[tuple[date, str, float | None, float | None], tuple[_MaybeSure, ...]] = Memory()

    def of(self, day: date, place: Place | None) -> tuple[_MaybeSure, ...]:
        """The cells of one local day at a place, in order, each as possibly and as surely touched."""
        zone = zone_of(place)
        spot = (place.latitude, place.longitude) if place is not None else (None, None)
        return self._known.get((day, zone, *spot), lambda: self._cut(day, zone, place))

    def _cut(self, day: date, zone: str, place: Place | None) -> tuple[_MaybeSure, ...]:
        nights = _Nights(place, self._bounds) if self._bounds.night else None
        return tuple((cell, cell._replace(sure=True)) for cell in _cells_of(day, zone, self._bounds, nights))


def zone_of(place: Place | None) -> str:
    """The time zone in which the days of a place are counted."""
    return (place.time_zone if place else None) or "UTC"


def cut(stretch: Extent, place: Place | None, days: Days) -> tuple[Cell, ...]:
    """The cells a stretch may touch, in order; at least one."""
    zone = zone_of(place)
    first = to_local(stretch.earliest, zone).date()
    last = to_local(stretch.latest, zone).date()
    cells: list[Cell] = []
    for offset in range((last - first).days + 1):
        for cell, sure in days.of(first + timedelta(days=offset), place):
            if cell.end > stretch.earliest and cell.start <= stretch.latest:
                cells.append(sure if _sure(stretch, cell.start, cell.end) else cell)
    return tuple(cells)


class Kinds(NamedTuple):
    """Cells, those alike for some rules taken together: of each kind the first and the last, in order of the first.

    None: a time that is not known.
    """

    firsts: Sequence[Cell | None]
    lasts: Sequence[Cell | None]


def kinds(cells: Sequence[Cell], minutes: Sequence[int], since: Sequence[int]) -> Kinds:
    """The cells by what rules can tell apart about them: sureness, night, and where they lie between bounds.

    `minutes`: the hours that rules name; `since`: the days, as sorted ordinals, from which on something may be
    otherwise. A night, and a window past midnight, belong to the day before: that differs a day later.
    """
    known: dict[Hashable, int] = {}
    firsts: list[Cell] = []
    lasts: list[Cell] = []
    day: date | None = None
    stretch = (0, 0)
    for cell in cells:
        if cell.day is not day:
            day = cell.day
            ordinal = day.toordinal()
            stretch = bisect_right(since, ordinal), bisect_right(since, ordinal - 1)
        kind = (stretch, bisect_right(minutes, cell.minute), cell.night, cell.night_day == day, cell.sure)
        number = known.setdefault(kind, len(firsts))
        if number < len(firsts):
            lasts[number] = cell
        else:
            firsts.append(cell)
            lasts.append(cell)
    return Kinds(firsts, lasts)


class _Nights:
    """The nights at one place."""

    def __init__(self, place: Place | None, bounds: Bounds) -> None:
        self._place = place
        self._margin = bounds.margin

    def of(self, day: date) -> tuple[int, int] | None:
        place = self._place
        if place is None or place.latitude is None or place.longitude is None:
            return None
        return night_of(day, place.latitude, place.longitude, place.time_zone or "UTC", self._margin)

    @property
    def known(self) -> bool:
        return self._place is not None and self._place.latitude is not None and self._place.longitude is not None


def _cells_of(day: date, zone: str, bounds: Bounds, nights: _Nights | None) -> Iterator[Cell]:
    begin, finish = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    begun = (day - timedelta(days=1), day)
    dark = [span for evening in begun if nights and (span := nights.of(evening))]
    cuts = {begin, finish}
    plain = finish - begin == DAY
    if bounds.minutes:
        cuts.update((begin + m for m in bounds.minutes) if plain else _clock_cuts(begin, finish, bounds.minutes, zone))
    for span in dark:
        cuts.update(span)
    inside = sorted(instant for instant in cuts if begin <= instant <= finish)
    for start, end in pairwise(inside):
        night, night_day = _darkness(start, day, nights)
        minute = start - begin if plain else _minute_of(start, zone)
        yield Cell(day, minute, start, end, night, night_day, sure=False)


def _clock_cuts(begin: int, finish: int, minutes: tuple[int, ...], zone: str) -> Iterator[int]:
    """Where to cut a day on which the clock is put forward or back: a reading may come twice, or never."""
    for instant in range(begin, finish, CLOCK_STEP):
        yield instant
        since = _minute_of(instant, zone)
        yield from (instant + minute - since for minute in minutes if since < minute < since + CLOCK_STEP)


def _minute_of(instant: int, zone: str) -> int:
    local = to_local(instant, zone)
    return local.hour * 60 + local.minute


def _darkness(start: int, day: date, nights: _Nights | None) -> tuple[bool | None, date]:
    if nights is None:
        return False, day
    if not nights.known:
        return None, day
    for begun in (day - timedelta(days=1), day):
        night = nights.of(begun)
        if night is not None and night[0] <= start < night[1]:
            return True, begun
    return False, day


def _sure(stretch: Extent, start: int, end: int) -> bool:
    if stretch.sure_from is None or stretch.sure_until is None:
        return False
    return stretch.sure_from < end and stretch.sure_until >= start
