"""A day of review before the thing comes into force: one of the two dates is a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.reviews import windows
from advisor.model.diagnostic import Severity
from advisor.model.span import Span


def _find(subject: Subject) -> Iterator[Found]:
    for rule in subject.pack.rules:
        yield from _apart(rule.review_by, rule.when.start, subject.at("rule", rule.id, "review_by"))
    for runs in windows(subject):
        yield from _apart(runs.window.review_by, runs.window.start, runs.at(subject, "review_by"))


def _apart(review_by: date | None, start: date | None, span: Span | None) -> Iterator[Found]:
    if review_by is not None and start is not None and review_by < start:
        yield found(span, review=review_by, start=start)


CHECK: Final = Check("dates-apart", Severity.WARNING, _find)
