"""What is seen of a scene: told apart where it can be, readable, and true to scale."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.incidents.distance import point_to_point_km
from advisor.model.incident import Incident
from advisor.model.verdict import Verdict
from advisor.report.map.build import scene_of
from advisor.report.map.drawing import DASHES, Dot, Drawing, Kind, Layer, Pill, StepLine
from advisor.report.map.ground import ground_of
from advisor.report.map.layout import lay_out
from advisor.report.map.lines import beside, distance_to, within
from advisor.report.map.manner import distance_text, in_lines, numbers_text
from advisor.report.map.projection import Camera, Pixel, Spot, to_point, to_spot
from advisor.report.map.views import whole_area, whole_trip
from tests.report.map_scenes import AIRPORT, CAMP, EM, ROAD, assessed, at_gao, camera, manner, overview, scene
from tests.rules.shipped import pack_of

latitudes = st.floats(-70, 70)
longitudes = st.floats(-180, 180)


def dot_of(drawing: Drawing, place: str) -> Dot:
    (found,) = [dot for dot in drawing.dots if place in dot.places]
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("file", ["gao-field-visit-and-back", "gao-on-foot", "bamako-gao"])
def test_airport_road_and_camp_at_gao_are_three_things_to_see(file: str, language: str) -> None:
    drawing = at_gao(scene("mali-2023", file), language)
    dots = [dot_of(drawing, place) for place in (AIRPORT, ROAD, CAMP)]
    assert [dot.places[0] for dot in dots] == [AIRPORT, ROAD, CAMP], "none stands for another"
    for one, other in combinations(dots, 2):
        assert math.dist(one.at, other.at) > 3 * EM
    labels = [label for label in drawing.labels if label.place in {AIRPORT, ROAD, CAMP}]
    assert {label.place for label in labels} == {AIRPORT, ROAD, CAMP}
    boxes = [*(label.box for label in drawing.labels), *(pill.box for pill in drawing.pills)]
    for box, another in combinations(boxes, 2):
        assert box.shared(another) < 1


def test_the_way_between_the_zones_has_its_verdict_there() -> None:
    drawing = at_gao(scene("mali-2023", "gao-field-visit-and-back"))
    steps = {step: pill for pill in drawing.pills for step in pill.steps}
    assessment = assessed("mali-2023", "gao-field-visit-and-back")
    for step in (2, 3, 4):
        assert steps[step].verdict is assessment.steps[step].range.reported
        assert steps[step].steps == (step,), "each by itself"


def test_from_afar_the_zones_are_the_town_and_its_steps_are_one_with_the_worst_verdict() -> None:
    drawing = overview(scene("mali-2023", "gao-field-visit-and-back"))
    dot = dot_of(drawing, AIRPORT)
    assert dot.places[0] == "gao"
    assert {AIRPORT, ROAD, CAMP} <= set(dot.places)
    assert dot.on_trip
    together = next(pill for pill in drawing.pills if len(pill.steps) > 1)
    assessment = assessed("mali-2023", "gao-field-visit-and-back")
    assert together.verdict is max(assessment.steps[step].range.worst for step in together.steps)
    assert together.number == "2–6"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("pack", ["mali-2023", "mali"])
def test_every_shipped_trip_shows_every_step_and_no_name_over_another(pack: str, language: str) -> None:
    for one in pack_of(pack).trips:
        if one.expect.as_of is None and pack_of(pack).as_of is None:
            continue
        file = one.file.removeprefix("trips/").removesuffix(".yaml")
        found = scene(pack, file)
        drawing = overview(found, language)
        assert sorted(step for pill in drawing.pills for step in pill.steps) == [mark.index for mark in found.steps]
        names = [label for label in drawing.labels if label.kind is not Kind.TRIP]
        for label, other in combinations(names, 2):
            assert label.box.shared(other.box) < 1, file
        for label in names:
            for pill in drawing.pills:
                assert label.box.shared(pill.box) < 1, file


def test_verdicts_differ_without_colour() -> None:
    assert len(set(DASHES.values())) == len(DASHES) == len(Verdict) + 1


def test_a_click_finds_what_is_drawn_there() -> None:
    drawing = overview(scene("mali-2023", "bamako-gao"))
    for pill in drawing.pills:
        assert drawing.at(*pill.box.centre) is pill
    for line in drawing.steps:
        bare = [spot for spot in line.line if not isinstance(drawing.at(*spot), StepLine | Dot | Pill)]
        assert len(bare) < len(line.line), "some of the line is the line"
    gao = dot_of(drawing, "gao-town")
    assert drawing.at(*gao.at) is gao
    label = next(one for one in drawing.labels if one.place == "sikasso" or one.kind is Kind.TOWN)
    assert drawing.at(*label.box.centre) == dot_of(drawing, label.place)
    assert drawing.at(-500, -500) is None


def test_layers_can_be_left_out() -> None:
    pack = pack_of("mali-2023")
    day = date(2023, 5, 1)
    known = [
        Incident(id=f"i{number}", day=day + timedelta(number), kind="ambush", latitude=15.0, longitude=-3.0 + number)
        for number in range(3)
    ]
    found = scene_of(ground_of(pack), pack, assessed("mali-2023", "bamako-gao"), known)
    view = whole_trip(found, camera(), EM)
    usual = lay_out(found, view, manner())
    assert usual.closed
    assert usual.network
    assert any(label.kind is Kind.REGION for label in usual.labels)
    assert not usual.events, "nothing counted them"
    bare = lay_out(found, view, manner(layers=frozenset()))
    assert (bare.closed, bare.network) == ((), ())
    assert all(label.kind is not Kind.REGION for label in bare.labels)
    with_others = lay_out(found, view, manner(layers=frozenset({Layer.OTHER_INCIDENTS})))
    assert {mark.incident.id for dot in with_others.events for mark in dot.marks} == {one.id for one in known}


@given(latitudes, longitudes)
def test_degrees_survive_the_map(latitude: float, longitude: float) -> None:
    point = to_point(to_spot(latitude, longitude))
    assert point.latitude == pytest.approx(latitude, abs=1e-6)
    assert (point.longitude - longitude + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)


@given(latitudes, longitudes, st.floats(800, 3e7))
@settings(max_examples=60, deadline=None)
def test_the_scale_bar_is_true_in_the_middle(latitude: float, longitude: float, scale: float) -> None:
    view = Camera(to_spot(latitude, longitude), scale, 600, 400).zoomed(1.0)
    bar = view.scale_bar(126)
    assert 30 < bar.pixels <= 126 * 1.01
    ends = [to_point(view.spot(300 + side * bar.pixels / 2, 200)) for side in (-1, 1)]
    assert point_to_point_km(*ends) == pytest.approx(bar.km, rel=0.02)
    if bar.km < 300:
        assert point_to_point_km(*ends) == pytest.approx(bar.km, rel=0.002)
    assert f"{bar.km:.9e}".strip("0e+-.")[0] in "125"


@given(st.floats(0.1, 9), st.floats(0, 600), st.floats(0, 400))
def test_zooming_keeps_what_is_under_the_mouse(factor: float, x: float, y: float) -> None:
    view = Camera(to_spot(15, -4), 20_000, 600, 400)
    held = view.spot(x, y)
    at = view.zoomed(factor, x, y).pixel(held)
    assert at.x == pytest.approx(x, abs=1e-3)
    assert at.y == pytest.approx(y, abs=1e-3)


@given(st.floats(-400, 400), st.floats(-300, 300))
def test_panning_goes_there_and_back(x: float, y: float) -> None:
    view = Camera(to_spot(15, -4), 20_000, 600, 400)
    back = view.panned(x, y).panned(-x, -y)
    assert back.centre.x == pytest.approx(view.centre.x)
    assert back.centre.y == pytest.approx(view.centre.y)


def test_the_whole_trip_is_in_view() -> None:
    for file in ("bamako-gao", "gao-on-foot", "segou-national", "bamako-foreigner"):
        found = scene("mali-2023", file)
        view = whole_trip(found, camera(), EM)
        for mark in found.steps:
            for spot in mark.line:
                at = view.pixel(spot)
                assert EM < at.x < view.width - EM
                assert EM < at.y < view.height - EM


def test_without_a_trip_the_whole_area_is_in_view() -> None:
    pack = pack_of("mali")
    found = scene_of(ground_of(pack), pack, None)
    view = whole_trip(found, camera(), EM)
    assert view == whole_area(found, camera())
    drawing = lay_out(found, view, manner())
    assert {"bamako", "gao", "kayes"} <= {label.place for label in drawing.labels}
    assert not drawing.pills


def test_lines_beside_one_another_stay_apart() -> None:
    line = (Pixel(0, 0), Pixel(100, 0), Pixel(160, 80))
    right, left = beside(line, 5), beside(tuple(reversed(line)), 5)
    for spot in right:
        assert distance_to(left, *spot) == pytest.approx(10, abs=3)
    assert beside(line, 0) == line
    assert right[0].y > 0, "to the right of the way there"


@given(st.lists(st.tuples(st.floats(-300, 900), st.floats(-300, 900)), min_size=2, max_size=8))
def test_what_is_cut_to_the_view_lies_in_it_and_on_the_line(points: list[tuple[float, float]]) -> None:
    line = tuple(Pixel(*point) for point in points)
    for spot in within(line, 10, (600, 600)):
        assert 10 - 1e-6 <= spot.x <= 590 + 1e-6
        assert 10 - 1e-6 <= spot.y <= 590 + 1e-6
        assert distance_to(line, *spot) < 1e-3


def test_words() -> None:
    assert numbers_text((1, 2, 3, 5)) == "2–4, 6"
    assert numbers_text((0,)) == "1"
    assert distance_text(200) == "200 km"
    assert distance_text(0.2) == "200 m"
    assert in_lines("Gao") == ("Gao",)
    assert in_lines("Gao, public road between airport and UN camp") == (
        "Gao, public road between",
        "airport and UN camp",
    )
    assert in_lines("Andéramboukanetombouctou") == ("Andéramboukanetombouctou",)


def test_the_view_goes_on_beyond_the_date_line() -> None:
    here = to_spot(-17, 179, near=1.0)
    there = to_spot(-17, -179, near=1.0)
    assert there.x - here.x == pytest.approx(2 / 360)
    assert to_point(Spot(1 + 1 / 360, 0.5)).longitude == pytest.approx(-179)
