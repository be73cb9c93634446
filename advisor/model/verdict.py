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


CLEAR = Range(Verdict.GO, Verdict.GO)
"""Nothing stands against it."""


def certain(verdict: Verdict) -> Range:
    """A range of one verdict."""
    return Range(verdict, verdict)


def all_of(ranges: Iterable[Range]) -> Range:
    """Everything happens: the worst of the bests and the worst of the worsts. Nothing at all is CLEAR."""
    joined = CLEAR
    for one in ranges:
        joined = joined.joined(one)
    return joined


def one_of(ranges: Iterable[Range]) -> Range:
    """Exactly one happens, nobody knows which: the best of the bests, the worst of the worsts. None is CLEAR."""
    listed = tuple(ranges)
    if not listed:
        return CLEAR
    return Range(min(one.best for one in listed), max(one.worst for one in listed))
