"""What changed between two texts of one page: levels, sections, and inside them the sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from advisor.advisories.advisory import Advisory, Section
from advisor.advisories.words import plain, sentences

_ALIKE: Final = 0.55
"""Share of words two sentences must have in common, in order, to count as one that was reworded."""

_SAME_SECTION: Final = 0.5
"""Share of sentences two sections must have in common to be one under another heading."""

_MOST_PAIRS: Final = 40_000
"""Sentences compared with each other at most, in one stretch; beyond, they are told as removed and added."""


class Change(StrEnum):
    """What became of a sentence or a section."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence: `old` is empty where it is new, `new` where it is gone.

    `elsewhere` is the section it moved to or from.
    """

    change: Change
    old: str = ""
    new: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section and all its sentences, those that were kept too, in the order of the new text.

    `change` is KEPT where only its heading or its place may differ, REWORDED where sentences do. The headings are
    None where there was, or is, no such section.
    """

    change: Change
    old: str | None
    new: str | None
    edits: tuple[Edit, ...] = ()

    @property
    def heading(self) -> str:
        """What it is called now, or was."""
        return self.new if self.new is not None else self.old or ""

    @property
    def renamed(self) -> bool:
        """Whether it stands under another heading than before."""
        return self.old is not None and self.new is not None and plain(self.old) != plain(self.new)

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell."""
        return self.change is not Change.KEPT or self.renamed


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. `old_levels` and `new_levels` are as told; `sections` in the order of the new text.

    `reordered`: the same sections stand in another order.
    """

    old_levels: tuple[str, ...] = ()
    new_levels: tuple[str, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    reordered: bool = False

    @property
    def level_changed(self) -> bool:
        """Whether the issuer's level is another one."""
        return _plain(self.old_levels) != _plain(self.new_levels)

    @property
    def same(self) -> bool:
        """Whether both say the same in the same order."""
        return not self.level_changed and not self.reordered and not any(one.changed for one in self.sections)

    def count(self, change: Change) -> int:
        """How many sentences that happened to."""
        return sum(edit.change is change for section in self.sections for edit in section.edits)


@dataclass(slots=True)
class _Pair:
    old: Section | None
    new: Section | None
    place: int | None = None
    """Of the old section in its text."""
    edits: list[Edit] = field(default_factory=list)


def compare(old: Advisory, new: Advisory) -> Comparison:
    """Compare two texts. Whitespace and typography do not count."""
    pairs = list(_paired(old.sections, new.sections))
    for pair in pairs:
        pair.edits = list(_edits(_sentences(pair.old), _sentences(pair.new)))
    _find_moved(pairs)
    places = [pair.place for pair in pairs if pair.place is not None and pair.new is not None]
    return Comparison(
        old_levels=old.levels,
        new_levels=new.levels,
        sections=tuple(_told(pair) for pair in pairs),
        reordered=places != sorted(places),
    )


def applied(comparison: Comparison) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The new text that a comparison holds: each heading with its sentences."""
    return tuple(
        (section.new, tuple(edit.new for edit in section.edits if edit.new))
        for section in comparison.sections
        if section.new is not None
    )


def word_edits(old: str, new: str) -> tuple[tuple[Change, str], ...]:
    """A reworded sentence as stretches of words kept, removed and added."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, [plain(one) for one in before], [plain(one) for one in after], autojunk=False)
    stretches: list[tuple[Change, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            stretches.append((Change.KEPT, " ".join(after[j1:j2])))
            continue
        if i2 > i1:
            stretches.append((Change.REMOVED, " ".join(before[i1:i2])))
        if j2 > j1:
            stretches.append((Change.ADDED, " ".join(after[j1:j2])))
    return tuple(stretches)


def _paired(old: Sequence[Section], new: Sequence[Section]) -> Iterator[_Pair]:
    """The sections of the new text with those of the old they come from; where one is gone, after its neighbour."""
    left = list(range(len(old)))
    source: dict[int, int] = {}
    for number, section in enumerate(new):
        same = [one for one in left if plain(old[one].heading) == plain(section.heading)]
        if same:
            best = max(same, key=lambda one: (_overlap(old[one], section), -one))
            left.remove(best)
            source[number] = best
    for number, section in enumerate(new):
        if number not in source and left:
            best = max(left, key=lambda one: (_overlap(old[one], section), -one))
            if _overlap(old[best], section) >= _SAME_SECTION:
                left.remove(best)
                source[number] = best
    gone = iter(left)
    waiting = next(gone, None)
    for number, section in enumerate(new):
        before = source.get(number)
        while waiting is not None and before is not None and waiting < before:
            yield _Pair(old[waiting], None)
            waiting = next(gone, None)
        yield _Pair(old[before] if before is not None else None, section, before)
    while waiting is not None:
        yield _Pair(old[waiting], None)
        waiting = next(gone, None)


def _overlap(one: Section, other: Section) -> float:
    mine, theirs = (Counter(plain(told) for told in _sentences(section)) for section in (one, other))
    largest = max(mine.total(), theirs.total())
    return (mine & theirs).total() / largest if largest else 0.0


def _sentences(section: Section | None) -> tuple[str, ...]:
    if section is None:
        return ()
    return tuple(told for paragraph in section.paragraphs for told in sentences(paragraph))


def _edits(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, [plain(one) for one in old], [plain(one) for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (Edit(Change.KEPT, one, other) for one, other in zip(old[i1:i2], new[j1:j2], strict=True))
        else:
            yield from _replaced(old[i1:i2], new[j1:j2])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """Pair what was reworded, in order; the rest is gone or new."""
    done = 0
    small = len(old) * len(new) <= _MOST_PAIRS
    for sentence in new:
        found = (
            next((place for place in range(done, len(old)) if _alike(old[place], sentence)), None) if small else None
        )
        if found is None:
            yield Edit(Change.ADDED, new=sentence)
            continue
        yield from (Edit(Change.REMOVED, old=one) for one in old[done:found])
        yield Edit(Change.REWORDED, old[found], sentence)
        done = found + 1
    yield from (Edit(Change.REMOVED, old=one) for one in old[done:])


def _alike(one: str, other: str) -> bool:
    mine, theirs = (re.findall(r"\w+", plain(told).casefold()) for told in (one, other))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return bool(mine and theirs) and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _find_moved(pairs: Sequence[_Pair]) -> None:
    """What went in one place and came in another, with the same words, only moved."""
    gone: dict[str, list[tuple[_Pair, int]]] = {}
    for pair in pairs:
        for number, edit in enumerate(pair.edits):
            if edit.change is Change.REMOVED:
                gone.setdefault(plain(edit.old), []).append((pair, number))
    for pair in pairs:
        for number, edit in enumerate(pair.edits):
            if edit.change is Change.ADDED and (places := gone.get(plain(edit.new))):
                origin, place = places.pop(0)
                away = origin.edits[place]
                origin.edits[place] = replace(away, change=Change.MOVED_AWAY, elsewhere=_heading(pair))
                pair.edits[number] = replace(edit, change=Change.MOVED_HERE, elsewhere=_heading(origin))


def _heading(pair: _Pair) -> str:
    section = pair.new or pair.old
    return section.heading if section is not None else ""


def _told(pair: _Pair) -> SectionChange:
    edited = any(edit.change is not Change.KEPT for edit in pair.edits)
    change = Change.REWORDED if edited else Change.KEPT
    if pair.old is None:
        change = Change.ADDED
    elif pair.new is None:
        change = Change.REMOVED
    return SectionChange(
        change,
        pair.old.heading if pair.old is not None else None,
        pair.new.heading if pair.new is not None else None,
        tuple(pair.edits),
    )


def _plain(levels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(level) for level in levels)
