"""Which column of a table holds what: said once, remembered, used for every later file with the same columns."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

FIELDS: Final = (
    "id",
    "date",
    "latitude",
    "longitude",
    "kind",
    "title",
    "place",
    "fatalities",
    "imprecision_km",
    "imprecision_days",
    "source",
    "url",
    "reliability",
    "credibility",
)
"""What a column may hold."""

NEEDED: Final = ("date", "latitude", "longitude")
"""What some column must hold."""

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "event id", "incident id", "sind event id", "incident number", "no", "ref", "reference", "numero"),
    "date": ("date", "event date", "incident date", "date start", "day", "jour", "date incident"),
    "latitude": ("latitude", "lat", "y", "gps lat"),
    "longitude": ("longitude", "lon", "long", "lng", "x", "gps lon", "gps long"),
    "kind": ("kind", "type", "incident type", "event type", "category", "means of attack", "type incident", "nature"),
    "title": ("title", "description", "event description", "details", "summary", "notes", "resume", "titre"),
    "place": ("place", "location", "town", "village", "city", "lieu", "localite", "locality"),
    "fatalities": ("fatalities", "killed", "deaths", "dead", "total killed", "morts", "tues", "deces"),
    "imprecision_km": ("imprecision km", "geo precision", "accuracy km", "precision km"),
    "imprecision_days": ("imprecision days", "date imprecision days", "date precision"),
    "source": ("source", "source title", "reported by", "source name"),
    "url": ("url", "link", "source url", "lien"),
    "reliability": ("reliability", "fiabilite"),
    "credibility": ("credibility", "credibilite"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Column numbers from 0 by field, and what the table does not say itself.

    `name` tells tables apart, so that equal numbers of two offices stay two incidents. `kinds` turns the table's own
    words, in lower case, into kinds. The defaults stand where a column is missing or empty.
    """

    columns: Mapping[str, int]
    name: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    default_km: float = 5.0
    default_days: int = 0
    day_first: bool = True
    reliability: str = "F"
    credibility: int = 6

    def missing(self) -> tuple[str, ...]:
        """The needed fields that no column holds."""
        return tuple(name for name in NEEDED if name not in self.columns)

    def to_json(self) -> str:
        """To be remembered."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def mapping_from_json(text: str) -> ColumnMapping | None:
    """What was remembered; None if that can't be read or makes no sense."""
    try:
        read: dict[str, Any] = json.loads(text)
        found = ColumnMapping(**read)
        sound = (
            all(name in FIELDS and type(column) is int and column >= 0 for name, column in found.columns.items())
            and all(isinstance(kind, str) for kind in found.kinds.values())
            and 0 <= found.default_km <= 20_000  # noqa: PLR2004  (half the way around the earth)
            and 0 <= found.default_days <= 36_500  # noqa: PLR2004  (a century)
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return found if sound else None


def signature(header: Sequence[str]) -> str:
    """The key to remember a mapping by: the header's words, without case and accents."""
    return "|".join(map(_plain, header))


def guess_mapping(header: Sequence[str], name: str = "") -> ColumnMapping:
    """The mapping that the header's words suggest: exact words first, then words a name begins with."""
    words = [_plain(column) for column in header]
    columns: dict[str, int] = {}
    for wanted, names in _WORDS.items():
        for test in (str.__eq__, _begins):
            fitting = (at for known in names for at, word in enumerate(words) if test(word, known))
            found = next((at for at in fitting if at not in columns.values()), None)
            if found is not None and wanted not in columns:
                columns[wanted] = found
    return ColumnMapping(columns=columns, name=name)


def _begins(word: str, known: str) -> bool:
    return len(known) > 2 and word.startswith(f"{known} ")  # noqa: PLR2004  (`x`, `no` begin too much)


def _plain(word: str) -> str:
    from unicodedata import combining, normalize

    letters = "".join(sign for sign in normalize("NFD", word.lower()) if not combining(sign))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())
