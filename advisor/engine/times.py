"""Time as the engine counts it: instants in whole UTC minutes, and how surely they are known."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from advisor.model.trip import When

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
DAY = 24 * 60
YEARS = range(1970, 2200)
"""Years in which trips are assessed; other dates are slips of the keyboard."""


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=20_000)
def to_instant(local: datetime, zone: str) -> int:
    """The instant of a local time; of two with the same clock reading the earlier."""
    return (local.replace(tzinfo=_zone(zone)) - _EPOCH) // _MINUTE


@lru_cache(maxsize=20_000)
def to_local(instant: int, zone: str) -> datetime:
    """The local time, without zone, of an instant."""
    return (_EPOCH + instant * _MINUTE).astimezone(_zone(zone)).replace(tzinfo=None)


@lru_cache(maxsize=10_000)
def midnight(day: date, zone: str) -> int:
    """The instant at which a local day begins."""
    return to_instant(datetime.combine(day, time.min), zone)


class Between(NamedTuple):
    """An instant known only to lie between two, both included; None: nobody said."""

    earliest: int | None
    latest: int | None

    @property
    def known(self) -> bool:
        """Whether it is bounded on both sides."""
        return self.earliest is not None and self.latest is not None


UNKNOWN = Between(None, None)


def stated(when: When | None, zone: str) -> Between:
    """What the planner's words say: a time is exact, a day alone leaves its minutes open, nothing says nothing."""
    if when is None or when.year not in YEARS:
        return UNKNOWN
    if isinstance(when, datetime):
        instant = to_instant(when, zone)
        return Between(instant, instant)
    return Between(midnight(when, zone), midnight(when + timedelta(days=1), zone) - 1)


class Extent(NamedTuple):
    """A stretch of time known by bounds.

    It lies inside `earliest`..`latest`; it surely holds `sure_from`..`sure_until` where these are set.
    All ends are included.
    """

    earliest: int
    latest: int
    sure_from: int | None
    sure_until: int | None


def extent(start: Between, end: Between) -> Extent | None:
    """The stretch from one uncertain instant to another; None when its time is not known."""
    if start.earliest is None or end.latest is None:
        return None
    sure_from = start.latest
    sure_until = end.earliest
    if sure_from is None or sure_until is None or sure_from > sure_until:
        return Extent(start.earliest, end.latest, None, None)
    return Extent(start.earliest, end.latest, sure_from, sure_until)


def moment(at: Between) -> Extent | None:
    """One uncertain instant; sure only when exact."""
    if at.earliest is None or at.latest is None:
        return None
    if at.earliest == at.latest:
        return Extent(at.earliest, at.latest, at.earliest, at.latest)
    return Extent(at.earliest, at.latest, None, None)
