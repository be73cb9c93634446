"""The verdict for other days of departure, worked out beside the window when typing rests."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.controller import VerdictController
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.other_days import OtherDays, Phase

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.trip import Trip
    from advisor.planning.calendar import Calendar
    from advisor.services.incident_library import Known
    from advisor.services.pack_library import LoadedPack

REST_MS = 300
"""Work begins when trip, rules and day have stayed the same so long."""
PROGRESS_MS = 200
JOB = "other days"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the answer depends on; where it is the same, so is the answer."""

    trip: Trip
    rules: LoadedPack
    as_of: date
    known: Known

    def same_as(self, other: _Asked | None) -> bool:
        """Whether both have one answer; what a trip is called changes nothing."""
        return (
            other is not None
            and self.rules is other.rules
            and self.known is other.known
            and self.as_of == other.as_of
            and replace(self.trip, title="") == replace(other.trip, title="")
        )


class OtherDaysController(QObject):
    """Follows the verdict. What is shown is never of another trip without saying so."""

    changed = Signal(object)
    """`shown` is another one."""

    def __init__(self, verdict: VerdictController, jobs: Jobs, known: Callable[[], Known]) -> None:
        """Nothing is worked out before there is a verdict; `known`: the imported incidents as they are now."""
        super().__init__()
        self._verdict, self._jobs, self._known = verdict, jobs, known
        self._asked: _Asked | None = None
        self._done = 0.0
        self.shown: OtherDays = OtherDays()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._begin)
        self._progress = QTimer(self, interval=PROGRESS_MS)
        self._progress.timeout.connect(self._tell_progress)
        verdict.assessed.connect(self._follow)

    def close(self) -> None:
        """Nobody looks any more."""
        self._rest.stop()
        self._withdraw()

    def _withdraw(self) -> None:
        self._jobs.withdraw(JOB)
        self._progress.stop()

    def _follow(self) -> None:
        """The verdict is another one, or on its way."""
        verdict = self._verdict
        rules, assessment = verdict.rules, verdict.assessment
        if rules is None or assessment is None or verdict.stale or verdict.trouble is not None:
            self._asked = None
            self._rest.stop()
            self._withdraw()
            waiting = verdict.stale and self.shown.calendar is not None
            self._become(replace(self.shown, phase=Phase.WORKING, done=0.0) if waiting else OtherDays())
            return
        asked = _Asked(assessment.trip, rules, assessment.as_of, self._known())
        if asked.same_as(self._asked):
            return
        kept = self.shown if self._asked is None or self._asked.rules is rules else OtherDays()
        self._asked = asked
        self._withdraw()
        self._become(replace(kept, phase=Phase.WORKING, done=0.0, trouble=""))
        self._rest.start()

    def _begin(self) -> None:
        asked, assessment = self._asked, self._verdict.assessment
        if asked is None or assessment is None:
            return
        self._done = 0.0

        def work(ticket: Ticket) -> Calendar:
            from advisor.services.other_days import other_days

            def go_on(done: float) -> bool:
                self._done = done
                return not ticket.withdrawn

            return other_days(asked.trip, asked.rules, asked.as_of, asked.known, go_on=go_on)

        self._progress.start()
        self._jobs.start(JOB, work, lambda found: self._accept(found, assessment), self._fail)

    def _tell_progress(self) -> None:
        if self.shown.phase is Phase.WORKING:
            self._become(replace(self.shown, done=self._done))

    def _accept(self, found: Calendar, assessment: Assessment) -> None:
        self._progress.stop()
        self._become(OtherDays(Phase.DONE, found, assessment, 1.0))

    def _fail(self, error: BaseException) -> None:
        self._progress.stop()
        self._become(OtherDays(Phase.FAILED, trouble="".join(traceback.format_exception(error))))

    def _become(self, shown: OtherDays) -> None:
        if shown != self.shown:
            self.shown = shown
            self.changed.emit(shown)
