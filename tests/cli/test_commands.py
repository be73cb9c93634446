from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree

import pytest

from advisor.cli import output
from advisor.cli.commands import COMMANDS
from advisor.cli.faults import weights
from advisor.model.assessment import Assessment
from advisor.rulebook.schema import KINDS
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from advisor.services.wiring import Services
from tests.checks.around import NO_RULES, WELL, changed
from tests.cli.conftest import Cli

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "check"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def spoil(pack: Path) -> None:
    """Faults of many kinds, in several files."""
    south = pack / "rules" / "south.yaml"
    edit(south, "effect: allow", "effect: alow")
    edit(south, "where: {region: south}", "where: {region: soth}")
    edit(south, "reliability: C, credibility: 3", "reliability: Z, credibility: 3")
    south.write_text(
        south.read_text(encoding="utf-8") + '- {id: south-road, title: {en: "日本語", fr: "é"}, efect: inform}\n',
        encoding="utf-8",
    )
    edit(pack / "rules" / "north.yaml", "  when: {valid: {until: 2023-06-30}}\n", "")
    edit(pack / "places.yaml", "within: north", "within: nroth")
    edit(pack / "trips" / "day-visit.yaml", "verdict: go", "verdict: maybe")
    (pack / "rules" / "extra.yml").write_text("[]\n", encoding="utf-8")


# -- check


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make these the files of the pack in the folder."""
    rmtree(folder)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_a_pack_just_begun_has_no_faults(cli: Cli, here: Path) -> None:
    put(here / "land", changed({**NO_RULES, **WELL, "pack.yaml": (*NO_RULES["pack.yaml"], *WELL["pack.yaml"])}))
    done = cli("check", "land")
    assert (done.code, done.out, done.err) == (0, "land: no faults\n", "")
    assert json.loads(cli("check", "land", "--format", "json").out) == []


def test_notes_are_told_after_the_trips_were_assessed_and_change_nothing(cli: Cli, here: Path) -> None:
    put(here / "land", changed(WELL))
    done = cli("check", "land", "--strict")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\nland: 3 notes\n")
    assert re.findall(r"note\[rule-not-tried\].*`([a-z-]+)`", done.out) == ["air-north", "cash-runs", "flight-desk"]


def test_a_pack_is_looked_at_as_of_a_day(cli: Cli) -> None:
    assert "review-overdue" not in cli("check", "land", "--as-of", "2023-06-15").out
    assert cli("check", "land", "--as-of", "2024-01-01").out.count("warning[review-overdue]") == 3


def test_strictly_warnings_have_an_exit_code(cli: Cli, here: Path) -> None:
    assert cli("check", "land", "--as-of", "2024-01-01").code == 0
    assert cli("check", "land", "--as-of", "2024-01-01", "--strict").code == 7
    spoil(here / "land")
    assert cli("check", "land", "--strict").code == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_weights_are_coloured_where_they_stand_as_words(cli: Cli, language: str) -> None:
    told = cli("check", "land", "--as-of", "2024-01-01", "--lang", language).out
    styles = weights(Catalogue(language, find_paths().translations))
    counted = {style: len(pattern.findall(told)) for pattern, style in styles}
    assert counted == {"bold red": 0, "bold yellow": 4, "bold blue": told.count("note[") + told.count("remarque[")}
    assert counted["bold blue"] > 5


# -- explain


def test_on_a_terminal_a_page_is_drawn(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    drawn = cli("explain", "weak-source").out
    assert "weak-source" in drawn
    assert "```" not in drawn
    assert "#" not in drawn


def test_a_code_is_explained_as_it_stands_in_a_list_of_faults(cli: Cli) -> None:
    for code in ("weak-source", "error[weak-source]"):
        done = cli("explain", code)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("# weak-source\n\nWhat a rule may do")


def test_without_a_code_all_are_listed_with_what_they_mean(cli: Cli) -> None:
    for language, line in (
        ("en", "review-overdue: The day of review has passed"),
        ("fr", "review-overdue: La date de révision est passée"),
    ):
        done = cli("explain", "--lang", language)
        assert done.code == 0
        assert line in done.out.splitlines()
        assert len(done.out.splitlines()) > 120


def test_a_code_is_explained_in_the_language_asked_for(cli: Cli) -> None:
    done = cli("explain", "weak-source", "--lang", "fr")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# weak-source\n\nCe qu’une règle peut faire")
    assert "\n## À éviter\n" in done.out


def test_a_code_that_does_not_exist_leads_to_the_nearest(cli: Cli) -> None:
    done = cli("explain", "weak-sources")
    assert (done.code, done.out) == (2, "")
    assert "did you mean `weak-source`?" in done.err
    assert cli("explain", "qqqqqq").err == "advisor: there is no code `qqqqqq`; `advisor explain` lists them\n"
    assert cli("explain", "../adr/0001-one-package-data-inside-the-wheel").code == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_faults_come_at_once_each_where_it_stands(cli: Cli, here: Path, language: str) -> None:
    spoil(here / "land")
    done = cli("check", "land", "--lang", language)
    golden = GOLDEN / f"faults.{language}.txt"
    if os.environ.get("ADVISOR_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(done.out, encoding="utf-8")
    assert done.out == golden.read_text(encoding="utf-8")
    assert (done.code, done.err) == (3, "")


def test_faults_for_programs_say_the_same(cli: Cli, here: Path) -> None:
    spoil(here / "land")
    listed = json.loads(cli("check", "land", "--format", "json").out)
    text = cli("check", "land").out
    assert len(listed) > 5
    for fault in listed:
        place = f"land/{fault['file']}:{fault['line']}:{fault['column']}: {fault['severity']}[{fault['code']}]: "
        assert place + fault["message"] in text


def test_a_warning_does_not_make_a_pack_faulty(cli: Cli, here: Path) -> None:
    put(here / "land", changed(WELL))
    edit(here / "land" / "pack.yaml", 'title: {en: "Land", fr: "Pays"}', 'title: {en: "Land"}')
    done = cli("check", "land")
    assert done.code == 0
    assert "warning[missing-language]" in done.out
    assert done.out.endswith("land: 1 warning and 3 notes\n")


def test_a_rule_file_can_t_command_the_terminal(cli: Cli, here: Path) -> None:
    edit(here / "land" / "rules" / "south.yaml", "effect: allow", 'effect: "al\\e[31mow"')
    assert "\x1b" not in cli("check", "land").out
    (here / "land" / "rules" / "south.yaml").write_bytes(b"- id: a\x1b[31m\n")
    assert "\x1b" not in cli("check", "land").out


# -- test


def test_trips_as_expected_pass(cli: Cli) -> None:
    done = cli("test", "land")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "2 trips tried, 0 not as expected"


def test_trips_not_as_expected_say_in_what(cli: Cli, here: Path) -> None:
    trip = here / "land" / "trips" / "day-visit.yaml"
    edit(trip, "verdict: go, because: [south-road, south-stay], absent: no-night-driving",
         "verdict: no-go, because: [farpost-stay, south-road], absent: south-stay")  # fmt: skip
    done = cli("test", "land")
    assert done.code == 5
    assert "trips/day-visit.yaml: NOT AS EXPECTED" in done.out
    assert "expected the verdict `no-go`, got `go`" in done.out
    assert "not among the findings: farpost-stay\n" in done.out
    assert "among the findings, and should not be: south-stay\n" in done.out
    assert done.out.splitlines()[-1] == "2 trips tried, 1 not as expected"


def test_a_faulty_pack_is_not_tried(cli: Cli, here: Path) -> None:
    spoil(here / "land")
    done = cli("test", "land")
    assert (done.code, done.out) == (3, "")
    assert "extra.yml" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mali", "mali-2023"])
def test_the_shipped_packs_pass_their_own_trips(cli: Cli, name: str) -> None:
    done = cli("test", name)
    assert done.code == 0, done.out


@pytest.mark.slow
def test_a_check_says_what_is_set(cli: Cli) -> None:
    assert "Setting “Foreign nationals" in cli("check", "mali").out


# -- packs


def test_packs_are_listed_with_what_one_must_know_of_them(cli: Cli, here: Path) -> None:
    listed = cli("packs")
    assert listed.code == 0
    assert "mali-2023" in listed.out
    assert "HISTORICAL" in listed.out
    assert "nobody has decided it yet" in listed.out
    (here / "data" / "packs").mkdir(parents=True)
    (here / "land").rename(here / "data" / "packs" / "land")
    spoil(here / "data" / "packs" / "land")
    faulty = cli("packs", "--data-dir", "data")
    assert faulty.code == 0
    assert "can't be used" in faulty.out
    rows = json.loads(cli("packs", "--data-dir", "data", "-f", "json").out)
    assert [(row["id"], row["origin"], row["errors"] > 0) for row in rows] == [
        (None, "user", True),
        ("mali", "shipped", False),
        ("mali-2023", "shipped", False),
    ]
    assert [row["settings"] for row in rows] == [{}, {"foreign-nationals": "refer"}, {}]


# -- schema


@pytest.mark.parametrize("kind", [*KINDS, "assessment"])
def test_every_kind_of_file_has_a_schema(cli: Cli, kind: str) -> None:
    done = cli("schema", kind)
    assert done.code == 0
    assert json.loads(done.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_assessment_s_schema_names_every_field(cli: Cli) -> None:
    described = json.loads(cli("schema", "assessment").out)
    assert described["required"] == [*Assessment.__dataclass_fields__, "journey_plan"]
    assert {"JourneyPlan", "Due", "Driven", "Missing"} <= set(described["$defs"])


def test_a_schema_knows_the_names_of_a_pack(cli: Cli) -> None:
    assert "farpost" not in cli("schema", "rule").out
    assert "farpost" in cli("schema", "rule", "--pack", "./land").out
    assert cli("schema", "rule", "--pack", "nowhere").code == 2
    assert cli("schema", "nothing").code == 2


def test_schemas_are_written_into_a_pack_and_change_nothing_else(cli: Cli) -> None:
    before = cli("check", "./land").out
    done = cli("schema", "--write", "./land")
    assert (done.code, "8 schemas" in done.out) == (0, True)
    assert "farpost" in Path("land/schema/rule.json").read_text(encoding="utf-8")
    assert cli("check", "./land").out == before
    assert "up to date" in cli("schema", "--write", "./land").out
    Path("land/schema/more.yaml").write_text("- id: unheard\n", encoding="utf-8")
    assert "unexpected-file" in cli("check", "./land").out


def test_a_faulty_pack_keeps_the_schemas_it_has(cli: Cli) -> None:
    assert cli("schema", "--write", "./land").code == 0
    was = Path("land/schema/rule.json").read_bytes()
    Path("land/rules/more.yaml").write_text("- id: x\n", encoding="utf-8")
    assert cli("schema", "--write", "./land").code == 3
    assert Path("land/schema/rule.json").read_bytes() == was


def test_a_schema_is_either_printed_or_written(cli: Cli) -> None:
    assert cli("schema").code == 2
    assert "--write PACK" in cli("schema", "rule", "--write", "./land").err


# -- the window, and what surrounds the commands


def test_without_a_command_the_window_opens(cli: Cli) -> None:
    asked: list[Path | None] = []

    def opens(services: Services, file: Path | None) -> int:
        asked.append(file)
        return 0

    assert cli(opens=opens).code == 0
    assert cli("land/trips/day-visit.yaml", "--lang", "fr", opens=opens).code == 0
    assert asked == [None, Path("land/trips/day-visit.yaml")]


def test_a_window_that_breaks_is_an_internal_error(cli: Cli) -> None:
    def breaks(services: Services, file: Path | None) -> int:
        raise RuntimeError("no paint")

    done = cli(opens=breaks)
    assert (done.code, "no paint" in done.err) == (1, True)


def test_a_misspelt_command_is_no_trip(cli: Cli) -> None:
    done = cli("asess", "land/trips/day-visit.yaml")
    assert (done.code, "did you mean `assess`?" in done.err) == (2, True)
    assert cli("none.yaml").code == 2
    assert cli("land/pack.yaml", "land/pack.yaml").code == 2


def test_a_folder_here_is_never_passed_over_for_a_pack_of_its_name(cli: Cli, here: Path) -> None:
    own = here / "data" / "packs"
    shutil.copytree(here / "land", own / "land")
    (here / "land" / "rules" / "south.yaml").write_text("- id: none\n", "utf-8")
    either = cli("check", "land", "--data-dir", "data")
    assert (either.code, either.out) == (2, "")
    assert "`land` is a folder here" in either.err
    assert "`./land`" in either.err
    assert cli("check", "./land", "--data-dir", "data").code == 3
    assert cli("check", str(own / "land"), "--data-dir", "data").code == 0


def test_where_the_packs_lie_their_ids_are_their_folders(cli: Cli, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shutil.copytree(here / "land", here / "data" / "packs" / "land").parent)
    assert cli("check", "land", "--data-dir", str(here / "data")).code == 0


def test_help_lists_the_commands_and_their_exit_codes(cli: Cli) -> None:
    done = cli("--help")
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)
    assert "20 no-go" in " ".join(done.out.split())
    for name in COMMANDS:
        assert cli(name, "--help").code == 0


def test_what_holds_everywhere_may_stand_anywhere(cli: Cli) -> None:
    expected = cli("check", "land", "--lang", "fr", "--debug").out
    assert cli("--lang", "fr", "--debug", "check", "land").out == expected
    assert cli("--lang=fr", "check", "land").out == expected
    assert cli("--lang").code == 2
