"""What the shipped packs say of all trips is proved, and a rule that it rests on cannot go unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.proof.prove import Outcome, Prover
from tests.rules.shipped import pack_of

LEAST = 12


@pytest.mark.parametrize("name", ["mali", "mali-2023"])
def test_every_statement_is_proved_and_speaks_of_something(name: str) -> None:
    shipped = pack_of(name)
    prover = Prover(shipped)
    answers = [prover.answer(one) for one in shipped.invariants]
    assert len(answers) >= LEAST
    assert {one.question.id: one.outcome for one in answers if one.outcome is not Outcome.PROVED} == {}
    assert [one.question.id for one in answers if one.empty] == []


@pytest.mark.parametrize(
    ("name", "rule", "statement"),
    [
        ("mali", "leave-now-no-entry", "called-out-not-sent-in"),
        ("mali", "no-night-driving", "no-driving-at-night"),
        ("mali", "bamako-stocks", "bamako-nights-need-stocks"),
        ("mali-2023", "gao-briefing-first", "gao-needs-a-briefing"),
        ("mali-2023", "bus-no-soldiers-or-police", "no-soldiers-on-buses"),
        ("mali-2023", "gao-sleep-inside", "foreigners-sleep-inside-the-camp"),
    ],
)
def test_without_the_rule_that_it_rests_on_a_statement_is_refuted(name: str, rule: str, statement: str) -> None:
    shipped = pack_of(name)
    weaker = replace(shipped, rules=tuple(one for one in shipped.rules if one.id != rule))
    (question,) = (one for one in shipped.invariants if one.id == statement)
    answer = Prover(weaker).answer(question)
    assert answer.outcome is Outcome.REFUTED
    assert answer.example is not None
    assert answer.example.found < question.at_best
