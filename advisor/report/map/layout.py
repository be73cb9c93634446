"""From a scene to one view of it: what can be told apart at this scale, and where names find room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

from advisor.model.assessment import StepKind
from advisor.model.place import PlaceKind
from advisor.report.map.drawing import (
    Cross,
    Dot,
    Drawing,
    EventDot,
    Kind,
    Label,
    Layer,
    StepLine,
    Stroke,
)
from advisor.report.map.lines import at_share, beside, extent_of, samples
from advisor.report.map.manner import Manner, in_lines
from advisor.report.map.pills import SHORT, Pills
from advisor.report.map.projection import Camera, Pixel, Spot
from advisor.report.map.room import Box, Room, around, square
from advisor.report.map.scene import ClosedMark, EventMark, PlaceMark, Scene, StepMark

_Mark = TypeVar("_Mark", ClosedMark, EventMark)

# all in heights of a line of text
_APART = 0.62
"""Places closer than this are one dot."""
_LANE = 0.42
"""From one leg to the next along the same road."""
_GAP = 0.45
_LONGEST_BAR = 7.0

_SPARE_COST = 0.13
"""A name that need not be there gives way to more than a corner of a leg's line."""


def lay_out(scene: Scene, camera: Camera, manner: Manner) -> Drawing:
    """What is seen."""
    return _Layout(scene, camera, manner).drawing()


class _Layout:
    def __init__(self, scene: Scene, camera: Camera, manner: Manner) -> None:
        self._scene, self._camera, self._manner = scene, camera, manner
        self._em = manner.em
        self._room = Room(camera.width, camera.height)

    def drawing(self) -> Drawing:
        manner, scene = self._manner, self._scene
        for box in manner.reserved:
            self._room.take(box)
        dots = self._dots()
        lines, loose = self._steps()
        for dot in dots:
            self._room.take(square(dot.at, self._em * (0.5 if dot.on_trip else 0.36)))
        size = self._camera.width, self._camera.height
        for line in lines:
            self._room.avoid(samples(line.line, self._em * 0.7, size))
        closed = self._closed(dots) if Layer.CLOSED in manner.layers else ()
        events = self._events(scene.events)
        for at in (*(cross.at for cross in closed), *(event.at for event in events if event.counted)):
            self._room.take(square(at, self._em * 0.9))
        rank = {dot: self._rank(dot) for dot in dots}
        trip_labels = self._labels([dot for dot in dots if rank[dot] == 0], must=True)
        pills = Pills(self._room, self._camera, manner).placed(lines, loose)
        regions = self._regions() if Layer.REGIONS in manner.layers else []
        labels = [
            *self._labels([dot for dot in dots if rank[dot] == 1], must=False),
            *self._labels([dot for dot in dots if rank[dot] > 1], must=False),
        ]
        countries = self._countries()
        return Drawing(
            camera=self._camera,
            em=self._em,
            network=self._network() if Layer.NETWORK in manner.layers else (),
            steps=lines,
            dots=dots,
            events=events,
            closed=closed,
            pills=pills,
            labels=(*countries, *regions, *labels, *trip_labels),
            scale=self._camera.scale_bar(self._em * _LONGEST_BAR),
        )

    # -- places

    def _seen(self, pixel: Pixel, margin: float) -> bool:
        return -margin <= pixel.x <= self._camera.width + margin and -margin <= pixel.y <= self._camera.height + margin

    def _dots(self) -> tuple[Dot, ...]:
        """Places as dots; one that can't be told from a weightier one belongs to it."""
        scene, apart = self._scene, self._em * _APART
        trip = {
            around for place in scene.on_trip if place in scene.ground.places
            for around in (place, *scene.ground.places[place].around)
        }  # fmt: skip

        def order(mark: PlaceMark) -> tuple[bool, bool, int, str]:
            return mark.id not in trip, mark.kind is not PlaceKind.TOWN, -mark.weight, mark.id

        local = {PlaceKind.TOWN, PlaceKind.ZONE}
        marks = [one for one in scene.ground.places.values() if one.kind in local or one.id in scene.on_trip]
        cells: dict[tuple[int, int], list[int]] = {}
        found: list[tuple[PlaceMark, Pixel, list[str]]] = []
        for mark in sorted(marks, key=order):
            at = self._camera.pixel(mark.spot)
            if not self._seen(at, self._em):
                continue
            cell = int(at.x // apart), int(at.y // apart)
            near = [
                number
                for column in (-1, 0, 1)
                for row in (-1, 0, 1)
                for number in cells.get((cell[0] + column, cell[1] + row), ())
                if _distance(found[number][1], at) < apart
            ]
            if near:
                found[min(near, key=lambda number: _distance(found[number][1], at))][2].append(mark.id)
                continue
            cells.setdefault(cell, []).append(len(found))
            found.append((mark, at, [mark.id]))
        dots = [
            Dot(
                at,
                mark.kind,
                tuple(places),
                on_trip=any(place in scene.on_trip for place in places),
                passed=mark.id in scene.passed,
            )
            for mark, at, places in found
        ]
        return tuple(sorted(dots, key=lambda dot: (dot.on_trip, dot.passed)))

    def _labels(self, dots: Sequence[Dot], *, must: bool) -> list[Label]:
        """Names beside dots, in the order of weight. `must`: rather over something else than not at all."""
        places, labels = self._scene.ground.places, []
        for dot in sorted(dots, key=lambda one: (-places[one.places[0]].weight, one.places[0])):
            mark = places[dot.places[0]]
            kind = Kind.TRIP if dot.on_trip else Kind.ZONE if mark.kind is PlaceKind.ZONE else Kind.TOWN
            lines = in_lines(self._manner.say(mark.name) or mark.id)
            wide = max(self._manner.measure(line, kind) for line in lines)
            high = self._em * (1.0 if kind is Kind.TRIP else 0.9) * len(lines)
            box, cost = self._room.best((one, 0.0) for one in around(dot.at, wide, high, self._em * _GAP))
            if not must and (cost > _SPARE_COST or not self._room.free(box)):
                continue
            self._room.take(box.grown(self._em * 0.06))
            labels.append(Label(lines, box, kind, mark.id))
        return labels

    def _rank(self, dot: Dot) -> int:
        """Which names come first: those of the trip and of zones it passes, of other places passed, of the rest."""
        if dot.on_trip or (dot.kind is PlaceKind.ZONE and dot.passed):
            return 0
        return 1 if dot.passed else 2

    def _regions(self) -> list[Label]:
        camera, labels = self._camera, []
        largest = min(camera.width, camera.height) * 0.6
        regions = [one for one in self._scene.ground.places.values() if one.kind is PlaceKind.REGION]
        parted: set[str] = set()
        for mark in sorted(regions, key=lambda one: (one.reach, one.id)):
            reach = mark.reach * camera.scale
            text = self._manner.say(mark.name) or mark.id
            wide = self._manner.measure(text, Kind.REGION)
            if mark.id in parted or reach > largest or wide > 2.1 * reach:
                continue
            at = camera.pixel(mark.spot)
            high = self._em * 0.85
            shifts = (0.0, -0.18, 0.18, -0.34, 0.34)
            boxes = (Box(at.x - wide / 2, at.y - high / 2 + shift * reach, wide, high) for shift in shifts)
            clear = self._em * 0.25
            free = next((box for box in boxes if self._room.cost(box.grown(clear)) <= 0), None)
            if free is not None:
                self._room.take(free.grown(self._em * 0.3))
                parted.update(mark.around)  # what its parts are named after needs no name of its own
                labels.append(Label((text,), free, Kind.REGION, mark.id))
        return labels

    def _countries(self) -> list[Label]:
        labels = []
        for text, spot in self._manner.neighbours:
            at = self._camera.pixel(Spot(spot.x + round(self._camera.centre.x - spot.x), spot.y))
            if not self._seen(at, 0):
                continue
            wide, high = self._manner.measure(text, Kind.COUNTRY), self._em
            box = Box(at.x - wide / 2, at.y - high / 2, wide, high)
            if self._room.free(box) and self._room.cost(box) <= _SPARE_COST:
                self._room.take(box)
                labels.append(Label((text,), box, Kind.COUNTRY))
        return labels

    # -- the trip

    def _steps(self) -> tuple[tuple[StepLine, ...], list[StepMark]]:
        """Legs as lines; and the stays and legs that are too short for one."""
        lines, loose = [], []
        for mark in self._scene.steps:
            pixels = tuple(self._camera.pixel(spot) for spot in mark.line)
            if mark.kind is StepKind.STAY or extent_of(pixels) < self._em * SHORT:
                loose.append(mark)
                continue
            lane = (mark.beside + (0.5 if mark.shared else 0.0)) * self._em * _LANE
            moved = beside(pixels, lane)
            lines.append(StepLine(mark.index, moved, mark.range, mark.known, at_share(moved, 0.62)))
        return tuple(lines), loose

    # -- layers

    def _network(self) -> tuple[Stroke, ...]:
        bounds, strokes = self._camera.bounds, []
        for mark in self._scene.ground.links.values():
            xs, ys = [spot.x for spot in mark.line], [spot.y for spot in mark.line]
            if max(xs) < bounds.left or min(xs) > bounds.right or max(ys) < bounds.top or min(ys) > bounds.bottom:
                continue
            line = tuple(self._camera.pixel(spot) for spot in mark.line)
            strokes.append(Stroke(mark.id, line, direct=mark.direct, on_route=mark.on_route))
        return tuple(strokes)

    def _closed(self, dots: Iterable[Dot]) -> tuple[Cross, ...]:
        """Marks on closed links; where links are short one mark stands for several, beside the places of the trip."""
        on_trip = [dot.at for dot in dots if dot.on_trip]
        crosses: list[tuple[Pixel, list[ClosedMark]]] = []
        hidden: list[tuple[Pixel, ClosedMark]] = []
        for mark in self._scene.closed:
            at = self._camera.pixel(mark.at)
            if not self._seen(at, self._em):
                continue
            if any(_distance(at, place) < self._em * 0.9 for place in on_trip):
                hidden.append((at, mark))
            else:
                _gather(crosses, at, mark, self._em * 1.6)
        for at, mark in hidden:
            _gather(crosses, at, mark, self._em * 2.6)
        return tuple(Cross(at, tuple(marks)) for at, marks in crosses)

    def _events(self, marks: Iterable[EventMark]) -> tuple[EventDot, ...]:
        """Those that findings count on top."""
        layers = self._manner.layers
        dots: list[EventDot] = []
        for counted, layer in ((False, Layer.OTHER_INCIDENTS), (True, Layer.INCIDENTS)):
            gathered: list[tuple[Pixel, list[EventMark]]] = []
            for mark in marks if layer in layers else ():
                at = self._camera.pixel(mark.spot)
                if bool(mark.why) is counted and self._seen(at, self._em):
                    _gather(gathered, at, mark, self._em * 0.9)
            for at, together in gathered:
                radius = max(mark.off for mark in together) * self._camera.scale
                dots.append(EventDot(at, radius, tuple(together), counted))
        return tuple(dots)


def _gather(groups: list[tuple[Pixel, list[_Mark]]], at: Pixel, mark: _Mark, near: float) -> None:
    group = next((marks for where, marks in groups if _distance(where, at) < near), None)
    if group is None:
        groups.append((at, [mark]))
    else:
        group.append(mark)


def _distance(one: Pixel, other: Pixel) -> float:
    return math.dist(one, other)
