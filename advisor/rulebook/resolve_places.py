"""places.yaml resolved: a tree of places, each with its time zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from advisor.model.diagnostic import Severity
from advisor.model.message import message
from advisor.model.place import OUTSIDE, Place, PlaceKind
from advisor.rulebook.authored_pack import AuthoredPlace
from advisor.rulebook.resolve_common import Resolving
from advisor.rulebook.shape import Entry
from advisor.rulebook.suggest import nearest

_FINENESS: Final = {kind: index for index, kind in enumerate(PlaceKind)}
_POINTS: Final = frozenset({PlaceKind.TOWN, PlaceKind.ZONE})


def resolve_places(entries: Sequence[Entry[AuthoredPlace]], area: str | None, state: Resolving) -> dict[str, Place]:
    """The places by id. `area` is the pack's, if that could be read. Faults are reported; then the result is unfit."""
    by_id = {entry.value.id: entry for entry in entries}
    places: dict[str, Place] = {}
    for entry in entries:
        places[entry.value.id] = _place(entry, by_id, area, state)
    _check_cycles(by_id, area, state)
    return places


def _place(
    entry: Entry[AuthoredPlace], by_id: Mapping[str, Entry[AuthoredPlace]], area: str | None, state: Resolving
) -> Place:
    written, at, faults = entry.value, entry.at, state.faults
    if written.id == OUTSIDE:
        faults.add("reserved-name", at.span("id"), name=OUTSIDE)
    if written.within is not None:
        if written.id == area:
            faults.add("root-within", at.span("within"), place=written.id)
        elif state.check("place", written.within, at, "within"):
            around = by_id.get(written.within)
            if around is not None and _FINENESS[around.value.kind] > _FINENESS[written.kind]:
                faults.add(
                    "within-finer",
                    at.span("within"),
                    kind=message(f"place-kind.{written.kind}"),
                    around=message(f"place-kind.{around.value.kind}"),
                )
    elif area is not None and written.id != area and entry.whole:
        faults.add("no-within", at.span("id"), suggestion=area, place=written.id)
    if entry.whole:
        _check_coordinates(entry, state)
        if written.id == area and written.tz is None:
            faults.add("no-time-zone", at.span("id"), expected=message("expected.time-zone"), place=written.id)
    if written.tz is not None:
        _check_time_zone(entry, state)
    return Place(
        id=written.id,
        name=state.text(written.name, at, "name"),
        kind=written.kind,
        within=written.within,
        latitude=written.lat,
        longitude=written.lon,
        time_zone=_inherited_zone(written, by_id),
        imprecision_km=float(written.imprecision_km),
        aliases=written.aliases,
        note=state.text(written.note, at, "note"),
    )


def _check_coordinates(entry: Entry[AuthoredPlace], state: Resolving) -> None:
    written, at = entry.value, entry.at
    missing = tuple(key for key, value in (("lat", written.lat), ("lon", written.lon)) if value is None)
    if not missing:
        return
    # A region can do without a point; half a point is a slip in any case.
    needed = written.kind in _POINTS or len(missing) == 1
    state.faults.add(
        "no-coordinates",
        at.span("id"),
        severity=Severity.ERROR if needed else Severity.WARNING,
        place=written.id,
        missing=missing,
    )


def _check_time_zone(entry: Entry[AuthoredPlace], state: Resolving) -> None:
    name = str(entry.value.tz)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        state.faults.add(
            "unknown-time-zone",
            entry.at.span("tz"),
            expected=message("expected.time-zone"),
            suggestion=nearest(name, available_timezones()),
            name=name[:80],
        )


def _inherited_zone(written: AuthoredPlace, by_id: Mapping[str, Entry[AuthoredPlace]]) -> str | None:
    seen: set[str] = set()
    current: AuthoredPlace | None = written
    while current is not None and current.id not in seen:
        if current.tz is not None:
            return current.tz
        seen.add(current.id)
        around = by_id.get(current.within) if current.within is not None else None
        current = around.value if around is not None else None
    return None


def _check_cycles(by_id: Mapping[str, Entry[AuthoredPlace]], area: str | None, state: Resolving) -> None:
    settled: set[str] = set()
    for first in by_id:
        chain: list[str] = []
        current: str | None = first
        while current is not None and current in by_id and current not in settled:
            if current in chain:
                loop = chain[chain.index(current) :]
                start = min(loop)
                turned = loop[loop.index(start) :] + loop[: loop.index(start)]
                at = by_id[start].at
                state.faults.add("within-cycle", at.span("within"), places=(*turned, start))
                break
            chain.append(current)
            current = by_id[current].value.within if current != area else None
        settled.update(chain)
