"""Reference evaluator: on which links a leg can go. Every possibility is tried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from advisor.model.network import Link
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.model.trip import Leg

MOST_WAYS = 16


class Way(NamedTuple):
    nodes: tuple[str, ...]
    links: tuple[str, ...]


def ways_of(leg: Leg, pack: Pack) -> list[Way]:
    """Every way the leg can go; none where the network knows of none."""
    assert leg.mode is not None
    stops = (leg.origin, *leg.via, leg.destination)
    ways: list[Way] | None = None
    for start, end in pairwise(stops):
        piece = list(_piece(start, end, leg.mode, leg.route, pack))
        if ways is None:
            ways = piece
        else:
            ways = [
                Way(before.nodes + after.nodes[1:], before.links + after.links)
                for before in ways
                for after in piece
                if before.nodes[-1] == after.nodes[0]
            ]
    return list(dict.fromkeys(ways or []))


def _piece(start: str, end: str, mode: str, route: str | None, pack: Pack) -> list[Way]:
    starts, ends = nodes_of(start, mode, pack), nodes_of(end, mode, pack)
    found = [
        way
        for first in starts
        for way in (*_direct(first, mode, route, pack), *_on_routes(first, mode, route, pack))
        if way.nodes[-1] in ends
    ]
    if not found and route is None:
        found = [way for first in starts for way in _search((first,), (), mode, pack) if way.nodes[-1] in ends]
    return list(dict.fromkeys(found))


def nodes_of(place: str, mode: str, pack: Pack) -> list[str]:
    """Where the written place meets the network of the mode."""
    served = {end for link in pack.links.values() if mode in link.modes for end in (link.start, link.end)}
    if place in served:
        return [place]
    inside = sorted(node for node in served if node != OUTSIDE and pack.geography.lies_in(node, place))
    if inside:
        return inside
    for around in pack.geography.chain(place)[1:]:
        if around in served and pack.geography.places[around].kind in (PlaceKind.TOWN, PlaceKind.ZONE):
            return [around]
    return []


def _after(link: Link, node: str, mode: str) -> list[str]:
    """Where a link leads from a node."""
    if mode not in link.modes:
        return []
    reached = [link.end] if node == link.start else []
    if node == link.end and not link.one_way:
        reached.append(link.start)
    return reached


def _direct(first: str, mode: str, route: str | None, pack: Pack) -> Iterator[Way]:
    for link in pack.links.values():
        if route in (None, link.id):
            for node in _after(link, first, mode):
                yield Way((first, node), (link.id,))


def _on_routes(first: str, mode: str, route: str | None, pack: Pack) -> Iterator[Way]:
    for declared in pack.routes.values():
        if route not in (None, declared.id):
            continue
        for chain in (declared.links, declared.links[::-1]):
            for start in range(len(chain)):
                for end in range(start + 1, len(chain) + 1):
                    yield from _along(chain[start:end], Way((first,), ()), mode, pack)


def _along(chain: tuple[str, ...], so_far: Way, mode: str, pack: Pack) -> Iterator[Way]:
    if not chain:
        yield so_far
        return
    for node in _after(pack.links[chain[0]], so_far.nodes[-1], mode):
        yield from _along(chain[1:], Way((*so_far.nodes, node), (*so_far.links, chain[0])), mode, pack)


def leads_to(first: str, mode: str, pack: Pack) -> set[str]:
    """Every place that some chain of links leads to."""
    return {way.nodes[-1] for way in _search((first,), (), mode, pack)}


def _search(nodes: tuple[str, ...], links: tuple[str, ...], mode: str, pack: Pack) -> Iterator[Way]:
    """All chains that pass no place twice, and never through `outside`."""
    if links:
        yield Way(nodes, links)
    if links and nodes[-1] == OUTSIDE:
        return
    for link in pack.links.values():
        for node in _after(link, nodes[-1], mode):
            if node not in nodes:
                yield from _search((*nodes, node), (*links, link.id), mode, pack)
