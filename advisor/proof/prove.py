"""Whether a pack keeps a statement about all trips: PROVED, REFUTED by a trip, or NOT PROVED.

What is looked for is a point of some moment that the statement speaks of and that nothing stops. None anywhere: proved,
if the checker agrees. A point from which a trip can be made that the engine finds better than it may be: refuted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from advisor.model.invariant import Invariant
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.proof.checker import Checker
from advisor.proof.examples import Example, Examples, speaking_of
from advisor.proof.moments import Moment, moments
from advisor.proof.reading import SERVICE, At, Box, Part, Reader, best_measures
from advisor.proof.trips import Wanted
from advisor.proof.values import Values
from advisor.proof.witness import (
    MOST_NODES,
    Branch,
    Budget,
    GoOn,
    Nothing,
    Point,
    SpentError,
    Stopped,
    Tree,
    always,
    witness,
)

_SEARCHING = 0.5
"""The part of the work that is done once all moments are searched; the rest is checking."""
_MOST_POINTS = 12
"""Points tried at one moment before it is given up to make a trip of them."""


class Outcome(StrEnum):
    """What can be said."""

    PROVED = "proved"
    REFUTED = "refuted"
    NOT_PROVED = "not-proved"


class Why(StrEnum):
    """Why a statement is not proved."""

    SPENT = "spent"
    NO_TRIP = "no-trip"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """One moment with its certificate, and how many of its exposures need a permission."""

    moment: Moment
    permissions: int
    tree: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """To one question. `rules`: those that the proof rests on. `silent`: it rests on silence somewhere.

    `vacuous`: nothing there is ever permitted, so that the statement says little; `empty`: it speaks of nothing at all.
    `example`: of a refuted one. `why`: of one that is not proved.
    """

    question: Invariant
    outcome: Outcome
    rules: tuple[str, ...] = ()
    silent: bool = False
    vacuous: bool = False
    empty: bool = False
    example: Example | None = None
    why: Why | None = None
    certificates: tuple[Certified, ...] = field(default=(), repr=False)


class Prover:
    """Answers questions about one pack; what it has read of the rules it keeps."""

    def __init__(self, pack: Pack, questions: Iterable[Invariant] = (), near: date | None = None) -> None:
        """`questions`: all that will be asked beside the pack's own. `near`: examples are dated close to this day."""
        self.pack = pack
        self.values = Values((pack,), questions)
        self.moments = moments(pack)
        self.near = near or pack.as_of or date(2026, 1, 1)
        self._readers: dict[frozenset[str], Reader] = {}
        self._checkers: dict[int, Checker] = {}

    def reader(self, without: frozenset[str] = frozenset()) -> Reader:
        """The pack's rules, read for a question about trips without these measures."""
        found = self._readers.get(without)
        if found is None:
            first = next(iter(self._readers.values()), None)
            found = Reader(self.pack, self.values, best_measures(self.pack, without), first)
            self._readers[without] = found
        return found

    def checker(self, reader: Reader) -> Checker:
        """What looks at certificates made with a reader of this prover."""
        found = self._checkers.get(id(reader))
        if found is None:
            found = self._checkers[id(reader)] = Checker(reader)
        return found

    def answer(self, question: Invariant, budget: int = MOST_NODES, go_on: GoOn = always) -> Answer:
        """One question. However it is stopped, the answer is then NOT PROVED.

        ValueError where it is neither the pack's own nor among those that would be asked.
        """
        asking = _Asking(self, question, Budget(budget, go_on))
        try:
            return asking.answer()
        except SpentError:
            return Answer(question=question, outcome=Outcome.NOT_PROVED, why=Why.SPENT)


class _Asking:
    def __init__(self, prover: Prover, question: Invariant, budget: Budget) -> None:
        self._prover = prover
        self._question = question
        self._reader = prover.reader(question.without)
        self._budget = budget
        self._speaks = speaking_of(question, prover.pack)
        self._examples = Examples(prover.pack, prover.values)
        self._certified: list[Certified] = []
        self._unmade = False
        self._permitted = False

    def answer(self) -> Answer:
        every = self._prover.moments
        for number, moment in enumerate(every):
            self._budget.reached(_SEARCHING * number / len(every))
            asked = tuple(_asked(self._reader, self._question, moment))
            if not asked:
                continue
            found = self._moment(moment, asked)
            if found is not None:
                return Answer(question=self._question, outcome=Outcome.REFUTED, example=found)
            if self._unmade and not self._examples.left:
                break
        if self._unmade:
            return Answer(question=self._question, outcome=Outcome.NOT_PROVED, why=Why.NO_TRIP)
        return self._proved()

    def _proved(self) -> Answer:
        question, every = self._question, self._prover.moments
        trees = {id(one.moment): one.tree for one in self._certified}
        for number, moment in enumerate(every):
            self._budget.reached(_SEARCHING + (1 - _SEARCHING) * number / len(every))
            if not self._checked(moment, trees.get(id(moment))):
                return Answer(question=question, outcome=Outcome.NOT_PROVED, why=Why.NOT_CHECKED)
        leaves = [leaf for one in self._certified for leaf in leaves_of(one.tree)]
        rules = {leaf.box.rule for leaf in leaves if isinstance(leaf, Stopped)} - {SERVICE}
        return Answer(
            question=question,
            outcome=Outcome.PROVED,
            rules=tuple(sorted(rules)),
            silent=any(_is_silence(leaf, one) for one in self._certified for leaf in leaves_of(one.tree)),
            vacuous=bool(self._certified) and not self._permitted,
            empty=not self._certified,
            certificates=tuple(self._certified),
        )

    def _checked(self, moment: Moment, tree: Tree | None) -> bool:
        """Whether the checker agrees on a moment; on one without a certificate, that the question passes it by."""
        question, checker = self._question, self._prover.checker(self._reader)
        if tree is None:
            return checker.nowhere(question, moment)
        return checker.holds(question, question.at_best, moment, tree)

    def _moment(self, moment: Moment, asked: tuple[Box, ...]) -> Example | None:
        prover, least = self._prover, self._question.at_best
        blockers, groups = obstacles(self._reader, moment, least)
        permissions = len(groups)
        self._permitted = self._permitted or all(groups)
        groups = [*groups, list(asked)]
        for _ in range(_MOST_POINTS):
            found = witness(blockers, groups, prover.values, self._budget)
            if not isinstance(found, Point):
                if not any(box.rule == TRIED for box in blockers):
                    self._certified.append(Certified(moment=moment, permissions=permissions, tree=found))
                return None
            wanted = Wanted(moment, found.masks, least, self._reader.measures, prover.near, self._speaks)
            shown = self._examples.of(wanted)
            if shown is not None:
                return shown
            self._unmade = True
            blockers.append(Box(found.masks, TRIED, 0, Part(0, 0, 0, 0)))
        return None


def _is_silence(leaf: Tree, one: Certified) -> bool:
    """Whether it is a permission that is missing, not what the question speaks of."""
    return isinstance(leaf, Nothing) and leaf.group < one.permissions


TRIED = "?"
"""Instead of a rule: a point that was no use."""


def _asked(reader: Reader, question: Invariant, moment: Moment) -> Iterator[Box]:
    for number, at in enumerate(moment.sites):
        if at.asked:
            yield from reader.spoken(question, number, at)


def obstacles(reader: Reader, moment: Moment, least: Verdict) -> tuple[list[Box], list[list[Box]]]:
    """What leaves nothing better than `least` at a moment, and what must permit it: a group for each exposure."""
    blockers = [box for number, at in enumerate(moment.sites) for box in reader.bites(number, at, least)]
    if least is Verdict.NO_GO:  # silence is a REFER, which is better
        return blockers, []
    return blockers, [list(reader.allows(number, at)) for number, at in permitting(moment)]


def permitting(moment: Moment) -> Sequence[tuple[int, At]]:
    """The exposures of a moment that need a permission, with their numbers."""
    return [(number, at) for number, at in enumerate(moment.sites) if at.site.needs_allow]


def leaves_of(tree: Tree) -> Iterator[Tree]:
    """Why there is no point, part by part."""
    if isinstance(tree, Branch):
        for _mask, part in tree.parts:
            yield from leaves_of(part)
    else:
        yield tree
