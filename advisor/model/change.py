"""What the planner could change about a trip."""

from __future__ import annotations

from enum import StrEnum


class ChangeKind(StrEnum):
    """Kinds of change that may be suggested.

    MODE, ROUTE, OPERATOR, HOURS: of one leg. OVERNIGHT: another place for one stay. DATE: the whole trip some days
    earlier or later. MEASURE: something arranged or accepted. TRAVELLER: one who does not come.
    """

    MODE = "mode"
    ROUTE = "route"
    OPERATOR = "operator"
    HOURS = "hours"
    DATE = "date"
    OVERNIGHT = "overnight"
    MEASURE = "measure"
    TRAVELLER = "traveller"
