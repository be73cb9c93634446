"""An assessment as the text of an e-mail: what a manager needs to decide, of the same document as the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model.message import Message, message
from advisor.report.safe import one_line
from advisor.report.text import SHAPES, render_line, render_sections
from advisor.report.tree import Document, Line, Run, Say, Words

_CONDITIONS = frozenset({"report.heading.before", "report.heading.on-the-way", "report.heading.also-required"})
_UNWRAPPED = 100_000
"""Columns: mail programs wrap by themselves, and what is wrapped twice is ragged."""


def render(document: Document, say: Say) -> str:
    """Verdict, reasons, conditions, who signs, and of which rules and day it speaks; ends with a line break."""
    return "\n".join(line.rstrip() for line in _lines(document, say)) + "\n"


def _lines(document: Document, say: Say) -> Iterator[str]:
    def words(what: Words) -> str:
        return one_line(say(what))

    def labelled(label: Words, told: str) -> str:
        return words(message("report.labelled", label=label, told=told))

    box = document.box
    yield " · ".join((f"{SHAPES[box.verdict]} {words(box.word)}", *(words(one.words) for one in document.notices)))
    yield labelled(document.kind, words(document.title))
    for line in document.subtitle:
        yield render_line(line, say)
    for notice in document.notices:
        yield from ("", words(notice.detail))
    yield from ("", words(box.meaning))
    for pair in box.pairs:
        yield labelled(pair.label, render_line(pair.line, say))
    if box.reasons:
        yield from ("", words(message("report.introduced", label=box.reasons_label)))
        for reason in box.reasons:
            yield f"- {render_line(_elsewhere(reason), say)}"
    for section in document.sections:
        if isinstance(section.heading, Message) and section.heading.id in _CONDITIONS:
            yield from ("", *render_sections((section,), say, _UNWRAPPED).splitlines())
    yield from ("", words(message("report.void")), words(message("export.not-an-emergency-service")))
    yield from ("", " · ".join(map(words, document.footer)))


def _elsewhere(reason: Line) -> Line:
    """The line that counts further reasons: they stand on the sheet, not below."""
    match reason:
        case (Run(words=Message(id="report.more-reasons", args=args)),):
            return (Run(Message("export.more-reasons", args)),)
    return reason
