"""Places and how they lie in one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from advisor.model.text import Text

OUTSIDE = "outside"
"""The built-in place beyond the pack's area. Nothing there is assessed, and nobody is there unless a trip says so."""


class Point(NamedTuple):
    """WGS 84 degrees."""

    latitude: float
    longitude: float


class PlaceKind(StrEnum):
    """How large a place is; a finer one may lie in a coarser one, never the reverse."""

    COUNTRY = "country"
    REGION = "region"
    TOWN = "town"
    ZONE = "zone"


LOCAL = (PlaceKind.TOWN, PlaceKind.ZONE)
"""Kinds of place that one gets about in without a journey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node of the map. Coordinates are WGS 84 degrees; `imprecision_km` says how far off they may be.

    `time_zone` is an IANA name (inherited from the place around it when the file is silent);
    `aliases` are other spellings that completion and trips may use.
    """

    id: str
    name: Text
    kind: PlaceKind
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str | None = None
    imprecision_km: float = 0.0
    aliases: tuple[str, ...] = ()
    note: Text = field(default_factory=Text)


class Geography:
    """The tree of places. Built once per pack; every look-up is a dictionary access."""

    __slots__ = ("_chains", "_subtrees", "places")

    def __init__(self, places: Iterable[Place]) -> None:
        """Take places whose `within` is known and free of cycles (the loader has checked)."""
        self.places: Mapping[str, Place] = {place.id: place for place in places}
        self._chains: dict[str, tuple[str, ...]] = {}
        subtrees: dict[str, set[str]] = {identifier: set() for identifier in self.places}
        for identifier in self.places:
            chain = tuple(self._climb(identifier))
            self._chains[identifier] = chain
            for ancestor in chain:
                subtrees[ancestor].add(identifier)
        self._subtrees = {identifier: frozenset(inside) for identifier, inside in subtrees.items()}

    def _climb(self, identifier: str) -> Iterable[str]:
        current: str | None = identifier
        while current is not None:
            yield current
            current = self.places[current].within

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and all it lies in, innermost first; empty for a place nobody declared."""
        return self._chains.get(place, ())

    def subtree(self, place: str) -> frozenset[str]:
        """The place and all that lies in it; empty for a place nobody declared."""
        return self._subtrees.get(place, frozenset())

    def lies_in(self, place: str, area: str) -> bool:
        """Whether `place` is `area` or somewhere inside it."""
        return area in self._chains.get(place, ())
