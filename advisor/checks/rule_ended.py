"""A rule that lies wholly in the past: it can match no trip that is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    for rule in subject.pack.rules:
        until = rule.when.until
        if until is not None and until < subject.as_of:
            yield found(subject.at("rule", rule.id, "when", "valid", "until"), rule=rule.id, day=until)


CHECK: Final = Check("rule-ended", Severity.NOTE, _find)
