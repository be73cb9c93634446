"""Showing the faults of a file as compilers do: where, what, and the line with the place underlined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from advisor.model.diagnostic import Diagnostic, Severity, in_order
from advisor.model.message import Message, message
from advisor.model.span import Span
from advisor.services.catalogue import Catalogue

_LONGEST_LINE = 160
_BEFORE_CARET = 60
_TWO_COLUMNS = frozenset("WF")
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}


def as_text(
    faults: Iterable[Diagnostic],
    texts: Mapping[str, bytes],
    catalogue: Catalogue,
    *,
    shown_as: Callable[[str], str] = str,
) -> str:
    """All faults, each with its source line. `shown_as` turns a span's file name into what an editor can open."""
    lines: list[str] = []
    by_file: dict[str, list[str]] = {}
    for fault in in_order(faults):
        lines.append(heading(fault, catalogue, shown_as))
        span = fault.span
        if span is not None and span.file in texts:
            if span.file not in by_file:
                by_file[span.file] = _lines(texts[span.file])
            lines.extend(_underlined(by_file[span.file], span))
    return "".join(f"{line}\n" for line in lines)


def heading(fault: Diagnostic, catalogue: Catalogue, shown_as: Callable[[str], str] = str) -> str:
    """`file:line:column: error[code]: what, expected …, did you mean …?`."""
    said = catalogue.say(fault.what)
    if fault.expected is not None:
        said = catalogue.say(message("fault.expected", what=said, expected=fault.expected))
    if fault.suggestion is not None:
        said = catalogue.say(message("fault.suggestion", what=said, suggestion=fault.suggestion))
    severity = catalogue.say(Message(f"fault.severity.{fault.severity.value}"))
    said = printable(f"{severity}[{fault.code}]: {said}")
    if fault.span is None:
        return said
    start = fault.span.start
    return f"{printable(shown_as(fault.span.file))}:{start.line}:{start.column}: {said}"


def weights(catalogue: Catalogue) -> Iterator[tuple[re.Pattern[str], str]]:
    """The words for how much a fault weighs, where a line of `as_text` has them, each with its colour."""
    for severity, colour in _COLOURS.items():
        word = re.escape(catalogue.say(Message(f"fault.severity.{severity.value}")))
        yield re.compile(rf"(?:^|(?<=\d: )){word}\[[a-z0-9-]+\]", re.MULTILINE), colour


def as_data(faults: Iterable[Diagnostic], catalogue: Catalogue) -> list[dict[str, Any]]:
    """All faults for programs to read."""
    return [
        {
            "code": fault.code,
            "severity": fault.severity.value,
            "file": None if fault.span is None else fault.span.file,
            "line": None if fault.span is None else fault.span.start.line,
            "column": None if fault.span is None else fault.span.start.column,
            "end_line": None if fault.span is None else fault.span.end.line,
            "end_column": None if fault.span is None else fault.span.end.column,
            "message": catalogue.say(fault.what),
            "expected": None if fault.expected is None else catalogue.say(fault.expected),
            "suggestion": fault.suggestion,
        }
        for fault in in_order(faults)
    ]


def summary(faults: Sequence[Diagnostic], catalogue: Catalogue) -> str:
    """How many faults of which weight: "2 errors and 1 warning", "no faults"."""
    counts = {severity: sum(fault.severity is severity for fault in faults) for severity in Severity}
    parts = tuple(message(f"fault.count.{severity.value}", count=count) for severity, count in counts.items() if count)
    return catalogue.say(parts) if parts else catalogue.say(Message("fault.none"))


def printable(text: str) -> str:
    """Without anything a terminal would obey: a rule file must not be able to move the cursor."""
    return "".join(one if _harmless(one) else "\N{REPLACEMENT CHARACTER}" for one in text)


def _harmless(one: str) -> bool:
    return one.isprintable() or one == "\n" or unicodedata.category(one) == "Zs"


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _underlined(lines: Sequence[str], span: Span) -> list[str]:
    """The source line, cut where it is too long, and carets under the stretch; nothing where there is no such line."""
    if not 1 <= span.start.line <= len(lines):
        return []
    line = printable(lines[span.start.line - 1].replace("\t", " "))
    first = min(span.start.column - 1, len(line))
    last = span.end.column - 1 if span.end.line == span.start.line else len(line)
    last = max(min(last, len(line)), first + 1)
    if len(line) > _LONGEST_LINE:
        cut = max(0, first - _BEFORE_CARET)
        line = line[cut : cut + _LONGEST_LINE]
        first, last = first - cut, min(last - cut, _LONGEST_LINE)
    gutter = f"{span.start.line:>5} | "
    blank = " " * (len(gutter) - 2) + "| "
    return [
        (gutter + line).rstrip(),
        blank + " " * _columns(line[:first]) + "^" * max(1, _columns(line[first:last])),
    ]


def _columns(text: str) -> int:
    """How wide a terminal shows it."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in _TWO_COLUMNS else 1
        for one in text
    )
