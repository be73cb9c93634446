"""Tables of any office: CSV or XLSX with a column mapping, and HXL, whose hashtags are the mapping."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from advisor.incidents.acled import KM as ACLED_KM
from advisor.incidents.faults import Faults
from advisor.incidents.feeds import HXL, MAPPED
from advisor.incidents.fields import LARGEST_KM, Fields, read_day
from advisor.incidents.imported import Imported, gather
from advisor.incidents.kinds import KINDS, kind_of
from advisor.incidents.mapping import ColumnMapping, guess_mapping
from advisor.incidents.rows import Row, Rows
from advisor.model.feed import Feed
from advisor.model.incident import Incident
from advisor.model.source import Source
from advisor.model.text import Text

TAG_ROWS: Final = 25
"""Rows from the top among which the hashtag row must be."""

_TAG: Final = re.compile(r"#[a-z][a-z0-9_]*([ ]*\+[ ]*[a-z][a-z0-9_]*)*", re.IGNORECASE)
_KM: Final = re.compile(r"(\d+(?:\.\d+)?)\s*km", re.IGNORECASE)
_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("#event+code", "#event+id", "#meta+id"),
    "date": ("#date+occurred", "#date+start", "#date", "#date+reported"),
    "latitude": ("#geo+lat", "#lat_deg"),
    "longitude": ("#geo+lon", "#lon_deg"),
    "kind": ("#event+type+sub", "#event+type", "#event+kind", "#cause", "#event"),
    "title": ("#description", "#event+name", "#meta+description"),
    "place": ("#loc+name", "#loc"),
    "fatalities": ("#affected+killed", "#affected+deaths"),
    "imprecision_km": ("#geo+precision",),
    "source": ("#meta+source", "#source"),
    "url": ("#meta+url", "#meta+link"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table as they are, and what a mapping makes of them."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: ColumnMapping
    imported: Imported


def preview(rows: Rows, faults: Faults, mapping: ColumnMapping | None = None, count: int = 20) -> Preview:
    """The header, that many rows, and the incidents they become by this mapping, or by the one the header suggests."""
    lines = list(islice(rows, count + 1))
    header = tuple(lines[0][1]) if lines else ()
    chosen = mapping or guess_mapping(header)
    imported = read_mapped(Rows(faults, cells=tuple(lines)), chosen, faults)
    return Preview(header, tuple(tuple(fields) for _, fields in lines[1:]), chosen, imported)


def read_mapped(rows: Rows, mapping: ColumnMapping, faults: Faults) -> Imported:
    """Every row below the first that can be placed and dated."""
    missing = mapping.missing()
    for name in missing:
        faults.add("import-unmapped", field=name)
    lines = iter(rows)
    next(lines, None)
    return gather(MAPPED, () if missing else _incidents(lines, mapping, MAPPED, faults), faults)


def tag_row(first: Sequence[Row]) -> int | None:
    """Which of these rows is the hashtag row: most of its filled fields are hashtags."""
    for at, (_, fields) in enumerate(first[:TAG_ROWS]):
        filled = [one for one in fields if one]
        tags = sum(_TAG.fullmatch(one) is not None for one in filled)
        if tags and tags * 2 > len(filled):
            return at
    return None


def read_hxl(rows: Rows, faults: Faults, name: str = "") -> Imported:
    """Every row below the hashtags that can be placed and dated, without a header row that stands below them."""
    lines = iter(rows)
    first = list(islice(lines, TAG_ROWS))
    at = tag_row(first)
    if at is None:
        faults.add("import-no-hashtags")
        return gather(HXL, (), faults)
    tags = first[at][1]
    mapping = ColumnMapping(columns=_by_tag(tags), name=name)
    missing = mapping.missing()
    for field in missing:
        faults.add("import-missing-column", first[at][0], column=_TAGS[field][0])
    below = first[at + 1 :]
    if below and at == 0 and _is_header(below[0][1], mapping):
        below = below[1:]
    everything = (row for part in (below, lines) for row in part)
    return gather(HXL, () if missing else _incidents(everything, mapping, HXL, faults), faults)


def _by_tag(tags: Sequence[str]) -> dict[str, int]:
    """Columns by field: the tag wanted most, with the fewest further attributes."""
    written = [frozenset(tag.lower().replace(" ", "").split("+")) for tag in tags]
    found: dict[str, int] = {}
    for field, wanted in _TAGS.items():
        for tag in wanted:
            parts = frozenset(tag.split("+"))
            fitting = [at for at, one in enumerate(written) if parts <= one and at not in found.values()]
            if fitting:
                found[field] = min(fitting, key=lambda at: (len(written[at]), at))
                break
    return found


def _is_header(fields: Sequence[str], mapping: ColumnMapping) -> bool:
    """Whether the row below hashtags names columns: no day where the date is, no digit where the position is."""
    day, *position = (_at(fields, mapping.columns.get(name)) for name in ("date", "latitude", "longitude"))
    return read_day(day) is None and not any(sign.isdigit() for text in (day, *position) for sign in text)


def _at(fields: Sequence[str], column: int | None) -> str:
    return fields[column] if column is not None and column < len(fields) else ""


def _incidents(
    rows: Iterable[Row], mapping: ColumnMapping, feed: Feed, faults: Faults
) -> Iterator[tuple[int, Incident]]:
    for line, written in rows:
        by_field = {name: _at(written, column) for name, column in mapping.columns.items()}
        if (incident := _incident(Fields(by_field, line, faults), mapping, feed)) is not None:
            yield line, incident


def _incident(row: Fields, mapping: ColumnMapping, feed: Feed) -> Incident | None:
    when = row.day("date", day_first=mapping.day_first)
    at = row.position("latitude", "longitude")
    deaths = row.count("fatalities")
    km = _imprecision_km(row, coded=feed is HXL)
    days = row.number("imprecision_days", 0, 36_500)
    source = _source(row, mapping)
    if row.bad or when is None or at is None:
        return None
    title, place = row.text("title"), row.text("place")
    shown = title or ": ".join(part for part in (row.text("kind"), place) if part)
    kind = _kind(row, mapping)
    seen = (when.day, *at, kind, shown)
    return Incident(
        id=_identifier(row, mapping, feed, seen),
        day=when.day,
        kind=kind,
        latitude=at[0],
        longitude=at[1],
        title=Text({"en": shown}) if shown else Text(),
        imprecision_km=mapping.default_km if km is None else km,
        imprecision_days=max(when.days, mapping.default_days if days is None else int(days)),
        fatalities=deaths,
        source=source,
    )


def _identifier(row: Fields, mapping: ColumnMapping, feed: Feed, seen: tuple[object, ...]) -> str:
    """The table's own number, or else one made from when, where and what: equal rows are one incident."""
    own = row.text("id")
    if not own:
        own = hashlib.sha256("\n".join(map(str, seen)).encode()).hexdigest()[:20]
    return ":".join(part for part in (feed.id, mapping.name, own) if part)


def _kind(row: Fields, mapping: ColumnMapping) -> str:
    word = row.text("kind")
    told = mapping.kinds.get(word.lower())
    if told in KINDS:
        return told
    known = kind_of(word) if word else None
    if word and known is None:
        row.faults.note_once("import-unknown-kind", row.line, value=word)
    return known or "other"


def _imprecision_km(row: Fields, *, coded: bool) -> float | None:
    """A number of kilometres, also inside words such as `(2) 25 km precision`; or a code from 1 to 3, as ACLED has."""
    if coded and (known := ACLED_KM.get(row.text("imprecision_km"))) is not None:
        return float(known)
    if found := _KM.search(row.text("imprecision_km")):
        return min(float(found[1]), LARGEST_KM)
    return row.number("imprecision_km", 0, LARGEST_KM)


def _source(row: Fields, mapping: ColumnMapping) -> Source | None:
    reliability = row.text("reliability").upper() or mapping.reliability
    credibility = row.text("credibility") or str(mapping.credibility)
    for column, written, known in (("reliability", reliability, "ABCDEF"), ("credibility", credibility, "123456")):
        if len(written) != 1 or written not in known:
            row.fail("import-bad-code", column=column, value=written)
            return None
    title = row.text("source") or mapping.name
    if not title:
        return None
    return Source(
        title=Text({"en": title}),
        url=row.text("url"),
        reliability=reliability,
        credibility=int(credibility),
    )
