"""A pack's places and links, as far as they have coordinates, on the map."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from advisor.model.network import Link
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, Place, PlaceKind
from advisor.report.map.projection import Bounds, Spot, bounds_of, km_wide, to_spot
from advisor.report.map.scene import Ground, LinkMark, PlaceMark

_WORLD = Bounds(0.0, 0.1, 1.0, 0.8)
_BEND = 0.13
"""How far an arc strays from the straight line, as a share of its length."""
_ARC_POINTS = 24
_STUB = 0.07
"""How long a line towards the outside is, as a share of the area's size."""


def ground_of(pack: Pack) -> Ground:
    """What `pack` puts on the map."""
    located = {one.id: one for one in pack.geography.places.values() if _has_point(one)}
    middle = _middle(located.values())
    spots = {
        name: to_spot(place.latitude, place.longitude, middle)
        for name, place in located.items()
        if place.latitude is not None and place.longitude is not None
    }
    weights = _weights(pack)
    places = {
        name: PlaceMark(
            id=name,
            name=place.name,
            kind=place.kind,
            spot=spots[name],
            around=pack.geography.chain(name)[1:],
            weight=weights[name],
            reach=_reach(pack, place, spots),
            off=place.imprecision_km / km_wide(spots[name].y),
        )
        for name, place in located.items()
    }
    local = tuple(mark.spot for mark in places.values() if mark.kind in {PlaceKind.TOWN, PlaceKind.ZONE})
    bounds = bounds_of(local) or bounds_of(tuple(spots.values())) or _WORLD
    on_routes = frozenset(link for route in pack.routes.values() for link in route.links)
    links = {}
    for link in pack.links.values():
        direct = link.id not in on_routes and all(pack.modes[mode].needs_service for mode in link.modes)
        line = _line(link, spots, bounds, direct=direct)
        if line:
            links[link.id] = LinkMark(link.id, line, direct=direct, on_route=link.id in on_routes)
    return Ground(pack.country, places, links, bounds, middle)


def spot_at(ground: Ground, pack: Pack, place: str) -> Spot | None:
    """Where a place is drawn: at its own point, else at that of what is around it."""
    for name in pack.geography.chain(place):
        if name in ground.places:
            return ground.places[name].spot
    return None


def arc(start: Spot, end: Spot) -> tuple[Spot, ...]:
    """A bow to the left of the way from one point to the other, so that there and back are two lines."""
    dx, dy = end.x - start.x, end.y - start.y
    over = Spot((start.x + end.x) / 2 + 2 * _BEND * dy, (start.y + end.y) / 2 - 2 * _BEND * dx)
    points = []
    for step in range(_ARC_POINTS + 1):
        t = step / _ARC_POINTS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(Spot(a * start.x + b * over.x + c * end.x, a * start.y + b * over.y + c * end.y))
    return tuple(points)


def outwards(spot: Spot, bounds: Bounds) -> Spot:
    """A point a little further from the middle of the area: nobody says where outside something lies."""
    x, y = spot.x - bounds.centre.x, spot.y - bounds.centre.y
    size = max(bounds.right - bounds.left, bounds.bottom - bounds.top, 1e-6)
    length = math.hypot(x, y)
    x, y = (x / length, y / length) if length > size * 1e-3 else (0.0, -1.0)
    return Spot(spot.x + x * size * _STUB, spot.y + y * size * _STUB)


def _has_point(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _middle(places: Iterable[Place]) -> float:
    """The x in the middle of them all, going round the earth the way that keeps them together."""
    angles = [math.radians(place.longitude) for place in places if place.longitude is not None]
    if not angles:
        return 0.5
    mean = math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles)))
    return math.degrees(mean) / 360 + 0.5


def _weights(pack: Pack) -> Counter[str]:
    weights: Counter[str] = Counter()
    for link in pack.links.values():
        weights.update((link.start, link.end))
    for route in pack.routes.values():
        ends: Counter[str] = Counter()
        for name in route.links:
            ends.update((pack.links[name].start, pack.links[name].end))
        weights.update({place: 4 for place, count in ends.items() if count == 1})
    for place in pack.geography.places.values():
        if place.within is not None and place.kind is PlaceKind.ZONE:
            weights[place.within] += 3
    return weights


def _reach(pack: Pack, place: Place, spots: Mapping[str, Spot]) -> float:
    """Half the width of a place: to the farthest that lies in it, or as far as its border may be."""
    here = spots[place.id]
    inside = [
        math.dist(here, spots[name]) for name in pack.geography.subtree(place.id) if name in spots and name != place.id
    ]
    border = place.imprecision_km / km_wide(here.y)
    return border if border and place.kind in {PlaceKind.COUNTRY, PlaceKind.REGION} else max(inside, default=border)


def _line(link: Link, spots: Mapping[str, Spot], bounds: Bounds, *, direct: bool) -> tuple[Spot, ...]:
    start, end = spots.get(link.start), spots.get(link.end)
    if start is None and end is not None and link.start == OUTSIDE:
        start = outwards(end, bounds)
    if end is None and start is not None and link.end == OUTSIDE:
        end = outwards(start, bounds)
    if start is None or end is None:
        return ()
    return arc(start, end) if direct else (start, end)
