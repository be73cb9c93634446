"""Who put a pack out and when, in a sentence: the same on sheet, terminal and window."""

from __future__ import annotations

from advisor.model.message import Message, message
from advisor.model.pack import Issue, Pack
from advisor.report.dates import full_day
from advisor.report.naming import fingerprint


def issue_line(issue: Issue) -> Message:
    """By whom and when, as the pack says of itself."""
    return message("report.issued", by=issue.by, on=full_day(issue.on))


def issue_lines(pack: Pack) -> tuple[Message, Message]:
    """Who issued the pack, or that it does not say; and its fingerprint, to be compared by telephone."""
    who = message("carry.no-issuer") if pack.issued is None else issue_line(pack.issued)
    return who, message("carry.fingerprint", fingerprint=fingerprint(pack.fingerprint))
