"""Who put a pack out and when, in a sentence: the same on sheet, terminal and window."""

from __future__ import annotations

from advisor.model.message import Message, message
from advisor.model.pack import Issue
from advisor.report.naming import full_day


def issue_line(issue: Issue) -> Message:
    """By whom and when, as the pack says of itself."""
    return message("report.issued", by=issue.by, on=full_day(issue.on))
