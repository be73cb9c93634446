from __future__ import annotations

from tests.checks.around import found, places, said

CODE = "link-length"


def test_shorter_than_the_straight_line_is_found() -> None:
    assert places(CODE, {"network.yaml": (("km: 240", "km: 24"),)}) == ["network.yaml: 24"]


def test_many_times_as_long_is_found() -> None:
    [one] = found(CODE, {"network.yaml": (("km: 240", "km: 2400"),)})
    assert said(one) == "`road-capital-middleton` has 2400 km, and the straight line between its ends 202 km"


def test_a_winding_road_and_a_short_one_are_not() -> None:
    assert places(CODE) == []
    assert places(CODE, {"network.yaml": (("km: 240", "km: 500"),)}) == []
    assert places(CODE, {"network.yaml": (("km: 6,", "km: 40,"),)}) == []


def test_imprecision_excuses() -> None:
    short = ("km: 240", "km: 120")
    assert places(CODE, {"network.yaml": (short,)})
    vague = ("lat: 13.4, lon: -6.3", "lat: 13.4, lon: -6.3, imprecision_km: 70")
    assert places(CODE, {"network.yaml": (short,), "places.yaml": (vague,)}) == []


def test_a_link_out_of_the_area_has_no_straight_line() -> None:
    end = ("to: outside, modes: own-vehicle", "to: outside, modes: own-vehicle, km: 9000")
    assert places(CODE, {"network.yaml": (end,)}) == []
