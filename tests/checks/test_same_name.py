from __future__ import annotations

from tests.checks.around import places

CODE = "same-name"


def test_two_towns_of_a_name_are_found() -> None:
    twin = "\n- {id: middleton-north, name: Middleton, kind: town, within: north, lat: 15.0, lon: -3.0}"
    assert places(CODE, {"places.yaml": (("", twin),)}) == ["places.yaml: Middleton"]


def test_another_spelling_counts_and_capitals_do_not() -> None:
    twin = "\n- {id: other, name: Other, kind: town, within: north, lat: 15.0, lon: -3.0, aliases: [capitale]}"
    assert places(CODE, {"places.yaml": (("", twin),)}) == ["places.yaml: Other"]


def test_a_region_may_be_called_as_its_town() -> None:
    region = "\n- {id: gate-region, name: Gate, kind: region, within: land, lat: 14.6, lon: -4.0}"
    assert places(CODE, {"places.yaml": (("", region),)}) == []
    assert places(CODE) == []
