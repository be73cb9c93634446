"""Advisories, what changed in them and what needs review, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from advisor.advisories.advisory import Advisory
from advisor.advisories.compare import Change, compare
from advisor.advisories.review import Review, Reviewed, Standing, statements
from advisor.advisories.telling import Line, cites, days_told, levels_told, lines, since, summed_up
from advisor.advisories.words import BULLET
from advisor.cli.faults import printable
from advisor.model.message import Message, message
from advisor.services.catalogue import Catalogue

USUAL = 80
WIDEST = 100

_MARKS = {
    Change.KEPT: " ",
    Change.ADDED: "+",
    Change.REMOVED: "−",
    Change.REWORDED: "~",
    Change.MOVED_AWAY: "←",
    Change.MOVED_HERE: "→",
}
_AROUND = {Change.ADDED: ("{+", "+}"), Change.REMOVED: ("[-", "-]")}
"""As `wdiff` marks words, so that nothing is told by colour alone."""


def page(key: str, texts: Sequence[Advisory], catalogue: Catalogue) -> str:
    """A page in a list: what it is, and its newest text."""
    say = catalogue.say
    newest = texts[-1]
    rows = [
        key,
        say(message("cli.advisories.page", issuer=newest.issuer, title=newest.title)),
        say(message("cli.advisories.page-days", count=len(texts), newest=newest.day)),
    ]
    if newest.levels:
        rows.append(say(levels_told(newest)))
    return printable("\n    ".join(rows))


def whole(advisory: Advisory, catalogue: Catalogue, width: int) -> str:
    """A text from its title to its end."""
    say = catalogue.say
    rows = [
        advisory.title,
        say(message("cli.advisories.page", issuer=advisory.issuer, title=advisory.url)),
        say(days_told(advisory)),
    ]
    if advisory.levels:
        rows.append(say(levels_told(advisory)))
    if advisory.change:
        rows.append(say(message("cli.advisories.change", change=advisory.change)))
    told = ["\n".join(_wrapped(row, width) for row in rows)]
    for section in advisory.sections:
        heading = [f"## {section.heading}"] if section.heading else []
        body = [_wrapped(one, width, hang=2 if one.startswith(BULLET) else 0) for one in section.paragraphs]
        told.append("\n".join([*heading, *body]))
    return printable("\n\n".join(told))


def changes(old: Advisory, new: Advisory, catalogue: Catalogue, width: int) -> str:
    """What changed between two texts."""
    say = catalogue.say
    comparison = compare(old, new)
    rows = [say(message("cli.advisories.between", old=old.day, new=new.day))]
    if new.change and new.change != old.change:
        rows.append(_wrapped(say(message("cli.advisories.change", change=new.change)), width))
    rows.append(_wrapped(say(summed_up(comparison)), width))
    rows.extend(_line(one, catalogue, width) for one in lines(comparison))
    return printable("\n".join(rows))


def reviewed(found: Review, catalogue: Catalogue, width: int) -> str:
    """Everything a pack cites, what is due first."""
    say = catalogue.say
    due = found.of(Standing.DUE)
    rows = [
        say(message("advisory.review.summary", count=statements(due)) if due else Message("advisory.review.nothing"))
    ]
    for standing in Standing:
        these = found.of(standing)
        if these:
            rows.extend(["", f"{say(Message(f'advisory.review.{standing.value}'))}:"])
            rows.extend(_groups(these, catalogue, width))
    if due:
        rows.extend(["", _wrapped(say(Message("advisory.review.caution")), width)])
    return printable("\n".join(rows))


def _groups(these: Sequence[Reviewed], catalogue: Catalogue, width: int) -> Iterator[str]:
    """By page and what changed on it, each with all that cite it."""
    say = catalogue.say
    groups: dict[tuple[object, ...], list[Reviewed]] = {}
    for one in these:
        base, newest = (None if text is None else text.day for text in (one.base, one.newest))
        groups.setdefault((one.page or one.citation.page.key, base, newest), []).append(one)
    for (key, *_days), members in groups.items():
        yield f"  {key}"
        between = since(members[0])
        if between is not None:
            yield _wrapped(say(between), width, first="    ")
        comparison = members[0].comparison
        if comparison is not None and not comparison.same:
            yield _wrapped(say(summed_up(comparison)), width, first="    ")
        told = [say(cites(one)) for one in members]
        yield from (_wrapped(one, width, first="    - ") for one in dict.fromkeys(told))


def _line(line: Line, catalogue: Catalogue, width: int) -> str:
    note = catalogue.say(line.note) if line.note is not None else ""
    if line.heading:
        return f"\n{_wrapped(note, width)}"
    words = " ".join(_marked(change, told, line.change) for change, told in line.words)
    said = f"{note}: {words}" if note and words else note or words
    return _wrapped(said, width, first=f"  {_MARKS[line.change]} ")


def _marked(change: Change, words: str, whole: Change) -> str:
    opening, closing = _AROUND.get(change, ("", "")) if whole is Change.REWORDED else ("", "")
    return f"{opening}{words.removeprefix(BULLET)}{closing}"


def _wrapped(told: str, width: int, *, first: str = "", hang: int = 0) -> str:
    return textwrap.fill(
        told,
        width,
        initial_indent=first,
        subsequent_indent=" " * (len(first) + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
