"""What a report is made of: blocks of lines of words, without a language, a font or a page.

`document.build` makes the tree; `text.render` and `typst.render_pdf` draw it. Leaves are words still to be said:
a Message or a Text, which the catalogue puts into the reader's language, or a str, which is somebody's data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from advisor.model.message import Message
from advisor.model.text import Text
from advisor.model.verdict import Verdict

Words: TypeAlias = Message | Text | str
"""Words for one reader."""

Say: TypeAlias = Callable[[Words], str]
"""Puts words into one language. A str passes through unchanged."""


class Voice(StrEnum):
    """How loud words are."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one voice. Where the sheet of paper is full, those with `spare` 1 are left out, then those with 2."""

    words: Words
    voice: Voice = Voice.PLAIN
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict in small: its shape and its short word, in its colour."""

    verdict: Verdict
    word: Words


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick. `done`: the planner has confirmed it already."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand, in the width left over."""


Inline: TypeAlias = Run | Mark | Tick | Blank
Line: TypeAlias = tuple[Inline, ...]
"""What follows one another on a line, with nothing in between that is not written here."""

Cell: TypeAlias = tuple[Line, ...]
"""Lines under one another."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `share` of the width left over; 0: as narrow as its content."""

    head: Words
    share: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many as columns. `roomy` rows leave room for handwriting.

    Told in words, the first `lead` cells of a row come first, the others after the heads of their columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: int = 1
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of running text."""

    lines: Cell


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item's further lines stand under its first.

    `short`: items are, once spare words up to that number are left out; 0: never.
    """

    items: tuple[Cell, ...]
    short: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that nobody may overlook (HISTORICAL), and why."""

    words: Words
    detail: Words


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what it labels."""

    label: Words
    line: Line


@dataclass(frozen=True, slots=True)
class VerdictBox:
    """The answer: the verdict, what it means, until when and who signs, and what decided it."""

    verdict: Verdict
    word: Words
    meaning: Words
    pairs: tuple[Pair, ...]
    reasons_label: Words
    reasons: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SignBlock:
    """Where one person decides: what to tick, how many lines to write on, and what to fill in below."""

    title: Words
    choices: tuple[Words, ...] = ()
    writing: Words | None = None
    writing_lines: int = 0
    fields: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOff:
    """Decisions side by side, in signing order."""

    blocks: tuple[SignBlock, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what they label, under one another."""

    pairs: tuple[Pair, ...]


Block: TypeAlias = Table | Paragraph | Items | Notice | Pairs | SignOff


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what belongs to it. `together`: on one page. `if_room`: only where no page is begun for it.

    `half`: beside the next section, where that is a half too.
    """

    heading: Words
    blocks: tuple[Block, ...]
    together: bool = False
    if_room: bool = False
    half: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, dated `issued`. `footer` stands on every page, `shortened` where spare words are left out."""

    title: Words
    kind: Words
    issued: date
    subtitle: Cell
    box: VerdictBox
    sections: tuple[Section, ...]
    footer: tuple[Words, ...]
    shortened: Words
    notices: tuple[Notice, ...] = ()


def plain(words: Words) -> Line:
    """One line of plain words."""
    return (Run(words),)


def strong(words: Words) -> Line:
    """One line of strong words."""
    return (Run(words, Voice.STRONG),)


def quiet(words: Words) -> Line:
    """One line of quiet words."""
    return (Run(words, Voice.QUIET),)


def spare(words: Words) -> Line:
    """One line of quiet words that may be left out."""
    return (Run(words, Voice.QUIET, spare=1),)


def listed(parts: tuple[Words, ...], between: Words = ", ", voice: Voice = Voice.PLAIN) -> tuple[Run, ...]:
    """Words one after another, with something in between."""
    line: list[Run] = []
    for number, part in enumerate(parts):
        if number:
            line.append(Run(between, voice))
        line.append(Run(part, voice))
    return tuple(line)
