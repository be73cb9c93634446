"""Work off the main thread: pure functions in a small pool, their answers brought back to the main thread.

One job a name: starting another under the same name makes the earlier one stale, and its answer is dropped.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")


class Withdrawn(Exception):  # noqa: N818 - not an error: nobody waits for the answer any more
    """Raised inside a job by `Ticket.check`."""


class Ticket:
    """A job's view of whether its answer is still wanted."""

    __slots__ = ("withdrawn",)

    def __init__(self) -> None:
        """Wanted until withdrawn."""
        self.withdrawn = False

    def check(self) -> None:
        """Raise Withdrawn if the answer is not wanted any more; call it between steps of long work."""
        if self.withdrawn:
            raise Withdrawn


@dataclass(frozen=True, slots=True)
class _Pending(Generic[Result]):
    number: int
    ticket: Ticket
    done: Callable[[Result], None]
    failed: Callable[[BaseException], None]


class Jobs(QObject):
    """Runs jobs; owned by the application, on the main thread."""

    _finished = Signal(str, int, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        """Start threads only when a job comes."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="job")
        self._numbers = itertools.count()
        self._pending: dict[str, _Pending[Any]] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        name: str,
        work: Callable[[Ticket], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run `work`; then `done` with what it returns, or `failed` with what it raised, on the main thread."""
        self.withdraw(name)
        ticket, number = Ticket(), next(self._numbers)
        self._pending[name] = _Pending(number, ticket, done, failed)

        def run() -> Result:
            ticket.check()
            return work(ticket)

        future = self._pool.submit(run)
        future.add_done_callback(lambda finished: self._relay(name, number, finished))

    def withdraw(self, name: str) -> None:
        """Nobody waits for that job any more; neither of its callbacks will be called."""
        pending = self._pending.pop(name, None)
        if pending is not None:
            pending.ticket.withdrawn = True

    def running(self, name: str) -> bool:
        """Whether an answer under that name is still to come."""
        return name in self._pending

    def close(self) -> None:
        """Withdraw everything and wait for the threads, so that none outlives the window."""
        for name in tuple(self._pending):
            self.withdraw(name)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _relay(self, name: str, number: int, future: Future[Any]) -> None:
        if not future.cancelled():
            self._finished.emit(name, number, future)

    def _deliver(self, name: str, number: int, future: Future[Any]) -> None:
        pending = self._pending.get(name)
        if pending is None or pending.number != number:
            return
        del self._pending[name]
        trouble = future.exception()
        if trouble is None:
            pending.done(future.result())
        else:
            pending.failed(trouble)
