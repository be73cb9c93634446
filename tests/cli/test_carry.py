from __future__ import annotations

import zipfile
from pathlib import Path

from tests.cli.conftest import Cli
from tests.cli.test_commands import edit, spoil

TRIP = "land/trips/day-visit.yaml"
DATA = ("--data-dir", "data")


def test_every_command_takes_the_zip_as_it_takes_the_folder(cli: Cli, here: Path) -> None:
    assert cli("pack", "./land").code == 0
    assert (here / "land-2023-06.zip").is_file()
    for line in ("check", "test", "prove", "schema rule --pack", "compare ./land"):
        assert cli(*line.split(), "land-2023-06.zip").code == cli(*line.split(), "./land").code
    for line in (f"assess {TRIP}", f"map {TRIP}", f"plan changes {TRIP}", f"export {TRIP} --to email"):
        day = ("--as-of", "2023-06-15")
        both = [cli(*line.split(), *day, "--pack", pack) for pack in ("land-2023-06.zip", "./land")]
        assert both[0] == both[1]
        assert both[0].code == 0
    assert sorted(one.name for one in here.iterdir()) == ["land", "land-2023-06.zip"]


def test_faults_in_a_zip_are_told_with_their_place(cli: Cli, here: Path) -> None:
    with zipfile.ZipFile(here / "bad.zip", "w") as archive:
        spoil(here / "land")
        for file in (here / "land").rglob("*.y*ml"):
            archive.write(file, file.relative_to(here / "land").as_posix())
    done = cli("check", "bad.zip")
    assert done.code == 3
    assert "bad.zip/rules/south.yaml:" in done.out
    (here / "cut.zip").write_bytes((here / "bad.zip").read_bytes()[:-40])
    edit(here / TRIP, "verdict: maybe", "verdict: go")
    for words in (("check", "cut.zip"), ("assess", TRIP, "--pack", "cut.zip"), ("install", "cut.zip", *DATA)):
        done = cli(*words)
        assert done.code == 3
        assert "error[archive-damaged]" in done.out + done.err
        assert "pack.yaml" not in done.out + done.err


def test_a_faulty_pack_is_not_sent(cli: Cli, here: Path) -> None:
    spoil(here / "land")
    assert cli("pack", "./land", "--output", "out.zip").code == 3
    assert not (here / "out.zip").exists()


def test_a_file_that_is_there_is_not_written_over_unasked(cli: Cli, here: Path) -> None:
    (here / "out.zip").write_bytes(b"mine")
    assert cli("pack", "./land", "-o", "out.zip").code == 2
    assert (here / "out.zip").read_bytes() == b"mine"
    assert cli("pack", "./land", "-o", "out.zip", "--force").code == 0
    assert (here / "out.zip").read_bytes() != b"mine"


def test_installing_says_what_it_is_and_warns_before_an_older_edition(cli: Cli, here: Path) -> None:
    head = here / "land" / "pack.yaml"
    edit(head, "edition: 2023-06\n", "edition: 2023-07\nissued: {by: The office, on: 2023-07-01}\n")
    cli("pack", "./land", "-o", "new.zip")
    edit(head, "2023-07-01", "2023-06-01")
    edit(head, "edition: 2023-07", "edition: 2023-06")
    cli("pack", "./land", "-o", "old.zip")
    done = cli("install", "new.zip", *DATA)
    assert (done.code, done.err) == (0, "")
    assert "Issued on 1 July 2023 by The office, as the pack says of itself." in done.out
    assert "Fingerprint: " in done.out
    assert done.out.endswith("Installed in data/packs/land\n")
    done = cli("install", "old.zip", *DATA)
    assert done.code == 9
    assert "older edition" in done.err
    assert "edition 2023-06, issued on 1 June 2023" in done.err
    assert "2023-07" in (here / "data" / "packs" / "land" / "pack.yaml").read_text(encoding="utf-8")
    assert cli("install", "old.zip", "--force", *DATA).code == 0
    assert "2023-06" in (here / "data" / "packs" / "land" / "pack.yaml").read_text(encoding="utf-8")
    assert cli("packs", *DATA).out.count("Issued on 1 June 2023 by The office") == 1
    assert "Issued on 1 June 2023" in cli("check", str(here / "data" / "packs" / "land"), *DATA).out


def test_only_what_has_come_is_installed(cli: Cli, here: Path) -> None:
    assert cli("install", "mali", *DATA).code == 2
    assert cli("install", "none.zip", *DATA).code == 2
    assert cli("install", "land", *DATA).code == 0
