"""Changes and other ways are asked for as the verdict is: with the same incidents, and the same doubts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from advisor.model.incident import IncidentData
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from advisor.services.advice import advise
from advisor.services.incident_library import BEING_READ, Known
from advisor.services.pack_library import LoadedPack
from advisor.services.ways import ChangesSought, other_ways
from tests.packs import small_pack_files

TODAY = date(2023, 6, 15)
DOUBT = message("caveat.last-good", edition="2023-06")
NOT_AFTER_TEN_AMBUSHES = b"""
- id: lately
  title: {en: "Ten ambushes lately", fr: "Dix embuscades"}
  effect: prohibit
  where: {region: north}
  how: {mode: flight}
  incidents: {at_least: 10, within_km: 5000, days: 20, kinds: [ambush]}
  because: {en: "Not after so many.", fr: "Pas avec autant."}
  source: {title: {en: "Us", fr: "Nous"}, date: 2023-06, reliability: B, credibility: 2}
"""


def pack_with(**files: bytes) -> Pack:
    pack = load_pack({**small_pack_files(), **{f"rules/{name}.yaml": text for name, text in files.items()}}).pack
    assert pack is not None
    return pack


def loaded(pack: Pack | None, *, in_doubt: bool = False) -> LoadedPack:
    return LoadedPack(folder=Path("land"), pack=pack, diagnostics=(), caveat=DOUBT if in_doubt else None)


def north(pack: Pack) -> Trip:
    return next(one.trip for one in pack.trips if one.file == "trips/bus-north.yaml")


def test_what_is_suggested_is_what_advise_says_of_it() -> None:
    rules = loaded(pack_with())
    trip = north(pack_with())
    found = ChangesSought(trip, rules, TODAY).search()
    assert found.best is Verdict.CONDITIONS
    ways = other_ways(trip, rules, TODAY)
    shown = [(one.trip, one.assessment) for one in found.suggestions]
    shown += [(one.trip, one.assessment) for one in ways.ranked]
    for suggested, answer in shown:  # but for remarks, which count for nothing
        assert replace(advise(suggested, rules, TODAY), notes=()) == replace(answer, notes=())
    assert [one.range.reported for one in ways.ranked] == sorted(one.range.reported for one in ways.ranked)


def test_rules_in_doubt_never_make_anything_look_better_than_a_refer() -> None:
    rules = loaded(pack_with(), in_doubt=True)
    found = ChangesSought(north(pack_with()), rules, TODAY).search()
    assert found.best is Verdict.REFER
    assert {one.assessment.verdict for one in found.suggestions} == {Verdict.REFER}
    assert min(one.range.reported for one in other_ways(north(pack_with()), rules, TODAY).ranked) is Verdict.REFER


def test_incidents_that_are_not_known_yet_make_no_way_better_than_a_refer() -> None:
    pack = pack_with(lately=NOT_AFTER_TEN_AMBUSHES)
    assert ChangesSought(north(pack), loaded(pack), TODAY).search().best is Verdict.CONDITIONS
    found = ChangesSought(north(pack), loaded(pack), TODAY, BEING_READ).search()
    assert found.best is Verdict.REFER
    ways = other_ways(north(pack), loaded(pack), TODAY, BEING_READ)
    assert min(one.range.reported for one in ways.ranked) is Verdict.REFER


class Broken:
    """A store that was damaged after it had been opened."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - whatever is asked for
        if name.startswith("__"):
            return super().__getattribute__(name)
        raise sqlite3.DatabaseError("malformed")


@pytest.mark.parametrize(
    "best",
    [
        lambda pack, known: ChangesSought(north(pack), loaded(pack), TODAY, known).search().best,
        lambda pack, known: other_ways(north(pack), loaded(pack), TODAY, known).ranked[0].range.reported,
    ],
)
def test_incidents_that_cannot_be_read_any_more_make_no_way_better_than_a_refer(
    best: Callable[[Pack, Known], Verdict],
) -> None:
    pack = pack_with(lately=NOT_AFTER_TEN_AMBUSHES)
    assert best(pack, Known(data=cast("IncidentData", Broken()))) is Verdict.REFER


def test_without_rules_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="no pack"):
        ChangesSought(Trip(), loaded(None), TODAY).search()
    with pytest.raises(ValueError, match="no pack"):
        other_ways(Trip(), loaded(None), TODAY)
