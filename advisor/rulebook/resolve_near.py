"""What lies within a distance of a place: worked out once when a pack is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Final

from advisor.incidents.distance import point_to_line_km, point_to_point_km
from advisor.model.network import Link
from advisor.model.place import Place, PlaceKind, Point

POINTS: Final = frozenset({PlaceKind.TOWN, PlaceKind.ZONE})
"""Kinds of place that a point stands for; the middle of a region says nothing about where somebody in it is."""

_EARTH_KM: Final = 6371.0088
_SPHERE_ERROR: Final = 0.01
"""More than the share by which a distance on a sphere can be off."""


class Nearby:
    """Distances between the places and links of a pack."""

    def __init__(self, places: Mapping[str, Place], links: Mapping[str, Link]) -> None:
        """Take resolved places and links; those without coordinates have no distance."""
        self._places = places
        self._links = links
        self._points = {place.id: point for place in places.values() if (point := _point(place)) is not None}
        self._inside: dict[str, set[str]] = {}
        for identifier in places:
            current: str | None = identifier
            steps = len(places)  # Faulty places may lie in one another for ever.
            while current is not None and current in places and steps:
                self._inside.setdefault(current, set()).add(identifier)
                current, steps = places[current].within, steps - 1

    def places(self, center: str, km: float) -> frozenset[str]:
        """Towns and zones that may lie within `km` of the place, itself and all inside it included.

        How far off either point may be is added to the distance allowed.
        """
        found = set(self._inside.get(center, {center}))
        middle = self._points.get(center)
        for name, point in self._points.items():
            place = self._places[name]
            if middle is not None and place.kind in POINTS and name not in found:
                allowed = km + self._places[center].imprecision_km + place.imprecision_km
                if not _surely_beyond(middle, point, allowed) and point_to_point_km(middle, point) <= allowed:
                    found.add(name)
        return frozenset(found)

    def links(self, center: str, km: float) -> frozenset[str]:
        """Links that may come within `km` of the place, taken as the straight line between their ends."""
        middle = self._points.get(center)
        found: set[str] = set()
        for link in self._links.values():
            ends = [end for end in (link.start, link.end) if end in self._points]
            if self._is_vaguely_at(link, center):
                found.add(link.id)
            if middle is None or not ends:
                continue
            off = max(self._places[end].imprecision_km for end in ends)
            allowed = km + self._places[center].imprecision_km + link.imprecision_km + off
            start, end = self._points[ends[0]], self._points[ends[-1]]
            # No point of the line is further from an end than the line is long: most need no closer look.
            if _surely_beyond(middle, start, allowed + _rough_km(start, end) * (1 + _SPHERE_ERROR)):
                continue
            if point_to_line_km(middle, start, end) <= allowed:
                found.add(link.id)
        return frozenset(found)

    def _is_vaguely_at(self, link: Link, center: str) -> bool:
        """Whether the link ends somewhere in a region around the place: nobody can say that it is far away."""
        ends = (end for end in (link.start, link.end) if end in self._places and self._places[end].kind not in POINTS)
        return any(center in self._inside[end] for end in ends)


def _point(place: Place) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)


def _surely_beyond(one: Point, other: Point, km: float) -> bool:
    return _rough_km(one, other) * (1 - _SPHERE_ERROR) > km


def _rough_km(one: Point, other: Point) -> float:
    """The distance on a sphere, which is off by up to 0.56 percent."""
    half_latitude = radians(other.latitude - one.latitude) / 2
    half_longitude = radians(other.longitude - one.longitude) / 2
    shrunk = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(half_latitude) ** 2 + shrunk * sin(half_longitude) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))
