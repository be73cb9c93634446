"""Rules, and no trip that tries them: nobody would notice what an edit breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    if subject.pack.rules and not subject.pack.trips:
        yield found(subject.in_pack("id"))


CHECK: Final = Check("no-test-trips", Severity.NOTE, _find)
