from __future__ import annotations

from tests.checks.around import places

CODE = "near-imprecise"


def test_a_circle_smaller_than_the_place_is_known_is_found() -> None:
    changes = {"places.yaml": (("lat: 14.5, lon: -4.2", "lat: 14.5, lon: -4.2, imprecision_km: 60"),)}
    assert places(CODE, changes) == ["rules/north.yaml: 50"]


def test_as_large_will_do() -> None:
    assert places(CODE) == []
    changes = {"places.yaml": (("lat: 14.5, lon: -4.2", "lat: 14.5, lon: -4.2, imprecision_km: 50"),)}
    assert places(CODE, changes) == []
