"""Permissions expire, silence refers: when an allow covers, and what happens where none does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import FindingKind, FindingState
from advisor.model.message import message
from advisor.model.rule import HourWindow, TimeTest
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from tests.engine.world import (
    GO,
    LATER,
    NO_GO,
    REFER,
    TODAY,
    allow,
    at,
    bounds,
    day,
    drive,
    finding,
    how,
    leg,
    night_in,
    pack,
    prohibit,
    provider,
    reasons,
    trip,
    verdict,
    visit,
    where,
    window,
)


def test_where_no_rule_speaks_the_trip_is_referred() -> None:
    found = assess(visit(), pack(), TODAY)
    assert found.verdict is REFER
    assert [one.kind for one in found.findings] == [FindingKind.SILENCE]


def test_an_allow_in_force_covers_and_is_a_finding() -> None:
    found = assess(visit(), pack(allow()), TODAY)
    assert found.verdict is GO
    assert finding(found, "allow").state is FindingState.COVERS


def test_links_origin_and_every_stop_need_an_allow_but_places_passed_and_the_arrival_do_not() -> None:
    there_and_back = trip(
        leg("bamako", "sevare", depart=at(20, 8), arrive=at(20, 18)),
        leg("sevare", "bamako", depart=at(21, 8), arrive=at(21, 18)),
    )
    road, origin, stop = (
        allow("road", where=where(links="rn6")),
        allow("origin", where=where(places="bamako")),
        allow("stop", where=where(places="sevare")),
    )
    assert verdict(there_and_back, pack(road, origin, stop)) is GO
    assert verdict(there_and_back, pack(road, origin)) is REFER
    assert verdict(there_and_back, pack(road, stop)) is REFER
    assert verdict(there_and_back, pack(origin, stop)) is REFER
    straight_on = trip(
        leg("bamako", "sevare", depart=at(20, 8), arrive=at(20, 18)),
        leg("sevare", "bamako", depart=at(20, 18), arrive=at(21, 4)),
    )
    assert verdict(straight_on, pack(road, origin)) is GO


def test_a_link_needs_allowing_in_each_region_it_touches() -> None:
    north = trip(leg("sevare", "gao", depart=at(20, 6), arrive=at(20, 18)), leg("gao", "sevare", depart=at(20, 18)))
    south_only = allow("south", where=where(regions="south"))
    assert verdict(north, pack(south_only)) is REFER
    assert verdict(north, pack(south_only, allow("north", where=where(regions="north")))) is GO
    assert verdict(north, pack(south_only, allow("rn16", where=where(links="rn16")))) is GO


def test_an_allow_of_a_place_covers_only_links_wholly_inside() -> None:
    road = trip(leg("sevare", "gao", depart=at(20, 6), arrive=at(20, 18)), leg("gao", "sevare", depart=at(20, 18)))
    assert verdict(road, pack(allow(where=(where(places="north"), where(places="south"))))) is REFER
    assert verdict(road, pack(allow(where=where(places="mali")))) is GO


def test_the_whole_exposure_must_be_covered() -> None:
    by_day = allow(when=TimeTest(hours=(HourWindow(6 * 60, 18 * 60),)))
    assert verdict(visit(until=at(20, 17, 59)), pack(by_day)) is GO
    assert verdict(visit(until=at(20, 18)), pack(by_day)) is REFER
    until_the_20th = allow(when=TimeTest(until=day(20)))
    assert verdict(visit(), pack(until_the_20th)) is GO
    assert verdict(night_in(), pack(until_the_20th)) is REFER


def test_several_allows_may_share_an_exposure() -> None:
    first, second = allow("first", when=TimeTest(until=day(20))), allow("second", when=TimeTest(start=day(21)))
    assert verdict(night_in(), pack(first, second)) is GO


@pytest.mark.parametrize(
    ("review_by", "as_of", "expected"),
    [
        (day(20), day(15), GO),
        (day(19), day(15), REFER),
        (day(20), day(20), GO),
        (LATER, LATER.replace(year=2024), REFER),
    ],
    ids=["on the day", "before the trip", "today", "before today"],
)
def test_an_allow_lapses_after_its_review(review_by: object, as_of: object, expected: Verdict) -> None:
    found = assess(visit(), pack(allow(review_by=review_by)), as_of)  # type: ignore[arg-type]
    assert found.verdict is expected
    if expected is REFER:
        assert finding(found, "allow").state is FindingState.LAPSED
        assert reasons(found) == ["silence.lapsed"]


def test_an_allow_whose_end_has_passed_says_so() -> None:
    ended = pack(allow(when=TimeTest(until=day(18))))
    found = assess(visit(), ended, TODAY)
    assert (found.verdict, finding(found, "allow").state) == (REFER, FindingState.LAPSED)


def test_an_allow_also_needs_today_to_be_before_its_end() -> None:
    """An old trip is not assessed by rules that have ended since."""
    ended = pack(allow(when=TimeTest(until=day(25))))
    assert verdict(visit(), ended, day(25)) is GO
    assert verdict(visit(), ended, day(26)) is REFER


def test_an_allow_may_depend_on_a_provider() -> None:
    while_they_are_there = allow(depends_on=frozenset({"mission"}))
    assert verdict(visit(), pack(while_they_are_there)) is GO
    assert verdict(visit(), pack(while_they_are_there, providers=[provider(window(until=day(19)))])) is REFER
    assert verdict(visit(), pack(while_they_are_there, providers=[provider(window(review_by=day(19)))])) is REFER


def test_an_allow_may_be_for_a_mode() -> None:
    cars = pack(allow("cars", how=how(modes="car")), allow("places", where=(where(places="south"),), how=how()))
    assert verdict(drive(), cars) is GO


def test_a_permission_is_asked_of_the_calendar_day_after_midnight() -> None:
    """Regression: at two in the morning after the last reviewed day a night rule still gave its permission."""
    by_night = allow(when=TimeTest(hours=(HourWindow(18 * 60, 8 * 60),)), review_by=day(20))
    assert verdict(night_in(until=at(20, 23)), pack(by_night)) is GO
    assert verdict(night_in(until=at(21, 2)), pack(by_night)) is REFER


def test_an_empty_pack_never_permits() -> None:
    assert verdict(drive(), pack()) is REFER
    assert verdict(trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 12))), pack(services=[])) is REFER


def test_a_trip_wholly_outside_is_not_assessed() -> None:
    found = assess(trip(leg("outside", "outside", "car", at(20, 9), at(20, 12))), pack(allow()), TODAY)
    assert (found.verdict, reasons(found)) == (REFER, ["structure.all-outside"])


def test_no_trip_and_nobody_to_go_is_referred() -> None:
    assert verdict(trip(), pack(allow())) is REFER
    assert verdict(replace(visit(), travellers=()), pack(allow())) is REFER
    assert verdict(Trip(), pack(allow())) is REFER


def test_a_pack_in_doubt_is_never_better_than_refer() -> None:
    found = assess(visit(), pack(allow()), TODAY, caveat=message("structure.empty-itinerary"))
    assert (found.best, found.worst) == (REFER, REFER)
    assert all(step.range.best is REFER for step in found.steps)
    assert assess(visit(), pack(prohibit()), TODAY, caveat=message("structure.empty-itinerary")).verdict is NO_GO


def test_a_time_nobody_knows_leaves_an_allow_open_that_needs_a_review() -> None:
    assert bounds(trip(leg("bamako", "sevare"), leg("sevare", "bamako")), pack(allow())) == (GO, REFER)
