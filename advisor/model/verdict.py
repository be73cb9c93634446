"""The four answers, and how they order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Verdict(IntEnum):
    """GO < GO WITH CONDITIONS < REFER < NO-GO; the greater is the worse.

    REFER: the rules can't decide; the security officer must.
    """

    GO = 0
    CONDITIONS = 1
    REFER = 2
    NO_GO = 3

    @property
    def word(self) -> str:
        """The word files, JSON and scripts use: `go`, `conditions`, `refer`, `no-go`."""
        return _WORDS[self]

    @classmethod
    def from_word(cls, word: str) -> Verdict:
        """The verdict a file names; ValueError if it names none."""
        for verdict, known in _WORDS.items():
            if known == word:
                return verdict
        raise ValueError(word)


_WORDS = {Verdict.GO: "go", Verdict.CONDITIONS: "conditions", Verdict.REFER: "refer", Verdict.NO_GO: "no-go"}


@dataclass(frozen=True, slots=True)
class Range:
    """A best and a worst case: whatever the unknown facts turn out to be, the verdict lies between them."""

    best: Verdict
    worst: Verdict

    @property
    def reported(self) -> Verdict:
        """The worst case, except that a NO-GO which some answer would avert is a REFER."""
        if self.worst is Verdict.NO_GO and self.best is not Verdict.NO_GO:
            return Verdict.REFER
        return self.worst

    @property
    def settled(self) -> bool:
        """Whether no answer could change the verdict."""
        return self.best is self.worst

    def joined(self, other: Range) -> Range:
        """Both happen: the worse of each case."""
        if other.worst <= self.best:
            return self
        if self.worst <= other.best:
            return other
        return Range(max(self.best, other.best), max(self.worst, other.worst))

    def either(self, other: Range) -> Range:
        """One of the two happens, nobody knows which: the better of the bests, the worse of the worsts."""
        if other is self or (self.best <= other.best and other.worst <= self.worst):
            return self
        if other.best <= self.best and self.worst <= other.worst:
            return other
        return Range(min(self.best, other.best), max(self.worst, other.worst))


_CERTAIN = {verdict: Range(verdict, verdict) for verdict in Verdict}

CLEAR = _CERTAIN[Verdict.GO]
"""Nothing stands against it."""


def certain(verdict: Verdict) -> Range:
    """A range of one verdict."""
    return _CERTAIN[verdict]


def all_of(ranges: Iterable[Range]) -> Range:
    """Everything happens: the worst of the bests and the worst of the worsts. Nothing at all is CLEAR."""
    joined = CLEAR
    for one in ranges:
        if one is not CLEAR:
            joined = joined.joined(one)
    return joined


def one_of(ranges: Iterable[Range]) -> Range:
    """Exactly one happens, nobody knows which: the best of the bests, the worst of the worsts. None is CLEAR."""
    found: Range | None = None
    for one in ranges:
        found = one if found is None else found.either(one)
    return CLEAR if found is None else found
