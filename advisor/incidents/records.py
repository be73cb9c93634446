"""An incident as the store keeps it: a row, and a digest that tells two contents apart."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from hashlib import blake2b, sha256
from typing import Any, Final, TypeAlias

from advisor.incidents.claims import claim_to_json
from advisor.model.incident import Coverage, Incident
from advisor.model.source import Source
from advisor.model.text import Text

COLUMNS: Final = "id, feed, day, days, kind, latitude, longitude, km, fatalities, rest"
"""What stands in a row, in this order; days are proleptic ordinals."""

DIGEST_BYTES: Final = 16

Row: TypeAlias = tuple[Any, ...]
"""The values of COLUMNS."""


def row_of(incident: Incident, feed: str) -> Row:
    """The row that keeps an incident."""
    source = None if incident.source is None else asdict(incident.source)
    rest = {"title": dict(incident.title.by_language), "place": incident.place, "source": source}
    return (
        incident.id,
        feed,
        incident.day.toordinal(),
        incident.imprecision_days,
        incident.kind,
        # SQLite knows no negative zero, and the digest must be that of what is kept.
        incident.latitude + 0.0,
        incident.longitude + 0.0,
        incident.imprecision_km + 0.0,
        incident.fatalities,
        json.dumps(rest, ensure_ascii=False, sort_keys=True),
    )


def incident_of(row: Row) -> Incident:
    """The incident that a row keeps."""
    identifier, _, day, days, kind, latitude, longitude, km, fatalities, rest = row
    read = json.loads(rest)
    source = read["source"]
    if source is not None:
        texts = {name: Text(source[name]["by_language"]) for name in ("title", "note")}
        source = Source(**{**source, **texts})
    return Incident(
        id=identifier,
        day=date.fromordinal(day),
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        title=Text(read["title"]),
        place=read["place"],
        imprecision_km=km,
        imprecision_days=days,
        fatalities=fatalities,
        source=source,
    )


class Fingerprint:
    """Of many rows, whatever their order: the sum of their digests, hashed with the claims made for them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sum = 0
        self._count = 0

    def add(self, of_row: bytes) -> None:
        """Take in the digest of a row."""
        self._sum = (self._sum + int.from_bytes(of_row)) % (1 << 8 * DIGEST_BYTES)
        self._count += 1

    def of(self, claims: Iterable[Coverage]) -> str:
        """A SHA-256 in hex; nothing for no rows and no claims."""
        written = sorted(set(map(claim_to_json, claims)))
        if not self._count and not written:
            return ""
        return sha256("\n".join(("incidents-1", f"{self._sum:x}", *written)).encode()).hexdigest()


def digest(*row: object) -> bytes:
    """Tells a row from any other, the same on every computer."""
    return blake2b(repr(row).encode(), digest_size=DIGEST_BYTES).digest()
