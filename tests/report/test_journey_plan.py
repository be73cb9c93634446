from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from advisor.model.trip import Leg
from advisor.model.verdict import Verdict
from advisor.report import json as report_json
from advisor.report import text
from advisor.report.document import build
from advisor.report.typst import render_pdf
from tests.report.sample_journey import DRIVING_PACK, PLANNED, PLANNED_TRIP
from tests.report.samples import CONDITIONS
from tests.report.speaking import speaking
from tests.report.test_typst import resources

GOLDEN = Path(__file__).parents[1] / "golden" / "report"


def _told(*, names: bool = True, verdict: Verdict = Verdict.CONDITIONS, language: str = "en") -> str:
    document = build(replace(PLANNED, verdict=verdict), DRIVING_PACK, names=names)
    return text.render(document, speaking(language))


@pytest.mark.parametrize(("file", "names"), [("planned.en.txt", True), ("planned-no-names.en.txt", False)])
def test_the_text_is_as_agreed(file: str, *, names: bool) -> None:
    """Rewrite the files with ADVISOR_WRITE_GOLDEN=1, and read the difference before committing it."""
    told = _told(names=names)
    golden = GOLDEN / file
    if os.environ.get("ADVISOR_WRITE_GOLDEN"):
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")


def test_the_json_form_of_the_plan_is_as_agreed() -> None:
    """Scripts rely on its keys. Rewrite the file as above."""
    form = json.loads(report_json.render(PLANNED, DRIVING_PACK))
    told = report_json.written(form["journey_plan"])
    golden = GOLDEN / "planned.journey.json"
    if os.environ.get("ADVISOR_WRITE_GOLDEN"):
        golden.write_bytes(told)
    assert told == golden.read_bytes()


def test_the_json_form_has_no_plan_for_a_trip_that_does_not_take_place() -> None:
    form = json.loads(report_json.render(replace(PLANNED, verdict=Verdict.NO_GO), DRIVING_PACK))
    assert form["journey_plan"] is None


def test_the_plan_is_told_in_the_order_in_which_it_is_used() -> None:
    told = _told()
    headings = (
        "CONTACTS",
        "HOW TO REACH THE PARTY",
        "VEHICLES AND DRIVERS",
        "CHECK-INS",
        "LODGING",
        "MEDEVAC",
        "IF A CHECK-IN DOES NOT COME",
        "STILL OPEN IN THE JOURNEY PLAN",
        "DECISION",
    )
    places = [told.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)


def test_names_numbers_and_plates_are_left_off_together() -> None:
    told = _told(names=False)
    for private in (
        "Awa", "Jonas", "Moussa", "Traoré", "Fatou", "Diallo", "Ibrahim", "Keïta", "4711", "Gao 12",
        "00 02", "00 03", "00 04", "00 05", "00 06", "00 07",
    ):  # fmt: skip
        assert private in _told()
        assert private not in told
    assert "Driver 1, Traveller A" in told
    assert "With whom: Base manager" in told


def test_a_trip_that_does_not_take_place_has_no_plan_to_follow() -> None:
    told = _told(verdict=Verdict.NO_GO)
    for word in ("CHECK-INS", "MEDEVAC", "VEHICLES", "4711", "Moussa", "STILL OPEN"):
        assert word not in told


def test_without_a_plan_nothing_is_told_of_one() -> None:
    told = text.render(build(CONDITIONS, DRIVING_PACK), speaking("en"))
    assert "CHECK-INS" in told  # with blanks to fill in
    for heading in ("HOW TO REACH", "VEHICLES", "LODGING\n", "MEDEVAC\n", "STILL OPEN"):
        assert heading not in told


def test_blanks_stay_where_only_a_part_is_planned() -> None:
    trip = replace(PLANNED_TRIP, check_ins=())
    told = text.render(build(replace(PLANNED, trip=trip), DRIVING_PACK), speaking("en"))
    assert "Overdue: who calls whom" not in told
    assert "60 min" in told
    trip = replace(PLANNED_TRIP, overdue=())
    told = text.render(build(replace(PLANNED, trip=trip), DRIVING_PACK), speaking("en"))
    assert "Overdue at" not in told
    assert "nobody acts when a check-in does not come" in " ".join(told.split())


def test_a_driver_without_a_vehicle_is_told_with_the_mode() -> None:
    legs = tuple(replace(one, vehicle="") if isinstance(one, Leg) else one for one in PLANNED_TRIP.itinerary)
    trip = replace(PLANNED_TRIP, itinerary=legs, vehicles=())
    told = text.render(build(replace(PLANNED, trip=trip), DRIVING_PACK), speaking("en"))
    section = told[told.index("VEHICLES AND DRIVERS") : told.index("CHECK-INS")]
    assert "own vehicle" in section
    assert "Ibrahim Keïta" in section


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("names", [True, False])
def test_an_ordinary_trip_with_a_plan_fits_two_pages(language: str, *, names: bool) -> None:
    document = build(PLANNED, DRIVING_PACK, names=names)
    pdf = render_pdf(document, speaking(language), language, resources())
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 2
    assert "UN air operations" in pages[1].extract_text()
