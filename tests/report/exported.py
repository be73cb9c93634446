"""Trips of the small pack, assessed and exported, for tests of what other programs get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache

from advisor.engine.assess import assess
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.rulebook.loader import load_pack
from advisor.rulebook.trips import load_trip
from advisor.services.catalogue import Catalogue
from advisor.services.exports import ExportForm, Subject, export
from advisor.services.paths import find_paths
from tests.packs import small_pack_files

AS_OF = date(2023, 6, 15)
MADE = datetime(2023, 6, 14, 20, 30, 5, 123456, timezone(timedelta(hours=-5)))
"""The moment of exporting: 15 June, 01:30:05 in UTC."""

HEAD = """\
title: Visit to Farpost with Awa
purpose: See the clinic, then the well; nothing else
pack: land
travellers:
  - {name: Awa Traore, nationality: ML, staff: national, roles: [programme], gender: female}
"""
FLIGHT = f"""\
{HEAD}\
itinerary:
  - leg: {{from: capital, to: farpost-airport, mode: flight, depart: 2023-06-20T09:00, arrive: 2023-06-20T11:00}}
  - leg: {{from: farpost-airport, to: farpost, mode: own-vehicle, depart: 2023-06-20T11:30, arrive: 2023-06-20T12:00}}
  - leg: {{from: farpost, to: farpost-airport, mode: own-vehicle, depart: 2023-06-22T13:00, arrive: 2023-06-22T13:30}}
  - leg: {{from: farpost-airport, to: capital, mode: flight, depart: 2023-06-22T15:00, arrive: 2023-06-22T17:00}}
"""
"""GO WITH CONDITIONS: the medical evacuation is not arranged."""
VAGUE = FLIGHT.replace(", arrive: 2023-06-20T12:00", "").replace(
    "2023-06-22T13:00, arrive: 2023-06-22T13:30", "2023-06-22"
)
"""The same with an arrival that is not stated, and a leg with a day alone."""
DAY = f"""\
{HEAD}\
itinerary:
  - leg: {{from: capital, to: middleton, mode: own-vehicle, depart: 2023-06-20T08:00, arrive: 2023-06-20T11:30}}
  - leg: {{from: middleton, to: capital, mode: own-vehicle, depart: 2023-06-20T13:30, arrive: 2023-06-20T17:00}}
"""
"""GO."""
BUS = f"""\
{HEAD.replace("nationality: ML", "nationality: DE")}\
itinerary:
  - leg: {{from: capital, to: farpost, mode: bus, depart: 2023-06-20T08:00, arrive: 2023-06-21T07:00}}
"""
"""NO-GO: the bus carries no foreigners."""
SILENT = f"""\
{HEAD}\
itinerary:
  - leg: {{from: capital, to: gate, mode: own-vehicle, depart: 2023-06-20T08:00}}
"""
"""REFER: no rule speaks of a stay at Gate."""
TRIPS = {"go": DAY, "conditions": FLIGHT, "refer": SILENT, "no-go": BUS}


@cache
def small_pack() -> Pack:
    """The invented country, with a fingerprint that stays the same when a test needs another rule."""
    pack = load_pack(small_pack_files()).pack
    assert pack is not None
    return replace(pack, fingerprint="0123456789abcdef" * 4)


def assessed(text: str, pack: Pack | None = None) -> Assessment:
    """That trip as of the usual day."""
    trip = load_trip(text.encode(), "trip.yaml").trip
    assert trip is not None
    return assess(trip, pack or small_pack(), AS_OF)


def exported(
    form: ExportForm,
    trip: str | Assessment,
    *,
    pack: Pack | None = None,
    language: str = "en",
    identity: str = "trip",
    names: bool = True,
    made: datetime = MADE,
) -> bytes:
    """That trip as a file."""
    paths = find_paths()
    assessment = assessed(trip, pack) if isinstance(trip, str) else trip
    subject = Subject(assessment, pack or small_pack(), identity, made, names)
    return export(form, subject, Catalogue(language, paths.translations), paths.assets)
