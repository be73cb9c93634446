"""Which of very many events lie near a place or along a line, and when: an index in memory, exact to the geodesic.

Events are kept in grids by how imprecise they are, so that one vague event does not widen the search for all others.
A cell lists its events by their first possible day. What a sphere cannot decide within its error is measured on the
ellipsoid, so that the answer is that of measuring every event.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import acos, asin, atan2, ceil, cos, degrees, floor, pi, radians, sin, sqrt
from typing import Final, NamedTuple

from advisor.incidents.distance import point_to_line_km, point_to_point_km
from advisor.model.place import Point

EARTH_KM: Final = 6371.0088
"""Mean radius."""

SPHERE_ERROR: Final = 0.01
"""Share by which a distance on the sphere may be wrong, with room to spare (0.56 % is the most)."""

_KM_TIERS: Final = (10.0, 50.0, 150.0, 500.0, 20_100.0)
_CELLS: Final = (0.25, 0.5, 1.5, 5.0, 20.0)
_BITS: Final = 32
_MASK: Final = (1 << _BITS) - 1
_DAY_TIERS: Final = (1, 8, 40, 400, 4_000_000)


class Event(NamedTuple):
    """Where and when something happened. Days are proleptic ordinals."""

    latitude: float
    longitude: float
    imprecision_km: float
    day: int
    imprecision_days: int


_Cell = tuple[int, int]
_Bucket = list[int]
"""First possible day and position in one number, sorted: small, and quick to bisect."""

_Vector = tuple[float, float, float]


class _Layer:
    """The events of like imprecision, by cell."""

    __slots__ = ("buckets", "columns", "days", "km", "size")

    def __init__(self, size: float) -> None:
        self.size = size
        self.columns = ceil(360 / size)
        self.buckets: dict[_Cell, _Bucket] = {}
        self.km = 0.0
        self.days = 0

    def cell(self, latitude: float, longitude: float) -> _Cell:
        return floor((latitude + 90) / self.size), floor((longitude + 180) / self.size) % self.columns


class Grid:
    """Finds events by their position in the sequence they were given in; `add` goes on counting."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        """Index these events."""
        self._layers: dict[tuple[int, int], _Layer] = {}
        self._places = tuple(array("d") for _ in range(2))
        self._vectors = tuple(array("d") for _ in range(3))
        self._km = array("d")
        self._slack = array("l")
        self._covering = lru_cache(maxsize=1024)(_cells)
        for event in events:
            self._place(event, list.append)
        for layer in self._layers.values():
            for bucket in layer.buckets.values():
                bucket.sort()

    def __len__(self) -> int:
        """How many events there are."""
        return len(self._km)

    def add(self, event: Event) -> None:
        """Index one more event."""
        self._place(event, insort)

    def near(self, line: Sequence[Point], within_km: float, since: int, until: int) -> tuple[int, ...]:
        """The positions of the events within that distance that may have happened in those days, both inclusive.

        `line` is one point, or several joined by the shortest lines. The imprecision of each event widens distance and
        days; that of the line is for the caller to add to `within_km`.
        """
        if not line:
            return ()
        shape = tuple(line)
        chord = _chord_square(shape)
        limits: dict[float, tuple[float, float]] = {}
        found: list[int] = []
        x, y, z = self._vectors
        km, slack = self._km, self._slack
        for layer in self._layers.values():
            first = (since - 2 * layer.days) << _BITS
            for bucket in self._buckets(layer, shape, within_km + layer.km):
                for entry in bucket[bisect_left(bucket, first) : bisect_left(bucket, (until + 1) << _BITS)]:
                    position = entry & _MASK
                    if (entry >> _BITS) + 2 * slack[position] < since:
                        continue
                    off_km = km[position]
                    if off_km not in limits:
                        limits[off_km] = _limits(within_km + off_km)
                    surely, hardly = limits[off_km]
                    square = chord(x[position], y[position], z[position])
                    if square < surely or (
                        square <= hardly and line_distance_km(self._point(position), shape) <= within_km + off_km
                    ):
                        found.append(position)
        found.sort()
        return tuple(found)

    def _point(self, position: int) -> Point:
        return Point(self._places[0][position], self._places[1][position])

    def _place(self, event: Event, put: Callable[[_Bucket, int], None]) -> None:
        km, days = bisect_left(_KM_TIERS, event.imprecision_km), bisect_left(_DAY_TIERS, event.imprecision_days)
        km = min(km, len(_CELLS) - 1)
        layer = self._layers.get((km, days))
        if layer is None:
            layer = self._layers[km, days] = _Layer(_CELLS[km])
        layer.km = max(layer.km, event.imprecision_km)
        layer.days = max(layer.days, event.imprecision_days)
        bucket = layer.buckets.setdefault(layer.cell(event.latitude, event.longitude), [])
        put(bucket, (event.day - event.imprecision_days) << _BITS | len(self._km))
        for column, degree in zip(self._places, (event.latitude, event.longitude), strict=True):
            column.append(degree)
        for column, part in zip(self._vectors, _vector(event), strict=True):
            column.append(part)
        self._km.append(event.imprecision_km)
        self._slack.append(event.imprecision_days)

    def _buckets(self, layer: _Layer, line: tuple[Point, ...], reach_km: float) -> Iterable[_Bucket]:
        if reach_km > 4_000:  # noqa: PLR2004  (then most cells are touched, and looking at all is faster)
            return tuple(layer.buckets.values())
        cells = self._covering(line, reach_km, layer.size, layer.columns)
        if len(cells) > len(layer.buckets):
            return [bucket for cell, bucket in layer.buckets.items() if cell in cells]
        return [layer.buckets[cell] for cell in cells if cell in layer.buckets]


def _cells(line: tuple[Point, ...], reach_km: float, size: float, columns: int) -> frozenset[_Cell]:
    """Every cell that something within reach of the line can lie in: boxes around caps that cover the line."""
    piece_km = max(20.0, min(reach_km, size * 111))
    half = piece_km / 2 if len(line) > 1 else 0.0
    found: set[_Cell] = set()
    for centre in set(pieces_of(line, piece_km)):
        found.update(_cap(centre, (reach_km + half) * (1 + SPHERE_ERROR) + 0.1, size, columns))
    return frozenset(found)


def pieces_of(line: Sequence[Point], piece_km: float) -> list[Point]:
    """Points along a line, its corners among them, no further apart than a piece."""
    return [line[0], *(point for start, end in pairwise(line) for point in _pieces(start, end, piece_km))]


def rough_km(line: Sequence[Point]) -> Callable[[Point], float]:
    """Measures from a place or line to points on a sphere: quick, and off by less than a hundredth."""
    square = _chord_square(tuple(line))

    def measure(at: Point) -> float:
        return 2 * EARTH_KM * asin(min(1.0, sqrt(max(0.0, square(*_vector(at)))) / 2))

    return measure


def _pieces(start: Point, end: Point, piece_km: float) -> list[Point]:
    """Points on the shortest line, both ends among them, no further apart than a piece."""
    one, other = _vector(start), _vector(end)
    angle = acos(max(-1.0, min(1.0, _dot(one, other))))
    steps = max(1, ceil(angle * EARTH_KM / piece_km))
    if angle == 0:
        return [start]
    points = []
    for step in range(steps + 1):
        a, b = sin(angle * (1 - step / steps)) / sin(angle), sin(angle * step / steps) / sin(angle)
        x, y, z = (a * p + b * q for p, q in zip(one, other, strict=True))
        points.append(_point((x, y, z)))
    return points


def _cap(centre: Point, radius_km: float, size: float, columns: int) -> Iterable[_Cell]:
    angle = radius_km / EARTH_KM
    south, north = centre.latitude - degrees(angle), centre.latitude + degrees(angle)
    rows = range(floor((max(south, -90) + 90) / size), floor((min(north, 90) + 90) / size) + 1)
    if south <= -90 or north >= 90:  # noqa: PLR2004  (a pole lies within)
        around = range(columns)
    else:
        width = degrees(asin(min(1.0, sin(angle) / cos(radians(centre.latitude)))))
        west = floor((centre.longitude - width + 180) / size)
        east = floor((centre.longitude + width + 180) / size)
        # The last column may be narrower than the others, so a search past the date line takes one cell more.
        around = range(columns) if east - west >= columns else range(west - (west < 0), east + 1 + (east >= columns))
    return ((row, column % columns) for row in rows for column in around)


def _limits(radius_km: float) -> tuple[float, float]:
    """Squared chords of the unit sphere: below the first surely within the radius, above the second surely not."""
    # Half the way around, where chords no longer grow, nothing is sure.
    angles = [radius_km / EARTH_KM * share for share in (1 - SPHERE_ERROR, 1 + SPHERE_ERROR)]
    low, high = ((2 * sin(min(angle, pi) / 2)) ** 2 for angle in angles)
    return low, 5.0 if angles[1] >= pi else high


def _chord_square(line: tuple[Point, ...]) -> Callable[[float, float, float], float]:
    """The squared chord from a point of the unit sphere to the nearest one of the line."""
    vectors = [_vector(point) for point in line]
    arcs = [_arc(*pair) for pair in pairwise(vectors)]
    if not arcs:
        return _to_point(vectors[0])
    if len(arcs) == 1:
        return arcs[0]
    return lambda x, y, z: min(arc(x, y, z) for arc in arcs)


def _to_point(end: _Vector) -> Callable[[float, float, float], float]:
    a, b, c = end
    return lambda x, y, z: (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)


def _arc(start: _Vector, end: _Vector) -> Callable[[float, float, float], float]:
    """The squared chord to the shortest line between two points."""
    normal = _cross(start, end)
    size = sqrt(_dot(normal, normal))
    if size == 0:
        return _to_point(start)
    n1, n2, n3 = normal[0] / size, normal[1] / size, normal[2] / size
    s1, s2, s3 = start
    t1, t2, t3 = _cross((n1, n2, n3), start)
    level = _dot(start, end)
    to_start, to_end = _to_point(start), _to_point(end)

    def square(x: float, y: float, z: float) -> float:
        ahead = x * t1 + y * t2 + z * t3
        # Between the ends, seen from the centre of the earth.
        if ahead >= 0 and (x * s1 + y * s2 + z * s3) * size >= ahead * level:
            off = x * n1 + y * n2 + z * n3
            return 2 - 2 * sqrt(max(0.0, 1 - off * off))
        return min(to_start(x, y, z), to_end(x, y, z))

    return square


def line_distance_km(at: Point | Event, line: Sequence[Point]) -> float:
    """Kilometres from a point to the nearest point of the line, on the ellipsoid."""
    here = Point(at.latitude, at.longitude)
    if len(line) == 1:
        return point_to_point_km(here, line[0])
    return min(point_to_line_km(here, start, end) for start, end in pairwise(line))


def _vector(point: Point | Event) -> _Vector:
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    flat = cos(latitude)
    return flat * cos(longitude), flat * sin(longitude), sin(latitude)


def _point(vector: _Vector) -> Point:
    return Point(degrees(asin(max(-1.0, min(1.0, vector[2])))), degrees(atan2(vector[1], vector[0])))


def _dot(one: _Vector, other: _Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _cross(one: _Vector, other: _Vector) -> _Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
