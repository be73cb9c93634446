"""The store as it was at one moment, for the engine: what is written later does not change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from threading import Lock
from typing import Any, Final

from advisor.incidents.claims import claim_from_json
from advisor.incidents.finder import Finder, Found, in_order
from advisor.incidents.grid import Event
from advisor.incidents.records import COLUMNS, Fingerprint, incident_of
from advisor.model.incident import Coverage, FeedUse, Incident
from advisor.model.place import Point

_CHUNK: Final = 500
_MOST_KEPT: Final = 20_000


class StoredData:
    """Incidents of a store, as IncidentData. Any thread may ask; the first question reads the index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Take a connection of its own, opened for any thread, that nobody else uses."""
        self._database = database
        self._lock = Lock()
        database.execute("BEGIN")  # From the first look on, a reader sees the store as it was then.
        uses = database.execute("SELECT feed, count(*), max(day) FROM incident GROUP BY feed ORDER BY feed")
        self.feeds: tuple[FeedUse, ...] = tuple(
            FeedUse(feed=feed, count=count, newest=date.fromordinal(day)) for feed, count, day in uses
        )
        claims = database.execute("SELECT DISTINCT claim FROM import WHERE claim IS NOT NULL ORDER BY claim")
        self.coverages: tuple[Coverage, ...] = tuple(claim_from_json(claim) for (claim,) in claims)
        self._index: _Index | None = None
        self._kept: dict[int, Incident] = {}

    @property
    def fingerprint(self) -> str:
        """A SHA-256 in hex over every incident and claim, the same for the same content whenever it was imported."""
        return self.warm().fingerprint

    def warm(self) -> _Index:
        """Read the index now: some seconds for a million incidents."""
        with self._lock:
            if self._index is None:
                self._index = _Index(self._database, self.coverages)
            return self._index

    def near(
        self,
        line: Sequence[Point],
        within_km: float,
        period: tuple[date, date],
        kinds: frozenset[str] = frozenset(),
        *,
        fatal: bool = False,
    ) -> tuple[Incident, ...]:
        """As IncidentData says."""
        index = self.warm()
        positions = index.finder.near(line, within_km, period, kinds, fatal=fatal)
        return in_order(self._fetched([index.numbers[position] for position in positions]))

    def close(self) -> None:
        """Let go of the file; nothing can be asked any more. Dropping the last reference does the same."""
        with self._lock:
            self._database.close()

    def _fetched(self, numbers: list[int]) -> list[Incident]:
        with self._lock:
            missing = [number for number in numbers if number not in self._kept]
            if len(self._kept) + len(missing) > _MOST_KEPT:
                self._kept.clear()
                missing = numbers
            for start in range(0, len(missing), _CHUNK):
                chunk = missing[start : start + _CHUNK]
                marks = ", ".join("?" * len(chunk))
                query = f"SELECT number, {COLUMNS} FROM incident WHERE number IN ({marks})"  # noqa: S608  (only marks)
                self._kept.update((number, incident_of(row)) for number, *row in self._database.execute(query, chunk))
            return [self._kept[number] for number in numbers]


class _Index:
    """What is kept in memory: where, when and what; the row number of each position; the fingerprint."""

    def __init__(self, database: sqlite3.Connection, coverages: tuple[Coverage, ...]) -> None:
        self.numbers: list[int] = []
        fingerprint = Fingerprint()
        columns = "number, digest, kind, fatalities, latitude, longitude, km, day, days"
        with closing(database.execute(f"SELECT {columns} FROM incident")) as rows:  # noqa: S608  (ours)
            self.finder = Finder(self._found(rows, fingerprint))
        self.fingerprint = fingerprint.of(coverages)

    def _found(self, rows: Iterator[tuple[Any, ...]], fingerprint: Fingerprint) -> Iterator[Found]:
        for number, digest, kind, fatalities, *event in rows:
            self.numbers.append(number)
            fingerprint.add(digest)
            yield Found(Event(*event), kind, (fatalities or 0) > 0)
