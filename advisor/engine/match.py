"""Whether a rule speaks of an exposure: where, how, who and when, each in three values.

This is the only definition of matching besides the reference evaluator in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from advisor.engine.cells import Cell
from advisor.engine.expose import Site
from advisor.engine.journey import Movement
from advisor.engine.truth import Truth, among, any_true, both, either, negation
from advisor.model.countries import COUNTRY_SET
from advisor.model.pack import FactScope, Pack
from advisor.model.place import OUTSIDE, Geography
from advisor.model.rule import FOREIGN, FactTest, How, MovementKind, PlaceRole, Rule, Selector, TimeTest, Who
from advisor.model.trip import Facts, Gender, StaffKind, Trip

_STAFF = frozenset(StaffKind)
_GENDERS = frozenset(Gender)

NO_COUNTRY = "ZZ"
"""ISO 3166-1 leaves ZZ free for private use: a nationality that no rule names."""

_CODES = COUNTRY_SET | {NO_COUNTRY}


class Matcher:
    """Matches against one pack. Holds nothing of a trip."""

    def __init__(self, pack: Pack) -> None:
        """For the pack's geography, links and country."""
        self._pack = pack
        self._geography: Geography = pack.geography
        self._inside: dict[tuple[str, str | None], frozenset[str]] = {}

    # where and how

    def site(self, rule: Rule, site: Site) -> Truth:
        """Whether the rule's where and how hold at the site, whoever and whenever."""
        result: Truth = False
        for selector in rule.where:
            here = self.selector(selector, site)
            if here is False:
                continue
            how = any_true(self._how(how, selector, site) for how in rule.how)
            result = either(result, both(here, how))
            if result is True:
                return True
        return result

    def pair(self, selector: Selector, how: How, site: Site) -> Truth:
        """The same for one where with one how."""
        here = self.selector(selector, site)
        return False if here is False else both(here, self._how(how, selector, site))

    def selector(self, selector: Selector, site: Site) -> Truth:
        """Whether the site lies where the selector says; all its fields must hold."""
        truth: Truth = True
        if selector.links is not None:
            truth = self._on(selector.links, site)
        if truth is not False and selector.places is not None:
            truth = both(truth, self._at(selector.places, site))
        if truth is not False and selector.regions is not None:
            truth = both(truth, self.within(site.place, selector.regions, exact=site.exact))
        if truth is not False and selector.near_places is not None:
            truth = both(truth, self._near(selector, site))
        if truth is not False and (selector.except_places or selector.except_links):
            truth = both(truth, negation(self._excepted(selector, site)))
        if truth is not False and selector.roles is not None:
            truth = both(truth, any_true(self._role(role, selector, site) for role in selector.roles))
        return truth

    def within(self, place: str, areas: frozenset[str], *, exact: bool) -> Truth:
        """Whether a place lies in any of the areas; cannot tell when it is a coarser word than an area, or no word."""
        chain = self._geography.chain(place)
        if not areas.isdisjoint(chain):
            return True
        if not chain and place != OUTSIDE:  # nobody knows where that is
            return None
        if exact or areas.isdisjoint(self._geography.subtree(place)):
            return False
        return None

    def _at(self, places: frozenset[str], site: Site) -> Truth:
        if site.link is None:
            return self.within(site.place, places, exact=site.exact)
        link = self._pack.links[site.link]
        touched = tuple(self._geography.chain(place) for place in (site.place, link.start, link.end))
        return any(all(place in chain for chain in touched) for place in places)

    def _near(self, selector: Selector, site: Site) -> Truth:
        if site.link is not None:
            return site.link in (selector.near_links or ())
        near = selector.near_places or frozenset()
        if site.place in near:
            return True
        if not site.exact and not near.isdisjoint(self._geography.subtree(site.place)):
            return None
        return self._on(selector.near_links or frozenset(), site)

    def _on(self, links: frozenset[str], site: Site) -> Truth:
        """Whether the site is one of the links; who moves about inside a wide place may use any that lies in it."""
        if site.link is not None:
            return site.link in links
        if site.exact or site.movement is None:
            return False
        return False if links.isdisjoint(self.links_inside(site.place, site.mode)) else None

    def links_inside(self, place: str, mode: str | None) -> frozenset[str]:
        """The links of a mode that lie wholly in a place."""
        found = self._inside.get((place, mode))
        if found is None:
            inside = self._geography.subtree(place)
            links = self._pack.links.values() if len(inside) > 1 else ()
            found = self._inside[place, mode] = frozenset(
                link.id for link in links if mode in link.modes and link.start in inside and link.end in inside
            )
        return found

    def _excepted(self, selector: Selector, site: Site) -> Truth:
        on = self._on(selector.except_links, site) if selector.except_links else False
        return either(on, self.within(site.place, selector.except_places, exact=site.exact))

    def _role(self, role: PlaceRole, selector: Selector, site: Site) -> Truth:
        if role is PlaceRole.STAY:
            return site.movement is None
        if site.movement is None:
            return False
        starts, ends = self._ends_inside(site.movement, self._area(selector))
        if role is PlaceRole.ORIGIN:
            return starts
        if role is PlaceRole.DESTINATION:
            return ends
        return both(negation(starts), negation(ends))

    def _area(self, selector: Selector) -> frozenset[str]:
        """The area that a movement enters, leaves or stays in: what places and regions name, else the whole pack's."""
        named = (selector.places or frozenset()) | (selector.regions or frozenset())
        return named or frozenset((self._pack.area,))

    def _ends_inside(self, movement: Movement, area: frozenset[str]) -> tuple[Truth, Truth]:
        return (
            self.within(movement.origin, area, exact=False),
            self.within(movement.destination, area, exact=False),
        )

    def _how(self, how: How, selector: Selector, site: Site) -> Truth:
        truth: Truth = True
        if how.modes is not None:
            truth = site.mode in how.modes
        if truth is not False and how.activities is not None:
            truth = both(truth, among(site.activities, how.activities))
        if truth is not False and how.services is not None:
            truth = both(truth, bool(site.services) and among(site.services, how.services))
        if truth is not False and how.movements is not None:
            truth = both(truth, any_true(self._movement(kind, selector, site) for kind in how.movements))
        for first, places, wanted in (
            (True, how.origins, True),
            (False, how.destinations, True),
            (True, how.not_origins, False),
            (False, how.not_destinations, False),
        ):
            if truth is not False and places is not None:
                there = self._end_in(places, site, first=first)
                truth = both(truth, there if wanted else negation(there))
        return truth

    def _end_in(self, places: frozenset[str], site: Site, *, first: bool) -> Truth:
        """Whether the whole movement begins (`first`) or ends in one of the places; a stay does neither."""
        if site.movement is None:
            return False
        end = site.movement.origin if first else site.movement.destination
        return OUTSIDE in places if end == OUTSIDE else self.within(end, places, exact=False)

    def _movement(self, kind: MovementKind, selector: Selector, site: Site) -> Truth:
        if site.movement is None:
            return False
        starts, ends = self._ends_inside(site.movement, self._area(selector))
        if kind is MovementKind.ENTERING:
            return both(negation(starts), ends)
        if kind is MovementKind.LEAVING:
            return both(starts, negation(ends))
        return both(starts, ends)

    # who

    def who(self, alternatives: tuple[Who, ...], trip: Trip, traveller: int) -> Truth:
        """Whether one traveller is among those a rule speaks of."""
        result: Truth = False
        for tests in alternatives:
            truth: Truth = True
            for test in tests:
                truth = both(truth, self.fact(test, trip, traveller))
                if truth is False:
                    break
            result = either(result, truth)
            if result is True:
                return True
        return result

    def fact(self, test: FactTest, trip: Trip, traveller: int) -> Truth:
        """One test on one fact. A missing value, or a word the pack does not know, is an unknown."""
        person = trip.travellers[traveller]
        truth: Truth
        if test.fact == "nationality":
            truth = self._nationality(person.nationality, test.values)
        elif test.fact == "roles":
            truth = self._roles(person.roles, test.values)
        elif test.fact == "staff":
            truth = person.staff in test.values if person.staff in _STAFF else None
        elif test.fact == "gender":
            truth = person.gender in test.values if person.gender in _GENDERS else None
        else:
            truth = self._declared(test, person.facts, trip.facts)
        return negation(truth) if test.negated else truth

    def _nationality(self, held: tuple[str, ...] | None, wanted: frozenset[str]) -> Truth:
        if not held or not _CODES.issuperset(held):
            return None
        country = self._pack.country
        matching = sum(code in wanted or (FOREIGN in wanted and code != country) for code in held)
        if matching == len(held):
            return True
        return None if matching else False

    def _roles(self, held: tuple[str, ...] | None, wanted: frozenset[str]) -> Truth:
        if held is None:
            return None
        if not wanted.isdisjoint(held):
            return True
        return None if any(role not in self._pack.roles for role in held) else False

    def _declared(self, test: FactTest, of_person: Facts, of_trip: Facts) -> Truth:
        fact = self._pack.facts[test.fact]
        value = of_trip.get(fact.id)
        if fact.scope is FactScope.TRAVELLER:  # nobody answers for the whole trip on his own
            value = of_person.get(fact.id, value)
        if value is None or all(value != known.id for known in fact.values):
            return None
        return value in test.values


class Timing(NamedTuple):
    """A rule's time test at one cell: `truth`, and the cell's own `day` (None: not known).

    `ended`: it would hold but for its `until`.
    """

    truth: Truth
    day: date | None
    ended: bool = False


def timing(when: TimeTest, cell: Cell | None) -> Timing:
    """Whether a rule holds at a cell; `cell` None: the time is not known.

    A window past midnight, and the night, belong to the day they start on; so `valid` is tested on that day.
    What runs, what is due for review and what happened before are asked of the calendar day all the same.
    """
    if cell is None:
        bounded = when.start is not None or when.until is not None or not when.all_day
        return Timing(None if bounded else True, None)
    if when.all_day:
        return Timing(_valid(when, cell.day), cell.day, _ended(when, cell.day))
    days = _window_days(when, cell)
    truth = any_true(both(_valid(when, day), inside) for day, inside in days)
    return Timing(truth, cell.day, truth is False and any(_ended(when, day) for day, _inside in days))


def holds_throughout(when: TimeTest, first: Cell | None, last: Cell | None) -> bool:
    """Whether a rule surely holds in every cell from the first to the last; False also where it takes a look."""
    if first is None or last is None:
        return when.all_day and when.start is None and when.until is None
    return when.all_day and _valid(when, first.day) and _valid(when, last.day)


def _valid(when: TimeTest, day: date) -> bool:
    return (when.start is None or when.start <= day) and not _ended(when, day)


def _ended(when: TimeTest, day: date) -> bool:
    return when.until is not None and day > when.until


def _window_days(when: TimeTest, cell: Cell) -> Sequence[tuple[date, Truth]]:
    days: list[tuple[date, Truth]] = []
    for window in when.hours:
        if window.start < window.end:
            if window.start <= cell.minute < window.end:
                days.append((cell.day, True))
        else:
            if cell.minute >= window.start:
                days.append((cell.day, True))
            if cell.minute < window.end:
                days.append((cell.day - timedelta(days=1), True))
    if when.night and cell.night is not False:
        days.append((cell.night_day, cell.night))
        if cell.night is None:  # no coordinates: it may as well be the night of the evening before
            days.append((cell.day - timedelta(days=1), None))
    return days
