"""From a point to a trip that the engine has assessed: nothing else is shown as a counterexample."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.expose import Exposed
from advisor.engine.index import Index, index_of
from advisor.model.assessment import StepKind
from advisor.model.pack import Pack
from advisor.model.rule import Effect, Rule
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Verdict
from advisor.proof.moments import Kind, Moment
from advisor.proof.trips import Accepts, Trips, Wanted
from advisor.proof.values import FIRST, Spoken, Values

_DAY = timedelta(days=1)
_MOST_TRIPS = 30
"""Trips tried for one point."""
MOST_TRIES = 300
"""Trips tried for one question before it is given up."""


@dataclass(frozen=True, slots=True)
class Example:
    """A trip, assessed; `step` is the one that a statement is about, numbered as in the assessment.

    `written` is its number in the itinerary. `found` and `whole`: what the step and the whole trip come to at worst.
    """

    trip: Trip
    as_of: date
    step: int
    written: int
    found: Verdict
    whole: Verdict


class Examples:
    """Makes trips of points, for one question, until enough were made in vain."""

    def __init__(self, pack: Pack, values: Values, left: int = MOST_TRIES) -> None:
        """`left`: trips that may be tried."""
        self._index = index_of(pack)
        self._values = values
        self.left = left

    def of(self, wanted: Wanted) -> Example | None:
        """A trip with a step at the point that is better than it may be; the whole trip too, if one can be found."""
        best: Example | None = None
        for trip in islice(Trips(wanted, self._index.pack, self._values).all(), min(_MOST_TRIPS, self.left)):
            self.left -= 1
            found = tried(trip, wanted, self._index)
            if found is not None and (best is None or found.whole < best.whole):
                best = found
                if found.whole < wanted.below:
                    break
        return best


def speaking(spoken: Spoken, pack: Pack) -> Index:
    """The pack with nothing in it but one rule, which tells of all that a statement speaks of."""
    told = Rule(
        id=spoken.id,
        title=spoken.title,
        effect=Effect.INFORM,
        where=spoken.where,
        how=spoken.how,
        who=spoken.who,
        when=spoken.when,
    )
    return Index(replace(pack, rules=(told,), invariants=()))


def speaking_of(spoken: Spoken, pack: Pack) -> Accepts:
    """Accepts a trip of whose step a statement surely speaks."""
    speaks = speaking(spoken, pack)

    def accepts(trip: Trip, as_of: date, step: int) -> bool:
        told = decide(trip, speaks, as_of).drafts.findings()
        return any(one.rule and one.certain and any(at.step == step for at in one.exposures) for one in told)

    return accepts


def tried(trip: Trip, wanted: Wanted, index: Index) -> Example | None:
    """The trip as an example, if the engine says that it is one."""
    as_of = _first_day(trip) - _DAY
    decision = decide(trip, index, as_of, explain=False)
    step = _step_of(wanted.moment, decision.exposed)
    if step is None or decision.step_range(step).worst >= wanted.below:
        return None
    if not wanted.accepts(trip, as_of, step):
        return None
    answer = assess(trip, index.pack, as_of, index=index)  # nothing is shown that the program would not say itself
    found = answer.steps[step].range.worst
    written = answer.steps[step].written or 0
    return Example(trip, as_of, step, written, found, answer.worst) if found < wanted.below else None


def _step_of(moment: Moment, exposed: Exposed) -> int | None:
    for number, step in enumerate(exposed.steps):
        if step.written is None:
            continue
        if moment.kind is Kind.STAY:
            if step.kind is StepKind.STAY and step.origin == moment.place and step.overnight == moment.overnight:
                return number
        elif step.kind is StepKind.LEG and step.mode == moment.mode:
            inside = moment.kind is Kind.INSIDE and step.origin == step.destination == moment.place
            if inside or (moment.link is not None and moment.link in step.links):
                return number
    return None


def _first_day(trip: Trip) -> date:
    step = trip.itinerary[0]
    when = step.depart if isinstance(step, Leg) else step.start
    return when.date() if isinstance(when, datetime) else when or FIRST
