"""Questions about generated packs, and what the engine says of trips that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from advisor.engine.decide import decide
from advisor.engine.expose import expose
from advisor.engine.index import Index
from advisor.engine.judge import Judge
from advisor.model.invariant import Invariant
from advisor.model.measure import MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.place import Geography, Place
from advisor.model.rule import HourWindow, How, Rule, Selector, TimeTest
from advisor.model.text import Text
from advisor.model.trip import Leg, Stay, Trip
from advisor.model.verdict import Verdict
from advisor.proof.examples import speaking
from tests.property.dice import Dice
from tests.property.packs import a_pack

_SAID = {MeasureState.CONFIRMED, MeasureState.ACCEPTED}


def asked(at_best: Verdict, identifier: str = "asked", **fields: Any) -> Invariant:  # noqa: ANN401 - of Invariant
    """A statement about everything, unless the fields say otherwise; `where` and `how` may be given alone."""
    for name in ("where", "how"):
        if name in fields and not isinstance(fields[name], tuple):
            fields[name] = (fields[name],)
    title = Text({"en": "asked"})
    return Invariant(id=identifier, title=title, at_best=at_best, **{"where": (Selector(),), **fields})


def a_question(dice: Dice, pack: Pack) -> Invariant:
    """About what some rule speaks of, or more; sometimes about the place of one and the travellers of another."""
    rule = dice.one(pack.rules) if pack.rules else None
    other = dice.one(pack.rules) if pack.rules and dice.chance(30) else rule
    plain = rule is None or dice.chance(20)
    return asked(
        dice.one((Verdict.CONDITIONS, Verdict.REFER, Verdict.REFER, Verdict.NO_GO)),
        where=(Selector(),) if rule is None or plain else rule.where,
        how=(How(),) if rule is None or dice.chance(40) else rule.how,
        who=((),) if other is None or dice.chance(40) else other.who,
        when=TimeTest() if other is None or dice.chance(40) else other.when,
        without=dice.some(sorted(pack.measures), 1) if pack.measures and dice.chance(30) else frozenset(),
    )


_FAR_OFF = ("Pacific/Auckland", "America/St_Johns", "Asia/Kolkata", None)
_ODD_HOURS = (HourWindow(22 * 60, 22 * 60), HourWindow(5 * 60, 4 * 60 + 59), HourWindow(7 * 60 + 30, 24 * 60))


def a_wider_pack(dice: Dice, most_rules: int = 8) -> Pack:
    """As other generated packs, but that the clocks of its places may differ by much, and nights be very long or none.

    Rules ask for more at once: of time, of travellers, of where a movement leads.
    """
    pack = a_pack(dice, most_rules)
    if dice.chance(40):
        pack = replace(pack, geography=Geography(_moved(dice, one) for one in pack.geography.places.values()))
    if dice.chance(25) and pack.links:  # every service there is runs on each link of its mode
        serving = {
            one.id: replace(one, links=frozenset(link.id for link in pack.links.values() if one.mode in link.modes))
            for one in pack.services.values()
        }
        pack = replace(pack, services=serving)
    rules = tuple(_stricter(dice, rule, pack) if dice.chance(35) else rule for rule in pack.rules)
    return replace(pack, rules=rules, night_margin_minutes=dice.one((0, 30, 90)))


def _moved(dice: Dice, place: Place) -> Place:
    located = place.latitude is not None
    zone = dice.one(_FAR_OFF) if dice.chance(50) else place.time_zone
    return replace(
        place, time_zone=zone, latitude=dice.one((72.0, 64.0, -69.0)) if located and dice.chance(30) else place.latitude
    )


def _stricter(dice: Dice, rule: Rule, pack: Pack) -> Rule:
    """The rule with parts of others."""
    other, third = dice.one(pack.rules), dice.one(pack.rules)
    when = replace(
        rule.when,
        hours=tuple(sorted({*rule.when.hours, *dice.some(_ODD_HOURS, 0, 2)})),
        night=rule.when.night or dice.chance(30),
    )
    return replace(
        rule,
        who=tuple((*one, *another)[:4] for one in rule.who for another in other.who),
        how=(*rule.how, *third.how) if dice.chance(30) else third.how if dice.chance(30) else rule.how,
        where=(*rule.where, *(one for one in other.where if one.near_places is None)),
        when=when,
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
