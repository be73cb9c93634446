"""Which incidents of a kind lie near, lately: the grid, with kinds and deaths beside it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from advisor.incidents.feeds import feed_of
from advisor.incidents.grid import Event, Grid
from advisor.incidents.records import Fingerprint, digest, row_of
from advisor.model.incident import Coverage, FeedUse, Incident
from advisor.model.place import Point

_MOST_REMEMBERED: Final = 512


class Found(NamedTuple):
    """An incident as far as finding it goes."""

    event: Event
    kind: str
    fatal: bool


class Finder:
    """Finds incidents by their position in the sequence they were given in. Unchangeable, and safe in any thread.

    A search in space and time is remembered, so that many rules that differ in kinds only share it.
    """

    def __init__(self, incidents: Iterable[Found]) -> None:
        """Index these; some seconds for a million."""
        self._codes: dict[str, int] = {}
        self._kinds = array("H")
        self._fatal = bytearray()
        self._grid = Grid(self._events(incidents))
        self._search = lru_cache(maxsize=_MOST_REMEMBERED)(self._grid.near)

    def _events(self, incidents: Iterable[Found]) -> Iterator[Event]:
        for event, kind, fatal in incidents:
            self._kinds.append(self._codes.setdefault(kind, len(self._codes)))
            self._fatal.append(fatal)
            yield event

    def near(
        self,
        line: Sequence[Point],
        within_km: float,
        period: tuple[date, date],
        kinds: frozenset[str],
        *,
        fatal: bool,
    ) -> list[int]:
        """The positions of those that IncidentData.near gives."""
        found = self._search(tuple(line), within_km, period[0].toordinal(), period[1].toordinal())
        codes = {self._codes[kind] for kind in kinds if kind in self._codes}
        return [
            position
            for position in found
            if (not kinds or self._kinds[position] in codes) and (not fatal or self._fatal[position])
        ]


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """By day and id."""
    return tuple(sorted(incidents, key=lambda incident: (incident.day, incident.id)))


class GatheredData:
    """Incidents held in memory, as IncidentData: those of a pack, or of a test."""

    def __init__(self, incidents: Iterable[Incident], coverages: Iterable[Coverage] = ()) -> None:
        """Index these."""
        self._incidents = tuple(incidents)
        self.coverages = tuple(coverages)
        self.feeds: tuple[FeedUse, ...] = _uses(self._incidents)
        self._finder = Finder(
            Found(
                Event(one.latitude, one.longitude, one.imprecision_km, one.day.toordinal(), one.imprecision_days),
                one.kind,
                (one.fatalities or 0) > 0,
            )
            for one in self._incidents
        )

    @cached_property
    def fingerprint(self) -> str:
        """As that of a store that holds the same."""
        fingerprint = Fingerprint()
        for incident in self._incidents:
            feed = feed_of(incident.id)
            fingerprint.add(digest(*row_of(incident, "" if feed is None else feed.id)))
        return fingerprint.of(self.coverages)

    def near(
        self,
        line: Sequence[Point],
        within_km: float,
        period: tuple[date, date],
        kinds: frozenset[str] = frozenset(),
        *,
        fatal: bool = False,
    ) -> tuple[Incident, ...]:
        """As IncidentData says."""
        found = self._finder.near(line, within_km, period, kinds, fatal=fatal)
        return in_order(self._incidents[position] for position in found)


def _uses(incidents: Iterable[Incident]) -> tuple[FeedUse, ...]:
    days: dict[str, list[date]] = {}
    for incident in incidents:
        feed = feed_of(incident.id)
        if feed is not None:
            days.setdefault(feed.id, []).append(incident.day)
    return tuple(FeedUse(feed=feed, count=len(found), newest=max(found)) for feed, found in sorted(days.items()))
