"""Reference evaluator: every rule, every site, every traveller, every minute that differs. Slow and plain.

Written from the design's section 3 and docs/semantics.md alone: it shares only the values of `advisor.model` and the
distance between two points with the program. `judge` is what `advisor.engine.assess.assess` is held to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from advisor.incidents.distance import Point, point_to_line_km, point_to_point_km
from advisor.model.countries import COUNTRY_SET
from advisor.model.incident import Incident
from advisor.model.measure import STATES_OF_KIND, Measure, MeasureKind, MeasureState, Scope
from advisor.model.network import Window
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import FOREIGN, Affects, Effect, FactTest, How, MovementKind, Option, PlaceRole, Rule, Selector
from advisor.model.trip import Gender, StaffKind, Traveller, Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain, one_of
from tests.engine.reference_expose import ExposedStep, Site, expose
from tests.engine.reference_time import Minute, Stretch, describe, telling_minutes

Truth = bool | None
"""None: cannot tell."""

NOT, DOUBTFUL, YES = 0, 1, 2

NO_COUNTRY = "ZZ"
"""Free for private use in ISO 3166-1: any nationality that no rule names."""

WHETHER_IT_RUNS = {YES: Verdict.GO, DOUBTFUL: Verdict.REFER, NOT: Verdict.NO_GO}


@dataclass(frozen=True)
class JudgedStep:
    written: int | None
    after: int | None
    by_traveller: tuple[Range, ...]


@dataclass(frozen=True)
class Judged:
    """`certain` and `possible`: the rules that match whatever the unknown facts are, and those that only may."""

    range: Range
    steps: tuple[JudgedStep, ...]
    certain: frozenset[str]
    possible: frozenset[str]


def judge(trip: Trip, pack: Pack, as_of: date, minutes: Callable[..., list[int]] = telling_minutes) -> Judged:
    exposed = expose(trip, pack)
    judge_ = _Judge(trip, pack, as_of, minutes)
    steps = []
    for step in exposed.steps:
        by_traveller = tuple(
            all_of([judge_.step(step, person), exposed.faults]) for person in range(len(trip.travellers))
        )
        steps.append(JudgedStep(step.written, step.after, by_traveller))
    faults = all_of([exposed.faults, *(step.faults for step in exposed.steps)])
    whole = all_of([faults, *(each for step in steps for each in step.by_traveller)])
    people = range(len(trip.travellers))
    sure, maybe = set(), set()
    for rule in pack.rules:
        found = [judge_.matches_on_step(rule, step, person) for step in exposed.steps for person in people]
        if any(truth is True for truth in found):
            sure.add(rule.id)
        elif any(truth is None for truth in found):
            maybe.add(rule.id)
    return Judged(whole, tuple(steps), frozenset(sure), frozenset(maybe))


# ---------------------------------------------------------------------------------------------------- Kleene


def _and(truths: Iterable[Truth]) -> Truth:
    listed = list(truths)
    if any(truth is False for truth in listed):
        return False
    return None if any(truth is None for truth in listed) else True


def _or(truths: Iterable[Truth]) -> Truth:
    listed = list(truths)
    if any(truth is True for truth in listed):
        return True
    return None if any(truth is None for truth in listed) else False


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _one_of_possible(possible: frozenset[str], wanted: frozenset[str]) -> Truth:
    hits = [one in wanted for one in possible]
    if not any(hits):
        return False
    return True if all(hits) else None


def _between(truth: Truth, if_true: Range, if_false: Range) -> Range:
    """What a thing that may or may not be so does."""
    if truth is True:
        return if_true
    if truth is False:
        return if_false
    return one_of([if_true, if_false])


class _Judge:
    def __init__(self, trip: Trip, pack: Pack, as_of: date, minutes: Callable[..., list[int]]) -> None:
        self.trip = trip
        self.pack = pack
        self.as_of = as_of
        self.minutes = minutes
        self.moments: dict[tuple[str, Stretch], list[tuple[Minute, bool]]] = {}

    # ------------------------------------------------------------------------------------------------ the whole

    def step(self, step: ExposedStep, person: int) -> Range:
        """A step goes one of its ways, and every site of that way counts."""
        ways = one_of(all_of(self.site(site, step, person) for site in way) for way in step.ways)
        return ways.joined(step.faults)

    def site(self, site: Site, step: ExposedStep, person: int) -> Range:
        """The worst minute it may touch, the best it surely touches; if none is sure, the best of all."""
        judged = [(self.minute(site, minute, step, person), sure) for minute, sure in self.minutes_of(site)]
        worst = max(found.worst for found, _ in judged)
        surely = [found.best for found, sure in judged if sure]
        best = max(surely) if surely else min(found.best for found, _ in judged)
        return Range(best, worst)

    def minutes_of(self, site: Site) -> list[tuple[Minute | None, bool]]:
        """The minutes to look at, and whether the site surely holds them; one unknown minute where no time is known."""
        if site.when is None:
            return [(None, True)]
        key = site.place, site.when
        if key not in self.moments:
            sure = site.when.sure or (1, 0)
            self.moments[key] = [
                (describe(minute, site.place, self.pack), sure[0] <= minute <= sure[1])
                for minute in self.minutes(site.when, site.place, self.pack)
            ]
        return list(self.moments[key])

    def minute(self, site: Site, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        found = [self.restriction(rule, site, minute, step, person) for rule in self.pack.rules]
        if site.needs_allow:
            found.append(self.permission(site, minute, person))
        if site.served:
            found.append(self.service(site, minute))
        return all_of(found)

    def matches_on_step(self, rule: Rule, step: ExposedStep, person: int) -> Truth:
        """Whether the rule matches on a step: somewhere, on whichever way is taken."""
        ways = [_or(self._matches_site(rule, site, person) for site in way) for way in step.ways]
        if ways and all(truth is True for truth in ways):
            return True
        return False if all(truth is False for truth in ways) else None

    def _matches_site(self, rule: Rule, site: Site, person: int) -> Truth:
        judged = [(self.matches(rule, site, minute, person), sure) for minute, sure in self.minutes_of(site)]
        surely = [truth for truth, sure in judged if sure]
        if any(truth is True for truth in surely) or all(truth is True for truth, _ in judged):
            return True
        return False if all(truth is False for truth, _ in judged) else None

    # ------------------------------------------------------------------------------------------------ permissions

    def permission(self, site: Site, minute: Minute | None, person: int) -> Range:
        allowed = _or(
            self.matches(rule, site, minute, person) for rule in self.pack.rules if rule.effect is Effect.ALLOW
        )
        return _between(allowed, CLEAR, certain(Verdict.REFER))

    def service(self, site: Site, minute: Minute | None) -> Range:
        if not site.services:
            return certain(Verdict.REFER)
        running = [self.running(service, minute) for service in site.services]
        low, high = max(low for low, _ in running), max(high for _, high in running)
        return Range(WHETHER_IT_RUNS[high], WHETHER_IT_RUNS[low])

    # ------------------------------------------------------------------------------------------------ restrictions

    def restriction(self, rule: Rule, site: Site, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        if rule.effect in (Effect.ALLOW, Effect.INFORM, Effect.CAUTION):
            return CLEAR
        truth = self.matches(rule, site, minute, person)
        if truth is False:
            return CLEAR
        return _between(truth, self.value(rule, minute, step, person), CLEAR)

    def value(self, rule: Rule, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        if rule.effect is Effect.REQUIRE:
            options = [
                all_of(self.required(measure, minute, step, person) for measure in option) for option in rule.required
            ]
            stands = Range(min(found.best for found in options), min(found.worst for found in options))
        else:
            stands = certain(Verdict.NO_GO if rule.effect is Effect.PROHIBIT else Verdict.REFER)
        overdue = self.overdue(rule, minute)
        if overdue is True or not rule.unless:
            return stands
        lifting = [self.exempt(option, minute, step, person) for option in rule.unless]
        best = min([stands.best, *(found.best for found in lifting)])
        worst = min([stands.worst, *(found.worst for found in lifting)])
        return Range(best, stands.worst if overdue is None else worst)

    def overdue(self, rule: Rule, minute: Minute | None) -> Truth:
        if rule.review_by is None:
            return False
        if self.as_of > rule.review_by:
            return True
        return None if minute is None else minute.day > rule.review_by

    def state(self, measure: Measure, step: ExposedStep, person: int) -> MeasureState | None:
        stated = {
            Scope.TRIP: self.trip.measures,
            Scope.STEP: step.measures,
            Scope.TRAVELLER: self.trip.travellers[person].measures,
        }[measure.scope]
        state = stated.get(measure.id)
        return state if state in STATES_OF_KIND[measure.kind] else None

    def required(self, identifier: str, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        measure = self.pack.measures[identifier]
        state = self.state(measure, step, person)
        if state in (MeasureState.UNAVAILABLE, MeasureState.REFUSED):
            found = certain(Verdict.NO_GO)
        elif measure.kind is MeasureKind.ARRANGEMENT and state is MeasureState.CONFIRMED:
            found = CLEAR
        else:
            found = certain(Verdict.CONDITIONS)
        if measure.provider is None:
            return found
        low, high = self.running(measure.provider, minute)
        return found.joined(Range(WHETHER_IT_RUNS[high], WHETHER_IT_RUNS[low]))

    def exempt(self, option: Option, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        """What is left of a rule through one exemption; NO_GO: it does not help."""
        found = []
        for identifier in option:
            measure = self.pack.measures[identifier]
            state = self.state(measure, step, person)
            low, high = (YES, YES) if measure.provider is None else self.running(measure.provider, minute)
            helps = {
                MeasureState.CONFIRMED: Verdict.GO,
                MeasureState.PLANNED: Verdict.CONDITIONS,
                MeasureState.ACCEPTED: Verdict.CONDITIONS,
            }.get(state or MeasureState.REFUSED, Verdict.NO_GO)
            found.append(
                Range(helps if high == YES else Verdict.NO_GO, helps if low == YES else Verdict.NO_GO)
            )
        return all_of(found)

    # ------------------------------------------------------------------------------------------------ matching

    def matches(self, rule: Rule, site: Site, minute: Minute | None, person: int) -> Truth:
        people = range(len(self.trip.travellers)) if rule.affects is Affects.PARTY else [person]
        tests = [
            _or(
                _and([self.selected(selector, site), _or(self.how(how, selector, site) for how in rule.how)])
                for selector in rule.where
            ),
            _or(
                _or(_and(self.fact(test, self.trip.travellers[one]) for test in who) for who in rule.who)
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
        return _and(tests)

    def selected(self, selector: Selector, site: Site) -> Truth:
        tests: list[Truth] = []
        if selector.places is not None:
            tests.append(self.wholly_in(site, selector.places))
        if selector.regions is not None:
            tests.append(self.within(site.place, selector.regions, inexact=site.inexact))
        if selector.links is not None:
            tests.append(site.link in selector.links)
        if selector.near_places is not None or selector.near_links is not None:
            tests.append(self.near(site, selector))
        if selector.roles is not None:
            tests.append(_or(self.role(role, selector, site) for role in selector.roles))
        taken_out = [
            site.link in selector.except_links,
            self.within(site.place, selector.except_places, inexact=site.inexact),
        ]
        tests.append(_not(_or(taken_out)))
        return _and(tests)

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
        return None if site.inexact and inside else False

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
            PlaceRole.TRANSIT: _and([_not(begins), _not(ends)]),
        }[role]

    def how(self, how: How, selector: Selector, site: Site) -> Truth:
        tests: list[Truth] = []
        if how.modes is not None:
            tests.append(site.mode in how.modes)
        if how.services is not None:
            tests.append(_one_of_possible(site.services, how.services))
        if how.activities is not None:
            tests.append(_one_of_possible(frozenset(site.activities), frozenset(how.activities)))
        if how.movements is not None:
            tests.append(_or(self.movement(kind, selector, site) for kind in how.movements))
        return _and(tests)

    def movement(self, kind: MovementKind, selector: Selector, site: Site) -> Truth:
        if not site.moving:
            return False
        begins, ends = self.ends(selector, site)
        return {
            MovementKind.ENTERING: _and([_not(begins), ends]),
            MovementKind.LEAVING: _and([begins, _not(ends)]),
            MovementKind.WITHIN: _and([begins, ends]),
        }[kind]

    # ------------------------------------------------------------------------------------------------ who

    def fact(self, test: FactTest, person: Traveller) -> Truth:
        truth = self._fact(test, person)
        return _not(truth) if test.negated else truth

    def _fact(self, test: FactTest, person: Traveller) -> Truth:
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
        value = person.facts.get(test.fact, self.trip.facts.get(test.fact))
        if value not in {known.id for known in self.pack.facts[test.fact].values}:
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
        return _or(tests)

    def in_force(self, rule: Rule, minute: Minute | None) -> Truth:
        """Whether an allow still counts, as far as its dates go."""
        if rule.when.until is not None and self.as_of > rule.when.until:
            return False
        return _not(self.overdue(rule, minute))

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
