"""Distances on the WGS 84 ellipsoid, exact to a metre (Karney's geodesics)."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

from advisor.model.place import Point


def point_to_point_km(one: Point, other: Point) -> float:
    """Kilometres along the geodesic between two points."""
    from geographiclib.geodesic import Geodesic

    found: float = Geodesic.WGS84.Inverse(*one, *other, Geodesic.DISTANCE)["s12"] / 1000
    return found


def point_to_line_km(at: Point, start: Point, end: Point) -> float:
    """Kilometres from a point to the nearest point of the line between two others."""
    return point_to_point_km(at, _nearest_on_arc(at, start, end))


def _nearest_on_arc(at: Point, start: Point, end: Point) -> Point:
    """The foot of the perpendicular on the great circle, held between its ends.

    On a sphere the foot moves by far less than the distance does, so measuring to it on the ellipsoid stays exact to
    metres.
    """
    vectors = [_vector(point) for point in (at, start, end)]
    p, a, b = vectors
    n = _cross(a, b)
    length = sqrt(_dot(n, n))
    if length == 0:
        return start
    n = tuple(c / length for c in n)
    foot = tuple(c - _dot(p, n) * m for c, m in zip(p, n, strict=True))
    size = sqrt(_dot(foot, foot))
    if size == 0:
        return start
    foot = tuple(c / size for c in foot)
    inside = _dot(_cross(a, foot), n) >= 0 and _dot(_cross(foot, b), n) >= 0
    if inside:
        return Point(degrees(asin(max(-1.0, min(1.0, foot[2])))), degrees(atan2(foot[1], foot[0])))
    return start if _dot(p, a) >= _dot(p, b) else end


_Vector = tuple[float, ...]


def _vector(point: Point) -> _Vector:
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _dot(one: _Vector, other: _Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _cross(one: _Vector, other: _Vector) -> _Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
