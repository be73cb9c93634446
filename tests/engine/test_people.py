"""Who a rule speaks of: facts that are known, unknown, several or misspelt; one traveller and the whole party."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import FactRef
from advisor.model.rule import FOREIGN, Affects, FactTest, Who
from advisor.model.trip import Traveller
from advisor.model.verdict import Range, Verdict, certain
from tests.engine.world import (
    CONFIRMED,
    GO,
    NO_GO,
    REFER,
    SOMEBODY,
    TODAY,
    allow,
    bounds,
    finding,
    pack,
    prohibit,
    require,
    verdict,
    visit,
    where,
    who,
)

Case = tuple[Verdict, Verdict]
YES, NO, UNKNOWN = (NO_GO, NO_GO), (GO, GO), (GO, NO_GO)


def prohibited(rule_who: tuple[Who, ...], person: Traveller, facts: dict[str, str] | None = None) -> Case:
    """The bounds for one person under a prohibition of those people."""
    going = replace(visit(), travellers=(person,), facts=facts or {})
    return bounds(going, pack(allow(), prohibit(who=rule_who)))


@pytest.mark.parametrize(
    ("held", "foreign", "french", "not_french"),
    [
        (("ML",), NO, NO, YES),
        (("FR",), YES, YES, NO),
        (("DE",), YES, NO, YES),
        (("FR", "ML"), UNKNOWN, UNKNOWN, UNKNOWN),
        (("DE", "FR"), YES, UNKNOWN, UNKNOWN),
        (("ZZ",), YES, NO, YES),
        (("UK",), UNKNOWN, UNKNOWN, UNKNOWN),
        ((), UNKNOWN, UNKNOWN, UNKNOWN),
        (None, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_nationality_is_three_valued(
    held: tuple[str, ...] | None, foreign: Case, french: Case, not_french: Case
) -> None:
    """Several nationalities of which only some match cannot be told; nor can a word that is no country (UK)."""
    person = replace(SOMEBODY, nationality=held)
    assert prohibited(who("nationality", FOREIGN), person) == foreign
    assert prohibited(who("nationality", "FR"), person) == french
    assert prohibited(who("nationality", "FR", negated=True), person) == not_french


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (("driver",), YES),
        (("driver", "guest"), YES),
        (("guest",), NO),
        ((), NO),
        (("pilot",), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_any_role_held_counts(held: tuple[str, ...] | None, expected: Case) -> None:
    assert prohibited(who("roles", "driver", "medic"), replace(SOMEBODY, roles=held)) == expected


@pytest.mark.parametrize(
    ("staff", "expected"), [("visitor", YES), ("national", NO), ("expat", UNKNOWN), (None, UNKNOWN)]
)
def test_a_misspelt_staff_kind_is_unknown(staff: str | None, expected: Case) -> None:
    """Regression: a word the program does not know escaped every restriction."""
    assert prohibited(who("staff", "visitor"), replace(SOMEBODY, staff=staff)) == expected


@pytest.mark.parametrize(("gender", "expected"), [("female", YES), ("male", NO), ("woman", UNKNOWN), (None, UNKNOWN)])
def test_gender(gender: str | None, expected: Case) -> None:
    assert prohibited(who("gender", "female"), replace(SOMEBODY, gender=gender)) == expected


def test_a_declared_fact_is_the_travellers_or_else_the_trips() -> None:
    of_blood_a = who("blood", "a")
    assert prohibited(of_blood_a, replace(SOMEBODY, facts={"blood": "a"})) == YES
    assert prohibited(of_blood_a, replace(SOMEBODY, facts={"blood": "b"}), {"blood": "a"}) == NO
    assert prohibited(of_blood_a, SOMEBODY, {"blood": "a"}) == YES
    assert prohibited(of_blood_a, SOMEBODY) == UNKNOWN
    assert prohibited(of_blood_a, replace(SOMEBODY, facts={"blood": "purple"})) == UNKNOWN
    assert prohibited(who("permit", "no"), SOMEBODY, {"permit": "yes"}) == NO


def test_tests_of_one_entry_must_all_hold_and_one_entry_is_enough() -> None:
    german, guest = (
        FactTest(fact="nationality", values=frozenset({"DE"})),
        FactTest(fact="roles", values=frozenset({"guest"})),
    )
    driver = replace(SOMEBODY, nationality=("DE",))
    assert prohibited(((german, guest),), driver) == NO
    assert prohibited(((german,), (guest,)), driver) == YES
    assert prohibited(((german, guest),), replace(driver, roles=None)) == UNKNOWN
    assert prohibited(((german,), (guest,)), replace(driver, roles=None)) == YES


# ---------------------------------------------------------------------------------------------------- parties


LOCAL, FOREIGNER = SOMEBODY, replace(SOMEBODY, nationality=("DE",), staff="visitor")


def test_rules_match_traveller_by_traveller() -> None:
    both = replace(visit(), travellers=(LOCAL, FOREIGNER))
    found = assess(both, pack(allow(), prohibit(who=who("nationality", FOREIGN))), TODAY)
    assert found.verdict is NO_GO
    assert found.steps[0].by_traveller == (certain(GO), certain(NO_GO))
    assert finding(found, "prohibit").exposures[0].travellers == (1,)
    assert found.without == (certain(NO_GO), certain(GO))


def test_one_traveller_may_make_the_whole_party_a_target() -> None:
    both = replace(visit(), travellers=(LOCAL, FOREIGNER))
    found = assess(both, pack(allow(), prohibit(who=who("nationality", FOREIGN), affects=Affects.PARTY)), TODAY)
    assert found.steps[0].by_traveller == (certain(NO_GO), certain(NO_GO))
    assert finding(found, "prohibit").exposures[0].travellers == (0, 1)
    assert found.without == (certain(NO_GO), certain(GO))


def test_somebody_unknown_leaves_the_whole_party_in_doubt() -> None:
    both = replace(visit(), travellers=(LOCAL, replace(LOCAL, nationality=None)))
    found = assess(both, pack(allow(), prohibit(who=who("nationality", FOREIGN), affects=Affects.PARTY)), TODAY)
    assert (found.verdict, found.range) == (REFER, Range(GO, NO_GO))
    assert [question.about for question in found.questions] == [FactRef(fact="nationality", traveller=1)]


def test_an_allow_for_some_does_not_cover_the_others() -> None:
    both = replace(visit(), travellers=(LOCAL, FOREIGNER))
    found = assess(both, pack(allow(who=who("staff", "national"))), TODAY)
    assert found.steps[0].by_traveller == (certain(GO), certain(REFER))


def test_a_measure_of_a_traveller_counts_for_that_traveller() -> None:
    briefed = replace(LOCAL, measures={"briefing": CONFIRMED})
    found = assess(replace(visit(), travellers=(briefed, FOREIGNER)), pack(allow(), require("briefing")), TODAY)
    assert found.verdict.word == "conditions"
    (condition,) = found.conditions
    assert (condition.traveller, condition.rules) == (1, ("require",))


def test_nobody_left_out_of_a_party_of_one_or_of_a_trip_that_may_go() -> None:
    assert assess(visit(), pack(prohibit()), TODAY).without == ()
    assert assess(replace(visit(), travellers=(LOCAL, LOCAL)), pack(allow()), TODAY).without == ()


def test_a_rule_elsewhere_asks_nothing_about_anybody() -> None:
    nobody_known = replace(visit(), travellers=(Traveller(),))
    elsewhere = pack(allow(), prohibit(who=who("nationality", FOREIGN), where=where(places="bamako")))
    assert verdict(nobody_known, elsewhere) is GO
    assert assess(nobody_known, elsewhere, TODAY).questions == ()
