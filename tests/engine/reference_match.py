"""Reference evaluator: whether a rule matches, in three values. Every test of every rule is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import atan2, cos, degrees, hypot, radians, sin
from typing import TypeAlias

from advisor.incidents.distance import point_to_line_km, point_to_point_km
from advisor.incidents.kinds import KINDS
from advisor.model.countries import COUNTRY_SET
from advisor.model.incident import Box, Coverage, Incident
from advisor.model.network import Window
from advisor.model.pack import FactScope, Pack
from advisor.model.place import OUTSIDE, Point
from advisor.model.rule import (
    FOREIGN,
    Affects,
    Effect,
    FactTest,
    How,
    IncidentTest,
    MovementKind,
    Near,
    PlaceRole,
    Rule,
    Selector,
)
from advisor.model.trip import Gender, StaffKind, Traveller, Trip
from tests.engine.reference_expose import Site
from tests.engine.reference_time import Minute

Truth: TypeAlias = bool | None
"""None: cannot tell."""

NOT, DOUBTFUL, YES = 0, 1, 2

NO_COUNTRY = "ZZ"
"""Free for private use in ISO 3166-1: any nationality that no rule names."""

# ---------------------------------------------------------------------------------------------------- Kleene


def kleene_and(truths: Iterable[Truth]) -> Truth:
    listed = list(truths)
    if any(truth is False for truth in listed):
        return False
    return None if any(truth is None for truth in listed) else True


def kleene_or(truths: Iterable[Truth]) -> Truth:
    listed = list(truths)
    if any(truth is True for truth in listed):
        return True
    return None if any(truth is None for truth in listed) else False


def kleene_not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def one_of_possible(possible: frozenset[str], wanted: frozenset[str]) -> Truth:
    hits = [one in wanted for one in possible]
    if not any(hits):
        return False
    return True if all(hits) else None


class Matching:
    """Matches the rules of one pack against the travellers of one trip."""

    def __init__(
        self,
        trip: Trip,
        pack: Pack,
        as_of: date,
        imported: Iterable[Incident] = (),
        vouched: Iterable[Coverage] = (),
    ) -> None:
        """Take imported incidents, and what somebody vouches that they are complete for."""
        self.trip = trip
        self.pack = pack
        self.as_of = as_of
        self.imported = tuple(imported)
        self.claims = [(claim, False) for claim in vouched]
        if pack.incident_coverage is not None:
            self.claims.append((pack.incident_coverage, True))

    # ------------------------------------------------------------------------------------------------ matching

    def matches(self, rule: Rule, site: Site, minute: Minute | None, person: int) -> Truth:
        people = range(len(self.trip.travellers)) if rule.affects is Affects.PARTY else [person]
        tests = [
            kleene_or(
                kleene_and(
                    [self.selected(selector, site), kleene_or(self.how(how, selector, site) for how in rule.how)]
                )
                for selector in rule.where
            ),
            kleene_or(
                kleene_or(kleene_and(self.fact(test, self.trip.travellers[one]) for test in who) for who in rule.who)
                for one in people
            ),
            self.time(rule, site, minute),
        ]
        if rule.incidents is not None:
            tests.append(self.incidents(rule, site, minute))
        if rule.effect is Effect.ALLOW:
            tests.append(self.in_force(rule, minute))
        if rule.effect in (Effect.ALLOW, Effect.INFORM):
            tests += [self.surely_runs(identifier, minute) for identifier in sorted(rule.depends_on)]
        return kleene_and(tests)

    def selected(self, selector: Selector, site: Site) -> Truth:
        tests: list[Truth] = []
        if selector.places is not None:
            tests.append(self.wholly_in(site, selector.places))
        if selector.regions is not None:
            tests.append(self.within(site.place, selector.regions, inexact=site.inexact))
        if selector.links is not None:
            tests.append(self.uses(selector.links, site))
        if selector.near_places is not None or selector.near_links is not None:
            tests.append(self.near(site, selector))
        if selector.roles is not None:
            tests.append(kleene_or(self.role(role, selector, site) for role in selector.roles))
        taken_out = [
            self.uses(selector.except_links, site),
            self.within(site.place, selector.except_places, inexact=site.inexact),
        ]
        tests.append(kleene_not(kleene_or(taken_out)))
        return kleene_and(tests)

    def within(self, place: str, areas: frozenset[str], *, inexact: bool) -> Truth:
        geography = self.pack.geography
        if any(geography.lies_in(place, area) for area in areas):
            return True
        if place not in geography.places and place != OUTSIDE:
            return None
        if inexact and any(geography.lies_in(area, place) for area in areas):
            return None
        return False

    def wholly_in(self, site: Site, areas: frozenset[str]) -> Truth:
        if site.link is None:
            return self.within(site.place, areas, inexact=site.inexact)
        link = self.pack.links[site.link]
        touched = (site.place, link.start, link.end)
        return any(all(self.pack.geography.lies_in(place, area) for place in touched) for area in areas)

    def near(self, site: Site, selector: Selector) -> Truth:
        if site.link is not None:
            return site.link in (selector.near_links or ())
        places = selector.near_places or frozenset()
        if site.place in places:
            return True
        inside = any(self.pack.geography.lies_in(place, site.place) for place in places)
        return None if site.inexact and inside else self.uses(selector.near_links or frozenset(), site)

    def uses(self, links: frozenset[str], site: Site) -> Truth:
        """Whether the party is on one of the links; moving about in a wide place, it may be on any inside."""
        if site.link in links:
            return True
        if site.link is not None or not (site.inexact and site.moving):
            return False
        for identifier in links:
            link = self.pack.links[identifier]
            ends = (link.start, link.end)
            if site.mode in link.modes and all(self.pack.geography.lies_in(end, site.place) for end in ends):
                return None
        return False

    def area(self, selector: Selector) -> frozenset[str]:
        return (selector.places or frozenset()) | (selector.regions or frozenset()) or frozenset({self.pack.area})

    def ends(self, selector: Selector, site: Site) -> tuple[Truth, Truth]:
        """Whether the movement begins, and whether it ends, in the selector's area."""
        assert site.movement is not None
        area = self.area(selector)
        return (
            self.within(site.movement.origin, area, inexact=True),
            self.within(site.movement.destination, area, inexact=True),
        )

    def role(self, role: PlaceRole, selector: Selector, site: Site) -> Truth:
        if not site.moving:
            return role is PlaceRole.STAY
        begins, ends = self.ends(selector, site)
        return {
            PlaceRole.STAY: False,
            PlaceRole.ORIGIN: begins,
            PlaceRole.DESTINATION: ends,
            PlaceRole.TRANSIT: kleene_and([kleene_not(begins), kleene_not(ends)]),
        }[role]

    def how(self, how: How, selector: Selector, site: Site) -> Truth:
        tests: list[Truth] = []
        if how.modes is not None:
            tests.append(site.mode in how.modes)
        if how.services is not None:
            tests.append(one_of_possible(site.services, how.services))
        if how.activities is not None:
            tests.append(one_of_possible(frozenset(site.activities), frozenset(how.activities)))
        if how.movements is not None:
            tests.append(kleene_or(self.movement(kind, selector, site) for kind in how.movements))
        origin = site.movement.origin if site.movement is not None else None
        destination = site.movement.destination if site.movement is not None else None
        if how.origins is not None:
            tests.append(self.end_in(origin, how.origins))
        if how.destinations is not None:
            tests.append(self.end_in(destination, how.destinations))
        if how.not_origins is not None:
            tests.append(kleene_not(self.end_in(origin, how.not_origins)))
        if how.not_destinations is not None:
            tests.append(kleene_not(self.end_in(destination, how.not_destinations)))
        return kleene_and(tests)

    def end_in(self, end: str | None, places: frozenset[str]) -> Truth:
        """Whether an end of a movement lies in one of the places. None: a stay, which has no ends."""
        if end is None:
            return False
        named = [one for one in places if one == end == OUTSIDE]
        return True if named else self.within(end, places - {OUTSIDE}, inexact=True)

    def movement(self, kind: MovementKind, selector: Selector, site: Site) -> Truth:
        if not site.moving:
            return False
        begins, ends = self.ends(selector, site)
        return {
            MovementKind.ENTERING: kleene_and([kleene_not(begins), ends]),
            MovementKind.LEAVING: kleene_and([begins, kleene_not(ends)]),
            MovementKind.WITHIN: kleene_and([begins, ends]),
        }[kind]

    # ------------------------------------------------------------------------------------------------ who

    def fact(self, test: FactTest, person: Traveller) -> Truth:
        truth = self._fact(test, person)
        return kleene_not(truth) if test.negated else truth

    def _fact(self, test: FactTest, person: Traveller) -> Truth:  # noqa: PLR0911 - one for each fact
        if test.fact == "nationality":
            hits = {self._nationality(code, test.values) for code in person.nationality or ()}
            return hits.pop() if len(hits) == 1 else None
        if test.fact == "roles":
            if person.roles is None:
                return None
            if any(role in test.values for role in person.roles):
                return True
            return None if any(role not in self.pack.roles for role in person.roles) else False
        if test.fact == "staff":
            return person.staff in test.values if person.staff in set(StaffKind) else None
        if test.fact == "gender":
            return person.gender in test.values if person.gender in set(Gender) else None
        fact = self.pack.facts[test.fact]
        value = self.trip.facts.get(test.fact)
        if fact.scope is FactScope.TRAVELLER and test.fact in person.facts:
            value = person.facts[test.fact]
        if value not in {known.id for known in fact.values}:
            return None
        return value in test.values

    def _nationality(self, code: str, values: frozenset[str]) -> Truth:
        if code not in COUNTRY_SET and code != NO_COUNTRY:
            return None
        return code in values or (FOREIGN in values and code != self.pack.country)

    # ------------------------------------------------------------------------------------------------ when

    def time(self, rule: Rule, site: Site, minute: Minute | None) -> Truth:
        when = rule.when
        if minute is None:
            always = when.start is None and when.until is None and when.all_day
            return True if always else None

        def valid(day: date) -> bool:
            return (when.start is None or when.start <= day) and (when.until is None or day <= when.until)

        if when.all_day:
            return valid(minute.day)
        tests: list[Truth] = [valid(day) for window, day in minute.window_days if window in when.hours]
        if when.night:
            if minute.evenings is None:
                possible = valid(minute.day) or valid(minute.day - timedelta(days=1))
                tests.append(None if possible else False)
            else:
                tests += [valid(evening) for evening in minute.evenings]
        return kleene_or(tests)

    def in_force(self, rule: Rule, minute: Minute | None) -> Truth:
        """Whether an allow still counts, as far as its dates go."""
        if rule.when.until is not None and self.as_of > rule.when.until:
            return False
        return kleene_not(self.overdue(rule, minute))

    def running(self, identifier: str, minute: Minute | None) -> tuple[int, int]:
        """How surely a service or provider runs: at the least, at the most."""
        if identifier in self.pack.services:
            service = self.pack.services[identifier]
            low, high = self._in_windows(service.windows, minute)
            if service.provider is not None:
                provider = self._in_windows(self.pack.providers[service.provider].windows, minute)
                low, high = min(low, provider[0]), min(high, provider[1])
            return low, high
        return self._in_windows(self.pack.providers[identifier].windows, minute)

    def _in_windows(self, windows: Iterable[Window], minute: Minute | None) -> tuple[int, int]:
        found = [self._in_window(window, minute) for window in windows]
        return max((low for low, _ in found), default=NOT), max((high for _, high in found), default=NOT)

    def _in_window(self, window: Window, minute: Minute | None) -> tuple[int, int]:
        late = window.review_by is not None and self.as_of > window.review_by
        high = DOUBTFUL if late else YES
        if minute is None:
            if window.start is not None or window.until is not None:
                return NOT, high
            return (high if window.review_by is None else DOUBTFUL), high
        if window.start is not None and minute.day < window.start:
            return NOT, NOT
        if window.until is not None and minute.day > window.until:
            return NOT, NOT
        late = late or (window.review_by is not None and minute.day > window.review_by)
        return (DOUBTFUL, DOUBTFUL) if late else (YES, YES)

    def surely_runs(self, identifier: str, minute: Minute | None) -> Truth:
        low, high = self.running(identifier, minute)
        if low == YES:
            return True
        return None if high == YES else False

    def overdue(self, rule: Rule, minute: Minute | None) -> Truth:
        if rule.review_by is None:
            return False
        if self.as_of > rule.review_by:
            return True
        return None if minute is None else minute.day > rule.review_by

    # ------------------------------------------------------------------------------------------------ incidents

    def incidents(self, rule: Rule, site: Site, minute: Minute | None) -> Truth:
        test = rule.incidents
        assert test is not None
        if minute is None:
            return None
        until = min(minute.day, self.as_of)
        since = until - timedelta(days=test.days)
        counting = [
            incident
            for incident in (*self.imported, *self.pack.incidents)
            if (not test.kinds or incident.kind in test.kinds)
            and (not test.fatal or (incident.fatalities or 0) > 0)
            and _may_fall(incident, since, until)
        ]
        sure, possible = self._measured(test, site)

        def enough(links: frozenset[str]) -> bool:
            # A stay, and a movement that uses no link, is measured from its place.
            here = site.place if not possible else None
            near = {incident.id for incident in counting if self._near(incident, links, here, test.within_km)}
            return len(near) >= test.at_least

        if enough(sure):
            return True
        if enough(possible) or not self._located(possible, site):
            return None
        return False if self._covered(test, possible, site, since, until) else None

    def _measured(self, test: IncidentTest, site: Site) -> tuple[frozenset[str], frozenset[str]]:
        """The links that distances are surely, and may have to be, measured from; none: the place is."""
        if site.movement is None or test.near is Near.PLACE:
            return frozenset(), frozenset()
        if test.near is Near.LEG:
            return site.movement.own_links, site.movement.own_links
        return site.movement.sure_links, site.movement.possible_links

    def _covered(self, test: IncidentTest, links: frozenset[str], site: Site, since: date, until: date) -> bool:
        """Day by day, kind by kind and link by link: whether some claim speaks for it."""
        days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
        wanted: list[str | None] = [*sorted(test.kinds)] or [None]
        measured: list[str | None] = [*sorted(links)] or [None]
        return all(
            any(self._speaks(claim, own, day, kind, test, link, site) for claim, own in self.claims)
            for day in days
            for kind in wanted
            for link in measured
        )

    def _speaks(
        self, claim: Coverage, own: bool, day: date, kind: str | None, test: IncidentTest, link: str | None, site: Site
    ) -> bool:
        if not claim.start <= day <= claim.until:
            return False
        if claim.kinds and kind not in claim.kinds:
            return False
        if kind is not None and kind not in KINDS and not own:
            return False  # no imported incident has such a kind
        if claim.fatal_only and not test.fatal:
            return False
        if claim.area is None:
            return True
        points = self._line(link) if link is not None else [self._point(site.place)]
        off = self._off(link) if link is not None else self.pack.geography.places[site.place].imprecision_km
        located = [point for point in points if point is not None]
        return all(_in_box(claim.area, point, test.within_km + off) for point in _along(located))

    def _located(self, links: frozenset[str], site: Site) -> bool:
        """Whether everything the incidents are measured from has coordinates."""
        if not links:
            return self._point(site.place) is not None
        return all(None not in self._line(link) for link in links)

    def _line(self, link: str) -> list[Point | None]:
        return [self._point(end) for end in (self.pack.links[link].start, self.pack.links[link].end) if end != OUTSIDE]

    def _off(self, link: str) -> float:
        """How far the link may lie from where it is drawn: by itself, and because of its ends."""
        declared = self.pack.links[link]
        places = [self.pack.geography.places[end] for end in (declared.start, declared.end) if end != OUTSIDE]
        return declared.imprecision_km + max(place.imprecision_km for place in places)

    def _near(self, incident: Incident, links: frozenset[str], place: str | None, km: float) -> bool:
        at = Point(incident.latitude, incident.longitude)
        for identifier in links:
            ends = [point for point in self._line(identifier) if point is not None]
            reach = km + incident.imprecision_km + self._off(identifier)
            if len(ends) == 1 and point_to_point_km(at, ends[0]) <= reach:
                return True
            if len(ends) > 1 and point_to_line_km(at, ends[0], ends[1]) <= reach:
                return True
        here = self._point(place) if place is not None else None
        if place is None or here is None:
            return False
        reach = km + incident.imprecision_km + self.pack.geography.places[place].imprecision_km
        return point_to_point_km(at, here) <= reach

    def _point(self, place: str) -> Point | None:
        known = self.pack.geography.places.get(place)
        if known is None or known.latitude is None or known.longitude is None:
            return None
        return Point(known.latitude, known.longitude)


def _along(ends: list[Point]) -> list[Point]:
    """Points of the shortest line, close together."""
    if len(ends) == 1:
        return ends
    one, other = (
        [cos(radians(p[0])) * cos(radians(p[1])), cos(radians(p[0])) * sin(radians(p[1])), sin(radians(p[0]))]
        for p in ends
    )
    found = []
    for step in range(101):
        x, y, z = (a * (100 - step) + b * step for a, b in zip(one, other, strict=True))
        found.append(Point(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))))
    return found


def _in_box(box: Box, point: Point, km: float) -> bool:
    """With a margin of the distance and a kilometre, a degree of latitude taken for 110 km."""
    up = (km + 1) / 110
    top = max(abs(point.latitude - up), abs(point.latitude + up))
    if point.latitude - up < box.south or point.latitude + up > box.north:
        return False
    if box.east - box.west >= 360:
        return True
    if top >= 90:
        return False
    aside = up / cos(radians(top))
    east = box.east if box.east >= box.west else box.east + 360
    return any(
        box.west <= point.longitude + turn - aside and point.longitude + turn + aside <= east for turn in (-360, 0, 360)
    )


def _may_fall(incident: Incident, since: date, until: date) -> bool:
    slack = timedelta(days=incident.imprecision_days)
    return incident.day - slack <= until and since <= incident.day + slack
