"""Towns and zones that no link reaches, so that nobody can plan a leg there: one note for all, at the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.engine.ways import Network
from advisor.model.diagnostic import Severity
from advisor.model.place import LOCAL


def _find(subject: Subject) -> Iterator[Found]:
    pack = subject.pack
    if not pack.links:
        return  # A pack without a network is about staying somewhere.
    network = Network(pack)
    apart = [
        place
        for place in pack.geography.places.values()
        if place.kind in LOCAL and not any(network.nodes(place.id, mode) for mode in pack.modes)
    ]
    if apart:
        names = tuple(place.name for place in apart)
        yield found(subject.at("place", apart[0].id, "id"), count=len(apart), places=names)


CHECK: Final = Check("unreachable-place", Severity.NOTE, _find)
