"""Days written as precisely as they are known: `2023`, `2023-06`, `2023-06-14`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(written: str) -> date:
    """The earliest day it can mean."""
    year, month, day = _parts(written)
    return date(year, month or 1, day or 1)


def last_day(written: str) -> date:
    """The latest day it can mean."""
    year, month, day = _parts(written)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(written: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    return year, month, day
