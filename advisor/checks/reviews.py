"""What is to be looked at again by a day that its author wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from advisor.checks.check import Subject
from advisor.model.message import Message
from advisor.model.network import Window
from advisor.model.span import Span


class Review(NamedTuple):
    """A rule or window in force, and the day by which it is to be looked at again. `kind` says which of them."""

    kind: Message
    name: str
    day: date
    span: Span | None


class Runs(NamedTuple):
    """A window of a service or provider. `number` counts from 0."""

    kind: str
    name: str
    number: int
    window: Window

    def at(self, subject: Subject, key: str) -> Span | None:
        """Where a value of the window stands."""
        return subject.at(self.kind, self.name, "windows", self.number, key)


def windows(subject: Subject) -> Iterator[Runs]:
    """All windows of all services and providers."""
    for kind, runners in (("service", subject.pack.services), ("provider", subject.pack.providers)):
        for name, runner in runners.items():
            for number, window in enumerate(runner.windows):
                yield Runs(kind, name, number, window)


def reviews(subject: Subject) -> Iterator[Review]:
    """Whatever has a day of review and has not ended."""
    yield from rule_reviews(subject)
    yield from window_reviews(subject)


def rule_reviews(subject: Subject) -> Iterator[Review]:
    """The rules among them."""
    for rule in subject.pack.rules:
        if rule.review_by is not None and not _over(rule.when.until, subject.as_of):
            yield Review(Message("kind.rule"), rule.id, rule.review_by, subject.at("rule", rule.id, "review_by"))


def window_reviews(subject: Subject) -> Iterator[Review]:
    """The windows of services and providers among them."""
    for runs in windows(subject):
        day = runs.window.review_by
        if day is not None and not _over(runs.window.until, subject.as_of):
            yield Review(Message(f"kind.{runs.kind}"), runs.name, day, runs.at(subject, "review_by"))


def _over(until: date | None, as_of: date) -> bool:
    return until is not None and until < as_of
