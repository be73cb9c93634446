"""The fields of a row as numbers and days; what can't be read is a fault of the row."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from advisor.incidents.faults import Faults
from advisor.model.message import message

LARGEST_KM: Final = 20_100.0
"""Half the way around the earth: no event is further off."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,12}(\.\d{1,20})?([eE][+-]?\d{1,2})?", re.ASCII)
_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "january jan janvier janv",
            "february feb février févr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug août",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec décembre déc",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ].*)?", re.ASCII)
_WORDS: Final = re.compile(r"(\d{1,2})(?:er)?[ -]([^\W\d]+)\.?[ -](\d{4})")
_SLASHES: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_VAGUE: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?", re.ASCII)


class Window(NamedTuple):
    """A day, and how many days earlier or later it may have been."""

    day: date
    days: int


def read_day(written: str, *, day_first: bool = True) -> Window | None:
    """A date as the field writes it: ISO, `31 January 2023`, `31/01/2023`; a month or year alone is a wide span."""
    if found := _ISO.fullmatch(written):
        return _exact(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.fullmatch(written):
        month = _MONTHS.get(found[2].lower())
        return None if month is None else _exact(int(found[3]), month, int(found[1]))
    if found := _SLASHES.fullmatch(written):
        one, two = int(found[1]), int(found[2])
        return _exact(int(found[3]), two, one) if day_first else _exact(int(found[3]), one, two)
    if found := _VAGUE.fullmatch(written):
        return _vague(int(found[1]), int(found[2] or 0))
    return None


def between(start: date, end: date, least: int = 0) -> Window:
    """The middle of two days, and enough days around it to reach both and at least `least`."""
    width = (end - start).days
    half = (width + 1) // 2
    return Window(start + timedelta(days=half), max(half, least))


def _exact(year: int, month: int, day: int) -> Window | None:
    try:
        return Window(date(year, month, day), 0)
    except ValueError:
        return None


def _vague(year: int, month: int) -> Window | None:
    if not 1 <= year <= 9998 or month > 12:  # noqa: PLR2004  (a day or two stay free on both ends of the calendar)
        return None
    if month:
        return between(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return between(date(year, 1, 1), date(year, 12, 31))


@dataclass(slots=True)
class Fields:
    """One row by column name. `bad` becomes true with the first fault."""

    by_column: Mapping[str, str]
    line: int
    faults: Faults
    bad: bool = False

    def text(self, column: str) -> str:
        """What stands there, empty if the column is missing."""
        return self.by_column.get(column, "")

    def needed(self, column: str) -> str:
        """What stands there; nothing is a fault."""
        written = self.text(column)
        if not written:
            self.fail("import-empty-field", column=column)
        return written

    def fail(self, code: str, **args: str) -> None:
        """The row can't be used."""
        self.bad = True
        self.faults.add(code, self.line, expected=None, **args)

    def day(self, column: str, *, day_first: bool = True) -> Window | None:
        """The date in that column, which must be there."""
        written = self.needed(column)
        found = read_day(written, day_first=day_first) if written else None
        if written and (found is None or not 1 < found.day.year < 9999):  # noqa: PLR2004  (room for imprecision)
            self.fail("import-bad-date", column=column, value=written)
            return None
        return found

    def number(self, column: str, low: float, high: float, *, needed: bool = False) -> float | None:
        """A number within bounds; empty is None, and a fault only where it is needed."""
        written = self.needed(column) if needed else self.text(column)
        if not written:
            return None
        plain = written.replace(",", ".") if written.count(",") == 1 and "." not in written else written
        if not _NUMBER.fullmatch(plain) or not low <= float(plain) <= high:
            self.bad = True
            expected = message("expected.between", low=low, high=high)
            self.faults.add("import-bad-number", self.line, expected=expected, column=column, value=written)
            return None
        return float(plain)

    def count(self, column: str) -> int | None:
        """A whole number of people; empty is None. `1,000` may be one or a thousand, so it is a fault."""
        written = self.text(column)
        found = self.number(column, 0, 1_000_000_000)
        if found is not None and ("," in written or not found.is_integer()):
            self.fail("import-bad-number", column=column, value=written)
            return None
        return None if found is None else int(found)

    def code(self, column: str, known: Mapping[str, int]) -> int | None:
        """What a code of the supplier means to us; an unknown or missing one is a fault."""
        written = self.needed(column).removesuffix(".0")
        if written and written not in known:
            self.fail("import-bad-code", column=column, value=written)
        return known.get(written)

    def position(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        """Degrees from two columns; a row without them has no place on the map."""
        if not self.text(latitude) or not self.text(longitude):
            self.fail("import-no-position")
            return None
        north = self.number(latitude, -90, 90)
        east = self.number(longitude, -180, 180)
        return None if north is None or east is None else (north, east)
