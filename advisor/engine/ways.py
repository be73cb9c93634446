"""Which ways the network offers for a leg: chains of links that its mode can use."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from advisor.engine.memory import Memory
from advisor.model.pack import Pack
from advisor.model.place import LOCAL, OUTSIDE

MOST_WAYS = 16
"""More candidates than this are not searched: the planner has to name the route."""

MOST_VISITS = 20_000
"""Nodes looked at in a free search before it is given up, so that a large map can't stall the window."""

_MOST_KNOWN = 4096


@dataclass(frozen=True, slots=True)
class Way:
    """A chain of links in the order used; `nodes` has one place more than `links`."""

    links: tuple[str, ...]
    nodes: tuple[str, ...]


class TooManyWaysError(Exception):
    """More ways than can be told apart."""


class Network:
    """Links and routes of a pack, laid out for search. Built once per pack."""

    def __init__(self, pack: Pack) -> None:
        """Index the pack's links by mode and end."""
        self._geography = pack.geography
        self._links = pack.links
        self._by_mode: dict[str, dict[str, list[tuple[str, str]]]] = {mode: {} for mode in pack.modes}
        for link in pack.links.values():
            for mode in link.modes:
                ends = self._by_mode.setdefault(mode, {})
                ends.setdefault(link.start, []).append((link.id, link.end))
                ends.setdefault(link.end, [])
                if not link.one_way:
                    ends[link.end].append((link.id, link.start))
        self._routes = {
            route.id: nodes for route in pack.routes.values() if (nodes := self._nodes_of(route.links)) is not None
        }
        self._known: Memory[tuple[str, str, str, tuple[str, ...], str | None], tuple[Way, ...]] = Memory(_MOST_KNOWN)
        self.legs: Memory[Hashable, Any] = Memory(_MOST_KNOWN)
        """What was found out about legs, by all that it hangs on; for whoever follows a trip over this network."""
        self._services: dict[tuple[str, str], frozenset[str]] = {}
        for service in pack.services.values():
            for identifier in service.links:
                key = (identifier, service.mode)
                self._services[key] = self._services.get(key, frozenset()) | {service.id}
        self._route_links = {route.id: route.links for route in pack.routes.values()}

    def _nodes_of(self, links: tuple[str, ...]) -> tuple[str, ...] | None:
        """The places along a chain; None if it does not chain (the loader refuses such routes)."""
        if not links:
            return None
        first = self._links[links[0]]
        for start in (first.start, first.end):
            nodes = [start]
            for identifier in links:
                link = self._links[identifier]
                if nodes[-1] == link.start:
                    nodes.append(link.end)
                elif nodes[-1] == link.end:
                    nodes.append(link.start)
                else:
                    break
            else:
                return tuple(nodes)
        return None

    def onward(self, node: str, mode: str) -> Sequence[tuple[str, str]]:
        """The links by which a mode leaves a node, each with the node it leads to."""
        return self._by_mode.get(mode, {}).get(node, ())

    def services(self, link: str, mode: str | None) -> frozenset[str]:
        """The services that run a mode on a link."""
        return self._services.get((link, mode or ""), frozenset())

    def nodes(self, place: str, mode: str) -> frozenset[str]:
        """Where a mode touches a place: the place itself, else what lies in it, else the town or zone around it."""
        ends = self._by_mode.get(mode, {})
        if place in ends:
            return frozenset((place,))
        inside = self._geography.subtree(place) & ends.keys()
        if inside:
            return inside
        for around in self._geography.chain(place)[1:]:
            if self._geography.places[around].kind not in LOCAL:
                break
            if around in ends:
                return frozenset((around,))
        return frozenset()

    def modes_between(self, origin: str, destination: str) -> tuple[str, ...]:
        """Modes that have some way between two places."""
        return tuple(mode for mode in sorted(self._by_mode) if self.exists(origin, destination, mode))

    def exists(self, origin: str, destination: str, mode: str) -> bool:
        """Whether there is any way at all."""
        try:
            return bool(self.ways(origin, destination, mode))
        except TooManyWaysError:
            return True

    def joins(self, starts: frozenset[str], ends: frozenset[str], mode: str) -> bool:
        """Whether any chain of links leads from one of the starts to another place among the ends."""
        adjacent = self._by_mode.get(mode, {})
        for start in starts if ends else ():
            reached, frontier = {start}, [start]
            while frontier:
                for _link, node in adjacent.get(frontier.pop(), ()):
                    if node not in reached:
                        reached.add(node)
                        if node in ends:
                            return True
                        if node != OUTSIDE:  # nothing is known of what lies beyond
                            frontier.append(node)
        return False

    def ways(
        self, origin: str, destination: str, mode: str, via: tuple[str, ...] = (), route: str | None = None
    ) -> tuple[Way, ...]:
        """All candidates for a leg; TooManyWaysError when they can't be told apart.

        Direct links and declared routes come first; only where neither exists, links are chained freely.
        `route` (a route's or link's id) leaves only what runs along it.
        """
        key = (origin, destination, mode, via, route)
        return self._known.get(key, lambda: self._search(*key))

    def _search(
        self, origin: str, destination: str, mode: str, via: tuple[str, ...], route: str | None
    ) -> tuple[Way, ...]:
        stops = (origin, *via, destination)
        stretches = [self._stretch(start, end, mode, route) for start, end in pairwise(stops)]
        found: dict[Way, None] = {}
        for combination in product(*stretches):
            way = _joined(combination)
            if way is not None:
                found[way] = None
            if len(found) > MOST_WAYS:
                raise TooManyWaysError
        # The shortest first, whatever the order of the pack's files.
        return tuple(sorted(found, key=lambda way: (len(way.links), way.links, way.nodes)))

    def _stretch(self, origin: str, destination: str, mode: str, route: str | None) -> tuple[Way, ...]:
        starts, ends = self.nodes(origin, mode), self.nodes(destination, mode)
        found = dict.fromkeys(self._direct(starts, ends, mode, route))
        found.update(dict.fromkeys(self._along_routes(starts, ends, mode, route)))
        if not found and route is None:
            found = dict.fromkeys(self._chained(starts, ends, mode))
        return tuple(found)

    def _direct(self, starts: frozenset[str], ends: frozenset[str], mode: str, route: str | None) -> Iterator[Way]:
        adjacent = self._by_mode.get(mode, {})
        for start in sorted(starts):
            for link, end in adjacent.get(start, ()):
                if end in ends and (route is None or link == route or link in self._route_links.get(route, ())):
                    yield Way((link,), (start, end))

    def _along_routes(
        self, starts: frozenset[str], ends: frozenset[str], mode: str, route: str | None
    ) -> Iterator[Way]:
        for identifier, nodes in self._routes.items():
            if route is not None and identifier != route:
                continue
            links = self._route_links[identifier]
            for i, start in enumerate(nodes):
                if start not in starts:
                    continue
                for j, end in enumerate(nodes):
                    if end not in ends or i == j:
                        continue
                    way = (
                        Way(links[i:j], nodes[i : j + 1])
                        if i < j
                        else Way(tuple(reversed(links[j:i])), tuple(reversed(nodes[j : i + 1])))
                    )
                    if self._usable(way, mode):
                        yield way

    def _usable(self, way: Way, mode: str) -> bool:
        for link, (start, _end) in zip(way.links, pairwise(way.nodes), strict=True):
            declared = self._links[link]
            if mode not in declared.modes or (declared.one_way and declared.start != start):
                return False
        return True

    def _chained(self, starts: frozenset[str], ends: frozenset[str], mode: str) -> Iterator[Way]:
        """Loopless chains, depth first; bounded, because a map without routes may have very many."""
        adjacent = self._by_mode.get(mode, {})
        reachable = self._reaching(ends, mode)
        count = visited = 0
        for start in sorted(starts):
            stack: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [(start, (), (start,))]
            while stack:
                node, links, nodes = stack.pop()
                visited += 1
                if visited > MOST_VISITS:
                    raise TooManyWaysError
                if node in ends and links:
                    count += 1
                    if count > MOST_WAYS:
                        raise TooManyWaysError
                    yield Way(links, nodes)  # and further: in a wide destination, another node may lie behind
                if node == OUTSIDE and links:
                    continue  # nothing is known of what lies beyond, so no way leads through it
                stack.extend(
                    (end, (*links, link), (*nodes, end))
                    for link, end in adjacent.get(node, ())
                    if end in reachable and end not in nodes
                )

    def _reaching(self, ends: frozenset[str], mode: str) -> set[str]:
        """Nodes from which some end can be reached: keeps the search out of dead ends."""
        backwards: dict[str, list[str]] = {}
        for start, links in self._by_mode.get(mode, {}).items():
            for _link, end in links:
                backwards.setdefault(end, []).append(start)
        reached = set(ends)
        frontier = list(ends)
        while frontier:
            for before in backwards.get(frontier.pop(), ()):
                if before not in reached:
                    reached.add(before)
                    frontier.append(before)
        return reached


def _joined(stretches: tuple[Way, ...]) -> Way | None:
    """One way out of stretches that follow one another; None where one does not start at the other's end."""
    links: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    for stretch in stretches:
        if nodes and nodes[-1] != stretch.nodes[0]:
            return None
        links += stretch.links
        nodes = (*nodes[:-1], *stretch.nodes)
    return Way(links, nodes)
