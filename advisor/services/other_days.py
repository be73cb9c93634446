"""The verdict for other days of departure, worked out with everything the program knows."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from advisor.engine.assess import DOUBT
from advisor.model.message import Message
from advisor.model.trip import Trip
from advisor.model.verdict import CLEAR
from advisor.planning.calendar import Calendar, calendar
from advisor.planning.shift import departure_day
from advisor.planning.work import GoOn, always
from advisor.services.advice import basis
from advisor.services.incident_library import NOTHING_IMPORTED, Known
from advisor.services.pack_library import LoadedPack

DAYS = 365
"""So many days of departure are looked at."""


def other_days(
    trip: Trip, loaded: LoadedPack, as_of: date, incidents: Known = NOTHING_IMPORTED, *, go_on: GoOn = always
) -> Calendar:
    """The verdict for a year of departure days; a doubt about pack or incidents weighs as it does in `advise`.

    ValueError if there is no pack at all. Whatever else is raised is an internal error, never a verdict.
    """
    try:
        return _calendar(trip, loaded, as_of, incidents, go_on)
    except sqlite3.Error:  # the store was damaged since it was opened
        return _calendar(trip, loaded, as_of, Known(doubt=Message("caveat.incidents-unreadable")), go_on)


def _calendar(trip: Trip, loaded: LoadedPack, as_of: date, incidents: Known, go_on: GoOn) -> Calendar:
    index, caveat = basis(loaded, incidents)
    first, last = span(trip, as_of, historical=index.pack.as_of is not None)
    floor = CLEAR if caveat is None else DOUBT
    return calendar(trip, index, as_of, first, last, floor=floor, go_on=go_on)


def span(trip: Trip, as_of: date, *, historical: bool) -> tuple[date, date]:
    """The first and last day of departure to look at: the coming year, or the year around what lies elsewhere.

    A `historical` pack is asked around its own day, and a trip that departs on none of these days around its own.
    """
    first = _later(as_of, -(DAYS // 2)) if historical else as_of
    last = _later(first, DAYS - 1)
    departs = departure_day(trip)
    if departs is not None and not first <= departs <= last:
        first = _later(departs, -(DAYS // 2))
        last = _later(first, DAYS - 1)
    return first, last


def _later(day: date, days: int) -> date:
    """So many days later, as far as the calendar of the computer goes."""
    earliest, latest = date.min.toordinal(), date.max.toordinal()
    return day + timedelta(days=min(max(days, earliest - day.toordinal()), latest - day.toordinal()))
