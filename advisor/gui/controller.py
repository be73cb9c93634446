"""The live verdict: whatever changes (the trip, the rules, the as-of day), it is assessed again at once."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.jobs import Jobs
from advisor.model.assessment import Assessment
from advisor.model.trip import Trip
from advisor.services.clock import Clock
from advisor.services.pack_library import LoadedPack
from advisor.services.session import SessionEvent, TripSession

Advise: TypeAlias = Callable[[Trip, LoadedPack, date], Assessment]

AT_ONCE_SECONDS = 0.05
"""After two assessments that took longer the next is made beside the window, so that typing never waits for it."""

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class _Answer:
    assessment: Assessment
    seconds: float


class VerdictController(QObject):
    """Keeps the assessment of the session's trip up to date.

    `assessment` is None where there is none: no rules yet, or an internal error, whose traceback is `trouble` then.
    `stale`: the assessment shown is of an earlier trip, the next one is under way.
    """

    assessed = Signal()
    """`assessment`, `stale` or `trouble` is another one."""

    def __init__(self, session: TripSession, jobs: Jobs, clock: Clock, advise: Advise | None = None) -> None:
        """Follow `session`; nothing is assessed until there are rules. `advise` stands in for the engine in tests."""
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._clock = clock
        self._advise = advise or _advise
        self._asked_day: date | None = None
        self._last_day: date | None = None
        self._slow = self._was_slow = False
        self.rules: LoadedPack | None = None
        self.assessment: Assessment | None = None
        self.stale = False
        self.trouble: str | None = None
        self._stop_listening = session.listen(self._follow)
        self._midnight = QTimer(self)
        self._midnight.setInterval(_MINUTE)
        self._midnight.timeout.connect(self._watch_the_day)
        self._midnight.start()

    def close(self) -> None:
        """Follow nothing any more."""
        self._midnight.stop()
        self._stop_listening()

    @property
    def as_of(self) -> date:
        """The day the rules are asked about: the user's, else the pack's own if it is historical, else today."""
        return self._asked_day if self._asked_day is not None else self.usual_day

    @property
    def usual_day(self) -> date:
        """The day where the user chose none."""
        pack = self.rules.pack if self.rules is not None else None
        return pack.as_of if pack is not None and pack.as_of is not None else self._clock()

    @property
    def as_of_asked(self) -> bool:
        """Whether the user chose the day."""
        return self._asked_day is not None

    def ask_as_of(self, day: date | None) -> None:
        """Assess as of that day; None: as of the usual one."""
        self._asked_day = day
        self.refresh()

    def use_rules(self, rules: LoadedPack | None) -> None:
        """Assess with those rules from now on."""
        self.rules = rules
        self.refresh()

    def refresh(self) -> None:
        """Assess once more."""
        rules = self.rules
        self._last_day = self.as_of
        if rules is None or rules.pack is None:
            self._jobs.withdraw("assess")
            self._become(None, None)
        elif self._slow:
            self.stale = True
            self.assessed.emit()
            trip, day = self._session.trip, self.as_of
            self._jobs.start("assess", lambda _ticket: self._timed(trip, rules, day), self._accept, self._fail)
        else:
            try:
                answer = self._timed(self._session.trip, rules, self.as_of)
            except Exception as error:  # noqa: BLE001 - an error never permits: it is shown as one, not as a verdict
                self._fail(error)
            else:
                self._accept(answer)

    def ask(self, trip: Trip, told: Callable[[Assessment | None], None]) -> None:
        """Assess a trip that is not on the desk, with the same rules and day, beside the window.

        `told` is called with the assessment, or with None where there can't be one; asking again replaces the question.
        """
        rules, day = self.rules, self.as_of
        if rules is None or rules.pack is None:
            told(None)
        else:
            self._jobs.start("ask", lambda _ticket: self._advise(trip, rules, day), told, lambda _error: told(None))

    def stop_asking(self) -> None:
        """Nobody waits for the answer to `ask` any more."""
        self._jobs.withdraw("ask")

    def _timed(self, trip: Trip, rules: LoadedPack, day: date) -> _Answer:
        started = time.perf_counter()
        assessment = self._advise(trip, rules, day)
        return _Answer(assessment, time.perf_counter() - started)

    def _accept(self, answer: _Answer) -> None:
        # one slow answer says little: the first includes reading the engine and indexing the rules
        was_slow, self._was_slow = self._was_slow, answer.seconds > AT_ONCE_SECONDS
        self._slow = was_slow and self._was_slow
        self._become(answer.assessment, None)

    def _fail(self, error: BaseException) -> None:
        self._become(None, "".join(traceback.format_exception(error)))

    def _become(self, assessment: Assessment | None, trouble: str | None) -> None:
        self.assessment, self.trouble, self.stale = assessment, trouble, False
        self.assessed.emit()

    def _follow(self, event: SessionEvent) -> None:
        if event is SessionEvent.TRIP_CHANGED:
            self.refresh()

    def _watch_the_day(self) -> None:
        if self.as_of != self._last_day:
            self.refresh()


def _advise(trip: Trip, rules: LoadedPack, as_of: date) -> Assessment:
    from advisor.services.advice import advise  # the engine is read after the first paint

    return advise(trip, rules, as_of)
