"""The review date of a rule has passed: permissions and exemptions lapse, a restriction may be out of date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.reviews import rule_reviews
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    for review in rule_reviews(subject):
        if review.day < subject.as_of:
            yield found(review.span, rule=review.name, day=review.day)


CHECK: Final = Check("review-overdue", Severity.WARNING, _find)
