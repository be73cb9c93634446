"""The faults that reading a file can find, before anyone asks what its words mean."""

from __future__ import annotations

from typing import Final

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Argument, message
from advisor.rulebook.nodes import SourceText

CODES: Final = (
    "alias",
    "anchor",
    "bad-number",
    "complex-key",
    "control-character",
    "directive",
    "duplicate-key",
    "empty-key",
    "merge-key",
    "not-utf8",
    "several-documents",
    "tab-indentation",
    "tag",
    "too-deep",
    "too-large",
    "too-many-faults",
    "yaml-syntax",
)
"""Every code that `read` can report; each is also the message id of its sentence. Arguments:

alias, anchor: name · bad-number: number · control-character: character (`U+0007`) · duplicate-key: key, line (of the
first) · not-utf8: offset (of the byte, from 0) · tag: tag · too-deep: limit · too-large: size, limit (bytes) ·
too-many-faults: limit · yaml-syntax: problem (a message out of PROBLEMS) · the others: none.
"""

EXPECTED: Final[dict[str, str]] = {
    "alias": "expected.written-out",
    "anchor": "expected.written-out",
    "bad-number": "expected.number-or-quotes",
    "complex-key": "expected.key",
    "empty-key": "expected.key",
    "merge-key": "expected.written-out",
    "not-utf8": "expected.utf8",
    "several-documents": "expected.one-document",
    "tab-indentation": "expected.spaces",
    "tag": "expected.no-tag",
}
"""The message that says what would have been right, for the codes where it is not plain from the fault."""

PROBLEMS: Final[dict[str, str]] = {
    "mapping values are not allowed": "syntax.colon",
    "did not find expected key": "syntax.key-expected",
    "could not find expected ':'": "syntax.colon-expected",
    "did not find expected ','": "syntax.bracket-open",
    "found unexpected end of stream": "syntax.quote-open",
    "found unexpected document indicator": "syntax.quote-open",
    "did not find expected '-' indicator": "syntax.dash-expected",
    "block sequence entries are not allowed": "syntax.dash",
    "found character that cannot start any token": "syntax.character",
    "found unknown escape character": "syntax.escape",
    "did not find expected hexdecimal number": "syntax.escape",
    "found invalid Unicode character escape code": "syntax.escape",
    "did not find expected <document start>": "syntax.after-end",
    "did not find expected alphabetic or numeric character": "syntax.anchor-name",
    "did not find expected node content": "syntax.value-expected",
    "did not find expected comment or line break": "syntax.block-text",
    "found an indentation indicator equal to 0": "syntax.block-text",
    "": "syntax.other",
}
"""How libyaml's complaints begin, and the message ids of ours. Arguments: syntax.bracket-open and syntax.quote-open
have the line where it was opened, syntax.character the character.
"""


def fault(source: SourceText, code: str, start: int, end: int | None = None, **args: Argument) -> Diagnostic:
    """Make the diagnostic `code` for the text from one offset up to another, or at a single point."""
    expected = EXPECTED.get(code)
    span = source.span(start, start if end is None else end)
    return Diagnostic(code, message(code, **args), span, expected=message(expected) if expected else None)
