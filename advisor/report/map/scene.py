"""What there is to draw: values, in positions of the map. `build` makes them, `layout` puts them into a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.model.assessment import StepKind, Wording
from advisor.model.incident import Incident
from advisor.model.place import PlaceKind
from advisor.model.text import Text
from advisor.model.verdict import Range
from advisor.report.map.projection import Bounds, Spot


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place that has coordinates. `weight` is how much hangs on it: links, routes that end there, zones within.

    `reach` is how far it extends and `off` how far its point may be off, both as widths of the map (0 to 1).
    """

    id: str
    name: Text
    kind: PlaceKind
    spot: Spot
    around: tuple[str, ...]
    weight: int
    reach: float
    off: float


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A link: the line between its ends. `direct`: only services run on it and no route follows it; drawn as an arc."""

    id: str
    line: tuple[Spot, ...]
    direct: bool
    on_route: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What a pack puts on the map, whatever the trip. `middle` is the x around which longitudes are unrolled."""

    country: str
    places: Mapping[str, PlaceMark]
    links: Mapping[str, LinkMark]
    bounds: Bounds
    middle: float


@dataclass(frozen=True, slots=True)
class StepMark:
    """A leg or stay as assessed. `range` None: it lies outside the pack's area and nothing is said of it.

    `line` leads from where the step begins to where it ends; a stay has one point. `known`: it follows the links that
    are taken, not just the direction. `ends` are the places. `beside`: how many earlier legs run along the same line
    the same way. `shared`: another leg runs along it too.
    """

    index: int
    kind: StepKind
    range: Range | None
    line: tuple[Spot, ...]
    known: bool
    ends: tuple[str, ...]
    beside: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ClosedMark:
    """A link that a finding closes on the day of the trip: where to mark it, and why. Not `certain`: it may be."""

    link: str
    at: Spot
    why: tuple[Wording, ...]
    steps: tuple[int, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class EventMark:
    """An incident. `off` is how far its point may be off. `why`: what counted it; empty where nothing did."""

    incident: Incident
    spot: Spot
    off: float
    why: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A trip on the ground.

    `on_trip` are the places where its steps begin and end, `passed` those it only passes. `unplaced` are places of the
    trip that can't be drawn, as it names them. `bounds` is what it takes up; None where there is nothing to see of
    it, or a leg has no end yet.
    """

    ground: Ground
    steps: tuple[StepMark, ...] = ()
    closed: tuple[ClosedMark, ...] = ()
    events: tuple[EventMark, ...] = ()
    on_trip: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    unplaced: tuple[str, ...] = ()
    bounds: Bounds | None = None
