"""A proposed trip, as the planner wrote it: nothing here need be known to the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from advisor.model.journey_plan import CheckIn, Medevac, OverdueStep, Vehicle
from advisor.model.measure import MeasureState

When: TypeAlias = datetime | date
"""A local time without zone, or a day alone (the hour is then unknown)."""


class StaffKind(StrEnum):
    """How a traveller belongs to the organisation."""

    NATIONAL = "national"
    RELOCATED = "relocated"
    INTERNATIONAL = "international"
    CONSULTANT = "consultant"
    PARTNER = "partner"
    VISITOR = "visitor"


class Gender(StrEnum):
    """Asked only because some rules depend on it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


Measures: TypeAlias = Mapping[str, MeasureState]
"""What the planner says of measures, by measure id; a measure that is missing was not stated."""

Facts: TypeAlias = Mapping[str, str]
"""Values of facts the pack declares, by fact id (`yes`/`no` for yes-or-no facts)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripContact:
    """Somebody to call about this trip, or about one traveller (`role` is then how they belong together)."""

    name: str = ""
    role: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """A person in the party. None means: not known, never: none. `nationality` holds ISO 3166-1 alpha-2 codes.

    `radio` is a call sign, `emergency` whom to tell. These and `phone` are for the journey plan: no rule reads them.
    """

    name: str = ""
    nationality: tuple[str, ...] | None = None
    staff: str | None = None
    roles: tuple[str, ...] | None = None
    gender: str | None = None
    facts: Facts = field(default_factory=dict)
    measures: Measures = field(default_factory=dict)
    phone: str = ""
    radio: str = ""
    emergency: TripContact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A movement from one place to another by one mode. `via`: places passed without stopping, in order.

    `depart` is local at the origin, `arrive` local at the destination. `route` and `operator` (a service)
    say which, where several would do. `drivers` are names, of travellers or of others; `vehicle` is the name of one of
    the trip's. These and `medevac` are for the journey plan: no rule reads them.
    """

    origin: str
    destination: str
    mode: str | None = None
    depart: When | None = None
    arrive: When | None = None
    via: tuple[str, ...] = ()
    route: str | None = None
    operator: str | None = None
    measures: Measures = field(default_factory=dict)
    drivers: tuple[str, ...] = ()
    vehicle: str = ""
    medevac: Medevac | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The party remains at a place. `start` is needed only where no leg leads there."""

    place: str
    start: When | None = None
    until: When | None = None
    lodging: str = ""
    measures: Measures = field(default_factory=dict)
    lodging_phone: str = ""
    lodging_address: str = ""


Step: TypeAlias = Leg | Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A proposed trip. `facts` and `measures` are those of the whole trip.

    `contacts`, `vehicles`, `check_ins` and `overdue` make its journey plan: no rule reads them.
    """

    title: str = ""
    purpose: str = ""
    pack: str | None = None
    travellers: tuple[Traveller, ...] = ()
    itinerary: tuple[Step, ...] = ()
    facts: Facts = field(default_factory=dict)
    measures: Measures = field(default_factory=dict)
    contacts: tuple[TripContact, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    overdue: tuple[OverdueStep, ...] = ()
    notes: str = ""
