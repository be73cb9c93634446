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
