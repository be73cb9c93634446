"""Rules that change no verdict, and where nothing is permitted."""

from __future__ import annotations

from dataclasses import replace

from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.proof.dead import Gap, dead_rules, gaps
from advisor.proof.prove import Prover
from advisor.rulebook.loader import load_pack
from tests.packs import small_pack_files


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
