"""Following the party over the network: the ways each leg may take, the movements they make, and where they break."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from advisor.engine.itinerary import Fault, Plan, PlannedLeg, PlannedStay
from advisor.engine.ways import Network, TooManyWaysError, Way
from advisor.model.assessment import FactRef
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.text import Text
from advisor.model.trip import Leg
from advisor.model.verdict import Range, Verdict, certain


class Movement(NamedTuple):
    """A chain of legs between two stays, for a leg that takes one of its ways.

    `links`: those surely used; `possible_links`: also those on ways that other legs of the chain may take; `leg_links`:
    those of this leg.
    """

    origin: str
    destination: str
    links: frozenset[str]
    possible_links: frozenset[str]
    leg_links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """The ways of one leg, or why there are none."""

    ways: tuple[Way, ...] = ()
    faults: tuple[Fault, ...] = ()
    floor: Range = field(default_factory=lambda: certain(Verdict.REFER))
    choice: FactRef | None = None


class Journey:
    """Where a planned trip leads: `found` ways by step number, and `breaks` where a step starts elsewhere.

    `asked`: all that the ways found for a step hang on.
    """

    def __init__(self, pack: Pack, network: Network, planned: Plan) -> None:
        """Follow the plan from its first step to its last."""
        self._pack = pack
        self._places = pack.geography.places
        self._geography = pack.geography
        self._network = network
        self._plan = planned
        self.found: dict[int, Found] = {}
        self.asked: dict[int, Hashable] = {}
        self.breaks: dict[int, Fault] = {}
        self._find_ways()
        self._chains = self._find_chains()

    def _find_ways(self) -> None:
        """Search each leg's ways, following where the party is; note a step that starts elsewhere."""
        here: frozenset[str] | None = None
        ended = ""
        for number, step in enumerate(self._plan.steps):
            written = _written_ends(step)
            if isinstance(step, PlannedStay):
                starts = frozenset((step.place,))
                ends = self._stayed(here, step.place)
            else:
                key = self.asked[number] = (_asked_of(step), here)
                found = self.found[number] = self._network.legs.get(
                    key,
                    lambda: self._found(step, here),  # noqa: B023  (called at once)
                )
                starts = frozenset(way.nodes[0] for way in found.ways) or frozenset((step.leg.origin,))
                ends = frozenset(way.nodes[-1] for way in found.ways) or frozenset((step.leg.destination,))
            if here is not None and not (
                self._touch(ended, written[0]) and any(self._touch(one, other) for one in here for other in starts)
            ):
                self.breaks[number] = Fault(
                    message("structure.broken-chain", ended=self._names(here), starts=self._names(starts)),
                    step.written if step.written is not None else step.after,
                )
            here, ended = ends, written[1]

    def _found(self, step: PlannedLeg, here: frozenset[str] | None) -> Found:
        """The ways of a leg by a party that is at one of those places; None: it sets out."""
        found = self._ways(step)
        if here is not None and len(found.ways) > 1:
            # Where the party is already known more finely than the leg says, it starts from there.
            kept = tuple(way for way in found.ways if any(self._touch(way.nodes[0], place) for place in here))
            found = replace(found, ways=kept or found.ways)
        found = self._or_elsewhere(found, step, here)
        if len(found.ways) > 1:
            found = replace(found, choice=FactRef(fact="route", step=step.written))
        return found

    def _or_elsewhere(self, found: Found, step: PlannedLeg, here: frozenset[str] | None) -> Found:
        """Note where a wide word for an end of the leg also holds places that none of the ways begins or ends at."""
        leg = step.leg
        nowhere = not any(way.links for way in found.ways)
        if nowhere or leg.mode is None or (leg.route is not None and self._knows_route(leg.route)):
            return found
        stops = [self._network.nodes(place, leg.mode) for place in (leg.origin, *leg.via, leg.destination)]
        starts = stops[0] - {way.nodes[0] for way in found.ways}
        if here is not None:
            starts = frozenset(node for node in starts if any(self._touch(node, place) for place in here))
        ends = stops[-1] - {way.nodes[-1] for way in found.ways}
        open_start = self._network.joins(starts, stops[1], leg.mode)
        open_end = self._network.joins(stops[-2], ends, leg.mode)
        if not (open_start or open_end):
            return found
        fault = Fault(message("structure.too-many-ways", **self._said(leg, leg.mode)), step.written)
        floor = Range(found.floor.best if found.faults else Verdict.GO, Verdict.NO_GO)
        choice = FactRef(fact="place" if open_end else "route", step=step.written)
        return replace(found, faults=(*found.faults, fault), floor=floor, choice=choice)

    def _said(self, leg: Leg, mode: str) -> dict[str, Text | str]:
        return {
            "origin": self._name(leg.origin),
            "destination": self._name(leg.destination),
            "mode": self._pack.modes[mode].title,
        }

    def _stayed(self, here: frozenset[str] | None, place: str) -> frozenset[str]:
        """Where the party is after a stay: where it came to, if the stay's place is only a wider word for it."""
        finer = frozenset(one for one in here or () if self._geography.lies_in(one, place))
        return finer or frozenset((place,))

    def _names(self, places: frozenset[str]) -> tuple[Text | str, ...]:
        return tuple(self._name(place) for place in sorted(places))

    def _touch(self, one: str, other: str) -> bool:
        return self._geography.lies_in(one, other) or self._geography.lies_in(other, one) or one == other

    def _ways(self, step: PlannedLeg) -> Found:
        leg = step.leg
        places = [
            Fault(message("structure.unknown-place", place=place), step.written)
            for place in dict.fromkeys((leg.origin, *leg.via, leg.destination))
            if place != OUTSIDE and place not in self._places
        ]
        unknown = list(places)
        if leg.route is not None and not self._knows_route(leg.route):
            unknown.append(Fault(message("structure.unknown-route", route=leg.route), step.written))
        if leg.operator is not None and leg.operator not in self._pack.services:
            unknown.append(Fault(message("structure.unknown-operator", operator=leg.operator), step.written))
        if leg.mode is not None and leg.mode not in self._pack.modes:
            unknown.append(Fault(message("structure.unknown-mode", mode=leg.mode), step.written))
        if leg.mode is None:
            faults = (*unknown, Fault(message("structure.no-mode"), step.written))
            floor = Range(Verdict.REFER if unknown else Verdict.GO, Verdict.NO_GO)
            return Found((), faults, floor, FactRef(fact="mode", step=step.written))
        if places or leg.mode not in self._pack.modes:
            return Found(faults=tuple(unknown))
        # A route or operator nobody knows says nothing, but the rest of the leg still does.
        found = self._searched(step, leg.mode)
        return replace(found, faults=(*unknown, *found.faults))

    def _searched(self, step: PlannedLeg, mode: str) -> Found:
        leg = step.leg
        if leg.origin == leg.destination and not leg.via:
            return Found((Way((), (leg.origin,)),))
        route = leg.route if leg.route is not None and self._knows_route(leg.route) else None
        try:
            ways = self._network.ways(leg.origin, leg.destination, mode, leg.via, route)
        except TooManyWaysError:
            fault = Fault(message("structure.too-many-ways", **self._said(leg, mode)), step.written)
            return Found((), (fault,), choice=FactRef(fact="route", step=step.written))
        if not ways:
            return Found((), (Fault(message("structure.no-way", **self._said(leg, mode)), step.written),))
        return Found(ways)

    def _name(self, place: str) -> Text | str:
        found = self._places.get(place)
        return found.name if found else place

    def _knows_route(self, route: str) -> bool:
        return route in self._pack.routes or route in self._pack.links

    def _find_chains(self) -> dict[int, tuple[int, ...]]:
        """For each leg, by step number, the legs of the movement it belongs to."""
        result: dict[int, tuple[int, ...]] = {}
        chain: list[int] = []
        for number, step in enumerate(self._plan.steps):
            if not isinstance(step, PlannedLeg):
                continue
            chain.append(number)
            if step.ends_movement:
                result.update(dict.fromkeys(chain, tuple(chain)))
                chain = []
        return result

    def movement(self, number: int, way: Way) -> Movement:
        """The movement that a leg belongs to, where it takes that way."""
        chain = self._chains[number]
        sure, possible = set(way.links), set(way.links)
        for other in chain:
            ways = self.found[other].ways if other != number else ()
            possible.update(link for each in ways for link in each.links)
            if len(ways) == 1:
                sure.update(ways[0].links)
        return Movement(
            self._end(chain[0], first=True),
            self._end(chain[-1], first=False),
            frozenset(sure),
            frozenset(possible),
            frozenset(way.links),
        )

    def _end(self, number: int, *, first: bool) -> str:
        """A movement's end: the network's node when only one is possible, else what the planner wrote."""
        step = self._plan.steps[number]
        nodes = {way.nodes[0] if first else way.nodes[-1] for way in self.found[number].ways}
        if len(nodes) == 1:
            return nodes.pop()
        if isinstance(step, PlannedLeg):
            return step.leg.origin if first else step.leg.destination
        return step.place


def _asked_of(step: PlannedLeg) -> Hashable:
    """All that the ways of a leg hang on, apart from where the party is."""
    leg = step.leg
    return leg.origin, leg.destination, leg.mode, leg.via, leg.route, leg.operator, step.written


def _written_ends(step: PlannedLeg | PlannedStay) -> tuple[str, str]:
    """Where a step begins and ends in the planner's words."""
    return (step.leg.origin, step.leg.destination) if isinstance(step, PlannedLeg) else (step.place, step.place)
