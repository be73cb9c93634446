"""Two towns at the very same point: coordinates were copied and not changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.points import point_of
from advisor.model.diagnostic import Severity
from advisor.model.place import Place, PlaceKind, Point


def _find(subject: Subject) -> Iterator[Found]:
    first: dict[Point, Place] = {}
    for place in subject.pack.geography.places.values():
        point = point_of(place)
        if point is None or place.kind is not PlaceKind.TOWN:
            continue
        other = first.setdefault(point, place)
        if other is not place:
            yield found(subject.at("place", place.id, "lat"), place=place.name, other=other.name)


CHECK: Final = Check("same-point", Severity.WARNING, _find)
