"""Laws about the answer itself: that it is the right one, accounts for itself, and hangs on no order or name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from advisor.engine.index import Index
from advisor.model.assessment import Assessment, FindingKind
from advisor.model.measure import MeasureState
from advisor.model.place import Geography
from advisor.model.rule import Effect
from advisor.model.trip import Leg, Stay, Step
from advisor.model.verdict import Range, Verdict, all_of
from advisor.report.json import render
from tests.engine.reference import judge
from tests.property.asserting import assessed, inside
from tests.property.dice import Dice
from tests.property.packs import a_claim
from tests.property.renaming import new_names, renamed
from tests.property.strategies import Case
from tests.property.trips import with_a_plan


def equals_the_reference(case: Case, dice: Dice) -> bool:
    """The engine and the slow, obviously correct evaluator agree on every step, traveller and match."""
    found = assessed(case)
    wanted = judge(case.trip, case.pack, case.as_of, data=(case.imported, case.vouched))
    assert [(step.written, None if step.written is not None else step.after) for step in found.steps] == [
        (step.written, step.after) for step in wanted.steps
    ]
    for number, (step, expected) in enumerate(zip(found.steps, wanted.steps, strict=True)):
        assert step.by_traveller == expected.by_traveller, f"step {number}"
    assert found.range == wanted.range
    findings = {
        finding.rule: finding.certain
        for finding in found.findings
        if finding.kind is FindingKind.RULE and finding.effect is not Effect.ALLOW
    }
    restrictions = {rule.id for rule in case.pack.rules if rule.effect is not Effect.ALLOW}
    assert {rule for rule, sure in findings.items() if sure} == wanted.certain & restrictions
    assert {rule for rule, sure in findings.items() if not sure} == wanted.possible & restrictions
    return True


def explains_itself(case: Case, dice: Dice) -> bool:
    """The parts say what the whole says: steps join to the trip, and findings account for the worst case."""
    found = assessed(case)
    assert found.verdict is found.range.reported
    assert found.best <= found.worst
    for step in found.steps:
        assert not step.by_traveller or all_of(step.by_traveller) == step.range
        assert inside(step.range, Range(Verdict.GO, found.worst))
        assert step.range.best <= found.best
    for finding in found.findings:
        assert finding.range.worst <= found.worst, f"{finding.rule or finding.kind} is worse than the whole"
        assert finding.range.best <= found.best, f"{finding.rule or finding.kind} is surely worse than the whole"
    if found.worst is Verdict.CONDITIONS:
        assert found.conditions
    assert max((finding.range.worst for finding in found.findings), default=Verdict.GO) is found.worst
    return True


def a_journey_plan_changes_nothing(case: Case, dice: Dice) -> bool:
    """Phones, drivers, check-ins and all else that the plan holds beside the verdict: no rule reads them."""
    planned = assessed(replace(case, trip=with_a_plan(case.trip, dice)))
    assert planned.trip != case.trip
    assert replace(planned, trip=case.trip) == assessed(case)
    return True


def order_changes_nothing(case: Case, dice: Dice) -> bool:
    """The order of rules, files and everything else a pack lists."""
    pack = case.pack
    parts = ("modes", "links", "routes", "services", "providers", "measures", "roles", "facts", "threats")
    files: Any = {name: dict(_shuffled(list(getattr(pack, name).items()), dice)) for name in parts}
    shuffled = replace(
        pack,
        geography=Geography(_shuffled(list(pack.geography.places.values()), dice)),
        rules=tuple(_shuffled(list(pack.rules), dice)),
        incidents=tuple(_shuffled(list(pack.incidents), dice)),
        **files,
    )
    other = replace(
        case, pack=shuffled, imported=tuple(_shuffled(list(case.imported), dice)), vouched=case.vouched[::-1]
    )
    assert render(assessed(other), other.pack) == render(assessed(case), pack)
    return len(pack.rules) > 1


def _shuffled(items: list[Any], dice: Dice) -> list[Any]:
    dice.random.shuffle(items)
    return items


def renaming_changes_nothing(case: Case, dice: Dice) -> bool:
    """Ids are names and nothing more, whatever order they sort in."""
    names = new_names(case.pack)
    before = assessed(case)
    after = assessed(
        replace(
            case,
            trip=renamed(case.trip, names),
            pack=renamed(case.pack, names),
            imported=renamed(case.imported, names),
        )
    )
    assert after.range == before.range
    assert [step.by_traveller for step in after.steps] == [step.by_traveller for step in before.steps]
    assert _gist(after, {}) == _gist(before, names)
    assert {question.about for question in after.questions} == {
        renamed(question.about, names) for question in before.questions
    }
    assert len(after.conditions) == len(before.conditions)
    assert after.risk_level == before.risk_level
    assert after.signs == before.signs
    assert after.without == before.without
    assert after.holds_until == before.holds_until
    return True


def _gist(assessment: Assessment, names: dict[str, str]) -> list[Any]:
    return sorted(
        (
            names.get(finding.rule or "", finding.rule or ""),
            finding.kind,
            finding.state,
            finding.certain,
            str(finding.range),
        )
        for finding in assessment.findings
    )


def the_same_again(case: Case, dice: Dice) -> bool:
    """Same inputs, byte-equal assessment, whatever was assessed in between."""
    before = render(assessed(case), case.pack)
    others = replace(case.trip, travellers=case.trip.travellers[::-1], itinerary=case.trip.itinerary[::-1])
    assessed(replace(case, trip=others, as_of=case.as_of + timedelta(days=1)))
    assert render(assessed(case), case.pack) == before
    assert render(assessed(replace(case, pack=replace(case.pack))), case.pack) == before
    return True


def what_was_asked_before_changes_nothing(case: Case, dice: Dice) -> bool:
    """What the engine remembers of a trip's steps is no answer to another trip, though only a little be different."""
    trip, alone = case.trip, replace(case, pack=replace(case.pack))
    states = dice.one((MeasureState.CONFIRMED, MeasureState.PLANNED, MeasureState.UNAVAILABLE, MeasureState.REFUSED))
    stated = {measure: states for measure in sorted(case.pack.measures) if dice.chance(50)}
    facts = {fact.id: dice.one(fact.values).id for fact in case.pack.facts.values() if dice.chance(50)}
    people = tuple(
        replace(one, nationality=dice.one((None, ("ML",), ("DE",))), measures=dice.one((stated, one.measures)))
        for one in trip.travellers
    )
    steps = tuple(replace(step, measures=stated) if dice.chance(50) else step for step in trip.itinerary)
    for other in (
        replace(trip, travellers=people),
        replace(trip, travellers=trip.travellers[::-1]),
        replace(trip, measures=stated),
        replace(trip, facts=facts),
        replace(trip, itinerary=steps),
        replace(trip, itinerary=tuple(_later(step, dice) for step in trip.itinerary)),
        replace(trip, itinerary=trip.itinerary[: dice.number(0, len(trip.itinerary))]),
    ):
        assessed(replace(case, trip=other))
    assessed(replace(case, as_of=case.as_of + timedelta(days=dice.number(1, 5))))
    assessed(replace(case, imported=(), vouched=(*case.vouched, a_claim(dice))))
    assert render(assessed(case), case.pack) == render(assessed(alone), case.pack)
    return bool(trip.travellers and trip.itinerary)


def _later(step: Step, dice: Dice) -> Step:
    """The same step, an hour later or with one time left out."""
    name = dice.one(("depart", "arrive") if isinstance(step, Leg) else ("start", "until"))
    when = getattr(step, name)
    changed: Any = {name: when + timedelta(hours=1) if isinstance(when, datetime) and dice.chance(60) else None}
    return replace(step, **changed)


def the_index_leaves_out_nothing(case: Case, dice: Dice) -> bool:
    """With the index, and with every rule looked at everywhere."""
    with_index = render(assessed(case), case.pack)
    with (
        patch.object(Index, "candidates", lambda self, site: (1 << len(self.rules)) - 1),
        patch.object(Index, "dated", lambda self, cells: -1),
    ):
        assert render(assessed(replace(case, pack=replace(case.pack))), case.pack) == with_index
    return len(case.pack.rules) > 1


def cells_taken_together_leave_out_nothing(case: Case, dice: Dice) -> bool:
    """A long stay judged kind by kind of cell, and cell by cell."""
    months = timedelta(days=dice.number(20, 200))
    steps = list(case.trip.itinerary)
    for number, step in enumerate(steps):
        if isinstance(step, Stay) and isinstance(step.until, datetime):
            steps[number:] = [
                replace(step, until=step.until + months),
                *(_later_by(one, months) for one in steps[number + 1 :]),
            ]
            break
    else:
        return False
    case = replace(case, trip=replace(case.trip, itinerary=tuple(steps)))
    with patch("advisor.engine.judge.FEW_CELLS", 1_000_000):
        one_by_one = render(assessed(replace(case, pack=replace(case.pack))), case.pack)
    with patch("advisor.engine.judge.FEW_CELLS", 0):
        assert render(assessed(replace(case, pack=replace(case.pack))), case.pack) == one_by_one
    return True


def _later_by(step: Step, by: timedelta) -> Step:
    names = ("depart", "arrive") if isinstance(step, Leg) else ("start", "until")
    whens: Any = {name: when + by for name in names if (when := getattr(step, name)) is not None}
    return replace(step, **whens)
