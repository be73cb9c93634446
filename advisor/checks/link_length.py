"""A link whose length can't be: shorter than the straight line, or many times as long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.points import point_of
from advisor.incidents.distance import point_to_point_km
from advisor.model.diagnostic import Severity

SHORTER: Final = 0.9
"""Lengths are rounded, and towns are not points."""
SLACK_KM: Final = 5.0
LONGER: Final = 3.0
DETOUR_KM: Final = 50.0
"""A winding road of a few kilometres says nothing."""


def _find(subject: Subject) -> Iterator[Found]:
    places = subject.pack.geography.places
    for link in subject.pack.links.values():
        ends = [places[end] for end in (link.start, link.end) if end in places]
        points = [point for end in ends if (point := point_of(end)) is not None]
        if link.km is None or len(points) != 2:  # noqa: PLR2004 -- a link has two ends
            continue
        line = point_to_point_km(points[0], points[1])
        vague = SLACK_KM + sum(end.imprecision_km for end in ends)
        short = link.km < SHORTER * line - vague
        long = link.km > LONGER * (line + vague) and link.km - line > DETOUR_KM
        if short or long:
            yield found(subject.at("link", link.id, "km"), link=link.id, km=link.km, line=float(round(line)))


CHECK: Final = Check("link-length", Severity.WARNING, _find)
