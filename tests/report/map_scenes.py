"""Scenes and views of the shipped packs and of the small one, for tests of the map."""

from __future__ import annotations

from functools import cache, partial

from advisor.engine.assess import assess
from advisor.model.assessment import Assessment
from advisor.report.map.build import scene_of
from advisor.report.map.drawing import USUAL_LAYERS, Drawing, Layer
from advisor.report.map.ground import ground_of
from advisor.report.map.layout import lay_out
from advisor.report.map.manner import Manner
from advisor.report.map.projection import Camera, Spot, to_spot
from advisor.report.map.scene import Scene
from advisor.report.map.type import measure
from advisor.report.map.views import whole_trip
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.rules.shipped import pack_of

EM = 18.0
AIRPORT, ROAD, CAMP = "gao-airport", "gao-public-road", "gao-un-camp"


@cache
def assessed(pack: str, file: str) -> Assessment:
    """That trip of that shipped pack, as of the day it expects."""
    loaded = pack_of(pack)
    found = next(one for one in loaded.trips if one.file.endswith(f"/{file}.yaml"))
    day = found.expect.as_of or loaded.as_of
    assert day is not None
    return assess(found.trip, loaded, day)


def scene(pack: str, file: str) -> Scene:
    """What there is to draw of it."""
    return scene_of(ground_of(pack_of(pack)), pack_of(pack), assessed(pack, file))


def manner(language: str = "en", layers: frozenset[Layer] = USUAL_LAYERS) -> Manner:
    """As a file is drawn."""
    return Manner(Catalogue(language, find_paths().translations).say, partial(measure, EM), EM, layers)


def camera(width: float = 560, height: float = 720) -> Camera:
    """As large as the map in a usual window."""
    return Camera(Spot(0.5, 0.5), 1000, width, height)


def overview(of: Scene, language: str = "en") -> Drawing:
    """The whole trip in view."""
    return lay_out(of, whole_trip(of, camera(), EM), manner(language))


def at_gao(of: Scene, language: str = "en", km: float = 2.5) -> Drawing:
    """The zones at Gao, so many kilometres from side to side."""
    near = to_spot(16.2495, -0.0105)
    scale = 560 / km * 40_075 * 0.96
    return lay_out(of, Camera(near, scale, 560, 720), manner(language))
