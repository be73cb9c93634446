"""On which days the night comes to lie otherwise to fixed hours, without looking at the sun of every day.

From one day to the next sunrise and sunset move by a few minutes at most. So between two days on which the sun sets
well before an hour, it sets before that hour on all days between, unless they are far apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from advisor.engine.sun import night_of
from advisor.engine.times import DAY, midnight
from advisor.model.place import Place

STEADY_LATITUDE = 60.0
"""Degrees. Nearer to the poles the sun is looked up for every day."""

MOST_MINUTES_A_DAY = 4
"""Sunrise and sunset move by less from a day to the next, up to that latitude (a test holds it to the almanac)."""

_ROUNDING = 2
_MINUTES_A_DEGREE = 4
_STEADY_ZONE = 120
"""Minutes by which the clock may differ from the sun: else the sun could set after midnight and jump a day."""


class Nights:
    """Begin and end of the nights at one place, in minutes after the midnight before the evening."""

    def __init__(self, place: Place, margin: int) -> None:
        """For a place with coordinates."""
        self._place = place
        self._zone = place.time_zone or "UTC"
        self._margin = margin
        self._known: dict[date, tuple[int, int] | None] = {}
        self._crossed: dict[tuple[date, date, int, int], tuple[date, ...]] = {}

    def of(self, day: date) -> tuple[int, int] | None:
        """The night that begins on a local day; None where the sun does not set."""
        if day not in self._known:
            latitude, longitude = self._place.latitude or 0.0, self._place.longitude or 0.0
            night = night_of(day, latitude, longitude, self._zone, self._margin)
            start = midnight(day, self._zone)
            self._known[day] = None if night is None else (night[0] - start, night[1] - start)
        return self._known[day]

    def turns(self, first: date, last: date, points: Sequence[int]) -> Iterator[date]:
        """The days after `first`, up to `last`, whose night lies otherwise to some of the points than the one before.

        `points`: minutes after the midnight before the evening. Between `first` and `last` no clock is put forward.
        """
        for point in sorted(set(points)):
            for end in (0, 1):
                key = (first, last, point, end)
                if key not in self._crossed:
                    self._crossed[key] = tuple(self._crossings(*key))
                yield from self._crossed[key]

    def _ahead(self, day: date) -> float:
        """Minutes by which the clock there is ahead of the sun."""
        of_utc = (day - date(1970, 1, 1)).days * DAY - midnight(day, self._zone)
        return of_utc - (self._place.longitude or 0.0) * _MINUTES_A_DEGREE

    def _crossings(self, first: date, last: date, point: int, end: int) -> Iterator[date]:
        """The days on which the night begins (ends, for `end` 1) on another side of the point than the day before.

        A stretch of days is halved while it may hold one.
        """
        steady = abs(self._place.latitude or 0.0) <= STEADY_LATITUDE and abs(self._ahead(first)) <= _STEADY_ZONE
        stack = [(first, last)]
        while stack:
            begin, finish = stack.pop()
            days = (finish - begin).days
            if days <= 0:
                continue
            one, other = self._minutes_after(begin, point, end), self._minutes_after(finish, point, end)
            alike = _sign(one) == _sign(other)
            if days == 1 and not alike:
                yield finish
            apart = abs(one or 0) + abs(other or 0)
            if days == 1 or (steady and alike and apart > days * MOST_MINUTES_A_DAY + _ROUNDING):
                continue
            middle = begin + timedelta(days=days // 2)
            stack += [(middle, finish), (begin, middle)]

    def _minutes_after(self, day: date, point: int, end: int) -> int | None:
        """How many minutes after the point the night begins, or ends; None where there is no night."""
        night = self.of(day)
        return None if night is None else night[end] - point


def _sign(side: int | None) -> int | None:
    return None if side is None else (side > 0) - (side < 0)
