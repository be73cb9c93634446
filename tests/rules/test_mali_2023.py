"""The pack `rules/mali-2023`: whole, bilingual, in the right place, and never a permission for a trip of today."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from advisor.engine.assess import assess
from advisor.model.measure import MeasureState
from advisor.model.pack import Pack, TestTrip
from advisor.model.rule import Effect
from advisor.model.source import Source
from advisor.model.verdict import Verdict
from tests.rules import shipped

NAME: Final = "mali-2023"
TODAY: Final = date(2026, 11, 23)
"""Any day long after the reviews; fixed, so that the test says the same tomorrow."""

ROWS: Final = {"C": 12, "B": 5, "S": 4, "K": 4, "M": 3, "T": 7, "G": 17, "N": 7, "D": 10}
"""How many rows the table of the article has under each letter: 69."""
FACTS: Final = 38


def _pack() -> Pack:
    return shipped.pack_of(NAME)


def _trips() -> tuple[TestTrip, ...]:
    return _pack().trips


# its trips


@pytest.mark.parametrize("each", _trips(), ids=shipped.named)
def test_a_trip_comes_out_as_expected(each: TestTrip) -> None:
    shipped.check_as_expected(each, _pack(), _pack().as_of or TODAY)


def test_the_trips_cover_all_verdicts() -> None:
    assert len(_trips()) >= 25
    assert {each.expect.verdict for each in _trips()} == set(Verdict)
    assert _pack().example_trip in {Path(each.file).name for each in _trips()}


def test_every_rule_is_named_by_some_trip() -> None:
    pack = _pack()
    assert {rule.id for rule in pack.rules} <= shipped.rules_found(pack, pack.as_of or TODAY)


# the past permits nothing today


@pytest.mark.parametrize("each", _trips(), ids=shipped.named)
def test_nothing_is_permitted_today(each: TestTrip) -> None:
    pack = _pack()
    assert assess(each.trip, pack, TODAY).verdict >= Verdict.REFER
    today = shipped.dated(each.trip, TODAY)
    assert assess(today, pack, TODAY).verdict >= Verdict.REFER
    assert assess(today, pack, pack.as_of or TODAY).verdict >= Verdict.REFER


@pytest.mark.parametrize("day", [date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 1)])
def test_the_un_flight_ends_with_the_mandate(day: date) -> None:
    (visit,) = (each.trip for each in _trips() if each.file.endswith("/gao-field-visit-and-back.yaml"))
    pack = _pack()
    assert assess(shipped.dated(visit, date(2023, 6, 27)), pack, date(2023, 6, 15)).verdict is Verdict.CONDITIONS
    assert assess(shipped.dated(visit, day), pack, date(2023, 6, 15)).verdict is Verdict.NO_GO


def test_a_confirmed_escort_counts_only_with_an_armoured_vehicle() -> None:
    (visit,) = (each.trip for each in _trips() if each.file.endswith("/sosso-koira-escort-confirmed.yaml"))
    pack = _pack()
    for missing in ("escort", "armoured-vehicle"):
        without = dataclasses.replace(
            visit,
            itinerary=tuple(
                dataclasses.replace(
                    step, measures={key: state for key, state in step.measures.items() if key != missing}
                )
                for step in visit.itinerary
            ),
        )
        assert assess(without, pack, date(2023, 6, 15)).verdict is Verdict.NO_GO
    assert all(state is not MeasureState.REFUSED for step in visit.itinerary for state in step.measures.values())


# texts and sources


def test_every_text_is_in_both_languages() -> None:
    assert shipped.one_sided_texts(_pack()) == []


def test_rules_are_short_enough_to_be_read_aloud() -> None:
    assert shipped.long_texts(_pack(), 35) == []


def test_every_rule_and_incident_names_its_source_and_grade() -> None:
    pack = _pack()
    sources: list[Source | None] = [rule.source for rule in pack.rules]
    sources += [incident.source for incident in pack.incidents]
    for source in sources:
        assert source is not None
        assert source.title
        assert source.url.startswith(("http://", "https://"))
        assert source.date <= "2023-06"


def test_what_is_only_said_or_pledged_restricts_nobody() -> None:
    weak = {rule.id: rule.effect for rule in _pack().rules if rule.source and not rule.source.at_least("C", 3)}
    assert {"gao-barracks", "medevac-pledges"} <= weak.keys()
    assert set(weak.values()) <= {Effect.INFORM, Effect.CAUTION, Effect.REFER}


def test_every_permission_was_due_for_review_by_the_end_of_june() -> None:
    for rule in _pack().rules:
        if rule.effect is Effect.ALLOW:
            ends = [day for day in (rule.review_by, rule.when.until) if day is not None]
            assert min(ends) <= date(2023, 6, 30), rule.id


# places


@pytest.mark.parametrize("place", shipped.points(_pack()))
def test_a_place_lies_in_its_region(place: str) -> None:
    shipped.check_in_its_region(_pack(), place)


def test_links_are_no_shorter_than_the_way_the_crow_flies() -> None:
    shipped.check_lengths(_pack())


def test_credit_is_given() -> None:
    for name in ("places.yaml", "README.md"):
        text = shipped.files(NAME)[name].decode()
        assert "GeoNames (geonames.org), CC BY 4.0" in text
        assert "OurAirports" in text


# nothing left out


def test_every_row_and_fact_is_accounted_for() -> None:
    wanted = {f"{letter}{number}" for letter, count in ROWS.items() for number in range(1, count + 1)}
    assert len(wanted) == 69
    wanted |= {f"S{number:02}" for number in range(1, FACTS + 1)}
    accounted = shipped.accounted(NAME)
    assert wanted - accounted.keys() == set()
    assert all(shipped.names_in(accounted[row]) or accounted[row].startswith("no rule:") for row in wanted)


def test_what_the_readme_names_exists() -> None:
    pack = _pack()
    known = {*shipped.ids_of(pack), "allow"}
    named = {name for cell in shipped.accounted(NAME).values() for name in shipped.names_in(cell)}
    assert named - known == set()
    assert {rule.id for rule in pack.rules} - named == set()
    rows = csv.DictReader(io.StringIO(shipped.files(NAME)["incidents.csv"].decode()))
    assert {row["id"] for row in rows} - named == set()
