"""A date of something that has already happened, yet lies after the day on which the pack is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.vague_days import first_day
from advisor.model.diagnostic import Severity
from advisor.model.message import Message


def _find(subject: Subject) -> Iterator[Found]:
    for source, at in subject.sources():
        if first_day(source.date) > subject.as_of:
            yield found(at.span("date"), what=Message("dated.source"), day=source.date, as_of=subject.as_of)
    for setting in subject.pack.settings.values():
        if setting.decided_on is not None and setting.decided_on > subject.as_of:
            span = subject.at("setting", setting.id, "decided", "on")
            yield found(span, what=Message("dated.decision"), day=setting.decided_on, as_of=subject.as_of)
    coverage = subject.pack.incident_coverage
    if coverage is not None and coverage.until > subject.as_of:
        span = subject.in_pack("incidents", "until")
        yield found(span, what=Message("dated.coverage"), day=coverage.until, as_of=subject.as_of)


CHECK: Final = Check("date-in-future", Severity.WARNING, _find)
