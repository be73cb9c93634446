"""Whether a service or provider runs on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from advisor.model.network import Provider, Service, Window
from advisor.model.pack import Pack
from advisor.model.verdict import Range, Verdict, certain, one_of


class Running(IntEnum):
    """NOT: declared, but in none of its windows. DOUBTFUL: only in windows whose review is overdue. YES."""

    NOT = 0
    DOUBTFUL = 1
    YES = 2


class Status(NamedTuple):
    """How it stands on a day, as bounds (they differ when the day is not known), and the window that says so."""

    worst: Running
    best: Running
    window: Window | None

    @property
    def range(self) -> Range:
        """What comes of relying on it."""
        return Range(_COMES_TO[self.best], _COMES_TO[self.worst])


_COMES_TO = {Running.YES: Verdict.GO, Running.DOUBTFUL: Verdict.REFER, Running.NOT: Verdict.NO_GO}


def window_status(windows: tuple[Window, ...], day: date | None, as_of: date) -> Status:
    """The best any window offers on the day."""
    chosen: Window | None = None
    best, worst = Running.NOT, Running.NOT
    for window in windows:
        low, high = _one(window, day, as_of)
        if (high, low) > (best, worst) or chosen is None:
            chosen = window
        best, worst = max(best, high), max(worst, low)
    return Status(worst, best, chosen)


def _one(window: Window, day: date | None, as_of: date) -> tuple[Running, Running]:
    overdue = window.review_by is not None and as_of > window.review_by
    high = Running.DOUBTFUL if overdue else Running.YES
    if day is None:
        bounded = window.start is not None or window.until is not None
        reviewed = window.review_by is not None
        low = Running.NOT if bounded else Running.DOUBTFUL if reviewed else high
        return low, high
    if (window.start is not None and day < window.start) or (window.until is not None and day > window.until):
        return Running.NOT, Running.NOT
    if window.review_by is not None and day > window.review_by:
        high = Running.DOUBTFUL
    return high, high


def both(one: Status, other: Status) -> Status:
    """Both must run: the worse of the two, and its window."""
    worse = one if (one.worst, one.best) <= (other.worst, other.best) else other
    return Status(min(one.worst, other.worst), min(one.best, other.best), worse.window)


class RunningTable:
    """Looks services and providers up by id; remembers what it answered."""

    def __init__(self, pack: Pack, as_of: date) -> None:
        """For one pack and as-of day."""
        self._pack = pack
        self._as_of = as_of
        self._known: dict[tuple[str, date | None], Status] = {}

    def status(self, identifier: str, day: date | None) -> Status:
        """How a service (with its provider) or a provider stands on a day. An undeclared id never runs."""
        key = (identifier, day)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(identifier, day)
        return found

    def going_by(self, services: Iterable[str], day: date | None) -> Range:
        """What comes of going by one of these services, nobody knows which; without any, nobody can tell."""
        ranges = [self.status(service, day).range for service in services]
        return one_of(ranges) if ranges else certain(Verdict.REFER)

    def _look(self, identifier: str, day: date | None) -> Status:
        declared: Service | Provider | None = self._pack.services.get(identifier)
        if declared is None:
            declared = self._pack.providers.get(identifier)
        if declared is None:
            return Status(Running.NOT, Running.NOT, None)
        own = window_status(declared.windows, day, self._as_of)
        if isinstance(declared, Service) and declared.provider is not None:
            return both(own, self.status(declared.provider, day))
        return own
