"""The only reader of the clock. Everything else is told what day it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], date]
"""Tells today's date, local to the computer."""


def today() -> date:
    """Today, by the computer's clock and time zone."""
    return now().date()


def now() -> datetime:
    """This moment, by the computer's clock and time zone."""
    return datetime.now().astimezone()


def stopped_at(day: date) -> Clock:
    """A clock that always tells the same day, for tests and for reproducing an old answer."""
    return lambda: day
