"""Times as the planner stated them, with the zone they are meant in. Nothing is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from advisor.engine.times import YEARS
from advisor.model.trip import When


@dataclass(frozen=True, slots=True)
class Stated:
    """A time or a day somebody stated. `zone` is an IANA name; None: nobody knows where on earth it is meant."""

    when: When
    zone: str | None

    @property
    def timed(self) -> bool:
        """Whether there is an hour."""
        return isinstance(self.when, datetime)

    @property
    def day(self) -> date:
        """The local day."""
        return self.when.date() if isinstance(self.when, datetime) else self.when

    @property
    def local(self) -> str:
        """ISO 8601: a day, or a local time with its offset where the zone is known."""
        if not isinstance(self.when, datetime):
            return self.when.isoformat()
        return (self.when if self.zone is None else self.when.replace(tzinfo=ZoneInfo(self.zone))).isoformat()

    @property
    def instant(self) -> datetime | None:
        """In UTC; None for a day alone, or a time in an unknown zone."""
        if not isinstance(self.when, datetime) or self.zone is None:
            return None
        return self.when.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


def utc(moment: datetime) -> datetime:
    """A moment in UTC. ValueError where it has no zone: nobody could tell when that was."""
    if moment.tzinfo is None:
        raise ValueError(f"no zone: {moment.isoformat()}")
    return moment.astimezone(UTC)


def stated(when: When | None, zone: str | None) -> Stated | None:
    """What somebody stated; None where nobody did, or in a year no trip is assessed in."""
    return Stated(when, zone) if when is not None and when.year in YEARS else None
