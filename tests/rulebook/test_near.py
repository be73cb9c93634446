"""What lies near a place when a pack is loaded."""

from __future__ import annotations

import pytest

from advisor.model.network import Link
from advisor.model.place import Place, PlaceKind
from advisor.model.text import Text
from advisor.rulebook.resolve_near import Nearby


def place(name: str, latitude: float | None, longitude: float | None, **more: object) -> Place:
    kind = more.pop("kind", PlaceKind.TOWN)
    return Place(id=name, name=Text(), kind=kind, latitude=latitude, longitude=longitude, **more)  # type: ignore[arg-type]


def link(start: str, end: str, off_km: float = 0) -> Link:
    return Link(id=f"{start}-{end}", start=start, end=end, modes=frozenset({"car"}), imprecision_km=off_km)


# On the equator a degree of longitude is 111.32 km.
PLACES = {
    each.id: each
    for each in (
        place("land", 0.0, 0.0, kind=PlaceKind.COUNTRY),
        place("province", None, None, kind=PlaceKind.REGION, within="land"),
        place("near-province", 0.0, 1.0, within="province"),
        place("middle", 0.0, 0.0, within="land"),
        place("suburb", None, None, kind=PlaceKind.ZONE, within="middle"),
        place("near", 0.0, 0.1, within="land"),
        place("far", 0.0, 1.0, within="land"),
        place("vague", 0.0, 0.5, within="land", imprecision_km=50),
        place("north", 1.0, -1.0, within="land"),
        place("north-east", 1.0, 1.0, within="land"),
    )
}
LINKS = {
    each.id: each
    for each in (
        link("middle", "near"),
        link("far", "north-east"),
        link("north", "north-east"),
        link("near", "outside"),
        link("far", "outside", 100),
        link("outside", "outside"),
        link("province", "outside"),
    )
}
NEARBY = Nearby(PLACES, LINKS)


@pytest.mark.parametrize(
    ("km", "expected"),
    [
        (1, {"middle", "suburb"}),
        (11.1, {"middle", "suburb", "vague"}),
        (11.14, {"middle", "suburb", "vague", "near"}),
        (111.3, {"middle", "suburb", "vague", "near"}),
        (111.4, {"middle", "suburb", "vague", "near", "far", "near-province"}),
    ],
)
def test_towns_and_zones_within_a_distance(km: float, expected: set[str]) -> None:
    assert NEARBY.places("middle", km) == expected - ({"vague"} if km < 6 else set())


def test_imprecision_widens_the_circle() -> None:
    assert "vague" not in NEARBY.places("middle", 5)
    assert "vague" in NEARBY.places("middle", 6)


def test_a_link_is_near_where_it_passes() -> None:
    # The line at one degree north comes within 110.6 km of the middle, though its ends are 157 km away.
    assert "north-north-east" not in NEARBY.links("middle", 110)
    assert "north-north-east" in NEARBY.links("middle", 111)


def test_a_link_that_leaves_the_area_is_where_its_known_end_is() -> None:
    assert NEARBY.links("middle", 1) == {"middle-near"}
    assert NEARBY.links("middle", 12) == {"middle-near", "near-outside", "far-outside"}


def test_a_link_into_a_region_may_come_near_anything_in_it() -> None:
    assert "province-outside" in NEARBY.links("near-province", 1)
    assert "province-outside" not in NEARBY.links("middle", 1)


def test_a_place_without_coordinates_is_near_nothing_but_what_it_holds() -> None:
    assert NEARBY.places("suburb", 1000) == {"suburb"}
    assert NEARBY.links("suburb", 1000) == set()
