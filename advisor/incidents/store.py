"""Imported incidents in one SQLite file, and the index over them. Where the file lies is for the caller to say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from advisor.incidents.distance import Point
from advisor.incidents.feeds import FEEDS
from advisor.incidents.grid import Event, Grid
from advisor.incidents.imported import Imported
from advisor.model.incident import Incident
from advisor.model.source import Source
from advisor.model.text import Text

VERSION: Final = 1
"""Of the tables; a file of a later version is refused with ValueError."""

_TABLES: Final = """
CREATE TABLE incident (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, day INTEGER NOT NULL,
    days INTEGER NOT NULL, kind TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, km REAL NOT NULL,
    fatalities INTEGER, rest TEXT NOT NULL
);
CREATE INDEX incident_feed ON incident (feed);
"""
_COLUMNS: Final = "id, feed, day, days, kind, latitude, longitude, km, fatalities, rest"
_ADD: Final = f"""
INSERT INTO incident ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET day = excluded.day, days = excluded.days, kind = excluded.kind,
    latitude = excluded.latitude, longitude = excluded.longitude, km = excluded.km,
    fatalities = excluded.fatalities, rest = excluded.rest
"""  # noqa: S608  (column names of ours)
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did: events not known before, known but different now, the same as before, no longer valid."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


class IncidentStore:
    """Keeps incidents by id, so that nothing is there twice; a later import of the same id replaces the earlier."""

    def __init__(self, path: Path | str) -> None:
        """Open the file, or make it. `:memory:` keeps everything in memory. Raises sqlite3.Error, ValueError."""
        self._database = sqlite3.connect(path)
        try:
            self._prepare()
        except BaseException:
            self._database.close()
            raise
        self._near: _Near | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __len__(self) -> int:
        """How many incidents there are."""
        count: int = self._database.execute("SELECT count(*) FROM incident").fetchone()[0]
        return count

    def add(self, imported: Imported) -> Added:
        """Take in what a file held, wholly or, on an error, not at all."""
        self._near = None
        rows = [_row(incident, imported.feed.id) for incident in imported.incidents]
        new = changed = same = removed = 0
        with self._database:
            for beginning in imported.superseded:
                # An alert goes with all its areas; ids that merely begin alike stay.
                found = self._database.execute(
                    "DELETE FROM incident WHERE feed = ? AND (id = ? OR substr(id, 1, ?) = ?)",
                    (imported.feed.id, beginning, len(beginning) + 1, f"{beginning}#"),
                )
                removed += found.rowcount
            for chunk in _chunks(rows):
                known = self._known([row[0] for row in chunk])
                new += sum(row[0] not in known for row in chunk)
                different = [row for row in chunk if known.get(row[0]) != row]
                changed += sum(row[0] in known for row in different)
                same += len(chunk) - len(different)
                self._database.executemany(_ADD, different)
        return Added(new, changed, same, removed)

    def forget(self, feed: str) -> int:
        """Delete everything of a feed; how many there were."""
        self._near = None
        with self._database:
            return self._database.execute("DELETE FROM incident WHERE feed = ?", (feed,)).rowcount

    def feeds(self) -> dict[str, int]:
        """How many incidents each feed has."""
        return dict(self._database.execute("SELECT feed, count(*) FROM incident GROUP BY feed ORDER BY feed"))

    def exportable(self) -> Iterator[Incident]:
        """The incidents that may leave the computer, by id: those of feeds that say so."""
        free = sorted(feed.id for feed in FEEDS.values() if feed.exportable)
        marks = ", ".join("?" * len(free))
        query = f"SELECT {_COLUMNS} FROM incident WHERE feed IN ({marks}) ORDER BY id"  # noqa: S608  (only marks)
        return map(_incident, self._database.execute(query, free))

    def near(
        self,
        line: Sequence[Point],
        within_km: float,
        period: tuple[date, date],
        kinds: frozenset[str] = frozenset(),
        *,
        fatal: bool = False,
    ) -> tuple[Incident, ...]:
        """The incidents within that distance of a place or line that may have happened in the period, by day and id.

        `within_km` includes the imprecision of the line; that of each event is added here. No `kinds`: any. The first
        call after a change reads the whole store into the index.
        """
        if self._near is None:
            self._near = _Near(self._database)
        numbers = self._near.numbers(line, within_km, (period[0].toordinal(), period[1].toordinal()))
        found = [
            incident
            for chunk in _chunks(numbers)
            for incident in self._fetch("number", chunk)
            if (not kinds or incident.kind in kinds) and (not fatal or (incident.fatalities or 0) > 0)
        ]
        return tuple(sorted(found, key=lambda incident: (incident.day, incident.id)))

    def warm(self) -> None:
        """Read the index now, so that the first question need not."""
        self._near = self._near or _Near(self._database)

    def _prepare(self) -> None:
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise ValueError(f"the incident store has version {version}, this program knows up to {VERSION}")
        if version == 0:
            with self._database:
                self._database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")

    def _known(self, ids: list[str]) -> dict[str, tuple[Any, ...]]:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT {_COLUMNS} FROM incident WHERE id IN ({marks})"  # noqa: S608  (only marks)
        return {row[0]: row for row in self._database.execute(query, ids)}

    def _fetch(self, column: str, values: Sequence[object]) -> Iterator[Incident]:
        marks = ", ".join("?" * len(values))
        query = f"SELECT {_COLUMNS} FROM incident WHERE {column} IN ({marks})"  # noqa: S608  (a column of ours)
        return map(_incident, self._database.execute(query, values))


class _Near:
    """The grid over a store as it was read, and the row number of each position."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._numbers: list[int] = []
        with closing(database.execute("SELECT number, latitude, longitude, km, day, days FROM incident")) as rows:
            self._grid = Grid(self._events(rows))

    def _events(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[Event]:
        for number, *event in rows:
            self._numbers.append(number)
            yield Event(*event)

    def numbers(self, line: Sequence[Point], within_km: float, period: tuple[int, int]) -> list[int]:
        return [self._numbers[position] for position in self._grid.near(line, within_km, *period)]


def _row(incident: Incident, feed: str) -> tuple[Any, ...]:
    source = None if incident.source is None else asdict(incident.source)
    rest = {"title": dict(incident.title.by_language), "place": incident.place, "source": source}
    return (
        incident.id,
        feed,
        incident.day.toordinal(),
        incident.imprecision_days,
        incident.kind,
        float(incident.latitude),
        float(incident.longitude),
        float(incident.imprecision_km),
        incident.fatalities,
        json.dumps(rest, ensure_ascii=False, sort_keys=True),
    )


def _incident(row: tuple[Any, ...]) -> Incident:
    identifier, _, day, days, kind, latitude, longitude, km, fatalities, rest = row
    read = json.loads(rest)
    source = read["source"]
    if source is not None:
        texts = {name: Text(source[name]["by_language"]) for name in ("title", "note")}
        source = Source(**{**source, **texts})
    return Incident(
        id=identifier,
        day=date.fromordinal(day),
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        title=Text(read["title"]),
        place=read["place"],
        imprecision_km=km,
        imprecision_days=days,
        fatalities=fatalities,
        source=source,
    )


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
