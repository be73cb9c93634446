"""Days as governments write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

_MONTHS: Final = (
    "jan janv january janvier januar",
    "feb fév févr february février februar",
    "mar mars march märz",
    "apr avr april avril",
    "may mai",
    "jun june juin juni",
    "jul juil july juillet juli",
    "aug august août",
    "sep sept september septembre",
    "oct okt october octobre oktober",
    "nov november novembre",
    "dec déc dez december décembre dezember",
)
_BY_NAME: Final = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)? (?P<name>[^\W\d]+)\.?,? (?P<y>\d{4})(?!\d)"),
    re.compile(r"(?P<name>[^\W\d]+)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})(?!\d)", re.ASCII),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST_SECONDS: Final = 250_000_000_000


def find_day(text: str) -> date | None:
    """The first day named in a text: ISO, `10 July 2026`, `July 10, 2026`, `10.07.2026`. None if there is none."""
    flat = " ".join(text[:400].split())
    found = [(hit.start(), day) for form in _FORMS for hit in form.finditer(flat) if (day := _day(hit)) is not None]
    return min(found)[1] if found else None


def day_of_seconds(seconds: object) -> date | None:
    """The day, in UTC, of so many seconds since 1970; None for anything else."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return None
    if not 0 < seconds < _LARGEST_SECONDS:  # false for NaN too
        return None
    return (_EPOCH + timedelta(seconds=seconds)).date()


def period_start(written: str) -> date | None:
    """The first day of a source's date, written `2026`, `2026-07` or `2026-07-10`; None if it is none of these."""
    parts = written.split("-")
    try:
        numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
        return date(*[*numbers, 1, 1][:3]) if 1 <= len(numbers) == len(parts) <= 3 else None  # noqa: PLR2004
    except ValueError:
        return None


def _day(hit: re.Match[str]) -> date | None:
    parts = hit.groupdict()
    month = _BY_NAME.get(parts["name"].lower()) if "name" in parts else int(parts["m"])
    try:
        return None if month is None else date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None
