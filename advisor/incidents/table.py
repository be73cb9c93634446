"""incidents.csv: one event a line.

Header: id, date, date_imprecision_days, kind, place, lat, lon, imprecision_km, fatalities, a `title_` column for each
language, source_title, source_url, source_date, reliability, credibility. A row needs a place the pack declares or
coordinates of its own; unknown numbers stay empty.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor.model.diagnostic import Diagnostic
from advisor.model.incident import Incident
from advisor.model.message import Argument, Message, message
from advisor.model.place import Place
from advisor.model.source import Source
from advisor.model.span import Position, Span
from advisor.model.text import Text

Suggest = Callable[[str, Iterable[str]], str | None]
"""Finds the nearest valid name."""

REQUIRED: Final = ("id", "date", "kind")
"""Columns that every table has and every row fills."""

OPTIONAL: Final = (
    "date_imprecision_days",
    "place",
    "lat",
    "lon",
    "imprecision_km",
    "fatalities",
    "source_title",
    "source_url",
    "source_date",
    "reliability",
    "credibility",
)
"""Columns that may be missing or empty."""

LARGEST_TABLE: Final = 5_000_000
"""Bytes."""

_TITLE: Final = re.compile(r"title_([a-z]{2,3})")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_VAGUE_DAY: Final = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,9}(\.\d{1,12})?", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_GRADES: Final = {"reliability": ("A", "B", "C", "D", "E", "F"), "credibility": ("1", "2", "3", "4", "5", "6")}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows without faults, and the faults of the others."""

    incidents: tuple[Incident, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_table(data: bytes, file: str, places: Mapping[str, Place], suggest: Suggest, *, places_known: bool) -> Table:
    """Read the bytes of an incident table; `file` is what spans will call it. Never raises.

    A row without coordinates lies where its place does. With `places_known` false, undeclared places are passed over.
    """
    if len(data) > LARGEST_TABLE:
        return _refused("too-large", file, 1, size=len(data), limit=LARGEST_TABLE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _refused("not-utf8", file, line, expected=message("expected.utf8"), offset=error.start)
    return _Reader(file, places, suggest, places_known=places_known).read(text)


def _refused(code: str, file: str, line: int, *, expected: Message | None = None, **args: Argument) -> Table:
    start = Position(line, 1)
    return Table(diagnostics=(Diagnostic(code, Message(code, args), Span(file, start, start), expected=expected),))


class _Reader:
    """Reads one table; a faulty row is reported and left out."""

    def __init__(self, file: str, places: Mapping[str, Place], suggest: Suggest, *, places_known: bool) -> None:
        self.file = file
        self.places = places
        self.suggest = suggest
        self.places_known = places_known
        self.faults: list[Diagnostic] = []
        self.line = 1
        self.end: Position | None = None

    def read(self, text: str) -> Table:
        lines = text.splitlines()
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        found: list[Incident] = []
        seen: dict[str, int] = {}
        header: list[str] | None = None
        try:
            for row in rows:
                last = rows.line_num
                self.end = Position(last, len(lines[last - 1]) + 1) if last <= len(lines) else None
                if any(field.strip() for field in row):
                    if header is None:
                        header = [field.strip() for field in row]
                        if not self._check_header(header):
                            break
                    elif len(row) != len(header):
                        self.add("csv-row", expected=message("expected.fields", count=len(header)), count=len(row))
                    elif (incident := self._incident(dict(zip(header, map(str.strip, row), strict=True)))) is not None:
                        if incident.id in seen:
                            first = f"{self.file}:{seen[incident.id]}:1"
                            self.add("duplicate-id", name=incident.id, first=first)
                        seen.setdefault(incident.id, self.line)
                        found.append(incident)
                self.line = rows.line_num + 1
        except csv.Error:
            self.add("csv-unreadable")
        return Table(tuple(found), tuple(self.faults))

    def add(
        self, code: str, *, expected: Message | None = None, suggestion: str | None = None, **args: Argument
    ) -> None:
        start = Position(self.line, 1)
        span = Span(self.file, start, self.end or start)
        self.faults.append(Diagnostic(code, Message(code, args), span, expected=expected, suggestion=suggestion))

    def _check_header(self, header: list[str]) -> bool:
        known = (*REQUIRED, *OPTIONAL)
        for name in header:
            if name not in known and not _TITLE.fullmatch(name):
                expected = message("expected.columns", names=(*known, "title_en"))
                self.add("unknown-column", expected=expected, suggestion=self.suggest(name, known), column=name[:80])
        for name in REQUIRED:
            if name not in header:
                self.add("missing-column", column=name)
        for name in sorted({name for name in header if header.count(name) > 1}):
            self.add("duplicate-column", column=name[:80])
        return not self.faults

    def _incident(self, row: Mapping[str, str]) -> Incident | None:
        before = len(self.faults)
        for name in REQUIRED:
            if not row[name]:
                self.add("empty-field", column=name)
        day = self._day(row)
        days = self._whole(row, "date_imprecision_days")
        place = self._place(row)
        latitude = self._number(row, "lat", -90, 90)
        longitude = self._number(row, "lon", -180, 180)
        off_km = self._number(row, "imprecision_km", 0, 20_100)
        if bool(row.get("lat")) is not bool(row.get("lon")):
            self.add("no-position", expected=message("expected.position"))
        elif not row.get("lat") and place is not None:
            latitude, longitude = place.latitude, place.longitude
            # What happened "in" a place may have happened anywhere its point is off by.
            off_km = place.imprecision_km if off_km is None else off_km
        if len(self.faults) == before and self._placeless(row, latitude, longitude):
            self.add("no-position", expected=message("expected.position"))
        fatalities = self._whole(row, "fatalities")
        source = self._source(row)
        if len(self.faults) > before or day is None or latitude is None or longitude is None:
            return None
        titles = {found[1]: row[name] for name in row if (found := _TITLE.fullmatch(name)) and row[name]}
        return Incident(
            id=row["id"],
            day=day,
            kind=row["kind"],
            latitude=latitude,
            longitude=longitude,
            title=Text(titles),
            place=row.get("place") or None,
            imprecision_km=off_km or 0.0,
            imprecision_days=days or 0,
            fatalities=fatalities,
            source=source,
        )

    def _placeless(self, row: Mapping[str, str], latitude: float | None, longitude: float | None) -> bool:
        missing = latitude is None or longitude is None
        return missing and (self.places_known or not row.get("place"))

    def _day(self, row: Mapping[str, str]) -> date | None:
        written = row["date"]
        if _DAY.fullmatch(written):
            try:
                return date.fromisoformat(written)
            except ValueError:
                pass
        if written:
            self.add("bad-date", expected=message("expected.day"), value=written[:80])
        return None

    def _place(self, row: Mapping[str, str]) -> Place | None:
        name = row.get("place", "")
        place = self.places.get(name)
        if name and place is None and self.places_known:
            self.add(
                "undeclared-name",
                expected=message("expected.declared-place"),
                suggestion=self.suggest(name, self.places),
                kind=message("kind.place"),
                name=name[:80],
            )
        return place

    def _number(self, row: Mapping[str, str], column: str, low: float, high: float) -> float | None:
        written = row.get(column, "")
        if not written:
            return None
        if not _NUMBER.fullmatch(written):
            self.add("bad-field", expected=message("expected.number"), column=column, value=written[:80])
            return None
        number = float(written)
        if not low <= number <= high:
            expected = message("expected.between", low=low, high=high)
            self.add("bad-field", expected=expected, column=column, value=written)
            return None
        return number

    def _whole(self, row: Mapping[str, str], column: str) -> int | None:
        written = row.get(column, "")
        if not written:
            return None
        if not _WHOLE.fullmatch(written):
            self.add("bad-field", expected=message("expected.whole-number"), column=column, value=written[:80])
            return None
        return int(written)

    def _source(self, row: Mapping[str, str]) -> Source | None:
        for column, grades in _GRADES.items():
            if row.get(column) and row[column] not in grades:
                expected = message("expected.one-of", names=grades)
                self.add("bad-field", expected=expected, column=column, value=row[column][:80])
                return None
        written = row.get("source_date", "")
        if written and not _VAGUE_DAY.fullmatch(written):
            self.add("bad-field", expected=message("expected.source-date"), column="source_date", value=written[:80])
        title = row.get("source_title", "")
        if not title:
            return None
        languages = sorted(found[1] for name in row if (found := _TITLE.fullmatch(name))) or ["en"]
        return Source(
            title=Text(dict.fromkeys(languages, title)),
            url=row.get("source_url", ""),
            date=written,
            reliability=row.get("reliability") or "F",
            credibility=int(row.get("credibility") or 6),
        )
