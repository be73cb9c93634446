"""The one question behind all others: is there a point outside all blockers and, of each group, inside at least one?

Depth first over the attributes. Values that no box tells apart go together; a value is passed over where another has no
more blockers and no fewer of any group. What was searched in vain is a certificate, which `checker` looks at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from advisor.proof.reading import Box
from advisor.proof.values import DAY, DESTINATION, GENDER, MINUTE, NATIONALITY, NIGHT, ORIGIN, STAFF, Masks, Values

MOST_NODES = 200_000
"""Nodes of the search that one question may cost before it is given up."""

_ORDER = (ORIGIN, DESTINATION, STAFF, GENDER, "fact", "role", NATIONALITY, NIGHT, MINUTE, DAY)


GoOn: TypeAlias = Callable[[float], bool]
"""Told how much is done, from 0 to 1; answers whether to go on."""


def always(_done: float) -> bool:
    """Nobody stops it."""
    return True


class SpentError(Exception):
    """The budget is spent, or somebody said not to go on. Never leaves this layer."""


@dataclass(slots=True)
class Budget:
    """What is left of the nodes that may be searched. `go_on` is asked at each step of the work, and now and then."""

    left: int = MOST_NODES
    go_on: GoOn = always
    done: float = 0.0

    def spend(self) -> None:
        """Take one node; SpentError where there is none left."""
        self.left -= 1
        if self.left < 0 or (self.left % 256 == 0 and not self.go_on(self.done)):
            raise SpentError

    def reached(self, done: float) -> None:
        """So much is done, from 0 to 1; SpentError where somebody says not to go on."""
        self.done = done
        if not self.go_on(done):
            raise SpentError


@dataclass(frozen=True, slots=True)
class Stopped:
    """Everywhere here this blocker holds."""

    box: Box


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nowhere here holds any box of this group."""

    group: int


@dataclass(frozen=True, slots=True)
class Branch:
    """The values of one attribute, shared out; each value is in at least one part."""

    attribute: str
    parts: tuple[tuple[int, Tree], ...]


Tree: TypeAlias = "Stopped | Nothing | Branch"
"""A certificate: a decision tree whose every leaf says why there is no point in it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A box all of whose points are answers, and for each group a box in which they lie."""

    masks: Masks
    chosen: tuple[Box, ...]


def witness(blockers: Iterable[Box], groups: Sequence[Sequence[Box]], values: Values, budget: Budget) -> Point | Tree:
    """A point, or the certificate that there is none. SpentError where neither was found in time."""
    return _Search(tuple(blockers), groups, values, budget).found()


class _Search:
    def __init__(
        self, blockers: Sequence[Box], groups: Sequence[Sequence[Box]], values: Values, budget: Budget
    ) -> None:
        self._values = values
        self._budget = budget
        self._boxes = [*blockers]
        self._members: list[int] = []
        for group in groups:
            start = len(self._boxes)
            self._boxes += group
            self._members.append(((1 << len(self._boxes)) - 1) & ~((1 << start) - 1))
        self._blockers = (1 << len(blockers)) - 1
        named = {attribute for box in self._boxes for attribute in box.masks}
        self._attributes = sorted(named, key=_rank)
        self._bound: list[list[tuple[int, int]]] = [
            [(1 << number, box.masks[attribute]) for number, box in enumerate(self._boxes) if attribute in box.masks]
            for attribute in self._attributes
        ]
        self._mentions = [sum(bit for bit, _mask in bound) for bound in self._bound]
        depth = {attribute: number + 1 for number, attribute in enumerate(self._attributes)}
        self._settled = [0] * (len(self._attributes) + 1)
        for number, box in enumerate(self._boxes):
            self._settled[max((depth[attribute] for attribute in box.masks), default=0)] |= 1 << number
        for number in range(1, len(self._settled)):
            self._settled[number] |= self._settled[number - 1]

    def found(self) -> Point | Tree:
        return self._at(0, (1 << len(self._boxes)) - 1, {})

    def _at(self, depth: int, alive: int, chosen: dict[str, int]) -> Point | Tree:
        self._budget.spend()
        blocked = alive & self._blockers & self._settled[depth]
        if blocked:
            return Stopped(self._boxes[_lowest(blocked)])
        wanted = self._blockers & alive
        for number, members in enumerate(self._members):
            there = members & alive
            if not there:
                return Nothing(number)
            if not there & self._settled[depth]:
                wanted |= there
        while depth < len(self._attributes) and not self._mentions[depth] & wanted:
            depth += 1
        if depth == len(self._attributes):
            boxes = tuple(self._boxes[_lowest(members & alive & self._settled[depth])] for members in self._members)
            return Point(dict(chosen), boxes)
        return self._split(depth, alive, wanted, chosen)

    def _split(self, depth: int, alive: int, wanted: int, chosen: dict[str, int]) -> Point | Tree:
        attribute = self._attributes[depth]
        parts = []
        for values, shared, left in _foremost(self._classes(depth, alive, wanted), self._blockers):
            found = self._at(depth + 1, left, {**chosen, attribute: values})
            if isinstance(found, Point):
                return found
            parts.append((shared, found))
        return parts[0][1] if len(parts) == 1 else Branch(attribute, tuple(parts))

    def _classes(self, depth: int, alive: int, wanted: int) -> list[tuple[int, int]]:
        """The values that no live box tells apart, each with the boxes that are left there."""
        bound = [(bit, mask) for bit, mask in self._bound[depth] if bit & alive]
        classes = [self._values.full(self._attributes[depth])]
        for mask in dict.fromkeys(mask for bit, mask in bound if bit & wanted):
            classes = [part for whole in classes for part in (whole & mask, whole & ~mask) if part]
        found = []
        for values in classes:
            gone = sum(bit for bit, mask in bound if values & ~mask)
            found.append((values, alive & ~gone))
        return found


def _foremost(classes: list[tuple[int, int]], blockers: int) -> list[tuple[int, int, int]]:
    """Those that no other is at least as good as: their values, those with all they stand for, the boxes left."""
    kept: list[tuple[int, int, int]] = []
    for values, alive in sorted(
        classes, key=lambda one: (one[1] & blockers).bit_count() - (one[1] & ~blockers).bit_count()
    ):
        for number, (own, shared, left) in enumerate(kept):
            if not (left & blockers & ~alive) and not (alive & ~blockers & ~left):
                kept[number] = own, shared | values, left
                break
        else:
            kept.append((values, values, alive))
    return kept


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def _rank(attribute: str) -> tuple[int, str]:
    word = attribute.partition(" ")[0]
    return [name.strip() for name in _ORDER].index(word), attribute
