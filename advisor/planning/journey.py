"""The whole journey plan of an assessed trip: what follows from it, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.planning.check_ins import Due, schedule
from advisor.planning.duty import Driven, driven
from advisor.planning.missing import Missing, begun, missing


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPlan:
    """What follows from the trip for the journey.

    `check_ins` are in the order of time, those without a time last; `driven` by driver, then by day. `begun`: somebody
    has started on a plan. `missing` is what it lacks, whether begun or not: a list to work through, never a condition.
    """

    check_ins: tuple[Due, ...]
    driven: tuple[Driven, ...]
    begun: bool
    missing: tuple[Missing, ...]


def takes_place(assessment: Assessment) -> bool:
    """Whether there is a journey to plan."""
    return assessment.verdict is not Verdict.NO_GO


def journey_plan(assessment: Assessment, pack: Pack) -> JourneyPlan | None:
    """The plan; None for a trip that does not take place."""
    if not takes_place(assessment):
        return None
    return JourneyPlan(
        check_ins=schedule(assessment, pack),
        driven=driven(assessment, pack),
        begun=begun(assessment.trip),
        missing=missing(assessment, pack),
    )
