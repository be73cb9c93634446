"""Incidents: how many, what kind, how near, how long ago, and what is not known about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from advisor.engine.assess import assess
from advisor.incidents.finder import GatheredData
from advisor.model.assessment import IncidentsSeen
from advisor.model.incident import Box, Coverage, FeedUse, Incident
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import IncidentTest, Near
from advisor.model.trip import Trip
from advisor.model.verdict import Range, Verdict
from tests.engine.world import (
    GO,
    LINKS,
    NO_GO,
    PLACES,
    REFER,
    TODAY,
    allow,
    at,
    bounds,
    day,
    finding,
    leg,
    pack,
    prohibit,
    route,
    stay,
    trip,
    visit,
    where,
    without_coordinates,
)

Bounds = tuple[Verdict, Verdict]
YES, NO, UNKNOWN = (NO_GO, NO_GO), (GO, GO), (GO, NO_GO)
ALL_OF_IT = Coverage(start=date(2020, 1, 1), until=date(2024, 1, 1))


def incident(number: int = 0, **fields: Any) -> Incident:  # noqa: ANN401 - the fields of Incident
    """An ambush in Gao ten days before today."""
    whole: dict[str, Any] = {"day": day(5), "kind": "ambush", "latitude": 16.27, "longitude": -0.05, **fields}
    return Incident(id=f"incident{number}", **whole)


def counting(*incidents: Incident, at_least: int = 1, coverage: Coverage | None = ALL_OF_IT, **test: Any) -> Pack:  # noqa: ANN401
    """A pack that prohibits after so many ambushes within 25 km and 30 days."""
    asks: dict[str, Any] = {"kinds": frozenset({"ambush"}), "within_km": 25.0, "days": 30, **test}
    rule = prohibit(incidents=IncidentTest(at_least=at_least, **asks))
    return pack(allow(), rule, incidents=incidents, incident_coverage=coverage)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, YES),
        ({"kind": "theft"}, NO),
        ({"latitude": 16.6}, NO),
        ({"latitude": 16.6, "imprecision_km": 15.0}, YES),
        ({"day": TODAY - timedelta(days=30)}, YES),
        ({"day": TODAY - timedelta(days=31)}, NO),
        ({"day": TODAY - timedelta(days=33), "imprecision_days": 3}, YES),
        ({"day": TODAY}, YES),
        ({"day": TODAY + timedelta(days=1)}, NO),
    ],
    ids=["near", "other kind", "far", "far but imprecise", "30 days", "31 days", "vague day", "today", "tomorrow"],
)
def test_which_incidents_count_at_a_place(fields: dict[str, Any], expected: Bounds) -> None:
    assert bounds(visit(), counting(incident(**fields))) == expected


def test_they_are_counted_from_the_earlier_of_today_and_the_exposure() -> None:
    ambush = incident(day=day(18))
    assert bounds(visit(), counting(ambush), day(15)) == NO
    assert bounds(visit(), counting(ambush), day(25)) == YES
    assert bounds(visit(start=at(17, 8), until=at(17, 9)), counting(ambush), day(25)) == NO


def test_enough_of_them_are_needed_and_named() -> None:
    two = counting(incident(1), incident(2), at_least=2)
    assert bounds(visit(), two) == YES
    assert [one.id for one in finding(assess(visit(), two, TODAY), "prohibit").incidents] == ["incident1", "incident2"]
    assert bounds(visit(), counting(incident(1), at_least=2)) == NO


def test_only_fatal_ones_or_any_kind() -> None:
    assert bounds(visit(), counting(incident(fatalities=0), fatal=True)) == NO
    assert bounds(visit(), counting(incident(fatalities=1), fatal=True)) == YES
    assert bounds(visit(), counting(incident(kind="flood"), kinds=frozenset())) == YES


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        (None, UNKNOWN),
        (Coverage(start=day(1), until=day(31)), UNKNOWN),
        (Coverage(start=TODAY - timedelta(days=30), until=TODAY), NO),
        (Coverage(start=date(2020, 1, 1), until=TODAY - timedelta(days=1)), UNKNOWN),
    ],
    ids=["none", "begins too late", "just enough", "ends too early"],
)
def test_too_few_in_data_that_do_not_cover_the_time_cannot_be_told(coverage: Coverage | None, expected: Bounds) -> None:
    assert bounds(visit(), counting(coverage=coverage)) == expected
    assert bounds(visit(), counting(incident(), coverage=coverage)) == YES


TO_GAO = (leg("bamako", "sevare", "car", at(20, 6), at(20, 12)), leg("sevare", "gao", "car", at(20, 12), at(20, 22)))


def test_a_movement_is_measured_along_all_its_links() -> None:
    """An ambush beside the road from Sévaré to Gao concerns also those who set out from Bamako without a stop."""
    halfway = incident(latitude=15.4, longitude=-2.1)
    rules = counting(halfway)
    only_in_the_south = pack(
        allow(),
        prohibit(where=where(places="bamako"), incidents=rules.rules[1].incidents),
        incidents=(halfway,),
        incident_coverage=ALL_OF_IT,
    )
    end = stay("gao", until=at(20, 23))
    assert bounds(trip(*TO_GAO, end), only_in_the_south) == YES
    stopping = trip(TO_GAO[0], leg("sevare", "gao", "car", at(20, 13), at(20, 22)), end)
    assert bounds(stopping, only_in_the_south) == NO


def test_a_way_that_may_be_taken_may_bring_its_incidents() -> None:
    """Regression: incidents near one possible way counted as certain on the others."""
    roads = (*LINKS, replace(LINKS[0], id="far-road", start="bamako", end="gao"))
    in_bamako = counting(incident(latitude=12.64, longitude=-8.0))
    two_ways = pack(
        *in_bamako.rules,
        links=roads,
        routes=[route("round", "rn6", "far-road")],
        incidents=in_bamako.incidents,
        incident_coverage=ALL_OF_IT,
    )
    arriving = leg("sevare", "gao", "car", at(20, 6), at(20, 18))
    on = leg("gao", "gao", "car", at(20, 18), at(20, 19))
    end = stay("gao", until=at(20, 20))
    assert bounds(trip(arriving, end), two_ways) == UNKNOWN
    assert bounds(trip(replace(arriving, route="round"), end), two_ways) == YES
    assert bounds(trip(replace(arriving, route="rn16"), end), two_ways) == NO
    assert assess(trip(arriving, on, end), two_ways, TODAY).steps[1].range.reported is REFER


def test_a_day_nobody_knows_counts_nothing_for_sure() -> None:
    someday = trip(stay("gao"))
    rules = counting(incident())
    assert bounds(someday, pack(allow(review_by=None), rules.rules[1], incidents=rules.incidents)) == UNKNOWN


def test_what_has_no_coordinates_cannot_be_measured_from() -> None:
    """Regression: a road between places without coordinates counted as free of incidents."""
    rules = counting()
    for going, places in (
        (visit(), without_coordinates("gao")),
        (trip(*TO_GAO, stay("sevare", until=at(20, 23))), without_coordinates("gao")),
    ):
        lost = pack(*rules.rules, incident_coverage=ALL_OF_IT, places=places)
        assert bounds(going, lost)[1] is NO_GO


def test_imprecise_links_and_places_widen_the_distance() -> None:
    aside = incident(latitude=16.6)
    rules = counting(aside)
    fields: dict[str, Any] = {"incidents": (aside,), "incident_coverage": ALL_OF_IT}
    vague = tuple(replace(place, imprecision_km=15.0) for place in PLACES)
    assert bounds(visit(), pack(*rules.rules, places=vague, **fields)) == YES
    road = trip(leg("sevare", "gao", "car", at(20, 6), at(20, 18)), stay("sevare", until=at(20, 19)))
    wide = tuple(replace(link, imprecision_km=15.0) for link in LINKS)
    assert bounds(road, pack(*rules.rules, **fields))[0] is not NO_GO
    assert bounds(road, pack(*rules.rules, links=wide, **fields))[0] is NO_GO


def data(*imported: Incident, claims: tuple[Coverage, ...] = (ALL_OF_IT,)) -> GatheredData:
    return GatheredData(imported, claims)


def imported_bounds(rules: Pack, known: GatheredData | None, going: Trip | None = None) -> Bounds:
    found = assess(going or visit(), rules, TODAY, incidents=known)
    return found.best, found.worst


def test_imported_incidents_count_beside_those_of_the_pack_and_each_once() -> None:
    two = counting(incident(1), at_least=2, coverage=None)
    assert imported_bounds(two, None) == UNKNOWN
    assert imported_bounds(two, data()) == NO
    assert imported_bounds(two, data(incident(2))) == YES
    assert imported_bounds(two, data(incident(1))) == NO
    found = assess(visit(), two, TODAY, incidents=data(incident(2)))
    assert [one.id for one in finding(found, "prohibit").incidents] == ["incident1", "incident2"]


def test_what_was_looked_at_is_remembered_even_if_nothing_was_found() -> None:
    event = replace(incident(kind="protest"), id="ucdp:7")
    found = assess(visit(), counting(coverage=None), TODAY, incidents=data(event))
    assert found.range == Range(*NO)
    assert found.incidents_seen == IncidentsSeen(
        fingerprint=data(event).fingerprint, feeds=(FeedUse(feed="ucdp", count=1, newest=event.day),)
    )
    assert assess(visit(), counting(), TODAY).incidents_seen is None
    assert assess(visit(), pack(allow(), prohibit()), TODAY, incidents=data(event)).incidents_seen is None
    elsewhere = pack(allow(), prohibit(where=where(places="bamako"), incidents=counting().rules[1].incidents))
    assert assess(visit(), elsewhere, TODAY, incidents=data(event)).incidents_seen is None


def test_other_data_are_another_question() -> None:
    """Regression: what a step came to was remembered whatever data it had been counted in."""
    rules = counting(coverage=None)
    for _ in range(2):
        assert imported_bounds(rules, data()) == NO
        assert imported_bounds(rules, data(incident())) == YES
        assert imported_bounds(rules, None) == UNKNOWN


HALF_MAY = Coverage(start=TODAY - timedelta(days=40), until=TODAY - timedelta(days=11))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], UNKNOWN),
        ([replace(HALF_MAY, until=TODAY)], NO),
        ([HALF_MAY], UNKNOWN),
        ([replace(HALF_MAY, start=TODAY - timedelta(days=10), until=TODAY), HALF_MAY], NO),
        ([replace(HALF_MAY, start=TODAY - timedelta(days=9), until=TODAY), HALF_MAY], UNKNOWN),
        ([replace(ALL_OF_IT, kinds=frozenset({"ambush", "clash"}))], NO),
        ([replace(ALL_OF_IT, kinds=frozenset({"clash"}))], UNKNOWN),
        ([replace(ALL_OF_IT, fatal_only=True)], UNKNOWN),
        ([replace(ALL_OF_IT, area=Box(10, -12, 25, 4))], NO),
        ([replace(ALL_OF_IT, area=Box(16.1, -12, 25, 4))], UNKNOWN),
        ([replace(ALL_OF_IT, area=Box(10, -12, 25, 0.1))], UNKNOWN),
        ([replace(ALL_OF_IT, area=Box(-90, -180, 90, 180))], NO),
        ([replace(ALL_OF_IT, area=Box(10, 100, 25, 4))], NO),
        ([replace(ALL_OF_IT, area=Box(10, -12, 25, -170))], NO),
    ],
    ids=[
        "nobody vouches",
        "one month",
        "too early an end",
        "months that join",
        "months with a gap",
        "the kind among others",
        "other kinds",
        "deaths only",
        "a box around",
        "too far south",
        "too far east",
        "the earth",
        "over the date line, from the west",
        "over the date line, from the east",
    ],
)
def test_too_few_is_worth_what_somebody_vouches_for(claims: list[Coverage], expected: Bounds) -> None:
    assert imported_bounds(counting(coverage=None), data(claims=tuple(claims))) == expected


def test_deaths_may_be_counted_in_data_on_deaths() -> None:
    deaths = replace(ALL_OF_IT, fatal_only=True)
    assert imported_bounds(counting(fatal=True, coverage=None), data(claims=(deaths,))) == NO


def test_several_kinds_are_covered_one_by_one_and_any_kind_only_whole() -> None:
    ambushes = replace(ALL_OF_IT, kinds=frozenset({"ambush"}))
    clashes = replace(ALL_OF_IT, kinds=frozenset({"clash"}))
    both = counting(kinds=frozenset({"ambush", "clash"}), coverage=None)
    assert imported_bounds(both, data(claims=(ambushes,))) == UNKNOWN
    assert imported_bounds(both, data(claims=(ambushes, clashes))) == NO
    assert imported_bounds(counting(kinds=frozenset(), coverage=None), data(claims=(ambushes, clashes))) == UNKNOWN


def test_imported_data_say_nothing_of_a_kind_they_cannot_have() -> None:
    piracy = counting(kinds=frozenset({"river-piracy"}), coverage=None)
    assert imported_bounds(piracy, data()) == UNKNOWN
    assert bounds(visit(), counting(kinds=frozenset({"river-piracy"}))) == NO


def test_why_it_cannot_be_told_is_said() -> None:
    found = assess(visit(), counting(coverage=None), TODAY, incidents=data(claims=(HALF_MAY,)))
    count = finding(found, "prohibit").count
    assert count is not None
    assert count.missing == (message("incidents.not-covered", since=TODAY - timedelta(days=10), until=TODAY),)
    assert (count.since, count.until) == (TODAY - timedelta(days=30), TODAY)


def test_each_event_comes_with_its_distance() -> None:
    near, far = incident(1), incident(2, latitude=16.45)
    found = finding(assess(visit(), counting(near, far, at_least=2), TODAY), "prohibit")
    assert found.count is not None
    assert found.count.distances_km == (0, 20)


def test_an_assessment_holds_no_longer_than_the_data_cover() -> None:
    until = TODAY + timedelta(days=1)
    far_off = visit(start=at(25, 8), until=at(25, 9))
    rules = counting(coverage=None)
    covered = assess(far_off, rules, TODAY, incidents=data(claims=(replace(ALL_OF_IT, until=until),)))
    assert (covered.worst, covered.holds_until) == (GO, until)
    assert assess(far_off, rules, until, incidents=data(claims=(replace(ALL_OF_IT, until=until),))).worst is GO
    after = assess(far_off, rules, until + timedelta(days=1), incidents=data(claims=(replace(ALL_OF_IT, until=until),)))
    assert after.worst is NO_GO
    found = assess(far_off, rules, TODAY, incidents=data(incident(), claims=(replace(ALL_OF_IT, until=until),)))
    assert found.holds_until != until


HALFWAY = incident(latitude=15.4, longitude=-2.1)


def near_of(near: Near, place: str) -> Pack:
    """Prohibits moving at the place after an ambush near one of these, halfway from Sévaré to Gao."""
    test = IncidentTest(kinds=frozenset({"ambush"}), at_least=1, within_km=25.0, days=30, near=near)
    rule = prohibit(where=where(places=place), incidents=test)
    return pack(allow(), rule, incidents=(HALFWAY,), incident_coverage=ALL_OF_IT)


@pytest.mark.parametrize(
    ("near", "in_bamako", "in_gao"),
    [(Near.MOVEMENT, YES, YES), (Near.LEG, NO, YES), (Near.PLACE, NO, NO)],
)
def test_near_the_movement_the_leg_or_the_place(near: Near, in_bamako: Bounds, in_gao: Bounds) -> None:
    going = trip(*TO_GAO, stay("gao", until=at(20, 23)))
    assert bounds(going, near_of(near, "bamako")) == in_bamako
    assert bounds(going, near_of(near, "gao")) == in_gao


@pytest.mark.parametrize("near", Near)
def test_a_stay_is_measured_from_its_place_in_any_case(near: Near) -> None:
    assert bounds(visit(), counting(incident(), near=near)) == YES
    assert bounds(visit(), counting(incident(latitude=16.6), near=near)) == NO


def test_the_vague_end_of_a_road_makes_the_road_vague() -> None:
    """Regression: a road that ends somewhere in a region was measured as if it ended in the middle of it."""
    aside = incident(latitude=16.6)
    vague = tuple(replace(place, imprecision_km=15.0 if place.id == "gao" else 0.0) for place in PLACES)
    road = trip(leg("sevare", "gao", "car", at(20, 6), at(20, 18)), stay("sevare", until=at(20, 19)))
    fields: dict[str, Any] = {"incidents": (aside,), "incident_coverage": ALL_OF_IT}
    rules = counting(aside).rules
    assert bounds(road, pack(*rules, **fields))[0] is not NO_GO
    assert bounds(road, pack(*rules, places=vague, **fields))[0] is NO_GO


def test_an_event_beside_two_roads_counts_once() -> None:
    beside_both = incident(latitude=14.53, longitude=-4.1)
    going = trip(*TO_GAO, stay("gao", until=at(20, 23)))
    assert bounds(going, counting(beside_both)) == YES
    assert bounds(going, counting(beside_both, at_least=2)) == NO
