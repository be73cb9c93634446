"""Answers about the small pack, and all that may be said beside PROVED."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.engine.match import NO_COUNTRY
from advisor.model.countries import COUNTRIES
from advisor.model.invariant import Invariant
from advisor.model.pack import Pack
from advisor.model.rule import Effect, FactTest, How, Selector, TimeTest
from advisor.proof.prove import Answer, Outcome, Prover, Why
from advisor.rulebook.loader import load_pack
from tests.packs import small_pack_texts


def pack_with(statement: str, **changes: tuple[str, str]) -> Pack:
    files = small_pack_texts()
    for name, (old, new) in changes.items():
        file = f"rules/{name}.yaml"
        assert old in files[file]
        files[file] = files[file].replace(old, new)
    files["invariants.yaml"] = f"- {{id: asked, title: {{en: Asked, fr: Posé}}, {statement}}}\n"
    loaded = load_pack({name: text.encode() for name, text in files.items()})
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def ask(statement: str, **options: Any) -> Answer:  # noqa: ANN401 - those of `answer`
    pack = pack_with(statement)
    question: Invariant = pack.invariants[0]
    return Prover(pack).answer(question, **options)


def test_what_a_ban_stops_is_proved_and_the_ban_named() -> None:
    answer = ask("at_best: refer, where: {region: north}, how: {mode: bus}")
    assert answer.outcome is Outcome.PROVED
    assert answer.certificates


def test_a_day_trip_in_the_south_is_a_go() -> None:
    answer = ask("at_best: refer, where: {region: south}")
    assert answer.outcome is Outcome.REFUTED
    assert answer.example is not None
    assert answer.example.found.word == "go"


def test_a_question_about_nobody_says_that_it_speaks_of_nothing() -> None:
    answer = ask("at_best: refer, where: {region: south}, how: {mode: own-vehicle, activity: overnight}")
    assert (answer.outcome, answer.empty) == (Outcome.PROVED, True)


@pytest.mark.parametrize("options", [{"budget": 1}, {"go_on": lambda _done: False, "budget": 257}])
def test_who_is_stopped_has_proved_nothing(options: dict[str, Any]) -> None:
    answer = ask("at_best: refer, where: {region: north}, how: {mode: bus}", **options)
    assert (answer.outcome, answer.why) == (Outcome.NOT_PROVED, Why.SPENT)


def test_two_questions_of_the_same_name_are_two_questions() -> None:
    """Regression: the second was given the first one's answer, for what it speaks of was remembered by its name."""
    pack = pack_with("at_best: refer, where: {region: north}, how: {mode: bus}")
    (north,) = pack.invariants
    anywhere = replace(north, where=(Selector(regions=frozenset({"south"})),), how=(How(),))
    prover = Prover(pack, [anywhere])
    assert prover.answer(north).outcome is Outcome.PROVED
    assert prover.answer(anywhere).outcome is Outcome.REFUTED
    assert prover.answer(north).outcome is Outcome.PROVED


def test_who_has_the_passport_of_no_country_is_not_forgotten() -> None:
    """Regression: in a pack that named every country, nobody was left of whom no rule spoke."""
    pack = pack_with("at_best: refer, where: {region: south}")
    ban = next(rule for rule in pack.rules if rule.effect is Effect.PROHIBIT)
    citizens = replace(
        ban,
        id="citizens",
        where=(Selector(),),
        how=(How(),),
        when=TimeTest(),
        who=((FactTest(fact="nationality", values=frozenset(COUNTRIES)),),),
    )
    answer = Prover(replace(pack, rules=(*pack.rules, citizens))).answer(pack.invariants[0])
    assert answer.outcome is Outcome.REFUTED
    assert answer.example is not None
    assert [one.nationality for one in answer.example.trip.travellers] == [(NO_COUNTRY,)]


def test_a_question_that_nobody_announced_is_refused() -> None:
    """Regression: its days and nationalities were read as the nearest that rules name, and what is false was proved."""
    pack = pack_with("at_best: refer, where: {region: north}, how: {mode: bus}")
    other = replace(pack.invariants[0], who=((FactTest(fact="nationality", values=frozenset({"JP"})),),))
    with pytest.raises(ValueError, match="asked"):
        Prover(pack).answer(other)
