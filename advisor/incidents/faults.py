"""What an import has to say about the rows of a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from advisor.model.diagnostic import Diagnostic, Severity
from advisor.model.message import Argument, Message
from advisor.model.span import Position, Span

MOST_LISTED: Final = 1_000
"""Faults listed one by one, and as many remarks; the rest is counted."""

_LONGEST_VALUE: Final = 80


@dataclass(slots=True)
class Faults:
    """Gathers the faults of one file; `file` is what their spans call it."""

    file: str
    listed: list[Diagnostic] = field(default_factory=list)
    unlisted: int = 0
    refused: set[int] = field(default_factory=set)
    """The lines that are left out, however many."""
    _listed: Counter[Severity] = field(default_factory=Counter)
    _noted: set[tuple[str, str]] = field(default_factory=set)

    def add(self, code: str, line: int = 1, *, expected: Message | None = None, **args: Argument) -> None:
        """An error: what stands at that line is left out."""
        self.refused.add(line)
        self._add(code, line, Severity.ERROR, expected, args)

    def note(self, code: str, line: int = 1, *, expected: Message | None = None, **args: Argument) -> None:
        """A remark: what stands at that line is used all the same, or nothing is lost with it."""
        self._add(code, line, Severity.NOTE, expected, args)

    def note_once(self, code: str, line: int, *, value: str) -> None:
        """A remark that holds for every row with that value: told where it comes up first."""
        if (code, value) not in self._noted:
            self._noted.add((code, value))
            self.note(code, line, value=value)

    def all(self) -> tuple[Diagnostic, ...]:
        """Everything listed, and how much is not."""
        if not self.unlisted:
            return tuple(self.listed)
        start = Position(1, 1)
        rest = Message("import-more-faults", {"count": self.unlisted})
        return (*self.listed, Diagnostic("import-more-faults", rest, Span(self.file, start, start)))

    def _add(
        self, code: str, line: int, severity: Severity, expected: Message | None, args: dict[str, Argument]
    ) -> None:
        # Remarks must not crowd out what was refused.
        if self._listed[severity] >= MOST_LISTED:
            self.unlisted += 1
            return
        self._listed[severity] += 1
        cut = {name: value[:_LONGEST_VALUE] if isinstance(value, str) else value for name, value in args.items()}
        start = Position(line, 1)
        self.listed.append(Diagnostic(code, Message(code, cut), Span(self.file, start, start), severity, expected))
