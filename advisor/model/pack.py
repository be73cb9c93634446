"""A pack: all rules, places, links, measures and tables for one area and edition, resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from advisor.model.change import ChangeKind
from advisor.model.incident import Coverage, Incident
from advisor.model.invariant import Invariant
from advisor.model.measure import Measure
from advisor.model.network import Link, Mode, Provider, Route, Service
from advisor.model.place import Geography
from advisor.model.rule import Effect, Rule
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An id with its title: a role, a threat, a mode group."""

    id: str
    title: Text


class FactScope(StrEnum):
    """Whether a fact is true of one traveller or of the whole trip."""

    TRAVELLER = "traveller"
    TRIP = "trip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact the pack asks for beyond the built-in ones, with its possible `values` (`yes`, `no` if yes-or-no)."""

    id: str
    title: Text
    question: Text
    scope: FactScope
    values: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the organisation decides: the effect of the rules that name it. `decided_on` None: as the pack came."""

    id: str
    title: Text
    choices: tuple[Effect, ...]
    value: Effect
    decided_by: Text = field(default_factory=Text)
    decided_on: date | None = None
    note: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Who put a pack out, and when: as its author wrote, which nothing vouches for."""

    by: Text
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTable:
    """The matrix. Scales rise; `levels` rise; `matrix[likelihood][impact]` is an index into `levels`."""

    likelihood: tuple[Named, ...]
    impact: tuple[Named, ...]
    levels: tuple[Named, ...]
    matrix: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who signs: for each risk level (by index) the titles, in signing order; and who must for a REFER."""

    by_level: tuple[tuple[Text, ...], ...]
    refer: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody the sheet names. `phone` empty: the office must fill it in before use."""

    id: str
    title: Text
    phone: str = ""
    note: Text = field(default_factory=Text)
    places: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Driving:
    """In which modes the party drives itself, and how many hours a day one person may: told, never a verdict."""

    modes: frozenset[str]
    hours_a_day: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a pack's own trip must come to. `because`: rules that must be among the findings."""

    as_of: date | None
    verdict: Verdict
    because: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TestTrip:
    """A trip under a pack's `trips/`, with what is expected of it."""

    __test__ = False

    file: str
    trip: Trip
    expect: Expectation


@dataclass(frozen=True, kw_only=True, eq=False)
class Pack:
    """Everything `assess` reads, by id. Identity is the object's: two loads of a folder are two packs.

    `as_of` is set by historical packs only. `fingerprint` is a SHA-256 in hex over what `assess` and the sheet read.
    `night_margin_minutes` widens the night at both ends. `area` is the root place's id.
    `never_suggest`: kinds of change that nobody is to be nudged into. `issued` None: the pack does not say.
    """

    id: str
    title: Text
    edition: str
    country: str
    area: str
    languages: tuple[str, ...]
    fingerprint: str
    as_of: date | None
    note: Text
    geography: Geography
    modes: Mapping[str, Mode]
    mode_groups: Mapping[str, frozenset[str]]
    links: Mapping[str, Link]
    routes: Mapping[str, Route]
    services: Mapping[str, Service]
    providers: Mapping[str, Provider]
    measures: Mapping[str, Measure]
    roles: Mapping[str, Named]
    facts: Mapping[str, Fact]
    threats: Mapping[str, Named]
    risk: RiskTable
    authority: Authority
    night_margin_minutes: int
    rules: tuple[Rule, ...]
    settings: Mapping[str, Setting] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    incident_coverage: Coverage | None = None
    contacts: tuple[Contact, ...] = ()
    trips: tuple[TestTrip, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    example_trip: str | None = None
    never_suggest: frozenset[ChangeKind] = frozenset()
    driving: Driving | None = None
    issued: Issue | None = None
