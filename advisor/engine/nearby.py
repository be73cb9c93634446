"""How many incidents of a kind happened near a movement or a place: bounds, and the very events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.engine.expose import Site
from advisor.engine.truth import Truth
from advisor.incidents.distance import Point, point_to_line_km, point_to_point_km
from advisor.model.incident import Incident
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import IncidentTest


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether there were enough, and the events that count."""

    truth: Truth
    incidents: tuple[Incident, ...] = ()


class Nearby:
    """Counts the pack's incidents around sites, looking back from one as-of day."""

    def __init__(self, pack: Pack, as_of: date) -> None:
        """For one pack and as-of day."""
        self._pack = pack
        self._as_of = as_of
        self._around = lru_cache(maxsize=None)(self._find_around)

    def count(self, test: IncidentTest, site: Site, day: date | None) -> Counted:
        """Whether at least that many incidents fall in the days before the earlier of as-of and exposure.

        Where data do not cover the whole period, too few is "cannot tell"; so it is when the day is not known.
        """
        places, links = self._where(site)
        if any(self._point(place) is None for place in places):
            return Counted(None)  # where the party is can't be measured from
        near = self._around(places, links, test.within_km)
        if day is None:
            return Counted(None if self._enough(test, near, None) else self._silence(self._as_of, test))
        until = min(day, self._as_of)
        since = until - timedelta(days=test.days)
        found = self._enough(test, near, (since, until))
        if found:
            return Counted(truth=True, incidents=found)
        return Counted(self._silence(until, test))

    def _where(self, site: Site) -> tuple[frozenset[str], frozenset[str]]:
        if site.movement is not None and site.movement.links:
            return frozenset(), site.movement.links
        return frozenset((site.place,)), frozenset()

    def _enough(
        self, test: IncidentTest, near: tuple[Incident, ...], period: tuple[date, date] | None
    ) -> tuple[Incident, ...]:
        found = tuple(
            incident
            for incident in near
            if (not test.kinds or incident.kind in test.kinds)
            and (not test.fatal or (incident.fatalities or 0) > 0)
            and (period is None or _falls(incident, *period))
        )
        return found if len(found) >= test.at_least else ()

    def _silence(self, until: date, test: IncidentTest) -> Truth:
        covered = self._pack.incident_coverage
        if covered is None or covered.until < until or covered.start > until - timedelta(days=test.days):
            return None
        return False

    def _find_around(
        self, places: frozenset[str], links: frozenset[str], within_km: float
    ) -> tuple[Incident, ...]:
        return tuple(
            incident
            for incident in self._pack.incidents
            if any(self._near_link(incident, link, within_km) for link in links)
            or any(self._near_place(incident, place, within_km) for place in places)
        )

    def _near_link(self, incident: Incident, identifier: str, within_km: float) -> bool:
        link = self._pack.links[identifier]
        radius = within_km + incident.imprecision_km + link.imprecision_km
        ends = [point for place in (link.start, link.end) if (point := self._point(place)) is not None]
        at = Point(incident.latitude, incident.longitude)
        if len(ends) == 2:  # noqa: PLR2004  (both ends of the link)
            return point_to_line_km(at, ends[0], ends[1]) <= radius
        return any(point_to_point_km(at, end) <= radius for end in ends)

    def _near_place(self, incident: Incident, identifier: str, within_km: float) -> bool:
        point = self._point(identifier)
        if point is None:
            return False
        radius = within_km + incident.imprecision_km + self._pack.geography.places[identifier].imprecision_km
        return point_to_point_km(Point(incident.latitude, incident.longitude), point) <= radius

    def _point(self, identifier: str) -> Point | None:
        place = self._pack.geography.places.get(identifier) if identifier != OUTSIDE else None
        if place is None or place.latitude is None or place.longitude is None:
            return None
        return Point(place.latitude, place.longitude)


def _falls(incident: Incident, since: date, until: date) -> bool:
    slack = timedelta(days=incident.imprecision_days)
    return incident.day + slack >= since and incident.day - slack <= until
