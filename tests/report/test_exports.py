"""What holds of every export: it is as agreed, the same twice, and never looks like permission to go."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from advisor.model.trip import Leg
from advisor.model.verdict import Verdict
from advisor.services.exports import SUFFIXES, ExportForm
from tests.report.exported import BUS, DAY, FLIGHT, TRIPS, assessed, exported

GOLDEN = Path(__file__).parents[1] / "golden" / "export"
WORDS = {"go": "GO", "conditions": "GO WITH CONDITIONS", "refer": "REFER", "no-go": "NO-GO"}


def names_of(form: ExportForm, data: bytes) -> list[str]:
    """Whatever a program that reads the file lists or writes on a map."""
    if form is ExportForm.GEOJSON:
        read = json.loads(data)
        steps = (one["properties"]["name"] for one in read["features"] if one["properties"]["kind"] != "place")
        return [read["assessment"]["title"], *steps]
    if form is ExportForm.GPX:
        tree = ET.fromstring(data)  # noqa: S314 - our own
        space = {"g": "http://www.topografix.com/GPX/1/1"}
        found = [*tree.findall("g:metadata/g:name", space), *tree.findall("g:rte/g:name", space)]
        return [one.text or "" for one in (*found, *tree.findall("g:wpt/g:desc", space))]
    if form is ExportForm.ICS:
        calendar = Calendar.from_ical(data)
        return [str(calendar["NAME"]), *(str(event["SUMMARY"]) for event in calendar.events)]
    return [data.decode().partition("\n")[0]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("verdict", ["conditions", "no-go"])
@pytest.mark.parametrize("form", ExportForm)
def test_the_file_is_as_agreed(form: ExportForm, verdict: str, language: str) -> None:
    """Rewrite the files with ADVISOR_WRITE_GOLDEN=1, and read the difference before committing it."""
    data = exported(form, TRIPS[verdict], language=language)
    file = GOLDEN / f"{verdict}.{language}{SUFFIXES[form]}"
    if os.environ.get("ADVISOR_WRITE_GOLDEN"):
        file.write_bytes(data)
    assert data == file.read_bytes()
    assert data == exported(form, TRIPS[verdict], language=language)


@pytest.mark.parametrize("verdict", TRIPS)
@pytest.mark.parametrize("form", ExportForm)
def test_every_name_begins_with_the_verdict_of_the_trip(form: ExportForm, verdict: str) -> None:
    assert assessed(TRIPS[verdict]).verdict.word == verdict
    found = names_of(form, exported(form, TRIPS[verdict]))
    assert found
    if form is ExportForm.ICS and verdict == "go":
        found = found[:1]  # an event of a GO is called what it is
    for name in found:
        assert name.startswith((f"{WORDS[verdict]}: ", "●", "▲", "◆", "⬣")), name
        assert WORDS[verdict] in name


@pytest.mark.parametrize("form", ExportForm)
def test_historical_rules_never_look_like_today_s(form: ExportForm) -> None:
    found = names_of(form, exported(form, replace(assessed(DAY), historical=True)))
    assert all("HISTORICAL" in name for name in found)
    assert "must not be used for a trip today" in as_read(exported(form, replace(assessed(DAY), historical=True)))


@pytest.mark.parametrize("form", ExportForm)
def test_it_says_what_it_is_not_and_of_which_rules_it_speaks(form: ExportForm) -> None:
    told = as_read(exported(form, FLIGHT))
    assert "This is not an emergency service." in told
    assert "edition 2023-06" in told
    assert "15 June 2023" in told
    assert re.search(r"0123 ?4567 ?89ab", told)


def as_read(data: bytes) -> str:
    """Its text, with lines of a calendar joined again."""
    return data.decode().replace("\r\n ", "").replace("\\,", ",")


@pytest.mark.parametrize("form", ExportForm)
def test_names_are_left_off_everywhere(form: ExportForm) -> None:
    assert "Awa" in as_read(exported(form, BUS))
    without = as_read(exported(form, BUS, names=False))
    assert "Awa" not in without
    assert "Traore" not in without


@pytest.mark.parametrize("form", ExportForm)
def test_nothing_of_an_incident_leaves_the_computer(form: ExportForm) -> None:
    by_road = DAY.replace("to: middleton", "to: farpost").replace("from: middleton", "from: farpost")
    assessment = assessed(by_road)
    assert any(finding.incidents for finding in assessment.findings)
    told = as_read(exported(form, assessment))
    assert "Ambush on the main road" not in told
    assert "ambush-1" not in told


@given(title=st.text(min_size=1, max_size=60), place=st.text(min_size=1, max_size=30))
def test_any_words_stay_words(title: str, place: str) -> None:
    """Whatever a planner writes, every reader reads it, and the verdict stays in front."""
    assessment = assessed(BUS)
    leg = assessment.trip.itinerary[0]
    assert isinstance(leg, Leg)
    leg = replace(leg, origin=place)
    trip = replace(assessment.trip, title=title, itinerary=(leg,))
    steps = tuple(replace(step, origin=place) for step in assessment.steps)
    told = replace(assessment, trip=trip, steps=steps)
    for form in ExportForm:
        for name in names_of(form, exported(form, told)):
            assert "NO-GO" in name
    for line in exported(ExportForm.ICS, told).split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()


def test_the_verdict_of_a_leg_never_stands_for_that_of_the_trip() -> None:
    """Two legs of which only one is forbidden: both events say NO-GO, the text says which leg it is."""
    assessment = assessed(BUS.replace("mode: bus", "mode: own-vehicle").replace("to: farpost", "to: middleton"))
    forbidden = replace(assessment, verdict=Verdict.NO_GO)
    names = names_of(ExportForm.ICS, exported(ExportForm.ICS, forbidden))
    assert names[1] == "NO-GO: Capital → Middleton"
    assert "This leg by itself: " in as_read(exported(ExportForm.ICS, forbidden))
