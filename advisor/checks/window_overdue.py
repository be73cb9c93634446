"""The review date of a service or provider has passed, so that whatever hangs on it refers.

A note, not a warning: some authors write such a day on purpose, where nothing was read since.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.reviews import window_reviews
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    for review in window_reviews(subject):
        if review.day < subject.as_of:
            yield found(review.span, kind=review.kind, name=review.name, day=review.day)


CHECK: Final = Check("window-overdue", Severity.NOTE, _find)
