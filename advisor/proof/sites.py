"""Where and with which mode a rule speaks of a site, and of which movements, as sets of their ends.

Everything but the ends is asked of the engine's own `Matcher`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from advisor.engine.expose import Site
from advisor.engine.index import bits, index_of
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import DECIDING, How, MovementKind, PlaceRole, Selector
from advisor.proof.values import DESTINATION, ORIGIN, Masks, Spoken, Values


class Here(NamedTuple):
    """One where of a rule with one how that may speak of a site: of which movements possibly, and of which surely."""

    rule: Spoken
    where: int
    how: int
    possible: tuple[Masks, ...]
    sure: tuple[Masks, ...]


class _Pair(NamedTuple):
    """One where with one how: what they ask apart from the ends of a movement, and what they ask of these."""

    where: int
    how: int
    selector: Selector
    test: How
    possible: tuple[Masks, ...]
    sure: tuple[Masks, ...]
    of_stay: bool


class Sites:
    """What the rules of one pack have to say of each site; it hangs on no measure."""

    def __init__(self, pack: Pack, values: Values) -> None:
        """Nothing is read yet."""
        self.index = index_of(pack)
        self._pack = pack
        self._values = values
        self._numbers = values.number_of_end
        self._areas: dict[frozenset[str], tuple[int, int]] = {}
        self._pairs: dict[str, tuple[_Pair, ...]] = {}
        self._here: dict[Site, tuple[Here, ...]] = {}
        self._deciding = sum(1 << number for number, rule in enumerate(self.index.rules) if rule.effect in DECIDING)

    def here(self, site: Site) -> tuple[Here, ...]:
        """The rules on which verdicts rest that may speak of a site, with the movements of which they do."""
        found = self._here.get(site)
        if found is None:
            candidates = self.index.candidates(site) & self._deciding
            rules = (self.index.rules[number] for number, _bit in bits(candidates))
            found = self._here[site] = tuple(here for rule in rules for here in self.parts(rule, site))
        return found

    def parts(self, spoken: Spoken, site: Site) -> Iterator[Here]:
        """The alternatives by which a rule or question may speak of a site."""
        name = self._values.name(spoken)
        parts = self._pairs.get(name)
        if parts is None:
            parts = self._pairs[name] = tuple(self._split(spoken))
        for part in parts:
            if site.movement is None and not part.of_stay:
                continue
            truth = self.index.matcher.pair(part.selector, part.test, site)
            if truth is False:
                continue
            if site.movement is None:
                yield Here(spoken, part.where, part.how, ({},), ({},) if truth else ())
            else:
                yield Here(spoken, part.where, part.how, part.possible, part.sure if truth else ())

    def _split(self, spoken: Spoken) -> Iterator[_Pair]:
        for where, selector in enumerate(spoken.where):
            plain = selector if selector.roles is None else replace(selector, roles=None)
            for how, test in enumerate(spoken.how):
                still = How(modes=test.modes, activities=test.activities, services=test.services)
                possible, sure = (tuple(self._ends(selector, test, sure=wanted)) for wanted in (False, True))
                of_stay = _of_stay(selector, test)
                yield _Pair(where, how, plain, still if test.asks_movement else test, possible, sure, of_stay)

    def _ends(self, selector: Selector, how: How, *, sure: bool) -> Iterator[Masks]:
        """The movements of which a selector with a how may speak, or surely does."""
        named = (selector.places or frozenset()) | (selector.regions or frozenset())
        inside, outside = self._in(named or frozenset((self._pack.area,)), sure=sure)
        whole = self._values.full(ORIGIN)
        of_role = {
            PlaceRole.ORIGIN: (inside, whole),
            PlaceRole.DESTINATION: (whole, inside),
            PlaceRole.TRANSIT: (outside, outside),
        }
        of_kind = {
            MovementKind.ENTERING: (outside, inside),
            MovementKind.LEAVING: (inside, outside),
            MovementKind.WITHIN: (inside, inside),
        }
        anything = [(whole, whole)]
        roles = anything if selector.roles is None else [of_role[role] for role in selector.roles if role in of_role]
        kinds = anything if how.movements is None else [of_kind[kind] for kind in how.movements]
        first = self._end(how.origins, how.not_origins, sure=sure)
        last = self._end(how.destinations, how.not_destinations, sure=sure)
        for starts, ends in roles:
            for begins, leads in kinds:
                origin, destination = starts & begins & first, ends & leads & last
                if origin and destination:
                    bounded = {ORIGIN: origin, DESTINATION: destination}
                    yield {attribute: mask for attribute, mask in bounded.items() if mask != whole}

    def _end(self, wanted: frozenset[str] | None, unwanted: frozenset[str] | None, *, sure: bool) -> int:
        mask = self._values.full(ORIGIN)
        if wanted is not None:
            mask &= self._in(wanted, sure=sure)[0]
        if unwanted is not None:
            mask &= self._in(unwanted, sure=sure)[1]
        return mask

    def _in(self, areas: frozenset[str], *, sure: bool) -> tuple[int, int]:
        """The ends that lie in one of the areas and those that do not: surely, or possibly."""
        found = self._areas.get(areas)
        if found is None:
            possible = certain = 0
            geography = self._pack.geography
            for end in {end for area in areas for end in (area, *geography.subtree(area), *geography.chain(area))}:
                if end in self._numbers:  # all others lie in none of them
                    truth = end == OUTSIDE or self.index.matcher.within(end, areas, exact=False)
                    possible |= (truth is not False) << self._numbers[end]
                    certain |= (truth is True) << self._numbers[end]
            found = self._areas[areas] = possible, certain
        possible, certain = found
        whole = self._values.full(ORIGIN)
        return (certain, whole & ~possible) if sure else (possible, whole & ~certain)


def _of_stay(selector: Selector, how: How) -> bool:
    """Whether a selector with a how may speak of a stay."""
    ends = (how.movements, how.origins, how.destinations)
    return (selector.roles is None or PlaceRole.STAY in selector.roles) and all(end is None for end in ends)
