"""What is wrong with a file, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from advisor.model.message import Message
from advisor.model.span import Span


class Severity(StrEnum):
    """How much a fault weighs: only an error keeps a pack from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. `code` is stable, has a page in docs/diagnostics/, and is the id of its sentence in the catalogue.

    `what` is the message; `expected` says what would have been right; `suggestion` is the nearest valid name
    ("did you mean"), exactly as it should be written.
    """

    code: str
    what: Message
    span: Span | None = None
    severity: Severity = Severity.ERROR
    expected: Message | None = None
    suggestion: str | None = None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place; what stands nowhere comes first."""
    return tuple(sorted(diagnostics, key=_place))


def _place(fault: Diagnostic) -> tuple[str, int, int, str]:
    span = fault.span
    return ("", 0, 0, fault.code) if span is None else (span.file, span.start.line, span.start.column, fault.code)


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of the faults keeps the file from being used."""
    return any(fault.severity is Severity.ERROR for fault in diagnostics)
