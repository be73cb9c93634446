"""How many incidents of a kind happened near a movement or a place: bounds, and the very events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.engine.expose import Site
from advisor.engine.truth import Truth
from advisor.incidents.distance import point_to_line_km, point_to_point_km
from advisor.model.incident import Incident
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, Point
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

        Too few is "cannot tell" where data do not cover the whole period, where something that is measured from has
        no coordinates, or where other legs of the movement may pass more; so is everything when the day is not known.
        """
        if day is None:
            return Counted(None)
        until = min(day, self._as_of)
        period = (until - timedelta(days=test.days), until)
        if site.movement is not None and site.movement.possible_links:
            sure, possible = site.movement.links, site.movement.possible_links
            found = self._enough(test, self._around(frozenset(), sure, test.within_km), period)
            more = self._enough(test, self._around(frozenset(), possible, test.within_km), period)
            measured = frozenset(end for link in possible for end in self._ends(link))
        else:
            measured = frozenset((site.place,))
            found = more = self._enough(test, self._around(measured, frozenset(), test.within_km), period)
        if found:
            return Counted(truth=True, incidents=found)
        if more or any(self._point(place) is None for place in measured) or not self._covered(*period):
            return Counted(None, more)
        return Counted(truth=False)

    def _ends(self, link: str) -> tuple[str, ...]:
        """The ends of a link that distances are measured from."""
        declared = self._pack.links[link]
        return tuple(end for end in (declared.start, declared.end) if end != OUTSIDE)

    def _enough(
        self, test: IncidentTest, near: tuple[Incident, ...], period: tuple[date, date]
    ) -> tuple[Incident, ...]:
        found = tuple(
            incident
            for incident in near
            if (not test.kinds or incident.kind in test.kinds)
            and (not test.fatal or (incident.fatalities or 0) > 0)
            and _falls(incident, *period)
        )
        return found if len(found) >= test.at_least else ()

    def _covered(self, since: date, until: date) -> bool:
        covered = self._pack.incident_coverage
        return covered is not None and covered.start <= since and until <= covered.until

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
