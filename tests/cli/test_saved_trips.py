"""`advisor trips` as a user meets it."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from advisor.cli.exit_codes import ExitCode
from advisor.services.clock import stopped_at
from advisor.services.paths import find_paths
from advisor.services.trip_store import TripStore
from tests.cli.conftest import Cli

DAY_VISIT = "land/trips/day-visit.yaml"
BUS = "land/trips/bus-north.yaml"
TRYING = ("--as-of", "2023-06-15", "--data-dir", "data")
BEFORE = (*TRYING, "--remember")
CLOSED = """\
- id: middleton-closed
  title: {en: "Middleton is closed", fr: "Middleton est fermée"}
  effect: prohibit
  where: {place: middleton}
  because: {en: "There is fighting.", fr: "Il y a des combats."}
  source: {title: "Press", date: 2023-06, reliability: B, credibility: 2}
"""


def update(here: Path) -> None:
    (here / "land" / "rules" / "closed.yaml").write_text(CLOSED, encoding="utf-8")
    head = here / "land" / "pack.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("edition: 2023-06", "edition: 2023-07"), encoding="utf-8")


def test_a_trip_that_got_worse_comes_first_with_the_rule_that_did_it(cli: Cli, here: Path) -> None:
    first = cli("trips", BUS, DAY_VISIT, *BEFORE)
    assert first.code == 0
    assert first.out.count("cannot be told") == 2
    update(here)
    second = cli("trips", BUS, DAY_VISIT, *BEFORE)
    assert second.code == ExitCode.GOT_WORSE
    lines = second.out.splitlines()
    assert lines[:6] == [
        "⬣ NO-GO · got worse",
        "    Day visit to Middleton",
        f"    {(here / DAY_VISIT).absolute()}",
        "    Before, under edition 2023-06: GO, at best GO, at worst GO",
        "    Now, under edition 2023-07: NO-GO, at best NO-GO, at worst NO-GO",
        "    - Middleton is closed (middleton-closed)",
    ]
    assert second.out.endswith("1 trip got worse.\n")
    assert "⬣ NO-GO · the same as before" in lines


def test_what_was_seen_is_what_the_next_time_compares_with(cli: Cli, here: Path) -> None:
    cli("trips", DAY_VISIT, *BEFORE)
    update(here)
    assert cli("trips", DAY_VISIT, *TRYING, "--no-remember").code == ExitCode.GOT_WORSE
    assert cli("trips", DAY_VISIT, *BEFORE).code == ExitCode.GOT_WORSE
    assert cli("trips", DAY_VISIT, *BEFORE).code == 0


def test_trying_something_out_is_not_remembered(cli: Cli, here: Path) -> None:
    cli("trips", DAY_VISIT, *TRYING)
    cli("trips", DAY_VISIT, "--pack", "./land", "--data-dir", "data")
    assert not (here / "data" / "assessed.json").exists()


def test_a_folder_is_looked_through_and_nothing_is_skipped_in_silence(cli: Cli, here: Path) -> None:
    saved = here / "saved"
    shutil.copytree(here / "land" / "trips", saved)
    (saved / "broken.yaml").write_text("title: [", encoding="utf-8")
    (saved / "notes.txt").write_text("not a trip", encoding="utf-8")
    found = cli("trips", "saved", "gone.yaml", "--pack", "land", *BEFORE, "--format", "json")
    assert found.code == ExitCode.TRIP_FAULTY
    told = {Path(one["file"]).name: one for one in json.loads(found.out)}
    assert {name: one["state"] for name, one in told.items()} == {
        "broken.yaml": "not-assessed",
        "gone.yaml": "not-assessed",
        "bus-north.yaml": "untold",
        "day-visit.yaml": "untold",
    }
    assert "no longer there" in told["gone.yaml"]["why"]


def test_trips_that_are_over_are_counted_only(cli: Cli) -> None:
    assert cli("trips", DAY_VISIT, "--as-of", "2023-06-20").out.startswith("● GO")
    assert cli("trips", DAY_VISIT, "--as-of", "2023-06-21").out.endswith("1 trip is over and was left out.\n")


LEGS = """\
travellers: [{name: A}]
itinerary:
  - leg: {from: capital, to: middleton, mode: own-vehicle, depart: 2023-06-20T08:00, arrive: 2023-06-20T11:00}
"""


@pytest.mark.parametrize(
    ("back", "over"),
    [
        ("depart: 2023-06-20T22:00", "2023-06-22"),
        ("depart: 2023-06-20T22:00, arrive: 2023-06-21T01:00", "2023-06-22"),
        ("depart: 2023-06-20T22:00, arrive: 2023-06-20T23:00", "2023-06-21"),
        ("depart: 2023-06-20", "2023-06-21"),
    ],
)
def test_a_trip_is_over_after_the_last_moment_it_can_reach(cli: Cli, here: Path, back: str, over: str) -> None:
    (here / "late.yaml").write_text(f"{LEGS}  - leg: {{from: middleton, to: capital, mode: own-vehicle, {back}}}\n")
    last = (date.fromisoformat(over) - timedelta(days=1)).isoformat()
    left_out = "1 trip is over and was left out."
    assert left_out not in cli("trips", "late.yaml", "--pack", "./land", "--as-of", last).out
    assert left_out in cli("trips", "late.yaml", "--pack", "./land", "--as-of", over).out


@pytest.mark.parametrize("end", ["", "  - stay: {at: middleton}\n"])
def test_a_trip_whose_end_nobody_states_is_not_dropped(cli: Cli, here: Path, end: str) -> None:
    (here / "open.yaml").write_text(LEGS + end)
    command = ("trips", "open.yaml", "--pack", "./land")
    assert "nobody says when" not in cli(*command, "--as-of", "2023-06-20").out
    long_ago = cli(*command, "--as-of", "2023-07-20").out
    assert "Its last day has passed, but nobody says when or how the party left" in " ".join(long_ago.split())
    (told,) = json.loads(cli(*command, "--as-of", "2023-07-20", "--format", "json").out)
    assert told["may_be_over"] is True


def test_a_trip_without_days_is_still_to_come(cli: Cli, here: Path) -> None:
    legs = "itinerary:\n  - leg: {from: capital, to: middleton, mode: own-vehicle}\n"
    (here / "some-day.yaml").write_text("travellers: [{name: A}]\n" + legs, encoding="utf-8")
    assert "cannot be told" in cli("trips", "some-day.yaml", "--pack", "land", *TRYING).out


def test_a_trip_that_was_edited_cannot_be_told(cli: Cli, here: Path) -> None:
    cli("trips", DAY_VISIT, *BEFORE)
    update(here)
    file = here / DAY_VISIT
    file.write_text(file.read_text(encoding="utf-8") + "notes: more\n", encoding="utf-8")
    assert "⬣ NO-GO · cannot be told" in cli("trips", DAY_VISIT, *BEFORE).out


@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"x": 1}', b'{"x": {"day": "2026-01-01"}}', b"\xff", b"[" * 100_000])
def test_a_damaged_memory_is_told_and_changes_no_verdict(cli: Cli, here: Path, damage: bytes) -> None:
    cli("trips", DAY_VISIT, *BEFORE)
    update(here)
    (here / "data" / "assessed.json").write_bytes(damage)
    found = cli("trips", DAY_VISIT, *BEFORE)
    assert "can't be read" in found.err
    assert "⬣ NO-GO · cannot be told" in found.out
    assert cli("trips", DAY_VISIT, *BEFORE).err == ""  # it was written anew


def test_a_faulty_pack_is_told_for_each_trip(cli: Cli, here: Path) -> None:
    (here / "land" / "rules" / "south.yaml").write_text("- {", encoding="utf-8")
    found = cli("trips", DAY_VISIT, *BEFORE)
    assert found.code == ExitCode.TRIP_FAULTY
    assert "not assessed" in found.out
    assert "has errors" in found.out


def test_without_names_the_recent_files_are_taken(cli: Cli, here: Path) -> None:
    assert "No saved trips are known." in cli("trips", "--data-dir", "data").out
    TripStore(find_paths(here / "data"), stopped_at(date.today()), 30).remember(here / DAY_VISIT)  # noqa: DTZ011 -- as the program asks
    assert "Day visit to Middleton" in cli("trips", *BEFORE).out


def test_what_is_kept_names_neither_file_nor_traveller_and_is_forgotten(cli: Cli, here: Path) -> None:
    cli("trips", DAY_VISIT, *BEFORE)
    memory = here / "data" / "assessed.json"
    kept = memory.read_text(encoding="utf-8")
    assert "south-road" in kept
    assert not any(word in kept for word in ("day-visit", "Traveller", "clinic", "2023-06-20", str(here)))
    assert memory.stat().st_mode & 0o077 == 0
    TripStore(find_paths(here / "data"), stopped_at(date(2026, 1, 1)), 30).forget()
    assert not memory.exists()


def test_it_speaks_french(cli: Cli) -> None:
    assert "comparaison impossible" in cli("trips", DAY_VISIT, *BEFORE, "--lang", "fr").out
