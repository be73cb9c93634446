"""Reference evaluator: whether a rule matches, in three values. Every test of every rule is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from advisor.incidents.distance import Point, point_to_line_km, point_to_point_km
from advisor.model.countries import COUNTRY_SET
from advisor.model.incident import Incident
from advisor.model.network import Window
from advisor.model.pack import FactScope, Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import FOREIGN, Affects, Effect, FactTest, How, MovementKind, PlaceRole, Rule, Selector
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

    def __init__(self, trip: Trip, pack: Pack, as_of: date) -> None:
        self.trip = trip
        self.pack = pack
        self.as_of = as_of

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
            for incident in self.pack.incidents
            if (not test.kinds or incident.kind in test.kinds)
            and (not test.fatal or (incident.fatalities or 0) > 0)
            and _may_fall(incident, since, until)
        ]
        movement = site.movement
        sure = movement.sure_links if movement is not None else frozenset()
        possible = movement.possible_links if movement is not None else frozenset()

        def enough(links: frozenset[str]) -> bool:
            # A stay, and a movement that uses no link, is measured from its place.
            here = site.place if not possible else None
            return sum(self._near(incident, links, here, test.within_km) for incident in counting) >= test.at_least

        if enough(sure):
            return True
        coverage = self.pack.incident_coverage
        covered = coverage is not None and coverage.start <= since and until <= coverage.until
        if enough(possible) or not covered or not self._located(possible, site):
            return None
        return False

    def _located(self, links: frozenset[str], site: Site) -> bool:
        """Whether everything the incidents are measured from has coordinates."""
        places = {end for link in links for end in (self.pack.links[link].start, self.pack.links[link].end)}
        measured = places - {OUTSIDE} if links else {site.place}
        return all(self._point(place) is not None for place in measured)

    def _near(self, incident: Incident, links: frozenset[str], place: str | None, km: float) -> bool:
        at = Point(incident.latitude, incident.longitude)
        for identifier in links:
            link = self.pack.links[identifier]
            ends = [point for point in (self._point(link.start), self._point(link.end)) if point is not None]
            reach = km + incident.imprecision_km + link.imprecision_km
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


def _may_fall(incident: Incident, since: date, until: date) -> bool:
    slack = timedelta(days=incident.imprecision_days)
    return incident.day - slack <= until and since <= incident.day + slack
