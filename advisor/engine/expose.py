"""A trip as the exposures that rules are matched against.

The result is a tree of fixed depth: a trip is all of its steps; a step is one of several possible ways; a way is
all of its sites; a site is a place or link, a mode or activity and an extent of time, cut into cells that no rule
can tell apart. Each traveller is exposed at every site.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from advisor.engine.itinerary import Fault, Plan, PlannedLeg, PlannedStay, plan
from advisor.engine.journey import Found, Journey, Movement
from advisor.engine.times import Between, Extent, extent, moment, to_local
from advisor.engine.ways import Network, Way
from advisor.model.assessment import FactRef, StepKind
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import Activity
from advisor.model.trip import Leg, Measures, Trip
from advisor.model.verdict import Range, Verdict, certain

MOVING = frozenset({Activity.MOVING})
DAY_VISIT = frozenset({Activity.DAY_VISIT})
OVERNIGHT = frozenset({Activity.OVERNIGHT})
EITHER_STAY = DAY_VISIT | OVERNIGHT

BY_ITSELF = ""
"""Among a site's services: the party may go without any, by a mode that needs none."""


class Site(NamedTuple):
    """Where and how the party is exposed, and when.

    `place` is where it is or, on a link, one of the places the link lies in: a link is as many sites as it touches
    places. `exact`: the place is a node of the network; otherwise it is a planner's word, which may be coarser than
    a rule's place. `activities` and `services`: the one that is true is among them (BY_ITSELF: no service at all);
    `needs_service`: one must run. `extent` None: time not known.
    """

    place: str
    link: str | None
    mode: str | None
    activities: frozenset[Activity]
    needs_allow: bool
    exact: bool
    extent: Extent | None
    movement: Movement | None = None
    services: frozenset[str] = frozenset()
    needs_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposedStep:
    """One leg or stay: alternative ways, each a list of sites; or a fault that keeps it from being assessed.

    `floor` is the range the fault itself brings. `choice`: what would tell the ways apart.
    """

    kind: StepKind
    written: int | None
    after: int | None
    origin: str
    destination: str | None
    mode: str | None
    ways: tuple[tuple[Site, ...], ...]
    links: tuple[str, ...]
    start: Between
    end: Between
    overnight: bool
    measures: Measures
    faults: tuple[Fault, ...] = ()
    floor: Range = field(default_factory=lambda: certain(Verdict.REFER))
    choice: FactRef | None = None
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Exposed:
    """A trip, exposed. `faults` concern the trip as a whole; `onward_after` as in Plan."""

    steps: tuple[ExposedStep, ...]
    faults: tuple[Fault, ...]
    onward_after: int | None


def expose(trip: Trip, pack: Pack, network: Network) -> Exposed:
    """Lay a trip out as exposures. Whatever can't be laid out becomes a fault, never an exception."""
    planned = plan(trip, pack)
    faults = planned.faults
    if not trip.travellers:
        faults = (*faults, Fault(message("structure.no-travellers")))
    steps = _Exposer(pack, network, planned).steps()
    if steps and not any(step.faults or any(step.ways) for step in steps):
        faults = (*faults, Fault(message("structure.all-outside")))
    return Exposed(steps, faults, planned.onward_after)


class _Exposer:
    def __init__(self, pack: Pack, network: Network, planned: Plan) -> None:
        self._pack = pack
        self._network = network
        self._geography = pack.geography
        self._plan = planned
        self._journey = Journey(pack, network, planned)

    def steps(self) -> tuple[ExposedStep, ...]:
        steps = []
        for number, step in enumerate(self._plan.steps):
            exposed = self._leg(step, number) if isinstance(step, PlannedLeg) else expose_stay(step, self._pack)
            broken = self._journey.breaks.get(number)
            if broken is not None:
                floor = exposed.floor.joined(certain(Verdict.REFER))
                exposed = replace(exposed, faults=(*exposed.faults, broken), floor=floor)
            steps.append(exposed)
        return tuple(steps)

    def _leg(self, step: PlannedLeg, number: int) -> ExposedStep:
        found = self._journey.found[number]
        movements = tuple(self._journey.movement(number, way) for way in found.ways)
        measures = tuple(sorted(step.leg.measures.items()))
        key = (self._journey.asked[number], movements, step.depart, step.arrive, measures)
        exposed: ExposedStep = self._network.legs.get(
            key, lambda: self._exposed_leg(step, found, movements, first=number == 0)
        )
        return exposed

    def _exposed_leg(
        self, step: PlannedLeg, found: Found, movements: tuple[Movement, ...], *, first: bool
    ) -> ExposedStep:
        leg = step.leg
        ways = tuple(
            self._way_sites(step, way, movement, first=first)
            for way, movement in zip(found.ways, movements, strict=True)
        )
        return ExposedStep(
            kind=StepKind.LEG,
            written=step.written,
            after=step.written,
            origin=leg.origin,
            destination=leg.destination,
            mode=leg.mode,
            ways=ways,
            links=found.ways[0].links if len(found.ways) == 1 else (),
            start=step.depart,
            end=step.arrive,
            overnight=False,
            measures=leg.measures,
            faults=found.faults,
            floor=found.floor,
            choice=found.choice,
        )

    def _way_sites(self, step: PlannedLeg, way: Way, movement: Movement, *, first: bool) -> tuple[Site, ...]:
        mode = step.leg.mode
        between = Between(step.depart.earliest, step.arrive.latest)
        times = [step.depart, *[between] * (len(way.nodes) - 2), step.arrive]
        base = Site(
            place="",
            link=None,
            mode=mode,
            activities=MOVING,
            needs_allow=False,
            exact=True,
            extent=None,
            movement=movement,
        )
        if way.nodes == (OUTSIDE,):
            return ()
        if not way.links:  # a movement inside one place
            inside = base._replace(
                place=way.nodes[0],
                needs_allow=True,
                exact=False,
                extent=extent(step.depart, step.arrive),
                needs_service=self._needs_service(mode),
            )
            return (inside,)
        sites: list[Site] = []
        for number, node in enumerate(way.nodes):
            if node != OUTSIDE:
                starts_trip = first and number == 0
                sites.append(base._replace(place=node, needs_allow=starts_trip, extent=moment(times[number])))
                inside_it = self._written_inside(step.leg, way, number)
                sites.extend(sites[-1]._replace(place=place, exact=False) for place in inside_it)
        for number, (link, _ends) in enumerate(zip(way.links, pairwise(way.nodes), strict=True)):
            stretch = extent(times[number], times[number + 1])
            on_link = base._replace(
                link=link,
                needs_allow=True,
                extent=stretch,
                services=self._services(link, mode, step.leg.operator),
                needs_service=self._needs_service(mode),
            )
            sites.extend(on_link._replace(place=place) for place in self._lies_in(link))
        return tuple(sites)

    def _written_inside(self, leg: Leg, way: Way, number: int) -> list[str]:
        """The stops that the planner wrote more finely than the network knows: rules there bite as well."""
        written = list(leg.via)
        if number == 0:
            written.append(leg.origin)
        if number == len(way.nodes) - 1:
            written.append(leg.destination)
        node = way.nodes[number]
        return [place for place in dict.fromkeys(written) if place != node and self._geography.lies_in(place, node)]

    def _lies_in(self, link: str) -> tuple[str, ...]:
        declared = self._pack.links[link]
        return tuple(
            place for place in dict.fromkeys((declared.start, declared.end, *declared.through)) if place != OUTSIDE
        )

    def _services(self, link: str, mode: str | None, operator: str | None) -> frozenset[str]:
        found = self._network.services(link, mode)
        if operator is not None:
            found &= {operator}
        by_itself = found and operator is None and not self._needs_service(mode)
        return found | {BY_ITSELF} if by_itself else found

    def _needs_service(self, mode: str | None) -> bool:
        return mode is not None and self._pack.modes[mode].needs_service


def expose_stay(step: PlannedStay, pack: Pack) -> ExposedStep:
    """One stay laid out, whatever comes before and after it."""
    overnight = _activities(step, pack)
    faults: tuple[Fault, ...] = ()
    ways: tuple[tuple[Site, ...], ...] = ((),)
    if step.place != OUTSIDE and step.place not in pack.geography.places:
        faults = (Fault(message("structure.unknown-place", place=step.place), step.written),)
    elif step.place != OUTSIDE:
        site = Site(
            place=step.place,
            link=None,
            mode=None,
            activities=overnight,
            needs_allow=True,
            exact=False,
            extent=extent(step.start, step.end),
        )
        ways = ((site,),)
    return ExposedStep(
        kind=StepKind.STAY,
        written=step.written,
        after=step.after,
        origin=step.place,
        destination=None,
        mode=None,
        ways=ways,
        links=(),
        start=step.start,
        end=step.end,
        overnight=overnight == OVERNIGHT,
        measures=step.measures,
        faults=faults,
        open_end=step.open_end,
    )


def _activities(step: PlannedStay, pack: Pack) -> frozenset[Activity]:
    """Overnight if it surely holds a local midnight, a day visit if it surely does not."""
    places = pack.geography.places
    if not (step.start.known and step.end.known) or step.place not in places:
        return EITHER_STAY
    zone = places[step.place].time_zone or "UTC"
    days = [
        to_local(instant, zone).date()
        for instant in (step.start.earliest, step.start.latest, step.end.earliest, step.end.latest)
        if instant is not None
    ]
    if days[1] < days[2]:
        return OVERNIGHT
    return DAY_VISIT if days[0] == days[3] else EITHER_STAY
