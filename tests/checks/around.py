"""The small pack with what a check is to find in it, and what the check says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from advisor.checks.check import Subject
from advisor.checks.registry import look
from advisor.model.diagnostic import Diagnostic
from advisor.rulebook.loader import load_pack
from advisor.services.catalogue import Catalogue
from tests.packs import small_pack_texts

TODAY = date(2023, 6, 15)

Changes = Mapping[str, tuple[tuple[str, str], ...]]

NO_TRIPS: Final[Changes] = {
    "trips/bus-north.yaml": (),
    "trips/day-visit.yaml": (),
    "pack.yaml": (("example_trip: day-visit.yaml\n", ""),),
}
NO_RULES: Final[Changes] = {"rules/north.yaml": (), "rules/south.yaml": (), **NO_TRIPS}
"""Files of which nothing is changed are left out."""
WELL: Final[Changes] = {
    "contacts.yaml": (("places: farpost", 'phone: "17"'), ("+000 1234", "+223 20 00 00 00")),
    "measures.yaml": (("conduct, scope: traveller", "conduct, scope: traveller, lowers: {impact: 1}"),),
    "pack.yaml": (("edition: 2023-06", "edition: 2023-06\nas_of: 2023-06-15"),),
}
"""With these no check has anything to say, but that rules are not tried."""


def changed(changes: Changes) -> dict[str, bytes]:
    """The files of the small pack, with words of theirs replaced by others. What stands behind "" is added."""
    texts = small_pack_texts()
    for name, pairs in changes.items():
        if not pairs:
            del texts[name]
        for old, new in pairs:
            assert old in texts.get(name, "")
            texts[name] = texts[name].replace(old, new, 1) if old else texts.get(name, "") + new
    return {name: text.encode() for name, text in texts.items()}


def subject(changes: Changes | None = None, as_of: date = TODAY, hits: Mapping[str, int] | None = None) -> Subject:
    """The changed pack as checks see it."""
    result = load_pack(changed(changes or {}))
    assert result.pack is not None, result.diagnostics
    return Subject(result.pack, result.folder, as_of, hits)


def found(
    code: str, changes: Changes | None = None, *, as_of: date = TODAY, hits: Mapping[str, int] | None = None
) -> tuple[Diagnostic, ...]:
    """What the check of that code says."""
    return tuple(one for one in look(subject(changes, as_of, hits)) if one.code == code)


def places(
    code: str, changes: Changes | None = None, *, as_of: date = TODAY, hits: Mapping[str, int] | None = None
) -> list[str]:
    """Where it says something, each with the text that is marked: `rules/south.yaml: no-night-driving`."""
    files = changed(changes or {})
    return [_marked(one, files) for one in found(code, changes, as_of=as_of, hits=hits)]


def _marked(one: Diagnostic, files: Mapping[str, bytes]) -> str:
    assert one.span is not None
    line = files[one.span.file].decode().splitlines()[one.span.start.line - 1]
    assert one.span.start.line == one.span.end.line
    return f"{one.span.file}: {line[one.span.start.column - 1 : one.span.end.column - 1]}"


def said(one: Diagnostic) -> str:
    """In English."""
    return Catalogue("en", Path()).say(one.what)
