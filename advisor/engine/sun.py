"""Sunrise and sunset at a place, by the almanac of the astral library (accurate to about a minute)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from advisor.engine.times import midnight, to_instant


@lru_cache(maxsize=50_000)
def night_of(day: date, latitude: float, longitude: float, zone: str, margin: int) -> tuple[int, int] | None:
    """The night that begins on that local day, as instants from sunset to the next sunrise.

    `margin` minutes are added at both ends, because dusk is not driving light. None where the sun does not
    set that day; where it does not rise either, the night is the whole day.
    """
    setting = _event(day, latitude, longitude, zone, rising=False)
    if setting is None:
        return _polar_day(day, latitude, longitude, zone, margin)
    rising = _event(day + timedelta(days=1), latitude, longitude, zone, rising=True)
    if rising is None:  # it does not rise the next day either: dark until that day ends
        rising = midnight(day + timedelta(days=2), zone)
    return setting - margin, rising + margin


def _event(day: date, latitude: float, longitude: float, zone: str, *, rising: bool) -> int | None:
    # astral costs 20 ms to import: only when a rule asks for the night.
    from astral import Observer
    from astral.sun import sunrise, sunset

    find = sunrise if rising else sunset
    try:
        moment = find(Observer(latitude, longitude), date=day, tzinfo=ZoneInfo(zone))
    except ValueError:  # the sun does not cross the horizon that day
        return None
    return to_instant(moment.replace(tzinfo=None), zone)


def _polar_day(day: date, latitude: float, longitude: float, zone: str, margin: int) -> tuple[int, int] | None:
    from astral import Observer
    from astral.sun import elevation, noon

    observer = Observer(latitude, longitude)
    if elevation(observer, noon(observer, date=day, tzinfo=ZoneInfo(zone))) > 0:
        return None
    rising = _event(day + timedelta(days=1), latitude, longitude, zone, rising=True)  # at last: dark until then
    return midnight(day, zone), midnight(day + timedelta(days=1), zone) if rising is None else rising + margin
