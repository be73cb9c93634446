from __future__ import annotations

from tests.checks.around import found, places, said

CODE = "unreachable-place"


def test_one_note_names_all_towns_without_a_link() -> None:
    more = """
- {id: alone, name: Alone, kind: town, within: south, lat: 12.9, lon: -7.2}
- {id: apart, name: Apart, kind: town, within: south, lat: 13.1, lon: -7.0}
"""
    changes = {"places.yaml": (("", more),)}
    assert places(CODE, changes) == ["places.yaml: alone"]
    assert said(found(CODE, changes)[0]).endswith("no leg can be planned there: Alone and Apart")


def test_a_zone_in_a_town_with_links_is_reached() -> None:
    zone = "\n- {id: gate-camp, name: Gate camp, kind: zone, within: gate, lat: 14.51, lon: -4.2}"
    assert places(CODE, {"places.yaml": (("", zone),)}) == []
    assert places(CODE) == []
