"""A distance smaller than what is known of where the place is: the circle is not where the author thinks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    places = subject.pack.geography.places
    for entry in subject.folder.rules:
        for index, selector in enumerate(entry.value.where):
            near = selector.near
            place = places.get(near.place) if near is not None else None
            if near is not None and place is not None and near.km < place.imprecision_km:
                span = entry.at.span("where", index, "near", "km")
                yield found(span, km=float(near.km), place=place.name, imprecision=place.imprecision_km)


CHECK: Final = Check("near-imprecise", Severity.NOTE, _find)
