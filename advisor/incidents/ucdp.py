"""UCDP GED and its monthly Candidate files: 49 columns, some releases without the header row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from advisor.incidents.faults import Faults
from advisor.incidents.feeds import UCDP
from advisor.incidents.fields import Fields, between
from advisor.incidents.imported import Imported, gather
from advisor.incidents.kinds import UCDP_KINDS
from advisor.incidents.rows import Row, Rows
from advisor.model.incident import Incident
from advisor.model.source import Source
from advisor.model.text import Text

COLUMNS: Final = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)

NEEDED: Final = frozenset(
    ["id", "type_of_violence", "where_prec", "latitude", "longitude", "date_prec", "date_start", "date_end", "best"]
)
"""Columns without which no row can be placed, dated and counted."""

KM: Final = {"1": 2, "2": 25, "3": 75, "4": 250, "5": 100, "6": 1000, "7": 1000}
"""By where_prec: the place, near it, district, province, a line or vague area, the country, beyond the coast."""

DAYS: Final = {"1": 0, "2": 6, "3": 7, "4": 31, "5": 183}
"""By date_prec: the day, some days, a week, a month, longer."""

_VIOLENCE: Final = {code: int(code) for code in UCDP_KINDS}


def is_ucdp(first: list[str]) -> bool:
    """Whether a table with this first row is UCDP's, with or without its header."""
    return _is_header(first) or _is_headerless(first)


def read_ucdp(rows: Rows, faults: Faults) -> Imported:
    """Every row that can be placed and dated. Deaths are UCDP's best estimate."""
    lines = iter(rows)
    first = next(lines, None)
    if first is None or not is_ucdp(first[1]):
        faults.add("import-unknown-format")
        return gather(UCDP, (), faults)
    header = list(COLUMNS)
    if _is_header(first[1]):
        header = [name.lower() for name in first[1]]
    else:
        lines = chain((first,), lines)
        faults.note("import-no-header")
    missing = sorted(NEEDED - set(header))
    for column in missing:
        faults.add("import-missing-column", column=column)
    return gather(UCDP, () if missing else _incidents(header, lines, faults), faults)


def _is_header(first: list[str]) -> bool:
    names = {name.lower() for name in first}
    return {"id", "type_of_violence"} <= names and bool(names & {"where_prec", "date_prec", "conflict_new_id"})


def _is_headerless(first: list[str]) -> bool:
    if len(first) != len(COLUMNS) or not first[0].removesuffix(".0").isdecimal():
        return False
    row = dict(zip(COLUMNS, first, strict=True))
    return row["type_of_violence"] in UCDP_KINDS and row["geom_wkt"].upper().startswith("POINT")


def _incidents(header: list[str], rows: Iterator[Row], faults: Faults) -> Iterator[tuple[int, Incident]]:
    for line, row in rows:
        if len(row) != len(header):
            faults.add("import-row-width", line, count=len(row), expected_count=len(header))
        elif (incident := _incident(Fields(dict(zip(header, row, strict=True)), line, faults))) is not None:
            yield line, incident


def _incident(row: Fields) -> Incident | None:
    identifier = row.needed("id").removesuffix(".0")
    violence = row.code("type_of_violence", _VIOLENCE)
    km = row.code("where_prec", KM)
    days = row.code("date_prec", DAYS)
    start, end = row.day("date_start"), row.day("date_end")
    at = row.position("latitude", "longitude")
    deaths = row.count("best")
    if start is not None and end is not None and end.day < start.day:
        row.fail("import-bad-date", column="date_end", value=row.text("date_end"))
    if row.bad or at is None or start is None or end is None or km is None or days is None:
        return None
    when = between(start.day, end.day, days)
    return Incident(
        id=f"{UCDP.id}:{identifier}",
        day=when.day,
        kind=UCDP_KINDS[str(violence)],
        latitude=at[0],
        longitude=at[1],
        title=Text({"en": title}) if (title := _title(row)) else Text(),
        imprecision_km=float(km),
        imprecision_days=when.days,
        fatalities=deaths,
        source=_source(row, end.day),
    )


def _title(row: Fields) -> str:
    parts = (row.text("dyad_name"), row.text("where_coordinates") or row.text("adm_1"))
    return ": ".join(" ".join(part.split()) for part in parts if part)


def _source(row: Fields, last: date) -> Source:
    """Usually reliable; probably true where several sources agree and UCDP has no doubt, else possibly true."""
    several = row.text("number_of_sources").isdecimal() and int(row.text("number_of_sources")) > 1
    clear = row.text("event_clarity") == "1" and row.text("code_status") in {"", "Clear"}
    return Source(
        title=Text({"en": UCDP.title}),
        url=UCDP.url,
        date=last.isoformat(),
        reliability="B",
        credibility=2 if several and clear else 3,
    )
