"""What the program's exit codes mean. Scripts depend on them."""

from __future__ import annotations

from enum import IntEnum

from advisor.model.verdict import Verdict


class ExitCode(IntEnum):
    """Clear of each other, so that no failure can be taken for an answer."""

    GO = 0
    INTERNAL_ERROR = 1
    USAGE = 2
    PACK_FAULTY = 3
    TRIP_FAULTY = 4
    NOT_AS_EXPECTED = 5
    NOT_ALL_TAKEN = 6
    REFUTED = 6  # of `prove`, which imports nothing
    REVIEW_DUE = 7
    LOOSER = 7  # of `compare`
    WARNINGS = 7  # of `check --strict`
    GOT_WORSE = 8
    NOT_REPLACED = 9
    CONDITIONS = 10
    REFER = 11
    NO_GO = 20
    INTERRUPTED = 130


DONE = ExitCode.GO
"""Of commands that do not answer about a trip."""

_OF_VERDICT = {
    Verdict.GO: ExitCode.GO,
    Verdict.CONDITIONS: ExitCode.CONDITIONS,
    Verdict.REFER: ExitCode.REFER,
    Verdict.NO_GO: ExitCode.NO_GO,
}


def of_verdict(verdict: Verdict) -> ExitCode:
    """The exit code that stands for a verdict."""
    return _OF_VERDICT[verdict]
