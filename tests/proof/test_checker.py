"""No certificate of something false passes, whoever made it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings

from advisor.model.pack import Pack
from advisor.proof.moments import Moment
from advisor.proof.prove import Answer, Outcome, Prover, obstacles
from advisor.proof.reading import SERVICE, Box, Part, Reader
from advisor.proof.values import DAY, GENDER, MINUTE, NATIONALITY, STAFF, Values
from advisor.proof.witness import Branch, Budget, Nothing, Point, Stopped, Tree, witness
from tests.proof.asking import a_question
from tests.property.dice import Dice
from tests.property.packs import a_pack
from tests.property.strategies import SEEDS


def leaves(pack: Pack, moment: Moment) -> Iterator[Tree]:
    """All that could be said of a whole moment."""
    for number in range(len(moment.sites)):
        yield Stopped(Box({}, SERVICE, number, Part(0, 0, 0, 0)))
        for rule in pack.rules:
            for who in range(len(rule.who)):
                for where in range(len(rule.where)):
                    for how in range(len(rule.how)):
                        yield Stopped(Box({}, rule.id, number, Part(where, how, who, 0)))
    for group in range(len(moment.sites) + 1):
        yield Nothing(group)


def forged(leaf: Tree, other: Tree, values: Values, moment: Moment) -> Iterator[Tree]:
    """Trees that leave out values, or say of some what holds only of others."""
    zone = moment.sites[0].zone
    for attribute in (NATIONALITY, STAFF, GENDER, DAY + zone, MINUTE + zone):
        whole = values.full(attribute)
        yield Branch(attribute, ((1, leaf), (whole & ~1, other)))
        yield Branch(attribute, ((whole & ~1, leaf),))
        yield Branch(attribute, ())


@settings(max_examples=15)
@given(SEEDS)
def test_what_is_false_is_not_certified(seed: int) -> None:
    dice = Dice(seed)
    pack = a_pack(dice)
    question = a_question(dice, pack)
    prover = Prover(pack, [question])
    reader: Reader = prover.reader(question.without)
    for moment in prover.moments:
        asked = [
            box for number, at in enumerate(moment.sites) if at.asked for box in reader.spoken(question, number, at)
        ]
        blockers, groups = obstacles(reader, moment, question.at_best)
        found = witness(blockers, [*groups, asked], prover.values, Budget())
        holds = prover.checker(reader).holds
        if not isinstance(found, Point):
            assert holds(question, question.at_best, moment, found)
            continue
        every = list(leaves(pack, moment))
        assert not any(holds(question, question.at_best, moment, leaf) for leaf in every)
        trees = forged(dice.one(every), dice.one(every), prover.values, moment)
        assert not any(holds(question, question.at_best, moment, tree) for tree in trees)
        return


@settings(max_examples=12)
@given(SEEDS)
def test_a_certificate_with_a_part_missing_is_refused(seed: int) -> None:
    dice = Dice(seed)
    pack = a_pack(dice)
    question = a_question(dice, pack)
    prover = Prover(pack, [question])
    answer: Answer = prover.answer(question)
    checker = prover.checker(prover.reader(question.without))
    for one in answer.certificates if answer.outcome is Outcome.PROVED else ():
        assert checker.holds(question, question.at_best, one.moment, one.tree)
        if isinstance(one.tree, Branch) and len(one.tree.parts) > 1:
            shorter = Branch(one.tree.attribute, one.tree.parts[1:])
            assert not checker.holds(question, question.at_best, one.moment, shorter)
