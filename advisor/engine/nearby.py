"""How many incidents of a kind happened near a movement or a place: bounds, the very events, and what data cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.engine.covering import covered_until, holds
from advisor.engine.expose import Site
from advisor.engine.truth import Truth
from advisor.incidents.finder import GatheredData
from advisor.incidents.grid import rough_km
from advisor.incidents.kinds import KINDS
from advisor.model.assessment import IncidentCount, IncidentsSeen
from advisor.model.incident import Coverage, Incident, IncidentData
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, Point
from advisor.model.rule import IncidentTest, Near

_KNOWN_KINDS = frozenset(KINDS)
_MOST_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Origin:
    """Something that distances are measured from: a place or a link, by id. Its `line` has one point or two.

    `off_km`: how far off it may be. `located`: all its ends have coordinates; without any, the line is empty.
    """

    id: str
    line: tuple[Point, ...]
    off_km: float
    located: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether there were enough; the events that count; the days looked at; what they were measured from.

    `missing` says why having found too few is not enough to tell. `covered_until`: having found too few will not be
    enough on an as-of day after this one; None: on any.
    """

    truth: Truth
    incidents: tuple[Incident, ...] = ()
    period: tuple[date, date] | None = None
    origins: tuple[Origin, ...] = ()
    missing: Message | None = None
    covered_until: date | None = None


class Nearby:
    """Counts incidents around sites, those of the pack and those imported, looking back from one as-of day.

    What was counted is remembered, so that all who ask about one trip should ask the same one.
    """

    def __init__(self, pack: Pack, as_of: date, data: IncidentData | None = None) -> None:
        """For one pack, as-of day and, if there are any, imported incidents."""
        self._pack = pack
        self.as_of = as_of
        self._data = data
        self._sources: list[IncidentData] = [] if data is None else [data]
        if pack.incidents:
            self._sources.append(_of_pack(pack))
        self._origin = lru_cache(maxsize=_MOST_REMEMBERED)(self._origin_of)
        self._around = lru_cache(maxsize=_MOST_REMEMBERED)(self._find_around)
        self._counted = lru_cache(maxsize=_MOST_REMEMBERED)(self._count)

    @property
    def seen(self) -> IncidentsSeen | None:
        """Which imported incidents there are to look at, if any."""
        if self._data is None:
            return None
        return IncidentsSeen(fingerprint=self._data.fingerprint, feeds=self._data.feeds)

    def count(self, test: IncidentTest, site: Site, day: date | None) -> Counted:
        """Whether at least that many incidents fall in the days before the earlier of as-of and exposure.

        Too few is "cannot tell" where data do not cover the question, where something that is measured from has no
        coordinates, or where other legs of the movement may pass more; so is everything when the day is not known.
        """
        if day is None:
            return Counted(None, missing=message("incidents.no-day"))
        movement = site.movement
        if movement is not None and test.near is Near.MOVEMENT and movement.possible_links:
            return self._counted(test, movement.links, movement.possible_links, None, day)
        if movement is not None and test.near is Near.LEG and movement.leg_links:
            return self._counted(test, movement.leg_links, movement.leg_links, None, day)
        return self._counted(test, frozenset(), frozenset(), site.place, day)

    def _count(
        self, test: IncidentTest, sure: frozenset[str], possible: frozenset[str], place: str | None, day: date
    ) -> Counted:
        until = min(day, self.as_of)
        # The calendar has a first day, and there must be one before it to say that nothing is covered.
        since = date.fromordinal(max(2, until.toordinal() - test.days))
        period = (since, until)
        ids = [(place, False)] if place is not None else [(link, True) for link in sorted(possible)]
        origins = tuple(self._origin(name, link=link) for name, link in ids)
        found = self._enough(test, (one for one in origins if place is not None or one.id in sure), period)
        if found:
            return Counted(truth=True, incidents=found, period=period, origins=origins)
        more = self._enough(test, origins, period) if place is None else ()
        if not all(origin.located for origin in origins):
            return Counted(None, more, period, origins, message("incidents.no-coordinates"))
        covered = self._covered_until(test, origins, since, day)
        if covered < until:
            missing = message("incidents.not-covered", since=covered + timedelta(days=1), until=until)
            return Counted(None, more, period, origins, missing)
        if more:
            return Counted(None, more, period, origins)
        return Counted(truth=False, period=period, origins=origins, covered_until=covered if covered < day else None)

    def _enough(self, test: IncidentTest, origins: Iterable[Origin], period: tuple[date, date]) -> tuple[Incident, ...]:
        """The events near any of these, each once, if there are enough."""
        found = {
            incident.id: incident
            for origin in origins
            for incident in self._around(origin, test.within_km, period, test.kinds, fatal=test.fatal)
        }
        return tuple(found.values()) if len(found) >= test.at_least else ()

    def _find_around(
        self, origin: Origin, within_km: float, period: tuple[date, date], kinds: frozenset[str], *, fatal: bool
    ) -> tuple[Incident, ...]:
        if not origin.line:
            return ()
        reach = within_km + origin.off_km
        return tuple(
            incident for data in self._sources for incident in data.near(origin.line, reach, period, kinds, fatal=fatal)
        )

    def _covered_until(self, test: IncidentTest, origins: tuple[Origin, ...], since: date, day: date) -> date:
        """The last day up to which data cover the question without a gap; the day before `since` if not even that."""
        ends = (
            covered_until(self._claims(test, origin), since, day, test.kinds, fatal=test.fatal) for origin in origins
        )
        return min(end if end is not None else since - timedelta(days=1) for end in ends)

    def _claims(self, test: IncidentTest, origin: Origin) -> Iterator[Coverage]:
        """What data claim to be complete for around there."""
        if self._pack.incident_coverage is not None:
            yield self._pack.incident_coverage
        if self._data is None or not test.kinds <= _KNOWN_KINDS:  # imported incidents have no other kinds
            return
        reach = test.within_km + origin.off_km
        for claim in self._data.coverages:
            if claim.area is None or holds(claim.area, origin.line, reach):
                yield claim

    def _origin_of(self, name: str, *, link: bool) -> Origin:
        if not link:
            place = self._pack.geography.places[name]
            point = self._point(name)
            return Origin(name, () if point is None else (point,), place.imprecision_km, point is not None)
        declared = self._pack.links[name]
        ends = [end for end in (declared.start, declared.end) if end != OUTSIDE]
        points = tuple(point for end in ends if (point := self._point(end)) is not None)
        vague = max((self._pack.geography.places[end].imprecision_km for end in ends), default=0.0)
        located = bool(points) and len(points) == len(ends)
        return Origin(name, points, declared.imprecision_km + vague, located)

    def _point(self, identifier: str) -> Point | None:
        place = self._pack.geography.places[identifier]
        if place.latitude is None or place.longitude is None:
            return None
        return Point(place.latitude, place.longitude)


@lru_cache(maxsize=8)
def _of_pack(pack: Pack) -> GatheredData:
    """The pack's own incidents, indexed on first use; the last few packs are remembered."""
    return GatheredData(pack.incidents)


def summed_up(test: IncidentTest, counts: Iterable[Counted]) -> tuple[tuple[Incident, ...], IncidentCount]:
    """The events that a rule counted anywhere, by day and id, and how the counting came out."""
    distinct = {id(one): one for one in counts}.values()
    nearest: dict[str, float] = {}
    incidents: dict[str, Incident] = {}
    for counted in distinct:
        measures = [rough_km(origin.line) for origin in counted.origins if origin.line]
        for incident in counted.incidents:
            incidents[incident.id] = incident
            at = Point(incident.latitude, incident.longitude)
            here = min(measure(at) for measure in measures)
            nearest[incident.id] = min(here, nearest.get(incident.id, here))
    ordered = tuple(sorted(incidents.values(), key=lambda one: (one.day, one.id)))
    periods = [one.period for one in distinct if one.period is not None]
    missing = {repr(one.missing): one.missing for one in distinct if one.missing is not None}
    return ordered, IncidentCount(
        test=test,
        since=min((since for since, _ in periods), default=None),
        until=max((until for _, until in periods), default=None),
        distances_km=tuple(round(nearest[one.id]) for one in ordered),
        missing=tuple(missing[name] for name in sorted(missing)),
    )
