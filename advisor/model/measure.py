"""What the planner decides: arrangements made before departure and conduct obeyed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from advisor.model.text import Text


class MeasureKind(StrEnum):
    """An arrangement is made before departure; a conduct is obeyed on the way."""

    ARRANGEMENT = "arrangement"
    CONDUCT = "conduct"


class Scope(StrEnum):
    """Where a measure is stated, and all it counts for. STEP is one leg or stay of the itinerary."""

    TRIP = "trip"
    STEP = "step"
    TRAVELLER = "traveller"


class MeasureState(StrEnum):
    """What the planner says of a measure.

    An arrangement is planned, confirmed or unavailable; a conduct is accepted or refused. Saying nothing means: not
    arranged, not yet accepted.
    """

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    UNAVAILABLE = "unavailable"
    ACCEPTED = "accepted"
    REFUSED = "refused"


STATES_OF_KIND = {
    MeasureKind.ARRANGEMENT: (MeasureState.PLANNED, MeasureState.CONFIRMED, MeasureState.UNAVAILABLE),
    MeasureKind.CONDUCT: (MeasureState.ACCEPTED, MeasureState.REFUSED),
}
"""Which states make sense for which kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of a pack.

    `provider` runs it: outside the provider's windows it is unavailable. `lowers_likelihood` and
    `lowers_impact` are whole steps on the pack's risk scales, for the `threats` named (none named: all).
    `suggest`: whether it may be suggested as a way to make a trip possible.
    """

    id: str
    title: Text
    kind: MeasureKind
    scope: Scope
    provider: str | None = None
    proof: Text = field(default_factory=Text)
    note: Text = field(default_factory=Text)
    lowers_likelihood: int = 0
    lowers_impact: int = 0
    threats: frozenset[str] = frozenset()
    suggest: bool = True
