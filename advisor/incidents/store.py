"""Imported incidents in one SQLite file. Where the file lies is for the caller to say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from advisor.incidents.claims import claim_from_json, claim_to_json
from advisor.incidents.feeds import FEEDS
from advisor.incidents.imported import Imported
from advisor.incidents.records import COLUMNS, Row, digest, incident_of, row_of
from advisor.incidents.rows import Watch, unwatched
from advisor.incidents.snapshot import StoredData
from advisor.model.incident import Box, Coverage, Incident

VERSION: Final = 2
"""Of the tables; a file of a later version is refused with ValueError."""

_FROM_VERSION: Final = (
    """
    CREATE TABLE incident (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, day INTEGER NOT NULL,
        days INTEGER NOT NULL, kind TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, km REAL NOT NULL,
        fatalities INTEGER, rest TEXT NOT NULL
    );
    CREATE INDEX incident_feed ON incident (feed);
    """,
    f"""
    DROP INDEX incident_feed;
    CREATE INDEX incident_feed_day ON incident (feed, day);
    CREATE INDEX incident_where ON incident (latitude, longitude, day);
    ALTER TABLE incident ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
    UPDATE incident SET digest = digest({COLUMNS});
    CREATE TABLE import (
        number INTEGER PRIMARY KEY AUTOINCREMENT, feed TEXT NOT NULL, file TEXT NOT NULL, day INTEGER,
        new INTEGER NOT NULL, changed INTEGER NOT NULL, same INTEGER NOT NULL, removed INTEGER NOT NULL, claim TEXT
    );
    """,  # noqa: S608  (column names of ours)
)
"""What leads from each version of the tables to the next, beginning with an empty file."""

_ADD: Final = f"""
INSERT INTO incident ({COLUMNS}, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET feed = excluded.feed, day = excluded.day, days = excluded.days, kind = excluded.kind,
    latitude = excluded.latitude, longitude = excluded.longitude, km = excluded.km,
    fatalities = excluded.fatalities, rest = excluded.rest, digest = excluded.digest
"""  # noqa: S608  (column names of ours)
_CHUNK: Final = 500
_MAPPED: Final = 1 << 31
"""Bytes of the file that are read without copying: the rows that a question finds lie far apart."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did: events not known before, known but different now, the same as before, no longer valid."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """An import that was made. `claim`: what a person vouched that it is complete for, None for nothing."""

    number: int
    feed: str
    file: str
    day: date | None
    added: Added
    claim: Coverage | None


class IncidentStore:
    """Keeps incidents by id, so that nothing is there twice; a later import of the same id replaces the earlier."""

    def __init__(self, path: Path | str) -> None:
        """Open the file, or make it. `:memory:` keeps everything in memory. Raises sqlite3.Error, ValueError."""
        self._path = path
        self._database = sqlite3.connect(path)
        try:
            self._prepare()
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What `data` gave goes on answering."""
        self._database.close()

    def __len__(self) -> int:
        """How many incidents there are."""
        count: int = self._database.execute("SELECT count(*) FROM incident").fetchone()[0]
        return count

    def add(
        self,
        imported: Imported,
        *,
        claim: Coverage | None = None,
        file: str = "",
        day: date | None = None,
        watch: Watch = unwatched,
    ) -> Added:
        """Take in what a file held, wholly or, on an error, not at all, and remember the import.

        `claim`: what a person vouches that the file is complete for; `file`: its name; `day`: of the import. `watch`
        is told how many rows are in; what it raises ends the import as if there had been none.
        """
        with self._database:
            added = self._take_in(imported, watch)
            self._database.execute(
                "INSERT INTO import (feed, file, day, new, changed, same, removed, claim) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    imported.feed.id,
                    file,
                    None if day is None else day.toordinal(),
                    added.new,
                    added.changed,
                    added.same,
                    added.removed,
                    None if claim is None else claim_to_json(claim),
                ),
            )
        return added

    def imports(self) -> tuple[ImportRecord, ...]:
        """The imports of what is still here, the newest first."""
        rows = self._database.execute(
            "SELECT number, feed, file, day, claim, new, changed, same, removed FROM import ORDER BY number DESC"
        )
        return tuple(
            ImportRecord(
                number=number,
                feed=feed,
                file=file,
                day=None if day is None else date.fromordinal(day),
                added=Added(*counts),
                claim=None if claim is None else claim_from_json(claim),
            )
            for number, feed, file, day, claim, *counts in rows
        )

    def set_claim(self, number: int, claim: Coverage | None) -> None:
        """Put another claim in the place of an import's. KeyError for an import that is not here."""
        written = None if claim is None else claim_to_json(claim)
        with self._database:
            done = self._database.execute("UPDATE import SET claim = ? WHERE number = ?", (written, number))
        if not done.rowcount:
            raise KeyError(number)

    def withdraw_claim(self, number: int) -> None:
        """Nobody vouches for an import any more; its incidents stay. KeyError for an import that is not here."""
        self.set_claim(number, None)

    def forget(self, feed: str) -> int:
        """Delete everything of a feed, its imports and claims too; how many incidents there were."""
        with self._database:
            self._database.execute("DELETE FROM import WHERE feed = ?", (feed,))
            return self._database.execute("DELETE FROM incident WHERE feed = ?", (feed,)).rowcount

    def feeds(self) -> dict[str, int]:
        """How many incidents each feed has."""
        return dict(self._database.execute("SELECT feed, count(*) FROM incident GROUP BY feed ORDER BY feed"))

    def exportable(self) -> Iterator[Incident]:
        """The incidents that may leave the computer, by id: those of feeds that say so."""
        free = sorted(feed.id for feed in FEEDS.values() if feed.exportable)
        marks = ", ".join("?" * len(free))
        query = f"SELECT {COLUMNS} FROM incident WHERE feed IN ({marks}) ORDER BY id"  # noqa: S608  (only marks)
        return map(incident_of, self._database.execute(query, free))

    def inside(
        self, box: Box, period: tuple[date, date], kinds: frozenset[str] = frozenset(), limit: int = 1000
    ) -> tuple[Incident, ...]:
        """The incidents whose point lies in the box and that may have happened in the period, the newest first.

        No `kinds`: any. No more than `limit`. For lists and maps: an event that is only vaguely known may have happened
        inside and have its point outside.
        """
        wanted = ["latitude BETWEEN ? AND ?", "day - days <= ?", "day + days >= ?"]
        values: list[object] = [box.south, box.north, period[1].toordinal(), period[0].toordinal()]
        wanted.append("longitude BETWEEN ? AND ?" if box.west <= box.east else "(longitude >= ? OR longitude <= ?)")
        values += [box.west, box.east]
        if kinds:
            wanted.append(f"kind IN ({', '.join('?' * len(kinds))})")
            values += sorted(kinds)
        query = (
            f"SELECT {COLUMNS} FROM incident WHERE {' AND '.join(wanted)} "  # noqa: S608  (conditions of ours)
            "ORDER BY day DESC, id LIMIT ?"
        )
        return tuple(map(incident_of, self._database.execute(query, (*values, limit))))

    def data(self) -> StoredData:
        """Everything as it is now, for the engine: to be kept by the caller until the store changes.

        Any thread may call this for a store in a file, and ask what it gives. Raises sqlite3.Error.
        """
        if str(self._path) != ":memory:":
            own = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
            # Only so can the store be written to while somebody reads.
            if own.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                own.execute("PRAGMA query_only = ON")
                own.execute(f"PRAGMA mmap_size = {_MAPPED}")
                return StoredData(own)
            own.close()
        copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.backup(copy)
        return StoredData(copy)

    def _take_in(self, imported: Imported, watch: Watch) -> Added:
        rows = [row_of(incident, imported.feed.id) for incident in imported.incidents]
        new = changed = same = removed = 0
        for beginning in imported.superseded:
            # An alert goes with all its areas; ids that merely begin alike stay.
            found = self._database.execute(
                "DELETE FROM incident WHERE feed = ? AND (id = ? OR substr(id, 1, ?) = ?)",
                (imported.feed.id, beginning, len(beginning) + 1, f"{beginning}#"),
            )
            removed += found.rowcount
        for number, chunk in enumerate(_chunks(rows)):
            watch(number * _CHUNK)
            known = self._known([row[0] for row in chunk])
            new += sum(row[0] not in known for row in chunk)
            different = [row for row in chunk if known.get(row[0]) != row]
            changed += sum(row[0] in known for row in different)
            same += len(chunk) - len(different)
            self._database.executemany(_ADD, [(*row, digest(*row)) for row in different])
        return Added(new, changed, same, removed)

    def _prepare(self) -> None:
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise ValueError(f"the incident store has version {version}, this program knows up to {VERSION}")
        if version < VERSION:
            self._database.create_function("digest", -1, digest, deterministic=True)
            steps = "".join(_FROM_VERSION[version:])
            with self._database:
                self._database.executescript(f"BEGIN; {steps} PRAGMA user_version = {VERSION}; COMMIT;")
        self._database.execute("PRAGMA journal_mode = WAL")

    def _known(self, ids: list[str]) -> dict[str, Row]:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT {COLUMNS} FROM incident WHERE id IN ({marks})"  # noqa: S608  (only marks)
        return {row[0]: row for row in self._database.execute(query, ids)}


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
