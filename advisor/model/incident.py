"""Things that happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The days for which the incident data claim to be complete, both inclusive."""

    start: date
    until: date
