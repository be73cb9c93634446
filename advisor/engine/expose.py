"""A trip as the exposures that rules are matched against.

The result is a tree of fixed depth: a trip is all of its steps; a step is one of several possible ways; a way is
all of its sites; a site is a place or link, a mode or activity and an extent of time, cut into cells that no rule
can tell apart. Each traveller is exposed at every site.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from advisor.engine.itinerary import Fault, Plan, PlannedLeg, PlannedStay, plan
from advisor.engine.times import Between, Extent, extent, moment, to_local
from advisor.engine.ways import Network, TooManyWaysError, Way
from advisor.model.assessment import FactRef, StepKind
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import Activity
from advisor.model.text import Text
from advisor.model.trip import Measures, Trip
from advisor.model.verdict import Range, Verdict, certain

MOVING = frozenset({Activity.MOVING})
DAY_VISIT = frozenset({Activity.DAY_VISIT})
OVERNIGHT = frozenset({Activity.OVERNIGHT})
EITHER_STAY = DAY_VISIT | OVERNIGHT


@dataclass(frozen=True, slots=True)
class Movement:
    """A chain of legs between two stays. `links`: all that it uses, for distances to incidents."""

    origin: str
    destination: str
    links: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where and how the party is exposed, and when.

    `place` is where it is or, on a link, one of the places the link lies in: a link is as many sites as it touches
    places. `exact`: the place is a node of the network; otherwise it is a planner's word, which may be coarser than
    a rule's place. `activities` and `services`: the one that is true is among them. `extent` None: time not known.
    """

    place: str
    link: str | None
    mode: str | None
    activities: frozenset[Activity]
    needs_allow: bool
    exact: bool
    extent: Extent | None
    movement: Movement | None = None
    services: frozenset[str] | None = None


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


@dataclass(frozen=True, slots=True)
class _Found:
    """The ways of one leg, or why there are none."""

    ways: tuple[Way, ...] = ()
    faults: tuple[Fault, ...] = ()
    floor: Range = field(default_factory=lambda: certain(Verdict.REFER))
    choice: FactRef | None = None


class _Exposer:
    def __init__(self, pack: Pack, network: Network, planned: Plan) -> None:
        self._pack = pack
        self._places = pack.geography.places
        self._geography = pack.geography
        self._network = network
        self._plan = planned
        self._found: dict[int, _Found] = {}
        self._breaks: dict[int, Fault] = {}

    def steps(self) -> tuple[ExposedStep, ...]:
        self._find_ways()
        movements = self._movements()
        steps = []
        for number, step in enumerate(self._plan.steps):
            exposed = (
                self._leg(step, self._found[number], movements[number], first=number == 0)
                if isinstance(step, PlannedLeg)
                else self._stay(step)
            )
            if number in self._breaks:
                broken = exposed.floor.joined(certain(Verdict.REFER))
                exposed = replace(exposed, faults=(*exposed.faults, self._breaks[number]), floor=broken)
            steps.append(exposed)
        return tuple(steps)

    # ways

    def _find_ways(self) -> None:
        """Search each leg's ways, following where the party is; note a step that starts elsewhere."""
        here: frozenset[str] | None = None
        for number, step in enumerate(self._plan.steps):
            if isinstance(step, PlannedStay):
                starts = ends = frozenset((step.place,))
            else:
                found = self._ways(step)
                if here is not None and len(found.ways) > 1:
                    # Where the party is already known more finely than the leg says, it starts from there.
                    kept = tuple(way for way in found.ways if any(self._touch(way.nodes[0], place) for place in here))
                    found = replace(found, ways=kept or found.ways)
                if len(found.ways) > 1:
                    found = replace(found, choice=FactRef(fact="route", step=step.written))
                self._found[number] = found
                starts = frozenset(way.nodes[0] for way in found.ways) or frozenset((step.leg.origin,))
                ends = frozenset(way.nodes[-1] for way in found.ways) or frozenset((step.leg.destination,))
            if here is not None and not any(self._touch(one, other) for one in here for other in starts):
                self._breaks[number] = Fault(
                    message("structure.broken-chain", ended=self._names(here), starts=self._names(starts)),
                    step.written if step.written is not None else step.after,
                )
            here = ends

    def _names(self, places: frozenset[str]) -> tuple[Text | str, ...]:
        return tuple(self._name(place) for place in sorted(places))

    def _touch(self, one: str, other: str) -> bool:
        return self._geography.lies_in(one, other) or self._geography.lies_in(other, one) or one == other

    def _ways(self, step: PlannedLeg) -> _Found:
        leg = step.leg
        unknown = [
            Fault(message("structure.unknown-place", place=place), step.written)
            for place in dict.fromkeys((leg.origin, *leg.via, leg.destination))
            if place != OUTSIDE and place not in self._places
        ]
        if leg.route is not None and leg.route not in self._pack.routes and leg.route not in self._pack.links:
            unknown.append(Fault(message("structure.unknown-route", route=leg.route), step.written))
        if leg.operator is not None and leg.operator not in self._pack.services:
            unknown.append(Fault(message("structure.unknown-operator", operator=leg.operator), step.written))
        if leg.mode is not None and leg.mode not in self._pack.modes:
            unknown.append(Fault(message("structure.unknown-mode", mode=leg.mode), step.written))
        if unknown:
            return _Found(faults=tuple(unknown))
        if leg.mode is None:
            fault = Fault(message("structure.no-mode"), step.written)
            return _Found((), (fault,), Range(Verdict.GO, Verdict.NO_GO), FactRef(fact="mode", step=step.written))
        return self._searched(step, leg.mode)

    def _searched(self, step: PlannedLeg, mode: str) -> _Found:
        leg = step.leg
        if leg.origin == leg.destination and not leg.via:
            return _Found((Way((), (leg.origin,)),))
        names = {"origin": self._name(leg.origin), "destination": self._name(leg.destination)}
        title = self._pack.modes[mode].title
        try:
            ways = self._network.ways(leg.origin, leg.destination, mode, leg.via, leg.route)
        except TooManyWaysError:
            fault = Fault(message("structure.too-many-ways", mode=title, **names), step.written)
            return _Found((), (fault,), choice=FactRef(fact="route", step=step.written))
        if not ways:
            return _Found((), (Fault(message("structure.no-way", mode=title, **names), step.written),))
        return _Found(ways)

    def _name(self, place: str) -> Text | str:
        found = self._places.get(place)
        return found.name if found else place

    # movements

    def _movements(self) -> dict[int, tuple[str, str, frozenset[str]]]:
        """For each leg: origin, destination and links of the movement it belongs to."""
        result: dict[int, tuple[str, str, frozenset[str]]] = {}
        chain: list[int] = []
        for number, step in enumerate(self._plan.steps):
            if not isinstance(step, PlannedLeg):
                continue
            chain.append(number)
            if step.ends_movement:
                links = frozenset(link for i in chain for way in self._found[i].ways for link in way.links)
                origin, destination = self._end(chain[0], first=True), self._end(chain[-1], first=False)
                for i in chain:
                    result[i] = (origin, destination, links)
                chain = []
        return result

    def _end(self, number: int, *, first: bool) -> str:
        """A movement's end: the network's node when only one is possible, else what the planner wrote."""
        step = self._plan.steps[number]
        nodes = {way.nodes[0] if first else way.nodes[-1] for way in self._found[number].ways}
        if len(nodes) == 1:
            return nodes.pop()
        if isinstance(step, PlannedLeg):
            return step.leg.origin if first else step.leg.destination
        return step.place

    # sites

    def _leg(
        self, step: PlannedLeg, found: _Found, movement: tuple[str, str, frozenset[str]], *, first: bool
    ) -> ExposedStep:
        leg = step.leg
        whole = Movement(*movement)
        ways = tuple(self._way_sites(step, way, whole, first=first) for way in found.ways)
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
            inside = replace(
                base,
                place=way.nodes[0],
                needs_allow=True,
                exact=False,
                extent=extent(step.depart, step.arrive),
                services=self._services(None, mode, step.leg.operator),
            )
            return (inside,)
        sites: list[Site] = []
        for number, node in enumerate(way.nodes):
            if node != OUTSIDE:
                starts_trip = first and number == 0
                sites.append(replace(base, place=node, needs_allow=starts_trip, extent=moment(times[number])))
                if starts_trip and self._finer(step.leg.origin, node):
                    sites.append(
                        replace(base, place=step.leg.origin, needs_allow=True, exact=False, extent=moment(times[0]))
                    )
        for number, (link, _ends) in enumerate(zip(way.links, pairwise(way.nodes), strict=True)):
            stretch = extent(times[number], times[number + 1])
            services = self._services(link, mode, step.leg.operator)
            sites.extend(
                replace(base, place=place, link=link, needs_allow=True, extent=stretch, services=services)
                for place in self._lies_in(link)
            )
        return tuple(sites)

    def _finer(self, place: str, node: str) -> bool:
        return place != node and self._geography.lies_in(place, node)

    def _lies_in(self, link: str) -> tuple[str, ...]:
        declared = self._pack.links[link]
        return tuple(
            place for place in dict.fromkeys((declared.start, declared.end, *declared.through)) if place != OUTSIDE
        )

    def _services(self, link: str | None, mode: str | None, operator: str | None) -> frozenset[str] | None:
        if mode is None or not self._pack.modes[mode].needs_service:
            return None
        return frozenset(
            service.id
            for service in self._pack.services.values()
            if service.mode == mode and link in service.links and operator in (None, service.id)
        )

    def _stay(self, step: PlannedStay) -> ExposedStep:
        overnight = self._activities(step)
        faults: tuple[Fault, ...] = ()
        ways: tuple[tuple[Site, ...], ...] = ((),)
        if step.place != OUTSIDE and step.place not in self._places:
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

    def _activities(self, step: PlannedStay) -> frozenset[Activity]:
        """Overnight if it surely holds a local midnight, a day visit if it surely does not."""
        if not (step.start.known and step.end.known) or step.place not in self._places:
            return EITHER_STAY
        zone = self._places[step.place].time_zone or "UTC"
        days = [to_local(instant, zone).date() for instant in (
            step.start.earliest, step.start.latest, step.end.earliest, step.end.latest
        ) if instant is not None]
        if days[1] < days[2]:
            return OVERNIGHT
        return DAY_VISIT if days[0] == days[3] else EITHER_STAY
