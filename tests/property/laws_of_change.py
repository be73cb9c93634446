"""Laws about what a change to rules, measures, party, itinerary or time can never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from advisor.engine.assess import assess
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.trip import Leg, Stay, Step, Trip
from advisor.model.verdict import Verdict
from tests.property.asserting import assessed, data_of, inside, no_better, with_pack
from tests.property.dice import FIRST_DAY, Dice
from tests.property.packs import an_imported_incident, an_incident
from tests.property.rules import a_restriction
from tests.property.strategies import Case
from tests.property.trips import a_traveller, another_leg


def a_restriction_never_improves(case: Case, dice: Dice) -> bool:
    rules = (*case.pack.rules, a_restriction(dice, case.pack))
    no_better(assessed(with_pack(case, rules=rules)), assessed(case))
    return True


def losing_an_allow_never_improves(case: Case, dice: Dice) -> bool:
    allows = [rule for rule in case.pack.rules if rule.effect is Effect.ALLOW]
    if not allows:
        return False
    lost = dice.one(allows)
    rules = tuple(rule for rule in case.pack.rules if rule is not lost)
    no_better(assessed(with_pack(case, rules=rules)), assessed(case))
    return True


def confirming_never_worsens(case: Case, dice: Dice) -> bool:
    """A measure confirmed (a conduct accepted) where it counts."""
    if not case.pack.measures:
        return False
    measure = case.pack.measures[dice.one(sorted(case.pack.measures))]
    arrangement = measure.kind is MeasureKind.ARRANGEMENT
    stated = {measure.id: MeasureState.CONFIRMED if arrangement else MeasureState.ACCEPTED}
    trip = case.trip
    if measure.scope is Scope.TRIP:
        after = replace(trip, measures={**trip.measures, **stated})
    elif measure.scope is Scope.TRAVELLER:
        people = tuple(replace(person, measures={**person.measures, **stated}) for person in trip.travellers)
        after = replace(trip, travellers=people)
    else:
        steps = tuple(replace(step, measures={**step.measures, **stated}) for step in trip.itinerary)
        after = replace(trip, itinerary=steps)
    no_better(assessed(case), assessed(replace(case, trip=after)))
    return True


def more_incidents_never_improve(case: Case, dice: Dice) -> bool:
    """Of the pack, and imported."""
    before = assessed(case)
    incidents = (*case.pack.incidents, *(an_incident(dice, 90 + number) for number in range(dice.number(1, 3))))
    no_better(assessed(with_pack(case, incidents=incidents)), before)
    imported = (*case.imported, *(an_imported_incident(dice, 90 + number) for number in range(dice.number(1, 3))))
    no_better(assessed(replace(case, imported=imported)), before)
    return any(rule.incidents for rule in case.pack.rules)


def another_traveller_never_improves(case: Case, dice: Dice) -> bool:
    if not case.trip.travellers:
        return False
    people = [*case.trip.travellers]
    people.insert(dice.number(0, len(people)), a_traveller(dice, case.pack))
    no_better(assessed(replace(case, trip=replace(case.trip, travellers=tuple(people)))), assessed(case))
    return True


def another_leg_never_improves(case: Case, dice: Dice) -> bool:
    """A leg after the end: of a trip that is back at its start, or that stays where it ended until the leg departs."""
    trip = case.trip
    before = assessed(case)
    last = trip.itinerary[-1]
    if before.steps[-1].written is None:  # a night that nobody wrote: written, it stays when a leg follows
        assert isinstance(last, Leg)
        until = before.steps[-1].latest
        trip = replace(trip, itinerary=(*trip.itinerary, Stay(place=last.destination, until=until)))
    ends = _end_of(trip.itinerary[-1])
    assert ends is not None
    onward = another_leg(
        dice, case.pack, trip, ends if isinstance(trip.itinerary[-1], Stay) else ends + timedelta(hours=2)
    )
    after = replace(trip, itinerary=(*trip.itinerary, onward))
    back = _home(onward.destination, trip, case.pack)
    if not back:  # the night this adds only adds
        assert assessed(replace(case, trip=after)).steps[-1].written is None
    no_better(assessed(replace(case, trip=after)), assessed(replace(case, trip=trip)))
    return True


def _end_of(step: Step) -> datetime | None:
    end = step.arrive if isinstance(step, Leg) else step.until
    return end if isinstance(end, datetime) else None


def _home(place: str, trip: Trip, pack: Pack) -> bool:
    first = trip.itinerary[0]
    start = first.origin if isinstance(first, Leg) else first.place
    return pack.geography.lies_in(place, start) or pack.geography.lies_in(start, place)


def time_alone_never_improves(case: Case, dice: Dice) -> bool:
    """A later as-of day. Incidents grow old, so rules that count them are left out."""
    rules = tuple(rule for rule in case.pack.rules if rule.incidents is None)
    today = with_pack(case, rules=rules)
    later = replace(today, as_of=today.as_of + timedelta(days=dice.number(1, 6)))
    no_better(assessed(later), assessed(today))
    return True


def holds_as_long_as_it_says(case: Case, dice: Dice) -> bool:
    """Until the day it names, the assessment stays as it is; if it names none, for good.

    Events come and grow old, so without any; then data may come to cover what they did not, but never the reverse.
    """
    today = replace(with_pack(case, incidents=()), imported=())
    before = assessed(today)
    last = before.holds_until or FIRST_DAY + timedelta(days=400)
    if last <= today.as_of:
        return False
    later = today.as_of + timedelta(days=dice.number(1, (last - today.as_of).days))
    after = assessed(replace(today, as_of=later))
    if any(rule.incidents for rule in case.pack.rules):
        assert inside(after.range, before.range), f"{later}, within {before.holds_until}"
    else:
        assert after.range == before.range, f"{later}, within {before.holds_until}"
    return True


def without_all_rules_it_refers(case: Case, dice: Dice) -> bool:
    """An empty pack never permits; where no service is known not to run, it refers."""
    found = assessed(with_pack(case, rules=()))
    assert found.verdict >= Verdict.REFER
    found = assessed(with_pack(case, rules=(), services={}))
    assert found.verdict is Verdict.REFER
    return True


def a_doubtful_pack_never_permits(case: Case, dice: Dice) -> bool:
    before = assessed(case)
    doubt = message("pack.last-good-edition")
    after = assess(case.trip, case.pack, case.as_of, caveat=doubt, incidents=data_of(case))
    assert after.verdict >= Verdict.REFER
    assert after.best == max(before.best, Verdict.REFER)
    assert after.worst == max(before.worst, Verdict.REFER)
    assert all(step.range.best >= Verdict.REFER for step in after.steps)
    return True


def without_a_traveller_is_the_smaller_party(case: Case, dice: Dice) -> bool:
    found = assessed(case)
    for number, shown in enumerate(found.without):
        people = case.trip.travellers[:number] + case.trip.travellers[number + 1 :]
        assert shown == assessed(replace(case, trip=replace(case.trip, travellers=people))).range
    return bool(found.without)
