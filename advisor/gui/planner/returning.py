"""The way back: legs reversed, as far as the network leads that way. No Qt, nothing is decided here."""

from __future__ import annotations

from dataclasses import replace

from advisor.engine.index import index_of
from advisor.engine.ways import TooManyWaysError
from advisor.model.pack import Pack
from advisor.model.trip import Leg


def on_the_network(legs: tuple[Leg, ...], pack: Pack) -> tuple[Leg, ...]:
    """Legs that were reversed, without a route or stops that the network knows in the other direction only."""
    return tuple(_passable(leg, pack) for leg in legs)


def _passable(leg: Leg, pack: Pack) -> Leg:
    if leg.mode is None or _leads(leg, pack):
        return leg
    without = (replace(leg, route=None), replace(leg, via=()), replace(leg, via=(), route=None))
    return next((one for one in without if one != leg and _leads(one, pack)), leg)


def _leads(leg: Leg, pack: Pack) -> bool:
    if leg.mode is None:
        return False
    try:
        return bool(index_of(pack).network.ways(leg.origin, leg.destination, leg.mode, leg.via, leg.route))
    except TooManyWaysError:
        return True
