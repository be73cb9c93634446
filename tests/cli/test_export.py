"""`advisor export`."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from advisor.services.exports import ExportForm
from tests.cli.conftest import Cli

DAY = ("--as-of", "2023-06-15")
BUS, VISIT = "land/trips/bus-north.yaml", "land/trips/day-visit.yaml"


MADE = datetime(2026, 8, 25, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.cli.export.now", lambda: MADE)


def test_a_calendar_and_a_route_say_when_they_were_exported(cli: Cli) -> None:
    events = Calendar.from_ical(cli("export", VISIT, "--to", "ics", *DAY).out).events
    assert {event.decoded("DTSTAMP") for event in events} == {MADE}
    assert "<time>2026-08-25T07:30:00Z</time>" in cli("export", VISIT, "--to", "gpx", *DAY).out


@pytest.mark.parametrize("form", ExportForm)
def test_the_exit_code_is_the_verdict_and_the_file_is_what_is_put_out(cli: Cli, here: Path, form: str) -> None:
    done = cli("export", BUS, "--to", form, *DAY)
    assert (done.code, done.err) == (20, "")
    assert "NO-GO" in done.out
    filed = cli("export", BUS, *DAY, "--to", form, "--output", "out")
    assert (filed.code, filed.out, filed.err) == (20, "", "")
    assert (here / "out").read_bytes().decode() == done.out
    assert cli("export", VISIT, "--to", form, *DAY).code == 0


def test_it_speaks_french(cli: Cli) -> None:
    assert "règles" in cli("export", BUS, "--to", "gpx", *DAY, "--lang", "fr").out


@pytest.mark.parametrize("form", ExportForm)
def test_names_are_left_off_where_asked(cli: Cli, here: Path, form: str) -> None:
    text = (here / BUS).read_text("utf-8")
    text = text.replace("title: Bus to Farpost", "title: Fatou Example goes").replace("Traveller B", "Fatou Example")
    (here / "named.yaml").write_text(text, encoding="utf-8")
    command = ("export", "named.yaml", "--to", form, "--pack", "./land", *DAY)
    assert "Fatou Example goes" in cli(*command).out
    assert "Fatou" not in cli(*command, "--no-names").out


def test_a_trip_from_a_pipe_is_the_trip_in_the_file_of_its_title(
    cli: Cli, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (here / VISIT).read_bytes()
    (here / "day-visit-to-middleton.yaml").write_bytes(text)
    filed = cli("export", "day-visit-to-middleton.yaml", "--to", "ics", "--pack", "./land", *DAY)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    piped = cli("export", "-", "--to", "ics", "--pack", "./land", *DAY)
    assert piped.out == filed.out
    assert piped.code == 0
    uids = [str(event["UID"]) for event in Calendar.from_ical(piped.out).events]
    other = cli("export", VISIT, "--to", "ics", *DAY).out
    assert not any(uid in other for uid in uids), "a copy under another name is another trip"


def test_a_trip_without_a_day_makes_no_calendar(cli: Cli, here: Path) -> None:
    text = (here / BUS).read_text("utf-8").replace(", depart: 2023-06-20T08:00", "")
    (here / "some-day.yaml").write_text(text, encoding="utf-8")
    done = cli("export", "some-day.yaml", "--to", "ics", "--pack", "./land", *DAY, "--output", "some-day.ics")
    assert done.code == 2
    assert "no leg of this trip has a day" in done.err
    assert not (here / "some-day.ics").exists()
    drawn = cli("export", "some-day.yaml", "--to", "geojson", "--pack", "./land", *DAY)
    assert drawn.code == 20
    assert json.loads(drawn.out)["features"]


def test_what_can_not_be_read_is_not_exported(cli: Cli, here: Path) -> None:
    (here / "broken.yaml").write_text("title: [", encoding="utf-8")
    done = cli("export", "broken.yaml", "--to", "gpx", "--pack", "./land", "--output", "broken.gpx")
    assert done.code == 4
    assert not (here / "broken.gpx").exists()
    assert cli("export", BUS, *DAY).code == 2, "for what is asked, not guessed"
    assert cli("export", BUS, "--to", "kml", *DAY).code == 2
