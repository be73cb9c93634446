"""What is drawn of a trip: verdicts as assessed, ways as taken, nothing that is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import Exposure, FindingKind, FindingState, StepKind
from advisor.model.incident import Incident
from advisor.model.place import OUTSIDE
from advisor.model.rule import Effect
from advisor.model.trip import Leg, Trip
from advisor.report.map.build import scene_of
from advisor.report.map.ground import ground_of
from advisor.report.map.projection import to_point, to_spot
from tests.gui.planner_driver import AS_OF, small_pack, trip_of
from tests.packs import DAY_VISIT, NORTH_BUS
from tests.report.map_scenes import assessed, scene
from tests.rules.shipped import pack_of

SHIPPED = ("mali-2023", "mali")


@pytest.mark.parametrize("pack", SHIPPED)
def test_every_step_of_every_shipped_trip_is_drawn_with_its_own_verdict(pack: str) -> None:
    loaded = pack_of(pack)
    ground = ground_of(loaded)
    drawn = 0
    for one in loaded.trips:
        assessment = assess(one.trip, loaded, one.expect.as_of or loaded.as_of or date(2026, 8, 25))
        found = scene_of(ground, loaded, assessment)
        for mark in found.steps:
            result = assessment.steps[mark.index]
            assert mark.range == (result.range if result.assessed else None), one.file
            assert mark.kind is result.kind
            drawn += 1
        missing = {step.index for step in assessment.steps} - {mark.index for mark in found.steps}
        for index in missing:  # only what lies nowhere on the map
            step = assessment.steps[index]
            assert {step.origin, step.destination or step.origin} <= {OUTSIDE, "", *found.unplaced}, one.file
    assert drawn > 80


def test_a_leg_follows_the_links_it_takes_in_its_own_direction() -> None:
    pack = small_pack()
    there_and_back = assess(trip_of(DAY_VISIT), pack, AS_OF)
    found = scene_of(ground_of(pack), pack, there_and_back)
    out, back = (mark for mark in found.steps if mark.kind is StepKind.LEG)
    assert out.line == tuple(reversed(back.line))
    assert out.shared
    assert back.shared
    assert (out.beside, back.beside) == (0, 0), "each on its own right"
    assert found.passed == frozenset()
    north = scene_of(ground_of(pack), pack, assess(trip_of(NORTH_BUS), pack, AS_OF))
    assert found.ground.places.keys() >= north.passed
    assert north.passed == {"middleton", "gate"}
    assert len(north.steps[0].line) == 4


def test_a_flight_is_an_arc_and_comes_back_on_the_other_side() -> None:
    found = scene("mali-2023", "gao-flight-last-day")
    out, _stay, back = found.steps
    assert out.known
    assert out.line[0] == back.line[-1]
    middle, other = out.line[len(out.line) // 2], back.line[len(back.line) // 2]
    assert abs(middle.y - other.y) + abs(middle.x - other.x) > 0.002
    assert not out.shared


def test_a_way_that_is_not_known_is_only_a_direction() -> None:
    pack = small_pack()
    trip = Trip(itinerary=(Leg(origin="capital", destination="farpost"),))
    (mark,) = [one for one in scene_of(ground_of(pack), pack, assess(trip, pack, AS_OF)).steps if one.index == 0]
    assert not mark.known
    assert len(mark.line) == 2


def test_what_lies_outside_is_pointed_at_and_what_lies_nowhere_is_named() -> None:
    pack = small_pack()
    trip = Trip(itinerary=(Leg(origin="capital", destination=OUTSIDE, mode="own-vehicle"),))
    found = scene_of(ground_of(pack), pack, assess(trip, pack, AS_OF))
    line = found.steps[0].line
    assert len(line) == 2
    assert found.unplaced == ()
    assert OUTSIDE not in found.on_trip
    trip = Trip(itinerary=(Leg(origin="capital", destination="atlantis", mode="own-vehicle"),))
    assert scene_of(ground_of(pack), pack, assess(trip, pack, AS_OF)).unplaced == ("atlantis",)


def test_links_are_closed_by_what_stands_against_them_only() -> None:
    pack = small_pack()
    assessment = assess(trip_of(NORTH_BUS), pack, AS_OF)
    found = scene_of(ground_of(pack), pack, assessment)
    closing = {
        exposure.link
        for finding in assessment.findings
        if finding.state in {FindingState.STANDS, FindingState.UNAVAILABLE}
        and (finding.effect is Effect.PROHIBIT or finding.kind is FindingKind.SERVICE)
        for exposure in finding.exposures
        if exposure.link is not None
    }
    assert closing
    assert {mark.link for mark in found.closed} == closing
    lifted = replace(assessment, findings=tuple(replace(one, state=FindingState.LIFTED) for one in assessment.findings))
    assert scene_of(ground_of(pack), pack, lifted).closed == ()


def test_a_link_that_may_be_closed_is_not_told_as_closed() -> None:
    pack = small_pack()
    assessment = assess(trip_of(NORTH_BUS), pack, AS_OF)
    doubtful = replace(assessment, findings=tuple(replace(one, certain=False) for one in assessment.findings))
    marks = scene_of(ground_of(pack), pack, doubtful).closed
    assert marks
    assert not any(mark.certain for mark in marks)


def test_incidents_are_those_that_findings_count_and_others_only_when_given() -> None:
    pack = small_pack()
    assessment = assess(trip_of(NORTH_BUS), pack, AS_OF)
    counted = {incident.id for finding in assessment.findings for incident in finding.incidents}
    assert counted
    found = scene_of(ground_of(pack), pack, assessment)
    assert {mark.incident.id for mark in found.events} == counted
    assert all(mark.why for mark in found.events)
    more = scene_of(ground_of(pack), pack, assessment, pack.incidents)
    assert {mark.incident.id for mark in more.events} == {one.id for one in pack.incidents} | counted
    assert {mark.incident.id for mark in more.events if mark.why} == counted


def test_without_an_assessment_there_is_no_verdict_to_draw() -> None:
    pack = small_pack()
    found = scene_of(ground_of(pack), pack, None, pack.incidents)
    assert (found.steps, found.closed, found.bounds) == ((), (), None)
    assert len(found.events) == len(pack.incidents)


def test_findings_of_links_nobody_knows_are_no_marks() -> None:
    pack = small_pack()
    assessment = assess(trip_of(NORTH_BUS), pack, AS_OF)
    strange = tuple(
        replace(one, exposures=(Exposure(step=0, place="capital", link="no-such-link"),)) for one in assessment.findings
    )
    assert scene_of(ground_of(pack), pack, replace(assessment, findings=strange)).closed == ()


def test_places_across_the_date_line_stay_together() -> None:
    pack = small_pack()
    east = {
        name: replace(place, longitude=(place.longitude or 0) + 181)
        if (place.longitude or 0) + 181 <= 180
        else replace(place, longitude=(place.longitude or 0) - 179)
        for name, place in pack.geography.places.items()
    }
    moved = replace(pack, geography=type(pack.geography)(east.values()))
    one, other = ground_of(pack).bounds, ground_of(moved).bounds
    assert other.right - other.left == pytest.approx(one.right - one.left)


def test_imprecision_is_as_wide_on_the_map_as_on_the_ground() -> None:
    incident = Incident(id="x", day=date(2023, 5, 1), kind="ambush", latitude=16.0, longitude=-1.0, imprecision_km=25)
    pack = small_pack()
    (mark,) = scene_of(ground_of(pack), pack, None, (incident,)).events
    edge = to_point(type(mark.spot)(mark.spot.x + mark.off, mark.spot.y))
    from advisor.incidents.distance import point_to_point_km
    from advisor.model.place import Point

    assert point_to_point_km(Point(16.0, -1.0), edge) == pytest.approx(25, rel=0.005)
    assert mark.spot == to_spot(16.0, -1.0, ground_of(pack).middle)


def test_the_same_assessment_gives_the_same_scene() -> None:
    assessment = assessed("mali-2023", "bamako-gao")
    pack = pack_of("mali-2023")
    assert scene_of(ground_of(pack), pack, assessment) == scene_of(ground_of(pack), pack, assessment)
