"""What the program adds to the engine's answer: remarks that leave it as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.engine.assess import assess
from advisor.model.message import Message
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from advisor.rulebook.trips import load_trip
from advisor.services.advice import advise
from advisor.services.pack_library import LoadedPack, read_folder
from tests.report.speaking import ROOT, speaking

AS_OF = date(2026, 8, 25)


def _trip(name: str) -> Trip:
    trip = load_trip((ROOT / "rules" / "mali" / "trips" / name).read_bytes(), name).trip
    assert trip is not None
    return trip


def _mali() -> LoadedPack:
    folder = ROOT / "rules" / "mali"
    files, _ = read_folder(folder)
    pack = load_pack(files).pack
    assert pack is not None
    return LoadedPack(folder=Path(folder), pack=pack, diagnostics=())


def test_a_trip_that_ends_away_tells_what_the_way_back_would_come_to() -> None:
    loaded, trip = _mali(), _trip("segou-back-at-night.yaml")
    assert loaded.pack is not None
    plain, advised = assess(trip, loaded.pack, AS_OF), advise(trip, loaded, AS_OF)
    assert replace(advised, notes=plain.notes) == plain
    (remark,) = (one for one in advised.notes if one.id.startswith("remark.way-back"))
    assert speaking("en")(remark).startswith("The way back by the same way, on 10 September 2026: NO-GO, because of: “")


def test_a_trip_that_is_back_has_nothing_to_tell() -> None:
    advised = advise(_trip("segou-day-trip.yaml"), _mali(), AS_OF)
    assert not [one for one in advised.notes if one.id.startswith("remark.way-back")]


def test_a_doubt_about_the_pack_is_a_doubt_about_the_way_back() -> None:
    loaded, trip = _mali(), _trip("segou-with-official.yaml")
    doubted = replace(loaded, caveat=Message("caveat.incidents-unreadable"))
    advised = advise(trip, doubted, AS_OF)
    assert advised.verdict >= Verdict.REFER
    assert any(one.id == "remark.way-back-because" for one in advised.notes)


def test_who_drives_too_long_is_told_and_judged_no_worse() -> None:
    loaded, trip = _mali(), _trip("segou-day-trip.yaml")
    assert loaded.pack is not None
    assert loaded.pack.driving is not None
    legs = tuple(replace(one, drivers=("Ali",)) if isinstance(one, Leg) else one for one in trip.itinerary)
    tight = replace(loaded.pack, driving=replace(loaded.pack.driving, hours_a_day=1))
    driven = advise(replace(trip, itinerary=legs), replace(loaded, pack=tight), AS_OF)
    assert [one.id for one in driven.notes] == ["remark.driving-hours"]
    assert driven.verdict is advise(trip, loaded, AS_OF).verdict
