"""Two editions: every difference shown is one, and no generated trip finds one that was not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.index import Index
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.proof.compare import Cause, Comparison, compare
from advisor.rulebook.loader import load_pack
from tests.packs import small_pack_texts
from tests.proof.asking import a_wider_pack
from tests.property.dice import FIRST_DAY, Dice
from tests.property.packs import a_pack
from tests.property.strategies import SEEDS
from tests.property.trips import EXACT, a_trip

NEAR = date(2023, 6, 15)


def edition(**changes: tuple[str, str]) -> Pack:
    files = small_pack_texts()
    for name, (old, new) in changes.items():
        file = f"rules/{name}.yaml"
        assert old in files[file]
        files[file] = files[file].replace(old, new)
    pack = load_pack({name: text.encode() for name, text in files.items()}).pack
    assert pack is not None
    return pack


def changed(dice: Dice, pack: Pack) -> Pack:
    """Another edition: a rule gone, milder, for ever, or for others."""
    if not pack.rules:
        return pack
    rule = dice.one(pack.rules)
    rest = tuple(one for one in pack.rules if one is not rule)
    other = dice.one(
        (
            None,
            replace(rule, who=((),)),
            replace(rule, when=dice.one(pack.rules).when),
            replace(rule, where=dice.one(pack.rules).where),
            replace(rule, unless=()),
            replace(rule, effect=Effect.CAUTION, unless=(), required=(), depends_on=frozenset()),
        )
    )
    return replace(pack, rules=rest if other is None else (*rest, other))


def hold(seed: int, trips: int = 15, *, wide: bool = False) -> Comparison:
    dice = Dice(seed)
    old = a_wider_pack(dice) if wide else a_pack(dice)
    new = changed(dice, old)
    found = compare(old, new, FIRST_DAY, budget=100_000)
    for one in (*found.looser, *found.stricter):
        shown = one.example
        was, now = (assess(shown.trip, pack, shown.as_of).steps[shown.step].range.worst for pack in (old, new))
        assert now < was if one in found.looser else now > was
    if found.unshown or not found.complete:
        return found
    indexes = Index(old), Index(new)
    for _ in range(trips):
        trip, as_of = a_trip(dice, old, EXACT), dice.day(5, -2)
        before, after = (decide(trip, index, as_of) for index in indexes)
        for number in range(len(before.exposed.steps)):
            was, now = before.step_range(number).worst, after.step_range(number).worst
            assert found.looser or now >= was, (trip, number)
            assert found.stricter or now <= was, (trip, number)
    return found


@settings(max_examples=6)
@given(SEEDS)
def test_no_trip_finds_a_looser_rule_that_was_not_told(seed: int) -> None:
    hold(seed)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_no_trip_finds_a_looser_rule_that_was_not_told_at_length() -> None:
    told = [hold(seed, 40, wide=seed % 2 > 0) for seed in range(500)]
    assert any(one.looser for one in told)
    assert sum(one.complete and not one.looser and not one.unshown for one in told) > len(told) // 4


def test_an_edition_does_not_differ_from_itself() -> None:
    assert compare(edition(), edition(), NEAR) == Comparison((), (), complete=True)


def test_a_search_that_is_stopped_says_so() -> None:
    pack = edition()
    emptied = replace(pack, rules=tuple(rule for rule in pack.rules if rule.effect is Effect.ALLOW))
    assert not compare(pack, emptied, NEAR, go_on=lambda _done: False, budget=0).complete


def test_a_rule_that_is_gone_is_named_once_with_a_trip() -> None:
    pack = edition()
    banned = next(rule for rule in pack.rules if rule.effect is Effect.PROHIBIT)
    found = compare(pack, replace(pack, rules=tuple(rule for rule in pack.rules if rule is not banned)), NEAR)
    assert [one.rule for one in found.looser] in ([], [banned.id])
    assert all(one.cause is Cause.REMOVED for one in found.looser)
    assert found.stricter == ()


def test_a_rule_that_counts_incidents_is_not_passed_over_in_silence() -> None:
    pack = edition()
    counting = next(rule for rule in pack.rules if rule.incidents is not None)
    fewer = replace(pack, rules=tuple(rule for rule in pack.rules if rule is not counting))
    assert counting.id in compare(pack, fewer, NEAR).unshown
    assert compare(fewer, fewer, NEAR).unshown == ()


def test_a_permission_that_is_new_is_named_with_a_trip() -> None:
    pack = edition()
    permitting = next(rule for rule in pack.rules if rule.effect is Effect.ALLOW)
    fewer = replace(pack, rules=tuple(rule for rule in pack.rules if rule is not permitting))
    found = compare(fewer, pack, NEAR)
    assert [(one.rule, one.cause) for one in found.looser] == [(permitting.id, Cause.ADDED)]
    assert found.stricter == ()
    back = compare(pack, fewer, NEAR)
    assert [one.rule for one in back.stricter] == [permitting.id]


def test_a_link_that_is_not_the_same_is_not_passed_over_in_silence() -> None:
    pack = edition()
    link = next(iter(pack.links.values()))
    changed_link = replace(link, one_way=not link.one_way)
    found = compare(pack, replace(pack, links={**pack.links, link.id: changed_link}), NEAR)
    assert link.id in found.unshown
