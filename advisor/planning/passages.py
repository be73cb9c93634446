"""Which ways the network offers between two places: by one mode, or with a change on the way.

The search is for short ways. Whether one may go there is not asked here.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, groupby, pairwise, product

from advisor.engine.index import Index
from advisor.engine.ways import TooManyWaysError, Way
from advisor.model.place import OUTSIDE
from advisor.model.trip import Leg

MOST_ALIKE = 3
"""Ways by the same modes in the same order."""

MOST_PASSAGES = 40
"""Ways between two places, all modes together."""

MOST_DETOUR = 2.5
"""Ways more than so many times as long as the shortest are left out, as far as the pack gives the kilometres."""

MOST_LEGS = 3
"""Legs of one way: mode changes twice at the most."""

MOST_LOOKED_AT = 20_000
"""Beginnings of ways that are followed before a search is given up."""

_USUAL_KM_AN_HOUR = 40
"""Only to look at short ways first where the pack gives no duration; never shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Legs without times that follow one another, with no stay between.

    `hours`: how long they usually take, by leg; None where the pack does not say so for some link. `km` likewise, of
    all together. `starts`, `ends`: the nodes at which the first may begin, the last may end.
    """

    legs: tuple[Leg, ...]
    hours: tuple[float, ...] | None
    km: float | None
    starts: frozenset[str]
    ends: frozenset[str]

    @property
    def minutes(self) -> int | None:
        """How long it all takes; None where nobody says."""
        return None if self.hours is None else sum(self.leg_minutes)

    @property
    def leg_minutes(self) -> tuple[int, ...]:
        """How long each leg takes, in whole minutes; empty where nobody says."""
        return tuple(max(1, round(hours * 60)) for hours in self.hours or ())


@dataclass(frozen=True, slots=True)
class Found:
    """The ways between two places; `complete` is False where the search was given up."""

    passages: tuple[Passage, ...]
    complete: bool = True


_Run = tuple[str, Way]
"""Links used one after the other by one mode."""


class Passages:
    """Searches one pack's network."""

    def __init__(self, index: Index, stops: frozenset[str] = frozenset()) -> None:
        """`stops`: places at which a change of mode is looked for even where the mode could go on."""
        self._index = index
        self._pack = index.pack
        self._network = index.network
        self._stops = stops
        self._known: dict[tuple[str, str], Found] = {}
        self._km_left: dict[frozenset[str], dict[str, float]] = {}
        self._modes = sorted(
            {mode for link in self._pack.links.values() for mode in link.modes} & set(self._pack.modes)
        )

    def between(self, origin: str, destination: str) -> Found:
        """The short ways, those by one mode first; each with every operator that could be named."""
        if (origin, destination) not in self._known:
            self._known[origin, destination] = self._find(origin, destination)
        return self._known[origin, destination]

    def _find(self, origin: str, destination: str) -> Found:
        places = self._pack.geography.places
        if origin == destination or origin not in places or destination not in places:
            return Found(())
        runs: dict[tuple[_Run, ...], None] = {}
        complete = True
        for mode in self._modes:
            complete = self._search(origin, destination, (mode,), 1, runs) and complete
        if len(self._modes) > 1:
            complete = self._search(origin, destination, tuple(self._modes), MOST_LEGS, runs) and complete
        passages = (passage for found in runs for passage in self._written(origin, destination, found))
        return Found(tuple(passages), complete)

    # the search

    def _search(
        self, origin: str, destination: str, modes: tuple[str, ...], most_legs: int, found: dict[tuple[_Run, ...], None]
    ) -> bool:
        """Loopless ways in the order of their length, so many for each order of modes; False if given up."""
        ends = {mode: self._network.nodes(destination, mode) for mode in modes}
        targets = {node for nodes in ends.values() for node in nodes}
        ahead, km_ahead = self._ahead(targets, set(modes), self._length), self._km_ahead(targets)
        ticket = count()
        queue: list[tuple[float, int, float, float, tuple[str, ...], tuple[tuple[str, str], ...]]] = []
        starts = sorted({node for mode in modes for node in self._network.nodes(origin, mode)} & ahead.keys())
        most_km = MOST_DETOUR * min((km_ahead[start] for start in starts), default=0.0)
        for start in starts:
            heapq.heappush(queue, (ahead[start], next(ticket), 0.0, 0.0, (start,), ()))
        alike: dict[tuple[str, ...], int] = {}
        looked = 0
        while queue and len(found) < MOST_PASSAGES:
            _total, _ticket, length, km, nodes, used = heapq.heappop(queue)
            looked += 1
            if looked > MOST_LOOKED_AT:
                return False
            if used and nodes[-1] in ends[used[-1][1]]:
                runs = _runs(nodes, used)
                order = tuple(mode for mode, _way in runs)
                if alike.setdefault(order, 0) < MOST_ALIKE:
                    alike[order] += 1
                    found[runs] = None
                continue
            for mode, link, node in self._onward(origin, nodes, used, modes, most_legs):
                farther = km + (self._pack.links[link].km or 0.0)
                if node in ahead and node not in nodes and farther + km_ahead[node] <= most_km:
                    longer = length + self._length(link, mode)
                    step = (longer + ahead[node], next(ticket), longer, farther, (*nodes, node), (*used, (link, mode)))
                    heapq.heappush(queue, step)
        return not queue

    def _onward(
        self,
        origin: str,
        nodes: tuple[str, ...],
        used: tuple[tuple[str, str], ...],
        modes: Sequence[str],
        most_legs: int,
    ) -> Iterator[tuple[str, str, str]]:
        """How one may go on: by the same mode, or by another where that one ends or the party stops."""
        here = nodes[-1]
        current = used[-1][1] if used else None
        legs = sum(1 for _mode, _links in groupby(used, key=lambda one: one[1]))
        for mode in modes:
            if current is None and here not in self._network.nodes(origin, mode):
                continue
            if current not in (None, mode) and legs >= most_legs:
                continue
            for link, node in self._network.onward(here, mode):
                goes_on = current in (None, mode) or current not in self._pack.links[link].modes
                if node != OUTSIDE and (goes_on or here in self._stops):
                    yield mode, link, node

    def _length(self, link: str, mode: str) -> float:
        declared = self._pack.links[link]
        hours = declared.hours.get(mode)
        if hours is not None:
            return hours
        return declared.km / _USUAL_KM_AN_HOUR if declared.km is not None else 1.0

    def _km_ahead(self, targets: frozenset[str] | set[str]) -> dict[str, float]:
        key = frozenset(targets)
        if key not in self._km_left:
            self._km_left[key] = self._ahead(
                key, set(self._modes), lambda link, _mode: self._pack.links[link].km or 0.0
            )
        return self._km_left[key]

    def _ahead(
        self, targets: Iterable[str], modes: set[str], length_of: Callable[[str, str], float]
    ) -> dict[str, float]:
        """How much is left from each node to the nearest target at the least, by whichever of the modes."""
        backwards: dict[str, list[tuple[str, float]]] = {}
        for link in self._pack.links.values():
            usable = link.modes & modes
            if usable and OUTSIDE not in (link.start, link.end):
                length = min(length_of(link.id, mode) for mode in usable)
                backwards.setdefault(link.end, []).append((link.start, length))
                if not link.one_way:
                    backwards.setdefault(link.start, []).append((link.end, length))
        left = dict.fromkeys(targets, 0.0)
        queue = [(0.0, node) for node in sorted(left)]
        while queue:
            length, node = heapq.heappop(queue)
            if length > left[node]:
                continue
            for before, more in backwards.get(node, ()):
                if length + more < left.get(before, float("inf")):
                    left[before] = length + more
                    heapq.heappush(queue, (length + more, before))
        return left

    # as legs a planner could have written

    def _written(self, origin: str, destination: str, runs: tuple[_Run, ...]) -> Iterator[Passage]:
        legs: list[Leg] = []
        for number, (mode, way) in enumerate(runs):
            start = origin if number == 0 else way.nodes[0]
            end = destination if number == len(runs) - 1 else way.nodes[-1]
            leg = self._leg(start, end, mode, way)
            if leg is None:
                return
            legs.append(leg)
        starts, ends = frozenset((runs[0][1].nodes[0],)), frozenset((runs[-1][1].nodes[-1],))
        hours, km = self._hours(runs), self._km(runs)
        for named in self._operated(legs, runs):
            yield Passage(named, hours, km, starts, ends)

    def _leg(self, start: str, end: str, mode: str, way: Way) -> Leg | None:
        """The leg in as few words as leave only this way; None if no words do."""
        inner = way.nodes[1:-1]
        names = [route.id for route in self._pack.routes.values() if set(way.links) <= set(route.links)]
        choices: list[tuple[tuple[str, ...], str | None]] = [((), None), *(((), name) for name in sorted(names))]
        if len(way.links) == 1:
            choices.append(((), way.links[0]))
        choices += [((node,), None) for node in inner]
        if len(inner) > 1:
            choices.append((inner, None))
        for via, route in choices:
            try:
                if self._network.ways(start, end, mode, via, route) == (way,):
                    return Leg(origin=start, destination=end, mode=mode, via=via, route=route)
            except TooManyWaysError:
                continue
        return None

    def _operated(self, legs: Sequence[Leg], runs: tuple[_Run, ...]) -> Iterator[tuple[Leg, ...]]:
        """The legs as they are, or with an operator named wherever several could be meant."""
        choices: list[list[Leg]] = []
        for leg, (mode, way) in zip(legs, runs, strict=True):
            on_all = frozenset.intersection(*(self._network.services(link, mode) for link in way.links))
            named = [replace(leg, operator=service) for service in sorted(on_all)]
            choices.append(named if len(named) > 1 else [leg])
        yield from product(*choices)

    def _hours(self, runs: tuple[_Run, ...]) -> tuple[float, ...] | None:
        known: list[float] = []
        for mode, way in runs:
            hours = [self._pack.links[link].hours.get(mode) for link in way.links]
            stated = [one for one in hours if one is not None]
            if len(stated) < len(hours):
                return None
            known.append(sum(stated))
        return tuple(known)

    def _km(self, runs: tuple[_Run, ...]) -> float | None:
        lengths = [self._pack.links[link].km for _mode, way in runs for link in way.links]
        stated = [one for one in lengths if one is not None]
        return sum(stated) if len(stated) == len(lengths) else None


def _runs(nodes: tuple[str, ...], used: tuple[tuple[str, str], ...]) -> tuple[_Run, ...]:
    """The links grouped by mode."""
    found: list[_Run] = []
    steps = zip(used, pairwise(nodes), strict=True)
    for mode, group in groupby(steps, key=lambda step: step[0][1]):
        taken = list(group)
        links = tuple(link for (link, _mode), _ends in taken)
        found.append((mode, Way(links, (taken[0][1][0], *(end for _used, (_start, end) in taken)))))
    return tuple(found)


@lru_cache(maxsize=16)
def passages_of(index: Index, stops: frozenset[str]) -> Passages:
    """The search on a pack's network, with what it has found."""
    return Passages(index, stops)
