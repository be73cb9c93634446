"""GPX, read back and held to the order and the bounds of its schema."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from advisor.services.exports import ExportForm
from tests.report.exported import BUS, DAY, HEAD, TRIPS, VAGUE, exported
from tests.report.test_export_geojson import moved

SPACE = "{http://www.topografix.com/GPX/1/1}"
POINT = ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"]
ORDER = {
    "gpx": ["metadata", "wpt", "rte", "trk", "extensions"],
    "metadata": ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"],
    "wpt": POINT,
    "rtept": POINT,
    "rte": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"],
}
"""What an element may hold, in the order in which the schema wants it."""


def read(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - our own


def route(text: str, number: int) -> ET.Element:
    return read(exported(ExportForm.GPX, text)).findall(f"{SPACE}rte")[number]


def texts(element: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in element.findall("/".join(SPACE + part for part in path.split("/")))]


SEVERAL = {"wpt", "rte", "trk", "rtept", "link"}
"""What an element may hold more than once."""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("verdict", TRIPS)
def test_it_is_as_the_schema_wants_it(verdict: str, language: str) -> None:
    root = read(exported(ExportForm.GPX, TRIPS[verdict], language=language))
    assert root.tag == f"{SPACE}gpx"
    assert root.get("version") == "1.1"
    assert root.get("creator")
    assert {name.rpartition("}")[2] for name in root.attrib} == {"version", "creator", "schemaLocation"}
    for element in root.iter():
        tag = element.tag.removeprefix(SPACE)
        held = [child.tag.removeprefix(SPACE) for child in element]
        assert held == sorted(held, key=ORDER.get(tag, []).index)
        assert [one for one in set(held) if held.count(one) > 1 and one not in SEVERAL] == []
        assert not (element.text or "").strip() or not held, "text and elements are never mixed"
        if tag in {"wpt", "rtept"}:
            assert element.attrib.keys() == {"lat", "lon"}
            assert -90 <= float(element.get("lat", "")) <= 90
            assert -180 <= float(element.get("lon", "")) < 180
        elif tag == "time":
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.text or "")
        elif tag == "number":
            assert int(element.text or "") >= 0
        elif tag != "gpx":
            assert element.attrib == {}


def test_the_file_says_when_it_was_made() -> None:
    assert texts(read(exported(ExportForm.GPX, DAY)), "metadata/time") == ["2023-06-15T01:30:05Z"]


def test_a_route_runs_along_the_network() -> None:
    points = route(BUS, 0).findall(f"{SPACE}rtept")
    assert [(point.get("lat"), point.get("lon")) for point in points] == [
        ("12.650000", "-8.000000"),
        ("13.400000", "-6.300000"),
        ("14.500000", "-4.200000"),
        ("16.270000", "-0.040000"),
    ]
    assert "not for navigation" in texts(route(BUS, 0), "cmt")[0]


def test_points_have_the_times_that_were_stated_and_no_others() -> None:
    assert texts(route(DAY, 0), "rtept/time") == ["2023-06-20T08:00:00Z", "2023-06-20T11:30:00Z"]
    assert texts(route(VAGUE, 1), "rtept/time") == ["2023-06-20T11:30:00Z"]
    assert texts(route(VAGUE, 2), "rtept/time") == [], "a day alone is no time"


def test_what_can_not_be_drawn_is_named() -> None:
    out = f"{HEAD}itinerary:\n  - leg: {{from: capital, to: outside, mode: own-vehicle, depart: 2023-06-20}}\n"
    root = read(exported(ExportForm.GPX, out))
    assert root.findall(f"{SPACE}rte") == []
    assert "step 1: Capital → outside the area" in texts(root, "metadata/desc")[0]


def test_the_180th_meridian_is_minus_180() -> None:
    data = exported(ExportForm.GPX, DAY, pack=moved(capital=(-17.0, 180.0), middleton=(-18.0, 179.0)))
    points = read(data).findall(f"{SPACE}wpt")
    assert points[0].get("lon") == "-180.000000"
