"""Reviews that fall due within two weeks: one note a file, for a round is made file by file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.reviews import Review, reviews
from advisor.model.diagnostic import Severity
from advisor.model.span import Position

NOW: Final = timedelta()
SOON: Final = timedelta(days=14)


def _find(subject: Subject) -> Iterator[Found]:
    due = [one for one in reviews(subject) if NOW <= one.day - subject.as_of <= SOON]
    for _, group in groupby(sorted(due, key=_file), key=_file):
        first, *rest = sorted(group, key=_turn)
        yield found(first.span, count=len(rest) + 1, day=first.day)


def _file(review: Review) -> str:
    return review.span.file if review.span is not None else ""


def _turn(review: Review) -> tuple[date, Position]:
    return review.day, review.span.start if review.span is not None else Position(1, 1)


CHECK: Final = Check("review-due-soon", Severity.NOTE, _find)
