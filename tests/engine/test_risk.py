"""Risk: what rules say, what confirmed measures leave of it, and who signs for the rest."""

from __future__ import annotations

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import RiskRow
from advisor.model.measure import Measure, MeasureKind, MeasureState, Scope
from advisor.model.pack import Authority, Pack
from advisor.model.rule import RiskTag
from advisor.model.text import Text
from advisor.model.trip import Trip
from tests.engine.world import (
    CONFIRMED,
    PLANNED,
    TODAY,
    allow,
    at,
    caution,
    day,
    night_in,
    pack,
    prohibit,
    provider,
    refer,
    stay,
    text,
    trip,
    visit,
    where,
    window,
)

GRAVE = RiskTag(threat="kidnapping", likelihood=1, impact=1)
"""Likely and severe: the highest of three levels."""


def lowering(name: str, likelihood: int = 0, impact: int = 0, **fields: object) -> Measure:
    whole: dict[str, object] = {"kind": MeasureKind.ARRANGEMENT, "scope": Scope.STEP, **fields}
    return Measure(id=name, title=text(name), lowers_likelihood=likelihood, lowers_impact=impact, **whole)  # type: ignore[arg-type]


ESCORT, ARMOUR = lowering("escort", likelihood=1), lowering("armour", impact=1)
RULES = (allow(), caution(risk=GRAVE))


def risk(of: Trip, by: Pack) -> RiskRow:
    (row,) = assess(of, by, TODAY).risks
    return row


def test_without_measures_the_level_is_the_matrixs() -> None:
    row = risk(visit(), pack(*RULES, measures=[ESCORT]))
    assert (row.level, row.level_after, row.lowered_by, row.rules) == (2, 2, (), ("caution",))


@pytest.mark.parametrize(("said", "after"), [(CONFIRMED, 1), (PLANNED, 2)])
def test_only_a_confirmed_measure_lowers(said: MeasureState, after: int) -> None:
    row = risk(visit(measures={"escort": said}), pack(*RULES, measures=[ESCORT]))
    assert (row.level_after, row.likelihood_after) == (after, after - 1)


def test_each_axis_is_lowered_by_its_strongest_and_measures_do_not_add_up() -> None:
    both = visit(measures={"escort": CONFIRMED, "armour": CONFIRMED})
    row = risk(both, pack(*RULES, measures=[ESCORT, ARMOUR]))
    assert (row.likelihood_after, row.impact_after, row.level_after) == (0, 0, 0)
    assert row.lowered_by == ("armour", "escort")
    steps = pack(*RULES, measures=[ESCORT, lowering("armour", likelihood=1)])
    assert risk(both, steps).level_after == 1


def test_a_measure_lowers_only_the_threats_it_names() -> None:
    against_theft = lowering("escort", likelihood=1, threats=frozenset({"theft"}))
    assert risk(visit(measures={"escort": CONFIRMED}), pack(*RULES, measures=[against_theft])).level_after == 2


def test_a_measure_lowers_only_where_it_is_stated_and_its_provider_runs() -> None:
    two = trip(stay("gao", at(20, 10), at(20, 14)), stay("gao", until=at(20, 18), measures={"escort": CONFIRMED}))
    assert risk(two, pack(*RULES, measures=[ESCORT])).level_after == 2
    theirs = lowering("escort", likelihood=1, provider="mission")
    escorted = visit(measures={"escort": CONFIRMED})
    assert risk(escorted, pack(*RULES, measures=[theirs])).level_after == 1
    gone = [provider(window(until=day(19)))]
    assert risk(escorted, pack(*RULES, measures=[theirs], providers=gone)).level_after == 2


def test_a_provider_that_leaves_during_the_stay_lowers_nothing() -> None:
    theirs = lowering("escort", likelihood=1, provider="mission")
    overnight = night_in(until=at(22, 8), measures={"escort": CONFIRMED})
    until_the_20th = [provider(window(until=day(20)))]
    assert risk(overnight, pack(*RULES, measures=[theirs], providers=until_the_20th)).level_after == 2
    only_the_21st_missing = [provider(window(until=day(20)), window(start=day(22)))]
    assert risk(overnight, pack(*RULES, measures=[theirs], providers=only_the_21st_missing)).level_after == 2


def test_of_several_rules_the_gravest_counts() -> None:
    mild = RiskTag(threat="kidnapping", likelihood=0, impact=0)
    row = risk(visit(), pack(allow(), caution(risk=mild), prohibit(risk=GRAVE)))
    assert (row.level, row.rules) == (2, ("caution", "prohibit"))
    assert assess(visit(), pack(allow(), caution(risk=GRAVE, where=where(places="bamako"))), TODAY).risks == ()


MANAGER, HEAD, DIRECTOR, OFFICER = (Text({"en": word}) for word in ("manager", "head", "director", "officer"))
TABLE = Authority(by_level=((MANAGER,), (MANAGER, HEAD), (HEAD, DIRECTOR)), refer=(OFFICER, HEAD))


def signs(*rules: object, measures: tuple[Measure, ...] = (ESCORT,), going: Trip | None = None) -> tuple[Text, ...]:
    return assess(going or visit(), pack(*rules, measures=measures, authority=TABLE), TODAY).signs  # type: ignore[arg-type]


def test_the_highest_remaining_level_says_who_signs() -> None:
    assert signs(allow()) == (MANAGER,)
    assert signs(*RULES) == (HEAD, DIRECTOR)
    assert signs(*RULES, going=visit(measures={"escort": CONFIRMED})) == (MANAGER, HEAD)


def test_those_who_decide_referrals_sign_a_referral_as_well() -> None:
    assert signs(allow(), refer()) == (MANAGER, OFFICER, HEAD)
    assert signs(*RULES, refer()) == (HEAD, DIRECTOR, OFFICER)
