"""Questions about generated packs, and what the engine says of trips that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from advisor.engine.decide import decide
from advisor.engine.expose import expose
from advisor.engine.index import Index
from advisor.engine.judge import Judge
from advisor.model.invariant import Invariant
from advisor.model.measure import MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.rule import How, Selector, TimeTest
from advisor.model.text import Text
from advisor.model.trip import Leg, Stay, Trip
from advisor.model.verdict import Verdict
from advisor.proof.examples import speaking
from tests.property.dice import Dice

_SAID = {MeasureState.CONFIRMED, MeasureState.ACCEPTED}


def a_question(dice: Dice, pack: Pack) -> Invariant:
    """About what some rule speaks of, or more."""
    rule = dice.one(pack.rules) if pack.rules else None
    plain = rule is None or dice.chance(20)
    return Invariant(
        id="asked",
        title=Text({"en": "asked"}),
        at_best=dice.one((Verdict.CONDITIONS, Verdict.REFER, Verdict.REFER, Verdict.NO_GO)),
        where=(Selector(),) if rule is None or plain else rule.where,
        how=(How(),) if rule is None or dice.chance(40) else rule.how,
        who=((),) if rule is None or dice.chance(40) else rule.who,
        when=TimeTest() if rule is None or dice.chance(40) else rule.when,
        without=dice.some(sorted(pack.measures), 1) if pack.measures and dice.chance(30) else frozenset(),
    )


def breaches(question: Invariant, pack: Pack, trip: Trip, as_of: date, told: Index | None = None) -> Iterator[str]:
    """Steps of a trip of which the question surely speaks and that are better than it says they may be."""
    index, told = Index(pack), told or speaking(question, pack)
    for person in range(len(trip.travellers)):
        alone = replace(trip, travellers=(trip.travellers[person],))
        exposed = expose(alone, pack, told.network)
        judge = Judge(alone, told, as_of, exposed, explain=True)
        decision = decide(alone, index, as_of)
        for number, step in enumerate(exposed.steps):
            bites = judge.step(number).bites
            one_way = len(step.ways) == 1 and any(bite.certain for _rule, bite in bites)
            if one_way and not _arranged(question, pack, alone, step.written):
                found = decision.step_range(number).worst
                if found < question.at_best:
                    yield f"step {number} of {alone} is {found.word}"


def _arranged(question: Invariant, pack: Pack, trip: Trip, written: int | None) -> bool:
    step: Leg | Stay | None = None if written is None else trip.itinerary[written]
    stated = {
        Scope.TRIP: trip.measures,
        Scope.STEP: step.measures if step is not None else {},
        Scope.TRAVELLER: trip.travellers[0].measures,
    }
    return any(stated[pack.measures[name].scope].get(name) in _SAID for name in question.without)
