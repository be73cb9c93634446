"""`advisor incidents`, as somebody at a terminal meets it."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from advisor.rulebook.loader import load_pack
from advisor.services.wiring import wire
from tests.cli.conftest import Cli, Outcome
from tests.packs import small_pack_texts

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FRENCH = """\
Date;Lat;Long;Type incident;Description;Morts
03/02/2023;14,5;-4,2;Embuscade;Convoi attaqué;2
31/02/2023;14,5;-4,2;Embuscade;Mauvaise date;0
05/02/2023;14,6;-4,1;Barrage;Barrage sauvage;
05/02/2023;;;Barrage;Sans lieu;
"""
UCDP_HEADER = (
    "id,relid,type_of_violence,conflict_name,dyad_name,side_a,side_b,number_of_sources,where_prec,where_coordinates,"
    "latitude,longitude,event_clarity,date_prec,date_start,date_end,best,country\n"
)
UCDP = UCDP_HEADER + "7,X,1,A war,One - Two,One,Two,3,1,Gate,14.5,-4.2,1,1,2023-06-02,2023-06-02,4,Land\n"
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,latitude,longitude,geo_precision,time_precision,fatalities\n"
    "LAN1,2023-06-02,Battles,Armed clash,14.5,-4.2,1,1,3\n"
)


@pytest.fixture
def incidents(cli: Cli, here: Path) -> Callable[..., Outcome]:
    def run(*words: str) -> Outcome:
        return cli("incidents", words[0], "--data-dir", "data", *words[1:])

    for name, text in {"own.csv": FRENCH, "ucdp.csv": UCDP, "acled.csv": ACLED}.items():
        (here / name).write_text(text, encoding="utf-8")
    return run


def test_a_table_is_explained_once(incidents: Callable[..., Outcome]) -> None:
    unexplained = incidents("import", "own.csv")
    assert (unexplained.code, unexplained.out) == (6, "own.csv: nothing was imported\n")
    assert "own.csv:1:1: error[import-needs-mapping]" in unexplained.err
    seen = incidents("preview", "own.csv")
    assert seen.code == 0
    assert "latitude: Lat\n" in seen.out
    assert "2023-02-03  ambush  Convoi attaqué" in seen.out
    explained = incidents("import", "own.csv", "--map", "date=Date", "--map", "title=5", "--kind", "Barrage=blockade")
    assert (explained.code, explained.out) == (6, "own.csv: 2 new and 2 rows refused\n")
    assert explained.err.splitlines() == [
        "own.csv:3:1: error[import-bad-date]: `31/02/2023` in `date` is not a usable date",
        "own.csv:5:1: error[import-no-position]: the row has no coordinates, so it can't be near anything",
    ]
    assert incidents("import", "own.csv").out == "own.csv: 0 new, 2 the same and 2 rows refused\n"
    assert "blockade" in incidents("near", "Gate", "--within-km", "2000", "--days", "3650", "--pack", "land").out


def test_whole_files_are_done_and_nothing_is_vouched_for_unasked(incidents: Callable[..., Outcome]) -> None:
    done = incidents("import", "ucdp.csv", "acled.csv")
    assert (done.code, done.out, done.err) == (0, "ucdp.csv: 1 new\nacled.csv: 1 new\n", "")
    listed = json.loads(incidents("list", "--format", "json").out)
    assert [one["feed"] for one in listed] == ["acled", "ucdp"]
    assert [made["claim"] for one in listed for made in one["imports"]] == [None, None]
    text = incidents("list").out
    assert "Licence: CC BY 4.0" in text
    assert "Source: ACLED (acleddata.com)" in text
    assert text.count("Nobody has said that it is complete") == 2


def test_a_person_vouches_and_takes_it_back(incidents: Callable[..., Outcome]) -> None:
    done = incidents("import", "ucdp.csv", "--complete-from", "2023-06-01", "--complete-until", "2023-06-10")
    assert done.code == 0
    (feed,) = json.loads(incidents("list", "-f", "json").out)
    assert feed["imports"][0]["claim"] == {
        "start": "2023-06-01",
        "until": "2023-06-10",
        "kinds": ["attack", "clash"],
        "fatal_only": True,
        "area": [14.5, -4.2, 14.5, -4.2],
    }
    wider = incidents(
        "claim",
        "1",
        "--complete-from",
        "2023-05-01",
        "--complete-until",
        "2023-06-10",
        "--complete-area",
        "-1,-10,20,5",
    )
    assert "from 1 May 2023 to 10 June 2023: attack and clash, between 1° S and 20° N" in wider.out
    assert incidents("claim", "1", "--withdraw").out.startswith("Nobody has said that it is complete")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--complete-from", "2023-06-01"], "--complete-until"),
        (["--kinds", "clash"], "--complete-from"),
        (["--complete-from", "2023-06-01", "--complete-until", "2999-01-01"], "days to come"),
        (["--complete-from", "2023-06-01", "--complete-until", "2023-05-01"], "before the first"),
        (["--complete-from", "2023-06-01", "--complete-until", "2023-06-02", "--kinds", "ambush"], "ambush"),
        (["--complete-from", "2023-06-01", "--complete-until", "2023-06-02", "--kinds", "ambsh"], "ambsh"),
        (["--complete-from", "2023-06-01", "--complete-until", "2023-06-02", "--complete-area", "1,2"], "four numbers"),
        (["--map", "when=1"], "when"),
        (["--map", "date"], "NAME=VALUE"),
        (["--kind", "x=nothing"], "nothing"),
    ],
)
def test_what_can_t_be_is_refused_before_anything_is_imported(
    incidents: Callable[..., Outcome], words: list[str], told: str
) -> None:
    done = incidents("import", "ucdp.csv", *words)
    assert done.code == 2
    assert told in done.err
    assert json.loads(incidents("list", "-f", "json").out) == []


def test_nobody_vouches_for_a_file_with_refused_rows(incidents: Callable[..., Outcome], here: Path) -> None:
    (here / "bad.csv").write_text(UCDP + UCDP.splitlines()[1].replace("7,X", "8,X").replace("14.5", "north") + "\n")
    done = incidents("import", "bad.csv", "--complete-from", "2023-06-01", "--complete-until", "2023-06-10")
    assert done.code == 6
    assert "1 row of bad.csv was left out, so nobody can vouch for it" in done.err
    assert json.loads(incidents("list", "-f", "json").out) == []


def test_near_is_what_a_rule_counts(incidents: Callable[..., Outcome]) -> None:
    incidents("import", "ucdp.csv", "acled.csv")
    asked = ["near", "Gate", "--within-km", "2000", "--days", "90", "--pack", "land", "--as-of", "2023-06-15"]
    every = json.loads(incidents(*asked, "--format", "json").out)
    assert {one["id"] for one in every} == {"ambush-1", "ambush-2", "theft-1", "acled:LAN1", "ucdp:7"}
    assert [one["day"] for one in every] == sorted(one["day"] for one in every)
    fatal = json.loads(incidents(*asked, "--kinds", "clash", "--fatal", "--format", "json").out)
    assert [one["id"] for one in fatal] == ["acled:LAN1", "ucdp:7"]
    text = incidents(*asked)
    assert text.out.startswith("5 incidents within 2000 km of ")
    assert "Source: ACLED" in text.out
    assert "Uppsala" in text.out
    assert incidents("near", "Gat", *asked[2:]).code == 2
    assert incidents("near", "Gate", "--within-km", "-1", *asked[4:]).code == 2


def test_only_what_may_leave_leaves(incidents: Callable[..., Outcome], here: Path) -> None:
    incidents("import", "ucdp.csv", "acled.csv")
    done = incidents("export", "out.csv")
    assert done.code == 0
    assert "ACLED: 1 left out. Source: ACLED" in done.err
    assert "To be shown with them: Conflict events: UCDP" in done.out
    with (here / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["ucdp:7"]
    texts = {name: text.encode() for name, text in small_pack_texts().items()}
    texts["incidents.csv"] = (here / "out.csv").read_bytes()
    pack = load_pack(texts).pack
    assert pack is None or [one.id for one in pack.incidents] == ["ucdp:7"]
    incidents("forget", "ucdp")
    (here / "out.csv").unlink()
    assert "no file was written" in incidents("export", "out.csv").out
    assert not (here / "out.csv").exists()


def test_forgetting(incidents: Callable[..., Outcome], here: Path) -> None:
    incidents("import", "ucdp.csv", "acled.csv")
    assert incidents("forget", "ucpd").code == 2
    assert incidents("forget", "ucdp").out == "1 incident of Uppsala Conflict Data Program forgotten.\n"
    (here / "data" / "incidents.sqlite").write_bytes(b"no database at all" * 100)
    broken = incidents("list")
    assert broken.code == 2
    assert "can't be read" in broken.err
    assert incidents("forget", "all").code == 0
    assert incidents("list").out == "Nothing was imported.\n"
    assert not list((here / "data").glob("incidents*"))


def test_a_verdict_tells_of_a_store_that_can_t_be_read_and_does_without_when_asked(
    cli: Cli, incidents: Callable[..., Outcome], here: Path
) -> None:
    asked = ["assess", "land/trips/day-visit.yaml", "--data-dir", "data", "--pack", "land", "--as-of", "2023-06-15"]
    assert cli(*asked).code == 0
    (here / "data").mkdir(exist_ok=True)
    with sqlite3.connect(here / "data" / "incidents.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    doubted = cli(*asked)
    assert doubted.code == 11
    assert "later version of this program" in doubted.err
    assert cli(*asked, "--no-incidents").code == 0
    assert cli("test", "land", "--data-dir", "data").code == 0  # never with what this computer happens to have


def test_options_stand_anywhere(cli: Cli) -> None:
    for words in (
        ("--lang", "fr", "incidents", "list"),
        ("incidents", "--lang=fr", "list"),
        ("incidents", "list", "--lang", "fr"),
    ):
        assert (
            cli("--data-dir", "data", *words).out == cli("incidents", "list", "--data-dir", "data", "--lang", "fr").out
        )


def test_as_a_user_runs_it(script: Callable[..., subprocess.CompletedProcess[bytes]], here: Path) -> None:
    (here / "ucdp.csv").write_text(UCDP, encoding="utf-8")
    assert script("incidents", "import", "ucdp.csv", "nowhere.csv", "--data-dir", "data").returncode == 2
    listed = script("incidents", "list", "--data-dir", "data")
    assert b"1 incident, the newest of 2 June 2023" in listed.stdout


@pytest.mark.skipif(not DATA.is_dir(), reason="no samples beside the project")
def test_every_sample_goes_through_the_command(cli: Cli) -> None:
    taken = {
        *(file.name for file in (DATA / "incidents").glob("ucdp*") if "no_coordinates" not in file.name),
        *("australia.cap", "canada.cap", "earthquake.cap", "earthquake-iso8859-1.cap"),
    }
    files = [
        file for folder in ("incidents", "formats/cap", "formats/hxl") for file in sorted((DATA / folder).iterdir())
    ]
    assert len(files) > 30
    for file in files:
        done = cli("incidents", "import", str(file), "--data-dir", "data")
        assert done.code == (0 if file.name in taken else 6), (file, done)
        assert ("nothing was imported" in done.out) is (file.name not in taken)
        assert (f"{file}:" in done.err) is (file.name not in taken), done.err
    feeds = {one.feed.id: one.count for one in wire(Path("data"), clock=lambda: date(2026, 11, 1)).incidents.contents()}
    assert feeds == {"cap": 5, "ucdp": 2298}
