"""Asking the engine: which day counts, and what a faulty pack does to the answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from advisor.engine.assess import assess
from advisor.engine.index import Index, index_of
from advisor.model.assessment import Assessment, IncidentCount
from advisor.model.incident import Incident
from advisor.model.message import Message
from advisor.model.pack import Pack
from advisor.model.rule import IncidentTest
from advisor.model.trip import Trip
from advisor.planning.duty import too_long
from advisor.planning.way_back import is_open, return_trip, told
from advisor.services.clock import Clock
from advisor.services.incident_library import NOTHING_IMPORTED, Known
from advisor.services.pack_library import LoadedPack

Answer = TypeVar("Answer")

UNREADABLE = Known(doubt=Message("caveat.incidents-unreadable"))
"""Incidents that can't be had, whatever was imported."""


def usual_as_of(pack: Pack, clock: Clock) -> date:
    """The day a pack is asked as of when nobody says otherwise: its own if it is historical, else today."""
    return pack.as_of if pack.as_of is not None else clock()


def advise(trip: Trip, loaded: LoadedPack, as_of: date, incidents: Known = NOTHING_IMPORTED) -> Assessment:
    """Assess with what could be loaded: with a last good edition never better than REFER.

    Nor is it better where rules count incidents and not all `incidents` can be had: these rules then never say "too
    few".

    ValueError if there is no pack at all. Whatever else is raised is an internal error, never a verdict.
    """

    def ask(index: Index, caveat: Message | None) -> Assessment:
        return _with_remarks(assess(trip, index.pack, as_of, caveat=caveat, index=index), index, caveat)

    return asked(ask, loaded, incidents)


def asked(ask: Callable[[Index, Message | None], Answer], loaded: LoadedPack, incidents: Known) -> Answer:
    """What `ask` answers to what a trip is assessed with; asked again in doubt where the incidents can't be read."""
    try:
        return ask(*basis(loaded, incidents))
    except sqlite3.Error:  # the store was damaged since it was opened
        return ask(*basis(loaded, UNREADABLE))


def _with_remarks(assessment: Assessment, index: Index, caveat: Message | None) -> Assessment:
    """The same answer with remarks on how the party gets back and on who drives too long. They change nothing in it."""
    remarks = too_long(assessment, index.pack)
    back = return_trip(assessment.trip, index.pack) if is_open(assessment) else None
    if back is not None:
        remarks = (told(assess(back, index.pack, assessment.as_of, caveat=caveat, index=index)), *remarks)
    return replace(assessment, notes=(*assessment.notes, *remarks)) if remarks else assessment


def basis(loaded: LoadedPack, incidents: Known = NOTHING_IMPORTED) -> tuple[Index, Message | None]:
    """What a trip is assessed and planned with: pack and incidents, laid out, and the doubt about them, if any.

    ValueError if there is no pack at all.
    """
    if loaded.pack is None:
        msg = "no pack to assess with"
        raise ValueError(msg)
    index = index_of(loaded.pack)
    if index.counts and incidents.doubt is not None:
        return index_of(_vouching_for_nothing(loaded.pack)), loaded.caveat or incidents.doubt
    return index.seeing(incidents.data), loaded.caveat


def incidents_near(
    pack: Pack, place: str, test: IncidentTest, as_of: date, incidents: Known
) -> tuple[tuple[Incident, ...], IncidentCount]:
    """What `test` would count for a stay in a place on the as-of day, and how that came out."""
    from advisor.engine.expose import Site
    from advisor.engine.nearby import Nearby, summed_up

    site = Site(
        place=place,
        link=None,
        mode=None,
        activities=frozenset(),
        needs_allow=False,
        exact=True,
        extent=None,
    )
    return summed_up(test, [Nearby(pack, as_of, incidents.data).count(test, site, as_of)])


def counts_incidents(pack: Pack) -> bool:
    """Whether any rule counts incidents, so that imported ones make a difference."""
    return any(rule.incidents is not None for rule in pack.rules)


@lru_cache(maxsize=8)
def _vouching_for_nothing(pack: Pack) -> Pack:
    """The pack without its claim that its incidents are all there were: some that can't be read may be missing."""
    return replace(pack, incident_coverage=None)


def example_trip(pack: Pack) -> Trip | None:
    """The trip a first start opens: the one the pack names, else its first, else None."""
    by_file = {one.file.rpartition("/")[2]: one.trip for one in pack.trips}
    named = by_file.get((pack.example_trip or "").rpartition("/")[2])
    return named if named is not None else next(iter(by_file.values()), None)
