"""Asking the engine: which day counts, and what a faulty pack does to the answer."""

from __future__ import annotations

from datetime import date

from advisor.engine.assess import assess
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.services.clock import Clock
from advisor.services.pack_library import LoadedPack


def usual_as_of(pack: Pack, clock: Clock) -> date:
    """The day a pack is asked as of when nobody says otherwise: its own if it is historical, else today."""
    return pack.as_of if pack.as_of is not None else clock()


def advise(trip: Trip, loaded: LoadedPack, as_of: date) -> Assessment:
    """Assess with what could be loaded: with a last good edition never better than REFER.

    ValueError if there is no pack at all. Whatever else is raised is an internal error, never a verdict.
    """
    if loaded.pack is None:
        msg = "no pack to assess with"
        raise ValueError(msg)
    return assess(trip, loaded.pack, as_of, caveat=loaded.caveat)


def example_trip(pack: Pack) -> Trip | None:
    """The trip a first start opens: the one the pack names, else its first, else None."""
    by_file = {one.file.rpartition("/")[2]: one.trip for one in pack.trips}
    named = by_file.get((pack.example_trip or "").rpartition("/")[2])
    return named if named is not None else next(iter(by_file.values()), None)
