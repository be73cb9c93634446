from __future__ import annotations

from tests.checks.around import places

CODE = "same-point"


def test_a_copied_point_is_found() -> None:
    changes = {"places.yaml": (("lat: 14.5, lon: -4.2", "lat: 13.4, lon: -6.3"),)}
    assert places(CODE, changes) == ["places.yaml: 13.4"]


def test_a_zone_may_stand_where_its_town_does() -> None:
    assert places(CODE) == []
    assert places(CODE, {"places.yaml": (("lat: 16.248, lon: -0.005", "lat: 16.27, lon: -0.04"),)}) == []
