"""A document as plain text: for a terminal, a screen reader, an e-mail.

Nothing depends on colour or on columns lining up: a row of a table is told as lines with labels.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

from advisor.model.message import message
from advisor.model.verdict import Verdict
from advisor.report.safe import one_line
from advisor.report.tree import (
    Blank,
    Block,
    Cell,
    Document,
    Items,
    Line,
    Mark,
    Notice,
    Pairs,
    Paragraph,
    Run,
    Say,
    Section,
    SignOff,
    Table,
    Tick,
    VerdictBox,
    Words,
)

SHAPES = {Verdict.GO: "●", Verdict.CONDITIONS: "▲", Verdict.REFER: "◆", Verdict.NO_GO: "⬣"}
"""A verdict's shape: it says the same as the colour, to those who see none."""

_NARROWEST = 20
_BLANK = "____________"
_STEP = "  "


def render(document: Document, say: Say, width: int = 80) -> str:
    """The document in the language of `say`, wrapped at `width` columns, ending with a line break."""
    return _Writer(say, max(width, _NARROWEST)).document(document)


def render_sections(sections: Iterable[Section], say: Say, width: int = 80) -> str:
    """Sections alone, without the head of a document."""
    writer = _Writer(say, max(width, _NARROWEST))
    return "\n".join(line.rstrip() for section in sections for line in writer.section(section)) + "\n"


def render_line(line: Line, say: Say) -> str:
    """One line, not wrapped."""
    return _Writer(say, _NARROWEST).line(line)


class _Writer:
    def __init__(self, say: Say, width: int) -> None:
        self._say = say
        self._width = width

    def document(self, document: Document) -> str:
        lines: list[str] = []
        for notice in document.notices:
            lines += [*self._block(notice), ""]
        lines += self._wrapped(self._labelled(document.kind, self._words(document.title)), "")
        lines += self._cell(document.subtitle, "")
        lines += ["", *self._box(document.box)]
        for section in document.sections:
            lines += ["", *self.section(section)]
        lines += ["", "-" * self._width, *self._wrapped(" · ".join(map(self._words, document.footer)), "")]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def section(self, section: Section) -> Iterable[str]:
        yield from self._wrapped(self._words(section.heading).upper(), "")
        for number, block in enumerate(section.blocks):
            if number and not isinstance(block, Paragraph):
                yield ""
            yield from self._block(block)

    def _box(self, box: VerdictBox) -> Iterable[str]:
        rule = "=" * self._width
        yield rule
        yield from self._wrapped(f"{SHAPES[box.verdict]} {self._words(box.word)}", "")
        yield from self._wrapped(self._words(box.meaning), "")
        for pair in box.pairs:
            yield from self._wrapped(self._labelled(pair.label, self.line(pair.line)), "")
        if box.reasons:
            yield ""
            yield from self._wrapped(self._words(message("report.introduced", label=box.reasons_label)), "")
            for reason in box.reasons:
                yield from self._wrapped(self.line(reason), "- ", _STEP)
        yield rule

    def _block(self, block: Block) -> Iterable[str]:
        match block:
            case Table():
                return self._table(block)
            case Paragraph():
                return self._cell(block.lines, "")
            case Items():
                return self._items(block)
            case Notice():
                words = f"*** {self._words(block.words).upper()} ***"
                return [*self._wrapped(words, ""), *self._wrapped(self._words(block.detail), "")]
            case Pairs():
                return [
                    line
                    for pair in block.pairs
                    for line in self._wrapped(self._labelled(pair.label, self.line(pair.line)), "")
                ]
            case SignOff():
                return self._sign_off(block)

    def _items(self, block: Items) -> Iterable[str]:
        for item in block.items:
            ticked = bool(item) and bool(item[0]) and isinstance(item[0][0], Tick)
            first, further = ("", "    ") if ticked else ("- ", _STEP)
            for number, line in enumerate(item):
                yield from self._wrapped(self.line(line), further if number else first, further)

    def _table(self, table: Table) -> Iterable[str]:
        """A row: the cells that lead it, then the others, each with the head of its column."""
        for row in table.rows:
            lead = [self.line(cell[0]) for cell in row[: table.lead] if cell]
            if lead and lead[0][:1].isdigit():  # a bare number says nothing without the head of its column
                lead[0] = f"{self._words(table.columns[0].head)} {lead[0]}"
            ticked = bool(row[0]) and bool(row[0][0]) and isinstance(row[0][0][0], Tick)
            yield from self._wrapped((" " if ticked else " · ").join(part for part in lead if part), "", _STEP)
            for line in (line for cell in row[: table.lead] for line in cell[1:]):
                yield from self._wrapped(self.line(line), _STEP)
            told = []
            for column, cell in zip(table.columns[table.lead :], row[table.lead :], strict=True):
                words = "; ".join(part for part in (self.line(line) for line in cell) if part)
                if words:
                    told.append(self._labelled(column.head, words))
            yield from self._wrapped(" · ".join(told), _STEP)

    def _sign_off(self, block: SignOff) -> Iterable[str]:
        for number, one in enumerate(block.blocks):
            if number:
                yield ""
            yield from self._wrapped(self._words(one.title), "")
            choices = "   ".join(f"{_box(done=False)} {self._words(choice)}" for choice in one.choices)
            yield from self._wrapped(choices, _STEP)
            if one.writing is not None:
                yield from self._wrapped(self._labelled(one.writing, _BLANK), _STEP)
            if one.fields:
                yield from self._wrapped("   ".join(self._labelled(name, _BLANK) for name in one.fields), _STEP)

    def _cell(self, cell: Cell, indent: str) -> Iterable[str]:
        for line in cell:
            yield from self._wrapped(self.line(line), indent)

    def line(self, line: Line) -> str:
        """A line's words and marks in one string."""
        told = []
        for inline in line:
            match inline:
                case Run():
                    told.append(self._said(inline.words))
                case Mark():
                    told.append(f"{SHAPES[inline.verdict]} {self._words(inline.word)}")
                case Tick():
                    told.append(_box(done=inline.done))
                case Blank():
                    told.append(_BLANK)
        return one_line("".join(told))

    def _labelled(self, label: Words, told: str) -> str:
        return self._words(message("report.labelled", label=label, told=told))

    def _said(self, words: Words) -> str:
        return self._say(words)

    def _words(self, words: Words) -> str:
        return one_line(self._say(words))

    def _wrapped(self, words: str, first: str, further: str | None = None) -> list[str]:
        if not words:
            return []
        further = first if further is None else further
        return _fill(words, self._width, first, further)


def _box(*, done: bool) -> str:
    return "[x]" if done else "[ ]"


def _fill(words: str, width: int, first: str, further: str) -> list[str]:
    """Wrap by columns as a terminal shows them: wide characters take two."""
    if words.isascii():
        return textwrap.wrap(words, width, initial_indent=first, subsequent_indent=further, break_on_hyphens=False) or [
            first
        ]
    lines: list[str] = []
    current, room = "", width - _columns(first)
    for word in words.split(" "):
        piece = word
        needed = _columns(piece) + (1 if current else 0)
        if needed <= room:
            current, room = (f"{current} {piece}" if current else piece), room - needed
            continue
        if current:
            lines.append((further if lines else first) + current)
            current, room = "", width - _columns(further)
        while _columns(piece) > room:
            head = _cut(piece, room)
            lines.append((further if lines else first) + head)
            piece, room = piece[len(head) :], width - _columns(further)
        current, room = piece, room - _columns(piece)
    if current:
        lines.append((further if lines else first) + current)
    return lines


def _columns(words: str) -> int:
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in words
    )


def _cut(word: str, room: int) -> str:
    """As much of the front as fits, at least one character."""
    taken = 0
    for at, character in enumerate(word):
        taken += _columns(character)
        if taken > room and at:
            return word[:at]
    return word
