"""`advisor plan` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

DAY_VISIT = "land/trips/day-visit.yaml"
BUS = "land/trips/bus-north.yaml"
AS_OF = ("--as-of", "2023-06-15")


def test_the_exit_code_is_that_of_the_trip_as_it_is(cli: Cli) -> None:
    assert cli("plan", "calendar", DAY_VISIT, *AS_OF).code == 0
    assert cli("plan", "changes", BUS, *AS_OF).code == 20
    assert cli("plan", "alternatives", BUS, *AS_OF).code == 20


def test_the_calendar_tells_when_and_why(cli: Cli) -> None:
    out = cli("plan", "calendar", DAY_VISIT, *AS_OF).out
    assert out.splitlines() == [
        "OTHER DAYS OF DEPARTURE",
        "The trip is planned to depart on 20 June 2023. Moved as a whole, it comes to:",
        "",
        "- ● GO · 15 June 2023 to 31 December 2023",
        "- ◆ REFER · 1 January 2024 to 13 June 2024",
        "  review overdue: The south by road",
        "  review overdue: Staying in the south",
    ]


def test_changes_tell_what_to_do(cli: Cli) -> None:
    out = cli("plan", "changes", BUS, *AS_OF).out
    assert out.startswith("WHAT WOULD HELP\nEach of these turns NO-GO into ")
    assert "Step 1 (Capital → Farpost): go by another mode: " in out


def test_alternatives_stand_side_by_side(cli: Cli) -> None:
    out = cli("plan", "alternatives", BUS, *AS_OF, "--most", "3").out
    assert out.startswith("OTHER WAYS TO TRAVEL\n")
    assert out.count("\n- ") == 3 + 1  # and the trip as it is
    assert out.count("The trip as it is planned") == 1
    assert "Flight, Capital – Farpost, Tue 20 Jun, 08:00" in out


@pytest.mark.parametrize("what", ["alternatives", "changes", "calendar"])
def test_it_speaks_french(cli: Cli, what: str) -> None:
    titles = {
        "alternatives": "AUTRES FAÇONS DE VOYAGER",
        "changes": "CE QUI AIDERAIT",
        "calendar": "AUTRES JOURS DE DÉPART",
    }
    assert cli("plan", what, BUS, *AS_OF, "--lang", "fr").out.startswith(titles[what])


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("alternatives", {"looked_at", "complete", "alternatives"}),
        ("changes", {"before", "reached", "complete", "decided", "suggestions"}),
        ("calendar", {"departs", "complete", "runs"}),
    ],
)
def test_it_writes_json(cli: Cli, what: str, keys: set[str]) -> None:
    value = json.loads(cli("plan", what, BUS, *AS_OF, "--format", "json").out)
    assert value.keys() == keys


def test_a_step_that_is_not_there(cli: Cli) -> None:
    outcome = cli("plan", "alternatives", BUS, "--step", "7")
    assert (outcome.code, outcome.err) == (2, "advisor: the trip has no step 7\n")


def test_a_trip_with_faults_is_not_planned_with(cli: Cli, here: Path) -> None:
    (here / "faulty.yaml").write_text("itinerary: {}\n", encoding="utf-8")
    assert cli("plan", "changes", "faulty.yaml", "--pack", "land").code == 4


def test_a_trip_without_a_day_has_no_calendar(cli: Cli, here: Path) -> None:
    (here / "some-day.yaml").write_text(
        "travellers: [{nationality: ML}]\nitinerary: [{leg: {from: capital, to: middleton, mode: own-vehicle}}]\n",
        encoding="utf-8",
    )
    assert "names no day" in cli("plan", "calendar", "some-day.yaml", "--pack", "land").out
