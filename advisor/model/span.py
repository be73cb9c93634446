"""Where something stands in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text: line and column, both counted from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file, from `start` up to but not including `end`.

    `file` is the name relative to its pack (`rules/bamako.yaml`) or, for a trip, the name the user gave.
    """

    file: str
    start: Position
    end: Position

    def __str__(self) -> str:
        """`file:line:column`, the form editors and terminals can jump to."""
        return f"{self.file}:{self.start.line}:{self.start.column}"
