from __future__ import annotations

from tests.checks.around import places

CODE = "far-from-region"
MORE = """
- {id: hilltown, name: Hilltown, kind: town, within: south, lat: 12.9, lon: -7.2}
- {id: laketown, name: Laketown, kind: town, within: south, lat: 13.1, lon: -7.0}
"""


def test_a_lost_sign_is_found() -> None:
    changes = {"places.yaml": (("lat: 12.65, lon: -8.0", "lat: 12.65, lon: 8.0"), ("", MORE))}
    assert places(CODE, changes) == ["places.yaml: 12.65"]


def test_swapped_degrees_are_found() -> None:
    changes = {"places.yaml": (("lat: 13.4, lon: -6.3", "lat: -6.3, lon: 13.4"), ("", MORE))}
    assert places(CODE, changes) == ["places.yaml: -6.3"]


def test_places_where_they_belong_are_not() -> None:
    assert places(CODE) == []
    assert places(CODE, {"places.yaml": (("", MORE),)}) == []


def test_few_places_do_not_tell_how_wide_a_region_is() -> None:
    alone = "\n- {id: outpost, name: Outpost, kind: town, within: west, lat: 23.0, lon: -6.0}"
    region = '\n- {id: west, name: {en: "West", fr: "Ouest"}, kind: region, within: land, lat: 14.0, lon: -10.0}'
    assert places(CODE, {"places.yaml": (("", region + alone),)}) == []
