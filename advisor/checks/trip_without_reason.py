"""A test trip that names no rule: it would pass, too, if the verdict came about for another reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.verdict import Verdict


def _find(subject: Subject) -> Iterator[Found]:
    for one in subject.pack.trips:
        # A trip may be referred because no rule speaks of it: there is none to name.
        silent = one.expect.verdict is Verdict.REFER
        if not silent and not one.expect.because:
            yield found(subject.at("trip", one.file, "expect"))


CHECK: Final = Check("trip-without-reason", Severity.NOTE, _find)
