"""How far the work on other days of departure is, as the window passes it on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.planning.calendar import Calendar


class Phase(Enum):
    """How far the work on other days is."""

    NOTHING = auto()
    WORKING = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class OtherDays:
    """A calendar and what it was worked out for; while the next one is worked on, the last one or None.

    `done`: from 0 to 1. `trouble`: what to tell a programmer where the work failed; there is no calendar then.
    """

    phase: Phase = Phase.NOTHING
    calendar: Calendar | None = None
    assessment: Assessment | None = None
    done: float = 0.0
    trouble: str = ""
