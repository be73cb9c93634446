"""Which rules may speak of a site: bit masks by place, link, mode and activity, built once per pack.

The masks only leave out what can't match; `match` decides, and its answers are remembered. With 10 000 rules a trip
looks at a few dozen.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from copy import copy
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, Self, TypeVar

from advisor.engine.cells import Bounds, Cell, Days, cut
from advisor.engine.expose import Site
from advisor.engine.match import Matcher
from advisor.engine.memory import Memory
from advisor.engine.nearby import Nearby
from advisor.engine.times import Extent
from advisor.engine.truth import Truth
from advisor.engine.ways import Network
from advisor.model.incident import IncidentData
from advisor.model.pack import Pack
from advisor.model.rule import Effect, Rule, Who
from advisor.model.trip import Traveller, Trip

_MOST_ANSWERS = 20_000
_Value = TypeVar("_Value")
_STAYING = ""


class Spoken(NamedTuple):
    """Rules as masks: those that may hold, and among them those that surely do."""

    possible: int
    sure: int

    def truth(self, bit: int) -> Truth:
        """What one rule comes to."""
        return True if self.sure & bit else None if self.possible & bit else False

    def both(self, other: Spoken) -> Spoken:
        """And, rule by rule."""
        return Spoken(self.possible & other.possible, self.sure & other.sure)


class Index:
    """A pack laid out for quick matching. Holds nothing of a trip but a small memory of answers given.

    `counts`: some rule counts incidents; `incidents` are those imported that count beside the pack's own.
    """

    def __init__(self, pack: Pack) -> None:
        """Build the masks; about 10 ms for 10 000 rules."""
        self.pack = pack
        self.rules = tuple(sorted(pack.rules, key=lambda rule: rule.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        self.matcher = Matcher(pack)
        self.network = Network(pack)
        self.days = Days(_bounds(self.rules, pack.night_margin_minutes))
        self.counts = any(rule.incidents is not None for rule in self.rules)
        self._anywhere = 0
        self._at_place: dict[str, int] = {}
        self._on_link: dict[str, int] = {}
        self._by_mode: dict[str, int] = {}
        self._any_mode = 0
        self._whos: dict[tuple[Who, ...], int] = {}
        self._asks_movement = any(_asks_movement(rule) for rule in self.rules)
        for number, rule in enumerate(self.rules):
            self._add(rule, 1 << number)
        self._from: dict[date, int] = {}
        self._until: dict[date, int] = {}
        self._timeless = 0
        for number, rule in enumerate(self.rules):
            self._add_dates(rule, 1 << number)
        self._in_force: Memory[tuple[date, date], int] = Memory()
        self._cut: Memory[tuple[Extent, str], tuple[Cell, ...]] = Memory()
        self._sites: Memory[Hashable, Spoken] = Memory()
        self._people: Memory[Hashable, Spoken] = Memory()
        self._judged: Memory[Hashable, Any] = Memory()
        self.incidents: IncidentData | None = None
        self._nearby: Nearby | None = None
        self._seeing: Self | None = None
        self._memories: Memory[Hashable, dict[Hashable, Any]] = Memory()

    def _add(self, rule: Rule, bit: int) -> None:
        for selector in rule.where:
            keys: list[tuple[dict[str, int], frozenset[str]]] = []
            if selector.links is not None:
                keys = [(self._on_link, selector.links)]
            elif selector.places is not None or selector.regions is not None:
                keys = [(self._at_place, selector.places or selector.regions or frozenset())]
            elif selector.near_places is not None:
                keys = [(self._at_place, selector.near_places), (self._on_link, selector.near_links or frozenset())]
            else:
                self._anywhere |= bit
            for table, names in keys:
                for name in names:
                    table[name] = table.get(name, 0) | bit
        for how in rule.how:
            if how.modes is None:
                self._any_mode |= bit
            for mode in how.modes or ():
                self._by_mode[mode] = self._by_mode.get(mode, 0) | bit
        self._whos[rule.who] = self._whos.get(rule.who, 0) | bit

    def _add_dates(self, rule: Rule, bit: int) -> None:
        if rule.when.start is None:
            self._timeless |= bit
        else:
            self._from[rule.when.start] = self._from.get(rule.when.start, 0) | bit
        # An allow that has ended is still a finding: it tells why the trip is no longer allowed.
        if rule.when.until is not None and rule.effect is not Effect.ALLOW:
            self._until[rule.when.until] = self._until.get(rule.when.until, 0) | bit

    def dated(self, cells: Sequence[Cell | None]) -> int:
        """The rules whose days touch those of the cells. A window past midnight belongs to the day before."""
        first, last = cells[0], cells[-1]
        if first is None or last is None:
            return -1
        period = (first.day - timedelta(days=1), last.day)
        return self._in_force.get(period, lambda: self._touching(*period))

    def _touching(self, first: date, last: date) -> int:
        found = self._timeless
        for day, started in self._from.items():
            if day <= last:
                found |= started
        for day, ended in self._until.items():
            if day < first:
                found &= ~ended
        return found

    def cells(self, stretch: Extent, place: str) -> tuple[Cell, ...]:
        """A stretch of time at a place, cut where the pack's rules can tell its parts apart."""
        return self._cut.get((stretch, place), lambda: cut(stretch, self.pack.geography.places.get(place), self.days))

    def candidates(self, site: Site) -> int:
        """The rules that may speak of a site, as a mask: all that do, and some that do not."""
        mask = self._anywhere
        if site.link is not None:
            mask |= self._on_link.get(site.link, 0)
        for place in self.pack.geography.chain(site.place):
            mask |= self._at_place.get(place, 0)
        if not site.exact:
            for place in self.pack.geography.subtree(site.place):
                mask |= self._at_place.get(place, 0)
            if site.movement is not None:
                for link in self.matcher.links_inside(site.place, site.mode):
                    mask |= self._on_link.get(link, 0)
        return mask & (self._any_mode | self._by_mode.get(site.mode or _STAYING, 0))

    def site(self, site: Site) -> Spoken:
        """The rules whose where and how hold at a site, whoever and whenever."""
        movement = site.movement if self._asks_movement else None
        key = (site.place, site.link, site.mode, site.activities, site.exact, site.services, movement)
        return self._sites.get(key, lambda: self._spoken_of(site))

    def _spoken_of(self, site: Site) -> Spoken:
        return _spoken(
            (bit, self.matcher.site(self.rules[number], site)) for number, bit in bits(self.candidates(site))
        )

    def person(self, trip: Trip, traveller: int) -> Spoken:
        """The rules whose who holds for a traveller."""
        return self._people.get(
            _profile(trip, traveller),
            lambda: _spoken((rules, self.matcher.who(who, trip, traveller)) for who, rules in self._whos.items()),
        )

    def seeing(self, incidents: IncidentData | None) -> Self:
        """This index, or one beside it for which those imported incidents count too; the last such is kept."""
        if not self.counts or incidents is self.incidents:
            return self
        if self._seeing is None or self._seeing.incidents is not incidents:
            other = copy(self)
            other.incidents = incidents
            other._judged, other._memories, other._nearby, other._seeing = Memory(), Memory(), None, None  # noqa: SLF001
            self._seeing = other
        return self._seeing

    def nearby(self, as_of: date) -> Nearby:
        """Counts incidents as of a day; of the last day asked for it remembers what it counted."""
        if self._nearby is None or self._nearby.as_of != as_of:
            self._nearby = Nearby(self.pack, as_of, self.incidents)
        return self._nearby

    def memory(self, key: Hashable) -> dict[Hashable, Any]:
        """A memory of its own for whatever hangs on the key alone; emptied when it is full."""
        found = self._memories.known(key)
        if found is None or len(found) > _MOST_ANSWERS:
            found = self._memories.keep(key, {})
        return found

    def judged(self, key: Hashable, judge: Callable[[], _Value]) -> _Value:
        """What a step came to, as remembered under that key, or judged now."""
        found: _Value = self._judged.get(key, judge)
        return found


def _spoken(truths: Iterable[tuple[int, Truth]]) -> Spoken:
    possible = sure = 0
    for mask, truth in truths:
        if truth is not False:
            possible |= mask
        if truth is True:
            sure |= mask
    return Spoken(possible, sure)


def bits(mask: int) -> Iterator[tuple[int, int]]:
    """The numbers of the rules in a mask, each with its own bit."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1, low
        mask ^= low


def _asks_movement(rule: Rule) -> bool:
    """Whether it matters to a rule where the whole movement comes from or leads."""
    return any(how.asks_movement for how in rule.how) or any(selector.roles for selector in rule.where)


def alike(person: Traveller) -> Hashable:
    """Equal for travellers whom nothing but their names tells apart: one may stand for the other."""
    facts, measures = tuple(sorted(person.facts.items())), tuple(sorted(person.measures.items()))
    return person.nationality, person.staff, person.roles, person.gender, facts, measures


def _profile(trip: Trip, traveller: int) -> Hashable:
    person = trip.travellers[traveller]
    facts = tuple(sorted(person.facts.items())), tuple(sorted(trip.facts.items()))
    return person.nationality, person.staff, person.roles, person.gender, facts


def _bounds(rules: tuple[Rule, ...], margin: int) -> Bounds:
    minutes = {minute for rule in rules for window in rule.when.hours for minute in (window.start, window.end)}
    return Bounds(tuple(sorted(minute for minute in minutes if minute)), any(rule.when.night for rule in rules), margin)


@lru_cache(maxsize=8)
def index_of(pack: Pack) -> Index:
    """The pack's index, built on first use; the last few packs are remembered."""
    return Index(pack)
