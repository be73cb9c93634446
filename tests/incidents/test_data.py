"""What data give is what measuring every event gives, from memory and from a store."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.incidents.claims import claim_from_json, claim_to_json, proposed_claim
from advisor.incidents.feeds import ACLED, CAP, MAPPED, UCDP
from advisor.incidents.finder import GatheredData
from advisor.incidents.grid import line_distance_km, rough_km
from advisor.incidents.imported import Imported
from advisor.incidents.store import IncidentStore
from advisor.model.feed import Feed
from advisor.model.incident import Box, Coverage, Incident
from advisor.model.place import Point

TODAY = date(2026, 8, 1)
KINDS = ("ambush", "attack", "kidnapping")


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    events = draw(
        st.lists(
            st.tuples(
                st.integers(0, 200),
                st.sampled_from(KINDS),
                st.floats(12, 18),
                st.floats(-8, 0),
                st.sampled_from([0.0, 2.0, 25.0, 250.0]),
                st.sampled_from([0, 6, 31]),
                st.sampled_from([None, 0, 3]),
            ),
            max_size=30,
        )
    )
    return [
        Incident(
            id=f"mapped:{number}",
            day=TODAY - timedelta(days=ago),
            kind=kind,
            latitude=latitude,
            longitude=longitude,
            imprecision_km=km,
            imprecision_days=days,
            fatalities=deaths,
        )
        for number, (ago, kind, latitude, longitude, km, days, deaths) in enumerate(events)
    ]


@settings(max_examples=120, deadline=None)
@given(
    incidents(),
    st.lists(st.builds(Point, st.floats(12, 18), st.floats(-8, 0)), min_size=1, max_size=3),
    st.sampled_from([0.0, 25.0, 150.0, 1000.0]),
    st.integers(0, 200),
    st.frozensets(st.sampled_from([*KINDS, "riot"])),
    st.booleans(),
)
def test_data_give_what_measuring_every_event_gives(
    known: list[Incident], line: list[Point], km: float, days: int, kinds: frozenset[str], fatal: bool
) -> None:
    since = TODAY - timedelta(days=days)
    expected = sorted(
        (
            one
            for one in known
            if (not kinds or one.kind in kinds)
            and (not fatal or (one.fatalities or 0) > 0)
            and one.day + timedelta(days=one.imprecision_days) >= since
            and one.day - timedelta(days=one.imprecision_days) <= TODAY
            and line_distance_km(Point(one.latitude, one.longitude), line) <= km + one.imprecision_km
        ),
        key=lambda one: (one.day, one.id),
    )
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=MAPPED, incidents=tuple(known)))
        assert GatheredData(known).fingerprint == store.data().fingerprint
        for data in (GatheredData(known), store.data()):
            for _ in range(2):  # the second time it is remembered
                assert list(data.near(line, km, (since, TODAY), kinds, fatal=fatal)) == expected


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.builds(Point, st.floats(-80, 80), st.floats(-20, 20)), min_size=1, max_size=3),
    st.builds(Point, st.floats(-80, 80), st.floats(-20, 20)),
)
def test_what_is_shown_as_the_distance_is_off_by_less_than_a_hundredth(line: list[Point], at: Point) -> None:
    exact = line_distance_km(at, line)
    assert abs(rough_km(line)(at) - exact) <= 0.01 * exact + 0.01


def _event(number: int, **fields: object) -> Incident:
    whole = {"day": TODAY, "kind": "attack", "latitude": 15.0, "longitude": -4.0, **fields}
    return Incident(id=f"x:{number}", **whole)  # type: ignore[arg-type]  # the fields of Incident


def _proposed(feed: Feed, *events: Incident) -> Coverage | None:
    return proposed_claim(Imported(feed=feed, incidents=events))


def test_what_a_file_might_claim() -> None:
    first = _event(1, day=TODAY - timedelta(days=40), imprecision_days=3, kind="clash")
    claim = _proposed(UCDP, first, _event(2, latitude=12.5, longitude=1.0))
    assert claim == Coverage(
        start=TODAY - timedelta(days=43),
        until=TODAY,
        kinds=frozenset({"clash", "attack"}),
        fatal_only=True,
        area=Box(12.5, -4.0, 15.0, 1.0),
    )
    acled = _proposed(ACLED, first)
    assert acled is not None
    assert "kidnapping" in acled.kinds
    assert "ambush" not in acled.kinds
    assert not acled.fatal_only
    own = _proposed(MAPPED, _event(1, kind="robbery"))
    assert own is not None
    assert own.kinds == {"robbery"}
    assert _proposed(CAP, first) is None
    assert _proposed(UCDP) is None


def test_the_box_of_a_claim_goes_over_the_date_line_where_that_is_shorter() -> None:
    claim = _proposed(UCDP, _event(1, longitude=179.0), _event(2, longitude=-178.0), _event(3, longitude=175.0))
    assert claim is not None
    assert claim.area == Box(15.0, 175.0, 15.0, -178.0)
    alone = _proposed(UCDP, _event(1))
    assert alone is not None
    assert alone.area == Box(15.0, -4.0, 15.0, -4.0)


def test_a_claim_can_be_kept_as_text() -> None:
    claim = _proposed(UCDP, _event(1))
    assert claim is not None
    for one in (claim, Coverage(start=TODAY, until=TODAY)):
        assert claim_from_json(claim_to_json(one)) == one
