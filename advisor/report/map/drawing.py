"""What is seen of a scene in one view, in pixels: for a painter on the screen, for a file, and for the mouse."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias

from advisor.model.place import PlaceKind
from advisor.model.verdict import Range, Verdict
from advisor.report.map.lines import distance_to
from advisor.report.map.projection import Camera, Pixel, ScaleBar
from advisor.report.map.room import Box
from advisor.report.map.scene import ClosedMark, EventMark


class Layer(StrEnum):
    """What can be shown or hidden."""

    REGIONS = "regions"
    NETWORK = "network"
    CLOSED = "closed"
    INCIDENTS = "incidents"
    OTHER_INCIDENTS = "other-incidents"


USUAL_LAYERS = frozenset({Layer.REGIONS, Layer.NETWORK, Layer.CLOSED, Layer.INCIDENTS})
"""What is shown unless somebody says otherwise: everything but incidents that no finding counts."""

DASHES: dict[Verdict | None, tuple[float, ...]] = {
    Verdict.GO: (),
    Verdict.CONDITIONS: (3.4, 1.3),
    Verdict.REFER: (0.9, 1.1),
    Verdict.NO_GO: (3.4, 1.0, 0.9, 1.0),
    None: (0.4, 1.6),
}
"""Line and gap in widths of the line, so that verdicts differ without colour; None: not assessed."""


class Kind(Enum):
    """What a label names; decides how it is set."""

    TRIP = "trip"
    TOWN = "town"
    ZONE = "zone"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where it stands, in one line or two. `place`: the id of what it names, empty for a country."""

    lines: tuple[str, ...]
    box: Box
    kind: Kind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place, and those that can't be told from it at this scale (`places` holds its own id first).

    `on_trip`: a step begins or ends there. `passed`: the trip only leads through.
    """

    at: Pixel
    kind: PlaceKind
    places: tuple[str, ...]
    on_trip: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """A link of the network."""

    link: str
    line: tuple[Pixel, ...]
    direct: bool
    on_route: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A leg as a line; `arrow` is a point on it and the direction there. `range` None: not assessed."""

    step: int
    line: tuple[Pixel, ...]
    range: Range | None
    known: bool
    arrow: tuple[Pixel, float, float]

    @property
    def verdict(self) -> Verdict | None:
        """What is reported of it."""
        return self.range.reported if self.range is not None else None


@dataclass(frozen=True, slots=True)
class Pill:
    """The number and verdict of a leg or stay, or of several that can't be told apart at this scale.

    `at` is what it belongs to. `number`: `2` or `2–4`, as on the sheet. `verdict` None: not assessed.
    """

    box: Box
    at: Pixel
    steps: tuple[int, ...]
    number: str
    word: str
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Cross:
    """Closed links, those that can't be told apart joined."""

    at: Pixel
    marks: tuple[ClosedMark, ...]

    @property
    def certain(self) -> bool:
        """Whether one of them is closed whatever the open questions turn out to be."""
        return any(mark.certain for mark in self.marks)


@dataclass(frozen=True, slots=True)
class EventDot:
    """An incident or several. `radius`: how far off the point may be, in pixels. `counted`: by some finding."""

    at: Pixel
    radius: float
    marks: tuple[EventMark, ...]
    counted: bool


Target: TypeAlias = Dot | StepLine | Pill | Cross | EventDot


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in view, each list from the lowest to the highest."""

    camera: Camera
    em: float
    network: tuple[Stroke, ...] = ()
    steps: tuple[StepLine, ...] = ()
    dots: tuple[Dot, ...] = ()
    events: tuple[EventDot, ...] = ()
    closed: tuple[Cross, ...] = ()
    pills: tuple[Pill, ...] = ()
    labels: tuple[Label, ...] = ()
    scale: ScaleBar | None = None

    def stacked(self) -> Iterator[Stroke | Label | StepLine | Dot | EventDot | Cross | Pill]:
        """Everything but the scale, from the ground up."""
        under = {Kind.REGION, Kind.COUNTRY}
        yield from self.network
        yield from (label for label in self.labels if label.kind in under)
        yield from (event for event in self.events if not event.counted)
        yield from self.steps
        yield from (event for event in self.events if event.counted)
        yield from self.dots
        yield from self.closed
        yield from (label for label in self.labels if label.kind not in under)
        yield from self.pills

    def at(self, x: float, y: float) -> Target | None:
        """What the mouse is on: the topmost; None on open ground."""
        for pill in reversed(self.pills):
            if pill.box.holds(x, y):
                return pill
        near = self.em * 0.6
        found: list[tuple[float, Target]] = []
        found += [(math.dist(dot.at, (x, y)), dot) for dot in self.dots]
        found += [(math.dist(cross.at, (x, y)), cross) for cross in self.closed]
        found += [(math.dist(event.at, (x, y)), event) for event in self.events]
        distance, nearest = min(found, key=lambda one: one[0], default=(math.inf, None))
        if distance <= near:
            return nearest
        for label in self.labels:
            if label.place and label.box.holds(x, y):
                return next((dot for dot in self.dots if dot.places[0] == label.place), None)
        lines = [(distance_to(step.line, x, y), step) for step in self.steps]
        off, step = min(lines, key=lambda one: one[0], default=(math.inf, None))
        return step if off <= near else None
