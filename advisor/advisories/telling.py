"""A comparison in words: a sentence that sums it up, and the lines of a readable text diff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from advisor.advisories.advisory import Advisory
from advisor.advisories.compare import Change, Comparison, Edit, SectionChange, word_edits
from advisor.advisories.levels import level_words
from advisor.advisories.review import Reviewed, Standing
from advisor.model.message import Argument, Message, message

_COUNTED: Final = (Change.ADDED, Change.REMOVED, Change.REWORDED, Change.MOVED_HERE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the diff. A `heading` names a section; other lines are what happened to one sentence or level.

    `words` are stretches of the page's own words with what became of each; `note` is ours.
    """

    change: Change
    words: tuple[tuple[Change, str], ...] = ()
    note: Message | None = None
    heading: bool = False


def summed_up(comparison: Comparison) -> Message:
    """What changed, in one sentence."""
    if comparison.same:
        return Message("advisory.same")
    parts: list[Argument] = [Message("advisory.summary.level")] if comparison.level_changed else []
    parts.extend(
        message(f"advisory.summary.sections-{change.value}", count=count)
        for change in (Change.ADDED, Change.REMOVED)
        if (count := sum(one.change is change for one in comparison.sections))
    )
    if count := sum(one.renamed for one in comparison.sections):
        parts.append(message("advisory.summary.sections-renamed", count=count))
    parts.extend(
        message(f"advisory.summary.{change.value}", count=count)
        for change in _COUNTED
        if (count := comparison.count(change))
    )
    if comparison.reordered:
        parts.append(Message("advisory.summary.reordered"))
    return message("advisory.summary", parts=tuple(parts))


def lines(comparison: Comparison) -> Iterator[Line]:
    """What changed, line by line; what was kept is left out."""
    if comparison.level_changed:
        yield Line(Change.REWORDED, note=Message("advisory.line.level"), heading=True)
        yield from _levels(Change.REMOVED, comparison.old_levels)
        yield from _levels(Change.ADDED, comparison.new_levels)
    for section in comparison.sections:
        if section.changed:
            yield Line(section.change, note=_heading(section), heading=True)
            yield from (_line(edit) for edit in section.edits if edit.change is not Change.KEPT)
    if comparison.reordered:
        yield Line(Change.MOVED_HERE, note=Message("advisory.line.reordered"), heading=True)


def days_told(advisory: Advisory) -> Message:
    """Which days a text is of."""
    if advisory.published is None:
        return message("advisory.days.seen", retrieved=advisory.day)
    if advisory.retrieved is None:
        return message("advisory.days.published", published=advisory.published)
    return message("advisory.days.both", published=advisory.published, retrieved=advisory.retrieved)


def levels_told(advisory: Advisory) -> Message:
    """The levels of a text, as its issuer tells them."""
    return message("advisory.levels", levels=tuple(level_words(level) for level in advisory.levels))


def since(one: Reviewed) -> Message | None:
    """Between which texts something changed, or which is the newest; None where nothing was imported."""
    if one.newest is None:
        return None
    if one.base is None:
        return message("advisory.review.no-base", newest=one.newest.day)
    if one.standing is Standing.DUE:
        return message("advisory.review.since", base=one.base.day, newest=one.newest.day)
    return message("advisory.review.newest", newest=one.newest.day)


def cites(one: Reviewed) -> Message:
    """What cites a page, and the date of the text it was written from."""
    what = message(f"advisory.review.{one.citation.kind.value}", id=one.citation.id)
    date = one.citation.source.date
    return (
        message("advisory.review.cites", what=what, date=date)
        if date
        else message("advisory.review.cites-undated", what=what)
    )


def _levels(change: Change, levels: tuple[str, ...]) -> Iterator[Line]:
    if not levels:
        yield Line(change, note=Message("advisory.level.none"))
    for level in levels:
        said = level_words(level)
        yield Line(change, note=said) if isinstance(said, Message) else Line(change, ((change, level),))


def _heading(section: SectionChange) -> Message:
    name: Argument = section.heading or Message("advisory.beginning")
    if section.renamed:
        return message("advisory.line.renamed", old=section.old or Message("advisory.beginning"), new=name)
    kind = section.change if section.change in {Change.ADDED, Change.REMOVED} else Change.REWORDED
    return message(f"advisory.line.section-{kind.value}", section=name)


def _line(edit: Edit) -> Line:
    if edit.change is Change.REWORDED:
        return Line(edit.change, word_edits(edit.old, edit.new))
    note = None
    if edit.change in {Change.MOVED_AWAY, Change.MOVED_HERE}:
        where: Argument = edit.elsewhere or Message("advisory.beginning")
        note = message(f"advisory.line.{edit.change.value}", section=where)
    return Line(edit.change, ((edit.change, edit.new or edit.old),), note)
