"""The text that a span covers."""

from __future__ import annotations

from advisor.model.span import Span


def underlined(text: str, span: Span) -> str:
    """What stands between the start and the end of a span."""
    lines = text.split("\n")
    start, end = span.start, span.end
    if start.line == end.line:
        return lines[start.line - 1][start.column - 1 : end.column - 1]
    middle = lines[start.line : end.line - 1]
    return "\n".join([lines[start.line - 1][start.column - 1 :], *middle, lines[end.line - 1][: end.column - 1]])
