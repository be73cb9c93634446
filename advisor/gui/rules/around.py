"""What the rules page asks the rest of the desk for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from advisor.model.assessment import Assessment
from advisor.services.incident_library import Known


@dataclass(frozen=True, slots=True)
class Around:
    """`incidents`: what is known of imported ones. `assessed`: the planned trip's answer, if it is up to date.

    `open_trip`: puts a saved trip on the planner's page, unless the user would rather keep what is there.
    """

    incidents: Callable[[], Known]
    assessed: Callable[[], Assessment | None]
    open_trip: Callable[[Path], None]
