"""ACLED exports: the user's own download, which never leaves the computer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.incidents.faults import Faults
from advisor.incidents.feeds import ACLED
from advisor.incidents.fields import Fields
from advisor.incidents.imported import Imported, gather
from advisor.incidents.kinds import ACLED_KINDS
from advisor.incidents.rows import Row, Rows
from advisor.model.incident import Incident
from advisor.model.source import Source
from advisor.model.text import Text

NEEDED: Final = frozenset(
    [
        "event_id_cnty",
        "event_date",
        "event_type",
        "sub_event_type",
        "latitude",
        "longitude",
        "geo_precision",
        "time_precision",
    ]
)
"""Columns without which no row can be placed, dated and counted; all others may be missing."""

KM: Final = {"1": 5, "2": 50, "3": 200}
"""By geo_precision: the town, its surroundings or part of a region, a region."""

DAYS: Final = {"1": 0, "2": 7, "3": 31}
"""By time_precision: the day, the week, the month."""


def is_acled(first: list[str]) -> bool:
    """Whether a table with this first row is ACLED's."""
    return {"event_id_cnty", "event_date"} <= {name.lower() for name in first}


def read_acled(rows: Rows, faults: Faults) -> Imported:
    """Every row that can be placed and dated."""
    lines = iter(rows)
    first = next(lines, None)
    if first is None or not is_acled(first[1]):
        faults.add("import-unknown-format")
        return gather(ACLED, (), faults)
    header = [name.lower() for name in first[1]]
    missing = sorted(NEEDED - set(header))
    for column in missing:
        faults.add("import-missing-column", column=column)
    return gather(ACLED, () if missing else _incidents(header, lines, faults), faults)


def _incidents(header: list[str], rows: Iterator[Row], faults: Faults) -> Iterator[tuple[int, Incident]]:
    for line, row in rows:
        if len(row) != len(header):
            faults.add("import-row-width", line, count=len(row), expected_count=len(header))
        elif (incident := _incident(Fields(dict(zip(header, row, strict=True)), line, faults))) is not None:
            yield line, incident


def _incident(row: Fields) -> Incident | None:
    identifier = row.needed("event_id_cnty")
    when = row.day("event_date")
    days = row.code("time_precision", DAYS)
    km = row.code("geo_precision", KM)
    at = row.position("latitude", "longitude")
    deaths = row.count("fatalities")
    kind = ACLED_KINDS.get(row.text("sub_event_type").lower()) or ACLED_KINDS.get(row.text("event_type").lower())
    if kind is None:
        row.fail("import-bad-code", column="sub_event_type", value=row.text("sub_event_type"))
    if row.bad or at is None or when is None or km is None or days is None or kind is None:
        return None
    parts = (row.text("sub_event_type") or row.text("event_type"), row.text("location"))
    return Incident(
        id=f"{ACLED.id}:{identifier}",
        day=when.day,
        kind=kind,
        latitude=at[0],
        longitude=at[1],
        title=Text({"en": ": ".join(part for part in parts if part)}),
        imprecision_km=float(km),
        imprecision_days=max(days, when.days),
        fatalities=deaths,
        source=Source(
            title=Text({"en": ACLED.title}),
            url=ACLED.url,
            date=when.day.isoformat(),
            reliability="B",
            # Several reports are named with semicolons between them.
            credibility=2 if ";" in row.text("source") else 3,
        ),
    )
