"""The calendar is what assessing every single day comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.index import index_of
from advisor.engine.sun import night_of
from advisor.engine.times import midnight
from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.planning.calendar import calendar
from advisor.planning.nights import MOST_MINUTES_A_DAY, STEADY_LATITUDE
from advisor.planning.shift import departure_day, shifted
from tests.property.strategies import SEEDS, Case, a_case

AROUND = 16
"""Days before and after the departure: more than the generated rules reach."""


def equals_every_day(case: Case) -> None:
    departs = departure_day(case.trip)
    if departs is None:
        assert calendar(case.trip, index_of(case.pack), case.as_of, date(2023, 1, 1), date(2023, 2, 1)).runs == ()
        return
    first, last = departs - timedelta(days=AROUND), departs + timedelta(days=AROUND)
    index = index_of(case.pack)
    found = calendar(case.trip, index, case.as_of, first, last)
    day, before = first, None
    for run in found.runs:
        assert run.first == day
        assert run.range != before
        assert bool(run.because) == (before is not None)
        moved = shifted(case.trip, (day - departs).days)
        assert assess(moved, case.pack, case.as_of).range == run.range, f"{day} in {run}"
        while day <= run.last:
            moved = shifted(case.trip, (day - departs).days)
            assert decide(moved, index, case.as_of, explain=False).range == run.range, f"{day} in {run}"
            day += timedelta(days=1)
        before = run.range
    assert day == last + timedelta(days=1)


@settings(max_examples=60)
@given(seed=SEEDS)
def test_it_is_what_every_day_comes_to(seed: int) -> None:
    equals_every_day(a_case(seed))


def in_zone(pack: Pack, zone: str) -> Pack:
    places = [
        replace(place, time_zone=zone if place.time_zone == "Africa/Bamako" else place.time_zone)
        for place in pack.geography.places.values()
    ]
    return replace(pack, geography=Geography(places))


@settings(max_examples=40)
@given(seed=SEEDS)
def test_it_is_so_too_where_clocks_are_put_forward_and_back(seed: int) -> None:
    case = a_case(seed)
    departs = departure_day(case.trip)
    to = date(2023, 3, 24) if seed % 2 else date(2023, 10, 27)
    trip = shifted(case.trip, (to - departs).days) if departs is not None else case.trip
    equals_every_day(Case(trip, in_zone(case.pack, "Europe/Paris"), to))


@pytest.mark.slow
@pytest.mark.parametrize("latitude", [*range(-60, 61, 15), STEADY_LATITUDE])
def test_the_sun_moves_no_faster_than_is_assumed(latitude: float) -> None:
    before: tuple[int, int] | None = None
    for offset in range(367):
        day = date(2024, 1, 1) + timedelta(days=offset)
        night = night_of(day, latitude, 0.0, "UTC", 0)
        assert night is not None
        start = midnight(day, "UTC")
        here = night[0] - start, night[1] - start
        if before is not None:
            assert abs(here[0] - before[0]) <= MOST_MINUTES_A_DAY
            assert abs(here[1] - before[1]) <= MOST_MINUTES_A_DAY
        before = here
