"""Reading days and hours as people type them. No Qt.

The day comes before the month. Nothing is guessed: a day without its year is not a day yet.
"""

from __future__ import annotations

import re
from datetime import date, time
from enum import Enum

from advisor.gui.widgets.choices import folded

MONTHS = (
    ("jan", "january", "janv", "janvier"),
    ("feb", "february", "fev", "fevr", "fevrier"),
    ("mar", "march", "mars"),
    ("apr", "april", "avr", "avril"),
    ("may", "mai"),
    ("jun", "june", "juin"),
    ("jul", "july", "juil", "juillet"),
    ("aug", "august", "aout"),
    ("sep", "sept", "september", "septembre"),
    ("oct", "october", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "december", "decembre"),
)
"""What a month may be called, in English and French, without accents."""

WEEKDAYS = frozenset(
    name[:length]
    for name in (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    )
    for length in range(2, len(name) + 1)
)
"""Names of weekdays and their beginnings: allowed before a day, and not looked at."""

_MONTH_BY_NAME = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


class Unread(Enum):
    """Why a text is not a day or an hour."""

    NOT_A_DAY = "not-a-day"
    NO_SUCH_DAY = "no-such-day"
    YEAR_MISSING = "year-missing"
    NOT_AN_HOUR = "not-an-hour"


def read_day(text: str) -> date | Unread | None:
    """The day a text names (`2023-05-20`, `20.5.2023`, `Sat 20 May 2023`, `20 mai 2023`); None for an empty text."""
    if not text.strip():
        return None
    words = folded(text).split()
    if words and words[0] in WEEKDAYS:
        words = words[1:]
    numbers = [number for word in words if (number := _number(word)) is not None]
    if not words or len(numbers) != len(words):
        return Unread.NOT_A_DAY
    if len(words) == 1:
        return _compact(words[0])
    if len(words) == 2:  # noqa: PLR2004 - day and month
        return Unread.YEAR_MISSING if _is_month(numbers[1]) else Unread.NOT_A_DAY
    return _of_three(words, numbers) if len(words) == 3 else Unread.NOT_A_DAY  # noqa: PLR2004


def _of_three(words: list[str], numbers: list[int]) -> date | Unread:
    if _is_year(words[0]):
        return _day(numbers[0], numbers[1], numbers[2])
    if _is_year(words[2]):
        return _day(numbers[2], numbers[1], numbers[0])
    return Unread.YEAR_MISSING if _is_month(numbers[1]) else Unread.NOT_A_DAY


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()  # noqa: PLR2004 - two digits are no year


def _is_month(number: int) -> bool:
    return 1 <= number <= len(MONTHS)


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 8:  # noqa: PLR2004 - 20230520
        return int(word)
    ordinal = re.fullmatch(r"([0-9]{1,2})(st|nd|rd|th|er|e)", word)
    if ordinal is not None:
        return int(ordinal[1])
    return _MONTH_BY_NAME.get(word)


def _compact(word: str) -> date | Unread:
    """`20230520`."""
    if len(word) == 8 and word.isdigit():  # noqa: PLR2004
        return _day(int(word[:4]), int(word[4:6]), int(word[6:]))
    return Unread.NOT_A_DAY


def _day(year: int, month: int, day: int) -> date | Unread:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return Unread.NOT_A_DAY
    try:
        return date(year, month, day)
    except ValueError:
        return Unread.NO_SUCH_DAY


_HOUR = re.compile(r"([0-9]{1,2})(?:\s*(?:[:.hH]|\s)\s*([0-9]{2})?)?\s*(am|pm|AM|PM)?")
_COMPACT_HOUR = re.compile(r"([0-9]{1,2})([0-9]{2})")


def read_hour(text: str) -> time | Unread | None:
    """The time of day a text names (`9:00`, `0900`, `9h30`, `21`, `9 pm`); None for an empty text."""
    text = text.strip()
    if not text:
        return None
    found = _HOUR.fullmatch(text)
    half = found[3] if found is not None else None
    if found is None:
        found = _COMPACT_HOUR.fullmatch(text)
    if found is None:
        return Unread.NOT_AN_HOUR
    hour, minute = int(found[1]), int(found[2] or 0)
    if half is not None:
        if not 1 <= hour <= 12:  # noqa: PLR2004
            return Unread.NOT_AN_HOUR
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return Unread.NOT_AN_HOUR
