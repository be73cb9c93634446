"""GeoJSON, read back and held to RFC 7946."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.services.exports import ExportForm
from tests.report.exported import AS_OF, BUS, DAY, FLIGHT, HEAD, TRIPS, VAGUE, assessed, exported, small_pack

DEPTHS = {"Point": 0, "LineString": 1, "MultiLineString": 2}


def read(text: str, pack: Pack | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(ExportForm.GEOJSON, text, pack=pack))
    return found


def features(text: str, pack: Pack | None = None) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in read(text, pack)["features"]}


def moved(**places: tuple[float, float] | None) -> Pack:
    """The small pack with places elsewhere, or nowhere."""
    pack = small_pack()
    changed = []
    for place in pack.geography.places.values():
        at = places.get(place.id.replace("-", "_"), (place.latitude, place.longitude))
        latitude, longitude = at if at is not None else (None, None)
        changed.append(replace(place, latitude=latitude, longitude=longitude))
    return replace(pack, geography=Geography(changed))


def check_positions(coordinates: Any, depth: int) -> None:  # noqa: ANN401 - whatever JSON holds
    if depth:
        assert len(coordinates) >= (2 if depth == 1 else 1)
        for one in coordinates:
            check_positions(one, depth - 1)
        return
    longitude, latitude = coordinates
    assert -180 <= longitude <= 180
    assert -90 <= latitude <= 90


@pytest.mark.parametrize("verdict", TRIPS)
def test_it_is_geojson(verdict: str) -> None:
    collection = read(TRIPS[verdict])
    assert collection["type"] == "FeatureCollection"
    assert not {"geometry", "coordinates", "properties", "crs"} & set(collection)
    ids = [one["id"] for one in collection["features"]]
    assert len(ids) == len(set(ids))
    for one in collection["features"]:
        assert one["type"] == "Feature"
        assert isinstance(one["properties"], dict)
        geometry = one["geometry"]
        if geometry is not None:
            assert set(geometry) == {"type", "coordinates"}
            check_positions(geometry["coordinates"], DEPTHS[geometry["type"]])


def test_what_was_asked_stands_beside_the_features() -> None:
    about = read(FLIGHT)["assessment"]
    assert about["verdict"] == "conditions"
    assert about["as_of"] == AS_OF.isoformat()
    assert about["historical"] is False
    assert about["pack"] == {"id": "land", "edition": "2023-06", "fingerprint": "0123456789abcdef" * 4}


def test_a_road_runs_from_place_to_place_and_says_that_it_is_schematic() -> None:
    road = features(BUS)["step-1"]
    assert road["geometry"]["coordinates"] == [[-8.0, 12.65], [-6.3, 13.4], [-4.2, 14.5], [-0.04, 16.27]]
    assert road["properties"]["course"] == "schematic"
    assert "not for navigation" in road["properties"]["note"]
    back = features(DAY)["step-3"]
    assert back["geometry"]["coordinates"] == [[-6.3, 13.4], [-8.0, 12.65]]


def test_a_flight_is_a_straight_line() -> None:
    there = features(FLIGHT)["step-1"]
    assert there["geometry"]["coordinates"] == [[-8.0, 12.65], [-0.005, 16.248]]
    assert there["properties"]["course"] == "direct"
    back = features(FLIGHT)["step-7"]
    assert back["geometry"]["coordinates"] == [[-0.005, 16.248], [-8.0, 12.65]]


def test_where_the_way_is_not_known_the_line_says_so() -> None:
    nowhere = features(DAY.replace("mode: own-vehicle, depart: 2023-06-20T08", "mode: mule, depart: 2023-06-20T08"))
    assert nowhere["step-1"]["properties"]["course"] == "unknown"
    assert "not known" in nowhere["step-1"]["properties"]["note"]


def test_a_leg_says_from_where_to_where_how_when_and_what_decides_it() -> None:
    said = features(BUS)["step-1"]["properties"]
    assert (said["from"], said["to"], said["mode"]) == ("capital", "farpost", "bus")
    assert (said["depart"], said["arrive"]) == ("2023-06-20T08:00:00+00:00", "2023-06-21T07:00:00+00:00")
    assert (said["verdict"], said["verdict_word"], said["trip_verdict"]) == ("no-go", "NO-GO", "no-go")
    assert "bus-no-foreigners" in [one["id"] for one in said["rules"]]


def test_times_have_the_offset_of_their_own_place() -> None:
    pack = small_pack()
    places = [
        replace(place, time_zone="Africa/Nairobi") if place.id == "middleton" else place
        for place in pack.geography.places.values()
    ]
    there = features(DAY, replace(pack, geography=Geography(places)))["step-1"]["properties"]
    assert there["depart"] == "2023-06-20T08:00:00+00:00"
    assert there["arrive"] == "2023-06-20T11:30:00+03:00"


def test_what_nobody_stated_is_left_out() -> None:
    said = features(VAGUE)
    assert said["step-3"]["properties"]["depart"] == "2023-06-20T11:30:00+00:00"
    assert "arrive" not in said["step-3"]["properties"]
    assert said["step-5"]["properties"]["depart"] == "2023-06-22", "a day alone has no hour"
    assert "start" not in said["step-4"]["properties"], "when it begins nobody says"
    assert said["step-4"]["properties"]["until"] == "2023-06-22"
    silly = features(DAY.replace("2023-06-20T08:00", "0203-06-20T08:00"))["step-1"]["properties"]
    assert "depart" not in silly, "years in which no trip is assessed are slips of the keyboard"


def test_outside_lies_nowhere() -> None:
    out = features(
        f"{HEAD}itinerary:\n  - leg: {{from: capital, to: outside, mode: own-vehicle, depart: 2023-06-20}}\n"
    )
    assert out["step-1"]["geometry"] is None
    assert "course" not in out["step-1"]["properties"]
    assert "place-outside" not in out
    assert out["place-capital"]["geometry"] is not None


def test_a_place_without_a_point_is_shown_in_its_town_but_never_in_a_region() -> None:
    in_town = features(FLIGHT, moved(farpost_airport=None))
    assert in_town["place-farpost-airport"]["properties"]["shown_at"] == "farpost"
    assert in_town["place-farpost-airport"]["geometry"]["coordinates"] == [-0.04, 16.27]
    in_region = features(DAY, moved(middleton=None))
    assert in_region["place-middleton"]["geometry"] is None
    assert in_region["step-1"]["geometry"] is None
    assert in_region["step-2"]["geometry"] is None, "the day-visit there"
    unknown = features(DAY.replace("middleton", "atlantis"))
    assert unknown["place-atlantis"]["geometry"] is None
    assert unknown["place-atlantis"]["properties"]["name"] == "atlantis"


def test_how_far_a_point_may_be_off_is_said() -> None:
    assert features(BUS)["place-farpost"]["properties"]["imprecision_km"] == 1
    assert "imprecision_km" not in features(BUS)["place-capital"]["properties"]


def test_a_line_over_the_180th_meridian_is_cut_there() -> None:
    pack = moved(capital=(-17.0, 178.0), middleton=(-18.0, -179.0))
    line = features(DAY, pack)["step-1"]["geometry"]
    assert line["type"] == "MultiLineString"
    (west, edge), (other_edge, east) = line["coordinates"]
    assert (west, east) == ([178.0, -17.0], [-179.0, -18.0])
    assert (edge[0], other_edge[0]) == (180.0, -180.0)
    assert edge[1] == other_edge[1] == pytest.approx(-17.667, abs=0.01)
    (east, edge), (other_edge, west) = features(DAY, pack)["step-3"]["geometry"]["coordinates"]
    assert (edge[0], other_edge[0]) == (-180.0, 180.0)


def test_a_leg_without_an_end_is_no_line() -> None:
    assessment = assessed(DAY)
    steps = (replace(assessment.steps[0], destination=None), *assessment.steps[1:])
    data = json.loads(exported(ExportForm.GEOJSON, replace(assessment, steps=steps)))
    assert data["features"][0]["geometry"] is None
