"""One search beside the window: it tells how far it is, gives way to typing, and can be stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.jobs import Jobs, Ticket

Found = TypeVar("Found")

GIVING_WAY_SECONDS = 0.002
"""How long the search pauses between two trips, so that the window comes to its turn."""

SWITCH_SECONDS = 0.0005
"""After so long the search lets the window go on; Python's own 5 ms are felt, for a key needs it dozens of times."""

TELLING_MILLISECONDS = 150
"""How often is told how far it is."""

_JOB = "search"


class BackgroundSearch(QObject):
    """Runs one search at a time in a thread of its own, so that a verdict never waits behind it.

    `done`: how much of it, from 0 to 1.
    """

    advanced = Signal()
    """`done` is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread before there is something to search for."""
        super().__init__(parent)
        self._jobs = Jobs(self, threads=1)
        self._progress = _Progress()
        self.done = 0.0
        self._telling = QTimer(self)
        self._telling.setInterval(TELLING_MILLISECONDS)
        self._telling.timeout.connect(self._tell)

    @property
    def running(self) -> bool:
        """Whether an answer is still to come."""
        return self._jobs.running(_JOB)

    def start(
        self,
        work: Callable[[Callable[[float], bool]], Found],
        came: Callable[[Found], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run `work` with a `go_on` to ask now and then; whatever ran before is withdrawn."""
        progress = self._progress = _Progress()
        self.done = 0.0

        def search(ticket: Ticket) -> Found:
            def go_on(done: float) -> bool:
                progress.done = done
                time.sleep(GIVING_WAY_SECONDS)
                return not (progress.stopped or ticket.withdrawn)

            return work(go_on)

        def ended(found: Found) -> None:
            self._telling.stop()
            came(found)

        def broke(error: BaseException) -> None:
            self._telling.stop()
            failed(error)

        sys.setswitchinterval(SWITCH_SECONDS)
        self._jobs.start(_JOB, search, ended, broke)
        self._telling.start()

    def stop(self) -> None:
        """Let it end as soon as it can, with what it has found so far."""
        self._progress.stopped = True

    def withdraw(self) -> None:
        """Nobody waits for its answer any more."""
        self._telling.stop()
        self._jobs.withdraw(_JOB)

    def close(self) -> None:
        """Withdraw it and wait until it has ended."""
        self.withdraw()
        self._jobs.close()

    def _tell(self) -> None:
        if self._progress.done != self.done:
            self.done = self._progress.done
            self.advanced.emit()


class _Progress:
    """Written by one thread, read by the other."""

    __slots__ = ("done", "stopped")

    def __init__(self) -> None:
        self.done = 0.0
        self.stopped = False
