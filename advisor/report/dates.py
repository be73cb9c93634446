"""Days and hours as reports tell them."""

from __future__ import annotations

from datetime import date, datetime

from advisor.model.message import Argument, Message, message
from advisor.model.trip import When
from advisor.report.tree import Words


def day(when: When) -> Message:
    """`Sat 6 May`: for tables; the year stands in the trip's dates."""
    return message(
        "report.day",
        weekday=message(f"report.weekday.{when.weekday() + 1}"),
        day=str(when.day),
        month=message(f"report.month.{when.month}"),
    )


def full_day(when: When) -> date:
    """The day alone, which the catalogue writes out with its year."""
    return when.date() if isinstance(when, datetime) else when


def hour(when: datetime) -> str:
    """`06:30`."""
    return f"{when.hour:02}:{when.minute:02}"


def moment(when: When) -> Words:
    """A day, with the hour where it is known."""
    return message("report.day-hour", day=day(when), hour=hour(when)) if isinstance(when, datetime) else day(when)


def between(start: When, until: When) -> Words:
    """From one time to another, the day said once where it is the same."""
    same_day = (start.year, start.month, start.day) == (until.year, until.month, until.day)
    if same_day and isinstance(start, datetime) and isinstance(until, datetime):
        return message("report.day-hours", day=day(start), start=hour(start), until=hour(until))
    if same_day:
        return day(start)
    return message("report.between", start=moment(start), until=moment(until))


def written_date(written: str) -> Argument:
    """A source's date, as precisely as it was written."""
    parts = written.split("-")
    try:
        if len(parts) == 3:  # noqa: PLR2004 - year, month, day
            return full_day(date.fromisoformat(written))
        if len(parts) == 2:  # noqa: PLR2004 - year, month
            month = date(int(parts[0]), int(parts[1]), 1)
            return message("report.month-year", month=message(f"date.month.{month.month}"), year=parts[0])
    except ValueError:
        pass
    return written
