"""A rule that speaks of none of the pack's test trips: nobody would notice if it were wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    if subject.hits is None or not subject.pack.trips:
        return
    for rule in subject.pack.rules:
        over = rule.when.until is not None and rule.when.until < subject.as_of
        if not over and not subject.hits.get(rule.id):
            yield found(subject.at("rule", rule.id, "id"), rule=rule.id)


CHECK: Final = Check("rule-not-tried", Severity.NOTE, _find)
