"""Which rules may speak of a site: bit masks by place, link, mode and activity, built once per pack.

The masks only leave out what can't match; `match` decides. Measured: with 10 000 rules a trip looks at a few dozen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache

from advisor.engine.cells import Bounds
from advisor.engine.expose import Site
from advisor.engine.match import Matcher
from advisor.engine.truth import Truth
from advisor.engine.ways import Network
from advisor.model.pack import Pack
from advisor.model.rule import Affects, Rule, Who
from advisor.model.trip import Trip

_MOST_REMEMBERED = 256
_STAYING = ""


class Index:
    """A pack laid out for quick matching. Holds nothing of a trip but a small memory of travellers met."""

    def __init__(self, pack: Pack) -> None:
        """Build the masks; about 10 ms for 10 000 rules."""
        self.pack = pack
        self.rules = tuple(sorted(pack.rules, key=lambda rule: rule.id))
        self.matcher = Matcher(pack)
        self.network = Network(pack)
        self.bounds = _bounds(self.rules, pack.night_margin_minutes)
        self._anywhere = 0
        self._at_place: dict[str, int] = {}
        self._on_link: dict[str, int] = {}
        self._by_mode: dict[str, int] = {}
        self._any_mode = 0
        self._whos: dict[tuple[Who, ...], int] = {}
        self._party = 0
        for number, rule in enumerate(self.rules):
            self._add(rule, 1 << number)
        self._people: dict[Hashable, tuple[int, tuple[Truth, ...]]] = {}
        self._who_order = {who: place for place, who in enumerate(self._whos)}

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
        if rule.affects is Affects.PARTY:
            self._party |= bit

    def candidates(self, site: Site, people: int) -> Iterator[int]:
        """Numbers of the rules that may match at a site for anybody in `people` (a mask from `people_mask`)."""
        mask = self._anywhere
        if site.link is not None:
            mask |= self._on_link.get(site.link, 0)
        for place in self.pack.geography.chain(site.place):
            mask |= self._at_place.get(place, 0)
        if not site.exact:
            for place in self.pack.geography.subtree(site.place):
                mask |= self._at_place.get(place, 0)
        mask &= self._any_mode | self._by_mode.get(site.mode or _STAYING, 0)
        mask &= people
        while mask:
            low = mask & -mask
            yield low.bit_length() - 1
            mask ^= low

    def who(self, rule: Rule, truths: tuple[Truth, ...]) -> Truth:
        """A traveller's answer (from `person`) to the rule's who."""
        return truths[self._who_order[rule.who]]

    def person(self, trip: Trip, traveller: int) -> tuple[int, tuple[Truth, ...]]:
        """The rules that may speak of a traveller, as a mask, and the answer to each distinct who."""
        key = _profile(trip, traveller)
        found = self._people.get(key)
        if found is None:
            truths = tuple(self.matcher.who(who, trip, traveller) for who in self._whos)
            mask = 0
            for truth, rules in zip(truths, self._whos.values(), strict=True):
                if truth is not False:
                    mask |= rules
            if len(self._people) >= _MOST_REMEMBERED:
                self._people.clear()
            found = self._people[key] = (mask, truths)
        return found


def _profile(trip: Trip, traveller: int) -> Hashable:
    person = trip.travellers[traveller]
    facts = tuple(sorted({**trip.facts, **person.facts}.items()))
    return person.nationality, person.staff, person.roles, person.gender, facts


def _bounds(rules: tuple[Rule, ...], margin: int) -> Bounds:
    minutes = {minute for rule in rules for window in rule.when.hours for minute in (window.start, window.end)}
    return Bounds(
        tuple(sorted(minute for minute in minutes if minute)), any(rule.when.night for rule in rules), margin
    )


@lru_cache(maxsize=8)
def index_of(pack: Pack) -> Index:
    """The pack's index, built on first use; the last few packs are remembered."""
    return Index(pack)
