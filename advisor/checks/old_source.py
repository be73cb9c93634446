"""A rule in force that rests on a source of long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.vague_days import last_day
from advisor.model.diagnostic import Severity
from advisor.model.rule import Effect

OLD: Final = timedelta(days=5 * 365)
OLD_FOR_PERMISSION: Final = timedelta(days=365)
"""What was safe a year ago says little; what was dangerous may be so for years."""


def _find(subject: Subject) -> Iterator[Found]:
    for rule in subject.pack.rules:
        over = rule.when.until is not None and rule.when.until < subject.as_of
        if rule.source is None or not rule.source.date or over:
            continue
        limit = OLD_FOR_PERMISSION if rule.effect is Effect.ALLOW else OLD
        if subject.as_of - last_day(rule.source.date) > limit:
            span = subject.at("rule", rule.id, "source", "date")
            yield found(span, rule=rule.id, day=rule.source.date, count=limit.days // 365)


CHECK: Final = Check("old-source", Severity.NOTE, _find)
