"""The tree of a rule file: values that know where they stand.

Nodes keep offsets into the text, and lines and columns are worked out only when somebody asks, because a pack of
10 000 rules has half a million nodes and an ordinary load asks for none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias

from advisor.model.span import Position, Span
from advisor.rulebook.scalars import Value

BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BLANK_TAIL: Final = re.compile(r"(?:(?:\r\n|\r|\n)[ ]*)+\Z")


class SourceText:
    """The text of a file, and the way between offsets in it and lines and columns.

    Lines end where editors end them: CR LF, LF or CR. A leading byte order mark belongs to no column.
    """

    def __init__(self, text: str, file: str) -> None:
        """Take the text without its byte order mark."""
        self.text = text
        self.file = file

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Give the line and column of the code point at `offset`."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Give the offset of a position; one past the end of its line or of the text is cut back to that end."""
        starts = self._line_starts
        if position.line > len(starts):
            return len(self.text)
        following = starts[position.line] if position.line < len(starts) else len(self.text)
        return min(starts[position.line - 1] + position.column - 1, following)

    def span(self, start: int, end: int) -> Span:
        """Make the span from one offset up to another."""
        return Span(self.file, self.position(start), self.position(end))


# The node classes are frozen by Final rather than at run time: a frozen dataclass takes three times as long to make.
@dataclass(slots=True, eq=False)
class Scalar:
    """A single value. `quoted` is true for quoted and for block text, whose words never mean anything but text."""

    value: Final[Value]
    quoted: Final[bool]
    start: Final[int]
    _end: Final[int] = field(repr=False)
    source: Final[SourceText] = field(repr=False)

    @property
    def end(self) -> int:
        """The offset just behind the value, without the empty lines that follow a block text."""
        text = self.source.text
        if not self.quoted or text[self.start] not in "|>":
            return self._end
        header = text[self.start : self.start + 3]
        if "+" in header:  # Here the empty lines are part of the value.
            return self._end
        return self.start + len(_BLANK_TAIL.sub("", text[self.start : self._end]))

    @property
    def span(self) -> Span:
        """Where the value stands, quotes included. An empty value has an empty span."""
        return self.source.span(self.start, self.end)


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes."""

    items: Final[tuple[Node, ...]]
    flow: Final[bool]
    start: Final[int]
    _end: Final[int] = field(repr=False)
    source: Final[SourceText] = field(repr=False)

    @property
    def end(self) -> int:
        """The offset just behind the list: its bracket, or the last item, not the comments after it."""
        return self._end if self.flow else self.items[-1].end

    @property
    def span(self) -> Span:
        """From the first character of the list to its last."""
        return self.source.span(self.start, self.end)


@dataclass(slots=True, eq=False)
class Mapping:
    """Named nodes in the order of the file. Every key is a scalar holding text, and no two hold the same."""

    entries: Final[tuple[tuple[Scalar, Node], ...]]
    flow: Final[bool]
    start: Final[int]
    _end: Final[int] = field(repr=False)
    source: Final[SourceText] = field(repr=False)

    @property
    def end(self) -> int:
        """The offset just behind the mapping: its brace, or the last value, not the comments after it."""
        return self._end if self.flow or not self.entries else self.entries[-1][1].end

    @property
    def span(self) -> Span:
        """From the first character of the mapping to its last."""
        return self.source.span(self.start, self.end)

    def get(self, name: str) -> tuple[Scalar, Node] | None:
        """Find the key and the value called `name`, if there is one."""
        return next((entry for entry in self.entries if entry[0].value == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node | None) -> Any:  # noqa: ANN401 - whatever a file may hold; pydantic looks at it next
    """Give the node as ordinary dicts, lists and values. No node, as in an empty file, is None."""
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else node.value


def find(node: Node | None, path: Iterable[str | int]) -> Node | None:
    """Give the node at exactly this path, or nothing."""
    at = node
    for step in path:
        inner = None if at is None else _step(at, step)
        if inner is None:
            return None
        at = inner[1]
    return at


KEY_MARK: Final = "[key]"
"""What pydantic puts at the end of a location when the key is at fault, not its value."""


def locate(node: Node, path: Iterable[str | int], *, key: bool = False) -> Span:
    """Where the value at `path` stands, or its key, or, where the file has no such value, what should have held it.

    Steps that lead nowhere are passed over: in a location from pydantic they are names of union members.
    The key of a list item is the item.
    """
    at, name = node, node
    found = True
    for step in path:
        if step == KEY_MARK:
            key = True
            continue
        inner = _step(at, step)
        found = inner is not None
        if inner is not None:
            name, at = inner
    return name.span if key and found else at.span


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step], node.items[step]
    return None
