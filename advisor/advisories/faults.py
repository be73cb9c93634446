"""What an import has to say about a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.model.diagnostic import Diagnostic, Severity
from advisor.model.message import Argument, Message
from advisor.model.span import Position, Span

_LONGEST_VALUE: Final = 80


class RefusedError(Exception):
    """The file gives no advisory; `told` says why."""

    def __init__(self, code: str, **args: Argument) -> None:
        super().__init__(code)
        self._code = code
        self._args = args

    def told(self, file: str) -> Diagnostic:
        """Why, as a fault of that file."""
        return fault(self._code, file, self._args)


def fault(
    code: str, file: str, args: Mapping[str, Argument] | None = None, severity: Severity = Severity.ERROR
) -> Diagnostic:
    """One fault of a file as a whole; `file` is what its span calls it."""
    cut = {name: value[:_LONGEST_VALUE] if isinstance(value, str) else value for name, value in (args or {}).items()}
    start = Position(1, 1)
    return Diagnostic(code, Message(code, cut), Span(file, start, start), severity)
