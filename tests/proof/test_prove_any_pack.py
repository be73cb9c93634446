"""Whatever is proved of a generated pack, no generated trip breaks it; whatever is refuted, the engine says so too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from advisor.engine.assess import assess
from advisor.proof.examples import speaking
from advisor.proof.prove import Outcome, Prover
from tests.proof.asking import a_question, a_wider_pack, breaches
from tests.property.dice import Dice
from tests.property.strategies import SEEDS
from tests.property.trips import ANYTHING, EXACT, WELL_FORMED, a_trip

TRIPS = 12
"""Trips that every proof is held against."""


def hold(seed: int, trips: int = TRIPS) -> Outcome:
    dice = Dice(seed)
    pack = a_wider_pack(dice)
    question = a_question(dice, pack)
    answer = Prover(pack, [question]).answer(question, budget=20_000)
    told = speaking(question, pack)
    if answer.outcome is Outcome.PROVED:
        for number in range(trips):
            trip = a_trip(dice, pack, (EXACT, WELL_FORMED, ANYTHING)[number % 3])
            assert list(breaches(question, pack, trip, dice.day(3, 5), told)) == []
    elif answer.example is not None:
        shown = answer.example
        assert answer.outcome is Outcome.REFUTED
        assert assess(shown.trip, pack, shown.as_of).steps[shown.step].range.worst < question.at_best
        assert list(breaches(question, pack, shown.trip, shown.as_of, told))
    return answer.outcome


@settings(max_examples=30)
@given(SEEDS)
def test_no_trip_breaks_what_is_proved(seed: int) -> None:
    hold(seed)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_no_trip_breaks_what_is_proved_at_length() -> None:
    for seed in range(1_000):
        hold(seed, trips=40)
