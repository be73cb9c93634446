from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from advisor.cli import assess as assess_module
from advisor.cli import output
from tests.cli.conftest import Cli

DAY = ("--as-of", "2023-06-15")
VISIT = "land/trips/day-visit.yaml"
BUS = "land/trips/bus-north.yaml"

NIGHT = """\
title: Sleeps in Farpost
travellers:
  - {name: Fatou Example, nationality: ML, staff: national, roles: [], gender: female, facts: {speaks-local: yes}}
itinerary:
  - leg: {from: capital, to: farpost-airport, mode: flight, depart: 2023-06-20T08:00, arrive: 2023-06-20T10:00}
  - leg: {from: farpost-airport, to: capital, mode: flight, depart: 2023-06-21T08:00, arrive: 2023-06-21T10:00}
facts: {cargo: none}
"""


def test_each_verdict_has_its_exit_code_and_the_same_word_in_json(cli: Cli, here: Path) -> None:
    (here / "night.yaml").write_text(NIGHT, encoding="utf-8")
    (here / "silent.yaml").write_text("title: Nothing yet\n", encoding="utf-8")
    for trip, code, word in (
        (VISIT, 0, "go"),
        ("night.yaml", 10, "conditions"),
        ("silent.yaml", 11, "refer"),
        (BUS, 20, "no-go"),
    ):
        done = cli("assess", trip, "--pack", "./land", *DAY, "--format", "json")
        assert (done.code, json.loads(done.out)["verdict"]) == (code, word), trip
        assert done.err == ""


def test_json_has_what_scripts_rely_on(cli: Cli) -> None:
    done = cli("assess", BUS, *DAY, "--format", "json")
    answer = json.loads(done.out)
    assert {
        "verdict",
        "best",
        "worst",
        "findings",
        "conditions",
        "questions",
        "pack",
        "as_of",
        "schema_version",
    } <= set(answer)
    assert (answer["best"], answer["worst"], answer["as_of"], answer["schema_version"]) == (
        "no-go",
        "no-go",
        "2023-06-15",
        1,
    )
    assert {"id", "edition", "fingerprint"} <= set(answer["pack"])
    [bus] = [finding for finding in answer["findings"] if finding["rule"] == "bus-no-foreigners"]
    assert bus["effect"] == "prohibit"
    assert bus["because"]["en"] == "One foreigner makes the bus a target."
    assert bus["source"]["reliability"] == "C"
    assert bus["exposures"]


def test_the_same_inputs_give_the_same_bytes(cli: Cli, here: Path) -> None:
    for form in ("json", "text", "pdf"):
        for file in ("one", "two"):
            assert cli("assess", VISIT, *DAY, "--format", form, "-o", file).code == 0
        assert (here / "one").read_bytes() == (here / "two").read_bytes()


A_NIGHT_PLANNED = """\
title: A night at Farpost, with a journey plan
travellers:
  - {name: A, nationality: [LA], staff: national, phone: "+000 0002"}
itinerary:
  - leg:
      from: capital
      to: farpost-airport
      mode: flight
      depart: 2023-06-20T08:00
      arrive: 2023-06-20T10:00
      drivers: [B]
  - leg: {from: farpost-airport, to: capital, mode: flight, depart: 2023-06-21T08:00, drivers: [B]}
check_ins:
  - {each: [arrival], whom: A}
  - {daily: ["18:00"]}
overdue:
  - {after: 30, who: B, what: calls}
  - {who: A}
facts: {cargo: none}
"""


def test_the_journey_plan_stands_beside_the_verdict(cli: Cli, here: Path) -> None:
    (here / "planned.yaml").write_text(A_NIGHT_PLANNED, encoding="utf-8")
    done = cli("assess", "planned.yaml", "--pack", "./land", *DAY, "--format", "json")
    plan = json.loads(done.out)["journey_plan"]
    first, second, *_further, without = plan["check_ins"]
    assert (first["occasion"], first["at"], first["place"], first["step"], first["whom"]) == (
        "arrival",
        "2023-06-20T10:00:00",
        "farpost-airport",
        0,
        "A",
    )
    assert first["overdue"] == ["2023-06-20T10:30:00", None]
    assert (second["at"], second["overdue"][0]) == ("2023-06-20T18:00:00", "2023-06-20T18:30:00")
    assert (without["occasion"], without["at"], without["overdue"]) == ("arrival", None, [None, None])
    assert plan["driven"][0] == {"driver": "B", "day": "2023-06-20", "hours": 2.0, "about": False, "incomplete": False}
    assert plan["begun"]
    lacking = {one["lack"]: one for one in plan["missing"]}
    assert {"contact", "emergency", "lodging", "medevac"} <= set(lacking)
    assert lacking["medevac"]["steps"]


def test_a_trip_that_does_not_take_place_has_no_journey_plan(cli: Cli) -> None:
    assert json.loads(cli("assess", BUS, *DAY, "--format", "json").out)["journey_plan"] is None


def test_json_keeps_to_its_schema(cli: Cli, here: Path) -> None:
    (here / "planned.yaml").write_text(A_NIGHT_PLANNED, encoding="utf-8")
    schema = json.loads(cli("schema", "assessment").out)
    for trip in (VISIT, BUS, "planned.yaml"):
        answer = json.loads(cli("assess", trip, "--pack", "./land", *DAY, "--format", "json").out)
        assert faults_of(answer, schema, schema) == []


def faults_of(value: object, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """What a value lacks of the few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return faults_of(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in schema:
        tried = [faults_of(value, one, root, at) for one in schema["anyOf"]]
        return [] if [] in tried else [f"{at}: none of {len(tried)}"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}
    if schema["type"] == "null":
        return [] if value is None else [f"{at}: not null"]
    if not isinstance(value, kinds[schema["type"]]):  # type: ignore[arg-type]  # a table of types
        return [f"{at}: {value!r} is no {schema['type']}"]
    faults = [f"{at}: {value!r}"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, list):
        return faults + [
            one for n, item in enumerate(value) for one in faults_of(item, schema["items"], root, f"{at}[{n}]")
        ]
    if isinstance(value, dict):
        properties, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        faults += [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
        for name, item in value.items():
            inner = properties.get(name, others)
            if inner is False:
                faults.append(f"{at}: {name} is not expected")
            elif inner is not True and inner:
                faults += faults_of(item, inner, root, f"{at}.{name}")
    return faults


def test_the_answer_is_given_in_the_language_asked_for(cli: Cli) -> None:
    english = cli("assess", BUS, *DAY).out
    french = cli("--lang", "fr", "assess", BUS, *DAY).out
    assert "The bus carries no foreigners" in english
    assert "Le car ne prend pas d’étrangers" in french
    assert cli("assess", BUS, *DAY, "--lang=fr").out == french


def test_the_environment_chooses_the_language_and_the_option_outranks_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "étrangers" in cli("assess", BUS, *DAY).out
    assert "foreigners" in cli("assess", BUS, *DAY, "--lang", "en").out


def test_a_trip_comes_from_the_standard_input_too(cli: Cli, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    class Input:
        buffer = io.BytesIO((here / VISIT).read_bytes())

    monkeypatch.setattr(sys, "stdin", Input)
    done = cli("assess", "-", "--pack", "land", *DAY)
    assert done.code == 0
    monkeypatch.setattr(sys, "stdin", None)
    assert cli("assess", "-", "--pack", "land").code == 2


def test_the_pack_is_the_one_the_trip_lies_in_or_names(cli: Cli, here: Path) -> None:
    assert json.loads(cli("assess", VISIT, *DAY, "-f", "json").out)["pack"]["id"] == "land"
    (here / "trip.yaml").write_text((here / VISIT).read_text(encoding="utf-8"), encoding="utf-8")
    missing = cli("assess", "trip.yaml")
    assert (missing.code, "`land`" in missing.err) == (2, True)
    assert json.loads(cli("assess", "trip.yaml", "--pack", "mali-2023", "-f", "json").out)["pack"]["id"] == "mali-2023"
    (here / "any.yaml").write_text("title: Anywhere\n", encoding="utf-8")
    several = cli("assess", "any.yaml")
    assert (several.code, "mali and mali-2023" in several.err) == (2, True)
    (here / "data" / "packs").mkdir(parents=True)
    (here / "land").rename(here / "data" / "packs" / "land")
    which = cli("assess", "any.yaml", "--data-dir", "data")
    assert (which.code, "land" in which.err, "mali-2023" in which.err) == (2, True, True)
    assert cli("assess", "trip.yaml", "--data-dir", "data", *DAY).code == 0


def test_a_historical_pack_is_asked_as_of_its_own_day_and_says_so(cli: Cli) -> None:
    trip = "land/trips/day-visit.yaml"
    answer = json.loads(cli("assess", trip, "--pack", "mali-2023", "-f", "json").out)
    assert (answer["as_of"], answer["historical"]) == (answer["pack"]["as_of"], True)
    assert "HISTORICAL" in cli("assess", trip, "--pack", "mali-2023").out
    later = json.loads(cli("assess", trip, "--pack", "mali-2023", "--as-of", "2026-01-01", "-f", "json").out)
    assert later["as_of"] == "2026-01-01"
    assert later["verdict"] in {"refer", "no-go"}


def test_a_pdf_goes_to_a_file_or_a_pipe_but_not_to_a_terminal(
    cli: Cli, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("assess", VISIT, *DAY, "-f", "pdf", "-o", "sheet.pdf").code == 0
    assert (here / "sheet.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    refused = cli("assess", VISIT, *DAY, "-f", "pdf")
    assert (refused.code, refused.out) == (2, "")
    assert "terminal" in refused.err


def test_names_can_be_left_out(cli: Cli, here: Path) -> None:
    (here / "trip.yaml").write_text(NIGHT, encoding="utf-8")
    assert "Fatou" in cli("assess", "trip.yaml", "--pack", "./land").out
    assert "Fatou" not in cli("assess", "trip.yaml", "--pack", "./land", "--no-names").out
    refused = cli("assess", "trip.yaml", "--pack", "./land", "--no-names", "-f", "json")
    assert (refused.code, refused.out) == (2, "")


def test_a_faulty_trip_shows_where_and_answers_nothing(cli: Cli, here: Path) -> None:
    (here / "trip.yaml").write_text("title: Gao\nitinerary:\n  - leg: {from: gao, too: bamako}\n", encoding="utf-8")
    done = cli("assess", "trip.yaml", "--pack", "./land")
    assert (done.code, done.out) == (4, "")
    assert "trip.yaml:3:22: error[" in done.err
    assert "did you mean `to`?" in done.err
    assert "                     ^^^" in done.err


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"\0", b"[" * 1000, b"a: &x [*x]", b"- 1", b"x" * 6_000_000])
def test_no_bytes_at_all_can_get_past_as_a_trip(cli: Cli, here: Path, junk: bytes) -> None:
    (here / "trip.yaml").write_bytes(junk)
    done = cli("assess", "trip.yaml", "--pack", "./land")
    assert (done.code, done.out) == (4, "")


def test_a_faulty_pack_is_never_replaced_by_an_older_one(cli: Cli, here: Path) -> None:
    assert cli("assess", VISIT, *DAY, "--data-dir", "data").code == 0
    rules = here / "land" / "rules" / "south.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("effect: allow", "effect: alow", 1), encoding="utf-8")
    done = cli("assess", VISIT, *DAY, "--data-dir", "data")
    assert (done.code, done.out) == (3, "")
    assert "did you mean `allow`?" in done.err
    assert not (here / "data").exists()  # assessing writes nothing


def test_what_can_t_be_read_or_written_is_said(cli: Cli, here: Path) -> None:
    for arguments in (
        ("assess", "none.yaml"),
        ("assess", "land"),
        ("assess", VISIT, *DAY, "-o", "no/such/folder"),
        ("assess", VISIT, "--pack", "nowhere"),
        ("assess", VISIT, "--as-of", "2023-6-15"),
        ("assess", VISIT, "--as-of", "20230615"),
        ("assess", VISIT, "--as-of", "2023-02-30"),
        ("assess", VISIT, "--format", "xml"),
        ("assess", VISIT, "--lang", "de"),
        ("assess", VISIT, "--wrong"),
        ("assess", VISIT, "extra"),
        ("assess",),
    ):
        done = cli(*arguments)
        assert (done.code, done.out) == (2, ""), arguments
        assert done.err.startswith("advisor: ")
        assert done.err.count("\n") == 1


def test_an_internal_error_is_one_line_and_never_an_answer(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(assess_module, "advise", breaks)
    done = cli("assess", VISIT, *DAY)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError: by zero" in done.err
    assert "--debug" in done.err
    debugged = cli("assess", VISIT, *DAY, "--debug")
    assert debugged.code == 1
    assert "Traceback (most recent call last):" in debugged.err
    assert "test_assess.py" in debugged.err


def test_an_interrupted_command_says_nothing_more(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assess_module, "advise", interrupted)
    assert cli("assess", VISIT, *DAY).code == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_can_t_be_delivered_is_no_answer(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        done = cli("assess", VISIT, *DAY)
    assert done.code == 1
    assert "could not be written" in done.err


PLANNED = """\
title: To Middleton
travellers:
  - {name: Fatou Example, nationality: ML, staff: national, roles: [], gender: female, phone: "+000 77"}
itinerary:
  - leg:
      from: capital
      to: middleton
      mode: own-vehicle
      depart: 2023-06-20T08:00
      arrive: 2023-06-20T12:00
      drivers: Ali Example
facts: {cargo: none}
vehicles: [{name: Pick-up, plate: AB 12}]
check_ins: [{each: arrival, whom: Desk}]
overdue: [{after: 45, who: Desk, what: rings the party}]
"""


def test_the_journey_plan_is_told_and_left_off_with_names(cli: Cli, here: Path) -> None:
    (here / "planned.yaml").write_text(PLANNED, encoding="utf-8")
    told = cli("assess", "planned.yaml", "--pack", "./land", *DAY).out
    for words in ("+000 77", "AB 12", "Ali Example", "Overdue at: 12:45", "The way back by the same way, on 21"):
        assert words in told
    anonymous = cli("assess", "planned.yaml", "--pack", "./land", *DAY, "--no-names").out
    for words in ("+000 77", "AB 12", "Ali", "Fatou"):
        assert words not in anonymous
    assert "Driver 1" in anonymous
    answer = json.loads(cli("assess", "planned.yaml", "--pack", "./land", *DAY, "--format", "json").out)
    assert answer["trip"]["check_ins"][0]["each"] == ["arrival"]
    assert answer["trip"]["itinerary"][0]["drivers"] == ["Ali Example"]
    assert [one["id"] for one in answer["notes"]] == ["remark.way-back"]
