"""Where a trip goes, in degrees: along the network as the map draws it, and only where the pack says where that is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from advisor.model.assessment import Assessment, StepKind, StepResult
from advisor.model.pack import Pack
from advisor.model.place import LOCAL, OUTSIDE, Place, Point
from advisor.report.map.build import scene_of
from advisor.report.map.ground import ground_of
from advisor.report.map.projection import Spot, to_point
from advisor.report.map.scene import Ground, StepMark

_DECIMALS = 6
"""Of a degree: a tenth of a metre, finer than any pack."""


class Course(StrEnum):
    """What a line stands for. None of them is the road itself.

    SCHEMATIC: straight from place to place along the links that are taken. DIRECT: straight, as one flies. UNKNOWN:
    straight from end to end, for nobody says, or the rules cannot tell, which way is taken.
    """

    SCHEMATIC = "schematic"
    DIRECT = "direct"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """Where a leg runs. Cut in `pieces` where it crosses the 180th meridian."""

    pieces: tuple[tuple[Point, ...], ...]
    course: Course


def located(pack: Pack, name: str) -> Place | None:
    """The place whose point stands for that one: itself, or the town or zone it lies in. None: not known where."""
    for around in pack.geography.chain(name):
        place = pack.geography.places[around]
        if place.latitude is not None and place.longitude is not None:
            return place if around == name or place.kind in LOCAL else None
    return None


def point_of(place: Place) -> Point | None:
    """A place's own point."""
    if place.latitude is None or place.longitude is None:
        return None
    return Point(round(place.latitude, _DECIMALS) + 0.0, round(place.longitude, _DECIMALS) + 0.0)


def lines(assessment: Assessment, pack: Pack) -> dict[int, Line]:
    """The lines of the legs, by index of the step; none for a leg with an end that nobody can place."""
    ground = ground_of(pack)
    flown = frozenset(name for name, mark in ground.links.items() if mark.direct)
    marks = {mark.index: mark for mark in scene_of(_straight(ground, pack), pack, assessment).steps}
    found = {}
    for step in assessment.steps:
        mark = marks.get(step.index)
        if step.kind is StepKind.LEG and mark is not None and _placed(pack, step):
            found[step.index] = Line(tuple(_cut(mark.line)), _course(step, mark, flown))
    return found


def _placed(pack: Pack, step: StepResult) -> bool:
    return all(end is not None and located(pack, end) is not None for end in (step.origin, step.destination))


def _straight(ground: Ground, pack: Pack) -> Ground:
    """Without the bows of flights, and without links that lead out of the area: nobody says where outside lies."""
    known = {name: mark for name, mark in ground.links.items() if OUTSIDE not in _ends(pack, name)}
    bare = {name: replace(mark, line=(mark.line[0], mark.line[-1]), direct=False) for name, mark in known.items()}
    return replace(ground, links=bare)


def _ends(pack: Pack, link: str) -> tuple[str, str]:
    return pack.links[link].start, pack.links[link].end


def _course(step: StepResult, mark: StepMark, flown: frozenset[str]) -> Course:
    if not mark.known:
        return Course.UNKNOWN
    return Course.DIRECT if all(link in flown for link in step.links) else Course.SCHEMATIC


def _cut(line: tuple[Spot, ...]) -> Iterator[tuple[Point, ...]]:
    """The line in degrees, in pieces of which none crosses the 180th meridian (RFC 7946, 3.1.9)."""
    piece = [_degrees(line[0], line[0])]
    for one, other in pairwise(line):
        here, there = math.floor(one.x), math.floor(other.x)
        if here != there:
            edge = float(max(here, there))
            share = (edge - one.x) / (other.x - one.x)
            crossing = Spot(edge, one.y + (other.y - one.y) * share)
            piece.append(_degrees(crossing, one))
            yield tuple(piece)
            piece = [_degrees(crossing, other)]
        piece.append(_degrees(other, other))
    yield tuple(piece)


def _degrees(spot: Spot, beside: Spot) -> Point:
    """A point; on the 180th meridian with the sign of the side on which `beside` lies."""
    latitude, longitude = to_point(spot)
    if spot.x == math.floor(spot.x) and beside.x < spot.x:
        longitude = 180.0
    return Point(round(latitude, _DECIMALS) + 0.0, round(longitude, _DECIMALS) + 0.0)
