"""Rules, resolved: every name is a known id, every area a set of ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from advisor.model.source import Source
from advisor.model.span import Span
from advisor.model.text import Text


class Effect(StrEnum):
    """What a rule does to a trip it matches."""

    ALLOW = "allow"
    INFORM = "inform"
    CAUTION = "caution"
    REQUIRE = "require"
    REFER = "refer"
    PROHIBIT = "prohibit"


RESTRICTIONS = frozenset({Effect.CAUTION, Effect.REQUIRE, Effect.REFER, Effect.PROHIBIT})
"""Effects that bite when any part of an exposure touches them."""

WEIGHING = RESTRICTIONS - {Effect.CAUTION}
"""Restrictions that can change a verdict; a caution only warns."""

DECIDING = WEIGHING | {Effect.ALLOW}
"""Effects on which verdicts rest."""


class PlaceRole(StrEnum):
    """What an area is to a whole movement (origin, destination, transit), or that the party stays there."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    TRANSIT = "transit"
    STAY = "stay"


class Activity(StrEnum):
    """What the party does there."""

    MOVING = "moving"
    DAY_VISIT = "day-visit"
    OVERNIGHT = "overnight"


class MovementKind(StrEnum):
    """How a whole movement relates to an area."""

    ENTERING = "entering"
    LEAVING = "leaving"
    WITHIN = "within"


class Affects(StrEnum):
    """Whom a finding concerns: the travellers who match, or the whole party because of one who does."""

    TRAVELLER = "traveller"
    PARTY = "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """One stretch of the map. Fields that are not None must all hold.

    `places`: at the place or inside it, and links that lie wholly inside. `regions`: the same and every link
    that touches it. `links`: on one of them (routes are resolved to links). `near_places`, `near_links`: what
    lies within the distance written, imprecision included. `anywhere`: no bound.
    `except_places`, `except_links` are taken out. `roles`: what the area is to the movement.
    `area` holds every place id named by places or regions (not their subtrees).
    """

    places: frozenset[str] | None = None
    regions: frozenset[str] | None = None
    links: frozenset[str] | None = None
    near_places: frozenset[str] | None = None
    near_links: frozenset[str] | None = None
    except_places: frozenset[str] = frozenset()
    except_links: frozenset[str] = frozenset()
    roles: frozenset[PlaceRole] | None = None

    @property
    def anywhere(self) -> bool:
        """Whether no field bounds where it holds."""
        return self.places is None and self.regions is None and self.links is None and self.near_places is None


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How one must be moving or staying; None: no matter how. Fields that are not None must all hold.

    `origins`, `destinations`: places, or `outside`, in one of which the whole movement begins, ends. `not_origins`,
    `not_destinations`: it must not do so; they hold of a stay, too.
    """

    modes: frozenset[str] | None = None
    services: frozenset[str] | None = None
    activities: frozenset[Activity] | None = None
    movements: frozenset[MovementKind] | None = None
    origins: frozenset[str] | None = None
    destinations: frozenset[str] | None = None
    not_origins: frozenset[str] | None = None
    not_destinations: frozenset[str] | None = None

    @property
    def asks_movement(self) -> bool:
        """Whether it matters where the whole movement comes from or leads."""
        asked = (self.movements, self.origins, self.destinations, self.not_origins, self.not_destinations)
        return any(one is not None for one in asked)


FOREIGN = "foreign"
"""Instead of a country code in `nationality`: any nationality but that of the pack's country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTest:
    """A test on one fact: the value must be among `values`, or, `negated`, must not be.

    `fact` is `nationality`, `roles`, `staff`, `gender` or a fact the pack declares.
    """

    fact: str
    values: frozenset[str]
    negated: bool = False


Who = tuple[FactTest, ...]
"""All tests must hold; no test: everybody."""


@dataclass(frozen=True, slots=True, order=True)
class HourWindow:
    """A daily window in minutes after local midnight, from `start` up to but not including `end`.

    When `end <= start` it runs past midnight and belongs to the day it starts on.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTest:
    """When a rule holds: days inclusive and local; `hours` empty and not `night`: all day."""

    start: date | None = None
    until: date | None = None
    hours: tuple[HourWindow, ...] = ()
    night: bool = False

    @property
    def all_day(self) -> bool:
        """Whether the hour of the day does not matter."""
        return not self.hours and not self.night


class Near(StrEnum):
    """What incidents are measured from: the whole movement, the leg alone, the place of the exposure alone."""

    MOVEMENT = "movement"
    LEG = "leg"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTest:
    """Whether enough incidents happened near. `kinds` empty: any kind.

    `days` count back from the earlier of as-of day and exposure. A stay is measured from its place in any case.
    """

    kinds: frozenset[str]
    at_least: int
    within_km: float
    days: int
    fatal: bool = False
    near: Near = Near.MOVEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTag:
    """What a rule says of a risk: indexes into the pack's likelihood and impact scales."""

    threat: str
    likelihood: int
    impact: int


Option = tuple[str, ...]
"""Measures that all belong together; several options: each alone suffices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a pack. `where` lists alternatives; `required` and `unless` list options.

    `depends_on` (written `while`): providers and services that must be running. `setting`: the setting of the pack that
    `effect` was taken from. `span` is where it stands.
    """

    id: str
    title: Text
    effect: Effect
    where: tuple[Selector, ...]
    how: tuple[How, ...] = (How(),)
    who: tuple[Who, ...] = ((),)
    when: TimeTest = field(default_factory=TimeTest)
    review_by: date | None = None
    affects: Affects = Affects.TRAVELLER
    unless: tuple[Option, ...] = ()
    required: tuple[Option, ...] = ()
    depends_on: frozenset[str] = frozenset()
    incidents: IncidentTest | None = None
    because: Text = field(default_factory=Text)
    advice: Text = field(default_factory=Text)
    risk: RiskTag | None = None
    source: Source | None = None
    setting: str | None = None
    span: Span | None = None
