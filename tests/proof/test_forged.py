"""A certificate with one thing changed is refused, whatever that is; and so is a trip that refutes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from advisor.engine.index import Index
from advisor.model.incident import Coverage
from advisor.model.invariant import Invariant
from advisor.model.pack import Pack
from advisor.model.rule import Effect, HourWindow, IncidentTest, MovementKind, TimeTest
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.proof import prove
from advisor.proof.examples import speaking_of, tried
from advisor.proof.moments import Kind, Moment
from advisor.proof.prove import Answer, Certified, Outcome, Prover, Why, obstacles
from advisor.proof.reading import SERVICE, Box, Part
from advisor.proof.trips import Wanted
from advisor.proof.values import GENDER, STAFF
from advisor.proof.witness import Branch, Budget, Nothing, Point, Stopped, Tree, witness
from tests.engine.world import (
    LATER,
    NO_GO,
    REFER,
    SOMEBODY,
    allow,
    day,
    how,
    night_in,
    pack,
    prohibit,
    provider,
    refer,
    require,
    service,
    where,
    who,
    window,
)
from tests.proof.asking import a_question, a_wider_pack, asked
from tests.property.dice import Dice
from tests.property.strategies import SEEDS

IN_GAO = asked(REFER, where=where(places="gao"), how=how(activities="overnight"))
FIRST = Part(0, 0, 0, 0)


def proved(question: Invariant, by: Pack) -> tuple[Prover, Answer]:
    prover = Prover(by, [question])
    answer = prover.answer(question)
    assert answer.outcome is Outcome.PROVED
    return prover, answer


def accepts(question: Invariant, by: Pack, moment: Moment, tree: Tree) -> bool:
    """Whether the tree passes for a pack that may be another than it was made for."""
    prover = Prover(by, [question])
    return prover.checker(prover.reader(question.without)).holds(question, question.at_best, moment, tree)


def at_gao(question: Invariant, by: Pack) -> Certified:
    """What is certified of the night in Gao."""
    _prover, answer = proved(question, by)
    (found,) = [one for one in answer.certificates if one.moment.kind is Kind.STAY and one.moment.place == "gao"]
    return found


# ---------------------------------------------------------------------------------------------- one rule, one question


BAN = prohibit("ban", where=where(places="gao"))
STANDS = Stopped(Box({}, "ban", 0, FIRST))


def test_the_plain_certificate_is_accepted() -> None:
    one = at_gao(IN_GAO, pack(allow(), BAN))
    assert one.tree == STANDS
    assert accepts(IN_GAO, pack(allow(), BAN), one.moment, STANDS)


@pytest.mark.parametrize(
    "weaker",
    [
        replace(BAN, where=(where(places="bamako"),)),
        replace(BAN, where=(where(places="gao", except_places="gao"),)),
        replace(BAN, how=(how(activities="day-visit"),)),
        replace(BAN, how=(how(modes="car"),)),
        replace(BAN, how=(how(movements=MovementKind.ENTERING),)),
        replace(BAN, who=who("nationality", "FR")),
        replace(BAN, who=who("nationality", "FR", negated=True)),
        replace(BAN, who=who("roles", "driver")),
        replace(BAN, who=who("roles", "driver", negated=True)),
        replace(BAN, who=who("staff", "visitor")),
        replace(BAN, who=who("gender", "male")),
        replace(BAN, who=who("permit", "yes")),
        replace(BAN, when=TimeTest(until=day(20))),
        replace(BAN, when=TimeTest(start=day(20))),
        replace(BAN, when=TimeTest(night=True)),
        replace(BAN, when=TimeTest(hours=(HourWindow(6 * 60, 18 * 60),))),
        replace(BAN, when=TimeTest(hours=(HourWindow(18 * 60, 6 * 60),))),
        replace(BAN, effect=Effect.CAUTION),
        replace(BAN, effect=Effect.INFORM),
        replace(BAN, effect=Effect.ALLOW, review_by=LATER),
        replace(BAN, effect=Effect.REQUIRE, required=(("escort",),)),
        replace(BAN, unless=(("escort",),)),
        replace(BAN, unless=(("medevac",),)),
        replace(BAN, depends_on=frozenset({"mission"})),
        replace(BAN, incidents=IncidentTest(kinds=frozenset(), at_least=1, within_km=50.0, days=30)),
    ],
    ids=lambda weaker: f"{weaker.effect.value} {weaker.where} {weaker.how} {weaker.who} {weaker.when} {weaker.unless}",
)
def test_a_rule_that_was_weakened_afterwards_holds_nothing_up(weaker: object) -> None:
    assert isinstance(weaker, type(BAN))
    covered = Coverage(start=date(1970, 1, 1), until=date(2199, 12, 31))
    since = pack(allow(), weaker, incident_coverage=covered)
    one = at_gao(IN_GAO, pack(allow(), BAN))
    assert not accepts(IN_GAO, since, one.moment, one.tree)


def test_a_referral_does_not_make_a_no_go() -> None:
    milder = pack(allow(), refer("ban", where=where(places="gao")))
    assert accepts(IN_GAO, milder, at_gao(IN_GAO, milder).moment, STANDS)
    assert not accepts(replace(IN_GAO, at_best=NO_GO), milder, at_gao(IN_GAO, milder).moment, STANDS)


@pytest.mark.parametrize("name", ["allow", "elsewhere", "nobody", SERVICE, ""])
def test_a_rule_that_is_named_and_does_not_hold_there_stops_nothing(name: str) -> None:
    rules = pack(allow(), BAN, prohibit("elsewhere", where=where(places="bamako")))
    assert not accepts(IN_GAO, rules, at_gao(IN_GAO, rules).moment, Stopped(Box({}, name, 0, FIRST)))


@pytest.mark.parametrize("part", [Part(1, 0, 0, 0), Part(0, 1, 0, 0), Part(0, 0, 1, 0), Part(-1, 0, 0, 0)])
def test_an_alternative_that_the_rule_does_not_have_is_refused(part: Part) -> None:
    one = at_gao(IN_GAO, pack(allow(), BAN))
    assert not accepts(IN_GAO, pack(allow(), BAN), one.moment, Stopped(Box({}, "ban", 0, part)))


@pytest.mark.parametrize("tree", [Stopped(Box({}, "ban", 7, FIRST)), Stopped(Box({}, "ban", -1, FIRST)), Nothing(7)])
def test_an_exposure_that_the_moment_does_not_have_is_refused(tree: Tree) -> None:
    one = at_gao(IN_GAO, pack(allow(), BAN))
    assert not accepts(IN_GAO, pack(allow(), BAN), one.moment, tree)


@pytest.mark.parametrize(
    "tree",
    [
        Branch(STAFF, ()),
        Branch(STAFF, ((1, STANDS),)),
        Branch(STAFF, ((1, STANDS), (2, STANDS))),
        Branch("shoe size", ((1, STANDS),)),
        Branch("fact shoe-size", ((1, STANDS),)),
        Branch(STAFF, ((-1, Branch(GENDER, ((1, STANDS),))),)),
        Branch(STAFF, ((-1, STANDS), (1, Nothing(0)))),
    ],
)
def test_a_tree_that_leaves_something_out_is_refused(tree: Tree) -> None:
    one = at_gao(IN_GAO, pack(allow(), BAN))
    assert not accepts(IN_GAO, pack(allow(), BAN), one.moment, tree)


def test_a_part_says_nothing_of_more_than_it_was_made_for() -> None:
    """Foreigners are banned, and nobody else is permitted."""
    foreign = prohibit("ban", where=where(places="gao"), who=who("nationality", "foreign"))
    rules = pack(allow(who=who("nationality", "foreign")), foreign)
    one = at_gao(IN_GAO, rules)
    assert isinstance(one.tree, Branch)
    masks, trees = zip(*one.tree.parts, strict=True)
    assert len(trees) == 2
    assert accepts(IN_GAO, rules, one.moment, one.tree)
    assert not accepts(
        IN_GAO, rules, one.moment, Branch(one.tree.attribute, tuple(zip(masks[::-1], trees, strict=True)))
    )
    for tree in trees:
        assert not accepts(IN_GAO, rules, one.moment, Branch(one.tree.attribute, ((-1, tree),)))
        assert not accepts(IN_GAO, rules, one.moment, tree)


def test_silence_is_refused_once_something_is_permitted() -> None:
    silent = pack(allow(where=where(regions="south")))
    one = at_gao(IN_GAO, silent)
    assert one.tree == Nothing(0)
    for late in (allow("late"), allow("late", when=TimeTest(start=day(28))), allow("late", review_by=day(1))):
        assert not accepts(IN_GAO, pack(*silent.rules, late), one.moment, Nothing(0))


def test_silence_that_leans_on_what_does_not_run_is_refused_once_it_runs() -> None:
    leaning = allow(depends_on=frozenset({"mission"}), where=where(regions="north"))
    ended = pack(leaning, providers=(provider(window(until=day(1), start=day(2))),))
    one = at_gao(IN_GAO, ended)
    assert one.tree == Nothing(0)
    assert not accepts(IN_GAO, pack(leaning), one.moment, Nothing(0))


def test_a_no_go_is_never_proved_by_silence() -> None:
    one = at_gao(IN_GAO, pack())
    assert accepts(IN_GAO, pack(), one.moment, Nothing(0))
    assert not accepts(replace(IN_GAO, at_best=NO_GO), pack(), one.moment, Nothing(0))


def test_a_service_stops_nothing_while_it_runs_or_where_none_is_needed() -> None:
    flying = asked(REFER, where=where(links="air"), how=how(modes="flight"))
    ended = pack(allow(), services=(service(window(until=day(1), start=day(2))),))
    _prover, answer = proved(flying, ended)
    for one in answer.certificates:
        number = next(number for number, here in enumerate(one.moment.sites) if here.site.needs_service)
        stopped = Stopped(Box({}, SERVICE, number, FIRST))
        assert accepts(flying, ended, one.moment, stopped)
        if one.moment.operator in (None, "unhas"):
            assert not accepts(flying, pack(allow()), one.moment, stopped)
    driving = Prover(ended, [asked(REFER)])
    for moment in driving.moments:
        if moment.mode == "car":
            stopped = Stopped(Box({}, SERVICE, 0, FIRST))
            assert not accepts(asked(REFER), ended, moment, stopped)


def test_a_certificate_is_for_its_own_statement_and_moment() -> None:
    rules = pack(allow(), BAN)
    one = at_gao(IN_GAO, rules)
    prover = Prover(rules, [IN_GAO])
    checker = prover.checker(prover.reader())
    others = [moment for moment in prover.moments if moment.kind is Kind.STAY and moment.place in {"bamako", "sevare"}]
    anywhere = asked(REFER)
    assert len(others) == 4
    assert not any(accepts(anywhere, rules, moment, tree) for moment in others for tree in (one.tree, Nothing(1)))
    assert all(checker.nowhere(IN_GAO, moment) for moment in others)
    assert not checker.nowhere(IN_GAO, one.moment)


def test_each_exposure_of_a_moment_is_asked_about() -> None:
    """A road from the south to the north is in the north as well, though that is its second place."""
    north = asked(REFER, where=where(regions="north"))
    prover = Prover(pack(allow()), [north])
    checker = prover.checker(prover.reader())
    road = next(one for one in prover.moments if one.link == "rn16" and one.node is None)
    assert [at.site.place for at in road.sites if at.asked] == ["sevare", "gao"]
    assert not checker.nowhere(north, road)
    assert not checker.holds(north, REFER, road, Nothing(2))


def test_a_moment_that_was_passed_over_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(*_any: object) -> Iterator[Box]:
        yield from ()

    monkeypatch.setattr(prove, "_asked", forgetful)
    open_to_all = pack(allow())
    answer = Prover(open_to_all, [IN_GAO]).answer(IN_GAO)
    assert (answer.outcome, answer.why) == (Outcome.NOT_PROVED, Why.NOT_CHECKED)


# ------------------------------------------------------------------------------------------- trips that refute nothing


def shown(of: Trip, question: Invariant, by: Pack, place: str = "gao") -> bool:
    prover = Prover(by, [question])
    (moment,) = [one for one in prover.moments if one.kind is Kind.STAY and one.place == place and one.overnight]
    accept = speaking_of(question, by)
    return tried(of, Wanted(moment, {}, question.at_best, {}, day(20), accept), Index(by)) is not None


def test_a_trip_refutes_only_what_it_breaks() -> None:
    open_to_all, banned = pack(allow()), pack(allow(), BAN)
    assert shown(night_in("gao"), IN_GAO, open_to_all)
    assert not shown(night_in("gao"), IN_GAO, banned)
    assert not shown(night_in("bamako"), IN_GAO, open_to_all)
    assert not shown(night_in("gao"), replace(IN_GAO, who=who("nationality", "FR")), open_to_all)
    assert not shown(night_in("gao"), replace(IN_GAO, when=TimeTest(start=day(25))), open_to_all)
    unknown = replace(night_in("gao"), travellers=(replace(SOMEBODY, nationality=None),))
    assert not shown(unknown, replace(IN_GAO, who=who("nationality", "ML")), open_to_all)
    assert not shown(night_in("gao"), replace(IN_GAO, at_best=Verdict.CONDITIONS), pack(allow(), require("escort")))


# ----------------------------------------------------------------------------------------------------- any certificate


def tampered(tree: Tree, other: Tree) -> Iterator[Tree]:
    """The tree with one thing changed, at every depth."""
    if isinstance(tree, Branch):
        for number, (mask, part) in enumerate(tree.parts):
            before, after = tree.parts[:number], tree.parts[number + 1 :]
            yield Branch(tree.attribute, (*before, *after))
            yield Branch(tree.attribute, (*before, (mask & (mask - 1), part), *after))
            yield Branch(tree.attribute, ((-1, part),))
            yield part
            for forged in tampered(part, other):
                yield Branch(tree.attribute, (*before, (mask, forged), *after))
    else:
        yield other
        if isinstance(tree, Stopped):
            yield Stopped(tree.box._replace(at=tree.box.at + 1))
            yield Nothing(tree.box.at)
        else:
            yield Nothing(tree.group + 1)


def is_true(question: Invariant, prover: Prover, moment: Moment) -> bool:
    """Whether there is no point after all, found out without the tree."""
    reader = prover.reader(question.without)
    blockers, groups = obstacles(reader, moment, question.at_best)
    here = [number for number, one in enumerate(moment.sites) if one.asked]
    spoken = [box for number in here for box in reader.spoken(question, number, moment.sites[number])]
    return not isinstance(witness(blockers, [*groups, spoken], prover.values, Budget(10**9)), Point)


def passing(question: Invariant, prover: Prover, moment: Moment, trees: Iterable[Tree]) -> tuple[int, int]:
    """How many of the trees pass and how many are refused; those that pass say what is true."""
    checker = prover.checker(prover.reader(question.without))
    passed = [checker.holds(question, question.at_best, moment, tree) for tree in trees]
    if any(passed):
        assert is_true(question, prover, moment), f"{question} at {moment}"
    return sum(passed), len(passed) - sum(passed)


def forge(seed: int) -> int:
    """Hold certificates, and what is like them, against what they were not made for; how many were refused."""
    dice = Dice(seed)
    whole = a_wider_pack(dice)
    if not whole.rules:
        return 0
    question, other = a_question(dice, whole), a_question(dice, whole)
    prover = Prover(whole, [question, other])
    gone = dice.one(whole.rules)
    weaker = Prover(replace(whole, rules=tuple(one for one in whole.rules if one is not gone)), [question, other])
    answer = prover.answer(question, budget=20_000)
    refused = 0
    for number in dice.some(range(len(answer.certificates)), 0, 6):
        one = answer.certificates[number]
        assert passing(question, prover, one.moment, [one.tree]) == (1, 0)
        named = Stopped(Box({}, dice.one(whole.rules).id, dice.number(0, 2), Part(dice.number(0, 1), 0, 0, 0)))
        trees = [one.tree, *tampered(one.tree, named)]
        elsewhere = dice.one(prover.moments)
        refused += passing(question, prover, elsewhere, trees)[1]
        refused += passing(other, prover, one.moment, trees)[1]
        refused += passing(question, weaker, one.moment, trees)[1]
        refused += passing(other, weaker, elsewhere, trees)[1]
    return refused


@settings(max_examples=40)
@given(SEEDS)
def test_what_was_tampered_with_passes_only_where_it_is_true(seed: int) -> None:
    forge(seed)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_what_was_tampered_with_passes_only_where_it_is_true_at_length() -> None:
    assert sum(forge(seed) for seed in range(2_000)) > 0
