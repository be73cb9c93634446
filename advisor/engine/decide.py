"""From what each step came to, to the trip: the worst of its steps.

With `judge`, which weighs the exposures of a step, this is the only place where verdicts come from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from advisor.engine.conditions import Conditions
from advisor.engine.drafts import Drafts
from advisor.engine.expose import Exposed, ExposedStep, expose
from advisor.engine.index import Index
from advisor.engine.judge import Judge
from advisor.model.assessment import FactRef, IncidentsSeen
from advisor.model.trip import Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain


@dataclass(slots=True)
class Decision:
    """What `decide` found: ranges by step and traveller, and drafts of the findings.

    `range` is the trip's: the worst of its steps, and REFER where the trip as a whole can't be read.
    `incidents_seen` are those imported, where any rule counted; `covered_until`: days up to which data cover what was
    found to be too few.
    """

    exposed: Exposed
    by_step: list[tuple[Range, ...]]
    drafts: Drafts
    conditions: Conditions
    unknown: dict[FactRef, set[str]]
    of_party: bool
    incidents_seen: IncidentsSeen | None
    covered_until: frozenset[date]
    range: Range = field(init=False)

    def __post_init__(self) -> None:
        self.range = self.range_without(None)

    def range_without(self, traveller: int | None) -> Range:
        """The trip's range leaving one traveller out; right only where nobody's finding falls on another."""
        return all_of(self.step_range(number, traveller) for number in range(len(self.by_step))).joined(self.floor)

    @property
    def floor(self) -> Range:
        """What is wrong with the trip as a whole brings."""
        return of_faults(self.exposed)

    def step_range(self, number: int, without: int | None = None) -> Range:
        """One step's: the worst of its travellers, and what its faults bring."""
        step, people = self.exposed.steps[number], self.by_step[number]
        if without is not None:
            people = (*people[:without], *people[without + 1 :])
        return of_step(step, people)


def of_faults(exposed: Exposed) -> Range:
    """What is wrong with the trip as a whole brings."""
    return certain(Verdict.REFER) if exposed.faults else CLEAR


def of_step(step: ExposedStep, people: Iterable[Range]) -> Range:
    """What a step brings: the worst of what it comes to for those people, and what its faults bring."""
    return all_of(people).joined(step.floor if step.faults else CLEAR)


def decide(trip: Trip, index: Index, as_of: date, *, explain: bool = True) -> Decision:
    """Match every exposure of a trip and weigh what matched.

    Without `explain` the ranges are the same, but no findings, conditions and unknown facts are gathered.
    """
    exposed = expose(trip, index.pack, index.network)
    judge = Judge(trip, index, as_of, exposed, explain=explain)
    drafts = Drafts(index, exposed)
    conditions = Conditions()
    unknown: dict[FactRef, set[str]] = {}
    by_step: list[tuple[Range, ...]] = []
    of_party = counted = False
    covered_until: set[date] = set()
    for number, step in enumerate(exposed.steps):
        judged = judge.step(number)
        people = judged.by_traveller
        by_step.append(tuple(found.joined(step.floor) for found in people) if step.faults else people)
        of_party = of_party or judged.of_party
        counted = counted or judged.counted
        covered_until |= judged.covered_until
        drafts.take(judged.bites, judged.services, judged.silences, judged.told)
        conditions.take(judged.needs)
        for ref, rules in judged.unknown.items():
            unknown.setdefault(ref, set()).update(rules)
        if step.choice is not None:
            unknown.setdefault(step.choice, set())
    if exposed.onward_after is not None:  # a trip that ends away from its start asks how it goes on
        unknown.setdefault(FactRef(fact="onward", step=exposed.onward_after), set())
    seen = index.nearby(as_of).seen if counted else None
    return Decision(exposed, by_step, drafts, conditions, unknown, of_party, seen, frozenset(covered_until))
