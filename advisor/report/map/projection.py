"""From degrees to the map and on to the screen: Web Mercator, which keeps shapes at every scale."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from advisor.incidents.distance import point_to_point_km
from advisor.model.place import Point

FARTHEST = 84.0
"""Degrees of latitude beyond which the map shows nothing."""
EQUATOR_KM = 40_075.017
CLOSEST_KM, WIDEST_KM = 0.4, 20_000.0
"""How much ground the shorter side of a view shows at least and at most."""


class Spot(NamedTuple):
    """A point of the map: x from 0 (180° west) to 1 (180° east), going on past the date line; y from 0 at the top."""

    x: float
    y: float


class Pixel(NamedTuple):
    """A point of the view, from its top left corner."""

    x: float
    y: float


class Bounds(NamedTuple):
    """A part of the map."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, spot: Spot) -> Bounds:
        """So that it holds that point too."""
        return Bounds(min(self.left, spot.x), min(self.top, spot.y), max(self.right, spot.x), max(self.bottom, spot.y))

    @property
    def centre(self) -> Spot:
        """Its middle."""
        return Spot((self.left + self.right) / 2, (self.top + self.bottom) / 2)


def bounds_of(spots: tuple[Spot, ...]) -> Bounds | None:
    """The smallest part of the map that holds them all."""
    if not spots:
        return None
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def to_spot(latitude: float, longitude: float, near: float = 0.5) -> Spot:
    """Where degrees lie on the map; of the copies beyond the date line the one closest to `near` (an x)."""
    phi = math.radians(max(-FARTHEST, min(FARTHEST, latitude)))
    x = longitude / 360 + 0.5
    return Spot(x + round(near - x), 0.5 - math.log(math.tan(math.pi / 4 + phi / 2)) / (2 * math.pi))


def to_point(spot: Spot) -> Point:
    """The degrees of a point of the map."""
    latitude = math.degrees(2 * math.atan(math.exp((0.5 - spot.y) * 2 * math.pi)) - math.pi / 2)
    return Point(latitude, (spot.x % 1.0 - 0.5) * 360)


def km_wide(y: float) -> float:
    """How many kilometres the whole map is wide at that height; shapes are kept, so it holds for all directions."""
    return EQUATOR_KM / math.cosh(math.pi * (1 - 2 * y))


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A round distance and how long it is in the middle of the view."""

    km: float
    pixels: float


@dataclass(frozen=True, slots=True)
class Camera:
    """What part of the map is seen: `centre` amid `width` by `height` pixels, the whole map `scale` pixels wide."""

    centre: Spot
    scale: float
    width: float
    height: float

    def pixel(self, spot: Spot) -> Pixel:
        """Where a point of the map is in the view."""
        return Pixel(
            (spot.x - self.centre.x) * self.scale + self.width / 2,
            (spot.y - self.centre.y) * self.scale + self.height / 2,
        )

    def spot(self, x: float, y: float) -> Spot:
        """What point of the map is there in the view."""
        return Spot(
            self.centre.x + (x - self.width / 2) / self.scale, self.centre.y + (y - self.height / 2) / self.scale
        )

    @property
    def bounds(self) -> Bounds:
        """The part of the map in view."""
        return Bounds(*self.spot(0, 0), *self.spot(self.width, self.height))

    @property
    def pixels_per_km(self) -> float:
        """In the middle of the view."""
        return self.scale / km_wide(self.centre.y)

    def panned(self, x: float, y: float) -> Camera:
        """Moved by so many pixels: what was there comes to the middle."""
        return self._held(replace(self, centre=self.spot(self.width / 2 + x, self.height / 2 + y)))

    def zoomed(self, factor: float, x: float | None = None, y: float | None = None) -> Camera:
        """Enlarged, while the point under a pixel (the middle unless given) stays where it is."""
        x, y = (self.width / 2 if x is None else x), (self.height / 2 if y is None else y)
        held = self.spot(x, y)
        scale = self._held(replace(self, scale=self.scale * factor)).scale
        centre = Spot(held.x - (x - self.width / 2) / scale, held.y - (y - self.height / 2) / scale)
        return self._held(replace(self, centre=centre, scale=scale))

    def resized(self, width: float, height: float) -> Camera:
        """The same middle in a view of another size."""
        return self._held(replace(self, width=max(1.0, width), height=max(1.0, height)))

    def _held(self, wanted: Camera) -> Camera:
        """Within what the map has."""
        y = min(max(wanted.centre.y, 0.02), 0.98)
        short, km = min(wanted.width, wanted.height), km_wide(y)
        scale = min(max(wanted.scale, short * km / WIDEST_KM), short * km / CLOSEST_KM)
        return replace(wanted, centre=Spot(wanted.centre.x, y), scale=scale)

    def fitted(self, bounds: Bounds, margin: float) -> Camera:
        """All of that in view, with so many pixels left free on each side."""
        room = max(1.0, self.width - 2 * margin), max(1.0, self.height - 2 * margin)
        wide, high = bounds.right - bounds.left, bounds.bottom - bounds.top
        scales = [side / extent for side, extent in zip(room, (wide, high), strict=True) if extent > 0]
        scale = min(scales, default=math.inf)
        closest = min(self.width, self.height) * km_wide(bounds.centre.y) / CLOSEST_KM / 4
        return self._held(replace(self, centre=bounds.centre, scale=min(scale, closest)))

    def scale_bar(self, longest: float) -> ScaleBar:
        """The longest round distance that takes at most so many pixels, measured on the ellipsoid."""
        half = longest / 2
        ends = [to_point(self.spot(self.width / 2 + x, self.height / 2)) for x in (-half, half)]
        km = point_to_point_km(*ends)
        power = 10.0 ** math.floor(math.log10(km))
        rounded = max(step * power for step in (1, 2, 5) if step * power <= km * (1 + 1e-9))
        return ScaleBar(rounded, longest * rounded / km)
