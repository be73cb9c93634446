"""The outlines that ship, and the map as a file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.countries import COUNTRIES
from advisor.model.verdict import Verdict
from advisor.report.map.base import MAGIC, BaseMap, FaultyBaseError, decode
from advisor.report.map.clipping import area, pieces
from advisor.report.map.projection import Pixel, to_spot
from advisor.report.map.svg_pen import COLOURS
from advisor.services import maps
from advisor.services.base_map import base_map
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.report.map_scenes import assessed
from tests.rules.shipped import pack_of

ASSETS = find_paths().assets
SHIPPED = ASSETS / "map" / "world.map"


@pytest.fixture(scope="module")
def world() -> BaseMap:
    return decode(SHIPPED.read_bytes())


def inside(base: BaseMap, latitude: float, longitude: float) -> set[str]:
    """The countries in which a point lies, by counting crossings."""
    x, y = (part * base.grid for part in to_spot(latitude, longitude))
    found = set()
    for country in base.countries:
        crossings = 0
        for ring in country.rings:
            spots = list(zip(ring.xs, ring.ys, strict=True))
            for (x1, y1), (x2, y2) in zip(spots, spots[1:] + spots[:1], strict=True):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    crossings += 1
        if crossings % 2:
            found.add(country.code)
    return found


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("ML", 12.61, -7.98), ("NE", 13.5, 2.1), ("SD", 15.6, 32.5), ("AF", 34.5, 69.2), ("HT", 18.6, -72.3),
     ("UA", 50.45, 30.5), ("FJ", -17.8, 178.0), ("NO", 61.0, 9.0), ("ID", -6.9, 107.6)],
)  # fmt: skip
def test_places_lie_in_their_countries(world: BaseMap, code: str, latitude: float, longitude: float) -> None:
    assert inside(world, latitude, longitude) == {code}


def test_there_is_a_map_of_any_country(world: BaseMap) -> None:
    drawn = {country.code for country in world.countries}
    missing = set(COUNTRIES) - drawn
    # overseas parts that Natural Earth draws with their country, and specks
    assert missing <= {"BQ", "BV", "CC", "CX", "GF", "GP", "MQ", "RE", "SJ", "TK", "YT", "UM", "GI", "XK", "TW"}, (
        missing
    )
    assert all(country.rings for country in world.countries)
    assert world.inner
    assert world.lakes
    assert SHIPPED.stat().st_size < 1_500_000


def test_borders_are_lines_that_two_countries_share(world: BaseMap) -> None:
    assert len(world.borders) > 300
    ends = {(line.xs[end], line.ys[end]) for line in world.borders for end in (0, -1)}
    mali = next(country for country in world.countries if country.code == "ML")
    corners = {spot for ring in mali.rings for spot in zip(ring.xs, ring.ys, strict=True)}
    assert ends & corners
    rings = [ring for country in world.countries for ring in country.rings]
    assert all((ring.xs[0], ring.ys[0]) == (ring.xs[-1], ring.ys[-1]) for ring in rings), "closed"


@given(st.binary(max_size=64))
def test_anything_else_is_refused(data: bytes) -> None:
    for tried in (data, MAGIC + data, SHIPPED.read_bytes()[:-2000] + data):
        with pytest.raises(FaultyBaseError):
            decode(tried)


def test_without_the_file_there_are_no_outlines(tmp_path: Path) -> None:
    assert base_map(tmp_path) is None
    (tmp_path / "map").mkdir()
    broken = tmp_path / "other"
    (broken / "map").mkdir(parents=True)
    (broken / "map" / "world.map").write_bytes(b"nothing")
    assert base_map(broken) is None


def test_cutting_keeps_what_is_in_view() -> None:
    view = (0.0, 0.0, 100.0, 100.0)
    square = [Pixel(-50, -50), Pixel(150, -50), Pixel(150, 150), Pixel(-50, 150)]
    assert set(area(square, view)) == {Pixel(0, 0), Pixel(100, 0), Pixel(100, 100), Pixel(0, 100)}
    assert area([Pixel(200, 0), Pixel(300, 0), Pixel(300, 50)], view) == []
    line = [Pixel(-50, 50), Pixel(-20, 50), Pixel(50, 50), Pixel(300, 50), Pixel(400, 50), Pixel(50, 20)]
    assert list(pieces(line, view)) == [line[1:4], line[4:6]]


# -- SVG


def drawn(file: str, language: str = "en", pack: str = "mali-2023") -> str:
    catalogue = Catalogue(language, ASSETS / "translations")
    return maps.svg(assessed(pack, file), pack_of(pack), catalogue, ASSETS)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_the_file_says_what_rules_it_speaks_of_and_how_each_step_stands() -> None:
    svg = drawn("bamako-gao")
    words = texts(svg)
    assert words[0] == "Bamako to Gao by bus"
    assert any("NO-GO" in line and "Mali, mid-2023" in line and "15 June 2023" in line for line in words)
    assert any(line.startswith("HISTORICAL") for line in words)
    assert {"1", "2", "3", "4", "NO-GO", "REFER", "Mopti", "Gao", "Bamako", "100 km", "N"} <= set(words)
    assert any("Natural Earth" in line for line in words)
    assert COLOURS[Verdict.NO_GO] in svg
    assert svg == drawn("bamako-gao"), "the same bytes"
    assert len(svg) < 120_000


def test_the_file_speaks_french() -> None:
    words = texts(drawn("bamako-gao", "fr"))
    assert "AVIS REQUIS" in words
    assert "Tombouctou" in words


def test_what_is_typed_can_not_break_the_file() -> None:
    assessment = assessed("mali-2023", "bamako-gao")
    typed = replace(assessment, trip=replace(assessment.trip, title='<svg onload="x"> & \x00\u202e"\'\ud800'))
    svg = maps.svg(typed, pack_of("mali-2023"), Catalogue("en", ASSETS / "translations"), ASSETS)
    svg.encode("utf-8")
    assert texts(svg)[0].startswith('<svg onload="x"> & ')
    assert "\x00" not in svg
    assert "\u202e" not in svg
    assert not re.search(r"<svg onload", svg)


def test_an_empty_trip_and_one_that_lies_nowhere_are_drawn_too() -> None:
    assert "kalabancoro-nord" in " ".join(texts(drawn("unknown-place")))
