"""`advisor prove` and `advisor compare` as a user meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from advisor.rulebook.trips import load_trip
from tests.cli.conftest import Cli

STATEMENTS = """\
- id: no-car-north
  title: {en: "No car in the north without a referral", fr: "Aucune voiture dans le nord sans renvoi"}
  at_best: refer
  where: {region: north}
  how: {mode: own-vehicle}
- id: south-closed
  title: {en: "Nothing in the south", fr: "Rien dans le sud"}
  at_best: refer
  where: {region: south}
"""


def states(here: Path, text: str = STATEMENTS) -> None:
    (here / "land" / "invariants.yaml").write_text(text, encoding="utf-8")


def test_a_pack_without_statements_says_so(cli: Cli) -> None:
    done = cli("prove", "land")
    assert (done.code, done.err) == (0, "")
    assert done.out == "The pack makes no statements about all trips (invariants.yaml).\n"


def test_what_is_refuted_shows_a_trip_that_can_be_kept(cli: Cli, here: Path) -> None:
    states(here)
    done = cli("prove", "land", "--question", "south-closed")
    assert done.code == 6
    assert done.out.startswith("REFUTED  Nothing in the south (south-closed)\n")
    _, _, shown = done.out.partition("The trip, for a file under trips/:\n")
    text = "".join(line.removeprefix("        ") for line in shown.splitlines(keepends=True)[:-1])
    assert load_trip(text.encode(), "trips/x.yaml").trip is not None
    assert "verdict" not in text
    assert cli("prove", "land", "--lang", "fr", "--question", "south-closed").out.startswith("RÉFUTÉ  Rien dans le sud")


def test_what_the_budget_does_not_reach_is_not_proved(cli: Cli, here: Path) -> None:
    states(here)
    done = cli("prove", "land", "--budget", "1", "--format", "json")
    assert done.code == 0
    assert {one["outcome"] for one in json.loads(done.out)["statements"]} == {"not-proved"}


def test_a_name_that_is_no_statement_is_refused(cli: Cli, here: Path) -> None:
    states(here)
    done = cli("prove", "land", "--question", "south-close")
    assert done.code == 2
    assert "did you mean `south-closed`?" in done.err


def test_what_is_refuted_of_the_standard_questions_is_no_fault(cli: Cli) -> None:
    done = cli("prove", "land", "--standard", "--gaps", "--format", "json")
    told = json.loads(done.out)
    assert done.code == 0
    assert "refuted" in {one["outcome"] for one in told["statements"]}
    assert told["gaps"]
    assert set(told["dead"]) == {"allows", "requires", "unknown"}


def test_a_ban_that_is_gone_makes_an_edition_looser(cli: Cli, here: Path) -> None:
    shutil.copytree(here / "land", here / "later")
    rules = here / "later" / "rules" / "south.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("effect: caution", "effect: prohibit", 1), encoding="utf-8")
    stricter = cli("compare", "land", "later")
    assert stricter.code == 0
    assert "Stricter by 1 rule:\n    capital-demonstrations (changed): GO becomes NO-GO\n" in stricter.out
    looser = cli("compare", "later", "land", "--format", "json")
    assert looser.code == 7
    assert [one["rule"] for one in json.loads(looser.out)["looser"]] == ["capital-demonstrations"]
    assert cli("compare", "land", "land").code == 0
