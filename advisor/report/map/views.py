"""What part of the map to begin with."""

from __future__ import annotations

from advisor.report.map.projection import Bounds, Camera, km_wide
from advisor.report.map.scene import Scene

_LEAST_KM = 1.0
"""A trip between two spots is shown at least so large."""
_ALONE = 0.16
"""A trip in one spot is shown with so large a part of the area around it."""


def whole_trip(scene: Scene, camera: Camera, em: float) -> Camera:
    """The whole trip with room for its labels; the whole area where there is no trip."""
    bounds = scene.bounds
    if bounds is None:
        return whole_area(scene, camera)
    area = scene.ground.bounds
    least = _LEAST_KM / km_wide(bounds.centre.y)
    if bounds.right - bounds.left < least and bounds.bottom - bounds.top < least:
        least = max(least, _ALONE * max(area.right - area.left, area.bottom - area.top))
    margin = min(3.2 * em, min(camera.width, camera.height) / 6)
    return camera.fitted(_at_least(bounds, least), margin)


def whole_area(scene: Scene, camera: Camera) -> Camera:
    """All places of the pack."""
    return camera.fitted(_at_least(scene.ground.bounds, 1e-6), min(camera.width, camera.height) / 14)


def height_for(scene: Scene, width: float, least: float, most: float) -> float:
    """How high a map of that width is best: as its trip, or its area, asks for."""
    bounds = scene.bounds if scene.bounds is not None else scene.ground.bounds
    wide, high = bounds.right - bounds.left, bounds.bottom - bounds.top
    return min(max(width * (high / wide if wide > 0 else 1.0) * 1.15, least), most)


def _at_least(bounds: Bounds, size: float) -> Bounds:
    x, y = bounds.centre
    wide, high = max(bounds.right - bounds.left, size) / 2, max(bounds.bottom - bounds.top, size) / 2
    return Bounds(x - wide, y - high, x + wide, y + high)
