"""Measures are decisions: what require, unless, providers and scopes make of what the planner says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import FindingState
from advisor.model.measure import MeasureState, Scope
from advisor.model.network import Window
from advisor.model.rule import HourWindow, PlaceRole, TimeTest
from advisor.model.trip import Traveller
from advisor.model.verdict import Verdict
from tests.engine.world import (
    ACCEPTED,
    CONDITIONS,
    CONFIRMED,
    GO,
    MEASURES,
    NO_GO,
    PLANNED,
    REFER,
    REFUSED,
    TODAY,
    UNAVAILABLE,
    allow,
    at,
    bounds,
    day,
    finding,
    leg,
    pack,
    prohibit,
    provider,
    refer,
    require,
    stay,
    trip,
    verdict,
    visit,
    where,
    window,
)


@pytest.mark.parametrize(
    ("said", "required", "exempting", "state"),
    [
        (CONFIRMED, GO, GO, FindingState.MET),
        (PLANNED, CONDITIONS, CONDITIONS, FindingState.OPEN),
        (None, CONDITIONS, NO_GO, FindingState.OPEN),
        (UNAVAILABLE, NO_GO, NO_GO, FindingState.UNAVAILABLE),
        (ACCEPTED, CONDITIONS, NO_GO, FindingState.OPEN),
    ],
)
def test_an_arrangement(said: MeasureState | None, required: Verdict, exempting: Verdict, state: FindingState) -> None:
    """`require` trusts the planner to arrange a thing, `prohibit unless` does not."""
    going = visit(measures={"escort": said} if said else {})
    found = assess(going, pack(allow(), require("escort")), TODAY)
    assert (found.verdict, finding(found, "require").state) == (required, state)
    assert verdict(going, pack(allow(), prohibit(unless=(("escort",),)))) is exempting


@pytest.mark.parametrize(
    ("said", "required", "exempting"),
    [
        (ACCEPTED, CONDITIONS, CONDITIONS),
        (None, CONDITIONS, NO_GO),
        (REFUSED, NO_GO, NO_GO),
        (CONFIRMED, CONDITIONS, NO_GO),
    ],
)
def test_a_conduct_stays_a_condition(said: MeasureState | None, required: Verdict, exempting: Verdict) -> None:
    going = visit(measures={"stay-in": said} if said else {})
    assert verdict(going, pack(allow(), require("stay-in"))) is required
    assert verdict(going, pack(allow(), prohibit(unless=(("stay-in",),)))) is exempting


def test_a_lifted_rule_is_shown_as_lifted() -> None:
    found = assess(visit(measures={"escort": CONFIRMED}), pack(allow(), refer(unless=(("escort",),))), TODAY)
    assert (found.verdict, finding(found, "refer").state) == (GO, FindingState.LIFTED)
    planned = assess(visit(measures={"escort": PLANNED}), pack(allow(), refer(unless=(("escort",),))), TODAY)
    assert (planned.verdict, finding(planned, "refer").state) == (CONDITIONS, FindingState.OPEN)


def test_a_list_means_all_of_them_and_options_mean_any() -> None:
    escorted = visit(measures={"escort": CONFIRMED})
    assert verdict(escorted, pack(allow(), require("escort", "stay-in"))) is CONDITIONS
    assert verdict(escorted, pack(allow(), require(required=(("escort",), ("stay-in",))))) is GO
    assert verdict(escorted, pack(allow(), prohibit(unless=(("escort", "plan"),)))) is NO_GO
    assert verdict(escorted, pack(allow(), prohibit(unless=(("escort",), ("plan",))))) is GO
    half_planned = visit(measures={"escort": PLANNED, "stay-in": ACCEPTED})
    assert verdict(half_planned, pack(allow(), prohibit(unless=(("escort", "stay-in"),)))) is CONDITIONS


def test_an_exemption_never_makes_worse_than_the_rule_stands() -> None:
    planned = visit(measures={"escort": PLANNED})
    waived = require("plan", unless=(("escort",),))
    assert verdict(planned, pack(allow(), waived)) is CONDITIONS
    assert verdict(visit(measures={"escort": CONFIRMED}), pack(allow(), waived)) is GO
    assert verdict(trip(*visit().itinerary, measures={"plan": CONFIRMED}), pack(allow(), waived)) is GO


def test_a_measure_counts_only_where_its_scope_says() -> None:
    """Escorts belong to a step, briefings to a person, plans to the trip."""
    for scope, name in ((Scope.STEP, "escort"), (Scope.TRIP, "plan")):
        of_step, of_trip = visit(measures={name: CONFIRMED}), trip(*visit().itinerary, measures={name: CONFIRMED})
        rules = pack(allow(), require(name))
        assert verdict(of_step, rules) is (GO if scope is Scope.STEP else CONDITIONS)
        assert verdict(of_trip, rules) is (GO if scope is Scope.TRIP else CONDITIONS)
    noted = assess(trip(*visit().itinerary, measures={"escort": CONFIRMED}), pack(allow(), require("escort")), TODAY)
    assert [note.id for note in noted.notes] == ["remark.measure-counts-for-step"]


def test_an_escort_on_one_leg_does_not_count_on_the_next() -> None:
    there = leg("bamako", "sevare", depart=at(20, 8), arrive=at(20, 16), measures={"escort": CONFIRMED})
    on = leg("sevare", "gao", depart=at(20, 16), arrive=at(20, 23))
    end = stay("gao", until=at(21, 8))
    rules = pack(allow(), require("escort", where=where(links=("rn6", "rn16"))))
    found = assess(trip(there, on, end), rules, TODAY)
    assert found.verdict is CONDITIONS
    assert [condition.step for condition in found.conditions] == [1]


def test_a_stay_that_nobody_wrote_has_no_measures() -> None:
    gap = trip(
        leg("bamako", "sevare", depart=at(20, 8), arrive=at(20, 16), measures={"stay-in": ACCEPTED}),
        leg("sevare", "bamako", depart=at(21, 8), arrive=at(21, 16), measures={"stay-in": ACCEPTED}),
    )
    rules = pack(allow(), prohibit(where=where(places="sevare", roles=PlaceRole.STAY), unless=(("stay-in",),)))
    assert verdict(gap, rules) is NO_GO


# ---------------------------------------------------------------------------------------------------- providers


@pytest.mark.parametrize(
    ("runs", "required", "exempting"),
    [
        (window(), GO, GO),
        (window(until=day(19)), NO_GO, NO_GO),
        (window(start=day(21)), NO_GO, NO_GO),
        (window(review_by=day(19)), REFER, NO_GO),
        (window(review_by=day(14)), REFER, NO_GO),
    ],
    ids=["runs", "has ended", "not yet", "review before the trip", "review before today"],
)
def test_a_measure_depends_on_its_provider(runs: Window, required: Verdict, exempting: Verdict) -> None:
    going = trip(*visit().itinerary, measures={"medevac": CONFIRMED})
    assert verdict(going, pack(allow(), require("medevac"), providers=[provider(runs)])) is required
    unless = prohibit(unless=(("medevac",),))
    assert verdict(going, pack(allow(), unless, providers=[provider(runs)])) is exempting


def test_on_a_day_nobody_knows_a_provider_may_or_may_not_run() -> None:
    someday = trip(leg("bamako", "sevare"), leg("sevare", "bamako"), measures={"medevac": CONFIRMED})
    forever = allow(review_by=None)
    assert bounds(someday, pack(forever, require("medevac"))) == (GO, REFER)
    bounded: Any = [provider(window(until=day(25)))]
    assert bounds(someday, pack(forever, require("medevac"), providers=bounded)) == (GO, NO_GO)
    assert bounds(someday, pack(forever, prohibit(unless=(("medevac",),)), providers=bounded)) == (GO, NO_GO)


def test_on_a_day_nobody_knows_an_exemption_due_for_review_may_have_lapsed() -> None:
    someday = trip(leg("bamako", "sevare"), leg("sevare", "bamako"), measures={"plan": CONFIRMED})
    reviewed = prohibit(unless=(("plan",),), review_by=day(25))
    assert bounds(someday, pack(allow(review_by=None), reviewed)) == (GO, NO_GO)


def test_what_is_relied_on_after_midnight_must_run_after_midnight() -> None:
    """Regression: a rule for the night took its escort from the evening before."""
    by_night = TimeTest(hours=(HourWindow(20 * 60, 5 * 60),))
    small_hours = trip(stay("gao", at(21, 1), at(21, 2)), measures={"medevac": CONFIRMED})
    until_the_20th = [provider(window(until=day(20)))]
    rules = pack(allow(), prohibit(when=by_night, unless=(("medevac",),)), providers=until_the_20th)
    assert verdict(small_hours, rules) is NO_GO


def test_conditions_name_their_rules_once() -> None:
    found = assess(visit(), pack(allow(), require("escort"), require("escort", identifier="again")), TODAY)
    (condition,) = found.conditions
    assert condition.rules == ("again", "require")
    assert condition.options[0][0].measure == "escort"


def test_several_options_make_one_condition() -> None:
    found = assess(visit(), pack(allow(), require(required=(("escort",), ("plan",)))), TODAY)
    (condition,) = found.conditions
    assert [[needed.measure for needed in option] for option in condition.options] == [["escort"], ["plan"]]


@pytest.mark.parametrize(
    ("medevac", "runs"), [(CONFIRMED, window(until=day(19))), (UNAVAILABLE, window())], ids=["has ended", "unavailable"]
)
def test_the_condition_is_the_exemption_where_what_is_required_will_not_do(medevac: MeasureState, runs: Window) -> None:
    """Regression: a confirmed measure whose provider had ended was no condition, and the planned exemption was none."""
    going = trip(*visit().itinerary, measures={"medevac": medevac, "plan": PLANNED})
    found = assess(going, pack(allow(), require("medevac", unless=(("plan",),)), providers=[provider(runs)]), TODAY)
    assert found.verdict is CONDITIONS
    assert [one.options[0][0].measure for one in found.conditions] == ["plan"]


def test_what_does_on_one_day_only_is_no_way_out_on_the_next() -> None:
    """The medevac that is confirmed ends on the 20th; on the 21st only the planned exemption is left."""
    over_night = trip(*visit(until=at(21, 9)).itinerary, measures={"medevac": CONFIRMED, "plan": PLANNED})
    asks = require("medevac", unless=(("plan",),))
    found = assess(over_night, pack(allow(), asks, providers=[provider(window(until=day(20)))]), TODAY)
    assert found.verdict is CONDITIONS
    assert [one.options[0][0].measure for one in found.conditions] == ["plan"]


def test_each_traveller_has_the_exemption_he_relies_on_as_a_condition() -> None:
    """Regression: where no exemption was planned for everybody, a GO WITH CONDITIONS named none."""
    ban = prohibit(unless=(("briefing",), ("training",)))
    training = replace(next(one for one in MEASURES if one.id == "briefing"), id="training")
    people = (Traveller(measures={"briefing": PLANNED}), Traveller(measures={"training": PLANNED}))
    found = assess(replace(visit(), travellers=people), pack(allow(), ban, measures=(*MEASURES, training)), TODAY)
    assert found.verdict is CONDITIONS
    assert [(one.traveller, one.options[0][0].measure) for one in found.conditions] == [
        (0, "briefing"),
        (1, "training"),
    ]


def test_what_is_said_of_a_leg_counts_however_often_it_is_changed() -> None:
    rules = pack(allow(), require("escort", where=(where(links="rn6"),)))

    def going(**measures: MeasureState) -> Verdict:
        back = leg("sevare", "bamako", "car", at(21, 8), at(21, 16), measures=measures)
        there = leg("bamako", "sevare", "car", at(20, 8), at(20, 16), measures={"escort": CONFIRMED})
        return verdict(trip(there, back), rules)

    assert [going(), going(escort=CONFIRMED), going(escort=UNAVAILABLE), going()] == [CONDITIONS, GO, NO_GO, CONDITIONS]
