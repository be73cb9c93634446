"""The whole answer to one trip. Its JSON form is this structure itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from advisor.model.incident import FeedUse, Incident
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.message import Message
from advisor.model.pack import Issue, Setting
from advisor.model.rule import Effect, IncidentTest, Option
from advisor.model.source import Source
from advisor.model.span import Span
from advisor.model.text import Text
from advisor.model.trip import Trip
from advisor.model.verdict import Range, Verdict

SCHEMA_VERSION = 1
"""Of the JSON form; raised when a field changes meaning or goes."""

Wording: TypeAlias = Text | Message
"""What a pack's author wrote, or what the program says by itself."""


class StepKind(StrEnum):
    """A leg, or a stay."""

    LEG = "leg"
    STAY = "stay"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """One leg or stay as assessed, in order; `index` numbers them from 0.

    `written` is its place in the trip's itinerary, None for a stay that a gap or an open end made; such a stay
    follows the written step `after`. `destination` is None for a stay. `links` is the way taken where only one
    is possible. `earliest` and `latest` bound the time it can take, local to its places.
    `by_traveller` has one range per traveller of the trip. `assessed` is False for a step that lies wholly outside
    the pack's area: its range says nothing.
    """

    index: int
    kind: StepKind
    written: int | None
    after: int | None
    origin: str
    destination: str | None = None
    mode: str | None = None
    links: tuple[str, ...] = ()
    earliest: datetime | None = None
    latest: datetime | None = None
    overnight: bool = False
    assessed: bool = True
    range: Range
    by_traveller: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Where, how and when a finding bites, and for whom: the exposures of one step at one place or link, joined.

    `travellers` are indexes into the party; `start` and `until` local, None when the time is not known.
    """

    step: int
    place: str
    link: str | None = None
    mode: str | None = None
    travellers: tuple[int, ...] = ()
    start: datetime | None = None
    until: datetime | None = None


class FindingKind(StrEnum):
    """Why there is a finding: a rule, a service that does not run, no rule at all, or a trip that can't be read."""

    RULE = "rule"
    SERVICE = "service"
    SILENCE = "silence"
    STRUCTURE = "structure"


class FindingState(StrEnum):
    """What became of it.

    STANDS: it bites (a prohibition, a referral, a caution, information). MET: everything required is confirmed.
    OPEN: a requirement, or a planned exemption, that is a condition. UNAVAILABLE: what is required can't be had.
    LIFTED: an exemption is confirmed. COVERS: an allow in force. LAPSED: an allow whose time is over.
    """

    STANDS = "stands"
    MET = "met"
    OPEN = "open"
    UNAVAILABLE = "unavailable"
    LIFTED = "lifted"
    COVERS = "covers"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FactRef:
    """An unknown: of the trip, of a traveller (index into the party), or of a step written in the itinerary.

    `fact`: `nationality`, `roles`, `staff`, `gender`, a fact the pack declares; `depart`, `arrive`, `from`,
    `until`, `route`, `operator`, `place` of a written step; `onward`: how the trip goes on from its end.
    """

    fact: str
    traveller: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCount:
    """How counting incidents came out for a rule, over all exposures together.

    `since` and `until`: the days looked at, None when the day is not known. `distances_km`: how far from what was
    measured each of the finding's `incidents` lies, in whole km and their order. `missing`: why too few is not enough
    to tell.
    """

    test: IncidentTest
    since: date | None
    until: date | None
    distances_km: tuple[int, ...] = ()
    missing: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that speaks for or against the trip.

    `certain`: it matches whatever the unknown facts are; otherwise it may match, depending on `unknown`.
    `range` is what it does to the verdict by itself. `overdue`: its review date has passed.
    `unless` lists the measures that would lift it. `incidents` are the very events counted, `count` how that was done.
    """

    kind: FindingKind
    rule: str | None = None
    effect: Effect
    title: Wording
    because: Wording
    advice: Text = field(default_factory=Text)
    state: FindingState = FindingState.STANDS
    range: Range
    certain: bool = True
    overdue: bool = False
    review_by: date | None = None
    exposures: tuple[Exposure, ...] = ()
    unknown: tuple[FactRef, ...] = ()
    unless: tuple[Option, ...] = ()
    required: tuple[Option, ...] = ()
    incidents: tuple[Incident, ...] = ()
    count: IncidentCount | None = None
    source: Source | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededMeasure:
    """A measure in a condition, with what the planner said of it so far."""

    measure: str
    kind: MeasureKind
    state: MeasureState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something to arrange, or a conduct to accept: `options` of measures, any one option suffices.

    It counts for `scope`: the trip, one step (`step`, an index into the assessment's steps) or one traveller.
    `rules` are the ids that ask for it.
    """

    options: tuple[tuple[NeededMeasure, ...], ...]
    scope: Scope
    step: int | None = None
    traveller: int | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A possible answer and the range it would leave. `value` None stands for any other answer."""

    value: str | None
    range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An unknown fact that could change the verdict, with what each answer would bring; the first settles most."""

    about: FactRef
    text: Message
    answers: tuple[Answer, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """One threat: indexes into the pack's scales, before measures and after those confirmed."""

    threat: str
    rules: tuple[str, ...]
    likelihood: int
    impact: int
    level: int
    likelihood_after: int
    impact_after: int
    level_after: int
    lowered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRef:
    """Which pack answered, who put it out, and what the organisation had set in it."""

    id: str
    title: Text
    edition: str
    fingerprint: str
    as_of: date | None = None
    issued: Issue | None = None
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsSeen:
    """Which imported incidents were looked at, so that the same data can be told from others a year later."""

    fingerprint: str
    feeds: tuple[FeedUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What stops this trip, what would make it possible, what nobody has told yet, who must sign, how long it holds.

    `without` has, for each traveller, the range of the same trip without that traveller (empty for a party of one).
    `risk_level` is the highest remaining level, an index into the pack's levels, None where no rule rates a risk.
    `holds_until`: the last as-of day on which the rules used here still count as they did.
    `incidents_seen`: the imported incidents that were looked at; None where no rule that counts came into question, or
    there were none. `notes` are remarks that change nothing (a word the pack does not know, a measure stated where it
    does not count).
    """

    schema_version: int = SCHEMA_VERSION
    verdict: Verdict
    best: Verdict
    worst: Verdict
    as_of: date
    historical: bool
    pack: PackRef
    trip: Trip
    steps: tuple[StepResult, ...]
    findings: tuple[Finding, ...]
    conditions: tuple[Condition, ...]
    questions: tuple[Question, ...]
    risks: tuple[RiskRow, ...]
    risk_level: int | None
    signs: tuple[Text, ...]
    without: tuple[Range, ...] = ()
    holds_until: date | None = None
    incidents_seen: IncidentsSeen | None = None
    notes: tuple[Message, ...] = ()

    @property
    def range(self) -> Range:
        """Best and worst together."""
        return Range(self.best, self.worst)
