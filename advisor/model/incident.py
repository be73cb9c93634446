"""Things that happened, and what is known of those who report them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from advisor.model.place import Point
from advisor.model.source import Source
from advisor.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One event. `imprecision_km` and `imprecision_days` say how far off place and day may be."""

    id: str
    day: date
    kind: str
    latitude: float
    longitude: float
    title: Text = field(default_factory=Text)
    place: str | None = None
    imprecision_km: float = 0.0
    imprecision_days: int = 0
    fatalities: int | None = None
    source: Source | None = None


class Box(NamedTuple):
    """A part of the earth in degrees, edges included. `west` beyond `east`: across the date line."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What incident data claim to be complete for: a person vouches for it, no file proves it.

    Days are inclusive. No `kinds`: every kind. `fatal_only`: only events in which somebody died. No `area`: everywhere.
    """

    start: date
    until: date
    kinds: frozenset[str] = frozenset()
    fatal_only: bool = False
    area: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedUse:
    """How much of a feed was looked at: how many incidents, and the day of the newest."""

    feed: str
    count: int
    newest: date


class IncidentData(Protocol):
    """Incidents from beyond the pack, as the engine asks for them. They do not change while anybody holds them."""

    @property
    def fingerprint(self) -> str:
        """Differs whenever an answer might; empty for no data."""
        ...

    @property
    def coverages(self) -> tuple[Coverage, ...]:
        """What the data claim to be complete for."""
        ...

    @property
    def feeds(self) -> tuple[FeedUse, ...]:
        """What there is to look at, by feed."""
        ...

    def near(
        self,
        line: Sequence[Point],
        within_km: float,
        period: tuple[date, date],
        kinds: frozenset[str] = frozenset(),
        *,
        fatal: bool = False,
    ) -> tuple[Incident, ...]:
        """The incidents within that distance of a place or line that may have happened in the period, by day and id.

        `line` is one point, or several joined by the shortest lines. `within_km` includes the imprecision of the line;
        that of each event is added by the data. No `kinds`: any. `fatal`: only those in which somebody died.
        """
        ...
