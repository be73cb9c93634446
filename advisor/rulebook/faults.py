"""Gathering faults, each with the place in the file where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.model.diagnostic import Diagnostic, Severity
from advisor.model.message import Argument, Message
from advisor.model.span import Position, Span
from advisor.rulebook.nodes import Node, locate

Path = tuple[str | int, ...]

_FILE_START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class At:
    """A value in a file: the file's tree and the way to the value. Without a tree it is the start of the file."""

    file: str
    node: Node | None
    path: Path = ()

    def inside(self, *path: str | int) -> At:
        """A value further inside."""
        return At(self.file, self.node, self.path + path)

    def span(self, *path: str | int) -> Span:
        """Where this value, or one further inside, stands. Steps that lead nowhere are passed over."""
        if self.node is None:
            return Span(self.file, _FILE_START, _FILE_START)
        return locate(self.node, self.path + path)

    def key_span(self, *path: str | int) -> Span:
        """Where the key of the value at `path` stands."""
        if self.node is None:
            return Span(self.file, _FILE_START, _FILE_START)
        return locate(self.node, self.path + path, key=True)


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        """Start without any."""
        self.found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        span: Span | None,
        /,
        *,
        severity: Severity = Severity.ERROR,
        expected: Message | None = None,
        suggestion: str | None = None,
        **args: Argument,
    ) -> None:
        """Note a fault. The arguments are those of the sentence whose id is the code."""
        self.found.append(Diagnostic(code, Message(code, args), span, severity, expected, suggestion))

    def extend(self, faults: Iterable[Diagnostic]) -> None:
        """Take over faults found elsewhere."""
        self.found.extend(faults)

    def drop(self, code: str) -> None:
        """Forget the faults of a code, as consequences of others."""
        self.found = [fault for fault in self.found if fault.code != code]

    def in_order(self) -> tuple[Diagnostic, ...]:
        """All faults by file and place; the same fault at the same place only once."""
        by_place: dict[tuple[str, Position, str, str], Diagnostic] = {}
        for fault in self.found:
            file, start = ("", _FILE_START) if fault.span is None else (fault.span.file, fault.span.start)
            by_place.setdefault((file, start, fault.code, repr(fault.what.args)), fault)
        return tuple(by_place[key] for key in sorted(by_place))
