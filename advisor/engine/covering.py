"""Whether what data claim to be complete for covers a question. Only then is having found too few worth anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import cos, radians
from typing import Final

from advisor.incidents.grid import pieces_of
from advisor.model.incident import Box, Coverage
from advisor.model.place import Point

KM_PER_DEGREE: Final = 110.0
"""Of latitude, a little less than anywhere on earth, so that a margin in degrees is never too narrow."""

_PIECE_KM: Final = 20.0
_ROUNDING_KM: Final = 1.0
_POLE: Final = 90.0
_AROUND: Final = 360.0


def covered_until(
    claims: Iterable[Coverage], since: date, until: date, kinds: frozenset[str], *, fatal: bool
) -> date | None:
    """The last day up to which these claims join up from `since` on, for each of the kinds; None: not even that day.

    They may reach beyond `until`. No `kinds`: any, which only claims to every kind cover. The area is not looked at.
    """
    speaking = [one for one in claims if fatal or not one.fatal_only]
    wanted: Iterable[str | None] = kinds or (None,)
    ends = [_joined([one for one in speaking if not one.kinds or kind in one.kinds], since, until) for kind in wanted]
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def _joined(claims: Sequence[Coverage], since: date, until: date) -> date | None:
    reached = since - timedelta(days=1)
    for claim in sorted(claims, key=lambda one: one.start):
        if reached >= until or claim.start > reached + timedelta(days=1):
            break
        reached = max(reached, claim.until)
    return reached if reached >= since else None


def holds(box: Box, line: Sequence[Point], within_km: float) -> bool:
    """Whether everything within that distance of a place or line surely lies in the box."""
    return all(_holds(box, point, within_km + _ROUNDING_KM) for point in pieces_of(line, _PIECE_KM))


def _holds(box: Box, point: Point, km: float) -> bool:
    up = km / KM_PER_DEGREE
    if point.latitude - up < box.south or point.latitude + up > box.north:
        return False
    width = (box.east - box.west) % _AROUND if box.east - box.west < _AROUND else _AROUND
    furthest = abs(point.latitude) + up
    if width == _AROUND or furthest >= _POLE:  # a pole lies within: only all the way around will do
        return width == _AROUND
    aside = up / cos(radians(furthest))
    return (point.longitude - aside - box.west) % _AROUND + 2 * aside <= width
