"""How far the search for changes has come, as a value for the page to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.model.verdict import Verdict
    from advisor.planning.changes import Changes
    from advisor.report.naming import Naming


class Phase(Enum):
    """Where the search stands.

    NOTHING: there is no trip to change, or no verdict. NOT_NEEDED: the trip is a GO. WAITING: the search begins as
    soon as typing rests. SEARCHING. ENDED: `found` says what came of it, or how far it came. FAILED: internal error.
    """

    NOTHING = auto()
    NOT_NEEDED = auto()
    WAITING = auto()
    SEARCHING = auto()
    ENDED = auto()
    FAILED = auto()


class Ask(Enum):
    """What a user asks for: to APPLY a suggestion, to STOP the search, to search FURTHER, to see other WAYS."""

    APPLY = auto()
    STOP = auto()
    FURTHER = auto()
    WAYS = auto()


@dataclass(frozen=True, slots=True)
class Mending:
    """What is known of the changes that would help a trip.

    `now`: its verdict. `done`: how much of the search, from 0 to 1. `found` with `naming` once something is; while a
    search goes on it is what the one before found.
    """

    phase: Phase = Phase.NOTHING
    now: Verdict | None = None
    done: float = 0
    found: Changes | None = None
    naming: Naming | None = None


NOTHING = Mending()
