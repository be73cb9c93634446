"""A restriction without end that nobody will be asked to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    if subject.pack.as_of is not None:
        return  # A historical pack is not reviewed any more.
    for rule in subject.pack.rules:
        if rule.review_by is None and rule.when.until is None:
            yield found(subject.at("rule", rule.id, "id"), rule=rule.id)


CHECK: Final = Check("rule-without-review", Severity.NOTE, _find)
