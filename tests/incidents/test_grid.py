"""The index finds what measuring every event finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.incidents.grid import Event, Grid, line_distance_km
from advisor.model.place import Point

DAY = 739_000


def events(latitudes: tuple[float, float], longitudes: tuple[float, float]) -> st.SearchStrategy[list[Event]]:
    return st.lists(
        st.builds(
            Event,
            st.floats(*latitudes),
            st.floats(*longitudes),
            st.sampled_from([0.0, 2.0, 25.0, 75.0, 250.0, 1000.0]),
            st.integers(DAY - 400, DAY + 10),
            st.sampled_from([0, 0, 6, 31, 183]),
        ),
        max_size=60,
    )


def every(known: list[Event], line: list[Point], within_km: float, since: int, until: int) -> tuple[int, ...]:
    return tuple(
        position
        for position, event in enumerate(known)
        if event.day + event.imprecision_days >= since
        and event.day - event.imprecision_days <= until
        and line_distance_km(event, line) <= within_km + event.imprecision_km
    )


RADII = st.sampled_from([0.0, 1.0, 25.0, 100.0, 700.0])


@settings(max_examples=150, deadline=None)
@given(
    events((10, 20), (-10, 5)),
    st.lists(st.builds(Point, st.floats(10, 20), st.floats(-10, 5)), min_size=1, max_size=4),
    RADII,
    st.integers(0, 400),
)
def test_near_a_road(known: list[Event], line: list[Point], within_km: float, days: int) -> None:
    assert Grid(known).near(line, within_km, DAY - days, DAY) == every(known, line, within_km, DAY - days, DAY)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([((-5.0, 5.0), 179.0), ((80.0, 90.0), 0.0), ((-90.0, -85.0), 90.0)]),
    st.data(),
    RADII,
)
def test_across_the_date_line_and_at_the_poles(
    area: tuple[tuple[float, float], float], data: st.DataObject, within_km: float
) -> None:
    latitudes, longitude = area
    wrapped = st.floats(-4, 4).map(lambda off: (longitude + off + 180) % 360 - 180)
    raw = data.draw(events(latitudes, (-4, 4)))
    known = [event._replace(longitude=(longitude + event.longitude + 180) % 360 - 180) for event in raw]
    line = data.draw(st.lists(st.builds(Point, st.floats(*latitudes), wrapped), min_size=1, max_size=2))
    assert Grid(known).near(line, within_km, DAY - 90, DAY) == every(known, line, within_km, DAY - 90, DAY)


@settings(deadline=None)
@given(events((14, 16), (-5, -3)))
def test_one_by_one_is_the_same_as_all_at_once(known: list[Event]) -> None:
    grid = Grid()
    for event in known:
        grid.add(event)
    line = [Point(15, -4)]
    assert grid.near(line, 50, DAY - 90, DAY) == Grid(known).near(line, 50, DAY - 90, DAY)
    assert len(grid) == len(known)


def test_imprecision_widens_distance_and_days() -> None:
    grid = Grid([Event(15, -4, 0, DAY, 0), Event(15, -4, 100, DAY - 100, 10)])
    assert grid.near([Point(15.5, -4)], 25, DAY - 90, DAY) == (1,)
    assert grid.near([Point(15.5, -4)], 60, DAY - 80, DAY) == (0,)
    assert grid.near([], 25, DAY - 90, DAY) == ()
