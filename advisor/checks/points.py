"""Where places stand."""

from __future__ import annotations

from math import cos, radians

from advisor.model.place import Place, Point

_KM_PER_DEGREE = 111.2


def point_of(place: Place) -> Point | None:
    """Its coordinates, if it has any."""
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)


def rough_km(one: Point, other: Point) -> float:
    """About how far apart, within a few per cent over a country: quick enough for every pair of places of a pack."""
    east = (one.longitude - other.longitude + 180) % 360 - 180
    east *= cos(radians((one.latitude + other.latitude) / 2))
    north = one.latitude - other.latitude
    return float((east * east + north * north) ** 0.5 * _KM_PER_DEGREE)
