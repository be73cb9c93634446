"""Incidents: how many, what kind, how near, how long ago, and what is not known about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from advisor.engine.assess import assess
from advisor.model.incident import Coverage, Incident
from advisor.model.pack import Pack
from advisor.model.rule import IncidentTest
from advisor.model.verdict import Verdict
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
