"""A place far from everything else in the region it is said to lie in: a sign lost, degrees swapped, a wrong region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.points import point_of, rough_km
from advisor.model.diagnostic import Severity
from advisor.model.place import Geography, Point

FAR_KM: Final = 100.0
TIMES_WIDER: Final = 3.0
"""A place is far if its nearest neighbour in the region is that many times further off than any other's is."""
FEWEST: Final = 3
"""Fewer other places in a region do not tell how wide it is."""


def _find(subject: Subject) -> Iterator[Found]:
    geography = subject.pack.geography
    points = {name: point for name, place in geography.places.items() if (point := point_of(place)) is not None}
    gaps = {area: _gaps(area, geography, points) for area in geography.places}
    for name in points:
        for around in geography.chain(name)[1:]:
            km = _far(name, gaps[around])
            if km is not None:
                places = geography.places
                span = subject.at("place", name, "lat")
                yield found(span, place=places[name].name, around=places[around].name, km=float(round(km)))
                break


def _gaps(area: str, geography: Geography, points: Mapping[str, Point]) -> dict[str, float]:
    """How far each place of an area is from the nearest other that does not lie in it."""
    inside = [name for name in geography.subtree(area) if name in points]
    gaps: dict[str, float] = {}
    for name in inside:
        own = geography.subtree(name)
        others = [other for other in inside if other not in own]
        if others:
            gaps[name] = min(rough_km(points[name], points[other]) for other in others)
    return gaps


def _far(name: str, gaps: Mapping[str, float]) -> float | None:
    own = gaps.get(name)
    others = [km for other, km in gaps.items() if other != name]
    if own is None or len(others) < FEWEST or own <= max(FAR_KM, TIMES_WIDER * max(others)):
        return None
    return own


CHECK: Final = Check("far-from-region", Severity.WARNING, _find)
