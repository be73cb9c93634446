"""Stretches of departure days in which no clock is put forward or back while the party travels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from advisor.engine.expose import Exposed
from advisor.engine.times import DAY, midnight
from advisor.model.pack import Pack

_ONE_DAY = timedelta(days=1)


def eras(exposed: Exposed, pack: Pack, departs: date, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from `first` to `last`, cut so that in each part everything but the sun moves by exactly a day a day.

    `exposed`: the trip laid out for the day on which it `departs`.
    """
    if first > last:
        return
    before, after = _length(exposed, departs)
    uneven = sorted({
        day - timedelta(days=offset)
        for day in _uneven_days(_zones(exposed, pack), first + timedelta(days=before), last + timedelta(days=after))
        for offset in range(before, after + 1)
    })  # fmt: skip
    start = first
    for day in uneven:
        if not start <= day <= last:
            continue
        if start < day:
            yield start, day - _ONE_DAY
        yield day, day
        start = day + _ONE_DAY
    if start <= last:
        yield start, last


def _zones(exposed: Exposed, pack: Pack) -> set[str]:
    named = {place for step in exposed.steps for place in (step.origin, step.destination, pack.area) if place}
    named |= {site.place for step in exposed.steps for way in step.ways for site in way}
    places = (pack.geography.places.get(place) for place in named)
    return {place.time_zone or "UTC" for place in places if place is not None} | {"UTC"}


def _length(exposed: Exposed, departs: date) -> tuple[int, int]:
    """From how many days before to how many days after the day of departure anything of the trip may lie."""
    times = [time for step in exposed.steps for time in (step.start, step.end)]
    known = [bound for time in times for bound in time if bound is not None]
    if not known:
        return (-2, 2)
    start = midnight(departs, "UTC")
    return (min(known) - start) // DAY - 2, (max(known) - start) // DAY + 2


def _uneven_days(zones: Iterable[str], first: date, last: date) -> Iterator[date]:
    for zone in zones:
        day, starts = first, midnight(first, zone)
        while day <= last:
            following = day + _ONE_DAY
            ends = midnight(following, zone)
            if ends - starts != DAY:
                yield day
            day, starts = following, ends
