"""Reference evaluator: what a trip exposes its party to. One site is one place or link, in one mode or activity."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time, timedelta

from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.model.rule import Activity
from advisor.model.trip import Leg, Measures, Stay, Trip
from advisor.model.verdict import CLEAR, Range, Verdict, certain
from tests.engine.reference_network import MOST_WAYS, Way, leads_to, nodes_of, ways_of
from tests.engine.reference_time import Bounds, Clock, Stretch, first_minute, moment, stretch, to_clock, zone_of

ASK = certain(Verdict.REFER)
MOVING = frozenset({Activity.MOVING})
NOBODY = ""
"""Among the possible services of a mode that needs none: the party may go by itself."""


@dataclass(frozen=True)
class Movement:
    """A chain of legs between two stays: where from, where to, the links it surely uses and all that it may use.

    `own_links`: those of the leg itself.
    """

    origin: str
    destination: str
    sure_links: frozenset[str]
    possible_links: frozenset[str]
    own_links: frozenset[str]


@dataclass(frozen=True)
class Site:
    """Where, how and when the party is exposed. `movement` is None for stays.

    `services`: those of which one is what the party goes by; NOBODY among them where it may go without any.
    `served`: whether a service has to run there.
    """

    place: str
    link: str | None
    mode: str | None
    activities: frozenset[Activity]
    movement: Movement | None
    when: Stretch | None
    inexact: bool
    needs_allow: bool
    services: frozenset[str] = frozenset()
    served: bool = False

    @property
    def moving(self) -> bool:
        return self.movement is not None


@dataclass
class ExposedStep:
    """One leg or stay: the ways it can go, each with all its sites, and what is wrong with it."""

    written: int | None
    after: int | None
    measures: Measures
    ways: list[list[Site]] = field(default_factory=list)
    faults: Range = CLEAR


@dataclass
class ExposedTrip:
    steps: list[ExposedStep]
    faults: Range


def expose(trip: Trip, pack: Pack) -> ExposedTrip:
    clock = Clock(trip.itinerary, pack)
    faults = CLEAR
    if not trip.travellers or not trip.itinerary or clock.contradictory:
        faults = ASK
    steps: list[ExposedStep] = []
    for number, step in enumerate(trip.itinerary):
        if isinstance(step, Leg):
            steps.append(_leg(number, step, trip, clock, pack))
            stop = _stop_after(number, step, trip, clock, pack)
            if stop is not None:
                steps.append(stop)
        else:
            steps.append(_stay(number, step, trip, clock, pack))
    if all(step.faults == CLEAR and not any(step.ways) for step in steps):
        faults = ASK  # wholly outside: nothing was assessed
    return ExposedTrip(steps, faults)


# ---------------------------------------------------------------------------------------------------- where one is


def _known(place: str, pack: Pack) -> bool:
    return place == OUTSIDE or place in pack.geography.places


def _beginning(trip: Trip, number: int) -> str:
    step = trip.itinerary[number]
    return step.origin if isinstance(step, Leg) else step.place


def _end(trip: Trip, number: int) -> str:
    step = trip.itinerary[number]
    return step.destination if isinstance(step, Leg) else step.place


def _meet(one: str, other: str, pack: Pack) -> bool:
    return one == other or pack.geography.lies_in(one, other) or pack.geography.lies_in(other, one)


def _in_one_town(one: str, other: str, pack: Pack) -> bool:
    """Whether they are the same, or one lies in the other and that is a town or zone."""
    if one == other:
        return True
    small = {place.id for place in pack.geography.places.values() if place.kind in (PlaceKind.TOWN, PlaceKind.ZONE)}
    return (pack.geography.lies_in(one, other) and other in small) or (
        pack.geography.lies_in(other, one) and one in small
    )


def _broken(trip: Trip, number: int, clock: Clock, pack: Pack) -> bool:
    """Whether a step starts where the last did not end: neither as written, nor on the map."""
    if number == 0:
        return False
    if not _meet(_end(trip, number - 1), _beginning(trip, number), pack):
        return True
    starts = {_beginning(trip, number)}
    if isinstance(trip.itinerary[number], Leg):
        starts = {way.nodes[0] for way in _ways(number, trip, clock, pack)} or starts
    here = _position(trip, number - 1, clock, pack)
    return not any(_meet(one, other, pack) for one in here for other in starts)


def _position(trip: Trip, number: int, clock: Clock, pack: Pack) -> set[str]:
    """Where the party can be after a step, and the stop that follows it: a wider word for it moves nobody."""
    step = trip.itinerary[number]
    if isinstance(step, Leg):
        party = {way.nodes[-1] for way in _ways(number, trip, clock, pack)} or {step.destination}
        stops = number + 1 < len(trip.itinerary) and isinstance(trip.itinerary[number + 1], Leg)
        if not stops or _passes_on(trip, number, clock):
            return party
    else:
        party = _position(trip, number - 1, clock, pack) if number > 0 else set()
    stop = _end(trip, number)
    return {place for place in party if pack.geography.lies_in(place, stop)} or {stop}


def _passes_on(trip: Trip, number: int, clock: Clock) -> bool:
    """Whether the leg goes on into the next one without a stop: both times known to be the same minute."""
    if number + 1 >= len(trip.itinerary):
        return False
    if not isinstance(trip.itinerary[number], Leg) or not isinstance(trip.itinerary[number + 1], Leg):
        return False
    arrive, depart = clock.bounds(number, "arrive"), clock.bounds(number + 1, "depart")
    return arrive == depart and arrive[0] is not None and arrive[0] == arrive[1]


# ---------------------------------------------------------------------------------------------------- stays


def _stay(number: int, stay: Stay, trip: Trip, clock: Clock, pack: Pack) -> ExposedStep:
    step = ExposedStep(number, None, stay.measures)
    if not _known(stay.place, pack) or _broken(trip, number, clock, pack):
        step.faults = ASK
    before = trip.itinerary[number - 1] if number > 0 else None
    following = trip.itinerary[number + 1] if number + 1 < len(trip.itinerary) else None
    start = clock.bounds(number - 1, "arrive") if isinstance(before, Leg) else clock.bounds(number, "from")
    end = clock.bounds(number + 1, "depart") if isinstance(following, Leg) else clock.bounds(number, "until")
    step.ways = [_stay_sites(stay.place, start, end, pack)]
    return step


def _stop_after(number: int, leg: Leg, trip: Trip, clock: Clock, pack: Pack) -> ExposedStep | None:
    """The stay that a gap between two legs makes, or the night where a trip ends away from its start."""
    step = ExposedStep(None, number, {})
    if not _known(leg.destination, pack):
        step.faults = ASK
    arrive = clock.bounds(number, "arrive")
    if number + 1 < len(trip.itinerary):
        if not isinstance(trip.itinerary[number + 1], Leg) or _passes_on(trip, number, clock):
            return None
        step.ways = [_stay_sites(leg.destination, arrive, clock.bounds(number + 1, "depart"), pack)]
        return step
    if leg.destination == OUTSIDE or _in_one_town(leg.destination, _beginning(trip, 0), pack):
        return None
    latest = arrive[1]
    noon: Bounds = (None, None)
    if latest is not None:
        zone = zone_of(leg.destination, pack)
        tomorrow = to_clock(latest, zone).date() + timedelta(days=1)
        at = first_minute(tomorrow, zone) + 12 * 60
        assert to_clock(at, zone).time() == time(12), "reference knows only zones without summer time"
        noon = (at, at)
    step.ways = [_stay_sites(leg.destination, arrive, noon, pack)]
    return step


def _stay_sites(place: str, start: Bounds, end: Bounds, pack: Pack) -> list[Site]:
    if place not in pack.geography.places:
        return []
    return [
        Site(
            place=place,
            link=None,
            mode=None,
            activities=_activities(start, end, zone_of(place, pack)),
            movement=None,
            when=stretch(start, end),
            inexact=True,
            needs_allow=True,
        )
    ]


def _activities(start: Bounds, end: Bounds, zone: str) -> frozenset[Activity]:
    """Overnight if a midnight is surely inside, a day visit if surely none is; otherwise one of the two."""
    either = frozenset({Activity.DAY_VISIT, Activity.OVERNIGHT})
    if start[0] is None or start[1] is None or end[0] is None or end[1] is None:
        return either
    if to_clock(start[1], zone).date() < to_clock(end[0], zone).date():
        return frozenset({Activity.OVERNIGHT})
    if to_clock(start[0], zone).date() == to_clock(end[1], zone).date():
        return frozenset({Activity.DAY_VISIT})
    return either


# ---------------------------------------------------------------------------------------------------- legs


def _leg(number: int, leg: Leg, trip: Trip, clock: Clock, pack: Pack) -> ExposedStep:
    step = ExposedStep(number, None, leg.measures)
    if leg.mode is None:
        step.faults = Range(Verdict.GO, Verdict.NO_GO)
    if _leg_faults(number, leg, trip, clock, pack):
        step.faults = step.faults.joined(ASK)
    if not _readable(leg, pack):
        return step
    depart, arrive = clock.bounds(number, "depart"), clock.bounds(number, "arrive")
    if _goes_nowhere(leg):
        movement = _movement(number, (), trip, clock, pack)
        step.ways = [[] if leg.origin == OUTSIDE else [_self_site(leg, movement, stretch(depart, arrive), pack)]]
        return step
    ways = _ways(number, trip, clock, pack)
    if 0 < len(ways) <= MOST_WAYS and _or_elsewhere(number, trip, ways, clock, pack):
        step.faults = step.faults.joined(Range(Verdict.GO, Verdict.NO_GO))
    if not 0 < len(ways) <= MOST_WAYS:
        step.faults = step.faults.joined(ASK)
        return step
    for way in ways:
        movement = _movement(number, way.links, trip, clock, pack)
        step.ways.append(_way_sites(leg, way, movement, (depart, arrive), pack, first=number == 0))
    return step


def _leg_faults(number: int, leg: Leg, trip: Trip, clock: Clock, pack: Pack) -> bool:
    return (
        not all(_known(place, pack) for place in (leg.origin, *leg.via, leg.destination))
        or (leg.mode is not None and leg.mode not in pack.modes)
        or (leg.route is not None and leg.route not in pack.routes and leg.route not in pack.links)
        or (leg.operator is not None and leg.operator not in pack.services)
        or _broken(trip, number, clock, pack)
    )


def _readable(leg: Leg, pack: Pack) -> bool:
    places = all(_known(place, pack) for place in (leg.origin, *leg.via, leg.destination))
    return places and leg.mode in pack.modes


def _goes_nowhere(leg: Leg) -> bool:
    return leg.origin == leg.destination and not leg.via


def _ways(number: int, trip: Trip, clock: Clock, pack: Pack) -> list[Way]:
    """The ways of a leg, without those that start where the party is known not to be (unless all do).

    More than can be told apart are all returned: where the party is does not make them fewer.
    """
    leg = trip.itinerary[number]
    assert isinstance(leg, Leg)
    if not _readable(leg, pack):
        return []
    if _goes_nowhere(leg):
        return [Way((leg.origin,), ())]
    known_route = leg.route if leg.route in pack.routes or leg.route in pack.links else None
    ways = ways_of(replace(leg, route=known_route), pack)
    if number > 0 and len(ways) <= MOST_WAYS:
        here = _position(trip, number - 1, clock, pack)
        ways = [way for way in ways if any(_meet(way.nodes[0], place, pack) for place in here)] or ways
    return ways


def _or_elsewhere(number: int, trip: Trip, ways: list[Way], clock: Clock, pack: Pack) -> bool:
    """Whether the ends, as written, hold places that other ways, not among these, begin or end at."""
    leg = trip.itinerary[number]
    assert isinstance(leg, Leg)
    assert leg.mode is not None
    if leg.route in pack.routes or leg.route in pack.links:
        return False
    stops = [set(nodes_of(place, leg.mode, pack)) for place in (leg.origin, *leg.via, leg.destination)]
    starts = stops[0] - {way.nodes[0] for way in ways}
    if number > 0:
        here = _position(trip, number - 1, clock, pack)
        starts = {node for node in starts if any(_meet(node, place, pack) for place in here)}
    ends = stops[-1] - {way.nodes[-1] for way in ways}
    return any(
        leads_to(first, leg.mode, pack) & (after - {first})
        for firsts, after in ((starts, stops[1]), (stops[-2], ends))
        for first in firsts
    )


def possible_ways(number: int, trip: Trip, pack: Pack) -> list[Way]:
    """The ways of one written leg."""
    return _ways(number, trip, Clock(trip.itinerary, pack), pack)


def _movement(number: int, links: tuple[str, ...], trip: Trip, clock: Clock, pack: Pack) -> Movement:
    first = last = number
    while first > 0 and _passes_on(trip, first - 1, clock):
        first -= 1
    while _passes_on(trip, last, clock):
        last += 1
    sure, possible = set(links), set(links)
    for other in range(first, last + 1):
        ways = _ways(other, trip, clock, pack) if other != number else []
        possible.update(link for way in ways for link in way.links)
        if len(ways) == 1:
            sure.update(ways[0].links)
    begins = {way.nodes[0] for way in _ways(first, trip, clock, pack)}
    ends = {way.nodes[-1] for way in _ways(last, trip, clock, pack)}
    return Movement(
        begins.pop() if len(begins) == 1 else _beginning(trip, first),
        ends.pop() if len(ends) == 1 else _end(trip, last),
        frozenset(sure),
        frozenset(possible),
        frozenset(links),
    )


def _self_site(leg: Leg, movement: Movement, when: Stretch | None, pack: Pack) -> Site:
    """A movement inside one place. No link says who runs it, so a mode that needs a service has none."""
    assert leg.mode is not None
    return Site(
        place=leg.origin,
        link=None,
        mode=leg.mode,
        activities=MOVING,
        movement=movement,
        when=when,
        inexact=True,
        needs_allow=True,
        served=pack.modes[leg.mode].needs_service,
    )


def _way_sites(
    leg: Leg, way: Way, movement: Movement, times: tuple[Bounds, Bounds], pack: Pack, *, first: bool
) -> list[Site]:
    depart, arrive = times
    on_the_way: Bounds = (depart[0], arrive[1])
    at = [depart, *([on_the_way] * (len(way.nodes) - 2)), arrive]

    def site(place: str, link: str | None, when: Stretch | None, *, needs_allow: bool) -> Site:
        return Site(
            place=place,
            link=link,
            mode=leg.mode,
            activities=MOVING,
            movement=movement,
            when=when,
            inexact=False,
            needs_allow=needs_allow,
            services=_services(leg, link, pack) if link else frozenset(),
            served=link is not None and pack.modes[leg.mode or ""].needs_service,
        )

    sites = []
    for index, node in enumerate(way.nodes):
        if node != OUTSIDE:
            sites.append(site(node, None, moment(at[index]), needs_allow=first and index == 0))
    written = [(leg.origin, 0), (leg.destination, len(way.nodes) - 1)]
    written += [(place, index) for place in leg.via for index in range(len(way.nodes))]
    for place, index in written:
        if place != way.nodes[index] and pack.geography.lies_in(place, way.nodes[index]):
            fine = site(place, None, moment(at[index]), needs_allow=first and index == 0)
            sites.append(replace(fine, inexact=True))
    for index, link in enumerate(way.links):
        known = pack.links[link]
        there = sorted({known.start, known.end, *known.through} - {OUTSIDE})
        sites += [site(place, link, stretch(at[index], at[index + 1]), needs_allow=True) for place in there]
    return sites


def _services(leg: Leg, link: str, pack: Pack) -> frozenset[str]:
    """The services that can be what one goes by."""
    found = frozenset(
        service.id
        for service in pack.services.values()
        if service.mode == leg.mode and link in service.links and leg.operator in (None, service.id)
    )
    by_oneself = found and leg.operator is None and not pack.modes[leg.mode or ""].needs_service
    return found | {NOBODY} if by_oneself else found
