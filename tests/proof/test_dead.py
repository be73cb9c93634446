"""Rules that change no verdict, and where nothing is permitted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from advisor.engine.decide import decide
from advisor.engine.index import Index
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict
from advisor.proof.dead import Gap, dead_rules, gaps
from advisor.proof.prove import Prover
from advisor.proof.witness import Budget, GoOn
from advisor.rulebook.loader import load_pack
from tests.packs import small_pack_files
from tests.proof.asking import a_wider_pack
from tests.property.dice import Dice
from tests.property.strategies import SEEDS
from tests.property.trips import EXACT, a_trip


def small() -> Pack:
    pack = load_pack(small_pack_files()).pack
    assert pack is not None
    return pack


def twice_said(pack: Pack) -> Pack:
    """The first permission stands twice, so that neither matters."""
    allow = next(rule for rule in pack.rules if rule.effect is Effect.ALLOW)
    return replace(pack, rules=(*pack.rules, replace(allow, id="again")))


def telling(told: list[float]) -> GoOn:
    """Never stops, and notes what it is told."""

    def go_on(done: float) -> bool:
        told.append(done)
        return True

    return go_on


def before(share: float) -> GoOn:
    """Stops when so much is done."""
    return lambda done: done < share


def test_a_permission_said_twice_is_dead_and_one_said_once_is_not() -> None:
    pack = small()
    allow = next(rule for rule in pack.rules if rule.effect is Effect.ALLOW)
    twice = replace(pack, rules=(*pack.rules, replace(allow, id="again")))
    assert allow.id not in dead_rules(Prover(pack)).allows
    assert {allow.id, "again"} <= set(dead_rules(Prover(twice)).allows)


def test_a_requirement_where_all_is_forbidden_is_dead() -> None:
    pack = small()
    ban = next(rule for rule in pack.rules if rule.effect is Effect.REQUIRE)
    everywhere = replace(ban, id="ban", effect=Effect.PROHIBIT, who=((),), required=(), unless=())
    assert ban.id not in dead_rules(Prover(pack)).requires
    assert ban.id in dead_rules(Prover(replace(pack, rules=(*pack.rules, everywhere)))).requires


def test_what_is_not_found_out_in_time_is_not_called_dead() -> None:
    found = dead_rules(Prover(small()), budget=0)
    assert (found.allows, found.requires) == ((), ())
    assert found.unknown


def test_how_far_it_is_is_told_rule_by_rule() -> None:
    pack = small()
    told: list[float] = []
    whole = dead_rules(Prover(pack), go_on=telling(told))
    rules = sum(rule.effect in {Effect.ALLOW, Effect.REQUIRE} for rule in pack.rules)
    assert told == sorted(told)
    assert len(set(told)) == rules > 3
    assert (told[0], max(told)) == (0, (rules - 1) / rules)
    assert whole == dead_rules(Prover(pack))


def test_once_stopped_nothing_is_said_of_the_rules_that_come_after() -> None:
    pack = small()
    whole = dead_rules(Prover(twice_said(pack)))
    assert whole.allows
    ids = [rule.id for rule in twice_said(pack).rules if rule.effect in {Effect.ALLOW, Effect.REQUIRE}]
    for share in (0.0, 0.5, 1.0):
        found = dead_rules(Prover(twice_said(pack)), go_on=before(share))
        seen = ids[: -len(found.unknown) or None]
        assert set(found.unknown) == set(ids[len(seen) :])
        assert len(seen) == round(share * len(ids) + 0.49)
        assert found.allows == tuple(one for one in whole.allows if one in seen)
        assert found.requires == tuple(one for one in whole.requires if one in seen)


def test_a_search_that_is_stopped_half_way_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    rule = next(rule for rule in small().rules if rule.effect is Effect.ALLOW)

    def search(_rule: object, _moment: object, _reader: object, _prover: object, budget: Budget) -> bool:
        budget.reached(budget.done)  # a long search asks by itself
        return False

    def go_on(done: float) -> bool:
        asked.append(done)
        return len(asked) < 3  # before the first rule, at its first moment, no more at its second

    monkeypatch.setattr("advisor.proof.dead._matters", search)
    found = dead_rules(Prover(small()), go_on=go_on)
    assert (found.allows, found.requires) == ((), ())
    assert rule.id in found.unknown
    assert len(asked) == 5  # and once more to tell a stop from a spent budget, and before the second rule


def test_gaps_are_looked_for_until_somebody_says_stop() -> None:
    prover = Prover(replace(small(), rules=()))
    told: list[float] = []
    assert gaps(prover, telling(told)) == gaps(prover)
    assert told == sorted(told)
    assert told[0] == 0
    assert gaps(prover, lambda _done: False) == ()


def test_without_any_permission_everything_is_a_gap() -> None:
    pack = small()
    some, all_of_it = gaps(Prover(pack)), gaps(Prover(replace(pack, rules=())))
    links = {Gap(one.place, one.link, one.mode) for one in all_of_it if one.link is not None}
    assert {(one.link, one.mode) for one in links} == {
        (link.id, mode) for link in pack.links.values() for mode in link.modes
    }
    assert set(some) < set(all_of_it)
    assert {one.place for one in all_of_it if one.link is None} == set(pack.geography.places)


KNOWN = replace(EXACT, loose_people=False)
BEFORE_REVIEWS = date(2023, 1, 1)
"""Once the review of one permission is overdue, another that it covered counts again."""


def hold(seed: int, trips: int = 6) -> int:
    """Leave out each rule of a generated pack that is called dead; how many there were.

    A requirement that cannot be met may still make a NO-GO of a REFER. Trips are meant of which all is known:
    who may be a foreigner or not is covered by neither of two permissions that leave nobody out between them.
    """
    dice = Dice(seed)
    pack = a_wider_pack(dice)
    dead = dead_rules(Prover(pack), budget=20_000)
    index = Index(pack)
    tried = [(a_trip(dice, pack, KNOWN), BEFORE_REVIEWS) for _ in range(trips)]
    for name in (*dead.allows, *dead.requires):
        without = Index(replace(pack, rules=tuple(rule for rule in pack.rules if rule.id != name)))
        for trip, as_of in tried:
            was, now = (decide(trip, one, as_of, explain=False) for one in (index, without))
            for step in range(len(was.exposed.steps)):
                one, other = was.step_range(step).worst, now.step_range(step).worst
                kept = one == other or (name in dead.requires and other >= Verdict.REFER)
                assert kept, f"{seed}: without {name} step {step} of {trip} is {other.word}, not {one.word}"
    return len(dead.allows) + len(dead.requires)


@settings(max_examples=15)
@given(SEEDS)
def test_no_trip_misses_a_rule_that_is_called_dead(seed: int) -> None:
    hold(seed)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_no_trip_misses_a_dead_rule_at_length() -> None:
    assert sum(hold(seed, trips=20) for seed in range(1_000)) > 0
